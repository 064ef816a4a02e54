/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session.h"

G_BEGIN_DECLS

/* How an org unit stands in a cycle: its group and score, its deficits, and which of its
 * recommendations rest on numbers that have changed. Computed in a job, because medians and scores
 * look at all org units. */
typedef struct {
  OriSnapshot *snapshot; /* what the rest points into */
  guint orgunit;
  int cycle;
  gboolean has_score;
  double score;
  guint n_groups;
  int group;              /* -1 without a score */
  const char *group_name; /* static: g_intern_string(); NULL without a score */
  GArray *deficits;       /* of OriDeficit, worst first */
  GHashTable *stale;      /* id of a recommendation (gint64 *) → why (char *) */
} OriStanding;

/* The job's result is an OriStanding. Reads the session now, works on copies. */
OriJob *ori_standing_job_new (OriSession *session, guint orgunit);
/* Why a recommendation is stale, NULL when it is not. Not owned. */
const char *ori_standing_why_stale (const OriStanding *self, gint64 recommendation);
void ori_standing_free (OriStanding *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriStanding, ori_standing_free)

/* What brings a stale recommendation up to date. Takes over evidence as it is now; the text too
 * unless somebody edited it (then *@kept_text). FALSE when the deficit that it answers is gone. */
gboolean ori_recommendation_redraft (OriSession *session, OriRecommendation *recommendation,
                                     gboolean *kept_text, GError **error);
/* Leaves the text and takes the numbers as they are now, so that it is no longer stale. */
void ori_recommendation_confirm (OriSession *session, OriRecommendation *recommendation);

G_END_DECLS
