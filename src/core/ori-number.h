/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers are parsed and printed here and nowhere else, whatever the process locale. */

#define ORI_NNBSP "\xe2\x80\xaf" /* U+202F between groups of three digits */
#define ORI_NBSP "\xc2\xa0"      /* U+00A0 before "%" and units */
#define ORI_MINUS "\xe2\x88\x92" /* U+2212 */

/* Reads a number as people type it: decimal comma or point; spaces of any kind (also no-break)
 * between groups of three digits; "-", U+2212 or an en dash before the digits; an optional "%"
 * after them, which is reported in *@percent and does not divide the value. With both signs present
 * the last one is the decimal sign. "1.234.567" and "1,234,567" are groups; a single "1,234" is a
 * decimal. Nothing else may stand in the text: "17,83)" is not a number (footnotes are the business
 * of recognition). *@decimals is the number of digits after the decimal sign.
 * Returns FALSE when @text is not one finite number; then nothing is written. Out parameters may be
 * NULL. */
gboolean ori_number_parse (const char *text, double *value, int *decimals, gboolean *percent);

/* @value with exactly @decimals digits (0 to 15), rounded half away from zero in decimal: decimal
 * comma, U+202F between thousands from 10 000 on, U+2212 as the minus. Not finite: "—". */
char *ori_number_format (double value, int decimals);

/* Like ori_number_format() without trailing zeros, at most @max_decimals digits. */
char *ori_number_format_short (double value, int max_decimals);

/* A share for people (METHOD §7): value in percent, integer if @denominator < 100, else one
 * decimal; @denominator 0 means unknown: one decimal, dropped when zero. With U+00A0 and "%". */
char *ori_number_format_percent (double percent, double denominator);

/* A change of a share: explicit sign, one decimal (none if @denominator is in 1..99), U+00A0 and
 * "п.п.". */
char *ori_number_format_points (double points, double denominator);

/* The shortest decimal text with at most 15 significant digits, for JSON, CSV and SQL: point, no
 * grouping, "-0" as "0". @value must be finite. */
char *ori_number_to_text (double value);

/* Rounds half away from zero at @decimals (0 to 9), on the decimal text of 15 significant digits
 * rather than on the binary value, so that 2.675 becomes 2.68 and 57.5 becomes 58. */
double ori_number_round (double value, int decimals);

/* How a printed percent relates to 100 x / n in exact decimal arithmetic (METHOD §6). */
typedef enum {
  ORI_SHARE_OK,        /* equals the half-up rounding at the printed number of decimals */
  ORI_SHARE_TRUNCATED, /* digits were cut off instead of rounded */
  ORI_SHARE_WRONG,
  ORI_SHARE_UNKNOWN, /* n = 0, negative or fractional counts, or @printed is no number */
} OriShareCheck;

OriShareCheck ori_share_check (double x, double n, const char *printed);

G_END_DECLS
