/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The funnel of an indicator: the shares of all territories in one year within the limits of
 * chance. */
#include "report/ori-report-private.h"

#include "analysis/ori-funnel.h"
#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <math.h>
#include <stdlib.h>

#define N_SAMPLES 120 /* of the limits, along the axis */
#define MAX_NAMES 6   /* in a note; more are counted */
#define MAX_LISTED 8  /* in a sentence of the report */

static const double tails[4] = {0.001, 0.025, 0.975, 0.999};

/* Why a territory is not in the picture. Without a number it stays as a series without a value,
 * which the picture itself names. */
typedef enum {
  OUT_NOT_APPLICABLE,
  OUT_SUPPRESSED,
  OUT_UNCOUNTED, /* a printed percent without the numbers behind it */
  N_OUT,
} Out;

typedef struct {
  guint orgunit;
  OriValue value;
} Share;

typedef struct {
  const OriSnapshot *snapshot;
  const OriIndicator *indicator;
  guint period;
  GArray *shares;     /* of Share: with counts, or missing; ascending by denominator */
  GArray *out[N_OUT]; /* of guint: org units */
  OriFunnel funnel;
  gboolean fits; /* @funnel is valid */
  double base;
  guint n, n_near, n_far; /* with counts; between the limits; outside both */
} Funnel;

/* ── the data ── */

static gboolean
is_counted (const OriValue *value)
{
  double x = value->numerator, n = value->denominator;

  return isfinite (x) && isfinite (n) && n >= 1 && x == floor (x) && n == floor (n);
}

static void
take (Funnel *self, guint orgunit, const OriValue *value)
{
  Share share = {orgunit, *value};

  if (value->status == ORI_STATUS_NOT_APPLICABLE) {
    g_array_append_val (self->out[OUT_NOT_APPLICABLE], orgunit);
  } else if (value->status == ORI_STATUS_SUPPRESSED) {
    g_array_append_val (self->out[OUT_SUPPRESSED], orgunit);
  } else if (value->status == ORI_STATUS_VALUE && !is_counted (value)) {
    g_array_append_val (self->out[OUT_UNCOUNTED], orgunit);
  } else {
    g_array_append_val (self->shares, share);
    if (value->status == ORI_STATUS_VALUE) {
      self->base = MAX (self->base, value->denominator);
      self->n++;
    }
  }
}

static gboolean
has_counts (const Share *share)
{
  return share->value.status == ORI_STATUS_VALUE;
}

static int
compare_shares (gconstpointer a, gconstpointer b)
{
  const Share *x = a, *y = b;

  if (has_counts (x) != has_counts (y))
    return has_counts (x) ? -1 : 1;
  if (has_counts (x) && x->value.denominator != y->value.denominator)
    return x->value.denominator < y->value.denominator ? -1 : 1;
  return x->orgunit < y->orgunit ? -1 : x->orgunit > y->orgunit;
}

static void
fit (Funnel *self)
{
  g_autofree double *x = g_new (double, self->n + 1);
  g_autofree double *n = g_new (double, self->n + 1);

  g_array_sort (self->shares, compare_shares);
  for (guint i = 0; i < self->n; i++) {
    const Share *share = &g_array_index (self->shares, Share, i);

    x[i] = share->value.numerator;
    n[i] = share->value.denominator;
  }
  self->fits = ori_funnel_fit (x, n, self->n, &self->funnel);
}

static gboolean
is_wide (const Funnel *self)
{
  return self->fits && self->funnel.enough && self->funnel.tau2 > 0;
}

/* ── the picture ── */

static double
limit_at (const Funnel *self, double size, guint which)
{
  return 100 * ori_funnel_limit_dispersed (&self->funnel, (guint)size, tails[which]);
}

/* «75 из 160; при такой численности случайны 54–70 %, крайние 50–73 %» */
static char *
describe_share (const Funnel *self, const OriValue *value, const double at[4])
{
  g_autofree char *x = ori_number_format_short (value->numerator, 2);
  g_autofree char *n = ori_number_format_short (value->denominator, 2);
  g_auto (GStrv) limits = g_new0 (char *, G_N_ELEMENTS (tails) + 1);

  if (!self->fits)
    return ori_word_format ("chart.detail", "x", x, "n", n, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    limits[i] = ori_number_format_short (at[i], 1);
  return ori_word_format ("funnel.detail", "x", x, "n", n, "far-low", limits[0], "low", limits[1],
                          "high", limits[2], "far-high", limits[3], NULL);
}

static int
place_of (const Funnel *self, const OriValue *value)
{
  switch (ori_funnel_place_dispersed (&self->funnel, value->numerator, value->denominator)) {
  case ORI_FUNNEL_FAR_BELOW:
    return -2;
  case ORI_FUNNEL_BELOW:
    return -1;
  case ORI_FUNNEL_ABOVE:
    return 1;
  case ORI_FUNNEL_FAR_ABOVE:
    return 2;
  case ORI_FUNNEL_NONE:
  case ORI_FUNNEL_INSIDE:
    break;
  }
  return 0;
}

static void
add_share (Funnel *self, OriChartSpec *spec, const Share *share)
{
  const OriOrgUnit *unit = ori_snapshot_orgunit (self->snapshot, share->orgunit);
  OriChartSeries *series = ori_chart_spec_add_series (spec, unit->short_name);
  const OriValue *value = &share->value;
  g_autofree char *detail = NULL;
  double limits[G_N_ELEMENTS (tails)];
  OriChartPoint *point;

  series->key = GUINT_TO_POINTER (share->orgunit);
  if (!has_counts (share)) {
    ori_chart_series_add_point (series, NAN, NAN, NAN, NULL);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    limits[i] = self->fits ? limit_at (self, value->denominator, i) : NAN;
  detail = describe_share (self, value, limits);
  series->place = self->fits ? place_of (self, value) : 0;
  self->n_near += abs (series->place) == 1;
  self->n_far += abs (series->place) == 2;
  ori_chart_series_add_point (series, value->value, limits[1], limits[2], detail);
  point = &g_array_index (series->points, OriChartPoint, 0);
  point->label = ori_figure_text (self->indicator, value->value, self->base);
  point->doubtful = (value->flags & (ORI_FLAG_DOUBTFUL | ORI_FLAG_CONFLICT)) != 0;
  point->size = value->denominator;
}

/* At whole numbers, nearer to each other where the funnel bends: evenly along the axis. */
static void
add_limits (const Funnel *self, OriChartSpec *spec)
{
  double low, high, before = 0;

  if (!self->fits || !ori_chart_spec_sizes (spec, &low, &high))
    return;
  for (guint i = 0; i <= N_SAMPLES; i++) {
    double size = round (low * pow (high / low, (double)i / N_SAMPLES)), limits[4];

    if (size <= before || size > G_MAXINT)
      continue;
    before = size;
    for (guint k = 0; k < G_N_ELEMENTS (limits); k++)
      limits[k] = limit_at (self, size, k);
    ori_chart_spec_add_limit (spec, size, limits);
  }
}

/* ── the words ── */

static void
state_finding (const Funnel *self, OriChartSpec *spec)
{
  g_autofree char *far = ori_number_format (self->n_far, 0);
  g_autofree char *near = self->n_near > 0 ? ori_number_format (self->n_near, 0) : NULL;
  g_autofree char *n = ori_number_format (self->n, 0);
  g_autofree char *value =
      self->n > 0 ? ori_figure_text (self->indicator,
                                     g_array_index (self->shares, Share, 0).value.value, self->base)
                  : NULL;

  if (self->n < ORI_CHART_FUNNEL_LEAST)
    spec->title = g_strdup (ori_indicator_label (self->indicator));
  else if (!self->fits)
    spec->title = ori_word_format ("funnel.equal", "value", value, NULL);
  else
    spec->title = ori_word_format (self->n_far > 0 ? "funnel.far" : "funnel.none", "far", far,
                                   "near", near, "n", n, NULL);
}

static void
append_out (const Funnel *self, GString *note, Out why)
{
  static const char *const keys[N_OUT] = {"funnel.not-applicable", "funnel.suppressed",
                                          "funnel.uncounted"};
  const GArray *units = self->out[why];
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *sentence = NULL;

  if (units->len == 0)
    return;
  for (guint i = 0; units->len <= MAX_NAMES && i < units->len; i++)
    g_string_append_printf (
        list, "%s%s", i ? ", " : "",
        ori_snapshot_orgunit (self->snapshot, g_array_index (units, guint, i))->short_name);
  if (units->len > MAX_NAMES)
    g_string_append_printf (list, "%u", units->len);
  sentence = ori_word_format (keys[why], "list", list->str, NULL);
  g_string_append_printf (note, " %s", sentence);
}

static char *
compose_note (const Funnel *self)
{
  GString *note = g_string_new (NULL);

  if (self->n < ORI_CHART_FUNNEL_LEAST) {
    /* There is no funnel to explain. */
  } else if (is_wide (self)) {
    g_autofree char *phi =
        ori_number_format_short (self->funnel.phi, self->funnel.phi < 100 ? 1 : 0);
    g_autofree char *sentence = ori_word_format ("funnel.wide", "phi", phi, NULL);

    g_string_append (note, sentence);
  } else if (self->fits) {
    g_string_append (note, ori_word ("funnel.note"));
  }
  for (Out why = 0; why < N_OUT; why++)
    append_out (self, note, why);
  return g_strchug (g_string_free (note, FALSE));
}

static char *
capitalise (const char *text)
{
  g_autofree char *first = g_utf8_substring (text, 0, MIN (1, g_utf8_strlen (text, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (*text ? text : " "), NULL);
}

static void
say_all (const Funnel *self, OriChartSpec *spec)
{
  g_autofree char *year = ori_period_label (ori_snapshot_period (self->snapshot, self->period));
  g_autofree char *center =
      self->fits ? ori_figure_text (self->indicator, 100 * self->funnel.theta, self->base) : NULL;
  const char *whom = self->indicator->denominator;

  state_finding (self, spec);
  spec->subtitle = ori_word_format ("funnel.subtitle", "name",
                                    ori_indicator_label (self->indicator), "year", year, NULL);
  spec->note = compose_note (self);
  spec->unit = g_strdup ("%");
  spec->size_name = capitalise (whom && *whom ? whom : ori_word ("funnel.size"));
  if (center)
    spec->center_name = ori_word_format ("funnel.center", "value", center, NULL);
}

static OriChartSpec *
make_chart (Funnel *self)
{
  OriChartSpec *spec = ori_chart_spec_new (ORI_CHART_FUNNEL);

  fit (self);
  spec->share = TRUE;
  spec->reversed = self->indicator->direction < 0;
  spec->center = self->fits ? 100 * self->funnel.theta : NAN;
  for (guint i = 0; i < self->shares->len; i++)
    add_share (self, spec, &g_array_index (self->shares, Share, i));
  add_limits (self, spec);
  say_all (self, spec);
  return spec;
}

/* ── who takes part ── */

static void
init (Funnel *self, const OriSnapshot *snapshot, const OriIndicator *indicator, guint period)
{
  *self = (Funnel){.snapshot = snapshot, .indicator = indicator, .period = period};
  self->shares = g_array_new (FALSE, FALSE, sizeof (Share));
  for (guint i = 0; i < N_OUT; i++)
    self->out[i] = g_array_new (FALSE, FALSE, sizeof (guint));
}

static void
clear (Funnel *self)
{
  g_array_unref (self->shares);
  for (guint i = 0; i < N_OUT; i++)
    g_array_unref (self->out[i]);
}

gboolean
ori_funnel_chart_suits (const OriIndicator *indicator)
{
  return indicator->kind == ORI_KIND_SHARE || indicator->kind == ORI_KIND_COUNT_SHARE;
}

OriChartSpec *
ori_funnel_chart (const OriSnapshot *snapshot, const OriIndicator *indicator, int cycle)
{
  OriOrgUnitLevel level = ori_snapshot_main_level (snapshot);
  guint period = ori_value_period_of_cycle (snapshot, indicator, cycle);
  OriChartSpec *spec;
  Funnel self;

  g_return_val_if_fail (ori_funnel_chart_suits (indicator), NULL);
  if (period == G_MAXUINT)
    return NULL;
  init (&self, snapshot, indicator, period);
  for (guint i = 0; i < snapshot->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, i);
    OriValue value;

    if (unit->level != level)
      continue;
    value = ori_value_compute (snapshot, indicator, i, period);
    if ((unit->from <= cycle && cycle <= unit->to) || value.status != ORI_STATUS_MISSING)
      take (&self, i, &value);
  }
  spec = make_chart (&self);
  clear (&self);
  return spec;
}

/* ── in the report ── */

/* «Курский МО (24,6 %, ниже)» of each outside both limits. */
static char *
list_outside (const OriChartSpec *spec)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);
    g_autofree char *item = NULL;

    if (abs (series->place) != 2 || ++n > MAX_LISTED)
      continue;
    item =
        ori_word_format (series->place > 0 ? "funnel.above" : "funnel.below", "name", series->label,
                         "value", g_array_index (series->points, OriChartPoint, 0).label, NULL);
    g_string_append_printf (list, "%s%s", list->len ? ", " : "", item);
  }
  if (n > MAX_LISTED)
    g_string_append (list, " …");
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Takes @spec. */
static void
say_outside (const Funnel *self, OriReport *report, OriChartSpec *spec, guint figure)
{
  g_autofree char *list = list_outside (spec);
  g_autofree char *n = ori_number_format (self->n_far, 0);
  g_autofree char *number = g_strdup_printf ("%u", figure);
  g_autofree char *year = ori_period_label (ori_snapshot_period (self->snapshot, self->period));
  g_autofree char *text =
      ori_word_format ("funnel.text", "n", n, "list", list, "figure", number, NULL);
  g_autofree char *caption = ori_word_format (
      "funnel.caption", "name", ori_indicator_label (self->indicator), "year", year, NULL);

  ori_report_prepare_chart (report, spec);
  g_free (spec->subtitle);
  spec->subtitle = g_strdup (ori_word ("funnel.axes"));
  ori_document_paragraph (report->document, text);
  ori_document_chart (report->document, caption, spec);
}

void
ori_report_add_funnel (OriReport *report, const OriIndicator *indicator, guint figure)
{
  guint period = ori_value_period_of_cycle (report->snapshot, indicator, report->cycle);
  g_autoptr (OriChartSpec) spec = NULL;
  Funnel self;

  if (report->single || period == G_MAXUINT || !ori_funnel_chart_suits (indicator) ||
      report->orgunits->len < ORI_CHART_FUNNEL_LEAST)
    return;
  init (&self, report->snapshot, indicator, period);
  for (guint i = 0; i < report->orgunits->len; i++) {
    guint orgunit = g_array_index (report->orgunits, guint, i);
    OriValue value = ori_report_value (report, indicator, orgunit, period);

    take (&self, orgunit, &value);
  }
  spec = make_chart (&self);
  if (self.n >= ORI_CHART_FUNNEL_LEAST && self.n_far > 0)
    say_outside (&self, report, g_steal_pointer (&spec), figure);
  clear (&self);
}
