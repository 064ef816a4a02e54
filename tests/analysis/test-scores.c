/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "analysis/ori-groups.h"
#include "picture.h"

/* A has two shares, B has one share of which less is better; a text is never scored. */
#define INDICATORS                                                                                 \
  "{\"code\": \"A1\", \"name\": \"1\", \"kind\": \"share\", \"criterion\": \"A\"},"                \
  "{\"code\": \"A2\", \"name\": \"2\", \"kind\": \"share\", \"criterion\": \"A\"},"                \
  "{\"code\": \"B1\", \"name\": \"3\", \"kind\": \"share\", \"criterion\": \"B\","                 \
  " \"direction\": -1},"                                                                           \
  "{\"code\": \"T\", \"name\": \"4\", \"kind\": \"text\", \"criterion\": \"B\"},"                  \
  "{\"code\": \"N\", \"name\": \"5\", \"kind\": \"count\", \"criterion\": \"B\","                  \
  " \"direction\": 0}"

#define THREE                                                                                      \
  "A1:percent a 2021 20\nA2:percent a 2021 40\nB1:percent a 2021 10\n"                             \
  "A1:percent b 2021 60\nA2:percent b 2021 80\nB1:percent b 2021 0\n"                              \
  "A1:percent c 2021 0\nA2:percent c 2021 0\nB1:percent c 2021 100\n"                              \
  "T:text a 2021 \"слова\nN:value a 2021 7"

static GArray *
compute (const OriSnapshot *snapshot, const OriScheme *scheme, const char *code, int cycle)
{
  const OriIndicator *indicator = code ? picture_indicator (snapshot, code) : NULL;
  OriSubject subject = ori_subject_of (indicator);
  GArray *scores = ori_scores_compute (snapshot, scheme, &subject, cycle, ORI_ORGUNIT_MUNICIPALITY);
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    g_assert_true (isfinite (score->score) && isfinite (score->completeness));
    g_assert_true (isfinite (score->low) && isfinite (score->high));
    if (i > 0)
      g_assert_cmpuint (score->orgunit, >, score[-1].orgunit);
  }
  return scores;
}

static const OriScore *
score_at (const GArray *scores, guint i)
{
  g_assert_cmpuint (i, <, scores->len);
  return &g_array_index (scores, OriScore, i);
}

static void
set_weight (OriScheme *scheme, const char *code, double weight)
{
  g_hash_table_insert (scheme->weights, g_strdup (code), g_memdup2 (&weight, sizeof weight));
}

static void
test_overall (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, THREE);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) scores = compute (snapshot, scheme, NULL, 2021);
  g_assert_cmpuint (scores->len, ==, 3);
  /* Criteria weigh the same: A is the mean of its two, B is 100 less its one. */
  g_assert_cmpfloat (score_at (scores, 0)->score, ==, (30 + 90) / 2.0);
  g_assert_cmpfloat (score_at (scores, 1)->score, ==, (70 + 100) / 2.0);
  g_assert_cmpfloat (score_at (scores, 2)->score, ==, 0);
  for (guint i = 0; i < 3; i++) {
    const OriScore *score = score_at (scores, i);
    g_assert_true (score->has_score);
    g_assert_cmpfloat (score->completeness, ==, 1);
    g_assert_cmpfloat (score->low, ==, score->score);
    g_assert_cmpfloat (score->high, ==, score->score);
    g_assert_cmpuint (score->flags, ==, ORI_FLAG_PRINTED_ONLY);
  }
}

static void
test_weights (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, THREE);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  set_weight (scheme, "A1", 1);
  set_weight (scheme, "A2", 2);
  ori_scheme_set_weight (scheme->criterion_weights, "A", 3);
  ori_scheme_set_weight (scheme->criterion_weights, "B", 3);
  g_autoptr (GArray) scores = compute (snapshot, scheme, NULL, 2021);
  assert_near (score_at (scores, 0)->score, 61.67, 1e-12); /* (20 + 80 + 270) / 6 */

  set_weight (scheme, "B1", 0);
  g_autoptr (GArray) without = compute (snapshot, scheme, NULL, 2021);
  assert_near (score_at (without, 0)->score, 33.33, 1e-12);

  scheme->aggregate = ORI_AGGREGATE_GEOMETRIC;
  set_weight (scheme, "B1", 3);
  g_autoptr (GArray) geometric = compute (snapshot, scheme, NULL, 2021);
  assert_near (score_at (geometric, 0)->score, 53.45, 1e-12); /* (20 · 40² · 90³)^(1/6) */
  g_assert_cmpfloat (score_at (geometric, 2)->score, ==, 1);
  g_assert_cmpuint (score_at (geometric, 2)->flags & ORI_SCORE_FLOORED, !=, 0);

  set_weight (scheme, "A1", 0);
  set_weight (scheme, "A2", 0);
  set_weight (scheme, "B1", 0);
  g_autoptr (GArray) nothing = compute (snapshot, scheme, NULL, 2021);
  for (guint i = 0; i < 3; i++)
    g_assert_false (score_at (nothing, i)->has_score);
}

static void
test_completeness (void)
{
  /* Equal weights in one criterion: a has all, b two of three, c one, d none, e one and two that do
   * not apply. */
  static const char *const indicators =
      "{\"code\": \"X\", \"name\": \"x\", \"criterion\": \"A\", \"kind\": \"share\"},"
      "{\"code\": \"Y\", \"name\": \"y\", \"criterion\": \"A\", \"kind\": \"share\"},"
      "{\"code\": \"Z\", \"name\": \"z\", \"criterion\": \"A\", \"kind\": \"share\"}";
  g_autoptr (OriSnapshot) snapshot =
      picture_new (indicators, "X:percent a 2021 30\nY:percent a 2021 60\nZ:percent a 2021 90\n"
                               "X:percent b 2021 30\nY:percent b 2021 60\nZ:percent b 2021 -\n"
                               "X:percent c 2021 30\nY:percent c 2021 hidden\n@ d\n"
                               "X:percent e 2021 30\nY:percent e 2021 na\nZ:total e 2021 0\n"
                               "Z:participated e 2021 0");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) scores = compute (snapshot, scheme, NULL, 2021);
  const OriScore *b = score_at (scores, 1), *c = score_at (scores, 2), *d = score_at (scores, 3);
  const OriScore *e = score_at (scores, 4);

  g_assert_true (score_at (scores, 0)->has_score);
  g_assert_true (b->has_score); /* two of three thirds are two thirds */
  g_assert_cmpfloat (b->score, ==, 45);
  g_assert_cmpfloat (b->low, ==, 30);
  assert_near (b->high, 63.33, 1e-12);
  g_assert_false (c->has_score);
  g_assert_cmpfloat (c->score, ==, 30);
  g_assert_cmpuint (c->flags & ORI_SCORE_INCOMPLETE, !=, 0);
  assert_near (c->completeness, 1 / 3.0, 1e-12);
  g_assert_false (d->has_score);
  g_assert_cmpfloat (d->completeness, ==, 0);
  g_assert_cmpfloat (d->low, ==, 0);
  g_assert_cmpfloat (d->high, ==, 100);
  g_assert_true (e->has_score);
  g_assert_cmpfloat (e->completeness, ==, 1);
  g_assert_cmpfloat (e->low, ==, 30);

  scheme->min_completeness = 0.3;
  g_autoptr (GArray) lax = compute (snapshot, scheme, NULL, 2021);
  g_assert_true (score_at (lax, 2)->has_score);
  g_assert_false (score_at (lax, 3)->has_score);
}

/* Nobody has a score, and it is told why. */
static void
assert_no_raw_values (const OriSnapshot *snapshot, const OriScheme *scheme, const char *code)
{
  g_autoptr (GArray) refused = compute (snapshot, scheme, code, 2021);
  for (guint i = 0; i < refused->len; i++) {
    g_assert_false (score_at (refused, i)->has_score);
    g_assert_cmpuint (score_at (refused, i)->flags & ORI_SCORE_NO_RAW, !=, 0);
  }
  g_autofree char *notes = ori_scores_notes (refused, "|");
  g_assert_cmpstr (notes, !=, "");
  OriSubject subject = ori_subject_of (code ? picture_indicator (snapshot, code) : NULL);
  g_assert_false (ori_subject_ranks_raw (&subject));
}

static void
test_one_indicator (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, THREE);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) scores = compute (snapshot, scheme, "B1", 2021);
  g_assert_cmpfloat (score_at (scores, 0)->score, ==, 90);
  scheme->normalise = ORI_NORMALISE_NONE;
  scheme->aggregate = ORI_AGGREGATE_GEOMETRIC; /* has nothing to say about one indicator */
  g_autoptr (GArray) raw = compute (snapshot, scheme, "A1", 2021);
  g_assert_cmpfloat (score_at (raw, 0)->score, ==, 20);
  g_assert_cmpfloat (score_at (raw, 2)->score, ==, 0);
  g_assert_cmpuint (score_at (raw, 1)->flags & ORI_SCORE_FLOORED, ==, 0);
  /* A figure of a foreign sheet may be an index of thousandths. */
  g_autoptr (OriSnapshot) index =
      picture_new ("{\"code\": \"I\", \"name\": \"i\", \"criterion\": \"A\", \"kind\": \"value\"}",
                   "I:value a 2021 0.1234");
  g_autoptr (GArray) exact = compute (index, scheme, "I", 2021);
  g_assert_cmpfloat (score_at (exact, 0)->score, ==, 0.1234);
  /* Raw values of several indicators have no common unit. */
  assert_no_raw_values (snapshot, scheme, NULL);
  /* Where less is better they would put the best into the lowest group. */
  assert_no_raw_values (snapshot, scheme, "B1");
  /* Words have no score, a cycle without data neither; an indicator that is not judged has one. */
  scheme->normalise = ORI_NORMALISE_MINMAX;
  g_autoptr (GArray) words = compute (snapshot, scheme, "T", 2021);
  g_assert_false (score_at (words, 0)->has_score);
  g_autoptr (GArray) later = compute (snapshot, scheme, NULL, 2022);
  g_assert_cmpuint (later->len, ==, 3);
  g_assert_false (score_at (later, 0)->has_score);
  g_autoptr (GArray) unjudged = compute (snapshot, scheme, "N", 2021);
  g_assert_true (score_at (unjudged, 0)->has_score);
}

static void
test_constant (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "A1:percent a 2021 40\nA1:percent b 2021 40\nA2:percent a 2021 10\n"
                               "A2:percent b 2021 30");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->normalise = ORI_NORMALISE_MINMAX;
  g_autoptr (GArray) scores = compute (snapshot, scheme, NULL, 2021);
  g_assert_cmpfloat (score_at (scores, 0)->score, ==, 25);
  g_assert_cmpfloat (score_at (scores, 1)->score, ==, 75);
  g_assert_cmpuint (score_at (scores, 0)->flags & ORI_SCORE_NEUTRAL, !=, 0);
  /* With goalposts 40 % is 40, whoever else has it. */
  scheme->normalise = ORI_NORMALISE_GOALPOSTS;
  g_autoptr (GArray) posts = compute (snapshot, scheme, "A1", 2021);
  g_assert_cmpfloat (score_at (posts, 0)->score, ==, 40);
}

static void
test_one_orgunit (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "A1:percent a 2021 40\nN:value a 2021 4");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) share = compute (snapshot, scheme, NULL, 2021);
  g_assert_cmpuint (share->len, ==, 1);
  g_assert_cmpfloat (score_at (share, 0)->score, ==, 40);
  g_autoptr (GArray) count = compute (snapshot, scheme, "N", 2021);
  g_assert_cmpfloat (score_at (count, 0)->score, ==, 50);
  g_assert_cmpuint (score_at (count, 0)->flags, ==, ORI_SCORE_NEUTRAL);
}

#define COUNTS                                                                                     \
  "{\"code\": \"C\", \"name\": \"count\", \"criterion\": \"A\", \"kind\": \"count\", "             \
  "\"normalise_by\": \"pupils\","                                                                  \
  " \"normalise_per\": 1000}"

static void
test_goalposts_of_counts (void)
{
  /* 0, 10, … 200 in 2020: P5 is 10, P95 is 190. The year after does not move them. */
  g_autoptr (GString) lines = g_string_new (NULL);
  for (guint i = 0; i <= 20; i++)
    g_string_append_printf (lines, "C:value u%02u 2020 %u\nC:value u%02u 2021 %u\n", i, 10 * i, i,
                            20 * i);
  g_autoptr (OriSnapshot) snapshot = picture_new (COUNTS, lines->str);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) first = compute (snapshot, scheme, NULL, 2020);
  g_autoptr (GArray) second = compute (snapshot, scheme, NULL, 2021);
  g_assert_cmpfloat (score_at (first, 0)->score, ==, 0);
  g_assert_cmpfloat (score_at (first, 10)->score, ==, 50);
  g_assert_cmpfloat (score_at (first, 20)->score, ==, 100);
  g_assert_cmpfloat (score_at (second, 5)->score, ==, 50);

  ori_scheme_freeze_goalposts (scheme, snapshot, 2021);
  const double *posts = g_hash_table_lookup (scheme->goalposts, "C");
  g_assert_nonnull (posts);
  g_assert_cmpfloat (posts[0], ==, 20);
  g_assert_cmpfloat (posts[1], ==, 380);
  /* Frozen is frozen. */
  ori_scheme_freeze_goalposts (scheme, snapshot, 2020);
  posts = g_hash_table_lookup (scheme->goalposts, "C");
  g_assert_cmpfloat (posts[1], ==, 380);
  g_autoptr (GArray) frozen = compute (snapshot, scheme, NULL, 2021);
  g_assert_cmpfloat (score_at (frozen, 10)->score, ==, 50);
}

static void
test_goalposts_of_another_unit (void)
{
  /* Frozen from counts; when pupils become known, rates lie far below. */
  static const char *const counts = "C:value a 2021 10\nC:value b 2021 20\nC:value c 2021 30";
  g_autofree char *sizes =
      g_strconcat (counts, "\npupils a 2021 5000\npupils b 2021 5000\npupils c 2021 5000", NULL);
  g_autoptr (OriSnapshot) before = picture_new (COUNTS, counts);
  g_autoptr (OriSnapshot) after = picture_new (COUNTS, sizes);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  ori_scheme_freeze_goalposts (scheme, before, 2021);
  g_autoptr (GArray) right = compute (before, scheme, NULL, 2021);
  g_autoptr (GArray) wrong = compute (after, scheme, NULL, 2021);
  g_assert_cmpuint (score_at (right, 0)->flags & ORI_SCORE_BEYOND, ==, 0);
  g_assert_cmpuint (score_at (wrong, 0)->flags & ORI_SCORE_BEYOND, !=, 0);
}

static void
test_freeze (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS "," COUNTS, "A1:percent a 2021 40\nC:value a 2021 4");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  ori_scheme_freeze_goalposts (scheme, snapshot, 2021);
  const double *share = g_hash_table_lookup (scheme->goalposts, "A1");
  g_assert_cmpfloat (share[0], ==, 0);
  g_assert_cmpfloat (share[1], ==, 100);
  /* Ends that coincide are none; what is not judged and words need none. */
  g_assert_false (g_hash_table_contains (scheme->goalposts, "C"));
  g_assert_false (g_hash_table_contains (scheme->goalposts, "N"));
  g_assert_false (g_hash_table_contains (scheme->goalposts, "T"));
}

static void
test_rates (void)
{
  /* c has no pupils reported: its count must not stand among the rates. */
  g_autoptr (OriSnapshot) snapshot =
      picture_new (COUNTS, "C:value a 2021 10\npupils a 2021 1000\nC:value b 2021 10\n"
                           "pupils b 2021 500\nC:value c 2021 15");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->normalise = ORI_NORMALISE_MINMAX;
  g_autoptr (GArray) rates = compute (snapshot, scheme, NULL, 2021);
  g_assert_cmpfloat (score_at (rates, 0)->score, ==, 0);
  g_assert_cmpfloat (score_at (rates, 1)->score, ==, 100);
  g_assert_false (score_at (rates, 2)->has_score);
  g_assert_cmpuint (score_at (rates, 2)->flags & ORI_SCORE_NO_RATE, !=, 0);

  /* With one size in three known, counts are compared as they are. */
  g_autoptr (OriSnapshot) few = picture_new (
      COUNTS, "C:value a 2021 10\npupils a 2021 1000\nC:value b 2021 10\nC:value c 2021 15");
  g_autoptr (GArray) counts = compute (few, scheme, NULL, 2021);
  g_assert_cmpfloat (score_at (counts, 0)->score, ==, 0);
  g_assert_cmpfloat (score_at (counts, 2)->score, ==, 100);

  scheme->normalise = ORI_NORMALISE_NONE;
  g_autoptr (GArray) raw = compute (snapshot, scheme, "C", 2021);
  g_assert_cmpfloat (score_at (raw, 1)->score, ==, 10);
}

static void
test_target (void)
{
  static const char *const indicators =
      "{\"code\": \"X\", \"name\": \"x\", \"criterion\": \"A\", \"kind\": \"share\", \"target\": "
      "80},"
      "{\"code\": \"Y\", \"name\": \"y\", \"criterion\": \"A\", \"kind\": \"share\"}";
  g_autoptr (OriSnapshot) snapshot =
      picture_new (indicators, "X:percent a 2021 40\nY:percent a 2021 40");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->normalise = ORI_NORMALISE_TARGET;
  g_autoptr (GArray) with = compute (snapshot, scheme, "X", 2021);
  g_assert_cmpfloat (score_at (with, 0)->score, ==, 50);
  g_assert_cmpuint (score_at (with, 0)->flags & ORI_SCORE_NO_TARGET, ==, 0);
  g_autoptr (GArray) without = compute (snapshot, scheme, "Y", 2021);
  g_assert_cmpfloat (score_at (without, 0)->score, ==, 40);
  g_assert_cmpuint (score_at (without, 0)->flags & ORI_SCORE_NO_TARGET, !=, 0);
}

static void
test_variants (void)
{
  static const char *const indicators =
      "{\"code\": \"D\", \"name\": \"declared\", \"criterion\": \"A\", \"kind\": \"share\"},"
      "{\"code\": \"O\", \"name\": \"other\", \"criterion\": \"A\", \"kind\": \"share\"},"
      "{\"code\": \"D1\", \"name\": \"v1\", \"criterion\": \"A\", \"kind\": \"share\", "
      "\"variant_of\": \"D\"},"
      "{\"code\": \"D2\", \"name\": \"v2\", \"criterion\": \"A\", \"kind\": \"share\", "
      "\"variant_of\": \"D\"}";
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (OriSnapshot) parts =
      picture_new (indicators, "D1:percent a 2021 20\nD2:percent a 2021 40\nO:percent a 2021 90");
  g_autoptr (GArray) shared = compute (parts, scheme, NULL, 2021);
  g_assert_cmpfloat (score_at (shared, 0)->score, ==, 60);
  g_autoptr (OriSnapshot) whole =
      picture_new (indicators, "D:percent a 2021 10\nD1:percent a 2021 20\nD2:percent a 2021 40\n"
                               "O:percent a 2021 90");
  g_autoptr (GArray) once = compute (whole, scheme, NULL, 2021);
  g_assert_cmpfloat (score_at (once, 0)->score, ==, 50);
}

static void
test_years_of_existence (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, THREE "\n@ d");
  OriOrgUnit *gone = g_ptr_array_index (snapshot->orgunits, 3);
  OriOrgUnit *reporting = g_ptr_array_index (snapshot->orgunits, 2);
  gone->to = reporting->to = 2019;
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) scores = compute (snapshot, scheme, NULL, 2021);
  g_assert_cmpuint (scores->len, ==, 3);
  g_assert_cmpuint (score_at (scores, 2)->orgunit, ==, 2);
  g_autoptr (GArray) schools =
      ori_scores_compute (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_SCHOOL);
  g_assert_cmpuint (schools->len, ==, 0);
}

/* Half-up at 0,01 before a threshold: the mean of indicators that all equal the threshold is it. */
static void
test_threshold_is_met (void)
{
  guint met = 0;
  for (guint i = 0; i < 164; i++) {
    double value = (i + 1) * 0.6;
    g_autofree char *lines =
        g_strdup_printf ("A1:percent a 2021 %.2f\nA2:percent a 2021 %.2f\nB1:percent a 2021 %.2f",
                         value, value, 100 - value);
    g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, lines);
    g_autoptr (OriScheme) scheme = ori_scheme_new ();
    set_weight (scheme, "A1", 0.1);
    set_weight (scheme, "A2", 0.2);
    ori_scheme_set_weight (scheme->criterion_weights, "A", 0.3);
    ori_scheme_set_weight (scheme->criterion_weights, "B", 0.7);
    g_autoptr (GArray) scores = compute (snapshot, scheme, NULL, 2021);
    g_autofree char *typed = g_strdup_printf ("%.2f", value);
    double threshold = g_ascii_strtod (typed, NULL);
    met += ori_group_of (score_at (scores, 0)->score, &threshold, 1);
  }
  g_assert_cmpuint (met, ==, 164);
}

/* Every flag has a word of its own; what the calculation had to help itself with is told. */
static void
test_notes (void)
{
  for (guint i = 0; i < ORI_N_SCORE_FLAGS; i++) {
    const char *code, *other;
    g_assert_cmpuint (ori_score_flag (i, &code), !=, 0);
    for (guint k = 0; k < i; k++) {
      g_assert_cmpuint (ori_score_flag (k, &other), !=, ori_score_flag (i, &code));
      g_assert_cmpstr (other, !=, code);
    }
  }
  OriScore plain = {.has_score = TRUE}, told = {.flags = ORI_SCORE_NEUTRAL | ORI_SCORE_FLOORED};
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (OriScore));
  g_array_append_val (scores, plain);
  g_autofree char *nothing = ori_scores_notes (scores, " ");
  g_assert_cmpstr (nothing, ==, "");
  g_array_append_val (scores, told);
  g_autofree char *notes = ori_scores_notes (scores, "|");
  g_auto (GStrv) parts = g_strsplit (notes, "|", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_assert_nonnull (strstr (parts[1], "50"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/scores/overall", test_overall);
  g_test_add_func ("/analysis/scores/weights", test_weights);
  g_test_add_func ("/analysis/scores/completeness", test_completeness);
  g_test_add_func ("/analysis/scores/one-indicator", test_one_indicator);
  g_test_add_func ("/analysis/scores/constant", test_constant);
  g_test_add_func ("/analysis/scores/one-orgunit", test_one_orgunit);
  g_test_add_func ("/analysis/scores/goalposts-of-counts", test_goalposts_of_counts);
  g_test_add_func ("/analysis/scores/goalposts-of-another-unit", test_goalposts_of_another_unit);
  g_test_add_func ("/analysis/scores/freeze", test_freeze);
  g_test_add_func ("/analysis/scores/rates", test_rates);
  g_test_add_func ("/analysis/scores/target", test_target);
  g_test_add_func ("/analysis/scores/variants", test_variants);
  g_test_add_func ("/analysis/scores/years-of-existence", test_years_of_existence);
  g_test_add_func ("/analysis/scores/threshold-is-met", test_threshold_is_met);
  g_test_add_func ("/analysis/scores/notes", test_notes);
  return g_test_run ();
}
