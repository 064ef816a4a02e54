/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of groups: the window opens it, then the way of normalisation changes, then the same
 * thresholds are accepted. Prints for each how long the window stood still at most, that is the
 * longest turn of its loop as time of the processor, how much that was in all threads, and how long
 * it was by the clock until the new scores were shown. It looks on until the certainty of the
 * groups is there and everything is at rest, for that fills the page once more. On a display, say
 * `tests/xrun.sh build/tests/bench/bench-rescoring`, with the numbers of org units, of years and of
 * indicators as arguments; without them several. Each turn longer than BENCH_TURNS ms is a line of
 * its own. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "app/app-test.h"
#include "app/crowd-test.h"
#include "app/ori-bench-view.h"
#include "app/ori-methods-panel.h"
#include "app/ori-movers.h"
#include "app/ori-window.h"

#define INDICATORS 42

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
                 g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "bench") &&
                 gtk_widget_get_can_target (gtk_stack_get_visible_child (GTK_STACK (stack)))
             ? ori_chart_view_get_spec (ori_bench_view_chart (ORI_BENCH_VIEW (bench)))
             : NULL;
}

static double
get_cpu (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

typedef struct {
  const char *what;
  OriWindow *window;
  const OriChartSpec *before; /* the picture to be replaced */
  double begin, cpu, all;     /* when it was asked for: clock, this thread, all of them */
  double still, shown;
} Measure;

static void
begin (Measure *self, OriWindow *window, const char *what)
{
  *self = (Measure){.what = what, .window = window, .before = get_spec (window)};
  self->all = get_cpu (CLOCK_PROCESS_CPUTIME_ID);
  self->cpu = get_cpu (CLOCK_THREAD_CPUTIME_ID);
  self->begin = now ();
}

static void
add_turn (Measure *self, double turn)
{
  const char *least = g_getenv ("BENCH_TURNS");

  self->still = MAX (self->still, turn);
  if (least != NULL && turn >= g_ascii_strtod (least, NULL))
    printf ("    %6.0f ms into it: %6.1f ms\n", now () - self->begin, turn);
}

/* Nothing is computed, and nothing has happened for half a second. */
static gboolean
is_at_rest (OriWindow *window, double last)
{
  GtkWidget *movers = app_test_find (GTK_WIDGET (window), ORI_TYPE_MOVERS);
  GtkWidget *spinner = movers != NULL ? app_test_find (movers, GTK_TYPE_SPINNER) : NULL;

  return now () - last > 500 &&
         (spinner == NULL || !gtk_spinner_get_spinning (GTK_SPINNER (spinner)));
}

static void
finish (Measure *self)
{
  double last = now ();

  add_turn (self, get_cpu (CLOCK_THREAD_CPUTIME_ID) - self->cpu);
  while (self->shown == 0 || !is_at_rest (self->window, last)) {
    double cpu = get_cpu (CLOCK_THREAD_CPUTIME_ID), turn;

    if (!g_main_context_iteration (NULL, FALSE)) {
      g_usleep (1000);
      continue;
    }
    turn = get_cpu (CLOCK_THREAD_CPUTIME_ID) - cpu;
    add_turn (self, turn);
    if (turn > 5)
      last = now ();
    if (self->shown == 0 && get_spec (self->window) != NULL &&
        get_spec (self->window) != self->before)
      self->shown = now () - self->begin;
  }
  printf ("  %-24s stood still %6.1f ms, shown after %6.0f ms, computed %6.0f ms\n", self->what,
          self->still, self->shown, get_cpu (CLOCK_PROCESS_CPUTIME_ID) - self->all);
}

/* Certainty is a job, of minutes with so many org units: what the window does with it is what
 * counts here. */
static void
hasten_certainty (const char *path)
{
  g_autoptr (OriStore) store = ori_store_open (path, NULL);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();

  scheme->plan.replicates = 20;
  ori_store_set_scheme (store, ORI_SUBJECT_KEY_OVERALL, scheme, NULL);
}

/* The page says itself when it was accepted; the picture stays. */
static void
measure_accept (OriWindow *window, OriSession *session)
{
  Measure measure;

  begin (&measure, window, "accepted");
  ori_session_accept_scheme (session, NULL, "bench", NULL);
  measure.shown = now () - measure.begin;
  finish (&measure);
}

static void
run (OriApplication *application, guint n_units, int n_years, guint n_indicators)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.orientir", NULL);
  g_autoptr (OriSession) session = NULL;
  OriWindow *window = ori_window_new (application);
  GtkWidget *choice;
  Measure measure;

  crowd_make (path, n_units, n_indicators, n_years);
  hasten_certainty (path);
  session = ori_session_open (path, NULL);
  printf ("%u org units, %u indicators, years: %d\n", n_units, n_indicators, n_years);
  ori_window_set_session (window, session);
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (window));
  app_test_settle ();
  begin (&measure, window, "the page opens");
  ori_window_show_page (window, "groups");
  finish (&measure);
  choice = app_test_find (app_test_find (GTK_WIDGET (window), ORI_TYPE_METHODS_PANEL),
                          GTK_TYPE_DROP_DOWN);
  begin (&measure, window, "another normalisation");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 1);
  finish (&measure);
  measure_accept (window, session);
  /* The acceptance, whose picture stays, and the normalisation. */
  begin (&measure, window, "undone");
  ori_session_undo (session, NULL);
  ori_session_undo (session, NULL);
  finish (&measure);
  gtk_window_destroy (GTK_WINDOW (window));
  app_test_settle ();
  g_clear_object (&session); /* so that nothing is left beside the file */
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  OriApplication *application = app_test_init (&argc, &argv);

  setvbuf (stdout, NULL, _IOLBF, 0);
  if (argc > 2) {
    run (application, (guint)g_ascii_strtoull (argv[1], NULL, 10), atoi (argv[2]),
         argc > 3 ? (guint)g_ascii_strtoull (argv[3], NULL, 10) : INDICATORS);
    return 0;
  }
  run (application, 33, 3, INDICATORS);
  run (application, 3000, 3, INDICATORS);
  run (application, 40000, 1, INDICATORS);
  return 0;
}
