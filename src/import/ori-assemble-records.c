/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-assembly-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Drafts become records. */

/* The part of an indicator that a column without a part word holds. */
static const char *
part_of (const OriIndicator *indicator, const OriDraft *draft, const char *unit)
{
  gboolean percent = g_strcmp0 (unit, "%") == 0;
  if (draft->part != NULL) {
    if (ori_indicator_element (indicator, draft->part) != NULL)
      return draft->part;
    /* A figure beside its percent is the numerator; the lone figure of a count is the count. */
    gboolean count = strcmp (draft->part, ORI_PART_VALUE) == 0 ||
                     strcmp (draft->part, ORI_PART_PARTICIPATED) == 0;
    if (count && ori_indicator_element (indicator, ORI_PART_VALUE) != NULL)
      return ORI_PART_VALUE;
    return count && ori_indicator_element (indicator, ORI_PART_PARTICIPATED) != NULL
               ? ORI_PART_PARTICIPATED
               : NULL;
  }
  if (percent && ori_indicator_element (indicator, ORI_PART_PERCENT) != NULL)
    return ORI_PART_PERCENT;
  if (ori_indicator_element (indicator, ORI_PART_VALUE) != NULL)
    return ORI_PART_VALUE;
  if (unit != NULL && ori_indicator_element (indicator, ORI_PART_PARTICIPATED) != NULL)
    return ORI_PART_PARTICIPATED;
  return NULL;
}

/* Text is a value of an indicator that asks for it; elsewhere it is kept and reported. */
static void
settle_text (OriAssembly *self, const OriSheetResult *result, const OriDraft *draft,
             const OriIndicator *indicator, OriRecord *record)
{
  gboolean plain = draft->part == NULL || strcmp (draft->part, ORI_PART_VALUE) == 0 ||
                   strcmp (draft->part, ORI_PART_TEXT) == 0;
  if (plain && indicator && ori_indicator_element (indicator, ORI_PART_TEXT) != NULL) {
    record->part = ori_assembly_keep (self, ORI_PART_TEXT);
    record->status = ORI_STATUS_VALUE;
    return;
  }
  g_autofree char *message =
      g_strdup_printf (_ ("“%s” stands where a number was expected"), record->text);
  ori_assembly_add_finding (self, result, draft->row, draft->col, "text-for-number",
                            ORI_SEVERITY_WARNING, message);
  const char *note = _ ("text instead of a number");
  g_autofree char *both = draft->note ? g_strconcat (note, "; ", draft->note, NULL) : NULL;
  record->note = ori_stage_keep (self->stage, both ? both : note);
}

static void
leave_out (const OriSheetResult *result, const OriDraft *draft)
{
  OriGridCell *cell = ori_grid_at (result->grid, draft->row, draft->col);
  /* A result that is shared says so already: nothing may write there. */
  if (cell == NULL || cell->reason == ORI_UNUSED_BY_HAND)
    return;
  cell->role = ORI_ROLE_UNUSED;
  cell->reason = ORI_UNUSED_BY_HAND;
}

static void
note_correction (OriAssembly *self, OriRecord *record, const OriCellEdit *edit)
{
  g_autofree char *words =
      g_strdup_printf (_ ("corrected by hand, “%s” is printed in the file"), record->printed);
  g_autofree char *note = record->note ? g_strconcat (record->note, "; ", words, NULL) : NULL;
  record->note = ori_stage_keep (self->stage, note ? note : words);
  record->printed = ori_stage_keep (self->stage, edit->text);
}

static void
add_record (OriAssembly *self, const OriSheetResult *result, const OriDraft *draft)
{
  const OriPlace *place = &g_array_index (result->places, OriPlace, draft->place);
  const OriSubject *subject = &g_array_index (result->subjects, OriSubject, draft->subject);
  const OriMeaning *meaning =
      &g_array_index (ori_assembly_meanings (self, result->sheet), OriMeaning, draft->subject);
  const GPtrArray *codes = g_ptr_array_index (self->codes, result->sheet);
  const OriCellEdit *edit =
      ori_sheet_edits_cell (&self->reading->sheet_edits[result->sheet], draft->row, draft->col);
  if (edit != NULL && edit->left_out) {
    leave_out (result, draft);
    return;
  }
  OriRecord *record = ori_stage_add_record (self->stage);

  record->sheet = ori_assembly_keep (self, ori_sheet_name (result->grid->sheet));
  record->cell = (OriCellRef){draft->row, draft->col};
  record->orgunit_printed = ori_assembly_keep (self, place->printed);
  record->orgunit = ori_assembly_keep (self, g_ptr_array_index (codes, draft->place));
  record->indicator_printed =
      ori_assembly_keep (self, draft->printed ? draft->printed : subject->printed);
  record->period = draft->period;
  record->status = draft->status;
  record->value = draft->value;
  record->text = ori_assembly_keep (self, draft->text);
  record->unit = ori_assembly_keep (self, draft->unit);
  /* «Нет» is an answer where the question is whether there is one. */
  if (draft->status == ORI_STATUS_MISSING && draft->text == NULL && meaning->indicator != NULL &&
      meaning->indicator->kind == ORI_KIND_PRESENCE) {
    g_autofree char *printed = ori_grid_text (result->grid, draft->row, draft->col);
    g_autofree char *key = ori_text_key (printed ? printed : "");
    if (strcmp (key, "нет") == 0)
      record->text = ori_stage_keep (self->stage, printed);
  }
  if (record->text != NULL && draft->status == ORI_STATUS_MISSING)
    settle_text (self, result, draft, meaning->indicator, record);
  if (record->note == NULL)
    record->note = ori_assembly_keep (self, draft->note);
  g_autofree char *shown = ori_grid_text (result->grid, draft->row, draft->col);
  record->printed = ori_stage_keep_once (self->stage, shown ? shown : "");
  if (edit != NULL && edit->text != NULL)
    note_correction (self, record, edit);
  const char *settled = record->part;
  const char *part = settled ? settled : draft->part;
  if (meaning->indicator != NULL) {
    part = settled ? settled : part_of (meaning->indicator, draft, draft->unit);
    const OriElement *element = part ? ori_indicator_element (meaning->indicator, part) : NULL;
    record->indicator = ori_assembly_keep (self, meaning->indicator->code);
    record->element = ori_assembly_keep (self, element ? element->code : NULL);
    if (element == NULL && draft->status != ORI_STATUS_NOT_APPLICABLE &&
        draft->status != ORI_STATUS_MISSING &&
        ori_assembly_report_once (self, "part-unknown", meaning->key)) {
      g_autofree char *message = g_strdup_printf (
          _ ("it is not clear which part of “%s” this is: the total, the participants or the "
             "percent"),
          ori_indicator_label (meaning->indicator));
      ori_assembly_add_finding (self, result, draft->row, draft->col, "part-unknown",
                                ORI_SEVERITY_WARNING, message);
    }
  } else if (meaning->element != NULL) {
    record->element = ori_assembly_keep (self, meaning->element->code);
  }
  record->part = ori_assembly_keep (self, part ? part : draft->part ? draft->part : ORI_PART_VALUE);
}

void
ori_assembly_add_records (OriAssembly *self, const OriSheetResult *result)
{
  guint n_sheets = self->results->len;
  double from = 0.6 * result->sheet / n_sheets, to = 0.6 * (result->sheet + 1) / n_sheets;

  for (guint i = 0; i < result->drafts->len; i++) {
    if (!ori_watch_step (self->watch, from, to, i, result->drafts->len))
      return;
    add_record (self, result, &g_array_index (result->drafts, OriDraft, i));
  }
}

static guint
hash_record (gconstpointer data)
{
  const OriRecord *record = data;
  return g_str_hash (record->element) * 31 + g_str_hash (record->orgunit) * 17 +
         (guint)ori_period_number (&record->period);
}

static gboolean
is_same_figure (gconstpointer a, gconstpointer b)
{
  const OriRecord *x = a, *y = b;
  return ori_period_number (&x->period) == ori_period_number (&y->period) &&
         strcmp (x->element, y->element) == 0 && strcmp (x->orgunit, y->orgunit) == 0;
}

/* Two cells that claim to be the same figure and differ: neither is believed. */
void
ori_assembly_find_contradictions (OriAssembly *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (hash_record, is_same_figure);
  for (guint i = 0; i < self->stage->records->len; i++) {
    OriRecord *record = g_ptr_array_index (self->stage->records, i);
    if (!ori_watch_step (self->watch, 0.6, 1, i, self->stage->records->len))
      return;
    if (!ori_record_is_ready (record))
      continue;
    OriRecord *first = g_hash_table_lookup (seen, record);
    if (first == NULL) {
      g_hash_table_add (seen, record);
      continue;
    }
    if (first->value == record->value && first->status == record->status)
      continue;
    OriRecord *both[] = {first, record};
    g_autofree char *a = ori_cellref_name (first->cell.row, first->cell.col);
    g_autofree char *b = ori_cellref_name (record->cell.row, record->cell.col);
    for (guint j = 0; j < 2; j++) {
      if (both[j]->status == ORI_STATUS_VALUE)
        both[j]->status = ORI_STATUS_DOUBTFUL;
      if (both[j]->note && strstr (both[j]->note, _ ("another cell says otherwise")))
        continue;
      g_autofree char *note =
          g_strdup_printf ("%s%s%s", both[j]->note ? both[j]->note : "", both[j]->note ? "; " : "",
                           _ ("another cell says otherwise"));
      both[j]->note = ori_stage_keep (self->stage, note);
    }
    g_ptr_array_add (self->stage->findings,
                     ori_finding_new ("same-key-twice", ORI_SEVERITY_WARNING, record->sheet, b,
                                      _ ("the same figure stands in %s with another value"), a));
  }
}
