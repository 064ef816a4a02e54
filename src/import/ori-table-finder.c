/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-rows-private.h"

#include <string.h>

#define MAX_GROUPS 64

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

/* Row of the first header line for a body that starts at @body; sections between them come into the
 * body, so *@body may move up. */
static guint
find_header (const OriRows *self, guint first, guint *body)
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
  if (row == first || !ori_rows_is_header (kinds[row - 1])) {
    /* No header: what stands above are titles. */
    return *body;
  }
  /* A line of units or sub-headings right under the header, not in the label column. */
  while (sections < *body && ori_rows_is_upper_level (self, sections))
    sections++;
  while (row > first &&
         (ori_rows_is_header (kinds[row - 1]) ||
          (kinds[row - 1] == ORI_ROW_SINGLE && ori_rows_is_upper_level (self, row - 1))))
    row--;
  *body = MIN (sections, *body);
  for (guint head = row; head + 1 < *body; head++)
    if (kinds[head] != ORI_ROW_NUMBERING && kinds[head + 1] == ORI_ROW_TEXTS &&
        ori_rows_is_form (self, head, head + 1))
      *body = head + 1;
  return row;
}

static gboolean
same_row_texts (const OriRows *self, guint a, guint b)
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
says_continued (const OriRows *self, guint row)
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
heads_numbers (const OriRows *self, const OriTable *table, guint row)
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
starts_table (OriRows *self, const OriTable *table, guint row, guint last)
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
find_titles (const OriRows *self, guint head, guint body_end)
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
has_body_row (const OriRows *self, guint from, guint last)
{
  for (guint row = from; row <= last; row++)
    if (self->kinds[row] == ORI_ROW_NUMERIC)
      return TRUE;
  return FALSE;
}

static OriTable *
make_table (const OriRows *self, guint title1, guint head1, guint body1, guint body2, guint note2)
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
find_stacked (OriRows *self, GPtrArray *tables)
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
               ori_rows_is_upper_level (self, row - 1))
          row--;
        next = find_titles (self, row, end);
        break;
      } else if (self->kinds[row] == ORI_ROW_PERIODS) {
        self->kinds[row] = ORI_ROW_NUMERIC; /* figures that look like years */
        end = row;
      }
    }
    while (end + 1 < next && self->kinds[end + 1] == ORI_ROW_TEXTS && head < body &&
           ori_rows_is_form (self, head, end + 1))
      end++;
    g_ptr_array_add (tables, make_table (self, first, head, body, end, next - 1));
    if (!has_body_row (self, MIN (next, last), last))
      return;
    first = next;
  }
}

static gboolean
holds_names (const OriGrid *grid, const OriTable *table, guint col)
{
  guint text = 0, number = 0;
  for (guint row = table->body1; row <= table->body2 && row < table->body1 + 200; row++) {
    OriCellClass cls = ori_grid_class (grid, row, col);
    text += cls == ORI_CLASS_TEXT;
    number += cls == ORI_CLASS_NUMBER || cls == ORI_CLASS_MISSING;
  }
  return text > number;
}

static char *
header_key (const OriGrid *grid, guint row, guint col)
{
  g_autofree char *text = ori_grid_text (grid, row, col);
  return text ? ori_text_key (text) : NULL;
}

/* Whether the header says at @col what it says at the first column, up to the names. */
static gboolean
header_repeats (const OriGrid *grid, const OriTable *table, guint col, guint names)
{
  for (guint row = table->head1; row < table->body1; row++) {
    guint same = 0;
    for (guint c = 0; c <= names; c++) {
      g_autofree char *start = header_key (grid, row, table->c1 + c);
      g_autofree char *here = header_key (grid, row, col + c);
      same += start && here && start[0] && strcmp (start, here) == 0;
    }
    if (same == names + 1)
      return TRUE;
  }
  return FALSE;
}

/* Splits a table in whose columns the label column comes again («территория | число | территория |
 * число», «место | территория | балл | место | …») without an empty column between. */
static guint
find_repeat (const OriGrid *grid, const OriTable *table)
{
  if (table->c2 - table->c1 < 3)
    return 0;
  guint names = 0;
  while (names < 3 && !holds_names (grid, table, table->c1 + names))
    names++;
  if (names == 3)
    return 0;
  for (guint col = table->c1 + names + 2; col + names < table->c2; col++)
    if (holds_names (grid, table, col + names) && header_repeats (grid, table, col, names))
      return col;
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
    if (!ori_watch_step (grid->watch, 0, 1, (gsize)g * 256, (gsize)groups->len * 256))
      break;
    OriRows rows = {grid, edits, group->c1, group->c2, kinds};
    ori_rows_classify (&rows);
    guint before = tables->len;
    find_stacked (&rows, tables);
    split_repeats (grid, tables, before);
  }
  return tables;
}
