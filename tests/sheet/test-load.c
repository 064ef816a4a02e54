/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "sheet-support.h"

static void
refuse_text (const char *text, gsize length, const char *name, OriSheetError code,
             const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  load_bad (bytes, name, code, words);
}

#define REFUSE(text, name, words)                                                                  \
  refuse_text (text, sizeof text - 1, name, ORI_SHEET_ERROR_UNSUPPORTED, words)

static void
test_other_kinds (void)
{
  REFUSE ("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "фото.xls", "picture");
  REFUSE ("\xff\xd8\xff\xe0\0\x10JFIF", "фото.xlsx", "picture");
  REFUSE ("%PDF-1.4\n", "отчёт.xls", "PDF");
  REFUSE ("{\\rtf1\\ansi}", "a.doc", "RTF");
  REFUSE ("\n<html><table><tr><td>1</td></tr></table></html>", "a.xls", "web page");
  REFUSE (
      "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
      "a.xls", "Excel 2003");
  REFUSE ("<?xml version=\"1.0\"?><other/>", "a.xml", "unknown kind");
  REFUSE ("\x09\x04\x06\x00\x00\x00\x10\x00", "a.xls", "very old Excel");
  REFUSE ("a\0b\0\0\0\1\2\3\4", "a.bin", "neither a table nor a text");
  REFUSE ("\x05User \0\0\0\0", "~$отчёт.xlsx", "lock file");
  REFUSE (",user,host;", ".~lock.отчёт.ods#", "lock file");
  refuse_text ("", 0, "пусто.xlsx", ORI_SHEET_ERROR_CORRUPT, "empty");
}

static void
test_other_archives (void)
{
  g_autoptr (GBytes) plain = make_zip ("таблица.csv", "1;2", NULL);
  g_autoptr (GBytes) xlsb = make_zip (
      "[Content_Types].xml",
      "<T><Override PartName=\"/xl/workbook.bin\" ContentType=\"application/"
      "vnd.ms-excel.sheet.binary.macroEnabled.main\"/></T>",
      "_rels/.rels",
      "<R><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></R>",
      "xl/workbook.bin", "x", NULL);
  g_autoptr (GBytes) slides =
      make_zip ("[Content_Types].xml",
                "<T><Override PartName=\"/ppt/p.xml\" ContentType=\"application/"
                "vnd.openxmlformats-officedocument.presentationml.presentation.main+xml\"/></T>",
                "_rels/.rels",
                "<R><Relationship Id=\"1\" Type=\"x/officeDocument\" Target=\"ppt/p.xml\"/></R>",
                "ppt/p.xml", "<p/>", NULL);

  load_bad (plain, "a.zip", ORI_SHEET_ERROR_UNSUPPORTED, "archive");
  load_bad (xlsb, "a.xlsx", ORI_SHEET_ERROR_UNSUPPORTED, "xlsb");
  load_bad (slides, "a.pptx", ORI_SHEET_ERROR_UNSUPPORTED, "presentation");
}

static void
check_path (const char *path, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ori_book_load (path, NULL, NULL, NULL, &error));
  g_assert_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_READ);
  g_assert_nonnull (strstr (error->message, words));
  g_assert_nonnull (strstr (error->message, "a.xlsx"));
}

static void
test_paths (void)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);

  check_path (path, "");
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  check_path (path, "folder");
  g_rmdir (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  check_path (path, "not a regular file");
  g_remove (path);
  g_rmdir (folder);
}

static void
note_progress_cb (double fraction, const char *message, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static void
test_progress (void)
{
  g_autoptr (GString) rows = g_string_new ("<sheetData>");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (OriBook) book = NULL;
  double last = 0;
  OriProgress progress = {note_progress_cb, &last, 0, 1};

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (rows, "<row><c><v>%u</v></c></row>", i);
  g_string_append (rows, "</sheetData>");
  bytes = make_xlsx (rows->str, NULL, NULL);
  book = ori_book_load_bytes (bytes, "a.xlsx", NULL, &progress, NULL, NULL);
  g_assert_nonnull (book);
  g_assert_cmpfloat (last, >, 0.9);
}

static void
cancel_cb (double fraction, const char *message, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancel_midway (void)
{
  g_autofree char *spaces = g_strnfill (1 << 20, ' ');
  g_autoptr (GBytes) bytes = make_xlsx (spaces, NULL, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  OriProgress progress = {cancel_cb, cancellable, 0, 1};

  g_assert_null (ori_book_load_bytes (bytes, "a.xlsx", NULL, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One table in all kinds of files. */
static void
test_same_table (void)
{
  static const char expected[] = "A1 text Район\nB1 text Доля, %\nC1 text Всего\n"
                                 "A2 text г. Курск\nB2 number 27.4 «27,4»\nC2 number 1250\n"
                                 "A3 text Курский\nB3 text -\nC3 number 0.5 «0,5»\n";
  static const char csv[] = "Район;Доля, %;Всего\nг. Курск;27,4;1250\nКурский;-;0,5\n";
#define S(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(number) "<c><v>" number "</v></c>"
#define OS(text) "<table:table-cell><text:p>" text "</text:p></table:table-cell>"
#define ON(number, text)                                                                           \
  "<table:table-cell office:value-type=\"float\" office:value=\"" number "\"><text:p>" text        \
  "</text:p></table:table-cell>"
#define W(text) "<w:tc><w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:tc>"
  g_autofree char *xls_path =
      g_build_filename (g_getenv ("ORIENTIR_TEST_DATA"), "sheet", "same-table.xls", NULL);
  GBytes *files[] = {
      make_xlsx ("<sheetData><row>" S ("Район") S ("Доля, %") S ("Всего") "</row><row>" S (
                     "г. Курск") N ("27.4") N ("1250") "</row><row>" S ("Курский") S ("-")
                     N ("0.5") "</row></sheetData>",
                 NULL, NULL),
      make_ods ("", "<table:table><table:table-row>" OS ("Район") OS ("Доля, %")
                        OS ("Всего") "</table:table-row><table:table-row>" OS ("г. Курск")
                            ON ("27.4", "27.4") ON (
                                "1250", "1250") "</table:table-row><table:table-row>" OS ("Курский")
                                OS ("-") ON ("0.5", "0,5") "</table:table-row></table:table>"),
      make_docx ("<w:tbl><w:tr>" W ("Район") W ("Доля, %") W ("Всего") "</w:tr><w:tr>" W (
          "г. Курск") W ("27,4") W ("1250") "</w:tr><w:tr>" W ("Курский") W ("-")
                     W ("0,5") "</w:tr></w:tbl>"),
      g_bytes_new (csv, strlen (csv)),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) xls = ori_book_load (xls_path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  check_cells (xls, expected);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (OriBook) book = load_good (files[i], "файл");

    check_cells (book, expected);
    g_bytes_unref (files[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/load/other-kinds", test_other_kinds);
  g_test_add_func ("/sheet/load/other-archives", test_other_archives);
  g_test_add_func ("/sheet/load/paths", test_paths);
  g_test_add_func ("/sheet/load/progress", test_progress);
  g_test_add_func ("/sheet/load/cancel-midway", test_cancel_midway);
  g_test_add_func ("/sheet/load/same-table", test_same_table);
  return g_test_run ();
}
