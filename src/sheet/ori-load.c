/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sheet/ori-readers-private.h"

#define MAX_FILE (512u * 1024 * 1024)
#define HEAD_SIZE 4096

static gboolean
starts_with (GBytes *bytes, const char *magic, gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= length && memcmp (data, magic, length) == 0;
}

/* As starts_with(), or the whole file is the beginning of @magic: what is left of a cut one. */
static gboolean
starts_like (GBytes *bytes, const char *magic, gsize length)
{
  return starts_with (bytes, magic, MIN (length, g_bytes_get_size (bytes)));
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_UNSUPPORTED, message);
  return FALSE;
}

/* ---- kinds that are not read ---- */

/* FALSE with a polite error for files whose first bytes tell another kind. */
static gboolean
check_magic (GBytes *bytes, GError **error)
{
  static const struct {
    const char *magic;
    gsize length;
    const char *message;
  } kinds[] = {
      {"\x89PNG", 4, N_ ("this is a picture, not a table")},
      {"\xff\xd8\xff", 3, N_ ("this is a picture, not a table")},
      {"GIF8", 4, N_ ("this is a picture, not a table")},
      {"BM", 2, N_ ("this is a picture, not a table")},
      {"II*\0", 4, N_ ("this is a picture, not a table")},
      {"MM\0*", 4, N_ ("this is a picture, not a table")},
      {"%PDF", 4, N_ ("this is a PDF; ask for the table it was made from")},
      {"{\\rtf", 5, N_ ("this is a text in RTF; save it as docx")},
      {"Rar!", 4, N_ ("this is an archive; unpack it first")},
      {"7z\xbc\xaf", 4, N_ ("this is an archive; unpack it first")},
      {"\x1f\x8b", 2, N_ ("this is an archive; unpack it first")},
      {"SQLite format 3", 15, N_ ("this is a database, not a table")},
      {"MZ", 2, N_ ("this is a program, not a table")},
      {"\x09\x00\x04\x00", 4, N_ ("this is a table of a very old Excel; save it as xlsx")},
      {"\x09\x02\x06\x00", 4, N_ ("this is a table of a very old Excel; save it as xlsx")},
      {"\x09\x04\x06\x00", 4, N_ ("this is a table of a very old Excel; save it as xlsx")},
      {"\x09\x08\x08\x00", 4, N_ ("this is a table of a very old Excel; save it as xlsx")},
  };
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    /* Two letters alone may begin a text as well. */
    gboolean letters = kinds[i].length == 2 && g_ascii_isalpha (kinds[i].magic[0]);

    if (starts_with (bytes, kinds[i].magic, kinds[i].length) &&
        (!letters || memchr (data, '\0', MIN (size, 64)) != NULL))
      return refuse (error, _ (kinds[i].message));
  }
  return TRUE;
}

static gboolean
is_lock_file (const char *name)
{
  return g_str_has_prefix (name, "~$") || g_str_has_prefix (name, ".~lock.");
}

/* ---- text files ---- */

/* The beginning of a text in lower case, without byte order mark and NULs. */
static char *
read_head (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GString *head = g_string_new (NULL);

  for (gsize i = 0; i < MIN (size, HEAD_SIZE); i++)
    if (data[i] != '\0' && (head->len > 0 || (guchar)data[i] < 0x80))
      g_string_append_c (head, g_ascii_tolower (data[i]));
  g_strchug (head->str);
  return g_string_free (head, FALSE);
}

/* An encoding for UTF-16 without a byte order mark, "" for text of one-byte characters, NULL for
 * what is no text. */
static const char *
guess_width (GBytes *bytes)
{
  gsize size, zeros[2] = {0, 0}, n, controls = 0;
  const guchar *data = g_bytes_get_data (bytes, &size);

  n = MIN (size, HEAD_SIZE);
  if (n >= 2 && ((data[0] == 0xff && data[1] == 0xfe) || (data[0] == 0xfe && data[1] == 0xff)))
    return "";
  for (gsize i = 0; i < n; i++) {
    if (data[i] == 0)
      zeros[i % 2]++;
    else if (data[i] < ' ' && data[i] != '\t' && data[i] != '\n' && data[i] != '\r' &&
             data[i] != '\f')
      controls++;
  }
  if (zeros[0] + zeros[1] == 0)
    return controls * 50 > n ? NULL : "";
  /* Digits, separators and line ends have a zero in the same half everywhere. */
  if (zeros[0] == 0 && zeros[1] * 50 > n)
    return "UTF-16LE";
  if (zeros[1] == 0 && zeros[0] * 50 > n)
    return "UTF-16BE";
  return NULL;
}

static OriBook *
load_text (const OriSource *source, GError **error)
{
  g_autofree char *head = read_head (source->bytes);
  const char *width = guess_width (source->bytes);
  OriBookOptions options = {NULL, 0};
  OriSource text = *source;

  if (strstr (head, "opendocument.spreadsheet") != NULL && strstr (head, ":document") != NULL)
    return ori_fods_read (source, error);
  if (strstr (head, "urn:schemas-microsoft-com:office:spreadsheet") != NULL) {
    refuse (error, _ ("this is a table in the XML of Excel 2003; save it as xlsx"));
    return NULL;
  }
  if (g_str_has_prefix (head, "<!doctype html") || g_str_has_prefix (head, "<html") ||
      g_str_has_prefix (head, "<table") || g_str_has_prefix (head, "mime-version:")) {
    refuse (error, _ ("this is a web page; open it in a spreadsheet program and save it as xlsx"));
    return NULL;
  }
  if (g_str_has_prefix (head, "<?xml")) {
    refuse (error, _ ("this is an XML file of an unknown kind, not a table"));
    return NULL;
  }
  if (width == NULL) {
    refuse (error, _ ("this is neither a table nor a text"));
    return NULL;
  }
  if (source->options != NULL)
    options = *source->options;
  if (options.encoding == NULL && *width != '\0')
    options.encoding = width;
  text.options = &options;
  return ori_csv_read (&text, error);
}

/* ---- archives ---- */

typedef struct {
  OriXml xml;
  const char *part; /* whose type is looked for */
  char *type;
} TypesParser;

static void
start_type_cb (void *data, const char *name, const char **attributes)
{
  TypesParser *self = data;
  const char *part = ori_xml_attribute (attributes, "PartName");
  const char *type = ori_xml_attribute (attributes, "ContentType");

  if (part == NULL || type == NULL || self->type != NULL)
    return;
  if (g_ascii_strcasecmp (part + strspn (part, "/"), self->part) == 0)
    self->type = g_strdup (type);
}

/* The content type of the main part, or a guess from its name. */
static char *
find_main_type (OriPackage *package, const char *part, GError **error)
{
  static const OriXmlHandlers handlers = {start_type_cb, NULL, NULL};
  TypesParser parser = {{NULL}, part, NULL};

  if (ori_package_has (package, "[Content_Types].xml") &&
      !ori_package_parse (package, "[Content_Types].xml", &handlers, &parser.xml, error)) {
    g_free (parser.type);
    return NULL;
  }
  return parser.type != NULL ? parser.type : g_ascii_strdown (part, -1);
}

static OriBook *
load_office (const OriSource *source, OriPackage *package, GError **error)
{
  g_autoptr (GPtrArray) relations = ori_package_relations (package, "", error);
  g_autofree char *type = NULL;
  const char *part;

  if (relations == NULL)
    return NULL;
  part = ori_relations_by_type (relations, "officeDocument");
  if (part == NULL)
    part = ori_package_has (package, "xl/workbook.xml") ? "xl/workbook.xml" : "word/document.xml";
  type = find_main_type (package, part, error);
  if (type == NULL)
    return NULL;
  if (strstr (type, "sheet.binary") != NULL || g_str_has_suffix (part, "workbook.bin"))
    refuse (error, _ ("this is a binary workbook (xlsb); save it as xlsx"));
  else if (strstr (type, "presentation") != NULL || strstr (type, "slide") != NULL)
    refuse (error, _ ("this is a presentation, not a table"));
  else if (strstr (type, "sheet.macroEnabled") != NULL)
    return ori_xlsx_read (source, package, "xlsm", part, error);
  else if (strstr (type, "spreadsheet") != NULL || strstr (type, "workbook") != NULL)
    return ori_xlsx_read (source, package, "xlsx", part, error);
  else if (strstr (type, "word") != NULL)
    return ori_docx_read (source, package, part, error);
  else
    refuse (error, _ ("this is an office file of an unknown kind, not a table"));
  return NULL;
}

static OriBook *
load_zip (const OriSource *source, GError **error)
{
  g_autoptr (OriPackage) package =
      ori_package_open (source->bytes, source->progress, source->cancellable, error);
  g_autofree char *mimetype = NULL;

  if (package == NULL)
    return NULL;
  mimetype = ori_package_peek (package, "mimetype", 200);
  if (mimetype != NULL && strstr (mimetype, "opendocument.spreadsheet") != NULL)
    return ori_ods_read (source, package, error);
  if (ori_package_has (package, "_rels/.rels") || ori_package_has (package, "xl/workbook.xml") ||
      ori_package_has (package, "word/document.xml"))
    return load_office (source, package, error);
  if (mimetype != NULL)
    refuse (error, _ ("this is an office file, but not a table"));
  else
    refuse (error, _ ("this is an archive; unpack it first"));
  return NULL;
}

static OriBook *
load_any (const OriSource *source, GError **error)
{
  if (g_bytes_get_size (source->bytes) == 0) {
    g_set_error_literal (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT, _ ("the file is empty"));
    return NULL;
  }
  if (starts_like (source->bytes, "PK\x03\x04", 4) || starts_like (source->bytes, "PK\x05\x06", 4))
    return load_zip (source, error);
  if (starts_like (source->bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
    return ori_xls_read (source, error);
  if (is_lock_file (source->name)) {
    refuse (error, _ ("this is a lock file of an office program, which stands beside an open "
                      "document; choose the document itself"));
    return NULL;
  }
  if (!check_magic (source->bytes, error))
    return NULL;
  return load_text (source, error);
}

OriBook *
ori_book_load_bytes (GBytes *bytes, const char *name, const OriBookOptions *options,
                     const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (name != NULL ? name : "", -1);
  OriSource source = {bytes, valid, options, progress, cancellable};
  g_autoptr (OriBook) book = NULL;
  GError *own_error = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  book = load_any (&source, &own_error);
  if (book != NULL && ori_book_n_sheets (book) == 0) {
    g_clear_pointer (&book, ori_book_unref);
    g_set_error_literal (&own_error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_CORRUPT,
                         _ ("there is no table in the file"));
  }
  if (book == NULL) {
    if (own_error->domain == ORI_SHEET_ERROR && *valid != '\0')
      g_prefix_error (&own_error, "%s: ", valid);
    g_propagate_error (error, own_error);
    return NULL;
  }
  for (guint i = 0; i < ori_book_findings (book)->len; i++) {
    OriFinding *finding = ori_book_findings (book)->pdata[i];

    g_free (finding->file);
    finding->file = g_strdup (valid);
  }
  return g_steal_pointer (&book);
}

/* ---- files ---- */

static gboolean
set_read_error (GError **error, const char *name, int code)
{
  g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_READ, _ ("%s: cannot be read: %s"), name,
               g_strerror (code));
  return FALSE;
}

static gboolean
check_file (int fd, const char *name, gsize *size, GError **error)
{
  struct stat info;

  if (fstat (fd, &info) != 0)
    return set_read_error (error, name, errno);
  if (S_ISDIR (info.st_mode)) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_READ,
                 _ ("%s: this is a folder, not a file"), name);
    return FALSE;
  }
  if (!S_ISREG (info.st_mode)) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_READ, _ ("%s: this is not a regular file"),
                 name);
    return FALSE;
  }
  if (info.st_size > MAX_FILE) {
    g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_LIMIT, _ ("%s: larger than %u MB"), name,
                 MAX_FILE >> 20);
    return FALSE;
  }
  *size = (gsize)info.st_size;
  return TRUE;
}

/* The whole file: half a table must not come in because another program is writing it anew. */
static GBytes *
read_file (int fd, const char *name, gsize size, GCancellable *cancellable, GError **error)
{
  g_autofree char *data = g_malloc (size + 1);
  gsize done = 0;

  while (done < size) {
    gssize n = read (fd, data + done, MIN (size - done, 1024 * 1024));

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      set_read_error (error, name, errno);
      return NULL;
    }
    if (n == 0) {
      g_set_error (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_READ,
                   _ ("%s: was changed while it was read; try again"), name);
      return NULL;
    }
    done += (gsize)n;
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&data), done);
}

OriBook *
ori_book_load (const char *path, const OriBookOptions *options, const OriProgress *progress,
               GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  /* Without O_NONBLOCK the opening of a named pipe would wait for a writer. */
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  g_autoptr (GBytes) bytes = NULL;
  gsize size;

  if (fd < 0) {
    set_read_error (error, name, errno);
    return NULL;
  }
  if (check_file (fd, name, &size, error))
    bytes = read_file (fd, name, size, cancellable, error);
  close (fd);
  if (bytes == NULL)
    return NULL;
  return ori_book_load_bytes (bytes, name, options, progress, cancellable, error);
}
