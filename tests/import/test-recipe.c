/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-error.h"
#include "import-test-util.h"
#include "import/ori-recipe.h"

#include <string.h>

/* A form whose third column says nothing about itself: the person told what it holds. */
#define FORM_2023                                                                                  \
  "Сведения об участии школьников в 2023 году;;;\n"                \
  "Муниципалитет;Всего школьников;Из них;Код ОКТМО\n"     \
  "г. Курск;200;50;11\n"                                                                     \
  "Льговский район;100;30;12\n"

#define FORM_2024                                                                                  \
  "Сведения об участии школьников в 2024 году;;;;\n"               \
  "№;Муниципалитет;Код ОКТМО;Всего школьников;Из них\n" \
  "1;г. Курск;11;210;60\n"                                                                   \
  "2;Курский район;13;80;20\n"                                                         \
  "3;Льговский район;12;110;40\n"

#define WORDING(year) "Сведения об участии школьников в " #year " году / "

static GPtrArray *
make_units (void)
{
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  g_ptr_array_add (units, ori_orgunit_new ("1", "городской округ город Курск", "Курск", NULL,
                                           ORI_ORGUNIT_MUNICIPALITY));
  g_ptr_array_add (units, ori_orgunit_new ("2", "Курский муниципальный район", "Курский", NULL,
                                           ORI_ORGUNIT_MUNICIPALITY));
  g_ptr_array_add (units, ori_orgunit_new ("3", "Льговский муниципальный район", "Льговский", NULL,
                                           ORI_ORGUNIT_MUNICIPALITY));
  return units;
}

typedef struct {
  GPtrArray *units;
  OriProgramme *programme;
  OriMatchContext context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  OriIndicator *indicator = ori_indicator_new ("K1", "Охват", ORI_KIND_SHARE, "%");
  fixture->units = make_units ();
  fixture->programme = ori_programme_load_shipped ("none", NULL);
  ori_programme_add_indicator (fixture->programme, indicator);
  fixture->context = (OriMatchContext){
      .orgunits = fixture->units, .programme = fixture->programme, .make_indicators = TRUE};
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->units);
  ori_programme_free (fixture->programme);
}

static OriRecognition *
recognise (Fixture *fixture, const char *csv, const char *file)
{
  g_autoptr (OriBook) book = import_test_book (csv);
  return ori_recognition_new (book, file, &fixture->context, NULL, NULL, NULL);
}

static OriCellRole
role_at (const OriRecognition *recognition, const char *cell)
{
  OriCellRef ref;
  g_assert_true (ori_cellref_parse (cell, &ref, NULL));
  return ori_recognition_role (recognition, 0, ref.row, ref.col);
}

static OriShapeVerdict
compare (Fixture *fixture, const char *a, const char *b, double *likeness)
{
  g_autoptr (OriRecognition) x = recognise (fixture, a, "а.csv"),
                             y = recognise (fixture, b, "б.csv");
  g_autofree char *words = NULL;
  OriShapeVerdict verdict =
      ori_shape_compare (ori_recognition_shape (x), ori_recognition_shape (y), likeness, &words);
  g_test_message ("%s %.2f: %s", ori_shape_verdict_code (verdict), *likeness, words);
  g_assert_nonnull (words);
  return verdict;
}

#define TABLE(title, years, rows) title "\nМуниципалитет;" years "\n" rows

static void
test_fingerprint (Fixture *fixture, gconstpointer data)
{
  static const char *const same[] = {
      TABLE ("Охват за 2023 год;;", "2022;2023", "г. Курск;1;2\nКурский район;3;4\n"),
      TABLE ("Охват за 2024 год;;;", "2022;2023;2024",
             "Льговский район;1;2;5\nКурск;3;4;6\n"
             "Курский район;3;4;6\n"),
      TABLE ("Охват за 2024 год;;", "2023/2024;2024/2025",
             "Курский район;3;4\nг. Курск;1;2\nПримечание: по данным школ;;\n"),
  };
  g_autoptr (OriRecognition) first = recognise (fixture, same[0], "2023.csv");
  g_autofree char *id = ori_recognition_fingerprint (first);
  g_assert_cmpuint (strlen (id), ==, 16);
  for (guint i = 1; i < G_N_ELEMENTS (same); i++) {
    g_autoptr (OriRecognition) next = recognise (fixture, same[i], "2024.csv");
    g_autofree char *other = ori_recognition_fingerprint (next);
    g_assert_cmpstr (id, ==, other);
  }
  /* Territories by years are the shape of many tables: the title tells them apart. */
  g_autoptr (OriRecognition) foreign = recognise (
      fixture, TABLE ("Обеспеченность за 2023 год;;", "2022;2023", "г. Курск;1;2\n"), "2023.csv");
  g_assert_cmpstr (ori_shape_id (ori_recognition_shape (foreign)), !=, id);
  /* A correction does not change it. */
  ori_recognition_set_column_role (first, 0, 1, ORI_ROLE_UNUSED);
  g_assert_cmpstr (ori_shape_id (ori_recognition_shape (first)), ==, id);
}

static void
test_compare (Fixture *fixture, gconstpointer data)
{
  double likeness;
  g_assert_cmpint (compare (fixture, FORM_2023, FORM_2023, &likeness), ==, ORI_SHAPE_SAME);
  g_assert_cmpfloat (likeness, >, 0.99);
  /* A column more. */
  g_assert_cmpint (compare (fixture, FORM_2023, FORM_2024, &likeness), ==, ORI_SHAPE_NEAR);
  g_assert_cmpint (compare (fixture, FORM_2023,
                            "Муниципалитет;Число педагогов;Число кабинетов\nг. Курск;1;2\n",
                            &likeness),
                   ==, ORI_SHAPE_OTHER);
  g_assert_cmpfloat (likeness, <, 0.5);
  /* The same headers under another title are looked at, not believed. */
  g_assert_cmpint (
      compare (fixture, "Посещение музеев классами;;\nРайон;Всего;Доля, %\nг. Курск;1;2\n",
               "Обеспечение кружков педагогами;;\nРайон;Всего;Доля, %\nг. Курск;1;2\n", &likeness),
      !=, ORI_SHAPE_SAME);
  g_assert_cmpint (compare (fixture, "пусто\n", "тоже\n", &likeness), ==, ORI_SHAPE_OTHER);
}

/* The decisions about FORM_2023. */
static OriRecipe *
make_recipe (Fixture *fixture)
{
  g_autoptr (OriRecognition) recognition = recognise (fixture, FORM_2023, "Форма 2023.csv");
  OriPeriod period = ori_period_year (2022);
  ori_recognition_set_column_role (recognition, 0, 1, ORI_ROLE_VALUE);
  ori_recognition_set_column_part (recognition, 0, 1, ORI_PART_TOTAL);
  ori_recognition_set_column_part (recognition, 0, 2, ORI_PART_PARTICIPATED);
  ori_recognition_set_column_role (recognition, 0, 3, ORI_ROLE_UNUSED);
  ori_recognition_set_row_role (recognition, 0, 3, ORI_ROLE_TOTAL);
  ori_recognition_set_orgunit (recognition, "г. Курск", "3");
  ori_recognition_set_orgunit (recognition, "Льговский район", NULL);
  ori_recognition_set_indicator (recognition, WORDING (2023) "Всего школьников", "K1");
  ori_recognition_set_period (recognition, 0, &period);
  return ori_recipe_from_recognition (recognition, "Форма");
}

static void
test_from_recognition (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecipe) recipe = make_recipe (fixture);
  const OriRecipeSheet *sheet = g_ptr_array_index (recipe->sheets, 0);
  const OriRecipeColumn *column = g_ptr_array_index (sheet->columns, 0);
  const OriRecipeRow *row = g_ptr_array_index (sheet->rows, 0);

  g_assert_cmpuint (recipe->sheets->len, ==, 1);
  g_assert_null (sheet->name);
  g_assert_cmpint (sheet->used, ==, -1);
  g_assert_cmpint (sheet->period.year, ==, 2022);
  g_assert_cmpint (sheet->period_year, ==, 2023);
  g_assert_cmpuint (sheet->columns->len, ==, 3);
  g_assert_cmpstr (column->header, ==, "Всего школьников");
  g_assert_cmpint (column->role, ==, ORI_ROLE_VALUE);
  g_assert_cmpstr (column->part, ==, ORI_PART_TOTAL);
  g_assert_cmpstr (row->label, ==, "Льговский район");
  g_assert_cmpint (row->role, ==, ORI_ROLE_TOTAL);
  g_assert_cmpstr (g_hash_table_lookup (recipe->orgunits, "г. Курск"), ==, "3");
  g_assert_cmpstr (g_hash_table_lookup (recipe->orgunits, "Льговский район"), ==, "");
  g_assert_false (ori_recipe_is_empty (recipe));
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecipe) recipe = make_recipe (fixture);
  g_autoptr (GError) error = NULL;
  recipe->encoding = g_strdup ("CP1251");
  recipe->separator = '\t';
  recipe->quote = ORI_QUOTE_NONE;
  recipe->orgunit = g_strdup ("3");
  recipe->file = g_strdup ("Форма 2023.csv");
  recipe->cycle = 2023;
  recipe->cycle_year = 2024;
  g_autofree char *json = ori_recipe_to_json (recipe);
  g_autoptr (OriRecipe) back = ori_recipe_from_json (json, &error);
  g_assert_no_error (error);
  g_autofree char *again = ori_recipe_to_json (back);
  g_assert_cmpstr (json, ==, again);
  g_autoptr (OriRecipe) copy = ori_recipe_copy (back);
  g_autofree char *third = ori_recipe_to_json (copy);
  g_assert_cmpstr (json, ==, third);
  g_assert_cmpstr (ori_shape_id (back->shape), ==, ori_shape_id (recipe->shape));
  g_auto (GStrv) words = ori_recipe_words (back, &fixture->context);
  g_assert_cmpuint (g_strv_length (words), ==, 13);
}

static guint
count_findings (const OriRecognition *recognition, const char *rule)
{
  const GPtrArray *findings = ori_recognition_stage (recognition)->findings;
  guint n = 0;
  for (guint i = 0; i < findings->len; i++)
    n += strcmp (((OriFinding *)g_ptr_array_index (findings, i))->rule, rule) == 0;
  return n;
}

static char *
list_unfit (const GPtrArray *unfit)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < unfit->len; i++) {
    const OriFinding *finding = g_ptr_array_index (unfit, i);
    g_string_append_printf (text, "%s: %s\n", finding->rule, finding->message);
  }
  return g_string_free (text, FALSE);
}

/* Applying the decisions to the file they were made on gives what the person saw. */
static void
test_same_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecipe) recipe = make_recipe (fixture);
  g_autoptr (OriRecognition) recognition = recognise (fixture, FORM_2023, "Форма 2023.csv");
  g_autoptr (GPtrArray) unfit = NULL;
  g_assert_true (ori_recognition_apply_recipe (recognition, recipe, 0, &unfit));
  g_autofree char *list = list_unfit (unfit);
  g_assert_cmpstr (list, ==, "");
  g_autofree char *found = import_test_dump (ori_recognition_stage (recognition), TRUE);
  g_assert_cmpstr (found, ==,
                   "B3 | г. Курск [3] | " WORDING (
                       2023) "Всего школьников [K1:total] | 2022 | value 200\n"
                             "C3 | г. Курск [3] | " WORDING (
                                 2023) "Из них [K1:participated] | 2022 | value 50\n");
}

/* Next year's: a column more at the left, two columns changed places, another territory. */
static void
test_next_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecipe) recipe = make_recipe (fixture);
  g_autoptr (OriRecognition) recognition = recognise (fixture, FORM_2024, "Форма 2024.csv");
  g_autoptr (GPtrArray) unfit = NULL;
  double likeness;
  g_assert_cmpint (ori_recipe_fit (recipe, recognition, &likeness, NULL), ==, ORI_SHAPE_NEAR);
  g_assert_true (ori_recognition_apply_recipe (recognition, recipe, 0, &unfit));
  g_autofree char *list = list_unfit (unfit);
  g_assert_cmpstr (list, ==, "");
  g_assert_cmpint (role_at (recognition, "C3"), ==, ORI_ROLE_UNUSED);
  g_autofree char *found = import_test_dump (ori_recognition_stage (recognition), TRUE);
  g_assert_cmpstr (
      found, ==,
      "D3 | г. Курск [3] | " WORDING (
          2024) "Всего школьников [K1:total] | 2023 | value 210\n"
                "E3 | г. Курск [3] | " WORDING (
                    2024) "Из них [K1:participated] | 2023 | value 60\n"
                          "D4 | Курский район [2] | " WORDING (
                              2024) "Всего школьников [K1:total] | 2023 | value 80\n"
                                    "E4 | Курский район [2] | " WORDING (
                                        2024) "Из них [K1:participated] | 2023 | value 20\n");
  /* All of it can be taken back. */
  g_autoptr (OriRecognition) fresh = recognise (fixture, FORM_2024, "Форма 2024.csv");
  g_autofree char *as_recognised = import_test_dump (ori_recognition_stage (fresh), FALSE);
  ori_recognition_reset (recognition);
  g_autofree char *reset = import_test_dump (ori_recognition_stage (recognition), FALSE);
  g_assert_cmpstr (reset, ==, as_recognised);
}

/* What is not there is told; the rest is applied. */
static void
test_partial (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecipe) recipe = make_recipe (fixture);
  g_autoptr (OriRecognition) recognition =
      recognise (fixture,
                 "Сведения об участии школьников в 2024 году;;;\n"
                 "Муниципалитет;Всего школьников;Участников;Код ОКТМО\n"
                 "г. Курск;200;50;11\n"
                 "Курский район;100;30;12\n",
                 "Форма 2024.csv");
  g_autoptr (GPtrArray) unfit = NULL;
  g_assert_cmpint (ori_recipe_fit (recipe, recognition, NULL, NULL), ==, ORI_SHAPE_NEAR);
  g_assert_true (ori_recognition_apply_recipe (recognition, recipe, 0, &unfit));
  g_assert_cmpuint (unfit->len, ==, 2);
  g_autofree char *list = list_unfit (unfit);
  g_assert_nonnull (strstr (list, "recipe-unfit: recipe “Форма”: there is no column “Из них”"));
  g_assert_nonnull (strstr (list, "there is no row “Льговский район”"));
  g_assert_cmpuint (count_findings (recognition, "recipe-unfit"), ==, 2);
  g_assert_cmpint (role_at (recognition, "D3"), ==, ORI_ROLE_UNUSED);
  /* They stay when the person goes on. */
  ori_recognition_set_column_part (recognition, 0, 2, ORI_PART_PARTICIPATED);
  g_assert_cmpuint (count_findings (recognition, "recipe-unfit"), ==, 2);
}

static void
test_codes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecipe) recipe = ori_recipe_new ("Форма");
  g_autoptr (OriRecognition) recognition = recognise (fixture, FORM_2023, "Форма.csv");
  g_autoptr (GPtrArray) unfit = NULL;
  g_hash_table_insert (recipe->orgunits, g_strdup ("г. Курск"), g_strdup ("99"));
  g_hash_table_insert (recipe->indicators, g_strdup ("Из них"), g_strdup ("K9"));
  g_hash_table_insert (recipe->indicators, g_strdup ("Чего нет"), g_strdup ("K1"));
  g_assert_false (ori_recognition_apply_recipe (recognition, recipe, 0, &unfit));
  g_autofree char *list = list_unfit (unfit);
  g_assert_cmpuint (unfit->len, ==, 3);
  g_assert_nonnull (strstr (list, "the territory 99"));
  g_assert_nonnull (strstr (list, "the indicator K9"));
  g_assert_nonnull (strstr (list, "“Чего нет” is not in this file"));
}

/* A year set by hand is no year of the next file, unless that file tells its own. */
static void
test_period (Fixture *fixture, gconstpointer data)
{
  static const char undated[] = "Муниципалитет;Кружков\nг. Курск;5\nКурский район;6\n";
  OriPeriod period = ori_period_year (2023);
  g_autoptr (OriRecognition) first = recognise (fixture, undated, "форма.csv");
  ori_recognition_set_period (first, 0, &period);
  g_autoptr (OriRecipe) recipe = ori_recipe_from_recognition (first, "Кружки");

  g_autoptr (OriRecognition) next = recognise (fixture, undated, "форма.csv");
  ori_recognition_apply_recipe (next, recipe, ORI_RECIPE_REMEMBERED, NULL);
  g_assert_cmpuint (count_findings (next, "recipe-unfit"), ==, 1);
  g_assert_cmpuint (ori_stage_n_ready (ori_recognition_stage (next)), ==, 0);

  ori_recognition_apply_recipe (next, recipe, ORI_RECIPE_SAME_ROUND, NULL);
  g_assert_cmpuint (count_findings (next, "recipe-unfit"), ==, 0);
  g_assert_cmpuint (count_findings (next, "recipe-period"), ==, 1);
  g_assert_cmpuint (ori_stage_n_ready (ori_recognition_stage (next)), ==, 2);
}

/* Order tells columns of one header apart. */
static void
test_serial (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecognition) first = recognise (
      fixture, "Район;Всего;Кружки;Всего\nг. Курск;1;2;3\nКурский район;4;5;6\n", "а.csv");
  ori_recognition_set_column_role (first, 0, 3, ORI_ROLE_UNUSED);
  g_autoptr (OriRecipe) recipe = ori_recipe_from_recognition (first, "Форма");
  g_autoptr (OriRecognition) next = recognise (
      fixture, "№;Район;Всего;Всего;Кружки\n1;г. Курск;1;3;2\n2;Курский район;4;6;5\n", "б.csv");
  g_assert_true (ori_recognition_apply_recipe (next, recipe, 0, NULL));
  g_assert_cmpint (role_at (next, "D3"), ==, ORI_ROLE_UNUSED);
  g_assert_cmpint (role_at (next, "C3"), ==, ORI_ROLE_VALUE);
}

static void
test_bad_json (Fixture *fixture, gconstpointer data)
{
#define HEAD "{\"format\": \"orientir-recipe-1\", \"name\": \"А\""
  static const struct {
    const char *json, *message;
  } cases[] = {
      {"", NULL},
      {"[]", "must be an object"},
      {"{}", "format: is missing"},
      {"{\"format\": \"orientir-recipe-9\", \"name\": \"А\"}", "format: "},
      {"{\"format\": \"orientir-recipe-1\"}", "name: is missing"},
      {HEAD ", \"naem\": 1}", "naem: "},
      {HEAD ", \"sheets\": {}}", "sheets: must be a list"},
      {HEAD ", \"sheets\": [{\"used\": 1}]}", "sheets[0].used: "},
      {HEAD ", \"sheets\": [{\"index\": 0}]}", "sheets[0].index: "},
      {HEAD ", \"sheets\": [{\"index\": 1e9}]}", "sheets[0].index: "},
      {HEAD ", \"sheets\": [{\"period\": \"потом\"}]}", "sheets[0].period: "},
      {HEAD ", \"sheets\": [{}, {\"columns\": [{\"header\": \"А\"}]}]}",
       "sheets[1].columns[0].role: is missing"},
      {HEAD ", \"sheets\": [{\"columns\": [{\"header\": \"А\", \"role\": \"valeu\"}]}]}",
       "sheets[0].columns[0].role: "},
      {HEAD ", \"sheets\": [{\"columns\": [{\"column\": \"ZZZZ\", \"role\": \"value\"}]}]}",
       "sheets[0].columns[0].column: "},
      {HEAD ", \"sheets\": [{\"columns\": [{\"column\": \"A\", \"part\": \"half\"}]}]}",
       "sheets[0].columns[0].part: "},
      {HEAD ", \"sheets\": [{\"rows\": [{\"row\": -1, \"role\": \"value\"}]}]}",
       "sheets[0].rows[0].row: "},
      {HEAD ", \"sheets\": [{\"rows\": [{\"role\": \"value\"}]}]}",
       "sheets[0].rows[0].label: is missing"},
      {HEAD ", \"orgunits\": {\"Курск\": 5}}", "orgunits.Курск: "},
      {HEAD ", \"indicators\": [1]}", "indicators: "},
      {HEAD ", \"reading\": {\"separator\": \"ab\"}}", "reading.separator: "},
      {HEAD ", \"reading\": {\"quote\": \"нет\"}}", "reading.quote: "},
      {HEAD ", \"reading\": {\"encoding\": \"марсианская\"}}", "reading.encoding: "},
      {HEAD ", \"cycle\": \"2023\"}", "cycle: "},
      {HEAD ", \"shape\": {\"sheets\": [{\"headers\": [1]}]}}", "shape.sheets[0].headers: "},
      {HEAD ", \"shape\": 5}", "shape: must be an object"},
      {HEAD ", \"name\": \"Б\"}", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (ori_recipe_from_json (cases[i].json, &error));
    g_assert_nonnull (error);
    g_test_message ("%s", error->message);
    if (cases[i].message != NULL)
      g_assert_nonnull (strstr (error->message, cases[i].message));
  }
  g_autoptr (GError) error = NULL;
  g_autofree char *deep = g_strnfill (200000, '[');
  g_assert_null (ori_recipe_from_json (deep, &error));
  g_assert_nonnull (error);
  /* The least that a person may write. */
  g_autoptr (OriRecipe) least = ori_recipe_from_json (HEAD "}", NULL);
  g_assert_nonnull (least);
  g_assert_true (ori_recipe_is_empty (least));
}

/* What is wrong is named by its line, what is missing by that of the object that lacks it. */
static void
test_lines (Fixture *fixture, gconstpointer data)
{
#define LINES "{\n \"format\": \"orientir-recipe-1\",\n \"name\": \"А, \\\"Б\\\" [1].{\","
  static const struct {
    const char *json, *message;
  } cases[] = {
      {LINES "\n \"sheets\": [\n  {\"name\": \"А\"},\n  {\n   \"used\": 1\n  }\n ]\n}",
       "line 7: sheets[1].used: "},
      {LINES "\n \"sheets\": [{\"columns\": [\n  {\"header\": \"А\"}]}]\n}",
       "line 5: sheets[0].columns[0].role: is missing"},
      {LINES "\n \"orgunits\": {\"г. Курск\": null,\n  \"г. Льгов: 2\": 5}}",
       "line 5: orgunits.г. Льгов: 2: "},
      {LINES "\n\n\n \"cycle\": \"2023\"}", "line 6: cycle: "},
      {"{\n \"format\": \"orientir-recipe-1\"}", "name: is missing"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (ori_recipe_from_json (cases[i].json, &error));
    g_test_message ("%s", error->message);
    g_assert_true (g_str_has_prefix (error->message, cases[i].message));
  }
}

/* A name confirmed once is known in the next import, when it says enough. */
static void
test_wordings (Fixture *fixture, gconstpointer data)
{
  static const char csv[] = "Муниципалитет;Вовлечены ребята старших классов, чел.;Доля, %\n"
                            "г. Курск;50;25\nКурский район;30;15\n";
  g_autoptr (OriRecognition) first = recognise (fixture, csv, "2023.csv");
  ori_recognition_set_indicator (first, "Вовлечены ребята старших классов, чел.", "K1");
  ori_recognition_set_indicator (first, "Доля, %", "K1");
  GHashTable *learnt = ori_recognition_stage (first)->new_wordings;
  g_assert_cmpuint (g_hash_table_size (learnt), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (learnt, "Вовлечены ребята старших классов, чел."), ==,
                   "K1");

  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_insert (known, (gpointer) "вовлечены ребята старших классов чел", (gpointer) "K1");
  fixture->context.wordings = known;
  g_autoptr (OriRecognition) next = recognise (fixture, csv, "2024.csv");
  const OriRecord *record = g_ptr_array_index (ori_recognition_stage (next)->records, 0);
  g_assert_cmpstr (record->indicator, ==, "K1");
  fixture->context.wordings = NULL;
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
      {"fingerprint", test_fingerprint}, {"compare", test_compare},
      {"from", test_from_recognition},   {"round-trip", test_round_trip},
      {"same-file", test_same_file},     {"next-year", test_next_year},
      {"partial", test_partial},         {"codes", test_codes},
      {"period", test_period},           {"serial", test_serial},
      {"bad-json", test_bad_json},       {"lines", test_lines},
      {"wordings", test_wordings},
  };
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/import/recipe/", tests[i].path, NULL);
    g_test_add (path, Fixture, NULL, set_up, tests[i].func, tear_down);
  }
  return g_test_run ();
}
