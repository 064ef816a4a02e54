/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-window-private.h"

#include <glib/gi18n-lib.h>

#include "analysis/ori-change.h"
#include "app/ori-page.h"
#include "app/ori-welcome-page.h"
#include "session/ori-job.h"

#define FOLD_WIDTH 1100

G_DEFINE_FINAL_TYPE (OriWindow, ori_window, ADW_TYPE_APPLICATION_WINDOW)

static OriPage *
get_visible_page (OriWindow *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->pages);
  return child != NULL && ORI_IS_PAGE (child) ? ORI_PAGE (child) : NULL;
}

static int
get_page_index (const char *name)
{
  guint n;
  const OriPageInfo *table = ori_page_table (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (table[i].name, name) == 0)
      return i;
  return -1;
}

static void
update_title (OriWindow *self)
{
  int index = get_page_index (gtk_stack_get_visible_child_name (self->pages));
  OriPage *page = get_visible_page (self);
  g_autofree char *subtitle = page != NULL ? ori_page_dup_subtitle (page) : NULL;
  g_autofree char *title = NULL;
  const char *name;
  guint n;

  if (self->session == NULL) {
    gtk_window_set_title (GTK_WINDOW (self), _ ("Orientir"));
    return;
  }
  name = index >= 0 ? _ (ori_page_table (&n)[index].title) : "";
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
  title = g_strdup_printf ("%s – %s", name, ori_session_title (self->session));
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
refresh_visible (OriWindow *self)
{
  OriPage *page = get_visible_page (self);

  if (page == NULL)
    return;
  if (g_hash_table_remove (self->stale, page))
    ori_page_refresh (page);
  update_title (self);
}

static void
mark_all_stale (OriWindow *self)
{
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    g_hash_table_add (self->stale, page);
}

/* @tooltip is taken; NULL when there is no step. */
static void
set_step_action (OriWindow *self, const char *name, GtkWidget *button, const char *bare,
                 char *tooltip)
{
  const char *text = tooltip != NULL ? tooltip : bare;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), name, tooltip != NULL);
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_free (tooltip);
}

static void
update_history (OriWindow *self)
{
  g_autofree char *undo = ori_session_undo_label (self->session);
  g_autofree char *redo = ori_session_redo_label (self->session);

  set_step_action (self, "win.undo", self->undo_button, _ ("Nothing to undo"),
                   undo != NULL ? g_strdup_printf (_ ("Undo: %s"), undo) : NULL);
  set_step_action (self, "win.redo", self->redo_button, _ ("Nothing to redo"),
                   redo != NULL ? g_strdup_printf (_ ("Redo: %s"), redo) : NULL);
  /* The button of a message takes back the last step: that is no longer the one it tells of. */
  if (g_strcmp0 (undo, self->last_step) != 0 && self->toast != NULL &&
      adw_toast_get_action_name (self->toast) != NULL &&
      g_str_equal (adw_toast_get_action_name (self->toast), "win.undo"))
    adw_toast_dismiss (self->toast);
  g_free (self->last_step);
  self->last_step = g_steal_pointer (&undo);
}

static void
update_cycles (OriWindow *self)
{
  const GArray *cycles = ori_session_cycles (self->session);
  int cycle = ori_session_cycle (self->session);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *label = g_strdup_printf ("%d", cycle);

  for (guint i = cycles->len; i > 0; i--) {
    int year = g_array_index (cycles, int, i - 1);
    g_autofree char *text = g_strdup_printf ("%d", year);
    g_autofree char *action = g_strdup_printf ("win.cycle(%d)", year);
    g_menu_append (menu, text, action);
  }
  gtk_menu_button_set_menu_model (self->cycle_button, G_MENU_MODEL (menu));
  gtk_menu_button_set_label (self->cycle_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->cycle_button), cycles->len > 0 && cycle != 0);
}

static void
update_workspace_button (OriWindow *self)
{
  const OriProgramme *programme = ori_session_snapshot (self->session)->programme;
  const char *title = ori_session_title (self->session);
  const char *name = programme->short_title != NULL ? programme->short_title : programme->title;
  /* All that may be cut. */
  g_autofree char *tooltip =
      g_strdup_printf ("%s\n%s\n%s", title, name, ori_session_path (self->session));

  gtk_label_set_text (self->workspace_title, title);
  gtk_label_set_text (self->workspace_programme, name);
  gtk_widget_set_tooltip_text (gtk_widget_get_parent (GTK_WIDGET (self->workspace_title)), tooltip);
  gtk_widget_set_visible (self->training_chip, ori_session_is_training (self->session));
}

static gpointer
prepare_changes (gpointer snapshot, const OriProgress *progress, GCancellable *cancellable,
                 GError **error)
{
  ori_change_prepare (snapshot);
  return snapshot;
}

/* Ahead of the pages that tell changes. */
static void
start_preparing (OriWindow *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  g_autoptr (OriJob) job = ori_job_new (NULL, prepare_changes, ori_snapshot_ref (snapshot),
                                        (GDestroyNotify)ori_snapshot_unref, NULL);
  ori_job_start (job);
}

static void
changed_cb (OriWindow *self)
{
  start_preparing (self);
  update_history (self);
  update_cycles (self);
  update_workspace_button (self);
  mark_all_stale (self);
  refresh_visible (self);
}

static void
selection_changed_cb (OriWindow *self)
{
  update_cycles (self);
  mark_all_stale (self);
  refresh_visible (self);
}

static void
message_cb (OriWindow *self, const char *text, gboolean undoable)
{
  ori_window_toast (GTK_WIDGET (self), text, undoable);
}

/* The focus goes with the selection when it is in the sidebar, and stays in the page otherwise. */
static void
select_row (OriWindow *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->sidebar, index);
  GtkWidget *focus;

  if (row == NULL)
    return;
  if (row != gtk_list_box_get_selected_row (self->sidebar))
    gtk_list_box_select_row (self->sidebar, row);
  focus = gtk_root_get_focus (GTK_ROOT (self));
  if (focus != NULL && focus != GTK_WIDGET (row) &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sidebar)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_index (OriWindow *self, int index)
{
  guint n;
  const OriPageInfo *table = ori_page_table (&n);
  GtkWidget *page;

  if (index < 0 || index >= (int)n || self->session == NULL)
    return;
  page = gtk_stack_get_child_by_name (self->pages, table[index].name);
  if (page == NULL) {
    page = g_object_new (table[index].get_type (), NULL);
    gtk_stack_add_named (self->pages, page, table[index].name);
    g_signal_connect_object (page, "subtitle-changed", G_CALLBACK (update_title), self,
                             G_CONNECT_SWAPPED);
    ori_page_set_session (ORI_PAGE (page), self->session);
    g_hash_table_add (self->stale, page);
  }
  gtk_stack_set_visible_child (self->pages, page);
  select_row (self, index);
  refresh_visible (self);
  ori_store_set_setting (ori_session_store (self->session), "page", table[index].name, NULL);
}

void
ori_window_show_page (OriWindow *self, const char *name)
{
  show_index (self, get_page_index (name));
}

const char *
ori_window_get_page (OriWindow *self)
{
  return gtk_stack_get_visible_child_name (self->pages);
}

GtkWidget *
ori_window_get_page_widget (OriWindow *self, const char *name)
{
  return gtk_stack_get_child_by_name (self->pages, name);
}

void
ori_window_show_page_number (OriWindow *self, int number)
{
  show_index (self, number - 1);
}

static void
row_selected_cb (OriWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_index (self, gtk_list_box_row_get_index (row));
}

static void
row_activated_cb (OriWindow *self, GtkListBoxRow *row)
{
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

static GtkWidget *
make_row (const OriPageInfo *info, guint number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (info->title));
  g_autofree char *tooltip = g_strdup_printf (_ ("Alt+%u"), number);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (info->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (info->title), -1);
  return row;
}

static void
sidebar_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  guint n;
  const OriPageInfo *table = ori_page_table (&n);
  OriPageSection section = table[gtk_list_box_row_get_index (row)].section;
  GtkWidget *label;

  if (before != NULL && table[gtk_list_box_row_get_index (before)].section == section) {
    gtk_list_box_row_set_header (row, NULL);
    return;
  }
  label = gtk_label_new (ori_page_section_title (section));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "sidebar-section");
  gtk_list_box_row_set_header (row, label);
}

static void
fill_sidebar (OriWindow *self)
{
  guint n;
  const OriPageInfo *table = ori_page_table (&n);

  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->sidebar, make_row (&table[i], i + 1));
  gtk_list_box_set_header_func (self->sidebar, sidebar_header_cb, NULL, NULL);
}

void
ori_window_set_session (OriWindow *self, OriSession *session)
{
  g_autofree char *page = NULL;
  g_autofree char *uri = NULL;
  int index;

  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "message", G_CALLBACK (message_cb), self, G_CONNECT_SWAPPED);
  uri = g_filename_to_uri (ori_session_path (session), NULL, NULL);
  if (uri != NULL)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  changed_cb (self);
  gtk_stack_set_visible_child_name (self->root, "workspace");
  page = ori_store_get_setting (ori_session_store (session), "page");
  index = get_page_index (page);
  show_index (self, MAX (index, 0));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->sidebar)));
}

OriSession *
ori_window_get_session (OriWindow *self)
{
  return self->session;
}

/* The sidebar lies over the page when the window is too narrow for both. */
static void
ori_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OriWindow *self = ORI_WINDOW (widget);
  AdwFlapFoldPolicy policy =
      width < FOLD_WIDTH ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER;

  if (adw_flap_get_fold_policy (self->flap) != policy)
    adw_flap_set_fold_policy (self->flap, policy);
  GTK_WIDGET_CLASS (ori_window_parent_class)->size_allocate (widget, width, height, baseline);
}

static gboolean
ori_window_close_request (GtkWindow *window)
{
  OriWindow *self = ORI_WINDOW (window);

  if (self->job != NULL)
    ori_job_cancel (self->job);
  return GTK_WINDOW_CLASS (ori_window_parent_class)->close_request (window);
}

static void
ori_window_dispose (GObject *object)
{
  OriWindow *self = ORI_WINDOW (object);

  g_clear_weak_pointer (&self->toast);
  g_clear_pointer (&self->last_step, g_free);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ori_window_parent_class)->dispose (object);
}

static void
ori_window_finalize (GObject *object)
{
  g_hash_table_unref (ORI_WINDOW (object)->stale);
  G_OBJECT_CLASS (ori_window_parent_class)->finalize (object);
}

static void
ori_window_class_init (OriWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ori_window_dispose;
  object_class->finalize = ori_window_finalize;
  widget_class->size_allocate = ori_window_size_allocate;
  GTK_WINDOW_CLASS (klass)->close_request = ori_window_close_request;
  g_type_ensure (ORI_TYPE_WELCOME_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OriWindow, root);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, title);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, cycle_button);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, workspace_title);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, workspace_programme);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, training_chip);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, job_revealer);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, job_title);
  gtk_widget_class_bind_template_child (widget_class, OriWindow, job_bar);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  ori_window_install_actions (widget_class);
}

static void
ori_window_init (OriWindow *self)
{
  self->stale = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_sidebar (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", FALSE);
}

OriWindow *
ori_window_new (OriApplication *application)
{
  return g_object_new (ORI_TYPE_WINDOW, "application", application, NULL);
}
