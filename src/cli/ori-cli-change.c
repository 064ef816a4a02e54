/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-trend.h"
#include "cli/ori-cli.h"
#include "core/ori-number.h"

/* One change with its key. */
typedef struct {
  const OriIndicator *indicator;
  guint orgunit;
  guint before, after; /* periods */
} Key;

typedef struct {
  char *from;
  char *to;
  char *indicator;
  char *orgunit_name;
  char *level;
  gboolean json;
  int from_cycle, to_cycle;
  guint orgunit;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->from);
  g_free (options->to);
  g_free (options->indicator);
  g_free (options->orgunit_name);
  g_free (options->level);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* Sums above the level that is compared tell nothing new: they come when asked for. */
static gboolean
is_wanted (const OriSnapshot *snapshot, const Options *options, guint orgunit,
           const OriChange *change)
{
  gboolean summed = (change->before.flags | change->after.flags) & ORI_FLAG_SUM;
  gboolean compared =
      ori_snapshot_orgunit (snapshot, orgunit)->level == ori_snapshot_main_level (snapshot);

  if (change->before.status != ORI_STATUS_VALUE || change->after.status != ORI_STATUS_VALUE)
    return FALSE;
  if (options->level != NULL)
    return compared;
  return compared || !summed || options->orgunit != G_MAXUINT;
}

/* Every pair of values that can be compared. */
static void
collect (OriSession *session, const Options *options, GArray *keys, GArray *changes)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  const GPtrArray *indicators = snapshot->programme->indicators;

  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    Key key = {indicator, 0, ori_value_period_of_cycle (snapshot, indicator, options->from_cycle),
               ori_value_period_of_cycle (snapshot, indicator, options->to_cycle)};

    if (key.before == G_MAXUINT || key.after == G_MAXUINT || !ori_value_is_numeric (indicator) ||
        (options->indicator != NULL && g_strcmp0 (options->indicator, indicator->code) != 0))
      continue;
    for (key.orgunit = 0; key.orgunit < snapshot->orgunits->len; key.orgunit++) {
      OriChange change;

      if (options->orgunit != G_MAXUINT && options->orgunit != key.orgunit)
        continue;
      change = ori_change_compute (snapshot, indicator, key.orgunit, key.before, key.after);
      if (!is_wanted (snapshot, options, key.orgunit, &change))
        continue;
      g_array_append_val (keys, key);
      g_array_append_val (changes, change);
    }
  }
}

/* The cycles with data from the one to the other; of int. */
static GArray *
list_cycles (OriSession *session, const Options *options)
{
  const GArray *all = ori_session_cycles (session);
  int first = MIN (options->from_cycle, options->to_cycle);
  int last = MAX (options->from_cycle, options->to_cycle);
  GArray *cycles = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < all->len; i++) {
    int cycle = g_array_index (all, int, i);

    if (cycle >= first && cycle <= last)
      g_array_append_val (cycles, cycle);
  }
  return cycles;
}

/* Shares of three years and more taken together. */
static void
collect_trends (OriSession *session, const Options *options, const GArray *cycles, GArray *keys,
                GArray *trends)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  const GPtrArray *indicators = snapshot->programme->indicators;

  for (guint i = 0; i < indicators->len && cycles->len >= ORI_TREND_MIN_YEARS; i++) {
    Key key = {.indicator = g_ptr_array_index (indicators, i)};

    if (options->indicator != NULL && g_strcmp0 (options->indicator, key.indicator->code) != 0)
      continue;
    for (key.orgunit = 0; key.orgunit < snapshot->orgunits->len; key.orgunit++) {
      OriTrend trend;

      if (options->orgunit != G_MAXUINT && options->orgunit != key.orgunit)
        continue;
      trend = ori_trend_compute (snapshot, key.indicator, key.orgunit, cycles);
      if (trend.n_years < ORI_TREND_MIN_YEARS)
        continue;
      g_array_append_val (keys, key);
      g_array_append_val (trends, trend);
    }
  }
}

static void
add_trends (OriJsonWriter *writer, OriSession *session, const Options *options)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  g_autoptr (GArray) cycles = list_cycles (session, options);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GArray) trends = g_array_new (FALSE, FALSE, sizeof (OriTrend));

  collect_trends (session, options, cycles, keys, trends);
  ori_json_begin_array (writer, "trends");
  for (guint i = 0; i < trends->len; i++) {
    const Key *key = &g_array_index (keys, Key, i);
    const OriTrend *trend = &g_array_index (trends, OriTrend, i);

    ori_json_begin_object (writer, NULL);
    ori_cli_json_indicator (writer, "indicator", key->indicator);
    ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, key->orgunit));
    ori_json_add_int (writer, "years", trend->n_years);
    ori_json_add_int (writer, "first", trend->first);
    ori_json_add_int (writer, "last", trend->last);
    ori_json_add_number (writer, "difference", trend->difference);
    ori_json_add_number (writer, "chi2", trend->chi2);
    ori_json_add_number (writer, "p", trend->p);
    ori_json_add_number (writer, "p_adjusted", trend->p_adjusted);
    if (trend->flags & ORI_FLAG_PARTS_DIFFER)
      ori_json_add_int (writer, "parts_common", trend->parts_common);
    else
      ori_json_add_null (writer, "parts_common");
    ori_cli_json_flags (writer, "flags", trend->flags);
    ori_json_add_string (writer, "verdict", ori_verdict_code (trend->verdict));
    ori_json_add_string (writer, "verdict_label", ori_verdict_label (trend->verdict));
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
}

static void
add_value (OriJsonWriter *writer, const char *key, const OriSnapshot *snapshot, guint when,
           const OriValue *value)
{
  g_autofree char *period = ori_period_code (ori_snapshot_period (snapshot, when));

  ori_json_begin_object (writer, key);
  ori_json_add_string (writer, "period", period);
  ori_json_add_number (writer, "value", value->status == ORI_STATUS_VALUE ? value->value : NAN);
  ori_json_add_number (writer, "numerator", value->numerator);
  ori_json_add_number (writer, "denominator", value->denominator);
  ori_cli_json_flags (writer, "flags", value->flags);
  ori_cli_json_sum_of (writer, "sum_of", value);
  ori_json_end_object (writer);
}

/* What the difference is of when it is not of the values above. */
static void
add_common (OriJsonWriter *writer, const OriSnapshot *snapshot, const Key *key,
            const OriChange *change)
{
  ori_cli_json_parts (writer, "parts", change);
  if (change->flags & ORI_FLAG_PARTS_DIFFER) {
    add_value (writer, "common_before", snapshot, key->before, &change->common_before);
    add_value (writer, "common_after", snapshot, key->after, &change->common_after);
  } else {
    ori_json_add_null (writer, "common_before");
    ori_json_add_null (writer, "common_after");
  }
}

static void
add_change (OriJsonWriter *writer, const OriSnapshot *snapshot, const Key *key,
            const OriChange *change)
{
  ori_json_begin_object (writer, NULL);
  ori_cli_json_indicator (writer, "indicator", key->indicator);
  ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, key->orgunit));
  add_value (writer, "before", snapshot, key->before, &change->before);
  add_value (writer, "after", snapshot, key->after, &change->after);
  add_common (writer, snapshot, key, change);
  ori_cli_json_flags (writer, "flags", change->flags);
  ori_json_add_number (writer, "difference", change->difference);
  ori_json_add_number (writer, "low", change->low);
  ori_json_add_number (writer, "high", change->high);
  ori_json_add_number (writer, "p", change->p);
  ori_json_add_number (writer, "p_adjusted", change->p_adjusted);
  ori_json_add_number (writer, "numerator_part", change->part_numerator);
  ori_json_add_number (writer, "denominator_part", change->part_denominator);
  ori_json_add_bool (writer, "growth_without_growth", change->growth_without_growth);
  ori_json_add_string (writer, "verdict", ori_verdict_code (change->verdict));
  ori_json_add_string (writer, "verdict_label", ori_verdict_label (change->verdict));
  ori_json_end_object (writer);
}

static int
print_json (OriSession *session, const Options *options, const GArray *keys, const GArray *changes)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  OriJsonWriter *writer = ori_cli_json_begin ();

  ori_json_begin_object (writer, NULL);
  ori_json_add_int (writer, "from", options->from_cycle);
  ori_json_add_int (writer, "to", options->to_cycle);
  ori_json_begin_array (writer, "changes");
  for (guint i = 0; i < changes->len; i++)
    add_change (writer, snapshot, &g_array_index (keys, Key, i),
                &g_array_index (changes, OriChange, i));
  ori_json_end_array (writer);
  add_trends (writer, session, options);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static int
print_text (const OriSnapshot *snapshot, const GArray *keys, const GArray *changes)
{
  for (guint i = 0; i < changes->len; i++) {
    const Key *key = &g_array_index (keys, Key, i);
    const OriChange *change = &g_array_index (changes, OriChange, i);
    g_autofree char *before = ori_number_format_short (change->before.value, 2);
    g_autofree char *after = ori_number_format_short (change->after.value, 2);
    g_autofree char *difference = ori_number_format_short (change->difference, 2);
    g_autofree char *parts = ori_change_parts_text (change);

    ori_cli_csv_line (key->indicator->code, ori_indicator_label (key->indicator),
                      ori_snapshot_orgunit (snapshot, key->orgunit)->short_name, before, after,
                      difference, ori_verdict_label (change->verdict), parts ? parts : "", NULL);
  }
  return ORI_EXIT_DONE;
}

static gboolean
check_indicator (OriSession *session, const Options *options)
{
  const OriIndicator *indicator = ori_cli_find_indicator (session, options->indicator);

  return indicator != NULL && ori_cli_check_reported (session, indicator, options->from_cycle) &&
         ori_cli_check_reported (session, indicator, options->to_cycle);
}

int
ori_cli_change (int argc, char *argv[])
{
  g_auto (Options) options = {.orgunit = G_MAXUINT};
  const GOptionEntry entries[] = {
      {"from", 0, 0, G_OPTION_ARG_STRING, &options.from, N_ ("The year compared with"), "PERIOD"},
      {"to", 0, 0, G_OPTION_ARG_STRING, &options.to, N_ ("The year looked at"), "PERIOD"},
      {"indicator", 'i', 0, G_OPTION_ARG_STRING, &options.indicator, N_ ("Only this indicator"),
       "CODE"},
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &options.orgunit_name, N_ ("Only this territory"),
       "NAME"},
      {"level", 'l', 0, G_OPTION_ARG_STRING, &options.level,
       N_ ("Only region, municipality, school or other"), "LEVEL"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (OriChange));
  int status;

  if (!ori_cli_parse (
          &argc, &argv, entries, "WS",
          _ ("Tells what changed between two years, and of three to five years the trend."), 1, 1,
          &status))
    return status;
  if (options.from == NULL || options.to == NULL)
    return ori_cli_usage (_ ("say which years: --from and --to"));
  if (!ori_cli_parse_cycle (options.from, &options.from_cycle) ||
      !ori_cli_parse_cycle (options.to, &options.to_cycle))
    return ORI_EXIT_USAGE;
  if (options.from_cycle == options.to_cycle)
    return ori_cli_usage (_ ("a year cannot be compared with itself"));
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_cli_check_cycle (session, options.from_cycle) ||
      !ori_cli_check_cycle (session, options.to_cycle))
    return ORI_EXIT_USAGE;
  if (!ori_cli_choose_level (session, options.level))
    return ORI_EXIT_USAGE;
  if ((options.indicator != NULL && !check_indicator (session, &options)) ||
      (options.orgunit_name != NULL &&
       !ori_cli_find_orgunit (session, options.orgunit_name, &options.orgunit)))
    return ORI_EXIT_USAGE;
  collect (session, &options, keys, changes);
  if (options.json)
    return print_json (session, &options, keys, changes);
  return print_text (ori_session_snapshot (session), keys, changes);
}
