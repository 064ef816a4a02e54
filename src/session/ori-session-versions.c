/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "session/ori-import-private.h"

/* Versions of one file, and of one figure. */

const OriBatch *
ori_session_batch (OriSession *self, gint64 id)
{
  for (guint i = 0; i < self->snapshot->batches->len; i++) {
    const OriBatch *batch = g_ptr_array_index (self->snapshot->batches, i);
    if (batch->id == id)
      return batch;
  }
  return NULL;
}

static const OriObservation *
find_winner (const OriSnapshot *snapshot, const OriRecord *record)
{
  guint element = ori_snapshot_element_index (snapshot, record->element);
  guint orgunit = ori_snapshot_orgunit_index (snapshot, record->orgunit);
  guint period = ori_snapshot_period_index (snapshot, &record->period);

  if (element == G_MAXUINT || orgunit == G_MAXUINT || period == G_MAXUINT)
    return NULL;
  return ori_snapshot_lookup (snapshot, element, orgunit, period);
}

/* How many figures of the stage each batch gives now; freed by the caller. */
static guint *
count_figures (const OriSnapshot *snapshot, const OriStage *stage, guint *n_ready)
{
  guint *counts = g_new0 (guint, snapshot->batches->len + 1);

  *n_ready = 0;
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    const OriObservation *found;

    if (!ori_record_is_ready (record))
      continue;
    (*n_ready)++;
    found = find_winner (snapshot, record);
    if (found != NULL)
      counts[found->batch]++;
  }
  return counts;
}

/* The stage as it would come in, with the codes of this workspace. */
static OriStage *
settle_stage (const OriImport *import, OriSession *session, GError **error)
{
  g_autoptr (OriCommitNames) names = ori_commit_names_new (session, error);
  OriStage *stage;

  if (names == NULL)
    return NULL;
  stage = ori_stage_share (ori_recognition_stage (import->recognition));
  ori_commit_names_settle (names, stage);
  return stage;
}

gint64
ori_import_older_version (const OriImport *import, OriSession *session)
{
  const OriSnapshot *snapshot = session->snapshot;
  const OriBatch *best = NULL;
  g_autoptr (OriStage) stage = NULL;
  g_autofree guint *counts = NULL;
  guint n_ready, best_n = 0;

  if (import->recognition == NULL || ori_import_duplicate_of (import, session) != 0)
    return 0;
  stage = settle_stage (import, session, NULL);
  if (stage == NULL)
    return 0;
  counts = count_figures (snapshot, stage, &n_ready);
  for (guint i = 0; i < snapshot->batches->len; i++) {
    const OriBatch *batch = g_ptr_array_index (snapshot->batches, i);
    if (batch->file != NULL && batch->live && counts[i] >= best_n && counts[i] > 0) {
      best = batch;
      best_n = counts[i];
    }
  }
  if (best == NULL)
    return 0;
  if (g_strcmp0 (best->file, import->file) == 0)
    return best_n * 2 >= best->n_observations ? best->id : 0;
  return best_n * 5 >= MAX (best->n_observations, n_ready) * 4 ? best->id : 0;
}

OriDifferences *
ori_import_compare (const OriImport *import, OriSession *session, gint64 batch, GError **error)
{
  g_autoptr (GPtrArray) before = ori_store_batch_records (session->store, batch, error);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (OriStage) stage = NULL;

  g_return_val_if_fail (import->recognition != NULL, NULL);

  stage = before != NULL ? settle_stage (import, session, error) : NULL;
  if (stage == NULL)
    return NULL;
  /* Copies: the differences outlive the next correction of the recognition. */
  after = g_ptr_array_new_full (stage->records->len, (GDestroyNotify)ori_record_free);
  for (guint i = 0; i < stage->records->len; i++)
    g_ptr_array_add (after, ori_record_copy (g_ptr_array_index (stage->records, i)));
  return ori_differences_new (before, after);
}

OriDifferences *
ori_session_compare_batches (OriSession *self, gint64 before, gint64 after, GError **error)
{
  g_autoptr (GPtrArray) old = ori_store_batch_records (self->store, before, error);
  g_autoptr (GPtrArray) fresh =
      old != NULL ? ori_store_batch_records (self->store, after, error) : NULL;

  return fresh != NULL ? ori_differences_new (old, fresh) : NULL;
}

gboolean
ori_session_pin (OriSession *self, const char *element, guint orgunit, guint period,
                 gint64 observation, GError **error)
{
  if (!ori_store_pin (self->store, element, ori_snapshot_orgunit (self->snapshot, orgunit)->code,
                      ori_snapshot_period (self->snapshot, period), observation, self->author,
                      error))
    return FALSE;
  ori_session_changed (self);
  ori_session_tell (self, TRUE, "%s", _ ("Value pinned"));
  return TRUE;
}

gboolean
ori_session_unpin (OriSession *self, const char *element, guint orgunit, guint period,
                   GError **error)
{
  if (!ori_store_unpin (self->store, element, ori_snapshot_orgunit (self->snapshot, orgunit)->code,
                        ori_snapshot_period (self->snapshot, period), error))
    return FALSE;
  ori_session_changed (self);
  ori_session_tell (self, TRUE, "%s", _ ("Pin taken back: the newest version counts again"));
  return TRUE;
}
