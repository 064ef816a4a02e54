/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "store-fixture.h"

/* Undo and redo. */

static gboolean
undo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = ori_store_undo (fixture->store, &error);

  g_assert_no_error (error);
  return ok;
}

static gboolean
redo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = ori_store_redo (fixture->store, &error);

  g_assert_no_error (error);
  return ok;
}

static void
set_thresholds (Fixture *fixture, const char *subject, double low)
{
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GError) error = NULL;

  scheme->thresholds[0] = low;
  ori_store_set_scheme (fixture->store, subject, scheme, &error);
  g_assert_no_error (error);
}

static double
get_threshold (Fixture *fixture, const char *subject)
{
  g_autoptr (OriScheme) scheme = ori_store_scheme (fixture->store, subject, NULL);

  return scheme->thresholds[0];
}

static OriRecommendation *
make_recommendation (const char *text)
{
  OriRecommendation *self = ori_recommendation_new ("U0", 2024, "teachers", text);
  OriEvidence evidence = {(char *)"K1", (char *)"2024", ORI_DEFICIT_BELOW_SIMILAR,
                          12.5,         57.25,          (char *)"07727000\n07635000"};
  OriEvidence missing = {(char *)"K1", (char *)"2023", ORI_DEFICIT_MISSING, NAN, NAN};

  ori_recommendation_add_evidence (self, &evidence);
  ori_recommendation_add_evidence (self, &missing);
  self->template_id = g_strdup ("t1");
  return self;
}

static guint
count_recommendations (Fixture *fixture)
{
  g_autoptr (GPtrArray) found = ori_store_recommendations (fixture->store, NULL, 0, NULL);

  return found->len;
}

/* The last change is undone and done again with the dumps that belong to it; ends undone. */
static void
check_there_and_back (Fixture *fixture, const char *before, const char *label)
{
  g_autofree char *after = dump_visible (fixture->store), *undone = NULL, *redone = NULL;
  g_autofree char *undo_label = ori_store_undo_label (fixture->store), *redo_label = NULL;

  g_assert_cmpstr (before, !=, after);
  g_assert_cmpstr (undo_label, ==, label);
  undo (fixture);
  undone = dump_visible (fixture->store);
  g_assert_cmpstr (undone, ==, before);
  redo_label = ori_store_redo_label (fixture->store);
  g_assert_cmpstr (redo_label, ==, label);
  fixture_reopen (fixture);
  redo (fixture);
  redone = dump_visible (fixture->store);
  g_assert_cmpstr (redone, ==, after);
  g_assert_null (ori_store_redo_label (fixture->store));
  fixture_reopen (fixture);
  undo (fixture);
}

/* Several stages as one step, the first in place of a batch. */
static void
take_in (OriStore *store, guint n, gint64 replaced)
{
  g_autoptr (OriIntake) intake = ori_intake_begin (store, "А", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    g_autoptr (OriStage) stage = make_series ("new.xlsx", 5 + i, 100 * i);
    gint64 batch = 0;
    guint left;
    g_assert_true (ori_intake_add (intake, stage, i == 0 ? replaced : 0, &batch, &error));
    g_assert_cmpint (batch, !=, 0);
    do {
      g_assert_true (ori_intake_write (intake, 2, &left, &error));
    } while (left > 0);
  }
  g_assert_true (ori_intake_end (intake, &error));
  g_assert_no_error (error);
}

/* Id of an observation of K1 of U0 in 2001: the newest, or those before it; G_MAXUINT: the first.
 */
static gint64
find_version (OriStore *store, guint age)
{
  g_autoptr (GStringChunk) strings = g_string_chunk_new (64);
  OriPeriod period = ori_period_year (2001);
  g_autoptr (GArray) history = ori_store_history (store, "K1:total", "U0", &period, strings, NULL);

  if (age == G_MAXUINT)
    age = history->len - 1;
  return age < history->len ? g_array_index (history, OriObservation, age).id : 0;
}

static void
check_pins (Fixture *fixture, const char *before)
{
  OriStore **store = &fixture->store;
  OriPeriod period = ori_period_year (2001);
  gint64 first = find_version (*store, G_MAXUINT);
  g_autofree char *pinned = NULL;
  g_autoptr (GError) error = NULL;

  /* The newest version is the correction that was undone: it is retracted. */
  g_assert_false (
      ori_store_pin (*store, "K1:total", "U0", &period, find_version (*store, 0), "А", &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (ori_store_unpin (*store, "K1:total", "U0", &period, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_assert_true (ori_store_pin (*store, "K1:total", "U0", &period, first, "А", NULL));
  check_there_and_back (fixture, before, "Pin a value");
  redo (fixture);
  pinned = dump_visible (*store);
  g_assert_true (ori_store_unpin (*store, "K1:total", "U0", &period, NULL));
  check_there_and_back (fixture, pinned, "Unpin a value");
  g_assert_true (ori_store_correct (*store, "K1:total", "U0", &period, ORI_STATUS_VALUE, 9, NULL,
                                    "А", "звонок", NULL));
  check_there_and_back (fixture, pinned, "Correct a value");
  undo (fixture);
}

/* Every verb of the header marked undoable, alone, also over a reopening. */
static void
test_every_verb (Fixture *fixture, gconstpointer data)
{
  gint64 batch = commit (fixture->store, make_series ("a%s.xlsx", 3, 1));
  g_autofree char *before = dump_visible (fixture->store);
  g_autoptr (OriIndicator) indicator = ori_indicator_new ("K2", "Число", ORI_KIND_COUNT, NULL);
  g_autoptr (OriOrgUnit) unit = ori_orgunit_new ("U0", "Округ", "Округ", "R1", 1);
  g_autoptr (OriRecommendation) one = make_recommendation ("один");
  g_autoptr (GPtrArray) two =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_recommendation_free);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (OriSnapshot) snapshot = NULL;
  const OriBatch *correction;
  OriPeriod period = ori_period_year (2001);
  OriStage *stage = make_series ("b%n.xlsx", 9, 50);
  OriStore **store = &fixture->store;

  stage->title = g_strdup ("100 %s");
  g_ptr_array_add (stage->new_orgunits,
                   ori_orgunit_new ("X1", "Новый", NULL, "R1", ORI_ORGUNIT_MUNICIPALITY));
  g_hash_table_insert (stage->new_aliases, g_strdup ("имя"), g_strdup ("X1"));
  commit (*store, stage);
  check_there_and_back (fixture, before, "Import 100 %s");
  g_assert_true (ori_store_set_batch_live (*store, batch, FALSE, NULL));
  check_there_and_back (fixture, before, "Retract a%s.xlsx");
  take_in (*store, 1, batch);
  check_there_and_back (fixture, before, "Replace new.xlsx");
  take_in (*store, 3, batch);
  check_there_and_back (fixture, before, "Import of 3 files");
  g_assert_true (ori_store_correct (*store, "K1:total", "U0", &period, ORI_STATUS_MISSING, NAN,
                                    NULL, "А", "нет", NULL));
  check_there_and_back (fixture, before, "Correct a value");
  redo (fixture);
  snapshot = ori_store_snapshot (*store, NULL);
  correction = g_ptr_array_index (snapshot->batches, snapshot->batches->len - 1);
  g_assert_true (ori_store_set_batch_live (*store, correction->id, FALSE, NULL));
  g_autofree char *label = ori_store_undo_label (*store);
  g_assert_cmpstr (label, ==, "Retract a correction");
  undo (fixture);
  undo (fixture);
  g_assert_true (ori_store_add_indicator (*store, indicator, NULL));
  check_there_and_back (fixture, before, "Add the indicator Число");
  g_assert_true (ori_store_remove_indicator (*store, "K1", NULL));
  check_there_and_back (fixture, before, "Remove the indicator K1");
  ori_orgunit_add_alias (unit, "псевдоним");
  g_assert_true (ori_store_put_orgunit (*store, unit, NULL));
  check_there_and_back (fixture, before, "Change Округ");
  set_thresholds (fixture, "score", 40);
  check_there_and_back (fixture, before, "Change the scheme");
  g_assert_true (ori_store_accept_scheme (*store, "K1", 2024, scheme, "А", "совет", NULL));
  check_there_and_back (fixture, before, "Accept the scheme");
  g_assert_true (ori_store_put_recommendation (*store, one, NULL));
  g_assert_cmpint (one->id, >, 0);
  check_there_and_back (fixture, before, "Add a recommendation");
  g_ptr_array_add (two, make_recommendation ("два"));
  g_ptr_array_add (two, make_recommendation ("три"));
  g_assert_true (ori_store_put_recommendations (*store, two, NULL));
  check_there_and_back (fixture, before, "Draft recommendations");
  check_pins (fixture, before);
}

static void
test_recommendations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecommendation) one = make_recommendation ("Текст с «кавычками»\nи строкой");
  g_autoptr (GPtrArray) found = NULL, other = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GError) error = NULL;
  const OriRecommendation *read;

  g_assert_true (ori_store_put_recommendation (fixture->store, one, &error));
  one->edited = TRUE;
  one->position = 3;
  g_array_set_size (one->evidence, 1);
  before = dump_visible (fixture->store);
  g_assert_true (ori_store_put_recommendation (fixture->store, one, &error));
  check_there_and_back (fixture, before, "Edit the recommendation");
  redo (fixture);
  found = ori_store_recommendations (fixture->store, "U0", 2024, &error);
  g_assert_cmpuint (found->len, ==, 1);
  read = g_ptr_array_index (found, 0);
  g_assert_cmpint (read->id, ==, one->id);
  g_assert_cmpstr (read->text, ==, one->text);
  g_assert_cmpstr (read->audience, ==, "teachers");
  g_assert_cmpstr (read->template_id, ==, "t1");
  g_assert_true (read->edited);
  g_assert_cmpint (read->position, ==, 3);
  g_assert_cmpuint (read->evidence->len, ==, 1);
  g_assert_cmpfloat (g_array_index (read->evidence, OriEvidence, 0).reference, ==, 57.25);
  other = ori_store_recommendations (fixture->store, "U1", 0, &error);
  g_assert_cmpuint (other->len, ==, 0);

  g_free (before);
  before = dump_visible (fixture->store);
  g_assert_true (ori_store_remove_recommendation (fixture->store, one->id, &error));
  check_there_and_back (fixture, before, "Remove the recommendation");
  redo (fixture);
  g_assert_false (ori_store_remove_recommendation (fixture->store, one->id, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (ori_store_put_recommendation (fixture->store, one, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
}

static void
test_missing_evidence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecommendation) one = make_recommendation ("x");
  g_autoptr (GPtrArray) found = NULL;
  const OriEvidence *evidence;

  g_assert_true (ori_store_put_recommendation (fixture->store, one, NULL));
  found = ori_store_recommendations (fixture->store, NULL, 0, NULL);
  evidence = &g_array_index (((OriRecommendation *)found->pdata[0])->evidence, OriEvidence, 1);
  g_assert_cmpint (evidence->reason, ==, ORI_DEFICIT_MISSING);
  g_assert_null (evidence->others);
  g_assert_cmpstr (evidence[-1].others, ==, "07727000\n07635000");
  g_assert_true (isnan (evidence->value) && isnan (evidence->reference));
  g_assert_cmpstr (evidence->period, ==, "2023");
}

static void
test_schemes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriScheme) scheme = ori_scheme_new (), accepted = NULL;
  g_autoptr (GPtrArray) protocol = NULL;
  g_autoptr (GError) error = NULL;
  const OriProtocolEntry *first, *second;

  g_assert_cmpfloat (get_threshold (fixture, "score"), ==, 50);
  g_assert_null (ori_store_accepted_scheme (fixture->store, "score", &error));
  g_assert_no_error (error);
  scheme->thresholds[0] = 33.3;
  g_assert_true (
      ori_store_accept_scheme (fixture->store, "score", 2023, scheme, "А", "раз", &error));
  set_thresholds (fixture, "score", 44.4);
  accepted = ori_store_accepted_scheme (fixture->store, "score", &error);
  g_assert_cmpfloat (accepted->thresholds[0], ==, 33.3);
  g_assert_cmpfloat (get_threshold (fixture, "score"), ==, 44.4);
  scheme->thresholds[0] = 45;
  g_assert_true (
      ori_store_accept_scheme (fixture->store, "score", 2024, scheme, "Б", "два", &error));
  protocol = ori_store_protocol (fixture->store, &error);
  g_assert_cmpuint (protocol->len, ==, 2);
  first = g_ptr_array_index (protocol, 0);
  second = g_ptr_array_index (protocol, 1);
  g_assert_null (first->from);
  g_assert_cmpstr (first->to, ==, second->from);
  g_assert_cmpstr (second->author, ==, "Б");
  g_assert_cmpstr (second->reason, ==, "два");
  g_assert_cmpstr (second->subject, ==, "score");
  g_assert_cmpint (second->cycle, ==, 2024);
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autofree char *start = NULL, *end = NULL, *label = NULL;

  set_thresholds (fixture, "K1", 10);
  start = dump_visible (fixture->store);
  for (int i = 1; i < 30; i++)
    set_thresholds (fixture, "score", i);
  undo (fixture);
  end = dump_visible (fixture->store);
  g_assert_cmpstr (start, ==, end);
  redo (fixture);
  g_assert_cmpfloat (get_threshold (fixture, "score"), ==, 29);

  /* Undo, redo and another subject end the merging. */
  set_thresholds (fixture, "score", 35);
  set_thresholds (fixture, "K1", 11);
  set_thresholds (fixture, "score", 36);
  undo (fixture);
  g_assert_cmpfloat (get_threshold (fixture, "score"), ==, 35);
  undo (fixture);
  g_assert_cmpfloat (get_threshold (fixture, "K1"), ==, 10);
  undo (fixture);
  g_assert_cmpfloat (get_threshold (fixture, "score"), ==, 29);

  /* There and back within one step is no step, and what follows does not join an older one. */
  set_thresholds (fixture, "K1", 20);
  set_thresholds (fixture, "score", 30);
  set_thresholds (fixture, "score", 29);
  label = ori_store_undo_label (fixture->store);
  g_assert_cmpstr (label, ==, "Change the scheme");
  set_thresholds (fixture, "score", 31);
  undo (fixture);
  g_assert_cmpfloat (get_threshold (fixture, "score"), ==, 29);
  g_assert_cmpfloat (get_threshold (fixture, "K1"), ==, 20);
  undo (fixture);
  g_assert_cmpfloat (get_threshold (fixture, "K1"), ==, 10);
}

static void
test_redo_tail (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 revision;

  set_thresholds (fixture, "score", 20);
  undo (fixture);
  /* What changes nothing leaves the tail. */
  revision = ori_store_revision (fixture->store);
  g_assert_true (ori_store_set_setting (fixture->store, "a", "b", NULL));
  undo (fixture); /* the indicator of the fixture */
  redo (fixture);
  g_assert_cmpuint (ori_store_revision (fixture->store), >, revision);
  g_autofree char *redo_label = ori_store_redo_label (fixture->store);
  g_assert_cmpstr (redo_label, ==, "Change the scheme");
  set_thresholds (fixture, "K1", 30);
  g_assert_null (ori_store_redo_label (fixture->store));
  g_assert_false (ori_store_redo (fixture->store, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  undo (fixture);
  undo (fixture);
  g_assert_null (ori_store_undo_label (fixture->store));
  g_assert_false (ori_store_undo (fixture->store, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
}

static void
change_behind (Fixture *fixture, const char *sql)
{
  g_autoptr (OriTransaction) transaction = ori_transaction_begin (fixture->store->db, NULL);
  g_autoptr (GError) error = NULL;

  ori_db_exec (fixture->store->db, sql, &error);
  g_assert_no_error (error);
  g_assert_true (ori_transaction_commit (transaction, NULL));
}

static void
assert_conflict (Fixture *fixture, const char *sql)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;

  change_behind (fixture, sql);
  before = dump_all (fixture->store);
  g_assert_false (ori_store_undo (fixture->store, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_CONFLICT);
  after = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, after);
}

/* A step that does not fit is refused whole. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_recommendation_free);

  set_thresholds (fixture, "score", 20);
  assert_conflict (fixture, "UPDATE history SET user_version = user_version + 1");
  change_behind (fixture, "UPDATE history SET user_version = user_version - 1");
  assert_conflict (fixture, "UPDATE scheme SET draft = '{}'");
  assert_conflict (fixture, "DELETE FROM scheme");

  g_ptr_array_add (two, make_recommendation ("два"));
  g_ptr_array_add (two, make_recommendation ("три"));
  g_assert_true (ori_store_put_recommendations (fixture->store, two, NULL));
  assert_conflict (fixture, "UPDATE recommendation SET text = 'x' WHERE text = 'три'");
  change_behind (fixture, "UPDATE recommendation SET text = 'три' WHERE text = 'x'");
  /* Evidence that the step does not know of would lose its recommendation. */
  assert_conflict (fixture, "INSERT INTO evidence (recommendation, seq, reason)"
                            " SELECT max (id), 9, 'missing' FROM recommendation");
  change_behind (fixture, "DELETE FROM evidence WHERE seq = 9");
  undo (fixture);
  g_assert_cmpuint (count_recommendations (fixture), ==, 0);
}

/* SQLite skips tables that it does not find, and says that all is well. */
static void
test_table_gone (Fixture *fixture, gconstpointer data)
{
  set_thresholds (fixture, "score", 20);
  assert_conflict (fixture, "ALTER TABLE scheme RENAME TO other");
}

static void
test_bad_changeset (Fixture *fixture, gconstpointer data)
{
  static const char *const garbage[] = {"x''", "x'00'", "x'54ffffffff'", "x'5401000161'",
                                        "randomblob (500)"};

  for (guint i = 0; i < G_N_ELEMENTS (garbage); i++) {
    g_autofree char *sql = g_strdup_printf ("UPDATE history SET changeset = %s", garbage[i]);
    g_autofree char *before = dump_visible (fixture->store), *after = NULL;
    g_autoptr (GError) error = NULL;
    change_behind (fixture, sql);
    if (!ori_store_undo (fixture->store, &error))
      g_assert_cmpuint (error->domain, ==, ORI_STORE_ERROR);
    after = dump_visible (fixture->store);
    g_assert_cmpstr (before, ==, after);
  }
}

static void
test_trim (Fixture *fixture, gconstpointer data)
{
  gint64 n;

  for (int i = 0; i < 510; i++)
    set_thresholds (fixture, i % 2 ? "a" : "b", i % 50);
  g_assert_true (ori_db_get_int (fixture->store->db, "SELECT count (*) FROM history", 0, &n, NULL));
  g_assert_cmpint (n, ==, 500);
  for (int i = 0; i < 500; i++)
    undo (fixture);
  g_assert_null (ori_store_undo_label (fixture->store));
  /* What the oldest ten steps did stays. */
  g_assert_cmpfloat (get_threshold (fixture, "a"), ==, 9);
}

/* The model: the dumps after each step, and where we are among them. */
typedef struct {
  GPtrArray *dumps; /* dumps[at] is the present */
  guint at;
  char *subject; /* that may be merged into, NULL if none */
} Model;

/* Refused when there is no such version, it is retracted, or nothing is pinned. */
static void
pin_something (OriStore *store)
{
  OriPeriod period = ori_period_year (2001);
  gint64 version = find_version (store, (guint)g_test_rand_int_range (0, 4));

  if (g_test_rand_int_range (0, 3) == 0)
    ori_store_unpin (store, "K1:total", "U0", &period, NULL);
  else
    ori_store_pin (store, "K1:total", "U0", &period, version, "А", NULL);
}

/* A random verb; returns the subject under which it merges. */
static char *
act (Fixture *fixture, guint number)
{
  OriStore *store = fixture->store;
  g_autofree char *name = g_strdup_printf ("%u", number);
  g_autoptr (GPtrArray) found = ori_store_recommendations (store, NULL, 0, NULL);
  g_autoptr (OriSnapshot) snapshot = ori_store_snapshot (store, NULL);
  OriPeriod period = ori_period_year (2000 + g_test_rand_int_range (1, 4));
  const char *subject = g_test_rand_bit () ? "score" : "K1";
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (OriIndicator) indicator = ori_indicator_new (name, name, ORI_KIND_VALUE, NULL);
  g_autoptr (OriOrgUnit) unit = ori_orgunit_new ("U1", name, NULL, "R1", 1);
  OriRecommendation *some =
      found->len ? found->pdata[g_test_rand_int_range (0, (gint32)found->len)] : NULL;
  const OriBatch *batch =
      snapshot->batches->len
          ? snapshot->batches->pdata[g_test_rand_int_range (0, (gint32)snapshot->batches->len)]
          : NULL;
  OriStage *stage;
  guint keep;

  switch (g_test_rand_int_range (0, 13)) {
  case 0:
    stage = make_series (name, 6, number);
    g_ptr_array_add (stage->new_orgunits, ori_orgunit_new (name, name, NULL, "R1", 1));
    g_ptr_array_add (stage->new_indicators, ori_indicator_new (name, name, ORI_KIND_VALUE, NULL));
    g_hash_table_insert (stage->new_aliases, g_strdup (name), g_strdup ("U1"));
    if (ori_programme_element (snapshot->programme, "K1:total") == NULL)
      g_ptr_array_set_size (stage->records, 0);
    commit (store, stage);
    return NULL;
  case 1:
    g_assert_true (batch == NULL ||
                   ori_store_set_batch_live (store, batch->id, !batch->live, NULL));
    return NULL;
  case 2:
    /* Refused while K1 is removed. */
    ori_store_correct (store, "K1:total", "U1", &period, ORI_STATUS_VALUE, number, NULL, "А", name,
                       NULL);
    return NULL;
  case 3:
    g_assert_true (ori_store_add_indicator (store, indicator, NULL));
    return NULL;
  case 4:
    if (snapshot->programme->indicators->len > 0) {
      const OriIndicator *last =
          snapshot->programme->indicators->pdata[snapshot->programme->indicators->len - 1];
      g_assert_true (ori_store_remove_indicator (store, last->code, NULL));
    }
    return NULL;
  case 5:
    if (g_test_rand_bit ())
      ori_orgunit_add_alias (unit, "другое имя");
    g_assert_true (ori_store_put_orgunit (store, unit, NULL));
    return NULL;
  case 6:
  case 7:
    scheme->thresholds[0] = g_test_rand_int_range (1, 4);
    g_assert_true (ori_store_set_scheme (store, subject, scheme, NULL));
    return g_strdup (subject);
  case 8:
    scheme->thresholds[0] = g_test_rand_int_range (1, 4);
    g_assert_true (ori_store_accept_scheme (store, subject, 2024, scheme, "А", name, NULL));
    return NULL;
  case 9:
    if (some == NULL || g_test_rand_int_range (0, 4) == 0) {
      g_autoptr (OriRecommendation) fresh = make_recommendation (name);
      g_assert_true (ori_store_put_recommendation (store, fresh, NULL));
      return NULL;
    }
    g_free (some->text);
    some->text = g_strdup_printf ("%d", g_test_rand_int_range (0, 3));
    keep = (guint)g_test_rand_int_range (0, 3);
    g_array_set_size (some->evidence, MIN (some->evidence->len, keep));
    g_assert_true (ori_store_put_recommendation (store, some, NULL));
    return g_strdup_printf ("%" G_GINT64_FORMAT, some->id);
  case 10:
  case 11:
    pin_something (store);
    return NULL;
  default:
    g_assert_true (some == NULL || ori_store_remove_recommendation (store, some->id, NULL));
    return NULL;
  }
}

static void
push (Model *model, char *dump)
{
  g_ptr_array_set_size (model->dumps, (int)model->at + 1);
  g_ptr_array_add (model->dumps, dump);
  model->at++;
}

/* What the store is expected to have made of a verb of subject @subject that led to @dump. */
static void
follow (Model *model, char *dump, char *subject)
{
  gboolean merge = subject != NULL && g_strcmp0 (subject, model->subject) == 0;

  if (g_strcmp0 (dump, model->dumps->pdata[model->at]) == 0) { /* nothing changed: no step */
    g_free (dump);
    g_free (subject);
    return;
  }
  if (!merge) {
    push (model, dump);
  } else if (g_strcmp0 (dump, model->dumps->pdata[model->at - 1]) == 0) { /* there and back */
    model->at--;
    g_ptr_array_set_size (model->dumps, (int)model->at + 1);
    g_free (dump);
    g_clear_pointer (&subject, g_free);
  } else {
    model->at--;
    push (model, dump);
  }
  g_free (model->subject);
  model->subject = subject;
}

static void
step_history (Fixture *fixture, Model *model, int by)
{
  g_autoptr (GError) error = NULL;
  gboolean possible = by < 0 ? model->at > 0 : model->at + 1 < model->dumps->len;
  gboolean done =
      by < 0 ? ori_store_undo (fixture->store, &error) : ori_store_redo (fixture->store, &error);

  g_assert_cmpint (done, ==, possible);
  if (!done) {
    g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
    return;
  }
  model->at += (guint)by;
  g_clear_pointer (&model->subject, g_free);
}

static void
test_model (Fixture *fixture, gconstpointer data)
{
  Model model = {g_ptr_array_new_with_free_func (g_free), 0, NULL};

  g_assert_true (ori_store_undo (fixture->store, NULL)); /* K1, to begin with an empty history */
  g_ptr_array_add (model.dumps, dump_visible (fixture->store));
  g_assert_true (ori_store_redo (fixture->store, NULL));
  push (&model, dump_visible (fixture->store));
  for (guint i = 0; i < 250; i++) {
    g_autofree char *present = NULL;
    int choice = g_test_rand_int_range (0, 10);
    if (choice < 6) {
      char *subject = act (fixture, 1000 + i);
      follow (&model, dump_visible (fixture->store), subject);
    } else if (choice < 9) {
      step_history (fixture, &model, choice < 8 ? -1 : 1);
    } else {
      fixture_reopen (fixture);
      g_clear_pointer (&model.subject, g_free);
    }
    present = dump_visible (fixture->store);
    g_assert_cmpstr (present, ==, model.dumps->pdata[model.at]);
  }
  while (model.at > 0)
    step_history (fixture, &model, -1);
  g_autofree char *start = dump_visible (fixture->store);
  g_assert_cmpstr (start, ==, model.dumps->pdata[0]);
  while (model.at + 1 < model.dumps->len)
    step_history (fixture, &model, 1);
  g_autofree char *end = dump_visible (fixture->store);
  g_assert_cmpstr (end, ==, model.dumps->pdata[model.at]);
  g_ptr_array_unref (model.dumps);
  g_free (model.subject);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store/history/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("every-verb", test_every_verb);
  ADD ("recommendations", test_recommendations);
  ADD ("missing-evidence", test_missing_evidence);
  ADD ("schemes", test_schemes);
  ADD ("merge", test_merge);
  ADD ("redo-tail", test_redo_tail);
  ADD ("conflict", test_conflict);
  ADD ("table-gone", test_table_gone);
  ADD ("bad-changeset", test_bad_changeset);
  ADD ("trim", test_trim);
  ADD ("model", test_model);
  return g_test_run ();
}
