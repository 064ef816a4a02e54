/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-error.h"
#include "core/ori-paths.h"
#include "core/ori-programme-private.h"

#define CONTEXT_FILE "contextual.json"
#define CROSSWALK_FILE "crosswalk.json"

static const char *const shared_files[] = {CONTEXT_FILE, CROSSWALK_FILE, NULL};

void
ori_programme_free (OriProgramme *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->elements_by_code, g_hash_table_unref);
  ori_fields_free (&ori_programme_fields, self);
}

OriProgramme *
ori_programme_copy (const OriProgramme *self)
{
  OriProgramme *copy = ori_fields_copy (&ori_programme_fields, self);
  copy->by_code = NULL;
  copy->elements_by_code = NULL;
  ori_programme_index (copy);
  return copy;
}

static void
index_indicator (OriProgramme *self, OriIndicator *indicator)
{
  g_hash_table_insert (self->by_code, indicator->code, indicator);
  for (guint i = 0; i < indicator->elements->len; i++) {
    OriElement *element = g_ptr_array_index (indicator->elements, i);
    g_hash_table_insert (self->elements_by_code, element->code, element);
  }
}

void
ori_programme_index (OriProgramme *self)
{
  g_clear_pointer (&self->by_code, g_hash_table_unref);
  g_clear_pointer (&self->elements_by_code, g_hash_table_unref);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->elements_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < self->contextual->len; i++) {
    OriElement *element = g_ptr_array_index (self->contextual, i);
    g_hash_table_insert (self->elements_by_code, element->code, element);
  }
  for (guint i = 0; i < self->indicators->len; i++)
    index_indicator (self, g_ptr_array_index (self->indicators, i));
}

/* A file of data/programmes that all programmes share. */
static gpointer
load_shared (const char *name, const OriFields *fields, GError **error)
{
  g_autofree char *relative = g_build_filename ("programmes", name, NULL);
  g_autofree char *path = ori_data_path (relative);
  g_autoptr (json_t) root = ori_json_load (path, error);
  gpointer shared = root ? ori_fields_read (fields, root, "", error) : NULL;
  if (root && !shared)
    g_prefix_error (error, "%s: ", path);
  return shared;
}

static void
prepend_items (GPtrArray *items, GPtrArray *shared)
{
  for (guint i = 0; i < shared->len; i++)
    g_ptr_array_insert (items, (int)i, g_ptr_array_index (shared, i));
  g_ptr_array_set_free_func (shared, NULL);
}

static gboolean
add_context (OriProgramme *self, GError **error)
{
  OriContext *context = load_shared (CONTEXT_FILE, &ori_context_fields, error);
  if (!context)
    return FALSE;
  prepend_items (self->populations, context->populations);
  prepend_items (self->contextual, context->elements);
  ori_fields_free (&ori_context_fields, context);
  return TRUE;
}

static gboolean
complete_indicators (OriProgramme *self, GError **error)
{
  for (guint i = 0; i < self->indicators->len; i++) {
    OriIndicator *indicator = g_ptr_array_index (self->indicators, i);
    g_autofree char *where = g_strdup_printf ("indicators[%u] (%s)", i, indicator->code);
    if (!ori_indicator_complete (indicator, where, error))
      return FALSE;
  }
  return TRUE;
}

static OriProgramme *
read_programme (const json_t *root, GError **error)
{
  g_autoptr (OriProgramme) self = ori_fields_read (&ori_programme_fields, root, "", error);
  if (!self || !complete_indicators (self, error) || !add_context (self, error))
    return NULL;
  OriCrosswalk *crosswalk = load_shared (CROSSWALK_FILE, &ori_crosswalk_fields, error);
  if (!crosswalk)
    return NULL;
  gboolean sound = ori_programme_check (self, crosswalk->directions, error);
  ori_fields_free (&ori_crosswalk_fields, crosswalk);
  if (!sound)
    return NULL;
  ori_programme_index (self);
  return g_steal_pointer (&self);
}

OriProgramme *
ori_programme_parse (const char *json, GError **error)
{
  g_autoptr (json_t) root = ori_json_parse (json, -1, error);
  return root ? read_programme (root, error) : NULL;
}

OriProgramme *
ori_programme_load (const char *path, GError **error)
{
  g_autoptr (json_t) root = ori_json_load (path, error);
  OriProgramme *self = root ? read_programme (root, error) : NULL;
  if (root && !self)
    g_prefix_error (error, "%s: ", path);
  return self;
}

static OriProgramme *
make_empty (GError **error)
{
  g_autoptr (OriProgramme) self = ori_fields_new (&ori_programme_fields);
  self->id = g_strdup ("none");
  /* Translators: a workspace whose indicators come from the headers of the imported sheets */
  self->title = g_strdup (_ ("No programme: indicators come from the sheets"));
  self->short_title = g_strdup (_ ("No programme"));
  if (!add_context (self, error))
    return NULL;
  ori_programme_index (self);
  return g_steal_pointer (&self);
}

OriProgramme *
ori_programme_load_shipped (const char *id, GError **error)
{
  if (strcmp (id, "none") == 0)
    return make_empty (error);
  g_auto (GStrv) ids = ori_programme_shipped_ids ();
  if (!g_strv_contains ((const char *const *)ids, id)) {
    g_autofree char *known = g_strjoinv (", ", ids);
    /* Translators: the id that was asked for, then the ids that there are */
    g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_READ,
                 _ ("there is no programme “%s”; there are: %s, none"), id, known);
    return NULL;
  }
  g_autofree char *relative = g_strdup_printf ("programmes/%s.json", id);
  g_autofree char *path = ori_data_path (relative);
  return ori_programme_load (path, error);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char **
ori_programme_shipped_ids (void)
{
  g_autofree char *folder = ori_data_path ("programmes");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *ids = g_ptr_array_new ();
  const char *name;
  while (dir && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".json") && !g_strv_contains (shared_files, name))
      g_ptr_array_add (ids, g_strndup (name, strlen (name) - strlen (".json")));
  g_ptr_array_sort (ids, compare_strings);
  g_ptr_array_add (ids, NULL);
  return (char **)g_ptr_array_free (ids, FALSE);
}

const OriIndicator *
ori_programme_indicator (const OriProgramme *self, const char *code)
{
  return code ? g_hash_table_lookup (self->by_code, code) : NULL;
}

const OriElement *
ori_programme_element (const OriProgramme *self, const char *code)
{
  return code ? g_hash_table_lookup (self->elements_by_code, code) : NULL;
}

const OriCriterion *
ori_programme_criterion (const OriProgramme *self, const char *code)
{
  for (guint i = 0; i < self->criteria->len; i++) {
    const OriCriterion *criterion = g_ptr_array_index (self->criteria, i);
    if (g_strcmp0 (criterion->code, code) == 0)
      return criterion;
  }
  return NULL;
}

static const OriPopulation *
find_population (const OriProgramme *self, const char *code)
{
  for (guint i = 0; i < self->populations->len; i++) {
    const OriPopulation *population = g_ptr_array_index (self->populations, i);
    if (strcmp (population->code, code) == 0)
      return population;
  }
  return NULL;
}

gboolean
ori_programme_is_subset (const OriProgramme *self, const char *subset, const char *superset)
{
  if (strcmp (subset, superset) == 0)
    return find_population (self, subset) != NULL;
  const OriPopulation *population = find_population (self, subset);
  for (guint i = 0; population && population->supersets[i]; i++)
    if (ori_programme_is_subset (self, population->supersets[i], superset))
      return TRUE;
  return FALSE;
}

gboolean
ori_programme_add_indicator (OriProgramme *self, OriIndicator *indicator)
{
  if (g_hash_table_contains (self->by_code, indicator->code)) {
    ori_indicator_free (indicator);
    return FALSE;
  }
  g_ptr_array_add (self->indicators, indicator);
  index_indicator (self, indicator);
  return TRUE;
}

static gboolean
serves_direction (const OriProgramme *self, const OriIndicator *indicator, const char *direction)
{
  const OriCriterion *criterion = ori_programme_criterion (self, indicator->criterion);
  return (criterion && g_strcmp0 (criterion->direction, direction) == 0) ||
         g_strv_contains ((const char *const *)indicator->crosswalk, direction);
}

char **
ori_programme_offers (const OriProgramme *self, const char *criterion, const OriProgramme *from)
{
  const OriCriterion *asking = ori_programme_criterion (self, criterion);
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  for (guint i = 0; asking && asking->direction && i < from->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (from->indicators, i);
    if (!indicator->variant_of && serves_direction (from, indicator, asking->direction))
      g_strv_builder_add (codes, indicator->code);
  }
  return g_strv_builder_end (codes);
}

OriIndicator *
ori_programme_adopt (const OriProgramme *from, const OriIndicator *indicator, const char *criterion)
{
  g_return_val_if_fail (ori_programme_indicator (from, indicator->code) == indicator, NULL);
  OriIndicator *copy = ori_indicator_copy (indicator);
  g_free (copy->criterion);
  copy->criterion = g_strdup (criterion);
  g_clear_pointer (&copy->variant_of, g_free);
  copy->own = TRUE;
  return copy;
}

static gboolean
set_date (GDate *date, int year, int month, int day)
{
  if (month < 1 || month > 12 || day < 1 || year < 1 || year > 9999 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

/* "01.06" */
static gboolean
parse_day (const char *text, int *day, int *month)
{
  char *end;

  *day = (int)g_ascii_strtoll (text ? text : "", &end, 10);
  if (*end != '.')
    return FALSE;
  *month = (int)g_ascii_strtoll (end + 1, NULL, 10);
  return TRUE;
}

gboolean
ori_programme_collection_date (const OriProgramme *self, int cycle, GDate *date, const char **what)
{
  gboolean found = FALSE;

  *what = NULL;
  for (guint i = 0; i < self->deadlines->len; i++) {
    const OriDeadline *deadline = g_ptr_array_index (self->deadlines, i);
    GDate day;
    if (!set_date (&day, cycle, deadline->month, deadline->day) ||
        (found && g_date_compare (&day, date) >= 0))
      continue;
    *date = day;
    *what = deadline->what;
    found = TRUE;
  }
  for (guint i = 0; !found && i < self->stages->len; i++) {
    const OriStageOfWork *stage = g_ptr_array_index (self->stages, i);
    int day, month;
    if (!stage->does || !strstr (stage->does, "сбор") || !parse_day (stage->end, &day, &month))
      continue;
    found = set_date (date, cycle, month, day);
    *what = stage->does;
  }
  return found;
}
