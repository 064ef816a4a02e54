/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-period.h"
#include "import/ori-recognition.h"
#include "import/ori-watch-private.h"

G_BEGIN_DECLS

/* A sheet with every cell classified: what recognition looks at instead of raw cells. Access by
 * address costs a binary search in the row at worst, so a sheet with one cell in its last corner
 * needs no more memory than one with a single cell in A1. */

typedef enum {
  ORI_CLASS_EMPTY, /* nothing but white space */
  ORI_CLASS_TEXT,
  ORI_CLASS_NUMBER,
  ORI_CLASS_MISSING,        /* «…», «-», «н/д», #DIV/0! */
  ORI_CLASS_NOT_APPLICABLE, /* «x», «не применимо» */
  ORI_CLASS_SUPPRESSED,     /* «скрыто» */
  ORI_CLASS_DATE,
  ORI_CLASS_COMPOUND, /* «12 ед./40 %»: number and second */
} OriCellClass;

enum {
  ORI_CELL_PERCENT = 1 << 0,    /* number is a percent, already multiplied by 100 */
  ORI_CELL_AS_TEXT = 1 << 1,    /* a number that the file keeps as text */
  ORI_CELL_NOTED = 1 << 2,      /* a footnote mark was cut off */
  ORI_CELL_GLUED = 1 << 3,      /* the mark stood right behind a digit: two readings are possible */
  ORI_CELL_NOTED_YEAR = 1 << 4, /* «20211» in a header of years: 2021 with footnote 1 */
};

typedef struct {
  double number;
  double second; /* the percent of a compound */
  guint8 cls;    /* OriCellClass */
  guint8 flags;
  guint8 decimals; /* as shown */
  guint8 note;     /* number of the footnote, 0 if none or a star */
  guint8 role;     /* OriCellRole, set by recognition */
  guint8 reason;   /* OriUnusedReason, set by recognition */
} OriGridCell;

typedef struct {
  const OriSheet *sheet;
  const OriCell *cells;
  OriGridCell *info; /* beside cells */
  gsize n_cells;
  guint n_rows, n_cols;
  guint *row_start;      /* n_rows + 1 indexes into cells */
  GHashTable *merges;    /* anchor (row << 16 | col) → const OriRange */
  const OriWatch *watch; /* of the derivation under way; NULL after it */
} OriGrid;

OriGrid *ori_grid_new (const OriSheet *sheet, const OriWatch *watch);
void ori_grid_free (OriGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriGrid, ori_grid_free)

/* The cell there, NULL if it is empty. */
OriGridCell *ori_grid_at (const OriGrid *grid, guint row, guint col);
/* The same for a whole row within columns: indexes into cells. */
void ori_grid_row_span (const OriGrid *grid, guint row, guint col1, guint col2, guint *from,
                        guint *to);
OriCellClass ori_grid_class (const OriGrid *grid, guint row, guint col);
/* The merge that starts there, or NULL. */
const OriRange *ori_grid_merge_from (const OriGrid *grid, guint row, guint col);
/* Cleaned text as printed; NULL if the cell is empty. Free with g_free(). */
char *ori_grid_text (const OriGrid *grid, guint row, guint col);
/* TRUE if the cell, read as a header, names a period; footnote marks are cut off. A number is a
 * year from 1950 to 2099. */
gboolean ori_grid_period (const OriGrid *grid, guint row, guint col, OriPeriod *period);

/* Cuts footnote marks off the end of a text: "2021 2)", "детьми1); 2)", "17,8³", "120*". Returns
 * the text without them, or NULL when there are none. *@notes receives the numbers ("2, 3", "*");
 * *@glued tells that a single digit was cut off a run of digits, which is only one reading. */
char *ori_footnote_cut (const char *text, char **notes, gboolean *glued);
/* A period with or without footnote marks. */
gboolean ori_footnote_period (const char *text, OriPeriod *period);

G_END_DECLS
