/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-recent.h"

#include <adwaita.h>

#include "app/ori-moment.h"

#define MAX_RECENT 4

static int
compare_visited (gconstpointer a, gconstpointer b)
{
  GDateTime *x = gtk_recent_info_get_modified ((GtkRecentInfo *)a);
  GDateTime *y = gtk_recent_info_get_modified ((GtkRecentInfo *)b);
  return g_date_time_compare (y, x);
}

static void
append_row (GtkListBox *list, GtkRecentInfo *info, const char *path)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *folder_name = g_filename_display_basename (folder);
  g_autoptr (GDateTime) local = g_date_time_to_local (gtk_recent_info_get_modified (info));
  g_autofree char *day = ori_moment_date (local, FALSE);
  g_autofree char *clock = g_date_time_format (local, "%H:%M");
  g_autofree char *subtitle = g_markup_printf_escaped ("%s · %s, %s", folder_name, day, clock);
  g_autofree char *title = NULL;

  if (g_str_has_suffix (name, ".orientir"))
    name[strlen (name) - strlen (".orientir")] = '\0';
  title = g_markup_escape_text (name, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "ori-groups-symbolic");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, path);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (path), g_free);
  gtk_list_box_append (list, row);
}

gboolean
ori_recent_fill (GtkListBox *list)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  items = g_list_sort (items, compare_visited);
  for (GList *l = items; l != NULL && n < MAX_RECENT; l = l->next) {
    g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (l->data), NULL, NULL);
    if (path == NULL || !g_str_has_suffix (path, ".orientir") ||
        !g_file_test (path, G_FILE_TEST_IS_REGULAR))
      continue;
    append_row (list, l->data, path);
    n++;
  }
  g_list_free_full (items, (GDestroyNotify)gtk_recent_info_unref);
  return n > 0;
}
