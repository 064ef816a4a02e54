/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include <string.h>

#include "app/ori-import-private.h"

/* Every correction goes through here: it is applied to the file in sight, can be taken back, and
 * is computed in a job when the file is large. */

/* Deriving so many cells takes about 50 ms: 2 µs each. */
#define MAX_CELLS_AT_ONCE 25000

OriDecision *
ori_decision_new (OriDecisionKind kind, guint sheet, guint row, guint col)
{
  OriDecision *self = g_new0 (OriDecision, 1);

  self->kind = kind;
  self->sheet = sheet;
  self->row = row;
  self->col = col;
  return self;
}

void
ori_decision_free (OriDecision *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->code);
  g_free (self);
}

/* All that can be decided about a file, at one moment. */
typedef struct {
  OriReading *reading;
  OriEdits *edits;
  char *orgunit;
  GHashTable *years, *settled;
} Moment;

static void
moment_free (gpointer data)
{
  Moment *moment = data;

  ori_edits_free (moment->edits);
  g_free (moment->orgunit);
  g_hash_table_unref (moment->years);
  g_hash_table_unref (moment->settled);
  g_free (moment);
}

static GHashTable *
copy_years (GHashTable *from)
{
  GHashTable *copy = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, key, g_strdup (value));
  return copy;
}

static GHashTable *
copy_settled (GHashTable *from)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy, g_strdup (key));
  return copy;
}

static Moment *
take_moment (OriReading *reading)
{
  Moment *moment = g_new0 (Moment, 1);

  moment->reading = reading;
  moment->edits = ori_recognition_dup_edits (ori_import_recognition (reading->import));
  moment->orgunit = g_strdup (ori_import_context (reading->import)->default_orgunit);
  moment->years = copy_years (reading->years);
  moment->settled = copy_settled (reading->settled);
  return moment;
}

/* The part of a moment that needs no deriving. */
static void
restore_words (const Moment *moment)
{
  OriReading *reading = moment->reading;

  g_hash_table_unref (reading->years);
  g_hash_table_unref (reading->settled);
  reading->years = copy_years (moment->years);
  reading->settled = copy_settled (moment->settled);
  ori_import_set_orgunit (reading->import, moment->orgunit, NULL);
}

static void
derive_all (OriRecognition *recognition)
{
  g_autoptr (OriEdits) edits = ori_recognition_dup_edits (recognition);
  ori_recognition_set_edits (recognition, edits);
}

static void
apply_period (OriReading *reading, OriRecognition *recognition, const OriDecision *decision)
{
  OriPeriod period = {0};

  g_hash_table_insert (reading->years, GUINT_TO_POINTER (decision->sheet),
                       g_strdup (decision->name));
  ori_period_parse (decision->name, &period);
  ori_recognition_set_period (recognition, decision->sheet, &period);
}

static void
apply (OriReading *reading, const OriDecision *decision)
{
  OriRecognition *recognition = ori_import_recognition (reading->import);
  const OriDecision *d = decision;

  switch (d->kind) {
  case ORI_DECIDE_COLUMN_ROLE:
    ori_recognition_set_column_role (recognition, d->sheet, d->col, d->role);
    break;
  case ORI_DECIDE_ROW_ROLE:
    ori_recognition_set_row_role (recognition, d->sheet, d->row, d->role);
    break;
  case ORI_DECIDE_COLUMN_PART:
    ori_recognition_set_column_part (recognition, d->sheet, d->col, d->part);
    break;
  case ORI_DECIDE_SHEET_USED:
    ori_recognition_set_sheet_used (recognition, d->sheet, d->flag);
    break;
  case ORI_DECIDE_PLACE:
    ori_recognition_set_orgunit (recognition, d->name, d->code);
    break;
  case ORI_DECIDE_SUBJECT:
    ori_recognition_set_indicator (recognition, d->name, d->code);
    break;
  case ORI_DECIDE_PERIOD:
    apply_period (reading, recognition, d);
    break;
  case ORI_DECIDE_CELL_VALUE:
    ori_recognition_set_cell_value (recognition, d->sheet, d->row, d->col, d->name);
    break;
  case ORI_DECIDE_CELL_OUT:
    ori_recognition_set_cell_left_out (recognition, d->sheet, d->row, d->col, d->flag);
    break;
  case ORI_DECIDE_TERRITORY:
    if (ori_import_set_orgunit (reading->import, d->code, NULL))
      derive_all (recognition);
    break;
  case ORI_DECIDE_SETTLE:
    g_hash_table_add (reading->settled, g_strdup (d->name));
    break;
  case ORI_DECIDE_DROP_RECIPE:
    ori_import_drop_recipe (reading->import);
    break;
  }
}

/* About the form rather than about figures of one file. */
static gboolean
is_shared (const OriDecision *decision)
{
  switch (decision->kind) {
  case ORI_DECIDE_COLUMN_ROLE:
  case ORI_DECIDE_ROW_ROLE:
  case ORI_DECIDE_COLUMN_PART:
  case ORI_DECIDE_SHEET_USED:
  case ORI_DECIDE_PLACE:
  case ORI_DECIDE_SUBJECT:
  case ORI_DECIDE_PERIOD:
    return TRUE;
  case ORI_DECIDE_SETTLE:
    return decision->code != NULL;
  case ORI_DECIDE_CELL_VALUE:
  case ORI_DECIDE_CELL_OUT:
  case ORI_DECIDE_TERRITORY:
  case ORI_DECIDE_DROP_RECIPE:
    return FALSE;
  }
  g_return_val_if_reached (FALSE);
}

static gboolean
any_shared (const GPtrArray *decisions, gboolean derives)
{
  for (guint i = 0; decisions != NULL && i < decisions->len; i++) {
    const OriDecision *decision = g_ptr_array_index (decisions, i);
    if (is_shared (decision) && (!derives || decision->kind != ORI_DECIDE_SETTLE))
      return TRUE;
  }
  return FALSE;
}

/* A doubt of the form that was settled in one file is settled in the others. */
static void
settle_same (OriReading *reading, const OriDecision *decision)
{
  const OriStage *stage = ori_recognition_stage (ori_import_recognition (reading->import));

  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    gsize length = strlen (finding->rule);
    if (g_str_equal (finding->message, decision->code) &&
        strncmp (decision->name, finding->rule, length) == 0 && decision->name[length] == '|')
      g_hash_table_add (reading->settled, ori_finding_key (finding));
  }
}

/* Reads @reading as @leader is read now; its own territory and corrected cells stay. */
static void
follow (const OriReading *leader, OriReading *reading, const GPtrArray *decisions)
{
  OriRecognition *recognition = ori_import_recognition (reading->import);
  g_autofree char *name = ori_reading_name (leader);

  if (any_shared (decisions, TRUE)) {
    g_autoptr (OriRecipe) recipe =
        ori_recipe_from_recognition (ori_import_recognition (leader->import), name);
    g_autoptr (OriEdits) before = ori_recognition_dup_edits (recognition);

    ori_recognition_reset (recognition);
    ori_recognition_apply_recipe (recognition, recipe, ORI_RECIPE_SAME_ROUND, NULL);
    ori_recognition_set_cells (recognition, before);
  }
  for (guint i = 0; i < decisions->len; i++) {
    const OriDecision *decision = g_ptr_array_index (decisions, i);
    if (decision->kind == ORI_DECIDE_PERIOD)
      g_hash_table_insert (reading->years, GUINT_TO_POINTER (decision->sheet),
                           g_strdup (decision->name));
    else if (decision->kind == ORI_DECIDE_SETTLE && decision->code != NULL)
      settle_same (reading, decision);
  }
}

/* What has to be computed. */
typedef struct {
  GPtrArray *readings;  /* keeps them alive */
  OriReading *reading;  /* decisions are about it */
  GPtrArray *siblings;  /* of OriReading: they follow */
  GPtrArray *decisions; /* of OriDecision; NULL: back to @moments */
  GPtrArray *moments;   /* of Moment */
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_ptr_array_unref (work->readings);
  g_clear_pointer (&work->siblings, g_ptr_array_unref);
  g_clear_pointer (&work->decisions, g_ptr_array_unref);
  g_clear_pointer (&work->moments, g_ptr_array_unref);
  g_free (work);
}

static gpointer
run_work (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  if (work->decisions != NULL) {
    OriRecognition *recognition = ori_import_recognition (work->reading->import);
    ori_recognition_hold (recognition);
    for (guint i = 0; i < work->decisions->len; i++)
      apply (work->reading, g_ptr_array_index (work->decisions, i));
    ori_recognition_release (recognition);
  }
  for (guint i = 0; work->siblings != NULL && i < work->siblings->len; i++) {
    ori_progress_report (progress, (double)i / work->siblings->len, NULL);
    follow (work->reading, g_ptr_array_index (work->siblings, i), work->decisions);
  }
  for (guint i = 0; work->decisions == NULL && i < work->moments->len; i++) {
    const Moment *moment = g_ptr_array_index (work->moments, i);
    ori_progress_report (progress, (double)i / work->moments->len, NULL);
    restore_words (moment);
    ori_recognition_set_edits (ori_import_recognition (moment->reading->import), moment->edits);
  }
  return GINT_TO_POINTER (TRUE);
}

static gsize
count_cells (OriReading *reading)
{
  const OriBook *book = ori_recognition_book (ori_import_recognition (reading->import));
  gsize total = 0, n;

  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    ori_sheet_cells (ori_book_sheet (book, i), &n);
    total += n;
  }
  return total;
}

static gboolean
is_long (OriImportView *self, const Work *work)
{
  gsize cells = 0;

  for (guint i = 0; work->decisions != NULL && i < work->decisions->len && cells == 0; i++) {
    const OriDecision *decision = g_ptr_array_index (work->decisions, i);
    cells += decision->kind == ORI_DECIDE_SETTLE ? 0 : count_cells (work->reading);
  }
  for (guint i = 0; work->siblings != NULL && i < work->siblings->len; i++)
    cells += 2 * count_cells (g_ptr_array_index (work->siblings, i));
  for (guint i = 0; work->decisions == NULL && i < work->moments->len; i++)
    cells += count_cells (((const Moment *)g_ptr_array_index (work->moments, i))->reading);
  return cells > self->max_cells_at_once;
}

void
ori_import_view_update_history (OriImportView *self)
{
  gboolean idle = self->work == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.undo", idle && self->undo->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.redo", idle && self->redo->len > 0);
}

static void
worked_cb (OriJob *job, OriImportView *self)
{
  g_autoptr (GError) error = NULL;

  ori_job_take_result (job, &error);
  g_clear_object (&self->work);
  ori_import_view_set_busy (self, FALSE);
  ori_import_view_rederived (self);
  ori_import_view_update_history (self);
}

/* Small files at once, so that a key has its effect in the same frame; large ones in a job while
 * nothing looks at the recognition. */
static void
start (OriImportView *self, Work *work)
{
  ori_import_view_forget_versions (self);
  if (!is_long (self, work)) {
    OriProgress none = {0};
    run_work (work, &none, NULL, NULL);
    work_free (work);
    ori_import_view_rederived (self);
    ori_import_view_update_history (self);
    return;
  }
  ori_import_view_set_busy (self, TRUE);
  self->work = ori_job_new (_ ("Reading the sheet anew"), run_work, work, work_free, NULL);
  g_signal_connect_object (self->work, "finished", G_CALLBACK (worked_cb), self, 0);
  ori_import_view_update_history (self);
  ori_job_start (self->work);
}

void
ori_import_view_decide_all (OriImportView *self, GPtrArray *decisions)
{
  OriReading *reading = g_ptr_array_index (self->readings, self->current);
  GPtrArray *step;
  Work *work;

  if (self->work != NULL || reading->import == NULL || decisions->len == 0) {
    g_ptr_array_unref (decisions);
    return;
  }
  step = g_ptr_array_new_with_free_func (moment_free);
  g_ptr_array_add (step, take_moment (reading));
  work = g_new0 (Work, 1);
  if (any_shared (decisions, FALSE))
    work->siblings = ori_import_view_siblings (self);
  for (guint i = 0; work->siblings != NULL && i < work->siblings->len; i++)
    g_ptr_array_add (step, take_moment (g_ptr_array_index (work->siblings, i)));
  g_ptr_array_add (self->undo, step);
  g_ptr_array_set_size (self->redo, 0);
  work->readings = g_ptr_array_ref (self->readings);
  work->reading = reading;
  work->decisions = decisions;
  start (self, work);
}

void
ori_import_view_decide (OriImportView *self, OriDecision *decision)
{
  GPtrArray *decisions = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_decision_free);

  g_ptr_array_add (decisions, decision);
  ori_import_view_decide_all (self, decisions);
}

static void
go_back (OriImportView *self, GPtrArray *from, GPtrArray *to)
{
  GPtrArray *now = g_ptr_array_new_with_free_func (moment_free);
  Work *work = g_new0 (Work, 1);
  OriReading *first;
  guint index;

  work->readings = g_ptr_array_ref (self->readings);
  work->moments = g_ptr_array_steal_index (from, from->len - 1);
  for (guint i = 0; i < work->moments->len; i++)
    g_ptr_array_add (now, take_moment (((Moment *)g_ptr_array_index (work->moments, i))->reading));
  g_ptr_array_add (to, now);
  first = ((const Moment *)g_ptr_array_index (work->moments, 0))->reading;
  if (g_ptr_array_find (self->readings, first, &index) && index != self->current)
    ori_import_view_select_file (self, index);
  start (self, work);
}

void
ori_import_view_undo (OriImportView *self)
{
  if (self->work == NULL && self->undo->len > 0)
    go_back (self, self->undo, self->redo);
}

void
ori_import_view_redo (OriImportView *self)
{
  if (self->work == NULL && self->redo->len > 0)
    go_back (self, self->redo, self->undo);
}

void
ori_import_view_init_history (OriImportView *self)
{
  self->max_cells_at_once = MAX_CELLS_AT_ONCE;
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  ori_import_view_update_history (self);
}

void
ori_import_view_forget_history (OriImportView *self)
{
  g_ptr_array_set_size (self->undo, 0);
  g_ptr_array_set_size (self->redo, 0);
  ori_import_view_update_history (self);
}
