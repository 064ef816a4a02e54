/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-derive-private.h"

G_BEGIN_DECLS

/* What the axes of one table carry. */
typedef struct {
  const OriReading *reading;
  const OriSheetEdits *edits;
  const OriGrid *grid;
  const OriTable *table;
  guint n; /* columns */
  OriHeader *headers;
  OriColumn *columns;
  OriSurroundings around;

  GArray *labels;         /* indexes of label columns, of guint */
  int place_col;          /* index of the column of org units, -1 */
  int home_col;           /* index of the column of municipalities beside their schools, -1 */
  int subject_col;        /* index of the column of indicators, -1 */
  int unit_col;           /* index, -1 */
  int period_col[2];      /* indexes, year first; -1 */
  gboolean section_years; /* section rows name years: «2021», below it months or figures */
  gboolean nested;        /* the label is in whichever label column the row fills */
  gboolean rows_are_subjects;
  gboolean cols_are_places;
  gboolean cols_have_subjects;
  gboolean cols_have_periods;
  gboolean territorial;    /* rows are known or likely territories or organisations */
  gboolean single_column;  /* one value column per period: its generic header is no subject */
  guint n_labels, n_known; /* labels looked at, matched */
  char **col_keys;         /* columns with one key and different periods are one subject */
  guint *col_serial;       /* 2… for a header that comes again in the same period */
} OriAxes;

void ori_axes_read (OriAxes *axes, const OriReading *reading, const OriSheetEdits *edits,
                    const OriGrid *grid, const OriTable *table, const OriSurroundings *sheet);
void ori_axes_clear (OriAxes *axes);

/* Which label columns name org units and which indicators; the others become attributes. */
void ori_axes_settle_labels (OriAxes *axes);
/* «Школа | Предмет | Участников»: finds a column of words that tells rows of one name apart. */
void ori_axes_find_dimension (OriAxes *axes);
gboolean ori_axes_is_data_row (const OriAxes *axes, guint row);
/* Whether column @c of @row holds something else than a mark of absence. */
gboolean ori_axes_is_filled (const OriAxes *axes, guint row, guint c);

/* «I квартал» in the header, the year in the title or in a row above the figures. */
void ori_axes_complete_periods (OriAxes *axes);
/* Figures that compare or sum up years have none of their own: they get the last one, marked as
 * lent. */
void ori_axes_lend_periods (OriAxes *axes);
/* «Изменение», «прирост», «в % к 2021»: a comparison of years, no part of a share. NULL is none. */
gboolean ori_header_says_difference (const char *text);
/* The state at the end of a year stands for the year, unless the year has a column of its own. */
void ori_axes_shorten_year_ends (OriAxes *axes);

/* The label of a body row, NULL if there is none; *@col receives its column. */
char *ori_axes_label (const OriAxes *axes, guint row, guint *col);
/* What a value column counts, as far as its header says; NULL or "" if nothing. */
const char *ori_axes_col_subject (const OriAxes *axes, guint c);
/* "orgunits-by-periods" and the like. */
const char *ori_axes_layout (const OriAxes *axes);

G_END_DECLS
