/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-walk-private.h"

/* Roles of the cells that are no figures. */

void
ori_axes_mark_cell (const OriAxes *axes, guint row, guint col, OriCellRole role,
                    OriUnusedReason reason)
{
  OriGridCell *cell = ori_grid_at (axes->grid, row, col);
  if (cell != NULL) {
    cell->role = (guint8)role;
    cell->reason = (guint8)reason;
  }
}

void
ori_axes_mark_row (const OriAxes *axes, guint row, OriCellRole role, OriUnusedReason reason)
{
  guint from, to;
  ori_grid_row_span (axes->grid, row, axes->table->c1, axes->table->c2, &from, &to);
  for (guint i = from; i < to; i++) {
    axes->grid->info[i].role = (guint8)role;
    axes->grid->info[i].reason = (guint8)reason;
  }
}

void
ori_axes_mark_header (const OriAxes *axes)
{
  const OriTable *table = axes->table;
  for (guint row = table->head1; row < table->body1; row++) {
    OriRowKind kind = ori_table_row_kind (table, row);
    if (kind == ORI_ROW_NUMBERING || kind == ORI_ROW_REPEATED) {
      ori_axes_mark_row (axes, row, ORI_ROLE_NUMBERING, ORI_UNUSED_NUMBERS);
      continue;
    }
    guint from, to;
    ori_grid_row_span (axes->grid, row, table->c1, table->c2, &from, &to);
    for (guint i = from; i < to; i++) {
      guint c = axes->grid->cells[i].col - table->c1;
      const OriColumn *column = &axes->columns[c];
      OriPeriod period;
      OriCellRole role = column->role;
      if (role == ORI_ROLE_VALUE)
        role = ori_grid_period (axes->grid, row, table->c1 + c, &period)    ? ORI_ROLE_PERIOD
               : axes->cols_are_places                                      ? ORI_ROLE_ORGUNIT
               : column->header->part != NULL && column->header->group >= 0 ? ORI_ROLE_PART
                                                                            : ORI_ROLE_INDICATOR;
      else if (role == ORI_ROLE_ORGUNIT && axes->rows_are_subjects)
        role = ORI_ROLE_INDICATOR;
      axes->grid->info[i].role = (guint8)role;
      axes->grid->info[i].reason =
          (guint8)(role == ORI_ROLE_UNUSED || role == ORI_ROLE_NUMBERING ? column->reason
                                                                         : ORI_UNUSED_NONE);
      /* A header over several columns is used if any of them is. */
      if (role == ORI_ROLE_UNUSED && axes->columns[c].reason == ORI_UNUSED_EMPTY_COLUMN &&
          ori_grid_merge_from (axes->grid, row, table->c1 + c))
        axes->grid->info[i].reason = ORI_UNUSED_NONE;
    }
  }
  for (guint row = table->body2 + 1; row <= table->note2; row++)
    ori_axes_mark_row (axes, row, ORI_ROLE_NOTE, ORI_UNUSED_NOTE);
}
