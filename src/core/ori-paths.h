/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of a file shipped with the program ("programmes/kaluga-2020.json"): below
 * $ORIENTIR_DATADIR if set (running from a build folder), else the installed folder. Free with
 * g_free(). */
char *ori_data_path (const char *relative);

/* Prepares gettext: binds the domain to $ORIENTIR_LOCALEDIR if set, else the installed folder.
 * Call once, after setlocale(). */
void ori_init_translations (void);

G_END_DECLS
