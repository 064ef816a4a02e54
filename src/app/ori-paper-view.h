/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Pages of paper under each other, for a GtkScrolledWindow. Only what is visible is painted, a page
 * at a time; paper is white also in the dark. Page Up and Page Down go by pages.
 *
 * Signal "page-changed": another page is the one looked at. */
#define ORI_TYPE_PAPER_VIEW (ori_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (OriPaperView, ori_paper_view, ORI, PAPER_VIEW, GtkWidget)

GtkWidget *ori_paper_view_new (void);
/* Recorded pages (of cairo_surface_t, in points, A4); a reference is taken; NULL shows nothing. The
 * place that is looked at stays. */
void ori_paper_view_set_pages (OriPaperView *self, GPtrArray *pages);
guint ori_paper_view_n_pages (OriPaperView *self);
/* The page looked at, from 0. */
guint ori_paper_view_get_page (OriPaperView *self);
void ori_paper_view_go_to (OriPaperView *self, guint page);
/* Pixels per point; 0: as wide as there is room. */
void ori_paper_view_set_zoom (OriPaperView *self, double zoom);
/* The zoom that is in effect. */
double ori_paper_view_get_zoom (OriPaperView *self);

G_END_DECLS
