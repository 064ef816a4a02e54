/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the threshold bench waits for, in seconds of CPU: natural breaks of 40 000 values, scores
 * with what their parts do, and the replicates of the certainty of groups. Prints a line per case:
 * what, measured, allowed, ratio; fails when one takes longer than allowed. */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "analysis/ori-certainty.h"

#define N_VALUES 40000
#define N_INDICATORS 42
#define N_CRITERIA 7

static gboolean failed;

static double
get_cpu (void)
{
  struct timespec now;
  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void
tell (const char *what, double seconds, double allowed)
{
  g_print ("%-52s %9.4f s of %7.3f s  (%.2f)\n", what, seconds, allowed, seconds / allowed);
  failed |= seconds > allowed;
}

/* The best of several: other work on the machine only ever adds. */
static void
bench_natural (void)
{
  g_autofree double *values = g_new (double, N_VALUES);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  double best = INFINITY, breaks[4];
  for (guint i = 0; i < N_VALUES; i++)
    values[i] = 100 * g_rand_double (rand) * g_rand_double (rand);
  for (guint i = 0; i < 9; i++) {
    double start = get_cpu ();
    ori_natural_breaks (values, N_VALUES, 5, breaks);
    best = MIN (best, get_cpu () - start);
  }
  tell ("natural breaks, 40 000 values, 5 classes", best, 0.015);
}

static OriSnapshot *
make_snapshot (guint n_units)
{
  g_autoptr (GString) json = g_string_new (
      "{\"id\": \"bench\", \"title\": \"b\", \"short_title\": \"b\", \"criteria\": [");
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  for (guint i = 0; i < N_CRITERIA; i++)
    g_string_append_printf (json, "%s{\"code\": \"C%u\", \"name\": \"c\"}", i ? "," : "", i);
  g_string_append (json, "], \"indicators\": [");
  for (guint i = 0; i < N_INDICATORS; i++)
    g_string_append_printf (json,
                            "%s{\"code\": \"I%u\", \"name\": \"i\", \"kind\": \"share\","
                            " \"criterion\": \"C%u\"}",
                            i ? "," : "", i, i % N_CRITERIA);
  g_string_append (json, "]}");
  OriSnapshot *snapshot = ori_snapshot_new (ori_programme_parse (json->str, NULL));
  OriPeriod period = ori_period_year (2024);
  g_array_append_val (snapshot->periods, period);
  for (guint u = 0; u < n_units; u++) {
    g_autofree char *code = g_strdup_printf ("u%05u", u);
    g_ptr_array_add (snapshot->orgunits,
                     ori_orgunit_new (code, code, code, NULL, ORI_ORGUNIT_MUNICIPALITY));
  }
  for (guint i = 0; i < N_INDICATORS; i++) {
    for (guint part = 0; part < 2; part++) {
      g_autofree char *code = g_strdup_printf ("I%u:%s", i, part ? "participated" : "total");
      guint element = ori_snapshot_add_element (snapshot, code);
      for (guint u = 0; u < n_units; u++) {
        OriObservation observation = {.element = element, .orgunit = u, .status = ORI_STATUS_VALUE};
        observation.value = part ? g_rand_int_range (rand, 0, 200) : 200;
        g_array_append_val (snapshot->observations, observation);
      }
    }
  }
  ori_snapshot_seal (snapshot);
  return snapshot;
}

static void
bench_replicates (const char *what, guint n_units, gboolean attribute, double allowed)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot (n_units);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  OriCertaintyPlan plan = ori_certainty_plan_default (1);
  plan.attribute = attribute;
  gint64 wall = g_get_monotonic_time ();
  double start = get_cpu ();
  g_autoptr (OriCertainty) result = ori_certainty_run (
      snapshot, scheme, NULL, 2024, ORI_ORGUNIT_MUNICIPALITY, &plan, NULL, NULL, NULL);
  double cpu = get_cpu () - start;
  g_print ("  %u org units grouped, %.2f s by the clock\n", result->units->len,
           (double)(g_get_monotonic_time () - wall) * 1e-6);
  tell (what, cpu, allowed);
}

/* What a changed weight or method asks for: the scores of a year, and what each part does. */
static void
bench_scores (guint n_units, double allowed_scores, double allowed_weights)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot (n_units);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autofree char *what = g_strdup_printf ("scores, %u org units, 42 indicators", n_units);
  g_autofree char *parts = g_strdup_printf ("weights, %u org units, 42 indicators", n_units);
  double start = get_cpu ();
  g_autoptr (GArray) scores =
      ori_scores_compute (snapshot, scheme, NULL, 2024, ORI_ORGUNIT_MUNICIPALITY);
  tell (what, get_cpu () - start, allowed_scores);
  start = get_cpu ();
  g_autoptr (GArray) weights =
      ori_weights_compute (snapshot, scheme, NULL, 2024, ORI_ORGUNIT_MUNICIPALITY);
  tell (parts, get_cpu () - start, allowed_weights);
}

int
main (void)
{
  bench_natural ();
  bench_scores (3000, 0.2, 0.3);
  bench_scores (40000, 2.5, 3.5);
  bench_replicates ("2 000 replicates, 33 org units, 42 indicators", 33, FALSE, 1);
  bench_replicates ("  which source moves whom besides", 33, TRUE, 1);
  /* 60 s on two cores. */
  bench_replicates ("2 000 replicates, 3 000 org units, 42 indicators", 3000, FALSE, 120);
  bench_replicates ("  which source moves whom besides", 3000, TRUE, 120);
  return failed ? 1 : 0;
}
