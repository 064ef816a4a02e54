/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of numbers on their way from a sheet to groups and changes. */
#include "cli-test.h"

/* Half of the schools are others than the year before: the change is over those of both years. */
static void
test_composition (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before =
      write_file (fixture, "a.csv",
                  "Билет в будущее, 2021 год;;;\nШкола;Всего;Участвовали;%\n"
                  "МБОУ СОШ № 1 г. Пятигорска;100;50;50\nМБОУ СОШ № 2 г. Пятигорска;100;40;40\n"
                  "МБОУ СОШ № 3 г. Пятигорска;100;10;10\n");
  g_autofree char *after =
      write_file (fixture, "b.csv",
                  "Билет в будущее, 2022 год;;;\nШкола;Всего;Участвовали;%\n"
                  "МБОУ СОШ № 1 г. Пятигорска;100;50;50\nМБОУ СОШ № 2 г. Пятигорска;100;40;40\n"
                  "МБОУ СОШ № 4 г. Пятигорска;100;95;95\n");
  g_autofree char *out = NULL;

  g_assert_cmpint (
      run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", before, after, NULL), ==, 0);
  g_assert_cmpint (run (fixture, &out, NULL, "change", "WS", "--from", "2021", "--to", "2022",
                        "--orgunit", "г. Пятигорск", "--json", NULL),
                   ==, 0);
  g_assert_nonnull (strstr (out, "\"parts-differ\""));
  g_autoptr (json_t) root = parse (out);
  const json_t *change = get_item (root, "changes", 0);
  const json_t *parts = json_object_get (change, "parts");
  g_assert_cmpfloat (ori_json_number (parts, "before", 0), ==, 3);
  g_assert_cmpfloat (ori_json_number (parts, "after", 0), ==, 3);
  g_assert_cmpfloat (ori_json_number (parts, "common", 0), ==, 2);
  g_assert_cmpfloat (ori_json_number (json_object_get (change, "after"), "numerator", 0), ==, 185);
  g_assert_cmpfloat (ori_json_number (json_object_get (change, "common_after"), "numerator", 0), ==,
                     90);
  g_assert_cmpfloat (ori_json_number (change, "difference", -1), ==, 0);
  g_assert_cmpstr (ori_json_string (change, "verdict"), ==, "no-change");
  g_free (out);
  g_assert_cmpint (
      run (fixture, &out, NULL, "change", "WS", "--from", "2021", "--to", "2022", NULL), ==, 0);
  g_assert_nonnull (strstr (out, "МБОУ СОШ № 1"));
}

static guint
count_grouped (const json_t *root)
{
  guint n = 0;

  for (gsize i = 0; i < json_array_size (json_object_get (root, "groups")); i++)
    n += (guint)json_array_size (json_object_get (get_item (root, "groups", i), "orgunits"));
  return n;
}

/* Numbers that cannot be are told with their cells and put nobody into a group. */
static void
test_impossible_numbers (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *cells;
    const char *status; /* of the value */
    gboolean found;
  } cases[] = {
      {"300;400", "missing", TRUE}, {"300;-40", "missing", TRUE},     {"-300;40", "missing", TRUE},
      {"0;7", "missing", TRUE},     {"0;0", "not-applicable", FALSE}, {"NaN;40", "missing", TRUE},
      {"300;inf", "missing", TRUE}, {"1e999;5", "missing", TRUE},     {";", "missing", FALSE},
      {"300;0", "value", FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
        g_strdup_printf ("Муниципалитет;2022;\n;Всего;Участвовали\nАпанасенковский МО;200;50\n"
                         "г. Ставрополь;2194;390\nКочубеевский МО;400;180\nКурский МО;%s\n",
                         cases[i].cells);
    g_autofree char *csv = write_file (fixture, "a.csv", text);
    g_autofree char *checked = NULL;
    g_assert_cmpint (
        run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL), ==,
        0);
    g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
    run (fixture, &checked, NULL, "check", "WS", NULL);
    g_test_message ("%s: %s", cases[i].cells, checked);
    g_assert_true (cases[i].found == (strstr (checked, "6: ") != NULL));
    g_autoptr (json_t) values = run_json (fixture, "values", "--orgunit", "Курский МО");
    const json_t *value = get_item (values, "values", 0);
    if (value != NULL)
      g_assert_cmpstr (ori_json_string (value, "status"), ==, cases[i].status);
    g_assert_cmpuint (json_array_size (json_object_get (values, "values")), <=, 1);
    g_autoptr (json_t) group = run_json (fixture, "group", "--method", "tercile");
    gboolean placed = strcmp (cases[i].status, "value") == 0;
    g_assert_cmpuint (count_grouped (group), ==, placed ? 4 : 3);
    g_assert_cmpint (g_remove (fixture->workspace), ==, 0);
  }
}

/* A count below zero is no count, told by its wording without any programme; where the wording does
 * not tell, it is used, with a doubt. A difference may be below zero. */
static void
test_negative_counts (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *title, *rule, *status;
  } cases[] = {
      {"Количество мероприятий", "\"impossible\"", "missing"},
      {"Мероприятия", "\"negative\"", "value"},
      {"Прирост мероприятий", NULL, "value"},
      {"Мероприятия, %", NULL, "value"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (
        "%s;;\nМуниципалитет;2021;2022\nАпанасенковский МО;20;-5\nг. Ставрополь;10;12\n",
        cases[i].title);
    g_autofree char *csv = write_file (fixture, "a.csv", text);
    g_autofree char *checked = NULL;

    g_assert_cmpint (
        run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL), ==,
        0);
    g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
    run (fixture, &checked, NULL, "check", "WS", "--json", NULL);
    g_test_message ("%s: %s", cases[i].title, checked);
    g_autoptr (json_t) root = parse (checked);
    g_assert_cmpuint (json_array_size (json_object_get (root, "findings")), ==,
                      cases[i].rule != NULL ? 1 : 0);
    if (cases[i].rule != NULL) {
      const json_t *finding = get_item (root, "findings", 0);

      g_assert_nonnull (strstr (checked, cases[i].rule));
      g_assert_cmpstr (ori_json_string (finding, "file"), ==, "a.csv");
      g_assert_cmpstr (ori_json_string (finding, "sheet"), ==, "a");
      g_assert_cmpstr (ori_json_string (finding, "cell"), ==, "C3");
      g_assert_nonnull (strstr (ori_json_string (finding, "message"), "5"));
    }
    g_autoptr (json_t) values = run_json (fixture, "values", "--orgunit", "Апанасенковский МО");
    g_assert_cmpstr (ori_json_string (get_item (values, "values", 1), "status"), ==,
                     cases[i].status);
    g_assert_cmpint (g_remove (fixture->workspace), ==, 0);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/numbers/composition", Fixture, NULL, set_up, test_composition, tear_down);
  g_test_add ("/cli/numbers/impossible", Fixture, NULL, set_up, test_impossible_numbers, tear_down);
  g_test_add ("/cli/numbers/negative", Fixture, NULL, set_up, test_negative_counts, tear_down);
  return g_test_run ();
}
