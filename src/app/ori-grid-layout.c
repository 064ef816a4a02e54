/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "app/ori-grid-private.h"

#define SAMPLE_ROWS 60

static OriGridColumnLayout *
get_column (OriGrid *self, guint col)
{
  return &g_array_index (self->columns, OriGridColumnLayout, col);
}

static double
measure_text (PangoLayout *layout, const char *text)
{
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_set_single_paragraph_mode (layout, FALSE);
  pango_layout_set_height (layout, -1); /* a sample may have several lines; 0 is the first */
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* A heading may wrap: then its longest word counts, and its length spread over the lines. */
static double
measure_heading (OriGrid *self, const char *text)
{
  double whole, widest = 0;
  g_auto (GStrv) words = NULL;

  if (text == NULL)
    return 0;
  whole = measure_text (self->dense ? self->small : self->bold, text);
  if (self->header_lines <= 1)
    return whole;
  words = g_strsplit_set (text, " \n", -1);
  for (char **word = words; *word != NULL; word++)
    widest = MAX (widest, measure_text (self->bold, *word));
  return MIN (whole, MAX (MIN (widest, 140), whole * 1.15 / self->header_lines));
}

double
ori_grid_measure_column (OriGrid *self, guint col)
{
  OriGridColumn column;
  OriGridColumnLayout *layout = get_column (self, col);
  double width = 0;

  ori_grid_model_column (self->model, col, &column);
  for (guint row = 0; row < self->n_header; row++) {
    g_auto (OriGridHeader) header = {0};
    ori_grid_model_header (self->model, row, col, &header);
    if (header.span == 1)
      width =
          MAX (width, measure_heading (self, header.text) + (column.sortable ? ORI_GRID_ARROW : 0));
  }
  if (column.sample != NULL) {
    double room = column.chips ? ORI_GRID_MARK + 3 * ORI_GRID_GAP : 0;

    width = MAX (width, measure_text (self->dense && column.chips ? self->small
                                      : column.bold               ? self->bold
                                                                  : self->regular,
                                      column.sample) +
                            room);
    return MAX (ceil (width) + 2 * ori_grid_pad (self), column.width);
  }
  for (guint i = 0; i < MIN (self->n_rows, SAMPLE_ROWS); i++) {
    /* The first rows and the footers, whose sums are the longest numbers. */
    guint tail = self->n_rows - (SAMPLE_ROWS - i);
    guint row = self->n_rows <= SAMPLE_ROWS || i < SAMPLE_ROWS - 4 ? i : tail;
    g_auto (OriGridCell) cell = {0};
    double w;

    ori_grid_model_cell (self->model, row, col, &cell);
    w = measure_text (cell.bold ? self->bold : self->regular, cell.text) + cell.indent * 12;
    if (cell.mark != ORI_GRID_NO_MARK)
      w += ORI_GRID_MARK + ORI_GRID_GAP;
    if (cell.chip)
      w += 2 * ORI_GRID_GAP;
    if (cell.align == ORI_GRID_DECIMAL && cell.text != NULL && strchr (cell.text, ',') == NULL)
      w += layout->fraction_width;
    width = MAX (width, w);
  }
  return CLAMP (ceil (width) + 2 * ori_grid_pad (self), ORI_GRID_MIN_WIDTH, ORI_GRID_MAX_WIDTH);
}

static void
place_columns (OriGrid *self)
{
  double x = 0;

  for (guint col = 0; col < self->columns->len; col++) {
    OriGridColumnLayout *column = get_column (self, col);
    column->x = x;
    x += column->width;
  }
}

gboolean
ori_grid_is_hidden (OriGrid *self, guint col)
{
  return col < self->columns->len && get_column (self, col)->width <= 0;
}

/* The one to give up its room next, NULL. */
static OriGridColumnLayout *
find_yielding (OriGrid *self)
{
  OriGridColumnLayout *found = NULL;

  for (guint col = 0; col < self->columns->len; col++) {
    OriGridColumnLayout *layout = get_column (self, col);

    if (layout->yields > 0 && layout->width > 0 && !layout->by_hand &&
        (found == NULL || layout->yields < found->yields))
      found = layout;
  }
  return found;
}

/* Columns that yield are there or not: half a picture says nothing. Returns what is left of
 * @width beside all columns but @filling. */
static double
make_room (OriGrid *self, const OriGridColumnLayout *filling, double width)
{
  OriGridColumnLayout *next;
  double room = width - self->gutter;

  for (guint col = 0; col < self->columns->len; col++) {
    OriGridColumnLayout *layout = get_column (self, col);

    if (layout->yields > 0 && !layout->by_hand)
      layout->width = layout->full;
    if (layout != filling)
      room -= layout->width;
  }
  while (room < filling->wanted && (next = find_yielding (self)) != NULL) {
    room += next->width;
    next->width = 0;
  }
  return room;
}

void
ori_grid_fill (OriGrid *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (width <= 0)
    return;
  for (guint col = 0; col < self->columns->len; col++) {
    OriGridColumnLayout *layout = get_column (self, col);
    OriGridColumn column;

    if (!layout->fills || layout->by_hand || self->model == NULL)
      continue;
    ori_grid_model_column (self->model, col, &column);
    layout->width = MAX (make_room (self, layout, width), column.width);
    place_columns (self);
  }
}

static void
make_columns (OriGrid *self)
{
  guint n_old = self->columns->len;

  g_array_set_size (self->columns, self->n_cols);
  for (guint col = 0; col < self->n_cols; col++) {
    OriGridColumnLayout *layout = get_column (self, col);
    OriGridColumn column;
    double measured;

    if (col >= n_old)
      *layout = (OriGridColumnLayout){0};
    ori_grid_model_column (self->model, col, &column);
    layout->sortable = column.sortable;
    layout->fills = column.fills;
    layout->wanted = 0;
    layout->yields = column.yields;
    layout->fraction_width = 0;
    if (column.decimals > 0) {
      g_autofree char *fraction = g_strnfill (column.decimals + 1, '0');
      fraction[0] = ',';
      layout->fraction_width = measure_text (self->regular, fraction);
    }
    if (layout->by_hand)
      continue;
    measured = column.width > 0 && column.sample == NULL ? column.width
                                                         : ori_grid_measure_column (self, col);
    /* Names that stay in sight do not jump when rows are filtered or sorted. */
    layout->width = col < self->n_frozen ? MAX (measured, layout->width) : measured;
    layout->full = layout->width;
    if (column.fills && column.sample != NULL) {
      layout->wanted = measured;
      layout->width = column.width;
    }
  }
  place_columns (self);
  ori_grid_fill (self);
}

static PangoLayout *
make_text_layout (OriGrid *self, gboolean bold, double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (bold)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (scale != 1)
    pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_attr_list_unref (attributes);
  return layout;
}

void
ori_grid_ensure_layout (OriGrid *self)
{
  int line;

  if (!self->stale)
    return;
  self->stale = FALSE;
  g_clear_object (&self->regular);
  g_clear_object (&self->bold);
  g_clear_object (&self->small);
  self->regular = make_text_layout (self, FALSE, 1);
  self->bold = make_text_layout (self, TRUE, 1);
  self->small = make_text_layout (self, TRUE, 9.0 / 11);
  pango_layout_set_text (self->bold, "Щр", -1);
  pango_layout_get_pixel_size (self->bold, NULL, &line);
  self->row_height = MAX (self->wanted_row_height, line + 8);
  self->header_height = MAX (self->row_height, line * (int)self->header_lines + 12);
  if (self->slanted)
    self->header_height = ORI_GRID_SLANT;

  self->n_rows = self->model != NULL ? ori_grid_model_n_rows (self->model) : 0;
  self->n_cols = self->model != NULL ? ori_grid_model_n_cols (self->model) : 0;
  self->n_header = self->model != NULL ? ori_grid_model_n_header_rows (self->model) : 0;
  self->n_body = self->n_rows;
  if (self->model != NULL)
    self->n_body -= MIN (self->n_rows, ori_grid_model_n_footer_rows (self->model));
  self->n_frozen =
      self->model != NULL ? MIN (self->n_cols, ori_grid_model_n_frozen_cols (self->model)) : 0;
  self->gutter = 0;
  if (self->row_numbers) {
    g_autofree char *last = g_strdup_printf ("%u", MAX (self->n_rows, 100));
    self->gutter = measure_text (self->regular, last) + 16;
  }
  make_columns (self);
}

double
ori_grid_total_width (OriGrid *self)
{
  const OriGridColumnLayout *last;

  if (self->columns->len == 0)
    return 0;
  last = get_column (self, self->columns->len - 1);
  return last->x + last->width;
}

double
ori_grid_frozen_width (OriGrid *self)
{
  const OriGridColumnLayout *last;

  if (self->n_frozen == 0)
    return self->gutter;
  last = get_column (self, self->n_frozen - 1);
  return self->gutter + last->x + last->width;
}

double
ori_grid_headers_height (OriGrid *self)
{
  return self->n_header * self->header_height;
}

static double
get_scroll (OriGrid *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustment[orientation];
  return adjustment != NULL ? round (gtk_adjustment_get_value (adjustment)) : 0;
}

double
ori_grid_col_x (OriGrid *self, int col)
{
  double x;

  if (col < 0 || self->columns->len == 0)
    return 0;
  if (col >= (int)self->columns->len)
    x = ori_grid_total_width (self);
  else
    x = get_column (self, col)->x;
  x += self->gutter;
  return col < (int)self->n_frozen ? x : x - get_scroll (self, GTK_ORIENTATION_HORIZONTAL);
}

double
ori_grid_footer_y (OriGrid *self)
{
  double footer = (self->n_rows - self->n_body) * self->row_height;
  double end = ori_grid_headers_height (self) + self->n_body * self->row_height;

  return floor (MIN (end, gtk_widget_get_height (GTK_WIDGET (self)) - footer));
}

double
ori_grid_row_y (OriGrid *self, int row)
{
  if (row < 0)
    return ori_grid_headers_height (self) - self->header_height;
  if (row >= (int)self->n_body && self->n_body < self->n_rows)
    return ori_grid_footer_y (self) + (row - (int)self->n_body) * self->row_height;
  return ori_grid_headers_height (self) + row * self->row_height -
         get_scroll (self, GTK_ORIENTATION_VERTICAL);
}

void
ori_grid_visible_rows (OriGrid *self, guint *first, guint *last)
{
  double scroll = get_scroll (self, GTK_ORIENTATION_VERTICAL);
  double view = ori_grid_footer_y (self) - ori_grid_headers_height (self);

  *first = MIN ((guint)MAX (0, floor (scroll / self->row_height)), self->n_body);
  *last = MIN ((guint)MAX (0, ceil ((scroll + MAX (view, 0)) / self->row_height)), self->n_body);
}

void
ori_grid_visible_cols (OriGrid *self, guint *first, guint *last)
{
  double left = ori_grid_frozen_width (self);
  double right = gtk_widget_get_width (GTK_WIDGET (self));
  guint low = self->n_frozen, high = self->n_cols;

  while (low < high) {
    guint mid = (low + high) / 2;
    if (ori_grid_col_x (self, mid) + get_column (self, mid)->width <= left)
      low = mid + 1;
    else
      high = mid;
  }
  *first = low;
  while (low < self->n_cols && ori_grid_col_x (self, low) < right)
    low++;
  *last = low;
}

static int
find_column (OriGrid *self, double x)
{
  guint first, last;

  for (guint col = 0; col < self->n_frozen; col++) {
    double from = ori_grid_col_x (self, col);
    if (x >= from && x < from + get_column (self, col)->width)
      return col;
  }
  ori_grid_visible_cols (self, &first, &last);
  for (guint col = first; col < last; col++) {
    double from = ori_grid_col_x (self, col);
    if (x >= from && x < from + get_column (self, col)->width)
      return col;
  }
  return -2;
}

gboolean
ori_grid_hit (OriGrid *self, double x, double y, int *row, int *col)
{
  double footer;

  ori_grid_ensure_layout (self);
  footer = ori_grid_footer_y (self);
  if (x < 0 || y < 0)
    return FALSE;
  /* A slanted heading leans to the right from its column. */
  if (self->slanted && y < ori_grid_headers_height (self) && x >= ori_grid_frozen_width (self))
    x -= ori_grid_headers_height (self) - y;
  *col = x < self->gutter ? -1 : find_column (self, x);
  if (*col == -2)
    return FALSE;
  if (y < ori_grid_headers_height (self))
    *row = -1;
  else if (y >= footer)
    *row = self->n_body + (int)((y - footer) / self->row_height);
  else
    *row = (y - ori_grid_row_y (self, 0)) / self->row_height;
  return *row < (int)self->n_rows;
}

int
ori_grid_hit_border (OriGrid *self, double x, double y)
{
  int row, col;

  if (self->slanted || y >= ori_grid_headers_height (self) ||
      !ori_grid_hit (self, x - 4, y, &row, &col) || col < 0)
    return -1;
  return fabs (ori_grid_col_x (self, col) + get_column (self, col)->width - x) <= 4 ? col : -1;
}

void
ori_grid_resize_column (OriGrid *self, int col, double width)
{
  OriGridColumnLayout *column;

  if (col < 0 || col >= (int)self->columns->len)
    return;
  column = get_column (self, col);
  column->width = CLAMP (round (width), ORI_GRID_MIN_WIDTH, 4 * ORI_GRID_MAX_WIDTH);
  column->by_hand = TRUE;
  place_columns (self);
  ori_grid_configure_adjustments (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
configure (OriGrid *self, GtkOrientation orientation, double page, double total, double step)
{
  GtkAdjustment *adjustment = self->adjustment[orientation];
  double upper = MAX (total, page);

  if (adjustment == NULL)
    return;
  page = MAX (page, 0);
  gtk_adjustment_configure (adjustment,
                            CLAMP (gtk_adjustment_get_value (adjustment), 0, upper - page), 0,
                            upper, step, MAX (page - step, step), page);
}

void
ori_grid_configure_adjustments (OriGrid *self)
{
  double frozen, footer;

  ori_grid_ensure_layout (self);
  frozen = ori_grid_frozen_width (self);
  footer = (self->n_rows - self->n_body) * self->row_height;
  configure (self, GTK_ORIENTATION_HORIZONTAL, gtk_widget_get_width (GTK_WIDGET (self)) - frozen,
             ori_grid_total_width (self) + self->gutter - frozen +
                 (self->slanted ? self->header_height - ORI_GRID_PAD : 0),
             60);
  configure (self, GTK_ORIENTATION_VERTICAL,
             gtk_widget_get_height (GTK_WIDGET (self)) - ori_grid_headers_height (self) - footer,
             self->n_body * self->row_height, self->row_height);
}

void
ori_grid_scroll_to (OriGrid *self, int row, int col)
{
  GtkAdjustment *h = self->adjustment[GTK_ORIENTATION_HORIZONTAL];
  GtkAdjustment *v = self->adjustment[GTK_ORIENTATION_VERTICAL];

  if (h != NULL && col >= (int)self->n_frozen && col < (int)self->columns->len) {
    double from = self->gutter + get_column (self, col)->x - ori_grid_frozen_width (self);
    double to = from + get_column (self, col)->width;
    /* The heading of the last column leans beyond it. */
    if (self->slanted && col == (int)self->columns->len - 1)
      to += self->header_height - ORI_GRID_PAD;
    gtk_adjustment_clamp_page (h, from, to);
  }
  if (v != NULL && row >= 0 && row < (int)self->n_body)
    gtk_adjustment_clamp_page (v, row * self->row_height, (row + 1) * self->row_height);
}
