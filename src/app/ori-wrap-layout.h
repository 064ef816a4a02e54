/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Children beside each other at their own width, in as many lines as are needed, like words; those
 * of a line are equally high. What chips and toolbars want and GtkFlowBox, which makes columns,
 * does not give. */
#define ORI_TYPE_WRAP_LAYOUT (ori_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (OriWrapLayout, ori_wrap_layout, ORI, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
