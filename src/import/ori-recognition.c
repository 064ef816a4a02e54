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
      "no-header", "no-label",        "no-table",   "by-hand",        "sheet-not-used"};
  g_return_val_if_fail ((guint)reason < G_N_ELEMENTS (codes), "used");
  return codes[reason];
}

static void
assemble (OriRecognition *self)
{
  if (self->held) {
    self->pending = TRUE;
    return;
  }
  ori_stage_free (self->stage);
  g_free (self->starts);
  g_free (self->indexes);
  self->stage = ori_assemble_stage (&self->reading, self->results, &self->starts);
  guint n = self->stage->records->len;
  self->indexes = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    self->indexes[i] = i;
  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (self->stage->findings, ori_finding_copy (g_ptr_array_index (self->notes, i)));
}

static void
derive_again (OriRecognition *self, guint sheet)
{
  if (self->held) {
    self->dirty[sheet] = TRUE;
    return;
  }
  ori_sheet_result_free (g_ptr_array_index (self->results, sheet));
  g_ptr_array_index (self->results, sheet) =
      ori_derive_sheet (&self->reading, sheet, &self->edits[sheet]);
}

void
ori_recognition_derive (OriRecognition *self, const gboolean *dirty)
{
  for (guint i = 0; i < self->results->len; i++)
    if (dirty == NULL || dirty[i])
      derive_again (self, i);
  assemble (self);
}

void
ori_recognition_hold (OriRecognition *self)
{
  g_return_if_fail (!self->held);
  self->held = TRUE;
  self->dirty = g_new0 (gboolean, MAX (self->results->len, 1));
}

void
ori_recognition_release (OriRecognition *self)
{
  g_autofree gboolean *dirty = g_steal_pointer (&self->dirty);
  g_return_if_fail (self->held);
  self->held = FALSE;
  if (self->pending)
    ori_recognition_derive (self, dirty);
  self->pending = FALSE;
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
  self->results = g_ptr_array_new ();
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
    ori_progress_report (progress, (double)i / n, message);
    if (g_cancellable_set_error_if_cancelled (cancellable, error)) {
      ori_recognition_free (self);
      return NULL;
    }
    g_ptr_array_add (self->results, ori_derive_sheet (&self->reading, i, &self->edits[i]));
  }
  read_shape (self);
  assemble (self);
  ori_progress_report (progress, 1, NULL);
  return self;
}

static void
clear_sheet_edits (OriSheetEdits *edits)
{
  g_clear_pointer (&edits->roles.rows, g_hash_table_unref);
  g_clear_pointer (&edits->roles.cols, g_hash_table_unref);
  g_clear_pointer (&edits->parts, g_hash_table_unref);
  g_clear_pointer (&edits->cells, g_hash_table_unref);
}

void
ori_recognition_free (OriRecognition *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < ori_book_n_sheets (self->book); i++)
    clear_sheet_edits (&self->edits[i]);
  for (guint i = 0; i < self->results->len; i++) {
    ori_sheet_result_free (g_ptr_array_index (self->results, i));
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
  ori_place_index_free (self->reading.places);
  ori_subject_index_free (self->reading.subjects);
  g_hash_table_unref (self->reading.place_edits);
  g_hash_table_unref (self->reading.subject_edits);
  g_ptr_array_unref (self->reading.own_units);
  g_ptr_array_unref (self->reading.own_indicators);
  ori_stage_free (self->stage);
  g_free (self->starts);
  g_free (self->indexes);
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
  return self->stage;
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
  guint from = self->starts[sheet], end = self->starts[sheet + 1], to = end;
  while (from < to) {
    guint middle = from + (to - from) / 2;
    const OriCellRef *cell =
        &((const OriRecord *)g_ptr_array_index (self->stage->records, middle))->cell;
    if (cell->row < row || (cell->row == row && cell->col < col))
      from = middle + 1;
    else
      to = middle;
  }
  guint first = from;
  for (; from < end; from++) {
    const OriRecord *record = g_ptr_array_index (self->stage->records, from);
    if (record->cell.row != row || record->cell.col != col)
      break;
    (*n)++;
  }
  return *n > 0 ? self->indexes + first : NULL;
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
  derive_again (self, sheet);
  assemble (self);
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
  derive_again (self, sheet);
  assemble (self);
  return TRUE;
}

gboolean
ori_recognition_set_sheet_used (OriRecognition *self, guint sheet, gboolean used)
{
  if (sheet >= self->results->len || self->edits[sheet].used == used)
    return FALSE;
  self->edits[sheet].used = used;
  derive_again (self, sheet);
  assemble (self);
  return TRUE;
}

void
ori_recognition_reset (OriRecognition *self)
{
  for (guint i = 0; i < self->results->len; i++) {
    OriSheetEdits *edits = &self->edits[i];
    clear_sheet_edits (edits);
    edits->period = (OriPeriod){ORI_PERIOD_NONE};
    edits->used = ori_sheet_state (ori_book_sheet (self->book, i)) == ORI_SHEET_VISIBLE;
  }
  g_hash_table_remove_all (self->reading.place_edits);
  g_hash_table_remove_all (self->reading.subject_edits);
  g_hash_table_remove_all (self->printed);
  g_ptr_array_set_size (self->notes, 0);
  ori_recognition_derive (self, NULL);
}

void
ori_recognition_add_finding (OriRecognition *self, OriFinding *finding)
{
  g_ptr_array_add (self->notes, finding);
  g_ptr_array_add (self->stage->findings, ori_finding_copy (finding));
}

void
ori_recognition_set_orgunit (OriRecognition *self, const char *printed, const char *code)
{
  g_return_if_fail (printed != NULL);
  g_hash_table_insert (self->printed, ori_text_key (printed), g_strdup (printed));
  g_hash_table_insert (self->reading.place_edits, ori_text_key (printed),
                       g_strdup (code ? code : ""));
  for (guint i = 0; i < self->results->len; i++)
    derive_again (self, i);
  assemble (self);
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
  assemble (self);
}

void
ori_recognition_set_period (OriRecognition *self, guint sheet, const OriPeriod *period)
{
  g_return_if_fail (period != NULL);
  if (sheet >= self->results->len)
    return;
  self->edits[sheet].period = *period;
  derive_again (self, sheet);
  assemble (self);
}

static gpointer
cell_key (guint row, guint col)
{
  return GSIZE_TO_POINTER ((gsize)row << 14 | col);
}

const OriCellEdit *
ori_sheet_edits_cell (const OriSheetEdits *edits, guint row, guint col)
{
  return edits->cells != NULL ? g_hash_table_lookup (edits->cells, cell_key (row, col)) : NULL;
}

static OriCellEdit *
cell_edit_new (gboolean left_out, const char *text)
{
  OriCellEdit *edit = g_new0 (OriCellEdit, 1);
  edit->left_out = left_out;
  edit->text = g_strdup (text);
  return edit;
}

static void
cell_edit_free (gpointer data)
{
  OriCellEdit *edit = data;
  g_free (edit->text);
  g_free (edit);
}

static void
set_cell (OriRecognition *self, guint sheet, guint row, guint col, gboolean left_out,
          const char *text)
{
  OriSheetEdits *edits = &self->edits[sheet];
  if (edits->cells == NULL)
    edits->cells = g_hash_table_new_full (NULL, NULL, NULL, cell_edit_free);
  if (left_out || text != NULL)
    g_hash_table_replace (edits->cells, cell_key (row, col), cell_edit_new (left_out, text));
  else
    g_hash_table_remove (edits->cells, cell_key (row, col));
  derive_again (self, sheet);
  assemble (self);
}

gboolean
ori_recognition_set_cell_value (OriRecognition *self, guint sheet, guint row, guint col,
                                const char *text)
{
  const OriGrid *grid = grid_of (self, sheet);
  if (grid == NULL || ori_grid_at (grid, row, col) == NULL)
    return FALSE;
  if (text != NULL && *text != '\0' && !ori_number_parse (text, NULL, NULL, NULL))
    return FALSE;
  const OriCellEdit *old = ori_sheet_edits_cell (&self->edits[sheet], row, col);
  if (old != NULL ? !old->left_out && g_strcmp0 (old->text, text) == 0 : text == NULL)
    return FALSE;
  set_cell (self, sheet, row, col, FALSE, text);
  return TRUE;
}

gboolean
ori_recognition_set_cell_left_out (OriRecognition *self, guint sheet, guint row, guint col,
                                   gboolean left_out)
{
  if (sheet >= self->results->len)
    return FALSE;
  const OriCellEdit *old = ori_sheet_edits_cell (&self->edits[sheet], row, col);
  if ((old != NULL && old->left_out) == left_out)
    return FALSE;
  g_autofree char *text = old != NULL ? g_strdup (old->text) : NULL;
  set_cell (self, sheet, row, col, left_out, text);
  return TRUE;
}

gboolean
ori_recognition_cell_left_out (const OriRecognition *self, guint sheet, guint row, guint col)
{
  const OriCellEdit *edit =
      sheet < self->results->len ? ori_sheet_edits_cell (&self->edits[sheet], row, col) : NULL;
  return edit != NULL && edit->left_out;
}

void
ori_recognition_define_orgunit (OriRecognition *self, const OriOrgUnit *unit)
{
  g_ptr_array_add (self->reading.own_units, ori_orgunit_copy (unit));
}

void
ori_recognition_define_indicator (OriRecognition *self, const OriIndicator *indicator)
{
  g_autofree char *json = ori_indicator_to_json (indicator);
  OriIndicator *copy = ori_indicator_from_json (json, NULL);
  g_return_if_fail (copy != NULL);
  copy->own = TRUE;
  g_ptr_array_add (self->reading.own_indicators, copy);
}

struct OriEdits {
  OriSheetEdits *sheets;
  guint n_sheets;
  GHashTable *places, *subjects, *printed;
};

static GHashTable *
copy_direct (GHashTable *table)
{
  GHashTable *copy = table != NULL ? g_hash_table_new (NULL, NULL) : NULL;
  GHashTableIter iter;
  gpointer key, value;
  if (table == NULL)
    return NULL;
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, key, value);
  return copy;
}

static void
copy_strings (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_remove_all (to);
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to, g_strdup (key), g_strdup (value));
}

static GHashTable *
copy_cells (GHashTable *from)
{
  GHashTable *copy = g_hash_table_new_full (NULL, NULL, NULL, cell_edit_free);
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const OriCellEdit *edit = value;
    g_hash_table_insert (copy, key, cell_edit_new (edit->left_out, edit->text));
  }
  return copy;
}

static void
copy_sheet_edits (OriSheetEdits *to, const OriSheetEdits *from)
{
  *to = *from;
  to->roles.rows = copy_direct (from->roles.rows);
  to->roles.cols = copy_direct (from->roles.cols);
  to->parts = copy_direct (from->parts);
  to->cells = from->cells != NULL ? copy_cells (from->cells) : NULL;
}

OriEdits *
ori_recognition_dup_edits (const OriRecognition *self)
{
  OriEdits *edits = g_new0 (OriEdits, 1);
  edits->n_sheets = self->results->len;
  edits->sheets = g_new0 (OriSheetEdits, MAX (edits->n_sheets, 1));
  for (guint i = 0; i < edits->n_sheets; i++)
    copy_sheet_edits (&edits->sheets[i], &self->edits[i]);
  edits->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  edits->subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  edits->printed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  copy_strings (edits->printed, self->printed);
  copy_strings (edits->places, self->reading.place_edits);
  copy_strings (edits->subjects, self->reading.subject_edits);
  return edits;
}

void
ori_recognition_set_edits (OriRecognition *self, const OriEdits *edits)
{
  g_return_if_fail (edits->n_sheets == self->results->len);
  copy_strings (self->printed, edits->printed);
  copy_strings (self->reading.place_edits, edits->places);
  copy_strings (self->reading.subject_edits, edits->subjects);
  for (guint i = 0; i < edits->n_sheets; i++) {
    clear_sheet_edits (&self->edits[i]);
    copy_sheet_edits (&self->edits[i], &edits->sheets[i]);
    derive_again (self, i);
  }
  assemble (self);
}

void
ori_recognition_set_cells (OriRecognition *self, const OriEdits *edits)
{
  gboolean any = FALSE;
  g_return_if_fail (edits->n_sheets == self->results->len);
  for (guint i = 0; i < edits->n_sheets; i++) {
    if (edits->sheets[i].cells == NULL && self->edits[i].cells == NULL)
      continue;
    g_clear_pointer (&self->edits[i].cells, g_hash_table_unref);
    if (edits->sheets[i].cells != NULL)
      self->edits[i].cells = copy_cells (edits->sheets[i].cells);
    derive_again (self, i);
    any = TRUE;
  }
  if (any)
    assemble (self);
}

void
ori_edits_free (OriEdits *edits)
{
  if (edits == NULL)
    return;
  for (guint i = 0; i < edits->n_sheets; i++)
    clear_sheet_edits (&edits->sheets[i]);
  g_free (edits->sheets);
  g_hash_table_unref (edits->printed);
  g_hash_table_unref (edits->places);
  g_hash_table_unref (edits->subjects);
  g_free (edits);
}
