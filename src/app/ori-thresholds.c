/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-thresholds.h"

#include <math.h>

#include "core/ori-number.h"

#define STEPS 120.0 /* the range of scores holds so many snapping distances */

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
    value = MAX (value, scheme->thresholds[index - 1] + 0.1);
  if (index + 2 < scheme->n_groups)
    value = MIN (value, scheme->thresholds[index + 1] - 0.1);
  return ori_number_round (value, 2);
}

GArray *
ori_thresholds_values (const GArray *scores)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (score->has_score)
      g_array_append_val (values, score->score);
  }
  return values;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

double
ori_thresholds_snap (const GArray *scores, double value)
{
  g_autoptr (GArray) values = ori_thresholds_values (scores);
  double best = ori_number_round (value, 1), reach, distance;

  if (values->len < 2)
    return best;
  g_array_sort (values, compare_doubles);
  reach =
      (g_array_index (values, double, values->len - 1) - g_array_index (values, double, 0)) / STEPS;
  distance = reach;
  if (fabs (round (value) - value) < distance) {
    best = round (value);
    distance = fabs (best - value);
  }
  for (guint i = 1; i < values->len; i++) {
    double low = g_array_index (values, double, i - 1), high = g_array_index (values, double, i);
    double middle = ori_number_round ((low + high) / 2, 2);

    if (high - low > 2 * reach && fabs (middle - value) < distance) {
      best = middle;
      distance = fabs (middle - value);
    }
  }
  return best;
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
