/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A threshold dragged over the page of groups: milliseconds from before-paint to after-paint,
 * handling of the motion included, as time of the processor, which a busy machine does not change,
 * and by the clock. Prints a line for each number of org units with the verdict on the clock, mean,
 * p95 and the slowest, against the 16 ms of a frame; on a display, say `tests/xrun.sh
 * build/tests/bench/bench-drag`, on a machine that is busy with priority (`nice -n -19`), with any
 * argument for every frame. */
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "app/app-test.h"
#include "app/crowd-test.h"
#include "app/ori-bench-view.h"
#include "app/ori-movers.h"
#include "app/ori-window.h"

#define FRAMES 150
#define BUDGET 16.0 /* ms */
#define INDICATORS 4
#define ACCEPTED 45.0

typedef struct {
  OriWindow *window;
  OriBenchView *bench;
  double begin, begin_cpu; /* ms, 0 before the first frame */
  double times[FRAMES], cpu_times[FRAMES];
  guint n;
} Run;

/* A motion before each frame, the first when the handle is taken hold of. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;

  if (run->n >= FRAMES)
    return G_SOURCE_REMOVE;
  if (run->n == 0)
    gtk_widget_grab_focus (ori_bench_view_handle (run->bench, 0));
  g_signal_emit_by_name (run->bench, "threshold-moved", 0, ACCEPTED + 6 * sin ((run->n + 1) / 10.0),
                         0.0, FALSE);
  return G_SOURCE_CONTINUE;
}

static double
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double
get_time (void)
{
  return (double)g_get_monotonic_time () / 1e3;
}

static void
before_cb (GdkFrameClock *clock, Run *run)
{
  run->begin = get_time ();
  run->begin_cpu = get_cpu ();
}

static void
after_cb (GdkFrameClock *clock, Run *run)
{
  if (run->begin == 0 || run->n >= FRAMES)
    return;
  run->cpu_times[run->n] = get_cpu () - run->begin_cpu;
  run->times[run->n++] = get_time () - run->begin;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

typedef struct {
  double mean, p95, most;
} Summary;

static Summary
print_times (const char *name, double *times)
{
  Summary summary;
  double sum = 0;

  qsort (times, FRAMES, sizeof (double), compare);
  for (guint i = 0; i < FRAMES; i++)
    sum += times[i];
  summary = (Summary){sum / FRAMES, times[FRAMES * 95 / 100], times[FRAMES - 1]};
  printf (", %s mean %.1f p95 %.1f most %.1f ms", name, summary.mean, summary.p95, summary.most);
  return summary;
}

static const char *
judge (double milliseconds)
{
  return milliseconds < BUDGET ? "within" : "beyond";
}

static gboolean
is_spinning (GtkWidget *movers)
{
  return gtk_spinner_get_spinning (GTK_SPINNER (app_test_find (movers, GTK_TYPE_SPINNER)));
}

static void
wait_while (gboolean (*condition) (GtkWidget *), GtkWidget *widget)
{
  while (condition (widget))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_awaited (GtkWidget *bench)
{
  return ori_chart_view_get_layout (ori_bench_view_chart (ORI_BENCH_VIEW (bench))) == NULL;
}

/* The page with accepted thresholds, at rest. */
static void
open_page (Run *run, OriApplication *application, OriSession *session)
{
  GtkWidget *movers;
  g_autoptr (GError) error = NULL;

  run->window = ori_window_new (application);
  ori_window_set_session (run->window, session);
  gtk_window_present (GTK_WINDOW (run->window));
  ori_window_show_page (run->window, "groups");
  run->bench = ORI_BENCH_VIEW (app_test_find (GTK_WIDGET (run->window), ORI_TYPE_BENCH_VIEW));
  movers = app_test_find (GTK_WIDGET (run->window), ORI_TYPE_MOVERS);
  wait_while (is_awaited, GTK_WIDGET (run->bench));
  g_signal_emit_by_name (run->bench, "threshold-moved", 1, 60.0, 0.0, TRUE);
  g_signal_emit_by_name (run->bench, "threshold-moved", 0, ACCEPTED, 0.0, TRUE);
  ori_session_accept_scheme (session, NULL, "как было", &error);
  g_assert_no_error (error);
  app_test_settle ();
  wait_while (is_spinning, movers);
  app_test_settle ();
}

static void
drag (Run *run)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (run->window));

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), run);
  gtk_widget_add_tick_callback (GTK_WIDGET (run->bench), tick_cb, run, NULL);
  while (run->n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, run);
}

static gboolean
measure (OriApplication *application, guint n_units, gboolean all)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.orientir", NULL);
  g_autoptr (OriSession) session = NULL;
  Run run = {0};
  Summary clocked;

  crowd_make (path, n_units, INDICATORS, 3);
  session = ori_session_open (path, NULL);
  open_page (&run, application, session);
  drag (&run);
  for (guint i = 0; i < FRAMES && all; i++)
    printf ("%4u: processor %4.1f, clock %4.1f ms\n", i, run.cpu_times[i], run.times[i]);
  printf ("%6u org units: frame", n_units);
  print_times ("processor", run.cpu_times);
  clocked = print_times ("clock", run.times);
  printf (": mean %s, p95 %s, most %s the %.0f ms of a frame\n", judge (clocked.mean),
          judge (clocked.p95), judge (clocked.most), BUDGET);
  fflush (stdout);
  gtk_window_destroy (GTK_WINDOW (run.window));
  app_test_settle ();
  g_remove (path);
  g_rmdir (folder);
  return clocked.most < BUDGET;
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = {33, 600, 3000, 40000};
  OriApplication *application = app_test_init (&argc, &argv);
  gboolean fast = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    fast = measure (application, sizes[i], argc > 1) && fast;
  return fast ? EXIT_SUCCESS : EXIT_FAILURE;
}
