/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-page.h"
#include "app/ori-window.h"

/* A window on a workspace of its own, with the sample tables of two years or empty. The tables are
 * imported once: each test works on a copy. */
typedef struct {
  char *folder, *path;
  OriSession *session;
  OriWindow *window;
} PagesFixture;

static OriApplication *pages_application;
static char *pages_template; /* path of the workspace that is copied */

static inline void
pages_import (OriSession *session, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("ORIENTIR_DATADIR"), "sample", name, NULL);
  g_autoptr (OriImport) import = ori_import_new (session, path);
  GError *error = NULL;

  ori_import_run (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ori_session_commit_import (session, import, NULL, &error);
  g_assert_no_error (error);
}

static inline void
pages_make_template (void)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-pages-XXXXXX", NULL);
  g_autoptr (OriSession) session = NULL;
  GError *error = NULL;
  guint n;

  pages_template = g_build_filename (folder, "sample.orientir", NULL);
  session = ori_session_create (pages_template, "stavropol-2023", "26", TRUE, &error);
  g_assert_no_error (error);
  ori_session_adopt (session, "stary-oskol-2021", &n, &error);
  g_assert_no_error (error);
  pages_import (session, "stavropol-2022.xlsx");
  pages_import (session, "stavropol-2023.xlsx");
}

static inline void
pages_drop_template (void)
{
  g_autofree char *folder = g_path_get_dirname (pages_template);

  g_remove (pages_template);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (pages_template);
}

static inline void
pages_open (PagesFixture *f)
{
  GError *error = NULL;

  f->session = ori_session_open (f->path, &error);
  g_assert_no_error (error);
  f->window = ori_window_new (pages_application);
  ori_window_set_session (f->window, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
}

/* Whoever still reads a file in the background lets the session go before the folder goes. */
static inline void
pages_close (PagesFixture *f)
{
  gpointer session = f->session;

  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_object_add_weak_pointer (G_OBJECT (f->session), &session);
  g_clear_object (&f->session);
  app_test_wait (session == NULL);
}

static inline void
pages_set_up (PagesFixture *f, gconstpointer with_data)
{
  GError *error = NULL;

  f->folder = g_dir_make_tmp ("orientir-pages-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "test.orientir", NULL);
  if (with_data != NULL) {
    g_autoptr (GFile) from = g_file_new_for_path (pages_template);
    g_autoptr (GFile) to = g_file_new_for_path (f->path);
    g_file_copy (from, to, 0, NULL, NULL, NULL, &error);
  } else {
    g_object_unref (ori_session_create (f->path, "stavropol-2023", "26", FALSE, &error));
  }
  g_assert_no_error (error);
  pages_open (f);
}

static inline void
pages_tear_down (PagesFixture *f, gconstpointer with_data)
{
  pages_close (f);
  g_remove (f->path);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->path);
}

static inline GtkWidget *
pages_show (PagesFixture *f, const char *name)
{
  ori_window_show_page (f->window, name);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  return ori_window_get_page_widget (f->window, name);
}

static inline int
pages_main (int argc, char **argv, void (*add_tests) (void))
{
  int status;

  pages_application = app_test_init (&argc, &argv);
  pages_make_template ();
  add_tests ();
  status = g_test_run ();
  pages_drop_template ();
  g_object_unref (pages_application);
  return status;
}
