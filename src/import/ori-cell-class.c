/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"
#include "core/ori-text.h"
#include "import/ori-grid-private.h"

#include <math.h>
#include <string.h>

static gboolean
is_one_of (const char *text, const char *const *words)
{
  for (; *words; words++)
    if (strcmp (text, *words) == 0)
      return TRUE;
  return FALSE;
}

/* Marks are compared after white space is cleaned and case folded; dashes of every kind count. */
static OriCellClass
classify_mark (const char *clean)
{
  static const char *const missing[] = {"-",
                                        "–",
                                        "—",
                                        "−",
                                        "‐",
                                        "‑",
                                        "…",
                                        "...",
                                        "..",
                                        "....",
                                        "нет",
                                        "н/д",
                                        "н.д.",
                                        "нд",
                                        "н/д.",
                                        "нет данных",
                                        "n/a",
                                        "--",
                                        "---",
                                        "―",
                                        "н. д.",
                                        "нет сведений",
                                        "данные отсутствуют",
                                        "отсутствуют",
                                        "отсутствует",
                                        "не представлено",
                                        "не представлены",
                                        "нет инф.",
                                        "нет информации",
                                        "*",
                                        "**",
                                        NULL};
  static const char *const foreign[] = {
      "x", "х", "хх", "xx", "не применимо", "неприменимо", "н/п", "не применяется", NULL};
  static const char *const hidden[] = {"скрыто", "конфиденциально", "к", "(к)", NULL};

  if (strlen (clean) > 40)
    return ORI_CLASS_TEXT;
  /* An error that was saved as text: «#ДЕЛ/0!», «#N/A». */
  if (clean[0] == '#' && g_utf8_strlen (clean, -1) < 12 && !g_ascii_isdigit (clean[1]))
    return ORI_CLASS_MISSING;
  g_autofree char *folded = g_utf8_strdown (clean, -1);
  if (is_one_of (folded, missing))
    return ORI_CLASS_MISSING;
  if (is_one_of (folded, foreign))
    return ORI_CLASS_NOT_APPLICABLE;
  if (is_one_of (folded, hidden))
    return ORI_CLASS_SUPPRESSED;
  return ORI_CLASS_TEXT;
}

/* What people write behind a count: a short word or two, no digits. */
static gboolean
is_count_unit (const char *text)
{
  glong letters = 0;
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (g_unichar_isdigit (c) || c == '%' || c == '/')
      return FALSE;
    if (g_unichar_isalpha (c) && ++letters > 10)
      return FALSE;
  }
  return TRUE;
}

/* «12 ед./40 %», «12/40%», «12 (40 %)»: a count and its share in one cell. */
static gboolean
parse_compound (const char *clean, double *count, double *percent)
{
  if (!g_ascii_isdigit (clean[0]) || strchr (clean, '%') == NULL || strlen (clean) > 60)
    return FALSE;
  const char *cut = strpbrk (clean, "/(;");
  if (cut == NULL)
    return FALSE;
  g_autofree char *left = g_strstrip (g_strndup (clean, cut - clean));
  g_autofree char *right = g_strstrip (g_strdup (cut + 1));
  gsize length = strlen (right);
  if (length > 0 && right[length - 1] == ')')
    right[length - 1] = '\0';
  gsize digits = strspn (left, "0123456789 ,.");
  if (!is_count_unit (left + digits))
    return FALSE;
  left[digits] = '\0';
  gboolean is_percent = FALSE;
  return ori_number_parse (g_strstrip (left), count, NULL, NULL) &&
         ori_number_parse (g_strstrip (right), percent, NULL, &is_percent) && is_percent;
}

/* Number before a unit that repeats the header: «15 чел.», «3 ед.», «120 руб.». */
static gboolean
parse_with_unit (const char *clean, double *value, int *decimals)
{
  static const char *const units[] = {"чел", "чел.", "человек", "ед",    "ед.",    "шт", "шт.",
                                      "руб", "руб.", "балл",    "балла", "баллов", NULL};
  gsize digits = strspn (clean, "0123456789,. ");
  if (digits == 0 || clean[digits] == '\0' || strlen (clean + digits) > 24)
    return FALSE;
  g_autofree char *unit = g_utf8_strdown (clean + digits, -1);
  if (!is_one_of (g_strstrip (unit), units))
    return FALSE;
  g_autofree char *number = g_strstrip (g_strndup (clean, digits));
  return ori_number_parse (number, value, decimals, NULL);
}

/* More digits than a number keeps: an account or a code, of which none may be rounded off. */
static gboolean
is_long_code (const char *clean)
{
  guint digits = 0;
  for (const char *p = clean; *p && *p != ',' && *p != '.'; p++)
    digits += g_ascii_isdigit (*p);
  return digits > 15;
}

static void
classify_text (const char *text, OriGridCell *info)
{
  g_autofree char *clean = ori_text_clean (text);
  double value = 0;
  int decimals = 0;
  gboolean percent = FALSE;

  info->cls = ORI_CLASS_TEXT;
  if (clean[0] == '\0') {
    info->cls = ORI_CLASS_EMPTY;
    return;
  }
  /* Leading zeros are a code («007», «01»), not a number; «0,5» and «0» are numbers. */
  if (clean[0] == '0' && g_ascii_isdigit (clean[1]))
    return;
  if (strlen (clean) > 60 || is_long_code (clean))
    return;
  if (ori_number_parse (clean, &value, &decimals, &percent) ||
      parse_with_unit (clean, &value, &decimals)) {
    info->cls = ORI_CLASS_NUMBER;
    info->flags = ORI_CELL_AS_TEXT | (percent ? ORI_CELL_PERCENT : 0);
    info->number = value;
    info->decimals = (guint8)CLAMP (decimals, 0, 15);
    return;
  }
  info->cls = classify_mark (clean);
  if (info->cls != ORI_CLASS_TEXT)
    return;
  if (parse_compound (clean, &info->number, &info->second)) {
    info->cls = ORI_CLASS_COMPOUND;
    return;
  }

  g_autofree char *notes = NULL;
  gboolean glued = FALSE;
  g_autofree char *base = ori_footnote_cut (clean, &notes, &glued);
  if (base == NULL)
    return;
  OriCellClass mark = classify_mark (base);
  if (mark != ORI_CLASS_TEXT) {
    info->cls = mark;
  } else if (ori_number_parse (base, &value, &decimals, &percent)) {
    info->cls = ORI_CLASS_NUMBER;
    info->number = value;
    info->decimals = (guint8)CLAMP (decimals, 0, 15);
    info->flags = ORI_CELL_AS_TEXT | (percent ? ORI_CELL_PERCENT : 0);
  } else {
    return;
  }
  info->flags |= ORI_CELL_NOTED | (glued && mark == ORI_CLASS_TEXT ? ORI_CELL_GLUED : 0);
  info->note = (guint8)(g_ascii_isdigit (notes[0]) ? g_ascii_strtoull (notes, NULL, 10) : 0);
}

static void
classify_cell (const OriSheet *sheet, const OriCell *cell, OriGridCell *info)
{
  switch ((OriCellType)cell->type) {
  case ORI_CELL_EMPTY:
    info->cls = ORI_CLASS_EMPTY;
    break;
  case ORI_CELL_TEXT:
    classify_text (cell->text, info);
    break;
  case ORI_CELL_BOOL:
    info->cls = ORI_CLASS_TEXT;
    break;
  case ORI_CELL_ERROR:
    info->cls = ORI_CLASS_MISSING;
    break;
  case ORI_CELL_DATE:
    info->cls = ORI_CLASS_DATE;
    info->number = cell->number;
    break;
  case ORI_CELL_NUMBER:
    info->cls = isfinite (cell->number) ? ORI_CLASS_NUMBER : ORI_CLASS_MISSING;
    info->number = info->cls == ORI_CLASS_NUMBER ? cell->number : 0;
    if (info->cls == ORI_CLASS_NUMBER && ori_sheet_is_percent (sheet, cell)) {
      /* Through decimal text, so that 0.57 becomes 57 and not 56.99999999999999. */
      g_autofree char *text = ori_number_to_text (cell->number * 100);
      double percent = cell->number * 100;
      ori_number_parse (text, &percent, NULL, NULL);
      info->number = percent;
      info->flags = ORI_CELL_PERCENT;
    }
    break;
  }
}

OriGrid *
ori_grid_new (const OriSheet *sheet, const OriWatch *watch)
{
  OriGrid *self = g_new0 (OriGrid, 1);
  self->sheet = sheet;
  self->watch = watch;
  self->cells = ori_sheet_cells (sheet, &self->n_cells);
  self->n_rows = ori_sheet_n_rows (sheet);
  self->n_cols = ori_sheet_n_cols (sheet);
  self->info = g_new0 (OriGridCell, MAX (self->n_cells, 1));
  self->row_start = g_new0 (guint, self->n_rows + 2);

  guint row = 0;
  for (gsize i = 0; i < self->n_cells; i++) {
    while (row <= self->cells[i].row && row <= self->n_rows)
      self->row_start[row++] = (guint)i;
    if (ori_watch_step (watch, 0, 1, i, self->n_cells))
      classify_cell (sheet, &self->cells[i], &self->info[i]);
  }
  while (row <= self->n_rows + 1)
    self->row_start[row++] = (guint)self->n_cells;

  guint n_merges = 0;
  const OriRange *merges = ori_sheet_merges (sheet, &n_merges);
  self->merges = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < n_merges; i++) {
    gint64 *key = g_new (gint64, 1);
    *key = ((gint64)merges[i].row1 << 16) | merges[i].col1;
    g_hash_table_insert (self->merges, key, (gpointer)&merges[i]);
  }
  return self;
}

void
ori_grid_free (OriGrid *grid)
{
  if (grid == NULL)
    return;
  g_free (grid->info);
  g_free (grid->row_start);
  g_hash_table_unref (grid->merges);
  g_free (grid);
}

static guint
lower_bound (const OriGrid *grid, guint from, guint to, guint col)
{
  while (from < to) {
    guint middle = from + (to - from) / 2;
    if (grid->cells[middle].col < col)
      from = middle + 1;
    else
      to = middle;
  }
  return from;
}

void
ori_grid_row_span (const OriGrid *grid, guint row, guint col1, guint col2, guint *from, guint *to)
{
  *from = *to = 0;
  if (row >= grid->n_rows)
    return;
  guint start = grid->row_start[row], end = grid->row_start[row + 1];
  *from = lower_bound (grid, start, end, col1);
  *to = col2 == G_MAXUINT ? end : lower_bound (grid, *from, end, col2 + 1);
}

OriGridCell *
ori_grid_at (const OriGrid *grid, guint row, guint col)
{
  if (row >= grid->n_rows)
    return NULL;
  guint start = grid->row_start[row], end = grid->row_start[row + 1];
  if (start == end)
    return NULL;
  /* Rows are mostly without gaps: look where the cell would be first. */
  guint guess = start + (col - grid->cells[start].col);
  if (col < grid->cells[start].col)
    return NULL;
  if (guess >= end || grid->cells[guess].col != col)
    guess = lower_bound (grid, start, MIN (guess + 1, end), col);
  if (guess >= end || grid->cells[guess].col != col)
    return NULL;
  OriGridCell *info = &grid->info[guess];
  return info->cls == ORI_CLASS_EMPTY ? NULL : info;
}

OriCellClass
ori_grid_class (const OriGrid *grid, guint row, guint col)
{
  const OriGridCell *cell = ori_grid_at (grid, row, col);
  return cell ? cell->cls : ORI_CLASS_EMPTY;
}

const OriRange *
ori_grid_merge_from (const OriGrid *grid, guint row, guint col)
{
  if (g_hash_table_size (grid->merges) == 0)
    return NULL;
  gint64 key = ((gint64)row << 16) | col;
  return g_hash_table_lookup (grid->merges, &key);
}

char *
ori_grid_text (const OriGrid *grid, guint row, guint col)
{
  const OriGridCell *info = ori_grid_at (grid, row, col);
  if (info == NULL)
    return NULL;
  const OriCell *cell = &grid->cells[info - grid->info];
  if (cell->type == ORI_CELL_TEXT)
    return ori_text_clean (cell->text);
  return g_strstrip (ori_sheet_printed (grid->sheet, cell));
}

/* «12/31/2022», as programs that are set to English write dates into text files. Which of the two
 * numbers is the day is known only when it is over 12; otherwise only the year is sure. */
static gboolean
parse_slashed_date (const char *text, OriPeriod *period)
{
  char *end = NULL;
  guint64 numbers[3];
  for (guint i = 0; i < 3; i++) {
    numbers[i] = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;
    if (numbers[i] == 0 || *end != (i < 2 ? '/' : '\0'))
      return FALSE;
    text = end + 1;
  }
  guint64 day = MAX (numbers[0], numbers[1]), month = MIN (numbers[0], numbers[1]);
  if (month > 12 || day > 31 || numbers[2] < 1950 || numbers[2] > 2099)
    return FALSE;
  *period = ori_period_year ((int)numbers[2]);
  if (day > 12 || day == month)
    *period = (OriPeriod){ORI_PERIOD_DATE, (gint16)numbers[2], (guint8)month, (guint8)day};
  return TRUE;
}

/* The first of a month that is shown without its day is the month: «янв. 2022», «2022». */
static void
shorten_date (const OriGrid *grid, const OriCell *cell, OriPeriod *period)
{
  g_autofree char *printed = ori_sheet_printed (grid->sheet, cell);
  gboolean letters = FALSE, day = FALSE;
  for (const char *p = printed; *p; p = g_utf8_next_char (p)) {
    letters |= g_unichar_isalpha (g_utf8_get_char (p));
    if (g_ascii_isdigit (*p)) {
      char *end = NULL;
      guint64 number = g_ascii_strtoull (p, &end, 10);
      day |= number == 1 && (period->part != 1 || letters);
      p = end - 1;
    }
  }
  guint year = (guint)period->year;
  g_autofree char *alone = g_strdup_printf ("%u", year);
  if (strcmp (printed, alone) == 0)
    *period = ori_period_year (period->year);
  else if (letters && !day)
    *period = (OriPeriod){ORI_PERIOD_MONTH, period->year, period->part, 0};
}

gboolean
ori_grid_period (const OriGrid *grid, guint row, guint col, OriPeriod *period)
{
  const OriGridCell *info = ori_grid_at (grid, row, col);
  if (info == NULL)
    return FALSE;
  const OriCell *cell = &grid->cells[info - grid->info];
  if (info->flags & ORI_CELL_NOTED_YEAR) {
    *period = ori_period_year ((int)(info->number / 10));
    return TRUE;
  }
  if (info->cls == ORI_CLASS_NUMBER && cell->type == ORI_CELL_NUMBER) {
    if (info->number < 1950 || info->number > 2099 || info->number != floor (info->number))
      return FALSE;
    *period = ori_period_year ((int)info->number);
    return TRUE;
  }
  if (info->cls == ORI_CLASS_DATE) {
    int year, month, day;
    if (!ori_sheet_date (grid->sheet, cell, &year, &month, &day))
      return FALSE;
    *period = (OriPeriod){ORI_PERIOD_DATE, (gint16)year, (guint8)month, (guint8)day};
    if (day == 1)
      shorten_date (grid, cell, period);
    return TRUE;
  }
  if (cell->type != ORI_CELL_TEXT || strlen (cell->text) > 60)
    return FALSE;
  g_autofree char *text = ori_text_clean (cell->text);
  return parse_slashed_date (text, period) || ori_footnote_period (text, period);
}
