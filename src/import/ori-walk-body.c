/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-walk-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The rows of a table, one after another: sections, totals, figures. */

static gboolean
is_blank (const OriWalk *walk, guint row)
{
  const OriAxes *axes = walk->axes;
  for (guint c = 0; c < axes->n; c++)
    if (axes->columns[c].role == ORI_ROLE_VALUE &&
        ori_grid_at (axes->grid, row, axes->table->c1 + c) != NULL)
      return FALSE;
  return TRUE;
}

/* A section row: an org unit for the indicators below it, an indicator for the org units below it,
 * or only a heading. */
static void
read_section (OriWalk *walk, guint row)
{
  const OriAxes *axes = walk->axes;
  guint from, to;
  ori_grid_row_span (axes->grid, row, axes->table->c1, axes->table->c2, &from, &to);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = from; i < to; i++) {
    g_autofree char *piece = ori_grid_text (axes->grid, row, axes->grid->cells[i].col);
    if (piece && piece[0])
      g_string_append_printf (text, "%s%s", text->len ? " " : "", piece);
  }
  ori_axes_mark_row (axes, row, ORI_ROLE_TITLE, ORI_UNUSED_SECTION);
  if (text->len == 0)
    return;
  if (ori_place_is_of_which (text->str)) {
    g_autofree char *key = ori_text_key (text->str);
    /* «Из общей численности…» goes on under the head that is there already. */
    if (!(g_str_has_prefix (key, "из общей") && walk->head != NULL)) {
      g_free (walk->head);
      walk->head = g_strdup (walk->last_label);
    }
    return;
  }
  if (ori_walk_read_section_year (walk, row, text->str))
    return;
  g_free (walk->section);
  walk->section = g_strdup (text->str);
  g_clear_pointer (&walk->head, g_free);
  if (axes->rows_are_subjects || axes->labels->len == 0) {
    const OriOrgUnit *unit;
    OriMatchKind kind = ori_reading_match_place (axes->reading, text->str, &unit, NULL);
    if (kind == ORI_MATCH_EXACT || kind == ORI_MATCH_LIKE ||
        (kind == ORI_MATCH_NONE && ori_place_is_like (text->str) &&
         !g_str_has_prefix (text->str, "Раздел"))) {
      walk->section_unit = unit;
      g_free (walk->section_place);
      walk->section_place = g_strdup (text->str);
      ori_axes_mark_row (axes, row, ORI_ROLE_ORGUNIT, ORI_UNUSED_NONE);
    }
  } else if (walk->section_is_subject) {
    ori_axes_mark_row (axes, row, ORI_ROLE_INDICATOR, ORI_UNUSED_NONE);
  }
}

/* A sum without a label under the last row. */
static void
skip_unlabelled (OriWalk *walk, guint row)
{
  const OriAxes *axes = walk->axes;
  gboolean last = row == axes->table->body2;
  guint from, to;
  ori_grid_row_span (axes->grid, row, axes->table->c1, axes->table->c2, &from, &to);
  for (guint i = from; i < to; i++) {
    g_autofree char *text = ori_grid_text (axes->grid, row, axes->grid->cells[i].col);
    /* «Итого» in the column of row numbers. */
    if (axes->grid->info[i].cls == ORI_CLASS_TEXT && ori_place_is_total (text)) {
      ori_axes_mark_row (axes, row, ORI_ROLE_TOTAL, ORI_UNUSED_TOTAL);
      return;
    }
  }
  ori_axes_mark_row (axes, row, last ? ORI_ROLE_TOTAL : ORI_ROLE_UNUSED,
                     last ? ORI_UNUSED_TOTAL : ORI_UNUSED_NO_LABEL);
  OriRange range = {row, axes->table->c1, row, axes->table->c2};
  g_autofree char *place = ori_range_name (&range);
  g_ptr_array_add (walk->result->findings,
                   ori_finding_new ("row-without-label", ORI_SEVERITY_WARNING,
                                    ori_sheet_name (axes->grid->sheet), place,
                                    _ ("numbers without a name at the left were not used")));
}

static char *
cell_text_of (const OriAxes *axes, guint row, int c)
{
  if (c < 0)
    return NULL;
  guint col = axes->table->c1 + (guint)c;
  char *text = ori_grid_text (axes->grid, row, col);
  const OriRange *merge = text ? NULL : ori_sheet_merge_at (axes->grid->sheet, row, col);
  return merge ? ori_grid_text (axes->grid, merge->row1, merge->col1) : text;
}

/* A territory stands once, before its first year; the next years below it leave the cell blank. The
 * same year again is something else: a sum. */
static void
fill_label_down (OriWalk *walk, guint row, char **label)
{
  const OriAxes *axes = walk->axes;
  guint col = axes->table->c1 + (guint)axes->period_col[0];
  g_autofree char *year = ori_grid_text (axes->grid, row, col);
  g_autofree char *above = row > 0 ? ori_grid_text (axes->grid, row - 1, col) : NULL;

  if (*label == NULL && year != NULL && above != NULL && strcmp (year, above) != 0)
    *label = g_strdup (walk->place_above);
  g_free (walk->place_above);
  walk->place_above = g_strdup (*label);
}

/* «в т.ч. сельские» under a territory is a part of it, not another one; «в том числе г. Льгов» is
 * one. The finding names it and says how often it comes. */
static gboolean
skip_subset (OriWalk *walk, guint row, const char *label)
{
  const OriAxes *axes = walk->axes;
  g_autofree char *subset = ori_place_subset (label);
  const OriOrgUnit *unit = NULL;
  if (subset == NULL || !axes->territorial || axes->rows_are_subjects ||
      ori_reading_match_place (axes->reading, label, &unit, NULL) != ORI_MATCH_NONE ||
      ori_reading_match_place (axes->reading, subset, &unit, NULL) != ORI_MATCH_NONE ||
      ori_place_is_like (subset))
    return FALSE;
  ori_axes_mark_row (axes, row, ORI_ROLE_UNUSED, ORI_UNUSED_SUBSET);
  g_autofree char *key = ori_text_key (label);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (walk->label_counts, key));
  if (count == 0) /* it was told */
    return TRUE;
  g_hash_table_remove (walk->label_counts, key);
  g_autofree char *place = ori_cellref_name (row, axes->table->c1);
  g_ptr_array_add (
      walk->result->findings,
      ori_finding_new ("subset-row", ORI_SEVERITY_WARNING, ori_sheet_name (axes->grid->sheet),
                       place,
                       ngettext ("“%s” is a part of the territory above, not a territory; the row "
                                 "was not used",
                                 "“%s” is a part of the territory above, not a territory; %u such "
                                 "rows were not used",
                                 count),
                       label, count));
  return TRUE;
}

static void
read_row (OriWalk *walk, guint row)
{
  const OriAxes *axes = walk->axes;
  guint label_col = axes->table->c1;
  g_autofree char *label = ori_axes_label (axes, row, &label_col);
  g_autofree char *subject_label = NULL;
  gboolean both = axes->place_col >= 0 && axes->subject_col >= 0 && !axes->nested;

  for (guint c = 0; c < axes->n; c++) {
    const OriColumn *column = &axes->columns[c];
    OriCellRole role = column->role == ORI_ROLE_ORGUNIT && axes->rows_are_subjects
                           ? ORI_ROLE_INDICATOR
                           : column->role;
    if ((int)c == axes->subject_col && both)
      role = ORI_ROLE_INDICATOR;
    if (role != ORI_ROLE_VALUE)
      ori_axes_mark_cell (axes, row, axes->table->c1 + c, role,
                          role == ORI_ROLE_UNUSED || role == ORI_ROLE_NUMBERING ? column->reason
                                                                                : ORI_UNUSED_NONE);
  }
  if (both) {
    subject_label = cell_text_of (axes, row, axes->subject_col);
    if (label == NULL)
      label = g_strdup (walk->place_above);
    g_free (walk->place_above);
    walk->place_above = g_strdup (label);
    if (subject_label == NULL)
      g_clear_pointer (&label, g_free);
  } else if (axes->period_col[0] >= 0 && axes->labels->len > 0) {
    fill_label_down (walk, row, &label);
  }
  char *home = cell_text_of (axes, row, axes->home_col);
  if (home != NULL) {
    g_free (walk->home);
    walk->home = home;
  }
  g_autofree char *row_unit = cell_text_of (axes, row, axes->unit_col);
  /* «поступили, чел.» and «%» below it: a blank name under another unit means the name above. */
  if (label == NULL && row_unit != NULL && axes->rows_are_subjects && walk->raw_label != NULL &&
      g_strcmp0 (row_unit, walk->raw_unit) != 0)
    label = g_strdup (walk->raw_label);
  gboolean again = label && row_unit && g_strcmp0 (label, walk->raw_label) == 0 &&
                   g_strcmp0 (row_unit, walk->raw_unit) != 0;
  g_free (walk->raw_label);
  g_free (walk->raw_unit);
  walk->raw_label = g_strdup (label);
  walk->raw_unit = g_strdup (row_unit);
  if (again && axes->rows_are_subjects) {
    char *full = g_strconcat (label, ", ", row_unit, NULL);
    g_free (label);
    label = full;
  }
  if (label == NULL && axes->labels->len > 0) {
    skip_unlabelled (walk, row);
    return;
  }
  OriCellRole edited;
  gboolean by_hand = ori_role_edit (axes->edits->roles.rows, row, &edited);
  if (label != NULL &&
      ((axes->territorial && !axes->rows_are_subjects && !by_hand && ori_place_is_total (label)) ||
       (by_hand && edited == ORI_ROLE_TOTAL))) {
    ori_axes_mark_row (axes, row, ORI_ROLE_TOTAL, ORI_UNUSED_TOTAL);
    return;
  }
  if (label != NULL && !by_hand && skip_subset (walk, row, label))
    return;
  const OriOrgUnit *unit = NULL;
  if (label != NULL && !axes->rows_are_subjects)
    ori_reading_match_place (axes->reading, label, &unit, NULL);
  if (is_blank (walk, row) && label != NULL && ori_walk_read_section_year (walk, row, label))
    return;
  if (is_blank (walk, row) && (unit == NULL || axes->rows_are_subjects)) {
    ori_axes_mark_row (axes, row, ORI_ROLE_UNUSED, ORI_UNUSED_SECTION);
    return;
  }
  g_autofree char *base = label ? ori_footnote_cut (label, NULL, NULL) : NULL;
  const char *name = base ? base : label;
  char *within = name && walk->home ? g_strconcat (walk->home, " / ", name, NULL) : NULL;
  g_autofree char *qualified = within ? within : name ? ori_walk_qualify (walk, row, name) : NULL;
  g_free (walk->last_label);
  walk->last_label = g_strdup (qualified ? qualified : name);
  if (name != NULL && !ori_place_is_of_which (name)) {
    g_free (walk->main_label);
    walk->main_label = g_strdup (walk->last_label);
  }
  const char *note = NULL;
  OriPeriod period = ori_walk_row_period (walk, row, &note);
  guint place;
  const char *row_subject = NULL;
  if (axes->rows_are_subjects) {
    place = ori_walk_context_place (walk);
    /* «Число школ, 2022» where nothing else names a year. */
    if (period.kind == ORI_PERIOD_NONE && axes->around.period.kind == ORI_PERIOD_NONE) {
      if (!ori_period_find (name, &period))
        period.kind = ORI_PERIOD_NONE;
      else if (qualified == NULL)
        qualified = ori_title_undated (name);
    }
    row_subject = qualified ? qualified : name;
    if (row_unit == NULL)
      row_unit = ori_header_unit (name);
  } else if (label != NULL) {
    place = ori_walk_intern_place (walk, label, unit ? NULL : qualified, unit, row, label_col);
    row_subject = subject_label;
    if (row_unit == NULL && subject_label)
      row_unit = ori_header_unit (subject_label);
  } else {
    place = ori_walk_context_place (walk);
  }
  g_free (walk->row_key);
  walk->row_key = row_subject ? ori_text_key (row_subject) : NULL;
  for (guint c = 0; c < axes->n; c++)
    if (axes->columns[c].role == ORI_ROLE_VALUE) {
      ori_walk_read_cell (walk, row, c, place, row_subject, row_unit, period, note);
      if (axes->headers[c].group >= 0 && g_strcmp0 (axes->headers[c].part, ORI_PART_PERCENT) == 0)
        ori_walk_check_percent (walk, row, c);
      else if (axes->headers[c].group >= 0 &&
               g_strcmp0 (axes->headers[c].part, ORI_PART_PARTICIPATED) == 0)
        ori_walk_check_part (walk, row, c);
    }
}

/* «Кочубеевский муниципальный округ» above its schools: no indicator, whatever comes again below.
 */
static gboolean
is_place_section (const OriAxes *axes, guint row)
{
  guint from, to;
  ori_grid_row_span (axes->grid, row, axes->table->c1, axes->table->c2, &from, &to);
  if (from == to)
    return FALSE;
  g_autofree char *text = ori_grid_text (axes->grid, row, axes->grid->cells[from].col);
  const OriOrgUnit *unit = NULL;
  if (text == NULL)
    return FALSE;
  ori_reading_match_place (axes->reading, text, &unit, NULL);
  return unit != NULL || ori_place_is_like (text);
}

/* Counts labels, blanks and dates before the walk. */
static void
prepare_walk (OriWalk *walk)
{
  const OriAxes *axes = walk->axes;
  guint blanks = 0, filled = 0, known_twice = 0, twice = 0;
  g_autoptr (GHashTable) dates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint sections = 0, place_sections = 0;

  for (guint row = axes->table->body1; row <= axes->table->body2; row++) {
    OriRowKind kind = ori_table_row_kind (axes->table, row);
    if (!ori_watch_step (axes->grid->watch, 0, 0.3, row - axes->table->body1,
                         axes->table->body2 - axes->table->body1 + 1))
      return;
    if (kind == ORI_ROW_SINGLE) {
      sections++;
      place_sections += is_place_section (axes, row);
    }
    if (kind != ORI_ROW_NUMERIC)
      continue;
    guint from, to, in_row = 0, values = 0, col;
    ori_grid_row_span (axes->grid, row, axes->table->c1, axes->table->c2, &from, &to);
    for (guint i = from; i < to; i++)
      in_row += axes->columns[axes->grid->cells[i].col - axes->table->c1].role == ORI_ROLE_VALUE &&
                axes->grid->info[i].cls != ORI_CLASS_EMPTY;
    for (guint c = 0; c < axes->n; c++)
      values += axes->columns[c].role == ORI_ROLE_VALUE;
    filled += in_row;
    blanks += values - MIN (in_row, values);
    g_autofree char *label = ori_axes_label (axes, row, &col);
    if (label == NULL)
      continue;
    char *key = ori_text_key (label);
    guint count = GPOINTER_TO_UINT (g_hash_table_lookup (walk->label_counts, key)) + 1;
    if (count == 2) {
      const OriOrgUnit *unit;
      twice++;
      ori_reading_match_place (axes->reading, label, &unit, NULL);
      known_twice += unit != NULL || ori_place_is_like (label);
    }
    const char *ignored = NULL;
    OriWalk probe = *walk;
    probe.dates_repeat = TRUE;
    OriPeriod period = ori_walk_row_period (&probe, row, &ignored);
    if (period.kind == ORI_PERIOD_DATE) {
      g_autofree char *subject = cell_text_of (axes, row, axes->subject_col);
      if (!g_hash_table_add (
              dates, g_strdup_printf ("%s|%s|%d", key, subject ? subject : "", period.year)))
        walk->dates_repeat = TRUE;
    }
    g_hash_table_insert (walk->label_counts, key, GUINT_TO_POINTER (count));
  }
  ori_walk_find_groups (walk);
  walk->emit_blanks = blanks <= 3 * filled + 50;
  walk->section_is_subject = sections > 0 && place_sections * 2 < sections &&
                             !axes->rows_are_subjects && twice > 0 && known_twice * 2 > twice;
}

void
ori_walk_read_body (OriWalk *walk)
{
  const OriAxes *axes = walk->axes;
  guint first = axes->table->body1, n = axes->table->body2 - first + 1;
  prepare_walk (walk);
  for (guint row = first; row <= axes->table->body2; row++) {
    if (!ori_watch_step (axes->grid->watch, 0.3, 1, row - first, n))
      return;
    switch (ori_table_row_kind (axes->table, row)) {
    case ORI_ROW_BLANK:
      ori_axes_mark_row (axes, row, ORI_ROLE_UNUSED, ORI_UNUSED_BY_HAND);
      break;
    case ORI_ROW_SINGLE: {
      /* A known territory without any figure has sent nothing; that is worth a record. */
      guint col;
      g_autofree char *label = ori_axes_label (axes, row, &col);
      const OriOrgUnit *unit = NULL;
      if (label && axes->labels->len > 0 && !axes->rows_are_subjects && axes->n_known > 1 &&
          !ori_role_edit (axes->edits->roles.rows, row, &(OriCellRole){0}))
        ori_reading_match_place (axes->reading, label, &unit, NULL);
      if (unit != NULL && unit->level == ORI_ORGUNIT_MUNICIPALITY)
        read_row (walk, row);
      else
        read_section (walk, row);
      break;
    }
    case ORI_ROW_REPEATED:
    case ORI_ROW_NUMBERING:
      ori_axes_mark_row (axes, row, ORI_ROLE_NUMBERING,
                         ori_table_row_kind (axes->table, row) == ORI_ROW_REPEATED
                             ? ORI_UNUSED_REPEATED_HEADER
                             : ORI_UNUSED_NUMBERS);
      break;
    default:
      read_row (walk, row);
      break;
    }
  }
}
