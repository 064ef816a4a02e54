/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-values.h"
#include "core/ori-subject.h"

G_BEGIN_DECLS

/* A score per org unit and cycle, and groups by thresholds (METHOD §1, §2). The interval rule,
 * once: [lo, t1) is the lowest group, [t1, t2) the next, … [tk, hi] the highest; a score equal to a
 * threshold goes up. Scores are rounded half-up to 0,01 before they meet a threshold; the raw
 * values of ORI_NORMALISE_NONE are not. */

/* What a score says about itself, in OriScore.flags beside the OriFlags of its inputs. */
typedef enum {
  ORI_SCORE_NEUTRAL = 1 << 16,    /* an indicator tells nobody apart and gives everyone 50 */
  ORI_SCORE_INCOMPLETE = 1 << 17, /* less is present than the scheme asks for: no group */
  ORI_SCORE_FLOORED = 1 << 18,    /* the geometric mean took a score below 1 as 1 */
  ORI_SCORE_NO_TARGET = 1 << 19,  /* no target is set: goalposts served instead */
  ORI_SCORE_NO_RATE = 1 << 20, /* a count without the size that turns it into a rate: not scored */
  ORI_SCORE_BEYOND = 1 << 21,  /* every number of an indicator lies beyond the same frozen goalpost:
                                * frozen from counts, say, before their sizes were known */
  ORI_SCORE_NO_RAW = 1 << 22,  /* raw values that cannot be ranked as they are: no score */
} OriScoreFlags;

/* "neutral", "floored", "no-target"…: JSON; 0 to ORI_N_SCORE_FLAGS − 1. */
#define ORI_N_SCORE_FLAGS 7
OriScoreFlags ori_score_flag (guint index, const char **code);

typedef struct {
  guint orgunit;       /* index in the snapshot */
  gboolean has_score;  /* FALSE: nothing reported, or too little (see completeness): no group */
  double score;        /* rounded to 0,01, raw values as they are; with ORI_SCORE_INCOMPLETE of
                        * what there is; else 0 */
  double completeness; /* share of the weight present, 0 to 1 */
  double low, high;    /* score with what is missing at 0 and at 100 */
  guint flags;         /* OriFlags of the inputs, OriScoreFlags */
} OriScore;

/* Scores of one cycle for the org units of one level, ascending index; free with g_array_unref().
 * @subject NULL: the overall score of all judged indicators; else of its block, criterion or
 * indicator (with ORI_NORMALISE_NONE the raw value of one indicator, see ori_subject_ranks_raw()).
 *
 * An indicator takes part when at least one org unit has a number in the cycle. The score is taken
 * level by level with the weights of the scheme: a criterion is the mean of its indicators, a block
 * of its criteria, the whole of its blocks, or of its criteria when the scheme weighs no blocks
 * (indicators without a block then count as one more block of weight 1). Variants of one declared
 * indicator share its weight, and drop out when that has numbers itself. What is missing leaves its
 * weight to its neighbours of the same level. Counts are scored as rates where the sizes are known.
 * «Не применимо» excuses an org unit: neither missing nor present. Without goalposts in the scheme:
 * 0–100 for shares and presence, else P5–P95 of the first cycle in which org units differ.
 * ORI_NORMALISE_ZSCORE is 50 + 10 z. Org units that did not exist in the cycle are left out unless
 * they reported. */
GArray *ori_scores_compute (const OriSnapshot *snapshot, const OriScheme *scheme,
                            const OriSubject *subject, int cycle, OriOrgUnitLevel level);

/* Whether raw values of the subject (NULL: overall) can be scores, of which more is better: several
 * indicators have no common unit, and where less is better the best would be the lowest group. */
gboolean ori_subject_ranks_raw (const OriSubject *subject);

/* Where the calculation had to help itself, in sentences, each with @separator before it: what the
 * scheme asks for and the data do not allow is never settled in silence. Translated; empty when
 * there is nothing to say; free with g_free(). Too little data is not told here: it leaves an org
 * unit without a group. */
char *ori_scores_notes (const GArray *scores, const char *separator);

/* What can be scored in a cycle: the overall score, then blocks, criteria and indicators that have
 * numbers; GArray of OriSubject. */
GArray *ori_subjects_list (const OriSnapshot *snapshot, int cycle);

/* One part of a score with its importance (METHOD §1): what it was meant to weigh and what it does.
 */
typedef struct {
  OriSubject subject; /* a block (code NULL: indicators without one), criterion or indicator */
  double weight;      /* as set, relative to its neighbours */
  double nominal;     /* share of the whole; all indicators together make 1, so do all criteria */
  double effective;   /* squared correlation with the whole over the org units; NAN with fewer than
                       * three of them or when nothing varies */
  guint n;            /* org units that have both */
} OriWeight;

/* The parts of a subject (NULL: overall), blocks first, then criteria, then indicators in the order
 * of the programme; GArray of OriWeight. */
GArray *ori_weights_compute (const OriSnapshot *snapshot, const OriScheme *scheme,
                             const OriSubject *subject, int cycle, OriOrgUnitLevel level);

/* TRUE when there are parts and every one of them weighs nothing, so that nobody has a score. */
gboolean ori_weights_are_zero (const GArray *weights);

/* Weights that the scheme sets and that change nothing, because what they weigh is no part of the
 * score: nobody has a number of it in the cycle, or it is not judged. @weights are those of
 * ori_weights_compute() for the same subject (NULL: overall); weights that are as good as none are
 * left out, and so is what does not belong to the subject. GPtrArray of keys (ori_subject_key()),
 * in order; keys of what the programme no longer has are among them. */
GPtrArray *ori_weights_idle (const OriProgramme *programme, const OriScheme *scheme,
                             const OriSubject *subject, const GArray *weights);
/* That in a sentence that names them; NULL when there are none. Translated. */
char *ori_weights_idle_text (const OriProgramme *programme, const GPtrArray *idle);

/* The value that scores and deficits look at: a count as a rate where the sizes are known for at
 * least half of what was reported (then MISSING, ORI_SCORE_NO_RATE, where its own is not), else as
 * ori_value_compute(). */
OriValue ori_scored_value (const OriSnapshot *snapshot, const OriIndicator *indicator,
                           guint orgunit, guint period);

/* Goalposts of every judged indicator, frozen from @cycle over the main level of the snapshot,
 * stored into the scheme where absent. Where all org units are equal nothing is stored. */
void ori_scheme_freeze_goalposts (OriScheme *scheme, const OriSnapshot *snapshot, int cycle);

/* Thresholds by a method over scores (values without a score, NAN, do not count). Writes n_groups −
 * 1 strictly ascending thresholds; FALSE with fewer distinct values than groups, or when the method
 * has none to offer (then nothing is written). Equal values are never split.
 * - natural: the roundest number in the gap between two classes, never a value;
 * - tercile: quantiles of type 7 at i / n_groups as the formula gives them; a value equal to one
 * goes up; where ties would leave a class empty, a number in the next gap;
 * - sd: mean + (i − n_groups / 2) · 2 · @sd_k · sd, that is mean ± sd_k · sd for three groups;
 * classes may be empty;
 * - head/tail: the mean, then the mean of those at or above it, and so on;
 * - fixed: none, thresholds are what the analyst sets. */
gboolean ori_grouping_suggest (OriGroupingMethod method, const double *values, gsize n,
                               guint n_groups, double sd_k, double *thresholds);

/* What one method suggests and how well it fits. */
typedef struct {
  OriGroupingMethod method;
  double sd_k; /* of ORI_GROUPING_SD, else 0 */
  gboolean ok; /* FALSE: it has nothing to offer here; the rest is 0 */
  double thresholds[ORI_MAX_GROUPS - 1];
  double gvf;
  guint counts[ORI_MAX_GROUPS]; /* how many fall into each group */
} OriSuggestion;

/* Every method at once: fixed (the thresholds of @scheme), terciles, mean ± 0.5 sd, mean ± 1 sd,
 * natural breaks, head/tail, for the number of groups of @scheme; GArray of OriSuggestion. */
GArray *ori_grouping_suggest_all (const OriScheme *scheme, const double *values, gsize n);

/* A stretch without values between two neighbours: where a threshold moves nobody. */
typedef struct {
  double low, high; /* the neighbours; a threshold may be anywhere in (low, high] */
  double nice;      /* the roundest number well inside: ori_threshold_snap() */
  guint below;      /* number of values at or below @low */
} OriGap;

/* The @most widest gaps of the values (NAN does not count), ascending; GArray of OriGap. */
GArray *ori_grouping_gaps (const double *values, gsize n, guint most);

/* The roundest number in the gap between values that @threshold lies in: the same groups, nicer to
 * read. @threshold itself outside the range of values. */
double ori_threshold_snap (const double *values, gsize n, double threshold);

/* Exact Fisher natural breaks by dynamic programming with divide and conquer, O(k n log n).
 * @values need not be sorted, not finite ones are skipped. Writes the class maxima of the first k −
 * 1 classes into @maxima. FALSE when there are fewer distinct values than classes. */
gboolean ori_natural_breaks (const double *values, gsize n, guint k, double *maxima);

/* Goodness of variance fit 1 − SSE within / SSE total of the groups that thresholds make; 1 when
 * all values are equal. */
double ori_grouping_gvf (const double *values, gsize n, const double *thresholds,
                         guint n_thresholds);

/* Index of the group of a score: the number of thresholds that are ≤ score. */
guint ori_group_of (double score, const double *thresholds, guint n_thresholds);

G_END_DECLS
