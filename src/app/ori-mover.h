/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line of «Кто переходит»: an org unit, its score and the groups it leaves and enters. */
#define ORI_TYPE_MOVER (ori_mover_get_type ())
G_DECLARE_FINAL_TYPE (OriMover, ori_mover, ORI, MOVER, GObject)

/* @from -1 when it had no group. @share: of the calculations that put it into @to, negative when
 * not known; @stale when that is older than the thresholds. */
OriMover *ori_mover_new (guint orgunit, const char *name, double score, guint n_groups, int from,
                         int to, double share, gboolean stale);
guint ori_mover_orgunit (OriMover *self);
/* Rows for a list of movers. */
GtkListItemFactory *ori_mover_factory_new (void);

G_END_DECLS
