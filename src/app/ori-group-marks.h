/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/ori-scheme.h"

G_BEGIN_DECLS

/* The groups of one org unit as small pictures for the cells of a list, from 0 on and in the middle
 * of @height. */

/* Widths of the pictures. */
int ori_group_marks_trail_width (guint n_years);
#define ORI_GROUP_MARKS_BAR 56
/* The shapes of the groups over the years on their levels, joined; @groups -1: no score. */
void ori_group_marks_paint_trail (cairo_t *cr, guint n_groups, const int *groups, guint n_years,
                                  double height);
/* One shape in the middle. */
void ori_group_marks_paint (cairo_t *cr, guint n_groups, guint group, double height);
/* A bar of the shares of calculations, the group that is meant first; faint when @stale. */
void ori_group_marks_paint_shares (cairo_t *cr, guint n_groups, const double *shares, guint first,
                                   gboolean stale, double height);

G_END_DECLS
