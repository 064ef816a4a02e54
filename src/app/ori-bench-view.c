/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-bench-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-bench-handle.h"
#include "core/ori-number.h"

#define MAX_HANDLES 4
#define REACH 12      /* half of the width where a line can be taken hold of */
#define CLICK_REACH 3 /* a pointer that has moved less clicks */
#define SNAP_REACH 6  /* pixels */
#define SCALE 1.5     /* the smallest type of a chart is then twelve pixels high */
#define PRICE_HEIGHT ORI_BENCH_HANDLE_ROOM
#define PRICE_GAP 8
#define PRICE_SIDES 20
#define NARROW 90 /* the least of a price in two lines, and by how much it is tried wider */
#define NARROW_STEP 10

struct _OriBenchView {
  GtkWidget parent_instance;
  OriChartView *chart;
  GtkWidget *handles[MAX_HANDLES];
  PangoLayout *prices[MAX_HANDLES]; /* the price, its note below */
  PangoLayout *briefs[MAX_HANDLES]; /* the price alone, broken where there is little room */
  char *markup[MAX_HANDLES];        /* of prices */
  GPtrArray *ghosts;                /* of GtkWidget: buttons over the rows of suggestions */
  int dragged;                      /* -1 */
  int active;                       /* the handle that was moved last */
  double drag_start;                /* x of the line when it was taken hold of */
  gboolean held;                    /* the drag is ours, not a click on a dot */
  gboolean moved;                   /* the pointer has moved since */
};

G_DEFINE_FINAL_TYPE (OriBenchView, ori_bench_view, GTK_TYPE_WIDGET)

enum {
  SIGNAL_THRESHOLD_MOVED,
  SIGNAL_SNAP_ASKED,
  SIGNAL_GHOST_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static guint
get_n_handles (OriBenchView *self)
{
  const OriChartSpec *spec = ori_chart_view_get_spec (self->chart);

  return spec != NULL ? MIN (spec->n_thresholds, MAX_HANDLES) : 0;
}

static double
get_line (OriBenchView *self, guint index)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (self->chart);

  return layout != NULL ? ori_chart_layout_value_to_x (
                              layout, ori_chart_view_get_spec (self->chart)->thresholds[index])
                        : NAN;
}

/* ── allocation ── */

static void
ori_bench_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 420 : 240;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 380;
}

static void
place (GtkWidget *child, double x, double y, double width, double height)
{
  gtk_widget_size_allocate (
      child, &(GtkAllocation){(int)round (x), (int)round (y), (int)width, (int)height}, -1);
}

/* Tags over their lines; close ones move apart. */
static void
place_handles (OriBenchView *self, int width)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (self->chart);
  double right = 2, top = 0, bottom = 0, y;
  guint n = get_n_handles (self);

  if (layout == NULL)
    return;
  ori_chart_layout_lines (layout, &top, &bottom);
  for (guint i = 0; i < n; i++) {
    double x = get_line (self, i);
    int w, h, later = 0;

    gtk_widget_measure (self->handles[i], GTK_ORIENTATION_HORIZONTAL, -1, NULL, &w, NULL, NULL);
    gtk_widget_measure (self->handles[i], GTK_ORIENTATION_VERTICAL, -1, NULL, &h, NULL, NULL);
    for (guint k = i + 1; k < n; k++)
      later += w + 4;
    y = top - h + 1;
    x = isfinite (x) ? x - w / 2.0 : right;
    x = MAX (MIN (x, width - 2 - w - later), right);
    place (self->handles[i], x, y, w, h);
    right = x + w + 4;
  }
}

static void
place_ghosts (OriBenchView *self, int width)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (self->chart);
  double top, height;

  for (guint i = 0; i < self->ghosts->len; i++) {
    GtkWidget *ghost = g_ptr_array_index (self->ghosts, i);
    gboolean shown = layout != NULL && ori_chart_layout_ghost (layout, i, &top, &height);

    gtk_widget_set_child_visible (ghost, shown);
    if (shown)
      place (ghost, 6, top, width - 12, height);
  }
}

static void
ori_bench_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OriBenchView *self = ORI_BENCH_VIEW (widget);

  place (GTK_WIDGET (self->chart), 0, 0, width, height);
  place_handles (self, width);
  place_ghosts (self, width);
}

/* ── prices ── */

static void
find_box (OriBenchView *self, guint index, graphene_rect_t *box)
{
  if (!gtk_widget_compute_bounds (self->handles[index], GTK_WIDGET (self), box))
    *box = GRAPHENE_RECT_INIT (0, 0, 0, 0);
}

/* To the edge on one side of a handle. */
static double
get_room (OriBenchView *self, const graphene_rect_t *handle, gboolean left)
{
  double edge =
      left ? handle->origin.x
           : gtk_widget_get_width (GTK_WIDGET (self)) - handle->origin.x - handle->size.width;

  return edge - PRICE_GAP - 4;
}

static gboolean
fits_beside (OriBenchView *self, guint anchor, gboolean left, double width,
             const graphene_rect_t *taken, guint n_taken, graphene_rect_t *place_out)
{
  graphene_rect_t handle;
  double x;

  find_box (self, anchor, &handle);
  x = left ? handle.origin.x - PRICE_GAP - width : handle.origin.x + handle.size.width + PRICE_GAP;
  *place_out =
      GRAPHENE_RECT_INIT ((float)x, handle.origin.y + (handle.size.height - PRICE_HEIGHT) / 2,
                          (float)width, PRICE_HEIGHT);
  if (width > get_room (self, &handle, left))
    return FALSE;
  for (guint k = 0; k < n_taken; k++)
    if (graphene_rect_intersection (place_out, &taken[k], NULL))
      return FALSE;
  return TRUE;
}

/* Beside its handle, where there is room for @width: the first to the left, the others to the
 * right. */
static gboolean
find_place (OriBenchView *self, guint index, double width, const graphene_rect_t *taken,
            guint n_taken, graphene_rect_t *place_out)
{
  gboolean left = index == 0 && get_n_handles (self) > 1;

  return fits_beside (self, index, left, width, taken, n_taken, place_out) ||
         fits_beside (self, index, !left, width, taken, n_taken, place_out);
}

/* Outside of all handles, better on the side that is nearer. */
static gboolean
find_place_outside (OriBenchView *self, guint index, double width, const graphene_rect_t *taken,
                    guint n_taken, graphene_rect_t *place_out)
{
  guint last = get_n_handles (self) - 1;
  gboolean left = index < last - index;

  return fits_beside (self, left ? 0 : last, left, width, taken, n_taken, place_out) ||
         fits_beside (self, left ? last : 0, !left, width, taken, n_taken, place_out);
}

static double
measure_price (PangoLayout *price)
{
  int width;

  pango_layout_get_pixel_size (price, &width, NULL);
  return width + PRICE_SIDES;
}

/* Price and note; without room for both the price in two lines, as wide as it must be: nothing
 * loses its end. NULL: there is no room even for that. What moves is told in any case: among many
 * handles outside of them. */
static PangoLayout *
choose_price (OriBenchView *self, guint index, const graphene_rect_t *taken, guint n_taken,
              graphene_rect_t *box)
{
  PangoLayout *price = self->prices[index], *brief = self->briefs[index];
  double most = measure_price (price), least = NARROW;

  if (find_place (self, index, most, taken, n_taken, box))
    return price;
  do {
    pango_layout_set_width (brief, (int)(least - PRICE_SIDES) * PANGO_SCALE);
    least += NARROW_STEP;
  } while (pango_layout_is_ellipsized (brief) && least < most + NARROW_STEP);
  if (pango_layout_is_ellipsized (brief))
    return NULL;
  least = measure_price (brief);
  pango_layout_set_width (brief, (int)(least - PRICE_SIDES) * PANGO_SCALE);
  if (find_place (self, index, least, taken, n_taken, box))
    return brief;
  if ((int)index != self->active)
    return NULL;
  if (find_place_outside (self, index, most, taken, n_taken, box))
    return price;
  return find_place_outside (self, index, least, taken, n_taken, box) ? brief : NULL;
}

/* One rectangle of the window, not one for each line of text: see TILE_CELLS of the picture. */
static void
append_price (OriBenchView *self, GtkSnapshot *snapshot, guint index, PangoLayout *price,
              const graphene_rect_t *box)
{
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, box);
  double x = box->origin.x, y = box->origin.y, width = box->size.width;
  GdkRGBA text;
  int height;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &text);
  if ((int)index == self->active)
    cairo_set_source_rgba (cr, 53 / 255.0, 132 / 255.0, 228 / 255.0, 0.18);
  else
    cairo_set_source_rgba (cr, text.red, text.green, text.blue, 0.06);
  ori_bench_handle_path (cr, x, y, width, PRICE_HEIGHT, 8);
  cairo_fill (cr);
  pango_layout_set_alignment (price, box->origin.x < get_line (self, index) ? PANGO_ALIGN_RIGHT
                                                                            : PANGO_ALIGN_LEFT);
  pango_layout_get_pixel_size (price, NULL, &height);
  gdk_cairo_set_source_rgba (cr, &text);
  cairo_move_to (cr, x + PRICE_SIDES / 2, y + (PRICE_HEIGHT - height) / 2.0);
  pango_cairo_show_layout (cr, price);
  cairo_destroy (cr);
}

static void
append_prices (OriBenchView *self, GtkSnapshot *snapshot)
{
  graphene_rect_t taken[2 * MAX_HANDLES], box;
  guint n = get_n_handles (self), n_taken = 0;
  guint first = self->active >= 0 && (guint)self->active < n ? (guint)self->active : 0;

  for (guint i = 0; i < n; i++)
    find_box (self, i, &taken[n_taken++]);
  /* The one that moves comes first; a crowded bench leaves the others out. */
  for (guint k = 0; k < n; k++) {
    guint i = (first + k) % n;
    PangoLayout *price = choose_price (self, i, taken, n_taken, &box);

    if (price != NULL) {
      append_price (self, snapshot, i, price, &box);
      taken[n_taken++] = box;
    }
  }
}

static void
append_line (OriBenchView *self, GtkSnapshot *snapshot)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (self->chart);
  double top, bottom, x;
  GdkRGBA accent;

  if (layout == NULL || self->active < 0 || (guint)self->active >= get_n_handles (self) ||
      !(self->dragged == self->active || gtk_widget_has_focus (self->handles[self->active])))
    return;
  x = get_line (self, (guint)self->active);
  ori_chart_layout_lines (layout, &top, &bottom);
  gdk_rgba_parse (&accent, "#3584e4");
  gtk_snapshot_append_color (
      snapshot, &accent,
      &GRAPHENE_RECT_INIT ((float)x - 1.25f, (float)top, 2.5f, (float)(bottom - top)));
}

static void
ori_bench_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  OriBenchView *self = ORI_BENCH_VIEW (widget);

  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->chart), snapshot);
  append_line (self, snapshot);
  for (guint i = 0; i < self->ghosts->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->ghosts, i), snapshot);
  append_prices (self, snapshot);
  for (guint i = 0; i < get_n_handles (self); i++)
    gtk_widget_snapshot_child (widget, self->handles[i], snapshot);
}

/* ── dragging ── */

/* The tag under the pointer, -1. */
static int
find_tag (OriBenchView *self, double x, double y)
{
  for (guint i = 0; i < get_n_handles (self); i++) {
    graphene_rect_t box;

    find_box (self, i, &box);
    if (graphene_rect_contains_point (&box, &GRAPHENE_POINT_INIT ((float)x, (float)y)))
      return (int)i;
  }
  return -1;
}

/* The tag under the pointer, or the nearest line above the axis, -1. */
static int
find_handle (OriBenchView *self, double x, double y)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (self->chart);
  int found = find_tag (self, x, y);
  double top, bottom, nearest = REACH, ghost, height;

  if (found >= 0 || layout == NULL)
    return found;
  ori_chart_layout_lines (layout, &top, &bottom);
  if (ori_chart_layout_ghost (layout, 0, &ghost, &height))
    bottom = ghost - height;
  for (guint i = 0; i < get_n_handles (self) && y >= top && y <= bottom; i++)
    if (fabs (get_line (self, i) - x) <= nearest) {
      nearest = fabs (get_line (self, i) - x);
      found = (int)i;
    }
  return found;
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, OriBenchView *self)
{
  gtk_widget_set_cursor_from_name (
      GTK_WIDGET (self), self->dragged >= 0 || find_handle (self, x, y) >= 0 ? "ew-resize" : NULL);
}

/* The axis stays as it is while a threshold is dragged over it. */
static void
hold_axis (OriBenchView *self)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (self->chart);
  double axis[3];

  if (ori_chart_layout_axis (layout, axis))
    memcpy (ori_chart_view_edit_spec (self->chart)->axis, axis, sizeof axis);
}

static void
take_hold (OriBenchView *self, GtkGestureDrag *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->held = TRUE;
  self->active = self->dragged;
  gtk_widget_grab_focus (self->handles[self->dragged]);
  hold_axis (self);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, OriBenchView *self)
{
  self->dragged = find_handle (self, x, y);
  self->moved = self->held = FALSE;
  if (self->dragged < 0) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  self->drag_start = get_line (self, (guint)self->dragged);
  /* A line is held once the pointer moves: a click beside it is meant for the dot there. */
  if (find_tag (self, x, y) >= 0)
    take_hold (self, gesture);
}

static gboolean
is_shift_down (GtkGestureDrag *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  return (state & GDK_SHIFT_MASK) != 0;
}

static void
emit_drag (OriBenchView *self, GtkGestureDrag *gesture, double offset, gboolean final)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (self->chart);
  int index = self->dragged;
  double value, reach;

  if (index < 0 || layout == NULL)
    return;
  value = ori_chart_layout_x_to_value (layout, self->drag_start + offset);
  reach = fabs (ori_chart_layout_x_to_value (layout, self->drag_start + SNAP_REACH) -
                ori_chart_layout_x_to_value (layout, self->drag_start));
  if (reach == 0)
    reach = fabs (ori_chart_layout_x_to_value (layout, self->drag_start - SNAP_REACH) -
                  ori_chart_layout_x_to_value (layout, self->drag_start));
  g_signal_emit (self, signals[SIGNAL_THRESHOLD_MOVED], 0, index, value,
                 is_shift_down (gesture) ? 0.0 : reach, final);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, OriBenchView *self)
{
  if (self->dragged >= 0 && !self->held && fabs (x) >= CLICK_REACH)
    take_hold (self, gesture);
  self->moved = self->moved || (self->held && x != 0);
  if (self->moved)
    emit_drag (self, gesture, x, FALSE);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double x, double y, OriBenchView *self)
{
  OriChartSpec *spec;

  if (self->dragged < 0)
    return;
  /* A click on a handle only focuses it. */
  if (self->moved)
    emit_drag (self, gesture, x, TRUE);
  self->dragged = -1;
  if (!self->held)
    return;
  spec = ori_chart_view_edit_spec (self->chart);
  spec->axis[0] = spec->axis[1] = spec->axis[2] = NAN;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* ── keys ── */

static void
step_cb (OriBenchHandle *handle, double amount, gboolean snap, OriBenchView *self)
{
  int index = (int)ori_bench_handle_index (handle);

  self->active = index;
  if (snap)
    g_signal_emit (self, signals[SIGNAL_SNAP_ASKED], 0, index, amount > 0 ? 1 : -1);
  else
    g_signal_emit (self, signals[SIGNAL_THRESHOLD_MOVED], 0, index,
                   ori_chart_view_get_spec (self->chart)->thresholds[index] + amount, 0.0, FALSE);
}

static void
settled_cb (OriBenchHandle *handle, OriBenchView *self)
{
  int index = (int)ori_bench_handle_index (handle);

  g_signal_emit (self, signals[SIGNAL_THRESHOLD_MOVED], 0, index,
                 ori_chart_view_get_spec (self->chart)->thresholds[index], 0.0, TRUE);
}

static void
handle_focused_cb (GtkWidget *handle, GParamSpec *pspec, OriBenchView *self)
{
  if (gtk_widget_has_focus (handle))
    self->active = (int)ori_bench_handle_index (ORI_BENCH_HANDLE (handle));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ── suggestions ── */

static void
ghost_clicked_cb (GtkWidget *button, OriBenchView *self)
{
  guint index;

  if (g_ptr_array_find (self->ghosts, button, &index))
    g_signal_emit (self, signals[SIGNAL_GHOST_CHOSEN], 0, (int)index);
}

/* «Естественные: 40,6 · 57,6, качество 0,84». */
static char *
describe_ghost (const OriChartGhost *ghost, guint n_thresholds)
{
  g_autoptr (GString) text = g_string_new (ghost->label);

  for (guint i = 0; i < n_thresholds; i++) {
    g_autofree char *number = ori_number_format_short (ghost->thresholds[i], 2);

    g_string_append_printf (text, "%s%s", i == 0 ? ": " : " · ", number);
  }
  if (isfinite (ghost->fit)) {
    g_autofree char *fit = ori_number_format (ghost->fit, 2);

    g_string_append (text, ", ");
    g_string_append_printf (text, _ ("goodness of fit %s"), fit);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
fill_ghosts (OriBenchView *self, const OriChartSpec *spec)
{
  while (self->ghosts->len > spec->ghosts->len)
    gtk_widget_unparent (g_ptr_array_steal_index (self->ghosts, self->ghosts->len - 1));
  while (self->ghosts->len < spec->ghosts->len) {
    GtkWidget *button = gtk_button_new ();

    gtk_widget_add_css_class (button, "bench-ghost");
    g_signal_connect (button, "clicked", G_CALLBACK (ghost_clicked_cb), self);
    gtk_widget_set_parent (button, GTK_WIDGET (self));
    g_ptr_array_add (self->ghosts, button);
  }
  for (guint i = 0; i < self->ghosts->len; i++) {
    GtkWidget *button = g_ptr_array_index (self->ghosts, i);
    g_autofree char *text =
        describe_ghost (g_ptr_array_index (spec->ghosts, i), spec->n_thresholds);
    g_autofree char *tooltip = g_strdup_printf (_ ("%s. Click to take over"), text);

    gtk_widget_set_tooltip_text (button, tooltip);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                    -1);
  }
}

/* ── interface ── */

OriChartView *
ori_bench_view_chart (OriBenchView *self)
{
  return self->chart;
}

static void
show_values (OriBenchView *self, const OriChartSpec *spec)
{
  for (guint i = 0; i < MAX_HANDLES; i++) {
    gtk_widget_set_child_visible (self->handles[i], i < spec->n_thresholds);
    gtk_widget_set_can_focus (self->handles[i], i < spec->n_thresholds);
    if (i < spec->n_thresholds)
      ori_bench_handle_set_value (ORI_BENCH_HANDLE (self->handles[i]), spec->thresholds[i]);
  }
  /* Nobody else's place changes: the window need not be laid out for that. */
  if (gtk_widget_get_width (GTK_WIDGET (self)) > 0 && gtk_widget_get_mapped (GTK_WIDGET (self))) {
    place_handles (self, gtk_widget_get_width (GTK_WIDGET (self)));
    place_ghosts (self, gtk_widget_get_width (GTK_WIDGET (self)));
  }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ori_bench_view_set_spec (OriBenchView *self, OriChartSpec *spec)
{
  const OriChartSpec *before = ori_chart_view_get_spec (self->chart);

  if (self->dragged >= 0 && before != NULL)
    memcpy (spec->axis, before->axis, sizeof spec->axis);
  fill_ghosts (self, spec);
  ori_chart_view_set_spec (self->chart, spec);
  show_values (self, spec);
}

void
ori_bench_view_update (OriBenchView *self)
{
  const OriChartSpec *spec = ori_chart_view_edit_spec (self->chart);

  if (spec != NULL)
    show_values (self, spec);
}

void
ori_bench_view_set_price (OriBenchView *self, guint index, const char *text, const char *note)
{
  g_autofree char *price = NULL;
  g_autofree char *both = NULL;
  const char *colon = strchr (text, ':');
  g_autofree char *head = colon != NULL ? g_strndup (text, (gsize)(colon - text)) : g_strdup ("");

  g_return_if_fail (index < MAX_HANDLES);
  /* No alpha in markup: it stays with the renderer that Pango 1.50 shares with GTK. */
  price = g_markup_printf_escaped ("<b>%s</b>%s", head, colon != NULL ? colon : text);
  both = g_markup_printf_escaped ("<b>%s</b>%s\n%s", head, colon != NULL ? colon : text, note);
  if (g_strcmp0 (both, self->markup[index]) == 0)
    return;
  g_free (self->markup[index]);
  self->markup[index] = g_steal_pointer (&both);
  pango_layout_set_markup (self->prices[index], self->markup[index], -1);
  pango_layout_set_markup (self->briefs[index], price, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ori_bench_view_announce (OriBenchView *self, guint index, const char *name, const char *spoken)
{
  const OriChartLayout *layout = ori_chart_view_get_layout (self->chart);
  double axis[3] = {0, 100};

  if (layout != NULL)
    ori_chart_layout_axis (layout, axis);
  ori_bench_handle_announce (ORI_BENCH_HANDLE (self->handles[index]), name, spoken, axis[0],
                             axis[1]);
}

GtkWidget *
ori_bench_view_handle (OriBenchView *self, guint index)
{
  g_return_val_if_fail (index < MAX_HANDLES, NULL);
  return self->handles[index];
}

/* ── class ── */

static void
ori_bench_view_dispose (GObject *object)
{
  OriBenchView *self = ORI_BENCH_VIEW (object);

  for (guint i = 0; i < MAX_HANDLES; i++) {
    g_clear_pointer (&self->handles[i], gtk_widget_unparent);
    g_clear_object (&self->prices[i]);
    g_clear_object (&self->briefs[i]);
    g_clear_pointer (&self->markup[i], g_free);
  }
  for (guint i = 0; self->ghosts != NULL && i < self->ghosts->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->ghosts, i));
  g_clear_pointer (&self->ghosts, g_ptr_array_unref);
  if (self->chart != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->chart));
  self->chart = NULL;
  G_OBJECT_CLASS (ori_bench_view_parent_class)->dispose (object);
}

static void
ori_bench_view_class_init (OriBenchViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ori_bench_view_dispose;
  widget_class->measure = ori_bench_view_measure;
  widget_class->size_allocate = ori_bench_view_size_allocate;
  widget_class->snapshot = ori_bench_view_snapshot;
  gtk_widget_class_set_css_name (widget_class, "bench");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  signals[SIGNAL_THRESHOLD_MOVED] =
      g_signal_new ("threshold-moved", ORI_TYPE_BENCH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_INT, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_BOOLEAN);
  signals[SIGNAL_SNAP_ASKED] =
      g_signal_new ("snap-asked", ORI_TYPE_BENCH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[SIGNAL_GHOST_CHOSEN] =
      g_signal_new ("ghost-chosen", ORI_TYPE_BENCH_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_INT);
}

static PangoLayout *
create_price (OriBenchView *self)
{
  PangoLayout *price = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.9));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (price, attributes);
  pango_attr_list_unref (attributes);
  return price;
}

static void
add_handles (OriBenchView *self)
{
  for (guint i = 0; i < MAX_HANDLES; i++) {
    self->handles[i] = ori_bench_handle_new (i);
    gtk_widget_set_parent (self->handles[i], GTK_WIDGET (self));
    g_signal_connect (self->handles[i], "step", G_CALLBACK (step_cb), self);
    g_signal_connect (self->handles[i], "settled", G_CALLBACK (settled_cb), self);
    g_signal_connect (self->handles[i], "notify::has-focus", G_CALLBACK (handle_focused_cb), self);
    self->prices[i] = create_price (self);
    self->briefs[i] = create_price (self);
    pango_layout_set_wrap (self->briefs[i], PANGO_WRAP_WORD);
    pango_layout_set_ellipsize (self->briefs[i], PANGO_ELLIPSIZE_END);
    pango_layout_set_height (self->briefs[i], -2);
  }
}

static void
ori_bench_view_init (OriBenchView *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->dragged = -1;
  self->ghosts = g_ptr_array_new ();
  self->chart = ORI_CHART_VIEW (ori_chart_view_new ());
  ori_chart_view_set_scale (self->chart, SCALE);
  gtk_widget_set_parent (GTK_WIDGET (self->chart), GTK_WIDGET (self));
  add_handles (self);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  /* Before the picture sees the click. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}
