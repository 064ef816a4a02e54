/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-book.h"

G_BEGIN_DECLS

/* What the tests of readers share: small files made in memory and a dump of what was read. */

/* A zip of parts: name, text, name, text…, NULL. */
GBytes *make_zip (const char *name, ...) G_GNUC_NULL_TERMINATED;

/* A workbook of one sheet «Лист1»: the inside of <worksheet>, and of <sst> and <styleSheet> if not
 * NULL. */
GBytes *make_xlsx (const char *sheet, const char *strings, const char *styles);
/* A spreadsheet: the inside of <office:automatic-styles> and <office:spreadsheet>. */
GBytes *make_ods (const char *styles, const char *spreadsheet);
/* A document: the inside of <w:body>. */
GBytes *make_docx (const char *body);

/* Appends a record of BIFF8. */
void add_record (GByteArray *stream, guint16 id, const void *payload, gsize length);
void add_u16 (GByteArray *bytes, guint value);
void add_u32 (GByteArray *bytes, guint32 value);
/* An OLE2 file with one stream of that name. */
GBytes *make_ole (const char *name, const GByteArray *stream);
/* An xls of one sheet «Лист1»: records of the globals and of the sheet without BOF and EOF. */
GBytes *make_xls (const GByteArray *globals, const GByteArray *sheet);

/* Reads; the test fails on an error. */
OriBook *load_good (GBytes *bytes, const char *name);
/* Reads; the test fails unless that error comes, with @words in its message. */
void load_bad (GBytes *bytes, const char *name, OriSheetError code, const char *words);

/* "A1 text «…»", "B2 number 27.4 «27,4»" line by line over all sheets; merges, hidden rows and
 * columns and findings when there are any. */
char *dump_book (const OriBook *book);
/* Only the lines of cells. */
char *dump_cells (const OriBook *book);
/* Compares the dump of cells. */
void check_cells (const OriBook *book, const char *expected);
gboolean has_finding (const OriBook *book, const char *rule, const char *cell);

/* Reads the first N bytes for every N: each must give an error, a book that says by a finding that
 * it is not whole, or all cells, because only filling was cut. @step 1 for every length. */
void check_truncation (GBytes *bytes, const char *name, gsize step);

G_END_DECLS
