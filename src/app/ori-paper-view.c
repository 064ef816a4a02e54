/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-paper-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PAGE_WIDTH 595.0
#define PAGE_HEIGHT 842.0
#define MARGIN 18.0 /* around and between pages, in pixels */
#define MIN_ZOOM 0.5
#define MAX_FIT 1.35 /* wider than that the lines are too far from the eye */
#define CACHED 8     /* pages kept as pictures */

typedef struct {
  guint page;
  GdkTexture *texture;
  guint64 used; /* clock of use */
} Picture;

struct _OriPaperView {
  GtkWidget parent_instance;

  GPtrArray *pages; /* of cairo_surface_t, NULL */
  GArray *pictures; /* of Picture, of the scale below */
  double scale;     /* device pixels per point that the pictures were painted with */
  guint64 clock;
  double zoom;                /* 0: fit */
  GtkAdjustment *vadjustment; /* of the scrolled window around */
  guint page;
  guint more_source;
};

G_DEFINE_FINAL_TYPE (OriPaperView, ori_paper_view, GTK_TYPE_WIDGET)

static guint page_signal;

static void
clear_picture (gpointer data)
{
  g_clear_object (&((Picture *)data)->texture);
}

guint
ori_paper_view_n_pages (OriPaperView *self)
{
  return self->pages != NULL ? self->pages->len : 0;
}

static double
fit_zoom (int width)
{
  return CLAMP ((width - 2 * MARGIN) / PAGE_WIDTH, MIN_ZOOM, MAX_FIT);
}

double
ori_paper_view_get_zoom (OriPaperView *self)
{
  return self->zoom > 0 ? self->zoom : fit_zoom (gtk_widget_get_width (GTK_WIDGET (self)));
}

/* From the top of one page to the top of the next. */
static double
get_pitch (double zoom)
{
  return floor (PAGE_HEIGHT * zoom) + MARGIN;
}

static double
get_top (OriPaperView *self, guint page)
{
  return MARGIN + page * get_pitch (ori_paper_view_get_zoom (self));
}

/* --- Painting --- */

static Picture *
find_picture (OriPaperView *self, guint page)
{
  for (guint i = 0; i < self->pictures->len; i++)
    if (g_array_index (self->pictures, Picture, i).page == page)
      return &g_array_index (self->pictures, Picture, i);
  return NULL;
}

static void
drop_oldest (OriPaperView *self)
{
  guint oldest = 0;

  if (self->pictures->len < CACHED)
    return;
  for (guint i = 1; i < self->pictures->len; i++)
    if (g_array_index (self->pictures, Picture, i).used <
        g_array_index (self->pictures, Picture, oldest).used)
      oldest = i;
  g_array_remove_index_fast (self->pictures, oldest);
}

static GdkTexture *
paint_page (OriPaperView *self, guint page)
{
  int width = (int)ceil (PAGE_WIDTH * self->scale), height = (int)ceil (PAGE_HEIGHT * self->scale);
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (image);
  g_autoptr (GBytes) bytes = NULL;
  gsize stride;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, self->scale, self->scale);
  cairo_set_source_surface (cr, g_ptr_array_index (self->pages, page), 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (image);
  stride = (gsize)cairo_image_surface_get_stride (image);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (image), stride * (gsize)height,
                                      (GDestroyNotify)cairo_surface_destroy, image);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static gboolean
more_cb (gpointer data)
{
  OriPaperView *self = data;

  self->more_source = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* At most one page is painted per frame: scrolling never waits for several. */
static GdkTexture *
get_texture (OriPaperView *self, guint page, gboolean *painted)
{
  Picture *picture = find_picture (self, page);
  Picture fresh = {page};

  if (picture == NULL && *painted) {
    if (self->more_source == 0)
      self->more_source = g_idle_add (more_cb, self);
    return NULL;
  }
  if (picture == NULL) {
    *painted = TRUE;
    drop_oldest (self);
    fresh.texture = paint_page (self, page);
    g_array_append_val (self->pictures, fresh);
    picture = &g_array_index (self->pictures, Picture, self->pictures->len - 1);
  }
  picture->used = ++self->clock;
  return picture->texture;
}

static void
get_visible (OriPaperView *self, double *top, double *bottom)
{
  *top = self->vadjustment != NULL ? gtk_adjustment_get_value (self->vadjustment) : 0;
  *bottom = *top + (self->vadjustment != NULL ? gtk_adjustment_get_page_size (self->vadjustment)
                                              : gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
ori_paper_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OriPaperView *self = ORI_PAPER_VIEW (widget);
  double zoom = ori_paper_view_get_zoom (self), pitch = get_pitch (zoom), top, bottom;
  double x = floor (MAX ((gtk_widget_get_width (widget) - PAGE_WIDTH * zoom) / 2, MARGIN));
  double scale = zoom * gtk_widget_get_scale_factor (widget);
  gboolean painted = FALSE;
  guint first;

  if (ori_paper_view_n_pages (self) == 0)
    return;
  if (scale != self->scale) {
    g_array_set_size (self->pictures, 0);
    self->scale = scale;
  }
  get_visible (self, &top, &bottom);
  first = (guint)MAX ((top - MARGIN) / pitch, 0);
  for (guint i = first; i < self->pages->len && get_top (self, i) < bottom; i++) {
    graphene_rect_t area =
        GRAPHENE_RECT_INIT ((float)x, (float)get_top (self, i), (float)floor (PAGE_WIDTH * zoom),
                            (float)floor (PAGE_HEIGHT * zoom));
    GskRoundedRect outline;
    GdkTexture *texture = get_texture (self, i, &painted);

    gsk_rounded_rect_init_from_rect (&outline, &area, 0);
    gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA){0, 0, 0, 0.22F}, 0, 1, 1, 4);
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){1, 1, 1, 1}, &area);
    if (texture != NULL)
      gtk_snapshot_append_texture (snapshot, texture, &area);
  }
}

/* --- Size and place --- */

static GtkSizeRequestMode
ori_paper_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ori_paper_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  OriPaperView *self = ORI_PAPER_VIEW (widget);
  double zoom = self->zoom;

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = (int)ceil (PAGE_WIDTH * (zoom > 0 ? zoom : MIN_ZOOM) + 2 * MARGIN);
    *natural = MAX (*minimum, (int)(PAGE_WIDTH + 2 * MARGIN));
    return;
  }
  if (zoom <= 0)
    zoom = fit_zoom (for_size > 0 ? for_size : gtk_widget_get_width (widget));
  *minimum = *natural = (int)(MARGIN + ori_paper_view_n_pages (self) * get_pitch (zoom));
}

static void
update_accessible (OriPaperView *self)
{
  guint n = ori_paper_view_n_pages (self);
  g_autofree char *text =
      n > 0 ? g_strdup_printf (_ ("Page %u of %u"), self->page + 1, n) : g_strdup (_ ("No pages"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview of the report"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

/* The page that covers the upper part of what is visible. */
static void
update_page (OriPaperView *self)
{
  double top, bottom, pitch = get_pitch (ori_paper_view_get_zoom (self));
  guint n = ori_paper_view_n_pages (self), page = 0;

  get_visible (self, &top, &bottom);
  if (n > 0)
    page = MIN ((guint)MAX ((top + (bottom - top) / 3 - MARGIN) / pitch, 0), n - 1);
  if (page == self->page)
    return;
  self->page = page;
  update_accessible (self);
  g_signal_emit (self, page_signal, 0);
}

static void
scrolled_cb (OriPaperView *self)
{
  update_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drop_adjustment (OriPaperView *self)
{
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_object (&self->vadjustment);
}

static void
ori_paper_view_root (GtkWidget *widget)
{
  OriPaperView *self = ORI_PAPER_VIEW (widget);
  GtkWidget *window;

  GTK_WIDGET_CLASS (ori_paper_view_parent_class)->root (widget);
  drop_adjustment (self);
  window = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  if (window == NULL)
    return;
  self->vadjustment =
      g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (window)));
  g_signal_connect_swapped (self->vadjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  g_signal_connect_swapped (self->vadjustment, "changed", G_CALLBACK (scrolled_cb), self);
}

static void
ori_paper_view_unroot (GtkWidget *widget)
{
  drop_adjustment (ORI_PAPER_VIEW (widget));
  GTK_WIDGET_CLASS (ori_paper_view_parent_class)->unroot (widget);
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        OriPaperView *self)
{
  guint n = ori_paper_view_n_pages (self);
  int to = (int)self->page;
  double line = 0;

  if (n == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key) {
  case GDK_KEY_Page_Up:
    to--;
    break;
  case GDK_KEY_Page_Down:
    to++;
    break;
  case GDK_KEY_Home:
    to = 0;
    break;
  case GDK_KEY_End:
    to = (int)n - 1;
    break;
  case GDK_KEY_Up:
  case GDK_KEY_Down:
    line = key == GDK_KEY_Up ? -60 : 60;
    break;
  default:
    return GDK_EVENT_PROPAGATE;
  }
  if (line != 0 && self->vadjustment != NULL)
    gtk_adjustment_set_value (self->vadjustment,
                              gtk_adjustment_get_value (self->vadjustment) + line);
  else if (line == 0)
    ori_paper_view_go_to (self, (guint)CLAMP (to, 0, (int)n - 1));
  return GDK_EVENT_STOP;
}

/* --- API --- */

void
ori_paper_view_set_pages (OriPaperView *self, GPtrArray *pages)
{
  g_return_if_fail (ORI_IS_PAPER_VIEW (self));
  if (pages != NULL)
    g_ptr_array_ref (pages);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  self->pages = pages;
  g_array_set_size (self->pictures, 0);
  self->page = MIN (self->page, MAX (ori_paper_view_n_pages (self), 1) - 1);
  update_accessible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, page_signal, 0);
}

guint
ori_paper_view_get_page (OriPaperView *self)
{
  return self->page;
}

void
ori_paper_view_go_to (OriPaperView *self, guint page)
{
  if (self->vadjustment != NULL && page < ori_paper_view_n_pages (self))
    gtk_adjustment_set_value (self->vadjustment, get_top (self, page) - MARGIN / 2);
}

void
ori_paper_view_set_zoom (OriPaperView *self, double zoom)
{
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

GtkWidget *
ori_paper_view_new (void)
{
  return g_object_new (ORI_TYPE_PAPER_VIEW, NULL);
}

static void
ori_paper_view_dispose (GObject *object)
{
  OriPaperView *self = ORI_PAPER_VIEW (object);

  g_clear_handle_id (&self->more_source, g_source_remove);
  drop_adjustment (self);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->pictures, g_array_unref);
  G_OBJECT_CLASS (ori_paper_view_parent_class)->dispose (object);
}

static void
ori_paper_view_class_init (OriPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_paper_view_dispose;
  widget_class->snapshot = ori_paper_view_snapshot;
  widget_class->measure = ori_paper_view_measure;
  widget_class->get_request_mode = ori_paper_view_get_request_mode;
  widget_class->root = ori_paper_view_root;
  widget_class->unroot = ori_paper_view_unroot;
  gtk_widget_class_set_css_name (widget_class, "paper");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  page_signal = g_signal_new ("page-changed", ORI_TYPE_PAPER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
ori_paper_view_init (OriPaperView *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  self->pictures = g_array_new (FALSE, FALSE, sizeof (Picture));
  g_array_set_clear_func (self->pictures, clear_picture);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  update_accessible (self);
}
