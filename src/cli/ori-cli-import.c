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

/* A file on its way in. */
typedef struct {
  OriImport *import;
  char *name;
  gboolean read;
  gboolean known; /* in the workspace already, or named twice */
  gint64 older;   /* the batch that it is a newer version of, 0: none */
  GError *error;  /* why it was not read or did not come in */
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  ori_import_free (file->import);
  g_clear_error (&file->error);
  g_free (file->name);
  g_free (file);
}

static const OriStage *
get_stage (const File *file)
{
  return ori_recognition_stage (ori_import_recognition (file->import));
}

/* Reads one file; @files are those before it. */
static File *
read_file (OriSession *session, const char *path, ImportOptions *options, const GPtrArray *files)
{
  File *file = g_new0 (File, 1);
  gint64 replaced;

  file->import = ori_import_new (session, path);
  file->name = g_filename_display_basename (path);
  ori_import_set_recipes_used (file->import, !options->no_recipe);
  file->read = ori_cli_decisions_run (&options->decisions, file->import, &file->error);
  if (!file->read)
    return file;
  file->known = ori_import_duplicate_of (file->import, session) != 0;
  file->older = ori_import_older_version (file->import, session);
  replaced = options->replace ? file->older : 0;
  for (guint i = 0; i < files->len; i++) {
    const File *other = g_ptr_array_index (files, i);
    file->known |= other->read && ori_import_is_same_file (file->import, other->import);
    if (replaced != 0 && ori_import_replaced (other->import) == replaced)
      replaced = 0; /* once is enough */
  }
  ori_import_set_replaced (file->import, replaced);
  return file;
}

/* All that can come in does so in one step. When they cannot together, each comes in by itself, so
 * that the one at fault does not keep the others out. */
static void
commit_files (OriSession *session, const GPtrArray *files, ImportOptions *options)
{
  g_autoptr (GPtrArray) imports = g_ptr_array_new ();

  for (guint i = 0; i < files->len; i++) {
    const File *file = g_ptr_array_index (files, i);
    if (!file->read || (file->known && !options->again) ||
        ori_stage_n_ready (get_stage (file)) == 0)
      continue;
    g_ptr_array_add (imports, file->import);
  }
  if (imports->len > 1) {
    ori_import_set_remembered (imports->pdata[0], options->remember);
    if (ori_session_commit_imports (session, imports, NULL, NULL, NULL) &&
        options->remember != NULL)
      forget_name (imports->pdata[0], options);
  }
  for (guint i = 0; i < files->len; i++) {
    File *file = g_ptr_array_index (files, i);
    if (!file->read || (file->known && !options->again) || ori_import_batch (file->import) != 0)
      continue;
    ori_import_set_remembered (file->import, options->remember);
    if (ori_session_commit_import (session, file->import, NULL, &file->error) &&
        options->remember != NULL)
      forget_name (file->import, options);
  }
}

static void
write_file (const File *file, OriJsonWriter *writer)
{
  const OriStage *stage = get_stage (file);
  gint64 batch = ori_import_batch (file->import);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "file", file->name);
  ori_json_add_string (writer, "format", stage->format);
  ori_cli_json_recipe (writer, file->import);
  ori_cli_json_stage (writer, stage, ori_import_context (file->import));
  ori_json_add_int (writer, "n_records", stage->records->len);
  ori_json_add_int (writer, "n_added", batch != 0 ? ori_stage_n_ready (stage) : 0);
  if (batch != 0)
    ori_cli_json_id (writer, "batch", batch);
  else
    ori_json_add_null (writer, "batch");
  ori_json_add_bool (writer, "already_imported", file->known);
  if (file->older != 0)
    ori_cli_json_id (writer, "older_version", file->older);
  else
    ori_json_add_null (writer, "older_version");
  ori_json_add_bool (writer, "replaced", batch != 0 && ori_import_replaced (file->import) != 0);
  ori_json_add_string (writer, "error", file->error != NULL ? file->error->message : NULL);
  ori_json_end_object (writer);
}

static void
print_file (OriSession *session, const File *file, const ImportOptions *options)
{
  const OriStage *stage = get_stage (file);
  guint n_ready = ori_stage_n_ready (stage), n_records = stage->records->len;

  ori_cli_print_recipe (file->import, file->name);
  ori_cli_print_findings (stage, ORI_SEVERITY_WARNING);
  if (file->error != NULL)
    return;
  if (file->known && !options->again)
    g_printerr (_ ("%s: this file is in the workspace already; --again imports it once more\n"),
                file->name);
  else if (options->dry_run)
    g_print (_ ("%s: %u of %u records are ready\n"), file->name, n_ready, n_records);
  else
    g_print (_ ("%s: %u of %u records added\n"), file->name, n_ready, n_records);
  if (file->older != 0 && !options->replace)
    g_printerr (_ ("%s: a newer version of “%s”; --replace takes its place\n"), file->name,
                ori_session_batch (session, file->older)->title);
}

/* What became of a file, and its exit status. The writer is inside the array "files", or NULL. */
static int
report_file (OriSession *session, File *file, const ImportOptions *options, OriJsonWriter *writer)
{
  if (!file->read) {
    if (writer != NULL)
      add_failed (writer, file->name, file->error->message);
    return ori_cli_fail (g_steal_pointer (&file->error));
  }
  if (writer != NULL)
    write_file (file, writer);
  else
    print_file (session, file, options);
  if (file->error == NULL)
    return ORI_EXIT_DONE;
  ori_cli_fail (g_steal_pointer (&file->error));
  return ORI_EXIT_IO;
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
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
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
  for (int i = 1; i < argc; i++)
    g_ptr_array_add (files, read_file (session, argv[i], &options, files));
  if (!options.dry_run)
    commit_files (session, files, &options);
  if (json) {
    writer = ori_cli_json_begin ();
    ori_json_begin_object (writer, NULL);
    ori_json_begin_array (writer, "files");
  }
  for (guint i = 0; i < files->len; i++) {
    status = report_file (session, g_ptr_array_index (files, i), &options, writer);
    worst = MAX (worst, status);
  }
  if (writer == NULL)
    return worst;
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, worst);
}
