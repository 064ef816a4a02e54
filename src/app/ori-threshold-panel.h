/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/ori-scheme.h"

G_BEGIN_DECLS

/* The card beside the bench: thresholds typed exactly, the table of groups over the cycles,
 * goodness of fit, and suggestions by each method.
 *
 * Signal "changed" (thresholds): a person typed or chose; @thresholds is a double array of as many
 * values as the scheme has. */
#define ORI_TYPE_THRESHOLD_PANEL (ori_threshold_panel_get_type ())
G_DECLARE_FINAL_TYPE (OriThresholdPanel, ori_threshold_panel, ORI, THRESHOLD_PANEL, GtkBox)

/* Shows a draft. @accepted may be NULL. @cycles (of int) and @scores (of GArray of OriScore) go in
 * parallel, the chosen cycle last. Cheap enough for every motion of a drag. */
void ori_threshold_panel_show (OriThresholdPanel *self, const OriScheme *scheme,
                               const OriScheme *accepted, const GArray *cycles,
                               const GPtrArray *scores);
/* Computes the suggestions anew: when scores changed, not when thresholds moved. */
void ori_threshold_panel_suggest (OriThresholdPanel *self);
/* Says how many groups are sure; until the thresholds move. */
void ori_threshold_panel_set_certainty (OriThresholdPanel *self, guint stable, guint all);
/* Shows an error in place of the goodness of fit. */
void ori_threshold_panel_show_error (OriThresholdPanel *self, const char *message);

G_END_DECLS
