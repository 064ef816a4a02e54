/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* Who has sent nothing, and who not everything, with a letter to each (report/ori-reminder.h) that
 * can be copied, or all letters at once. Shows what was known when it was opened. */
#define ORI_TYPE_REMINDER_WINDOW (ori_reminder_window_get_type ())
G_DECLARE_FINAL_TYPE (OriReminderWindow, ori_reminder_window, ORI, REMINDER_WINDOW, AdwWindow)

/* @found is of @snapshot. @orgunit: whose letter is shown first, G_MAXUINT for any. */
OriReminderWindow *ori_reminder_window_new (GtkWindow *parent, OriSnapshot *snapshot,
                                            OriCompleteness *found, guint orgunit);
/* The letter shown; free with g_free(). */
char *ori_reminder_window_letter (OriReminderWindow *self);

G_END_DECLS
