/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-orgunit.h"
#include "core/ori-period.h"
#include "core/ori-programme.h"

G_BEGIN_DECLS

/* A collection form as the programme asks for it: what the writer of blank forms (report) and the
 * reader of filled ones (import) agree on. Identity travels with rows and columns as hidden texts
 * in cells, so that moving, inserting, renaming and saving by another program lose nothing:
 *
 *   "ori:form 1|PROGRAMME|ORGUNIT|PERIOD"  once on the sheet: whose form this is
 *   "ori:row CODE|CODE…"                   in the row of an input: the elements that it answers
 *   "ori:row @NAME"                        in a row that identifies: ORI_FORM_ROW_…
 *   "ori:col NAME" or "ori:col value PERIOD"  in a column: ORI_FORM_COL_…
 *   "ori:help"                             on a sheet of instructions
 */
#define ORI_FORM_VERSION 1
#define ORI_FORM_ROW_ORGUNIT "@orgunit"
#define ORI_FORM_ROW_HEADER "@header"
#define ORI_FORM_ROW_CONTACT "@contact"
#define ORI_FORM_COL_CODE "code"
#define ORI_FORM_COL_LABEL "label"
#define ORI_FORM_COL_UNIT "unit"
#define ORI_FORM_COL_VALUE "value"
#define ORI_FORM_COL_MARK "mark"
#define ORI_FORM_COL_SHARE "share"
#define ORI_FORM_COL_CHECK "check"
#define ORI_FORM_COL_NOTE "note"
#define ORI_FORM_HELP "ori:help"

/* Answers that are no numbers: the drop-downs offer exactly these words. */
#define ORI_FORM_NO_DATA "нет данных"
#define ORI_FORM_NOT_APPLICABLE "не применимо"
#define ORI_FORM_YES "да"
#define ORI_FORM_NO "нет"
/* What a row of presence asks: the element itself speaks of 1 and 0. */
#define ORI_FORM_PRESENCE_LABEL "есть или нет"

typedef struct {
  int version;
  char *programme; /* id */
  char *orgunit;   /* code */
  OriPeriod period;
} OriFormHead;

void ori_form_head_clear (OriFormHead *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OriFormHead, ori_form_head_clear)
/* The hidden text of a head; free with g_free(). */
char *ori_form_head_text (const OriFormHead *head);
/* FALSE when @text is no such text. A newer version is read as far as it is the same. */
gboolean ori_form_head_parse (const char *text, OriFormHead *head);
gboolean ori_form_is_head (const char *text);

/* The hidden text of a row or column; free with g_free(). */
char *ori_form_row_text (const char *id);
char *ori_form_col_text (const char *name, const OriPeriod *period);
/* What a hidden text of a row names («11.1.8:total|schools»), NULL if it is none. Not owned. */
const char *ori_form_row_id (const char *text);
/* Likewise; *@period is of a column of values, else of kind NONE. Free with g_free(). */
char *ori_form_col_name (const char *text, OriPeriod *period);
/* The element codes of a row id, NULL-terminated; free with g_strfreev(). */
char **ori_form_row_codes (const char *id);

typedef enum {
  ORI_FORM_COUNT,   /* a whole number, not negative */
  ORI_FORM_PERCENT, /* 0 to 100 */
  ORI_FORM_NUMBER,  /* any number */
  ORI_FORM_PRESENCE,
  ORI_FORM_TEXT,
} OriFormInput;

typedef enum {
  ORI_FORM_SECTION, /* a criterion; without one: figures that several indicators share */
  ORI_FORM_NAME,    /* an indicator whose parts have rows of their own */
  ORI_FORM_INPUT,
  ORI_FORM_REPEAT, /* a total that stands above already; @source is its row */
} OriFormRowKind;

typedef struct {
  OriFormRowKind kind;
  const OriCriterion *criterion; /* of a section */
  const OriIndicator *indicator; /* NULL for shared figures */
  GPtrArray *elements;           /* of const OriElement: those that one input answers */
  char *id;                      /* element codes, NULL without an input */
  const char *label;             /* verbatim; NULL for the section of shared figures */
  const char *unit;
  OriFormInput input;
  gboolean part;     /* a row below the name of its indicator */
  gboolean share;    /* a numerator: its share of the bound is worth showing */
  gboolean previous; /* of the period before that of the form */
  int bound;         /* the row whose number is the most that may stand here, -1 */
  int source;        /* -1 unless a repeat */
} OriFormRow;

typedef struct {
  const OriProgramme *programme;
  GPtrArray *rows; /* of OriFormRow */
  guint n_inputs, n_elements;
  gboolean has_previous; /* some inputs are of the period before */
  gboolean has_shares;   /* some rows have a bound that makes a share */
} OriFormPlan;

/* What a form for @programme asks, in the order of the document: every element that is collected,
 * variants behind their indicator. A total that several indicators divide by is asked once, with
 * the contextual figures that they are normalised by. Printed percents are not asked where counts
 * give them. @programme must outlive the plan. */
OriFormPlan *ori_form_plan_new (const OriProgramme *programme);
void ori_form_plan_free (OriFormPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriFormPlan, ori_form_plan_free)
/* The index of the row that asks for an element, -1 if there is none. */
int ori_form_plan_find (const OriFormPlan *plan, const char *element);

/* The period before: the year, school year or date one year earlier. */
OriPeriod ori_form_previous (const OriPeriod *period);
/* When a form has to be back: the first deadline of the programme with a date, else the end of the
 * stage of collection. FALSE when the document gives neither; *@what is not owned, may be NULL. */
gboolean ori_form_deadline (const OriProgramme *programme, int *day, int *month, const char **what);

G_END_DECLS
