/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* Asks for a corrected value of one of the figures behind an indicator, and for the reason; the
 * session then keeps it as a batch of its own. */
void ori_correction_ask (GtkWindow *parent, OriSession *session, const OriIndicator *indicator,
                         guint orgunit, guint period);

G_END_DECLS
