/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-transitions.h"
#include "cli/ori-cli-scheme.h"
#include "core/ori-number.h"

typedef struct {
  OriCliScheme scheme;
  char *from, *to;
  gboolean json;
} Options;

static void
clear_options (Options *options)
{
  ori_cli_scheme_clear (&options->scheme);
  g_free (options->from);
  g_free (options->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* One step from a cycle with data to the next. */
typedef struct {
  int before, after;
  GArray *transitions; /* of OriTransition */
} Step;

static void
clear_step (gpointer item)
{
  g_array_unref (((Step *)item)->transitions);
}

/* The cycles with data from --from to --to, all of them when not given; of int. */
static GArray *
list_cycles (OriSession *session, const Options *options)
{
  const GArray *all = ori_session_cycles (session);
  GArray *cycles = g_array_new (FALSE, FALSE, sizeof (int));
  int from = G_MININT, to = G_MAXINT;

  if ((options->from != NULL && !ori_cli_parse_cycle (options->from, &from)) ||
      (options->to != NULL && !ori_cli_parse_cycle (options->to, &to))) {
    g_array_unref (cycles);
    return NULL;
  }
  for (guint i = 0; i < all->len; i++) {
    int cycle = g_array_index (all, int, i);

    if (cycle >= from && cycle <= to)
      g_array_append_val (cycles, cycle);
  }
  if (cycles->len >= 2)
    return cycles;
  ori_cli_usage (_ ("transitions need data of two years"));
  g_array_unref (cycles);
  return NULL;
}

/* A method other than fixed finds its thresholds once, in the first of the cycles: thresholds found
 * anew every year would hide what changed. */
static gboolean
freeze_thresholds (OriSession *session, OriScheme *scheme, const OriSubject *subject, int cycle)
{
  g_autoptr (GArray) scores = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  if (scheme->method == ORI_GROUPING_FIXED)
    return TRUE;
  scores = ori_scores_compute (ori_session_snapshot (session), scheme, subject, cycle,
                               ori_session_level (session));
  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (score->has_score)
      g_array_append_val (values, score->score);
  }
  if (ori_grouping_suggest (scheme->method, (const double *)(gpointer)values->data, values->len,
                            scheme->n_groups, scheme->sd_k, scheme->thresholds))
    return TRUE;
  ori_cli_usage (_ ("there are fewer different scores than groups"));
  return FALSE;
}

/* FALSE after the mistake was printed. */
static gboolean
find_steps (OriSession *session, const Options *options, const OriScheme *scheme,
            const OriSubject *subject, const GArray *cycles, GArray *steps)
{
  g_autoptr (OriCertainty) before = NULL;

  if (!ori_cli_run_certainty (session, &options->scheme, scheme, subject,
                              g_array_index (cycles, int, 0), &before))
    return FALSE;
  for (guint i = 1; i < cycles->len; i++) {
    g_autoptr (OriCertainty) after = NULL;
    Step step = {g_array_index (cycles, int, i - 1), g_array_index (cycles, int, i), NULL};

    if (!ori_cli_run_certainty (session, &options->scheme, scheme, subject, step.after, &after))
      return FALSE;
    step.transitions =
        ori_transitions_find (ori_session_snapshot (session), scheme, subject, step.before,
                              step.after, ori_session_level (session), before, after);
    g_array_append_val (steps, step);
    ori_certainty_free (before);
    before = g_steal_pointer (&after);
  }
  return TRUE;
}

static const char *
name_group (const OriScheme *scheme, int group)
{
  return group == ORI_NO_GROUP ? NULL : ori_scheme_group_name (scheme, (guint)group);
}

static const char *
code_group (const OriScheme *scheme, int group)
{
  return group == ORI_NO_GROUP ? NULL : ori_group_code (scheme->n_groups, (guint)group);
}

static void
add_transition (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriScheme *scheme,
                const Step *step, const OriTransition *transition)
{
  const OriScore *before = &transition->before, *after = &transition->after;

  ori_json_begin_object (writer, NULL);
  ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, transition->orgunit));
  ori_json_add_int (writer, "from_cycle", step->before);
  ori_json_add_int (writer, "to_cycle", step->after);
  ori_json_add_string (writer, "from", code_group (scheme, transition->from));
  ori_json_add_string (writer, "from_name", name_group (scheme, transition->from));
  ori_json_add_string (writer, "to", code_group (scheme, transition->to));
  ori_json_add_string (writer, "to_name", name_group (scheme, transition->to));
  ori_json_add_bool (writer, "moved",
                     transition->from != transition->to && transition->from != ORI_NO_GROUP &&
                         transition->to != ORI_NO_GROUP);
  ori_json_add_number (writer, "score_before", before->has_score ? before->score : NAN);
  ori_json_add_number (writer, "score_after", after->has_score ? after->score : NAN);
  ori_json_add_number (writer, "certainty", transition->certainty);
  ori_cli_json_flags (writer, "flags", before->flags | after->flags);
  ori_json_end_object (writer);
}

static int
print_json (OriSession *session, const OriScheme *scheme, const OriSubject *subject,
            const GArray *cycles, const GArray *steps)
{
  OriJsonWriter *writer = ori_cli_json_begin ();

  ori_json_begin_object (writer, NULL);
  ori_cli_json_scheme (writer, session, scheme, subject);
  ori_json_begin_array (writer, "cycles");
  for (guint i = 0; i < cycles->len; i++)
    ori_json_add_int (writer, NULL, g_array_index (cycles, int, i));
  ori_json_end_array (writer);
  ori_cli_tell_idle_weights (session, scheme, subject, (const int *)(gpointer)cycles->data,
                             cycles->len, writer);
  ori_json_begin_array (writer, "transitions");
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = &g_array_index (steps, Step, i);

    for (guint k = 0; k < step->transitions->len; k++)
      add_transition (writer, ori_session_snapshot (session), scheme, step,
                      &g_array_index (step->transitions, OriTransition, k));
  }
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

/* Those who moved: year, year, territory, group, group, of 100. */
static int
print_text (const OriSnapshot *snapshot, const OriScheme *scheme, const GArray *steps)
{
  for (guint i = 0; i < steps->len; i++) {
    const Step *step = &g_array_index (steps, Step, i);
    g_autofree char *before = g_strdup_printf ("%d", step->before);
    g_autofree char *after = g_strdup_printf ("%d", step->after);

    for (guint k = 0; k < step->transitions->len; k++) {
      const OriTransition *move = &g_array_index (step->transitions, OriTransition, k);
      const char *from = name_group (scheme, move->from), *to = name_group (scheme, move->to);
      g_autofree char *share =
          isfinite (move->certainty) ? ori_number_format (100 * move->certainty, 0) : NULL;

      if (move->from == move->to)
        continue;
      ori_cli_csv_line (before, after, ori_snapshot_orgunit (snapshot, move->orgunit)->short_name,
                        from != NULL ? from : "", to != NULL ? to : "", share != NULL ? share : "",
                        NULL);
    }
  }
  return ORI_EXIT_DONE;
}

/* FALSE after it was printed that the subject has no number in any of the cycles. */
static gboolean
check_reported (OriSession *session, const OriSubject *subject, const GArray *cycles)
{
  for (guint i = 0; i < cycles->len; i++) {
    g_autoptr (GArray) subjects =
        ori_subjects_list (ori_session_snapshot (session), g_array_index (cycles, int, i));

    for (guint k = 0; k < subjects->len; k++)
      if (ori_subject_equal (&g_array_index (subjects, OriSubject, k), subject))
        return TRUE;
  }
  ori_cli_nothing (session, subject, 0, NULL);
  return FALSE;
}

static int
find_transitions (OriSession *session, const Options *options)
{
  g_autoptr (GArray) cycles = list_cycles (session, options);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr (OriScheme) scheme = NULL;
  OriSubject subject;

  g_array_set_clear_func (steps, clear_step);
  if (cycles == NULL || !ori_cli_choose_subject (session, &options->scheme, &subject) ||
      !check_reported (session, &subject, cycles))
    return ORI_EXIT_USAGE;
  scheme = ori_cli_make_scheme (session, &options->scheme, &subject);
  if (scheme == NULL ||
      !freeze_thresholds (session, scheme, &subject, g_array_index (cycles, int, 0)) ||
      !find_steps (session, options, scheme, &subject, cycles, steps))
    return ORI_EXIT_USAGE;
  if (options->json)
    return print_json (session, scheme, &subject, cycles, steps);
  ori_cli_tell_idle_weights (session, scheme, &subject, (const int *)(gpointer)cycles->data,
                             cycles->len, NULL);
  return print_text (ori_session_snapshot (session), scheme, steps);
}

int
ori_cli_transitions (int argc, char *argv[])
{
  g_auto (Options)
      options = {.scheme.classes = ORI_CLI_NOT_GIVEN, .scheme.replicates = ORI_CLI_NOT_GIVEN};
  const GOptionEntry own[] = {
      {"from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("The first year"), "PERIOD"},
      {"to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("The last year"), "PERIOD"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autofree GOptionEntry *entries = ori_cli_scheme_entries (&options.scheme, own);
  g_autoptr (OriSession) session = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS",
                      _ ("Tells who moved between groups, under the same thresholds."), 1, 1,
                      &status))
    return status;
  session = ori_cli_open (argv[0]);
  return session != NULL ? find_transitions (session, &options) : ORI_EXIT_IO;
}
