/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid-model.h"
#include "session/ori-session.h"

G_BEGIN_DECLS

/* Completeness of one cycle: a row per territory, a column per indicator that anybody reported. The
 * first column is the name, the second how many of them are there. */
#define ORI_TYPE_COVERAGE_MODEL (ori_coverage_model_get_type ())
G_DECLARE_FINAL_TYPE (OriCoverageModel, ori_coverage_model, ORI, COVERAGE_MODEL, GObject)

OriCoverageModel *ori_coverage_model_new (OriSession *session);
/* Reads the session's snapshot and cycle anew. */
void ori_coverage_model_refresh (OriCoverageModel *self);
/* What a cell speaks of; FALSE for the columns of names and counts. */
gboolean ori_coverage_model_cell_at (OriCoverageModel *self, guint row, guint col, guint *orgunit,
                                     const OriIndicator **indicator);
/* Cells reported and cells expected; «не применимо» is expected of nobody. */
void ori_coverage_model_totals (OriCoverageModel *self, guint *present, guint *expected);
guint ori_coverage_model_n_silent (OriCoverageModel *self); /* declared, reported by nobody */

/* The org units that a table of @snapshot shows: those of the main level that exist in @cycle or
 * reported; GArray of guint. */
GArray *ori_coverage_orgunits (const OriSnapshot *snapshot, int cycle);
/* The indicators with observations in @cycle (0: in any), of const OriIndicator, in the order of
 * the programme. */
GPtrArray *ori_coverage_indicators (const OriSnapshot *snapshot, int cycle);

G_END_DECLS
