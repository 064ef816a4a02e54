/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-bench-scores.h"

G_BEGIN_DECLS

/* What the bench of thresholds knows about the scores of one subject: counted and found by binary
 * search, so that a drag costs the same for forty thousand org units as for forty. No widgets. */

typedef struct {
  guint orgunit;
  double score;
  double before;                  /* in the cycle compared with, NAN */
  double trail[ORI_BENCH_CYCLES]; /* in each cycle, NAN */
} OriBenchUnit;

typedef struct {
  char *label;
  double thresholds[ORI_MAX_GROUPS - 1];
  double fit; /* goodness of fit */
} OriBenchSuggestion;

/* The scores of a unit in two years: who stands on both sides of a threshold changes group. */
typedef struct {
  double low, high;
} OriBenchPair;

typedef struct {
  GArray *units;  /* of OriBenchUnit, those with a score, ascending */
  guint n_cycles; /* the chosen one is the last */
  int cycles[ORI_BENCH_CYCLES];
  guint compare;                         /* index of the cycle compared with, G_MAXUINT */
  GArray *scores[ORI_BENCH_CYCLES];      /* of double, ascending */
  GHashTable *history[ORI_BENCH_CYCLES]; /* orgunit → index + 1 into by_unit */
  GArray *by_unit[ORI_BENCH_CYCLES];     /* of OriScore */
  double *sums;                          /* of the first i deviations from the mean, chosen cycle */
  double variation;                      /* sum of the squares of all of them */
  guint n_without;                       /* org units of the chosen cycle without a score */
  GArray *pairs;          /* of OriBenchPair: units with a score in both years, by the lower one */
  GArray *uppers;         /* of double: the upper ones of them, ascending */
  GArray *gaps;           /* of OriGap, the widest ones, ascending */
  GPtrArray *suggestions; /* of OriBenchSuggestion, by each method that has one */
  double step;            /* round values are its multiples */
  guint n_groups;         /* that was suggested for, with sd_k */
  double sd_k;
} OriBenchData;

/* @scores: of GArray of OriScore, in parallel with @cycles (of int), at most ORI_BENCH_CYCLES, the
 * chosen one last. @compare: index of the cycle compared with, G_MAXUINT for none. */
OriBenchData *ori_bench_data_new (const GArray *cycles, const GPtrArray *scores, guint compare,
                                  const OriScheme *scheme);
/* TRUE when it would be the same, made of the same scores. */
gboolean ori_bench_data_answers (const OriBenchData *self, guint compare, const OriScheme *scheme);
void ori_bench_data_free (OriBenchData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriBenchData, ori_bench_data_free)

/* Scores in a group, by the index of a cycle. */
guint ori_bench_data_count (const OriBenchData *self, guint cycle, const OriScheme *scheme,
                            guint group);
/* A score in a cycle by its index, NAN. */
double ori_bench_data_score (const OriBenchData *self, guint cycle, guint orgunit);
/* Units with a score in [low, high): first and behind the last. */
void ori_bench_data_between (const OriBenchData *self, double low, double high, guint *first,
                             guint *end);
/* Goodness of fit of thresholds; the best of the suggestions. */
double ori_bench_data_fit (const OriBenchData *self, const double *thresholds, guint n);
double ori_bench_data_best_fit (const OriBenchData *self);

/* The gap that holds @value, NULL. */
const OriGap *ori_bench_data_find_gap (const OriBenchData *self, double value);
gboolean ori_bench_data_is_round (const OriBenchData *self, double value);
/* The nearest middle of a gap, suggestion of @index or round value within @reach of @value, the
 * nearest of these; else @value at 0,1. @accepted: of the same number of groups, NULL. */
double ori_bench_data_snap (const OriBenchData *self, const OriScheme *accepted, guint index,
                            double value, double reach);
/* The next of the same places above or below @value (@direction 1 or -1); @value when there is
 * none. */
double ori_bench_data_next_snap (const OriBenchData *self, const OriScheme *accepted, guint index,
                                 double value, int direction);

/* Is the group of @orgunit sure: at least 80 of 100; -1 when not known. Of the last finished run.
 */
typedef double (*OriBenchShare) (gpointer data, guint orgunit, guint group);

typedef struct {
  double from; /* accepted place; NAN: none */
  guint n;     /* how many move */
  gboolean down;
  int sure; /* how many of them surely, -1 when not known */
  const OriGap *gap;
  gboolean round;
} OriBenchPrice;

/* What moving threshold @index of @scheme away from @accepted (NULL) costs. */
OriBenchPrice ori_bench_data_price (const OriBenchData *self, const OriScheme *scheme,
                                    const OriScheme *accepted, guint index, OriBenchShare share,
                                    gpointer data);
/* «45 → 47,5: 4 МО вниз, из них уверенно 1»; without an accepted place how many are below. */
char *ori_bench_price_text (const OriBenchPrice *price, const OriBenchData *self, double value);
/* «просвет 47,1–48,1 · круглое значение». */
char *ori_bench_price_note (const OriBenchPrice *price);
/* The same for a screen reader: «47,5, четыре вниз, уверенно один». */
char *ori_bench_price_spoken (const OriBenchPrice *price, double value);

typedef enum {
  ORI_MOVERS_BY_THRESHOLDS,
  ORI_MOVERS_BY_YEAR,
  ORI_MOVERS_BORDERLINE,
} OriMoversKind;

/* Indices of units that change group against @accepted or against the year before, ascending;
 * GArray of guint. Borderline ones are not its business. */
GArray *ori_bench_data_movers (const OriBenchData *self, OriMoversKind kind,
                               const OriScheme *scheme, const OriScheme *accepted);
/* How many they are, without a look at each unit. */
guint ori_bench_data_count_movers (const OriBenchData *self, OriMoversKind kind,
                                   const OriScheme *scheme, const OriScheme *accepted);

G_END_DECLS
