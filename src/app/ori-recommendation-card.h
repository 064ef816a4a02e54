/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* One recommendation: its text, edited in place, what it rests on, and a line with a way out when
 * that has changed. Typing is kept in the workspace after a short pause, when the focus leaves and
 * when the card goes out of sight; a card whose text is what the workspace holds is never touched,
 * so that cursor and focus stay.
 *
 * Signal "evidence-activated" (index, chip): where is that number from? */
#define ORI_TYPE_RECOMMENDATION_CARD (ori_recommendation_card_get_type ())
G_DECLARE_FINAL_TYPE (OriRecommendationCard, ori_recommendation_card, ORI, RECOMMENDATION_CARD,
                      GtkWidget)

GtkWidget *ori_recommendation_card_new (OriSession *session);
/* Shows a recommendation (copied) under its number in the draft. */
void ori_recommendation_card_show (OriRecommendationCard *self,
                                   const OriRecommendation *recommendation, guint number);
const OriRecommendation *ori_recommendation_card_get (OriRecommendationCard *self);
/* Why it is stale, NULL when it is not. */
void ori_recommendation_card_set_stale (OriRecommendationCard *self, const char *why);
/* Keeps what was typed, if anything. */
void ori_recommendation_card_flush (OriRecommendationCard *self);
void ori_recommendation_card_edit (OriRecommendationCard *self);
GtkTextBuffer *ori_recommendation_card_get_buffer (OriRecommendationCard *self);

G_END_DECLS
