/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "session/ori-session.h"

/* Several files at once, and versions of one file. */

typedef struct {
  char *folder;
  char *workspace;
  OriSession *session;
  guint n_changed, n_messages;
  char *message;
} Fixture;

static void
changed_cb (OriSession *session, gpointer data)
{
  ((Fixture *)data)->n_changed++;
}

static void
message_cb (OriSession *session, const char *text, gboolean undoable, gpointer data)
{
  Fixture *fixture = data;

  fixture->n_messages++;
  g_free (fixture->message);
  fixture->message = g_strdup (text);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("orientir-versions-XXXXXX", NULL);
  fixture->workspace = g_build_filename (fixture->folder, "test.orientir", NULL);
  fixture->session = ori_session_create (fixture->workspace, "none", "26", TRUE, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->session, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->session, "message", G_CALLBACK (message_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_clear_object (&fixture->session);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->workspace);
  g_free (fixture->message);
}

/* A table of one indicator over municipalities and 2021, 2022, recognised. */
static OriImport *
read_table (Fixture *fixture, const char *file, const char *indicator, const char *rows)
{
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);
  g_autofree char *table = g_strdup_printf ("%s;;\nМуниципалитет;2021;2022\n%s", indicator, rows);
  OriImport *import;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, table, -1, NULL));
  import = ori_import_new (fixture->session, path);
  ori_import_run (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static GPtrArray *
new_imports (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)ori_import_free);
}

static guint
count_observations (Fixture *fixture)
{
  return ori_session_snapshot (fixture->session)->observations->len;
}

static guint
count_batches (Fixture *fixture)
{
  return ori_session_snapshot (fixture->session)->batches->len;
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) imports = new_imports ();
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;

  g_ptr_array_add (imports, read_table (fixture, "a.csv", "Кружки",
                                        "Апанасенковский МО;5;6\nг. Ставрополь;7;8\n"));
  g_ptr_array_add (imports, read_table (fixture, "b.csv", "Кружки",
                                        "Андроповский МО;15;16\nКурский МО;17;18\n"));
  g_ptr_array_add (imports, read_table (fixture, "c.csv", "", "\n"));
  g_assert_true (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_observations (fixture), ==, 8);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_messages, ==, 1);
  g_assert_cmpstr (fixture->message, ==, "8 records added from 2 files");
  g_assert_cmpint (ori_import_batch (imports->pdata[1]), !=, 0);
  g_assert_cmpint (ori_import_batch (imports->pdata[2]), ==, 0);
  label = ori_session_undo_label (fixture->session);
  g_assert_cmpstr (label, ==, "Import of 2 files");

  g_clear_object (&fixture->session);
  fixture->session = ori_session_open (fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_true (ori_session_undo (fixture->session, &error));
  g_assert_cmpuint (count_observations (fixture), ==, 0);
  g_assert_null (ori_session_undo_label (fixture->session));
  g_assert_true (ori_session_redo (fixture->session, &error));
  g_assert_cmpuint (count_observations (fixture), ==, 8);
}

/* The last of three cannot come in: its indicator went away meanwhile. Nothing of the others came,
 * and without it they do. */
static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) first = read_table (fixture, "a.csv", "Кружки", "Курский МО;5;6\n");
  g_autoptr (GPtrArray) imports = new_imports ();
  g_autoptr (GError) error = NULL;
  gint64 batch;

  g_assert_true (ori_session_commit_import (fixture->session, first, &batch, &error));
  g_ptr_array_add (imports, read_table (fixture, "b.csv", "Экскурсии", "Курский МО;11;12\n"));
  g_ptr_array_add (imports, read_table (fixture, "c.csv", "Встречи", "Андроповский МО;3;4\n"));
  g_ptr_array_add (imports, read_table (fixture, "d.csv", "Кружки", "г. Ставрополь;8;9\n"));
  g_assert_true (ori_session_set_batch_live (fixture->session, batch, FALSE, &error));
  fixture->n_changed = fixture->n_messages = 0;
  g_assert_false (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "d.csv: "));
  g_clear_error (&error);
  g_assert_cmpuint (fixture->n_changed + fixture->n_messages, ==, 0);
  g_assert_cmpint (ori_import_batch (imports->pdata[0]), ==, 0);
  ori_session_reload (fixture->session);
  g_assert_cmpuint (count_batches (fixture), ==, 1);
  g_assert_cmpuint (count_observations (fixture), ==, 0);

  g_ptr_array_set_size (imports, 2);
  g_assert_true (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_batches (fixture), ==, 3);
  g_assert_cmpuint (count_observations (fixture), ==, 4);
}

typedef struct {
  GCancellable *cancellable;
  guint n, cancel_at;
  double last;
} Watch;

static void
watch_cb (double fraction, const char *message, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpfloat (fraction, >=, watch->last);
  watch->last = fraction;
  if (++watch->n == watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) imports = new_imports ();
  guint n_reports = 0;

  for (guint i = 0; i < 3; i++) {
    g_autofree char *file = g_strdup_printf ("%u.csv", i);
    g_ptr_array_add (imports, read_table (fixture, file, "Кружки", "Курский МО;5;6\n"));
  }
  for (guint cancel_at = 1; n_reports == 0; cancel_at++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    Watch watch = {.cancellable = cancellable, .cancel_at = cancel_at};
    OriProgress progress = {watch_cb, &watch, 0, 1};

    if (ori_session_commit_imports (fixture->session, imports, &progress, cancellable, &error)) {
      g_assert_cmpfloat (watch.last, ==, 1);
      n_reports = watch.n;
      continue;
    }
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    ori_session_reload (fixture->session);
    g_assert_cmpuint (count_batches (fixture), ==, 0);
    g_assert_null (ori_session_undo_label (fixture->session));
  }
  g_assert_cmpuint (n_reports, ==, 4); /* one for each file, and the end */
  g_assert_cmpuint (count_batches (fixture), ==, 3);
}

static double
get_value (Fixture *fixture, const char *indicator, const char *orgunit, int year)
{
  const OriSnapshot *snapshot = ori_session_snapshot (fixture->session);
  const OriPeriod period = ori_period_year (year);
  guint unit = ori_snapshot_find_orgunit (snapshot, orgunit);
  guint when = ori_snapshot_period_index (snapshot, &period);

  for (guint i = 0; i < snapshot->programme->indicators->len; i++) {
    const OriIndicator *found = g_ptr_array_index (snapshot->programme->indicators, i);
    if (strcmp (found->name, indicator) == 0)
      return ori_value_compute (snapshot, found, unit, when).value;
  }
  return NAN;
}

/* Each file numbers the indicators that its headers make for itself: side by side, or with one in
 * between that is taken back, none may become the values of another. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) imports = new_imports ();
  g_autoptr (OriImport) between = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (imports, read_table (fixture, "a.csv", "Кружки", "Курский МО;11;12\n"));
  g_ptr_array_add (imports, read_table (fixture, "b.csv", "Экскурсии", "Курский МО;3;4\n"));
  g_ptr_array_add (imports, read_table (fixture, "c.csv", "КРУЖКИ", "г. Ставрополь;5;6\n"));
  between = read_table (fixture, "d.csv", "Встречи", "Курский МО;7;8\n");
  g_assert_true (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (get_value (fixture, "Кружки", "Курский МО", 2021), ==, 11);
  g_assert_cmpfloat (get_value (fixture, "Экскурсии", "Курский МО", 2022), ==, 4);
  g_assert_cmpfloat (get_value (fixture, "Кружки", "г. Ставрополь", 2022), ==, 6);

  g_assert_true (ori_session_undo (fixture->session, &error));
  g_assert_true (ori_session_commit_import (fixture->session, between, NULL, &error));
  g_assert_cmpfloat (get_value (fixture, "Встречи", "Курский МО", 2021), ==, 7);
  g_assert_true (ori_session_set_batch_live (fixture->session, ori_import_batch (imports->pdata[0]),
                                             TRUE, &error));
  g_assert_cmpfloat (get_value (fixture, "Встречи", "Курский МО", 2021), ==, 7);
  g_assert_cmpfloat (get_value (fixture, "Кружки", "Курский МО", 2021), ==, 11);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) imports = new_imports ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (imports, read_table (fixture, "a.csv", "", "\n"));
  g_assert_false (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "a.csv"));
  g_clear_error (&error);
  g_ptr_array_add (imports, read_table (fixture, "b.csv", "", "\n"));
  g_assert_false (ori_session_commit_imports (fixture->session, imports, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static guint
count_findings (Fixture *fixture, const char *rule, OriSeverity severity, const char *words)
{
  g_autoptr (GPtrArray) checks = ori_session_check (fixture->session, NULL);
  guint n = 0;

  for (guint i = 0; i < checks->len; i++) {
    const OriFinding *finding = ((const OriCheck *)checks->pdata[i])->finding;
    if (strcmp (finding->rule, rule) != 0 || finding->severity != severity)
      continue;
    g_assert_nonnull (strstr (finding->message, words));
    n++;
  }
  return n;
}

/* Counts that cannot be are told with their cell, once each, and stop when they are corrected. */
static void
test_impossible (Fixture *fixture, gconstpointer data)
{
  static const char *const expected[][2] = {
      {"C5", "4 of 0"}, {"C3", "1730 of 1000"}, {"F4", "−880 of 1100"}};
  g_autofree char *path = g_build_filename (fixture->folder, "билет.csv", NULL);
  g_autoptr (OriImport) import = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  g_assert_true (g_file_set_contents (path,
                                      "Муниципалитет;2021;;;2022;;\n"
                                      ";Всего;Участвовали;%;Всего;Участвовали;%\n"
                                      "г. Ставрополь;1000;1730;173;1200;1200;100\n"
                                      "Курский МО;10;0;0;1100;-880;80\n"
                                      "Апанасенковский МО;0;4;;20;7;35\n",
                                      -1, NULL));
  import = ori_import_new (fixture->session, path);
  ori_import_run (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ori_session_commit_import (fixture->session, import, NULL, &error);
  g_assert_no_error (error);
  checks = ori_session_check (fixture->session, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < checks->len; i++) {
    const OriCheck *check = g_ptr_array_index (checks, i);

    if (strcmp (check->finding->rule, "impossible") != 0)
      continue;
    g_assert_cmpuint (n, <, G_N_ELEMENTS (expected));
    g_assert_cmpint (check->finding->severity, ==, ORI_SEVERITY_ERROR);
    g_assert_cmpstr (check->finding->file, ==, "билет.csv");
    g_assert_cmpstr (check->finding->cell, ==, expected[n][0]);
    g_assert_nonnull (strstr (check->finding->message, expected[n][1]));
    n++;
  }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  g_assert_true (ori_session_undo (fixture->session, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_findings (fixture, "impossible", ORI_SEVERITY_ERROR, ""), ==, 0);
}

/* A newer version of a file is noticed, tells what it changes, and takes the place of the older one
 * in one step. */
static void
test_newer_version (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) old = read_table (fixture, "a.csv", "Кружки",
                                          "Курский МО;11;12\nг. Ставрополь;13;14\n"
                                          "Андроповский МО;15;16\n");
  g_autoptr (OriImport) other = NULL;
  g_autoptr (OriImport) fresh = NULL;
  g_autoptr (OriDifferences) differences = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *label = NULL;
  const OriDifference *first, *last;
  gint64 batch;

  g_assert_true (ori_session_commit_import (fixture->session, old, &batch, &error));
  g_assert_cmpint (ori_import_older_version (old, fixture->session), ==, 0); /* the same */
  other = read_table (fixture, "a.csv", "Экскурсии", "Курский МО;21;22\n");
  g_assert_cmpint (ori_import_older_version (other, fixture->session), ==, 0);
  fresh = read_table (fixture, "a.csv", "Кружки",
                      "Курский МО;11;92\nг. Ставрополь;13;14\nАлександровский МО;17;18\n");
  g_assert_cmpint (ori_import_older_version (fresh, fixture->session), ==, batch);
  differences = ori_import_compare (fresh, fixture->session, batch, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (differences->n_changed, ==, 1);
  g_assert_cmpuint (differences->n_added, ==, 2);
  g_assert_cmpuint (differences->n_vanished, ==, 2);
  g_assert_cmpuint (differences->n_same, ==, 3);
  first = &g_array_index (differences->items, OriDifference, 0);
  g_assert_cmpint (first->kind, ==, ORI_DIFFERENCE_CHANGED);
  g_assert_cmpfloat (first->before->value, ==, 12);
  g_assert_cmpfloat (first->after->value, ==, 92);
  g_assert_cmpuint (first->after->cell.row, ==, 2);
  g_assert_cmpuint (first->after->cell.col, ==, 2);
  last = &g_array_index (differences->items, OriDifference, 4);
  g_assert_cmpint (last->kind, ==, ORI_DIFFERENCE_VANISHED);
  g_assert_cmpfloat (last->before->value, ==, 16);

  ori_import_set_replaced (fresh, batch);
  g_assert_true (ori_session_commit_import (fixture->session, fresh, NULL, &error));
  g_assert_cmpuint (count_observations (fixture), ==, 6);
  g_assert_cmpuint (count_findings (fixture, "sources-disagree", ORI_SEVERITY_WARNING, ""), ==, 0);
  label = ori_session_undo_label (fixture->session);
  g_assert_cmpstr (label, ==, "Replace a.csv");
  g_assert_true (ori_session_undo (fixture->session, &error));
  g_assert_cmpfloat (get_value (fixture, "Кружки", "Курский МО", 2022), ==, 12);
  g_assert_cmpfloat (get_value (fixture, "Кружки", "Андроповский МО", 2022), ==, 16);
}

/* Two halves of a file take its place together: it is retracted once, and comes back with one undo.
 */
static void
test_replaced_by_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) old =
      read_table (fixture, "a.csv", "Кружки", "Курский МО;11;12\nг. Ставрополь;13;14\n");
  g_autoptr (GPtrArray) halves = new_imports ();
  g_autoptr (OriImport) late = NULL;
  g_autoptr (GError) error = NULL;
  gint64 batch;

  g_assert_true (ori_session_commit_import (fixture->session, old, &batch, &error));
  g_ptr_array_add (halves, read_table (fixture, "b.csv", "Кружки", "Курский МО;21;22\n"));
  g_ptr_array_add (halves, read_table (fixture, "c.csv", "Кружки", "г. Ставрополь;23;24\n"));
  for (guint i = 0; i < halves->len; i++)
    ori_import_set_replaced (halves->pdata[i], batch);
  g_assert_true (ori_session_commit_imports (fixture->session, halves, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (ori_session_batch (fixture->session, batch)->live);
  g_assert_cmpfloat (get_value (fixture, "Кружки", "Курский МО", 2022), ==, 22);
  g_assert_cmpfloat (get_value (fixture, "Кружки", "г. Ставрополь", 2022), ==, 24);
  g_assert_cmpuint (count_findings (fixture, "sources-disagree", ORI_SEVERITY_WARNING, ""), ==, 0);
  g_assert_true (ori_session_undo (fixture->session, &error));
  g_assert_true (ori_session_batch (fixture->session, batch)->live);
  g_assert_cmpfloat (get_value (fixture, "Кружки", "г. Ставрополь", 2022), ==, 14);
  g_assert_true (ori_session_redo (fixture->session, &error));

  /* One that was decided before the other came in. */
  late = read_table (fixture, "d.csv", "Кружки", "Курский МО;31;32\n");
  ori_import_set_replaced (late, batch);
  g_assert_true (ori_session_commit_import (fixture->session, late, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (ori_session_batch (fixture->session, batch)->live);
}

/* Two live sources of one figure: a finding that names both, until one is pinned. */
static void
test_disagreement (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) one =
      read_table (fixture, "a.csv", "Кружки", "Курский МО;11;12\nг. Ставрополь;13;14\n");
  g_autoptr (OriImport) two = NULL;
  g_autoptr (GPtrArray) checks = NULL;
  g_autoptr (GError) error = NULL;
  const OriObservation *other;
  const OriSnapshot *snapshot;
  const OriCheck *check;
  const OriElement *element;

  g_assert_true (ori_session_commit_import (fixture->session, one, NULL, &error));
  two = read_table (fixture, "b.csv", "Кружки", "Курский МО;11;92\nг. Ставрополь;13;14\n");
  g_assert_true (ori_session_commit_import (fixture->session, two, NULL, &error));
  g_assert_cmpuint (
      count_findings (fixture, "sources-disagree", ORI_SEVERITY_WARNING, "12 (a.csv › "), ==, 1);
  checks = ori_session_check (fixture->session, &error);
  check = checks->pdata[0];
  g_assert_cmpstr (check->finding->file, ==, "b.csv");
  g_assert_cmpstr (check->finding->cell, ==, "C3");
  g_assert_cmpuint (check->versions->len, ==, 2);
  other = &g_array_index (check->versions, OriObservation, 1);
  g_assert_cmpfloat (other->value, ==, 12);
  snapshot = ori_session_snapshot (fixture->session);
  element = g_ptr_array_index (snapshot->elements, check->element);
  g_assert_true (ori_session_pin (fixture->session, element->code, check->orgunit, check->period,
                                  other->id, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (get_value (fixture, "Кружки", "Курский МО", 2022), ==, 12);
  g_assert_cmpuint (count_findings (fixture, "sources-disagree", ORI_SEVERITY_WARNING, ""), ==, 0);
  g_assert_cmpuint (count_findings (fixture, "sources-disagree", ORI_SEVERITY_INFO, "92 (b.csv › "),
                    ==, 1);
  g_assert_true (ori_session_undo (fixture->session, &error));
  g_assert_cmpfloat (get_value (fixture, "Кружки", "Курский МО", 2022), ==, 92);
}

/* A table of many indicators over the municipalities of the region; @shift is added to the first
 * indicator of each. */
static OriImport *
read_wide_table (Fixture *fixture, const char *file, int n_indicators, int shift)
{
  const OriSnapshot *snapshot = ori_session_snapshot (fixture->session);
  g_autoptr (GString) text = g_string_new ("Сведения за 2021 год;;\nМуниципалитет");
  g_autofree char *path = g_build_filename (fixture->folder, file, NULL);
  g_autoptr (GError) error = NULL;
  OriImport *import;

  for (int i = 0; i < n_indicators; i++)
    g_string_append_printf (text, ";Показатель %d", i);
  for (guint k = 0; k < snapshot->orgunits->len; k++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, k);
    if (unit->level != ORI_ORGUNIT_MUNICIPALITY)
      continue;
    g_string_append_printf (text, "\n%s", unit->short_name);
    for (int i = 0; i < n_indicators; i++)
      g_string_append_printf (text, ";%d", (int)k * 10 + i + (i == 0 ? shift : 0));
  }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  import = ori_import_new (fixture->session, path);
  ori_import_run (import, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static OriVersionCheck *
run_check (Fixture *fixture, OriImport *import, guint *n_steps)
{
  g_autoptr (GError) error = NULL;
  OriVersionCheck *check = ori_version_check_new (import, fixture->session, &error);
  double fraction = 0, before = 0;

  g_assert_no_error (error);
  *n_steps = 0;
  while (fraction < 1) {
    g_assert_cmpint (ori_version_check_batch (check), ==, 0);
    g_assert_null (ori_version_check_differences (check));
    g_assert_true (ori_version_check_step (check, &fraction, &error));
    g_assert_cmpfloat (fraction, >=, before);
    before = fraction;
    g_assert_cmpuint (++*n_steps, <, 1000);
  }
  return check;
}

/* Step by step the same comes out as at once. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriImport) one = read_wide_table (fixture, "wide.csv", 60, 0);
  g_autoptr (OriImport) newer = NULL;
  g_autoptr (OriImport) other = NULL;
  g_autoptr (OriVersionCheck) check = NULL;
  g_autoptr (OriVersionCheck) same = NULL;
  g_autoptr (OriVersionCheck) none = NULL;
  g_autoptr (OriDifferences) at_once = NULL;
  g_autoptr (GError) error = NULL;
  const OriDifferences *found;
  gint64 batch;
  guint n;

  g_assert_true (ori_session_commit_import (fixture->session, one, &batch, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_observations (fixture), >, 1500);
  same = run_check (fixture, one, &n);
  g_assert_cmpint (ori_version_check_batch (same), ==, batch);
  g_assert_cmpuint (ori_version_check_differences (same)->items->len, ==, 0);
  g_assert_cmpuint (ori_version_check_differences (same)->n_same, ==, count_observations (fixture));

  newer = read_wide_table (fixture, "wide.csv", 60, 1);
  check = run_check (fixture, newer, &n);
  g_assert_cmpuint (n, >, 10);
  g_assert_cmpint (ori_version_check_batch (check), ==, batch);
  at_once = ori_import_compare (newer, fixture->session, batch, &error);
  g_assert_no_error (error);
  found = ori_version_check_differences (check);
  g_assert_cmpuint (found->n_changed, ==, at_once->n_changed);
  g_assert_cmpuint (found->n_changed, ==, count_observations (fixture) / 60);
  g_assert_cmpuint (found->n_same, ==, at_once->n_same);
  for (guint i = 0; i < found->items->len; i++) {
    const OriDifference *a = &g_array_index (found->items, OriDifference, i);
    const OriDifference *b = &g_array_index (at_once->items, OriDifference, i);
    g_assert_cmpfloat (a->before->value, ==, b->before->value);
    g_assert_cmpfloat (a->after->value, ==, a->before->value + 1);
    g_assert_cmpuint (a->after->cell.row, ==, b->after->cell.row);
  }

  other = read_table (fixture, "other.csv", "Кружки", "Курский МО;11;12\n");
  none = run_check (fixture, other, &n);
  g_assert_cmpint (ori_version_check_batch (none), ==, 0);
  g_assert_null (ori_version_check_differences (none));
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
      {"/versions/several", test_several},
      {"/versions/all-or-nothing", test_all_or_nothing},
      {"/versions/cancel", test_cancel},
      {"/versions/names", test_names},
      {"/versions/newer-version", test_newer_version},
      {"/versions/replaced-by-two", test_replaced_by_two},
      {"/versions/steps", test_steps},
      {"/versions/disagreement", test_disagreement},
      {"/versions/impossible", test_impossible},
      {"/versions/nothing", test_nothing},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
