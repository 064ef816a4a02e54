/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "analysis/ori-certainty-private.h"

gboolean
ori_certainty_has_counts (const OriIndicator *indicator, const OriValue *value)
{
  gboolean share = indicator->kind == ORI_KIND_SHARE || indicator->kind == ORI_KIND_COUNT_SHARE;
  return share && value->status == ORI_STATUS_VALUE && isfinite (value->numerator) &&
         isfinite (value->denominator);
}

/* One column of scores from a column of values, by @method. */
static void
score_column (const OriSampler *self, guint c, OriNormalise method, const double *values,
              double *scores)
{
  guint n = self->n_units;
  OriScale scale = ori_column_scale (ori_scoring_column (self->scoring, c), method, values, n,
                                     &self->posts[2 * c]);
  gsize n_sorted = 0;
  g_autofree double *sorted =
      method == ORI_NORMALISE_PERCENTILE ? ori_sorted_copy (values, n, &n_sorted) : NULL;
  for (guint u = 0; u < n; u++)
    scores[(gsize)u * self->n_columns + c] = ori_scale_score (&scale, values[u], sorted, n_sorted);
}

void
ori_sampler_init (OriSampler *self, const OriScoring *scoring, const OriCertaintyPlan *plan,
                  guint varied, guint alone)
{
  guint n = scoring->units->len, m = scoring->columns->len;
  *self = (OriSampler){.scoring = scoring, .plan = plan, .varied = varied, .alone = alone};
  self->n_units = n;
  self->n_columns = m;
  self->numbers = g_new (double, (gsize)n *m + 1);
  self->posts = g_new0 (double, 2 * m + 1);
  self->given = g_new (double, (gsize)n *m + 1);
  self->given_weight = ori_scoring_weights (scoring);
  self->given_node_weight = ori_scoring_node_weights (scoring);
  self->rng = gsl_rng_alloc (gsl_rng_mt19937);
  self->drawn = g_new (double, n + 1);
  self->scores = g_new (double, (gsize)n *m + 1);
  if (alone & (1 << ORI_DOUBT_NOISE))
    self->noisy = g_new (double, (gsize)n *m + 1);
  self->weights = g_new (double, m + 1);
  self->node_weights = g_new (double, scoring->nodes->len + 1);
  for (guint c = 0; c < m; c++) {
    const OriColumn *column = ori_scoring_column (scoring, c);
    double *numbers = self->numbers + (gsize)c * n;
    ori_column_goalposts (column, scoring, &self->posts[2 * c]);
    for (guint u = 0; u < n; u++)
      numbers[u] = column->values[u].status == ORI_STATUS_VALUE ? column->values[u].value : NAN;
    score_column (self, c, scoring->scheme->normalise, numbers, self->given);
  }
}

void
ori_sampler_clear (OriSampler *self)
{
  g_free (self->numbers);
  g_free (self->posts);
  g_free (self->given);
  g_free (self->given_weight);
  g_free (self->given_node_weight);
  g_clear_pointer (&self->rng, gsl_rng_free);
  g_free (self->drawn);
  g_free (self->scores);
  g_free (self->noisy);
  g_free (self->weights);
  g_free (self->node_weights);
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
draw_column (OriSampler *self, guint c)
{
  const OriColumn *column = ori_scoring_column (self->scoring, c);
  OriNormalise given = self->scoring->scheme->normalise;
  guint n = self->n_units;
  memcpy (self->drawn, self->numbers + (gsize)c * n, n * sizeof (double));
  for (guint u = 0; self->varied & (1 << ORI_DOUBT_NOISE) && u < n; u++) {
    const OriValue *value = &column->values[u];
    if (ori_certainty_has_counts (column->indicator, value))
      self->drawn[u] = 100 * gsl_ran_beta (self->rng, value->numerator + 0.5,
                                           value->denominator - value->numerator + 0.5);
  }
  score_column (self, c, self->normalise, self->drawn, self->scores);
  if (!self->noisy)
    return;
  if (self->normalise != given) {
    score_column (self, c, given, self->drawn, self->noisy);
    return;
  }
  for (gsize i = c; i < (gsize)n * self->n_columns; i += self->n_columns)
    self->noisy[i] = self->scores[i];
}

/* The weights of parts that are neighbours; @parent tells whose they are. */
static void
draw_weights (OriSampler *self, double *weights, guint n)
{
  const OriCertaintyPlan *plan = self->plan;
  double sum = 0;
  if (plan->weight_model == ORI_WEIGHTS_UNIFORM) {
    for (guint i = 0; i < n; i++)
      weights[i] *= 1 + draw_around (self->rng, plan->weight_spread);
    return;
  }
  /* Gamma variates of one scale are a Dirichlet vector but for their sum, which the mean divides
   * by. */
  for (guint i = 0; i < n; i++)
    sum += weights[i];
  for (guint i = 0; i < n && sum > 0; i++)
    if (weights[i] > 0)
      weights[i] =
          MAX (gsl_ran_gamma (self->rng, plan->weight_alpha * weights[i] / sum, 1), DBL_MIN);
}

/* Neighbours stand anywhere in the list: they are drawn together and put back. */
static void
draw_neighbours (OriSampler *self, double *weights, guint n, guint parent,
                 guint (*parent_of) (const OriScoring *, guint))
{
  g_autofree double *group = g_new (double, n + 1);
  g_autofree guint *place = g_new (guint, n + 1);
  guint k = 0;
  for (guint i = 0; i < n; i++)
    if (parent_of (self->scoring, i) == parent) {
      place[k] = i;
      group[k++] = weights[i];
    }
  draw_weights (self, group, k);
  for (guint i = 0; i < k; i++)
    weights[place[i]] = group[i];
}

static guint
parent_of_column (const OriScoring *scoring, guint index)
{
  return ori_scoring_column (scoring, index)->node;
}

static guint
parent_of_node (const OriScoring *scoring, guint index)
{
  return ori_scoring_node (scoring, index)->parent;
}

/* Every level of weights, from the whole down. */
static void
draw_levels (OriSampler *self)
{
  guint n = self->scoring->nodes->len;
  draw_neighbours (self, self->node_weights, n, G_MAXUINT, parent_of_node);
  for (guint i = n; i-- > 0;)
    if (ori_scoring_node (self->scoring, i)->block)
      draw_neighbours (self, self->node_weights, n, i, parent_of_node);
  for (guint i = 0; i < n; i++)
    draw_neighbours (self, self->weights, self->n_columns, i, parent_of_column);
}

void
ori_sampler_draw (OriSampler *self, guint32 b)
{
  const OriScheme *scheme = self->scoring->scheme;
  const OriCertaintyPlan *plan = self->plan;
  guint m = self->n_columns, varied = self->varied;

  gsl_rng_set (self->rng, mix_seed (plan->seed, b));
  for (guint i = 0; i < ORI_N_SHIFTS; i++)
    self->shift[i] =
        varied & (1 << ORI_DOUBT_THRESHOLDS) ? draw_around (self->rng, plan->threshold_shift) : 0;
  self->normalise = scheme->normalise;
  self->aggregate = scheme->aggregate;
  if (varied & (1 << ORI_DOUBT_METHODS)) {
    self->normalise = draw_bit (self->rng, plan->normalisations, scheme->normalise);
    self->aggregate = draw_bit (self->rng, plan->aggregates, scheme->aggregate);
  }
  memcpy (self->weights, self->given_weight, m * sizeof (double));
  memcpy (self->node_weights, self->given_node_weight, self->scoring->nodes->len * sizeof (double));
  if (varied & (1 << ORI_DOUBT_WEIGHTS))
    draw_levels (self);
  for (guint c = 0; c < m; c++)
    draw_column (self, c);
}

static double
aggregate_row (const OriSampler *self, OriAggregate how, const double *scores, guint unit,
               gboolean drawn)
{
  const double *row = scores + (gsize)unit * self->n_columns;
  return ori_scoring_round (
      self->scoring,
      ori_scoring_aggregate (self->scoring, how, row, drawn ? self->weights : self->given_weight,
                             drawn ? self->node_weights : self->given_node_weight, NULL));
}

double
ori_sampler_score (const OriSampler *self, guint unit)
{
  return aggregate_row (self, self->aggregate, self->scores, unit, TRUE);
}

double
ori_sampler_score_alone (const OriSampler *self, OriDoubt doubt, guint unit)
{
  OriAggregate given = self->scoring->scheme->aggregate;
  g_return_val_if_fail (doubt != ORI_DOUBT_NOISE || self->noisy, NAN);
  if (doubt == ORI_DOUBT_NOISE)
    return aggregate_row (self, given, self->noisy, unit, FALSE);
  return aggregate_row (self, given, self->given, unit, TRUE);
}

void
ori_sampler_score_methods (OriSampler *self, OriNormalise normalise, OriAggregate aggregate,
                           double *scores)
{
  for (guint c = 0; c < self->n_columns; c++)
    score_column (self, c, normalise, self->numbers + (gsize)c * self->n_units, self->scores);
  for (guint u = 0; u < self->n_units; u++)
    scores[u] = aggregate_row (self, aggregate, self->scores, u, FALSE);
}
