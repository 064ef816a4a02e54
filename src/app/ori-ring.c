/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-ring.h"

#include "app/ori-tones.h"

#define SIZE 34
#define THICKNESS 5

struct _OriRing {
  GtkWidget parent_instance;
  double share;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (OriRing, ori_ring, GTK_TYPE_WIDGET)

static void
ori_ring_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                  int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
ori_ring_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OriRing *self = ORI_RING (widget);
  const OriTones *tones = ori_tones_current ();
  double radius = (SIZE - THICKNESS) / 2.0;
  double middle_x = gtk_widget_get_width (widget) / 2.0;
  double middle_y = gtk_widget_get_height (widget) / 2.0;
  GdkRGBA color = tones->accent;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                     (float)gtk_widget_get_height (widget)));

  cairo_set_line_width (cr, THICKNESS);
  gdk_cairo_set_source_rgba (cr, &tones->grid);
  cairo_arc (cr, middle_x, middle_y, radius, 0, 2 * G_PI);
  cairo_stroke (cr);
  if (self->stale)
    color.alpha *= 0.4f;
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_arc (cr, middle_x, middle_y, radius, -G_PI / 2, (2 * self->share - 0.5) * G_PI);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
ori_ring_set (OriRing *self, double share, gboolean stale)
{
  self->share = CLAMP (share, 0, 1);
  self->stale = stale;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ori_ring_class_init (OriRingClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->measure = ori_ring_measure;
  widget_class->snapshot = ori_ring_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ori_ring_init (OriRing *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
