/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-chart-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-picture-tiles.h"
#include "core/ori-number.h"

#define MIN_WIDTH 320
#define MIN_HEIGHT 200
#define REST 250 /* ms without a change after which the words are composed */

struct _OriChartView {
  GtkWidget parent_instance;
  OriChartSpec *spec;
  OriChartLayout *layout; /* of the size and style below */
  GskRenderNode *node;    /* the tiles together */
  OriPictureTiles *tiles; /* outlive a layout, for the next one looks much the same */
  int width, height;
  gboolean dark;
  int series, point; /* focused mark, -1 */
  double scale;
  guint describing; /* timeout: the words follow the picture when it rests */
};

G_DEFINE_FINAL_TYPE (OriChartView, ori_chart_view, GTK_TYPE_WIDGET)

enum {
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
drop_picture (OriChartView *self)
{
  g_clear_pointer (&self->layout, ori_chart_layout_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
}

static char *
find_font (OriChartView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  return g_strdup (
      pango_font_description_get_family (pango_context_get_font_description (context)));
}

static void
ensure_layout (OriChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *font = NULL;

  if (self->layout != NULL && width == self->width && height == self->height && dark == self->dark)
    return;
  drop_picture (self);
  if (self->spec == NULL || width < 2 || height < 2)
    return;
  self->width = width;
  self->height = height;
  self->dark = dark;
  font = find_font (self);
  self->layout = ori_chart_layout_new (self->spec, dark ? ORI_PALETTE_DARK : ORI_PALETTE_LIGHT,
                                       font, width, height, self->scale);
}

/* Of a picture that changes in places, as under a drag, only those are painted. */
static void
ensure_node (OriChartView *self)
{
  ensure_layout (self);
  if (self->node == NULL && self->layout != NULL)
    self->node = ori_picture_tiles_paint (self->tiles, self->layout, self->width, self->height,
                                          gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static void
append_ring (OriChartView *self, GtkSnapshot *snapshot)
{
  cairo_t *cr;
  double x, y;

  if (self->series < 0 || !gtk_widget_has_visible_focus (GTK_WIDGET (self)) ||
      !ori_chart_layout_point (self->layout, (guint)self->series, (guint)MAX (self->point, 0), &x,
                               &y))
    return;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT ((float)x - 12, (float)y - 12, 24, 24));
  ori_palette_set_source (cr, self->dark ? ORI_PALETTE_DARK : ORI_PALETTE_LIGHT, ORI_COLOR_ACCENT,
                          1.0);
  cairo_set_line_width (cr, 2);
  cairo_arc (cr, x, y, 9, 0, 2 * G_PI);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
ori_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OriChartView *self = ORI_CHART_VIEW (widget);

  ensure_node (self);
  if (self->node == NULL)
    return;
  gtk_snapshot_append_node (snapshot, self->node);
  append_ring (self, snapshot);
}

static void
ori_chart_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : MIN_HEIGHT;
  *natural = *minimum * 2;
}

static GtkSizeRequestMode
ori_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* «Курский МО, 2022: 33 % (90 из 300)» */
static char *
describe_point (OriChartView *self, int series_index, int point_index)
{
  const OriChartSeries *series = g_ptr_array_index (self->spec->series, (guint)series_index);
  const OriChartPoint *point;
  g_autofree char *number = NULL;
  g_autofree char *detail = NULL;
  const char *period = NULL;
  const char *value;

  if (point_index < 0 || (guint)point_index >= series->points->len)
    return g_strdup (series->label);
  point = &g_array_index (series->points, OriChartPoint, point_index);
  if (self->spec->periods->len > (guint)point_index)
    period = g_ptr_array_index (self->spec->periods, (guint)point_index);
  if (point->label != NULL) {
    value = point->label;
  } else if (!isfinite (point->value)) {
    value = _ ("no data");
  } else {
    g_autofree char *text = ori_number_format_short (point->value, 1);

    number = g_strconcat (text, self->spec->unit != NULL ? ORI_NBSP : "",
                          self->spec->unit != NULL ? self->spec->unit : "", NULL);
    value = number;
  }
  if (point->detail != NULL)
    detail = g_strdup_printf (" (%s)", point->detail);
  return g_strdup_printf ("%s%s%s: %s%s", series->label, period != NULL ? ", " : "",
                          period != NULL ? period : "", value, detail != NULL ? detail : "");
}

static void
update_accessible (OriChartView *self)
{
  g_autofree char *picture = NULL;
  g_autofree char *point = NULL;

  if (self->spec == NULL)
    return;
  picture = ori_chart_describe (self->spec);
  if (self->series >= 0 && (guint)self->series < self->spec->series->len)
    point = describe_point (self, self->series, self->point);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, picture,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, point != NULL ? point : "",
                                  -1);
}

static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip,
                  gpointer data)
{
  OriChartView *self = ORI_CHART_VIEW (widget);
  g_autofree char *text = NULL;
  OriChartHit hit;

  if (self->layout == NULL)
    return FALSE;
  if (keyboard) {
    if (self->series < 0)
      return FALSE;
    text = describe_point (self, self->series, self->point);
  } else {
    if (!ori_chart_layout_hit (self->layout, x, y, &hit) || hit.series < 0)
      return FALSE;
    text = describe_point (self, hit.series, hit.point);
  }
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
focus_mark (OriChartView *self, int series, int point)
{
  self->series = series;
  self->point = point;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, OriChartView *self)
{
  OriChartHit hit;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->layout == NULL || !ori_chart_layout_hit (self->layout, x, y, &hit) || hit.series < 0)
    return;
  focus_mark (self, hit.series, hit.point);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, hit.series, hit.point);
}

static guint
turn_key (guint key)
{
  switch (key) {
  case GDK_KEY_Left:
    return GDK_KEY_Up;
  case GDK_KEY_Right:
    return GDK_KEY_Down;
  case GDK_KEY_Up:
    return GDK_KEY_Left;
  case GDK_KEY_Down:
    return GDK_KEY_Right;
  default:
    return key;
  }
}

/* Left and right walk the points of a series, up and down the series; over an axis of scores or of
 * sizes, where series are in their order, left and right walk the series. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                OriChartView *self)
{
  int n = self->spec != NULL ? (int)self->spec->series->len : 0;
  int n_points;
  int series = MAX (self->series, 0), point = MAX (self->point, 0);

  if (n == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  series = MIN (series, n - 1);
  n_points = (int)((OriChartSeries *)g_ptr_array_index (self->spec->series, series))->points->len;
  if (self->spec->kind == ORI_CHART_BENCH || self->spec->kind == ORI_CHART_FUNNEL)
    key = turn_key (key);
  switch (key) {
  case GDK_KEY_Left:
    point--;
    break;
  case GDK_KEY_Right:
    point++;
    break;
  case GDK_KEY_Up:
    series--;
    break;
  case GDK_KEY_Down:
    series++;
    break;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    if (self->series >= 0)
      g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->series, self->point);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
  if (self->series < 0)
    series = point = 0;
  focus_mark (self, CLAMP (series, 0, n - 1), CLAMP (point, 0, MAX (n_points - 1, 0)));
  return GDK_EVENT_STOP;
}

static void
style_changed_cb (OriChartView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* On a screen with finer pixels. */
static void
scale_changed_cb (OriChartView *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
add_controllers (OriChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, key);
}

GtkWidget *
ori_chart_view_new (void)
{
  return g_object_new (ORI_TYPE_CHART_VIEW, NULL);
}

void
ori_chart_view_set_spec (OriChartView *self, OriChartSpec *spec)
{
  g_return_if_fail (ORI_IS_CHART_VIEW (self));
  drop_picture (self);
  g_clear_pointer (&self->spec, ori_chart_spec_free);
  self->spec = spec;
  if (spec == NULL || self->series >= (int)spec->series->len)
    self->series = self->point = -1;
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const OriChartSpec *
ori_chart_view_get_spec (OriChartView *self)
{
  return self->spec;
}

OriChartSpec *
ori_chart_view_take_spec (OriChartView *self)
{
  drop_picture (self);
  return g_steal_pointer (&self->spec);
}

static gboolean
describe_cb (gpointer data)
{
  OriChartView *self = data;

  self->describing = 0;
  update_accessible (self);
  return G_SOURCE_REMOVE;
}

OriChartSpec *
ori_chart_view_edit_spec (OriChartView *self)
{
  g_return_val_if_fail (ORI_IS_CHART_VIEW (self), NULL);
  drop_picture (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_clear_handle_id (&self->describing, g_source_remove);
  self->describing = g_timeout_add (REST, describe_cb, self);
  return self->spec;
}

void
ori_chart_view_set_scale (OriChartView *self, double scale)
{
  self->scale = scale;
  drop_picture (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const OriChartLayout *
ori_chart_view_get_layout (OriChartView *self)
{
  ensure_layout (self);
  return self->layout;
}

gpointer
ori_chart_view_series_key (OriChartView *self, int series)
{
  g_return_val_if_fail (
      self->spec != NULL && series >= 0 && (guint)series < self->spec->series->len, NULL);
  return ((OriChartSeries *)g_ptr_array_index (self->spec->series, series))->key;
}

gboolean
ori_chart_view_point_area (OriChartView *self, int series, int point, GdkRectangle *area)
{
  double x, y;

  g_return_val_if_fail (ORI_IS_CHART_VIEW (self), FALSE);
  ensure_layout (self);
  if (self->layout == NULL || series < 0 || point < 0 ||
      !ori_chart_layout_point (self->layout, (guint)series, (guint)point, &x, &y))
    return FALSE;
  *area = (GdkRectangle){(int)x - 5, (int)y - 5, 10, 10};
  return TRUE;
}

static void
ori_chart_view_finalize (GObject *object)
{
  OriChartView *self = ORI_CHART_VIEW (object);

  drop_picture (self);
  ori_picture_tiles_free (self->tiles);
  g_clear_handle_id (&self->describing, g_source_remove);
  g_clear_pointer (&self->spec, ori_chart_spec_free);
  G_OBJECT_CLASS (ori_chart_view_parent_class)->finalize (object);
}

static void
ori_chart_view_class_init (OriChartViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ori_chart_view_finalize;
  widget_class->snapshot = ori_chart_view_snapshot;
  widget_class->measure = ori_chart_view_measure;
  widget_class->get_request_mode = ori_chart_view_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "chart");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[SIGNAL_ACTIVATED] =
      g_signal_new ("activated", ORI_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
ori_chart_view_init (OriChartView *self)
{
  self->series = self->point = -1;
  self->tiles = ori_picture_tiles_new ();
  self->scale = 4.0 / 3.0; /* points of the layout are pixels of the screen */
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_changed_cb), NULL);
  add_controllers (self);
}
