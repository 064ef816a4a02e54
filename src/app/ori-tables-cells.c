/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-group-chip.h"
#include "app/ori-tables-private.h"
#include "app/ori-value-text.h"
#include "core/ori-number.h"

static guint
get_n_rows (OriGridModel *model)
{
  OriTablesModel *self = ORI_TABLES_MODEL (model);
  return self->shown->len + (ori_tables_model_has_total (self) ? 1 : 0);
}

static guint
get_n_cols (OriGridModel *model)
{
  return ORI_TABLES_MODEL (model)->columns->len;
}

static guint
get_n_footer (OriGridModel *model)
{
  return ori_tables_model_has_total (ORI_TABLES_MODEL (model)) ? 1 : 0;
}

static guint
get_n_frozen (OriGridModel *model)
{
  return 1;
}

static void
fill_name (OriTablesModel *self, const OriTableRow *row, OriGridCell *cell)
{
  if (row == NULL) {
    cell->text =
        g_strdup_printf (ngettext ("Total of %u", "Total of %u", self->rows->len), self->rows->len);
    cell->bold = TRUE;
    return;
  }
  cell->text = g_strdup (ori_tables_row_name (self, row));
}

static void
fill_group (OriTablesModel *self, const OriTableRow *row, OriGridCell *cell)
{
  if (row != NULL && row->group >= 0)
    ori_group_chip_fill (cell, self->n_groups, row->group, self->group_names[row->group]);
}

static void
fill_value (OriTablesModel *self, const OriTableRow *row, const OriTableColumn *column,
            OriGridCell *cell)
{
  OriTableCell at = {0};
  gboolean numeric;

  if (!ori_tables_compute (self, row, column, &at))
    return;
  numeric = ori_indicator_is_numeric (at.indicator);
  cell->text = ori_value_words (at.indicator, &at.value);
  if (at.value.status != ORI_STATUS_VALUE && row == NULL) {
    g_clear_pointer (&cell->text, g_free); /* percents as printed cannot be summed */
    return;
  }
  if (at.value.status != ORI_STATUS_VALUE) {
    cell->align = numeric ? ORI_GRID_END : ORI_GRID_START;
    cell->tone = ORI_TONE_DIM;
    cell->hatched = at.value.status != ORI_STATUS_NOT_APPLICABLE;
    return;
  }
  cell->align = !numeric ? ORI_GRID_START : column->decimals > 0 ? ORI_GRID_DECIMAL : ORI_GRID_END;
  cell->bold = column->current || row == NULL;
  cell->outlined = row != NULL && ori_value_is_doubtful (&at.value);
}

static void
fill_fraction (OriTablesModel *self, const OriTableRow *row, const OriTableColumn *column,
               OriGridCell *cell)
{
  OriTableCell at = {0};
  OriTableColumn period = *column;

  period.kind = ORI_COL_VALUE;
  if (!ori_tables_compute (self, row, &period, &at))
    return;
  cell->text = ori_value_fraction (&at.value);
  cell->align = ORI_GRID_END;
  cell->tone = row != NULL ? ORI_TONE_DIM : ORI_TONE_NONE;
}

static const OriChange *
get_change (OriTablesModel *self, const OriTableRow *row)
{
  return row != NULL ? &row->change : &self->total;
}

static gboolean
is_of_change (const OriTableColumn *column)
{
  return column->kind == ORI_COL_CHANGE || column->kind == ORI_COL_VERDICT;
}

static void
fill_change (OriTablesModel *self, const OriTableRow *row, gboolean words, OriGridCell *cell)
{
  const OriIndicator *indicator;
  const OriChange *change = get_change (self, row);
  OriVerdict verdict = change->verdict;

  indicator = row != NULL && row->indicator != NULL ? row->indicator : self->indicator;
  if (verdict == ORI_VERDICT_ROSE || verdict == ORI_VERDICT_RATHER_ROSE)
    cell->tone = indicator->direction > 0   ? ORI_TONE_IMPROVED
                 : indicator->direction < 0 ? ORI_TONE_WORSENED
                                            : ORI_TONE_NONE;
  else if (verdict == ORI_VERDICT_FELL || verdict == ORI_VERDICT_RATHER_FELL)
    cell->tone = indicator->direction > 0   ? ORI_TONE_WORSENED
                 : indicator->direction < 0 ? ORI_TONE_IMPROVED
                                            : ORI_TONE_NONE;
  else
    cell->tone = ORI_TONE_DIM;
  if (words) {
    cell->text = ori_change_words (change);
    return;
  }
  cell->text = ori_change_text (indicator, change);
  cell->align = ORI_GRID_END;
  cell->outlined = cell->text != NULL && change->flags & ORI_FLAG_PARTS_DIFFER;
  cell->bold = verdict == ORI_VERDICT_ROSE || verdict == ORI_VERDICT_FELL;
}

static void
get_cell (OriGridModel *model, guint row, guint col, OriGridCell *cell)
{
  OriTablesModel *self = ORI_TABLES_MODEL (model);
  const OriTableColumn *column = ori_tables_column (self, col);
  const OriTableRow *at = ori_tables_row (self, row);

  switch (column->kind) {
  case ORI_COL_NAME:
    fill_name (self, at, cell);
    break;
  case ORI_COL_GROUP:
    fill_group (self, at, cell);
    break;
  case ORI_COL_VALUE:
    fill_value (self, at, column, cell);
    break;
  case ORI_COL_FRACTION:
    fill_fraction (self, at, column, cell);
    break;
  case ORI_COL_CHANGE:
  case ORI_COL_VERDICT:
    fill_change (self, at, column->kind == ORI_COL_VERDICT, cell);
    break;
  }
  if (at == NULL && !cell->hatched && cell->tone == ORI_TONE_NONE) {
    cell->tone = ORI_TONE_TOTAL;
    cell->tinted = TRUE;
  }
}

static char *
get_value_heading (OriTablesModel *self, const OriTableColumn *column)
{
  g_autofree char *name = NULL;

  if (self->shape == ORI_TABLE_INDICATORS_BY_CYCLES)
    return g_strdup_printf ("%d", column->cycle);
  if (self->shape == ORI_TABLE_ORGUNITS_BY_PERIODS)
    return ori_period_label (ori_snapshot_period (self->snapshot, column->period));
  name = ori_indicator_with_unit (column->indicator, ori_indicator_label (column->indicator));
  return g_strconcat (column->indicator->code, " ", name, NULL);
}

static void
get_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  OriTablesModel *self = ORI_TABLES_MODEL (model);
  const OriTableColumn *column = ori_tables_column (self, col);
  gboolean share = self->shape == ORI_TABLE_ORGUNITS_BY_PERIODS && self->indicator != NULL &&
                   g_strcmp0 (self->indicator->unit, "%") == 0;

  header->align = ORI_GRID_END;
  switch (column->kind) {
  case ORI_COL_NAME:
    header->text = g_strdup (self->shape == ORI_TABLE_INDICATORS_BY_CYCLES ? _ ("Indicator")
                                                                           : _ ("Territory"));
    header->align = ORI_GRID_START;
    break;
  case ORI_COL_GROUP:
    header->text = g_strdup (_ ("Group"));
    header->align = ORI_GRID_START;
    break;
  case ORI_COL_VALUE:
    header->text = get_value_heading (self, column);
    break;
  case ORI_COL_FRACTION:
    header->text = g_strdup (_ ("part / all"));
    break;
  case ORI_COL_CHANGE:
    header->text = g_strdup (share ? _ ("Change, p.p.") : _ ("Change"));
    break;
  case ORI_COL_VERDICT:
    header->text = g_strdup (_ ("Finding"));
    header->align = ORI_GRID_START;
    break;
  }
}

static void
get_column (OriGridModel *model, guint col, OriGridColumn *out)
{
  OriTablesModel *self = ORI_TABLES_MODEL (model);
  const OriTableColumn *column = ori_tables_column (self, col);

  out->decimals = column->decimals;
  out->sortable = TRUE;
  if (column->kind == ORI_COL_NAME && self->shape == ORI_TABLE_INDICATORS_BY_CYCLES)
    out->width = 380;
}

static char *
describe (OriGridModel *model, guint row, guint col)
{
  OriTablesModel *self = ORI_TABLES_MODEL (model);
  const OriTableRow *at = ori_tables_row (self, row);
  const OriTableColumn *column = ori_tables_column (self, col);
  g_autofree char *heading = ori_grid_model_header_text (model, col);
  g_auto (OriGridCell) cell = {0};
  g_auto (OriGridCell) name = {0};
  GString *text = g_string_new (NULL);
  OriTableCell key = {0};

  fill_name (self, at, &name);
  get_cell (model, row, col, &cell);
  g_string_append (text, name.text);
  if (column->kind == ORI_COL_NAME)
    return g_string_free (text, FALSE);
  g_string_append_printf (text, ", %s: %s", heading, cell.text != NULL ? cell.text : "");
  if (column->kind == ORI_COL_VALUE && ori_tables_compute (self, at, column, &key)) {
    g_autofree char *fraction = ori_value_fraction (&key.value);
    g_autofree char *doubts = ori_value_doubts (&key.value);
    if (fraction != NULL)
      g_string_append_printf (text, ", %s", fraction);
    if (doubts != NULL)
      g_string_append_printf (text, ", %s", doubts);
  }
  if (is_of_change (column)) {
    g_autofree char *parts = ori_change_parts_text (get_change (self, at));
    if (parts != NULL)
      g_string_append_printf (text, ", %s", parts);
  }
  return g_string_free (text, FALSE);
}

static char *
get_tooltip (OriGridModel *model, guint row, guint col)
{
  OriTablesModel *self = ORI_TABLES_MODEL (model);
  OriTableCell key = {0};
  g_autofree char *fraction = NULL;
  g_autofree char *doubts = NULL;

  if (is_of_change (ori_tables_column (self, col)))
    return ori_change_parts_text (get_change (self, ori_tables_row (self, row)));
  if (ori_tables_column (self, col)->kind != ORI_COL_VALUE ||
      !ori_tables_compute (self, ori_tables_row (self, row), ori_tables_column (self, col), &key))
    return NULL;
  fraction = ori_value_fraction (&key.value);
  doubts = ori_value_doubts (&key.value);
  if (fraction == NULL && doubts == NULL)
    return NULL;
  return g_strdup_printf ("%s%s%s", fraction != NULL ? fraction : "",
                          fraction != NULL && doubts != NULL ? "\n" : "",
                          doubts != NULL ? doubts : "");
}

static void
sort (OriGridModel *model, guint col, gboolean descending)
{
  OriTablesModel *self = ORI_TABLES_MODEL (model);

  self->sort_col = col;
  self->descending = descending;
  ori_tables_arrange (self);
}

void
ori_tables_model_iface_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->n_footer_rows = get_n_footer;
  iface->n_frozen_cols = get_n_frozen;
  iface->cell = get_cell;
  iface->header = get_header;
  iface->column = get_column;
  iface->describe = describe;
  iface->tooltip = get_tooltip;
  iface->sort = sort;
}
