/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a window shows without a workspace: make one with a shipped programme, open a recent one,
 * try the sample. The result goes to the window that holds it. */
#define ORI_TYPE_WELCOME_PAGE (ori_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (OriWelcomePage, ori_welcome_page, ORI, WELCOME_PAGE, AdwBin)

G_END_DECLS
