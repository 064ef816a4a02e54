/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-mover.h"

#include <glib/gi18n-lib.h>

#include "app/ori-group-chip.h"
#include "app/ori-group-marks.h"
#include "core/ori-number.h"

struct _OriMover {
  GObject parent_instance;
  char *name;
  OriMoverFacts facts;
};

G_DEFINE_FINAL_TYPE (OriMover, ori_mover, G_TYPE_OBJECT)

static guint changed_signal;

OriMover *
ori_mover_new (const char *name, const OriMoverFacts *facts)
{
  OriMover *self = g_object_new (ORI_TYPE_MOVER, NULL);

  self->name = g_strdup (name);
  self->facts = *facts;
  return self;
}

const OriMoverFacts *
ori_mover_facts (OriMover *self)
{
  return &self->facts;
}

static gboolean
equal_facts (const OriMoverFacts *a, const OriMoverFacts *b)
{
  if (a->score != b->score || a->n_groups != b->n_groups || a->from != b->from || a->to != b->to ||
      a->from_name != b->from_name || a->to_name != b->to_name || a->n_years != b->n_years ||
      a->has_shares != b->has_shares || a->stale != b->stale)
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
ori_mover_set_facts (OriMover *self, const OriMoverFacts *facts)
{
  if (equal_facts (&self->facts, facts))
    return;
  self->facts = *facts;
  g_signal_emit (self, changed_signal, 0);
}

static void
ori_mover_finalize (GObject *object)
{
  g_free (ORI_MOVER (object)->name);
  G_OBJECT_CLASS (ori_mover_parent_class)->finalize (object);
}

static void
ori_mover_class_init (OriMoverClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ori_mover_finalize;
  changed_signal = g_signal_new ("changed", ORI_TYPE_MOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
ori_mover_init (OriMover *self)
{
}

/* ── cells ── */

typedef enum {
  CELL_NAME,
  CELL_SCORE,
  CELL_TRAIL,
  CELL_GROUPS,
  CELL_BAR,
  CELL_SHARE,
  N_CELLS,
} Cell;

static GtkWidget *
make_label (float xalign, gboolean ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (ellipsize)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
make_groups (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = gtk_label_new ("→");
  GtkWidget *from = ori_group_marks_new ();

  gtk_widget_add_css_class (arrow, "dim-label");
  gtk_box_append (GTK_BOX (box), from);
  gtk_box_append (GTK_BOX (box), arrow);
  gtk_box_append (GTK_BOX (box), ori_group_chip_new ());
  return box;
}

static GtkWidget *
make_cell (Cell cell)
{
  GtkWidget *name;

  switch (cell) {
  case CELL_NAME:
    name = make_label (0, TRUE);
    gtk_widget_add_css_class (name, "heading");
    return name;
  case CELL_TRAIL:
  case CELL_BAR:
    return ori_group_marks_new ();
  case CELL_GROUPS:
    return make_groups ();
  case CELL_SCORE:
  case CELL_SHARE:
  default:
    return make_label (1, FALSE);
  }
}

/* «▼ → ● средняя»; who stays has only the chip. */
static void
show_groups (GtkWidget *box, const OriMoverFacts *facts)
{
  GtkWidget *from = gtk_widget_get_first_child (box);
  GtkWidget *arrow = gtk_widget_get_next_sibling (from);
  gboolean moves = facts->from >= 0 && facts->from != facts->to;
  int level[] = {facts->from};

  gtk_widget_set_visible (from, moves);
  gtk_widget_set_visible (arrow, moves);
  if (moves)
    ori_group_marks_set_trail (ORI_GROUP_MARKS (from), facts->n_groups, level, 1);
  ori_group_chip_set (gtk_widget_get_next_sibling (arrow), facts->n_groups, facts->to,
                      facts->to_name);
}

/* «87», faint when it belongs to thresholds that have moved since; bold when sure. */
static void
show_share (GtkWidget *label, const OriMoverFacts *facts)
{
  double share = facts->has_shares ? facts->shares[facts->to] : -1;
  g_autofree char *text = NULL;

  gtk_widget_remove_css_class (label, "dim-label");
  gtk_widget_remove_css_class (label, "heading");
  if (share < 0) {
    gtk_label_set_text (GTK_LABEL (label), "");
    return;
  }
  text = g_strdup_printf ("%.0f", share * 100);
  gtk_label_set_text (GTK_LABEL (label), text);
  if (facts->stale)
    gtk_widget_add_css_class (label, "dim-label");
  else if (share >= 0.8)
    gtk_widget_add_css_class (label, "heading");
}

static void
show_cell (GtkWidget *widget, Cell cell, OriMover *mover)
{
  const OriMoverFacts *facts = &mover->facts;
  g_autofree char *score = NULL;

  switch (cell) {
  case CELL_NAME:
    gtk_label_set_text (GTK_LABEL (widget), mover->name);
    break;
  case CELL_SCORE:
    score = ori_number_format (facts->score, 2);
    gtk_label_set_text (GTK_LABEL (widget), score);
    break;
  case CELL_TRAIL:
    ori_group_marks_set_trail (ORI_GROUP_MARKS (widget), facts->n_groups, facts->trail,
                               facts->n_years);
    break;
  case CELL_GROUPS:
    show_groups (widget, facts);
    break;
  case CELL_BAR:
    ori_group_marks_set_shares (ORI_GROUP_MARKS (widget), facts->n_groups,
                                facts->has_shares ? facts->shares : NULL, (guint)facts->to,
                                facts->stale);
    break;
  case CELL_SHARE:
    show_share (widget, facts);
    break;
  case N_CELLS:
    break;
  }
}

static char *
dup_tooltip (Cell cell, OriMover *mover)
{
  const OriMoverFacts *facts = &mover->facts;

  switch (cell) {
  case CELL_NAME:
    return g_strdup (mover->name);
  case CELL_GROUPS:
    return facts->from >= 0 && facts->from != facts->to ? g_strdup (facts->from_name) : NULL;
  case CELL_SHARE:
    return facts->has_shares ? g_strdup_printf (_ ("In %.0f of 100 calculations the group is “%s”"),
                                                facts->shares[facts->to] * 100, facts->to_name)
                             : NULL;
  case CELL_SCORE:
  case CELL_TRAIL:
  case CELL_BAR:
  case N_CELLS:
  default:
    return NULL;
  }
}

/* Asked for, not set: setting a tooltip asks the display where the pointer is, each time. */
static gboolean
query_tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip,
                  GtkListItem *item)
{
  Cell cell = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), "cell"));
  OriMover *mover = ORI_MOVER (gtk_list_item_get_item (item));
  g_autofree char *text = mover != NULL ? dup_tooltip (cell, mover) : NULL;

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
mover_changed_cb (OriMover *mover, GtkListItem *item)
{
  Cell cell = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), "cell"));

  show_cell (gtk_list_item_get_child (item), cell, mover);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer cell)
{
  GtkWidget *child;

  g_object_set_data (G_OBJECT (item), "cell", cell);
  child = make_cell ((Cell)GPOINTER_TO_INT (cell));
  gtk_widget_set_has_tooltip (child, TRUE);
  g_signal_connect_object (child, "query-tooltip", G_CALLBACK (query_tooltip_cb), item, 0);
  gtk_list_item_set_child (item, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer cell)
{
  OriMover *mover = ORI_MOVER (gtk_list_item_get_item (item));

  g_signal_connect (mover, "changed", G_CALLBACK (mover_changed_cb), item);
  mover_changed_cb (mover, item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer cell)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), mover_changed_cb, item);
}

void
ori_mover_add_columns (GtkColumnView *view, const char *years)
{
  const char *const titles[N_CELLS] = {/* Translators: heading of a narrow column: a municipality */
                                       _ ("Place"), _ ("Score"), years, _ ("Group"), _ ("Variants"),
                                       /* Translators: heading over «87»: so many of a hundred */
                                       _ ("of 100")};

  for (int cell = 0; cell < N_CELLS; cell++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    GtkColumnViewColumn *column;

    g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (cell));
    g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (cell));
    g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), GINT_TO_POINTER (cell));
    column = gtk_column_view_column_new (titles[cell], factory);
    gtk_column_view_column_set_expand (column, cell == CELL_NAME);
    gtk_column_view_append_column (view, column);
    g_object_unref (column);
  }
}
