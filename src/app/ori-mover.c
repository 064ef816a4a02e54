/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-mover.h"

#include "app/ori-group-chip.h"
#include "core/ori-number.h"

struct _OriMover {
  GObject parent_instance;
  guint orgunit;
  char *name;
  double score;
  guint n_groups;
  int from, to;
};

G_DEFINE_FINAL_TYPE (OriMover, ori_mover, G_TYPE_OBJECT)

OriMover *
ori_mover_new (guint orgunit, const char *name, double score, guint n_groups, int from, int to)
{
  OriMover *self = g_object_new (ORI_TYPE_MOVER, NULL);

  self->orgunit = orgunit;
  self->name = g_strdup (name);
  self->score = score;
  self->n_groups = n_groups;
  self->from = from;
  self->to = to;
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
  GtkWidget *name, *score, *from, *arrow, *to;
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
  gtk_box_append (GTK_BOX (box), row->name);
  gtk_box_append (GTK_BOX (box), row->score);
  gtk_box_append (GTK_BOX (box), row->from);
  gtk_box_append (GTK_BOX (box), row->arrow);
  gtk_box_append (GTK_BOX (box), row->to);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (item, box);
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
}

GtkListItemFactory *
ori_mover_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}
