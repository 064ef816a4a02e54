/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-completeness.h"
#include "app/ori-grid-model.h"

G_BEGIN_DECLS

/* Which org units the matrix shows. */
typedef enum {
  ORI_COVER_SHOW_ALL,
  ORI_COVER_SHOW_INCOMPLETE,
  ORI_COVER_SHOW_DOUBTFUL,
} OriCoverShow;

/* What stands in a cell of the matrix; row and column are those of the OriCompleteness. */
typedef struct {
  guint row, col;
  guint orgunit;
  const OriIndicator *indicator; /* NULL in the columns of names and counts */
  const OriCoverCell *cell;      /* likewise */
} OriCoverPlace;

/* Completeness as a grid: a row for each org unit, with its name and its reporting rate, a column
 * for each indicator that is asked; the counts of the columns stay at the bottom. Rows are in the
 * order of names until they are sorted. */
#define ORI_TYPE_COMPLETENESS_MODEL (ori_completeness_model_get_type ())
G_DECLARE_FINAL_TYPE (OriCompletenessModel, ori_completeness_model, ORI, COMPLETENESS_MODEL,
                      GObject)

OriCompletenessModel *ori_completeness_model_new (void);
/* Takes @found, which was computed of @snapshot; what is shown, searched and sorted stays. */
void ori_completeness_model_take (OriCompletenessModel *self, OriSnapshot *snapshot,
                                  OriCompleteness *found);
/* Both NULL before the first ori_completeness_model_take(). */
OriCompleteness *ori_completeness_model_found (OriCompletenessModel *self);
OriSnapshot *ori_completeness_model_snapshot (OriCompletenessModel *self);

void ori_completeness_model_set_show (OriCompletenessModel *self, OriCoverShow show);
/* Only org units whose names have @text in them. */
void ori_completeness_model_set_search (OriCompletenessModel *self, const char *text);
/* TRUE when those that lack most come first. */
gboolean ori_completeness_model_incomplete_first (OriCompletenessModel *self);
guint ori_completeness_model_n_shown (OriCompletenessModel *self);
/* FALSE for the row of totals. */
gboolean ori_completeness_model_place_at (OriCompletenessModel *self, guint row, guint col,
                                          OriCoverPlace *place);
/* Where an org unit and an indicator (NULL: the name) are shown; FALSE when they are not. */
gboolean ori_completeness_model_find (OriCompletenessModel *self, guint orgunit,
                                      const char *indicator, guint *row, guint *col);

/* How a state is drawn, here and in the legend. @text is not owned, NULL for none. */
void ori_cover_box (OriCover state, OriDue due, OriGridBox *box, OriTone *tone, const char **text);

G_END_DECLS
