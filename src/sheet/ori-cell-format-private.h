/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-cell-format.h"

G_BEGIN_DECLS

/* What ori-cell-format.c parses and ori-cell-format-print.c prints. */

typedef enum {
  ORI_TOKEN_NOTHING,
  ORI_TOKEN_LITERAL, /* text */
  ORI_TOKEN_DIGIT,   /* count is '0', '#' or '?' */
  ORI_TOKEN_POINT,
  ORI_TOKEN_COMMA,
  ORI_TOKEN_PERCENT,
  ORI_TOKEN_EXPONENT, /* count is '+' or '-' */
  ORI_TOKEN_SLASH,
  ORI_TOKEN_AT,
  ORI_TOKEN_GENERAL,
  /* Dates and times from here to ELAPSED; count is the number of letters. */
  ORI_TOKEN_YEAR,
  ORI_TOKEN_MONTH,
  ORI_TOKEN_DAY,
  ORI_TOKEN_HOUR,
  ORI_TOKEN_MINUTE,
  ORI_TOKEN_SECOND,
  ORI_TOKEN_AMPM,
  ORI_TOKEN_ELAPSED, /* text is the letter of the unit */
} OriTokenType;

typedef struct {
  OriTokenType type;
  guint8 count;
  char *text;
} OriFormatToken;

typedef struct {
  GArray *tokens; /* OriFormatToken */
  OriFormatKind kind;
  gboolean literal; /* shows no value at all */
  char condition[3];
  double limit;
  /* Of a section that shows a number: */
  gboolean has_digits, grouped, scientific, fraction;
  int integers, decimals, exponent_digits; /* placeholders */
  guint percents, thousandths;             /* times 100 each, divided by 1000 each */
} OriFormatSection;

struct OriCellFormat {
  GPtrArray *sections; /* OriFormatSection */
  OriFormatKind kind;
  int decimals;
};

/* A serial by a section of dates. */
char *ori_format_print_date (const OriFormatSection *section, double serial);

G_END_DECLS
