/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Schemes with their protocol, and recommendations: what the analyst decides. */
#include <glib/gi18n-lib.h>

#include "session/ori-session-private.h"

static const char *
get_subject (const char *subject)
{
  return subject != NULL ? subject : ORI_SUBJECT_KEY_OVERALL;
}

/* Goalposts are frozen at the first cycle, so that later years are measured with the same rule. */
OriScheme *
ori_session_find_goalposts (const OriSnapshot *snapshot)
{
  OriScheme *goalposts = ori_scheme_new ();
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);

  if (cycles->len > 0)
    ori_scheme_freeze_goalposts (goalposts, snapshot, g_array_index (cycles, int, 0));
  return goalposts;
}

static gpointer
find_goalposts (gpointer data, const OriProgress *progress, GCancellable *cancellable,
                GError **error)
{
  ori_progress_report (progress, 0, _ ("Goalposts of the first year"));
  return ori_session_find_goalposts (data);
}

OriJob *
ori_session_goalposts_job_new (OriSession *self)
{
  return ori_job_new (_ ("Goalposts"), find_goalposts, ori_snapshot_ref (self->snapshot),
                      (GDestroyNotify)ori_snapshot_unref, (GDestroyNotify)ori_scheme_free);
}

gboolean
ori_session_has_goalposts (OriSession *self)
{
  return self->frozen != NULL;
}

void
ori_session_take_goalposts (OriSession *self, const OriSnapshot *snapshot, OriScheme *goalposts)
{
  if (snapshot == self->snapshot && self->frozen == NULL)
    self->frozen = goalposts;
  else
    ori_scheme_free (goalposts);
}

/* They follow from the snapshot: data that came later may have changed its rates. */
static void
set_goalposts (OriSession *self, OriScheme *scheme)
{
  g_autoptr (OriScheme) copy = NULL;

  if (self->cycles->len == 0)
    return;
  if (self->frozen == NULL)
    self->frozen = ori_session_find_goalposts (self->snapshot);
  copy = ori_scheme_copy (self->frozen);
  g_hash_table_unref (scheme->goalposts);
  scheme->goalposts = g_hash_table_ref (copy->goalposts);
}

/* A block or a criterion is scored as it is within the whole until somebody decides otherwise. */
static gboolean
starts_from_overall (OriSession *self, const char *key)
{
  OriSubject subject;

  return ori_subject_parse (self->snapshot->programme, key, &subject) &&
         (subject.kind == ORI_SUBJECT_BLOCK || subject.kind == ORI_SUBJECT_CRITERION) &&
         !ori_store_has_scheme (self->store, key);
}

const OriScheme *
ori_session_scheme (OriSession *self, const char *subject)
{
  const char *key = get_subject (subject);
  OriScheme *scheme = g_hash_table_lookup (self->schemes, key);
  g_autoptr (GError) error = NULL;

  if (scheme != NULL)
    return scheme;
  if (starts_from_overall (self, key)) {
    scheme = ori_scheme_copy (ori_session_scheme (self, NULL));
    g_hash_table_insert (self->schemes, g_strdup (key), scheme);
    return scheme;
  }
  scheme = ori_store_scheme (self->store, key, &error);
  if (scheme == NULL) {
    ori_session_tell (self, FALSE, "%s", error->message);
    scheme = ori_scheme_new ();
  }
  set_goalposts (self, scheme);
  g_hash_table_insert (self->schemes, g_strdup (key), scheme);
  return scheme;
}

const OriScheme *
ori_session_accepted_scheme (OriSession *self, const char *subject)
{
  const char *key = get_subject (subject);
  OriScheme *scheme;

  if (!g_hash_table_contains (self->accepted, key))
    g_hash_table_insert (self->accepted, g_strdup (key),
                         ori_store_accepted_scheme (self->store, key, NULL));
  scheme = g_hash_table_lookup (self->accepted, key);
  return scheme;
}

gboolean
ori_session_set_scheme (OriSession *self, const char *subject, const OriScheme *scheme,
                        GError **error)
{
  /* Each is a decision of its own: a drag, a typed number, a weight. */
  ori_store_end_step (self->store);
  return ori_session_amend_scheme (self, subject, scheme, error);
}

gboolean
ori_session_amend_scheme (OriSession *self, const char *subject, const OriScheme *scheme,
                          GError **error)
{
  if (!ori_store_set_scheme (self->store, get_subject (subject), scheme, error))
    return FALSE;
  ori_session_decisions_changed (self);
  return TRUE;
}

gboolean
ori_session_accept_scheme (OriSession *self, const char *subject, const char *reason,
                           GError **error)
{
  const OriScheme *scheme = ori_session_scheme (self, subject);

  if (!ori_store_accept_scheme (self->store, get_subject (subject), self->cycle, scheme,
                                self->author, reason, error))
    return FALSE;
  ori_session_decisions_changed (self);
  ori_session_tell (self, TRUE, "%s", _ ("Thresholds entered in the protocol"));
  return TRUE;
}

GPtrArray *
ori_session_recommendations (OriSession *self, const char *orgunit, GError **error)
{
  return ori_store_recommendations (self->store, orgunit, self->cycle, error);
}

/* A draft that is already there, edited or not, is not drafted again. */
static gboolean
is_known (const GPtrArray *existing, const OriRecommendation *draft)
{
  for (guint i = 0; i < existing->len; i++) {
    const OriRecommendation *known = g_ptr_array_index (existing, i);
    const OriEvidence *a, *b;

    if (g_strcmp0 (known->template_id, draft->template_id) != 0 ||
        g_strcmp0 (known->audience, draft->audience) != 0 || known->evidence->len == 0 ||
        draft->evidence->len == 0)
      continue;
    a = &g_array_index (known->evidence, OriEvidence, 0);
    b = &g_array_index (draft->evidence, OriEvidence, 0);
    if (g_strcmp0 (a->indicator, b->indicator) == 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
ori_session_draft_recommendations (OriSession *self, guint orgunit, guint *n_new, GError **error)
{
  const OriOrgUnit *unit = ori_snapshot_orgunit (self->snapshot, orgunit);
  g_autoptr (GPtrArray) existing = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) fresh =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_recommendation_free);

  *n_new = 0;
  existing = ori_session_recommendations (self, unit->code, error);
  if (existing == NULL)
    return FALSE;
  drafts = ori_recommendations_draft (self->snapshot, ori_session_scheme (self, NULL), orgunit,
                                      self->cycle, error);
  if (drafts == NULL)
    return FALSE;
  for (guint i = 0; i < drafts->len; i++) {
    OriRecommendation *draft = g_ptr_array_index (drafts, i);

    if (is_known (existing, draft))
      continue;
    draft = ori_recommendation_copy (draft);
    draft->position = (int)(existing->len + fresh->len);
    g_ptr_array_add (fresh, draft);
  }
  if (fresh->len == 0)
    return TRUE;
  if (!ori_store_put_recommendations (self->store, fresh, error))
    return FALSE;
  *n_new = fresh->len;
  ori_session_decisions_changed (self);
  ori_session_tell (self, TRUE,
                    ngettext ("%u recommendation drafted", "%u recommendations drafted", *n_new),
                    *n_new);
  return TRUE;
}

gboolean
ori_session_put_recommendation (OriSession *self, OriRecommendation *recommendation, GError **error)
{
  if (!ori_store_put_recommendation (self->store, recommendation, error))
    return FALSE;
  ori_session_decisions_changed (self);
  return TRUE;
}

gboolean
ori_session_remove_recommendation (OriSession *self, gint64 id, GError **error)
{
  if (!ori_store_remove_recommendation (self->store, id, error))
    return FALSE;
  ori_session_decisions_changed (self);
  ori_session_tell (self, TRUE, "%s", _ ("Recommendation removed"));
  return TRUE;
}
