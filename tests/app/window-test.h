/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-data-page.h"
#include "app/ori-grid.h"
#include "app/ori-import-private.h"
#include "app/ori-window.h"

/* A window on an empty workspace of its own, files beside it, and real keys and clicks. */

static OriApplication *window_test_application;

typedef struct {
  char *folder, *path;
  OriSession *session;
  OriWindow *window;
} WindowFixture;

static inline void
window_test_show (WindowFixture *f)
{
  f->window = ori_window_new (window_test_application);
  ori_window_set_session (f->window, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
}

/* @data: the programme, NULL for none. */
static inline void
window_test_set_up (WindowFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("orientir-window-XXXXXX", &error);
  g_assert_no_error (error);
  f->path = g_build_filename (f->folder, "test.orientir", NULL);
  f->session = ori_session_create (f->path, data != NULL ? data : "none", "46", FALSE, &error);
  g_assert_no_error (error);
  window_test_show (f);
}

static inline void
window_test_close (WindowFixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_clear_object (&f->session);
}

static inline void
window_test_reopen (WindowFixture *f)
{
  g_autoptr (GError) error = NULL;

  window_test_close (f);
  f->session = ori_session_open (f->path, &error);
  g_assert_no_error (error);
  window_test_show (f);
}

static inline void
window_test_remove_tree (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      window_test_remove_tree (path);
    else
      g_unlink (path);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static inline void
window_test_tear_down (WindowFixture *f, gconstpointer data)
{
  window_test_close (f);
  window_test_remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

/* ── files and their import ── */

/* A file in the folder of the workspace; its path. */
static inline char *
window_test_write (WindowFixture *f, const char *name, const char *text)
{
  char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* The newest window of @type, NULL if there is none. */
static inline gpointer
window_test_find (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gpointer found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GObject) window = g_list_model_get_item (windows, i);
    if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
      found = window;
  }
  return found;
}

static inline OriImportView *
window_test_find_import (void)
{
  return window_test_find (ORI_TYPE_IMPORT_VIEW);
}

static inline OriImportView *
window_test_import (WindowFixture *f, const char *const *paths)
{
  ori_window_show_page (f->window, "data");
  ori_data_page_import (ORI_DATA_PAGE (ori_window_get_page_widget (f->window, "data")), paths);
  app_test_wait (window_test_find_import () != NULL);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window_test_find_import ()));
  app_test_wait (gtk_window_is_active (GTK_WINDOW (window_test_find_import ())));
  return window_test_find_import ();
}

/* Writes a file and opens the import on it. */
static inline OriImportView *
window_test_import_text (WindowFixture *f, const char *name, const char *text)
{
  g_autofree char *path = window_test_write (f, name, text);
  const char *paths[] = {path, NULL};

  return window_test_import (f, paths);
}

/* ── keys and clicks ── */

/* Gives a window the keys, as a window manager does when the one above it closes. */
static inline void
window_test_activate (gpointer window)
{
  gtk_window_present (GTK_WINDOW (window));
  app_test_wait (gtk_window_is_active (GTK_WINDOW (window)));
}

static inline void
window_test_click_at (GtkWidget *widget, double x, double y, int times)
{
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_point_t point;
  double dx, dy;

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native),
                                           &GRAPHENE_POINT_INIT ((float)x, (float)y), &point));
  gtk_native_get_surface_transform (native, &dx, &dy);
  app_test_xdotool ("mousemove %d %d click --repeat %d --delay 60 1", (int)(point.x + dx),
                    (int)(point.y + dy), times);
}

static inline void
window_test_click (GtkWidget *widget)
{
  window_test_click_at (widget, gtk_widget_get_width (widget) / 2.0,
                        gtk_widget_get_height (widget) / 2.0, 1);
}

static inline void
window_test_click_cell (OriGrid *grid, int row, int col, int times)
{
  GdkRectangle area;

  ori_grid_cell_area (grid, row, col, &area);
  window_test_click_at (GTK_WIDGET (grid), area.x + area.width / 2.0, area.y + area.height / 2.0,
                        times);
}

/* The first button below @root whose label is @text; NULL if there is none. */
static inline GtkWidget *
window_test_find_button (GtkWidget *root, const char *text)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_visible (root) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), text) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = window_test_find_button (child, text);
    if (found != NULL)
      return found;
  }
  return NULL;
}
