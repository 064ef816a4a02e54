/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-walk-private.h"

G_BEGIN_DECLS

/* Tables whose rows are no figures but people who answered or events that took place; the figures
 * are counts of rows per org unit and year. */
typedef enum {
  ORI_TALLY_NONE,
  ORI_TALLY_RESPONDENTS, /* every column of answers is counted by answer */
  ORI_TALLY_EVENTS,      /* events are counted, participants summed */
} OriTallyKind;

typedef struct {
  OriTallyKind kind;
  guint head;    /* row of the header */
  int place_col; /* -1: the org unit comes from elsewhere */
  int date_col;  /* -1: the period does */
  int event_col; /* of events */
  GArray *cols;  /* counted or summed columns, of guint */
} OriTally;

/* Tells by the words of a header in the first rows, and by what stands below it, whether the sheet
 * is such a table. TRUE fills @tally, to be cleared. */
gboolean ori_tally_find (OriTally *tally, const OriReading *reading, const OriGrid *grid,
                         const OriRoleEdits *edits);
void ori_tally_clear (OriTally *tally);
/* The one table of such a sheet. Free with ori_table_free(). */
OriTable *ori_tally_table (const OriTally *tally, const OriGrid *grid);
/* Adds the drafts; the cells counted lead to the first one of them. */
void ori_tally_read (OriWalk *walk, const OriTally *tally);
/* "respondents" or "register". */
const char *ori_tally_layout (const OriTally *tally);

G_END_DECLS
