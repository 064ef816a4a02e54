/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ori-completeness-model.h"
#include "session/ori-session.h"

G_BEGIN_DECLS

/* The matrix of what has come, with its filters, its order, its level and its legend. It is
 * computed in a job; what was shown stays until the new one is there. A cell opens a popover that
 * tells why it is as it is, and a remedy.
 *
 * Signal "updated": new numbers are shown. */
#define ORI_TYPE_COMPLETENESS_VIEW (ori_completeness_view_get_type ())
G_DECLARE_FINAL_TYPE (OriCompletenessView, ori_completeness_view, ORI, COMPLETENESS_VIEW, AdwBin)

/* Not owned: the window's, which outlives the view. */
void ori_completeness_view_set_session (OriCompletenessView *self, OriSession *session);
/* Looks whether data, year or level have changed, and only then computes. */
void ori_completeness_view_refresh (OriCompletenessView *self);
/* TRUE while a newer matrix is on its way. */
gboolean ori_completeness_view_is_busy (OriCompletenessView *self);
OriCompletenessModel *ori_completeness_view_model (OriCompletenessView *self);
/* Opens the letters, with that to @orgunit (a code, NULL for none in particular). */
void ori_completeness_view_remind (OriCompletenessView *self, const char *orgunit);
gboolean ori_completeness_view_focus_search (OriCompletenessView *self);

G_END_DECLS
