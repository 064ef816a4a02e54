/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-json.h"
#include "core/ori-paths.h"
#include "core/ori-text.h"
#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static OriBank *bank;
static GMutex bank_lock;

/* What a deficit is answered for first. */
static const OriDeficitReason priority[] = {ORI_DEFICIT_MISSING,         ORI_DEFICIT_FALLING,
                                            ORI_DEFICIT_BELOW_THRESHOLD, ORI_DEFICIT_BELOW_MEDIAN,
                                            ORI_DEFICIT_BELOW_SIMILAR,   ORI_DEFICIT_BELOW_TARGET};

static void
free_entry (gpointer data)
{
  OriBankEntry *entry = data;
  g_free (entry->id);
  g_free (entry->direction);
  g_free (entry->audience);
  g_free (entry->text);
  g_free (entry);
}

static void
free_bank (OriBank *self)
{
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->audiences);
  g_hash_table_unref (self->aliases);
  g_strfreev (self->defaults);
  g_ptr_array_unref (self->directions);
  g_ptr_array_unref (self->direction_keys);
  g_free (self);
}

static gboolean
read_entry (OriBank *self, const json_t *object, GError **error)
{
  OriBankEntry *entry = g_new0 (OriBankEntry, 1);
  g_auto (GStrv) reasons = ori_json_strings (object, "reasons");
  OriDeficitReason reason;

  entry->id = g_strdup (ori_json_string (object, "id"));
  entry->direction = g_strdup (ori_json_string (object, "direction"));
  entry->audience = g_strdup (ori_json_string (object, "audience"));
  entry->text = g_strdup (ori_json_string (object, "text"));
  g_ptr_array_add (self->entries, entry);
  for (guint i = 0; reasons[i]; i++)
    if (ori_deficit_reason_parse (reasons[i], &reason))
      entry->reasons |= 1u << reason;
  if (!entry->id || !entry->audience || !entry->text || entry->reasons == 0) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WORDING,
                 _ ("Entry “%s” of the bank of recommendations is not complete"),
                 entry->id ? entry->id : "?");
    return FALSE;
  }
  return ori_template_check (entry->text, error);
}

static void
read_directions (OriBank *self, const json_t *array)
{
  gsize i;
  json_t *object;

  json_array_foreach ((json_t *)array, i, object)
  {
    char **words = ori_json_strings (object, "keywords");
    g_ptr_array_add (self->directions, g_strdup (ori_json_string (object, "code")));
    for (guint w = 0; words[w]; w++) {
      char *key = ori_text_key (words[w]);
      g_free (words[w]);
      words[w] = key;
    }
    g_ptr_array_add (self->direction_keys, words);
  }
}

static OriBank *
load_bank (GError **error)
{
  g_autofree char *path = ori_data_path ("wording/recommendations.json");
  g_autoptr (GError) failure = NULL;
  g_autoptr (json_t) root = ori_json_load (path, &failure);
  const json_t *aliases;
  OriBank *self;
  gsize i;
  json_t *object, *member;
  const char *name;

  if (root == NULL) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WORDING, "%s", failure->message);
    return NULL;
  }
  self = g_new0 (OriBank, 1);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  self->audiences = g_ptr_array_new_with_free_func (g_free);
  self->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->defaults = ori_json_strings (root, "default_audiences");
  self->directions = g_ptr_array_new_with_free_func (g_free);
  self->direction_keys = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  json_array_foreach (json_object_get (root, "audiences"), i, object)
  {
    g_ptr_array_add (self->audiences, g_strdup (ori_json_string (object, "code")));
    g_ptr_array_add (self->audiences, g_strdup (ori_json_string (object, "title")));
  }
  aliases = json_object_get (root, "aliases");
  json_object_foreach ((json_t *)aliases, name, member)
  {
    g_hash_table_insert (self->aliases, g_strdup (name), g_strdup (json_string_value (member)));
  }
  read_directions (self, json_object_get (root, "directions"));
  json_array_foreach (json_object_get (root, "recommendations"), i, object)
  {
    if (!read_entry (self, object, error)) {
      free_bank (self);
      return NULL;
    }
  }
  return self;
}

const OriBank *
ori_bank_get (GError **error)
{
  /* Templates of the bank may use nouns of the wording. */
  if (!ori_wording_load (error))
    return NULL;
  g_mutex_lock (&bank_lock);
  if (bank == NULL)
    bank = load_bank (error);
  g_mutex_unlock (&bank_lock);
  return bank;
}

const char *
ori_bank_audience (const OriBank *self, const char *code)
{
  const char *alias = g_hash_table_lookup (self->aliases, code);
  return alias ? alias : code;
}

/* The first entry that is not in @used, else the first. */
static const OriBankEntry *
find_entry (const OriBank *self, const char *direction, const char *audience,
            OriDeficitReason reason, GHashTable *used)
{
  const OriBankEntry *first = NULL;

  for (guint i = 0; i < self->entries->len; i++) {
    const OriBankEntry *entry = g_ptr_array_index (self->entries, i);
    if (!(entry->reasons & (1u << reason)) || !g_str_equal (entry->audience, audience) ||
        g_strcmp0 (entry->direction, direction) != 0)
      continue;
    if (used == NULL || !g_hash_table_contains (used, entry))
      return entry;
    if (first == NULL)
      first = entry;
  }
  return first;
}

const OriBankEntry *
ori_bank_find (const OriBank *self, const char *direction, const char *audience, guint reasons,
               GHashTable *used, OriDeficitReason *reason)
{
  const OriBankEntry *entry;

  for (int general = direction == NULL; general < 2; general++)
    for (guint i = 0; i < G_N_ELEMENTS (priority); i++) {
      if (!(reasons & (1u << priority[i])))
        continue;
      entry = find_entry (self, general ? NULL : direction, audience, priority[i], used);
      if (entry) {
        *reason = priority[i];
        return entry;
      }
    }
  return NULL;
}

const char *
ori_audience_title (const char *code)
{
  const OriBank *self = ori_bank_get (NULL);
  const char *own;

  if (self == NULL || code == NULL)
    return code ? code : "";
  own = ori_bank_audience (self, code);
  for (guint i = 0; i + 1 < self->audiences->len; i += 2)
    if (g_strcmp0 (g_ptr_array_index (self->audiences, i), own) == 0)
      return g_ptr_array_index (self->audiences, i + 1);
  return code;
}

const char **
ori_text_directions (const char *text)
{
  const OriBank *self = ori_bank_get (NULL);
  g_autofree char *key = ori_text_key (text);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; self && i < self->directions->len; i++) {
    char **words = g_ptr_array_index (self->direction_keys, i);
    for (guint w = 0; words[w]; w++)
      if (strstr (key, words[w])) {
        g_ptr_array_add (found, g_ptr_array_index (self->directions, i));
        break;
      }
  }
  g_ptr_array_add (found, NULL);
  return (const char **)g_ptr_array_free (found, FALSE);
}

const char *
ori_indicator_direction (const OriProgramme *programme, const OriIndicator *indicator)
{
  const OriCriterion *criterion =
      indicator->criterion ? ori_programme_criterion (programme, indicator->criterion) : NULL;
  const OriIndicator *parent =
      indicator->variant_of ? ori_programme_indicator (programme, indicator->variant_of) : NULL;
  g_autofree char *text = NULL;
  g_autofree const char **directions = NULL;

  if (indicator->crosswalk && indicator->crosswalk[0])
    return indicator->crosswalk[0];
  if (parent && parent->crosswalk && parent->crosswalk[0])
    return parent->crosswalk[0];
  if (criterion && criterion->direction)
    return criterion->direction;
  text = g_strconcat (indicator->name, " ", indicator->short_name, NULL);
  directions = ori_text_directions (text);
  return directions[0];
}
