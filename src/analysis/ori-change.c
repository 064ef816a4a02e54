/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-change-private.h"
#include "analysis/ori-family-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SIGNIFICANT 0.05
#define FEW_PEOPLE 30 /* METHOD §7: what counts as little data */
#define FEW_CASES 5
#define WIDE_POINTS 25
#define SMALL_EXPECTED 5 /* below it z is not to be trusted */

static const struct {
  const char *code;
  const char *label;
} verdicts[] = {
    [ORI_VERDICT_NONE] = {"none", N_ ("no comparison")},
    [ORI_VERDICT_LITTLE_DATA] = {"little-data", N_ ("little data")},
    [ORI_VERDICT_NO_CHANGE] = {"no-change", N_ ("no notable change")},
    [ORI_VERDICT_RATHER_ROSE] = {"rather-rose", N_ ("rather rose")},
    [ORI_VERDICT_ROSE] = {"rose", N_ ("rose")},
    [ORI_VERDICT_RATHER_FELL] = {"rather-fell", N_ ("rather fell")},
    [ORI_VERDICT_FELL] = {"fell", N_ ("fell")},
    [ORI_VERDICT_DIFFERS] = {"differs", N_ ("differs")},
};

const char *
ori_verdict_code (OriVerdict verdict)
{
  g_return_val_if_fail ((guint)verdict < G_N_ELEMENTS (verdicts), "none");
  return verdicts[verdict].code;
}

const char *
ori_verdict_label (OriVerdict verdict)
{
  g_return_val_if_fail ((guint)verdict < G_N_ELEMENTS (verdicts), "");
  return _ (verdicts[verdict].label);
}

static gboolean
is_whole (double x)
{
  return x >= 0 && x <= G_MAXUINT && x == floor (x);
}

static double
least_expected (double x1, double n1, double x2, double n2)
{
  double x = x1 + x2, n = n1 + n2;
  return MIN (n1, n2) * MIN (x, n - x) / n;
}

gboolean
ori_change_is_tested (const OriIndicator *indicator)
{
  return indicator->kind == ORI_KIND_SHARE || indicator->kind == ORI_KIND_COUNT_SHARE;
}

gboolean
ori_change_has_counts (const OriIndicator *indicator, const OriValue *value)
{
  return ori_change_is_tested (indicator) && value->status == ORI_STATUS_VALUE &&
         isfinite (value->numerator) && isfinite (value->denominator);
}

/* Δp = L(p₁, p₂) · (ln x₂/x₁ − ln n₂/n₁) with the logarithmic mean L, so that both parts add up to
 * the difference exactly. */
static void
decompose (OriChange *change)
{
  double p1 = change->before.value, p2 = change->after.value;
  double x1 = change->before.numerator, x2 = change->after.numerator;
  double n1 = change->before.denominator, n2 = change->after.denominator;

  if (x1 > 0 && x2 > 0) {
    double log_ratio = log (p2 / p1);
    double mean = fabs (log_ratio) > 1e-9 ? (p2 - p1) / log_ratio : (p1 + p2) / 2;
    change->part_numerator = mean * log (x2 / x1);
    change->part_denominator = -mean * log (n2 / n1);
  }
  double dp = x2 * n1 - x1 * n2; /* the sign of the difference without a rounding error */
  double dx = x2 - x1;
  if (dp == 0)
    return;
  gboolean same_sign = (dp > 0) == (dx > 0) && dx != 0;
  gboolean mostly_denominator = change->part_denominator / change->difference > 0.5;
  change->growth_without_growth = !same_sign || mostly_denominator;
}

double
ori_change_p (const OriIndicator *indicator, const OriValue *before, const OriValue *after)
{
  if (!ori_change_has_counts (indicator, before) || !ori_change_has_counts (indicator, after))
    return NAN;
  double x1 = before->numerator, n1 = before->denominator;
  double x2 = after->numerator, n2 = after->denominator;
  gboolean whole = is_whole (x1) && is_whole (n1) && is_whole (x2) && is_whole (n2);
  return whole && least_expected (x1, n1, x2, n2) < SMALL_EXPECTED
             ? ori_fisher_p ((guint)x1, (guint)n1, (guint)x2, (guint)n2)
             : ori_pooled_z_p (x1, n1, x2, n2);
}

static void
compare_shares (OriChange *change)
{
  double x1 = change->before.numerator, n1 = change->before.denominator;
  double x2 = change->after.numerator, n2 = change->after.denominator;
  double low, high;

  ori_newcombe (x2, n2, x1, n1, &low, &high);
  change->low = 100 * low;
  change->high = 100 * high;
  decompose (change);
}

gboolean
ori_change_is_little (const OriValue *value)
{
  return value->denominator < FEW_PEOPLE || value->numerator < FEW_CASES;
}

static gboolean
is_little_data (const OriChange *change)
{
  return ori_change_is_little (&change->before) || ori_change_is_little (&change->after) ||
         change->high - change->low > WIDE_POINTS;
}

OriVerdict
ori_verdict_choose (double p, double p_adjusted, double direction)
{
  if (p_adjusted < SIGNIFICANT)
    return direction > 0 ? ORI_VERDICT_ROSE : ORI_VERDICT_FELL;
  if (p < SIGNIFICANT)
    return direction > 0 ? ORI_VERDICT_RATHER_ROSE : ORI_VERDICT_RATHER_FELL;
  return ORI_VERDICT_NO_CHANGE;
}

static OriVerdict
choose_verdict (const OriChange *change)
{
  if (!isfinite (change->difference))
    return ORI_VERDICT_NONE;
  if (!isfinite (change->p))
    return change->difference != 0 ? ORI_VERDICT_DIFFERS : ORI_VERDICT_NO_CHANGE;
  if (is_little_data (change))
    return ORI_VERDICT_LITTLE_DATA;
  return ori_verdict_choose (change->p, change->p_adjusted, change->difference);
}

OriChange
ori_change_between (const OriSnapshot *snapshot, const OriIndicator *indicator,
                    const OriValue *before, const OriValue *after)
{
  OriChange change = {.before = *before,
                      .after = *after,
                      .flags = before->flags | after->flags,
                      .difference = NAN,
                      .low = NAN,
                      .high = NAN,
                      .p = ori_change_p (indicator, before, after),
                      .part_numerator = NAN,
                      .part_denominator = NAN};

  if (before->status == ORI_STATUS_VALUE && after->status == ORI_STATUS_VALUE &&
      ori_value_is_numeric (indicator))
    change.difference = after->value - before->value;
  if (ori_change_has_counts (indicator, before) && ori_change_has_counts (indicator, after))
    compare_shares (&change);
  change.p_adjusted = ori_family_adjust (snapshot, ORI_FAMILY_CHANGES, change.p);
  change.verdict = choose_verdict (&change);
  return change;
}

OriChange
ori_change_compute (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                    guint period_before, guint period_after)
{
  OriValue before = ori_value_compute (snapshot, indicator, orgunit, period_before);
  OriValue after = ori_value_compute (snapshot, indicator, orgunit, period_after);
  return ori_change_between (snapshot, indicator, &before, &after);
}
