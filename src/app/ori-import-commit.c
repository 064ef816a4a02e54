/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"
#include "app/ori-window.h"

/* Committing what is ticked: one step of the history for all files, a piece of it per turn of the
 * main loop, so that the window stays alive and Cancel works. */

static void
set_committing (OriImportView *self, gboolean committing)
{
  gtk_widget_set_sensitive (self->panes, !committing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.commit", !committing);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), committing);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !committing);
}

void
ori_import_view_end_commit (OriImportView *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  g_clear_handle_id (&self->commit_source, g_source_remove);
  if (self->commit == NULL)
    return;
  g_clear_pointer (&self->commit, ori_commit_free);
  if (ORI_IS_WINDOW (parent))
    ori_window_toast (GTK_WIDGET (parent), _ ("Import cancelled, nothing was changed"), FALSE);
}

static void
finish (OriImportView *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  self->commit_source = 0;
  g_clear_pointer (&self->commit, ori_commit_free);
  if (self->first_data && ORI_IS_WINDOW (parent))
    ori_window_show_latest_cycle (ORI_WINDOW (parent));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The window stays: what is at fault can be unticked or corrected. */
static void
fail (OriImportView *self, const GError *error)
{
  self->commit_source = 0;
  g_clear_pointer (&self->commit, ori_commit_free);
  set_committing (self, FALSE);
  ori_import_view_find_versions (self);
  ori_window_show_error (GTK_WIDGET (self), _ ("Nothing was imported"), error);
}

static gboolean
step_cb (gpointer data)
{
  OriImportView *self = data;
  g_autoptr (GError) error = NULL;
  double fraction;

  if (!ori_commit_step (self->commit, &fraction, &error)) {
    fail (self, error);
    return G_SOURCE_REMOVE;
  }
  gtk_progress_bar_set_fraction (self->progress, fraction);
  if (fraction < 1)
    return G_SOURCE_CONTINUE;
  finish (self);
  return G_SOURCE_REMOVE;
}

void
ori_import_view_commit (OriImportView *self)
{
  g_autoptr (GPtrArray) imports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (self->commit != NULL || self->work != NULL)
    return;
  ori_import_view_remember (self);
  ori_import_view_set_replaced (self);
  ori_import_view_forget_versions (self);
  for (guint i = 0; i < self->readings->len; i++) {
    const OriReading *reading = g_ptr_array_index (self->readings, i);
    if (reading->import != NULL && g_array_index (self->included, gboolean, i))
      g_ptr_array_add (imports, reading->import);
  }
  self->commit = ori_commit_new (self->session, imports, &error);
  if (self->commit == NULL) {
    fail (self, error);
    return;
  }
  gtk_progress_bar_set_fraction (self->progress, 0);
  set_committing (self, TRUE);
  self->commit_source = g_idle_add (step_cb, self);
}
