/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-rows-private.h"

#include "core/ori-text.h"
#include "import/ori-match-private.h"

#include <math.h>
#include <string.h>

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
  int expected = -1, missing = 0, letters = 0;
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
      letters++;
      n++;
      continue;
    }
    if (cell->cls != ORI_CLASS_NUMBER || cell->number != floor (cell->number) ||
        (cell->flags & ORI_CELL_PERCENT))
      return FALSE;
    if (expected < 0 ? cell->number < 0 || cell->number > MAX (2, letters + 1)
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
  guint noted_year;  /* five digits: a year with the number of a footnote right behind */
  double last_year;
  gboolean ascending;
} RowCount;

/* «20211» among years: 2021 with a raised 1 that lost its place. */
static gboolean
is_noted_year (const OriGridCell *cell, double last_year)
{
  return cell->cls == ORI_CLASS_NUMBER && cell->number == floor (cell->number) &&
         cell->number > 19500 && cell->number < 21000 && fmod (cell->number, 10) != 0 &&
         last_year > 0 && floor (cell->number / 10) > last_year &&
         floor (cell->number / 10) <= last_year + 20;
}

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
        if (is_noted_year (cell, count.last_year)) {
          count.noted_year++;
          count.last_year = floor (cell->number / 10);
        }
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
is_pair (const OriRows *self, guint row, const RowCount *count)
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

/* The figures below are no years themselves. */
static gboolean
heads_figures (const OriRows *self, guint row, const RowCount *count)
{
  const OriGrid *grid = self->grid;
  guint checked = 0, like_years = 0, from, to;
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

/* «2022 | 2021 | в % к 2021» under the words of a header, with nothing in the column of labels. */
static gboolean
is_lower_row (const OriRows *self, guint row, const RowCount *count)
{
  const OriGrid *grid = self->grid;
  return row > 0 && (self->kinds[row - 1] == ORI_ROW_TEXTS) && count->ascending &&
         grid->info[count->first].cls == ORI_CLASS_NUMBER &&
         grid->cells[count->first].col > self->c1 && count->text <= count->year &&
         heads_figures (self, row, count);
}

/* A row of years that nothing heads, above figures that are no years, is a header whatever its
 * first cell says («Численность, чел. | 2021 | 2022»). */
static gboolean
is_top_row (const OriRows *self, guint row, const RowCount *count)
{
  gboolean blank = FALSE;
  guint above = row;
  while (above > 0 &&
         (self->kinds[above - 1] == ORI_ROW_SINGLE || self->kinds[above - 1] == ORI_ROW_BLANK))
    blank |= self->kinds[--above] == ORI_ROW_BLANK;
  if (!count->ascending || (above > 0 && (self->kinds[above - 1] != ORI_ROW_NUMERIC || !blank)))
    return FALSE;
  return heads_figures (self, row, count);
}

static gboolean
names_periods (const OriRows *self, guint row, const RowCount *count)
{
  gboolean noted = count->noted_year > 0 && count->noted_year == count->number &&
                   count->year >= MAX (2, count->noted_year);
  if ((count->number > 0 && !noted) || count->mark > 0 || count->date > 0)
    return FALSE;
  if (count->text_period > 0)
    return count->text_period + count->year > 1 || count->any <= 2 || count->text > 2;
  /* A name before figures that happen to look like years is a row of data. */
  if (count->text > 0 && !is_corner_text (self->grid, count->first))
    return count->year > 0 &&
           (is_lower_row (self, row, count) || (count->text <= 3 && is_top_row (self, row, count)));
  if (count->year >= 2)
    return count->ascending;
  return count->year == 1 && count->any > 1 && is_corner_text (self->grid, count->first);
}

/* Words of the row that stand above a figure in one of the next rows. */
static guint
count_headed (const OriGrid *grid, guint row, guint from, guint to)
{
  guint headed = 0;
  for (guint i = from; i < to; i++)
    for (guint below = row + 1; below < grid->n_rows && below < row + 6; below++)
      if (grid->info[i].cls == ORI_CLASS_TEXT &&
          ori_grid_class (grid, below, grid->cells[i].col) == ORI_CLASS_NUMBER) {
        headed++;
        break;
      }
  return headed;
}

/* «Муниципалитет | Критерий 1.1 | 1.2 | 1.3 | Сумма», «Школа | 5 | 6 | 7»: numbers that name
 * columns. They stand behind a word for the labels and beside words above figures, or go up step by
 * step where nothing else heads the table. */
static gboolean
names_columns (const OriRows *self, guint row, guint from, guint to, const RowCount *count)
{
  const OriGrid *grid = self->grid;
  double last = -1;
  guint above = row, steps = 0;
  if (count->number == 0 || count->mark > 0 || count->date > 0 || count->any < 3 ||
      grid->info[count->first].cls != ORI_CLASS_TEXT || !is_corner_text (grid, count->first))
    return FALSE;
  for (guint i = from; i < to; i++) {
    if (grid->info[i].cls != ORI_CLASS_NUMBER)
      continue;
    if (grid->info[i].number <= last || grid->info[i].number >= 100)
      return FALSE;
    last = grid->info[i].number;
    steps++;
  }
  while (above > 0 &&
         (self->kinds[above - 1] == ORI_ROW_SINGLE || self->kinds[above - 1] == ORI_ROW_BLANK))
    above--;
  if (above > 0)
    return FALSE;
  return count_headed (grid, row, count->first + 1, to) > 0 ||
         (count->text == 1 && steps > 1 &&
          ori_grid_class (grid, row + 1, self->c1) == ORI_CLASS_TEXT);
}

static void
mark_noted_years (const OriGrid *grid, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    if (grid->info[i].cls == ORI_CLASS_NUMBER && grid->info[i].number > 19500)
      grid->info[i].flags |= ORI_CELL_NOTED_YEAR;
}

static OriRowKind
classify_row (const OriRows *self, guint row)
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
  if (names_periods (self, row, &count)) {
    if (count.noted_year > 0)
      mark_noted_years (grid, from, to);
    return ORI_ROW_PERIODS;
  }
  if (names_columns (self, row, from, to, &count))
    return ORI_ROW_TEXTS;
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
extend_headers (OriRows *self)
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

gboolean
ori_rows_is_header (guint8 kind)
{
  return kind == ORI_ROW_TEXTS || kind == ORI_ROW_PERIODS || kind == ORI_ROW_NUMBERING;
}

/* A lone text inside the columns of the header below it is its upper level; one that starts at the
 * left edge is a title. */
gboolean
ori_rows_is_upper_level (const OriRows *self, guint row)
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
is_row_number (const OriRows *self, guint index)
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
gboolean
ori_rows_is_form (const OriRows *self, guint head, guint row)
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

/* 1 2 3 under a header is a row of column numbers only when something follows it. */
static void
settle_numbering (OriRows *self, guint last)
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
           self->kinds[next] != ORI_ROW_NUMBERING && !ori_rows_is_header (self->kinds[next]))
      next++;
    gboolean followed = next <= last && (self->kinds[next] == ORI_ROW_NUMERIC ||
                                         self->kinds[next] == ORI_ROW_NUMBERING);
    if (!headed || !followed)
      self->kinds[row] = ORI_ROW_NUMERIC;
  }
}

void
ori_rows_classify (OriRows *self)
{
  for (guint row = 0; row < self->grid->n_rows; row++) {
    if (row % 256 == 0 && ori_watch_is_over (self->grid->watch))
      return;
    self->kinds[row] = (guint8)classify_row (self, row);
  }
  extend_headers (self);
  settle_numbering (self, self->grid->n_rows - 1);
}
