/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-movers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-grid.h"
#include "app/ori-movers-model.h"
#include "app/ori-piece-grid.h"

/* More lines than this are not remade in the midst of a drag. */
#define HASTY_LINES 40

struct _OriMovers {
  GtkBox parent_instance;
  GtkToggleButton *by_thresholds, *by_year, *borderline;
  GtkInscription *counts[3]; /* by kind, inside them */
  OriGrid *grid;
  GtkInscription *nobody, *foot; /* may be empty, but keep their room */
  GtkSpinner *spinner;

  OriMoversModel *rows;
  const OriSnapshot *snapshot;
  const OriBenchData *data;
  const OriScheme *scheme, *accepted;
  OriCertaintyRunner *certainty;
  guint n_movers[3];     /* by kind, as last counted */
  gboolean had_accepted; /* what to show was chosen for that */
};

G_DEFINE_FINAL_TYPE (OriMovers, ori_movers, GTK_TYPE_BOX)

static guint chosen_signal;

static OriMoversKind
get_kind (OriMovers *self)
{
  if (gtk_toggle_button_get_active (self->by_year))
    return ORI_MOVERS_BY_YEAR;
  if (gtk_toggle_button_get_active (self->borderline))
    return ORI_MOVERS_BORDERLINE;
  return ORI_MOVERS_BY_THRESHOLDS;
}

/* Indices of units; GArray of guint. */
static GArray *
collect (OriMovers *self, OriMoversKind kind)
{
  GArray *movers;

  if (kind != ORI_MOVERS_BORDERLINE)
    return ori_bench_data_movers (self->data, kind, self->scheme, self->accepted);
  movers = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->data->units->len; i++) {
    double shares[ORI_MAX_GROUPS], most = 0;

    if (!ori_certainty_runner_get (self->certainty,
                                   g_array_index (self->data->units, OriBenchUnit, i).orgunit,
                                   self->scheme, shares))
      continue;
    for (guint g = 0; g < self->scheme->n_groups; g++)
      most = MAX (most, shares[g]);
    if (most < 0.8)
      g_array_append_val (movers, i);
  }
  return movers;
}

static void
count_movers (OriMovers *self, gboolean hasty)
{
  for (int kind = ORI_MOVERS_BY_THRESHOLDS; kind < ORI_MOVERS_BORDERLINE; kind++)
    self->n_movers[kind] =
        ori_bench_data_count_movers (self->data, kind, self->scheme, self->accepted);
  if (!hasty || ori_certainty_runner_follows (self->certainty)) {
    g_autoptr (GArray) borderline = collect (self, ORI_MOVERS_BORDERLINE);

    self->n_movers[ORI_MOVERS_BORDERLINE] = borderline->len;
  }
}

static int
find_group (const OriScheme *scheme, double score)
{
  return isnan (score) ? -1 : (int)ori_group_of (score, scheme->thresholds, scheme->n_groups - 1);
}

/* What all lines have in common. */
static OriMoverFacts
get_common_facts (OriMovers *self)
{
  OriMoverFacts facts = {.n_groups = self->scheme->n_groups, .n_years = self->data->n_cycles};

  for (guint g = 0; g < facts.n_groups; g++)
    facts.group_names[g] = g_intern_string (ori_scheme_group_name (self->scheme, g));
  facts.stale = ori_certainty_runner_is_stale (self->certainty);
  return facts;
}

static void
fill_facts (OriMovers *self, OriMoversKind kind, guint index, OriMoverFacts *facts)
{
  const OriBenchUnit *unit = &g_array_index (self->data->units, OriBenchUnit, index);

  facts->name = ori_snapshot_orgunit (self->snapshot, unit->orgunit)->short_name;
  facts->orgunit = unit->orgunit;
  facts->score = unit->score;
  facts->to = find_group (self->scheme, unit->score);
  facts->from = facts->to;
  if (kind == ORI_MOVERS_BY_THRESHOLDS && self->accepted != NULL)
    facts->from = find_group (self->accepted, unit->score);
  else if (kind == ORI_MOVERS_BY_YEAR)
    facts->from = find_group (self->scheme, unit->before);
  for (guint i = 0; i < facts->n_years; i++)
    facts->trail[i] = find_group (self->scheme, unit->trail[i]);
  facts->has_shares =
      ori_certainty_runner_get (self->certainty, unit->orgunit, self->scheme, facts->shares);
}

/* The number stands in an inscription of a set width: a drag, which changes it all the time, then
 * lays nothing out. */
static void
set_count (OriMovers *self, OriMoversKind kind, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  g_autofree char *most = g_strdup_printf ("%u", self->data->units->len);
  GtkInscription *count = self->counts[kind];

  if (gtk_inscription_get_nat_chars (count) != strlen (most)) {
    gtk_inscription_set_min_chars (count, (guint)strlen (most));
    gtk_inscription_set_nat_chars (count, (guint)strlen (most));
  }
  gtk_inscription_set_text (count, text);
}

static void
make_count (OriMovers *self, OriMoversKind kind, GtkToggleButton *button, const char *title,
            const char *tooltip)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *count = gtk_inscription_new (NULL);

  self->counts[kind] = GTK_INSCRIPTION (count);
  gtk_inscription_set_min_lines (self->counts[kind], 1);
  gtk_inscription_set_nat_lines (self->counts[kind], 1);
  gtk_inscription_set_xalign (self->counts[kind], 1);
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), tooltip);
}

/* Why nobody changed group against the year that is compared with. */
static char *
dup_year_reason (const OriBenchData *data)
{
  if (data->n_cycles < 2)
    return g_strdup (_ ("There is no year before"));
  if (data->compare >= data->n_cycles)
    return g_strdup (_ ("No year to compare with is chosen"));
  return g_strdup_printf (_ ("Nobody changed group against %d"), data->cycles[data->compare]);
}

/* «За год», or «С 2021» when it is not the year before that is compared with. */
static void
name_year (OriMovers *self)
{
  const OriBenchData *data = self->data;
  GtkWidget *label = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (self->by_year)));
  g_autofree char *since = NULL;

  if (data->compare < data->n_cycles && data->compare + 2 < data->n_cycles)
    /* Translators: who changed group since a year: a short label */
    since = g_strdup_printf (_ ("Since %d"), data->cycles[data->compare]);
  gtk_label_set_text (GTK_LABEL (label), since != NULL ? since : _ ("Over the year"));
}

static char *
dup_reason (OriMovers *self, OriMoversKind kind)
{
  switch (kind) {
  case ORI_MOVERS_BY_THRESHOLDS:
    return g_strdup (self->accepted != NULL ? _ ("The groups are those of the accepted thresholds")
                                            : _ ("No thresholds have been accepted yet"));
  case ORI_MOVERS_BY_YEAR:
    return dup_year_reason (self->data);
  case ORI_MOVERS_BORDERLINE:
  default:
    return g_strdup (ori_certainty_runner_is_stale (self->certainty)
                         ? _ ("How sure the groups are is being calculated")
                         : _ ("Every group is sure in at least 80 of 100 calculations"));
  }
}

static char *
dup_years (const OriBenchData *data)
{
  int first = data->cycles[0], last = data->cycles[data->n_cycles - 1];

  if (first == last)
    return g_strdup_printf ("%d", last);
  return g_strdup_printf ("%d–%02d", first, last % 100);
}

static const char *
get_foot (OriMoversKind kind)
{
  switch (kind) {
  case ORI_MOVERS_BY_THRESHOLDS:
    return _ ("They have a ring in the picture. A click selects on every page.");
  case ORI_MOVERS_BY_YEAR:
    return _ ("Both years are measured by the same thresholds.");
  case ORI_MOVERS_BORDERLINE:
  default:
    return _ ("No group of theirs is sure in 80 of 100 calculations.");
  }
}

static const char *
find_longest_name (const OriSnapshot *snapshot, const OriBenchData *data)
{
  const char *longest = NULL;
  glong most = 0;

  for (guint i = 0; i < data->units->len; i++) {
    guint orgunit = g_array_index (data->units, OriBenchUnit, i).orgunit;
    const char *name = ori_snapshot_orgunit (snapshot, orgunit)->short_name;
    glong length = g_utf8_strlen (name, -1);

    if (length > most) {
      longest = name;
      most = length;
    }
  }
  return longest;
}

void
ori_movers_show (OriMovers *self, const OriSnapshot *snapshot, const OriBenchData *data,
                 const OriScheme *scheme, const OriScheme *accepted, OriCertaintyRunner *certainty,
                 gboolean hasty)
{
  OriMoversKind kind = get_kind (self);
  g_autoptr (GArray) list = NULL;
  g_autofree OriMoverFacts *facts = NULL;
  OriMoverFacts common;
  g_autofree char *years = NULL;
  g_autofree char *reason = NULL;
  gboolean other = data != self->data;

  self->snapshot = snapshot;
  self->data = data;
  self->scheme = scheme;
  self->accepted = accepted;
  self->certainty = certainty;
  if (data == NULL)
    return;
  if (other) {
    name_year (self);
    ori_movers_model_set_longest (self->rows, find_longest_name (snapshot, data));
  }
  count_movers (self, hasty);
  for (int i = ORI_MOVERS_BY_THRESHOLDS; i <= ORI_MOVERS_BORDERLINE; i++)
    set_count (self, i, self->n_movers[i]);
  gtk_spinner_set_spinning (self->spinner, ori_certainty_runner_is_stale (certainty));
  if (hasty && self->n_movers[kind] > HASTY_LINES)
    return;
  list = collect (self, kind);
  facts = g_new (OriMoverFacts, MAX (list->len, 1));
  common = get_common_facts (self);
  for (guint i = 0; i < list->len; i++) {
    facts[i] = common;
    fill_facts (self, kind, g_array_index (list, guint, i), &facts[i]);
  }
  years = dup_years (data);
  ori_movers_model_set_groups (self->rows, scheme);
  ori_movers_model_set (self->rows, facts, list->len, years);
  reason = list->len == 0 ? dup_reason (self, kind) : NULL;
  gtk_inscription_set_text (self->nobody, reason);
  gtk_inscription_set_text (self->foot, list->len > 0 ? get_foot (kind) : NULL);
}

static void
kind_cb (OriMovers *self)
{
  if (self->data != NULL)
    ori_movers_show (self, self->snapshot, self->data, self->scheme, self->accepted,
                     self->certainty, FALSE);
}

void
ori_movers_select (OriMovers *self, guint orgunit)
{
  ori_movers_model_choose (self->rows, orgunit);
  for (guint i = 0; ori_movers_model_facts (self->rows, i) != NULL; i++)
    if (ori_movers_model_facts (self->rows, i)->orgunit == orgunit)
      ori_grid_set_cursor (self->grid, (int)i, 0);
}

void
ori_movers_choose (OriMovers *self, gboolean accepted)
{
  if (self->had_accepted == accepted)
    return;
  self->had_accepted = accepted;
  gtk_toggle_button_set_active (accepted ? self->by_thresholds : self->by_year, TRUE);
}

OriGrid *
ori_movers_grid (OriMovers *self)
{
  return self->grid;
}

static void
activate_cell_cb (OriMovers *self, guint row)
{
  const OriMoverFacts *facts = ori_movers_model_facts (self->rows, row);

  if (facts != NULL)
    g_signal_emit (self, chosen_signal, 0, facts->orgunit);
}

static void
ori_movers_dispose (GObject *object)
{
  OriMovers *self = ORI_MOVERS (object);

  g_clear_object (&self->rows);
  G_OBJECT_CLASS (ori_movers_parent_class)->dispose (object);
}

static void
ori_movers_class_init (OriMoversClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ori_movers_dispose;
  chosen_signal = g_signal_new ("chosen", ORI_TYPE_MOVERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  g_type_ensure (ORI_TYPE_GRID);
  g_type_ensure (ORI_TYPE_PIECE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-movers.ui");
  gtk_widget_class_bind_template_child (widget_class, OriMovers, by_thresholds);
  gtk_widget_class_bind_template_child (widget_class, OriMovers, by_year);
  gtk_widget_class_bind_template_child (widget_class, OriMovers, borderline);
  gtk_widget_class_bind_template_child (widget_class, OriMovers, grid);
  gtk_widget_class_bind_template_child (widget_class, OriMovers, nobody);
  gtk_widget_class_bind_template_child (widget_class, OriMovers, foot);
  gtk_widget_class_bind_template_child (widget_class, OriMovers, spinner);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cell_cb);
}

static void
ori_movers_init (OriMovers *self)
{
  self->had_accepted = TRUE;
  self->rows = ori_movers_model_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  make_count (self, ORI_MOVERS_BY_THRESHOLDS, self->by_thresholds, _ ("Thresholds"),
              _ ("Another group than by the accepted thresholds"));
  make_count (self, ORI_MOVERS_BY_YEAR, self->by_year, _ ("Over the year"),
              _ ("Another group than in the year compared with, by the same thresholds"));
  make_count (self, ORI_MOVERS_BORDERLINE, self->borderline, _ ("Borderline"),
              _ ("No group of theirs is sure in 80 of 100 calculations."));
  ori_grid_set_model (self->grid, ORI_GRID_MODEL (self->rows));
}
