/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-form.h"

#include <stdio.h>
#include <string.h>

#define HEAD "ori:form "
#define ROW "ori:row "
#define COL "ori:col "

/* Codes are Russian letters, digits and dots; only what separates them is escaped. */
static char *
escape (const char *code)
{
  g_auto (GStrv) percent = g_strsplit (code, "%", -1);
  g_autofree char *safe = g_strjoinv ("%25", percent);
  g_auto (GStrv) bars = g_strsplit (safe, "|", -1);
  return g_strjoinv ("%7C", bars);
}

static char *
unescape (const char *text)
{
  g_auto (GStrv) bars = g_strsplit (text, "%7C", -1);
  g_autofree char *barred = g_strjoinv ("|", bars);
  g_auto (GStrv) percent = g_strsplit (barred, "%25", -1);
  return g_strjoinv ("%", percent);
}

/* --- Hidden texts --- */

void
ori_form_head_clear (OriFormHead *head)
{
  g_clear_pointer (&head->programme, g_free);
  g_clear_pointer (&head->orgunit, g_free);
}

char *
ori_form_head_text (const OriFormHead *head)
{
  g_autofree char *programme = escape (head->programme);
  g_autofree char *orgunit = escape (head->orgunit);
  g_autofree char *period = ori_period_code (&head->period);

  return g_strdup_printf (HEAD "%d|%s|%s|%s", head->version, programme, orgunit, period);
}

gboolean
ori_form_is_head (const char *text)
{
  return g_str_has_prefix (text, HEAD);
}

gboolean
ori_form_head_parse (const char *text, OriFormHead *head)
{
  g_auto (GStrv) parts = NULL;
  guint64 version = 0;

  if (!ori_form_is_head (text))
    return FALSE;
  parts = g_strsplit (text + strlen (HEAD), "|", -1);
  if (g_strv_length (parts) < 4 || parts[1][0] == '\0' || parts[2][0] == '\0' ||
      !g_ascii_string_to_unsigned (parts[0], 10, 1, 999, &version, NULL) ||
      !ori_period_parse (parts[3], &head->period))
    return FALSE;
  head->version = (int)version;
  head->programme = unescape (parts[1]);
  head->orgunit = unescape (parts[2]);
  return TRUE;
}

char *
ori_form_row_text (const char *id)
{
  return g_strconcat (ROW, id, NULL);
}

const char *
ori_form_row_id (const char *text)
{
  return g_str_has_prefix (text, ROW) ? text + strlen (ROW) : NULL;
}

char *
ori_form_col_text (const char *name, const OriPeriod *period)
{
  g_autofree char *code = period ? ori_period_code (period) : NULL;

  return g_strconcat (COL, name, code ? " " : NULL, code, NULL);
}

char *
ori_form_col_name (const char *text, OriPeriod *period)
{
  const char *space;

  *period = (OriPeriod){ORI_PERIOD_NONE};
  if (!g_str_has_prefix (text, COL))
    return NULL;
  text += strlen (COL);
  space = strchr (text, ' ');
  if (space == NULL)
    return g_strdup (text);
  if (!ori_period_parse (space + 1, period))
    period->kind = ORI_PERIOD_NONE;
  return g_strndup (text, (gsize)(space - text));
}

char **
ori_form_row_codes (const char *id)
{
  char **codes = g_strsplit (id, "|", -1);

  for (guint i = 0; codes[i] != NULL; i++) {
    char *code = unescape (codes[i]);
    g_free (codes[i]);
    codes[i] = code;
  }
  return codes;
}

/* --- The plan --- */

typedef struct {
  const OriProgramme *programme;
  OriFormPlan *plan;
  GHashTable *shared; /* key of a shared figure → index of its row + 1 */
} Planner;

static void
row_free (gpointer data)
{
  OriFormRow *row = data;

  g_ptr_array_unref (row->elements);
  g_free (row->id);
  g_free (row);
}

static OriFormRow *
add_row (Planner *self, OriFormRowKind kind, const OriIndicator *indicator)
{
  OriFormRow *row = g_new0 (OriFormRow, 1);

  row->kind = kind;
  row->indicator = indicator;
  row->elements = g_ptr_array_new ();
  row->bound = row->source = -1;
  row->previous = indicator != NULL && indicator->previous_year;
  g_ptr_array_add (self->plan->rows, row);
  return row;
}

static OriFormInput
input_of (const OriIndicator *indicator, const OriElement *element)
{
  if (g_strcmp0 (element->part, ORI_PART_TEXT) == 0)
    return ORI_FORM_TEXT;
  if (g_strcmp0 (element->part, ORI_PART_PERCENT) == 0 || g_strcmp0 (element->unit, "%") == 0)
    return ORI_FORM_PERCENT;
  if (indicator == NULL)
    return ORI_FORM_COUNT;
  if (indicator->kind == ORI_KIND_PRESENCE)
    return ORI_FORM_PRESENCE;
  return indicator->kind == ORI_KIND_VALUE || indicator->kind == ORI_KIND_RATE ? ORI_FORM_NUMBER
                                                                               : ORI_FORM_COUNT;
}

/* A percent that the counts beside it give is not asked. */
static gboolean
is_collected (const OriIndicator *indicator, const OriElement *element)
{
  return g_strcmp0 (element->part, ORI_PART_PERCENT) != 0 ||
         ori_indicator_element (indicator, ORI_PART_TOTAL) == NULL ||
         ori_indicator_element (indicator, ORI_PART_PARTICIPATED) == NULL;
}

/* One population has one value in one year; the key tells the years apart. */
static char *
shared_key (const OriIndicator *indicator, const OriElement *element)
{
  return g_strdup_printf ("%s|%s|%d", element->population, element->unit ? element->unit : "",
                          indicator != NULL && indicator->previous_year);
}

static void
count_total (GHashTable *counts, const OriIndicator *indicator, const OriElement *element)
{
  char *key;

  if (element == NULL || element->population == NULL)
    return;
  key = shared_key (indicator, element);
  g_hash_table_insert (counts, key,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
}

static const char *
population_name (const OriProgramme *programme, const OriElement *element)
{
  for (guint i = 0; element->population && i < programme->populations->len; i++) {
    const OriPopulation *population = g_ptr_array_index (programme->populations, i);
    if (strcmp (population->code, element->population) == 0)
      return population->name;
  }
  return element->name;
}

static OriFormRow *
add_shared (Planner *self, const OriIndicator *indicator, const OriElement *element, char *key)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->shared, key));
  OriFormRow *row;

  if (at > 0) {
    row = g_ptr_array_index (self->plan->rows, at - 1);
    g_free (key);
  } else {
    if (g_hash_table_size (self->shared) == 0)
      add_row (self, ORI_FORM_SECTION, NULL);
    row = add_row (self, ORI_FORM_INPUT, NULL);
    row->previous = indicator != NULL && indicator->previous_year;
    row->unit = element->unit;
    row->label =
        element->indicator == NULL ? element->name : population_name (self->programme, element);
    g_hash_table_insert (self->shared, key, GUINT_TO_POINTER (self->plan->rows->len));
  }
  g_ptr_array_add (row->elements, (gpointer)element);
  return row;
}

static gboolean
is_normaliser (const OriProgramme *programme, const char *code)
{
  for (guint i = 0; i < programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    if (g_strcmp0 (indicator->normalise_by, code) == 0)
      return TRUE;
  }
  return FALSE;
}

/* What several indicators need comes first: it is asked once. */
static void
add_shared_rows (Planner *self)
{
  const OriProgramme *programme = self->programme;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    count_total (counts, indicator, ori_indicator_element (indicator, ORI_PART_TOTAL));
  }
  for (guint i = 0; i < programme->contextual->len; i++) {
    const OriElement *element = g_ptr_array_index (programme->contextual, i);
    if (!is_normaliser (programme, element->code))
      continue;
    count_total (counts, NULL, element);
    add_shared (self, NULL, element,
                element->population ? shared_key (NULL, element) : g_strdup (element->code));
  }
  for (guint i = 0; i < programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    const OriElement *total = ori_indicator_element (indicator, ORI_PART_TOTAL);
    g_autofree char *key =
        total != NULL && total->population != NULL ? shared_key (indicator, total) : NULL;
    if (key != NULL && GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) > 1)
      add_shared (self, indicator, total, g_strdup (key));
  }
}

static int
find_shared (const Planner *self, const OriIndicator *indicator, const OriElement *element)
{
  g_autofree char *key = element->population != NULL ? shared_key (indicator, element) : NULL;

  return key != NULL ? (int)GPOINTER_TO_UINT (g_hash_table_lookup (self->shared, key)) - 1 : -1;
}

/* «из них»: no part is more than the whole. */
static const char *
bound_part (const OriIndicator *indicator, const OriElement *element)
{
  if (g_strcmp0 (element->part, ORI_PART_PARTICIPATED) == 0)
    return ORI_PART_TOTAL;
  if (g_str_has_prefix (element->part, "by") &&
      (indicator->kind == ORI_KIND_COUNT_PARTS || indicator->kind == ORI_KIND_COUNT_BY))
    return ORI_PART_VALUE;
  return NULL;
}

/* One wording of two totals that are not of the same people: the population tells them apart. */
static const char *
total_label (const Planner *self, const OriIndicator *indicator, const OriElement *element)
{
  const GPtrArray *indicators = self->programme->indicators;
  const char *wording = indicator->denominator ? indicator->denominator : element->name;

  for (guint i = 0; element->population != NULL && i < indicators->len; i++) {
    const OriIndicator *other = g_ptr_array_index (indicators, i);
    const OriElement *total = ori_indicator_element (other, ORI_PART_TOTAL);
    const char *name = population_name (self->programme, element);
    if (total == NULL || total->population == NULL || name == element->name ||
        g_strcmp0 (other->denominator ? other->denominator : total->name, wording) != 0 ||
        strcmp (total->population, element->population) == 0)
      continue;
    g_autofree char *both = g_strdup_printf ("%s (%s)", wording, name);
    return g_intern_string (both);
  }
  return wording;
}

static void
add_element (Planner *self, const OriIndicator *indicator, const OriElement *element,
             gboolean single)
{
  gboolean total = g_strcmp0 (element->part, ORI_PART_TOTAL) == 0;
  int shared = total ? find_shared (self, indicator, element) : -1;
  OriFormRow *row = add_row (self, shared >= 0 ? ORI_FORM_REPEAT : ORI_FORM_INPUT, indicator);

  row->label = single ? indicator->name : element->name;
  /* The document's own words for what is counted, where it has them. */
  if (!single && total && shared < 0)
    row->label = total_label (self, indicator, element);
  else if (!single && total && indicator->denominator != NULL)
    row->label = indicator->denominator;
  if (!single && g_strcmp0 (element->part, ORI_PART_PARTICIPATED) == 0 && indicator->numerator)
    row->label = indicator->numerator;
  row->unit = element->unit;
  row->input = input_of (indicator, element);
  if (!single && row->input == ORI_FORM_PRESENCE)
    row->label = ORI_FORM_PRESENCE_LABEL;
  row->part = !single;
  row->source = shared;
  if (shared < 0)
    g_ptr_array_add (row->elements, (gpointer)element);
}

static void
set_bounds (Planner *self, const OriIndicator *indicator, guint first)
{
  GPtrArray *rows = self->plan->rows;

  for (guint i = first; i < rows->len; i++) {
    OriFormRow *row = g_ptr_array_index (rows, i);
    const OriElement *element = row->elements->len ? g_ptr_array_index (row->elements, 0) : NULL;
    const char *part = element ? bound_part (indicator, element) : NULL;
    const OriElement *whole = part ? ori_indicator_element (indicator, part) : NULL;
    for (guint j = first; whole != NULL && j < rows->len; j++) {
      const OriFormRow *other = g_ptr_array_index (rows, j);
      if (other->kind == ORI_FORM_REPEAT && strcmp (part, ORI_PART_TOTAL) == 0)
        row->bound = other->source;
      else if (other->elements->len > 0 && g_ptr_array_index (other->elements, 0) == whole)
        row->bound = (int)j;
    }
    row->share = row->bound >= 0 && strcmp (part, ORI_PART_TOTAL) == 0;
    self->plan->has_shares |= row->share;
  }
}

static void
add_indicator (Planner *self, const OriIndicator *indicator)
{
  guint n = 0, first = self->plan->rows->len;

  for (guint i = 0; i < indicator->elements->len; i++)
    n += is_collected (indicator, g_ptr_array_index (indicator->elements, i));
  if (n > 1) {
    OriFormRow *name = add_row (self, ORI_FORM_NAME, indicator);
    name->label = indicator->name;
  }
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    if (is_collected (indicator, element))
      add_element (self, indicator, element, n == 1);
  }
  set_bounds (self, indicator, first);
}

static void
add_criterion (Planner *self, const OriCriterion *criterion)
{
  const GPtrArray *indicators = self->programme->indicators;
  gboolean headed = FALSE;

  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    if (indicator->variant_of != NULL ||
        g_strcmp0 (indicator->criterion, criterion ? criterion->code : NULL) != 0)
      continue;
    if (!headed && criterion != NULL) {
      OriFormRow *section = add_row (self, ORI_FORM_SECTION, NULL);
      section->criterion = criterion;
      section->label = criterion->name;
    }
    headed = TRUE;
    add_indicator (self, indicator);
    for (guint j = 0; j < indicators->len; j++) {
      const OriIndicator *variant = g_ptr_array_index (indicators, j);
      if (g_strcmp0 (variant->variant_of, indicator->code) == 0)
        add_indicator (self, variant);
    }
  }
}

/* Shared figures: the nearest population that contains this one is its bound. */
static void
bound_shared (Planner *self)
{
  GPtrArray *rows = self->plan->rows;

  for (guint i = 0; i < rows->len; i++) {
    OriFormRow *row = g_ptr_array_index (rows, i);
    const OriElement *element = row->elements->len ? g_ptr_array_index (row->elements, 0) : NULL;
    if (row->indicator != NULL || element == NULL || element->population == NULL)
      continue;
    for (guint j = 0; j < rows->len; j++) {
      const OriFormRow *other = g_ptr_array_index (rows, j);
      const OriElement *whole =
          other->elements->len ? g_ptr_array_index (other->elements, 0) : NULL;
      const OriFormRow *now = row->bound >= 0 ? g_ptr_array_index (rows, row->bound) : NULL;
      if (i == j || other->indicator != NULL || whole == NULL || whole->population == NULL ||
          other->previous != row->previous || g_strcmp0 (other->unit, row->unit) != 0 ||
          strcmp (element->population, whole->population) == 0 ||
          !ori_programme_is_subset (self->programme, element->population, whole->population))
        continue;
      if (now == NULL ||
          ori_programme_is_subset (
              self->programme, whole->population,
              ((const OriElement *)g_ptr_array_index (now->elements, 0))->population))
        row->bound = (int)j;
    }
  }
}

static void
finish (OriFormPlan *plan)
{
  for (guint i = 0; i < plan->rows->len; i++) {
    OriFormRow *row = g_ptr_array_index (plan->rows, i);
    g_autoptr (GString) id = g_string_new (NULL);
    if (row->kind != ORI_FORM_INPUT)
      continue;
    for (guint j = 0; j < row->elements->len; j++) {
      const OriElement *element = g_ptr_array_index (row->elements, j);
      g_autofree char *code = escape (element->code);
      g_string_append_printf (id, "%s%s", j ? "|" : "", code);
    }
    row->id = g_strdup (id->str);
    plan->n_inputs++;
    plan->n_elements += row->elements->len;
    plan->has_previous |= row->previous;
  }
}

OriFormPlan *
ori_form_plan_new (const OriProgramme *programme)
{
  OriFormPlan *plan = g_new0 (OriFormPlan, 1);
  Planner self = {programme, plan, NULL};

  plan->programme = programme;
  plan->rows = g_ptr_array_new_with_free_func (row_free);
  self.shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_shared_rows (&self);
  for (guint i = 0; i < programme->criteria->len; i++)
    add_criterion (&self, g_ptr_array_index (programme->criteria, i));
  add_criterion (&self, NULL);
  bound_shared (&self);
  finish (plan);
  g_hash_table_unref (self.shared);
  return plan;
}

void
ori_form_plan_free (OriFormPlan *plan)
{
  if (plan == NULL)
    return;
  g_ptr_array_unref (plan->rows);
  g_free (plan);
}

int
ori_form_plan_find (const OriFormPlan *plan, const char *element)
{
  for (guint i = 0; i < plan->rows->len; i++) {
    const OriFormRow *row = g_ptr_array_index (plan->rows, i);
    for (guint j = 0; j < row->elements->len; j++)
      if (strcmp (((const OriElement *)g_ptr_array_index (row->elements, j))->code, element) == 0)
        return (int)i;
  }
  return -1;
}

/* --- Time --- */

OriPeriod
ori_form_previous (const OriPeriod *period)
{
  OriPeriod before = *period;

  before.year--;
  return before;
}

gboolean
ori_form_deadline (const OriProgramme *programme, int *day, int *month, const char **what)
{
  for (guint i = 0; i < programme->deadlines->len; i++) {
    const OriDeadline *deadline = g_ptr_array_index (programme->deadlines, i);
    if (deadline->month == 0 || deadline->day == 0)
      continue;
    *day = deadline->day;
    *month = deadline->month;
    *what = deadline->what;
    return TRUE;
  }
  for (guint i = 0; i < programme->stages->len; i++) {
    const OriStageOfWork *stage = g_ptr_array_index (programme->stages, i);
    if (stage->end == NULL || stage->does == NULL || strstr (stage->does, "сбор") == NULL ||
        sscanf (stage->end, "%2d.%2d", day, month) != 2 || *day < 1 || *day > 31 || *month < 1 ||
        *month > 12)
      continue;
    *what = stage->does;
    return TRUE;
  }
  return FALSE;
}
