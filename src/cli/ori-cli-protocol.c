/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "cli/ori-cli.h"
#include "core/ori-number.h"

static void
add_thresholds (OriJsonWriter *writer, const char *key, const char *json)
{
  g_autoptr (OriScheme) scheme = json != NULL ? ori_scheme_from_json (json, NULL) : NULL;

  if (scheme == NULL) {
    ori_json_add_null (writer, key);
    return;
  }
  ori_json_begin_array (writer, key);
  for (guint i = 0; i + 1 < scheme->n_groups; i++)
    ori_json_add_number (writer, NULL, scheme->thresholds[i]);
  ori_json_end_array (writer);
}

/* Of the lowest group first. */
static void
add_names (OriJsonWriter *writer, const char *json)
{
  g_autoptr (OriScheme) scheme = json != NULL ? ori_scheme_from_json (json, NULL) : NULL;

  ori_json_begin_array (writer, "names");
  for (guint i = 0; scheme != NULL && i < scheme->n_groups; i++)
    ori_json_add_string (writer, NULL, ori_scheme_group_name (scheme, i));
  ori_json_end_array (writer);
}

static char *
dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format_iso8601 (time);
}

static int
print_json (const GPtrArray *entries)
{
  OriJsonWriter *writer = ori_cli_json_begin ();

  ori_json_begin_object (writer, NULL);
  ori_json_begin_array (writer, "entries");
  for (guint i = 0; i < entries->len; i++) {
    const OriProtocolEntry *entry = g_ptr_array_index (entries, i);
    g_autofree char *time = dup_time (entry->time);

    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "time", time);
    ori_json_add_string (writer, "author", entry->author);
    ori_json_add_string (writer, "subject", entry->subject);
    ori_json_add_int (writer, "cycle", entry->cycle);
    add_thresholds (writer, "from", entry->from);
    add_thresholds (writer, "to", entry->to);
    add_names (writer, entry->to);
    ori_json_add_string (writer, "reason", entry->reason);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static char *
dup_thresholds (const char *json)
{
  g_autoptr (OriScheme) scheme = json != NULL ? ori_scheme_from_json (json, NULL) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; scheme != NULL && i + 1 < scheme->n_groups; i++) {
    g_autofree char *number = ori_number_format_short (scheme->thresholds[i], 2);

    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", number);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static int
print_text (const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++) {
    const OriProtocolEntry *entry = g_ptr_array_index (entries, i);
    g_autofree char *time = dup_time (entry->time);
    g_autofree char *cycle = g_strdup_printf ("%d", entry->cycle);
    g_autofree char *from = dup_thresholds (entry->from);
    g_autofree char *to = dup_thresholds (entry->to);

    ori_cli_csv_line (time, entry->author, entry->subject, cycle, from, to, entry->reason, NULL);
  }
  return ORI_EXIT_DONE;
}

static int
write_document (OriSession *session, const char *output)
{
  g_autoptr (OriReportRequest) request = NULL;
  g_autoptr (OriDocument) document = NULL;
  GError *error = NULL;

  request = ori_report_request_new (session, "protocol", NULL, FALSE, &error);
  if (request == NULL)
    return ori_cli_fail (error);
  document = ori_report_request_run (request, NULL, NULL, &error);
  if (document == NULL || !ori_document_write (document, output, NULL, NULL, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

int
ori_cli_protocol (int argc, char *argv[])
{
  g_autofree char *output = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("XLSX, DOCX or PDF file"), "FILE"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  g_autoptr (GPtrArray) protocol = NULL;
  GError *error = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Tells which thresholds were accepted."), 1,
                      1, &status))
    return status;
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (output != NULL)
    return write_document (session, output);
  protocol = ori_store_protocol (ori_session_store (session), &error);
  if (protocol == NULL)
    return ori_cli_fail (error);
  return json ? print_json (protocol) : print_text (protocol);
}
