/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"
#include "core/ori-stage.h"

G_BEGIN_DECLS

/* What will come in from one sheet of a file: a row per record that is ready. */
#define ORI_TYPE_RECORDS_MODEL (ori_records_model_get_type ())
G_DECLARE_FINAL_TYPE (OriRecordsModel, ori_records_model, ORI, RECORDS_MODEL, GObject)

/* @orgunits (of OriOrgUnit) name the territories, @programme the indicators; both may be NULL. */
OriRecordsModel *ori_records_model_new (const GPtrArray *orgunits, const OriProgramme *programme);
/* @stage stays the caller's and must live until the next call; NULL empties the model. */
void ori_records_model_set_stage (OriRecordsModel *self, const OriStage *stage, const char *sheet);
/* The first row whose value comes from the cell, -1 if there is none. */
int ori_records_model_find (OriRecordsModel *self, guint row, guint col);
/* The record of a row. */
const OriRecord *ori_records_model_record (OriRecordsModel *self, guint row);

G_END_DECLS
