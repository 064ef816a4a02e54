/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include "core/ori-number.h"

#include <math.h>
#include <string.h>

#define TICK_GAP 5.0
#define WIDEST_PERIOD 110.0

double
ori_layout_y (const OriChartLayout *layout, const OriAxis *axis, double value)
{
  double fraction = CLAMP (ori_axis_fraction (axis, value), 0, 1);

  return layout->plot.y + layout->plot.h * (1 - fraction);
}

guint
ori_layout_ticks_for_height (double height)
{
  return (guint)CLAMP (height / 55, 2, 6);
}

/* The unit stands once, on the top tick; a long one gets its own line above it. */
static gboolean
unit_is_short (const char *unit)
{
  return g_utf8_strlen (unit, -1) <= 4;
}

static OriChartText
create_tick (OriChartLayout *layout, const OriAxis *axis, guint index)
{
  g_autofree char *label = ori_axis_tick_label (axis, index);
  g_autofree char *unit = ori_chart_text_clean (layout->spec->unit);
  g_autofree char *with_unit = NULL;

  if (index + 1 == axis->n && *unit != '\0' && unit_is_short (unit))
    with_unit = g_strconcat (label, ORI_NBSP, unit, NULL);
  return ori_chart_text_new (layout, with_unit != NULL ? with_unit : label, ORI_TYPE_AXIS, FALSE, 0,
                             1);
}

double
ori_layout_measure_ticks (OriChartLayout *layout, const OriAxis *axis)
{
  double widest = 0;

  for (guint i = 0; i < axis->n; i++) {
    OriChartText text = create_tick (layout, axis, i);

    widest = MAX (widest, text.width);
    ori_chart_text_clear (&text);
  }
  return widest + TICK_GAP;
}

static void
add_long_unit (OriChartLayout *layout)
{
  g_autofree char *unit = ori_chart_text_clean (layout->spec->unit);
  OriChartText text;
  OriBox box;

  if (*unit == '\0' || unit_is_short (unit))
    return;
  text = ori_chart_text_new (layout, unit, ORI_TYPE_SMALL, FALSE, layout->plot.w, 1);
  box = (OriBox){layout->plot.x, layout->plot.y - text.height - 1, text.width, text.height};
  if (!ori_layout_text_collides (layout, box))
    ori_layout_add_text (layout, &text, "unit", box.x, box.y, 0,
                         ori_layout_color (layout, ORI_COLOR_INK2));
  ori_chart_text_clear (&text);
}

void
ori_layout_add_value_axis (OriChartLayout *layout, const OriAxis *axis)
{
  const OriBox *plot = &layout->plot;

  for (guint i = 0; i < axis->n; i++) {
    double value = ori_axis_tick (axis, i);
    double y = ori_layout_y (layout, axis, value);
    OriChartText text = create_tick (layout, axis, i);
    gboolean base = value == 0;

    ori_layout_add_segment (layout, base ? "zero" : "grid", plot->x, y, plot->x + plot->w, y,
                            ori_layout_color (layout, base ? ORI_COLOR_ZERO : ORI_COLOR_GRID),
                            0.75);
    if (text.width <= plot->x - 2)
      ori_layout_add_text (layout, &text, "tick", plot->x - TICK_GAP, y - text.height / 2, 1,
                           ori_layout_color (layout, ORI_COLOR_INK2));
    ori_chart_text_clear (&text);
  }
  add_long_unit (layout);
}

/* ── names of periods ── */

static double
find_widest_period (OriChartLayout *layout)
{
  double widest = 0;

  for (guint i = 0; i < layout->n_points; i++) {
    g_autofree char *name = ori_chart_spec_period (layout->spec, i);
    OriChartText text = ori_chart_text_new (layout, name, ORI_TYPE_AXIS, TRUE, 0, 1);

    widest = MAX (widest, text.width);
    ori_chart_text_clear (&text);
  }
  return widest;
}

/* Names show at every @every-th period, counted from the last; wrapped when all can be shown so. */
static guint
choose_every (OriChartLayout *layout, double slot, int *lines, double *width)
{
  double widest = find_widest_period (layout);

  *lines = 1;
  *width = MAX (slot - 4, 1);
  if (layout->n_points < 2 || widest <= slot - 4) {
    *width = MAX (slot - 4, MIN (widest + 1, slot));
    return 1;
  }
  if (slot >= 48) {
    *lines = 2;
    return 1;
  }
  for (guint every = 2; every < layout->n_points; every++) {
    *width = every * slot - 4;
    if (widest <= *width)
      return every;
  }
  return layout->n_points;
}

double
ori_layout_measure_periods (OriChartLayout *layout, double slot)
{
  double tallest = 0, width;
  int lines;

  choose_every (layout, slot, &lines, &width);
  for (guint i = 0; i < layout->n_points; i++) {
    g_autofree char *name = ori_chart_spec_period (layout->spec, i);
    OriChartText text =
        ori_chart_text_new (layout, name, ORI_TYPE_AXIS, TRUE, MIN (width, WIDEST_PERIOD), lines);

    tallest = MAX (tallest, text.height);
    ori_chart_text_clear (&text);
  }
  return tallest + 6;
}

void
ori_layout_add_periods (OriChartLayout *layout, const double *x, guint n, double slot)
{
  double base = layout->plot.y + layout->plot.h;
  double width;
  int lines;
  guint every = choose_every (layout, slot, &lines, &width);

  for (guint i = 0; i < n; i++) {
    g_autofree char *name = ori_chart_spec_period (layout->spec, i);
    gboolean last = i + 1 == n;
    OriChartText text;
    OriBox box;

    ori_layout_add_segment (layout, "period-tick", x[i], base, x[i], base + 3,
                            ori_layout_color (layout, ORI_COLOR_ZERO), 0.75);
    if ((n - 1 - i) % every != 0 || *name == '\0')
      continue;
    text = ori_chart_text_new (layout, name, ORI_TYPE_AXIS, last && n > 1,
                               MIN (width, WIDEST_PERIOD), lines);
    box = (OriBox){CLAMP (x[i] - text.width / 2, 2, MAX (layout->width - 2 - text.width, 2)),
                   base + 5, text.width, text.height};
    if (!ori_layout_text_collides (layout, box)) {
      OriPrim *prim =
          ori_layout_add_text (layout, &text, "period", box.x + box.w / 2, box.y, 0.5,
                               ori_layout_color (layout, last ? ORI_COLOR_INK : ORI_COLOR_INK2));
      prim->point = (int)i;
    }
    ori_chart_text_clear (&text);
  }
}

/* Liang and Barsky's clipping: the part of the segment inside all four sides is not empty. */
gboolean
ori_segment_meets_box (double x0, double y0, double x1, double y1, OriBox box)
{
  const double p[4] = {x0 - x1, x1 - x0, y0 - y1, y1 - y0};
  const double q[4] = {x0 - box.x, box.x + box.w - x0, y0 - box.y, box.y + box.h - y0};
  double enter = 0, leave = 1;

  for (int i = 0; i < 4; i++) {
    if (p[i] == 0) {
      if (q[i] < 0)
        return FALSE;
    } else if (p[i] < 0) {
      enter = MAX (enter, q[i] / p[i]);
    } else {
      leave = MIN (leave, q[i] / p[i]);
    }
  }
  return enter <= leave;
}
