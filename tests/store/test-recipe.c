/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include <string.h>

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* "name=json" of all recipes, by name. */
static char *
list_recipes (OriStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) recipes = ori_store_recipes (store, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < recipes->len; i++) {
    const OriStoredRecipe *recipe = g_ptr_array_index (recipes, i);

    g_assert_cmpint (recipe->time, >, 0);
    g_ptr_array_add (lines, g_strconcat (recipe->name, "=", recipe->json, NULL));
  }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (" ", (char **)lines->pdata);
}

static void
assert_recipes (OriStore *store, const char *expected)
{
  g_autofree char *found = list_recipes (store);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_verbs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OriStore *store = fixture->store;
  g_autofree char *label = NULL;

  g_assert_true (ori_store_put_recipe (store, "Форма 1", "f1", "{1}", &error));
  g_assert_true (ori_store_put_recipe (store, "Форма 2", "f2", "{2}", &error));
  assert_recipes (store, "Форма 1={1} Форма 2={2}");
  label = ori_store_undo_label (store);
  g_assert_nonnull (strstr (label, "Форма 2"));

  /* The name decides which one is replaced; an equal one is no step. */
  g_assert_true (ori_store_put_recipe (store, "Форма 1", "f1", "{3}", &error));
  g_assert_true (ori_store_put_recipe (store, "Форма 1", "f1", "{3}", &error));
  assert_recipes (store, "Форма 1={3} Форма 2={2}");
  g_assert_true (ori_store_undo (store, &error));
  assert_recipes (store, "Форма 1={1} Форма 2={2}");

  g_assert_false (ori_store_rename_recipe (store, "Форма 1", "Форма 2", &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (ori_store_rename_recipe (store, "Форма 1", "А", &error));
  g_assert_true (ori_store_remove_recipe (store, "Форма 2", &error));
  assert_recipes (store, "А={1}");
  g_assert_false (ori_store_remove_recipe (store, "Форма 2", &error));
  g_assert_error (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  fixture_reopen (fixture);
  store = fixture->store;
  assert_recipes (store, "А={1}");
  g_assert_true (ori_store_undo (store, &error));
  assert_recipes (store, "А={1} Форма 2={2}");
  g_assert_true (ori_store_undo (store, &error));
  g_assert_true (ori_store_undo (store, &error));
  assert_recipes (store, "Форма 1={1}");
  for (guint i = 0; i < 3; i++)
    g_assert_true (ori_store_redo (store, &error));
  assert_recipes (store, "А={1}");
}

static const char *
wording (OriStore *store, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) wordings = ori_store_wordings (store, &error);

  g_assert_no_error (error);
  return g_intern_string (g_hash_table_lookup (wordings, key));
}

static void
test_wordings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  OriStage *stage = make_series ("а.xlsx", 3, 1);
  gint64 first, second;

  g_hash_table_insert (stage->new_wordings, g_strdup ("Охват, %"), g_strdup ("K1"));
  first = commit (fixture->store, stage);
  g_assert_cmpstr (wording (fixture->store, "охват %"), ==, "K1");
  stage = make_series ("б.xlsx", 3, 1);
  g_hash_table_insert (stage->new_wordings, g_strdup ("ОХВАТ, %"), g_strdup ("K2"));
  second = commit (fixture->store, stage);
  g_assert_cmpstr (wording (fixture->store, "охват %"), ==, "K2");

  fixture_reopen (fixture);
  g_assert_true (ori_store_set_batch_live (fixture->store, second, FALSE, &error));
  g_assert_cmpstr (wording (fixture->store, "охват %"), ==, "K1");
  g_assert_true (ori_store_set_batch_live (fixture->store, first, FALSE, &error));
  g_assert_null (wording (fixture->store, "охват %"));
  g_assert_true (ori_store_undo (fixture->store, &error));
  g_assert_cmpstr (wording (fixture->store, "охват %"), ==, "K1");
}

static void
test_old (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriSnapshot) snapshot = NULL;
  g_autofree char *copy = g_strconcat (fixture->path, ".v1.bak", NULL);
  const OriObservation *kept;

  commit (fixture->store, make_series ("а.xlsx", 3, 7));
  fixture_grow_old (fixture, 1);
  fixture_reopen (fixture);
  snapshot = ori_store_snapshot (fixture->store, &error);
  g_assert_no_error (error);
  kept = find (snapshot, "K1:total", "U0", 2001);
  g_assert_nonnull (kept);
  g_assert_cmpfloat (kept->value, ==, 7);
  assert_recipes (fixture->store, "");
  g_assert_true (ori_store_put_recipe (fixture->store, "Форма", "f", "{}", &error));
  assert_recipes (fixture->store, "Форма={}");
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/store/recipe/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("verbs", test_verbs);
  ADD ("wordings", test_wordings);
  ADD ("old", test_old);
  return g_test_run ();
}
