/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fuzzes the readers of all kinds of files. With clang and -fsanitize=fuzzer -DORI_LIBFUZZER this
 * is a libFuzzer target; otherwise it mutates seeds of its own for some seconds:
 *
 *   fuzz-book [SECONDS [SEED]] | fuzz-book FILE...
 *
 * XML is mutated inside of its archive, because a changed byte of a zip only breaks its checksum.
 */

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "sheet-support.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Everything that callers may ask of a book. */
static void
use_book (const OriBook *book)
{
  g_autofree char *dump = dump_book (book);

  g_assert_true (g_utf8_validate (dump, -1, NULL));
  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    gsize n;
    const OriCell *cells = ori_sheet_cells (sheet, &n);

    for (gsize j = 0; j < n; j++) {
      int year, month, day;

      g_assert_true (ori_sheet_cell (sheet, cells[j].row, cells[j].col) == &cells[j]);
      g_assert_true (j == 0 || cells[j - 1].row < cells[j].row ||
                     (cells[j - 1].row == cells[j].row && cells[j - 1].col < cells[j].col));
      ori_sheet_date (sheet, &cells[j], &year, &month, &day);
    }
  }
}

/* How many books of each format were read to their end: a target that reaches no reader tests
 * nothing. */
static GHashTable *formats;

static void
read_bytes (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) book = ori_book_load_bytes (bytes, "fuzz", NULL, NULL, NULL, &error);

  g_assert_true ((book == NULL) == (error != NULL));
  if (book == NULL)
    return;
  use_book (book);
  if (formats != NULL)
    g_hash_table_add (formats, g_strdup (ori_book_format (book)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  read_bytes (bytes);
  return 0;
}

#ifndef ORI_LIBFUZZER

static const char sheet_seed[] =
    "<cols><col min=\"1\" max=\"3\" width=\"9.5\" hidden=\"1\"/></cols><sheetData><row r=\"1\" "
    "hidden=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"B1\" s=\"2\"><f>A1</f><v>44926.5"
    "</v></c><c t=\"inlineStr\"><is><t>_x000D_</t></is></c><c t=\"e\"><v>#N/A</v></c>"
    "<c t=\"d\"><v>2022-12-31T10:00:00</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"b\">"
    "<v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>";
static const char strings_seed[] = "<si><r><t>17,8</t></r><rPh><t>x</t></rPh></si>";
static const char styles_seed[] =
    "<numFmts><numFmt numFmtId=\"170\" formatCode=\"[&gt;=5]#,##0.0%;dd mmm yyyy [h]:mm;@\"/>"
    "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"><alignment indent=\"2\"/></xf>"
    "<xf numFmtId=\"22\"/></cellXfs>";
static const char ods_seed[] =
    "<table:table table:name=\"Л\"><table:table-column table:number-columns-repeated=\"5\"/>"
    "<table:table-row table:number-rows-repeated=\"2\" table:visibility=\"collapse\">"
    "<table:table-cell office:value-type=\"float\" office:value=\"3806.5\" "
    "table:number-columns-repeated=\"3\"><text:p>3,806.5</text:p></table:table-cell>"
    "<table:table-cell office:value-type=\"date\" office:date-value=\"2022-12-31\"/>"
    "<table:table-cell office:value-type=\"time\" office:time-value=\"PT1H2M3S\"/>"
    "<table:covered-table-cell table:number-columns-spanned=\"2\"><text:p>а<text:s/>б</text:p>"
    "</table:covered-table-cell></table:table-row></table:table>";
static const char docx_seed[] =
    "<w:p><w:r><w:t>Таблица 1</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan "
    "w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>12,5</w:t></w:r></w:p>"
    "</w:tc><w:tc><w:tbl><w:tr><w:tc/></w:tr></w:tbl></w:tc></w:tr><w:tr><w:tc><w:vMerge/></w:tc>"
    "</w:tr></w:tbl>";
static const char csv_seed[] =
    "sep=;\nРайон;\"Доля; %\";\"а \"\"б\"\"\"\r\n\"Ромашка\" ООО;27,4;1 250\n;\t,|\n";

static GBytes *
make_xls_seed (void)
{
  static const guint8 formula[] = {0, 0, 1,    0,    0, 0, 0, 0, 0, 0,
                                   0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0};
  g_autoptr (GByteArray) globals = g_byte_array_new ();
  g_autoptr (GByteArray) sheet = g_byte_array_new ();

  add_record (globals, 0x41e,
              "\xaa\0\5\0\0"
              "0.00%",
              10);
  add_record (globals, 0xe0, "\0\0\xaa\0\0\0\0\0\0\0", 10);
  add_record (globals, 0xfc, "\1\0\0\0\2\0\0\0\2\0\x0d\1\0\1\0\0\0ab\0\0\0\0\0\0x\5\0\0a", 30);
  add_record (globals, 0x3c, "\1b\0c\0d\0e\0", 9);
  add_record (sheet, 0x7d, "\0\0\2\0\0\x10\0\0\1\0\0\0", 12);
  add_record (sheet, 0x208, "\0\0\0\0\5\0\0\0\0\0\0\0\x20\0\0\0", 16);
  add_record (sheet, 0xfd, "\0\0\0\0\0\0\1\0\0\0", 10);
  add_record (sheet, 0x06, formula, sizeof formula);
  add_record (sheet, 0x207, "\2\0\0ab", 5);
  add_record (sheet, 0xbd, "\1\0\0\0\0\0\1\2\3\4\0\0\5\6\7\x08\1\0", 18);
  add_record (sheet, 0xe5, "\1\0\0\0\1\0\0\0\1\0", 10);
  return make_xls (globals, sheet);
}

/* Changes, repeats, removes or inserts some bytes. */
static void
mutate (GRand *rand, GString *text)
{
  static const char *const words[] = {"\"",           "<",          ">",       "/",   "0",  "-1",
                                      "999999999999", "4294967295", "1048577", ";",   "\n", "&#0;",
                                      "]]>",          "1e999",      "%",       "\xff"};

  for (gint32 n = g_rand_int_range (rand, 1, 6); n > 0 && text->len > 0; n--) {
    gsize at = (gsize)g_rand_int_range (rand, 0, (gint32)text->len);
    gsize wanted = (gsize)g_rand_int_range (rand, 1, 20);
    gsize length = MIN (wanted, text->len - at);

    switch (g_rand_int_range (rand, 0, 4)) {
    case 0:
      text->str[at] = (char)g_rand_int_range (rand, 0, 256);
      break;
    case 1:
      g_string_erase (text, (gssize)at, (gssize)length);
      break;
    case 2: {
      g_autofree char *copy = g_strndup (text->str + at, length);

      g_string_insert (text, g_rand_int_range (rand, 0, (gint32)text->len), copy);
      break;
    }
    default:
      g_string_insert (text, (gssize)at, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
      break;
    }
  }
}

/* Texts with a NUL end there: parts of an archive are C strings. */
static char *
mutate_text (GRand *rand, const char *seed)
{
  g_autoptr (GString) text = g_string_new (seed);

  mutate (rand, text);
  return g_strdup (text->str);
}

#define N_KINDS 7

static GBytes *
make_case (GRand *rand, GBytes *xls)
{
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  GString *text;

  switch (g_rand_int_range (rand, 0, N_KINDS)) {
  case 0:
    a = mutate_text (rand, sheet_seed);
    return make_xlsx (a, strings_seed, styles_seed);
  case 1:
    a = mutate_text (rand, strings_seed);
    b = mutate_text (rand, styles_seed);
    return make_xlsx (sheet_seed, a, b);
  case 2:
    a = mutate_text (rand, ods_seed);
    return make_ods ("", a);
  case 3:
    a = mutate_text (rand, docx_seed);
    return make_docx (a);
  case 4:
    text = g_string_new (csv_seed);
    break;
  case 5:
    text = g_string_new (NULL);
    g_string_printf (text,
                     "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\" "
                     "xmlns:table=\"t\" xmlns:text=\"x\" office:mimetype=\"application/"
                     "vnd.oasis.opendocument.spreadsheet\"><office:body><office:spreadsheet>%s"
                     "</office:spreadsheet></office:body></office:document>",
                     ods_seed);
    break;
  default:
    text = g_string_new_len (g_bytes_get_data (xls, NULL), (gssize)g_bytes_get_size (xls));
    break;
  }
  mutate (rand, text);
  return g_string_free_to_bytes (text);
}

static void
fuzz_seeds (double seconds, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GBytes) xls = make_xls_seed ();
  static const char *const kinds[] = {"xlsx", "ods", "fods", "docx", "csv", "xls"};
  guint n = 0;

  formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* On a busy machine seconds may pass before every reader had its turn. */
  for (; g_timer_elapsed (timer, NULL) < seconds || n < 300; n++) {
    g_autoptr (GBytes) bytes = make_case (rand, xls);

    read_bytes (bytes);
  }
  g_print ("%u cases, seed %u\n", n, seed);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (!g_hash_table_contains (formats, kinds[i]))
      g_error ("no file of the kind %s was read", kinds[i]);
  g_clear_pointer (&formats, g_hash_table_unref);
}

int
main (int argc, char **argv)
{
  double seconds = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 2;

  if (argc > 1 && seconds <= 0) {
    for (int i = 1; i < argc; i++) {
      g_autoptr (GError) error = NULL;
      char *data;
      gsize size;

      if (!g_file_get_contents (argv[i], &data, &size, &error)) {
        g_printerr ("%s\n", error->message);
        return 3;
      }
      LLVMFuzzerTestOneInput ((const guint8 *)data, size);
      g_free (data);
    }
    return 0;
  }
  fuzz_seeds (seconds, argc > 2 ? (guint32)strtoul (argv[2], NULL, 10) : 1);
  return 0;
}

#endif
