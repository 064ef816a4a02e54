/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef struct {
  guint first, last;
} Span;

typedef struct {
  guint first, last;
  float width;
  gboolean hidden;
} ColumnSpan;

struct OriSheet {
  OriBook *book;
  gsize *n_cells_of_book;
  char *name;
  OriSheetState state;
  OriCell *cells;
  gsize n_cells, n_allocated;
  gboolean unsorted;
  guint n_rows, n_cols;
  GArray *merges;       /* OriRange by row1 and col1 */
  guint *merge_bottoms; /* greatest row2 in the subtree of the implicit tree over the merges */
  GArray *hidden_rows;  /* Span, sorted and disjoint once finished */
  GArray *columns;      /* ColumnSpan, the last that covers a column counts */
  guint8 *col_hidden;   /* both NULL or of n_cols once finished */
  float *col_widths;
  GPtrArray *printed; /* texts that came with the file; index 0 is unused */
};

OriSheet *
ori_sheet_new (OriBook *book, gsize *n_cells, const char *name, OriSheetState state)
{
  OriSheet *self = g_new0 (OriSheet, 1);

  self->book = book;
  self->n_cells_of_book = n_cells;
  self->name = g_utf8_make_valid (name != NULL ? name : "", -1);
  self->state = state;
  self->merges = g_array_new (FALSE, FALSE, sizeof (OriRange));
  self->hidden_rows = g_array_new (FALSE, FALSE, sizeof (Span));
  self->columns = g_array_new (FALSE, FALSE, sizeof (ColumnSpan));
  self->printed = g_ptr_array_new ();
  g_ptr_array_add (self->printed, NULL);
  return self;
}

void
ori_sheet_free (OriSheet *self)
{
  g_free (self->name);
  g_free (self->cells);
  g_array_unref (self->merges);
  g_free (self->merge_bottoms);
  g_array_unref (self->hidden_rows);
  g_array_unref (self->columns);
  g_free (self->col_hidden);
  g_free (self->col_widths);
  g_ptr_array_unref (self->printed);
  g_free (self);
}

/* ---- filling ---- */

OriCell *
ori_sheet_add_cell (OriSheet *self, guint row, guint col)
{
  OriCell *cell;

  if (self->n_cells == self->n_allocated) {
    /* realloc() of large blocks moves pages, not bytes, and untouched pages cost nothing. */
    self->n_allocated = MAX (64, self->n_allocated * 2);
    self->cells = g_renew (OriCell, self->cells, self->n_allocated);
  }
  cell = &self->cells[self->n_cells];
  if (self->n_cells > 0 && (cell[-1].row > row || (cell[-1].row == row && cell[-1].col >= col)))
    self->unsorted = TRUE;
  self->n_cells++;
  ++*self->n_cells_of_book;
  memset (cell, 0, sizeof *cell);
  cell->row = row;
  cell->col = (guint16)col;
  return cell;
}

void
ori_sheet_add_text (OriSheet *self, guint row, guint col, const char *text, gsize length)
{
  OriCell *cell;

  if (length == 0)
    return;
  cell = ori_sheet_add_cell (self, row, col);
  cell->type = ORI_CELL_TEXT;
  cell->text = ori_book_intern (self->book, text, length);
}

void
ori_sheet_set_printed (OriSheet *self, OriCell *cell, const char *text)
{
  cell->own = self->printed->len;
  g_ptr_array_add (self->printed, (gpointer)ori_book_intern (self->book, text, strlen (text)));
}

void
ori_sheet_add_merge (OriSheet *self, const OriRange *range)
{
  if ((range->row1 == range->row2 && range->col1 == range->col2) ||
      self->merges->len >= ORI_MAX_MERGES)
    return;
  g_array_append_val (self->merges, *range);
}

void
ori_sheet_hide_rows (OriSheet *self, guint first, guint last)
{
  Span span = {first, MIN (last, ORI_MAX_ROWS - 1)};
  Span *before;

  if (self->hidden_rows->len > 0) {
    before = &g_array_index (self->hidden_rows, Span, self->hidden_rows->len - 1);
    if (before->last + 1 == first) {
      before->last = span.last;
      return;
    }
  }
  if (first <= span.last)
    g_array_append_val (self->hidden_rows, span);
}

void
ori_sheet_set_columns (OriSheet *self, guint first, guint last, double width, gboolean hidden)
{
  ColumnSpan span = {first, MIN (last, ORI_MAX_COLS - 1), 0, hidden};

  if (isfinite (width) && width > 0 && width < 1000)
    span.width = (float)width;
  if (first <= span.last && self->columns->len < ORI_MAX_COLS)
    g_array_append_val (self->columns, span);
}

void
ori_sheet_add_finding (OriSheet *self, const char *rule, OriSeverity severity, guint row, guint col,
                       const char *message)
{
  g_autofree char *cell = row < ORI_MAX_ROWS ? ori_cellref_name (row, col) : NULL;

  ori_book_add_finding (self->book,
                        ori_finding_new (rule, severity, self->name, cell, "%s", message));
}

/* ---- finishing ---- */

static int
compare_cells (const void *a, const void *b, void *data)
{
  const OriCell *first = a, *second = b;

  if (first->row != second->row)
    return first->row < second->row ? -1 : 1;
  return (int)first->col - (int)second->col;
}

static int
compare_merges (const void *a, const void *b)
{
  const OriRange *first = a, *second = b;

  if (first->row1 != second->row1)
    return first->row1 < second->row1 ? -1 : 1;
  if (first->col1 != second->col1)
    return first->col1 < second->col1 ? -1 : 1;
  return 0;
}

static int
compare_spans (const void *a, const void *b)
{
  const Span *first = a, *second = b;

  return first->first < second->first ? -1 : first->first > second->first;
}

static void
sort_cells (OriSheet *self)
{
  gsize kept = 0;

  if (!self->unsorted)
    return;
  /* Stable, so that of two cells at one address the later one is the last. */
  g_qsort_with_data (self->cells, (int)self->n_cells, sizeof (OriCell), compare_cells, NULL);
  for (gsize i = 0; i < self->n_cells; i++) {
    if (kept > 0 && compare_cells (&self->cells[kept - 1], &self->cells[i], NULL) == 0)
      kept--;
    self->cells[kept++] = self->cells[i];
  }
  self->n_cells = kept;
}

/* The merges sorted by their first row are an implicit balanced tree: the middle of a slice is the
 * root, the halves are its subtrees. Each node knows how far down its subtree reaches. */
static guint
index_merges (OriSheet *self, guint from, guint to)
{
  guint middle = from + (to - from) / 2;
  guint bottom;

  if (from >= to)
    return 0;
  bottom = g_array_index (self->merges, OriRange, middle).row2;
  bottom = MAX (bottom, index_merges (self, from, middle));
  bottom = MAX (bottom, index_merges (self, middle + 1, to));
  self->merge_bottoms[middle] = bottom;
  return bottom;
}

static const OriRange *
find_merge (const OriSheet *self, guint from, guint to, guint row, guint col)
{
  while (from < to) {
    guint middle = from + (to - from) / 2;
    const OriRange *range = &g_array_index (self->merges, OriRange, middle);
    const OriRange *found;

    if (self->merge_bottoms[middle] < row)
      return NULL;
    if (ori_range_has (range, row, col))
      return range;
    found = find_merge (self, from, middle, row, col);
    if (found != NULL || range->row1 > row)
      return found;
    from = middle + 1;
  }
  return NULL;
}

/* Files may keep values below a merge; a person never sees them. */
static void
drop_covered_cells (OriSheet *self)
{
  gsize kept = 0, dropped = 0;
  guint row = 0, col = 0;

  if (self->merges->len == 0)
    return;
  for (gsize i = 0; i < self->n_cells; i++) {
    const OriCell *cell = &self->cells[i];
    const OriRange *range = find_merge (self, 0, self->merges->len, cell->row, cell->col);

    if (range == NULL || (range->row1 == cell->row && range->col1 == cell->col)) {
      self->cells[kept++] = *cell;
    } else if (dropped++ == 0) {
      row = cell->row;
      col = cell->col;
    }
  }
  self->n_cells = kept;
  if (dropped > 0) {
    g_autofree char *message =
        g_strdup_printf (ngettext ("%u value under a merged cell was not read",
                                   "%u values under merged cells were not read", dropped),
                         (guint)dropped);

    ori_sheet_add_finding (self, "covered-values", ORI_SEVERITY_INFO, row, col, message);
  }
}

static void
settle_extent (OriSheet *self)
{
  for (gsize i = 0; i < self->n_cells; i++)
    self->n_cols = MAX (self->n_cols, self->cells[i].col + 1u);
  if (self->n_cells > 0) {
    self->n_rows = self->cells[self->n_cells - 1].row + 1;
    self->cells = g_renew (OriCell, self->cells, self->n_cells);
  }
}

static void
join_hidden_rows (OriSheet *self)
{
  Span *spans = (Span *)(void *)self->hidden_rows->data;
  guint kept = 0;

  g_array_sort (self->hidden_rows, compare_spans);
  for (guint i = 0; i < self->hidden_rows->len; i++) {
    if (kept > 0 && spans[i].first <= spans[kept - 1].last + 1)
      spans[kept - 1].last = MAX (spans[kept - 1].last, spans[i].last);
    else
      spans[kept++] = spans[i];
  }
  g_array_set_size (self->hidden_rows, kept);
}

static void
spread_columns (OriSheet *self)
{
  if (self->columns->len == 0 || self->n_cols == 0)
    return;
  self->col_hidden = g_new0 (guint8, self->n_cols);
  self->col_widths = g_new0 (float, self->n_cols);
  for (guint i = 0; i < self->columns->len; i++) {
    const ColumnSpan *span = &g_array_index (self->columns, ColumnSpan, i);

    for (guint col = span->first; col <= span->last && col < self->n_cols; col++) {
      self->col_hidden[col] = span->hidden;
      self->col_widths[col] = span->width;
    }
  }
}

void
ori_sheet_finish (OriSheet *self)
{
  sort_cells (self);
  g_array_sort (self->merges, compare_merges);
  self->merge_bottoms = g_new0 (guint, self->merges->len);
  index_merges (self, 0, self->merges->len);
  drop_covered_cells (self);
  settle_extent (self);
  join_hidden_rows (self);
  spread_columns (self);
}

/* ---- reading ---- */

const char *
ori_sheet_name (const OriSheet *self)
{
  return self->name;
}

OriSheetState
ori_sheet_state (const OriSheet *self)
{
  return self->state;
}

guint
ori_sheet_n_rows (const OriSheet *self)
{
  return self->n_rows;
}

guint
ori_sheet_n_cols (const OriSheet *self)
{
  return self->n_cols;
}

const OriCell *
ori_sheet_cells (const OriSheet *self, gsize *n)
{
  *n = self->n_cells;
  return self->cells;
}

/* The first cell at or behind the address. */
static gsize
find_cell (const OriSheet *self, guint row, guint col)
{
  gsize from = 0, to = self->n_cells;

  while (from < to) {
    gsize middle = from + (to - from) / 2;
    const OriCell *cell = &self->cells[middle];

    if (cell->row < row || (cell->row == row && cell->col < col))
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}

const OriCell *
ori_sheet_row (const OriSheet *self, guint row, guint *n)
{
  gsize from = find_cell (self, row, 0);
  gsize to = find_cell (self, row + 1, 0);

  *n = (guint)(to - from);
  return to > from ? &self->cells[from] : NULL;
}

const OriCell *
ori_sheet_cell (const OriSheet *self, guint row, guint col)
{
  gsize index = find_cell (self, row, col);

  if (index >= self->n_cells || self->cells[index].row != row || self->cells[index].col != col)
    return NULL;
  return &self->cells[index];
}

const OriRange *
ori_sheet_merges (const OriSheet *self, guint *n)
{
  *n = self->merges->len;
  return (const OriRange *)(const void *)self->merges->data;
}

const OriRange *
ori_sheet_merge_at (const OriSheet *self, guint row, guint col)
{
  return find_merge (self, 0, self->merges->len, row, col);
}

gboolean
ori_sheet_row_hidden (const OriSheet *self, guint row)
{
  guint from = 0, to = self->hidden_rows->len;

  while (from < to) {
    guint middle = from + (to - from) / 2;
    const Span *span = &g_array_index (self->hidden_rows, Span, middle);

    if (row < span->first)
      to = middle;
    else if (row > span->last)
      from = middle + 1;
    else
      return TRUE;
  }
  return FALSE;
}

gboolean
ori_sheet_col_hidden (const OriSheet *self, guint col)
{
  return self->col_hidden != NULL && col < self->n_cols && self->col_hidden[col];
}

double
ori_sheet_col_width (const OriSheet *self, guint col)
{
  return self->col_widths != NULL && col < self->n_cols ? self->col_widths[col] : 0;
}

char *
ori_sheet_printed (const OriSheet *self, const OriCell *cell)
{
  const OriCellFormat *format = ori_book_cell_format (self->book, cell->format);

  if (cell->own != 0)
    return g_strdup (self->printed->pdata[cell->own]);
  switch (cell->type) {
  case ORI_CELL_TEXT:
    return ori_cell_format_print_text (format, cell->text);
  case ORI_CELL_NUMBER:
  case ORI_CELL_DATE:
    return ori_cell_format_print (format, cell->number);
  case ORI_CELL_BOOL:
    return g_strdup (cell->number != 0 ? "ИСТИНА" : "ЛОЖЬ");
  case ORI_CELL_ERROR:
    return g_strdup (cell->text);
  default:
    return g_strdup ("");
  }
}

gboolean
ori_sheet_is_percent (const OriSheet *self, const OriCell *cell)
{
  const OriCellFormat *format = ori_book_cell_format (self->book, cell->format);

  return cell->type == ORI_CELL_NUMBER && ori_cell_format_kind (format) == ORI_FORMAT_PERCENT;
}
