/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet-support.h"

#include <gsf/gsf.h>
#include <string.h>
#include <zip.h>

GBytes *
make_zip (const char *name, ...)
{
  zip_error_t error;
  zip_source_t *archive = zip_source_buffer_create (NULL, 0, 0, &error);
  zip_t *zip;
  zip_stat_t info;
  va_list arguments;
  char *data;

  zip_source_keep (archive);
  zip = zip_open_from_source (archive, ZIP_TRUNCATE, &error);
  va_start (arguments, name);
  for (; name != NULL; name = va_arg (arguments, const char *)) {
    const char *text = va_arg (arguments, const char *);
    zip_source_t *source = zip_source_buffer (zip, text, strlen (text), 0);
    zip_int64_t index = zip_file_add (zip, name, source, ZIP_FL_ENC_UTF_8);

    g_assert_cmpint (index, >=, 0);
    zip_file_set_mtime (zip, (zip_uint64_t)index, 1600000000, 0);
  }
  va_end (arguments);
  g_assert_cmpint (zip_close (zip), ==, 0);
  zip_source_open (archive);
  zip_source_stat (archive, &info);
  data = g_malloc (info.size);
  zip_source_read (archive, data, info.size);
  zip_source_close (archive);
  zip_source_free (archive);
  return g_bytes_new_take (data, info.size);
}

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

GBytes *
make_xlsx (const char *sheet, const char *strings, const char *styles)
{
  g_autofree char *sheet_part =
      g_strdup_printf ("<worksheet xmlns=\"" MAIN "\">%s</worksheet>", sheet);
  g_autofree char *strings_part =
      g_strdup_printf ("<sst xmlns=\"" MAIN "\">%s</sst>", strings != NULL ? strings : "");
  g_autofree char *styles_part = g_strdup_printf ("<styleSheet xmlns=\"" MAIN "\">%s</styleSheet>",
                                                  styles != NULL ? styles : "");

  return make_zip (
      "[Content_Types].xml",
      "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/"
      "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>",
      "_rels/.rels",
      "<Relationships><Relationship Id=\"rId1\" Type=\"" OFFICE
      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
      "xl/workbook.xml",
      "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" OFFICE
      "\"><sheets><sheet name=\"Лист1\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"rId1\" Type=\"" OFFICE
      "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" OFFICE
      "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" OFFICE
      "/styles\" Target=\"styles.xml\"/></Relationships>",
      "xl/worksheets/sheet1.xml", sheet_part, "xl/sharedStrings.xml", strings_part, "xl/styles.xml",
      styles_part, NULL);
}

GBytes *
make_ods (const char *styles, const char *spreadsheet)
{
  g_autofree char *content = g_strdup_printf (
      "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "
      "xmlns:style=\"s\" xmlns:fo=\"f\" xmlns:calcext=\"c\">"
      "<office:automatic-styles>%s</office:automatic-styles><office:body><office:spreadsheet>%s"
      "</office:spreadsheet></office:body></office:document-content>",
      styles, spreadsheet);

  return make_zip ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
                   content, NULL);
}

GBytes *
make_docx (const char *body)
{
  g_autofree char *document = g_strdup_printf (
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
      "<w:body>%s</w:body></w:document>",
      body);

  return make_zip ("_rels/.rels",
                   "<Relationships><Relationship Id=\"rId1\" Type=\"" OFFICE
                   "/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
                   "word/document.xml", document, NULL);
}

/* ---- xls ---- */

void
add_u16 (GByteArray *bytes, guint value)
{
  guint8 raw[2] = {(guint8)value, (guint8)(value >> 8)};

  g_byte_array_append (bytes, raw, 2);
}

void
add_u32 (GByteArray *bytes, guint32 value)
{
  add_u16 (bytes, value & 0xffff);
  add_u16 (bytes, value >> 16);
}

void
add_record (GByteArray *stream, guint16 id, const void *payload, gsize length)
{
  add_u16 (stream, id);
  add_u16 (stream, (guint)length);
  g_byte_array_append (stream, payload, (guint)length);
}

GBytes *
make_ole (const char *name, const GByteArray *stream)
{
  GsfOutput *memory;
  GsfOutfile *file;
  GsfOutput *child;
  GBytes *bytes;

  gsf_init ();
  memory = gsf_output_memory_new ();
  file = gsf_outfile_msole_new (memory);
  child = gsf_outfile_new_child (file, name, FALSE);
  gsf_output_write (child, stream->len, stream->data);
  gsf_output_close (child);
  g_object_unref (child);
  gsf_output_close (GSF_OUTPUT (file));
  g_object_unref (file);
  bytes = g_bytes_new (gsf_output_memory_get_bytes (GSF_OUTPUT_MEMORY (memory)),
                       (gsize)gsf_output_size (memory));
  g_object_unref (memory);
  return bytes;
}

GBytes *
make_xls (const GByteArray *globals, const GByteArray *sheet)
{
  static const guint8 workbook_bof[] = {0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  static const guint8 sheet_bof[] = {0, 6, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
  static const gunichar2 name[] = {0x041b, 0x0438, 0x0441, 0x0442, '1'};
  g_autoptr (GByteArray) stream = g_byte_array_new ();
  g_autoptr (GByteArray) boundsheet = g_byte_array_new ();
  gsize offset = 20 + globals->len + 4 + 8 + 10 + 4;

  add_record (stream, 0x809, workbook_bof, sizeof workbook_bof);
  g_byte_array_append (stream, globals->data, globals->len);
  add_u32 (boundsheet, (guint32)offset);
  add_u16 (boundsheet, 0);
  add_u16 (boundsheet, G_N_ELEMENTS (name) | 0x100);
  for (gsize i = 0; i < G_N_ELEMENTS (name); i++)
    add_u16 (boundsheet, name[i]);
  add_record (stream, 0x85, boundsheet->data, boundsheet->len);
  add_record (stream, 0x0a, "", 0);
  g_assert_cmpuint (stream->len, ==, offset);
  add_record (stream, 0x809, sheet_bof, sizeof sheet_bof);
  g_byte_array_append (stream, sheet->data, sheet->len);
  add_record (stream, 0x0a, "", 0);
  return make_ole ("Workbook", stream);
}

/* ---- reading ---- */

OriBook *
load_good (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  OriBook *book = ori_book_load_bytes (bytes, name, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (book);
  return book;
}

void
load_bad (GBytes *bytes, const char *name, OriSheetError code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) book = ori_book_load_bytes (bytes, name, NULL, NULL, NULL, &error);

  g_assert_null (book);
  g_assert_error (error, ORI_SHEET_ERROR, (int)code);
  g_assert_true (g_str_has_prefix (error->message, name));
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
}

static void
dump_sheet (const OriSheet *sheet, GString *out)
{
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);

  for (gsize i = 0; i < n; i++) {
    g_autofree char *ref = ori_cellref_name (cells[i].row, cells[i].col);
    g_autofree char *value = ori_sheet_value_text (sheet, &cells[i]);
    g_autofree char *printed = ori_sheet_printed (sheet, &cells[i]);

    g_string_append_printf (out, "%s %s %s", ref, ori_cell_type_code (cells[i].type), value);
    if (strcmp (value, printed) != 0)
      g_string_append_printf (out, " «%s»", printed);
    if (ori_sheet_is_percent (sheet, &cells[i]))
      g_string_append (out, " percent");
    if (cells[i].indent > 0)
      g_string_append_printf (out, " indent %u", cells[i].indent);
    g_string_append_c (out, '\n');
  }
}

char *
dump_cells (const OriBook *book)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ori_book_n_sheets (book); i++)
    dump_sheet (ori_book_sheet (book, i), out);
  return g_string_free (out, FALSE);
}

char *
dump_book (const OriBook *book)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    guint n;
    const OriRange *merges = ori_sheet_merges (sheet, &n);

    g_string_append_printf (out, "[%s] %u×%u%s\n", ori_sheet_name (sheet), ori_sheet_n_rows (sheet),
                            ori_sheet_n_cols (sheet),
                            ori_sheet_state (sheet) != ORI_SHEET_VISIBLE ? " hidden" : "");
    dump_sheet (sheet, out);
    for (guint j = 0; j < n; j++) {
      g_autofree char *range = ori_range_name (&merges[j]);

      g_string_append_printf (out, "merge %s\n", range);
    }
    for (guint row = 0; row < ori_sheet_n_rows (sheet); row++)
      if (ori_sheet_row_hidden (sheet, row))
        g_string_append_printf (out, "hidden row %u\n", row + 1);
    for (guint col = 0; col < ori_sheet_n_cols (sheet); col++)
      if (ori_sheet_col_hidden (sheet, col))
        g_string_append_printf (out, "hidden column %u\n", col + 1);
  }
  for (guint i = 0; i < ori_book_findings (book)->len; i++) {
    const OriFinding *finding = ori_book_findings (book)->pdata[i];

    g_string_append_printf (out, "finding %s %s\n", finding->rule,
                            finding->cell != NULL ? finding->cell : "-");
  }
  return g_string_free (out, FALSE);
}

void
check_cells (const OriBook *book, const char *expected)
{
  g_autofree char *dump = dump_cells (book);

  g_assert_cmpstr (dump, ==, expected);
}

gboolean
has_finding (const OriBook *book, const char *rule, const char *cell)
{
  for (guint i = 0; i < ori_book_findings (book)->len; i++) {
    const OriFinding *finding = ori_book_findings (book)->pdata[i];

    if (strcmp (finding->rule, rule) == 0 && g_strcmp0 (finding->cell, cell) == 0)
      return TRUE;
  }
  return FALSE;
}

void
check_truncation (GBytes *bytes, const char *name, gsize step)
{
  g_autoptr (OriBook) whole = load_good (bytes, name);
  g_autofree char *expected = dump_cells (whole);

  for (gsize length = 0; length < g_bytes_get_size (bytes); length += step) {
    /* A copy of its own, so that reading past the end is noticed. */
    g_autoptr (GBytes) part = g_bytes_new (g_bytes_get_data (bytes, NULL), length);
    g_autoptr (GError) error = NULL;
    g_autoptr (OriBook) book = ori_book_load_bytes (part, name, NULL, NULL, NULL, &error);

    if (book == NULL) {
      g_assert_nonnull (error);
    } else if (ori_book_findings (book)->len == 0) {
      g_autofree char *dump = dump_cells (book);

      g_assert_cmpstr (dump, ==, expected);
    }
  }
}
