/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-book.h"
#include "sheet/ori-cell-format.h"

G_BEGIN_DECLS

/* How readers fill a book. A reader makes a book, adds formats, sheets and cells in any order (row
 * by row is fastest) and calls ori_book_finish(); nothing may be added after that. */

#define ORI_MAX_CELLS (16u * 1024 * 1024) /* of a book */
#define ORI_MAX_SHEETS 4096u
#define ORI_MAX_MERGES (256u * 1024) /* of a sheet */
#define ORI_MAX_FINDINGS 200u        /* of one rule */

OriBook *ori_book_new (const char *format);
/* Sorts cells, drops those covered by merges (with a finding) and settles extents. */
void ori_book_finish (OriBook *self);

/* Copies of text that live as long as the book. intern() gives equal texts the same address. */
const char *ori_book_copy_text (OriBook *self, const char *text, gsize length);
const char *ori_book_intern (OriBook *self, const char *text, gsize length);

/* Takes @format; equal codes share an index. Past 65535 formats everything is General (0). */
guint16 ori_book_add_format (OriBook *self, const char *code);
const OriCellFormat *ori_book_cell_format (const OriBook *self, guint16 index);

OriSheet *ori_book_add_sheet (OriBook *self, const char *name, OriSheetState state);
/* Takes @finding; past ORI_MAX_FINDINGS of a rule it is dropped. */
void ori_book_add_finding (OriBook *self, OriFinding *finding);
gsize ori_book_n_cells (const OriBook *self);
/* FALSE with ORI_SHEET_ERROR_LIMIT when the book holds more cells than it may. */
gboolean ori_book_check_size (const OriBook *self, GError **error);

/* A new cell, type and value for the caller to set; valid until the next is added. @row and @col
 * must be within ORI_MAX_ROWS and ORI_MAX_COLS. A second cell at an address replaces the first. */
OriCell *ori_sheet_add_cell (OriSheet *self, guint row, guint col);
/* A TEXT cell, or nothing for an empty text. */
void ori_sheet_add_text (OriSheet *self, guint row, guint col, const char *text, gsize length);
/* The text that the file shows for a NUMBER, DATE or BOOL. */
void ori_sheet_set_printed (OriSheet *self, OriCell *cell, const char *text);
void ori_sheet_add_merge (OriSheet *self, const OriRange *range);
void ori_sheet_hide_rows (OriSheet *self, guint first, guint last);
/* @width 0 for unknown. */
void ori_sheet_set_columns (OriSheet *self, guint first, guint last, double width, gboolean hidden);
/* A finding about @cell of this sheet; @row may be ORI_MAX_ROWS for the whole sheet. */
void ori_sheet_add_finding (OriSheet *self, const char *rule, OriSeverity severity, guint row,
                            guint col, const char *message);

/* The serial of the 1900 system for a day of the calendar (1900-01-01 to 9999-12-31). */
gboolean ori_serial_from_date (int year, int month, int day, double *serial);
/* FALSE before 1900-01-01 and after 9999-12-31. */
gboolean ori_serial_to_date (double serial, int *year, int *month, int *day);
/* "2022-12-31", "2022-12-31T08:30:00" (also with zone and fractions, which are cut) or "08:30:00".
 */
gboolean ori_serial_from_iso (const char *text, double *serial);

/* The number that @text is, where nothing else can be meant: not "007", "+7", "1.2.3", "12E5",
 * "67%" nor an integer of more than 15 digits. */
gboolean ori_plain_number (const char *text, double *value);

G_END_DECLS
