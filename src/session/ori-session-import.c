/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/ori-register.h"
#include "core/ori-text.h"
#include "session/ori-import-private.h"

#define MAX_FILE_SIZE (G_GINT64_CONSTANT (512) * 1024 * 1024)

static OriImport *
new_import (const char *path)
{
  OriImport *self = g_new0 (OriImport, 1);

  self->path = g_strdup (path);
  self->file = g_filename_display_basename (path);
  self->recipes_used = TRUE;
  return self;
}

/* The only org unit that a sheet can mean which names none: the single municipality of a
 * workspace, or the one its programme was written for. */
static char *
find_default_orgunit (const OriProgramme *programme, const GPtrArray *orgunits)
{
  const OriOrgUnit *only = NULL;
  guint n = 0;

  for (guint i = 0; i < orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (orgunits, i);

    if (programme->territory != NULL && g_strcmp0 (unit->code, programme->territory) == 0)
      return g_strdup (unit->code);
    if (unit->level != ORI_ORGUNIT_MUNICIPALITY)
      continue;
    only = unit;
    n++;
  }
  return n == 1 ? g_strdup (only->code) : NULL;
}

/* Without named indicators the headers make them; without municipalities to choose from, so do the
 * names of the rows (schools of a municipality, or rows of a foreign sheet). */
static void
fill_context (OriImport *self, const OriProgramme *programme, const GPtrArray *orgunits,
              const char *region)
{
  self->default_orgunit = find_default_orgunit (programme, orgunits);
  self->context.programme = programme;
  self->context.orgunits = orgunits;
  self->context.region = region;
  self->context.default_orgunit = self->default_orgunit;
  self->context.make_indicators =
      g_strcmp0 (programme->id, "none") == 0 || programme->indicators->len == 0;
  self->context.make_orgunits = region == NULL;
  self->context.make_schools = region != NULL;
}

OriImport *
ori_import_new (OriSession *session, const char *path)
{
  OriImport *self = new_import (path);

  self->snapshot = ori_snapshot_ref (session->snapshot);
  fill_context (self, self->snapshot->programme, self->snapshot->orgunits, self->snapshot->region);
  self->recipes = ori_session_keep_recipes (session);
  self->wordings = ori_session_keep_wordings (session);
  self->context.wordings = self->wordings;
  return self;
}

/* Without a region every municipality of the country may be meant: those of the programme's own
 * region, or names stay as they are printed. */
static gboolean
load_orgunits (OriImport *self, const char *region, GError **error)
{
  const OriRegister *registry = ori_register_get_default (error);
  const OriRegion *found;

  if (registry == NULL)
    return FALSE;
  if (region == NULL)
    region = self->programme->region;
  if (region == NULL) {
    self->orgunits = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
    return TRUE;
  }
  found = ori_register_find_region (registry, region);
  if (found == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("There is no region “%s” in the register"), region);
    return FALSE;
  }
  self->region = g_strdup_printf ("R%s", found->code);
  self->orgunits = ori_register_orgunits (registry, found->code, 0);
  return TRUE;
}

OriImport *
ori_import_new_for_file (const char *path, const char *programme_id, const char *region,
                         GError **error)
{
  g_autoptr (OriImport) self = new_import (path);

  self->programme =
      ori_programme_load_shipped (programme_id != NULL ? programme_id : "none", error);
  if (self->programme == NULL || !load_orgunits (self, region, error))
    return NULL;
  fill_context (self, self->programme, self->orgunits, self->region);
  return g_steal_pointer (&self);
}

gboolean
ori_import_set_orgunit (OriImport *import, const char *name, GError **error)
{
  g_autofree char *key = name != NULL ? ori_text_key (name) : NULL;

  if (name == NULL) {
    g_clear_pointer (&import->default_orgunit, g_free);
    import->context.default_orgunit = NULL;
    return TRUE;
  }
  for (guint i = 0; i < import->context.orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (import->context.orgunits, i);
    g_autofree char *official = ori_text_key (unit->name);
    g_autofree char *brief = ori_text_key (unit->short_name);

    if (strcmp (unit->code, name) != 0 && strcmp (official, key) != 0 && strcmp (brief, key) != 0)
      continue;
    g_free (import->default_orgunit);
    import->default_orgunit = g_strdup (unit->code);
    import->context.default_orgunit = import->default_orgunit;
    import->orgunit_set = TRUE;
    return TRUE;
  }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no territory “%s” here"),
               name);
  return FALSE;
}

void
ori_import_set_cycle (OriImport *import, int cycle)
{
  import->cycle = cycle;
  import->context.cycle = cycle;
}

/* The bytes are read once: what is recognised, hashed and kept is the same file even if it is
 * replaced meanwhile. */
static gboolean
read_content (OriImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GError) failure = NULL;

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &failure);
  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_READ, _ ("%s: this is a folder"),
                 self->file);
    return FALSE;
  }
  if (info != NULL && g_file_info_get_size (info) > MAX_FILE_SIZE) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                 _ ("%s: the file is larger than 512 MB"), self->file);
    return FALSE;
  }
  if (info != NULL)
    self->content = g_file_load_bytes (file, cancellable, NULL, &failure);
  if (self->content != NULL)
    return TRUE;
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_READ, "%s: %s", self->file,
                 failure->message);
  return FALSE;
}

OriRecognition *
ori_import_recognise (OriImport *self, GBytes *content, const OriBookOptions *options,
                      const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  OriProgress reading = ori_progress_part (progress, 0.0, 0.6);
  OriProgress recognising = ori_progress_part (progress, 0.6, 1.0);
  g_autoptr (OriBook) book = NULL;

  book = ori_book_load_bytes (content, self->file, options, &reading, cancellable, error);
  if (book == NULL)
    return NULL;
  return ori_recognition_new (book, self->file, &self->context, &recognising, cancellable, error);
}

gboolean
ori_import_run (OriImport *import, const OriBookOptions *options, const OriProgress *progress,
                GCancellable *cancellable, GError **error)
{
  OriBookOptions wanted = {0};
  gboolean given = options != NULL && (options->encoding != NULL || options->separator != '\0' ||
                                       options->quote != '\0');

  g_clear_pointer (&import->recognition, ori_recognition_free);
  g_clear_pointer (&import->content, g_bytes_unref);
  g_clear_pointer (&import->sha256, g_free);
  ori_import_forget_recipe (import);
  if (given)
    wanted = *options;
  else if (import->wanted != NULL)
    wanted = ori_recipe_reading (import->wanted);
  g_free (import->encoding);
  import->encoding = g_strdup (wanted.encoding);
  import->separator = wanted.separator;
  import->quote = wanted.quote;
  if (!read_content (import, cancellable, error))
    return FALSE;
  import->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, import->content);
  import->recognition =
      ori_import_recognise (import, import->content, &wanted, progress, cancellable, error);
  if (import->recognition == NULL)
    return FALSE;
  if (ori_import_use_recipes (import, given, progress, cancellable, error))
    return TRUE;
  g_clear_pointer (&import->recognition, ori_recognition_free);
  return FALSE;
}

static GPtrArray *
ref_array (GPtrArray *array)
{
  return array != NULL ? g_ptr_array_ref (array) : NULL;
}

/* What was decided with recipes and with reading options. */
static void
copy_decisions (OriImport *copy, const OriImport *import)
{
  copy->recipes = ref_array (import->recipes);
  copy->recipes_used = import->recipes_used;
  copy->wanted = import->wanted != NULL ? ori_recipe_copy (import->wanted) : NULL;
  copy->flags = import->flags;
  copy->encoding = g_strdup (import->encoding);
  copy->separator = import->separator;
  copy->quote = import->quote;
  copy->recipe = import->recipe != NULL ? ori_recipe_copy (import->recipe) : NULL;
  copy->verdict = import->verdict;
  copy->words = g_strdup (import->words);
  copy->unfit = ref_array (import->unfit);
}

OriImport *
ori_import_copy (const OriImport *import)
{
  OriImport *copy;

  g_return_val_if_fail (import->snapshot != NULL && import->recognition != NULL, NULL);
  copy = new_import (import->path);
  copy->snapshot = ori_snapshot_ref (import->snapshot);
  copy->wordings = import->wordings != NULL ? g_hash_table_ref (import->wordings) : NULL;
  copy->context = import->context;
  copy->default_orgunit = g_strdup (import->default_orgunit);
  /* Else it points into the snapshot. */
  if (import->context.default_orgunit == import->default_orgunit)
    copy->context.default_orgunit = copy->default_orgunit;
  copy->orgunit_set = import->orgunit_set;
  copy->cycle = import->cycle;
  copy->content = g_bytes_ref (import->content);
  copy->sha256 = g_strdup (import->sha256);
  copy->replaced = import->replaced;
  copy->remembered = g_strdup (import->remembered);
  copy_decisions (copy, import);
  copy->recognition = ori_recognition_copy (import->recognition, &copy->context);
  return copy;
}

OriRecognition *
ori_import_recognition (OriImport *import)
{
  return import->recognition;
}

const OriMatchContext *
ori_import_context (OriImport *import)
{
  return &import->context;
}

const char *
ori_import_path (const OriImport *import)
{
  return import->path;
}

void
ori_import_set_replaced (OriImport *import, gint64 batch)
{
  import->replaced = batch;
}

gint64
ori_import_replaced (const OriImport *import)
{
  return import->replaced;
}

void
ori_import_set_remembered (OriImport *import, const char *name)
{
  char *copy = g_strdup (name);

  g_free (import->remembered);
  import->remembered = copy;
}

gint64
ori_import_batch (const OriImport *import)
{
  return import->batch;
}

gint64
ori_import_duplicate_of (const OriImport *import, OriSession *session)
{
  return import->sha256 != NULL ? ori_store_find_batch (session->store, import->sha256) : 0;
}

gboolean
ori_import_is_same_file (const OriImport *import, const OriImport *other)
{
  return import->sha256 != NULL && g_strcmp0 (import->sha256, other->sha256) == 0;
}

void
ori_import_free (OriImport *import)
{
  if (import == NULL)
    return;
  g_clear_pointer (&import->recognition, ori_recognition_free);
  g_clear_pointer (&import->content, g_bytes_unref);
  g_clear_pointer (&import->snapshot, ori_snapshot_unref);
  g_clear_pointer (&import->programme, ori_programme_free);
  g_clear_pointer (&import->orgunits, g_ptr_array_unref);
  g_clear_pointer (&import->recipes, g_ptr_array_unref);
  g_clear_pointer (&import->wordings, g_hash_table_unref);
  g_clear_pointer (&import->wanted, ori_recipe_free);
  ori_import_forget_recipe (import);
  g_free (import->encoding);
  g_free (import->path);
  g_free (import->file);
  g_free (import->region);
  g_free (import->default_orgunit);
  g_free (import->sha256);
  g_free (import->remembered);
  g_free (import);
}
