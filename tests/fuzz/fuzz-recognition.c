/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fuzzes the recognition of tables and its corrections. With clang and -fsanitize=fuzzer
 * -DORI_LIBFUZZER this is a libFuzzer target that takes any file; otherwise it mixes cells of its
 * own into tables for some seconds:
 *
 *   fuzz-recognition [SECONDS [SEED]] | fuzz-recognition FILE...
 */

#include "core/ori-register.h"
#include "import/ori-recognition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
is_named (OriCellRole role)
{
  return role == ORI_ROLE_ORGUNIT || role == ORI_ROLE_INDICATOR || role == ORI_ROLE_PERIOD ||
         role == ORI_ROLE_PART || role == ORI_ROLE_UNIT;
}

static gboolean
is_blank (const OriCell *cell)
{
  if (cell->type == ORI_CELL_EMPTY)
    return TRUE;
  if (cell->type != ORI_CELL_TEXT)
    return FALSE;
  for (const char *p = cell->text; *p; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

static gboolean
is_listed (const OriStage *stage, const char *sheet, const OriCell *cell)
{
  for (guint i = 0; i < stage->unused->len; i++) {
    const OriStageUnused *unused = g_ptr_array_index (stage->unused, i);
    if (ori_range_has (&unused->range, cell->row, cell->col) && strcmp (unused->sheet, sheet) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The words printed on a form are no cells that were passed over. */
static gboolean
has_codes (const OriCell *cells, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (cells[i].type == ORI_CELL_TEXT && g_str_has_prefix (cells[i].text, "ori:"))
      return TRUE;
  return FALSE;
}

/* Every cell gave a record, named something or is listed as unused. */
static void
check_cells (const OriRecognition *recognition, guint index)
{
  const OriStage *stage = ori_recognition_stage (recognition);
  const OriSheet *sheet = ori_book_sheet (ori_recognition_book (recognition), index);
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);

  if (n >= 5000 || has_codes (cells, n))
    return;
  for (gsize i = 0; i < n; i++) {
    guint records;
    OriCellRole role = ori_recognition_role (recognition, index, cells[i].row, cells[i].col);
    ori_recognition_records_at (recognition, index, cells[i].row, cells[i].col, &records);
    if (records == 0 && !is_named (role) && !is_blank (&cells[i]) &&
        !is_listed (stage, ori_sheet_name (sheet), &cells[i])) {
      g_autofree char *place = ori_cellref_name (cells[i].row, cells[i].col);
      g_error ("%s disappeared, its role is %s", place, ori_cell_role_code (role));
    }
  }
}

static void
check_records (const OriRecognition *recognition)
{
  const OriStage *stage = ori_recognition_stage (recognition);
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    g_assert_nonnull (record->sheet);
    g_assert_nonnull (record->part);
    g_assert_true (isfinite (record->value));
    g_assert_true (g_utf8_validate (record->printed, -1, NULL));
    g_assert_true (record->text == NULL || g_utf8_validate (record->text, -1, NULL));
  }
  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    g_assert_true (g_utf8_validate (finding->message, -1, NULL));
  }
}

static void
correct (OriRecognition *recognition, GRand *rand)
{
  static const char *const parts[] = {ORI_PART_TOTAL, ORI_PART_PARTICIPATED, ORI_PART_PERCENT,
                                      NULL};
  const OriBook *book = ori_recognition_book (recognition);
  guint sheet = (guint)g_rand_int_range (rand, 0, (gint32)ori_book_n_sheets (book));
  guint row = (guint)g_rand_int_range (rand, 0, 14), col = (guint)g_rand_int_range (rand, 0, 10);
  OriCellRole role = (OriCellRole)g_rand_int_range (rand, 0, ORI_ROLE_TOTAL + 1);

  switch (g_rand_int_range (rand, 0, 4)) {
  case 0:
    ori_recognition_set_column_role (recognition, sheet, col, role);
    break;
  case 1:
    ori_recognition_set_row_role (recognition, sheet, row, role);
    break;
  case 2:
    ori_recognition_set_column_part (recognition, sheet, col, parts[g_rand_int_range (rand, 0, 4)]);
    break;
  default:
    ori_recognition_set_sheet_used (recognition, sheet, g_rand_boolean (rand));
    break;
  }
}

/* A workspace of the programme and the region that the seeds of forms are of. */
static void
load_context (OriMatchContext *context)
{
  static OriProgramme *programme;
  static GPtrArray *units;

  if (programme == NULL) {
    g_autoptr (GError) error = NULL;
    const OriRegister *regions = ori_register_get_default (&error);
    g_assert_no_error (error);
    units = ori_register_orgunits (regions, "40", 0);
    programme = ori_programme_load_shipped ("kaluga-2020", &error);
    g_assert_no_error (error);
  }
  *context = (OriMatchContext){
      .programme = programme, .orgunits = units, .region = "R40", .make_schools = TRUE};
}

static void
recognise_bytes (GBytes *bytes, guint32 seed)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  if (seed % 2 == 0)
    load_context (&context);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (OriBook) book = ori_book_load_bytes (bytes, "fuzz 2022", NULL, NULL, NULL, NULL);

  if (book == NULL)
    return;
  g_autoptr (OriRecognition) recognition =
      ori_recognition_new (book, "fuzz 2022.csv", &context, NULL, NULL, NULL);
  check_records (recognition);
  for (guint i = 0; i < ori_book_n_sheets (book); i++)
    check_cells (recognition, i);
  for (guint i = 0; i < 3 && ori_book_n_sheets (book) > 0; i++) {
    correct (recognition, rand);
    check_records (recognition);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  recognise_bytes (bytes, (guint32)size);
  return 0;
}

#ifndef ORI_LIBFUZZER

/* Tables as municipalities send them; the fuzzer moves their cells about. */
static const char *const seeds[] = {
    "Охват тестированием;;;\nМуниципалитет;2021;;\n;Всего;Приняли участие;%\n1;2;3;4\n"
    "г. Курск;400;120;30\nКурский район;150;75;50\nИтого;550;195;35,5\n1) Оценка.;;;\n",
    "№;Показатель;Ед. изм.;2020;2021 год;20222)\n1.1;Число школ;ед.;17,83);…;12 ед./40 %\n"
    "в том числе:;;;;;\n1.2;в городах;ед.;5;-;x\n",
    "МО;Год;Месяц;Число детей\nКурский;2021;1;5\n;2022;2;6\nЛьговский;2021;3;7\n",
    "Территория;чел.;;Территория;чел.\nА;5;;Б;6\nВ;7;;Г;8\n\nТаблица "
    "2;;;;\n;2021;2022;;\nА;1;2;;\n",
    "Показатель;г. Курск;Курский район\nЧисло школ;5;6\nДоля, %;67%;0,5\nналичие плана;да;нет\n",
    "Район;Школа;2021–2023;2022;Изменение, %\nБабынинский;МБОУ СОШ № 1;5;6;20\n;МБОУ СОШ № "
    "2;7;8;9\n"
    "Месяц 2023 года;1.1;1.2;2;3\nмарт;1;2;3;4\nБабынинский муниципальный район;;;;\n",
    "ori:form 1|kaluga-2020|29602000|2023;ori:col code;ori:col label;ori:col value 2023;"
    "ori:col value 2022;ori:col mark;ori:col note\nori:row @orgunit;;Бабынинский муниципальный "
    "район\n"
    "ori:row @header;№;Показатель;2023 год;2022 год;;Примечание\n"
    "ori:row pupils;;численность обучающихся;1500;;;\n"
    "ori:row schools|11.1.9:total|11.1.10:total;;школы;15;;нет данных;текст\n"
    "ori:row 11.1.1:value;11.1.1;наличие координатора;да;;;Иванова\n"
    "ori:row 11.1.2:value;11.1.2;количество;12;11;не применимо;\n",
};

static const char *const words[] = {"",
                                    "",
                                    "",
                                    "5",
                                    "2021",
                                    "1",
                                    "2",
                                    "3",
                                    "67%",
                                    "Итого",
                                    "…",
                                    "Всего",
                                    "г. Курск",
                                    "%",
                                    "1202)",
                                    "x",
                                    "в том числе:",
                                    "№",
                                    "чел.",
                                    "31.12.2022",
                                    "Год",
                                    "за 2021 год",
                                    "Число школ, ед.",
                                    "10000000000000000000",
                                    "1e999",
                                    "nan",
                                    "(",
                                    "«»",
                                    "2020/2021",
                                    "январь",
                                    "2021 2022",
                                    "2019-2021",
                                    "МБОУ СОШ № 1",
                                    "ori:row pupils",
                                    "ori:row @header",
                                    "ori:col value 2022",
                                    "ori:col value 1e9",
                                    "ori:form 9|x||",
                                    "ori:help",
                                    "нет данных",
                                    "=1+1"};

static GBytes *
make_case (GRand *rand)
{
  const char *seed = seeds[g_rand_int_range (rand, 0, G_N_ELEMENTS (seeds))];
  g_auto (GStrv) rows = g_strsplit (seed, "\n", -1);
  GString *text = g_string_new (NULL);
  gint32 noise = g_rand_int_range (rand, 0, 40);

  for (guint r = 0; rows[r]; r++) {
    if (g_rand_int_range (rand, 0, 200) < noise)
      continue;
    guint times = g_rand_int_range (rand, 0, 300) < noise ? 2 : 1;
    for (; times > 0; times--) {
      g_auto (GStrv) cells = g_strsplit (rows[r], ";", -1);
      for (guint c = 0; cells[c]; c++) {
        gboolean other = g_rand_int_range (rand, 0, 100) < noise;
        g_string_append_printf (text, "%s%s", c > 0 ? ";" : "",
                                other ? words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]
                                      : cells[c]);
      }
      g_string_append_c (text, '\n');
    }
  }
  return g_string_free_to_bytes (text);
}

static void
fuzz_seeds (double seconds, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GTimer) timer = g_timer_new ();
  guint n = 0;

  for (; g_timer_elapsed (timer, NULL) < seconds; n++) {
    g_autoptr (GBytes) bytes = make_case (rand);

    recognise_bytes (bytes, n);
  }
  g_print ("%u cases, seed %u\n", n, seed);
}

int
main (int argc, char **argv)
{
  double seconds = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 2;

  if (argc > 1 && seconds <= 0) {
    for (int i = 1; i < argc; i++) {
      g_autoptr (GError) error = NULL;
      g_autofree char *data = NULL;
      gsize size;

      if (!g_file_get_contents (argv[i], &data, &size, &error)) {
        g_printerr ("%s\n", error->message);
        return 3;
      }
      LLVMFuzzerTestOneInput ((const guint8 *)data, size);
    }
    return 0;
  }
  fuzz_seeds (seconds, argc > 2 ? (guint32)strtoul (argv[2], NULL, 10) : 1);
  return 0;
}

#endif
