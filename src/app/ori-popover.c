/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-popover.h"

static void
leave (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

static gboolean
leave_cb (gpointer popover)
{
  leave (popover);
  return G_SOURCE_REMOVE;
}

static gboolean
keep_cb (gpointer surface)
{
  return G_SOURCE_REMOVE;
}

static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, leave_cb, g_object_ref (popover), g_object_unref);
}

/* A window that closes, and a page that gives way to another, unmap what they hold first. GTK 4.8
 * asks in an idle where the pointer is on the surface below, and does not keep it until then. */
static void
unmapped_cb (GtkWidget *popover)
{
  GtkNative *native = gtk_widget_get_native (gtk_widget_get_parent (popover));
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
