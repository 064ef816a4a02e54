/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <math.h>

#define MAX_BANDS 3  /* more bands over each other say nothing */
#define MAX_TITLE 85 /* letters: CHARTS §1 */

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

static OriChange
read_change (const Source *source, const OriIndicator *indicator, guint before, guint after)
{
  if (source->report)
    return ori_report_change (source->report, indicator,
                              source->total ? G_MAXUINT : source->orgunit, before, after);
  return ori_change_compute (source->snapshot, indicator, source->orgunit, before, after);
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

/* The last change of a series in words: «+2,0 п.п., без заметных изменений». */
static OriVerdict
add_note (OriChartSeries *series, const Source *source, const OriIndicator *indicator,
          const GArray *values, const GArray *periods, double base)
{
  guint before = G_MAXUINT, after = G_MAXUINT;
  OriChange last;
  g_autofree char *points = NULL, *key = NULL, *parts = NULL;

  for (guint i = 0; i < values->len; i++) {
    if (!has_value (&g_array_index (values, OriValue, i)))
      continue;
    before = after;
    after = g_array_index (periods, guint, i);
  }
  if (before == G_MAXUINT)
    return ORI_VERDICT_NONE;
  last = read_change (source, indicator, before, after);
  points = ori_difference_text (indicator, last.difference, base);
  if (points == NULL)
    return ORI_VERDICT_NONE;
  key = g_strconcat ("verdict.", ori_verdict_code (last.verdict), NULL);
  parts = ori_parts_text (&last);
  series->note = last.verdict == ORI_VERDICT_DIFFERS || last.verdict == ORI_VERDICT_NONE
                     ? ori_word_format ("chart.note-bare", "points", points, "parts", parts, NULL)
                     : ori_word_format ("chart.note", "points", points, "verdict", ori_word (key),
                                        "parts", parts, NULL);
  return last.verdict;
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

/* Returns the verdict of the last change. */
static OriVerdict
add_series (OriChartSpec *spec, const Source *source, const OriIndicator *indicator,
            const char *label, const GArray *cycles, gboolean band)
{
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (OriValue));
  g_autoptr (GArray) periods = g_array_new (FALSE, TRUE, sizeof (guint));
  OriChartSeries *series = ori_chart_spec_add_series (spec, label);
  OriVerdict verdict;
  double base;

  for (guint i = 0; i < cycles->len; i++) {
    guint period =
        ori_value_period_of_cycle (source->snapshot, indicator, g_array_index (cycles, int, i));
    OriValue value = read_value (source, indicator, period);
    g_array_append_val (values, value);
    g_array_append_val (periods, period);
  }
  base = find_base (values);
  for (guint i = 0; i < values->len; i++)
    add_point (series, indicator, &g_array_index (values, OriValue, i), band, base);
  verdict = add_note (series, source, indicator, values, periods, base);
  series->key = GUINT_TO_POINTER (source->orgunit);
  return verdict;
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

/* Takes @name and @finding: «Диагностика: выросло»; the name alone when both are too long. */
static char *
compose_title (const char *name, const char *finding)
{
  g_autofree char *title =
      finding ? ori_word_format ("chart.finding", "name", name, "finding", finding, NULL) : NULL;

  return title && g_utf8_strlen (title, -1) <= MAX_TITLE ? g_steal_pointer (&title)
                                                         : g_strdup (name);
}

/* Puts the verdict of the only line into the title; numbers without a test have none. */
static void
state_verdict (OriChartSpec *spec, const char *name, OriVerdict verdict)
{
  g_autofree char *key = g_strconcat ("verdict.", ori_verdict_code (verdict), NULL);
  gboolean finding = verdict != ORI_VERDICT_NONE && verdict != ORI_VERDICT_DIFFERS;

  g_free (spec->title);
  spec->title = compose_title (name, finding ? ori_word (key) : NULL);
}

/* How many of the lines changed: «выросло 3, снизилось 1». */
static void
state_counts (OriChartSpec *spec, const char *name, const guint *counts, guint n)
{
  guint rose = counts[ORI_VERDICT_ROSE], fell = counts[ORI_VERDICT_FELL];
  g_autofree char *r = rose ? ori_number_format (rose, 0) : NULL;
  g_autofree char *f = fell ? ori_number_format (fell, 0) : NULL;
  g_autofree char *all = ori_number_format (n, 0);
  g_autofree char *finding =
      r && f ? ori_word_format ("chart.rose-fell", "rose", r, "fell", f, "n", all, NULL)
      : r    ? ori_word_format ("chart.rose", "rose", r, "n", all, NULL)
      : f    ? ori_word_format ("chart.fell", "fell", f, "n", all, NULL)
      : counts[ORI_VERDICT_NO_CHANGE] == n ? g_strdup (ori_word ("verdict.no-change"))
                                           : NULL;

  g_free (spec->title);
  spec->title = compose_title (name, finding);
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
  if (ori_indicator_names_unit (indicator, spec->title)) {
    spec->subtitle = g_strdup (territory);
    return spec;
  }
  spec->subtitle =
      territory ? ori_word_format ("chart.subtitle", "unit", unit, "territory", territory, NULL)
                : g_strdup (unit);
  return spec;
}

/* What bands and hollow marks mean, as far as there are any; captions of a report explain bands. */
static void
explain_marks (OriChartSpec *spec, gboolean bands)
{
  g_autoptr (GString) note = g_string_new (NULL);
  gboolean any_band = FALSE, any_doubt = FALSE;

  for (guint i = 0; i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);

    for (guint k = 0; k < series->points->len; k++) {
      const OriChartPoint *point = &g_array_index (series->points, OriChartPoint, k);

      any_band = any_band || (isfinite (point->low) && isfinite (point->high));
      any_doubt = any_doubt || point->doubtful;
    }
  }
  if (bands && spec->bands && any_band)
    g_string_append (note, ori_word ("chart.bands"));
  if (any_doubt)
    g_string_append_printf (note, "%s%s", note->len ? " " : "", ori_word ("chart.doubtful"));
  if (note->len > 0)
    spec->note = g_string_free (g_steal_pointer (&note), FALSE);
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
  OriVerdict verdict = ORI_VERDICT_NONE;
  guint counts[ORI_VERDICT_DIFFERS + 1] = {0};

  add_periods (spec, snapshot, indicator, cycles);
  for (guint i = 0; i < orgunits->len; i++) {
    Source source = {snapshot, NULL, g_array_index (orgunits, guint, i), FALSE};
    verdict = add_series (spec, &source, indicator,
                          ori_snapshot_orgunit (snapshot, source.orgunit)->short_name, cycles,
                          spec->bands);
    counts[verdict]++;
  }
  if (only)
    state_verdict (spec, ori_indicator_label (indicator), verdict);
  else
    state_counts (spec, ori_indicator_label (indicator), counts, orgunits->len);
  explain_marks (spec, TRUE);
  return spec;
}

OriChartSpec *
ori_profile_dynamics_chart (const OriSnapshot *snapshot, const GPtrArray *indicators, guint orgunit,
                            gboolean bands)
{
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  Source source = {snapshot, NULL, orgunit, FALSE};
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_DYNAMICS);
  guint counts[ORI_VERDICT_DIFFERS + 1] = {0};

  spec->share = indicators->len > 0;
  spec->bands = bands && indicators->len <= MAX_BANDS;
  add_periods (spec, snapshot, indicators->len == 1 ? g_ptr_array_index (indicators, 0) : NULL,
               cycles);
  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    spec->share = spec->share &&
                  (ori_indicator_is_share (indicator) || g_strcmp0 (indicator->unit, "%") == 0);
    counts[add_series (spec, &source, indicator, ori_indicator_label (indicator), cycles,
                       spec->bands)]++;
  }
  state_counts (spec, ori_snapshot_orgunit (snapshot, orgunit)->name, counts, indicators->len);
  spec->unit = g_strdup (spec->share ? "%" : NULL);
  spec->subtitle = g_strdup (spec->share ? ori_word ("chart.share") : NULL);
  explain_marks (spec, TRUE);
  return spec;
}

void
ori_report_prepare_chart (const OriReport *report, OriChartSpec *spec)
{
  g_clear_pointer (&spec->title, g_free);
  spec->training = report->input->training;
  if (spec->training_text == NULL)
    spec->training_text = g_strdup (ori_word ("chart.training"));
}

OriChartSpec *
ori_report_dynamics_chart (const OriReport *report, const OriIndicator *indicator, gboolean total)
{
  OriChartSpec *spec = new_spec (indicator, TRUE, NULL);
  Source source = {report->snapshot, report, g_array_index (report->orgunits, guint, 0), total};

  ori_report_prepare_chart (report, spec);
  add_periods (spec, report->snapshot, indicator, report->cycles);
  add_series (spec, &source, indicator, report->territory, report->cycles, spec->bands);
  explain_marks (spec, FALSE);
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

/* «низкая 4, средняя 21, высокая 8» */
static char *
count_groups (const OriScheme *scheme, const GArray *scores)
{
  guint counts[G_N_ELEMENTS (((OriScheme *)NULL)->thresholds) + 1] = {0};
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    if (score->has_score)
      counts[ori_group_of (score->score, scheme->thresholds, scheme->n_groups - 1)]++;
  }
  for (guint g = 0; g < scheme->n_groups; g++)
    g_string_append_printf (list, "%s%s" ORI_NBSP "%u", g ? ", " : "",
                            ori_report_group_word (scheme, g), counts[g]);
  return g_string_free (list, FALSE);
}

/* The title says who is where; the subtitle what is measured. */
static void
state_groups (OriChartSpec *spec, const OriScheme *scheme, const OriIndicator *indicator, int cycle,
              const GArray *scores, gboolean raw)
{
  g_autofree char *year = g_strdup_printf ("%d", cycle), *groups = count_groups (scheme, scores);
  const char *label = indicator ? ori_indicator_label (indicator) : NULL;
  const char *measure =
      raw && indicator->unit && *indicator->unit ? indicator->unit : ori_word ("chart.score");

  spec->title =
      ori_word_format ("chart.groups", "name", label ? label : ori_word ("chart.all-groups"),
                       "year", year, "groups", groups, NULL);
  if (g_utf8_strlen (spec->title, -1) > MAX_TITLE && label) {
    g_free (spec->title);
    spec->title = ori_word_format ("chart.groups", "name", ori_word ("chart.all-groups"), "year",
                                   year, "groups", groups, NULL);
    spec->subtitle = ori_word_format ("chart.finding", "name", label, "finding", measure, NULL);
  } else {
    spec->subtitle = g_strdup (measure);
  }
}

/* The last cycle with data before @cycle, 0 if none. */
static int
find_cycle_before (const OriSnapshot *snapshot, int cycle)
{
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  int before = 0;

  for (guint i = 0; i < cycles->len; i++)
    if (g_array_index (cycles, int, i) < cycle)
      before = g_array_index (cycles, int, i);
  return before;
}

static double
score_of (const GArray *scores, guint orgunit)
{
  for (guint i = 0; scores && i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    if (score->orgunit == orgunit && score->has_score)
      return score->score;
  }
  return NAN;
}

static gboolean
has_scores (const GArray *scores)
{
  for (guint i = 0; i < scores->len; i++)
    if (g_array_index (scores, OriScore, i).has_score)
      return TRUE;
  return FALSE;
}

/* Printed as finely as scores meet thresholds: 74,95 is not a 75 that stayed below. */
static void
add_score_point (OriChartSeries *series, double score)
{
  ori_chart_series_add_point (series, score, NAN, NAN, NULL);
  if (isfinite (score))
    g_array_index (series->points, OriChartPoint, series->points->len - 1).label =
        ori_number_format (score, 2);
}

OriChartSpec *
ori_groups_chart (const OriSnapshot *snapshot, const OriScheme *scheme,
                  const OriIndicator *indicator, int cycle)
{
  OriOrgUnitLevel level = ori_snapshot_main_level (snapshot);
  OriSubject subject = ori_subject_of (indicator);
  g_autoptr (GArray) scores = ori_scores_compute (snapshot, scheme, &subject, cycle, level);
  g_autoptr (GArray) old = NULL;
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_BENCH);
  gboolean raw = indicator && scheme->normalise == ORI_NORMALISE_NONE;
  int before = find_cycle_before (snapshot, cycle);

  if (before) {
    old = ori_scores_compute (snapshot, scheme, &subject, before, level);
    if (!has_scores (old))
      g_clear_pointer (&old, g_array_unref);
  }
  state_groups (spec, scheme, indicator, cycle, scores, raw);
  spec->share = !raw && top_score (scores) <= 100;
  spec->unit = g_strdup (raw && indicator->unit ? indicator->unit : NULL);
  g_ptr_array_add (spec->periods, g_strdup_printf ("%d", cycle));
  if (old)
    g_ptr_array_add (spec->periods, g_strdup_printf ("%d", before));
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
    add_score_point (series, score->score);
    if (old)
      add_score_point (series, score_of (old, score->orgunit));
  }
  for (guint g = 0; g < MIN (scheme->n_groups, G_N_ELEMENTS (spec->group_names)); g++)
    spec->group_names[g] = g_strdup (ori_report_group_word (scheme, g));
  return spec;
}
