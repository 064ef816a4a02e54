/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-grid-private.h"

#include <string.h>

/* Superscript digits as people insert them through a symbol table. */
static int
superscript_digit (gunichar c)
{
  switch (c) {
  case 0xB9:
    return 1;
  case 0xB2:
    return 2;
  case 0xB3:
    return 3;
  default:
    return c >= 0x2070 && c <= 0x2079 && c != 0x2071 ? (int)(c - 0x2070) : -1;
  }
}

/* A closing bracket without an opening one is a footnote mark; "(5 классы 2)" is not. */
static gboolean
has_loose_bracket (const char *text)
{
  int depth = 0;
  for (const char *p = text; *p; p++) {
    if (*p == '(')
      depth++;
    else if (*p == ')' && --depth < 0)
      return TRUE;
  }
  return FALSE;
}

static void
drop_separators (GString *text)
{
  for (;;) {
    const char *end = text->str + text->len;
    const char *last = g_utf8_find_prev_char (text->str, end);
    if (last == NULL)
      return;
    gunichar c = g_utf8_get_char (last);
    if (!g_unichar_isspace (c) && c != ',' && c != ';')
      return;
    g_string_truncate (text, last - text->str);
  }
}

static gboolean
cut_superscript (GString *text, GString *number)
{
  gboolean cut = FALSE;
  for (;;) {
    const char *last = g_utf8_find_prev_char (text->str, text->str + text->len);
    if (last == NULL)
      return cut;
    gunichar c = g_utf8_get_char (last);
    int digit = superscript_digit (c);
    if (digit >= 0)
      g_string_prepend_c (number, (char)('0' + digit));
    else if (c == '*')
      g_string_prepend_c (number, '*');
    else if (!(c == 0x207E || (c == ')' && last > text->str &&
                               superscript_digit (g_utf8_get_char (
                                   g_utf8_find_prev_char (text->str, last))) >= 0)))
      return cut;
    cut = TRUE;
    g_string_truncate (text, last - text->str);
  }
}

static gboolean
cut_bracketed (GString *text, GString *number, gboolean *glued)
{
  if (text->len < 3 || text->str[text->len - 1] != ')' || !has_loose_bracket (text->str))
    return FALSE;
  gsize end = text->len - 1, start = end;
  while (start > 0 && g_ascii_isdigit (text->str[start - 1]))
    start--;
  if (start == end || start == 0) {
    /* "20212)" is all digits: the year or the number stands right before the mark. */
    if (start == end || end < 2)
      return FALSE;
    start = end - 1;
    *glued = TRUE;
  } else {
    char before = text->str[start - 1];
    if (strchr (",./-", before) && start >= 2 && g_ascii_isdigit (text->str[start - 2])) {
      if (end - start < 2)
        return FALSE;
      start = end - 1;
      *glued = TRUE;
    } else if (end - start > 2) {
      /* "1 2023)" or "за 20212)": digits of the number and one of the mark. */
      start = end - 1;
      *glued = TRUE;
    } else if (before == '(') {
      return FALSE;
    } else if (g_ascii_isspace (before) && start >= 2 && end - start == 2 &&
               g_ascii_isdigit (text->str[start - 2])) {
      start = end - 1;
      *glued = TRUE;
    }
  }
  g_string_append_len (number, text->str + start, (gssize)(end - start));
  g_string_truncate (text, start);
  return TRUE;
}

char *
ori_footnote_cut (const char *text, char **notes, gboolean *glued)
{
  gboolean is_glued = FALSE, any = FALSE;
  g_autoptr (GString) rest = g_string_new (text);
  g_autoptr (GString) all = g_string_new (NULL);

  for (;;) {
    g_autoptr (GString) number = g_string_new (NULL);
    g_autofree char *before = g_strdup (rest->str);
    drop_separators (rest);
    if (rest->len == 0 || is_glued ||
        !(cut_superscript (rest, number) || cut_bracketed (rest, number, &is_glued))) {
      if (!any || rest->len == 0)
        g_string_assign (rest, before);
      break;
    }
    any = TRUE;
    if (all->len > 0)
      g_string_prepend (all, ", ");
    g_string_prepend (all, number->str);
  }
  drop_separators (rest);
  if (!any || rest->len == 0)
    return NULL;
  if (notes)
    *notes = g_string_free (g_steal_pointer (&all), FALSE);
  if (glued)
    *glued = is_glued;
  return g_string_free (g_steal_pointer (&rest), FALSE);
}

gboolean
ori_footnote_period (const char *text, OriPeriod *period)
{
  if (ori_period_parse (text, period))
    return TRUE;
  g_autofree char *base = ori_footnote_cut (text, NULL, NULL);
  return base != NULL && ori_period_parse (base, period);
}
