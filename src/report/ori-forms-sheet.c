/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-forms-private.h"

#include "core/ori-text.h"
#include "report/ori-wording.h"

#include <string.h>

/* Widths in characters; together they fill an A4 sheet on its side. */
#define WIDTH_CODE 13
#define WIDTH_LABEL 60
#define WIDTH_UNIT 8
#define WIDTH_VALUE 17
#define WIDTH_MARK 14
#define WIDTH_SHARE 9
#define WIDTH_CHECK 20
#define WIDTH_NOTE 22
#define TITLE_LETTERS 150 /* of a line across the sheet */
#define TEXT_HEIGHT 54    /* room for an answer in words */

static char *
cell_name (lxw_row_t row, lxw_col_t col)
{
  return ori_cellref_name (row, col);
}

static lxw_col_t
value_col (const OriFormBook *form, const OriFormRow *row)
{
  return row->previous ? form->before : form->value;
}

static void
write_id (OriFormBook *form, lxw_row_t row, const char *id)
{
  g_autofree char *text = ori_form_row_text (id);
  worksheet_write_string (form->sheet, row, ORI_FORM_AT_ID, text, form->hidden);
}

/* --- Columns --- */

static void
set_column (OriFormBook *form, lxw_col_t col, double width, const char *name,
            const OriPeriod *period)
{
  g_autofree char *text = ori_form_col_text (name, period);

  worksheet_set_column (form->sheet, col, col, width, NULL);
  worksheet_write_string (form->sheet, 0, col, text, form->hidden);
}

static void
set_columns (OriFormBook *form)
{
  const OriPeriod *period = &form->spec->period;
  OriPeriod before = ori_form_previous (period);
  lxw_row_col_options hidden = {.hidden = LXW_TRUE};
  lxw_col_t col = ORI_FORM_AT_VALUE;

  worksheet_write_string (form->sheet, 0, ORI_FORM_AT_ID, form->head, form->hidden);
  worksheet_set_column_opt (form->sheet, ORI_FORM_AT_ID, ORI_FORM_AT_ID, 4, NULL, &hidden);
  set_column (form, ORI_FORM_AT_CODE, WIDTH_CODE, ORI_FORM_COL_CODE, NULL);
  set_column (form, ORI_FORM_AT_LABEL, WIDTH_LABEL, ORI_FORM_COL_LABEL, NULL);
  set_column (form, ORI_FORM_AT_UNIT, WIDTH_UNIT, ORI_FORM_COL_UNIT, NULL);
  form->value = col++;
  set_column (form, form->value, WIDTH_VALUE, ORI_FORM_COL_VALUE, period);
  if (form->plan->has_previous) {
    form->before = col++;
    set_column (form, form->before, WIDTH_VALUE, ORI_FORM_COL_VALUE, &before);
  }
  form->mark = col++;
  set_column (form, form->mark, WIDTH_MARK, ORI_FORM_COL_MARK, NULL);
  if (form->plan->has_shares) {
    form->share = col++;
    set_column (form, form->share, WIDTH_SHARE, ORI_FORM_COL_SHARE, NULL);
  }
  form->check = col++;
  set_column (form, form->check, WIDTH_CHECK, ORI_FORM_COL_CHECK, NULL);
  form->note = col++;
  set_column (form, form->note, WIDTH_NOTE, ORI_FORM_COL_NOTE, NULL);
  worksheet_set_row_opt (form->sheet, 0, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
}

/* --- The head of the sheet --- */

/* Long lines are broken by us: merged cells would be in the way of moving columns. */
static lxw_row_t
write_lines (OriFormBook *form, lxw_row_t row, const char *text, lxw_format *format)
{
  g_autofree char *clean = ori_text_clean (text ? text : "");
  g_auto (GStrv) words = g_strsplit (clean, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    if (line->len > 0 &&
        g_utf8_strlen (line->str, -1) + g_utf8_strlen (words[i], -1) >= TITLE_LETTERS) {
      ori_xlsx_write_text (form->sheet, row++, ORI_FORM_AT_CODE, line->str, format);
      g_string_truncate (line, 0);
    }
    g_string_append_printf (line, "%s%s", line->len ? " " : "", words[i]);
  }
  if (line->len > 0)
    ori_xlsx_write_text (form->sheet, row++, ORI_FORM_AT_CODE, line->str, format);
  return row;
}

static void
write_pair (OriFormBook *form, lxw_row_t row, const char *caption, const char *text,
            lxw_format *format)
{
  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_CODE, caption, form->caption);
  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_LABEL, text, format);
  worksheet_set_row (form->sheet, row, MAX (16, ori_forms_height (text, WIDTH_LABEL, 10) - 2),
                     NULL);
}

static char *
deadline_text (const OriProgramme *programme)
{
  int day, month;
  const char *what;
  g_autofree char *date = NULL;

  if (!ori_form_deadline (programme, &day, &month, &what))
    return NULL;
  date = ori_forms_date (day, month);
  return ori_word_format ("form.deadline", "date", date, "what", what, NULL);
}

static lxw_row_t
write_head (OriFormBook *form)
{
  const OriFormSpec *spec = form->spec;
  gboolean school = spec->orgunit->level == ORI_ORGUNIT_SCHOOL;
  g_autofree char *title = ori_word_format ("form.title", "period", form->period, NULL);
  g_autofree char *as_of = spec->programme->as_of != NULL
                               ? ori_word_format ("form.period.as-of", "period", form->period,
                                                  "as_of", spec->programme->as_of, NULL)
                               : g_strdup (form->period);
  g_autofree char *deadline = deadline_text (spec->programme);
  lxw_row_t row = 1;

  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_CODE, title, form->title);
  worksheet_set_row (form->sheet, row++, 24, NULL);
  row = write_lines (form, row, spec->programme->title, form->small);
  write_id (form, row, ORI_FORM_ROW_ORGUNIT);
  write_pair (form, row, ori_word (school ? "form.caption.school" : "form.caption.municipality"),
              spec->orgunit->name, form->name);
  worksheet_set_row (form->sheet, row++, 20, NULL);
  if (spec->parent != NULL)
    write_pair (form, row++, ori_word ("form.caption.parent"), spec->parent->name, form->text);
  write_pair (form, row++, ori_word ("form.caption.period"), as_of, form->text);
  if (deadline != NULL)
    write_pair (form, row++, ori_word ("form.caption.deadline"), deadline, form->text);
  return row;
}

static void
write_state (OriFormBook *form, lxw_row_t row)
{
  g_autofree char *first = cell_name (form->header + 1, form->check);
  g_autofree char *last = cell_name (form->last, form->check);
  g_autofree char *range = g_strdup_printf ("%s:%s", first, last);
  g_autofree char *n = g_strdup_printf ("%u", form->plan->n_inputs);
  g_autofree char *middle = ori_word_format ("form.state", "n", n, NULL);
  g_autofree char *formula =
      g_strdup_printf ("=SUMPRODUCT(--(LEN(%s)>0))&\"%s\"&SUMPRODUCT((LEN(%s)>0)*(%s<>\"%s\"))",
                       range, middle, range, range, ori_word ("form.check.good"));
  g_autofree char *shown = g_strdup_printf ("0%s0", middle);

  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_CODE, ori_word ("form.caption.state"),
                       form->caption);
  worksheet_write_formula_str (form->sheet, row, ORI_FORM_AT_LABEL, formula, form->text, shown);
  worksheet_set_row (form->sheet, row, 18, NULL);
}

static void
write_header (OriFormBook *form)
{
  lxw_row_t row = form->header;
  g_autofree char *before =
      ori_word_format ("form.period.previous", "period", form->previous, NULL);

  write_id (form, row, ORI_FORM_ROW_HEADER);
  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_CODE, ori_word ("form.head.code"),
                       form->head_format);
  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_LABEL, ori_word ("form.head.label"),
                       form->head_format);
  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_UNIT, ori_word ("form.head.unit"),
                       form->head_format);
  ori_xlsx_write_text (form->sheet, row, form->value, form->period, form->head_format);
  if (form->before)
    ori_xlsx_write_text (form->sheet, row, form->before, before, form->head_format);
  ori_xlsx_write_text (form->sheet, row, form->mark, ori_word ("form.head.mark"),
                       form->head_format);
  if (form->share)
    ori_xlsx_write_text (form->sheet, row, form->share, ori_word ("form.head.share"),
                         form->head_format);
  ori_xlsx_write_text (form->sheet, row, form->check, ori_word ("form.head.check"),
                       form->head_format);
  ori_xlsx_write_text (form->sheet, row, form->note, ori_word ("form.head.note"),
                       form->head_format);
  worksheet_set_row (form->sheet, row, 32, NULL);
}

/* --- Checks --- */

/* The address of the cell that bounds the row, NULL without one. */
static char *
bound_cell (const OriFormBook *form, const OriFormRow *row)
{
  const OriFormRow *bound;

  if (row->bound < 0)
    return NULL;
  bound = g_ptr_array_index (form->plan->rows, row->bound);
  return cell_name (form->at[row->bound], value_col (form, bound));
}

/* TRUE for what may stand in the cell @at. An OR of a comparison that fails would be an error in
 * itself, hence the IF. */
static char *
allowed_formula (const OriFormRow *row, const char *at, const char *bound)
{
  g_autofree char *range = NULL;

  if (row->input == ORI_FORM_NUMBER)
    range = g_strdup ("TRUE");
  else if (row->input == ORI_FORM_PERCENT)
    range = g_strdup_printf ("AND(%s>=0,%s<=100)", at, at);
  else if (bound != NULL)
    range = g_strdup_printf ("AND(%s>=0,%s=INT(%s),IF(ISNUMBER(%s),%s<=%s,TRUE))", at, at, at,
                             bound, at, bound);
  else
    range = g_strdup_printf ("AND(%s>=0,%s=INT(%s))", at, at, at);
  return g_strdup_printf ("=IF(ISNUMBER(%s),%s,OR(%s=\"%s\",%s=\"%s\"))", at, range, at,
                          ORI_FORM_NO_DATA, at, ORI_FORM_NOT_APPLICABLE);
}

static char *
number_check (const OriFormRow *row, const char *at, const char *bound)
{
  const char *good = ori_word ("form.check.good");
  g_autofree char *inner = NULL;

  if (row->input == ORI_FORM_NUMBER)
    return g_strdup_printf ("\"%s\"", good);
  if (row->input == ORI_FORM_PERCENT)
    inner = g_strdup_printf ("IF(%s>100,\"%s\",\"%s\")", at, ori_word ("form.check.above-hundred"),
                             good);
  else if (bound != NULL)
    inner = g_strdup_printf ("IF(%s<>INT(%s),\"%s\",IF(AND(ISNUMBER(%s),%s>%s),\"%s\",\"%s\"))", at,
                             at, ori_word ("form.check.fraction"), bound, at, bound,
                             ori_word ("form.check.above-whole"), good);
  else
    inner = g_strdup_printf ("IF(%s<>INT(%s),\"%s\",\"%s\")", at, at,
                             ori_word ("form.check.fraction"), good);
  return g_strdup_printf ("IF(%s<0,\"%s\",%s)", at, ori_word ("form.check.negative"), inner);
}

/* What the column «Проверка» says: nothing, a tick, or what does not fit. */
static char *
check_formula (const OriFormRow *row, const char *at, const char *mark, const char *bound)
{
  const char *good = ori_word ("form.check.good");
  g_autofree char *answer = NULL;

  if (row->input == ORI_FORM_TEXT) {
    answer = g_strdup_printf ("\"%s\"", good);
  } else if (row->input == ORI_FORM_PRESENCE) {
    answer = g_strdup_printf ("IF(OR(%s=\"%s\",%s=\"%s\",%s=\"%s\",%s=\"%s\"),\"%s\",\"%s\")", at,
                              ORI_FORM_YES, at, ORI_FORM_NO, at, ORI_FORM_NO_DATA, at,
                              ORI_FORM_NOT_APPLICABLE, good, ori_word ("form.check.no-answer"));
  } else {
    g_autofree char *number = number_check (row, at, bound);
    answer = g_strdup_printf ("IF(OR(%s=\"%s\",%s=\"%s\"),\"%s\",IF(ISNUMBER(%s),%s,\"%s\"))", at,
                              ORI_FORM_NO_DATA, at, ORI_FORM_NOT_APPLICABLE, good, at, number,
                              ori_word ("form.check.no-number"));
  }
  return g_strdup_printf ("=IF(%s=\"\",IF(%s=\"\",\"\",\"%s\"),IF(%s<>\"\",\"%s\",%s))", at, mark,
                          good, mark, ori_word ("form.check.both"), answer);
}

static void
validate_list (OriFormBook *form, lxw_row_t row, lxw_col_t col, const char **words,
               const char *hint)
{
  lxw_data_validation validation = {
      .validate = LXW_VALIDATION_TYPE_LIST,
      .value_list = (char **)words,
      .ignore_blank = LXW_VALIDATION_ON,
      .show_input = LXW_VALIDATION_ON,
      .show_error = LXW_VALIDATION_ON,
      .input_message = (char *)ori_word (hint),
      .error_title = (char *)ori_word ("form.refused.title"),
      .error_message = (char *)ori_word ("form.refused.list"),
  };

  worksheet_data_validation_cell (form->sheet, row, col, &validation);
}

static void
validate_number (OriFormBook *form, const OriFormRow *row, lxw_row_t at_row, const char *at,
                 const char *bound)
{
  static const char *const names[] = {"count", "percent", "number"};
  const char *name = bound != NULL ? "part" : names[row->input];
  g_autofree char *formula = allowed_formula (row, at, bound);
  g_autofree char *number = bound != NULL ? g_strdup_printf ("%u", form->at[row->bound] + 1) : NULL;
  g_autofree char *hint_key = g_strconcat ("form.hint.", name, NULL);
  g_autofree char *refused_key = g_strconcat ("form.refused.", name, NULL);
  g_autofree char *hint = ori_word_format (hint_key, "row", number, NULL);
  lxw_data_validation validation = {
      .validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
      .value_formula = formula,
      .ignore_blank = LXW_VALIDATION_ON,
      .show_input = LXW_VALIDATION_ON,
      .show_error = LXW_VALIDATION_ON,
      .input_message = hint,
      .error_title = (char *)ori_word ("form.refused.title"),
      .error_message = (char *)ori_word (refused_key),
  };

  worksheet_data_validation_cell (form->sheet, at_row, value_col (form, row), &validation);
}

/* --- Rows --- */

static void
write_cells (OriFormBook *form, lxw_row_t at, lxw_format *format)
{
  for (lxw_col_t col = ORI_FORM_AT_UNIT; col <= form->note; col++)
    worksheet_write_blank (form->sheet, at, col, format);
}

static void
write_label (OriFormBook *form, const OriFormRow *row, lxw_row_t at)
{
  double height = ori_forms_height (row->label, row->part ? WIDTH_LABEL - 2 : WIDTH_LABEL, 10);

  ori_xlsx_write_text (form->sheet, at, ORI_FORM_AT_CODE,
                       row->indicator ? row->indicator->code : "",
                       row->part ? form->part_code : form->code);
  ori_xlsx_write_text (form->sheet, at, ORI_FORM_AT_LABEL, row->label,
                       row->part ? form->part : form->label);
  ori_xlsx_write_text (form->sheet, at, ORI_FORM_AT_UNIT, row->unit ? row->unit : "", form->unit);
  if (row->kind == ORI_FORM_INPUT && row->input == ORI_FORM_TEXT)
    height = MAX (height, TEXT_HEIGHT);
  worksheet_set_row (form->sheet, at, height, NULL);
}

static void
write_section (OriFormBook *form, const OriFormRow *row, lxw_row_t at)
{
  const char *label = row->label ? row->label : ori_word ("form.section.shared");

  ori_xlsx_write_text (form->sheet, at, ORI_FORM_AT_CODE,
                       row->criterion ? row->criterion->code : "", form->section);
  ori_xlsx_write_text (form->sheet, at, ORI_FORM_AT_LABEL, label, form->section);
  write_cells (form, at, form->section);
  worksheet_set_row (form->sheet, at, ori_forms_height (label, WIDTH_LABEL - 6, 11) + 4, NULL);
}

static void
write_input (OriFormBook *form, const OriFormRow *row, lxw_row_t at)
{
  static const char *presence[] = {ORI_FORM_YES, ORI_FORM_NO, ORI_FORM_NO_DATA,
                                   ORI_FORM_NOT_APPLICABLE, NULL};
  static const char *marks[] = {ORI_FORM_NO_DATA, ORI_FORM_NOT_APPLICABLE, NULL};
  lxw_col_t col = value_col (form, row);
  g_autofree char *cell = cell_name (at, col);
  g_autofree char *mark = cell_name (at, form->mark);
  g_autofree char *bound = bound_cell (form, row);
  g_autofree char *check = check_formula (row, cell, mark, bound);
  gboolean number = row->input < ORI_FORM_PRESENCE;

  write_id (form, at, row->id);
  write_label (form, row, at);
  for (lxw_col_t c = form->value; c <= form->check; c++)
    worksheet_write_blank (form->sheet, at, c, form->closed);
  worksheet_write_blank (form->sheet, at, col,
                         row->input == ORI_FORM_COUNT ? form->number
                         : number                     ? form->percent
                                                      : form->input);
  worksheet_write_blank (form->sheet, at, form->note, form->input);
  if (row->input == ORI_FORM_PRESENCE) {
    validate_list (form, at, col, presence, "form.hint.presence");
  } else {
    worksheet_write_blank (form->sheet, at, form->mark, form->mark_format);
    validate_list (form, at, form->mark, marks, "form.hint.mark");
  }
  if (number)
    validate_number (form, row, at, cell, bound);
  if (row->share) {
    g_autofree char *ratio = g_strdup_printf ("=IF(AND(ISNUMBER(%s),ISNUMBER(%s)),IF(%s>0,%s/%s,"
                                              "\"\"),\"\")",
                                              cell, bound, bound, cell, bound);
    worksheet_write_formula_str (form->sheet, at, form->share, ratio, form->ratio, "");
  }
  worksheet_write_formula_str (form->sheet, at, form->check, check, form->check_format, "");
}

/* A total that was asked above: shown again where it divides. */
static void
write_repeat (OriFormBook *form, const OriFormRow *row, lxw_row_t at)
{
  const OriFormRow *source = g_ptr_array_index (form->plan->rows, row->source);
  g_autofree char *cell = cell_name (form->at[row->source], value_col (form, source));
  g_autofree char *formula = g_strdup_printf ("=IF(%s=\"\",\"\",%s)", cell, cell);

  write_label (form, row, at);
  for (lxw_col_t c = form->value; c <= form->note; c++)
    worksheet_write_blank (form->sheet, at, c, form->closed);
  worksheet_write_formula_str (form->sheet, at, value_col (form, row), formula, form->repeat, "");
  ori_xlsx_write_text (form->sheet, at, form->note, ori_word ("form.repeat"), form->repeat);
}

static void
write_rows (OriFormBook *form)
{
  const GPtrArray *rows = form->plan->rows;

  for (guint i = 0; i < rows->len; i++) {
    const OriFormRow *row = g_ptr_array_index (rows, i);
    switch (row->kind) {
    case ORI_FORM_SECTION:
      write_section (form, row, form->at[i]);
      break;
    case ORI_FORM_NAME:
      write_label (form, row, form->at[i]);
      for (lxw_col_t c = form->value; c <= form->note; c++)
        worksheet_write_blank (form->sheet, form->at[i], c, form->closed);
      break;
    case ORI_FORM_INPUT:
      write_input (form, row, form->at[i]);
      break;
    case ORI_FORM_REPEAT:
      write_repeat (form, row, form->at[i]);
      break;
    }
  }
}

/* What does not fit is red at once: the answer and the word for it. */
static void
write_colours (OriFormBook *form)
{
  lxw_format *good = workbook_add_format (form->book);
  lxw_format *wrong = workbook_add_format (form->book);
  lxw_row_t first = form->header + 1;
  g_autofree char *column = ori_column_name (form->check);
  g_autofree char *is_good =
      g_strdup_printf ("=$%s%u=\"%s\"", column, first + 1, ori_word ("form.check.good"));
  g_autofree char *is_wrong =
      g_strdup_printf ("=AND(LEN($%s%u)>0,$%s%u<>\"%s\")", column, first + 1, column, first + 1,
                       ori_word ("form.check.good"));
  lxw_conditional_format green = {
      .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = is_good, .format = good};
  lxw_conditional_format red = {
      .type = LXW_CONDITIONAL_TYPE_FORMULA, .value_string = is_wrong, .format = wrong};

  format_set_font_color (good, 0x1B7F3B);
  format_set_font_color (wrong, 0xA51D2D);
  format_set_bg_color (wrong, 0xFBE3E4);
  worksheet_conditional_format_range (form->sheet, first, form->check, form->last, form->check,
                                      &green);
  worksheet_conditional_format_range (form->sheet, first, form->value, form->last, form->check,
                                      &red);
}

/* Whom to call; it is not imported. */
static lxw_row_t
write_contacts (OriFormBook *form, lxw_row_t row)
{
  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_CODE, "", form->section);
  ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_LABEL, ori_word ("form.section.contact"),
                       form->section);
  write_cells (form, row, form->section);
  worksheet_set_row (form->sheet, row++, 20, NULL);
  for (guint i = 1; i <= 5; i++) {
    g_autofree char *key = g_strdup_printf ("form.contact.%u", i);
    write_id (form, row, ORI_FORM_ROW_CONTACT);
    ori_xlsx_write_text (form->sheet, row, ORI_FORM_AT_CODE, ori_word (key), form->code);
    worksheet_write_blank (form->sheet, row, ORI_FORM_AT_LABEL, form->input);
    worksheet_set_row (form->sheet, row++, 18, NULL);
  }
  return row;
}

static void
set_page (OriFormBook *form, lxw_row_t last)
{
  lxw_protection open = {.no_select_locked_cells = 0, .format_columns = 1, .format_rows = 1};
  g_autofree char *name = ori_word_format ("form.footer", "name", form->spec->orgunit->short_name,
                                           "period", form->period, NULL);
  g_autofree char *footer = NULL;
  g_auto (GStrv) parts = g_strsplit (name, "&", -1);
  g_autofree char *safe = g_strjoinv ("&&", parts);

  ori_forms_setup (form, form->sheet);
  if (g_utf8_strlen (safe, -1) > 200)
    *g_utf8_offset_to_pointer (safe, 200) = '\0';
  footer = g_strdup_printf ("&L&8%s&R&8&P / &N", safe);
  worksheet_set_footer (form->sheet, footer);
  worksheet_repeat_rows (form->sheet, form->header, form->header);
  worksheet_print_area (form->sheet, 0, ORI_FORM_AT_CODE, last, form->note);
  worksheet_freeze_panes (form->sheet, form->header + 1, ORI_FORM_AT_UNIT);
  worksheet_protect (form->sheet, NULL, &open);
}

void
ori_forms_write_sheet (OriFormBook *form)
{
  const GPtrArray *rows = form->plan->rows;
  lxw_row_t row;

  form->sheet = workbook_add_worksheet (form->book, ori_word ("form.sheet.form"));
  set_columns (form);
  row = write_head (form);
  form->header = row + 1;
  form->at = g_new (lxw_row_t, rows->len);
  for (guint i = 0; i < rows->len; i++)
    form->at[i] = form->header + 1 + i;
  form->last = form->header + rows->len;
  write_state (form, row);
  write_header (form);
  write_rows (form);
  write_colours (form);
  row = write_contacts (form, form->last + 2);
  set_page (form, row - 1);
}
