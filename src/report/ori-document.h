/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ori-chart.h"
#include "core/ori-cellref.h"
#include "core/ori-progress.h"

G_BEGIN_DECLS

/* A report as a tree of items with typed numbers, given to drivers (xlsx, docx, pdf), which only
 * know how things look. Texts are plain; nothing is markup. */

typedef enum {
  ORI_ITEM_TITLE,
  ORI_ITEM_HEADING, /* level 1 to 3 */
  ORI_ITEM_PARAGRAPH,
  ORI_ITEM_LIST, /* numbered or not */
  ORI_ITEM_TABLE,
  ORI_ITEM_CHART,
  ORI_ITEM_PAGE_BREAK,
  ORI_ITEM_NOTE, /* small print under a table or a figure: doubts, sources */
} OriItemKind;

typedef enum {
  ORI_CELL_KIND_TEXT,
  ORI_CELL_KIND_NUMBER,
  ORI_CELL_KIND_PERCENT, /* value 67.4 means 67.4 % */
  ORI_CELL_KIND_NONE,    /* no number; text says why: «нет данных», «н/п» */
} OriReportCellKind;

typedef struct {
  OriReportCellKind kind;
  char *text;   /* of TEXT and NONE */
  double value; /* of NUMBER and PERCENT */
  int decimals;
  int group; /* tint and mark of a group, -1 */
  int n_groups;
  gboolean bold;
  gboolean change; /* a number with an explicit sign */
  char *source;    /* «файл › лист › C4», a comment in xlsx; NULL */
} OriReportCell;

typedef struct {
  char *header;
  char *band;   /* heading over this and the neighbours with the same text, NULL if none */
  double width; /* relative */
  gboolean numeric;
} OriReportColumn;

typedef struct OriItem OriItem;
struct OriItem {
  OriItemKind kind;
  int level;
  gboolean numbered;
  char *text;         /* title, heading, paragraph, caption of table or chart without its number */
  GPtrArray *items;   /* of char*: list */
  GArray *columns;    /* of OriReportColumn */
  GPtrArray *rows;    /* of GArray of OriReportCell */
  guint n_total_rows; /* the last rows are totals */
  OriChartSpec *chart;
  const OriItem *data; /* table that the chart is drawn from, NULL if none */
  GArray *ranges;      /* of OriRange: one series each, in rows and columns of that table */
  guint number;        /* of table or figure, set when the document is finished */
};

/* The first item is the title: drivers make a title page and a table of contents of it. */
typedef struct {
  char *title;
  char *subtitle;
  char *author;
  gint64 date; /* seconds since 1970, UTC: fixed, so that the same data give the same bytes */
  gboolean training;
  GPtrArray *items; /* of OriItem */
} OriDocument;

OriDocument *ori_document_new (const char *title);
void ori_document_free (OriDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriDocument, ori_document_free)

OriItem *ori_document_heading (OriDocument *document, int level, const char *text);
OriItem *ori_document_paragraph (OriDocument *document, const char *text);
OriItem *ori_document_list (OriDocument *document, gboolean numbered);
OriItem *ori_document_table (OriDocument *document, const char *caption);
OriItem *ori_document_note (OriDocument *document, const char *text);
OriItem *ori_document_page_break (OriDocument *document);
/* Takes @chart. */
OriItem *ori_document_chart (OriDocument *document, const char *caption, OriChartSpec *chart);
void ori_item_add_text (OriItem *list, const char *text);
void ori_item_add_column (OriItem *table, const char *header, double width, gboolean numeric);
/* The same under a heading shared by neighbours; @band NULL: none. */
void ori_item_add_column_in (OriItem *table, const char *band, const char *header, double width,
                             gboolean numeric);
/* Says that the next series of @chart is in the cells of @table from (row1, col1) to (row2, col2),
 * one row or one column: xlsx then holds a native chart of those cells. Along a column the first
 * column of the table has the categories, along a row the headers. */
void ori_item_chart_from (OriItem *chart, const OriItem *table, guint row1, guint col1, guint row2,
                          guint col2);
/* A new row, filled with ori_row_add_*(); owned by the table. The cells returned are valid until
 * the next one is added. A number that is not finite becomes a cell without a number. */
GArray *ori_item_add_row (OriItem *table);
OriReportCell *ori_row_add_text (GArray *row, const char *text);
OriReportCell *ori_row_add_number (GArray *row, double value, int decimals);
OriReportCell *ori_row_add_percent (GArray *row, double percent, int decimals);
OriReportCell *ori_row_add_none (GArray *row, const char *why);
void ori_report_cell_set_source (OriReportCell *cell, const char *source);
/* What a cell says, for every surface: numbers as core/ori-number.h prints them. */
char *ori_report_cell_text (const OriReportCell *cell);
/* Numbers tables and figures in order. */
void ori_document_finish (OriDocument *document);

typedef enum {
  ORI_REPORT_ERROR_WRITE,
  ORI_REPORT_ERROR_FORMAT,
  ORI_REPORT_ERROR_WORDING, /* the wording data cannot be read */
  ORI_REPORT_ERROR_EMPTY,   /* there is nothing to report */
} OriReportError;

#define ORI_REPORT_ERROR (ori_report_error_quark ())
GQuark ori_report_error_quark (void);

/* Drivers. Written beside the target and renamed, so that a failure leaves the old file. */
gboolean ori_document_write_xlsx (const OriDocument *document, const char *path,
                                  const OriProgress *progress, GCancellable *cancellable,
                                  GError **error);
gboolean ori_document_write_docx (const OriDocument *document, const char *path,
                                  const OriProgress *progress, GCancellable *cancellable,
                                  GError **error);
gboolean ori_document_write_pdf (const OriDocument *document, const char *path,
                                 const OriProgress *progress, GCancellable *cancellable,
                                 GError **error);
/* By the extension of @path. */
gboolean ori_document_write (const OriDocument *document, const char *path,
                             const OriProgress *progress, GCancellable *cancellable,
                             GError **error);

/* Pages of the PDF driver for a live preview: the number of A4 pages, and one painted on @cr in
 * points (595 × 842). The document must outlive them. */
typedef struct OriPages OriPages;
OriPages *ori_pages_new (const OriDocument *document);
guint ori_pages_count (const OriPages *pages);
void ori_pages_draw (const OriPages *pages, guint page, cairo_t *cr);
/* Heading @index of the document: its text (owned by @pages), level and page from 0. FALSE behind
 * the last one. */
gboolean ori_pages_heading (const OriPages *pages, guint index, const char **text, int *level,
                            guint *page);
void ori_pages_free (OriPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriPages, ori_pages_free)

G_END_DECLS
