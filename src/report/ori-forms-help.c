/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-forms-private.h"

#include "report/ori-wording.h"

#define HELP_WIDTH 100

static void
begin (OriFormBook *form, lxw_worksheet *sheet)
{
  lxw_row_col_options hidden = {.hidden = LXW_TRUE};

  worksheet_set_column_opt (sheet, 0, 0, 4, NULL, &hidden);
  worksheet_write_string (sheet, 0, 0, ORI_FORM_HELP, form->hidden);
  ori_forms_setup (form, sheet);
}

static lxw_row_t
write_line (lxw_worksheet *sheet, lxw_row_t row, const char *text, lxw_format *format, double size)
{
  ori_xlsx_write_text (sheet, row, 1, text, format);
  worksheet_set_row (sheet, row, ori_forms_height (text, HELP_WIDTH, size) + 3, NULL);
  return row + 1;
}

/* Every date of the programme, as its document words it. */
static lxw_row_t
write_calendar (OriFormBook *form, lxw_worksheet *sheet, lxw_row_t row, lxw_format *heading)
{
  const OriProgramme *programme = form->spec->programme;

  if (programme->deadlines->len == 0 && programme->stages->len == 0)
    return row;
  if (programme->deadlines->len > 0)
    row = write_line (sheet, row + 1, ori_word ("form.calendar"), heading, 13);
  for (guint i = 0; i < programme->deadlines->len; i++) {
    const OriDeadline *deadline = g_ptr_array_index (programme->deadlines, i);
    g_autofree char *line = ori_word_format ("form.calendar-line", "what", deadline->what, "date",
                                             deadline->date, NULL);
    row = write_line (sheet, row, line, form->text, 10);
  }
  if (programme->deadlines->len > 0)
    return row;
  for (guint i = 0; i < programme->stages->len; i++) {
    const OriStageOfWork *stage = g_ptr_array_index (programme->stages, i);
    g_autofree char *span =
        stage->start && stage->end ? g_strdup_printf ("%s – %s", stage->start, stage->end) : NULL;
    g_autofree char *what = stage->does ? g_strdup_printf ("%s (%s)", stage->name, stage->does)
                                        : g_strdup (stage->name);
    g_autofree char *line =
        ori_word_format ("form.calendar-line", "what", what, "date", span, NULL);
    if (span == NULL)
      continue;
    row = write_line (sheet, row + (i == 0), i == 0 ? ori_word ("form.calendar") : line,
                      i == 0 ? heading : form->text, i == 0 ? 13 : 10);
    if (i == 0)
      row = write_line (sheet, row, line, form->text, 10);
  }
  return row;
}

static lxw_row_t
write_legend (OriFormBook *form, lxw_worksheet *sheet, lxw_row_t row, lxw_format *heading)
{
  static const struct {
    const char *key;
    lxw_color_t colour;
  } colours[] = {{"form.legend.input", 0xFFF8DC},
                 {"form.legend.closed", 0xF1F3F5},
                 {"form.legend.wrong", 0xFBE3E4}};

  row = write_line (sheet, row + 1, ori_word ("form.legend.title"), heading, 13);
  for (guint i = 0; i < G_N_ELEMENTS (colours); i++) {
    lxw_format *format = ori_forms_format (form, 10, FALSE);
    format_set_bg_color (format, colours[i].colour);
    format_set_border (format, LXW_BORDER_THIN);
    format_set_border_color (format, 0xC9CED4);
    row = write_line (sheet, row, ori_word (colours[i].key), format, 10);
  }
  return row;
}

void
ori_forms_write_help (OriFormBook *form)
{
  lxw_worksheet *sheet = workbook_add_worksheet (form->book, ori_word ("form.sheet.help"));
  lxw_format *heading = ori_forms_format (form, 13, TRUE);
  lxw_row_t row = 1;

  begin (form, sheet);
  worksheet_set_portrait (sheet);
  worksheet_fit_to_pages (sheet, 1, 1);
  worksheet_set_column (sheet, 1, 1, HELP_WIDTH, NULL);
  row = write_line (sheet, row, ori_word ("form.help.title"), form->title, 16);
  for (guint i = 1;; i++) {
    g_autofree char *key = g_strdup_printf ("form.help.%u", i);
    g_autofree char *line = NULL;
    if (!ori_wording_has (key))
      break;
    line = g_strdup_printf ("%u. %s", i, ori_word (key));
    row = write_line (sheet, row, line, form->text, 10);
  }
  row = write_legend (form, sheet, row, heading);
  row = write_calendar (form, sheet, row, heading);
  if (form->spec->programme->document != NULL)
    write_line (sheet, row + 1, form->spec->programme->document, form->small, 9);
}

/* --- What counts --- */

static const struct {
  const char *key;
  double width;
} columns[] = {{"code", 9},    {"name", 44},   {"numerator", 34}, {"denominator", 30},
               {"period", 20}, {"source", 24}, {"remark", 34}};

static char *
join_lines (char **texts)
{
  return texts[0] ? g_strjoinv ("\n", texts) : NULL;
}

/* Without a numerator of its own an indicator counts what its parts say. */
static char *
what_counts (const OriIndicator *indicator)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (indicator->numerator != NULL)
    return g_strdup (indicator->numerator);
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    if (g_strcmp0 (element->part, ORI_PART_TOTAL) != 0 &&
        g_strcmp0 (element->part, ORI_PART_PERCENT) != 0)
      g_string_append_printf (text, "%s%s", text->len ? "\n" : "", element->name);
  }
  return g_strdup (text->str);
}

static void
write_note (OriFormBook *form, lxw_worksheet *sheet, lxw_row_t row, const OriIndicator *indicator)
{
  g_autofree char *counts = what_counts (indicator);
  g_autofree char *remarks = join_lines (indicator->notes);
  const char *source = indicator->source ? indicator->source : indicator->method;
  const char *texts[] = {indicator->code,        indicator->name, counts, indicator->denominator,
                         indicator->period_note, source,          remarks};
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    height = MAX (height, ori_forms_height (texts[i], columns[i].width, 9));
    ori_xlsx_write_text (sheet, row, (lxw_col_t)(i + 1), texts[i] ? texts[i] : "",
                         i == 0 ? form->code : form->label);
  }
  worksheet_set_row (sheet, row, height + 4, NULL);
}

void
ori_forms_write_notes (OriFormBook *form)
{
  const OriProgramme *programme = form->spec->programme;
  lxw_worksheet *sheet = workbook_add_worksheet (form->book, ori_word ("form.sheet.notes"));
  g_autofree char *title = ori_word_format ("form.notes.program", "title", programme->title, NULL);
  lxw_row_t row = 3;

  begin (form, sheet);
  ori_xlsx_write_text (sheet, 1, 1, ori_word ("form.notes.title"), form->title);
  worksheet_set_row (sheet, 1, 24, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    g_autofree char *key = g_strconcat ("form.notes.", columns[i].key, NULL);
    lxw_col_t col = (lxw_col_t)(i + 1);
    worksheet_set_column (sheet, col, col, columns[i].width, NULL);
    ori_xlsx_write_text (sheet, row - 1, col, ori_word (key), form->head_format);
  }
  for (guint i = 0; i < form->plan->rows->len; i++) {
    const OriFormRow *line = g_ptr_array_index (form->plan->rows, i);
    if (line->indicator != NULL && !line->part)
      write_note (form, sheet, row++, line->indicator);
  }
  worksheet_repeat_rows (sheet, 2, 2);
  worksheet_freeze_panes (sheet, 3, 2);
}

/* --- Codes --- */

void
ori_forms_write_codes (OriFormBook *form)
{
  lxw_worksheet *sheet = workbook_add_worksheet (form->book, ori_word ("form.sheet.codes"));
  lxw_row_t row = 2;

  worksheet_write_string (sheet, 0, 0, ORI_FORM_HELP, NULL);
  worksheet_write_string (sheet, 1, 0, form->head, NULL);
  ori_xlsx_write_text (sheet, 1, 1, form->spec->orgunit->name, NULL);
  for (guint i = 0; i < form->plan->rows->len; i++) {
    const OriFormRow *line = g_ptr_array_index (form->plan->rows, i);
    g_autofree char *id = line->id ? ori_form_row_text (line->id) : NULL;
    if (id == NULL)
      continue;
    worksheet_write_string (sheet, row, 0, id, NULL);
    ori_xlsx_write_text (sheet, row++, 1, line->label, NULL);
  }
  worksheet_hide (sheet);
  worksheet_protect (sheet, NULL, NULL);
}
