/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <locale.h>

#include "app/ori-application.h"

/* For tests with a display: the application without a bus name, so that runs do not meet. */
static inline OriApplication *
app_test_init (int *argc, char ***argv)
{
  OriApplication *application;
  g_autoptr (GError) error = NULL;

  gtk_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  application = g_object_new (ORI_TYPE_APPLICATION, "application-id", "org.orientir.Orientir",
                              "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE,
                              "resource-base-path", "/org/orientir/Orientir", NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_application_set_default (G_APPLICATION (application));
  return application;
}

/* Lets the main loop run until @condition holds; fails after forty seconds, which a
 * busy machine may take. */
#define app_test_wait(condition)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 app_test_end = g_get_monotonic_time () + 40 * G_USEC_PER_SEC;                           \
    while (!(condition)) {                                                                         \
      g_assert_cmpint (g_get_monotonic_time (), <, app_test_end);                                  \
      if (!g_main_context_iteration (NULL, FALSE))                                                 \
        g_usleep (2000);                                                                           \
    }                                                                                              \
  }                                                                                                \
  G_STMT_END

static inline void
app_test_settle (void)
{
  for (int i = 0; i < 20; i++) {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (2000);
  }
}

/* The first widget of a type below @root, or @root itself; NULL if there is none. */
static inline GtkWidget *
app_test_find (GtkWidget *root, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = app_test_find (child, type);
    if (found != NULL)
      return found;
  }
  return NULL;
}

static inline void
app_test_done_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  g_autoptr (GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *)done = TRUE;
}

/* Mouse and keyboard of a person, beside the main loop: a program that waits for xdotool loses what
 * is typed. The words of the command must have no spaces in them. */
static inline void G_GNUC_PRINTF (1, 2) app_test_xdotool (const char *format, ...)
{
  g_autofree char *arguments = NULL;
  g_autofree char *command = NULL;
  g_auto (GStrv) argv = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  gboolean done = FALSE;
  va_list args;

  va_start (args, format);
  arguments = g_strdup_vprintf (format, args);
  va_end (args);
  command = g_strconcat ("xdotool ", arguments, NULL);
  argv = g_strsplit (command, " ", -1);
  process = g_subprocess_newv ((const char *const *)argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, app_test_done_cb, &done);
  app_test_wait (done);
  app_test_settle ();
}
