/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsl/gsl_rng.h>

#include "analysis/ori-certainty.h"
#include "analysis/ori-scoring-private.h"

G_BEGIN_DECLS

/* How replicates are drawn (ori-certainty-draw.c); what is made of them is in ori-certainty.c. */

#define ORI_N_SHIFTS (ORI_MAX_GROUPS - 1)

/* What all replicates of one thread share, and room for one. Tables are column after column; scores
 * row after row, because they are aggregated by row. */
typedef struct {
  const OriScoring *scoring;
  const OriCertaintyPlan *plan;
  guint varied; /* 1 << OriDoubt of what is drawn */
  guint alone;  /* likewise, of the sources whose own scores are asked for as well */
  guint n_units, n_columns;
  double *numbers;      /* values as reported, NAN when there is none */
  double *posts;        /* two per column */
  double *given;        /* scores by the scheme, a row per unit */
  double *given_weight; /* per column, by the scheme */
  double *given_node_weight;
  gsl_rng *rng;
  double *drawn; /* one column of values */
  /* Of the last replicate: */
  OriNormalise normalise;
  OriAggregate aggregate;
  double shift[ORI_N_SHIFTS]; /* added to the thresholds */
  double *scores;             /* a row per unit */
  double *noisy;              /* likewise, by the scheme from the values drawn; only with
                               * ORI_DOUBT_NOISE among @alone */
  double *weights;
  double *node_weights;
} OriSampler;

void ori_sampler_init (OriSampler *self, const OriScoring *scoring, const OriCertaintyPlan *plan,
                       guint varied, guint alone);
void ori_sampler_clear (OriSampler *self);

/* Draws replicate @b from a stream of its own. */
void ori_sampler_draw (OriSampler *self, guint32 b);
/* The score of the unit at place @unit in the replicate drawn last, rounded. */
double ori_sampler_score (const OriSampler *self, guint unit);
/* The same had only @doubt (noise or weights) varied, and that as in this replicate. */
double ori_sampler_score_alone (const OriSampler *self, OriDoubt doubt, guint unit);
/* The same had nothing varied but the methods, and they been these: fills @scores, a number per
 * unit. */
void ori_sampler_score_methods (OriSampler *self, OriNormalise normalise, OriAggregate aggregate,
                                double *scores);

/* Whether the share is drawn anew: it has counts. */
gboolean ori_certainty_has_counts (const OriIndicator *indicator, const OriValue *value);

G_END_DECLS
