/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-assembly-private.h"

#include <glib/gi18n-lib.h>

/* @text must stay where it is while the stage is assembled. */
char *
ori_assembly_keep (OriAssembly *self, const char *text)
{
  guint slot = (guint)(((gsize)text >> 4) ^ ((gsize)text >> 12)) % G_N_ELEMENTS (self->kept);
  if (text != NULL && self->kept[slot].text != text) {
    self->kept[slot].text = text;
    self->kept[slot].kept = ori_stage_keep (self->stage, text);
  }
  return text ? self->kept[slot].kept : NULL;
}

void
ori_assembly_add_finding (OriAssembly *self, const OriSheetResult *result, guint row, guint col,
                          const char *rule, OriSeverity severity, const char *message)
{
  g_autofree char *place = row == G_MAXUINT ? NULL : ori_cellref_name (row, col);
  g_ptr_array_add (
      self->stage->findings,
      ori_finding_new (rule, severity, ori_sheet_name (result->grid->sheet), place, "%s", message));
}

/* TRUE the first time something is said about a name. */
gboolean
ori_assembly_report_once (OriAssembly *self, const char *rule, const char *name)
{
  return g_hash_table_add (self->reported, g_strconcat (rule, "|", name, NULL));
}

gint64
ori_period_number (const OriPeriod *period)
{
  return ((gint64)period->kind << 28) | ((gint64)period->year << 12) | (period->part << 6) |
         period->day;
}

GArray *
ori_assembly_meanings (const OriAssembly *self, guint sheet)
{
  return g_ptr_array_index (self->meanings, sheet);
}

static gboolean
is_left_out (const OriFinding *finding, const OriSheetEdits *edits)
{
  OriCellRef cell;
  const OriCellEdit *edit = NULL;
  if (edits->cells != NULL && finding->cell != NULL &&
      ori_cellref_parse (finding->cell, &cell, NULL))
    edit = ori_sheet_edits_cell (edits, cell.row, cell.col);
  return edit != NULL && edit->left_out;
}

static void
add_tables (OriAssembly *self, const OriSheetResult *result)
{
  const OriSheetEdits *edits = &self->reading->sheet_edits[result->sheet];

  for (guint i = 0; i < result->described->len; i++) {
    const OriStageTable *table = g_ptr_array_index (result->described, i);
    OriStageTable *copy = g_memdup2 (table, sizeof *table);
    copy->sheet = g_strdup (table->sheet);
    copy->layout = g_strdup (table->layout);
    copy->title = g_strdup (table->title);
    copy->reason = g_strdup (table->reason);
    g_ptr_array_add (self->stage->tables, copy);
  }
  for (guint i = 0; i < result->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (result->findings, i);
    if (!is_left_out (finding, edits))
      g_ptr_array_add (self->stage->findings, ori_finding_copy (finding));
  }
}

static void
add_sheet_findings (OriAssembly *self, const OriSheetResult *result)
{
  const OriSheet *sheet = result->grid->sheet;
  if (result->grid->n_cells == 0)
    return;
  if (result->described->len == 0 && !result->form) {
    gboolean used = result->tables->len > 0 ||
                    (result->grid->n_cells > 0 && result->grid->info[0].reason != ORI_UNUSED_SHEET);
    g_ptr_array_add (
        self->stage->findings,
        ori_finding_new (used ? "no-table" : "sheet-not-used", ORI_SEVERITY_INFO,
                         ori_sheet_name (sheet), NULL, "%s",
                         used ? _ ("no table of figures was found") : _ ("the sheet is not used")));
  }
  const OriDraft *undated = NULL;
  for (guint i = 0; i < result->drafts->len && undated == NULL; i++) {
    const OriDraft *draft = &g_array_index (result->drafts, OriDraft, i);
    undated = draft->period.kind == ORI_PERIOD_NONE ? draft : NULL;
  }
  if (undated != NULL)
    ori_assembly_add_finding (self, result, undated->row, undated->col, "no-period",
                              ORI_SEVERITY_ERROR, _ ("nothing says which year the figures are of"));
  else if (result->period_guessed && result->drafts->len > 0)
    g_ptr_array_add (
        self->stage->findings,
        ori_finding_new ("period-from-name", ORI_SEVERITY_INFO, ori_sheet_name (sheet), NULL,
                         _ ("the period comes from the name of the sheet or file, or from the "
                            "year of the round")));
}

static void
resolve_names (OriAssembly *self)
{
  for (guint s = 0; s < self->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (self->results, s);
    GArray *meanings = g_array_new (FALSE, TRUE, sizeof (OriMeaning));
    GPtrArray *codes = g_ptr_array_new ();
    g_array_set_size (meanings, result->subjects->len);
    g_ptr_array_add (self->meanings, meanings);
    g_ptr_array_add (self->codes, codes);
    for (guint i = 0; i < result->places->len; i++)
      g_ptr_array_add (codes, (gpointer)ori_assembly_resolve_place (
                                  self, result, &g_array_index (result->places, OriPlace, i)));
    for (guint i = 0; i < result->subjects->len; i++)
      ori_assembly_match_subject (self, result, &g_array_index (result->subjects, OriSubject, i),
                                  &g_array_index (meanings, OriMeaning, i));
  }
  if (self->make_indicators)
    ori_assembly_make_indicators (self);
}

OriStage *
ori_assemble_stage (const OriReading *reading, const GPtrArray *results, const OriWatch *watch,
                    guint **starts)
{
  const OriMatchContext *context = reading->context;
  OriAssembly self = {.reading = reading, .results = results, .watch = watch};
  self.stage = ori_stage_new (reading->file);
  g_free (self.stage->format);
  self.stage->format = g_strdup (ori_book_format (reading->book));
  self.meanings = g_ptr_array_new ();
  self.codes = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  self.made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.units = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.reported = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.make_indicators = context == NULL || context->make_indicators;
  self.schools = ori_schools_new (context, self.stage);

  const GPtrArray *read = ori_book_findings (reading->book);
  for (guint i = 0; read && i < read->len; i++)
    g_ptr_array_add (self.stage->findings, ori_finding_copy (g_ptr_array_index (read, i)));
  resolve_names (&self);
  *starts = g_new0 (guint, results->len + 1);
  for (guint s = 0; s < results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (results, s);
    (*starts)[s] = self.stage->records->len;
    ori_assembly_add_records (&self, result);
    add_tables (&self, result);
    ori_assemble_unused (self.stage, result);
    add_sheet_findings (&self, result);
  }
  (*starts)[results->len] = self.stage->records->len;
  ori_assembly_find_contradictions (&self);

  for (guint s = 0; s < results->len; s++) {
    GArray *meanings = ori_assembly_meanings (&self, s);
    for (guint i = 0; i < meanings->len; i++)
      g_free (g_array_index (meanings, OriMeaning, i).key);
    g_array_unref (meanings);
  }
  g_ptr_array_unref (self.meanings);
  g_ptr_array_unref (self.codes);
  g_hash_table_unref (self.made);
  g_hash_table_unref (self.units);
  g_hash_table_unref (self.reported);
  ori_schools_free (self.schools);
  return self.stage;
}
