/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/ori-preview.h"

G_BEGIN_DECLS

/* The page «Отчёты»: which report, of whom, in a version for whom; its pages beside that as they
 * will be printed; saving. A new preview is made in a job whenever the choice or the data change,
 * and what is still being made for an older choice is dropped. */
#define ORI_TYPE_REPORTS_PAGE (ori_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (OriReportsPage, ori_reports_page, ORI, REPORTS_PAGE, AdwBin)

/* What is shown; NULL while the first preview is made and when there is nothing to report. */
const OriPreview *ori_reports_page_get_preview (OriReportsPage *self);
/* Saves the report chosen, in the format of the suffix; the job runs in the window. NULL when it
 * cannot be asked for; the reason has been shown. The page owns the job. */
OriJob *ori_reports_page_save (OriReportsPage *self, const char *path);

G_END_DECLS
