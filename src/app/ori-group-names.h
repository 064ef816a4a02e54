/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/ori-scheme.h"

G_BEGIN_DECLS

/* What the groups are called, typed in place, from the highest to the lowest; an entry is taken
 * with Enter or when it is left. What cannot be a name is told below and not taken.
 *
 * Signal "changed" (scheme): a person renamed; @scheme (OriScheme) is the one shown with the new
 * names, to be copied. */
#define ORI_TYPE_GROUP_NAMES (ori_group_names_get_type ())
G_DECLARE_FINAL_TYPE (OriGroupNames, ori_group_names, ORI, GROUP_NAMES, GtkBox)

void ori_group_names_show (OriGroupNames *self, const OriScheme *scheme);
/* An entry, for tests. @group from the lowest. */
GtkWidget *ori_group_names_entry (OriGroupNames *self, guint group);

G_END_DECLS
