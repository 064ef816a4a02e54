/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Recipes of a workspace, and recipes as files. */
#include <glib/gi18n-lib.h>

#include "cli/ori-cli.h"

static void
add_recipe (OriJsonWriter *writer, const OriKeptRecipe *kept, const OriMatchContext *context)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (kept->time);
  g_autofree char *text = g_date_time_format_iso8601 (time);
  g_auto (GStrv) words = ori_recipe_words (kept->recipe, context);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "name", kept->recipe->name);
  ori_json_add_string (writer, "fingerprint",
                       kept->recipe->shape != NULL ? ori_shape_id (kept->recipe->shape) : NULL);
  ori_json_add_string (writer, "time", text);
  ori_json_begin_array (writer, "decisions");
  for (guint i = 0; words[i] != NULL; i++)
    ori_json_add_string (writer, NULL, words[i]);
  ori_json_end_array (writer);
  ori_json_end_object (writer);
}

static void
print_recipe (const OriKeptRecipe *kept, const OriMatchContext *context)
{
  g_auto (GStrv) words = ori_recipe_words (kept->recipe, context);

  g_print ("%s\n", kept->recipe->name);
  for (guint i = 0; words[i] != NULL; i++)
    g_print ("  %s\n", words[i]);
}

int
ori_cli_recipes (int argc, char *argv[])
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  const GPtrArray *recipes;
  OriJsonWriter *writer;
  GError *error = NULL;
  OriMatchContext context = {0};
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Lists recipes with their decisions."), 1, 1,
                      &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  recipes = ori_session_recipes (session, &error);
  if (recipes == NULL)
    return ori_cli_fail (error);
  context.programme = ori_session_snapshot (session)->programme;
  context.orgunits = ori_session_snapshot (session)->orgunits;
  if (!json) {
    for (guint i = 0; i < recipes->len; i++)
      print_recipe (g_ptr_array_index (recipes, i), &context);
    return ORI_EXIT_DONE;
  }
  writer = ori_cli_json_begin ();
  ori_json_begin_object (writer, NULL);
  ori_json_begin_array (writer, "recipes");
  for (guint i = 0; i < recipes->len; i++)
    add_recipe (writer, g_ptr_array_index (recipes, i), &context);
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

int
ori_cli_recipe_export (int argc, char *argv[])
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("Write to this file"), "FILE"},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  const OriRecipe *recipe;
  GError *error = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS NAME", _ ("Writes a recipe to a file."), 2, 2,
                      &status))
    return status;
  if (output == NULL)
    return ori_cli_usage (_ ("say where to with -o"));
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  recipe = ori_session_recipe (session, argv[1], &error);
  if (recipe == NULL || !ori_recipe_save (recipe, output, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

int
ori_cli_recipe_import (int argc, char *argv[])
{
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = {
      {"name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Keep it under this name"), "NAME"},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  g_autoptr (OriRecipe) recipe = NULL;
  GError *error = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS FILE", _ ("Takes a recipe into a workspace."), 2,
                      2, &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  recipe = ori_recipe_load (argv[1], &error);
  if (recipe == NULL ||
      !ori_session_put_recipe (session, recipe, name != NULL ? name : recipe->name, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

int
ori_cli_recipe_rename (int argc, char *argv[])
{
  const GOptionEntry entries[] = {{NULL}};
  g_autoptr (OriSession) session = NULL;
  GError *error = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS NAME NEW", _ ("Gives a recipe another name."), 3,
                      3, &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_session_rename_recipe (session, argv[1], argv[2], &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

int
ori_cli_recipe_remove (int argc, char *argv[])
{
  const GOptionEntry entries[] = {{NULL}};
  g_autoptr (OriSession) session = NULL;
  GError *error = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS NAME", _ ("Removes a recipe."), 2, 2, &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_session_remove_recipe (session, argv[1], &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}
