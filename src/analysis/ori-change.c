/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-change-private.h"
#include "analysis/ori-family-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-composition-private.h"

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
  double p1 = change->common_before.value, p2 = change->common_after.value;
  double x1 = change->common_before.numerator, x2 = change->common_after.numerator;
  double n1 = change->common_before.denominator, n2 = change->common_after.denominator;

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
  double x1 = change->common_before.numerator, n1 = change->common_before.denominator;
  double x2 = change->common_after.numerator, n2 = change->common_after.denominator;
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
  return ori_change_is_little (&change->common_before) ||
         ori_change_is_little (&change->common_after) || change->high - change->low > WIDE_POINTS;
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

static gboolean
is_thin (const OriChange *change)
{
  OriComposition composition = {change->parts_common,
                                MAX (change->parts_before, change->parts_after)};
  return change->flags & ORI_FLAG_PARTS_DIFFER && ori_composition_is_thin (&composition);
}

static OriVerdict
choose_verdict (const OriChange *change)
{
  if (!isfinite (change->difference))
    return ORI_VERDICT_NONE;
  if (is_thin (change))
    return ORI_VERDICT_LITTLE_DATA;
  if (!isfinite (change->p))
    return change->difference != 0 ? ORI_VERDICT_DIFFERS : ORI_VERDICT_NO_CHANGE;
  if (is_little_data (change))
    return ORI_VERDICT_LITTLE_DATA;
  return ori_verdict_choose (change->p, change->p_adjusted, change->difference);
}

OriChange
ori_change_none (void)
{
  return (OriChange){.before.status = ORI_STATUS_MISSING,
                     .after.status = ORI_STATUS_MISSING,
                     .common_before.status = ORI_STATUS_MISSING,
                     .common_after.status = ORI_STATUS_MISSING,
                     .difference = NAN,
                     .low = NAN,
                     .high = NAN,
                     .p = NAN,
                     .p_adjusted = NAN,
                     .part_numerator = NAN,
                     .part_denominator = NAN};
}

/* @common: the two values over the same parts. */
static OriChange
judge (const OriSnapshot *snapshot, const OriIndicator *indicator, const OriValue *whole,
       const OriValue *common, const guint *present, const OriComposition *composition)
{
  OriChange change = ori_change_none ();

  change.before = whole[0];
  change.after = whole[1];
  change.common_before = common[0];
  change.common_after = common[1];
  change.flags = common[0].flags | common[1].flags;
  if (change.flags & ORI_FLAG_PARTS_DIFFER) {
    change.parts_before = present[0];
    change.parts_after = present[1];
    change.parts_common = composition->n_common;
  }
  if (common[0].status == ORI_STATUS_VALUE && common[1].status == ORI_STATUS_VALUE &&
      ori_value_is_numeric (indicator))
    change.difference = common[1].value - common[0].value;
  change.p = ori_change_p (indicator, &common[0], &common[1]);
  if (ori_change_has_counts (indicator, &common[0]) &&
      ori_change_has_counts (indicator, &common[1]))
    compare_shares (&change);
  change.p_adjusted = ori_family_adjust (snapshot, ORI_FAMILY_CHANGES, change.p);
  change.verdict = choose_verdict (&change);
  return change;
}

static OriValue
read_value (const OriSnapshot *snapshot, const OriIndicator *indicator, gboolean rate,
            guint orgunit, guint period)
{
  if (!rate)
    return ori_value_compute (snapshot, indicator, orgunit, period);
  OriValue value = ori_value_compute_rate (snapshot, indicator, orgunit, period);
  /* A count whose size is not known is no rate. */
  if (value.status == ORI_STATUS_VALUE && !isfinite (value.denominator)) {
    value.status = ORI_STATUS_MISSING;
    value.value = 0;
  }
  return value;
}

static OriChange
compute (const OriSnapshot *snapshot, const OriIndicator *indicator, gboolean rate, guint orgunit,
         guint before, guint after)
{
  const guint periods[2] = {before, after};
  const OriValue whole[2] = {read_value (snapshot, indicator, rate, orgunit, before),
                             read_value (snapshot, indicator, rate, orgunit, after)};
  OriValue common[2] = {whole[0], whole[1]};
  OriComposition composition;
  guint present[2] = {0, 0};

  ori_composition_align (snapshot, indicator, rate, orgunit, periods, 2, common, present,
                         &composition);
  return judge (snapshot, indicator, whole, common, present, &composition);
}

OriChange
ori_change_compute (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                    guint period_before, guint period_after)
{
  return compute (snapshot, indicator, FALSE, orgunit, period_before, period_after);
}

OriChange
ori_change_compute_rate (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                         guint period_before, guint period_after)
{
  return compute (snapshot, indicator, TRUE, orgunit, period_before, period_after);
}

OriChange
ori_change_compute_total (const OriSnapshot *snapshot, const OriIndicator *indicator,
                          const GArray *orgunits, guint period_before, guint period_after)
{
  const guint periods[2] = {period_before, period_after};
  const OriValue whole[2] = {
      ori_value_total (snapshot, indicator, orgunits, period_before, NULL, NULL),
      ori_value_total (snapshot, indicator, orgunits, period_after, NULL, NULL)};
  OriValue common[2] = {whole[0], whole[1]};
  OriComposition composition;
  guint present[2] = {0, 0};

  ori_composition_align_total (snapshot, indicator, orgunits, periods, 2, common, present,
                               &composition);
  return judge (snapshot, indicator, whole, common, present, &composition);
}

char *
ori_change_parts_text (const OriChange *change)
{
  if (!(change->flags & ORI_FLAG_PARTS_DIFFER))
    return NULL;
  if (change->parts_common == 0)
    return g_strdup_printf (_ ("others reported: %u before, %u now; none of them can be compared"),
                            change->parts_before, change->parts_after);
  return g_strdup_printf (
      _ ("others reported: %u before, %u now; the change is over the %u that can be compared"),
      change->parts_before, change->parts_after, change->parts_common);
}
