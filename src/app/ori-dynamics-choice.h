/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ori-chart.h"
#include "session/ori-session.h"

G_BEGIN_DECLS

/* At most so many lines have noise bands, as the charts of the report module draw them. */
#define ORI_DYNAMICS_BANDS 3

/* What the page «Динамика» shows, by codes, kept in the settings of the workspace. */
typedef struct {
  OriChartKind kind;      /* dynamics, bars or funnel */
  gboolean by_indicators; /* one org unit and several indicators, not the other way round */
  gboolean bands;         /* Wilson intervals */
  char *indicator;        /* the one of several org units; NULL until chosen */
  char **orgunits;        /* of that indicator; NULL until chosen */
  char **indicators;      /* of the chosen org unit; NULL until chosen */
} OriDynamicsChoice;

OriDynamicsChoice *ori_dynamics_choice_load (OriStore *store);
/* Settings are not worth an error: what cannot be kept is chosen anew. */
void ori_dynamics_choice_save (const OriDynamicsChoice *self, OriStore *store);
void ori_dynamics_choice_free (OriDynamicsChoice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriDynamicsChoice, ori_dynamics_choice_free)

/* What is worth looking at first. The org units of @orgunits (guint): the chosen one, then those
 * whose value changed most. Free with g_strfreev(). */
char **ori_dynamics_telling_orgunits (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                      const GArray *orgunits, guint chosen);
/* The indicators (of const OriIndicator) of an org unit with values in most cycles, shares first.
 */
char **ori_dynamics_telling_indicators (const OriSnapshot *snapshot, const GPtrArray *indicators,
                                        guint orgunit);
/* The one of @indicators with most values over org units and cycles, shares first; NULL if there is
 * none. */
const OriIndicator *ori_dynamics_telling_indicator (const OriSnapshot *snapshot,
                                                    const GPtrArray *indicators,
                                                    const GArray *orgunits);

/* The last two values of a series, FALSE when there are not two. */
gboolean ori_dynamics_last_change (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                   guint orgunit, OriChange *change);

G_END_DECLS
