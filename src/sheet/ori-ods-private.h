/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-xml-private.h"

G_BEGIN_DECLS

/* What content.xml says about the looks of cells, columns and tables, by name of the style. */
typedef struct {
  double width;    /* of a column, in characters; 0 unknown */
  guint8 indent;   /* of a cell */
  gboolean hidden; /* of a table */
} OriOdsStyle;

/* Elements inside of office:automatic-styles; @styles is a table of name → OriOdsStyle and @current
 * the style that encloses the element. */
void ori_ods_start_style (GHashTable *styles, OriOdsStyle **current, const char *local,
                          const char **attributes);

/* The printed text of a number as Russian Excel shows it. A file saved in an English locale says
 * "3,806.5"; which signs mean what is told by @value, which the file gives as well. */
char *ori_ods_localise (const char *printed, double value, gboolean percent);

/* "PT10H30M00S" as a part of a day. */
gboolean ori_ods_parse_duration (const char *text, double *days);

G_END_DECLS
