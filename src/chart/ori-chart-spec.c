/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include "core/ori-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static const char *const kind_codes[] = {"dynamics", "bars", "ranked", "bench", "funnel"};

const char *
ori_chart_kind_code (OriChartKind kind)
{
  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (kind_codes), NULL);
  return kind_codes[kind];
}

gboolean
ori_chart_kind_parse (const char *code, OriChartKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kind_codes); i++) {
    if (g_strcmp0 (code, kind_codes[i]) == 0) {
      if (kind != NULL)
        *kind = (OriChartKind)i;
      return TRUE;
    }
  }
  return FALSE;
}

static void
clear_point (gpointer data)
{
  OriChartPoint *point = data;

  g_free (point->detail);
  g_free (point->label);
}

static void
free_series (gpointer data)
{
  OriChartSeries *series = data;

  g_free (series->label);
  g_free (series->note);
  g_array_unref (series->points);
  g_free (series);
}

static void
free_ghost (gpointer data)
{
  OriChartGhost *ghost = data;

  g_free (ghost->label);
  g_free (ghost);
}

OriChartSpec *
ori_chart_spec_new (OriChartKind kind)
{
  OriChartSpec *spec = g_new0 (OriChartSpec, 1);

  spec->kind = kind;
  spec->target = NAN;
  spec->highlighted = -1;
  spec->periods = g_ptr_array_new_with_free_func (g_free);
  spec->series = g_ptr_array_new_with_free_func (free_series);
  spec->ghosts = g_ptr_array_new_with_free_func (free_ghost);
  spec->gaps = g_array_new (FALSE, FALSE, sizeof (double));
  spec->limits = g_array_new (FALSE, FALSE, sizeof (OriChartLimit));
  spec->axis[0] = spec->axis[1] = spec->axis[2] = spec->center = NAN;
  for (guint i = 0; i < G_N_ELEMENTS (spec->thresholds); i++) {
    spec->thresholds[i] = NAN;
    spec->accepted[i] = NAN;
  }
  return spec;
}

void
ori_chart_spec_free (OriChartSpec *spec)
{
  if (spec == NULL)
    return;
  g_free (spec->title);
  g_free (spec->subtitle);
  g_free (spec->note);
  g_free (spec->unit);
  g_free (spec->training_text);
  g_free (spec->center_name);
  g_free (spec->size_name);
  for (guint i = 0; i < G_N_ELEMENTS (spec->group_names); i++)
    g_free (spec->group_names[i]);
  g_ptr_array_unref (spec->periods);
  g_ptr_array_unref (spec->series);
  g_ptr_array_unref (spec->ghosts);
  g_array_unref (spec->gaps);
  g_array_unref (spec->limits);
  for (guint i = 0; i < G_N_ELEMENTS (spec->order); i++)
    ori_chart_order_free (spec->order[i]);
  g_free (spec);
}

OriChartGhost *
ori_chart_spec_add_ghost (OriChartSpec *spec, char *label)
{
  OriChartGhost *ghost = g_new0 (OriChartGhost, 1);

  ghost->label = label;
  ghost->fit = NAN;
  for (guint i = 0; i < G_N_ELEMENTS (ghost->thresholds); i++)
    ghost->thresholds[i] = NAN;
  g_ptr_array_add (spec->ghosts, ghost);
  return ghost;
}

void
ori_chart_spec_add_gap (OriChartSpec *spec, double low, double high)
{
  g_array_append_val (spec->gaps, low);
  g_array_append_val (spec->gaps, high);
}

void
ori_chart_spec_add_limit (OriChartSpec *spec, double size, const double limit[4])
{
  OriChartLimit at = {.size = size, .limit = {limit[0], limit[1], limit[2], limit[3]}};

  g_array_append_val (spec->limits, at);
}

/* The next of 1, 2, 3, 5, 7 × 10^k at or below @size, or at or above it. */
static double
round_size (double size, gboolean up)
{
  static const double mantissas[] = {1, 2, 3, 5, 7, 10};
  double power = pow (10, floor (log10 (size)));

  for (guint i = 0; up && i < G_N_ELEMENTS (mantissas); i++)
    if (mantissas[i] * power >= size)
      return mantissas[i] * power;
  for (guint i = G_N_ELEMENTS (mantissas); i-- > 0;)
    if (mantissas[i] * power <= size)
      return mantissas[i] * power;
  return size;
}

/* Marks keep off the ends, as far as sizes of one person and more allow. */
gboolean
ori_chart_spec_sizes (const OriChartSpec *spec, double *low, double *high)
{
  const double clear = 1.06;
  double least = INFINITY, most = 0;

  for (guint i = 0; i < spec->series->len; i++) {
    double size = ori_chart_spec_size (spec, i);

    if (isnan (size))
      continue;
    least = MIN (least, size);
    most = MAX (most, size);
  }
  if (most == 0)
    return FALSE;
  *low = round_size (MAX (least / clear, 1), FALSE);
  *high = round_size (most * clear, TRUE);
  return TRUE;
}

void
ori_chart_spec_sort (OriChartSpec *spec)
{
  for (guint i = 0; i < G_N_ELEMENTS (spec->order); i++) {
    ori_chart_order_free (spec->order[i]);
    spec->order[i] = ori_chart_order_new (spec, i);
  }
}

OriChartSeries *
ori_chart_spec_add_series (OriChartSpec *spec, const char *label)
{
  OriChartSeries *series;

  g_return_val_if_fail (spec != NULL, NULL);
  series = g_new0 (OriChartSeries, 1);
  series->label = g_strdup (label);
  series->group = -1;
  series->points = g_array_new (FALSE, TRUE, sizeof (OriChartPoint));
  g_array_set_clear_func (series->points, clear_point);
  g_ptr_array_add (spec->series, series);
  return series;
}

void
ori_chart_series_add_point (OriChartSeries *series, double value, double low, double high,
                            const char *detail)
{
  OriChartPoint point = {.value = value, .low = low, .high = high, .detail = g_strdup (detail)};

  g_return_if_fail (series != NULL);
  g_array_append_val (series->points, point);
}

const OriChartSeries *
ori_chart_spec_series (const OriChartSpec *spec, guint series)
{
  return g_ptr_array_index (spec->series, series);
}

const OriChartPoint *
ori_chart_spec_point (const OriChartSpec *spec, guint series, guint point)
{
  const OriChartSeries *s;

  if (series >= spec->series->len)
    return NULL;
  s = ori_chart_spec_series (spec, series);
  return point < s->points->len ? &g_array_index (s->points, OriChartPoint, point) : NULL;
}

double
ori_chart_finite (double value)
{
  return isfinite (value) ? CLAMP (value, -1e100, 1e100) : NAN;
}

double
ori_chart_spec_value (const OriChartSpec *spec, guint series, guint point)
{
  const OriChartPoint *p = ori_chart_spec_point (spec, series, point);

  return p == NULL ? NAN : ori_chart_finite (p->value);
}

double
ori_chart_spec_size (const OriChartSpec *spec, guint series)
{
  const OriChartPoint *p = ori_chart_spec_point (spec, series, 0);

  return p != NULL && isfinite (p->value) && p->size >= 1 && p->size <= 1e12 ? p->size : NAN;
}

gboolean
ori_chart_spec_interval (const OriChartSpec *spec, guint series, guint point, double *low,
                         double *high)
{
  const OriChartPoint *p = ori_chart_spec_point (spec, series, point);
  double a, b;

  if (p == NULL || !isfinite (p->low) || !isfinite (p->high))
    return FALSE;
  a = ori_chart_finite (MIN (p->low, p->high));
  b = ori_chart_finite (MAX (p->low, p->high));
  *low = spec->share ? CLAMP (a, 0, 100) : a;
  *high = spec->share ? CLAMP (b, 0, 100) : b;
  return TRUE;
}

guint
ori_chart_spec_n_periods (const OriChartSpec *spec)
{
  guint n = spec->periods->len;

  for (guint i = 0; i < spec->series->len; i++)
    n = MAX (n, ori_chart_spec_series (spec, i)->points->len);
  return n;
}

char *
ori_chart_spec_period (const OriChartSpec *spec, guint period)
{
  return ori_chart_text_clean (
      period < spec->periods->len ? g_ptr_array_index (spec->periods, period) : NULL);
}

char *
ori_chart_spec_label (const OriChartSpec *spec, guint series)
{
  char *label = ori_chart_text_clean (ori_chart_spec_series (spec, series)->label);

  if (*label != '\0')
    return label;
  g_free (label);
  /* Translators: in place of an empty name in a chart. */
  return g_strdup (_ ("(no name)"));
}

char *
ori_chart_spec_number_text (const OriChartSpec *spec, double value, gboolean with_unit)
{
  double size = fabs (value);
  int decimals = size >= 1000 || size == 0  ? 0
                 : size >= 1 || spec->share ? 1
                 : size >= 0.01             ? 2
                                            : 4;
  g_autofree char *number = NULL;
  g_autofree char *unit = ori_chart_text_clean (spec->unit);

  /* Beyond 15 digits a number is not read but counted. */
  if (size >= 1e15)
    number = g_strdup_printf ("%s%s10^%d", value < 0 ? ORI_MINUS : "", "\xe2\x89\x88",
                              (int)floor (log10 (size)));
  else
    number = ori_number_format_short (value, decimals);
  if (!with_unit || *unit == '\0' || !isfinite (value))
    return g_steal_pointer (&number);
  return g_strconcat (number, ORI_NBSP, unit, NULL);
}

char *
ori_chart_spec_value_text (const OriChartSpec *spec, guint series, guint point, gboolean with_unit)
{
  const OriChartPoint *p = ori_chart_spec_point (spec, series, point);

  if (p != NULL && p->label != NULL && *p->label != '\0') {
    char *label = ori_chart_text_clean (p->label);
    g_autofree char *unit = ori_chart_text_clean (spec->unit);
    g_autofree char *suffix = g_strconcat (ORI_NBSP, unit, NULL);

    if (!with_unit && *unit != '\0' && g_str_has_suffix (label, suffix))
      label[strlen (label) - strlen (suffix)] = '\0';
    return label;
  }
  return ori_chart_spec_number_text (spec, ori_chart_spec_value (spec, series, point), with_unit);
}

char *
ori_chart_group_name (const OriChartSpec *spec, guint n_groups, guint index)
{
  if (index < G_N_ELEMENTS (spec->group_names) && spec->group_names[index] != NULL)
    return ori_chart_text_clean (spec->group_names[index]);
  if (n_groups == 3 || n_groups == 2) {
    if (index == 0)
      /* Translators: names of groups of territories by effectiveness. */
      return g_strdup (C_ ("group", "low"));
    return g_strdup (index + 1 == n_groups ? C_ ("group", "high") : C_ ("group", "medium"));
  }
  return g_strdup_printf (_ ("group %u"), index + 1);
}
