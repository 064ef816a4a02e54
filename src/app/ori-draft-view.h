/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/ori-recommendation-card.h"
#include "app/ori-standing.h"

G_BEGIN_DECLS

/* The recommendations of one org unit by audience. Showing them again changes only what differs, so
 * that what is being edited stays as it is; many cards are made a few at a time.
 *
 * Signal "evidence-activated" (card, index, chip). */
#define ORI_TYPE_DRAFT_VIEW (ori_draft_view_get_type ())
G_DECLARE_FINAL_TYPE (OriDraftView, ori_draft_view, ORI, DRAFT_VIEW, GtkWidget)

GtkWidget *ori_draft_view_new (void);
/* @recommendations (of OriRecommendation) in the order of the workspace; taken. @audiences: the
 * order of headings, others behind. */
void ori_draft_view_show (OriDraftView *self, OriSession *session, GPtrArray *recommendations,
                          const GPtrArray *audiences);
/* Marks what is stale; NULL: nothing is known yet, the marks stay. */
void ori_draft_view_show_standing (OriDraftView *self, const OriStanding *standing);
/* Keeps what was typed in any card. */
void ori_draft_view_flush (OriDraftView *self);
/* Puts the cursor into a recommendation as soon as its card is there. */
void ori_draft_view_edit (OriDraftView *self, gint64 id);
/* NULL when it is not shown (yet). */
OriRecommendationCard *ori_draft_view_get_card (OriDraftView *self, gint64 id);

G_END_DECLS
