/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-bench-fill.h"

#include <glib/gi18n-lib.h>

#include "app/ori-bench-chart.h"
#include "app/ori-bench-view.h"

OriBenchOrder *
ori_bench_order_new (const OriBenchQuestion *question, OriBenchScores *scores)
{
  OriBenchOrder *self = g_new0 (OriBenchOrder, 1);

  self->question = ori_bench_question_copy (question);
  self->scores = scores != NULL ? ori_bench_scores_ref (scores) : NULL;
  return self;
}

void
ori_bench_order_free (OriBenchOrder *self)
{
  if (self == NULL)
    return;
  ori_bench_question_free (self->question);
  g_clear_pointer (&self->scores, ori_bench_scores_unref);
  ori_scheme_free (self->accepted);
  g_free (self);
}

guint
ori_bench_find_compared (const GArray *cycles, guint back)
{
  return back > 0 && back < cycles->len ? cycles->len - 1 - back : G_MAXUINT;
}

void
ori_bench_find_thresholds (OriScheme *scheme, const OriScheme *accepted, const GArray *values)
{
  if (accepted != NULL && accepted->n_groups != scheme->n_groups)
    accepted = NULL;
  memset (scheme->thresholds, 0, sizeof scheme->thresholds);
  for (guint i = 0; i + 1 < scheme->n_groups; i++)
    scheme->thresholds[i] =
        accepted != NULL ? accepted->thresholds[i] : 100.0 * (i + 1) / scheme->n_groups;
  if (accepted == NULL && values != NULL)
    ori_grouping_suggest (ORI_GROUPING_NATURAL, (const double *)(gpointer)values->data, values->len,
                          scheme->n_groups, scheme->sd_k, scheme->thresholds);
  scheme->method = ORI_GROUPING_FIXED;
}

static void
make_picture (OriBenchFill *self, const OriBenchOrder *order)
{
  const OriScheme *accepted =
      order->accepted != NULL && order->accepted->n_groups == self->scheme->n_groups
          ? order->accepted
          : NULL;

  self->data = ori_bench_data_new (self->scores->cycles, self->scores->scores,
                                   ori_bench_find_compared (self->scores->cycles, order->back),
                                   self->scheme);
  self->spec = ori_bench_chart_new (order->question->snapshot, self->data, self->scheme, accepted,
                                    order->accepted_cycle, ORI_BENCH_HEAD);
}

OriBenchFill *
ori_bench_fill_new (const OriBenchOrder *order, const OriProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (OriBenchFill) self = g_new0 (OriBenchFill, 1);
  g_autoptr (GArray) values = NULL;

  self->scheme = ori_scheme_copy (order->question->scheme);
  self->scores = order->scores != NULL
                     ? ori_bench_scores_ref (order->scores)
                     : ori_bench_scores_new (order->question, progress, cancellable, error);
  if (self->scores == NULL)
    return NULL;
  ori_progress_report (progress, 1, _ ("Drawing the groups"));
  values = ori_bench_scores_values (self->scores);
  if (order->regrouped)
    ori_bench_find_thresholds (self->scheme, order->accepted, values);
  if (values->len >= 2)
    make_picture (self, order);
  return g_cancellable_set_error_if_cancelled (cancellable, error) ? NULL : g_steal_pointer (&self);
}

void
ori_bench_fill_free (OriBenchFill *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->scores, ori_bench_scores_unref);
  ori_scheme_free (self->scheme);
  ori_bench_data_free (self->data);
  ori_chart_spec_free (self->spec);
  g_free (self);
}
