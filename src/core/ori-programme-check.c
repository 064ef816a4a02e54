/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-error.h"
#include "core/ori-programme-private.h"

/* The codes met so far, by kind of member. */
typedef struct {
  const OriProgramme *programme;
  GHashTable *directions;
  GHashTable *criteria;
  GHashTable *populations; /* code → OriPopulation */
  GHashTable *indicators;  /* code → OriIndicator */
  GHashTable *contextual;
  GError **error;
} Check;

static gboolean fail (Check *check, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (Check *check, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (check->error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, message);
  return FALSE;
}

static gboolean
add_code (Check *check, GHashTable *seen, const char *list, guint position, const char *code,
          gpointer item)
{
  if (g_hash_table_contains (seen, code))
    /* Translators: a member of a JSON file such as "criteria[3].code" */
    return fail (check, _ ("%s[%u].code: “%s” stands twice"), list, position, code);
  g_hash_table_insert (seen, (gpointer)code, item);
  return TRUE;
}

/* @code may be NULL: nothing is referred to. */
static gboolean
check_reference (Check *check, GHashTable *known, const char *list, guint position,
                 const char *owner, const char *member, const char *code)
{
  if (!code || g_hash_table_contains (known, code))
    return TRUE;
  /* Translators: a member of a JSON file such as "indicators[3] (K04).criterion" */
  return fail (check, _ ("%s[%u] (%s).%s: “%s” is not known"), list, position, owner, member, code);
}

static gboolean
check_criteria (Check *check)
{
  const GPtrArray *criteria = check->programme->criteria;
  for (guint i = 0; i < criteria->len; i++) {
    OriCriterion *criterion = g_ptr_array_index (criteria, i);
    if (!add_code (check, check->criteria, "criteria", i, criterion->code, criterion) ||
        !check_reference (check, check->directions, "criteria", i, criterion->code, "direction",
                          criterion->direction))
      return FALSE;
  }
  return TRUE;
}

/* Depth first; a population on the path that is met again closes a circle. */
static gboolean
check_circle (Check *check, guint position, const OriPopulation *population, GHashTable *path,
              GHashTable *done)
{
  if (g_hash_table_contains (done, population->code))
    return TRUE;
  if (!g_hash_table_add (path, population->code))
    return fail (check, _ ("populations[%u] (%s).supersets: the relation goes in a circle"),
                 position, population->code);
  for (guint i = 0; population->supersets[i]; i++) {
    const OriPopulation *next = g_hash_table_lookup (check->populations, population->supersets[i]);
    if (!check_circle (check, position, next, path, done))
      return FALSE;
  }
  g_hash_table_remove (path, population->code);
  g_hash_table_add (done, population->code);
  return TRUE;
}

static gboolean
check_populations (Check *check)
{
  const GPtrArray *populations = check->programme->populations;
  for (guint i = 0; i < populations->len; i++) {
    OriPopulation *population = g_ptr_array_index (populations, i);
    if (!add_code (check, check->populations, "populations", i, population->code, population))
      return FALSE;
  }
  for (guint i = 0; i < populations->len; i++) {
    const OriPopulation *population = g_ptr_array_index (populations, i);
    for (guint k = 0; population->supersets[k]; k++)
      if (!check_reference (check, check->populations, "populations", i, population->code,
                            "supersets", population->supersets[k]))
        return FALSE;
  }
  g_autoptr (GHashTable) path = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < populations->len; i++)
    if (!check_circle (check, i, g_ptr_array_index (populations, i), path, done))
      return FALSE;
  return TRUE;
}

static gboolean
check_contextual (Check *check)
{
  const GPtrArray *contextual = check->programme->contextual;
  for (guint i = 0; i < contextual->len; i++) {
    OriElement *element = g_ptr_array_index (contextual, i);
    if (!add_code (check, check->contextual, "contextual", i, element->code, element) ||
        !check_reference (check, check->populations, "contextual", i, element->code, "population",
                          element->population))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_variant (Check *check, guint position, const OriIndicator *indicator)
{
  if (!indicator->variant_of)
    return TRUE;
  const OriIndicator *declared = g_hash_table_lookup (check->indicators, indicator->variant_of);
  if (!declared)
    return fail (check, _ ("%s[%u] (%s).%s: “%s” is not known"), "indicators", position,
                 indicator->code, "variant_of", indicator->variant_of);
  if (declared->variant_of)
    return fail (check, _ ("indicators[%u] (%s).variant_of: “%s” is a variant itself"), position,
                 indicator->code, indicator->variant_of);
  return TRUE;
}

static gboolean
check_indicator (Check *check, guint position, const OriIndicator *indicator)
{
  static const char *const blocks[] = {"conditions", "results", "management", NULL};
  const char *code = indicator->code;
  if (!indicator->criterion)
    return fail (check, _ ("indicators[%u] (%s).criterion: missing"), position, code);
  if (indicator->block && !g_strv_contains (blocks, indicator->block))
    return fail (check, _ ("%s[%u] (%s).%s: “%s” is not known"), "indicators", position, code,
                 "block", indicator->block);
  if (!check_reference (check, check->criteria, "indicators", position, code, "criterion",
                        indicator->criterion) ||
      !check_reference (check, check->contextual, "indicators", position, code, "normalise_by",
                        indicator->normalise_by) ||
      !check_variant (check, position, indicator))
    return FALSE;
  for (guint i = 0; indicator->crosswalk[i]; i++)
    if (!check_reference (check, check->directions, "indicators", position, code, "crosswalk",
                          indicator->crosswalk[i]))
      return FALSE;
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    g_autofree char *member = g_strdup_printf ("elements[%u].population", i);
    if (!check_reference (check, check->populations, "indicators", position, code, member,
                          element->population))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_indicators (Check *check)
{
  const GPtrArray *indicators = check->programme->indicators;
  gboolean variants = FALSE;
  for (guint i = 0; i < indicators->len; i++) {
    OriIndicator *indicator = g_ptr_array_index (indicators, i);
    if (!add_code (check, check->indicators, "indicators", i, indicator->code, indicator))
      return FALSE;
    if (variants && !indicator->variant_of)
      return fail (check, _ ("indicators[%u] (%s): declared indicators stand before variants"), i,
                   indicator->code);
    variants = indicator->variant_of != NULL;
  }
  for (guint i = 0; i < indicators->len; i++)
    if (!check_indicator (check, i, g_ptr_array_index (indicators, i)))
      return FALSE;
  return TRUE;
}

static gboolean
check_plan (Check *check)
{
  const OriProgramme *self = check->programme;
  for (guint i = 0; i < self->deadlines->len; i++) {
    const OriDeadline *deadline = g_ptr_array_index (self->deadlines, i);
    gboolean none = deadline->month == 0 && deadline->day == 0;
    /* A leap year, because the deadline comes back every year. */
    if (!none && !g_date_valid_dmy ((GDateDay)deadline->day, (GDateMonth)deadline->month, 2024))
      return fail (check, _ ("deadlines[%u]: month and day are no date"), i);
  }
  if (self->audience_codes[0] &&
      g_strv_length (self->audience_codes) != g_strv_length (self->audiences))
    return fail (check, _ ("audience_codes: must be as many as audiences"));
  if (self->blocks[0] && g_strv_length (self->blocks) != 3)
    return fail (check, _ ("blocks: must be three: conditions, results, management"));
  return TRUE;
}

gboolean
ori_programme_check (const OriProgramme *self, const GPtrArray *directions, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) criteria = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) populations = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) indicators = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) contextual = g_hash_table_new (g_str_hash, g_str_equal);
  Check check = {self, known, criteria, populations, indicators, contextual, error};
  for (guint i = 0; i < directions->len; i++) {
    const OriDirection *direction = g_ptr_array_index (directions, i);
    g_hash_table_add (known, direction->code);
  }
  return check_criteria (&check) && check_populations (&check) && check_contextual (&check) &&
         check_indicators (&check) && check_plan (&check);
}
