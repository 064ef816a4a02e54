/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The page «Динамика»: an indicator of several territories over the years, or several indicators of
 * one territory, as lines with noise bands or as bars. A point tells where its number is from. What
 * is shown is kept in the workspace. */
#define ORI_TYPE_DYNAMICS_PAGE (ori_dynamics_page_get_type ())
G_DECLARE_FINAL_TYPE (OriDynamicsPage, ori_dynamics_page, ORI, DYNAMICS_PAGE, AdwBin)

G_END_DECLS
