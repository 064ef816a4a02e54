/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A listener does not keep more names than this. */
#define MOST_NAMES 45

static void
append_sentence (GString *out, const char *text)
{
  g_autofree char *clean = ori_chart_text_clean (text);

  if (*clean == '\0')
    return;
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, clean);
  if (!g_str_has_suffix (clean, ".") && !g_str_has_suffix (clean, "?") &&
      !g_str_has_suffix (clean, "!"))
    g_string_append_c (out, '.');
}

static void
append_head (GString *out, const OriChartSpec *spec)
{
  append_sentence (out, spec->title);
  append_sentence (out, spec->subtitle);
  if (spec->training)
    append_sentence (out, spec->training_text ? spec->training_text : _ ("Training data"));
}

/* ── values by period ── */

/* «2021 — 60 %, 303 из 505 (под сомнением)». */
static void
append_point (GString *out, const OriChartSpec *spec, guint series, guint point)
{
  const OriChartPoint *p = ori_chart_spec_point (spec, series, point);
  g_autofree char *period = ori_chart_spec_period (spec, point);
  g_autofree char *value = ori_chart_spec_value_text (spec, series, point, TRUE);

  if (*period != '\0')
    g_string_append_printf (out, "%s — ", period);
  if (isnan (ori_chart_spec_value (spec, series, point))) {
    g_string_append (out, _ ("no data"));
    return;
  }
  g_string_append (out, value);
  if (p->detail != NULL && *p->detail != '\0') {
    g_autofree char *detail = ori_chart_text_clean (p->detail);

    g_string_append_printf (out, ", %s", detail);
  }
  if (p->doubtful)
    /* Translators: after a value that should be checked. */
    g_string_append (out, _ (" (in doubt)"));
}

static void
append_series (GString *out, const OriChartSpec *spec, guint series)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *label = ori_chart_spec_label (spec, series);
  g_autofree char *note = ori_chart_text_clean (ori_chart_spec_series (spec, series)->note);
  guint n = ori_chart_spec_n_periods (spec);

  g_string_append_printf (text, "%s: ", label);
  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append (text, "; ");
    append_point (text, spec, series, i);
  }
  if (*note != '\0')
    g_string_append_printf (text, ". %s", note);
  append_sentence (out, text->str);
}

static void
describe_periods (GString *out, const OriChartSpec *spec)
{
  gboolean many = spec->series->len > ORI_CHART_MANY;
  guint named = 0;

  if (many) {
    g_autofree char *text =
        g_strdup_printf (ngettext ("%u series", "%u series", spec->series->len), spec->series->len);

    append_sentence (out, text);
  }
  for (guint i = 0; i < spec->series->len; i++) {
    gboolean subject = spec->highlighted >= 0 ? (guint)spec->highlighted == i
                                              : !ori_chart_spec_series (spec, i)->muted;

    if (many && (!subject || named++ >= 3))
      continue;
    append_series (out, spec, i);
  }
  if (!isnan (ori_chart_finite (spec->target))) {
    g_autofree char *number =
        ori_chart_spec_number_text (spec, ori_chart_finite (spec->target), TRUE);
    g_autofree char *text = g_strdup_printf (_ ("Target: %s"), number);

    append_sentence (out, text);
  }
}

/* ── groups ── */

/* From the best on; of equal ones the first first. Sorted values are only turned round. */
static void
copy_order (const OriChartOrder *sorted, guint *order)
{
  for (guint end = sorted->n, k = 0; end > 0;) {
    guint first = end - 1;

    while (first > 0 && sorted->items[first - 1].value == sorted->items[first].value)
      first--;
    for (guint i = first; i < end; i++)
      order[k++] = sorted->items[i].series;
    end = first;
  }
}

static int
compare_values_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  double x = ori_chart_spec_value (data, *(const guint *)a, 0);
  double y = ori_chart_spec_value (data, *(const guint *)b, 0);

  if (x != y && !isnan (x) && !isnan (y))
    return x > y ? -1 : 1;
  if (isnan (x) != isnan (y))
    return isnan (x) ? 1 : -1;
  return *(const guint *)a < *(const guint *)b ? -1 : 1;
}

/* Names of a group from the best on: «высокая, 9: А — 61, Б — 60». */
static void
append_group (GString *out, const OriChartSpec *spec, int group, const guint *order)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *name = group >= 0
                              ? ori_chart_group_name (spec, ori_score_n_groups (spec), (guint)group)
                              : g_strdup (_ ("without a group"));
  g_autofree char *text = NULL;
  guint n = 0;

  for (guint i = 0; i < spec->series->len; i++) {
    g_autofree char *label = NULL;
    g_autofree char *value = NULL;

    if (ori_score_group (spec, order[i]) != group || n++ >= MOST_NAMES)
      continue;
    label = ori_chart_spec_label (spec, order[i]);
    value = isnan (ori_chart_spec_value (spec, order[i], 0))
                ? g_strdup (_ ("no data"))
                : ori_chart_spec_value_text (spec, order[i], 0, FALSE);
    g_string_append_printf (names, "%s%s — %s", n > 1 ? "; " : "", label, value);
  }
  if (n == 0 && group < 0)
    return;
  if (n > MOST_NAMES)
    g_string_append (names, "…");
  text = g_strdup_printf ("%s, %u%s%s", name, n, n > 0 ? ": " : "", names->str);
  append_sentence (out, text);
}

static void
describe_groups (GString *out, const OriChartSpec *spec)
{
  g_autofree guint *order = g_new (guint, spec->series->len + 1);
  g_autoptr (GString) thresholds = g_string_new (NULL);
  g_autoptr (GString) ringed = g_string_new (NULL);
  guint n = ori_score_n_groups (spec) - 1, n_ringed = 0;

  for (guint i = 0; i < spec->series->len; i++) {
    order[i] = i;
    if (ori_chart_spec_series (spec, i)->ringed && n_ringed++ < MOST_NAMES) {
      g_autofree char *label = ori_chart_spec_label (spec, i);

      g_string_append_printf (ringed, "%s%s", ringed->len > 0 ? ", " : "", label);
    }
  }
  if (n_ringed > MOST_NAMES)
    g_string_append (ringed, "…");
  if (spec->order[0] != NULL && spec->order[0]->n == spec->series->len)
    copy_order (spec->order[0], order);
  else
    g_qsort_with_data (order, (gint)spec->series->len, sizeof *order, compare_values_cb,
                       (gpointer)spec);
  if (spec->n_thresholds > 0) {
    for (int group = (int)ori_score_n_groups (spec) - 1; group >= 0; group--)
      append_group (out, spec, group, order);
  }
  append_group (out, spec, -1, order);
  for (guint i = 0; i < n; i++) {
    g_autofree char *number = ori_chart_spec_number_text (spec, spec->thresholds[i], FALSE);

    g_string_append_printf (thresholds, "%s%s", i > 0 ? "; " : "", number);
  }
  if (n > 0) {
    g_autofree char *text = g_strdup_printf (_ ("Thresholds: %s"), thresholds->str);

    append_sentence (out, text);
  }
  if (ringed->len > 0) {
    /* Translators: territories that go to another group. */
    g_autofree char *text = g_strdup_printf (_ ("Moving: %s"), ringed->str);

    append_sentence (out, text);
  }
}

/* ── a funnel ── */

/* «Щигры — 46,8 %, 75 из 160»; FALSE when @series is not in the place asked for. */
static gboolean
append_place (GString *names, const OriChartSpec *spec, guint series, int place, gboolean first)
{
  const OriChartSeries *s = ori_chart_spec_series (spec, series);
  gboolean known = !isnan (ori_chart_spec_size (spec, series));
  g_autofree char *label = NULL, *value = NULL, *detail = NULL;

  if (place != (known ? CLAMP (s->place, -2, 2) : ORI_CHART_NOWHERE))
    return FALSE;
  label = ori_chart_spec_label (spec, series);
  value = isnan (ori_chart_spec_value (spec, series, 0))
              ? g_strdup (_ ("no data"))
              : ori_chart_spec_value_text (spec, series, 0, TRUE);
  if (known)
    detail = ori_chart_text_clean (g_array_index (s->points, OriChartPoint, 0).detail);
  g_string_append_printf (names, "%s%s — %s%s%s", first ? "" : "; ", label, value,
                          detail != NULL && *detail != '\0' ? ", " : "", detail ? detail : "");
  if (known && g_array_index (s->points, OriChartPoint, 0).doubtful)
    g_string_append (names, _ (" (in doubt)"));
  return TRUE;
}

const char *
ori_chart_place_name (int place)
{
  switch (place) {
  case 2:
    /* xgettext:no-c-format */
    return _ ("Above the limits of 99.8 %");
  case -2:
    /* xgettext:no-c-format */
    return _ ("Below the limits of 99.8 %");
  case 1:
    /* xgettext:no-c-format */
    return _ ("Above the limits of 95 %");
  case -1:
    /* xgettext:no-c-format */
    return _ ("Below the limits of 95 %");
  case 0:
    return _ ("Within the limits");
  default:
    return _ ("Not drawn");
  }
}

/* Who is where, the farthest places first, and then all the others: what a table would say. */
static void
describe_funnel (GString *out, const OriChartSpec *spec)
{
  static const int places[] = {2, -2, 1, -1, 0, ORI_CHART_NOWHERE};

  if (!isnan (ori_chart_finite (spec->center))) {
    g_autofree char *number = ori_chart_spec_number_text (spec, spec->center, TRUE);
    g_autofree char *text = g_strdup_printf (_ ("Average: %s"), number);

    append_sentence (out, text);
  }
  for (guint k = 0; k < G_N_ELEMENTS (places); k++) {
    g_autoptr (GString) names = g_string_new (NULL);
    guint n = 0;

    for (guint i = 0; i < spec->series->len && n < MOST_NAMES; i++)
      n += append_place (names, spec, i, places[k], n == 0);
    if (n > 0) {
      g_autofree char *text =
          g_strdup_printf ("%s: %s", ori_chart_place_name (places[k]), names->str);

      append_sentence (out, text);
    }
  }
}

char *
ori_chart_describe (const OriChartSpec *spec)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (spec != NULL, NULL);

  append_head (out, spec);
  if (spec->series->len == 0)
    append_sentence (out, _ ("no data"));
  else if (spec->kind == ORI_CHART_RANKED || spec->kind == ORI_CHART_BENCH)
    describe_groups (out, spec);
  else if (spec->kind == ORI_CHART_FUNNEL)
    describe_funnel (out, spec);
  else
    describe_periods (out, spec);
  append_sentence (out, spec->note);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
