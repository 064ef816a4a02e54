/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-preview.h"

#include <glib/gi18n-lib.h>

static void
clear_heading (gpointer data)
{
  g_free (((OriPreviewHeading *)data)->text);
}

static void
count_items (OriPreview *self, const OriDocument *document)
{
  for (guint i = 0; i < document->items->len; i++) {
    const OriItem *item = g_ptr_array_index (document->items, i);
    self->n_tables += item->kind == ORI_ITEM_TABLE;
    self->n_charts += item->kind == ORI_ITEM_CHART;
  }
}

static void
collect_headings (OriPreview *self, const OriPages *pages)
{
  OriPreviewHeading heading;
  const char *text;

  for (guint i = 0; ori_pages_heading (pages, i, &text, &heading.level, &heading.page); i++) {
    heading.text = g_strdup (text);
    g_array_append_val (self->headings, heading);
  }
}

static cairo_surface_t *
record_page (const OriPages *pages, guint page)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  ori_pages_draw (pages, page, cr);
  cairo_destroy (cr);
  return surface;
}

static gpointer
make_preview (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  OriProgress making = ori_progress_part (progress, 0, 0.6);
  OriProgress drawing = ori_progress_part (progress, 0.6, 1);
  g_autoptr (OriDocument) document = ori_report_request_run (data, &making, cancellable, error);
  g_autoptr (OriPages) pages = NULL;
  g_autoptr (OriPreview) self = NULL;

  if (document == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  pages = ori_pages_new (document);
  self = g_new0 (OriPreview, 1);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)cairo_surface_destroy);
  self->headings = g_array_new (FALSE, FALSE, sizeof (OriPreviewHeading));
  g_array_set_clear_func (self->headings, clear_heading);
  self->n_pages = ori_pages_count (pages);
  count_items (self, document);
  collect_headings (self, pages);
  for (guint i = 0; i < MIN (self->n_pages, ORI_PREVIEW_MAX); i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    ori_progress_report (&drawing, i / (double)self->n_pages, _ ("Drawing the pages"));
    g_ptr_array_add (self->pages, record_page (pages, i));
  }
  return g_steal_pointer (&self);
}

OriJob *
ori_preview_job_new (OriSession *session, const char *kind, const char *orgunit,
                     gboolean public_version, GError **error)
{
  OriReportRequest *request =
      ori_report_request_new (session, kind, orgunit, public_version, error);

  if (request == NULL)
    return NULL;
  return ori_job_new (_ ("Making the report"), make_preview, request,
                      (GDestroyNotify)ori_report_request_free, (GDestroyNotify)ori_preview_free);
}

void
ori_preview_free (OriPreview *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->headings, g_array_unref);
  g_free (self);
}

/* --- Saving --- */

typedef struct {
  OriReportRequest *request;
  char *path;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *self = data;

  ori_report_request_free (self->request);
  g_free (self->path);
  g_free (self);
}

static gpointer
save (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  Saving *self = data;
  OriProgress making = ori_progress_part (progress, 0, 0.5);
  OriProgress writing = ori_progress_part (progress, 0.5, 1);
  g_autoptr (OriDocument) document =
      ori_report_request_run (self->request, &making, cancellable, error);

  if (document == NULL || !ori_document_write (document, self->path, &writing, cancellable, error))
    return NULL;
  return g_strdup (self->path);
}

OriJob *
ori_report_job_new (OriSession *session, const char *kind, const char *orgunit,
                    gboolean public_version, const char *path, GError **error)
{
  OriReportRequest *request =
      ori_report_request_new (session, kind, orgunit, public_version, error);
  Saving *saving;

  if (request == NULL)
    return NULL;
  saving = g_new0 (Saving, 1);
  saving->request = request;
  saving->path = g_strdup (path);
  return ori_job_new (_ ("Saving the report"), save, saving, free_saving, g_free);
}
