/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Drop-downs of names that may be long: the button cuts them, the list and the tooltip do not; the
 * list can be searched. */
void ori_chooser_setup (GtkDropDown *drop_down, int width_chars);
/* The same with a button that becomes wider for a longer name where there is room. */
void ori_chooser_setup_flexible (GtkDropDown *drop_down, int least_chars, int most_chars);
/* Replaces the names (of char *) and selects one of them; G_MAXUINT selects the first. */
void ori_chooser_fill (GtkDropDown *drop_down, const GPtrArray *names, guint selected);

G_END_DECLS
