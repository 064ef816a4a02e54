/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-table-layout-private.h"

#include <math.h>

#define SLACK 2.5 /* other programs measure a little wider */

PangoContext *
ori_paper_context_new (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_context_set_resolution (context, 72);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("ru"));
  return context;
}

PangoLayout *
ori_paper_layout_new (PangoContext *context, const char *text, double size, gboolean bold,
                      double width)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *font = pango_font_description_from_string (ORI_PAPER_FONT);
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *clean = ori_report_clean_text (text);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  /* A ligature cuts the text of a tagged PDF short. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga=0,clig=0"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (layout, clean, -1);
  if (width > 0)
    pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}

/* The narrowest column in which no word is broken, and the width of the text on one line. */
static void
measure_text (PangoContext *context, const char *text, double size, gboolean bold, double *word,
              double *line)
{
  g_autoptr (PangoLayout) layout = ori_paper_layout_new (context, text, size, bold, 0);
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  *line = logical.width / (double)PANGO_SCALE;
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, 0);
  pango_layout_get_extents (layout, NULL, &logical);
  *word = logical.width / (double)PANGO_SCALE;
}

static double
measure_column (PangoContext *context, const OriItem *table, guint column, double size)
{
  const OriReportColumn *c = &g_array_index (table->columns, OriReportColumn, column);
  double widest, word, line;

  measure_text (context, c->header, size - 1, FALSE, &widest, &line);
  for (guint i = 0; i < table->rows->len; i++) {
    const OriReportCell *cell = ori_item_cell (table, i, column);
    g_autofree char *text = NULL;
    if (cell == NULL)
      continue;
    text = ori_report_cell_text (cell);
    measure_text (context, text, size, cell->bold || ori_item_is_total (table, i), &word, &line);
    /* Numbers and short remarks stay on one line. */
    widest = MAX (widest, ori_report_cell_is_number (cell) ? line : word);
    if (cell->group >= 0)
      widest = MAX (widest, word + ORI_GROUP_MARK);
  }
  return widest + 2 * ORI_CELL_PADDING + SLACK;
}

/* Gives every column its share of @total, but at least its minimum; FALSE when the minima do not
 * fit. */
static gboolean
share_width (const OriItem *table, const double *minima, double total, double *widths)
{
  guint n = table->columns->len;
  g_autofree gboolean *fixed = g_new0 (gboolean, n);
  double left = total, needed = 0;

  for (guint i = 0; i < n; i++)
    needed += minima[i];
  if (needed > total)
    return FALSE;
  for (gboolean again = TRUE; again;) {
    double weights = 0;
    again = FALSE;
    for (guint i = 0; i < n; i++)
      if (!fixed[i])
        weights += g_array_index (table->columns, OriReportColumn, i).width;
    for (guint i = 0; i < n; i++) {
      if (fixed[i])
        continue;
      widths[i] = left * g_array_index (table->columns, OriReportColumn, i).width / weights;
      if (widths[i] < minima[i]) {
        fixed[i] = TRUE;
        widths[i] = minima[i];
        left -= minima[i];
        again = TRUE;
        break;
      }
    }
  }
  return TRUE;
}

double *
ori_table_widths (PangoContext *context, const OriItem *table, double total, double *font_size)
{
  guint n = table->columns->len;
  double *widths = g_new0 (double, MAX (n, 1));
  g_autofree double *minima = g_new0 (double, MAX (n, 1));

  for (double size = 11; size >= 7; size -= 1) {
    *font_size = size;
    for (guint i = 0; i < n; i++)
      minima[i] = measure_column (context, table, i, size);
    if (share_width (table, minima, total, widths))
      return widths;
  }
  /* Nothing fits: long words are broken, in proportion to what they need. */
  {
    double needed = 0;
    for (guint i = 0; i < n; i++)
      needed += minima[i];
    for (guint i = 0; i < n; i++)
      widths[i] = total * minima[i] / needed;
  }
  return widths;
}
