/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-cellref.h"
#include "core/ori-finding.h"
#include "core/ori-progress.h"

G_BEGIN_DECLS

/* One grid for all kinds of files: a book of sheets of typed cells. Readers fill it; after that it
 * is immutable and safe to share between threads.
 *
 * What is read: xlsx and xlsm (also strict), xls of Excel 97-2003 (BIFF8), ods and fods, csv and
 * tsv in any usual encoding, and the tables of docx. A csv has one sheet, named as the file without
 * its suffix; its numbers are numbers only when nothing else can be meant: "007", "1.2.3", "67%"
 * and dates stay text. Each table of a docx is a sheet, named by its caption or «Таблица N».
 *
 * Limits: file 512 MB, text of a zip 2 GB and 250 times its size, 16 million cells, 4096 sheets. */

typedef enum {
  ORI_SHEET_ERROR_READ,        /* the file could not be read or vanished */
  ORI_SHEET_ERROR_UNSUPPORTED, /* xlsb, BIFF5, a picture, a lock file: a polite message each */
  ORI_SHEET_ERROR_PASSWORD,
  ORI_SHEET_ERROR_CORRUPT, /* truncated, malformed; the message names part, sheet and cell */
  ORI_SHEET_ERROR_LIMIT,   /* larger than what is read: zip bombs, billion laughs */
} OriSheetError;

#define ORI_SHEET_ERROR (ori_sheet_error_quark ())
GQuark ori_sheet_error_quark (void);

typedef enum {
  ORI_CELL_EMPTY, /* formatted, but nothing in it */
  ORI_CELL_TEXT,
  ORI_CELL_NUMBER,
  ORI_CELL_DATE, /* a number that its format shows as a date or time */
  ORI_CELL_BOOL,
  ORI_CELL_ERROR, /* #DIV/0! and the like */
} OriCellType;

/* "text", "number", "date", "bool", "error": the words of JSON. */
const char *ori_cell_type_code (OriCellType type);

typedef struct {
  guint32 row;
  guint16 col;
  guint8 type;    /* OriCellType */
  guint8 indent;  /* levels of indentation of the cell's alignment */
  guint16 format; /* index into the book's number formats */
  guint32 own;    /* private: index of a printed text that came with the file, 0 for none */
  union {
    double number;    /* NUMBER, DATE (Excel serial of the 1900 system), BOOL (0 or 1) */
    const char *text; /* TEXT, ERROR: owned by the book, UTF-8, never NULL */
  };
} OriCell;

typedef enum {
  ORI_SHEET_VISIBLE,
  ORI_SHEET_HIDDEN,
  ORI_SHEET_VERY_HIDDEN,
} OriSheetState;

typedef struct OriSheet OriSheet;
typedef struct OriBook OriBook;

OriBook *ori_book_ref (const OriBook *self);
void ori_book_unref (OriBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriBook, ori_book_unref)

/* "xlsx", "xlsm", "xls", "ods", "fods", "csv" or "docx". */
const char *ori_book_format (const OriBook *self);
guint ori_book_n_sheets (const OriBook *self);
const OriSheet *ori_book_sheet (const OriBook *self, guint index);
/* NULL if there is none of that name. */
const OriSheet *ori_book_find_sheet (const OriBook *self, const char *name);
/* Doubts met while reading (cells past the limits, a lost string…), of OriFinding. */
const GPtrArray *ori_book_findings (const OriBook *self);

const char *ori_sheet_name (const OriSheet *self);
OriSheetState ori_sheet_state (const OriSheet *self);
/* Extent of the cells that hold something: one past the last; declared ranges do not count. */
guint ori_sheet_n_rows (const OriSheet *self);
guint ori_sheet_n_cols (const OriSheet *self);
/* Cells ordered by row, then column; only those that hold something. */
const OriCell *ori_sheet_cells (const OriSheet *self, gsize *n);
/* The cells of one row, or NULL. */
const OriCell *ori_sheet_row (const OriSheet *self, guint row, guint *n);
/* The cell there, or NULL. Cells covered by a merge are empty; see ori_sheet_merge_at(). */
const OriCell *ori_sheet_cell (const OriSheet *self, guint row, guint col);
const OriRange *ori_sheet_merges (const OriSheet *self, guint *n);
/* The merge that covers the cell, or NULL. */
const OriRange *ori_sheet_merge_at (const OriSheet *self, guint row, guint col);
gboolean ori_sheet_row_hidden (const OriSheet *self, guint row);
gboolean ori_sheet_col_hidden (const OriSheet *self, guint col);
/* Width of a column in characters, 0 if the file does not say. */
double ori_sheet_col_width (const OriSheet *self, guint col);

/* The text that the cell shows: the file's own text where it carries one (csv, ods, docx), else
 * what the number format makes of the value in Russian Excel: decimal comma, U+00A0 between
 * thousands, day before month. Free with g_free(). */
char *ori_sheet_printed (const OriSheet *self, const OriCell *cell);
/* The value in a form that loses nothing: text as is, at most 15 digits of a number, a date as
 * "2022-12-31" or "2022-12-31T08:30:00" (its number when out of the calendar), a bool as "1" or
 * "0". Free with g_free(). */
char *ori_sheet_value_text (const OriSheet *self, const OriCell *cell);
/* TRUE when the format shows a percent: 0.67 means 67 %. */
gboolean ori_sheet_is_percent (const OriSheet *self, const OriCell *cell);
/* Year, month and day of a DATE cell; FALSE when out of range. */
gboolean ori_sheet_date (const OriSheet *self, const OriCell *cell, int *year, int *month,
                         int *day);

typedef struct {
  const char *encoding; /* csv: NULL to guess */
  char separator;       /* csv: 0 to guess */
  char quote;           /* csv: the sign around texts, ORI_QUOTE_NONE: none, 0 to guess */
} OriBookOptions;

#define ORI_QUOTE_NONE '\1'

/* What people and files call a sign around texts: one ASCII mark of punctuation, or "none"; FALSE
 * for anything else. The word of a sign that is not 0; free with g_free(). */
gboolean ori_book_quote_parse (const char *word, char *quote);
char *ori_book_quote_word (char quote);

/* Reads a file of any kind; the kind is told by content, never by the name. Errors are worded for
 * the user and name the file. @options and @progress may be NULL. */
OriBook *ori_book_load (const char *path, const OriBookOptions *options,
                        const OriProgress *progress, GCancellable *cancellable, GError **error);
/* The same from memory; @name is for messages only. */
OriBook *ori_book_load_bytes (GBytes *bytes, const char *name, const OriBookOptions *options,
                              const OriProgress *progress, GCancellable *cancellable,
                              GError **error);

G_END_DECLS
