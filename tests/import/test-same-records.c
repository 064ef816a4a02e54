/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-test-util.h"

#include "sheet-support.h"

#include <string.h>

/* One table in files of every kind gives the same records. */

#define S(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define N(number) "<c><v>" number "</v></c>"
#define OS(text) "<table:table-cell><text:p>" text "</text:p></table:table-cell>"
#define ON(number, text)                                                                           \
  "<table:table-cell office:value-type=\"float\" office:value=\"" number "\"><text:p>" text        \
  "</text:p></table:table-cell>"
#define W(text) "<w:tc><w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:tc>"

static const char xlsx_sheet[] =
    "<sheetData><row>" S ("Район") S ("Доля, %") S ("Всего") "</row><row>" S ("г. Курск") N ("27.4")
        N ("1250") "</row><row>" S ("Курский") S ("-") N ("0.5") "</row></sheetData>";
static const char ods_sheet[] = "<table:table><table:table-row>" OS ("Район") OS ("Доля, %")
    OS ("Всего") "</table:table-row><table:table-row>" OS ("г. Курск") ON ("27.4", "27.4")
        ON ("1250", "1250") "</table:table-row><table:table-row>" OS ("Курский") OS ("-")
            ON ("0.5", "0,5") "</table:table-row></table:table>";
static const char docx_body[] =
    "<w:tbl><w:tr>" W ("Район") W ("Доля, %") W ("Всего") "</w:tr><w:tr>" W ("г. Курск") W ("27,4")
        W ("1250") "</w:tr><w:tr>" W ("Курский") W ("-") W ("0,5") "</w:tr></w:tbl>";
static const char csv_text[] = "Район;Доля, %;Всего\nг. Курск;27,4;1250\nКурский;-;0,5\n";

static char *
records_of (const OriBook *book)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE, .cycle = 2022};
  g_autoptr (OriRecognition) recognition =
      ori_recognition_new (book, "файл", &context, NULL, NULL, NULL);
  return import_test_dump (ori_recognition_stage (recognition), TRUE);
}

static void
test_kinds (void)
{
  static const char expected[] =
      "B2 | г. Курск [г-курск] | Доля, % [I01:value] | 2022 | value 27.4 %\n"
      "C2 | г. Курск [г-курск] | Всего [I02:value] | 2022 | value 1250\n"
      "B3 | Курский [курский] | Доля, % [I01:value] | 2022 | missing - %\n"
      "C3 | Курский [курский] | Всего [I02:value] | 2022 | value 0.5\n";
  GBytes *files[] = {make_xlsx (xlsx_sheet, NULL, NULL), make_ods ("", ods_sheet),
                     make_docx (docx_body), g_bytes_new (csv_text, strlen (csv_text))};
  g_autofree char *path =
      g_build_filename (g_getenv ("ORIENTIR_TEST_DATA"), "sheet", "same-table.xls", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) xls = ori_book_load (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_autofree char *of_xls = records_of (xls);
  g_assert_cmpstr (of_xls, ==, expected);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (OriBook) book = load_good (files[i], "файл");
    g_autofree char *records = records_of (book);
    g_assert_cmpstr (records, ==, expected);
    g_bytes_unref (files[i]);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/same-records/kinds", test_kinds);
  return g_test_run ();
}
