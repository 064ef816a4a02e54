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
ori_chart_layout_point (const OriChartLayout *layout, guint series, guint point, double *x,
                        double *y)
{
  const double *xy;

  g_return_val_if_fail (layout != NULL, FALSE);
  if (series >= layout->spec->series->len || point >= layout->n_points)
    return FALSE;
  xy = layout->xy + 2 * ((gsize)series * layout->n_points + point);
  if (isnan (xy[0]))
    return FALSE;
  if (x != NULL)
    *x = xy[0] * layout->scale;
  if (y != NULL)
    *y = xy[1] * layout->scale;
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

/* Dots counted in columns have no height of their own: any height within the column will do. */
static double
find_distance (const OriChartLayout *layout, guint point, const double *xy, double x, double y)
{
  const OriDensity *density = &layout->density[MIN (point, 1)];
  double dx = xy[0] * layout->scale - x;
  double dy = xy[1] * layout->scale - y;

  if (density->n > 0 && layout->spec->kind == ORI_CHART_BENCH) {
    double top = xy[1];
    gint64 column = (gint64)((xy[0] - density->x0) / density->width);

    if (column >= 0 && column < density->n)
      top = density->top[column];
    if (y >= top * layout->scale && y <= density->base * layout->scale)
      dy = 0;
  }
  return hypot (dx, dy);
}

gboolean
ori_chart_layout_hit (const OriChartLayout *layout, double x, double y, OriChartHit *hit)
{
  OriChartHit found = {.series = -1, .point = -1, .threshold = -1};
  double nearest = POINT_REACH;
  guint n;

  g_return_val_if_fail (layout != NULL, FALSE);
  if (!isfinite (x) || !isfinite (y))
    return FALSE;
  n = layout->spec->series->len * layout->n_points;
  for (guint i = 0; i < n; i++) {
    const double *xy = layout->xy + 2 * (gsize)i;
    double distance;

    if (isnan (xy[0]))
      continue;
    distance = find_distance (layout, i % layout->n_points, xy, x, y);
    /* Of coinciding points the first series is meant: it is the one that is named. */
    if (distance < nearest || (distance == nearest && found.series < 0)) {
      nearest = distance;
      found.series = (int)(i / layout->n_points);
      found.point = (int)(i % layout->n_points);
      found.x = xy[0] * layout->scale;
      found.y = xy[1] * layout->scale;
    }
  }
  /* A dot under the pointer is meant before the line beside it, but a crowd has no dots. */
  if (found.series < 0 || nearest > POINT_REACH / 2 || layout->density[0].n > 0) {
    int threshold = find_threshold (layout, x, y);

    if (threshold >= 0)
      found = (OriChartHit){
          .series = -1,
          .point = -1,
          .threshold = threshold,
          .x = ori_chart_layout_value_to_x (layout, layout->spec->thresholds[threshold]),
          .y = y,
      };
  }
  if (hit != NULL)
    *hit = found;
  return found.series >= 0 || found.threshold >= 0;
}
