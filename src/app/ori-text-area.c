/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-text-area.h"

#define MIN_WIDTH 160

struct _OriTextArea {
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (OriTextArea, ori_text_area, GTK_TYPE_TEXT_VIEW)

static PangoLayout *
make_layout (GtkTextView *view, int width)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  PangoLayout *layout;
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (view), text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  return layout;
}

/* Each line of the view is rounded up to whole pixels. */
static int
measure_height (GtkTextView *view, int width)
{
  g_autoptr (PangoLayout) layout = make_layout (view, width);
  int wrapped = pango_layout_get_line_count (layout) - 1;
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height + wrapped * (gtk_text_view_get_pixels_inside_wrap (view) + 1) +
         gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static void
ori_text_area_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  int margins = gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = *natural = MIN_WIDTH;
    return;
  }
  *minimum = *natural = measure_height (view, MAX (for_size, MIN_WIDTH) - margins);
}

static GtkSizeRequestMode
ori_text_area_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
changed_cb (GtkWidget *self)
{
  gtk_widget_queue_resize (self);
}

static void
ori_text_area_constructed (GObject *object)
{
  G_OBJECT_CLASS (ori_text_area_parent_class)->constructed (object);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (object)), "changed",
                           G_CALLBACK (changed_cb), object, G_CONNECT_SWAPPED);
}

static void
ori_text_area_class_init (OriTextAreaClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = ori_text_area_constructed;
  GTK_WIDGET_CLASS (klass)->measure = ori_text_area_measure;
  GTK_WIDGET_CLASS (klass)->get_request_mode = ori_text_area_get_request_mode;
}

static void
ori_text_area_init (OriTextArea *self)
{
}
