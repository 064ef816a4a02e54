/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ori-bench-data.h"

G_BEGIN_DECLS

/* The card of the groups: thresholds typed exactly, the table of groups over the cycles, goodness
 * of fit, and what the protocol said last.
 *
 * Signal "changed" (index, value): a person typed a threshold. */
#define ORI_TYPE_THRESHOLD_PANEL (ori_threshold_panel_get_type ())
G_DECLARE_FINAL_TYPE (OriThresholdPanel, ori_threshold_panel, ORI, THRESHOLD_PANEL, GtkBox)

/* Shows a draft. Cheap enough for every motion of a drag. */
void ori_threshold_panel_show (OriThresholdPanel *self, const OriBenchData *data,
                               const OriScheme *scheme);
/* Who has no score, with the next draft; NULL: nobody. */
void ori_threshold_panel_set_missing (OriThresholdPanel *self, const char *const *names);
/* What else is to be told of the scores with the next draft, NULL: nothing. */
void ori_threshold_panel_set_note (OriThresholdPanel *self, const char *note);
/* The last entry of the subject, NULL: nothing was accepted yet. */
void ori_threshold_panel_set_entry (OriThresholdPanel *self, const OriProtocolEntry *entry);
/* Shows an error in place of the goodness of fit. */
void ori_threshold_panel_show_error (OriThresholdPanel *self, const char *message);

G_END_DECLS
