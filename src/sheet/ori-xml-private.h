/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <expat.h>
#include <string.h>

#include "sheet/ori-book-private.h"

G_BEGIN_DECLS

/* Streaming XML for the readers: expat without namespaces (prefixes are stripped: every format here
 * tells its elements apart by their local names), without DTDs, with errors that name the part.
 * A reader's state begins with an OriXml; the handlers get a pointer to it. */

typedef struct {
  XML_Parser parser;
  const char *part;
  GError *error;
} OriXml;

typedef struct {
  XML_StartElementHandler start;
  XML_EndElementHandler end;
  XML_CharacterDataHandler text;
} OriXmlHandlers;

void ori_xml_init (OriXml *self, const char *part, const OriXmlHandlers *handlers);
/* Fails with @error set, naming part and line. */
gboolean ori_xml_feed (OriXml *self, const char *bytes, gsize length, gboolean last,
                       GError **error);
/* As feed(), of what was written into XML_GetBuffer(). */
gboolean ori_xml_feed_buffer (OriXml *self, gsize length, gboolean last, GError **error);
void ori_xml_clear (OriXml *self);
/* Stops parsing from a handler; takes @error. */
void ori_xml_fail (OriXml *self, GError *error);

static inline const char *
ori_xml_local (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

/* The attribute of that local name, or NULL. */
static inline const char *
ori_xml_attribute (const char **attributes, const char *name)
{
  for (; *attributes != NULL; attributes += 2)
    if (strcmp (ori_xml_local (*attributes), name) == 0)
      return attributes[1];
  return NULL;
}

static inline gboolean
ori_xml_truth (const char *value)
{
  return value != NULL &&
         (strcmp (value, "1") == 0 || strcmp (value, "true") == 0 || strcmp (value, "on") == 0);
}

/* A decimal number without sign up to @limit; @fallback for anything else. */
static inline guint
ori_xml_uint (const char *value, guint limit, guint fallback)
{
  guint64 number = 0;

  if (value == NULL || *value == '\0')
    return fallback;
  for (; *value >= '0' && *value <= '9'; value++) {
    number = number * 10 + (guint64)(*value - '0');
    if (number > limit)
      return fallback;
  }
  return *value == '\0' ? (guint)number : fallback;
}

G_END_DECLS
