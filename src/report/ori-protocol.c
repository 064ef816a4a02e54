/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The protocol of accepted thresholds: a section of the analytic report and a document of its own.
 */
#include "core/ori-number.h"
#include "core/ori-subject.h"
#include "report/ori-report-private.h"
#include "report/ori-wording.h"

#include <string.h>

/* «слабая; средняя; сильная», NULL where the groups have the usual names. */
static char *
dup_names (const OriScheme *scheme)
{
  return ori_scheme_has_group_names (scheme) ? g_strjoinv ("; ", scheme->group_names) : NULL;
}

static char *
scheme_text (const char *json)
{
  g_autoptr (OriScheme) scheme = json ? ori_scheme_from_json (json, NULL) : NULL;
  GString *list;
  g_autofree char *numbers = NULL;
  g_autofree char *names = NULL;

  if (scheme == NULL)
    return g_strdup ("–");
  list = g_string_new (NULL);
  for (guint i = 0; i + 1 < scheme->n_groups; i++) {
    g_autofree char *text = ori_number_format_short (scheme->thresholds[i], 2);
    g_string_append_printf (list, "%s%s", i ? "; " : "", text);
  }
  numbers = g_string_free (list, FALSE);
  names = dup_names (scheme);
  return ori_word_format ("protocol.thresholds", "list", numbers, "names", names, NULL);
}

/* «СО1.1 Диагностика склонностей»; the overall score and blocks have no number that people know. */
static char *
subject_text (const OriReport *report, const char *key)
{
  OriSubject subject;
  const char *label;

  if (!ori_subject_parse (report->programme, key, &subject))
    return g_strdup (key); /* of an indicator that is no more */
  label = ori_subject_label (report->programme, &subject);
  if (subject.kind == ORI_SUBJECT_OVERALL)
    return g_strdup (ori_word ("protocol.score"));
  if (subject.kind == ORI_SUBJECT_BLOCK)
    return g_strdup (label);
  return g_strdup_printf ("%s %s", subject.code, label);
}

static void
add_row (const OriReport *report, OriItem *table, const OriProtocolEntry *entry)
{
  GArray *row = ori_item_add_row (table);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (entry->time);
  g_autofree char *date = time ? g_date_time_format (time, "%d.%m.%Y") : g_strdup ("–");
  g_autofree char *from = scheme_text (entry->from), *to = scheme_text (entry->to);
  g_autofree char *subject = subject_text (report, entry->subject);

  ori_row_add_text (row, date);
  ori_row_add_text (row, entry->author);
  ori_row_add_text (row, subject);
  ori_row_add_text (row, from);
  ori_row_add_text (row, to);
  ori_row_add_text (row, entry->reason);
}

void
ori_report_add_protocol (OriReport *report)
{
  const GPtrArray *protocol = report->input->protocol;
  OriItem *table;

  ori_document_heading (report->document, 1, ori_word ("heading.protocol"));
  if (protocol == NULL || protocol->len == 0) {
    g_autofree char *json = ori_scheme_to_json (report->input->scheme);
    g_autofree char *thresholds = scheme_text (json);
    const char *space = strchr (thresholds, ' ');
    g_autofree char *text =
        ori_word_format ("protocol.none", "thresholds", space ? space + 1 : thresholds, NULL);
    ori_document_paragraph (report->document, text);
    return;
  }
  table = ori_document_table (report->document, ori_word ("table.protocol"));
  ori_item_add_column (table, ori_word ("table.when"), 1.2, FALSE);
  ori_item_add_column (table, ori_word ("table.who"), 1.4, FALSE);
  ori_item_add_column (table, ori_word ("table.subject"), 1.4, FALSE);
  ori_item_add_column (table, ori_word ("table.from"), 1.3, FALSE);
  ori_item_add_column (table, ori_word ("table.to"), 1.3, FALSE);
  ori_item_add_column (table, ori_word ("table.why"), 2.4, FALSE);
  for (guint i = 0; i < protocol->len; i++)
    add_row (report, table, g_ptr_array_index (protocol, i));
}

OriDocument *
ori_protocol_report (const OriReportInput *input, GError **error)
{
  OriReport report;
  OriDocument *document = NULL;

  if (ori_report_init (&report, input, "title.protocol", error)) {
    ori_report_add_protocol (&report);
    ori_document_finish (report.document);
    document = g_steal_pointer (&report.document);
  }
  ori_report_clear (&report);
  return document;
}
