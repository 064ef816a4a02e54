/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-bench-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/ori-number.h"

#define CROWD 600 /* series that are counted in columns, not drawn */

static int
find_group (const OriScheme *scheme, double score)
{
  return (int)ori_group_of (score, scheme->thresholds, scheme->n_groups - 1);
}

static void
add_point (OriChartSeries *series, double score)
{
  ori_chart_series_add_point (series, score, NAN, NAN, NULL);
  if (isfinite (score))
    g_array_index (series->points, OriChartPoint, series->points->len - 1).label =
        ori_number_format (score, 2);
}

static void
add_ghosts (OriChartSpec *spec, const OriBenchData *data, const OriScheme *accepted,
            int accepted_cycle)
{
  gsize size = sizeof (double) * spec->n_thresholds;

  if (accepted != NULL) {
    /* Translators: thresholds accepted in a year */
    OriChartGhost *ghost =
        ori_chart_spec_add_ghost (spec, g_strdup_printf (_ ("Accepted in %d"), accepted_cycle));

    memcpy (ghost->thresholds, accepted->thresholds, size);
    ghost->fit = ori_bench_data_fit (data, accepted->thresholds, spec->n_thresholds);
    ghost->firm = TRUE;
  }
  for (guint i = 0; i < data->suggestions->len; i++) {
    const OriBenchSuggestion *suggestion = g_ptr_array_index (data->suggestions, i);
    OriChartGhost *ghost = ori_chart_spec_add_ghost (spec, g_strdup (suggestion->label));

    memcpy (ghost->thresholds, suggestion->thresholds, size);
    ghost->fit = suggestion->fit;
  }
}

OriChartSpec *
ori_bench_chart_new (const OriSnapshot *snapshot, const OriBenchData *data, const OriScheme *scheme,
                     const OriScheme *accepted, int accepted_cycle, double head)
{
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_BENCH);
  gboolean compare = data->compare < data->n_cycles;

  spec->share = scheme->normalise != ORI_NORMALISE_NONE;
  spec->head = head;
  spec->n_thresholds = scheme->n_groups - 1;
  g_ptr_array_add (spec->periods, g_strdup_printf ("%d", data->cycles[data->n_cycles - 1]));
  if (compare)
    g_ptr_array_add (spec->periods, g_strdup_printf ("%d", data->cycles[data->compare]));
  for (guint i = 0; i < data->units->len; i++) {
    const OriBenchUnit *unit = &g_array_index (data->units, OriBenchUnit, i);
    OriChartSeries *series = ori_chart_spec_add_series (
        spec, ori_snapshot_orgunit (snapshot, unit->orgunit)->short_name);

    series->key = GUINT_TO_POINTER (unit->orgunit);
    add_point (series, unit->score);
    if (compare)
      add_point (series, unit->before);
  }
  for (guint i = 0; i < data->gaps->len; i++) {
    const OriGap *gap = &g_array_index (data->gaps, OriGap, i);

    ori_chart_spec_add_gap (spec, gap->low, gap->high);
  }
  ori_chart_spec_sort (spec);
  ori_bench_chart_follow (spec, data, scheme, accepted, accepted_cycle);
  return spec;
}

void
ori_bench_chart_follow (OriChartSpec *spec, const OriBenchData *data, const OriScheme *scheme,
                        const OriScheme *accepted, int accepted_cycle)
{
  for (guint i = 0; i < scheme->n_groups; i++) {
    g_free (spec->group_names[i]);
    spec->group_names[i] = g_strdup (ori_scheme_group_name (scheme, i));
  }
  g_ptr_array_set_size (spec->ghosts, 0);
  add_ghosts (spec, data, accepted, accepted_cycle);
  ori_bench_chart_update (spec, data, scheme, accepted, FALSE);
}

void
ori_bench_chart_update (OriChartSpec *spec, const OriBenchData *data, const OriScheme *scheme,
                        const OriScheme *accepted, gboolean hasty)
{
  for (guint i = 0; i < spec->n_thresholds; i++) {
    spec->thresholds[i] = scheme->thresholds[i];
    spec->accepted[i] = accepted != NULL ? accepted->thresholds[i] : NAN;
  }
  if (hasty && data->units->len > CROWD)
    return;
  for (guint i = 0; i < data->units->len; i++) {
    double score = g_array_index (data->units, OriBenchUnit, i).score;
    OriChartSeries *series = g_ptr_array_index (spec->series, i);

    series->group = find_group (scheme, score);
    series->ringed = accepted != NULL && find_group (accepted, score) != series->group;
  }
}

void
ori_bench_chart_set_doubt (OriChartSpec *spec, const OriBenchData *data,
                           OriCertaintyRunner *certainty)
{
  for (guint i = 0; i < data->units->len && data->units->len <= CROWD; i++) {
    const OriBenchUnit *unit = &g_array_index (data->units, OriBenchUnit, i);
    const OriUnitCertainty *sure = ori_certainty_runner_find (certainty, unit->orgunit);
    OriChartSeries *series = g_ptr_array_index (spec->series, i);
    OriChartPoint *point = &g_array_index (series->points, OriChartPoint, 0);
    gboolean doubt = sure != NULL && sure->borderline;

    point->low = doubt ? sure->score_low : NAN;
    point->high = doubt ? sure->score_high : NAN;
  }
}

void
ori_bench_chart_choose (OriChartSpec *spec, const OriBenchData *data, guint orgunit)
{
  spec->highlighted = -1;
  for (guint i = 0; i < data->units->len && orgunit != G_MAXUINT; i++)
    if (g_array_index (data->units, OriBenchUnit, i).orgunit == orgunit)
      spec->highlighted = (int)i;
}
