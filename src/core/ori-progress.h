/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where long work reports how far it is. Work is synchronous and never starts a thread; the caller
 * decides what a report does. Ranges nest: a step of the caller becomes the whole of the callee.
 * A NULL OriProgress is allowed everywhere and reports nothing. */
typedef void (*OriProgressFunc) (double fraction, const char *message, gpointer data);

typedef struct {
  OriProgressFunc func;
  gpointer data;
  double from; /* the part of the whole that this progress covers, 0 to 1 */
  double to;
} OriProgress;

/* Reports @fraction (0 to 1 of this range) and a translated @message (NULL: keep the last). */
void ori_progress_report (const OriProgress *progress, double fraction, const char *message);

/* The range from @from to @to (0 to 1) of @progress as a progress of its own. */
OriProgress ori_progress_part (const OriProgress *progress, double from, double to);

G_END_DECLS
