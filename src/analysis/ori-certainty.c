/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-certainty.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#include "analysis/ori-certainty-private.h"

#define BORDERLINE 0.8
#define N_THREADS 2
#define N_NORMALISATIONS (ORI_NORMALISE_TARGET + 1)
#define N_AGGREGATES (ORI_AGGREGATE_HARMONIC + 1)
#define MOST_CELLS ((gsize)1 << 27) /* replicates × org units: 1,5 GB */
#define MUCH_WORK 1000000           /* scores of indicators: some tenths of a second */
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

/* What the replicates of one thread give. Tables with a row per unit, and @shifts with a row per
 * replicate, are shared: which thread draws a replicate cannot matter, each has its own stream and
 * its own places in them. Counts are the thread's own, and are added up. */
typedef struct {
  double *scores;
  guint32 *ranks;
  double *shifts;
  guint *counts;              /* how often each unit fell into each group */
  guint *moved[ORI_N_DOUBTS]; /* likewise, out of its group had noise, or weights, alone varied */
  guint methods[N_NORMALISATIONS][N_AGGREGATES]; /* how often each was drawn */
} Tables;

/* Every @step-th replicate from @first on, with a sampler of its own. */
typedef struct {
  OriSampler sampler;
  const OriCertainty *result;
  guint first, step;
  Tables tables;
  const OriProgress *progress; /* of the calling thread only */
  GCancellable *cancellable;
} Part;

static void
part_init (Part *self, const OriScoring *scoring, const OriCertainty *result, guint first,
           guint step)
{
  const OriCertaintyPlan *plan = &result->plan;
  guint n = scoring->units->len;
  guint alone = plan->attribute ? result->varied : 0;
  *self = (Part){.result = result, .first = first, .step = step};
  ori_sampler_init (&self->sampler, scoring, plan, result->varied, alone);
  self->tables.scores = result->scores;
  self->tables.shifts = result->shifts;
  self->tables.counts = g_new0 (guint, (gsize)n * ORI_MAX_GROUPS + 1);
  for (OriDoubt doubt = ORI_DOUBT_NOISE; doubt <= ORI_DOUBT_WEIGHTS; doubt++)
    if (alone & (1u << doubt))
      self->tables.moved[doubt] = g_new0 (guint, n + 1);
}

static void
part_clear (Part *self)
{
  ori_sampler_clear (&self->sampler);
  g_free (self->tables.counts);
  for (guint doubt = 0; doubt < ORI_N_DOUBTS; doubt++)
    g_free (self->tables.moved[doubt]);
}

typedef struct {
  guint n;
  Part each[N_THREADS];
} Parts;

static void
parts_clear (Parts *self)
{
  for (guint i = 0; i < self->n; i++)
    part_clear (&self->each[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static void
count_moved (Part *self)
{
  const OriScheme *scheme = self->sampler.scoring->scheme;
  for (guint doubt = 0; doubt < ORI_N_DOUBTS; doubt++) {
    guint *moved = self->tables.moved[doubt];
    for (guint u = 0; moved && u < self->result->units->len; u++) {
      const OriUnitCertainty *unit = &g_array_index (self->result->units, OriUnitCertainty, u);
      if (unit->has_score)
        moved[u] += unit->group != ori_group_of (ori_sampler_score_alone (&self->sampler, doubt, u),
                                                 scheme->thresholds, scheme->n_groups - 1);
    }
  }
}

static void
keep_replicate (Part *self, guint b, double *scores, guint32 *ranks)
{
  const OriSampler *sampler = &self->sampler;
  const OriScheme *scheme = sampler->scoring->scheme;
  const Tables *tables = &self->tables;
  guint n = sampler->n_units, total = self->result->plan.replicates;

  for (guint u = 0; u < n; u++) {
    gboolean scored = g_array_index (self->result->units, OriUnitCertainty, u).has_score;
    scores[u] = scored ? ori_sampler_score (sampler, u) : NAN;
  }
  rank_scores (scores, n, ranks);
  memcpy (tables->shifts + (gsize)b * ORI_N_SHIFTS, sampler->shift, sizeof sampler->shift);
  for (guint u = 0; u < n; u++) {
    if (isfinite (scores[u]))
      tables->counts[u * ORI_MAX_GROUPS + group_of (scores[u], scheme->thresholds, sampler->shift,
                                                    scheme->n_groups - 1)]++;
    tables->scores[(gsize)u * total + b] = scores[u];
    tables->ranks[(gsize)u * total + b] = ranks[u];
  }
  self->tables.methods[sampler->normalise][sampler->aggregate]++;
}

static gpointer
run_part (gpointer data)
{
  Part *self = data;
  guint n = self->sampler.n_units, total = self->result->plan.replicates;
  guint report_every = MAX (total / 100 / self->step, 1);
  g_autofree double *scores = g_new (double, n + 1);
  g_autofree guint32 *ranks = g_new (guint32, n + 1);

  for (guint b = self->first, i = 0; b < total; b += self->step, i++) {
    if (g_cancellable_is_cancelled (self->cancellable))
      break;
    if (i % report_every == 0)
      ori_progress_report (self->progress, (double)b / total, NULL);
    ori_sampler_draw (&self->sampler, b);
    keep_replicate (self, b, scores, ranks);
    count_moved (self);
  }
  return NULL;
}

static void
add_tables (Tables *sum, const Tables *other, gsize n_units)
{
  for (gsize k = 0; k < n_units * ORI_MAX_GROUPS; k++)
    sum->counts[k] += other->counts[k];
  for (guint doubt = 0; doubt < ORI_N_DOUBTS; doubt++)
    for (gsize u = 0; sum->moved[doubt] && u < n_units; u++)
      sum->moved[doubt][u] += other->moved[doubt][u];
  for (guint i = 0; i < N_NORMALISATIONS; i++)
    for (guint k = 0; k < N_AGGREGATES; k++)
      sum->methods[i][k] += other->methods[i][k];
}

/* All replicates; afterwards the first part has the counts of all. */
static gboolean
run_parts (Parts *parts, GError **error)
{
  Part *first = &parts->each[0];
  GThread *threads[N_THREADS] = {NULL};

  for (guint i = 1; i < parts->n; i++)
    threads[i] = g_thread_new ("ori-certainty", run_part, &parts->each[i]);
  run_part (first);
  for (guint i = 1; i < parts->n; i++) {
    g_thread_join (threads[i]);
    add_tables (&first->tables, &parts->each[i].tables, first->sampler.n_units);
  }
  return !g_cancellable_set_error_if_cancelled (first->cancellable, error);
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
summarise_unit (const OriSampler *self, guint u, const double *scores, const guint32 *ranks,
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
      counts = ori_certainty_has_counts (column->indicator, &column->values[u]);
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

/* The methods are few: who moves under each is found once, not in every replicate. */
static void
count_methods (OriSampler *sampler, const Tables *tables, OriCertainty *result)
{
  const OriScheme *scheme = sampler->scoring->scheme;
  double part = 1.0 / result->plan.replicates;
  g_autofree double *scores = g_new (double, sampler->n_units + 1);
  for (guint i = 0; i < N_NORMALISATIONS; i++)
    for (guint k = 0; k < N_AGGREGATES; k++) {
      if (tables->methods[i][k] == 0)
        continue;
      ori_sampler_score_methods (sampler, i, k, scores);
      for (guint u = 0; u < result->units->len; u++) {
        OriUnitCertainty *unit = &g_array_index (result->units, OriUnitCertainty, u);
        guint group = ori_group_of (scores[u], scheme->thresholds, scheme->n_groups - 1);
        if (unit->has_score && group != unit->group)
          unit->flips[ORI_DOUBT_METHODS] += part * tables->methods[i][k];
      }
    }
}

static double
count_shifts (const OriCertainty *result, const OriScheme *scheme, const OriUnitCertainty *unit)
{
  guint moved = 0, total = result->plan.replicates;
  for (guint b = 0; b < total; b++)
    moved +=
        unit->group != group_of (unit->score, scheme->thresholds,
                                 result->shifts + (gsize)b * ORI_N_SHIFTS, scheme->n_groups - 1);
  return (double)moved / total;
}

/* Which source by itself moves whom. It varies as it does in the replicates of all together, so
 * that the two differ by what the others add, not by chance. */
static void
attribute_flips (Part *part, OriCertainty *result)
{
  const OriScheme *scheme = part->sampler.scoring->scheme;
  if (result->varied & (1 << ORI_DOUBT_METHODS))
    count_methods (&part->sampler, &part->tables, result);
  for (guint u = 0; u < result->units->len; u++) {
    OriUnitCertainty *unit = &g_array_index (result->units, OriUnitCertainty, u);
    if (!unit->has_score)
      continue;
    for (guint doubt = 0; doubt < ORI_N_DOUBTS; doubt++)
      if (part->tables.moved[doubt])
        unit->flips[doubt] = (double)part->tables.moved[doubt][u] / result->plan.replicates;
    if (result->varied & (1 << ORI_DOUBT_THRESHOLDS))
      unit->flips[ORI_DOUBT_THRESHOLDS] = count_shifts (result, scheme, unit);
  }
}

static OriCertainty *
start_result (const OriScoring *scoring, const OriCertaintyPlan *plan)
{
  OriCertainty *result = g_new0 (OriCertainty, 1);
  result->plan = *plan;
  result->normalise = scoring->scheme->normalise;
  result->aggregate = scoring->scheme->aggregate;
  result->varied = find_varied (scoring, plan);
  result->units = g_array_new (FALSE, TRUE, sizeof (OriUnitCertainty));
  for (guint u = 0; u < scoring->units->len; u++) {
    OriScore score = ori_scoring_score (scoring, u);
    OriUnitCertainty unit = {.orgunit = score.orgunit, .has_score = score.has_score};
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
  guint n = scoring->units->len;
  gsize cells = (gsize)n * plan->replicates + 1;
  gsize work = cells * scoring->columns->len;
  if (!check_size (cells, error))
    return NULL;
  g_autoptr (OriCertainty) result = start_result (scoring, plan);
  result->scores = g_new (double, cells);
  result->shifts = g_new (double, (gsize)plan->replicates *ORI_N_SHIFTS);
  g_autofree guint32 *ranks = g_new (guint32, cells);
  g_auto (Parts) parts = {.n = work > MUCH_WORK ? N_THREADS : 1};
  for (guint i = 0; i < parts.n; i++) {
    part_init (&parts.each[i], scoring, result, i, parts.n);
    parts.each[i].tables.ranks = ranks;
    parts.each[i].cancellable = cancellable;
  }
  Part *first = &parts.each[0];
  first->progress = progress;
  result->generator = gsl_rng_name (first->sampler.rng);
  if (!run_parts (&parts, error))
    return NULL;
  for (guint u = 0; u < n; u++) {
    OriUnitCertainty *unit = &g_array_index (result->units, OriUnitCertainty, u);
    if (unit->has_score)
      summarise_unit (&first->sampler, u, result->scores, ranks, first->tables.counts, unit);
  }
  if (plan->attribute)
    attribute_flips (first, result);
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
  /* Org units of a level mostly follow each other: the place can be told from the first one. */
  if (high > 0) {
    guint guess = orgunit - g_array_index (self->units, OriUnitCertainty, 0).orgunit;
    if (guess < high && g_array_index (self->units, OriUnitCertainty, guess).orgunit == orgunit)
      low = high = guess;
  }
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
                   self->shifts + (gsize)replicate * ORI_N_SHIFTS, n_thresholds);
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
  OriReplicate *replicate = g_new0 (OriReplicate, 1);
  OriSampler sampler;

  ori_sampler_init (&sampler, scoring, plan, find_varied (scoring, plan), 0);
  ori_sampler_draw (&sampler, index);
  replicate->normalise = sampler.normalise;
  replicate->aggregate = sampler.aggregate;
  memcpy (replicate->shifts, sampler.shift, sizeof sampler.shift);
  replicate->scores = g_new (double, sampler.n_units + 1);
  for (guint u = 0; u < sampler.n_units; u++)
    replicate->scores[u] =
        ori_scoring_score (scoring, u).has_score ? ori_sampler_score (&sampler, u) : NAN;
  replicate->weights = g_array_new (FALSE, TRUE, sizeof (OriWeight));
  for (guint i = scoring->nodes->len; i-- > 0;) {
    const OriNode *node = ori_scoring_node (scoring, i);
    OriSubjectKind kind = node->block ? ORI_SUBJECT_BLOCK : ORI_SUBJECT_CRITERION;
    add_drawn (replicate, (OriSubject){kind, node->code, NULL}, sampler.node_weights[i]);
  }
  for (guint c = 0; c < scoring->columns->len; c++)
    add_drawn (replicate, ori_subject_of (ori_scoring_column (scoring, c)->indicator),
               sampler.weights[c]);
  ori_sampler_clear (&sampler);
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
