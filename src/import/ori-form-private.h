/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-form.h"
#include "import/ori-derive-private.h"

G_BEGIN_DECLS

/* Filled collection forms (core/ori-form.h): read by the codes in their hidden row and column, so
 * that nothing is recognised and nothing is asked. What was tampered with is reported and left
 * out. */

/* Whether the sheet is a form or one of the sheets that come with it. */
gboolean ori_form_is_sheet (const OriSheet *sheet);
gboolean ori_form_is_book (const OriBook *book);

/* Fills @result when its sheet belongs to a form; FALSE when it does not, or when the form is not
 * to be used. */
gboolean ori_form_derive (const OriReading *reading, OriSheetResult *result,
                          const OriSheetEdits *edits);

/* --- Between the files of the reader --- */

typedef struct {
  guint col;
  OriPeriod period;
  gboolean disputed; /* the header says another year */
} OriFormColumn;

typedef struct {
  guint row;
  const char *id; /* in the book's strings */
} OriFormLine;

/* More columns of answers than any form has, fewer than a hostile file would like. */
#define ORI_FORM_MAX_COLUMNS 16

/* A sheet with codes before it is known what they mean. */
typedef struct {
  const OriSheet *sheet;
  const char *head; /* hidden text, NULL when it is lost */
  guint head_row, head_col;
  GArray *values;                                  /* of OriFormColumn */
  GArray *lines;                                   /* of OriFormLine, in order */
  int code, label, unit, mark, note, check, share; /* columns, -1 */
} OriFormCodes;

/* Collects the hidden texts; FALSE when there are none. Clear it in either case. */
gboolean ori_form_codes_read (OriFormCodes *codes, const OriSheet *sheet);
void ori_form_codes_clear (OriFormCodes *codes);

/* What a cell answers. */
typedef struct {
  gboolean given;
  OriStatus status;
  double value;
  const char *text; /* of a textual answer or NULL, in the result's strings */
  const char *note;
  guint row, col;
} OriFormAnswer;

/* Reads the cell of an input and adds what is wrong with it to the findings. */
void ori_form_read_answer (OriSheetResult *result, OriFormInput input, guint row, guint col,
                           OriFormAnswer *answer);
/* «нет данных» or «не применимо» chosen beside the number. */
void ori_form_read_mark (OriSheetResult *result, guint row, guint col, OriFormAnswer *answer);

typedef struct {
  const OriReading *reading;
  OriSheetResult *result;
  const OriSheetEdits *edits;
  OriFormCodes codes;
  OriFormHead head;
  OriFormPlan *plan;
  OriFormAnswer *answers; /* one per row of the plan */
  GHashTable *labels;     /* row id → label as it was written, from the very hidden sheet */
  guint place;
  gboolean columns_reported;
  guint n_unfilled;
  char *first_unfilled;
  guint row1, row2; /* of the inputs */
} OriFormReader;

void ori_form_mark (const OriFormReader *self, guint row, int col, OriCellRole role,
                    OriUnusedReason reason);
/* Reads whose form it is; FALSE, with the finding, when it cannot belong to this workspace. */
gboolean ori_form_read_head (OriFormReader *self);
/* Each hidden year is that of the form or the one before. */
void ori_form_check_columns (OriFormReader *self);
/* The printed name against the hidden code; makes the place of the records. */
void ori_form_read_place (OriFormReader *self);
/* The years of the header against the hidden ones. */
void ori_form_check_header (OriFormReader *self, guint row);

void ori_form_add_finding (OriSheetResult *result, guint row, guint col, const char *rule,
                           OriSeverity severity, const char *format, ...) G_GNUC_PRINTF (6, 7);

G_END_DECLS
