/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-progress.h"

G_BEGIN_DECLS

/* Who follows a long derivation and may call it off. NULL is allowed: nobody. */
typedef struct {
  OriProgress progress;
  GCancellable *cancellable; /* may be NULL */
} OriWatch;

static inline gboolean
ori_watch_is_over (const OriWatch *watch)
{
  return watch != NULL && g_cancellable_is_cancelled (watch->cancellable);
}

/* Step @index of @n, which take the derivation from @from to @to (0 to 1): reported every 256
 * steps. FALSE when it was called off: what is being derived is good for nothing but to be freed,
 * so loops end and the rest must only leave it whole enough for that. */
static inline gboolean
ori_watch_step (const OriWatch *watch, double from, double to, gsize index, gsize n)
{
  if (watch == NULL || index % 256 != 0)
    return TRUE;
  ori_progress_report (&watch->progress, from + (to - from) * (double)index / (double)MAX (n, 1),
                       NULL);
  return !ori_watch_is_over (watch);
}

G_END_DECLS
