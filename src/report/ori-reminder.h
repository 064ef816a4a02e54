/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-completeness.h"
#include "core/ori-progress.h"

G_BEGIN_DECLS

/* Letters that remind org units of what they have not sent, in the wording of
 * data/wording/reminder.json: plain text, Russian whatever the language of the interface. They name
 * the deadline and what is missing. @found is of @snapshot. */

/* Whom to write to: those that sent nothing, and those that sent less than was asked; GArrays of
 * guint, rows of @found by name. */
GArray *ori_reminder_silent (const OriCompleteness *found);
GArray *ori_reminder_partial (const OriCompleteness *found);
/* The letter to the org unit of @row. Free with g_free(). */
char *ori_reminder_letter (const OriSnapshot *snapshot, const OriCompleteness *found, guint row);
/* The letters to all of @rows, one below the other; any thread. NULL when cancelled. */
char *ori_reminder_letters (const OriSnapshot *snapshot, const OriCompleteness *found,
                            const GArray *rows, const OriProgress *progress,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
