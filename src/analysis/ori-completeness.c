/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-completeness.h"

#include <string.h>

#define SOON_DAYS 14

const char *
ori_cover_code (OriCover state)
{
  static const char *const codes[] = {"missing",  "present",    "partial",        "doubtful",
                                      "versions", "suppressed", "not-applicable", "not-asked"};
  return codes[state];
}

const char *
ori_due_code (OriDue due)
{
  static const char *const codes[] = {"none", "ahead", "soon", "passed"};
  return codes[due];
}

OriCompleteness *
ori_completeness_ref (OriCompleteness *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ori_completeness_unref (OriCompleteness *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->orgunits);
  g_ptr_array_unref (self->indicators);
  g_free (self->cells);
  g_free (self->by_orgunit);
  g_free (self->by_indicator);
  g_free (self);
}

/* Whether anybody reported the indicator over the period, which belongs to the cycle. */
static gboolean
is_reported (const OriSnapshot *snapshot, const OriIndicator *indicator, int cycle, guint period)
{
  if (ori_snapshot_cycle (indicator, ori_snapshot_period (snapshot, period)) != cycle)
    return FALSE;
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    if (ori_snapshot_has_period (snapshot, ori_snapshot_element_index (snapshot, element->code),
                                 period))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_reported_in_cycle (const OriSnapshot *snapshot, const OriIndicator *indicator, int cycle)
{
  for (guint period = 0; period < snapshot->periods->len; period++)
    if (is_reported (snapshot, indicator, cycle, period))
      return TRUE;
  return FALSE;
}

static gboolean
has_reported_variant (const OriSnapshot *snapshot, const OriIndicator *declared, int cycle)
{
  const GPtrArray *all = snapshot->programme->indicators;

  for (guint i = 0; i < all->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (all, i);
    if (g_strcmp0 (indicator->variant_of, declared->code) == 0 &&
        is_reported_in_cycle (snapshot, indicator, cycle))
      return TRUE;
  }
  return FALSE;
}

static GPtrArray *
find_asked (const OriSnapshot *snapshot, int cycle)
{
  const GPtrArray *all = snapshot->programme->indicators;
  GPtrArray *asked = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++) {
    OriIndicator *indicator = g_ptr_array_index (all, i);
    gboolean declared = !indicator->variant_of && !(indicator->own && !indicator->criterion);
    if (is_reported_in_cycle (snapshot, indicator, cycle) ||
        (declared && !has_reported_variant (snapshot, indicator, cycle)))
      g_ptr_array_add (asked, indicator);
  }
  return asked;
}

static GArray *
find_orgunits (const OriSnapshot *snapshot, int cycle, OriOrgUnitLevel level)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *reported = g_new0 (gboolean, snapshot->orgunits->len + 1);

  for (guint i = 0; i < snapshot->observations->len; i++) {
    const OriObservation *observation = &g_array_index (snapshot->observations, OriObservation, i);
    if (ori_period_cycle (ori_snapshot_period (snapshot, observation->period)) == cycle)
      reported[observation->orgunit] = TRUE;
  }
  for (guint i = 0; i < snapshot->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, i);
    if (unit->level == level && ((unit->from <= cycle && cycle <= unit->to) || reported[i]))
      g_array_append_val (found, i);
  }
  return found;
}

static OriCover
cover_of (const OriValue *value)
{
  switch (value->status) {
  case ORI_STATUS_NOT_APPLICABLE:
    return ORI_COVER_NOT_APPLICABLE;
  case ORI_STATUS_SUPPRESSED:
    return ORI_COVER_SUPPRESSED;
  case ORI_STATUS_MISSING:
    /* Something was sent that cannot be true. */
    return value->flags & ORI_FLAG_OUT_OF_RANGE ? ORI_COVER_DOUBTFUL : ORI_COVER_MISSING;
  case ORI_STATUS_VALUE:
  case ORI_STATUS_DOUBTFUL:
    break;
  }
  if (value->flags & ORI_FLAG_CONFLICT)
    return ORI_COVER_VERSIONS;
  if (value->flags & (ORI_FLAG_DOUBTFUL | ORI_FLAG_PRINT_DIFFERS | ORI_FLAG_SUM_DIFFERS))
    return ORI_COVER_DOUBTFUL;
  return value->flags & ORI_FLAG_PARTIAL ? ORI_COVER_PARTIAL : ORI_COVER_PRESENT;
}

/* Who reported any element of the indicator over the period, by org unit. */
static void
mark_reported (const OriSnapshot *snapshot, const OriIndicator *indicator, guint period,
               guint8 *marks)
{
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    guint from, to;
    ori_snapshot_element_range (snapshot, ori_snapshot_element_index (snapshot, element->code),
                                &from, &to);
    for (guint k = from; k < to; k++) {
      const OriObservation *seen = &g_array_index (snapshot->observations, OriObservation, k);
      if (seen->period == period)
        marks[seen->orgunit] = TRUE;
    }
  }
}

/* Only what was reported is computed: of 40 000 schools most cells are empty. Sums can be wherever
 * there are org units below, and those are few. */
static void
fill_column (OriCompleteness *self, const OriSnapshot *snapshot, guint col, guint period,
             guint8 *marks)
{
  const OriIndicator *indicator = g_ptr_array_index (self->indicators, col);
  gboolean sums = self->level == ORI_ORGUNIT_REGION || self->level == ORI_ORGUNIT_MUNICIPALITY;

  memset (marks, 0, snapshot->orgunits->len);
  mark_reported (snapshot, indicator, period, marks);
  for (guint row = 0; row < self->orgunits->len; row++) {
    guint unit = g_array_index (self->orgunits, guint, row);
    OriCoverCell *cell = &self->cells[(gsize)row * self->indicators->len + col];
    if ((!marks[unit] && !sums) || cell->state != ORI_COVER_MISSING)
      continue;
    OriValue value = ori_value_compute (snapshot, indicator, unit, period);
    cell->state = (guint8)cover_of (&value);
    cell->said |= cell->state == ORI_COVER_MISSING && marks[unit];
    if (cell->state != ORI_COVER_MISSING || cell->period == G_MAXUINT16)
      cell->period = (guint16)period;
  }
}

static void
fill_cells (OriCompleteness *self, const OriSnapshot *snapshot)
{
  gsize n = (gsize)self->orgunits->len * self->indicators->len;
  g_autofree guint8 *marks = g_new0 (guint8, snapshot->orgunits->len + 1);

  self->cells = g_new0 (OriCoverCell, n + 1);
  for (gsize i = 0; i < n; i++)
    self->cells[i].period = G_MAXUINT16;
  /* Of several periods of a cycle the last one that brings something counts. */
  for (guint col = 0; col < self->indicators->len; col++)
    for (guint period = MIN (snapshot->periods->len, G_MAXUINT16); period-- > 0;)
      if (is_reported (snapshot, g_ptr_array_index (self->indicators, col), self->cycle, period))
        fill_column (self, snapshot, col, period, marks);
}

static gboolean
is_summed (const OriCompleteness *self, const OriSnapshot *snapshot, guint row)
{
  for (guint col = 0; col < self->indicators->len; col++) {
    const OriCoverCell *cell = ori_completeness_cell (self, row, col);
    if (cell->state == ORI_COVER_MISSING || cell->period == G_MAXUINT16)
      continue;
    OriValue value = ori_value_compute (snapshot, g_ptr_array_index (self->indicators, col),
                                        g_array_index (self->orgunits, guint, row), cell->period);
    return (value.flags & ORI_FLAG_SUM) != 0;
  }
  return FALSE;
}

/* A municipality that speaks through its schools has no words of its own to send. */
static void
excuse_words (OriCompleteness *self, const OriSnapshot *snapshot)
{
  if (self->level != ORI_ORGUNIT_REGION && self->level != ORI_ORGUNIT_MUNICIPALITY)
    return;
  for (guint row = 0; row < self->orgunits->len; row++) {
    if (!is_summed (self, snapshot, row))
      continue;
    for (guint col = 0; col < self->indicators->len; col++) {
      const OriIndicator *indicator = g_ptr_array_index (self->indicators, col);
      OriCoverCell *cell = &self->cells[(gsize)row * self->indicators->len + col];
      if (cell->state == ORI_COVER_MISSING &&
          (indicator->kind == ORI_KIND_TEXT || indicator->kind == ORI_KIND_VALUE))
        cell->state = ORI_COVER_NOT_ASKED;
    }
  }
}

static void
count_cell (OriCoverCount *count, OriCover state)
{
  if (state == ORI_COVER_NOT_APPLICABLE || state == ORI_COVER_NOT_ASKED) {
    count->crossed += state == ORI_COVER_NOT_APPLICABLE;
    return;
  }
  count->expected++;
  count->present += state != ORI_COVER_MISSING;
  count->partial += state == ORI_COVER_PARTIAL;
  count->doubtful += state == ORI_COVER_DOUBTFUL;
  count->versions += state == ORI_COVER_VERSIONS;
}

gboolean
ori_completeness_is_silent (const OriCompleteness *self, guint row)
{
  const OriCoverCount *count = &self->by_orgunit[row];
  return count->expected > 0 && count->present == 0 && count->crossed == 0;
}

gboolean
ori_completeness_is_incomplete (const OriCompleteness *self, guint row)
{
  const OriCoverCount *count = &self->by_orgunit[row];
  return count->present < count->expected || count->partial > 0;
}

gboolean
ori_completeness_is_doubtful (const OriCompleteness *self, guint row)
{
  const OriCoverCount *count = &self->by_orgunit[row];
  return count->doubtful > 0 || count->versions > 0;
}

static void
count_cells (OriCompleteness *self)
{
  self->by_orgunit = g_new0 (OriCoverCount, self->orgunits->len + 1);
  self->by_indicator = g_new0 (OriCoverCount, self->indicators->len + 1);
  for (guint row = 0; row < self->orgunits->len; row++) {
    OriCoverCount *count = &self->by_orgunit[row];
    for (guint col = 0; col < self->indicators->len; col++) {
      OriCover state = (OriCover)ori_completeness_cell (self, row, col)->state;
      count_cell (count, state);
      count_cell (&self->by_indicator[col], state);
      count_cell (&self->total, state);
    }
    self->n_incomplete += ori_completeness_is_incomplete (self, row);
    self->n_doubtful += ori_completeness_is_doubtful (self, row);
    self->n_silent += ori_completeness_is_silent (self, row);
  }
}

static void
look_at_calendar (OriCompleteness *self, const OriProgramme *programme, const GDate *today)
{
  if (!ori_programme_collection_date (programme, self->cycle, &self->deadline, &self->what))
    return;
  self->days = g_date_days_between (today, &self->deadline);
  self->due = self->days < 0            ? ORI_DUE_PASSED
              : self->days <= SOON_DAYS ? ORI_DUE_SOON
                                        : ORI_DUE_AHEAD;
  self->days = ABS (self->days);
}

OriCompleteness *
ori_completeness_compute (const OriSnapshot *snapshot, int cycle, OriOrgUnitLevel level,
                          const GDate *today)
{
  OriCompleteness *self = g_new0 (OriCompleteness, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->cycle = cycle;
  self->level = level;
  self->orgunits = find_orgunits (snapshot, cycle, level);
  self->indicators = find_asked (snapshot, cycle);
  fill_cells (self, snapshot);
  excuse_words (self, snapshot);
  count_cells (self);
  look_at_calendar (self, snapshot->programme, today);
  return self;
}
