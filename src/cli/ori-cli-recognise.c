/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/ori-cli-decisions.h"
#include "cli/ori-cli-stage.h"

static int
print_json (OriImport *import)
{
  const OriStage *stage = ori_recognition_stage (ori_import_recognition (import));
  OriJsonWriter *writer = ori_cli_json_begin ();

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "file", stage->file);
  ori_json_add_string (writer, "format", stage->format);
  ori_cli_json_recipe (writer, import);
  ori_cli_json_stage (writer, stage, ori_import_context (import));
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

/* The name of a recipe is that of its file. */
static gboolean
save_recipe (const OriImport *import, const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (OriRecipe) recipe = NULL;

  if (g_str_has_suffix (name, ".json"))
    name[strlen (name) - strlen (".json")] = '\0';
  recipe = ori_import_make_recipe (import, name);
  return ori_recipe_save (recipe, path, error);
}

int
ori_cli_recognise (int argc, char *argv[])
{
  g_auto (OriCliDecisions) decisions = {0};
  g_autofree char *programme = NULL;
  g_autofree char *region = NULL;
  g_autofree char *save = NULL;
  gboolean json = FALSE;
  const GOptionEntry own[] = {
      {"programme", 'p', 0, G_OPTION_ARG_STRING, &programme,
       N_ ("Match indicators to this programme"), "ID"},
      {"region", 'r', 0, G_OPTION_ARG_STRING, &region, N_ ("Match territories of this region"),
       "CODE"},
      {"save-recipe", 0, 0, G_OPTION_ARG_FILENAME, &save,
       N_ ("Write the decisions to this file as a recipe"), "FILE"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autofree GOptionEntry *entries = ori_cli_decision_entries (&decisions, own);
  g_autoptr (OriImport) import = NULL;
  const OriStage *stage;
  GError *error = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "FILE", _ ("Finds records in a file."), 1, 1,
                      &status) ||
      !ori_cli_decisions_check (&decisions, &status))
    return status;
  if (programme != NULL && !ori_cli_has_programme (programme))
    return ORI_EXIT_USAGE;
  import = ori_import_new_for_file (argv[0], programme, region, &error);
  if (import == NULL || !ori_cli_decisions_run (&decisions, import, &error) ||
      (save != NULL && !save_recipe (import, save, &error)))
    return ori_cli_fail (error);
  if (json)
    return print_json (import);
  stage = ori_recognition_stage (ori_import_recognition (import));
  ori_cli_print_recipe (import, stage->file);
  ori_cli_print_stage (stage);
  ori_cli_print_findings (stage, ORI_SEVERITY_WARNING);
  return ORI_EXIT_DONE;
}
