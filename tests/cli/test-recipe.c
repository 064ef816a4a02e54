/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decisions and recipes on the command line. */
#include "cli-test.h"

#define FORM(year)                                                                                 \
  "Участие школьников в " year " году;;;\n"                                                    \
  "Муниципалитет;Всего;Из них;Код\n"                                     \
  "г. Ставрополь;1000;500;1\n"                                                          \
  "Курский МО;300;90;2\n"

#define REGION "--region", "26"

/* How many records of the first file have that part. */
static guint
count_part (const json_t *file, const char *part)
{
  const json_t *records = json_object_get (file, "records");
  guint n = 0;

  for (gsize i = 0; i < json_array_size (records); i++)
    n += g_strcmp0 (ori_json_string (json_array_get (records, i), "part"), part) == 0;
  return n;
}

static void
test_decisions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "2023.csv", FORM ("2023"));
  g_autofree char *next = write_file (fixture, "2024.csv", FORM ("2024"));
  g_autofree char *recipe = g_build_filename (fixture->folder, "участие.json", NULL);
  g_autofree char *out = NULL;
  g_autofree char *next_out = NULL;
  g_autoptr (json_t) root = NULL;
  g_autoptr (json_t) next_root = NULL;
  const json_t *applied;

  g_assert_cmpint (run (fixture, &out, NULL, "recognise", csv, REGION, "--set-column", "B=total",
                        "--set-column", "2023!C=participated", "--set-column", "'2023'!D=unused",
                        "--name", "г. Ставрополь=Курский МО", "--name",
                        "Курский МО=", "--save-recipe", recipe, "--json", NULL),
                   ==, 0);
  root = parse (out);
  g_assert_true (json_is_null (json_object_get (root, "recipe")));
  g_assert_cmpuint (strlen (ori_json_string (root, "fingerprint")), ==, 16);
  g_assert_cmpuint (count_part (root, "total"), ==, 2);
  g_assert_cmpuint (count_part (root, "participated"), ==, 2);
  g_assert_cmpuint (count_part (root, "value"), ==, 0);

  g_assert_cmpint (
      run (fixture, &next_out, NULL, "recognise", next, REGION, "--recipe", recipe, "--json", NULL),
      ==, 0);
  next_root = parse (next_out);
  applied = json_object_get (next_root, "recipe");
  g_assert_cmpstr (ori_json_string (applied, "name"), ==, "участие");
  g_assert_cmpstr (ori_json_string (applied, "verdict"), ==, "same");
  g_assert_cmpuint (json_array_size (json_object_get (applied, "unfit")), ==, 0);
  g_assert_cmpstr (ori_json_string (root, "fingerprint"), ==,
                   ori_json_string (next_root, "fingerprint"));
  g_assert_cmpuint (count_part (next_root, "participated"), ==, 2);
}

static void
test_mistakes (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[][2] = {
      {"--set-column", "B"},           {"--set-column", "B=valeu"}, {"--set-column", "5=value"},
      {"--set-column", "нет!B=value"}, {"--set-row", "B=value"},    {"--set-row", "0=value"},
      {"--name", "г. Ставрополь"},     {"--name", "а=НЕТ"},         {"--period", "давно"},
      {"--period", "нет=2023"},        {"--skip-sheet", "нет"},     {"--encoding", "нет"},
      {"--separator", ";;"},           {"--quote", "нет"},
  };
  g_autofree char *csv = write_file (fixture, "2023.csv", FORM ("2023"));
  g_autofree char *bad = write_file (fixture, "bad.json", "{\"format\": \"x\"}");
  g_autofree char *err = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_test_message ("%s %s", wrong[i][0], wrong[i][1]);
    g_assert_cmpint (
        run (fixture, NULL, NULL, "recognise", csv, REGION, wrong[i][0], wrong[i][1], NULL), ==, 2);
  }
  g_assert_cmpint (run (fixture, NULL, &err, "recognise", csv, "--recipe", bad, NULL), ==, 3);
  g_assert_nonnull (strstr (err, "bad.json: "));
  g_assert_nonnull (strstr (err, " 1: format: "));
  g_assert_cmpint (run (fixture, NULL, NULL, "recognise", csv, "--recipe", "/nowhere", NULL), ==,
                   3);
}

/* A recipe that the workspace remembers reads the next file by itself. */
static void
test_workspace (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "2023.csv", FORM ("2023"));
  g_autofree char *next = write_file (fixture, "2024.csv", FORM ("2024"));
  g_autofree char *file = g_build_filename (fixture->folder, "a.json", NULL);
  g_autofree char *dry = NULL;
  g_autofree char *without = NULL;
  g_autofree char *list = NULL;
  g_autofree char *empty = NULL;
  g_autoptr (json_t) dry_root = NULL;
  g_autoptr (json_t) without_root = NULL;
  g_autoptr (json_t) list_root = NULL;
  g_autoptr (json_t) empty_root = NULL;
  const json_t *first;

  run (fixture, NULL, NULL, "new", "WS", "--programme", "none", REGION, NULL);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, "--set-column", "B=total",
                        "--set-column", "C=participated", "--set-column", "D=unused", "--remember",
                        "Участие", NULL),
                   ==, 0);
  g_assert_cmpint (run (fixture, &dry, NULL, "import", "WS", next, "-n", "--json", NULL), ==, 0);
  dry_root = parse (dry);
  first = json_array_get (json_object_get (dry_root, "files"), 0);
  g_assert_cmpstr (ori_json_string (json_object_get (first, "recipe"), "name"), ==, "Участие");
  g_assert_cmpuint (count_part (first, "participated"), ==, 2);
  g_assert_cmpint (
      run (fixture, &without, NULL, "import", "WS", next, "-n", "--no-recipe", "--json", NULL), ==,
      0);
  without_root = parse (without);
  first = json_array_get (json_object_get (without_root, "files"), 0);
  g_assert_true (json_is_null (json_object_get (first, "recipe")));

  g_assert_cmpint (run (fixture, NULL, NULL, "recipe-export", "WS", "Участие", "-o", file, NULL),
                   ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "recipe-rename", "WS", "Участие", "Форма", NULL), ==,
                   0);
  g_assert_cmpint (run (fixture, NULL, NULL, "recipe-import", "WS", file, NULL), ==, 0);
  g_assert_cmpint (run (fixture, &list, NULL, "recipes", "WS", "--json", NULL), ==, 0);
  list_root = parse (list);
  first = json_array_get (json_object_get (list_root, "recipes"), 1);
  g_assert_cmpuint (json_array_size (json_object_get (list_root, "recipes")), ==, 2);
  g_assert_cmpstr (ori_json_string (first, "name"), ==, "Форма");
  g_assert_cmpuint (json_array_size (json_object_get (first, "decisions")), ==, 3);

  g_assert_cmpint (run (fixture, NULL, NULL, "recipe-remove", "WS", "Форма", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "recipe-remove", "WS", "Форма", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "recipe-export", "WS", "Форма", "-o", file, NULL), ==,
                   2);
  g_assert_cmpint (run (fixture, NULL, NULL, "undo", "WS", NULL), ==, 0);
  g_assert_cmpint (run (fixture, &empty, NULL, "recipes", "WS", "--json", NULL), ==, 0);
  empty_root = parse (empty);
  g_assert_cmpuint (json_array_size (json_object_get (empty_root, "recipes")), ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/recipe/decisions", Fixture, NULL, set_up, test_decisions, tear_down);
  g_test_add ("/cli/recipe/mistakes", Fixture, NULL, set_up, test_mistakes, tear_down);
  g_test_add ("/cli/recipe/workspace", Fixture, NULL, set_up, test_workspace, tear_down);
  return g_test_run ();
}
