/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-ole-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HEADER_SIZE 512
#define ENTRY_SIZE 128
#define MAX_ENTRIES 65536u
#define MAX_DEPTH 1000 /* of the tree of entries, which is walked recursively */
#define MINI_SHIFT 6
#define END_OF_CHAIN 0xfffffffeu
#define NO_ENTRY 0xffffffffu
#define HEADER_LINKS 109 /* numbers of sectors of the table that the header holds */

typedef struct {
  char *name;
  guint32 start;
  guint64 size;
} Stream;

struct OriOle {
  GBytes *bytes; /* whole sectors */
  const guint8 *data;
  guint shift;
  guint32 n_sectors;
  GArray *fat;         /* guint32, the sector that follows each */
  guint32 mini_cutoff; /* smaller streams lie in the stream of the root */
  Stream mini;         /* that stream; without a name */
  GPtrArray *streams;  /* Stream */
};

static guint32
read32 (const guint8 *p)
{
  return (guint32)p[0] | (guint32)p[1] << 8 | (guint32)p[2] << 16 | (guint32)p[3] << 24;
}

static const guint8 *
sector_data (const OriOle *self, guint32 sector)
{
  return self->data + (((gsize)sector + 1) << self->shift);
}

static void
free_stream (gpointer data)
{
  Stream *stream = data;

  g_free (stream->name);
  g_free (stream);
}

/* Length of the chain that begins with @sector; -1 when it leaves the file or runs in a circle. */
static gint64
measure_chain (const OriOle *self, guint32 sector)
{
  gint64 n = 0;

  while (sector != END_OF_CHAIN) {
    if (sector >= self->n_sectors || sector >= self->fat->len || n >= self->n_sectors)
      return -1;
    sector = g_array_index (self->fat, guint32, sector);
    n++;
  }
  return n;
}

static gboolean
add_fat_sector (OriOle *self, guint32 sector)
{
  const guint8 *p;

  if (sector >= self->n_sectors)
    return FALSE;
  p = sector_data (self, sector);
  for (guint i = 0; i < 1u << (self->shift - 2); i++) {
    guint32 next = read32 (p + i * 4);

    g_array_append_val (self->fat, next);
  }
  return TRUE;
}

/* The table that tells which sector follows which. Its own sectors are listed in the header and,
 * in large files, in a chain of further sectors. */
static gboolean
read_fat (OriOle *self)
{
  guint32 wanted = read32 (self->data + 0x2c);
  guint32 more = read32 (self->data + 0x44);
  guint32 n_more = read32 (self->data + 0x48);
  guint per_sector = (1u << (self->shift - 2)) - 1;
  guint32 done = 0;

  if (wanted > self->n_sectors || n_more > self->n_sectors)
    return FALSE;
  for (; done < MIN (wanted, HEADER_LINKS); done++)
    if (!add_fat_sector (self, read32 (self->data + 0x4c + done * 4)))
      return FALSE;
  for (guint32 i = 0; i < n_more; i++) {
    const guint8 *p;

    if (more >= self->n_sectors)
      return FALSE;
    p = sector_data (self, more);
    for (guint j = 0; j < per_sector && done < wanted; j++, done++)
      if (!add_fat_sector (self, read32 (p + j * 4)))
        return FALSE;
    more = read32 (p + per_sector * 4);
  }
  return done == wanted && wanted > 0;
}

/* ---- the directory ---- */

static GByteArray *
read_directory (const OriOle *self)
{
  guint32 sector = read32 (self->data + 0x30);
  GByteArray *entries;

  if (measure_chain (self, sector) <= 0)
    return NULL;
  entries = g_byte_array_new ();
  for (; sector != END_OF_CHAIN && entries->len / ENTRY_SIZE <= MAX_ENTRIES;
       sector = g_array_index (self->fat, guint32, sector))
    g_byte_array_append (entries, sector_data (self, sector), 1u << self->shift);
  return entries;
}

/* Walks the tree of entries once; FALSE when it is none. */
static gboolean
check_tree (const GByteArray *entries, guint32 index, guint8 *visited, guint depth)
{
  guint32 n = entries->len / ENTRY_SIZE;
  const guint8 *entry;

  if (index == NO_ENTRY)
    return TRUE;
  if (index >= n || visited[index] || depth > MAX_DEPTH)
    return FALSE;
  visited[index] = 1;
  entry = entries->data + (gsize)index * ENTRY_SIZE;
  for (guint offset = 0x44; offset <= 0x4c; offset += 4)
    if (!check_tree (entries, read32 (entry + offset), visited, depth + 1))
      return FALSE;
  return TRUE;
}

static char *
read_name (const guint8 *entry)
{
  gunichar2 units[32];
  guint length = entry[0x40] | (guint)entry[0x41] << 8;

  if (length < 2 || length > 64)
    return NULL;
  for (guint i = 0; i < length / 2 - 1; i++)
    units[i] = (gunichar2)(entry[2 * i] | entry[2 * i + 1] << 8);
  return g_utf16_to_utf8 (units, length / 2 - 1, NULL, NULL, NULL);
}

/* The siblings at and around @index are what the root holds. */
static void
list_streams (OriOle *self, const GByteArray *entries, guint32 index)
{
  const guint8 *entry;
  Stream *stream;

  if (index == NO_ENTRY)
    return;
  entry = entries->data + (gsize)index * ENTRY_SIZE;
  list_streams (self, entries, read32 (entry + 0x44));
  stream = g_new0 (Stream, 1);
  stream->name = read_name (entry);
  stream->start = read32 (entry + 0x74);
  stream->size = read32 (entry + 0x78);
  g_ptr_array_add (self->streams, stream);
  list_streams (self, entries, read32 (entry + 0x48));
}

static gboolean
read_entries (OriOle *self)
{
  g_autoptr (GByteArray) entries = read_directory (self);
  g_autofree guint8 *visited = NULL;

  if (entries == NULL || entries->len / ENTRY_SIZE > MAX_ENTRIES || entries->data[0x42] != 5)
    return FALSE;
  visited = g_new0 (guint8, entries->len / ENTRY_SIZE);
  if (!check_tree (entries, 0, visited, 0))
    return FALSE;
  self->mini.start = read32 (entries->data + 0x74);
  self->mini.size = read32 (entries->data + 0x78);
  list_streams (self, entries, read32 (entries->data + 0x4c));
  return TRUE;
}

/* ---- opening and reading ---- */

static gboolean
check_container (OriOle *self, gsize size)
{
  self->shift = self->data[0x1e] | (guint)self->data[0x1f] << 8;
  if (self->shift != 9 && self->shift != 12)
    return FALSE;
  if (size < 2u << self->shift || read32 (self->data + 0x20) >> 16 != 0 ||
      (self->data[0x20] | self->data[0x21] << 8) != 6)
    return FALSE;
  self->n_sectors = (guint32)((size >> self->shift) - 1);
  self->mini_cutoff = read32 (self->data + 0x38);
  return self->mini_cutoff == 4096 && read_fat (self) && read_entries (self);
}

/* The file with its last sector completed, as some programs leave it short. */
static GBytes *
complete_sectors (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize unit = size > 0x1e && data[0x1e] == 12 ? 4096 : HEADER_SIZE;
  gsize padded = (size + unit - 1) / unit * unit;
  guint8 *copy;

  if (padded == size)
    return g_bytes_ref (bytes);
  copy = g_malloc0 (padded);
  memcpy (copy, data, size);
  return g_bytes_new_take (copy, padded);
}

OriOle *
ori_ole_open (GBytes *bytes, GError **error)
{
  g_autoptr (OriOle) self = g_new0 (OriOle, 1);
  gsize size;

  self->bytes = complete_sectors (bytes);
  self->data = g_bytes_get_data (self->bytes, &size);
  self->fat = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->streams = g_ptr_array_new_with_free_func (free_stream);
  if (size >= 2 * HEADER_SIZE && check_container (self, size))
    return g_steal_pointer (&self);
  g_set_error_literal (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT,
                       _ ("the file is truncated or damaged"));
  return NULL;
}

void
ori_ole_free (OriOle *self)
{
  g_array_unref (self->fat);
  g_ptr_array_unref (self->streams);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static const Stream *
find_stream (const OriOle *self, const char *name)
{
  for (guint i = 0; i < self->streams->len; i++) {
    const Stream *stream = self->streams->pdata[i];

    if (stream->name != NULL && g_ascii_strcasecmp (stream->name, name) == 0)
      return stream;
  }
  return NULL;
}

gboolean
ori_ole_has (const OriOle *self, const char *name)
{
  return find_stream (self, name) != NULL;
}

/* The first @size bytes of a chain of sectors; NULL when it is shorter. */
static guint8 *
read_chain (const OriOle *self, guint32 sector, guint64 size)
{
  gint64 length = measure_chain (self, sector);
  guint8 *data;

  if (length <= 0 || size == 0 || (guint64)length << self->shift < size)
    return NULL;
  data = g_malloc (size);
  for (guint64 at = 0; at < size; at += 1u << self->shift) {
    memcpy (data + at, sector_data (self, sector), MIN (size - at, 1u << self->shift));
    sector = g_array_index (self->fat, guint32, sector);
  }
  return data;
}

/* The same of a small stream: its sectors of 64 bytes lie in the stream of the root and have an
 * allocation table of their own. */
static guint8 *
read_mini_chain (const OriOle *self, guint32 sector, guint64 size)
{
  guint32 table_start = read32 (self->data + 0x3c);
  gint64 table_length = measure_chain (self, table_start);
  g_autofree guint8 *table = NULL;
  g_autofree guint8 *mini = read_chain (self, self->mini.start, self->mini.size);
  g_autofree guint8 *data = NULL;
  guint64 n_sectors = self->mini.size >> MINI_SHIFT;

  if (table_length > 0)
    table = read_chain (self, table_start, (guint64)table_length << self->shift);
  if (table == NULL || mini == NULL || size == 0)
    return NULL;
  n_sectors = MIN (n_sectors, (guint64)table_length << (self->shift - 2));
  data = g_malloc (size);
  for (guint64 at = 0; at < size; at += 1u << MINI_SHIFT) {
    if (sector >= n_sectors)
      return NULL;
    memcpy (data + at, mini + ((gsize)sector << MINI_SHIFT), MIN (size - at, 1u << MINI_SHIFT));
    sector = read32 (table + (gsize)sector * 4);
  }
  return g_steal_pointer (&data);
}

GBytes *
ori_ole_read (OriOle *self, const char *name, GError **error)
{
  const Stream *stream = find_stream (self, name);
  guint8 *data = NULL;

  if (stream != NULL && stream->size <= g_bytes_get_size (self->bytes))
    data = stream->size < self->mini_cutoff ? read_mini_chain (self, stream->start, stream->size)
                                            : read_chain (self, stream->start, stream->size);
  if (data == NULL) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT,
                 _ ("part “%s” is truncated or missing"), name);
    return NULL;
  }
  return g_bytes_new_take (data, stream->size);
}
