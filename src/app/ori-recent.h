/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills @list with rows of the workspaces last used, newest first, whose files still exist; each
 * row has its path as data "path". FALSE when there are none. */
gboolean ori_recent_fill (GtkListBox *list);

G_END_DECLS
