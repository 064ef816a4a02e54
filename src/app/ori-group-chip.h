/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ori-grid-model.h"

G_BEGIN_DECLS

/* A group as shape and word: «▼ низкая». */
GtkWidget *ori_group_chip_new (void);
/* @group -1: no group, «—». */
void ori_group_chip_set (GtkWidget *chip, guint n_groups, int group, const char *name);
/* The same in a cell of a grid. */
void ori_group_chip_fill (OriGridCell *cell, guint n_groups, int group, const char *name);

G_END_DECLS
