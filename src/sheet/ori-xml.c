/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-xml-private.h"

#include <glib/gi18n-lib.h>

static void
refuse_doctype_cb (void *data, const char *name, const char *system, const char *public,
                   int has_subset)
{
  OriXml *self = data;

  ori_xml_fail (self,
                g_error_new (ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                             _ ("part “%s” declares entities, which is not allowed"), self->part));
}

void
ori_xml_init (OriXml *self, const char *part, const OriXmlHandlers *handlers)
{
  self->parser = XML_ParserCreate (NULL);
  self->part = part;
  self->error = NULL;
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, handlers->start, handlers->end);
  XML_SetCharacterDataHandler (self->parser, handlers->text);
  XML_SetStartDoctypeDeclHandler (self->parser, refuse_doctype_cb);
}

static gboolean
check_status (OriXml *self, enum XML_Status status, GError **error)
{
  if (status != XML_STATUS_ERROR)
    return TRUE;
  if (self->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&self->error));
    return FALSE;
  }
  g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT,
               /* Translators: part of an archive, line number, message of the XML parser */
               _ ("part “%s” is damaged at line %lu (%s)"), self->part,
               (unsigned long)XML_GetCurrentLineNumber (self->parser),
               XML_ErrorString (XML_GetErrorCode (self->parser)));
  return FALSE;
}

gboolean
ori_xml_feed (OriXml *self, const char *bytes, gsize length, gboolean last, GError **error)
{
  return check_status (self, XML_Parse (self->parser, bytes, (int)length, last), error);
}

gboolean
ori_xml_feed_buffer (OriXml *self, gsize length, gboolean last, GError **error)
{
  return check_status (self, XML_ParseBuffer (self->parser, (int)length, last), error);
}

void
ori_xml_clear (OriXml *self)
{
  g_clear_pointer (&self->parser, XML_ParserFree);
  g_clear_error (&self->error);
}

void
ori_xml_fail (OriXml *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
  XML_StopParser (self->parser, XML_FALSE);
}
