/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-certainty.h"
#include "session/ori-session.h"

G_BEGIN_DECLS

/* Keeps the certainty of the groups in step with what the bench shows: waits until thresholds have
 * stopped moving, runs in a job, drops a run that has become old. The last finished result stays
 * until the new one arrives.
 *
 * Signal "done": a new result is there. */
#define ORI_TYPE_CERTAINTY_RUNNER (ori_certainty_runner_get_type ())
G_DECLARE_FINAL_TYPE (OriCertaintyRunner, ori_certainty_runner, ORI, CERTAINTY_RUNNER, GObject)

OriCertaintyRunner *ori_certainty_runner_new (void);
/* As the plan of @scheme says. @subject is copied; what it points to belongs to the snapshot.
 * Nothing happens when that is what is there already, or under way; the result of another subject
 * or year is forgotten. */
void ori_certainty_runner_start (OriCertaintyRunner *self, OriSnapshot *snapshot,
                                 const OriScheme *scheme, const OriSubject *subject, int cycle,
                                 OriOrgUnitLevel level);
/* Forgets the result: nothing is shown that it could be about. */
void ori_certainty_runner_clear (OriCertaintyRunner *self);
/* Of an org unit in the last finished result; NULL when there is none. */
const OriUnitCertainty *ori_certainty_runner_find (OriCertaintyRunner *self, guint orgunit);
/* Shares of the groups of an org unit under the thresholds of @scheme: at once for some hundreds of
 * units, whose replicates are looked at again; for more those of the last finished result. FALSE
 * when they are not known. Writes scheme->n_groups shares. */
gboolean ori_certainty_runner_get (OriCertaintyRunner *self, guint orgunit, const OriScheme *scheme,
                                   double *shares);
/* TRUE when the shares change with the thresholds, FALSE when only a new result changes them. */
gboolean ori_certainty_runner_follows (OriCertaintyRunner *self);
/* How many groups one source of doubt alone unsettles; -1 when that is not known. */
int ori_certainty_runner_count_flips (OriCertaintyRunner *self, OriDoubt doubt);
/* How many of the units with a score are in their group in at least 80 of 100 calculations; FALSE
 * when there is no result. */
gboolean ori_certainty_runner_count (OriCertaintyRunner *self, guint *stable, guint *all);
/* TRUE while the result is older than what is shown. */
gboolean ori_certainty_runner_is_stale (OriCertaintyRunner *self);

G_END_DECLS
