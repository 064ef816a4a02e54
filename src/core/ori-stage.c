/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-stage.h"

static const char *const status_codes[] = {"value", "missing", "not-applicable", "suppressed",
                                           "doubtful"};

const char *
ori_status_code (OriStatus status)
{
  g_return_val_if_fail ((guint)status < G_N_ELEMENTS (status_codes), "missing");
  return status_codes[status];
}

gboolean
ori_status_parse (const char *code, OriStatus *status)
{
  for (guint i = 0; i < G_N_ELEMENTS (status_codes); i++)
    if (g_strcmp0 (code, status_codes[i]) == 0) {
      *status = (OriStatus)i;
      return TRUE;
    }
  return FALSE;
}

OriRecord *
ori_record_new (void)
{
  return g_new0 (OriRecord, 1);
}

OriRecord *
ori_record_copy (const OriRecord *record)
{
  OriRecord *copy = g_memdup2 (record, sizeof *record);
  copy->shared = FALSE;
  copy->sheet = g_strdup (record->sheet);
  copy->orgunit_printed = g_strdup (record->orgunit_printed);
  copy->orgunit = g_strdup (record->orgunit);
  copy->indicator_printed = g_strdup (record->indicator_printed);
  copy->indicator = g_strdup (record->indicator);
  copy->element = g_strdup (record->element);
  copy->part = g_strdup (record->part);
  copy->text = g_strdup (record->text);
  copy->printed = g_strdup (record->printed);
  copy->unit = g_strdup (record->unit);
  copy->note = g_strdup (record->note);
  return copy;
}

void
ori_record_free (OriRecord *record)
{
  if (!record || record->shared)
    return;
  g_free (record->sheet);
  g_free (record->orgunit_printed);
  g_free (record->orgunit);
  g_free (record->indicator_printed);
  g_free (record->indicator);
  g_free (record->element);
  g_free (record->part);
  g_free (record->text);
  g_free (record->printed);
  g_free (record->unit);
  g_free (record->note);
  g_free (record);
}

static void
free_table (gpointer item)
{
  OriStageTable *table = item;
  g_free (table->sheet);
  g_free (table->layout);
  g_free (table->title);
  g_free (table->reason);
  g_free (table);
}

static void
free_unused (gpointer item)
{
  OriStageUnused *unused = item;
  g_free (unused->sheet);
  g_free (unused->text);
  g_free (unused->reason);
  g_free (unused);
}

OriStage *
ori_stage_new (const char *file)
{
  OriStage *stage = g_new0 (OriStage, 1);
  stage->file = g_strdup (file);
  stage->records = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_record_free);
  stage->tables = g_ptr_array_new_with_free_func (free_table);
  stage->unused = g_ptr_array_new_with_free_func (free_unused);
  stage->findings = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_finding_free);
  stage->new_orgunits = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  stage->new_indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_indicator_free);
  stage->new_aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stage->new_wordings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return stage;
}

static void
share_array (GPtrArray **own, GPtrArray *shared)
{
  g_ptr_array_unref (*own);
  *own = g_ptr_array_ref (shared);
}

OriStage *
ori_stage_share (const OriStage *stage)
{
  OriStage *self = ori_stage_new (stage->file);
  self->path = g_strdup (stage->path);
  self->format = g_strdup (stage->format);
  self->sha256 = g_strdup (stage->sha256);
  self->content = stage->content != NULL ? g_bytes_ref (stage->content) : NULL;
  self->title = g_strdup (stage->title);
  share_array (&self->records, stage->records);
  share_array (&self->tables, stage->tables);
  share_array (&self->unused, stage->unused);
  share_array (&self->findings, stage->findings);
  share_array (&self->new_indicators, stage->new_indicators);
  for (guint i = 0; i < stage->new_orgunits->len; i++)
    g_ptr_array_add (self->new_orgunits,
                     ori_orgunit_copy (g_ptr_array_index (stage->new_orgunits, i)));
  g_hash_table_unref (self->new_aliases);
  self->new_aliases = g_hash_table_ref (stage->new_aliases);
  g_hash_table_unref (self->new_wordings);
  self->new_wordings = g_hash_table_ref (stage->new_wordings);
  return self;
}

void
ori_stage_free (OriStage *stage)
{
  if (!stage)
    return;
  g_free (stage->file);
  g_free (stage->path);
  g_free (stage->format);
  g_free (stage->sha256);
  g_clear_pointer (&stage->content, g_bytes_unref);
  g_free (stage->title);
  g_ptr_array_unref (stage->records);
  g_clear_pointer (&stage->strings, g_string_chunk_free);
  g_clear_pointer (&stage->blocks, g_ptr_array_unref);
  g_ptr_array_unref (stage->tables);
  g_ptr_array_unref (stage->unused);
  g_ptr_array_unref (stage->findings);
  g_ptr_array_unref (stage->new_orgunits);
  g_ptr_array_unref (stage->new_indicators);
  g_hash_table_unref (stage->new_aliases);
  g_hash_table_unref (stage->new_wordings);
  g_free (stage);
}

#define BLOCK 512 /* records */

OriRecord *
ori_stage_add_record (OriStage *stage)
{
  if (stage->blocks == NULL)
    stage->blocks = g_ptr_array_new_with_free_func (g_free);
  guint used = stage->records->len % BLOCK;
  if (used == 0 || stage->blocks->len == 0)
    g_ptr_array_add (stage->blocks, g_new0 (OriRecord, BLOCK));
  OriRecord *block = g_ptr_array_index (stage->blocks, stage->blocks->len - 1);
  OriRecord *record = &block[used];
  record->shared = TRUE;
  g_ptr_array_add (stage->records, record);
  return record;
}

static GStringChunk *
strings_of (OriStage *stage)
{
  if (stage->strings == NULL)
    stage->strings = g_string_chunk_new (4096);
  return stage->strings;
}

char *
ori_stage_keep (OriStage *stage, const char *text)
{
  return text ? g_string_chunk_insert_const (strings_of (stage), text) : NULL;
}

char *
ori_stage_keep_once (OriStage *stage, const char *text)
{
  return text ? g_string_chunk_insert (strings_of (stage), text) : NULL;
}

gboolean
ori_record_is_ready (const OriRecord *record)
{
  return record->orgunit && record->element && record->period.kind != ORI_PERIOD_NONE;
}

guint
ori_stage_n_ready (const OriStage *stage)
{
  guint n = 0;
  for (guint i = 0; i < stage->records->len; i++)
    n += ori_record_is_ready (g_ptr_array_index (stage->records, i));
  return n;
}
