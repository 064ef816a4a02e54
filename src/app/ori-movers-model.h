/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"
#include "core/ori-scheme.h"

G_BEGIN_DECLS

#define ORI_MOVER_YEARS 3

/* What a line of «Кто переходит» says. */
typedef struct {
  const char *name; /* the model copies it */
  guint orgunit;
  double score;
  guint n_groups;
  const char *group_names[ORI_MAX_GROUPS]; /* g_intern_string() */
  int from, to;                            /* @from -1 when it had no group */
  int trail[ORI_MOVER_YEARS];              /* groups over the years, -1 without a score */
  guint n_years;
  gboolean has_shares;
  double shares[ORI_MAX_GROUPS]; /* of the calculations that put it into each group */
  gboolean stale;                /* they are older than the thresholds */
} OriMoverFacts;

/* The lines of «Кто переходит» for a grid: org units with their scores, the groups they leave and
 * enter, and how sure that is. A grid, because a line that comes or goes in the midst of a drag
 * must not cost more than its painting. */
#define ORI_TYPE_MOVERS_MODEL (ori_movers_model_get_type ())
G_DECLARE_FINAL_TYPE (OriMoversModel, ori_movers_model, ORI, MOVERS_MODEL, GObject)

OriMoversModel *ori_movers_model_new (void);
/* Emits "changed" unless it says the same. @years: heading of the trail, «2021–23». */
void ori_movers_model_set (OriMoversModel *self, const OriMoverFacts *facts, guint n,
                           const char *years);
/* The longest of the names that may come, NULL: it is shown whole if there is room, whoever moves.
 */
void ori_movers_model_set_longest (OriMoversModel *self, const char *name);
/* The column of groups is as wide as the widest of @scheme, whoever moves. */
void ori_movers_model_set_groups (OriMoversModel *self, const OriScheme *scheme);
/* Of a line; borrowed until the next change. */
const OriMoverFacts *ori_movers_model_facts (OriMoversModel *self, guint row);
/* The line of the globally chosen org unit stands out; G_MAXUINT for none. */
void ori_movers_model_choose (OriMoversModel *self, guint orgunit);

G_END_DECLS
