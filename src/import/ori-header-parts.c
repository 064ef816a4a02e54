/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-table-private.h"

#include <math.h>
#include <string.h>

/* A header's words without its unit, for telling equal headers: «Приняли участие (чел.)» and
 * «Приняли участие (%)». */
static char *
bare_key (const char *text)
{
  g_autofree char *copy = g_strdup (text ? text : "");
  g_autofree char *unit = ori_header_unit (copy);
  if (unit) {
    char *open = strrchr (copy, '('), *comma = strrchr (copy, ',');
    char *cut = MAX (open, comma);
    if (cut)
      *cut = '\0';
    else if (g_utf8_strlen (copy, -1) <= 12)
      copy[0] = '\0';
  }
  for (char *p = copy; *p; p++)
    if (*p == '%')
      *p = ' ';
  return ori_text_key (copy);
}

static gboolean
has_start (const char *key, const char *const *starts)
{
  for (; *starts; starts++)
    if (g_str_has_prefix (key, *starts))
      return TRUE;
  return FALSE;
}

static gboolean
has_word (const char *key, const char *const *words)
{
  for (; *words; words++)
    if (strstr (key, *words))
      return TRUE;
  return FALSE;
}

static gboolean
says_total (const char *leaf)
{
  static const char *const starts[] = {"всего", "общее", "общая", "итого", NULL};
  g_autofree char *key = ori_text_key (leaf);
  return has_start (key, starts);
}

static gboolean
says_participated (const char *leaf)
{
  static const char *const words[] = {"участ",  "участв", "поступ",  "охва",  "прошед", "прошл",
                                      "получи", "принял", "оказана", "выбра", NULL};
  g_autofree char *key = ori_text_key (leaf);
  return has_word (key, words);
}

gboolean
ori_header_says_part (const char *text)
{
  return says_total (text) || says_participated (text);
}

/* A share of something, as opposed to a change against the year before. */
static gboolean
says_percent (const char *leaf)
{
  static const char *const starts[] = {"доля",      "удельный вес", "процент", "проц",
                                       "в процент", "охват в",      NULL};
  static const char *const changes[] = {"прирост", "темп",     "измен",   "аппг",     "динамик",
                                        "рост ",   "к предыд", "к прошл", "от средн", NULL};
  if (leaf == NULL)
    return FALSE;
  g_autofree char *key = ori_text_key (leaf);
  if (strstr (leaf, "±") || has_word (key, changes))
    return FALSE;
  g_autofree char *unit = ori_header_unit (leaf);
  return strchr (leaf, '%') != NULL || has_start (key, starts) || (unit && strcmp (unit, "%") == 0);
}

gboolean
ori_header_is_part_word (const char *text)
{
  static const char *const words[] = {"всего",
                                      "%",
                                      "доля",
                                      "процент",
                                      "участ",
                                      "участвовали",
                                      "приняли участие",
                                      "участники",
                                      "количество участников",
                                      "число участников",
                                      "чел",
                                      "человек",
                                      "ед",
                                      "единиц",
                                      "доля %",
                                      "в %",
                                      "проц",
                                      "кол во",
                                      "количество",
                                      "число",
                                      "абс",
                                      "",
                                      "значение",
                                      "значения",
                                      "значение показателя",
                                      "значения показателей",
                                      "значение индикатора",
                                      "фактическое значение",
                                      "отчетные данные",
                                      "данные",
                                      "показатель",
                                      "итого",
                                      "факт",
                                      NULL};
  g_autofree char *key = bare_key (text);
  for (guint i = 0; words[i]; i++)
    if (strcmp (key, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* How often a column is 100 × another / a third one over the body: +1 agrees, -1 does not, 0 cannot
 * be told. Printed percents are rounded, some wrongly, so most rows decide. */
static int
check_share (const OriGrid *grid, const OriTable *table, guint total, guint part, guint percent)
{
  guint agree = 0, differ = 0;
  for (guint row = table->body1; row <= table->body2 && agree + differ < 200; row++) {
    const OriGridCell *a = ori_grid_at (grid, row, total), *b = ori_grid_at (grid, row, part),
                      *c = ori_grid_at (grid, row, percent);
    if (!a || !b || !c || a->cls != ORI_CLASS_NUMBER || b->cls != ORI_CLASS_NUMBER ||
        c->cls != ORI_CLASS_NUMBER || a->number <= 0)
      continue;
    if (fabs (100 * b->number / a->number - c->number) < 1.01)
      agree++;
    else
      differ++;
  }
  if (agree + differ == 0)
    return 0;
  return agree * 2 >= (agree + differ) ? 1 : -1;
}

static gboolean
same_key (const OriHeader *a, const OriHeader *b)
{
  g_autofree char *x = bare_key (a->leaf);
  g_autofree char *y = bare_key (b->leaf);
  return strcmp (x, y) == 0;
}

static gboolean
same_run (const OriHeader *a, const OriHeader *b)
{
  return g_strcmp0 (a->parent, b->parent) == 0 &&
         ori_period_compare (&a->period, &b->period) == 0 && a->period.kind == b->period.kind;
}

/* Scores and amounts of money are no counts of people. */
static gboolean
is_count (const OriHeader *header)
{
  return header->unit == NULL || !(g_str_has_prefix (header->unit, "балл") ||
                                   strstr (header->unit, "руб") || strcmp (header->unit, "%") == 0);
}

static gboolean
is_triple (const OriGrid *grid, const OriTable *table, OriHeader *headers, const guint *cols)
{
  OriHeader *total = &headers[cols[0]], *part = &headers[cols[1]], *percent = &headers[cols[2]];
  if (!total->leaf || !part->leaf || !percent->leaf || says_percent (part->leaf) ||
      says_percent (total->leaf))
    return FALSE;
  gboolean equal =
      same_key (part, percent) && (percent->unit == NULL || strcmp (percent->unit, "%") == 0);
  if (!says_percent (percent->leaf) && !equal)
    return FALSE;
  int numbers =
      check_share (grid, table, table->c1 + cols[0], table->c1 + cols[1], table->c1 + cols[2]);
  if (says_total (total->leaf))
    return numbers >= 0 || says_participated (part->leaf) || equal;
  /* Numbers that happen to agree are no proof among columns that nothing else holds together. */
  gboolean together = (part->parent && part->parent[0]) || part->period.kind != ORI_PERIOD_NONE;
  return numbers > 0 && (together || says_participated (part->leaf)) && is_count (total) &&
         is_count (part);
}

static gboolean
is_count_and_percent (OriHeader *headers, const guint *cols)
{
  OriHeader *count = &headers[cols[0]], *percent = &headers[cols[1]];
  if (!count->leaf || !percent->leaf || !is_count (count) || says_percent (count->leaf))
    return FALSE;
  /* «чел.» and «%» stood in a row of units below one word. */
  if (count->unit && g_strcmp0 (percent->unit, "%") == 0 &&
      strcmp (count->leaf, percent->leaf) == 0)
    return TRUE;
  if (!says_percent (percent->leaf))
    return FALSE;
  g_autofree char *bare = bare_key (percent->leaf);
  gboolean pure = bare[0] == '\0' || strcmp (bare, "доля") == 0 || strcmp (bare, "проц") == 0 ||
                  strcmp (bare, "процент") == 0 || strcmp (bare, "в") == 0;
  return same_key (count, percent) ||
         (pure && ori_header_is_part_word (count->leaf) && count->parent && count->parent[0]);
}

/* A part does not exceed its total. One that does in a few rows is a mistake to be told, not a sign
 * that the columns do not belong together: those would go on as two bare numbers, unquestioned. */
static gboolean
rarely_exceeds (const OriGrid *grid, const OriTable *table, guint total, guint part)
{
  guint n = 0, n_above = 0;
  for (guint row = table->body1; row <= table->body2; row++) {
    const OriGridCell *a = ori_grid_at (grid, row, total), *b = ori_grid_at (grid, row, part);
    if (!a || !b || a->cls != ORI_CLASS_NUMBER || b->cls != ORI_CLASS_NUMBER)
      continue;
    n++;
    n_above += b->number > a->number;
  }
  return 3 * n_above <= n;
}

/* In either order, for both words are plain. */
static gboolean
is_total_and_part (const OriGrid *grid, const OriTable *table, OriHeader *headers,
                   const guint *cols, guint *ordered)
{
  for (guint i = 0; i < 2; i++) {
    const OriHeader *total = &headers[cols[i]], *part = &headers[cols[1 - i]];
    ordered[0] = cols[i];
    ordered[1] = cols[1 - i];
    if (total->leaf && part->leaf && says_total (total->leaf) && says_participated (part->leaf) &&
        !says_percent (part->leaf) &&
        rarely_exceeds (grid, table, table->c1 + ordered[0], table->c1 + ordered[1]))
      return TRUE;
  }
  return FALSE;
}

/* The columns of one indicator in the order total, participated, percent. The usual order needs
 * less proof than the others, which hold only when the numbers agree. */
static gboolean
find_triple (const OriGrid *grid, const OriTable *table, OriHeader *headers, const guint *cols,
             guint *ordered)
{
  static const guint8 orders[][3] = {{0, 1, 2}, {1, 0, 2}, {2, 1, 0},
                                     {1, 2, 0}, {0, 2, 1}, {2, 0, 1}};
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++) {
    for (guint j = 0; j < 3; j++)
      ordered[j] = cols[orders[i][j]];
    if (is_triple (grid, table, headers, ordered) &&
        (i == 0 || check_share (grid, table, table->c1 + ordered[0], table->c1 + ordered[1],
                                table->c1 + ordered[2]) > 0))
      return TRUE;
  }
  return FALSE;
}

static void
set_group (OriHeader *headers, const guint *cols, const char *const *parts, guint n, int group)
{
  for (guint i = 0; i < n; i++) {
    headers[cols[i]].part = parts[i];
    headers[cols[i]].group = group;
  }
}

void
ori_header_find_parts (const OriGrid *grid, const OriTable *table, OriHeader *headers,
                       const guint *cols, guint n_cols)
{
  static const char *const triple[] = {ORI_PART_TOTAL, ORI_PART_PARTICIPATED, ORI_PART_PERCENT};
  static const char *const share[] = {ORI_PART_VALUE, ORI_PART_PERCENT};
  int group = 0;
  for (guint i = 0; i < n_cols;) {
    guint run = 1, n = 1, ordered[3];
    while (i + run < n_cols && run < 4 && same_run (&headers[cols[i]], &headers[cols[i + run]]))
      run++;
    if (headers[cols[i]].part != NULL) {
      i++; /* told by the programme: text */
      continue;
    }
    if (run >= 3 && find_triple (grid, table, headers, cols + i, ordered))
      set_group (headers, ordered, triple, n = 3, group++);
    else if (run >= 2 && is_count_and_percent (headers, cols + i))
      set_group (headers, cols + i, share, n = 2, group++);
    else if (run == 2 && is_total_and_part (grid, table, headers, cols + i, ordered))
      set_group (headers, ordered, triple, n = 2, group++);
    i += n;
  }
}
