/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"
#include "core/ori-text.h"
#include "import/ori-assemble-private.h"
#include "import/ori-form-private.h"
#include "import/ori-recipe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
ori_cell_role_code (OriCellRole role)
{
  static const char *const codes[] = {"unused", "orgunit", "indicator", "period",    "part", "unit",
                                      "value",  "title",   "note",      "numbering", "total"};
  g_return_val_if_fail ((guint)role < G_N_ELEMENTS (codes), "unused");
  return codes[role];
}

const char *
ori_unused_code (OriUnusedReason reason)
{
  static const char *const codes[] = {
      "used",      "title",           "note",       "column-numbers", "total",
      "section",   "repeated-header", "identifier", "attribute",      "empty-column",
      "no-header", "no-label",        "no-table",   "by-hand",        "sheet-not-used",
      "subset"};
  g_return_val_if_fail ((guint)reason < G_N_ELEMENTS (codes), "used");
  return codes[reason];
}

static OriDerived *
derived_new (const OriReading *reading, const GPtrArray *results, const OriWatch *watch)
{
  OriDerived *self = g_new0 (OriDerived, 1);
  g_atomic_ref_count_init (&self->refs);
  self->stage = ori_assemble_stage (reading, results, watch, &self->starts);
  guint n = self->stage->records->len;
  self->indexes = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    self->indexes[i] = i;
  return self;
}

OriDerived *
ori_derived_ref (OriDerived *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
derived_unref (OriDerived *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  ori_stage_free (self->stage);
  g_free (self->starts);
  g_free (self->indexes);
  g_free (self);
}

/* What sheets and names say now; called off, all stays as it was. What nobody may want back is
 * freed before the new is made: the half of a large sheet's memory. */
static void
derive (OriRecognition *self)
{
  OriWatch *watch = self->watched ? &self->watch : NULL;
  const OriProgress whole = self->watch.progress;
  g_autoptr (GPtrArray) results =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_sheet_result_unref);
  guint n = self->results->len;
  OriDerived *derived;

  if (watch == NULL)
    g_clear_pointer (&self->derived, derived_unref);
  for (guint i = 0; i < n && !ori_watch_is_over (watch); i++) {
    OriSheetResult *old = g_ptr_array_index (self->results, i), *result;
    if (!self->dirty[i] && old != NULL) {
      result = ori_sheet_result_ref (old);
    } else {
      if (watch == NULL)
        g_clear_pointer (&g_ptr_array_index (self->results, i), ori_sheet_result_unref);
      self->watch.progress = ori_progress_part (&whole, 0.5 * i / n, 0.5 * (i + 1) / n);
      result = ori_derive_sheet (&self->reading, i, &self->edits[i], watch);
    }
    g_ptr_array_add (results, result);
  }
  if (!ori_watch_is_over (watch)) {
    self->watch.progress = ori_progress_part (&whole, 0.5, 1);
    derived = derived_new (&self->reading, results, watch);
    if (ori_watch_is_over (watch)) {
      derived_unref (derived);
    } else {
      for (guint i = 0; i < self->notes->len; i++)
        g_ptr_array_add (derived->stage->findings,
                         ori_finding_copy (g_ptr_array_index (self->notes, i)));
      derived_unref (self->derived);
      self->derived = derived;
      g_ptr_array_unref (self->results);
      self->results = g_steal_pointer (&results);
      memset (self->dirty, 0, sizeof *self->dirty * n);
      self->pending = FALSE;
    }
  }
  self->watch.progress = whole;
}

void
ori_recognition_touch (OriRecognition *self, int sheet)
{
  for (guint i = 0; i < self->results->len; i++)
    self->dirty[i] |= sheet == ORI_ALL_SHEETS || (int)i == sheet;
}

void
ori_recognition_settle (OriRecognition *self)
{
  self->pending = TRUE;
  if (!self->held)
    derive (self);
}

void
ori_recognition_hold (OriRecognition *self)
{
  self->held = TRUE;
}

void
ori_recognition_release (OriRecognition *self)
{
  self->held = FALSE;
  if (self->pending)
    derive (self);
}

void
ori_recognition_give_up (OriRecognition *self)
{
  g_clear_pointer (&self->derived, derived_unref);
  for (guint i = 0; i < self->results->len; i++)
    g_clear_pointer (&g_ptr_array_index (self->results, i), ori_sheet_result_unref);
  ori_recognition_touch (self, ORI_ALL_SHEETS);
  self->pending = TRUE;
}

gboolean
ori_recognition_is_pending (const OriRecognition *self)
{
  return self->pending;
}

void
ori_recognition_watch (OriRecognition *self, const OriProgress *progress, GCancellable *cancellable)
{
  self->watched = progress != NULL || cancellable != NULL;
  self->watch = (OriWatch){.cancellable = cancellable};
  if (progress != NULL)
    self->watch.progress = *progress;
}

/* Remembers what the sheets look like before any correction. */
static void
read_shape (OriRecognition *self)
{
  self->headers = g_new0 (GPtrArray *, MAX (self->results->len, 1));
  for (guint i = 0; i < self->results->len; i++)
    self->headers[i] = ori_recipe_headers (g_ptr_array_index (self->results, i));
  self->shape = ori_shape_read (self);
}

OriRecognition *
ori_recognition_new (const OriBook *book, const char *file, const OriMatchContext *context,
                     const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  OriRecognition *self = g_new0 (OriRecognition, 1);
  guint n = ori_book_n_sheets (book);
  self->book = ori_book_ref (book);
  self->file = g_strdup (file);
  self->edits = g_new0 (OriSheetEdits, MAX (n, 1));
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_sheet_result_unref);
  self->dirty = g_new0 (gboolean, MAX (n, 1));
  self->printed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->notes = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_finding_free);
  self->reading = (OriReading){
      .book = self->book,
      .file = self->file,
      .context = context,
      .places = ori_place_index_new (context ? context->orgunits : NULL),
      .subjects = ori_subject_index_new (context ? context->programme : NULL),
      .place_edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
      .subject_edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
      .own_units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free),
      .own_indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_indicator_free),
      .sheet_edits = self->edits,
      .knows_places = context && context->orgunits && context->orgunits->len > 0,
  };
  /* What somebody added to a form is calculation, not answer. */
  gboolean form = ori_form_is_book (book);
  for (guint i = 0; i < n; i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    const char *name = ori_sheet_name (sheet);
    self->edits[i].used =
        ori_sheet_state (sheet) == ORI_SHEET_VISIBLE && (!form || ori_form_is_sheet (sheet));
    g_autofree char *message = name ? g_strdup_printf (_ ("Recognising the sheet “%s”"), name)
                                    : g_strdup (_ ("Recognising"));
    OriWatch watch = {ori_progress_part (progress, 0.6 * i / n, 0.6 * (i + 1) / n), cancellable};
    ori_progress_report (&watch.progress, 0, message);
    if (!ori_watch_is_over (&watch))
      g_ptr_array_add (self->results,
                       ori_derive_sheet (&self->reading, i, &self->edits[i], &watch));
    if (g_cancellable_set_error_if_cancelled (cancellable, error)) {
      ori_recognition_free (self);
      return NULL;
    }
  }
  read_shape (self);
  OriWatch watch = {ori_progress_part (progress, 0.6, 1), cancellable};
  self->derived = derived_new (&self->reading, self->results, &watch);
  if (g_cancellable_set_error_if_cancelled (cancellable, error)) {
    ori_recognition_free (self);
    return NULL;
  }
  ori_progress_report (progress, 1, NULL);
  return self;
}

void
ori_recognition_free (OriRecognition *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < ori_book_n_sheets (self->book); i++) {
    ori_sheet_edits_clear (&self->edits[i]);
    if (self->headers != NULL)
      g_ptr_array_unref (self->headers[i]);
  }
  g_ptr_array_unref (self->results);
  g_free (self->headers);
  g_clear_pointer (&self->shape, ori_shape_unref);
  g_hash_table_unref (self->printed);
  g_ptr_array_unref (self->notes);
  g_free (self->edits);
  g_free (self->dirty);
  ori_place_index_unref (self->reading.places);
  ori_subject_index_unref (self->reading.subjects);
  g_hash_table_unref (self->reading.place_edits);
  g_hash_table_unref (self->reading.subject_edits);
  g_ptr_array_unref (self->reading.own_units);
  g_ptr_array_unref (self->reading.own_indicators);
  derived_unref (self->derived);
  g_free (self->file);
  ori_book_unref (self->book);
  g_free (self);
}

const OriBook *
ori_recognition_book (const OriRecognition *self)
{
  return self->book;
}

const OriStage *
ori_recognition_stage (const OriRecognition *self)
{
  return self->derived->stage;
}

static const OriGrid *
grid_of (const OriRecognition *self, guint sheet)
{
  return sheet < self->results->len
             ? ((const OriSheetResult *)g_ptr_array_index (self->results, sheet))->grid
             : NULL;
}

OriCellRole
ori_recognition_role (const OriRecognition *self, guint sheet, guint row, guint col)
{
  const OriGrid *grid = grid_of (self, sheet);
  if (grid == NULL)
    return ORI_ROLE_UNUSED;
  const OriGridCell *cell = ori_grid_at (grid, row, col);
  if (cell == NULL) {
    const OriRange *merge = ori_sheet_merge_at (grid->sheet, row, col);
    cell = merge ? ori_grid_at (grid, merge->row1, merge->col1) : NULL;
  }
  if (cell != NULL)
    return (OriCellRole)cell->role;
  guint n;
  return ori_recognition_records_at (self, sheet, row, col, &n) ? ORI_ROLE_VALUE : ORI_ROLE_UNUSED;
}

static const guint *
records_of (const OriRecognition *self, guint sheet, guint row, guint col, guint *n)
{
  const OriDerived *derived = self->derived;
  guint from = derived->starts[sheet], end = derived->starts[sheet + 1], to = end;
  while (from < to) {
    guint middle = from + (to - from) / 2;
    const OriCellRef *cell =
        &((const OriRecord *)g_ptr_array_index (derived->stage->records, middle))->cell;
    if (cell->row < row || (cell->row == row && cell->col < col))
      from = middle + 1;
    else
      to = middle;
  }
  guint first = from;
  for (; from < end; from++) {
    const OriRecord *record = g_ptr_array_index (derived->stage->records, from);
    if (record->cell.row != row || record->cell.col != col)
      break;
    (*n)++;
  }
  return *n > 0 ? derived->indexes + first : NULL;
}

const guint *
ori_recognition_records_at (const OriRecognition *self, guint sheet, guint row, guint col, guint *n)
{
  *n = 0;
  if (sheet >= self->results->len)
    return NULL;
  const OriSheetResult *result = g_ptr_array_index (self->results, sheet);
  const OriGridCell *info = result->leads ? ori_grid_at (result->grid, row, col) : NULL;
  guint lead = info ? result->leads[info - result->grid->info] : 0;
  if (lead > 0) {
    const OriCell *cell = &result->grid->cells[lead - 1];
    row = cell->row;
    col = cell->col;
  }
  return records_of (self, sheet, row, col, n);
}

static gboolean
set_role (OriRecognition *self, guint sheet, GHashTable **roles, guint index, OriCellRole role)
{
  OriCellRole old;
  if (sheet >= self->results->len)
    return FALSE;
  if (ori_role_edit (*roles, index, &old) && old == role)
    return FALSE;
  if (*roles == NULL)
    *roles = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (*roles, GUINT_TO_POINTER (index), GUINT_TO_POINTER (role));
  ori_recognition_touch (self, (int)sheet);
  ori_recognition_settle (self);
  return TRUE;
}

gboolean
ori_recognition_set_column_role (OriRecognition *self, guint sheet, guint col, OriCellRole role)
{
  return sheet < self->results->len &&
         set_role (self, sheet, &self->edits[sheet].roles.cols, col, role);
}

gboolean
ori_recognition_set_row_role (OriRecognition *self, guint sheet, guint row, OriCellRole role)
{
  return sheet < self->results->len &&
         set_role (self, sheet, &self->edits[sheet].roles.rows, row, role);
}

gboolean
ori_recognition_set_column_part (OriRecognition *self, guint sheet, guint col, const char *part)
{
  static const char *const parts[] = {ORI_PART_VALUE, ORI_PART_TOTAL, ORI_PART_PARTICIPATED,
                                      ORI_PART_PERCENT, ORI_PART_TEXT};
  if (sheet >= self->results->len)
    return FALSE;
  OriSheetEdits *edits = &self->edits[sheet];
  if (edits->parts == NULL)
    edits->parts = g_hash_table_new (NULL, NULL);
  const char *known = NULL;
  for (guint i = 0; part && i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i], part) == 0)
      known = parts[i];
  gpointer old = g_hash_table_lookup (edits->parts, GUINT_TO_POINTER (col));
  if (old == known || (part != NULL && known == NULL))
    return FALSE;
  if (known == NULL)
    g_hash_table_remove (edits->parts, GUINT_TO_POINTER (col));
  else
    g_hash_table_insert (edits->parts, GUINT_TO_POINTER (col), (gpointer)known);
  ori_recognition_touch (self, (int)sheet);
  ori_recognition_settle (self);
  return TRUE;
}

gboolean
ori_recognition_set_sheet_used (OriRecognition *self, guint sheet, gboolean used)
{
  if (sheet >= self->results->len || self->edits[sheet].used == used)
    return FALSE;
  self->edits[sheet].used = used;
  ori_recognition_touch (self, (int)sheet);
  ori_recognition_settle (self);
  return TRUE;
}

void
ori_recognition_reset (OriRecognition *self)
{
  for (guint i = 0; i < self->results->len; i++) {
    OriSheetEdits *edits = &self->edits[i];
    ori_sheet_edits_clear (edits);
    edits->period = (OriPeriod){ORI_PERIOD_NONE};
    edits->used = ori_sheet_state (ori_book_sheet (self->book, i)) == ORI_SHEET_VISIBLE;
  }
  g_hash_table_remove_all (self->reading.place_edits);
  g_hash_table_remove_all (self->reading.subject_edits);
  g_hash_table_remove_all (self->printed);
  g_ptr_array_set_size (self->notes, 0);
  ori_recognition_touch (self, ORI_ALL_SHEETS);
  ori_recognition_settle (self);
}

void
ori_recognition_add_finding (OriRecognition *self, OriFinding *finding)
{
  g_ptr_array_add (self->notes, finding);
  if (!self->pending)
    g_ptr_array_add (self->derived->stage->findings, ori_finding_copy (finding));
}

void
ori_recognition_set_orgunit (OriRecognition *self, const char *printed, const char *code)
{
  g_return_if_fail (printed != NULL);
  g_hash_table_insert (self->printed, ori_text_key (printed), g_strdup (printed));
  g_hash_table_insert (self->reading.place_edits, ori_text_key (printed),
                       g_strdup (code ? code : ""));
  ori_recognition_touch (self, ORI_ALL_SHEETS);
  ori_recognition_settle (self);
}

void
ori_recognition_set_indicator (OriRecognition *self, const char *printed, const char *code)
{
  g_return_if_fail (printed != NULL);
  g_hash_table_insert (self->printed, ori_text_key (printed), g_strdup (printed));
  if (code != NULL)
    g_hash_table_insert (self->reading.subject_edits, ori_text_key (printed), g_strdup (code));
  else
    g_hash_table_insert (self->reading.subject_edits, ori_text_key (printed), g_strdup (""));
  ori_recognition_settle (self);
}

void
ori_recognition_set_period (OriRecognition *self, guint sheet, const OriPeriod *period)
{
  g_return_if_fail (period != NULL);
  if (sheet >= self->results->len)
    return;
  self->edits[sheet].period = *period;
  ori_recognition_touch (self, (int)sheet);
  ori_recognition_settle (self);
}

/* What was made again under the same code takes the place of the former. */
static void
put (GPtrArray *made, gpointer item, gboolean (*is_same) (gconstpointer a, gconstpointer b))
{
  guint index;
  if (g_ptr_array_find_with_equal_func (made, item, is_same, &index))
    g_ptr_array_remove_index (made, index);
  g_ptr_array_add (made, item);
}

static gboolean
is_same_unit (gconstpointer a, gconstpointer b)
{
  return strcmp (((const OriOrgUnit *)a)->code, ((const OriOrgUnit *)b)->code) == 0;
}

static gboolean
is_same_indicator (gconstpointer a, gconstpointer b)
{
  return strcmp (((const OriIndicator *)a)->code, ((const OriIndicator *)b)->code) == 0;
}

void
ori_recognition_define_orgunit (OriRecognition *self, const OriOrgUnit *unit)
{
  put (self->reading.own_units, ori_orgunit_copy (unit), is_same_unit);
}

void
ori_recognition_define_indicator (OriRecognition *self, const OriIndicator *indicator)
{
  g_autofree char *json = ori_indicator_to_json (indicator);
  OriIndicator *copy = ori_indicator_from_json (json, NULL);
  g_return_if_fail (copy != NULL);
  copy->own = TRUE;
  put (self->reading.own_indicators, copy, is_same_indicator);
}
