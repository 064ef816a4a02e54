/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-walk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Figures below a header without labels, in several rows: nothing tells the rows apart. */
gboolean
ori_axes_is_table (const OriAxes *axes)
{
  guint values = 0, headed = 0, rows = 0;
  for (guint c = 0; c < axes->n; c++)
    if (axes->columns[c].role == ORI_ROLE_VALUE) {
      values++;
      headed += axes->headers[c].any;
    }
  for (guint row = axes->table->body1; row <= axes->table->body2; row++)
    rows += ori_table_row_kind (axes->table, row) == ORI_ROW_NUMERIC;
  if (values == 0)
    return FALSE;
  if (axes->labels->len > 0)
    return headed > 0 || rows > 1 || axes->around.subjects->len > 0;
  return headed > 0 && (rows == 1 || axes->period_col[0] >= 0);
}

void
ori_walk_describe (const OriWalk *walk, const char *tally, double confidence)
{
  const OriAxes *axes = walk->axes;
  OriStageTable *described = g_new0 (OriStageTable, 1);
  described->sheet = g_strdup (ori_sheet_name (axes->grid->sheet));
  described->range =
      (OriRange){axes->table->head1, axes->table->c1, axes->table->body2, axes->table->c2};
  described->layout = g_strdup (tally ? tally : ori_axes_layout (axes));
  described->title = axes->around.subjects->len > 0
                         ? g_strdup (g_ptr_array_index (axes->around.subjects, 0))
                         : NULL;
  described->confidence = confidence;
  GString *reason = g_string_new (NULL);
  if (tally && strcmp (tally, "register") == 0)
    g_string_append (reason, _ ("Rows are events: they are counted, participants are summed."));
  else if (tally)
    g_string_append (reason, _ ("Rows are people who answered: equal answers are counted."));
  else if (axes->labels->len == 0)
    g_string_append (reason, _ ("One row of figures; the header tells what they are."));
  else if (axes->rows_are_subjects)
    g_string_append (reason, _ ("Rows are indicators."));
  else if (axes->n_known > 0)
    g_string_append_printf (reason, _ ("Rows are territories: %u of %u are known."), axes->n_known,
                            axes->n_labels);
  else if (axes->territorial)
    g_string_append (reason, _ ("Rows look like territories or organisations."));
  else
    g_string_append (reason,
                     _ ("Rows are no known territories; they are taken as they are named."));
  if (axes->cols_have_periods && !tally)
    g_string_append_printf (reason, " %s", _ ("Columns name periods."));
  if (axes->cols_have_subjects && !axes->cols_are_places && !tally)
    g_string_append_printf (reason, " %s", _ ("Columns name indicators."));
  if (axes->cols_are_places && !tally)
    g_string_append_printf (reason, " %s", _ ("Columns are territories."));
  described->reason = g_string_free (reason, FALSE);
  g_ptr_array_add (walk->result->described, described);
}

double
ori_walk_confidence (const OriWalk *walk)
{
  const OriAxes *axes = walk->axes;
  double confidence = 0.97;
  if (axes->table->head1 == axes->table->body1)
    confidence -= 0.3;
  if (axes->n_labels > 0 && !axes->rows_are_subjects && axes->reading->knows_places)
    confidence -= 0.3 * (1 - (double)axes->n_known / axes->n_labels);
  if (axes->labels->len > 0 && !axes->rows_are_subjects && !axes->territorial)
    confidence -= 0.1;
  for (guint c = 0; c < axes->n; c++)
    if (axes->columns[c].role == ORI_ROLE_VALUE && axes->col_serial[c] > 1) {
      confidence -= 0.1;
      break;
    }
  return MAX (confidence, 0.1);
}

/* A column of «+» and «-», «да» and «нет», which answers whether there is something. */
static gboolean
answers_presence (const OriAxes *axes, guint c)
{
  static const char *const yes[] = {"+", "да", "есть", "имеется", "v", "✓", NULL};
  guint n = 0;
  if (axes->columns[c].number > 0 || axes->headers[c].printed == NULL)
    return FALSE;
  for (guint row = axes->table->body1; row <= axes->table->body2; row++) {
    guint col = axes->table->c1 + c;
    OriCellClass cls = ori_grid_class (axes->grid, row, col);
    if (cls != ORI_CLASS_TEXT)
      continue;
    g_autofree char *text = ori_grid_text (axes->grid, row, col);
    g_autofree char *folded = g_utf8_strdown (text, -1);
    if (!g_strv_contains (yes, folded))
      return FALSE;
    n++;
  }
  return n > 0;
}

void
ori_walk_find_column_doubts (OriWalk *walk)
{
  const OriAxes *axes = walk->axes;
  const char *sheet = ori_sheet_name (axes->grid->sheet);
  for (guint c = 0; c < axes->n; c++) {
    OriRange range = {axes->table->head1, axes->table->c1 + c, axes->table->body2,
                      axes->table->c1 + c};
    g_autofree char *place = ori_range_name (&range);
    const OriColumn *column = &axes->columns[c];
    if (column->role == ORI_ROLE_VALUE && column->hidden)
      g_ptr_array_add (walk->result->findings,
                       ori_finding_new ("hidden-column", ORI_SEVERITY_WARNING, sheet, place,
                                        _ ("a hidden column was read; is it meant?")));
    if (column->role == ORI_ROLE_VALUE && axes->col_serial[c] > 1)
      g_ptr_array_add (walk->result->findings,
                       ori_finding_new ("header-twice", ORI_SEVERITY_WARNING, sheet, place,
                                        _ ("the header “%s” comes more than once"),
                                        column->header->printed ? column->header->printed : ""));
    if (column->role == ORI_ROLE_UNUSED && column->reason == ORI_UNUSED_ATTRIBUTE &&
        answers_presence (axes, c))
      g_ptr_array_add (
          walk->result->findings,
          ori_finding_new ("presence-unknown", ORI_SEVERITY_WARNING, sheet, place,
                           _ ("“%s” says yes or no, and no indicator of the programme asks for "
                              "that; the column was not used"),
                           axes->headers[c].printed));
    if (column->role == ORI_ROLE_UNUSED && column->reason == ORI_UNUSED_NO_HEADER)
      g_ptr_array_add (walk->result->findings,
                       ori_finding_new ("column-without-header", ORI_SEVERITY_WARNING, sheet, place,
                                        _ ("figures without a header were not used")));
  }
}
