/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A share as a ring; what it is a share of stands beside it in words. */
#define ORI_TYPE_RING (ori_ring_get_type ())
G_DECLARE_FINAL_TYPE (OriRing, ori_ring, ORI, RING, GtkWidget)

/* @share 0 to 1; faint when it is older than what is shown. */
void ori_ring_set (OriRing *self, double share, gboolean stale);

G_END_DECLS
