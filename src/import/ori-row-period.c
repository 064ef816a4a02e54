/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-walk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
ori_walk_complete_period (const OriWalk *walk, guint row, const OriPeriod *year, OriPeriod *period)
{
  const OriAxes *axes = walk->axes;
  if (axes->period_col[0] < 0 || axes->period_col[1] >= 0 || year->kind != ORI_PERIOD_YEAR)
    return FALSE;
  g_autofree char *text =
      ori_grid_text (axes->grid, row, axes->table->c1 + (guint)axes->period_col[0]);
  OriPeriod found;
  if (text == NULL || g_utf8_strlen (text, -1) > 20)
    return FALSE;
  g_autofree char *both = g_strdup_printf ("%s %d", text, year->year);
  if (!ori_period_parse (both, &found) || found.kind == ORI_PERIOD_YEAR)
    return FALSE;
  *period = found;
  return TRUE;
}

OriPeriod
ori_walk_row_period (const OriWalk *walk, guint row, const char **note)
{
  const OriAxes *axes = walk->axes;
  OriPeriod period = {ORI_PERIOD_NONE}, second;
  if (axes->period_col[0] < 0)
    return period;
  guint first = axes->table->c1 + (guint)axes->period_col[0];
  const OriPeriod *year_of = axes->headers[axes->period_col[0]].period.kind == ORI_PERIOD_YEAR
                                 ? &axes->headers[axes->period_col[0]].period
                                 : &axes->around.period;
  if (!ori_grid_period (axes->grid, row, first, &period) &&
      !ori_walk_complete_period (walk, row, year_of, &period)) {
    /* «2022 (янв.–сент.)» among years: the words are kept. */
    g_autofree char *text = ori_grid_text (axes->grid, row, first);
    if (text && ori_period_find (text, &period))
      *note = g_string_chunk_insert_const (walk->result->strings, text);
    else
      period.kind = ORI_PERIOD_NONE;
  }
  if (axes->period_col[1] >= 0) {
    guint other = axes->table->c1 + (guint)axes->period_col[1];
    g_autofree char *year = ori_grid_text (axes->grid, row, first);
    g_autofree char *month = ori_grid_text (axes->grid, row, other);
    if (period.kind != ORI_PERIOD_YEAR && ori_grid_period (axes->grid, row, other, &second) &&
        second.kind == ORI_PERIOD_YEAR) {
      period = second;
      char *swap = year;
      year = month;
      month = swap;
    }
    if (period.kind == ORI_PERIOD_YEAR && month != NULL) {
      const char *key = axes->headers[axes->period_col[1]].leaf;
      g_autofree char *head = ori_text_key (key ? key : "");
      g_autofree char *both =
          strlen (month) <= 2 && g_ascii_isdigit (month[0])
              ? strstr (head, "квартал")
                    ? g_strdup_printf ("%s квартал %d", month, period.year)
                    : g_strdup_printf ("%02d.%d", (int)g_ascii_strtoll (month, NULL, 10),
                                       period.year)
              : g_strdup_printf ("%s %d", month, period.year);
      if (ori_period_parse (both, &second))
        period = second;
    }
  }
  if (period.kind == ORI_PERIOD_DATE && !walk->dates_repeat) {
    if (period.part != 12 || period.day != 31) {
      g_autofree char *text =
          g_strdup_printf (_ ("as of %02d.%02d.%d"), period.day, period.part, period.year);
      *note = g_string_chunk_insert_const (walk->result->strings, text);
    }
    period = ori_period_year (period.year);
  }
  return period;
}

/* «2021» alone in a row is the year of the rows below it. */
gboolean
ori_walk_read_section_year (OriWalk *walk, guint row, const char *text)
{
  OriPeriod period;
  if (!walk->axes->section_years || !ori_footnote_period (text, &period) ||
      period.kind != ORI_PERIOD_YEAR)
    return FALSE;
  walk->section_period = period;
  ori_axes_mark_row (walk->axes, row, ORI_ROLE_PERIOD, ORI_UNUSED_NONE);
  return TRUE;
}
