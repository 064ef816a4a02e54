/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "cli/ori-cli-scheme.h"
#include "core/ori-number.h"

typedef struct {
  OriCliScheme scheme;
  char *period;
  char *accept;
  char *level;
  gboolean json;
} Options;

static void
clear_options (Options *options)
{
  ori_cli_scheme_clear (&options->scheme);
  g_free (options->period);
  g_free (options->accept);
  g_free (options->level);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* What was found: all that is printed. */
typedef struct {
  OriSession *session;
  const OriSubject *subject;
  const OriScheme *scheme;
  const GArray *scores;
  const double *values; /* of those with a score */
  guint n_values;
  const OriCertainty *certainty; /* NULL unless asked for */
} Result;

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
  guint at = ori_certainty_find (certainty, orgunit);

  return at != G_MAXUINT ? &g_array_index (certainty->units, OriUnitCertainty, at) : NULL;
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
    ori_json_add_string (writer, "name", ori_scheme_group_name (scheme, group));
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

static void
add_weights (OriJsonWriter *writer, const Result *result)
{
  const OriSnapshot *snapshot = ori_session_snapshot (result->session);
  g_autoptr (GArray) weights = ori_weights_compute (snapshot, result->scheme, result->subject,
                                                    ori_session_cycle (result->session),
                                                    ori_session_level (result->session));

  ori_json_begin_array (writer, "weights");
  for (guint i = 0; i < weights->len; i++) {
    const OriWeight *weight = &g_array_index (weights, OriWeight, i);
    g_autofree char *key = weight->subject.code != NULL ? ori_subject_key (&weight->subject) : NULL;

    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "subject", key);
    ori_json_add_string (writer, "label",
                         ori_subject_label (snapshot->programme, &weight->subject));
    ori_json_add_number (writer, "weight", weight->weight);
    ori_json_add_number (writer, "nominal", weight->nominal);
    ori_json_add_number (writer, "effective", weight->effective);
    ori_json_add_int (writer, "n", weight->n);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
}

static void
add_suggestions (OriJsonWriter *writer, const Result *result)
{
  g_autoptr (GArray) all =
      ori_grouping_suggest_all (result->scheme, result->values, result->n_values);
  guint n = result->scheme->n_groups;

  ori_json_begin_array (writer, "suggestions");
  for (guint i = 0; i < all->len; i++) {
    const OriSuggestion *suggestion = &g_array_index (all, OriSuggestion, i);

    if (!suggestion->ok || suggestion->method == ORI_GROUPING_FIXED)
      continue;
    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "method", ori_grouping_code (suggestion->method));
    if (suggestion->method == ORI_GROUPING_SD)
      ori_json_add_number (writer, "k", suggestion->sd_k);
    ori_json_begin_array (writer, "thresholds");
    for (guint k = 0; k + 1 < n; k++)
      ori_json_add_number (writer, NULL, suggestion->thresholds[k]);
    ori_json_end_array (writer);
    ori_json_add_number (writer, "goodness_of_fit", suggestion->gvf);
    ori_json_begin_array (writer, "counts");
    for (guint k = 0; k < n; k++)
      ori_json_add_int (writer, NULL, suggestion->counts[k]);
    ori_json_end_array (writer);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
}

static int
print_json (const Result *result)
{
  const OriSnapshot *snapshot = ori_session_snapshot (result->session);
  const OriScheme *scheme = result->scheme;
  OriJsonWriter *writer = ori_cli_json_begin ();

  ori_json_begin_object (writer, NULL);
  ori_json_add_int (writer, "cycle", ori_session_cycle (result->session));
  ori_cli_json_scheme (writer, result->session, scheme, result->subject);
  ori_json_add_number (writer, "goodness_of_fit",
                       ori_grouping_gvf (result->values, result->n_values, scheme->thresholds,
                                         scheme->n_groups - 1));
  if (result->certainty != NULL)
    ori_cli_json_certainty (writer, result->certainty);
  add_groups (writer, snapshot, result->scores, scheme, result->certainty);
  ori_json_begin_array (writer, "without_score");
  for (guint i = 0; i < result->scores->len; i++) {
    const OriScore *score = &g_array_index (result->scores, OriScore, i);

    if (!score->has_score)
      add_score (writer, snapshot, score, NULL, scheme->n_groups);
  }
  ori_json_end_array (writer);
  add_weights (writer, result);
  int cycle = ori_session_cycle (result->session);
  ori_cli_tell_idle_weights (result->session, result->scheme, result->subject, &cycle, 1, writer);
  add_suggestions (writer, result);
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
    g_print ("%s%s%s: %u\n", ori_scheme_group_name (scheme, group), from != NULL ? " ≥ " : "",
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
  g_autofree char *notes = ori_scores_notes (scores, "\n");
  if (*notes != '\0')
    g_print ("%s\n", notes + 1);
}

static int
accept (OriSession *session, const char *reason, const OriSubject *subject, const OriScheme *scheme)
{
  g_autofree char *key = ori_subject_key (subject);
  GError *error = NULL;

  if (!ori_session_set_scheme (session, key, scheme, &error) ||
      !ori_session_accept_scheme (session, key, reason, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

/* There are numbers, and every one of them weighs nothing. */
static gboolean
weighs_nothing (const Result *result)
{
  g_autoptr (GArray) weights = ori_weights_compute (
      ori_session_snapshot (result->session), result->scheme, result->subject,
      ori_session_cycle (result->session), ori_session_level (result->session));

  return ori_weights_are_zero (weights);
}

/* Too little of it leaves an org unit without a group; nothing at all leaves no groups. */
static gboolean
has_numbers (const GArray *scores)
{
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (score->has_score || score->completeness > 0)
      return TRUE;
  }
  return FALSE;
}

static int
group (OriSession *session, const Options *options)
{
  g_autoptr (OriCertainty) certainty = NULL;
  g_autoptr (OriScheme) scheme = NULL;
  g_autoptr (GArray) scores = NULL;
  g_autoptr (GArray) values = NULL;
  OriSubject subject;
  Result result = {.session = session, .subject = &subject};

  if (!ori_cli_choose_level (session, options->level) ||
      !ori_cli_choose_cycle (session, options->period) ||
      !ori_cli_choose_subject (session, &options->scheme, &subject))
    return ORI_EXIT_USAGE;
  scheme = ori_cli_make_scheme (session, &options->scheme, &subject);
  if (scheme == NULL)
    return ORI_EXIT_USAGE;
  scores = ori_scores_compute (ori_session_snapshot (session), scheme, &subject,
                               ori_session_cycle (session), ori_session_level (session));
  values = collect_scored (scores);
  result.scheme = scheme;
  result.scores = scores;
  result.values = (const double *)(gpointer)values->data;
  result.n_values = values->len;
  if (values->len == 0 && weighs_nothing (&result))
    return ori_cli_usage (_ ("all weights are zero: there is nothing to score"));
  if (!has_numbers (scores))
    return ori_cli_nothing (session, &subject, ori_session_cycle (session), options->level);
  if (scheme->method != ORI_GROUPING_FIXED &&
      !ori_grouping_suggest (scheme->method, result.values, values->len, scheme->n_groups,
                             scheme->sd_k, scheme->thresholds))
    return ori_cli_usage (_ ("there are fewer different scores than groups"));
  if (options->accept != NULL) {
    int status = accept (session, options->accept, &subject, scheme);

    if (status != ORI_EXIT_DONE)
      return status;
  }
  if (!ori_cli_run_certainty (session, &options->scheme, scheme, &subject,
                              ori_session_cycle (session), &certainty))
    return ORI_EXIT_USAGE;
  result.certainty = certainty;
  if (options->json)
    return print_json (&result);
  int cycle = ori_session_cycle (session);
  ori_cli_tell_idle_weights (session, scheme, &subject, &cycle, 1, NULL);
  print_text (session, scores, scheme, certainty);
  return ORI_EXIT_DONE;
}

int
ori_cli_group (int argc, char *argv[])
{
  g_auto (Options)
      options = {.scheme.classes = ORI_CLI_NOT_GIVEN, .scheme.replicates = ORI_CLI_NOT_GIVEN};
  const GOptionEntry own[] = {
      {"period", 't', 0, G_OPTION_ARG_STRING, &options.period,
       N_ ("The cycle; the last one when not given"), "PERIOD"},
      {"accept", 0, 0, G_OPTION_ARG_STRING, &options.accept,
       N_ ("Accept the thresholds and enter them in the protocol with this reason"), "REASON"},
      {"level", 'l', 0, G_OPTION_ARG_STRING, &options.level,
       N_ ("Group org units of the level region, municipality, school or other"), "LEVEL"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autofree GOptionEntry *entries = ori_cli_scheme_entries (&options.scheme, own);
  g_autoptr (OriSession) session = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Groups territories by thresholds."), 1, 1,
                      &status))
    return status;
  session = ori_cli_open (argv[0]);
  return session != NULL ? group (session, &options) : ORI_EXIT_IO;
}
