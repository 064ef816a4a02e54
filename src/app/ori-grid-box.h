/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"

G_BEGIN_DECLS

/* The boxes of a matrix of states, for the grid and for the legend beside it. */

/* One frame: the dashed outline, dear to paint, is made once for each tone and size. */
typedef struct {
  const OriTones *colors;
  GskRenderNode *dashed[ORI_N_TONES];
  graphene_size_t dashed_size;
} OriGridBoxes;

void ori_grid_boxes_paint (OriGridBoxes *self, GtkSnapshot *snapshot, OriGridBox box, OriTone tone,
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
