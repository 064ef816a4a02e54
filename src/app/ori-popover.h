/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Hangs a popover made for one use at @area of @parent (NULL: all of it). It closes when @parent is
 * no longer on screen, and leaves @parent by itself once it is closed: a popover that is unparented
 * while it is on screen is never freed, with all that it holds (the session), and GTK 4.8 complains
 * about its surface. Close it with gtk_popover_popdown(); hold no more than a weak pointer to it.
 */
void ori_popover_attach (GtkWidget *popover, GtkWidget *parent, const GdkRectangle *area);
/* The same, and shows it. */
void ori_popover_open (GtkWidget *popover, GtkWidget *parent, const GdkRectangle *area);

G_END_DECLS
