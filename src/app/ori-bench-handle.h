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

/* Height that the tag paints in, its ring included: what stands beside it is as high, so that few
 * rectangles of the window differ from one step to the next. */
#define ORI_BENCH_HANDLE_ROOM 38

GtkWidget *ori_bench_handle_new (guint index);
guint ori_bench_handle_index (OriBenchHandle *self);
void ori_bench_handle_set_value (OriBenchHandle *self, double value);
/* For screen readers, when movement stops: @name «Порог „средняя“», @spoken «47,5, 4 вниз». */
void ori_bench_handle_announce (OriBenchHandle *self, const char *name, const char *spoken,
                                double low, double high);
/* Appends a rectangle with round corners to the path of @cr. */
void ori_bench_handle_path (cairo_t *cr, double x, double y, double width, double height,
                            double radius);

G_END_DECLS
