/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (json_t, json_decref)

/* Reads a whole JSON document; errors name the file, the line and the column. Free with
 * json_decref(). */
json_t *ori_json_load (const char *path, GError **error);
json_t *ori_json_parse (const char *text, gssize length, GError **error);

/* Access that tolerates absence: NULL, @fallback or 0 when @key is missing or of another type. */
const char *ori_json_string (const json_t *object, const char *key);
double ori_json_number (const json_t *object, const char *key, double fallback);
gboolean ori_json_flag (const json_t *object, const char *key);
/* NULL-terminated copies of an array of strings; an empty vector when missing. */
char **ori_json_strings (const json_t *object, const char *key);

/* A streaming writer of one UTF-8 document: large outputs never become a tree. Calls nest as the
 * document does; commas and escapes are its business. Members of an object are written with a key,
 * items of an array with key NULL. */
typedef struct OriJsonWriter OriJsonWriter;

OriJsonWriter *ori_json_writer_new (GOutputStream *stream);
/* A writer into memory; ori_json_writer_take() returns the text. */
OriJsonWriter *ori_json_writer_new_memory (void);
char *ori_json_writer_take (OriJsonWriter *writer, gsize *length);

void ori_json_begin_object (OriJsonWriter *writer, const char *key);
void ori_json_end_object (OriJsonWriter *writer);
void ori_json_begin_array (OriJsonWriter *writer, const char *key);
void ori_json_end_array (OriJsonWriter *writer);
/* NULL text is written as null; invalid UTF-8 as U+FFFD. */
void ori_json_add_string (OriJsonWriter *writer, const char *key, const char *text);
/* At most 15 significant digits; not finite is written as null. */
void ori_json_add_number (OriJsonWriter *writer, const char *key, double value);
void ori_json_add_int (OriJsonWriter *writer, const char *key, gint64 value);
void ori_json_add_bool (OriJsonWriter *writer, const char *key, gboolean value);
void ori_json_add_null (OriJsonWriter *writer, const char *key);

/* Writes what is buffered and a final line break; FALSE with the first error of the stream. */
gboolean ori_json_writer_finish (OriJsonWriter *writer, GError **error);
void ori_json_writer_free (OriJsonWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriJsonWriter, ori_json_writer_free)

G_END_DECLS
