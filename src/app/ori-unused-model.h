/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"
#include "core/ori-stage.h"

G_BEGIN_DECLS

/* What of a sheet will not come in, and why: cells that were not used, and records that lack a
 * territory, an indicator or a year. */
#define ORI_TYPE_UNUSED_MODEL (ori_unused_model_get_type ())
G_DECLARE_FINAL_TYPE (OriUnusedModel, ori_unused_model, ORI, UNUSED_MODEL, GObject)

OriUnusedModel *ori_unused_model_new (void);
/* The stage must stay until the next one is set; NULL empties the model. */
void ori_unused_model_set_stage (OriUnusedModel *self, const OriStage *stage, const char *sheet);
/* The place of a row; FALSE when there is no such row. */
gboolean ori_unused_model_place (OriUnusedModel *self, guint row, OriRange *range);

G_END_DECLS
