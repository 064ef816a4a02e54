/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-pages-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (cairo_surface_t *surface, const OriDocument *document)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (document->date);
  g_autofree char *title = ori_report_clean_text (document->title);
  g_autofree char *author = ori_report_clean_text (document->author);
  g_autofree char *text = NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  if (*author)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Orientir");
  if (date == NULL)
    date = g_date_time_new_from_unix_utc (0);
  text = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, text);
}

static void
set_outline (cairo_surface_t *surface, const OriPages *pages)
{
  int parents[4] = {CAIRO_PDF_OUTLINE_ROOT, 0, 0, 0};

  for (guint i = 0; i < pages->outline->len; i++) {
    const OriOutlineEntry *entry = &g_array_index (pages->outline, OriOutlineEntry, i);
    g_autofree char *link = g_strdup_printf ("dest='%s'", entry->destination);
    g_autofree char *text = ori_report_clean_text (entry->text);
    int id = cairo_pdf_surface_add_outline (surface, parents[entry->level - 1], text, link,
                                            entry->level == 1 ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
    for (int level = entry->level; level < 4; level++)
      parents[level] = id;
  }
}

static gboolean
paint_pages (cairo_surface_t *surface, const OriPages *pages, const OriProgress *progress,
             GCancellable *cancellable, GError **error)
{
  cairo_t *cr = cairo_create (surface);
  guint n = ori_pages_count (pages);
  gboolean done = TRUE;

  cairo_tag_begin (cr, "Document", NULL);
  for (guint i = 0; i < n && done; i++) {
    done = !g_cancellable_set_error_if_cancelled (cancellable, error);
    if (!done)
      break;
    ori_progress_report (progress, i / (double)n, _ ("Writing pages"));
    ori_pages_draw (pages, i, cr);
    cairo_show_page (cr);
  }
  cairo_tag_end (cr, "Document");
  cairo_destroy (cr);
  return done;
}

gboolean
ori_document_write_pdf (const OriDocument *document, const char *path, const OriProgress *progress,
                        GCancellable *cancellable, GError **error)
{
  OriProgress layout = ori_progress_part (progress, 0, 0.4);
  OriProgress paint = ori_progress_part (progress, 0.4, 0.95);
  g_autoptr (OriPages) pages = ori_pages_new_full (document, &layout, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  gboolean done;

  if (pages == NULL)
    return FALSE;
  surface =
      cairo_pdf_surface_create_for_stream (append_bytes, bytes, ORI_PAGE_WIDTH, ORI_PAGE_HEIGHT);
  set_metadata (surface, document);
  done = paint_pages (surface, pages, &paint, cancellable, error);
  if (done)
    set_outline (surface, pages);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (!done)
    return FALSE;
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WRITE, _ ("Cannot write “%s”: %s"), path,
                 cairo_status_to_string (status));
    return FALSE;
  }
  if (!ori_report_write_bytes (path, bytes->data, bytes->len, error))
    return FALSE;
  ori_progress_report (progress, 1, NULL);
  return TRUE;
}
