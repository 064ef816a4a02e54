/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/ori-document-private.h"

#include <gio/gio.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/* Letters in a cell, one kept for the mark of a cut. */
#define ORI_XLSX_MAX_TEXT 32766

typedef struct {
  const OriItem *item;
  char *name;
  lxw_worksheet *sheet;
  lxw_row_t first_row; /* of data */
  lxw_row_t chart_row; /* where the next chart goes */
} OriXlsxTable;

typedef struct {
  const OriDocument *document;
  lxw_workbook *book;
  lxw_worksheet *contents, *prose;
  lxw_row_t prose_row;
  GHashTable *formats; /* description → lxw_format of the workbook */
  GHashTable *names;   /* names of sheets taken, case folded */
  GPtrArray *tables;   /* of OriXlsxTable */
  GPtrArray *pictures; /* of GBytes that the workbook points to until it is closed */
  lxw_format *title, *heading, *text, *small, *caption, *head, *link;
} OriXlsx;

/* A valid name like @wanted, added to @taken. */
char *ori_xlsx_sheet_name (const char *wanted, GHashTable *taken);
lxw_format *ori_xlsx_format (OriXlsx *xlsx, const OriReportCell *cell, gboolean total);
/* Always a string, never a formula. */
void ori_xlsx_write_text (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text,
                          lxw_format *format);
void ori_xlsx_write_table (OriXlsx *xlsx, OriXlsxTable *table);
/* Native from the cells of its table where it has one, else a picture. */
gboolean ori_xlsx_write_chart (OriXlsx *xlsx, const OriItem *item, GError **error);

/* Fills a new workbook; FALSE with the error. */
typedef gboolean (*OriXlsxFill) (lxw_workbook *book, gpointer data, const OriProgress *progress,
                                 GCancellable *cancellable, GError **error);
/* Works on the closed file before it gets its name; FALSE with the error. */
typedef gboolean (*OriXlsxFinish) (const char *path, GError **error);
/* Makes a workbook beside @path and renames it: the old file or the whole new one, never a part.
 * What @data points to must live until this returns. @finish may be NULL. */
gboolean ori_xlsx_save (const char *path, OriXlsxFill fill, gpointer data, OriXlsxFinish finish,
                        const OriProgress *progress, GCancellable *cancellable, GError **error);

G_END_DECLS
