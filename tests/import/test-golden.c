/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-test-util.h"

#include "core/ori-register.h"

#include <stdio.h>
#include <string.h>

/* Every file of tests/data/import is recognised and compared with the dump beside it. A new
 * expectation: test-golden --print FILE [PROGRAMME [REGION [ORGUNIT]]]. */

static char *
dump_file (const char *path, const OriMatchContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) book = ori_book_load (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (OriRecognition) recognition =
      ori_recognition_new (book, name, context, NULL, NULL, &error);
  g_assert_no_error (error);
  return import_test_dump (ori_recognition_stage (recognition), FALSE);
}

static void
test_file (gconstpointer data)
{
  const char *path = data;
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  g_autofree char *found = dump_file (path, &context);
  g_autofree char *expected_path = g_strconcat (path, ".expected", NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (expected_path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, expected);
}

static int
print_file (int argc, char **argv)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  g_autoptr (GError) error = NULL;
  g_autoptr (OriProgramme) programme = NULL;
  g_autoptr (GPtrArray) units = NULL;
  g_autofree char *region = NULL;
  if (argc > 3 && strcmp (argv[3], "-") != 0) {
    programme = ori_programme_load_shipped (argv[3], &error);
    g_assert_no_error (error);
    context.programme = programme;
    context.make_indicators = FALSE;
  }
  if (argc > 4) {
    const OriRegister *regions = ori_register_get_default (&error);
    g_assert_no_error (error);
    units = ori_register_orgunits (regions, argv[4], 0);
    region = g_strconcat ("R", argv[4], NULL);
    context.orgunits = units;
    context.region = region;
    context.make_orgunits = FALSE;
  }
  if (argc > 5)
    context.default_orgunit = argv[5];
  g_autofree char *text = dump_file (argv[2], &context);
  fputs (text, stdout);
  return 0;
}

static void
add_tests (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  const char *name;
  while ((name = g_dir_read_name (dir))) {
    if (g_str_has_suffix (name, ".expected"))
      continue;
    g_autofree char *test = g_strconcat ("/import/golden/", name, NULL);
    g_test_add_data_func_full (test, g_build_filename (folder, name, NULL), test_file, g_free);
  }
}

int
main (int argc, char *argv[])
{
  if (argc > 2 && strcmp (argv[1], "--print") == 0)
    return print_file (argc, argv);
  g_test_init (&argc, &argv, NULL);
  g_autofree char *folder = g_build_filename (g_getenv ("ORIENTIR_TEST_DATA"), "import", NULL);
  add_tests (folder);
  return g_test_run ();
}
