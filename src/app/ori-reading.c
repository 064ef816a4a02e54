/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-reading.h"

#include <glib/gi18n-lib.h>

#include "core/ori-text.h"

void
ori_reading_counts_read (OriReadingCounts *counts, const OriStage *stage)
{
  *counts = (OriReadingCounts){.stage = stage};
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);

    if (ori_record_is_ready (record))
      counts->ready++;
    else if (record->orgunit == NULL)
      counts->no_orgunit++;
    else if (record->element == NULL)
      counts->no_element++;
    else
      counts->no_period++;
  }
}

const OriReadingCounts *
ori_reading_counts (OriReading *reading)
{
  static const OriReadingCounts none = {0};
  const OriStage *stage;

  if (reading->import == NULL)
    return &none;
  stage = ori_recognition_stage (ori_import_recognition (reading->import));
  if (reading->counts.stage != stage)
    ori_reading_counts_read (&reading->counts, stage);
  return &reading->counts;
}

void
ori_reading_free (OriReading *reading)
{
  if (reading == NULL)
    return;
  g_free (reading->path);
  g_free (reading->shape);
  g_free (reading->encoding);
  g_clear_pointer (&reading->import, ori_import_free);
  g_clear_error (&reading->error);
  g_hash_table_unref (reading->years);
  g_hash_table_unref (reading->settled);
  g_free (reading);
}

static void
read_file (OriReading *reading, const OriProgress *progress, GCancellable *cancellable)
{
  OriBookOptions options = {reading->encoding, reading->separator, reading->quote};

  g_clear_pointer (&reading->shape, g_free);
  if (ori_import_run (reading->import, &options, progress, cancellable, &reading->error))
    reading->shape = ori_recognition_fingerprint (ori_import_recognition (reading->import));
  else
    g_clear_pointer (&reading->import, ori_import_free);
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

    if (reading->import == NULL)
      continue;
    ori_progress_report (&part, 0, message);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    read_file (reading, &part, cancellable);
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_ptr_array_ref (readings);
}

static gboolean
is_hidden (const char *name)
{
  return g_str_has_prefix (name, ".") || g_str_has_prefix (name, "~$");
}

static gboolean
is_table (const char *name)
{
  static const char *const endings[] = {".xlsx", ".xlsm", ".xls", ".xlsb", ".ods",
                                        ".fods", ".csv",  ".tsv", ".docx"};
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

/* What is to be read. */
typedef struct {
  OriSession *session;
  GPtrArray *readings; /* of OriReading */
  GHashTable *known;   /* full path → whether it was tried; of what is there already */
  GPtrArray *repeated; /* of char*, those met again; NULL: not asked for */
} Gathering;

/* Without a session it will not be read. */
static OriReading *
reading_new (OriSession *session, const char *path)
{
  OriReading *reading = g_new0 (OriReading, 1);

  reading->path = g_strdup (path);
  reading->years = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  reading->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (session != NULL)
    reading->import = ori_import_new (session, path);
  return reading;
}

static void
add_file (Gathering *all, const char *path, gboolean table)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  OriReading *reading;
  gpointer tried;

  if (g_hash_table_lookup_extended (all->known, full, NULL, &tried) &&
      (GPOINTER_TO_INT (tried) || !table)) {
    if (all->repeated != NULL)
      g_ptr_array_add (all->repeated, g_steal_pointer (&full));
    return;
  }
  g_hash_table_insert (all->known, g_steal_pointer (&full), GINT_TO_POINTER (table));
  reading = reading_new (table ? all->session : NULL, path);
  reading->foreign = !table;
  if (!table)
    g_set_error (&reading->error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_UNSUPPORTED,
                 _ ("Files of this kind hold no tables that can be read. Choose the file by itself "
                    "to try it all the same."));
  g_ptr_array_add (all->readings, reading);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return ori_text_compare (*(const char *const *)a, *(const char *const *)b);
}

/* Links are not followed, so that a folder cannot contain itself. */
static void
add_folder (Gathering *all, const char *folder, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && names->len < ORI_READING_MAX_FILES &&
         (name = g_dir_read_name (dir)) != NULL)
    if (!is_hidden (name))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len && all->readings->len < ORI_READING_MAX_FILES; i++) {
    g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
    gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

    if (!is_folder)
      add_file (all, path, is_table (path));
    else if (depth < ORI_READING_MAX_DEPTH && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      add_folder (all, path, depth + 1);
  }
}

OriJob *
ori_reading_job_new (OriSession *session, const char *const *paths, const GPtrArray *known,
                     GPtrArray *repeated)
{
  g_autoptr (GHashTable) full = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Gathering all = {session, g_ptr_array_new_with_free_func ((GDestroyNotify)ori_reading_free), full,
                   repeated};

  /* What could not be read may have been mended: it is tried again. */
  for (guint i = 0; known != NULL && i < known->len; i++) {
    const OriReading *reading = g_ptr_array_index (known, i);
    if (reading->import != NULL || reading->foreign)
      g_hash_table_insert (full, g_canonicalize_filename (reading->path, NULL),
                           GINT_TO_POINTER (reading->import != NULL));
  }
  for (const char *const *path = paths; *path != NULL; path++) {
    if (g_file_test (*path, G_FILE_TEST_IS_DIR))
      add_folder (&all, *path, 1);
    else
      add_file (&all, *path, TRUE);
  }
  if (all.readings->len == 0) {
    g_ptr_array_unref (all.readings);
    return NULL;
  }
  return ori_job_new (_ ("Reading files"), read_files, all.readings,
                      (GDestroyNotify)g_ptr_array_unref, (GDestroyNotify)g_ptr_array_unref);
}

static gpointer
read_again (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  OriReading **fresh = data;

  read_file (*fresh, progress, cancellable);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (fresh);
}

static void
again_free (gpointer data)
{
  OriReading **fresh = data;

  ori_reading_free (*fresh);
  g_free (fresh);
}

OriJob *
ori_reading_again_job_new (OriSession *session, const char *path, const char *encoding,
                           char separator, char quote)
{
  OriReading **fresh = g_new0 (OriReading *, 1);

  *fresh = reading_new (session, path);
  (*fresh)->encoding = g_strdup (encoding);
  (*fresh)->separator = separator;
  (*fresh)->quote = quote;
  return ori_job_new (_ ("Reading the file anew"), read_again, fresh, again_free,
                      (GDestroyNotify)ori_reading_free);
}

void
ori_reading_take (OriReading *reading, OriReading *fresh)
{
  OriReading old = *reading;

  *reading = *fresh;
  reading->own = old.own;
  /* The years that were typed stay typed, the decisions about findings are about others. */
  reading->years = old.years;
  old.years = fresh->years;
  *fresh = old;
  ori_reading_free (fresh);
}
