/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/ori-transitions.h"
#include "picture.h"

#define INDICATORS                                                                                 \
  "{\"code\": \"S\", \"name\": \"s\", \"criterion\": \"A\", \"kind\": \"share\"},"                 \
  "{\"code\": \"V\", \"name\": \"v\", \"criterion\": \"B\", \"kind\": \"share\"}"

/* a rises, b stays, c came, d left, e never had anything. */
#define YEARS                                                                                      \
  "S:percent a 2020 40\nS:percent a 2021 80\nS:percent b 2020 60\nS:percent b 2021 61\n"           \
  "S:percent c 2021 10\nS:percent d 2020 90\n@ e"

static OriCertainty *
run (const OriSnapshot *snapshot, const OriScheme *scheme, int cycle, const OriCertaintyPlan *plan)
{
  g_autoptr (GError) error = NULL;
  OriCertainty *result = ori_certainty_run (snapshot, scheme, NULL, cycle, ORI_ORGUNIT_MUNICIPALITY,
                                            plan, NULL, NULL, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_cycles (void)
{
  static const int expected[][2] = {{0, 2}, {1, 1}, {ORI_NO_GROUP, 0}, {2, ORI_NO_GROUP}};
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, YEARS);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) found = ori_transitions_find (snapshot, scheme, NULL, 2020, 2021,
                                                   ORI_ORGUNIT_MUNICIPALITY, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 4);
  for (guint i = 0; i < found->len; i++) {
    const OriTransition *transition = &g_array_index (found, OriTransition, i);
    g_assert_cmpuint (transition->orgunit, ==, i);
    g_assert_cmpint (transition->from, ==, expected[i][0]);
    g_assert_cmpint (transition->to, ==, expected[i][1]);
    g_assert_true (isnan (transition->certainty));
  }
}

static void
test_certainty (void)
{
  /* Thresholds 45 and 75 within ± 10, the same in both years: a at 40 is low when the first is
   * above 40, that is in ¾, and at 80 high when the second is at most 80, in ¾: independent. */
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, YEARS);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->thresholds[0] = 45;
  OriCertaintyPlan plan = ori_certainty_plan_default (3);
  plan.doubts = 1 << ORI_DOUBT_THRESHOLDS;
  plan.threshold_shift = 10;
  g_autoptr (OriCertainty) before = run (snapshot, scheme, 2020, &plan);
  g_autoptr (OriCertainty) after = run (snapshot, scheme, 2021, &plan);
  g_autoptr (GArray) found = ori_transitions_find (snapshot, scheme, NULL, 2020, 2021,
                                                   ORI_ORGUNIT_MUNICIPALITY, before, after);
  double p = 0.75 * 0.75;
  assert_near (g_array_index (found, OriTransition, 0).certainty, p,
               3 * sqrt (p * (1 - p) / plan.replicates));
  g_assert_true (isnan (g_array_index (found, OriTransition, 2).certainty));
  g_assert_cmpuint (ori_certainty_find (before, 4), ==, G_MAXUINT);
  g_assert_cmpuint (ori_certainty_find (before, 99), ==, G_MAXUINT);
}

/* Moving a threshold needs no new run: the shares are those that a run with it gives. */
static void
test_moved_thresholds (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (
      INDICATORS, "S:total a 2021 40\nS:participated a 2021 21\nV:total a 2021 30\n"
                  "V:participated a 2021 14\nS:total b 2021 50\nS:participated b 2021 31\n"
                  "V:percent b 2021 66\nS:percent c 2021 20\nV:percent c 2021 30");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (OriScheme) moved = ori_scheme_copy (scheme);
  moved->thresholds[0] = 47.5;
  moved->thresholds[1] = 62;
  OriCertaintyPlan plan = ori_certainty_plan_default (5);
  plan.replicates = 500;
  plan.doubts = (1 << ORI_N_DOUBTS) - 1;
  plan.threshold_shift = 3;
  g_autoptr (OriCertainty) first = run (snapshot, scheme, 2021, &plan);
  g_autoptr (OriCertainty) second = run (snapshot, moved, 2021, &plan);
  for (guint u = 0; u < 3; u++) {
    double share[3];
    ori_certainty_shares (first, u, moved->thresholds, 2, share);
    for (guint g = 0; g < 3; g++)
      g_assert_cmpfloat (share[g], ==, g_array_index (second->units, OriUnitCertainty, u).share[g]);
  }

  g_autoptr (GArray) scores =
      ori_scores_compute (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY);
  g_autoptr (GArray) movers = ori_movers_find (scores, scheme, moved, first);
  g_assert_cmpuint (movers->len, ==, 2);
  const OriTransition *a = &g_array_index (movers, OriTransition, 0), *b = a + 1;
  g_assert_cmpint (a->from, ==, 0); /* 49,58 */
  g_assert_cmpint (a->to, ==, 1);
  g_assert_cmpuint (b->orgunit, ==, 1);
  g_assert_cmpint (b->from, ==, 1);
  g_assert_cmpint (b->to, ==, 2);
  g_assert_true (b->certainty > 0 && b->certainty < 1);
  g_autoptr (GArray) nobody = ori_movers_find (scores, moved, moved, first);
  g_assert_cmpuint (nobody->len, ==, 0);
  /* With another number of groups those move whose group has another name. */
  moved->n_groups = 2;
  g_autoptr (GArray) two = ori_movers_find (scores, scheme, moved, NULL);
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_true (isnan (g_array_index (two, OriTransition, 0).certainty));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/transitions/cycles", test_cycles);
  g_test_add_func ("/analysis/transitions/certainty", test_certainty);
  g_test_add_func ("/analysis/transitions/moved-thresholds", test_moved_thresholds);
  return g_test_run ();
}
