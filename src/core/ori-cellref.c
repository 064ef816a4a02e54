/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-cellref.h"

char *
ori_column_name (guint col)
{
  char buffer[16];
  char *p = buffer + sizeof buffer - 1;

  *p = '\0';
  for (guint n = col + 1; n > 0; n = (n - 1) / 26)
    *--p = (char)('A' + (n - 1) % 26);
  return g_strdup (p);
}

char *
ori_cellref_name (guint row, guint col)
{
  g_autofree char *column = ori_column_name (col);

  return g_strdup_printf ("%s%u", column, row + 1);
}

char *
ori_range_name (const OriRange *range)
{
  g_autofree char *first = ori_cellref_name (range->row1, range->col1);
  g_autofree char *last = NULL;

  if (range->row1 == range->row2 && range->col1 == range->col2)
    return g_steal_pointer (&first);
  last = ori_cellref_name (range->row2, range->col2);
  return g_strdup_printf ("%s:%s", first, last);
}

gboolean
ori_cellref_parse (const char *text, OriCellRef *ref, const char **end)
{
  guint col = 0, row = 0;
  const char *p = text;

  if (*p == '$')
    p++;
  for (; g_ascii_isalpha (*p); p++) {
    col = col * 26 + (guint)(g_ascii_toupper (*p) - 'A' + 1);
    if (col > ORI_MAX_COLS)
      return FALSE;
  }
  if (*p == '$')
    p++;
  for (; g_ascii_isdigit (*p); p++) {
    row = row * 10 + (guint)(*p - '0');
    if (row > ORI_MAX_ROWS)
      return FALSE;
  }
  if (col == 0 || row == 0 || (end == NULL && *p != '\0'))
    return FALSE;
  ref->row = row - 1;
  ref->col = col - 1;
  if (end != NULL)
    *end = p;
  return TRUE;
}

gboolean
ori_range_parse (const char *text, OriRange *range)
{
  OriCellRef first, last;
  const char *p;

  if (!ori_cellref_parse (text, &first, &p))
    return FALSE;
  last = first;
  if (*p == ':' && !ori_cellref_parse (p + 1, &last, &p))
    return FALSE;
  if (*p != '\0')
    return FALSE;
  range->row1 = MIN (first.row, last.row);
  range->row2 = MAX (first.row, last.row);
  range->col1 = MIN (first.col, last.col);
  range->col2 = MAX (first.col, last.col);
  return TRUE;
}
