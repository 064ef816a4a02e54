/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "cli/ori-cli.h"
#include "core/ori-paths.h"

typedef struct {
  const char *name;
  int (*run) (int argc, char *argv[]);
  const char *summary;
} Command;

static const Command commands[] = {
    {"sheet", ori_cli_sheet, N_ ("the cells of a file as they are read")},
    {"recognise", ori_cli_recognise, N_ ("the records found in a file")},
    {"new", ori_cli_new, N_ ("make a workspace")},
    {"import", ori_cli_import, N_ ("take files into a workspace")},
    {"recipes", ori_cli_recipes, N_ ("the recipes of a workspace and what they decide")},
    {"recipe-export", ori_cli_recipe_export, N_ ("write a recipe to a file")},
    {"recipe-import", ori_cli_recipe_import, N_ ("take a recipe from a file")},
    {"recipe-rename", ori_cli_recipe_rename, N_ ("give a recipe another name")},
    {"recipe-remove", ori_cli_recipe_remove, N_ ("remove a recipe")},
    {"batches", ori_cli_batches, N_ ("what was imported and corrected, when and by whom")},
    {"retract", ori_cli_retract, N_ ("take a batch back")},
    {"restore", ori_cli_restore, N_ ("bring a retracted batch back")},
    {"differences", ori_cli_differences, N_ ("what a newer version of a file changes")},
    {"check", ori_cli_check, N_ ("what is doubtful: findings of a workspace")},
    {"pin", ori_cli_pin, N_ ("choose which of several versions of a value counts")},
    {"unpin", ori_cli_unpin, N_ ("take a pin back")},
    {"correct", ori_cli_correct, N_ ("correct a value by hand, with a reason")},
    {"undo", ori_cli_undo, N_ ("undo the last step")},
    {"redo", ori_cli_redo, N_ ("redo the step that was undone last")},
    {"observations", ori_cli_observations, N_ ("imported values with their source cells")},
    {"values", ori_cli_values, N_ ("computed values of indicators")},
    {"completeness", ori_cli_completeness, N_ ("what has come of what the programme asks for")},
    {"group", ori_cli_group, N_ ("scores and groups by thresholds")},
    {"change", ori_cli_change, N_ ("what changed between years, and how surely")},
    {"transitions", ori_cli_transitions, N_ ("who moved between groups from year to year")},
    {"compare", ori_cli_compare, N_ ("a territory beside the others: deficits and practices")},
    {"protocol", ori_cli_protocol, N_ ("which thresholds were accepted, by whom and why")},
    {"chart", ori_cli_chart, N_ ("draw a chart to a PNG, SVG or PDF file")},
    {"recommend", ori_cli_recommend, N_ ("deficits of a territory and drafts of recommendations")},
    {"report", ori_cli_report, N_ ("write a report as XLSX, DOCX or PDF")},
    {"forms", ori_cli_forms, N_ ("write blank collection forms, one per municipality")},
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: orientir-cli COMMAND [OPTIONS] …"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-14s%s\n", commands[i].name, _ (commands[i].summary));
  g_print ("\n%s\n", _ ("“orientir-cli COMMAND --help” tells the options of a command."));
}

/* What is printed is UTF-8 in every locale: names must survive a pipe on a machine set to C. */
static void
print_cb (const char *text)
{
  fputs (text, stdout);
}

static void
print_error_cb (const char *text)
{
  fputs (text, stderr);
}

static int
run (const Command *command, int argc, char *argv[])
{
  int status = command->run (argc, argv);

  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  g_printerr ("orientir-cli: %s\n", _ ("the output could not be written"));
  return ORI_EXIT_IO;
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  ori_init_translations ();
  g_set_print_handler (print_cb);
  g_set_printerr_handler (print_error_cb);
  if (argc < 2) {
    print_help ();
    return ORI_EXIT_USAGE;
  }
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 ||
      strcmp (argv[1], "help") == 0) {
    print_help ();
    return ORI_EXIT_DONE;
  }
  if (strcmp (argv[1], "--version") == 0) {
    g_print ("orientir-cli %s\n", ORIENTIR_VERSION);
    return ORI_EXIT_DONE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return run (&commands[i], argc - 1, argv + 1);
  return ori_cli_usage (_ ("there is no command “%s”; “orientir-cli help” lists them"), argv[1]);
}
