/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "core/ori-text.h"
#include "report/ori-wording.h"

#include <math.h>
#include <string.h>

#define SMALL 5 /* counts below this point at persons */

gboolean
ori_indicator_is_share (const OriIndicator *indicator)
{
  return indicator->kind == ORI_KIND_SHARE || indicator->kind == ORI_KIND_COUNT_SHARE;
}

gboolean
ori_indicator_is_sensitive (const OriProgramme *programme, const OriIndicator *indicator)
{
  static const char *const words[] = {"овз", "инвалид", "ограниченными возможностями",
                                      "абилимпикс"};
  g_autofree char *text = g_strconcat (indicator->name, " ", indicator->short_name, NULL);
  g_autofree char *key = ori_text_key (text);

  if (g_strcmp0 (ori_indicator_direction (programme, indicator), "Н06") == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (key, words[i]))
      return TRUE;
  return FALSE;
}

static OriValue
empty_value (OriStatus status)
{
  return (OriValue){
      .status = status, .value = NAN, .numerator = NAN, .denominator = NAN, .printed = NAN};
}

static gboolean
is_small (const OriValue *value)
{
  double x = isfinite (value->numerator) ? value->numerator : value->value;
  double rest = value->denominator - value->numerator;

  if (value->status != ORI_STATUS_VALUE)
    return FALSE;
  if (isfinite (value->numerator) || !isfinite (value->denominator))
    if (x > 0 && x < SMALL)
      return TRUE;
  return isfinite (rest) && rest > 0 && rest < SMALL;
}

OriValue
ori_report_value (const OriReport *report, const OriIndicator *indicator, guint orgunit,
                  guint period)
{
  OriValue value;

  if (period == G_MAXUINT)
    return empty_value (ORI_STATUS_MISSING);
  value = ori_value_compute (report->snapshot, indicator, orgunit, period);
  if (value.status == ORI_STATUS_DOUBTFUL)
    value.status = ORI_STATUS_VALUE;
  if (report->input->public_version && is_small (&value) &&
      ori_indicator_is_sensitive (report->programme, indicator))
    return empty_value (ORI_STATUS_SUPPRESSED);
  return value;
}

gboolean
ori_report_hides_any (const OriReport *report, const OriIndicator *indicator, guint period,
                      const char *codes)
{
  g_auto (GStrv) named = codes ? g_strsplit (codes, "\n", -1) : NULL;

  if (!report->input->public_version)
    return FALSE;
  for (guint unit = 0; unit < report->snapshot->orgunits->len; unit++) {
    const OriOrgUnit *orgunit = ori_snapshot_orgunit (report->snapshot, unit);
    gboolean among = named ? g_strv_contains ((const char *const *)named, orgunit->code)
                           : orgunit->level == report->level;
    if (among && ori_report_value (report, indicator, unit, period).status == ORI_STATUS_SUPPRESSED)
      return TRUE;
  }
  return FALSE;
}

OriValue
ori_report_total (const OriReport *report, const OriIndicator *indicator, guint period,
                  guint *present, guint *expected)
{
  OriValue total;

  *present = *expected = 0;
  if (period == G_MAXUINT)
    return empty_value (ORI_STATUS_MISSING);
  total =
      ori_value_total (report->snapshot, indicator, report->orgunits, period, present, expected);
  for (guint i = 0; report->input->public_version && i < report->orgunits->len; i++) {
    OriValue value =
        ori_report_value (report, indicator, g_array_index (report->orgunits, guint, i), period);
    if (value.status == ORI_STATUS_SUPPRESSED)
      return empty_value (ORI_STATUS_SUPPRESSED);
  }
  return total;
}

OriChange
ori_report_change (const OriReport *report, const OriIndicator *indicator, guint orgunit,
                   guint before, guint after)
{
  gboolean total = orgunit == G_MAXUINT;
  guint present, expected;
  OriValue values[2];
  OriChange change;

  for (int i = 0; i < 2; i++) {
    guint period = i == 0 ? before : after;
    values[i] = total ? ori_report_total (report, indicator, period, &present, &expected)
                      : ori_report_value (report, indicator, orgunit, period);
    if (values[i].status != ORI_STATUS_VALUE)
      return ori_change_none ();
  }
  change = total ? ori_change_compute_total (report->snapshot, indicator, report->orgunits, before,
                                             after)
                 : ori_change_compute (report->snapshot, indicator, orgunit, before, after);
  if (report->input->public_version && change.flags & ORI_FLAG_PARTS_DIFFER &&
      ori_indicator_is_sensitive (report->programme, indicator))
    return ori_change_none ();
  return change;
}

OriTrend
ori_report_trend (const OriReport *report, const OriIndicator *indicator, guint orgunit)
{
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (int));
  OriTrend trend;

  for (guint i = 0; i < report->cycles->len; i++) {
    int cycle = ori_report_cycle_at (report, i);
    guint period = ori_value_period_of_cycle (report->snapshot, indicator, cycle);
    OriValue value = ori_report_value (report, indicator, orgunit, period);
    if (value.status == ORI_STATUS_VALUE)
      g_array_append_val (shown, cycle);
  }
  trend = ori_trend_compute (report->snapshot, indicator, orgunit, shown);
  if (report->input->public_version && trend.flags & ORI_FLAG_PARTS_DIFFER &&
      ori_indicator_is_sensitive (report->programme, indicator))
    trend.verdict = ORI_VERDICT_NONE;
  return trend;
}

char *
ori_parts_text (const OriChange *change)
{
  g_autofree char *common = NULL, *most = NULL;

  if (!(change->flags & ORI_FLAG_PARTS_DIFFER))
    return NULL;
  common = ori_number_format (change->parts_common, 0);
  most = ori_number_format (MAX (change->parts_before, change->parts_after), 0);
  return ori_word_format ("change.parts", "common", common, "most", most, NULL);
}

char *
ori_when_text (const OriSnapshot *snapshot, guint period, gboolean capital)
{
  const OriPeriod *p = ori_snapshot_period (snapshot, period);
  const char *key = p->kind == ORI_PERIOD_YEAR          ? "when.year"
                    : p->kind == ORI_PERIOD_SCHOOL_YEAR ? "when.school-year"
                    : p->kind == ORI_PERIOD_DATE        ? "when.date"
                                                        : "when.other";
  g_autofree char *label = ori_period_label (p);
  char *text = ori_word_format (key, "label", label, NULL);

  if (capital) {
    g_autofree char *old = text;
    g_autofree char *first = g_utf8_substring (old, 0, 1);
    g_autofree char *upper = g_utf8_strup (first, -1);
    text = g_strconcat (upper, old + strlen (first), NULL);
  }
  return text;
}

double
ori_report_base (const OriReport *report, const OriIndicator *indicator)
{
  double base = 0;

  for (guint c = 0; c < report->cycles->len; c++) {
    guint period =
        ori_value_period_of_cycle (report->snapshot, indicator, ori_report_cycle_at (report, c));
    for (guint i = 0; period != G_MAXUINT && i < report->orgunits->len; i++) {
      OriValue value =
          ori_report_value (report, indicator, g_array_index (report->orgunits, guint, i), period);
      if (value.status == ORI_STATUS_VALUE && isfinite (value.denominator))
        base = MAX (base, value.denominator);
    }
  }
  return base;
}

static gboolean
is_percent (const OriIndicator *indicator)
{
  return ori_indicator_is_share (indicator) || g_strcmp0 (indicator->unit, "%") == 0;
}

char *
ori_figure_text (const OriIndicator *indicator, double figure, double base)
{
  g_autofree char *number = NULL, *key = NULL;

  if (!isfinite (figure))
    return NULL;
  if (is_percent (indicator))
    return ori_number_format_percent (figure, base);
  number = ori_number_format_short (figure, 2);
  if (indicator->unit == NULL || *indicator->unit == '\0')
    return g_steal_pointer (&number);
  /* Units that are whole words agree with the number. */
  key = g_strconcat (figure == floor (figure) ? "unit." : "unit-part.", indicator->unit, NULL);
  if (ori_wording_has (key))
    return ori_word_format (key, "n", number, NULL);
  return g_strconcat (number, ORI_NBSP, indicator->unit, NULL);
}

char *
ori_value_text (const OriIndicator *indicator, const OriValue *value, double base)
{
  switch (value->status) {
  case ORI_STATUS_VALUE:
  case ORI_STATUS_DOUBTFUL:
    break;
  case ORI_STATUS_NOT_APPLICABLE:
    return g_strdup (ori_word ("status.not-applicable"));
  case ORI_STATUS_SUPPRESSED:
    return g_strdup (ori_word ("status.suppressed"));
  case ORI_STATUS_MISSING:
    return g_strdup (ori_word ("status.missing"));
  }
  if (indicator->kind == ORI_KIND_PRESENCE && isfinite (value->denominator))
    return ori_number_format_percent (value->value, value->denominator);
  if (indicator->kind == ORI_KIND_PRESENCE)
    return g_strdup (ori_word (value->value > 0 ? "status.presence-yes" : "status.presence-no"));
  if (value->text && (indicator->kind == ORI_KIND_TEXT || !isfinite (value->value)))
    return g_strdup (value->text);
  if (isfinite (value->value))
    return ori_figure_text (indicator, value->value, base);
  return g_strdup (ori_word ("status.missing"));
}

char *
ori_difference_text (const OriIndicator *indicator, double difference, double base)
{
  g_autofree char *number = NULL;

  if (!isfinite (difference))
    return NULL;
  if (is_percent (indicator))
    return ori_number_format_points (difference, base);
  number = ori_number_format_short (fabs (difference), 2);
  return g_strconcat (difference > 0   ? "+"
                      : difference < 0 ? ORI_MINUS
                                       : "",
                      number, indicator->unit && *indicator->unit ? ORI_NBSP : "",
                      indicator->unit ? indicator->unit : "", NULL);
}

const char *
ori_report_group_word (const OriScheme *scheme, guint group)
{
  g_autofree char *key = g_strdup_printf ("group.%u.%u", scheme->n_groups, group);
  return !ori_scheme_has_group_names (scheme) && ori_wording_has (key)
             ? ori_word (key)
             : ori_scheme_group_name (scheme, group);
}

char *
ori_report_group_title (const OriScheme *scheme, guint group)
{
  const char *name = ori_report_group_word (scheme, group);
  return ori_scheme_has_group_names (scheme) ? g_strdup (name)
                                             : ori_word_format ("groups.title", "name", name, NULL);
}

char *
ori_count_text (double count)
{
  return isfinite (count) ? ori_number_format_short (count, 2) : NULL;
}

char *
ori_source_text (const OriSnapshot *snapshot, const OriObservation *observation)
{
  const OriBatch *batch;
  g_autofree char *cell = NULL;

  if (observation == NULL || observation->batch >= snapshot->batches->len)
    return NULL;
  batch = g_ptr_array_index (snapshot->batches, observation->batch);
  if (batch->file == NULL)
    return g_strdup (batch->reason);
  cell = ori_cellref_name (observation->cell.row, observation->cell.col);
  return ori_word_format ("doubts.place", "file", batch->file, "sheet", observation->sheet, "cell",
                          cell, NULL);
}

static int
short_decimals (double value)
{
  for (int decimals = 0; decimals < 2; decimals++)
    if (fabs (ori_number_round (value, decimals) - value) < 1e-9)
      return decimals;
  return 2;
}

OriReportCell *
ori_report_add_value (const OriReport *report, GArray *row, const OriIndicator *indicator,
                      const OriValue *value, double base)
{
  OriReportCell *cell;
  g_autofree char *text = ori_value_text (indicator, value, base);
  g_autofree char *source = NULL;

  if (value->status != ORI_STATUS_VALUE || (!isfinite (value->value) && !value->text))
    return ori_row_add_none (row, text);
  if (indicator->kind == ORI_KIND_PRESENCE || !isfinite (value->value) ||
      indicator->kind == ORI_KIND_TEXT)
    cell = ori_row_add_text (row, text);
  else if (is_percent (indicator))
    cell = ori_row_add_percent (row, value->value, base > 0 && base < 100 ? 0 : 1);
  else
    cell = ori_row_add_number (row, value->value, short_decimals (value->value));
  source = ori_source_text (report->snapshot, value->source);
  ori_report_cell_set_source (cell, source);
  return cell;
}
