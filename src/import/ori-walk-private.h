/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-axes-private.h"

G_BEGIN_DECLS

/* One table on its way to drafts. */
typedef struct {
  const OriAxes *axes;
  OriSheetResult *result;
  guint table_index;
  GHashTable *subjects;     /* key → index + 1 */
  GHashTable *places;       /* key → index + 1 */
  GHashTable *label_counts; /* key of label → how often */
  char *section;            /* last section text, NULL */
  char *head;               /* the label above «в том числе», NULL */
  char *super;              /* the last such label that comes only once, NULL */
  char *last_label;
  char *main_label; /* the last label that is no «из них …», NULL */
  char *raw_label;  /* label and unit of the row above as printed, NULL */
  char *raw_unit;
  char *group_key;  /* key of the label that begins every group of repeated labels, NULL */
  char *group_head; /* the label above the group being read, NULL */
  gboolean section_is_subject; /* sections name indicators, the same org units come in each */
  OriPeriod section_period;    /* of the last section row that names one */
  const OriOrgUnit *section_unit;
  char *section_place;
  char *place_above; /* org unit of a column that is blank below its first row */
  char *home;        /* what the column of municipalities says of the row, NULL */
  gboolean emit_blanks;
  gboolean dates_repeat; /* several dates of one year per label: the date is the period */
  guint n_drafts;
  char *row_key;       /* key of the label of the row being read, NULL */
  guint *col_subjects; /* subject + 1 of columns while rows add nothing to it */
} OriWalk;

/* The index of a place among the sheet's places; the same name in one table, beside the same
 * municipality, is one place. */
guint ori_walk_intern_place (OriWalk *walk, const char *printed, const char *qualified,
                             const OriOrgUnit *unit, guint row, guint col);
/* The place of a table whose rows and columns name none. */
guint ori_walk_context_place (OriWalk *walk);
/* The index of the subject of column @c in a row labelled @label (NULL: rows add nothing). */
guint ori_walk_intern_subject (OriWalk *walk, guint c, const char *label, guint row, guint col);
/* The label of @row with what it belongs to, when it alone does not tell rows apart; NULL if it
 * does. Rows are to come in order. */
char *ori_walk_qualify (OriWalk *walk, guint row, const char *label);
/* Sees how the labels of the table repeat, once they are counted. */
void ori_walk_find_groups (OriWalk *walk);
/* The period that the row itself names, kind NONE if it names none; *@note receives what else its
 * cell says, in the sheet's strings. */
OriPeriod ori_walk_row_period (const OriWalk *walk, guint row, const char **note);
/* «март», «II квартал» in the column of periods, of a year named elsewhere. */
gboolean ori_walk_complete_period (const OriWalk *walk, guint row, const OriPeriod *year,
                                   OriPeriod *period);
/* «2021» alone in a row is the year of the rows below it: TRUE if @text is that. */
gboolean ori_walk_read_section_year (OriWalk *walk, guint row, const char *text);
/* Reads all rows of the body. */
void ori_walk_read_body (OriWalk *walk);
/* Makes a draft of column @c of @row. @label words the subject of the row, NULL if rows have none;
 * @period and @note are what the row says itself. */
void ori_walk_read_cell (OriWalk *walk, guint row, guint c, guint place, const char *label,
                         const char *row_unit, OriPeriod period, const char *note);
/* Compares the printed percent in column @c with its own numbers beside it, in exact decimal
 * arithmetic. */
void ori_walk_check_percent (OriWalk *walk, guint row, guint c);
/* Compares the part in column @c with its whole beside it: neither less than nothing nor more. */
void ori_walk_check_part (OriWalk *walk, guint row, guint c);
/* A single cell gets the role and the reason. */
void ori_axes_mark_cell (const OriAxes *axes, guint row, guint col, OriCellRole role,
                         OriUnusedReason reason);
/* The cells of the header and of the notes below get what their columns are. */
void ori_axes_mark_header (const OriAxes *axes);
/* Every cell of the row within the table gets the role and the reason. */
void ori_axes_mark_row (const OriAxes *axes, guint row, OriCellRole role, OriUnusedReason reason);
/* How the part in column @c is printed, when not as its subject; in the sheet's strings. */
const char *ori_walk_part_wording (OriWalk *walk, const OriDraft *draft, guint c);

/* Whether there is anything to read: several rows of bare figures under a header are no table. */
gboolean ori_axes_is_table (const OriAxes *axes);
double ori_walk_confidence (const OriWalk *walk);
/* Adds the table to the result's descriptions, with the reasons in words. @tally is the layout of a
 * table whose rows were counted, else NULL. */
void ori_walk_describe (const OriWalk *walk, const char *tally, double confidence);
/* Findings about hidden, repeated and headless columns. */
void ori_walk_find_column_doubts (OriWalk *walk);

G_END_DECLS
