/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-tally-private.h"

#include "core/ori-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One figure on its way: rows of one org unit and period that say the same in a column. */
typedef struct {
  guint place, subject;
  OriPeriod period;
  guint first, last; /* indexes of cells */
  guint n;           /* rows counted */
  double value;
  gboolean doubtful;
} Figure;

typedef struct {
  OriWalk *walk;
  const OriTally *tally;
  const OriGrid *grid;
  GArray *figures;   /* of Figure */
  GHashTable *index; /* subject|place|period → position + 1 */
  guint *totals;     /* rows counted per column */
} Reader;

static guint
cell_index (const OriGrid *grid, const OriGridCell *cell)
{
  return (guint)(cell - grid->info);
}

static OriPeriod
row_period (const Reader *self, guint row)
{
  const OriPeriod *around = &self->walk->axes->around.period;
  OriPeriod period;
  if (self->tally->date_col < 0)
    return *around;
  guint col = (guint)self->tally->date_col;
  if (!ori_grid_period (self->grid, row, col, &period)) {
    g_autofree char *text = ori_grid_text (self->grid, row, col);
    if (text == NULL || !ori_period_find (text, &period))
      return *around;
  }
  return period.kind == ORI_PERIOD_SCHOOL_YEAR ? period : ori_period_year (period.year);
}

static guint
row_place (const Reader *self, guint row)
{
  if (self->tally->place_col < 0)
    return ori_walk_context_place (self->walk);
  guint col = (guint)self->tally->place_col;
  g_autofree char *name = ori_grid_text (self->grid, row, col);
  const OriOrgUnit *unit = NULL;
  if (name == NULL || name[0] == '\0')
    return G_MAXUINT;
  ori_reading_match_place (self->walk->axes->reading, name, &unit, NULL);
  return ori_walk_intern_place (self->walk, name, NULL, unit, row, col);
}

static char *
header_text (const Reader *self, guint col)
{
  const char *printed = self->walk->axes->headers[col - self->walk->axes->table->c1].printed;
  return g_strdup (printed ? printed : "");
}

/* «Планируете ли вы поступать? / Да»; without an answer the column itself. */
static guint
intern_subject (Reader *self, guint col, const char *answer)
{
  OriWalk *walk = self->walk;
  g_autofree char *answer_key = ori_text_key (answer ? answer : "");
  char *key = g_strdup_printf ("%u|%s", col, answer_key);
  gpointer found = g_hash_table_lookup (walk->subjects, key);
  if (found != NULL) {
    g_free (key);
    return GPOINTER_TO_UINT (found) - 1;
  }
  g_autofree char *head = header_text (self, col);
  const GPtrArray *titles = walk->axes->around.subjects;
  const char *title = titles->len > 0 ? g_ptr_array_index (titles, 0) : NULL;
  OriSubject subject = {.row = walk->axes->table->head1,
                        .col = col,
                        .sheet = walk->result->sheet,
                        .table = walk->table_index,
                        .serial = 1};
  GPtrArray *texts = g_ptr_array_new ();
  subject.printed = answer ? g_strconcat (head, " / ", answer, NULL) : g_strdup (head);
  /* Events are what the title speaks of. */
  gboolean events = self->tally->kind == ORI_TALLY_EVENTS && (int)col == self->tally->event_col;
  subject.name = g_strdup (events && title ? title : subject.printed);
  g_ptr_array_add (texts, g_strdup (subject.name));
  if (answer)
    g_ptr_array_add (texts, g_strconcat (head, " ", answer, NULL));
  else if (events)
    g_ptr_array_add (texts, g_strdup (head));
  g_ptr_array_add (texts, NULL);
  subject.texts = (char **)g_ptr_array_free (texts, FALSE);
  g_array_append_val (walk->result->subjects, subject);
  g_hash_table_insert (walk->subjects, key, GUINT_TO_POINTER (walk->result->subjects->len));
  return walk->result->subjects->len - 1;
}

/* @sure: FALSE if the cell holds something that is not in the value. */
static void
add (Reader *self, guint cell, guint subject, guint place, const OriPeriod *period, double value,
     gboolean sure)
{
  g_autofree char *code = ori_period_code (period);
  char *key = g_strdup_printf ("%u|%u|%s", subject, place, code);
  gpointer found = g_hash_table_lookup (self->index, key);
  if (found == NULL) {
    Figure figure = {.place = place, .subject = subject, .period = *period, .first = cell};
    g_array_append_val (self->figures, figure);
    found = GUINT_TO_POINTER (self->figures->len);
    g_hash_table_insert (self->index, key, found);
  } else {
    g_free (key);
  }
  Figure *figure = &g_array_index (self->figures, Figure, GPOINTER_TO_UINT (found) - 1);
  OriGridCell *info = &self->grid->info[cell];
  figure->last = cell;
  figure->n += sure;
  figure->value += value;
  figure->doubtful |= !sure || (info->flags & ORI_CELL_GLUED) != 0;
  info->role = ORI_ROLE_VALUE;
  info->reason = ORI_UNUSED_NONE;
  self->walk->result->leads[cell] = figure->first + 1;
}

static void
mark (const Reader *self, guint row, guint col)
{
  OriGridCell *cell = ori_grid_at (self->grid, row, col);
  if (cell == NULL)
    return;
  const OriTally *tally = self->tally;
  gboolean named = (int)col == tally->place_col || (int)col == tally->date_col;
  cell->role = (guint8)((int)col == tally->place_col  ? ORI_ROLE_ORGUNIT
                        : (int)col == tally->date_col ? ORI_ROLE_PERIOD
                                                      : ORI_ROLE_UNUSED);
  gboolean numbering =
      self->walk->axes->columns[col - self->walk->axes->table->c1].role == ORI_ROLE_NUMBERING;
  cell->reason = (guint8)(named       ? ORI_UNUSED_NONE
                          : numbering ? ORI_UNUSED_NUMBERS
                                      : ORI_UNUSED_ATTRIBUTE);
}

/* A sum of participants: what is no number is said, not dropped. */
static void
read_amount (Reader *self, guint row, guint col, guint place, const OriPeriod *period)
{
  const OriGridCell *cell = ori_grid_at (self->grid, row, col);
  if (cell == NULL)
    return;
  if (cell->cls == ORI_CLASS_NUMBER) {
    add (self, cell_index (self->grid, cell), intern_subject (self, col, NULL), place, period,
         cell->number, TRUE);
  } else if (cell->cls == ORI_CLASS_TEXT || cell->cls == ORI_CLASS_COMPOUND) {
    g_autofree char *text = ori_grid_text (self->grid, row, col);
    g_autofree char *at = ori_cellref_name (row, col);
    g_ptr_array_add (self->walk->result->findings,
                     ori_finding_new ("text-for-number", ORI_SEVERITY_WARNING,
                                      ori_sheet_name (self->grid->sheet), at,
                                      _ ("“%s” is not in the sum, for it is no number"), text));
    add (self, cell_index (self->grid, cell), intern_subject (self, col, NULL), place, period, 0,
         FALSE);
  }
}

static void
read_row (Reader *self, guint row)
{
  const OriTally *tally = self->tally;
  const OriTable *table = self->walk->axes->table;
  g_autofree char *first = ori_grid_text (self->grid, row, table->c1);
  for (guint col = table->c1; col <= table->c2; col++)
    mark (self, row, col);
  guint place = row_place (self, row);
  gboolean is_total = first && ori_place_is_total (first);
  if (place == G_MAXUINT || is_total) {
    for (guint col = table->c1; col <= table->c2; col++) {
      OriGridCell *cell = ori_grid_at (self->grid, row, col);
      if (cell != NULL) {
        cell->role = is_total ? ORI_ROLE_TOTAL : ORI_ROLE_UNUSED;
        cell->reason = is_total ? ORI_UNUSED_TOTAL : ORI_UNUSED_NO_LABEL;
      }
    }
    return;
  }
  OriPeriod period = row_period (self, row);
  for (guint i = 0; i < tally->cols->len; i++) {
    guint col = g_array_index (tally->cols, guint, i);
    if (tally->kind == ORI_TALLY_EVENTS && (int)col != tally->event_col) {
      read_amount (self, row, col, place, &period);
      continue;
    }
    const OriGridCell *cell = ori_grid_at (self->grid, row, col);
    if (cell == NULL)
      continue;
    g_autofree char *answer =
        tally->kind == ORI_TALLY_EVENTS ? NULL : ori_grid_text (self->grid, row, col);
    self->totals[col - table->c1]++;
    add (self, cell_index (self->grid, cell), intern_subject (self, col, answer), place, &period, 1,
         TRUE);
  }
}

static void
write_figure (Reader *self, const Figure *figure)
{
  const OriCell *first = &self->grid->cells[figure->first],
                *last = &self->grid->cells[figure->last];
  OriSheetResult *result = self->walk->result;
  OriRange range = {first->row, first->col, last->row, last->col};
  g_autofree char *name = ori_range_name (&range);
  guint total = self->totals[first->col - self->walk->axes->table->c1];
  /* Translators: %s is a range of cells. */
  g_autofree char *note =
      total > 0 ? g_strdup_printf (_ ("counted over %s: %u of %u rows"), name, figure->n, total)
                : g_strdup_printf (_ ("summed over %s, rows: %u"), name, figure->n);
  OriDraft draft = {.row = first->row,
                    .col = first->col,
                    .place = figure->place,
                    .subject = figure->subject,
                    .period = figure->period,
                    .status = figure->doubtful ? ORI_STATUS_DOUBTFUL : ORI_STATUS_VALUE,
                    .value = figure->value};
  draft.note = g_string_chunk_insert_const (result->strings, note);
  g_array_index (result->subjects, OriSubject, draft.subject).parts |= ORI_PART_BIT_VALUE;
  g_array_append_val (result->drafts, draft);
  self->walk->n_drafts++;
}

static void
mark_header (const Reader *self)
{
  const OriAxes *axes = self->walk->axes;
  for (guint row = axes->table->head1; row < axes->table->body1; row++)
    for (guint col = axes->table->c1; col <= axes->table->c2; col++)
      mark (self, row, col);
  for (guint i = 0; i < self->tally->cols->len; i++) {
    OriGridCell *cell =
        ori_grid_at (self->grid, axes->table->head1, g_array_index (self->tally->cols, guint, i));
    if (cell != NULL) {
      cell->role = ORI_ROLE_INDICATOR;
      cell->reason = ORI_UNUSED_NONE;
    }
  }
}

void
ori_tally_read (OriWalk *walk, const OriTally *tally)
{
  const OriTable *table = walk->axes->table;
  const OriGrid *grid = walk->axes->grid;
  Reader self = {walk, tally, grid};
  self.figures = g_array_new (FALSE, FALSE, sizeof (Figure));
  self.index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.totals = g_new0 (guint, walk->axes->n);
  if (walk->result->leads == NULL)
    walk->result->leads = g_new0 (guint, MAX (grid->n_cells, 1));
  mark_header (&self);
  for (guint row = table->body1; row <= table->body2; row++) {
    if (!ori_watch_step (grid->watch, 0, 1, row - table->body1, table->body2 - table->body1 + 1))
      break;
    if (ori_table_row_kind (table, row) == ORI_ROW_NUMERIC)
      read_row (&self, row);
  }
  for (guint i = 0; i < self.figures->len; i++)
    write_figure (&self, &g_array_index (self.figures, Figure, i));
  g_array_unref (self.figures);
  g_hash_table_unref (self.index);
  g_free (self.totals);
}
