/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-axes-private.h"
#include "import/ori-school-private.h"

#include <string.h>

/* The columns of words: which of them name org units, which indicators, which only tell more. */

static gboolean
key_has (const char *text, const char *const *words)
{
  if (text == NULL)
    return FALSE;
  g_autofree char *key = ori_text_key (text);
  for (; *words; words++)
    if (strstr (key, *words))
      return TRUE;
  return FALSE;
}

static gboolean
heads_subjects (const char *text)
{
  static const char *const words[] = {"показател", "критери", "индикатор", "indicator", NULL};
  return key_has (text, words);
}

static gboolean
heads_places (const char *text)
{
  static const char *const words[] = {
      "муницип", "террит", "район",  "регион",   "субъект",         "организац", "школ",
      "город",   "округ",  "учрежд", "reg name", "наименование мо", "область",   NULL};
  return key_has (text, words);
}

gboolean
ori_axes_is_filled (const OriAxes *axes, guint row, guint c)
{
  OriCellClass cls = ori_grid_class (axes->grid, row, axes->table->c1 + c);
  return cls != ORI_CLASS_EMPTY && cls != ORI_CLASS_MISSING;
}

gboolean
ori_axes_is_data_row (const OriAxes *axes, guint row)
{
  OriRowKind kind = ori_table_row_kind (axes->table, row);
  return kind == ORI_ROW_NUMERIC || kind == ORI_ROW_PERIODS;
}

/* Label columns of which each row fills one: levels shown by indentation into columns. */
static gboolean
are_nested (const OriAxes *axes, guint n_labels)
{
  guint rows = 0, single = 0;
  for (guint row = axes->table->body1; row <= axes->table->body2; row++) {
    if (!ori_axes_is_data_row (axes, row))
      continue;
    guint filled = 0;
    for (guint i = 0; i < n_labels; i++)
      filled += ori_axes_is_filled (axes, row, g_array_index (axes->labels, guint, i));
    rows++;
    single += filled <= 1;
  }
  return rows > 0 && single * 10 >= rows * 9;
}

/* The first label column names groups: it is blank or repeats where the second goes on. */
static gboolean
is_grouping (const OriAxes *axes, guint first, guint second)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint rows = 0, both = 0;
  for (guint row = axes->table->body1; row <= axes->table->body2 && rows < 500; row++) {
    if (!ori_axes_is_data_row (axes, row) || !ori_axes_is_filled (axes, row, second))
      continue;
    rows++;
    both += ori_axes_is_filled (axes, row, first);
    char *text = ori_grid_text (axes->grid, row, axes->table->c1 + first);
    if (text)
      g_hash_table_add (seen, text);
  }
  return rows > 2 && (both * 10 < rows * 6 || g_hash_table_size (seen) * 10 < rows * 6);
}

static void
drop_label (OriAxes *axes, guint i)
{
  OriColumn *column = &axes->columns[g_array_index (axes->labels, guint, i)];
  column->role = ORI_ROLE_UNUSED;
  column->reason = ORI_UNUSED_ATTRIBUTE;
  g_array_remove_index (axes->labels, i);
}

/* Label columns at the left under one header: the levels of one hierarchy. */
static guint
count_together (const OriAxes *axes)
{
  guint n = 1;
  const OriHeader *first = &axes->headers[g_array_index (axes->labels, guint, 0)];
  for (; n < axes->labels->len; n++) {
    guint c = g_array_index (axes->labels, guint, n);
    if (c != g_array_index (axes->labels, guint, n - 1) + 1 ||
        (axes->headers[c].printed != NULL &&
         g_strcmp0 (axes->headers[c].printed, first->printed) != 0))
      break;
  }
  return n;
}

typedef struct {
  guint rows, schools, places;
} NameCount;

static NameCount
count_names (const OriAxes *axes, guint c)
{
  NameCount count = {0};
  for (guint row = axes->table->body1; row <= axes->table->body2 && count.rows < 40; row++) {
    const OriOrgUnit *unit;
    g_autofree char *name = ori_grid_text (axes->grid, row, axes->table->c1 + c);
    if (name == NULL || !ori_axes_is_data_row (axes, row))
      continue;
    count.rows++;
    if (ori_school_is_like (name, FALSE))
      count.schools++;
    else
      count.places += ori_place_is_like (name) ||
                      ori_reading_match_place (axes->reading, name, &unit, NULL) != ORI_MATCH_NONE;
  }
  return count;
}

/* «Муниципалитет | Школа | …»: the schools are the org units, the column at their left says where
 * they are. */
static void
find_home_column (OriAxes *axes)
{
  int school = -1, home = -1;
  for (guint i = 0; i < axes->labels->len && school < 0; i++) {
    guint c = g_array_index (axes->labels, guint, i);
    OriCellRole role;
    if ((int)c == axes->subject_col)
      continue;
    if (ori_role_edit (axes->edits->roles.cols, axes->table->c1 + c, &role))
      return;
    NameCount count = count_names (axes, c);
    if (count.schools * 2 > count.rows)
      school = (int)c;
    else if (count.places * 2 >= count.rows && count.rows > 0)
      home = (int)c;
  }
  if (school < 0 || home < 0)
    return;
  axes->home_col = home;
  axes->place_col = school;
}

/* Which label columns name org units and which indicators. */
void
ori_axes_settle_labels (OriAxes *axes)
{
  GArray *labels = axes->labels;
  OriCellRole role;

  for (guint i = 0; i < labels->len; i++) {
    guint c = g_array_index (labels, guint, i);
    const char *head = axes->headers[c].printed;
    gboolean edited = ori_role_edit (axes->edits->roles.cols, axes->table->c1 + c, &role);
    if (edited ? role == ORI_ROLE_INDICATOR : heads_subjects (head) && !heads_places (head))
      axes->subject_col = axes->subject_col < 0 || edited ? (int)c : axes->subject_col;
    else if (edited ? role == ORI_ROLE_ORGUNIT : heads_places (head))
      axes->place_col = axes->place_col < 0 || edited ? (int)c : axes->place_col;
  }
  if (labels->len < 2)
    return;
  guint together = count_together (axes);
  if (together > 1 && are_nested (axes, together)) {
    axes->nested = TRUE;
    while (labels->len > together)
      drop_label (axes, labels->len - 1);
    if (axes->subject_col >= 0 && axes->columns[axes->subject_col].role == ORI_ROLE_UNUSED)
      axes->subject_col = -1;
    return;
  }
  if (axes->subject_col >= 0 && axes->place_col < 0) {
    /* «Район | Показатель | …» without a word above the districts. */
    for (guint i = 0; i < labels->len && axes->place_col < 0; i++) {
      guint c = g_array_index (labels, guint, i);
      if ((int)c < axes->subject_col && is_grouping (axes, c, (guint)axes->subject_col))
        axes->place_col = (int)c;
    }
  } else if (axes->subject_col < 0) {
    guint first = g_array_index (labels, guint, 0), second = g_array_index (labels, guint, 1);
    if (is_grouping (axes, first, second)) {
      guint likely = 0, rows = 0;
      for (guint row = axes->table->body1; row <= axes->table->body2 && rows < 40; row++) {
        g_autofree char *text = ori_grid_text (axes->grid, row, axes->table->c1 + second);
        if (text == NULL)
          continue;
        rows++;
        likely += ori_subject_is_like (text) || ori_header_is_part_word (text);
      }
      axes->place_col = (int)first;
      if (likely * 2 > rows)
        axes->subject_col = (int)second;
      else
        axes->place_col = (int)second;
    }
  }
  find_home_column (axes);
  for (guint i = labels->len; i > 0; i--) {
    int c = (int)g_array_index (labels, guint, i - 1);
    gboolean chosen = c == axes->place_col || c == axes->subject_col;
    gboolean none = axes->place_col < 0 && axes->subject_col < 0;
    if (c == axes->home_col)
      g_array_remove_index (labels, i - 1);
    else if (!chosen && !(none && i == 1))
      drop_label (axes, i - 1);
  }
}

typedef struct {
  guint n;          /* rows looked at */
  guint repeats;    /* of label and period */
  guint same;       /* of label, period and the dimension */
  guint n_distinct; /* values of the dimension */
} DimensionCount;

static DimensionCount
count_dimension (const OriAxes *axes, guint label, guint dimension)
{
  DimensionCount count = {0};
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const OriTable *table = axes->table;
  for (guint row = table->body1; row <= table->body2; row++) {
    if (!ori_axes_is_data_row (axes, row))
      continue;
    g_autofree char *name = ori_grid_text (axes->grid, row, table->c1 + label);
    char *value = ori_grid_text (axes->grid, row, table->c1 + dimension);
    if (name == NULL || value == NULL) {
      g_free (value);
      continue;
    }
    GString *key = g_string_new (name);
    for (guint i = 0; i < 2; i++)
      if (axes->period_col[i] >= 0) {
        g_autofree char *period =
            ori_grid_text (axes->grid, row, table->c1 + (guint)axes->period_col[i]);
        g_string_append_printf (key, "|%s", period ? period : "");
      }
    count.n++;
    count.repeats += !g_hash_table_add (labels, g_strdup (key->str));
    g_string_append_printf (key, "|%s", value);
    count.same += !g_hash_table_add (pairs, g_string_free (key, FALSE));
    g_hash_table_add (values, value);
  }
  count.n_distinct = g_hash_table_size (values);
  return count;
}

/* «Школа | Предмет | Участников | Средний балл»: rows of one name are told apart by a column of
 * words that come again, so these words say what is counted. */
void
ori_axes_find_dimension (OriAxes *axes)
{
  if (axes->labels->len != 1 || axes->subject_col >= 0 || axes->nested)
    return;
  guint label = g_array_index (axes->labels, guint, 0), best = G_MAXUINT, best_distinct = G_MAXUINT;
  for (guint c = 0; c < axes->n; c++) {
    const OriColumn *column = &axes->columns[c];
    if (column->role != ORI_ROLE_UNUSED || column->reason != ORI_UNUSED_ATTRIBUTE ||
        column->text * 10 < column->any * 8 || axes->headers[c].printed == NULL)
      continue;
    DimensionCount count = count_dimension (axes, label, c);
    if (count.repeats * 5 >= count.n && count.same * 20 <= count.n && count.n_distinct > 1 &&
        count.n_distinct < count.n && count.n_distinct < best_distinct) {
      best = c;
      best_distinct = count.n_distinct;
    }
  }
  if (best == G_MAXUINT)
    return;
  axes->place_col = (int)label;
  axes->subject_col = (int)best;
  axes->columns[best].role = ORI_ROLE_INDICATOR;
  axes->columns[best].reason = ORI_UNUSED_NONE;
  g_array_append_val (axes->labels, best);
}
