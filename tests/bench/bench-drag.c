/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A threshold dragged over the bench with its table and movers: milliseconds from before-paint to
 * after-paint, handling of the motion included, as time of the processor, which a busy machine does
 * not change, and by the clock. Prints a line for each number of org units with the verdict on the
 * clock, mean, p95 and the slowest, against the 16 ms of a frame; on a display, say `tests/xrun.sh
 * build/tests/bench/bench-drag`. */
#include <adwaita.h>
#include <math.h>

#include <stdlib.h>
#include <time.h>

#include "app/ori-application.h"
#include "app/ori-bench-chart.h"
#include "app/ori-bench-view.h"
#include "app/ori-movers.h"
#include "app/ori-threshold-panel.h"

#define FRAMES 150
#define BUDGET 16.0 /* ms */

typedef struct {
  OriSnapshot *snapshot;
  OriScheme *scheme, *accepted;
  OriBenchData *data;
  OriCertaintyRunner *certainty;
  OriBenchView *bench;
  OriThresholdPanel *panel;
  OriMovers *movers;
  GtkWidget *window;
  double begin, begin_cpu; /* ms, 0 before the first frame */
  double times[FRAMES], cpu_times[FRAMES];
  guint n;
} Run;

static OriSnapshot *
make_snapshot (guint n)
{
  OriSnapshot *snapshot = ori_snapshot_new (ori_programme_load_shipped ("none", NULL));

  for (guint i = 0; i < n; i++) {
    g_autofree char *code = g_strdup_printf ("%06u", i);
    g_autofree char *name = g_strdup_printf ("Муниципальный округ %u", i + 1);

    g_ptr_array_add (snapshot->orgunits,
                     ori_orgunit_new (code, name, name, NULL, ORI_ORGUNIT_MUNICIPALITY));
  }
  ori_snapshot_seal (snapshot);
  return snapshot;
}

/* Scores as they are: most in the middle, the same on every run. */
static GArray *
make_scores (guint n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GArray *scores = g_array_new (FALSE, TRUE, sizeof (OriScore));

  for (guint i = 0; i < n; i++) {
    double sum = 0;
    OriScore score = {.orgunit = i, .has_score = TRUE};

    for (int k = 0; k < 4; k++)
      sum += g_rand_double (rand);
    score.score = round (sum / 4 * 10000) / 100;
    g_array_append_val (scores, score);
  }
  return scores;
}

static OriBenchData *
make_data (guint n, const OriScheme *scheme)
{
  g_autoptr (GArray) cycles = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) scores = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  for (int year = 2021; year <= 2023; year++) {
    g_array_append_val (cycles, year);
    g_ptr_array_add (scores, make_scores (n, (guint32)year));
  }
  return ori_bench_data_new (cycles, scores, 1, scheme);
}

/* What the page does for each motion of a drag. */
static void
show_draft (Run *run)
{
  OriChartSpec *spec = ori_chart_view_edit_spec (ori_bench_view_chart (run->bench));

  ori_bench_chart_update (spec, run->data, run->scheme, run->accepted, TRUE);
  ori_bench_view_update (run->bench);
  ori_threshold_panel_show (run->panel, run->data, run->scheme);
  ori_movers_show (run->movers, run->snapshot, run->data, run->scheme, run->accepted,
                   run->certainty, TRUE);
  for (guint i = 0; i < 2; i++) {
    double value = run->scheme->thresholds[i];
    OriBenchPrice price =
        ori_bench_data_price (run->data, run->scheme, run->accepted, i, NULL, NULL);
    g_autofree char *text = ori_bench_price_text (&price, run->data, value);
    g_autofree char *note = ori_bench_price_note (&price);

    ori_bench_view_set_price (run->bench, i, text, note);
  }
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;

  run->scheme->thresholds[0] = 45 + 6 * sin (run->n / 10.0);
  show_draft (run);
  return run->n < FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static double
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void
before_cb (GdkFrameClock *clock, Run *run)
{
  run->begin = g_get_monotonic_time () / 1e3;
  run->begin_cpu = get_cpu ();
}

static void
after_cb (GdkFrameClock *clock, Run *run)
{
  if (run->begin == 0 || run->n >= FRAMES)
    return;
  run->cpu_times[run->n] = get_cpu () - run->begin_cpu;
  run->times[run->n++] = g_get_monotonic_time () / 1e3 - run->begin;
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

static void
make_window (Run *run)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  run->window = gtk_window_new ();
  run->bench = g_object_new (ORI_TYPE_BENCH_VIEW, NULL);
  run->panel = g_object_new (ORI_TYPE_THRESHOLD_PANEL, "width-request", 300, NULL);
  run->movers = g_object_new (ORI_TYPE_MOVERS, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (run->bench));
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (run->panel));
  gtk_box_append (GTK_BOX (below), GTK_WIDGET (run->movers));
  gtk_widget_set_size_request (below, -1, 272);
  gtk_box_append (GTK_BOX (box), below);
  gtk_window_set_default_size (GTK_WINDOW (run->window), 1060, 700);
  gtk_window_set_child (GTK_WINDOW (run->window), box);
  ori_bench_view_set_spec (run->bench, ori_bench_chart_new (run->snapshot, run->data, run->scheme,
                                                            run->accepted, 2022, ORI_BENCH_HEAD));
  show_draft (run);
  gtk_window_present (GTK_WINDOW (run->window));
}

static void
iterate (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static gboolean
measure (guint n)
{
  Run run = {0};
  GdkFrameClock *clock;
  Summary clocked;

  run.snapshot = make_snapshot (n);
  run.scheme = ori_scheme_new ();
  run.data = make_data (n, run.scheme);
  run.accepted = ori_scheme_new ();
  run.accepted->thresholds[0] = 45;
  run.accepted->thresholds[1] = run.scheme->thresholds[1] = 60;
  run.certainty = ori_certainty_runner_new ();
  make_window (&run);
  iterate (800);
  clock = gtk_widget_get_frame_clock (run.window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), &run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), &run);
  gtk_widget_add_tick_callback (GTK_WIDGET (run.bench), tick_cb, &run, NULL);
  while (run.n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &run);
  printf ("%6u org units: frame", n);
  print_times ("processor", run.cpu_times);
  clocked = print_times ("clock", run.times);
  printf (": mean %s, p95 %s, most %s the %.0f ms of a frame\n", judge (clocked.mean),
          judge (clocked.p95), judge (clocked.most), BUDGET);
  fflush (stdout);
  ori_movers_show (run.movers, NULL, NULL, NULL, NULL, NULL, FALSE);
  gtk_window_destroy (GTK_WINDOW (run.window));
  iterate (100);
  g_object_unref (run.certainty);
  ori_bench_data_free (run.data);
  ori_scheme_free (run.scheme);
  ori_scheme_free (run.accepted);
  ori_snapshot_unref (run.snapshot);
  return clocked.mean < BUDGET && clocked.p95 < BUDGET;
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = {33, 600, 3000, 40000};
  g_autoptr (OriApplication) application = NULL;
  gboolean fast = TRUE;

  gtk_init ();
  application = ori_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL); /* resources and style */
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    fast = measure (sizes[i]) && fast;
  return fast ? EXIT_SUCCESS : EXIT_FAILURE;
}
