/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-test.h"
#include "app/ori-recipes-window.h"

#include <glib/gstdio.h>

typedef struct {
  char *folder;
  OriSession *session;
  OriRecipesWindow *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("orientir-recipes-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "a.orientir", NULL);
  fixture->session = ori_session_create (path, "none", "26", TRUE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup (ori_session_path (fixture->session));

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_test_settle ();
  g_clear_object (&fixture->session);
  g_remove (path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
put (Fixture *fixture, const char *name)
{
  g_autoptr (OriRecipe) recipe = ori_recipe_new (name);
  g_autoptr (GError) error = NULL;

  recipe->separator = ';';
  recipe->encoding = g_strdup ("CP1251");
  g_assert_true (ori_session_put_recipe (fixture->session, recipe, name, &error));
}

static GtkListBoxRow *
row_at (Fixture *fixture, int index)
{
  GtkWidget *list = app_test_find (GTK_WIDGET (fixture->window), GTK_TYPE_LIST_BOX);

  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index);
}

static const char *
title_at (Fixture *fixture, int index)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row_at (fixture, index)));
}

static const char *
shown (Fixture *fixture)
{
  GtkWidget *stack = app_test_find (GTK_WIDGET (fixture->window), GTK_TYPE_STACK);

  return gtk_stack_get_visible_child_name (GTK_STACK (stack));
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  fixture->window = ori_recipes_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_cmpstr (shown (fixture), ==, "empty");
  put (fixture, "Форма 2 <&>");
  put (fixture, "Форма 1");
  app_test_settle ();
  g_assert_cmpstr (shown (fixture), ==, "list");
  g_assert_cmpstr (title_at (fixture, 0), ==, "Форма 1");
  g_assert_cmpstr (title_at (fixture, 1), ==, "Форма 2 <&>");
  g_assert_null (row_at (fixture, 2));

  /* What is open stays open when the list is read anew. */
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row_at (fixture, 1)), TRUE);
  put (fixture, "Форма 0");
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row_at (fixture, 1))));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row_at (fixture, 2))));
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (fixture, "Форма 1");
  fixture->window = ori_recipes_window_new (NULL, fixture->session);
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->window), "recipes.remove", "s", "Форма 1"));
  g_assert_cmpstr (shown (fixture), ==, "empty");
  g_assert_true (ori_session_undo (fixture->session, &error));
  g_assert_cmpstr (shown (fixture), ==, "list");
  g_assert_cmpstr (title_at (fixture, 0), ==, "Форма 1");
}

int
main (int argc, char *argv[])
{
  g_autoptr (OriApplication) application = app_test_init (&argc, &argv);

  g_test_add ("/app/recipes/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/app/recipes/remove", Fixture, NULL, set_up, test_remove, tear_down);
  return g_test_run ();
}
