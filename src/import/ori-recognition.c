/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-recognition.h"
#include "core/ori-text.h"
#include "import/ori-assemble-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct OriRecognition {
  OriBook *book;
  char *file;
  OriReading reading;
  OriSheetEdits *edits; /* one per sheet */
  GPtrArray *results;   /* of OriSheetResult, one per sheet */
  OriStage *stage;
  guint *starts;  /* first record of every sheet */
  guint *indexes; /* 0, 1, 2…: records of a cell are a run of it */
};

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
  ori_stage_free (self->stage);
  g_free (self->starts);
  g_free (self->indexes);
  self->stage = ori_assemble_stage (&self->reading, self->results, &self->starts);
  guint n = self->stage->records->len;
  self->indexes = g_new (guint, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    self->indexes[i] = i;
}

static void
derive_again (OriRecognition *self, guint sheet)
{
  ori_sheet_result_free (g_ptr_array_index (self->results, sheet));
  g_ptr_array_index (self->results, sheet) =
      ori_derive_sheet (&self->reading, sheet, &self->edits[sheet]);
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
  self->reading = (OriReading){
      .book = self->book,
      .file = self->file,
      .context = context,
      .places = ori_place_index_new (context ? context->orgunits : NULL),
      .subjects = ori_subject_index_new (context ? context->programme : NULL),
      .place_edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
      .subject_edits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
      .knows_places = context && context->orgunits && context->orgunits->len > 0,
  };
  for (guint i = 0; i < n; i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    const char *name = ori_sheet_name (sheet);
    self->edits[i].used = ori_sheet_state (sheet) == ORI_SHEET_VISIBLE;
    g_autofree char *message = name ? g_strdup_printf (_ ("Recognising the sheet “%s”"), name)
                                    : g_strdup (_ ("Recognising"));
    ori_progress_report (progress, (double)i / n, message);
    if (g_cancellable_set_error_if_cancelled (cancellable, error)) {
      ori_recognition_free (self);
      return NULL;
    }
    g_ptr_array_add (self->results, ori_derive_sheet (&self->reading, i, &self->edits[i]));
  }
  assemble (self);
  ori_progress_report (progress, 1, NULL);
  return self;
}

void
ori_recognition_free (OriRecognition *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < ori_book_n_sheets (self->book); i++) {
    g_clear_pointer (&self->edits[i].roles.rows, g_hash_table_unref);
    g_clear_pointer (&self->edits[i].roles.cols, g_hash_table_unref);
    g_clear_pointer (&self->edits[i].parts, g_hash_table_unref);
  }
  for (guint i = 0; i < self->results->len; i++)
    ori_sheet_result_free (g_ptr_array_index (self->results, i));
  g_ptr_array_unref (self->results);
  g_free (self->edits);
  ori_place_index_free (self->reading.places);
  ori_subject_index_free (self->reading.subjects);
  g_hash_table_unref (self->reading.place_edits);
  g_hash_table_unref (self->reading.subject_edits);
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

OriStage *
ori_recognition_take_stage (OriRecognition *self)
{
  OriStage *stage = g_steal_pointer (&self->stage);
  self->stage = ori_stage_new (self->file);
  memset (self->starts, 0, sizeof *self->starts * (self->results->len + 1));
  return stage;
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

const guint *
ori_recognition_records_at (const OriRecognition *self, guint sheet, guint row, guint col, guint *n)
{
  *n = 0;
  if (sheet >= self->results->len)
    return NULL;
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
ori_recognition_set_orgunit (OriRecognition *self, const char *printed, const char *code)
{
  g_return_if_fail (printed != NULL);
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
