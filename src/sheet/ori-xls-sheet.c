/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "sheet/ori-xls-private.h"

typedef struct {
  const OriXlsShared *shared;
  OriBiff biff;
  OriSheet *sheet;
  GString *text;
  guint depth; /* of BOF: charts lie inside of sheets */
} SheetReader;

static const OriXlsStyle *
find_style (const SheetReader *self, guint index)
{
  static const OriXlsStyle plain = {0, 0, FALSE};

  return index < self->shared->styles->len
             ? &g_array_index (self->shared->styles, OriXlsStyle, index)
             : &plain;
}

static OriCell *
add_cell (SheetReader *self, guint row, guint col, guint style_index, OriCellType type)
{
  const OriXlsStyle *style = find_style (self, style_index);
  OriCell *cell = ori_sheet_add_cell (self->sheet, row, MIN (col, ORI_MAX_COLS - 1));

  cell->type = (guint8)type;
  cell->format = style->format;
  cell->indent = style->indent;
  return cell;
}

static void
add_error (SheetReader *self, guint row, guint col, guint style, const char *text)
{
  OriCell *cell = add_cell (self, row, col, style, ORI_CELL_ERROR);

  cell->text = text;
}

static void
add_number (SheetReader *self, guint row, guint col, guint style, double value)
{
  OriCell *cell;

  if (!isfinite (value)) {
    ori_sheet_add_finding (self->sheet, "bad-number", ORI_SEVERITY_WARNING, row, col,
                           _ ("the number of this cell is damaged"));
    add_error (self, row, col, style, "#NUM!");
    return;
  }
  cell = add_cell (self, row, col, style, ORI_CELL_NUMBER);
  cell->number = value;
  if (find_style (self, style)->date) {
    cell->type = ORI_CELL_DATE;
    cell->number += self->shared->date1904 ? 1462 : 0;
  }
}

static void
add_text (SheetReader *self, guint row, guint col, guint style, const char *text)
{
  OriCell *cell;

  if (*text == '\0')
    return;
  cell = add_cell (self, row, col, style, ORI_CELL_TEXT);
  cell->text = text;
}

static const char *
error_text (guint8 code)
{
  switch (code) {
  case 0x00:
    return "#NULL!";
  case 0x07:
    return "#DIV/0!";
  case 0x0f:
    return "#VALUE!";
  case 0x17:
    return "#REF!";
  case 0x1d:
    return "#NAME?";
  case 0x24:
    return "#NUM!";
  default:
    return "#N/A";
  }
}

static void
add_bool_or_error (SheetReader *self, guint row, guint col, guint style, guint8 value,
                   gboolean is_error)
{
  if (is_error)
    add_error (self, row, col, style, error_text (value));
  else
    add_cell (self, row, col, style, ORI_CELL_BOOL)->number = value != 0;
}

static void
lose_text (SheetReader *self, guint row, guint col, guint style)
{
  ori_sheet_add_finding (self->sheet, "lost-text", ORI_SEVERITY_ERROR, row, col,
                         _ ("the text of this cell is missing from the file"));
  add_error (self, row, col, style, "#REF!");
}

static void
read_shared (SheetReader *self, guint row, guint col, guint style, guint32 index)
{
  if (index < self->shared->strings->len)
    add_text (self, row, col, style, self->shared->strings->pdata[index]);
  else
    lose_text (self, row, col, style);
}

/* A string with a length of two bytes, in the record at the cursor. */
static void
read_string (SheetReader *self, guint row, guint col, guint style)
{
  guint length;

  if (ori_biff_left (&self->biff) < 3) {
    lose_text (self, row, col, style);
    return;
  }
  length = ori_biff_u16 (self->biff.p);
  self->biff.p += 2;
  if (!ori_biff_string (&self->biff, length, self->text) && self->text->len == 0 && length > 0)
    lose_text (self, row, col, style);
  else
    add_text (self, row, col, style,
              ori_book_intern (self->shared->book, self->text->str, self->text->len));
}

/* The result that was saved with a formula. A text comes in a record of its own. */
static void
read_formula (SheetReader *self, guint row, guint col, guint style)
{
  const guint8 *result = self->biff.p;

  if (result[6] != 0xff || result[7] != 0xff) {
    add_number (self, row, col, style, ori_biff_double (result));
    return;
  }
  switch (result[0]) {
  case 0:
    while (ori_biff_peek (&self->biff) == ORI_BIFF_SHRFMLA ||
           ori_biff_peek (&self->biff) == ORI_BIFF_ARRAY ||
           ori_biff_peek (&self->biff) == ORI_BIFF_TABLE ||
           ori_biff_peek (&self->biff) == ORI_BIFF_CONTINUE)
      ori_biff_next (&self->biff);
    if (ori_biff_peek (&self->biff) == ORI_BIFF_STRING && ori_biff_next (&self->biff))
      read_string (self, row, col, style);
    break;
  case 1:
    add_bool_or_error (self, row, col, style, result[2], FALSE);
    break;
  case 2:
    add_bool_or_error (self, row, col, style, result[2], TRUE);
    break;
  default: /* an empty text */
    break;
  }
}

static void
read_packed_row (SheetReader *self)
{
  const guint8 *p = self->biff.p;
  gsize left = ori_biff_left (&self->biff);
  guint row, col;

  if (left < 6)
    return;
  row = ori_biff_u16 (p);
  col = ori_biff_u16 (p + 2);
  /* The last two bytes repeat the last column. */
  for (p += 4, left -= 6; left >= 6 && col < ORI_MAX_COLS; p += 6, left -= 6, col++)
    add_number (self, row, col, ori_biff_u16 (p), ori_biff_rk (ori_biff_u32 (p + 2)));
}

static void
read_merges (SheetReader *self)
{
  const guint8 *p = self->biff.p;
  gsize left = ori_biff_left (&self->biff);
  guint n;

  if (left < 2)
    return;
  n = MIN (ori_biff_u16 (p), (guint)((left - 2) / 8));
  for (p += 2; n > 0; n--, p += 8) {
    OriRange range = {ori_biff_u16 (p), ori_biff_u16 (p + 4), ori_biff_u16 (p + 2),
                      ori_biff_u16 (p + 6)};

    if (range.row1 <= range.row2 && range.col1 <= range.col2 && range.col2 < ORI_MAX_COLS)
      ori_sheet_add_merge (self->sheet, &range);
  }
}

static void
read_row (SheetReader *self)
{
  const guint8 *p = self->biff.p;

  if (ori_biff_left (&self->biff) >= 16 && (p[12] & 0x20) != 0)
    ori_sheet_hide_rows (self->sheet, ori_biff_u16 (p), ori_biff_u16 (p));
}

static void
read_columns (SheetReader *self)
{
  const guint8 *p = self->biff.p;

  if (ori_biff_left (&self->biff) >= 10)
    ori_sheet_set_columns (self->sheet, ori_biff_u16 (p), ori_biff_u16 (p + 2),
                           ori_biff_u16 (p + 4) / 256.0, p[8] & 1);
}

/* Records that begin with row, column and style. */
static void
read_cell (SheetReader *self)
{
  OriBiff *biff = &self->biff;
  gsize left = ori_biff_left (biff);
  const guint8 *p = biff->p;
  guint row, col, style;

  if (left < 8)
    return;
  row = ori_biff_u16 (p);
  col = ori_biff_u16 (p + 2);
  style = ori_biff_u16 (p + 4);
  biff->p += 6;
  switch (biff->id) {
  case ORI_BIFF_NUMBER:
    if (left >= 14)
      add_number (self, row, col, style, ori_biff_double (biff->p));
    break;
  case ORI_BIFF_RK:
    if (left >= 10)
      add_number (self, row, col, style, ori_biff_rk (ori_biff_u32 (biff->p)));
    break;
  case ORI_BIFF_LABELSST:
    if (left >= 10)
      read_shared (self, row, col, style, ori_biff_u32 (biff->p));
    break;
  case ORI_BIFF_LABEL:
  case ORI_BIFF_RSTRING:
    read_string (self, row, col, style);
    break;
  case ORI_BIFF_BOOLERR:
    add_bool_or_error (self, row, col, style, biff->p[0], biff->p[1] != 0);
    break;
  case ORI_BIFF_FORMULA:
    if (left >= 14)
      read_formula (self, row, col, style);
    break;
  default:
    break;
  }
}

static void
read_record (SheetReader *self)
{
  switch (self->biff.id) {
  case ORI_BIFF_NUMBER:
  case ORI_BIFF_RK:
  case ORI_BIFF_LABELSST:
  case ORI_BIFF_LABEL:
  case ORI_BIFF_RSTRING:
  case ORI_BIFF_BOOLERR:
  case ORI_BIFF_FORMULA:
    read_cell (self);
    break;
  case ORI_BIFF_MULRK:
    read_packed_row (self);
    break;
  case ORI_BIFF_MERGEDCELLS:
    read_merges (self);
    break;
  case ORI_BIFF_ROW:
    read_row (self);
    break;
  case ORI_BIFF_COLINFO:
    read_columns (self);
    break;
  default:
    break;
  }
}

static gboolean
check_limits (OriXlsShared *shared, const OriBiff *biff, gsize read, GError **error)
{
  if (read > shared->budget) {
    g_set_error_literal (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT,
                         _ ("the sheets of the file overlap"));
    return FALSE;
  }
  ori_progress_report (
      shared->progress,
      (double)(biff->next - biff->stream) / (double)(biff->stream_end - biff->stream), NULL);
  return ori_book_check_size (shared->book, error) &&
         !g_cancellable_set_error_if_cancelled (shared->cancellable, error);
}

gboolean
ori_xls_read_sheet (OriXlsShared *shared, GBytes *stream, gsize offset, OriSheet *sheet,
                    GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  SheetReader reader = {.shared = shared, .sheet = sheet, .text = text};
  OriBiff *biff = &reader.biff;
  guint n = 0;

  ori_biff_init (biff, stream, offset);
  while (ori_biff_next (biff)) {
    if (n++ % 4096 == 0 &&
        !check_limits (shared, biff, (gsize)(biff->next - biff->stream) - offset, error))
      return FALSE;
    if (biff->id == ORI_BIFF_BOF) {
      reader.depth++;
    } else if (biff->id == ORI_BIFF_EOF) {
      if (reader.depth <= 1)
        break;
      reader.depth--;
    } else if (reader.depth == 1) {
      read_record (&reader);
    }
  }
  shared->budget -= MIN (shared->budget, (guint64)(biff->next - biff->stream) - offset);
  if (biff->truncated || biff->id != ORI_BIFF_EOF)
    ori_sheet_add_finding (sheet, "truncated", ORI_SEVERITY_ERROR, ORI_MAX_ROWS, 0,
                           _ ("the file ends in the middle of this sheet; the rest is lost"));
  return ori_book_check_size (shared->book, error);
}
