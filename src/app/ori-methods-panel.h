/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ori-certainty-runner.h"

G_BEGIN_DECLS

/* The side panel «Методы и веса»: how indicators become a score, what weighs how much and what it
 * does, and what is varied when one asks how sure the groups are.
 *
 * Signal "changed" (scheme, final): a person changed something; @scheme (OriScheme) is the whole
 * draft, to be copied. @final FALSE while a slider moves. Its thresholds are those of the draft
 * shown, unless the number of groups is another: then they are for the owner to find. */
#define ORI_TYPE_METHODS_PANEL (ori_methods_panel_get_type ())
G_DECLARE_FINAL_TYPE (OriMethodsPanel, ori_methods_panel, ORI, METHODS_PANEL, GtkBox)

/* Shows a draft; everything is copied. @weights (of OriWeight, see ori_weights_compute()) says what
 * the parts weigh and do. */
void ori_methods_panel_show (OriMethodsPanel *self, const OriProgramme *programme,
                             const OriScheme *scheme, const OriSubject *subject,
                             const GArray *weights);
/* Says how many groups are sure and what unsettles the others; of the last finished run. NULL:
 * there are no groups. */
void ori_methods_panel_set_certainty (OriMethodsPanel *self, OriCertaintyRunner *certainty);

G_END_DECLS
