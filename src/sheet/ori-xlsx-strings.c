/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-xlsx-private.h"

#include <glib/gi18n-lib.h>

#define MAX_STRINGS (8u * 1024 * 1024)

/* ---- escapes ---- */

/* The code unit of "_xHHHH_" at @p, or -1. */
static int
escaped_unit (const char *p)
{
  int unit = 0;

  if (p[0] != '_' || p[1] != 'x')
    return -1;
  for (int i = 2; i < 6; i++) {
    if (!g_ascii_isxdigit (p[i]))
      return -1;
    unit = unit * 16 + g_ascii_xdigit_value (p[i]);
  }
  return p[6] == '_' ? unit : -1;
}

/* Appends a character of the escape at *@p and moves behind it. */
static void
take_escape (const char **p, GString *out)
{
  int unit = escaped_unit (*p);
  int low;

  *p += 7;
  if (unit >= 0xD800 && unit < 0xDC00) {
    low = escaped_unit (*p);
    if (low < 0xDC00 || low > 0xDFFF)
      return;
    unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    *p += 7;
  }
  if (unit == '\t' || unit == '\n' || unit == '\r' ||
      (unit >= ' ' && (unit < 0xDC00 || unit > 0xDFFF)))
    g_string_append_unichar (out, (gunichar)unit);
}

void
ori_xlsx_unescape (GString *text)
{
  g_autoptr (GString) out = NULL;
  const char *p = text->str;

  if (strstr (text->str, "_x") != NULL) {
    out = g_string_sized_new (text->len);
    while (*p != '\0') {
      if (escaped_unit (p) >= 0)
        take_escape (&p, out);
      else
        g_string_append_c (out, *p++);
    }
    g_string_assign (text, out->str);
  }
  if (memchr (text->str, '\r', text->len) != NULL) {
    g_string_replace (text, "\r\n", "\n", 0);
    g_string_replace (text, "\r", "\n", 0);
  }
}

/* ---- the shared strings ---- */

typedef struct {
  OriXml xml;
  OriXlsxShared *shared;
  GString *text;
  gboolean collect;
  int skip; /* depth inside a phonetic run */
} StringsParser;

static void
start_cb (void *data, const char *name, const char **attributes)
{
  StringsParser *self = data;
  const char *local = ori_xml_local (name);

  if (self->skip > 0)
    self->skip++;
  else if (local[0] == 't' && local[1] == '\0')
    self->collect = TRUE;
  else if (local[0] == 's' && strcmp (local, "si") == 0)
    g_string_truncate (self->text, 0);
  else if (strcmp (local, "rPh") == 0 || strcmp (local, "extLst") == 0)
    self->skip = 1;
}

static void
end_cb (void *data, const char *name)
{
  StringsParser *self = data;
  const char *local = ori_xml_local (name);

  if (self->skip > 0) {
    self->skip--;
    return;
  }
  self->collect = FALSE;
  if (strcmp (local, "si") != 0)
    return;
  if (self->shared->strings->len >= MAX_STRINGS) {
    ori_xml_fail (&self->xml, g_error_new (ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                                           _ ("part “%s” holds more than %u million texts"),
                                           self->xml.part, MAX_STRINGS >> 20));
    return;
  }
  ori_xlsx_unescape (self->text);
  g_ptr_array_add (
      self->shared->strings,
      (gpointer)ori_book_copy_text (self->shared->book, self->text->str, self->text->len));
}

static void
text_cb (void *data, const char *text, int length)
{
  StringsParser *self = data;

  if (self->collect)
    g_string_append_len (self->text, text, length);
}

gboolean
ori_xlsx_read_strings (OriXlsxShared *shared, OriPackage *package, const char *part, GError **error)
{
  static const OriXmlHandlers handlers = {start_cb, end_cb, text_cb};
  g_autoptr (GString) text = g_string_new (NULL);
  StringsParser parser = {{NULL}, shared, text, FALSE, 0};

  return ori_package_parse (package, part, &handlers, &parser.xml, error);
}
