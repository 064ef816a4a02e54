/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "sheet-support.h"

typedef struct {
  GByteArray *globals, *sheet, *payload;
} Fixture;

static void
set_up (Fixture *fixture, const void *data)
{
  fixture->globals = g_byte_array_new ();
  fixture->sheet = g_byte_array_new ();
  fixture->payload = g_byte_array_new ();
}

static void
tear_down (Fixture *fixture, const void *data)
{
  g_byte_array_unref (fixture->globals);
  g_byte_array_unref (fixture->sheet);
  g_byte_array_unref (fixture->payload);
}

static void
flush (Fixture *fixture, GByteArray *stream, guint16 id)
{
  add_record (stream, id, fixture->payload->data, fixture->payload->len);
  g_byte_array_set_size (fixture->payload, 0);
}

static void
begin_cell (Fixture *fixture, guint row, guint col, guint style)
{
  add_u16 (fixture->payload, row);
  add_u16 (fixture->payload, col);
  add_u16 (fixture->payload, style);
}

static void
add_double (GByteArray *bytes, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  add_u32 (bytes, (guint32)bits);
  add_u32 (bytes, (guint32)(bits >> 32));
}

static void
add_number (Fixture *fixture, guint row, guint col, guint style, double value)
{
  begin_cell (fixture, row, col, style);
  add_double (fixture->payload, value);
  flush (fixture, fixture->sheet, 0x203);
}

static void
add_style (Fixture *fixture, guint format, guint indent)
{
  guint8 rest[16] = {0};

  rest[4] = (guint8)indent;
  add_u16 (fixture->payload, 0);
  add_u16 (fixture->payload, format);
  g_byte_array_append (fixture->payload, rest, sizeof rest);
  flush (fixture, fixture->globals, 0xe0);
}

static void
check_xls (Fixture *fixture, const char *expected)
{
  g_autoptr (GBytes) bytes = make_xls (fixture->globals, fixture->sheet);
  g_autoptr (OriBook) book = load_good (bytes, "a.xls");
  g_autofree char *dump = dump_book (book);

  g_assert_cmpstr (dump, ==, expected);
}

static void
test_numbers (Fixture *fixture, const void *data)
{
  static const guint8 code[] = {170, 0, 5, 0, 0, '0', '.', '0', '0', '%'};

  add_record (fixture->globals, 0x41e, code, sizeof code);
  add_style (fixture, 0, 0);
  add_style (fixture, 170, 0);
  add_style (fixture, 14, 3);
  add_number (fixture, 0, 0, 0, 27.4);
  add_number (fixture, 0, 1, 1, 0.675);
  add_number (fixture, 0, 2, 2, 44926);
  /* Packed: 12.34 as an integer of hundredths, -7, and the high half of 0.5. */
  begin_cell (fixture, 1, 0, 0);
  add_u32 (fixture->payload, 1234u << 2 | 3);
  flush (fixture, fixture->sheet, 0x27e);
  add_u16 (fixture->payload, 1);
  add_u16 (fixture->payload, 1);
  add_u16 (fixture->payload, 0);
  add_u32 (fixture->payload, (guint32)-7 << 2 | 2);
  add_u16 (fixture->payload, 1);
  add_u32 (fixture->payload, 0x3fe00000);
  add_u16 (fixture->payload, 2);
  flush (fixture, fixture->sheet, 0xbd);
  check_xls (fixture, "[Лист1] 2×3\nA1 number 27.4 «27,4»\nB1 number 0.675 «67,50%» percent\n"
                      "C1 date 2022-12-31 «31.12.2022» indent 3\nA2 number 12.34 «12,34»\n"
                      "B2 number -7\nC2 number 0.5 «50,00%» percent\n");
}

/* Strings with runs and phonetics, and one that changes its width where the record ends. */
static void
test_shared_strings (Fixture *fixture, const void *data)
{
  add_u32 (fixture->payload, 3);
  add_u32 (fixture->payload, 3);
  add_u16 (fixture->payload, 2);
  g_byte_array_append (fixture->payload, (const guint8 *)"\x0d\x01\x00\x03\x00\x00\x00", 7);
  add_u16 (fixture->payload, 0x0414);
  add_u16 (fixture->payload, 0x0430);
  g_byte_array_append (fixture->payload, (const guint8 *)"runsext", 7);
  add_u16 (fixture->payload, 4);
  g_byte_array_append (fixture->payload, (const guint8 *)"\x00No", 3);
  flush (fixture, fixture->globals, 0xfc);
  g_byte_array_append (fixture->payload, (const guint8 *)"\x01", 1);
  add_u16 (fixture->payload, 0x2116);
  add_u16 (fixture->payload, 0x0451);
  flush (fixture, fixture->globals, 0x3c);
  g_byte_array_append (fixture->payload, (const guint8 *)"\x01\x00\x00z", 4);
  flush (fixture, fixture->globals, 0x3c);
  for (guint i = 0; i < 4; i++) {
    begin_cell (fixture, 0, i, 0);
    add_u32 (fixture->payload, i);
    flush (fixture, fixture->sheet, 0xfd);
  }
  check_xls (fixture, "[Лист1] 1×4\nA1 text Да\nB1 text No№ё\nC1 text z\nD1 error #REF!\n"
                      "finding lost-text D1\n");
}

static void
add_formula (Fixture *fixture, guint col, const char *result)
{
  begin_cell (fixture, 0, col, 0);
  g_byte_array_append (fixture->payload, (const guint8 *)result, 8);
  g_byte_array_append (fixture->payload, (const guint8 *)"\0\0\0\0\0\0\0\0", 8);
  flush (fixture, fixture->sheet, 0x06);
}

static void
test_formulas (Fixture *fixture, const void *data)
{
  add_formula (fixture, 0, "\0\0\0\0\0\0\x14\x40");
  add_formula (fixture, 1, "\1\0\1\0\0\0\xff\xff");
  add_formula (fixture, 2, "\2\0\x07\0\0\0\xff\xff");
  add_formula (fixture, 3, "\3\0\0\0\0\0\xff\xff");
  add_formula (fixture, 4, "\0\0\0\0\0\0\xff\xff");
  add_record (fixture->sheet, 0x4bc, "shared", 6);
  add_record (fixture->sheet, 0x207, "\2\0\0ab", 5);
  begin_cell (fixture, 0, 5, 0);
  g_byte_array_append (fixture->payload, (const guint8 *)"\x2a\1", 2);
  flush (fixture, fixture->sheet, 0x205);
  check_xls (fixture, "[Лист1] 1×6\nA1 number 5\nB1 bool 1 «ИСТИНА»\nC1 error #DIV/0!\n"
                      "E1 text ab\nF1 error #N/A\n");
}

static void
test_structure (Fixture *fixture, const void *data)
{
  static const guint8 row[16] = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0};
  static const guint8 column[12] = {1, 0, 1, 0, 0, 10, 0, 0, 1, 0, 0, 0};
  static const guint8 merges[10] = {1, 0, 0, 0, 2, 0, 0, 0, 0, 0};
  static const guint8 chart[16] = {0, 6, 32, 0};

  add_record (fixture->globals, 0x22, "\1\0", 2);
  add_style (fixture, 14, 0);
  add_record (fixture->sheet, 0x7d, column, sizeof column);
  add_record (fixture->sheet, 0x208, row, sizeof row);
  /* A chart lies inside of the sheet; its records are not cells. */
  add_record (fixture->sheet, 0x809, chart, sizeof chart);
  add_number (fixture, 5, 5, 0, 1);
  add_record (fixture->sheet, 0x0a, "", 0);
  add_number (fixture, 0, 0, 0, 43464);
  add_number (fixture, 1, 1, 9, 2);
  add_record (fixture->sheet, 0xe5, merges, sizeof merges);
  check_xls (fixture, "[Лист1] 2×2\nA1 date 2022-12-31 «31.12.2022»\nB2 number 2\nmerge A1:A3\n"
                      "hidden row 2\nhidden column 2\n");
}

static void
test_damaged_number (Fixture *fixture, const void *data)
{
  add_number (fixture, 0, 0, 0, NAN);
  check_xls (fixture, "[Лист1] 1×1\nA1 error #NUM!\nfinding bad-number A1\n");
}

static void
test_refused (Fixture *fixture, const void *data)
{
  static const guint8 old[] = {9, 8, 8, 0, 0, 5, 5, 0, 0, 0, 0, 0, 10, 0, 0, 0};
  g_autoptr (GBytes) locked = NULL, biff5 = NULL, book5 = NULL, ooxml = NULL, word = NULL;

  add_record (fixture->globals, 0x2f, "\0\0", 2);
  locked = make_xls (fixture->globals, fixture->sheet);
  g_byte_array_append (fixture->payload, old, sizeof old);
  biff5 = make_ole ("Workbook", fixture->payload);
  book5 = make_ole ("Book", fixture->payload);
  ooxml = make_ole ("EncryptedPackage", fixture->payload);
  word = make_ole ("WordDocument", fixture->payload);
  load_bad (locked, "a.xls", ORI_SHEET_ERROR_PASSWORD, "password");
  load_bad (ooxml, "a.xlsx", ORI_SHEET_ERROR_PASSWORD, "password");
  load_bad (biff5, "a.xls", ORI_SHEET_ERROR_UNSUPPORTED, "Excel 95");
  load_bad (book5, "a.xls", ORI_SHEET_ERROR_UNSUPPORTED, "Excel 95");
  load_bad (word, "a.doc", ORI_SHEET_ERROR_UNSUPPORTED, "Word");
}

/* Loops and wild numbers anywhere in the file: bounded time and nothing read out of bounds. */
static void
test_damaged_container (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) bytes = NULL;
  gsize size;
  const guint8 *good;

  for (guint i = 0; i < 400; i++)
    add_number (fixture, i, 0, 0, i);
  bytes = make_xls (fixture->globals, fixture->sheet);
  good = g_bytes_get_data (bytes, &size);
  for (gsize offset = 0; offset + 4 <= size; offset += 4)
    for (guint j = 0; j < 3; j++) {
      static const guint32 values[] = {0, 1, 0xfffffffe};
      g_autofree guint8 *copy = g_memdup2 (good, size);
      g_autoptr (GBytes) damaged = NULL;
      g_autoptr (OriBook) book = NULL;

      memcpy (copy + offset, &values[j], 4);
      damaged = g_bytes_new_static (copy, size);
      book = ori_book_load_bytes (damaged, "a.xls", NULL, NULL, NULL, NULL);
      if (book != NULL)
        g_assert_cmpuint (ori_book_n_sheets (book), >, 0);
    }
}

static void
test_truncated (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < 300; i++)
    add_number (fixture, i, 0, 0, i + 1);
  bytes = make_xls (fixture->globals, fixture->sheet);
  check_truncation (bytes, "a.xls", 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/sheet/xls-reader/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("numbers", test_numbers);
  ADD ("shared-strings", test_shared_strings);
  ADD ("formulas", test_formulas);
  ADD ("structure", test_structure);
  ADD ("damaged-number", test_damaged_number);
  ADD ("refused", test_refused);
  ADD ("damaged-container", test_damaged_container);
  ADD ("truncated", test_truncated);
  return g_test_run ();
}
