/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Indicator × territory × year, two of them on the axes. Enter or a click on a number tells where
 * it is from. */
#define ORI_TYPE_TABLES_PAGE (ori_tables_page_get_type ())
G_DECLARE_FINAL_TYPE (OriTablesPage, ori_tables_page, ORI, TABLES_PAGE, AdwBin)

/* Chooses the indicator of the first shape by its code. */
void ori_tables_page_show_indicator (OriTablesPage *self, const char *code);

G_END_DECLS
