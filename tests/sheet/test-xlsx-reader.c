/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "sheet-support.h"

#define NBSP "\xc2\xa0"
#define STYLES                                                                                     \
  "<numFmts><numFmt numFmtId=\"170\" formatCode=\"#,##0.0\"/></numFmts>"                           \
  "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/>"                         \
  "<xf numFmtId=\"170\"><alignment indent=\"2\"/></xf></cellXfs>"                                  \
  "<dxfs><dxf><numFmt numFmtId=\"170\" formatCode=\"0%\"/></dxf></dxfs>"

static OriBook *
load_sheet (const char *sheet, const char *strings)
{
  g_autoptr (GBytes) bytes = make_xlsx (sheet, strings, STYLES);

  return load_good (bytes, "файл.xlsx");
}

static void
check_sheet (const char *sheet, const char *strings, const char *expected)
{
  g_autoptr (OriBook) book = load_sheet (sheet, strings);

  check_cells (book, expected);
}

static void
test_types (void)
{
  check_sheet ("<sheetData><row r=\"1\"><c r=\"A1\"><v>27.4</v></c><c r=\"B1\" t=\"s\"><v>0</v></c>"
               "<c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#DIV/0!</v></c>"
               "<c r=\"E1\" t=\"str\"><f>A1&amp;\"\"</f><v>итог</v></c>"
               "<c r=\"F1\" t=\"inlineStr\"><is><t> сам </t></is></c>"
               "<c r=\"G1\" t=\"d\"><v>2022-12-31</v></c><c r=\"H1\"><f>1+1</f><v>2</v></c>"
               "<c r=\"I1\"/><c r=\"J1\" t=\"str\"><v></v></c></row></sheetData>",
               "<si><t>Курск</t></si>",
               "A1 number 27.4 «27,4»\nB1 text Курск\nC1 bool 1 «ИСТИНА»\nD1 error #DIV/0!\n"
               "E1 text итог\nF1 text  сам \nG1 date 2022-12-31 «31.12.2022»\nH1 number 2\n");
}

static void
test_formats (void)
{
  check_sheet ("<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>0.67</v></c>"
               "<c r=\"B1\" s=\"2\"><v>44926</v></c><c r=\"C1\" s=\"3\"><v>35097467.4</v></c>"
               "<c r=\"D1\" s=\"99\"><v>5</v></c></row></sheetData>",
               NULL,
               "A1 number 0.67 «67%» percent\nB1 date 2022-12-31 «31.12.2022»\n"
               "C1 number 35097467.4 «35" NBSP "097" NBSP "467,4» indent 2\nD1 number 5\n");
}

/* Decimals must come in as the nearest double, whichever way they are written. */
static void
test_exact_numbers (void)
{
  static const char *const numbers[] = {"0.1",
                                        "-0.3",
                                        "27.4",
                                        "123456789.012345",
                                        "0.000001234",
                                        "1E-3",
                                        "1.5e+300",
                                        "5.",
                                        "10.465116279069768",
                                        "999999999999999",
                                        "9007199254740993",
                                        "0.30000000000000004"};

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *sheet =
        g_strdup_printf ("<sheetData><row><c><v>%s</v></c></row></sheetData>", numbers[i]);
    g_autoptr (OriBook) book = load_sheet (sheet, NULL);
    const OriCell *cell = ori_sheet_cell (ori_book_sheet (book, 0), 0, 0);

    g_assert_true (cell->number == g_ascii_strtod (numbers[i], NULL));
  }
}

static void
test_bad_numbers (void)
{
  static const char *const numbers[] = {"NaN", "INF", "1e999", "0x10", "двадцать", "1 2"};

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *sheet =
        g_strdup_printf ("<sheetData><row><c><v>%s</v></c></row></sheetData>", numbers[i]);
    g_autoptr (OriBook) book = load_sheet (sheet, NULL);

    g_assert_cmpint (ori_sheet_cell (ori_book_sheet (book, 0), 0, 0)->type, ==, ORI_CELL_TEXT);
    g_assert_true (has_finding (book, "bad-number", "A1"));
  }
}

static void
test_strings (void)
{
  check_sheet (
      "<sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>"
      "<c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row></sheetData>",
      "<si><r><t>17,8</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>3)</t></r></si>"
      "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si>"
      "<si><t>a_x000D_&#10;b_x005F_x0041_ _xD83D__xDE00_ _x12 _x0000_</t></si>"
      "<si><t>&lt;&amp;&gt;</t></si>",
      "A1 text 17,83)\nB1 text 東京\nC1 text a\nb_x0041_ 😀 _x12 \nD1 text <&>\n");
}

static void
test_places (void)
{
  /* Neither the declared range nor the order of rows counts; cells may come without addresses. */
  check_sheet ("<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"3\"><c r=\"C3\"><v>1</v></c>"
               "<c><v>2</v></c></row><row><c><v>3</v></c></row>"
               "<row r=\"1\"><c r=\"B1\"><v>4</v></c><c r=\"A1\"><v>5</v></c>"
               "<c r=\"B1\"><v>6</v></c></row></sheetData>",
               NULL, "A1 number 5\nB1 number 6\nC3 number 1\nD3 number 2\nA4 number 3\n");
}

static void
test_structure (void)
{
  g_autoptr (OriBook) book = load_sheet (
      "<cols><col min=\"2\" max=\"2\" hidden=\"1\" width=\"12.5\"/><col min=\"4\" max=\"16384\" "
      "hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>2</v>"
      "</c></row><row r=\"2\" hidden=\"1\"><c r=\"C2\"><v>3</v></c></row></sheetData>"
      "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A3:A9\"/></mergeCells>",
      NULL);
  const OriSheet *sheet = ori_book_sheet (book, 0);
  g_autofree char *dump = dump_book (book);

  g_assert_cmpstr (dump, ==,
                   "[Лист1] 2×3\nA1 number 1\nC2 number 3\nmerge A1:B1\nmerge A3:A9\n"
                   "hidden row 2\nhidden column 2\nfinding covered-values B1\n");
  g_assert_cmpfloat (ori_sheet_col_width (sheet, 1), ==, 12.5);
  g_assert_cmpuint (ori_sheet_merge_at (sheet, 5, 0)->row1, ==, 2);
  g_assert_null (ori_sheet_merge_at (sheet, 1, 0));
}

/* The lookup of merges against a plain search. */
static void
test_many_merges (void)
{
  g_autoptr (GString) sheet = g_string_new ("<sheetData><row><c><v>1</v></c></row></sheetData>"
                                            "<mergeCells>");
  g_autoptr (OriBook) book = NULL;
  const OriRange *merges;
  guint n;

  for (guint i = 0; i < 200; i++) {
    g_autofree char *name = ori_range_name (
        &(OriRange){i * 7 % 101 + 1, i % 5 * 3, i * 7 % 101 + 1 + i % 4 * 25, i % 5 * 3 + 2});

    g_string_append_printf (sheet, "<mergeCell ref=\"%s\"/>", name);
  }
  g_string_append (sheet, "</mergeCells>");
  book = load_sheet (sheet->str, NULL);
  merges = ori_sheet_merges (ori_book_sheet (book, 0), &n);
  g_assert_cmpuint (n, ==, 200);
  for (guint row = 0; row < 200; row++)
    for (guint col = 0; col < 18; col++) {
      const OriRange *found = ori_sheet_merge_at (ori_book_sheet (book, 0), row, col);
      gboolean covered = FALSE;

      for (guint i = 0; i < n; i++)
        covered = covered || ori_range_has (&merges[i], row, col);
      g_assert_cmpint (found != NULL, ==, covered);
      g_assert_true (found == NULL || ori_range_has (found, row, col));
    }
}

/* As some programs write it: prefixes, the strict namespace, odd names of parts, 1904, hidden. */
static void
test_odd_package (void)
{
  g_autoptr (GBytes) bytes = make_zip (
      "_rels/.rels",
      "\xef\xbb\xbf<p:Relationships xmlns:p=\"x\"><p:Relationship Id=\"R9\" "
      "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
      "Target=\"/Книга/main.part\"/></p:Relationships>",
      "[Content_Types].xml",
      "<Types><Override PartName=\"/книга/other\" ContentType=\"x\"/><Override "
      "PartName=\"/Книга/main.part\" ContentType=\"application/vnd.ms-excel.sheet.macroEnabled."
      "main+xml\"/></Types>",
      "Книга/main.part",
      "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:q=\"q\">"
      "<x:workbookPr date1904=\"1\"/><x:sheets><x:sheet name=\"Один\" sheetId=\"4\" q:id=\"a\" "
      "state=\"hidden\"/><x:sheet name=\"График\" sheetId=\"5\" q:id=\"b\"/>"
      "<x:sheet name=\"Нет\" sheetId=\"6\" q:id=\"c\"/></x:sheets></x:workbook>",
      "Книга/_rels/main.part.rels",
      "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"../data\\S.bin\"/>"
      "<Relationship Id=\"b\" Type=\"x/chartsheet\" Target=\"chart.xml\"/>"
      "<Relationship Id=\"s\" Type=\"x/styles\" Target=\"st.xml\"/></Relationships>",
      "Книга/st.xml",
      "<x:styleSheet xmlns:x=\"s\"><x:cellXfs><x:xf numFmtId=\"14\"/></x:cellXfs></x:styleSheet>",
      "DATA/s.bin",
      "<x:worksheet xmlns:x=\"s\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>43464</x:v></x:c>"
      "<x:c r=\"B1\" t=\"inlineStr\"><x:is><x:t>да</x:t></x:is></x:c></x:row></x:sheetData>"
      "<x:extLst><x:ext><x:c r=\"C9\"><x:v>7</x:v></x:c></x:ext></x:extLst></x:worksheet>",
      NULL);
  g_autoptr (OriBook) book = load_good (bytes, "x.xlsm");
  g_autofree char *dump = dump_book (book);

  g_assert_cmpstr (ori_book_format (book), ==, "xlsm");
  g_assert_cmpstr (dump, ==,
                   "[Один] 1×2 hidden\nA1 date 2022-12-31 «31.12.2022»\nB1 text да\n"
                   "finding lost-sheet -\n");
}

static void
test_findings (void)
{
  g_autoptr (OriBook) book = load_sheet (
      "<sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>7</v></c><c r=\"C2\"><f>A1</f></c>"
      "<c r=\"ZZZZ2\"><v>1</v></c></row><row r=\"1048577\"><c><v>1</v></c></row></sheetData>",
      "<si><t>один</t></si>");

  check_cells (book, "B2 error #REF!\n");
  g_assert_true (has_finding (book, "lost-text", "B2"));
  g_assert_true (has_finding (book, "formula-without-value", "C2"));
  g_assert_true (has_finding (book, "out-of-limits", NULL));
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) broken = make_xlsx ("<sheetData><row><c></row>", NULL, NULL);
  g_autoptr (GBytes) entities = make_zip (
      "_rels/.rels", "<!DOCTYPE r [<!ENTITY a \"ха\"><!ENTITY b \"&a;&a;&a;\">]><r>&b;</r>",
      "xl/workbook.xml", "<workbook/>", NULL);
  g_autoptr (GBytes) empty = make_zip ("xl/workbook.xml", "<workbook/>", NULL);
  g_autoptr (GBytes) missing = make_zip (
      "xl/workbook.xml", "<workbook><sheets><sheet name=\"А\" id=\"1\"/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels",
      "<R><Relationship Id=\"1\" Type=\"worksheet\" Target=\"s.xml\"/></R>", NULL);

  load_bad (broken, "a.xlsx", ORI_SHEET_ERROR_CORRUPT, "Лист1");
  load_bad (broken, "a.xlsx", ORI_SHEET_ERROR_CORRUPT, "xl/worksheets/sheet1.xml");
  load_bad (entities, "a.xlsx", ORI_SHEET_ERROR_LIMIT, "_rels/.rels");
  load_bad (empty, "a.xlsx", ORI_SHEET_ERROR_CORRUPT, "a.xlsx");
  load_bad (missing, "a.xlsx", ORI_SHEET_ERROR_CORRUPT, "xl/s.xml");
}

static void
test_zip_bomb (void)
{
  g_autofree char *spaces = g_strnfill (64 << 20, ' ');
  g_autoptr (GBytes) bytes = make_xlsx (spaces, NULL, NULL);
  g_autofree char *name = g_strnfill (10 << 20, 'a');
  g_autofree char *tag = g_strconcat ("<", name, NULL);
  g_autoptr (GBytes) long_tag = make_xlsx (tag, NULL, NULL);

  load_bad (bytes, "a.xlsx", ORI_SHEET_ERROR_LIMIT, "sheet1.xml");
  load_bad (long_tag, "a.xlsx", ORI_SHEET_ERROR_LIMIT, "sheet1.xml");
}

static void
test_truncated (void)
{
  g_autoptr (GBytes) bytes = make_xlsx ("<sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>",
                                        "<si><t>Курск</t></si>", STYLES);

  check_truncation (bytes, "a.xlsx", 1);
}

static void
test_cancelled (void)
{
  g_autoptr (GBytes) bytes = make_xlsx ("", NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (ori_book_load_bytes (bytes, "a.xlsx", NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/xlsx-reader/types", test_types);
  g_test_add_func ("/sheet/xlsx-reader/formats", test_formats);
  g_test_add_func ("/sheet/xlsx-reader/exact-numbers", test_exact_numbers);
  g_test_add_func ("/sheet/xlsx-reader/bad-numbers", test_bad_numbers);
  g_test_add_func ("/sheet/xlsx-reader/strings", test_strings);
  g_test_add_func ("/sheet/xlsx-reader/places", test_places);
  g_test_add_func ("/sheet/xlsx-reader/structure", test_structure);
  g_test_add_func ("/sheet/xlsx-reader/many-merges", test_many_merges);
  g_test_add_func ("/sheet/xlsx-reader/odd-package", test_odd_package);
  g_test_add_func ("/sheet/xlsx-reader/findings", test_findings);
  g_test_add_func ("/sheet/xlsx-reader/damaged", test_damaged);
  g_test_add_func ("/sheet/xlsx-reader/zip-bomb", test_zip_bomb);
  g_test_add_func ("/sheet/xlsx-reader/truncated", test_truncated);
  g_test_add_func ("/sheet/xlsx-reader/cancelled", test_cancelled);
  return g_test_run ();
}
