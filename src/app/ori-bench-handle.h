/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The tag on top of a threshold: a slider for the keyboard and for screen readers. What it does is
 * up to the bench, which also places it.
 *
 * Signals:
 *   "step" (amount, snap): an arrow key: by ±0,1 or ±1, or to the next place to snap to (@snap, the
 * sign of @amount tells where).
 *   "settled": the key was let go. */
#define ORI_TYPE_BENCH_HANDLE (ori_bench_handle_get_type ())
G_DECLARE_FINAL_TYPE (OriBenchHandle, ori_bench_handle, ORI, BENCH_HANDLE, GtkWidget)

GtkWidget *ori_bench_handle_new (guint index);
guint ori_bench_handle_index (OriBenchHandle *self);
void ori_bench_handle_set_value (OriBenchHandle *self, double value);
/* For screen readers, when movement stops: @name «Порог „средняя“», @spoken «47,5, 4 вниз». */
void ori_bench_handle_announce (OriBenchHandle *self, const char *name, const char *spoken,
                                double low, double high);

G_END_DECLS
