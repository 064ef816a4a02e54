/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/ori-scheme.h"

G_BEGIN_DECLS

/* The groups of one org unit as a small picture for a cell of a list. */
#define ORI_TYPE_GROUP_MARKS (ori_group_marks_get_type ())
G_DECLARE_FINAL_TYPE (OriGroupMarks, ori_group_marks, ORI, GROUP_MARKS, GtkWidget)

GtkWidget *ori_group_marks_new (void);
/* The shapes of the groups over the years on their levels, joined; @groups -1: no score. */
void ori_group_marks_set_trail (OriGroupMarks *self, guint n_groups, const int *groups, guint n);
/* A bar of the shares of calculations, the group that is meant first; faint when @stale; nothing
 * when @shares is NULL. */
void ori_group_marks_set_shares (OriGroupMarks *self, guint n_groups, const double *shares,
                                 guint first, gboolean stale);

G_END_DECLS
