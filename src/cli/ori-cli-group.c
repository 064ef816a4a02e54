/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-certainty.h"
#include "cli/ori-cli.h"
#include "core/ori-number.h"

typedef struct {
  char *period;
  char *indicator;
  char *method;
  char *breaks;
  char *normalise;
  char *accept;
  char *seed;
  char *level;
  int classes;
  gboolean certainty;
  gboolean json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->period);
  g_free (options->indicator);
  g_free (options->method);
  g_free (options->breaks);
  g_free (options->normalise);
  g_free (options->accept);
  g_free (options->seed);
  g_free (options->level);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

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

/* The workspace's scheme with what the options change; NULL after the mistake was printed. */
static OriScheme *
make_scheme (OriSession *session, const Options *options)
{
  g_autoptr (OriScheme) scheme = ori_scheme_copy (ori_session_scheme (session, options->indicator));

  if (options->normalise != NULL && !ori_normalise_parse (options->normalise, &scheme->normalise)) {
    ori_cli_usage (_ ("there is no normalisation “%s”"), options->normalise);
    return NULL;
  }
  if (options->method != NULL && !ori_grouping_parse (options->method, &scheme->method)) {
    ori_cli_usage (_ ("there is no grouping method “%s”"), options->method);
    return NULL;
  }
  if (options->classes >= 0 && (options->classes < 2 || options->classes > ORI_MAX_GROUPS)) {
    ori_cli_usage (_ ("there can be 2 to %d groups"), ORI_MAX_GROUPS);
    return NULL;
  }
  if (options->breaks != NULL && !parse_breaks (options->breaks, scheme)) {
    ori_cli_usage (_ ("“%s”: thresholds are ascending numbers, such as 45;62"), options->breaks);
    return NULL;
  }
  if (options->breaks == NULL && options->classes >= 0 &&
      (guint)options->classes != scheme->n_groups) {
    scheme->n_groups = (guint)options->classes;
    if (scheme->method == ORI_GROUPING_FIXED)
      scheme->method = ORI_GROUPING_NATURAL;
  }
  if (scheme->normalise == ORI_NORMALISE_NONE && options->indicator == NULL) {
    ori_cli_usage (_ ("raw values are grouped for one --indicator only"));
    return NULL;
  }
  return g_steal_pointer (&scheme);
}

static GArray *
collect_scored (const GArray *scores)
{
  GArray *values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (score->has_score)
      g_array_append_val (values, score->score);
  }
  return values;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const OriScore *x = *(const OriScore *const *)a, *y = *(const OriScore *const *)b;

  return (x->score < y->score) - (x->score > y->score);
}

/* The scores of one group, best first; of OriScore. */
static GPtrArray *
collect_group (const GArray *scores, const OriScheme *scheme, guint group)
{
  GPtrArray *members = g_ptr_array_new ();

  for (guint i = 0; i < scores->len; i++) {
    OriScore *score = &g_array_index (scores, OriScore, i);

    if (score->has_score &&
        ori_group_of (score->score, scheme->thresholds, scheme->n_groups - 1) == group)
      g_ptr_array_add (members, score);
  }
  g_ptr_array_sort (members, compare_scores);
  return members;
}

static const OriUnitCertainty *
find_certainty (const OriCertainty *certainty, guint orgunit)
{
  for (guint i = 0; i < certainty->units->len; i++) {
    const OriUnitCertainty *unit = &g_array_index (certainty->units, OriUnitCertainty, i);

    if (unit->orgunit == orgunit)
      return unit->has_score ? unit : NULL;
  }
  return NULL;
}

static void
add_unit_certainty (OriJsonWriter *writer, const OriUnitCertainty *unit, guint n_groups)
{
  ori_json_begin_object (writer, "certainty");
  for (guint i = 0; i < n_groups; i++)
    ori_json_add_number (writer, ori_group_code (n_groups, i), unit->share[i]);
  ori_json_add_bool (writer, "borderline", unit->borderline);
  ori_json_add_number (writer, "score_low", unit->score_low);
  ori_json_add_number (writer, "score_high", unit->score_high);
  ori_json_add_int (writer, "rank_low", unit->rank_low);
  ori_json_add_int (writer, "rank_high", unit->rank_high);
  ori_json_begin_object (writer, "flips");
  for (guint i = 0; i < ORI_N_DOUBTS; i++)
    ori_json_add_number (writer, ori_doubt_code ((OriDoubt)i), unit->flips[i]);
  ori_json_end_object (writer);
  ori_json_end_object (writer);
}

/* What was varied, so that anybody can run it again. */
static void
add_certainty (OriJsonWriter *writer, const OriCertainty *certainty)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, certainty->plan.seed);

  ori_json_begin_object (writer, "certainty");
  ori_json_add_int (writer, "replicates", certainty->plan.replicates);
  ori_json_add_string (writer, "seed", seed);
  ori_json_add_string (writer, "generator", certainty->generator);
  ori_json_begin_array (writer, "varied");
  for (guint i = 0; i < ORI_N_DOUBTS; i++)
    if (certainty->varied & (1u << i))
      ori_json_add_string (writer, NULL, ori_doubt_code ((OriDoubt)i));
  ori_json_end_array (writer);
  ori_json_end_object (writer);
}

static void
add_score (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriScore *score,
           const OriUnitCertainty *certainty, guint n_groups)
{
  const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, score->orgunit);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "id", unit->code);
  ori_json_add_string (writer, "code", unit->code);
  ori_json_add_string (writer, "name", unit->name);
  ori_json_add_number (writer, "score", score->has_score ? score->score : NAN);
  ori_json_add_number (writer, "completeness", score->completeness);
  ori_json_add_number (writer, "low", score->low);
  ori_json_add_number (writer, "high", score->high);
  ori_cli_json_flags (writer, "flags", score->flags);
  if (certainty != NULL)
    add_unit_certainty (writer, certainty, n_groups);
  ori_json_end_object (writer);
}

static void
add_groups (OriJsonWriter *writer, const OriSnapshot *snapshot, const GArray *scores,
            const OriScheme *scheme, const OriCertainty *certainty)
{
  ori_json_begin_array (writer, "groups");
  for (guint group = 0; group < scheme->n_groups; group++) {
    g_autoptr (GPtrArray) members = collect_group (scores, scheme, group);

    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "name", ori_group_name (scheme->n_groups, group));
    ori_json_add_string (writer, "code", ori_group_code (scheme->n_groups, group));
    ori_json_add_number (writer, "from", group > 0 ? scheme->thresholds[group - 1] : NAN);
    ori_json_add_number (writer, "to",
                         group + 1 < scheme->n_groups ? scheme->thresholds[group] : NAN);
    ori_json_begin_array (writer, "orgunits");
    for (guint i = 0; i < members->len; i++) {
      const OriScore *score = g_ptr_array_index (members, i);

      add_score (writer, snapshot, score,
                 certainty != NULL ? find_certainty (certainty, score->orgunit) : NULL,
                 scheme->n_groups);
    }
    ori_json_end_array (writer);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
}

static int
print_json (OriSession *session, const GArray *scores, const OriScheme *scheme, double gvf,
            const OriIndicator *indicator, const OriCertainty *certainty)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  OriJsonWriter *writer = ori_cli_json_begin ();

  ori_json_begin_object (writer, NULL);
  ori_json_add_int (writer, "cycle", ori_session_cycle (session));
  ori_cli_json_indicator (writer, "indicator", indicator);
  ori_json_add_string (writer, "method", ori_grouping_code (scheme->method));
  ori_json_add_string (writer, "normalise", ori_normalise_code (scheme->normalise));
  ori_json_add_string (writer, "aggregate", ori_aggregate_code (scheme->aggregate));
  ori_json_begin_array (writer, "thresholds");
  for (guint i = 0; i + 1 < scheme->n_groups; i++)
    ori_json_add_number (writer, NULL, scheme->thresholds[i]);
  ori_json_end_array (writer);
  ori_json_add_number (writer, "goodness_of_fit", gvf);
  if (certainty != NULL)
    add_certainty (writer, certainty);
  add_groups (writer, snapshot, scores, scheme, certainty);
  ori_json_begin_array (writer, "without_score");
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (!score->has_score)
      add_score (writer, snapshot, score, NULL, scheme->n_groups);
  }
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static void
print_text (OriSession *session, const GArray *scores, const OriScheme *scheme,
            const OriCertainty *certainty)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);

  for (guint group = scheme->n_groups; group-- > 0;) {
    g_autoptr (GPtrArray) members = collect_group (scores, scheme, group);
    g_autofree char *from = NULL;

    if (group > 0)
      from = ori_number_format_short (scheme->thresholds[group - 1], 2);
    g_print ("%s%s%s: %u\n", ori_group_name (scheme->n_groups, group), from != NULL ? " ≥ " : "",
             from != NULL ? from : "", members->len);
    for (guint i = 0; i < members->len; i++) {
      const OriScore *score = g_ptr_array_index (members, i);
      const OriUnitCertainty *sure =
          certainty != NULL ? find_certainty (certainty, score->orgunit) : NULL;
      g_autofree char *text = ori_number_format (score->score, 2);
      g_autofree char *share =
          sure != NULL ? g_strdup_printf (_ ("\t%.0f of 100"), sure->share[group] * 100) : NULL;

      g_print ("  %s\t%s%s\n", text, ori_snapshot_orgunit (snapshot, score->orgunit)->short_name,
               share != NULL ? share : "");
    }
  }
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (!score->has_score)
      g_print ("  —\t%s\n", ori_snapshot_orgunit (snapshot, score->orgunit)->short_name);
  }
}

static int
accept (OriSession *session, const Options *options, const OriScheme *scheme)
{
  GError *error = NULL;

  if (!ori_session_set_scheme (session, options->indicator, scheme, &error) ||
      !ori_session_accept_scheme (session, options->indicator, options->accept, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

static gboolean
find_certainties (OriSession *session, const Options *options, const OriScheme *scheme,
                  const OriIndicator *indicator, OriCertainty **certainty)
{
  GError *error = NULL;
  guint64 seed = (guint64)ori_session_cycle (session);
  OriCertaintyPlan plan;

  if (options->seed != NULL &&
      !g_ascii_string_to_unsigned (options->seed, 10, 0, G_MAXUINT64, &seed, NULL)) {
    ori_cli_usage (_ ("“%s” is not a number"), options->seed);
    return FALSE;
  }
  plan = ori_certainty_plan_default (seed);
  plan.attribute = TRUE;
  OriSubject subject = ori_subject_of (indicator);
  *certainty = ori_certainty_run (ori_session_snapshot (session), scheme, &subject,
                                  ori_session_cycle (session), ori_session_level (session), &plan,
                                  NULL, NULL, &error);
  if (*certainty != NULL)
    return TRUE;
  ori_cli_usage ("%s", error->message);
  g_error_free (error);
  return FALSE;
}

static int
group (OriSession *session, const Options *options)
{
  g_autoptr (OriCertainty) certainty = NULL;
  const OriIndicator *indicator = NULL;
  g_autoptr (OriScheme) scheme = NULL;
  g_autoptr (GArray) scores = NULL;
  g_autoptr (GArray) values = NULL;
  const double *data;
  double gvf;

  if (!ori_cli_choose_level (session, options->level) ||
      !ori_cli_choose_cycle (session, options->period))
    return ORI_EXIT_USAGE;
  if (options->indicator != NULL) {
    indicator = ori_cli_find_indicator (session, options->indicator);
    if (indicator == NULL)
      return ORI_EXIT_USAGE;
  }
  scheme = make_scheme (session, options);
  if (scheme == NULL)
    return ORI_EXIT_USAGE;
  OriSubject subject = ori_subject_of (indicator);
  scores = ori_scores_compute (ori_session_snapshot (session), scheme, &subject,
                               ori_session_cycle (session), ori_session_level (session));
  values = collect_scored (scores);
  data = (const double *)(gpointer)values->data;
  if (scheme->method != ORI_GROUPING_FIXED &&
      !ori_grouping_suggest (scheme->method, data, values->len, scheme->n_groups, scheme->sd_k,
                             scheme->thresholds))
    return ori_cli_usage (_ ("there are fewer different scores than groups"));
  gvf = ori_grouping_gvf (data, values->len, scheme->thresholds, scheme->n_groups - 1);
  if (options->accept != NULL) {
    int status = accept (session, options, scheme);

    if (status != ORI_EXIT_DONE)
      return status;
  }
  if (options->certainty && !find_certainties (session, options, scheme, indicator, &certainty))
    return ORI_EXIT_USAGE;
  if (options->json)
    return print_json (session, scores, scheme, gvf, indicator, certainty);
  print_text (session, scores, scheme, certainty);
  return ORI_EXIT_DONE;
}

int
ori_cli_group (int argc, char *argv[])
{
  g_auto (Options) options = {.classes = -1};
  const GOptionEntry entries[] = {
      {"period", 't', 0, G_OPTION_ARG_STRING, &options.period,
       N_ ("The cycle; the last one when not given"), "PERIOD"},
      {"indicator", 'i', 0, G_OPTION_ARG_STRING, &options.indicator,
       N_ ("By this indicator instead of the overall score"), "CODE"},
      {"method", 'm', 0, G_OPTION_ARG_STRING, &options.method,
       N_ ("fixed, tercile, sd, natural or headtail"), "METHOD"},
      {"classes", 'c', 0, G_OPTION_ARG_INT, &options.classes, N_ ("Number of groups, 2 to 5"), "N"},
      {"breaks", 'b', 0, G_OPTION_ARG_STRING, &options.breaks, N_ ("Thresholds, such as 45;62"),
       "A;B"},
      {"normalise", 'n', 0, G_OPTION_ARG_STRING, &options.normalise,
       N_ ("none, goalposts, minmax, best, zscore, percentile or target"), "N"},
      {"accept", 0, 0, G_OPTION_ARG_STRING, &options.accept,
       N_ ("Accept the thresholds and enter them in the protocol with this reason"), "REASON"},
      {"level", 'l', 0, G_OPTION_ARG_STRING, &options.level,
       N_ ("Group org units of the level region, municipality, school or other"), "LEVEL"},
      {"certainty", 0, 0, G_OPTION_ARG_NONE, &options.certainty,
       N_ ("How sure each group is, by repeated calculation"), NULL},
      {"seed", 0, 0, G_OPTION_ARG_STRING, &options.seed, N_ ("Seed of the repeated calculation"),
       "S"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Groups territories by thresholds."), 1, 1,
                      &status))
    return status;
  session = ori_cli_open (argv[0]);
  return session != NULL ? group (session, &options) : ORI_EXIT_IO;
}
