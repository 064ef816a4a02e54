/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "sheet-support.h"

/* What no program writes: files cut at any length, entities that multiply, sizes that lie, a file
 * that another program is writing. What belongs to one kind of file alone is tested beside its
 * reader. */

#define FLAT_START                                                                                 \
  "<office:document xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" "                        \
  "office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"><office:body>"               \
  "<office:spreadsheet>"
#define FLAT_END "</office:spreadsheet></office:body></office:document>"
#define FLAT_ROW                                                                                   \
  "<table:table table:name=\"Л\"><table:table-row><table:table-cell office:value-type=\"float\" " \
  "office:value=\"5\"><text:p>5</text:p></table:table-cell></table:table-row></table:table>"

static void
test_truncated (void)
{
  static const char flat[] = "<?xml version=\"1.0\"?>" FLAT_START FLAT_ROW FLAT_END;
  g_autoptr (GBytes) docx =
      make_docx ("<w:p><w:r><w:t>Таблица</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Район"
                 "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12,5</w:t></w:r></w:p></w:tc>"
                 "</w:tr></w:tbl>");
  g_autoptr (GBytes) book =
      make_xlsx ("<sheetData><row><c t=\"s\"><v>0</v></c><c><v>5</v></c></row><row><c><v>7</v></c>"
                 "</row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>",
                 "<si><t>Курск</t></si>", NULL);

  /* Before its first element it might be any text. */
  for (gsize length = strlen ("<?xml "); length < strlen (flat); length++) {
    g_autoptr (GBytes) fods = g_bytes_new (flat, length);
    g_autoptr (GError) error = NULL;

    g_assert_null (ori_book_load_bytes (fods, "a.fods", NULL, NULL, NULL, &error));
    g_assert_nonnull (strstr (error->message, "a.fods"));
  }
  check_truncation (docx, "a.docx", 1);
  check_truncation (book, "a.xlsx", 1);
}

/* A text cut short is a shorter text; every length is read or refused, also in the midst of a
 * letter and of a quotation. */
static void
test_cut_texts (void)
{
  static const char *const texts[] = {"Район;\"Доля; %\"\r\n\"Ромашка \"\"А\"\"\";27,4\n",
                                      "\xef\xbb\xbfРайон\t5\nКурск\t7\n",
                                      "\xff\xfe"
                                      "\x1a\x04;\0005\0\n\0"
                                      "1\0;\0"
                                      "2\0\n\0"};
  static const gsize lengths[] = {0, 0, 18};

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    gsize size = lengths[i] ? lengths[i] : strlen (texts[i]);
    for (gsize length = 0; length <= size; length++) {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], length);
      g_autoptr (GError) error = NULL;
      g_autoptr (OriBook) book = ori_book_load_bytes (bytes, "a.csv", NULL, NULL, NULL, &error);

      g_assert_true ((book == NULL) == (error != NULL));
      if (book != NULL) {
        g_autofree char *dump = dump_book (book);
        g_assert_true (g_utf8_validate (dump, -1, NULL));
      }
    }
  }
}

/* Ten entities, each ten of the one before. */
static char *
make_laughs (void)
{
  GString *text = g_string_new ("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY e0 \"ха\">");

  for (guint i = 1; i < 10; i++) {
    g_string_append_printf (text, "<!ENTITY e%u \"", i);
    for (guint j = 0; j < 10; j++)
      g_string_append_printf (text, "&e%u;", i - 1);
    g_string_append (text, "\">");
  }
  g_string_append (text, "]>");
  return g_string_free (text, FALSE);
}

static void
test_entities (void)
{
  g_autofree char *laughs = make_laughs ();
  g_autofree char *flat = g_strconcat (
      laughs,
      FLAT_START "<table:table><table:table-row><table:table-cell><text:p>&e9;"
                 "</text:p></table:table-cell></table:table-row></table:table>" FLAT_END,
      NULL);
  g_autofree char *sheet =
      g_strconcat (laughs,
                   "<worksheet><sheetData><row><c t=\"str\"><v>&e9;</v></c></row>"
                   "</sheetData></worksheet>",
                   NULL);
  g_autoptr (GBytes) fods = g_bytes_new_static (flat, strlen (flat));
  g_autoptr (GBytes) book = make_zip (
      "xl/workbook.xml", "<workbook><sheets><sheet name=\"А\" id=\"1\"/></sheets></workbook>",
      "xl/_rels/workbook.xml.rels",
      "<R><Relationship Id=\"1\" Type=\"worksheet\" Target=\"s.xml\"/></R>", "xl/s.xml", sheet,
      NULL);

  load_bad (fods, "a.fods", ORI_SHEET_ERROR_LIMIT, "a.fods");
  load_bad (book, "a.xlsx", ORI_SHEET_ERROR_LIMIT, "xl/s.xml");
}

/* A declared range of all columns, an index of strings that no table has. */
static void
test_lies (void)
{
  g_autoptr (GBytes) bytes =
      make_xlsx ("<dimension ref=\"A1:XFD1048576\"/><cols><col min=\"1\" max=\"1000000\" "
                 "width=\"9\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\">"
                 "<v>4294967295</v></c><c r=\"B1\" t=\"s\"><v>-1</v></c><c r=\"C1\"><v>5</v></c>"
                 "</row></sheetData><mergeCells><mergeCell ref=\"A2:XFD1048576\"/></mergeCells>",
                 "<si><t>один</t></si>", NULL);
  g_autoptr (OriBook) book = load_good (bytes, "a.xlsx");
  const OriSheet *sheet = ori_book_sheet (book, 0);
  gsize n;

  ori_sheet_cells (sheet, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpfloat (ori_sheet_cell (sheet, 0, 2)->number, ==, 5);
  g_assert_true (has_finding (book, "lost-text", "A1"));
  g_assert_true (has_finding (book, "lost-text", "B1"));
}

#define SHRINKING (32 << 20)

typedef struct {
  int fd;
  gint stop;
} Writer;

static gpointer
write_thread (gpointer data)
{
  Writer *writer = data;

  while (!g_atomic_int_get (&writer->stop)) {
    g_assert_cmpint (ftruncate (writer->fd, SHRINKING), ==, 0);
    g_usleep (500);
    g_assert_cmpint (ftruncate (writer->fd, 1000), ==, 0);
    g_usleep (100);
  }
  return NULL;
}

/* Another program writes the file anew while it is read: it is refused, never half read. */
static void
test_shrinking (void)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  Writer writer = {g_open (path, O_RDWR | O_CREAT, 0600), 0};
  gboolean changed = FALSE;
  GThread *thread;

  g_assert_cmpint (writer.fd, >=, 0);
  g_assert_cmpint (ftruncate (writer.fd, SHRINKING), ==, 0);
  thread = g_thread_new ("writer", write_thread, &writer);
  for (guint i = 0; i < 2000 && !changed; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (ori_book_load (path, NULL, NULL, NULL, &error));
    g_assert_nonnull (strstr (error->message, "a.xlsx"));
    changed = g_error_matches (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_READ);
  }
  g_atomic_int_set (&writer.stop, 1);
  g_thread_join (thread);
  g_assert_true (changed);
  close (writer.fd);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/hostile/truncated", test_truncated);
  g_test_add_func ("/sheet/hostile/cut-texts", test_cut_texts);
  g_test_add_func ("/sheet/hostile/entities", test_entities);
  g_test_add_func ("/sheet/hostile/lies", test_lies);
  g_test_add_func ("/sheet/hostile/shrinking", test_shrinking);
  return g_test_run ();
}
