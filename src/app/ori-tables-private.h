/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-tables-model.h"

G_BEGIN_DECLS

typedef enum {
  ORI_COL_NAME,
  ORI_COL_GROUP,
  ORI_COL_VALUE, /* of a period, a cycle or an indicator */
  ORI_COL_FRACTION,
  ORI_COL_CHANGE,
  ORI_COL_VERDICT,
} OriTableColumnKind;

typedef struct {
  OriTableColumnKind kind;
  guint period;                  /* of ORI_COL_VALUE by periods, and of ORI_COL_FRACTION */
  int cycle;                     /* of ORI_COL_VALUE by cycles */
  const OriIndicator *indicator; /* of ORI_COL_VALUE by indicators */
  gboolean current;              /* of the chosen cycle */
  int decimals;
} OriTableColumn;

typedef struct {
  guint orgunit; /* G_MAXUINT: rows are indicators */
  const OriIndicator *indicator;
  OriChange change;
  int group; /* -1: none */
} OriTableRow;

/* Kept once told: it looks at all org units, and the grid asks with every frame. */
typedef struct {
  const OriIndicator *indicator;
  guint period;
  OriValue value;
} OriTableTotal;

struct _OriTablesModel {
  GObject parent_instance;
  OriSnapshot *snapshot;
  OriTableShape shape;
  const OriIndicator *indicator;
  guint orgunit;
  int cycle;
  guint n_groups;
  const char *group_names[ORI_MAX_GROUPS]; /* interned */
  GArray *columns;                         /* of OriTableColumn */
  GArray *rows;                            /* of OriTableRow */
  GArray *shown;                           /* of guint: indexes into rows, filtered and sorted */
  GArray *orgunits;                        /* of guint, for totals */
  GArray *totals;                          /* of OriTableTotal */
  OriChange total;                         /* of the total; difference NAN: cannot be told */
  char *filter;                            /* key */
  int sort_col;
  gboolean descending;
};

/* The value of a cell; @row NULL: the total. FALSE for columns without a value. */
gboolean ori_tables_compute (OriTablesModel *self, const OriTableRow *row,
                             const OriTableColumn *column, OriTableCell *cell);
const char *ori_tables_row_name (OriTablesModel *self, const OriTableRow *row);
/* Filters and sorts. */
void ori_tables_arrange (OriTablesModel *self);

static inline const OriTableColumn *
ori_tables_column (OriTablesModel *self, guint col)
{
  return &g_array_index (self->columns, OriTableColumn, col);
}

/* NULL: the total. */
static inline const OriTableRow *
ori_tables_row (OriTablesModel *self, guint row)
{
  if (row >= self->shown->len)
    return NULL;
  return &g_array_index (self->rows, OriTableRow, g_array_index (self->shown, guint, row));
}

/* ori-tables-cells.c */
void ori_tables_model_iface_init (OriGridModelInterface *iface);

G_END_DECLS
