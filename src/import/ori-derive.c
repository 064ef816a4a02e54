/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"
#include "import/ori-form-private.h"
#include "import/ori-tally-private.h"

#include <string.h>

guint
ori_part_bit (const char *part)
{
  if (part == NULL || strcmp (part, ORI_PART_VALUE) == 0)
    return ORI_PART_BIT_VALUE;
  if (strcmp (part, ORI_PART_TOTAL) == 0)
    return ORI_PART_BIT_TOTAL;
  if (strcmp (part, ORI_PART_PARTICIPATED) == 0)
    return ORI_PART_BIT_PARTICIPATED;
  if (strcmp (part, ORI_PART_PERCENT) == 0)
    return ORI_PART_BIT_PERCENT;
  return ORI_PART_BIT_TEXT;
}

static void
walk_clear (OriWalk *walk)
{
  g_hash_table_unref (walk->subjects);
  g_hash_table_unref (walk->places);
  g_hash_table_unref (walk->label_counts);
  g_free (walk->section);
  g_free (walk->head);
  g_free (walk->super);
  g_free (walk->last_label);
  g_free (walk->main_label);
  g_free (walk->raw_label);
  g_free (walk->raw_unit);
  g_free (walk->group_key);
  g_free (walk->group_head);
  g_free (walk->section_place);
  g_free (walk->place_above);
  g_free (walk->home);
  g_free (walk->row_key);
  g_free (walk->col_subjects);
}

/* @tally: NULL for a table of figures. */
static gboolean
derive_table (const OriReading *reading, OriSheetResult *result, const OriSheetEdits *edits,
              guint index, const OriTally *tally, OriSurroundings *sheet_around)
{
  const OriTable *table = g_ptr_array_index (result->tables, index);
  OriAxes axes;
  ori_axes_read (&axes, reading, edits, result->grid, table, index > 0 ? sheet_around : NULL);
  if (edits->period.kind != ORI_PERIOD_NONE)
    axes.around.period = edits->period;
  gboolean need_place =
      tally ? tally->place_col < 0 : axes.rows_are_subjects || axes.labels->len == 0;
  gboolean had_period = axes.around.period.kind != ORI_PERIOD_NONE;
  ori_surroundings_add_names (&axes.around, reading, result->grid->sheet, need_place);
  /* The state at the end of a year is the figure of the year; other dates stay dates of record. */
  if (axes.around.period.kind == ORI_PERIOD_DATE && axes.around.period.part == 12 &&
      axes.around.period.day == 31 && edits->period.kind == ORI_PERIOD_NONE)
    axes.around.period = ori_period_year (axes.around.period.year);
  if (axes.around.period.kind == ORI_PERIOD_NONE && reading->context && reading->context->cycle > 0)
    axes.around.period = ori_period_year (reading->context->cycle);

  gboolean ok = tally || ori_axes_is_table (&axes);
  if (ok) {
    OriWalk walk = {.axes = &axes, .result = result, .table_index = index};
    walk.subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    walk.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    walk.col_subjects = g_new0 (guint, axes.n);
    walk.label_counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    if (tally) {
      ori_tally_read (&walk, tally);
    } else {
      ori_axes_mark_header (&axes);
      ori_walk_read_body (&walk);
    }
    if (walk.n_drafts > 0) {
      if (tally == NULL)
        ori_walk_find_column_doubts (&walk);
      ori_walk_describe (&walk, tally ? ori_tally_layout (tally) : NULL,
                         tally ? 0.9 : ori_walk_confidence (&walk));
      gboolean dated =
          tally ? tally->date_col >= 0 : axes.cols_have_periods || axes.period_col[0] >= 0;
      if (!had_period && !dated && axes.around.period.kind != ORI_PERIOD_NONE)
        result->period_guessed = TRUE;
    }
    walk_clear (&walk);
  }
  if (index == 0) {
    *sheet_around = axes.around;
    axes.around = (OriSurroundings){0};
  }
  ori_axes_clear (&axes);
  return ok;
}

static int
compare_drafts (gconstpointer a, gconstpointer b)
{
  const OriDraft *x = a, *y = b;
  if (x->row != y->row)
    return x->row < y->row ? -1 : 1;
  return x->col < y->col ? -1 : x->col > y->col;
}

/* One table gives its drafts in order; sorting a million of them anew would double their memory. */
static void
sort_drafts (GArray *drafts)
{
  for (guint i = 1; i < drafts->len; i++)
    if (compare_drafts (&g_array_index (drafts, OriDraft, i - 1),
                        &g_array_index (drafts, OriDraft, i)) > 0) {
      g_array_sort (drafts, compare_drafts);
      return;
    }
}

static void
place_clear (gpointer data)
{
  OriPlace *place = data;
  g_free (place->printed);
  g_free (place->qualified);
  g_free (place->home);
}

static void
subject_clear (gpointer data)
{
  OriSubject *subject = data;
  g_free (subject->printed);
  g_free (subject->name);
  g_free (subject->unit);
  g_strfreev (subject->texts);
  g_clear_pointer (&subject->also, g_ptr_array_unref);
}

static void
stage_table_free (gpointer data)
{
  OriStageTable *table = data;
  g_free (table->sheet);
  g_free (table->layout);
  g_free (table->title);
  g_free (table->reason);
  g_free (table);
}

/* What was typed stands in the place of what was printed. */
static void
correct_cells (OriGrid *grid, const OriSheetEdits *edits)
{
  for (gsize i = 0; edits->cells != NULL && i < grid->n_cells; i++) {
    const OriCellEdit *edit = ori_sheet_edits_cell (edits, grid->cells[i].row, grid->cells[i].col);
    OriGridCell *cell = &grid->info[i];
    double number;
    int decimals;

    if (edit == NULL || edit->text == NULL)
      continue;
    cell->flags &= ORI_CELL_PERCENT;
    cell->note = 0;
    cell->cls = ORI_CLASS_MISSING;
    if (ori_number_parse (edit->text, &number, &decimals, NULL)) {
      cell->cls = ORI_CLASS_NUMBER;
      cell->number = number;
      cell->decimals = (guint8)MIN (decimals, 15);
    }
  }
}

/* A known municipality below the last row of figures sent nothing; it is no note. */
static void
take_silent_rows (const OriReading *reading, const OriGrid *grid, OriTable *table)
{
  while (table->body2 < table->note2) {
    guint row = table->body2 + 1, from, to;
    const OriOrgUnit *unit = NULL;
    if (ori_table_row_kind (table, row) != ORI_ROW_SINGLE)
      return;
    ori_grid_row_span (grid, row, table->c1, table->c2, &from, &to);
    while (from < to && grid->info[from].cls != ORI_CLASS_TEXT)
      from++;
    g_autofree char *text = from < to ? ori_grid_text (grid, row, grid->cells[from].col) : NULL;
    if (ori_reading_match_place (reading, text, &unit, NULL) != ORI_MATCH_EXACT || unit == NULL ||
        unit->level != ORI_ORGUNIT_MUNICIPALITY)
      return;
    table->body2 = row;
  }
}

static OriSheetResult *
new_result (guint sheet)
{
  OriSheetResult *result = g_new0 (OriSheetResult, 1);
  g_atomic_ref_count_init (&result->refs);
  result->sheet = sheet;
  result->strings = g_string_chunk_new (4096);
  result->places = g_array_new (FALSE, FALSE, sizeof (OriPlace));
  g_array_set_clear_func (result->places, place_clear);
  result->subjects = g_array_new (FALSE, FALSE, sizeof (OriSubject));
  g_array_set_clear_func (result->subjects, subject_clear);
  result->drafts = g_array_new (FALSE, FALSE, sizeof (OriDraft));
  result->described = g_ptr_array_new_with_free_func (stage_table_free);
  result->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_finding_free);
  return result;
}

static void
derive_tally (const OriReading *reading, OriSheetResult *result, const OriSheetEdits *edits,
              OriTally *tally)
{
  OriSurroundings around = {0};
  result->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_table_free);
  g_ptr_array_add (result->tables, ori_tally_table (tally, result->grid));
  derive_table (reading, result, edits, 0, tally, &around);
  ori_tally_clear (tally);
  ori_surroundings_clear (&around);
}

/* The parts of @whole tell how far it is. */
static void
derive_tables (const OriReading *reading, OriSheetResult *result, const OriSheetEdits *edits,
               const OriProgress *whole, OriWatch *watch)
{
  OriSurroundings around = {0};
  watch->progress = ori_progress_part (whole, 0.2, 0.5);
  result->tables = ori_table_find_all (result->grid, &edits->roles);
  guint n = result->tables->len;
  for (guint i = 0; i < n; i++)
    take_silent_rows (reading, result->grid, g_ptr_array_index (result->tables, i));
  for (guint i = 0; i < n && !ori_watch_is_over (watch); i++) {
    watch->progress = ori_progress_part (whole, 0.5 + 0.5 * i / n, 0.5 + 0.5 * (i + 1) / n);
    derive_table (reading, result, edits, i, NULL, &around);
  }
  ori_surroundings_clear (&around);
}

OriSheetResult *
ori_derive_sheet (const OriReading *reading, guint sheet, const OriSheetEdits *edits,
                  const OriWatch *watch)
{
  OriSheetResult *result = new_result (sheet);
  OriWatch own = watch != NULL ? *watch : (OriWatch){0};
  const OriProgress whole = own.progress;
  OriTally tally;

  own.progress = ori_progress_part (&whole, 0, 0.2);
  result->grid = ori_grid_new (ori_book_sheet (reading->book, sheet), &own);
  correct_cells (result->grid, edits);
  for (gsize i = 0; i < result->grid->n_cells; i++)
    result->grid->info[i].reason = edits->used ? ORI_UNUSED_NO_TABLE : ORI_UNUSED_SHEET;
  own.progress = ori_progress_part (&whole, 0.5, 1);
  if (!ori_watch_is_over (&own) && !ori_form_derive (reading, result, edits) && edits->used) {
    if (ori_tally_find (&tally, reading, result->grid, &edits->roles))
      derive_tally (reading, result, edits, &tally);
    else
      derive_tables (reading, result, edits, &whole, &own);
  }
  if (result->tables == NULL)
    result->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_table_free);
  sort_drafts (result->drafts);
  result->grid->watch = NULL;
  return result;
}

OriSheetResult *
ori_sheet_result_ref (OriSheetResult *result)
{
  g_atomic_ref_count_inc (&result->refs);
  return result;
}

void
ori_sheet_result_unref (OriSheetResult *result)
{
  if (result == NULL || !g_atomic_ref_count_dec (&result->refs))
    return;
  ori_grid_free (result->grid);
  g_string_chunk_free (result->strings);
  g_array_unref (result->places);
  g_array_unref (result->subjects);
  g_array_unref (result->drafts);
  g_ptr_array_unref (result->tables);
  g_ptr_array_unref (result->described);
  g_ptr_array_unref (result->findings);
  g_free (result->leads);
  g_free (result);
}
