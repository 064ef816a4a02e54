/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/ori-grid-box.h"
#include "app/ori-grid-private.h"

typedef struct {
  OriGrid *grid;
  GtkSnapshot *snapshot;
  const OriTones *colors;
  double width, height;
  OriRange selection;
  OriGridBoxes boxes;
  cairo_t *boxes_cr; /* one node for the boxes of a band; NULL before the first of them */
  gboolean focused;
} Painter;

static void
fill (Painter *p, const GdkRGBA *color, double x, double y, double w, double h)
{
  if (w > 0 && h > 0)
    gtk_snapshot_append_color (p->snapshot, color, &GRAPHENE_RECT_INIT (x, y, w, h));
}

static void
outline (Painter *p, const GdkRGBA *color, const graphene_rect_t *rect, float thickness)
{
  GskRoundedRect rounded;
  float widths[4] = {thickness, thickness, thickness, thickness};
  GdkRGBA colors[4] = {*color, *color, *color, *color};

  gsk_rounded_rect_init_from_rect (&rounded, rect, 3);
  gtk_snapshot_append_border (p->snapshot, &rounded, widths, colors);
}

/* A group is told by its shape in dense tables: ▼ low, ● medium, ▲ high, ◆ and ■ between them. */
static void
paint_mark (Painter *p, OriGridMark mark, const GdkRGBA *color, double x, double y)
{
  const double size = ORI_GRID_MARK;
  cairo_t *cr = gtk_snapshot_append_cairo (p->snapshot, &GRAPHENE_RECT_INIT (x, y, size, size));

  gdk_cairo_set_source_rgba (cr, color);
  switch (mark) {
  case ORI_GRID_DOWN:
    cairo_move_to (cr, x, y + 1);
    cairo_line_to (cr, x + size, y + 1);
    cairo_line_to (cr, x + size / 2, y + size);
    break;
  case ORI_GRID_UP:
    cairo_move_to (cr, x, y + size - 1);
    cairo_line_to (cr, x + size, y + size - 1);
    cairo_line_to (cr, x + size / 2, y);
    break;
  case ORI_GRID_DIAMOND:
    cairo_move_to (cr, x + size / 2, y - .4);
    cairo_line_to (cr, x + size + .4, y + size / 2);
    cairo_line_to (cr, x + size / 2, y + size + .4);
    cairo_line_to (cr, x - .4, y + size / 2);
    break;
  case ORI_GRID_SQUARE:
    cairo_rectangle (cr, x + .8, y + .8, size - 1.6, size - 1.6);
    break;
  case ORI_GRID_CIRCLE:
    cairo_arc (cr, x + size / 2, y + size / 2, size / 2 - .6, 0, 2 * G_PI);
    break;
  case ORI_GRID_NO_MARK:
    break;
  }
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
paint_layout (Painter *p, PangoLayout *layout, double x, double y, const GdkRGBA *color)
{
  gtk_snapshot_save (p->snapshot);
  gtk_snapshot_translate (p->snapshot, &GRAPHENE_POINT_INIT (round (x), round (y)));
  gtk_snapshot_append_layout (p->snapshot, layout, color);
  gtk_snapshot_restore (p->snapshot);
}

static double
aligned_x (OriGridAlign align, double x, double room, double width)
{
  if (align == ORI_GRID_END || align == ORI_GRID_DECIMAL)
    return x + MAX (room - width, 0);
  if (align == ORI_GRID_CENTER)
    return x + MAX ((room - width) / 2, 0);
  return x;
}

static void
paint_cell_text (Painter *p, const OriGridCell *cell, const graphene_rect_t *rect,
                 double fraction_width)
{
  PangoLayout *layout = cell->chip && p->grid->dense ? p->grid->small
                        : cell->bold                 ? p->grid->bold
                                                     : p->grid->regular;
  int pad = ori_grid_pad (p->grid);
  const OriToneColors *tone = &p->colors->tones[cell->tone];
  double x = rect->origin.x + pad + cell->indent * 12;
  double room = rect->size.width - 2 * pad - cell->indent * 12;
  double mark = cell->mark != ORI_GRID_NO_MARK ? ORI_GRID_MARK + ORI_GRID_GAP : 0;
  double middle = rect->origin.y + rect->size.height / 2, start;
  int width, height;

  if (cell->align == ORI_GRID_DECIMAL && cell->text != NULL && strchr (cell->text, ',') == NULL)
    room -= fraction_width;
  if (cell->chip) {
    x += ORI_GRID_GAP;
    room -= 2 * ORI_GRID_GAP;
  }
  if (room - mark < 4)
    return;
  pango_layout_set_text (layout, cell->text != NULL ? cell->text : "", -1);
  pango_layout_set_height (layout, 0);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > room - mark) {
    pango_layout_set_width (layout, (room - mark) * PANGO_SCALE);
    width = room - mark;
  }
  start = aligned_x (cell->align, x, room, width + mark);
  if (cell->chip) {
    GskRoundedRect pill;
    graphene_rect_t area = GRAPHENE_RECT_INIT (start - 7, middle - 10, width + mark + 14, 20);
    gsk_rounded_rect_init_from_rect (&pill, &area, 10);
    gtk_snapshot_push_rounded_clip (p->snapshot, &pill);
    gtk_snapshot_append_color (p->snapshot, &tone->tint, &area);
    gtk_snapshot_pop (p->snapshot);
  }
  if (cell->mark != ORI_GRID_NO_MARK)
    paint_mark (p, cell->mark, &tone->mark, round (start), round (middle - ORI_GRID_MARK / 2.0));
  if (cell->text != NULL)
    paint_layout (p, layout, start + mark, middle - height / 2.0, &tone->text);
}

static void
paint_box (Painter *p, const OriGridCell *cell, const graphene_rect_t *rect)
{
  graphene_rect_t box = GRAPHENE_RECT_INIT (rect->origin.x + 3, rect->origin.y + 3,
                                            rect->size.width - 6, rect->size.height - 7);

  if (p->boxes_cr == NULL)
    p->boxes_cr = gtk_snapshot_append_cairo (
        p->snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)p->width, (float)p->height));
  ori_grid_boxes_paint (&p->boxes, p->boxes_cr, cell->box, cell->tone, &box);
  ori_grid_boxes_paint_text (&p->boxes, p->snapshot, cell->box, cell->tone, cell->text,
                             p->grid->small, &box);
}

static void
paint_picture (Painter *p, guint row, guint col, const graphene_rect_t *rect)
{
  cairo_t *cr = gtk_snapshot_append_cairo (p->snapshot, rect);

  cairo_translate (cr, rect->origin.x, rect->origin.y);
  ori_grid_model_paint (p->grid->model, row, col, cr, rect->size.width, rect->size.height);
  cairo_destroy (cr);
}

static void
paint_cell (Painter *p, guint row, guint col, const graphene_rect_t *rect)
{
  g_auto (OriGridCell) cell = {0};
  const OriGridColumnLayout *column = &g_array_index (p->grid->columns, OriGridColumnLayout, col);
  double x = rect->origin.x, y = rect->origin.y, w = rect->size.width, h = rect->size.height;

  if (w <= 0)
    return;
  ori_grid_model_cell (p->grid->model, row, col, &cell);
  if (row >= p->grid->n_body)
    fill (p, &p->colors->tones[ORI_TONE_TOTAL].tint, x, y, w, h);
  if (cell.tinted && !cell.chip)
    fill (p, &p->colors->tones[cell.tone].tint, x, y, w, h);
  if (cell.hatched)
    ori_grid_paint_hatching (p->snapshot, p->colors, rect);
  if (p->grid->hover_row == (int)row)
    fill (p, &p->colors->hover, x, y, w, h);
  if (ori_range_has (&p->selection, row, col) && p->focused)
    fill (p, &p->colors->selection, x, y, w, h);
  if (cell.box == ORI_GRID_NO_BOX)
    fill (p, &p->colors->grid, x, y + h - 1, w, 1);
  if (p->grid->row_numbers)
    fill (p, &p->colors->grid, x + w - 1, y, 1, h);
  if (cell.outlined) {
    graphene_rect_t inner = GRAPHENE_RECT_INIT (x + 1, y + 1, w - 3, h - 3);
    outline (p, &p->colors->tones[ORI_TONE_DOUBT].mark, &inner, 2);
  }
  if (cell.pictured)
    paint_picture (p, row, col, rect);
  if (cell.box != ORI_GRID_NO_BOX)
    paint_box (p, &cell, rect);
  else
    paint_cell_text (p, &cell, rect, column->fraction_width);
}

static void
get_cell_rect (OriGrid *self, guint row, guint col, graphene_rect_t *rect)
{
  const OriGridColumnLayout *column = &g_array_index (self->columns, OriGridColumnLayout, col);

  graphene_rect_init (rect, ori_grid_col_x (self, col), ori_grid_row_y (self, row), column->width,
                      self->row_height);
}

static void
get_merged_rect (OriGrid *self, const OriRange *range, graphene_rect_t *rect)
{
  graphene_rect_t end;

  get_cell_rect (self, range->row1, range->col1, rect);
  get_cell_rect (self, MIN (range->row2, self->n_rows - 1), MIN (range->col2, self->n_cols - 1),
                 &end);
  graphene_rect_union (rect, &end, rect);
}

/* A merge is painted once, at its first visible cell, over its whole rectangle. */
static void
paint_cells (Painter *p, guint row1, guint row2, guint col1, guint col2)
{
  for (guint row = row1; row < row2; row++)
    for (guint col = col1; col < col2; col++) {
      graphene_rect_t rect;
      OriRange merge;

      if (ori_grid_model_merge (p->grid->model, row, col, &merge)) {
        if (row != MAX (merge.row1, row1) || col != MAX (merge.col1, col1))
          continue;
        get_merged_rect (p->grid, &merge, &rect);
        paint_cell (p, merge.row1, merge.col1, &rect);
        continue;
      }
      get_cell_rect (p->grid, row, col, &rect);
      paint_cell (p, row, col, &rect);
    }
  g_clear_pointer (&p->boxes_cr, cairo_destroy);
}

static void
paint_arrow (Painter *p, double right, double middle)
{
  cairo_t *cr =
      gtk_snapshot_append_cairo (p->snapshot, &GRAPHENE_RECT_INIT (right - 9, middle - 3, 9, 6));
  double tip = p->grid->sort_descending ? 2.5 : -2.5;

  gdk_cairo_set_source_rgba (cr, &p->colors->text);
  cairo_move_to (cr, right - 8.5, middle - tip);
  cairo_line_to (cr, right - .5, middle - tip);
  cairo_line_to (cr, right - 4.5, middle + tip);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
paint_header (Painter *p, guint row, guint col)
{
  OriGrid *grid = p->grid;
  g_auto (OriGridHeader) header = {0};
  PangoLayout *heading = grid->dense ? grid->small : grid->bold;
  guint from = col, to;
  double x, y = row * grid->header_height, w, room;
  gboolean sorted = row == grid->n_header - 1 && grid->sort_col == (int)col;
  int width, height;

  ori_grid_model_header (grid->model, row, from, &header);
  while (header.span == 0 && from > 0) {
    ori_grid_header_clear (&header);
    ori_grid_model_header (grid->model, row, --from, &header);
  }
  if (grid->slanted && col >= grid->n_frozen) {
    gboolean here = grid->cursor_row == -1 && p->focused && col == (guint)grid->cursor_col;
    ori_grid_paint_slanted (grid, p->snapshot, col, &header,
                            here ? &p->colors->tones[ORI_TONE_ACCENT].text : &p->colors->dim);
    return;
  }
  to = MIN (from + MAX (header.span, 1), grid->n_cols);
  x = ori_grid_col_x (grid, from);
  w = ori_grid_col_x (grid, to - 1) +
      g_array_index (grid->columns, OriGridColumnLayout, to - 1).width - x;
  if (header.tone != ORI_TONE_NONE)
    fill (p, &p->colors->tones[header.tone].tint, x, y, w, grid->header_height);
  if (grid->cursor_row == -1 && p->focused && col == (guint)grid->cursor_col)
    fill (p, &p->colors->selection, x, y, w, grid->header_height);
  if (grid->row_numbers || row + 1 < grid->n_header)
    fill (p, &p->colors->grid, x + w - 1, y, 1, grid->header_height);
  if (row + 1 < grid->n_header && header.text != NULL)
    fill (p, &p->colors->grid, x, y + grid->header_height - 1, w, 1);
  if (header.text == NULL || w <= 0)
    return;
  room = w - 2 * ori_grid_pad (grid) - (sorted ? ORI_GRID_ARROW : 0);
  pango_layout_set_text (heading, header.text, -1);
  pango_layout_set_single_paragraph_mode (heading, grid->header_lines <= 1);
  pango_layout_set_height (heading, -(int)grid->header_lines);
  pango_layout_set_width (heading, MAX (room, 4) * PANGO_SCALE);
  pango_layout_set_alignment (heading, header.align == ORI_GRID_CENTER  ? PANGO_ALIGN_CENTER
                                       : header.align == ORI_GRID_START ? PANGO_ALIGN_LEFT
                                                                        : PANGO_ALIGN_RIGHT);
  pango_layout_get_pixel_size (heading, &width, &height);
  paint_layout (
      p, heading, x + ori_grid_pad (grid),
      y + (grid->slanted ? grid->header_height - height - 6 : (grid->header_height - height) / 2),
      header.tone != ORI_TONE_NONE || sorted ? &p->colors->text : &p->colors->dim);
  pango_layout_set_alignment (heading, PANGO_ALIGN_LEFT);
  if (sorted)
    paint_arrow (p, x + w - ori_grid_pad (grid) + 2,
                 y + grid->header_height -
                     (grid->slanted ? 6 + height / 2.0 : grid->header_height / 2));
}

static void
push_clip (Painter *p, double x, double y, double right, double bottom)
{
  gtk_snapshot_push_clip (p->snapshot,
                          &GRAPHENE_RECT_INIT (x, y, MAX (right - x, 0), MAX (bottom - y, 0)));
}

static void
paint_gutter (Painter *p, guint first, guint last, double top, double bottom)
{
  OriGrid *grid = p->grid;

  push_clip (p, 0, top, grid->gutter, bottom);
  fill (p, &p->colors->header, 0, top, grid->gutter, bottom - top);
  for (guint row = first; row < last; row++) {
    double y = ori_grid_row_y (grid, row);
    g_autofree char *number = g_strdup_printf ("%u", row + 1);
    OriGridCell cell = {.text = number, .align = ORI_GRID_END, .tone = ORI_TONE_DIM};
    graphene_rect_t rect =
        GRAPHENE_RECT_INIT (0, y, grid->gutter + ORI_GRID_PAD - 6, grid->row_height);

    if ((int)row == grid->cursor_row && p->focused)
      fill (p, &p->colors->selection, 0, y, grid->gutter, grid->row_height);
    fill (p, &p->colors->grid, 0, y + grid->row_height - 1, grid->gutter, 1);
    paint_cell_text (p, &cell, &rect, 0);
  }
  fill (p, &p->colors->grid, grid->gutter - 1, top, 1, bottom - top);
  gtk_snapshot_pop (p->snapshot);
}

/* Rows @row1 up to @row2, first what scrolls sideways, then the frozen columns over it. */
static void
paint_band (Painter *p, guint row1, guint row2, double top, double bottom)
{
  OriGrid *grid = p->grid;
  double frozen = ori_grid_frozen_width (grid);
  double end = ori_grid_col_x (grid, grid->n_cols), from;
  guint col1, col2;

  ori_grid_visible_cols (grid, &col1, &col2);
  push_clip (p, frozen, top, p->width, bottom);
  for (guint row = row1; row < row2 && !grid->row_numbers; row++) {
    double y = ori_grid_row_y (grid, row);
    if (row >= grid->n_body)
      fill (p, &p->colors->tones[ORI_TONE_TOTAL].tint, end, y, p->width - end, grid->row_height);
    if ((int)row == grid->hover_row)
      fill (p, &p->colors->hover, end, y, p->width - end, grid->row_height);
    /* Under boxes the line of the row is one. */
    from = grid->slanted ? frozen : end;
    fill (p, &p->colors->grid, from, y + grid->row_height - 1, p->width - from, 1);
  }
  paint_cells (p, row1, row2, col1, col2);
  gtk_snapshot_pop (p->snapshot);
  if (grid->n_frozen > 0) {
    push_clip (p, grid->gutter, top, frozen, bottom);
    paint_cells (p, row1, row2, 0, grid->n_frozen);
    gtk_snapshot_pop (p->snapshot);
  }
  if (grid->gutter > 0)
    paint_gutter (p, row1, row2, top, bottom);
}

static double
get_scroll (OriGrid *grid, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = grid->adjustment[orientation];
  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

/* GTK repaints where the nodes of two frames differ. After scrolling that is everywhere, in a
 * region of hundreds of pieces that take longer than the whole: two transforms that cancel each
 * other out make it compare no further when the grid was scrolled. */
static void
paint_body (Painter *p, guint row1, guint row2, double top, double bottom)
{
  GtkSnapshot *snapshot = p->snapshot;
  /* Never nothing, which GTK takes for no transform. */
  float dx = (float)get_scroll (p->grid, GTK_ORIENTATION_HORIZONTAL) + 1;
  float dy = (float)get_scroll (p->grid, GTK_ORIENTATION_VERTICAL);
  g_autoptr (GskTransform) there = NULL;
  g_autoptr (GskTransform) back = NULL;
  GskRenderNode *node, *moved, *whole;

  p->snapshot = gtk_snapshot_new ();
  paint_band (p, row1, row2, top, bottom);
  node = gtk_snapshot_free_to_node (p->snapshot);
  p->snapshot = snapshot;
  if (node == NULL)
    return;
  there = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (dx, dy));
  back = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (-dx, -dy));
  moved = gsk_transform_node_new (node, there);
  whole = gsk_transform_node_new (moved, back);
  gtk_snapshot_append_node (snapshot, whole);
  gsk_render_node_unref (node);
  gsk_render_node_unref (moved);
  gsk_render_node_unref (whole);
}

static void
paint_headers (Painter *p)
{
  OriGrid *grid = p->grid;
  double frozen = ori_grid_frozen_width (grid), height = ori_grid_headers_height (grid);
  guint col1, col2;

  ori_grid_visible_cols (grid, &col1, &col2);
  /* What stands over the first column began in columns that have been scrolled away. */
  while (grid->slanted && col1 > grid->n_frozen &&
         ori_grid_col_x (grid, col1) > frozen - grid->header_height)
    col1--;
  if (!grid->dense)
    fill (p, grid->slanted ? &p->colors->view : &p->colors->header, 0, 0, p->width, height);
  push_clip (p, frozen, 0, p->width, height);
  for (guint row = 0; row < grid->n_header; row++)
    for (guint col = col1; col < col2; col++) {
      OriGridHeader header;
      ori_grid_model_header (grid->model, row, col, &header);
      if (header.span != 0 || col == col1)
        paint_header (p, row, col);
      ori_grid_header_clear (&header);
    }
  gtk_snapshot_pop (p->snapshot);
  push_clip (p, grid->gutter, 0, frozen, height);
  for (guint row = 0; row < grid->n_header; row++)
    for (guint col = 0; col < grid->n_frozen; col++)
      paint_header (p, row, col);
  gtk_snapshot_pop (p->snapshot);
  fill (p, &p->colors->grid, 0, height - 1, p->width, 1);
}

/* On a sheet with row numbers a chosen column or row is outlined as a whole. */
static void
paint_line_cursor (Painter *p)
{
  OriGrid *grid = p->grid;
  graphene_rect_t rect, last;
  double left = ori_grid_frozen_width (grid);

  if (!grid->row_numbers || (grid->cursor_row < 0 && grid->cursor_col < 0))
    return;
  if (grid->cursor_row < 0) {
    get_cell_rect (grid, 0, grid->cursor_col, &rect);
    get_cell_rect (grid, grid->n_rows - 1, grid->cursor_col, &last);
    left = grid->cursor_col < (int)grid->n_frozen ? grid->gutter : left;
  } else {
    get_cell_rect (grid, grid->cursor_row, 0, &rect);
    get_cell_rect (grid, grid->cursor_row, grid->n_cols - 1, &last);
  }
  rect.size.width = last.origin.x + last.size.width - rect.origin.x - 1;
  rect.size.height = last.origin.y + last.size.height - rect.origin.y - 1;
  push_clip (p, left, ori_grid_headers_height (grid), p->width, p->height);
  outline (p, &p->colors->accent, &rect, 2);
  gtk_snapshot_pop (p->snapshot);
}

static void
paint_cursor (Painter *p)
{
  OriGrid *grid = p->grid;
  OriRange merge;
  graphene_rect_t rect;
  double left, top, bottom;
  gboolean focused;

  if (grid->n_rows == 0 || grid->n_cols == 0 || (grid->dense && !p->focused))
    return;
  if (grid->cursor_row < 0 || grid->cursor_col < 0) {
    paint_line_cursor (p);
    return;
  }
  if (ori_grid_model_merge (grid->model, grid->cursor_row, grid->cursor_col, &merge))
    get_merged_rect (grid, &merge, &rect);
  else
    get_cell_rect (grid, grid->cursor_row, grid->cursor_col, &rect);
  rect.size.width -= 1;
  rect.size.height -= 1;
  left = grid->cursor_col < (int)grid->n_frozen ? grid->gutter : ori_grid_frozen_width (grid);
  top = grid->cursor_row < (int)grid->n_body ? ori_grid_headers_height (grid)
                                             : ori_grid_footer_y (grid);
  bottom = grid->cursor_row < (int)grid->n_body ? ori_grid_footer_y (grid) : p->height;
  push_clip (p, left, top, p->width, bottom);
  /* On a sheet the cursor is the place that is talked of, focused or not. */
  focused = p->focused || grid->row_numbers;
  outline (p, focused ? &p->colors->accent : &p->colors->tones[ORI_TONE_DIM].mark, &rect,
           focused ? 2 : 1);
  gtk_snapshot_pop (p->snapshot);
}

void
ori_grid_paint (OriGrid *self, GtkSnapshot *snapshot)
{
  Painter p = {.grid = self,
               .snapshot = snapshot,
               .colors = ori_tones_current (),
               .boxes = {ori_tones_current (), gtk_widget_get_scale_factor (GTK_WIDGET (self))}};
  double top, footer;
  guint row1, row2;

  p.width = gtk_widget_get_width (GTK_WIDGET (self));
  p.height = gtk_widget_get_height (GTK_WIDGET (self));
  p.focused = (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
  if (!self->dense) /* else the card shows through */
    fill (&p, &p.colors->view, 0, 0, p.width, p.height);
  if (self->model == NULL)
    return;
  ori_grid_ensure_layout (self);
  ori_grid_get_selection (self, &p.selection);
  top = ori_grid_headers_height (self);
  footer = ori_grid_footer_y (self);
  ori_grid_visible_rows (self, &row1, &row2);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, p.width, p.height));
  paint_body (&p, row1, row2, top, footer);
  if (self->n_body < self->n_rows) {
    double end = footer + (self->n_rows - self->n_body) * self->row_height;
    paint_band (&p, self->n_body, self->n_rows, footer, end);
    fill (&p, &p.colors->tones[ORI_TONE_DIM].mark, 0, footer - 1, p.width, 1);
  }
  paint_headers (&p);
  if (self->n_frozen > 0)
    fill (&p, &p.colors->grid, ori_grid_frozen_width (self) - 1, 0, 1,
          MIN (p.height, footer + (self->n_rows - self->n_body) * self->row_height));
  paint_cursor (&p);
  gtk_snapshot_pop (snapshot);
  ori_grid_boxes_clear (&p.boxes);
}
