/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number format of a spreadsheet ("#,##0.0;[Red]-#,##0.0"), parsed once and used for many cells.
 * Codes are those of xlsx and xls files, that is English; texts come out as Russian Excel shows
 * them. Numeric dates are printed day first even when the code puts the month first, so that
 * 3 April can never be taken for 4 March. Paddings ("_-", "* ") print nothing. */
typedef enum {
  ORI_FORMAT_GENERAL,
  ORI_FORMAT_NUMBER,
  ORI_FORMAT_PERCENT,
  ORI_FORMAT_DATE, /* dates, times and durations */
  ORI_FORMAT_TEXT,
} OriFormatKind;

typedef struct OriCellFormat OriCellFormat;

/* Any text is accepted: what is no format prints as General. */
OriCellFormat *ori_cell_format_new (const char *code);
void ori_cell_format_free (OriCellFormat *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriCellFormat, ori_cell_format_free)

/* The code of a built-in format of Excel, "General" for numbers that are none. */
const char *ori_cell_format_builtin (guint id);

/* What its first section that shows a number says. */
OriFormatKind ori_cell_format_kind (const OriCellFormat *self);
/* Digits after the decimal sign, -1 for General. */
int ori_cell_format_decimals (const OriCellFormat *self);

/* @value must be finite; dates are serials of the 1900 system. Free with g_free(). */
char *ori_cell_format_print (const OriCellFormat *self, double value);
char *ori_cell_format_print_text (const OriCellFormat *self, const char *text);

G_END_DECLS
