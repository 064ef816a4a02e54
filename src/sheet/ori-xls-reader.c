/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "sheet/ori-ole-private.h"
#include "sheet/ori-readers-private.h"
#include "sheet/ori-xls-private.h"

#define BIFF8 0x0600
#define MAX_SHEET_READS 8 /* times the size of the stream, all sheets together */

typedef struct {
  char *name;
  guint32 offset;
  guint8 state, type; /* type 0 is a worksheet */
} SheetEntry;

static void
free_entry (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

typedef struct {
  OriXlsShared *shared;
  OriBiff biff;
  GPtrArray *sheets; /* SheetEntry */
  GHashTable *codes; /* id → format code */
  GArray *raw;       /* guint32: format id and indent of each XF */
  GString *text;
} GlobalsReader;

static gboolean
refuse (GError **error, OriSheetError code, const char *message)
{
  g_set_error_literal (error, ORI_SHEET_ERROR, (int)code, message);
  return FALSE;
}

static void
read_boundsheet (GlobalsReader *self)
{
  OriBiff *biff = &self->biff;
  SheetEntry *entry;
  guint length;

  if (ori_biff_left (biff) < 8 || self->sheets->len >= ORI_MAX_SHEETS)
    return;
  entry = g_new0 (SheetEntry, 1);
  entry->offset = ori_biff_u32 (biff->p);
  entry->state = biff->p[4] & 3;
  entry->type = biff->p[5];
  length = biff->p[6];
  biff->p += 7;
  ori_biff_string (biff, length, self->text);
  entry->name = g_strdup (self->text->str);
  g_ptr_array_add (self->sheets, entry);
}

static void
read_format (GlobalsReader *self)
{
  OriBiff *biff = &self->biff;
  guint id, length;

  if (ori_biff_left (biff) < 5)
    return;
  id = ori_biff_u16 (biff->p);
  length = ori_biff_u16 (biff->p + 2);
  biff->p += 4;
  if (ori_biff_string (biff, length, self->text))
    g_hash_table_insert (self->codes, GUINT_TO_POINTER (id), g_strdup (self->text->str));
}

static void
read_style (GlobalsReader *self)
{
  const guint8 *p = self->biff.p;
  guint32 style = 0;

  if (ori_biff_left (&self->biff) >= 10)
    style = ori_biff_u16 (p + 2) | (guint32)(p[8] & 0x0f) << 16;
  g_array_append_val (self->raw, style);
}

static void
read_strings (GlobalsReader *self)
{
  OriBiff *biff = &self->biff;
  guint32 n;

  if (ori_biff_left (biff) < 8)
    return;
  n = ori_biff_u32 (biff->p + 4);
  biff->p += 8;
  for (guint32 i = 0; i < n; i++) {
    guint length;

    while (ori_biff_left (biff) == 0)
      if (!ori_biff_continue (biff))
        return;
    if (ori_biff_left (biff) < 3)
      return;
    length = ori_biff_u16 (biff->p);
    biff->p += 2;
    if (!ori_biff_string (biff, length, self->text))
      return;
    g_ptr_array_add (
        self->shared->strings,
        (gpointer)ori_book_copy_text (self->shared->book, self->text->str, self->text->len));
  }
}

static gboolean
check_version (const OriBiff *biff, GError **error)
{
  if (biff->id != ORI_BIFF_BOF || ori_biff_left (biff) < 4)
    return refuse (error, ORI_SHEET_ERROR_CORRUPT, _ ("the workbook is damaged"));
  if (ori_biff_u16 (biff->p) != BIFF8)
    return refuse (error, ORI_SHEET_ERROR_UNSUPPORTED,
                   _ ("this is a table of Excel 95 or older; save it as xlsx"));
  return TRUE;
}

static gboolean
read_globals (GlobalsReader *self, GError **error)
{
  OriBiff *biff = &self->biff;

  if (!ori_biff_next (biff) || !check_version (biff, error))
    return FALSE;
  while (ori_biff_next (biff) && biff->id != ORI_BIFF_EOF) {
    switch (biff->id) {
    case ORI_BIFF_FILEPASS:
      return refuse (error, ORI_SHEET_ERROR_PASSWORD,
                     _ ("the file is protected by a password; save it without one"));
    case ORI_BIFF_BOUNDSHEET:
      read_boundsheet (self);
      break;
    case ORI_BIFF_FORMAT:
      read_format (self);
      break;
    case ORI_BIFF_XF:
      read_style (self);
      break;
    case ORI_BIFF_SST:
      read_strings (self);
      break;
    case ORI_BIFF_DATEMODE:
      self->shared->date1904 = ori_biff_left (biff) >= 2 && ori_biff_u16 (biff->p) == 1;
      break;
    default:
      break;
    }
  }
  if (biff->id != ORI_BIFF_EOF)
    ori_book_add_finding (self->shared->book,
                          ori_finding_new ("truncated", ORI_SEVERITY_ERROR, NULL, NULL,
                                           _ ("the file ends in the middle; the rest is lost")));
  return TRUE;
}

static void
settle_styles (GlobalsReader *self)
{
  OriBook *book = self->shared->book;

  for (guint i = 0; i < self->raw->len; i++) {
    guint32 raw = g_array_index (self->raw, guint32, i);
    const char *code = g_hash_table_lookup (self->codes, GUINT_TO_POINTER (raw & 0xffff));
    OriXlsStyle style = {0, (guint8)(raw >> 16), FALSE};

    /* Below 164 the table names formats of the locale of the author, which are ours anyway. */
    style.format =
        ori_book_add_format (book, code != NULL ? code : ori_cell_format_builtin (raw & 0xffff));
    style.date =
        ori_cell_format_kind (ori_book_cell_format (book, style.format)) == ORI_FORMAT_DATE;
    g_array_append_val (self->shared->styles, style);
  }
}

static gboolean
read_sheets (const GPtrArray *entries, OriXlsShared *shared, GBytes *stream, GError **error)
{
  for (guint i = 0; i < entries->len; i++) {
    const SheetEntry *entry = entries->pdata[i];
    OriBiff biff;

    if (entry->type != 0)
      continue;
    ori_biff_init (&biff, stream, entry->offset);
    if (!ori_biff_next (&biff) || biff.id != ORI_BIFF_BOF) {
      ori_book_add_finding (shared->book,
                            ori_finding_new ("lost-sheet", ORI_SEVERITY_ERROR, entry->name, NULL,
                                             _ ("the sheet is listed, but missing from the file")));
      continue;
    }
    if (!ori_xls_read_sheet (
            shared, stream, entry->offset,
            ori_book_add_sheet (shared->book, entry->name, (OriSheetState)MIN (entry->state, 2)),
            error))
      return FALSE;
  }
  return TRUE;
}

static OriBook *
read_workbook (const OriSource *source, GBytes *stream, GError **error)
{
  g_autoptr (OriBook) book = ori_book_new ("xls");
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (OriXlsStyle));
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) raw = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GString) text = g_string_new (NULL);
  OriXlsShared shared = {.book = book,
                         .strings = strings,
                         .styles = styles,
                         .budget = (guint64)g_bytes_get_size (stream) * MAX_SHEET_READS,
                         .progress = source->progress,
                         .cancellable = source->cancellable};
  GlobalsReader reader = {
      .shared = &shared, .sheets = sheets, .codes = codes, .raw = raw, .text = text};

  ori_biff_init (&reader.biff, stream, 0);
  if (!read_globals (&reader, error))
    return NULL;
  settle_styles (&reader);
  if (!read_sheets (sheets, &shared, stream, error))
    return NULL;
  ori_book_finish (book);
  return g_steal_pointer (&book);
}

OriBook *
ori_xls_read (const OriSource *source, GError **error)
{
  g_autoptr (OriOle) ole = ori_ole_open (source->bytes, error);
  g_autoptr (GBytes) stream = NULL;

  if (ole == NULL)
    return NULL;
  if (ori_ole_has (ole, "Workbook")) {
    stream = ori_ole_read (ole, "Workbook", error);
    return stream != NULL ? read_workbook (source, stream, error) : NULL;
  }
  if (ori_ole_has (ole, "EncryptedPackage"))
    refuse (error, ORI_SHEET_ERROR_PASSWORD,
            _ ("the file is protected by a password; save it without one"));
  else if (ori_ole_has (ole, "Book"))
    refuse (error, ORI_SHEET_ERROR_UNSUPPORTED,
            _ ("this is a table of Excel 95 or older; save it as xlsx"));
  else if (ori_ole_has (ole, "WordDocument"))
    refuse (error, ORI_SHEET_ERROR_UNSUPPORTED,
            _ ("this is a document of an old Word; save it as docx"));
  else
    refuse (error, ORI_SHEET_ERROR_UNSUPPORTED,
            _ ("this is an office file of an unknown kind, not a table"));
  return NULL;
}
