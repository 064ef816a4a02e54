/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-form-private.h"

#include "core/ori-number.h"
#include "core/ori-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
mark_all (const OriFormReader *self, OriCellRole role, OriUnusedReason reason)
{
  const OriGrid *grid = self->result->grid;

  for (gsize i = 0; i < grid->n_cells; i++) {
    const OriCell *cell = &grid->cells[i];
    gboolean code = cell->type == ORI_CELL_TEXT && g_str_has_prefix (cell->text, "ori:");
    grid->info[i].role = (guint8)(code ? ORI_ROLE_NUMBERING : role);
    grid->info[i].reason = (guint8)(code ? ORI_UNUSED_NONE : reason);
  }
}

/* What stands in no column of the form, and whom to call, is listed as not used. */
static void
mark_strangers (const OriFormReader *self)
{
  const OriGrid *grid = self->result->grid;
  const OriFormCodes *codes = &self->codes;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  const int cols[] = {(int)codes->head_col, codes->code, codes->label, codes->unit,
                      codes->mark,          codes->note, codes->check, codes->share};

  for (guint i = 0; i < G_N_ELEMENTS (cols); i++)
    g_hash_table_add (known, GINT_TO_POINTER (cols[i] + 1));
  for (guint i = 0; i < codes->values->len; i++)
    g_hash_table_add (
        known, GINT_TO_POINTER ((int)g_array_index (codes->values, OriFormColumn, i).col + 1));
  for (gsize i = 0; i < grid->n_cells; i++)
    if (grid->info[i].role == ORI_ROLE_TITLE &&
        !g_hash_table_contains (known, GINT_TO_POINTER ((int)grid->cells[i].col + 1))) {
      grid->info[i].role = ORI_ROLE_UNUSED;
      grid->info[i].reason = ORI_UNUSED_ATTRIBUTE;
    }
  for (guint i = 0; i < codes->lines->len; i++) {
    const OriFormLine *line = &g_array_index (codes->lines, OriFormLine, i);
    if (strcmp (line->id, ORI_FORM_ROW_CONTACT) == 0)
      ori_form_mark (self, line->row, codes->label, ORI_ROLE_NOTE, ORI_UNUSED_NOTE);
  }
}

/* --- Rows --- */

static gboolean
same_text (const char *a, const char *b)
{
  g_autofree char *x = ori_text_key (a);
  g_autofree char *y = ori_text_key (b);
  return strcmp (x, y) == 0;
}

/* The visible name beside the hidden code: rows that were mixed up do not pass. */
static gboolean
check_label (OriFormReader *self, const OriFormLine *line, const OriFormRow *row)
{
  const OriGrid *grid = self->result->grid;
  const char *written = g_hash_table_lookup (self->labels, line->id);
  const char *code = row->indicator ? row->indicator->code : "";
  g_autofree char *label =
      self->codes.label >= 0 ? ori_grid_text (grid, line->row, (guint)self->codes.label) : NULL;
  g_autofree char *number =
      self->codes.code >= 0 ? ori_grid_text (grid, line->row, (guint)self->codes.code) : NULL;
  gboolean named =
      self->codes.label < 0 || (label != NULL && (same_text (label, row->label) ||
                                                  (written != NULL && same_text (label, written))));
  gboolean numbered = self->codes.code < 0 || same_text (number ? number : "", code);

  if (named && numbered)
    return TRUE;
  ori_form_add_finding (self->result, line->row,
                        (guint)MAX (named ? self->codes.code : self->codes.label, 0),
                        "form-row-moved", ORI_SEVERITY_ERROR,
                        _ ("the row says “%s %s”, but its hidden code is “%s %s”; it was not used"),
                        number ? number : "", label ? label : "", code, row->label);
  return FALSE;
}

static gboolean
is_skipped (const OriFormReader *self, const OriFormLine *line)
{
  OriCellRole role;
  return ori_role_edit (self->edits->roles.rows, line->row, &role) && role == ORI_ROLE_UNUSED;
}

/* The answer of a row: the number of its year, or the mark beside it. */
static OriFormAnswer
read_row (OriFormReader *self, const OriFormLine *line, const OriFormRow *row)
{
  OriPeriod wanted = row->previous ? ori_form_previous (&self->head.period) : self->head.period;
  OriFormAnswer answer = {0}, marked = {0};
  gboolean column_found = FALSE;

  for (guint i = 0; i < self->codes.values->len; i++) {
    const OriFormColumn *column = &g_array_index (self->codes.values, OriFormColumn, i);
    OriFormAnswer found = {0};
    if (ori_period_compare (&column->period, &wanted) == 0) {
      column_found = TRUE;
      ori_form_mark (self, line->row, (int)column->col, ORI_ROLE_VALUE, ORI_UNUSED_NONE);
      ori_form_read_answer (self->result, row->input, line->row, column->col, &found);
      if (found.given && answer.given)
        ori_form_add_finding (self->result, line->row, column->col, "form-answer-twice",
                              ORI_SEVERITY_ERROR, "%s",
                              _ ("the column stands twice; its second answer was not used"));
      else if (found.given)
        answer = found;
    } else if (ori_grid_class (self->result->grid, line->row, column->col) != ORI_CLASS_EMPTY) {
      ori_form_add_finding (self->result, line->row, column->col, "form-not-asked",
                            ORI_SEVERITY_WARNING, "%s",
                            _ ("nothing is asked here for this year; the answer was not used"));
      ori_form_mark (self, line->row, (int)column->col, ORI_ROLE_UNUSED, ORI_UNUSED_ATTRIBUTE);
    }
  }
  if (!column_found && !self->columns_reported)
    ori_form_add_finding (self->result, line->row, self->codes.head_col, "form-column-missing",
                          ORI_SEVERITY_ERROR, "%s", _ ("the column of answers was removed"));
  self->columns_reported |= !column_found;
  if (self->codes.mark >= 0 && row->input != ORI_FORM_PRESENCE)
    ori_form_read_mark (self->result, line->row, (guint)self->codes.mark, &marked);
  if (marked.given && answer.given && marked.status != answer.status) {
    ori_form_add_finding (self->result, answer.row, answer.col, "form-answer-twice",
                          ORI_SEVERITY_ERROR, "%s",
                          _ ("an answer and the mark that there is none stand side by side; "
                             "neither was used"));
    return (OriFormAnswer){0};
  }
  return answer.given ? answer : marked;
}

static void
mark_row (const OriFormReader *self, guint row)
{
  ori_form_mark (self, row, self->codes.code, ORI_ROLE_INDICATOR, ORI_UNUSED_NONE);
  ori_form_mark (self, row, self->codes.label, ORI_ROLE_INDICATOR, ORI_UNUSED_NONE);
  ori_form_mark (self, row, self->codes.unit, ORI_ROLE_UNIT, ORI_UNUSED_NONE);
  ori_form_mark (self, row, self->codes.mark, ORI_ROLE_VALUE, ORI_UNUSED_NONE);
  ori_form_mark (self, row, self->codes.note, ORI_ROLE_NOTE, ORI_UNUSED_NONE);
}

static const char *
add_words (OriFormReader *self, const char *a, const char *b)
{
  g_autofree char *both = a && b ? g_strconcat (a, "; ", b, NULL) : g_strdup (a ? a : b);
  return both ? g_string_chunk_insert_const (self->result->strings, both) : NULL;
}

static void
add_draft (OriFormReader *self, const OriFormLine *line, const OriFormRow *row,
           const OriElement *element, const OriFormAnswer *answer)
{
  OriSheetResult *result = self->result;
  OriPeriod period = row->previous ? ori_form_previous (&self->head.period) : self->head.period;
  OriSubject subject = {.row = line->row,
                        .col = (guint)MAX (self->codes.label, 0),
                        .sheet = result->sheet,
                        .code = element->indicator ? element->indicator : element->code};
  OriDraft draft = {.row = answer->row,
                    .col = answer->col,
                    .place = self->place,
                    .subject = result->subjects->len,
                    .part = element->part,
                    .status = answer->status,
                    .value =
                        answer->status == ORI_STATUS_VALUE || answer->status == ORI_STATUS_DOUBTFUL
                            ? answer->value
                            : 0,
                    .unit = element->unit,
                    .note = answer->note,
                    .text = answer->text};

  subject.printed = g_strdup (row->label);
  subject.name = g_strdup (row->label);
  subject.unit = g_strdup (element->unit);
  if (self->edits->period.kind != ORI_PERIOD_NONE)
    period = row->previous ? ori_form_previous (&self->edits->period) : self->edits->period;
  else
    for (guint i = 0; i < self->codes.values->len; i++) {
      const OriFormColumn *column = &g_array_index (self->codes.values, OriFormColumn, i);
      /* The years of a form hang together. */
      if (column->disputed)
        period.kind = ORI_PERIOD_NONE;
    }
  draft.period = period;
  g_array_append_val (result->subjects, subject);
  g_array_append_val (result->drafts, draft);
}

/* The note of the municipality goes with the number. */
static void
add_note (OriFormReader *self, const OriFormLine *line, OriFormAnswer *answer)
{
  g_autofree char *note = NULL;

  if (self->codes.note >= 0)
    note = ori_grid_text (self->result->grid, line->row, (guint)self->codes.note);
  if (note != NULL && note[0] != '\0')
    answer->note = add_words (self, answer->note, note);
}

static gboolean
same_answer (const OriFormAnswer *a, const OriFormAnswer *b)
{
  return a->status == b->status && a->value == b->value && g_strcmp0 (a->text, b->text) == 0;
}

/* A row that stands twice is used once when it says the same, and not at all when it does not. */
static gboolean
take_answer (OriFormReader *self, const OriFormLine *line, guint index, OriFormAnswer answer,
             GHashTable *seen)
{
  OriFormAnswer *first = &self->answers[index];
  guint above = GPOINTER_TO_UINT (g_hash_table_lookup (seen, GUINT_TO_POINTER (index + 1)));

  g_hash_table_insert (seen, GUINT_TO_POINTER (index + 1), GUINT_TO_POINTER (line->row + 1));
  if (above == 0) {
    *first = answer;
    return answer.given;
  }
  gboolean differs = first->given && answer.given && !same_answer (first, &answer);
  g_autofree char *other = ori_cellref_name (above - 1, (guint)MAX (self->codes.label, 0));
  ori_form_add_finding (self->result, line->row, (guint)MAX (self->codes.label, 0),
                        "form-row-twice", differs ? ORI_SEVERITY_ERROR : ORI_SEVERITY_WARNING,
                        differs ? _ ("the row of %s stands here again with another answer; "
                                     "neither was used")
                                : _ ("the row of %s stands here again"),
                        other);
  if (differs) {
    for (guint i = self->result->drafts->len; i > 0; i--) {
      const OriDraft *draft = &g_array_index (self->result->drafts, OriDraft, i - 1);
      if (draft->row == first->row && draft->col == first->col)
        g_array_remove_index (self->result->drafts, i - 1);
    }
    first->status = ORI_STATUS_MISSING;
    return FALSE;
  }
  if (first->given || !answer.given)
    return FALSE;
  *first = answer;
  return TRUE;
}

static void
count_unfilled (OriFormReader *self, const OriFormLine *line, const OriFormRow *row)
{
  OriPeriod wanted = row->previous ? ori_form_previous (&self->head.period) : self->head.period;

  self->n_unfilled++;
  for (guint i = 0; self->first_unfilled == NULL && i < self->codes.values->len; i++) {
    const OriFormColumn *column = &g_array_index (self->codes.values, OriFormColumn, i);
    if (ori_period_compare (&column->period, &wanted) == 0)
      self->first_unfilled = ori_cellref_name (line->row, column->col);
  }
}

static void
read_line (OriFormReader *self, const OriFormLine *line, GHashTable *seen)
{
  g_auto (GStrv) codes = ori_form_row_codes (line->id);
  const OriFormRow *row = NULL;
  OriFormAnswer answer;
  int index = -1;

  mark_row (self, line->row);
  for (guint i = 0; codes[i] != NULL && index < 0; i++)
    index = ori_form_plan_find (self->plan, codes[i]);
  if (index < 0) {
    ori_form_add_finding (self->result, line->row, (guint)MAX (self->codes.label, 0),
                          "form-element-unknown", ORI_SEVERITY_ERROR,
                          _ ("the programme of the workspace has no “%s”"), codes[0]);
    return;
  }
  row = g_ptr_array_index (self->plan->rows, (guint)index);
  self->row1 = MIN (self->row1, line->row);
  self->row2 = MAX (self->row2, line->row);
  if (is_skipped (self, line) || !check_label (self, line, row))
    return;
  answer = read_row (self, line, row);
  if (!take_answer (self, line, (guint)index, answer, seen)) {
    if (!answer.given)
      count_unfilled (self, line, row);
    return;
  }
  add_note (self, line, &answer);
  for (guint i = 0; codes[i] != NULL; i++) {
    const OriElement *element = ori_programme_element (self->reading->context->programme, codes[i]);
    if (element != NULL)
      add_draft (self, line, row, element, &answer);
    else
      ori_form_add_finding (self->result, line->row, (guint)MAX (self->codes.label, 0),
                            "form-element-unknown", ORI_SEVERITY_ERROR,
                            _ ("the programme of the workspace has no “%s”"), codes[i]);
  }
}

/* --- After the rows --- */

static void
doubt_drafts (OriFormReader *self, const OriFormAnswer *answer, const char *message)
{
  for (guint i = 0; i < self->result->drafts->len; i++) {
    OriDraft *draft = &g_array_index (self->result->drafts, OriDraft, i);
    if (draft->row != answer->row || draft->col != answer->col)
      continue;
    draft->status = ORI_STATUS_DOUBTFUL;
    draft->note = add_words (self, message, draft->note);
  }
}

static gboolean
is_number (const OriFormAnswer *answer)
{
  return answer->given &&
         (answer->status == ORI_STATUS_VALUE || answer->status == ORI_STATUS_DOUBTFUL);
}

static void
check_bounds (OriFormReader *self)
{
  for (guint i = 0; i < self->plan->rows->len; i++) {
    const OriFormRow *row = g_ptr_array_index (self->plan->rows, i);
    const OriFormAnswer *answer = &self->answers[i];
    const OriFormAnswer *whole = row->bound >= 0 ? &self->answers[row->bound] : NULL;
    if (whole == NULL || !is_number (answer) || !is_number (whole) || answer->value <= whole->value)
      continue;
    g_autofree char *cell = ori_cellref_name (whole->row, whole->col);
    g_autofree char *part = ori_number_format_short (answer->value, 6);
    g_autofree char *most = ori_number_format_short (whole->value, 6);
    /* Translators: a number, the cell of the whole, its number. */
    g_autofree char *message =
        g_strdup_printf (_ ("%s is more than the whole in %s, which is %s"), part, cell, most);
    ori_form_add_finding (self->result, answer->row, answer->col, "form-above-whole",
                          ORI_SEVERITY_ERROR, "%s", message);
    doubt_drafts (self, answer, message);
  }
}

/* Rows that were made and are gone. */
static void
check_missing (OriFormReader *self, GHashTable *seen)
{
  for (guint i = 0; i < self->plan->rows->len; i++) {
    const OriFormRow *row = g_ptr_array_index (self->plan->rows, i);
    gboolean made = g_hash_table_size (self->labels) == 0;
    GHashTableIter iter;
    gpointer id;
    if (row->kind != ORI_FORM_INPUT || g_hash_table_contains (seen, GUINT_TO_POINTER (i + 1)))
      continue;
    g_hash_table_iter_init (&iter, self->labels);
    while (!made && g_hash_table_iter_next (&iter, &id, NULL)) {
      g_auto (GStrv) codes = ori_form_row_codes (id);
      made = codes[0] != NULL && ori_form_plan_find (self->plan, codes[0]) == (int)i;
    }
    if (made)
      ori_form_add_finding (self->result, G_MAXUINT, 0, "form-row-missing", ORI_SEVERITY_WARNING,
                            _ ("the row “%s %s” was not used or is gone"),
                            row->indicator ? row->indicator->code : "", row->label);
  }
}

/* Figures in rows of their own making. */
static void
check_added (OriFormReader *self)
{
  const OriGrid *grid = self->result->grid;
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->codes.lines->len; i++)
    g_hash_table_add (known,
                      GUINT_TO_POINTER (g_array_index (self->codes.lines, OriFormLine, i).row + 1));
  for (gsize i = 0; i < grid->n_cells; i++) {
    guint row = grid->cells[i].row, col = grid->cells[i].col;
    gboolean value = FALSE;
    for (guint j = 0; j < self->codes.values->len; j++)
      value |= g_array_index (self->codes.values, OriFormColumn, j).col == col;
    /* A total that the form repeats by itself is no addition: its row has a number. */
    if (!value || row < self->row1 || row > self->row2 || grid->info[i].cls == ORI_CLASS_EMPTY ||
        g_hash_table_contains (known, GUINT_TO_POINTER (row + 1)))
      continue;
    g_autofree char *code =
        self->codes.code >= 0 ? ori_grid_text (grid, row, (guint)self->codes.code) : NULL;
    if (code != NULL && ori_programme_indicator (self->plan->programme, code) != NULL) {
      ori_form_mark (self, row, (int)col, ORI_ROLE_UNUSED, ORI_UNUSED_NONE);
      continue;
    }
    ori_form_add_finding (self->result, row, col, "form-row-added", ORI_SEVERITY_WARNING, "%s",
                          _ ("the row is not of the form and was not used"));
    ori_form_mark (self, row, (int)col, ORI_ROLE_UNUSED, ORI_UNUSED_ATTRIBUTE);
  }
}

static void
describe (OriFormReader *self, gboolean good)
{
  const OriGrid *grid = self->result->grid;
  OriStageTable *table = g_new0 (OriStageTable, 1);

  table->sheet = g_strdup (ori_sheet_name (grid->sheet));
  table->range = (OriRange){MIN (self->row1, self->row2), 0, self->row2,
                            grid->n_cols > 0 ? grid->n_cols - 1 : 0};
  table->layout = g_strdup ("form");
  table->title = g_strdup (g_array_index (self->result->places, OriPlace, self->place).printed);
  table->confidence = good ? 1 : 0.5;
  table->reason = g_strdup (_ ("A collection form: its hidden codes tell what every cell is."));
  g_ptr_array_add (self->result->described, table);
}

static void
read_lines (OriFormReader *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint before;

  for (guint i = 0; i < self->codes.lines->len; i++) {
    const OriFormLine *line = &g_array_index (self->codes.lines, OriFormLine, i);
    if (strcmp (line->id, ORI_FORM_ROW_HEADER) == 0)
      ori_form_check_header (self, line->row);
  }
  for (guint i = 0; i < self->codes.lines->len; i++) {
    const OriFormLine *line = &g_array_index (self->codes.lines, OriFormLine, i);
    if (line->id[0] != '@')
      read_line (self, line, seen);
  }
  check_bounds (self);
  check_missing (self, seen);
  check_added (self);
  before = self->result->findings->len;
  if (self->n_unfilled > 0)
    ori_form_add_finding (self->result, G_MAXUINT, 0, "form-unfilled", ORI_SEVERITY_INFO,
                          _ ("answers not given: %u, the first in %s"), self->n_unfilled,
                          self->first_unfilled ? self->first_unfilled : "");
  describe (self, before == 0);
}

/* --- The whole sheet --- */

static void
read_form (OriFormReader *self)
{
  mark_all (self, ORI_ROLE_TITLE, ORI_UNUSED_NONE);
  mark_strangers (self);
  if (!ori_form_read_head (self))
    return;
  self->plan = ori_form_plan_new (self->reading->context->programme);
  self->answers = g_new0 (OriFormAnswer, MAX (self->plan->rows->len, 1));
  ori_form_check_columns (self);
  ori_form_read_place (self);
  read_lines (self);
}

gboolean
ori_form_derive (const OriReading *reading, OriSheetResult *result, const OriSheetEdits *edits)
{
  OriFormReader self = {.reading = reading, .result = result, .edits = edits, .row1 = G_MAXUINT};
  const OriSheet *sheet = result->grid->sheet;
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);
  gboolean help =
      n > 0 && cells[0].type == ORI_CELL_TEXT && strcmp (cells[0].text, ORI_FORM_HELP) == 0;
  gboolean form;

  if (help) {
    mark_all (&self, ORI_ROLE_NOTE, ORI_UNUSED_NONE);
    result->form = TRUE;
    return TRUE;
  }
  form = ori_form_codes_read (&self.codes, sheet) && edits->used;
  if (form) {
    result->form = TRUE;
    self.labels = g_hash_table_new (g_str_hash, g_str_equal);
    read_form (&self);
    g_hash_table_unref (self.labels);
  }
  ori_form_codes_clear (&self.codes);
  ori_form_head_clear (&self.head);
  ori_form_plan_free (self.plan);
  g_free (self.answers);
  g_free (self.first_unfilled);
  return form;
}
