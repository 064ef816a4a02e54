/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "core/ori-cellref.h"
#include "core/ori-error.h"
#include "core/ori-json.h"

/* What the writer writes, an independent reader must read back. */
static void
test_writer (void)
{
  g_autoptr (OriJsonWriter) writer = ori_json_writer_new_memory ();
  g_autoptr (json_t) root = NULL;
  g_autofree char *text = NULL;
  const json_t *list;

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "name", "a \"quoted\" \\ line\nbreak\ttab\x01 ё");
  ori_json_add_string (writer, "broken", "a\xff");
  ori_json_add_string (writer, "none", NULL);
  ori_json_begin_array (writer, "list");
  ori_json_add_number (writer, NULL, 27.4);
  ori_json_add_number (writer, NULL, NAN);
  ori_json_add_int (writer, NULL, G_MAXINT64);
  ori_json_add_bool (writer, NULL, TRUE);
  ori_json_begin_object (writer, NULL);
  ori_json_end_object (writer);
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  g_assert_true (ori_json_writer_finish (writer, NULL));
  text = ori_json_writer_take (writer, NULL);

  root = ori_json_parse (text, -1, NULL);
  g_assert_nonnull (root);
  g_assert_cmpstr (ori_json_string (root, "name"), ==, "a \"quoted\" \\ line\nbreak\ttab\x01 ё");
  g_assert_cmpstr (ori_json_string (root, "broken"), ==, "a\xef\xbf\xbd");
  g_assert_true (json_is_null (json_object_get (root, "none")));
  list = json_object_get (root, "list");
  g_assert_cmpuint (json_array_size (list), ==, 5);
  g_assert_true (strstr (text, "27.4,") != NULL);
  g_assert_true (json_is_null (json_array_get (list, 1)));
  g_assert_cmpint (json_integer_value (json_array_get (list, 2)), ==, G_MAXINT64);
}

static void
test_errors (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ori_json_parse ("{\n  \"a\": }", -1, &error));
  g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "2"));
  g_clear_error (&error);
  g_assert_null (ori_json_load ("/nowhere/at/all.json", &error));
  g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_READ);
}

static void
test_cellref (void)
{
  static const struct {
    const char *name;
    guint row, col;
  } cases[] = {{"A1", 0, 0},
               {"Z9", 8, 25},
               {"AA10", 9, 26},
               {"AMG3", 2, 1020},
               {"XFD1048576", 1048575, 16383}};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    OriCellRef ref;
    g_autofree char *name = ori_cellref_name (cases[i].row, cases[i].col);

    g_assert_cmpstr (name, ==, cases[i].name);
    g_assert_true (ori_cellref_parse (cases[i].name, &ref, NULL));
    g_assert_cmpuint (ref.row, ==, cases[i].row);
    g_assert_cmpuint (ref.col, ==, cases[i].col);
  }
}

static void
test_cellref_refuses (void)
{
  static const char *const texts[] = {"",         "A",   "1",           "A0",           "XFE1",
                                      "A1048577", "A1B", "ZZZZZZZZZZ1", "A99999999999", "А1"};
  OriRange range;
  OriCellRef ref;
  g_autofree char *name = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (ori_cellref_parse (texts[i], &ref, NULL));
  g_assert_true (ori_range_parse ("$C$4:A1", &range));
  name = ori_range_name (&range);
  g_assert_cmpstr (name, ==, "A1:C4");
  g_assert_false (ori_range_parse ("A1:", &range));
  g_assert_false (ori_range_parse ("A1:B2:C3", &range));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/json/writer", test_writer);
  g_test_add_func ("/core/json/errors", test_errors);
  g_test_add_func ("/core/cellref/names", test_cellref);
  g_test_add_func ("/core/cellref/refuses", test_cellref_refuses);
  return g_test_run ();
}
