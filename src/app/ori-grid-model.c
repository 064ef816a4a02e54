/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-grid-model.h"

G_DEFINE_INTERFACE (OriGridModel, ori_grid_model, G_TYPE_OBJECT)

static guint changed_signal;

static void
ori_grid_model_default_init (OriGridModelInterface *iface)
{
  changed_signal = g_signal_new ("changed", ORI_TYPE_GRID_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

guint
ori_grid_model_n_rows (OriGridModel *self)
{
  return ORI_GRID_MODEL_GET_IFACE (self)->n_rows (self);
}

guint
ori_grid_model_n_cols (OriGridModel *self)
{
  return ORI_GRID_MODEL_GET_IFACE (self)->n_cols (self);
}

guint
ori_grid_model_n_header_rows (OriGridModel *self)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);
  return iface->n_header_rows != NULL ? iface->n_header_rows (self) : 1;
}

guint
ori_grid_model_n_footer_rows (OriGridModel *self)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);
  return iface->n_footer_rows != NULL ? iface->n_footer_rows (self) : 0;
}

guint
ori_grid_model_n_frozen_cols (OriGridModel *self)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);
  return iface->n_frozen_cols != NULL ? iface->n_frozen_cols (self) : 0;
}

void
ori_grid_model_cell (OriGridModel *self, guint row, guint col, OriGridCell *cell)
{
  *cell = (OriGridCell){0};
  ORI_GRID_MODEL_GET_IFACE (self)->cell (self, row, col, cell);
}

void
ori_grid_model_header (OriGridModel *self, guint row, guint col, OriGridHeader *header)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);

  *header = (OriGridHeader){.span = 1};
  if (iface->header != NULL)
    iface->header (self, row, col, header);
}

void
ori_grid_model_column (OriGridModel *self, guint col, OriGridColumn *column)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);

  *column = (OriGridColumn){0};
  if (iface->column != NULL)
    iface->column (self, col, column);
}

void
ori_grid_model_paint (OriGridModel *self, guint row, guint col, cairo_t *cr, double width,
                      double height)
{
  ORI_GRID_MODEL_GET_IFACE (self)->paint (self, row, col, cr, width, height);
}

gboolean
ori_grid_model_merge (OriGridModel *self, guint row, guint col, OriRange *range)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);
  return iface->merge != NULL && iface->merge (self, row, col, range);
}

char *
ori_grid_model_tooltip (OriGridModel *self, guint row, guint col)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);
  return iface->tooltip != NULL ? iface->tooltip (self, row, col) : NULL;
}

char *
ori_grid_model_describe (OriGridModel *self, guint row, guint col)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);
  GString *text;
  g_autofree char *header = NULL;
  g_auto (OriGridCell) cell = {0};

  if (iface->describe != NULL)
    return iface->describe (self, row, col);
  text = g_string_new (NULL);
  if (col > 0) {
    g_auto (OriGridCell) first = {0};
    ori_grid_model_cell (self, row, 0, &first);
    if (first.text != NULL)
      g_string_append_printf (text, "%s, ", first.text);
  }
  header = ori_grid_model_header_text (self, col);
  if (*header != '\0')
    g_string_append_printf (text, "%s: ", header);
  ori_grid_model_cell (self, row, col, &cell);
  g_string_append (text, cell.text != NULL ? cell.text : "");
  return g_string_free (text, FALSE);
}

void
ori_grid_model_sort (OriGridModel *self, guint col, gboolean descending)
{
  OriGridModelInterface *iface = ORI_GRID_MODEL_GET_IFACE (self);
  if (iface->sort != NULL)
    iface->sort (self, col, descending);
}

char *
ori_grid_model_header_text (OriGridModel *self, guint col)
{
  GString *text = g_string_new (NULL);
  guint n = ori_grid_model_n_header_rows (self);

  for (guint row = 0; row < n; row++) {
    g_auto (OriGridHeader) header = {0};
    guint from = col;

    ori_grid_model_header (self, row, from, &header);
    while (header.span == 0 && from > 0) {
      ori_grid_header_clear (&header);
      ori_grid_model_header (self, row, --from, &header);
    }
    if (header.text == NULL || *header.text == '\0')
      continue;
    if (text->len > 0)
      g_string_append (text, " / ");
    g_string_append (text, header.text);
  }
  return g_string_free (text, FALSE);
}

void
ori_grid_model_changed (OriGridModel *self)
{
  g_signal_emit (self, changed_signal, 0);
}
