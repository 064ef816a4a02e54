/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/ori-cli.h"
#include "analysis/ori-groups.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "report/ori-document.h"

int
ori_cli_fail (GError *error)
{
  int status = ORI_EXIT_IO;

  if (error->domain == G_OPTION_ERROR ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
      g_error_matches (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND) ||
      g_error_matches (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_FORMAT))
    status = ORI_EXIT_USAGE;
  g_printerr ("orientir-cli: %s\n", error->message);
  g_error_free (error);
  return status;
}

int
ori_cli_usage (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("orientir-cli: %s\n", text);
  return ORI_EXIT_USAGE;
}

gboolean
ori_cli_parse (int *argc, char **argv[], const GOptionEntry *entries, const char *arguments,
               const char *summary, int min, int max, int *status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autofree char *name = g_strdup_printf ("orientir-cli %s", (*argv)[0]);
  GError *error = NULL;
  int first = 1;

  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    *status = ori_cli_fail (error);
    return FALSE;
  }
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    first = 2;
  if (*argc - first < min || *argc - first > max) {
    g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

    g_printerr ("%s", help);
    *status = ORI_EXIT_USAGE;
    return FALSE;
  }
  *argc -= first;
  *argv += first;
  return TRUE;
}

static void
message_cb (OriSession *session, const char *text, gboolean undoable, gpointer data)
{
  g_printerr ("%s\n", text);
}

OriSession *
ori_cli_open (const char *path)
{
  GError *error = NULL;
  OriSession *session = ori_session_open (path, &error);

  if (session == NULL)
    ori_cli_fail (error);
  else
    g_signal_connect (session, "message", G_CALLBACK (message_cb), NULL);
  return session;
}

gboolean
ori_cli_has_programme (const char *id)
{
  g_auto (GStrv) ids = ori_programme_shipped_ids ();
  g_autofree char *list = g_strjoinv (", ", ids);

  if (strcmp (id, "none") == 0 || g_strv_contains ((const char *const *)ids, id))
    return TRUE;
  ori_cli_usage (_ ("there is no programme “%s”; there are: %s, none"), id, list);
  return FALSE;
}

void
ori_cli_hush (OriSession *session)
{
  g_signal_handlers_disconnect_by_func (session, message_cb, NULL);
}

gboolean
ori_cli_parse_cycle (const char *text, int *cycle)
{
  OriPeriod period;

  if (!ori_period_parse (text, &period)) {
    ori_cli_usage (_ ("“%s” is not a period"), text);
    return FALSE;
  }
  *cycle = ori_period_cycle (&period);
  return TRUE;
}

gboolean
ori_cli_find_orgunit (OriSession *session, const char *name, guint *index)
{
  *index = ori_snapshot_find_orgunit (ori_session_snapshot (session), name);
  if (*index != G_MAXUINT)
    return TRUE;
  ori_cli_usage (_ ("there is no territory “%s” in the workspace"), name);
  return FALSE;
}

const OriIndicator *
ori_cli_find_indicator (OriSession *session, const char *code)
{
  const OriIndicator *indicator =
      ori_programme_indicator (ori_session_snapshot (session)->programme, code);

  if (indicator == NULL)
    ori_cli_usage (_ ("there is no indicator “%s” in the workspace"), code);
  return indicator;
}

gboolean
ori_cli_check_cycle (OriSession *session, int cycle)
{
  const GArray *cycles = ori_session_cycles (session);

  for (guint i = 0; i < cycles->len; i++)
    if (g_array_index (cycles, int, i) == cycle)
      return TRUE;
  ori_cli_usage (_ ("the workspace has no data for %d"), cycle);
  return FALSE;
}

int
ori_cli_nothing (OriSession *session, const OriSubject *subject, int cycle, const char *level)
{
  const OriProgramme *programme = ori_session_snapshot (session)->programme;
  g_autofree char *what = ori_subject_text (programme, subject);
  g_autofree char *year =
      cycle != 0 ? g_strdup_printf (_ ("year %d"), cycle) : g_strdup (_ ("all years"));
  g_autofree char *whose = level != NULL ? g_strdup_printf (_ (", level “%s”"), level) : NULL;

  /* Translators: programme, subject, year, level */
  return ori_cli_usage (_ ("there are no numbers here: programme “%s”, %s, %s%s"),
                        programme->short_title, what, year, whose != NULL ? whose : "");
}

gboolean
ori_cli_check_reported (OriSession *session, const OriIndicator *indicator, int cycle)
{
  OriSubject subject = ori_subject_of (indicator);

  if (indicator == NULL ||
      ori_value_period_of_cycle (ori_session_snapshot (session), indicator, cycle) != G_MAXUINT)
    return TRUE;
  ori_cli_nothing (session, &subject, cycle, NULL);
  return FALSE;
}

gboolean
ori_cli_choose_cycle (OriSession *session, const char *text)
{
  OriPeriod period;
  int cycle;

  if (text == NULL)
    return TRUE;
  if (!ori_period_parse (text, &period)) {
    ori_cli_usage (_ ("“%s” is not a period"), text);
    return FALSE;
  }
  cycle = ori_period_cycle (&period);
  if (!ori_cli_check_cycle (session, cycle))
    return FALSE;
  ori_session_set_cycle (session, cycle);
  return TRUE;
}

gboolean
ori_cli_choose_level (OriSession *session, const char *text)
{
  OriOrgUnitLevel level;

  if (text == NULL)
    return TRUE;
  if (!ori_orgunit_level_parse (text, &level)) {
    ori_cli_usage (_ ("there is no level “%s”; there are: region, municipality, school, other"),
                   text);
    return FALSE;
  }
  ori_session_set_level (session, (int)level, FALSE);
  if (ori_session_level (session) == level)
    return TRUE;
  ori_cli_usage (_ ("the workspace has nobody of the level “%s”"), text);
  return FALSE;
}

void
ori_cli_json_sum_of (OriJsonWriter *writer, const char *key, const OriValue *value)
{
  if (!(value->flags & ORI_FLAG_SUM)) {
    ori_json_add_null (writer, key);
    return;
  }
  ori_json_begin_object (writer, key);
  ori_json_add_int (writer, "present", value->sum_present);
  ori_json_add_int (writer, "expected", value->sum_expected);
  ori_json_add_int (writer, "suppressed", value->sum_suppressed);
  ori_json_end_object (writer);
}

void
ori_cli_json_parts (OriJsonWriter *writer, const char *key, const OriChange *change)
{
  if (!(change->flags & ORI_FLAG_PARTS_DIFFER)) {
    ori_json_add_null (writer, key);
    return;
  }
  ori_json_begin_object (writer, key);
  ori_json_add_int (writer, "before", change->parts_before);
  ori_json_add_int (writer, "after", change->parts_after);
  ori_json_add_int (writer, "common", change->parts_common);
  ori_json_end_object (writer);
}

OriJsonWriter *
ori_cli_json_begin (void)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  return ori_json_writer_new (stream);
}

int
ori_cli_json_end (OriJsonWriter *writer, int status)
{
  GError *error = NULL;
  gboolean written = ori_json_writer_finish (writer, &error);

  ori_json_writer_free (writer);
  return written ? status : ori_cli_fail (error);
}

/* A thing with a code and a name; its code is its id, stable between workspaces. */
static void
add_named (OriJsonWriter *writer, const char *key, const char *code, const char *name)
{
  ori_json_begin_object (writer, key);
  ori_json_add_string (writer, "id", code);
  ori_json_add_string (writer, "code", code);
  ori_json_add_string (writer, "name", name);
  ori_json_end_object (writer);
}

void
ori_cli_json_orgunit (OriJsonWriter *writer, const char *key, const OriOrgUnit *unit)
{
  if (unit == NULL)
    ori_json_add_null (writer, key);
  else
    add_named (writer, key, unit->code, unit->name);
}

void
ori_cli_json_indicator (OriJsonWriter *writer, const char *key, const OriIndicator *indicator)
{
  if (indicator == NULL)
    ori_json_add_null (writer, key);
  else
    add_named (writer, key, indicator->code, indicator->name);
}

void
ori_cli_json_element (OriJsonWriter *writer, const char *key, const OriElement *element)
{
  if (element == NULL)
    ori_json_add_null (writer, key);
  else
    add_named (writer, key, element->code, element->name);
}

void
ori_cli_json_finding (OriJsonWriter *writer, const OriFinding *finding)
{
  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "rule", finding->rule);
  ori_json_add_string (writer, "severity", ori_severity_code (finding->severity));
  ori_json_add_string (writer, "file", finding->file);
  ori_json_add_string (writer, "sheet", finding->sheet);
  ori_json_add_string (writer, "cell", finding->cell);
  ori_json_add_string (writer, "message", finding->message);
  ori_json_end_object (writer);
}

void
ori_cli_json_flags (OriJsonWriter *writer, const char *key, guint flags)
{
  static const struct {
    guint flag;
    const char *name;
  } names[] = {
      {ORI_FLAG_DOUBTFUL, "doubtful"},
      {ORI_FLAG_CORRECTED, "corrected"},
      {ORI_FLAG_PRINTED_ONLY, "printed-only"},
      {ORI_FLAG_CONFLICT, "conflict"},
      {ORI_FLAG_PRINT_DIFFERS, "print-differs"},
      {ORI_FLAG_PARTIAL, "partial"},
      {ORI_FLAG_OUT_OF_RANGE, "out-of-range"},
      {ORI_FLAG_SUM, "sum"},
      {ORI_FLAG_SUM_DIFFERS, "sum-differs"},
      {ORI_FLAG_HIDDEN_PART, "hidden-part"},
      {ORI_FLAG_PINNED, "pinned"},
      {ORI_FLAG_PARTS_DIFFER, "parts-differ"},
  };

  ori_json_begin_array (writer, key);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (flags & names[i].flag)
      ori_json_add_string (writer, NULL, names[i].name);
  for (guint i = 0; i < ORI_N_SCORE_FLAGS; i++) {
    const char *code;
    if (flags & ori_score_flag (i, &code))
      ori_json_add_string (writer, NULL, code);
  }
  ori_json_end_array (writer);
}

/* 63 bits are more than the 15 digits that every reader of JSON keeps: ids are texts. */
void
ori_cli_json_id (OriJsonWriter *writer, const char *key, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  ori_json_add_string (writer, key, text);
}

static void
print_csv_cell (const char *text)
{
  gboolean formula = *text != '\0' && strchr ("=+@\t\r", *text) != NULL;

  if (!formula && strpbrk (text, ";\"\n\r") == NULL) {
    g_print ("%s", text);
    return;
  }
  g_print ("\"%s", formula ? "'" : "");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    g_autofree char *letter = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));

    g_print ("%s%s", *p == '"' ? "\"" : "", letter);
  }
  g_print ("\"");
}

void
ori_cli_csv_line (const char *first, ...)
{
  va_list args;

  print_csv_cell (first);
  va_start (args, first);
  for (const char *text = va_arg (args, const char *); text != NULL;
       text = va_arg (args, const char *)) {
    g_print (";");
    print_csv_cell (text);
  }
  va_end (args);
  g_print ("\n");
}
