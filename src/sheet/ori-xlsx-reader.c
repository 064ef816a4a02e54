/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "sheet/ori-readers-private.h"
#include "sheet/ori-xlsx-private.h"

typedef struct {
  char *name;
  char *relation;
  OriSheetState state;
} SheetEntry;

static void
free_entry (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry->relation);
  g_free (entry);
}

typedef struct {
  OriXml xml;
  GPtrArray *sheets; /* SheetEntry */
  gboolean date1904;
} WorkbookParser;

static void
start_sheet (WorkbookParser *self, const char **attributes)
{
  const char *state = ori_xml_attribute (attributes, "state");
  SheetEntry *entry = g_new0 (SheetEntry, 1);

  entry->name = g_strdup (ori_xml_attribute (attributes, "name"));
  entry->relation = g_strdup (ori_xml_attribute (attributes, "id"));
  if (g_strcmp0 (state, "hidden") == 0)
    entry->state = ORI_SHEET_HIDDEN;
  else if (g_strcmp0 (state, "veryHidden") == 0)
    entry->state = ORI_SHEET_VERY_HIDDEN;
  g_ptr_array_add (self->sheets, entry);
  if (self->sheets->len > ORI_MAX_SHEETS)
    ori_xml_fail (&self->xml,
                  g_error_new (ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                               _ ("the file holds more than %u sheets"), ORI_MAX_SHEETS));
}

static void
start_cb (void *data, const char *name, const char **attributes)
{
  WorkbookParser *self = data;
  const char *local = ori_xml_local (name);

  if (strcmp (local, "sheet") == 0)
    start_sheet (self, attributes);
  else if (strcmp (local, "workbookPr") == 0)
    self->date1904 = ori_xml_truth (ori_xml_attribute (attributes, "date1904"));
}

static gboolean
read_sheet (const OriXlsxShared *shared, OriPackage *package, const SheetEntry *entry,
            const char *part, GError **error)
{
  OriSheet *sheet = ori_book_add_sheet (shared->book, entry->name, entry->state);

  if (ori_xlsx_read_sheet (shared, package, part, sheet, error))
    return TRUE;
  if (error != NULL && (*error)->domain == ORI_SHEET_ERROR)
    g_prefix_error (error, _ ("sheet “%s”: "), ori_sheet_name (sheet));
  return FALSE;
}

/* The worksheet part of an entry; NULL for charts, dialogs and macros. */
static const char *
find_sheet_part (OriBook *book, const GPtrArray *relations, const SheetEntry *entry)
{
  for (guint i = 0; i < relations->len; i++) {
    const OriRelation *relation = relations->pdata[i];

    if (g_strcmp0 (relation->id, entry->relation) == 0 && relation->target != NULL)
      return strcmp (relation->type, "worksheet") == 0 ? relation->target : NULL;
  }
  ori_book_add_finding (book,
                        ori_finding_new ("lost-sheet", ORI_SEVERITY_ERROR, entry->name, NULL,
                                         _ ("the sheet is listed, but missing from the file")));
  return NULL;
}

static gboolean
read_parts (OriXlsxShared *shared, OriPackage *package, const GPtrArray *entries,
            const GPtrArray *relations, GError **error)
{
  const char *strings = ori_relations_by_type (relations, "sharedStrings");
  const char *styles = ori_relations_by_type (relations, "styles");
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  guint64 total = strings != NULL ? ori_package_part_size (package, strings) : 0;

  for (guint i = 0; i < entries->len; i++) {
    const char *part = find_sheet_part (shared->book, relations, entries->pdata[i]);

    if (part != NULL)
      total += ori_package_part_size (package, part);
    g_ptr_array_add (parts, (gpointer)part);
  }
  if (styles != NULL && ori_package_has (package, styles) &&
      !ori_xlsx_read_styles (shared, package, styles, error))
    return FALSE;
  ori_package_expect (package, total);
  if (strings != NULL && ori_package_has (package, strings) &&
      !ori_xlsx_read_strings (shared, package, strings, error))
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    if (parts->pdata[i] != NULL &&
        !read_sheet (shared, package, entries->pdata[i], parts->pdata[i], error))
      return FALSE;
  return TRUE;
}

OriBook *
ori_xlsx_read (const OriSource *source, OriPackage *package, const char *format,
               const char *workbook, GError **error)
{
  static const OriXmlHandlers handlers = {start_cb, NULL, NULL};
  g_autoptr (OriBook) book = ori_book_new (format);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GPtrArray) relations = NULL;
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (OriXlsxStyle));
  WorkbookParser parser = {{NULL}, entries, FALSE};
  OriXlsxShared shared = {book, strings, styles, FALSE};

  if (!ori_package_parse (package, workbook, &handlers, &parser.xml, error))
    return NULL;
  shared.date1904 = parser.date1904;
  relations = ori_package_relations (package, workbook, error);
  if (relations == NULL || !read_parts (&shared, package, entries, relations, error))
    return NULL;
  ori_book_finish (book);
  return g_steal_pointer (&book);
}
