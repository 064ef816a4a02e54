/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* A batch in the list of the data page: what, when, how much; opens to show which of its figures
 * other sources dispute (@n_disputed of them) and what its import found, read only then; each leads
 * to its cell in the sheet. Its buttons use the actions data.show-file and data.set-live of the
 * page. */
GtkWidget *ori_batch_row_new (OriSession *session, const OriBatch *batch, guint n_disputed);

G_END_DECLS
