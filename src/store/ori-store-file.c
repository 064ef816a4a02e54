/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/ori-store-file.h"

#include <gio/gio.h>

#include "store/ori-store-private.h"

/* Runs @converter over @content; NULL when the result would be larger than @limit. */
static GBytes *
convert (GConverter *converter, GBytes *content, gsize limit, GError **error)
{
  g_autoptr (GInputStream) input = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (input, converter);
  g_autoptr (GByteArray) result = g_byte_array_new ();
  guint8 buffer[16384];
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error)) > 0) {
    if (result->len + (gsize)n > limit)
      return NULL;
    g_byte_array_append (result, buffer, (guint)n);
  }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&result)) : NULL;
}

static GBytes *
deflate (GBytes *content)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1));

  /* Not worth it unless a tenth is saved: spreadsheets are archives already. */
  return convert (converter, content, g_bytes_get_size (content) / 10 * 9, NULL);
}

gboolean
ori_store_keep_file (OriStore *self, gint64 batch, GBytes *content, GError **error)
{
  gsize size = g_bytes_get_size (content), kept_size;
  g_autoptr (GBytes) deflated = NULL;
  g_autoptr (OriQuery) query = NULL;
  const void *data;

  if (size > ORI_STORE_MAX_FILE)
    return TRUE;
  deflated = deflate (content);
  query = ori_query_new (
      self->db, "INSERT INTO batch_file (batch, size, deflated, content) VALUES (?1, ?2, ?3, ?4)",
      error);
  if (query == NULL)
    return FALSE;
  data = g_bytes_get_data (deflated != NULL ? deflated : content, &kept_size);
  ori_query_bind_int (query, 1, batch);
  ori_query_bind_int (query, 2, (gint64)size);
  ori_query_bind_int (query, 3, deflated != NULL);
  ori_query_bind_blob (query, 4, data, kept_size);
  return ori_query_run (query, error);
}

static GBytes *
inflate (OriDb *db, GBytes *deflated, gint64 size, GError **error)
{
  g_autoptr (GConverter) converter =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GBytes) content = NULL;

  if (size >= 0 && size <= ORI_STORE_MAX_FILE)
    content = convert (converter, deflated, (gsize)size, NULL);
  if (content == NULL || g_bytes_get_size (content) != (gsize)size) {
    ori_db_fail (db, SQLITE_CORRUPT, error);
    return NULL;
  }
  return g_steal_pointer (&content);
}

GBytes *
ori_store_batch_content (OriStore *self, gint64 batch, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (
      self->db, "SELECT size, deflated, content FROM batch_file WHERE batch = ?1", error);
  g_autoptr (GBytes) kept = NULL;
  const void *data;
  gsize size;

  if (query == NULL)
    return NULL;
  ori_query_bind_int (query, 1, batch);
  if (ori_query_step (query, error) != ORI_STEP_ROW)
    return NULL;
  data = ori_query_blob (query, 2, &size);
  kept = g_bytes_new (data, size);
  if (ori_query_int (query, 1) == 0)
    return g_steal_pointer (&kept);
  return inflate (self->db, kept, ori_query_int (query, 0), error);
}
