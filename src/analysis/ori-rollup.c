/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-rollup-private.h"

#include <math.h>

#include "core/ori-number.h"

#define NO_SLOT G_MAXUINT
#define MAX_DEPTH 8 /* of the tree of org units; deeper ones would be a circle */

/* What the parts of one parent add up to over one period. */
typedef struct {
  double x, n;             /* counts; or numerators and denominators */
  double rate_x, rate_n;   /* counts and sizes of the parts whose size is known */
  guint present;           /* parts that were added */
  guint n_rates;           /* of them with a size */
  guint suppressed;        /* parts that hide their number */
  guint crossed;           /* parts to which the indicator does not apply */
  guint beyond;            /* parts that reported outside of the years of their existence */
  guint flags, rate_flags; /* of all parts */
} Sum;

/* Sums of one indicator or contextual element: slot × period. */
typedef struct {
  Sum *sums;
} SumTable;

typedef struct {
  guint *parent;       /* by org unit; G_MAXUINT without one */
  guint *first, *next; /* by org unit: its first part, the next part of its parent; G_MAXUINT */
  guint *slot;         /* by org unit: row of the tables, NO_SLOT if nobody below it reported */
  guint n_slots;       /* 0: there is nothing to sum in this snapshot */
  guint n_periods;     /* */
  guint *order;        /* org units with a parent, the deepest first */
  guint n_order;       /* */
  guint *existing;     /* slot × period: parts that exist in the year */
  GHashTable *tables;  /* code → SumTable, all codes there from the start, filled when needed */
  GRecMutex lock;
} OriRollup;

/* Building the tree */

/* Rows of a foreign sheet are no parts of anything. */
static guint *
find_parents (const OriSnapshot *snapshot)
{
  guint *parent = g_new (guint, snapshot->orgunits->len + 1);

  for (guint i = 0; i < snapshot->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, i);
    parent[i] = unit->level == ORI_ORGUNIT_OTHER
                    ? G_MAXUINT
                    : ori_snapshot_orgunit_index (snapshot, unit->parent);
    if (parent[i] == i)
      parent[i] = G_MAXUINT;
  }
  return parent;
}

static guint
find_depth (const OriRollup *self, guint unit)
{
  guint depth = 0;

  while (self->parent[unit] != G_MAXUINT && depth <= MAX_DEPTH) {
    unit = self->parent[unit];
    depth++;
  }
  return depth;
}

static void
order_units (OriRollup *self, guint n)
{
  g_autofree guint *depths = g_new0 (guint, n + 1);

  for (guint i = 0; i < n; i++)
    depths[i] = find_depth (self, i);
  for (guint i = 0; i < n; i++)
    if (depths[i] > MAX_DEPTH)
      self->parent[i] = G_MAXUINT;
  self->order = g_new (guint, n + 1);
  for (guint depth = MAX_DEPTH; depth > 0; depth--)
    for (guint i = 0; i < n; i++)
      if (depths[i] == depth)
        self->order[self->n_order++] = i;
}

/* In ascending order, as org units stand in the snapshot. */
static void
link_parts (OriRollup *self, guint n)
{
  self->first = g_new (guint, n + 1);
  self->next = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    self->first[i] = self->next[i] = G_MAXUINT;
  for (guint i = n; i-- > 0;) {
    guint parent = self->parent[i];
    if (parent == G_MAXUINT)
      continue;
    self->next[i] = self->first[parent];
    self->first[parent] = i;
  }
}

/* Only parents of somebody who reported, at any depth, have sums. */
static void
assign_slots (OriRollup *self, const OriSnapshot *snapshot)
{
  guint n = snapshot->orgunits->len;
  g_autofree gboolean *speaks = g_new0 (gboolean, n + 1);

  self->slot = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    self->slot[i] = NO_SLOT;
  for (guint i = 0; i < snapshot->observations->len; i++)
    speaks[g_array_index (snapshot->observations, OriObservation, i).orgunit] = TRUE;
  for (guint i = 0; i < self->n_order; i++) {
    guint parent = self->parent[self->order[i]];
    if (!speaks[self->order[i]])
      continue;
    speaks[parent] = TRUE;
    if (self->slot[parent] == NO_SLOT)
      self->slot[parent] = self->n_slots++;
  }
}

gboolean
ori_rollup_exists (const OriSnapshot *snapshot, guint orgunit, guint period)
{
  const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, orgunit);
  int year = ori_period_cycle (ori_snapshot_period (snapshot, period));
  return unit->from <= year && year <= unit->to;
}

static void
count_existing (OriRollup *self, const OriSnapshot *snapshot)
{
  self->existing = g_new0 (guint, (gsize)self->n_slots * self->n_periods + 1);
  for (guint i = 0; i < self->n_order; i++) {
    guint unit = self->order[i], slot = self->slot[self->parent[unit]];
    for (guint period = 0; slot != NO_SLOT && period < self->n_periods; period++)
      self->existing[slot * self->n_periods + period] += ori_rollup_exists (snapshot, unit, period);
  }
}

static void
free_table (gpointer item)
{
  SumTable *table = item;
  g_free (table->sums);
  g_free (table);
}

static void
free_rollup (gpointer item)
{
  OriRollup *self = item;
  g_hash_table_unref (self->tables);
  g_rec_mutex_clear (&self->lock);
  g_free (self->parent);
  g_free (self->first);
  g_free (self->next);
  g_free (self->slot);
  g_free (self->order);
  g_free (self->existing);
  g_free (self);
}

static gpointer
make_rollup (const OriSnapshot *snapshot)
{
  OriRollup *self = g_new0 (OriRollup, 1);
  const OriProgramme *programme = snapshot->programme;

  g_rec_mutex_init (&self->lock);
  self->n_periods = snapshot->periods->len;
  self->parent = find_parents (snapshot);
  order_units (self, snapshot->orgunits->len);
  link_parts (self, snapshot->orgunits->len);
  assign_slots (self, snapshot);
  count_existing (self, snapshot);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_table);
  for (guint i = 0; i < programme->indicators->len; i++)
    g_hash_table_insert (self->tables,
                         ((OriIndicator *)g_ptr_array_index (programme->indicators, i))->code,
                         g_new0 (SumTable, 1));
  for (guint i = 0; i < programme->contextual->len; i++)
    g_hash_table_insert (self->tables,
                         ((OriElement *)g_ptr_array_index (programme->contextual, i))->code,
                         g_new0 (SumTable, 1));
  return self;
}

static OriRollup *
get_rollup (const OriSnapshot *snapshot)
{
  return ori_snapshot_derived (snapshot, ORI_DERIVED_SUMS, make_rollup, free_rollup);
}

/* The row of an org unit in the tables, NO_SLOT if there is nothing to sum. */
static guint
find_slot (const OriRollup *self, const OriSnapshot *snapshot, guint orgunit, guint period)
{
  if (self->n_slots == 0 || orgunit >= snapshot->orgunits->len || period >= self->n_periods)
    return NO_SLOT;
  return self->slot[orgunit];
}

/* Summing */

gboolean
ori_kind_is_count (OriIndicatorKind kind)
{
  return kind == ORI_KIND_COUNT || kind == ORI_KIND_COUNT_PARTS || kind == ORI_KIND_COUNT_BY ||
         kind == ORI_KIND_PAIR || kind == ORI_KIND_LIST || kind == ORI_KIND_RATE;
}

gboolean
ori_kind_is_ratio (OriIndicatorKind kind)
{
  return kind == ORI_KIND_SHARE || kind == ORI_KIND_COUNT_SHARE || kind == ORI_KIND_PRESENCE;
}

gboolean
ori_rollup_take (const OriIndicator *indicator, const OriValue *value, double *x, double *n)
{
  *n = 0;
  if (value->status != ORI_STATUS_VALUE)
    return FALSE;
  if (ori_kind_is_count (indicator->kind)) {
    *x = value->value;
    return TRUE;
  }
  if (!ori_kind_is_ratio (indicator->kind))
    return FALSE;
  *x = value->numerator;
  *n = value->denominator;
  /* A part that is no sum itself has one or has none. */
  if (indicator->kind == ORI_KIND_PRESENCE && !(value->flags & ORI_FLAG_SUM)) {
    *x = value->value > 0;
    *n = 1;
  }
  return isfinite (*x) && isfinite (*n);
}

static void
add_rate (Sum *sum, const OriSnapshot *snapshot, const OriIndicator *indicator, guint unit,
          guint period, double count)
{
  double size;
  guint flags = 0;

  if (!ori_value_context (snapshot, indicator->normalise_by, unit, period, &size, &flags) ||
      size < 0)
    return;
  sum->rate_x += count;
  sum->rate_n += size;
  sum->rate_flags |= flags;
  sum->n_rates++;
}

/* @below: the sum that @value is, NULL for what was reported. */
static void
add_part (Sum *sum, const OriSnapshot *snapshot, const OriIndicator *indicator, guint unit,
          guint period, const OriValue *value, const Sum *below)
{
  double x, n;

  sum->beyond += !ori_rollup_exists (snapshot, unit, period);
  if (value->status == ORI_STATUS_NOT_APPLICABLE) {
    sum->crossed++;
    return;
  }
  sum->suppressed += value->status == ORI_STATUS_SUPPRESSED;
  sum->flags |= value->flags & ~(guint)ORI_FLAG_SUM;
  if (!ori_rollup_take (indicator, value, &x, &n))
    return;
  sum->x += x;
  sum->n += n;
  sum->present++;
  if (!indicator->normalise_by || !ori_kind_is_count (indicator->kind))
    return;
  if (!below || below->n_rates == 0) {
    add_rate (sum, snapshot, indicator, unit, period, x);
    return;
  }
  sum->rate_x += below->rate_x;
  sum->rate_n += below->rate_n;
  sum->rate_flags |= below->rate_flags;
  sum->n_rates++;
}

static OriValue
finish_sum (const OriRollup *self, const OriIndicator *indicator, const Sum *sum, gsize at)
{
  OriValue value = {
      .status = ORI_STATUS_MISSING, .numerator = NAN, .denominator = NAN, .printed = NAN};

  value.sum_present = sum->present;
  value.sum_expected = self->existing[at] + sum->beyond - sum->crossed;
  value.sum_suppressed = sum->suppressed;
  value.flags = sum->flags | ORI_FLAG_SUM;
  if (sum->suppressed > 0)
    value.flags |= ORI_FLAG_HIDDEN_PART;
  if (sum->present == 0) {
    if (sum->crossed > 0 && value.sum_expected == 0)
      value.status = ORI_STATUS_NOT_APPLICABLE;
    else if (sum->suppressed > 0 && sum->suppressed == value.sum_expected)
      value.status = ORI_STATUS_SUPPRESSED;
    return value;
  }
  if (sum->present < value.sum_expected)
    value.flags |= ORI_FLAG_PARTIAL;
  value.value = sum->x;
  if (ori_kind_is_ratio (indicator->kind)) {
    value.numerator = sum->x;
    value.denominator = sum->n;
    value.value = 100 * sum->x / sum->n;
  }
  value.status = isfinite (value.value) ? ORI_STATUS_VALUE : ORI_STATUS_MISSING;
  if (value.status == ORI_STATUS_MISSING)
    value.value = 0;
  return value;
}

static void
mark_reported (const OriSnapshot *snapshot, const char *element, guint n_periods, guint8 *marks)
{
  guint from, to;

  ori_snapshot_element_range (snapshot, ori_snapshot_element_index (snapshot, element), &from, &to);
  for (guint i = from; i < to; i++) {
    const OriObservation *observation = &g_array_index (snapshot->observations, OriObservation, i);
    marks[(gsize)observation->orgunit * n_periods + observation->period] = TRUE;
  }
}

static gboolean
is_silent (const Sum *sum)
{
  return sum->present == 0 && sum->suppressed == 0 && sum->crossed == 0 && sum->flags == 0;
}

/* From the bottom up: what a municipality is to the region is its own figure, else the sum of its
 * schools, never both. */
static Sum *
sum_indicator (const OriRollup *self, const OriSnapshot *snapshot, const OriIndicator *indicator)
{
  guint n = self->n_periods;
  Sum *sums = g_new0 (Sum, (gsize)self->n_slots * n + 1);
  g_autofree guint8 *reported = g_new0 (guint8, (gsize)snapshot->orgunits->len * n + 1);

  for (guint i = 0; i < indicator->elements->len; i++)
    mark_reported (snapshot, ((OriElement *)g_ptr_array_index (indicator->elements, i))->code, n,
                   reported);
  for (guint i = 0; i < self->n_order; i++) {
    guint unit = self->order[i], slot = self->slot[unit];
    for (guint period = 0; period < n; period++) {
      gsize own = (gsize)slot * n + period;
      gboolean summed = slot != NO_SLOT && !is_silent (&sums[own]);
      if (!reported[(gsize)unit * n + period] && !summed)
        continue;
      OriValue value = ori_value_own (snapshot, indicator, unit, period);
      summed =
          summed && value.status == ORI_STATUS_MISSING && !(value.flags & ORI_FLAG_OUT_OF_RANGE);
      if (summed)
        value = finish_sum (self, indicator, &sums[own], own);
      add_part (&sums[(gsize)self->slot[self->parent[unit]] * n + period], snapshot, indicator,
                unit, period, &value, summed ? &sums[own] : NULL);
    }
  }
  return sums;
}

static Sum *
sum_element (const OriRollup *self, const OriSnapshot *snapshot, const char *code)
{
  guint n = self->n_periods, element = ori_snapshot_element_index (snapshot, code);
  Sum *sums = g_new0 (Sum, (gsize)self->n_slots * n + 1);

  for (guint i = 0; element != G_MAXUINT && i < self->n_order; i++) {
    guint unit = self->order[i], slot = self->slot[self->parent[unit]];
    for (guint period = 0; slot != NO_SLOT && period < n; period++) {
      double size;
      guint flags = 0;
      const OriObservation *seen = ori_snapshot_lookup (snapshot, element, unit, period);
      Sum *sum = &sums[(gsize)slot * n + period];
      if (seen && (seen->status == ORI_STATUS_VALUE || seen->status == ORI_STATUS_DOUBTFUL)) {
        size = seen->value;
        flags = seen->flags | (seen->status == ORI_STATUS_DOUBTFUL ? ORI_FLAG_DOUBTFUL : 0);
      } else if (self->slot[unit] != NO_SLOT) {
        gsize own = (gsize)self->slot[unit] * n + period;
        size = sums[own].present > 0 && sums[own].present == self->existing[own] + sums[own].beyond
                   ? sums[own].x
                   : NAN;
        flags = sums[own].flags;
      } else {
        continue;
      }
      if (!isfinite (size))
        continue;
      sum->beyond += !ori_rollup_exists (snapshot, unit, period);
      sum->x += size;
      sum->flags |= flags;
      sum->present++;
    }
  }
  return sums;
}

/* The sums of an indicator, or of a contextual element when that is NULL; NULL when the programme
 * has no such code. */
static const Sum *
get_sums (OriRollup *self, const OriSnapshot *snapshot, const OriIndicator *indicator,
          const char *code)
{
  SumTable *table = code ? g_hash_table_lookup (self->tables, code) : NULL;

  if (!table)
    return NULL;
  if (!g_atomic_pointer_get (&table->sums)) {
    /* Rates of an indicator ask for the sums of their contextual element meanwhile. */
    g_rec_mutex_lock (&self->lock);
    if (!table->sums)
      g_atomic_pointer_set (&table->sums, indicator ? sum_indicator (self, snapshot, indicator)
                                                    : sum_element (self, snapshot, code));
    g_rec_mutex_unlock (&self->lock);
  }
  return g_atomic_pointer_get (&table->sums);
}

OriValue
ori_value_sum (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
               guint period)
{
  OriValue none = {
      .status = ORI_STATUS_MISSING, .numerator = NAN, .denominator = NAN, .printed = NAN};
  OriRollup *self = get_rollup (snapshot);
  guint slot = find_slot (self, snapshot, orgunit, period);
  const Sum *sums = slot != NO_SLOT ? get_sums (self, snapshot, indicator, indicator->code) : NULL;
  gsize at = (gsize)slot * self->n_periods + period;

  return sums && !is_silent (&sums[at]) ? finish_sum (self, indicator, &sums[at], at) : none;
}

/* Whether the parts contradict the whole. What is incomplete can only be too much. */
static gboolean
differs (const OriIndicator *indicator, const OriValue *own, const OriValue *sum)
{
  gboolean whole = sum->sum_present == sum->sum_expected;

  if (own->status != ORI_STATUS_VALUE || sum->status != ORI_STATUS_VALUE)
    return FALSE;
  if (ori_kind_is_count (indicator->kind))
    return whole ? own->value != sum->value : sum->value > own->value;
  if (indicator->kind != ORI_KIND_SHARE && indicator->kind != ORI_KIND_COUNT_SHARE)
    return FALSE;
  if (isfinite (own->numerator) && isfinite (own->denominator))
    return whole ? own->numerator != sum->numerator || own->denominator != sum->denominator
                 : sum->numerator > own->numerator || sum->denominator > own->denominator;
  return whole && own->printed_text &&
         ori_share_check (sum->numerator, sum->denominator, own->printed_text) == ORI_SHARE_WRONG;
}

OriValue
ori_rollup_resolve (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                    guint period, const OriValue *own)
{
  OriRollup *self = get_rollup (snapshot);
  OriValue value = *own;

  if (find_slot (self, snapshot, orgunit, period) == NO_SLOT || own->flags & ORI_FLAG_OUT_OF_RANGE)
    return value;
  OriValue sum = ori_value_sum (snapshot, indicator, orgunit, period);
  if (own->status == ORI_STATUS_MISSING && (sum.status != ORI_STATUS_MISSING || !own->source))
    return sum;
  if (differs (indicator, own, &sum))
    value.flags |= ORI_FLAG_SUM_DIFFERS;
  return value;
}

gboolean
ori_rollup_rate (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                 guint period, OriValue *value)
{
  OriRollup *self = get_rollup (snapshot);
  guint slot = find_slot (self, snapshot, orgunit, period);
  const Sum *sums = slot != NO_SLOT ? get_sums (self, snapshot, indicator, indicator->code) : NULL;
  const Sum *sum = sums ? &sums[(gsize)slot * self->n_periods + period] : NULL;

  if (!sum || sum->n_rates == 0)
    return FALSE;
  value->numerator = sum->rate_x;
  value->denominator = sum->rate_n;
  value->flags |= sum->rate_flags;
  value->sum_present = sum->n_rates;
  if (sum->n_rates < value->sum_expected)
    value->flags |= ORI_FLAG_PARTIAL;
  return TRUE;
}

gboolean
ori_rollup_context (const OriSnapshot *snapshot, const char *code, guint orgunit, guint period,
                    double *total, guint *flags)
{
  OriRollup *self = get_rollup (snapshot);
  guint slot = find_slot (self, snapshot, orgunit, period);
  const Sum *sums = slot != NO_SLOT ? get_sums (self, snapshot, NULL, code) : NULL;
  gsize at = (gsize)slot * self->n_periods + period;

  if (!sums || sums[at].present == 0 || sums[at].present < self->existing[at] + sums[at].beyond)
    return FALSE;
  *total = sums[at].x;
  *flags |= sums[at].flags;
  return TRUE;
}

/* Looking into sums */

GArray *
ori_value_parts (const OriSnapshot *snapshot, guint orgunit, guint period)
{
  OriRollup *self = get_rollup (snapshot);
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (guint));

  if (find_slot (self, snapshot, orgunit, period) == NO_SLOT)
    return parts;
  for (guint unit = self->first[orgunit]; unit != G_MAXUINT; unit = self->next[unit])
    if (ori_rollup_exists (snapshot, unit, period))
      g_array_append_val (parts, unit);
  return parts;
}

guint
ori_rollup_first_part (const OriSnapshot *snapshot, guint orgunit)
{
  return get_rollup (snapshot)->first[orgunit];
}

guint
ori_rollup_next_part (const OriSnapshot *snapshot, guint part)
{
  return get_rollup (snapshot)->next[part];
}

GArray *
ori_value_sum_differences (const OriSnapshot *snapshot)
{
  OriRollup *self = get_rollup (snapshot);
  const GPtrArray *indicators = snapshot->programme->indicators;
  GArray *out = g_array_new (FALSE, FALSE, sizeof (OriSumDifference));

  if (self->n_slots == 0)
    return out;
  for (guint i = 0; i < indicators->len; i++)
    for (guint unit = 0; unit < snapshot->orgunits->len; unit++)
      for (guint period = 0; self->slot[unit] != NO_SLOT && period < self->n_periods; period++) {
        OriSumDifference found = {g_ptr_array_index (indicators, i), unit, period};
        found.own = ori_value_own (snapshot, found.indicator, unit, period);
        found.sum = ori_value_sum (snapshot, found.indicator, unit, period);
        if (differs (found.indicator, &found.own, &found.sum))
          g_array_append_val (out, found);
      }
  return out;
}
