/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-recipes-window.h"

#include <glib/gi18n-lib.h>

struct _OriRecipesWindow {
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  AdwToastOverlay *toasts;

  OriSession *session;
  GHashTable *expanded; /* names of recipes that are shown open */
};

G_DEFINE_FINAL_TYPE (OriRecipesWindow, ori_recipes_window, ADW_TYPE_WINDOW)

static void
show_error (OriRecipesWindow *self, const char *title, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), title, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- the list ---- */

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, OriRecipesWindow *self)
{
  const char *name = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  if (adw_expander_row_get_expanded (row))
    g_hash_table_add (self->expanded, g_strdup (name));
  else
    g_hash_table_remove (self->expanded, name);
}

static GtkWidget *
make_button (const char *icon, const char *tooltip, const char *action, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  return button;
}

static GtkWidget *
make_decision (const char *text)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  return row;
}

static char *
describe (const OriKeptRecipe *kept, guint n)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (kept->time);
  g_autofree char *day = g_date_time_format (time, "%d.%m.%Y");

  /* Translators: how many decisions a recipe holds, and the day of its last change. */
  return g_strdup_printf (ngettext ("%u decision · %s", "%u decisions · %s", n), n, day);
}

static GtkWidget *
make_row (OriRecipesWindow *self, const OriKeptRecipe *kept)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  OriMatchContext context = {.programme = snapshot->programme, .orgunits = snapshot->orgunits};
  g_auto (GStrv) words = ori_recipe_words (kept->recipe, &context);
  g_autofree char *subtitle = describe (kept, g_strv_length (words));
  const char *name = kept->recipe->name;
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_add_action (
      ADW_EXPANDER_ROW (row),
      make_button ("user-trash-symbolic", _ ("Remove"), "recipes.remove", name));
  adw_expander_row_add_action (
      ADW_EXPANDER_ROW (row),
      make_button ("document-save-symbolic", _ ("Export to a file"), "recipes.export", name));
  adw_expander_row_add_action (
      ADW_EXPANDER_ROW (row),
      make_button ("ori-pencil-symbolic", _ ("Rename"), "recipes.rename", name));
  for (guint i = 0; words[i] != NULL; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), make_decision (words[i]));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row),
                                 g_hash_table_contains (self->expanded, name));
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  return row;
}

static void
refresh (OriRecipesWindow *self)
{
  g_autoptr (GError) error = NULL;
  const GPtrArray *recipes = ori_session_recipes (self->session, &error);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; recipes != NULL && i < recipes->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (recipes, i)));
  gtk_stack_set_visible_child_name (self->stack,
                                    recipes != NULL && recipes->len > 0 ? "list" : "empty");
  if (error != NULL)
    show_error (self, _ ("The recipes could not be read"), error);
}

/* ---- verbs ---- */

static void
undo_cb (OriRecipesWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!ori_session_undo (self->session, &error))
    show_error (self, _ ("The step could not be undone"), error);
}

static void
tell (OriRecipesWindow *self, const char *text, gboolean undoable)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  if (undoable) {
    adw_toast_set_button_label (toast, _ ("Undo"));
    g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self,
                             G_CONNECT_SWAPPED);
  }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  OriRecipesWindow *self = ORI_RECIPES_WINDOW (widget);
  g_autofree char *name = g_variant_dup_string (parameter, NULL);
  g_autoptr (GError) error = NULL;

  if (ori_session_remove_recipe (self->session, name, &error))
    tell (self, _ ("Recipe removed"), TRUE);
  else
    show_error (self, _ ("The recipe could not be removed"), error);
}

static void
renamed_cb (AdwMessageDialog *dialog, const char *response, OriRecipesWindow *self)
{
  GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);
  const char *old = g_object_get_data (G_OBJECT (dialog), "name");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (response, "rename") != 0 || g_strcmp0 (old, name) == 0)
    return;
  if (!ori_session_rename_recipe (self->session, old, name, &error))
    show_error (self, _ ("The recipe could not be renamed"), error);
}

static void
name_changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "rename", name[0] != '\0');
}

static void
rename_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *name = g_variant_get_string (parameter, NULL);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (widget), _ ("Rename the Recipe"), NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 40);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name"),
                                  -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, 0);
  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename",
                                    _ ("_Rename"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "rename",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "rename");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (renamed_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

static void
export_chosen_cb (GtkNativeDialog *dialog, int response, OriRecipesWindow *self)
{
  const char *name = g_object_get_data (G_OBJECT (dialog), "name");
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autofree char *path = g_file_get_path (file);
    const OriRecipe *recipe = ori_session_recipe (self->session, name, &error);

    if (recipe != NULL && path != NULL && ori_recipe_save (recipe, path, &error)) {
      g_autofree char *base = g_filename_display_basename (path);
      g_autofree char *text = g_strdup_printf (_ ("Saved to %s"), base);
      tell (self, text, FALSE);
    }
    if (error != NULL)
      show_error (self, _ ("The recipe could not be exported"), error);
  }
  g_object_unref (dialog);
}

static void
import_chosen_cb (GtkNativeDialog *dialog, int response, OriRecipesWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autofree char *path = g_file_get_path (file);
    g_autoptr (OriRecipe) recipe = path != NULL ? ori_recipe_load (path, &error) : NULL;

    if (recipe != NULL && ori_session_put_recipe (self->session, recipe, recipe->name, &error))
      tell (self, _ ("Recipe remembered"), TRUE);
    if (error != NULL)
      show_error (self, _ ("The recipe could not be imported"), error);
  }
  g_object_unref (dialog);
}

static GtkFileChooserNative *
make_chooser (OriRecipesWindow *self, const char *title, GtkFileChooserAction action,
              const char *accept)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, accept, _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Recipes"));
  gtk_file_filter_add_suffix (filter, "json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  return dialog;
}

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *name = g_variant_get_string (parameter, NULL);
  GtkFileChooserNative *dialog = make_chooser (ORI_RECIPES_WINDOW (widget), _ ("Export the Recipe"),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"));
  g_autofree char *file = g_strdelimit (g_strconcat (name, ".json", NULL), "/\\", '-');

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file);
  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (export_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog = make_chooser (ORI_RECIPES_WINDOW (widget), _ ("Import a Recipe"),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (import_chosen_cb), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
ori_recipes_window_dispose (GObject *object)
{
  OriRecipesWindow *self = ORI_RECIPES_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->expanded, g_hash_table_unref);
  G_OBJECT_CLASS (ori_recipes_window_parent_class)->dispose (object);
}

static void
ori_recipes_window_class_init (OriRecipesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_recipes_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-recipes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, OriRecipesWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, OriRecipesWindow, list);
  gtk_widget_class_bind_template_child (widget_class, OriRecipesWindow, toasts);
  gtk_widget_class_install_action (widget_class, "recipes.import", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "recipes.export", "s", export_cb);
  gtk_widget_class_install_action (widget_class, "recipes.rename", "s", rename_cb);
  gtk_widget_class_install_action (widget_class, "recipes.remove", "s", remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ori_recipes_window_init (OriRecipesWindow *self)
{
  self->expanded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

OriRecipesWindow *
ori_recipes_window_new (GtkWindow *parent, OriSession *session)
{
  OriRecipesWindow *self =
      g_object_new (ORI_TYPE_RECIPES_WINDOW, "transient-for", parent, "modal", TRUE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  return self;
}
