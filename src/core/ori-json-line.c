/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-json-line.h"

#include <string.h>

/* A walk over text that jansson found well-formed; whatever is not ends it. */

typedef struct {
  const char *at;
  guint line;
  GString *path;
  const char *wanted;
  gsize best; /* length of the longest path that @wanted begins with */
  guint found;
} Walk;

static void
skip_space (Walk *self)
{
  for (; *self->at == ' ' || *self->at == '\t' || *self->at == '\r' || *self->at == '\n';
       self->at++)
    self->line += *self->at == '\n';
}

/* Goes behind the string at which the walk stands; its length between the quotes. */
static gsize
skip_string (Walk *self)
{
  const char *start = ++self->at;

  while (*self->at != '\0' && *self->at != '"')
    self->at += *self->at == '\\' && self->at[1] != '\0' ? 2 : 1;
  if (*self->at == '"')
    self->at++;
  return MAX ((gsize)(self->at - start), 1) - 1;
}

/* Whether the place that the walk has come to is the one that is wanted, or around it. */
static void
look (Walk *self)
{
  gsize length = self->path->len;
  char next;

  if (length == 0 || length <= self->best || strncmp (self->wanted, self->path->str, length) != 0)
    return;
  next = self->wanted[length];
  if (next != '\0' && next != '.' && next != '[' && next != ':')
    return;
  self->best = length;
  self->found = self->line;
}

static void walk_value (Walk *self);

static void
walk_object (Walk *self)
{
  gsize length = self->path->len;

  self->at++;
  skip_space (self);
  while (*self->at == '"') {
    const char *key = self->at + 1;
    gsize n = skip_string (self);

    g_string_append (self->path, length > 0 ? "." : "");
    g_string_append_len (self->path, key, (gssize)n);
    look (self);
    skip_space (self);
    self->at += *self->at == ':';
    walk_value (self);
    g_string_truncate (self->path, length);
    self->at += *self->at == ',';
    skip_space (self);
  }
  self->at += *self->at == '}';
}

static void
walk_array (Walk *self)
{
  gsize length = self->path->len;

  self->at++;
  skip_space (self);
  for (guint i = 0; *self->at != '\0' && *self->at != ']'; i++) {
    g_string_append_printf (self->path, "[%u]", i);
    look (self);
    walk_value (self);
    g_string_truncate (self->path, length);
    self->at += *self->at == ',';
    skip_space (self);
  }
  self->at += *self->at == ']';
}

static void
walk_value (Walk *self)
{
  skip_space (self);
  if (*self->at == '{')
    walk_object (self);
  else if (*self->at == '[')
    walk_array (self);
  else if (*self->at == '"')
    skip_string (self);
  else
    self->at += strcspn (self->at, ",]} \t\r\n");
  skip_space (self);
}

guint
ori_json_line (const char *text, const char *message)
{
  g_autoptr (GString) path = g_string_new (NULL);
  Walk walk = {.at = text, .line = 1, .path = path, .wanted = message};

  walk_value (&walk);
  return walk.found;
}
