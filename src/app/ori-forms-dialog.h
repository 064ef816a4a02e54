/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ori-window.h"

G_BEGIN_DECLS

/* Asks for the year and whom to ask, then for a folder, and writes blank collection forms there in
 * a job of the window. Forms that are in the folder already are replaced only after a question. */
#define ORI_TYPE_FORMS_DIALOG (ori_forms_dialog_get_type ())
G_DECLARE_FINAL_TYPE (OriFormsDialog, ori_forms_dialog, ORI, FORMS_DIALOG, AdwMessageDialog)

/* Presents the dialog; an error instead when the programme asks for nothing. */
void ori_forms_dialog_present (OriWindow *window);
/* What the dialog does when a folder was chosen. */
void ori_forms_dialog_write (OriFormsDialog *self, const char *folder);

G_END_DECLS
