/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-derive-private.h"

#include <math.h>
#include <string.h>

static gboolean
has_any (const char *text, const char *const *words)
{
  for (; text && *words; words++)
    if (strstr (text, *words))
      return TRUE;
  return FALSE;
}

static gboolean
is_any (const char *text, const char *const *words)
{
  for (; text && *words; words++)
    if (strcmp (text, *words) == 0)
      return TRUE;
  return FALSE;
}

/* «№ п/п», «№», «п/п», «номер»: NFKC writes № as "no". */
static gboolean
heads_numbering (const char *leaf, const char *key)
{
  static const char *const words[] = {"п п",        "номер",     "nо",        "no",        "nо п п",
                                      "no п п",     "n п п",     "n",         "номер п п", "no п",
                                      "код строки", "nо строки", "no строки", NULL};
  return leaf &&
         (g_str_has_prefix (leaf, "№") ? g_utf8_strlen (leaf, -1) < 14 : is_any (key, words));
}

static gboolean
heads_identifier (const char *key)
{
  static const char *const words[] = {"global id",
                                      "id",
                                      "код",
                                      "октмо",
                                      "окато",
                                      "инн",
                                      "кпп",
                                      "огрн",
                                      "код октмо",
                                      "код окато",
                                      "код организации",
                                      "телефон",
                                      "object id",
                                      "objectid",
                                      "о objectid",
                                      "0 objectid",
                                      "x",
                                      "y",
                                      "широта",
                                      "долгота",
                                      "окпо",
                                      "код региона",
                                      "код мо",
                                      "uid",
                                      NULL};
  return is_any (key, words) ||
         (key && (g_str_has_suffix (key, " id") || g_str_has_suffix (key, " x") ||
                  g_str_has_suffix (key, " y") || g_str_has_suffix (key, "objectid") ||
                  strstr (key, "uidnftn")));
}

static gboolean
heads_period (const char *key)
{
  static const char *const words[] = {"период",
                                      "дата",
                                      "год",
                                      "годы",
                                      "месяц",
                                      "квартал",
                                      "отчетный год",
                                      "отчетный период",
                                      "учебный год",
                                      "year",
                                      "month",
                                      "date",
                                      "год сдачи",
                                      "полугодие",
                                      NULL};
  static const char *const parts[] = {"отчетный пер", "отметка времени", "период ", "год ", NULL};
  return is_any (key, words) || (key && g_utf8_strlen (key, -1) < 30 && has_any (key, parts));
}

/* «Год постройки», «Дата рождения»: when something began, not what the figures are of. */
static gboolean
heads_origin (const char *key)
{
  static const char *const words[] = {"постройк", "основан", "открыти", "рожден",  "ввода",
                                      "создани",  "регистр", "ремонта", "окончан", NULL};
  return key &&
         (g_str_has_prefix (key, "год ") || g_str_has_prefix (key, "дата ") ||
          g_str_has_prefix (key, "год, ")) &&
         has_any (key, words);
}

/* «Примечание»: words about the row, also where all of them say that nothing was sent. */
static gboolean
heads_remarks (const char *key)
{
  return key && (g_str_has_prefix (key, "примечан") || g_str_has_prefix (key, "комментар") ||
                 g_str_has_prefix (key, "пояснени"));
}

static gboolean
heads_unit (const char *key)
{
  static const char *const words[] = {
      "единица измерения", "единицы измерения", "ед изм", "ед измерения", "единица", "ед", NULL};
  return is_any (key, words);
}

static void
count_column (const OriGrid *grid, const OriTable *table, OriColumn *columns)
{
  for (guint row = table->body1; row <= table->body2; row++) {
    guint from, to;
    OriRowKind kind = ori_table_row_kind (table, row);
    if (kind != ORI_ROW_NUMERIC && kind != ORI_ROW_TEXTS)
      continue;
    ori_grid_row_span (grid, row, table->c1, table->c2, &from, &to);
    for (guint i = from; i < to; i++) {
      OriColumn *column = &columns[grid->cells[i].col - table->c1];
      switch ((OriCellClass)grid->info[i].cls) {
      case ORI_CLASS_EMPTY:
        continue;
      case ORI_CLASS_TEXT:
        column->text++;
        break;
      case ORI_CLASS_NUMBER:
      case ORI_CLASS_COMPOUND:
        column->number++;
        break;
      case ORI_CLASS_DATE:
        column->date++;
        break;
      default:
        column->mark++;
        break;
      }
      column->any++;
    }
  }
}

/* A place in a ranking counts down the rows too, but it is a figure. */
static gboolean
heads_ranks (const char *key)
{
  static const char *const starts[] = {"место", "рейтинг", "ранг", NULL};
  for (guint i = 0; key && starts[i]; i++)
    if (g_str_has_prefix (key, starts[i]))
      return TRUE;
  return FALSE;
}

/* 1, 2, 3… down the column, or 1., 1.1., А. */
static gboolean
counts_rows (const OriGrid *grid, const OriTable *table, guint col)
{
  double expected = 0;
  guint n = 0, ok = 0;
  for (guint row = table->body1; row <= table->body2; row++) {
    const OriGridCell *cell = ori_grid_at (grid, row, col);
    if (cell == NULL || ori_table_row_kind (table, row) != ORI_ROW_NUMERIC)
      continue;
    n++;
    if (cell->cls == ORI_CLASS_NUMBER && cell->number == expected + 1) {
      ok++;
      expected = cell->number;
    } else if (cell->cls == ORI_CLASS_NUMBER && n == 1 && cell->number == floor (cell->number) &&
               cell->number >= 0 && cell->number <= 1) {
      ok++;
      expected = cell->number;
    } else if (cell->cls == ORI_CLASS_TEXT) {
      g_autofree char *text = ori_grid_text (grid, row, col);
      OriPeriod period;
      if (strspn (text, "0123456789.") == strlen (text) && !ori_period_parse (text, &period))
        ok++;
    }
  }
  return n >= 2 && ok * 10 >= n * 9;
}

static guint
count_periods (const OriGrid *grid, const OriTable *table, guint col)
{
  guint n = 0;
  OriPeriod period;
  for (guint row = table->body1; row <= table->body2; row++)
    n += ori_grid_period (grid, row, col, &period);
  return n;
}

static gboolean
has_text_right (const OriColumn *columns, guint from, guint n)
{
  for (guint c = from + 1; c < n; c++)
    if (columns[c].text > columns[c].number + columns[c].mark)
      return TRUE;
    else if (columns[c].number > 0)
      return FALSE;
  return FALSE;
}

static void
choose_role (const OriGrid *grid, const OriTable *table, OriColumn *columns, guint c, guint n)
{
  OriColumn *column = &columns[c];
  const char *leaf = column->header->leaf;
  g_autofree char *key = leaf ? ori_text_key (leaf) : NULL;
  guint col = table->c1 + c;

  column->role = ORI_ROLE_UNUSED;
  if (column->any == 0) {
    column->reason = ORI_UNUSED_EMPTY_COLUMN;
    return;
  }
  if (heads_numbering (leaf, key) &&
      !(column->text > 0 && !has_text_right (columns, c, n) && !counts_rows (grid, table, col))) {
    column->role = ORI_ROLE_NUMBERING;
    column->reason = ORI_UNUSED_NUMBERS;
    return;
  }
  if (has_text_right (columns, c, n) && column->header->period.kind == ORI_PERIOD_NONE &&
      !heads_ranks (key) && !heads_period (key) && counts_rows (grid, table, col) &&
      (leaf == NULL || column->number + column->text > 2)) {
    gboolean first = TRUE;
    for (guint i = 0; i < c; i++)
      first &= columns[i].any == 0 || columns[i].role == ORI_ROLE_NUMBERING;
    if (first) {
      column->role = ORI_ROLE_NUMBERING;
      column->reason = ORI_UNUSED_NUMBERS;
      return;
    }
  }
  if (heads_unit (key) && column->text > column->number) {
    column->role = ORI_ROLE_UNIT;
    return;
  }
  if (heads_origin (key) || (heads_remarks (key) && column->number == 0)) {
    column->reason = ORI_UNUSED_ATTRIBUTE;
    return;
  }
  /* «Месяц 2023 года» names the year of its months. */
  gboolean month = key != NULL && (strcmp (key, "month") == 0 || strcmp (key, "месяц") == 0 ||
                                   strcmp (key, "квартал") == 0 || strcmp (key, "полугодие") == 0);
  if ((column->header->period.kind == ORI_PERIOD_NONE && heads_period (key)) ||
      (month && column->number == 0)) {
    if (month || count_periods (grid, table, col) * 10 >= column->any * 7) {
      column->role = ORI_ROLE_PERIOD;
      return;
    }
  }
  if (column->date * 2 > column->any) {
    column->reason = ORI_UNUSED_ATTRIBUTE;
    return;
  }
  if (heads_identifier (key) ||
      (key != NULL && g_str_has_prefix (key, "код ") && has_text_right (columns, c, n))) {
    column->reason = ORI_UNUSED_IDENTIFIER;
    return;
  }
  /* Under a period stands a value, in whatever words some rows give theirs. */
  gboolean dated = column->header->period.kind != ORI_PERIOD_NONE;
  if (column->number > 0 && (dated || column->number + column->mark >= column->text))
    column->role = ORI_ROLE_VALUE;
  else if (column->text > 0 && column->text >= column->number)
    column->role = ORI_ROLE_ORGUNIT; /* a label, settled later */
  else
    column->role = ORI_ROLE_VALUE; /* nothing but missing marks */
}

/* Years without a header word: a column of nothing but years beside other numbers. */
static void
find_bare_years (const OriGrid *grid, const OriTable *table, OriColumn *columns, guint n)
{
  guint values = 0;
  for (guint c = 0; c < n; c++)
    values += columns[c].role == ORI_ROLE_VALUE;
  for (guint c = 0; c < n && values > 1; c++)
    if (columns[c].role == ORI_ROLE_VALUE && !columns[c].header->any && columns[c].number > 2 &&
        count_periods (grid, table, table->c1 + c) == columns[c].any) {
      columns[c].role = ORI_ROLE_PERIOD;
      values--;
    }
}

static void
mark_numbered (const OriGrid *grid, const OriTable *table, OriColumn *columns, guint n)
{
  for (guint row = table->head1; row < table->body1; row++) {
    if (ori_table_row_kind (table, row) != ORI_ROW_NUMBERING)
      continue;
    for (guint c = 0; c < n; c++)
      columns[c].unnumbered = ori_grid_at (grid, row, table->c1 + c) == NULL;
  }
}

OriColumn *
ori_columns_read (const OriReading *reading, const OriGrid *grid, const OriTable *table,
                  OriHeader *headers, const OriSheetEdits *edits)
{
  guint n = table->c2 - table->c1 + 1, values = 0, headed = 0;
  OriColumn *columns = g_new0 (OriColumn, n);

  for (guint c = 0; c < n; c++) {
    columns[c].header = &headers[c];
    columns[c].hidden = ori_sheet_col_hidden (grid->sheet, table->c1 + c);
  }
  count_column (grid, table, columns);
  for (guint c = 0; c < n; c++)
    choose_role (grid, table, columns, c, n);
  find_bare_years (grid, table, columns, n);
  mark_numbered (grid, table, columns, n);

  /* Text behind the first value column is an attribute, not a label. */
  gboolean value_seen = FALSE;
  for (guint c = 0; c < n; c++) {
    value_seen |= columns[c].role == ORI_ROLE_VALUE;
    if (columns[c].role == ORI_ROLE_ORGUNIT && value_seen) {
      gboolean labels_before = FALSE;
      for (guint i = 0; i < c; i++)
        labels_before |= columns[i].role == ORI_ROLE_ORGUNIT;
      if (labels_before) {
        columns[c].role = ORI_ROLE_UNUSED;
        columns[c].reason = ORI_UNUSED_ATTRIBUTE;
      }
    }
    if (columns[c].role == ORI_ROLE_VALUE) {
      values++;
      headed += headers[c].any;
    }
  }
  for (guint c = 0; c < n; c++) {
    OriCellRole role;
    if (ori_role_edit (edits->roles.cols, table->c1 + c, &role)) {
      columns[c].role = role;
      columns[c].reason = role == ORI_ROLE_NUMBERING ? ORI_UNUSED_NUMBERS : ORI_UNUSED_BY_HAND;
      if (role == ORI_ROLE_PART || role == ORI_ROLE_TOTAL)
        columns[c].role = ORI_ROLE_VALUE;
      else if (role == ORI_ROLE_TITLE || role == ORI_ROLE_NOTE)
        columns[c].role = ORI_ROLE_UNUSED;
    } else if (columns[c].role == ORI_ROLE_VALUE && headed > 0 && values > 1 && !headers[c].any) {
      columns[c].role = ORI_ROLE_UNUSED;
      columns[c].reason = ORI_UNUSED_NO_HEADER;
    }
  }
  return columns;
}
