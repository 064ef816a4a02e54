/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command line makes of subjects, raw values and weights. */
#include "cli-test.h"

/* Of the programme's indicators K11 alone, of the block "results", has numbers. */
static void
import_one (Fixture *fixture)
{
  g_autofree char *csv = write_file (
      fixture, "a.csv",
      "доля обучающихся 6-11 классов, прошедших профориентационное тестирование, диагностику;;;;\n"
      "Школа;2021;;2022;\n;Всего;Участвовали;Всего;Участвовали\n"
      "МБОУ «Ягуновская СОШ»;200;50;210;84\nМБОУ «Звёздненская СОШ»;100;73;110;78\n"
      "МБОУ «Береговская СОШ»;400;180;410;250\nМБОУ «Ясногорская СОШ»;300;90;300;100\n");

  g_assert_cmpint (run (fixture, NULL, NULL, "new", "WS", "--programme", "kemerovo-2022", NULL), ==,
                   0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
}

/* Where nobody has a number there are no groups, not empty ones. */
static void
test_nothing_there (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *words[7];
    const char *named[3]; /* in the refusal */
  } cases[] = {
      {{"group", "--block", "conditions"}, {"2022", "Кемеровский"}},
      {{"group", "--block", "conditions", "--json"}, {"2022", "Кемеровский"}},
      {{"group", "--indicator", "K01", "--period", "2021"}, {"K01", "2021", "Кемеровский"}},
      {{"group", "--indicator", "K01", "--json"}, {"K01", "2022", "Кемеровский"}},
      {{"group", "--indicator", "K01", "--accept", "потому"}, {"K01", "2022", "Кемеровский"}},
      {{"transitions", "--block", "conditions"}, {"Кемеровский"}},
      {{"values", "--indicator", "K01"}, {"K01", "Кемеровский"}},
      {{"values", "--indicator", "K11", "--period", "2020"}, {"K11", "2020", "Кемеровский"}},
      {{"values", "--indicator", "K01", "--json"}, {"K01", "Кемеровский"}},
      {{"change", "--indicator", "K01", "--from", "2021", "--to", "2022"},
       {"K01", "2021", "Кемеровский"}},
      {{"compare", "--indicator", "K01", "--orgunit", "МБОУ «Ягуновская СОШ»"},
       {"K01", "2022", "Кемеровский"}},
      {{"group", "--block", "condition"}, {"condition"}},
      {{"group", "--criterion", "K"}, {"K"}},
      {{"group", "--indicator", "K77"}, {"K77"}},
      {{"values", "--indicator", "K77"}, {"K77"}},
      {{"change", "--indicator", "K77", "--from", "2021", "--to", "2022"}, {"K77"}},
      {{"compare", "--indicator", "K77", "--orgunit", "МБОУ «Ягуновская СОШ»"}, {"K77"}},
  };

  import_one (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *const *words = cases[i].words;
    g_autofree char *out = NULL, *err = NULL;

    g_assert_cmpint (run (fixture, &out, &err, words[0], "WS", words[1], words[2], words[3],
                          words[4], words[5], words[6], NULL),
                     ==, 2);
    g_test_message ("%s: %s", words[0], err);
    g_assert_cmpstr (out, ==, "");
    for (gsize k = 0; k < G_N_ELEMENTS (cases[i].named) && cases[i].named[k] != NULL; k++)
      g_assert_nonnull (strstr (err, cases[i].named[k]));
  }
  g_autofree char *protocol = NULL;
  g_assert_cmpint (run (fixture, &protocol, NULL, "protocol", "WS", NULL), ==, 0);
  g_assert_cmpstr (protocol, ==, "");
  g_assert_cmpint (run (fixture, NULL, NULL, "group", "WS", "--block", "results", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "values", "WS", "--indicator", "K11", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "transitions", "WS", "--indicator", "K11", NULL), ==,
                   0);
}

/* Each subject has a scheme of its own, and what is accepted for it stays with it. */
static void
test_subjects (Fixture *fixture, gconstpointer data)
{
  import_one (fixture);
  g_autoptr (json_t) criterion = run_json (fixture, "group", "--criterion", "КМ");
  g_assert_cmpstr (ori_json_string (criterion, "subject"), ==, "criterion:КМ");
  g_autoptr (json_t) block = run_json (fixture, "group", "--block", "results");
  g_assert_cmpstr (ori_json_string (block, "subject"), ==, "block:results");
  g_assert_cmpstr (ori_json_string (block, "subject_label"), !=, "");
  g_assert_cmpint (run (fixture, NULL, NULL, "group", "WS", "--criterion", "КМ", "--breaks",
                        "40;60", "--accept", "потому", NULL),
                   ==, 0);
  g_autoptr (json_t) kept = run_json (fixture, "group", "--criterion", "КМ");
  g_assert_cmpfloat (json_number_value (get_item (kept, "thresholds", 0)), ==, 40);
  g_autoptr (json_t) overall = run_json (fixture, "group", "--method", "fixed");
  g_assert_cmpfloat (json_number_value (get_item (overall, "thresholds", 0)), ==, 50);
  g_assert_cmpint (
      run (fixture, NULL, NULL, "group", "WS", "--block", "results", "--criterion", "КМ", NULL), ==,
      2);
}

/* A weight of what is not in the score is told; of what cannot be in it, refused. */
static void
test_idle_weights (Fixture *fixture, gconstpointer data)
{
  static const char *const refused[][4] = {
      {"--block", "results", "--weight", "block:conditions=2"},
      {"--block", "results", "--weight", "K12=2"},
      {"--criterion", "КМ", "--weight", "criterion:КМ=2"},
      {"--indicator", "K11", "--weight", "K11=2"},
      {"--indicator", "K11", "--weight", "K77=2"},
  };
  g_autofree char *out = NULL, *err = NULL, *silent = NULL, *moves = NULL;

  import_one (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autofree char *why = NULL;

    g_assert_cmpint (run (fixture, NULL, &why, "group", "WS", refused[i][0], refused[i][1],
                          refused[i][2], refused[i][3], NULL),
                     ==, 2);
    g_assert_nonnull (strstr (why, refused[i][3]));
  }
  g_assert_cmpint (run (fixture, &out, &err, "group", "WS", "--weight", "block:conditions=2",
                        "--weight", "block:results=1", "--weight", "K01=3", "--json", NULL),
                   ==, 0);
  g_assert_nonnull (strstr (err, "K01"));
  g_autoptr (json_t) root = parse (out);
  g_assert_cmpuint (json_array_size (json_object_get (root, "idle_weights")), ==, 2);
  g_assert_cmpstr (ori_json_string (get_item (root, "idle_weights", 0), "subject"), ==, "K01");
  g_assert_cmpstr (ori_json_string (get_item (root, "idle_weights", 1), "subject"), ==,
                   "block:conditions");
  g_assert_cmpint (run (fixture, NULL, &silent, "group", "WS", "--weight", "block:results=1", NULL),
                   ==, 0);
  g_assert_cmpstr (silent, ==, "");
  g_assert_cmpint (run (fixture, NULL, &moves, "transitions", "WS", "--weight", "K01=3", NULL), ==,
                   0);
  g_assert_nonnull (strstr (moves, "2021: "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/groups/nothing-there", Fixture, NULL, set_up, test_nothing_there, tear_down);
  g_test_add ("/cli/groups/subjects", Fixture, NULL, set_up, test_subjects, tear_down);
  g_test_add ("/cli/groups/idle-weights", Fixture, NULL, set_up, test_idle_weights, tear_down);
  return g_test_run ();
}
