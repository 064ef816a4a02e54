/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-coverage-model.h"

#include <glib/gi18n-lib.h>

#include "core/ori-number.h"

#define NAME_COL 0
#define COUNT_COL 1
#define FIRST_COL 2

struct _OriCoverageModel {
  GObject parent_instance;
  OriSession *session; /* not owned: the page outlives neither */
  OriSnapshot *snapshot;
  int cycle;
  GArray *orgunits;      /* of guint, in the order shown */
  GPtrArray *indicators; /* of const OriIndicator */
  GArray *periods;       /* of guint, by indicator */
  GHashTable *present;   /* org unit → count + 1 */
};

static void ori_coverage_model_iface_init (OriGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriCoverageModel, ori_coverage_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL,
                                                      ori_coverage_model_iface_init))

GArray *
ori_coverage_orgunits (const OriSnapshot *snapshot, int cycle)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint));
  OriOrgUnitLevel level = ori_snapshot_main_level (snapshot);
  g_autofree gboolean *reported = g_new0 (gboolean, snapshot->orgunits->len + 1);

  for (guint i = 0; i < snapshot->observations->len; i++)
    reported[g_array_index (snapshot->observations, OriObservation, i).orgunit] = TRUE;
  for (guint i = 0; i < snapshot->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, i);
    gboolean exists = cycle == 0 || (unit->from <= cycle && cycle <= unit->to);
    if (unit->level == level && (exists || reported[i]))
      g_array_append_val (out, i);
  }
  return out;
}

GPtrArray *
ori_coverage_indicators (const OriSnapshot *snapshot, int cycle)
{
  GPtrArray *out = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (snapshot->elements, i);
    if (element->indicator != NULL)
      g_hash_table_add (seen, element->indicator);
  }
  for (guint i = 0; i < snapshot->programme->indicators->len; i++) {
    OriIndicator *indicator = g_ptr_array_index (snapshot->programme->indicators, i);
    if (g_hash_table_contains (seen, indicator->code) &&
        (cycle == 0 || ori_value_period_of_cycle (snapshot, indicator, cycle) != G_MAXUINT))
      g_ptr_array_add (out, indicator);
  }
  return out;
}

static OriValue
get_value (OriCoverageModel *self, guint row, guint col)
{
  return ori_value_compute (self->snapshot, g_ptr_array_index (self->indicators, col - FIRST_COL),
                            g_array_index (self->orgunits, guint, row),
                            g_array_index (self->periods, guint, col - FIRST_COL));
}

static void
count_row (OriCoverageModel *self, guint row, guint *present, guint *expected)
{
  *present = *expected = 0;
  for (guint i = 0; i < self->indicators->len; i++) {
    OriValue value = get_value (self, row, i + FIRST_COL);
    *expected += value.status != ORI_STATUS_NOT_APPLICABLE;
    *present += value.status == ORI_STATUS_VALUE || value.status == ORI_STATUS_SUPPRESSED;
  }
}

static guint
get_n_rows (OriGridModel *model)
{
  return ORI_COVERAGE_MODEL (model)->orgunits->len;
}

static guint
get_n_cols (OriGridModel *model)
{
  return FIRST_COL + ORI_COVERAGE_MODEL (model)->indicators->len;
}

static guint
get_n_frozen (OriGridModel *model)
{
  return 2;
}

static void
get_mark (OriCoverageModel *self, guint row, guint col, OriGridCell *cell)
{
  OriValue value = get_value (self, row, col);

  cell->align = ORI_GRID_CENTER;
  if (value.status == ORI_STATUS_NOT_APPLICABLE) {
    cell->text = g_strdup (_ ("n/a"));
    cell->tone = ORI_TONE_DIM;
  } else if (value.status == ORI_STATUS_VALUE || value.status == ORI_STATUS_SUPPRESSED) {
    gboolean doubt =
        (value.flags & (ORI_FLAG_DOUBTFUL | ORI_FLAG_CONFLICT | ORI_FLAG_PRINT_DIFFERS)) != 0;
    cell->text = g_strdup (doubt ? "?" : "✓");
    cell->tone = doubt ? ORI_TONE_DOUBT : ORI_TONE_ACCENT;
    cell->tinted = TRUE;
    cell->bold = doubt;
  } else {
    cell->hatched = TRUE;
  }
}

static void
get_cell (OriGridModel *model, guint row, guint col, OriGridCell *cell)
{
  OriCoverageModel *self = ORI_COVERAGE_MODEL (model);
  guint present, expected;

  if (col >= FIRST_COL) {
    get_mark (self, row, col, cell);
    return;
  }
  if (col == NAME_COL) {
    guint orgunit = g_array_index (self->orgunits, guint, row);
    cell->text = g_strdup (ori_snapshot_orgunit (self->snapshot, orgunit)->short_name);
    return;
  }
  count_row (self, row, &present, &expected);
  cell->text = g_strdup_printf ("%u/%u", present, expected);
  cell->align = ORI_GRID_END;
  cell->tone = present < expected ? ORI_TONE_ERROR : ORI_TONE_DIM;
  cell->bold = present < expected;
}

static void
get_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  OriCoverageModel *self = ORI_COVERAGE_MODEL (model);

  header->align = col == NAME_COL ? ORI_GRID_START : ORI_GRID_CENTER;
  if (col == NAME_COL)
    header->text = g_strdup (_ ("Territory"));
  else if (col == COUNT_COL)
    header->text = g_strdup (_ ("Present"));
  else
    header->text = g_strdup (
        ((const OriIndicator *)g_ptr_array_index (self->indicators, col - FIRST_COL))->code);
}

static void
get_column (OriGridModel *model, guint col, OriGridColumn *column)
{
  if (col >= FIRST_COL)
    column->width = 64;
  column->sortable = col < FIRST_COL;
}

static char *
describe (OriGridModel *model, guint row, guint col)
{
  OriCoverageModel *self = ORI_COVERAGE_MODEL (model);
  const OriOrgUnit *unit =
      ori_snapshot_orgunit (self->snapshot, g_array_index (self->orgunits, guint, row));
  const OriIndicator *indicator;
  OriValue value;
  const char *state;

  if (col < FIRST_COL) {
    guint present, expected;
    count_row (self, row, &present, &expected);
    return g_strdup_printf (_ ("%s: %u of %u"), unit->short_name, present, expected);
  }
  indicator = g_ptr_array_index (self->indicators, col - FIRST_COL);
  value = get_value (self, row, col);
  state = value.status == ORI_STATUS_VALUE            ? _ ("present")
          : value.status == ORI_STATUS_NOT_APPLICABLE ? _ ("not applicable")
          : value.status == ORI_STATUS_SUPPRESSED     ? _ ("hidden")
                                                      : _ ("no data");
  return g_strdup_printf ("%s, %s: %s", unit->short_name, ori_indicator_label (indicator), state);
}

static char *
get_tooltip (OriGridModel *model, guint row, guint col)
{
  return col >= FIRST_COL ? describe (model, row, col) : NULL;
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer data)
{
  OriCoverageModel *self = data;
  guint x =
      GPOINTER_TO_UINT (g_hash_table_lookup (self->present, GUINT_TO_POINTER (*(const guint *)a)));
  guint y =
      GPOINTER_TO_UINT (g_hash_table_lookup (self->present, GUINT_TO_POINTER (*(const guint *)b)));

  return x != y ? (x > y ? 1 : -1) : (*(const guint *)a > *(const guint *)b ? 1 : -1);
}

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *)a, y = *(const guint *)b;
  return x > y ? 1 : x < y ? -1 : 0;
}

static void
reverse (GArray *array)
{
  for (guint i = 0; i < array->len / 2; i++) {
    guint *x = &g_array_index (array, guint, i);
    guint *y = &g_array_index (array, guint, array->len - 1 - i);
    guint keep = *x;
    *x = *y;
    *y = keep;
  }
}

static void
sort (OriGridModel *model, guint col, gboolean descending)
{
  OriCoverageModel *self = ORI_COVERAGE_MODEL (model);

  if (col == COUNT_COL) {
    g_hash_table_remove_all (self->present);
    for (guint row = 0; row < self->orgunits->len; row++) {
      guint present, expected;
      count_row (self, row, &present, &expected);
      g_hash_table_insert (self->present,
                           GUINT_TO_POINTER (g_array_index (self->orgunits, guint, row)),
                           GUINT_TO_POINTER (present + 1));
    }
    g_array_sort_with_data (self->orgunits, compare_counts, self);
  } else {
    /* Org units of a snapshot are in the order of their names. */
    g_array_sort (self->orgunits, compare_indexes);
  }
  if (descending)
    reverse (self->orgunits);
  ori_grid_model_changed (model);
}

static void
ori_coverage_model_iface_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->n_frozen_cols = get_n_frozen;
  iface->cell = get_cell;
  iface->header = get_header;
  iface->column = get_column;
  iface->describe = describe;
  iface->tooltip = get_tooltip;
  iface->sort = sort;
}

static void
ori_coverage_model_finalize (GObject *object)
{
  OriCoverageModel *self = ORI_COVERAGE_MODEL (object);

  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_array_unref (self->orgunits);
  g_ptr_array_unref (self->indicators);
  g_array_unref (self->periods);
  g_hash_table_unref (self->present);
  G_OBJECT_CLASS (ori_coverage_model_parent_class)->finalize (object);
}

static void
ori_coverage_model_class_init (OriCoverageModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_coverage_model_finalize;
}

static void
ori_coverage_model_init (OriCoverageModel *self)
{
  self->orgunits = g_array_new (FALSE, FALSE, sizeof (guint));
  self->indicators = g_ptr_array_new ();
  self->periods = g_array_new (FALSE, FALSE, sizeof (guint));
  self->present = g_hash_table_new (NULL, NULL);
}

OriCoverageModel *
ori_coverage_model_new (OriSession *session)
{
  OriCoverageModel *self = g_object_new (ORI_TYPE_COVERAGE_MODEL, NULL);

  self->session = session;
  return self;
}

void
ori_coverage_model_refresh (OriCoverageModel *self)
{
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  self->snapshot = ori_snapshot_ref (ori_session_snapshot (self->session));
  self->cycle = ori_session_cycle (self->session);
  g_array_unref (self->orgunits);
  self->orgunits = ori_coverage_orgunits (self->snapshot, self->cycle);
  g_ptr_array_unref (self->indicators);
  self->indicators = ori_coverage_indicators (self->snapshot, self->cycle);
  g_array_set_size (self->periods, 0);
  for (guint i = 0; i < self->indicators->len; i++) {
    guint period = ori_value_period_of_cycle (self->snapshot,
                                              g_ptr_array_index (self->indicators, i), self->cycle);
    g_array_append_val (self->periods, period);
  }
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

gboolean
ori_coverage_model_cell_at (OriCoverageModel *self, guint row, guint col, guint *orgunit,
                            const OriIndicator **indicator)
{
  if (row >= self->orgunits->len || col < FIRST_COL)
    return FALSE;
  *orgunit = g_array_index (self->orgunits, guint, row);
  *indicator = g_ptr_array_index (self->indicators, col - FIRST_COL);
  return TRUE;
}

void
ori_coverage_model_totals (OriCoverageModel *self, guint *present, guint *expected)
{
  *present = *expected = 0;
  for (guint row = 0; row < self->orgunits->len; row++) {
    guint p, e;
    count_row (self, row, &p, &e);
    *present += p;
    *expected += e;
  }
}

static gboolean
is_reported (OriCoverageModel *self, const OriIndicator *declared)
{
  for (guint i = 0; i < self->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (self->indicators, i);
    if (indicator == declared || g_strcmp0 (indicator->variant_of, declared->code) == 0)
      return TRUE;
  }
  return FALSE;
}

guint
ori_coverage_model_n_silent (OriCoverageModel *self)
{
  guint n = 0;

  for (guint i = 0; i < self->snapshot->programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (self->snapshot->programme->indicators, i);
    n += indicator->variant_of == NULL && !is_reported (self, indicator);
  }
  return n;
}
