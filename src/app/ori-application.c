/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-application.h"

#include <glib/gi18n-lib.h>

#include "app/ori-window.h"
#include "ori-resources.h"

struct _OriApplication {
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (OriApplication, ori_application, ADW_TYPE_APPLICATION)

#define RESOURCE_PATH "/org/orientir/Orientir"

void
ori_application_load_resources (void)
{
  static gboolean loaded = FALSE;

  if (loaded)
    return;
  loaded = TRUE;
  ori_register_resource ();
}

static OriWindow *
find_window (OriApplication *self, const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next) {
    OriSession *session = ORI_IS_WINDOW (l->data) ? ori_window_get_session (l->data) : NULL;
    if (session != NULL && g_strcmp0 (ori_session_path (session), path) == 0)
      return l->data;
  }
  return NULL;
}

gboolean
ori_application_open_path (OriApplication *self, const char *path, GtkWindow *window)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *absolute = g_file_get_path (file);
  OriWindow *target = find_window (self, absolute);
  g_autoptr (GError) error = NULL;
  OriSession *session;

  if (target != NULL) {
    gtk_window_present (GTK_WINDOW (target));
    return TRUE;
  }
  if (window != NULL && ORI_IS_WINDOW (window) &&
      ori_window_get_session (ORI_WINDOW (window)) == NULL)
    target = ORI_WINDOW (window);
  else
    target = ori_window_new (self);
  gtk_window_present (GTK_WINDOW (target));
  session = ori_session_open (absolute, &error);
  if (session == NULL) {
    ori_window_show_error (GTK_WIDGET (target), _ ("The workspace could not be opened"), error);
    return FALSE;
  }
  ori_window_set_session (target, session);
  g_object_unref (session);
  return TRUE;
}

static void
ori_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window == NULL)
    window = GTK_WINDOW (ori_window_new (ORI_APPLICATION (application)));
  gtk_window_present (window);
}

static void
ori_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++) {
    g_autofree char *path = g_file_get_path (files[i]);
    GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (application));
    if (path != NULL)
      ori_application_open_path (ORI_APPLICATION (application), path, active);
  }
  if (gtk_application_get_windows (GTK_APPLICATION (application)) == NULL)
    g_application_activate (application);
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (ori_window_new (data)));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *self = data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (self));

  /* Closing lets a window refuse while a job still writes. */
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (
      gtk_application_get_active_window (data), "application-name", _ ("Orientir"),
      "application-icon", "org.orientir.Orientir", "version", ORI_VERSION, "comments",
      _ ("From the tables of municipalities to charts, groups, recommendations and reports."),
      "license-type", GTK_LICENSE_GPL_3_0, NULL);
}

static void
ori_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
      {.name = "new-window", .activate = new_window_cb},
      {.name = "quit", .activate = quit_cb},
      {.name = "about", .activate = about_cb},
  };
  static const struct {
    const char *action;
    const char *accels[3];
  } accels[] = {
      {"app.new-window", {"<Control>n"}},
      {"app.quit", {"<Control>q"}},
      {"window.close", {"<Control>w"}},
      {"win.open", {"<Control><Shift>o"}},
      {"win.import", {"<Control>o"}},
      {"win.undo", {"<Control>z"}},
      {"win.redo", {"<Control><Shift>z", "<Control>y"}},
      {"win.find", {"<Control>f"}},
      {"win.suggested", {"<Control>Return", "<Control>KP_Enter"}},
      {"win.sidebar", {"F9"}},
      {"win.next-region", {"F6"}},
      {"win.previous-region", {"<Shift>F6"}},
      {"win.previous-cycle", {"<Control>Page_Up"}},
      {"win.next-cycle", {"<Control>Page_Down"}},
  };

  /* Before chaining up: libadwaita looks for the style sheet then. */
  ori_application_load_resources ();
  G_APPLICATION_CLASS (ori_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name ("org.orientir.Orientir");
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].accels);
  for (int i = 1; i <= 9; i++) {
    g_autofree char *action = g_strdup_printf ("win.page(%d)", i);
    g_autofree char *accel = g_strdup_printf ("<Alt>%d", i);
    const char *list[] = {accel, NULL};
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), action, list);
  }
}

static int
ori_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version")) {
    g_print ("orientir %s\n", ORI_VERSION);
    return 0;
  }
  return -1;
}

static void
ori_application_class_init (OriApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = ori_application_activate;
  application_class->open = ori_application_open;
  application_class->startup = ori_application_startup;
  application_class->handle_local_options = ori_application_handle_local_options;
}

static void
ori_application_init (OriApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "version", 'v', G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE, _ ("Show the version"), NULL);
}

OriApplication *
ori_application_new (void)
{
  return g_object_new (ORI_TYPE_APPLICATION, "application-id", "org.orientir.Orientir", "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", RESOURCE_PATH, NULL);
}
