/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-snapshot.h"

#include <string.h>

#include "core/ori-text.h"

typedef struct {
  GMutex lock;
  gpointer made;
  GDestroyNotify destroy;
} Derived;

struct OriSnapshotIndex {
  GHashTable *elements; /* code → index + 1 */
  GHashTable *orgunits; /* code → index + 1 */
  GHashTable *names;    /* text key, owned → index + 1 */
  GHashTable *periods;  /* code, owned → index + 1 */
  guint *starts;        /* of each element's observations; one more at the end */
  guint8 *reported;     /* element × period: anybody reported */
  GArray *cycles;       /* of int */
  OriOrgUnitLevel main_level;
  int chosen_level; /* OriOrgUnitLevel, −1 when nobody chose */
  Derived derived[ORI_N_DERIVED];
};

static OriSnapshotIndex *
make_index (void)
{
  OriSnapshotIndex *index = g_new0 (OriSnapshotIndex, 1);
  index->elements = g_hash_table_new (g_str_hash, g_str_equal);
  index->orgunits = g_hash_table_new (g_str_hash, g_str_equal);
  index->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index->periods = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index->cycles = g_array_new (FALSE, FALSE, sizeof (int));
  index->chosen_level = -1;
  for (guint i = 0; i < ORI_N_DERIVED; i++)
    g_mutex_init (&index->derived[i].lock);
  return index;
}

static void
free_index (OriSnapshotIndex *index)
{
  for (guint i = 0; i < ORI_N_DERIVED; i++) {
    if (index->derived[i].made)
      index->derived[i].destroy (index->derived[i].made);
    g_mutex_clear (&index->derived[i].lock);
  }
  g_hash_table_unref (index->elements);
  g_hash_table_unref (index->orgunits);
  g_hash_table_unref (index->names);
  g_hash_table_unref (index->periods);
  g_array_unref (index->cycles);
  g_free (index->starts);
  g_free (index->reported);
  g_free (index);
}

static void
free_batch (gpointer item)
{
  OriBatch *batch = item;
  g_free (batch->title);
  g_free (batch->file);
  g_free (batch->format);
  g_free (batch->sha256);
  g_free (batch->author);
  g_free (batch->reason);
  g_free (batch);
}

OriSnapshot *
ori_snapshot_new (OriProgramme *programme)
{
  OriSnapshot *self = g_new0 (OriSnapshot, 1);
  self->programme = programme;
  self->orgunits = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  self->periods = g_array_new (FALSE, FALSE, sizeof (OriPeriod));
  self->elements = g_ptr_array_new ();
  self->batches = g_ptr_array_new_with_free_func (free_batch);
  self->observations = g_array_new (FALSE, FALSE, sizeof (OriObservation));
  self->strings = g_string_chunk_new (4096);
  self->index = make_index ();
  g_atomic_ref_count_init (&self->refs);
  return self;
}

OriSnapshot *
ori_snapshot_ref (const OriSnapshot *self)
{
  OriSnapshot *shared = (OriSnapshot *)self;
  g_atomic_ref_count_inc (&shared->refs);
  return shared;
}

void
ori_snapshot_unref (OriSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  free_index (self->index);
  g_ptr_array_unref (self->orgunits);
  g_array_unref (self->periods);
  g_ptr_array_unref (self->elements);
  g_ptr_array_unref (self->batches);
  g_array_unref (self->observations);
  g_string_chunk_free (self->strings);
  ori_programme_free (self->programme);
  g_free (self->region);
  g_free (self);
}

const char *
ori_snapshot_intern (OriSnapshot *self, const char *text)
{
  return text ? g_string_chunk_insert_const (self->strings, text) : NULL;
}

static guint
look_up (GHashTable *table, const char *key)
{
  return key ? GPOINTER_TO_UINT (g_hash_table_lookup (table, key)) - 1 : G_MAXUINT;
}

guint
ori_snapshot_add_element (OriSnapshot *self, const char *code)
{
  guint known = look_up (self->index->elements, code);
  if (known != G_MAXUINT)
    return known;
  const OriElement *element = ori_programme_element (self->programme, code);
  if (!element)
    return G_MAXUINT;
  g_ptr_array_add (self->elements, (gpointer)element);
  g_hash_table_insert (self->index->elements, element->code,
                       GUINT_TO_POINTER (self->elements->len));
  return self->elements->len - 1;
}

typedef struct {
  gpointer item; /* OriOrgUnit or OriPeriod */
  guint before;
} Place;

static int
compare_orgunit_places (gconstpointer a, gconstpointer b)
{
  const OriOrgUnit *x = ((const Place *)a)->item, *y = ((const Place *)b)->item;
  int order = ori_text_compare (x->short_name, y->short_name);
  return order ? order : strcmp (x->code, y->code);
}

static int
compare_period_places (gconstpointer a, gconstpointer b)
{
  return ori_period_compare (((const Place *)a)->item, ((const Place *)b)->item);
}

/* Where each of the old indexes went. */
static guint *
invert_places (const Place *places, guint n)
{
  guint *moved = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    moved[places[i].before] = i;
  return moved;
}

static guint *
sort_orgunits (GPtrArray *orgunits)
{
  if (orgunits->len == 0)
    return NULL;
  g_autofree Place *places = g_new (Place, orgunits->len);
  for (guint i = 0; i < orgunits->len; i++)
    places[i] = (Place){orgunits->pdata[i], i};
  qsort (places, orgunits->len, sizeof (Place), compare_orgunit_places);
  for (guint i = 0; i < orgunits->len; i++)
    orgunits->pdata[i] = places[i].item;
  return invert_places (places, orgunits->len);
}

static guint *
sort_periods (GArray *periods)
{
  if (periods->len == 0)
    return NULL;
  g_autofree OriPeriod *old = g_memdup2 (periods->data, periods->len * sizeof (OriPeriod));
  g_autofree Place *places = g_new (Place, periods->len);
  for (guint i = 0; i < periods->len; i++)
    places[i] = (Place){&old[i], i};
  qsort (places, periods->len, sizeof (Place), compare_period_places);
  for (guint i = 0; i < periods->len; i++)
    g_array_index (periods, OriPeriod, i) = *(OriPeriod *)places[i].item;
  return invert_places (places, periods->len);
}

static void
renumber (OriSnapshot *self)
{
  g_autofree guint *orgunits = sort_orgunits (self->orgunits);
  g_autofree guint *periods = sort_periods (self->periods);
  for (guint i = 0; i < self->observations->len; i++) {
    OriObservation *observation = &g_array_index (self->observations, OriObservation, i);
    observation->orgunit = orgunits[observation->orgunit];
    observation->period = periods[observation->period];
  }
}

/* One stable pass of a counting sort of @order by the guint at @offset, whose values are below
 * @n. */
static void
sort_by_member (const GArray *observations, gsize offset, guint n, guint *order, guint *spare)
{
  g_autofree guint *starts = g_new0 (guint, n + 1);
  const char *base = observations->data;
  for (guint i = 0; i < observations->len; i++)
    starts[*(const guint *)(base + i * sizeof (OriObservation) + offset) + 1]++;
  for (guint i = 0; i < n; i++)
    starts[i + 1] += starts[i];
  for (guint i = 0; i < observations->len; i++) {
    guint at = order[i];
    spare[starts[*(const guint *)(base + at * sizeof (OriObservation) + offset)]++] = at;
  }
  memcpy (order, spare, observations->len * sizeof (guint));
}

static gboolean
same_key (const OriObservation *a, const OriObservation *b)
{
  return a->element == b->element && a->orgunit == b->orgunit && a->period == b->period;
}

/* By element, org unit and period; of equal keys the one added last stays. */
static void
sort_observations (OriSnapshot *self)
{
  guint n = self->observations->len;
  if (n == 0)
    return;
  g_autofree guint *order = g_new (guint, n);
  g_autofree guint *spare = g_new (guint, n);
  for (guint i = 0; i < n; i++)
    order[i] = i;
  sort_by_member (self->observations, G_STRUCT_OFFSET (OriObservation, period), self->periods->len,
                  order, spare);
  sort_by_member (self->observations, G_STRUCT_OFFSET (OriObservation, orgunit),
                  self->orgunits->len, order, spare);
  sort_by_member (self->observations, G_STRUCT_OFFSET (OriObservation, element),
                  self->elements->len, order, spare);

  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (OriObservation), n);
  for (guint i = 0; i < n; i++) {
    const OriObservation *observation =
        &g_array_index (self->observations, OriObservation, order[i]);
    OriObservation *last =
        sorted->len ? &g_array_index (sorted, OriObservation, sorted->len - 1) : NULL;
    if (last && same_key (last, observation))
      *last = *observation;
    else
      g_array_append_vals (sorted, observation, 1);
  }
  g_array_unref (self->observations);
  self->observations = sorted;
}

static void
index_observations (OriSnapshot *self)
{
  guint *starts = g_new0 (guint, self->elements->len + 1);
  for (guint i = 0; i < self->observations->len; i++)
    starts[g_array_index (self->observations, OriObservation, i).element + 1]++;
  for (guint i = 0; i < self->elements->len; i++)
    starts[i + 1] += starts[i];
  self->index->starts = starts;
  self->index->reported = g_new0 (guint8, (gsize)self->elements->len * self->periods->len + 1);
  for (guint i = 0; i < self->observations->len; i++) {
    const OriObservation *observation = &g_array_index (self->observations, OriObservation, i);
    self->index->reported[(gsize)observation->element * self->periods->len + observation->period] =
        TRUE;
  }
}

static void
add_name (GHashTable *names, const char *name, guint index)
{
  g_autofree char *key = ori_text_key (name);
  if (*key && !g_hash_table_contains (names, key))
    g_hash_table_insert (names, g_steal_pointer (&key), GUINT_TO_POINTER (index + 1));
}

/* Exact names win over short ones, and those over aliases. */
static void
index_orgunits (OriSnapshot *self)
{
  OriSnapshotIndex *index = self->index;
  for (guint i = 0; i < self->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (self, i);
    g_hash_table_insert (index->orgunits, unit->code, GUINT_TO_POINTER (i + 1));
    add_name (index->names, unit->name, i);
  }
  for (guint i = 0; i < self->orgunits->len; i++)
    add_name (index->names, ori_snapshot_orgunit (self, i)->short_name, i);
  for (guint i = 0; i < self->orgunits->len; i++) {
    char **aliases = ori_snapshot_orgunit (self, i)->aliases;
    for (guint k = 0; aliases[k]; k++)
      add_name (index->names, aliases[k], i);
  }
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

static void
index_cycles (OriSnapshot *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < self->observations->len; i++) {
    const OriObservation *observation = &g_array_index (self->observations, OriObservation, i);
    const OriElement *element = g_ptr_array_index (self->elements, observation->element);
    int cycle = ori_snapshot_cycle (ori_programme_indicator (self->programme, element->indicator),
                                    ori_snapshot_period (self, observation->period));
    if (g_hash_table_add (seen, GINT_TO_POINTER (cycle)))
      g_array_append_val (self->index->cycles, cycle);
  }
  g_array_sort (self->index->cycles, compare_ints);
}

/* A municipality speaks through its schools too. */
static void
see_orgunit (const OriSnapshot *self, guint orgunit, gboolean *seen, guint *counts)
{
  const OriOrgUnit *unit = ori_snapshot_orgunit (self, orgunit);

  if (seen[orgunit])
    return;
  seen[orgunit] = TRUE;
  counts[unit->level]++;
  if (unit->level != ORI_ORGUNIT_SCHOOL)
    return;
  guint parent = ori_snapshot_orgunit_index (self, unit->parent);
  if (parent != G_MAXUINT && ori_snapshot_orgunit (self, parent)->level == ORI_ORGUNIT_MUNICIPALITY)
    see_orgunit (self, parent, seen, counts);
}

static OriOrgUnitLevel
find_main_level (const OriSnapshot *self)
{
  static const OriOrgUnitLevel levels[] = {ORI_ORGUNIT_MUNICIPALITY, ORI_ORGUNIT_SCHOOL,
                                           ORI_ORGUNIT_OTHER, ORI_ORGUNIT_REGION};
  g_autofree gboolean *seen = g_new0 (gboolean, self->orgunits->len + 1);
  guint counts[ORI_ORGUNIT_OTHER + 1] = {0};
  OriOrgUnitLevel best = ORI_ORGUNIT_MUNICIPALITY;

  for (guint i = 0; i < self->observations->len; i++)
    see_orgunit (self, g_array_index (self->observations, OriObservation, i).orgunit, seen, counts);
  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (counts[levels[i]] > counts[best])
      best = levels[i];
  if (best == ORI_ORGUNIT_SCHOOL && counts[ORI_ORGUNIT_MUNICIPALITY] > 1)
    return ORI_ORGUNIT_MUNICIPALITY;
  return best;
}

void
ori_snapshot_seal (OriSnapshot *self)
{
  g_return_if_fail (!self->index->starts);
  renumber (self);
  sort_observations (self);
  index_observations (self);
  index_orgunits (self);
  for (guint i = 0; i < self->periods->len; i++)
    g_hash_table_insert (self->index->periods, ori_period_code (ori_snapshot_period (self, i)),
                         GUINT_TO_POINTER (i + 1));
  index_cycles (self);
  self->index->main_level = find_main_level (self);
}

const OriObservation *
ori_snapshot_lookup (const OriSnapshot *self, guint element, guint orgunit, guint period)
{
  if (element >= self->elements->len)
    return NULL;
  guint low = self->index->starts[element], high = self->index->starts[element + 1];
  while (low < high) {
    guint middle = low + (high - low) / 2;
    const OriObservation *found = &g_array_index (self->observations, OriObservation, middle);
    if (found->orgunit == orgunit && found->period == period)
      return found;
    if (found->orgunit < orgunit || (found->orgunit == orgunit && found->period < period))
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

void
ori_snapshot_element_range (const OriSnapshot *self, guint element, guint *from, guint *to)
{
  *from = element < self->elements->len ? self->index->starts[element] : 0;
  *to = element < self->elements->len ? self->index->starts[element + 1] : 0;
}

gboolean
ori_snapshot_has_period (const OriSnapshot *self, guint element, guint period)
{
  return element < self->elements->len && period < self->periods->len &&
         self->index->reported[(gsize)element * self->periods->len + period];
}

guint
ori_snapshot_element_index (const OriSnapshot *self, const char *code)
{
  return look_up (self->index->elements, code);
}

guint
ori_snapshot_orgunit_index (const OriSnapshot *self, const char *code)
{
  return look_up (self->index->orgunits, code);
}

guint
ori_snapshot_period_index (const OriSnapshot *self, const OriPeriod *period)
{
  g_autofree char *code = ori_period_code (period);
  return look_up (self->index->periods, code);
}

static gboolean
has_words (const char *name, char **words)
{
  g_auto (GStrv) own = ori_text_words (name);

  for (guint i = 0; words[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *)own, words[i]))
      return FALSE;
  return TRUE;
}

/* The only org unit whose name has all the words: «Ставрополь» for «г. Ставрополь». */
static guint
find_by_words (const OriSnapshot *self, const char *name)
{
  g_auto (GStrv) words = ori_text_words (name);
  guint found = G_MAXUINT;

  for (guint i = 0; words[0] != NULL && i < self->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (self, i);

    if (!has_words (unit->name, words) && !has_words (unit->short_name, words))
      continue;
    if (found != G_MAXUINT)
      return G_MAXUINT;
    found = i;
  }
  return found;
}

guint
ori_snapshot_find_orgunit (const OriSnapshot *self, const char *name)
{
  guint exact = ori_snapshot_orgunit_index (self, name);
  g_autofree char *key = ori_text_key (name);

  if (exact == G_MAXUINT)
    exact = look_up (self->index->names, key);
  return exact != G_MAXUINT ? exact : find_by_words (self, name);
}

int
ori_snapshot_cycle (const OriIndicator *indicator, const OriPeriod *period)
{
  return ori_period_cycle (period) + (indicator && indicator->previous_year ? 1 : 0);
}

GArray *
ori_snapshot_cycles (const OriSnapshot *self)
{
  return g_array_copy (self->index->cycles);
}

OriOrgUnitLevel
ori_snapshot_main_level (const OriSnapshot *self)
{
  for (guint i = 0; self->index->chosen_level >= 0 && i < self->orgunits->len; i++)
    if ((int)ori_snapshot_orgunit (self, i)->level == self->index->chosen_level)
      return (OriOrgUnitLevel)self->index->chosen_level;
  return self->index->main_level;
}

void
ori_snapshot_choose_level (OriSnapshot *self, OriOrgUnitLevel level)
{
  self->index->chosen_level = (int)level;
}

gpointer
ori_snapshot_derived (const OriSnapshot *self, OriDerived which,
                      gpointer (*make) (const OriSnapshot *), GDestroyNotify destroy)
{
  Derived *derived = &self->index->derived[which];
  gpointer made = g_atomic_pointer_get (&derived->made);

  if (made)
    return made;
  g_mutex_lock (&derived->lock);
  if (!derived->made) {
    derived->destroy = destroy;
    g_atomic_pointer_set (&derived->made, make (self));
  }
  g_mutex_unlock (&derived->lock);
  return g_atomic_pointer_get (&derived->made);
}
