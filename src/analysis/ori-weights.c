/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "analysis/ori-groups.h"
#include "analysis/ori-scoring-private.h"

#define LEAST_UNITS 3 /* two points always lie on a line */

GArray *
ori_subjects_list (const OriSnapshot *snapshot, int cycle)
{
  GArray *subjects = g_array_new (FALSE, FALSE, sizeof (OriSubject));
  const OriProgramme *programme = snapshot->programme;
  g_autoptr (GPtrArray) present = g_ptr_array_new ();
  OriSubject overall = ori_subject_of (NULL);

  g_array_append_val (subjects, overall);
  for (guint i = 0; i < programme->indicators->len; i++) {
    OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    if (ori_value_is_numeric (indicator) &&
        ori_value_period_of_cycle (snapshot, indicator, cycle) != G_MAXUINT)
      g_ptr_array_add (present, indicator);
  }
  for (guint b = 0; b < ORI_N_BLOCKS; b++) {
    OriSubject block = {.kind = ORI_SUBJECT_BLOCK, .code = ori_block_code (b)};
    gboolean has = FALSE;
    for (guint i = 0; i < present->len; i++) {
      const OriIndicator *indicator = g_ptr_array_index (present, i);
      has |= indicator->direction != 0 && g_strcmp0 (indicator->block, block.code) == 0;
    }
    if (has)
      g_array_append_val (subjects, block);
  }
  for (guint c = 0; c < programme->criteria->len; c++) {
    const OriCriterion *criterion = g_ptr_array_index (programme->criteria, c);
    OriSubject subject = {.kind = ORI_SUBJECT_CRITERION, .code = criterion->code};
    gboolean has = FALSE;
    for (guint i = 0; i < present->len; i++) {
      const OriIndicator *indicator = g_ptr_array_index (present, i);
      has |= indicator->direction != 0 && g_strcmp0 (indicator->criterion, criterion->code) == 0;
    }
    if (has)
      g_array_append_val (subjects, subject);
  }
  for (guint i = 0; i < present->len; i++) {
    OriSubject subject = ori_subject_of (g_ptr_array_index (present, i));
    g_array_append_val (subjects, subject);
  }
  return subjects;
}

/* Squared correlation of two rows of numbers where both have one. */
static double
square_correlation (const double *part, const double *whole, guint n, guint *n_both)
{
  g_autofree double *x = g_new (double, MAX (n, 1));
  g_autofree double *y = g_new (double, MAX (n, 1));
  guint m = 0;
  for (guint i = 0; i < n; i++)
    if (isfinite (part[i]) && isfinite (whole[i])) {
      x[m] = part[i];
      y[m++] = whole[i];
    }
  *n_both = m;
  if (m < LEAST_UNITS || !(gsl_stats_sd (x, 1, m) > 1e-9) || !(gsl_stats_sd (y, 1, m) > 1e-9))
    return NAN;
  double r = gsl_stats_correlation (x, 1, y, 1, m);
  return r * r;
}

/* Scores of the org units from the columns that belong to @part alone. */
static void
score_part (const OriScoring *scoring, const OriSubject *part, double *scores)
{
  guint m = scoring->columns->len;
  g_autofree double *row = g_new (double, MAX (m, 1));
  g_autofree double *weights = ori_scoring_weights (scoring);
  g_autofree double *node_weights = ori_scoring_node_weights (scoring);
  for (guint u = 0; u < scoring->units->len; u++) {
    for (guint c = 0; c < m; c++) {
      const OriColumn *column = ori_scoring_column (scoring, c);
      const OriIndicator *indicator = column->indicator;
      gboolean inside = part->kind == ORI_SUBJECT_INDICATOR ? indicator == part->indicator
                        : part->kind == ORI_SUBJECT_CRITERION
                            ? g_strcmp0 (indicator->criterion, part->code) == 0
                            : g_strcmp0 (indicator->block, part->code) == 0;
      row[c] = inside ? column->scores[u] : NAN;
    }
    scores[u] = part->kind == ORI_SUBJECT_CRITERION
                    ? ori_aggregate (scoring->scheme->aggregate, row, weights, m, NULL)
                    : ori_scoring_aggregate (scoring, scoring->scheme->aggregate, row, weights,
                                             node_weights, NULL);
  }
}

typedef struct {
  const OriScoring *scoring;
  const double *whole; /* scores of the org units, NAN when they have none */
  double *part;
  GArray *weights;
} Task;

/* One line for all columns that share a part; a part that is there already grows. */
static void
add_part (Task *task, const OriSubject *subject, double weight, double share)
{
  for (guint i = 0; i < task->weights->len; i++) {
    OriWeight *known = &g_array_index (task->weights, OriWeight, i);
    if (ori_subject_equal (&known->subject, subject)) {
      known->nominal += share;
      return;
    }
  }
  OriWeight added = {.subject = *subject, .weight = weight, .nominal = share};
  score_part (task->scoring, subject, task->part);
  added.effective =
      square_correlation (task->part, task->whole, task->scoring->units->len, &added.n);
  g_array_append_val (task->weights, added);
}

/* Blocks stand in the order of the document, whatever the order of their indicators. */
static void
add_blocks (Task *task)
{
  const OriScheme *scheme = task->scoring->scheme;
  for (guint b = 0; b <= ORI_N_BLOCKS; b++) {
    const char *code = b < ORI_N_BLOCKS ? ori_block_code (b) : NULL;
    OriSubject subject = {.kind = ORI_SUBJECT_BLOCK, .code = code};
    for (guint c = 0; c < task->scoring->columns->len; c++) {
      const OriColumn *column = ori_scoring_column (task->scoring, c);
      if (g_strcmp0 (column->indicator->block, code) == 0)
        add_part (task, &subject, ori_scheme_weight (scheme->block_weights, code), column->share);
    }
  }
}

/* Criteria or indicators, in the order in which the indicators stand in the programme. */
static void
add_kind (Task *task, OriSubjectKind kind)
{
  const OriScheme *scheme = task->scoring->scheme;
  for (guint c = 0; c < task->scoring->columns->len; c++) {
    const OriColumn *column = ori_scoring_column (task->scoring, c);
    const OriIndicator *indicator = column->indicator;
    OriSubject subject = ori_subject_of (indicator);
    double weight = column->weight;
    if (kind == ORI_SUBJECT_CRITERION) {
      if (!indicator->criterion)
        continue;
      subject = (OriSubject){.kind = kind, .code = indicator->criterion};
      weight = ori_scheme_weight (scheme->criterion_weights, indicator->criterion);
    }
    add_part (task, &subject, weight, column->share);
  }
}

static gboolean
has_blocks (const OriScoring *scoring)
{
  for (guint c = 0; c < scoring->columns->len; c++)
    if (ori_scoring_column (scoring, c)->indicator->block)
      return TRUE;
  return FALSE;
}

GArray *
ori_weights_compute (const OriSnapshot *snapshot, const OriScheme *scheme,
                     const OriSubject *subject, int cycle, OriOrgUnitLevel level)
{
  g_autoptr (OriScoring) scoring = ori_scoring_new (snapshot, scheme, subject, cycle, level);
  guint n = scoring->units->len;
  g_autofree double *whole = g_new (double, MAX (n, 1));
  g_autofree double *part = g_new (double, MAX (n, 1));
  Task task = {scoring, whole, part, g_array_new (FALSE, TRUE, sizeof (OriWeight))};

  for (guint u = 0; u < n; u++) {
    OriScore score = ori_scoring_score (scoring, u);
    whole[u] = score.has_score ? score.score : NAN;
  }
  if (scoring->subject.kind == ORI_SUBJECT_OVERALL && has_blocks (scoring))
    add_blocks (&task);
  if (scoring->subject.kind == ORI_SUBJECT_OVERALL || scoring->subject.kind == ORI_SUBJECT_BLOCK)
    add_kind (&task, ORI_SUBJECT_CRITERION);
  add_kind (&task, ORI_SUBJECT_INDICATOR);
  return task.weights;
}

/* The weight of a declared indicator is that of its variants. */
static gboolean
takes_part (const GArray *weights, const OriSubject *subject)
{
  for (guint i = 0; i < weights->len; i++) {
    const OriSubject *part = &g_array_index (weights, OriWeight, i).subject;
    if (ori_subject_equal (part, subject) ||
        (part->indicator && subject->indicator &&
         g_strcmp0 (part->indicator->variant_of, subject->code) == 0))
      return TRUE;
  }
  return FALSE;
}

typedef struct {
  const OriProgramme *programme;
  const OriSubject *subject;
  const GArray *weights;
  GPtrArray *idle;
} Search;

/* @usual: the weight that is as good as none. */
static void
add_idle (Search *search, GHashTable *table, const char *prefix, double usual)
{
  GHashTableIter iter;
  gpointer code, weight;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &code, &weight)) {
    g_autofree char *key = g_strconcat (prefix, code, NULL);
    OriSubject part;
    gboolean known = ori_subject_parse (search->programme, key, &part);
    gboolean inside = known ? ori_subject_has_part (search->programme, search->subject, &part)
                            : !search->subject || search->subject->kind == ORI_SUBJECT_OVERALL;
    double set = *(const double *)weight;
    if (inside && set != usual && set != 0 && !(known && takes_part (search->weights, &part)))
      g_ptr_array_add (search->idle, g_steal_pointer (&key));
  }
}

static gint
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
ori_weights_idle (const OriProgramme *programme, const OriScheme *scheme, const OriSubject *subject,
                  const GArray *weights)
{
  Search search = {programme, subject, weights, g_ptr_array_new_with_free_func (g_free)};
  add_idle (&search, scheme->block_weights, "block:", 0);
  add_idle (&search, scheme->criterion_weights, "criterion:", 1);
  add_idle (&search, scheme->weights, "", 1);
  g_ptr_array_sort (search.idle, compare_keys);
  return search.idle;
}

char *
ori_weights_idle_text (const OriProgramme *programme, const GPtrArray *idle)
{
  if (idle->len == 0)
    return NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  for (guint i = 0; i < idle->len; i++) {
    const char *key = g_ptr_array_index (idle, i);
    OriSubject part;
    gboolean known = ori_subject_parse (programme, key, &part);
    g_autofree char *name = known ? ori_subject_text (programme, &part) : g_strdup (key);
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
  }
  /* Translators: blocks, criteria and indicators that have a weight */
  return g_strdup_printf (_ ("Weights without effect, not in the score of this year: %s."),
                          names->str);
}

gboolean
ori_weights_are_zero (const GArray *weights)
{
  double sum = 0;
  for (guint i = 0; i < weights->len; i++)
    sum += g_array_index (weights, OriWeight, i).nominal;
  return weights->len > 0 && sum == 0;
}
