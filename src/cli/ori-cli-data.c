/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Observations as imported and values as computed. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/ori-cli.h"
#include "core/ori-number.h"

/* What to print: indexes and codes, "any" when not given. */
typedef struct {
  char *element;
  char *indicator;
  char *orgunit_name;
  char *period_text;
  char *level_text;
  gboolean parts;
  gboolean json;
  gboolean csv;
  guint orgunit;
  OriPeriod period;
} Filter;

static void
clear_filter (Filter *filter)
{
  g_free (filter->element);
  g_free (filter->indicator);
  g_free (filter->orgunit_name);
  g_free (filter->period_text);
  g_free (filter->level_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Filter, clear_filter)

/* A whole year also means the school year that ends in it. */
static gboolean
fits_period (const Filter *filter, const OriPeriod *period)
{
  if (filter->period_text == NULL || ori_period_compare (&filter->period, period) == 0)
    return TRUE;
  return filter->period.kind == ORI_PERIOD_YEAR && ori_period_cycle (period) == filter->period.year;
}

static gboolean
has_element (const OriSnapshot *snapshot, const char *code)
{
  if (ori_snapshot_element_index (snapshot, code) != G_MAXUINT ||
      ori_programme_indicator (snapshot->programme, code) != NULL)
    return TRUE;
  ori_cli_usage (_ ("there is no element or indicator “%s” in the workspace"), code);
  return FALSE;
}

static gboolean
resolve_filter (Filter *filter, OriSession *session)
{
  filter->orgunit = G_MAXUINT;
  if (filter->orgunit_name != NULL &&
      !ori_cli_find_orgunit (session, filter->orgunit_name, &filter->orgunit))
    return FALSE;
  if (filter->level_text != NULL && !ori_cli_choose_level (session, filter->level_text))
    return FALSE;
  if (filter->json && filter->csv) {
    ori_cli_usage (_ ("--json and --csv are different outputs"));
    return FALSE;
  }
  if (filter->period_text != NULL && !ori_period_parse (filter->period_text, &filter->period)) {
    ori_cli_usage (_ ("“%s” is not a period"), filter->period_text);
    return FALSE;
  }
  return filter->element == NULL || has_element (ori_session_snapshot (session), filter->element);
}

static gboolean
fits_observation (const Filter *filter, const OriSnapshot *snapshot,
                  const OriObservation *observation)
{
  const OriElement *element = g_ptr_array_index (snapshot->elements, observation->element);

  if (filter->orgunit != G_MAXUINT && filter->orgunit != observation->orgunit)
    return FALSE;
  if (filter->element != NULL && strcmp (filter->element, element->code) != 0 &&
      g_strcmp0 (filter->element, element->indicator) != 0)
    return FALSE;
  return fits_period (filter, ori_snapshot_period (snapshot, observation->period));
}

static gboolean
has_number (const OriObservation *observation)
{
  return (observation->status == ORI_STATUS_VALUE || observation->status == ORI_STATUS_DOUBTFUL) &&
         observation->text == NULL;
}

static int
get_cycle (const OriIndicator *indicator, const OriPeriod *period)
{
  return indicator != NULL ? ori_snapshot_cycle (indicator, period) : ori_period_cycle (period);
}

static void
add_observation (OriJsonWriter *writer, const OriSnapshot *snapshot,
                 const OriObservation *observation)
{
  const OriElement *element = g_ptr_array_index (snapshot->elements, observation->element);
  const OriIndicator *indicator =
      element->indicator != NULL ? ori_programme_indicator (snapshot->programme, element->indicator)
                                 : NULL;
  const OriPeriod *period = ori_snapshot_period (snapshot, observation->period);
  const OriBatch *batch = g_ptr_array_index (snapshot->batches, observation->batch);
  g_autofree char *cell = ori_cellref_name (observation->cell.row, observation->cell.col);
  g_autofree char *code = ori_period_code (period);

  ori_json_begin_object (writer, NULL);
  ori_cli_json_id (writer, "id", observation->id);
  ori_cli_json_element (writer, "element", element);
  ori_cli_json_indicator (writer, "indicator", indicator);
  ori_json_add_string (writer, "part", element->part);
  ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, observation->orgunit));
  ori_json_add_string (writer, "period", code);
  ori_json_add_int (writer, "cycle", get_cycle (indicator, period));
  ori_json_add_string (writer, "status", ori_status_code (observation->status));
  if (has_number (observation))
    ori_json_add_number (writer, "value", observation->value);
  else
    ori_json_add_null (writer, "value");
  ori_json_add_string (writer, "text", observation->text);
  ori_json_add_string (writer, "printed", observation->printed);
  ori_json_add_string (writer, "note", observation->note);
  ori_cli_json_flags (writer, "flags", observation->flags);
  ori_json_add_string (writer, "file", batch->file);
  ori_json_add_string (writer, "sheet", observation->sheet);
  ori_json_add_string (writer, "cell", batch->file != NULL ? cell : NULL);
  ori_cli_json_id (writer, "batch", batch->id);
  ori_json_end_object (writer);
}

static void
print_observation (const OriSnapshot *snapshot, const OriObservation *observation)
{
  const OriElement *element = g_ptr_array_index (snapshot->elements, observation->element);
  const OriBatch *batch = g_ptr_array_index (snapshot->batches, observation->batch);
  const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, observation->orgunit);
  g_autofree char *cell = ori_cellref_name (observation->cell.row, observation->cell.col);
  g_autofree char *code = ori_period_code (ori_snapshot_period (snapshot, observation->period));
  g_autofree char *number = NULL;

  if (has_number (observation))
    number = g_strdelimit (ori_number_to_text (observation->value), ".", ',');
  else
    number = g_strdup (observation->text != NULL ? observation->text : "");
  ori_cli_csv_line (element->code, element->name, unit->code, unit->name, code, number,
                    ori_status_code (observation->status),
                    observation->printed != NULL ? observation->printed : "",
                    batch->file != NULL ? batch->file : "",
                    observation->sheet != NULL ? observation->sheet : "",
                    batch->file != NULL ? cell : "", NULL);
}

/* Reads the options that both commands share beside their own, and opens the workspace; NULL
 * when there is nothing more to do but to return *@status. */
static OriSession *
open_filtered (int argc, char *argv[], const GOptionEntry *own, guint n_own, const char *summary,
               Filter *filter, int *status)
{
  const GOptionEntry entries[] = {
      own[0],
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &filter->orgunit_name, N_ ("Only this territory"),
       "NAME"},
      {"period", 't', 0, G_OPTION_ARG_STRING, &filter->period_text, N_ ("Only this period or year"),
       "PERIOD"},
      {"json", 0, 0, G_OPTION_ARG_NONE, &filter->json, N_ ("Everything as JSON"), NULL},
      {"csv", 0, 0, G_OPTION_ARG_NONE, &filter->csv, N_ ("A table with semicolons (the default)"),
       NULL},
      n_own > 1 ? own[1] : (GOptionEntry){NULL},
      n_own > 2 ? own[2] : (GOptionEntry){NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", summary, 1, 1, status))
    return NULL;
  session = ori_cli_open (argv[0]);
  *status = session != NULL ? ORI_EXIT_USAGE : ORI_EXIT_IO;
  return session != NULL && resolve_filter (filter, session) ? g_steal_pointer (&session) : NULL;
}

int
ori_cli_observations (int argc, char *argv[])
{
  g_auto (Filter) filter = {0};
  const GOptionEntry own = {"element",
                            'e',
                            0,
                            G_OPTION_ARG_STRING,
                            &filter.element,
                            N_ ("Only this data element, or all of this indicator"),
                            "CODE"};
  g_autoptr (OriSession) session = NULL;
  const OriSnapshot *snapshot;
  OriJsonWriter *writer = NULL;
  int status;

  session = open_filtered (argc, argv, &own, 1, _ ("Prints imported values."), &filter, &status);
  if (session == NULL)
    return status;
  snapshot = ori_session_snapshot (session);
  if (filter.json) {
    writer = ori_cli_json_begin ();
    ori_json_begin_object (writer, NULL);
    ori_json_begin_array (writer, "observations");
  } else {
    ori_cli_csv_line ("element", "name", "orgunit", "orgunit name", "period", "value", "status",
                      "printed", "file", "sheet", "cell", NULL);
  }
  for (guint i = 0; i < snapshot->observations->len; i++) {
    const OriObservation *observation = &g_array_index (snapshot->observations, OriObservation, i);

    if (!fits_observation (&filter, snapshot, observation))
      continue;
    if (writer != NULL)
      add_observation (writer, snapshot, observation);
    else
      print_observation (snapshot, observation);
  }
  if (writer == NULL)
    return ORI_EXIT_DONE;
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static char *
print_value (const OriIndicator *indicator, const OriValue *value)
{
  if (value->text != NULL)
    return g_strdup (value->text);
  if (value->status != ORI_STATUS_VALUE)
    return NULL;
  if (g_strcmp0 (indicator->unit, "%") == 0)
    return ori_number_format_percent (value->value,
                                      isfinite (value->denominator) ? value->denominator : 0);
  return ori_number_format_short (value->value, 2);
}

static void
add_number_or_null (OriJsonWriter *writer, const char *key, const OriIndicator *indicator,
                    const OriValue *value)
{
  if (value->status == ORI_STATUS_VALUE && ori_value_is_numeric (indicator))
    ori_json_add_number (writer, key, value->value);
  else
    ori_json_add_null (writer, key);
}

/* The parts of a sum with what each of them brought. */
static void
add_parts (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriIndicator *indicator,
           guint orgunit, guint when)
{
  g_autoptr (GArray) parts = ori_value_parts (snapshot, orgunit, when);

  ori_json_begin_array (writer, "parts");
  for (guint i = 0; i < parts->len; i++) {
    guint unit = g_array_index (parts, guint, i);
    OriValue value = ori_value_compute (snapshot, indicator, unit, when);

    ori_json_begin_object (writer, NULL);
    ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, unit));
    ori_json_add_string (writer, "status", ori_status_code (value.status));
    ori_json_add_number (writer, "numerator", value.numerator);
    ori_json_add_number (writer, "denominator", value.denominator);
    add_number_or_null (writer, "value", indicator, &value);
    ori_cli_json_flags (writer, "flags", value.flags);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
}

/* An own figure that contradicts the sum of the parts has that sum beside it. */
static void
add_sum (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriIndicator *indicator,
         guint orgunit, guint when, const OriValue *value)
{
  OriValue sum;

  ori_cli_json_sum_of (writer, "sum_of", value);
  if (!(value->flags & ORI_FLAG_SUM_DIFFERS)) {
    ori_json_add_null (writer, "sum");
    return;
  }
  sum = ori_value_sum (snapshot, indicator, orgunit, when);
  ori_json_begin_object (writer, "sum");
  ori_json_add_number (writer, "numerator", sum.numerator);
  ori_json_add_number (writer, "denominator", sum.denominator);
  add_number_or_null (writer, "value", indicator, &sum);
  ori_cli_json_sum_of (writer, "sum_of", &sum);
  ori_json_end_object (writer);
}

static void
add_value (OriJsonWriter *writer, const Filter *filter, const OriSnapshot *snapshot,
           const OriIndicator *indicator, guint orgunit, guint when, const OriValue *value)
{
  const OriPeriod *period = ori_snapshot_period (snapshot, when);
  g_autofree char *code = ori_period_code (period);
  g_autofree char *printed = print_value (indicator, value);

  ori_json_begin_object (writer, NULL);
  ori_cli_json_indicator (writer, "indicator", indicator);
  ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, orgunit));
  ori_json_add_string (writer, "period", code);
  ori_json_add_int (writer, "cycle", ori_snapshot_cycle (indicator, period));
  ori_json_add_string (writer, "status", ori_status_code (value->status));
  ori_json_add_number (writer, "numerator", value->numerator);
  ori_json_add_number (writer, "denominator", value->denominator);
  add_number_or_null (writer, "value", indicator, value);
  ori_json_add_string (writer, "text", value->text);
  ori_json_add_string (writer, "unit", indicator->unit);
  ori_json_add_string (writer, "printed", printed);
  ori_json_add_number (writer, "printed_percent", value->printed);
  ori_json_add_string (writer, "printed_in_source", value->printed_text);
  ori_cli_json_flags (writer, "flags", value->flags);
  add_sum (writer, snapshot, indicator, orgunit, when, value);
  if (filter->parts && value->flags & ORI_FLAG_SUM)
    add_parts (writer, snapshot, indicator, orgunit, when);
  ori_json_end_object (writer);
}

static void
print_value_line (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                  guint when, const OriValue *value)
{
  const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, orgunit);
  g_autofree char *code = ori_period_code (ori_snapshot_period (snapshot, when));
  g_autofree char *printed = print_value (indicator, value);
  g_autofree char *numerator = NULL;
  g_autofree char *denominator = NULL;

  if (isfinite (value->numerator))
    numerator = ori_number_format_short (value->numerator, 2);
  if (isfinite (value->denominator))
    denominator = ori_number_format_short (value->denominator, 2);
  ori_cli_csv_line (indicator->code, ori_indicator_label (indicator), unit->code, unit->name, code,
                    numerator != NULL ? numerator : "", denominator != NULL ? denominator : "",
                    printed != NULL ? printed : ori_status_code (value->status),
                    value->printed_text != NULL ? value->printed_text : "", NULL);
}

/* Whether anything was reported under the key: a table of all that could have been is not asked. */
static gboolean
is_reported (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit, guint when)
{
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    guint index = ori_snapshot_element_index (snapshot, element->code);

    if (index != G_MAXUINT && ori_snapshot_lookup (snapshot, index, orgunit, when) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
print_indicator (const Filter *filter, const OriSnapshot *snapshot, const OriIndicator *indicator,
                 OriJsonWriter *writer)
{
  OriOrgUnitLevel level = ori_snapshot_main_level (snapshot);

  for (guint unit = 0; unit < snapshot->orgunits->len; unit++) {
    if ((filter->orgunit != G_MAXUINT && filter->orgunit != unit) ||
        (filter->level_text != NULL && ori_snapshot_orgunit (snapshot, unit)->level != level))
      continue;
    for (guint when = 0; when < snapshot->periods->len; when++) {
      OriValue value;

      if (!fits_period (filter, ori_snapshot_period (snapshot, when)))
        continue;
      value = ori_value_compute (snapshot, indicator, unit, when);
      if (value.sum_present == 0 && value.sum_suppressed == 0 &&
          !is_reported (snapshot, indicator, unit, when))
        continue;
      if (writer != NULL)
        add_value (writer, filter, snapshot, indicator, unit, when, &value);
      else
        print_value_line (snapshot, indicator, unit, when, &value);
    }
  }
}

/* FALSE after the mistake was printed: an indicator that is not there, or that nobody reported. */
static gboolean
check_indicator (const Filter *filter, OriSession *session)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  const OriIndicator *indicator = ori_cli_find_indicator (session, filter->indicator);
  OriSubject subject = ori_subject_of (indicator);

  if (indicator == NULL)
    return FALSE;
  for (guint when = 0; when < snapshot->periods->len; when++) {
    if (!fits_period (filter, ori_snapshot_period (snapshot, when)))
      continue;
    for (guint unit = 0; unit < snapshot->orgunits->len; unit++)
      if (is_reported (snapshot, indicator, unit, when))
        return TRUE;
  }
  ori_cli_nothing (session, &subject,
                   filter->period_text != NULL ? ori_period_cycle (&filter->period) : 0, NULL);
  return FALSE;
}

int
ori_cli_values (int argc, char *argv[])
{
  g_auto (Filter) filter = {0};
  const GOptionEntry own[] = {
      {"indicator", 'i', 0, G_OPTION_ARG_STRING, &filter.indicator, N_ ("Only this indicator"),
       "CODE"},
      {"level", 'l', 0, G_OPTION_ARG_STRING, &filter.level_text,
       N_ ("Only region, municipality, school or other"), "LEVEL"},
      {"parts", 0, 0, G_OPTION_ARG_NONE, &filter.parts, N_ ("What each sum is made of (JSON)"),
       NULL},
  };
  g_autoptr (OriSession) session = NULL;
  const OriSnapshot *snapshot;
  OriJsonWriter *writer = NULL;
  int status;

  session = open_filtered (argc, argv, own, G_N_ELEMENTS (own), _ ("Prints computed values."),
                           &filter, &status);
  if (session == NULL)
    return status;
  if (filter.indicator != NULL && !check_indicator (&filter, session))
    return ORI_EXIT_USAGE;
  snapshot = ori_session_snapshot (session);
  if (filter.json) {
    writer = ori_cli_json_begin ();
    ori_json_begin_object (writer, NULL);
    ori_json_begin_array (writer, "values");
  } else {
    ori_cli_csv_line ("indicator", "name", "orgunit", "orgunit name", "period", "numerator",
                      "denominator", "value", "printed in the source", NULL);
  }
  for (guint i = 0; i < snapshot->programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (snapshot->programme->indicators, i);

    if (filter.indicator == NULL || strcmp (filter.indicator, indicator->code) == 0)
      print_indicator (&filter, snapshot, indicator, writer);
  }
  if (writer == NULL)
    return ORI_EXIT_DONE;
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}
