/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "core/ori-error.h"
#include "core/ori-scheme.h"

static void
set_weight (OriScheme *scheme, const char *code, double weight)
{
  g_hash_table_insert (scheme->weights, g_strdup (code), g_memdup2 (&weight, sizeof weight));
}

static void
set_goalposts (OriScheme *scheme, const char *code, double low, double high)
{
  double posts[2] = {low, high};
  g_hash_table_insert (scheme->goalposts, g_strdup (code), g_memdup2 (posts, sizeof posts));
}

static void
test_default (void)
{
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_assert_cmpint (scheme->normalise, ==, ORI_NORMALISE_GOALPOSTS);
  g_assert_cmpint (scheme->aggregate, ==, ORI_AGGREGATE_ARITHMETIC);
  g_assert_cmpint (scheme->method, ==, ORI_GROUPING_FIXED);
  g_assert_cmpuint (scheme->n_groups, ==, 3);
  g_assert_cmpfloat (scheme->thresholds[0], ==, 50);
  g_assert_cmpfloat (scheme->thresholds[1], ==, 75);
}

/* Not one bit may change: a protocol compares schemes. */
static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  scheme->n_groups = 5;
  scheme->thresholds[0] = 0.1;
  scheme->thresholds[1] = 1.0 / 3.0;
  scheme->thresholds[2] = 33.333333333333336;
  scheme->thresholds[3] = 1e6 / 7;
  scheme->method = ORI_GROUPING_NATURAL;
  scheme->normalise = ORI_NORMALISE_PERCENTILE;
  scheme->aggregate = ORI_AGGREGATE_GEOMETRIC;
  set_weight (scheme, "СО1.1", 1.0 / 7.0);
  set_weight (scheme, "K\"02", 0);
  set_goalposts (scheme, "11.2.5", -0.1, 17.83);
  ori_scheme_set_weight (scheme->criterion_weights, "11.1", 0.1);
  ori_scheme_set_weight (scheme->block_weights, "results", 1.0 / 3.0);
  scheme->sd_k = 1;
  scheme->plan.seed = G_MAXUINT64;
  scheme->plan.replicates = 777;
  scheme->plan.doubts = 1 << ORI_DOUBT_THRESHOLDS;
  scheme->plan.weight_model = ORI_WEIGHTS_DIRICHLET;
  scheme->plan.weight_spread = 0.1;
  scheme->plan.weight_alpha = 3.3;
  scheme->plan.threshold_shift = 2.5;
  scheme->plan.normalisations = 0;
  scheme->plan.aggregates = 1 << ORI_AGGREGATE_HARMONIC;
  scheme->plan.attribute = TRUE;
  g_autofree char *json = ori_scheme_to_json (scheme);
  g_autoptr (OriScheme) back = ori_scheme_from_json (json, &error);
  g_assert_no_error (error);
  g_assert_true (ori_scheme_equal (scheme, back));
  g_autofree char *again = ori_scheme_to_json (back);
  g_assert_cmpstr (json, ==, again);
}

static void
test_equal (void)
{
  g_autoptr (OriScheme) one = ori_scheme_new ();
  g_autoptr (OriScheme) two = ori_scheme_copy (one);
  g_assert_true (ori_scheme_equal (one, two));
  two->thresholds[1] = 75.01;
  g_assert_false (ori_scheme_equal (one, two));
  two->thresholds[1] = 75;
  two->thresholds[2] = 99; /* not in use with three groups */
  g_assert_true (ori_scheme_equal (one, two));
  set_weight (two, "K01", 2);
  g_assert_false (ori_scheme_equal (one, two));
  set_weight (one, "K02", 2);
  g_assert_false (ori_scheme_equal (one, two));
  g_autoptr (OriScheme) three = ori_scheme_copy (two);
  g_assert_true (ori_scheme_equal (two, three));
  set_goalposts (three, "K01", 0, 50);
  set_goalposts (two, "K01", 0, 60);
  g_assert_false (ori_scheme_equal (two, three));
}

/* What an older version wrote has none of the newer members. */
static void
test_older (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriScheme) fresh = ori_scheme_new ();
  g_autoptr (OriScheme) scheme =
      ori_scheme_from_json ("{\"aggregate\":\"arithmetic\",\"goalposts\":{},\"method\":\"fixed\","
                            "\"min_completeness\":0.66666666666666663,\"normalise\":\"goalposts\","
                            "\"thresholds\":[50.0,75.0],\"weights\":{}}",
                            &error);
  g_assert_no_error (error);
  g_assert_true (ori_scheme_equal (scheme, fresh));
}

static void
test_weight_of (void)
{
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_assert_cmpfloat (ori_scheme_weight (scheme->weights, "K01"), ==, 1);
  g_assert_cmpfloat (ori_scheme_weight (scheme->weights, NULL), ==, 1);
  ori_scheme_set_weight (scheme->weights, "K01", 0);
  g_assert_cmpfloat (ori_scheme_weight (scheme->weights, "K01"), ==, 0);
  ori_scheme_set_weight (scheme->weights, "K01", G_MAXDOUBLE * 10);
  g_assert_cmpuint (g_hash_table_size (scheme->weights), ==, 0);
}

static void
test_refused (void)
{
  static const struct {
    const char *from, *to; /* a replacement in the default scheme */
    const char *member;
  } cases[] = {
      {"[50.0,75.0]", "[75.0,50.0]", "thresholds"},
      {"[50.0,75.0]", "[50.0,50.0]", "thresholds"},
      {"[50.0,75.0]", "[]", "thresholds"},
      {"[50.0,75.0]", "[1,2,3,4,5]", "thresholds"},
      {"[50.0,75.0]", "[50.0,\"75\"]", "thresholds"},
      {"[50.0,75.0]", "[50.0,null]", "thresholds"},
      {"\"weights\":{}", "\"weights\":{\"K01\":-1}", "weights"},
      {"\"weights\":{}", "\"weights\":{\"K01\":\"1\"}", "weights"},
      {"\"goalposts\":{}", "\"goalposts\":{\"K01\":[1]}", "goalposts"},
      {"\"goalposts\":{}", "\"goalposts\":{\"K01\":[2,1]}", "goalposts"},
      {"\"goalposts\"", "\"normalise\":\"magic\",\"x\"", NULL},
      {"\"fixed\"", "\"magic\"", "method"},
      {"\"arithmetic\"", "\"magic\"", "aggregate"},
      {"\"min_completeness\":0", "\"min_completeness\":7", "min_completeness"},
      {"\"criterion_weights\":{}", "\"criterion_weights\":{\"A\":-1}", "criterion_weights"},
      {"\"block_weights\":{}", "\"block_weights\":{\"results\":true}", "block_weights"},
      {"\"sd_k\":0.5", "\"sd_k\":0", "sd_k"},
      {"\"replicates\":2000", "\"replicates\":0", "certainty"},
      {"\"replicates\":2000", "\"replicates\":1e9", "certainty"},
      {"\"weight_spread\":0.25", "\"weight_spread\":2", "certainty"},
      {"\"weight_alpha\":20", "\"weight_alpha\":0", "certainty"},
      {"\"threshold_shift\":0", "\"threshold_shift\":-1", "certainty"},
      {"\"noise\"", "\"magic\"", "certainty.doubts"},
      {"\"minmax\"", "1", "certainty.normalisations"},
      {"\"geometric\"", "\"magic\"", "certainty.aggregates"},
      {"\"seed\":\"1\"", "\"seed\":\"one\"", "certainty.seed"},
      {"\"uniform\"", "\"magic\"", "certainty.weight_model"},
      {"{", "", NULL},
  };
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autofree char *json = ori_scheme_to_json (scheme);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GString) broken = g_string_new (json);
    g_assert_cmpuint (g_string_replace (broken, cases[i].from, cases[i].to, 1), ==, 1);
    g_assert_null (ori_scheme_from_json (broken->str, &error));
    g_assert_true (g_error_matches (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA) ||
                   g_error_matches (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SYNTAX));
    if (cases[i].member)
      g_assert_true (g_str_has_prefix (error->message, cases[i].member));
  }
}

static void
test_words (void)
{
  for (int i = 0; i <= ORI_NORMALISE_TARGET; i++) {
    OriNormalise back;
    g_assert_true (ori_normalise_parse (ori_normalise_code ((OriNormalise)i), &back));
    g_assert_cmpint (back, ==, i);
  }
  for (int i = 0; i <= ORI_AGGREGATE_HARMONIC; i++) {
    OriAggregate back;
    g_assert_true (ori_aggregate_parse (ori_aggregate_code ((OriAggregate)i), &back));
    g_assert_cmpint (back, ==, i);
  }
  for (int i = 0; i <= ORI_GROUPING_HEADTAIL; i++) {
    OriGroupingMethod back;
    g_assert_true (ori_grouping_parse (ori_grouping_code ((OriGroupingMethod)i), &back));
    g_assert_cmpint (back, ==, i);
  }
  OriNormalise normalise;
  g_assert_false (ori_normalise_parse ("Goalposts", &normalise));
  g_assert_false (ori_normalise_parse (NULL, &normalise));
  g_assert_cmpstr (ori_group_code (3, 0), ==, "low");
  g_assert_cmpstr (ori_group_code (3, 2), ==, "high");
  g_assert_cmpstr (ori_group_code (4, 0), ==, "1");
  for (guint n = 2; n <= ORI_MAX_GROUPS; n++)
    for (guint i = 1; i < n; i++) {
      g_assert_cmpstr (ori_group_name (n, i), !=, ori_group_name (n, i - 1));
      g_assert_cmpstr (ori_group_name (n, i), !=, "");
    }
}

/* What is made of the scores does not change them. */
static void
test_equal_scoring (void)
{
  g_autoptr (OriScheme) a = ori_scheme_new ();
  g_autoptr (OriScheme) b = ori_scheme_copy (a);

  b->n_groups = 4;
  b->thresholds[2] = 90;
  b->plan.seed++;
  g_assert_true (ori_scheme_equal_scoring (a, b));
  g_assert_false (ori_scheme_equal (a, b));
  ori_scheme_set_weight (b->criterion_weights, "1", 2);
  g_assert_false (ori_scheme_equal_scoring (a, b));
  ori_scheme_set_weight (b->criterion_weights, "1", -1);
  g_assert_true (ori_scheme_equal_scoring (a, b));
  b->normalise = ORI_NORMALISE_MINMAX;
  g_assert_false (ori_scheme_equal_scoring (a, b));
}

/* Names are those of their number of groups, survive the JSON, and are refused with a reason. */
static void
test_group_names (void)
{
  static const char *const names[] = {" слабая ", "средняя", "сильная", NULL};
  static const char *const refused[][4] = {{"слабая", " ", "сильная", NULL},
                                           {"слабая", "Слабая", "сильная", NULL},
                                           {"слабая", "сильная"}};
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (OriScheme) plain = ori_scheme_new ();
  g_autoptr (OriScheme) copy = NULL;
  g_autoptr (OriScheme) read = NULL;
  g_autofree char *json = NULL;
  GError *error = NULL;

  g_assert_true (ori_scheme_set_group_names (scheme, names, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ori_scheme_group_name (scheme, 0), ==, "слабая");
  g_assert_false (ori_scheme_equal (scheme, plain));
  g_assert_true (ori_scheme_equal_scoring (scheme, plain));
  json = ori_scheme_to_json (scheme);
  read = ori_scheme_from_json (json, &error);
  g_assert_no_error (error);
  copy = ori_scheme_copy (read);
  g_assert_true (ori_scheme_equal (scheme, copy));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_assert_false (ori_scheme_set_group_names (scheme, refused[i], &error));
    g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA);
    g_clear_error (&error);
    g_assert_cmpstr (ori_scheme_group_name (scheme, 2), ==, "сильная");
  }
  /* Of another number of groups they rest. */
  scheme->n_groups = 4;
  g_assert_cmpstr (ori_scheme_group_name (scheme, 0), ==, ori_group_name (4, 0));
  scheme->n_groups = 3;
  g_assert_cmpstr (ori_scheme_group_name (scheme, 0), ==, "слабая");
  g_assert_true (ori_scheme_set_group_names (scheme, NULL, NULL));
  g_assert_true (ori_scheme_equal (scheme, plain));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/scheme/default", test_default);
  g_test_add_func ("/core/scheme/round-trip", test_round_trip);
  g_test_add_func ("/core/scheme/equal", test_equal);
  g_test_add_func ("/core/scheme/equal-scoring", test_equal_scoring);
  g_test_add_func ("/core/scheme/group-names", test_group_names);
  g_test_add_func ("/core/scheme/refused", test_refused);
  g_test_add_func ("/core/scheme/words", test_words);
  g_test_add_func ("/core/scheme/older", test_older);
  g_test_add_func ("/core/scheme/weight-of", test_weight_of);
  return g_test_run ();
}
