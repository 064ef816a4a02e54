/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-certainty.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#include "analysis/ori-scoring-private.h"

#define BORDERLINE 0.8
#define N_SHIFTS (ORI_MAX_GROUPS - 1)
#define N_THREADS 2
#define MOST_CELLS ((gsize)1 << 27) /* replicates × org units: 1,5 GB */
#define MUCH_WORK 1000000           /* scores of indicators: some tenths of a second */
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
  double *node_weights;
  OriNormalise normalise; /* of the last replicate */
  OriAggregate aggregate;
} Sampler;

typedef struct {
  Sampler each[N_THREADS];
} Samplers;

static void
sampler_clear (Sampler *self)
{
  g_free (self->scored);
  g_free (self->numbers);
  g_free (self->posts);
  g_free (self->drawn);
  g_free (self->scores);
  g_free (self->weights);
  g_free (self->node_weights);
  g_clear_pointer (&self->rng, gsl_rng_free);
}

static void
samplers_clear (Samplers *self)
{
  for (guint i = 0; i < N_THREADS; i++)
    sampler_clear (&self->each[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Samplers, samplers_clear)

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
  self->node_weights = g_new (double, scoring->nodes->len + 1);
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

/* The weights of parts that are neighbours; @parent tells whose they are. */
static void
draw_weights (Sampler *self, double *weights, guint n)
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
draw_neighbours (Sampler *self, double *weights, guint n, guint parent,
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
draw_levels (Sampler *self)
{
  guint n = self->scoring->nodes->len;
  draw_neighbours (self, self->node_weights, n, G_MAXUINT, parent_of_node);
  for (guint i = n; i-- > 0;)
    if (ori_scoring_node (self->scoring, i)->block)
      draw_neighbours (self, self->node_weights, n, i, parent_of_node);
  for (guint i = 0; i < n; i++)
    draw_neighbours (self, self->weights, self->n_columns, i, parent_of_column);
}

/* One replicate: everyone's score (NAN without one) and how far the thresholds shift. */
static void
draw_replicate (Sampler *self, guint32 b, guint varied, double *scores, double *shift)
{
  const OriScheme *scheme = self->scoring->scheme;
  const OriCertaintyPlan *plan = self->plan;
  OriNormalise method = scheme->normalise;
  OriAggregate aggregate = scheme->aggregate;
  guint m = self->n_columns;

  gsl_rng_set (self->rng, mix_seed (plan->seed, b));
  for (guint i = 0; i < N_SHIFTS; i++)
    shift[i] =
        varied & (1 << ORI_DOUBT_THRESHOLDS) ? draw_around (self->rng, plan->threshold_shift) : 0;
  if (varied & (1 << ORI_DOUBT_METHODS)) {
    method = draw_bit (self->rng, plan->normalisations, method);
    aggregate = draw_bit (self->rng, plan->aggregates, aggregate);
  }
  for (guint c = 0; c < m; c++)
    self->weights[c] = ori_scoring_column (self->scoring, c)->weight;
  for (guint i = 0; i < self->scoring->nodes->len; i++)
    self->node_weights[i] = ori_scoring_node (self->scoring, i)->weight;
  if (varied & (1 << ORI_DOUBT_WEIGHTS))
    draw_levels (self);
  self->normalise = method;
  self->aggregate = aggregate;
  for (guint c = 0; c < m; c++)
    draw_column (self, c, method, varied & (1 << ORI_DOUBT_NOISE));
  for (guint u = 0; u < self->n_units; u++) {
    const double *row = self->scores + (gsize)u * m;
    scores[u] = NAN;
    if (self->scored[u])
      scores[u] = ori_scoring_round (
          self->scoring, ori_scoring_aggregate (self->scoring, aggregate, row, self->weights,
                                                self->node_weights, NULL));
  }
}

/* The group of a score when the thresholds are shifted; those that pass each other are put in
 * order. */
static guint
group_of (double score, const double *thresholds, const double *shift, guint n)
{
  guint group = 0;
  for (guint i = 0; i < n; i++)
    group += score >= thresholds[i] + shift[i];
  return group;
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

/* What the replicates give: tables with a row per unit and @shifts with a row per replicate, which
 * may be NULL, keep each; @counts is how often each unit fell into each group. */
typedef struct {
  double *scores;
  guint32 *ranks;
  double *shifts;
  guint *counts;
} Tables;

/* Every @step-th replicate from @first on, with a sampler of its own. Which thread draws a
 * replicate cannot matter: each has its own stream and its own places in the tables. */
typedef struct {
  Sampler *sampler;
  guint varied, first, step;
  Tables tables;
  const OriProgress *progress; /* of the calling thread only */
  GCancellable *cancellable;
} Part;

static gpointer
run_part (gpointer data)
{
  const Part *part = data;
  Sampler *self = part->sampler;
  const Tables *tables = &part->tables;
  const OriScheme *scheme = self->scoring->scheme;
  guint n = self->n_units, total = self->plan->replicates;
  guint report_every = MAX (total / 100 / part->step, 1);
  double shift[N_SHIFTS];
  g_autofree double *scores = g_new (double, n + 1);
  g_autofree guint32 *ranks = g_new (guint32, n + 1);

  for (guint b = part->first, i = 0; b < total; b += part->step, i++) {
    if (g_cancellable_is_cancelled (part->cancellable))
      break;
    if (i % report_every == 0)
      ori_progress_report (part->progress, (double)b / total, NULL);
    draw_replicate (self, b, part->varied, scores, shift);
    if (tables->ranks)
      rank_scores (scores, n, ranks);
    if (tables->shifts)
      memcpy (tables->shifts + (gsize)b * N_SHIFTS, shift, sizeof shift);
    for (guint u = 0; u < n; u++) {
      if (isfinite (scores[u]))
        tables->counts[u * ORI_MAX_GROUPS +
                       group_of (scores[u], scheme->thresholds, shift, scheme->n_groups - 1)]++;
      if (tables->scores)
        tables->scores[(gsize)u * total + b] = scores[u];
      if (tables->ranks)
        tables->ranks[(gsize)u * total + b] = ranks[u];
    }
  }
  return NULL;
}

/* All replicates with @varied, in two threads when there is much to do. */
static gboolean
run_replicates (Sampler *samplers, guint varied, const Tables *tables, const OriProgress *progress,
                GCancellable *cancellable, GError **error)
{
  gsize n_counts = (gsize)samplers->n_units * ORI_MAX_GROUPS;
  gsize work = (gsize)samplers->n_units * samplers->n_columns * samplers->plan->replicates;
  guint n_parts = work > MUCH_WORK ? N_THREADS : 1;
  Part parts[N_THREADS];
  GThread *threads[N_THREADS] = {NULL};

  memset (tables->counts, 0, n_counts * sizeof (guint));
  for (guint i = 0; i < n_parts; i++) {
    parts[i] =
        (Part){&samplers[i], varied, i, n_parts, *tables, i == 0 ? progress : NULL, cancellable};
    if (i == 0)
      continue;
    parts[i].tables.counts = g_new0 (guint, n_counts + 1);
    threads[i] = g_thread_new ("ori-certainty", run_part, &parts[i]);
  }
  run_part (&parts[0]);
  for (guint i = 1; i < n_parts; i++) {
    g_thread_join (threads[i]);
    for (gsize k = 0; k < n_counts; k++)
      tables->counts[k] += parts[i].tables.counts[k];
    g_free (parts[i].tables.counts);
  }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
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
summarise_unit (const Sampler *self, guint u, const double *scores, const guint32 *ranks,
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
  gboolean spread = plan->weight_model == ORI_WEIGHTS_DIRICHLET || plan->weight_spread > 0;
  if (!spread || scoring->columns->len < 2)
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
  if (!ori_certainty_plan_check (plan, error))
    return FALSE;
  if (plan->normalisations & (1u << ORI_NORMALISE_NONE) ||
      (scheme->normalise == ORI_NORMALISE_NONE && plan->normalisations != 0)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("raw values and scores cannot be mixed"));
    return FALSE;
  }
  return TRUE;
}

static gboolean
attribute_flips (Sampler *samplers, OriCertainty *result, guint *counts,
                 const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  const Tables tables = {.counts = counts};
  for (guint doubt = 0; doubt < ORI_N_DOUBTS; doubt++) {
    OriProgress part =
        ori_progress_part (progress, (double)doubt / ORI_N_DOUBTS, (doubt + 1.0) / ORI_N_DOUBTS);
    if (!(result->varied & (1u << doubt)))
      continue;
    if (!run_replicates (samplers, 1u << doubt, &tables, &part, cancellable, error))
      return FALSE;
    for (guint u = 0; u < samplers->n_units; u++) {
      OriUnitCertainty *unit = &g_array_index (result->units, OriUnitCertainty, u);
      guint same = counts[u * ORI_MAX_GROUPS + unit->group];
      if (unit->has_score)
        unit->flips[doubt] = 1 - (double)same / samplers->plan->replicates;
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
  result->normalise = scoring->scheme->normalise;
  result->aggregate = scoring->scheme->aggregate;
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

/* What the tables of a run take must fit into memory. */
static gboolean
check_size (gsize cells, GError **error)
{
  if (cells <= MOST_CELLS)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _ ("too many replicates for so many territories"));
  return FALSE;
}

OriCertainty *
ori_certainty_run (const OriSnapshot *snapshot, const OriScheme *scheme, const OriSubject *subject,
                   int cycle, OriOrgUnitLevel level, const OriCertaintyPlan *plan,
                   const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  if (!check_plan (plan, scheme, error))
    return NULL;
  g_autoptr (OriScoring) scoring = ori_scoring_new (snapshot, scheme, subject, cycle, level);
  gsize cells = (gsize)scoring->units->len * plan->replicates + 1;
  if (!check_size (cells, error))
    return NULL;
  g_auto (Samplers) samplers = {0};
  Sampler *sampler = &samplers.each[0];
  for (guint i = 0; i < N_THREADS; i++)
    sampler_init (&samplers.each[i], scoring, plan);
  g_autoptr (OriCertainty) result = start_result (sampler);
  for (guint i = 1; i < N_THREADS; i++)
    memcpy (samplers.each[i].scored, sampler->scored, sampler->n_units * sizeof (gboolean));

  result->scores = g_new (double, cells);
  result->shifts = g_new (double, (gsize)plan->replicates *N_SHIFTS);
  g_autofree guint32 *ranks = g_new (guint32, cells);
  g_autofree guint *counts = g_new0 (guint, sampler->n_units * ORI_MAX_GROUPS + 1);
  Tables tables = {result->scores, ranks, result->shifts, counts};
  OriProgress main_part = ori_progress_part (progress, 0, plan->attribute ? 0.5 : 1);
  OriProgress rest = ori_progress_part (progress, 0.5, 1);
  if (!run_replicates (sampler, result->varied, &tables, &main_part, cancellable, error))
    return NULL;
  for (guint u = 0; u < sampler->n_units; u++) {
    OriUnitCertainty *unit = &g_array_index (result->units, OriUnitCertainty, u);
    if (unit->has_score)
      summarise_unit (sampler, u, result->scores, ranks, counts, unit);
  }
  if (plan->attribute && !attribute_flips (sampler, result, counts, &rest, cancellable, error))
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
  g_free (self->scores);
  g_free (self->shifts);
  g_free (self);
}

guint
ori_certainty_find (const OriCertainty *self, guint orgunit)
{
  guint low = 0, high = self->units->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    if (g_array_index (self->units, OriUnitCertainty, middle).orgunit < orgunit)
      low = middle + 1;
    else
      high = middle;
  }
  const OriUnitCertainty *unit = &g_array_index (self->units, OriUnitCertainty, low);
  return low < self->units->len && unit->orgunit == orgunit && unit->has_score ? low : G_MAXUINT;
}

guint
ori_certainty_group (const OriCertainty *self, guint unit, guint replicate,
                     const double *thresholds, guint n_thresholds)
{
  g_return_val_if_fail (unit < self->units->len && replicate < self->plan.replicates, 0);
  return group_of (self->scores[(gsize)unit * self->plan.replicates + replicate], thresholds,
                   self->shifts + (gsize)replicate * N_SHIFTS, n_thresholds);
}

void
ori_certainty_shares (const OriCertainty *self, guint unit, const double *thresholds,
                      guint n_thresholds, double *share)
{
  guint counts[ORI_MAX_GROUPS] = {0};
  for (guint b = 0; b < self->plan.replicates; b++)
    counts[ori_certainty_group (self, unit, b, thresholds, n_thresholds)]++;
  for (guint g = 0; g <= n_thresholds; g++)
    share[g] = (double)counts[g] / self->plan.replicates;
}

static void
add_drawn (OriReplicate *replicate, OriSubject subject, double weight)
{
  OriWeight drawn = {.subject = subject, .weight = weight, .nominal = NAN, .effective = NAN};
  g_array_append_val (replicate->weights, drawn);
}

OriReplicate *
ori_certainty_replicate (const OriSnapshot *snapshot, const OriScheme *scheme,
                         const OriSubject *subject, int cycle, OriOrgUnitLevel level,
                         const OriCertaintyPlan *plan, guint index, GError **error)
{
  if (!check_plan (plan, scheme, error))
    return NULL;
  g_autoptr (OriScoring) scoring = ori_scoring_new (snapshot, scheme, subject, cycle, level);
  g_auto (Samplers) samplers = {0};
  Sampler *sampler = &samplers.each[0];
  sampler_init (sampler, scoring, plan);
  g_autoptr (OriCertainty) result = start_result (sampler);
  OriReplicate *replicate = g_new0 (OriReplicate, 1);

  replicate->scores = g_new (double, sampler->n_units + 1);
  replicate->weights = g_array_new (FALSE, TRUE, sizeof (OriWeight));
  draw_replicate (sampler, index, result->varied, replicate->scores, replicate->shifts);
  replicate->normalise = sampler->normalise;
  replicate->aggregate = sampler->aggregate;
  for (guint i = scoring->nodes->len; i-- > 0;) {
    const OriNode *node = ori_scoring_node (scoring, i);
    OriSubjectKind kind = node->block ? ORI_SUBJECT_BLOCK : ORI_SUBJECT_CRITERION;
    add_drawn (replicate, (OriSubject){kind, node->code, NULL}, sampler->node_weights[i]);
  }
  for (guint c = 0; c < scoring->columns->len; c++)
    add_drawn (replicate, ori_subject_of (ori_scoring_column (scoring, c)->indicator),
               sampler->weights[c]);
  return replicate;
}

void
ori_replicate_free (OriReplicate *self)
{
  if (!self)
    return;
  g_array_unref (self->weights);
  g_free (self->scores);
  g_free (self);
}
