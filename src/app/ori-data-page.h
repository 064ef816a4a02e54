/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What came and what is lacking: the batches, with retracting and restoring, and how complete each
 * territory is in the chosen year. Files are dropped here or chosen with Ctrl+O. */
#define ORI_TYPE_DATA_PAGE (ori_data_page_get_type ())
G_DECLARE_FINAL_TYPE (OriDataPage, ori_data_page, ORI, DATA_PAGE, AdwBin)

/* Asks for files and starts the import. */
void ori_data_page_choose_files (OriDataPage *self);
/* Starts the import of files and folders. */
void ori_data_page_import (OriDataPage *self, const char *const *paths);

G_END_DECLS
