/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The path of a file shipped with the program ("programmes/kaluga-2020.json"): below
 * $ORIENTIR_DATADIR if set, else the installed folder, else, for a program run from a build folder,
 * the data of the source tree above it. Decided once. Free with g_free(). */
char *ori_data_path (const char *relative);

/* Prepares gettext: binds the domain to $ORIENTIR_LOCALEDIR if set, else the installed folder, else
 * that of the build folder. In the locale "C" or "C.UTF-8" without $LANGUAGE the language is
 * Russian. Call once, after setlocale() and before any thread. */
void ori_init_translations (void);

G_END_DECLS
