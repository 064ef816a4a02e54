/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/ori-cli-scheme.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "core/ori-number.h"

void
ori_cli_scheme_clear (OriCliScheme *options)
{
  g_free (options->indicator);
  g_free (options->block);
  g_free (options->criterion);
  g_free (options->method);
  g_free (options->breaks);
  g_free (options->names);
  g_free (options->normalise);
  g_free (options->aggregate);
  g_free (options->k);
  g_free (options->seed);
  g_strfreev (options->weights);
}

GOptionEntry *
ori_cli_scheme_entries (OriCliScheme *options, const GOptionEntry *own)
{
  const GOptionEntry entries[] = {
      {"indicator", 'i', 0, G_OPTION_ARG_STRING, &options->indicator,
       N_ ("By this indicator instead of the overall score"), "CODE"},
      {"block", 0, 0, G_OPTION_ARG_STRING, &options->block,
       N_ ("By a block: conditions, results or management"), "BLOCK"},
      {"criterion", 0, 0, G_OPTION_ARG_STRING, &options->criterion, N_ ("By this criterion"),
       "CODE"},
      {"method", 'm', 0, G_OPTION_ARG_STRING, &options->method,
       N_ ("fixed, tercile, sd, natural or headtail"), "METHOD"},
      {"classes", 'c', 0, G_OPTION_ARG_INT, &options->classes, N_ ("Number of groups, 2 to 5"),
       "N"},
      {"breaks", 'b', 0, G_OPTION_ARG_STRING, &options->breaks, N_ ("Thresholds, such as 45;62"),
       "A;B"},
      {"names", 0, 0, G_OPTION_ARG_STRING, &options->names,
       N_ ("What the groups are called, from the lowest, such as weak;fair;strong"), "A;B;C"},
      {"k", 'k', 0, G_OPTION_ARG_STRING, &options->k,
       N_ ("Of mean ± k standard deviations: 0.5 or 1"), "K"},
      {"normalise", 'n', 0, G_OPTION_ARG_STRING, &options->normalise,
       N_ ("none, goalposts, minmax, best, zscore, percentile or target"), "N"},
      {"aggregate", 'a', 0, G_OPTION_ARG_STRING, &options->aggregate,
       N_ ("arithmetic, geometric or harmonic"), "A"},
      {"weight", 'w', 0, G_OPTION_ARG_STRING_ARRAY, &options->weights,
       N_ ("Weight of an indicator, of criterion:CODE or of block:CODE; may be repeated"),
       "CODE=W"},
      {"certainty", 0, 0, G_OPTION_ARG_NONE, &options->certainty,
       N_ ("How sure each group is, by repeated calculation"), NULL},
      {"seed", 0, 0, G_OPTION_ARG_STRING, &options->seed, N_ ("Seed of the repeated calculation"),
       "S"},
      {"replicates", 0, 0, G_OPTION_ARG_INT, &options->replicates, N_ ("How often it is repeated"),
       "N"},
      {NULL},
  };
  guint n = 0;
  GOptionEntry *all;

  while (own[n].long_name != NULL)
    n++;
  all = g_new (GOptionEntry, n + G_N_ELEMENTS (entries));
  memcpy (all, own, n * sizeof (GOptionEntry));
  memcpy (all + n, entries, sizeof entries);
  return all;
}

gboolean
ori_cli_choose_subject (OriSession *session, const OriCliScheme *options, OriSubject *subject)
{
  const OriProgramme *programme = ori_session_snapshot (session)->programme;
  g_autofree char *key = NULL;

  if ((options->indicator != NULL) + (options->block != NULL) + (options->criterion != NULL) > 1) {
    ori_cli_usage (_ ("only one of --indicator, --block and --criterion can be given"));
    return FALSE;
  }
  if (options->indicator != NULL) {
    const OriIndicator *indicator = ori_cli_find_indicator (session, options->indicator);

    *subject = ori_subject_of (indicator);
    return indicator != NULL;
  }
  if (options->block != NULL)
    key = g_strconcat ("block:", options->block, NULL);
  else if (options->criterion != NULL)
    key = g_strconcat ("criterion:", options->criterion, NULL);
  if (ori_subject_parse (programme, key, subject))
    return TRUE;
  if (options->block != NULL)
    ori_cli_usage (_ ("there is no block “%s”; there are: conditions, results, management"),
                   options->block);
  else
    ori_cli_usage (_ ("there is no criterion “%s”"), options->criterion);
  return FALSE;
}

/* "45;62" or "45,62" or "47.5,62": a comma between digits is taken for the decimal sign only when
 * semicolons part the thresholds. */
static gboolean
parse_breaks (const char *text, OriScheme *scheme)
{
  g_auto (GStrv) parts = g_strsplit (text, strchr (text, ';') != NULL ? ";" : ",", -1);
  guint n = g_strv_length (parts);

  if (n < 1 || n > ORI_MAX_GROUPS - 1)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!ori_number_parse (parts[i], &scheme->thresholds[i], NULL, NULL) ||
        (i > 0 && scheme->thresholds[i] <= scheme->thresholds[i - 1]))
      return FALSE;
  scheme->n_groups = n + 1;
  scheme->method = ORI_GROUPING_FIXED;
  return TRUE;
}

/* What contradicts each other is refused, not settled in silence. */
static gboolean
check_combination (const OriCliScheme *options, const OriScheme *scheme)
{
  const char *wrong = NULL;

  if (options->breaks != NULL && options->method != NULL && scheme->method != ORI_GROUPING_FIXED)
    wrong = _ ("--breaks are the thresholds of --method fixed; other methods find theirs");
  else if (options->k != NULL && scheme->method != ORI_GROUPING_SD)
    wrong = _ ("--k belongs to --method sd");
  else if (options->breaks == NULL && options->classes != ORI_CLI_NOT_GIVEN &&
           options->method != NULL && scheme->method == ORI_GROUPING_FIXED &&
           (guint)options->classes != scheme->n_groups)
    wrong = _ ("fixed thresholds of another number of groups must be given with --breaks");
  if (wrong != NULL)
    ori_cli_usage ("%s", wrong);
  return wrong == NULL;
}

/* "K02=2", "criterion:11.1=0", "block:results=1.5". */
static gboolean
parse_weight (const char *text, const OriProgramme *programme, const OriSubject *scored,
              OriScheme *scheme)
{
  const char *sign = strrchr (text, '=');
  g_autofree char *key = sign != NULL ? g_strndup (text, (gsize)(sign - text)) : NULL;
  OriSubject subject;
  double weight;

  if (key == NULL || !ori_subject_parse (programme, key, &subject) ||
      subject.kind == ORI_SUBJECT_OVERALL || !ori_number_parse (sign + 1, &weight, NULL, NULL) ||
      !(weight >= 0)) {
    ori_cli_usage (_ ("“%s”: a weight is an indicator, criterion:CODE or block:CODE, an equals "
                      "sign and a number not below zero"),
                   text);
    return FALSE;
  }
  if (!ori_subject_has_part (programme, scored, &subject)) {
    g_autofree char *whole = ori_subject_text (programme, scored);

    ori_cli_usage (_ ("“%s”: that is no part of what is scored: %s"), text, whole);
    return FALSE;
  }
  ori_scheme_set_weight (subject.kind == ORI_SUBJECT_BLOCK       ? scheme->block_weights
                         : subject.kind == ORI_SUBJECT_CRITERION ? scheme->criterion_weights
                                                                 : scheme->weights,
                         subject.code, weight);
  return TRUE;
}

static gboolean
apply_words (const OriCliScheme *options, OriScheme *scheme)
{
  if (options->normalise != NULL && !ori_normalise_parse (options->normalise, &scheme->normalise)) {
    ori_cli_usage (_ ("there is no normalisation “%s”"), options->normalise);
    return FALSE;
  }
  if (options->aggregate != NULL && !ori_aggregate_parse (options->aggregate, &scheme->aggregate)) {
    ori_cli_usage (_ ("there is no mean “%s”"), options->aggregate);
    return FALSE;
  }
  if (options->method != NULL && !ori_grouping_parse (options->method, &scheme->method)) {
    ori_cli_usage (_ ("there is no grouping method “%s”"), options->method);
    return FALSE;
  }
  if (options->k != NULL &&
      (!ori_number_parse (options->k, &scheme->sd_k, NULL, NULL) || !(scheme->sd_k > 0))) {
    ori_cli_usage (_ ("“%s” is not a number above zero"), options->k);
    return FALSE;
  }
  return TRUE;
}

static gboolean
apply_classes (const OriCliScheme *options, OriScheme *scheme)
{
  if (options->classes != ORI_CLI_NOT_GIVEN &&
      (options->classes < 2 || options->classes > ORI_MAX_GROUPS)) {
    ori_cli_usage (_ ("there can be 2 to %d groups"), ORI_MAX_GROUPS);
    return FALSE;
  }
  if (options->breaks != NULL && !parse_breaks (options->breaks, scheme)) {
    ori_cli_usage (_ ("“%s”: thresholds are ascending numbers, such as 45;62"), options->breaks);
    return FALSE;
  }
  if (options->breaks != NULL && options->classes != ORI_CLI_NOT_GIVEN &&
      (guint)options->classes != scheme->n_groups) {
    ori_cli_usage (_ ("%d groups have %d thresholds, not “%s”"), options->classes,
                   options->classes - 1, options->breaks);
    return FALSE;
  }
  if (options->breaks == NULL && options->classes != ORI_CLI_NOT_GIVEN &&
      (guint)options->classes != scheme->n_groups) {
    scheme->n_groups = (guint)options->classes;
    if (scheme->method == ORI_GROUPING_FIXED)
      scheme->method = ORI_GROUPING_NATURAL;
  }
  return TRUE;
}

/* "weak;fair;strong"; commas part them where there are no semicolons; "" takes them back. */
static gboolean
apply_names (const OriCliScheme *options, OriScheme *scheme)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;

  if (options->names == NULL)
    return TRUE;
  if (*options->names != '\0')
    names = g_strsplit (options->names, strchr (options->names, ';') != NULL ? ";" : ",", -1);
  if (ori_scheme_set_group_names (scheme, (const char *const *)names, &error))
    return TRUE;
  ori_cli_usage ("--names: %s", error->message);
  return FALSE;
}

static gboolean
apply_plan (const OriCliScheme *options, OriScheme *scheme)
{
  OriCertaintyPlan *plan = &scheme->plan;
  g_autoptr (GError) error = NULL;

  if (options->seed != NULL &&
      !g_ascii_string_to_unsigned (options->seed, 10, 0, G_MAXUINT64, &plan->seed, NULL)) {
    ori_cli_usage (_ ("“%s” is not a whole number from 0 on"), options->seed);
    return FALSE;
  }
  if (options->replicates != ORI_CLI_NOT_GIVEN)
    plan->replicates = options->replicates > 0 ? (guint)options->replicates : 0;
  plan->attribute = TRUE;
  /* Raw values have one way to be read; what is varied is listed, and this is not. */
  if (scheme->normalise == ORI_NORMALISE_NONE)
    plan->normalisations = 0;
  if (ori_certainty_plan_check (plan, &error))
    return TRUE;
  ori_cli_usage ("%s", error->message);
  return FALSE;
}

OriScheme *
ori_cli_make_scheme (OriSession *session, const OriCliScheme *options, const OriSubject *subject)
{
  const OriProgramme *programme = ori_session_snapshot (session)->programme;
  g_autofree char *key = ori_subject_key (subject);
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (session, key));

  if (!apply_words (options, scheme) || !check_combination (options, scheme) ||
      !apply_classes (options, scheme) || !apply_names (options, scheme) ||
      !apply_plan (options, scheme))
    return NULL;
  for (guint i = 0; options->weights != NULL && options->weights[i] != NULL; i++)
    if (!parse_weight (options->weights[i], programme, subject, scheme))
      return NULL;
  if (scheme->normalise == ORI_NORMALISE_NONE && !ori_subject_ranks_raw (subject)) {
    ori_cli_usage (
        subject->indicator == NULL
            ? _ ("raw values are grouped for one --indicator only")
            : _ ("of this indicator less is better: raw values would turn its groups over"));
    return NULL;
  }
  return g_steal_pointer (&scheme);
}

static void
add_idle (OriJsonWriter *writer, const OriProgramme *programme, int cycle, const GPtrArray *idle)
{
  for (guint i = 0; i < idle->len; i++) {
    const char *key = g_ptr_array_index (idle, i);
    OriSubject subject;
    gboolean known = ori_subject_parse (programme, key, &subject);

    ori_json_begin_object (writer, NULL);
    ori_json_add_int (writer, "cycle", cycle);
    ori_json_add_string (writer, "subject", key);
    ori_json_add_string (writer, "label", known ? ori_subject_label (programme, &subject) : NULL);
    ori_json_end_object (writer);
  }
}

void
ori_cli_tell_idle_weights (OriSession *session, const OriScheme *scheme, const OriSubject *subject,
                           const int *cycles, guint n, OriJsonWriter *writer)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);

  if (writer != NULL)
    ori_json_begin_array (writer, "idle_weights");
  for (guint i = 0; i < n; i++) {
    g_autoptr (GArray) weights =
        ori_weights_compute (snapshot, scheme, subject, cycles[i], ori_session_level (session));
    g_autoptr (GPtrArray) idle = ori_weights_idle (snapshot->programme, scheme, subject, weights);
    g_autofree char *text = ori_weights_idle_text (snapshot->programme, idle);

    if (text != NULL)
      ori_cli_usage ("%d: %s", cycles[i], text);
    if (writer != NULL)
      add_idle (writer, snapshot->programme, cycles[i], idle);
  }
  if (writer != NULL)
    ori_json_end_array (writer);
}

gboolean
ori_cli_run_certainty (OriSession *session, const OriCliScheme *options, const OriScheme *scheme,
                       const OriSubject *subject, int cycle, OriCertainty **certainty)
{
  GError *error = NULL;

  if (!options->certainty)
    return TRUE;
  *certainty = ori_certainty_run (ori_session_snapshot (session), scheme, subject, cycle,
                                  ori_session_level (session), &scheme->plan, NULL, NULL, &error);
  if (*certainty != NULL)
    return TRUE;
  ori_cli_usage ("%s", error->message);
  g_error_free (error);
  return FALSE;
}

static void
add_set (OriJsonWriter *writer, const char *key, guint set, guint own, const char *(*code) (guint))
{
  ori_json_begin_array (writer, key);
  for (guint i = 0; i < 8; i++)
    if ((set != 0 ? set : 1u << own) & (1u << i))
      ori_json_add_string (writer, NULL, code (i));
  ori_json_end_array (writer);
}

static const char *
code_of_normalise (guint i)
{
  return ori_normalise_code ((OriNormalise)i);
}

static const char *
code_of_aggregate (guint i)
{
  return ori_aggregate_code ((OriAggregate)i);
}

void
ori_cli_json_certainty (OriJsonWriter *writer, const OriCertainty *certainty)
{
  const OriCertaintyPlan *plan = &certainty->plan;
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, plan->seed);

  ori_json_begin_object (writer, "certainty");
  ori_json_add_int (writer, "replicates", plan->replicates);
  ori_json_add_string (writer, "seed", seed);
  ori_json_add_string (writer, "generator", certainty->generator);
  ori_json_begin_array (writer, "varied");
  for (guint i = 0; i < ORI_N_DOUBTS; i++)
    if (certainty->varied & (1u << i))
      ori_json_add_string (writer, NULL, ori_doubt_code ((OriDoubt)i));
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "not_varied");
  for (guint i = 0; i < ORI_N_DOUBTS; i++)
    if (plan->doubts & ~certainty->varied & (1u << i))
      ori_json_add_string (writer, NULL, ori_doubt_code ((OriDoubt)i));
  ori_json_end_array (writer);
  if (certainty->varied & (1u << ORI_DOUBT_METHODS)) {
    add_set (writer, "normalisations", plan->normalisations, certainty->normalise,
             code_of_normalise);
    add_set (writer, "aggregates", plan->aggregates, certainty->aggregate, code_of_aggregate);
  }
  ori_json_add_string (writer, "weight_model",
                       plan->weight_model == ORI_WEIGHTS_DIRICHLET ? "dirichlet" : "uniform");
  ori_json_add_number (writer, "weight_spread", plan->weight_spread);
  ori_json_add_number (writer, "weight_alpha", plan->weight_alpha);
  ori_json_add_number (writer, "threshold_shift", plan->threshold_shift);
  ori_json_end_object (writer);
}

void
ori_cli_json_scheme (OriJsonWriter *writer, OriSession *session, const OriScheme *scheme,
                     const OriSubject *subject)
{
  g_autofree char *key = ori_subject_key (subject);

  ori_json_add_string (writer, "subject", key);
  ori_json_add_string (writer, "subject_label",
                       ori_subject_label (ori_session_snapshot (session)->programme, subject));
  ori_cli_json_indicator (writer, "indicator", subject->indicator);
  ori_json_add_string (writer, "method", ori_grouping_code (scheme->method));
  ori_json_add_string (writer, "normalise", ori_normalise_code (scheme->normalise));
  ori_json_add_string (writer, "aggregate", ori_aggregate_code (scheme->aggregate));
  ori_json_add_number (writer, "min_completeness", scheme->min_completeness);
  ori_json_begin_array (writer, "thresholds");
  for (guint i = 0; i + 1 < scheme->n_groups; i++)
    ori_json_add_number (writer, NULL, scheme->thresholds[i]);
  ori_json_end_array (writer);
}
