/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-mover.h"

#include <glib/gi18n-lib.h>

#include "app/ori-group-chip.h"
#include "core/ori-number.h"
#include "core/ori-scheme.h"

struct _OriMover {
  GObject parent_instance;
  guint orgunit;
  char *name;
  double score;
  guint n_groups;
  int from, to;
  double share;
  gboolean stale;
};

G_DEFINE_FINAL_TYPE (OriMover, ori_mover, G_TYPE_OBJECT)

OriMover *
ori_mover_new (guint orgunit, const char *name, double score, guint n_groups, int from, int to,
               double share, gboolean stale)
{
  OriMover *self = g_object_new (ORI_TYPE_MOVER, NULL);

  self->orgunit = orgunit;
  self->name = g_strdup (name);
  self->score = score;
  self->n_groups = n_groups;
  self->from = from;
  self->to = to;
  self->share = share;
  self->stale = stale;
  return self;
}

guint
ori_mover_orgunit (OriMover *self)
{
  return self->orgunit;
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
}

static void
ori_mover_init (OriMover *self)
{
}

/* The widgets of a row, by position in its box. */
typedef struct {
  GtkWidget *name, *score, *from, *arrow, *to, *share;
} Row;

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Row *row = g_new0 (Row, 1);

  row->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (row->name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (row->name, TRUE);
  gtk_widget_add_css_class (row->name, "heading");
  row->score = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->score), 1);
  gtk_label_set_width_chars (GTK_LABEL (row->score), 6);
  gtk_widget_add_css_class (row->score, "numeric");
  row->from = ori_group_chip_new ();
  row->arrow = gtk_label_new ("→");
  gtk_widget_add_css_class (row->arrow, "dim-label");
  row->to = ori_group_chip_new ();
  row->share = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->share), 1);
  gtk_label_set_width_chars (GTK_LABEL (row->share), 9);
  gtk_widget_add_css_class (row->share, "numeric");
  gtk_box_append (GTK_BOX (box), row->name);
  gtk_box_append (GTK_BOX (box), row->score);
  gtk_box_append (GTK_BOX (box), row->from);
  gtk_box_append (GTK_BOX (box), row->arrow);
  gtk_box_append (GTK_BOX (box), row->to);
  gtk_box_append (GTK_BOX (box), row->share);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (item, box);
}

/* «87 из 100», faint when it belongs to thresholds that have moved since; bold when sure. */
static void
show_share (GtkWidget *label, const OriMover *mover)
{
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;

  gtk_widget_remove_css_class (label, "dim-label");
  gtk_widget_remove_css_class (label, "heading");
  if (mover->share < 0) {
    gtk_label_set_text (GTK_LABEL (label), "");
    gtk_widget_set_tooltip_text (label, NULL);
    return;
  }
  /* Translators: share of repeated calculations: 87 of 100 */
  text = g_strdup_printf (_ ("%.0f of 100"), mover->share * 100);
  tooltip =
      g_strdup_printf (_ ("In %.0f of 100 calculations the group is “%s”"), mover->share * 100,
                       ori_group_name (mover->n_groups, (guint)mover->to));
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, tooltip);
  if (mover->stale)
    gtk_widget_add_css_class (label, "dim-label");
  else if (mover->share >= 0.8)
    gtk_widget_add_css_class (label, "heading");
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  OriMover *mover = ORI_MOVER (gtk_list_item_get_item (item));
  Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "row");
  g_autofree char *score = ori_number_format (mover->score, 2);
  gboolean moves = mover->from != mover->to;

  gtk_label_set_text (GTK_LABEL (row->name), mover->name);
  gtk_label_set_text (GTK_LABEL (row->score), score);
  gtk_widget_set_visible (row->from, moves);
  gtk_widget_set_visible (row->arrow, moves);
  ori_group_chip_set (row->from, mover->n_groups, mover->from);
  ori_group_chip_set (row->to, mover->n_groups, mover->to);
  show_share (row->share, mover);
}

GtkListItemFactory *
ori_mover_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
