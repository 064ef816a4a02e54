/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A window on the page of groups over a small workspace, mouse and keyboard of a person. */
#include <glib/gstdio.h>

#include "app-test.h"
#include "app/ori-bench-view.h"
#include "app/ori-movers.h"
#include "app/ori-threshold-panel.h"
#include "app/ori-window.h"

static const char table[] = "Муниципалитет;2021;;;2022;;\n"
                            ";Всего;Участвовали;%;Всего;Участвовали;%\n"
                            "Апанасенковский МО;200;50;25;210;84;40\n"
                            "г. Ставрополь;1000;730;73;1100;880;80\n"
                            "Кочубеевский МО;400;180;45;400;252;63\n"
                            "Курский МО;300;90;30;300;60;20\n";

static OriApplication *application;

typedef struct {
  char *folder, *workspace, *csv;
  OriSession *session;
  OriWindow *window;
  OriBenchView *bench;
  OriChartView *chart;
  OriThresholdPanel *panel;
  OriMovers *movers;
} Fixture;

/* ── mouse and keyboard ── */

/* Where on the screen a place of a widget is. */
static inline void
find_place (GtkWidget *widget, double x, double y, int *screen_x, int *screen_y)
{
  GtkNative *native = gtk_widget_get_native (widget);
  double dx, dy;

  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (native), x, y, &x, &y));
  gtk_native_get_surface_transform (native, &dx, &dy);
  *screen_x = (int)(x + dx);
  *screen_y = (int)(y + dy);
}

static inline void
import_text (Fixture *f, const char *text)
{
  g_autoptr (OriImport) import = NULL;
  GError *error = NULL;

  g_assert_true (g_file_set_contents (f->csv, text, -1, NULL));
  import = ori_import_new (f->session, f->csv);
  ori_import_run (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ori_session_commit_import (f->session, import, NULL, &error);
  g_assert_no_error (error);
}

static inline void
import_table (Fixture *f)
{
  import_text (f, table);
}

static inline void
open_window (Fixture *f)
{
  f->window = ori_window_new (application);
  ori_window_set_session (f->window, f->session);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (f->window));
  ori_window_show_page (f->window, "groups");
  app_test_settle ();
  f->bench = ORI_BENCH_VIEW (app_test_find (GTK_WIDGET (f->window), ORI_TYPE_BENCH_VIEW));
  f->chart = ori_bench_view_chart (f->bench);
  f->movers = ORI_MOVERS (app_test_find (GTK_WIDGET (f->window), ORI_TYPE_MOVERS));
  f->panel = ORI_THRESHOLD_PANEL (app_test_find (GTK_WIDGET (f->window), ORI_TYPE_THRESHOLD_PANEL));
}

static inline void
set_up (Fixture *f, gconstpointer with_data)
{
  GError *error = NULL;

  f->folder = g_dir_make_tmp ("orientir-groups-XXXXXX", NULL);
  f->workspace = g_build_filename (f->folder, "test.orientir", NULL);
  f->csv = g_build_filename (f->folder, "билет.csv", NULL);
  f->session = ori_session_create (f->workspace, "none", "26", TRUE, &error);
  g_assert_no_error (error);
  if (with_data != NULL)
    import_table (f);
  open_window (f);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  app_test_settle ();
  g_clear_object (&f->session);
  g_remove (f->workspace);
  g_remove (f->csv);
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  g_free (f->workspace);
  g_free (f->csv);
}

static inline double
get_threshold (Fixture *f, guint index)
{
  return ori_session_scheme (f->session, NULL)->thresholds[index];
}

static inline double
get_drawn (Fixture *f, guint index)
{
  return ori_chart_view_get_spec (f->chart)->thresholds[index];
}

static inline void
undo (Fixture *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  app_test_settle ();
}

/* The middle of a line in the picture. */
static inline void
find_line (Fixture *f, guint index, int *x, int *y)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (f->chart);
  double top, bottom;

  ori_chart_layout_lines (layout, &top, &bottom);
  find_place (GTK_WIDGET (f->chart), ori_chart_layout_value_to_x (layout, get_drawn (f, index)),
              top + 40, x, y);
}

static inline gboolean
shows_text (GtkWidget *root, const char *text)
{
  gboolean found =
      GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = shows_text (child, text);
  return found;
}

typedef struct {
  const char *path;
  gboolean with_data;
  void (*func) (Fixture *, gconstpointer);
} GroupsTest;

static inline int
groups_test_main (int argc, char *argv[], const GroupsTest *tests, gsize n)
{
  application = app_test_init (&argc, &argv);
  for (gsize i = 0; i < n; i++)
    g_test_add (tests[i].path, Fixture, GINT_TO_POINTER (tests[i].with_data), set_up, tests[i].func,
                tear_down);
  return g_test_run ();
}
