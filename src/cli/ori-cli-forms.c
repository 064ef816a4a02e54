/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "cli/ori-cli.h"

static int
print_forms (OriSession *session, const OriFormsRequest *request, const char *folder)
{
  OriJsonWriter *writer = ori_cli_json_begin ();
  g_autofree char *period = ori_period_code (ori_forms_request_period (request));
  guint n_elements, n_inputs = ori_forms_request_inputs (request, &n_elements);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "programme", ori_session_snapshot (session)->programme->id);
  ori_json_add_string (writer, "period", period);
  ori_json_add_string (writer, "folder", folder);
  ori_json_add_int (writer, "n_inputs", n_inputs);
  ori_json_add_int (writer, "n_elements", n_elements);
  ori_json_begin_array (writer, "files");
  for (guint i = 0; i < ori_forms_request_count (request); i++) {
    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "file", ori_forms_request_file (request, i));
    ori_cli_json_orgunit (writer, "orgunit", ori_forms_request_orgunit (request, i));
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static gboolean
read_choices (const char *level, const char *period_text, OriOrgUnitLevel *unit_level,
              OriPeriod *period)
{
  *unit_level = ORI_ORGUNIT_MUNICIPALITY;
  if (level != NULL &&
      (!ori_orgunit_level_parse (level, unit_level) ||
       (*unit_level != ORI_ORGUNIT_MUNICIPALITY && *unit_level != ORI_ORGUNIT_SCHOOL))) {
    ori_cli_usage (_ ("the level is “municipality” or “school”, not “%s”"), level);
    return FALSE;
  }
  if (period_text != NULL && !ori_period_parse (period_text, period)) {
    ori_cli_usage (_ ("“%s” is not a period"), period_text);
    return FALSE;
  }
  return TRUE;
}

/* Nothing is written when anything would be lost. */
static gboolean
is_free (const OriFormsRequest *request, const char *folder)
{
  g_auto (GStrv) existing = ori_forms_request_existing (request, folder);
  guint n = g_strv_length (existing);

  if (n == 0)
    return TRUE;
  g_printerr ("orientir-cli: ");
  g_printerr (ngettext ("%u form is in “%s” already, for example “%s”; --force replaces it\n",
                        "%u forms are in “%s” already, for example “%s”; --force replaces them\n",
                        n),
              n, folder, existing[0]);
  return FALSE;
}

int
ori_cli_forms (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *orgunit = NULL;
  g_autofree char *period_text = NULL;
  g_autofree char *level_text = NULL;
  gboolean json = FALSE, force = FALSE;
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, N_ ("The folder to write to"), "DIR"},
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &orgunit, N_ ("Only this territory"), "NAME"},
      {"period", 't', 0, G_OPTION_ARG_STRING, &period_text,
       N_ ("The period asked for; the last cycle when not given"), "PERIOD"},
      {"level", 0, 0, G_OPTION_ARG_STRING, &level_text,
       N_ ("Who is asked: municipality (the default) or school"), "LEVEL"},
      {"force", 0, 0, G_OPTION_ARG_NONE, &force, N_ ("Replace forms that are there"), NULL},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Tell as JSON what was written"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  g_autoptr (OriFormsRequest) request = NULL;
  OriOrgUnitLevel level;
  OriPeriod period = {ORI_PERIOD_NONE};
  GError *error = NULL;
  guint index = G_MAXUINT, n;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS",
                      _ ("Writes blank collection forms, one file per municipality."), 1, 1,
                      &status))
    return status;
  if (folder == NULL)
    return ori_cli_usage (_ ("say where to write: --output DIR"));
  if (!read_choices (level_text, period_text, &level, &period))
    return ORI_EXIT_USAGE;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (orgunit != NULL && !ori_cli_find_orgunit (session, orgunit, &index))
    return ORI_EXIT_USAGE;
  request = ori_forms_request_new (
      session, level,
      orgunit ? ori_snapshot_orgunit (ori_session_snapshot (session), index)->code : NULL,
      period_text ? &period : NULL, &error);
  if (request == NULL)
    return ori_cli_fail (error);
  if (!force && !is_free (request, folder))
    return ORI_EXIT_IO;
  if (!ori_forms_request_run (request, folder, NULL, NULL, &error))
    return ori_cli_fail (error);
  if (json)
    return print_forms (session, request, folder);
  n = ori_forms_request_count (request);
  g_print (ngettext ("%u form was written to %s\n", "%u forms were written to %s\n", n), n, folder);
  return ORI_EXIT_DONE;
}
