/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* The versions of a figure when its live sources disagree, or one of them is pinned: value, file,
 * cell and day of each, which one counts, and buttons that pin one or take the pin back. NULL when
 * there is nothing to choose from. A choice closes the popover that the list is in. */
GtkWidget *ori_versions_list_new (OriSession *session, const OriIndicator *indicator, guint orgunit,
                                  guint period);

G_END_DECLS
