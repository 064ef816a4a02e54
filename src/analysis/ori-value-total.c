/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/ori-rollup-private.h"

/* A rate that is declared as such is made of the rates of its parts, so it needs their sizes. */
static gboolean
take_part (const OriIndicator *indicator, const OriValue *value, double *x, double *n)
{
  if (indicator->kind != ORI_KIND_RATE)
    return ori_rollup_take (indicator, value, x, n);
  *x = value->numerator;
  *n = value->denominator;
  return value->status == ORI_STATUS_VALUE && isfinite (*x) && isfinite (*n);
}

static gboolean
is_ratio (OriIndicatorKind kind)
{
  return ori_kind_is_ratio (kind) || kind == ORI_KIND_RATE;
}

OriValue
ori_value_total (const OriSnapshot *snapshot, const OriIndicator *indicator, const GArray *orgunits,
                 guint period, guint *present, guint *expected)
{
  OriValue total = {
      .status = ORI_STATUS_MISSING, .numerator = NAN, .denominator = NAN, .printed = NAN};
  double sum_x = 0, sum_n = 0;
  guint n_present = 0, n_expected = 0, n_suppressed = 0;

  for (guint i = 0; i < orgunits->len; i++) {
    double x, n;
    guint unit = g_array_index (orgunits, guint, i);
    OriValue value = indicator->kind == ORI_KIND_RATE
                         ? ori_value_compute_rate (snapshot, indicator, unit, period)
                         : ori_value_compute (snapshot, indicator, unit, period);
    if (value.status == ORI_STATUS_NOT_APPLICABLE)
      continue;
    n_expected++;
    n_suppressed += value.status == ORI_STATUS_SUPPRESSED;
    total.flags |= value.flags;
    if (!take_part (indicator, &value, &x, &n))
      continue;
    sum_x += x;
    sum_n += n;
    n_present++;
  }
  if (present)
    *present = n_present;
  if (expected)
    *expected = n_expected;
  total.sum_present = n_present;
  total.sum_expected = n_expected;
  total.sum_suppressed = n_suppressed;

  if (n_present == 0) {
    if (n_expected == 0 && orgunits->len > 0)
      total.status = ORI_STATUS_NOT_APPLICABLE;
    else if (n_expected > 0 && n_suppressed == n_expected)
      total.status = ORI_STATUS_SUPPRESSED;
    return total;
  }
  if (n_present < n_expected)
    total.flags |= ORI_FLAG_PARTIAL;
  if (n_suppressed > 0)
    total.flags |= ORI_FLAG_HIDDEN_PART;
  double per = indicator->kind == ORI_KIND_RATE ? indicator->normalise_per : 100;
  total.value = is_ratio (indicator->kind) ? per * sum_x / sum_n : sum_x;
  if (is_ratio (indicator->kind)) {
    total.numerator = sum_x;
    total.denominator = sum_n;
  }
  total.status = isfinite (total.value) ? ORI_STATUS_VALUE : ORI_STATUS_MISSING;
  if (total.status == ORI_STATUS_MISSING)
    total.value = 0;
  return total;
}
