/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-change.h"
#include "analysis/ori-deficits.h"
#include "analysis/ori-groups.h"
#include "report/ori-document.h"

G_BEGIN_DECLS

/* What a report is made from: everything is plain data, nothing is read from a workspace here. */
typedef struct {
  const OriSnapshot *snapshot;
  const OriScheme *scheme;
  const GPtrArray *protocol;        /* of OriProtocolEntry, may be NULL */
  const GPtrArray *recommendations; /* of OriRecommendation of the cycle, may be NULL */
  int cycle;                        /* 0: the last with data */
  const char *orgunit;              /* code for a report on one municipality, NULL: all */
  gboolean training;
  gboolean public_version; /* personal data and small cells left out */
  const char *author;      /* printed if it looks like a name, not like a login */
  gint64 date;
} OriReportInput;

/* The analytic report: per indicator a sentence made from the numbers, a table and a chart; groups;
 * recommendations by audience; components of the analysis, each filled or «данных нет»; the
 * protocol of thresholds. Wording from data/wording. */
OriDocument *ori_analytic_report (const OriReportInput *input, const OriProgress *progress,
                                  GCancellable *cancellable, GError **error);
/* The protocol of thresholds alone: who accepted which, when and why. */
OriDocument *ori_protocol_report (const OriReportInput *input, GError **error);
/* Summary tables: indicator × org unit × period. */
OriDocument *ori_summary_tables (const OriReportInput *input, const OriProgress *progress,
                                 GCancellable *cancellable, GError **error);

/* The chart of an indicator over the cycles for the org units of @orgunits (guint indexes): what
 * the page «Динамика», the command line and the report show. @bands: Wilson intervals. */
OriChartSpec *ori_dynamics_chart (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                  const GArray *orgunits, gboolean bands);
/* The same for several indicators of one org unit. */
OriChartSpec *ori_profile_dynamics_chart (const OriSnapshot *snapshot, const GPtrArray *indicators,
                                          guint orgunit, gboolean bands);
/* The funnel of an indicator in one cycle: the shares of all org units of the main level against
 * the numbers behind them, within the limits of chance, wider where the org units differ more than
 * by chance (analysis/ori-funnel.h). Series are ascending by number, those without data last; which
 * are not applicable, hidden or printed without counts the note says. NULL when there is nothing of
 * the indicator in @cycle. Only for indicators that suit. */
OriChartSpec *ori_funnel_chart (const OriSnapshot *snapshot, const OriIndicator *indicator,
                                int cycle);
/* Is it a share of counts? */
gboolean ori_funnel_chart_suits (const OriIndicator *indicator);
/* The strip of scores with thresholds: page «Группы», command line, report. */
OriChartSpec *ori_groups_chart (const OriSnapshot *snapshot, const OriScheme *scheme,
                                const OriIndicator *indicator, int cycle);

/* Drafts of recommendations for the deficits of an org unit from the bank of wordings
 * (data/wording/recommendations.json), worst deficits first, at most five for an audience. Deficits
 * of one direction get different entries where the bank has them; those that get the same one share
 * a draft, whose text lists the numbers of each. GPtrArray of OriRecommendation. */
GPtrArray *ori_recommendations_draft (const OriSnapshot *snapshot, const OriScheme *scheme,
                                      guint orgunit, int cycle, GError **error);
/* TRUE when the numbers that the recommendation rests on are no longer what they were; *@why (may
 * be NULL) says it in words. */
gboolean ori_recommendation_is_stale (const OriRecommendation *recommendation,
                                      const OriSnapshot *snapshot, const OriScheme *scheme,
                                      char **why);
/* The heading of an audience: «Руководителям школ». From the wording, not owned; the code itself
 * when unknown. */
const char *ori_audience_title (const char *code);
/* One evidence in words: «СО5.1: 24 % в 2023, медиана 41 %». */
char *ori_evidence_text (const OriEvidence *evidence, const OriSnapshot *snapshot);

G_END_DECLS
