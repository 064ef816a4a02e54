/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-compare.h"
#include "cli/ori-cli.h"
#include "core/ori-number.h"

static void
add_similar (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriSimilar *similar)
{
  g_autofree char *text = ori_similar_text (similar);

  ori_json_begin_object (writer, NULL);
  ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, similar->orgunit));
  ori_json_add_number (writer, "distance", similar->distance);
  ori_json_add_string (writer, "why", text);
  ori_json_end_object (writer);
}

static void
add_limits (OriJsonWriter *writer, const char *key, const double *limits, OriFunnelPlace place)
{
  ori_json_begin_object (writer, key);
  ori_json_add_number (writer, "low_998", limits[0]);
  ori_json_add_number (writer, "low_95", limits[1]);
  ori_json_add_number (writer, "high_95", limits[2]);
  ori_json_add_number (writer, "high_998", limits[3]);
  ori_json_add_string (writer, "place", ori_funnel_place_code (place));
  ori_json_end_object (writer);
}

static void
add_funnel (OriJsonWriter *writer, const OriCompared *compared)
{
  const OriFunnel *funnel = &compared->funnel;

  if (funnel->n_units == 0) {
    ori_json_add_null (writer, "funnel");
    return;
  }
  ori_json_begin_object (writer, "funnel");
  ori_json_add_int (writer, "orgunits", funnel->n_units);
  ori_json_add_number (writer, "common", 100 * funnel->theta);
  ori_json_add_number (writer, "phi", funnel->enough ? funnel->phi : NAN);
  ori_json_add_number (writer, "tau2", funnel->enough ? funnel->tau2 : NAN);
  ori_json_add_number (writer, "z", compared->z);
  add_limits (writer, "chance", compared->limits, compared->place);
  add_limits (writer, "overdispersed", compared->wide, compared->place_wide);
  ori_json_end_object (writer);
}

static void
add_reasons (OriJsonWriter *writer, const OriCompared *compared)
{
  ori_json_begin_array (writer, "reasons");
  for (int reason = ORI_DEFICIT_BELOW_THRESHOLD; reason <= ORI_DEFICIT_MISSING; reason++)
    if (compared->reasons & (1u << reason))
      ori_json_add_string (writer, NULL, ori_deficit_reason_code ((OriDeficitReason)reason));
  ori_json_end_array (writer);
}

static const char *
code_status (OriStatus status)
{
  switch (status) {
  case ORI_STATUS_NOT_APPLICABLE:
    return "not-applicable";
  case ORI_STATUS_SUPPRESSED:
    return "suppressed";
  case ORI_STATUS_MISSING:
    return "missing";
  default:
    return "value";
  }
}

static void
add_compared (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriScheme *scheme,
              const OriCompared *compared)
{
  const OriValue *value = &compared->value;
  gboolean known = value->status == ORI_STATUS_VALUE;
  g_autofree char *deficit = ori_compared_deficit_text (compared);
  g_autofree char *practice = ori_compared_practice_text (compared);
  g_autofree char *period = NULL;

  if (compared->period < snapshot->periods->len)
    period = ori_period_code (ori_snapshot_period (snapshot, compared->period));
  ori_json_begin_object (writer, NULL);
  ori_cli_json_indicator (writer, "indicator", compared->indicator);
  ori_json_add_string (writer, "period", period);
  ori_json_add_string (writer, "status", code_status (value->status));
  ori_json_add_number (writer, "value", known ? value->value : NAN);
  ori_json_add_number (writer, "numerator", value->numerator);
  ori_json_add_number (writer, "denominator", value->denominator);
  ori_cli_json_flags (writer, "flags", value->flags);
  ori_json_add_number (writer, "low", compared->low);
  ori_json_add_number (writer, "high", compared->high);
  ori_json_add_number (writer, "median", compared->median);
  ori_json_add_number (writer, "similar_median", compared->similar);
  ori_json_add_number (writer, "best", compared->best);
  ori_json_add_number (writer, "target", compared->indicator->target);
  ori_json_add_number (writer, "score", compared->score);
  ori_json_add_string (
      writer, "group",
      compared->group < 0 ? NULL : ori_group_code (scheme->n_groups, (guint)compared->group));
  if (known)
    ori_json_add_int (writer, "rank", compared->rank);
  else
    ori_json_add_null (writer, "rank");
  ori_json_add_int (writer, "of", compared->n);
  add_funnel (writer, compared);
  ori_json_add_number (writer, "difference", compared->change.difference);
  ori_json_add_string (writer, "change", ori_verdict_code (compared->change.verdict));
  ori_cli_json_parts (writer, "parts", &compared->change);
  add_reasons (writer, compared);
  ori_json_add_string (writer, "deficit", deficit);
  ori_json_add_string (writer, "practice", practice);
  ori_json_end_object (writer);
}

static int
print_json (OriSession *session, const OriScheme *scheme, const OriComparison *comparison)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  OriJsonWriter *writer = ori_cli_json_begin ();

  ori_json_begin_object (writer, NULL);
  ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, comparison->orgunit));
  ori_json_add_int (writer, "cycle", comparison->cycle);
  ori_json_begin_array (writer, "similar");
  for (guint i = 0; i < comparison->similar->len; i++)
    add_similar (writer, snapshot, &g_array_index (comparison->similar, OriSimilar, i));
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "indicators");
  for (guint i = 0; i < comparison->compared->len; i++)
    add_compared (writer, snapshot, scheme, &g_array_index (comparison->compared, OriCompared, i));
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static int
print_text (OriSession *session, const OriComparison *comparison)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);

  for (guint i = 0; i < comparison->similar->len; i++) {
    const OriSimilar *similar = &g_array_index (comparison->similar, OriSimilar, i);
    g_autofree char *text = ori_similar_text (similar);

    g_print ("≈ %s (%s)\n", ori_snapshot_orgunit (snapshot, similar->orgunit)->short_name, text);
  }
  for (guint i = 0; i < comparison->compared->len; i++) {
    const OriCompared *compared = &g_array_index (comparison->compared, OriCompared, i);
    g_autofree char *deficit = ori_compared_deficit_text (compared);
    g_autofree char *practice = ori_compared_practice_text (compared);
    g_autofree char *value = compared->value.status == ORI_STATUS_VALUE
                                 ? ori_number_format_short (compared->value.value, 2)
                                 : g_strdup ("—");

    g_print ("%s %s: %s", compared->indicator->code, ori_indicator_label (compared->indicator),
             value);
    if (practice != NULL)
      g_print ("; + %s", practice);
    if (deficit != NULL)
      g_print ("; − %s", deficit);
    g_print ("\n");
  }
  return ORI_EXIT_DONE;
}

static int
compare (OriSession *session, const char *name, const char *period, const char *code, gboolean json)
{
  const OriScheme *scheme = ori_session_scheme (session, NULL);
  const OriIndicator *indicator = NULL;
  g_autoptr (OriComparison) comparison = NULL;
  guint orgunit;

  if (name == NULL)
    return ori_cli_usage (_ ("say which territory: --orgunit"));
  if (!ori_cli_choose_cycle (session, period) || !ori_cli_find_orgunit (session, name, &orgunit))
    return ORI_EXIT_USAGE;
  if (code != NULL) {
    indicator = ori_cli_find_indicator (session, code);
    if (indicator == NULL ||
        !ori_cli_check_reported (session, indicator, ori_session_cycle (session)))
      return ORI_EXIT_USAGE;
    scheme = ori_session_scheme (session, code);
  }
  comparison = ori_compare (ori_session_snapshot (session), scheme, orgunit,
                            ori_session_cycle (session), indicator);
  return json ? print_json (session, scheme, comparison) : print_text (session, comparison);
}

int
ori_cli_compare (int argc, char *argv[])
{
  g_autofree char *name = NULL;
  g_autofree char *period = NULL;
  g_autofree char *indicator = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &name, N_ ("The territory"), "NAME"},
      {"period", 't', 0, G_OPTION_ARG_STRING, &period,
       N_ ("The cycle; the last one when not given"), "PERIOD"},
      {"indicator", 'i', 0, G_OPTION_ARG_STRING, &indicator, N_ ("Only this indicator"), "CODE"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS",
                      _ ("Sets a territory beside the others and tells deficits and practices."), 1,
                      1, &status))
    return status;
  session = ori_cli_open (argv[0]);
  return session != NULL ? compare (session, name, period, indicator, json) : ORI_EXIT_IO;
}
