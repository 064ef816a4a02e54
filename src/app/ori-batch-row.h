/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* A batch in the list of the data page: what, when, how much; opens to show its findings, which are
 * read only then. Its buttons use the actions data.show-file and data.set-live of the page. */
GtkWidget *ori_batch_row_new (OriSession *session, const OriBatch *batch);

G_END_DECLS
