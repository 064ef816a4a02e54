/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "analysis/ori-compare.h"

G_BEGIN_DECLS

/* One indicator of one org unit beside the others, drawn on one line: what chance alone would give
 * at its size (the funnel) as a band, the interval and the value, the median of all as a tick, that
 * of similar org units as a diamond, the target as a dashed line. @compared is copied; the words
 * are in the tooltip and the accessible description. */
GtkWidget *ori_compare_strip_new (const OriCompared *compared, guint n_groups);
/* The explanation of the marks, for under the list. */
const char *ori_compare_strip_legend (void);
/* What the band says: «выше, чем бывает случайно при такой численности»; NULL inside it or without
 * one. */
const char *ori_compare_place_words (OriFunnelPlace place);

G_END_DECLS
