/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-package-private.h"

#include <glib/gi18n-lib.h>
#include <zip.h>

#define CHUNK (128 * 1024)
/* Older versions of expat scan an unfinished tag again with every chunk. */
#define MAX_TAG (8 * 1024 * 1024)
#define MAX_ENTRIES 65536
#define MAX_INFLATED (G_GUINT64_CONSTANT (2) << 30)
/* Real sheets shrink to a tenth, the dullest to a hundredth; bombs a thousandfold. */
#define FREE_INFLATED (G_GUINT64_CONSTANT (32) << 20)
#define MAX_RATIO 250

struct OriPackage {
  GBytes *bytes;
  zip_t *zip;
  GHashTable *index; /* normalised name → index + 1 */
  const OriProgress *progress;
  GCancellable *cancellable;
  guint64 inflated;
  guint64 parsed, expected; /* for progress */
};

static char *
normalise_name (const char *name)
{
  char *text = g_ascii_strdown (name + strspn (name, "/\\"), -1);

  g_strdelimit (text, "\\", '/');
  return text;
}

OriPackage *
ori_package_open (GBytes *bytes, const OriProgress *progress, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (OriPackage) self = g_new0 (OriPackage, 1);
  zip_error_t zip_error;
  zip_source_t *source;
  zip_int64_t n;

  self->bytes = g_bytes_ref (bytes);
  self->progress = progress;
  self->cancellable = cancellable;
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  zip_error_init (&zip_error);
  source = zip_source_buffer_create (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0,
                                     &zip_error);
  if (source != NULL) {
    self->zip = zip_open_from_source (source, ZIP_RDONLY, &zip_error);
    if (self->zip == NULL)
      zip_source_free (source);
  }
  if (self->zip == NULL) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT,
                 _ ("the archive is truncated or damaged (%s)"), zip_error_strerror (&zip_error));
    zip_error_fini (&zip_error);
    return NULL;
  }
  zip_error_fini (&zip_error);
  n = zip_get_num_entries (self->zip, 0);
  if (n > MAX_ENTRIES) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                 _ ("the archive holds more than %d files"), MAX_ENTRIES);
    return NULL;
  }
  for (zip_int64_t i = 0; i < n; i++) {
    const char *name = zip_get_name (self->zip, (zip_uint64_t)i, ZIP_FL_ENC_GUESS);

    if (name != NULL)
      g_hash_table_insert (self->index, normalise_name (name), GUINT_TO_POINTER ((guint)i + 1));
  }
  return g_steal_pointer (&self);
}

void
ori_package_free (OriPackage *self)
{
  if (self->zip != NULL)
    zip_discard (self->zip);
  g_hash_table_unref (self->index);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static guint
find_part (const OriPackage *self, const char *part)
{
  g_autofree char *name = normalise_name (part);

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->index, name));
}

gboolean
ori_package_has (const OriPackage *self, const char *part)
{
  return find_part (self, part) != 0;
}

guint64
ori_package_part_size (const OriPackage *self, const char *part)
{
  guint index = find_part (self, part);
  zip_stat_t info;

  if (index == 0 || zip_stat_index (self->zip, index - 1, 0, &info) != 0 ||
      !(info.valid & ZIP_STAT_SIZE))
    return 0;
  return MIN (info.size, MAX_INFLATED);
}

char *
ori_package_peek (OriPackage *self, const char *part, gsize limit)
{
  guint index = find_part (self, part);
  zip_file_t *file = index != 0 ? zip_fopen_index (self->zip, index - 1, 0) : NULL;
  g_autofree char *text = NULL;
  zip_int64_t length;

  if (file == NULL)
    return NULL;
  text = g_malloc0 (limit + 1);
  length = zip_fread (file, text, limit);
  zip_fclose (file);
  return length >= 0 ? g_steal_pointer (&text) : NULL;
}

void
ori_package_expect (OriPackage *self, guint64 total)
{
  self->expected = total;
  self->parsed = 0;
}

static void
set_part_error (const char *part, zip_error_t *zip_error, GError **error)
{
  int code = zip_error_code_zip (zip_error);

  if (code == ZIP_ER_NOPASSWD || code == ZIP_ER_WRONGPASSWD)
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_PASSWORD,
                 _ ("the file is protected by a password; save it without one"));
  else
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT,
                 _ ("part “%s” is truncated or damaged (%s)"), part,
                 zip_error_strerror (zip_error));
}

static gboolean
count_inflated (OriPackage *self, const char *part, gsize length, GError **error)
{
  self->inflated += length;
  self->parsed += length;
  if (self->inflated > MAX_INFLATED ||
      (self->inflated > FREE_INFLATED &&
       self->inflated / MAX_RATIO > g_bytes_get_size (self->bytes))) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                 _ ("part “%s” unpacks to too much text; the archive looks like a zip bomb"), part);
    return FALSE;
  }
  if (self->expected > 0)
    ori_progress_report (self->progress, (double)self->parsed / (double)self->expected, NULL);
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
feed_part (OriPackage *self, zip_file_t *file, OriXml *xml, GError **error)
{
  zip_int64_t length, fed = 0;

  do {
    void *buffer = XML_GetBuffer (xml->parser, CHUNK);

    if (buffer == NULL) {
      g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT, _ ("part “%s” is too large"),
                   xml->part);
      return FALSE;
    }
    length = zip_fread (file, buffer, CHUNK);
    if (length < 0) {
      set_part_error (xml->part, zip_file_get_error (file), error);
      return FALSE;
    }
    if (!count_inflated (self, xml->part, (gsize)length, error) ||
        !ori_xml_feed_buffer (xml, (gsize)length, length == 0, error))
      return FALSE;
    fed += length;
    if (fed - (zip_int64_t)XML_GetCurrentByteIndex (xml->parser) > MAX_TAG) {
      g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT,
                   _ ("part “%s” holds a tag of more than %d MB"), xml->part, MAX_TAG >> 20);
      return FALSE;
    }
  } while (length > 0);
  return TRUE;
}

gboolean
ori_package_parse (OriPackage *self, const char *part, const OriXmlHandlers *handlers, OriXml *xml,
                   GError **error)
{
  guint index = find_part (self, part);
  zip_file_t *file;
  gboolean done;

  if (index == 0) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT, _ ("part “%s” is missing"), part);
    return FALSE;
  }
  file = zip_fopen_index (self->zip, index - 1, 0);
  if (file == NULL) {
    set_part_error (part, zip_get_error (self->zip), error);
    return FALSE;
  }
  ori_xml_init (xml, part, handlers);
  done = feed_part (self, file, xml, error);
  ori_xml_clear (xml);
  zip_fclose (file);
  return done;
}

/* ---- relationships ---- */

static void
free_relation (gpointer data)
{
  OriRelation *relation = data;

  g_free (relation->id);
  g_free (relation->type);
  g_free (relation->target);
  g_free (relation);
}

/* "worksheets/sheet1.xml" as seen from folder "xl/"; an absolute target stays. */
static char *
resolve_target (const char *folder, const char *target)
{
  g_autofree char *joined = NULL;
  g_autoptr (GPtrArray) steps = g_ptr_array_new ();
  g_auto (GStrv) parts = NULL;

  joined =
      *target == '/' || *target == '\\' ? g_strdup (target) : g_strconcat (folder, target, NULL);
  g_strdelimit (joined, "\\", '/');
  parts = g_strsplit (joined, "/", -1);
  for (char **part = parts; *part != NULL; part++) {
    if (strcmp (*part, "..") == 0) {
      if (steps->len > 0)
        g_ptr_array_set_size (steps, (int)steps->len - 1);
    } else if (**part != '\0' && strcmp (*part, ".") != 0) {
      g_ptr_array_add (steps, *part);
    }
  }
  g_ptr_array_add (steps, NULL);
  return g_strjoinv ("/", (char **)steps->pdata);
}

typedef struct {
  OriXml xml;
  const char *folder;
  GPtrArray *relations;
} RelationParser;

static void
start_relation_cb (void *data, const char *name, const char **attributes)
{
  RelationParser *parser = data;
  const char *id = ori_xml_attribute (attributes, "Id");
  const char *type = ori_xml_attribute (attributes, "Type");
  const char *target = ori_xml_attribute (attributes, "Target");
  const char *mode = ori_xml_attribute (attributes, "TargetMode");
  OriRelation *relation;

  if (strcmp (ori_xml_local (name), "Relationship") != 0 || id == NULL || type == NULL ||
      target == NULL || parser->relations->len >= MAX_ENTRIES)
    return;
  relation = g_new0 (OriRelation, 1);
  relation->id = g_strdup (id);
  relation->type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
  if (mode == NULL || strcmp (mode, "External") != 0)
    relation->target = resolve_target (parser->folder, target);
  g_ptr_array_add (parser->relations, relation);
}

GPtrArray *
ori_package_relations (OriPackage *self, const char *part, GError **error)
{
  static const OriXmlHandlers handlers = {start_relation_cb, NULL, NULL};
  const char *slash = strrchr (part, '/');
  g_autofree char *folder =
      slash != NULL ? g_strndup (part, (gsize)(slash - part) + 1) : g_strdup ("");
  g_autofree char *name =
      g_strconcat (folder, "_rels/", slash != NULL ? slash + 1 : part, ".rels", NULL);
  g_autoptr (GPtrArray) relations = g_ptr_array_new_with_free_func (free_relation);
  RelationParser parser = {{NULL}, folder, relations};

  if (ori_package_has (self, name) &&
      !ori_package_parse (self, name, &handlers, &parser.xml, error))
    return NULL;
  return g_steal_pointer (&relations);
}

const char *
ori_relations_by_id (const GPtrArray *relations, const char *id)
{
  for (guint i = 0; i < relations->len; i++) {
    const OriRelation *relation = relations->pdata[i];

    if (strcmp (relation->id, id) == 0)
      return relation->target;
  }
  return NULL;
}

const char *
ori_relations_by_type (const GPtrArray *relations, const char *type)
{
  for (guint i = 0; i < relations->len; i++) {
    const OriRelation *relation = relations->pdata[i];

    if (strcmp (relation->type, type) == 0 && relation->target != NULL)
      return relation->target;
  }
  return NULL;
}
