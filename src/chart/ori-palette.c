/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <math.h>

/* Roles × light, dark, grey. */
static const guint32 colors[][3] = {
    [ORI_COLOR_BACKGROUND] = {0xFFFFFF, 0x1E2124, 0xFFFFFF},
    [ORI_COLOR_INK] = {0x1D2126, 0xF2F4F5, 0x000000},
    [ORI_COLOR_INK2] = {0x555C65, 0xBCC3CA, 0x404040},
    [ORI_COLOR_INK3] = {0x69717A, 0xA0A8B0, 0x6B6B6B},
    [ORI_COLOR_RULE] = {0xC9CED4, 0x4A5057, 0xBDBDBD},
    [ORI_COLOR_GRID] = {0xE7EAED, 0x32373C, 0xE6E6E6},
    [ORI_COLOR_ZERO] = {0x6B737C, 0x98A0A8, 0x555555},
    [ORI_COLOR_CONTEXT] = {0xB4BAC1, 0x5E666E, 0xC2C2C2},
    [ORI_COLOR_LOW] = {0xC2500F, 0xF08A4B, 0x1A1A1A},
    [ORI_COLOR_MEDIUM] = {0x7A828B, 0xA3ABB3, 0x8A8A8A},
    [ORI_COLOR_HIGH] = {0x1B68AA, 0x6DB3EC, 0xD0D0D0},
    [ORI_COLOR_LOW_TEXT] = {0xA8430A, 0xF08A4B, 0x000000},
    [ORI_COLOR_MEDIUM_TEXT] = {0x555C65, 0xBCC3CA, 0x000000},
    [ORI_COLOR_HIGH_TEXT] = {0x185F9C, 0x6DB3EC, 0x000000},
    [ORI_COLOR_LOW_TINT] = {0xFBE8DC, 0x3B2A20, 0xE3E3E3},
    [ORI_COLOR_MEDIUM_TINT] = {0xEFF1F3, 0x2C3136, 0xF4F4F4},
    [ORI_COLOR_HIGH_TINT] = {0xDFECF7, 0x1E3041, 0xFFFFFF},
    [ORI_COLOR_SERIES1] = {0x1B68AA, 0x6DB3EC, 0x000000},
    [ORI_COLOR_SERIES2] = {0xC2500F, 0xF08A4B, 0x6E6E6E},
    [ORI_COLOR_SERIES3] = {0x00795F, 0x3FC29B, 0x3C3C3C},
    [ORI_COLOR_SERIES4] = {0x8A4A8F, 0xCE93D3, 0x8E8E8E},
    [ORI_COLOR_ACCENT] = {0x1B68AA, 0x6DB3EC, 0x000000},
};

/* Old → new. */
static const guint32 years[3][3] = {
    {0xBBD5EA, 0x6FA8D6, 0x1B68AA},
    {0x2C4D69, 0x35709F, 0x6DB3EC},
    {0xD0D0D0, 0x8A8A8A, 0x303030},
};

guint32
ori_palette_color (OriPalette palette, OriColor role)
{
  g_return_val_if_fail ((guint)role < G_N_ELEMENTS (colors), 0);
  g_return_val_if_fail ((guint)palette <= ORI_PALETTE_GREY, 0);
  return colors[role][palette];
}

void
ori_paint_set_rgb (cairo_t *cr, guint32 rgb, double alpha)
{
  cairo_set_source_rgba (cr, ((rgb >> 16) & 0xFF) / 255.0, ((rgb >> 8) & 0xFF) / 255.0,
                         (rgb & 0xFF) / 255.0, alpha);
}

void
ori_palette_set_source (cairo_t *cr, OriPalette palette, OriColor role, double alpha)
{
  ori_paint_set_rgb (cr, ori_palette_color (palette, role), alpha);
}

guint32
ori_palette_mix (guint32 a, guint32 b, double t)
{
  guint32 out = 0;

  for (int shift = 16; shift >= 0; shift -= 8) {
    double x = (a >> shift) & 0xFF;
    double y = (b >> shift) & 0xFF;

    out |= (guint32)lround (x + (y - x) * t) << shift;
  }
  return out;
}

/* Colour at @t of a scale of three stops. */
static guint32
mix_three (const guint32 stops[3], double t)
{
  if (t <= 0.5)
    return ori_palette_mix (stops[0], stops[1], t * 2);
  return ori_palette_mix (stops[1], stops[2], t * 2 - 1);
}

guint32
ori_palette_year (OriPalette palette, guint n_years, guint index)
{
  if (n_years < 2)
    return years[palette][2];
  return mix_three (years[palette], (double)MIN (index, n_years - 1) / (n_years - 1));
}

guint32
ori_palette_series (OriPalette palette, guint index)
{
  return ori_palette_color (palette, ORI_COLOR_SERIES1 + MIN (index, 3));
}

void
ori_palette_group (OriPalette palette, guint n_groups, guint index, guint32 *mark, guint32 *text,
                   guint32 *tint)
{
  static const OriColor first[3] = {ORI_COLOR_LOW, ORI_COLOR_LOW_TEXT, ORI_COLOR_LOW_TINT};
  guint32 *out[3] = {mark, text, tint};
  double t = n_groups < 2 ? 0.5 : (double)MIN (index, n_groups - 1) / (n_groups - 1);

  for (guint i = 0; i < 3; i++) {
    guint32 stops[3];

    for (guint k = 0; k < 3; k++)
      stops[k] = ori_palette_color (palette, first[i] + k);
    if (out[i] != NULL)
      *out[i] = mix_three (stops, t);
  }
}

static double
find_luminance (guint32 rgb)
{
  double channel[3];

  for (int i = 0; i < 3; i++) {
    double c = ((rgb >> (16 - 8 * i)) & 0xFF) / 255.0;

    channel[i] = c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
  }
  return 0.2126 * channel[0] + 0.7152 * channel[1] + 0.0722 * channel[2];
}

double
ori_palette_contrast (guint32 a, guint32 b)
{
  double x = find_luminance (a);
  double y = find_luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

guint32
ori_palette_over (guint32 fill)
{
  return ori_palette_contrast (fill, 0xFFFFFF) >= ori_palette_contrast (fill, 0x000000) ? 0xFFFFFF
                                                                                        : 0x000000;
}

OriMarkShape
ori_group_shape (guint n_groups, guint index)
{
  /* Between the ends colours come near each other, for some eyes into one: the shape tells. */
  static const OriMarkShape between[][3] = {
      {ORI_MARK_CIRCLE},
      {ORI_MARK_DIAMOND, ORI_MARK_SQUARE},
      {ORI_MARK_DIAMOND, ORI_MARK_CIRCLE, ORI_MARK_SQUARE},
  };

  if (n_groups < 2)
    return ORI_MARK_CIRCLE;
  if (index == 0)
    return ORI_MARK_DOWN;
  if (index + 1 >= n_groups)
    return ORI_MARK_UP;
  return between[CLAMP (n_groups, 3, 5) - 3][MIN (index, 3) - 1];
}

const char *
ori_group_symbol (guint n_groups, guint index)
{
  switch (ori_group_shape (n_groups, index)) {
  case ORI_MARK_DOWN:
    return "▼";
  case ORI_MARK_DIAMOND:
    return "◆";
  case ORI_MARK_SQUARE:
    return "■";
  case ORI_MARK_UP:
    return "▲";
  case ORI_MARK_CIRCLE:
  default:
    return "●";
  }
}

/* Shapes of one @size weigh the same to the eye: about equal areas. */
void
ori_mark_path (cairo_t *cr, OriMarkShape shape, double x, double y, double size)
{
  double side = size * 0.9;
  double half = size * 1.2;
  double up = shape == ORI_MARK_UP ? -1 : 1;

  switch (shape) {
  case ORI_MARK_SQUARE:
    cairo_rectangle (cr, x - side, y - side, 2 * side, 2 * side);
    break;
  case ORI_MARK_DIAMOND:
    cairo_move_to (cr, x, y - half);
    cairo_line_to (cr, x + half, y);
    cairo_line_to (cr, x, y + half);
    cairo_line_to (cr, x - half, y);
    cairo_close_path (cr);
    break;
  case ORI_MARK_UP:
  case ORI_MARK_DOWN:
    /* The centre of the mark is the centre of the triangle's mass. */
    cairo_move_to (cr, x, y + up * half * 1.05);
    cairo_line_to (cr, x - half, y - up * half * 0.75);
    cairo_line_to (cr, x + half, y - up * half * 0.75);
    cairo_close_path (cr);
    break;
  case ORI_MARK_CIRCLE:
  default:
    cairo_new_sub_path (cr);
    cairo_arc (cr, x, y, size, 0, 2 * G_PI);
    cairo_close_path (cr);
    break;
  }
}

void
ori_paint_group_mark (cairo_t *cr, OriPalette palette, guint n_groups, guint index, double x,
                      double y, double size)
{
  guint32 mark;

  ori_palette_group (palette, n_groups, index, &mark, NULL, NULL);
  cairo_save (cr);
  cairo_new_path (cr);
  ori_mark_path (cr, ori_group_shape (n_groups, index), x, y, size);
  ori_paint_set_rgb (cr, mark, 1);
  if (palette == ORI_PALETTE_GREY) {
    cairo_fill_preserve (cr);
    ori_paint_set_rgb (cr, 0x000000, 1);
    cairo_set_line_width (cr, 0.9);
    cairo_stroke (cr);
  } else {
    cairo_fill (cr);
  }
  cairo_restore (cr);
}
