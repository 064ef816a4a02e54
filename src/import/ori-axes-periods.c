/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-axes-private.h"

#include <string.h>

/* Periods of columns that their own header does not say, or not wholly. */

/* The state at the end of a year stands for the year, unless the year has a column of its own. */
void
ori_axes_shorten_year_ends (OriAxes *axes)
{
  for (guint c = 0; c < axes->n; c++) {
    OriPeriod *period = &axes->headers[c].period;
    gboolean taken = period->kind != ORI_PERIOD_DATE || period->part != 12 || period->day != 31;
    for (guint i = 0; i < axes->n && !taken; i++)
      taken = axes->headers[i].period.kind != ORI_PERIOD_NONE && i != c &&
              axes->headers[i].period.year == period->year &&
              ori_period_compare (&axes->headers[i].period, period) != 0;
    if (!taken)
      *period = ori_period_year (period->year);
  }
}

static gboolean
says_whole_year (const char *leaf)
{
  static const char *const words[] = {
      "год",       "за год", "всего за год", "итого за год", "годовая", "год итого",
      "год всего", "итого",  "всего",        "12 месяцев",   NULL};
  g_autofree char *key = ori_text_key (leaf);
  for (guint i = 0; words[i]; i++)
    if (strcmp (key, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Quarters or months at the left, under the same words above. */
static gboolean
beside_parts_of_year (const OriAxes *axes, guint c, int year)
{
  return c > 0 && axes->headers[c - 1].period.kind >= ORI_PERIOD_HALF &&
         axes->headers[c - 1].period.kind <= ORI_PERIOD_MONTH &&
         axes->headers[c - 1].period.year == year;
}

/* The year of the first section row that is nothing but a year. */
static gboolean
find_section_year (const OriAxes *axes, OriPeriod *period)
{
  const OriTable *table = axes->table;
  for (guint row = table->body1; row <= table->body2; row++) {
    guint from, to, filled = 0;
    ori_grid_row_span (axes->grid, row, table->c1, table->c2, &from, &to);
    for (guint i = from; i < to; i++)
      filled += axes->grid->info[i].cls != ORI_CLASS_EMPTY;
    if (filled == 1 && to == from + 1 && table->c2 > table->c1 &&
        ori_grid_period (axes->grid, row, axes->grid->cells[from].col, period) &&
        period->kind == ORI_PERIOD_YEAR)
      return TRUE;
  }
  return FALSE;
}

/* «I квартал» in the header, the year in the title or in a row above the figures. */
void
ori_axes_complete_periods (OriAxes *axes)
{
  OriPeriod in_body, year = axes->around.period;
  axes->section_years = find_section_year (axes, &in_body);
  if (axes->section_years)
    year = in_body;
  if (year.kind != ORI_PERIOD_YEAR)
    return;
  for (guint c = 0; c < axes->n; c++) {
    OriHeader *header = &axes->headers[c];
    OriPeriod period;
    if (header->period.kind != ORI_PERIOD_NONE || header->leaf == NULL ||
        g_utf8_strlen (header->leaf, -1) > 20)
      continue;
    g_autofree char *both = g_strdup_printf ("%s %d", header->leaf, year.year);
    if (says_whole_year (header->leaf) && beside_parts_of_year (axes, c, year.year))
      period = year;
    else if (!ori_period_parse (both, &period) || period.kind == ORI_PERIOD_YEAR)
      continue;
    header->period = period;
    g_free (header->printed);
    header->printed = header->parent && header->parent[0] ? g_strdup (header->parent) : NULL;
    g_clear_pointer (&header->leaf, g_free);
  }
}

gboolean
ori_period_last_of_range (const char *text, OriPeriod *period)
{
  static GRegex *pattern;
  static gsize ready;
  if (g_once_init_enter (&ready)) {
    pattern = g_regex_new ("(?<!\\d)((?:19|20)\\d\\d)(?:\\s*(?:-|–|—|/|гг?\\.?|по))+\\s*"
                           "((?:19|20)\\d\\d)(?!\\d)",
                           G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave (&ready, 1);
  }
  g_autoptr (GMatchInfo) match = NULL;
  if (!g_regex_match (pattern, text, 0, &match))
    return FALSE;
  g_autofree char *first = g_match_info_fetch (match, 1);
  g_autofree char *second = g_match_info_fetch (match, 2);
  return ori_period_parse (strcmp (first, second) > 0 ? first : second, period);
}

gboolean
ori_header_says_difference (const char *text)
{
  static const char *const words[] = {"изменени", "прирост", "отклонени", "динамик",
                                      "разниц",   "темп ",   "рост ",     NULL};
  if (text == NULL)
    return FALSE;
  g_autofree char *key = ori_text_key (text);
  if (strstr (text, "+/-") || strstr (text, "+/–") || strstr (text, "±") || strstr (text, "% к ") ||
      strcmp (key, "рост") == 0 || strcmp (key, "темп") == 0)
    return TRUE;
  for (guint i = 0; words[i]; i++)
    if (strstr (key, words[i]))
      return TRUE;
  return FALSE;
}

/* Figures that compare or sum up years have none of their own: they get the last one, and say so.
 * What the title dates is of the title's year. */
void
ori_axes_lend_periods (OriAxes *axes)
{
  if (axes->around.period.kind != ORI_PERIOD_NONE || axes->section_years)
    return;
  for (guint c = 0; c < axes->n; c++) {
    OriHeader *header = &axes->headers[c];
    if (header->period.kind != ORI_PERIOD_NONE || header->printed == NULL)
      continue;
    if (ori_period_last_of_range (header->printed, &header->period)) {
      header->period_lent = TRUE;
    } else if (c > 0 && ori_header_says_difference (header->printed) &&
               axes->headers[c - 1].period.kind != ORI_PERIOD_NONE) {
      header->period = axes->headers[c - 1].period;
      header->period_lent = TRUE;
    }
  }
}
