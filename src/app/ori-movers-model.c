/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-movers-model.h"

#include <glib/gi18n-lib.h>

#include "app/ori-group-chip.h"
#include "app/ori-group-marks.h"
#include "chart/ori-chart.h"
#include "core/ori-number.h"

typedef enum {
  COLUMN_NAME,
  COLUMN_SCORE,
  COLUMN_TRAIL,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_BAR,
  COLUMN_SHARE,
  N_COLUMNS,
} Column;

#define PAD 5         /* left of a picture, as beside the texts of a dense grid */
#define LEAST_NAME 70 /* pixels */
#define MOST_CHARS 14 /* of the name of a group */
#define MOST_NAME 26  /* characters of a name for which pictures give up their room */
#define FROM_WIDTH 38 /* «▼ →» */

struct _OriMoversModel {
  GObject parent_instance;
  GArray *lines; /* of OriMoverFacts */
  char *years;
  char *groups;  /* their names, a line each */
  char *longest; /* of all names that may come */
  guint chosen;
};

static void ori_movers_model_grid_init (OriGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriMoversModel, ori_movers_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL,
                                                      ori_movers_model_grid_init))

static void
clear_line (gpointer data)
{
  g_free ((char *)((OriMoverFacts *)data)->name);
}

OriMoversModel *
ori_movers_model_new (void)
{
  return g_object_new (ORI_TYPE_MOVERS_MODEL, NULL);
}

static gboolean
equal_facts (const OriMoverFacts *a, const OriMoverFacts *b)
{
  if (a->orgunit != b->orgunit || a->score != b->score || a->n_groups != b->n_groups ||
      a->from != b->from || a->to != b->to || a->n_years != b->n_years ||
      a->has_shares != b->has_shares || a->stale != b->stale || g_strcmp0 (a->name, b->name) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_groups; i++)
    if (a->group_names[i] != b->group_names[i])
      return FALSE;
  for (guint i = 0; i < a->n_years; i++)
    if (a->trail[i] != b->trail[i])
      return FALSE;
  for (guint i = 0; a->has_shares && i < a->n_groups; i++)
    if (a->shares[i] != b->shares[i])
      return FALSE;
  return TRUE;
}

void
ori_movers_model_set (OriMoversModel *self, const OriMoverFacts *facts, guint n, const char *years)
{
  gboolean same = n == self->lines->len && g_strcmp0 (years, self->years) == 0;

  for (guint i = 0; same && i < n; i++)
    same = equal_facts (&facts[i], &g_array_index (self->lines, OriMoverFacts, i));
  if (same)
    return;
  g_array_set_size (self->lines, 0);
  for (guint i = 0; i < n; i++) {
    OriMoverFacts line = facts[i];

    line.name = g_strdup (facts[i].name);
    g_array_append_val (self->lines, line);
  }
  if (years != self->years) {
    g_free (self->years);
    self->years = g_strdup (years);
  }
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

/* Names that an analyst gave may be cut. */
void
ori_movers_model_set_groups (OriMoversModel *self, const OriScheme *scheme)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint g = 0; g < scheme->n_groups; g++) {
    const char *name = ori_scheme_group_name (scheme, g);
    g_autofree char *head = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MOST_CHARS));

    g_string_append_printf (names, "%s%s", g > 0 ? "\n" : "", head);
  }
  if (g_strcmp0 (names->str, self->groups) == 0)
    return;
  g_free (self->groups);
  self->groups = g_string_free (g_steal_pointer (&names), FALSE);
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

void
ori_movers_model_set_longest (OriMoversModel *self, const char *name)
{
  g_autofree char *head = NULL;

  if (name != NULL)
    head = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), MOST_NAME));
  if (g_strcmp0 (head, self->longest) == 0)
    return;
  g_free (self->longest);
  self->longest = g_steal_pointer (&head);
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

const OriMoverFacts *
ori_movers_model_facts (OriMoversModel *self, guint row)
{
  return row < self->lines->len ? &g_array_index (self->lines, OriMoverFacts, row) : NULL;
}

void
ori_movers_model_choose (OriMoversModel *self, guint orgunit)
{
  if (self->chosen == orgunit)
    return;
  self->chosen = orgunit;
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

/* ── what the grid asks ── */

static guint
get_n_rows (OriGridModel *model)
{
  return ORI_MOVERS_MODEL (model)->lines->len;
}

static guint
get_n_cols (OriGridModel *model)
{
  return N_COLUMNS;
}

static gboolean
has_moved (const OriMoverFacts *facts)
{
  return facts->from >= 0 && facts->from != facts->to;
}

/* «87», faint when it belongs to thresholds that have moved since; bold when sure. */
static void
fill_share (const OriMoverFacts *facts, OriGridCell *cell)
{
  double share = facts->has_shares ? facts->shares[facts->to] : -1;

  if (share < 0)
    return;
  cell->text = g_strdup_printf ("%.0f", share * 100);
  cell->align = ORI_GRID_END;
  if (facts->stale)
    cell->tone = ORI_TONE_DIM;
  else
    cell->bold = share >= 0.8;
}

static void
fill_cell (OriGridModel *model, guint row, guint col, OriGridCell *cell)
{
  OriMoversModel *self = ORI_MOVERS_MODEL (model);
  const OriMoverFacts *facts = &g_array_index (self->lines, OriMoverFacts, row);

  switch ((Column)col) {
  case COLUMN_NAME:
    cell->text = g_strdup (facts->name);
    cell->bold = cell->tinted = facts->orgunit == self->chosen;
    cell->tone = cell->tinted ? ORI_TONE_ACCENT : ORI_TONE_NONE;
    break;
  case COLUMN_SCORE:
    cell->text = ori_number_format (facts->score, 2);
    cell->align = ORI_GRID_END;
    break;
  case COLUMN_TRAIL:
    cell->pictured = TRUE;
    break;
  case COLUMN_FROM:
    cell->pictured = has_moved (facts);
    break;
  case COLUMN_TO:
    ori_group_chip_fill (cell, facts->n_groups, facts->to, facts->group_names[facts->to]);
    break;
  case COLUMN_BAR:
    cell->pictured = facts->has_shares;
    break;
  case COLUMN_SHARE:
    fill_share (facts, cell);
    break;
  case N_COLUMNS:
  default:
    break;
  }
}

static void
paint_from (const OriMoverFacts *facts, cairo_t *cr, double height)
{
  const GdkRGBA *dim = &ori_tones_current ()->dim;
  double middle = height / 2;

  ori_group_marks_paint (cr, facts->n_groups, (guint)facts->from, height);
  gdk_cairo_set_source_rgba (cr, dim);
  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, 19, middle);
  cairo_line_to (cr, 28, middle);
  cairo_move_to (cr, 25, middle - 3);
  cairo_line_to (cr, 28, middle);
  cairo_line_to (cr, 25, middle + 3);
  cairo_stroke (cr);
}

static void
paint_cell (OriGridModel *model, guint row, guint col, cairo_t *cr, double width, double height)
{
  const OriMoverFacts *facts = &g_array_index (ORI_MOVERS_MODEL (model)->lines, OriMoverFacts, row);

  cairo_translate (cr, PAD, 0);
  if (col == COLUMN_TRAIL)
    ori_group_marks_paint_trail (cr, facts->n_groups, facts->trail, facts->n_years, height);
  else if (col == COLUMN_FROM)
    paint_from (facts, cr, height);
  else
    ori_group_marks_paint_shares (cr, facts->n_groups, facts->shares, (guint)facts->to,
                                  facts->stale, height);
}

static void
fill_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  const char *const titles[N_COLUMNS] = {
      /* Translators: heading of a narrow column: a municipality */
      _ ("Place"), _ ("Score"), ORI_MOVERS_MODEL (model)->years, _ ("Group"), NULL, _ ("Variants"),
      /* Translators: heading over «87»: so many of a hundred */
      _ ("of 100")};

  header->text = g_strdup (titles[col]);
  header->align = col == COLUMN_SCORE || col == COLUMN_SHARE ? ORI_GRID_END : ORI_GRID_START;
  if (col == COLUMN_FROM)
    header->span = 2;
  else if (col == COLUMN_TO)
    header->span = 0;
}

static void
fill_column (OriGridModel *model, guint col, OriGridColumn *column)
{
  OriMoversModel *self = ORI_MOVERS_MODEL (model);

  column->sample = "";
  switch ((Column)col) {
  case COLUMN_NAME:
    column->width = LEAST_NAME;
    column->sample = self->longest != NULL ? self->longest : "";
    column->bold = TRUE;
    column->fills = TRUE;
    break;
  case COLUMN_SCORE:
    column->sample = "100,00";
    break;
  case COLUMN_TRAIL:
    column->width = ori_group_marks_trail_width (ORI_MOVER_YEARS) + 2 * PAD;
    column->yields = 1;
    break;
  case COLUMN_FROM:
    column->width = FROM_WIDTH;
    column->sample = NULL;
    break;
  case COLUMN_TO:
    column->sample = self->groups;
    column->chips = TRUE;
    break;
  case COLUMN_BAR:
    column->width = ORI_GROUP_MARKS_BAR + 2 * PAD;
    column->yields = 2;
    break;
  case COLUMN_SHARE:
    column->sample = "100";
    break;
  case N_COLUMNS:
  default:
    break;
  }
}

static char *
dup_tooltip (OriGridModel *model, guint row, guint col)
{
  const OriMoverFacts *facts = &g_array_index (ORI_MOVERS_MODEL (model)->lines, OriMoverFacts, row);
  const char *to = facts->group_names[facts->to];

  if (col == COLUMN_NAME)
    return g_strdup (facts->name);
  if ((col == COLUMN_FROM || col == COLUMN_TO) && has_moved (facts))
    return g_strdup_printf ("%s → %s", facts->group_names[facts->from], to);
  if (col == COLUMN_TO)
    return g_strdup (to);
  if ((col == COLUMN_BAR || col == COLUMN_SHARE) && facts->has_shares)
    return g_strdup_printf (_ ("In %.0f of 100 calculations the group is “%s”"),
                            facts->shares[facts->to] * 100, to);
  return NULL;
}

static const char *
name_group (const OriMoverFacts *facts, int group)
{
  return group >= 0 ? facts->group_names[group] : "—";
}

/* «Курский МО, 20,00, высокая, средняя → низкая, В 87 из 100 расчётов …»: pictures in words. */
static char *
describe (OriGridModel *model, guint row, guint col)
{
  const OriMoverFacts *facts = &g_array_index (ORI_MOVERS_MODEL (model)->lines, OriMoverFacts, row);
  GString *text = g_string_new (facts->name);
  g_autofree char *score = ori_number_format (facts->score, 2);
  g_autofree char *sure = dup_tooltip (model, row, COLUMN_SHARE);

  g_string_append_printf (text, ", %s, ", score);
  if (col == COLUMN_TRAIL)
    for (guint i = 0; i < facts->n_years; i++)
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name_group (facts, facts->trail[i]));
  else if (has_moved (facts))
    g_string_append_printf (text, "%s → %s", name_group (facts, facts->from),
                            name_group (facts, facts->to));
  else
    g_string_append (text, name_group (facts, facts->to));
  if (sure != NULL)
    g_string_append_printf (text, ". %s", sure);
  return g_string_free (text, FALSE);
}

static void
ori_movers_model_grid_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->cell = fill_cell;
  iface->paint = paint_cell;
  iface->header = fill_header;
  iface->column = fill_column;
  iface->tooltip = dup_tooltip;
  iface->describe = describe;
}

static void
ori_movers_model_finalize (GObject *object)
{
  OriMoversModel *self = ORI_MOVERS_MODEL (object);

  g_array_unref (self->lines);
  g_free (self->years);
  g_free (self->groups);
  g_free (self->longest);
  G_OBJECT_CLASS (ori_movers_model_parent_class)->finalize (object);
}

static void
ori_movers_model_class_init (OriMoversModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ori_movers_model_finalize;
}

static void
ori_movers_model_init (OriMoversModel *self)
{
  self->chosen = G_MAXUINT;
  self->lines = g_array_new (FALSE, FALSE, sizeof (OriMoverFacts));
  g_array_set_clear_func (self->lines, clear_line);
}
