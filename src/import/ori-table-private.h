/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-grid-private.h"

G_BEGIN_DECLS

/* Why a cell gave no record; the words of OriStageUnused.reason are in ori_unused_code(). */
typedef enum {
  ORI_UNUSED_NONE, /* it was used */
  ORI_UNUSED_TITLE,
  ORI_UNUSED_NOTE,
  ORI_UNUSED_NUMBERS, /* column numbers, row numbers */
  ORI_UNUSED_TOTAL,
  ORI_UNUSED_SECTION,
  ORI_UNUSED_REPEATED_HEADER,
  ORI_UNUSED_IDENTIFIER,
  ORI_UNUSED_ATTRIBUTE, /* text or a date beside the numbers */
  ORI_UNUSED_EMPTY_COLUMN,
  ORI_UNUSED_NO_HEADER,
  ORI_UNUSED_NO_LABEL,
  ORI_UNUSED_NO_TABLE,
  ORI_UNUSED_BY_HAND,
  ORI_UNUSED_SHEET,
  ORI_UNUSED_SUBSET, /* «в т.ч. сельские» */
} OriUnusedReason;

const char *ori_unused_code (OriUnusedReason reason);

/* What a row looks like before it is known what it means. */
typedef enum {
  ORI_ROW_BLANK,
  ORI_ROW_SINGLE,  /* one text: title, section, note; also «Территория: | …» pairs */
  ORI_ROW_TEXTS,   /* several texts: a header */
  ORI_ROW_PERIODS, /* a header that names periods */
  ORI_ROW_NUMBERING,
  ORI_ROW_NUMERIC,
  ORI_ROW_REPEATED, /* the header again, on the next printed page */
} OriRowKind;

/* A table on a sheet: rows are titles [title1, head1), header [head1, body1), body [body1, body2],
 * notes (body2, note2]. */
typedef struct {
  guint c1, c2;
  guint title1, head1, body1, body2, note2;
  guint8 *kinds; /* of rows title1…note2: OriRowKind */
} OriTable;

void ori_table_free (OriTable *table);
OriRowKind ori_table_row_kind (const OriTable *table, guint row);

/* Roles set by hand: row or column → OriCellRole. A NULL table means none. */
typedef struct {
  GHashTable *rows, *cols; /* GUINT_TO_POINTER */
} OriRoleEdits;

gboolean ori_role_edit (GHashTable *edits, guint index, OriCellRole *role);

/* The tables of a sheet in reading order, of OriTable: stacked ones are told apart by their
 * headers, side by side by empty columns or by a label column that comes again. */
GPtrArray *ori_table_find_all (const OriGrid *grid, const OriRoleEdits *edits);

/* A title without its period: what it speaks of next year as well. Free with g_free(). */
char *ori_title_undated (const char *title);

/* A column of a table as its header tells it. */
typedef struct {
  char *printed;        /* levels joined with " / ", without the periods; NULL if nothing is left */
  char *parent;         /* the same without the last level */
  char *leaf;           /* the last level that is no period */
  char *unit;           /* as in the header, «%» for every wording of percent */
  OriPeriod period;     /* kind NONE if the header names none */
  char *period_note;    /* footnote at the period */
  gboolean period_lent; /* of several years: the header names no single one */
  gboolean any;         /* there is a header cell above this column */
  const char *part;     /* ORI_PART_…, NULL until told by ori_header_find_parts() */
  int group;            /* columns of one indicator and period share a group; -1: on its own */
} OriHeader;

void ori_header_clear (OriHeader *header);
/* Headers of columns c1…c2, an array of c2 - c1 + 1. */
OriHeader *ori_header_read (const OriGrid *grid, const OriTable *table);
void ori_header_free_all (OriHeader *headers, guint n);

/* Tells total, participated and percent among the value columns @cols (indexes into @headers) by
 * words and, where the words are equal or silent, by order and by the numbers themselves. */
void ori_header_find_parts (const OriGrid *grid, const OriTable *table, OriHeader *headers,
                            const guint *cols, guint n_cols);

/* The unit named at the end of a header or in brackets: «, чел.», «(%)», «, проц.»; NULL if none.
 */
char *ori_header_unit (const char *text);
/* The unit of a line in brackets above a table: «(на конец года; тысяч человек)»; NULL if the text
 * is no such line. */
char *ori_title_unit (const char *text);
gboolean ori_header_is_part_word (const char *text);
/* «Всего», «Приняли участие»: words that tell the parts of an indicator. */
gboolean ori_header_says_part (const char *text);

G_END_DECLS
