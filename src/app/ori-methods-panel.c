/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-methods-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-group-names.h"
#include "app/ori-ring.h"
#include "app/ori-weight-rows.h"
#include "core/ori-number.h"

#define REST 500 /* ms after which a slider that rests is let go */

struct _OriMethodsPanel {
  GtkBox parent_instance;
  GtkDropDown *normalise, *aggregate, *completeness, *groups;
  OriGroupNames *names;
  GtkWidget *blocks_title;
  GtkBox *blocks;
  GtkExpander *parts;
  GtkBox *part_rows;
  GtkCheckButton *doubts[ORI_N_DOUBTS];
  GtkLabel *flips[ORI_N_DOUBTS];
  GtkBox *doubt_rows;
  GtkSpinButton *replicates;
  GtkEntry *seed;
  GtkLabel *stable;
  OriRing *ring;

  OriScheme *scheme;   /* as shown */
  OriWeightRows *rows; /* of blocks and of what is below them */
  gboolean single;     /* one indicator: no weights */
  gboolean raw;        /* raw values are on offer */
  gboolean refreshing; /* controls are being set, not used */
  guint resting;       /* timeout */
};

G_DEFINE_FINAL_TYPE (OriMethodsPanel, ori_methods_panel, GTK_TYPE_BOX)

static guint changed_signal;

static const struct {
  OriNormalise normalise;
  const char *label;
} normalises[] = {
    {ORI_NORMALISE_GOALPOSTS, N_ ("Goal = 100, frozen scale")},
    {ORI_NORMALISE_MINMAX, N_ ("Worst = 0, best = 100")},
    {ORI_NORMALISE_BEST, N_ ("Share of the best")},
    {ORI_NORMALISE_TARGET, N_ ("Distance to the target")},
    {ORI_NORMALISE_PERCENTILE, N_ ("Places (percentiles)")},
    {ORI_NORMALISE_ZSCORE, N_ ("Deviations from the mean")},
    {ORI_NORMALISE_NONE, N_ ("Values as they are")}, /* the last: not of everything */
};

static const struct {
  OriAggregate aggregate;
  const char *label;
} aggregates[] = {
    {ORI_AGGREGATE_ARITHMETIC, N_ ("Arithmetic mean")},
    {ORI_AGGREGATE_GEOMETRIC, N_ ("Geometric mean")},
    {ORI_AGGREGATE_HARMONIC, N_ ("Harmonic mean")},
};

static const struct {
  double share;
  const char *label;
} completenesses[] = {
    {0, N_ ("Score from whatever there is")},
    {0.5, N_ ("Score from half of the weight on")},
    {2.0 / 3, N_ ("Score from ⅔ of the weight on")},
    {1, N_ ("Score only when all is there")},
};

/* ── telling ── */

static void
emit_changed (OriMethodsPanel *self, gboolean final)
{
  g_autoptr (OriScheme) scheme = ori_scheme_copy (self->scheme);

  g_clear_handle_id (&self->resting, g_source_remove);
  g_signal_emit (self, changed_signal, 0, scheme, final);
}

static void
choice_cb (OriMethodsPanel *self)
{
  guint normalise = gtk_drop_down_get_selected (self->normalise);
  guint aggregate = gtk_drop_down_get_selected (self->aggregate);
  guint completeness = gtk_drop_down_get_selected (self->completeness);
  guint groups = gtk_drop_down_get_selected (self->groups);

  if (self->refreshing || self->scheme == NULL)
    return;
  if (normalise < G_N_ELEMENTS (normalises))
    self->scheme->normalise = normalises[normalise].normalise;
  if (aggregate < G_N_ELEMENTS (aggregates))
    self->scheme->aggregate = aggregates[aggregate].aggregate;
  if (completeness < G_N_ELEMENTS (completenesses))
    self->scheme->min_completeness = completenesses[completeness].share;
  if (groups + 2 <= ORI_MAX_GROUPS)
    self->scheme->n_groups = groups + 2;
  emit_changed (self, TRUE);
}

static void
names_cb (OriMethodsPanel *self, OriScheme *scheme)
{
  g_strfreev (self->scheme->group_names);
  self->scheme->group_names = g_strdupv (scheme->group_names);
  emit_changed (self, TRUE);
}

static gboolean
rest_cb (gpointer data)
{
  OriMethodsPanel *self = data;

  self->resting = 0;
  emit_changed (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* A slider moves: live, but one step when it rests. */
static void
weights_cb (OriWeightRows *rows, OriMethodsPanel *self)
{
  ori_weight_rows_store (rows, self->scheme);
  emit_changed (self, FALSE);
  self->resting = g_timeout_add (REST, rest_cb, self);
}

static void
plan_cb (OriMethodsPanel *self)
{
  OriCertaintyPlan *plan;

  if (self->refreshing || self->scheme == NULL)
    return;
  plan = &self->scheme->plan;
  plan->doubts = 0;
  for (guint i = 0; i < ORI_N_DOUBTS; i++)
    if (gtk_check_button_get_active (self->doubts[i]))
      plan->doubts |= 1u << i;
  if ((plan->doubts & 1u << ORI_DOUBT_THRESHOLDS) != 0 && plan->threshold_shift <= 0)
    plan->threshold_shift = 1;
  plan->replicates = (guint)gtk_spin_button_get_value_as_int (self->replicates);
  emit_changed (self, TRUE);
}

static void
seed_cb (OriMethodsPanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->seed));
  guint64 seed;

  if (self->refreshing || self->scheme == NULL)
    return;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seed, NULL)) {
    gtk_widget_add_css_class (GTK_WIDGET (self->seed), "error");
    return;
  }
  gtk_widget_remove_css_class (GTK_WIDGET (self->seed), "error");
  if (seed == self->scheme->plan.seed)
    return;
  self->scheme->plan.seed = seed;
  emit_changed (self, TRUE);
}

static void
seed_left_cb (OriMethodsPanel *self)
{
  seed_cb (self);
}

/* Everything as it is without a decision; thresholds stay. */
static void
reset_cb (OriMethodsPanel *self)
{
  g_autoptr (OriScheme) fresh = ori_scheme_new ();

  if (self->scheme == NULL)
    return;
  self->scheme->normalise = fresh->normalise;
  self->scheme->aggregate = fresh->aggregate;
  self->scheme->min_completeness = fresh->min_completeness;
  self->scheme->plan = fresh->plan;
  g_hash_table_remove_all (self->scheme->weights);
  g_hash_table_remove_all (self->scheme->criterion_weights);
  g_hash_table_remove_all (self->scheme->block_weights);
  emit_changed (self, TRUE);
}

/* ── showing ── */

static void
set_choices (OriMethodsPanel *self)
{
  const OriScheme *scheme = self->scheme;

  for (guint i = 0; i < G_N_ELEMENTS (normalises); i++)
    if (normalises[i].normalise == scheme->normalise)
      gtk_drop_down_set_selected (self->normalise, i);
  for (guint i = 0; i < G_N_ELEMENTS (aggregates); i++)
    if (aggregates[i].aggregate == scheme->aggregate)
      gtk_drop_down_set_selected (self->aggregate, i);
  for (guint i = 0; i < G_N_ELEMENTS (completenesses); i++)
    if (fabs (completenesses[i].share - scheme->min_completeness) < 0.01)
      gtk_drop_down_set_selected (self->completeness, i);
  gtk_drop_down_set_selected (self->groups, scheme->n_groups - 2);
  gtk_widget_set_sensitive (GTK_WIDGET (self->aggregate), !self->single);
}

static void
set_plan (OriMethodsPanel *self)
{
  const OriCertaintyPlan *plan = &self->scheme->plan;
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, plan->seed);

  for (guint i = 0; i < ORI_N_DOUBTS; i++)
    gtk_check_button_set_active (self->doubts[i], (plan->doubts & 1u << i) != 0);
  gtk_spin_button_set_value (self->replicates, plan->replicates);
  if (g_strcmp0 (seed, gtk_editable_get_text (GTK_EDITABLE (self->seed))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->seed), seed);
  /* Undo takes back decisions, not what was typed for them. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->seed), FALSE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->seed), TRUE);
}

static GtkStringList *
make_normalises (gboolean raw)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (normalises) - (raw ? 0 : 1); i++)
    gtk_string_list_append (list, _ (normalises[i].label));
  return list;
}

void
ori_methods_panel_show (OriMethodsPanel *self, const OriProgramme *programme,
                        const OriScheme *scheme, const OriSubject *subject, const GArray *weights)
{
  gboolean single = subject != NULL && subject->kind == ORI_SUBJECT_INDICATOR;
  gboolean raw = ori_subject_ranks_raw (subject) || scheme->normalise == ORI_NORMALISE_NONE;
  guint n_blocks, n_parts;

  self->refreshing = TRUE;
  self->single = single;
  if (raw != self->raw) {
    g_autoptr (GtkStringList) list = make_normalises (raw);

    gtk_drop_down_set_model (self->normalise, G_LIST_MODEL (list));
    self->raw = raw;
  }
  g_clear_pointer (&self->scheme, ori_scheme_free);
  self->scheme = ori_scheme_copy (scheme);
  set_choices (self);
  set_plan (self);
  ori_group_names_show (self->names, scheme);
  ori_weight_rows_show (self->rows, programme, scheme, weights, &n_blocks, &n_parts);
  gtk_widget_set_visible (self->blocks_title, n_blocks > 1 && !single);
  gtk_widget_set_visible (GTK_WIDGET (self->blocks), n_blocks > 1 && !single);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), n_parts > 1 && !single);
  self->refreshing = FALSE;
}

/* «12 смен» */
static char *
dup_flips (int n)
{
  /* Translators: groups that one source of doubt alone unsettles */
  return g_strdup_printf (ngettext ("%d unsettled", "%d unsettled", (gulong)n), n);
}

/* The room is there before the answer: whoever drags meanwhile has the picture stay. */
static void
reserve_room (GtkLabel *flips)
{
  g_autofree char *usual = dup_flips (22);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (flips), usual);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (flips), width, -1);
}

void
ori_methods_panel_set_certainty (OriMethodsPanel *self, OriCertaintyRunner *certainty)
{
  guint stable, all;
  gboolean known =
      certainty != NULL && ori_certainty_runner_count (certainty, &stable, &all) && all > 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->ring), certainty != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->stable), certainty != NULL);

  for (guint i = 0; i < ORI_N_DOUBTS; i++) {
    int n = certainty != NULL ? ori_certainty_runner_count_flips (certainty, (OriDoubt)i) : -1;
    g_autofree char *flips = n >= 0 ? dup_flips (n) : NULL;

    reserve_room (self->flips[i]);
    gtk_label_set_text (self->flips[i], flips != NULL ? flips : "");
  }
  if (certainty == NULL)
    return;
  ori_ring_set (self->ring, known ? stable / (double)all : 0,
                ori_certainty_runner_is_stale (certainty));
  if (!known) {
    gtk_label_set_text (self->stable, _ ("How sure the groups are is being calculated"));
    return;
  }
  text =
      g_strdup_printf (_ ("<b>%u of %u</b> groups are sure:\n≥ 80 variants of 100"), stable, all);
  gtk_label_set_markup (self->stable, text);
}

/* ── making ── */

static void
add_doubts (OriMethodsPanel *self)
{
  static const char *const labels[ORI_N_DOUBTS] = {N_ ("Small numbers"), N_ ("Weights ± 25 %"),
                                                   N_ ("Way of calculation"),
                                                   N_ ("Thresholds ± 1")};

  for (guint i = 0; i < ORI_N_DOUBTS; i++) {
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

    self->doubts[i] = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ (labels[i])));
    self->flips[i] = GTK_LABEL (gtk_label_new (NULL));
    gtk_label_set_max_width_chars (self->flips[i], 1);
    gtk_label_set_ellipsize (self->flips[i], PANGO_ELLIPSIZE_END);
    gtk_label_set_xalign (self->flips[i], 1);
    gtk_widget_set_hexpand (GTK_WIDGET (self->doubts[i]), TRUE);
    gtk_widget_add_css_class (GTK_WIDGET (self->flips[i]), "caption");
    gtk_widget_add_css_class (GTK_WIDGET (self->flips[i]), "dim-label");
    gtk_widget_set_tooltip_text (row, ori_doubt_label ((OriDoubt)i));
    gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->doubts[i]));
    gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->flips[i]));
    gtk_box_append (self->doubt_rows, row);
    g_signal_connect_swapped (self->doubts[i], "toggled", G_CALLBACK (plan_cb), self);
  }
}

static void
fill_lists (OriMethodsPanel *self)
{
  g_autoptr (GtkStringList) normalise = make_normalises (FALSE);
  g_autoptr (GtkStringList) aggregate = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) completeness = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) groups = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (aggregates); i++)
    gtk_string_list_append (aggregate, _ (aggregates[i].label));
  for (guint i = 0; i < G_N_ELEMENTS (completenesses); i++)
    gtk_string_list_append (completeness, _ (completenesses[i].label));
  for (guint i = 2; i <= ORI_MAX_GROUPS; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i);

    gtk_string_list_append (groups, number);
  }
  self->refreshing = TRUE;
  gtk_drop_down_set_model (self->normalise, G_LIST_MODEL (normalise));
  gtk_drop_down_set_model (self->aggregate, G_LIST_MODEL (aggregate));
  gtk_drop_down_set_model (self->completeness, G_LIST_MODEL (completeness));
  gtk_drop_down_set_model (self->groups, G_LIST_MODEL (groups));
  self->refreshing = FALSE;
}

static void
ori_methods_panel_dispose (GObject *object)
{
  OriMethodsPanel *self = ORI_METHODS_PANEL (object);

  g_clear_handle_id (&self->resting, g_source_remove);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->scheme, ori_scheme_free);
  G_OBJECT_CLASS (ori_methods_panel_parent_class)->dispose (object);
}

static void
ori_methods_panel_class_init (OriMethodsPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = ori_methods_panel_dispose;
  g_type_ensure (ORI_TYPE_GROUP_NAMES);
  g_type_ensure (ORI_TYPE_RING);
  changed_signal = g_signal_new ("changed", ORI_TYPE_METHODS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-methods-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, normalise);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, aggregate);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, completeness);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, groups);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, names);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, blocks_title);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, blocks);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, parts);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, part_rows);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, doubt_rows);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, replicates);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, seed);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, stable);
  gtk_widget_class_bind_template_child (widget_class, OriMethodsPanel, ring);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, names_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_cb);
  gtk_widget_class_bind_template_callback (widget_class, seed_cb);
  gtk_widget_class_bind_template_callback (widget_class, seed_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
ori_methods_panel_init (OriMethodsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE); /* what is left over is for the bench */
  self->rows = ori_weight_rows_new (self->blocks, self->part_rows);
  g_signal_connect (self->rows, "changed", G_CALLBACK (weights_cb), self);
  add_doubts (self);
  fill_lists (self);
}
