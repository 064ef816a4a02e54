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
paint_outline (GtkSnapshot *snapshot, const GskRoundedRect *rounded, const GdkRGBA *color,
               float thickness)
{
  float widths[4] = {thickness, thickness, thickness, thickness};
  GdkRGBA colors[4] = {*color, *color, *color, *color};

  gtk_snapshot_append_border (snapshot, rounded, widths, colors);
}

static GskRenderNode *
make_dashed (const graphene_size_t *size, const GdkRGBA *color)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr =
      gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, size->width, size->height));
  const double dashes[2] = {4, 3}, r = RADIUS, w = size->width - .5, h = size->height - .5;

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_arc (cr, .5 + r, .5 + r, r, G_PI, 1.5 * G_PI);
  cairo_arc (cr, w - r, .5 + r, r, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, w - r, h - r, r, 0, .5 * G_PI);
  cairo_arc (cr, .5 + r, h - r, r, .5 * G_PI, G_PI);
  cairo_close_path (cr);
  cairo_stroke (cr);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
paint_dashed (OriGridBoxes *self, GtkSnapshot *snapshot, OriTone tone, const graphene_rect_t *rect)
{
  if (!graphene_size_equal (&self->dashed_size, &rect->size)) {
    ori_grid_boxes_clear (self);
    self->dashed_size = rect->size;
  }
  if (self->dashed[tone] == NULL)
    self->dashed[tone] = make_dashed (&rect->size, &self->colors->tones[tone].mark);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &rect->origin);
  gtk_snapshot_append_node (snapshot, self->dashed[tone]);
  gtk_snapshot_restore (snapshot);
}

static GdkRGBA
get_fill (const OriToneColors *tone, OriGridBox box)
{
  GdkRGBA color = box == ORI_GRID_BOX_OUTLINED ? tone->tint : tone->mark;

  if (box != ORI_GRID_BOX_OUTLINED)
    color.alpha = FILLED;
  return color;
}

void
ori_grid_boxes_paint (OriGridBoxes *self, GtkSnapshot *snapshot, OriGridBox box, OriTone tone,
                      const graphene_rect_t *rect)
{
  const OriToneColors *colors = &self->colors->tones[tone];
  GdkRGBA color = get_fill (colors, box);
  graphene_rect_t filled = *rect;
  GskRoundedRect rounded;

  if (box == ORI_GRID_NO_BOX || box == ORI_GRID_BOX_BARE || rect->size.width < 2 * RADIUS)
    return;
  if (box == ORI_GRID_BOX_DASHED) {
    paint_dashed (self, snapshot, tone, rect);
    return;
  }
  gsk_rounded_rect_init_from_rect (&rounded, rect, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  if (box == ORI_GRID_BOX_HALF)
    filled.size.width = (float)round (filled.size.width / 2);
  if (box == ORI_GRID_BOX_HATCHED)
    ori_grid_paint_hatching (snapshot, self->colors, rect);
  else
    gtk_snapshot_append_color (snapshot, &color, &filled);
  gtk_snapshot_pop (snapshot);
  if (box == ORI_GRID_BOX_OUTLINED)
    paint_outline (snapshot, &rounded, &colors->mark, 2);
  else if (box == ORI_GRID_BOX_HALF)
    paint_outline (snapshot, &rounded, &color, 1);
  else if (box == ORI_GRID_BOX_HATCHED)
    paint_outline (snapshot, &rounded, &self->colors->hatch, 1);
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
  for (int i = 0; i < ORI_N_TONES; i++)
    g_clear_pointer (&self->dashed[i], gsk_render_node_unref);
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
  OriGridBoxes boxes = {ori_tones_current ()};
  graphene_rect_t rect = GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (widget),
                                             (float)gtk_widget_get_height (widget));
  const char *text = pango_layout_get_text (self->layout);

  ori_grid_boxes_paint (&boxes, snapshot, self->box, self->tone, &rect);
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
