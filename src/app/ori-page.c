/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-page.h"

#include <glib/gi18n-lib.h>

#include "app/ori-data-page.h"
#include "app/ori-dynamics-page.h"
#include "app/ori-groups-page.h"
#include "app/ori-recommendations-page.h"
#include "app/ori-reports-page.h"
#include "app/ori-tables-page.h"

G_DEFINE_INTERFACE (OriPage, ori_page, GTK_TYPE_WIDGET)

static guint subtitle_signal;

static const OriPageInfo pages[] = {
    {"data", N_ ("Data"), "ori-data-symbolic", ORI_SECTION_COLLECT, ori_data_page_get_type},
    {"tables", N_ ("Tables"), "ori-tables-symbolic", ORI_SECTION_UNDERSTAND,
     ori_tables_page_get_type},
    {"dynamics", N_ ("Dynamics"), "ori-dynamics-symbolic", ORI_SECTION_UNDERSTAND,
     ori_dynamics_page_get_type},
    {"groups", N_ ("Groups"), "ori-groups-symbolic", ORI_SECTION_UNDERSTAND,
     ori_groups_page_get_type},
    {"recommendations", N_ ("Recommendations"), "ori-recommendations-symbolic", ORI_SECTION_DECIDE,
     ori_recommendations_page_get_type},
    {"reports", N_ ("Reports"), "ori-reports-symbolic", ORI_SECTION_DECIDE,
     ori_reports_page_get_type},
};

const OriPageInfo *
ori_page_table (guint *n)
{
  *n = G_N_ELEMENTS (pages);
  return pages;
}

const char *
ori_page_section_title (OriPageSection section)
{
  switch (section) {
  case ORI_SECTION_COLLECT:
    return _ ("Collect");
  case ORI_SECTION_UNDERSTAND:
    return _ ("Understand");
  case ORI_SECTION_DECIDE:
    return _ ("Decide");
  }
  g_return_val_if_reached ("");
}

static void
ori_page_default_init (OriPageInterface *iface)
{
  subtitle_signal = g_signal_new ("subtitle-changed", ORI_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

void
ori_page_set_session (OriPage *self, OriSession *session)
{
  ORI_PAGE_GET_IFACE (self)->set_session (self, session);
}

void
ori_page_refresh (OriPage *self)
{
  ORI_PAGE_GET_IFACE (self)->refresh (self);
}

char *
ori_page_dup_subtitle (OriPage *self)
{
  OriPageInterface *iface = ORI_PAGE_GET_IFACE (self);
  return iface->dup_subtitle != NULL ? iface->dup_subtitle (self) : NULL;
}

gboolean
ori_page_find (OriPage *self)
{
  OriPageInterface *iface = ORI_PAGE_GET_IFACE (self);
  return iface->find != NULL && iface->find (self);
}

void
ori_page_subtitle_changed (OriPage *self)
{
  g_signal_emit (self, subtitle_signal, 0);
}
