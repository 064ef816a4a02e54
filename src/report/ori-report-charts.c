/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <math.h>

#define MAX_BANDS 3 /* more bands over each other say nothing */

typedef struct {
  const OriSnapshot *snapshot;
  const OriReport *report; /* NULL: nothing is hidden */
  guint orgunit;
  gboolean total;
} Source;

static OriValue
read_value (const Source *source, const OriIndicator *indicator, guint period)
{
  OriValue value = {
      .status = ORI_STATUS_MISSING, .value = NAN, .numerator = NAN, .denominator = NAN};
  guint present, expected;

  if (period == G_MAXUINT)
    return value;
  if (source->total)
    return ori_report_total (source->report, indicator, period, &present, &expected);
  if (source->report)
    return ori_report_value (source->report, indicator, source->orgunit, period);
  return ori_value_compute (source->snapshot, indicator, source->orgunit, period);
}

static gboolean
has_value (const OriValue *value)
{
  return (value->status == ORI_STATUS_VALUE || value->status == ORI_STATUS_DOUBTFUL) &&
         isfinite (value->value);
}

static void
add_point (OriChartSeries *series, const OriIndicator *indicator, const OriValue *value,
           gboolean band, double base)
{
  double low = NAN, high = NAN;
  g_autofree char *detail = NULL;
  OriChartPoint *point;

  if (!has_value (value)) {
    ori_chart_series_add_point (series, NAN, NAN, NAN, NULL);
    return;
  }
  if (isfinite (value->numerator) && isfinite (value->denominator) && value->denominator > 0 &&
      ori_indicator_is_share (indicator)) {
    g_autofree char *x = ori_number_format_short (value->numerator, 2);
    g_autofree char *n = ori_number_format_short (value->denominator, 2);
    detail = ori_word_format ("chart.detail", "x", x, "n", n, NULL);
    if (band && ori_wilson (value->numerator, value->denominator, &low, &high)) {
      low *= 100;
      high *= 100;
    }
  }
  ori_chart_series_add_point (series, value->value, low, high, detail);
  point = &g_array_index (series->points, OriChartPoint, series->points->len - 1);
  g_free (point->label);
  point->label = ori_figure_text (indicator, value->value, base);
  point->doubtful = (value->flags & (ORI_FLAG_DOUBTFUL | ORI_FLAG_CONFLICT)) != 0;
}

/* The last change of a series in words: «+2,0 п.п., без заметных изменений», judged within the
 * family of its year-on-year changes, as in the text and the table. */
static void
add_note (OriChartSeries *series, const OriIndicator *indicator, const GArray *values, double base)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (OriChange));
  const OriValue *before = NULL;
  const OriChange *last;
  g_autofree char *points = NULL, *key = NULL;

  for (guint i = 0; i < values->len; i++) {
    const OriValue *value = &g_array_index (values, OriValue, i);
    OriChange change;
    if (!has_value (value))
      continue;
    if (before) {
      change = ori_change_between (indicator, before, value);
      g_array_append_val (changes, change);
    }
    before = value;
  }
  if (changes->len == 0)
    return;
  ori_change_adjust ((OriChange *)(gpointer)changes->data, changes->len);
  last = &g_array_index (changes, OriChange, changes->len - 1);
  points = ori_difference_text (indicator, last->difference, base);
  if (points == NULL)
    return;
  key = g_strconcat ("verdict.", ori_verdict_code (last->verdict), NULL);
  series->note =
      last->verdict == ORI_VERDICT_DIFFERS || last->verdict == ORI_VERDICT_NONE
          ? g_strdup (points)
          : ori_word_format ("chart.note", "points", points, "verdict", ori_word (key), NULL);
}

static double
find_base (const GArray *values)
{
  double base = 0;
  for (guint i = 0; i < values->len; i++) {
    const OriValue *value = &g_array_index (values, OriValue, i);
    if (has_value (value) && isfinite (value->denominator))
      base = MAX (base, value->denominator);
  }
  return base;
}

static void
add_series (OriChartSpec *spec, const Source *source, const OriIndicator *indicator,
            const char *label, const GArray *cycles, gboolean band)
{
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (OriValue));
  OriChartSeries *series = ori_chart_spec_add_series (spec, label);
  double base;

  for (guint i = 0; i < cycles->len; i++) {
    guint period =
        ori_value_period_of_cycle (source->snapshot, indicator, g_array_index (cycles, int, i));
    OriValue value = read_value (source, indicator, period);
    g_array_append_val (values, value);
  }
  base = find_base (values);
  for (guint i = 0; i < values->len; i++)
    add_point (series, indicator, &g_array_index (values, OriValue, i), band, base);
  add_note (series, indicator, values, base);
  series->key = GUINT_TO_POINTER (source->orgunit);
}

/* The axis: all cycles, labelled by the period of the indicator where it has one. */
static void
add_periods (OriChartSpec *spec, const OriSnapshot *snapshot, const OriIndicator *indicator,
             const GArray *cycles)
{
  for (guint i = 0; i < cycles->len; i++) {
    int cycle = g_array_index (cycles, int, i);
    guint period = indicator ? ori_value_period_of_cycle (snapshot, indicator, cycle) : G_MAXUINT;
    g_ptr_array_add (spec->periods,
                     period == G_MAXUINT
                         ? g_strdup_printf ("%d", cycle)
                         : ori_period_label (ori_snapshot_period (snapshot, period)));
  }
}

static OriChartSpec *
new_spec (const OriIndicator *indicator, gboolean bands, const char *territory)
{
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_DYNAMICS);
  gboolean percent = ori_indicator_is_share (indicator) || g_strcmp0 (indicator->unit, "%") == 0;
  const char *unit = ori_indicator_is_share (indicator) ? ori_word ("chart.share")
                     : indicator->unit                  ? indicator->unit
                                                        : ori_word ("chart.count");

  spec->title = g_strdup (ori_indicator_label (indicator));
  spec->unit = g_strdup (percent ? "%" : indicator->unit);
  spec->share = percent;
  spec->bands = bands && ori_indicator_is_share (indicator);
  spec->target = indicator->target;
  spec->subtitle =
      territory ? ori_word_format ("chart.subtitle", "unit", unit, "territory", territory, NULL)
                : g_strdup (unit);
  return spec;
}

OriChartSpec *
ori_dynamics_chart (const OriSnapshot *snapshot, const OriIndicator *indicator,
                    const GArray *orgunits, gboolean bands)
{
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  const OriOrgUnit *only = orgunits->len == 1
                               ? ori_snapshot_orgunit (snapshot, g_array_index (orgunits, guint, 0))
                               : NULL;
  OriChartSpec *spec =
      new_spec (indicator, bands && orgunits->len <= MAX_BANDS, only ? only->name : NULL);

  add_periods (spec, snapshot, indicator, cycles);
  for (guint i = 0; i < orgunits->len; i++) {
    Source source = {snapshot, NULL, g_array_index (orgunits, guint, i), FALSE};
    add_series (spec, &source, indicator,
                ori_snapshot_orgunit (snapshot, source.orgunit)->short_name, cycles, spec->bands);
  }
  return spec;
}

OriChartSpec *
ori_profile_dynamics_chart (const OriSnapshot *snapshot, const GPtrArray *indicators, guint orgunit,
                            gboolean bands)
{
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  Source source = {snapshot, NULL, orgunit, FALSE};
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_DYNAMICS);

  spec->title = g_strdup (ori_snapshot_orgunit (snapshot, orgunit)->name);
  spec->share = indicators->len > 0;
  spec->bands = bands && indicators->len <= MAX_BANDS;
  add_periods (spec, snapshot, indicators->len == 1 ? g_ptr_array_index (indicators, 0) : NULL,
               cycles);
  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    spec->share = spec->share &&
                  (ori_indicator_is_share (indicator) || g_strcmp0 (indicator->unit, "%") == 0);
    add_series (spec, &source, indicator, ori_indicator_label (indicator), cycles, spec->bands);
  }
  spec->unit = g_strdup (spec->share ? "%" : NULL);
  spec->subtitle = g_strdup (spec->share ? ori_word ("chart.share") : NULL);
  return spec;
}

void
ori_report_prepare_chart (const OriReport *report, OriChartSpec *spec)
{
  g_autofree char *subtitle = spec->subtitle;

  g_clear_pointer (&spec->title, g_free);
  spec->subtitle = report->input->training
                       ? ori_word_format ("chart.training", "subtitle", subtitle, NULL)
                       : g_strdup (subtitle);
}

OriChartSpec *
ori_report_dynamics_chart (const OriReport *report, const OriIndicator *indicator, gboolean total)
{
  OriChartSpec *spec = new_spec (indicator, TRUE, NULL);
  Source source = {report->snapshot, report, g_array_index (report->orgunits, guint, 0), total};

  ori_report_prepare_chart (report, spec);
  add_periods (spec, report->snapshot, indicator, report->cycles);
  add_series (spec, &source, indicator, report->territory, report->cycles, spec->bands);
  return spec;
}

static double
top_score (const GArray *scores)
{
  double top = 100;
  for (guint i = 0; i < scores->len; i++)
    top = MAX (top, g_array_index (scores, OriScore, i).score);
  return top;
}

OriChartSpec *
ori_groups_chart (const OriSnapshot *snapshot, const OriScheme *scheme,
                  const OriIndicator *indicator, int cycle)
{
  g_autoptr (GArray) scores =
      ori_scores_compute (snapshot, scheme, indicator, cycle, ori_snapshot_main_level (snapshot));
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_BENCH);
  g_autofree char *label = g_strdup_printf ("%d", cycle);
  gboolean raw = indicator && scheme->normalise == ORI_NORMALISE_NONE;

  spec->title = g_strdup (indicator ? ori_indicator_label (indicator) : "");
  spec->subtitle = g_strdup (raw && indicator->unit ? indicator->unit : ori_word ("chart.score"));
  spec->share = !raw && top_score (scores) <= 100;
  spec->unit = g_strdup (raw && indicator->unit ? indicator->unit : NULL);
  g_ptr_array_add (spec->periods, g_steal_pointer (&label));
  spec->n_thresholds = MIN (scheme->n_groups - 1, G_N_ELEMENTS (spec->thresholds));
  for (guint i = 0; i < G_N_ELEMENTS (spec->thresholds); i++) {
    spec->thresholds[i] = i < spec->n_thresholds ? scheme->thresholds[i] : 0;
    spec->accepted[i] = NAN;
  }
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    OriChartSeries *series;
    if (!score->has_score)
      continue;
    series = ori_chart_spec_add_series (
        spec, ori_snapshot_orgunit (snapshot, score->orgunit)->short_name);
    series->key = GUINT_TO_POINTER (score->orgunit);
    series->group = (int)ori_group_of (score->score, scheme->thresholds, scheme->n_groups - 1);
    ori_chart_series_add_point (series, score->score, NAN, NAN, NULL);
  }
  return spec;
}
