/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-axes-private.h"

#include <string.h>

static void
find_special_columns (OriAxes *axes)
{
  axes->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  axes->place_col = axes->home_col = axes->subject_col = axes->unit_col = -1;
  axes->period_col[0] = axes->period_col[1] = -1;
  for (guint c = 0; c < axes->n; c++) {
    switch (axes->columns[c].role) {
    case ORI_ROLE_ORGUNIT:
    case ORI_ROLE_INDICATOR:
      g_array_append_val (axes->labels, c);
      break;
    case ORI_ROLE_UNIT:
      axes->unit_col = (int)c;
      break;
    case ORI_ROLE_PERIOD:
      if (axes->period_col[0] < 0)
        axes->period_col[0] = (int)c;
      else if (axes->period_col[1] < 0)
        axes->period_col[1] = (int)c;
      break;
    default:
      break;
    }
  }
}

char *
ori_axes_label (const OriAxes *axes, guint row, guint *col)
{
  int c = -1;
  if (axes->nested) {
    for (guint i = 0; i < axes->labels->len; i++) {
      guint candidate = g_array_index (axes->labels, guint, i);
      if (ori_axes_is_filled (axes, row, candidate))
        c = (int)candidate;
    }
  } else if (axes->place_col >= 0 && (axes->subject_col < 0 || axes->labels->len > 1)) {
    c = axes->place_col;
  } else if (axes->labels->len > 0) {
    c = (int)g_array_index (axes->labels, guint, 0);
  }
  if (c < 0)
    return NULL;
  *col = axes->table->c1 + (guint)c;
  char *text = ori_grid_text (axes->grid, row, *col);
  if (text == NULL) {
    const OriRange *merge = ori_sheet_merge_at (axes->grid->sheet, row, *col);
    if (merge != NULL && merge->row1 >= axes->table->body1)
      text = ori_grid_text (axes->grid, merge->row1, merge->col1);
  }
  return text;
}

/* A lone header like «Значение» or «2021» says nothing about what is counted. */
const char *
ori_axes_col_subject (const OriAxes *axes, guint c)
{
  const OriHeader *header = &axes->headers[c];
  if (header->part != NULL && header->group >= 0)
    return header->parent;
  if (axes->single_column && header->printed && ori_header_is_part_word (header->printed))
    return NULL;
  return header->printed;
}

static void
count_value_columns (OriAxes *axes)
{
  guint with_period = 0, values = 0, plain = 0;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (guint c = 0; c < axes->n; c++) {
    if (axes->columns[c].role != ORI_ROLE_VALUE)
      continue;
    values++;
    with_period += axes->headers[c].period.kind != ORI_PERIOD_NONE;
    const OriPeriod *period = &axes->headers[c].period;
    guint key = ((guint)period->kind << 24) ^ ((guint)period->year << 12) ^
                ((guint)period->part << 6) ^ period->day;
    plain += !g_hash_table_add (seen, GUINT_TO_POINTER (key));
  }
  axes->cols_have_periods = values > 0 && with_period * 2 > values;
  axes->single_column = plain == 0;
}

static gboolean
same_run (const OriHeader *a, const OriHeader *b)
{
  return g_strcmp0 (a->parent, b->parent) == 0 && ori_period_compare (&a->period, &b->period) == 0;
}

static void
find_parts (OriAxes *axes)
{
  g_autofree guint *cols = g_new (guint, axes->n);
  guint n = 0;
  for (guint c = 0; c < axes->n; c++)
    if (axes->columns[c].role == ORI_ROLE_VALUE && !axes->columns[c].hidden &&
        !ori_header_says_difference (axes->headers[c].printed))
      cols[n++] = c;
  ori_header_find_parts (axes->grid, axes->table, axes->headers, cols, n);
  for (guint i = 0; axes->edits->parts && i < n; i++) {
    guint c = cols[i];
    const char *part =
        g_hash_table_lookup (axes->edits->parts, GUINT_TO_POINTER (axes->table->c1 + c));
    if (part == NULL)
      continue;
    OriHeader *header = &axes->headers[c];
    header->part = part;
    /* A corrected column belongs to the group beside it. */
    if (header->group < 0 && i > 0 && same_run (header, &axes->headers[cols[i - 1]]))
      header->group = axes->headers[cols[i - 1]].group;
    if (header->group < 0 && i + 1 < n && same_run (header, &axes->headers[cols[i + 1]]))
      header->group = axes->headers[cols[i + 1]].group;
    if (header->group < 0)
      header->group = (int)(axes->n + c);
  }
}

static void
name_columns (OriAxes *axes)
{
  axes->col_keys = g_new0 (char *, axes->n + 1);
  axes->col_serial = g_new0 (guint, axes->n);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint c = 0; c < axes->n; c++) {
    const OriHeader *header = &axes->headers[c];
    if (axes->columns[c].role != ORI_ROLE_VALUE)
      continue;
    axes->cols_have_subjects |= header->part == NULL && ori_axes_col_subject (axes, c) != NULL;
    axes->cols_have_subjects |= header->group >= 0 && header->parent && header->parent[0];
    const char *subject = ori_axes_col_subject (axes, c);
    g_autofree char *key = ori_text_key (subject ? subject : "");
    if (header->group >= 0 && key[0] == '\0') {
      /* Several groups beside each other without a word above: told apart by what they count. */
      g_autofree char *part = NULL;
      for (guint i = 0; i < axes->n && part == NULL; i++)
        if (axes->headers[i].group == header->group &&
            (g_strcmp0 (axes->headers[i].part, ORI_PART_PARTICIPATED) == 0 ||
             g_strcmp0 (axes->headers[i].part, ORI_PART_VALUE) == 0))
          part = ori_text_key (axes->headers[i].leaf);
      guint in_period = 0;
      for (guint i = 0; i < axes->n; i++)
        in_period += axes->headers[i].group >= 0 &&
                     (g_strcmp0 (axes->headers[i].part, ORI_PART_PARTICIPATED) == 0 ||
                      g_strcmp0 (axes->headers[i].part, ORI_PART_VALUE) == 0) &&
                     ori_period_compare (&axes->headers[i].period, &header->period) == 0;
      axes->col_keys[c] = in_period > 1 ? g_strdup_printf ("g %s", part) : g_strdup ("g");
      axes->cols_have_subjects |= in_period > 1;
    } else {
      axes->col_keys[c] = g_steal_pointer (&key);
    }
    g_autofree char *period = ori_period_code (&header->period);
    char *full =
        g_strdup_printf ("%s|%s|%s", axes->col_keys[c], period, header->part ? header->part : "");
    guint count = GPOINTER_TO_UINT (g_hash_table_lookup (seen, full)) + 1;
    axes->col_serial[c] = count;
    g_hash_table_insert (seen, full, GUINT_TO_POINTER (count));
  }
}

static void
find_places_in_columns (OriAxes *axes)
{
  guint n = 0, known = 0;
  for (guint c = 0; c < axes->n; c++) {
    const OriOrgUnit *unit;
    if (axes->columns[c].role != ORI_ROLE_VALUE || axes->headers[c].leaf == NULL ||
        ori_place_is_total (axes->headers[c].leaf))
      continue;
    n++;
    OriMatchKind kind = ori_reading_match_place (axes->reading, axes->headers[c].leaf, &unit, NULL);
    known += kind == ORI_MATCH_EXACT || kind == ORI_MATCH_LIKE;
  }
  axes->cols_are_places = n >= 2 && known * 10 >= n * 6;
}

static gboolean
are_columns_like_places (const OriAxes *axes)
{
  guint n = 0, like = 0;
  for (guint c = 0; c < axes->n; c++) {
    const char *leaf = axes->headers[c].leaf;
    if (axes->columns[c].role != ORI_ROLE_VALUE || leaf == NULL || ori_place_is_total (leaf))
      continue;
    n++;
    like += ori_place_is_like (leaf);
  }
  return n >= 2 && like * 10 >= n * 8;
}

static void
count_labels (OriAxes *axes, guint *like, guint *subjects)
{
  *like = *subjects = 0;
  for (guint row = axes->table->body1; row <= axes->table->body2 && axes->n_labels < 80; row++) {
    guint col;
    g_autofree char *label =
        ori_axes_is_data_row (axes, row) ? ori_axes_label (axes, row, &col) : NULL;
    if (label == NULL || ori_place_is_total (label))
      continue;
    const OriOrgUnit *unit;
    OriMatchKind kind = ori_reading_match_place (axes->reading, label, &unit, NULL);
    axes->n_labels++;
    axes->n_known += kind != ORI_MATCH_NONE;
    *like += ori_place_is_like (label);
    if (ori_subject_is_like (label) || ori_header_is_part_word (label) ||
        ori_header_says_part (label)) {
      (*subjects)++;
    } else if (kind == ORI_MATCH_NONE && axes->n_labels <= 40) {
      const char *texts[] = {label, NULL};
      OriSubjectMatch match;
      ori_subject_match (axes->reading->subjects, texts, &match);
      *subjects += match.kind != ORI_MATCH_NONE;
      g_free (match.others);
    }
  }
}

/* «Показатель», «Наименование показателя» above the labels leaves no doubt. */
static gboolean
says_indicators (const OriAxes *axes)
{
  if (axes->subject_col < 0 || axes->headers[axes->subject_col].printed == NULL)
    return FALSE;
  g_autofree char *key = ori_text_key (axes->headers[axes->subject_col].printed);
  return g_str_has_prefix (key, "показател") || g_str_has_prefix (key, "наименование показател");
}

/* Do the labels of rows name indicators or org units? */
static void
settle_rows (OriAxes *axes)
{
  guint like, subjects;
  count_labels (axes, &like, &subjects);
  guint n = MAX (axes->n_labels, 1);
  gboolean headed = axes->subject_col >= 0;
  gboolean place_known = axes->around.unit_matched != NULL || axes->around.place_printed != NULL;

  /* Unknown territories above the columns, when the rows are indicators for sure. */
  if (!axes->cols_are_places && axes->n_known == 0 && (headed || subjects * 2 >= n))
    axes->cols_are_places = are_columns_like_places (axes);
  axes->territorial = (axes->n_known * 2 >= n || like * 2 >= n) && axes->n_labels > 0;
  if (axes->labels->len == 0)
    axes->rows_are_subjects = FALSE;
  else if (axes->subject_col >= 0 && axes->place_col >= 0 && !axes->nested)
    axes->rows_are_subjects = FALSE; /* both are columns */
  else if (axes->cols_are_places)
    axes->rows_are_subjects = TRUE;
  else if (axes->territorial && axes->n_known * 2 >= n)
    axes->rows_are_subjects = FALSE;
  else if (axes->cols_have_subjects)
    axes->rows_are_subjects =
        axes->unit_col >= 0 ||
        (!axes->territorial &&
         ((headed && (subjects * 2 >= n || place_known)) || says_indicators (axes)));
  else if (headed)
    axes->rows_are_subjects = TRUE;
  else if (axes->territorial)
    axes->rows_are_subjects = FALSE;
  else
    axes->rows_are_subjects = subjects * 2 >= n || (place_known && axes->cols_have_periods);

  OriCellRole role;
  for (guint i = 0; i < axes->labels->len; i++)
    if (ori_role_edit (axes->edits->roles.cols,
                       axes->table->c1 + g_array_index (axes->labels, guint, i), &role))
      axes->rows_are_subjects = role == ORI_ROLE_INDICATOR && axes->place_col < 0;
}

/* «Численность, тыс. человек» in the corner of a table without a title words its figures. */
static void
read_corner (OriAxes *axes)
{
  if (axes->labels->len == 0)
    return;
  const char *corner = axes->headers[g_array_index (axes->labels, guint, 0)].printed;
  if (axes->around.unit == NULL)
    axes->around.unit = ori_title_unit (corner);
  if (axes->rows_are_subjects || axes->cols_have_subjects || axes->around.subjects->len > 0)
    return;
  g_autofree char *unit = ori_header_unit (corner);
  if (corner == NULL || (unit == NULL && !ori_subject_is_like (corner)))
    return;
  g_autofree char *bare_unit = ori_title_unit (corner);
  if (bare_unit == NULL)
    g_ptr_array_add (axes->around.subjects, g_strdup (corner));
  if (axes->around.unit == NULL)
    axes->around.unit = g_steal_pointer (&unit);
}

/* Columns of text are values where the programme asks for text: requisites, lists. */
static void
find_text_values (OriAxes *axes)
{
  for (guint c = 0; c < axes->n; c++) {
    OriColumn *column = &axes->columns[c];
    if (column->role != ORI_ROLE_UNUSED || column->reason != ORI_UNUSED_ATTRIBUTE ||
        axes->headers[c].printed == NULL || column->text == 0)
      continue;
    const char *texts[] = {axes->headers[c].printed, axes->headers[c].leaf, NULL};
    OriSubjectMatch match;
    ori_subject_match (axes->reading->subjects, texts, &match);
    g_free (match.others);
    if (match.indicator &&
        (match.indicator->kind == ORI_KIND_PRESENCE || match.indicator->kind == ORI_KIND_TEXT ||
         match.indicator->kind == ORI_KIND_LIST)) {
      column->role = ORI_ROLE_VALUE;
      axes->headers[c].part = ORI_PART_TEXT;
    }
  }
}

void
ori_axes_read (OriAxes *axes, const OriReading *reading, const OriSheetEdits *edits,
               const OriGrid *grid, const OriTable *table, const OriSurroundings *sheet)
{
  *axes = (OriAxes){.reading = reading,
                    .edits = edits,
                    .grid = grid,
                    .table = table,
                    .n = table->c2 - table->c1 + 1};
  ori_surroundings_read (&axes->around, reading, grid, table, sheet);
  axes->headers = ori_header_read (grid, table);
  ori_axes_complete_periods (axes);
  ori_axes_lend_periods (axes);
  ori_axes_shorten_year_ends (axes);
  axes->columns = ori_columns_read (reading, grid, table, axes->headers, edits);
  find_special_columns (axes);
  ori_axes_settle_labels (axes);
  ori_axes_find_dimension (axes);
  find_text_values (axes);
  find_parts (axes);
  count_value_columns (axes);
  name_columns (axes);
  find_places_in_columns (axes);
  settle_rows (axes);
  read_corner (axes);
}

void
ori_axes_clear (OriAxes *axes)
{
  ori_surroundings_clear (&axes->around);
  ori_header_free_all (axes->headers, axes->n);
  g_free (axes->columns);
  g_clear_pointer (&axes->labels, g_array_unref);
  for (guint c = 0; axes->col_keys && c < axes->n; c++)
    g_free (axes->col_keys[c]);
  g_free (axes->col_keys);
  g_free (axes->col_serial);
}

const char *
ori_axes_layout (const OriAxes *axes)
{
  if (axes->cols_are_places)
    return "indicators-by-orgunits";
  if (axes->place_col >= 0 && axes->subject_col >= 0 && !axes->nested)
    return "long";
  if (axes->labels->len == 0)
    return "periods-by-parts";
  if (axes->rows_are_subjects)
    return axes->cols_have_periods ? "indicators-by-periods" : "indicators-by-values";
  if (axes->cols_have_subjects)
    return "orgunits-by-indicators";
  return axes->cols_have_periods || axes->period_col[0] >= 0 ? "orgunits-by-periods"
                                                             : "orgunits-by-values";
}
