/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-xlsx-private.h"

#define MAX_STYLES 65536u

typedef struct {
  guint format_id;
  guint indent;
} RawStyle;

typedef struct {
  OriXml xml;
  GHashTable *codes; /* id → format code */
  GArray *raw;       /* RawStyle */
  gboolean in_formats, in_styles;
} StylesParser;

static void
start_style (StylesParser *self, const char **attributes)
{
  RawStyle style = {ori_xml_uint (ori_xml_attribute (attributes, "numFmtId"), 65535, 0), 0};

  if (self->raw->len < MAX_STYLES)
    g_array_append_val (self->raw, style);
}

static void
start_cb (void *data, const char *name, const char **attributes)
{
  StylesParser *self = data;
  const char *local = ori_xml_local (name);

  if (strcmp (local, "numFmts") == 0) {
    self->in_formats = TRUE;
  } else if (strcmp (local, "cellXfs") == 0) {
    self->in_styles = TRUE;
  } else if (self->in_formats && strcmp (local, "numFmt") == 0) {
    guint id = ori_xml_uint (ori_xml_attribute (attributes, "numFmtId"), 65535, 0);
    const char *code = ori_xml_attribute (attributes, "formatCode");

    if (code != NULL)
      g_hash_table_insert (self->codes, GUINT_TO_POINTER (id), g_strdup (code));
  } else if (self->in_styles && strcmp (local, "xf") == 0) {
    start_style (self, attributes);
  } else if (self->in_styles && self->raw->len > 0 && strcmp (local, "alignment") == 0) {
    g_array_index (self->raw, RawStyle, self->raw->len - 1).indent =
        ori_xml_uint (ori_xml_attribute (attributes, "indent"), 255, 0);
  }
}

static void
end_cb (void *data, const char *name)
{
  StylesParser *self = data;
  const char *local = ori_xml_local (name);

  if (strcmp (local, "numFmts") == 0)
    self->in_formats = FALSE;
  else if (strcmp (local, "cellXfs") == 0)
    self->in_styles = FALSE;
}

gboolean
ori_xlsx_read_styles (OriXlsxShared *shared, OriPackage *package, const char *part, GError **error)
{
  static const OriXmlHandlers handlers = {start_cb, end_cb, NULL};
  g_autoptr (GHashTable) codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GArray) raw = g_array_new (FALSE, FALSE, sizeof (RawStyle));
  StylesParser parser = {{NULL}, codes, raw, FALSE, FALSE};

  if (!ori_package_parse (package, part, &handlers, &parser.xml, error))
    return FALSE;
  for (guint i = 0; i < raw->len; i++) {
    const RawStyle *style = &g_array_index (raw, RawStyle, i);
    const char *code = g_hash_table_lookup (codes, GUINT_TO_POINTER (style->format_id));
    OriXlsxStyle ready = {0, (guint8)style->indent, FALSE};

    ready.format = ori_book_add_format (
        shared->book, code != NULL ? code : ori_cell_format_builtin (style->format_id));
    ready.date =
        ori_cell_format_kind (ori_book_cell_format (shared->book, ready.format)) == ORI_FORMAT_DATE;
    g_array_append_val (shared->styles, ready);
  }
  return TRUE;
}
