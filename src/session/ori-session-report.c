/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "session/ori-session-private.h"

struct OriReportRequest {
  OriReportInput input; /* points into what follows */
  OriSnapshot *snapshot;
  OriScheme *scheme;
  GPtrArray *protocol;
  GPtrArray *recommendations;
  char *orgunit;
  char *author;
  gboolean tables, protocol_only;
};

/* The date of a report is that of its data: the last batch. The same workspace gives the same
 * bytes. */
static gint64
find_date (const OriSnapshot *snapshot)
{
  gint64 date = 0;

  for (guint i = 0; i < snapshot->batches->len; i++) {
    const OriBatch *batch = g_ptr_array_index (snapshot->batches, i);

    if (batch->live)
      date = MAX (date, batch->time);
  }
  return date;
}

static gboolean
gather (OriReportRequest *self, OriSession *session, GError **error)
{
  const OriScheme *accepted = ori_session_accepted_scheme (session, NULL);

  self->protocol = ori_store_protocol (session->store, error);
  if (self->protocol == NULL)
    return FALSE;
  self->recommendations = ori_session_recommendations (session, self->orgunit, error);
  if (self->recommendations == NULL)
    return FALSE;
  self->snapshot = ori_snapshot_ref (session->snapshot);
  self->scheme = ori_scheme_copy (accepted != NULL ? accepted : ori_session_scheme (session, NULL));
  self->author = g_strdup (session->author);
  return TRUE;
}

OriReportRequest *
ori_report_request_new (OriSession *session, const char *kind, const char *orgunit,
                        gboolean public_version, GError **error)
{
  g_autoptr (OriReportRequest) self = g_new0 (OriReportRequest, 1);

  self->tables = g_strcmp0 (kind, "tables") == 0;
  self->orgunit = g_strdup (orgunit);
  self->protocol_only = g_strcmp0 (kind, "protocol") == 0;
  if (!self->tables && !self->protocol_only && g_strcmp0 (kind, "analytic") != 0) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_FORMAT,
                 _ ("There is no report of kind “%s”"), kind);
    return NULL;
  }
  if (!gather (self, session, error))
    return NULL;
  self->input.snapshot = self->snapshot;
  self->input.scheme = self->scheme;
  self->input.protocol = self->protocol;
  self->input.recommendations = self->recommendations;
  self->input.cycle = session->cycle;
  self->input.orgunit = self->orgunit;
  self->input.training = ori_session_is_training (session);
  self->input.public_version = public_version;
  self->input.author = self->author;
  self->input.date = find_date (self->snapshot);
  return g_steal_pointer (&self);
}

OriDocument *
ori_report_request_run (OriReportRequest *request, const OriProgress *progress,
                        GCancellable *cancellable, GError **error)
{
  if (request->protocol_only)
    return ori_protocol_report (&request->input, error);
  if (request->tables)
    return ori_summary_tables (&request->input, progress, cancellable, error);
  return ori_analytic_report (&request->input, progress, cancellable, error);
}

void
ori_report_request_free (OriReportRequest *request)
{
  if (request == NULL)
    return;
  g_clear_pointer (&request->snapshot, ori_snapshot_unref);
  g_clear_pointer (&request->scheme, ori_scheme_free);
  g_clear_pointer (&request->protocol, g_ptr_array_unref);
  g_clear_pointer (&request->recommendations, g_ptr_array_unref);
  g_free (request->orgunit);
  g_free (request->author);
  g_free (request);
}
