/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-match-private.h"
#include "import/ori-table-private.h"

#include <math.h>
#include <string.h>

#define MAX_GROUPS 64

typedef struct {
  const OriGrid *grid;
  const OriRoleEdits *edits;
  guint c1, c2;
  guint8 *kinds; /* of every row of the sheet, for columns c1…c2 */
} Finder;

void
ori_table_free (OriTable *table)
{
  if (table == NULL)
    return;
  g_free (table->kinds);
  g_free (table);
}

OriRowKind
ori_table_row_kind (const OriTable *table, guint row)
{
  return row < table->title1 || row > table->note2 ? ORI_ROW_BLANK
                                                   : table->kinds[row - table->title1];
}

gboolean
ori_role_edit (GHashTable *edits, guint index, OriCellRole *role)
{
  gpointer value;
  if (edits == NULL ||
      !g_hash_table_lookup_extended (edits, GUINT_TO_POINTER (index), NULL, &value))
    return FALSE;
  *role = GPOINTER_TO_UINT (value);
  return TRUE;
}

/* The rows below go on counting in the first column: what looks like column numbers is data. */
static gboolean
goes_on_below (const OriGrid *grid, guint from, guint to)
{
  while (from < to && grid->info[from].cls == ORI_CLASS_EMPTY)
    from++;
  if (from == to || grid->info[from].cls != ORI_CLASS_NUMBER)
    return FALSE;
  for (guint row = grid->cells[from].row + 1; row < grid->n_rows; row++) {
    const OriGridCell *below = ori_grid_at (grid, row, grid->cells[from].col);
    if (below != NULL)
      return below->cls == ORI_CLASS_NUMBER && below->number != 1;
  }
  return TRUE;
}

/* Columns 1 2 3 …, letters allowed before the numbers («А», «Б», 1, 2); numbers may be left out
 * where a column was taken away. */
static gboolean
is_numbering (const OriGrid *grid, guint from, guint to)
{
  int expected = -1, missing = 0;
  guint n = 0;
  for (guint i = from; i < to; i++) {
    const OriGridCell *cell = &grid->info[i];
    if (cell->cls == ORI_CLASS_EMPTY)
      continue;
    /* «4=3/2*100», «5 (гр. 3)»: a column number with its formula. */
    if (cell->cls == ORI_CLASS_TEXT && expected >= 0 && grid->cells[i].type == ORI_CELL_TEXT) {
      char *end = NULL;
      g_autofree char *text = ori_text_clean (grid->cells[i].text);
      if (g_ascii_strtoll (text, &end, 10) != expected || end == text ||
          strchr ("= (", *end) == NULL)
        return FALSE;
      expected++;
      n++;
      continue;
    }
    if (cell->cls == ORI_CLASS_TEXT && expected < 0) {
      g_autofree char *text =
          ori_text_clean (grid->cells[i].type == ORI_CELL_TEXT ? grid->cells[i].text : "long");
      if (g_utf8_strlen (text, -1) != 1)
        return FALSE;
      n++;
      continue;
    }
    if (cell->cls != ORI_CLASS_NUMBER || cell->number != floor (cell->number) ||
        (cell->flags & ORI_CELL_PERCENT))
      return FALSE;
    if (expected < 0 ? cell->number < 0 || cell->number > 2
                     : cell->number < expected || cell->number > expected + 20)
      return FALSE;
    missing += expected < 0 ? 0 : (int)cell->number - expected;
    expected = (int)cell->number + 1;
    n++;
  }
  return n >= 2 && expected >= 0 &&
         (missing == 0 || (n >= 3 && missing <= (int)n && !goes_on_below (grid, from, to)));
}

typedef struct {
  guint any, text, number, mark, year, text_period, date;
  guint first, last; /* indexes of the first and last cell */
  double last_year;
  gboolean ascending;
} RowCount;

static RowCount
count_row (const OriGrid *grid, guint row, guint from, guint to)
{
  RowCount count = {.ascending = TRUE, .first = G_MAXUINT};
  for (guint i = from; i < to; i++) {
    const OriGridCell *cell = &grid->info[i];
    OriPeriod period;
    if (cell->cls == ORI_CLASS_EMPTY)
      continue;
    count.any++;
    if (count.first == G_MAXUINT)
      count.first = i;
    count.last = i;
    switch ((OriCellClass)cell->cls) {
    case ORI_CLASS_TEXT:
      count.text++;
      if (ori_grid_period (grid, row, grid->cells[i].col, &period))
        count.text_period++;
      break;
    case ORI_CLASS_NUMBER:
    case ORI_CLASS_COMPOUND:
      if (cell->cls == ORI_CLASS_NUMBER &&
          ori_grid_period (grid, row, grid->cells[i].col, &period)) {
        count.year++;
        /* The same years may come again under the next group. */
        if (count.year > 1 && period.year <= count.last_year && count.last_year - period.year > 40)
          count.ascending = FALSE;
        if (count.year > 1 && fabs (period.year - count.last_year) > 10 + count.year)
          count.ascending = FALSE;
        if (count.year > 1 && period.year == count.last_year && count.year == 2)
          count.ascending = FALSE;
        count.last_year = period.year;
      } else if (ori_grid_period (grid, row, grid->cells[i].col, &period)) {
        count.text_period++;
      } else {
        count.number++;
      }
      break;
    case ORI_CLASS_DATE:
      count.date++;
      break;
    case ORI_CLASS_EMPTY:
      break;
    default:
      count.mark++;
      break;
    }
  }
  return count;
}

static gboolean
ends_with_colon (const OriGrid *grid, guint index)
{
  const OriCell *cell = &grid->cells[index];
  if (cell->type != ORI_CELL_TEXT)
    return FALSE;
  g_autofree char *text = ori_text_clean (cell->text);
  return g_str_has_suffix (text, ":");
}

/* A label with one text that is spread over all the other columns says something about the rows
 * below it, as a single text does. */
static gboolean
is_pair (const Finder *self, guint row, const RowCount *count)
{
  if (count->any != 2 || count->text != 2 || self->c2 - self->c1 < 3)
    return FALSE;
  const OriRange *merge = ori_grid_merge_from (self->grid, row, self->grid->cells[count->last].col);
  return merge != NULL && (merge->col2 - merge->col1 + 1) * 10 >= (self->c2 - self->c1) * 8;
}

/* What stands above the labels: «Наименование», «Показатели», «Районы», «№ п/п». */
static gboolean
is_corner_text (const OriGrid *grid, guint index)
{
  static const char *const starts[] = {"наимен", "показат", "террит",    "муницип",
                                       "регион", "субъект", "организац", "отчетн",
                                       "учрежд", "отрасл",  NULL};
  static const char *const whole[] = {
      "мо",     "район", "районы",          "город",  "города", "школа", "школы", "год", "годы",
      "период", "округ", "районы и города", "nо п п", "no п п", "п п",   "nо",    "no",  NULL};
  if (grid->cells[index].type != ORI_CELL_TEXT)
    return FALSE;
  g_autofree char *key = ori_text_key (grid->cells[index].text);
  for (guint i = 0; starts[i]; i++)
    if (g_str_has_prefix (key, starts[i]) && strpbrk (key, "0123456789") == NULL)
      return TRUE;
  for (guint i = 0; whole[i]; i++)
    if (strcmp (key, whole[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A row of years that nothing heads, above figures that are no years, is a header whatever its
 * first cell says («Численность, чел. | 2021 | 2022»). */
static gboolean
is_top_row (const Finder *self, guint row, const RowCount *count)
{
  const OriGrid *grid = self->grid;
  gboolean blank = FALSE;
  guint above = row, checked = 0, like_years = 0, from, to;
  while (above > 0 &&
         (self->kinds[above - 1] == ORI_ROW_SINGLE || self->kinds[above - 1] == ORI_ROW_BLANK))
    blank |= self->kinds[--above] == ORI_ROW_BLANK;
  if (!count->ascending || (above > 0 && (self->kinds[above - 1] != ORI_ROW_NUMERIC || !blank)))
    return FALSE;
  for (guint below = row + 1; below < grid->n_rows && below < row + 40 && checked < 5; below++) {
    guint years = 0, others = 0;
    ori_grid_row_span (grid, below, self->c1, self->c2, &from, &to);
    for (guint i = from; i < to; i++) {
      OriPeriod period;
      if (grid->info[i].cls != ORI_CLASS_NUMBER || i == count->first)
        continue;
      years += ori_grid_period (grid, below, grid->cells[i].col, &period);
      others++;
    }
    like_years += others > 0 && years == others;
    checked += others > 0;
  }
  return like_years * 2 < checked;
}

static gboolean
names_periods (const Finder *self, guint row, const RowCount *count)
{
  if (count->number > 0 || count->mark > 0 || count->date > 0)
    return FALSE;
  if (count->text_period > 0)
    return count->text_period + count->year > 1 || count->any <= 2 || count->text > 2;
  /* A name before figures that happen to look like years is a row of data. */
  if (count->text > 0 && !is_corner_text (self->grid, count->first))
    return count->text == 1 && count->year > 0 && is_top_row (self, row, count);
  if (count->year >= 2)
    return count->ascending;
  return count->year == 1 && count->any > 1 && is_corner_text (self->grid, count->first);
}

static OriRowKind
classify_row (const Finder *self, guint row)
{
  const OriGrid *grid = self->grid;
  guint from, to;
  OriCellRole role;

  ori_grid_row_span (grid, row, self->c1, self->c2, &from, &to);
  RowCount count = count_row (grid, row, from, to);
  if (count.any == 0)
    return ORI_ROW_BLANK;
  if (self->edits && ori_role_edit (self->edits->rows, row, &role)) {
    switch (role) {
    case ORI_ROLE_VALUE:
    case ORI_ROLE_TOTAL:
      return ORI_ROW_NUMERIC;
    case ORI_ROLE_NUMBERING:
      return ORI_ROW_NUMBERING;
    case ORI_ROLE_INDICATOR:
    case ORI_ROLE_PART:
    case ORI_ROLE_UNIT:
    case ORI_ROLE_ORGUNIT:
      return ORI_ROW_TEXTS;
    case ORI_ROLE_PERIOD:
      return ORI_ROW_PERIODS;
    case ORI_ROLE_UNUSED:
      return ORI_ROW_BLANK;
    default:
      return ORI_ROW_SINGLE;
    }
  }
  if (is_numbering (grid, from, to))
    return ORI_ROW_NUMBERING;
  if (count.any == 1 && count.text == 1)
    return count.text_period && grid->cells[count.first].col > self->c1 ? ORI_ROW_PERIODS
                                                                        : ORI_ROW_SINGLE;
  if (count.any <= 3 && count.number == 0 && ends_with_colon (grid, count.first))
    return ORI_ROW_SINGLE;
  if (names_periods (self, row, &count))
    return ORI_ROW_PERIODS;
  if (count.number + count.year > 0)
    return ORI_ROW_NUMERIC;
  if (is_pair (self, row, &count))
    return ORI_ROW_SINGLE;
  if (count.mark > 0 && count.text <= 2 &&
      (count.text == 0 || grid->info[count.first].cls == ORI_CLASS_TEXT))
    return ORI_ROW_NUMERIC;
  if (count.any == 1)
    return ORI_ROW_SINGLE;
  return ORI_ROW_TEXTS;
}

/* Cells of a row below a header's vertical merge in the label column still belong to the header,
 * also when they are numbers (classes 9, 10, 11). */
static void
extend_headers (Finder *self)
{
  const OriGrid *grid = self->grid;
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init (&iter, grid->merges);
  while (g_hash_table_iter_next (&iter, NULL, &value)) {
    const OriRange *merge = value;
    if (merge->row1 == merge->row2 || merge->col1 < self->c1 || merge->col1 > self->c1 + 2 ||
        merge->row2 >= grid->n_rows || merge->row2 - merge->row1 > 6 ||
        !ori_grid_at (grid, merge->row1, merge->col1))
      continue;
    guint8 top = self->kinds[merge->row1];
    if (top != ORI_ROW_TEXTS && top != ORI_ROW_PERIODS)
      continue;
    for (guint row = merge->row1 + 1; row <= merge->row2; row++)
      if (self->kinds[row] == ORI_ROW_NUMERIC || self->kinds[row] == ORI_ROW_NUMBERING ||
          self->kinds[row] == ORI_ROW_SINGLE)
        self->kinds[row] = ORI_ROW_TEXTS;
  }
}

static gboolean
is_header_kind (guint8 kind)
{
  return kind == ORI_ROW_TEXTS || kind == ORI_ROW_PERIODS || kind == ORI_ROW_NUMBERING;
}

/* A lone text inside the columns of the header below it is its upper level; one that starts at the
 * left edge is a title. */
static gboolean
is_upper_level (const Finder *self, guint row)
{
  guint from, to;
  ori_grid_row_span (self->grid, row, self->c1, self->c2, &from, &to);
  while (from < to && self->grid->info[from].cls == ORI_CLASS_EMPTY)
    from++;
  if (from == to)
    return FALSE;
  guint col = self->grid->cells[from].col;
  if (col == self->c1)
    return FALSE;
  g_autofree char *text = ori_grid_text (self->grid, row, col);
  g_autofree char *unit = ori_title_unit (text);
  if (unit != NULL)
    return FALSE;
  const OriRange *merge = ori_grid_merge_from (self->grid, row, col);
  return merge != NULL ? merge->col2 > merge->col1 && merge->col1 > self->c1 : TRUE;
}

static gboolean
is_row_number (const Finder *self, guint index)
{
  const OriGrid *grid = self->grid;
  if (grid->info[index].cls == ORI_CLASS_NUMBER)
    return TRUE;
  if (grid->cells[index].type != ORI_CELL_TEXT)
    return FALSE;
  g_autofree char *text = ori_text_clean (grid->cells[index].text);
  return g_ascii_isdigit (text[0]) && text[strspn (text, "0123456789.")] == '\0';
}

/* A row of words under the row that says «Показатель | Значение», with words under «Показатель»:
 * the first row of a form, which happens to ask for text, not one more line of the header. */
static gboolean
is_row_of_form (const Finder *self, guint head, guint row)
{
  const OriGrid *grid = self->grid;
  guint from, to, i;
  ori_grid_row_span (grid, head, self->c1, self->c2, &from, &to);
  for (i = from; i < to; i++)
    if (is_corner_text (grid, i) && !g_str_has_prefix (grid->cells[i].text, "№"))
      break;
  if (i == to || ori_grid_merge_from (grid, head, grid->cells[i].col) != NULL)
    return FALSE;
  guint col = grid->cells[i].col;
  const OriGridCell *label = ori_grid_at (grid, row, col);
  if (label == NULL || label->cls != ORI_CLASS_TEXT ||
      is_corner_text (grid, (guint)(label - grid->info)))
    return FALSE;
  ori_grid_row_span (grid, row, self->c1, col, &from, &to);
  for (i = from; i < to; i++)
    if (is_row_number (self, i))
      return TRUE;
  g_autofree char *text = ori_grid_text (grid, row, col);
  return ori_subject_is_like (text) || ori_place_is_like (text);
}

/* Row of the first header line for a body that starts at @body; sections between them come into the
 * body, so *@body may move up. */
static guint
find_header (const Finder *self, guint first, guint *body)
{
  const guint8 *kinds = self->kinds;
  guint row = *body, sections = *body;
  gboolean blank = FALSE;

  while (row > first && (kinds[row - 1] == ORI_ROW_SINGLE || kinds[row - 1] == ORI_ROW_BLANK)) {
    row--;
    blank |= kinds[row] == ORI_ROW_BLANK;
    if (kinds[row] == ORI_ROW_SINGLE && !blank)
      sections = row;
  }
  if (row == first || !is_header_kind (kinds[row - 1])) {
    /* No header: what stands above are titles. */
    return *body;
  }
  /* A line of units or sub-headings right under the header, not in the label column. */
  while (sections < *body && is_upper_level (self, sections))
    sections++;
  while (row > first && (is_header_kind (kinds[row - 1]) ||
                         (kinds[row - 1] == ORI_ROW_SINGLE && is_upper_level (self, row - 1))))
    row--;
  *body = MIN (sections, *body);
  for (guint head = row; head + 1 < *body; head++)
    if (kinds[head] != ORI_ROW_NUMBERING && kinds[head + 1] == ORI_ROW_TEXTS &&
        is_row_of_form (self, head, head + 1))
      *body = head + 1;
  return row;
}

static gboolean
same_row_texts (const Finder *self, guint a, guint b)
{
  guint fa, ta, fb, tb;
  const OriGrid *grid = self->grid;
  ori_grid_row_span (grid, a, self->c1, self->c2, &fa, &ta);
  ori_grid_row_span (grid, b, self->c1, self->c2, &fb, &tb);
  if (ta - fa != tb - fb)
    return FALSE;
  for (guint i = 0; i < ta - fa; i++) {
    const OriCell *x = &grid->cells[fa + i], *y = &grid->cells[fb + i];
    if (x->col != y->col || x->type != y->type)
      return FALSE;
    if (x->type == ORI_CELL_TEXT ? strcmp (x->text, y->text) != 0 : x->number != y->number)
      return FALSE;
  }
  return TRUE;
}

static gboolean
says_continued (const Finder *self, guint row)
{
  guint from, to;
  ori_grid_row_span (self->grid, row, self->c1, self->c2, &from, &to);
  for (guint i = from; i < to; i++) {
    if (self->grid->cells[i].type != ORI_CELL_TEXT)
      continue;
    g_autofree char *key = ori_text_key (self->grid->cells[i].text);
    if (strstr (key, "продолжен") || strstr (key, "окончание"))
      return TRUE;
  }
  return FALSE;
}

/* A header has words where the body has numbers; a row of words elsewhere is a row without figures.
 */
static gboolean
heads_numbers (const Finder *self, const OriTable *table, guint row)
{
  guint from, to, texts = 0, above_numbers = 0;
  ori_grid_row_span (self->grid, row, self->c1, self->c2, &from, &to);
  for (guint i = from; i < to; i++) {
    guint numbers = 0, col = self->grid->cells[i].col;
    if (self->grid->info[i].cls != ORI_CLASS_TEXT)
      continue;
    for (guint r = table->body1; r < row && r < table->body1 + 60; r++)
      numbers += self->kinds[r] == ORI_ROW_NUMERIC &&
                 ori_grid_class (self->grid, r, col) == ORI_CLASS_NUMBER;
    texts++;
    above_numbers += numbers > 0;
  }
  return above_numbers * 2 >= texts;
}

/* Whether the header-like row begins another table rather than standing in the body of this one. */
static gboolean
starts_table (Finder *self, const OriTable *table, guint row, guint last)
{
  guint8 *kinds = self->kinds;
  guint previous = row - 1;
  gboolean titled = FALSE, blank = FALSE;
  guint body = row;

  while (body <= last && body < row + 8 && kinds[body] != ORI_ROW_NUMERIC)
    body++;
  if (body > last || kinds[body] != ORI_ROW_NUMERIC)
    return FALSE;
  while (previous > table->body1 &&
         (kinds[previous] == ORI_ROW_BLANK || kinds[previous] == ORI_ROW_SINGLE)) {
    blank |= kinds[previous] == ORI_ROW_BLANK;
    titled |= kinds[previous] == ORI_ROW_SINGLE && !says_continued (self, previous);
    previous--;
  }
  for (guint head = table->head1; head < table->body1; head++)
    if (same_row_texts (self, head, row) && !titled) {
      kinds[row] = ORI_ROW_REPEATED;
      return FALSE;
    }
  return kinds[row] == ORI_ROW_PERIODS || ((blank || titled) && heads_numbers (self, table, row));
}

/* First row of the titles that belong to the header at @head: back to a blank line or the body. */
static guint
find_titles (const Finder *self, guint head, guint body_end)
{
  guint row = head;
  while (row > body_end + 1 && self->kinds[row - 1] == ORI_ROW_SINGLE)
    row--;
  /* A blank line between title and header is usual; two are not. */
  if (row == head && row > body_end + 2 && self->kinds[row - 1] == ORI_ROW_BLANK &&
      self->kinds[row - 2] == ORI_ROW_SINGLE) {
    row--;
    while (row > body_end + 1 && self->kinds[row - 1] == ORI_ROW_SINGLE)
      row--;
  }
  return row;
}

static gboolean
has_body_row (const Finder *self, guint from, guint last)
{
  for (guint row = from; row <= last; row++)
    if (self->kinds[row] == ORI_ROW_NUMERIC)
      return TRUE;
  return FALSE;
}

/* 1 2 3 under a header is a row of column numbers only when something follows it. */
static void
settle_numbering (Finder *self, guint last)
{
  for (guint row = 0; row <= last; row++) {
    if (self->kinds[row] != ORI_ROW_NUMBERING)
      continue;
    OriCellRole role;
    if (self->edits && ori_role_edit (self->edits->rows, row, &role))
      continue;
    gboolean headed = row > 0 && (self->kinds[row - 1] == ORI_ROW_TEXTS ||
                                  self->kinds[row - 1] == ORI_ROW_PERIODS ||
                                  self->kinds[row - 1] == ORI_ROW_REPEATED);
    guint next = row + 1;
    while (next <= last && self->kinds[next] != ORI_ROW_NUMERIC &&
           self->kinds[next] != ORI_ROW_NUMBERING && !is_header_kind (self->kinds[next]))
      next++;
    gboolean followed = next <= last && (self->kinds[next] == ORI_ROW_NUMERIC ||
                                         self->kinds[next] == ORI_ROW_NUMBERING);
    if (!headed || !followed)
      self->kinds[row] = ORI_ROW_NUMERIC;
  }
}

static OriTable *
make_table (const Finder *self, guint title1, guint head1, guint body1, guint body2, guint note2)
{
  OriTable *table = g_new0 (OriTable, 1);
  *table = (OriTable){.c1 = self->c1,
                      .c2 = self->c2,
                      .title1 = title1,
                      .head1 = head1,
                      .body1 = body1,
                      .body2 = body2,
                      .note2 = note2};
  table->kinds = g_memdup2 (self->kinds + title1, note2 - title1 + 1);
  return table;
}

static void
find_stacked (Finder *self, GPtrArray *tables)
{
  guint last = self->grid->n_rows - 1;
  guint first = 0;

  while (first <= last) {
    guint body = first;
    while (body <= last && self->kinds[body] != ORI_ROW_NUMERIC)
      body++;
    if (body > last)
      return;
    OriTable probe = {.title1 = first};
    guint head = find_header (self, first, &body);
    probe.head1 = head;
    probe.body1 = body;

    guint end = body, row = body, next = last + 1;
    while (self->kinds[end] != ORI_ROW_NUMERIC)
      end++;
    for (row = end + 1; row <= last; row++) {
      guint8 kind = self->kinds[row];
      if (kind == ORI_ROW_NUMERIC)
        end = row;
      else if ((kind == ORI_ROW_TEXTS || kind == ORI_ROW_PERIODS) &&
               starts_table (self, &probe, row, last)) {
        while (row > end + 1 && self->kinds[row - 1] == ORI_ROW_SINGLE &&
               is_upper_level (self, row - 1))
          row--;
        next = find_titles (self, row, end);
        break;
      } else if (self->kinds[row] == ORI_ROW_PERIODS) {
        self->kinds[row] = ORI_ROW_NUMERIC; /* figures that look like years */
        end = row;
      }
    }
    while (end + 1 < next && self->kinds[end + 1] == ORI_ROW_TEXTS && head < body &&
           is_row_of_form (self, head, end + 1))
      end++;
    g_ptr_array_add (tables, make_table (self, first, head, body, end, next - 1));
    if (!has_body_row (self, MIN (next, last), last))
      return;
    first = next;
  }
}

/* Splits a table in whose columns the label column comes again («территория | число | территория |
 * число») without an empty column between. */
static guint
find_repeat (const OriGrid *grid, const OriTable *table)
{
  if (table->c2 - table->c1 < 3)
    return 0;
  gboolean seen_number = FALSE;
  for (guint col = table->c1; col <= table->c2; col++) {
    guint text = 0, number = 0;
    for (guint row = table->body1; row <= table->body2 && row < table->body1 + 200; row++) {
      OriCellClass cls = ori_grid_class (grid, row, col);
      text += cls == ORI_CLASS_TEXT;
      number += cls == ORI_CLASS_NUMBER || cls == ORI_CLASS_MISSING;
    }
    if (number > text) {
      seen_number = TRUE;
      continue;
    }
    if (!seen_number || text < 2 || col == table->c2)
      continue;
    for (guint row = table->head1; row < table->body1; row++) {
      g_autofree char *here = ori_grid_text (grid, row, col);
      g_autofree char *start = ori_grid_text (grid, row, table->c1);
      if (here && start) {
        g_autofree char *a = ori_text_key (here);
        g_autofree char *b = ori_text_key (start);
        if (strcmp (a, b) == 0)
          return col;
      }
    }
  }
  return 0;
}

static void
split_repeats (const OriGrid *grid, GPtrArray *tables, guint from)
{
  for (guint i = from; i < tables->len; i++) {
    OriTable *table = g_ptr_array_index (tables, i);
    guint col = find_repeat (grid, table);
    if (col == 0)
      continue;
    OriTable *right = g_memdup2 (table, sizeof *table);
    right->kinds = g_memdup2 (table->kinds, table->note2 - table->title1 + 1);
    right->c1 = col;
    table->c2 = col - 1;
    g_ptr_array_insert (tables, (int)i + 1, right);
  }
}

typedef struct {
  guint c1, c2;
  guint texts, numbers; /* of the first column, in rows with a number in the group */
  GArray *rows;         /* rows with a number, of guint */
} Group;

static void
group_clear (gpointer data)
{
  g_array_unref (((Group *)data)->rows);
}

static GArray *
find_groups (const OriGrid *grid)
{
  GArray *groups = g_array_new (FALSE, TRUE, sizeof (Group));
  g_array_set_clear_func (groups, group_clear);
  g_autofree guint *counts = g_new0 (guint, grid->n_cols + 1);
  for (gsize i = 0; i < grid->n_cells; i++)
    if (grid->info[i].cls != ORI_CLASS_EMPTY)
      counts[grid->cells[i].col]++;

  for (guint col = 0; col < grid->n_cols; col++) {
    if (counts[col] == 0)
      continue;
    Group group = {.c1 = col};
    while (col + 1 < grid->n_cols && counts[col + 1] > 0)
      col++;
    group.c2 = col;
    group.rows = g_array_new (FALSE, FALSE, sizeof (guint));
    g_array_append_val (groups, group);
  }
  return groups;
}

static void
profile_groups (const OriGrid *grid, GArray *groups)
{
  for (guint row = 0; row < grid->n_rows; row++) {
    guint i = grid->row_start[row], end = grid->row_start[row + 1];
    for (guint g = 0; g < groups->len && i < end; g++) {
      Group *group = &g_array_index (groups, Group, g);
      gboolean number = FALSE;
      OriCellClass first = ORI_CLASS_EMPTY;
      for (; i < end && grid->cells[i].col <= group->c2; i++) {
        if (grid->cells[i].col == group->c1)
          first = grid->info[i].cls;
        else
          number |= grid->info[i].cls == ORI_CLASS_NUMBER;
      }
      if (number || first == ORI_CLASS_NUMBER)
        g_array_append_val (group->rows, row);
      if (number && first == ORI_CLASS_TEXT)
        group->texts++;
      else if (first == ORI_CLASS_NUMBER)
        group->numbers++;
    }
  }
}

static guint
count_common (const GArray *a, const GArray *b)
{
  guint i = 0, j = 0, n = 0;
  while (i < a->len && j < b->len) {
    guint x = g_array_index (a, guint, i), y = g_array_index (b, guint, j);
    n += x == y;
    i += x <= y;
    j += y <= x;
  }
  return n;
}

/* Groups of columns without labels of their own belong to the group at their left when they share
 * its rows: an empty column for looks does not divide a table. */
static void
join_groups (GArray *groups)
{
  for (guint i = 1; i < groups->len;) {
    Group *left = &g_array_index (groups, Group, i - 1);
    Group *group = &g_array_index (groups, Group, i);
    gboolean labelled = group->texts > group->numbers;
    gboolean left_is_label = left->rows->len == 0;
    if (!labelled && (left_is_label || group->rows->len == 0 ||
                      count_common (left->rows, group->rows) * 2 >= group->rows->len)) {
      left->c2 = group->c2;
      if (left_is_label) {
        g_array_append_vals (left->rows, group->rows->data, group->rows->len);
        left->texts = G_MAXUINT / 2;
      }
      g_array_remove_index (groups, i);
    } else {
      i++;
    }
  }
}

GPtrArray *
ori_table_find_all (const OriGrid *grid, const OriRoleEdits *edits)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_table_free);
  if (grid->n_rows == 0 || grid->n_cols == 0)
    return tables;
  g_autoptr (GArray) groups = find_groups (grid);
  profile_groups (grid, groups);
  join_groups (groups);
  /* Scattered cells are no blocks; without this, work would grow with columns times rows. */
  if (groups->len > MAX_GROUPS) {
    g_array_index (groups, Group, 0).c2 = grid->n_cols - 1;
    g_array_set_size (groups, 1);
  }

  g_autofree guint8 *kinds = g_new0 (guint8, grid->n_rows);
  for (guint g = 0; g < groups->len; g++) {
    const Group *group = &g_array_index (groups, Group, g);
    Finder finder = {grid, edits, group->c1, group->c2, kinds};
    for (guint row = 0; row < grid->n_rows; row++)
      kinds[row] = (guint8)classify_row (&finder, row);
    extend_headers (&finder);
    settle_numbering (&finder, grid->n_rows - 1);
    guint before = tables->len;
    find_stacked (&finder, tables);
    split_repeats (grid, tables, before);
  }
  return tables;
}
