/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* The window «Сравнение»: one org unit beside all others and beside those similar to it, indicator
 * by indicator, with what is wrong and what is worth showing in words. A row leads to where its
 * number is from. Computed in a job and anew when the data change. */
#define ORI_TYPE_COMPARE_WINDOW (ori_compare_window_get_type ())
G_DECLARE_FINAL_TYPE (OriCompareWindow, ori_compare_window, ORI, COMPARE_WINDOW, AdwWindow)

/* @orgunit: index in the snapshot of @session. */
OriCompareWindow *ori_compare_window_present (GtkWindow *parent, OriSession *session,
                                              guint orgunit);

G_END_DECLS
