/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-error.h"
#include "core/ori-programme-private.h"
#include "core/ori-text.h"

void
ori_indicator_free (OriIndicator *indicator)
{
  ori_fields_free (&ori_indicator_fields, indicator);
}

OriIndicator *
ori_indicator_copy (const OriIndicator *indicator)
{
  return ori_fields_copy (&ori_indicator_fields, indicator);
}

static gboolean
is_share (OriIndicatorKind kind)
{
  return kind == ORI_KIND_SHARE || kind == ORI_KIND_COUNT_SHARE;
}

static gboolean
is_breakdown_part (const char *part)
{
  return g_str_has_prefix (part, "by") && g_ascii_isdigit (part[2]);
}

static gboolean
part_is_known (const char *part)
{
  static const char *const parts[] = {ORI_PART_VALUE,   ORI_PART_PARTICIPATED, ORI_PART_TOTAL,
                                      ORI_PART_PERCENT, ORI_PART_TEXT,         NULL};
  return g_strv_contains (parts, part) || is_breakdown_part (part);
}

static OriElementKind
kind_of_part (const char *part)
{
  gboolean reported = strcmp (part, ORI_PART_PERCENT) == 0 || strcmp (part, ORI_PART_TEXT) == 0;
  return reported ? ORI_ELEMENT_REPORTED : ORI_ELEMENT_COUNTED;
}

static void
add_element (OriIndicator *indicator, const char *part, const char *name, const char *unit)
{
  OriElement *element = g_new0 (OriElement, 1);
  element->part = g_strdup (part);
  element->name = g_strdup (name ? name : indicator->name);
  element->unit = g_strdup (unit);
  element->kind = kind_of_part (part);
  element->keywords = g_new0 (char *, 1);
  g_ptr_array_add (indicator->elements, element);
}

/* What every kind needs at least; breakdowns are named by the document only. */
static void
add_elements_of_kind (OriIndicator *indicator)
{
  switch (indicator->kind) {
  case ORI_KIND_SHARE:
  case ORI_KIND_COUNT_SHARE:
    add_element (indicator, ORI_PART_TOTAL, indicator->denominator, NULL);
    add_element (indicator, ORI_PART_PARTICIPATED, indicator->numerator, NULL);
    add_element (indicator, ORI_PART_PERCENT, NULL, "%");
    break;
  case ORI_KIND_TEXT:
    add_element (indicator, ORI_PART_TEXT, NULL, NULL);
    break;
  case ORI_KIND_PRESENCE:
  case ORI_KIND_LIST:
    add_element (indicator, ORI_PART_VALUE, NULL, indicator->unit);
    add_element (indicator, ORI_PART_TEXT, NULL, NULL);
    break;
  default:
    add_element (indicator, ORI_PART_VALUE, NULL, indicator->unit);
    break;
  }
}

static gboolean
says_any (char **words, const char *const *wanted, gboolean starts)
{
  for (guint i = 0; words[i]; i++)
    for (guint k = 0; wanted[k]; k++)
      if (starts ? g_str_has_prefix (words[i], wanted[k]) : strcmp (words[i], wanted[k]) == 0)
        return TRUE;
  return FALSE;
}

gboolean
ori_indicator_tells_change (const OriIndicator *indicator)
{
  static const char *const changes[] = {"измен",  "прирост", "динамик", "разниц", "отклонен",
                                        "сальдо", "рост",    "темп",    "убыл",   NULL};
  g_auto (GStrv) words = ori_text_words (indicator->name);
  return says_any (words, changes, TRUE);
}

gboolean
ori_indicator_counts (const OriIndicator *indicator)
{
  static const char *const counts[] = {"количество", "кол", "число", "численность", NULL};
  if (indicator->kind != ORI_KIND_VALUE)
    return indicator->kind != ORI_KIND_TEXT && indicator->kind != ORI_KIND_RATE;
  g_auto (GStrv) words = ori_text_words (indicator->name);
  return says_any (words, counts, FALSE) && !ori_indicator_tells_change (indicator);
}

static gboolean fail (GError **error, const char *where, const char *member, const char *format,
                      ...) G_GNUC_PRINTF (4, 5);

static gboolean
fail (GError **error, const char *where, const char *member, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, "%s%s%s: %s", where, *where ? "." : "",
               member, message);
  return FALSE;
}

static gboolean
check_parts (const OriIndicator *indicator, const char *where, GError **error)
{
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    if (!part_is_known (element->part))
      return fail (error, where, "elements", _ ("unknown part “%s”"), element->part);
    if (ori_indicator_element (indicator, element->part) != element)
      return fail (error, where, "elements", _ ("the part “%s” stands twice"), element->part);
  }
  static const char *const share_needs[] = {ORI_PART_TOTAL, ORI_PART_PARTICIPATED, NULL};
  static const char *const text_needs[] = {ORI_PART_TEXT, NULL};
  static const char *const other_needs[] = {ORI_PART_VALUE, NULL};
  const char *const *needs = is_share (indicator->kind)         ? share_needs
                             : indicator->kind == ORI_KIND_TEXT ? text_needs
                                                                : other_needs;
  for (guint i = 0; needs[i]; i++)
    if (!ori_indicator_element (indicator, needs[i]))
      return fail (error, where, "elements", _ ("the part “%s” is missing"), needs[i]);
  return TRUE;
}

gboolean
ori_indicator_complete (OriIndicator *indicator, const char *where, GError **error)
{
  if (strchr (indicator->code, ':'))
    return fail (error, where, "code", _ ("“%s” must have no colon"), indicator->code);
  if (ABS (indicator->direction) > 1)
    return fail (error, where, "direction", _ ("must be −1, 0 or 1"));
  if (!(indicator->normalise_per > 0))
    return fail (error, where, "normalise_per", _ ("must be above zero"));
  if (indicator->elements->len == 0)
    add_elements_of_kind (indicator);
  for (guint i = 0; i < indicator->elements->len; i++) {
    OriElement *element = g_ptr_array_index (indicator->elements, i);
    g_free (element->code);
    g_free (element->indicator);
    element->code = g_strdup_printf ("%s:%s", indicator->code, element->part);
    element->indicator = g_strdup (indicator->code);
    if ((int)element->kind < 0)
      element->kind = kind_of_part (element->part);
  }
  return check_parts (indicator, where, error);
}

OriIndicator *
ori_indicator_new (const char *code, const char *name, OriIndicatorKind kind, const char *unit)
{
  OriIndicator *self = ori_fields_new (&ori_indicator_fields);
  g_autoptr (GError) error = NULL;
  self->code = g_strdelimit (g_strdup (code), ":", '-');
  self->name = g_strdup (name);
  self->kind = kind;
  self->unit = g_strdup (unit);
  self->own = TRUE;
  if (!ori_indicator_complete (self, self->code, &error))
    g_critical ("%s", error->message);
  return self;
}

char *
ori_indicator_to_json (const OriIndicator *indicator)
{
  g_autoptr (OriJsonWriter) writer = ori_json_writer_new_memory ();
  ori_json_begin_object (writer, NULL);
  ori_fields_write (&ori_indicator_fields, indicator, writer);
  ori_json_end_object (writer);
  return ori_json_writer_take (writer, NULL);
}

OriIndicator *
ori_indicator_from_json (const char *json, GError **error)
{
  g_autoptr (json_t) root = ori_json_parse (json, -1, error);
  if (!root)
    return NULL;
  g_autoptr (OriIndicator) self = ori_fields_read (&ori_indicator_fields, root, "", error);
  if (!self || !ori_indicator_complete (self, "", error))
    return NULL;
  return g_steal_pointer (&self);
}

const OriElement *
ori_indicator_element (const OriIndicator *indicator, const char *part)
{
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    if (strcmp (element->part, part) == 0)
      return element;
  }
  return NULL;
}

const char *
ori_indicator_label (const OriIndicator *indicator)
{
  return indicator->short_name ? indicator->short_name : indicator->name;
}

gboolean
ori_indicator_names_unit (const OriIndicator *indicator, const char *name)
{
  const char *unit = indicator->unit;
  const char *end;

  if (!unit || !*unit || !g_str_has_suffix (name, unit))
    return FALSE;
  end = name + strlen (name) - strlen (unit);
  /* A unit of letters must not be the end of a word. */
  return end > name &&
         (end[-1] == ' ' || end[-1] == ',' || !g_unichar_isalpha (g_utf8_get_char (unit)));
}

char *
ori_indicator_with_unit (const OriIndicator *indicator, const char *name)
{
  if (!indicator->unit || !*indicator->unit || ori_indicator_names_unit (indicator, name))
    return g_strdup (name);
  return g_strdup_printf ("%s, %s", name, indicator->unit);
}
