/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/ori-import-steps.h"

/* What corrections do to files. They work on copies, in any thread; whoever looks at a file goes on
 * looking at it as it was. */

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

/* ── moments ── */

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

OriMoment *
ori_moment_take (OriReading *reading)
{
  OriMoment *moment = g_new0 (OriMoment, 1);

  moment->reading = reading;
  moment->import = ori_import_copy (reading->import);
  moment->years = copy_years (reading->years);
  moment->settled = copy_settled (reading->settled);
  moment->counts = reading->counts;
  return moment;
}

OriMoment *
ori_moment_copy (const OriMoment *self)
{
  OriMoment *copy = g_new0 (OriMoment, 1);

  copy->reading = self->reading;
  copy->import = ori_import_copy (self->import);
  copy->years = copy_years (self->years);
  copy->settled = copy_settled (self->settled);
  copy->counts = self->counts;
  return copy;
}

void
ori_moment_free (OriMoment *self)
{
  if (self == NULL)
    return;
  ori_import_free (self->import);
  g_hash_table_unref (self->years);
  g_hash_table_unref (self->settled);
  g_free (self);
}

void
ori_moment_swap (OriMoment *self)
{
  OriReading *reading = self->reading;
  OriImport *import = reading->import;
  GHashTable *years = reading->years, *settled = reading->settled;
  const OriReadingCounts counts = reading->counts;

  reading->import = self->import;
  reading->years = self->years;
  reading->settled = self->settled;
  reading->counts = self->counts;
  self->import = import;
  self->years = years;
  self->settled = settled;
  self->counts = counts;
}

gsize
ori_moment_count_cells (const OriMoment *self)
{
  const OriBook *book = ori_recognition_book (ori_import_recognition (self->import));
  gsize total = 0, n;

  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    ori_sheet_cells (ori_book_sheet (book, i), &n);
    total += n;
  }
  return total;
}

gboolean
ori_moment_is_pending (const OriMoment *self)
{
  return ori_recognition_is_pending (ori_import_recognition (self->import));
}

/* ── decisions ── */

static void
derive_all (OriRecognition *recognition)
{
  g_autoptr (OriEdits) edits = ori_recognition_dup_edits (recognition);
  ori_recognition_set_edits (recognition, edits);
}

static void
apply_period (OriMoment *moment, OriRecognition *recognition, const OriDecision *decision)
{
  OriPeriod period = {0};

  g_hash_table_insert (moment->years, GUINT_TO_POINTER (decision->sheet),
                       g_strdup (decision->name));
  ori_period_parse (decision->name, &period);
  ori_recognition_set_period (recognition, decision->sheet, &period);
}

static void
apply (OriMoment *moment, const OriDecision *decision)
{
  OriRecognition *recognition = ori_import_recognition (moment->import);
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
    apply_period (moment, recognition, d);
    break;
  case ORI_DECIDE_CELL_VALUE:
    ori_recognition_set_cell_value (recognition, d->sheet, d->row, d->col, d->name);
    break;
  case ORI_DECIDE_CELL_OUT:
    ori_recognition_set_cell_left_out (recognition, d->sheet, d->row, d->col, d->flag);
    break;
  case ORI_DECIDE_TERRITORY:
    if (ori_import_set_orgunit (moment->import, d->code, NULL))
      derive_all (recognition);
    break;
  case ORI_DECIDE_SETTLE:
    g_hash_table_add (moment->settled, g_strdup (d->name));
    break;
  case ORI_DECIDE_DROP_RECIPE:
    ori_import_drop_recipe (moment->import);
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
settle_same (OriMoment *moment, const OriDecision *decision)
{
  const OriStage *stage = ori_recognition_stage (ori_import_recognition (moment->import));

  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    gsize length = strlen (finding->rule);
    if (g_str_equal (finding->message, decision->code) &&
        strncmp (decision->name, finding->rule, length) == 0 && decision->name[length] == '|')
      g_hash_table_add (moment->settled, ori_finding_key (finding));
  }
}

/* Reads a file as @leader is read now; its own territory and corrected cells stay. */
static void
follow (const OriMoment *leader, OriMoment *moment, const GPtrArray *decisions)
{
  OriRecognition *recognition = ori_import_recognition (moment->import);
  g_autofree char *name = ori_reading_name (leader->reading);

  if (any_shared (decisions, TRUE)) {
    g_autoptr (OriRecipe) recipe =
        ori_recipe_from_recognition (ori_import_recognition (leader->import), name);
    g_autoptr (OriEdits) before = ori_recognition_dup_edits (recognition);

    ori_recognition_hold (recognition);
    ori_recognition_reset (recognition);
    ori_recognition_apply_recipe (recognition, recipe, ORI_RECIPE_SAME_ROUND, NULL);
    ori_recognition_set_cells (recognition, before);
    ori_recognition_release (recognition);
  }
  for (guint i = 0; i < decisions->len; i++) {
    const OriDecision *decision = g_ptr_array_index (decisions, i);
    if (decision->kind == ORI_DECIDE_PERIOD)
      g_hash_table_insert (moment->years, GUINT_TO_POINTER (decision->sheet),
                           g_strdup (decision->name));
    else if (decision->kind == ORI_DECIDE_SETTLE && decision->code != NULL)
      settle_same (moment, decision);
  }
}

gboolean
ori_decisions_are_shared (const GPtrArray *decisions)
{
  return any_shared (decisions, FALSE);
}

/* ── steps, one after another ── */

/* The file as it was after the step before, to be changed by this one; goes to @after. @now:
 * reading → its moment, not owned. */
static OriMoment *
begin (GHashTable *now, OriReading *reading, GPtrArray *after)
{
  OriMoment *moment = ori_moment_copy (g_hash_table_lookup (now, reading));

  g_hash_table_insert (now, reading, moment);
  g_ptr_array_add (after, moment);
  return moment;
}

static void
derive (OriMoment *moment, const OriProgress *progress, GCancellable *cancellable)
{
  OriRecognition *recognition = ori_import_recognition (moment->import);

  ori_recognition_watch (recognition, progress, cancellable);
  ori_recognition_release (recognition);
  ori_recognition_watch (recognition, NULL, NULL);
}

static void
decide (GHashTable *now, const OriTurn *turn, GPtrArray *after, const OriProgress *progress,
        GCancellable *cancellable)
{
  const GPtrArray *siblings = turn->siblings;
  OriMoment *leader = begin (now, turn->reading, after);
  guint n = siblings != NULL ? siblings->len : 0;
  OriProgress part = ori_progress_part (progress, 0, 1.0 / (n + 1));

  ori_recognition_hold (ori_import_recognition (leader->import));
  for (guint i = 0; i < turn->decisions->len; i++)
    apply (leader, g_ptr_array_index (turn->decisions, i));
  if (n > 0)
    derive (leader, &part, cancellable);
  for (guint i = 0; i < n && !g_cancellable_is_cancelled (cancellable); i++) {
    OriMoment *moment = begin (now, g_ptr_array_index (siblings, i), after);
    OriRecognition *recognition = ori_import_recognition (moment->import);

    part = ori_progress_part (progress, (i + 1.0) / (n + 1), (i + 2.0) / (n + 1));
    ori_recognition_watch (recognition, &part, cancellable);
    ori_recognition_release (recognition);
    follow (leader, moment, turn->decisions);
    ori_recognition_watch (recognition, NULL, NULL);
  }
}

/* Here rather than when the window asks. */
static void
count (OriMoment *moment)
{
  OriRecognition *recognition = ori_import_recognition (moment->import);

  if (!ori_recognition_is_pending (recognition) &&
      moment->counts.stage != ori_recognition_stage (recognition))
    ori_reading_counts_read (&moment->counts, ori_recognition_stage (recognition));
}

/* What nothing was derived of yet is, once, as the last step leaves it. */
static void
derive_last (GHashTable *now, const OriProgress *progress, GCancellable *cancellable)
{
  guint i = 0, n = g_hash_table_size (now);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, now);
  while (g_hash_table_iter_next (&iter, NULL, &value) &&
         !g_cancellable_is_cancelled (cancellable)) {
    OriMoment *moment = value;
    OriProgress part = ori_progress_part (progress, (double)i / n, (i + 1.0) / n);

    if (ori_moment_is_pending (moment))
      derive (moment, &part, cancellable);
    count (moment);
    i++;
  }
}

GPtrArray *
ori_turns_run (const OriTurns *turns, const OriProgress *progress, GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GPtrArray) outcomes =
      g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GHashTable) now = g_hash_table_new (NULL, NULL);
  guint n = turns->turns->len + 1;
  OriProgress part;

  for (guint i = 0; i < turns->bases->len; i++) {
    OriMoment *base = g_ptr_array_index (turns->bases, i);
    g_hash_table_insert (now, base->reading, base);
  }
  for (guint i = 0; i < turns->turns->len; i++) {
    const OriTurn *turn = g_ptr_array_index (turns->turns, i);
    GPtrArray *after = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_moment_free);

    part = ori_progress_part (progress, (double)i / n, (i + 1.0) / n);
    g_ptr_array_add (outcomes, after);
    ori_progress_report (&part, 0, NULL);
    if (turn->moments == NULL)
      decide (now, turn, after, &part, cancellable);
    for (guint j = 0; turn->moments != NULL && j < turn->moments->len; j++) {
      OriMoment *moment = ori_moment_copy (g_ptr_array_index (turn->moments, j));
      g_hash_table_insert (now, moment->reading, moment);
      g_ptr_array_add (after, moment);
    }
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  }
  part = ori_progress_part (progress, (n - 1.0) / n, 1);
  derive_last (now, &part, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&outcomes);
}

void
ori_turn_free (OriTurn *self)
{
  g_clear_pointer (&self->siblings, g_ptr_array_unref);
  g_clear_pointer (&self->decisions, g_ptr_array_unref);
  g_clear_pointer (&self->moments, g_ptr_array_unref);
  g_free (self);
}

void
ori_turns_free (OriTurns *self)
{
  g_ptr_array_unref (self->readings);
  g_ptr_array_unref (self->bases);
  g_ptr_array_unref (self->turns);
  g_free (self);
}
