/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-xlsx-private.h"

#include "core/ori-number.h"
#include "core/ori-text.h"
#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Names of sheets --- */

/* At most 31 UTF-16 units (libxlsxwriter counts letters, Excel counts units), none of []:*?/\, no
 * apostrophe at the ends, not the same as another in any case. */
char *
ori_xlsx_sheet_name (const char *wanted, GHashTable *taken)
{
  g_autofree char *clean = ori_report_clean_text (wanted);
  g_autofree char *base = NULL;
  GString *name = g_string_new (NULL);
  char *result = NULL;

  for (char *p = clean; *p; p++)
    if (strchr ("[]:*?/\\\n\t", *p))
      *p = ' ';
  base = ori_text_clean (clean);
  for (const char *p = base; *p; p = g_utf8_next_char (p))
    if (!(*p == '\'' && (p == base || p[1] == '\0')))
      g_string_append_unichar (name, g_utf8_get_char (p));
  if (name->len == 0)
    g_string_append (name, ori_word ("sheet.table"));
  for (guint n = 1; result == NULL; n++) {
    g_autofree char *suffix = n > 1 ? g_strdup_printf (" (%u)", n) : g_strdup ("");
    g_autofree char *key = NULL;
    GString *candidate = g_string_new (NULL);
    gsize room = 31 - strlen (suffix), used = 0;
    for (const char *p = name->str; *p; p = g_utf8_next_char (p)) {
      gunichar c = g_utf8_get_char (p);
      used += c > 0xffff ? 2 : 1;
      if (used > room)
        break;
      g_string_append_unichar (candidate, c);
    }
    g_string_append (candidate, suffix);
    g_strstrip (candidate->str);
    key = g_utf8_casefold (candidate->str, -1);
    if (g_hash_table_add (taken, g_steal_pointer (&key)))
      result = g_strdup (candidate->str);
    g_string_free (candidate, TRUE);
  }
  g_string_free (name, TRUE);
  return result;
}

/* --- Formats --- */

lxw_format *
ori_xlsx_format (OriXlsx *xlsx, const OriReportCell *cell, gboolean total)
{
  gboolean number = ori_report_cell_is_number (cell);
  gboolean bold = cell->bold || total;
  int group = cell->group >= 0 ? cell->group : -1;
  g_autofree char *key =
      g_strdup_printf ("%d %d %d %d %d %d", cell->change, number ? (int)cell->kind : -1,
                       number ? cell->decimals : 0, bold, group, group >= 0 ? cell->n_groups : 0);
  lxw_format *format = g_hash_table_lookup (xlsx->formats, key);

  if (format)
    return format;
  format = workbook_add_format (xlsx->book);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_border_color (format, 0xBFBFBF);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (bold)
    format_set_bold (format);
  if (number) {
    g_autofree char *zeros = g_strnfill ((gsize)cell->decimals, '0');
    g_autofree char *plain = g_strdup_printf ("#,##0%s%s%s", cell->decimals ? "." : "", zeros,
                                              cell->kind == ORI_CELL_KIND_PERCENT ? "\\ %" : "");
    g_autofree char *code = cell->change
                                ? g_strdup_printf ("+%s;" ORI_MINUS "%s;%s", plain, plain, plain)
                                : g_strdup (plain);
    format_set_num_format (format, code);
    format_set_align (format, LXW_ALIGN_RIGHT);
  } else {
    format_set_text_wrap (format);
    if (cell->kind == ORI_CELL_KIND_NONE) {
      format_set_font_color (format, 0x69717A);
      format_set_align (format, LXW_ALIGN_RIGHT);
    }
  }
  if (group >= 0) {
    guint32 mark, text, tint;
    ori_palette_group (ORI_PALETTE_LIGHT, (guint)MAX (cell->n_groups, 1), (guint)group, &mark,
                       &text, &tint);
    format_set_bg_color (format, tint & 0xffffff);
    format_set_font_color (format, text & 0xffffff);
  }
  g_hash_table_insert (xlsx->formats, g_steal_pointer (&key), format);
  return format;
}

static lxw_format *
add_format (OriXlsx *xlsx, double size, gboolean bold)
{
  lxw_format *format = workbook_add_format (xlsx->book);
  format_set_font_size (format, size);
  format_set_text_wrap (format);
  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (bold)
    format_set_bold (format);
  return format;
}

static void
make_formats (OriXlsx *xlsx)
{
  xlsx->title = add_format (xlsx, 16, TRUE);
  xlsx->heading = add_format (xlsx, 13, TRUE);
  xlsx->text = add_format (xlsx, 11, FALSE);
  xlsx->small = add_format (xlsx, 9, FALSE);
  format_set_font_color (xlsx->small, 0x555C65);
  xlsx->caption = workbook_add_format (xlsx->book);
  format_set_bold (xlsx->caption);
  format_set_font_size (xlsx->caption, 12);
  xlsx->link = workbook_add_format (xlsx->book);
  format_set_font_color (xlsx->link, 0x185F9C);
  format_set_underline (xlsx->link, LXW_UNDERLINE_SINGLE);
  xlsx->head = workbook_add_format (xlsx->book);
  format_set_bold (xlsx->head);
  format_set_text_wrap (xlsx->head);
  format_set_align (xlsx->head, LXW_ALIGN_CENTER);
  format_set_align (xlsx->head, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border (xlsx->head, LXW_BORDER_THIN);
  format_set_border_color (xlsx->head, 0xBFBFBF);
  format_set_bg_color (xlsx->head, 0xEFF1F3);
}

/* --- Text --- */

void
ori_xlsx_write_text (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                     lxw_format *format)
{
  g_autofree char *clean = ori_report_clean_text (text);

  /* The limit of the format: what does not fit is marked as cut. */
  if (g_utf8_strlen (clean, -1) > ORI_XLSX_MAX_TEXT) {
    char *end = g_utf8_offset_to_pointer (clean, ORI_XLSX_MAX_TEXT - 1);
    g_autofree char *cut = g_strndup (clean, (gsize)(end - clean));
    g_autofree char *marked = g_strconcat (cut, "…", NULL);
    worksheet_write_string (sheet, row, column, marked, format);
    return;
  }
  worksheet_write_string (sheet, row, column, clean, format);
}

/* Writes a paragraph down the sheet @xlsx->prose, a row for each piece that fits into a cell. */
static void
write_prose (OriXlsx *xlsx, const char *text, lxw_format *format, double size)
{
  g_autofree char *clean = ori_report_clean_text (text);
  const char *p = clean;
  glong left = g_utf8_strlen (p, -1);

  do {
    glong n = MIN (left, ORI_XLSX_MAX_TEXT);
    const char *end = g_utf8_offset_to_pointer (p, n);
    g_autofree char *piece = g_strndup (p, (gsize)(end - p));
    double lines = 1 + n * size / 790.0;
    for (const char *c = piece; *c; c++)
      lines += *c == '\n';
    worksheet_set_row (xlsx->prose, xlsx->prose_row, MIN (409, (int)lines * size * 1.32 + 3), NULL);
    worksheet_write_string (xlsx->prose, xlsx->prose_row++, 0, piece, format);
    p = end;
    left -= n;
  } while (left > 0);
}

static void
write_list (OriXlsx *xlsx, const OriItem *item)
{
  for (guint i = 0; i < item->items->len; i++) {
    const char *text = g_ptr_array_index (item->items, i);
    g_autofree char *line =
        item->numbered ? g_strdup_printf ("%u) %s", i + 1, text) : g_strconcat ("– ", text, NULL);
    write_prose (xlsx, line, xlsx->text, 11);
  }
}

static void
write_contents (OriXlsx *xlsx)
{
  const OriDocument *document = xlsx->document;
  lxw_worksheet *sheet = xlsx->contents;
  lxw_row_t row = 0;
  g_autofree char *date = ori_document_date_text (document);
  g_autofree char *prose = g_strdup_printf ("internal:'%s'!A1", ori_word ("sheet.prose"));

  worksheet_set_column (sheet, 0, 0, 110, NULL);
  worksheet_gridlines (sheet, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_paper (sheet, 9);
  worksheet_fit_to_pages (sheet, 1, 0);
  ori_xlsx_write_text (sheet, row++, 0, document->title, xlsx->title);
  if (document->subtitle && *document->subtitle)
    ori_xlsx_write_text (sheet, row++, 0, document->subtitle, xlsx->text);
  if (document->training)
    ori_xlsx_write_text (sheet, row++, 0, ori_word ("training.title"), xlsx->heading);
  if (document->author && *document->author)
    ori_xlsx_write_text (sheet, row++, 0, document->author, xlsx->text);
  if (date)
    ori_xlsx_write_text (sheet, row++, 0, date, xlsx->text);
  row++;
  worksheet_write_url_opt (sheet, row++, 0, prose, xlsx->link, ori_word ("sheet.prose"), NULL);
  for (guint i = 0; i < xlsx->tables->len; i++) {
    const OriXlsxTable *table = g_ptr_array_index (xlsx->tables, i);
    g_autofree char *caption = ori_item_caption (table->item);
    g_autofree char *clean = ori_report_clean_text (caption);
    g_auto (GStrv) parts = g_strsplit (table->name, "'", -1);
    g_autofree char *quoted = g_strjoinv ("''", parts);
    g_autofree char *url = g_strdup_printf ("internal:'%s'!A1", quoted);
    g_autofree char *shown = ori_text_clean (clean);
    if (worksheet_write_url_opt (sheet, row, 0, url, xlsx->link, shown, NULL) != LXW_NO_ERROR)
      ori_xlsx_write_text (sheet, row, 0, shown, xlsx->text);
    row++;
  }
}

static void
write_prose_item (OriXlsx *xlsx, const OriItem *item)
{
  g_autofree char *caption = NULL;

  switch (item->kind) {
  case ORI_ITEM_TITLE:
    write_prose (xlsx, item->text, xlsx->title, 16);
    break;
  case ORI_ITEM_HEADING:
    write_prose (xlsx, item->text, xlsx->heading, 13);
    break;
  case ORI_ITEM_PARAGRAPH:
    write_prose (xlsx, item->text, xlsx->text, 11);
    break;
  case ORI_ITEM_NOTE:
    write_prose (xlsx, item->text, xlsx->small, 9);
    break;
  case ORI_ITEM_LIST:
    write_list (xlsx, item);
    break;
  case ORI_ITEM_TABLE:
  case ORI_ITEM_CHART:
    caption = ori_item_caption (item);
    write_prose (xlsx, caption, xlsx->small, 9);
    break;
  case ORI_ITEM_PAGE_BREAK:
    break;
  }
}

/* --- Workbook --- */

static void
set_properties (OriXlsx *xlsx)
{
  const OriDocument *document = xlsx->document;
  g_autofree char *title = ori_report_clean_text (document->title);
  g_autofree char *subject = ori_report_clean_text (document->subtitle);
  g_autofree char *author = ori_report_clean_text (document->author);
  lxw_doc_properties properties = {0};
  glong limit = 255;

  /* libxlsxwriter takes at most 255 letters. */
  *g_utf8_offset_to_pointer (title, MIN (limit, g_utf8_strlen (title, -1))) = '\0';
  *g_utf8_offset_to_pointer (subject, MIN (limit, g_utf8_strlen (subject, -1))) = '\0';
  *g_utf8_offset_to_pointer (author, MIN (limit, g_utf8_strlen (author, -1))) = '\0';
  properties.title = title;
  properties.subject = subject;
  properties.author = author;
  /* 0 would mean now. */
  properties.created = document->date > 0 ? (time_t)document->date : 86400;
  workbook_set_properties (xlsx->book, &properties);
}

static void
free_table (gpointer data)
{
  OriXlsxTable *table = data;
  g_free (table->name);
  g_free (table);
}

/* Sheets in the order of the document; the contents and the text come first. */
static void
add_sheets (OriXlsx *xlsx)
{
  const GPtrArray *items = xlsx->document->items;

  g_hash_table_add (xlsx->names, g_utf8_casefold (ori_word ("sheet.contents"), -1));
  g_hash_table_add (xlsx->names, g_utf8_casefold (ori_word ("sheet.prose"), -1));
  xlsx->contents = workbook_add_worksheet (xlsx->book, ori_word ("sheet.contents"));
  xlsx->prose = workbook_add_worksheet (xlsx->book, ori_word ("sheet.prose"));
  worksheet_set_column (xlsx->prose, 0, 0, 80, NULL);
  worksheet_gridlines (xlsx->prose, LXW_HIDE_ALL_GRIDLINES);
  worksheet_set_portrait (xlsx->prose);
  worksheet_set_paper (xlsx->prose, 9);
  worksheet_fit_to_pages (xlsx->prose, 1, 0);
  for (guint i = 0; i < items->len; i++) {
    const OriItem *item = g_ptr_array_index (items, i);
    OriXlsxTable *table;
    g_autofree char *wanted = NULL;
    if (item->kind != ORI_ITEM_TABLE)
      continue;
    table = g_new0 (OriXlsxTable, 1);
    wanted = g_strdup_printf ("%u %s", item->number, item->text);
    table->item = item;
    table->name = ori_xlsx_sheet_name (wanted, xlsx->names);
    table->sheet = workbook_add_worksheet (xlsx->book, table->name);
    g_ptr_array_add (xlsx->tables, table);
  }
}

static gboolean
fill (OriXlsx *xlsx, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  const GPtrArray *items = xlsx->document->items;
  guint n_tables = 0;

  add_sheets (xlsx);
  write_contents (xlsx);
  for (guint i = 0; i < items->len; i++) {
    const OriItem *item = g_ptr_array_index (items, i);
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    ori_progress_report (progress, 0.8 * i / items->len, _ ("Writing the workbook"));
    write_prose_item (xlsx, item);
    if (item->kind == ORI_ITEM_TABLE)
      ori_xlsx_write_table (xlsx, g_ptr_array_index (xlsx->tables, n_tables++));
    else if (item->kind == ORI_ITEM_CHART && !ori_xlsx_write_chart (xlsx, item, error))
      return FALSE;
  }
  return TRUE;
}

static void
start (OriXlsx *xlsx, lxw_workbook *book)
{
  xlsx->book = book;
  xlsx->formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  xlsx->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  xlsx->tables = g_ptr_array_new_with_free_func (free_table);
  xlsx->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  make_formats (xlsx);
  set_properties (xlsx);
}

static void
clear (OriXlsx *xlsx)
{
  g_clear_pointer (&xlsx->formats, g_hash_table_unref);
  g_clear_pointer (&xlsx->names, g_hash_table_unref);
  g_clear_pointer (&xlsx->tables, g_ptr_array_unref);
  g_clear_pointer (&xlsx->pictures, g_ptr_array_unref);
}

static gboolean
fill_cb (lxw_workbook *book, gpointer data, const OriProgress *progress, GCancellable *cancellable,
         GError **error)
{
  OriXlsx *xlsx = data;

  start (xlsx, book);
  return fill (xlsx, progress, cancellable, error);
}

gboolean
ori_document_write_xlsx (const OriDocument *document, const char *path, const OriProgress *progress,
                         GCancellable *cancellable, GError **error)
{
  OriXlsx xlsx = {.document = document};
  gboolean done = ori_xlsx_save (path, fill_cb, &xlsx, NULL, progress, cancellable, error);

  clear (&xlsx);
  return done;
}
