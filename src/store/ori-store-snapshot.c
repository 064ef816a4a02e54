/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "store/ori-store-private.h"

/* Reads the workspace into memory: dictionaries first, then all observations of live batches in one
 * pass, then the winners of equal keys. */

#define HIDDEN G_MAXUINT       /* an id whose code nothing defines now */
#define UNUSED (G_MAXUINT - 1) /* not met so far in a live observation */

/* A dictionary of the file: id → index in the snapshot. The last one asked for is remembered,
 * because neighbours in a sheet share most of their keys. */
typedef struct {
  GHashTable *indexes; /* gint64, owned → index */
  gint64 last_id;
  guint last;
} Dictionary;

typedef struct {
  guint64 key;  /* element, org unit, period */
  guint32 rank; /* batches by precedence, the winner's first */
  guint32 row;  /* index of the observation */
} Candidate;

typedef struct {
  gint64 observation; /* id */
  guint known;        /* batches from this index on came after the pin */
} Pin;

typedef struct {
  OriStore *store;
  OriSnapshot *snapshot;
  Dictionary elements, places, periods, batches;
  GArray *by_hand;     /* of gboolean, per batch */
  GArray *all;         /* of OriObservation: winners and others, in the order of their ids */
  GPtrArray *codes;    /* of elements: the dictionary; those in use go to the snapshot */
  guint *element_uses; /* index in the snapshot per index in codes, UNUSED or HIDDEN */
  GArray *found;       /* of OriPeriod, likewise */
  guint *period_uses;
  GHashTable *pins; /* observation → Pin, owned */
} Reader;

static void
clear_dictionary (Dictionary *dictionary)
{
  g_clear_pointer (&dictionary->indexes, g_hash_table_unref);
}

static void
clear_reader (Reader *self)
{
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  clear_dictionary (&self->elements);
  clear_dictionary (&self->places);
  clear_dictionary (&self->periods);
  clear_dictionary (&self->batches);
  g_clear_pointer (&self->by_hand, g_array_unref);
  g_clear_pointer (&self->all, g_array_unref);
  g_clear_pointer (&self->codes, g_ptr_array_unref);
  g_clear_pointer (&self->element_uses, g_free);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->period_uses, g_free);
  g_clear_pointer (&self->pins, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, clear_reader)

static void
add_to_dictionary (Dictionary *dictionary, gint64 id, guint index)
{
  if (dictionary->indexes == NULL)
    dictionary->indexes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_insert (dictionary->indexes, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (index));
}

static guint
look_up (Dictionary *dictionary, gint64 id)
{
  gpointer index;

  if (id != dictionary->last_id || id == 0) {
    dictionary->last_id = id;
    dictionary->last = dictionary->indexes != NULL &&
                               g_hash_table_lookup_extended (dictionary->indexes, &id, NULL, &index)
                           ? GPOINTER_TO_UINT (index)
                           : HIDDEN;
  }
  return dictionary->last;
}

static guint *
new_uses (guint n)
{
  guint *uses = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    uses[i] = UNUSED;
  return uses;
}

static gboolean
read_batches (Reader *self, GError **error)
{
  OriSnapshot *snapshot = self->snapshot;
  g_autoptr (OriQuery) query =
      ori_query_new (self->store->db,
                     "SELECT id, kind, title, file, format, sha256, author, reason, time, live,"
                     " n_observations, n_findings FROM batch ORDER BY seq",
                     error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  self->by_hand = g_array_new (FALSE, FALSE, sizeof (gboolean));
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriBatch *batch = g_new0 (OriBatch, 1);
    gboolean by_hand = g_strcmp0 (ori_query_text (query, 1), "correction") == 0;
    batch->id = ori_query_int (query, 0);
    batch->title = by_hand ? g_strdup (_ ("Correction by hand")) : ori_query_dup_text (query, 2);
    batch->file = ori_query_dup_text (query, 3);
    batch->format = ori_query_dup_text (query, 4);
    batch->sha256 = ori_query_dup_text (query, 5);
    batch->author = ori_query_dup_text (query, 6);
    batch->reason = ori_query_dup_text (query, 7);
    batch->time = ori_query_int (query, 8);
    batch->live = ori_query_int (query, 9) != 0;
    batch->n_observations = (guint)ori_query_int (query, 10);
    batch->n_findings = (guint)ori_query_int (query, 11);
    if (batch->live)
      add_to_dictionary (&self->batches, batch->id, snapshot->batches->len);
    g_ptr_array_add (snapshot->batches, batch);
    g_array_append_val (self->by_hand, by_hand);
  }
  return step == ORI_STEP_DONE;
}

static gboolean
read_elements (Reader *self, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (self->store->db, "SELECT id, code FROM element", error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  self->codes = g_ptr_array_new_with_free_func (g_free);
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    add_to_dictionary (&self->elements, ori_query_int (query, 0), self->codes->len);
    g_ptr_array_add (self->codes, ori_query_dup_text (query, 1));
  }
  self->element_uses = new_uses (self->codes->len);
  return step == ORI_STEP_DONE;
}

static guint
use_element (Reader *self, guint found)
{
  if (found == HIDDEN)
    return HIDDEN;
  if (self->element_uses[found] == UNUSED)
    self->element_uses[found] =
        ori_snapshot_add_element (self->snapshot, g_ptr_array_index (self->codes, found));
  return self->element_uses[found];
}

static gboolean
read_orgunits (Reader *self, GError **error)
{
  g_autoptr (GPtrArray) units = ori_store_orgunits (self->store, error);
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (OriQuery) query = NULL;
  OriStep step;

  if (units == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (self->snapshot->orgunits, g_steal_pointer (&units));
  for (guint i = 0; i < self->snapshot->orgunits->len; i++) {
    OriOrgUnit *unit = g_ptr_array_index (self->snapshot->orgunits, i);
    g_hash_table_insert (by_code, unit->code, GUINT_TO_POINTER (i));
  }
  query = ori_query_new (self->store->db, "SELECT id, code FROM place", error);
  if (query == NULL)
    return FALSE;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    gpointer index;
    if (g_hash_table_lookup_extended (by_code, ori_query_text (query, 1), NULL, &index))
      add_to_dictionary (&self->places, ori_query_int (query, 0), GPOINTER_TO_UINT (index));
  }
  return step == ORI_STEP_DONE;
}

static gboolean
read_periods (Reader *self, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (self->store->db, "SELECT id, code FROM period", error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  self->found = g_array_new (FALSE, FALSE, sizeof (OriPeriod));
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriPeriod period;
    if (!ori_period_parse (ori_query_text (query, 1), &period))
      return ori_db_fail (self->store->db, SQLITE_CORRUPT, error);
    add_to_dictionary (&self->periods, ori_query_int (query, 0), self->found->len);
    g_array_append_val (self->found, period);
  }
  self->period_uses = new_uses (self->found->len);
  return step == ORI_STEP_DONE;
}

static guint
use_period (Reader *self, guint found)
{
  if (found == HIDDEN)
    return HIDDEN;
  if (self->period_uses[found] == UNUSED) {
    self->period_uses[found] = self->snapshot->periods->len;
    g_array_append_val (self->snapshot->periods, g_array_index (self->found, OriPeriod, found));
  }
  return self->period_uses[found];
}

#define OBSERVATION_COLUMNS                                                                        \
  "o.id, o.batch, o.status, o.flags, o.value, o.printed, o.text, o.note, o.sheet, o.row, o.col"

/* Texts of which many are equal become one; the likeliest is @last. */
static const char *
intern (GStringChunk *strings, const char *text, const char *last)
{
  if (text == NULL || last == NULL || strcmp (text, last) != 0)
    return text != NULL ? g_string_chunk_insert_const (strings, text) : NULL;
  return last;
}

/* Fills what the columns above say; @observation holds the one before or zeroes. */
static void
read_observation (OriQuery *query, OriObservation *observation, GStringChunk *strings)
{
  const char *printed = ori_query_text (query, 5);

  *observation = (OriObservation){
      .id = ori_query_int (query, 0),
      .flags = (guint)ori_query_int (query, 3),
      .value = ori_query_real (query, 4),
      .printed = printed != NULL ? g_string_chunk_insert (strings, printed) : NULL,
      .text = intern (strings, ori_query_text (query, 6), NULL),
      .note = intern (strings, ori_query_text (query, 7), observation->note),
      .sheet = intern (strings, ori_query_text (query, 8), observation->sheet),
      .cell = {(guint)ori_query_int (query, 9), (guint)ori_query_int (query, 10)},
  };
  if (!ori_status_parse (ori_query_text (query, 2), &observation->status))
    observation->status = ORI_STATUS_DOUBTFUL;
}

/* How many there are if batches tell the truth; a hint, so bounded. */
static guint
count_expected (Reader *self)
{
  guint64 n = 0;

  for (guint i = 0; i < self->snapshot->batches->len; i++) {
    const OriBatch *batch = g_ptr_array_index (self->snapshot->batches, i);
    n += batch->live ? batch->n_observations : 0;
  }
  return (guint)MIN (n, 1000000);
}

static gboolean
read_observations (Reader *self, GError **error)
{
  OriSnapshot *snapshot = self->snapshot;
  g_autoptr (OriQuery) query = ori_query_new (
      self->store->db,
      "SELECT " OBSERVATION_COLUMNS ", o.element, o.place, o.period FROM observation AS o", error);
  OriObservation observation = {0};
  OriStep step;

  if (query == NULL)
    return FALSE;
  self->all = g_array_sized_new (FALSE, FALSE, sizeof (OriObservation), count_expected (self));
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    guint batch = look_up (&self->batches, ori_query_int (query, 1));
    guint element, orgunit, period;
    if (batch == HIDDEN)
      continue;
    orgunit = look_up (&self->places, ori_query_int (query, 12));
    if (orgunit == HIDDEN)
      continue;
    element = use_element (self, look_up (&self->elements, ori_query_int (query, 11)));
    period = use_period (self, look_up (&self->periods, ori_query_int (query, 13)));
    if (element == HIDDEN || period == HIDDEN)
      continue;
    read_observation (query, &observation, snapshot->strings);
    observation.element = element;
    observation.orgunit = orgunit;
    observation.period = period;
    observation.batch = batch;
    g_array_append_val (self->all, observation);
  }
  return step == ORI_STEP_DONE;
}

static gboolean
read_pins (Reader *self, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (
      self->store->db,
      "SELECT observation, (SELECT count (*) FROM batch WHERE seq <= pin.known) FROM pin", error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  self->pins = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    Pin *pin = g_new (Pin, 1);
    *pin = (Pin){ori_query_int (query, 0), (guint)ori_query_int (query, 1)};
    g_hash_table_replace (self->pins, &pin->observation, pin);
  }
  return step == ORI_STEP_DONE;
}

static int
compare_candidates (const void *a, const void *b)
{
  const Candidate *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  if (x->rank != y->rank)
    return x->rank < y->rank ? -1 : 1;
  return x->row < y->row ? -1 : x->row > y->row;
}

static Candidate *
rank_candidates (Reader *self)
{
  Candidate *candidates = g_new (Candidate, self->all->len);
  guint n_batches = self->snapshot->batches->len;
  gboolean pinned = g_hash_table_size (self->pins) > 0;
  guint64 n_periods = self->snapshot->periods->len, n_orgunits = self->snapshot->orgunits->len;

  for (guint i = 0; i < self->all->len; i++) {
    const OriObservation *o = &g_array_index (self->all, OriObservation, i);
    candidates[i].key = (o->element * n_orgunits + o->orgunit) * n_periods + o->period;
    candidates[i].rank = n_batches - o->batch;
    if (!g_array_index (self->by_hand, gboolean, o->batch))
      candidates[i].rank += n_batches;
    if (pinned && g_hash_table_contains (self->pins, &o->id))
      candidates[i].rank = 0;
    candidates[i].row = i;
  }
  if (self->all->len > 0)
    qsort (candidates, self->all->len, sizeof (Candidate), compare_candidates);
  return candidates;
}

static gboolean
is_value (const OriObservation *o)
{
  return o->status == ORI_STATUS_VALUE || o->status == ORI_STATUS_DOUBTFUL;
}

/* A value fills a gap without contradicting it; a gap over a value does contradict. */
static gboolean
contradicts (const OriObservation *winner, const OriObservation *other)
{
  if (!is_value (other))
    return FALSE;
  return !is_value (winner) || winner->value != other->value ||
         g_strcmp0 (winner->text, other->text) != 0;
}

/* @winner is a correction or pinned: that was done knowing what stood before. */
static gboolean
was_known (Reader *self, const OriObservation *winner, const OriObservation *other)
{
  const Pin *pin = g_hash_table_lookup (self->pins, &winner->id);

  if (pin != NULL)
    return other->batch < pin->known;
  return g_array_index (self->by_hand, gboolean, winner->batch) && other->batch < winner->batch;
}

/* Moves what was read into the snapshot, without the losers. */
static void
add_winners (Reader *self)
{
  g_autofree Candidate *candidates = rank_candidates (self);
  g_autofree gboolean *lost = g_new0 (gboolean, self->all->len + 1);
  guint n = self->all->len, kept = 0;

  for (guint i = 0, next; i < n; i = next) {
    OriObservation *winner = &g_array_index (self->all, OriObservation, candidates[i].row);
    if (candidates[i].rank == 0)
      winner->flags |= ORI_FLAG_PINNED;
    for (next = i + 1; next < n && candidates[next].key == candidates[i].key; next++) {
      guint row = candidates[next].row;
      const OriObservation *other = &g_array_index (self->all, OriObservation, row);
      if (!was_known (self, winner, other) && contradicts (winner, other))
        winner->flags |= ORI_FLAG_CONFLICT;
      lost[row] = TRUE;
    }
  }
  for (guint i = 0; i < n; i++) {
    if (!lost[i])
      g_array_index (self->all, OriObservation, kept++) =
          g_array_index (self->all, OriObservation, i);
  }
  g_array_set_size (self->all, kept);
  g_array_unref (self->snapshot->observations);
  self->snapshot->observations = g_steal_pointer (&self->all);
}

OriSnapshot *
ori_store_snapshot (OriStore *self, GError **error)
{
  g_auto (Reader) reader = {.store = self};
  OriProgramme *programme = ori_store_programme (self, error);

  if (programme == NULL)
    return NULL;
  reader.snapshot = ori_snapshot_new (programme);
  reader.snapshot->region = g_strdup (self->region);
  reader.snapshot->revision = self->revision;
  if (!read_batches (&reader, error) || !read_elements (&reader, error) ||
      !read_orgunits (&reader, error) || !read_periods (&reader, error) ||
      !read_observations (&reader, error) || !read_pins (&reader, error))
    return NULL;
  add_winners (&reader);
  ori_snapshot_seal (reader.snapshot);
  return g_steal_pointer (&reader.snapshot);
}

GArray *
ori_store_history (OriStore *self, const char *element, const char *orgunit,
                   const OriPeriod *period, GStringChunk *strings, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (OriObservation));
  g_autofree char *code = ori_period_code (period);
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "SELECT " OBSERVATION_COLUMNS
                     ", (SELECT count (*) FROM batch AS older WHERE older.seq < batch.seq),"
                     " EXISTS (SELECT 1 FROM pin WHERE pin.observation = o.id)"
                     " FROM observation AS o JOIN batch ON batch.id = o.batch"
                     " WHERE o.element = (SELECT id FROM element WHERE code = ?1)"
                     " AND o.place = (SELECT id FROM place WHERE code = ?2)"
                     " AND o.period = (SELECT id FROM period WHERE code = ?3)"
                     " ORDER BY batch.seq DESC, o.id",
                     error);
  OriStep step;

  if (query == NULL)
    return NULL;
  ori_query_bind_text (query, 1, element);
  ori_query_bind_text (query, 2, orgunit);
  ori_query_bind_text (query, 3, code);
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriObservation observation = {0};
    read_observation (query, &observation, strings);
    observation.batch = (guint)ori_query_int (query, 11);
    if (ori_query_int (query, 12) != 0)
      observation.flags |= ORI_FLAG_PINNED;
    g_array_append_val (found, observation);
  }
  return step == ORI_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

static OriRecord *
read_record (OriQuery *query)
{
  OriRecord *record = ori_record_new ();

  record->element = ori_query_dup_text (query, 1);
  record->orgunit = ori_query_dup_text (query, 2);
  if (!ori_period_parse (ori_query_text (query, 3), &record->period) ||
      !ori_status_parse (ori_query_text (query, 4), &record->status))
    record->status = ORI_STATUS_DOUBTFUL;
  record->value = ori_query_real (query, 5);
  record->printed = ori_query_dup_text (query, 6);
  record->text = ori_query_dup_text (query, 7);
  record->note = ori_query_dup_text (query, 8);
  record->sheet = ori_query_dup_text (query, 9);
  record->cell = (OriCellRef){(guint)ori_query_int (query, 10), (guint)ori_query_int (query, 11)};
  return record;
}

gboolean
ori_store_read_batch_records (OriStore *self, gint64 batch, gint64 *after, guint n,
                              GPtrArray *records, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "SELECT o.id, e.code, u.code, p.code, o.status, o.value, o.printed, o.text,"
                     " o.note, o.sheet, o.row, o.col FROM observation AS o"
                     " JOIN element AS e ON e.id = o.element JOIN place AS u ON u.id = o.place"
                     " JOIN period AS p ON p.id = o.period"
                     " WHERE o.batch = ?1 AND o.id > ?2 ORDER BY o.id LIMIT ?3",
                     error);
  OriStep step;
  guint left = n;

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, batch);
  ori_query_bind_int (query, 2, *after);
  ori_query_bind_int (query, 3, n);
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    *after = ori_query_int (query, 0);
    g_ptr_array_add (records, read_record (query));
    left--;
  }
  if (left > 0)
    *after = 0;
  return step == ORI_STEP_DONE;
}

GPtrArray *
ori_store_batch_records (OriStore *self, gint64 batch, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_record_free);
  gint64 after = 0;

  if (!ori_store_read_batch_records (self, batch, &after, G_MAXUINT, records, error))
    return NULL;
  return g_steal_pointer (&records);
}

gint64
ori_store_find_batch (OriStore *self, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriQuery) query = ori_query_new (
      self->db, "SELECT id FROM batch WHERE sha256 = ?1 AND live = 1 ORDER BY seq DESC", &error);
  OriStep step = ORI_STEP_ERROR;

  if (query != NULL) {
    ori_query_bind_text (query, 1, sha256);
    step = ori_query_step (query, &error);
  }
  if (step == ORI_STEP_ERROR)
    g_message ("%s", error->message);
  return step == ORI_STEP_ROW ? ori_query_int (query, 0) : 0;
}

GPtrArray *
ori_store_batch_findings (OriStore *self, gint64 batch, GError **error)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_finding_free);
  g_autoptr (OriQuery) query = ori_query_new (
      self->db,
      "SELECT rule, severity, message, sheet, cell, coalesce (finding.file, batch.file)"
      " FROM finding JOIN batch ON batch.id = finding.batch"
      " WHERE finding.batch = ?1 ORDER BY finding.seq",
      error);
  OriStep step;

  if (query == NULL)
    return NULL;
  ori_query_bind_int (query, 1, batch);
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriFinding *finding = ori_finding_new (
        ori_query_text (query, 0), (OriSeverity)CLAMP (ori_query_int (query, 1), 0, 2),
        ori_query_text (query, 3), ori_query_text (query, 4), "%s", ori_query_text (query, 2));
    g_free (finding->file);
    finding->file = ori_query_dup_text (query, 5);
    g_ptr_array_add (findings, finding);
  }
  return step == ORI_STEP_DONE ? g_steal_pointer (&findings) : NULL;
}
