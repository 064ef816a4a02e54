/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How fast a large xlsx is read: 200 000 rows of 12 cells, a third of them shared Cyrillic texts.
 * The floor is what inflate and expat with empty handlers take over the same parts in the same run.
 * Prints CPU seconds, their ratio and the peak of memory; build without sanitizers. The floor and
 * the reader run in processes of their own, so that neither warms the other's memory.
 *
 *   bench-xlsx [ROWS]
 */

#include <expat.h>
#include <glib/gstdio.h>
#include <xlsxwriter.h>
#include <zip.h>

#include "bench-measure.h"
#include "sheet/ori-book.h"

#define COLUMNS 12
#define CHUNK (128 * 1024)

static void
write_file (const char *path, guint rows)
{
  lxw_workbook_options options = {.constant_memory = LXW_FALSE};
  lxw_workbook *workbook = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "Данные");

  for (guint row = 0; row < rows; row++)
    for (guint col = 0; col < COLUMNS; col++) {
      char text[100];

      if (col % 3 == 0) {
        g_snprintf (text, sizeof text, "Муниципальный округ № %u, показатель %u", row % 5000, col);
        worksheet_write_string (sheet, row, (lxw_col_t)col, text, NULL);
      } else {
        worksheet_write_number (sheet, row, (lxw_col_t)col,
                                (double)((row * 37 + col * 101) % 100000) / 10, NULL);
      }
    }
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
}

static void
empty_start_cb (void *data, const char *name, const char **attributes)
{
}

static void
empty_end_cb (void *data, const char *name)
{
}

static void
empty_text_cb (void *data, const char *text, int length)
{
}

static void
parse_part (zip_t *zip, const char *name)
{
  XML_Parser parser = XML_ParserCreate (NULL);
  zip_file_t *file = zip_fopen (zip, name, 0);
  zip_int64_t length;

  g_assert_nonnull (file);
  XML_SetElementHandler (parser, empty_start_cb, empty_end_cb);
  XML_SetCharacterDataHandler (parser, empty_text_cb);
  do {
    length = zip_fread (file, XML_GetBuffer (parser, CHUNK), CHUNK);
    g_assert_cmpint (XML_ParseBuffer (parser, (int)length, length == 0), ==, XML_STATUS_OK);
  } while (length > 0);
  zip_fclose (file);
  XML_ParserFree (parser);
}

static void
run_floor (const char *path)
{
  zip_t *zip = zip_open (path, ZIP_RDONLY, NULL);

  parse_part (zip, "xl/sharedStrings.xml");
  parse_part (zip, "xl/worksheets/sheet1.xml");
  zip_discard (zip);
}

static void
run_reader (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) book = ori_book_load (path, NULL, NULL, NULL, &error);
  gsize n;

  g_assert_no_error (error);
  ori_sheet_cells (ori_book_sheet (book, 0), &n);
  g_assert_cmpuint (n, >, 0);
}

static void
write_cb (const char *path)
{
  write_file (path, 200000);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.xlsx", NULL);
  double floor_cpu = 1e9, reader_cpu = 1e9, floor_mb, reader_mb, unused;

  if (argc > 1)
    write_file (path, (guint)g_ascii_strtoull (argv[1], NULL, 10));
  else
    bench_measure (write_cb, path,
                   &unused); /* apart, or its memory would count in the children's */
  for (int i = 0; i < 5; i++) {
    floor_cpu = MIN (floor_cpu, bench_measure (run_floor, path, &floor_mb));
    reader_cpu = MIN (reader_cpu, bench_measure (run_reader, path, &reader_mb));
  }
  g_print ("floor %.2f s, %.0f MB; reader %.2f s, %.0f MB; ratio %.2f\n", floor_cpu, floor_mb,
           reader_cpu, reader_mb, reader_cpu / floor_cpu);
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
