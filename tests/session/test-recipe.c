/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "core/ori-error.h"
#include "session/ori-session.h"

/* A column that only a person understands. */
#define FORM(year, first, second)                                                                  \
  "Участие школьников в " #year " году;;;\n"                                                   \
  "Муниципалитет;Всего;Из них;Код\n"                                     \
  "г. Ставрополь;1000;" first ";1\n"                                                               \
  "Курский МО;300;" second ";2\n"

typedef struct {
  char *folder;
  char *workspace;
  OriSession *session;
  guint n_changed;
} Fixture;

static void
changed_cb (OriSession *session, gpointer data)
{
  ((Fixture *)data)->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("orientir-recipe-XXXXXX", NULL);
  fixture->workspace = g_build_filename (fixture->folder, "test.orientir", NULL);
  fixture->session = ori_session_create (fixture->workspace, "none", "26", TRUE, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;

  g_clear_object (&fixture->session);
  dir = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->workspace);
}

/* An import of a file with that text, not run yet. */
static OriImport *
prepare (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return ori_import_new (fixture->session, path);
}

static void
run (OriImport *import, const OriBookOptions *options)
{
  g_autoptr (GError) error = NULL;

  ori_import_run (import, options, NULL, NULL, &error);
  g_assert_no_error (error);
}

static OriImport *
run_file (Fixture *fixture, const char *name, const char *text)
{
  OriImport *import = prepare (fixture, name, text);

  run (import, NULL);
  return import;
}

static OriRecognition *
decide (OriImport *import)
{
  OriRecognition *recognition = ori_import_recognition (import);

  ori_recognition_set_column_part (recognition, 0, 1, ORI_PART_TOTAL);
  ori_recognition_set_column_part (recognition, 0, 2, ORI_PART_PARTICIPATED);
  ori_recognition_set_column_role (recognition, 0, 3, ORI_ROLE_UNUSED);
  return recognition;
}

static void
remember (Fixture *fixture, OriImport *import, const char *name)
{
  g_autoptr (OriRecipe) recipe = ori_import_make_recipe (import, name);
  g_autoptr (GError) error = NULL;

  ori_session_put_recipe (fixture->session, recipe, name, &error);
  g_assert_no_error (error);
}

static void
reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->session);
  fixture->session = ori_session_open (fixture->workspace, &error);
  g_assert_no_error (error);
}

static char *
list_names (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  const GPtrArray *recipes = ori_session_recipes (fixture->session, &error);
  GString *names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < recipes->len; i++)
    g_string_append_printf (names, "%s;",
                            ((OriKeptRecipe *)g_ptr_array_index (recipes, i))->recipe->name);
  return g_string_free (names, FALSE);
}

static void
assert_names (Fixture *fixture, const char *expected)
{
  g_autofree char *names = list_names (fixture);

  g_assert_cmpstr (names, ==, expected);
}

static guint
count_parts (OriImport *import, const char *part)
{
  const OriStage *stage = ori_recognition_stage (ori_import_recognition (import));
  guint n = 0;

  for (guint i = 0; i < stage->records->len; i++)
    n += g_strcmp0 (((OriRecord *)g_ptr_array_index (stage->records, i))->part, part) == 0;
  return n;
}

static void
test_next_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) first = run_file (fixture, "2023.csv", FORM (2023, "500", "90"));
  g_autoptr (OriImport) next = NULL;
  g_autoptr (OriImport) without = NULL;

  g_assert_null (ori_import_recipe (first));
  decide (first);
  remember (fixture, first, "Участие");
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  reopen (fixture);

  next = run_file (fixture, "2024.csv", FORM (2024, "550", "80"));
  g_assert_nonnull (ori_import_recipe (next));
  g_assert_cmpstr (ori_import_recipe (next)->name, ==, "Участие");
  g_assert_cmpint (ori_import_recipe_verdict (next), ==, ORI_SHAPE_SAME);
  g_assert_cmpuint (ori_import_unfit (next)->len, ==, 0);
  g_assert_cmpuint (count_parts (next, ORI_PART_PARTICIPATED), ==, 2);
  g_assert_cmpuint (count_parts (next, ORI_PART_VALUE), ==, 0);

  /* As recognised again. */
  ori_import_drop_recipe (next);
  g_assert_null (ori_import_recipe (next));
  without = prepare (fixture, "2024.csv", FORM (2024, "550", "80"));
  ori_import_set_recipes_used (without, FALSE);
  run (without, NULL);
  g_assert_null (ori_import_recipe (without));
  g_assert_cmpuint (count_parts (next, ORI_PART_PARTICIPATED), ==,
                    count_parts (without, ORI_PART_PARTICIPATED));
}

static void
test_verbs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) import = run_file (fixture, "2023.csv", FORM (2023, "500", "90"));
  g_autoptr (GError) error = NULL;
  OriSession *session = fixture->session;

  decide (import);
  remember (fixture, import, "Б");
  remember (fixture, import, "А");
  assert_names (fixture, "А;Б;");
  g_assert_true (ori_session_rename_recipe (session, "Б", "В", &error));
  assert_names (fixture, "А;В;");
  g_assert_cmpstr (ori_session_recipe (session, "В", NULL)->name, ==, "В");
  g_assert_true (ori_session_remove_recipe (session, "А", &error));
  assert_names (fixture, "В;");
  reopen (fixture);
  session = fixture->session;
  assert_names (fixture, "В;");
  g_assert_true (ori_session_undo (session, &error));
  assert_names (fixture, "А;В;");
  g_assert_true (ori_session_undo (session, &error));
  assert_names (fixture, "А;Б;");
  g_assert_true (ori_session_redo (session, &error));
  assert_names (fixture, "А;В;");

  g_assert_null (ori_session_recipe (session, "нет", &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (ori_session_rename_recipe (session, "А", " ", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (ori_session_rename_recipe (session, "А", "строка\nи ещё", &error));
  assert_names (fixture, "А;В;");
}

/* What is written to a file and taken back is the same; bad files are refused by name. */
static void
test_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) import = run_file (fixture, "2023.csv", FORM (2023, "500", "90"));
  g_autofree char *path = g_build_filename (fixture->folder, "участие.json", NULL);
  g_autoptr (OriRecipe) recipe = NULL;
  g_autoptr (OriRecipe) back = NULL;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autoptr (GError) error = NULL;

  decide (import);
  recipe = ori_import_make_recipe (import, "Участие");
  g_assert_true (ori_recipe_save (recipe, path, &error));
  back = ori_recipe_load (path, &error);
  g_assert_no_error (error);
  one = ori_recipe_to_json (recipe);
  two = ori_recipe_to_json (back);
  g_assert_cmpstr (one, ==, two);

  g_assert_true (g_file_set_contents (path, "{\"format\": 1}", -1, NULL));
  g_assert_null (ori_recipe_load (path, &error));
  g_assert_nonnull (strstr (error->message, "участие.json: line 1: format"));
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "\xff\xfe\0{", 4, NULL));
  g_assert_null (ori_recipe_load (path, &error));
  g_clear_error (&error);
  g_assert_null (ori_recipe_load (fixture->folder, &error));
  g_clear_error (&error);
  g_assert_null (ori_recipe_load ("/nowhere.json", &error));
  g_assert_nonnull (error);
  g_assert_false (ori_recipe_save (recipe, "/nowhere/a.json", NULL));
}

/* A separator that is never guessed: without it the file has no shape. */
static void
test_reading (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Муниципалитет#Кружков в 2023 году#Код\n"
                             "г. Ставрополь#12#1\nКурский МО#3#2\n";
  static const char next_text[] = "Муниципалитет#Кружков в 2024 году#Код\n"
                                  "Курский МО#4#2\nг. Ставрополь#13#1\nАпанасенковский МО#2#3\n";
  OriBookOptions options = {.separator = '#', .quote = ORI_QUOTE_NONE};
  g_autoptr (OriImport) first = prepare (fixture, "2023.csv", text);
  g_autoptr (OriImport) next = NULL;
  g_autoptr (OriImport) other = NULL;
  g_autoptr (OriImport) given = NULL;

  run (first, &options);
  ori_recognition_set_column_role (ori_import_recognition (first), 0, 2, ORI_ROLE_UNUSED);
  remember (fixture, first, "Кружки");
  next = run_file (fixture, "2024.csv", next_text);
  g_assert_nonnull (ori_import_recipe (next));
  g_assert_cmpint (ori_import_recipe (next)->separator, ==, '#');
  g_assert_cmpint (ori_import_recipe (next)->quote, ==, ORI_QUOTE_NONE);
  g_assert_cmpuint (ori_recognition_stage (ori_import_recognition (next))->records->len, ==, 3);

  /* A file of another form is read as it would be without. */
  other = run_file (fixture, "other.csv", "Школа;Педагогов\nСОШ 1;5\nСОШ 2;6\n");
  g_assert_null (ori_import_recipe (other));
  g_assert_cmpuint (ori_recognition_stage (ori_import_recognition (other))->records->len, ==, 2);

  /* The person's own options come first. */
  options.separator = ';';
  given = prepare (fixture, "2024.csv", next_text);
  run (given, &options);
  g_assert_null (ori_import_recipe (given));
}

static guint
count_orgunit (OriImport *import, const char *code)
{
  const OriStage *stage = ori_recognition_stage (ori_import_recognition (import));
  guint n = 0;

  for (guint i = 0; i < stage->records->len; i++)
    n += g_strcmp0 (((OriRecord *)g_ptr_array_index (stage->records, i))->orgunit, code) == 0;
  return n;
}

/* The territory of a file that names none is not that of the next file, unless its name says that
 * it is the same file of another year. */
static void
test_territory (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Показатель;Значение за 2022\nЧисло кружков;5\nЧисло педагогов;7\n";
  static const char next_text[] =
      "Показатель;Значение за 2023\nЧисло кружков;6\nЧисло педагогов;8\n";
  g_autoptr (OriImport) first = prepare (fixture, "сводка 2022.csv", text);
  g_autoptr (OriImport) next = NULL;
  g_autoptr (OriImport) other = NULL;
  g_autoptr (GError) error = NULL;
  const char *code;

  g_assert_true (ori_import_set_orgunit (first, "Курский", &error) ||
                 ori_import_set_orgunit (first, "Курский муниципальный округ", NULL));
  g_clear_error (&error);
  run (first, NULL);
  code = ori_import_context (first)->default_orgunit;
  g_assert_cmpuint (count_orgunit (first, code), ==, 2);
  remember (fixture, first, "Сводка");

  next = run_file (fixture, "сводка 2023.csv", next_text);
  g_assert_nonnull (ori_import_recipe (next));
  g_assert_cmpuint (count_orgunit (next, code), ==, 2);
  g_assert_cmpuint (ori_import_unfit (next)->len, ==, 0);

  other = run_file (fixture, "ответ соседей 2023.csv", next_text);
  g_assert_nonnull (ori_import_recipe (other));
  g_assert_cmpuint (count_orgunit (other, code), ==, 0);
  g_assert_cmpuint (ori_import_unfit (other)->len, ==, 1);
}

/* Several files of one shape are decided once. */
static void
test_same_round (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "Муниципалитет;Кружков;Код\nг. Ставрополь;12;1\nКурский МО;3;2\n";
  static const char other_text[] = "Муниципалитет;Кружков;Код\nАпанасенковский МО;1;5\n"
                                   "Курский МО;3;2\n";
  g_autoptr (OriImport) first = prepare (fixture, "а.csv", text);
  g_autoptr (OriImport) second = prepare (fixture, "б.csv", other_text);
  g_autoptr (OriRecipe) recipe = NULL;
  OriRecognition *recognition;

  ori_import_set_cycle (first, 2023);
  run (first, NULL);
  run (second, NULL);
  recognition = ori_import_recognition (first);
  g_assert_cmpstr (ori_shape_id (ori_recognition_shape (recognition)), ==,
                   ori_shape_id (ori_recognition_shape (ori_import_recognition (second))));
  ori_recognition_set_column_role (recognition, 0, 2, ORI_ROLE_UNUSED);
  g_assert_cmpuint (ori_stage_n_ready (ori_recognition_stage (recognition)), ==, 2);
  recipe = ori_import_make_recipe (first, "Кружки");

  recognition = ori_import_recognition (second);
  g_assert_true (ori_import_apply_recipe (second, recipe, ORI_RECIPE_REMEMBERED));
  g_assert_cmpuint (ori_stage_n_ready (ori_recognition_stage (recognition)), ==, 0);
  g_assert_cmpuint (ori_import_unfit (second)->len, ==, 1);
  g_assert_true (ori_import_apply_recipe (second, recipe, ORI_RECIPE_SAME_ROUND));
  g_assert_cmpuint (ori_stage_n_ready (ori_recognition_stage (recognition)), ==, 2);
}

/* A wording confirmed in one import is known in the next, until that import is retracted. */
static void
test_wordings (Fixture *fixture, gconstpointer data)
{
  static const char known[] = "Муниципалитет;Число кружков за 2022\nг. Ставрополь;12\n";
  static const char worded[] = "Муниципалитет;Работают творческие объединения, ед.\n"
                               "г. Ставрополь;13\nКурский МО;4\n";
  g_autoptr (OriImport) first = run_file (fixture, "а.csv", known);
  g_autoptr (OriImport) second = NULL;
  g_autoptr (OriImport) third = NULL;
  g_autoptr (OriImport) fourth = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *code = NULL;
  const OriRecord *record;
  gint64 batch;

  ori_session_commit_import (fixture->session, first, NULL, &error);
  g_assert_no_error (error);
  code = g_strdup (((OriIndicator *)g_ptr_array_index (
                        ori_session_snapshot (fixture->session)->programme->indicators, 0))
                       ->code);
  second = prepare (fixture, "2023.csv", worded);
  run (second, NULL);
  record = g_ptr_array_index (ori_recognition_stage (ori_import_recognition (second))->records, 0);
  g_assert_cmpstr (record->indicator, !=, code);
  ori_recognition_set_indicator (ori_import_recognition (second), record->indicator_printed, code);
  ori_session_commit_import (fixture->session, second, &batch, &error);
  g_assert_no_error (error);

  reopen (fixture);
  third = run_file (fixture, "2024.csv", worded);
  record = g_ptr_array_index (ori_recognition_stage (ori_import_recognition (third))->records, 0);
  g_assert_cmpstr (record->indicator, ==, code);
  g_assert_true (ori_session_set_batch_live (fixture->session, batch, FALSE, &error));
  fourth = run_file (fixture, "2025.csv", worded);
  record = g_ptr_array_index (ori_recognition_stage (ori_import_recognition (fourth))->records, 0);
  g_assert_cmpstr (record->indicator, !=, code);
}

static guint
count_batches (Fixture *fixture)
{
  return ori_session_snapshot (fixture->session)->batches->len;
}

/* One step more of a commit of @imports; TRUE when that was the last. */
static gboolean
step_and_leave (Fixture *fixture, const GPtrArray *imports, guint n_steps)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriCommit) commit = ori_commit_new (fixture->session, imports, &error);
  double fraction = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < n_steps && fraction < 1; i++) {
    g_assert_true (ori_commit_step (commit, &fraction, &error));
    g_assert_no_error (error);
  }
  return fraction == 1;
}

/* A recipe to be kept belongs to the commit: given up at whatever step or failed, it is not kept,
 * and one undo takes records and recipe back. */
static void
test_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) first = run_file (fixture, "2023.csv", FORM (2023, "500", "90"));
  g_autoptr (OriImport) second = run_file (fixture, "2024.csv", FORM (2024, "550", "80"));
  g_autoptr (GPtrArray) imports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  OriSession *session = fixture->session;
  guint n = 0;

  decide (first);
  decide (second);
  ori_import_set_remembered (first, "Участие");
  g_ptr_array_add (imports, first);
  g_ptr_array_add (imports, second);
  fixture->n_changed = 0;
  while (!step_and_leave (fixture, imports, n)) {
    assert_names (fixture, "");
    g_assert_cmpuint (count_batches (fixture), ==, 0);
    g_assert_cmpuint (fixture->n_changed, ==, 0);
    n++;
  }
  g_assert_cmpuint (n, >=, 3);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  assert_names (fixture, "Участие;");
  g_assert_cmpuint (count_batches (fixture), ==, 2);
  reopen (fixture);
  session = fixture->session;
  g_assert_true (ori_session_undo (session, &error));
  assert_names (fixture, "");
  g_assert_cmpuint (ori_session_cycles (session)->len, ==, 0);
  g_assert_true (ori_session_redo (session, &error));
  assert_names (fixture, "Участие;");
  g_assert_cmpuint (ori_session_cycles (session)->len, ==, 2);
}

static void
test_commit_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) first = run_file (fixture, "2023.csv", FORM (2023, "500", "90"));
  g_autoptr (OriImport) second = run_file (fixture, "2024.csv", FORM (2024, "550", "80"));
  g_autoptr (GPtrArray) imports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  decide (first);
  ori_import_set_remembered (first, "Участие");
  ori_import_set_replaced (second, 12345); /* there is no such batch */
  g_ptr_array_add (imports, first);
  g_ptr_array_add (imports, second);
  g_assert_false (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "2024.csv: "));
  g_clear_error (&error);
  assert_names (fixture, "");
  g_assert_null (ori_session_undo_label (fixture->session));

  ori_import_set_replaced (second, 0);
  ori_import_set_remembered (first, "в две\nстроки");
  g_assert_false (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA);
  g_clear_error (&error);
  g_assert_cmpuint (count_batches (fixture), ==, 0);

  /* Nothing was decided about the second: there is nothing to keep of it. */
  ori_import_set_remembered (first, NULL);
  ori_import_set_remembered (second, "Пусто");
  g_assert_true (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  assert_names (fixture, "");
  g_assert_cmpuint (count_batches (fixture), ==, 2);
}

/* Several files that a recipe of the workspace reads come in as one step, a file of another form
 * among them as it is. */
static void
test_batch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) first = run_file (fixture, "2023.csv", FORM (2023, "500", "90"));
  g_autoptr (GPtrArray) imports = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_import_free);
  g_autoptr (GError) error = NULL;
  guint n_ready = 0;

  decide (first);
  remember (fixture, first, "Участие");
  g_ptr_array_add (imports, run_file (fixture, "2024.csv", FORM (2024, "550", "80")));
  g_ptr_array_add (imports, run_file (fixture, "2025.csv", FORM (2025, "560", "70")));
  g_ptr_array_add (imports, run_file (fixture, "other.csv",
                                      "Муниципалитет;Кружков в 2024 году\nКурский МО;3\n"));
  for (guint i = 0; i < imports->len; i++) {
    OriImport *import = g_ptr_array_index (imports, i);
    const OriRecipe *recipe = ori_import_recipe (import);

    g_assert_cmpstr (recipe != NULL ? recipe->name : NULL, ==, i < 2 ? "Участие" : NULL);
    g_assert_cmpuint (count_parts (import, ORI_PART_PARTICIPATED), ==, i < 2 ? 2 : 0);
    n_ready += ori_stage_n_ready (ori_recognition_stage (ori_import_recognition (import)));
  }
  g_assert_true (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_batches (fixture), ==, 3);
  g_assert_cmpuint (ori_session_snapshot (fixture->session)->observations->len, ==, n_ready);
  g_assert_true (ori_session_undo (fixture->session, &error));
  g_assert_cmpuint (ori_session_snapshot (fixture->session)->observations->len, ==, 0);
  assert_names (fixture, "Участие;");
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
      {"next-year", test_next_year}, {"verbs", test_verbs},
      {"files", test_files},         {"reading", test_reading},
      {"territory", test_territory}, {"same-round", test_same_round},
      {"wordings", test_wordings},   {"commit", test_commit},
      {"batch", test_batch},         {"commit-fails", test_commit_fails},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_autofree char *path = g_strconcat ("/session/recipe/", tests[i].path, NULL);

    g_test_add (path, Fixture, NULL, set_up, tests[i].func, tear_down);
  }
  return g_test_run ();
}
