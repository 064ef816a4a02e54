/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-package-private.h"

G_BEGIN_DECLS

/* What the parts of a workbook share. */

typedef struct {
  guint16 format;
  guint8 indent;
  gboolean date; /* the format shows a date */
} OriXlsxStyle;

typedef struct {
  OriBook *book;
  GPtrArray *strings; /* const char * owned by the book */
  GArray *styles;     /* OriXlsxStyle by index of cellXfs */
  gboolean date1904;
} OriXlsxShared;

gboolean ori_xlsx_read_strings (OriXlsxShared *shared, OriPackage *package, const char *part,
                                GError **error);
gboolean ori_xlsx_read_styles (OriXlsxShared *shared, OriPackage *package, const char *part,
                               GError **error);
gboolean ori_xlsx_read_sheet (const OriXlsxShared *shared, OriPackage *package, const char *part,
                              OriSheet *sheet, GError **error);

/* Replaces "_x000D_" and the like by their characters and line ends by "\n". */
void ori_xlsx_unescape (GString *text);

G_END_DECLS
