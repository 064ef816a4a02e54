/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A small spin button for a number of up to two decimals, which is shown and read with a decimal
 * comma whatever the locale of the process; what is not a number is not taken. @name: what a screen
 * reader calls it; @chars: its width. Takes @adjustment, if floating. */
GtkWidget *ori_decimal_spin_new (GtkAdjustment *adjustment, const char *name, int chars);

G_END_DECLS
