/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-window.h"

G_BEGIN_DECLS

struct _OriWindow {
  AdwApplicationWindow parent_instance;

  GtkStack *root;
  AdwFlap *flap;
  GtkListBox *sidebar;
  GtkStack *pages;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkWidget *undo_button, *redo_button;
  GtkMenuButton *cycle_button;
  GtkLabel *workspace_title, *workspace_programme;
  GtkWidget *training_chip;
  GtkRevealer *job_revealer;
  GtkLabel *job_title;
  GtkProgressBar *job_bar;

  OriSession *session; /* NULL: welcome */
  OriJob *job;
  AdwToast *toast;   /* the last one, a weak pointer */
  char *last_step;   /* what undoing would take back, NULL */
  GHashTable *stale; /* pages to be refreshed when next shown */
};

/* ori-window-actions.c */
void ori_window_install_actions (GtkWidgetClass *widget_class);
/* From 1, as in Alt+1. */
void ori_window_show_page_number (OriWindow *self, int number);

G_END_DECLS
