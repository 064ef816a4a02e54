/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <math.h>

#define MAX_CYCLES 6       /* columns that fit a page */
#define MAX_COUNT_CYCLES 3 /* with numerator and denominator */

typedef struct {
  const OriIndicator *indicator;
  GArray *periods; /* of guint, one per column or row; G_MAXUINT never */
  double base;
  gboolean counts; /* numerator and denominator are shown */
  gboolean judged; /* a change and its verdict are shown */
} Plan;

static gboolean
has_counts (const OriReport *report, const OriIndicator *indicator)
{
  return ori_indicator_is_share (indicator) && ori_report_base (report, indicator) > 0;
}

static Plan
make_plan (const OriReport *report, const OriIndicator *indicator)
{
  Plan plan = {.indicator = indicator};

  plan.periods = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < report->cycles->len; i++) {
    guint period =
        ori_value_period_of_cycle (report->snapshot, indicator, ori_report_cycle_at (report, i));
    if (period != G_MAXUINT)
      g_array_append_val (plan.periods, period);
  }
  if (!report->single && plan.periods->len > MAX_CYCLES)
    g_array_remove_range (plan.periods, 0, plan.periods->len - MAX_CYCLES);
  plan.base = ori_report_base (report, indicator);
  plan.counts =
      has_counts (report, indicator) && (report->single || plan.periods->len <= MAX_COUNT_CYCLES);
  plan.judged = plan.periods->len > 1 && indicator->kind != ORI_KIND_TEXT &&
                indicator->kind != ORI_KIND_PRESENCE && indicator->kind != ORI_KIND_LIST;
  return plan;
}

static guint
period_at (const Plan *plan, guint index)
{
  return g_array_index (plan->periods, guint, index);
}

static char *
period_label (const OriReport *report, guint period)
{
  return ori_period_label (ori_snapshot_period (report->snapshot, period));
}

static void
add_count (GArray *row, double count, OriStatus status)
{
  if (isfinite (count))
    ori_row_add_number (row, count, 0);
  else
    ori_row_add_none (
        row, ori_word (status == ORI_STATUS_SUPPRESSED ? "status.suppressed" : "status.missing"));
}

static gboolean
is_number (const OriValue *value)
{
  return value->status == ORI_STATUS_VALUE && isfinite (value->value);
}

static void
add_difference (GArray *row, const Plan *plan, const OriValue *before, const OriValue *after,
                const OriChange *change)
{
  gboolean share = ori_indicator_is_share (plan->indicator);
  OriReportCell *cell;
  int decimals;

  if (!is_number (before) || !is_number (after) || !isfinite (change->difference)) {
    ori_row_add_none (row, "–");
    return;
  }
  if (share)
    decimals = plan->base > 0 && plan->base < 100 ? 0 : 1;
  else
    decimals = change->difference == floor (change->difference) ? 0 : 2;
  cell = ori_row_add_number (row, change->difference, decimals);
  cell->change = TRUE;
}

static void
add_verdict (GArray *row, const OriChange *change, gboolean known)
{
  g_autofree char *key =
      g_strconcat ("verdict.", ori_verdict_code (known ? change->verdict : ORI_VERDICT_NONE), NULL);
  g_autofree char *parts = known ? ori_parts_text (change) : NULL;
  g_autofree char *text =
      ori_word_format ("table.verdict-parts", "verdict", ori_word (key), "parts", parts, NULL);
  ori_row_add_text (row, text);
}

/* Rows are the years of one territory. */
static void
fill_years (OriReport *report, OriItem *table, const Plan *plan)
{
  guint orgunit = g_array_index (report->orgunits, guint, 0), n = plan->periods->len;
  g_autofree OriValue *values = g_new0 (OriValue, n);
  g_autofree OriChange *changes = g_new0 (OriChange, n);

  for (guint i = 0; i < n; i++) {
    values[i] = ori_report_value (report, plan->indicator, orgunit, period_at (plan, i));
    if (i > 0)
      changes[i] = ori_report_change (report, plan->indicator, orgunit, period_at (plan, i - 1),
                                      period_at (plan, i));
  }
  ori_item_add_column (table, ori_word ("table.period"), 1.4, FALSE);
  if (plan->counts) {
    ori_item_add_column (table, ori_word ("table.total"), 1, TRUE);
    ori_item_add_column (table, ori_word ("table.participated"), 1, TRUE);
  }
  ori_item_add_column (
      table, ori_word (ori_indicator_is_share (plan->indicator) ? "table.percent" : "table.value"),
      1, plan->indicator->kind != ORI_KIND_TEXT);
  if (plan->judged) {
    ori_item_add_column (
        table,
        ori_word (ori_indicator_is_share (plan->indicator) ? "table.change" : "table.change-units"),
        1, TRUE);
    ori_item_add_column (table, ori_word ("table.verdict"), 1.8, FALSE);
  }
  for (guint i = 0; i < n; i++) {
    GArray *row = ori_item_add_row (table);
    g_autofree char *label = period_label (report, period_at (plan, i));
    ori_row_add_text (row, label);
    if (plan->counts) {
      add_count (row, values[i].denominator, values[i].status);
      add_count (row, values[i].numerator, values[i].status);
    }
    ori_report_add_value (report, row, plan->indicator, &values[i], plan->base);
    if (plan->judged && i > 0) {
      add_difference (row, plan, &values[i - 1], &values[i], &changes[i]);
      add_verdict (row, &changes[i], is_number (&values[i - 1]) && is_number (&values[i]));
    } else if (plan->judged) {
      ori_row_add_none (row, "–");
      ori_row_add_none (row, "–");
    }
  }
}

typedef OriValue (*ReadFunc) (const OriReport *report, const Plan *plan, guint unit, guint period);

static OriValue
read_unit (const OriReport *report, const Plan *plan, guint unit, guint period)
{
  return ori_report_value (report, plan->indicator, unit, period);
}

static OriValue
read_total (const OriReport *report, const Plan *plan, guint unit, guint period)
{
  guint present, expected;
  return ori_report_total (report, plan->indicator, period, &present, &expected);
}

static void
fill_row (const OriReport *report, OriItem *table, const Plan *plan, const char *label, guint unit,
          ReadFunc read, const OriChange *change)
{
  GArray *row = ori_item_add_row (table);
  guint n = plan->periods->len;
  g_autofree OriValue *values = g_new0 (OriValue, n);

  for (guint i = 0; i < n; i++)
    values[i] = read (report, plan, unit, period_at (plan, i));
  ori_row_add_text (row, label);
  for (guint i = 0; plan->counts && i < n; i++)
    add_count (row, values[i].numerator, values[i].status);
  for (guint i = 0; plan->counts && i < n; i++)
    add_count (row, values[i].denominator, values[i].status);
  for (guint i = 0; i < n; i++)
    ori_report_add_value (report, row, plan->indicator, &values[i], plan->base);
  if (plan->judged)
    add_difference (row, plan, &values[n - 2], &values[n - 1], change);
}

static OriChange
last_change (const OriReport *report, const Plan *plan, guint unit)
{
  guint n = plan->periods->len;
  return plan->judged ? ori_report_change (report, plan->indicator, unit, period_at (plan, n - 2),
                                           period_at (plan, n - 1))
                      : ori_change_none ();
}

/* «Кировский – по 9 из 12» */
static void
list_parts (GString *list, const char *name, const OriChange *change)
{
  g_autofree char *parts = ori_parts_text (change);
  if (parts)
    g_string_append_printf (list, "%s%s – %s", list->len ? ", " : "", name, parts);
}

/* Rows are territories; the shares of the years stand side by side. */
static void
fill_territories (OriReport *report, OriItem *table, const Plan *plan)
{
  guint n = plan->periods->len;
  gboolean text = plan->indicator->kind == ORI_KIND_TEXT;
  const char *value_band = plan->counts ? ori_word ("table.percent") : NULL;
  g_autoptr (GString) parts = g_string_new (NULL);
  OriValue last;

  ori_item_add_column (table, ori_word ("table.territory"), 3, FALSE);
  for (int band = 0; band < (plan->counts ? 2 : 0); band++)
    for (guint i = 0; i < n; i++) {
      g_autofree char *label = period_label (report, period_at (plan, i));
      ori_item_add_column_in (table, ori_word (band == 0 ? "table.participated" : "table.total"),
                              label, 1, TRUE);
    }
  for (guint i = 0; i < n; i++) {
    g_autofree char *label = period_label (report, period_at (plan, i));
    ori_item_add_column_in (table, value_band, label, text ? 3 : 1, !text);
  }
  if (plan->judged)
    ori_item_add_column (
        table,
        ori_word (ori_indicator_is_share (plan->indicator) ? "table.change" : "table.change-units"),
        1, TRUE);
  for (guint i = 0; i < report->orgunits->len; i++) {
    guint unit = g_array_index (report->orgunits, guint, i);
    const char *name = ori_snapshot_orgunit (report->snapshot, unit)->short_name;
    OriChange change = last_change (report, plan, unit);
    fill_row (report, table, plan, name, unit, read_unit, &change);
    list_parts (parts, name, &change);
  }
  last = read_total (report, plan, 0, period_at (plan, n - 1));
  if (last.status == ORI_STATUS_VALUE && isfinite (last.value) &&
      plan->indicator->kind != ORI_KIND_PRESENCE) {
    OriChange change = last_change (report, plan, G_MAXUINT);
    fill_row (report, table, plan, ori_word ("table.sum"), 0, read_total, &change);
    list_parts (parts, ori_word ("table.sum"), &change);
    table->n_total_rows = 1;
  }
  if (parts->len > 0) {
    g_autofree char *note = ori_word_format ("change.parts-list", "list", parts->str, NULL);
    ori_document_note (report->document, note);
  }
}

/* Cells of the chart: the shares of the only territory, or of the totals. */
static void
link_chart (const OriReport *report, OriItem *chart, const OriItem *table, const Plan *plan)
{
  guint n = plan->periods->len, first = plan->counts ? (report->single ? 3 : 1 + 2 * n) : 1;

  if (report->single)
    ori_item_chart_from (chart, table, 0, first, n - 1, first);
  else
    ori_item_chart_from (chart, table, table->rows->len - 1, first, table->rows->len - 1,
                         first + n - 1);
}

static void
add_chart (OriReport *report, const OriItem *table, const Plan *plan)
{
  const OriIndicator *indicator = plan->indicator;
  gboolean band = ori_indicator_is_share (indicator) && plan->base > 0;
  g_autofree char *caption = ori_word_format (
      report->single ? "table.chart" : "table.chart-total", "name", ori_indicator_label (indicator),
      "territory", report->territory, "band", band ? "95" ORI_NBSP "%" : NULL, NULL);
  OriItem *chart = ori_document_chart (
      report->document, caption, ori_report_dynamics_chart (report, indicator, !report->single));
  link_chart (report, chart, table, plan);
}

/* Not of hidden or missing values only. */
static gboolean
wants_chart (const OriReport *report, const OriItem *table, const Plan *plan)
{
  if (!plan->judged || !(report->single || table->n_total_rows > 0))
    return FALSE;
  for (guint i = 0; i < plan->periods->len; i++) {
    guint unit = g_array_index (report->orgunits, guint, 0);
    OriValue value = report->single ? read_unit (report, plan, unit, period_at (plan, i))
                                    : read_total (report, plan, unit, period_at (plan, i));
    if (is_number (&value))
      return TRUE;
  }
  return FALSE;
}

/* Numbers under each other have the same decimals. */
static void
align_decimals (OriItem *table)
{
  for (guint c = 0; c < table->columns->len; c++) {
    int decimals = 0;
    for (int pass = 0; pass < 2; pass++)
      for (guint r = 0; r < table->rows->len; r++) {
        GArray *row = g_ptr_array_index (table->rows, r);
        OriReportCell *cell = &g_array_index (row, OriReportCell, c);
        if (cell->kind != ORI_CELL_KIND_NUMBER)
          continue;
        if (pass == 0)
          decimals = MAX (decimals, cell->decimals);
        else
          cell->decimals = decimals;
      }
  }
}

OriItem *
ori_report_add_indicator_table (OriReport *report, const OriIndicator *indicator)
{
  Plan plan = make_plan (report, indicator);
  OriItem *table;
  g_autofree char *from = NULL, *to = NULL, *years = NULL, *caption = NULL;

  if (plan.periods->len == 0) {
    g_array_unref (plan.periods);
    return NULL;
  }
  from = period_label (report, period_at (&plan, 0));
  to = period_label (report, period_at (&plan, plan.periods->len - 1));
  years = plan.periods->len > 1 ? g_strdup_printf ("%s – %s", from, to) : g_strdup (from);
  caption = ori_word_format ("table.indicator-years", "name", ori_indicator_label (indicator),
                             "years", years, NULL);
  table = ori_document_table (report->document, caption);
  if (report->single)
    fill_years (report, table, &plan);
  else
    fill_territories (report, table, &plan);
  align_decimals (table);
  if (wants_chart (report, table, &plan))
    add_chart (report, table, &plan);
  g_array_unref (plan.periods);
  return table;
}
