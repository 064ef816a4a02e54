/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* Org units that are alike in size and profile: with whom a comparison is fair.
 *
 * Distance: the root of the mean of squared differences of the features that both have, each in
 * units of its standard deviation over the org units of the level. Features, from the contextual
 * elements of the cycle or of the nearest earlier one:
 * - size: the logarithm of the first contextual number that is known (pupils, graduates, schools…);
 *   without any, of the denominator that most org units reported;
 * - size of a school: the logarithm of pupils per school;
 * - shares: every contextual number whose population is a part of another's (pupils with
 *   disabilities among pupils, rural schools among schools);
 * - kind: a city or a district; rural or not. Being of another kind counts as two deviations. */

#define ORI_MAX_FEATURES 12
#define ORI_N_SIMILAR 5 /* as many are compared with */

typedef enum {
  ORI_FEATURE_SIZE,
  ORI_FEATURE_RATIO, /* pupils per school */
  ORI_FEATURE_SHARE, /* percent */
  ORI_FEATURE_CITY,  /* 1 or 0 */
  ORI_FEATURE_RURAL, /* 1 or 0 */
} OriFeatureKind;

typedef struct {
  OriFeatureKind kind;
  const OriElement *element; /* not owned; NULL for a city */
  double own, other;         /* of the org unit asked about, of the similar one */
  double difference;         /* in deviations, not negative */
} OriFeature;

typedef struct {
  guint orgunit;
  double distance; /* 0 is the same */
  guint n_features;
  OriFeature features[ORI_MAX_FEATURES];
} OriSimilar;

/* The @most nearest org units of the same level that have data in the cycle, nearest first; empty
 * when nothing is known about size. GArray of OriSimilar. */
GArray *ori_similar_find (const OriSnapshot *snapshot, guint orgunit, int cycle, guint most);

/* Why they are alike, in words: «численность обучающихся: 1 200 и 1 350; обе — городские». Free
 * with g_free(). */
char *ori_similar_text (const OriSimilar *similar);

G_END_DECLS
