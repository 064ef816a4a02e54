/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-family-private.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

#include "analysis/ori-change-private.h"
#include "analysis/ori-composition-private.h"
#include "analysis/ori-trend.h"

typedef struct {
  gsize n;
  double *p;      /* ascending */
  double *member; /* p adjusted */
  double
      *stranger; /* the least adjusted p of those from here on, were there one more before them */
} Sorted;

typedef struct {
  Sorted each[ORI_N_FAMILIES];
} Families;

static void
free_families (gpointer item)
{
  Families *self = item;
  for (guint i = 0; i < ORI_N_FAMILIES; i++) {
    g_free (self->each[i].p);
    g_free (self->each[i].member);
    g_free (self->each[i].stranger);
  }
  g_free (self);
}

static void
fill_sorted (Sorted *sorted, const GArray *found)
{
  gsize n = sorted->n = found->len;
  double member = 1, stranger = 1;

  sorted->p = g_memdup2 (found->data, n * sizeof (double));
  sorted->member = g_new (double, n + 1);
  sorted->stranger = g_new (double, n + 1);
  gsl_sort (sorted->p, 1, n);
  sorted->stranger[n] = 1;
  for (gsize i = n; i-- > 0;) {
    member = MIN (member, sorted->p[i] * (double)n / (double)(i + 1));
    stranger = MIN (stranger, sorted->p[i] * (double)(n + 1) / (double)(i + 2));
    sorted->member[i] = member;
    sorted->stranger[i] = stranger;
  }
}

/* The years of one indicator in which anybody reported it, and room for those of an org unit. */
typedef struct {
  guint n;
  double *cycles;
  guint *periods;
  OriValue *values; /* of the years with counts, like what follows */
  guint *known;     /* periods */
  guint *present;
  double *x, *whole, *scores;
} Years;

static void
years_clear (Years *years)
{
  g_free (years->cycles);
  g_free (years->periods);
  g_free (years->values);
  g_free (years->known);
  g_free (years->present);
  g_free (years->x);
  g_free (years->whole);
  g_free (years->scores);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Years, years_clear)

static void
years_init (Years *years, const OriSnapshot *snapshot, const OriIndicator *indicator)
{
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);

  years->cycles = g_new (double, cycles->len + 1);
  years->periods = g_new (guint, cycles->len + 1);
  for (guint i = 0; i < cycles->len; i++) {
    int cycle = g_array_index (cycles, int, i);
    guint period = ori_value_period_of_cycle (snapshot, indicator, cycle);
    if (period == G_MAXUINT)
      continue;
    years->cycles[years->n] = cycle;
    years->periods[years->n++] = period;
  }
  years->values = g_new (OriValue, years->n + 1);
  years->known = g_new (guint, years->n + 1);
  years->present = g_new (guint, years->n + 1);
  years->x = g_new (double, years->n + 1);
  years->whole = g_new (double, years->n + 1);
  years->scores = g_new (double, years->n + 1);
}

static void
add_p (GArray *found, double p)
{
  if (isfinite (p))
    g_array_append_val (found, p);
}

/* Sums are compared over the same parts, as everywhere. */
static double
find_change_p (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
               const guint *periods, const OriValue *before, const OriValue *after)
{
  OriValue pair[2] = {*before, *after};
  guint present[2];
  OriComposition composition;

  ori_composition_align (snapshot, indicator, FALSE, orgunit, periods, 2, pair, present,
                         &composition);
  return ori_change_p (indicator, &pair[0], &pair[1]);
}

static double
find_trend_p (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
              Years *years, guint k)
{
  OriComposition composition;
  double chi2, p;

  if (k < ORI_TREND_MIN_YEARS)
    return NAN;
  ori_composition_align (snapshot, indicator, FALSE, orgunit, years->known, k, years->values,
                         years->present, &composition);
  for (guint i = 0; i < k; i++) {
    if (years->values[i].status != ORI_STATUS_VALUE)
      return NAN;
    years->x[i] = years->values[i].numerator;
    years->whole[i] = years->values[i].denominator;
  }
  return ori_trend_test (years->x, years->whole, years->scores, k, &chi2, &p) ? p : NAN;
}

static void
find_in_orgunit (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                 Years *years, GArray **found)
{
  OriValue before = {.status = ORI_STATUS_MISSING};
  guint k = 0;

  for (guint i = 0; i < years->n; i++) {
    OriValue value = ori_value_compute (snapshot, indicator, orgunit, years->periods[i]);
    if (i > 0)
      add_p (found[ORI_FAMILY_CHANGES],
             find_change_p (snapshot, indicator, orgunit, &years->periods[i - 1], &before, &value));
    before = value;
    if (!ori_change_has_counts (indicator, &value))
      continue;
    years->values[k] = value;
    years->known[k] = years->periods[i];
    years->scores[k++] = years->cycles[i];
  }
  add_p (found[ORI_FAMILY_TRENDS], find_trend_p (snapshot, indicator, orgunit, years, k));
}

static gpointer
make_families (const OriSnapshot *snapshot)
{
  Families *self = g_new0 (Families, 1);
  const GPtrArray *indicators = snapshot->programme->indicators;
  OriOrgUnitLevel level = ori_snapshot_main_level (snapshot);
  GArray *found[ORI_N_FAMILIES];

  for (guint i = 0; i < ORI_N_FAMILIES; i++)
    found[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    if (!ori_change_is_tested (indicator))
      continue;
    g_auto (Years) years = {0};
    years_init (&years, snapshot, indicator);
    for (guint unit = 0; years.n > 1 && unit < snapshot->orgunits->len; unit++)
      if (ori_snapshot_orgunit (snapshot, unit)->level == level)
        find_in_orgunit (snapshot, indicator, unit, &years, found);
  }
  for (guint i = 0; i < ORI_N_FAMILIES; i++) {
    fill_sorted (&self->each[i], found[i]);
    g_array_unref (found[i]);
  }
  return self;
}

static const Families *
get_families (const OriSnapshot *snapshot)
{
  return ori_snapshot_derived (snapshot, ORI_DERIVED_FAMILIES, make_families, free_families);
}

void
ori_change_prepare (const OriSnapshot *snapshot)
{
  get_families (snapshot);
}

double
ori_family_adjust (const OriSnapshot *snapshot, OriFamily family, double p)
{
  if (!isfinite (p))
    return NAN;
  const Sorted *sorted = &get_families (snapshot)->each[family];
  gsize low = 0, high = sorted->n;
  while (low < high) {
    gsize middle = low + (high - low) / 2;
    if (sorted->p[middle] < p)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < sorted->n && sorted->p[low] == p)
    return sorted->member[low];
  double alone = p * (double)(sorted->n + 1) / (double)(low + 1);
  return MIN (alone, sorted->stranger[low]);
}
