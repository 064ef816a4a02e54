/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-import-private.h"

G_BEGIN_DECLS

/* Steps of corrections; shared by ori-import-apply.c, which computes them, and ori-import-decide.c,
 * which keeps them. */

/* All that can be decided about a file, at one moment: before a step that can be taken back, after
 * one that can be made again. */
typedef struct {
  OriReading *reading;
  OriImport *import;
  GHashTable *years, *settled; /* as of the reading */
  OriReadingCounts counts;     /* likewise; not yet those of a moment that is pending */
} OriMoment;

/* The one of now, copied. */
OriMoment *ori_moment_take (OriReading *reading);
OriMoment *ori_moment_copy (const OriMoment *self);
void ori_moment_free (OriMoment *self);
/* Puts the moment in the place of that of now, which it becomes. */
void ori_moment_swap (OriMoment *self);
gsize ori_moment_count_cells (const OriMoment *self);
/* Something was not derived yet, or was given up. */
gboolean ori_moment_is_pending (const OriMoment *self);

/* Whether other files of the form follow. */
gboolean ori_decisions_are_shared (const GPtrArray *decisions);

/* One step to be computed: decisions, or the way to moments that are known. */
typedef struct {
  OriReading *reading;
  GPtrArray *siblings;  /* of OriReading: they follow; may be NULL */
  GPtrArray *decisions; /* of OriDecision */
  GPtrArray *moments;   /* of OriMoment; NULL: to be decided */
} OriTurn;

void ori_turn_free (OriTurn *self);

/* Steps to be computed one after another, all from copies, so that it can be given up at any time.
 */
typedef struct {
  GPtrArray *readings; /* keeps them alive */
  GPtrArray *bases;    /* of OriMoment: of now, of each file that is decided about */
  GPtrArray *turns;    /* of OriTurn */
} OriTurns;

void ori_turns_free (OriTurns *self);
/* For each turn an array of OriMoment: what its files are after it. Only what the last turn of a
 * file leaves is sure to be derived. NULL when cancelled. Any thread. */
GPtrArray *ori_turns_run (const OriTurns *turns, const OriProgress *progress,
                          GCancellable *cancellable, GError **error);

G_END_DECLS
