/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session.h"

G_BEGIN_DECLS

/* What the page «Группы» does with thresholds, apart from its widgets. */

/* "47,5 · 62". */
char *ori_thresholds_text (const double *thresholds, guint n);
/* A value that keeps threshold @index 0,01 away from its neighbours, at 0,01. */
double ori_thresholds_clamp (const OriScheme *scheme, guint index, double value);
/* What an entry of the protocol changed: «45 · 60 → 47,5 · 62». */
char *ori_thresholds_entry_move (const OriProtocolEntry *entry);
/* Who, when, about what: «14.06.2022 10:20, Иванова · Общий балл, 2022». */
char *ori_thresholds_entry_head (const OriProtocolEntry *entry, const OriProgramme *programme);

G_END_DECLS
