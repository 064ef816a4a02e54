/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of groups of a large workspace: the window opens it, then the way of normalisation
 * changes. Prints for each how long the window stood still at most, that is the longest turn of its
 * loop as time of the processor, and how long it was by the clock until the new scores were shown;
 * on a display, say `tests/xrun.sh build/tests/bench/bench-rescoring`, with any argument for 40 000
 * org units. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <time.h>

#include "app/app-test.h"
#include "app/crowd-test.h"
#include "app/ori-bench-view.h"
#include "app/ori-methods-panel.h"
#include "app/ori-window.h"

static double
now (void)
{
  return (double)g_get_monotonic_time () / 1e3;
}

static const OriChartSpec *
get_spec (OriWindow *window)
{
  GtkWidget *bench = app_test_find (GTK_WIDGET (window), ORI_TYPE_BENCH_VIEW);
  GtkWidget *stack = bench != NULL ? gtk_widget_get_ancestor (bench, GTK_TYPE_STACK) : NULL;

  return stack != NULL &&
                 gtk_widget_get_can_target (gtk_stack_get_visible_child (GTK_STACK (stack)))
             ? ori_chart_view_get_spec (ori_bench_view_chart (ORI_BENCH_VIEW (bench)))
             : NULL;
}

static double
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Until another picture than @before can be touched. @begin: when it was asked for, @cpu: by
 * the processor. */
static void
measure (const char *what, OriWindow *window, const OriChartSpec *before, double begin, double cpu)
{
  double still = get_cpu () - cpu;

  while (get_spec (window) == NULL || get_spec (window) == before) {
    double last = get_cpu ();

    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
    still = MAX (still, get_cpu () - last);
  }
  printf ("  %-24s stood still %6.0f ms, shown after %6.0f ms\n", what, still, now () - begin);
}

static void
run (OriApplication *application, guint n_units, int n_years)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.orientir", NULL);
  g_autoptr (OriSession) session = NULL;
  OriWindow *window = ori_window_new (application);
  GtkWidget *choice;
  const OriChartSpec *spec;
  double begin, cpu;

  crowd_make (path, n_units, 42, n_years);
  session = ori_session_open (path, NULL);
  printf ("%u org units, 42 indicators, %d years\n", n_units, n_years);
  ori_window_set_session (window, session);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  begin = now ();
  cpu = get_cpu ();
  ori_window_show_page (window, "groups");
  measure ("the page opens", window, NULL, begin, cpu);
  app_test_settle ();
  choice = app_test_find (app_test_find (GTK_WIDGET (window), ORI_TYPE_METHODS_PANEL),
                          GTK_TYPE_DROP_DOWN);
  spec = get_spec (window);
  begin = now ();
  cpu = get_cpu ();
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  measure ("another normalisation", window, spec, begin, cpu);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  OriApplication *application = app_test_init (&argc, &argv);

  if (argc > 1)
    run (application, 40000, 1);
  else
    run (application, 3000, 3);
  return 0;
}
