/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* The window «Протокол»: every accepted threshold with who, when and why; it prints and is saved.
 */
void ori_protocol_window_present (GtkWindow *parent, OriSession *session);

/* Prints the protocol of @session: with the dialog, or straight into the PDF file @path with
 * GTK_PRINT_OPERATION_ACTION_EXPORT. FALSE with an error when it failed. */
gboolean ori_protocol_print (GtkWindow *parent, OriSession *session, GtkPrintOperationAction action,
                             const char *path, GError **error);

G_END_DECLS
