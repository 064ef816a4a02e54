/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define N_EXTREMES 3
#define MAX_NAMES 8 /* of territories in a sentence; the rest are in the table */

/* What the sentences about one indicator speak of. */
typedef struct {
  OriReport *report;
  const OriIndicator *indicator;
  double base;
  GArray *periods; /* of guint: with observations, ascending by cycle */
  GString *text;
} Story;

static void
say (Story *story, char *sentence)
{
  if (story->text->len > 0)
    g_string_append_c (story->text, ' ');
  g_string_append (story->text, sentence);
  g_free (sentence);
}

static gboolean
is_number (const OriValue *value)
{
  return value->status == ORI_STATUS_VALUE && isfinite (value->value);
}

static OriValue
value_at (const Story *story, guint index)
{
  guint present, expected, period = g_array_index (story->periods, guint, index);

  if (story->report->single)
    return ori_report_value (story->report, story->indicator,
                             g_array_index (story->report->orgunits, guint, 0), period);
  return ori_report_total (story->report, story->indicator, period, &present, &expected);
}

static char *
when_at (const Story *story, guint index, gboolean capital)
{
  return ori_when_text (story->report->snapshot, g_array_index (story->periods, guint, index),
                        capital);
}

static void
say_name (Story *story)
{
  const OriIndicator *indicator = story->indicator;

  /* The heading says it already. */
  if (story->report->brief && g_strcmp0 (indicator->name, ori_indicator_label (indicator)) == 0)
    return;
  if (indicator->variant_of)
    say (story, ori_word_format ("indicator.variant", "code", indicator->code, "name",
                                 indicator->name, "parent", indicator->variant_of, NULL));
  else
    say (story, ori_word_format ("indicator.name", "code", indicator->code, "name", indicator->name,
                                 NULL));
  if (indicator->formula && *indicator->formula) {
    g_autofree char *formula = g_strdup (indicator->formula);
    gsize length = strlen (formula);
    if (length > 0 && formula[length - 1] == '.')
      formula[length - 1] = '\0';
    say (story, ori_word_format ("indicator.formula", "formula", formula, NULL));
  }
}

static void
say_current (Story *story, const OriValue *value, guint index)
{
  OriReport *report = story->report;
  g_autofree char *when = when_at (story, index, !report->single ? FALSE : TRUE);
  g_autofree char *text = ori_value_text (story->indicator, value, story->base);
  g_autofree char *x = ori_count_text (value->numerator);
  g_autofree char *n = ori_count_text (value->denominator);
  gboolean counts = ori_indicator_is_share (story->indicator) && x && n;

  if (value->status == ORI_STATUS_SUPPRESSED) {
    say (story, ori_word_format ("indicator.suppressed", "year", report->year, NULL));
    return;
  }
  if (!is_number (value))
    return;
  if (report->single) {
    say (story,
         ori_word_format (counts                                      ? "indicator.value-x"
                          : ori_indicator_is_share (story->indicator) ? "indicator.value-printed"
                                                                      : "indicator.value",
                          "When", when, "value", text, "x", x, "n", n, NULL));
  } else {
    guint present, expected;
    g_autofree char *p = NULL, *e = NULL;
    ori_report_total (report, story->indicator, g_array_index (story->periods, guint, index),
                      &present, &expected);
    p = ori_number_format (present, 0);
    e = ori_number_format (expected, 0);
    say (story, ori_word_format (counts ? "indicator.total-x" : "indicator.total", "when", when,
                                 "value", text, "x", x, "n", n, "present", p, "expected", e, NULL));
  }
}

static void
say_previous (Story *story, guint last)
{
  GString *list = g_string_new (NULL);

  for (guint i = last; i-- > 0;) {
    OriValue value = value_at (story, i);
    g_autofree char *when = when_at (story, i, FALSE);
    g_autofree char *text = ori_value_text (story->indicator, &value, story->base);
    g_autofree char *x = ori_indicator_is_share (story->indicator) && is_number (&value)
                             ? ori_count_text (value.numerator)
                             : NULL;
    g_autofree char *n = x ? ori_count_text (value.denominator) : NULL;
    g_autofree char *item = ori_word_format ("indicator.previous-item", "when", when, "value", text,
                                             "x", x, "n", n, NULL);
    g_string_append_printf (list, "%s%s", list->len ? ", " : "", item);
  }
  if (list->len > 0)
    say (story, ori_word_format ("indicator.previous", "list", list->str, NULL));
  g_string_free (list, TRUE);
}

static void
say_growth (Story *story, const OriChange *change, const char *before, const char *after)
{
  g_autofree char *x1 = ori_count_text (change->common_before.numerator);
  g_autofree char *x2 = ori_count_text (change->common_after.numerator);
  g_autofree char *n1 = ori_count_text (change->common_before.denominator);
  g_autofree char *n2 = ori_count_text (change->common_after.denominator);

  if (change->growth_without_growth && x1 && x2 && n1 && n2)
    say (story, ori_word_format ("indicator.growth-without-growth", "when-before", before, "when",
                                 after, "x-before", x1, "x", x2, "n-before", n1, "n", n2, NULL));
}

/* Of whom the text tells. */
static guint
change_unit (const Story *story)
{
  return story->report->single ? g_array_index (story->report->orgunits, guint, 0) : G_MAXUINT;
}

/* Who is compared when others reported than before; FALSE when nobody can be. */
static gboolean
say_parts (Story *story, const OriChange *change, const char *before, const char *after)
{
  g_autofree char *n_before = NULL, *n_after = NULL, *common = NULL;
  gboolean any = change->parts_common > 0;

  if (!(change->flags & ORI_FLAG_PARTS_DIFFER))
    return TRUE;
  n_before = ori_number_format (change->parts_before, 0);
  n_after = ori_number_format (change->parts_after, 0);
  common = ori_number_format (change->parts_common, 0);
  say (story, ori_word_format (any ? "change.parts-differ" : "change.parts-none", "when-before",
                               before, "when", after, "before", n_before, "after", n_after,
                               "common", common, NULL));
  return any;
}

/* The change to the last value. */
static void
say_change (Story *story, guint last)
{
  g_autofree char *key = NULL, *before = NULL, *after = NULL, *points = NULL, *signed_points = NULL;
  g_autofree char *low = NULL, *high = NULL;

  if (last == 0)
    return;
  OriChange change = ori_report_change (story->report, story->indicator, change_unit (story),
                                        g_array_index (story->periods, guint, last - 1),
                                        g_array_index (story->periods, guint, last));
  before = when_at (story, last - 1, FALSE);
  after = when_at (story, last, FALSE);
  if (!say_parts (story, &change, before, after))
    return;
  key = g_strconcat ("change.", ori_verdict_code (change.verdict), NULL);
  points = ori_difference_text (story->indicator, fabs (change.difference), story->base);
  signed_points = ori_difference_text (story->indicator, change.difference, story->base);
  low = ori_difference_text (story->indicator, change.low, story->base);
  high = ori_difference_text (story->indicator, change.high, story->base);
  say (story, ori_word_format (key, "when-before", before, "points",
                               points && *points == '+' ? points + 1 : points, "signed",
                               signed_points, "low", low, "high", high, NULL));
  if (change.verdict != ORI_VERDICT_NONE)
    say_growth (story, &change, before, after);
}

/* The direction of three years and more taken together. */
static void
say_trend (Story *story)
{
  guint unit = g_array_index (story->report->orgunits, guint, 0);
  OriTrend trend = ori_report_trend (story->report, story->indicator, unit);
  g_autofree char *key = g_strconcat ("trend.", ori_verdict_code (trend.verdict), NULL);
  g_autofree char *years = g_strdup_printf ("%d–%d", trend.first, trend.last);
  g_autofree char *points = NULL;
  gboolean up = trend.verdict == ORI_VERDICT_ROSE || trend.verdict == ORI_VERDICT_RATHER_ROSE;

  if (trend.verdict == ORI_VERDICT_NONE)
    return;
  /* The years between may lean to the other side than the first and the last. */
  if ((trend.difference > 0) == up)
    points = ori_difference_text (story->indicator, trend.difference, story->base);
  say (story, ori_word_format (key, "years", years, "signed", points, NULL));
}

/* How many territories have a direction. */
static void
say_trends (Story *story)
{
  const GArray *orgunits = story->report->orgunits;
  guint n = 0, rose = 0, fell = 0;
  int first = G_MAXINT, last = 0;
  g_autofree char *years = NULL, *up = NULL, *down = NULL, *all = NULL;

  for (guint i = 0; i < orgunits->len; i++) {
    OriTrend trend =
        ori_report_trend (story->report, story->indicator, g_array_index (orgunits, guint, i));
    if (trend.verdict == ORI_VERDICT_NONE)
      continue;
    n++;
    rose += trend.verdict == ORI_VERDICT_ROSE;
    fell += trend.verdict == ORI_VERDICT_FELL;
    first = MIN (first, trend.first);
    last = MAX (last, trend.last);
  }
  if (n == 0)
    return;
  years = g_strdup_printf ("%d–%d", first, last);
  up = ori_number_format (rose, 0);
  down = ori_number_format (fell, 0);
  all = ori_number_format (n, 0);
  say (story, ori_word_format (rose + fell > 0 ? "trend.many" : "trend.many-none", "years", years,
                               "rose", up, "fell", down, "n", all, NULL));
}

static void
say_target (Story *story, const OriValue *value)
{
  const OriIndicator *indicator = story->indicator;
  g_autofree char *target = ori_figure_text (indicator, indicator->target, 0);
  gboolean met;

  if (target == NULL || !is_number (value))
    return;
  met = indicator->direction < 0 ? value->value <= indicator->target
                                 : value->value >= indicator->target;
  say (story,
       ori_word_format ("indicator.target", "target", target, "verdict",
                        ori_word (met ? "indicator.target-met" : "indicator.target-missed"), NULL));
}

/* --- Many territories --- */

typedef struct {
  guint orgunit;
  double value;
} Ranked;

static int
compare_ranked (gconstpointer a, gconstpointer b)
{
  const Ranked *x = a, *y = b;
  if (x->value != y->value)
    return x->value < y->value ? -1 : 1;
  return x->orgunit < y->orgunit ? -1 : x->orgunit > y->orgunit;
}

static const char *
short_name (const Story *story, guint orgunit)
{
  return ori_snapshot_orgunit (story->report->snapshot, orgunit)->short_name;
}

/* The largest or the smallest values with their territories. */
static char *
list_extremes (const Story *story, const GArray *ranked, gboolean largest)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (N_EXTREMES, ranked->len); i++) {
    const Ranked *entry = &g_array_index (ranked, Ranked, largest ? ranked->len - 1 - i : i);
    g_autofree char *value = ori_figure_text (story->indicator, entry->value, story->base);
    g_autofree char *item =
        ori_word_format ("indicator.changes-item", "name", short_name (story, entry->orgunit),
                         "change", value, NULL);
    g_string_append_printf (list, "%s%s", i ? ", " : "", item);
  }
  return g_string_free (list, FALSE);
}

static void
say_range (Story *story, guint last)
{
  g_autoptr (GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));
  guint period = g_array_index (story->periods, guint, last), n;
  g_autofree char *low = NULL, *high = NULL, *median = NULL;
  double middle;

  for (guint i = 0; i < story->report->orgunits->len; i++) {
    Ranked entry = {g_array_index (story->report->orgunits, guint, i), 0};
    OriValue value = ori_report_value (story->report, story->indicator, entry.orgunit, period);
    entry.value = value.value;
    if (is_number (&value))
      g_array_append_val (ranked, entry);
  }
  n = ranked->len;
  if (n < 3)
    return;
  g_array_sort (ranked, compare_ranked);
  middle = n % 2 ? g_array_index (ranked, Ranked, n / 2).value
                 : (g_array_index (ranked, Ranked, n / 2 - 1).value +
                    g_array_index (ranked, Ranked, n / 2).value) /
                       2;
  low = ori_figure_text (story->indicator, g_array_index (ranked, Ranked, 0).value, story->base);
  high =
      ori_figure_text (story->indicator, g_array_index (ranked, Ranked, n - 1).value, story->base);
  median = ori_figure_text (story->indicator, middle, story->base);
  if (g_array_index (ranked, Ranked, 0).value == g_array_index (ranked, Ranked, n - 1).value) {
    say (story, ori_word_format ("indicator.equal", "value", low, NULL));
    return;
  }
  if (story->report->brief && n > 2 * N_EXTREMES) {
    g_autofree char *most = list_extremes (story, ranked, TRUE);
    g_autofree char *least = list_extremes (story, ranked, FALSE);
    g_autofree char *number = ori_number_format (n, 0);
    say (story, ori_word_format ("indicator.extremes", "most", most, "least", least, "median",
                                 median, "n", number, NULL));
    return;
  }
  say (story, ori_word_format ("indicator.range", "low", low, "low-name",
                               short_name (story, g_array_index (ranked, Ranked, 0).orgunit),
                               "high", high, "high-name",
                               short_name (story, g_array_index (ranked, Ranked, n - 1).orgunit),
                               "median", median, NULL));
}

static gboolean
is_change_of (const OriChange *change, gboolean rise)
{
  return rise ? change->verdict == ORI_VERDICT_ROSE : change->verdict == ORI_VERDICT_FELL;
}

static gboolean
say_changed (Story *story, const GArray *changes, const GArray *units, gboolean rise)
{
  GString *list = g_string_new (NULL);
  g_autofree char *number = NULL;
  guint n = 0;

  for (guint i = 0; i < changes->len; i++) {
    const OriChange *change = &g_array_index (changes, OriChange, i);
    g_autofree char *points = NULL, *item = NULL;
    if (!is_change_of (change, rise) || ++n > MAX_NAMES)
      continue;
    points = ori_difference_text (story->indicator, change->difference, story->base);
    item = ori_word_format ("indicator.changes-item", "name",
                            short_name (story, g_array_index (units, guint, i)), "change", points,
                            NULL);
    g_string_append_printf (list, "%s%s", list->len ? ", " : "", item);
  }
  if (n > MAX_NAMES)
    g_string_append (list, " …");
  number = ori_number_format (n, 0);
  if (n > 0)
    say (story, ori_word_format (rise ? "indicator.changes-rose" : "indicator.changes-fell", "n",
                                 number, "list", list->str, NULL));
  g_string_free (list, TRUE);
  return n > 0;
}

/* Where the change of a territory stands out. */
static void
say_territories (Story *story, guint last)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (OriChange));
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean rose, fell;

  if (last == 0 || !ori_indicator_is_share (story->indicator))
    return;
  for (guint i = 0; i < story->report->orgunits->len; i++) {
    guint unit = g_array_index (story->report->orgunits, guint, i);
    OriValue before = ori_report_value (story->report, story->indicator, unit,
                                        g_array_index (story->periods, guint, last - 1));
    OriValue after = ori_report_value (story->report, story->indicator, unit,
                                       g_array_index (story->periods, guint, last));
    OriChange change;
    if (!is_number (&before) || !is_number (&after))
      continue;
    change = ori_report_change (story->report, story->indicator, unit,
                                g_array_index (story->periods, guint, last - 1),
                                g_array_index (story->periods, guint, last));
    g_array_append_val (changes, change);
    g_array_append_val (units, unit);
  }
  if (changes->len == 0)
    return;
  rose = say_changed (story, changes, units, TRUE);
  fell = say_changed (story, changes, units, FALSE);
  if (!rose && !fell)
    say (story, g_strdup (ori_word ("indicator.changes-none")));
}

static void
say_presence (Story *story, guint last)
{
  guint period = g_array_index (story->periods, guint, last), yes = 0, n = 0;
  g_autofree char *y = NULL, *all = NULL;

  for (guint i = 0; i < story->report->orgunits->len; i++) {
    OriValue value = ori_report_value (story->report, story->indicator,
                                       g_array_index (story->report->orgunits, guint, i), period);
    n += is_number (&value);
    yes += is_number (&value) && value.value > 0;
  }
  y = ori_number_format (yes, 0);
  all = ori_number_format (n, 0);
  say (story, ori_word_format ("indicator.presence", "yes", y, "n", all, NULL));
}

/* --- One indicator --- */

static void
find_periods (Story *story)
{
  const OriReport *report = story->report;

  for (guint i = 0; i < report->cycles->len; i++) {
    guint period = ori_value_period_of_cycle (report->snapshot, story->indicator,
                                              ori_report_cycle_at (report, i));
    if (period != G_MAXUINT)
      g_array_append_val (story->periods, period);
  }
}

static void
tell (Story *story)
{
  OriReport *report = story->report;
  guint last = story->periods->len - 1;
  OriValue value = value_at (story, last);
  gboolean current =
      ori_value_period_of_cycle (report->snapshot, story->indicator, report->cycle) != G_MAXUINT;

  say_name (story);
  if (!current || value.status == ORI_STATUS_MISSING)
    if (report->single || !current)
      say (story, ori_word_format ("indicator.missing", "year", report->year, NULL));
  if (story->indicator->kind == ORI_KIND_PRESENCE && !report->single) {
    say_presence (story, last);
    return;
  }
  if (story->indicator->kind == ORI_KIND_TEXT)
    return;
  say_current (story, &value, last);
  if (report->single || is_number (&value)) {
    say_previous (story, last);
    if (story->indicator->kind != ORI_KIND_PRESENCE)
      say_change (story, last);
    if (report->single && ori_indicator_is_share (story->indicator))
      say_trend (story);
    say_target (story, &value);
  }
  if (!report->single) {
    say_range (story, last);
    say_territories (story, last);
    if (ori_indicator_is_share (story->indicator))
      say_trends (story);
  }
}

/* Tables and figures are numbered when the document is finished; the next numbers are counted here
 * so that the text can cite them before they come. */
static void
count_items (const OriDocument *document, guint *tables, guint *figures)
{
  *tables = *figures = 0;
  for (guint i = 0; i < document->items->len; i++) {
    const OriItem *item = g_ptr_array_index (document->items, i);
    *tables += item->kind == ORI_ITEM_TABLE;
    *figures += item->kind == ORI_ITEM_CHART;
  }
}

static void
cite (OriReport *report, OriItem *paragraph, guint tables_before, guint figures_before)
{
  guint tables, figures;
  g_autofree char *table = g_strdup_printf ("%u", tables_before + 1);
  g_autofree char *figure = g_strdup_printf ("%u", figures_before + 1);
  g_autofree char *sentence = NULL;
  char *text;

  count_items (report->document, &tables, &figures);
  if (tables == tables_before)
    return;
  sentence = ori_word_format (report->single ? "indicator.see-first" : "indicator.see", "table",
                              table, "figure", figures > figures_before ? figure : NULL, NULL);
  text = g_strconcat (paragraph->text, " ", sentence, NULL);
  g_free (paragraph->text);
  paragraph->text = text;
}

static void
add_doubt_notes (OriReport *report, const Story *story)
{
  for (guint i = 0; report->single && i < story->periods->len; i++) {
    OriValue value = value_at (story, i);
    g_autofree char *x = NULL, *n = NULL, *computed = NULL, *place = NULL, *note = NULL;
    if (!(value.flags & ORI_FLAG_PRINT_DIFFERS) || value.printed_text == NULL)
      continue;
    x = ori_count_text (value.numerator);
    n = ori_count_text (value.denominator);
    computed = ori_value_text (story->indicator, &value, story->base);
    place = ori_source_text (report->snapshot, value.source);
    note = ori_word_format ("doubts.note", "printed", value.printed_text, "x", x, "n", n,
                            "computed", computed, "place", place, NULL);
    ori_document_note (report->document, note);
  }
}

static void
add_indicator (OriReport *report, const OriIndicator *indicator, int level)
{
  Story story = {report, indicator, ori_report_base (report, indicator),
                 g_array_new (FALSE, FALSE, sizeof (guint)), g_string_new (NULL)};
  guint tables, figures;
  OriItem *paragraph;

  find_periods (&story);
  ori_document_heading (report->document, level, ori_indicator_label (indicator));
  tell (&story);
  paragraph = ori_document_paragraph (report->document, story.text->str);
  count_items (report->document, &tables, &figures);
  if (!report->brief || indicator->kind == ORI_KIND_TEXT)
    ori_report_add_indicator_table (report, indicator);
  cite (report, paragraph, tables, figures);
  add_doubt_notes (report, &story);
  count_items (report->document, &tables, &figures);
  if (!report->brief)
    ori_report_add_funnel (report, indicator, figures + 1);
  g_array_unref (story.periods);
  g_string_free (story.text, TRUE);
}

/* Documents list criteria as parts of a sentence; a heading begins with a capital letter. */
static void
add_criterion_heading (OriReport *report, const char *name)
{
  const char *rest = g_utf8_next_char (name);
  g_autofree char *first = g_utf8_strup (name, rest - name);
  g_autofree char *text = g_strconcat (first, rest, NULL);

  ori_document_heading (report->document, 2, text);
}

void
ori_report_add_indicators (OriReport *report, const OriProgress *progress,
                           GCancellable *cancellable)
{
  g_autoptr (GPtrArray) indicators = ori_report_indicators (report);
  gboolean many = report->programme->criteria->len > 1;
  const char *criterion = NULL;

  ori_document_heading (report->document, 1, ori_word ("heading.indicators"));
  if (report->brief)
    ori_document_paragraph (report->document, ori_word ("indicator.brief"));
  for (guint i = 0; i < indicators->len && !g_cancellable_is_cancelled (cancellable); i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    ori_progress_report (progress, i / (double)indicators->len, _ ("Writing about indicators"));
    if (many && (i == 0 || g_strcmp0 (indicator->criterion, criterion) != 0)) {
      const OriCriterion *c =
          indicator->criterion ? ori_programme_criterion (report->programme, indicator->criterion)
                               : NULL;
      add_criterion_heading (report, c ? c->name : ori_word ("heading.other"));
    }
    criterion = indicator->criterion;
    add_indicator (report, indicator, many ? 3 : 2);
  }
}
