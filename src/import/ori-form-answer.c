/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-form-private.h"

#include "core/ori-number.h"
#include "core/ori-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
ori_form_add_finding (OriSheetResult *result, guint row, guint col, const char *rule,
                      OriSeverity severity, const char *format, ...)
{
  g_autofree char *cell = row != G_MAXUINT ? ori_cellref_name (row, col) : NULL;
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (
      result->findings,
      ori_finding_new (rule, severity, ori_sheet_name (result->grid->sheet), cell, "%s", message));
}

/* A number that cannot be meant comes in with a doubt: it is what the municipality wrote. */
static void
doubt (OriSheetResult *result, OriFormAnswer *answer, const char *rule, const char *message)
{
  ori_form_add_finding (result, answer->row, answer->col, rule, ORI_SEVERITY_ERROR, "%s", message);
  answer->status = ORI_STATUS_DOUBTFUL;
  answer->note = g_string_chunk_insert_const (result->strings, message);
}

static void
read_number (OriSheetResult *result, OriFormInput input, const OriGridCell *cell,
             OriFormAnswer *answer)
{
  answer->status = ORI_STATUS_VALUE;
  answer->value = cell->number;
  if (input == ORI_FORM_NUMBER)
    return;
  if (input == ORI_FORM_COUNT && (cell->flags & ORI_CELL_PERCENT))
    doubt (result, answer, "form-percent", _ ("a percent stands where a count was asked"));
  else if (cell->number < 0)
    doubt (result, answer, "form-negative", _ ("the number is below zero"));
  else if (input == ORI_FORM_PERCENT && cell->number > 100)
    doubt (result, answer, "form-above-hundred", _ ("the percent is above 100"));
  else if (input == ORI_FORM_COUNT && cell->number != floor (cell->number))
    doubt (result, answer, "form-fraction", _ ("a count is a whole number"));
}

static void
refuse_text (OriSheetResult *result, OriFormAnswer *answer, const char *text)
{
  answer->status = ORI_STATUS_MISSING;
  answer->note = g_string_chunk_insert_const (result->strings, _ ("text instead of a number"));
  ori_form_add_finding (result, answer->row, answer->col, "text-for-number", ORI_SEVERITY_ERROR,
                        _ ("“%s” stands where a number was expected"), text);
}

/* Is there one or not: 1 and 0, as the element is worded. */
static void
read_presence (OriSheetResult *result, const OriGridCell *cell, const char *text,
               OriFormAnswer *answer)
{
  static const char *const yes[] = {ORI_FORM_YES, "есть", "имеется", "истина", "true", NULL};
  static const char *const no[] = {ORI_FORM_NO, "отсутствует", "ложь", "false", NULL};
  g_autofree char *key = ori_text_key (text);

  if (g_strv_contains (yes, key) || (cell->cls == ORI_CLASS_NUMBER && cell->number == 1)) {
    answer->status = ORI_STATUS_VALUE;
    answer->value = 1;
  } else if (g_strv_contains (no, key) || (cell->cls == ORI_CLASS_NUMBER && cell->number == 0)) {
    answer->status = ORI_STATUS_VALUE;
  } else if (cell->cls == ORI_CLASS_NOT_APPLICABLE) {
    answer->status = ORI_STATUS_NOT_APPLICABLE;
  } else if (cell->cls == ORI_CLASS_MISSING) {
    answer->status = ORI_STATUS_MISSING;
  } else {
    ori_form_add_finding (result, answer->row, answer->col, "form-presence", ORI_SEVERITY_ERROR,
                          _ ("“%s” is neither yes nor no"), text);
    answer->status = ORI_STATUS_MISSING;
  }
}

static void
read_words (OriSheetResult *result, const OriGridCell *cell, const char *text,
            OriFormAnswer *answer)
{
  g_autofree char *key = ori_text_key (text);

  if (cell->cls == ORI_CLASS_NOT_APPLICABLE) {
    answer->status = ORI_STATUS_NOT_APPLICABLE;
  } else if (cell->cls == ORI_CLASS_MISSING && strcmp (key, ORI_FORM_NO) != 0) {
    answer->status = ORI_STATUS_MISSING;
  } else {
    /* As it was written, line breaks included. */
    const OriCell *raw = ori_sheet_cell (result->grid->sheet, answer->row, answer->col);
    g_autofree char *whole = g_strdup (raw->type == ORI_CELL_TEXT ? raw->text : text);
    answer->status = ORI_STATUS_VALUE;
    answer->text = g_string_chunk_insert_const (result->strings, g_strstrip (whole));
  }
}

void
ori_form_read_answer (OriSheetResult *result, OriFormInput input, guint row, guint col,
                      OriFormAnswer *answer)
{
  const OriGridCell *cell = ori_grid_at (result->grid, row, col);
  g_autofree char *text = NULL;

  if (cell == NULL || cell->cls == ORI_CLASS_EMPTY)
    return;
  text = ori_grid_text (result->grid, row, col);
  if (text == NULL || text[0] == '\0')
    return;
  answer->given = TRUE;
  answer->row = row;
  answer->col = col;
  if (input == ORI_FORM_PRESENCE) {
    read_presence (result, cell, text, answer);
    return;
  }
  if (input == ORI_FORM_TEXT) {
    read_words (result, cell, text, answer);
    return;
  }
  if (ori_sheet_cell (result->grid->sheet, row, col)->type == ORI_CELL_ERROR) {
    refuse_text (result, answer, text);
    return;
  }
  switch ((OriCellClass)cell->cls) {
  case ORI_CLASS_NUMBER:
    if (cell->flags & ORI_CELL_NOTED)
      refuse_text (result, answer, text);
    else
      read_number (result, input, cell, answer);
    break;
  case ORI_CLASS_MISSING:
    answer->status = ORI_STATUS_MISSING;
    break;
  case ORI_CLASS_NOT_APPLICABLE:
    answer->status = ORI_STATUS_NOT_APPLICABLE;
    break;
  case ORI_CLASS_SUPPRESSED:
    answer->status = ORI_STATUS_SUPPRESSED;
    break;
  default:
    refuse_text (result, answer, text);
    break;
  }
}

void
ori_form_read_mark (OriSheetResult *result, guint row, guint col, OriFormAnswer *answer)
{
  const OriGridCell *cell = ori_grid_at (result->grid, row, col);

  if (cell == NULL || cell->cls == ORI_CLASS_EMPTY)
    return;
  answer->given = TRUE;
  answer->row = row;
  answer->col = col;
  if (cell->cls == ORI_CLASS_MISSING) {
    answer->status = ORI_STATUS_MISSING;
  } else if (cell->cls == ORI_CLASS_NOT_APPLICABLE) {
    answer->status = ORI_STATUS_NOT_APPLICABLE;
  } else {
    g_autofree char *text = ori_grid_text (result->grid, row, col);
    ori_form_add_finding (result, row, col, "form-mark", ORI_SEVERITY_ERROR,
                          _ ("“%s” is no mark of the form"), text ? text : "");
    answer->given = FALSE;
  }
}
