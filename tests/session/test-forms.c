/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#include "core/ori-form.h"
#include "core/ori-number.h"
#include "session/ori-session.h"

/* Blank forms are written, filled as a spreadsheet program does (in the sheet's XML) and imported.
 * Where another program saves the form anew, the grid of the filled book is written as a flat ODS
 * with its columns and rows moved. */

typedef struct {
  char *folder;
  OriSession *session;
  char *blank; /* path of the form of «Людиновский муниципальный район» */
  GHashTable *answers;  /* "row|col" (from 0) → text to be put there */
  GHashTable *expected; /* element code → "status value text" */
} Fixture;

static void
make_session (Fixture *fixture, const char *programme, const char *adopt)
{
  g_autofree char *path = g_build_filename (fixture->folder, "test.orientir", NULL);
  g_autoptr (GError) error = NULL;
  guint n;

  fixture->session = ori_session_create (path, programme, NULL, FALSE, &error);
  g_assert_no_error (error);
  if (adopt != NULL) {
    g_assert_true (ori_session_adopt (fixture->session, adopt, &n, &error));
    g_assert_no_error (error);
  }
}

/* The only municipality, or one of many. */
static const char *
asked_orgunit (Fixture *fixture)
{
  static const char *const names[] = {"Людиновский муниципальный район",
                                      "Александровский муниципальный округ"};
  const OriSnapshot *snapshot = ori_session_snapshot (fixture->session);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    guint index = ori_snapshot_find_orgunit (snapshot, names[i]);
    if (index != G_MAXUINT)
      return ori_snapshot_orgunit (snapshot, index)->code;
  }
  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const OriPeriod period = ori_period_year (2021);
  const char *programme = data ? data : "kaluga-2020";
  g_autoptr (GError) error = NULL;
  g_autoptr (OriFormsRequest) request = NULL;

  fixture->folder = g_dir_make_tmp ("orientir-forms-XXXXXX", NULL);
  fixture->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  fixture->expected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  make_session (fixture, programme,
                strcmp (programme, "belinsky-2021") == 0    ? "stary-oskol-2021"
                : strcmp (programme, "stavropol-2023") == 0 ? "kaluga-2020"
                                                            : NULL);
  request = ori_forms_request_new (fixture->session, ORI_ORGUNIT_MUNICIPALITY,
                                   asked_orgunit (fixture), &period, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ori_forms_request_count (request), ==, 1);
  g_assert_true (ori_forms_request_run (request, fixture->folder, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture->blank = g_build_filename (fixture->folder, ori_forms_request_file (request, 0), NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  g_clear_object (&fixture->session);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_unlink (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->blank);
  g_hash_table_unref (fixture->answers);
  g_hash_table_unref (fixture->expected);
}

/* --- Filling --- */

static OriBook *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  OriBook *book = ori_book_load (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return book;
}

static guint
find_column (const OriSheet *sheet, const char *name, const OriPeriod *period)
{
  g_autofree char *text = ori_form_col_text (name, period);
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);

  for (gsize i = 0; i < n; i++)
    if (cells[i].type == ORI_CELL_TEXT && strcmp (cells[i].text, text) == 0)
      return cells[i].col;
  return G_MAXUINT;
}

/* The row whose hidden code names the element. */
static guint
find_row (const OriSheet *sheet, const char *element)
{
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);

  for (gsize i = 0; i < n; i++) {
    const char *id = cells[i].type == ORI_CELL_TEXT ? ori_form_row_id (cells[i].text) : NULL;
    g_auto (GStrv) codes = id ? ori_form_row_codes (id) : NULL;
    if (codes != NULL && g_strv_contains ((const char *const *)codes, element))
      return cells[i].row;
  }
  g_assert_not_reached ();
}

static void
put (Fixture *fixture, guint row, guint col, const char *text)
{
  g_hash_table_insert (fixture->answers, g_strdup_printf ("%u|%u", row, col), g_strdup (text));
}

static void
expect (Fixture *fixture, const OriFormRow *row, OriStatus status, double value, const char *text)
{
  for (guint i = 0; i < row->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (row->elements, i);
    g_autofree char *number = ori_number_to_text (value);
    g_hash_table_insert (fixture->expected, g_strdup (element->code),
                         g_strdup_printf ("%s %d %s %s", row->previous ? "2020" : "2021", status,
                                          number, text ? text : ""));
  }
}

/* An answer for every input: wholes are large, parts small, every seventh is «нет данных», every
 * eleventh is marked «не применимо» in the column beside. */
static void
fill_all (Fixture *fixture)
{
  const OriPeriod now = ori_period_year (2021), before = ori_period_year (2020);
  g_autoptr (OriBook) book = load (fixture->blank);
  const OriSheet *sheet = ori_book_sheet (book, 0);
  g_autoptr (OriFormPlan) plan =
      ori_form_plan_new (ori_session_snapshot (fixture->session)->programme);
  guint mark = find_column (sheet, ORI_FORM_COL_MARK, NULL);

  for (guint i = 0; i < plan->rows->len; i++) {
    const OriFormRow *line = g_ptr_array_index (plan->rows, i);
    guint row, col = find_column (sheet, ORI_FORM_COL_VALUE, line->previous ? &before : &now);
    /* A part is below 40, a population within another has some hundreds. */
    double value = line->bound < 0 ? 1000 - i : line->indicator ? i % 40 : 500;
    g_autofree char *number = g_strdup_printf ("%g", value);
    g_autofree char *words = g_strdup_printf ("Приказ № %u <от> 01.02.2021 & «иное»", i);
    if (line->kind != ORI_FORM_INPUT)
      continue;
    row = find_row (sheet, ((const OriElement *)g_ptr_array_index (line->elements, 0))->code);
    if (line->input == ORI_FORM_TEXT) {
      put (fixture, row, col, words);
      expect (fixture, line, ORI_STATUS_VALUE, 0, words);
    } else if (line->input == ORI_FORM_PRESENCE) {
      put (fixture, row, col, i % 2 ? ORI_FORM_YES : ORI_FORM_NO);
      expect (fixture, line, ORI_STATUS_VALUE, i % 2, NULL);
    } else if (i % 7 == 0) {
      put (fixture, row, col, ORI_FORM_NO_DATA);
      expect (fixture, line, ORI_STATUS_MISSING, 0, NULL);
    } else if (i % 11 == 0) {
      put (fixture, row, mark, ORI_FORM_NOT_APPLICABLE);
      expect (fixture, line, ORI_STATUS_NOT_APPLICABLE, 0, NULL);
    } else {
      put (fixture, row, col, number);
      expect (fixture, line, ORI_STATUS_VALUE, value, NULL);
    }
  }
}

static char *
read_part (zip_t *zip, const char *name)
{
  zip_stat_t stat;
  zip_file_t *file = zip_fopen (zip, name, 0);
  char *text;

  g_assert_nonnull (file);
  g_assert_cmpint (zip_stat (zip, name, 0, &stat), ==, 0);
  text = g_malloc0 (stat.size + 1);
  g_assert_cmpint (zip_fread (file, text, stat.size), ==, (gint64)stat.size);
  zip_fclose (file);
  return text;
}

/* Puts the value into <c r="E11" s="7"/>; the cell must be there and empty. */
static void
set_cell (GString *xml, guint row, guint col, const char *value)
{
  g_autofree char *name = ori_cellref_name (row, col);
  g_autofree char *start = g_strdup_printf ("<c r=\"%s\" s=\"", name);
  char *at = strstr (xml->str, start), *end = at ? strchr (at, '>') : NULL;
  g_autofree char *escaped = g_markup_escape_text (value, -1);
  g_autofree char *style = NULL, *cell = NULL;
  gboolean number = ori_number_parse (value, NULL, NULL, NULL);

  g_assert_nonnull (end);
  g_assert_true (end[-1] == '/');
  style = g_strndup (at, (gsize)(end - 1 - at));
  cell = number ? g_strdup_printf ("%s><v>%s</v></c>", style, value)
                : g_strdup_printf ("%s t=\"inlineStr\"><is><t>%s</t></is></c>", style, escaped);
  gssize position = at - xml->str;
  g_string_erase (xml, position, end + 1 - at);
  g_string_insert (xml, position, cell);
}

/* A copy of the blank with the answers in it. */
static char *
fill_xlsx (Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  zip_t *zip;
  GHashTableIter iter;
  gpointer key, value;

  g_assert_true (g_file_get_contents (fixture->blank, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize)length, NULL));
  zip = zip_open (path, 0, NULL);
  g_assert_nonnull (zip);
  g_autofree char *old = read_part (zip, "xl/worksheets/sheet1.xml");
  g_autoptr (GString) xml = g_string_new (old);
  g_hash_table_iter_init (&iter, fixture->answers);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    guint row = 0, col = 0;
    g_assert_cmpint (sscanf (key, "%u|%u", &row, &col), ==, 2);
    set_cell (xml, row, col, value);
  }
  zip_source_t *source = zip_source_buffer (zip, xml->str, xml->len, 0);
  zip_int64_t index = zip_name_locate (zip, "xl/worksheets/sheet1.xml", 0);
  g_assert_cmpint (zip_file_replace (zip, (zip_uint64_t)index, source, 0), ==, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
  return path;
}

/* --- Saved by another program --- */

typedef struct {
  gboolean move; /* the column of ids goes to the end, a new column and new rows come in */
  gboolean rename;
  guint duplicate;     /* row that is written twice, 0 for none */
  guint drop;          /* row that is left out, 0 for none */
  const char *scratch; /* sheet of somebody's calculations */
} Saving;

static void
add_ods_cell (GString *out, const OriSheet *sheet, guint row, guint col)
{
  const OriCell *cell = ori_sheet_cell (sheet, row, col);

  if (cell != NULL && cell->type == ORI_CELL_NUMBER) {
    g_autofree char *number = ori_number_to_text (cell->number);
    g_string_append_printf (out,
                            "<table:table-cell office:value-type=\"float\" office:value=\"%s\">"
                            "<text:p>%s</text:p></table:table-cell>",
                            number, number);
  } else if (cell != NULL && cell->type == ORI_CELL_TEXT && cell->text[0] != '\0') {
    g_autofree char *text = g_markup_escape_text (cell->text, -1);
    g_string_append_printf (out,
                            "<table:table-cell office:value-type=\"string\"><text:p>%s</text:p>"
                            "</table:table-cell>",
                            text);
  } else {
    g_string_append (out, "<table:table-cell/>");
  }
}

static void
add_ods_row (GString *out, const OriSheet *sheet, guint row, const Saving *saving)
{
  guint n = ori_sheet_n_cols (sheet);

  g_string_append (out, "<table:table-row>");
  for (guint i = 0; i < n; i++) {
    guint col = saving->move ? (i + 1) % n : i;
    add_ods_cell (out, sheet, row, col);
    if (saving->move && i == 2)
      g_string_append (out, "<table:table-cell/>");
  }
  g_string_append (out, "</table:table-row>");
}

static char *
save_ods (Fixture *fixture, const char *xlsx, const Saving *saving)
{
  char *path = g_build_filename (fixture->folder, "saved.fods", NULL);
  g_autoptr (OriBook) book = load (xlsx);
  g_autoptr (GString) out = g_string_new (
      "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
      "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
      "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:mimetype="
      "\"application/vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>");

  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    g_string_append_printf (out, "<table:table table:name=\"%s\">",
                            saving->rename && i == 0 ? "Наш лист" : ori_sheet_name (sheet));
    for (guint row = 0; row < ori_sheet_n_rows (sheet); row++) {
      if (i == 0 && saving->drop > 0 && row == saving->drop)
        continue;
      add_ods_row (out, sheet, row, i == 0 ? saving : &(Saving){0});
      if (i == 0 && saving->duplicate > 0 && row == saving->duplicate)
        add_ods_row (out, sheet, row, saving);
      if (i == 0 && saving->move && row % 20 == 5)
        g_string_append (out, "<table:table-row><table:table-cell/></table:table-row>");
    }
    g_string_append (out, "</table:table>");
  }
  if (saving->scratch != NULL)
    g_string_append_printf (out,
                            "<table:table table:name=\"%s\"><table:table-row>"
                            "<table:table-cell office:value-type=\"string\"><text:p>Число "
                            "школ</text:p></table:table-cell><table:table-cell "
                            "office:value-type=\"float\" office:value=\"7\"/>"
                            "</table:table-row></table:table>",
                            saving->scratch);
  g_string_append (out, "</office:spreadsheet></office:body></office:document>");
  g_assert_true (g_file_set_contents (path, out->str, (gssize)out->len, NULL));
  return path;
}

/* --- Importing --- */

static OriImport *
import (Fixture *fixture, const char *path)
{
  OriImport *self = ori_import_new (fixture->session, path);
  g_autoptr (GError) error = NULL;

  g_assert_true (ori_import_run (self, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  return self;
}

static const OriStage *
stage_of (OriImport *self)
{
  return ori_recognition_stage (ori_import_recognition (self));
}

static const OriFinding *
find_finding (const OriStage *stage, const char *rule)
{
  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    if (strcmp (finding->rule, rule) == 0)
      return finding;
  }
  return NULL;
}

static const OriRecord *
find_record (const OriStage *stage, const char *element)
{
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    if (g_strcmp0 (record->element, element) == 0)
      return record;
  }
  return NULL;
}

/* Zero questions, zero differences. */
static void
check_all (Fixture *fixture, const char *path)
{
  g_autoptr (OriImport) self = import (fixture, path);
  const OriStage *stage = stage_of (self);

  for (guint i = 0; i < stage->findings->len; i++) {
    g_autofree char *text = ori_finding_text (g_ptr_array_index (stage->findings, i));
    g_test_message ("%s", text);
  }
  g_assert_cmpuint (stage->findings->len, ==, 0);
  g_assert_cmpuint (stage->tables->len, ==, 1);
  g_assert_cmpstr (((OriStageTable *)g_ptr_array_index (stage->tables, 0))->layout, ==, "form");
  g_assert_cmpuint (stage->records->len, ==, g_hash_table_size (fixture->expected));
  g_assert_cmpuint (ori_stage_n_ready (stage), ==, stage->records->len);
  g_assert_cmpuint (stage->new_orgunits->len + stage->new_indicators->len, ==, 0);
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    g_autofree char *period = ori_period_code (&record->period);
    g_autofree char *number = ori_number_to_text (record->value);
    g_autofree char *got = g_strdup_printf ("%s %d %s %s", period, record->status, number,
                                            record->text ? record->text : "");
    g_assert_cmpstr (got, ==, g_hash_table_lookup (fixture->expected, record->element));
  }
}

static void
test_filled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL, *moved = NULL;
  g_autoptr (OriImport) self = NULL;
  g_autoptr (GError) error = NULL;

  fill_all (fixture);
  path = fill_xlsx (fixture, "filled.xlsx");
  check_all (fixture, path);
  moved = save_ods (fixture, path, &(Saving){.move = TRUE, .rename = TRUE, .scratch = "Черновик"});
  self = import (fixture, moved);
  g_assert_nonnull (find_finding (stage_of (self), "sheet-not-used"));
  g_clear_pointer (&self, ori_import_free);
  g_free (moved);
  moved = save_ods (fixture, path, &(Saving){.move = TRUE, .rename = TRUE});
  check_all (fixture, moved);
  self = import (fixture, moved);
  g_assert_true (ori_session_commit_import (fixture->session, self, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (ori_session_snapshot (fixture->session)->observations->len, ==,
                    g_hash_table_size (fixture->expected));
}

/* A recipe made of a form is for no other form: the hidden codes say more. */
static void
test_recipe (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (OriImport) blank = import (fixture, fixture->blank);
  g_autoptr (OriImport) filled = NULL;
  g_autoptr (OriRecipe) recipe = NULL;
  g_autoptr (GError) error = NULL;

  ori_recognition_set_column_role (ori_import_recognition (blank), 0, 4, ORI_ROLE_UNUSED);
  recipe = ori_import_make_recipe (blank, "Бланк");
  g_assert_true (ori_session_put_recipe (fixture->session, recipe, "Бланк", &error));
  g_assert_no_error (error);
  fill_all (fixture);
  path = fill_xlsx (fixture, "filled.xlsx");
  check_all (fixture, path);
  filled = import (fixture, path);
  g_assert_null (ori_import_recipe (filled));
}

static void
test_all_indicators (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) indicators = g_hash_table_new (g_str_hash, g_str_equal);
  const OriProgramme *programme = ori_session_snapshot (fixture->session)->programme;
  GHashTableIter iter;
  gpointer code;

  fill_all (fixture);
  g_hash_table_iter_init (&iter, fixture->expected);
  while (g_hash_table_iter_next (&iter, &code, NULL)) {
    const OriElement *element = ori_programme_element (programme, code);
    if (element->indicator != NULL)
      g_hash_table_add (indicators, element->indicator);
  }
  g_assert_cmpuint (g_hash_table_size (indicators), ==, 42);
}

/* --- Blank, wrong, tampered --- */

static void
test_blank (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) self = import (fixture, fixture->blank);
  const OriFinding *finding = find_finding (stage_of (self), "form-unfilled");

  g_assert_cmpuint (stage_of (self)->records->len, ==, 0);
  g_assert_cmpuint (stage_of (self)->findings->len, ==, 1);
  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, ORI_SEVERITY_INFO);
}

/* What is left empty is told, and what is there comes in. */
static void
test_half (Fixture *fixture, gconstpointer data)
{
  const OriPeriod now = ori_period_year (2021);
  g_autoptr (OriBook) book = load (fixture->blank);
  const OriSheet *sheet = ori_book_sheet (book, 0);
  g_autofree char *path = NULL;
  g_autoptr (OriImport) self = NULL;

  put (fixture, find_row (sheet, "11.2.1:value"), find_column (sheet, ORI_FORM_COL_VALUE, &now),
       "5");
  path = fill_xlsx (fixture, "half.xlsx");
  self = import (fixture, path);
  g_assert_cmpuint (ori_stage_n_ready (stage_of (self)), ==, 1);
  g_assert_cmpfloat (find_record (stage_of (self), "11.2.1:value")->value, ==, 5);
  g_assert_cmpuint (stage_of (self)->findings->len, ==, 1);
  g_assert_nonnull (find_finding (stage_of (self), "form-unfilled"));
}

static void
check_mistake (Fixture *fixture, const char *element, const char *answer, const char *rule,
               OriStatus status)
{
  const OriPeriod now = ori_period_year (2021);
  g_autoptr (OriBook) book = load (fixture->blank);
  const OriSheet *sheet = ori_book_sheet (book, 0);
  guint row = find_row (sheet, element), col = find_column (sheet, ORI_FORM_COL_VALUE, &now);
  g_autofree char *cell = ori_cellref_name (row, col);
  g_autofree char *path = NULL;
  g_autoptr (OriImport) self = NULL;
  const OriFinding *finding;

  g_hash_table_remove_all (fixture->answers);
  put (fixture, find_row (sheet, "11.1.9:total"), col, "20");
  put (fixture, row, col, answer);
  path = fill_xlsx (fixture, "mistake.xlsx");
  self = import (fixture, path);
  finding = find_finding (stage_of (self), rule);
  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->sheet, ==, "Форма");
  g_assert_cmpstr (finding->cell, ==, cell);
  g_assert_cmpint (finding->severity, ==, ORI_SEVERITY_ERROR);
  g_assert_cmpint (find_record (stage_of (self), element)->status, ==, status);
}

static void
test_mistakes (Fixture *fixture, gconstpointer data)
{
  check_mistake (fixture, "11.2.1:value", "много", "text-for-number", ORI_STATUS_MISSING);
  check_mistake (fixture, "11.2.1:value", "-3", "form-negative", ORI_STATUS_DOUBTFUL);
  check_mistake (fixture, "11.2.1:value", "2.5", "form-fraction", ORI_STATUS_DOUBTFUL);
  check_mistake (fixture, "11.1.9:participated", "21", "form-above-whole", ORI_STATUS_DOUBTFUL);
  check_mistake (fixture, "11.1.1:value", "иногда", "form-presence", ORI_STATUS_MISSING);
}

/* A number and the mark that there is none: neither. */
static void
test_contradiction (Fixture *fixture, gconstpointer data)
{
  const OriPeriod now = ori_period_year (2021), before = ori_period_year (2020);
  g_autoptr (OriBook) book = load (fixture->blank);
  const OriSheet *sheet = ori_book_sheet (book, 0);
  guint row = find_row (sheet, "11.2.1:value"), other = find_row (sheet, "11.2.2:value");
  g_autofree char *path = NULL;
  g_autoptr (OriImport) self = NULL;

  put (fixture, row, find_column (sheet, ORI_FORM_COL_VALUE, &now), "5");
  put (fixture, row, find_column (sheet, ORI_FORM_COL_MARK, NULL), ORI_FORM_NO_DATA);
  /* A closed cell that somebody opened. */
  put (fixture, other, find_column (sheet, ORI_FORM_COL_VALUE, &before), "6");
  path = fill_xlsx (fixture, "contradiction.xlsx");
  self = import (fixture, path);
  g_assert_nonnull (find_finding (stage_of (self), "form-answer-twice"));
  g_assert_nonnull (find_finding (stage_of (self), "form-not-asked"));
  g_assert_null (find_record (stage_of (self), "11.2.1:value"));
  g_assert_null (find_record (stage_of (self), "11.2.2:value"));
}

/* Replaces a text everywhere in the file: shared strings and sheets. */
static char *
tamper (Fixture *fixture, const char *path, const char *from, const char *to)
{
  char *copy = g_build_filename (fixture->folder, "tampered.xlsx", NULL);
  static const char part[] = "xl/sharedStrings.xml";
  g_autofree char *bytes = NULL;
  gsize length;
  zip_t *zip;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize)length, NULL));
  zip = zip_open (copy, 0, NULL);
  g_autofree char *text = read_part (zip, part);
  g_auto (GStrv) pieces = g_strsplit (text, from, -1);
  g_assert_cmpuint (g_strv_length (pieces), >, 1);
  g_autofree char *changed = g_strjoinv (to, pieces);
  zip_source_t *source = zip_source_buffer (zip, changed, strlen (changed), 0);
  g_assert_cmpint (zip_file_replace (zip, (zip_uint64_t)zip_name_locate (zip, part, 0), source, 0),
                   ==, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
  return copy;
}

/* Nothing of a form whose identity is in doubt may come in. */
static void
check_tampered (Fixture *fixture, const char *path, const char *from, const char *to,
                const char *rule)
{
  g_autofree char *copy = tamper (fixture, path, from, to);
  g_autoptr (OriImport) self = import (fixture, copy);
  const OriFinding *finding = find_finding (stage_of (self), rule);

  g_assert_nonnull (finding);
  g_assert_cmpint (finding->severity, ==, ORI_SEVERITY_ERROR);
  g_assert_nonnull (finding->sheet);
  g_assert_nonnull (finding->cell);
  if (strcmp (rule, "form-row-moved") == 0)
    g_assert_null (find_record (stage_of (self), "11.1.2:value"));
  else
    g_assert_cmpuint (ori_stage_n_ready (stage_of (self)), ==, 0);
}

static void
test_tampered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  fill_all (fixture);
  path = fill_xlsx (fixture, "filled.xlsx");
  check_tampered (fixture, path, "Людиновский муниципальный район", "Кировский муниципальный район",
                  "form-orgunit-differs");
  check_tampered (fixture, path, "|29620000|", "|29614000|", "form-orgunit-differs");
  check_tampered (fixture, path, "1|kaluga-2020|", "1|kemerovo-2022|", "form-other-programme");
  check_tampered (fixture, path, ">2021 год<", ">2022 год<", "form-period-differs");
  check_tampered (fixture, path, "|2021<", "|2031<", "form-period-differs");
  check_tampered (fixture, path, "ori:row 11.1.2:value", "ori:row 11.1.4:value", "form-row-moved");
  check_tampered (fixture, path, "ori:form 1", "ori:farm 1", "form-damaged");
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriBook) book = load (fixture->blank);
  guint row = find_row (ori_book_sheet (book, 0), "11.2.1:value");
  g_autofree char *path = NULL, *twice = NULL, *less = NULL;
  g_autoptr (OriImport) a = NULL, b = NULL;
  const OriFinding *finding;

  fill_all (fixture);
  path = fill_xlsx (fixture, "filled.xlsx");
  twice = save_ods (fixture, path, &(Saving){.duplicate = row});
  a = import (fixture, twice);
  finding = find_finding (stage_of (a), "form-row-twice");
  g_assert_nonnull (finding);
  g_assert_nonnull (finding->cell);
  g_assert_cmpuint (stage_of (a)->records->len, ==, g_hash_table_size (fixture->expected));
  less = save_ods (fixture, path, &(Saving){.drop = row});
  b = import (fixture, less);
  g_assert_nonnull (find_finding (stage_of (b), "form-row-missing"));
  g_assert_null (find_record (stage_of (b), "11.2.1:value"));
  g_assert_cmpuint (stage_of (b)->records->len, ==, g_hash_table_size (fixture->expected) - 1);
}

/* --- Files --- */

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  const OriPeriod period = ori_period_year (2021);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  g_auto (GStrv) existing = NULL;
  gsize n_before, n_after;
  g_autoptr (OriFormsRequest) request = ori_forms_request_new (
      fixture->session, ORI_ORGUNIT_MUNICIPALITY, asked_orgunit (fixture), &period, &error);

  g_assert_no_error (error);
  existing = ori_forms_request_existing (request, fixture->folder);
  g_assert_cmpuint (g_strv_length (existing), ==, 1);
  g_assert_true (g_file_get_contents (fixture->blank, &before, &n_before, NULL));
  g_unlink (fixture->blank);
  g_assert_true (ori_forms_request_run (request, fixture->folder, NULL, NULL, &error));
  g_assert_true (g_file_get_contents (fixture->blank, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
cancel_cb (double fraction, const char *message, gpointer data)
{
  if (fraction > 0.1)
    g_cancellable_cancel (data);
}

/* What a cancel leaves is whole. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  const OriPeriod period = ori_period_year (2022);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  OriProgress progress = {cancel_cb, cancellable, 0, 1};
  g_autofree char *folder = g_build_filename (fixture->folder, "new", "forms", NULL);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autoptr (OriFormsRequest) request =
      ori_forms_request_new (fixture->session, ORI_ORGUNIT_MUNICIPALITY, NULL, &period, &error);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_assert_false (ori_forms_request_run (request, folder, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (OriBook) book = load (path);
    g_assert_true (g_str_has_suffix (name, ", 2022.xlsx"));
    g_assert_nonnull (book);
    g_unlink (path);
    n++;
  }
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, ori_forms_request_count (request));
  g_rmdir (folder);
  g_rmdir (parent);
}

/* A file for each school, named so that Windows and FAT take it. */
static void
test_schools (Fixture *fixture, gconstpointer data)
{
  const OriPeriod period = ori_period_year (2021);
  g_autoptr (GError) error = NULL;
  g_autofree char *parent = g_strdup (asked_orgunit (fixture));
  g_autoptr (OriOrgUnit) a =
      ori_orgunit_new ("school-1", "МКОУ «Школа: №1» ", "Школа №1/2", parent, ORI_ORGUNIT_SCHOOL);
  g_autoptr (OriOrgUnit) b =
      ori_orgunit_new ("school-2", "CON", "школа №1/2", parent, ORI_ORGUNIT_SCHOOL);
  g_autoptr (OriFormsRequest) request = NULL;
  g_autofree char *path = NULL;

  g_assert_true (ori_store_put_orgunit (ori_session_store (fixture->session), a, &error));
  g_assert_true (ori_store_put_orgunit (ori_session_store (fixture->session), b, &error));
  ori_session_reload (fixture->session);
  request = ori_forms_request_new (fixture->session, ORI_ORGUNIT_SCHOOL, parent, &period, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ori_forms_request_count (request), ==, 2);
  for (guint i = 0; i < 2; i++) {
    const char *file = ori_forms_request_file (request, i);
    g_assert_null (strpbrk (file, "<>:\"/\\|?*"));
  }
  g_assert_true (g_ascii_strcasecmp (ori_forms_request_file (request, 0),
                                     ori_forms_request_file (request, 1)) != 0);
  g_assert_nonnull (strstr (ori_forms_request_file (request, 1), "(2)"));
  g_assert_true (ori_forms_request_run (request, fixture->folder, NULL, NULL, &error));
  g_assert_no_error (error);
  path = g_build_filename (fixture->folder, ori_forms_request_file (request, 0), NULL);
  g_autoptr (OriImport) self = import (fixture, path);
  g_assert_cmpuint (stage_of (self)->findings->len, ==, 1);
  g_assert_nonnull (find_finding (stage_of (self), "form-unfilled"));
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ori_forms_request_new (fixture->session, ORI_ORGUNIT_SCHOOL, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, func) g_test_add ("/forms/" name, Fixture, data, set_up, func, tear_down)
  ADD ("filled/kaluga", "kaluga-2020", test_filled);
  ADD ("filled/stary-oskol", "stary-oskol-2021", test_filled);
  ADD ("filled/kemerovo", "kemerovo-2022", test_filled);
  ADD ("filled/belinsky", "belinsky-2021", test_filled);
  ADD ("filled/stavropol", "stavropol-2023", test_filled);
  ADD ("recipe", NULL, test_recipe);
  ADD ("half", NULL, test_half);
  ADD ("all-indicators", NULL, test_all_indicators);
  ADD ("blank", NULL, test_blank);
  ADD ("mistakes", NULL, test_mistakes);
  ADD ("contradiction", NULL, test_contradiction);
  ADD ("tampered", NULL, test_tampered);
  ADD ("rows", NULL, test_rows);
  ADD ("same-bytes", NULL, test_same_bytes);
  ADD ("cancel", NULL, test_cancel);
  ADD ("nobody", NULL, test_nobody);
  ADD ("schools", NULL, test_schools);
  return g_test_run ();
}
