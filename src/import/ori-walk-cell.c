/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"
#include "import/ori-walk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One cell of the body becomes a draft. */

/* A new note behind what is there. */
static void
add_note (OriWalk *walk, OriDraft *draft, const char *note)
{
  if (note == NULL)
    return;
  if (draft->note == NULL) {
    draft->note = note;
    return;
  }
  g_autofree char *both = g_strconcat (draft->note, "; ", note, NULL);
  draft->note = g_string_chunk_insert_const (walk->result->strings, both);
}

static void
doubt_column (OriWalk *walk, OriDraft *draft, guint c)
{
  const OriAxes *axes = walk->axes;
  const OriColumn *column = &axes->columns[c];
  if (column->hidden) {
    add_note (walk, draft, _ ("hidden column"));
    if ((column->unnumbered || axes->col_serial[c] > 1) && draft->status == ORI_STATUS_VALUE)
      draft->status = ORI_STATUS_DOUBTFUL;
  }
  if (axes->col_serial[c] > 1)
    add_note (walk, draft, _ ("the header comes again in this table"));
  gboolean of_title = axes->headers[c].period.kind == ORI_PERIOD_NONE && axes->period_col[0] < 0 &&
                      axes->around.period_lent &&
                      ori_period_compare (&draft->period, &axes->around.period) == 0;
  if (axes->headers[c].period_lent || of_title)
    add_note (walk, draft, _ ("of several years: the last one is taken"));
  if (axes->headers[c].period_note) {
    g_autofree char *text = NULL;
    guint number = (guint)g_ascii_strtoull (axes->headers[c].period_note, NULL, 10);
    g_autofree char *line = number ? ori_table_footnote (axes->grid, axes->table, number) : NULL;
    if (line)
      text = g_strdup_printf (_ ("footnote %u: %s"), number, line);
    else
      text = g_strdup_printf (_ ("footnote %s"), axes->headers[c].period_note);
    add_note (walk, draft, g_string_chunk_insert_const (walk->result->strings, text));
  }
}

void
ori_walk_read_cell (OriWalk *walk, guint row, guint c, guint place, const char *label,
                    const char *row_unit, OriPeriod period, const char *note)
{
  const OriAxes *axes = walk->axes;
  const OriHeader *header = &axes->headers[c];
  guint col = axes->table->c1 + c;
  const OriGridCell *cell = ori_grid_at (axes->grid, row, col);

  if (cell == NULL && (!walk->emit_blanks || axes->columns[c].any == 0))
    return;
  if (axes->cols_are_places && header->leaf && ori_place_is_total (header->leaf)) {
    ori_axes_mark_cell (axes, row, col, ORI_ROLE_TOTAL, ORI_UNUSED_TOTAL);
    return;
  }
  guint label_col = col;
  OriDraft draft = {.row = row, .col = col, .place = place, .part = header->part};
  if (axes->cols_are_places) {
    const OriOrgUnit *unit;
    ori_reading_match_place (axes->reading, header->leaf, &unit, NULL);
    draft.place = ori_walk_intern_place (walk, header->leaf, NULL, unit, axes->table->head1, col);
  }
  draft.subject = ori_walk_intern_subject (walk, c, label, row, label_col);
  /* «январь» beside the names, the years above the figures. */
  if (period.kind == ORI_PERIOD_NONE && header->period.kind == ORI_PERIOD_YEAR)
    ori_walk_complete_period (walk, row, &header->period, &period);
  gboolean within = header->period.kind == ORI_PERIOD_YEAR && period.kind >= ORI_PERIOD_HALF &&
                    period.kind <= ORI_PERIOD_MONTH;
  draft.period = within                                   ? period
                 : header->period.kind != ORI_PERIOD_NONE ? header->period
                 : period.kind != ORI_PERIOD_NONE         ? period
                                                          : axes->around.period;
  if (walk->section_period.kind == ORI_PERIOD_YEAR) {
    /* Months of the header are of the year that stands above the rows. */
    if (header->period.kind >= ORI_PERIOD_HALF && header->period.kind <= ORI_PERIOD_MONTH)
      draft.period.year = walk->section_period.year;
    else if (header->period.kind == ORI_PERIOD_NONE || header->period.kind == ORI_PERIOD_YEAR)
      draft.period = walk->section_period;
  }
  const char *unit = header->unit ? header->unit : row_unit ? row_unit : axes->around.unit;
  /* The unit of the whole table is that of its main figure, not of totals beside it. */
  if (header->unit == NULL && header->part && strcmp (header->part, ORI_PART_PERCENT) == 0)
    unit = "%";
  else if (header->unit == NULL && header->group >= 0 && unit && strcmp (unit, "%") == 0)
    unit = NULL;
  const char *worded = g_array_index (walk->result->subjects, OriSubject, draft.subject).unit;
  if (unit == NULL && header->group < 0)
    unit = worded;
  draft.unit = unit ? g_string_chunk_insert_const (walk->result->strings, unit) : NULL;

  if (header->group >= 0)
    draft.printed = ori_walk_part_wording (walk, &draft, c);
  OriDraft second;
  gboolean two = ori_draft_read_value (&draft, walk->result, axes->table, &second);
  if (axes->headers[c].part && strcmp (axes->headers[c].part, ORI_PART_TEXT) == 0 && draft.text) {
    draft.status = ORI_STATUS_VALUE;
  }
  add_note (walk, &draft, note);
  doubt_column (walk, &draft, c);
  if (ori_sheet_row_hidden (axes->grid->sheet, row))
    add_note (walk, &draft, _ ("hidden row"));
  ori_axes_mark_cell (axes, row, col, ORI_ROLE_VALUE, ORI_UNUSED_NONE);

  OriSubject *subject = &g_array_index (walk->result->subjects, OriSubject, draft.subject);
  if (two)
    subject->parts |= ori_part_bit (second.part);
  subject->parts |= ori_part_bit (draft.part);
  g_array_append_val (walk->result->drafts, draft);
  if (two) {
    second.note = draft.note;
    g_array_append_val (walk->result->drafts, second);
  }
  walk->n_drafts++;
}

static int
group_column (const OriAxes *axes, guint c, const char *part)
{
  for (guint i = 0; i < axes->n; i++)
    if (axes->headers[i].group == axes->headers[c].group &&
        g_strcmp0 (axes->headers[i].part, part) == 0)
      return (int)i;
  return -1;
}

void
ori_walk_check_percent (OriWalk *walk, guint row, guint c)
{
  const OriAxes *axes = walk->axes;
  int total = group_column (axes, c, ORI_PART_TOTAL);
  int part = group_column (axes, c, ORI_PART_PARTICIPATED);
  if (total < 0 || part < 0)
    return;
  const OriGridCell *n = ori_grid_at (axes->grid, row, axes->table->c1 + (guint)total);
  const OriGridCell *x = ori_grid_at (axes->grid, row, axes->table->c1 + (guint)part);
  const OriGridCell *percent = ori_grid_at (axes->grid, row, axes->table->c1 + c);
  if (!n || !x || !percent || n->cls != ORI_CLASS_NUMBER || x->cls != ORI_CLASS_NUMBER ||
      percent->cls != ORI_CLASS_NUMBER)
    return;
  g_autofree char *printed = ori_grid_text (axes->grid, row, axes->table->c1 + c);
  OriShareCheck check = ori_share_check (x->number, n->number, printed);
  if (check != ORI_SHARE_WRONG && check != ORI_SHARE_TRUNCATED)
    return;
  g_autofree char *place = ori_cellref_name (row, axes->table->c1 + c);
  g_autofree char *exact = ori_number_format (100 * x->number / n->number, 1);
  g_autofree char *x_text = ori_number_format_short (x->number, 3);
  g_autofree char *n_text = ori_number_format_short (n->number, 3);
  g_ptr_array_add (
      walk->result->findings,
      ori_finding_new (check == ORI_SHARE_WRONG ? "percent-differs" : "percent-truncated",
                       check == ORI_SHARE_WRONG ? ORI_SEVERITY_WARNING : ORI_SEVERITY_INFO,
                       ori_sheet_name (axes->grid->sheet), place,
                       /* Translators: numerator, denominator, exact percent, printed percent. */
                       _ ("%s of %s is %s %%, but %s is printed"), x_text, n_text, exact, printed));
}

void
ori_walk_check_part (OriWalk *walk, guint row, guint c)
{
  const OriAxes *axes = walk->axes;
  int total = group_column (axes, c, ORI_PART_TOTAL);
  const OriGridCell *x = ori_grid_at (axes->grid, row, axes->table->c1 + c);
  const OriGridCell *n =
      total >= 0 ? ori_grid_at (axes->grid, row, axes->table->c1 + (guint)total) : NULL;
  if (!n || !x || n->cls != ORI_CLASS_NUMBER || x->cls != ORI_CLASS_NUMBER ||
      (x->number >= 0 && x->number <= n->number))
    return;
  g_autofree char *place = ori_cellref_name (row, axes->table->c1 + c);
  g_autofree char *x_text = ori_number_format_short (x->number, 3);
  g_autofree char *n_text = ori_number_format_short (n->number, 3);
  g_ptr_array_add (walk->result->findings,
                   ori_finding_new ("impossible", ORI_SEVERITY_WARNING,
                                    ori_sheet_name (axes->grid->sheet), place,
                                    /* Translators: numerator, denominator. */
                                    _ ("%s of %s cannot be"), x_text, n_text));
}
