/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/ori-import-private.h"

/* A file on its way in and the batch that it is another version of. Files may be large, so that all
 * of it goes a piece at a time; whoever does not mind waiting takes the pieces in one go. */

/* Any of the steps takes some microseconds for a record. */
#define RECORDS_PER_STEP 500

typedef enum {
  COUNT, /* whose figures the file has */
  COPY,  /* the records of the file: they go with the next correction of the recognition */
  READ,  /* the records of the batch */
  COMPARE,
  DONE,
} Phase;

struct OriVersionCheck {
  OriSession *session;
  OriSnapshot *snapshot;
  const OriImport *import;
  OriStage *stage; /* as it would come in, with the codes of this workspace; NULL once copied */
  Phase phase;
  guint next;                /* record of the stage, while counting and copying */
  guint *counts;             /* how many figures of the stage each batch gives now */
  guint n_records, n_ready;  /* of the stage */
  gint64 batch;              /* 0: none, or not found yet */
  gint64 place;              /* while reading */
  GPtrArray *before, *after; /* of OriRecord */
  OriDifferences *differences;
};

/* Compares with @batch; 0: has to find it first. */
static OriVersionCheck *
begin (const OriImport *import, OriSession *session, gint64 batch, GError **error)
{
  g_autoptr (OriCommitNames) names = ori_commit_names_new (session, error);
  OriVersionCheck *self;

  if (names == NULL)
    return NULL;
  self = g_new0 (OriVersionCheck, 1);
  self->session = g_object_ref (session);
  self->snapshot = ori_snapshot_ref (session->snapshot);
  self->import = import;
  self->stage = ori_stage_share (ori_recognition_stage (import->recognition));
  ori_commit_names_settle (names, self->stage);
  self->n_records = self->stage->records->len;
  self->phase = batch != 0 ? COPY : COUNT;
  self->batch = batch;
  self->counts = g_new0 (guint, self->snapshot->batches->len + 1);
  self->before = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_record_free);
  self->after = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_record_free);
  return self;
}

OriVersionCheck *
ori_version_check_new (OriImport *import, OriSession *session, GError **error)
{
  g_return_val_if_fail (import->recognition != NULL, NULL);

  return begin (import, session, ori_import_duplicate_of (import, session), error);
}

void
ori_version_check_free (OriVersionCheck *self)
{
  if (self == NULL)
    return;
  ori_differences_free (self->differences);
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_clear_pointer (&self->stage, ori_stage_free);
  ori_snapshot_unref (self->snapshot);
  g_object_unref (self->session);
  g_free (self->counts);
  g_free (self);
}

static void
count (OriVersionCheck *self, const OriRecord *record)
{
  const OriSnapshot *snapshot = self->snapshot;
  const OriObservation *found;
  guint element, orgunit, period;

  if (!ori_record_is_ready (record))
    return;
  self->n_ready++;
  element = ori_snapshot_element_index (snapshot, record->element);
  orgunit = ori_snapshot_orgunit_index (snapshot, record->orgunit);
  period = ori_snapshot_period_index (snapshot, &record->period);
  if (element == G_MAXUINT || orgunit == G_MAXUINT || period == G_MAXUINT)
    return;
  found = ori_snapshot_lookup (snapshot, element, orgunit, period);
  if (found != NULL)
    self->counts[found->batch]++;
}

/* The batch that gives most of the figures, if they are enough. */
static gint64
choose_batch (const OriVersionCheck *self)
{
  const OriBatch *best = NULL;
  guint n = 0;

  for (guint i = 0; i < self->snapshot->batches->len; i++) {
    const OriBatch *batch = g_ptr_array_index (self->snapshot->batches, i);
    if (batch->file != NULL && batch->live && self->counts[i] >= n && self->counts[i] > 0) {
      best = batch;
      n = self->counts[i];
    }
  }
  if (best == NULL)
    return 0;
  if (g_strcmp0 (best->file, self->import->file) == 0)
    return n * 2 >= best->n_observations ? best->id : 0;
  return n * 5 >= MAX (best->n_observations, self->n_ready) * 4 ? best->id : 0;
}

/* Takes the next records of the stage up; TRUE after the last one. */
static gboolean
walk (OriVersionCheck *self)
{
  const GPtrArray *records = self->stage->records;

  for (guint n = RECORDS_PER_STEP; n > 0 && self->next < records->len; n--) {
    const OriRecord *record = g_ptr_array_index (records, self->next++);
    if (self->phase == COUNT)
      count (self, record);
    else
      g_ptr_array_add (self->after, ori_record_copy (record));
  }
  if (self->next < records->len)
    return FALSE;
  self->next = 0;
  return TRUE;
}

static double
get_fraction (const OriVersionCheck *self)
{
  const double n = self->n_records + 1;

  switch (self->phase) {
  case COUNT:
    return self->next / n / 4;
  case COPY:
    return (1 + self->next / n) / 4;
  case READ:
    return 0.5 + 0.25 * self->before->len / (self->before->len + n);
  case COMPARE:
    return 0.75;
  default:
    return 1;
  }
}

gboolean
ori_version_check_step (OriVersionCheck *self, double *fraction, GError **error)
{
  switch (self->phase) {
  case COUNT:
    if (!walk (self))
      break;
    self->batch = choose_batch (self);
    self->phase = self->batch != 0 ? COPY : DONE;
    if (self->phase == DONE)
      g_clear_pointer (&self->stage, ori_stage_free);
    break;
  case COPY:
    if (!walk (self))
      break;
    g_clear_pointer (&self->stage, ori_stage_free);
    self->phase = READ;
    break;
  case READ:
    if (!ori_store_read_batch_records (self->session->store, self->batch, &self->place,
                                       RECORDS_PER_STEP, self->before, error))
      return FALSE;
    if (self->place == 0) {
      self->differences = ori_differences_begin (self->before, self->after);
      self->phase = COMPARE;
    }
    break;
  case COMPARE:
    if (!ori_differences_step (self->differences, RECORDS_PER_STEP))
      self->phase = DONE;
    break;
  case DONE:
    break;
  }
  *fraction = get_fraction (self);
  return TRUE;
}

gint64
ori_version_check_batch (const OriVersionCheck *self)
{
  return self->phase == DONE ? self->batch : 0;
}

const OriDifferences *
ori_version_check_differences (const OriVersionCheck *self)
{
  return self->phase == DONE ? self->differences : NULL;
}

gint64
ori_import_older_version (const OriImport *import, OriSession *session)
{
  g_autoptr (OriVersionCheck) check = NULL;

  if (import->recognition == NULL || ori_import_duplicate_of (import, session) != 0)
    return 0;
  check = begin (import, session, 0, NULL);
  if (check == NULL)
    return 0;
  while (!walk (check))
    ;
  return choose_batch (check);
}

OriDifferences *
ori_import_compare (const OriImport *import, OriSession *session, gint64 batch, GError **error)
{
  g_autoptr (OriVersionCheck) check = NULL;
  double fraction = 0;

  g_return_val_if_fail (import->recognition != NULL && batch != 0, NULL);

  check = begin (import, session, batch, error);
  if (check == NULL)
    return NULL;
  while (fraction < 1)
    if (!ori_version_check_step (check, &fraction, error))
      return NULL;
  return g_steal_pointer (&check->differences);
}
