/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include "core/ori-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

guint
ori_score_n_groups (const OriChartSpec *spec)
{
  return MIN (spec->n_thresholds, G_N_ELEMENTS (spec->thresholds)) + 1;
}

int
ori_score_group (const OriChartSpec *spec, guint series)
{
  int group = ori_chart_spec_series (spec, series)->group;

  return group >= 0 && (guint)group < ori_score_n_groups (spec) ? group : -1;
}

void
ori_score_colors (const OriChartLayout *layout, int group, guint32 *mark, guint32 *text,
                  guint32 *tint)
{
  if (group >= 0) {
    ori_palette_group (layout->palette, ori_score_n_groups (layout->spec), (guint)group, mark, text,
                       tint);
    return;
  }
  /* Without groups the dots are the subject, beside groups those of none are context. */
  if (mark != NULL)
    *mark = ori_layout_color (layout,
                              layout->spec->n_thresholds == 0 ? ORI_COLOR_SERIES1 : ORI_COLOR_ZERO);
  if (text != NULL)
    *text = ori_layout_color (layout, ORI_COLOR_INK);
  if (tint != NULL)
    *tint = ori_layout_color (layout, ORI_COLOR_BACKGROUND);
}

/* ── the axis ── */

static void
widen (double value, double *low, double *high)
{
  if (!isfinite (value))
    return;
  *low = MIN (*low, ori_chart_finite (value));
  *high = MAX (*high, ori_chart_finite (value));
}

static void
widen_by_ranked (const OriChartSpec *spec, double *low, double *high)
{
  for (guint i = 0; i < spec->series->len; i++) {
    double a, b;

    widen (ori_chart_spec_value (spec, i, 0), low, high);
    if (ori_chart_spec_interval (spec, i, 0, &a, &b)) {
      widen (a, low, high);
      widen (b, low, high);
    }
  }
}

static void
widen_by_bench (const OriChartLayout *layout, double *low, double *high)
{
  const OriChartSpec *spec = layout->spec;

  for (guint k = 0; k < G_N_ELEMENTS (layout->order); k++) {
    const OriChartOrder *order = layout->order[k];

    if (order->n == 0)
      continue;
    widen (order->items[0].value, low, high);
    widen (order->items[order->n - 1].value, low, high);
  }
  for (guint i = 0; i + 1 < ori_score_n_groups (spec); i++) {
    widen (spec->accepted[i], low, high);
    for (guint k = 0; k < spec->ghosts->len; k++)
      widen (((OriChartGhost *)g_ptr_array_index (spec->ghosts, k))->thresholds[i], low, high);
  }
}

void
ori_score_init_axis (OriChartLayout *layout)
{
  const OriChartSpec *spec = layout->spec;
  double low = INFINITY, high = -INFINITY;

  if (spec->kind == ORI_CHART_RANKED)
    widen_by_ranked (spec, &low, &high);
  else
    widen_by_bench (layout, &low, &high);
  for (guint i = 0; i + 1 < ori_score_n_groups (spec); i++)
    widen (spec->thresholds[i], &low, &high);
  if (low >= spec->axis[0] && high <= spec->axis[1])
    ori_axis_init_held (&layout->score, spec->axis);
  else
    ori_axis_init (&layout->score, low, high, spec->share && low >= 0 && high <= 100, FALSE,
                   (guint)CLAMP (layout->plot.w / 55, 2, 10));
  layout->has_score = TRUE;
}

double
ori_score_x (const OriChartLayout *layout, double value)
{
  double fraction = CLAMP (ori_axis_fraction (&layout->score, value), 0, 1);

  return layout->plot.x + layout->plot.w * fraction;
}

void
ori_score_add_ticks (OriChartLayout *layout, double y)
{
  const OriAxis *axis = &layout->score;
  g_autofree char *unit = ori_chart_text_clean (layout->spec->unit);

  /* From the right, for the last tick carries the unit. */
  for (guint i = axis->n; i-- > 0;) {
    double x = ori_score_x (layout, ori_axis_tick (axis, i));
    g_autofree char *label = ori_axis_tick_label (axis, i);
    g_autofree char *with_unit = i + 1 == axis->n && *unit != '\0'
                                     ? g_strconcat (label, ORI_NBSP, unit, NULL)
                                     : g_strdup (label);
    OriChartText text = ori_chart_text_new (layout, with_unit, ORI_TYPE_AXIS, FALSE, 90, 1);
    OriBox box = {CLAMP (x - text.width / 2, 2, MAX (layout->width - 2 - text.width, 2)), y + 4,
                  text.width, text.height};

    ori_layout_add_segment (layout, "score-tick", x, y, x, y + 3,
                            ori_layout_color (layout, ORI_COLOR_ZERO), 0.75);
    if (!ori_layout_text_collides (layout, box))
      ori_layout_add_text (layout, &text, "tick", box.x, box.y, 0,
                           ori_layout_color (layout, ORI_COLOR_INK2));
    ori_chart_text_clear (&text);
  }
}

/* ── groups ── */

/* Left edge, edges between groups, right edge of the plot: one more than there are groups. */
static void
find_edges (const OriChartLayout *layout, double edges[6])
{
  guint n = ori_score_n_groups (layout->spec);

  edges[0] = layout->plot.x;
  for (guint i = 1; i < n; i++) {
    double threshold = ori_chart_finite (layout->spec->thresholds[i - 1]);
    double x = isnan (threshold) ? edges[i - 1] : ori_score_x (layout, threshold);

    edges[i] = MAX (x, edges[i - 1]);
  }
  edges[n] = layout->plot.x + layout->plot.w;
}

void
ori_score_add_tints (OriChartLayout *layout, double top, double bottom)
{
  double edges[6];
  guint32 tint;

  if (layout->spec->n_thresholds == 0)
    return;
  find_edges (layout, edges);
  for (guint i = 0; i < ori_score_n_groups (layout->spec); i++) {
    ori_score_colors (layout, (int)i, NULL, NULL, &tint);
    if (edges[i + 1] > edges[i])
      ori_layout_add_rect (layout, "tint",
                           (OriBox){edges[i], top, edges[i + 1] - edges[i], bottom - top}, tint, 1);
  }
}

static void
count_groups (const OriChartLayout *layout, guint counts[5])
{
  const OriChartSpec *spec = layout->spec;
  const OriChartOrder *order = layout->order[0];

  for (guint i = 0; layout->xy != NULL && i < spec->series->len; i++) {
    int group = ori_score_group (spec, i);

    if (group >= 0 && !isnan (ori_chart_spec_value (spec, i, 0)))
      counts[group]++;
  }
  for (guint i = 0, before = 0; layout->xy == NULL && i < ori_score_n_groups (spec); i++) {
    guint after =
        i < spec->n_thresholds ? ori_chart_order_below (order, spec->thresholds[i]) : order->n;

    counts[i] = after - MIN (before, after);
    before = after;
  }
}

static void
add_mark (OriChartLayout *layout, guint group, double x, double y, double size)
{
  guint n = ori_score_n_groups (layout->spec);
  OriPrim *prim;
  guint32 mark;

  ori_score_colors (layout, (int)group, &mark, NULL, NULL);
  prim = ori_layout_add_mark (layout, "head-mark", ori_group_shape (n, group), x, y, size, mark);
  if (layout->palette == ORI_PALETTE_GREY) {
    prim->stroke = 0x000000;
    prim->stroke_width = size > 3 ? 0.9 : 0.5;
  }
}

double
ori_score_measure_heads (OriChartLayout *layout)
{
  OriChartText text;
  double height;

  if (layout->spec->n_thresholds == 0)
    return 0;
  text = ori_chart_text_new (layout, "0", ORI_TYPE_LABEL, TRUE, 0, 1);
  height = text.height;
  ori_chart_text_clear (&text);
  return height;
}

void
ori_score_add_heads (OriChartLayout *layout, double y)
{
  const double mark = 3.4, gap = 4;
  guint n = ori_score_n_groups (layout->spec);
  guint counts[5] = {0};
  double edges[6];

  if (layout->spec->n_thresholds == 0)
    return;
  find_edges (layout, edges);
  count_groups (layout, counts);
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = ori_chart_group_name (layout->spec, n, i);
    g_autofree char *full = g_strdup_printf ("%s · %u", name, counts[i]);
    g_autofree char *brief = g_strdup_printf ("%u", counts[i]);
    const char *forms[] = {full, brief};
    double room = edges[i + 1] - edges[i];
    guint32 rgb;

    ori_score_colors (layout, (int)i, NULL, &rgb, NULL);
    for (guint k = 0; k < G_N_ELEMENTS (forms); k++) {
      OriChartText text = ori_chart_text_new (layout, forms[k], ORI_TYPE_LABEL, TRUE, 0, 1);
      double width = 2 * mark + gap + text.width;
      double x = edges[i] + (room - width) / 2;
      OriBox box = {x + 2 * mark + gap, y, text.width, text.height};
      gboolean fits = width + 6 <= room && !ori_layout_text_collides (layout, box);

      if (fits) {
        add_mark (layout, i, x + mark, y + text.height / 2, mark);
        ori_layout_add_text (layout, &text, "head", box.x, y, 0, rgb);
      }
      ori_chart_text_clear (&text);
      if (fits)
        break;
    }
  }
}

/* ── dots ── */

/* The group of one point: that of the series now, what the thresholds say a year ago. */
static int
find_point_group (const OriChartSpec *spec, guint series, guint point)
{
  int group = ori_score_group (spec, series);
  double value = ori_chart_spec_point (spec, series, point)->value;
  int below = 0;

  if (point == 0 || group < 0 || !isfinite (value))
    return group;
  for (guint i = 0; i + 1 < ori_score_n_groups (spec); i++)
    below += spec->thresholds[i] <= value;
  return below;
}

OriPrim *
ori_score_add_dot (OriChartLayout *layout, const char *role, guint series, guint point, double x,
                   double y, double size)
{
  const OriChartPoint *p = ori_chart_spec_point (layout->spec, series, point);
  int group = find_point_group (layout->spec, series, point);
  OriMarkShape shape = group < 0
                           ? ORI_MARK_CIRCLE
                           : ori_group_shape (ori_score_n_groups (layout->spec), (guint)group);
  guint32 mark, tint;
  OriPrim *prim;

  ori_score_colors (layout, group, &mark, NULL, &tint);
  prim = ori_layout_add_mark (layout, role, shape, x, y, size, mark);
  prim->series = (int)series;
  prim->point = (int)point;
  if (p->doubtful) {
    prim->fill = tint;
    prim->stroke = mark;
    prim->stroke_width = MIN (1.4, size * 0.4);
  }
  if (layout->palette == ORI_PALETTE_GREY && size > 2) {
    prim->stroke = 0x000000;
    prim->stroke_width = size > 3 ? 0.9 : 0.5;
  }
  return prim;
}

char *
ori_score_compose_missing (const OriChartLayout *layout)
{
  const OriChartSpec *spec = layout->spec;
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  if (layout->order[0] != NULL && layout->order[0]->n == spec->series->len)
    return NULL;

  for (guint i = 0; i < spec->series->len; i++) {
    g_autofree char *label = NULL;

    if (!isnan (ori_chart_spec_value (spec, i, 0)))
      continue;
    if (n++ >= 6)
      continue;
    label = ori_chart_spec_label (spec, i);
    g_string_append_printf (names, "%s%s", n > 1 ? ", " : "", label);
  }
  if (n == 0)
    return NULL;
  if (n > 6)
    return g_strdup_printf (ngettext (/* Translators: territories without a score. */
                                      "No score: %u.", "No score: %u.", n),
                            n);
  /* Translators: names of territories follow. */
  return g_strdup_printf (_ ("No score: %s."), names->str);
}
