/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "store/ori-store-private.h"

/* Schemes and the protocol of accepted ones. */

/* Reads the JSON in column @column of a subject; *@json is NULL when there is none. */
static gboolean
read_json (OriStore *self, const char *subject, const char *column, char **json, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM scheme WHERE subject = ?1", column);
  g_autoptr (OriQuery) query = ori_query_new (self->db, sql, error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, subject);
  step = ori_query_step (query, error);
  *json = step == ORI_STEP_ROW ? ori_query_dup_text (query, 0) : NULL;
  return step != ORI_STEP_ERROR;
}

OriScheme *
ori_store_scheme (OriStore *self, const char *subject, GError **error)
{
  g_autofree char *json = NULL;

  if (!read_json (self, subject, "draft", &json, error))
    return NULL;
  return json != NULL ? ori_scheme_from_json (json, error) : ori_scheme_new ();
}

gboolean
ori_store_has_scheme (OriStore *self, const char *subject)
{
  g_autofree char *json = NULL;

  return read_json (self, subject, "draft", &json, NULL) && json != NULL;
}

OriScheme *
ori_store_accepted_scheme (OriStore *self, const char *subject, GError **error)
{
  g_autofree char *json = NULL;

  if (!read_json (self, subject, "accepted", &json, error) || json == NULL)
    return NULL;
  return ori_scheme_from_json (json, error);
}

static gboolean
write_scheme (OriStore *self, const char *subject, const char *draft, const char *accepted,
              GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (self->db,
                     "INSERT INTO scheme (subject, draft, accepted) VALUES (?1, ?2, ?3)"
                     " ON CONFLICT (subject) DO UPDATE SET draft = excluded.draft,"
                     " accepted = coalesce (excluded.accepted, accepted)",
                     error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_text (query, 1, subject);
  ori_query_bind_text (query, 2, draft);
  ori_query_bind_text (query, 3, accepted);
  return ori_query_run (query, error);
}

gboolean
ori_store_set_scheme (OriStore *self, const char *subject, const OriScheme *scheme, GError **error)
{
  g_autofree char *json = ori_scheme_to_json (scheme);
  g_autofree char *merge = g_strconcat ("scheme ", subject, NULL);
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);

  return verb != NULL && ori_verb_record (verb, error) &&
         write_scheme (self, subject, json, NULL, error) &&
         ori_verb_end (verb, N_ ("Change the scheme"), NULL, merge, error);
}

static gboolean
write_protocol (OriStore *self, const OriProtocolEntry *entry, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (
      self->db,
      "INSERT INTO protocol (id, seq, time, author, reason, subject, cycle, before, after)"
      " SELECT ?1, coalesce (max (seq), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM protocol",
      error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, ori_db_new_id ());
  ori_query_bind_int (query, 2, entry->time);
  ori_query_bind_text (query, 3, entry->author);
  ori_query_bind_text (query, 4, entry->reason);
  ori_query_bind_text (query, 5, entry->subject);
  ori_query_bind_int (query, 6, entry->cycle);
  ori_query_bind_text (query, 7, entry->from);
  ori_query_bind_text (query, 8, entry->to);
  return ori_query_run (query, error);
}

gboolean
ori_store_accept_scheme (OriStore *self, const char *subject, int cycle, const OriScheme *scheme,
                         const char *author, const char *reason, GError **error)
{
  g_autofree char *json = ori_scheme_to_json (scheme);
  g_autofree char *before = NULL;
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  OriProtocolEntry entry = {
      .time = ori_store_now (),
      .author = (char *)author,
      .reason = (char *)reason,
      .subject = (char *)subject,
      .cycle = cycle,
      .to = json,
  };

  if (verb == NULL || !read_json (self, subject, "accepted", &before, error))
    return FALSE;
  entry.from = before;
  return ori_verb_record (verb, error) && write_scheme (self, subject, json, json, error) &&
         write_protocol (self, &entry, error) &&
         ori_verb_end (verb, N_ ("Accept the scheme"), NULL, NULL, error);
}

GPtrArray *
ori_store_protocol (OriStore *self, GError **error)
{
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_protocol_entry_free);
  g_autoptr (OriQuery) query = ori_query_new (
      self->db,
      "SELECT time, author, reason, subject, cycle, before, after FROM protocol ORDER BY seq",
      error);
  OriStep step;

  if (query == NULL)
    return NULL;
  while ((step = ori_query_step (query, error)) == ORI_STEP_ROW) {
    OriProtocolEntry *entry = g_new0 (OriProtocolEntry, 1);
    entry->time = ori_query_int (query, 0);
    entry->author = ori_query_dup_text (query, 1);
    entry->reason = ori_query_dup_text (query, 2);
    entry->subject = ori_query_dup_text (query, 3);
    entry->cycle = (int)ori_query_int (query, 4);
    entry->from = ori_query_dup_text (query, 5);
    entry->to = ori_query_dup_text (query, 6);
    g_ptr_array_add (entries, entry);
  }
  return step == ORI_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}
