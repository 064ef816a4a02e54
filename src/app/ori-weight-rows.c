/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-weight-rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-decimal-spin.h"
#include "core/ori-number.h"

typedef struct {
  OriSubjectKind kind;
  char *code;
  GtkAdjustment *adjustment; /* its widget's; of a block 0 to 100, else a relative weight */
  GtkLabel *value;           /* of a block */
  GtkLabel *effective;
} Row;

struct _OriWeightRows {
  GObject parent_instance;
  GtkBox *blocks, *parts; /* not owned: theirs is the panel */
  GPtrArray *rows;        /* of Row */
  gboolean refreshing;
  gboolean blocks_moved, parts_moved; /* by a person, since shown */
};

G_DEFINE_FINAL_TYPE (OriWeightRows, ori_weight_rows, G_TYPE_OBJECT)

static guint changed_signal;

static void
free_row (gpointer data)
{
  Row *row = data;

  g_free (row->code);
  g_free (row);
}

static Row *
get_row (OriWeightRows *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

/* ── moving ── */

static void
show_values (OriWeightRows *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    Row *row = get_row (self, i);
    g_autofree char *number = ori_number_format (gtk_adjustment_get_value (row->adjustment), 0);

    if (row->value != NULL)
      gtk_label_set_text (row->value, number);
  }
}

/* Makes room for the block that was moved: the others keep their proportions and all make 100. */
static void
balance (OriWeightRows *self, GtkAdjustment *moved)
{
  double rest = 100 - gtk_adjustment_get_value (moved), sum = 0;
  guint others = 0;

  for (guint i = 0; i < self->rows->len; i++) {
    Row *row = get_row (self, i);

    if (row->kind == ORI_SUBJECT_BLOCK && row->adjustment != moved) {
      sum += gtk_adjustment_get_value (row->adjustment);
      others++;
    }
  }
  self->refreshing = TRUE;
  for (guint i = 0; i < self->rows->len; i++) {
    Row *row = get_row (self, i);

    if (row->kind != ORI_SUBJECT_BLOCK || row->adjustment == moved)
      continue;
    gtk_adjustment_set_value (row->adjustment,
                              sum > 0 ? gtk_adjustment_get_value (row->adjustment) * rest / sum
                                      : rest / others);
  }
  self->refreshing = FALSE;
}

static void
value_changed_cb (GtkAdjustment *adjustment, OriWeightRows *self)
{
  gboolean block = g_object_get_data (G_OBJECT (adjustment), "block") != NULL;

  if (self->refreshing)
    return;
  if (block)
    balance (self, adjustment);
  show_values (self);
  self->blocks_moved = self->blocks_moved || block;
  self->parts_moved = self->parts_moved || !block;
  g_signal_emit (self, changed_signal, 0);
}

/* ── making ── */

static GtkLabel *
make_label (const char *text, const char *css_class, gboolean expand)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), expand ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), expand ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (label, expand);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_tooltip_text (label, expand ? text : NULL);
  return GTK_LABEL (label);
}

/* A document names its blocks at length: the row says it short, its tooltip and name in full. */
static void
add_block (OriWeightRows *self, Row *row, const char *label)
{
  GtkLabel *title = make_label (ori_block_short_label (row->code), "body", TRUE);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scale;

  row->adjustment = gtk_adjustment_new (0, 0, 100, 1, 5, 0);
  scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, row->adjustment);
  row->value = make_label ("", "heading", FALSE);
  row->effective = make_label ("", "caption", TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row->effective), "dim-label");
  gtk_widget_add_css_class (scale, "weight-scale");
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (row->adjustment), "block", self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (title), label);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (title));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (row->value));
  gtk_box_append (self->blocks, line);
  gtk_box_append (self->blocks, scale);
  gtk_box_append (self->blocks, GTK_WIDGET (row->effective));
}

/* Names of criteria begin alike: the number and a second line tell them apart. */
static GtkWidget *
make_part_name (const Row *row, const char *label)
{
  g_autofree char *text = g_strdup_printf ("%s %s", row->code, label);
  GtkLabel *name =
      make_label (text, row->kind == ORI_SUBJECT_INDICATOR ? "caption" : "caption-heading", TRUE);

  gtk_label_set_wrap (name, TRUE);
  gtk_label_set_lines (name, 2);
  gtk_label_set_width_chars (name, 12);
  return GTK_WIDGET (name);
}

static void
add_part (OriWeightRows *self, Row *row, const char *label)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *spin;

  row->adjustment = gtk_adjustment_new (1, 0, 100, 0.5, 1, 0);
  spin = ori_decimal_spin_new (row->adjustment, label, 3);
  row->effective = make_label ("", "caption", TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row->effective), "dim-label");
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (names, row->kind == ORI_SUBJECT_INDICATOR ? 10 : 0);
  gtk_box_append (GTK_BOX (names), make_part_name (row, label));
  gtk_box_append (GTK_BOX (names), GTK_WIDGET (row->effective));
  gtk_box_append (GTK_BOX (line), names);
  gtk_box_append (GTK_BOX (line), spin);
  gtk_box_append (self->parts, line);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* Indicators follow their criterion. */
static gboolean
is_shown (const OriWeight *weight)
{
  return weight->subject.kind != ORI_SUBJECT_BLOCK || weight->subject.code != NULL;
}

static void
make_rows (OriWeightRows *self, const OriProgramme *programme, const GArray *weights)
{
  g_ptr_array_set_size (self->rows, 0);
  clear_box (self->blocks);
  clear_box (self->parts);
  for (guint i = 0; i < weights->len; i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);
    Row *row;

    if (!is_shown (weight))
      continue;
    row = g_new0 (Row, 1);
    row->kind = weight->subject.kind;
    row->code = g_strdup (weight->subject.code);
    g_ptr_array_add (self->rows, row);
    if (row->kind == ORI_SUBJECT_BLOCK)
      add_block (self, row, ori_subject_label (programme, &weight->subject));
    else
      add_part (self, row, ori_subject_label (programme, &weight->subject));
    g_signal_connect_object (row->adjustment, "value-changed", G_CALLBACK (value_changed_cb), self,
                             0);
  }
}

static gboolean
has_same_rows (OriWeightRows *self, const GArray *weights)
{
  guint n = 0;

  for (guint i = 0; i < weights->len; i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);

    if (!is_shown (weight))
      continue;
    if (n >= self->rows->len || get_row (self, n)->kind != weight->subject.kind ||
        g_strcmp0 (get_row (self, n)->code, weight->subject.code) != 0)
      return FALSE;
    n++;
  }
  return n == self->rows->len;
}

/* ── showing ── */

/* Blocks that nobody has weighed have their nominal share. */
static double
find_value (const OriScheme *scheme, const OriWeight *weight, double sum)
{
  if (weight->subject.kind != ORI_SUBJECT_BLOCK)
    return weight->weight;
  if (g_hash_table_size (scheme->block_weights) == 0)
    return round (weight->nominal * 100);
  return sum > 0 ? weight->weight * 100 / sum : 0;
}

static char *
dup_effect (const OriWeight *weight, double effective)
{
  g_autofree char *number = NULL;

  if (!isfinite (effective))
    return g_strdup (weight->subject.kind == ORI_SUBJECT_BLOCK ? _ ("what it does is not known")
                                                               : "");
  number = ori_number_format (effective, 0);
  /* Translators: a block of weight 30 that correlates with the whole as if it weighed 22 */
  return g_strdup_printf (_ ("acts as %s"), number);
}

/* Squared correlations of neighbours as parts of a hundred. */
static double
sum_effective (const GArray *weights, OriSubjectKind kind)
{
  double sum = 0;

  for (guint i = 0; i < weights->len; i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);

    if (weight->subject.kind == kind && isfinite (weight->effective))
      sum += weight->effective;
  }
  return sum;
}

static double
sum_blocks (const GArray *weights)
{
  double sum = 0;

  for (guint i = 0; i < weights->len; i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);

    if (weight->subject.kind == ORI_SUBJECT_BLOCK && weight->subject.code != NULL)
      sum += weight->weight;
  }
  return sum;
}

void
ori_weight_rows_show (OriWeightRows *self, const OriProgramme *programme, const OriScheme *scheme,
                      const GArray *weights, guint *n_blocks, guint *n_parts)
{
  double sum = sum_blocks (weights);
  guint n = 0;

  if (!has_same_rows (self, weights))
    make_rows (self, programme, weights);
  *n_blocks = *n_parts = 0;
  self->refreshing = TRUE;
  for (guint i = 0; i < weights->len; i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);
    double whole = sum_effective (weights, weight->subject.kind);
    g_autofree char *effect = NULL;
    Row *row;

    if (!is_shown (weight))
      continue;
    row = get_row (self, n++);
    *n_blocks += row->kind == ORI_SUBJECT_BLOCK;
    *n_parts += row->kind != ORI_SUBJECT_BLOCK;
    if (fabs (gtk_adjustment_get_value (row->adjustment) - find_value (scheme, weight, sum)) > 0.01)
      gtk_adjustment_set_value (row->adjustment, find_value (scheme, weight, sum));
    effect = dup_effect (weight, whole > 0 ? 100 * weight->effective / whole : NAN);
    gtk_label_set_text (row->effective, effect);
  }
  show_values (self);
  self->blocks_moved = self->parts_moved = FALSE;
  self->refreshing = FALSE;
}

void
ori_weight_rows_store (OriWeightRows *self, OriScheme *scheme)
{
  for (guint i = 0; i < self->rows->len; i++) {
    const Row *row = get_row (self, i);
    double value = gtk_adjustment_get_value (row->adjustment);

    if (row->kind == ORI_SUBJECT_BLOCK && self->blocks_moved)
      ori_scheme_set_weight (scheme->block_weights, row->code, ori_number_round (value, 1));
    else if (row->kind == ORI_SUBJECT_CRITERION && self->parts_moved)
      ori_scheme_set_weight (scheme->criterion_weights, row->code, value == 1 ? -1 : value);
    else if (row->kind == ORI_SUBJECT_INDICATOR && self->parts_moved)
      ori_scheme_set_weight (scheme->weights, row->code, value == 1 ? -1 : value);
  }
}

OriWeightRows *
ori_weight_rows_new (GtkBox *blocks, GtkBox *parts)
{
  OriWeightRows *self = g_object_new (ORI_TYPE_WEIGHT_ROWS, NULL);

  self->blocks = blocks;
  self->parts = parts;
  return self;
}

static void
ori_weight_rows_finalize (GObject *object)
{
  OriWeightRows *self = ORI_WEIGHT_ROWS (object);

  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (ori_weight_rows_parent_class)->finalize (object);
}

static void
ori_weight_rows_class_init (OriWeightRowsClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ori_weight_rows_finalize;
  changed_signal = g_signal_new ("changed", ORI_TYPE_WEIGHT_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
ori_weight_rows_init (OriWeightRows *self)
{
  self->rows = g_ptr_array_new_with_free_func (free_row);
}
