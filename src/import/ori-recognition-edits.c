/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"
#include "import/ori-recognition-private.h"

/* Corrections of single cells, and all corrections of one moment. */

void
ori_sheet_edits_clear (OriSheetEdits *edits)
{
  g_clear_pointer (&edits->roles.rows, g_hash_table_unref);
  g_clear_pointer (&edits->roles.cols, g_hash_table_unref);
  g_clear_pointer (&edits->parts, g_hash_table_unref);
  g_clear_pointer (&edits->cells, g_hash_table_unref);
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
  ori_recognition_touch (self, (int)sheet);
  ori_recognition_settle (self);
}

gboolean
ori_recognition_set_cell_value (OriRecognition *self, guint sheet, guint row, guint col,
                                const char *text)
{
  if (sheet >= self->results->len ||
      ori_sheet_cell (ori_book_sheet (self->book, sheet), row, col) == NULL)
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
    ori_sheet_edits_clear (&self->edits[i]);
    copy_sheet_edits (&self->edits[i], &edits->sheets[i]);
  }
  ori_recognition_touch (self, ORI_ALL_SHEETS);
  ori_recognition_settle (self);
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
    ori_recognition_touch (self, (int)i);
    any = TRUE;
  }
  if (any)
    ori_recognition_settle (self);
}

void
ori_edits_free (OriEdits *edits)
{
  if (edits == NULL)
    return;
  for (guint i = 0; i < edits->n_sheets; i++)
    ori_sheet_edits_clear (&edits->sheets[i]);
  g_free (edits->sheets);
  g_hash_table_unref (edits->printed);
  g_hash_table_unref (edits->places);
  g_hash_table_unref (edits->subjects);
  g_free (edits);
}

/* ── copies ── */

static GHashTable *
dup_strings (GHashTable *from)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  copy_strings (copy, from);
  return copy;
}

static GPtrArray *
copy_all (const GPtrArray *from, GCopyFunc copy, GDestroyNotify free_func)
{
  GPtrArray *to = g_ptr_array_copy ((GPtrArray *)from, copy, NULL);
  g_ptr_array_set_free_func (to, free_func);
  return to;
}

static gpointer
ref_result_cb (gconstpointer source, gpointer data)
{
  return source != NULL ? ori_sheet_result_ref ((gpointer)source) : NULL;
}

static gpointer
copy_finding_cb (gconstpointer source, gpointer data)
{
  return ori_finding_copy (source);
}

static gpointer
copy_unit_cb (gconstpointer source, gpointer data)
{
  return ori_orgunit_copy (source);
}

OriRecognition *
ori_recognition_copy (const OriRecognition *self, const OriMatchContext *context)
{
  OriRecognition *copy = g_new0 (OriRecognition, 1);
  guint n = self->results->len;
  copy->book = ori_book_ref (self->book);
  copy->file = g_strdup (self->file);
  copy->edits = g_new0 (OriSheetEdits, MAX (n, 1));
  copy->headers = g_new0 (GPtrArray *, MAX (n, 1));
  for (guint i = 0; i < n; i++) {
    copy_sheet_edits (&copy->edits[i], &self->edits[i]);
    copy->headers[i] = g_ptr_array_ref (self->headers[i]);
  }
  copy->shape = ori_shape_ref (self->shape);
  copy->printed = dup_strings (self->printed);
  copy->notes = copy_all (self->notes, copy_finding_cb, (GDestroyNotify)ori_finding_free);
  copy->results = copy_all (self->results, ref_result_cb, (GDestroyNotify)ori_sheet_result_unref);
  copy->derived = self->derived != NULL ? ori_derived_ref (self->derived) : NULL;
  copy->dirty = g_memdup2 (self->dirty, sizeof *self->dirty * MAX (n, 1));
  copy->held = self->held;
  copy->pending = self->pending;
  copy->reading = self->reading;
  copy->reading.book = copy->book;
  copy->reading.file = copy->file;
  copy->reading.context = context;
  ori_place_index_ref (copy->reading.places);
  ori_subject_index_ref (copy->reading.subjects);
  copy->reading.place_edits = dup_strings (self->reading.place_edits);
  copy->reading.subject_edits = dup_strings (self->reading.subject_edits);
  copy->reading.own_units =
      copy_all (self->reading.own_units, copy_unit_cb, (GDestroyNotify)ori_orgunit_free);
  copy->reading.own_indicators =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_indicator_free);
  for (guint i = 0; i < self->reading.own_indicators->len; i++)
    ori_recognition_define_indicator (copy, g_ptr_array_index (self->reading.own_indicators, i));
  copy->reading.sheet_edits = copy->edits;
  return copy;
}
