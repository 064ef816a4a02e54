/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-reading.h"

#include <glib/gi18n-lib.h>

#include "core/ori-text.h"

void
ori_reading_free (OriReading *reading)
{
  if (reading == NULL)
    return;
  g_free (reading->path);
  g_clear_pointer (&reading->import, ori_import_free);
  g_clear_error (&reading->error);
  g_hash_table_unref (reading->years);
  g_free (reading);
}

static gpointer
read_files (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  GPtrArray *readings = data;

  for (guint i = 0; i < readings->len; i++) {
    OriReading *reading = g_ptr_array_index (readings, i);
    g_autofree char *name = g_path_get_basename (reading->path);
    g_autofree char *shown = g_filename_display_name (name);
    g_autofree char *message = g_strdup_printf (_ ("Reading %s"), shown);
    OriProgress part =
        ori_progress_part (progress, (double)i / readings->len, (i + 1.0) / readings->len);

    ori_progress_report (&part, 0, message);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    if (!ori_import_run (reading->import, NULL, &part, cancellable, &reading->error))
      g_clear_pointer (&reading->import, ori_import_free);
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_ptr_array_ref (readings);
}

OriJob *
ori_reading_job_new (OriSession *session, const char *const *paths)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_reading_free);

  for (const char *const *path = paths; *path != NULL; path++) {
    OriReading *reading = g_new0 (OriReading, 1);
    reading->path = g_strdup (*path);
    reading->years = g_hash_table_new_full (NULL, NULL, NULL, g_free);
    reading->import = ori_import_new (session, *path);
    g_ptr_array_add (readings, reading);
  }
  return ori_job_new (_ ("Reading files"), read_files, readings, (GDestroyNotify)g_ptr_array_unref,
                      (GDestroyNotify)g_ptr_array_unref);
}

static gboolean
is_table (const char *name)
{
  static const char *const endings[] = {".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".docx"};
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_prefix (name, ".") || g_str_has_prefix (name, "~$"))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return ori_text_compare (*(const char *const *)a, *(const char *const *)b);
}

static void
add_folder (GPtrArray *out, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_table (name))
      g_ptr_array_add (names, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (out, g_strdup (g_ptr_array_index (names, i)));
}

char **
ori_reading_expand (const char *const *paths)
{
  GPtrArray *out = g_ptr_array_new ();

  for (const char *const *path = paths; *path != NULL; path++) {
    if (g_file_test (*path, G_FILE_TEST_IS_DIR))
      add_folder (out, *path);
    else
      g_ptr_array_add (out, g_strdup (*path));
  }
  g_ptr_array_add (out, NULL);
  return (char **)g_ptr_array_free (out, FALSE);
}
