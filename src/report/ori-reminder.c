/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-reminder.h"

#include "report/ori-wording.h"

#define STEP 256 /* letters between two reports of progress */

GArray *
ori_reminder_silent (const OriCompleteness *found)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0; row < found->orgunits->len; row++)
    if (ori_completeness_is_silent (found, row))
      g_array_append_val (rows, row);
  return rows;
}

GArray *
ori_reminder_partial (const OriCompleteness *found)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint row = 0; row < found->orgunits->len; row++)
    if (ori_completeness_is_incomplete (found, row) && !ori_completeness_is_silent (found, row))
      g_array_append_val (rows, row);
  return rows;
}

static char *
number (guint n)
{
  return g_strdup_printf ("%u", n);
}

static char *
due_sentence (const OriCompleteness *found)
{
  g_autofree char *day = NULL;
  g_autofree char *month = NULL;
  g_autofree char *year = NULL;
  g_autofree char *date = NULL;
  g_autofree char *days = number ((guint)found->days);
  const char *key;

  if (found->due == ORI_DUE_NONE)
    return NULL;
  day = number (g_date_get_day (&found->deadline));
  month = g_strdup_printf ("month.%d", g_date_get_month (&found->deadline));
  year = number (g_date_get_year (&found->deadline));
  date =
      ori_word_format ("reminder.date", "day", day, "month", ori_word (month), "year", year, NULL);
  key = found->due == ORI_DUE_PASSED ? "reminder.due.passed"
        : found->days == 0           ? "reminder.due.today"
                                     : "reminder.due.ahead";
  return ori_word_format (key, "what", found->what, "date", date, "days", days, NULL);
}

/* What a sum lacks is not the unit's own figure but those of its parts. */
static char *
item_line (const OriSnapshot *snapshot, const OriCompleteness *found, guint row, guint col)
{
  const OriCoverCell *cell = ori_completeness_cell (found, row, col);
  const OriIndicator *indicator = g_ptr_array_index (found->indicators, col);
  g_autofree char *present = NULL;
  g_autofree char *expected = NULL;
  OriValue value;

  if (cell->state == ORI_COVER_MISSING)
    return ori_word_format ("reminder.item", "code", indicator->code, "name", indicator->name,
                            NULL);
  if (cell->state != ORI_COVER_PARTIAL)
    return NULL;
  value = ori_value_compute (snapshot, indicator, g_array_index (found->orgunits, guint, row),
                             cell->period);
  present = number (value.sum_present);
  expected = number (value.sum_expected);
  return ori_word_format ("reminder.partial", "code", indicator->code, "name", indicator->name,
                          "present", present, "expected", expected, NULL);
}

char *
ori_reminder_letter (const OriSnapshot *snapshot, const OriCompleteness *found, guint row)
{
  const OriCoverCount *count = &found->by_orgunit[row];
  const OriOrgUnit *unit =
      ori_snapshot_orgunit (snapshot, g_array_index (found->orgunits, guint, row));
  GString *text = g_string_new (ori_word ("reminder.greeting"));
  g_autofree char *year = number ((guint)found->cycle);
  g_autofree char *present = number (count->present);
  g_autofree char *expected = number (count->expected);
  g_autofree char *due = due_sentence (found);
  g_autofree char *opening = ori_word_format (
      ori_completeness_is_silent (found, row) ? "reminder.nothing" : "reminder.some", "year", year,
      "name", unit->name, "present", present, "expected", expected, NULL);

  g_string_append_printf (text, "\n\n%s", opening);
  if (due != NULL)
    g_string_append_printf (text, " %s", due);
  g_string_append_printf (text, "\n\n%s\n", ori_word ("reminder.missing"));
  for (guint col = 0; col < found->indicators->len; col++) {
    g_autofree char *line = item_line (snapshot, found, row, col);
    if (line != NULL)
      g_string_append_printf (text, "%s\n", line);
  }
  g_string_append_printf (text, "\n%s\n", ori_word ("reminder.request"));
  return g_string_free (text, FALSE);
}

char *
ori_reminder_letters (const OriSnapshot *snapshot, const OriCompleteness *found, const GArray *rows,
                      const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++) {
    guint row = g_array_index (rows, guint, i);
    const OriOrgUnit *unit =
        ori_snapshot_orgunit (snapshot, g_array_index (found->orgunits, guint, row));
    g_autofree char *letter = ori_reminder_letter (snapshot, found, row);

    if (i % STEP == 0) {
      ori_progress_report (progress, (double)i / rows->len, NULL);
      if (g_cancellable_set_error_if_cancelled (cancellable, error)) {
        g_string_free (text, TRUE);
        return NULL;
      }
    }
    if (i > 0)
      g_string_append_printf (text, "\n%s\n\n", ori_word ("reminder.between"));
    g_string_append_printf (text, "%s\n\n%s", unit->name, letter);
  }
  return g_string_free (text, FALSE);
}
