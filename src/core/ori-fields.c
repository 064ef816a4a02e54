/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-fields-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/ori-error.h"

#define MEMBER(self, field, type) (*(type *)((char *)(self) + (field)->offset))
#define CONST_MEMBER(self, field, type) (*(type const *)((const char *)(self) + (field)->offset))

gpointer
ori_fields_new (const OriFields *type)
{
  gpointer self = g_malloc0 (type->size);
  for (guint i = 0; i < type->n; i++) {
    const OriField *field = &type->fields[i];
    switch (field->kind) {
    case ORI_FIELD_STRINGS:
      MEMBER (self, field, char **) = g_new0 (char *, 1);
      break;
    case ORI_FIELD_ITEMS:
      MEMBER (self, field, GPtrArray *) = g_ptr_array_new_with_free_func (field->items->free_item);
      break;
    case ORI_FIELD_NUMBER:
      MEMBER (self, field, double) = field->absent;
      break;
    case ORI_FIELD_INT:
    case ORI_FIELD_WORD:
      MEMBER (self, field, int) = (int)field->absent;
      break;
    default:
      break;
    }
  }
  return self;
}

void
ori_fields_free (const OriFields *type, gpointer self)
{
  if (!self)
    return;
  for (guint i = 0; i < type->n; i++) {
    const OriField *field = &type->fields[i];
    if (field->kind == ORI_FIELD_STRING)
      g_free (MEMBER (self, field, char *));
    else if (field->kind == ORI_FIELD_STRINGS)
      g_strfreev (MEMBER (self, field, char **));
    else if (field->kind == ORI_FIELD_ITEMS)
      g_clear_pointer (&MEMBER (self, field, GPtrArray *), g_ptr_array_unref);
  }
  g_free (self);
}

gpointer
ori_fields_copy (const OriFields *type, gconstpointer self)
{
  gpointer copy = g_memdup2 (self, type->size);
  for (guint i = 0; i < type->n; i++) {
    const OriField *field = &type->fields[i];
    if (field->kind == ORI_FIELD_STRING) {
      MEMBER (copy, field, char *) = g_strdup (CONST_MEMBER (self, field, char *));
    } else if (field->kind == ORI_FIELD_STRINGS) {
      MEMBER (copy, field, char **) = g_strdupv (CONST_MEMBER (self, field, char **));
    } else if (field->kind == ORI_FIELD_ITEMS) {
      const GPtrArray *items = CONST_MEMBER (self, field, GPtrArray *);
      GPtrArray *copies = g_ptr_array_new_full (items->len, field->items->free_item);
      for (guint k = 0; k < items->len; k++)
        g_ptr_array_add (copies, ori_fields_copy (field->items, items->pdata[k]));
      MEMBER (copy, field, GPtrArray *) = copies;
    }
  }
  return copy;
}

/* "indicators[3].kind" */
static char *
name_member (const char *where, const char *member)
{
  return *where ? g_strdup_printf ("%s.%s", where, member) : g_strdup (member);
}

static const OriField *
find_field (const OriFields *type, const char *name)
{
  for (guint i = 0; i < type->n; i++)
    if (g_strcmp0 (type->fields[i].name, name) == 0)
      return &type->fields[i];
  return NULL;
}

static gboolean
fail_type (const char *place, const char *expected, GError **error)
{
  /* Translators: the member of a JSON file, then what it should be */
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, _ ("%s: should be %s"), place,
               expected);
  return FALSE;
}

static gboolean
read_strings (const json_t *value, const char *place, char ***strings, GError **error)
{
  if (!json_is_array (value))
    return fail_type (place, _ ("an array of strings"), error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  for (gsize i = 0; i < json_array_size (value); i++) {
    const json_t *item = json_array_get (value, i);
    if (!json_is_string (item))
      return fail_type (place, _ ("an array of strings"), error);
    g_strv_builder_add (builder, json_string_value (item));
  }
  g_strfreev (*strings);
  *strings = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_items (const OriFields *type, const json_t *value, const char *place, GPtrArray *items,
            GError **error)
{
  if (!json_is_array (value))
    return fail_type (place, _ ("an array"), error);
  for (gsize i = 0; i < json_array_size (value); i++) {
    g_autofree char *where = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", place, i);
    gpointer item = ori_fields_read (type, json_array_get (value, i), where, error);
    if (!item)
      return FALSE;
    g_ptr_array_add (items, item);
  }
  return TRUE;
}

static gboolean
read_word (const OriField *field, const json_t *value, const char *place, int *number,
           GError **error)
{
  const char *word = json_string_value (value);
  for (int i = 0; word && field->words[i]; i++)
    if (strcmp (word, field->words[i]) == 0) {
      *number = i;
      return TRUE;
    }
  g_autofree char *words = g_strjoinv (", ", (char **)field->words);
  /* Translators: the member of a JSON file, its value, the words allowed there */
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, _ ("%s: “%s” is none of: %s"), place,
               word ? word : "?", words);
  return FALSE;
}

static gboolean
read_member (const OriField *field, const json_t *value, gpointer self, const char *place,
             GError **error)
{
  switch (field->kind) {
  case ORI_FIELD_STRING:
    if (!json_is_string (value))
      return fail_type (place, _ ("a string"), error);
    if (field->required && !*json_string_value (value))
      return fail_type (place, _ ("a string that is not empty"), error);
    g_free (MEMBER (self, field, char *));
    MEMBER (self, field, char *) = g_strdup (json_string_value (value));
    return TRUE;
  case ORI_FIELD_STRINGS:
    return read_strings (value, place, &MEMBER (self, field, char **), error);
  case ORI_FIELD_INT:
    if (!json_is_integer (value) || ABS (json_integer_value (value)) > G_MAXINT16)
      return fail_type (place, _ ("a whole number"), error);
    MEMBER (self, field, int) = (int)json_integer_value (value);
    return TRUE;
  case ORI_FIELD_FLAG:
    if (!json_is_boolean (value))
      return fail_type (place, _ ("true or false"), error);
    MEMBER (self, field, gboolean) = json_is_true (value);
    return TRUE;
  case ORI_FIELD_NUMBER:
    if (!json_is_number (value))
      return fail_type (place, _ ("a number"), error);
    MEMBER (self, field, double) = json_number_value (value);
    return TRUE;
  case ORI_FIELD_WORD:
    return read_word (field, value, place, &MEMBER (self, field, int), error);
  case ORI_FIELD_ITEMS:
    return read_items (field->items, value, place, MEMBER (self, field, GPtrArray *), error);
  }
  g_return_val_if_reached (FALSE);
}

static gboolean
read_members (const OriFields *type, const json_t *object, const char *where, gpointer self,
              GError **error)
{
  const char *key;
  json_t *value;
  json_object_foreach ((json_t *)object, key, value)
  {
    const OriField *field = find_field (type, key);
    g_autofree char *place = name_member (where, key);
    if (!field) {
      g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, _ ("%s: unknown member"), place);
      return FALSE;
    }
    if (!read_member (field, value, self, place, error))
      return FALSE;
  }
  for (guint i = 0; i < type->n; i++)
    if (type->fields[i].required && !json_object_get (object, type->fields[i].name)) {
      g_autofree char *place = name_member (where, type->fields[i].name);
      g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, _ ("%s: missing"), place);
      return FALSE;
    }
  return TRUE;
}

gpointer
ori_fields_read (const OriFields *type, const json_t *object, const char *where, GError **error)
{
  if (!json_is_object (object)) {
    fail_type (*where ? where : _ ("document"), _ ("an object"), error);
    return NULL;
  }
  gpointer self = ori_fields_new (type);
  if (!read_members (type, object, where, self, error)) {
    ori_fields_free (type, self);
    return NULL;
  }
  return self;
}

static void
write_strings (OriJsonWriter *writer, const char *name, char *const *strings)
{
  if (!strings[0])
    return;
  ori_json_begin_array (writer, name);
  for (guint i = 0; strings[i]; i++)
    ori_json_add_string (writer, NULL, strings[i]);
  ori_json_end_array (writer);
}

static void
write_items (OriJsonWriter *writer, const OriField *field, const GPtrArray *items)
{
  if (items->len == 0)
    return;
  ori_json_begin_array (writer, field->name);
  for (guint i = 0; i < items->len; i++) {
    ori_json_begin_object (writer, NULL);
    ori_fields_write (field->items, items->pdata[i], writer);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
}

static void
write_number (OriJsonWriter *writer, const OriField *field, double value)
{
  gboolean absent = isnan (value) ? isnan (field->absent) : value == field->absent;
  if (!absent)
    ori_json_add_number (writer, field->name, value);
}

void
ori_fields_write (const OriFields *type, gconstpointer self, OriJsonWriter *writer)
{
  for (guint i = 0; i < type->n; i++) {
    const OriField *field = &type->fields[i];
    if (!field->name)
      continue;
    switch (field->kind) {
    case ORI_FIELD_STRING:
      if (CONST_MEMBER (self, field, char *))
        ori_json_add_string (writer, field->name, CONST_MEMBER (self, field, char *));
      break;
    case ORI_FIELD_STRINGS:
      write_strings (writer, field->name, CONST_MEMBER (self, field, char **));
      break;
    case ORI_FIELD_INT:
      if (CONST_MEMBER (self, field, int) != (int)field->absent)
        ori_json_add_int (writer, field->name, CONST_MEMBER (self, field, int));
      break;
    case ORI_FIELD_FLAG:
      if (CONST_MEMBER (self, field, gboolean))
        ori_json_add_bool (writer, field->name, TRUE);
      break;
    case ORI_FIELD_NUMBER:
      write_number (writer, field, CONST_MEMBER (self, field, double));
      break;
    case ORI_FIELD_WORD:
      if (field->required || CONST_MEMBER (self, field, int) != (int)field->absent)
        ori_json_add_string (writer, field->name, field->words[CONST_MEMBER (self, field, int)]);
      break;
    case ORI_FIELD_ITEMS:
      write_items (writer, field, CONST_MEMBER (self, field, GPtrArray *));
      break;
    }
  }
}
