/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A period that numbers speak of. Its code is canonical and sorts by time within a kind:
 *   calendar year "2021" · school year "2020/2021" · half "2022-H1" · quarter "2015-Q1" · month
 *   "2022-01" · date of record "2022-12-31".
 * Periods belong to a cycle: the year in which the round of monitoring runs. */
typedef enum {
  ORI_PERIOD_NONE,
  ORI_PERIOD_YEAR,
  ORI_PERIOD_SCHOOL_YEAR,
  ORI_PERIOD_HALF,
  ORI_PERIOD_QUARTER,
  ORI_PERIOD_MONTH,
  ORI_PERIOD_DATE,
} OriPeriodKind;

typedef struct {
  OriPeriodKind kind;
  gint16 year; /* first year of a school year */
  guint8 part; /* half 1–2, quarter 1–4, month 1–12 */
  guint8 day;  /* of a date; part is its month */
} OriPeriod;

/* Reads a whole text that names one period and nothing else: "2021", "2021 г.", "2021 год",
 * "2020/2021", "2020-2021", "2020–2021 уч. год", "2021/22", "1 квартал 2015", "январь 2022",
 * "январь–март 2022" (a quarter; also halves and the year), "2022 январь", "01.2022", "31.12.2022",
 * "на 31.12.2022", and codes as above. Two years with a dash are a school year only when the second
 * follows the first. Years from 1900 to 2100. */
gboolean ori_period_parse (const char *text, OriPeriod *period);

/* Finds a period inside a longer text (a title, a file name): the last one named. "за
 * январь–декабрь 2011 г." is the year 2011. FALSE when there is none. */
gboolean ori_period_find (const char *text, OriPeriod *period);

OriPeriod ori_period_year (int year);

/* Canonical code; "" for ORI_PERIOD_NONE. Free with g_free(). */
char *ori_period_code (const OriPeriod *period);

/* For people, in the language of the interface: «2020/21», «2021», «январь 2022». */
char *ori_period_label (const OriPeriod *period);

/* The cycle of a period: its year, for a school year the year it ends in. */
int ori_period_cycle (const OriPeriod *period);

/* Chronological by end, then by kind. qsort-like. */
int ori_period_compare (const OriPeriod *a, const OriPeriod *b);

G_END_DECLS
