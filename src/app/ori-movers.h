/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ori-bench-data.h"
#include "app/ori-certainty-runner.h"
#include "app/ori-grid.h"

G_BEGIN_DECLS

/* The card «Кто переходит»: who changes group because of the thresholds, over the year, or is on
 * the border, always in step with the picture.
 *
 * Signal "chosen" (orgunit): a line was selected. */
#define ORI_TYPE_MOVERS (ori_movers_get_type ())
G_DECLARE_FINAL_TYPE (OriMovers, ori_movers, ORI, MOVERS, GtkBox)

/* Shows the movers of a draft. Everything is borrowed until the next call; @accepted may be NULL,
 * @data NULL shows nothing. @hasty: a drag is under way: lines of many are left for
 * when it rests. */
void ori_movers_show (OriMovers *self, const OriSnapshot *snapshot, const OriBenchData *data,
                      const OriScheme *scheme, const OriScheme *accepted,
                      OriCertaintyRunner *certainty, gboolean hasty);
/* Selects the line of the globally chosen org unit, if it is there. */
void ori_movers_select (OriMovers *self, guint orgunit);
/* Shows what there is something to say about, when that changes: by thresholds from the moment that
 * some are accepted, before over the year. */
void ori_movers_choose (OriMovers *self, gboolean accepted);
/* The lines, for tests. */
OriGrid *ori_movers_grid (OriMovers *self);

G_END_DECLS
