/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-grid.h"
#include "app/ori-page.h"
#include "app/ori-window.h"

/* Real keys and clicks through xdotool, which must run beside the main loop: a program that waits
 * for it loses what is typed. */

static OriApplication *application;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *)data = TRUE;
}

static void
run_xdotool (const char *arguments)
{
  g_autofree char *command = g_strdup_printf ("xdotool %s", arguments);
  g_auto (GStrv) argv = g_strsplit (command, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_newv ((const char *const *)argv, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, done_cb, &done);
  app_test_wait (done);
  app_test_settle ();
}

static void
test_keys (void)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-app-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keys.orientir", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OriSession) session = ori_session_create (path, "none", "46", FALSE, &error);
  OriWindow *window = ori_window_new (application);

  g_assert_no_error (error);
  ori_window_set_session (window, session);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  app_test_wait (gtk_window_is_active (GTK_WINDOW (window)));
  run_xdotool ("key alt+2");
  app_test_wait (g_str_equal (ori_window_get_page (window), "tables"));
  run_xdotool ("key alt+1");
  app_test_wait (g_str_equal (ori_window_get_page (window), "data"));
  /* The keyboard alone leads through the sidebar. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.next-region", NULL);
  run_xdotool ("key shift+F6");
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
  g_clear_object (&session);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  int status;

  application = app_test_init (&argc, &argv);
  g_test_add_func ("/app/input/keys", test_keys);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
