/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"
#include "session/ori-session.h"

G_BEGIN_DECLS

typedef enum {
  ORI_TABLE_ORGUNITS_BY_PERIODS,    /* one indicator */
  ORI_TABLE_INDICATORS_BY_CYCLES,   /* one org unit */
  ORI_TABLE_ORGUNITS_BY_INDICATORS, /* the chosen cycle */
} OriTableShape;

/* Where a cell's number is to be found. */
typedef struct {
  const OriIndicator *indicator;
  guint orgunit; /* G_MAXUINT: the total */
  guint period;
  OriValue value;
} OriTableCell;

/* The table of the Tables page. Values are computed as they are shown; the rows can be filtered and
 * sorted, the total stays at the bottom. */
#define ORI_TYPE_TABLES_MODEL (ori_tables_model_get_type ())
G_DECLARE_FINAL_TYPE (OriTablesModel, ori_tables_model, ORI, TABLES_MODEL, GObject)

OriTablesModel *ori_tables_model_new (void);
/* Builds the table anew from the session. @indicator is used by the first shape, @orgunit by the
 * second. Keeps filter and sorting. */
void ori_tables_model_show (OriTablesModel *self, OriSession *session, OriTableShape shape,
                            const OriIndicator *indicator, guint orgunit);
void ori_tables_model_set_filter (OriTablesModel *self, const char *text);
/* FALSE when the cell holds no number of the workspace: a name, a verdict, an empty column. */
gboolean ori_tables_model_cell_at (OriTablesModel *self, guint row, guint col, OriTableCell *cell);
/* The org unit of a row, G_MAXUINT for rows of indicators and the total. */
guint ori_tables_model_orgunit_at (OriTablesModel *self, guint row);
/* The row of an org unit, -1 when it is not shown. */
int ori_tables_model_row_of (OriTablesModel *self, guint orgunit);
/* Rows shown and rows there are, without the total. */
void ori_tables_model_counts (OriTablesModel *self, guint *shown, guint *all);
gboolean ori_tables_model_has_total (OriTablesModel *self);

G_END_DECLS
