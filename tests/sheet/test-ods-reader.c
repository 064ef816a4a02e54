/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sheet-support.h"

#define CELL_TEXT(text) "<table:table-cell><text:p>" text "</text:p></table:table-cell>"
#define NUMBER(value, printed)                                                                     \
  "<table:table-cell office:value-type=\"float\" office:value=\"" value "\"><text:p>" printed      \
  "</text:p></table:table-cell>"

static OriBook *
load_rows (const char *rows)
{
  g_autofree char *table =
      g_strdup_printf ("<table:table table:name=\"Лист1\">%s</table:table>", rows);
  g_autoptr (GBytes) bytes = make_ods ("", table);

  return load_good (bytes, "файл.ods");
}

static void
check_rows (const char *rows, const char *expected)
{
  g_autoptr (OriBook) book = load_rows (rows);

  check_cells (book, expected);
}

static void
test_types (void)
{
  check_rows (
      "<table:table-row>" CELL_TEXT ("Курск") NUMBER (
          "27.4",
          "27,40") "<table:table-cell office:value-type=\"percentage\" "
                   "office:value=\"0.67\"><text:p>67%</text:p>"
                   "</table:table-cell><table:table-cell office:value-type=\"date\" "
                   "office:date-value=\"2022-12-31\"><text:p>31.12.22</text:p></table:table-cell>"
                   "<table:table-cell office:value-type=\"date\" office:date-value=\"2022-12-31\">"
                   "<text:p>12/31/22</text:p></table:table-cell>"
                   "<table:table-cell office:value-type=\"time\" office:time-value=\"PT10H30M00S\">"
                   "<text:p>10:30</text:p></table:table-cell>"
                   "<table:table-cell office:value-type=\"boolean\" "
                   "office:boolean-value=\"true\"><text:p>TRUE"
                   "</text:p></table:table-cell><table:table-cell office:value-type=\"string\" "
                   "office:string-value=\"\" calcext:value-type=\"error\"><text:p>#DIV/0!</text:p>"
                   "</table:table-cell></table:table-row>",
      "A1 text Курск\nB1 number 27.4 «27,40»\nC1 number 0.67 «67%» percent\n"
      "D1 date 2022-12-31 «31.12.22»\nE1 date 2022-12-31 «31.12.2022»\n"
      "F1 date 10:30:00 «10:30»\nG1 bool 1 «ИСТИНА»\nH1 error #DIV/0!\n");
}

/* A file of an English locale prints as a Russian one; what the signs mean is told by the value. */
static void
test_foreign_signs (void)
{
  check_rows ("<table:table-row>" NUMBER ("3806.5", "3,806.5") NUMBER ("3806", "3,806")
                  NUMBER ("3.806", "3,806") NUMBER ("0", "0.0") NUMBER ("-1.8", "-1.8")
                      NUMBER ("1234", "1 234") "</table:table-row>",
              "A1 number 3806.5 «3\xc2\xa0"
              "806,5»\nB1 number 3806 «3\xc2\xa0"
              "806»\n"
              "C1 number 3.806 «3,806»\nD1 number 0 «0,0»\nE1 number -1.8 «-1,8»\n"
              "F1 number 1234 «1 234»\n");
}

static void
test_text (void)
{
  check_rows ("<table:table-row><table:table-cell><office:annotation><text:p>пометка</text:p>"
              "</office:annotation><text:p><text:s text:c=\"2\"/>г.\n  <text:span>Курск</text:span>"
              "<text:tab/>и<text:line-break/>ещё</text:p><text:p>вторая</text:p></table:table-cell>"
              "</table:table-row>",
              "A1 text   г. Курск\tи\nещё\nвторая\n");
}

static void
test_structure (void)
{
  g_autoptr (GBytes) bytes =
      make_ods ("<style:style style:name=\"ta\"><style:table-properties "
                "table:display=\"false\"/></style:style>"
                "<style:style style:name=\"co\"><style:table-column-properties "
                "style:column-width=\"2.5cm\"/></style:style><style:style style:name=\"ce\">"
                "<style:paragraph-properties fo:margin-left=\"0.706cm\"/></style:style>",
                "<table:table table:name=\"А\" table:style-name=\"ta\"><table:table-column "
                "table:style-name=\"co\"/><table:table-column table:visibility=\"collapse\"/>"
                "<table:table-row><table:table-cell table:number-columns-spanned=\"2\" "
                "table:number-rows-spanned=\"2\" table:style-name=\"ce\"><text:p>шапка</text:p>"
                "</table:table-cell><table:covered-table-cell/></table:table-row>"
                "<table:table-row table:visibility=\"filter\" table:number-rows-repeated=\"2\">"
                "<table:covered-table-cell table:number-columns-repeated=\"2\"/>" CELL_TEXT (
                    "в") "</table:table-row></table:table><table:table table:name=\"Б\"/>");
  g_autoptr (OriBook) book = load_good (bytes, "a.ods");
  g_autofree char *dump = dump_book (book);

  g_assert_cmpstr (dump, ==,
                   "[А] 3×3 hidden\nA1 text шапка indent 2\nC2 text в\nC3 text в\nmerge A1:B2\n"
                   "hidden row 2\nhidden row 3\nhidden column 2\n[Б] 0×0\n");
  g_assert_cmpfloat (ori_sheet_col_width (ori_book_sheet (book, 0), 0), >, 10);
}

static void
test_repeats (void)
{
  g_autoptr (OriBook) book = NULL;

  check_rows ("<table:table-row table:number-rows-repeated=\"2\"><table:table-cell "
              "table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"5\"/>"
              "<table:table-cell table:number-columns-repeated=\"1000000000\"/></table:table-row>"
              "<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell/>"
              "</table:table-row>",
              "A1 number 5\nB1 number 5\nA2 number 5\nB2 number 5\n");
  book = load_rows ("<table:table-row table:number-rows-repeated=\"1000000000\"><table:table-cell "
                    "table:number-columns-repeated=\"1000000000\" office:value-type=\"float\" "
                    "office:value=\"5\"/></table:table-row>");
  g_assert_cmpuint (ori_sheet_n_cols (ori_book_sheet (book, 0)), ==, ORI_MAX_COLS);
  g_assert_cmpuint (ori_sheet_n_rows (ori_book_sheet (book, 0)), <, 1000);
  g_assert_true (has_finding (book, "out-of-limits", "A1"));
}

static void
test_flat (void)
{
  static const char text[] =
      "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\" xmlns:table=\"t\" "
      "xmlns:text=\"x\" office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">"
      "<office:body><office:spreadsheet><table:table table:name=\"Л\"><table:table-row>" NUMBER (
          "5", "5") "</table:table-row></table:table></office:spreadsheet></office:body>"
                    "</office:document>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) cut = g_bytes_new_static (text, strlen (text) - 20);
  g_autoptr (OriBook) book = load_good (bytes, "a.fods");

  g_assert_cmpstr (ori_book_format (book), ==, "fods");
  check_cells (book, "A1 number 5\n");
  load_bad (cut, "a.fods", ORI_SHEET_ERROR_CORRUPT, "a.fods");
}

static void
test_refused (void)
{
  g_autoptr (GBytes) locked = make_zip (
      "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml",
      "<m><file-entry><encryption-data/></file-entry></m>", "content.xml", "\x01\x02", NULL);
  g_autoptr (GBytes) text =
      make_zip ("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<a/>", NULL);
  g_autoptr (GBytes) empty = make_ods ("", "");

  load_bad (locked, "a.ods", ORI_SHEET_ERROR_PASSWORD, "password");
  load_bad (text, "a.ods", ORI_SHEET_ERROR_UNSUPPORTED, "not a table");
  load_bad (empty, "a.ods", ORI_SHEET_ERROR_CORRUPT, "no table");
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes =
      make_ods ("", "<table:table><table:table-row>" CELL_TEXT ("Курск") "</table:table-row>"
                                                                         "</table:table>");

  check_truncation (bytes, "a.ods", 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/ods-reader/types", test_types);
  g_test_add_func ("/sheet/ods-reader/foreign-signs", test_foreign_signs);
  g_test_add_func ("/sheet/ods-reader/text", test_text);
  g_test_add_func ("/sheet/ods-reader/structure", test_structure);
  g_test_add_func ("/sheet/ods-reader/repeats", test_repeats);
  g_test_add_func ("/sheet/ods-reader/flat", test_flat);
  g_test_add_func ("/sheet/ods-reader/refused", test_refused);
  g_test_add_func ("/sheet/ods-reader/truncated", test_truncated);
  return g_test_run ();
}
