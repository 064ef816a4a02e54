/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-error.h"
#include "core/ori-json-line.h"
#include "core/ori-json.h"
#include "import/ori-recipe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A person edits this by hand, so it is written with indentation and read with strict checks: a
 * typing mistake is told with the name of the member, never passed over. */

#define MAX_TEXT 4000 /* bytes of one text */
#define MAX_ITEMS 20000

static const char *const part_codes[] = {ORI_PART_VALUE, ORI_PART_TOTAL, ORI_PART_PARTICIPATED,
                                         ORI_PART_PERCENT, ORI_PART_TEXT};

/* ---- writing ---- */

static void
write_column (OriJsonWriter *writer, const OriRecipeColumn *column)
{
  g_autofree char *place = ori_column_name (column->col);
  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "header", column->header);
  ori_json_add_string (writer, "column", place);
  if (column->serial > 1)
    ori_json_add_int (writer, "serial", column->serial);
  if (column->role >= 0)
    ori_json_add_string (writer, "role", ori_cell_role_code ((OriCellRole)column->role));
  if (column->part != NULL)
    ori_json_add_string (writer, "part", column->part);
  ori_json_end_object (writer);
}

static void
write_row (OriJsonWriter *writer, const OriRecipeRow *row)
{
  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "label", row->label);
  ori_json_add_int (writer, "row", (gint64)row->row + 1);
  if (row->serial > 1)
    ori_json_add_int (writer, "serial", row->serial);
  ori_json_add_string (writer, "role", ori_cell_role_code ((OriCellRole)row->role));
  ori_json_end_object (writer);
}

static void
write_sheet (OriJsonWriter *writer, const OriRecipeSheet *sheet)
{
  ori_json_begin_object (writer, NULL);
  if (sheet->name != NULL)
    ori_json_add_string (writer, "name", sheet->name);
  ori_json_add_int (writer, "index", (gint64)sheet->index + 1);
  if (sheet->used >= 0)
    ori_json_add_bool (writer, "used", sheet->used);
  if (sheet->period.kind != ORI_PERIOD_NONE) {
    g_autofree char *code = ori_period_code (&sheet->period);
    ori_json_add_string (writer, "period", code);
    if (sheet->period_year != 0)
      ori_json_add_int (writer, "period_year", sheet->period_year);
  }
  if (sheet->columns->len > 0) {
    ori_json_begin_array (writer, "columns");
    for (guint i = 0; i < sheet->columns->len; i++)
      write_column (writer, g_ptr_array_index (sheet->columns, i));
    ori_json_end_array (writer);
  }
  if (sheet->rows->len > 0) {
    ori_json_begin_array (writer, "rows");
    for (guint i = 0; i < sheet->rows->len; i++)
      write_row (writer, g_ptr_array_index (sheet->rows, i));
    ori_json_end_array (writer);
  }
  ori_json_end_object (writer);
}

/* In order, so that equal recipes give equal text. */
static void
write_names (OriJsonWriter *writer, const char *key, GHashTable *names)
{
  g_autoptr (GList) printed = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc)strcmp);
  if (printed == NULL)
    return;
  ori_json_begin_object (writer, key);
  for (const GList *item = printed; item; item = item->next) {
    const char *code = g_hash_table_lookup (names, item->data);
    ori_json_add_string (writer, item->data, code[0] != '\0' ? code : NULL);
  }
  ori_json_end_object (writer);
}

static void
write_words (OriJsonWriter *writer, const char *key, const OriShapeSheet *sheet, const char *prefix)
{
  ori_json_begin_array (writer, key);
  for (guint i = 0; i < sheet->words->len; i++) {
    const char *word = g_ptr_array_index (sheet->words, i);
    if (g_str_has_prefix (word, prefix))
      ori_json_add_string (writer, NULL, word + strlen (prefix));
  }
  ori_json_end_array (writer);
}

void
ori_shape_write (const OriShape *shape, OriJsonWriter *writer, const char *key)
{
  ori_json_begin_object (writer, key);
  ori_json_add_string (writer, "fingerprint", shape->id);
  ori_json_add_int (writer, "year", shape->year);
  ori_json_begin_array (writer, "sheets");
  for (guint i = 0; i < shape->sheets->len; i++) {
    const OriShapeSheet *sheet = g_ptr_array_index (shape->sheets, i);
    ori_json_begin_object (writer, NULL);
    if (sheet->name != NULL)
      ori_json_add_string (writer, "name", sheet->name);
    ori_json_add_string (writer, "title", sheet->title);
    write_words (writer, "headers", sheet, ORI_SHAPE_HEADER);
    write_words (writer, "indicators", sheet, ORI_SHAPE_ROW);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
  ori_json_end_object (writer);
}

static void
write_settings (const OriRecipe *self, OriJsonWriter *writer)
{
  if (self->encoding != NULL || self->separator != '\0' || self->quote != '\0') {
    g_autofree char *quote = ori_book_quote_word (self->quote);
    char separator[2] = {self->separator, '\0'};
    ori_json_begin_object (writer, "reading");
    if (self->encoding != NULL)
      ori_json_add_string (writer, "encoding", self->encoding);
    if (self->separator != '\0')
      ori_json_add_string (writer, "separator", separator);
    if (self->quote != '\0')
      ori_json_add_string (writer, "quote", quote);
    ori_json_end_object (writer);
  }
  if (self->orgunit != NULL) {
    ori_json_add_string (writer, "orgunit", self->orgunit);
    if (self->file != NULL)
      ori_json_add_string (writer, "file", self->file);
  }
  if (self->cycle != 0) {
    ori_json_add_int (writer, "cycle", self->cycle);
    if (self->cycle_year != 0)
      ori_json_add_int (writer, "cycle_year", self->cycle_year);
  }
}

char *
ori_recipe_to_json (const OriRecipe *self)
{
  g_autoptr (OriJsonWriter) writer = ori_json_writer_new_memory ();
  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "format", "orientir-recipe-1");
  ori_json_add_string (writer, "name", self->name);
  write_settings (self, writer);
  ori_json_begin_array (writer, "sheets");
  for (guint i = 0; i < self->sheets->len; i++)
    write_sheet (writer, g_ptr_array_index (self->sheets, i));
  ori_json_end_array (writer);
  write_names (writer, "orgunits", self->orgunits);
  write_names (writer, "indicators", self->indicators);
  if (self->shape != NULL)
    ori_shape_write (self->shape, writer, "shape");
  ori_json_end_object (writer);
  g_autofree char *compact = ori_json_writer_take (writer, NULL);
  g_autoptr (json_t) root = ori_json_parse (compact, -1, NULL);
  char *text = json_dumps (root, JSON_INDENT (2));
  char *copy = g_strconcat (text, "\n", NULL);
  free (text);
  return copy;
}

/* ---- reading ---- */

static gboolean
fail (GError **error, const char *path, const char *key, const char *message)
{
  if (path[0] == '\0' && key[0] == '\0')
    path = "JSON";
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, "%s%s%s: %s", path,
               path[0] != '\0' && key[0] != '\0' ? "." : "", key, message);
  return FALSE;
}

/* Every member must be one of @known; NULL-terminated. */
static gboolean
check_object (const json_t *object, const char *path, const char *const *known, GError **error)
{
  const char *key;
  json_t *value;
  if (!json_is_object (object))
    return fail (error, path, "", _ ("must be an object"));
  json_object_foreach ((json_t *)object, key, value)
  {
    if (!g_strv_contains (known, key))
      return fail (error, path, key, _ ("no such member is known"));
  }
  return TRUE;
}

/* *@text stays as it is when the member is missing and not @required. */
static gboolean
read_text (const json_t *object, const char *path, const char *key, gboolean required, char **text,
           GError **error)
{
  const json_t *value = json_object_get (object, key);
  if (value == NULL)
    return !required || fail (error, path, key, _ ("is missing"));
  if (!json_is_string (value) || strlen (json_string_value (value)) != json_string_length (value))
    return fail (error, path, key, _ ("must be a text"));
  if (json_string_length (value) > MAX_TEXT)
    return fail (error, path, key, _ ("the text is too long"));
  g_free (*text);
  *text = g_strdup (json_string_value (value));
  return TRUE;
}

static gboolean
read_whole (const json_t *object, const char *path, const char *key, int least, int most,
            int *number, GError **error)
{
  const json_t *value = json_object_get (object, key);
  if (value == NULL)
    return TRUE;
  json_int_t n = json_integer_value (value);
  if (!json_is_integer (value) || n < least || n > most) {
    g_autofree char *message =
        g_strdup_printf (_ ("must be a whole number from %d to %d"), least, most);
    return fail (error, path, key, message);
  }
  *number = (int)n;
  return TRUE;
}

/* An array of at most MAX_ITEMS; NULL in *@array when the member is missing. */
static gboolean
read_array (const json_t *object, const char *path, const char *key, const json_t **array,
            GError **error)
{
  *array = json_object_get (object, key);
  if (*array != NULL && (!json_is_array (*array) || json_array_size (*array) > MAX_ITEMS))
    return fail (error, path, key, _ ("must be a list"));
  return TRUE;
}

static gboolean
read_role (const json_t *object, const char *path, gboolean required, int *role, GError **error)
{
  g_autofree char *code = NULL;
  if (!read_text (object, path, "role", required, &code, error))
    return FALSE;
  if (code == NULL)
    return TRUE;
  for (int i = ORI_ROLE_UNUSED; i <= ORI_ROLE_TOTAL; i++)
    if (strcmp (code, ori_cell_role_code ((OriCellRole)i)) == 0) {
      *role = i;
      return TRUE;
    }
  return fail (error, path, "role", _ ("not a known word"));
}

static gboolean
read_part (const json_t *object, const char *path, const char **part, GError **error)
{
  g_autofree char *code = NULL;
  if (!read_text (object, path, "part", FALSE, &code, error))
    return FALSE;
  for (guint i = 0; code && i < G_N_ELEMENTS (part_codes); i++)
    if (strcmp (code, part_codes[i]) == 0)
      *part = part_codes[i];
  return code == NULL || *part != NULL || fail (error, path, "part", _ ("not a known word"));
}

static gboolean
read_column (OriRecipeSheet *sheet, const json_t *object, const char *path, GError **error)
{
  static const char *const known[] = {"header", "column", "serial", "role", "part", NULL};
  g_autofree char *header = NULL, *place = NULL;
  int serial = 1, role = -1;
  const char *part = NULL;
  OriCellRef ref = {0};
  if (!check_object (object, path, known, error) ||
      !read_text (object, path, "header", FALSE, &header, error) ||
      !read_text (object, path, "column", header == NULL, &place, error) ||
      !read_whole (object, path, "serial", 1, ORI_MAX_COLS, &serial, error) ||
      !read_role (object, path, FALSE, &role, error) || !read_part (object, path, &part, error))
    return FALSE;
  g_autofree char *cell = g_strconcat (place ? place : "A", "1", NULL);
  if (!ori_cellref_parse (cell, &ref, NULL) || ref.row != 0)
    return fail (error, path, "column", _ ("must be the letters of a column"));
  if (role < 0 && part == NULL)
    return fail (error, path, "role", _ ("is missing"));
  OriRecipeColumn *column = ori_recipe_column_new (header ? header : "", ref.col, (guint)serial);
  column->role = role;
  column->part = part;
  g_ptr_array_add (sheet->columns, column);
  return TRUE;
}

static gboolean
read_row (OriRecipeSheet *sheet, const json_t *object, const char *path, GError **error)
{
  static const char *const known[] = {"label", "row", "serial", "role", NULL};
  g_autofree char *label = NULL;
  int row = 1, serial = 1, role = -1;
  if (!check_object (object, path, known, error) ||
      !read_text (object, path, "label", FALSE, &label, error) ||
      !read_whole (object, path, "row", 1, ORI_MAX_ROWS, &row, error) ||
      !read_whole (object, path, "serial", 1, ORI_MAX_ROWS, &serial, error) ||
      !read_role (object, path, TRUE, &role, error))
    return FALSE;
  if (label == NULL && json_object_get (object, "row") == NULL)
    return fail (error, path, "label", _ ("is missing"));
  g_ptr_array_add (sheet->rows, ori_recipe_row_new (label ? label : "", (guint)row - 1,
                                                    (guint)serial, (OriCellRole)role));
  return TRUE;
}

static gboolean
read_used (OriRecipeSheet *sheet, const json_t *object, const char *path, GError **error)
{
  const json_t *used = json_object_get (object, "used");
  if (used != NULL && !json_is_boolean (used))
    return fail (error, path, "used", _ ("must be true or false"));
  if (used != NULL)
    sheet->used = json_is_true (used);
  return TRUE;
}

static gboolean
read_period (OriRecipeSheet *sheet, const json_t *object, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  if (!read_text (object, path, "period", FALSE, &text, error) ||
      !read_whole (object, path, "period_year", 1900, 2100, &sheet->period_year, error))
    return FALSE;
  return text == NULL || ori_period_parse (text, &sheet->period) ||
         fail (error, path, "period", _ ("not a period"));
}

typedef gboolean (*ItemFunc) (OriRecipeSheet *sheet, const json_t *object, const char *path,
                              GError **error);

static gboolean
read_items (OriRecipeSheet *sheet, const json_t *object, const char *path, const char *key,
            ItemFunc read_item, GError **error)
{
  const json_t *array;
  if (!read_array (object, path, key, &array, error))
    return FALSE;
  for (gsize i = 0; i < json_array_size (array); i++) {
    g_autofree char *item = g_strdup_printf ("%s.%s[%" G_GSIZE_FORMAT "]", path, key, i);
    if (!read_item (sheet, json_array_get (array, i), item, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_sheet (OriRecipe *self, const json_t *object, const char *path, GError **error)
{
  static const char *const known[] = {"name",        "index",   "used", "period",
                                      "period_year", "columns", "rows", NULL};
  g_autofree char *name = NULL;
  int index = 1;
  if (!check_object (object, path, known, error) ||
      !read_text (object, path, "name", FALSE, &name, error) ||
      !read_whole (object, path, "index", 1, 4096, &index, error))
    return FALSE;
  OriRecipeSheet *sheet = ori_recipe_sheet_new (name, (guint)index - 1);
  g_ptr_array_add (self->sheets, sheet);
  return read_used (sheet, object, path, error) && read_period (sheet, object, path, error) &&
         read_items (sheet, object, path, "columns", read_column, error) &&
         read_items (sheet, object, path, "rows", read_row, error);
}

static gboolean
read_names (GHashTable *names, const json_t *root, const char *key, GError **error)
{
  const json_t *object = json_object_get (root, key);
  const char *printed;
  json_t *code;
  if (object == NULL)
    return TRUE;
  if (!json_is_object (object) || json_object_size (object) > MAX_ITEMS)
    return fail (error, key, "", _ ("must be an object"));
  json_object_foreach ((json_t *)object, printed, code)
  {
    if (!json_is_null (code) && (!json_is_string (code) || json_string_length (code) == 0 ||
                                 json_string_length (code) > MAX_TEXT))
      return fail (error, key, printed, _ ("must be a code, or null for not used"));
    g_hash_table_insert (names, g_strdup (printed),
                         g_strdup (json_is_null (code) ? "" : json_string_value (code)));
  }
  return TRUE;
}

static gboolean
read_reading (OriRecipe *self, const json_t *root, GError **error)
{
  static const char *const known[] = {"encoding", "separator", "quote", NULL};
  const json_t *reading = json_object_get (root, "reading");
  g_autofree char *separator = NULL, *quote = NULL;
  if (reading == NULL)
    return TRUE;
  if (!check_object (reading, "reading", known, error) ||
      !read_text (reading, "reading", "encoding", FALSE, &self->encoding, error) ||
      !read_text (reading, "reading", "separator", FALSE, &separator, error) ||
      !read_text (reading, "reading", "quote", FALSE, &quote, error))
    return FALSE;
  if (separator != NULL && (strlen (separator) != 1 || strchr ("\"\n\r", separator[0]) != NULL))
    return fail (error, "reading", "separator", _ ("must be one sign"));
  if (separator != NULL)
    self->separator = separator[0];
  if (quote != NULL && !ori_book_quote_parse (quote, &self->quote))
    return fail (error, "reading", "quote", _ ("must be one sign or “none”"));
  /* iconv leaves out letters that it does not know, and an empty name is that of the locale. */
  GIConv converter =
      self->encoding == NULL || (self->encoding[0] != '\0' && g_str_is_ascii (self->encoding))
          ? g_iconv_open ("UTF-8", self->encoding ? self->encoding : "UTF-8")
          : (GIConv)-1;
  if (converter == (GIConv)-1)
    return fail (error, "reading", "encoding", _ ("there is no such encoding"));
  g_iconv_close (converter);
  return TRUE;
}

static gboolean
read_words (GPtrArray *words, const json_t *object, const char *path, const char *key,
            const char *prefix, GError **error)
{
  const json_t *array;
  if (!read_array (object, path, key, &array, error))
    return FALSE;
  for (gsize i = 0; i < json_array_size (array); i++) {
    const json_t *word = json_array_get (array, i);
    if (!json_is_string (word) || json_string_length (word) > MAX_TEXT)
      return fail (error, path, key, _ ("must be a list of texts"));
    g_ptr_array_add (words, g_strconcat (prefix, json_string_value (word), NULL));
  }
  return TRUE;
}

static gboolean
read_shape_sheet (OriShape *shape, const json_t *object, const char *path, GError **error)
{
  static const char *const known[] = {"name", "title", "headers", "indicators", NULL};
  g_autofree char *name = NULL, *title = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  if (!check_object (object, path, known, error) ||
      !read_text (object, path, "name", FALSE, &name, error) ||
      !read_text (object, path, "title", FALSE, &title, error) ||
      !read_words (words, object, path, "headers", ORI_SHAPE_HEADER, error) ||
      !read_words (words, object, path, "indicators", ORI_SHAPE_ROW, error))
    return FALSE;
  ori_shape_add_sheet (shape, name, title ? title : "", g_steal_pointer (&words));
  return TRUE;
}

/* The fingerprint is not believed but computed: headers may have been edited. */
static gboolean
read_shape (OriRecipe *self, const json_t *root, GError **error)
{
  static const char *const known[] = {"fingerprint", "year", "sheets", NULL};
  const json_t *object = json_object_get (root, "shape"), *sheets;
  if (object == NULL)
    return TRUE;
  self->shape = ori_shape_new ();
  if (!check_object (object, "shape", known, error) ||
      !read_whole (object, "shape", "year", 0, 2100, &self->shape->year, error) ||
      !read_array (object, "shape", "sheets", &sheets, error))
    return FALSE;
  for (gsize i = 0; i < json_array_size (sheets); i++) {
    g_autofree char *path = g_strdup_printf ("shape.sheets[%" G_GSIZE_FORMAT "]", i);
    if (!read_shape_sheet (self->shape, json_array_get (sheets, i), path, error))
      return FALSE;
  }
  ori_shape_finish (self->shape);
  return TRUE;
}

static gboolean
read_sheets (OriRecipe *self, const json_t *root, GError **error)
{
  const json_t *sheets;
  if (!read_array (root, "", "sheets", &sheets, error))
    return FALSE;
  for (gsize i = 0; i < json_array_size (sheets); i++) {
    g_autofree char *path = g_strdup_printf ("sheets[%" G_GSIZE_FORMAT "]", i);
    if (!read_sheet (self, json_array_get (sheets, i), path, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_recipe (OriRecipe *self, const json_t *root, GError **error)
{
  static const char *const known[] = {"format", "name",       "reading",    "orgunit",
                                      "file",   "cycle",      "cycle_year", "sheets",
                                      "shape",  "indicators", "orgunits",   NULL};
  g_autofree char *format = NULL;
  if (!check_object (root, "", known, error) ||
      !read_text (root, "", "format", TRUE, &format, error))
    return FALSE;
  if (strcmp (format, "orientir-recipe-1") != 0)
    return fail (error, "", "format", _ ("not a recipe that this version knows"));
  return read_text (root, "", "name", TRUE, &self->name, error) &&
         read_reading (self, root, error) &&
         read_text (root, "", "orgunit", FALSE, &self->orgunit, error) &&
         read_text (root, "", "file", FALSE, &self->file, error) &&
         read_whole (root, "", "cycle", 1900, 2100, &self->cycle, error) &&
         read_whole (root, "", "cycle_year", 1900, 2100, &self->cycle_year, error) &&
         read_sheets (self, root, error) && read_names (self->orgunits, root, "orgunits", error) &&
         read_names (self->indicators, root, "indicators", error) && read_shape (self, root, error);
}

OriRecipe *
ori_recipe_from_json (const char *json, GError **error)
{
  g_autoptr (GError) failure = NULL;
  if (strlen (json) > ORI_RECIPE_MAX_SIZE) {
    fail (error, "", "", _ ("the text is too long"));
    return NULL;
  }
  g_autoptr (json_t) root = ori_json_parse (json, -1, error);
  g_autoptr (OriRecipe) self = ori_recipe_new (NULL);
  if (root == NULL)
    return NULL;
  if (read_recipe (self, root, &failure))
    return g_steal_pointer (&self);
  guint line = ori_json_line (json, failure->message);
  if (line > 0)
    g_set_error (error, failure->domain, failure->code, _ ("line %u: %s"), line, failure->message);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
