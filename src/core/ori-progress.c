/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-progress.h"

void
ori_progress_report (const OriProgress *progress, double fraction, const char *message)
{
  if (progress == NULL || progress->func == NULL)
    return;
  fraction = CLAMP (fraction, 0.0, 1.0);
  progress->func (progress->from + (progress->to - progress->from) * fraction, message,
                  progress->data);
}

OriProgress
ori_progress_part (const OriProgress *progress, double from, double to)
{
  OriProgress part = {NULL, NULL, 0.0, 1.0};

  if (progress == NULL)
    return part;
  part.func = progress->func;
  part.data = progress->data;
  part.from = progress->from + (progress->to - progress->from) * from;
  part.to = progress->from + (progress->to - progress->from) * to;
  return part;
}
