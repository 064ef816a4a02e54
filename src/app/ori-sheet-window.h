/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* Shows a file as it was imported, its sheets as tabs, with one cell under the cursor. @sheet
 * (NULL: the first) and @cell (may be NULL) name the place. */
void ori_sheet_window_present (GtkWindow *parent, const OriBook *book, const char *title,
                               const char *sheet, const OriCellRef *cell);

/* The same for the file of a batch, which is read in a job: the window is there at once and says
 * so, or why the file cannot be shown. Closing it gives the reading up. */
void ori_sheet_window_present_batch (GtkWindow *parent, OriSession *session, gint64 batch,
                                     const char *sheet, const OriCellRef *cell);

G_END_DECLS
