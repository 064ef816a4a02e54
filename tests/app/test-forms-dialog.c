/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-forms-dialog.h"
#include "pages-test.h"

static GtkWindow *
find_window (GType type)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (G_OBJECT_TYPE (l->data) == type && gtk_widget_get_visible (l->data))
      return l->data;
  return NULL;
}

static OriFormsDialog *
open_dialog (PagesFixture *f)
{
  GtkWidget *page = pages_show (f, "data");

  gtk_widget_activate_action (page, "data.forms", NULL);
  app_test_wait (find_window (ORI_TYPE_FORMS_DIALOG) != NULL);
  return ORI_FORMS_DIALOG (find_window (ORI_TYPE_FORMS_DIALOG));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, ".xlsx") && name[0] != '.';
  return n;
}

static void
remove_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_remove (path);
  }
  g_rmdir (folder);
}

/* Every municipality gets a file; the second time it is asked first. */
static void
test_write (PagesFixture *f, gconstpointer data)
{
  OriFormsDialog *dialog = open_dialog (f);
  g_autofree char *folder = g_build_filename (f->folder, "forms", NULL);
  GtkWindow *question;

  g_assert_true (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "write"));
  ori_forms_dialog_write (dialog, folder);
  app_test_wait (count_files (folder) == 33);
  app_test_settle ();
  g_assert_null (find_window (ADW_TYPE_MESSAGE_DIALOG));
  ori_forms_dialog_write (dialog, folder);
  app_test_wait (find_window (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  question = find_window (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), "cancel");
  app_test_settle ();
  gtk_window_destroy (GTK_WINDOW (dialog));
  remove_files (folder);
}

/* A programme without indicators asks for nothing. */
static void
test_nothing (PagesFixture *f, gconstpointer data)
{
  OriFormsDialog *dialog = open_dialog (f);

  g_assert_false (adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), "write"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add_tests (void)
{
  g_test_add ("/forms-dialog/write", PagesFixture, "", pages_set_up, test_write, pages_tear_down);
  g_test_add ("/forms-dialog/nothing", PagesFixture, NULL, pages_set_up, test_nothing,
              pages_tear_down);
}

int
main (int argc, char *argv[])
{
  return pages_main (argc, argv, add_tests);
}
