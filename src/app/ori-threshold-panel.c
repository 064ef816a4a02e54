/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-threshold-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-decimal-spin.h"
#include "app/ori-group-chip.h"
#include "app/ori-piece-grid.h"
#include "app/ori-thresholds.h"
#include "core/ori-number.h"

#define NAMED 2        /* territories without a score that are named; the tooltip names all */
#define RANGE_CHARS 11 /* «59,44–72,15» */
#define COUNT_CHARS 4  /* «2023» */

struct _OriThresholdPanel {
  GtkBox parent_instance;
  GtkBox *spins;
  OriPieceGrid *classes;
  GtkLabel *range, *entry;
  GtkInscription *fit;

  OriScheme *scheme; /* as shown */
  GStrv missing;     /* names of territories without a score, NULL */
  char *note;        /* what else is told of the scores, NULL */
  guint shape[3];    /* groups, cycles and digits of counts that the table was made for */
  GtkWidget *cells[ORI_MAX_GROUPS][ORI_BENCH_CYCLES + 2]; /* by group: chip, scores, counts */
  GtkWidget *years[ORI_BENCH_CYCLES];
  const char *names[ORI_MAX_GROUPS]; /* of groups as shown, interned */
  gboolean refreshing;               /* fields are being set, not used */
};

G_DEFINE_FINAL_TYPE (OriThresholdPanel, ori_threshold_panel, GTK_TYPE_BOX)

static guint changed_signal;

/* ── the table of groups ── */

/* An inscription does not ask for another size when its text changes: a drag lays nothing out. */
static GtkWidget *
make_cell (guint chars, float xalign, const char *css_class)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), xalign);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), chars);
  gtk_inscription_set_min_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_widget_add_css_class (cell, "numeric");
  gtk_widget_add_css_class (cell, css_class);
  return cell;
}

/* Asked for, not set: setting a tooltip asks the display where the pointer is, each time. */
static gboolean
query_tooltip_cb (GtkWidget *cell, int x, int y, gboolean keyboard, GtkTooltip *tooltip,
                  gpointer data)
{
  gtk_tooltip_set_text (tooltip, gtk_inscription_get_text (GTK_INSCRIPTION (cell)));
  return TRUE;
}

static void
set_text (GtkWidget *cell, const char *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
}

/* «47,5–62»: the end of one group is the begin of the next, and equal goes up. A scale of a hundred
 * has ends, raw values have none. */
static char *
dup_range (const OriScheme *scheme, guint group)
{
  gboolean raw = scheme->normalise == ORI_NORMALISE_NONE;
  guint last = scheme->n_groups - 2;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (group > 0)
    from = ori_number_format_short (scheme->thresholds[group - 1], 2);
  else if (!raw && scheme->thresholds[0] > 0)
    from = g_strdup ("0");
  if (group <= last)
    to = ori_number_format_short (scheme->thresholds[group], 2);
  else if (!raw && scheme->thresholds[last] < 100)
    to = g_strdup ("100");
  if (from == NULL)
    /* Translators: scores of the lowest group: below a threshold */
    return g_strdup_printf (_ ("below %s"), to);
  if (to == NULL)
    /* Translators: scores of the highest group: a threshold and above */
    return g_strdup_printf (_ ("%s and above"), from);
  return g_strdup_printf ("%s–%s", from, to);
}

static void
clear_classes (OriThresholdPanel *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->classes))) != NULL)
    gtk_grid_remove (GTK_GRID (self->classes), child);
}

static void
attach_head (OriThresholdPanel *self, const char *text, int column, float xalign, guint chars)
{
  GtkWidget *cell = make_cell (chars, xalign, "caption-heading");

  set_text (cell, text);
  gtk_widget_add_css_class (cell, "dim-label");
  gtk_widget_set_hexpand (cell, column == 1);
  gtk_grid_attach (GTK_GRID (self->classes), cell, column, 0, 1, 1);
  if (column >= 2)
    self->years[column - 2] = cell;
}

/* Rows from the highest group to the lowest; made anew only for another number of groups, years or
 * digits. */
static void
ensure_classes (OriThresholdPanel *self, guint n_groups, guint n_cycles, guint digits)
{
  if (self->shape[0] == n_groups && self->shape[1] == n_cycles && self->shape[2] == digits)
    return;
  self->shape[0] = n_groups;
  self->shape[1] = n_cycles;
  self->shape[2] = digits;
  clear_classes (self);
  attach_head (self, _ ("Group"), 0, 0, 8);
  attach_head (self, _ ("Score"), 1, 0, 8);
  for (guint i = 0; i < n_cycles; i++)
    attach_head (self, "", (int)i + 2, 1, digits);
  for (guint g = 0; g < n_groups; g++) {
    int row = (int)(n_groups - g);

    self->cells[g][0] = ori_group_chip_new ();
    self->cells[g][1] = make_cell (RANGE_CHARS, 0, "range");
    gtk_widget_set_has_tooltip (self->cells[g][1], TRUE);
    g_signal_connect (self->cells[g][1], "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
    for (guint i = 0; i < n_cycles; i++)
      self->cells[g][i + 2] = make_cell (digits, 1, i + 1 == n_cycles ? "heading" : "dim-label");
    for (guint i = 0; i < n_cycles + 2; i++)
      gtk_grid_attach (GTK_GRID (self->classes), self->cells[g][i], (int)i, row, 1, 1);
    self->names[g] = NULL;
  }
}

/* Only when it changes: a drag leaves the chips alone. */
static void
show_name (OriThresholdPanel *self, guint group)
{
  const char *name = g_intern_string (ori_scheme_group_name (self->scheme, group));

  if (name != self->names[group])
    ori_group_chip_set (self->cells[group][0], self->scheme->n_groups, (int)group, name);
  self->names[group] = name;
}

/* Of the most that a group can hold. */
static guint
count_digits (const OriBenchData *data)
{
  guint most = 0, digits = 1;

  for (guint i = 0; i < data->n_cycles; i++)
    most = MAX (most, data->scores[i]->len);
  for (; most >= 10; most /= 10)
    digits++;
  return MAX (digits, COUNT_CHARS);
}

static void
fill_classes (OriThresholdPanel *self, const OriBenchData *data)
{
  guint digits = count_digits (data);
  /* Names of four groups and more are long, and so are counts of five digits: the oldest year makes
   * room for them. */
  guint most = self->scheme->n_groups > 3 || digits > COUNT_CHARS ? 2 : ORI_BENCH_CYCLES;
  guint n = MIN (data->n_cycles, most), first = data->n_cycles - n;

  ensure_classes (self, self->scheme->n_groups, n, digits);
  for (guint i = 0; i < n; i++) {
    g_autofree char *year = g_strdup_printf ("%d", data->cycles[first + i]);

    set_text (self->years[i], year);
  }
  for (guint g = 0; g < self->scheme->n_groups; g++) {
    g_autofree char *range = dup_range (self->scheme, g);

    set_text (self->cells[g][1], range);
    show_name (self, g);
    for (guint i = 0; i < n; i++) {
      g_autofree char *count =
          g_strdup_printf ("%u", ori_bench_data_count (data, first + i, self->scheme, g));

      set_text (self->cells[g][i + 2], count);
    }
  }
}

static void
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* «Мало данных: Курский МО, г. Лермонтов и ещё у 3 территорий.» */
static void
append_missing (OriThresholdPanel *self, guint n_without, GString *text)
{
  guint n = MIN (self->missing != NULL ? g_strv_length (self->missing) : 0, NAMED);

  if (n_without == 0 || n == 0)
    return;
  /* Translators: names of territories follow */
  g_string_append_printf (text, " %s ", _ ("Too little data:"));
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", self->missing[i]);
  if (n_without > n) {
    g_string_append_c (text, ' ');
    g_string_append_printf (
        text, ngettext ("and %u more territory", "and %u more territories", n_without - n),
        n_without - n);
  }
  g_string_append_c (text, '.');
}

/* «Баллы от 28 до 78,4 · одни пороги для всех лет; равный — вверх». */
static void
show_range (OriThresholdPanel *self, const OriBenchData *data)
{
  const GArray *values = data->scores[data->n_cycles - 1];
  g_autofree char *low = ori_number_format_short (g_array_index (values, double, 0), 2);
  g_autofree char *high =
      ori_number_format_short (g_array_index (values, double, values->len - 1), 2);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *notes = NULL;

  if (g_array_index (values, double, 0) == g_array_index (values, double, values->len - 1))
    g_string_append_printf (text, _ ("All scores equal %s: thresholds cannot tell them apart."),
                            low);
  else
    g_string_append_printf (text, _ ("Scores from %s to %s."), low, high);
  g_string_append_c (text, ' ');
  g_string_append (text, _ ("The same thresholds for all years; equal goes up."));
  append_missing (self, data->n_without, text);
  notes = ori_scores_notes (data->by_unit[data->n_cycles - 1], " ");
  g_string_append (text, notes);
  if (self->note != NULL)
    g_string_append_printf (text, " %s", self->note);
  set_label (self->range, text->str);
}

static void
set_foot (OriThresholdPanel *self, const char *text, guint lines)
{
  gtk_inscription_set_min_lines (self->fit, lines);
  gtk_inscription_set_nat_lines (self->fit, lines);
  gtk_inscription_set_text (self->fit, text);
}

static void
show_fit (OriThresholdPanel *self, const OriBenchData *data)
{
  double gvf = ori_bench_data_fit (data, self->scheme->thresholds, self->scheme->n_groups - 1);
  double best = MAX (ori_bench_data_best_fit (data), gvf);
  g_autofree char *number = ori_number_format (gvf, 2);
  g_autofree char *best_number = ori_number_format (best, 2);
  g_autofree char *text =
      /* Translators: goodness of variance fit of the thresholds, and the best of all methods */
      g_strdup_printf (_ ("Goodness of fit (GVF): %s, the best %s"), number, best_number);

  set_foot (self, text, 1);
}

/* ── the protocol ── */

void
ori_threshold_panel_set_entry (OriThresholdPanel *self, const OriProtocolEntry *entry)
{
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (OriScheme) to = NULL;
  g_autofree char *when = NULL;
  g_autofree char *numbers = NULL;
  g_autofree char *head = NULL;
  g_autofree char *markup = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "dim-label");
  if (entry == NULL) {
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "dim-label");
    gtk_label_set_text (self->entry, _ ("No thresholds have been accepted yet"));
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), NULL);
    return;
  }
  time = g_date_time_new_from_unix_local (entry->time);
  when = g_date_time_format (time, "%d.%m.%Y");
  to = ori_scheme_from_json (entry->to, NULL);
  numbers = to != NULL ? ori_thresholds_text (to->thresholds, to->n_groups - 1) : g_strdup ("—");
  /* Translators: «Принято 14.06.2022» */
  head = g_strdup_printf (_ ("Accepted on %s"), when);
  markup = g_markup_printf_escaped ("<b>%s</b>, %s: %s\n«%s»", head, entry->author, numbers,
                                    entry->reason);
  gtk_label_set_markup (self->entry, markup);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), entry->reason);
}

/* ── fields ── */

static void
spin_changed_cb (GtkSpinButton *spin, OriThresholdPanel *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (spin), "index"));
  double value;

  if (self->refreshing)
    return;
  value = ori_thresholds_clamp (self->scheme, index, gtk_spin_button_get_value (spin));
  if (value != self->scheme->thresholds[index])
    g_signal_emit (self, changed_signal, 0, index, value);
  else
    gtk_spin_button_set_value (spin, value);
}

static void
add_spin (OriThresholdPanel *self, guint index, gboolean narrow)
{
  GtkAdjustment *adjustment = gtk_adjustment_new (0, -1e6, 1e6, 0.1, 1, 0);
  /* Translators: a threshold between groups, by number from the lowest */
  g_autofree char *name = g_strdup_printf (_ ("Threshold %u"), index + 1);
  GtkWidget *spin = ori_decimal_spin_new (adjustment, name, 5);

  gtk_widget_set_tooltip_text (spin, name);
  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (spin), GTK_UPDATE_IF_VALID);
  g_object_set_data (G_OBJECT (spin), "index", GUINT_TO_POINTER (index));
  g_signal_connect (spin, "value-changed", G_CALLBACK (spin_changed_cb), self);
  gtk_box_append (self->spins, spin);
  if (!narrow)
    return;
  /* Of more than two fields the buttons would take the room of names: keys and the wheel step. */
  for (GtkWidget *part = gtk_widget_get_first_child (spin); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    if (GTK_IS_BUTTON (part))
      gtk_widget_set_visible (part, FALSE);
}

/* A field per threshold; made anew only when their number changes, so that the focus stays in the
 * one being typed in. */
static void
fill_spins (OriThresholdPanel *self)
{
  guint n = self->scheme->n_groups - 1;
  guint n_before = 0;
  GtkWidget *child;

  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->spins)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_before++;
  self->refreshing = TRUE;
  if (n_before != n) {
    while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->spins))) != NULL)
      gtk_box_remove (self->spins, child);
    for (guint i = 0; i < n; i++)
      add_spin (self, i, n > 2);
  }
  for (child = gtk_widget_get_first_child (GTK_WIDGET (self->spins)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "index"));

    gtk_spin_button_set_value (GTK_SPIN_BUTTON (child), self->scheme->thresholds[index]);
  }
  self->refreshing = FALSE;
}

/* ── panel ── */

void
ori_threshold_panel_set_note (OriThresholdPanel *self, const char *note)
{
  g_free (self->note);
  self->note = g_strdup (note);
}

void
ori_threshold_panel_set_missing (OriThresholdPanel *self, const char *const *names)
{
  g_autofree char *all = NULL;

  g_strfreev (self->missing);
  self->missing = g_strdupv ((GStrv)names);
  if (names != NULL && *names != NULL)
    all = g_strjoinv (", ", (GStrv)names);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->range), all);
}

void
ori_threshold_panel_show (OriThresholdPanel *self, const OriBenchData *data,
                          const OriScheme *scheme)
{
  g_clear_pointer (&self->scheme, ori_scheme_free);
  self->scheme = ori_scheme_copy (scheme);
  fill_spins (self);
  fill_classes (self, data);
  show_range (self, data);
  show_fit (self, data);
}

void
ori_threshold_panel_show_error (OriThresholdPanel *self, const char *message)
{
  set_foot (self, message, 2);
}

static void
ori_threshold_panel_finalize (GObject *object)
{
  OriThresholdPanel *self = ORI_THRESHOLD_PANEL (object);

  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->missing, g_strfreev);
  g_clear_pointer (&self->scheme, ori_scheme_free);
  G_OBJECT_CLASS (ori_threshold_panel_parent_class)->finalize (object);
}

static void
ori_threshold_panel_class_init (OriThresholdPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = ori_threshold_panel_finalize;
  changed_signal = g_signal_new ("changed", ORI_TYPE_THRESHOLD_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_DOUBLE);
  g_type_ensure (ORI_TYPE_PIECE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-threshold-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, spins);
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, classes);
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, range);
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, fit);
  gtk_widget_class_bind_template_child (widget_class, OriThresholdPanel, entry);
}

static void
ori_threshold_panel_init (OriThresholdPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE); /* what is left over is for names */
}
