/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The application: opens workspaces, one window each, and shows the welcome window when there is
 * nothing to open. */
#define ORI_TYPE_APPLICATION (ori_application_get_type ())
G_DECLARE_FINAL_TYPE (OriApplication, ori_application, ORI, APPLICATION, AdwApplication)

OriApplication *ori_application_new (void);
/* Registers templates, icons and the style sheet; once is enough. */
void ori_application_load_resources (void);
/* Opens a workspace in @window if that shows the welcome page (may be NULL), else in a new window;
 * the window that has it open already is presented instead. FALSE when it cannot be opened; the
 * reason has been shown. */
gboolean ori_application_open_path (OriApplication *self, const char *path, GtkWindow *window);

G_END_DECLS
