/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-scheme.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/ori-error.h"
#include "core/ori-json.h"
#include "core/ori-text.h"

#define GOALPOSTS_SIZE (2 * sizeof (double))
#define DEFAULT_SEED 1

static const char *const normalise_codes[] = {"none",   "goalposts",  "minmax", "best",
                                              "zscore", "percentile", "target"};
static const char *const aggregate_codes[] = {"arithmetic", "geometric", "harmonic"};
static const char *const grouping_codes[] = {"fixed", "tercile", "sd", "natural", "headtail"};

static gboolean
find_code (const char *const *codes, guint n, const char *code, int *index)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (code, codes[i]) == 0) {
      *index = (int)i;
      return TRUE;
    }
  return FALSE;
}

const char *
ori_normalise_code (OriNormalise normalise)
{
  g_return_val_if_fail ((guint)normalise < G_N_ELEMENTS (normalise_codes), "none");
  return normalise_codes[normalise];
}

gboolean
ori_normalise_parse (const char *code, OriNormalise *normalise)
{
  int index;
  if (!find_code (normalise_codes, G_N_ELEMENTS (normalise_codes), code, &index))
    return FALSE;
  *normalise = (OriNormalise)index;
  return TRUE;
}

const char *
ori_aggregate_code (OriAggregate aggregate)
{
  g_return_val_if_fail ((guint)aggregate < G_N_ELEMENTS (aggregate_codes), "arithmetic");
  return aggregate_codes[aggregate];
}

gboolean
ori_aggregate_parse (const char *code, OriAggregate *aggregate)
{
  int index;
  if (!find_code (aggregate_codes, G_N_ELEMENTS (aggregate_codes), code, &index))
    return FALSE;
  *aggregate = (OriAggregate)index;
  return TRUE;
}

const char *
ori_grouping_code (OriGroupingMethod method)
{
  g_return_val_if_fail ((guint)method < G_N_ELEMENTS (grouping_codes), "fixed");
  return grouping_codes[method];
}

gboolean
ori_grouping_parse (const char *code, OriGroupingMethod *method)
{
  int index;
  if (!find_code (grouping_codes, G_N_ELEMENTS (grouping_codes), code, &index))
    return FALSE;
  *method = (OriGroupingMethod)index;
  return TRUE;
}

static GHashTable *
new_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

OriScheme *
ori_scheme_new (void)
{
  OriScheme *self = g_new0 (OriScheme, 1);
  self->normalise = ORI_NORMALISE_GOALPOSTS;
  self->aggregate = ORI_AGGREGATE_ARITHMETIC;
  self->min_completeness = 2.0 / 3.0;
  self->n_groups = 3;
  self->thresholds[0] = 50;
  self->thresholds[1] = 75;
  self->method = ORI_GROUPING_FIXED;
  self->sd_k = 0.5;
  self->weights = new_table ();
  self->criterion_weights = new_table ();
  self->block_weights = new_table ();
  self->goalposts = new_table ();
  self->plan = ori_certainty_plan_default (DEFAULT_SEED);
  return self;
}

static void
copy_numbers (GHashTable *to, GHashTable *from, gsize size)
{
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to, g_strdup (key), g_memdup2 (value, size));
}

OriScheme *
ori_scheme_copy (const OriScheme *self)
{
  OriScheme *copy = ori_scheme_new ();
  GHashTable *weights = copy->weights, *goalposts = copy->goalposts;
  GHashTable *criteria = copy->criterion_weights, *blocks = copy->block_weights;
  *copy = *self;
  copy->weights = weights;
  copy->criterion_weights = criteria;
  copy->block_weights = blocks;
  copy->goalposts = goalposts;
  copy->group_names = g_strdupv (self->group_names);
  copy_numbers (copy->weights, self->weights, sizeof (double));
  copy_numbers (copy->criterion_weights, self->criterion_weights, sizeof (double));
  copy_numbers (copy->block_weights, self->block_weights, sizeof (double));
  copy_numbers (copy->goalposts, self->goalposts, GOALPOSTS_SIZE);
  return copy;
}

void
ori_scheme_free (OriScheme *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->weights);
  g_hash_table_unref (self->criterion_weights);
  g_hash_table_unref (self->block_weights);
  g_hash_table_unref (self->goalposts);
  g_strfreev (self->group_names);
  g_free (self);
}

static gboolean
equal_numbers (GHashTable *a, GHashTable *b, guint n)
{
  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const double *x = value, *y = g_hash_table_lookup (b, key);
    for (guint i = 0; i < n; i++)
      if (!y || x[i] != y[i])
        return FALSE;
  }
  return TRUE;
}

gboolean
ori_scheme_equal_scoring (const OriScheme *a, const OriScheme *b)
{
  return a->normalise == b->normalise && a->aggregate == b->aggregate &&
         a->min_completeness == b->min_completeness && equal_numbers (a->weights, b->weights, 1) &&
         equal_numbers (a->criterion_weights, b->criterion_weights, 1) &&
         equal_numbers (a->block_weights, b->block_weights, 1) &&
         equal_numbers (a->goalposts, b->goalposts, 2);
}

gboolean
ori_scheme_equal (const OriScheme *a, const OriScheme *b)
{
  if (a->n_groups != b->n_groups || a->method != b->method || a->sd_k != b->sd_k ||
      !ori_certainty_plan_equal (&a->plan, &b->plan))
    return FALSE;
  for (guint i = 0; i + 1 < a->n_groups; i++)
    if (a->thresholds[i] != b->thresholds[i])
      return FALSE;
  for (guint i = 0; i < a->n_groups; i++)
    if (g_strcmp0 (ori_scheme_group_name (a, i), ori_scheme_group_name (b, i)) != 0)
      return FALSE;
  return ori_scheme_equal_scoring (a, b);
}

double
ori_scheme_weight (GHashTable *weights, const char *code)
{
  const double *weight = code ? g_hash_table_lookup (weights, code) : NULL;
  return weight && *weight >= 0 && isfinite (*weight) ? *weight : 1;
}

void
ori_scheme_set_weight (GHashTable *weights, const char *code, double weight)
{
  if (weight >= 0 && isfinite (weight))
    g_hash_table_insert (weights, g_strdup (code), g_memdup2 (&weight, sizeof weight));
  else
    g_hash_table_remove (weights, code);
}

/* Codes of indicators in order, so that equal schemes give equal text. */
static json_t *
weights_to_json (GHashTable *weights)
{
  json_t *object = json_object ();
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init (&iter, weights);
  while (g_hash_table_iter_next (&iter, &key, &value))
    json_object_set_new (object, key, json_real (*(const double *)value));
  return object;
}

static json_t *
goalposts_to_json (GHashTable *goalposts)
{
  json_t *object = json_object ();
  GHashTableIter iter;
  gpointer key, value;
  g_hash_table_iter_init (&iter, goalposts);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const double *posts = value;
    json_object_set_new (object, key, json_pack ("[f,f]", posts[0], posts[1]));
  }
  return object;
}

static json_t *
names_to_json (char **names)
{
  json_t *array = json_array ();
  for (guint i = 0; names[i]; i++)
    json_array_append_new (array, json_string (names[i]));
  return array;
}

/* Not through OriJsonWriter, whose 15 digits are for people: a scheme must come back exactly. */
char *
ori_scheme_to_json (const OriScheme *self)
{
  g_autoptr (json_t) root = json_object ();
  json_t *thresholds = json_array ();
  for (guint i = 0; i + 1 < self->n_groups; i++)
    json_array_append_new (thresholds, json_real (self->thresholds[i]));
  json_object_set_new (root, "normalise", json_string (ori_normalise_code (self->normalise)));
  json_object_set_new (root, "aggregate", json_string (ori_aggregate_code (self->aggregate)));
  json_object_set_new (root, "min_completeness", json_real (self->min_completeness));
  json_object_set_new (root, "thresholds", thresholds);
  json_object_set_new (root, "method", json_string (ori_grouping_code (self->method)));
  json_object_set_new (root, "sd_k", json_real (self->sd_k));
  json_object_set_new (root, "weights", weights_to_json (self->weights));
  json_object_set_new (root, "criterion_weights", weights_to_json (self->criterion_weights));
  json_object_set_new (root, "block_weights", weights_to_json (self->block_weights));
  json_object_set_new (root, "certainty", ori_certainty_plan_to_json (&self->plan));
  json_object_set_new (root, "goalposts", goalposts_to_json (self->goalposts));
  if (ori_scheme_has_group_names (self))
    json_object_set_new (root, "group_names", names_to_json (self->group_names));
  char *text = json_dumps (root, JSON_SORT_KEYS | JSON_COMPACT);
  char *copy = g_strdup (text);
  free (text);
  return copy;
}

static gboolean
fail (GError **error, const char *member, const char *message)
{
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, "%s: %s", member, message);
  return FALSE;
}

static gboolean
read_thresholds (OriScheme *self, const json_t *root, GError **error)
{
  const json_t *array = json_object_get (root, "thresholds");
  gsize n = json_array_size (array);
  if (n < 1 || n > ORI_MAX_GROUPS - 1)
    return fail (error, "thresholds", _ ("there must be one to four"));
  for (gsize i = 0; i < n; i++) {
    const json_t *item = json_array_get (array, i);
    double value = json_number_value (item);
    if (!json_is_number (item) || !isfinite (value))
      return fail (error, "thresholds", _ ("a threshold must be a number"));
    if (i > 0 && value <= self->thresholds[i - 1])
      return fail (error, "thresholds", _ ("each threshold must be above the one before it"));
    self->thresholds[i] = value;
  }
  self->n_groups = (guint)n + 1;
  return TRUE;
}

static gboolean
read_weights (GHashTable *weights, const json_t *root, const char *member, GError **error)
{
  const char *code;
  json_t *item;
  json_object_foreach (json_object_get (root, member), code, item)
  {
    double weight = json_number_value (item);
    if (!json_is_number (item) || !isfinite (weight) || weight < 0)
      return fail (error, member, _ ("a weight must be a number that is not negative"));
    g_hash_table_insert (weights, g_strdup (code), g_memdup2 (&weight, sizeof weight));
  }
  return TRUE;
}

static gboolean
read_goalposts (OriScheme *self, const json_t *root, GError **error)
{
  const char *code;
  json_t *item;
  json_object_foreach (json_object_get (root, "goalposts"), code, item)
  {
    const json_t *low = json_array_get (item, 0), *high = json_array_get (item, 1);
    double posts[2] = {json_number_value (low), json_number_value (high)};
    if (json_array_size (item) != 2 || !json_is_number (low) || !json_is_number (high) ||
        !isfinite (posts[0]) || !isfinite (posts[1]) || posts[0] > posts[1])
      return fail (error, "goalposts", _ ("goalposts are two numbers, the lower one first"));
    g_hash_table_insert (self->goalposts, g_strdup (code), g_memdup2 (posts, sizeof posts));
  }
  return TRUE;
}

static gboolean
read_names (OriScheme *self, const json_t *root, GError **error)
{
  const json_t *array = json_object_get (root, "group_names");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  for (gsize i = 0; i < json_array_size (array); i++)
    g_ptr_array_add (names, (gpointer)json_string_value (json_array_get (array, i)));
  g_ptr_array_add (names, NULL);
  return !array || ori_scheme_set_group_names (self, (const char *const *)names->pdata, error);
}

static gboolean
read_words (OriScheme *self, const json_t *root, GError **error)
{
  self->min_completeness = ori_json_number (root, "min_completeness", NAN);
  self->sd_k = ori_json_number (root, "sd_k", self->sd_k);
  if (!ori_normalise_parse (ori_json_string (root, "normalise"), &self->normalise))
    return fail (error, "normalise", _ ("not a known word"));
  if (!ori_aggregate_parse (ori_json_string (root, "aggregate"), &self->aggregate))
    return fail (error, "aggregate", _ ("not a known word"));
  if (!ori_grouping_parse (ori_json_string (root, "method"), &self->method))
    return fail (error, "method", _ ("not a known word"));
  if (!(self->min_completeness >= 0 && self->min_completeness <= 1))
    return fail (error, "min_completeness", _ ("must be from 0 to 1"));
  if (!(self->sd_k > 0) || !isfinite (self->sd_k))
    return fail (error, "sd_k", _ ("must be a number above zero"));
  return TRUE;
}

OriScheme *
ori_scheme_from_json (const char *json, GError **error)
{
  g_autoptr (json_t) root = ori_json_parse (json, -1, error);
  if (!root)
    return NULL;
  g_autoptr (OriScheme) self = ori_scheme_new ();
  if (!read_words (self, root, error) || !read_thresholds (self, root, error) ||
      !read_names (self, root, error) || !read_weights (self->weights, root, "weights", error) ||
      !read_weights (self->criterion_weights, root, "criterion_weights", error) ||
      !read_weights (self->block_weights, root, "block_weights", error) ||
      !read_goalposts (self, root, error) ||
      !ori_certainty_plan_from_json (&self->plan, json_object_get (root, "certainty"), error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
ori_group_name (guint n_groups, guint index)
{
  /* Translators: groups of municipalities by effectiveness («низкая эффективность») */
  static const char *const names[ORI_MAX_GROUPS - 1][ORI_MAX_GROUPS] = {
      {NC_ ("group", "low"), NC_ ("group", "high")},
      {NC_ ("group", "low"), NC_ ("group", "medium"), NC_ ("group", "high")},
      {NC_ ("group", "low"), NC_ ("group", "below medium"), NC_ ("group", "above medium"),
       NC_ ("group", "high")},
      {NC_ ("group", "low"), NC_ ("group", "below medium"), NC_ ("group", "medium"),
       NC_ ("group", "above medium"), NC_ ("group", "high")},
  };
  g_return_val_if_fail (n_groups >= 2 && n_groups <= ORI_MAX_GROUPS && index < n_groups, "");
  return g_dpgettext2 (GETTEXT_PACKAGE, "group", names[n_groups - 2][index]);
}

gboolean
ori_scheme_has_group_names (const OriScheme *self)
{
  return self->group_names && g_strv_length (self->group_names) == self->n_groups;
}

const char *
ori_scheme_group_name (const OriScheme *self, guint index)
{
  return ori_scheme_has_group_names (self) && index < self->n_groups
             ? self->group_names[index]
             : ori_group_name (self->n_groups, index);
}

static gboolean G_GNUC_PRINTF (2, 3) fail_name (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_propagate_error (error,
                     g_error_new_valist (ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, format, args));
  va_end (args);
  return FALSE;
}

/* @names are cleaned. */
static gboolean
check_names (char **names, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; names[i]; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i + 1);
    if (!*names[i])
      return fail_name (error, _ ("group %s from below has no name"), number);
    if (g_utf8_strlen (names[i], -1) > ORI_MAX_GROUP_NAME)
      return fail_name (error, _ ("“%s”: the name of a group has 40 characters at most"), names[i]);
    if (!g_hash_table_add (seen, g_utf8_casefold (names[i], -1)))
      return fail_name (error, _ ("two groups are called “%s”"), names[i]);
  }
  return TRUE;
}

gboolean
ori_scheme_set_group_names (OriScheme *self, const char *const *names, GError **error)
{
  g_auto (GStrv) clean = g_new0 (char *, self->n_groups + 1);
  gboolean own = FALSE;
  if (names && g_strv_length ((char **)names) != self->n_groups) {
    g_autofree char *number = g_strdup_printf ("%u", self->n_groups);
    return fail_name (error, _ ("there must be as many names as groups: %s"), number);
  }
  for (guint i = 0; names && i < self->n_groups; i++) {
    clean[i] = ori_text_clean (names[i]);
    own = own || g_strcmp0 (clean[i], ori_group_name (self->n_groups, i)) != 0;
  }
  if (own && !check_names (clean, error))
    return FALSE;
  g_strfreev (self->group_names);
  self->group_names = own ? g_steal_pointer (&clean) : NULL;
  return TRUE;
}

const char *
ori_group_code (guint n_groups, guint index)
{
  static const char *const three[] = {"low", "medium", "high"};
  static const char *const numbers[] = {"1", "2", "3", "4", "5"};
  g_return_val_if_fail (n_groups <= ORI_MAX_GROUPS && index < n_groups, "");
  return n_groups == 3 ? three[index] : numbers[index];
}

void
ori_protocol_entry_free (OriProtocolEntry *entry)
{
  if (!entry)
    return;
  g_free (entry->author);
  g_free (entry->reason);
  g_free (entry->subject);
  g_free (entry->from);
  g_free (entry->to);
  g_free (entry);
}
