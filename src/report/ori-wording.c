/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-wording.h"

#include "core/ori-json.h"
#include "core/ori-number.h"
#include "core/ori-paths.h"
#include "report/ori-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  GHashTable *texts;   /* dotted key, or level/key → char * */
  GHashTable *plurals; /* noun, or level/noun → char ** of three forms */
} Wording;

static Wording wording;
static GMutex wording_lock;
static GPrivate wording_level; /* const char *, of the thread */

void
ori_wording_set_level (const char *level)
{
  g_private_set (&wording_level, (gpointer)level);
}

/* As @level has it, else as all have it; NULL when nobody does. */
static gpointer
find_of (GHashTable *table, const char *level, const char *key)
{
  g_autofree char *own = level ? g_strconcat (level, "/", key, NULL) : NULL;
  gpointer found = own ? g_hash_table_lookup (table, own) : NULL;
  return found ? found : g_hash_table_lookup (table, key);
}

/* --- Templates --- */

/* One placeholder: *@p stands behind "{"; leaves it behind "}". FALSE when there is no end. */
static gboolean
read_placeholder (const char **p, char **name, char **noun)
{
  const char *end = strpbrk (*p, "{}[]");
  const char *bar;

  if (end == NULL || *end != '}' || end == *p)
    return FALSE;
  bar = memchr (*p, '|', (gsize)(end - *p));
  *name = g_strndup (*p, (gsize)((bar ? bar : end) - *p));
  *noun = bar ? g_strndup (bar + 1, (gsize)(end - bar - 1)) : NULL;
  *p = end + 1;
  return TRUE;
}

static guint
plural_form (guint64 n)
{
  guint tens = (guint)(n % 100), ones = (guint)(n % 10);

  if (tens >= 11 && tens <= 14)
    return 2;
  if (ones == 1)
    return 0;
  return ones >= 2 && ones <= 4 ? 1 : 2;
}

static char *
with_noun (const char *number, const char *noun)
{
  char **forms =
      wording.plurals ? find_of (wording.plurals, g_private_get (&wording_level), noun) : NULL;
  double n = 0;

  if (forms == NULL)
    return g_strdup (number);
  ori_number_parse (number, &n, NULL, NULL);
  return g_strconcat (number, ORI_NBSP, forms[plural_form ((guint64)ABS (n))], NULL);
}

static gboolean
ends_with_dot (const GString *out)
{
  return g_str_has_suffix (out->str, ".") || g_str_has_suffix (out->str, "…");
}

/* Expands up to the end or to the closing bracket; FALSE in *@complete when a value was missing. */
static char *
expand_part (const char **p, GHashTable *values, gboolean inside, gboolean *complete)
{
  GString *out = g_string_new (NULL);

  *complete = TRUE;
  while (**p && !(inside && **p == ']')) {
    if (**p == '[' && !inside) {
      gboolean whole;
      g_autofree char *part = NULL;
      ++*p;
      part = expand_part (p, values, TRUE, &whole);
      if (whole)
        g_string_append (out, part);
      if (**p == ']')
        ++*p;
    } else if (**p == '{') {
      g_autofree char *name = NULL, *noun = NULL;
      const char *value;
      ++*p;
      if (!read_placeholder (p, &name, &noun))
        continue;
      value = g_hash_table_lookup (values, name);
      if (value == NULL) {
        *complete = FALSE;
        g_string_append (out, "—");
      } else if (noun) {
        g_autofree char *counted = with_noun (value, noun);
        g_string_append (out, counted);
      } else {
        g_string_append (out, value);
      }
    } else {
      /* The dot of an abbreviation («п.п.») or of an ellipsis ends the sentence as well. */
      if (**p != '.' || !ends_with_dot (out))
        g_string_append_c (out, **p);
      ++*p;
    }
  }
  return g_string_free (out, FALSE);
}

char *
ori_template_expand (const char *text, GHashTable *values)
{
  gboolean complete;
  return expand_part (&text, values, FALSE, &complete);
}

gboolean
ori_template_check (const char *text, GError **error)
{
  gboolean inside = FALSE;
  const char *p = text;

  while (*p) {
    if (*p == '{') {
      g_autofree char *name = NULL, *noun = NULL;
      p++;
      if (!read_placeholder (&p, &name, &noun))
        goto fail;
      if (noun && (!wording.plurals || !g_hash_table_contains (wording.plurals, noun)))
        goto fail;
      continue;
    }
    if (*p == '}' || (*p == '[' && inside) || (*p == ']' && !inside))
      goto fail;
    if (*p == '[' || *p == ']')
      inside = *p == '[';
    p++;
  }
  if (!inside)
    return TRUE;
fail:
  g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WORDING,
               _ ("Malformed template of the report wording: “%s”"), text);
  return FALSE;
}

char **
ori_template_names (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *p = text;

  while ((p = strchr (p, '{'))) {
    g_autofree char *name = NULL, *noun = NULL;
    p++;
    if (!read_placeholder (&p, &name, &noun))
      break;
    if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
      g_ptr_array_add (names, g_steal_pointer (&name));
  }
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_steal (names, NULL);
}

/* --- Reading --- */

static gboolean
read_plurals (const json_t *object, const char *prefix, GHashTable *plurals)
{
  const char *noun;
  json_t *forms;

  json_object_foreach ((json_t *)object, noun, forms)
  {
    char **list = ori_json_strings (object, noun);
    g_hash_table_insert (plurals, g_strconcat (prefix, noun, NULL), list);
    if (g_strv_length (list) != 3)
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_texts (const json_t *object, const char *prefix, GHashTable *texts, GError **error)
{
  const char *name;
  json_t *member;

  json_object_foreach ((json_t *)object, name, member)
  {
    gboolean top = *prefix == '\0' || g_str_has_suffix (prefix, "/");
    g_autofree char *key = g_strconcat (prefix, top ? "" : ".", name, NULL);
    if (json_is_object (member)) {
      if (!read_texts (member, key, texts, error))
        return FALSE;
    } else if (json_is_string (member)) {
      if (!ori_template_check (json_string_value (member), error))
        return FALSE;
      g_hash_table_insert (texts, g_steal_pointer (&key), g_strdup (json_string_value (member)));
    } else {
      g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WORDING,
                   _ ("The report wording “%s” is not a text"), key);
      return FALSE;
    }
  }
  return TRUE;
}

/* Nouns come first: templates are checked for them. */
static gboolean
read_words (const json_t *object, const char *prefix, GHashTable *texts, GError **error)
{
  if (!read_plurals (json_object_get (object, "plurals"), prefix, wording.plurals)) {
    g_set_error_literal (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WORDING,
                         _ ("a noun of the report wording needs three forms"));
    return FALSE;
  }
  return read_texts (json_object_get (object, "texts"), prefix, texts, error);
}

/* Adds the texts of one file. */
static gboolean
load_file (const char *name, GHashTable *texts, GError **error)
{
  g_autofree char *path = ori_data_path (name);
  g_autoptr (GError) failure = NULL;
  g_autoptr (json_t) root = ori_json_load (path, &failure);
  const char *level;
  json_t *words;

  if (root == NULL) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WORDING, "%s", failure->message);
    return FALSE;
  }
  if (!read_words (root, "", texts, error)) {
    g_prefix_error (error, "%s: ", path);
    return FALSE;
  }
  json_object_foreach (json_object_get (root, "levels"), level, words)
  {
    g_autofree char *prefix = g_strconcat (level, "/", NULL);
    if (!read_words (words, prefix, texts, error)) {
      g_prefix_error (error, "%s: ", path);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
load (GError **error)
{
  static const char *const files[] = {"wording/analytic.json", "wording/forms.json",
                                      "wording/reminder.json"};
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  wording.plurals =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_strfreev);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!load_file (files[i], texts, error)) {
      g_clear_pointer (&wording.plurals, g_hash_table_unref);
      return FALSE;
    }
  wording.texts = g_steal_pointer (&texts);
  return TRUE;
}

gboolean
ori_wording_load (GError **error)
{
  gboolean done;

  g_mutex_lock (&wording_lock);
  done = wording.texts != NULL || load (error);
  g_mutex_unlock (&wording_lock);
  return done;
}

gboolean
ori_wording_has (const char *key)
{
  return ori_wording_load (NULL) && g_hash_table_contains (wording.texts, key);
}

const char *
ori_word_of (const char *level, const char *key)
{
  const char *text = ori_wording_load (NULL) ? find_of (wording.texts, level, key) : NULL;
  return text ? text : key;
}

const char *
ori_word (const char *key)
{
  return ori_word_of (g_private_get (&wording_level), key);
}

char *
ori_word_format (const char *key, ...)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name;
  va_list args;

  va_start (args, key);
  while ((name = va_arg (args, const char *))) {
    char *value = va_arg (args, char *);
    if (value)
      g_hash_table_insert (values, (gpointer)name, value);
  }
  va_end (args);
  return ori_template_expand (ori_word (key), values);
}
