/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-form-private.h"

#include <string.h>

gboolean
ori_form_is_sheet (const OriSheet *sheet)
{
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);

  for (gsize i = 0; i < n; i++)
    if (cells[i].type == ORI_CELL_TEXT && g_str_has_prefix (cells[i].text, "ori:") &&
        (ori_form_is_head (cells[i].text) || strcmp (cells[i].text, ORI_FORM_HELP) == 0 ||
         ori_form_row_id (cells[i].text) != NULL))
      return TRUE;
  return FALSE;
}

gboolean
ori_form_is_book (const OriBook *book)
{
  for (guint i = 0; i < ori_book_n_sheets (book); i++)
    if (ori_form_is_sheet (ori_book_sheet (book, i)))
      return TRUE;
  return FALSE;
}

static void
add_column (OriFormCodes *self, guint col, const char *name, const OriPeriod *period)
{
  const struct {
    const char *name;
    int *col;
  } places[] = {{ORI_FORM_COL_CODE, &self->code},  {ORI_FORM_COL_LABEL, &self->label},
                {ORI_FORM_COL_UNIT, &self->unit},  {ORI_FORM_COL_MARK, &self->mark},
                {ORI_FORM_COL_NOTE, &self->note},  {ORI_FORM_COL_CHECK, &self->check},
                {ORI_FORM_COL_SHARE, &self->share}};

  if (strcmp (name, ORI_FORM_COL_VALUE) == 0) {
    OriFormColumn column = {col, *period, FALSE};
    if (self->values->len < ORI_FORM_MAX_COLUMNS)
      g_array_append_val (self->values, column);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].name, name) == 0 && *places[i].col < 0)
      *places[i].col = (int)col;
}

gboolean
ori_form_codes_read (OriFormCodes *codes, const OriSheet *sheet)
{
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);

  *codes = (OriFormCodes){.sheet = sheet,
                          .code = -1,
                          .label = -1,
                          .unit = -1,
                          .mark = -1,
                          .note = -1,
                          .check = -1,
                          .share = -1};
  codes->values = g_array_new (FALSE, FALSE, sizeof (OriFormColumn));
  codes->lines = g_array_new (FALSE, FALSE, sizeof (OriFormLine));
  for (gsize i = 0; i < n; i++) {
    const OriCell *cell = &cells[i];
    OriPeriod period;
    const char *id;
    g_autofree char *name = NULL;
    if (cell->type != ORI_CELL_TEXT || !g_str_has_prefix (cell->text, "ori:"))
      continue;
    id = ori_form_row_id (cell->text);
    name = ori_form_col_name (cell->text, &period);
    if (id != NULL) {
      OriFormLine line = {cell->row, id};
      g_array_append_val (codes->lines, line);
    } else if (name != NULL) {
      add_column (codes, cell->col, name, &period);
    } else if (codes->head == NULL && ori_form_is_head (cell->text)) {
      codes->head = cell->text;
      codes->head_row = cell->row;
      codes->head_col = cell->col;
    }
  }
  return codes->lines->len > 0;
}

void
ori_form_codes_clear (OriFormCodes *codes)
{
  g_clear_pointer (&codes->values, g_array_unref);
  g_clear_pointer (&codes->lines, g_array_unref);
}
