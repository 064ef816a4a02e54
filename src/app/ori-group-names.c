/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-group-names.h"

#include <glib/gi18n-lib.h>

#include "chart/ori-chart.h"

struct _OriGroupNames {
  GtkBox parent_instance;
  GtkWidget *entries[ORI_MAX_GROUPS]; /* from the lowest */
  GtkWidget *rows[ORI_MAX_GROUPS];    /* an entry and the shape of its group */
  GtkLabel *complaint;
  OriScheme *scheme; /* as shown */
  gboolean telling;  /* what is typed is being taken */
};

G_DEFINE_FINAL_TYPE (OriGroupNames, ori_group_names, GTK_TYPE_BOX)

static guint changed_signal;

static void
complain (OriGroupNames *self, const char *message)
{
  for (guint i = 0; i < ORI_MAX_GROUPS; i++)
    gtk_widget_remove_css_class (self->entries[i], "error");
  gtk_label_set_text (self->complaint, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), message != NULL);
}

/* What was typed is decided: undo takes back the decision from now on, not the typing. */
static void
forget_typing (OriGroupNames *self)
{
  for (guint i = 0; i < ORI_MAX_GROUPS; i++) {
    gtk_editable_set_enable_undo (GTK_EDITABLE (self->entries[i]), FALSE);
    gtk_editable_set_enable_undo (GTK_EDITABLE (self->entries[i]), TRUE);
  }
}

/* All entries together: two names may be exchanged one after the other only through a third. */
static void
take (OriGroupNames *self, GtkWidget *entry)
{
  g_autoptr (OriScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;
  const char *names[ORI_MAX_GROUPS + 1] = {NULL};

  if (self->scheme == NULL || self->telling)
    return;
  scheme = ori_scheme_copy (self->scheme);
  for (guint i = 0; i < scheme->n_groups; i++)
    names[i] = gtk_editable_get_text (GTK_EDITABLE (self->entries[i]));
  if (!ori_scheme_set_group_names (scheme, names, &error)) {
    complain (self, error->message);
    gtk_widget_add_css_class (entry, "error");
    return;
  }
  complain (self, NULL);
  forget_typing (self);
  if (ori_scheme_equal (scheme, self->scheme))
    return;
  self->telling = TRUE;
  g_signal_emit (self, changed_signal, 0, scheme);
  self->telling = FALSE;
}

static void
activate_cb (GtkWidget *entry, OriGroupNames *self)
{
  take (self, entry);
}

static void
leave_cb (GtkEventController *focus, OriGroupNames *self)
{
  take (self, gtk_event_controller_get_widget (focus));
}

void
ori_group_names_show (OriGroupNames *self, const OriScheme *scheme)
{
  ori_scheme_free (self->scheme);
  self->scheme = ori_scheme_copy (scheme);
  for (guint i = 0; i < ORI_MAX_GROUPS; i++) {
    const char *name = i < scheme->n_groups ? ori_scheme_group_name (scheme, i) : "";

    gtk_widget_set_visible (self->rows[i], i < scheme->n_groups);
    if (i < scheme->n_groups)
      gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (self->rows[i])),
                          ori_group_symbol (scheme->n_groups, i));
    if (g_strcmp0 (name, gtk_editable_get_text (GTK_EDITABLE (self->entries[i]))) != 0)
      gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), name);
  }
  forget_typing (self);
  complain (self, NULL);
}

GtkWidget *
ori_group_names_entry (OriGroupNames *self, guint group)
{
  return self->entries[group];
}

static void
ori_group_names_finalize (GObject *object)
{
  ori_scheme_free (ORI_GROUP_NAMES (object)->scheme);
  G_OBJECT_CLASS (ori_group_names_parent_class)->finalize (object);
}

static void
ori_group_names_class_init (OriGroupNamesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ori_group_names_finalize;
  changed_signal = g_signal_new ("changed", ORI_TYPE_GROUP_NAMES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

/* Says which group of the picture the entry is for. */
static GtkWidget *
make_symbol (void)
{
  GtkWidget *symbol = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (symbol), 2);
  gtk_widget_add_css_class (symbol, "dim-label");
  return symbol;
}

static void
ori_group_names_init (OriGroupNames *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 4);
  for (guint i = ORI_MAX_GROUPS; i-- > 0;) {
    GtkEventController *focus = gtk_event_controller_focus_new ();
    /* Translators: the entry for the name of a group, by its number from the lowest */
    g_autofree char *label = g_strdup_printf (_ ("Name of group %u from below"), i + 1);

    self->entries[i] = gtk_entry_new ();
    gtk_widget_set_hexpand (self->entries[i], TRUE);
    gtk_entry_set_max_length (GTK_ENTRY (self->entries[i]), ORI_MAX_GROUP_NAME);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    gtk_widget_set_tooltip_text (self->entries[i], label);
    g_signal_connect (self->entries[i], "activate", G_CALLBACK (activate_cb), self);
    g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
    gtk_widget_add_controller (self->entries[i], focus);
    self->rows[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    gtk_box_append (GTK_BOX (self->rows[i]), make_symbol ());
    gtk_box_append (GTK_BOX (self->rows[i]), self->entries[i]);
    gtk_box_append (GTK_BOX (self), self->rows[i]);
  }
  self->complaint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->complaint, TRUE);
  gtk_label_set_xalign (self->complaint, 0);
  gtk_label_set_max_width_chars (self->complaint, 24);
  gtk_widget_add_css_class (GTK_WIDGET (self->complaint), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->complaint), "caption");
  gtk_widget_set_visible (GTK_WIDGET (self->complaint), FALSE);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->complaint));
}
