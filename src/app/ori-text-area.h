/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A text view that is as tall as its wrapped text, for forms that scroll as a whole. (GtkTextView
 * asks for the height that it had before it knew its width.) */
#define ORI_TYPE_TEXT_AREA (ori_text_area_get_type ())
G_DECLARE_FINAL_TYPE (OriTextArea, ori_text_area, ORI, TEXT_AREA, GtkTextView)

G_END_DECLS
