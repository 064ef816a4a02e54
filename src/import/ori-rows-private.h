/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-table-private.h"

G_BEGIN_DECLS

/* The rows of a sheet within some columns, each with what it looks like. */
typedef struct {
  const OriGrid *grid;
  const OriRoleEdits *edits; /* may be NULL */
  guint c1, c2;
  guint8 *kinds; /* of every row of the sheet: OriRowKind */
} OriRows;

/* Fills kinds. */
void ori_rows_classify (OriRows *self);

/* Kinds of which headers consist. */
gboolean ori_rows_is_header (guint8 kind);
/* A lone text inside the columns of the header below it is its upper level; one that starts at the
 * left edge is a title. */
gboolean ori_rows_is_upper_level (const OriRows *self, guint row);
/* A row of words under the row that says «Показатель | Значение», with words under «Показатель»:
 * the first row of a form, which happens to ask for text, not one more line of the header. */
gboolean ori_rows_is_form (const OriRows *self, guint head, guint row);

G_END_DECLS
