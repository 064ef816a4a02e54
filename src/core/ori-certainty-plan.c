/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-certainty-plan.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "core/ori-error.h"
#include "core/ori-scheme.h"

#define MAX_REPLICATES 1000000

static const struct {
  const char *code, *label;
} doubts[] = {
    [ORI_DOUBT_NOISE] = {"noise", N_ ("chance in small numbers")},
    [ORI_DOUBT_WEIGHTS] = {"weights", N_ ("weights")},
    [ORI_DOUBT_METHODS] = {"methods", N_ ("method of calculation")},
    [ORI_DOUBT_THRESHOLDS] = {"thresholds", N_ ("thresholds")},
};
G_STATIC_ASSERT (G_N_ELEMENTS (doubts) == ORI_N_DOUBTS);

static const char *const model_codes[] = {"uniform", "dirichlet"};

const char *
ori_doubt_code (OriDoubt doubt)
{
  g_return_val_if_fail ((guint)doubt < ORI_N_DOUBTS, "");
  return doubts[doubt].code;
}

const char *
ori_doubt_label (OriDoubt doubt)
{
  g_return_val_if_fail ((guint)doubt < ORI_N_DOUBTS, "");
  return _ (doubts[doubt].label);
}

gboolean
ori_doubt_parse (const char *code, OriDoubt *doubt)
{
  for (guint i = 0; i < ORI_N_DOUBTS; i++)
    if (g_strcmp0 (code, doubts[i].code) == 0) {
      *doubt = (OriDoubt)i;
      return TRUE;
    }
  return FALSE;
}

OriCertaintyPlan
ori_certainty_plan_default (guint64 seed)
{
  return (OriCertaintyPlan){
      .replicates = 2000,
      .seed = seed,
      .doubts = 1 << ORI_DOUBT_NOISE | 1 << ORI_DOUBT_WEIGHTS | 1 << ORI_DOUBT_METHODS,
      .weight_model = ORI_WEIGHTS_UNIFORM,
      .weight_spread = 0.25,
      .weight_alpha = 20,
      .normalisations =
          1 << ORI_NORMALISE_GOALPOSTS | 1 << ORI_NORMALISE_MINMAX | 1 << ORI_NORMALISE_PERCENTILE,
      .aggregates = 1 << ORI_AGGREGATE_ARITHMETIC | 1 << ORI_AGGREGATE_GEOMETRIC,
  };
}

gboolean
ori_certainty_plan_equal (const OriCertaintyPlan *a, const OriCertaintyPlan *b)
{
  return a->replicates == b->replicates && a->seed == b->seed && a->doubts == b->doubts &&
         a->weight_model == b->weight_model && a->weight_spread == b->weight_spread &&
         a->weight_alpha == b->weight_alpha && a->threshold_shift == b->threshold_shift &&
         a->normalisations == b->normalisations && a->aggregates == b->aggregates &&
         !a->attribute == !b->attribute;
}

static const char *
find_problem (const OriCertaintyPlan *plan)
{
  if (plan->replicates == 0 || plan->replicates > MAX_REPLICATES)
    return _ ("the number of replicates must be between 1 and 1 000 000");
  if (!(plan->weight_spread >= 0 && plan->weight_spread <= 1))
    return _ ("the spread of weights must be between 0 and 1");
  if (!(plan->weight_alpha > 0) || !isfinite (plan->weight_alpha))
    return _ ("the concentration of weights must be a number above zero");
  if (!(plan->threshold_shift >= 0) || !isfinite (plan->threshold_shift))
    return _ ("the shift of thresholds must be a number not below zero");
  return NULL;
}

gboolean
ori_certainty_plan_check (const OriCertaintyPlan *plan, GError **error)
{
  const char *problem = find_problem (plan);
  if (problem)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, problem);
  return problem == NULL;
}

static json_t *
words_to_json (guint set, const char *(*code) (int))
{
  json_t *array = json_array ();
  for (int bit = 0; bit < 32; bit++)
    if (set & (1u << bit))
      json_array_append_new (array, json_string (code (bit)));
  return array;
}

static const char *
code_of_doubt (int index)
{
  return ori_doubt_code ((OriDoubt)index);
}

static const char *
code_of_normalise (int index)
{
  return ori_normalise_code ((OriNormalise)index);
}

static const char *
code_of_aggregate (int index)
{
  return ori_aggregate_code ((OriAggregate)index);
}

json_t *
ori_certainty_plan_to_json (const OriCertaintyPlan *plan)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, plan->seed);
  json_t *object = json_object ();
  json_object_set_new (object, "replicates", json_integer (plan->replicates));
  json_object_set_new (object, "seed", json_string (seed));
  json_object_set_new (object, "doubts", words_to_json (plan->doubts, code_of_doubt));
  json_object_set_new (object, "weight_model", json_string (model_codes[plan->weight_model]));
  json_object_set_new (object, "weight_spread", json_real (plan->weight_spread));
  json_object_set_new (object, "weight_alpha", json_real (plan->weight_alpha));
  json_object_set_new (object, "threshold_shift", json_real (plan->threshold_shift));
  json_object_set_new (object, "normalisations",
                       words_to_json (plan->normalisations, code_of_normalise));
  json_object_set_new (object, "aggregates", words_to_json (plan->aggregates, code_of_aggregate));
  json_object_set_new (object, "attribute", json_boolean (plan->attribute));
  return object;
}

static gboolean
fail (GError **error, const char *member, const char *message)
{
  g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, "certainty.%s: %s", member, message);
  return FALSE;
}

static gboolean
index_of_doubt (const char *code, int *index)
{
  OriDoubt doubt = ORI_DOUBT_NOISE;
  gboolean known = ori_doubt_parse (code, &doubt);
  *index = (int)doubt;
  return known;
}

static gboolean
index_of_normalise (const char *code, int *index)
{
  OriNormalise normalise = ORI_NORMALISE_NONE;
  gboolean known = ori_normalise_parse (code, &normalise);
  *index = (int)normalise;
  return known;
}

static gboolean
index_of_aggregate (const char *code, int *index)
{
  OriAggregate aggregate = ORI_AGGREGATE_ARITHMETIC;
  gboolean known = ori_aggregate_parse (code, &aggregate);
  *index = (int)aggregate;
  return known;
}

static gboolean
read_words (const json_t *object, const char *member, gboolean (*parse) (const char *, int *),
            guint *set, GError **error)
{
  const json_t *array = json_object_get (object, member);
  guint found = 0;
  if (!array)
    return TRUE;
  for (gsize i = 0; i < json_array_size (array); i++) {
    int index;
    if (!parse (json_string_value (json_array_get (array, i)), &index))
      return fail (error, member, _ ("not a known word"));
    found |= 1u << index;
  }
  *set = found;
  return TRUE;
}

static gboolean
read_seed (OriCertaintyPlan *plan, const json_t *object, GError **error)
{
  const char *seed = ori_json_string (object, "seed");
  if (seed && !g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT64, &plan->seed, NULL))
    return fail (error, "seed", _ ("must be a whole number"));
  return TRUE;
}

static gboolean
read_model (OriCertaintyPlan *plan, const json_t *object, GError **error)
{
  const char *code = ori_json_string (object, "weight_model");
  for (guint i = 0; i < G_N_ELEMENTS (model_codes); i++)
    if (g_strcmp0 (code, model_codes[i]) == 0)
      plan->weight_model = (OriWeightModel)i;
  if (code && g_strcmp0 (code, model_codes[plan->weight_model]) != 0)
    return fail (error, "weight_model", _ ("not a known word"));
  return TRUE;
}

gboolean
ori_certainty_plan_from_json (OriCertaintyPlan *plan, const json_t *object, GError **error)
{
  double replicates = ori_json_number (object, "replicates", plan->replicates);
  plan->replicates = replicates >= 1 && replicates <= MAX_REPLICATES ? (guint)replicates : 0;
  plan->weight_spread = ori_json_number (object, "weight_spread", plan->weight_spread);
  plan->weight_alpha = ori_json_number (object, "weight_alpha", plan->weight_alpha);
  plan->threshold_shift = ori_json_number (object, "threshold_shift", plan->threshold_shift);
  if (json_object_get (object, "attribute"))
    plan->attribute = ori_json_flag (object, "attribute");
  if (!read_seed (plan, object, error) || !read_model (plan, object, error) ||
      !read_words (object, "doubts", index_of_doubt, &plan->doubts, error) ||
      !read_words (object, "normalisations", index_of_normalise, &plan->normalisations, error) ||
      !read_words (object, "aggregates", index_of_aggregate, &plan->aggregates, error))
    return FALSE;
  const char *problem = find_problem (plan);
  if (problem)
    g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA, "certainty: %s", problem);
  return problem == NULL;
}
