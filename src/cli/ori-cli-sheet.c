/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/ori-cli-decisions.h"
#include "core/ori-number.h"

static const char *
get_state (const OriSheet *sheet)
{
  switch (ori_sheet_state (sheet)) {
  case ORI_SHEET_HIDDEN:
    return "hidden";
  case ORI_SHEET_VERY_HIDDEN:
    return "very-hidden";
  case ORI_SHEET_VISIBLE:
  default:
    return "visible";
  }
}

static void
add_cell (OriJsonWriter *writer, const OriSheet *sheet, const OriCell *cell)
{
  g_autofree char *ref = ori_cellref_name (cell->row, cell->col);
  g_autofree char *printed = ori_sheet_printed (sheet, cell);
  g_autofree char *value = NULL;

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "ref", ref);
  ori_json_add_string (writer, "type", ori_cell_type_code (cell->type));
  switch (cell->type) {
  case ORI_CELL_NUMBER:
    ori_json_add_number (writer, "value", cell->number);
    break;
  case ORI_CELL_BOOL:
    ori_json_add_bool (writer, "value", cell->number != 0);
    break;
  default:
    value = ori_sheet_value_text (sheet, cell);
    ori_json_add_string (writer, "value", value);
  }
  ori_json_add_string (writer, "printed", printed);
  ori_json_end_object (writer);
}

static void
add_cells (OriJsonWriter *writer, const OriSheet *sheet)
{
  gsize n;
  const OriCell *cells = ori_sheet_cells (sheet, &n);

  ori_json_begin_array (writer, "cells");
  for (gsize i = 0; i < n; i++)
    if (cells[i].type != ORI_CELL_EMPTY)
      add_cell (writer, sheet, &cells[i]);
  ori_json_end_array (writer);
}

static void
add_hidden (OriJsonWriter *writer, const OriSheet *sheet)
{
  ori_json_begin_array (writer, "hidden_rows");
  for (guint row = 0; row < ori_sheet_n_rows (sheet); row++)
    if (ori_sheet_row_hidden (sheet, row))
      ori_json_add_int (writer, NULL, row + 1);
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "hidden_columns");
  for (guint col = 0; col < ori_sheet_n_cols (sheet); col++)
    if (ori_sheet_col_hidden (sheet, col)) {
      g_autofree char *name = ori_column_name (col);

      ori_json_add_string (writer, NULL, name);
    }
  ori_json_end_array (writer);
}

static void
add_sheet (OriJsonWriter *writer, const OriSheet *sheet)
{
  guint n;
  const OriRange *merges = ori_sheet_merges (sheet, &n);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "name", ori_sheet_name (sheet));
  ori_json_add_string (writer, "state", get_state (sheet));
  ori_json_add_int (writer, "rows", ori_sheet_n_rows (sheet));
  ori_json_add_int (writer, "columns", ori_sheet_n_cols (sheet));
  add_cells (writer, sheet);
  ori_json_begin_array (writer, "merges");
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = ori_range_name (&merges[i]);

    ori_json_add_string (writer, NULL, name);
  }
  ori_json_end_array (writer);
  add_hidden (writer, sheet);
  ori_json_end_object (writer);
}

static int
print_json (const OriBook *book, const char *file, const char *only)
{
  OriJsonWriter *writer = ori_cli_json_begin ();
  const GPtrArray *findings = ori_book_findings (book);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "file", file);
  ori_json_add_string (writer, "format", ori_book_format (book));
  ori_json_begin_array (writer, "sheets");
  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);

    if (only == NULL || strcmp (ori_sheet_name (sheet), only) == 0)
      add_sheet (writer, sheet);
  }
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "findings");
  for (guint i = 0; i < findings->len; i++)
    ori_cli_json_finding (writer, g_ptr_array_index (findings, i));
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static int
print_count (const OriBook *book, const char *only)
{
  OriJsonWriter *writer;
  gint64 n_cells = 0, n_numbers = 0;
  double sum = 0;

  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    gsize n;
    const OriCell *cells = ori_sheet_cells (sheet, &n);

    if (only != NULL && strcmp (ori_sheet_name (sheet), only) != 0)
      continue;
    for (gsize j = 0; j < n; j++) {
      n_cells += cells[j].type != ORI_CELL_EMPTY;
      if (cells[j].type != ORI_CELL_NUMBER)
        continue;
      n_numbers++;
      sum += cells[j].number;
    }
  }
  writer = ori_cli_json_begin ();
  ori_json_begin_object (writer, NULL);
  ori_json_add_int (writer, "cells", n_cells);
  ori_json_add_int (writer, "numbers", n_numbers);
  ori_json_add_number (writer, "sum", sum);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static int
print_text (const OriBook *book, const char *only)
{
  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    gsize n;
    const OriCell *cells = ori_sheet_cells (sheet, &n);

    if (only != NULL && strcmp (ori_sheet_name (sheet), only) != 0)
      continue;
    g_print ("# %s\n", ori_sheet_name (sheet));
    for (gsize j = 0; j < n; j++) {
      g_autofree char *ref = ori_cellref_name (cells[j].row, cells[j].col);
      g_autofree char *printed = ori_sheet_printed (sheet, &cells[j]);

      if (cells[j].type != ORI_CELL_EMPTY)
        g_print ("%s\t%s\t%s\n", ref, ori_cell_type_code (cells[j].type), printed);
    }
  }
  return ORI_EXIT_DONE;
}

int
ori_cli_sheet (int argc, char *argv[])
{
  g_autofree char *only = NULL;
  g_autofree char *encoding = NULL;
  g_autofree char *separator = NULL;
  g_autofree char *quote = NULL;
  gboolean json = FALSE, count = FALSE;
  const GOptionEntry entries[] = {
      {"sheet", 's', 0, G_OPTION_ARG_STRING, &only, N_ ("Only the sheet of this name"), "NAME"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {"count", 0, 0, G_OPTION_ARG_NONE, &count, N_ ("Only counts and the sum"), NULL},
      {"encoding", 0, 0, G_OPTION_ARG_STRING, &encoding, N_ ("Encoding of a CSV file"), "NAME"},
      {"separator", 0, 0, G_OPTION_ARG_STRING, &separator, N_ ("Separator of a CSV file"), "SIGN"},
      {"quote", 0, 0, G_OPTION_ARG_STRING, &quote,
       N_ ("Sign around texts of a CSV file, or “none”"), "SIGN"},
      {NULL},
  };
  g_autoptr (OriBook) book = NULL;
  g_autofree char *file = NULL;
  OriBookOptions options;
  GError *error = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "FILE", _ ("Prints the cells of a file."), 1, 1,
                      &status))
    return status;
  if (json && count)
    return ori_cli_usage (_ ("--json and --count are different outputs"));
  if (!ori_cli_reading (encoding, separator, quote, &options))
    return ORI_EXIT_USAGE;
  book = ori_book_load (argv[0], &options, NULL, NULL, &error);
  if (book == NULL)
    return ori_cli_fail (error);
  if (only != NULL && ori_book_find_sheet (book, only) == NULL)
    return ori_cli_usage (_ ("%s has no sheet “%s”"), argv[0], only);
  file = g_filename_display_basename (argv[0]);
  if (count)
    return print_count (book, only);
  return json ? print_json (book, file, only) : print_text (book, only);
}
