/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "store/ori-store-private.h"

/* Pins: which of several versions of one figure counts. A pin names an observation and how many
 * batches there were when it was made: what comes later is news, and may contradict again. */

static gboolean
bind_key (OriQuery *query, const char *element, const char *orgunit, const char *period)
{
  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, element);
  ori_query_bind_text (query, 2, orgunit);
  ori_query_bind_text (query, 3, period);
  return TRUE;
}

#define KEY_MATCHES(table)                                                                         \
  table ".element = (SELECT id FROM element WHERE code = ?1)"                                      \
        " AND " table ".place = (SELECT id FROM place WHERE code = ?2)"                            \
        " AND " table ".period = (SELECT id FROM period WHERE code = ?3)"

/* Whether the observation is a live one of the key. */
static gboolean
check_observation (OriStore *self, const char *element, const char *orgunit, const char *period,
                   gint64 observation, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "SELECT b.live FROM observation AS o JOIN batch AS b ON b.id = o.batch"
                     " WHERE o.id = ?4 AND " KEY_MATCHES ("o"),
                     error);
  OriStep step;

  if (!bind_key (query, element, orgunit, period))
    return FALSE;
  ori_query_bind_int (query, 4, observation);
  step = ori_query_step (query, error);
  if (step == ORI_STEP_ERROR)
    return FALSE;
  if (step == ORI_STEP_ROW && ori_query_int (query, 0) != 0)
    return TRUE;
  g_set_error_literal (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND,
                       step == ORI_STEP_ROW
                           ? _ ("The import is retracted: restore it before pinning its value")
                           : _ ("There is no such value in this import"));
  return FALSE;
}

gboolean
ori_store_remove_pin (OriStore *self, const char *element, const char *orgunit, const char *period,
                      GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (self->db, "DELETE FROM pin WHERE " KEY_MATCHES ("pin"), error);

  return bind_key (query, element, orgunit, period) && ori_query_run (query, error);
}

static gboolean
insert_pin (OriStore *self, const char *element, const char *orgunit, const char *period,
            gint64 observation, const char *author, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "INSERT INTO pin (element, place, period, observation, known, author, time)"
                     " SELECT (SELECT id FROM element WHERE code = ?1),"
                     " (SELECT id FROM place WHERE code = ?2),"
                     " (SELECT id FROM period WHERE code = ?3),"
                     " ?4, (SELECT max (seq) FROM batch), ?5, ?6",
                     error);

  if (!bind_key (query, element, orgunit, period))
    return FALSE;
  ori_query_bind_int (query, 4, observation);
  ori_query_bind_text (query, 5, author);
  ori_query_bind_int (query, 6, ori_store_now ());
  return ori_query_run (query, error);
}

gboolean
ori_store_pin (OriStore *self, const char *element, const char *orgunit, const OriPeriod *period,
               gint64 observation, const char *author, GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  g_autofree char *code = ori_period_code (period);

  return verb != NULL && ori_verb_record (verb, error) &&
         check_observation (self, element, orgunit, code, observation, error) &&
         ori_store_remove_pin (self, element, orgunit, code, error) &&
         insert_pin (self, element, orgunit, code, observation, author, error) &&
         ori_verb_end (verb, N_ ("Pin a value"), NULL, NULL, error);
}

gboolean
ori_store_unpin (OriStore *self, const char *element, const char *orgunit, const OriPeriod *period,
                 GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  g_autofree char *code = ori_period_code (period);

  if (verb == NULL || !ori_verb_record (verb, error) ||
      !ori_store_remove_pin (self, element, orgunit, code, error))
    return FALSE;
  if (sqlite3_changes (ori_db_handle (self->db)) == 0) {
    g_set_error_literal (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND,
                         _ ("No version of this value is pinned"));
    return FALSE;
  }
  return ori_verb_end (verb, N_ ("Unpin a value"), NULL, NULL, error);
}
