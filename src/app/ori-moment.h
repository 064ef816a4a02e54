/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Moments for reading, in local time; @time in seconds since 1970. Free with g_free(). */
/* «today, 16:40», «yesterday, 9:05», «12 April 2026». */
char *ori_moment_text (gint64 time);
/* «today», «yesterday», «8 May» of this year, «8 May 2024», for the middle of a sentence. */
char *ori_moment_day (gint64 time);

/* «8 May 2024», or «8 May» without @year: in the language of the interface, which need not be that
 * of the dates of the system. */
char *ori_moment_date (GDateTime *day, gboolean year);

G_END_DECLS
