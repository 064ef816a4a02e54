/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"
#include "import/ori-recognition.h"

G_BEGIN_DECLS

/* A sheet of a file as it is, for a grid with row numbers; with a recognition, coloured by roles,
 * and the cells that findings speak of outlined. */
#define ORI_TYPE_SHEET_MODEL (ori_sheet_model_get_type ())
G_DECLARE_FINAL_TYPE (OriSheetModel, ori_sheet_model, ORI, SHEET_MODEL, GObject)

/* @recognition may be NULL; it must outlive the model. */
OriSheetModel *ori_sheet_model_new (const OriBook *book, guint sheet,
                                    const OriRecognition *recognition);
/* After a correction: @recognition of the same book takes the place of the one before. */
void ori_sheet_model_reread (OriSheetModel *self, const OriRecognition *recognition);
/* How many columns stay at the left; none at first. */
void ori_sheet_model_freeze (OriSheetModel *self, guint n_cols);
guint ori_sheet_model_sheet (OriSheetModel *self);

/* What a role is called on screen; not owned. */
const char *ori_role_label (OriCellRole role);
OriTone ori_role_tone (OriCellRole role);

G_END_DECLS
