/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-match-private.h"
#include "import/ori-table-private.h"

G_BEGIN_DECLS

/* What a sheet says, before names become codes: drafts of records that point to places (org units
 * as printed) and subjects (indicators as worded). */

typedef struct {
  char *printed;          /* NULL: from the context of the import */
  char *qualified;        /* with its section when the name comes again in the table; else NULL */
  const OriOrgUnit *unit; /* as matched, NULL if not */
  guint row, col;
  gboolean new_other; /* no territory: a row of a foreign sheet */
  char *home;         /* the municipality as printed in a column of its own; NULL */
  gboolean disputed;  /* what is printed contradicts the form's code: only a person may decide */
} OriPlace;

typedef struct {
  char *printed;   /* levels joined with " / "; NULL if the sheet does not word it */
  char *name;      /* for an indicator made from it */
  char **texts;    /* wordings to match, the nearest first */
  GPtrArray *also; /* other printed wordings: those of its other parts; NULL if none */
  char *unit;
  guint row, col;
  guint sheet, table;
  guint parts;      /* bits of OriPartBit that occur */
  guint serial;     /* 2… for the second and further column of one header */
  const char *code; /* of the indicator or contextual element where a form tells it; not owned */
} OriSubject;

typedef enum {
  ORI_PART_BIT_VALUE = 1 << 0,
  ORI_PART_BIT_TOTAL = 1 << 1,
  ORI_PART_BIT_PARTICIPATED = 1 << 2,
  ORI_PART_BIT_PERCENT = 1 << 3,
  ORI_PART_BIT_TEXT = 1 << 4,
} OriPartBit;

guint ori_part_bit (const char *part);

typedef struct {
  guint row, col;
  guint place, subject;
  const char *part; /* NULL: what the indicator has */
  OriPeriod period;
  OriStatus status;
  double value;
  const char *unit; /* in the sheet's strings, may be NULL */
  const char *note;
  const char *text;
  const char *printed; /* of the indicator, where parts are worded differently; else NULL */
} OriDraft;

typedef struct {
  gatomicrefcount refs; /* copies of a recognition share what neither has corrected */
  guint sheet;
  OriGrid *grid;
  GStringChunk *strings;
  GArray *places;       /* of OriPlace */
  GArray *subjects;     /* of OriSubject */
  GArray *drafts;       /* of OriDraft, by row and column after sorting */
  GPtrArray *tables;    /* of OriTable */
  GPtrArray *described; /* of OriStageTable */
  GPtrArray *findings;  /* of OriFinding */
  guint *leads;         /* beside the grid's cells: 1 + index of the cell whose record counts this
                           one, 0 if none; NULL unless rows were counted */
  gboolean form;        /* a form or what comes with it: it tells itself what is amiss */
  gboolean period_guessed; /* a period came from the file's name or the cycle */
} OriSheetResult;

OriSheetResult *ori_sheet_result_ref (OriSheetResult *result);
/* NULL is allowed. */
void ori_sheet_result_unref (OriSheetResult *result);

/* What all sheets of a book are read with. */
typedef struct {
  const OriBook *book;
  const char *file;
  const OriMatchContext *context;
  OriPlaceIndex *places;
  OriSubjectIndex *subjects;
  GHashTable *place_edits;                 /* text key → code, "" for not used */
  GHashTable *subject_edits;               /* text key → element or indicator code */
  GPtrArray *own_units;                    /* of OriOrgUnit, made by hand; may be NULL */
  GPtrArray *own_indicators;               /* of OriIndicator, likewise */
  const struct OriSheetEdits *sheet_edits; /* one per sheet */
  gboolean knows_places;                   /* there are org units to match with */
} OriReading;

/* A cell corrected by hand. */
typedef struct {
  gboolean left_out;
  char *text; /* the number it should hold, "" for none; NULL: as read */
} OriCellEdit;

typedef struct OriSheetEdits {
  OriRoleEdits roles;
  GHashTable *parts; /* column → static ORI_PART_… */
  GHashTable *cells; /* ori_cell_key() → OriCellEdit */
  OriPeriod period;  /* kind NONE unless set by hand */
  gboolean used;
} OriSheetEdits;

/* The correction of a cell, NULL if there is none. */
const OriCellEdit *ori_sheet_edits_cell (const OriSheetEdits *edits, guint row, guint col);

/* When @watch calls it off, the result is only there to be freed. */
OriSheetResult *ori_derive_sheet (const OriReading *reading, guint sheet,
                                  const OriSheetEdits *edits, const OriWatch *watch);

/* The org unit a printed name means, corrections first. */
OriMatchKind ori_reading_match_place (const OriReading *reading, const char *printed,
                                      const OriOrgUnit **unit, char **others);

/* What stands around a table and speaks for all of it. */
typedef struct {
  GPtrArray *subjects; /* title lines that may word an indicator, the nearest first */
  char *unit;
  OriPeriod period;
  gboolean period_lent; /* of several years the last one */
  const OriOrgUnit *unit_matched;
  char *place_printed;
  guint place_row, place_col;
} OriSurroundings;

/* «В среднем за 2019–2021», «План на 2023–2025 гг.»: the last of several years. A school year is
 * none: ask ori_period_parse() first. */
gboolean ori_period_last_of_range (const char *text, OriPeriod *period);

void ori_surroundings_clear (OriSurroundings *self);
/* Reads the titles of @table. @sheet (may be NULL) are the surroundings of the sheet's first table,
 * which fill what this table does not say itself. */
void ori_surroundings_read (OriSurroundings *self, const OriReading *reading, const OriGrid *grid,
                            const OriTable *table, const OriSurroundings *sheet);
/* Fills a place or a period from the names of the sheet and of the file. */
void ori_surroundings_add_names (OriSurroundings *self, const OriReading *reading,
                                 const OriSheet *sheet, gboolean need_place);

/* A column of the body with its role. */
typedef struct {
  OriCellRole role;
  OriUnusedReason reason;
  OriHeader *header; /* not owned */
  guint text, number, mark, date, any;
  gboolean hidden;
  gboolean unnumbered; /* other columns have a column number, this one has not */
} OriColumn;

/* Roles of the columns of a table; an array of c2 - c1 + 1. */
OriColumn *ori_columns_read (const OriReading *reading, const OriGrid *grid, const OriTable *table,
                             OriHeader *headers, const OriSheetEdits *edits);

/* Fills status, value, text and note of the draft from its cell; a compound cell gives its percent
 * in *@second (TRUE returned). */
gboolean ori_draft_read_value (OriDraft *draft, const OriSheetResult *result, const OriTable *table,
                               OriDraft *second);
/* A footnote line «3) …» of the table, NULL if there is none. Free with g_free(). */
char *ori_table_footnote (const OriGrid *grid, const OriTable *table, guint number);

G_END_DECLS
