/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/ori-table-layout-private.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The document broken into pages: measured blocks with places, painted by ori-pages-draw.c. */

/* One row of a table as it is painted: a row that is taller than a page becomes several. */
typedef struct {
  GPtrArray *cells; /* of PangoLayout or NULL */
  double height;
  guint row; /* in the item; G_MAXUINT: a row of headers */
} OriTableRow;

typedef struct {
  const OriItem *item;
  double *widths;
  double font_size;
  GPtrArray *head; /* of OriTableRow */
  GPtrArray *rows; /* of OriTableRow */
} OriTableShape;

typedef enum {
  ORI_BLOCK_TEXT,
  ORI_BLOCK_TABLE,
  ORI_BLOCK_CHART,
  ORI_BLOCK_LEADER, /* dots between a heading and its page number */
} OriBlockKind;

typedef struct {
  OriBlockKind kind;
  double x, y, width, height;
  PangoLayout *layout; /* owned */
  int line1, line2;    /* lines of the layout, the second not included */
  const char *tag;     /* of the structure tree: "H1", "P"… */
  char *destination;   /* name that a link may lead to, NULL */
  char *link;          /* name of the destination that this leads to, NULL */
  const OriTableShape *table;
  guint row1, row2;
  const OriItem *item;
  OriChartLayout *chart; /* owned */
} OriBlock;

typedef struct {
  char *text;
  int level;
  guint page; /* from 0 */
  char *destination;
} OriOutlineEntry;

struct OriPages {
  const OriDocument *document;
  PangoContext *context;
  GPtrArray *pages;  /* of GPtrArray of OriBlock */
  GPtrArray *shapes; /* of OriTableShape */
  GArray *outline;   /* of OriOutlineEntry */
};

/* As ori_pages_new(), with progress; NULL when cancelled. */
OriPages *ori_pages_new_full (const OriDocument *document, const OriProgress *progress,
                              GCancellable *cancellable, GError **error);

OriTableShape *ori_table_shape_new (PangoContext *context, const OriItem *item, double max_height);
void ori_table_shape_free (OriTableShape *shape);
double ori_table_shape_head_height (const OriTableShape *shape);
/* Column of @row of the head that a cell starts in and ends before; FALSE when it is covered. */
gboolean ori_table_head_span (const OriItem *item, guint head_row, guint column, guint *end,
                              gboolean *both_rows);

G_END_DECLS
