/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Batches, corrections and the history of a workspace. */
#include <glib/gi18n-lib.h>

#include "cli/ori-cli.h"
#include "core/ori-number.h"

static void
add_batch (OriJsonWriter *writer, const OriBatch *batch)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (batch->time);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  ori_json_begin_object (writer, NULL);
  ori_cli_json_id (writer, "id", batch->id);
  ori_json_add_string (writer, "title", batch->title);
  ori_json_add_string (writer, "file", batch->file);
  ori_json_add_string (writer, "format", batch->format);
  ori_json_add_string (writer, "sha256", batch->sha256);
  ori_json_add_string (writer, "author", batch->author);
  ori_json_add_string (writer, "reason", batch->reason);
  ori_json_add_string (writer, "time", text);
  ori_json_add_bool (writer, "live", batch->live);
  ori_json_add_int (writer, "n_observations", batch->n_observations);
  ori_json_add_int (writer, "n_findings", batch->n_findings);
  ori_json_end_object (writer);
}

int
ori_cli_batches (int argc, char *argv[])
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  const GPtrArray *batches;
  OriJsonWriter *writer;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Lists batches, oldest first."), 1, 1,
                      &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  batches = ori_session_snapshot (session)->batches;
  if (!json) {
    for (guint i = 0; i < batches->len; i++) {
      const OriBatch *batch = g_ptr_array_index (batches, i);

      g_print ("%" G_GINT64_FORMAT "\t%s\t%u\t%s\n", batch->id, batch->title, batch->n_observations,
               batch->live ? _ ("live") : _ ("retracted"));
    }
    return ORI_EXIT_DONE;
  }
  writer = ori_cli_json_begin ();
  ori_json_begin_object (writer, NULL);
  ori_json_begin_array (writer, "batches");
  for (guint i = 0; i < batches->len; i++)
    add_batch (writer, g_ptr_array_index (batches, i));
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static int
set_live (int argc, char *argv[], gboolean live, const char *summary)
{
  const GOptionEntry entries[] = {{NULL}};
  g_autoptr (OriSession) session = NULL;
  GError *error = NULL;
  gint64 batch;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS BATCH", summary, 2, 2, &status))
    return status;
  if (!g_ascii_string_to_signed (argv[1], 10, 1, G_MAXINT64, &batch, NULL))
    return ori_cli_usage (_ ("“%s” is not the number of a batch"), argv[1]);
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_session_set_batch_live (session, batch, live, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

int
ori_cli_retract (int argc, char *argv[])
{
  return set_live (argc, argv, FALSE, _ ("Takes a batch back; earlier values show again."));
}

int
ori_cli_restore (int argc, char *argv[])
{
  return set_live (argc, argv, TRUE, _ ("Brings a retracted batch back."));
}

int
ori_cli_correct (int argc, char *argv[])
{
  g_autofree char *element = NULL;
  g_autofree char *orgunit_name = NULL;
  g_autofree char *period_text = NULL;
  g_autofree char *value_text = NULL;
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
      {"element", 'e', 0, G_OPTION_ARG_STRING, &element, N_ ("Data element, such as K02:total"),
       "CODE"},
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &orgunit_name, N_ ("Territory"), "NAME"},
      {"period", 't', 0, G_OPTION_ARG_STRING, &period_text, N_ ("Period"), "PERIOD"},
      {"value", 'v', 0, G_OPTION_ARG_STRING, &value_text, N_ ("The right value, “-” for none"),
       "NUMBER"},
      {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why"), "TEXT"},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  GError *error = NULL;
  OriPeriod period;
  double value = 0;
  gboolean missing;
  guint orgunit, when;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Corrects a value by hand."), 1, 1, &status))
    return status;
  if (element == NULL || orgunit_name == NULL || period_text == NULL || value_text == NULL ||
      reason == NULL)
    return ori_cli_usage (_ ("--element, --orgunit, --period, --value and --reason are needed"));
  missing = g_str_equal (value_text, "-");
  if (!missing && !ori_number_parse (value_text, &value, NULL, NULL))
    return ori_cli_usage (_ ("“%s” is not a number"), value_text);
  if (!ori_period_parse (period_text, &period))
    return ori_cli_usage (_ ("“%s” is not a period"), period_text);
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_cli_find_orgunit (session, orgunit_name, &orgunit))
    return ORI_EXIT_USAGE;
  when = ori_snapshot_period_index (ori_session_snapshot (session), &period);
  if (when == G_MAXUINT)
    return ori_cli_usage (_ ("the workspace has no data for %s"), period_text);
  if (!ori_session_correct (session, element, orgunit, when,
                            missing ? ORI_STATUS_MISSING : ORI_STATUS_VALUE, value, reason, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

static int
step (int argc, char *argv[], const char *summary, char *(*get_label) (OriSession *),
      gboolean (*take) (OriSession *, GError **))
{
  const GOptionEntry entries[] = {{NULL}};
  g_autoptr (OriSession) session = NULL;
  g_autofree char *label = NULL;
  GError *error = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", summary, 1, 1, &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  label = get_label (session);
  if (label == NULL)
    return ori_cli_usage (_ ("the history has no such step"));
  if (!take (session, &error))
    return ori_cli_fail (error);
  g_print ("%s\n", label);
  return ORI_EXIT_DONE;
}

int
ori_cli_undo (int argc, char *argv[])
{
  return step (argc, argv, _ ("Undoes the last step."), ori_session_undo_label, ori_session_undo);
}

int
ori_cli_redo (int argc, char *argv[])
{
  return step (argc, argv, _ ("Redoes the step that was undone last."), ori_session_redo_label,
               ori_session_redo);
}
