/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-grid-private.h"

/* A tab or a line break inside a cell would break the table that is pasted. */
static void
append_plain (GString *out, const char *text)
{
  for (const char *c = text != NULL ? text : ""; *c != '\0'; c++)
    g_string_append_c (out, *c == '\t' || *c == '\n' || *c == '\r' ? ' ' : *c);
}

static void
append_headings (OriGrid *self, const OriRange *range, GString *out)
{
  for (guint col = range->col1; col <= range->col2; col++) {
    g_autofree char *text = ori_grid_model_header_text (self->model, col);
    if (col > range->col1)
      g_string_append_c (out, '\t');
    append_plain (out, text);
  }
  g_string_append_c (out, '\n');
}

char *
ori_grid_selection_text (OriGrid *self)
{
  GString *out = g_string_new (NULL);
  OriRange range;

  ori_grid_ensure_layout (self);
  ori_grid_get_selection (self, &range);
  if (self->n_rows == 0 || self->n_cols == 0)
    return g_string_free (out, FALSE);
  if (range.row2 > range.row1 && !self->row_numbers)
    append_headings (self, &range, out);
  for (guint row = range.row1; row <= range.row2; row++) {
    for (guint col = range.col1; col <= range.col2; col++) {
      g_auto (OriGridCell) cell = {0};
      ori_grid_model_cell (self->model, row, col, &cell);
      if (col > range.col1)
        g_string_append_c (out, '\t');
      append_plain (out, cell.text);
    }
    if (range.row2 > range.row1)
      g_string_append_c (out, '\n');
  }
  return g_string_free (out, FALSE);
}

static char *
make_html (const char *text)
{
  GString *out = g_string_new ("<meta charset=\"utf-8\"><table>");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL && (line == lines || **line != '\0'); line++) {
    g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);
    g_string_append (out, "<tr>");
    for (char **cell = cells; *cell != NULL; cell++) {
      g_autofree char *escaped = g_markup_escape_text (*cell, -1);
      g_string_append_printf (out, "<td>%s</td>", escaped);
    }
    g_string_append (out, "</tr>");
  }
  g_string_append (out, "</table>");
  return g_string_free (out, FALSE);
}

void
ori_grid_copy (OriGrid *self)
{
  g_autofree char *text = ori_grid_selection_text (self);
  g_autofree char *html = make_html (text);
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));
  GdkContentProvider *providers[2] = {
      gdk_content_provider_new_for_bytes ("text/html", bytes),
      gdk_content_provider_new_typed (G_TYPE_STRING, text),
  };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (providers, 2);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), both);
}
