/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-recipe-private.h"

#include <string.h>

static void
column_free (gpointer data)
{
  OriRecipeColumn *column = data;
  g_free (column->header);
  g_free (column);
}

static void
row_free (gpointer data)
{
  OriRecipeRow *row = data;
  g_free (row->label);
  g_free (row);
}

static void
sheet_free (gpointer data)
{
  OriRecipeSheet *sheet = data;
  g_free (sheet->name);
  g_ptr_array_unref (sheet->columns);
  g_ptr_array_unref (sheet->rows);
  g_free (sheet);
}

OriRecipeSheet *
ori_recipe_sheet_new (const char *name, guint index)
{
  OriRecipeSheet *sheet = g_new0 (OriRecipeSheet, 1);
  sheet->name = g_strdup (name);
  sheet->index = index;
  sheet->used = -1;
  sheet->columns = g_ptr_array_new_with_free_func (column_free);
  sheet->rows = g_ptr_array_new_with_free_func (row_free);
  return sheet;
}

OriRecipeColumn *
ori_recipe_column_new (const char *header, guint col, guint serial)
{
  OriRecipeColumn *column = g_new0 (OriRecipeColumn, 1);
  column->header = g_strdup (header);
  column->col = col;
  column->serial = serial;
  column->role = -1;
  return column;
}

OriRecipeRow *
ori_recipe_row_new (const char *label, guint row, guint serial, OriCellRole role)
{
  OriRecipeRow *self = g_new0 (OriRecipeRow, 1);
  self->label = g_strdup (label);
  self->row = row;
  self->serial = serial;
  self->role = (int)role;
  return self;
}

OriRecipe *
ori_recipe_new (const char *name)
{
  OriRecipe *self = g_new0 (OriRecipe, 1);
  self->name = g_strdup (name);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  self->orgunits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->indicators = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

static OriRecipeSheet *
copy_sheet (const OriRecipeSheet *sheet)
{
  OriRecipeSheet *copy = ori_recipe_sheet_new (sheet->name, sheet->index);
  copy->used = sheet->used;
  copy->period = sheet->period;
  copy->period_year = sheet->period_year;
  for (guint i = 0; i < sheet->columns->len; i++) {
    const OriRecipeColumn *column = g_ptr_array_index (sheet->columns, i);
    OriRecipeColumn *other = ori_recipe_column_new (column->header, column->col, column->serial);
    other->role = column->role;
    other->part = column->part;
    g_ptr_array_add (copy->columns, other);
  }
  for (guint i = 0; i < sheet->rows->len; i++) {
    const OriRecipeRow *row = g_ptr_array_index (sheet->rows, i);
    g_ptr_array_add (
        copy->rows, ori_recipe_row_new (row->label, row->row, row->serial, (OriCellRole)row->role));
  }
  return copy;
}

static void
copy_names (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer printed, code;
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &printed, &code))
    g_hash_table_insert (to, g_strdup (printed), g_strdup (code));
}

OriRecipe *
ori_recipe_copy (const OriRecipe *self)
{
  OriRecipe *copy = ori_recipe_new (self->name);
  copy->shape = self->shape ? ori_shape_ref (self->shape) : NULL;
  copy->encoding = g_strdup (self->encoding);
  copy->separator = self->separator;
  copy->quote = self->quote;
  copy->orgunit = g_strdup (self->orgunit);
  copy->file = g_strdup (self->file);
  copy->cycle = self->cycle;
  copy->cycle_year = self->cycle_year;
  for (guint i = 0; i < self->sheets->len; i++)
    g_ptr_array_add (copy->sheets, copy_sheet (g_ptr_array_index (self->sheets, i)));
  copy_names (copy->orgunits, self->orgunits);
  copy_names (copy->indicators, self->indicators);
  return copy;
}

void
ori_recipe_free (OriRecipe *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->shape, ori_shape_unref);
  g_ptr_array_unref (self->sheets);
  g_hash_table_unref (self->orgunits);
  g_hash_table_unref (self->indicators);
  g_free (self->name);
  g_free (self->encoding);
  g_free (self->orgunit);
  g_free (self->file);
  g_free (self);
}

OriBookOptions
ori_recipe_reading (const OriRecipe *self)
{
  return (OriBookOptions){self->encoding, self->separator, self->quote};
}

gboolean
ori_recipe_is_empty (const OriRecipe *self)
{
  return self->sheets->len == 0 && g_hash_table_size (self->orgunits) == 0 &&
         g_hash_table_size (self->indicators) == 0 && self->encoding == NULL &&
         self->separator == '\0' && self->quote == '\0' && self->orgunit == NULL &&
         self->cycle == 0;
}

gboolean
ori_recipe_same_file (const char *a, const char *b)
{
  g_autofree char *x = ori_recipe_mask (a), *y = ori_recipe_mask (b);
  return strcmp (x, y) == 0;
}

OriShapeVerdict
ori_recipe_fit (const OriRecipe *self, const OriRecognition *recognition, double *likeness,
                char **words)
{
  if (self->shape != NULL)
    return ori_shape_compare (self->shape, recognition->shape, likeness, words);
  if (likeness)
    *likeness = 0;
  if (words)
    *words = NULL;
  return ORI_SHAPE_OTHER;
}

/* ---- from corrections ---- */

static int
compare_indexes (gconstpointer a, gconstpointer b)
{
  guint x = GPOINTER_TO_UINT (*(const gpointer *)a), y = GPOINTER_TO_UINT (*(const gpointer *)b);
  return x < y ? -1 : x > y;
}

/* The keys of both tables (each may be NULL) in order, each once. */
static GPtrArray *
sorted_indexes (GHashTable *first, GHashTable *second)
{
  GPtrArray *indexes = g_ptr_array_new ();
  GHashTable *tables[] = {first, second};
  for (guint i = 0; i < 2; i++) {
    GHashTableIter iter;
    gpointer index;
    if (tables[i] == NULL)
      continue;
    g_hash_table_iter_init (&iter, tables[i]);
    while (g_hash_table_iter_next (&iter, &index, NULL))
      if (i == 0 || first == NULL || !g_hash_table_contains (first, index))
        g_ptr_array_add (indexes, index);
  }
  g_ptr_array_sort (indexes, compare_indexes);
  return indexes;
}

static guint
column_serial (const GPtrArray *headers, guint col)
{
  g_autofree char *key = ori_text_key (g_ptr_array_index (headers, col));
  guint serial = 1;
  for (guint i = 0; i < col; i++) {
    g_autofree char *other = ori_text_key (g_ptr_array_index (headers, i));
    serial += strcmp (key, other) == 0;
  }
  return serial;
}

static void
take_columns (OriRecipeSheet *sheet, const OriSheetEdits *edits, const GPtrArray *headers)
{
  g_autoptr (GPtrArray) indexes = sorted_indexes (edits->roles.cols, edits->parts);
  for (guint i = 0; i < indexes->len; i++) {
    guint col = GPOINTER_TO_UINT (g_ptr_array_index (indexes, i));
    if (col >= headers->len)
      continue;
    OriCellRole role;
    OriRecipeColumn *column =
        ori_recipe_column_new (g_ptr_array_index (headers, col), col, column_serial (headers, col));
    if (ori_role_edit (edits->roles.cols, col, &role))
      column->role = (int)role;
    if (edits->parts)
      column->part = g_hash_table_lookup (edits->parts, GUINT_TO_POINTER (col));
    g_ptr_array_add (sheet->columns, column);
  }
}

static void
take_rows (OriRecipeSheet *sheet, const OriSheetEdits *edits, const OriGrid *grid)
{
  g_autoptr (GPtrArray) indexes = sorted_indexes (edits->roles.rows, NULL);
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint row = 0;
  for (guint i = 0; i < indexes->len; i++) {
    guint wanted = GPOINTER_TO_UINT (g_ptr_array_index (indexes, i));
    OriCellRole role;
    if (wanted >= grid->n_rows || !ori_role_edit (edits->roles.rows, wanted, &role))
      continue;
    for (; row <= wanted; row++) {
      g_autofree char *label = ori_recipe_row_label (grid, row);
      char *key = ori_text_key (label);
      guint serial = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;
      g_hash_table_insert (counts, key, GUINT_TO_POINTER (serial));
      if (row == wanted)
        g_ptr_array_add (sheet->rows, ori_recipe_row_new (label, row, serial, role));
    }
  }
}

static void
take_sheet (OriRecipe *self, const OriRecognition *recognition, guint index)
{
  const OriSheetResult *result = g_ptr_array_index (recognition->results, index);
  const OriSheetEdits *edits = &recognition->edits[index];
  const OriSheet *sheet = result->grid->sheet;
  gboolean named = strcmp (ori_book_format (recognition->book), "csv") != 0;
  OriRecipeSheet *taken = ori_recipe_sheet_new (named ? ori_sheet_name (sheet) : NULL, index);
  if (edits->used != (ori_sheet_state (sheet) == ORI_SHEET_VISIBLE))
    taken->used = edits->used;
  taken->period = edits->period;
  if (edits->period.kind != ORI_PERIOD_NONE)
    taken->period_year = recognition->shape->year;
  take_columns (taken, edits, recognition->headers[index]);
  take_rows (taken, edits, result->grid);
  if (taken->used >= 0 || taken->period.kind != ORI_PERIOD_NONE || taken->columns->len > 0 ||
      taken->rows->len > 0)
    g_ptr_array_add (self->sheets, taken);
  else
    sheet_free (taken);
}

static void
take_names (GHashTable *to, const OriRecognition *recognition, GHashTable *edits)
{
  GHashTableIter iter;
  gpointer key, code;
  g_hash_table_iter_init (&iter, edits);
  while (g_hash_table_iter_next (&iter, &key, &code)) {
    const char *printed = g_hash_table_lookup (recognition->printed, key);
    g_hash_table_insert (to, g_strdup (printed ? printed : key), g_strdup (code));
  }
}

OriRecipe *
ori_recipe_from_recognition (const OriRecognition *recognition, const char *name)
{
  OriRecipe *self = ori_recipe_new (name);
  self->shape = ori_shape_ref (recognition->shape);
  for (guint i = 0; i < recognition->results->len; i++)
    take_sheet (self, recognition, i);
  take_names (self->orgunits, recognition, recognition->reading.place_edits);
  take_names (self->indicators, recognition, recognition->reading.subject_edits);
  return self;
}
