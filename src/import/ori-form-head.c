/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-form-private.h"

#include "core/ori-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
ori_form_mark (const OriFormReader *self, guint row, int col, OriCellRole role,
               OriUnusedReason reason)
{
  OriGridCell *cell = col >= 0 ? ori_grid_at (self->result->grid, row, (guint)col) : NULL;

  if (cell != NULL) {
    cell->role = (guint8)role;
    cell->reason = (guint8)reason;
  }
}

/* --- Cross-check with the very hidden sheet --- */

static void
read_labels (OriFormReader *self, const OriSheet *sheet)
{
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);

  for (gsize i = 0; i + 1 < n; i++) {
    const char *id = cells[i].type == ORI_CELL_TEXT ? ori_form_row_id (cells[i].text) : NULL;
    if (id != NULL && cells[i + 1].row == cells[i].row && cells[i + 1].type == ORI_CELL_TEXT)
      g_hash_table_insert (self->labels, (gpointer)id, (gpointer)cells[i + 1].text);
  }
}

/* The sheet of codes speaks for the form when the book has only one. */
static void
read_codes_sheet (OriFormReader *self)
{
  const OriBook *book = self->reading->book;
  const OriSheet *codes_sheet = NULL;
  const char *head = NULL;
  guint n_forms = 0;

  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    gsize n;
    const OriCell *cells = ori_sheet_cells (sheet, &n);
    gboolean help =
        n > 0 && cells[0].type == ORI_CELL_TEXT && strcmp (cells[0].text, ORI_FORM_HELP) == 0;
    const char *found = NULL;
    for (gsize j = 0; found == NULL && j < n; j++)
      if (cells[j].type == ORI_CELL_TEXT && ori_form_is_head (cells[j].text))
        found = cells[j].text;
    if (help && found != NULL) {
      codes_sheet = sheet;
      head = found;
    }
    n_forms += !help && found != NULL;
  }
  if (codes_sheet == NULL || n_forms != 1)
    return;
  read_labels (self, codes_sheet);
  if (self->codes.head == NULL || strcmp (self->codes.head, head) == 0)
    return;
  ori_form_add_finding (self->result, self->codes.head_row, self->codes.head_col,
                        "form-codes-differ", ORI_SEVERITY_ERROR,
                        _ ("the hidden codes of the form contradict each other: “%s” and “%s”"),
                        self->codes.head, head);
  self->codes.head = NULL;
}

/* --- Whose form --- */

static gboolean
is_named (const OriOrgUnit *unit, const char *printed)
{
  g_autofree char *key = ori_text_key (printed);
  g_autofree char *name = ori_text_key (unit->name);
  g_autofree char *brief = ori_text_key (unit->short_name);

  if (strcmp (key, name) == 0 || strcmp (key, brief) == 0)
    return TRUE;
  for (guint i = 0; unit->aliases[i] != NULL; i++) {
    g_autofree char *alias = ori_text_key (unit->aliases[i]);
    if (strcmp (key, alias) == 0)
      return TRUE;
  }
  return FALSE;
}

static const OriOrgUnit *
find_unit (const OriFormReader *self)
{
  const GPtrArray *units = self->reading->context->orgunits;

  for (guint i = 0; units != NULL && i < units->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (units, i);
    if (strcmp (unit->code, self->head.orgunit) == 0 ||
        g_strv_contains ((const char *const *)unit->aliases, self->head.orgunit))
      return unit;
  }
  return NULL;
}

static void
add_place (OriFormReader *self, guint row, char *printed)
{
  const OriOrgUnit *unit = find_unit (self);
  guint col = self->codes.label >= 0 ? (guint)self->codes.label : 0;
  OriPlace place = {.printed = printed, .unit = unit, .row = row, .col = col};

  if (unit == NULL && self->reading->knows_places) {
    ori_form_add_finding (self->result, row, col, "form-orgunit-unknown", ORI_SEVERITY_ERROR,
                          _ ("the form was made for “%s” (%s), which is not in the workspace"),
                          printed ? printed : "", self->head.orgunit);
    place.disputed = TRUE;
  } else if (unit != NULL && printed == NULL) {
    ori_form_add_finding (self->result, row, col, "form-orgunit-differs", ORI_SEVERITY_ERROR,
                          _ ("the name of the territory was removed; the form was made for “%s”"),
                          unit->name);
    place.disputed = TRUE;
    place.printed = g_strdup (self->head.orgunit);
  } else if (unit != NULL && !is_named (unit, printed)) {
    ori_form_add_finding (self->result, row, col, "form-orgunit-differs", ORI_SEVERITY_ERROR,
                          _ ("“%s” is printed, but the form was made for “%s”"), printed,
                          unit->name);
    place.disputed = TRUE;
    place.unit = NULL;
  }
  self->place = self->result->places->len;
  g_array_append_val (self->result->places, place);
}

void
ori_form_read_place (OriFormReader *self)
{
  for (guint i = 0; i < self->codes.lines->len; i++) {
    const OriFormLine *line = &g_array_index (self->codes.lines, OriFormLine, i);
    if (strcmp (line->id, ORI_FORM_ROW_ORGUNIT) != 0)
      continue;
    ori_form_mark (self, line->row, self->codes.label, ORI_ROLE_ORGUNIT, ORI_UNUSED_NONE);
    add_place (self, line->row,
               self->codes.label >= 0
                   ? ori_grid_text (self->result->grid, line->row, (guint)self->codes.label)
                   : NULL);
    return;
  }
  add_place (self, self->codes.head_row, NULL);
}

/* The years of the header against the hidden ones. */
void
ori_form_check_header (OriFormReader *self, guint row)
{
  for (guint i = 0; i < self->codes.values->len; i++) {
    OriFormColumn *column = &g_array_index (self->codes.values, OriFormColumn, i);
    g_autofree char *text = ori_grid_text (self->result->grid, row, column->col);
    OriPeriod printed;
    ori_form_mark (self, row, (int)column->col, ORI_ROLE_PERIOD, ORI_UNUSED_NONE);
    if (text != NULL && ori_period_find (text, &printed) &&
        ori_period_cycle (&printed) == ori_period_cycle (&column->period))
      continue;
    g_autofree char *label = ori_period_label (&column->period);
    ori_form_add_finding (self->result, row, column->col, "form-period-differs", ORI_SEVERITY_ERROR,
                          _ ("“%s” is printed, but the column was made for %s"), text ? text : "",
                          label);
    column->disputed = TRUE;
  }
}

/* Each hidden year is that of the form or the one before. */
void
ori_form_check_columns (OriFormReader *self)
{
  OriPeriod before = ori_form_previous (&self->head.period);

  for (guint i = 0; i < self->codes.values->len; i++) {
    OriFormColumn *column = &g_array_index (self->codes.values, OriFormColumn, i);
    if (ori_period_compare (&column->period, &self->head.period) == 0 ||
        ori_period_compare (&column->period, &before) == 0)
      continue;
    ori_form_add_finding (self->result, self->codes.head_row, column->col, "form-period-differs",
                          ORI_SEVERITY_ERROR, "%s",
                          _ ("the column belongs to a form of another year"));
    column->disputed = TRUE;
  }
}

/* FALSE, with the finding, when the form cannot belong to this workspace. */
gboolean
ori_form_read_head (OriFormReader *self)
{
  const OriMatchContext *context = self->reading->context;
  guint row = self->codes.head_row, col = self->codes.head_col;

  read_codes_sheet (self);
  if (self->codes.head == NULL || !ori_form_head_parse (self->codes.head, &self->head)) {
    ori_form_add_finding (self->result, row, col, "form-damaged", ORI_SEVERITY_ERROR, "%s",
                          _ ("this is a collection form whose hidden codes were changed or "
                             "removed; nothing of it was used"));
    return FALSE;
  }
  if (self->head.version > ORI_FORM_VERSION)
    ori_form_add_finding (self->result, row, col, "form-version", ORI_SEVERITY_WARNING, "%s",
                          _ ("the form was made by a newer version of the program"));
  if (context != NULL && context->programme != NULL &&
      g_strcmp0 (context->programme->id, self->head.programme) == 0)
    return TRUE;
  ori_form_add_finding (self->result, row, col, "form-other-programme", ORI_SEVERITY_ERROR,
                        _ ("this is a form of the programme “%s”; nothing of it was used"),
                        self->head.programme);
  return FALSE;
}
