/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-recipe-private.h"

#include <string.h>

/* Periods in headers and titles: what changes from year to year and does not belong to a form. */

static gboolean
starts_with_any (const char *word, const char *const *stems)
{
  for (guint i = 0; stems[i]; i++)
    if (g_str_has_prefix (word, stems[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_number (const char *word, gsize digits)
{
  gsize n = strspn (word, "0123456789");
  return word[n] == '\0' && n > 0 && n <= digits;
}

static gboolean
is_year (const char *word)
{
  gint64 year = is_number (word, 4) && strlen (word) == 4 ? g_ascii_strtoll (word, NULL, 10) : 0;
  return year >= 1950 && year <= 2099;
}

static gboolean
is_month (const char *word)
{
  static const char *const stems[] = {"январ",  "феврал", "апрел", "июн",   "июл", "август",
                                      "сентяб", "октябр", "нояб",  "декаб", NULL};
  static const char *const whole[] = {"март", "марта", "марте", "май", "мая", "мае", NULL};
  return starts_with_any (word, stems) || g_strv_contains (whole, word);
}

/* «квартал», «полугодие»: a period with the number before it. */
static gboolean
is_part_of_year (const char *word)
{
  static const char *const stems[] = {"квартал", "полугод", "триместр", NULL};
  return starts_with_any (word, stems);
}

static gboolean
is_ordinal (const char *word)
{
  static const char *const words[] = {"i", "ii", "iii", "iv", "і", "іі", "ііі", "іv", NULL};
  static const char *const stems[] = {"перв", "втор", "трет", "четв", NULL};
  return is_number (word, 2) || g_strv_contains (words, word) || starts_with_any (word, stems);
}

/* «год», «уч.», «г.» after a period say nothing more. */
static gboolean
is_filler (const char *word)
{
  static const char *const words[] = {
      "г",  "гг",      "год",      "года",    "году",    "годы",        "годов",        "годом",
      "уч", "учебный", "учебного", "учебном", "учебные", "календарный", "календарного", NULL};
  return g_strv_contains (words, word);
}

static const char *
last_of (const GPtrArray *out)
{
  return out->len > 0 ? g_ptr_array_index (out, out->len - 1) : "";
}

/* A period stands at the end of @out: what led to it («1 января», «I») is part of it. */
static void
push_period (GPtrArray *out, gboolean (*leads) (const char *word))
{
  while (out->len > 0 && leads (last_of (out)))
    g_ptr_array_remove_index (out, out->len - 1);
  if (strcmp (last_of (out), "#") != 0)
    g_ptr_array_add (out, (gpointer) "#");
}

static gboolean
is_day_or_month (const char *word)
{
  return is_number (word, 2);
}

char *
ori_recipe_mask (const char *text)
{
  g_autofree char *cut = ori_footnote_cut (text ? text : "", NULL, NULL);
  g_autofree char *key = ori_text_key (cut ? cut : text);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  g_autoptr (GPtrArray) out = g_ptr_array_new ();
  const char *year = NULL; /* the word before, if it was a year */
  for (guint i = 0; words[i]; i++) {
    const char *word = words[i];
    gboolean after = strcmp (last_of (out), "#") == 0;
    /* «2021/22» */
    gboolean second =
        year && is_number (word, 2) && strlen (word) == 2 && (atoi (year) + 1) % 100 == atoi (word);
    year = NULL;
    if (is_year (word)) {
      push_period (out, is_day_or_month);
      year = word;
    } else if (is_month (word)) {
      push_period (out, is_day_or_month);
    } else if (is_part_of_year (word)) {
      push_period (out, is_ordinal);
    } else if (word[0] != '\0' && !second && !(after && is_filler (word))) {
      g_ptr_array_add (out, (gpointer)word);
    }
  }
  g_ptr_array_add (out, NULL);
  return g_strjoinv (" ", (char **)out->pdata);
}

int
ori_recipe_year (const char *text)
{
  int newest = 0;
  for (const char *p = text; p && *p;) {
    if (!g_ascii_isdigit (*p)) {
      p++;
      continue;
    }
    gsize n = strspn (p, "0123456789");
    int year = n == 4 ? atoi (p) : 0;
    if (year >= 1990 && year <= 2099)
      newest = MAX (newest, year);
    p += n;
  }
  return newest;
}

/* Only the first cells are looked at: a label stands at the left. */
#define LABEL_CELLS 6

char *
ori_recipe_row_label (const OriGrid *grid, guint row)
{
  guint from, to;
  ori_grid_row_span (grid, row, 0, ORI_MAX_COLS - 1, &from, &to);
  for (guint i = from; i < to && i < from + LABEL_CELLS; i++)
    if (grid->info[i].cls == ORI_CLASS_TEXT)
      return ori_grid_text (grid, row, grid->cells[i].col);
  return g_strdup ("");
}
