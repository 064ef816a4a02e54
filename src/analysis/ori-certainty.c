/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-certainty.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#include "analysis/ori-scoring-private.h"

#define BORDERLINE 0.8
#define MAX_REPLICATES 1000000

static const struct {
  const char *code, *label;
} doubts[] = {
    [ORI_DOUBT_NOISE] = {"noise", N_ ("chance in small numbers")},
    [ORI_DOUBT_WEIGHTS] = {"weights", N_ ("weights")},
    [ORI_DOUBT_METHODS] = {"methods", N_ ("method of calculation")},
    [ORI_DOUBT_THRESHOLDS] = {"thresholds", N_ ("thresholds")},
};
G_STATIC_ASSERT (G_N_ELEMENTS (doubts) == ORI_N_DOUBTS);

const char *
ori_doubt_code (OriDoubt doubt)
{
  g_return_val_if_fail ((guint)doubt < ORI_N_DOUBTS, "");
  return doubts[doubt].code;
}

const char *
ori_doubt_label (OriDoubt doubt)
{
  g_return_val_if_fail ((guint)doubt < ORI_N_DOUBTS, "");
  return _ (doubts[doubt].label);
}

OriCertaintyPlan
ori_certainty_plan_default (guint64 seed)
{
  return (OriCertaintyPlan){
      .replicates = 2000,
      .seed = seed,
      .doubts = 1 << ORI_DOUBT_NOISE | 1 << ORI_DOUBT_WEIGHTS | 1 << ORI_DOUBT_METHODS,
      .weight_spread = 0.25,
      .normalisations =
          1 << ORI_NORMALISE_GOALPOSTS | 1 << ORI_NORMALISE_MINMAX | 1 << ORI_NORMALISE_PERCENTILE,
      .aggregates = 1 << ORI_AGGREGATE_ARITHMETIC | 1 << ORI_AGGREGATE_GEOMETRIC,
  };
}

/* What all replicates share, and room for one. Tables are column after column; scores row after
 * row, because they are aggregated by row. */
typedef struct {
  const OriScoring *scoring;
  const OriCertaintyPlan *plan;
  guint n_units, n_columns;
  gboolean *scored; /* per unit: groups are given to those only */
  double *numbers;  /* values as reported, NAN when there is none */
  double *posts;    /* two per column */
  gsl_rng *rng;
  double *drawn;  /* one column of values */
  double *scores; /* a row per unit */
  double *weights;
} Sampler;

static void
sampler_clear (Sampler *self)
{
  g_free (self->scored);
  g_free (self->numbers);
  g_free (self->posts);
  g_free (self->drawn);
  g_free (self->scores);
  g_free (self->weights);
  g_clear_pointer (&self->rng, gsl_rng_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sampler, sampler_clear)

static void
sampler_init (Sampler *self, const OriScoring *scoring, const OriCertaintyPlan *plan)
{
  guint n = scoring->units->len, m = scoring->columns->len;
  self->scoring = scoring;
  self->plan = plan;
  self->n_units = n;
  self->n_columns = m;
  self->scored = g_new0 (gboolean, n + 1);
  self->numbers = g_new (double, (gsize)n *m + 1);
  self->posts = g_new0 (double, 2 * m + 1);
  self->drawn = g_new (double, n + 1);
  self->scores = g_new (double, (gsize)n *m + 1);
  self->weights = g_new (double, m + 1);
  self->rng = gsl_rng_alloc (gsl_rng_mt19937);
  for (guint c = 0; c < m; c++) {
    const OriColumn *column = ori_scoring_column (scoring, c);
    ori_column_goalposts (column, scoring, &self->posts[2 * c]);
    for (guint u = 0; u < n; u++)
      self->numbers[(gsize)c * n + u] =
          column->values[u].status == ORI_STATUS_VALUE ? column->values[u].value : NAN;
  }
}

static gboolean
has_counts (const OriIndicator *indicator, const OriValue *value)
{
  gboolean share = indicator->kind == ORI_KIND_SHARE || indicator->kind == ORI_KIND_COUNT_SHARE;
  return share && value->status == ORI_STATUS_VALUE && isfinite (value->numerator) &&
         isfinite (value->denominator);
}

/* Seeds of neighbouring replicates must differ and look unrelated: a mix that is one to one in b
 * (Murmur3's finaliser). */
static guint32
mix_seed (guint64 seed, guint32 b)
{
  guint32 x = b ^ (guint32)seed ^ (guint32)(seed >> 32) * 0x9e3779b9u;
  x = (x ^ (x >> 16)) * 0x85ebca6bu;
  x = (x ^ (x >> 13)) * 0xc2b2ae35u;
  return x ^ (x >> 16);
}

static guint
draw_bit (gsl_rng *rng, guint set, guint otherwise)
{
  guint chosen[8 * sizeof (guint)], n = 0;
  for (guint bit = 0; bit < G_N_ELEMENTS (chosen); bit++)
    if (set & (1u << bit))
      chosen[n++] = bit;
  return n > 0 ? chosen[gsl_rng_uniform_int (rng, n)] : otherwise;
}

static double
draw_around (gsl_rng *rng, double spread)
{
  return spread * (2 * gsl_rng_uniform (rng) - 1);
}

static void
draw_column (Sampler *self, guint c, OriNormalise method, gboolean noise)
{
  const OriColumn *column = ori_scoring_column (self->scoring, c);
  guint n = self->n_units;
  memcpy (self->drawn, self->numbers + (gsize)c * n, n * sizeof (double));
  for (guint u = 0; noise && u < n; u++) {
    const OriValue *value = &column->values[u];
    if (has_counts (column->indicator, value))
      self->drawn[u] = 100 * gsl_ran_beta (self->rng, value->numerator + 0.5,
                                           value->denominator - value->numerator + 0.5);
  }
  OriScale scale = ori_column_scale (column, method, self->drawn, n, &self->posts[2 * c]);
  gsize n_sorted = 0;
  g_autofree double *sorted =
      method == ORI_NORMALISE_PERCENTILE ? ori_sorted_copy (self->drawn, n, &n_sorted) : NULL;
  for (guint u = 0; u < n; u++)
    self->scores[(gsize)u * self->n_columns + c] =
        ori_scale_score (&scale, self->drawn[u], sorted, n_sorted);
}

static int
compare_thresholds (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* One replicate: everyone's score (NAN without one) and the thresholds. */
static void
draw_replicate (Sampler *self, guint32 b, guint varied, double *scores, double *thresholds)
{
  const OriScheme *scheme = self->scoring->scheme;
  const OriCertaintyPlan *plan = self->plan;
  OriNormalise method = scheme->normalise;
  OriAggregate aggregate = scheme->aggregate;
  guint m = self->n_columns, n_thresholds = scheme->n_groups - 1;

  gsl_rng_set (self->rng, mix_seed (plan->seed, b));
  memcpy (thresholds, scheme->thresholds, n_thresholds * sizeof (double));
  if (varied & (1 << ORI_DOUBT_THRESHOLDS)) {
    for (guint i = 0; i < n_thresholds; i++)
      thresholds[i] += draw_around (self->rng, plan->threshold_shift);
    qsort (thresholds, n_thresholds, sizeof (double), compare_thresholds);
  }
  if (varied & (1 << ORI_DOUBT_METHODS)) {
    method = draw_bit (self->rng, plan->normalisations, method);
    aggregate = draw_bit (self->rng, plan->aggregates, aggregate);
  }
  for (guint c = 0; c < m; c++) {
    self->weights[c] = ori_scoring_column (self->scoring, c)->weight;
    if (varied & (1 << ORI_DOUBT_WEIGHTS))
      self->weights[c] *= 1 + draw_around (self->rng, plan->weight_spread);
  }
  for (guint c = 0; c < m; c++)
    draw_column (self, c, method, varied & (1 << ORI_DOUBT_NOISE));
  for (guint u = 0; u < self->n_units; u++) {
    const double *row = self->scores + (gsize)u * m;
    scores[u] = NAN;
    if (!self->scored[u])
      continue;
    double score = m == 1 ? row[0] : ori_aggregate (aggregate, row, self->weights, m, NULL);
    scores[u] = ori_scoring_round (self->scoring, score);
  }
}

/* Ranks of those with a score, 1 is the highest, equal scores share the better rank. */
static void
rank_scores (const double *scores, guint n, guint32 *ranks)
{
  g_autofree gsize *order = g_new (gsize, n + 1);
  g_autofree double *falling = g_new (double, n + 1);
  for (guint i = 0; i < n; i++)
    falling[i] = isfinite (scores[i]) ? -scores[i] : INFINITY;
  gsl_sort_index (order, falling, 1, n);
  for (guint i = 0; i < n; i++) {
    gboolean tied = i > 0 && falling[order[i]] == falling[order[i - 1]];
    ranks[order[i]] = tied ? ranks[order[i - 1]] : i + 1;
  }
}

/* All replicates with @varied. @score_table and @rank_table (a row per unit, may be NULL) keep what
 * each gave; @counts gets how often each unit fell into each group. */
static gboolean
run_replicates (Sampler *self, guint varied, double *score_table, guint32 *rank_table,
                guint *counts, const OriProgress *progress, GCancellable *cancellable,
                GError **error)
{
  guint n = self->n_units, total = self->plan->replicates;
  guint n_thresholds = self->scoring->scheme->n_groups - 1;
  double thresholds[ORI_MAX_GROUPS];
  g_autofree double *scores = g_new (double, n + 1);
  g_autofree guint32 *ranks = g_new (guint32, n + 1);

  memset (counts, 0, sizeof (guint) * n * ORI_MAX_GROUPS);
  for (guint b = 0; b < total; b++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (b % MAX (total / 100, 1) == 0)
      ori_progress_report (progress, (double)b / total, NULL);
    draw_replicate (self, b, varied, scores, thresholds);
    if (rank_table)
      rank_scores (scores, n, ranks);
    for (guint u = 0; u < n; u++) {
      if (isfinite (scores[u]))
        counts[u * ORI_MAX_GROUPS + ori_group_of (scores[u], thresholds, n_thresholds)]++;
      if (score_table)
        score_table[(gsize)u * total + b] = scores[u];
      if (rank_table)
        rank_table[(gsize)u * total + b] = ranks[u];
    }
  }
  return TRUE;
}

static double
quantile_of_ranks (const guint32 *ranks, guint n, guint i, guint k)
{
  g_autofree double *values = g_new (double, n);
  for (guint b = 0; b < n; b++)
    values[b] = ranks[b];
  gsize m;
  g_autofree double *sorted = ori_sorted_copy (values, n, &m);
  return ori_quantile (sorted, m, i, k);
}

static void
summarise_unit (const Sampler *self, guint u, double *scores, const guint32 *ranks,
                const guint *counts, OriUnitCertainty *unit)
{
  guint total = self->plan->replicates;
  double most = 0;
  gsize m;
  for (guint g = 0; g < self->scoring->scheme->n_groups; g++) {
    unit->share[g] = (double)counts[u * ORI_MAX_GROUPS + g] / total;
    most = MAX (most, unit->share[g]);
  }
  unit->borderline = most < BORDERLINE;
  g_autofree double *sorted = ori_sorted_copy (scores + (gsize)u * total, total, &m);
  unit->score_low = ori_scoring_round (self->scoring, ori_quantile (sorted, m, 1, 20));
  unit->score_high = ori_scoring_round (self->scoring, ori_quantile (sorted, m, 19, 20));
  const guint32 *own = ranks + (gsize)u * total;
  unit->rank_low = (guint)floor (quantile_of_ranks (own, total, 1, 20));
  unit->rank_high = (guint)ceil (quantile_of_ranks (own, total, 19, 20));
}

/* The sources that have something to vary. */
static guint
find_varied (const OriScoring *scoring, const OriCertaintyPlan *plan)
{
  guint varied = plan->doubts & ((1 << ORI_N_DOUBTS) - 1);
  guint methods = plan->normalisations & ~(1u << scoring->scheme->normalise);
  guint means = plan->aggregates & ~(1u << scoring->scheme->aggregate);
  gboolean counts = FALSE;
  for (guint c = 0; c < scoring->columns->len; c++) {
    const OriColumn *column = ori_scoring_column (scoring, c);
    for (guint u = 0; u < scoring->units->len && !counts; u++)
      counts = has_counts (column->indicator, &column->values[u]);
  }
  if (!counts)
    varied &= ~(1u << ORI_DOUBT_NOISE);
  if (!(plan->weight_spread > 0) || scoring->columns->len < 2)
    varied &= ~(1u << ORI_DOUBT_WEIGHTS);
  if (methods == 0 && (means == 0 || scoring->columns->len < 2))
    varied &= ~(1u << ORI_DOUBT_METHODS);
  if (!(plan->threshold_shift > 0))
    varied &= ~(1u << ORI_DOUBT_THRESHOLDS);
  return varied;
}

static gboolean
check_plan (const OriCertaintyPlan *plan, const OriScheme *scheme, GError **error)
{
  const char *problem = NULL;
  if (plan->replicates == 0 || plan->replicates > MAX_REPLICATES)
    problem = _ ("the number of replicates must be between 1 and 1 000 000");
  else if (!(plan->weight_spread >= 0 && plan->weight_spread <= 1))
    problem = _ ("the spread of weights must be between 0 and 1");
  else if (!(plan->threshold_shift >= 0) || !isfinite (plan->threshold_shift))
    problem = _ ("the shift of thresholds must be a number not below zero");
  else if (plan->normalisations & (1u << ORI_NORMALISE_NONE) ||
           (scheme->normalise == ORI_NORMALISE_NONE && plan->normalisations != 0))
    problem = _ ("raw values and scores cannot be mixed");
  if (problem)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, problem);
  return problem == NULL;
}

static gboolean
attribute_flips (Sampler *self, OriCertainty *result, guint *counts, const OriProgress *progress,
                 GCancellable *cancellable, GError **error)
{
  for (guint doubt = 0; doubt < ORI_N_DOUBTS; doubt++) {
    OriProgress part =
        ori_progress_part (progress, (double)doubt / ORI_N_DOUBTS, (doubt + 1.0) / ORI_N_DOUBTS);
    if (!(result->varied & (1u << doubt)))
      continue;
    if (!run_replicates (self, 1u << doubt, NULL, NULL, counts, &part, cancellable, error))
      return FALSE;
    for (guint u = 0; u < self->n_units; u++) {
      OriUnitCertainty *unit = &g_array_index (result->units, OriUnitCertainty, u);
      guint same = counts[u * ORI_MAX_GROUPS + unit->group];
      if (unit->has_score)
        unit->flips[doubt] = 1 - (double)same / self->plan->replicates;
    }
  }
  return TRUE;
}

static OriCertainty *
start_result (Sampler *sampler)
{
  const OriScoring *scoring = sampler->scoring;
  OriCertainty *result = g_new0 (OriCertainty, 1);
  result->plan = *sampler->plan;
  result->generator = gsl_rng_name (sampler->rng);
  result->varied = find_varied (scoring, sampler->plan);
  result->units = g_array_new (FALSE, TRUE, sizeof (OriUnitCertainty));
  for (guint u = 0; u < sampler->n_units; u++) {
    OriScore score = ori_scoring_score (scoring, u);
    OriUnitCertainty unit = {.orgunit = score.orgunit, .has_score = score.has_score};
    sampler->scored[u] = score.has_score;
    if (score.has_score) {
      unit.score = score.score;
      unit.group =
          ori_group_of (score.score, scoring->scheme->thresholds, scoring->scheme->n_groups - 1);
    }
    g_array_append_val (result->units, unit);
  }
  return result;
}

OriCertainty *
ori_certainty_run (const OriSnapshot *snapshot, const OriScheme *scheme,
                   const OriIndicator *indicator, int cycle, OriOrgUnitLevel level,
                   const OriCertaintyPlan *plan, const OriProgress *progress,
                   GCancellable *cancellable, GError **error)
{
  if (!check_plan (plan, scheme, error))
    return NULL;
  g_autoptr (OriScoring) scoring = ori_scoring_new (snapshot, scheme, indicator, cycle, level);
  g_auto (Sampler) sampler = {0};
  sampler_init (&sampler, scoring, plan);
  g_autoptr (OriCertainty) result = start_result (&sampler);

  gsize cells = (gsize)sampler.n_units * plan->replicates + 1;
  g_autofree double *scores = g_new (double, cells);
  g_autofree guint32 *ranks = g_new (guint32, cells);
  g_autofree guint *counts = g_new0 (guint, sampler.n_units * ORI_MAX_GROUPS + 1);
  OriProgress main_part = ori_progress_part (progress, 0, plan->attribute ? 0.5 : 1);
  OriProgress rest = ori_progress_part (progress, 0.5, 1);
  if (!run_replicates (&sampler, result->varied, scores, ranks, counts, &main_part, cancellable,
                       error))
    return NULL;
  for (guint u = 0; u < sampler.n_units; u++) {
    OriUnitCertainty *unit = &g_array_index (result->units, OriUnitCertainty, u);
    if (unit->has_score)
      summarise_unit (&sampler, u, scores, ranks, counts, unit);
  }
  if (plan->attribute && !attribute_flips (&sampler, result, counts, &rest, cancellable, error))
    return NULL;
  ori_progress_report (progress, 1, NULL);
  return g_steal_pointer (&result);
}

void
ori_certainty_free (OriCertainty *self)
{
  if (!self)
    return;
  g_array_unref (self->units);
  g_free (self);
}
