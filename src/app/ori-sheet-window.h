/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sheet/ori-book.h"

G_BEGIN_DECLS

/* Shows a file as it was imported, its sheets as tabs, with one cell under the cursor. @sheet
 * (NULL: the first) and @cell (may be NULL) name the place. */
void ori_sheet_window_present (GtkWindow *parent, const OriBook *book, const char *title,
                               const char *sheet, const OriCellRef *cell);

G_END_DECLS
