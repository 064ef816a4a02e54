/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-finding.h"

OriFinding *
ori_finding_new (const char *rule, OriSeverity severity, const char *sheet, const char *cell,
                 const char *format, ...)
{
  OriFinding *finding = g_new0 (OriFinding, 1);
  va_list args;
  va_start (args, format);
  finding->message = g_strdup_vprintf (format, args);
  va_end (args);
  finding->rule = g_strdup (rule);
  finding->severity = severity;
  finding->sheet = g_strdup (sheet);
  finding->cell = g_strdup (cell);
  return finding;
}

OriFinding *
ori_finding_copy (const OriFinding *finding)
{
  OriFinding *copy = ori_finding_new (finding->rule, finding->severity, finding->sheet,
                                      finding->cell, "%s", finding->message);
  copy->file = g_strdup (finding->file);
  return copy;
}

void
ori_finding_free (OriFinding *finding)
{
  if (!finding)
    return;
  g_free (finding->rule);
  g_free (finding->message);
  g_free (finding->file);
  g_free (finding->sheet);
  g_free (finding->cell);
  g_free (finding);
}

char *
ori_finding_text (const OriFinding *finding)
{
  const char *const places[] = {finding->file, finding->sheet, finding->cell};
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i])
      g_string_append_printf (text, "%s%s", text->len ? " › " : "", places[i]);
  g_string_append_printf (text, "%s%s", text->len ? ": " : "", finding->message);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
ori_severity_code (OriSeverity severity)
{
  static const char *const codes[] = {"info", "warning", "error"};
  g_return_val_if_fail ((guint)severity < G_N_ELEMENTS (codes), "error");
  return codes[severity];
}
