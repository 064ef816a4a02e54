/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-document-private.h"
#include "report/ori-pages-private.h"

#include <expat.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

/* Texts that break careless writers. */
#define NASTY "R&D <b>=1+1</b> ]]> \"x\" 'y' \x01\x0b \xf0\x9f\x9a\x80"

static char *folder;

typedef gboolean (*WriteFunc) (const OriDocument *document, const char *path,
                               const OriProgress *progress, GCancellable *cancellable,
                               GError **error);

static const struct {
  const char *extension;
  WriteFunc write;
} drivers[] = {
    {"xlsx", ori_document_write_xlsx},
    {"docx", ori_document_write_docx},
    {"pdf", ori_document_write_pdf},
};

static char *
path_of (const char *name, const char *extension)
{
  g_autofree char *base = g_strconcat (name, ".", extension, NULL);
  return g_build_filename (folder, base, NULL);
}

static OriChartSpec *
make_chart (void)
{
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_DYNAMICS);
  OriChartSeries *series = ori_chart_spec_add_series (spec, "=A1 & <series>");

  spec->share = TRUE;
  g_free (spec->unit);
  spec->unit = g_strdup ("%");
  spec->target = NAN;
  for (int year = 2020; year < 2023; year++)
    g_ptr_array_add (spec->periods, g_strdup_printf ("%d", year));
  ori_chart_series_add_point (series, 67.4, 62, 72, "283 из 420");
  ori_chart_series_add_point (series, NAN, NAN, NAN, NULL);
  ori_chart_series_add_point (series, 67.3, 62, 72, "282 из 419");
  return spec;
}

static OriDocument *
make_document (void)
{
  OriDocument *document = ori_document_new ("Отчёт " NASTY);
  OriItem *list, *table, *chart;
  static const double shares[] = {67.4, NAN, 67.3};

  document->date = 1700000000;
  document->author = g_strdup (NASTY);
  document->subtitle = g_strdup ("=HYPERLINK(\"http://x\")");
  document->training = TRUE;
  for (int i = 0; i < 5; i++)
    ori_document_heading (document, 1 + i % 3, i ? NASTY : "Первый раздел");
  ori_document_paragraph (document, "=2+2");
  ori_document_paragraph (document, NASTY);
  ori_document_note (document, "-1");
  list = ori_document_list (document, TRUE);
  ori_item_add_text (list, "@SUM(1)");
  ori_item_add_text (list, NASTY);
  table = ori_document_table (document, "Названия: A/B*C?[D] из сорока и более букв подряд & <t>");
  ori_item_add_column (table, "=header", 1, FALSE);
  ori_item_add_column_in (table, "Полоса", "доля", 1, TRUE);
  ori_item_add_column_in (table, "Полоса", "число", 1, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++) {
    GArray *row = ori_item_add_row (table);
    OriReportCell *cell = ori_row_add_text (row, i == 0 ? "=1+1" : i == 1 ? "+7" : "-x");
    cell->group = (int)i;
    cell->n_groups = 3;
    cell = ori_row_add_percent (row, shares[i], 1);
    ori_report_cell_set_source (cell, "файл.xlsx › Лист & <1> › C4");
    cell = ori_row_add_number (row, 1234567, 0);
    if (i == 2)
      cell->value = INFINITY; /* set behind the back of the guard */
  }
  chart = ori_document_chart (document, "Доля & <доли>", make_chart ());
  ori_item_chart_from (chart, table, 0, 1, 2, 1);
  ori_document_page_break (document);
  ori_document_chart (document, "Без таблицы", make_chart ());
  ori_document_table (document, "Названия: A/B*C?[D] из сорока и более букв подряд & <t>");
  ori_document_finish (document);
  return document;
}

static GBytes *
read_file (const char *path)
{
  char *data;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &data, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, length);
}

/* Checks that every XML part is well-formed and returns their texts together, markup included. */
static char *
read_parts (const char *path)
{
  int code;
  zip_t *zip = zip_open (path, ZIP_RDONLY, &code);
  GString *all = g_string_new (NULL);

  g_assert_nonnull (zip);
  for (zip_int64_t i = 0; i < zip_get_num_entries (zip, 0); i++) {
    zip_stat_t info;
    zip_file_t *file;
    g_autofree char *text = NULL;
    XML_Parser parser;
    g_assert_cmpint (zip_stat_index (zip, (zip_uint64_t)i, 0, &info), ==, 0);
    if (g_str_has_suffix (info.name, ".png"))
      continue;
    file = zip_fopen_index (zip, (zip_uint64_t)i, 0);
    text = g_malloc0 (info.size + 1);
    g_assert_cmpint (zip_fread (file, text, info.size), ==, (zip_int64_t)info.size);
    zip_fclose (file);
    parser = XML_ParserCreate (NULL);
    if (XML_Parse (parser, text, (int)info.size, 1) != XML_STATUS_OK)
      g_error ("%s: line %lu: %s", info.name, XML_GetCurrentLineNumber (parser),
               XML_ErrorString (XML_GetErrorCode (parser)));
    XML_ParserFree (parser);
    g_string_append_printf (all, "\n=== %s\n%s", info.name, text);
  }
  zip_discard (zip);
  return g_string_free (all, FALSE);
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in the file", part);
}

static void
assert_lacks (const char *text, const char *part)
{
  const char *place = strstr (text, part);
  if (place)
    g_error ("“%s” is in the file: %.60s", part, place);
}

static void
test_xlsx (void)
{
  g_autoptr (OriDocument) document = make_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of ("nasty", "xlsx");
  g_autofree char *parts = NULL;

  g_assert_true (ori_document_write_xlsx (document, path, NULL, NULL, &error));
  g_assert_no_error (error);
  parts = read_parts (path);
  /* Typed numbers, percents as fractions, texts never as formulas. */
  assert_has (parts, "<v>0.674");
  assert_has (parts, "<v>1234567</v>");
  assert_has (parts, "formatCode=\"#,##0.0\\ %\"");
  assert_has (parts, "<t>=1+1</t>");
  assert_has (parts, "<t>нет данных</t>");
  assert_has (parts, "C4");
  assert_has (parts, "<c:lineChart>");
  assert_has (parts, "name=\"Содержание\"");
  assert_lacks (parts, "<f>=");
  assert_lacks (parts, "<f>1+1");
  assert_lacks (parts, "NAN");
  assert_lacks (parts, "nan<");
  assert_lacks (parts, "INF");
  assert_lacks (parts, "<v>inf");
  /* A formula element stands only in a chart (c:f) or nowhere. */
  assert_lacks (parts, "<f>");
}

/* Numbers in a file do not depend on the language of the desktop. Not every machine has such a
 * locale; the contents are asked for in any case. */
static void
test_decimal_comma (void)
{
  static const char *const names[] = {"ru_RU.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (setlocale (LC_NUMERIC, names[i]))
      break;
  for (guint i = 0; i < G_N_ELEMENTS (drivers); i++) {
    g_autoptr (OriDocument) document = make_document ();
    g_autoptr (GError) error = NULL;
    g_autofree char *name = g_strdup_printf ("locale-%s", drivers[i].extension);
    g_autofree char *path = path_of (name, drivers[i].extension);
    g_autofree char *parts = NULL;

    g_assert_true (drivers[i].write (document, path, NULL, NULL, &error));
    g_assert_no_error (error);
    if (!g_str_equal (drivers[i].extension, "xlsx"))
      continue;
    parts = read_parts (path);
    assert_has (parts, "<v>0.674");
    assert_has (parts, "left=\"0.7");
    assert_lacks (parts, "<v>0,");
  }
  setlocale (LC_NUMERIC, "C");
}

static void
test_docx (void)
{
  g_autoptr (OriDocument) document = make_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of ("nasty", "docx");
  g_autofree char *parts = NULL;

  g_assert_true (ori_document_write_docx (document, path, NULL, NULL, &error));
  g_assert_no_error (error);
  parts = read_parts (path);
  assert_has (parts, "67,4"
                     "\xc2\xa0"
                     "%");
  assert_has (parts, "1"
                     "\xe2\x80\xaf"
                     "234"
                     "\xe2\x80\xaf"
                     "567");
  assert_has (parts, "R&amp;D &lt;b&gt;=1+1&lt;/b&gt; ]]&gt;");
  assert_has (parts, "Таблица 1 – Названия");
  assert_has (parts, "Рисунок 2 – Без таблицы");
  assert_has (parts, "w:val=\"Heading1\"");
  assert_has (parts, "<w:tblHeader/>");
  assert_has (parts, "PAGE");
  assert_lacks (parts, "INF");
  assert_lacks (parts, ">—<");
}

static void
test_pdf (void)
{
  g_autoptr (OriDocument) document = make_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of ("nasty", "pdf");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (OriPages) pages = ori_pages_new (document);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595, 842);
  cairo_t *cr = cairo_create (surface);

  g_assert_true (ori_document_write_pdf (document, path, NULL, NULL, &error));
  g_assert_no_error (error);
  bytes = read_file (path);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), 5, "%PDF-", 5);
  /* Title page, contents, text: the preview has the pages of the file. */
  g_assert_cmpuint (ori_pages_count (pages), >=, 4);
  for (guint i = 0; i < ori_pages_count (pages); i++)
    ori_pages_draw (pages, i, cr);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_same_bytes (gconstpointer data)
{
  guint driver = GPOINTER_TO_UINT (data);
  g_autoptr (GBytes) first = NULL;

  for (int i = 0; i < 2; i++) {
    g_autoptr (OriDocument) document = make_document ();
    g_autofree char *path = path_of (i ? "second" : "first", drivers[driver].extension);
    g_autoptr (GBytes) bytes = NULL;
    g_assert_true (drivers[driver].write (document, path, NULL, NULL, NULL));
    bytes = read_file (path);
    if (first)
      g_assert_true (g_bytes_equal (first, bytes));
    else
      first = g_bytes_ref (bytes);
  }
}

static void
test_unwritable (gconstpointer data)
{
  guint driver = GPOINTER_TO_UINT (data);
  g_autoptr (OriDocument) document = make_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_strconcat (folder, "/no-such-folder/report.", drivers[driver].extension, NULL);

  g_assert_false (drivers[driver].write (document, path, NULL, NULL, &error));
  g_assert_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WRITE);
}

typedef struct {
  GCancellable *cancellable;
  guint left;
} Countdown;

static void
count_cb (double fraction, const char *message, gpointer data)
{
  Countdown *countdown = data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  if (countdown->left-- == 0)
    g_cancellable_cancel (countdown->cancellable);
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* Cancelled at any step, a driver leaves the old file and nothing beside it. */
static void
test_cancel (gconstpointer data)
{
  guint driver = GPOINTER_TO_UINT (data), n_files;
  g_autofree char *path = path_of ("cancelled", drivers[driver].extension);
  g_autoptr (OriDocument) document = make_document ();

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  n_files = count_files ();
  for (guint n = 0; n < 8; n++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *left = NULL;
    Countdown countdown = {cancellable, n};
    OriProgress progress = {count_cb, &countdown, 0, 1};
    g_assert_false (drivers[driver].write (document, path, &progress, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_true (g_file_get_contents (path, &left, NULL, NULL));
    g_assert_cmpstr (left, ==, "old");
    g_assert_cmpuint (count_files (), ==, n_files);
  }
}

static void
test_format (void)
{
  g_autoptr (OriDocument) document = make_document ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = path_of ("report", "odt");

  g_assert_false (ori_document_write (document, path, NULL, NULL, &error));
  g_assert_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_FORMAT);
}

static void
test_cells (void)
{
  g_autoptr (OriDocument) document = ori_document_new ("x");
  OriItem *table = ori_document_table (document, "y");
  GArray *row = ori_item_add_row (table);
  g_autofree char *missing = ori_report_cell_text (ori_row_add_number (row, NAN, 1));
  g_autofree char *percent = ori_report_cell_text (ori_row_add_percent (row, 57.25, 1));
  g_autofree char *number = ori_report_cell_text (ori_row_add_number (row, -12345.5, 1));

  g_assert_cmpstr (missing, ==, "нет данных");
  g_assert_cmpstr (percent, ==, "57,3\xc2\xa0%");
  g_assert_cmpstr (number, ==,
                   "\xe2\x88\x92"
                   "12\xe2\x80\xaf"
                   "345,5");
}

/* A table of 200 rows and one row taller than a page: nothing is lost, the head is repeated. */
static void
test_long_table (void)
{
  g_autoptr (OriDocument) document = ori_document_new ("Длинная таблица");
  OriItem *table = ori_document_table (document, "Строки");
  GString *tall = g_string_new (NULL);
  g_autoptr (OriPages) pages = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (tall, "слово%d ", i);
  ori_item_add_column (table, "Название", 2, FALSE);
  ori_item_add_column (table, "Число", 1, TRUE);
  for (int i = 0; i < 200; i++) {
    GArray *row = ori_item_add_row (table);
    ori_row_add_text (row, i == 100 ? tall->str : "строка");
    ori_row_add_number (row, i, 0);
  }
  ori_document_finish (document);
  pages = ori_pages_new (document);
  g_assert_cmpuint (ori_pages_count (pages), >=, 10);
  g_assert_cmpuint (ori_pages_count (pages), <=, 30);
  g_string_free (tall, TRUE);
}

/* Wherever on a page they come, headings that follow each other stand together. */
static void
test_headings (void)
{
  for (guint lines = 0; lines < 40; lines++) {
    g_autoptr (OriDocument) document = ori_document_new ("Заголовки");
    g_autoptr (OriPages) pages = NULL;
    guint first = 0;

    for (guint i = 0; i < lines; i++)
      ori_document_paragraph (document, "строка");
    for (int level = 1; level <= 3; level++)
      ori_document_heading (document, level, "Заголовок");
    ori_document_paragraph (document, "строка");
    ori_document_finish (document);
    pages = ori_pages_new (document);
    for (guint i = 0; i < 3; i++) {
      const char *text;
      int level;
      guint page;
      g_assert_true (ori_pages_heading (pages, i, &text, &level, &page));
      first = i == 0 ? page : first;
      g_assert_cmpuint (page, ==, first);
    }
  }
}

static gboolean
is_on_page (const GPtrArray *blocks, const char *text)
{
  for (guint i = 0; i < blocks->len; i++) {
    const OriBlock *block = g_ptr_array_index (blocks, i);

    if (block->layout != NULL && g_strcmp0 (pango_layout_get_text (block->layout), text) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Wherever the page ends, a heading goes with the table behind it. */
static void
test_heading_stays (void)
{
  for (int lines = 0; lines < 60; lines += 3) {
    g_autoptr (OriDocument) document = ori_document_new ("Короткий отчёт");
    g_autoptr (OriPages) pages = NULL;
    OriItem *table;
    guint page;
    const char *text;
    int level;

    for (int i = 0; i < lines; i++)
      ori_document_note (document, "строка");
    ori_document_heading (document, 1, "Раздел");
    ori_document_heading (document, 2, "Подраздел");
    table = ori_document_table (document, "Строки");
    ori_item_add_column (table, "Название", 2, FALSE);
    for (int i = 0; i < 6; i++)
      ori_row_add_text (ori_item_add_row (table), "строка\nи ещё\nи ещё");
    ori_document_finish (document);
    pages = ori_pages_new (document);
    for (guint i = 0; i < pages->pages->len; i++) {
      GPtrArray *blocks = g_ptr_array_index (pages->pages, i);
      const OriBlock *last = g_ptr_array_index (blocks, blocks->len - 1);
      double y = 0;

      g_assert_false (last->tag != NULL && last->tag[0] == 'H');
      for (guint k = 0; k < blocks->len; k++) {
        const OriBlock *block = g_ptr_array_index (blocks, k);

        g_assert_cmpfloat (block->y, >=, y - 0.01);
        g_assert_cmpfloat (block->y + block->height, <=, ORI_PAGE_HEIGHT);
        y = block->y + block->height;
      }
      for (guint k = 0; ori_pages_heading (pages, k, &text, &level, &page); k++)
        g_assert_true (page != i || is_on_page (blocks, text));
    }
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("orientir-report-XXXXXX", &error);
  g_assert_no_error (error);
  g_test_add_func ("/report/document/cells", test_cells);
  g_test_add_func ("/report/document/xlsx", test_xlsx);
  g_test_add_func ("/report/document/decimal-comma", test_decimal_comma);
  g_test_add_func ("/report/document/docx", test_docx);
  g_test_add_func ("/report/document/pdf", test_pdf);
  g_test_add_func ("/report/document/format", test_format);
  g_test_add_func ("/report/document/long-table", test_long_table);
  g_test_add_func ("/report/document/headings", test_headings);
  g_test_add_func ("/report/document/heading-stays", test_heading_stays);
  for (guint i = 0; i < G_N_ELEMENTS (drivers); i++) {
    g_autofree char *same = g_strconcat ("/report/same-bytes/", drivers[i].extension, NULL);
    g_autofree char *unwritable = g_strconcat ("/report/unwritable/", drivers[i].extension, NULL);
    g_autofree char *cancel = g_strconcat ("/report/cancel/", drivers[i].extension, NULL);
    g_test_add_data_func (same, GUINT_TO_POINTER (i), test_same_bytes);
    g_test_add_data_func (unwritable, GUINT_TO_POINTER (i), test_unwritable);
    g_test_add_data_func (cancel, GUINT_TO_POINTER (i), test_cancel);
  }
  result = g_test_run ();
  {
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name (dir))) {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
    g_rmdir (folder);
    g_free (folder);
  }
  return result;
}
