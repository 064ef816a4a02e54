/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-standing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/ori-number.h"

typedef struct {
  OriSnapshot *snapshot;
  OriScheme *scheme;
  GPtrArray *recommendations;
  guint orgunit;
  int cycle;
  OriOrgUnitLevel level;
} Request;

static void
free_request (gpointer data)
{
  Request *self = data;

  ori_snapshot_unref (self->snapshot);
  ori_scheme_free (self->scheme);
  g_clear_pointer (&self->recommendations, g_ptr_array_unref);
  g_free (self);
}

static void
find_score (OriStanding *self, const Request *request)
{
  g_autoptr (GArray) scores =
      ori_scores_compute (request->snapshot, request->scheme, NULL, request->cycle, request->level);

  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    if (score->orgunit != request->orgunit || !score->has_score)
      continue;
    self->has_score = TRUE;
    self->score = score->score;
    if ((score->flags & ORI_SCORE_INCOMPLETE) == 0)
      self->group = (int)ori_group_of (score->score, request->scheme->thresholds,
                                       request->scheme->n_groups - 1);
  }
  if (self->group >= 0)
    self->group_name =
        g_intern_string (ori_scheme_group_name (request->scheme, (guint)self->group));
}

static gpointer
look (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  g_autoptr (OriStanding) self = g_new0 (OriStanding, 1);

  self->snapshot = ori_snapshot_ref (request->snapshot);
  self->orgunit = request->orgunit;
  self->cycle = request->cycle;
  self->group = -1;
  self->n_groups = request->scheme->n_groups;
  self->stale = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  find_score (self, request);
  self->deficits =
      ori_deficits_find (request->snapshot, request->scheme, request->orgunit, request->cycle);
  for (guint i = 0; i < request->recommendations->len; i++) {
    const OriRecommendation *recommendation = g_ptr_array_index (request->recommendations, i);
    char *why = NULL;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    ori_progress_report (progress, i / (double)request->recommendations->len, NULL);
    if (ori_recommendation_is_stale (recommendation, request->snapshot, request->scheme, &why))
      g_hash_table_insert (self->stale, g_memdup2 (&recommendation->id, sizeof (gint64)), why);
  }
  return g_steal_pointer (&self);
}

OriJob *
ori_standing_job_new (OriSession *session, guint orgunit)
{
  Request *request = g_new0 (Request, 1);
  const OriOrgUnit *unit = ori_snapshot_orgunit (ori_session_snapshot (session), orgunit);

  request->snapshot = ori_snapshot_ref (ori_session_snapshot (session));
  request->scheme = ori_scheme_copy (ori_session_scheme (session, NULL));
  request->orgunit = orgunit;
  request->cycle = ori_session_cycle (session);
  request->level = ori_session_level (session);
  request->recommendations = ori_session_recommendations (session, unit->code, NULL);
  if (request->recommendations == NULL)
    request->recommendations = g_ptr_array_new ();
  return ori_job_new (_ ("Looking for deficits"), look, request, free_request,
                      (GDestroyNotify)ori_standing_free);
}

const char *
ori_standing_why_stale (const OriStanding *self, gint64 recommendation)
{
  return self != NULL ? g_hash_table_lookup (self->stale, &recommendation) : NULL;
}

void
ori_standing_free (OriStanding *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->deficits, g_array_unref);
  g_clear_pointer (&self->stale, g_hash_table_unref);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_free (self);
}

/* --- Numbers that have changed --- */

static const OriEvidence *
get_evidence (const OriRecommendation *recommendation, guint i)
{
  return &g_array_index (recommendation->evidence, OriEvidence, i);
}

/* What would be drafted now in its place: for the same readers, about the same indicator. */
static const OriRecommendation *
find_draft (const GPtrArray *drafts, const OriRecommendation *recommendation)
{
  for (guint i = 0; recommendation->evidence->len > 0 && i < drafts->len; i++) {
    const OriRecommendation *draft = g_ptr_array_index (drafts, i);

    if (draft->evidence->len > 0 && g_strcmp0 (draft->audience, recommendation->audience) == 0 &&
        g_strcmp0 (get_evidence (draft, 0)->indicator,
                   get_evidence (recommendation, 0)->indicator) == 0)
      return draft;
  }
  return NULL;
}

static GPtrArray *
make_drafts (OriSession *session, const OriRecommendation *recommendation, GError **error)
{
  OriSnapshot *snapshot = ori_session_snapshot (session);

  return ori_recommendations_draft (snapshot, ori_session_scheme (session, NULL),
                                    ori_snapshot_orgunit_index (snapshot, recommendation->orgunit),
                                    recommendation->cycle, error);
}

static void
take_evidence (OriRecommendation *recommendation, const OriRecommendation *draft)
{
  g_array_set_size (recommendation->evidence, 0);
  for (guint i = 0; i < draft->evidence->len; i++)
    ori_recommendation_add_evidence (recommendation, get_evidence (draft, i));
}

gboolean
ori_recommendation_redraft (OriSession *session, OriRecommendation *recommendation,
                            gboolean *kept_text, GError **error)
{
  g_autoptr (GPtrArray) drafts = make_drafts (session, recommendation, error);
  const OriRecommendation *draft;

  if (drafts == NULL)
    return FALSE;
  draft = find_draft (drafts, recommendation);
  if (draft == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("This deficit is gone: remove the recommendation or leave it as it "
                            "was"));
    return FALSE;
  }
  *kept_text = recommendation->edited;
  if (!recommendation->edited) {
    g_free (recommendation->text);
    recommendation->text = g_strdup (draft->text);
    g_free (recommendation->template_id);
    recommendation->template_id = g_strdup (draft->template_id);
  }
  take_evidence (recommendation, draft);
  return TRUE;
}

/* Without a deficit there is no comparison left: the value itself is what it rests on. */
static void
refresh_value (const OriSnapshot *snapshot, guint orgunit, OriEvidence *evidence)
{
  const OriIndicator *indicator =
      ori_programme_indicator (snapshot->programme, evidence->indicator);
  OriPeriod period;
  OriValue value;

  if (!ori_period_parse (evidence->period, &period))
    return;
  value = ori_value_compute_rate (snapshot, indicator, orgunit,
                                  ori_snapshot_period_index (snapshot, &period));
  evidence->value = value.status == ORI_STATUS_VALUE ? value.value : NAN;
}

void
ori_recommendation_confirm (OriSession *session, OriRecommendation *recommendation)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  guint orgunit = ori_snapshot_orgunit_index (snapshot, recommendation->orgunit);
  g_autoptr (GPtrArray) drafts = make_drafts (session, recommendation, NULL);
  const OriRecommendation *draft = drafts != NULL ? find_draft (drafts, recommendation) : NULL;

  if (draft != NULL) {
    take_evidence (recommendation, draft);
    return;
  }
  for (guint i = recommendation->evidence->len; i-- > 0;) {
    OriEvidence *evidence = &g_array_index (recommendation->evidence, OriEvidence, i);

    if (ori_programme_indicator (snapshot->programme, evidence->indicator) == NULL)
      g_array_remove_index (recommendation->evidence, i);
    else
      refresh_value (snapshot, orgunit, evidence);
  }
}
