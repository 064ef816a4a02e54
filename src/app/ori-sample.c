/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-sample.h"

#include <glib/gi18n-lib.h>

#include "app/ori-reading.h"
#include "core/ori-paths.h"
#include "core/ori-text.h"

typedef struct {
  const char *prefix; /* of the files in data/sample */
  const char *title;
  const char *subtitle;
  const char *icon;
  const char *programme;
  const char *region;
  const char *adopt; /* programme whose indicators are taken over */
  gboolean training;
} Sample;

static const Sample samples[] = {
    {"stavropol-", N_ ("Stavropol region"), N_ ("Training data: 33 municipalities, three years"),
     "ori-groups-symbolic", "stavropol-2023", "26", "stary-oskol-2021", TRUE},
    {"kemerovo", N_ ("Kemerovo district"), N_ ("Published report: ten tables, three years"),
     "ori-dynamics-symbolic", "kemerovo-2022", NULL, NULL, FALSE},
    {"kursk", N_ ("Kursk region"), N_ ("Published rating of 33 municipalities"),
     "ori-tables-symbolic", "none", "46", NULL, FALSE},
};

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return ori_text_compare (*(const char *const *)a, *(const char *const *)b);
}

static char **
find_files (const Sample *sample)
{
  g_autofree char *folder = ori_data_path ("sample");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *files = g_ptr_array_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, sample->prefix) && g_str_has_suffix (name, ".xlsx"))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_names);
  g_ptr_array_add (files, NULL);
  return (char **)g_ptr_array_free (files, FALSE);
}

gboolean
ori_sample_fill (GtkListBox *list)
{
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_auto (GStrv) files = find_files (&samples[i]);
    GtkWidget *row = adw_action_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (samples[i].title));
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (samples[i].subtitle));
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), samples[i].icon);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name ("go-next-symbolic"));
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    gtk_widget_set_visible (row, files[0] != NULL);
    gtk_list_box_append (list, row);
    any = any || files[0] != NULL;
  }
  return any;
}

static void
read_cb (OriJob *job, OriWindow *window)
{
  OriSession *session = ori_window_get_session (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) readings = ori_job_take_result (job, &error);

  for (guint i = 0; error == NULL && i < readings->len; i++) {
    OriReading *reading = g_ptr_array_index (readings, i);
    if (reading->error != NULL)
      error = g_error_copy (reading->error);
    else
      ori_session_commit_import (session, reading->import, NULL, &error);
  }
  if (error != NULL)
    ori_window_show_error (GTK_WIDGET (window), _ ("The sample could not be read"), error);
  ori_window_show_latest_cycle (window);
}

static OriSession *
make_session (const Sample *sample, GError **error)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *name = g_strdup_printf ("%s – %s", _ ("Sample"), _ (sample->title));
  g_autofree char *path = NULL;
  OriSession *session;
  guint n;

  for (int i = 1; path == NULL || g_file_test (path, G_FILE_TEST_EXISTS); i++) {
    g_autofree char *file = i == 1 ? g_strdup_printf ("%s.orientir", name)
                                   : g_strdup_printf ("%s %d.orientir", name, i);
    g_free (path);
    path = g_build_filename (folder != NULL ? folder : g_get_home_dir (), file, NULL);
  }
  session = ori_session_create (path, sample->programme, sample->region, sample->training, error);
  if (session != NULL && sample->adopt != NULL &&
      !ori_session_adopt (session, sample->adopt, &n, error))
    g_clear_object (&session);
  return session;
}

void
ori_sample_open (guint index, OriWindow *window)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (OriSession) session = NULL;
  g_autoptr (OriJob) job = NULL;

  g_return_if_fail (index < G_N_ELEMENTS (samples));
  files = find_files (&samples[index]);
  session = make_session (&samples[index], &error);
  if (session == NULL) {
    ori_window_show_error (GTK_WIDGET (window), _ ("The sample could not be made"), error);
    return;
  }
  ori_window_set_session (window, session);
  job = ori_reading_job_new (session, (const char *const *)files, NULL, NULL);
  g_signal_connect_object (job, "finished", G_CALLBACK (read_cb), window, 0);
  ori_window_run_job (window, job);
}
