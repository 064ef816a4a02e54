/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-bench-handle.h"

#include <adwaita.h>
#include <math.h>

#include "chart/ori-chart.h"
#include "core/ori-number.h"

#define PAD 12
#define HEIGHT 28
#define RING 3 /* around the focused one */

struct _OriBenchHandle {
  GtkWidget parent_instance;
  guint index;
  double value;
  PangoLayout *text;
  gboolean stepped; /* a key is down */
};

G_DEFINE_FINAL_TYPE (OriBenchHandle, ori_bench_handle, GTK_TYPE_WIDGET)

enum {
  SIGNAL_STEP,
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
ori_bench_handle_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                          int *natural, int *minimum_baseline, int *natural_baseline)
{
  OriBenchHandle *self = ORI_BENCH_HANDLE (widget);
  int width;

  pango_layout_get_pixel_size (self->text, &width, NULL);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? width + 2 * PAD : HEIGHT;
}

void
ori_bench_handle_path (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 1.5 * G_PI);
  cairo_arc (cr, x + width - radius, y + radius, radius, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, 0.5 * G_PI);
  cairo_arc (cr, x + radius, y + height - radius, radius, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
}

static void
ori_bench_handle_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OriBenchHandle *self = ORI_BENCH_HANDLE (widget);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  OriPalette palette = dark ? ORI_PALETTE_DARK : ORI_PALETTE_LIGHT;
  double width = gtk_widget_get_width (widget);
  int text_width, text_height;
  cairo_t *cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (-RING, (HEIGHT - ORI_BENCH_HANDLE_ROOM) / 2,
                                     (float)width + 2 * RING, ORI_BENCH_HANDLE_ROOM));

  if (gtk_widget_has_focus (widget)) {
    ori_palette_set_source (cr, palette, ORI_COLOR_ACCENT, 0.35);
    ori_bench_handle_path (cr, -RING, -RING, width + 2 * RING, HEIGHT + 2 * RING, 9);
    cairo_fill (cr);
    cairo_set_source_rgb (cr, 53 / 255.0, 132 / 255.0, 228 / 255.0);
  } else {
    ori_palette_set_source (cr, palette, ORI_COLOR_INK, 1);
  }
  ori_bench_handle_path (cr, 0, 0, width, HEIGHT, 6);
  cairo_fill (cr);
  if (gtk_widget_has_focus (widget))
    cairo_set_source_rgb (cr, 1, 1, 1);
  else
    ori_palette_set_source (cr, palette, ORI_COLOR_BACKGROUND, 1);
  pango_layout_get_pixel_size (self->text, &text_width, &text_height);
  cairo_move_to (cr, (width - text_width) / 2, (HEIGHT - text_height) / 2.0);
  pango_cairo_show_layout (cr, self->text);
  cairo_destroy (cr);
}

/* ── keys ── */

/* How far a key steps, 0 when it does not. */
static double
find_step (guint key, gboolean shift)
{
  switch (key) {
  case GDK_KEY_Left:
  case GDK_KEY_KP_Left:
  case GDK_KEY_Down:
    return shift ? -1 : -0.1;
  case GDK_KEY_Right:
  case GDK_KEY_KP_Right:
  case GDK_KEY_Up:
    return shift ? 1 : 0.1;
  case GDK_KEY_Page_Down:
  case GDK_KEY_KP_Page_Down:
    return -5;
  case GDK_KEY_Page_Up:
  case GDK_KEY_KP_Page_Up:
    return 5;
  default:
    return 0;
  }
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                OriBenchHandle *self)
{
  double step = find_step (key, (state & GDK_SHIFT_MASK) != 0);
  gboolean snap = (state & GDK_CONTROL_MASK) != 0;

  /* Ctrl+PageUp is another year. */
  if (step == 0 || (state & GDK_ALT_MASK) != 0 || (snap && fabs (step) > 1))
    return GDK_EVENT_PROPAGATE;
  self->stepped = TRUE;
  g_signal_emit (self, signals[SIGNAL_STEP], 0, step, snap);
  return GDK_EVENT_STOP;
}

static void
settle (OriBenchHandle *self)
{
  if (!self->stepped)
    return;
  self->stepped = FALSE;
  g_signal_emit (self, signals[SIGNAL_SETTLED], 0);
}

static void
key_released_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                 OriBenchHandle *self)
{
  settle (self);
}

static void
focus_cb (OriBenchHandle *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
focus_left_cb (OriBenchHandle *self)
{
  settle (self);
  focus_cb (self);
}

/* ── interface ── */

GtkWidget *
ori_bench_handle_new (guint index)
{
  OriBenchHandle *self = g_object_new (ORI_TYPE_BENCH_HANDLE, NULL);

  self->index = index;
  return GTK_WIDGET (self);
}

guint
ori_bench_handle_index (OriBenchHandle *self)
{
  return self->index;
}

/* «47,5» and «62,0» alike: a tag does not change its width by a step. */
void
ori_bench_handle_set_value (OriBenchHandle *self, double value)
{
  g_autofree char *brief = ori_number_format_short (value, 2);
  g_autofree char *one = ori_number_format (value, 1);

  if (value == self->value)
    return;
  self->value = value;
  pango_layout_set_text (self->text, strlen (brief) > strlen (one) ? brief : one, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ori_bench_handle_announce (OriBenchHandle *self, const char *name, const char *spoken, double low,
                           double high)
{
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
      self->value, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, low, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, high,
      GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
}

static void
ori_bench_handle_finalize (GObject *object)
{
  g_clear_object (&ORI_BENCH_HANDLE (object)->text);
  G_OBJECT_CLASS (ori_bench_handle_parent_class)->finalize (object);
}

static void
ori_bench_handle_class_init (OriBenchHandleClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ori_bench_handle_finalize;
  widget_class->measure = ori_bench_handle_measure;
  widget_class->snapshot = ori_bench_handle_snapshot;
  gtk_widget_class_set_css_name (widget_class, "benchhandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  signals[SIGNAL_STEP] = g_signal_new ("step", ORI_TYPE_BENCH_HANDLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", ORI_TYPE_BENCH_HANDLE, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ori_bench_handle_init (OriBenchHandle *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  PangoAttrList *attributes = pango_attr_list_new ();

  self->value = -1e300;
  self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (1.15));
  pango_layout_set_attributes (self->text, attributes);
  pango_attr_list_unref (attributes);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (key, "key-released", G_CALLBACK (key_released_cb), self);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
