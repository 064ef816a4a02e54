/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Addresses of cells. Rows and columns count from 0 in code and from 1 / A on paper. */
#define ORI_MAX_ROWS 1048576u
#define ORI_MAX_COLS 16384u

typedef struct {
  guint row;
  guint col;
} OriCellRef;

typedef struct {
  guint row1, col1, row2, col2; /* both ends included */
} OriRange;

/* "C4" for (3, 2). */
char *ori_cellref_name (guint row, guint col);
/* "C" for 2. */
char *ori_column_name (guint col);
/* "A1:C4", or "A1" for a single cell. */
char *ori_range_name (const OriRange *range);

/* Reads "C4" or "$C$4" at @text; FALSE when out of the limits above. *@end (may be NULL) is set
 * behind the address; without @end nothing may follow it. */
gboolean ori_cellref_parse (const char *text, OriCellRef *ref, const char **end);
gboolean ori_range_parse (const char *text, OriRange *range);

static inline gboolean
ori_range_has (const OriRange *range, guint row, guint col)
{
  return row >= range->row1 && row <= range->row2 && col >= range->col1 && col <= range->col2;
}

G_END_DECLS
