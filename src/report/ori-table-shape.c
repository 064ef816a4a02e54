/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-pages-private.h"

static void
free_row (gpointer data)
{
  OriTableRow *row = data;
  g_ptr_array_unref (row->cells);
  g_free (row);
}

static void
unref_layout (gpointer data)
{
  g_clear_object (&data);
}

static OriTableRow *
add_row (GPtrArray *rows, guint index)
{
  OriTableRow *row = g_new0 (OriTableRow, 1);
  row->cells = g_ptr_array_new_with_free_func (unref_layout);
  row->row = index;
  g_ptr_array_add (rows, row);
  return row;
}

static double
layout_height (PangoLayout *layout)
{
  PangoRectangle logical;
  pango_layout_get_extents (layout, NULL, &logical);
  return logical.height / (double)PANGO_SCALE;
}

static double
span_width (const double *widths, guint from, guint end)
{
  double width = 0;
  for (guint i = from; i < end; i++)
    width += widths[i];
  return width;
}

gboolean
ori_table_head_span (const OriItem *item, guint head_row, guint column, guint *end,
                     gboolean *both_rows)
{
  const OriReportColumn *c = &g_array_index (item->columns, OriReportColumn, column);

  *end = column + 1;
  *both_rows = FALSE;
  if (!ori_item_has_bands (item))
    return TRUE;
  if (c->band == NULL) {
    *both_rows = TRUE;
    return head_row == 0;
  }
  if (head_row == 1)
    return TRUE;
  *end = ori_item_band_end (item, column) + 1;
  return column == 0 ||
         g_strcmp0 (c->band, g_array_index (item->columns, OriReportColumn, column - 1).band) != 0;
}

static void
shape_head (OriTableShape *shape, PangoContext *context)
{
  const OriItem *item = shape->item;
  guint n_rows = ori_item_has_bands (item) ? 2 : 1;
  double tall = 0;

  for (guint r = 0; r < n_rows; r++) {
    OriTableRow *row = add_row (shape->head, G_MAXUINT);
    for (guint c = 0; c < item->columns->len; c++) {
      const OriReportColumn *column = &g_array_index (item->columns, OriReportColumn, c);
      PangoLayout *layout;
      guint end;
      gboolean both;
      if (!ori_table_head_span (item, r, c, &end, &both)) {
        g_ptr_array_add (row->cells, NULL);
        continue;
      }
      layout = ori_paper_layout_new (context,
                                     n_rows == 2 && r == 0 && !both ? column->band : column->header,
                                     MIN (shape->font_size - 1, 10), FALSE,
                                     span_width (shape->widths, c, end) - 2 * ORI_CELL_PADDING);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      g_ptr_array_add (row->cells, layout);
      if (both)
        tall = MAX (tall, layout_height (layout) + 2 * ORI_CELL_PADDING);
      else
        row->height = MAX (row->height, layout_height (layout) + 2 * ORI_CELL_PADDING);
    }
  }
  if (n_rows == 2) {
    OriTableRow *upper = g_ptr_array_index (shape->head, 0);
    OriTableRow *lower = g_ptr_array_index (shape->head, 1);
    if (tall > upper->height + lower->height)
      lower->height = tall - upper->height;
  }
}

/* Cuts the text of a cell that is taller than @height; *@rest (owned) is what is left, NULL if
 * nothing. */
static void
cut_layout (PangoLayout *layout, double height, char **rest)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  const char *text = pango_layout_get_text (layout);

  *rest = NULL;
  do {
    PangoRectangle logical;
    pango_layout_iter_get_line_extents (iter, NULL, &logical);
    if ((logical.y + logical.height) / (double)PANGO_SCALE > height && logical.y > 0) {
      int index = pango_layout_iter_get_line_readonly (iter)->start_index;
      g_autofree char *head = g_strndup (text, (gsize)index);
      *rest = g_strdup (text + index);
      pango_layout_set_text (layout, head, -1);
      break;
    }
  } while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static PangoLayout *
cell_layout (const OriTableShape *shape, PangoContext *context, guint row, guint column,
             const char *text)
{
  const OriReportCell *cell = ori_item_cell (shape->item, row, column);
  const OriReportColumn *c = &g_array_index (shape->item->columns, OriReportColumn, column);
  double width = shape->widths[column] - 2 * ORI_CELL_PADDING;
  PangoLayout *layout = ori_paper_layout_new (
      context, text, shape->font_size, cell->bold || ori_item_is_total (shape->item, row),
      width - (cell->group >= 0 && !c->numeric ? ORI_GROUP_MARK : 0));
  pango_layout_set_alignment (layout, c->numeric ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  return layout;
}

static void
shape_row (OriTableShape *shape, PangoContext *context, guint index, double max_height)
{
  guint n = shape->item->columns->len;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  gboolean more = TRUE;

  for (guint c = 0; c < n; c++) {
    const OriReportCell *cell = ori_item_cell (shape->item, index, c);
    g_ptr_array_add (texts, cell ? ori_report_cell_text (cell) : NULL);
  }
  while (more) {
    OriTableRow *row = add_row (shape->rows, index);
    more = FALSE;
    for (guint c = 0; c < n; c++) {
      char *text = g_ptr_array_index (texts, c), *rest = NULL;
      PangoLayout *layout = NULL;
      if (text) {
        layout = cell_layout (shape, context, index, c, text);
        cut_layout (layout, max_height - 2 * ORI_CELL_PADDING, &rest);
        row->height = MAX (row->height, layout_height (layout) + 2 * ORI_CELL_PADDING);
      }
      g_ptr_array_add (row->cells, layout);
      g_free (text);
      g_ptr_array_index (texts, c) = rest;
      more = more || rest;
    }
    row->height = MAX (row->height, shape->font_size + 2 * ORI_CELL_PADDING);
  }
}

OriTableShape *
ori_table_shape_new (PangoContext *context, const OriItem *item, double max_height)
{
  OriTableShape *shape = g_new0 (OriTableShape, 1);

  shape->item = item;
  shape->head = g_ptr_array_new_with_free_func (free_row);
  shape->rows = g_ptr_array_new_with_free_func (free_row);
  shape->widths = ori_table_widths (context, item, ORI_TEXT_WIDTH, &shape->font_size);
  shape_head (shape, context);
  for (guint i = 0; i < item->rows->len; i++)
    shape_row (shape, context, i, MAX (max_height - ori_table_shape_head_height (shape), 60));
  return shape;
}

void
ori_table_shape_free (OriTableShape *shape)
{
  g_ptr_array_unref (shape->head);
  g_ptr_array_unref (shape->rows);
  g_free (shape->widths);
  g_free (shape);
}

double
ori_table_shape_head_height (const OriTableShape *shape)
{
  double height = 0;
  for (guint i = 0; i < shape->head->len; i++)
    height += ((OriTableRow *)g_ptr_array_index (shape->head, i))->height;
  return height;
}
