/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "session/ori-session.h"

/* Three municipalities of Stavropol Krai, one share, two years; one missing mark, one percent that
 * does not follow from its counts. */
static const char table[] = "Учебные данные;;;;;;\n"
                            "Муниципалитет;2021;;;2022;;\n"
                            ";Всего;Участвовали;%;Всего;Участвовали;%\n"
                            "Апанасенковский МО;200;50;25;210;84;40\n"
                            "г. Ставрополь;1000;730;73;1100;781;70\n"
                            "Курский МО;300;90;30;-;-;-\n";

typedef struct {
  char *folder;
  char *workspace;
  char *csv;
  OriSession *session;
  guint n_changed;
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

  g_free (fixture->message);
  fixture->message = g_strdup (text);
}

static void
watch (Fixture *fixture)
{
  g_signal_connect (fixture->session, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect (fixture->session, "message", G_CALLBACK (message_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("orientir-session-XXXXXX", NULL);
  fixture->workspace = g_build_filename (fixture->folder, "test.orientir", NULL);
  fixture->csv = g_build_filename (fixture->folder, "Билет в будущее.csv", NULL);
  g_assert_true (g_file_set_contents (fixture->csv, table, -1, NULL));
  fixture->session = ori_session_create (fixture->workspace, "none", "26", TRUE, &error);
  g_assert_no_error (error);
  watch (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->session);
  g_assert_cmpint (g_remove (fixture->workspace), ==, 0);
  g_assert_cmpint (g_remove (fixture->csv), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->workspace);
  g_free (fixture->csv);
  g_free (fixture->message);
}

static gint64
import (Fixture *fixture)
{
  g_autoptr (OriImport) work = ori_import_new (fixture->session, fixture->csv);
  GError *error = NULL;
  gint64 batch = 0;

  ori_import_run (work, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ori_session_commit_import (fixture->session, work, &batch, &error);
  g_assert_no_error (error);
  g_assert_cmpint (batch, !=, 0);
  return batch;
}

static guint
count_observations (Fixture *fixture)
{
  return ori_session_snapshot (fixture->session)->observations->len;
}

static OriValue
get_value (Fixture *fixture, const char *orgunit, int year)
{
  const OriSnapshot *snapshot = ori_session_snapshot (fixture->session);
  const OriPeriod period = ori_period_year (year);
  guint unit = ori_snapshot_find_orgunit (snapshot, orgunit);
  guint when = ori_snapshot_period_index (snapshot, &period);

  g_assert_cmpuint (unit, !=, G_MAXUINT);
  g_assert_cmpuint (when, !=, G_MAXUINT);
  g_assert_cmpuint (snapshot->programme->indicators->len, ==, 1);
  return ori_value_compute (snapshot, g_ptr_array_index (snapshot->programme->indicators, 0), unit,
                            when);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  g_assert_cmpstr (ori_session_title (fixture->session), ==, "Ставропольский край");
  g_assert_true (ori_session_is_training (fixture->session));
  g_assert_cmpint (ori_session_cycle (fixture->session), ==, 0);
  g_assert_cmpuint (ori_session_snapshot (fixture->session)->orgunits->len, ==, 34);
  /* The file is open here, and exists already. */
  g_assert_null (ori_session_open (fixture->workspace, &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (ori_session_create (fixture->workspace, "none", NULL, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (ori_session_create ("/nowhere/x.orientir", "none", NULL, FALSE, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (ori_session_create ("/nowhere/x.orientir", "none", "Атлантида", FALSE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  OriValue value;

  import (fixture);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_nonnull (fixture->message);
  g_assert_cmpuint (count_observations (fixture), ==, 18);
  g_assert_cmpint (ori_session_cycle (fixture->session), ==, 2022);
  value = get_value (fixture, "Апанасенковский МО", 2022);
  g_assert_cmpint (value.status, ==, ORI_STATUS_VALUE);
  g_assert_cmpfloat (value.value, ==, 40);
  g_assert_cmpfloat (value.denominator, ==, 210);
  /* 781 of 1100 is 71 %, printed 70. */
  value = get_value (fixture, "г. Ставрополь", 2022);
  g_assert_cmpfloat (value.value, ==, 71);
  g_assert_true (value.flags & ORI_FLAG_PRINT_DIFFERS);
  value = get_value (fixture, "Курский МО", 2022);
  g_assert_cmpint (value.status, ==, ORI_STATUS_MISSING);
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  gint64 batch = import (fixture);
  g_autoptr (OriImport) again = ori_import_new (fixture->session, fixture->csv);

  g_assert_true (ori_import_run (again, NULL, NULL, NULL, NULL));
  g_assert_cmpint (ori_import_duplicate_of (again, fixture->session), ==, batch);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;

  g_assert_null (ori_session_undo_label (fixture->session));
  import (fixture);
  label = ori_session_undo_label (fixture->session);
  g_assert_nonnull (label);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_cmpuint (count_observations (fixture), ==, 0);
  g_assert_null (ori_session_undo_label (fixture->session));
  g_assert_true (ori_session_redo (fixture->session, NULL));
  g_assert_cmpuint (count_observations (fixture), ==, 18);
}

static void
test_reopen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *label = NULL;

  import (fixture);
  ori_session_set_cycle (fixture->session, 2021);
  ori_session_set_orgunit (
      fixture->session,
      ori_snapshot_find_orgunit (ori_session_snapshot (fixture->session), "Курский МО"));
  g_clear_object (&fixture->session);
  fixture->session = ori_session_open (fixture->workspace, NULL);
  g_assert_nonnull (fixture->session);
  watch (fixture);
  g_assert_cmpint (ori_session_cycle (fixture->session), ==, 2021);
  g_assert_cmpuint (ori_session_orgunit (fixture->session), !=, G_MAXUINT);
  g_assert_cmpuint (count_observations (fixture), ==, 18);
  label = ori_session_undo_label (fixture->session);
  g_assert_nonnull (label);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_cmpuint (count_observations (fixture), ==, 0);
}

static void
test_correct (Fixture *fixture, gconstpointer data)
{
  const OriPeriod period = ori_period_year (2022);
  const OriSnapshot *snapshot;
  const OriElement *element;
  g_autofree char *code = NULL;
  OriValue value;

  import (fixture);
  snapshot = ori_session_snapshot (fixture->session);
  element = ori_indicator_element (g_ptr_array_index (snapshot->programme->indicators, 0),
                                   ORI_PART_PARTICIPATED);
  code = g_strdup (element->code);
  g_assert_true (ori_session_correct (fixture->session, code,
                                      ori_snapshot_find_orgunit (snapshot, "Апанасенковский МО"),
                                      ori_snapshot_period_index (snapshot, &period),
                                      ORI_STATUS_VALUE, 105, "письмо от 3 мая", NULL));
  value = get_value (fixture, "Апанасенковский МО", 2022);
  g_assert_cmpfloat (value.value, ==, 50);
  g_assert_true (value.flags & ORI_FLAG_CORRECTED);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  value = get_value (fixture, "Апанасенковский МО", 2022);
  g_assert_cmpfloat (value.value, ==, 40);
}

static void
test_source (Fixture *fixture, gconstpointer data)
{
  const OriSnapshot *snapshot;
  OriValue value;
  g_autoptr (OriBook) book = NULL;
  g_autofree char *printed = NULL;
  const OriSheet *sheet;

  import (fixture);
  /* The file may be gone: its copy in the workspace answers where a number is from. */
  g_assert_true (g_file_set_contents (fixture->csv, "", -1, NULL));
  snapshot = ori_session_snapshot (fixture->session);
  g_assert_nonnull (snapshot);
  value = get_value (fixture, "г. Ставрополь", 2021);
  g_assert_nonnull (value.source);
  book = ori_session_source_book (fixture->session, value.source, NULL);
  g_assert_nonnull (book);
  sheet = ori_book_sheet (book, 0);
  printed = ori_sheet_printed (
      sheet, ori_sheet_cell (sheet, value.source->cell.row, value.source->cell.col));
  g_assert_cmpstr (printed, ==, "730");
}

static void
test_scheme (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriScheme) scheme = NULL;
  const OriSnapshot *snapshot;
  const OriScheme *kept;
  GError *error = NULL;

  import (fixture);
  g_assert_null (ori_session_accepted_scheme (fixture->session, NULL));
  scheme = ori_scheme_copy (ori_session_scheme (fixture->session, NULL));
  scheme->thresholds[0] = 30.5;
  scheme->thresholds[1] = 65;
  g_assert_true (ori_session_set_scheme (fixture->session, NULL, scheme, &error));
  kept = ori_session_scheme (fixture->session, NULL);
  g_assert_cmpfloat (kept->thresholds[0], ==, 30.5);
  g_assert_true (ori_session_accept_scheme (fixture->session, NULL, "круглые значения", &error));
  g_assert_no_error (error);
  kept = ori_session_accepted_scheme (fixture->session, NULL);
  g_assert_nonnull (kept);
  g_assert_cmpfloat (kept->thresholds[1], ==, 65);
  /* Only what the step changed is read again. */
  snapshot = ori_session_snapshot (fixture->session);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_null (ori_session_accepted_scheme (fixture->session, NULL));
  g_assert_true (ori_session_snapshot (fixture->session) == snapshot);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_cmpfloat (ori_session_scheme (fixture->session, NULL)->thresholds[0], !=, 30.5);
  g_assert_true (ori_session_snapshot (fixture->session) == snapshot);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_true (ori_session_snapshot (fixture->session) != snapshot);
}

static guint
count_recommendations (Fixture *fixture)
{
  g_autoptr (GPtrArray) all = ori_session_recommendations (fixture->session, NULL, NULL);

  return all->len;
}

/* Recommendations come and go, there and back, and the data are not read again for that. */
static void
test_recommendations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriRecommendation) own = NULL;
  const OriSnapshot *snapshot;
  guint n;

  import (fixture);
  snapshot = ori_session_snapshot (fixture->session);
  own = ori_recommendation_new (ori_snapshot_orgunit (snapshot, 0)->code,
                                ori_session_cycle (fixture->session), "teachers", "Читать");
  g_assert_true (ori_session_put_recommendation (fixture->session, own, NULL));
  g_free (own->text);
  own->text = g_strdup ("Считать");
  g_assert_true (ori_session_put_recommendation (fixture->session, own, NULL));
  g_assert_cmpuint (count_recommendations (fixture), ==, 1);
  g_assert_true (ori_session_remove_recommendation (fixture->session, own->id, NULL));
  g_assert_cmpuint (count_recommendations (fixture), ==, 0);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_cmpuint (count_recommendations (fixture), ==, 1);
  g_assert_true (ori_session_redo (fixture->session, NULL));
  g_assert_cmpuint (count_recommendations (fixture), ==, 0);
  g_assert_true (ori_session_draft_recommendations (fixture->session, 1, &n, NULL));
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (count_recommendations (fixture), ==, n);
  g_assert_true (ori_session_snapshot (fixture->session) == snapshot);
}

/* What is worked out later is part of the step that it was decided in. */
static void
test_amended_scheme (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriScheme) scheme = NULL;
  double first;

  import (fixture);
  scheme = ori_scheme_copy (ori_session_scheme (fixture->session, NULL));
  first = scheme->thresholds[0];
  scheme->thresholds[0] = 30.5;
  g_assert_true (ori_session_set_scheme (fixture->session, NULL, scheme, NULL));
  scheme->thresholds[0] = 40;
  g_assert_true (ori_session_set_scheme (fixture->session, NULL, scheme, NULL));
  scheme->thresholds[0] = 41;
  g_assert_true (ori_session_amend_scheme (fixture->session, NULL, scheme, NULL));
  g_assert_cmpfloat (ori_session_scheme (fixture->session, NULL)->thresholds[0], ==, 41);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_cmpfloat (ori_session_scheme (fixture->session, NULL)->thresholds[0], ==, 30.5);
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_cmpfloat (ori_session_scheme (fixture->session, NULL)->thresholds[0], ==, first);
}

/* Goalposts found before give the same schemes; those of another snapshot are not taken. */
static void
test_goalposts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriScheme) asked = NULL;
  g_autoptr (OriSnapshot) snapshot = NULL;

  import (fixture);
  snapshot = ori_snapshot_ref (ori_session_snapshot (fixture->session));
  asked = ori_scheme_copy (ori_session_scheme (fixture->session, NULL));
  g_assert_true (ori_session_has_goalposts (fixture->session));
  g_assert_true (ori_session_undo (fixture->session, NULL));
  g_assert_true (ori_session_redo (fixture->session, NULL));
  g_assert_false (ori_session_has_goalposts (fixture->session));
  ori_session_take_goalposts (fixture->session, snapshot, ori_session_find_goalposts (snapshot));
  g_assert_false (ori_session_has_goalposts (fixture->session));
  ori_session_take_goalposts (fixture->session, ori_session_snapshot (fixture->session),
                              ori_session_find_goalposts (ori_session_snapshot (fixture->session)));
  g_assert_true (ori_session_has_goalposts (fixture->session));
  g_assert_cmpuint (g_hash_table_size (asked->goalposts), >, 0);
  g_assert_true (ori_scheme_equal (ori_session_scheme (fixture->session, NULL), asked));
}

static void
test_broken_files (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *bytes;
    gsize length;
  } files[] = {
      {"", 0},
      {"PK\x03\x04 truncated", 14},
      {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not a container", 24},
      {"\x89PNG\r\n\x1a\n", 8},
      {"\0\0\0\0\0\0", 6},
      {"a;b\n\"unclosed", 13},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (OriImport) work = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (
        g_file_set_contents (fixture->csv, files[i].bytes, (gssize)files[i].length, NULL));
    work = ori_import_new (fixture->session, fixture->csv);
    if (ori_import_run (work, NULL, NULL, NULL, &error))
      ori_session_commit_import (fixture->session, work, NULL, &error);
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, "Билет в будущее.csv"));
    g_assert_cmpuint (count_observations (fixture), ==, 0);
  }
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autoptr (OriReportRequest) request = NULL;
  g_autoptr (OriDocument) document = NULL;
  GError *error = NULL;

  import (fixture);
  request = ori_report_request_new (fixture->session, "analytic", NULL, FALSE, &error);
  g_assert_no_error (error);
  document = ori_report_request_run (request, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (document->training);
  g_assert_cmpuint (document->items->len, >, 5);
  g_assert_null (ori_report_request_new (fixture->session, "novel", NULL, FALSE, &error));
  g_assert_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_FORMAT);
  g_clear_error (&error);
}

static void
test_adopt (void)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-session-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.orientir", NULL);
  g_autoptr (OriSession) session =
      ori_session_create (path, "stavropol-2023", "Ставропольский край", FALSE, NULL);
  guint n = 0;

  g_assert_nonnull (session);
  g_assert_cmpuint (ori_session_snapshot (session)->programme->indicators->len, ==, 0);
  g_assert_true (ori_session_adopt (session, "stary-oskol-2021", &n, NULL));
  g_assert_cmpuint (n, ==, 11);
  g_assert_cmpuint (ori_session_snapshot (session)->programme->indicators->len, ==, 11);
  g_assert_true (ori_session_adopt (session, "stary-oskol-2021", &n, NULL));
  g_assert_cmpuint (n, ==, 0);
  g_clear_object (&session);
  g_remove (path);
  g_rmdir (folder);
}

/* A municipal programme without a region knows its own municipality. */
static void
test_territory (void)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-session-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.orientir", NULL);
  g_autoptr (OriSession) session = ori_session_create (path, "kemerovo-2022", NULL, FALSE, NULL);

  g_assert_nonnull (session);
  g_assert_cmpstr (ori_session_title (session), ==, "Кемеровский муниципальный округ");
  g_clear_object (&session);
  g_remove (path);
  /* One for a region knows its region. */
  session = ori_session_create (path, "kaluga-2020", NULL, FALSE, NULL);
  g_assert_nonnull (session);
  g_assert_cmpstr (ori_session_title (session), ==, "Калужская область");
  g_assert_cmpuint (ori_session_snapshot (session)->orgunits->len, ==, 27);
  g_clear_object (&session);
  g_remove (path);
  g_rmdir (folder);
}

static const char schools[] = "Билет в будущее, 2022 год;;;\n"
                              "Школа;Всего;Участвовали;%\n"
                              "МБОУ СОШ № 5 г. Ставрополя;500;300;60\n"
                              "МБОУ СОШ № 7 г. Ставрополя;100;30;30\n"
                              "МБОУ СОШ № 5 г. Пятигорска;200;50;25\n"
                              "МКОУ СОШ № 1 Курского муниципального округа;100;10;10\n"
                              "МКОУ СОШ № 2 с. Нигде;100;10;10\n";

static void
import_text (Fixture *fixture, const char *text)
{
  g_assert_true (g_file_set_contents (fixture->csv, text, -1, NULL));
  import (fixture);
}

static void
assert_share (Fixture *fixture, const char *orgunit, double numerator, double denominator,
              guint flags)
{
  OriValue value = get_value (fixture, orgunit, 2022);

  g_assert_cmpint (value.status, ==, ORI_STATUS_VALUE);
  g_assert_cmpfloat (value.numerator, ==, numerator);
  g_assert_cmpfloat (value.denominator, ==, denominator);
  g_assert_cmpuint (value.flags, ==, flags);
}

/* A sheet of schools makes them, each under the municipality that its name tells; what tells none
 * stays out. Municipalities and the region have their sums. */
static void
test_schools (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  const OriFinding *finding;
  const OriSnapshot *snapshot;
  guint n_schools = 0;

  import_text (fixture, schools);
  snapshot = ori_session_snapshot (fixture->session);
  for (guint i = 0; i < snapshot->orgunits->len; i++)
    n_schools += ori_snapshot_orgunit (snapshot, i)->level == ORI_ORGUNIT_SCHOOL;
  g_assert_cmpuint (n_schools, ==, 4);
  g_assert_cmpint (ori_session_level (fixture->session), ==, ORI_ORGUNIT_MUNICIPALITY);
  assert_share (fixture, "г. Ставрополь", 330, 600, ORI_FLAG_SUM);
  assert_share (fixture, "г. Пятигорск", 50, 200, ORI_FLAG_SUM);
  assert_share (fixture, "Ставропольский край", 390, 900, ORI_FLAG_SUM | ORI_FLAG_PARTIAL);
  g_assert_cmpuint (get_value (fixture, "Ставропольский край", 2022).sum_present, ==, 3);

  /* The same school in other words is not a second one; one of another city is. */
  import_text (fixture, "г. Ставрополь;;;\nБилет в будущее, 2022 год;;;\n"
                        "Школа;Всего;Участвовали;%\nМБОУ СОШ № 5;500;310;62\n"
                        "МБОУ СОШ № 8;10;5;50\n");
  assert_share (fixture, "г. Ставрополь", 345, 610, ORI_FLAG_SUM | ORI_FLAG_CONFLICT);

  /* The municipality's own figure stands, and the difference is told. */
  import_text (fixture, "Билет в будущее, 2022 год;;;\nМуниципалитет;Всего;Участвовали;%\n"
                        "г. Пятигорск;200;60;30\nг. Кисловодск;10;5;50\n");
  assert_share (fixture, "г. Пятигорск", 60, 200, ORI_FLAG_SUM_DIFFERS);
  findings = ori_session_sum_findings (fixture->session, 2022);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->rule, ==, "sum-differs");
  g_assert_cmpstr (finding->cell, ==, "C3");
  g_assert_nonnull (strstr (finding->message, "60"));
  g_assert_nonnull (strstr (finding->message, "50"));

  ori_session_set_level (fixture->session, ORI_ORGUNIT_SCHOOL, TRUE);
  g_clear_object (&fixture->session);
  fixture->session = ori_session_open (fixture->workspace, NULL);
  g_assert_cmpint (ori_session_level (fixture->session), ==, ORI_ORGUNIT_SCHOOL);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
      {"/session/create", test_create},
      {"/session/import", test_import},
      {"/session/duplicate", test_duplicate},
      {"/session/undo", test_undo},
      {"/session/reopen", test_reopen},
      {"/session/correct", test_correct},
      {"/session/source", test_source},
      {"/session/scheme", test_scheme},
      {"/session/recommendations", test_recommendations},
      {"/session/amended-scheme", test_amended_scheme},
      {"/session/goalposts", test_goalposts},
      {"/session/broken", test_broken_files},
      {"/session/report", test_report},
      {"/session/schools", test_schools},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/session/adopt", test_adopt);
  g_test_add_func ("/session/territory", test_territory);
  return g_test_run ();
}
