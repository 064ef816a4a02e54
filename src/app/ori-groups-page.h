/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The page «Группы»: scores on one axis, thresholds dragged or typed, who is where and who moves,
 * at once; suggestions by each method; accepting enters the protocol. While a threshold is dragged
 * only the page's own copy of the scheme changes; letting go is one undoable step. */
#define ORI_TYPE_GROUPS_PAGE (ori_groups_page_get_type ())
G_DECLARE_FINAL_TYPE (OriGroupsPage, ori_groups_page, ORI, GROUPS_PAGE, AdwBin)

G_END_DECLS
