/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-json.h"

G_BEGIN_DECLS

/* What varies when one asks how sure a group is (METHOD §3), kept in the scheme, so that the same
 * question gives the same answer on another machine. */

/* Sources of doubt. */
typedef enum {
  ORI_DOUBT_NOISE,      /* small numbers: each share anew from Beta (x + ½, n − x + ½) */
  ORI_DOUBT_WEIGHTS,    /* weights anew at every level, see OriWeightModel */
  ORI_DOUBT_METHODS,    /* normalisation and aggregation drawn from the sets given */
  ORI_DOUBT_THRESHOLDS, /* each threshold anew, uniform within ± threshold_shift */
  ORI_N_DOUBTS,
} OriDoubt;

const char *ori_doubt_code (OriDoubt doubt);  /* "noise", "weights"…: JSON */
const char *ori_doubt_label (OriDoubt doubt); /* translated */
gboolean ori_doubt_parse (const char *code, OriDoubt *doubt);

typedef enum {
  ORI_WEIGHTS_UNIFORM,   /* each within ± weight_spread of itself */
  ORI_WEIGHTS_DIRICHLET, /* the parts of one level from Dirichlet (weight_alpha · their shares) */
} OriWeightModel;

typedef struct {
  guint replicates; /* 1 to 1 000 000 */
  guint64 seed;
  guint doubts; /* 1 << OriDoubt of those that vary */
  OriWeightModel weight_model;
  double weight_spread;   /* 0 to 1; 0.25 */
  double weight_alpha;    /* above 0; the larger, the nearer to the weights given */
  double threshold_shift; /* points of score; 0 when the regulation fixes the thresholds */
  guint normalisations;   /* 1 << OriNormalise to draw from; 0: the scheme's */
  guint aggregates;       /* 1 << OriAggregate likewise */
  gboolean attribute;     /* run every source by itself as well: which of them moves whom */
} OriCertaintyPlan;

/* 2000 replicates, noise, weights ± 25 %, goalposts, min–max and percentile ranks, both means;
 * fixed thresholds. */
OriCertaintyPlan ori_certainty_plan_default (guint64 seed);
gboolean ori_certainty_plan_equal (const OriCertaintyPlan *a, const OriCertaintyPlan *b);
/* FALSE with a message for a plan that makes no sense. */
gboolean ori_certainty_plan_check (const OriCertaintyPlan *plan, GError **error);

/* The seed is text in JSON: it has 64 bits. A member that is not there keeps its default. */
json_t *ori_certainty_plan_to_json (const OriCertaintyPlan *plan);
gboolean ori_certainty_plan_from_json (OriCertaintyPlan *plan, const json_t *object,
                                       GError **error);

G_END_DECLS
