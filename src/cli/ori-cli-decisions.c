/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/ori-cli-decisions.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/ori-text.h"

GOptionEntry *
ori_cli_decision_entries (OriCliDecisions *self, const GOptionEntry *own)
{
  const GOptionEntry entries[] = {
      {"recipe", 0, 0, G_OPTION_ARG_FILENAME, &self->recipe, N_ ("Read by this recipe"), "FILE"},
      {"encoding", 0, 0, G_OPTION_ARG_STRING, &self->encoding, N_ ("Encoding of a CSV file"),
       "NAME"},
      {"separator", 0, 0, G_OPTION_ARG_STRING, &self->separator, N_ ("Separator of a CSV file"),
       "SIGN"},
      {"quote", 0, 0, G_OPTION_ARG_STRING, &self->quote,
       N_ ("Sign around texts of a CSV file, or “none”"), "SIGN"},
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &self->orgunit,
       N_ ("The territory of sheets that name none"), "NAME"},
      {"period", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->periods,
       N_ ("The year of sheets that name none, or the period of one sheet"), "[SHEET=]PERIOD"},
      {"use-sheet", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->use_sheet, N_ ("Use a hidden sheet"),
       "SHEET"},
      {"skip-sheet", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->skip_sheet, N_ ("Leave a sheet out"),
       "SHEET"},
      {"set-column", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->columns, N_ ("What a column holds"),
       "[SHEET!]COLUMN=ROLE"},
      {"set-row", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->rows, N_ ("What a row holds"),
       "[SHEET!]ROW=ROLE"},
      {"name", 0, 0, G_OPTION_ARG_STRING_ARRAY, &self->names,
       N_ ("What a printed name means; nothing: not used"), "PRINTED=CODE"},
      {NULL},
  };
  guint n = 0;
  GOptionEntry *all;

  while (own[n].long_name != NULL)
    n++;
  all = g_new0 (GOptionEntry, n + G_N_ELEMENTS (entries));
  memcpy (all, own, n * sizeof *own);
  memcpy (all + n, entries, sizeof entries);
  return all;
}

void
ori_cli_decisions_clear (OriCliDecisions *self)
{
  g_free (self->recipe);
  g_free (self->encoding);
  g_free (self->separator);
  g_free (self->quote);
  g_free (self->orgunit);
  g_strfreev (self->periods);
  g_strfreev (self->use_sheet);
  g_strfreev (self->skip_sheet);
  g_strfreev (self->columns);
  g_strfreev (self->rows);
  g_strfreev (self->names);
  g_clear_pointer (&self->loaded, ori_recipe_free);
}

static gboolean
is_encoding (const char *name)
{
  /* iconv leaves out letters that it does not know, and an empty name is the encoding of the
   * locale. */
  GIConv converter =
      name[0] != '\0' && g_str_is_ascii (name) ? g_iconv_open ("UTF-8", name) : (GIConv)-1;

  if (converter == (GIConv)-1)
    return FALSE;
  g_iconv_close (converter);
  return TRUE;
}

gboolean
ori_cli_reading (const char *encoding, const char *separator, const char *quote,
                 OriBookOptions *options)
{
  *options = (OriBookOptions){.encoding = encoding};
  if (separator != NULL && (separator[0] == '\0' || separator[1] != '\0')) {
    ori_cli_usage (_ ("“%s” is not one sign"), separator);
    return FALSE;
  }
  if (separator != NULL)
    options->separator = separator[0];
  if (quote != NULL && !ori_book_quote_parse (quote, &options->quote)) {
    ori_cli_usage (_ ("“%s” is neither one sign nor “none”"), quote);
    return FALSE;
  }
  if (encoding == NULL || is_encoding (encoding))
    return TRUE;
  ori_cli_usage (_ ("there is no encoding “%s”"), encoding);
  return FALSE;
}

gboolean
ori_cli_decisions_check (OriCliDecisions *self, int *status)
{
  GError *error = NULL;

  *status = ORI_EXIT_USAGE;
  if (!ori_cli_reading (self->encoding, self->separator, self->quote, &self->reading))
    return FALSE;
  if (self->recipe != NULL) {
    self->loaded = ori_recipe_load (self->recipe, &error);
    if (self->loaded == NULL) {
      *status = ori_cli_fail (error);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, message);
  return FALSE;
}

/* "LEFT=RIGHT" at the last sign: names may hold others. */
static gboolean
split (const char *word, char **left, char **right)
{
  const char *sign = strrchr (word, '=');

  if (sign == NULL)
    return FALSE;
  *left = g_strndup (word, (gsize)(sign - word));
  *right = g_strdup (sign + 1);
  return TRUE;
}

static gboolean
find_sheet (OriRecognition *recognition, const char *name, guint *sheet, GError **error)
{
  const OriBook *book = ori_recognition_book (recognition);

  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    if (g_strcmp0 (ori_sheet_name (ori_book_sheet (book, i)), name) == 0) {
      *sheet = i;
      return TRUE;
    }
  }
  return fail (error, _ ("there is no sheet “%s” in the file"), name);
}

/* "SHEET!PLACE"; without a sheet the first one is meant. */
static gboolean
split_place (OriRecognition *recognition, const char *text, guint *sheet, char **place,
             GError **error)
{
  const char *sign = strrchr (text, '!');
  g_autofree char *name = NULL;

  *sheet = 0;
  *place = g_strdup (sign != NULL ? sign + 1 : text);
  if (sign == NULL)
    return ori_book_n_sheets (ori_recognition_book (recognition)) > 0 ||
           fail (error, _ ("“%s”: the file has no sheets"), text);
  name = g_strndup (text, (gsize)(sign - text));
  if (g_str_has_prefix (name, "'") && g_str_has_suffix (name, "'") && strlen (name) > 1) {
    memmove (name, name + 1, strlen (name));
    name[strlen (name) - 1] = '\0';
  }
  return find_sheet (recognition, name, sheet, error);
}

static gboolean
parse_role (const char *code, OriCellRole *role)
{
  for (guint i = ORI_ROLE_UNUSED; i <= ORI_ROLE_TOTAL; i++)
    if (strcmp (code, ori_cell_role_code ((OriCellRole)i)) == 0) {
      *role = (OriCellRole)i;
      return TRUE;
    }
  return FALSE;
}

/* What the values of a column are: a role, or the part of an indicator that they hold. */
static gboolean
set_column (OriRecognition *recognition, const char *word, GError **error)
{
  static const char *const parts[] = {ORI_PART_TOTAL, ORI_PART_PARTICIPATED, ORI_PART_PERCENT,
                                      ORI_PART_TEXT, NULL};
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autofree char *place = NULL;
  g_autofree char *cell = NULL;
  OriCellRef ref;
  OriCellRole role;
  guint sheet;

  if (!split (word, &left, &right))
    return fail (error, _ ("“%s” is not [SHEET!]COLUMN=ROLE"), word);
  if (!split_place (recognition, left, &sheet, &place, error))
    return FALSE;
  cell = g_strconcat (place, "1", NULL);
  if (!ori_cellref_parse (cell, &ref, NULL) || ref.row != 0)
    return fail (error, _ ("“%s” is not [SHEET!]COLUMN=ROLE"), word);
  if (g_strv_contains (parts, right)) {
    ori_recognition_set_column_role (recognition, sheet, ref.col, ORI_ROLE_VALUE);
    ori_recognition_set_column_part (recognition, sheet, ref.col, right);
    return TRUE;
  }
  if (!parse_role (right, &role))
    return fail (error, _ ("“%s” is no role of a column"), right);
  ori_recognition_set_column_role (recognition, sheet, ref.col, role);
  return TRUE;
}

static gboolean
set_row (OriRecognition *recognition, const char *word, GError **error)
{
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autofree char *place = NULL;
  guint64 row;
  OriCellRole role;
  guint sheet;

  if (!split (word, &left, &right))
    return fail (error, _ ("“%s” is not [SHEET!]ROW=ROLE"), word);
  if (!split_place (recognition, left, &sheet, &place, error))
    return FALSE;
  if (!g_ascii_string_to_unsigned (place, 10, 1, ORI_MAX_ROWS, &row, NULL))
    return fail (error, _ ("“%s” is not [SHEET!]ROW=ROLE"), word);
  if (!parse_role (right, &role))
    return fail (error, _ ("“%s” is no role of a row"), right);
  ori_recognition_set_row_role (recognition, sheet, (guint)row - 1, role);
  return TRUE;
}

/* The code of the org unit of that code or name, NULL if there is none. */
static const char *
find_orgunit (const OriMatchContext *context, const char *name)
{
  g_autofree char *key = ori_text_key (name);

  for (guint i = 0; context->orgunits != NULL && i < context->orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (context->orgunits, i);
    g_autofree char *official = ori_text_key (unit->name);
    g_autofree char *brief = ori_text_key (unit->short_name);

    if (strcmp (unit->code, name) == 0 || strcmp (official, key) == 0 || strcmp (brief, key) == 0)
      return unit->code;
  }
  return NULL;
}

/* Whether @printed stands in the file as the name of a territory. */
static gboolean
is_place (OriRecognition *recognition, const char *printed)
{
  const OriStage *stage = ori_recognition_stage (recognition);
  g_autofree char *key = ori_text_key (printed);

  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    g_autofree char *other = ori_text_key (record->orgunit_printed);

    if (record->orgunit_printed != NULL && strcmp (key, other) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
set_name (OriRecognition *recognition, const OriMatchContext *context, const char *word,
          GError **error)
{
  g_autofree char *printed = NULL;
  g_autofree char *code = NULL;
  const char *orgunit;

  if (!split (word, &printed, &code) || printed[0] == '\0')
    return fail (error, _ ("“%s” is not PRINTED=CODE"), word);
  if (code[0] == '\0') {
    if (is_place (recognition, printed))
      ori_recognition_set_orgunit (recognition, printed, NULL);
    else
      ori_recognition_set_indicator (recognition, printed, NULL);
    return TRUE;
  }
  orgunit = find_orgunit (context, code);
  if (orgunit != NULL) {
    ori_recognition_set_orgunit (recognition, printed, orgunit);
    return TRUE;
  }
  if (context->programme == NULL || (ori_programme_indicator (context->programme, code) == NULL &&
                                     ori_programme_element (context->programme, code) == NULL))
    return fail (error, _ ("“%s” is neither a territory nor an indicator here"), code);
  ori_recognition_set_indicator (recognition, printed, code);
  return TRUE;
}

/* "SHEET=PERIOD"; those without a sheet were set before. */
static gboolean
set_period (OriRecognition *recognition, const char *word, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  OriPeriod period;
  guint sheet;

  if (!split (word, &name, &text))
    return TRUE;
  if (!find_sheet (recognition, name, &sheet, error))
    return FALSE;
  if (!ori_period_parse (text, &period))
    return fail (error, _ ("“%s” is not a period"), text);
  ori_recognition_set_period (recognition, sheet, &period);
  return TRUE;
}

static gboolean
set_cycle (const OriCliDecisions *self, OriImport *import, GError **error)
{
  for (guint i = 0; self->periods != NULL && self->periods[i] != NULL; i++) {
    OriPeriod period;

    if (strchr (self->periods[i], '=') != NULL)
      continue;
    if (!ori_period_parse (self->periods[i], &period) || period.kind != ORI_PERIOD_YEAR)
      return fail (error, _ ("“%s” is not a year; a period of another kind is set for a sheet"),
                   self->periods[i]);
    ori_import_set_cycle (import, period.year);
  }
  return TRUE;
}

static gboolean
set_sheets (OriRecognition *recognition, char **names, gboolean used, GError **error)
{
  guint sheet;

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    if (!find_sheet (recognition, names[i], &sheet, error))
      return FALSE;
    ori_recognition_set_sheet_used (recognition, sheet, used);
  }
  return TRUE;
}

/* Roles before names: they decide what is a name. */
static gboolean
correct (const OriCliDecisions *self, OriImport *import, GError **error)
{
  OriRecognition *recognition = ori_import_recognition (import);

  if (!set_sheets (recognition, self->use_sheet, TRUE, error) ||
      !set_sheets (recognition, self->skip_sheet, FALSE, error))
    return FALSE;
  for (guint i = 0; self->columns != NULL && self->columns[i] != NULL; i++)
    if (!set_column (recognition, self->columns[i], error))
      return FALSE;
  for (guint i = 0; self->rows != NULL && self->rows[i] != NULL; i++)
    if (!set_row (recognition, self->rows[i], error))
      return FALSE;
  for (guint i = 0; self->periods != NULL && self->periods[i] != NULL; i++)
    if (!set_period (recognition, self->periods[i], error))
      return FALSE;
  for (guint i = 0; self->names != NULL && self->names[i] != NULL; i++)
    if (!set_name (recognition, ori_import_context (import), self->names[i], error))
      return FALSE;
  return TRUE;
}

gboolean
ori_cli_decisions_run (const OriCliDecisions *self, OriImport *import, GError **error)
{
  if (self->loaded != NULL)
    ori_import_set_recipe (import, self->loaded, ORI_RECIPE_SAME_ROUND);
  return (self->orgunit == NULL || ori_import_set_orgunit (import, self->orgunit, error)) &&
         set_cycle (self, import, error) &&
         ori_import_run (import, &self->reading, NULL, NULL, error) &&
         correct (self, import, error);
}

void
ori_cli_json_recipe (OriJsonWriter *writer, const OriImport *import)
{
  const OriRecipe *recipe = import != NULL ? ori_import_recipe (import) : NULL;
  const GPtrArray *unfit = recipe != NULL ? ori_import_unfit (import) : NULL;
  OriRecognition *recognition =
      import != NULL ? ori_import_recognition ((OriImport *)import) : NULL;

  ori_json_add_string (writer, "fingerprint",
                       recognition != NULL ? ori_shape_id (ori_recognition_shape (recognition))
                                           : NULL);
  if (recipe == NULL) {
    ori_json_add_null (writer, "recipe");
    return;
  }
  ori_json_begin_object (writer, "recipe");
  ori_json_add_string (writer, "name", recipe->name);
  ori_json_add_string (writer, "verdict",
                       ori_shape_verdict_code (ori_import_recipe_verdict (import)));
  ori_json_add_string (writer, "reason", ori_import_recipe_words (import));
  ori_json_begin_array (writer, "unfit");
  for (guint i = 0; i < unfit->len; i++)
    ori_cli_json_finding (writer, g_ptr_array_index (unfit, i));
  ori_json_end_array (writer);
  ori_json_end_object (writer);
}

void
ori_cli_print_recipe (OriImport *import, const char *file)
{
  const OriRecipe *recipe = ori_import_recipe (import);
  const char *words = ori_import_recipe_words (import);

  if (recipe == NULL)
    return;
  if (words != NULL)
    g_printerr (_ ("%s: read by the recipe “%s”: %s\n"), file, recipe->name, words);
  else
    g_printerr (_ ("%s: read by the recipe “%s”\n"), file, recipe->name);
}
