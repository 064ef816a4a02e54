/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-test-util.h"

#include <string.h>

static OriRecognition *
recognise (const char *csv, const OriMatchContext *context)
{
  g_autoptr (OriBook) book = import_test_book (csv);
  return ori_recognition_new (book, "table.csv", context, NULL, NULL, NULL);
}

static const OriRecord *
record_at (const OriRecognition *recognition, const char *cell)
{
  OriCellRef ref;
  guint n;
  g_assert_true (ori_cellref_parse (cell, &ref, NULL));
  const guint *indexes = ori_recognition_records_at (recognition, 0, ref.row, ref.col, &n);
  return n > 0 ? g_ptr_array_index (ori_recognition_stage (recognition)->records, indexes[0])
               : NULL;
}

static gboolean
has_finding (const OriRecognition *recognition, const char *rule)
{
  const GPtrArray *findings = ori_recognition_stage (recognition)->findings;
  for (guint i = 0; i < findings->len; i++)
    if (strcmp (((OriFinding *)g_ptr_array_index (findings, i))->rule, rule) == 0)
      return TRUE;
  return FALSE;
}

static const char *
unused_reason (const OriRecognition *recognition, const char *cell)
{
  OriCellRef ref;
  g_assert_true (ori_cellref_parse (cell, &ref, NULL));
  const GPtrArray *unused = ori_recognition_stage (recognition)->unused;
  for (guint i = 0; i < unused->len; i++) {
    const OriStageUnused *item = g_ptr_array_index (unused, i);
    if (ori_range_has (&item->range, ref.row, ref.col))
      return item->reason;
  }
  return NULL;
}

static GPtrArray *
make_units (void)
{
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  g_ptr_array_add (units,
                   ori_orgunit_new ("R46", "Курская область", NULL, NULL, ORI_ORGUNIT_REGION));
  g_ptr_array_add (units, ori_orgunit_new ("1", "городской округ город Курск", "Курск", "R46",
                                           ORI_ORGUNIT_MUNICIPALITY));
  g_ptr_array_add (units, ori_orgunit_new ("2", "Курский муниципальный район", "Курский", "R46",
                                           ORI_ORGUNIT_MUNICIPALITY));
  g_ptr_array_add (units, ori_orgunit_new ("3", "Льговский муниципальный район", "Льговский", "R46",
                                           ORI_ORGUNIT_MUNICIPALITY));
  return units;
}

#define TABLE                                                                                      \
  "Район;Школы, ед.;Доля охваченных, %;Код\n"                         \
  "г. Курск;60;71,4;1\n"                                                                     \
  "Курский;22;60;2\n"                                                                       \
  "Льговский;9;55,5;3\n"                                                                  \
  "Итого;91;62,3;\n"

static void
test_context (void)
{
  g_autoptr (GPtrArray) units = make_units ();
  OriMatchContext context = {
      .orgunits = units, .region = "R46", .cycle = 2022, .make_indicators = TRUE};
  g_autofree char *found = import_test_records (TABLE, &context);
  g_assert_cmpstr (found, ==,
                   "B2 | г. Курск [1] | Школы, ед. [I01:value] | 2022 | value 60 ед.\n"
                   "C2 | г. Курск [1] | Доля охваченных, % [I02:value] | 2022 | value 71.4 %\n"
                   "B3 | Курский [2] | Школы, ед. [I01:value] | 2022 | value 22 ед.\n"
                   "C3 | Курский [2] | Доля охваченных, % [I02:value] | 2022 | value 60 %\n"
                   "B4 | Льговский [3] | Школы, ед. [I01:value] | 2022 | value 9 ед.\n"
                   "C4 | Льговский [3] | Доля охваченных, % [I02:value] | 2022 | value 55.5 %\n");
}

static void
test_roles (void)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition = recognise (TABLE, &context);
  g_assert_cmpint (ori_recognition_role (recognition, 0, 0, 0), ==, ORI_ROLE_ORGUNIT);
  g_assert_cmpint (ori_recognition_role (recognition, 0, 0, 1), ==, ORI_ROLE_INDICATOR);
  g_assert_cmpint (ori_recognition_role (recognition, 0, 1, 0), ==, ORI_ROLE_ORGUNIT);
  g_assert_cmpint (ori_recognition_role (recognition, 0, 1, 1), ==, ORI_ROLE_VALUE);
  g_assert_cmpint (ori_recognition_role (recognition, 0, 1, 3), ==, ORI_ROLE_UNUSED);
  g_assert_cmpint (ori_recognition_role (recognition, 0, 4, 1), ==, ORI_ROLE_TOTAL);
  g_assert_cmpint (ori_recognition_role (recognition, 0, 4000, 1), ==, ORI_ROLE_UNUSED);
  g_assert_cmpint (ori_recognition_role (recognition, 7, 0, 0), ==, ORI_ROLE_UNUSED);
  g_assert_cmpstr (unused_reason (recognition, "D3"), ==, "identifier");
  g_assert_cmpstr (unused_reason (recognition, "A5"), ==, "total");
  g_assert_null (unused_reason (recognition, "B2"));
}

static void
test_corrections (void)
{
  g_autoptr (GPtrArray) units = make_units ();
  OriMatchContext context = {.orgunits = units, .make_indicators = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition = recognise (TABLE, &context);
  g_assert_cmpuint (ori_recognition_stage (recognition)->records->len, ==, 6);

  g_assert_true (ori_recognition_set_column_role (recognition, 0, 2, ORI_ROLE_UNUSED));
  g_assert_false (ori_recognition_set_column_role (recognition, 0, 2, ORI_ROLE_UNUSED));
  g_assert_cmpuint (ori_recognition_stage (recognition)->records->len, ==, 3);
  g_assert_cmpstr (unused_reason (recognition, "C2"), ==, "by-hand");
  g_assert_null (record_at (recognition, "C2"));

  g_assert_true (ori_recognition_set_column_role (recognition, 0, 3, ORI_ROLE_VALUE));
  g_assert_nonnull (record_at (recognition, "D3"));
  g_assert_true (ori_recognition_set_row_role (recognition, 0, 4, ORI_ROLE_VALUE));
  g_assert_nonnull (record_at (recognition, "B5"));
  g_assert_true (ori_recognition_set_row_role (recognition, 0, 2, ORI_ROLE_TOTAL));
  g_assert_null (record_at (recognition, "B3"));
  g_assert_cmpstr (unused_reason (recognition, "B3"), ==, "total");

  OriPeriod period = ori_period_year (2019);
  ori_recognition_set_period (recognition, 0, &period);
  g_assert_cmpint (record_at (recognition, "B2")->period.year, ==, 2019);

  g_assert_true (ori_recognition_set_sheet_used (recognition, 0, FALSE));
  g_assert_cmpuint (ori_recognition_stage (recognition)->records->len, ==, 0);
  g_assert_cmpstr (unused_reason (recognition, "B2"), ==, "sheet-not-used");
  g_assert_true (ori_recognition_set_sheet_used (recognition, 0, TRUE));
  g_assert_nonnull (record_at (recognition, "B2"));
  g_assert_false (ori_recognition_set_sheet_used (recognition, 5, TRUE));
}

static void
test_name_corrections (void)
{
  g_autoptr (GPtrArray) units = make_units ();
  OriMatchContext context = {.orgunits = units, .make_indicators = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition =
      recognise ("Район;Школы, ед.\nКурский;22\nПосёлок Новый;5\nЛьговский;9\n", &context);
  g_assert_null (record_at (recognition, "B3")->orgunit);
  g_assert_true (has_finding (recognition, "orgunit-unknown"));
  g_assert_false (ori_record_is_ready (record_at (recognition, "B3")));

  ori_recognition_set_orgunit (recognition, "Посёлок Новый", "1");
  g_assert_cmpstr (record_at (recognition, "B3")->orgunit, ==, "1");
  g_assert_false (has_finding (recognition, "orgunit-unknown"));
  g_assert_cmpstr (
      g_hash_table_lookup (ori_recognition_stage (recognition)->new_aliases, "Посёлок Новый"), ==,
      "1");
  ori_recognition_set_orgunit (recognition, "Курский", NULL);
  g_assert_null (record_at (recognition, "B2")->orgunit);
}

/* A programme of one share; columns are corrected into its parts. */
static void
test_parts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", &error);
  g_assert_no_error (error);
  ori_programme_add_indicator (
      programme, ori_indicator_new ("S", "доля участников проб", ORI_KIND_SHARE, "%"));
  OriMatchContext context = {.programme = programme, .default_orgunit = "42", .cycle = 2022};
  g_autoptr (OriRecognition) recognition =
      recognise ("Доля участников проб;;\nВ школах;На пробах;Отношение\n100;40;40\n", &context);
  g_assert_true (ori_recognition_set_column_part (recognition, 0, 0, ORI_PART_TOTAL));
  g_assert_true (ori_recognition_set_column_part (recognition, 0, 1, ORI_PART_PARTICIPATED));
  g_assert_true (ori_recognition_set_column_part (recognition, 0, 2, ORI_PART_PERCENT));
  g_assert_false (ori_recognition_set_column_part (recognition, 0, 2, "nonsense"));
  g_assert_cmpstr (record_at (recognition, "A3")->element, ==, "S:total");
  g_assert_cmpstr (record_at (recognition, "B3")->element, ==, "S:participated");
  g_assert_cmpstr (record_at (recognition, "C3")->element, ==, "S:percent");
  g_assert_cmpuint (ori_stage_n_ready (ori_recognition_stage (recognition)), ==, 3);
  g_assert_cmpuint (ori_recognition_stage (recognition)->new_indicators->len, ==, 0);
}

static void
test_indicator_correction (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", &error);
  g_assert_no_error (error);
  ori_programme_add_indicator (programme,
                               ori_indicator_new ("Q", "учебные места", ORI_KIND_COUNT, "ед."));
  OriMatchContext context = {.programme = programme, .default_orgunit = "42", .cycle = 2022};
  g_autoptr (OriRecognition) recognition =
      recognise ("Наименование показателя;Значение\nСтанки и верстаки, ед.;14\n", &context);
  g_assert_null (record_at (recognition, "B2")->element);
  g_assert_true (has_finding (recognition, "indicator-unknown"));
  ori_recognition_set_indicator (recognition, "Станки и верстаки, ед.", "Q");
  g_assert_cmpstr (record_at (recognition, "B2")->element, ==, "Q:value");
  g_assert_cmpstr (record_at (recognition, "B2")->orgunit, ==, "42");
}

/* Whatever the grid, recognition ends and says what it did with every cell. */
/* Text is an answer where the programme asks for text, «нет» where it asks whether there is one. */
static void
test_texts (void)
{
  g_autoptr (GPtrArray) units = make_units ();
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", NULL);
  ori_programme_add_indicator (
      programme, ori_indicator_new ("P", "наличие координатора", ORI_KIND_PRESENCE, NULL));
  ori_programme_add_indicator (
      programme, ori_indicator_new ("Q", "наличие программы", ORI_KIND_PRESENCE, NULL));
  ori_programme_add_indicator (
      programme, ori_indicator_new ("N", "количество организаций", ORI_KIND_COUNT, "ед."));
  ori_programme_add_indicator (
      programme, ori_indicator_new ("M", "количество мероприятий", ORI_KIND_COUNT, "ед."));
  OriMatchContext context = {.programme = programme, .orgunits = units, .default_orgunit = "1"};
  g_autoptr (OriRecognition) recognition = recognise ("Итоги за 2021 год;\n"
                                                      "Показатель;Значение\n"
                                                      "наличие координатора;Иванова И. И.\n"
                                                      "количество организаций;12\n"
                                                      "наличие программы;нет\n"
                                                      "количество мероприятий;много\n",
                                                      &context);
  const OriRecord *record = record_at (recognition, "B3");
  g_assert_cmpstr (record->indicator, ==, "P");
  g_assert_cmpstr (record->part, ==, ORI_PART_TEXT);
  g_assert_cmpint (record->status, ==, ORI_STATUS_VALUE);
  g_assert_cmpstr (record->text, ==, "Иванова И. И.");
  record = record_at (recognition, "B5");
  g_assert_cmpstr (record->indicator, ==, "Q");
  g_assert_cmpstr (record->part, ==, ORI_PART_TEXT);
  g_assert_cmpstr (record->text, ==, "нет");
  record = record_at (recognition, "B6");
  g_assert_cmpint (record->status, ==, ORI_STATUS_MISSING);
  g_assert_cmpstr (record->text, ==, "много");
  g_assert_true (has_finding (recognition, "text-for-number"));
}

static void
test_broken_grids (void)
{
  static const char *const grids[] = {
      " \n",
      "\n\n\n",
      "1\n",
      "слово\n",
      ";;;5\n",
      "-;-;-\n-;-;-\n",
      "только;текст\nи;ничего\nкроме;него\n",
      "2021;2022\n",
      "2021;2022\n2023;2024\n",
      "1;2;3\n1;2;3\n1;2;3\n",
      "Итого\nИтого;5\n",
      ":;5\n:;6\n",
      "№;№;№\n1;1;1\n2;2;2\n",
      "А;Б\n1;2\n",
      "Район;Район;Район\nКурский;Курский;Курский\n",
      "Название;;;;;;;;;\n;;;;;;;;;5\n",
  };
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  for (guint i = 0; i < G_N_ELEMENTS (grids); i++) {
    g_autoptr (OriBook) book = import_test_book (grids[i]);
    g_autoptr (OriRecognition) recognition =
        ori_recognition_new (book, "x.csv", &context, NULL, NULL, NULL);
    const OriStage *stage = ori_recognition_stage (recognition);
    g_assert_nonnull (stage);
    for (guint r = 0; r < stage->records->len; r++) {
      const OriRecord *record = g_ptr_array_index (stage->records, r);
      g_assert_nonnull (record->printed);
      g_assert_nonnull (record->part);
    }
  }
}

/* Every cell that holds something is a record, has a role, or is listed with a reason. */
static void
test_nothing_disappears (void)
{
  static const char csv[] = "Приложение 1;;;;\n"
                            "Сведения за 2022 год;;;;примечание сбоку\n"
                            ";;;;\n"
                            "№;Район;Дети, чел.;Телефон;Ответственный\n"
                            "1;2;3;4;5\n"
                            "1;Курский;12;89;Иванов\n"
                            "2;Льговский;-;90;Петров\n"
                            ";Итого;12;;\n"
                            ";;;;\n"
                            "Исп. Сидоров;;;;8 (4712)\n";
  g_autoptr (OriBook) book = import_test_book (csv);
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  g_autoptr (OriRecognition) recognition =
      ori_recognition_new (book, "x.csv", &context, NULL, NULL, NULL);
  gsize n;
  const OriCell *cells = ori_sheet_cells (ori_book_sheet (book, 0), &n);
  for (gsize i = 0; i < n; i++) {
    guint records;
    g_autofree char *name = ori_cellref_name (cells[i].row, cells[i].col);
    OriCellRole role = ori_recognition_role (recognition, 0, cells[i].row, cells[i].col);
    ori_recognition_records_at (recognition, 0, cells[i].row, cells[i].col, &records);
    gboolean named = role == ORI_ROLE_ORGUNIT || role == ORI_ROLE_INDICATOR ||
                     role == ORI_ROLE_PERIOD || role == ORI_ROLE_PART || role == ORI_ROLE_UNIT;
    g_test_message ("%s %s", name, ori_cell_role_code (role));
    g_assert_true (records > 0 || named || unused_reason (recognition, name) != NULL);
  }
}

/* Any correction of any grid leaves a recognition that accounts for itself. */
static void
test_random_corrections (void)
{
  static const char *const words[] = {"",      "",           "Район",        "Курский",
                                      "Итого", "2021",       "20212)",       "1",
                                      "2",     "12,5",       "67%",          "17,83)",
                                      "…",     "x",          "Всего",        "Приняли участие",
                                      "%",     "Показатель", "в том числе:", "12 ед./40 %",
                                      "Год",   "31.12.2022", "январь",       "Ед. изм.",
                                      "(",     "сту-"};
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  for (guint n = 0; n < 150; n++) {
    int rows = g_rand_int_range (random, 1, 12), cols = g_rand_int_range (random, 1, 9);
    g_autoptr (GString) csv = g_string_new (NULL);
    for (int i = 0; i < rows * cols; i++)
      g_string_append_printf (
          csv, "%s%s",
          g_rand_boolean (random) ? "7" : words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))],
          (i + 1) % cols ? ";" : "\n");
    g_autoptr (OriRecognition) recognition = recognise (csv->str, &context);
    for (int i = 0; i < 3; i++) {
      ori_recognition_set_column_role (recognition, 0, (guint)g_rand_int_range (random, 0, cols),
                                       (OriCellRole)g_rand_int_range (random, 0, 11));
      ori_recognition_set_row_role (recognition, 0, (guint)g_rand_int_range (random, 0, rows),
                                    (OriCellRole)g_rand_int_range (random, 0, 11));
      ori_recognition_set_column_part (recognition, 0, (guint)g_rand_int_range (random, 0, cols),
                                       i ? ORI_PART_TOTAL : ORI_PART_PERCENT);
    }
    const OriStage *stage = ori_recognition_stage (recognition);
    for (guint i = 0; i < stage->records->len; i++) {
      const OriRecord *record = g_ptr_array_index (stage->records, i);
      guint count;
      g_assert_nonnull (
          ori_recognition_records_at (recognition, 0, record->cell.row, record->cell.col, &count));
      g_assert_nonnull (record->indicator);
    }
  }
}

static void
test_wide_and_long (void)
{
  g_autoptr (GString) wide = g_string_new (NULL);
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (wide, "%s%u", i ? ";" : "", i * 7 % 100);
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  gint64 start = g_get_monotonic_time ();
  g_autofree char *none = import_test_records (wide->str, &context);
  g_assert_cmpstr (none, ==, "");

  g_autoptr (GString) spread = g_string_new (NULL);
  for (guint i = 0; i < 400; i++)
    g_string_append_printf (spread, "%*s%u\n", (int)(i * 2), "", i);
  g_strdelimit (spread->str, " ", ';');
  g_autofree char *scattered = import_test_records (spread->str, &context);
  g_assert_nonnull (scattered);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_cancel (void)
{
  g_autoptr (OriBook) book = import_test_book (TABLE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_cancellable_cancel (cancellable);
  g_assert_null (ori_recognition_new (book, "x.csv", NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Without any context names stay as printed and nothing is made but indicators. */
static void
test_no_context (void)
{
  g_autoptr (OriRecognition) recognition = recognise (TABLE, NULL);
  const OriStage *stage = ori_recognition_stage (recognition);
  g_assert_cmpuint (stage->records->len, ==, 6);
  g_assert_cmpuint (stage->new_orgunits->len, ==, 0);
  g_assert_cmpuint (stage->new_indicators->len, ==, 2);
  g_assert_null (record_at (recognition, "B2")->orgunit);
  g_assert_cmpstr (record_at (recognition, "B2")->orgunit_printed, ==, "г. Курск");
}

static const char shares[] = "Показатель;Всего;Участвовали;%\n"
                             "Поступили в колледж;420;283;67\n"
                             "Участники чемпионата;105;4;4,2\n"
                             "Прошли тестирование;200;50;25\n";

/* A part is at least nothing and at most its whole; what cannot be comes in with a doubt. */
static void
test_impossible_part (void)
{
  static const char *const sheet = "Муниципалитет;2021;;;2022;;\n"
                                   ";Всего;Участвовали;%;Всего;Участвовали;%\n"
                                   "г. Ставрополь;1000;1730;173;1200;1200;100\n"
                                   "Курский МО;10;0;0;1100;-880;80\n";
  OriMatchContext context = {.make_indicators = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition = recognise (sheet, &context);
  const OriStage *stage = ori_recognition_stage (recognition);
  guint n = 0;

  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    if (strcmp (finding->rule, "impossible") == 0)
      g_assert_cmpstr (finding->cell, ==, n++ == 0 ? "C3" : "F4");
  }
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (record_at (recognition, "C3")->value, ==, 1730);
  g_assert_true (ori_recognition_set_cell_value (recognition, 0, 2, 2, "730"));
  g_assert_true (ori_recognition_set_cell_value (recognition, 0, 3, 5, "880"));
  g_assert_false (has_finding (recognition, "impossible"));
}

/* A number corrected by hand is the number, with a note of what is printed; its doubt goes. */
static void
test_cell_corrected (void)
{
  OriMatchContext context = {.make_indicators = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition = recognise (shares, &context);
  g_autoptr (OriEdits) before = ori_recognition_dup_edits (recognition);
  const OriRecord *record;

  g_assert_true (has_finding (recognition, "percent-differs"));
  g_assert_cmpfloat (record_at (recognition, "B3")->value, ==, 105);
  g_assert_false (ori_recognition_set_cell_value (recognition, 0, 2, 1, "девяносто"));
  g_assert_false (ori_recognition_set_cell_value (recognition, 0, 9, 9, "95"));
  g_assert_true (ori_recognition_set_cell_value (recognition, 0, 2, 1, "95"));
  g_assert_false (ori_recognition_set_cell_value (recognition, 0, 2, 1, "95"));
  record = record_at (recognition, "B3");
  g_assert_cmpfloat (record->value, ==, 95);
  g_assert_cmpstr (record->printed, ==, "95");
  g_assert_nonnull (strstr (record->note, "105"));
  g_assert_false (has_finding (recognition, "percent-differs"));
  g_assert_true (ori_recognition_set_cell_value (recognition, 0, 2, 1, ""));
  g_assert_cmpint (record_at (recognition, "B3")->status, ==, ORI_STATUS_MISSING);
  ori_recognition_set_edits (recognition, before);
  g_assert_cmpfloat (record_at (recognition, "B3")->value, ==, 105);
  g_assert_null (record_at (recognition, "B3")->note);
  g_assert_true (has_finding (recognition, "percent-differs"));
}

static void
test_cell_left_out (void)
{
  OriMatchContext context = {.make_indicators = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition = recognise (shares, &context);
  g_autoptr (OriEdits) out = NULL;
  guint n = ori_recognition_stage (recognition)->records->len;

  g_assert_true (ori_recognition_set_cell_left_out (recognition, 0, 2, 3, TRUE));
  g_assert_cmpuint (ori_recognition_stage (recognition)->records->len, ==, n - 1);
  g_assert_null (record_at (recognition, "D3"));
  g_assert_nonnull (record_at (recognition, "D4"));
  g_assert_cmpstr (unused_reason (recognition, "D3"), ==, "by-hand");
  g_assert_false (has_finding (recognition, "percent-differs"));
  out = ori_recognition_dup_edits (recognition);
  g_assert_true (ori_recognition_set_cell_left_out (recognition, 0, 2, 3, FALSE));
  g_assert_nonnull (record_at (recognition, "D3"));
  g_assert_null (unused_reason (recognition, "D3"));
  ori_recognition_set_edits (recognition, out);
  g_assert_null (record_at (recognition, "D3"));
}

/* Corrections of roles and names are put back too. */
static void
test_edits_put_back (void)
{
  g_autoptr (GPtrArray) units = make_units ();
  OriMatchContext context = {
      .make_indicators = TRUE, .orgunits = units, .region = "R46", .cycle = 2022};
  g_autoptr (OriRecognition) recognition = recognise ("Район;Дети;Школы\n"
                                                      "Льговский;5;2\n"
                                                      "Лунный;7;3\n",
                                                      &context);
  g_autoptr (OriEdits) before = ori_recognition_dup_edits (recognition);
  g_autoptr (OriEdits) after = NULL;

  ori_recognition_set_column_role (recognition, 0, 2, ORI_ROLE_UNUSED);
  ori_recognition_set_orgunit (recognition, "Лунный", "2");
  after = ori_recognition_dup_edits (recognition);
  g_assert_null (record_at (recognition, "C2"));
  g_assert_cmpstr (record_at (recognition, "B3")->orgunit, ==, "2");
  ori_recognition_set_edits (recognition, before);
  g_assert_nonnull (record_at (recognition, "C2"));
  g_assert_null (record_at (recognition, "B3")->orgunit);
  g_assert_true (has_finding (recognition, "orgunit-unknown"));
  ori_recognition_set_edits (recognition, after);
  g_assert_null (record_at (recognition, "C2"));
  g_assert_cmpstr (record_at (recognition, "B3")->orgunit, ==, "2");
}

/* A unit and an indicator made on the spot are staged once, with the records that use them. */
static void
test_defined_by_hand (void)
{
  g_autoptr (GPtrArray) units = make_units ();
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("kaluga-2020", NULL);
  OriMatchContext context = {
      .programme = programme, .orgunits = units, .region = "R46", .cycle = 2022};
  g_autoptr (OriRecognition) recognition = recognise ("Район;Полёты на Луну, ед.\n"
                                                      "Льговский;5\n"
                                                      "Лунный;7\n",
                                                      &context);
  g_autoptr (OriOrgUnit) unit =
      ori_orgunit_new ("лунный", "Лунный район", NULL, "R46", ORI_ORGUNIT_MUNICIPALITY);
  g_autoptr (OriIndicator) indicator =
      ori_indicator_new ("N01", "Полёты на Луну", ORI_KIND_VALUE, "ед.");
  const OriStage *stage = ori_recognition_stage (recognition);

  g_assert_cmpuint (ori_stage_n_ready (stage), ==, 0);
  ori_recognition_define_orgunit (recognition, unit);
  ori_recognition_define_indicator (recognition, indicator);
  ori_recognition_set_orgunit (recognition, "Лунный", "лунный");
  stage = ori_recognition_stage (recognition);
  g_assert_cmpuint (stage->new_orgunits->len, ==, 1);
  g_assert_cmpuint (stage->new_indicators->len, ==, 0);
  ori_recognition_set_indicator (recognition, record_at (recognition, "B2")->indicator_printed,
                                 "N01");
  stage = ori_recognition_stage (recognition);
  g_assert_cmpuint (stage->new_indicators->len, ==, 1);
  g_assert_cmpuint (ori_stage_n_ready (stage), ==, 2);
  g_assert_cmpstr (record_at (recognition, "B3")->orgunit, ==, "лунный");
  g_assert_cmpstr (record_at (recognition, "B3")->indicator, ==, "N01");
}

/* Held corrections take effect together. */
static void
test_held (void)
{
  OriMatchContext context = {.make_indicators = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition = recognise (shares, &context);
  guint n = ori_recognition_stage (recognition)->records->len;

  ori_recognition_hold (recognition);
  ori_recognition_set_cell_left_out (recognition, 0, 2, 3, TRUE);
  ori_recognition_set_cell_value (recognition, 0, 2, 1, "95");
  g_assert_cmpuint (ori_recognition_stage (recognition)->records->len, ==, n);
  ori_recognition_release (recognition);
  g_assert_cmpuint (ori_recognition_stage (recognition)->records->len, ==, n - 1);
  g_assert_cmpfloat (record_at (recognition, "B3")->value, ==, 95);
  /* Nothing held, nothing changed. */
  ori_recognition_hold (recognition);
  ori_recognition_release (recognition);
  g_assert_cmpuint (ori_recognition_stage (recognition)->records->len, ==, n - 1);
}

/* What is not to be used is not made anew from its heading either. */
static void
test_indicator_refused (void)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition =
      recognise ("Район;Дети;Школы\nЛьговский;5;2\nКурский;7;3\n", &context);

  g_assert_cmpuint (ori_stage_n_ready (ori_recognition_stage (recognition)), ==, 4);
  ori_recognition_set_indicator (recognition, "Школы", NULL);
  g_assert_cmpuint (ori_stage_n_ready (ori_recognition_stage (recognition)), ==, 2);
}

/* Every cell that was counted leads to its count. */
static void
test_counted_cells (void)
{
  g_autoptr (OriRecognition) recognition =
      recognise ("Муниципалитет;Мероприятие;Дата;Участников\nКурский район;Ярмарка;01.03.2023;10\n"
                 "Льговский район;Экскурсия;02.03.2023;5\nКурский район;Квест;03.03.2023;7\n",
                 NULL);
  const OriStage *stage = ori_recognition_stage (recognition);
  static const char *const counted[] = {"B2", "B4"}, *const summed[] = {"D2", "D4"};
  g_assert_cmpuint (stage->records->len, ==, 4);
  for (guint i = 0; i < 2; i++) {
    OriCellRef cell;
    guint n;
    g_assert_true (ori_cellref_parse (counted[i], &cell, NULL));
    const guint *at = ori_recognition_records_at (recognition, 0, cell.row, cell.col, &n);
    g_assert_cmpuint (n, ==, 1);
    g_assert_cmpfloat (((OriRecord *)g_ptr_array_index (stage->records, *at))->value, ==, 2);
    g_assert_true (ori_cellref_parse (summed[i], &cell, NULL));
    at = ori_recognition_records_at (recognition, 0, cell.row, cell.col, &n);
    g_assert_cmpuint (n, ==, 1);
    g_assert_cmpfloat (((OriRecord *)g_ptr_array_index (stage->records, *at))->value, ==, 17);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/recognition/context", test_context);
  g_test_add_func ("/import/recognition/roles", test_roles);
  g_test_add_func ("/import/recognition/corrections", test_corrections);
  g_test_add_func ("/import/recognition/name-corrections", test_name_corrections);
  g_test_add_func ("/import/recognition/parts", test_parts);
  g_test_add_func ("/import/recognition/indicator-correction", test_indicator_correction);
  g_test_add_func ("/import/recognition/texts", test_texts);
  g_test_add_func ("/import/recognition/broken-grids", test_broken_grids);
  g_test_add_func ("/import/recognition/nothing-disappears", test_nothing_disappears);
  g_test_add_func ("/import/recognition/random-corrections", test_random_corrections);
  g_test_add_func ("/import/recognition/impossible-part", test_impossible_part);
  g_test_add_func ("/import/recognition/cell-corrected", test_cell_corrected);
  g_test_add_func ("/import/recognition/cell-left-out", test_cell_left_out);
  g_test_add_func ("/import/recognition/held", test_held);
  g_test_add_func ("/import/recognition/edits-put-back", test_edits_put_back);
  g_test_add_func ("/import/recognition/defined-by-hand", test_defined_by_hand);
  g_test_add_func ("/import/recognition/indicator-refused", test_indicator_refused);
  g_test_add_func ("/import/recognition/wide-and-long", test_wide_and_long);
  g_test_add_func ("/import/recognition/cancel", test_cancel);
  g_test_add_func ("/import/recognition/no-context", test_no_context);
  g_test_add_func ("/import/recognition/counted-cells", test_counted_cells);
  return g_test_run ();
}
