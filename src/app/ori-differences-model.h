/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"
#include "core/ori-snapshot.h"
#include "session/ori-differences.h"

G_BEGIN_DECLS

/* What changes from one version of a file to the next: a row per figure with its value and source
 * cell before and after. */
#define ORI_TYPE_DIFFERENCES_MODEL (ori_differences_model_get_type ())
G_DECLARE_FINAL_TYPE (OriDifferencesModel, ori_differences_model, ORI, DIFFERENCES_MODEL, GObject)

/* @differences stay the caller's and must outlive the model; @snapshot names what they are about.
 */
OriDifferencesModel *ori_differences_model_new (const OriDifferences *differences,
                                                OriSnapshot *snapshot);
/* Shows those of one kind (−1: of all) whose names, values or cells hold all words of @text; of
 * many the first at once, the others as the main loop turns. */
void ori_differences_model_filter (OriDifferencesModel *self, int kind, const char *text);
const OriDifference *ori_differences_model_at (OriDifferencesModel *self, guint row);
/* The side that a column speaks of: TRUE for the value before and its cell. */
gboolean ori_differences_model_is_before (guint col);

G_END_DECLS
