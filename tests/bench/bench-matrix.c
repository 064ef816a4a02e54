/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The matrix of completeness of 40 000 schools × 42 indicators, scrolled: milliseconds from
 * before-paint to after-paint, as time of the processor and by the clock; and what computing,
 * sorting and searching take. On a display, say
 * `tests/xrun.sh build/tests/bench/bench-matrix`. */
#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "app/ori-application.h"
#include "app/ori-completeness-model.h"
#include "app/ori-grid.h"

#define SCHOOLS 40000
#define FRAMES 150
#define BUDGET 16.0 /* ms */

typedef struct {
  GtkAdjustment *adjustment;
  double step;             /* pixels a frame */
  double begin, begin_cpu; /* ms, 0 before the first frame */
  double times[FRAMES], cpu_times[FRAMES];
  guint n;
} Run;

/* Two cells in three are there, some of them doubtful, so that every kind of box is painted. */
static OriSnapshot *
make_snapshot (void)
{
  OriProgramme *programme = ori_programme_load_shipped ("kaluga-2020", NULL);
  OriSnapshot *snapshot = ori_snapshot_new (programme);
  OriPeriod year = ori_period_year (2021);

  g_array_append_val (snapshot->periods, year);
  for (guint i = 0; i < SCHOOLS; i++) {
    g_autofree char *code = g_strdup_printf ("s%05u", i);
    g_autofree char *name = g_strdup_printf ("МБОУ СОШ № %u", i + 1);
    g_ptr_array_add (snapshot->orgunits,
                     ori_orgunit_new (code, name, name, NULL, ORI_ORGUNIT_SCHOOL));
  }
  for (guint i = 0; i < programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    const OriElement *element = ori_indicator_element (indicator, ORI_PART_VALUE);

    for (guint unit = 0; element != NULL && !indicator->previous_year && unit < SCHOOLS; unit++) {
      OriObservation observation = {.value = 1, .orgunit = unit};
      if ((unit + i) % 3 == 0)
        continue;
      if ((unit + i) % 7 == 0)
        observation.status = ORI_STATUS_DOUBTFUL;
      observation.element = ori_snapshot_add_element (snapshot, element->code);
      g_array_append_val (snapshot->observations, observation);
    }
  }
  ori_snapshot_seal (snapshot);
  return snapshot;
}

static double
get_cpu (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static double
now (void)
{
  return (double)g_get_monotonic_time () / 1e3;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Run *run = data;

  gtk_adjustment_set_value (run->adjustment,
                            gtk_adjustment_get_value (run->adjustment) + run->step);
  return run->n < FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
before_cb (GdkFrameClock *clock, Run *run)
{
  run->begin = now ();
  run->begin_cpu = get_cpu ();
}

static void
after_cb (GdkFrameClock *clock, Run *run)
{
  if (run->begin == 0 || run->n >= FRAMES)
    return;
  run->cpu_times[run->n] = get_cpu () - run->begin_cpu;
  run->times[run->n++] = now () - run->begin;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
print_times (const char *name, double *times)
{
  double sum = 0;

  qsort (times, FRAMES, sizeof (double), compare);
  for (guint i = 0; i < FRAMES; i++)
    sum += times[i];
  printf (", %s mean %.1f p95 %.1f ms", name, sum / FRAMES, times[FRAMES * 95 / 100]);
  return sum / FRAMES;
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
scroll (OriCompletenessModel *model, int width, int height, double step)
{
  GtkWidget *window = gtk_window_new (), *scrolled = gtk_scrolled_window_new ();
  OriGrid *grid = g_object_new (ORI_TYPE_GRID, "row-height", 26, "slanted", TRUE, NULL);
  GdkFrameClock *clock;
  Run run = {.step = step};
  double mean;

  ori_grid_set_model (grid, ORI_GRID_MODEL (model));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (grid));
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  iterate (500);
  run.adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  clock = gtk_widget_get_frame_clock (window);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_cb), &run);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_cb), &run);
  gtk_widget_add_tick_callback (GTK_WIDGET (grid), tick_cb, &run, NULL);
  while (run.n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (clock, &run);
  printf ("%d×%d, %.0f px a frame: frame", width, height, step);
  mean = print_times ("processor", run.cpu_times);
  print_times ("clock", run.times);
  printf ("\n");
  fflush (stdout);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (100);
  return mean < BUDGET;
}

int
main (int argc, char *argv[])
{
  g_autoptr (OriApplication) application = NULL;
  g_autoptr (OriCompletenessModel) model = NULL;
  g_autoptr (OriSnapshot) snapshot = NULL;
  OriCompleteness *found;
  GDate today;
  gboolean fast;
  double start;

  gtk_init ();
  application = ori_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL); /* resources and style */
  snapshot = make_snapshot ();
  g_date_set_dmy (&today, 1, G_DATE_JUNE, 2021);
  start = now ();
  found = ori_completeness_compute (snapshot, 2021, ORI_ORGUNIT_SCHOOL, &today);
  printf ("computing %.0f ms", now () - start);
  model = ori_completeness_model_new ();
  ori_completeness_model_take (model, snapshot, found);
  start = now ();
  ori_grid_model_sort (ORI_GRID_MODEL (model), 1, FALSE);
  printf (", sorting %.0f ms", now () - start);
  iterate (1000);
  start = now ();
  ori_completeness_model_set_search (model, "999");
  printf (", searching %.0f ms\n", now () - start);
  ori_completeness_model_set_search (model, "");
  fast = scroll (model, 740, 560, 78);
  fast = scroll (model, 1380, 900, 78) && fast;
  fast = scroll (model, 1380, 900, 5000) && fast;
  return fast ? EXIT_SUCCESS : EXIT_FAILURE;
}
