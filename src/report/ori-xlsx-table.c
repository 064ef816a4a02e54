/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-xlsx-private.h"

#include "report/ori-wording.h"

#include <math.h>
#include <string.h>

#define HEAD_ROW 2 /* the caption and a link to the contents are above */

static void
write_head (OriXlsx *xlsx, OriXlsxTable *table)
{
  const OriItem *item = table->item;
  gboolean bands = ori_item_has_bands (item);

  for (guint c = 0; c < item->columns->len; c++) {
    const OriReportColumn *column = &g_array_index (item->columns, OriReportColumn, c);
    g_autofree char *header = ori_report_clean_text (column->header);
    lxw_col_t col = (lxw_col_t)c;
    if (!bands) {
      worksheet_write_string (table->sheet, HEAD_ROW, col, header, xlsx->head);
    } else if (column->band == NULL) {
      worksheet_merge_range (table->sheet, HEAD_ROW, col, HEAD_ROW + 1, col, header, xlsx->head);
    } else {
      guint last = ori_item_band_end (item, c);
      gboolean first =
          c == 0 ||
          g_strcmp0 (column->band, g_array_index (item->columns, OriReportColumn, c - 1).band) != 0;
      g_autofree char *band = ori_report_clean_text (column->band);
      worksheet_write_string (table->sheet, HEAD_ROW + 1, col, header, xlsx->head);
      if (first && last > c)
        worksheet_merge_range (table->sheet, HEAD_ROW, col, HEAD_ROW, (lxw_col_t)last, band,
                               xlsx->head);
      else if (first)
        worksheet_write_string (table->sheet, HEAD_ROW, col, band, xlsx->head);
    }
  }
}

static void
write_cell (OriXlsx *xlsx, OriXlsxTable *table, guint r, guint c)
{
  const OriReportCell *cell = ori_item_cell (table->item, r, c);
  lxw_row_t row = table->first_row + r;
  lxw_col_t col = (lxw_col_t)c;
  lxw_format *format;

  if (cell == NULL)
    return;
  format = ori_xlsx_format (xlsx, cell, ori_item_is_total (table->item, r));
  if (ori_report_cell_is_number (cell)) {
    double value = cell->kind == ORI_CELL_KIND_PERCENT ? cell->value / 100 : cell->value;
    worksheet_write_number (table->sheet, row, col, value, format);
  } else {
    g_autofree char *text = ori_report_cell_text (cell);
    ori_xlsx_write_text (table->sheet, row, col, text, format);
  }
  if (cell->source && *cell->source) {
    g_autofree char *source = ori_report_clean_text (cell->source);
    lxw_comment_options options = {.width = 260, .height = 60};
    worksheet_write_comment_opt (table->sheet, row, col, source, &options);
  }
}

static void
set_widths (OriXlsxTable *table)
{
  const OriItem *item = table->item;

  for (guint c = 0; c < item->columns->len; c++) {
    const OriReportColumn *column = &g_array_index (item->columns, OriReportColumn, c);
    double width = column->numeric ? 14 : 10;
    for (guint r = 0; r < item->rows->len; r++) {
      const OriReportCell *cell = ori_item_cell (item, r, c);
      g_autofree char *text = cell ? ori_report_cell_text (cell) : NULL;
      if (text)
        width = MAX (width, (double)g_utf8_strlen (text, -1) * 1.1 + 2);
    }
    worksheet_set_column (table->sheet, (lxw_col_t)c, (lxw_col_t)c,
                          MIN (width, column->numeric ? 16 : 60), NULL);
  }
}

void
ori_xlsx_write_table (OriXlsx *xlsx, OriXlsxTable *table)
{
  const OriItem *item = table->item;
  lxw_worksheet *sheet = table->sheet;
  g_autofree char *caption = ori_item_caption (item);
  g_autofree char *contents = g_strdup_printf ("internal:'%s'!A1", ori_word ("sheet.contents"));
  gboolean named =
      item->columns->len > 1 && !g_array_index (item->columns, OriReportColumn, 0).numeric;

  table->first_row = HEAD_ROW + (ori_item_has_bands (item) ? 2 : 1);
  table->chart_row = table->first_row + item->rows->len + 2;
  ori_xlsx_write_text (sheet, 0, 0, caption, xlsx->caption);
  worksheet_write_url_opt (sheet, 1, 0, contents, xlsx->link, ori_word ("sheet.back"), NULL);
  write_head (xlsx, table);
  worksheet_set_row (sheet, table->first_row - 1, 32, NULL);
  set_widths (table);
  for (guint r = 0; r < item->rows->len; r++)
    for (guint c = 0; c < item->columns->len; c++)
      write_cell (xlsx, table, r, c);
  worksheet_freeze_panes (sheet, table->first_row, named ? 1 : 0);
  worksheet_repeat_rows (sheet, HEAD_ROW, table->first_row - 1);
  if (item->columns->len > 6)
    worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9);
  /* A chart is not cut by the edge of a page while the table is short. */
  worksheet_fit_to_pages (sheet, 1, item->rows->len <= 45 ? 1 : 0);
}

/* --- Charts --- */

static OriXlsxTable *
find_table (OriXlsx *xlsx, const OriItem *item)
{
  for (guint i = 0; i < xlsx->tables->len; i++) {
    OriXlsxTable *table = g_ptr_array_index (xlsx->tables, i);
    if (table->item == item)
      return table;
  }
  return NULL;
}

static void
add_series (lxw_chart *chart, const OriXlsxTable *table, const OriRange *range, const char *name,
            OriColor color, gboolean line)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);
  lxw_row_t head = table->first_row - 1;
  lxw_chart_fill fill = {.color = ori_palette_color (ORI_PALETTE_LIGHT, color)};
  lxw_chart_line stroke = {.color = fill.color, .width = 2.25F};
  g_autofree char *clean = ori_report_clean_text (name);

  if (range->col1 == range->col2)
    chart_series_set_categories (series, table->name, table->first_row + range->row1, 0,
                                 table->first_row + range->row2, 0);
  else
    chart_series_set_categories (series, table->name, head, (lxw_col_t)range->col1, head,
                                 (lxw_col_t)range->col2);
  chart_series_set_values (series, table->name, table->first_row + range->row1,
                           (lxw_col_t)range->col1, table->first_row + range->row2,
                           (lxw_col_t)range->col2);
  /* A name with a leading "=" would be read as a reference. */
  while (*clean == '=')
    memmove (clean, clean + 1, strlen (clean));
  chart_series_set_name (series, clean);
  if (line) {
    lxw_chart_fill marker = {.color = fill.color};
    chart_series_set_line (series, &stroke);
    chart_series_set_marker_type (series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size (series, 7);
    chart_series_set_marker_fill (series, &marker);
    chart_series_set_labels (series);
    chart_series_set_labels_position (series, LXW_CHART_LABEL_POSITION_ABOVE);
  } else {
    chart_series_set_fill (series, &fill);
    chart_series_set_labels (series);
  }
}

static void
write_native (OriXlsx *xlsx, OriXlsxTable *table, const OriItem *item)
{
  static const OriColor colors[] = {ORI_COLOR_SERIES1, ORI_COLOR_SERIES2, ORI_COLOR_SERIES3,
                                    ORI_COLOR_SERIES4};
  gboolean line = item->chart->kind == ORI_CHART_DYNAMICS;
  lxw_chart *chart = workbook_add_chart (xlsx->book, line ? LXW_CHART_LINE : LXW_CHART_BAR);
  g_autofree char *caption = ori_item_caption (item);
  g_autofree char *title = ori_report_clean_text (caption);
  g_autofree char *description = ori_chart_describe (item->chart);
  g_autofree char *alternative = ori_report_clean_text (description);
  lxw_chart_font font = {.size = 11, .bold = LXW_TRUE};
  lxw_chart_options options = {.description = alternative};
  double rows = 18;

  for (guint i = 0; i < item->ranges->len; i++) {
    const OriRange *range = &g_array_index (item->ranges, OriRange, i);
    const OriChartSeries *series = item->chart->series->len == item->ranges->len
                                       ? g_ptr_array_index (item->chart->series, i)
                                       : NULL;
    const char *name =
        series && series->label
            ? series->label
            : g_array_index (table->item->columns, OriReportColumn, range->col1).header;
    add_series (chart, table, range, name, colors[i % G_N_ELEMENTS (colors)], line);
    if (!line)
      rows = MAX (rows, (range->row2 - range->row1 + 1) * 0.9 + 6);
  }
  *g_utf8_offset_to_pointer (title, MIN (250, g_utf8_strlen (title, -1))) = '\0';
  chart_title_set_name (chart, title[0] == '=' ? title + 1 : title);
  chart_title_set_name_font (chart, &font);
  if (item->ranges->len < 2)
    chart_legend_set_position (chart, LXW_CHART_LEGEND_NONE);
  else
    chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  if (item->chart->share || !line)
    chart_axis_set_min (line ? chart->y_axis : chart->x_axis, 0);
  if (item->chart->share && line)
    chart_axis_set_num_format (chart->y_axis, "0%");
  if (!line)
    chart_axis_set_reverse (chart->y_axis);
  chart_show_blanks_as (chart, LXW_CHART_BLANKS_AS_GAP);
  options.x_scale = 1.5;
  options.y_scale = rows * 20 / 288;
  worksheet_insert_chart_opt (table->sheet, table->chart_row, 0, chart, &options);
  table->chart_row += (lxw_row_t)rows + 2;
}

static gboolean
write_picture (OriXlsx *xlsx, const OriItem *item, GError **error)
{
  double width, height;
  GBytes *png;
  gsize length;
  const void *data;
  g_autofree char *description = ori_chart_describe (item->chart);
  g_autofree char *alternative = ori_report_clean_text (description);
  lxw_image_options options = {.x_scale = 0.5, .y_scale = 0.5, .description = alternative};

  ori_item_chart_size (item, &width, &height);
  png = ori_chart_to_png (item->chart, ORI_PALETTE_LIGHT, width / 0.9, height / 0.9, 2.5, error);
  if (png == NULL)
    return FALSE;
  g_ptr_array_add (xlsx->pictures, png);
  data = g_bytes_get_data (png, &length);
  worksheet_insert_image_buffer_opt (xlsx->prose, xlsx->prose_row, 0, data, length, &options);
  xlsx->prose_row += (lxw_row_t)(height * 1.55 / 20) + 2;
  return TRUE;
}

gboolean
ori_xlsx_write_chart (OriXlsx *xlsx, const OriItem *item, GError **error)
{
  OriXlsxTable *table = item->data ? find_table (xlsx, item->data) : NULL;

  if (table && item->ranges->len > 0) {
    write_native (xlsx, table, item);
    return TRUE;
  }
  return write_picture (xlsx, item, error);
}
