/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-xlsx-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The hot path of the module: a sheet of millions of cells passes through these handlers, so they
 * look at first letters before they compare names and allocate nothing per cell. */

typedef enum {
  VALUE_NUMBER,
  VALUE_SHARED,
  VALUE_TEXT, /* str and inlineStr */
  VALUE_BOOL,
  VALUE_ERROR,
  VALUE_DATE,
} ValueType;

typedef struct {
  OriXml xml;
  const OriXlsxShared *shared;
  OriSheet *sheet;
  guint16 date_format; /* for dates of type "d" with a format that shows none */
  gboolean in_data, in_cell, in_inline, collect;
  int skip; /* depth inside an element that is of no interest */
  guint next_row, row, col, next_col;
  ValueType type;
  guint style;
  gboolean has_formula, has_value;
  GString *text;
  guint n_uncalculated;
  OriCellRef uncalculated;
} SheetParser;

static void
add_finding (SheetParser *self, const char *rule, OriSeverity severity, const char *message)
{
  ori_sheet_add_finding (self->sheet, rule, severity, self->row, self->col, message);
}

/* ---- start of elements ---- */

/* A reference like "AB12"; FALSE when it is none or out of limits. */
static inline gboolean
parse_reference (const char *text, guint *row, guint *col)
{
  guint c = 0, r = 0;

  for (; *text >= 'A' && *text <= 'Z' && c <= ORI_MAX_COLS; text++)
    c = c * 26 + (guint)(*text - 'A' + 1);
  for (; *text >= '0' && *text <= '9' && r <= ORI_MAX_ROWS; text++)
    r = r * 10 + (guint)(*text - '0');
  if (*text != '\0' || c == 0 || c > ORI_MAX_COLS || r == 0 || r > ORI_MAX_ROWS)
    return FALSE;
  *row = r - 1;
  *col = c - 1;
  return TRUE;
}

static inline ValueType
parse_type (const char *value)
{
  switch (value[0]) {
  case 's':
    return value[1] == '\0' ? VALUE_SHARED : VALUE_TEXT;
  case 'i':
    return VALUE_TEXT;
  case 'b':
    return VALUE_BOOL;
  case 'e':
    return VALUE_ERROR;
  case 'd':
    return VALUE_DATE;
  default:
    return VALUE_NUMBER;
  }
}

static void
refuse_place (SheetParser *self, const char *reference)
{
  g_autofree char *shown = g_utf8_substring (reference, 0, MIN (g_utf8_strlen (reference, -1), 20));
  g_autofree char *message = g_strdup_printf (
      /* Translators: an address such as XYZ1 or A2000000 */
      _ ("a cell at “%s” is out of the limits of a sheet and was not read"), shown);

  ori_sheet_add_finding (self->sheet, "out-of-limits", ORI_SEVERITY_ERROR, ORI_MAX_ROWS, 0,
                         message);
}

static inline void
start_cell (SheetParser *self, const char **attributes)
{
  const char *reference = NULL;

  self->type = VALUE_NUMBER;
  self->style = 0;
  self->has_formula = self->has_value = FALSE;
  self->in_cell = TRUE;
  for (; *attributes != NULL; attributes += 2) {
    if (attributes[0][0] == '\0' || attributes[0][1] != '\0')
      continue;
    if (attributes[0][0] == 'r')
      reference = attributes[1];
    else if (attributes[0][0] == 's')
      self->style = ori_xml_uint (attributes[1], 65535, 0);
    else if (attributes[0][0] == 't')
      self->type = parse_type (attributes[1]);
  }
  self->col = self->next_col;
  if (reference != NULL && !parse_reference (reference, &self->row, &self->col)) {
    OriCellRef ref;

    if (ori_cellref_parse (reference, &ref, NULL)) {
      self->row = ref.row;
      self->col = ref.col;
    } else {
      refuse_place (self, reference);
      self->in_cell = FALSE;
    }
  } else if (self->col >= ORI_MAX_COLS || self->row >= ORI_MAX_ROWS) {
    if (reference != NULL || self->col == ORI_MAX_COLS)
      refuse_place (self, reference != NULL ? reference : "…");
    self->in_cell = FALSE;
  }
  self->next_col = self->col + 1;
  self->text->len = 0;
  self->text->str[0] = '\0';
}

static void
start_row (SheetParser *self, const char **attributes)
{
  const char *number = NULL;
  gboolean hidden = FALSE, flat = FALSE, custom = FALSE;

  for (; *attributes != NULL; attributes += 2) {
    const char *name = attributes[0];

    if (name[0] == 'r' && name[1] == '\0')
      number = attributes[1];
    else if (name[0] == 'h' && strcmp (name, "hidden") == 0)
      hidden = ori_xml_truth (attributes[1]);
    else if (name[0] == 'h' && strcmp (name, "ht") == 0)
      flat = g_ascii_strtod (attributes[1], NULL) == 0.0;
    else if (name[0] == 'c' && strcmp (name, "customHeight") == 0)
      custom = ori_xml_truth (attributes[1]);
  }
  self->row = self->next_row;
  if (number != NULL) {
    guint row = ori_xml_uint (number, ORI_MAX_ROWS, 0);

    if (row == 0) {
      refuse_place (self, number);
      row = ORI_MAX_ROWS + 1;
    }
    self->row = row - 1;
  }
  self->next_row = MIN (self->row + 1, ORI_MAX_ROWS);
  self->next_col = 0;
  if ((hidden || (flat && custom)) && self->row < ORI_MAX_ROWS)
    ori_sheet_hide_rows (self->sheet, self->row, self->row);
}

static void
start_column (SheetParser *self, const char **attributes)
{
  guint first = ori_xml_uint (ori_xml_attribute (attributes, "min"), G_MAXINT, 0);
  guint last = ori_xml_uint (ori_xml_attribute (attributes, "max"), G_MAXINT, first);
  const char *width = ori_xml_attribute (attributes, "width");
  double value = width != NULL ? g_ascii_strtod (width, NULL) : 0;

  if (first == 0 || first > last)
    return;
  ori_sheet_set_columns (self->sheet, first - 1, last - 1, value,
                         ori_xml_truth (ori_xml_attribute (attributes, "hidden")) ||
                             (width != NULL && value == 0));
}

static void
start_merge (SheetParser *self, const char **attributes)
{
  const char *reference = ori_xml_attribute (attributes, "ref");
  OriRange range;

  if (reference != NULL && ori_range_parse (reference, &range))
    ori_sheet_add_merge (self->sheet, &range);
}

/* Nearly all names are one letter without a prefix. */
static inline const char *
local_name (const char *name)
{
  return name[0] == '\0' || name[1] == '\0' ? name : ori_xml_local (name);
}

static void
start_cb (void *data, const char *name, const char **attributes)
{
  SheetParser *self = data;
  const char *local;

  if (self->skip > 0) {
    self->skip++;
    return;
  }
  local = local_name (name);
  if (self->in_data) {
    switch (local[0]) {
    case 'c':
      if (local[1] == '\0')
        start_cell (self, attributes);
      break;
    case 'v':
      self->collect = self->in_cell && local[1] == '\0';
      self->has_value = self->has_value || self->collect;
      break;
    case 'f':
      self->has_formula = local[1] == '\0';
      break;
    case 't':
      self->collect = self->in_cell && self->in_inline && local[1] == '\0';
      break;
    case 'r':
      if (strcmp (local, "row") == 0)
        start_row (self, attributes);
      else if (strcmp (local, "rPh") == 0)
        self->skip = 1;
      break;
    case 'i':
      self->in_inline = strcmp (local, "is") == 0;
      break;
    case 'e':
      if (strcmp (local, "extLst") == 0)
        self->skip = 1;
      break;
    default:
      break;
    }
  } else if (strcmp (local, "sheetData") == 0) {
    self->in_data = TRUE;
  } else if (strcmp (local, "mergeCell") == 0) {
    start_merge (self, attributes);
  } else if (strcmp (local, "col") == 0) {
    start_column (self, attributes);
  } else if (strcmp (local, "extLst") == 0) {
    self->skip = 1;
  }
}

/* ---- end of a cell ---- */

/* Decimals of at most 15 digits and a small exponent are one exact division or multiplication of
 * two exact doubles, hence correctly rounded; anything else is left to g_ascii_strtod(). */
static gboolean
parse_number (const char *text, double *value)
{
  static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  const char *p = text;
  gboolean negative = FALSE;
  guint64 mantissa = 0;
  guint digits = 0, decimals = 0;
  char *end;

  if (*p == '-') {
    negative = TRUE;
    p++;
  }
  for (; *p >= '0' && *p <= '9' && digits <= 15; p++, digits++)
    mantissa = mantissa * 10 + (guint64)(*p - '0');
  if (*p == '.')
    for (p++; *p >= '0' && *p <= '9' && digits <= 15; p++, digits++, decimals++)
      mantissa = mantissa * 10 + (guint64)(*p - '0');
  if (*p == '\0' && digits > 0 && digits <= 15) {
    *value = (double)mantissa / powers[decimals];
    if (negative)
      *value = -*value;
    return TRUE;
  }
  *value = g_ascii_strtod (text, &end);
  end += strspn (end, " \t\r\n");
  return end != text && *end == '\0' && isfinite (*value) &&
         strpbrk (text, "xXnN") == NULL; /* neither hexadecimal nor NaN or infinity */
}

static void
end_number (SheetParser *self, const OriXlsxStyle *style)
{
  double value;
  OriCell *cell;

  if (!parse_number (self->text->str, &value)) {
    ori_xlsx_unescape (self->text);
    ori_sheet_add_text (self->sheet, self->row, self->col, self->text->str, self->text->len);
    add_finding (self, "bad-number", ORI_SEVERITY_WARNING,
                 _ ("the file calls this a number, but it is none; read as text"));
    return;
  }
  cell = ori_sheet_add_cell (self->sheet, self->row, self->col);
  cell->type = style->date ? ORI_CELL_DATE : ORI_CELL_NUMBER;
  cell->number = value;
  if (style->date && self->shared->date1904)
    cell->number += 1462;
  cell->format = style->format;
  cell->indent = style->indent;
}

static void
end_shared (SheetParser *self, const OriXlsxStyle *style)
{
  guint index = ori_xml_uint (self->text->str, G_MAXINT, G_MAXUINT);
  const char *text;
  OriCell *cell;

  if (index >= self->shared->strings->len) {
    add_finding (self, "lost-text", ORI_SEVERITY_ERROR,
                 _ ("the text of this cell is missing from the file"));
    cell = ori_sheet_add_cell (self->sheet, self->row, self->col);
    cell->type = ORI_CELL_ERROR;
    cell->text = "#REF!";
    return;
  }
  text = self->shared->strings->pdata[index];
  if (*text == '\0')
    return;
  cell = ori_sheet_add_cell (self->sheet, self->row, self->col);
  cell->type = ORI_CELL_TEXT;
  cell->text = text;
  cell->format = style->format;
  cell->indent = style->indent;
}

static void
end_text (SheetParser *self, const OriXlsxStyle *style)
{
  OriCell *cell;

  ori_xlsx_unescape (self->text);
  if (self->text->len == 0)
    return;
  cell = ori_sheet_add_cell (self->sheet, self->row, self->col);
  cell->type = self->type == VALUE_ERROR ? ORI_CELL_ERROR : ORI_CELL_TEXT;
  cell->text = ori_book_intern (self->shared->book, self->text->str, self->text->len);
  cell->format = style->format;
  cell->indent = style->indent;
}

static void
end_date (SheetParser *self, const OriXlsxStyle *style)
{
  double serial;
  OriCell *cell;

  if (!ori_serial_from_iso (self->text->str, &serial)) {
    end_text (self, style);
    return;
  }
  cell = ori_sheet_add_cell (self->sheet, self->row, self->col);
  cell->type = ORI_CELL_DATE;
  cell->number = serial;
  cell->format = style->date ? style->format : self->date_format;
  cell->indent = style->indent;
}

static void
end_bool (SheetParser *self, const OriXlsxStyle *style)
{
  OriCell *cell = ori_sheet_add_cell (self->sheet, self->row, self->col);

  cell->type = ORI_CELL_BOOL;
  cell->number = ori_xml_truth (self->text->str) ? 1 : 0;
  cell->indent = style->indent;
}

static void
end_cell (SheetParser *self)
{
  static const OriXlsxStyle plain = {0, 0, FALSE};
  const OriXlsxStyle *style = self->style < self->shared->styles->len
                                  ? &g_array_index (self->shared->styles, OriXlsxStyle, self->style)
                                  : &plain;

  self->in_cell = FALSE;
  if (self->text->len == 0) {
    if (self->has_formula && !self->has_value && self->n_uncalculated++ == 0) {
      self->uncalculated.row = self->row;
      self->uncalculated.col = self->col;
    }
    return;
  }
  switch (self->type) {
  case VALUE_NUMBER:
    end_number (self, style);
    break;
  case VALUE_SHARED:
    end_shared (self, style);
    break;
  case VALUE_TEXT:
  case VALUE_ERROR:
    end_text (self, style);
    break;
  case VALUE_BOOL:
    end_bool (self, style);
    break;
  case VALUE_DATE:
    end_date (self, style);
    break;
  default:
    break;
  }
}

static void
end_cb (void *data, const char *name)
{
  SheetParser *self = data;
  const char *local;

  if (self->skip > 0) {
    self->skip--;
    return;
  }
  self->collect = FALSE;
  local = local_name (name);
  if (local[0] == 'c' && local[1] == '\0') {
    if (self->in_cell)
      end_cell (self);
  } else if (local[0] == 'i' && strcmp (local, "is") == 0) {
    self->in_inline = FALSE;
  } else if (local[0] == 'r' && strcmp (local, "row") == 0) {
    g_autoptr (GError) error = NULL;

    if (!ori_book_check_size (self->shared->book, &error))
      ori_xml_fail (&self->xml, g_steal_pointer (&error));
  } else if (local[0] == 's' && strcmp (local, "sheetData") == 0) {
    self->in_data = FALSE;
  }
}

static void
text_cb (void *data, const char *text, int length)
{
  SheetParser *self = data;
  GString *value = self->text;

  if (!self->collect)
    return;
  if (value->len + (gsize)length < value->allocated_len) {
    memcpy (value->str + value->len, text, (gsize)length);
    value->len += (gsize)length;
    value->str[value->len] = '\0';
  } else {
    g_string_append_len (value, text, length);
  }
}

gboolean
ori_xlsx_read_sheet (const OriXlsxShared *shared, OriPackage *package, const char *part,
                     OriSheet *sheet, GError **error)
{
  static const OriXmlHandlers handlers = {start_cb, end_cb, text_cb};
  g_autoptr (GString) text = g_string_sized_new (256);
  SheetParser parser = {.shared = shared, .sheet = sheet, .text = text};

  parser.date_format = ori_book_add_format (shared->book, ori_cell_format_builtin (14));
  if (!ori_package_parse (package, part, &handlers, &parser.xml, error))
    return FALSE;
  if (parser.n_uncalculated > 0) {
    g_autofree char *message = g_strdup_printf (
        ngettext ("%u formula has no value: open the file in a spreadsheet program and save it",
                  "%u formulas have no values: open the file in a spreadsheet program and save it",
                  parser.n_uncalculated),
        parser.n_uncalculated);

    ori_sheet_add_finding (sheet, "formula-without-value", ORI_SEVERITY_WARNING,
                           parser.uncalculated.row, parser.uncalculated.col, message);
  }
  return TRUE;
}
