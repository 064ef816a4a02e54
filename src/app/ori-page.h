/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "session/ori-session.h"

G_BEGIN_DECLS

/* A page of the workspace window: a widget that reads the session and calls its verbs. The window
 * makes a page when it is first shown and calls refresh() when the page is visible and the session
 * has changed since (data, chosen year or org unit), so that hidden pages cost nothing. A page does
 * not connect to "changed" itself.
 *
 * To add a page: write the class, implement this interface, add one line to ori-page.c. */
#define ORI_TYPE_PAGE (ori_page_get_type ())
G_DECLARE_INTERFACE (OriPage, ori_page, ORI, PAGE, GtkWidget)

struct _OriPageInterface {
  GTypeInterface parent_iface;

  /* Once, before the first refresh; the window outlives its session's pages. */
  void (*set_session) (OriPage *self, OriSession *session);
  void (*refresh) (OriPage *self);
  /* One line under the title of the window; NULL for none. */
  char *(*dup_subtitle) (OriPage *self);
  /* Ctrl+F: puts the focus into the page's filter; FALSE when it has none. */
  gboolean (*find) (OriPage *self);
};

void ori_page_set_session (OriPage *self, OriSession *session);
void ori_page_refresh (OriPage *self);
char *ori_page_dup_subtitle (OriPage *self);
gboolean ori_page_find (OriPage *self);
/* For pages: emits "subtitle-changed". */
void ori_page_subtitle_changed (OriPage *self);

typedef enum {
  ORI_SECTION_COLLECT,
  ORI_SECTION_UNDERSTAND,
  ORI_SECTION_DECIDE,
} OriPageSection;

typedef struct {
  const char *name;  /* of the stack, of settings and of the action win.page */
  const char *title; /* not translated yet */
  const char *icon;
  OriPageSection section;
  GType (*get_type) (void);
} OriPageInfo;

/* The pages in the order of the sidebar. */
const OriPageInfo *ori_page_table (guint *n);
const char *ori_page_section_title (OriPageSection section);

G_END_DECLS
