/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session.h"

G_BEGIN_DECLS

/* What the page «Группы» does with thresholds, apart from its widgets. */

/* "47,5 · 62". */
char *ori_thresholds_text (const double *thresholds, guint n);
/* A value that keeps threshold @index 0,01 away from its neighbours, at 0,01. */
double ori_thresholds_clamp (const OriScheme *scheme, guint index, double value);
/* The entries of a subject in words, newest first; NULL when there are none. */
char *ori_thresholds_protocol (const GPtrArray *entries, const char *subject);

G_END_DECLS
