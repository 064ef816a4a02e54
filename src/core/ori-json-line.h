/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The line of a well-formed JSON text that a complaint is about: @message begins with the path of a
 * member, like «sheets[0].columns[2].role: …». Where that member is not there, the line of what it
 * is missing in; 0 when that is the whole text. */
guint ori_json_line (const char *text, const char *message);

G_END_DECLS
