/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* The recipes of the workspace: what each decides, in words; renaming, export, import, removal.
 * Modal over its parent, closed with Escape. Shows what happens to them elsewhere, too. */
#define ORI_TYPE_RECIPES_WINDOW (ori_recipes_window_get_type ())
G_DECLARE_FINAL_TYPE (OriRecipesWindow, ori_recipes_window, ORI, RECIPES_WINDOW, AdwWindow)

OriRecipesWindow *ori_recipes_window_new (GtkWindow *parent, OriSession *session);

G_END_DECLS
