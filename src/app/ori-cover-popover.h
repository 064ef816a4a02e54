/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ori-completeness-model.h"
#include "session/ori-session.h"

G_BEGIN_DECLS

/* Why a cell of the matrix has no number, and what can be done: remind, import, enter by hand,
 * mark as not applicable. In the columns of names and counts: what the org unit lacks. For a
 * popover of OriCompletenessView, whose actions its buttons call; @found must be of the session's
 * snapshot. */
GtkWidget *ori_cover_popover_new (OriSession *session, const OriCompleteness *found,
                                  const OriCoverPlace *place);
/* TRUE for the states that ori_provenance_popover_new() can tell of. */
gboolean ori_cover_has_number (OriCover state);

G_END_DECLS
