/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session.h"

G_BEGIN_DECLS

/* A report as pages for looking at: recorded in the job that made it, so that the main thread only
 * replays what it shows. */
typedef struct {
  char *text;
  int level;  /* 1 to 3 */
  guint page; /* from 0 */
} OriPreviewHeading;

typedef struct {
  GPtrArray *pages; /* of cairo_surface_t: recorded, in points */
  guint n_pages;    /* of the whole report: pages holds at most ORI_PREVIEW_MAX of them */
  guint n_tables, n_charts;
  GArray *headings; /* of OriPreviewHeading */
} OriPreview;

#define ORI_PREVIEW_MAX 300

/* The job's result is an OriPreview; NULL with the error when the report cannot be asked for. */
OriJob *ori_preview_job_new (OriSession *session, const char *kind, const char *orgunit,
                             gboolean public_version, GError **error);
void ori_preview_free (OriPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriPreview, ori_preview_free)

/* Makes the same report anew and writes it to @path, in the format of its suffix. The job's result
 * is the path (char *). */
OriJob *ori_report_job_new (OriSession *session, const char *kind, const char *orgunit,
                            gboolean public_version, const char *path, GError **error);

G_END_DECLS
