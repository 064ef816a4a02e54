/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-book-private.h"
#include "sheet/ori-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK_SIZE (64 * 1024)

struct OriBook {
  gatomicrefcount refs;
  const char *format;
  GPtrArray *sheets;
  GPtrArray *findings;
  GHashTable *rule_counts; /* rule → number of findings */
  GPtrArray *formats;
  GHashTable *format_index; /* code → index */
  GPtrArray *blocks;        /* texts live here, one after the other */
  char *free;               /* unused end of the last block */
  gsize n_free;
  GHashTable *interned;
  gsize n_cells;
};

G_DEFINE_QUARK (ori_sheet_error_quark, ori_sheet_error)

const char *
ori_cell_type_code (OriCellType type)
{
  switch (type) {
  case ORI_CELL_TEXT:
    return "text";
  case ORI_CELL_NUMBER:
    return "number";
  case ORI_CELL_DATE:
    return "date";
  case ORI_CELL_BOOL:
    return "bool";
  case ORI_CELL_ERROR:
    return "error";
  case ORI_CELL_EMPTY:
  default:
    return "empty";
  }
}

OriBook *
ori_book_new (const char *format)
{
  OriBook *self = g_new0 (OriBook, 1);

  g_atomic_ref_count_init (&self->refs);
  self->format = g_intern_string (format);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_sheet_free);
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_finding_free);
  self->rule_counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->formats = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_cell_format_free);
  self->format_index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->interned = g_hash_table_new (g_str_hash, g_str_equal);
  ori_book_add_format (self, "General");
  return self;
}

OriBook *
ori_book_ref (const OriBook *self)
{
  OriBook *book = (OriBook *)self;

  g_atomic_ref_count_inc (&book->refs);
  return book;
}

void
ori_book_unref (OriBook *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_ptr_array_unref (self->sheets);
  g_ptr_array_unref (self->findings);
  g_hash_table_unref (self->rule_counts);
  g_ptr_array_unref (self->formats);
  g_hash_table_unref (self->format_index);
  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->interned, g_hash_table_unref);
  g_free (self);
}

void
ori_book_finish (OriBook *self)
{
  for (guint i = 0; i < self->sheets->len; i++)
    ori_sheet_finish (self->sheets->pdata[i]);
  g_clear_pointer (&self->interned, g_hash_table_unref);
}

const char *
ori_book_format (const OriBook *self)
{
  return self->format;
}

guint
ori_book_n_sheets (const OriBook *self)
{
  return self->sheets->len;
}

const OriSheet *
ori_book_sheet (const OriBook *self, guint index)
{
  g_return_val_if_fail (index < self->sheets->len, NULL);
  return self->sheets->pdata[index];
}

const OriSheet *
ori_book_find_sheet (const OriBook *self, const char *name)
{
  for (guint i = 0; i < self->sheets->len; i++)
    if (strcmp (ori_sheet_name (self->sheets->pdata[i]), name) == 0)
      return self->sheets->pdata[i];
  return NULL;
}

const GPtrArray *
ori_book_findings (const OriBook *self)
{
  return self->findings;
}

/* Room for @size bytes at the end of the arena. Large texts get a block of their own, so that the
 * rest of the current block stays usable. */
static char *
reserve (OriBook *self, gsize size)
{
  char *block;

  if (size <= self->n_free)
    return self->free;
  if (size > BLOCK_SIZE / 4) {
    block = g_malloc (size);
    g_ptr_array_add (self->blocks, block);
    return block;
  }
  block = g_malloc (BLOCK_SIZE);
  g_ptr_array_add (self->blocks, block);
  self->free = block;
  self->n_free = BLOCK_SIZE;
  return block;
}

static void
consume (OriBook *self, const char *text, gsize size)
{
  if (text != self->free)
    return;
  self->free += size;
  self->n_free -= size;
}

const char *
ori_book_copy_text (OriBook *self, const char *text, gsize length)
{
  char *copy = reserve (self, length + 1);

  memcpy (copy, text, length);
  copy[length] = '\0';
  consume (self, copy, length + 1);
  return copy;
}

const char *
ori_book_intern (OriBook *self, const char *text, gsize length)
{
  char *copy;
  const char *known;

  g_return_val_if_fail (self->interned != NULL, NULL);
  /* Long texts hardly ever repeat. */
  if (length >= 512)
    return ori_book_copy_text (self, text, length);
  /* Written first, kept only if it is new: the hash needs the final NUL. */
  copy = reserve (self, length + 1);
  memcpy (copy, text, length);
  copy[length] = '\0';
  known = g_hash_table_lookup (self->interned, copy);
  if (known != NULL)
    return known;
  consume (self, copy, length + 1);
  g_hash_table_add (self->interned, copy);
  return copy;
}

guint16
ori_book_add_format (OriBook *self, const char *code)
{
  gpointer known;
  guint index = self->formats->len;

  if (g_hash_table_lookup_extended (self->format_index, code, NULL, &known))
    return (guint16)GPOINTER_TO_UINT (known);
  if (index > G_MAXUINT16)
    return 0;
  g_ptr_array_add (self->formats, ori_cell_format_new (code));
  g_hash_table_insert (self->format_index, g_strdup (code), GUINT_TO_POINTER (index));
  return (guint16)index;
}

const OriCellFormat *
ori_book_cell_format (const OriBook *self, guint16 index)
{
  return self->formats->pdata[index < self->formats->len ? index : 0];
}

OriSheet *
ori_book_add_sheet (OriBook *self, const char *name, OriSheetState state)
{
  OriSheet *sheet = ori_sheet_new (self, &self->n_cells, name, state);

  g_ptr_array_add (self->sheets, sheet);
  return sheet;
}

void
ori_book_add_finding (OriBook *self, OriFinding *finding)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->rule_counts, finding->rule));

  if (count >= ORI_MAX_FINDINGS) {
    ori_finding_free (finding);
    return;
  }
  g_hash_table_insert (self->rule_counts, g_strdup (finding->rule), GUINT_TO_POINTER (count + 1));
  g_ptr_array_add (self->findings, finding);
}

gsize
ori_book_n_cells (const OriBook *self)
{
  return self->n_cells;
}

gboolean
ori_book_check_size (const OriBook *self, GError **error)
{
  if (self->n_cells <= ORI_MAX_CELLS)
    return TRUE;
  g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
               _ ("the file holds more than %u million cells"), ORI_MAX_CELLS >> 20);
  return FALSE;
}
