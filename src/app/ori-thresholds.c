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

/* "45 · 62" of a scheme as JSON, with names of its own «45 · 62 (слабая, средняя, сильная)»; NULL.
 */
static char *
dup_numbers (const char *json)
{
  g_autoptr (OriScheme) scheme = json != NULL ? ori_scheme_from_json (json, NULL) : NULL;

  g_autofree char *numbers = NULL;
  g_autofree char *names = NULL;

  if (scheme == NULL)
    return NULL;
  numbers = ori_thresholds_text (scheme->thresholds, scheme->n_groups - 1);
  if (!ori_scheme_has_group_names (scheme))
    return g_steal_pointer (&numbers);
  names = g_strjoinv (", ", scheme->group_names);
  return g_strdup_printf ("%s (%s)", numbers, names);
}

char *
ori_thresholds_entry_move (const OriProtocolEntry *entry)
{
  g_autofree char *from = dup_numbers (entry->from);
  g_autofree char *to = dup_numbers (entry->to);

  if (to == NULL)
    return g_strdup ("—");
  return from != NULL && !g_str_equal (from, to) ? g_strdup_printf ("%s → %s", from, to)
                                                 : g_steal_pointer (&to);
}

char *
ori_thresholds_entry_head (const OriProtocolEntry *entry, const OriProgramme *programme)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (entry->time);
  g_autofree char *when = g_date_time_format (time, "%d.%m.%Y %H:%M");
  OriSubject subject;
  const char *label = entry->subject, *code = "", *space = "";

  if (ori_subject_parse (programme, entry->subject, &subject)) {
    label = ori_subject_label (programme, &subject);
    /* The overall score and blocks have no number that people know. */
    if (subject.kind != ORI_SUBJECT_OVERALL && subject.kind != ORI_SUBJECT_BLOCK) {
      code = subject.code;
      space = " ";
    }
  }
  return g_strdup_printf ("%s, %s · %s%s%s, %d", when, entry->author, code, space, label,
                          entry->cycle);
}
