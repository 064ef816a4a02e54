/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-popover.h"

/* A window of GTK 4.8 that loses its focus twice between two frames never frees what had it. */
static void
drop_focus (GtkWidget *popover)
{
  GtkRoot *root = gtk_widget_get_root (popover);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (focus == popover || gtk_widget_is_ancestor (focus, popover)))
    gtk_root_set_focus (root, NULL);
}

static void
leave (GtkWidget *popover)
{
  GtkWidget *parent = gtk_widget_get_parent (popover);

  if (parent == NULL)
    return;
  drop_focus (popover);
  g_signal_handlers_disconnect_by_data (parent, popover);
  gtk_widget_unparent (popover);
}

static gboolean
leave_cb (gpointer data)
{
  g_autoptr (GtkWidget) popover = g_weak_ref_get (data);

  if (popover != NULL)
    leave (popover);
  return G_SOURCE_REMOVE;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
keep_cb (gpointer surface)
{
  return G_SOURCE_REMOVE;
}

/* Its window may go before; a tooltip that waits for its time would not bear a popover that
 * outlives it (GTK 4.8). */
static void
leave_soon (GtkWidget *popover)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, popover);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, leave_cb, weak, free_weak_ref);
}

static void
painted_cb (GtkWidget *popover, GdkFrameClock *clock)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, popover);
  leave_soon (popover);
}

/* The window takes the keyboard back at the end of its next frame, and needs the popover to know
 * whom to give it to: without it the first widget of the window gets it. */
static void
closed_cb (GtkWidget *popover)
{
  GtkWidget *parent = gtk_widget_get_parent (popover);
  GdkFrameClock *clock;

  if (parent == NULL)
    return;
  clock = gtk_widget_get_mapped (parent) ? gtk_widget_get_frame_clock (parent) : NULL;
  if (clock == NULL) {
    leave_soon (popover);
    return;
  }
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (painted_cb), popover,
                           G_CONNECT_SWAPPED);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_AFTER_PAINT);
}

/* A window that closes, and a page that gives way to another, unmap what they hold first. GTK 4.8
 * asks in an idle where the pointer is on the surface below, and does not keep it until then. */
static void
unmapped_cb (GtkWidget *popover, GtkWidget *parent)
{
  GtkNative *native = gtk_widget_get_native (parent);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface (native) : NULL;

  if (surface != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, keep_cb, g_object_ref (surface), g_object_unref);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

void
ori_popover_attach (GtkWidget *popover, GtkWidget *parent, const GdkRectangle *area)
{
  gtk_widget_set_parent (popover, parent);
  if (area != NULL)
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), area);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  g_signal_connect_object (parent, "unmap", G_CALLBACK (unmapped_cb), popover, G_CONNECT_SWAPPED);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (leave), popover, G_CONNECT_SWAPPED);
}

void
ori_popover_open (GtkWidget *popover, GtkWidget *parent, const GdkRectangle *area)
{
  ori_popover_attach (popover, parent, area);
  gtk_popover_popup (GTK_POPOVER (popover));
}
