/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-group-marks.h"

#include <adwaita.h>

#include "chart/ori-chart.h"

#define MAX_YEARS 8
#define TRAIL_STEP 16
#define BAR_WIDTH 56
#define BAR_HEIGHT 13

struct _OriGroupMarks {
  GtkWidget parent_instance;
  guint n_groups;
  int groups[MAX_YEARS];
  guint n_years; /* 0: a bar */
  double shares[ORI_MAX_GROUPS];
  guint first;
  gboolean has_shares, stale;
};

G_DEFINE_FINAL_TYPE (OriGroupMarks, ori_group_marks, GTK_TYPE_WIDGET)

static OriPalette
get_palette (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ()) ? ORI_PALETTE_DARK
                                                                       : ORI_PALETTE_LIGHT;
}

static void
ori_group_marks_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  OriGroupMarks *self = ORI_GROUP_MARKS (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural =
        self->n_years > 0 ? (int)(self->n_years - 1) * TRAIL_STEP + 12 : BAR_WIDTH;
  else
    *minimum = *natural = self->n_years > 0 ? 20 : BAR_HEIGHT;
}

static double
find_level (OriGroupMarks *self, int group, double height)
{
  double part = self->n_groups > 1 ? group / (double)(self->n_groups - 1) : 0.5;

  return height / 2 + (0.5 - part) * MIN (height - 11, 10);
}

static void
paint_trail (OriGroupMarks *self, cairo_t *cr, double height)
{
  int before = -1;

  ori_palette_set_source (cr, get_palette (), ORI_COLOR_ZERO, 0.6);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < self->n_years; i++) {
    if (self->groups[i] < 0)
      continue;
    if (before >= 0)
      cairo_line_to (cr, 6 + i * TRAIL_STEP, find_level (self, self->groups[i], height));
    else
      cairo_move_to (cr, 6 + i * TRAIL_STEP, find_level (self, self->groups[i], height));
    before = (int)i;
  }
  cairo_stroke (cr);
  for (guint i = 0; i < self->n_years; i++)
    if (self->groups[i] >= 0)
      ori_paint_group_mark (cr, get_palette (), self->n_groups, (guint)self->groups[i],
                            6 + i * TRAIL_STEP, find_level (self, self->groups[i], height), 3.6);
}

static void
paint_part (OriGroupMarks *self, cairo_t *cr, guint group, double *x, double width, double height)
{
  double part = self->shares[group] * width;
  guint32 rgb;

  if (part <= 0)
    return;
  ori_palette_group (get_palette (), self->n_groups, group, &rgb, NULL, NULL);
  cairo_set_source_rgba (cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0,
                         (rgb & 255) / 255.0, self->stale ? 0.4 : 1);
  cairo_rectangle (cr, *x, 0, MAX (part - 1, 0.5), height);
  cairo_fill (cr);
  *x += part;
}

static void
paint_bar (OriGroupMarks *self, cairo_t *cr, double width, double height)
{
  const double radius = 3;
  double x = 0;

  cairo_new_sub_path (cr);
  cairo_arc (cr, radius, radius, radius, G_PI, 1.5 * G_PI);
  cairo_arc (cr, width - radius, radius, radius, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, width - radius, height - radius, radius, 0, 0.5 * G_PI);
  cairo_arc (cr, radius, height - radius, radius, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  cairo_clip (cr);
  paint_part (self, cr, self->first, &x, width, height);
  for (guint g = 0; g < self->n_groups; g++)
    if (g != self->first)
      paint_part (self, cr, g, &x, width, height);
}

static void
ori_group_marks_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OriGroupMarks *self = ORI_GROUP_MARKS (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->n_years == 0 && !self->has_shares)
    return;
  cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));
  if (self->n_years > 0)
    paint_trail (self, cr, height);
  else
    paint_bar (self, cr, MIN (width, BAR_WIDTH), height);
  cairo_destroy (cr);
}

GtkWidget *
ori_group_marks_new (void)
{
  return g_object_new (ORI_TYPE_GROUP_MARKS, NULL);
}

void
ori_group_marks_set_trail (OriGroupMarks *self, guint n_groups, const int *groups, guint n)
{
  guint before = self->n_years;

  self->n_groups = n_groups;
  self->n_years = MIN (n, MAX_YEARS);
  memcpy (self->groups, groups, self->n_years * sizeof *groups);
  if (self->n_years != before)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ori_group_marks_set_shares (OriGroupMarks *self, guint n_groups, const double *shares, guint first,
                            gboolean stale)
{
  self->n_groups = n_groups;
  self->has_shares = shares != NULL;
  if (shares != NULL)
    memcpy (self->shares, shares, n_groups * sizeof *shares);
  self->first = MIN (first, n_groups - 1);
  self->stale = stale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ori_group_marks_class_init (OriGroupMarksClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->measure = ori_group_marks_measure;
  widget_class->snapshot = ori_group_marks_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ori_group_marks_init (OriGroupMarks *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
