/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/ori-document-private.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Measuring text on paper, for the PDF driver and for the column widths of DOCX. */
#define ORI_PAPER_FONT "Times New Roman,Liberation Serif,PT Serif,serif"
#define ORI_CELL_PADDING 3.0
#define ORI_GROUP_MARK 12.0 /* room for the mark of a group before the text of its cell */

/* One unit of it is one point. */
PangoContext *ori_paper_context_new (void);
/* @width 0: one line. */
PangoLayout *ori_paper_layout_new (PangoContext *context, const char *text, double size,
                                   gboolean bold, double width);
/* Widths of the columns, together @total, and the largest font size from 11 down to 7 at which no
 * word is broken. Free with g_free(). */
double *ori_table_widths (PangoContext *context, const OriItem *table, double total,
                          double *font_size);

G_END_DECLS
