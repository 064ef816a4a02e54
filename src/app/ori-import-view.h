/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ori-reading.h"

G_BEGIN_DECLS

/* The import assistant, a window of its own: the files at the left, the sheet itself coloured by
 * what was recognised, doubts and coming records at the right. A click on the letter of a column or
 * the number of a row, or 0 to 4 on the keyboard, corrects a role; everything is derived anew.
 * Nothing enters the workspace before «Import». */
#define ORI_TYPE_IMPORT_VIEW (ori_import_view_get_type ())
G_DECLARE_FINAL_TYPE (OriImportView, ori_import_view, ORI, IMPORT_VIEW, AdwWindow)

/* Takes the readings. */
OriImportView *ori_import_view_new (GtkWindow *parent, OriSession *session, GPtrArray *readings);
/* Commits the chosen files, all in one step or none, and closes the window; an error is shown and
 * leaves it open. */
void ori_import_view_commit (OriImportView *self);

G_END_DECLS
