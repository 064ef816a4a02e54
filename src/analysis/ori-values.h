/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-scheme.h"
#include "core/ori-snapshot.h"

G_BEGIN_DECLS

/* Values of indicators computed from observations: pure functions over a snapshot. NaN and infinity
 * never leave this module in a field whose status says "value".
 *
 * Four absences stay apart: MISSING (nothing, or nothing usable, was reported), NOT_APPLICABLE
 * (crossed out, or a share of nobody: 0 of 0), SUPPRESSED (hidden as a small number) and the number
 * zero, which is a value. */

typedef struct {
  OriStatus status;   /* VALUE, MISSING, NOT_APPLICABLE, SUPPRESSED; a doubt is a flag */
  double value;       /* in the unit of the indicator: percent of a share, count, rate, 0 or 100 for
                       * presence; 0 when there is none and for text */
  double numerator;   /* NAN when there is none */
  double denominator; /* NAN when there is none */
  double printed;     /* percent as printed in the source, NAN when there is none */
  const char *printed_text;     /* the same as text, NULL */
  const char *text;             /* of presence, text and list indicators, NULL */
  guint flags;                  /* OriFlags of all inputs */
  const OriObservation *source; /* the observation to jump to: numerator, value or percent; NULL */
  /* Completeness of a sum (ORI_FLAG_SUM, ori_value_total()), zeros else: parts that were added,
   * that could have been, and that hide their number. */
  guint sum_present, sum_expected, sum_suppressed;
} OriValue;

/* The value of one key: what the org unit reported itself, else the sum of the org units below it
 * (schools to their municipality, municipalities to the region), flagged SUM; whoever reads values
 * therefore need not know who reported. Counts are summed, shares and presence computed from the
 * sums over parts that have both counts, never averaged. Printed percents without counts, words and
 * figures as they stand are not added. Parts to which the indicator does not apply are not
 * expected; parts that are missing or hidden leave a sum flagged PARTIAL, and the hidden ones
 * HIDDEN_PART: it is then a lower bound of the count, and the share among the open parts. When all
 * are hidden, so is the sum. A figure of its own is used even where the parts give another sum:
 * SUM_DIFFERS.
 *
 * Shares are 100 · numerator / denominator; without counts the printed
 * percent serves, flagged PRINTED_ONLY. x > n or negative counts (ori_indicator_counts()): MISSING,
 * flagged OUT_OF_RANGE. The total of a breakdown (ORI_KIND_COUNT_BY) that was not reported is the
 * sum of its kinds when all of them were. Presence is 100 («да», «есть», «+», a number above zero,
 * requisites) or 0 («нет», 0). Indexes out of range give MISSING. */
OriValue ori_value_compute (const OriSnapshot *snapshot, const OriIndicator *indicator,
                            guint orgunit, guint period);

/* FALSE for indicators in words, which have no number to compare, add or score. */
gboolean ori_value_is_numeric (const OriIndicator *indicator);

/* A count as a rate (per 1000 pupils, per school) when the indicator names a contextual element and
 * that is known for the period, or for another period of its year; else as ori_value_compute().
 * A rate has the count as numerator and the contextual number as denominator. */
OriValue ori_value_compute_rate (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                 guint orgunit, guint period);

/* The period (index) of @cycle in which the indicator has observations of any org unit; the latest
 * when there are several; G_MAXUINT when none. */
guint ori_value_period_of_cycle (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                 int cycle);

/* What an org unit's own figure is beside the sum of its parts. */
typedef struct {
  const OriIndicator *indicator;
  guint orgunit, period;
  OriValue own, sum;
} OriSumDifference;

/* The sum of the org units below, whatever was reported by @orgunit itself; MISSING, with
 * sum_expected 0, when it has none that reported. */
OriValue ori_value_sum (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                        guint period);
/* The org units directly below that a sum is made of or lacks, by name; GArray of guint, empty when
 * there is nothing to sum. Their values are those of ori_value_compute(). */
GArray *ori_value_parts (const OriSnapshot *snapshot, guint orgunit, guint period);
/* Where an org unit's own counts and the sum of its parts contradict each other: they differ though
 * all parts reported, or an incomplete sum is above the whole. GArray of OriSumDifference, by
 * indicator, org unit and period. */
GArray *ori_value_sum_differences (const OriSnapshot *snapshot);

/* Sum over the municipalities of a region (or children of any org unit): counts are summed and
 * shares computed from the sums, never averaged; *@present and *@expected tell its completeness.
 * Org units to which the indicator does not apply are not expected. Presence gives the percent of
 * org units that have it. Figures as they stand in a sheet and printed percents without counts
 * cannot be added: MISSING. */
OriValue ori_value_total (const OriSnapshot *snapshot, const OriIndicator *indicator,
                          const GArray *orgunits /* of guint */, guint period, guint *present,
                          guint *expected);

G_END_DECLS
