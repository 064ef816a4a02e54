/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/ori-forms.h"
#include "report/ori-xlsx-private.h"

G_BEGIN_DECLS

/* One form on its way into a workbook. */
typedef struct {
  const OriFormSpec *spec;
  OriFormPlan *plan;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  char *period, *previous;                           /* «2021 год», «2020 год» */
  char *head;                                        /* hidden text */
  lxw_row_t *at;                                     /* the sheet's row of every row of the plan */
  lxw_row_t header, last;                            /* of the table */
  lxw_col_t value, before, mark, share, check, note; /* columns; 0 where there is none */
  lxw_format *title, *small, *caption, *name, *text, *head_format;
  lxw_format *section, *code, *part_code, *label, *part, *unit;
  lxw_format *input, *number, *percent, *closed, *repeat, *ratio, *mark_format, *check_format;
  lxw_format *hidden;
} OriFormBook;

/* The columns of ids, codes and labels, of units. */
enum { ORI_FORM_AT_ID, ORI_FORM_AT_CODE, ORI_FORM_AT_LABEL, ORI_FORM_AT_UNIT, ORI_FORM_AT_VALUE };

#define ORI_FORM_PAPER_A4 9

/* The sheet to be filled. */
void ori_forms_write_sheet (OriFormBook *form);
/* The conditional formats, validations and formulas of its rows. */
void ori_forms_write_help (OriFormBook *form);
void ori_forms_write_notes (OriFormBook *form);
/* The very hidden sheet: the head, the name and the label of every input, for a cross-check. */
void ori_forms_write_codes (OriFormBook *form);

lxw_format *ori_forms_format (OriFormBook *form, double size, gboolean bold);
/* Height of a row, in points, for a text in a column of that many characters. */
double ori_forms_height (const char *text, double width, double size);
/* A sheet that is only read: A4, landscape, one page wide, closed. */
void ori_forms_setup (OriFormBook *form, lxw_worksheet *sheet);
/* «до 30 мая»; NULL without one. Free with g_free(). */
char *ori_forms_date (int day, int month);

G_END_DECLS
