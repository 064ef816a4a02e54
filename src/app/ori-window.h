/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-application.h"
#include "session/ori-session.h"

G_BEGIN_DECLS

/* A window: the welcome page until it has a session, then the sidebar with the pages. */
#define ORI_TYPE_WINDOW (ori_window_get_type ())
G_DECLARE_FINAL_TYPE (OriWindow, ori_window, ORI, WINDOW, AdwApplicationWindow)

OriWindow *ori_window_new (OriApplication *application);
OriSession *ori_window_get_session (OriWindow *self);
void ori_window_set_session (OriWindow *self, OriSession *session);

/* Shows a page by its name in the table. */
void ori_window_show_page (OriWindow *self, const char *name);
const char *ori_window_get_page (OriWindow *self);
/* The page as a widget, NULL when it was never shown. */
GtkWidget *ori_window_get_page_widget (OriWindow *self, const char *name);

/* Chooses the newest year that has data. */
void ori_window_show_latest_cycle (OriWindow *self);

/* Shows title, progress and a cancel button of a job while it runs; starts it. */
void ori_window_run_job (OriWindow *self, OriJob *job);
/* A toast in the window that holds @widget, with «Undo» when @undoable. */
void ori_window_toast (GtkWidget *widget, const char *text, gboolean undoable);
/* A toast about a file that was written, with a button that opens it. */
void ori_window_toast_file (GtkWidget *widget, const char *text, const char *path);
/* A dialog with @title and the error; silent when it was cancelled. */
void ori_window_show_error (GtkWidget *widget, const char *title, const GError *error);

G_END_DECLS
