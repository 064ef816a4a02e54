/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "analysis/ori-deficits.h"

G_BEGIN_DECLS

/* A row of a list box: the indicator, its value and change, and why it is a deficit. */
GtkWidget *ori_deficit_row_new (const OriDeficit *deficit);

G_END_DECLS
