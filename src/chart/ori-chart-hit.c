/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <math.h>

/* How near the pointer must come, in points of the picture. */
#define POINT_REACH 9.0
#define HANDLE_REACH 12.0

double
ori_chart_layout_value_to_x (const OriChartLayout *layout, double value)
{
  g_return_val_if_fail (layout != NULL, NAN);
  if (!layout->has_score || !isfinite (value))
    return NAN;
  return (layout->plot.x + layout->plot.w * ori_axis_fraction (&layout->score, value)) *
         layout->scale;
}

double
ori_chart_layout_x_to_value (const OriChartLayout *layout, double x)
{
  double fraction;

  g_return_val_if_fail (layout != NULL, NAN);
  if (!layout->has_score || !isfinite (x) || layout->plot.w <= 0)
    return NAN;
  fraction = CLAMP ((x / layout->scale - layout->plot.x) / layout->plot.w, 0, 1);
  return layout->score.min + (layout->score.max - layout->score.min) * fraction;
}

gboolean
ori_chart_layout_axis (const OriChartLayout *layout, double axis[3])
{
  g_return_val_if_fail (layout != NULL, FALSE);
  if (!layout->has_score)
    return FALSE;
  axis[0] = layout->score.min;
  axis[1] = layout->score.max;
  axis[2] = layout->score.step;
  return TRUE;
}

void
ori_chart_layout_lines (const OriChartLayout *layout, double *top, double *bottom)
{
  g_return_if_fail (layout != NULL);
  *top = layout->line_top * layout->scale;
  *bottom = layout->line_bottom * layout->scale;
}

gboolean
ori_chart_layout_ghost (const OriChartLayout *layout, guint index, double *top, double *height)
{
  g_return_val_if_fail (layout != NULL, FALSE);
  *top = (layout->ghost_top + index * layout->ghost_row) * layout->scale;
  *height = layout->ghost_row * layout->scale;
  return layout->ghost_row > 0 && index < layout->n_ghosts;
}

gboolean
ori_chart_layout_point (const OriChartLayout *layout, guint series, guint point, double *x,
                        double *y)
{
  double at[2];

  g_return_val_if_fail (layout != NULL, FALSE);
  if (!ori_layout_get_point (layout, series, point, &at[0], &at[1]))
    return FALSE;
  if (x != NULL)
    *x = at[0] * layout->scale;
  if (y != NULL)
    *y = at[1] * layout->scale;
  return TRUE;
}

/* The nearest threshold line, anywhere along its height; -1 when none is near. */
static int
find_threshold (const OriChartLayout *layout, double x, double y)
{
  double nearest = HANDLE_REACH;
  int found = -1;

  if (!layout->has_score || y < layout->handle_top * layout->scale ||
      y > layout->handle_bottom * layout->scale)
    return -1;
  for (guint i = 0; i + 1 < ori_score_n_groups (layout->spec); i++) {
    double line = ori_chart_layout_value_to_x (layout, layout->spec->thresholds[i]);

    if (isfinite (line) && fabs (line - x) <= nearest) {
      nearest = fabs (line - x);
      found = (int)i;
    }
  }
  return found;
}

static int
find_ghost (const OriChartLayout *layout, double x, double y)
{
  double row = layout->ghost_row * layout->scale;
  int index;

  if (row <= 0 || y < layout->ghost_top * layout->scale || x < 0 ||
      x > layout->width * layout->scale)
    return -1;
  index = (int)((y - layout->ghost_top * layout->scale) / row);
  return index < (int)layout->n_ghosts ? index : -1;
}

/* Dots counted in columns have no height of their own: any height within the column will do. */
static double
find_distance (const OriChartLayout *layout, guint point, const double *xy, double x, double y)
{
  const OriDensity *density = &layout->density[MIN (point, 1)];
  double dx = xy[0] * layout->scale - x;
  double dy = xy[1] * layout->scale - y;

  if (density->n > 0 && layout->spec->kind == ORI_CHART_BENCH && y >= xy[1] * layout->scale &&
      y <= density->base * layout->scale)
    dy = 0;
  return hypot (dx, dy);
}

static void
try_point (const OriChartLayout *layout, guint series, guint point, double x, double y,
           double *nearest, OriChartHit *found)
{
  double xy[2], distance;

  if (!ori_layout_get_point (layout, series, point, &xy[0], &xy[1]))
    return;
  distance = find_distance (layout, point, xy, x, y);
  /* Of coinciding points the first series is meant: it is the one that is named. */
  if (distance > *nearest || (distance == *nearest && found->series >= 0))
    return;
  *nearest = distance;
  found->series = (int)series;
  found->point = (int)point;
  found->x = xy[0] * layout->scale;
  found->y = xy[1] * layout->scale;
}

/* Only those whose values are within reach, however many there are. */
static void
try_crowd (const OriChartLayout *layout, double x, double y, double *nearest, OriChartHit *found)
{
  for (guint k = 0; k < MIN (layout->n_points, G_N_ELEMENTS (layout->order)); k++) {
    const OriChartOrder *order = layout->order[k];
    guint first =
        ori_chart_order_below (order, ori_chart_layout_x_to_value (layout, x - POINT_REACH));
    double last = ori_chart_layout_x_to_value (layout, x + POINT_REACH);

    for (guint i = first; i < order->n && order->items[i].value <= last; i++)
      try_point (layout, order->items[i].series, k, x, y, nearest, found);
  }
}

gboolean
ori_chart_layout_hit (const OriChartLayout *layout, double x, double y, OriChartHit *hit)
{
  OriChartHit found = {.series = -1, .point = -1, .threshold = -1, .ghost = -1};
  double nearest = POINT_REACH;

  g_return_val_if_fail (layout != NULL, FALSE);
  if (!isfinite (x) || !isfinite (y))
    return FALSE;
  if (layout->xy == NULL) {
    try_crowd (layout, x, y, &nearest, &found);
  } else {
    for (guint i = 0; i < layout->spec->series->len; i++)
      for (guint k = 0; k < layout->n_points; k++)
        try_point (layout, i, k, x, y, &nearest, &found);
  }
  /* A dot under the pointer is meant before the line beside it, but a crowd has no dots. */
  if (found.series < 0 || nearest > POINT_REACH / 2 || layout->density[0].n > 0) {
    int threshold = find_threshold (layout, x, y);

    if (threshold >= 0)
      found = (OriChartHit){
          .series = -1,
          .point = -1,
          .ghost = -1,
          .threshold = threshold,
          .x = ori_chart_layout_value_to_x (layout, layout->spec->thresholds[threshold]),
          .y = y,
      };
  }
  if (found.series < 0 && found.threshold < 0)
    found.ghost = find_ghost (layout, x, y);
  if (hit != NULL)
    *hit = found;
  return found.series >= 0 || found.threshold >= 0 || found.ghost >= 0;
}
