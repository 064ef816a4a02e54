/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-group-marks.h"

#include <adwaita.h>

#include "chart/ori-chart.h"

#define STEP 16
#define MARK 6 /* from the edge to the middle of a mark */
#define BAR_HEIGHT 13

static OriPalette
get_palette (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? ORI_PALETTE_DARK
                                                                       : ORI_PALETTE_LIGHT;
}

int
ori_group_marks_trail_width (guint n_years)
{
  return (int)(MAX (n_years, 1) - 1) * STEP + 2 * MARK;
}

void
ori_group_marks_paint (cairo_t *cr, guint n_groups, guint group, double height)
{
  ori_paint_group_mark (cr, get_palette (), n_groups, group, MARK, height / 2, 3.6);
}

static double
find_level (guint n_groups, int group, double height)
{
  double part = n_groups > 1 ? group / (double)(n_groups - 1) : 0.5;

  return height / 2 + (0.5 - part) * MIN (height - 11, 10);
}

void
ori_group_marks_paint_trail (cairo_t *cr, guint n_groups, const int *groups, guint n_years,
                             double height)
{
  ori_palette_set_source (cr, get_palette (), ORI_COLOR_ZERO, 0.6);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < n_years; i++)
    if (groups[i] >= 0)
      cairo_line_to (cr, MARK + i * STEP, find_level (n_groups, groups[i], height));
  cairo_stroke (cr);
  for (guint i = 0; i < n_years; i++)
    if (groups[i] >= 0)
      ori_paint_group_mark (cr, get_palette (), n_groups, (guint)groups[i], MARK + i * STEP,
                            find_level (n_groups, groups[i], height), 3.6);
}

static void
paint_part (cairo_t *cr, guint n_groups, guint group, double share, gboolean stale, double *x)
{
  double part = share * ORI_GROUP_MARKS_BAR;
  guint32 rgb;

  if (part <= 0)
    return;
  ori_palette_group (get_palette (), n_groups, group, &rgb, NULL, NULL);
  cairo_set_source_rgba (cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0, stale ? 0.4 : 1);
  cairo_rectangle (cr, *x, 0, MAX (part - 1, 0.5), BAR_HEIGHT);
  cairo_fill (cr);
  *x += part;
}

void
ori_group_marks_paint_shares (cairo_t *cr, guint n_groups, const double *shares, guint first,
                              gboolean stale, double height)
{
  const double radius = 3;
  double x = 0;

  cairo_save (cr);
  cairo_translate (cr, 0, (int)(height - BAR_HEIGHT) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, radius, radius, radius, G_PI, 1.5 * G_PI);
  cairo_arc (cr, ORI_GROUP_MARKS_BAR - radius, radius, radius, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, ORI_GROUP_MARKS_BAR - radius, BAR_HEIGHT - radius, radius, 0, 0.5 * G_PI);
  cairo_arc (cr, radius, BAR_HEIGHT - radius, radius, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  cairo_clip (cr);
  paint_part (cr, n_groups, first, shares[first], stale, &x);
  for (guint g = 0; g < n_groups; g++)
    if (g != first)
      paint_part (cr, n_groups, g, shares[g], stale, &x);
  cairo_restore (cr);
}
