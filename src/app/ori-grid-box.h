/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"

G_BEGIN_DECLS

/* The boxes of a matrix of states, for the grid and for the legend beside it. */

/* One frame: each kind of box is drawn once, as a picture that is then repeated; hundreds of
 * rounded and dashed outlines would take longer than all the rest of the frame. */
typedef struct {
  const OriTones *colors;
  int scale; /* pixels of the screen to one of ours */
  cairo_surface_t *pictures[ORI_GRID_N_BOXES][ORI_N_TONES];
  graphene_size_t size; /* of the pictures */
} OriGridBoxes;

void ori_grid_boxes_paint (OriGridBoxes *self, cairo_t *cr, OriGridBox box, OriTone tone,
                           const graphene_rect_t *rect);
/* @text may be NULL; it is cut where it is longer than the box. */
void ori_grid_boxes_paint_text (OriGridBoxes *self, GtkSnapshot *snapshot, OriGridBox box,
                                OriTone tone, const char *text, PangoLayout *layout,
                                const graphene_rect_t *rect);
void ori_grid_boxes_clear (OriGridBoxes *self);
void ori_grid_paint_hatching (GtkSnapshot *snapshot, const OriTones *colors,
                              const graphene_rect_t *rect);

/* A box by itself, with the words of the state beside it for legends: «▢ нет данных». */
GtkWidget *ori_grid_box_legend_new (OriGridBox box, OriTone tone, const char *text,
                                    const char *words);

G_END_DECLS
