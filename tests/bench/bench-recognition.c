/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the recognition of a large table costs beside the reading of its file: schools under their
 * municipalities with 60 indicators, 3 000 and 40 000 rows. Prints CPU seconds of reading, of
 * reading and recognition, the ratio of recognition to reading and the peaks of memory; build
 * without sanitizers. Each runs in a process of its own.
 *
 *   bench-recognition [ROWS]
 */

#include <glib/gstdio.h>
#include <xlsxwriter.h>

#include "bench-measure.h"
#include "import/ori-recognition.h"

#define COLUMNS 60
#define SCHOOLS 30 /* in a municipality */

static guint rows;

static void
write_cb (const char *path)
{
  lxw_workbook_options options = {.constant_memory = LXW_FALSE};
  lxw_workbook *workbook = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "Данные");
  char text[100];

  worksheet_write_string (sheet, 0, 0, "Сведения за 2023 год", NULL);
  worksheet_write_string (sheet, 1, 0, "Муниципалитет", NULL);
  worksheet_write_string (sheet, 1, 1, "Школа", NULL);
  for (guint col = 0; col < COLUMNS; col++) {
    g_snprintf (text, sizeof text, "Число участников мероприятия № %u, чел.", col + 1);
    worksheet_write_string (sheet, 1, (lxw_col_t)(col + 2), text, NULL);
  }
  for (guint row = 0; row < rows; row++) {
    g_snprintf (text, sizeof text, "Округ %u муниципальный район", row / SCHOOLS + 1);
    worksheet_write_string (sheet, row + 2, 0, text, NULL);
    g_snprintf (text, sizeof text, "МБОУ СОШ № %u", row % SCHOOLS + 1);
    worksheet_write_string (sheet, row + 2, 1, text, NULL);
    for (guint col = 0; col < COLUMNS; col++)
      worksheet_write_number (sheet, row + 2, (lxw_col_t)(col + 2), (row * 37 + col * 101) % 1000,
                              NULL);
  }
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
}

static void
read_cb (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) book = ori_book_load (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
}

static void
recognise_cb (const char *path)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  g_autoptr (GError) error = NULL;
  g_autoptr (OriBook) book = ori_book_load (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_autoptr (OriRecognition) recognition =
      ori_recognition_new (book, path, &context, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ori_recognition_stage (recognition)->records->len, ==, rows * COLUMNS);
}

static void
run (const char *path, guint n)
{
  double read_cpu = 1e9, both_cpu = 1e9, read_mb, both_mb, unused;

  rows = n;
  bench_measure (write_cb, path, &unused); /* apart, or its memory would count in the children's */
  for (int i = 0; i < 3; i++) {
    read_cpu = MIN (read_cpu, bench_measure (read_cb, path, &read_mb));
    both_cpu = MIN (both_cpu, bench_measure (recognise_cb, path, &both_mb));
  }
  g_print ("%u x %u: reading %.2f s, %.0f MB; with recognition %.2f s, %.0f MB; ratio %.2f\n", n,
           COLUMNS, read_cpu, read_mb, both_cpu, both_mb, (both_cpu - read_cpu) / read_cpu);
  g_remove (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("orientir-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.xlsx", NULL);

  if (argc > 1) {
    run (path, (guint)g_ascii_strtoull (argv[1], NULL, 10));
  } else {
    run (path, 3000);
    run (path, 40000);
  }
  g_rmdir (folder);
  return 0;
}
