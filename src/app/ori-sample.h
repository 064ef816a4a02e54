/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-window.h"

G_BEGIN_DECLS

/* The sample shipped with the program: spreadsheets that go through the real import into a new
 * workspace beside the user's own. */

/* Fills @list with a row per sample; FALSE when none is installed. */
gboolean ori_sample_fill (GtkListBox *list);
/* Makes a workspace of the sample of that row and reads its files with progress. */
void ori_sample_open (guint index, OriWindow *window);

G_END_DECLS
