/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-tones.h"
#include "core/ori-cellref.h"

G_BEGIN_DECLS

/* What a grid shows. Rows and columns count from 0; the last n_footer_rows() of the rows stay at
 * the bottom, the first n_frozen_cols() columns at the left. A model is asked only for what is
 * visible, so that the number of rows costs nothing.
 *
 * Signal "changed": anything may have changed; the grid reads anew and keeps its cursor. */
#define ORI_TYPE_GRID_MODEL (ori_grid_model_get_type ())
G_DECLARE_INTERFACE (OriGridModel, ori_grid_model, ORI, GRID_MODEL, GObject)

typedef enum {
  ORI_GRID_START,
  ORI_GRID_CENTER,
  ORI_GRID_END,
  ORI_GRID_DECIMAL, /* numbers right, commas of a column below each other */
} OriGridAlign;

/* A shape before the text: the mark of a group, or the direction of a change. */
typedef enum {
  ORI_GRID_NO_MARK,
  ORI_GRID_DOWN,    /* ▼ low */
  ORI_GRID_DIAMOND, /* ◆ below the middle, where there are more than three */
  ORI_GRID_CIRCLE,  /* ● medium */
  ORI_GRID_SQUARE,  /* ■ above the middle */
  ORI_GRID_UP,      /* ▲ high */
} OriGridMark;

/* A box inside the cell, for matrices of states; its text is small and in the middle. */
typedef enum {
  ORI_GRID_NO_BOX,
  ORI_GRID_BOX_FILLED,
  ORI_GRID_BOX_HALF,     /* one half filled */
  ORI_GRID_BOX_OUTLINED, /* the tint, and an outline */
  ORI_GRID_BOX_DASHED,   /* nothing in it */
  ORI_GRID_BOX_HATCHED,
  ORI_GRID_BOX_BARE, /* only the text */
  ORI_GRID_N_BOXES,
} OriGridBox;

typedef struct {
  char *text; /* NULL: empty */
  OriGridAlign align;
  OriTone tone;    /* of the text and the mark */
  gboolean tinted; /* the background has the tone too */
  gboolean chip;   /* text on a pill of the tone's tint */
  gboolean bold;
  gboolean hatched;  /* missing, or not used */
  gboolean outlined; /* needs a look */
  gboolean pictured; /* paint() of the model shows something in it */
  guint indent;      /* steps of 12 px */
  OriGridMark mark;
  OriGridBox box;
} OriGridCell;

typedef struct {
  char *text;
  OriGridAlign align;
  guint span; /* columns from here; 0 when covered by the header at its left */
  OriTone tone;
  guint strong; /* bytes at the start that are bold in a slanted heading */
} OriGridHeader;

typedef struct {
  int width; /* pixels; 0: measured from the headers and the first rows */
  /* A text as long as any, or some of them, a line each: the column is as wide as that, its heading
   * or @width, and what the cells say is not looked at, for models that change while somebody
   * drags. */
  const char *sample;
  gboolean chips; /* the sample is one with its mark */
  gboolean bold;  /* the sample is */
  /* Takes what room the others leave, at least @width. */
  gboolean fills;
  /* Gives up its room, the lowest number first, to a column that fills and has less than its sample
   * takes; 0: never. */
  guint yields;
  int decimals; /* digits behind the comma of the longest number in the column */
  gboolean sortable;
} OriGridColumn;

struct _OriGridModelInterface {
  GTypeInterface parent_iface;

  guint (*n_rows) (OriGridModel *self);
  guint (*n_cols) (OriGridModel *self);
  guint (*n_header_rows) (OriGridModel *self); /* default 1 */
  guint (*n_footer_rows) (OriGridModel *self); /* default 0 */
  guint (*n_frozen_cols) (OriGridModel *self); /* default 0 */
  /* @cell comes zeroed; its strings belong to the caller afterwards. */
  void (*cell) (OriGridModel *self, guint row, guint col, OriGridCell *cell);
  /* @header comes zeroed with span 1. */
  void (*header) (OriGridModel *self, guint row, guint col, OriGridHeader *header);
  void (*column) (OriGridModel *self, guint col, OriGridColumn *column);
  /* Shows what is more than text, for cells that are pictured: from 0, 0 to @width, @height. */
  void (*paint) (OriGridModel *self, guint row, guint col, cairo_t *cr, double width,
                 double height);
  /* The rectangle of merged cells that covers the cell; default FALSE. */
  gboolean (*merge) (OriGridModel *self, guint row, guint col, OriRange *range);
  /* Default NULL: no tooltip beside that of cut text. */
  char *(*tooltip) (OriGridModel *self, guint row, guint col);
  /* What is announced for a cell; default: first cell of the row, header, text. */
  char *(*describe) (OriGridModel *self, guint row, guint col);
  /* Sorts its rows; the grid shows the arrow. Default: nothing. */
  void (*sort) (OriGridModel *self, guint col, gboolean descending);
};

guint ori_grid_model_n_rows (OriGridModel *self);
guint ori_grid_model_n_cols (OriGridModel *self);
guint ori_grid_model_n_header_rows (OriGridModel *self);
guint ori_grid_model_n_footer_rows (OriGridModel *self);
guint ori_grid_model_n_frozen_cols (OriGridModel *self);
void ori_grid_model_cell (OriGridModel *self, guint row, guint col, OriGridCell *cell);
void ori_grid_model_header (OriGridModel *self, guint row, guint col, OriGridHeader *header);
void ori_grid_model_column (OriGridModel *self, guint col, OriGridColumn *column);
void ori_grid_model_paint (OriGridModel *self, guint row, guint col, cairo_t *cr, double width,
                           double height);
gboolean ori_grid_model_merge (OriGridModel *self, guint row, guint col, OriRange *range);
char *ori_grid_model_tooltip (OriGridModel *self, guint row, guint col);
char *ori_grid_model_describe (OriGridModel *self, guint row, guint col);
void ori_grid_model_sort (OriGridModel *self, guint col, gboolean descending);
/* All header levels of a column joined with " / ". */
char *ori_grid_model_header_text (OriGridModel *self, guint col);
/* For models: emits "changed". */
void ori_grid_model_changed (OriGridModel *self);

static inline void
ori_grid_cell_clear (OriGridCell *cell)
{
  g_clear_pointer (&cell->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OriGridCell, ori_grid_cell_clear)

static inline void
ori_grid_header_clear (OriGridHeader *header)
{
  g_clear_pointer (&header->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OriGridHeader, ori_grid_header_clear)

G_END_DECLS
