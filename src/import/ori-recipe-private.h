/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-recognition-private.h"

G_BEGIN_DECLS

/* One sheet of a shape. Its texts are masked: see ori_recipe_mask(). */
typedef struct {
  char *name;       /* NULL: the file has no sheets */
  char *title;      /* the lines above its tables, "" if none */
  GPtrArray *words; /* of char, sorted, each once: "h header", "r indicator in a row", "t title" */
} OriShapeSheet;

struct OriShape {
  gatomicrefcount ref_count;
  char *id;
  int year;          /* the newest year that names, titles or else headers tell; 0: none */
  GPtrArray *sheets; /* of OriShapeSheet, as in the book */
};

/* A recipe as text is not longer, bytes. */
#define ORI_RECIPE_MAX_SIZE (4 * 1024 * 1024)

#define ORI_SHAPE_HEADER "h "
#define ORI_SHAPE_ROW "r "
#define ORI_SHAPE_TITLE "t " /* only where the others say little */

OriShape *ori_shape_new (void);
/* Adds a sheet; @words are taken over, in any order. */
void ori_shape_add_sheet (OriShape *self, const char *name, const char *title, GPtrArray *words);
/* After the last sheet. */
void ori_shape_finish (OriShape *self);
/* Likeness of two sheets from 0 to 1, of their words alone and with their titles. */
double ori_shape_sheet_likeness (const OriShapeSheet *a, const OriShapeSheet *b, double *words);

/* The shape of what was derived without corrections. */
OriShape *ori_shape_read (const OriRecognition *recognition);
/* Header texts of the columns of a sheet derived without corrections: levels as printed, joined
 * with " / "; where there is no table, the first text of the column. "" for none. */
GPtrArray *ori_recipe_headers (const OriSheetResult *result);

/* A key in which periods are "#": «На 1 января 2024 г.» and «на 01.01.2025» are both "на #". */
char *ori_recipe_mask (const char *text);
/* The label of a row: its first text among the first cells, "" for a row of figures. */
char *ori_recipe_row_label (const OriGrid *grid, guint row);
/* The newest year from 1990 to 2099 that stands in the text, 0 if none. */
int ori_recipe_year (const char *text);

OriRecipeSheet *ori_recipe_sheet_new (const char *name, guint index);
OriRecipeColumn *ori_recipe_column_new (const char *header, guint col, guint serial);
OriRecipeRow *ori_recipe_row_new (const char *label, guint row, guint serial, OriCellRole role);

G_END_DECLS
