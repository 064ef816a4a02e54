/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-grid-box.h"

#include <adwaita.h>
#include <math.h>

#define RADIUS 4
#define FILLED .55 /* of the colour of the mark, so that a text on it can be read */

void
ori_grid_paint_hatching (GtkSnapshot *snapshot, const OriTones *colors, const graphene_rect_t *rect)
{
  GdkRGBA clear = {colors->hatch.red, colors->hatch.green, colors->hatch.blue, 0};
  GskColorStop stops[4] = {{0, clear}, {.82, clear}, {.82, colors->hatch}, {1, colors->hatch}};

  gtk_snapshot_append_repeating_linear_gradient (snapshot, rect, &GRAPHENE_POINT_INIT (0, 0),
                                                 &GRAPHENE_POINT_INIT (4, 4), stops, 4);
}

static void
trace_box (cairo_t *cr, double inset, double width, double height)
{
  const double r = RADIUS - inset, right = width - inset, bottom = height - inset;

  cairo_new_path (cr);
  cairo_arc (cr, inset + r, inset + r, r, G_PI, 1.5 * G_PI);
  cairo_arc (cr, right - r, inset + r, r, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, right - r, bottom - r, r, 0, .5 * G_PI);
  cairo_arc (cr, inset + r, bottom - r, r, .5 * G_PI, G_PI);
  cairo_close_path (cr);
}

static void
stroke_box (cairo_t *cr, const GdkRGBA *color, double thickness, double width, double height)
{
  trace_box (cr, thickness / 2, width, height);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, thickness);
  cairo_stroke (cr);
}

static void
fill_box (cairo_t *cr, const GdkRGBA *color, double share, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, round (width * share), height);
  cairo_clip (cr);
  trace_box (cr, 0, width, height);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
hatch_box (cairo_t *cr, const GdkRGBA *color, double width, double height)
{
  cairo_save (cr);
  trace_box (cr, 0, width, height);
  cairo_clip (cr);
  for (double x = -height; x < width; x += 5) {
    cairo_move_to (cr, x, height);
    cairo_line_to (cr, x + height, 0);
  }
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_box (cairo_t *cr, const OriTones *colors, OriGridBox box, OriTone tone, double width,
          double height)
{
  const OriToneColors *tones = &colors->tones[tone];
  const double dashes[2] = {4, 3};
  GdkRGBA filled = tones->mark;

  filled.alpha = FILLED;
  switch (box) {
  case ORI_GRID_BOX_FILLED:
    fill_box (cr, &filled, 1, width, height);
    break;
  case ORI_GRID_BOX_HALF:
    fill_box (cr, &filled, .5, width, height);
    stroke_box (cr, &filled, 1, width, height);
    break;
  case ORI_GRID_BOX_OUTLINED:
    fill_box (cr, &tones->tint, 1, width, height);
    stroke_box (cr, &tones->mark, 2, width, height);
    break;
  case ORI_GRID_BOX_DASHED:
    cairo_set_dash (cr, dashes, 2, 0);
    stroke_box (cr, &tones->mark, 1, width, height);
    break;
  case ORI_GRID_BOX_HATCHED:
    hatch_box (cr, &colors->hatch, width, height);
    stroke_box (cr, &colors->hatch, 1, width, height);
    break;
  case ORI_GRID_NO_BOX:
  case ORI_GRID_BOX_BARE:
  case ORI_GRID_N_BOXES:
    break;
  }
}

static cairo_surface_t *
make_picture (const OriGridBoxes *self, OriGridBox box, OriTone tone)
{
  int width = (int)self->size.width, height = (int)self->size.height, scale = MAX (self->scale, 1);
  cairo_surface_t *picture =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (picture, scale, scale);
  cr = cairo_create (picture);
  draw_box (cr, self->colors, box, tone, width, height);
  cairo_destroy (cr);
  return picture;
}

void
ori_grid_boxes_paint (OriGridBoxes *self, cairo_t *cr, OriGridBox box, OriTone tone,
                      const graphene_rect_t *rect)
{
  if (box == ORI_GRID_NO_BOX || box == ORI_GRID_BOX_BARE || rect->size.width < 2 * RADIUS ||
      rect->size.height < 2 * RADIUS)
    return;
  if (!graphene_size_equal (&self->size, &rect->size)) {
    ori_grid_boxes_clear (self);
    self->size = rect->size;
  }
  if (self->pictures[box][tone] == NULL)
    self->pictures[box][tone] = make_picture (self, box, tone);
  cairo_set_source_surface (cr, self->pictures[box][tone], rect->origin.x, rect->origin.y);
  cairo_rectangle (cr, rect->origin.x, rect->origin.y, rect->size.width, rect->size.height);
  cairo_fill (cr);
}

void
ori_grid_boxes_paint_text (OriGridBoxes *self, GtkSnapshot *snapshot, OriGridBox box, OriTone tone,
                           const char *text, PangoLayout *layout, const graphene_rect_t *rect)
{
  /* On a filled box the colour of ordinary text is read best. */
  gboolean filled = box == ORI_GRID_BOX_FILLED || box == ORI_GRID_BOX_HALF;
  int width, height;

  if (text == NULL)
    return;
  pango_layout_set_width (layout, -1);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > rect->size.width) {
    width = (int)rect->size.width;
    pango_layout_set_width (layout, width * PANGO_SCALE);
  }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (roundf (rect->origin.x + (rect->size.width - (float)width) / 2),
                            roundf (rect->origin.y + (rect->size.height - (float)height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout,
                              filled ? &self->colors->text : &self->colors->tones[tone].text);
  gtk_snapshot_restore (snapshot);
}

void
ori_grid_boxes_clear (OriGridBoxes *self)
{
  for (int box = 0; box < ORI_GRID_N_BOXES; box++)
    for (int tone = 0; tone < ORI_N_TONES; tone++)
      g_clear_pointer (&self->pictures[box][tone], cairo_surface_destroy);
}

/* The sample of a legend. */

#define ORI_TYPE_GRID_SAMPLE (ori_grid_sample_get_type ())
G_DECLARE_FINAL_TYPE (OriGridSample, ori_grid_sample, ORI, GRID_SAMPLE, GtkWidget)

struct _OriGridSample {
  GtkWidget parent_instance;
  OriGridBox box;
  OriTone tone;
  PangoLayout *layout;
};

G_DEFINE_FINAL_TYPE (OriGridSample, ori_grid_sample, GTK_TYPE_WIDGET)

static void
ori_grid_sample_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  OriGridSample *self = ORI_GRID_SAMPLE (widget);
  int width, height;

  pango_layout_set_width (self->layout, -1);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = MAX (height, 16);
  else
    *minimum = *natural = self->box == ORI_GRID_BOX_BARE ? width : MAX (width + 6, 24);
}

static void
ori_grid_sample_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OriGridSample *self = ORI_GRID_SAMPLE (widget);
  OriGridBoxes boxes = {ori_tones_current (), gtk_widget_get_scale_factor (widget)};
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                             (float)gtk_widget_get_height (widget));
  const char *text = pango_layout_get_text (self->layout);

  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &rect);

  ori_grid_boxes_paint (&boxes, cr, self->box, self->tone, &rect);
  cairo_destroy (cr);
  if (*text != '\0') {
    g_autofree char *copy = g_strdup (text);
    ori_grid_boxes_paint_text (&boxes, snapshot, self->box, self->tone, copy, self->layout, &rect);
  }
  ori_grid_boxes_clear (&boxes);
}

static void
ori_grid_sample_finalize (GObject *object)
{
  g_clear_object (&ORI_GRID_SAMPLE (object)->layout);
  G_OBJECT_CLASS (ori_grid_sample_parent_class)->finalize (object);
}

static void
ori_grid_sample_class_init (OriGridSampleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ori_grid_sample_finalize;
  widget_class->measure = ori_grid_sample_measure;
  widget_class->snapshot = ori_grid_sample_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ori_grid_sample_init (OriGridSample *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ori_grid_box_legend_new (OriGridBox box, OriTone tone, const char *text, const char *words)
{
  GtkWidget *legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  OriGridSample *sample = g_object_new (ORI_TYPE_GRID_SAMPLE, "valign", GTK_ALIGN_CENTER, NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  sample->box = box;
  sample->tone = tone;
  sample->layout = gtk_widget_create_pango_layout (GTK_WIDGET (sample), text);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_scale_new (9.0 / 11));
  pango_layout_set_attributes (sample->layout, attributes);
  pango_attr_list_unref (attributes);
  gtk_box_append (GTK_BOX (legend), GTK_WIDGET (sample));
  gtk_box_append (GTK_BOX (legend), gtk_label_new (words));
  return legend;
}
