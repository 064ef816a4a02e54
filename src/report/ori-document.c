/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-document-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

G_DEFINE_QUARK (ori_report_error_quark, ori_report_error)

static void
clear_cell (gpointer data)
{
  OriReportCell *cell = data;
  g_free (cell->text);
  g_free (cell->source);
}

static void
clear_column (gpointer data)
{
  OriReportColumn *column = data;
  g_free (column->header);
  g_free (column->band);
}

static void
free_item (gpointer data)
{
  OriItem *item = data;
  g_free (item->text);
  g_clear_pointer (&item->items, g_ptr_array_unref);
  g_clear_pointer (&item->columns, g_array_unref);
  g_clear_pointer (&item->rows, g_ptr_array_unref);
  g_clear_pointer (&item->chart, ori_chart_spec_free);
  g_clear_pointer (&item->ranges, g_array_unref);
  g_free (item);
}

static OriItem *
add_item (OriDocument *document, OriItemKind kind, const char *text)
{
  OriItem *item = g_new0 (OriItem, 1);
  item->kind = kind;
  item->text = g_strdup (text ? text : "");
  g_ptr_array_add (document->items, item);
  return item;
}

OriDocument *
ori_document_new (const char *title)
{
  OriDocument *document = g_new0 (OriDocument, 1);
  document->title = g_strdup (title ? title : "");
  document->items = g_ptr_array_new_with_free_func (free_item);
  add_item (document, ORI_ITEM_TITLE, document->title);
  return document;
}

void
ori_document_free (OriDocument *document)
{
  if (document == NULL)
    return;
  g_free (document->title);
  g_free (document->subtitle);
  g_free (document->author);
  g_ptr_array_unref (document->items);
  g_free (document);
}

OriItem *
ori_document_heading (OriDocument *document, int level, const char *text)
{
  OriItem *item = add_item (document, ORI_ITEM_HEADING, text);
  item->level = CLAMP (level, 1, 3);
  return item;
}

OriItem *
ori_document_paragraph (OriDocument *document, const char *text)
{
  return add_item (document, ORI_ITEM_PARAGRAPH, text);
}

OriItem *
ori_document_note (OriDocument *document, const char *text)
{
  return add_item (document, ORI_ITEM_NOTE, text);
}

OriItem *
ori_document_page_break (OriDocument *document)
{
  return add_item (document, ORI_ITEM_PAGE_BREAK, NULL);
}

OriItem *
ori_document_list (OriDocument *document, gboolean numbered)
{
  OriItem *item = add_item (document, ORI_ITEM_LIST, NULL);
  item->numbered = numbered;
  item->items = g_ptr_array_new_with_free_func (g_free);
  return item;
}

void
ori_item_add_text (OriItem *list, const char *text)
{
  g_return_if_fail (list->kind == ORI_ITEM_LIST);
  g_ptr_array_add (list->items, g_strdup (text));
}

OriItem *
ori_document_table (OriDocument *document, const char *caption)
{
  OriItem *item = add_item (document, ORI_ITEM_TABLE, caption);
  item->columns = g_array_new (FALSE, TRUE, sizeof (OriReportColumn));
  g_array_set_clear_func (item->columns, clear_column);
  item->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  return item;
}

OriItem *
ori_document_chart (OriDocument *document, const char *caption, OriChartSpec *chart)
{
  OriItem *item = add_item (document, ORI_ITEM_CHART, caption);
  item->chart = chart;
  item->ranges = g_array_new (FALSE, TRUE, sizeof (OriRange));
  return item;
}

void
ori_item_chart_from (OriItem *chart, const OriItem *table, guint row1, guint col1, guint row2,
                     guint col2)
{
  OriRange range = {row1, col1, row2, col2};

  g_return_if_fail (chart->kind == ORI_ITEM_CHART && table->kind == ORI_ITEM_TABLE);
  g_return_if_fail ((row1 == row2 || col1 == col2) && row1 <= row2 && col1 <= col2);
  g_return_if_fail (row2 < table->rows->len && col2 < table->columns->len);
  chart->data = table;
  g_array_append_val (chart->ranges, range);
}

void
ori_item_add_column_in (OriItem *table, const char *band, const char *header, double width,
                        gboolean numeric)
{
  OriReportColumn column = {g_strdup (header ? header : ""), g_strdup (band), width > 0 ? width : 1,
                            numeric};
  g_array_append_val (table->columns, column);
}

void
ori_item_add_column (OriItem *table, const char *header, double width, gboolean numeric)
{
  ori_item_add_column_in (table, NULL, header, width, numeric);
}

GArray *
ori_item_add_row (OriItem *table)
{
  GArray *row = g_array_new (FALSE, TRUE, sizeof (OriReportCell));
  g_array_set_clear_func (row, clear_cell);
  g_ptr_array_add (table->rows, row);
  return row;
}

static OriReportCell *
add_cell (GArray *row, OriReportCellKind kind, const char *text, double value, int decimals)
{
  OriReportCell cell = {.kind = kind, .text = g_strdup (text), .value = value, .group = -1};
  cell.decimals = CLAMP (decimals, 0, 9);
  g_array_append_val (row, cell);
  return &g_array_index (row, OriReportCell, row->len - 1);
}

OriReportCell *
ori_row_add_text (GArray *row, const char *text)
{
  return add_cell (row, ORI_CELL_KIND_TEXT, text ? text : "", 0, 0);
}

OriReportCell *
ori_row_add_none (GArray *row, const char *why)
{
  return add_cell (row, ORI_CELL_KIND_NONE, why ? why : "", 0, 0);
}

OriReportCell *
ori_row_add_number (GArray *row, double value, int decimals)
{
  if (!isfinite (value))
    return ori_row_add_none (row, ori_word ("status.missing"));
  return add_cell (row, ORI_CELL_KIND_NUMBER, NULL, value, decimals);
}

OriReportCell *
ori_row_add_percent (GArray *row, double percent, int decimals)
{
  if (!isfinite (percent))
    return ori_row_add_none (row, ori_word ("status.missing"));
  return add_cell (row, ORI_CELL_KIND_PERCENT, NULL, percent, decimals);
}

void
ori_report_cell_set_source (OriReportCell *cell, const char *source)
{
  g_free (cell->source);
  cell->source = g_strdup (source);
}

gboolean
ori_report_cell_is_number (const OriReportCell *cell)
{
  return (cell->kind == ORI_CELL_KIND_NUMBER || cell->kind == ORI_CELL_KIND_PERCENT) &&
         isfinite (cell->value);
}

char *
ori_report_cell_text (const OriReportCell *cell)
{
  g_autofree char *number = NULL;

  if (!ori_report_cell_is_number (cell)) {
    if (cell->kind == ORI_CELL_KIND_TEXT)
      return g_strdup (cell->text ? cell->text : "");
    return g_strdup (cell->text && *cell->text ? cell->text : ori_word ("status.missing"));
  }
  number = ori_number_format (cell->value, cell->decimals);
  if (cell->change && ori_number_round (cell->value, cell->decimals) > 0) {
    g_autofree char *plain = number;
    number = g_strconcat ("+", plain, NULL);
  }
  if (cell->kind == ORI_CELL_KIND_PERCENT)
    return g_strconcat (number, ORI_NBSP "%", NULL);
  return g_steal_pointer (&number);
}

char *
ori_document_date_text (const OriDocument *document)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (document->date);
  g_autofree char *key = NULL, *day = NULL, *year = NULL;

  if (document->date == 0 || date == NULL)
    return NULL;
  key = g_strdup_printf ("month.%d", g_date_time_get_month (date));
  day = g_strdup_printf ("%d", g_date_time_get_day_of_month (date));
  year = g_strdup_printf ("%d", g_date_time_get_year (date));
  return ori_word_format ("title.date", "day", day, "month", ori_word (key), "year", year, NULL);
}

void
ori_document_finish (OriDocument *document)
{
  guint tables = 0, figures = 0;

  for (guint i = 0; i < document->items->len; i++) {
    OriItem *item = g_ptr_array_index (document->items, i);
    if (item->kind == ORI_ITEM_TABLE)
      item->number = ++tables;
    else if (item->kind == ORI_ITEM_CHART)
      item->number = ++figures;
  }
}

char *
ori_item_caption (const OriItem *item)
{
  g_autofree char *number = ori_number_format (item->number, 0);
  return ori_word_format (item->kind == ORI_ITEM_CHART ? "caption.figure" : "caption.table",
                          "number", number, "text", item->text, NULL);
}

gboolean
ori_item_has_bands (const OriItem *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (g_array_index (table->columns, OriReportColumn, i).band)
      return TRUE;
  return FALSE;
}

guint
ori_item_band_end (const OriItem *table, guint column)
{
  const char *band = g_array_index (table->columns, OriReportColumn, column).band;
  guint last = column;

  if (band == NULL)
    return column;
  while (last + 1 < table->columns->len &&
         g_strcmp0 (band, g_array_index (table->columns, OriReportColumn, last + 1).band) == 0)
    last++;
  return last;
}

gboolean
ori_item_is_total (const OriItem *table, guint row)
{
  return row + table->n_total_rows >= table->rows->len;
}

const OriReportCell *
ori_item_cell (const OriItem *table, guint row, guint column)
{
  const GArray *cells = g_ptr_array_index (table->rows, row);
  return column < cells->len ? &g_array_index (cells, OriReportCell, column) : NULL;
}

void
ori_item_chart_size (const OriItem *item, double *width, double *height)
{
  guint n = item->chart->series->len;

  *width = ORI_FIGURE_WIDTH;
  switch (item->chart->kind) {
  case ORI_CHART_RANKED:
    *height = CLAMP (70 + 14.5 * n, 150, 640);
    break;
  case ORI_CHART_BENCH:
    *height = 270;
    break;
  case ORI_CHART_FUNNEL:
    *height = 290;
    break;
  case ORI_CHART_BARS:
  case ORI_CHART_DYNAMICS:
    *height = 228;
    break;
  }
}

gboolean
ori_report_write_bytes (const char *path, const void *bytes, gsize length, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_file_set_contents_full (path, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0666,
                                &failure))
    return TRUE;
  g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WRITE, _ ("Cannot write “%s”: %s"), path,
               failure->message);
  return FALSE;
}

char *
ori_report_clean_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  GString *clean = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (c == '\t' || c == '\n' || (c >= 0x20 && c != 0x7f && c != 0xfffe && c != 0xffff))
      g_string_append_unichar (clean, c);
    else if (c == '\r' && p[1] != '\n')
      g_string_append_c (clean, '\n');
  }
  return g_string_free (clean, FALSE);
}

gboolean
ori_document_write (const OriDocument *document, const char *path, const OriProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  const char *dot = strrchr (path, '.');

  if (dot && g_ascii_strcasecmp (dot, ".xlsx") == 0)
    return ori_document_write_xlsx (document, path, progress, cancellable, error);
  if (dot && g_ascii_strcasecmp (dot, ".docx") == 0)
    return ori_document_write_docx (document, path, progress, cancellable, error);
  if (dot && g_ascii_strcasecmp (dot, ".pdf") == 0)
    return ori_document_write_pdf (document, path, progress, cancellable, error);
  g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_FORMAT,
               _ ("“%s”: a report is written as .xlsx, .docx or .pdf"), path);
  return FALSE;
}
