/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ori-draft-view.h"

G_BEGIN_DECLS

/* The page «Рекомендации»: the deficits of one territory in the chosen cycle, and beside them the
 * draft of recommendations by audience, edited in place. */
#define ORI_TYPE_RECOMMENDATIONS_PAGE (ori_recommendations_page_get_type ())
G_DECLARE_FINAL_TYPE (OriRecommendationsPage, ori_recommendations_page, ORI, RECOMMENDATIONS_PAGE,
                      AdwBin)

OriDraftView *ori_recommendations_page_get_draft (OriRecommendationsPage *self);
/* What the deficits and stale marks show; NULL while it is computed. */
const OriStanding *ori_recommendations_page_get_standing (OriRecommendationsPage *self);
/* Drafts for the territory shown, as the button does. */
void ori_recommendations_page_draft (OriRecommendationsPage *self);

G_END_DECLS
