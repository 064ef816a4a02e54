/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-recipe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A recipe in words for people. */

static const char *
role_words (int role)
{
  switch ((OriCellRole)role) {
  case ORI_ROLE_ORGUNIT:
    return _ ("names of territories");
  case ORI_ROLE_INDICATOR:
    return _ ("names of indicators");
  case ORI_ROLE_PERIOD:
    return _ ("periods");
  case ORI_ROLE_PART:
    return _ ("parts of an indicator");
  case ORI_ROLE_UNIT:
    return _ ("units of measure");
  case ORI_ROLE_VALUE:
    return _ ("values");
  case ORI_ROLE_TITLE:
    return _ ("a title");
  case ORI_ROLE_NOTE:
    return _ ("a note");
  case ORI_ROLE_NUMBERING:
    return _ ("numbering");
  case ORI_ROLE_TOTAL:
    return _ ("a total");
  case ORI_ROLE_UNUSED:
  default:
    return _ ("not used");
  }
}

static const char *
part_words (const char *part)
{
  if (strcmp (part, ORI_PART_TOTAL) == 0)
    return _ ("the total");
  if (strcmp (part, ORI_PART_PARTICIPATED) == 0)
    return _ ("the participants");
  if (strcmp (part, ORI_PART_PERCENT) == 0)
    return _ ("the percent");
  if (strcmp (part, ORI_PART_TEXT) == 0)
    return _ ("a text");
  return _ ("the value");
}

static void add (GPtrArray *lines, const OriRecipeSheet *sheet, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
add (GPtrArray *lines, const OriRecipeSheet *sheet, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  char *text = g_strdup_vprintf (format, args);
  va_end (args);
  if (sheet != NULL && sheet->name != NULL) {
    /* Translators: a sheet and a decision about it. */
    char *both = g_strdup_printf (_ ("Sheet “%s”: %s"), sheet->name, text);
    g_free (text);
    text = both;
  }
  g_ptr_array_add (lines, text);
}

static void
add_sheet (GPtrArray *lines, const OriRecipeSheet *sheet)
{
  if (sheet->used >= 0)
    add (lines, sheet, "%s", sheet->used ? _ ("is used") : _ ("is not used"));
  if (sheet->period.kind != ORI_PERIOD_NONE) {
    g_autofree char *label = ori_period_label (&sheet->period);
    add (lines, sheet, _ ("the period is %s"), label);
  }
  for (guint i = 0; i < sheet->columns->len; i++) {
    const OriRecipeColumn *column = g_ptr_array_index (sheet->columns, i);
    g_autofree char *place = ori_column_name (column->col);
    const char *header = column->header[0] ? column->header : place;
    /* A part is of values, which need not be said. */
    if (column->role >= 0 && !(column->role == ORI_ROLE_VALUE && column->part != NULL))
      add (lines, sheet, _ ("column “%s”: %s"), header, role_words (column->role));
    if (column->part != NULL)
      add (lines, sheet, _ ("column “%s”: %s"), header, part_words (column->part));
  }
  for (guint i = 0; i < sheet->rows->len; i++) {
    const OriRecipeRow *row = g_ptr_array_index (sheet->rows, i);
    if (row->label[0])
      add (lines, sheet, _ ("row “%s”: %s"), row->label, role_words (row->role));
    else
      add (lines, sheet, _ ("row %u: %s"), row->row + 1, role_words (row->role));
  }
}

static const char *
orgunit_name (const OriMatchContext *context, const char *code)
{
  for (guint i = 0; context && context->orgunits && i < context->orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (context->orgunits, i);
    if (strcmp (unit->code, code) == 0)
      return unit->name;
  }
  return code;
}

static const char *
indicator_name (const OriMatchContext *context, const char *code)
{
  const OriProgramme *programme = context ? context->programme : NULL;
  const OriIndicator *indicator = programme ? ori_programme_indicator (programme, code) : NULL;
  const OriElement *element =
      programme && !indicator ? ori_programme_element (programme, code) : NULL;
  return indicator ? ori_indicator_label (indicator) : element ? element->name : code;
}

typedef const char *(*NameFunc) (const OriMatchContext *context, const char *code);

static void
add_names (GPtrArray *lines, GHashTable *names, NameFunc name_of, const OriMatchContext *context)
{
  g_autoptr (GList) printed = g_list_sort (g_hash_table_get_keys (names), (GCompareFunc)strcmp);
  for (const GList *item = printed; item; item = item->next) {
    const char *code = g_hash_table_lookup (names, item->data);
    if (code[0] == '\0')
      add (lines, NULL, _ ("“%s” is not used"), (char *)item->data);
    else
      add (lines, NULL, _ ("“%s” means “%s”"), (char *)item->data, name_of (context, code));
  }
}

static const char *
separator_words (char separator, char buffer[2])
{
  if (separator == '\t')
    return _ ("tab");
  if (separator == ' ')
    return _ ("space");
  buffer[0] = separator;
  buffer[1] = '\0';
  return buffer;
}

char **
ori_recipe_words (const OriRecipe *self, const OriMatchContext *context)
{
  GPtrArray *lines = g_ptr_array_new ();
  char sign[2];
  if (self->encoding != NULL)
    add (lines, NULL, _ ("Encoding: %s"), self->encoding);
  if (self->separator != '\0')
    add (lines, NULL, _ ("Separator: %s"), separator_words (self->separator, sign));
  if (self->quote == ORI_QUOTE_NONE)
    add (lines, NULL, "%s", _ ("Texts are not in quotes"));
  else if (self->quote != '\0')
    add (lines, NULL, _ ("Quotes around texts: %c"), self->quote);
  if (self->orgunit != NULL)
    add (lines, NULL, _ ("Territory of sheets that name none: %s"),
         orgunit_name (context, self->orgunit));
  if (self->cycle != 0)
    add (lines, NULL, _ ("Year of sheets that name none: %d"), self->cycle);
  for (guint i = 0; i < self->sheets->len; i++)
    add_sheet (lines, g_ptr_array_index (self->sheets, i));
  add_names (lines, self->orgunits, orgunit_name, context);
  add_names (lines, self->indicators, indicator_name, context);
  g_ptr_array_add (lines, NULL);
  return (char **)g_ptr_array_free (lines, FALSE);
}
