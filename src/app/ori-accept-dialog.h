/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks why thresholds are accepted; without a reason they are not. @accept is called with it. */
typedef void (*OriAcceptFunc) (gpointer data, const char *reason);

void ori_accept_dialog_show (GtkWidget *parent, const char *thresholds, OriAcceptFunc accept,
                             GObject *data);

G_END_DECLS
