/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/ori-error.h"
#include "core/ori-number.h"

static json_t *
fail_syntax (const char *name, const json_error_t *failure, GError **error)
{
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SYNTAX, _ ("%s, line %d, column %d: %s"), name,
               failure->line, failure->column, failure->text);
  return NULL;
}

json_t *
ori_json_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) failure = NULL;
  json_error_t where;
  json_t *root;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &failure)) {
    g_set_error_literal (error, ORI_CORE_ERROR, ORI_CORE_ERROR_READ, failure->message);
    return NULL;
  }
  root = json_loadb (text, length, JSON_REJECT_DUPLICATES, &where);
  return root != NULL ? root : fail_syntax (path, &where, error);
}

json_t *
ori_json_parse (const char *text, gssize length, GError **error)
{
  json_error_t where;
  json_t *root =
      json_loadb (text, length < 0 ? strlen (text) : (gsize)length, JSON_REJECT_DUPLICATES, &where);

  return root != NULL ? root : fail_syntax ("JSON", &where, error);
}

const char *
ori_json_string (const json_t *object, const char *key)
{
  return json_string_value (json_object_get (object, key));
}

double
ori_json_number (const json_t *object, const char *key, double fallback)
{
  const json_t *value = json_object_get (object, key);

  return json_is_number (value) ? json_number_value (value) : fallback;
}

gboolean
ori_json_flag (const json_t *object, const char *key)
{
  return json_is_true (json_object_get (object, key));
}

char **
ori_json_strings (const json_t *object, const char *key)
{
  const json_t *array = json_object_get (object, key);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < json_array_size (array); i++) {
    const char *text = json_string_value (json_array_get (array, i));

    if (text != NULL)
      g_strv_builder_add (builder, text);
  }
  return g_strv_builder_end (builder);
}

#define FLUSH_AT 65536

struct OriJsonWriter {
  GOutputStream *stream; /* NULL: into memory */
  GString *buffer;
  GError *error;
  guint depth;
  gboolean first; /* no comma is due before the next value */
};

OriJsonWriter *
ori_json_writer_new_memory (void)
{
  OriJsonWriter *writer = g_new0 (OriJsonWriter, 1);

  writer->buffer = g_string_new (NULL);
  writer->first = TRUE;
  return writer;
}

OriJsonWriter *
ori_json_writer_new (GOutputStream *stream)
{
  OriJsonWriter *writer = ori_json_writer_new_memory ();

  writer->stream = g_object_ref (stream);
  return writer;
}

static void
flush (OriJsonWriter *writer)
{
  if (writer->stream == NULL)
    return;
  if (writer->error == NULL)
    g_output_stream_write_all (writer->stream, writer->buffer->str, writer->buffer->len, NULL, NULL,
                               &writer->error);
  g_string_truncate (writer->buffer, 0);
}

static void
append_text (GString *buffer, const char *text)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  g_string_append_c (buffer, '"');
  for (; *text != '\0'; text++) {
    guchar c = (guchar)*text;

    if (c == '"' || c == '\\')
      g_string_append_c (buffer, '\\');
    if (c == '\n')
      g_string_append (buffer, "\\n");
    else if (c < 0x20 || c == 0x7f)
      g_string_append_printf (buffer, "\\u%04x", c);
    else
      g_string_append_c (buffer, *text);
  }
  g_string_append_c (buffer, '"');
}

static void
begin_value (OriJsonWriter *writer, const char *key)
{
  if (writer->buffer->len > FLUSH_AT)
    flush (writer);
  if (!writer->first)
    g_string_append_c (writer->buffer, ',');
  if (writer->depth > 0 && writer->depth <= 2)
    g_string_append_c (writer->buffer, '\n');
  writer->first = FALSE;
  if (key != NULL) {
    append_text (writer->buffer, key);
    g_string_append (writer->buffer, ": ");
  }
}

static void
open_container (OriJsonWriter *writer, const char *key, char bracket)
{
  begin_value (writer, key);
  g_string_append_c (writer->buffer, bracket);
  writer->depth++;
  writer->first = TRUE;
}

static void
close_container (OriJsonWriter *writer, char bracket)
{
  g_return_if_fail (writer->depth > 0);
  g_string_append_c (writer->buffer, bracket);
  writer->depth--;
  writer->first = FALSE;
}

void
ori_json_begin_object (OriJsonWriter *writer, const char *key)
{
  open_container (writer, key, '{');
}

void
ori_json_end_object (OriJsonWriter *writer)
{
  close_container (writer, '}');
}

void
ori_json_begin_array (OriJsonWriter *writer, const char *key)
{
  open_container (writer, key, '[');
}

void
ori_json_end_array (OriJsonWriter *writer)
{
  close_container (writer, ']');
}

void
ori_json_add_null (OriJsonWriter *writer, const char *key)
{
  begin_value (writer, key);
  g_string_append (writer->buffer, "null");
}

void
ori_json_add_string (OriJsonWriter *writer, const char *key, const char *text)
{
  if (text == NULL) {
    ori_json_add_null (writer, key);
    return;
  }
  begin_value (writer, key);
  append_text (writer->buffer, text);
}

void
ori_json_add_number (OriJsonWriter *writer, const char *key, double value)
{
  g_autofree char *text = NULL;

  if (!isfinite (value)) {
    ori_json_add_null (writer, key);
    return;
  }
  begin_value (writer, key);
  text = ori_number_to_text (value);
  g_string_append (writer->buffer, text);
}

void
ori_json_add_int (OriJsonWriter *writer, const char *key, gint64 value)
{
  begin_value (writer, key);
  g_string_append_printf (writer->buffer, "%" G_GINT64_FORMAT, value);
}

void
ori_json_add_bool (OriJsonWriter *writer, const char *key, gboolean value)
{
  begin_value (writer, key);
  g_string_append (writer->buffer, value ? "true" : "false");
}

gboolean
ori_json_writer_finish (OriJsonWriter *writer, GError **error)
{
  g_string_append_c (writer->buffer, '\n');
  flush (writer);
  if (writer->stream != NULL && writer->error == NULL)
    g_output_stream_flush (writer->stream, NULL, &writer->error);
  if (writer->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&writer->error));
  return FALSE;
}

char *
ori_json_writer_take (OriJsonWriter *writer, gsize *length)
{
  if (length != NULL)
    *length = writer->buffer->len;
  return g_string_free (g_steal_pointer (&writer->buffer), FALSE);
}

void
ori_json_writer_free (OriJsonWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->buffer != NULL)
    g_string_free (writer->buffer, TRUE);
  g_clear_object (&writer->stream);
  g_clear_error (&writer->error);
  g_free (writer);
}
