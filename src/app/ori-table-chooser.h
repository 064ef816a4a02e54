/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for files with tables, or for a folder of them; not shown yet. The caller owns it. */
GtkFileChooserNative *ori_table_chooser_new (GtkWindow *parent, gboolean folder);

G_END_DECLS
