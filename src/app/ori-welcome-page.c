/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-welcome-page.h"

#include <glib/gi18n-lib.h>

#include "app/ori-adoption.h"
#include "app/ori-recent.h"
#include "app/ori-sample.h"
#include "app/ori-window.h"
#include "core/ori-paths.h"
#include "core/ori-programme.h"
#include "core/ori-register.h"

struct _OriWelcomePage {
  AdwBin parent_instance;

  GtkGrid *cards;
  GtkDropDown *region;
  AdwActionRow *region_row, *file_row;
  AdwComboRow *adoption_row;
  GtkWidget *create_button;
  GtkWidget *recent_title, *sample_title;
  GtkListBox *recent, *samples;
  GtkWidget *drop_zone;

  GPtrArray *programmes; /* of OriProgramme; the last is the empty one */
  guint programme;       /* chosen */
  const OriRegion *regions;
  guint n_regions;
  char *path; /* where the workspace goes */
  gboolean path_by_hand;
};

G_DEFINE_FINAL_TYPE (OriWelcomePage, ori_welcome_page, ADW_TYPE_BIN)

static const OriProgramme *
get_programme (OriWelcomePage *self)
{
  return g_ptr_array_index (self->programmes, self->programme);
}

static gboolean
is_empty_programme (const OriProgramme *programme)
{
  return g_strcmp0 (programme->id, "none") == 0;
}

static char *
make_default_path (const char *name)
{
  const char *folder = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *safe = g_strdup (name);
  char *path = NULL;

  g_strdelimit (safe, "/\\:*?\"<>|", '-');
  if (folder == NULL)
    folder = g_get_home_dir ();
  for (int i = 1; path == NULL; i++) {
    g_autofree char *file = i == 1 ? g_strdup_printf ("%s.orientir", safe)
                                   : g_strdup_printf ("%s %d.orientir", safe, i);
    path = g_build_filename (folder, file, NULL);
    if (g_file_test (path, G_FILE_TEST_EXISTS))
      g_clear_pointer (&path, g_free);
  }
  return path;
}

static void
show_path (OriWelcomePage *self)
{
  g_autofree char *shown = g_filename_display_name (self->path);
  g_autofree char *escaped = NULL;
  const char *home = g_get_home_dir ();

  if (home != NULL && g_str_has_prefix (shown, home)) {
    char *tail = g_strconcat ("~", shown + strlen (home), NULL);
    g_free (shown);
    shown = tail;
  }
  escaped = g_markup_escape_text (shown, -1);
  adw_action_row_set_subtitle (self->file_row, escaped);
}

static const OriRegion *
get_region (OriWelcomePage *self)
{
  guint selected = gtk_drop_down_get_selected (self->region);
  return selected > 0 && selected <= self->n_regions ? &self->regions[selected - 1] : NULL;
}

static void
suggest_path (OriWelcomePage *self)
{
  const OriProgramme *programme = get_programme (self);
  const OriRegion *region = get_region (self);
  const char *name = is_empty_programme (programme) ? (region != NULL ? region->name : _ ("Tables"))
                                                    : programme->short_title;

  if (self->path_by_hand)
    return;
  g_free (self->path);
  self->path = make_default_path (name != NULL ? name : programme->title);
  show_path (self);
}

static void
region_changed_cb (OriWelcomePage *self)
{
  const OriRegion *region = get_region (self);
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (self->programmes->len == 0)
    return;
  if (region != NULL) {
    const OriRegister *reg = ori_register_get_default (NULL);
    g_autoptr (GPtrArray) units = reg != NULL ? ori_register_orgunits (reg, region->code, 0) : NULL;
    guint n = units != NULL && units->len > 0 ? units->len - 1 : 0;
    text = g_strdup_printf (
        ngettext ("%u municipality in the register", "%u municipalities in the register", n), n);
  } else if (is_empty_programme (get_programme (self))) {
    text = g_strdup (_ ("Territories as the tables name them"));
  } else {
    text = g_strdup (get_programme (self)->units);
  }
  escaped = g_markup_escape_text (text != NULL ? text : "", -1);
  adw_action_row_set_subtitle (self->region_row, escaped);
  suggest_path (self);
}

static void
choose_default_region (OriWelcomePage *self)
{
  const OriProgramme *programme = get_programme (self);
  guint selected = 0;

  for (guint i = 0; i < self->n_regions; i++)
    if (g_strcmp0 (programme->level, "region") == 0 &&
        g_strcmp0 (self->regions[i].code, programme->region) == 0)
      selected = i + 1;
  gtk_drop_down_set_selected (self->region, selected);
  region_changed_cb (self);
}

static void
card_toggled_cb (GtkToggleButton *card, OriWelcomePage *self)
{
  if (!gtk_toggle_button_get_active (card))
    return;
  self->programme = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (card), "programme"));
  choose_default_region (self);
  ori_adoption_fill (self->adoption_row, get_programme (self), self->programmes);
}

static void
append_label (GtkWidget *box, const char *text, const char *css_class, int lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 18);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  for (char **name = g_strsplit (css_class, " ", -1), **all = name;; name++) {
    if (*name == NULL) {
      g_strfreev (all);
      break;
    }
    gtk_widget_add_css_class (label, *name);
  }
  gtk_box_append (GTK_BOX (box), label);
}

static char *
describe_programme (const OriProgramme *programme)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    n += indicator->variant_of == NULL;
  }
  if (programme->criteria->len > 1)
    g_string_append_printf (text,
                            ngettext ("%u criterion", "%u criteria", programme->criteria->len),
                            programme->criteria->len);
  if (n > 0) {
    g_string_append (text, text->len > 0 ? ", " : "");
    g_string_append_printf (text, ngettext ("%u indicator", "%u indicators", n), n);
  }
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_card (OriWelcomePage *self, guint index, GtkToggleButton *group)
{
  const OriProgramme *programme = g_ptr_array_index (self->programmes, index);
  GtkWidget *card = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *contents = describe_programme (programme);
  gboolean empty = is_empty_programme (programme);
  const char *title = programme->short_title != NULL ? programme->short_title : programme->title;

  append_label (box, empty ? _ ("Without a programme") : title, "heading", 2);
  append_label (box, empty ? _ ("Any table: indicators come from its headings") : contents, "", 2);
  if (!empty)
    append_label (box, programme->document, "caption dim-label", 2);
  gtk_button_set_child (GTK_BUTTON (card), box);
  gtk_widget_add_css_class (card, "programme-card");
  gtk_widget_set_hexpand (card, TRUE);
  g_object_set_data (G_OBJECT (card), "programme", GUINT_TO_POINTER (index));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (card), group);
  gtk_widget_set_tooltip_text (card, empty ? NULL : programme->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  empty ? _ ("Without a programme") : title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, contents, -1);
  g_signal_connect (card, "toggled", G_CALLBACK (card_toggled_cb), self);
  return card;
}

static void
load_programmes (OriWelcomePage *self)
{
  g_auto (GStrv) ids = ori_programme_shipped_ids ();
  static const char *const order[] = {"stavropol-2023", "stary-oskol-2021", "kaluga-2020",
                                      "belinsky-2021", "kemerovo-2022"};
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  OriProgramme *none;

  /* The order of the catalogue; programmes it does not know follow. */
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (g_strv_contains ((const char *const *)ids, order[i]))
      g_ptr_array_add (sorted, (gpointer)order[i]);
  for (char **id = ids; *id != NULL; id++)
    if (!g_ptr_array_find_with_equal_func (sorted, *id, g_str_equal, NULL))
      g_ptr_array_add (sorted, *id);
  for (guint i = 0; i < sorted->len; i++) {
    g_autoptr (GError) error = NULL;
    OriProgramme *programme = ori_programme_load_shipped (g_ptr_array_index (sorted, i), &error);
    if (programme != NULL)
      g_ptr_array_add (self->programmes, programme);
    else
      g_message ("%s", error->message);
  }
  none = ori_programme_load_shipped ("none", NULL);
  if (none != NULL)
    g_ptr_array_add (self->programmes, none);
}

static void
fill_cards (OriWelcomePage *self)
{
  GtkToggleButton *first = NULL;

  for (guint i = 0; i < self->programmes->len; i++) {
    GtkWidget *card = make_card (self, i, first);
    gtk_grid_attach (self->cards, card, i % 3, i / 3, 1, 1);
    if (first == NULL) {
      first = GTK_TOGGLE_BUTTON (card);
      gtk_toggle_button_set_active (first, TRUE);
    }
  }
  gtk_widget_set_sensitive (self->create_button, self->programmes->len > 0);
}

static void
fill_regions (OriWelcomePage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkExpression) name =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  g_autoptr (GError) error = NULL;
  const OriRegister *reg = ori_register_get_default (&error);

  if (reg == NULL)
    g_message ("%s", error->message);
  else
    self->regions = ori_register_regions (reg, &self->n_regions);
  gtk_string_list_append (names, _ ("As in the programme"));
  for (guint i = 0; i < self->n_regions; i++)
    gtk_string_list_append (names, self->regions[i].name);
  gtk_drop_down_set_expression (self->region, name);
  gtk_drop_down_set_model (self->region, G_LIST_MODEL (names));
}

static void
create_cb (OriWelcomePage *self)
{
  const OriProgramme *programme = get_programme (self);
  const OriRegion *region = get_region (self);
  OriWindow *window = ORI_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GError) error = NULL;
  g_autoptr (OriSession) session = NULL;
  g_autofree char *folder = g_path_get_dirname (self->path);
  const char *adopted = ori_adoption_get_id (self->adoption_row);
  guint n;

  g_mkdir_with_parents (folder, 0755);
  session = ori_session_create (self->path, programme->id, region != NULL ? region->code : NULL,
                                FALSE, &error);
  if (session == NULL) {
    ori_window_show_error (GTK_WIDGET (self), _ ("The workspace could not be made"), error);
    return;
  }
  if (adopted != NULL && !ori_session_adopt (session, adopted, &n, &error))
    ori_window_show_error (GTK_WIDGET (self), _ ("The indicators could not be taken over"), error);
  ori_window_set_session (window, session);
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, OriWelcomePage *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autofree char *path = g_file_get_path (file);
    if (path != NULL) {
      g_free (self->path);
      self->path = g_str_has_suffix (path, ".orientir") ? g_strdup (path)
                                                        : g_strconcat (path, ".orientir", NULL);
      self->path_by_hand = TRUE;
      show_path (self);
    }
  }
  g_object_unref (dialog);
}

static void
change_file_cb (OriWelcomePage *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Where to keep the workspace"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Choose"), _ ("_Cancel"));
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  if (g_file_test (folder, G_FILE_TEST_IS_DIR))
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), file, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_path (OriWelcomePage *self, const char *path)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  ori_application_open_path (ORI_APPLICATION (gtk_window_get_application (window)), path, window);
}

static void
recent_activated_cb (OriWelcomePage *self, GtkListBoxRow *row)
{
  open_path (self, g_object_get_data (G_OBJECT (row), "path"));
}

static void
sample_activated_cb (OriWelcomePage *self, GtkListBoxRow *row)
{
  ori_sample_open (gtk_list_box_row_get_index (row),
                   ORI_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static gboolean
drop_cb (OriWelcomePage *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next) {
    g_autofree char *path = g_file_get_path (l->data);
    if (path != NULL && g_str_has_suffix (path, ".orientir")) {
      open_path (self, path);
      return TRUE;
    }
  }
  return FALSE;
}

static void
ori_welcome_page_finalize (GObject *object)
{
  OriWelcomePage *self = ORI_WELCOME_PAGE (object);

  g_ptr_array_unref (self->programmes);
  g_free (self->path);
  G_OBJECT_CLASS (ori_welcome_page_parent_class)->finalize (object);
}

static void
ori_welcome_page_class_init (OriWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ori_welcome_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, cards);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, region);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, region_row);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, adoption_row);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, file_row);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, create_button);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, recent_title);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, recent);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, sample_title);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, samples);
  gtk_widget_class_bind_template_child (widget_class, OriWelcomePage, drop_zone);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, change_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, region_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, recent_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_activated_cb);
}

static void
ori_welcome_page_init (OriWelcomePage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->programmes = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_programme_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  load_programmes (self);
  fill_regions (self);
  fill_cards (self);
  gtk_widget_set_visible (self->recent_title, ori_recent_fill (self->recent));
  gtk_widget_set_visible (GTK_WIDGET (self->recent), gtk_widget_get_visible (self->recent_title));
  gtk_widget_set_visible (self->sample_title, ori_sample_fill (self->samples));
  gtk_widget_set_visible (GTK_WIDGET (self->samples), gtk_widget_get_visible (self->sample_title));
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (self->drop_zone, GTK_EVENT_CONTROLLER (drop));
}
