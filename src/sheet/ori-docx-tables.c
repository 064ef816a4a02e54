/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-text.h"
#include "sheet/ori-readers-private.h"

#define MAX_DEPTH 32 /* of tables in cells of tables */

/* A vertical merge that the next row may continue. */
typedef struct {
  guint row, last_row, span;
  gboolean open;
} Merge;

typedef struct {
  OriSheet *sheet;
  guint row, col;
  gboolean in_cell;
  guint span; /* of the cell */
  enum { MERGE_NONE, MERGE_RESTART, MERGE_CONTINUE } merge;
  GString *text;
  guint n_paragraphs;
  GArray *merges; /* Merge by column */
} Table;

typedef struct {
  OriXml xml;
  OriBook *book;
  GPtrArray *tables;  /* Table, the innermost last */
  GString *paragraph; /* outside of tables */
  char *before[2];    /* the last two paragraphs with text, the nearer one first */
  GHashTable *names;
  gboolean collect;
  int skip;
} DocxParser;

static void
free_table (gpointer data)
{
  Table *table = data;

  g_string_free (table->text, TRUE);
  g_array_unref (table->merges);
  g_free (table);
}

static Table *
current_table (const DocxParser *self)
{
  return self->tables->len > 0 ? self->tables->pdata[self->tables->len - 1] : NULL;
}

/* ---- tables ---- */

static gboolean
is_caption (const char *text)
{
  return text != NULL && (g_str_has_prefix (text, "Табл") || g_str_has_prefix (text, "ТАБЛ") ||
                          g_str_has_prefix (text, "Table"));
}

/* "Таблица 3 – Охват…", also when number and title are two paragraphs; else «Таблица N» by order.
 */
static char *
name_table (DocxParser *self)
{
  g_autofree char *name = NULL;

  if (is_caption (self->before[0]))
    name = g_strdup (self->before[0]);
  else if (is_caption (self->before[1]))
    name = g_strdup_printf ("%s %s", self->before[1], self->before[0]);
  else
    name = g_strdup_printf ("Таблица %u", ori_book_n_sheets (self->book) + 1);
  for (guint n = 2; g_hash_table_contains (self->names, name); n++) {
    char *next = g_strdup_printf ("%.*s (%u)", (int)strcspn (name, "\n"), name, n);

    if (g_hash_table_contains (self->names, next)) {
      g_free (next);
      continue;
    }
    g_free (name);
    name = next;
  }
  g_hash_table_add (self->names, g_strdup (name));
  g_clear_pointer (&self->before[0], g_free);
  g_clear_pointer (&self->before[1], g_free);
  return g_steal_pointer (&name);
}

static void
start_table (DocxParser *self)
{
  g_autofree char *name = NULL;
  Table *table;

  if (self->tables->len >= MAX_DEPTH || ori_book_n_sheets (self->book) >= ORI_MAX_SHEETS) {
    ori_xml_fail (&self->xml, g_error_new (ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                                           _ ("the document holds too many tables")));
    return;
  }
  name = name_table (self);
  table = g_new0 (Table, 1);
  table->sheet = ori_book_add_sheet (self->book, name, ORI_SHEET_VISIBLE);
  table->text = g_string_new (NULL);
  table->merges = g_array_new (FALSE, TRUE, sizeof (Merge));
  g_ptr_array_add (self->tables, table);
}

static void
close_merge (Table *table, guint col)
{
  Merge *merge;
  OriRange range;

  if (col >= table->merges->len)
    return;
  merge = &g_array_index (table->merges, Merge, col);
  if (merge->open) {
    range = (OriRange){merge->row, col, merge->last_row, col + merge->span - 1};
    ori_sheet_add_merge (table->sheet, &range);
  }
  merge->open = FALSE;
}

static void
end_table (DocxParser *self)
{
  Table *table = current_table (self);

  for (guint col = 0; col < table->merges->len; col++)
    close_merge (table, col);
  g_ptr_array_set_size (self->tables, (int)self->tables->len - 1);
}

/* ---- cells ---- */

static void
start_cell (Table *table)
{
  table->in_cell = TRUE;
  table->span = 1;
  table->merge = MERGE_NONE;
  g_string_truncate (table->text, 0);
  table->n_paragraphs = 0;
}

static void
put_merge (Table *table)
{
  OriRange range = {table->row, table->col, table->row, table->col + table->span - 1};
  Merge *merge;

  if (table->merges->len <= table->col)
    g_array_set_size (table->merges, table->col + 1);
  merge = &g_array_index (table->merges, Merge, table->col);
  if (table->merge == MERGE_CONTINUE && merge->open) {
    merge->last_row = table->row;
    return;
  }
  close_merge (table, table->col);
  if (table->merge == MERGE_RESTART)
    *merge = (Merge){table->row, table->row, table->span, TRUE};
  else
    ori_sheet_add_merge (table->sheet, &range);
}

static void
put_text (Table *table)
{
  const char *text = table->text->str;
  double value;
  OriCell *cell;

  while (table->text->len > 0 && g_ascii_isspace (text[table->text->len - 1]))
    g_string_truncate (table->text, table->text->len - 1);
  if (table->text->len > 40 || !ori_plain_number (text, &value)) {
    ori_sheet_add_text (table->sheet, table->row, table->col, text, table->text->len);
    return;
  }
  cell = ori_sheet_add_cell (table->sheet, table->row, table->col);
  cell->type = ORI_CELL_NUMBER;
  cell->number = value;
  ori_sheet_set_printed (table->sheet, cell, text);
}

static void
end_cell (Table *table)
{
  table->in_cell = FALSE;
  if (table->row >= ORI_MAX_ROWS || table->col + table->span > ORI_MAX_COLS) {
    ori_sheet_add_finding (table->sheet, "out-of-limits", ORI_SEVERITY_ERROR, ORI_MAX_ROWS, 0,
                           _ ("the table is larger than a sheet; the rest was not read"));
    return;
  }
  put_merge (table);
  put_text (table);
  table->col += table->span;
}

/* ---- elements ---- */

static void
start_in_cell (Table *table, const char *local, const char **attributes)
{
  const char *value = ori_xml_attribute (attributes, "val");

  if (strcmp (local, "gridSpan") == 0)
    table->span = MAX (ori_xml_uint (value, ORI_MAX_COLS, 1), 1);
  else if (strcmp (local, "vMerge") == 0)
    table->merge = g_strcmp0 (value, "restart") == 0 ? MERGE_RESTART : MERGE_CONTINUE;
  else if (strcmp (local, "p") == 0 && table->n_paragraphs++ > 0)
    g_string_append_c (table->text, '\n');
}

static void
start_in_row (Table *table, const char *local, const char **attributes)
{
  if (strcmp (local, "tr") == 0)
    table->col = 0;
  else if (strcmp (local, "gridBefore") == 0)
    table->col = ori_xml_uint (ori_xml_attribute (attributes, "val"), ORI_MAX_COLS, 0);
  else if (strcmp (local, "tc") == 0)
    start_cell (table);
}

/* Looks, pictures and what an editor moved away. */
static gboolean
is_foreign (const char *local)
{
  static const char *const names[] = {"pPr",        "rPr",        "drawing",  "pict",
                                      "tcPrChange", "trPrChange", "moveFrom", "Fallback"};

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (local, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static GString *
current_text (const DocxParser *self)
{
  Table *table = current_table (self);

  if (table != NULL)
    return table->in_cell ? table->text : NULL;
  return self->paragraph;
}

static void
start_cb (void *data, const char *name, const char **attributes)
{
  DocxParser *self = data;
  const char *local = ori_xml_local (name);
  GString *text = current_text (self);
  Table *table = current_table (self);

  self->collect = FALSE;
  if (self->skip > 0) {
    self->skip++;
  } else if (is_foreign (local)) {
    self->skip = 1;
  } else if (strcmp (local, "tbl") == 0) {
    start_table (self);
  } else if (strcmp (local, "t") == 0) {
    self->collect = text != NULL;
  } else if (text != NULL && strcmp (local, "tab") == 0) {
    g_string_append_c (text, '\t');
  } else if (text != NULL && (strcmp (local, "br") == 0 || strcmp (local, "cr") == 0)) {
    g_string_append_c (text, '\n');
  } else if (text != NULL && strcmp (local, "noBreakHyphen") == 0) {
    g_string_append_c (text, '-');
  } else if (table != NULL && table->in_cell) {
    start_in_cell (table, local, attributes);
  } else if (table != NULL) {
    start_in_row (table, local, attributes);
  } else if (strcmp (local, "p") == 0) {
    g_string_truncate (self->paragraph, 0);
  }
}

static void
end_paragraph (DocxParser *self)
{
  g_strstrip (self->paragraph->str);
  if (self->paragraph->str[0] == '\0')
    return;
  g_free (self->before[1]);
  self->before[1] = self->before[0];
  self->before[0] = ori_text_clean (self->paragraph->str);
}

static void
end_cb (void *data, const char *name)
{
  DocxParser *self = data;
  const char *local = ori_xml_local (name);
  Table *table = current_table (self);
  g_autoptr (GError) error = NULL;

  self->collect = FALSE;
  if (self->skip > 0) {
    self->skip--;
  } else if (table == NULL) {
    if (strcmp (local, "p") == 0)
      end_paragraph (self);
  } else if (strcmp (local, "tbl") == 0) {
    end_table (self);
  } else if (strcmp (local, "tc") == 0 && table->in_cell) {
    end_cell (table);
  } else if (strcmp (local, "tr") == 0) {
    table->row++;
    if (!ori_book_check_size (self->book, &error))
      ori_xml_fail (&self->xml, g_steal_pointer (&error));
  }
}

static void
text_cb (void *data, const char *text, int length)
{
  DocxParser *self = data;

  if (self->collect)
    g_string_append_len (current_text (self), text, length);
}

OriBook *
ori_docx_read (const OriSource *source, OriPackage *package, const char *document, GError **error)
{
  static const OriXmlHandlers handlers = {start_cb, end_cb, text_cb};
  g_autoptr (OriBook) book = ori_book_new ("docx");
  DocxParser parser = {.book = book};
  gboolean done;

  parser.tables = g_ptr_array_new_with_free_func (free_table);
  parser.paragraph = g_string_new (NULL);
  parser.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ori_package_expect (package, ori_package_part_size (package, document));
  done = ori_package_parse (package, document, &handlers, &parser.xml, error);
  g_ptr_array_unref (parser.tables);
  g_string_free (parser.paragraph, TRUE);
  g_hash_table_unref (parser.names);
  g_free (parser.before[0]);
  g_free (parser.before[1]);
  if (!done)
    return NULL;
  ori_book_finish (book);
  return g_steal_pointer (&book);
}
