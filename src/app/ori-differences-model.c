/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-differences-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/ori-value-text.h"
#include "core/ori-text.h"

/* Looking so many differences through takes some milliseconds. */
#define FILTERED_AT_ONCE 500

struct _OriDifferencesModel {
  GObject parent_instance;
  const OriDifferences *differences;
  OriSnapshot *snapshot;
  GArray *rows; /* of guint: indexes of what is shown */
  int kind;     /* the filter */
  char **words;
  guint next;   /* difference that the filter comes to next */
  guint source; /* that goes on with it, 0: it is through */
};

enum {
  KIND_COL,
  ORGUNIT_COL,
  ELEMENT_COL,
  PERIOD_COL,
  BEFORE_COL,
  BEFORE_CELL_COL,
  AFTER_COL,
  AFTER_CELL_COL,
  N_COLS,
};

static void ori_differences_model_iface_init (OriGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriDifferencesModel, ori_differences_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL,
                                                      ori_differences_model_iface_init))

static const OriDifference *
get_difference (OriDifferencesModel *self, guint row)
{
  return &g_array_index (self->differences->items, OriDifference,
                         g_array_index (self->rows, guint, row));
}

const OriDifference *
ori_differences_model_at (OriDifferencesModel *self, guint row)
{
  return row < self->rows->len ? get_difference (self, row) : NULL;
}

gboolean
ori_differences_model_is_before (guint col)
{
  return col == BEFORE_COL || col == BEFORE_CELL_COL;
}

static guint
get_n_rows (OriGridModel *model)
{
  return ORI_DIFFERENCES_MODEL (model)->rows->len;
}

static guint
get_n_cols (OriGridModel *model)
{
  return N_COLS;
}

static guint
get_n_frozen_cols (OriGridModel *model)
{
  return ORGUNIT_COL + 1;
}

static const char *
name_kind (OriDifferenceKind kind)
{
  switch (kind) {
  case ORI_DIFFERENCE_ADDED:
    return C_ ("difference", "added");
  case ORI_DIFFERENCE_VANISHED:
    return C_ ("difference", "gone");
  default:
    return C_ ("difference", "changed");
  }
}

static char *
name_orgunit (OriDifferencesModel *self, const OriRecord *record)
{
  guint index = ori_snapshot_orgunit_index (self->snapshot, record->orgunit);

  if (index != G_MAXUINT)
    return g_strdup (ori_snapshot_orgunit (self->snapshot, index)->short_name);
  return g_strdup (record->orgunit_printed != NULL ? record->orgunit_printed : record->orgunit);
}

/* An indicator that comes in with the file is not in the workspace yet: as it was printed. */
static char *
name_element (OriDifferencesModel *self, const OriRecord *record)
{
  guint index = ori_snapshot_element_index (self->snapshot, record->element);
  const OriElement *element =
      index != G_MAXUINT ? g_ptr_array_index (self->snapshot->elements, index) : NULL;
  const OriIndicator *indicator =
      element != NULL && element->indicator != NULL
          ? ori_programme_indicator (self->snapshot->programme, element->indicator)
          : NULL;
  const char *word = ori_part_word (element != NULL ? element->part : record->part);
  const char *label = indicator != NULL                   ? ori_indicator_label (indicator)
                      : element != NULL                   ? element->name
                      : record->indicator_printed != NULL ? record->indicator_printed
                                                          : record->element;

  return word != NULL ? g_strdup_printf ("%s · %s", word, label) : g_strdup (label);
}

static char *
describe_value (const OriRecord *record)
{
  return record != NULL
             ? ori_observed_text (record->status, record->value, record->text, record->printed)
             : NULL;
}

static char *
describe_cell (const OriRecord *record)
{
  g_autofree char *cell = NULL;

  if (record == NULL)
    return NULL;
  cell = ori_cellref_name (record->cell.row, record->cell.col);
  if (record->sheet == NULL)
    return g_steal_pointer (&cell);
  /* The address first: it is what must not be cut. */
  return g_strdup_printf ("%s · %s", cell, record->sheet);
}

static void
get_kind (const OriDifference *difference, OriGridCell *cell)
{
  static const OriTone tones[] = {ORI_TONE_DOUBT, ORI_TONE_HIGH, ORI_TONE_ERROR};

  cell->text = g_strdup (name_kind (difference->kind));
  cell->tone = tones[difference->kind];
  cell->chip = TRUE;
}

static void
get_cell (OriGridModel *model, guint row, guint col, OriGridCell *cell)
{
  OriDifferencesModel *self = ORI_DIFFERENCES_MODEL (model);
  const OriDifference *difference = get_difference (self, row);
  const OriRecord *record = difference->after != NULL ? difference->after : difference->before;

  switch (col) {
  case KIND_COL:
    get_kind (difference, cell);
    break;
  case ORGUNIT_COL:
    cell->text = name_orgunit (self, record);
    break;
  case ELEMENT_COL:
    cell->text = name_element (self, record);
    break;
  case PERIOD_COL:
    cell->text = ori_period_label (&record->period);
    break;
  case BEFORE_COL:
  case AFTER_COL:
    cell->text = describe_value (col == BEFORE_COL ? difference->before : difference->after);
    cell->align = ORI_GRID_END;
    cell->bold = col == AFTER_COL;
    cell->hatched = cell->text == NULL;
    break;
  default:
    cell->text = describe_cell (col == BEFORE_CELL_COL ? difference->before : difference->after);
    cell->tone = ORI_TONE_DIM;
    cell->hatched = cell->text == NULL;
  }
}

static void
get_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  const char *titles[N_COLS] = {
      _ ("What"),
      _ ("Territory"),
      _ ("Indicator"),
      _ ("Year"),
      C_ ("difference", "Was"),
      C_ ("difference", "From cell"),
      C_ ("difference", "Will be"),
      C_ ("difference", "From cell"),
  };

  header->text = g_strdup (titles[col]);
  header->align = col == BEFORE_COL || col == AFTER_COL ? ORI_GRID_END : ORI_GRID_START;
}

static void
get_column (OriGridModel *model, guint col, OriGridColumn *column)
{
  static const int widths[N_COLS] = {104, 180, 300, 0, 92, 148, 92, 148};

  column->width = widths[col];
}

/* «Изменено: Курский МО, Кружки, 2022. Было 12, a › C3. Станет 92, a › C3». */
static char *
describe (OriGridModel *model, guint row, guint col)
{
  OriDifferencesModel *self = ORI_DIFFERENCES_MODEL (model);
  const OriDifference *difference = get_difference (self, row);
  const OriRecord *record = difference->after != NULL ? difference->after : difference->before;
  g_autofree char *orgunit = name_orgunit (self, record);
  g_autofree char *element = name_element (self, record);
  g_autofree char *period = ori_period_label (&record->period);
  GString *text = g_string_new (name_kind (difference->kind));

  g_string_append_printf (text, ": %s, %s, %s", orgunit, element, period);
  if (difference->before != NULL) {
    g_autofree char *value = describe_value (difference->before);
    g_autofree char *cell = describe_cell (difference->before);
    g_string_append_printf (text, _ (". Was %s, cell %s"), value, cell);
  }
  if (difference->after != NULL) {
    g_autofree char *value = describe_value (difference->after);
    g_autofree char *cell = describe_cell (difference->after);
    g_string_append_printf (text, _ (". Will be %s, cell %s"), value, cell);
  }
  return g_string_free (text, FALSE);
}

static gboolean
matches (OriDifferencesModel *self, const OriDifference *difference)
{
  const OriRecord *record = difference->after != NULL ? difference->after : difference->before;
  g_autofree char *orgunit = name_orgunit (self, record);
  g_autofree char *element = name_element (self, record);
  g_autofree char *period = ori_period_label (&record->period);
  g_autofree char *before = describe_value (difference->before);
  g_autofree char *before_cell = describe_cell (difference->before);
  g_autofree char *after = describe_value (difference->after);
  g_autofree char *after_cell = describe_cell (difference->after);
  const char *parts[] = {orgunit, element, period, before, before_cell, after, after_cell};
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *key = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (all, "%s ", parts[i] != NULL ? parts[i] : "");
  key = ori_text_key (all->str);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (strstr (key, self->words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
filter_cb (gpointer data)
{
  OriDifferencesModel *self = data;
  const GArray *items = self->differences->items;
  guint end = MIN (items->len, self->next + FILTERED_AT_ONCE);

  for (; self->next < end; self->next++) {
    const OriDifference *difference = &g_array_index (items, OriDifference, self->next);
    if ((self->kind < 0 || (int)difference->kind == self->kind) &&
        (self->words[0] == NULL || matches (self, difference)))
      g_array_append_val (self->rows, self->next);
  }
  ori_grid_model_changed (ORI_GRID_MODEL (self));
  if (self->next < items->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

void
ori_differences_model_filter (OriDifferencesModel *self, int kind, const char *text)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_strfreev (self->words);
  self->words = ori_text_words (text);
  self->kind = kind;
  self->next = 0;
  g_array_set_size (self->rows, 0);
  if (filter_cb (self) == G_SOURCE_CONTINUE)
    self->source = g_idle_add (filter_cb, self);
}

static void
ori_differences_model_iface_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->n_frozen_cols = get_n_frozen_cols;
  iface->cell = get_cell;
  iface->header = get_header;
  iface->column = get_column;
  iface->describe = describe;
}

static void
ori_differences_model_finalize (GObject *object)
{
  OriDifferencesModel *self = ORI_DIFFERENCES_MODEL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_strfreev (self->words);
  g_array_unref (self->rows);
  ori_snapshot_unref (self->snapshot);
  G_OBJECT_CLASS (ori_differences_model_parent_class)->finalize (object);
}

static void
ori_differences_model_class_init (OriDifferencesModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_differences_model_finalize;
}

static void
ori_differences_model_init (OriDifferencesModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
}

OriDifferencesModel *
ori_differences_model_new (const OriDifferences *differences, OriSnapshot *snapshot)
{
  OriDifferencesModel *self = g_object_new (ORI_TYPE_DIFFERENCES_MODEL, NULL);

  self->differences = differences;
  self->snapshot = ori_snapshot_ref (snapshot);
  ori_differences_model_filter (self, -1, NULL);
  return self;
}
