/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/ori-text.h"
#include "store-fixture.h"
#include "store/ori-store-file.h"

/* Stages in, values out: exactness, provenance, precedence, retraction. */

static OriSnapshot *
take_snapshot (OriStore *store)
{
  g_autoptr (GError) error = NULL;
  OriSnapshot *snapshot = ori_store_snapshot (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (snapshot->revision, ==, ori_store_revision (store));
  return snapshot;
}

static const OriBatch *
batch_of (const OriSnapshot *snapshot, const OriObservation *observation)
{
  return g_ptr_array_index (snapshot->batches, observation->batch);
}

static void
test_exact (Fixture *fixture, gconstpointer data)
{
  static const double values[] = {0.1,   57.5,        2.675,   1.0 / 3,   -1e-300,
                                  1e300, DBL_MAX,     DBL_MIN, 5e-324,    9007199254740993,
                                  0,     12345678901, 100,     -66.66667, 1e22,
                                  -0.0};
  static const char *const printed[] = {" 0,1 ",  "57,50 %", "2,675¹", "…", "",  "a\nb",
                                        "«x»",    "\t",      "0x10",   "1", "0", "12 345",
                                        "'100''", "−66,7",   "1E+22",  "-0"};
  g_autoptr (OriSnapshot) snapshot = NULL;
  OriStage *stage = make_stage ("точно.xlsx");

  G_STATIC_ASSERT (G_N_ELEMENTS (values) == G_N_ELEMENTS (printed));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    g_ptr_array_add (stage->records, make_record ("K1:total", "U0", 1990 + (int)i, values[i],
                                                  printed[i], 1000000 + i));
  commit (fixture->store, stage);
  fixture_reopen (fixture);
  snapshot = take_snapshot (fixture->store);
  g_assert_cmpuint (snapshot->observations->len, ==, G_N_ELEMENTS (values));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    const OriObservation *found = find (snapshot, "K1:total", "U0", 1990 + (int)i);
    double expected = values[i] == 0 ? 0.0 : values[i]; /* SQLite has one zero */
    g_assert_nonnull (found);
    g_assert_cmpmem (&found->value, sizeof (double), &expected, sizeof (double));
    g_assert_cmpstr (found->printed, ==, printed[i]);
    g_assert_cmpuint (found->cell.row, ==, 1000000 + i);
    g_assert_cmpuint (found->cell.col, ==, 2);
    g_assert_cmpstr (found->sheet, ==, "Лист");
    g_assert_cmpint (found->status, ==, ORI_STATUS_VALUE);
    g_assert_cmpuint (found->flags, ==, 0);
  }
}

/* «Нет данных», zero, «не применимо» and suppressed stay four things. */
static void
test_statuses (Fixture *fixture, gconstpointer data)
{
  static const OriStatus statuses[] = {ORI_STATUS_VALUE, ORI_STATUS_MISSING,
                                       ORI_STATUS_NOT_APPLICABLE, ORI_STATUS_SUPPRESSED,
                                       ORI_STATUS_DOUBTFUL};
  g_autoptr (OriSnapshot) snapshot = NULL;
  OriStage *stage = make_stage ("a.csv");

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    OriRecord *record = make_record ("K1:total", "U1", 2010 + (int)i, 0, NULL, i);
    record->status = statuses[i];
    record->text = g_strdup (i == 0 ? "Школа № 1" : NULL);
    record->note = g_strdup (i == 4 ? "сноска" : NULL);
    g_clear_pointer (&record->sheet, g_free);
    g_ptr_array_add (stage->records, record);
  }
  commit (fixture->store, stage);
  snapshot = take_snapshot (fixture->store);
  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    const OriObservation *found = find (snapshot, "K1:total", "U1", 2010 + (int)i);
    g_assert_cmpint (found->status, ==, statuses[i]);
    g_assert_cmpuint (found->flags, ==, i == 4 ? ORI_FLAG_DOUBTFUL : 0);
    g_assert_cmpstr (found->text, ==, i == 0 ? "Школа № 1" : NULL);
    g_assert_cmpstr (found->note, ==, i == 4 ? "сноска" : NULL);
    g_assert_null (found->printed);
    g_assert_null (found->sheet);
  }
}

static void
test_batch_facts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (100000, 'z'), *noise = g_malloc (5000);
  g_autoptr (GBytes) repetitive = g_bytes_new (text, 100000), random = NULL, none = NULL;
  g_autoptr (GBytes) kept = NULL, kept_random = NULL;
  g_autoptr (OriSnapshot) snapshot = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  OriStage *stage = make_series ("данные.xlsx", 4, 1), *other = make_series ("b.xlsx", 1, 1);
  OriRecord *unready = make_record ("K1:total", NULL, 2001, 1, "1", 9);
  const OriBatch *batch;
  gint64 id, second;

  for (guint i = 0; i < 5000; i++)
    noise[i] = (char)g_test_rand_int_range (0, 256);
  random = g_bytes_new (noise, 5000);
  g_ptr_array_add (stage->records, unready);
  stage->title = g_strdup ("Сведения за 2001 год");
  stage->path = g_strdup ("/дом/данные.xlsx");
  stage->content = g_bytes_ref (repetitive);
  other->content = g_bytes_ref (random);
  g_ptr_array_add (stage->findings, ori_finding_new ("percent-differs", ORI_SEVERITY_WARNING,
                                                     "Лист", "C4", "не %d", 57));
  g_ptr_array_add (stage->findings,
                   ori_finding_new ("empty", ORI_SEVERITY_INFO, NULL, NULL, "пусто"));
  id = commit (fixture->store, stage);
  second = commit (fixture->store, other);

  snapshot = take_snapshot (fixture->store);
  g_assert_cmpuint (snapshot->batches->len, ==, 2);
  batch = g_ptr_array_index (snapshot->batches, 0);
  g_assert_cmpint (batch->id, ==, id);
  g_assert_cmpstr (batch->title, ==, "Сведения за 2001 год");
  g_assert_cmpstr (batch->file, ==, "данные.xlsx");
  g_assert_cmpstr (batch->format, ==, "xlsx");
  g_assert_cmpstr (batch->author, ==, "Аналитик");
  g_assert_null (batch->reason);
  g_assert_true (batch->live);
  g_assert_cmpuint (batch->n_observations, ==, 4);
  g_assert_cmpuint (batch->n_findings, ==, 2);
  g_assert_cmpint (ABS (batch->time - g_get_real_time () / G_USEC_PER_SEC), <, 60);
  g_assert_cmpint (ori_store_find_batch (fixture->store, batch->sha256), ==, id);
  g_assert_cmpint (ori_store_find_batch (fixture->store, "0"), ==, 0);

  kept = ori_store_batch_content (fixture->store, id, &error);
  g_assert_true (g_bytes_equal (kept, repetitive));
  kept_random = ori_store_batch_content (fixture->store, second, &error);
  g_assert_true (g_bytes_equal (kept_random, random));
  none = ori_store_batch_content (fixture->store, 12345, &error);
  g_assert_no_error (error);
  g_assert_null (none);

  findings = ori_store_batch_findings (fixture->store, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 2);
  g_autofree char *first = ori_finding_text (g_ptr_array_index (findings, 0));
  g_assert_cmpstr (first, ==, "данные.xlsx › Лист › C4: не 57");
  g_assert_cmpstr (((OriFinding *)g_ptr_array_index (findings, 1))->rule, ==, "empty");
}

static void
test_winner (Fixture *fixture, gconstpointer data)
{
  OriStage *old = make_stage ("old.xlsx"), *fresh = make_stage ("fresh.xlsx");
  OriRecord *gap = make_record ("K1:total", "U2", 2001, 0, "…", 3);
  OriRecord *filled = make_record ("K1:total", "U2", 2002, 0, "…", 4);
  OriPeriod period = ori_period_year (2001);
  g_autoptr (OriSnapshot) snapshot = NULL, corrected = NULL, later = NULL;
  g_autoptr (GError) error = NULL;
  const OriObservation *found;

  gap->status = filled->status = ORI_STATUS_MISSING;
  g_ptr_array_add (old->records, make_record ("K1:total", "U0", 2001, 10, "10", 1));
  g_ptr_array_add (old->records, make_record ("K1:total", "U1", 2001, 20, "20", 2));
  g_ptr_array_add (old->records, make_record ("K1:total", "U2", 2001, 30, "30", 3));
  g_ptr_array_add (old->records, filled);
  g_ptr_array_add (fresh->records, make_record ("K1:total", "U0", 2001, 11, "11", 1));
  g_ptr_array_add (fresh->records, make_record ("K1:total", "U1", 2001, 20, "20,0", 2));
  g_ptr_array_add (fresh->records, gap);
  g_ptr_array_add (fresh->records, make_record ("K1:total", "U2", 2002, 5, "5", 4));
  commit (fixture->store, old);
  commit (fixture->store, fresh);
  snapshot = take_snapshot (fixture->store);
  g_assert_cmpuint (snapshot->observations->len, ==, 4);

  found = find (snapshot, "K1:total", "U0", 2001); /* the newest, and they differ */
  g_assert_cmpfloat (found->value, ==, 11);
  g_assert_cmpuint (found->flags, ==, ORI_FLAG_CONFLICT);
  g_assert_cmpstr (batch_of (snapshot, found)->file, ==, "fresh.xlsx");
  found = find (snapshot, "K1:total", "U1", 2001); /* the newest, and they agree */
  g_assert_cmpstr (found->printed, ==, "20,0");
  g_assert_cmpuint (found->flags, ==, 0);
  found = find (snapshot, "K1:total", "U2", 2001); /* a gap over a number */
  g_assert_cmpint (found->status, ==, ORI_STATUS_MISSING);
  g_assert_cmpuint (found->flags, ==, ORI_FLAG_CONFLICT);
  found = find (snapshot, "K1:total", "U2", 2002); /* a number over a gap */
  g_assert_cmpfloat (found->value, ==, 5);
  g_assert_cmpuint (found->flags, ==, 0);

  /* A correction wins, also over what comes later; then the later one contradicts. */
  g_assert_true (ori_store_correct (fixture->store, "K1:total", "U0", &period, ORI_STATUS_VALUE, 12,
                                    NULL, "Аналитик", " опечатка ", &error));
  corrected = take_snapshot (fixture->store);
  found = find (corrected, "K1:total", "U0", 2001);
  g_assert_cmpfloat (found->value, ==, 12);
  g_assert_cmpuint (found->flags, ==, ORI_FLAG_CORRECTED);
  g_assert_null (batch_of (corrected, found)->file);
  g_assert_cmpstr (batch_of (corrected, found)->reason, ==, "опечатка");
  old = make_stage ("third.xlsx");
  g_ptr_array_add (old->records, make_record ("K1:total", "U0", 2001, 10, "10", 1));
  commit (fixture->store, old);
  later = take_snapshot (fixture->store);
  found = find (later, "K1:total", "U0", 2001);
  g_assert_cmpfloat (found->value, ==, 12);
  g_assert_cmpuint (found->flags, ==, ORI_FLAG_CORRECTED | ORI_FLAG_CONFLICT);
}

static gint64
version_of (OriStore *store, const char *orgunit, guint age)
{
  g_autoptr (GStringChunk) strings = g_string_chunk_new (64);
  OriPeriod period = ori_period_year (2001);
  g_autoptr (GArray) history =
      ori_store_history (store, "K1:total", orgunit, &period, strings, NULL);

  return g_array_index (history, OriObservation, age).id;
}

static void
assert_value (Fixture *fixture, double value, guint flags)
{
  g_autoptr (OriSnapshot) snapshot = take_snapshot (fixture->store);
  const OriObservation *found = find (snapshot, "K1:total", "U0", 2001);

  g_assert_cmpfloat (found->value, ==, value);
  g_assert_cmpuint (found->flags, ==, flags);
}

static gint64
commit_value (OriStore *store, const char *file, double value)
{
  OriStage *stage = make_stage (file);

  g_ptr_array_add (stage->records, make_record ("K1:total", "U0", 2001, value, file, 1));
  g_ptr_array_add (stage->records, make_record ("K1:total", "U1", 2001, 1, "1", 1));
  return commit (store, stage);
}

static void
test_pin (Fixture *fixture, gconstpointer data)
{
  OriPeriod period = ori_period_year (2001);
  gint64 first = commit_value (fixture->store, "a", 10), second, other;
  OriStore **store = &fixture->store;

  second = commit_value (*store, "b", 11);
  assert_value (fixture, 11, ORI_FLAG_CONFLICT);
  /* An observation of another key is refused. */
  other = version_of (*store, "U1", 0);
  g_assert_false (ori_store_pin (*store, "K1:total", "U0", &period, other, "А", NULL));
  g_assert_false (ori_store_pin (*store, "K9:total", "U0", &period, other, "А", NULL));

  /* The older one counts, and the doubt is settled; also after reopening. */
  g_assert_true (
      ori_store_pin (*store, "K1:total", "U0", &period, version_of (*store, "U0", 1), "А", NULL));
  assert_value (fixture, 10, ORI_FLAG_PINNED);
  fixture_reopen (fixture);
  assert_value (fixture, 10, ORI_FLAG_PINNED);
  /* What comes later does not push it away, but is news. */
  commit_value (*store, "c", 12);
  assert_value (fixture, 10, ORI_FLAG_PINNED | ORI_FLAG_CONFLICT);
  /* Retracting others does not touch it; while its own is retracted it rests. */
  g_assert_true (ori_store_set_batch_live (*store, second, FALSE, NULL));
  assert_value (fixture, 10, ORI_FLAG_PINNED | ORI_FLAG_CONFLICT);
  g_assert_true (ori_store_set_batch_live (*store, first, FALSE, NULL));
  assert_value (fixture, 12, 0);
  g_assert_true (ori_store_set_batch_live (*store, first, TRUE, NULL));
  assert_value (fixture, 10, ORI_FLAG_PINNED | ORI_FLAG_CONFLICT);
  /* Pinned again, the later one is known; another version takes the place of the pin. */
  g_assert_true (
      ori_store_pin (*store, "K1:total", "U0", &period, version_of (*store, "U0", 2), "А", NULL));
  assert_value (fixture, 10, ORI_FLAG_PINNED);
  g_assert_true (
      ori_store_pin (*store, "K1:total", "U0", &period, version_of (*store, "U0", 0), "А", NULL));
  assert_value (fixture, 12, ORI_FLAG_PINNED);

  /* Over a correction that came before; one that comes later takes the pin back. */
  g_assert_true (ori_store_correct (*store, "K1:total", "U0", &period, ORI_STATUS_VALUE, 13, NULL,
                                    "А", "звонок", NULL));
  assert_value (fixture, 13, ORI_FLAG_CORRECTED);
  g_assert_true (
      ori_store_pin (*store, "K1:total", "U0", &period, version_of (*store, "U0", 1), "А", NULL));
  assert_value (fixture, 12, ORI_FLAG_PINNED);
  g_assert_true (ori_store_unpin (*store, "K1:total", "U0", &period, NULL));
  assert_value (fixture, 13, ORI_FLAG_CORRECTED);
}

/* A workspace from before pins opens with all it had, and can pin then. */
static void
test_pin_old (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_strconcat (fixture->path, ".v2.bak", NULL);
  OriPeriod period = ori_period_year (2001);

  commit_value (fixture->store, "a", 10);
  commit_value (fixture->store, "b", 11);
  fixture_grow_old (fixture, 2);
  fixture_reopen (fixture);
  assert_value (fixture, 11, ORI_FLAG_CONFLICT);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_assert_null (ori_store_undo_label (fixture->store));
  g_assert_true (ori_store_pin (fixture->store, "K1:total", "U0", &period,
                                version_of (fixture->store, "U0", 1), "А", NULL));
  assert_value (fixture, 10, ORI_FLAG_PINNED);
}

/* Two rows of one file, of which the second is meant. */
static void
test_pin_within_batch (Fixture *fixture, gconstpointer data)
{
  OriStage *stage = make_stage ("a.xlsx");
  OriPeriod period = ori_period_year (2001);

  g_ptr_array_add (stage->records, make_record ("K1:total", "U0", 2001, 7, "7", 1));
  g_ptr_array_add (stage->records, make_record ("K1:total", "U0", 2001, 8, "8", 3));
  commit (fixture->store, stage);
  assert_value (fixture, 7, ORI_FLAG_CONFLICT);
  g_assert_true (ori_store_pin (fixture->store, "K1:total", "U0", &period,
                                version_of (fixture->store, "U0", 1), "А", NULL));
  assert_value (fixture, 8, ORI_FLAG_PINNED);
}

static void
test_twice_in_batch (Fixture *fixture, gconstpointer data)
{
  OriStage *stage = make_stage ("a.xlsx");
  g_autoptr (GStringChunk) strings = g_string_chunk_new (100);
  g_autoptr (OriSnapshot) snapshot = NULL;
  g_autoptr (GArray) history = NULL;
  OriPeriod period = ori_period_year (2001);
  const OriObservation *found;

  g_ptr_array_add (stage->records, make_record ("K1:total", "U0", 2001, 7, "7", 1));
  g_ptr_array_add (stage->records, make_record ("K1:total", "U1", 2001, 1, "1", 2));
  g_ptr_array_add (stage->records, make_record ("K1:total", "U0", 2001, 8, "8", 3));
  g_ptr_array_add (stage->records, make_record ("K1:total", "U1", 2001, 1, "1,0", 4));
  commit (fixture->store, stage);
  snapshot = take_snapshot (fixture->store);
  g_assert_cmpuint (snapshot->observations->len, ==, 2);
  found = find (snapshot, "K1:total", "U0", 2001);
  g_assert_cmpfloat (found->value, ==, 7);
  g_assert_cmpuint (found->flags, ==, ORI_FLAG_CONFLICT);
  found = find (snapshot, "K1:total", "U1", 2001);
  g_assert_cmpstr (found->printed, ==, "1");
  g_assert_cmpuint (found->flags, ==, 0);
  /* Both rows are kept. */
  history = ori_store_history (fixture->store, "K1:total", "U0", &period, strings, NULL);
  g_assert_cmpuint (history->len, ==, 2);
}

static void
test_retract (Fixture *fixture, gconstpointer data)
{
  gint64 first = commit (fixture->store, make_series ("a.xlsx", 3, 1));
  gint64 second = commit (fixture->store, make_series ("b.xlsx", 6, 101));
  g_autoptr (OriSnapshot) both = take_snapshot (fixture->store), one = NULL, none = NULL,
                          again = NULL;
  g_autoptr (GStringChunk) strings = g_string_chunk_new (100);
  g_autoptr (GArray) history = NULL;
  g_autoptr (GError) error = NULL;
  OriPeriod period = ori_period_year (2001);

  g_assert_cmpfloat (find (both, "K1:total", "U0", 2001)->value, ==, 101);
  g_assert_true (ori_store_set_batch_live (fixture->store, second, FALSE, &error));
  one = take_snapshot (fixture->store);
  g_assert_cmpfloat (find (one, "K1:total", "U0", 2001)->value, ==, 1);
  g_assert_cmpuint (one->observations->len, ==, 3);
  g_assert_cmpuint (one->periods->len, ==, 1);
  g_assert_cmpuint (one->batches->len, ==, 2);
  g_assert_true (ori_store_set_batch_live (fixture->store, first, FALSE, &error));
  none = take_snapshot (fixture->store);
  g_assert_cmpuint (none->observations->len, ==, 0);
  g_assert_cmpuint (none->elements->len, ==, 0);

  history = ori_store_history (fixture->store, "K1:total", "U0", &period, strings, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 2);
  g_assert_cmpfloat (g_array_index (history, OriObservation, 0).value, ==, 101);
  g_assert_cmpuint (g_array_index (history, OriObservation, 0).batch, ==, 1);
  g_assert_cmpstr (g_array_index (history, OriObservation, 1).printed, ==, "1");

  g_assert_true (ori_store_set_batch_live (fixture->store, second, TRUE, &error));
  again = take_snapshot (fixture->store);
  g_assert_cmpfloat (find (again, "K1:total", "U2", 2002)->value, ==, 106);
  g_assert_false (ori_store_set_batch_live (fixture->store, 77, TRUE, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
}

/* What a batch defines is there while a live batch needs it, whichever brought it first. */
static void
test_definitions (Fixture *fixture, gconstpointer data)
{
  OriStage *stage = make_stage ("a.xlsx"), *second = make_stage ("b.xlsx");
  g_autoptr (OriSnapshot) with = NULL, without = NULL, last = NULL;
  g_autoptr (GError) error = NULL;
  gint64 batch, other;

  g_ptr_array_add (stage->new_orgunits,
                   ori_orgunit_new ("X1", "Новый округ", NULL, "R1", ORI_ORGUNIT_MUNICIPALITY));
  g_ptr_array_add (stage->new_indicators,
                   ori_indicator_new ("N1", "Новый показатель", ORI_KIND_VALUE, "ед."));
  g_hash_table_insert (stage->new_aliases, g_strdup ("МО-0"), g_strdup ("U0"));
  g_ptr_array_add (stage->new_orgunits,
                   ori_orgunit_new ("S1", "Новая школа", NULL, "X1", ORI_ORGUNIT_SCHOOL));
  g_ptr_array_add (stage->records, make_record ("N1:value", "S1", 2001, 1, "1", 1));
  g_ptr_array_add (second->records, make_record ("N1:value", "S1", 2002, 2, "2", 1));
  batch = commit (fixture->store, stage);
  with = take_snapshot (fixture->store);
  g_assert_cmpfloat (find (with, "N1:value", "S1", 2001)->value, ==, 1);
  g_assert_true (ori_programme_indicator (with->programme, "N1")->own);
  g_assert_cmpuint (ori_snapshot_find_orgunit (with, "мо 0"), ==,
                    ori_snapshot_orgunit_index (with, "U0"));
  g_assert_cmpstr (ori_snapshot_orgunit (with, ori_snapshot_orgunit_index (with, "U0"))->aliases[0],
                   ==, "МО-0");

  other = commit (fixture->store, second);
  g_assert_true (ori_store_set_batch_live (fixture->store, batch, FALSE, &error));
  without = take_snapshot (fixture->store);
  g_assert_cmpfloat (find (without, "N1:value", "S1", 2002)->value, ==, 2);
  g_assert_null (find (without, "N1:value", "S1", 2001));
  g_assert_null (
      ori_snapshot_orgunit (without, ori_snapshot_orgunit_index (without, "U0"))->aliases[0]);

  g_assert_cmpuint (ori_snapshot_orgunit_index (without, "X1"), !=, G_MAXUINT); /* its parent */

  g_assert_true (ori_store_set_batch_live (fixture->store, other, FALSE, &error));
  last = take_snapshot (fixture->store);
  g_assert_cmpuint (ori_snapshot_orgunit_index (last, "X1"), ==, G_MAXUINT);
  g_assert_null (ori_programme_indicator (last->programme, "N1"));
}

/* Of several rows of one code the one made by hand counts, then the newest live one. */
static void
test_definition_precedence (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = {"первое", "второе", "по-своему"};
  gint64 batches[2];

  for (guint i = 0; i < 2; i++) {
    OriStage *stage = make_stage (names[i]);
    for (int k = 0; k < 8; k++) {
      g_autofree char *code = g_strdup_printf ("X%d", k);
      g_ptr_array_add (stage->new_orgunits, ori_orgunit_new (code, names[i], NULL, "R1", 1));
    }
    batches[i] = commit (fixture->store, stage);
    g_assert_true (ori_store_set_batch_live (fixture->store, batches[i], FALSE, NULL));
  }
  for (guint i = 0; i < 3; i++) {
    g_autoptr (OriSnapshot) snapshot = NULL;
    for (int k = 0; k < 8 && i == 2; k++) {
      g_autofree char *code = g_strdup_printf ("X%d", k);
      g_autoptr (OriOrgUnit) unit = ori_orgunit_new (code, names[2], NULL, "R1", 1);
      g_assert_true (ori_store_put_orgunit (fixture->store, unit, NULL));
    }
    if (i < 2)
      g_assert_true (ori_store_set_batch_live (fixture->store, batches[i], TRUE, NULL));
    snapshot = take_snapshot (fixture->store);
    for (int k = 0; k < 8; k++) {
      g_autofree char *code = g_strdup_printf ("X%d", k);
      guint index = ori_snapshot_orgunit_index (snapshot, code);
      g_assert_cmpstr (ori_snapshot_orgunit (snapshot, index)->name, ==, names[i]);
    }
  }
}

static void
test_put_orgunit (Fixture *fixture, gconstpointer data)
{
  OriStage *stage = make_stage ("a.xlsx");
  g_autoptr (OriOrgUnit) unit = NULL;
  g_autoptr (OriSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  const OriOrgUnit *found;
  gint64 batch, n;

  g_hash_table_insert (stage->new_aliases, g_strdup ("Старое имя"), g_strdup ("U1"));
  g_ptr_array_add (stage->new_orgunits,
                   ori_orgunit_new ("X1", "Школа", NULL, "U1", ORI_ORGUNIT_SCHOOL));
  g_ptr_array_add (stage->records, make_record ("K1:total", "X1", 2001, 1, "1", 1));
  batch = commit (fixture->store, stage);

  /* Edited by hand, it outlives the batch; its names are exactly what was given. */
  unit = ori_orgunit_new ("X1", "Школа № 7", "Шк. 7", "U1", ORI_ORGUNIT_SCHOOL);
  ori_orgunit_add_alias (unit, "седьмая");
  unit->from = 1990;
  unit->city = TRUE;
  g_assert_true (ori_store_put_orgunit (fixture->store, unit, &error));
  g_assert_true (ori_store_put_orgunit (fixture->store, unit, &error));
  g_assert_true (ori_store_set_batch_live (fixture->store, batch, FALSE, &error));
  snapshot = take_snapshot (fixture->store);
  found = ori_snapshot_orgunit (snapshot, ori_snapshot_orgunit_index (snapshot, "X1"));
  g_assert_cmpstr (found->name, ==, "Школа № 7");
  g_assert_cmpstr (found->short_name, ==, "Шк. 7");
  g_assert_cmpstr (found->parent, ==, "U1");
  g_assert_cmpint (found->level, ==, ORI_ORGUNIT_SCHOOL);
  g_assert_true (found->city);
  g_assert_cmpint (found->from, ==, 1990);
  g_assert_cmpint (found->to, ==, 9999);
  g_assert_cmpuint (g_strv_length (found->aliases), ==, 1);
  g_autofree char *key = ori_text_key ("Школа № 7");
  g_autofree char *sql = g_strdup_printf (
      "SELECT count (*) FROM orgunit WHERE code = 'X1' AND batch IS NULL AND key = '%s'", key);
  g_assert_true (ori_db_get_int (fixture->store->db, sql, 0, &n, NULL));
  g_assert_cmpint (n, ==, 1);
}

static void
test_indicators (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriIndicator) indicator = ori_indicator_new ("K1", "Другой", ORI_KIND_COUNT, "ед.");
  g_autoptr (OriIndicator) fresh = ori_indicator_new ("K2", "Число", ORI_KIND_COUNT, "ед.");
  g_autoptr (GPtrArray) several = g_ptr_array_new ();
  g_autofree char *before = dump_all (fixture->store), *after = NULL;
  g_autoptr (OriSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (ori_store_add_indicator (fixture->store, indicator, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_WRITE);
  g_clear_error (&error);
  g_assert_false (ori_store_remove_indicator (fixture->store, "K9", &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  /* Of several, one bad spoils all. */
  g_ptr_array_add (several, fresh);
  g_ptr_array_add (several, fresh);
  g_assert_false (ori_store_add_indicators (fixture->store, several, &error));
  g_clear_error (&error);
  after = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, after);

  /* Removing one hides its values and loses none. */
  commit (fixture->store, make_series ("a.xlsx", 3, 1));
  g_assert_true (ori_store_remove_indicator (fixture->store, "K1", &error));
  snapshot = take_snapshot (fixture->store);
  g_assert_cmpuint (snapshot->observations->len, ==, 0);
  g_clear_pointer (&snapshot, ori_snapshot_unref);
  g_assert_true (ori_store_undo (fixture->store, &error));
  snapshot = take_snapshot (fixture->store);
  g_assert_cmpuint (snapshot->observations->len, ==, 3);
}

static void
assert_commit_fails (Fixture *fixture, OriStage *stage, const char *place)
{
  g_autofree char *before = dump_all (fixture->store), *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 batch = 0;

  g_assert_false (ori_store_commit_stage (fixture->store, stage, NULL, &batch, NULL, NULL, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, place));
  after = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, after);
  ori_stage_free (stage);
}

static void
test_refused_records (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *element, *orgunit;
    int year;
    double value;
  } bad[] = {{"K9:total", "U0", 2001, 1},
             {"K1:total", "U9", 2001, 1},
             {"K1:total", "U0", 20001, 1},
             {"K1:total", "U0", 2001, NAN},
             {"K1:total", "U0", 2001, INFINITY}};

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    OriStage *stage = make_series ("a.xlsx", 5, 1);
    g_ptr_array_add (stage->records, make_record (bad[i].element, bad[i].orgunit, bad[i].year,
                                                  bad[i].value, "x", 9));
    assert_commit_fails (fixture, stage, "Лист › C10");
  }
}

static void
test_correct_refused (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *element, *orgunit, *reason;
    double value;
  } bad[] = {{"K1:total", "U0", "", 1},   {"K1:total", "U0", " \n", 1},
             {"K1:total", "U0", NULL, 1}, {"K9:total", "U0", "да", 1},
             {"K1:total", "U9", "да", 1}, {"K1:total", "U0", "да", NAN}};
  g_autofree char *before = dump_all (fixture->store), *after = NULL;
  OriPeriod period = ori_period_year (2001);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (ori_store_correct (fixture->store, bad[i].element, bad[i].orgunit, &period,
                                       ORI_STATUS_VALUE, bad[i].value, NULL, "А", bad[i].reason,
                                       &error));
    g_assert_cmpuint (error->domain, ==, ORI_STORE_ERROR);
  }
  after = dump_all (fixture->store);
  g_assert_cmpstr (before, ==, after);
}

typedef struct {
  guint count, cancel_at;
  GCancellable *cancellable;
  double last;
} Watch;

static void
watch_cb (double fraction, const char *message, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  g_assert_cmpfloat (fraction, <=, 1);
  watch->last = fraction;
  if (++watch->count == watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

/* Cancelled at any report, nothing is left; the last run has no report to be cancelled at. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriStage) stage = make_series ("a.xlsx", 40, 1);
  g_autofree char *before = dump_all (fixture->store);
  gboolean done = FALSE;
  guint n;

  g_ptr_array_add (stage->new_indicators, ori_indicator_new ("N1", "Новый", ORI_KIND_VALUE, "ед."));
  for (n = 1; !done; n++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    g_autofree char *after = NULL;
    Watch watch = {.cancel_at = n, .cancellable = cancellable};
    OriProgress progress = {watch_cb, &watch, 0, 1};
    gint64 batch = 0;
    done =
        ori_store_commit_stage (fixture->store, stage, "А", &batch, &progress, cancellable, &error);
    if (done) {
      g_assert_cmpuint (watch.count, <, n);
      continue;
    }
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpint (batch, ==, 0);
    g_assert_cmpuint (watch.count, ==, n); /* at once */
    after = dump_all (fixture->store);
    g_assert_cmpstr (before, ==, after);
  }
  g_assert_cmpuint (n, >, 40);
}

static void
test_large_file_not_kept (Fixture *fixture, gconstpointer data)
{
  OriStage *stage = make_series ("a.xlsx", 1, 1);
  g_autoptr (GError) error = NULL;
  gint64 batch;

  stage->content = g_bytes_new_take (g_malloc0 (ORI_STORE_MAX_FILE + 1), ORI_STORE_MAX_FILE + 1);
  batch = commit (fixture->store, stage);
  g_assert_null (ori_store_batch_content (fixture->store, batch, &error));
  g_assert_no_error (error);
}

/* A workspace from elsewhere may claim anything about what it holds. */
static void
test_bad_content (Fixture *fixture, gconstpointer data)
{
  static const char *const lies[] = {
      "UPDATE batch_file SET size = 9", "UPDATE batch_file SET size = -1",
      "UPDATE batch_file SET size = 1000000000000", "UPDATE batch_file SET content = x'00ff'"};
  OriStage *stage = make_series ("a.xlsx", 1, 1);
  gint64 batch;

  stage->content = g_bytes_new_take (g_malloc0 (100000), 100000);
  batch = commit (fixture->store, stage);
  for (guint i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_autoptr (OriTransaction) transaction = ori_transaction_begin (fixture->store->db, NULL);
    g_autoptr (GError) error = NULL;
    g_assert_true (ori_db_exec (fixture->store->db, lies[i], NULL));
    g_assert_null (ori_store_batch_content (fixture->store, batch, &error));
    g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_DAMAGED);
  }
}

/* What the design promises of a large workspace; generous, because machines differ. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  guint n = g_test_perf () ? 300000 : 20000;
  OriStage *stage = make_stage ("большой.xlsx");
  g_autoptr (OriSnapshot) snapshot = NULL;
  gint64 start;

  for (guint i = 0; i < 100; i++) {
    g_autofree char *code = g_strdup_printf ("M%u", i);
    g_ptr_array_add (stage->new_indicators, ori_indicator_new (code, code, ORI_KIND_VALUE, "%"));
  }
  for (guint i = 0; i < n; i++) {
    g_autofree char *element = g_strdup_printf ("M%u:value", i % 100);
    g_autofree char *unit = g_strdup_printf ("X%u", i / 100 % 150);
    g_autofree char *printed = g_strdup_printf ("%u,%02u", i, i % 100);
    if (i % 100 == 0 && i / 100 < 150)
      g_ptr_array_add (stage->new_orgunits,
                       ori_orgunit_new (unit, unit, unit, "R1", ORI_ORGUNIT_MUNICIPALITY));
    g_ptr_array_add (stage->records, make_record (element, unit, 2001 + (int)(i / 15000),
                                                  i + 0.01 * (i % 100), printed, i));
  }
  start = g_get_monotonic_time ();
  commit (fixture->store, stage);
  g_test_message ("commit of %u: %.3f s", n, 1e-6 * (double)(g_get_monotonic_time () - start));
  start = g_get_monotonic_time ();
  snapshot = take_snapshot (fixture->store);
  g_test_message ("snapshot of %u: %.3f s", n, 1e-6 * (double)(g_get_monotonic_time () - start));
  g_assert_cmpuint (snapshot->observations->len, ==, n);
  start = g_get_monotonic_time ();
  g_assert_true (ori_store_undo (fixture->store, NULL));
  g_test_message ("undo: %.4f s", 1e-6 * (double)(g_get_monotonic_time () - start));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store/batch/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("exact", test_exact);
  ADD ("statuses", test_statuses);
  ADD ("facts", test_batch_facts);
  ADD ("winner", test_winner);
  ADD ("twice-in-batch", test_twice_in_batch);
  ADD ("pin", test_pin);
  ADD ("pin-within-batch", test_pin_within_batch);
  ADD ("pin-old", test_pin_old);
  ADD ("retract", test_retract);
  ADD ("definitions", test_definitions);
  ADD ("definition-precedence", test_definition_precedence);
  ADD ("put-orgunit", test_put_orgunit);
  ADD ("indicators", test_indicators);
  ADD ("refused-records", test_refused_records);
  ADD ("correct-refused", test_correct_refused);
  ADD ("cancel", test_cancel);
  ADD ("large-file-not-kept", test_large_file_not_kept);
  ADD ("bad-content", test_bad_content);
  ADD ("large", test_large);
  return g_test_run ();
}
