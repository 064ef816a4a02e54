/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* What a file on its way in changes against the batch that it is another version of, figure by
 * figure; Enter and a double click lead to the source cell. Modal over its parent. Changes nothing
 * by itself.
 *
 * Signal: "decided" (gboolean replace): the file should come in, in the place of the batch or
 * beside it. The window is closed then. */
#define ORI_TYPE_DIFFERENCES_WINDOW (ori_differences_window_get_type ())
G_DECLARE_FINAL_TYPE (OriDifferencesWindow, ori_differences_window, ORI, DIFFERENCES_WINDOW,
                      AdwWindow)

/* @import and @differences stay the caller's and must outlive the window. */
OriDifferencesWindow *ori_differences_window_new (GtkWindow *parent, OriSession *session,
                                                  OriImport *import, gint64 batch,
                                                  const OriDifferences *differences);

G_END_DECLS
