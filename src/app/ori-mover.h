/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/ori-scheme.h"

G_BEGIN_DECLS

#define ORI_MOVER_YEARS 3

/* What a line of «Кто переходит» says. */
typedef struct {
  guint orgunit;
  double score;
  guint n_groups;
  int from, to;                    /* @from -1 when it had no group */
  const char *from_name, *to_name; /* static: g_intern_string(); NULL without a group */
  int trail[ORI_MOVER_YEARS];      /* groups over the years, -1 without a score */
  guint n_years;
  gboolean has_shares;
  double shares[ORI_MAX_GROUPS]; /* of the calculations that put it into each group */
  gboolean stale;                /* they are older than the thresholds */
} OriMoverFacts;

/* One line of «Кто переходит»: an org unit, its score and the groups it leaves and enters. Signal
 * "changed": its facts did, but not its org unit. */
#define ORI_TYPE_MOVER (ori_mover_get_type ())
G_DECLARE_FINAL_TYPE (OriMover, ori_mover, ORI, MOVER, GObject)

OriMover *ori_mover_new (const char *name, const OriMoverFacts *facts);
const OriMoverFacts *ori_mover_facts (OriMover *self);
/* Emits "changed" unless they are the same. */
void ori_mover_set_facts (OriMover *self, const OriMoverFacts *facts);
/* Columns for a view of movers. @years: heading of the trail, «2021–23». */
void ori_mover_add_columns (GtkColumnView *view, const char *years);

G_END_DECLS
