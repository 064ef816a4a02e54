/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line as a script sees it: exit status, messages, JSON. */
#include "cli-test.h"

static void
test_usage (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run (fixture, NULL, NULL, NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "help", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "--version", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "frobnicate", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "sheet", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "sheet", "--frobnicate", "x", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "new", "WS", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "sheet", "/nowhere.xlsx", NULL), ==, 3);
  g_assert_cmpint (run (fixture, NULL, NULL, "values", "/nowhere.orientir", NULL), ==, 3);
}

/* Several files are one step; one that cannot be read, holds nothing or is named twice is told and
 * keeps no other out. */
static void
test_several (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = write_file (fixture, "a.csv", "МО;2021\nКурск;15\nЛьгов;16\n");
  g_autofree char *b = write_file (fixture, "b.csv", "МО;2022\nКурск;17\n");
  g_autofree char *twice = write_file (fixture, "twice.csv", "МО;2022\nКурск;17\n");
  g_autofree char *empty = write_file (fixture, "empty.csv", "\n");
  g_autofree char *out = NULL, *err = NULL, *batches = NULL;

  g_assert_cmpint (run (fixture, NULL, NULL, "new", "WS", "--programme", "none", NULL), ==, 0);
  g_assert_cmpint (
      run (fixture, &out, &err, "import", "WS", a, "/nowhere.csv", empty, b, twice, NULL), ==, 3);
  g_assert_nonnull (strstr (out, "a.csv"));
  g_assert_nonnull (strstr (out, "b.csv"));
  g_assert_null (strstr (out, "twice.csv"));
  g_assert_nonnull (strstr (err, "nowhere.csv"));
  g_assert_nonnull (strstr (err, "empty.csv"));
  g_assert_nonnull (strstr (err, "twice.csv"));
  g_assert_cmpint (run (fixture, NULL, NULL, "undo", "WS", NULL), ==, 0);
  g_assert_cmpint (run (fixture, &batches, NULL, "batches", "WS", "--json", NULL), ==, 0);
  g_assert_nonnull (strstr (batches, "\"b.csv\""));
  g_assert_null (strstr (batches, "\"live\": true"));
  g_assert_cmpint (run (fixture, NULL, NULL, "undo", "WS", NULL), ==, 2);
}

/* Of a newer version is told what it changes; side by side the two disagree until one is pinned;
 * replaced, only the newer one counts. */
static void
test_versions (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "a.csv", "МО;2021\nКурск;15\nЛьгов;16\n");
  g_autofree char *out = NULL, *batches = NULL, *err = NULL;
  g_auto (GStrv) fields = NULL;

  g_assert_cmpint (run (fixture, NULL, NULL, "new", "WS", "--programme", "none", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "differences", "WS", "/nowhere.csv", NULL), ==, 3);
  g_free (csv);
  csv = write_file (fixture, "a.csv", "МО;2021\nКурск;15\nЛьгов;96\n");
  g_assert_cmpint (run (fixture, &out, NULL, "differences", "WS", csv, NULL), ==, 0);
  g_assert_nonnull (strstr (out, "\t16 (a!B3)\t96 (a!B3)\n"));
  g_free (out);
  g_assert_cmpint (run (fixture, &out, NULL, "differences", "WS", csv, "--json", NULL), ==, 0);
  g_assert_nonnull (strstr (out, "\"n_changed\": 1"));
  g_assert_nonnull (strstr (out, "\"n_same\": 1"));
  g_assert_cmpint (run (fixture, NULL, &err, "import", "WS", csv, NULL), ==, 0);
  g_assert_nonnull (strstr (err, "--replace"));
  g_free (out);
  g_assert_cmpint (run (fixture, &out, NULL, "check", "WS", NULL), ==, 0);
  g_assert_nonnull (strstr (out, " 16 (a.csv › a › B3)"));

  g_assert_cmpint (run (fixture, &batches, NULL, "batches", "WS", NULL), ==, 0);
  fields = g_strsplit (batches, "\t", 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "pin", "WS", "-e", "I01:value", "-u", "Льгов", "-t",
                        "2021", "-b", "1", NULL),
                   ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "unpin", "WS", "-e", "I01:value", "-u", "Льгов", "-t",
                        "2021", NULL),
                   ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "pin", "WS", "-e", "I01:value", "-u", "Льгов", "-t",
                        "2021", "-b", fields[0], NULL),
                   ==, 0);
  g_free (out);
  g_assert_cmpint (run (fixture, &out, NULL, "check", "WS", "--json", NULL), ==, 0);
  g_assert_nonnull (strstr (out, "\"pinned\": true"));
  g_assert_nonnull (strstr (out, "\"n_infos\""));
  g_assert_cmpint (run (fixture, NULL, NULL, "unpin", "WS", "-e", "I01:value", "-u", "Льгов", "-t",
                        "2021", NULL),
                   ==, 0);

  g_assert_cmpint (run (fixture, NULL, NULL, "undo", "WS", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "undo", "WS", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "undo", "WS", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, "--replace", NULL), ==, 0);
  g_free (out);
  g_assert_cmpint (run (fixture, &out, NULL, "check", "WS", "--json", NULL), ==, 0);
  g_assert_null (strstr (out, "sources-disagree"));
}

/* A wrong name is a wrong usage, and leaves nothing behind. */
static void
test_wrong_names (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "a.csv", "МО;2021\nг. Курск;5\n");
  g_autofree char *odt = g_build_filename (fixture->folder, "a.odt", NULL);
  g_autofree char *out = NULL;

  g_assert_cmpint (run (fixture, NULL, NULL, "sheet", csv, "--encoding", "нет", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "sheet", csv, "--separator", ";;", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "sheet", csv, "--json", "--count", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "recognise", csv, "--programme", "нет", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "new", "WS", "--programme", "нет", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "new", "WS", "--programme", "stavropol-2023",
                        "--region", "26", "--adopt", "нет", NULL),
                   ==, 2);
  g_assert_false (g_file_test (fixture->workspace, G_FILE_TEST_EXISTS));
  g_assert_cmpint (run (fixture, NULL, NULL, "new", "WS", "--programme", "none", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "retract", "WS", "12345", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "observations", "WS", "--element", "нет", NULL), ==,
                   2);
  g_assert_cmpint (run (fixture, NULL, NULL, "observations", "WS", "--json", "--csv", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "report", "WS", "-o", odt, NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "report", "WS", "-o", odt, "--kind", "нет", NULL), ==,
                   2);
  g_setenv ("LC_ALL", "C", TRUE);
  g_assert_cmpint (run (fixture, &out, NULL, "observations", "WS", "--csv", NULL), ==, 0);
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_assert_nonnull (strstr (out, "г. Курск"));
}

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "а.csv", "Имя;Число\n=1+1;4,5\n007;\"a;b\"\n");
  g_autofree char *out = NULL;
  g_autofree char *count = NULL;
  g_autoptr (json_t) root = NULL;
  g_autoptr (json_t) counts = NULL;
  const json_t *cells;

  g_assert_cmpint (run (fixture, &out, NULL, "sheet", csv, "--json", NULL), ==, 0);
  root = parse (out);
  g_assert_cmpstr (ori_json_string (root, "file"), ==, "а.csv");
  g_assert_cmpstr (ori_json_string (root, "format"), ==, "csv");
  cells = json_object_get (json_array_get (json_object_get (root, "sheets"), 0), "cells");
  g_assert_cmpuint (json_array_size (cells), ==, 6);
  g_assert_cmpstr (ori_json_string (json_array_get (cells, 3), "ref"), ==, "B2");
  g_assert_cmpstr (ori_json_string (json_array_get (cells, 3), "type"), ==, "number");
  g_assert_cmpfloat (ori_json_number (json_array_get (cells, 3), "value", 0), ==, 4.5);
  g_assert_cmpstr (ori_json_string (json_array_get (cells, 3), "printed"), ==, "4,5");
  g_assert_cmpstr (ori_json_string (json_array_get (cells, 4), "value"), ==, "007");

  g_assert_cmpint (run (fixture, &count, NULL, "sheet", csv, "--count", NULL), ==, 0);
  counts = parse (count);
  g_assert_cmpfloat (ori_json_number (counts, "cells", 0), ==, 6);
  g_assert_cmpfloat (ori_json_number (counts, "numbers", 0), ==, 1);
  g_assert_cmpfloat (ori_json_number (counts, "sum", 0), ==, 4.5);
}

static const char shares[] = "Муниципалитет;2021;;;2022;;\n"
                             ";Всего;Участвовали;%;Всего;Участвовали;%\n"
                             "Апанасенковский МО;200;50;25;210;84;40\n"
                             "г. Ставрополь;1000;730;73;1100;781;70\n"
                             "Кочубеевский МО;400;180;45;410;250;61\n"
                             "Курский МО;300;90;30;-;…;н/д\n";

/* г. Ставрополь is table 6 of a real report. */
static const char three_years[] = "Муниципалитет;2020;;2021;;2022;\n"
                                  ";Всего;Участвовали;Всего;Участвовали;Всего;Участвовали\n"
                                  "Апанасенковский МО;200;50;210;60;210;84\n"
                                  "г. Ставрополь;2194;390;1946;525;2035;575\n"
                                  "Кочубеевский МО;400;180;405;200;410;250\n"
                                  "Курский МО;300;60;300;50;300;40\n";

/* The shares of the groups are probabilities, and the same seed gives the same bytes. */
static void
assert_certainty (Fixture *fixture, const char *indicator)
{
  g_autofree char *once = NULL;
  g_autofree char *again = NULL;
  g_autoptr (json_t) root = NULL;
  const json_t *unit, *sure;

  g_assert_cmpint (run (fixture, &once, NULL, "group", "WS", "--indicator", indicator, "--breaks",
                        "50;70", "--certainty", "--seed", "7", "--json", NULL),
                   ==, 0);
  g_assert_cmpint (run (fixture, &again, NULL, "group", "WS", "--indicator", indicator, "--breaks",
                        "50;70", "--certainty", "--seed", "7", "--json", NULL),
                   ==, 0);
  g_assert_cmpstr (once, ==, again);
  root = parse (once);
  unit = json_array_get (
      json_object_get (json_array_get (json_object_get (root, "groups"), 1), "orgunits"), 0);
  sure = json_object_get (unit, "certainty");
  g_assert_cmpfloat_with_epsilon (ori_json_number (sure, "low", -1) +
                                      ori_json_number (sure, "medium", -1) +
                                      ori_json_number (sure, "high", -1),
                                  1.0, 1e-9);
}

static void
assert_change (Fixture *fixture, const char *indicator)
{
  g_autofree char *out = NULL;
  g_autoptr (json_t) root = NULL;
  const json_t *change;

  g_assert_cmpint (run (fixture, &out, NULL, "change", "WS", "--from", "2021", "--to", "2022",
                        "--orgunit", "Кочубеевский МО", "--indicator", indicator, "--json", NULL),
                   ==, 0);
  root = parse (out);
  g_assert_cmpuint (json_array_size (json_object_get (root, "changes")), ==, 1);
  change = json_array_get (json_object_get (root, "changes"), 0);
  g_assert_cmpfloat_with_epsilon (ori_json_number (change, "difference", 0), 100.0 * 250 / 410 - 45,
                                  1e-9);
  g_assert_cmpstr (ori_json_string (change, "verdict"), ==, "rose");
  g_assert_cmpint (run (fixture, NULL, NULL, "change", "WS", "--from", "2021", NULL), ==, 2);
  g_assert_cmpint (
      run (fixture, NULL, NULL, "change", "WS", "--from", "2021", "--to", "2021", NULL), ==, 2);
  g_assert_cmpint (
      run (fixture, NULL, NULL, "change", "WS", "--from", "1999", "--to", "2021", NULL), ==, 2);
}

/* The way from a file to a report: each step prints what the next one rests on. */
static void
test_job (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "билет.csv", shares);
  g_autofree char *values = NULL;
  g_autofree char *groups = NULL;
  g_autofree char *observations = NULL;
  g_autoptr (json_t) value_root = NULL;
  g_autoptr (json_t) group_root = NULL;
  g_autoptr (json_t) observation_root = NULL;
  g_autofree char *indicator = NULL;
  const json_t *list;

  g_assert_cmpint (
      run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, "--dry-run", NULL), ==, 0);
  g_assert_cmpint (run (fixture, &observations, NULL, "observations", "WS", "--json", NULL), ==, 0);
  observation_root = parse (observations);
  g_assert_cmpuint (json_array_size (json_object_get (observation_root, "observations")), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);

  g_assert_cmpint (run (fixture, &values, NULL, "values", "WS", "--orgunit", "Ставрополь",
                        "--period", "2022", "--json", NULL),
                   ==, 0);
  value_root = parse (values);
  list = json_object_get (value_root, "values");
  g_assert_cmpuint (json_array_size (list), ==, 1);
  g_assert_cmpfloat (ori_json_number (json_array_get (list, 0), "value", 0), ==, 71);
  g_assert_cmpfloat (ori_json_number (json_array_get (list, 0), "numerator", 0), ==, 781);
  g_assert_cmpfloat (ori_json_number (json_array_get (list, 0), "printed_percent", 0), ==, 70);
  indicator =
      g_strdup (ori_json_string (json_object_get (json_array_get (list, 0), "indicator"), "code"));

  g_assert_cmpint (run (fixture, &groups, NULL, "group", "WS", "--indicator", indicator,
                        "--normalise", "none", "--breaks", "50;70", "--json", NULL),
                   ==, 0);
  group_root = parse (groups);
  list = json_object_get (group_root, "groups");
  g_assert_cmpuint (json_array_size (list), ==, 3);
  for (gsize i = 0; i < 3; i++)
    g_assert_cmpuint (json_array_size (json_object_get (json_array_get (list, i), "orgunits")), ==,
                      1);
  assert_certainty (fixture, indicator);
  assert_change (fixture, indicator);
  g_assert_cmpint (run (fixture, NULL, NULL, "undo", "WS", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "undo", "WS", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "redo", "WS", NULL), ==, 0);
}

static void
assert_written (Fixture *fixture, const char *name, const char *magic)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 500);
  g_assert_true (memcmp (bytes, magic, strlen (magic)) == 0);
}

/* What was accepted is told with its reason, and becomes a document. */
static void
test_protocol (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "билет.csv", shares);
  g_autofree char *pdf = g_build_filename (fixture->folder, "p.pdf", NULL);
  g_autofree char *none = NULL;
  g_autofree char *out = NULL;
  g_autoptr (json_t) root = NULL;
  const json_t *list, *entry;

  run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
  g_assert_cmpint (run (fixture, &none, NULL, "protocol", "WS", NULL), ==, 0);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (run (fixture, NULL, NULL, "group", "WS", "--breaks", "47.5;62", "--accept",
                        "у просвета", NULL),
                   ==, 0);
  g_assert_cmpint (run (fixture, &out, NULL, "protocol", "WS", "--json", NULL), ==, 0);
  root = parse (out);
  list = json_object_get (root, "entries");
  g_assert_cmpuint (json_array_size (list), ==, 1);
  entry = json_array_get (list, 0);
  g_assert_cmpstr (ori_json_string (entry, "reason"), ==, "у просвета");
  g_assert_cmpstr (ori_json_string (entry, "subject"), ==, "score");
  g_assert_true (json_is_null (json_object_get (entry, "from")));
  g_assert_cmpfloat (json_number_value (json_array_get (json_object_get (entry, "to"), 0)), ==,
                     47.5);
  g_assert_cmpint (run (fixture, NULL, NULL, "protocol", "WS", "-o", pdf, NULL), ==, 0);
  assert_written (fixture, "p.pdf", "%PDF");
  g_assert_cmpint (run (fixture, NULL, NULL, "protocol", "WS", "-o", "p.txt", NULL), ==, 2);
}

/* One share of one year: without an indicator, with one of no share or no data there is none. */
static void
test_funnel (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "funnel.svg", NULL);
  g_autofree char *err = NULL, *values = NULL;
  g_autoptr (json_t) root = NULL;
  const char *code;

  run (fixture, &values, NULL, "values", "WS", "--json", NULL);
  root = parse (values);
  code = ori_json_string (
      json_object_get (json_array_get (json_object_get (root, "values"), 0), "indicator"), "code");
  g_assert_cmpint (run (fixture, NULL, NULL, "chart", "WS", "--kind", "funnel", "-o", path, NULL),
                   ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "chart", "WS", "--kind", "funnel", "--indicator", code,
                        "--orgunit", "Курский МО", "-o", path, NULL),
                   ==, 0);
  assert_written (fixture, "funnel.svg", "<?xml");
  g_assert_cmpint (run (fixture, NULL, &err, "chart", "WS", "--kind", "funnel", "--indicator",
                        "НЕТ", "-o", path, NULL),
                   ==, 2);
  g_assert_nonnull (strstr (err, "НЕТ"));
}

static void
test_outputs (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *name;
    const char *magic;
  } reports[] = {{"r.xlsx", "PK"}, {"r.docx", "PK"}, {"r.pdf", "%PDF"}};
  static const struct {
    const char *name;
    const char *magic;
  } charts[] = {{"c.png", "\x89PNG"}, {"c.svg", "<?xml"}, {"c.pdf", "%PDF"}};
  g_autofree char *csv = write_file (fixture, "билет.csv", shares);
  g_autofree char *err = NULL;

  run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (reports); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, reports[i].name, NULL);

    g_assert_cmpint (run (fixture, NULL, NULL, "report", "WS", "-o", path, NULL), ==, 0);
    assert_written (fixture, reports[i].name, reports[i].magic);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (charts); i++) {
    g_autofree char *path = g_build_filename (fixture->folder, charts[i].name, NULL);

    g_assert_cmpint (run (fixture, NULL, NULL, "chart", "WS", "--kind", "bench", "-o", path, NULL),
                     ==, 0);
    assert_written (fixture, charts[i].name, charts[i].magic);
  }
  g_assert_cmpint (
      run (fixture, NULL, NULL, "chart", "WS", "--kind", "bench", "-o", "/nowhere/c.png", NULL), ==,
      3);
  test_funnel (fixture);
  g_assert_cmpint (run (fixture, NULL, NULL, "report", "WS", "-o", "/nowhere/r.docx", NULL), ==, 3);
  g_assert_cmpint (run (fixture, NULL, NULL, "report", "WS", "-o", "r.txt", NULL), ==, 2);
  g_assert_cmpint (
      run (fixture, NULL, &err, "recommend", "WS", "--orgunit", "Нарния", "--json", NULL), ==, 2);
  g_assert_nonnull (strstr (err, "Нарния"));
  g_assert_cmpint (
      run (fixture, NULL, NULL, "recommend", "WS", "--orgunit", "Курский МО", "--json", NULL), ==,
      0);
}

static void
test_recognise (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "билет.csv", shares);
  g_autofree char *out = NULL;
  g_autoptr (json_t) root = NULL;
  const json_t *records, *last;

  g_assert_cmpint (run (fixture, &out, NULL, "recognise", csv, "--region", "26", "--json", NULL),
                   ==, 0);
  root = parse (out);
  records = json_object_get (root, "records");
  g_assert_cmpuint (json_array_size (records), ==, 24);
  last = json_array_get (records, 23);
  g_assert_cmpstr (ori_json_string (last, "orgunit_printed"), ==, "Курский МО");
  g_assert_cmpstr (ori_json_string (json_object_get (last, "orgunit"), "name"), ==,
                   "Курский муниципальный округ");
  g_assert_cmpstr (ori_json_string (last, "period"), ==, "2022");
  g_assert_cmpstr (ori_json_string (last, "status"), ==, "missing");
  g_assert_true (json_is_null (json_object_get (last, "value")));
}

/* Forms are written once, replaced only by force, and come back as empty as they were. */
static void
test_forms (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = NULL, *err = NULL, *again = NULL;
  g_autoptr (json_t) told = NULL, read = NULL;
  const json_t *files;
  g_autofree char *path = NULL;

  g_assert_cmpint (run (fixture, NULL, NULL, "new", "WS", "--programme", "kaluga-2020", NULL), ==,
                   0);
  g_assert_cmpint (run (fixture, &out, NULL, "forms", "WS", "-o", fixture->folder, "--orgunit",
                        "Людиновский МР", "--period", "2021", "--json", NULL),
                   ==, 0);
  told = parse (out);
  files = json_object_get (told, "files");
  g_assert_cmpuint (json_array_size (files), ==, 1);
  g_assert_cmpstr (ori_json_string (told, "period"), ==, "2021");
  g_assert_cmpstr (ori_json_string (json_array_get (files, 0), "file"), ==,
                   "Людиновский МР, 2021.xlsx");
  g_assert_cmpint (run (fixture, NULL, &err, "forms", "WS", "-o", fixture->folder, "--orgunit",
                        "Людиновский МР", "--period", "2021", NULL),
                   ==, 3);
  g_assert_nonnull (strstr (err, "--force"));
  g_assert_cmpint (run (fixture, NULL, NULL, "forms", "WS", "-o", fixture->folder, "--orgunit",
                        "Людиновский МР", "--period", "2021", "--force", NULL),
                   ==, 0);
  path = g_build_filename (fixture->folder, "Людиновский МР, 2021.xlsx", NULL);
  g_assert_cmpint (
      run (fixture, &again, NULL, "recognise", path, "--programme", "kaluga-2020", "--json", NULL),
      ==, 0);
  read = parse (again);
  g_assert_cmpstr (ori_json_string (json_array_get (json_object_get (read, "tables"), 0), "layout"),
                   ==, "form");
  g_assert_cmpuint (json_array_size (json_object_get (read, "records")), ==, 0);
  g_assert_cmpint (
      run (fixture, NULL, NULL, "forms", "WS", "-o", fixture->folder, "--level", "region", NULL),
      ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "forms", "WS", NULL), ==, 2);
}

/* Who has no score in a year has moved neither out of a group nor into one. */
static void
assert_no_move_without_a_group (Fixture *fixture, const char *code)
{
  g_autofree char *element = g_strconcat (code, ":participated", NULL);
  g_autofree char *out = NULL;
  g_autoptr (json_t) moves = NULL;
  const json_t *move;
  gsize without = 0;

  g_assert_cmpint (run (fixture, NULL, NULL, "correct", "WS", "--element", element, "--orgunit",
                        "Курский МО", "--period", "2021", "--value", "-", "--reason", "нет", NULL),
                   ==, 0);
  g_assert_cmpint (run (fixture, &out, NULL, "transitions", "WS", "--indicator", code, "--breaks",
                        "20;40", "--json", NULL),
                   ==, 0);
  moves = parse (out);
  for (gsize i = 0; i < json_array_size (json_object_get (moves, "transitions")); i++) {
    move = get_item (moves, "transitions", i);
    if (ori_json_string (move, "from") != NULL && ori_json_string (move, "to") != NULL)
      continue;
    without++;
    g_assert_false (ori_json_flag (move, "moved"));
  }
  g_assert_cmpuint (without, ==, 2);
}

static void
test_analysis (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "a.csv", three_years);
  g_autofree char *values = NULL;
  g_autofree char *out = NULL;
  g_autofree char *sure = NULL;
  g_autoptr (json_t) known = NULL;

  g_assert_cmpint (
      run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
  g_assert_cmpint (run (fixture, &values, NULL, "values", "WS", "--json", NULL), ==, 0);
  known = parse (values);
  const char *code =
      ori_json_string (json_object_get (get_item (known, "values", 0), "indicator"), "code");

  /* Change over three years has a trend as well. */
  g_assert_cmpint (run (fixture, &out, NULL, "change", "WS", "--from", "2020", "--to", "2022",
                        "--orgunit", "г. Ставрополь", "--json", NULL),
                   ==, 0);
  g_autoptr (json_t) changes = parse (out);
  const json_t *trend = get_item (changes, "trends", 0);
  g_assert_cmpfloat (ori_json_number (trend, "years", 0), ==, 3);
  g_assert_cmpfloat_with_epsilon (ori_json_number (trend, "chi2", 0), 64.50525867, 1e-6);
  g_assert_cmpstr (ori_json_string (trend, "verdict"), ==, "rose");

  /* Transitions: the same thresholds in every year. */
  g_assert_cmpint (run (fixture, &sure, NULL, "transitions", "WS", "--indicator", code, "--breaks",
                        "20;40", "--certainty", "--replicates", "50", "--json", NULL),
                   ==, 0);
  g_autoptr (json_t) moves = parse (sure);
  g_assert_cmpuint (json_array_size (json_object_get (moves, "cycles")), ==, 3);
  const json_t *move = NULL;
  for (gsize i = 0; move == NULL; i++) {
    move = get_item (moves, "transitions", i);
    g_assert_nonnull (move);
    if (!ori_json_flag (move, "moved"))
      move = NULL;
  }
  g_assert_cmpstr (ori_json_string (move, "from"), ==, "low");
  g_assert_cmpstr (ori_json_string (move, "to"), ==, "medium");
  g_assert_cmpfloat (ori_json_number (move, "certainty", -1), >, 0.5);
  g_assert_cmpint (run (fixture, NULL, NULL, "transitions", "WS", "--from", "2022", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "transitions", "WS", "--from", "нет", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "transitions", "WS", "--method", "natural",
                        "--indicator", code, NULL),
                   ==, 0);

  /* Comparison. */
  g_autoptr (json_t) compared = run_json (fixture, "compare", "--orgunit", "Курский МО");
  const json_t *line = get_item (compared, "indicators", 0);
  g_assert_cmpfloat (ori_json_number (line, "rank", 0), ==, 4);
  g_assert_cmpfloat (ori_json_number (line, "of", 0), ==, 4);
  g_assert_cmpstr (
      ori_json_string (json_object_get (json_object_get (line, "funnel"), "chance"), "place"), ==,
      "far-below");
  g_assert_nonnull (ori_json_string (line, "deficit"));
  g_assert_cmpstr (
      ori_json_string (json_object_get (get_item (compared, "similar", 0), "orgunit"), "name"), !=,
      NULL);
  g_assert_nonnull (ori_json_string (get_item (compared, "similar", 0), "why"));
  g_assert_cmpint (run (fixture, NULL, NULL, "compare", "WS", "--orgunit", "Курский МО", NULL), ==,
                   0);
  assert_no_move_without_a_group (fixture, code);
  g_assert_cmpint (run (fixture, NULL, NULL, "compare", "WS", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "compare", "WS", "--orgunit", "Нигде", NULL), ==, 2);
}

/* Subjects, weights and what is refused. */
static void
test_schemes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv = write_file (fixture, "a.csv", three_years);
  static const char *const refused[][2] = {
      {"--block", "нет"},
      {"--criterion", "нет"},
      {"--weight", "нет=1"},
      {"--weight", "block:results=-1"},
      {"--weight", "block:results"},
      {"--weight", "score=1"},
      {"--weight", "I01=0"},
      {"--weight", "block:results=nan"},
      {"--k", "0"},
      {"--aggregate", "нет"},
      {"--replicates", "-1"},
      {"--normalise", "none"},
      {"--classes", "6"},
      {"--breaks", "60;40"},
      {"--method", "нет"},
      {"--seed", "x"},
      {"--seed", "-1"},
      {"--replicates", "0"},
      {"--names", "слабая;сильная"},
      {"--names", "слабая;слабая;сильная"},
      {"--names", "слабая;;сильная"},
      {"--k", "1"},
  };
  static const char *const contrary[][4] = {
      {"--method", "natural", "--breaks", "40;60"},
      {"--method", "fixed", "--classes", "4"},
      {"--classes", "4", "--breaks", "40;60"},
      {"--method", "tercile", "--k", "1"},
  };

  g_assert_cmpint (
      run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autofree char *err = NULL;

    g_assert_cmpint (run (fixture, NULL, &err, "group", "WS", refused[i][0], refused[i][1], NULL),
                     ==, 2);
    g_assert_true (g_str_has_prefix (err, "orientir-cli: "));
  }
  for (guint i = 0; i < G_N_ELEMENTS (contrary); i++)
    g_assert_cmpint (run (fixture, NULL, NULL, "group", "WS", contrary[i][0], contrary[i][1],
                          contrary[i][2], contrary[i][3], NULL),
                     ==, 2);
  g_autoptr (json_t) terciles = run_json (fixture, "group", "--method", "tercile");
  g_assert_cmpstr (ori_json_string (terciles, "subject"), ==, "score");
  g_assert_cmpuint (json_array_size (json_object_get (terciles, "suggestions")), >, 2);
  g_assert_cmpfloat (ori_json_number (get_item (terciles, "weights", 0), "nominal", 0), ==, 1);
}

/* Schools of a region: what they bring shows as sums of their municipality, and what lacks. */
static void
test_completeness (Fixture *fixture, gconstpointer data)
{
  g_autofree char *csv =
      write_file (fixture, "a.csv",
                  "Билет в будущее, 2022 год;;;\nШкола;Всего;Участвовали;%\n"
                  "МБОУ СОШ № 5 г. Ставрополя;500;300;60\nМБОУ СОШ № 7 г. Ставрополя;100;30;30\n"
                  "МБОУ СОШ № 1 г. Пятигорска;100;н/д;н/д\nМБОУ СОШ № 2 г. Пятигорска;100;10;10\n");
  g_autofree char *out = NULL;
  g_autofree char *sums = NULL;
  g_autofree char *letters = NULL;
  g_autoptr (json_t) root = NULL;
  g_autoptr (json_t) values = NULL;
  const json_t *period, *found;

  g_assert_cmpint (
      run (fixture, NULL, NULL, "new", "WS", "--programme", "none", "--region", "26", NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "import", "WS", csv, NULL), ==, 0);
  g_assert_cmpint (run (fixture, NULL, NULL, "completeness", "WS", "--level", "нет", NULL), ==, 2);
  g_assert_cmpint (run (fixture, NULL, NULL, "completeness", "WS", "--today", "завтра", NULL), ==,
                   2);
  g_assert_cmpint (run (fixture, &out, NULL, "completeness", "WS", "--level", "school", "--today",
                        "2022-05-01", "--json", NULL),
                   ==, 0);
  root = parse (out);
  g_assert_cmpstr (ori_json_string (root, "level"), ==, "school");
  period = json_array_get (json_object_get (root, "periods"), 0);
  g_assert_cmpfloat (ori_json_number (period, "present", 0), ==, 3);
  g_assert_cmpfloat (ori_json_number (period, "expected", 0), ==, 4);
  g_assert_cmpfloat (ori_json_number (period, "rate", 0), ==, 75);
  g_assert_cmpstr (ori_json_string (json_object_get (period, "deadline"), "state"), ==, "none");

  g_assert_cmpint (run (fixture, NULL, NULL, "completeness", "WS", "--letters", "--json", NULL), ==,
                   2);
  g_assert_cmpint (run (fixture, &letters, NULL, "completeness", "WS", "--letters", "--orgunit",
                        "г. Пятигорск", NULL),
                   ==, 0);
  g_assert_nonnull (strstr (letters, "ответили не все, 1 из 2"));
  g_assert_null (strstr (letters, "Ставрополь"));

  g_assert_cmpint (run (fixture, &sums, NULL, "values", "WS", "--orgunit", "г. Пятигорск",
                        "--parts", "--json", NULL),
                   ==, 0);
  values = parse (sums);
  found = json_array_get (json_object_get (values, "values"), 0);
  g_assert_cmpfloat (ori_json_number (found, "value", 0), ==, 10);
  g_assert_cmpfloat (ori_json_number (json_object_get (found, "sum_of"), "present", 0), ==, 1);
  g_assert_cmpfloat (ori_json_number (json_object_get (found, "sum_of"), "expected", 0), ==, 2);
  g_assert_cmpuint (json_array_size (json_object_get (found, "parts")), ==, 2);
}

int
main (int argc, char *argv[])
{
  static const struct {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
      {"/cli/completeness", test_completeness},
      {"/cli/usage", test_usage},
      {"/cli/wrong-names", test_wrong_names},
      {"/cli/sheet", test_sheet},
      {"/cli/recognise", test_recognise},
      {"/cli/protocol", test_protocol},
      {"/cli/job", test_job},
      {"/cli/outputs", test_outputs},
      {"/cli/forms", test_forms},
      {"/cli/analysis", test_analysis},
      {"/cli/schemes", test_schemes},
      {"/cli/several", test_several},
      {"/cli/versions", test_versions},
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
