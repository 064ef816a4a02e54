/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Charts, recommendations and reports. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "cli/ori-cli.h"
#include "core/ori-number.h"

typedef struct {
  char *kind;
  char **indicators;
  char **orgunits;
  char *period;
  char *palette;
  char *output;
  int width;
  int height;
  gboolean bands;
} ChartOptions;

static void
clear_chart_options (ChartOptions *options)
{
  g_free (options->kind);
  g_strfreev (options->indicators);
  g_strfreev (options->orgunits);
  g_free (options->period);
  g_free (options->palette);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ChartOptions, clear_chart_options)

static gboolean
parse_palette (const char *text, OriPalette *palette)
{
  *palette = ORI_PALETTE_LIGHT;
  if (text == NULL || g_str_equal (text, "light"))
    return TRUE;
  *palette = ORI_PALETTE_DARK;
  if (g_str_equal (text, "dark"))
    return TRUE;
  *palette = ORI_PALETTE_GREY;
  return g_str_equal (text, "grey");
}

/* The org units named, or all of the level that is compared. */
static GArray *
find_orgunits (OriSession *session, char **names)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  OriOrgUnitLevel level = ori_session_level (session);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    guint unit;

    if (!ori_cli_find_orgunit (session, names[i], &unit))
      return NULL;
    g_array_append_val (units, unit);
  }
  for (guint i = 0; names == NULL && i < snapshot->orgunits->len; i++)
    if (ori_snapshot_orgunit (snapshot, i)->level == level)
      g_array_append_val (units, i);
  return g_steal_pointer (&units);
}

static OriChartSpec *
make_dynamics (OriSession *session, const ChartOptions *options)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  g_autoptr (GArray) units = find_orgunits (session, options->orgunits);
  g_autoptr (GPtrArray) indicators = g_ptr_array_new ();

  if (units == NULL)
    return NULL;
  if (options->indicators == NULL) {
    ori_cli_usage (_ ("say which --indicator"));
    return NULL;
  }
  for (guint i = 0; options->indicators[i] != NULL; i++) {
    const OriIndicator *indicator = ori_cli_find_indicator (session, options->indicators[i]);

    if (indicator == NULL)
      return NULL;
    g_ptr_array_add (indicators, (gpointer)indicator);
  }
  if (indicators->len == 1)
    return ori_dynamics_chart (snapshot, g_ptr_array_index (indicators, 0), units, options->bands);
  if (units->len != 1) {
    ori_cli_usage (_ ("several indicators are drawn for one --orgunit only"));
    return NULL;
  }
  return ori_profile_dynamics_chart (snapshot, indicators, g_array_index (units, guint, 0),
                                     options->bands);
}

static OriChartSpec *
make_bench (OriSession *session, const ChartOptions *options)
{
  const char *code = options->indicators != NULL ? options->indicators[0] : NULL;
  const OriIndicator *indicator = NULL;

  if (!ori_cli_choose_cycle (session, options->period))
    return NULL;
  if (code != NULL) {
    indicator = ori_cli_find_indicator (session, code);
    if (indicator == NULL)
      return NULL;
  }
  return ori_groups_chart (ori_session_snapshot (session), ori_session_scheme (session, code),
                           indicator, ori_session_cycle (session));
}

static OriChartSpec *
make_funnel (OriSession *session, const ChartOptions *options)
{
  const char *code = options->indicators != NULL ? options->indicators[0] : NULL;
  const OriIndicator *indicator;
  OriChartSpec *spec;
  guint unit;

  if (code == NULL || options->indicators[1] != NULL) {
    ori_cli_usage (_ ("say which --indicator"));
    return NULL;
  }
  if (!ori_cli_choose_cycle (session, options->period))
    return NULL;
  indicator = ori_cli_find_indicator (session, code);
  if (indicator == NULL)
    return NULL;
  if (!ori_funnel_chart_suits (indicator)) {
    ori_cli_usage (_ ("a funnel is drawn of shares; “%s” is none"), code);
    return NULL;
  }
  if (options->orgunits != NULL && !ori_cli_find_orgunit (session, options->orgunits[0], &unit))
    return NULL;
  spec = ori_funnel_chart (ori_session_snapshot (session), indicator, ori_session_cycle (session));
  if (spec == NULL) {
    ori_cli_usage (_ ("there is nothing of “%s” in %d"), code, ori_session_cycle (session));
    return NULL;
  }
  for (guint i = 0; options->orgunits != NULL && i < spec->series->len; i++)
    if (((OriChartSeries *)g_ptr_array_index (spec->series, i))->key == GUINT_TO_POINTER (unit))
      spec->highlighted = (int)i;
  return spec;
}

static int
draw (const char *path, const ChartOptions *options, OriPalette palette, OriChartKind kind)
{
  g_autoptr (OriSession) session = ori_cli_open (path);
  g_autoptr (OriChartSpec) spec = NULL;
  GError *error = NULL;

  if (session == NULL)
    return ORI_EXIT_IO;
  if (kind == ORI_CHART_DYNAMICS || kind == ORI_CHART_BARS)
    spec = make_dynamics (session, options);
  else if (kind == ORI_CHART_FUNNEL)
    spec = make_funnel (session, options);
  else
    spec = make_bench (session, options);
  if (spec == NULL)
    return ORI_EXIT_USAGE;
  spec->kind = kind;
  spec->training = ori_session_is_training (session);
  if (!ori_chart_save (spec, palette, options->output, options->width, options->height, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

int
ori_cli_chart (int argc, char *argv[])
{
  g_auto (ChartOptions) options = {.width = 720, .height = 450};
  const GOptionEntry entries[] = {
      {"kind", 'k', 0, G_OPTION_ARG_STRING, &options.kind,
       N_ ("dynamics (the default), bars, ranked, bench or funnel"), "KIND"},
      {"indicator", 'i', 0, G_OPTION_ARG_STRING_ARRAY, &options.indicators,
       N_ ("Indicator; may be repeated"), "CODE"},
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING_ARRAY, &options.orgunits,
       N_ ("Territory; may be repeated"), "NAME"},
      {"period", 't', 0, G_OPTION_ARG_STRING, &options.period,
       N_ ("Cycle of bench, ranked and funnel"), "PERIOD"},
      {"bands", 0, 0, G_OPTION_ARG_NONE, &options.bands, N_ ("Draw intervals of chance"), NULL},
      {"palette", 0, 0, G_OPTION_ARG_STRING, &options.palette, N_ ("light, dark or grey"), "NAME"},
      {"width", 0, 0, G_OPTION_ARG_INT, &options.width, N_ ("Width in points"), "N"},
      {"height", 0, 0, G_OPTION_ARG_INT, &options.height, N_ ("Height in points"), "N"},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("PNG, SVG or PDF file"),
       "FILE"},
      {NULL},
  };
  OriChartKind kind = ORI_CHART_DYNAMICS;
  OriPictureFormat format;
  OriPalette palette;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Draws a chart to a file."), 1, 1, &status))
    return status;
  if (options.output == NULL || !ori_picture_format_parse (options.output, &format))
    return ori_cli_usage (_ ("say where: -o FILE.png, FILE.svg or FILE.pdf"));
  if (options.kind != NULL && !ori_chart_kind_parse (options.kind, &kind))
    return ori_cli_usage (_ ("there is no chart of kind “%s”"), options.kind);
  if (!parse_palette (options.palette, &palette))
    return ori_cli_usage (_ ("there is no palette “%s”"), options.palette);
  if (options.width < 100 || options.height < 100 || options.width > 10000 ||
      options.height > 10000)
    return ori_cli_usage (_ ("a chart is 100 to 10000 points wide and high"));
  return draw (argv[0], &options, palette, kind);
}

static void
add_deficit (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriDeficit *deficit)
{
  g_autofree char *period = NULL;

  ori_json_begin_object (writer, NULL);
  ori_cli_json_indicator (writer, "indicator", deficit->indicator);
  if (deficit->period != G_MAXUINT)
    period = ori_period_code (ori_snapshot_period (snapshot, deficit->period));
  ori_json_add_string (writer, "period", period);
  ori_json_add_number (writer, "value",
                       deficit->value.status == ORI_STATUS_VALUE ? deficit->value.value : NAN);
  ori_json_add_number (writer, "median", deficit->median);
  ori_json_add_number (writer, "similar_median", deficit->similar);
  ori_json_begin_array (writer, "similar");
  for (guint i = 0; i < deficit->n_similar; i++)
    ori_cli_json_orgunit (writer, NULL, ori_snapshot_orgunit (snapshot, deficit->similar_units[i]));
  ori_json_end_array (writer);
  ori_json_add_number (writer, "threshold", deficit->threshold);
  ori_json_add_number (writer, "before", deficit->before);
  ori_json_begin_array (writer, "reasons");
  for (int reason = ORI_DEFICIT_BELOW_THRESHOLD; reason <= ORI_DEFICIT_MISSING; reason++)
    if (deficit->reasons & (1u << reason))
      ori_json_add_string (writer, NULL, ori_deficit_reason_code ((OriDeficitReason)reason));
  ori_json_end_array (writer);
  ori_json_add_string (writer, "change", ori_verdict_code (deficit->change.verdict));
  ori_cli_json_parts (writer, "parts", &deficit->change);
  ori_json_end_object (writer);
}

/* The similar territories that an evidence compares with, null when it does not. */
static void
add_others (OriJsonWriter *writer, const OriSnapshot *snapshot, const OriEvidence *evidence)
{
  g_auto (GStrv) codes = NULL;

  if (evidence->others == NULL) {
    ori_json_add_null (writer, "similar");
    return;
  }
  codes = g_strsplit (evidence->others, "\n", -1);
  ori_json_begin_array (writer, "similar");
  for (guint i = 0; codes[i] != NULL; i++) {
    guint unit = ori_snapshot_orgunit_index (snapshot, codes[i]);
    if (unit != G_MAXUINT)
      ori_cli_json_orgunit (writer, NULL, ori_snapshot_orgunit (snapshot, unit));
  }
  ori_json_end_array (writer);
}

static void
add_recommendation (OriJsonWriter *writer, const OriSnapshot *snapshot,
                    const OriRecommendation *recommendation)
{
  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "audience", recommendation->audience);
  ori_json_add_string (writer, "audience_title", ori_audience_title (recommendation->audience));
  ori_json_add_string (writer, "text", recommendation->text);
  ori_json_add_string (writer, "template", recommendation->template_id);
  ori_json_begin_array (writer, "evidence");
  for (guint i = 0; i < recommendation->evidence->len; i++) {
    const OriEvidence *evidence = &g_array_index (recommendation->evidence, OriEvidence, i);

    ori_json_begin_object (writer, NULL);
    ori_json_add_string (writer, "indicator", evidence->indicator);
    ori_json_add_string (writer, "period", evidence->period);
    ori_json_add_string (writer, "reason", ori_deficit_reason_code (evidence->reason));
    ori_json_add_number (writer, "value", evidence->value);
    ori_json_add_number (writer, "reference", evidence->reference);
    add_others (writer, snapshot, evidence);
    ori_json_end_object (writer);
  }
  ori_json_end_array (writer);
  ori_json_end_object (writer);
}

static int
print_recommendations (OriSession *session, guint unit, const GArray *deficits,
                       const GPtrArray *drafts, gboolean json)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  OriJsonWriter *writer;

  if (!json) {
    for (guint i = 0; i < drafts->len; i++) {
      const OriRecommendation *draft = g_ptr_array_index (drafts, i);

      g_print ("%s: %s\n", ori_audience_title (draft->audience), draft->text);
    }
    return ORI_EXIT_DONE;
  }
  writer = ori_cli_json_begin ();
  ori_json_begin_object (writer, NULL);
  ori_cli_json_orgunit (writer, "orgunit", ori_snapshot_orgunit (snapshot, unit));
  ori_json_add_int (writer, "cycle", ori_session_cycle (session));
  ori_json_begin_array (writer, "deficits");
  for (guint i = 0; i < deficits->len; i++)
    add_deficit (writer, snapshot, &g_array_index (deficits, OriDeficit, i));
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "recommendations");
  for (guint i = 0; i < drafts->len; i++)
    add_recommendation (writer, snapshot, g_ptr_array_index (drafts, i));
  ori_json_end_array (writer);
  ori_json_end_object (writer);
  return ori_cli_json_end (writer, ORI_EXIT_DONE);
}

static int
recommend (OriSession *session, const char *name, gboolean keep, gboolean json)
{
  const OriScheme *scheme;
  g_autoptr (GArray) deficits = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  GError *error = NULL;
  guint unit, n_new;

  if (!ori_cli_find_orgunit (session, name, &unit))
    return ORI_EXIT_USAGE;
  if (keep && !ori_session_draft_recommendations (session, unit, &n_new, &error))
    return ori_cli_fail (error);
  scheme = ori_session_scheme (session, NULL);
  deficits =
      ori_deficits_find (ori_session_snapshot (session), scheme, unit, ori_session_cycle (session));
  if (keep)
    drafts = ori_session_recommendations (
        session, ori_snapshot_orgunit (ori_session_snapshot (session), unit)->code, &error);
  else
    drafts = ori_recommendations_draft (ori_session_snapshot (session), scheme, unit,
                                        ori_session_cycle (session), &error);
  if (drafts == NULL)
    return ori_cli_fail (error);
  return print_recommendations (session, unit, deficits, drafts, json);
}

int
ori_cli_recommend (int argc, char *argv[])
{
  g_autofree char *orgunit = NULL;
  g_autofree char *period = NULL;
  gboolean json = FALSE, keep = FALSE;
  const GOptionEntry entries[] = {
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &orgunit, N_ ("Territory"), "NAME"},
      {"period", 't', 0, G_OPTION_ARG_STRING, &period,
       N_ ("The cycle; the last one when not given"), "PERIOD"},
      {"keep", 0, 0, G_OPTION_ARG_NONE, &keep, N_ ("Keep the drafts in the workspace"), NULL},
      {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Everything as JSON"), NULL},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Drafts recommendations."), 1, 1, &status))
    return status;
  if (orgunit == NULL)
    return ori_cli_usage (_ ("say for which --orgunit"));
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_cli_choose_cycle (session, period))
    return ORI_EXIT_USAGE;
  return recommend (session, orgunit, keep, json);
}

static int
write_report (OriSession *session, const char *kind, const char *orgunit, gboolean public_version,
              const char *output)
{
  g_autoptr (OriReportRequest) request = NULL;
  g_autoptr (OriDocument) document = NULL;
  const char *code = NULL;
  GError *error = NULL;
  guint unit;

  if (orgunit != NULL) {
    if (!ori_cli_find_orgunit (session, orgunit, &unit))
      return ORI_EXIT_USAGE;
    code = ori_snapshot_orgunit (ori_session_snapshot (session), unit)->code;
  }
  request = ori_report_request_new (session, kind != NULL ? kind : "analytic", code, public_version,
                                    &error);
  if (request == NULL)
    return ori_cli_fail (error);
  document = ori_report_request_run (request, NULL, NULL, &error);
  if (document == NULL || !ori_document_write (document, output, NULL, NULL, &error))
    return ori_cli_fail (error);
  return ORI_EXIT_DONE;
}

int
ori_cli_report (int argc, char *argv[])
{
  g_autofree char *kind = NULL;
  g_autofree char *orgunit = NULL;
  g_autofree char *period = NULL;
  g_autofree char *output = NULL;
  gboolean public_version = FALSE;
  const GOptionEntry entries[] = {
      {"kind", 'k', 0, G_OPTION_ARG_STRING, &kind, N_ ("analytic (the default) or tables"), "KIND"},
      {"orgunit", 'u', 0, G_OPTION_ARG_STRING, &orgunit, N_ ("On one territory"), "NAME"},
      {"period", 't', 0, G_OPTION_ARG_STRING, &period,
       N_ ("The cycle; the last one when not given"), "PERIOD"},
      {"public", 0, 0, G_OPTION_ARG_NONE, &public_version,
       N_ ("Without personal data and small numbers"), NULL},
      {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("XLSX, DOCX or PDF file"), "FILE"},
      {NULL},
  };
  g_autoptr (OriSession) session = NULL;
  int status;

  if (!ori_cli_parse (&argc, &argv, entries, "WS", _ ("Writes a report."), 1, 1, &status))
    return status;
  if (output == NULL)
    return ori_cli_usage (_ ("say where: -o FILE.xlsx, FILE.docx or FILE.pdf"));
  if (kind != NULL && strcmp (kind, "analytic") != 0 && strcmp (kind, "tables") != 0)
    return ori_cli_usage (_ ("there is no report of kind “%s”"), kind);
  session = ori_cli_open (argv[0]);
  if (session == NULL)
    return ORI_EXIT_IO;
  if (!ori_cli_choose_cycle (session, period))
    return ORI_EXIT_USAGE;
  return write_report (session, kind, orgunit, public_version, output);
}
