/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-json.h"

G_BEGIN_DECLS

/* The members of a plain struct described as a table, so that reading from JSON, checking, writing,
 * copying and freeing say each member once. */

typedef enum {
  ORI_FIELD_STRING,  /* char * */
  ORI_FIELD_STRINGS, /* char **, never NULL */
  ORI_FIELD_INT,     /* int */
  ORI_FIELD_FLAG,    /* gboolean */
  ORI_FIELD_NUMBER,  /* double */
  ORI_FIELD_WORD,    /* an enum, in JSON one of words */
  ORI_FIELD_ITEMS,   /* GPtrArray * of structs, never NULL */
} OriFieldKind;

typedef struct OriFields OriFields;

typedef struct {
  const char *name; /* member in JSON; NULL: not in JSON, only copied and freed */
  OriFieldKind kind;
  gsize offset;
  gboolean required;
  double absent;            /* of numbers, whole ones and words too: the value when missing */
  const char *const *words; /* of ORI_FIELD_WORD, NULL-terminated */
  const OriFields *items;   /* of ORI_FIELD_ITEMS */
} OriField;

struct OriFields {
  gsize size; /* of the struct, allocated with g_new0() */
  const OriField *fields;
  guint n;
  GDestroyNotify free_item;
};

#define ORI_FIELDS(type, table, free_func)                                                         \
  {                                                                                                \
    sizeof (type), table, G_N_ELEMENTS (table), free_func                                          \
  }

/* A struct with empty members and the absent values. */
gpointer ori_fields_new (const OriFields *type);
/* Reads @object; unknown members, wrong types and missing required members are errors that name
 * @where and the member. @where is "indicators[3]" or "" at the top. */
gpointer ori_fields_read (const OriFields *type, const json_t *object, const char *where,
                          GError **error);
/* Writes the members that differ from their absent value, inside an object already begun. */
void ori_fields_write (const OriFields *type, gconstpointer self, OriJsonWriter *writer);
gpointer ori_fields_copy (const OriFields *type, gconstpointer self);
void ori_fields_free (const OriFields *type, gpointer self);

G_END_DECLS
