/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/ori-error.h"
#include "import/ori-recipe-private.h"

gboolean
ori_recipe_save (const OriRecipe *self, const char *path, GError **error)
{
  g_autofree char *json = ori_recipe_to_json (self);
  g_autoptr (GError) failure = NULL;
  if (g_file_set_contents (path, json, -1, &failure))
    return TRUE;
  g_set_error_literal (error, ORI_CORE_ERROR, ORI_CORE_ERROR_WRITE, failure->message);
  return FALSE;
}

/* The text of a plain file that is not too large; NULL with an error. */
static char *
read_text (const char *path, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                         G_FILE_QUERY_INFO_NONE, NULL, &failure);
  g_autofree char *text = NULL;
  gsize length = 0;
  if (info != NULL && (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR ||
                       g_file_info_get_size (info) > ORI_RECIPE_MAX_SIZE)) {
    g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SYNTAX, _ ("%s: this is not a recipe"),
                 name);
    return NULL;
  }
  if (info == NULL || !g_file_get_contents (path, &text, &length, &failure)) {
    g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_READ, "%s: %s", name, failure->message);
    return NULL;
  }
  if (strlen (text) != length || !g_utf8_validate (text, -1, NULL)) {
    g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SYNTAX, _ ("%s: this is not a recipe"),
                 name);
    return NULL;
  }
  return g_steal_pointer (&text);
}

OriRecipe *
ori_recipe_load (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *json = read_text (path, name, error);
  g_autoptr (GError) failure = NULL;
  if (json == NULL)
    return NULL;
  OriRecipe *recipe = ori_recipe_from_json (json, &failure);
  if (recipe == NULL)
    g_set_error (error, failure->domain, failure->code, "%s: %s", name, failure->message);
  return recipe;
}
