/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-trend.h"
#include "report/ori-analytic.h"

G_BEGIN_DECLS

/* What the parts of a report share: who and when it is about, and values as the reader may see
 * them. */
typedef struct {
  const OriReportInput *input;
  const OriSnapshot *snapshot;
  const OriProgramme *programme;
  OriDocument *document;
  GArray *cycles; /* of int, ascending, none after the cycle reported */
  int cycle;
  GArray *orgunits; /* of guint: one, or all of the main level that have data */
  gboolean single;
  /* Many indicators of one year without a programme: only the extremes of each are told, and what
   * is better is not known. */
  gboolean brief;
  OriOrgUnitLevel level;
  char *territory; /* name of the org unit or of the region */
  char *year;      /* of the cycle */
} OriReport;

/* FALSE when there is nothing to report; clear in any case. */
gboolean ori_report_init (OriReport *report, const OriReportInput *input, const char *title,
                          GError **error);
void ori_report_clear (OriReport *report);
int ori_report_cycle_at (const OriReport *report, guint index);
/* Indicators with a number or text of the org units in any cycle, in the order of the programme, a
 * variant behind its declared indicator; of const OriIndicator. */
GPtrArray *ori_report_indicators (const OriReport *report);

/* Values as the reader may see them: in a public report small numbers of sensitive populations are
 * SUPPRESSED, and sums from which they could be found as well. @period G_MAXUINT: missing. */
OriValue ori_report_value (const OriReport *report, const OriIndicator *indicator, guint orgunit,
                           guint period);
OriValue ori_report_total (const OriReport *report, const OriIndicator *indicator, guint period,
                           guint *present, guint *expected);
/* TRUE when a figure made of the values of several org units could give a hidden one away: one of
 * @codes (lines), or of all of the level with NULL, is SUPPRESSED for the reader. */
gboolean ori_report_hides_any (const OriReport *report, const OriIndicator *indicator, guint period,
                               const char *codes);
/* The change of an org unit, or of the total with @orgunit G_MAXUINT; none where the reader may not
 * see either value, or could find out who is left out of a comparison. */
OriChange ori_report_change (const OriReport *report, const OriIndicator *indicator, guint orgunit,
                             guint before, guint after);
/* The direction of all years of a share of an org unit that the report may show. */
OriTrend ori_report_trend (const OriReport *report, const OriIndicator *indicator, guint orgunit);
/* Drafts for an org unit without the comparisons that would give hidden numbers away. */
GPtrArray *ori_report_draft (const OriReport *report, guint orgunit, GError **error);
/* «по 9 из 12», NULL when the same parts reported. */
char *ori_parts_text (const OriChange *change);
gboolean ori_indicator_is_share (const OriIndicator *indicator);
/* About pupils with disabilities: small numbers would point at persons. */
gboolean ori_indicator_is_sensitive (const OriProgramme *programme, const OriIndicator *indicator);
/* Code of the common direction of an indicator: of its crosswalk, its criterion, else by the words
 * of its name as the bank lists them; NULL if none. Not owned. */
const char *ori_indicator_direction (const OriProgramme *programme, const OriIndicator *indicator);
/* All directions whose words a text has; NULL-terminated, strings not owned. */
const char **ori_text_directions (const char *text);

/* «в 2022 году», «в 2021/22 учебном году»; with a capital letter if @capital. */
char *ori_when_text (const OriSnapshot *snapshot, guint period, gboolean capital);
/* The largest denominator of the values shown, which decides on decimals (METHOD §7), 0 if none. */
double ori_report_base (const OriReport *report, const OriIndicator *indicator);
/* «67,3 %», «12 ед.», «нет данных». @base as above. */
char *ori_value_text (const OriIndicator *indicator, const OriValue *value, double base);
/* «67,3 %» of a bare number in the unit of the indicator; NULL when it is not finite. */
char *ori_figure_text (const OriIndicator *indicator, double figure, double base);
/* «+3,8 п.п.», «−5 ед.»; NULL when not finite. */
char *ori_difference_text (const OriIndicator *indicator, double difference, double base);
/* Name of a group, in Russian, whatever the language of the interface. Not owned. */
const char *ori_report_group_word (const OriScheme *scheme, guint group);
/* The same as a heading: «низкая эффективность», or as the analyst named it. */
char *ori_report_group_title (const OriScheme *scheme, guint group);
/* A count, NULL when not finite. */
char *ori_count_text (double count);
/* Adds the cell of a value to a row, with its source. */
OriReportCell *ori_report_add_value (const OriReport *report, GArray *row,
                                     const OriIndicator *indicator, const OriValue *value,
                                     double base);
/* «файл › лист › C4», NULL without a source. */
char *ori_source_text (const OriSnapshot *snapshot, const OriObservation *observation);

/* The chart of the only territory, or of the total. */
OriChartSpec *ori_report_dynamics_chart (const OriReport *report, const OriIndicator *indicator,
                                         gboolean total);

/* Who differs from the others by more than is usual: a sentence and the funnel of the year
 * reported, which will be figure @figure; nothing when nobody lies outside its limits of 99.8 %. */
void ori_report_add_funnel (OriReport *report, const OriIndicator *indicator, guint figure);

/* Takes off the title, which the caption repeats, and marks made-up data in Russian. */
void ori_report_prepare_chart (const OriReport *report, OriChartSpec *spec);

/* Parts of the analytic report. */
void ori_report_add_indicators (OriReport *report, const OriProgress *progress,
                                GCancellable *cancellable);
void ori_report_add_groups (OriReport *report);
void ori_report_add_deficits (OriReport *report);
gboolean ori_report_add_recommendations (OriReport *report, GError **error);
void ori_report_add_components (OriReport *report);
void ori_report_add_protocol (OriReport *report);
void ori_report_add_doubts (OriReport *report);
/* One table of an indicator: rows are years, or territories with columns for the years. */
OriItem *ori_report_add_indicator_table (OriReport *report, const OriIndicator *indicator);

/* The bank of recommendations (data/wording/recommendations.json). */
typedef struct {
  char *id;
  char *direction; /* NULL: any */
  char *audience;
  guint reasons; /* bits */
  char *text;
} OriBankEntry;

typedef struct {
  GPtrArray *entries;        /* of OriBankEntry */
  GPtrArray *audiences;      /* of char *: codes in order, each followed by its title */
  GHashTable *aliases;       /* code of a programme → code of the bank */
  char **defaults;           /* audiences of programmes that name none */
  GPtrArray *directions;     /* of char *: codes */
  GPtrArray *direction_keys; /* of char **: words of each, as ori_text_key() */
} OriBank;

/* Read on first use, never freed; NULL with an error when it cannot be read. */
const OriBank *ori_bank_get (GError **error);
/* The code of the bank for a code of a programme. */
const char *ori_bank_audience (const OriBank *bank, const char *code);
/* The entry that fits best: of the direction and the first reason that has one, else of any
 * direction; NULL if none. Where several fit equally, the first that is not among the keys of @used
 * (may be NULL), else the first. *@reason is the one it answers. */
const OriBankEntry *ori_bank_find (const OriBank *bank, const char *direction, const char *audience,
                                   guint reasons, GHashTable *used, OriDeficitReason *reason);

G_END_DECLS
