/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-pages-private.h"

#include "report/ori-wording.h"

static void
set_rgb (cairo_t *cr, guint32 rgb)
{
  cairo_set_source_rgb (cr, ((rgb >> 16) & 0xff) / 255.0, ((rgb >> 8) & 0xff) / 255.0,
                        (rgb & 0xff) / 255.0);
}

/* Lines @line1 to @line2 of a layout with the top of the first at y. */
static void
draw_lines (cairo_t *cr, PangoLayout *layout, int line1, int line2, double x, double y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int i = 0, top = 0;

  cairo_set_source_rgb (cr, 0, 0, 0);
  do {
    PangoRectangle logical;
    int y0, y1;
    if (i >= line2)
      break;
    pango_layout_iter_get_line_yrange (iter, &y0, &y1);
    if (i == line1)
      top = y0;
    if (i++ < line1)
      continue;
    pango_layout_iter_get_line_extents (iter, NULL, &logical);
    cairo_move_to (cr, x + logical.x / (double)PANGO_SCALE,
                   y + (pango_layout_iter_get_baseline (iter) - top) / (double)PANGO_SCALE);
    pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
  } while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_line (cairo_t *cr, double x1, double y1, double x2, double y2, double width)
{
  cairo_set_line_width (cr, width);
  cairo_set_source_rgb (cr, 0.15, 0.15, 0.15);
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
}

static void
draw_tint (cairo_t *cr, const OriReportCell *cell, double x, double y, double width, double height)
{
  guint32 mark, text, tint;

  ori_palette_group (ORI_PALETTE_LIGHT, (guint)MAX (cell->n_groups, 1), (guint)cell->group, &mark,
                     &text, &tint);
  set_rgb (cr, tint);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

static void
draw_cell (cairo_t *cr, const OriTableShape *shape, const OriTableRow *row, guint column, double x,
           double y, double width, double height)
{
  const OriReportCell *cell =
      row->row == G_MAXUINT ? NULL : ori_item_cell (shape->item, row->row, column);
  const OriReportColumn *c = &g_array_index (shape->item->columns, OriReportColumn, column);
  PangoLayout *layout = g_ptr_array_index (row->cells, column);
  gboolean marked = cell && cell->group >= 0;
  double indent = marked && !c->numeric ? ORI_GROUP_MARK : 0;

  if (marked)
    draw_tint (cr, cell, x, y, width, height);
  if (layout == NULL)
    return;
  if (indent > 0)
    ori_paint_group_mark (cr, ORI_PALETTE_LIGHT, (guint)MAX (cell->n_groups, 1), (guint)cell->group,
                          x + ORI_CELL_PADDING + 4, y + ORI_CELL_PADDING + shape->font_size * 0.62,
                          2.7);
  if (row->row == G_MAXUINT) {
    PangoRectangle logical;
    pango_layout_get_extents (layout, NULL, &logical);
    y += (height - logical.height / (double)PANGO_SCALE) / 2 - ORI_CELL_PADDING;
  }
  cairo_tag_begin (cr, row->row == G_MAXUINT ? "TH" : "TD", NULL);
  draw_lines (cr, layout, 0, pango_layout_get_line_count (layout), x + ORI_CELL_PADDING + indent,
              y + ORI_CELL_PADDING);
  cairo_tag_end (cr, row->row == G_MAXUINT ? "TH" : "TD");
}

static void
draw_head_row (cairo_t *cr, const OriTableShape *shape, guint r, double x, double y, double height,
               double whole)
{
  const OriTableRow *row = g_ptr_array_index (shape->head, r);
  double left = x;

  for (guint c = 0; c < row->cells->len; c++) {
    guint end;
    gboolean both;
    double width = 0;
    if (ori_table_head_span (shape->item, r, c, &end, &both)) {
      for (guint i = c; i < end; i++)
        width += shape->widths[i];
      draw_cell (cr, shape, row, c, left, y, width, both ? whole : height);
      if (c > 0)
        draw_line (cr, left, y, left, y + (both ? whole : height), 0.4);
      if (r == 0 && !both && shape->head->len == 2)
        draw_line (cr, left, y + height, left + width, y + height, 0.4);
    } else if (g_ptr_array_index (row->cells, c) == NULL && r == 1 && c > 0) {
      draw_line (cr, left, y, left, y + height, 0.4);
    }
    left += shape->widths[c];
  }
}

static void
draw_table (cairo_t *cr, const OriBlock *block)
{
  const OriTableShape *shape = block->table;
  double y = block->y, x = block->x, head = ori_table_shape_head_height (shape);
  guint previous = G_MAXUINT;

  cairo_tag_begin (cr, "Table", NULL);
  for (guint r = 0; r < shape->head->len; r++) {
    double height = ((OriTableRow *)g_ptr_array_index (shape->head, r))->height;
    cairo_tag_begin (cr, "TR", NULL);
    draw_head_row (cr, shape, r, x, y, height, block->y + head - y);
    cairo_tag_end (cr, "TR");
    y += height;
  }
  draw_line (cr, x, y, x + block->width, y, 0.75);
  for (guint r = block->row1; r < block->row2; r++) {
    const OriTableRow *row = g_ptr_array_index (shape->rows, r);
    double left = x;
    cairo_tag_begin (cr, "TR", NULL);
    for (guint c = 0; c < row->cells->len; c++) {
      draw_cell (cr, shape, row, c, left, y, shape->widths[c], row->height);
      if (c > 0)
        draw_line (cr, left, y, left, y + row->height, 0.4);
      left += shape->widths[c];
    }
    cairo_tag_end (cr, "TR");
    /* Over the tints of both rows. */
    if (r > block->row1 && row->row != previous)
      draw_line (cr, x, y, x + block->width, y,
                 ori_item_is_total (shape->item, row->row) ? 0.75 : 0.4);
    previous = row->row;
    y += row->height;
  }
  cairo_tag_end (cr, "Table");
  cairo_set_line_width (cr, 0.75);
  cairo_set_source_rgb (cr, 0.15, 0.15, 0.15);
  cairo_rectangle (cr, x, block->y, block->width, y - block->y);
  cairo_stroke (cr);
}

static void
draw_text (cairo_t *cr, const OriBlock *block)
{
  if (block->destination) {
    g_autofree char *attributes = g_strdup_printf ("name='%s'", block->destination);
    cairo_tag_begin (cr, CAIRO_TAG_DEST, attributes);
    cairo_tag_end (cr, CAIRO_TAG_DEST);
  }
  if (block->link) {
    g_autofree char *attributes = g_strdup_printf ("dest='%s'", block->link);
    cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes);
  } else if (block->tag) {
    cairo_tag_begin (cr, block->tag, NULL);
  }
  draw_lines (cr, block->layout, block->line1, block->line2, block->x, block->y);
  if (block->link)
    cairo_tag_end (cr, CAIRO_TAG_LINK);
  else if (block->tag)
    cairo_tag_end (cr, block->tag);
}

static void
draw_leader (cairo_t *cr, const OriBlock *block)
{
  static const double dots[] = {0, 4};

  if (block->width <= 0)
    return;
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0.4, 0.4, 0.4);
  cairo_set_line_width (cr, 1);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, dots, 2, 0);
  cairo_move_to (cr, block->x, block->y + block->height * 0.78);
  cairo_rel_line_to (cr, block->width, 0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_block (cairo_t *cr, const OriBlock *block)
{
  switch (block->kind) {
  case ORI_BLOCK_TEXT:
    draw_text (cr, block);
    break;
  case ORI_BLOCK_TABLE:
    draw_table (cr, block);
    break;
  case ORI_BLOCK_CHART:
    cairo_save (cr);
    cairo_translate (cr, block->x, block->y);
    cairo_tag_begin (cr, "Figure", NULL);
    ori_chart_draw (block->chart, cr);
    cairo_tag_end (cr, "Figure");
    cairo_restore (cr);
    break;
  case ORI_BLOCK_LEADER:
    draw_leader (cr, block);
    break;
  }
}

static void
draw_margin_text (const OriPages *pages, cairo_t *cr, const char *text, double y,
                  PangoAlignment alignment, double size)
{
  g_autoptr (PangoLayout) layout =
      ori_paper_layout_new (pages->context, text, size, FALSE, ORI_TEXT_WIDTH);
  pango_layout_set_alignment (layout, alignment);
  draw_lines (cr, layout, 0, 1, ORI_MARGIN_LEFT, y);
}

void
ori_pages_draw (const OriPages *pages, guint page, cairo_t *cr)
{
  const GPtrArray *blocks;

  g_return_if_fail (page < pages->pages->len);
  blocks = g_ptr_array_index (pages->pages, page);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, ORI_PAGE_WIDTH, ORI_PAGE_HEIGHT);
  cairo_fill (cr);
  for (guint i = 0; i < blocks->len; i++)
    draw_block (cr, g_ptr_array_index (blocks, i));
  if (page > 0 || pages->pages->len == 1) {
    g_autofree char *number = g_strdup_printf ("%u", page + 1);
    draw_margin_text (pages, cr, number, ORI_PAGE_HEIGHT - 36, PANGO_ALIGN_CENTER, 12);
  }
  if (pages->document->training && page > 0)
    draw_margin_text (pages, cr, ori_word ("training.header"), 26, PANGO_ALIGN_RIGHT, 10);
  cairo_restore (cr);
}
