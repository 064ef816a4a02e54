/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-threshold-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-group-chip.h"
#include "app/ori-thresholds.h"
#include "core/ori-number.h"

struct _OriThresholdPanel {
  GtkBox parent_instance;
  GtkBox *spins;
  GtkGrid *classes;
  GtkLabel *fit;
  GtkFlowBox *suggestions;

  OriScheme *scheme;       /* as shown */
  OriScheme *accepted;     /* NULL if none */
  const GArray *cycles;    /* owned by the page, valid while shown */
  const GPtrArray *scores; /* likewise */
  gboolean refreshing;     /* fields are being set, not used */
  guint n_stable, n_all;   /* groups that are sure; 0 of 0 when not known */
};

G_DEFINE_FINAL_TYPE (OriThresholdPanel, ori_threshold_panel, GTK_TYPE_BOX)

static guint changed_signal;

static const struct {
  OriGroupingMethod method;
  const char *name;
} methods[] = {
    {ORI_GROUPING_NATURAL, N_ ("Natural breaks")},
    {ORI_GROUPING_TERCILE, N_ ("Equal numbers")},
    {ORI_GROUPING_SD, N_ ("Mean ± ½ σ")},
};

static const GArray *
get_scores (OriThresholdPanel *self)
{
  return g_ptr_array_index (self->scores, self->scores->len - 1);
}

static guint
get_n_thresholds (OriThresholdPanel *self)
{
  return self->scheme->n_groups - 1;
}

static GtkWidget *
make_cell (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

/* --- The table of groups --- */

static char *
dup_range (const OriScheme *scheme, guint group)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (group > 0)
    from = ori_number_format_short (scheme->thresholds[group - 1], 2);
  if (group + 1 < scheme->n_groups)
    to = ori_number_format_short (scheme->thresholds[group], 2);
  if (from == NULL)
    /* Translators: scores of the lowest group: below a threshold */
    return g_strdup_printf (_ ("below %s"), to);
  if (to == NULL)
    /* Translators: scores of the highest group: a threshold and above */
    return g_strdup_printf (_ ("%s and above"), from);
  /* Translators: scores of a middle group: from one threshold to below the next */
  return g_strdup_printf (_ ("%s to below %s"), from, to);
}

static guint
count_group (const GArray *scores, const OriScheme *scheme, guint group)
{
  guint n = 0;

  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    n += score->has_score &&
         ori_group_of (score->score, scheme->thresholds, scheme->n_groups - 1) == group;
  }
  return n;
}

static void
fill_class_row (OriThresholdPanel *self, guint group, int row)
{
  GtkWidget *chip = ori_group_chip_new ();
  g_autofree char *range = dup_range (self->scheme, group);

  ori_group_chip_set (chip, self->scheme->n_groups, (int)group);
  gtk_grid_attach (self->classes, chip, 0, row, 1, 1);
  gtk_grid_attach (self->classes, make_cell (range, 0, "numeric"), 1, row, 1, 1);
  for (guint i = 0; i < self->scores->len; i++) {
    gboolean last = i + 1 == self->scores->len;
    g_autofree char *count = g_strdup_printf (
        "%u", count_group (g_ptr_array_index (self->scores, i), self->scheme, group));

    gtk_grid_attach (self->classes, make_cell (count, 1, last ? "heading" : "dim-label"),
                     (int)i + 2, row, 1, 1);
  }
}

static void
fill_classes (OriThresholdPanel *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->classes)); child != NULL;
       child = gtk_widget_get_first_child (GTK_WIDGET (self->classes)))
    gtk_grid_remove (self->classes, child);
  gtk_grid_attach (self->classes, make_cell (_ ("Group"), 0, "caption-heading"), 0, 0, 1, 1);
  gtk_grid_attach (self->classes, make_cell (_ ("Score"), 0, "caption-heading"), 1, 0, 1, 1);
  for (guint i = 0; i < self->cycles->len; i++) {
    g_autofree char *year = g_strdup_printf ("%d", g_array_index (self->cycles, int, i));

    gtk_grid_attach (self->classes, make_cell (year, 1, "caption-heading"), (int)i + 2, 0, 1, 1);
  }
  for (guint i = 0; i < self->scheme->n_groups; i++)
    fill_class_row (self, self->scheme->n_groups - 1 - i, (int)i + 1);
}

/* Goodness of fit, and what else is known: who has no score, how sure the groups are. */
static void
show_fit (OriThresholdPanel *self)
{
  g_autoptr (GArray) values = ori_thresholds_values (get_scores (self));
  guint without = get_scores (self)->len - values->len;
  double gvf = ori_grouping_gvf ((const double *)(gpointer)values->data, values->len,
                                 self->scheme->thresholds, get_n_thresholds (self));
  g_autofree char *number = ori_number_format (gvf, 2);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_printf (text, _ ("A score equal to a threshold goes up. Goodness of fit %s"), number);
  if (self->n_all > 0) {
    g_string_append (text, ". ");
    g_string_append_printf (text, _ ("Sure in at least 80 of 100 calculations: %u of %u"),
                            self->n_stable, self->n_all);
  }
  if (without > 0) {
    g_string_append (text, ". ");
    g_string_append_printf (text,
                            ngettext ("%u territory has too little data",
                                      "%u territories have too little data", without),
                            without);
  }
  gtk_label_set_text (self->fit, text->str);
}

void
ori_threshold_panel_set_certainty (OriThresholdPanel *self, guint stable, guint all)
{
  self->n_stable = stable;
  self->n_all = all;
  show_fit (self);
}

/* --- Fields --- */

static void
emit_changed (OriThresholdPanel *self, const double *thresholds)
{
  g_signal_emit (self, changed_signal, 0, thresholds);
}

static void
spin_changed_cb (GtkSpinButton *spin, OriThresholdPanel *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (spin), "index"));
  double thresholds[ORI_MAX_GROUPS - 1];

  if (self->refreshing)
    return;
  memcpy (thresholds, self->scheme->thresholds, sizeof thresholds);
  thresholds[index] = ori_thresholds_clamp (self->scheme, index, gtk_spin_button_get_value (spin));
  if (thresholds[index] != self->scheme->thresholds[index])
    emit_changed (self, thresholds);
}

/* Decimal comma whatever the locale of the process. */
static gboolean
spin_output_cb (GtkSpinButton *spin, gpointer data)
{
  g_autofree char *text = ori_number_format_short (gtk_spin_button_get_value (spin), 2);

  if (g_strcmp0 (text, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static int
spin_input_cb (GtkSpinButton *spin, double *value, gpointer data)
{
  return ori_number_parse (gtk_editable_get_text (GTK_EDITABLE (spin)), value, NULL, NULL)
             ? TRUE
             : GTK_INPUT_ERROR;
}

static void
add_spin (OriThresholdPanel *self, guint index)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (0, -1e6, 1e6, 0.1, 1, 0);
  GtkWidget *spin = gtk_spin_button_new (adjustment, 0.1, 2);
  /* Translators: a threshold between groups, by number from the lowest */
  g_autofree char *name = g_strdup_printf (_ ("Threshold %u"), index + 1);

  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (spin, name);
  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (spin), GTK_UPDATE_IF_VALID);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_widget_add_css_class (spin, "numeric");
  g_object_set_data (G_OBJECT (spin), "index", GUINT_TO_POINTER (index));
  g_signal_connect (spin, "output", G_CALLBACK (spin_output_cb), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (spin_input_cb), NULL);
  g_signal_connect (spin, "value-changed", G_CALLBACK (spin_changed_cb), self);
  gtk_box_append (self->spins, spin);
}

/* A field per threshold behind the heading; made anew only when their number changes, so that the
 * focus stays in the one being typed in. */
static void
fill_spins (OriThresholdPanel *self)
{
  g_autoptr (GListModel) children = gtk_widget_observe_children (GTK_WIDGET (self->spins));
  GtkWidget *child;

  self->refreshing = TRUE;
  if (g_list_model_get_n_items (children) != get_n_thresholds (self) + 1) {
    while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->spins))) != NULL)
      gtk_box_remove (self->spins, child);
    gtk_box_append (self->spins, make_cell (_ ("Thresholds"), 0, "heading"));
    for (guint i = 0; i < get_n_thresholds (self); i++)
      add_spin (self, i);
  }
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->spins)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_SPIN_BUTTON (child)) {
      guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "index"));

      gtk_spin_button_set_value (GTK_SPIN_BUTTON (child), self->scheme->thresholds[index]);
    }
  self->refreshing = FALSE;
}

/* --- Suggestions --- */

static gboolean
find_suggestion (OriThresholdPanel *self, OriGroupingMethod method, double *thresholds, double *gvf)
{
  g_autoptr (GArray) values = ori_thresholds_values (get_scores (self));
  const double *data = (const double *)(gpointer)values->data;

  if (!ori_grouping_suggest (method, data, values->len, self->scheme->n_groups, thresholds))
    return FALSE;
  *gvf = ori_grouping_gvf (data, values->len, thresholds, get_n_thresholds (self));
  return TRUE;
}

static void
suggestion_cb (GtkButton *button, OriThresholdPanel *self)
{
  emit_changed (self, g_object_get_data (G_OBJECT (button), "thresholds"));
}

static void
add_suggestion (OriThresholdPanel *self, const char *name, const double *thresholds, double gvf)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *numbers = ori_thresholds_text (thresholds, get_n_thresholds (self));
  g_autofree char *fit = ori_number_format (gvf, 2);
  g_autofree char *tooltip =
      g_strdup_printf (_ ("%s: thresholds %s, goodness of fit %s"), name, numbers, fit);

  gtk_box_append (GTK_BOX (box), make_cell (name, 0, "caption-heading"));
  gtk_box_append (GTK_BOX (box), make_cell (numbers, 0, "caption"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "thresholds",
                          g_memdup2 (thresholds, sizeof (double) * (ORI_MAX_GROUPS - 1)), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (suggestion_cb), self);
  gtk_flow_box_append (self->suggestions, button);
}

void
ori_threshold_panel_suggest (OriThresholdPanel *self)
{
  g_autoptr (GArray) values = ori_thresholds_values (get_scores (self));
  GtkWidget *child;
  double gvf;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->suggestions))) != NULL)
    gtk_flow_box_remove (self->suggestions, child);
  if (self->accepted != NULL) {
    gvf = ori_grouping_gvf ((const double *)(gpointer)values->data, values->len,
                            self->accepted->thresholds, get_n_thresholds (self));
    add_suggestion (self, _ ("Accepted"), self->accepted->thresholds, gvf);
  }
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++) {
    double thresholds[ORI_MAX_GROUPS - 1] = {0};

    if (find_suggestion (self, methods[i].method, thresholds, &gvf))
      add_suggestion (self, _ (methods[i].name), thresholds, gvf);
  }
}

/* --- Panel --- */

void
ori_threshold_panel_show (OriThresholdPanel *self, const OriScheme *scheme,
                          const OriScheme *accepted, const GArray *cycles, const GPtrArray *scores)
{
  g_clear_pointer (&self->scheme, ori_scheme_free);
  g_clear_pointer (&self->accepted, ori_scheme_free);
  self->scheme = ori_scheme_copy (scheme);
  self->accepted = accepted != NULL ? ori_scheme_copy (accepted) : NULL;
  self->cycles = cycles;
  self->scores = scores;
  self->n_stable = self->n_all = 0;
  fill_spins (self);
  fill_classes (self);
  show_fit (self);
}

void
ori_threshold_panel_show_error (OriThresholdPanel *self, const char *message)
{
  gtk_label_set_text (self->fit, message);
}

static void
ori_threshold_panel_finalize (GObject *object)
{
  OriThresholdPanel *self = ORI_THRESHOLD_PANEL (object);

  g_clear_pointer (&self->scheme, ori_scheme_free);
  g_clear_pointer (&self->accepted, ori_scheme_free);
  G_OBJECT_CLASS (ori_threshold_panel_parent_class)->finalize (object);
}

static void
ori_threshold_panel_class_init (OriThresholdPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ori_threshold_panel_finalize;
  changed_signal = g_signal_new ("changed", ORI_TYPE_THRESHOLD_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-threshold-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, spins);
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, classes);
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, fit);
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, suggestions);
}

static void
ori_threshold_panel_init (OriThresholdPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
