/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid.h"

G_BEGIN_DECLS

#define ORI_GRID_PAD 10    /* left and right of the text of a cell */
#define ORI_GRID_TIGHT 5   /* the same in a dense grid */
#define ORI_GRID_MARK 9    /* size of a mark */
#define ORI_GRID_GAP 6     /* behind it; at the ends of a chip */
#define ORI_GRID_ARROW 14  /* room of the sorting arrow */
#define ORI_GRID_SLANT 136 /* height of slanted headings */
#define ORI_GRID_MIN_WIDTH 36
#define ORI_GRID_MAX_WIDTH 360

typedef struct {
  double x; /* from the first column */
  double width;
  double fraction_width; /* of the comma and digits behind it, for ORI_GRID_DECIMAL */
  gboolean sortable;
  gboolean fills;
  double wanted; /* by the sample, of a column that fills */
  guint yields;
  double full;      /* the width of a column that yields, while it has none */
  gboolean by_hand; /* resized: kept when the model changes */
} OriGridColumnLayout;

struct _OriGrid {
  GtkWidget parent_instance;

  OriGridModel *model;
  gulong changed_id;
  GtkAdjustment *adjustment[2]; /* by GtkOrientation */
  GtkScrollablePolicy policy[2];

  gboolean row_numbers, activate_on_click, slanted, dense;
  guint header_lines;
  int wanted_row_height;

  /* layout, made anew when the model or the style changes */
  gboolean stale;
  guint n_rows, n_body, n_cols, n_header, n_frozen;
  GArray *columns; /* of OriGridColumnLayout */
  double row_height, header_height, gutter;
  PangoLayout *regular, *bold, *small; /* small: of boxes */

  int cursor_row, cursor_col, anchor_row, anchor_col;
  int hover_row, hover_col;
  int center_row, center_col; /* to be centred once there is a size; -1: none */
  int sort_col;
  gboolean sort_descending;
  int resize_col; /* -1 when not resizing */
  double resize_width;
  gboolean selecting;

  GtkWidget *cells[2]; /* take turns, so that each move is a move of the focus */
  guint active;
};

static inline int
ori_grid_pad (OriGrid *self)
{
  return self->dense ? ORI_GRID_TIGHT : ORI_GRID_PAD;
}

/* ori-grid-layout.c */
void ori_grid_ensure_layout (OriGrid *self);
/* Gives a column that fills what room the others leave. */
void ori_grid_fill (OriGrid *self);
void ori_grid_configure_adjustments (OriGrid *self);
/* No room is left for it. */
gboolean ori_grid_is_hidden (OriGrid *self, guint col);
double ori_grid_total_width (OriGrid *self);
double ori_grid_frozen_width (OriGrid *self); /* gutter included */
double ori_grid_headers_height (OriGrid *self);
double ori_grid_col_x (OriGrid *self, int col);
double ori_grid_row_y (OriGrid *self, int row);
double ori_grid_footer_y (OriGrid *self);
void ori_grid_visible_cols (OriGrid *self, guint *first, guint *last); /* last one past */
void ori_grid_visible_rows (OriGrid *self, guint *first, guint *last);
/* -1 for header and gutter; FALSE outside of both. */
gboolean ori_grid_hit (OriGrid *self, double x, double y, int *row, int *col);
/* The column whose right border is near @x in the header, or -1. */
int ori_grid_hit_border (OriGrid *self, double x, double y);
void ori_grid_resize_column (OriGrid *self, int col, double width);
double ori_grid_measure_column (OriGrid *self, guint col);
void ori_grid_scroll_to (OriGrid *self, int row, int col);

/* ori-grid-paint.c */
void ori_grid_paint (OriGrid *self, GtkSnapshot *snapshot);

/* ori-grid-slant.c: a heading from the bottom of column @col upwards to the right. */
void ori_grid_paint_slanted (OriGrid *self, GtkSnapshot *snapshot, guint col,
                             const OriGridHeader *header, const GdkRGBA *color);

/* ori-grid-input.c */
void ori_grid_add_controllers (OriGrid *self);

/* ori-grid-cursor.c */
void ori_grid_move_cursor (OriGrid *self, int row, int col, gboolean extend);
/* Back inside after the model changed. */
void ori_grid_clamp_cursor (OriGrid *self);
/* Puts the words of the cell under the cursor into the child that stands for it. */
void ori_grid_show_cursor (OriGrid *self);

/* ori-grid-cell.c: the focusable stand-in of a cell. */
#define ORI_TYPE_GRID_CELL_WIDGET (ori_grid_cell_widget_get_type ())
G_DECLARE_FINAL_TYPE (OriGridCellWidget, ori_grid_cell_widget, ORI, GRID_CELL_WIDGET, GtkWidget)
void ori_grid_cell_widget_describe (OriGridCellWidget *self, const char *text, int row, int col);
const char *ori_grid_cell_widget_text (OriGridCellWidget *self);

G_END_DECLS
