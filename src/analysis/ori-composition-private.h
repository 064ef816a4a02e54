/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* Sums of several years over the same parts.
 *
 * A sum moves when its parts move, and just as well when others report than the year before. Parts
 * are whoever reported a figure of its own, at any depth: schools of a municipality, schools and
 * municipalities of a region. A part is comparable when in each of the periods it has a number, or
 * rightly has none: it did not exist in that year, or the indicator does not apply to it. A new or
 * a closed school thus counts, since the municipality has really become another; one that did not
 * report, or hides its number, does not. A part with a figure of its own in one year and a sum in
 * another is compared when that sum is complete, else by its own parts. */

typedef struct {
  guint n_common; /* parts that can be compared */
  guint n_most;   /* parts that reported in the period in which most did */
} OriComposition;

/* @values, one for each of @n periods, are those of ori_value_compute(), or of
 * ori_value_compute_rate() if @rate. When others reported in one period than in another, they are
 * replaced by sums over the comparable parts (MISSING when there are none) with
 * ORI_FLAG_PARTS_DIFFER, *@present (as many) tells how many parts reported in each, and TRUE is
 * returned; else nothing is touched but @composition. */
gboolean ori_composition_align (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                gboolean rate, guint orgunit, const guint *periods, guint n,
                                OriValue *values, guint *present, OriComposition *composition);
/* The same for totals of @orgunits as ori_value_total() makes them. */
gboolean ori_composition_align_total (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                      const GArray *orgunits, const guint *periods, guint n,
                                      OriValue *values, guint *present,
                                      OriComposition *composition);

/* Less than half of the parts speak for the rest no more. */
gboolean ori_composition_is_thin (const OriComposition *composition);

G_END_DECLS
