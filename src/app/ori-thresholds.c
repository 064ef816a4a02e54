/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-thresholds.h"

#include <math.h>

#include "core/ori-number.h"

char *
ori_thresholds_text (const double *thresholds, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autofree char *number = ori_number_format_short (thresholds[i], 2);

    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", number);
  }
  return g_string_free (text, FALSE);
}

double
ori_thresholds_clamp (const OriScheme *scheme, guint index, double value)
{
  if (index > 0)
    value = MAX (value, scheme->thresholds[index - 1] + 0.01);
  if (index + 2 < scheme->n_groups)
    value = MIN (value, scheme->thresholds[index + 1] - 0.01);
  return ori_number_round (value, 2);
}

static void
append_entry (GString *text, const OriProtocolEntry *entry)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->time);
  g_autofree char *when = g_date_time_format (time, "%d.%m.%Y %H:%M");
  g_autoptr (OriScheme) to = ori_scheme_from_json (entry->to, NULL);
  g_autofree char *numbers = NULL;

  if (to != NULL)
    numbers = ori_thresholds_text (to->thresholds, to->n_groups - 1);
  g_string_append_printf (text, "%s%s, %s, %d\n%s\n«%s»", text->len > 0 ? "\n\n" : "", when,
                          entry->author, entry->cycle, numbers != NULL ? numbers : "—",
                          entry->reason);
}

char *
ori_thresholds_protocol (const GPtrArray *entries, const char *subject)
{
  GString *text = g_string_new (NULL);

  for (guint i = entries->len; i-- > 0;) {
    const OriProtocolEntry *entry = g_ptr_array_index (entries, i);

    if (g_strcmp0 (entry->subject, subject) == 0)
      append_entry (text, entry);
  }
  return g_string_free (text, text->len == 0);
}
