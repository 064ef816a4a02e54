/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-tables-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-coverage.h"
#include "app/ori-value-text.h"
#include "core/ori-number.h"
#include "core/ori-text.h"

G_DEFINE_FINAL_TYPE_WITH_CODE (OriTablesModel, ori_tables_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL,
                                                      ori_tables_model_iface_init))

gboolean
ori_tables_model_has_total (OriTablesModel *self)
{
  return self->shape != ORI_TABLE_INDICATORS_BY_CYCLES && self->rows->len > 1;
}

/* What a value cell speaks of; @row NULL is the total. */
static gboolean
find_key (OriTablesModel *self, const OriTableRow *row, const OriTableColumn *column,
          OriTableCell *cell)
{
  cell->orgunit = row != NULL ? row->orgunit : G_MAXUINT;
  switch (self->shape) {
  case ORI_TABLE_ORGUNITS_BY_PERIODS:
    cell->indicator = self->indicator;
    cell->period = column->period;
    break;
  case ORI_TABLE_INDICATORS_BY_CYCLES:
    cell->indicator = row->indicator;
    cell->orgunit = self->orgunit;
    cell->period = ori_value_period_of_cycle (self->snapshot, row->indicator, column->cycle);
    break;
  case ORI_TABLE_ORGUNITS_BY_INDICATORS:
    cell->indicator = column->indicator;
    cell->period = column->period;
    break;
  }
  return cell->indicator != NULL && cell->period != G_MAXUINT;
}

static OriValue
get_total (OriTablesModel *self, const OriIndicator *indicator, guint period)
{
  OriTableTotal total = {indicator, period, {0}};

  for (guint i = 0; i < self->totals->len; i++) {
    const OriTableTotal *known = &g_array_index (self->totals, OriTableTotal, i);
    if (known->indicator == indicator && known->period == period)
      return known->value;
  }
  total.value = ori_value_total (self->snapshot, indicator, self->orgunits, period, NULL, NULL);
  g_array_append_val (self->totals, total);
  return total.value;
}

gboolean
ori_tables_compute (OriTablesModel *self, const OriTableRow *row, const OriTableColumn *column,
                    OriTableCell *cell)
{
  if ((column->kind != ORI_COL_VALUE && column->kind != ORI_COL_FRACTION) ||
      !find_key (self, row, column, cell))
    return FALSE;
  cell->value =
      row != NULL ? ori_value_compute (self->snapshot, cell->indicator, cell->orgunit, cell->period)
                  : get_total (self, cell->indicator, cell->period);
  return TRUE;
}

gboolean
ori_tables_model_cell_at (OriTablesModel *self, guint row, guint col, OriTableCell *cell)
{
  return ori_tables_compute (self, ori_tables_row (self, row), ori_tables_column (self, col), cell);
}

guint
ori_tables_model_orgunit_at (OriTablesModel *self, guint row)
{
  const OriTableRow *found = ori_tables_row (self, row);
  return found != NULL ? found->orgunit : G_MAXUINT;
}

int
ori_tables_model_row_of (OriTablesModel *self, guint orgunit)
{
  for (guint i = 0; i < self->shown->len; i++)
    if (ori_tables_row (self, i)->orgunit == orgunit)
      return i;
  return -1;
}

void
ori_tables_model_counts (OriTablesModel *self, guint *shown, guint *all)
{
  *shown = self->shown->len;
  *all = self->rows->len;
}

/* Building */

static void
add_column (OriTablesModel *self, OriTableColumnKind kind, guint period, int cycle,
            const OriIndicator *indicator, gboolean current)
{
  OriTableColumn column = {kind, period, cycle, indicator, current, 0};
  g_array_append_val (self->columns, column);
}

static void
add_row (OriTablesModel *self, guint orgunit, const OriIndicator *indicator)
{
  OriTableRow row = {orgunit, indicator, ori_change_none (), -1};
  g_array_append_val (self->rows, row);
}

/* The periods in which anybody reported the indicator, ascending. */
static GArray *
find_periods (OriTablesModel *self)
{
  g_autofree gboolean *seen = g_new0 (gboolean, self->snapshot->periods->len + 1);
  g_autofree gboolean *ours = g_new0 (gboolean, self->snapshot->elements->len + 1);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->snapshot->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (self->snapshot->elements, i);
    ours[i] = g_strcmp0 (element->indicator, self->indicator->code) == 0;
  }
  for (guint i = 0; i < self->snapshot->observations->len; i++) {
    const OriObservation *o = &g_array_index (self->snapshot->observations, OriObservation, i);
    if (ours[o->element])
      seen[o->period] = TRUE;
  }
  for (guint i = 0; i < self->snapshot->periods->len; i++)
    if (seen[i])
      g_array_append_val (out, i);
  return out;
}

static void
compute_changes (OriTablesModel *self, guint before, guint after)
{
  for (guint i = 0; i < self->rows->len; i++) {
    OriTableRow *row = &g_array_index (self->rows, OriTableRow, i);
    const OriIndicator *indicator = row->indicator != NULL ? row->indicator : self->indicator;
    guint unit = row->orgunit != G_MAXUINT ? row->orgunit : self->orgunit;
    guint from = before, to = after;

    row->change = ori_change_none ();
    if (row->indicator != NULL) {
      from = ori_value_period_of_cycle (self->snapshot, indicator, (int)before);
      to = ori_value_period_of_cycle (self->snapshot, indicator, (int)after);
    }
    if (from != G_MAXUINT && to != G_MAXUINT)
      row->change = ori_change_compute (self->snapshot, indicator, unit, from, to);
  }
}

static void
build_by_periods (OriTablesModel *self)
{
  g_autoptr (GArray) periods = find_periods (self);
  guint current = ori_value_period_of_cycle (self->snapshot, self->indicator, self->cycle);
  guint previous = G_MAXUINT;
  gboolean numeric = ori_indicator_is_numeric (self->indicator);

  for (guint i = 0; i < periods->len; i++) {
    guint period = g_array_index (periods, guint, i);
    add_column (self, ORI_COL_VALUE, period, 0, NULL, period == current);
    if (current != G_MAXUINT && period < current)
      previous = period;
  }
  if (current == G_MAXUINT)
    return;
  if (self->indicator->kind == ORI_KIND_SHARE || self->indicator->kind == ORI_KIND_COUNT_SHARE)
    add_column (self, ORI_COL_FRACTION, current, 0, NULL, TRUE);
  if (previous == G_MAXUINT || !numeric)
    return;
  add_column (self, ORI_COL_CHANGE, current, 0, NULL, TRUE);
  add_column (self, ORI_COL_VERDICT, current, 0, NULL, TRUE);
  compute_changes (self, previous, current);
  self->total =
      ori_change_compute_total (self->snapshot, self->indicator, self->orgunits, previous, current);
}

static void
build_by_cycles (OriTablesModel *self, const GArray *cycles)
{
  int previous = 0;

  for (guint i = 0; i < cycles->len; i++) {
    int cycle = g_array_index (cycles, int, i);
    add_column (self, ORI_COL_VALUE, G_MAXUINT, cycle, NULL, cycle == self->cycle);
    if (cycle < self->cycle)
      previous = cycle;
  }
  add_column (self, ORI_COL_FRACTION, G_MAXUINT, self->cycle, NULL, TRUE);
  if (previous == 0)
    return;
  add_column (self, ORI_COL_CHANGE, G_MAXUINT, 0, NULL, TRUE);
  add_column (self, ORI_COL_VERDICT, G_MAXUINT, 0, NULL, TRUE);
  compute_changes (self, previous, self->cycle);
}

/* The group of each org unit by the overall score, as far as there are scores. */
static void
fill_groups (OriTablesModel *self, OriSession *session)
{
  const OriScheme *scheme = ori_session_scheme (session, NULL);
  g_autoptr (GArray) scores = NULL;
  g_autofree OriTableRow **rows = g_new0 (OriTableRow *, self->snapshot->orgunits->len + 1);
  guint n = 0;

  if (scheme == NULL || self->cycle == 0)
    return;
  for (guint i = 0; i < self->rows->len; i++) {
    OriTableRow *row = &g_array_index (self->rows, OriTableRow, i);
    rows[row->orgunit] = row;
  }
  scores = ori_scores_compute (self->snapshot, scheme, NULL, self->cycle,
                               ori_snapshot_main_level (self->snapshot));
  self->n_groups = scheme->n_groups;
  for (guint i = 0; i < scheme->n_groups; i++)
    self->group_names[i] = g_intern_string (ori_scheme_group_name (scheme, i));
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    if (!score->has_score || rows[score->orgunit] == NULL)
      continue;
    rows[score->orgunit]->group =
        ori_group_of (score->score, scheme->thresholds, scheme->n_groups - 1);
    n++;
  }
  if (n > 1) {
    OriTableColumn column = {ORI_COL_GROUP, G_MAXUINT, 0, NULL, FALSE, 0};
    g_array_insert_val (self->columns, 1, column);
  }
}

static void
measure_decimals (OriTablesModel *self)
{
  for (guint c = 0; c < self->columns->len; c++) {
    OriTableColumn *column = &g_array_index (self->columns, OriTableColumn, c);
    for (guint r = 0; r < MIN (self->rows->len, 200) && column->kind == ORI_COL_VALUE; r++) {
      OriTableCell cell = {0};
      g_autofree char *text = NULL;
      const char *comma;

      if (!ori_tables_compute (self, &g_array_index (self->rows, OriTableRow, r), column, &cell) ||
          cell.value.status != ORI_STATUS_VALUE || !ori_indicator_is_numeric (cell.indicator))
        continue;
      text = ori_value_words (cell.indicator, &cell.value);
      comma = text != NULL ? strchr (text, ',') : NULL;
      column->decimals = MAX (column->decimals, comma != NULL ? (int)strlen (comma + 1) : 0);
    }
  }
}

/* Filter and order */

const char *
ori_tables_row_name (OriTablesModel *self, const OriTableRow *row)
{
  return row->indicator != NULL ? ori_indicator_label (row->indicator)
                                : ori_snapshot_orgunit (self->snapshot, row->orgunit)->short_name;
}

static double
get_sort_value (OriTablesModel *self, const OriTableRow *row, const OriTableColumn *column)
{
  OriTableCell cell = {0};

  switch (column->kind) {
  case ORI_COL_GROUP:
    return row->group >= 0 ? row->group : NAN;
  case ORI_COL_CHANGE:
  case ORI_COL_VERDICT:
    return row->change.difference;
  case ORI_COL_FRACTION:
    return ori_tables_compute (self, row, column, &cell) ? cell.value.denominator : NAN;
  case ORI_COL_VALUE:
    return ori_tables_compute (self, row, column, &cell) && cell.value.status == ORI_STATUS_VALUE
               ? cell.value.value
               : NAN;
  case ORI_COL_NAME:
    break;
  }
  return NAN;
}

typedef struct {
  double value;
  guint index;
} SortKey;

/* What is missing comes last in both directions. */
static int
compare_keys (gconstpointer a, gconstpointer b, gpointer descending)
{
  const SortKey *x = a, *y = b;

  if (isnan (x->value) != isnan (y->value))
    return isnan (x->value) ? 1 : -1;
  if (!isnan (x->value) && x->value != y->value)
    return (x->value < y->value ? -1 : 1) * (GPOINTER_TO_INT (descending) ? -1 : 1);
  return x->index < y->index ? -1 : 1;
}

void
ori_tables_arrange (OriTablesModel *self)
{
  const OriTableColumn *column = self->sort_col > 0 && self->sort_col < (int)self->columns->len
                                     ? ori_tables_column (self, self->sort_col)
                                     : NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SortKey));

  for (guint i = 0; i < self->rows->len; i++) {
    const OriTableRow *row = &g_array_index (self->rows, OriTableRow, i);
    SortKey key = {NAN, i};
    g_autofree char *name =
        self->filter != NULL ? ori_text_key (ori_tables_row_name (self, row)) : NULL;

    if (name != NULL && strstr (name, self->filter) == NULL)
      continue;
    /* Without a column the order of the snapshot holds: that of names, or of the programme. */
    key.value = column != NULL ? get_sort_value (self, row, column) : i;
    g_array_append_val (keys, key);
  }
  g_array_sort_with_data (keys, compare_keys, GINT_TO_POINTER (self->descending));
  g_array_set_size (self->shown, 0);
  for (guint i = 0; i < keys->len; i++)
    g_array_append_val (self->shown, g_array_index (keys, SortKey, i).index);
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

void
ori_tables_model_show (OriTablesModel *self, OriSession *session, OriTableShape shape,
                       const OriIndicator *indicator, guint orgunit)
{
  g_autoptr (OriSnapshot) old = g_steal_pointer (&self->snapshot);

  self->snapshot = ori_snapshot_ref (ori_session_snapshot (session));
  if (shape != self->shape) {
    self->sort_col = 0;
    self->descending = FALSE;
  }
  self->shape = shape;
  self->indicator = indicator;
  self->orgunit = orgunit;
  self->cycle = ori_session_cycle (session);
  self->total = ori_change_none ();
  g_array_set_size (self->columns, 0);
  g_array_set_size (self->rows, 0);
  g_array_set_size (self->totals, 0);
  g_array_unref (self->orgunits);
  self->orgunits = ori_coverage_orgunits (self->snapshot, self->cycle);
  add_column (self, ORI_COL_NAME, G_MAXUINT, 0, NULL, FALSE);
  if (shape == ORI_TABLE_INDICATORS_BY_CYCLES) {
    g_autoptr (GPtrArray) indicators = ori_coverage_indicators (self->snapshot, 0);
    for (guint i = 0; i < indicators->len && orgunit != G_MAXUINT; i++)
      add_row (self, G_MAXUINT, g_ptr_array_index (indicators, i));
    build_by_cycles (self, ori_session_cycles (session));
  } else {
    for (guint i = 0; i < self->orgunits->len; i++)
      add_row (self, g_array_index (self->orgunits, guint, i), NULL);
    if (shape == ORI_TABLE_ORGUNITS_BY_INDICATORS) {
      g_autoptr (GPtrArray) indicators = ori_coverage_indicators (self->snapshot, self->cycle);
      for (guint i = 0; i < indicators->len; i++) {
        OriIndicator *each = g_ptr_array_index (indicators, i);
        add_column (self, ORI_COL_VALUE,
                    ori_value_period_of_cycle (self->snapshot, each, self->cycle), 0, each, FALSE);
      }
    } else if (indicator != NULL) {
      build_by_periods (self);
    }
    fill_groups (self, session);
  }
  measure_decimals (self);
  ori_tables_arrange (self);
}

void
ori_tables_model_set_filter (OriTablesModel *self, const char *text)
{
  g_autofree char *key = ori_text_key (text);

  g_free (self->filter);
  self->filter = *key != '\0' ? g_steal_pointer (&key) : NULL;
  ori_tables_arrange (self);
}

static void
ori_tables_model_finalize (GObject *object)
{
  OriTablesModel *self = ORI_TABLES_MODEL (object);

  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_array_unref (self->columns);
  g_array_unref (self->rows);
  g_array_unref (self->shown);
  g_array_unref (self->totals);
  g_array_unref (self->orgunits);
  g_free (self->filter);
  G_OBJECT_CLASS (ori_tables_model_parent_class)->finalize (object);
}

static void
ori_tables_model_class_init (OriTablesModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_tables_model_finalize;
}

static void
ori_tables_model_init (OriTablesModel *self)
{
  self->columns = g_array_new (FALSE, TRUE, sizeof (OriTableColumn));
  self->rows = g_array_new (FALSE, TRUE, sizeof (OriTableRow));
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->totals = g_array_new (FALSE, FALSE, sizeof (OriTableTotal));
  self->orgunits = g_array_new (FALSE, FALSE, sizeof (guint));
}

OriTablesModel *
ori_tables_model_new (void)
{
  return g_object_new (ORI_TYPE_TABLES_MODEL, NULL);
}
