/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"
#include "core/ori-text.h"
#include "import/ori-derive-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

char *
ori_table_footnote (const OriGrid *grid, const OriTable *table, guint number)
{
  for (guint row = table->body2 + 1; row <= table->note2; row++) {
    guint from, to;
    ori_grid_row_span (grid, row, table->c1, table->c2, &from, &to);
    for (guint i = from; i < to; i++) {
      if (grid->info[i].cls != ORI_CLASS_TEXT)
        continue;
      g_autofree char *text = ori_grid_text (grid, row, grid->cells[i].col);
      char *end = NULL;
      if (text && g_ascii_isdigit (text[0]) && g_ascii_strtoull (text, &end, 10) == number &&
          (*end == ')' || *end == ' '))
        return g_strstrip (g_strdup (end + 1));
    }
  }
  return NULL;
}

typedef struct {
  guint decimals[4];
  guint n;
  double logs; /* sum of log10 of magnitudes */
  guint n_logs;
} Neighbours;

static void
add_neighbour (Neighbours *near, const OriGrid *grid, guint row, guint col)
{
  const OriGridCell *cell = ori_grid_at (grid, row, col);
  if (cell == NULL || cell->cls != ORI_CLASS_NUMBER || (cell->flags & ORI_CELL_GLUED))
    return;
  int decimals = cell->decimals;
  if (!(cell->flags & ORI_CELL_AS_TEXT)) {
    g_autofree char *printed = ori_grid_text (grid, row, col);
    if (!ori_number_parse (printed, NULL, &decimals, NULL))
      decimals = 0;
  }
  near->decimals[CLAMP (decimals, 0, 3)]++;
  near->n++;
  if (cell->number != 0) {
    near->logs += log10 (fabs (cell->number));
    near->n_logs++;
  }
}

/* Whether the digit before the bracket is a footnote: the number left fits the decimals of its
 * neighbours, or their magnitude where all are whole. */
static gboolean
footnote_fits (const OriGrid *grid, const OriTable *table, guint row, guint col,
               const OriGridCell *cell, gboolean *sure)
{
  Neighbours near = {0};
  for (guint c = col > table->c1 + 4 ? col - 4 : table->c1; c <= MIN (col + 4, table->c2); c++)
    if (c != col)
      add_neighbour (&near, grid, row, c);
  for (guint r = row > table->body1 + 4 ? row - 4 : table->body1; r <= MIN (row + 4, table->body2);
       r++)
    if (r != row)
      add_neighbour (&near, grid, r, col);
  g_autofree char *note = ori_table_footnote (grid, table, cell->note);
  *sure = FALSE;
  if (near.n == 0)
    return note != NULL;

  double whole = pow (10, cell->decimals);
  double unstripped =
      cell->decimals ? cell->number + cell->note / (whole * 10) : cell->number * 10 + cell->note;
  guint same = near.decimals[MIN (cell->decimals, 3)],
        more = near.decimals[MIN (cell->decimals + 1, 3)];
  gboolean near_in_size = TRUE, decisive = FALSE;
  if (near.n_logs > 0 && cell->number != 0) {
    double middle = near.logs / near.n_logs;
    double off = fabs (log10 (fabs (cell->number)) - middle);
    double off_unstripped = fabs (log10 (fabs (unstripped)) - middle);
    near_in_size = off < 1.0;
    decisive = off < 0.5 && off_unstripped > off + 0.3;
  }
  if (cell->decimals > 0)
    *sure = near_in_size && same > 0 && same > more;
  else
    *sure = decisive;
  *sure = *sure || (note != NULL && near_in_size && (decisive || same > more));
  return TRUE;
}

static const char *
keep (const OriSheetResult *result, const char *text)
{
  return text ? g_string_chunk_insert_const (result->strings, text) : NULL;
}

static void
read_noted (OriDraft *draft, const OriSheetResult *result, const OriTable *table,
            const OriGridCell *cell)
{
  const OriGrid *grid = result->grid;
  gboolean sure = TRUE;
  g_autofree char *line = cell->note ? ori_table_footnote (grid, table, cell->note) : NULL;
  g_autofree char *note = NULL;

  if (cell->flags & ORI_CELL_GLUED)
    footnote_fits (grid, table, draft->row, draft->col, cell, &sure);
  if (!sure) {
    g_autofree char *printed = ori_grid_text (grid, draft->row, draft->col);
    draft->status = ORI_STATUS_DOUBTFUL;
    /* Translators: %s is the cell, %u the number of the footnote. */
    note = g_strdup_printf (_ ("“%s” is read as a number with footnote %u"), printed, cell->note);
    g_autofree char *place = ori_cellref_name (draft->row, draft->col);
    g_ptr_array_add (result->findings,
                     ori_finding_new ("footnote-cut", ORI_SEVERITY_WARNING,
                                      ori_sheet_name (grid->sheet), place, "%s", note));
  } else if (line != NULL) {
    note = g_strdup_printf (_ ("footnote %u: %s"), cell->note, line);
  } else if (cell->note > 0) {
    note = g_strdup_printf (_ ("footnote %u"), cell->note);
  } else {
    note = g_strdup (_ ("footnote *"));
  }
  draft->note = keep (result, note);
}

/* «<5», «менее 5»: hidden as a small number. */
static gboolean
is_small (const char *text)
{
  static const char *const starts[] = {"<", "менее ", "меньше ", NULL};
  g_autofree char *folded = g_utf8_strdown (text, -1);
  for (guint i = 0; starts[i]; i++)
    if (g_str_has_prefix (folded, starts[i]))
      return ori_number_parse (g_strstrip (folded + strlen (starts[i])), NULL, NULL, NULL);
  return FALSE;
}

/* «около 20», «~20»: a number that whoever wrote it was not sure of. */
static gboolean
read_rough (OriDraft *draft, const char *text)
{
  static const char *const starts[] = {"около ", "примерно ", "приблизительно ", "~", "≈", NULL};
  g_autofree char *folded = g_utf8_strdown (text, -1);
  for (guint i = 0; starts[i]; i++)
    if (g_str_has_prefix (folded, starts[i]))
      return ori_number_parse (g_strstrip (folded + strlen (starts[i])), &draft->value, NULL, NULL);
  return FALSE;
}

static void
tell_rough (const OriDraft *draft, const OriSheetResult *result, const char *text)
{
  g_autofree char *place = ori_cellref_name (draft->row, draft->col);
  g_ptr_array_add (result->findings, ori_finding_new ("rough-number", ORI_SEVERITY_WARNING,
                                                      ori_sheet_name (result->grid->sheet), place,
                                                      _ ("“%s” is no exact number"), text));
}

/* Text where numbers were expected: it is kept and shown, never turned into a number. Whether it is
 * welcome is known when the indicator is. */
static void
read_text (OriDraft *draft, const OriSheetResult *result)
{
  g_autofree char *text = ori_grid_text (result->grid, draft->row, draft->col);
  gboolean worded = g_strcmp0 (draft->part, ORI_PART_TEXT) == 0;
  if (!worded && text != NULL && is_small (text)) {
    draft->status = ORI_STATUS_SUPPRESSED;
    draft->note = keep (result, _ ("hidden as a small number"));
    return;
  }
  if (!worded && text != NULL && read_rough (draft, text)) {
    draft->status = ORI_STATUS_DOUBTFUL;
    draft->note = keep (result, _ ("not exact"));
    tell_rough (draft, result, text);
    return;
  }
  draft->status = ORI_STATUS_MISSING;
  draft->text = keep (result, text);
}

gboolean
ori_draft_read_value (OriDraft *draft, const OriSheetResult *result, const OriTable *table,
                      OriDraft *second)
{
  const OriGridCell *cell = ori_grid_at (result->grid, draft->row, draft->col);
  draft->status = ORI_STATUS_MISSING;
  draft->value = 0;
  if (cell == NULL)
    return FALSE;
  switch ((OriCellClass)cell->cls) {
  case ORI_CLASS_NUMBER:
    draft->status = ORI_STATUS_VALUE;
    draft->value = cell->number;
    if (cell->flags & ORI_CELL_PERCENT)
      draft->unit = "%";
    break;
  case ORI_CLASS_NOT_APPLICABLE:
    draft->status = ORI_STATUS_NOT_APPLICABLE;
    break;
  case ORI_CLASS_SUPPRESSED:
    draft->status = ORI_STATUS_SUPPRESSED;
    break;
  case ORI_CLASS_COMPOUND:
    draft->status = ORI_STATUS_VALUE;
    draft->value = cell->number;
    if (draft->part == NULL)
      draft->part = ORI_PART_VALUE;
    if (g_strcmp0 (draft->unit, "%") == 0)
      draft->unit = NULL;
    *second = *draft;
    second->value = cell->second;
    second->part = ORI_PART_PERCENT;
    second->unit = "%";
    return TRUE;
  case ORI_CLASS_TEXT:
  case ORI_CLASS_DATE:
    read_text (draft, result);
    break;
  case ORI_CLASS_MISSING:
  case ORI_CLASS_EMPTY:
    break;
  }
  if (cell->flags & ORI_CELL_NOTED)
    read_noted (draft, result, table, cell);
  return FALSE;
}
