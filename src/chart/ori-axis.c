/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include "core/ori-number.h"

#include <math.h>

/* @index × mantissa × 10^power without the rounding errors of adding steps: 3 × 0.1 is 0.3. */
static double
scale_step (double index, int mantissa, int power)
{
  return power >= 0 ? index * mantissa * pow (10, power) : index * mantissa / pow (10, -power);
}

/* Breaks a step of ours into 1, 2 or 5 and a power of ten. */
static void
split_step (double step, int *mantissa, int *power)
{
  int p = (int)floor (log10 (step) + 1e-9);
  double m = step / pow (10, p);

  *power = p;
  *mantissa = m < 1.5 ? 1 : m < 3.5 ? 2 : 5;
}

static double
find_step (double at_least)
{
  static const int mantissas[] = {1, 2, 5};
  int power = (int)floor (log10 (at_least)) - 1;

  for (;; power++) {
    for (guint i = 0; i < G_N_ELEMENTS (mantissas); i++) {
      double step = scale_step (1, mantissas[i], power);

      /* The tolerance keeps 0.3 / 3 from asking for more than 0.1. */
      if (step >= at_least * (1 - 1e-12))
        return step;
    }
  }
}

static void
set_ticks (OriAxis *axis, double low, double high, double step)
{
  int mantissa, power;
  gint64 last;

  axis->step = step;
  split_step (step, &mantissa, &power);
  axis->first = (gint64)floor (low / step + 1e-9);
  last = (gint64)ceil (high / step - 1e-9);
  axis->n = (guint)MAX (last - axis->first, 1) + 1;
  axis->decimals = MAX (-power, 0);
  axis->min = ori_axis_tick (axis, 0);
  axis->max = ori_axis_tick (axis, axis->n - 1);
}

void
ori_axis_init_held (OriAxis *axis, const double held[3])
{
  set_ticks (axis, held[0], held[1], held[2]);
}

void
ori_axis_init (OriAxis *axis, double low, double high, gboolean share, gboolean zero, guint n)
{
  low = isfinite (low) ? CLAMP (low, -1e100, 1e100) : 0;
  high = isfinite (high) ? CLAMP (high, -1e100, 1e100) : low;
  if (low > high) {
    double swap = low;

    low = high;
    high = swap;
  }
  if (share) {
    low = CLAMP (low, 0, 100);
    high = CLAMP (high, 0, 100);
  }
  if (zero) {
    low = MIN (low, 0);
    high = MAX (high, 0);
  }
  /* Spans below the precision of the values count as none. */
  if (high - low <= MAX (MAX (fabs (low), fabs (high)) * 1e-9, 1e-100)) {
    double extra = MAX (fabs (high) * 0.1, 5);

    low = zero && low >= 0 ? 0 : low - extra;
    high += extra;
    if (share) {
      low = MAX (low, 0);
      high = MIN (high, 100);
    }
  }
  set_ticks (axis, low, high, find_step ((high - low) / MAX (n, 1)));
}

double
ori_axis_tick (const OriAxis *axis, guint index)
{
  int mantissa, power;

  split_step (axis->step, &mantissa, &power);
  return scale_step ((double)(axis->first + (gint64)index), mantissa, power);
}

char *
ori_axis_tick_label (const OriAxis *axis, guint index)
{
  double value = ori_axis_tick (axis, index);
  int mantissa, power;

  if (fabs (axis->min) < 1e12 && fabs (axis->max) < 1e12 && axis->decimals <= 6)
    return ori_number_format (value, axis->decimals);
  if (value == 0)
    return g_strdup ("0");
  split_step (axis->step, &mantissa, &power);
  return g_strdup_printf ("%s%" G_GINT64_FORMAT "·10^%d", value < 0 ? ORI_MINUS : "",
                          ABS (axis->first + (gint64)index) * mantissa, power);
}

double
ori_axis_fraction (const OriAxis *axis, double value)
{
  return (value - axis->min) / (axis->max - axis->min);
}
