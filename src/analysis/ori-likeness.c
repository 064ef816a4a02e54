/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-likeness.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

#include "core/ori-number.h"

#define OTHER_KIND 2.0 /* deviations */

typedef struct {
  OriFeatureKind kind;
  const OriElement *element, *whole; /* of a share or a ratio: part and whole */
  double *values;                    /* per org unit of the snapshot, NAN when not known */
  double sd;
} Measure;

static void
clear_measure (gpointer item)
{
  g_free (((Measure *)item)->values);
}

/* The latest number known by the end of the cycle. */
static double
read_number (const OriSnapshot *snapshot, const OriElement *element, guint orgunit, int cycle)
{
  guint index = ori_snapshot_element_index (snapshot, element->code);
  for (guint period = snapshot->periods->len; index != G_MAXUINT && period-- > 0;) {
    if (ori_period_cycle (ori_snapshot_period (snapshot, period)) > cycle)
      continue;
    const OriObservation *found = ori_snapshot_lookup (snapshot, index, orgunit, period);
    gboolean number = found && !found->text &&
                      (found->status == ORI_STATUS_VALUE || found->status == ORI_STATUS_DOUBTFUL);
    if (number && isfinite (found->value))
      return found->value;
  }
  return NAN;
}

static double *
read_numbers (const OriSnapshot *snapshot, const OriElement *element, int cycle)
{
  guint n = snapshot->orgunits->len;
  double *values = g_new (double, n + 1);
  for (guint unit = 0; unit < n; unit++)
    values[unit] = read_number (snapshot, element, unit, cycle);
  return values;
}

static guint
count_known (const double *values, guint n)
{
  guint known = 0;
  for (guint i = 0; i < n; i++)
    known += values[i] > 0 && isfinite (values[i]);
  return known;
}

/* Adds a measure and what differs among the org units of @level; takes @values. */
static void
add_measure (GArray *measures, const OriSnapshot *snapshot, OriOrgUnitLevel level, Measure measure)
{
  guint n = snapshot->orgunits->len, k = 0;
  g_autofree double *known = g_new (double, n + 1);
  gboolean log_scale = measure.kind == ORI_FEATURE_SIZE || measure.kind == ORI_FEATURE_RATIO;
  for (guint i = 0; i < n; i++) {
    double x = measure.values[i];
    if (ori_snapshot_orgunit (snapshot, i)->level != level || !isfinite (x))
      continue;
    if (log_scale && !(x > 0))
      measure.values[i] = NAN;
    else
      known[k++] = log_scale ? log (x) : x;
  }
  measure.sd = k > 1 ? gsl_stats_sd (known, 1, k) : 0;
  if (k > 1 && measures->len < ORI_MAX_FEATURES)
    g_array_append_val (measures, measure);
  else
    g_free (measure.values);
}

static gboolean
is_number_of_people_or_things (const OriElement *element)
{
  return element->population != NULL;
}

static void
add_size (GArray *measures, const OriSnapshot *snapshot, OriOrgUnitLevel level, int cycle)
{
  const GPtrArray *contextual = snapshot->programme->contextual;
  guint n = snapshot->orgunits->len, most = 1;
  Measure best = {.kind = ORI_FEATURE_SIZE};
  for (guint i = 0; i < contextual->len && !best.values; i++) {
    const OriElement *element = g_ptr_array_index (contextual, i);
    g_autofree double *values = read_numbers (snapshot, element, cycle);
    if (is_number_of_people_or_things (element) && count_known (values, n) > 1) {
      best.element = element;
      best.values = g_steal_pointer (&values);
    }
  }
  for (guint i = 0; i < snapshot->elements->len && !best.element; i++) {
    const OriElement *element = g_ptr_array_index (snapshot->elements, i);
    if (g_strcmp0 (element->part, ORI_PART_TOTAL) != 0)
      continue;
    g_autofree double *values = read_numbers (snapshot, element, cycle);
    guint known = count_known (values, n);
    if (known <= most)
      continue;
    most = known;
    g_free (best.values);
    best.values = g_steal_pointer (&values);
    best.whole = element;
  }
  if (!best.element)
    best.element = best.whole;
  if (best.values)
    add_measure (measures, snapshot, level, best);
}

static double *
divide_numbers (const OriSnapshot *snapshot, const OriElement *part, const OriElement *whole,
                double per, int cycle)
{
  double *values = read_numbers (snapshot, part, cycle);
  g_autofree double *by = read_numbers (snapshot, whole, cycle);
  for (guint i = 0; i < snapshot->orgunits->len; i++)
    values[i] = by[i] > 0 ? per * values[i] / by[i] : NAN;
  return values;
}

static const OriElement *
find_whole (const OriProgramme *programme, const OriElement *part)
{
  for (guint i = 0; i < programme->contextual->len; i++) {
    const OriElement *whole = g_ptr_array_index (programme->contextual, i);
    if (whole != part && whole->population && part->population &&
        g_strcmp0 (whole->population, part->population) != 0 &&
        ori_programme_is_subset (programme, part->population, whole->population))
      return whole;
  }
  return NULL;
}

static void
add_profile (GArray *measures, const OriSnapshot *snapshot, OriOrgUnitLevel level, int cycle)
{
  const OriProgramme *programme = snapshot->programme;
  const OriElement *pupils = ori_programme_element (programme, "pupils");
  const OriElement *schools = ori_programme_element (programme, "schools");
  if (pupils && schools)
    add_measure (measures, snapshot, level,
                 (Measure){ORI_FEATURE_RATIO, pupils, schools,
                           divide_numbers (snapshot, pupils, schools, 1, cycle), 0});
  for (guint i = 0; i < programme->contextual->len; i++) {
    const OriElement *part = g_ptr_array_index (programme->contextual, i);
    const OriElement *whole = find_whole (programme, part);
    if (whole)
      add_measure (measures, snapshot, level,
                   (Measure){ORI_FEATURE_SHARE, part, whole,
                             divide_numbers (snapshot, part, whole, 100, cycle), 0});
    else if (!part->population)
      add_measure (
          measures, snapshot, level,
          (Measure){ORI_FEATURE_RURAL, part, NULL, read_numbers (snapshot, part, cycle), 0});
  }
}

static double
compare (const Measure *measure, guint a, guint b)
{
  double x = measure->values[a], y = measure->values[b];
  if (!isfinite (x) || !isfinite (y))
    return NAN;
  if (measure->kind == ORI_FEATURE_RURAL)
    return (x > 0) == (y > 0) ? 0 : OTHER_KIND;
  if (!(measure->sd > 0))
    return 0;
  if (measure->kind == ORI_FEATURE_SIZE || measure->kind == ORI_FEATURE_RATIO)
    return fabs (log (x / y)) / measure->sd;
  return fabs (x - y) / measure->sd;
}

static void
add_feature (OriSimilar *similar, OriFeature feature)
{
  similar->features[similar->n_features++] = feature;
  similar->distance += feature.difference * feature.difference;
}

/* FALSE when sizes cannot be compared. */
static gboolean
measure_distance (const OriSnapshot *snapshot, const GArray *measures, guint own, guint other,
                  OriSimilar *similar)
{
  const OriOrgUnit *a = ori_snapshot_orgunit (snapshot, own);
  const OriOrgUnit *b = ori_snapshot_orgunit (snapshot, other);
  gboolean sized = FALSE;
  *similar = (OriSimilar){.orgunit = other};
  for (guint i = 0; i < measures->len && similar->n_features + 1 < ORI_MAX_FEATURES; i++) {
    const Measure *measure = &g_array_index (measures, Measure, i);
    double difference = compare (measure, own, other);
    if (isnan (difference))
      continue;
    sized |= measure->kind == ORI_FEATURE_SIZE;
    add_feature (similar, (OriFeature){measure->kind, measure->element, measure->values[own],
                                       measure->values[other], difference});
  }
  if (a->level == ORI_ORGUNIT_MUNICIPALITY)
    add_feature (similar, (OriFeature){ORI_FEATURE_CITY, NULL, a->city, b->city,
                                       !a->city == !b->city ? 0 : OTHER_KIND});
  if (similar->n_features > 0)
    similar->distance = sqrt (similar->distance / similar->n_features);
  return sized;
}

static gint
compare_distances (gconstpointer a, gconstpointer b)
{
  const OriSimilar *x = a, *y = b;
  if (x->distance != y->distance)
    return x->distance < y->distance ? -1 : 1;
  return (x->orgunit > y->orgunit) - (x->orgunit < y->orgunit);
}

GArray *
ori_similar_find (const OriSnapshot *snapshot, guint orgunit, int cycle, guint most)
{
  GArray *found = g_array_new (FALSE, TRUE, sizeof (OriSimilar));
  g_return_val_if_fail (orgunit < snapshot->orgunits->len, found);
  OriOrgUnitLevel level = ori_snapshot_orgunit (snapshot, orgunit)->level;
  g_autoptr (GArray) measures = g_array_new (FALSE, FALSE, sizeof (Measure));
  g_array_set_clear_func (measures, clear_measure);

  add_size (measures, snapshot, level, cycle);
  add_profile (measures, snapshot, level, cycle);
  for (guint other = 0; other < snapshot->orgunits->len; other++) {
    OriSimilar similar;
    if (other != orgunit && ori_snapshot_orgunit (snapshot, other)->level == level &&
        measure_distance (snapshot, measures, orgunit, other, &similar))
      g_array_append_val (found, similar);
  }
  g_array_sort (found, compare_distances);
  if (found->len > most)
    g_array_set_size (found, most);
  return found;
}

static char *
describe_feature (const OriFeature *feature)
{
  g_autofree char *own = ori_number_format_short (feature->own, 1);
  g_autofree char *other = ori_number_format_short (feature->other, 1);
  switch (feature->kind) {
  case ORI_FEATURE_SIZE:
    /* Translators: a measure of size, its value here and in the similar territory */
    return g_strdup_printf (_ ("%s: %s and %s"), feature->element->name, own, other);
  case ORI_FEATURE_RATIO:
    return g_strdup_printf (_ ("pupils per school: %s and %s"), own, other);
  case ORI_FEATURE_SHARE:
    return g_strdup_printf (_ ("%s, share: %s and %s %%"), feature->element->name, own, other);
  case ORI_FEATURE_CITY:
    if (feature->difference > 0)
      return g_strdup (_ ("one is a city, the other a district"));
    return g_strdup (feature->own > 0 ? _ ("both are cities") : _ ("both are districts"));
  case ORI_FEATURE_RURAL:
    break;
  }
  if (feature->difference > 0)
    return g_strdup (_ ("one is rural, the other is not"));
  return g_strdup (feature->own > 0 ? _ ("both are rural") : _ ("neither is rural"));
}

char *
ori_similar_text (const OriSimilar *similar)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < similar->n_features; i++) {
    g_autofree char *words = describe_feature (&similar->features[i]);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", words);
  }
  return g_string_free (text, FALSE);
}
