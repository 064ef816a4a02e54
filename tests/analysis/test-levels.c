/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "analysis/ori-groups.h"
#include "picture.h"

/* A has two indicators of two blocks, B one of the third and one without a block. */
#define INDICATORS                                                                                 \
  "{\"code\": \"A1\", \"name\": \"1\", \"kind\": \"share\", \"criterion\": \"A\","                 \
  " \"block\": \"conditions\"},"                                                                   \
  "{\"code\": \"A2\", \"name\": \"2\", \"kind\": \"share\", \"criterion\": \"A\","                 \
  " \"block\": \"results\"},"                                                                      \
  "{\"code\": \"B1\", \"name\": \"3\", \"kind\": \"share\", \"criterion\": \"B\","                 \
  " \"block\": \"results\"},"                                                                      \
  "{\"code\": \"B2\", \"name\": \"4\", \"kind\": \"share\", \"criterion\": \"B\"},"                \
  "{\"code\": \"T\", \"name\": \"5\", \"kind\": \"text\", \"criterion\": \"B\"}"

#define FOUR                                                                                       \
  "A1:percent a 2021 20\nA2:percent a 2021 40\nB1:percent a 2021 60\nB2:percent a 2021 80\n"       \
  "A1:percent b 2021 90\nA2:percent b 2021 10\nB1:percent b 2021 10\nB2:percent b 2021 30\n"       \
  "A1:percent c 2021 50\nA2:percent c 2021 70\nB1:percent c 2021 -\nB2:percent c 2021 10\n"        \
  "A1:percent d 2021 0\nA2:percent d 2021 100\nB1:percent d 2021 70\nB2:percent d 2021 60\n"       \
  "T:text a 2021 \"слова"

static double
score_of (const OriSnapshot *snapshot, const OriScheme *scheme, const char *key, guint at)
{
  OriSubject subject;
  g_assert_true (ori_subject_parse (snapshot->programme, key, &subject));
  g_autoptr (GArray) scores =
      ori_scores_compute (snapshot, scheme, &subject, 2021, ORI_ORGUNIT_MUNICIPALITY);
  return g_array_index (scores, OriScore, at).score;
}

static void
test_levels (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, FOUR);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_assert_cmpfloat (score_of (snapshot, scheme, "criterion:A", 0), ==, 30);
  g_assert_cmpfloat (score_of (snapshot, scheme, "criterion:B", 0), ==, 70);
  g_assert_cmpfloat (score_of (snapshot, scheme, "block:conditions", 0), ==, 20);
  g_assert_cmpfloat (score_of (snapshot, scheme, "block:results", 0), ==, 50);
  g_assert_cmpfloat (score_of (snapshot, scheme, "A1", 0), ==, 20);
  /* Blocks weigh nothing: the whole is the mean of the criteria. */
  g_assert_cmpfloat (score_of (snapshot, scheme, NULL, 0), ==, 50);

  ori_scheme_set_weight (scheme->criterion_weights, "A", 3);
  g_assert_cmpfloat (score_of (snapshot, scheme, "score", 0), ==, (3 * 30 + 70) / 4.0);
  g_assert_cmpfloat (score_of (snapshot, scheme, "block:results", 0), ==, (3 * 40 + 60) / 4.0);
  ori_scheme_set_weight (scheme->weights, "B2", 0);
  g_assert_cmpfloat (score_of (snapshot, scheme, NULL, 0), ==, (3 * 30 + 60) / 4.0);
  g_assert_cmpfloat (score_of (snapshot, scheme, "B2", 0), ==, 80); /* by itself it counts */

  /* conditions 2, results 1, without a block 1 as nobody says otherwise, of no weight inside. */
  ori_scheme_set_weight (scheme->block_weights, "conditions", 2);
  g_assert_cmpfloat (score_of (snapshot, scheme, NULL, 0), ==, 28.33);
  ori_scheme_set_weight (scheme->weights, "B2", NAN); /* taken out again */
  g_assert_cmpfloat (score_of (snapshot, scheme, NULL, 0), ==, (2 * 20 + 45 + 80) / 4.0);
  ori_scheme_set_weight (scheme->criterion_weights, "A", 0);
  g_assert_cmpfloat (score_of (snapshot, scheme, "criterion:A", 0), ==, 30);
  g_assert_cmpfloat (score_of (snapshot, scheme, NULL, 0), ==, (60 + 80) / 2.0);
}

/* What is missing leaves its weight to its neighbours of the same level. */
static void
test_missing (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, FOUR);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_assert_cmpfloat (score_of (snapshot, scheme, "criterion:B", 2), ==, 10);
  g_assert_cmpfloat (score_of (snapshot, scheme, NULL, 2), ==, (60 + 10) / 2.0);
  g_autoptr (GArray) scores =
      ori_scores_compute (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY);
  const OriScore *c = &g_array_index (scores, OriScore, 2);
  g_assert_cmpfloat (c->completeness, ==, 0.75);
  g_assert_cmpfloat (c->low, ==, (60 + 5) / 2.0);
  g_assert_cmpfloat (c->high, ==, (60 + 55) / 2.0);
}

static void
test_means (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, FOUR);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->aggregate = ORI_AGGREGATE_GEOMETRIC;
  assert_near (score_of (snapshot, scheme, NULL, 0), pow (20 * 40 * 60 * 80.0, 0.25), 0.005);
  scheme->aggregate = ORI_AGGREGATE_HARMONIC;
  assert_near (score_of (snapshot, scheme, NULL, 0),
               4 / (1 / 20.0 + 1 / 40.0 + 1 / 60.0 + 1 / 80.0), 0.005);
  g_assert_cmpfloat (score_of (snapshot, scheme, "A1", 3), ==, 0); /* one has no floor */
}

static const OriWeight *
find_weight (const GArray *weights, OriSubjectKind kind, const char *code)
{
  for (guint i = 0; i < weights->len; i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);
    if (weight->subject.kind == kind && g_strcmp0 (weight->subject.code, code) == 0)
      return weight;
  }
  g_assert_not_reached ();
}

static void
test_effective_weights (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, FOUR);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  ori_scheme_set_weight (scheme->weights, "A1", 3);
  g_autoptr (GArray) weights =
      ori_weights_compute (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY);
  double sum[4] = {0};
  for (guint i = 0; i < weights->len; i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);
    sum[weight->subject.kind] += weight->nominal;
    g_assert_true (weight->effective >= 0 && weight->effective <= 1 + 1e-12);
    if (i > 0)
      g_assert_cmpint (weight->subject.kind, >=, weight[-1].subject.kind);
  }
  for (int kind = ORI_SUBJECT_BLOCK; kind <= ORI_SUBJECT_INDICATOR; kind++)
    assert_near (sum[kind], 1, 1e-12);
  const OriWeight *a1 = find_weight (weights, ORI_SUBJECT_INDICATOR, "A1");
  g_assert_cmpfloat (a1->weight, ==, 3);
  g_assert_cmpfloat (a1->nominal, ==, 0.375);
  g_assert_cmpuint (a1->n, ==, 4);
  g_assert_cmpuint (find_weight (weights, ORI_SUBJECT_INDICATOR, "B1")->n, ==, 3);
  g_assert_cmpfloat (find_weight (weights, ORI_SUBJECT_CRITERION, "A")->nominal, ==, 0.5);
  g_assert_cmpfloat (find_weight (weights, ORI_SUBJECT_BLOCK, "results")->nominal, ==, 0.375);
  g_assert_cmpfloat (find_weight (weights, ORI_SUBJECT_BLOCK, NULL)->nominal, ==, 0.25);

  /* 20, 90, 50, 0 against (20·3 + 40)/4 …: r² by hand. */
  const double x[4] = {20, 90, 50, 0}, y[4] = {47.5, 45, 32.5, 45};
  double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  for (int i = 0; i < 4; i++) {
    sx += x[i] / 4;
    sy += y[i] / 4;
  }
  for (int i = 0; i < 4; i++) {
    sxx += (x[i] - sx) * (x[i] - sx);
    syy += (y[i] - sy) * (y[i] - sy);
    sxy += (x[i] - sx) * (y[i] - sy);
  }
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (score_of (snapshot, scheme, NULL, i), ==, y[i]);
  assert_near (a1->effective, sxy * sxy / sxx / syy, 1e-12);

  /* One part is the whole; two org units say nothing. */
  OriSubject one;
  g_assert_true (ori_subject_parse (snapshot->programme, "A1", &one));
  g_autoptr (GArray) single =
      ori_weights_compute (snapshot, scheme, &one, 2021, ORI_ORGUNIT_MUNICIPALITY);
  g_assert_cmpuint (single->len, ==, 1);
  assert_near (g_array_index (single, OriWeight, 0).effective, 1, 1e-12);
  g_autoptr (OriSnapshot) two =
      picture_new (INDICATORS, "A1:percent a 2021 1\nA1:percent b 2021 2");
  g_autoptr (GArray) few = ori_weights_compute (two, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY);
  g_assert_true (isnan (g_array_index (few, OriWeight, 0).effective));
}

/* Blocks are listed as the document lists them, whichever comes first among the indicators. */
static void
test_order_of_blocks (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (
      "{\"code\": \"A1\", \"name\": \"1\", \"kind\": \"share\", \"criterion\": \"A\","
      " \"block\": \"management\"},"
      "{\"code\": \"A2\", \"name\": \"2\", \"kind\": \"share\", \"criterion\": \"A\"},"
      "{\"code\": \"A3\", \"name\": \"3\", \"kind\": \"share\", \"criterion\": \"A\","
      " \"block\": \"conditions\"}",
      "A1:percent a 2021 1\nA2:percent a 2021 2\nA3:percent a 2021 3\nA1:percent b 2021 4");
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GArray) weights =
      ori_weights_compute (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY);
  static const char *const order[] = {"conditions", "management", NULL};
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);
    g_assert_cmpint (weight->subject.kind, ==, ORI_SUBJECT_BLOCK);
    g_assert_cmpstr (weight->subject.code, ==, order[i]);
    assert_near (weight->nominal, 1.0 / 3.0, 1e-12);
  }
  g_assert_false (ori_weights_are_zero (weights));
  ori_scheme_set_weight (scheme->criterion_weights, "A", 0);
  g_autoptr (GArray) zero =
      ori_weights_compute (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY);
  g_assert_true (ori_weights_are_zero (zero));
  g_autoptr (GArray) none =
      ori_weights_compute (snapshot, scheme, NULL, 2020, ORI_ORGUNIT_MUNICIPALITY);
  g_assert_false (ori_weights_are_zero (none));
}

static void
test_subjects (void)
{
  static const char *const keys[] = {
      "score", "block:conditions", "block:results", "criterion:A", "criterion:B", "A1", "A2", "B1",
      "B2"};
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, FOUR);
  g_autoptr (GArray) subjects = ori_subjects_list (snapshot, 2021);
  g_assert_cmpuint (subjects->len, ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < subjects->len; i++) {
    const OriSubject *subject = &g_array_index (subjects, OriSubject, i);
    OriSubject back;
    g_autofree char *key = ori_subject_key (subject);
    g_assert_cmpstr (key, ==, keys[i]);
    g_assert_true (ori_subject_parse (snapshot->programme, key, &back));
    g_assert_true (ori_subject_equal (subject, &back));
    g_assert_cmpstr (ori_subject_label (snapshot->programme, subject), !=, "");
  }
  OriSubject subject;
  g_assert_true (ori_subject_parse (snapshot->programme, NULL, &subject));
  g_assert_true (ori_subject_equal (NULL, &subject));
  g_assert_false (ori_subject_parse (snapshot->programme, "block:other", &subject));
  g_assert_false (ori_subject_parse (snapshot->programme, "criterion:Z", &subject));
  g_assert_false (ori_subject_parse (snapshot->programme, "Z", &subject));
  g_autofree char *overall = ori_subject_key (NULL);
  g_assert_cmpstr (overall, ==, "score");
  g_autoptr (GArray) none = ori_subjects_list (snapshot, 2020);
  g_assert_cmpuint (none->len, ==, 1);
}

/* A weight of what is not in the score is told, one that is as good as none is not. */
static void
test_idle_weights (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS ",{\"code\": \"B3\", \"name\": \"6\", \"kind\": \"share\","
                              " \"criterion\": \"B\", \"block\": \"results\"}",
                   FOUR);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  static const struct {
    const char *subject, *idle;
  } cases[] = {{NULL, "B3|T|block:management|gone"},
               {"block:results", "B3"},
               {"criterion:B", "B3|T"},
               {"criterion:A", ""},
               {"B3", ""}};

  ori_scheme_set_weight (scheme->weights, "A1", 2);
  ori_scheme_set_weight (scheme->weights, "B3", 2);
  ori_scheme_set_weight (scheme->weights, "T", 0.5);
  ori_scheme_set_weight (scheme->weights, "gone", 2);
  ori_scheme_set_weight (scheme->block_weights, "results", 2);
  ori_scheme_set_weight (scheme->block_weights, "management", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    OriSubject subject;
    g_assert_true (ori_subject_parse (snapshot->programme, cases[i].subject, &subject));
    g_autoptr (GArray) weights =
        ori_weights_compute (snapshot, scheme, &subject, 2021, ORI_ORGUNIT_MUNICIPALITY);
    g_autoptr (GPtrArray) idle = ori_weights_idle (snapshot->programme, scheme, &subject, weights);
    g_autofree char *text = ori_weights_idle_text (snapshot->programme, idle);
    g_ptr_array_add (idle, NULL);
    g_autofree char *keys = g_strjoinv ("|", (char **)idle->pdata);
    g_assert_cmpstr (keys, ==, cases[i].idle);
    g_assert_true ((text == NULL) == (*keys == '\0'));
    g_assert_true (text == NULL || strstr (text, "B3") != NULL);
  }
  ori_scheme_set_weight (scheme->weights, "B3", 1);
  ori_scheme_set_weight (scheme->weights, "T", 0);
  ori_scheme_set_weight (scheme->weights, "gone", NAN);
  ori_scheme_set_weight (scheme->block_weights, "management", 0);
  g_autoptr (GArray) weights =
      ori_weights_compute (snapshot, scheme, NULL, 2021, ORI_ORGUNIT_MUNICIPALITY);
  g_autoptr (GPtrArray) none = ori_weights_idle (snapshot->programme, scheme, NULL, weights);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/levels/levels", test_levels);
  g_test_add_func ("/analysis/levels/missing", test_missing);
  g_test_add_func ("/analysis/levels/means", test_means);
  g_test_add_func ("/analysis/levels/effective-weights", test_effective_weights);
  g_test_add_func ("/analysis/levels/order-of-blocks", test_order_of_blocks);
  g_test_add_func ("/analysis/levels/subjects", test_subjects);
  g_test_add_func ("/analysis/levels/idle-weights", test_idle_weights);
  return g_test_run ();
}
