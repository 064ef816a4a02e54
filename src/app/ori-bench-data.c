/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-bench-data.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

#include "core/ori-number.h"

#define MOST_GAPS 16   /* the widest ones */
#define ROUND_STEPS 24 /* round values that the range of scores holds, about */

/* ── making ── */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const OriBenchUnit *p = a, *q = b;

  if (p->score != q->score)
    return p->score < q->score ? -1 : 1;
  return p->orgunit < q->orgunit ? -1 : p->orgunit > q->orgunit;
}

static void
free_suggestion (gpointer data)
{
  OriBenchSuggestion *suggestion = data;

  g_free (suggestion->label);
  g_free (suggestion);
}

static void
add_cycle (OriBenchData *self, int cycle, const GArray *scores)
{
  guint k = self->n_cycles++;

  self->cycles[k] = cycle;
  self->scores[k] = g_array_sized_new (FALSE, FALSE, sizeof (double), scores->len);
  self->by_unit[k] = g_array_sized_new (FALSE, FALSE, sizeof (OriScore), scores->len);
  self->history[k] = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (!score->has_score)
      continue;
    g_array_append_val (self->scores[k], score->score);
    g_array_append_val (self->by_unit[k], *score);
    g_hash_table_insert (self->history[k], GUINT_TO_POINTER (score->orgunit),
                         GUINT_TO_POINTER (self->by_unit[k]->len));
  }
  qsort (self->scores[k]->data, self->scores[k]->len, sizeof (double), compare_doubles);
}

static const GArray *
get_values (const OriBenchData *self)
{
  return self->scores[self->n_cycles - 1];
}

static double
get_value (const OriBenchData *self, guint i)
{
  return g_array_index (get_values (self), double, i);
}

/* 1, 2,5, 5 or 10 times a power of ten. */
static double
find_step (const OriBenchData *self)
{
  static const double steps[] = {1, 2.5, 5, 10};
  guint n = get_values (self)->len;
  double range, power;

  if (n < 2)
    return 1;
  range = (get_value (self, n - 1) - get_value (self, 0)) / ROUND_STEPS;
  if (!(range > 0))
    return 1;
  power = pow (10, floor (log10 (range)));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power >= range)
      return steps[i] * power;
  return 10 * power;
}

/* Terciles of three groups are quartiles of four. */
static const char *
name_quantiles (guint n_groups)
{
  static const char *const names[] = {N_ ("Median"), N_ ("Terciles"), N_ ("Quartiles"),
                                      N_ ("Quintiles")};

  return _ (names[CLAMP (n_groups, 2, 5) - 2]);
}

/* The thresholds are 2 · @k · σ apart and symmetric about the mean. */
static const char *
name_deviations (guint n_groups, double k)
{
  static const char *const names[][2] = {
      {N_ ("Mean"), N_ ("Mean")},
      {N_ ("Mean ± ½ σ"), N_ ("Mean ± σ")},
      {N_ ("Mean ± σ"), N_ ("Mean ± 2 σ")},
      {N_ ("Mean ± ½, 1½ σ"), N_ ("Mean ± 1, 3 σ")},
  };

  return _ (names[CLAMP (n_groups, 2, 5) - 2][k < 1 ? 0 : 1]);
}

static char *
dup_label (const OriSuggestion *suggestion, guint n_groups)
{
  switch (suggestion->method) {
  case ORI_GROUPING_NATURAL:
    return g_strdup (_ ("Natural breaks"));
  case ORI_GROUPING_TERCILE:
    return g_strdup (name_quantiles (n_groups));
  case ORI_GROUPING_SD:
    return g_strdup (name_deviations (n_groups, suggestion->sd_k));
  case ORI_GROUPING_HEADTAIL:
    return g_strdup (_ ("Head and tail"));
  case ORI_GROUPING_FIXED:
  default:
    return NULL; /* what the analyst has set is the draft itself */
  }
}

/* A row that repeats another, or leaves a group empty, helps nobody. */
static gboolean
is_worth_a_row (const OriBenchData *self, const OriSuggestion *suggestion, guint n_groups)
{
  for (guint g = 0; g < n_groups; g++)
    if (suggestion->counts[g] == 0)
      return FALSE;
  for (guint k = 0; k < self->suggestions->len; k++) {
    const OriBenchSuggestion *other = g_ptr_array_index (self->suggestions, k);
    gboolean same = TRUE;

    for (guint i = 0; i + 1 < n_groups; i++)
      same = same && other->thresholds[i] == ori_number_round (suggestion->thresholds[i], 2);
    if (same)
      return FALSE;
  }
  return TRUE;
}

static void
suggest (OriBenchData *self, const OriScheme *scheme)
{
  static const OriGroupingMethod order[] = {ORI_GROUPING_NATURAL, ORI_GROUPING_TERCILE,
                                            ORI_GROUPING_SD, ORI_GROUPING_HEADTAIL};
  const GArray *values = get_values (self);
  g_autoptr (GArray) found =
      ori_grouping_suggest_all (scheme, (const double *)(gpointer)values->data, values->len);

  /* Where there is little room the last are left out: the best known come first. */
  for (guint k = 0; k < G_N_ELEMENTS (order) * found->len; k++) {
    const OriSuggestion *suggestion = &g_array_index (found, OriSuggestion, k % found->len);
    OriBenchSuggestion *own;

    if (!suggestion->ok || suggestion->method != order[k / found->len] ||
        !is_worth_a_row (self, suggestion, scheme->n_groups))
      continue;
    own = g_new0 (OriBenchSuggestion, 1);
    own->label = dup_label (suggestion, scheme->n_groups);
    for (guint i = 0; i + 1 < scheme->n_groups; i++)
      own->thresholds[i] = ori_number_round (suggestion->thresholds[i], 2);
    own->fit = ori_bench_data_fit (self, own->thresholds, scheme->n_groups - 1);
    g_ptr_array_add (self->suggestions, own);
  }
}

/* What the fit of any thresholds is told from. In parts of the greatest, so that squares stay
 * finite. */
static void
sum_up (OriBenchData *self)
{
  guint n = get_values (self)->len;
  double scale = n > 0 ? MAX (fabs (get_value (self, 0)), fabs (get_value (self, n - 1))) : 0;
  double mean = 0;

  self->sums = g_new0 (double, (gsize)n + 1);
  if (!(scale > 0))
    return;
  for (guint i = 0; i < n; i++)
    mean += (get_value (self, i) / scale - mean) / (i + 1);
  for (guint i = 0; i < n; i++) {
    double deviation = get_value (self, i) / scale - mean;

    self->sums[i + 1] = self->sums[i] + deviation;
    self->variation += deviation * deviation;
  }
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  return compare_doubles (&((const OriBenchPair *)a)->low, &((const OriBenchPair *)b)->low);
}

static void
pair_up (OriBenchData *self)
{
  self->pairs = g_array_new (FALSE, FALSE, sizeof (OriBenchPair));
  self->uppers = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint i = 0; i < self->units->len; i++) {
    const OriBenchUnit *unit = &g_array_index (self->units, OriBenchUnit, i);
    OriBenchPair pair = {MIN (unit->score, unit->before), MAX (unit->score, unit->before)};

    if (isnan (unit->before))
      continue;
    g_array_append_val (self->pairs, pair);
    g_array_append_val (self->uppers, pair.high);
  }
  g_array_sort (self->pairs, compare_pairs);
  g_array_sort (self->uppers, compare_doubles);
}

OriBenchData *
ori_bench_data_new (const GArray *cycles, const GPtrArray *scores, guint compare,
                    const OriScheme *scheme)
{
  OriBenchData *self = g_new0 (OriBenchData, 1);
  const GArray *last;

  g_return_val_if_fail (cycles->len > 0 && cycles->len <= ORI_BENCH_CYCLES, NULL);
  self->units = g_array_new (FALSE, FALSE, sizeof (OriBenchUnit));
  self->suggestions = g_ptr_array_new_with_free_func (free_suggestion);
  for (guint i = 0; i < cycles->len; i++)
    add_cycle (self, g_array_index (cycles, int, i), g_ptr_array_index (scores, i));
  self->compare = compare;
  self->n_groups = scheme->n_groups;
  self->sd_k = scheme->sd_k;
  last = self->by_unit[self->n_cycles - 1];
  for (guint i = 0; i < last->len; i++) {
    const OriScore *score = &g_array_index (last, OriScore, i);
    OriBenchUnit unit = {score->orgunit, score->score, NAN};

    for (guint k = 0; k < self->n_cycles; k++)
      unit.trail[k] = ori_bench_data_score (self, k, score->orgunit);
    if (compare < self->n_cycles)
      unit.before = unit.trail[compare];
    g_array_append_val (self->units, unit);
  }
  qsort (self->units->data, self->units->len, sizeof (OriBenchUnit), compare_units);
  pair_up (self);
  self->n_without = ((GArray *)g_ptr_array_index (scores, scores->len - 1))->len - self->units->len;
  self->step = find_step (self);
  sum_up (self);
  self->gaps = ori_grouping_gaps ((const double *)(gpointer)get_values (self)->data,
                                  get_values (self)->len, MOST_GAPS);
  suggest (self, scheme);
  return self;
}

gboolean
ori_bench_data_answers (const OriBenchData *self, guint compare, const OriScheme *scheme)
{
  return self->compare == compare && self->n_groups == scheme->n_groups &&
         self->sd_k == scheme->sd_k;
}

void
ori_bench_data_free (OriBenchData *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->units);
  g_array_unref (self->pairs);
  g_array_unref (self->uppers);
  g_array_unref (self->gaps);
  g_free (self->sums);
  g_ptr_array_unref (self->suggestions);
  for (guint i = 0; i < self->n_cycles; i++) {
    g_array_unref (self->scores[i]);
    g_array_unref (self->by_unit[i]);
    g_hash_table_unref (self->history[i]);
  }
  g_free (self);
}

/* ── asking ── */

/* How many of the values are below @value. */
static guint
count_below (const GArray *values, double value)
{
  guint low = 0, high = values->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (values, double, middle) < value)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

guint
ori_bench_data_count (const OriBenchData *self, guint cycle, const OriScheme *scheme, guint group)
{
  const GArray *values = self->scores[cycle];
  guint first = group > 0 ? count_below (values, scheme->thresholds[group - 1]) : 0;
  guint end =
      group + 1 < scheme->n_groups ? count_below (values, scheme->thresholds[group]) : values->len;

  return end - first;
}

double
ori_bench_data_score (const OriBenchData *self, guint cycle, guint orgunit)
{
  guint index =
      GPOINTER_TO_UINT (g_hash_table_lookup (self->history[cycle], GUINT_TO_POINTER (orgunit)));

  return index > 0 ? g_array_index (self->by_unit[cycle], OriScore, index - 1).score : NAN;
}

void
ori_bench_data_between (const OriBenchData *self, double low, double high, guint *first, guint *end)
{
  /* Units are in the order of the values. */
  *first = count_below (get_values (self), low);
  *end = count_below (get_values (self), high);
}

double
ori_bench_data_fit (const OriBenchData *self, const double *thresholds, guint n)
{
  guint first = 0;
  double between = 0;

  if (!(self->variation > 0))
    return 1;
  for (guint i = 0; i <= n; i++) {
    guint end = i < n ? count_below (get_values (self), thresholds[i]) : get_values (self)->len;
    double sum = self->sums[end] - self->sums[first];

    if (end > first)
      between += sum * sum / (end - first);
    first = end;
  }
  return MIN (between / self->variation, 1);
}

double
ori_bench_data_best_fit (const OriBenchData *self)
{
  double best = 0;

  for (guint i = 0; i < self->suggestions->len; i++)
    best = MAX (best, ((OriBenchSuggestion *)g_ptr_array_index (self->suggestions, i))->fit);
  return best;
}

const OriGap *
ori_bench_data_find_gap (const OriBenchData *self, double value)
{
  for (guint i = 0; i < self->gaps->len; i++) {
    const OriGap *gap = &g_array_index (self->gaps, OriGap, i);

    if (value > gap->low && value <= gap->high)
      return gap;
  }
  return NULL;
}

gboolean
ori_bench_data_is_round (const OriBenchData *self, double value)
{
  return fabs (value / self->step - round (value / self->step)) < 1e-6;
}

/* ── places to snap to ── */

static double
get_middle (const OriGap *gap)
{
  return ori_number_round ((gap->low + gap->high) / 2, gap->high - gap->low > 0.3 ? 1 : 2);
}

/* Calls back for each place; round values only around @value. */
static GArray *
collect_places (const OriBenchData *self, const OriScheme *accepted, guint index, double value)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (double));
  double below = ori_number_round (floor (value / self->step) * self->step, 6);

  for (int i = -1; i <= 2; i++) {
    double place = ori_number_round (below + i * self->step, 6);

    g_array_append_val (places, place);
  }
  for (guint i = 0; i < self->gaps->len; i++) {
    double place = get_middle (&g_array_index (self->gaps, OriGap, i));

    g_array_append_val (places, place);
  }
  for (guint i = 0; i < self->suggestions->len; i++) {
    const OriBenchSuggestion *suggestion = g_ptr_array_index (self->suggestions, i);

    g_array_append_val (places, suggestion->thresholds[index]);
  }
  if (accepted != NULL)
    g_array_append_val (places, accepted->thresholds[index]);
  return places;
}

double
ori_bench_data_snap (const OriBenchData *self, const OriScheme *accepted, guint index, double value,
                     double reach)
{
  g_autoptr (GArray) places = collect_places (self, accepted, index, value);
  double best = ori_number_round (value, 1), distance = reach;

  for (guint i = 0; i < places->len; i++) {
    double place = g_array_index (places, double, i);

    if (fabs (place - value) < distance) {
      best = place;
      distance = fabs (place - value);
    }
  }
  return best;
}

double
ori_bench_data_next_snap (const OriBenchData *self, const OriScheme *accepted, guint index,
                          double value, int direction)
{
  g_autoptr (GArray) places = collect_places (self, accepted, index, value);
  double best = value, distance = INFINITY;

  for (guint i = 0; i < places->len; i++) {
    double ahead = (g_array_index (places, double, i) - value) * direction;

    if (ahead > 1e-6 && ahead < distance) {
      best = g_array_index (places, double, i);
      distance = ahead;
    }
  }
  return best;
}

/* ── the price ── */

OriBenchPrice
ori_bench_data_price (const OriBenchData *self, const OriScheme *scheme, const OriScheme *accepted,
                      guint index, OriBenchShare share, gpointer data)
{
  double value = scheme->thresholds[index];
  OriBenchPrice price = {.from = NAN, .sure = -1};
  guint first, end;

  price.gap = ori_bench_data_find_gap (self, value);
  price.round = ori_bench_data_is_round (self, value);
  if (accepted == NULL)
    return price;
  price.from = accepted->thresholds[index];
  price.down = value > price.from;
  ori_bench_data_between (self, MIN (value, price.from), MAX (value, price.from), &first, &end);
  price.n = end - first;
  for (guint i = first; i < end && share != NULL; i++) {
    const OriBenchUnit *unit = &g_array_index (self->units, OriBenchUnit, i);
    guint group = ori_group_of (unit->score, scheme->thresholds, scheme->n_groups - 1);
    double sure = share (data, unit->orgunit, group);

    if (sure >= 0)
      price.sure = MAX (price.sure, 0) + (sure >= 0.8);
  }
  return price;
}

char *
ori_bench_price_text (const OriBenchPrice *price, const OriBenchData *self, double value)
{
  g_autofree char *to = ori_number_format_short (value, 2);
  g_autofree char *from = NULL;
  g_autofree char *move = NULL;

  if (isnan (price->from) || price->from == value) {
    guint below = count_below (get_values (self), value);

    /* Translators: territories on both sides of a threshold */
    return g_strdup_printf (_ ("%s: %u below, %u at or above"), to, below,
                            get_values (self)->len - below);
  }
  from = ori_number_format_short (price->from, 2);
  if (price->n == 0)
    /* Translators: a threshold stays or moves, and nobody changes the group */
    return g_strdup_printf (_ ("%s → %s: nobody moves"), from, to);
  move =
      price->down
          ? g_strdup_printf (ngettext ("%u territory down", "%u territories down", price->n),
                             price->n)
          : g_strdup_printf (ngettext ("%u territory up", "%u territories up", price->n), price->n);
  if (price->sure < 0)
    return g_strdup_printf ("%s → %s: %s", from, to, move);
  /* Translators: 45 → 47,5: 4 territories down, 1 of them surely */
  return g_strdup_printf (_ ("%s → %s: %s, surely %d"), from, to, move, price->sure);
}

char *
ori_bench_price_note (const OriBenchPrice *price)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (price->gap != NULL) {
    g_autofree char *low = ori_number_format_short (price->gap->low, 2);
    g_autofree char *high = ori_number_format_short (price->gap->high, 2);

    /* Translators: no score lies between these two */
    g_string_append_printf (text, _ ("gap %s–%s"), low, high);
  } else {
    g_string_append (text, _ ("no gap"));
  }
  if (price->round)
    g_string_append_printf (text, " · %s", _ ("round value"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ori_bench_price_spoken (const OriBenchPrice *price, double value)
{
  g_autofree char *number = ori_number_format_short (value, 2);
  g_autofree char *move = NULL;

  if (isnan (price->from) || price->n == 0)
    return g_strdup_printf (_ ("%s, nobody moves"), number);
  move = price->down ? g_strdup_printf (ngettext ("%u down", "%u down", price->n), price->n)
                     : g_strdup_printf (ngettext ("%u up", "%u up", price->n), price->n);
  if (price->sure < 0)
    return g_strdup_printf ("%s, %s", number, move);
  /* Translators: 47,5, 4 down, surely 1 */
  return g_strdup_printf (_ ("%s, %s, surely %d"), number, move, price->sure);
}

/* ── movers ── */

static gboolean
moves (const OriBenchUnit *unit, OriMoversKind kind, const OriScheme *scheme,
       const OriScheme *accepted)
{
  guint n = scheme->n_groups - 1;
  guint group = ori_group_of (unit->score, scheme->thresholds, n);

  if (kind == ORI_MOVERS_BY_THRESHOLDS)
    return accepted != NULL && ori_group_of (unit->score, accepted->thresholds, n) != group;
  return !isnan (unit->before) && ori_group_of (unit->before, scheme->thresholds, n) != group;
}

/* Only who is between a threshold and where it was can change group by it. */
static void
find_moved (const OriBenchData *self, const OriScheme *scheme, const OriScheme *accepted,
            guint *first, guint *end)
{
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; accepted != NULL && i + 1 < scheme->n_groups; i++)
    if (scheme->thresholds[i] != accepted->thresholds[i]) {
      low = MIN (low, MIN (scheme->thresholds[i], accepted->thresholds[i]));
      high = MAX (high, MAX (scheme->thresholds[i], accepted->thresholds[i]));
    }
  *first = *end = 0;
  if (low < high)
    ori_bench_data_between (self, low, high, first, end);
}

GArray *
ori_bench_data_movers (const OriBenchData *self, OriMoversKind kind, const OriScheme *scheme,
                       const OriScheme *accepted)
{
  GArray *movers = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0, end = self->units->len;

  if (kind == ORI_MOVERS_BY_THRESHOLDS)
    find_moved (self, scheme, accepted, &first, &end);
  for (guint i = first; i < end; i++)
    if (moves (&g_array_index (self->units, OriBenchUnit, i), kind, scheme, accepted))
      g_array_append_val (movers, i);
  return movers;
}

/* Between two neighbours among old and new thresholds everybody is in the same group by the old
 * ones and by the new. */
static guint
count_by_thresholds (const OriBenchData *self, const OriScheme *scheme, const OriScheme *accepted)
{
  const GArray *values = get_values (self);
  double ends[2 * (ORI_MAX_GROUPS - 1)];
  guint n = scheme->n_groups - 1, count = 0;

  for (guint i = 0; i < n; i++) {
    ends[2 * i] = scheme->thresholds[i];
    ends[2 * i + 1] = accepted->thresholds[i];
  }
  qsort (ends, 2 * (gsize)n, sizeof *ends, compare_doubles);
  for (guint i = 0; i + 1 < 2 * n; i++)
    if (ori_group_of (ends[i], scheme->thresholds, n) !=
        ori_group_of (ends[i], accepted->thresholds, n))
      count += count_below (values, ends[i + 1]) - count_below (values, ends[i]);
  return count;
}

static guint
count_lower (const OriBenchData *self, double value)
{
  guint low = 0, high = self->pairs->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (self->pairs, OriBenchPair, middle).low < value)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Pairs that stand on both sides of a threshold, less those counted by two neighbouring ones: the
 * thresholds within a pair follow each other, so that each pair is left once. */
static guint
count_by_year (const OriBenchData *self, const OriScheme *scheme)
{
  guint n = scheme->n_groups - 1, count = 0;

  for (guint i = 0; i < n; i++) {
    guint end = count_lower (self, scheme->thresholds[i]);

    count += end - count_below (self->uppers, scheme->thresholds[i]);
    for (guint k = 0; i + 1 < n && k < end; k++)
      count -= g_array_index (self->pairs, OriBenchPair, k).high >= scheme->thresholds[i + 1];
  }
  return count;
}

guint
ori_bench_data_count_movers (const OriBenchData *self, OriMoversKind kind, const OriScheme *scheme,
                             const OriScheme *accepted)
{
  if (kind == ORI_MOVERS_BY_THRESHOLDS)
    return accepted != NULL ? count_by_thresholds (self, scheme, accepted) : 0;
  return count_by_year (self, scheme);
}
