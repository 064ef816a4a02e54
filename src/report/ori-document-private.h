/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/ori-document.h"

G_BEGIN_DECLS

/* What the drivers share. Lengths are points. */
#define ORI_PAGE_WIDTH 595.276
#define ORI_PAGE_HEIGHT 841.89
#define ORI_MM 2.834646
#define ORI_MARGIN_LEFT (30 * ORI_MM)
#define ORI_MARGIN_RIGHT (15 * ORI_MM)
#define ORI_MARGIN_TOP (20 * ORI_MM)
#define ORI_MARGIN_BOTTOM (20 * ORI_MM)
#define ORI_TEXT_WIDTH (ORI_PAGE_WIDTH - ORI_MARGIN_LEFT - ORI_MARGIN_RIGHT)
#define ORI_FIGURE_WIDTH (160 * ORI_MM)
#define ORI_INDENT (12.5 * ORI_MM)

/* A title page and a table of contents are worth their pages from this many headings on. */
#define ORI_MIN_CONTENTS 4

/* «Таблица 3 – …», «Рисунок 2 – …». */
char *ori_item_caption (const OriItem *item);
/* «23 ноября 2026 г.», NULL without a date. */
char *ori_document_date_text (const OriDocument *document);
gboolean ori_item_has_bands (const OriItem *table);
/* The last column under the same band as @column. */
guint ori_item_band_end (const OriItem *table, guint column);
gboolean ori_item_is_total (const OriItem *table, guint row);
/* NULL where the row is too short. */
const OriReportCell *ori_item_cell (const OriItem *table, guint row, guint column);
/* A kind with a number and a finite value: nothing else may be written as a number. */
gboolean ori_report_cell_is_number (const OriReportCell *cell);
/* Size of a chart on paper. */
void ori_item_chart_size (const OriItem *item, double *width, double *height);
/* Valid UTF-8 without characters that XML 1.0 forbids; line breaks as \n. */
char *ori_report_clean_text (const char *text);
/* Writes beside @path and renames. */
gboolean ori_report_write_bytes (const char *path, const void *bytes, gsize length, GError **error);

G_END_DECLS
