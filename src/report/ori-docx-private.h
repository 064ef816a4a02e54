/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/ori-table-layout-private.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The parts of a DOCX that are the same for every document, and the writing of the package. Texts
 * of parts are UTF-8 XML. */

typedef struct {
  char *name; /* "word/document.xml" */
  GBytes *content;
} OriDocxPart;

/* Appends @text escaped for XML: markup as entities, forbidden characters dropped. */
void ori_xml_append (GString *xml, const char *text);

char *ori_docx_styles (void);
const char *ori_docx_settings (void);
char *ori_docx_content_types (gboolean header);
char *ori_docx_root_rels (void);
/* @n_numbered: numbered lists, each counted from 1. */
char *ori_docx_numbering (guint n_numbered);
char *ori_docx_core (const OriDocument *document);
char *ori_docx_footer (void);
char *ori_docx_header (const char *text);
char *ori_docx_document_rels (guint n_pictures, gboolean header);

/* Packs @parts (of OriDocxPart) with a fixed time stamp: the same parts give the same bytes. */
GBytes *ori_docx_pack (GPtrArray *parts, GError **error);

G_END_DECLS
