/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "cli/ori-cli-decisions.h"
#include "cli/ori-cli-stage.h"

int
ori_cli_new (int argc, char *argv[])
{
  g_autofree char *programme = NULL;
  g_autofree char *region = NULL;
  g_autofree char *adopt = NULL;
  gboolean training = FALSE;
  const GOptionEntry entries[] = {
      {"programme", 'p', 0, G_OPTION_ARG_STRING, &programme, N_ ("A shipped programme, or “none”"),
       "ID"},
      {"region", 'r', 0, G_OPTION_ARG_STRING, &region,
       N_ ("Municipalities of this region, by code or name"), "CODE"},
      {"adopt", 0, 0, G_OPTION_ARG_STRING, &adopt, N_ ("Take indicators over from this programme"),
       "ID"},
      {"training", 0, 0, G_OPTION_ARG_NONE, &training, N_ ("Made-up data: reports will say so"),
       NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  GError *error = NULL;
  guint n = 0;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Makes a workspace."), 1, 1, &status))
    return status;
  if (programme == NULL) {
    g_auto (GStrv) ids = ori_programme_shipped_ids ();
    g_autofree char *list = g_strjoinv (", ", ids);

    return ori_cli_usage (_ ("say which --programme: %s or none"), list);
  }
  if (!ori_cli_has_programme (programme) || (adopt != NULL && !ori_cli_has_programme (adopt)))
    return ORI_EXIT_USAGE;
  session = ori_session_create (argv[0], programme, region, training, &error);
  if (session == NULL)
    return ori_cli_fail (error);
  if (adopt != NULL && !ori_session_adopt (session, adopt, &n, &error)) {
    /* Half of what was asked for would only be in the way of the next try. */
    g_clear_object (&session);
    g_unlink (argv[0]);
    return ori_cli_fail (error);
  }
  return ORI_EXIT_DONE;
}

/* A file that could not be read has the same members as the others. */
static void
add_failed (OriJsonWriter *writer, const char *name, const char *message)
{
  static const char *const lists[] = {"records", "tables", "unused", "findings"};

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "file", name);
  ori_json_add_null (writer, "format");
  ori_cli_json_recipe (writer, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    ori_json_begin_array (writer, lists[i]);
    ori_json_end_array (writer);
  }
  ori_json_add_int (writer, "n_records", 0);
  ori_json_add_int (writer, "n_added", 0);
  ori_json_add_null (writer, "batch");
  ori_json_add_bool (writer, "already_imported", FALSE);
  ori_json_add_null (writer, "older_version");
  ori_json_add_bool (writer, "replaced", FALSE);
  ori_json_add_string (writer, "error", message);
  ori_json_end_object (writer);
}

typedef struct {
  OriCliDecisions decisions;
  gboolean dry_run, again, replace, no_recipe;
  char *remember; /* name of a recipe, NULL when done */
} ImportOptions;

static void
import_options_clear (ImportOptions *options)
{
  ori_cli_decisions_clear (&options->decisions);
  g_free (options->remember);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ImportOptions, import_options_clear)

/* The decisions about the first file that came in were kept by its commit, if there were any. */
static void
forget_name (OriImport *import, ImportOptions *options)
{
  g_autofree char *name = g_steal_pointer (&options->remember);
  g_autoptr (OriRecipe) recipe = ori_import_make_recipe (import, name);

  if (ori_recipe_is_empty (recipe))
    g_printerr (_ ("%s: nothing was decided by hand, so there is nothing to remember\n"), name);
}

/* Reads, shows and commits one file. The writer is inside the array "files", or NULL. */
static int
import_file (OriSession *session, const char *path, ImportOptions *options, OriJsonWriter *writer)
{
  gboolean dry_run = options->dry_run, again = options->again, replace = options->replace;
  g_autoptr (OriImport) import = ori_import_new (session, path);
  g_autofree char *name = g_filename_display_basename (path);
  const OriStage *stage;
  gint64 known, older, batch = 0;
  GError *error = NULL;
  gboolean committed = FALSE;
  guint n_ready, n_records;

  ori_import_set_recipes_used (import, !options->no_recipe);
  if (!ori_cli_decisions_run (&options->decisions, import, &error))
    goto failed;
  stage = ori_recognition_stage (ori_import_recognition (import));
  known = ori_import_duplicate_of (import, session);
  older = ori_import_older_version (import, session);
  if (replace)
    ori_import_set_replaced (import, older);
  n_ready = ori_stage_n_ready (stage);
  n_records = stage->records->len;
  if (writer != NULL) {
    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "file", name);
    ori_json_add_string (writer, "format", stage->format);
    ori_cli_json_recipe (writer, import);
    ori_cli_json_stage (writer, stage, ori_import_context (import));
  } else {
    ori_cli_print_recipe (import, name);
    ori_cli_print_findings (stage, ORI_SEVERITY_WARNING);
  }
  if (!dry_run && (known == 0 || again)) {
    ori_import_set_remembered (import, options->remember);
    committed = ori_session_commit_import (session, import, &batch, &error);
    if (committed && options->remember != NULL)
      forget_name (import, options);
    if (!committed && writer == NULL) {
      ori_cli_fail (error);
      return ORI_EXIT_IO;
    }
  }
  if (writer != NULL) {
    ori_json_add_int (writer, "n_records", n_records);
    ori_json_add_int (writer, "n_added", committed ? n_ready : 0);
    if (committed)
      ori_cli_json_id (writer, "batch", batch);
    else
      ori_json_add_null (writer, "batch");
    ori_json_add_bool (writer, "already_imported", known != 0);
    if (older != 0)
      ori_cli_json_id (writer, "older_version", older);
    else
      ori_json_add_null (writer, "older_version");
    ori_json_add_bool (writer, "replaced", committed && replace && older != 0);
    ori_json_add_string (writer, "error", error != NULL ? error->message : NULL);
    ori_json_end_object (writer);
  } else if (known != 0 && !again) {
    g_printerr (_ ("%s: this file is in the workspace already; --again imports it once more\n"),
                name);
  } else if (dry_run) {
    g_print (_ ("%s: %u of %u records are ready\n"), name, n_ready, n_records);
  } else {
    g_print (_ ("%s: %u of %u records added\n"), name, n_ready, n_records);
  }
  if (writer == NULL && older != 0 && !replace)
    g_printerr (_ ("%s: a newer version of “%s”; --replace takes its place\n"), name,
                ori_session_batch (session, older)->title);
  if (error == NULL)
    return ORI_EXIT_DONE;
  /* Nothing in it that could come in: the file is at fault, not the command. */
  ori_cli_fail (error);
  return ORI_EXIT_IO;

failed:
  if (writer != NULL) {
    add_failed (writer, name, error->message);
  }
  return ori_cli_fail (error);
}

int
ori_cli_import (int argc, char *argv[])
{
  g_auto (ImportOptions) options = {0};
  gboolean json = FALSE;
  const GOptionEntry own[] = {
      {"no-recipe", 0, 0, G_OPTION_ARG_NONE, &options.no_recipe,
       N_ ("Look for no recipe of the workspace"), NULL},
      {"remember", 0, 0, G_OPTION_ARG_STRING, &options.remember,
       N_ ("Remember the decisions about the first file as a recipe"), "NAME"},
      {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Change nothing, only tell"),
       NULL},
      {"again", 0, 0, G_OPTION_ARG_NONE, &options.again,
       N_ ("Import also what was imported before"), NULL},
      {"replace", 0, 0, G_OPTION_ARG_NONE, &options.replace,
       N_ ("Retract the older version of a file with the same step"), NULL},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autofree GOptionEntry *entries = ori_cli_decision_entries (&options.decisions, own);
  g_autoptr (OriSession) session = NULL;
  OriJsonWriter *writer = NULL;
  int status, worst = ORI_EXIT_DONE;

  if (!ori_cli_parse (&argc, &argv, entries, "WS FILE…", _ ("Takes files into a workspace."), 2,
                      G_MAXINT, &status) ||
      !ori_cli_decisions_check (&options.decisions, &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  ori_cli_hush (session);
  if (json) {
    writer = ori_cli_json_begin ();
    ori_json_begin_object (writer, NULL);
    ori_json_begin_array (writer, "files");
  }
  for (int i = 1; i < argc; i++) {
    status = import_file (session, argv[i], &options, writer);
    worst = MAX (worst, status);
  }
  if (writer == NULL)
    return worst;
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, worst);
}
