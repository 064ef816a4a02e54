/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/ori-text.h"
#include "session/ori-session-private.h"

/* Indicators that headers make are numbered by each file for itself. When they come into the
 * workspace, one code must stand for one indicator: also among files that were recognised side by
 * side, and with what a batch holds that is retracted and may come back. */

struct OriCommitNames {
  const OriProgramme *programme;
  GHashTable *known; /* identity, owned → OriIndicator, owned */
  GHashTable *codes; /* code, owned → identity, owned */
  guint next;
};

/* What makes two made indicators the same. */
static char *
identify (const OriIndicator *indicator)
{
  g_autofree char *key = ori_text_key (indicator->name);

  return g_strdup_printf ("%s|%s", key, ori_indicator_kind_code (indicator->kind));
}

static OriIndicator *
copy_with_code (const OriIndicator *indicator, const char *code)
{
  g_autofree char *json = ori_indicator_to_json (indicator);
  OriIndicator *copy = ori_indicator_from_json (json, NULL);

  g_return_val_if_fail (copy != NULL, NULL);

  g_free (copy->code);
  copy->code = g_strdup (code);
  copy->own = TRUE;
  for (guint i = 0; i < copy->elements->len; i++) {
    OriElement *element = g_ptr_array_index (copy->elements, i);
    g_free (element->code);
    g_free (element->indicator);
    element->code = g_strdup_printf ("%s:%s", code, element->part);
    element->indicator = g_strdup (code);
  }
  return copy;
}

/* Takes @indicator; of several of one identity the first stays. */
static const OriIndicator *
learn (OriCommitNames *self, OriIndicator *indicator, const char *identity)
{
  if (!g_hash_table_contains (self->codes, indicator->code))
    g_hash_table_insert (self->codes, g_strdup (indicator->code), g_strdup (identity));
  if (g_hash_table_contains (self->known, identity))
    ori_indicator_free (indicator);
  else
    g_hash_table_insert (self->known, g_strdup (identity), indicator);
  return g_hash_table_lookup (self->known, identity);
}

OriCommitNames *
ori_commit_names_new (OriSession *session, GError **error)
{
  g_autoptr (GPtrArray) own = ori_store_own_indicators (session->store, error);
  OriCommitNames *self;

  if (own == NULL)
    return NULL;
  self = g_new0 (OriCommitNames, 1);
  self->programme = session->snapshot->programme;
  self->known =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)ori_indicator_free);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < own->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (own, i);
    g_autofree char *identity = identify (indicator);
    learn (self, copy_with_code (indicator, indicator->code), identity);
  }
  return self;
}

void
ori_commit_names_free (OriCommitNames *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->codes);
  g_free (self);
}

static char *
make_code (OriCommitNames *self)
{
  for (;;) {
    char *code = g_strdup_printf ("I%02u", ++self->next);
    if (!g_hash_table_contains (self->codes, code) &&
        ori_programme_indicator (self->programme, code) == NULL)
      return code;
    g_free (code);
  }
}

/* The indicator that @indicator comes in as. */
static const OriIndicator *
settle (OriCommitNames *self, const OriIndicator *indicator)
{
  g_autofree char *identity = identify (indicator);
  const OriIndicator *known = g_hash_table_lookup (self->known, identity);
  gboolean taken = g_hash_table_contains (self->codes, indicator->code) ||
                   ori_programme_indicator (self->programme, indicator->code) != NULL;
  g_autofree char *code = NULL;

  if (known != NULL)
    return known;
  code = taken ? make_code (self) : g_strdup (indicator->code);
  return learn (self, copy_with_code (indicator, code), identity);
}

static void
recode_record (OriRecord *record, const char *code)
{
  const char *part = record->element != NULL ? strchr (record->element, ':') : NULL;
  char *element = part != NULL ? g_strconcat (code, part, NULL) : NULL;

  g_free (record->indicator);
  record->indicator = g_strdup (code);
  if (element == NULL)
    return;
  g_free (record->element);
  record->element = element;
}

/* The records are shared with the recognition: those of another code are copied. */
static GPtrArray *
recode_records (const GPtrArray *records, GHashTable *codes)
{
  GPtrArray *recoded = g_ptr_array_new_full (records->len, (GDestroyNotify)ori_record_free);

  for (guint i = 0; i < records->len; i++) {
    OriRecord *record = ori_record_copy (g_ptr_array_index (records, i));
    const char *code =
        record->indicator != NULL ? g_hash_table_lookup (codes, record->indicator) : NULL;
    if (code != NULL)
      recode_record (record, code);
    g_ptr_array_add (recoded, record);
  }
  return recoded;
}

/* Wordings that the import confirmed mean an indicator or one of its elements. */
static GHashTable *
recode_wordings (GHashTable *wordings, GHashTable *codes)
{
  GHashTable *recoded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer wording, code;

  g_hash_table_iter_init (&iter, wordings);
  while (g_hash_table_iter_next (&iter, &wording, &code)) {
    gsize length = strcspn (code, ":");
    g_autofree char *indicator = g_strndup (code, length);
    const char *other = g_hash_table_lookup (codes, indicator);
    g_hash_table_insert (recoded, g_strdup (wording),
                         other != NULL ? g_strconcat (other, (const char *)code + length, NULL)
                                       : g_strdup (code));
  }
  return recoded;
}

void
ori_commit_names_settle (OriCommitNames *self, OriStage *stage)
{
  g_autoptr (GHashTable) changed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GPtrArray *indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_indicator_free);
  GPtrArray *records;
  GHashTable *wordings;

  for (guint i = 0; i < stage->new_indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (stage->new_indicators, i);
    const OriIndicator *settled = settle (self, indicator);
    g_ptr_array_add (indicators, copy_with_code (settled, settled->code));
    if (strcmp (settled->code, indicator->code) != 0)
      g_hash_table_insert (changed, g_strdup (indicator->code), g_strdup (settled->code));
  }
  g_ptr_array_unref (stage->new_indicators);
  stage->new_indicators = indicators;
  if (g_hash_table_size (changed) == 0)
    return;
  records = recode_records (stage->records, changed);
  g_ptr_array_unref (stage->records);
  stage->records = records;
  wordings = recode_wordings (stage->new_wordings, changed);
  g_hash_table_unref (stage->new_wordings);
  stage->new_wordings = wordings;
}
