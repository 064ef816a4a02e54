/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "sheet/ori-ods-private.h"
#include "sheet/ori-readers-private.h"

/* Cells that repeats may make in a book. Beyond that a repeat stands for "and so on", not data. */
#define MAX_REPEATED (2u * 1024 * 1024)
#define FEED_SIZE (128 * 1024)

typedef struct {
  guint col;
  guint times; /* columns that it fills */
  guint cols, rows;
  OriCellType type;
  double number;
  const char *text;    /* of TEXT and ERROR */
  const char *printed; /* of others, NULL when the file shows none */
  guint16 format;
  guint8 indent;
} RowCell;

typedef struct {
  OriXml xml;
  OriBook *book;
  OriSheet *sheet;
  GHashTable *styles; /* name → OriOdsStyle */
  OriOdsStyle *style;
  gboolean in_styles, in_spreadsheet, in_cell;
  int skip;      /* depth inside an element that is of no interest */
  int paragraph; /* depth inside a text:p */
  guint row, row_times, col, column;
  GArray *row_cells; /* RowCell of the row that is being read */
  RowCell cell;
  char *value_type, *value; /* of the cell */
  gboolean is_error;
  GString *text;
  guint n_paragraphs;
  guint repeated;
  guint16 percent_format, date_format, time_format;
} OdsParser;

static guint
parse_repeat (const char **attributes, const char *name)
{
  const char *text = ori_xml_attribute (attributes, name);
  guint times = ori_xml_uint (text, G_MAXINT, text != NULL && strlen (text) > 9 ? G_MAXINT : 1);

  return MAX (times, 1);
}

static const OriOdsStyle *
find_style (const OdsParser *self, const char **attributes)
{
  const char *name = ori_xml_attribute (attributes, "style-name");

  return name != NULL ? g_hash_table_lookup (self->styles, name) : NULL;
}

/* Filtered rows are as hidden as collapsed ones. */
static gboolean
is_hidden (const char **attributes)
{
  const char *visibility = ori_xml_attribute (attributes, "visibility");

  return visibility != NULL && strcmp (visibility, "visible") != 0;
}

/* ---- tables, columns and rows ---- */

static void
start_table (OdsParser *self, const char **attributes)
{
  const OriOdsStyle *style = find_style (self, attributes);

  if (ori_book_n_sheets (self->book) >= ORI_MAX_SHEETS) {
    ori_xml_fail (&self->xml,
                  g_error_new (ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                               _ ("the file holds more than %u sheets"), ORI_MAX_SHEETS));
    return;
  }
  self->sheet =
      ori_book_add_sheet (self->book, ori_xml_attribute (attributes, "name"),
                          style != NULL && style->hidden ? ORI_SHEET_HIDDEN : ORI_SHEET_VISIBLE);
  self->row = self->column = 0;
}

static void
start_column (OdsParser *self, const char **attributes)
{
  const OriOdsStyle *style = find_style (self, attributes);
  guint times = parse_repeat (attributes, "number-columns-repeated");

  if (self->column >= ORI_MAX_COLS)
    return;
  times = MIN (times, ORI_MAX_COLS - self->column);
  ori_sheet_set_columns (self->sheet, self->column, self->column + times - 1,
                         style != NULL ? style->width : 0, is_hidden (attributes));
  self->column += times;
}

static void
start_row (OdsParser *self, const char **attributes)
{
  self->row_times = parse_repeat (attributes, "number-rows-repeated");
  self->col = 0;
  g_array_set_size (self->row_cells, 0);
  if (is_hidden (attributes) && self->row < ORI_MAX_ROWS)
    ori_sheet_hide_rows (self->sheet, self->row,
                         self->row + MIN (self->row_times, ORI_MAX_ROWS - self->row) - 1);
}

static void
refuse_repeat (OdsParser *self, guint row, guint col)
{
  ori_sheet_add_finding (self->sheet, "out-of-limits", ORI_SEVERITY_ERROR,
                         MIN (row, ORI_MAX_ROWS - 1), MIN (col, ORI_MAX_COLS - 1),
                         _ ("the cell repeats beyond the limits of a sheet; cut off here"));
}

static void
put_cell (OdsParser *self, const RowCell *source, guint row, guint col)
{
  OriCell *cell;

  if (source->type == ORI_CELL_EMPTY)
    return;
  cell = ori_sheet_add_cell (self->sheet, row, col);
  cell->type = (guint8)source->type;
  cell->indent = source->indent;
  cell->format = source->format;
  if (source->type == ORI_CELL_TEXT || source->type == ORI_CELL_ERROR)
    cell->text = source->text;
  else
    cell->number = source->number;
  if (source->printed != NULL)
    ori_sheet_set_printed (self->sheet, cell, source->printed);
}

static void
put_merge (OdsParser *self, const RowCell *cell, guint row)
{
  OriRange range = {row, cell->col, 0, 0};

  if (cell->cols <= 1 && cell->rows <= 1)
    return;
  range.row2 = row + MIN (cell->rows, ORI_MAX_ROWS - row) - 1;
  range.col2 = cell->col + MIN (cell->cols, ORI_MAX_COLS - cell->col) - 1;
  ori_sheet_add_merge (self->sheet, &range);
}

/* Writes the row as often as it repeats. */
static void
end_row (OdsParser *self)
{
  guint times = self->row_cells->len > 0 ? self->row_times : 0;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < times; i++) {
    guint row = self->row + i;

    if (row >= ORI_MAX_ROWS || (i > 0 && self->repeated > MAX_REPEATED)) {
      refuse_repeat (self, row, g_array_index (self->row_cells, RowCell, 0).col);
      break;
    }
    for (guint j = 0; j < self->row_cells->len; j++) {
      const RowCell *cell = &g_array_index (self->row_cells, RowCell, j);

      for (guint k = 0; k < cell->times; k++)
        put_cell (self, cell, row, cell->col + k);
      put_merge (self, cell, row);
      self->repeated += i > 0 ? cell->times : cell->times - 1;
    }
  }
  g_array_set_size (self->row_cells, 0);
  self->row += MIN (self->row_times, ORI_MAX_ROWS - MIN (self->row, ORI_MAX_ROWS));
  if (!ori_book_check_size (self->book, &error))
    ori_xml_fail (&self->xml, g_steal_pointer (&error));
}

/* ---- cells ---- */

static const char *
value_attribute (const char **attributes, const char *type)
{
  if (strcmp (type, "date") == 0)
    return ori_xml_attribute (attributes, "date-value");
  if (strcmp (type, "time") == 0)
    return ori_xml_attribute (attributes, "time-value");
  if (strcmp (type, "boolean") == 0)
    return ori_xml_attribute (attributes, "boolean-value");
  if (strcmp (type, "string") == 0)
    return ori_xml_attribute (attributes, "string-value");
  return ori_xml_attribute (attributes, "value");
}

static void
start_cell (OdsParser *self, const char **attributes)
{
  const OriOdsStyle *style = find_style (self, attributes);

  self->in_cell = TRUE;
  self->cell = (RowCell){.col = self->col,
                         .times = parse_repeat (attributes, "number-columns-repeated"),
                         .cols = parse_repeat (attributes, "number-columns-spanned"),
                         .rows = parse_repeat (attributes, "number-rows-spanned"),
                         .indent = style != NULL ? style->indent : 0};
  self->is_error = FALSE;
  for (const char **attribute = attributes; *attribute != NULL; attribute += 2) {
    if (strcmp (attribute[0], "office:value-type") == 0)
      self->value_type = g_strdup (attribute[1]);
    else if (strcmp (attribute[0], "calcext:value-type") == 0)
      self->is_error = strcmp (attribute[1], "error") == 0;
  }
  if (self->value_type == NULL)
    self->value_type = g_strdup (ori_xml_attribute (attributes, "value-type"));
  if (self->value_type != NULL)
    self->value = g_strdup (value_attribute (attributes, self->value_type));
  g_string_truncate (self->text, 0);
  self->n_paragraphs = 0;
}

/* Sets the cell of a type other than text; FALSE when the value is none of it. */
static gboolean
read_value (OdsParser *self, RowCell *cell)
{
  const char *type = self->value_type;
  char *end;

  if (type == NULL || self->value == NULL || strcmp (type, "string") == 0)
    return FALSE;
  if (strcmp (type, "boolean") == 0) {
    cell->type = ORI_CELL_BOOL;
    cell->number = ori_xml_truth (self->value) ? 1 : 0;
    return TRUE;
  }
  cell->type = ORI_CELL_DATE;
  if (strcmp (type, "date") == 0) {
    cell->format = self->date_format;
    return ori_serial_from_iso (self->value, &cell->number);
  }
  if (strcmp (type, "time") == 0) {
    cell->format = self->time_format;
    return ori_ods_parse_duration (self->value, &cell->number);
  }
  cell->type = ORI_CELL_NUMBER;
  if (strcmp (type, "percentage") == 0)
    cell->format = self->percent_format;
  cell->number = g_ascii_strtod (self->value, &end);
  return end != self->value && *end == '\0' && isfinite (cell->number) &&
         strpbrk (self->value, "xXnN") == NULL;
}

/* The file's own text, unless it is of another locale. */
static void
set_printed (OdsParser *self, RowCell *cell)
{
  g_autofree char *printed = NULL;

  if (self->text->len == 0 || cell->type == ORI_CELL_BOOL)
    return;
  if (cell->type == ORI_CELL_DATE) {
    if (strchr (self->text->str, '/') != NULL)
      return;
    printed = g_strdup (self->text->str);
  } else {
    printed =
        ori_ods_localise (self->text->str, cell->number, cell->format == self->percent_format);
  }
  cell->printed = ori_book_intern (self->book, printed, strlen (printed));
}

static void
read_text (OdsParser *self, RowCell *cell)
{
  const char *text = self->text->str;

  cell->format = 0;
  cell->type = ORI_CELL_EMPTY;
  if (self->text->len == 0 && self->value != NULL && self->n_paragraphs == 0)
    text = self->value;
  if (*text == '\0')
    return;
  cell->type = self->is_error ? ORI_CELL_ERROR : ORI_CELL_TEXT;
  cell->text = ori_book_intern (self->book, text, strlen (text));
}

static void
end_cell (OdsParser *self)
{
  RowCell *cell = &self->cell;
  guint next;

  self->in_cell = FALSE;
  if (!self->is_error && read_value (self, cell))
    set_printed (self, cell);
  else
    read_text (self, cell);
  g_clear_pointer (&self->value_type, g_free);
  g_clear_pointer (&self->value, g_free);
  next = self->col + MIN (cell->times, ORI_MAX_COLS + 1 - MIN (self->col, ORI_MAX_COLS));
  self->col = MIN (next, ORI_MAX_COLS);
  if (cell->type == ORI_CELL_EMPTY && cell->cols == 1 && cell->rows == 1)
    return;
  if (cell->col >= ORI_MAX_COLS || self->row >= ORI_MAX_ROWS || next > ORI_MAX_COLS ||
      (cell->times > 1 && self->repeated > MAX_REPEATED)) {
    if (cell->type != ORI_CELL_EMPTY)
      refuse_repeat (self, self->row, cell->col);
    if (cell->col >= ORI_MAX_COLS || self->row >= ORI_MAX_ROWS)
      return;
    cell->times = self->repeated > MAX_REPEATED ? 1 : ORI_MAX_COLS - cell->col;
  }
  g_array_append_val (self->row_cells, *cell);
}

/* ---- text ---- */

static void
start_text (OdsParser *self, const char *local, const char **attributes)
{
  if (self->paragraph > 0)
    self->paragraph++;
  if (strcmp (local, "p") == 0 || strcmp (local, "h") == 0) {
    if (self->n_paragraphs++ > 0)
      g_string_append_c (self->text, '\n');
    if (self->paragraph == 0)
      self->paragraph = 1;
  } else if (strcmp (local, "s") == 0) {
    guint n = MIN (ori_xml_uint (ori_xml_attribute (attributes, "c"), 1000, 1), 1000);

    for (guint i = 0; i < n; i++)
      g_string_append_c (self->text, ' ');
  } else if (strcmp (local, "tab") == 0) {
    g_string_append_c (self->text, '\t');
  } else if (strcmp (local, "line-break") == 0) {
    g_string_append_c (self->text, '\n');
  }
}

/* Runs of white space in the file are one space, none at the beginning of a paragraph. */
static void
text_cb (void *data, const char *text, int length)
{
  OdsParser *self = data;

  if (self->paragraph == 0 || self->skip > 0)
    return;
  for (int i = 0; i < length; i++) {
    char c = text[i];

    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      gsize n = self->text->len;

      if (n == 0 || self->text->str[n - 1] == ' ' || self->text->str[n - 1] == '\n')
        continue;
      c = ' ';
    }
    g_string_append_c (self->text, c);
  }
}

/* ---- elements ---- */

/* Comments, pictures and the history of changes hold text that is not the cell's. */
static gboolean
is_foreign (const OdsParser *self, const char *local)
{
  return strcmp (local, "annotation") == 0 || strcmp (local, "shapes") == 0 ||
         strcmp (local, "tracked-changes") == 0 || strcmp (local, "ruby-text") == 0 ||
         (self->in_cell && (strcmp (local, "frame") == 0 || strcmp (local, "table") == 0 ||
                            strcmp (local, "custom-shape") == 0 || strcmp (local, "control") == 0));
}

static void
start_cb (void *data, const char *name, const char **attributes)
{
  OdsParser *self = data;
  const char *local = ori_xml_local (name);

  if (self->skip > 0) {
    self->skip++;
  } else if (self->in_styles) {
    ori_ods_start_style (self->styles, &self->style, local, attributes);
  } else if (is_foreign (self, local)) {
    self->skip = 1;
  } else if (self->in_cell) {
    start_text (self, local, attributes);
  } else if (strcmp (local, "automatic-styles") == 0) {
    self->in_styles = TRUE;
    self->style = NULL;
  } else if (strcmp (local, "spreadsheet") == 0) {
    self->in_spreadsheet = TRUE;
  } else if (!self->in_spreadsheet) {
    return;
  } else if (strcmp (local, "table") == 0) {
    start_table (self, attributes);
  } else if (self->sheet == NULL) {
    return;
  } else if (strcmp (local, "table-column") == 0) {
    start_column (self, attributes);
  } else if (strcmp (local, "table-row") == 0) {
    start_row (self, attributes);
  } else if (strcmp (local, "table-cell") == 0 || strcmp (local, "covered-table-cell") == 0) {
    start_cell (self, attributes);
  }
}

static void
end_cb (void *data, const char *name)
{
  OdsParser *self = data;
  const char *local = ori_xml_local (name);

  if (self->skip > 0) {
    self->skip--;
  } else if (self->paragraph > 0) {
    self->paragraph--;
  } else if (self->in_cell) {
    if (strcmp (local, "table-cell") == 0 || strcmp (local, "covered-table-cell") == 0)
      end_cell (self);
  } else if (self->sheet != NULL && strcmp (local, "table-row") == 0) {
    end_row (self);
  } else if (strcmp (local, "table") == 0) {
    self->sheet = NULL;
  } else if (strcmp (local, "automatic-styles") == 0) {
    self->in_styles = FALSE;
  } else if (strcmp (local, "spreadsheet") == 0) {
    self->in_spreadsheet = FALSE;
  }
}

static const OriXmlHandlers handlers = {start_cb, end_cb, text_cb};

static void
init_parser (OdsParser *self, OriBook *book)
{
  self->book = book;
  self->styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->row_cells = g_array_new (FALSE, FALSE, sizeof (RowCell));
  self->text = g_string_new (NULL);
  self->percent_format = ori_book_add_format (book, "0%");
  self->date_format = ori_book_add_format (book, ori_cell_format_builtin (14));
  self->time_format = ori_book_add_format (book, "[h]:mm:ss");
}

static void
clear_parser (OdsParser *self)
{
  g_hash_table_unref (self->styles);
  g_array_unref (self->row_cells);
  g_string_free (self->text, TRUE);
  g_free (self->value_type);
  g_free (self->value);
}

OriBook *
ori_ods_read (const OriSource *source, OriPackage *package, GError **error)
{
  g_autofree char *manifest = ori_package_peek (package, "META-INF/manifest.xml", 1 << 20);
  g_autoptr (OriBook) book = NULL;
  OdsParser parser = {{NULL}};
  gboolean done;

  if (manifest != NULL && strstr (manifest, "encryption-data") != NULL) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_PASSWORD,
                 _ ("the file is protected by a password; save it without one"));
    return NULL;
  }
  book = ori_book_new ("ods");
  init_parser (&parser, book);
  ori_package_expect (package, ori_package_part_size (package, "content.xml"));
  done = ori_package_parse (package, "content.xml", &handlers, &parser.xml, error);
  clear_parser (&parser);
  if (!done)
    return NULL;
  ori_book_finish (book);
  return g_steal_pointer (&book);
}

OriBook *
ori_fods_read (const OriSource *source, GError **error)
{
  g_autoptr (OriBook) book = ori_book_new ("fods");
  gsize size;
  const char *text = g_bytes_get_data (source->bytes, &size);
  OdsParser parser = {{NULL}};
  gboolean done = TRUE;

  init_parser (&parser, book);
  ori_xml_init (&parser.xml, source->name, &handlers);
  for (gsize at = 0; done && at < size; at += FEED_SIZE) {
    gsize length = MIN (size - at, FEED_SIZE);

    ori_progress_report (source->progress, (double)at / (double)size, NULL);
    done = !g_cancellable_set_error_if_cancelled (source->cancellable, error) &&
           ori_xml_feed (&parser.xml, text + at, length, at + length == size, error);
  }
  ori_xml_clear (&parser.xml);
  clear_parser (&parser);
  if (!done)
    return NULL;
  ori_book_finish (book);
  return g_steal_pointer (&book);
}
