/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <math.h>

#define MAX_DEFICIT_NAMES 6

static char *
threshold_text (double threshold)
{
  return ori_number_format_short (threshold, 2);
}

static char *
list_thresholds (const OriScheme *scheme)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i + 1 < scheme->n_groups; i++) {
    g_autofree char *text = threshold_text (scheme->thresholds[i]);
    g_string_append_printf (list, "%s%s", i ? "; " : "", text);
  }
  return g_string_free (list, FALSE);
}

static guint
group_of (const OriScheme *scheme, const OriScore *score)
{
  return ori_group_of (score->score, scheme->thresholds, scheme->n_groups - 1);
}

static const char *
short_name (const OriReport *report, guint orgunit)
{
  return ori_snapshot_orgunit (report->snapshot, orgunit)->short_name;
}

static char *
range_text (const OriScheme *scheme, guint group)
{
  g_autofree char *from = group > 0 ? threshold_text (scheme->thresholds[group - 1]) : NULL;
  g_autofree char *to =
      group + 1 < scheme->n_groups ? threshold_text (scheme->thresholds[group]) : NULL;

  return ori_word_format (from == NULL ? "groups.range-first"
                          : to == NULL ? "groups.range-last"
                                       : "groups.range",
                          "from", from, "to", to, NULL);
}

/* Names of the org units of @group; of those without a group for G_MAXUINT. */
static char *
list_names (const OriReport *report, const GArray *scores, guint group, guint *n)
{
  const OriScheme *scheme = report->input->scheme;
  GString *list = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    guint own = score->has_score ? group_of (scheme, score) : G_MAXUINT;
    if (own != group)
      continue;
    g_string_append_printf (list, "%s%s", (*n)++ ? ", " : "", short_name (report, score->orgunit));
  }
  return g_string_free (list, FALSE);
}

static void
add_group_list (OriReport *report, const GArray *scores)
{
  const OriScheme *scheme = report->input->scheme;
  OriItem *list = ori_document_list (report->document, FALSE);
  guint n;

  for (guint g = scheme->n_groups; g-- > 0;) {
    g_autofree char *names = list_names (report, scores, g, &n);
    g_autofree char *number = ori_number_format (n, 0);
    g_autofree char *range = range_text (scheme, g);
    g_autofree char *title = ori_report_group_title (scheme, g);
    g_autofree char *line =
        ori_word_format (n ? "groups.line" : "groups.line-empty", "name", title, "range", range,
                         "n", number, "list", *names ? names : NULL, NULL);
    ori_item_add_text (list, line);
  }
  {
    g_autofree char *names = list_names (report, scores, G_MAXUINT, &n);
    g_autofree char *number = ori_number_format (n, 0);
    g_autofree char *line = ori_word_format ("groups.line-none", "n", number, "list", names, NULL);
    if (n > 0)
      ori_item_add_text (list, line);
  }
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const OriScore *x = a, *y = b;
  if (x->has_score != y->has_score)
    return x->has_score ? -1 : 1;
  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  return x->orgunit < y->orgunit ? -1 : x->orgunit > y->orgunit;
}

static OriItem *
add_group_table (OriReport *report, const GArray *scores)
{
  const OriScheme *scheme = report->input->scheme;
  g_autoptr (GArray) sorted = g_array_copy ((GArray *)scores);
  g_autofree char *caption = ori_word_format ("table.groups", "year", report->year, NULL);
  OriItem *table = ori_document_table (report->document, caption);

  g_array_sort (sorted, compare_scores);
  ori_item_add_column (table, ori_word ("table.territory"), 3, FALSE);
  ori_item_add_column (table, ori_word ("table.score"), 1, TRUE);
  ori_item_add_column (table, ori_word ("table.group"), 1.5, FALSE);
  ori_item_add_column (table, ori_word ("table.completeness"), 1, TRUE);
  for (guint i = 0; i < sorted->len; i++) {
    const OriScore *score = &g_array_index (sorted, OriScore, i);
    GArray *row = ori_item_add_row (table);
    ori_row_add_text (row, short_name (report, score->orgunit));
    if (score->has_score) {
      OriReportCell *cell;
      guint group = group_of (scheme, score);
      ori_row_add_number (row, score->score, 2);
      cell = ori_row_add_text (row, ori_report_group_word (scheme, group));
      cell->group = (int)group;
      cell->n_groups = (int)scheme->n_groups;
    } else {
      ori_row_add_none (row, ori_word ("status.missing"));
      ori_row_add_none (row, "–");
    }
    ori_row_add_percent (row, score->completeness * 100, 0);
  }
  return table;
}

static const OriScore *
find_score (const GArray *scores, guint orgunit)
{
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    if (score->orgunit == orgunit)
      return score;
  }
  return NULL;
}

/* Who changed the group since the cycle before, by the thresholds of now. */
static void
add_moves (OriReport *report, const GArray *scores)
{
  const OriScheme *scheme = report->input->scheme;
  guint n = report->cycles->len;
  int before = n > 1 ? ori_report_cycle_at (report, n - 2) : 0;
  g_autoptr (GArray) old = NULL;
  GString *up, *down;
  guint same = 0;

  if (before == 0)
    return;
  old = ori_scores_compute (report->snapshot, scheme, NULL, before, report->level);
  up = g_string_new (NULL);
  down = g_string_new (NULL);
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *now = &g_array_index (scores, OriScore, i);
    const OriScore *then = find_score (old, now->orgunit);
    guint a, b;
    GString *list;
    if (!now->has_score || then == NULL || !then->has_score)
      continue;
    a = group_of (scheme, then);
    b = group_of (scheme, now);
    same += a == b;
    if (a == b)
      continue;
    list = b > a ? up : down;
    g_string_append_printf (list, "%s%s", list->len ? ", " : "", short_name (report, now->orgunit));
  }
  if (same + up->len + down->len > 0) {
    g_autofree char *year = g_strdup_printf ("%d", before);
    g_autofree char *stay = ori_number_format (same, 0);
    g_autofree char *text = ori_word_format (
        "groups.moves", "year", year, "up", up->len ? up->str : ori_word ("groups.nobody"), "down",
        down->len ? down->str : ori_word ("groups.nobody"), "same", stay, NULL);
    ori_document_paragraph (report->document, text);
  }
  g_string_free (up, TRUE);
  g_string_free (down, TRUE);
}

static void
add_single_place (OriReport *report, const GArray *scores)
{
  const OriScore *score = find_score (scores, g_array_index (report->orgunits, guint, 0));
  const OriScheme *scheme = report->input->scheme;
  g_autofree char *text = NULL;

  ori_document_paragraph (report->document, ori_word ("groups.one"));
  if (score && score->has_score) {
    g_autofree char *value = ori_number_format (score->score, 2);
    g_autofree char *title = ori_report_group_title (scheme, group_of (scheme, score));
    text = ori_word_format ("groups.one-place", "year", report->year, "score", value, "group",
                            title, NULL);
  } else {
    text = ori_word_format ("groups.none", "year", report->year, NULL);
  }
  ori_document_paragraph (report->document, text);
}

static guint
count_kind (const OriReport *report, OriItemKind kind)
{
  guint n = 0;
  for (guint i = 0; i < report->document->items->len; i++)
    n += ((OriItem *)g_ptr_array_index (report->document->items, i))->kind == kind;
  return n;
}

static void
add_group_chart (OriReport *report, const OriItem *table, guint n_scored)
{
  g_autofree char *caption = ori_word_format ("table.chart-groups", "year", report->year, NULL);
  OriChartSpec *spec =
      ori_groups_chart (report->snapshot, report->input->scheme, NULL, report->cycle);
  OriItem *chart;

  ori_report_prepare_chart (report, spec);
  chart = ori_document_chart (report->document, caption, spec);
  ori_item_chart_from (chart, table, 0, 1, n_scored - 1, 1);
}

void
ori_report_add_groups (OriReport *report)
{
  const OriScheme *scheme = report->input->scheme;
  g_autoptr (GArray) scores =
      ori_scores_compute (report->snapshot, scheme, NULL, report->cycle, report->level);
  g_autofree char *thresholds = list_thresholds (scheme), *intro = NULL, *completeness = NULL;
  g_autofree char *percent = NULL, *year = NULL, *see = NULL, *t = NULL, *f = NULL;
  guint n_scored = 0;

  ori_document_heading (report->document, 1, ori_word ("heading.groups"));
  intro = ori_word_format ("groups.intro", "thresholds", thresholds, NULL);
  percent = ori_number_format_percent (scheme->min_completeness * 100, 1);
  completeness = ori_word_format ("groups.completeness", "percent", percent, NULL);
  if (scores->len < 2 || report->single) {
    add_single_place (report, scores);
    ori_document_paragraph (report->document, intro);
    ori_document_paragraph (report->document, completeness);
    return;
  }
  for (guint i = 0; i < scores->len; i++)
    n_scored += g_array_index (scores, OriScore, i).has_score;
  ori_document_paragraph (report->document, intro);
  ori_document_paragraph (report->document, completeness);
  if (report->brief)
    ori_document_paragraph (report->document, ori_word ("groups.no-programme"));
  year = ori_word_format ("groups.intro-list", "year", report->year, NULL);
  ori_document_paragraph (report->document, year);
  add_group_list (report, scores);
  add_moves (report, scores);
  if (n_scored == 0)
    return;
  t = g_strdup_printf ("%u", count_kind (report, ORI_ITEM_TABLE) + 1);
  f = g_strdup_printf ("%u", count_kind (report, ORI_ITEM_CHART) + 1);
  see = ori_word_format ("groups.see", "table", t, "figure", f, NULL);
  ori_document_paragraph (report->document, see);
  add_group_chart (report, add_group_table (report, scores), n_scored);
}

/* --- Deficits --- */

typedef struct {
  const OriIndicator *indicator;
  guint n;
  guint reasons;
  GString *names;
} Lag;

static void
free_lag (gpointer data)
{
  Lag *lag = data;
  g_string_free (lag->names, TRUE);
  g_free (lag);
}

static char *
list_reasons (guint reasons)
{
  GString *list = g_string_new (NULL);

  for (guint reason = 0; reason <= ORI_DEFICIT_MISSING; reason++) {
    g_autofree char *key = NULL;
    if (!(reasons & (1u << reason)))
      continue;
    key =
        g_strconcat ("deficits.reason.", ori_deficit_reason_code ((OriDeficitReason)reason), NULL);
    g_string_append_printf (list, "%s%s", list->len ? ", " : "", ori_word (key));
  }
  return g_string_free (list, FALSE);
}

static gboolean
is_hidden (const OriReport *report, const OriDeficit *deficit, guint orgunit)
{
  if (!report->input->public_version)
    return FALSE;
  return deficit->indicator->personal ||
         ori_report_value (report, deficit->indicator, orgunit, deficit->period).status ==
             ORI_STATUS_SUPPRESSED;
}

static void
add_single_deficits (OriReport *report, const GArray *deficits, guint orgunit)
{
  g_autofree char *caption = ori_word_format ("table.deficits-single", "year", report->year, NULL);
  OriItem *table = ori_document_table (report->document, caption);

  ori_item_add_column (table, ori_word ("table.indicator-column"), 3, FALSE);
  ori_item_add_column (table, ori_word ("table.value"), 1, TRUE);
  ori_item_add_column (table, ori_word ("table.median"), 1, TRUE);
  ori_item_add_column (table, ori_word ("table.reason"), 1.6, FALSE);
  for (guint i = 0; i < deficits->len; i++) {
    const OriDeficit *deficit = &g_array_index (deficits, OriDeficit, i);
    GArray *row;
    OriValue median = deficit->value;
    g_autofree char *reasons = list_reasons (deficit->reasons);
    g_autofree char *parts =
        deficit->reasons & (1u << ORI_DEFICIT_FALLING) ? ori_parts_text (&deficit->change) : NULL;
    g_autofree char *why =
        ori_word_format ("table.verdict-parts", "verdict", reasons, "parts", parts, NULL);
    double base = isfinite (deficit->value.denominator) ? deficit->value.denominator : 0;
    if (is_hidden (report, deficit, orgunit))
      continue;
    row = ori_item_add_row (table);
    ori_row_add_text (row, ori_indicator_label (deficit->indicator));
    ori_report_add_value (report, row, deficit->indicator, &deficit->value, base);
    median.value = deficit->median;
    median.status = ORI_STATUS_VALUE;
    median.text = NULL;
    median.source = NULL;
    if (isfinite (deficit->median) &&
        !ori_report_hides_any (report, deficit->indicator, deficit->period, NULL))
      ori_report_add_value (report, row, deficit->indicator, &median, base);
    else
      ori_row_add_none (row, "–");
    ori_row_add_text (row, why);
  }
}

static int
compare_lags (gconstpointer a, gconstpointer b)
{
  const Lag *x = *(Lag *const *)a, *y = *(Lag *const *)b;
  if (x->n != y->n)
    return x->n > y->n ? -1 : 1;
  return g_strcmp0 (x->indicator->code, y->indicator->code);
}

static void
collect_lags (OriReport *report, guint orgunit, GPtrArray *lags)
{
  g_autoptr (GArray) deficits =
      ori_deficits_find (report->snapshot, report->input->scheme, orgunit, report->cycle);

  for (guint i = 0; i < deficits->len; i++) {
    const OriDeficit *deficit = &g_array_index (deficits, OriDeficit, i);
    Lag *lag = NULL;
    if (is_hidden (report, deficit, orgunit))
      continue;
    for (guint k = 0; k < lags->len && lag == NULL; k++)
      if (((Lag *)g_ptr_array_index (lags, k))->indicator == deficit->indicator)
        lag = g_ptr_array_index (lags, k);
    if (lag == NULL) {
      lag = g_new0 (Lag, 1);
      lag->indicator = deficit->indicator;
      lag->names = g_string_new (NULL);
      g_ptr_array_add (lags, lag);
    }
    if (lag->n < MAX_DEFICIT_NAMES)
      g_string_append_printf (lag->names, "%s%s", lag->n ? ", " : "", short_name (report, orgunit));
    else if (lag->n == MAX_DEFICIT_NAMES)
      g_string_append (lag->names, "…");
    lag->n++;
    lag->reasons |= deficit->reasons;
  }
}

static void
add_lags (OriReport *report, GPtrArray *lags)
{
  g_autofree char *caption = ori_word_format ("table.deficits", "year", report->year, NULL);
  OriItem *table = ori_document_table (report->document, caption);

  g_ptr_array_sort (lags, compare_lags);
  ori_item_add_column (table, ori_word ("table.indicator-column"), 2.4, FALSE);
  ori_item_add_column (table, ori_word ("table.count"), 1, TRUE);
  ori_item_add_column (table, ori_word ("table.reason"), 1.6, FALSE);
  ori_item_add_column (table, ori_word ("table.territories"), 3, FALSE);
  for (guint i = 0; i < lags->len; i++) {
    const Lag *lag = g_ptr_array_index (lags, i);
    GArray *row = ori_item_add_row (table);
    g_autofree char *reasons = list_reasons (lag->reasons);
    ori_row_add_text (row, ori_indicator_label (lag->indicator));
    ori_row_add_number (row, lag->n, 0);
    ori_row_add_text (row, reasons);
    ori_row_add_text (row, lag->names->str);
  }
}

void
ori_report_add_deficits (OriReport *report)
{
  g_autofree char *number = g_strdup_printf ("%u", count_kind (report, ORI_ITEM_TABLE) + 1);
  g_autofree char *intro = ori_word_format ("deficits.intro", "table", number, NULL);

  ori_document_heading (report->document, 1, ori_word ("heading.deficits"));
  if (report->brief) {
    ori_document_paragraph (report->document, ori_word ("deficits.no-programme"));
    return;
  }
  if (report->single) {
    guint orgunit = g_array_index (report->orgunits, guint, 0);
    g_autoptr (GArray) deficits =
        ori_deficits_find (report->snapshot, report->input->scheme, orgunit, report->cycle);
    if (deficits->len == 0) {
      ori_document_paragraph (report->document, ori_word ("deficits.none"));
      return;
    }
    ori_document_paragraph (report->document, intro);
    add_single_deficits (report, deficits, orgunit);
  } else {
    g_autoptr (GPtrArray) lags = g_ptr_array_new_with_free_func (free_lag);
    for (guint i = 0; i < report->orgunits->len; i++)
      collect_lags (report, g_array_index (report->orgunits, guint, i), lags);
    if (lags->len == 0) {
      ori_document_paragraph (report->document, ori_word ("deficits.none-region"));
      return;
    }
    ori_document_paragraph (report->document, intro);
    add_lags (report, lags);
  }
}
