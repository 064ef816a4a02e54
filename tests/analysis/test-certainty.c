/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "analysis/ori-certainty.h"
#include "picture.h"

#define INDICATORS                                                                                 \
  "{\"code\": \"S\", \"name\": \"s\", \"criterion\": \"A\", \"kind\": \"share\"},"                 \
  "{\"code\": \"V\", \"name\": \"v\", \"criterion\": \"B\", \"kind\": \"share\"}"

static OriCertainty *
run (const OriSnapshot *snapshot, const OriScheme *scheme, const OriCertaintyPlan *plan)
{
  g_autoptr (GError) error = NULL;
  OriCertainty *result = ori_certainty_run (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY,
                                            plan, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result->units->len; i++) {
    const OriUnitCertainty *unit = &g_array_index (result->units, OriUnitCertainty, i);
    double sum = 0;
    for (guint g = 0; g < ORI_MAX_GROUPS; g++)
      sum += unit->share[g];
    assert_near (sum, unit->has_score ? 1 : 0, 1e-9);
    g_assert_true (isfinite (unit->score_low) && unit->score_low <= unit->score_high);
    g_assert_cmpuint (unit->rank_low, <=, unit->rank_high);
  }
  return result;
}

static const OriUnitCertainty *
unit_at (const OriCertainty *result, guint i)
{
  return &g_array_index (result->units, OriUnitCertainty, i);
}

static OriCertaintyPlan
plan_of (guint doubts)
{
  OriCertaintyPlan plan = ori_certainty_plan_default (20210417);
  plan.doubts = doubts;
  return plan;
}

static OriScheme *
scheme_at (double threshold)
{
  OriScheme *scheme = ori_scheme_new ();
  scheme->n_groups = 2;
  scheme->thresholds[0] = threshold;
  return scheme;
}

/* Within three standard errors of the closed form. */
static void
assert_probability (double found, double p, guint replicates)
{
  assert_near (found, p, 3 * sqrt (p * (1 - p) / replicates) + 1e-9);
}

static void
test_noise (void)
{
  /* Beta (4.5, 21.5): P (p > 0.10), 1 − P (p < 0.15), P (p > 0.50). */
  static const double cases[][2] = {
      {10, 0.8438968019}, {15, 1 - 0.4187319461}, {50, 0.0001956646065}};
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "S:total a 2021 25\nS:participated a 2021 4");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OriScheme) scheme = scheme_at (cases[i][0]);
    OriCertaintyPlan plan = plan_of (1 << ORI_DOUBT_NOISE);
    plan.attribute = TRUE;
    g_autoptr (OriCertainty) result = run (snapshot, scheme, &plan);
    const OriUnitCertainty *a = unit_at (result, 0);
    assert_probability (a->share[1], cases[i][1], plan.replicates);
    g_assert_cmpuint (result->varied, ==, 1 << ORI_DOUBT_NOISE);
    g_assert_cmpint (a->borderline, ==, MAX (a->share[0], a->share[1]) < 0.8);
    assert_near (a->flips[ORI_DOUBT_NOISE], 1 - a->share[a->group], 1e-9);
    g_assert_cmpuint (a->rank_low, ==, 1);
  }
}

static void
test_weights (void)
{
  /* 40 + 40 w₁ / (w₁ + w₂) reaches 65 when w₁ >= 5/3 w₂; with both uniform on [½, 1½] that has the
   * area 0.6 − 0.4666… */
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "S:percent a 2021 80\nV:percent a 2021 40");
  g_autoptr (OriScheme) scheme = scheme_at (65);
  OriCertaintyPlan plan = plan_of (1 << ORI_DOUBT_WEIGHTS);
  plan.weight_spread = 0.5;
  g_autoptr (OriCertainty) result = run (snapshot, scheme, &plan);
  assert_probability (unit_at (result, 0)->share[1], 0.6 - 0.56 * 5 / 6, plan.replicates);
  g_assert_cmpfloat (unit_at (result, 0)->score_low, <, 60);
  g_assert_cmpfloat (unit_at (result, 0)->score_high, >, 60);
}

static void
test_thresholds (void)
{
  /* Score 66, threshold uniform on 60 to 70. */
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, "S:percent a 2021 66");
  g_autoptr (OriScheme) scheme = scheme_at (65);
  OriCertaintyPlan plan = plan_of (1 << ORI_DOUBT_THRESHOLDS);
  plan.threshold_shift = 5;
  g_autoptr (OriCertainty) result = run (snapshot, scheme, &plan);
  assert_probability (unit_at (result, 0)->share[1], 0.6, plan.replicates);
  g_assert_true (unit_at (result, 0)->borderline);

  /* Thresholds that pass each other are put in order. */
  scheme->n_groups = 3;
  scheme->thresholds[1] = 65.1;
  g_autoptr (OriCertainty) three = run (snapshot, scheme, &plan);
  assert_probability (unit_at (three, 0)->share[2], 0.6 * 0.59, plan.replicates);
}

static void
test_methods (void)
{
  /* 30 of 30, 40, 50: goalposts and percentile give 30 and 0, min–max 0; halves of the draws. */
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "S:percent a 2021 30\nS:percent b 2021 40\nS:percent c 2021 50");
  g_autoptr (OriScheme) scheme = scheme_at (20);
  OriCertaintyPlan plan = plan_of (1 << ORI_DOUBT_METHODS);
  plan.normalisations = 1 << ORI_NORMALISE_GOALPOSTS | 1 << ORI_NORMALISE_PERCENTILE;
  plan.attribute = TRUE;
  g_autoptr (OriCertainty) result = run (snapshot, scheme, &plan);
  assert_probability (unit_at (result, 0)->share[1], 0.5, plan.replicates);
  g_assert_cmpfloat (unit_at (result, 2)->share[1], ==, 1);
  g_assert_cmpuint (unit_at (result, 2)->rank_high, ==, 1);
  g_assert_cmpuint (unit_at (result, 0)->rank_low, ==, 3);
  g_assert_cmpfloat (unit_at (result, 0)->flips[ORI_DOUBT_METHODS], >, 0.4);
  g_assert_cmpfloat (unit_at (result, 0)->flips[ORI_DOUBT_NOISE], ==, 0);
}

#define MIXED                                                                                      \
  "S:total a 2021 40\nS:participated a 2021 21\nV:total a 2021 30\nV:participated a 2021 14\n"     \
  "S:total b 2021 400\nS:participated b 2021 310\nV:percent b 2021 66\n@ c"

static void
test_same_seed (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, MIXED);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  OriCertaintyPlan plan = ori_certainty_plan_default (7);
  plan.replicates = 300;
  g_autoptr (OriCertainty) first = run (snapshot, scheme, &plan);
  g_autoptr (OriCertainty) second = run (snapshot, scheme, &plan);
  g_assert_cmpstr (first->generator, ==, "mt19937");
  g_assert_cmpuint (first->units->len, ==, 3);
  g_assert_cmpmem (first->units->data, 3 * sizeof (OriUnitCertainty), second->units->data,
                   3 * sizeof (OriUnitCertainty));
  /* A longer run begins with the same replicates: shares stay near, another seed differs. */
  plan.seed = 8;
  g_autoptr (OriCertainty) other = run (snapshot, scheme, &plan);
  gsize size = plan.replicates * sizeof (double);
  g_assert_cmpmem (first->scores, size, second->scores, size);
  g_assert_cmpint (memcmp (first->scores, other->scores, size), !=, 0);
  g_assert_false (unit_at (first, 2)->has_score);
  g_assert_cmpuint (unit_at (first, 2)->rank_high, ==, 0);
}

/* Dirichlet (1, 1): the share of S is uniform on 0 to 1, P (80 w + 40 (1 − w) >= 65) = 0.375. Of
 * the replicates whose share fell on 0.25 to 0.75 it is uniform there: 0.25. Every replicate can be
 * had by itself. */
static void
test_dirichlet (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "S:percent a 2021 80\nV:percent a 2021 40");
  g_autoptr (OriScheme) scheme = scheme_at (65);
  OriCertaintyPlan plan = plan_of (1 << ORI_DOUBT_WEIGHTS);
  plan.weight_model = ORI_WEIGHTS_DIRICHLET;
  plan.weight_alpha = 2;
  g_autoptr (OriCertainty) result = run (snapshot, scheme, &plan);
  assert_probability (unit_at (result, 0)->share[1], 0.375, plan.replicates);

  guint inside = 0, above = 0;
  for (guint b = 0; b < plan.replicates; b++) {
    g_autoptr (OriReplicate) replicate = ori_certainty_replicate (
        snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY, &plan, b, NULL);
    g_assert_cmpfloat (replicate->scores[0], ==, result->scores[b]);
    g_assert_cmpint (replicate->normalise, ==, scheme->normalise);
    double s = NAN, v = NAN;
    for (guint i = 0; i < replicate->weights->len; i++) {
      const OriWeight *weight = &g_array_index (replicate->weights, OriWeight, i);
      if (weight->subject.kind == ORI_SUBJECT_CRITERION)
        *(weight->subject.code[0] == 'A' ? &s : &v) = weight->weight;
    }
    double share = s / (s + v);
    assert_near (replicate->scores[0], 80 * share + 40 * (1 - share), 0.0051);
    if (share >= 0.25 && share <= 0.75) {
      inside++;
      above += replicate->scores[0] >= 65;
    }
  }
  assert_probability ((double)above / inside, 0.25, inside);
}

/* Two threads draw what one draws: each replicate has a stream of its own. */
static void
test_threads (void)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  for (guint u = 0; u < 40; u++)
    g_string_append_printf (lines,
                            "S:total u%02u 2021 %u\nS:participated u%02u 2021 %u\n"
                            "V:total u%02u 2021 60\nV:participated u%02u 2021 %u\n",
                            u, 50 + u, u, 20 + u / 2, u, u, u);
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, lines->str);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  OriCertaintyPlan few = ori_certainty_plan_default (11), many = few;
  few.replicates = 500;
  many.replicates = 13000; /* enough work for two */
  g_autoptr (OriCertainty) one = run (snapshot, scheme, &few);
  g_autoptr (OriCertainty) two = run (snapshot, scheme, &many);
  for (guint u = 0; u < 40; u++)
    g_assert_cmpmem (one->scores + u * 500, 500 * sizeof (double), two->scores + u * 13000,
                     500 * sizeof (double));
  many.replicates = 1000000;
  for (guint u = 40; u < 200; u++)
    g_string_append_printf (lines, "S:percent v%03u 2021 50\n", u);
  g_autoptr (OriSnapshot) wide = picture_new (INDICATORS, lines->str);
  g_autoptr (GError) error = NULL;
  g_assert_null (ori_certainty_run (wide, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY, &many, NULL,
                                    NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

/* What is asked for and cannot vary is said, not skipped. */
static void
test_varied (void)
{
  g_autoptr (OriSnapshot) printed = picture_new (INDICATORS, "S:percent a 2021 30");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  OriCertaintyPlan plan = plan_of (0xff);
  plan.normalisations = 1 << ORI_NORMALISE_GOALPOSTS;
  plan.replicates = 10;
  g_autoptr (OriCertainty) nothing = run (printed, scheme, &plan);
  g_assert_cmpuint (nothing->varied, ==, 0);
  g_assert_cmpfloat (unit_at (nothing, 0)->share[0], ==, 1);
  g_assert_false (unit_at (nothing, 0)->borderline);

  g_autoptr (OriSnapshot) mixed = picture_new (INDICATORS, MIXED);
  plan.threshold_shift = 2;
  plan.attribute = TRUE;
  g_autoptr (OriCertainty) all = run (mixed, scheme, &plan);
  g_assert_cmpuint (all->varied, ==, (1 << ORI_N_DOUBTS) - 1);

  g_autoptr (OriSnapshot) empty = picture_new (INDICATORS, "");
  g_autoptr (OriCertainty) nobody = run (empty, scheme, &plan);
  g_assert_cmpuint (nobody->units->len, ==, 0);
}

/* What a source does by itself is what a run finds in which nothing else varies. */
static void
test_alone (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, MIXED);
  g_autoptr (OriScheme) scheme = scheme_at (48.6);
  OriCertaintyPlan plan = plan_of ((1 << ORI_N_DOUBTS) - 1);
  plan.weight_spread = 0.9;
  plan.threshold_shift = 5;
  plan.attribute = TRUE;
  g_autoptr (OriCertainty) all = run (snapshot, scheme, &plan);
  plan.attribute = FALSE;
  for (guint doubt = 0; doubt < ORI_N_DOUBTS; doubt++) {
    guint between = 0;
    plan.doubts = 1 << doubt;
    g_autoptr (OriCertainty) one = run (snapshot, scheme, &plan);
    for (guint u = 0; u < one->units->len; u++) {
      const OriUnitCertainty *unit = unit_at (one, u);
      double p = unit->has_score ? 1 - unit->share[unit->group] : 0;
      /* Two samples of it, hence twice the variance; a source that moves nobody moves nobody. */
      assert_near (unit_at (all, u)->flips[doubt], p,
                   3 * sqrt (2 * p * (1 - p) / plan.replicates) + 1e-9);
      g_assert_cmpfloat (unit_at (one, u)->flips[doubt], ==, 0);
      between += p > 0.02 && p < 0.98;
    }
    g_assert_cmpuint (between, >, 0);
  }
}

static void
test_bad_plans (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, MIXED);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  for (guint i = 0; i < 7; i++) {
    g_autoptr (GError) error = NULL;
    OriCertaintyPlan plan = ori_certainty_plan_default (1);
    switch (i) {
    case 0:
      plan.replicates = 0;
      break;
    case 1:
      plan.weight_spread = NAN;
      break;
    case 2:
      plan.threshold_shift = INFINITY;
      break;
    case 3:
      plan.threshold_shift = -1;
      break;
    case 5:
      plan.weight_alpha = 0;
      break;
    case 4:
      plan.normalisations = 1 << ORI_NORMALISE_NONE;
      break;
    default:
      scheme->normalise = ORI_NORMALISE_NONE;
      break;
    }
    g_assert_null (ori_certainty_run (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY, &plan,
                                      NULL, NULL, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  }
}

typedef struct {
  GCancellable *cancellable;
  guint calls, cancel_at;
  double last;
} Watch;

static void
report_cb (double fraction, const char *message, gpointer data)
{
  Watch *watch = data;
  g_assert_cmpfloat (fraction, >=, watch->last);
  watch->last = fraction;
  if (++watch->calls == watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_cancel (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, MIXED);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  OriCertaintyPlan plan = ori_certainty_plan_default (1);
  plan.replicates = 60;
  plan.attribute = TRUE;
  guint cancelled = 0;
  for (guint at = 1;; at++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Watch watch = {cancellable, 0, at, 0};
    OriProgress progress = {report_cb, &watch, 0, 1};
    g_autoptr (OriCertainty) result =
        ori_certainty_run (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY, &plan, &progress,
                           cancellable, &error);
    if (!result) {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      cancelled++;
      continue;
    }
    g_assert_cmpfloat (watch.last, ==, 1);
    break;
  }
  g_assert_cmpuint (cancelled, >, 40);
}

static void
test_words (void)
{
  g_assert_cmpstr (ori_doubt_code (ORI_DOUBT_NOISE), ==, "noise");
  g_assert_cmpstr (ori_doubt_code (ORI_DOUBT_THRESHOLDS), ==, "thresholds");
  for (int doubt = 0; doubt < ORI_N_DOUBTS; doubt++)
    g_assert_cmpstr (ori_doubt_label (doubt), !=, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/certainty/noise", test_noise);
  g_test_add_func ("/analysis/certainty/weights", test_weights);
  g_test_add_func ("/analysis/certainty/thresholds", test_thresholds);
  g_test_add_func ("/analysis/certainty/methods", test_methods);
  g_test_add_func ("/analysis/certainty/same-seed", test_same_seed);
  g_test_add_func ("/analysis/certainty/varied", test_varied);
  g_test_add_func ("/analysis/certainty/alone", test_alone);
  g_test_add_func ("/analysis/certainty/bad-plans", test_bad_plans);
  g_test_add_func ("/analysis/certainty/cancel", test_cancel);
  g_test_add_func ("/analysis/certainty/words", test_words);
  g_test_add_func ("/analysis/certainty/dirichlet", test_dirichlet);
  g_test_add_func ("/analysis/certainty/threads", test_threads);
  return g_test_run ();
}
