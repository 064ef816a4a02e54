/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-completeness-model.h"

#include <glib/gi18n-lib.h>

#include "app/ori-cover-words.h"
#include "app/ori-value-text.h"
#include "core/ori-text.h"

#define NAME_COL 0
#define COUNT_COL 1
#define FIRST_COL 2
#define COL_WIDTH 46
#define KEYS_STEP 400 /* names made ready to be searched in one go, some milliseconds */

struct _OriCompletenessModel {
  GObject parent_instance;

  OriSnapshot *snapshot;
  OriCompleteness *found;
  GArray *rows;    /* of guint, of those of found, as shown */
  GPtrArray *keys; /* of char*: names to search in, by row, as far as they are ready */
  guint keys_source;
  OriCoverShow show;
  char *search; /* a key, NULL for none */
  guint sort_col;
  gboolean descending;
};

static void ori_completeness_model_iface_init (OriGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriCompletenessModel, ori_completeness_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL,
                                                      ori_completeness_model_iface_init))

static const OriOrgUnit *
get_unit (OriCompletenessModel *self, guint row)
{
  return ori_snapshot_orgunit (self->snapshot, g_array_index (self->found->orgunits, guint, row));
}

/* Which rows, in which order */

static void
fill_keys (OriCompletenessModel *self, guint end)
{
  for (guint row = self->keys->len; row < MIN (end, self->found->orgunits->len); row++) {
    const OriOrgUnit *unit = get_unit (self, row);
    g_autofree char *names = g_strdup_printf ("%s %s", unit->short_name, unit->name);
    g_ptr_array_add (self->keys, ori_text_key (names));
  }
}

/* Those of 40 000 schools take a quarter of a second: longer than a first letter may. */
static gboolean
fill_some_keys (gpointer data)
{
  OriCompletenessModel *self = data;

  fill_keys (self, self->keys->len + KEYS_STEP);
  if (self->keys->len < self->found->orgunits->len)
    return G_SOURCE_CONTINUE;
  self->keys_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
is_shown (OriCompletenessModel *self, guint row)
{
  if (self->show == ORI_COVER_SHOW_INCOMPLETE && !ori_completeness_is_incomplete (self->found, row))
    return FALSE;
  if (self->show == ORI_COVER_SHOW_DOUBTFUL && !ori_completeness_is_doubtful (self->found, row))
    return FALSE;
  return self->search == NULL || strstr (g_ptr_array_index (self->keys, row), self->search) != NULL;
}

static double
get_rate (const OriCoverCount *count)
{
  /* A sum that lacks parts is behind a whole one, but before what is not there. */
  return count->expected > 0 ? (count->present - .5 * count->partial) / count->expected : 2;
}

static int
compare_rates (gconstpointer a, gconstpointer b, gpointer data)
{
  OriCompletenessModel *self = data;
  guint x = *(const guint *)a, y = *(const guint *)b;
  double first = get_rate (&self->found->by_orgunit[x]);
  double second = get_rate (&self->found->by_orgunit[y]);

  if (first != second)
    return (first > second ? 1 : -1) * (self->descending ? -1 : 1);
  return x > y ? 1 : -1;
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
arrange (OriCompletenessModel *self)
{
  g_array_set_size (self->rows, 0);
  if (self->found != NULL) {
    if (self->search != NULL)
      fill_keys (self, G_MAXUINT);
    for (guint row = 0; row < self->found->orgunits->len; row++)
      if (is_shown (self, row))
        g_array_append_val (self->rows, row);
    if (self->sort_col == COUNT_COL)
      g_array_sort_with_data (self->rows, compare_rates, self);
    else if (self->descending)
      reverse (self->rows);
  }
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

static void
sort (OriGridModel *model, guint col, gboolean descending)
{
  OriCompletenessModel *self = ORI_COMPLETENESS_MODEL (model);

  self->sort_col = col;
  self->descending = descending;
  arrange (self);
}

/* The grid */

static guint
get_n_footer_rows (OriGridModel *model)
{
  return ORI_COMPLETENESS_MODEL (model)->rows->len > 0 ? 1 : 0;
}

static guint
get_n_rows (OriGridModel *model)
{
  return ORI_COMPLETENESS_MODEL (model)->rows->len + get_n_footer_rows (model);
}

static guint
get_n_cols (OriGridModel *model)
{
  OriCompletenessModel *self = ORI_COMPLETENESS_MODEL (model);
  return FIRST_COL + (self->found != NULL ? self->found->indicators->len : 0);
}

static guint
get_n_frozen (OriGridModel *model)
{
  return FIRST_COL;
}

void
ori_cover_box (OriCover state, OriDue due, OriGridBox *box, OriTone *tone, const char **text)
{
  static const struct {
    OriGridBox box;
    OriTone tone;
    const char *text;
  } boxes[] = {
      [ORI_COVER_MISSING] = {ORI_GRID_BOX_DASHED, ORI_TONE_DIM, NULL},
      [ORI_COVER_PRESENT] = {ORI_GRID_BOX_FILLED, ORI_TONE_ACCENT, NULL},
      [ORI_COVER_PARTIAL] = {ORI_GRID_BOX_HALF, ORI_TONE_ACCENT, NULL},
      [ORI_COVER_DOUBTFUL] = {ORI_GRID_BOX_OUTLINED, ORI_TONE_DOUBT, "?"},
      [ORI_COVER_VERSIONS] = {ORI_GRID_BOX_FILLED, ORI_TONE_ACCENT, "2"},
      [ORI_COVER_SUPPRESSED] = {ORI_GRID_BOX_HATCHED, ORI_TONE_DIM, N_ ("hidden")},
      [ORI_COVER_NOT_APPLICABLE] = {ORI_GRID_BOX_BARE, ORI_TONE_DIM, N_ ("n/a")},
      [ORI_COVER_NOT_ASKED] = {ORI_GRID_BOX_BARE, ORI_TONE_DIM, "–"},
  };

  *box = boxes[state].box;
  *tone = boxes[state].tone;
  if (state == ORI_COVER_MISSING && due == ORI_DUE_PASSED)
    *tone = ORI_TONE_ERROR;
  *text = boxes[state].text != NULL ? _ (boxes[state].text) : NULL;
}

static void
get_total_cell (OriCompletenessModel *self, guint col, OriGridCell *cell)
{
  const OriCompleteness *found = self->found;

  cell->bold = TRUE;
  if (col == NAME_COL) {
    cell->text = g_strdup (_ ("Reported, in all"));
  } else if (col == COUNT_COL) {
    cell->text = g_strdup_printf ("%u/%u", found->total.present, found->total.expected);
    cell->align = ORI_GRID_END;
  } else {
    cell->text = g_strdup_printf ("%u", found->by_indicator[col - FIRST_COL].present);
    cell->box = ORI_GRID_BOX_BARE;
    cell->tone = ORI_TONE_TOTAL;
  }
}

static void
get_cell (OriGridModel *model, guint row, guint col, OriGridCell *cell)
{
  OriCompletenessModel *self = ORI_COMPLETENESS_MODEL (model);
  OriCoverPlace place;
  const OriCoverCount *count;
  const char *text;

  if (!ori_completeness_model_place_at (self, row, col, &place)) {
    get_total_cell (self, col, cell);
    return;
  }
  if (place.cell != NULL) {
    ori_cover_box ((OriCover)place.cell->state, self->found->due, &cell->box, &cell->tone, &text);
    cell->text = g_strdup (text);
    return;
  }
  count = &self->found->by_orgunit[place.row];
  cell->bold = ori_completeness_is_incomplete (self->found, place.row);
  if (col == NAME_COL) {
    cell->text = g_strdup (get_unit (self, place.row)->short_name);
    return;
  }
  cell->text = g_strdup_printf ("%u/%u", count->present, count->expected);
  cell->align = ORI_GRID_END;
  if (count->present == count->expected)
    cell->tone = ORI_TONE_DIM;
  else if (self->found->due == ORI_DUE_PASSED)
    cell->tone = ORI_TONE_ERROR;
}

static void
get_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  OriCompletenessModel *self = ORI_COMPLETENESS_MODEL (model);
  const OriIndicator *indicator;

  if (col == NAME_COL) {
    header->text = g_strdup (_ ("Territory"));
  } else if (col == COUNT_COL) {
    header->text = g_strdup (_ ("Present"));
    header->align = ORI_GRID_END;
  } else {
    indicator = g_ptr_array_index (self->found->indicators, col - FIRST_COL);
    header->text = g_strdup_printf ("%s %s", indicator->code, ori_indicator_label (indicator));
    header->strong = (guint)strlen (indicator->code);
  }
}

static void
get_column (OriGridModel *model, guint col, OriGridColumn *column)
{
  if (col >= FIRST_COL)
    column->width = COL_WIDTH;
  column->sortable = col < FIRST_COL;
}

static char *
describe_total (OriCompletenessModel *self, guint col)
{
  const OriCoverCount *count =
      col < FIRST_COL ? &self->found->total : &self->found->by_indicator[col - FIRST_COL];
  g_autofree char *rate = ori_cover_rate (count);

  if (col < FIRST_COL)
    return g_strdup_printf (_ ("Reported, in all: %s"), rate);
  return g_strdup_printf (
      "%s: %s", ori_indicator_label (g_ptr_array_index (self->found->indicators, col - FIRST_COL)),
      rate);
}

/* A sum tells how many it lacks. */
static char *
cell_words (OriCompletenessModel *self, const OriCoverPlace *place)
{
  OriValue value;

  if (place->cell->state != ORI_COVER_PARTIAL)
    return ori_cover_words (self->found, place->cell);
  value = ori_value_compute (self->snapshot, place->indicator, place->orgunit, place->cell->period);
  return ori_value_sum_words (&value, self->found->level == ORI_ORGUNIT_REGION
                                          ? ORI_ORGUNIT_MUNICIPALITY
                                          : ORI_ORGUNIT_SCHOOL);
}

static char *
describe (OriGridModel *model, guint row, guint col)
{
  OriCompletenessModel *self = ORI_COMPLETENESS_MODEL (model);
  OriCoverPlace place;
  g_autofree char *words = NULL;

  if (!ori_completeness_model_place_at (self, row, col, &place))
    return describe_total (self, col);
  if (place.cell == NULL) {
    words = ori_cover_rate (&self->found->by_orgunit[place.row]);
    return g_strdup_printf ("%s: %s", get_unit (self, place.row)->short_name, words);
  }
  words = cell_words (self, &place);
  return g_strdup_printf ("%s, %s: %s", get_unit (self, place.row)->short_name,
                          ori_indicator_label (place.indicator), words);
}

static char *
get_tooltip (OriGridModel *model, guint row, guint col)
{
  return col < FIRST_COL ? NULL : describe (model, row, col);
}

static void
ori_completeness_model_iface_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->n_footer_rows = get_n_footer_rows;
  iface->n_frozen_cols = get_n_frozen;
  iface->cell = get_cell;
  iface->header = get_header;
  iface->column = get_column;
  iface->describe = describe;
  iface->tooltip = get_tooltip;
  iface->sort = sort;
}

static void
ori_completeness_model_finalize (GObject *object)
{
  OriCompletenessModel *self = ORI_COMPLETENESS_MODEL (object);

  g_clear_pointer (&self->found, ori_completeness_unref);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_clear_handle_id (&self->keys_source, g_source_remove);
  g_ptr_array_unref (self->keys);
  g_array_unref (self->rows);
  g_free (self->search);
  G_OBJECT_CLASS (ori_completeness_model_parent_class)->finalize (object);
}

static void
ori_completeness_model_class_init (OriCompletenessModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_completeness_model_finalize;
}

static void
ori_completeness_model_init (OriCompletenessModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->keys = g_ptr_array_new_with_free_func (g_free);
}

OriCompletenessModel *
ori_completeness_model_new (void)
{
  return g_object_new (ORI_TYPE_COMPLETENESS_MODEL, NULL);
}

void
ori_completeness_model_take (OriCompletenessModel *self, OriSnapshot *snapshot,
                             OriCompleteness *found)
{
  OriSnapshot *kept = ori_snapshot_ref (snapshot);

  g_clear_pointer (&self->found, ori_completeness_unref);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_ptr_array_set_size (self->keys, 0);
  self->snapshot = kept;
  self->found = found;
  if (self->keys_source == 0)
    self->keys_source = g_idle_add (fill_some_keys, self);
  arrange (self);
}

OriCompleteness *
ori_completeness_model_found (OriCompletenessModel *self)
{
  return self->found;
}

OriSnapshot *
ori_completeness_model_snapshot (OriCompletenessModel *self)
{
  return self->snapshot;
}

void
ori_completeness_model_set_show (OriCompletenessModel *self, OriCoverShow show)
{
  self->show = show;
  arrange (self);
}

void
ori_completeness_model_set_search (OriCompletenessModel *self, const char *text)
{
  g_autofree char *key = ori_text_key (text);

  g_clear_pointer (&self->search, g_free);
  if (*key != '\0')
    self->search = g_steal_pointer (&key);
  arrange (self);
}

gboolean
ori_completeness_model_incomplete_first (OriCompletenessModel *self)
{
  return self->sort_col == COUNT_COL && !self->descending;
}

guint
ori_completeness_model_n_shown (OriCompletenessModel *self)
{
  return self->rows->len;
}

gboolean
ori_completeness_model_place_at (OriCompletenessModel *self, guint row, guint col,
                                 OriCoverPlace *place)
{
  *place = (OriCoverPlace){0};
  if (row >= self->rows->len)
    return FALSE;
  place->row = g_array_index (self->rows, guint, row);
  place->orgunit = g_array_index (self->found->orgunits, guint, place->row);
  if (col < FIRST_COL)
    return TRUE;
  place->col = col - FIRST_COL;
  place->indicator = g_ptr_array_index (self->found->indicators, place->col);
  place->cell = ori_completeness_cell (self->found, place->row, place->col);
  return TRUE;
}

gboolean
ori_completeness_model_find (OriCompletenessModel *self, guint orgunit, const char *indicator,
                             guint *row, guint *col)
{
  gboolean found = indicator == NULL;

  *col = NAME_COL;
  for (guint i = 0; indicator != NULL && self->found != NULL && i < self->found->indicators->len;
       i++)
    if (g_str_equal (((OriIndicator *)g_ptr_array_index (self->found->indicators, i))->code,
                     indicator)) {
      *col = FIRST_COL + i;
      found = TRUE;
    }
  for (*row = 0; found && *row < self->rows->len; (*row)++) {
    guint at = g_array_index (self->rows, guint, *row);
    if (g_array_index (self->found->orgunits, guint, at) == orgunit)
      return TRUE;
  }
  return FALSE;
}
