/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values of a bench in order: what is counted, drawn and hit reads them by binary search. */
#include "chart/ori-chart-private.h"

#include <math.h>
#include <stdlib.h>

static int
compare (gconstpointer a, gconstpointer b)
{
  const OriOrdered *p = a, *q = b;

  if (p->value != q->value)
    return p->value < q->value ? -1 : 1;
  return p->series < q->series ? -1 : p->series > q->series;
}

OriChartOrder *
ori_chart_order_new (const OriChartSpec *spec, guint point)
{
  OriChartOrder *order = g_new0 (OriChartOrder, 1);

  order->items = g_new (OriOrdered, MAX (spec->series->len, 1));
  order->n_points = ori_chart_spec_n_periods (spec);
  for (guint i = 0; i < spec->series->len; i++) {
    double value = ori_chart_spec_value (spec, i, point);

    if (!isnan (value))
      order->items[order->n++] = (OriOrdered){value, i};
  }
  qsort (order->items, order->n, sizeof *order->items, compare);
  return order;
}

void
ori_chart_order_free (OriChartOrder *order)
{
  if (order == NULL)
    return;
  g_free (order->items);
  g_free (order);
}

guint
ori_chart_order_below (const OriChartOrder *order, double value)
{
  guint low = 0, high = order->n;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (order->items[middle].value < value)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
