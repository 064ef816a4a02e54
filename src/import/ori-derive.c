/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"
#include "core/ori-text.h"
#include "import/ori-form-private.h"
#include "import/ori-tally-private.h"

#include <glib/gi18n-lib.h>
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
mark_cell (const OriGrid *grid, guint row, guint col, OriCellRole role, OriUnusedReason reason)
{
  OriGridCell *cell = ori_grid_at (grid, row, col);
  if (cell != NULL) {
    cell->role = (guint8)role;
    cell->reason = (guint8)reason;
  }
}

void
ori_axes_mark_row (const OriAxes *axes, guint row, OriCellRole role, OriUnusedReason reason)
{
  guint from, to;
  ori_grid_row_span (axes->grid, row, axes->table->c1, axes->table->c2, &from, &to);
  for (guint i = from; i < to; i++) {
    axes->grid->info[i].role = (guint8)role;
    axes->grid->info[i].reason = (guint8)reason;
  }
}

static void
mark_header (const OriAxes *axes)
{
  const OriTable *table = axes->table;
  for (guint row = table->head1; row < table->body1; row++) {
    OriRowKind kind = ori_table_row_kind (table, row);
    if (kind == ORI_ROW_NUMBERING || kind == ORI_ROW_REPEATED) {
      ori_axes_mark_row (axes, row, ORI_ROLE_NUMBERING, ORI_UNUSED_NUMBERS);
      continue;
    }
    guint from, to;
    ori_grid_row_span (axes->grid, row, table->c1, table->c2, &from, &to);
    for (guint i = from; i < to; i++) {
      guint c = axes->grid->cells[i].col - table->c1;
      const OriColumn *column = &axes->columns[c];
      OriPeriod period;
      OriCellRole role = column->role;
      if (role == ORI_ROLE_VALUE)
        role = ori_grid_period (axes->grid, row, table->c1 + c, &period)    ? ORI_ROLE_PERIOD
               : axes->cols_are_places                                      ? ORI_ROLE_ORGUNIT
               : column->header->part != NULL && column->header->group >= 0 ? ORI_ROLE_PART
                                                                            : ORI_ROLE_INDICATOR;
      else if (role == ORI_ROLE_ORGUNIT && axes->rows_are_subjects)
        role = ORI_ROLE_INDICATOR;
      axes->grid->info[i].role = (guint8)role;
      axes->grid->info[i].reason =
          (guint8)(role == ORI_ROLE_UNUSED || role == ORI_ROLE_NUMBERING ? column->reason
                                                                         : ORI_UNUSED_NONE);
      /* A header over several columns is used if any of them is. */
      if (role == ORI_ROLE_UNUSED && axes->columns[c].reason == ORI_UNUSED_EMPTY_COLUMN &&
          ori_grid_merge_from (axes->grid, row, table->c1 + c))
        axes->grid->info[i].reason = ORI_UNUSED_NONE;
    }
  }
  for (guint row = table->body2 + 1; row <= table->note2; row++)
    ori_axes_mark_row (axes, row, ORI_ROLE_NOTE, ORI_UNUSED_NOTE);
}

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

/* A new note behind what is there. */
static void
add_note (OriWalk *walk, OriDraft *draft, const char *note)
{
  if (note == NULL)
    return;
  if (draft->note == NULL) {
    draft->note = note;
    return;
  }
  g_autofree char *both = g_strconcat (draft->note, "; ", note, NULL);
  draft->note = g_string_chunk_insert_const (walk->result->strings, both);
}

static void
doubt_column (OriWalk *walk, OriDraft *draft, guint c)
{
  const OriAxes *axes = walk->axes;
  const OriColumn *column = &axes->columns[c];
  if (column->hidden) {
    add_note (walk, draft, _ ("hidden column"));
    if ((column->unnumbered || axes->col_serial[c] > 1) && draft->status == ORI_STATUS_VALUE)
      draft->status = ORI_STATUS_DOUBTFUL;
  }
  if (axes->col_serial[c] > 1)
    add_note (walk, draft, _ ("the header comes again in this table"));
  if (axes->headers[c].period_note) {
    g_autofree char *text = NULL;
    guint number = (guint)g_ascii_strtoull (axes->headers[c].period_note, NULL, 10);
    g_autofree char *line = number ? ori_table_footnote (axes->grid, axes->table, number) : NULL;
    if (line)
      text = g_strdup_printf (_ ("footnote %u: %s"), number, line);
    else
      text = g_strdup_printf (_ ("footnote %s"), axes->headers[c].period_note);
    add_note (walk, draft, g_string_chunk_insert_const (walk->result->strings, text));
  }
}

static void
read_cell (OriWalk *walk, guint row, guint c, guint place, const char *label, const char *row_unit,
           OriPeriod period, const char *note)
{
  const OriAxes *axes = walk->axes;
  const OriHeader *header = &axes->headers[c];
  guint col = axes->table->c1 + c;
  const OriGridCell *cell = ori_grid_at (axes->grid, row, col);

  if (cell == NULL && (!walk->emit_blanks || axes->columns[c].any == 0))
    return;
  guint label_col = col;
  OriDraft draft = {.row = row, .col = col, .place = place, .part = header->part};
  if (axes->cols_are_places) {
    const OriOrgUnit *unit;
    ori_reading_match_place (axes->reading, header->leaf, &unit, NULL);
    draft.place = ori_walk_intern_place (walk, header->leaf, NULL, unit, axes->table->head1, col);
  }
  draft.subject = ori_walk_intern_subject (walk, c, label, row, label_col);
  draft.period = header->period.kind != ORI_PERIOD_NONE ? header->period
                 : period.kind != ORI_PERIOD_NONE       ? period
                                                        : axes->around.period;
  if (walk->section_period.kind == ORI_PERIOD_YEAR) {
    /* Months of the header are of the year that stands above the rows. */
    if (header->period.kind >= ORI_PERIOD_HALF && header->period.kind <= ORI_PERIOD_MONTH)
      draft.period.year = walk->section_period.year;
    else if (header->period.kind == ORI_PERIOD_NONE || header->period.kind == ORI_PERIOD_YEAR)
      draft.period = walk->section_period;
  }
  const char *unit = header->unit ? header->unit : row_unit ? row_unit : axes->around.unit;
  /* The unit of the whole table is that of its main figure, not of totals beside it. */
  if (header->unit == NULL && header->part && strcmp (header->part, ORI_PART_PERCENT) == 0)
    unit = "%";
  else if (header->unit == NULL && header->group >= 0 && unit && strcmp (unit, "%") == 0)
    unit = NULL;
  const char *worded = g_array_index (walk->result->subjects, OriSubject, draft.subject).unit;
  if (unit == NULL && header->group < 0)
    unit = worded;
  draft.unit = unit ? g_string_chunk_insert_const (walk->result->strings, unit) : NULL;

  if (header->group >= 0)
    draft.printed = ori_walk_part_wording (walk, &draft, c);
  OriDraft second;
  gboolean two = ori_draft_read_value (&draft, walk->result, axes->table, &second);
  if (axes->headers[c].part && strcmp (axes->headers[c].part, ORI_PART_TEXT) == 0 && draft.text) {
    draft.status = ORI_STATUS_VALUE;
  }
  add_note (walk, &draft, note);
  doubt_column (walk, &draft, c);
  if (ori_sheet_row_hidden (axes->grid->sheet, row))
    add_note (walk, &draft, _ ("hidden row"));
  mark_cell (axes->grid, row, col, ORI_ROLE_VALUE, ORI_UNUSED_NONE);

  OriSubject *subject = &g_array_index (walk->result->subjects, OriSubject, draft.subject);
  if (two)
    subject->parts |= ori_part_bit (second.part);
  subject->parts |= ori_part_bit (draft.part);
  g_array_append_val (walk->result->drafts, draft);
  if (two) {
    second.note = draft.note;
    g_array_append_val (walk->result->drafts, second);
  }
  walk->n_drafts++;
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
  ori_axes_mark_row (axes, row, last ? ORI_ROLE_TOTAL : ORI_ROLE_UNUSED,
                     last ? ORI_UNUSED_TOTAL : ORI_UNUSED_NO_LABEL);
  OriRange range = {row, axes->table->c1, row, axes->table->c2};
  g_autofree char *place = ori_range_name (&range);
  g_ptr_array_add (walk->result->findings,
                   ori_finding_new ("row-without-label", ORI_SEVERITY_WARNING,
                                    ori_sheet_name (axes->grid->sheet), place,
                                    _ ("numbers without a name at the left were not used")));
}

static int
group_column (const OriAxes *axes, guint c, const char *part)
{
  for (guint i = 0; i < axes->n; i++)
    if (axes->headers[i].group == axes->headers[c].group &&
        g_strcmp0 (axes->headers[i].part, part) == 0)
      return (int)i;
  return -1;
}

/* The printed percent beside its own numbers, in exact decimal arithmetic. */
static void
check_percent (OriWalk *walk, guint row, guint c)
{
  const OriAxes *axes = walk->axes;
  int total = group_column (axes, c, ORI_PART_TOTAL);
  int part = group_column (axes, c, ORI_PART_PARTICIPATED);
  if (total < 0 || part < 0)
    return;
  const OriGridCell *n = ori_grid_at (axes->grid, row, axes->table->c1 + (guint)total);
  const OriGridCell *x = ori_grid_at (axes->grid, row, axes->table->c1 + (guint)part);
  const OriGridCell *percent = ori_grid_at (axes->grid, row, axes->table->c1 + c);
  if (!n || !x || !percent || n->cls != ORI_CLASS_NUMBER || x->cls != ORI_CLASS_NUMBER ||
      percent->cls != ORI_CLASS_NUMBER)
    return;
  g_autofree char *printed = ori_grid_text (axes->grid, row, axes->table->c1 + c);
  OriShareCheck check = ori_share_check (x->number, n->number, printed);
  if (check != ORI_SHARE_WRONG && check != ORI_SHARE_TRUNCATED)
    return;
  g_autofree char *place = ori_cellref_name (row, axes->table->c1 + c);
  g_autofree char *exact = ori_number_format (100 * x->number / n->number, 1);
  g_autofree char *x_text = ori_number_format_short (x->number, 3);
  g_autofree char *n_text = ori_number_format_short (n->number, 3);
  g_ptr_array_add (
      walk->result->findings,
      ori_finding_new (check == ORI_SHARE_WRONG ? "percent-differs" : "percent-truncated",
                       check == ORI_SHARE_WRONG ? ORI_SEVERITY_WARNING : ORI_SEVERITY_INFO,
                       ori_sheet_name (axes->grid->sheet), place,
                       /* Translators: numerator, denominator, exact percent, printed percent. */
                       _ ("%s of %s is %s %%, but %s is printed"), x_text, n_text, exact, printed));
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
      mark_cell (axes->grid, row, axes->table->c1 + c, role,
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
  const OriOrgUnit *unit = NULL;
  g_autofree char *shown = NULL;
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
  g_autofree char *qualified = name ? ori_walk_qualify (walk, row, name) : NULL;
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
    if (period.kind == ORI_PERIOD_NONE && axes->around.period.kind == ORI_PERIOD_NONE &&
        !ori_period_find (name, &period))
      period.kind = ORI_PERIOD_NONE;
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
      read_cell (walk, row, c, place, row_subject, row_unit, period, note);
      if (axes->headers[c].group >= 0 && g_strcmp0 (axes->headers[c].part, ORI_PART_PERCENT) == 0)
        check_percent (walk, row, c);
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

static void
walk_body (OriWalk *walk)
{
  const OriAxes *axes = walk->axes;
  prepare_walk (walk);
  for (guint row = axes->table->body1; row <= axes->table->body2; row++) {
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
      mark_header (&axes);
      walk_body (&walk);
    }
    if (walk.n_drafts > 0) {
      if (tally == NULL)
        ori_walk_find_column_doubts (&walk);
      ori_walk_describe (&walk, tally ? ori_tally_layout (tally) : NULL,
                         tally ? 0.9 : ori_walk_confidence (&walk));
      gboolean dated =
          tally ? tally->date_col >= 0 : axes.cols_have_periods || axes.period_col[0] >= 0;
      if (!had_period && !dated)
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

OriSheetResult *
ori_derive_sheet (const OriReading *reading, guint sheet, const OriSheetEdits *edits)
{
  OriSheetResult *result = g_new0 (OriSheetResult, 1);
  result->sheet = sheet;
  result->grid = ori_grid_new (ori_book_sheet (reading->book, sheet));
  correct_cells (result->grid, edits);
  result->strings = g_string_chunk_new (4096);
  result->places = g_array_new (FALSE, FALSE, sizeof (OriPlace));
  g_array_set_clear_func (result->places, place_clear);
  result->subjects = g_array_new (FALSE, FALSE, sizeof (OriSubject));
  g_array_set_clear_func (result->subjects, subject_clear);
  result->drafts = g_array_new (FALSE, FALSE, sizeof (OriDraft));
  result->described = g_ptr_array_new_with_free_func (stage_table_free);
  result->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_finding_free);
  for (gsize i = 0; i < result->grid->n_cells; i++)
    result->grid->info[i].reason = edits->used ? ORI_UNUSED_NO_TABLE : ORI_UNUSED_SHEET;
  if (ori_form_derive (reading, result, edits)) {
    result->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_table_free);
    g_array_sort (result->drafts, compare_drafts);
    return result;
  }
  if (!edits->used) {
    result->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_table_free);
    return result;
  }
  OriSurroundings around = {0};
  OriTally tally;
  if (ori_tally_find (&tally, reading, result->grid, &edits->roles)) {
    result->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_table_free);
    g_ptr_array_add (result->tables, ori_tally_table (&tally, result->grid));
    derive_table (reading, result, edits, 0, &tally, &around);
    ori_tally_clear (&tally);
  } else {
    result->tables = ori_table_find_all (result->grid, &edits->roles);
    for (guint i = 0; i < result->tables->len; i++)
      derive_table (reading, result, edits, i, NULL, &around);
  }
  ori_surroundings_clear (&around);
  sort_drafts (result->drafts);
  return result;
}

void
ori_sheet_result_free (OriSheetResult *result)
{
  if (result == NULL)
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
