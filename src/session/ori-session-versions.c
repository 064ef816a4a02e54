/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "session/ori-session-private.h"

/* Versions of one figure, and of batches. */

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
