/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-analytic.h"

#include <math.h>
#include <string.h>

/* The text of a whole report of a small snapshot against tests/data/report/NAME.expected; with
 * --print NAME the text is written to the standard output instead. */

static void
observe (OriSnapshot *snapshot, const char *element, guint orgunit, int year, double value,
         const char *printed)
{
  OriPeriod period = ori_period_year (year);
  OriObservation o = {.value = value, .orgunit = orgunit};

  o.element = ori_snapshot_add_element (snapshot, element);
  g_assert_cmpuint (o.element, !=, G_MAXUINT);
  for (o.period = 0; o.period < snapshot->periods->len; o.period++)
    if (ori_period_compare (&period, &g_array_index (snapshot->periods, OriPeriod, o.period)) == 0)
      break;
  if (o.period == snapshot->periods->len)
    g_array_append_val (snapshot->periods, period);
  o.id = snapshot->observations->len + 1;
  o.status = ORI_STATUS_VALUE;
  o.printed = printed ? ori_snapshot_intern (snapshot, printed) : NULL;
  o.sheet = ori_snapshot_intern (snapshot, "Лист 1");
  o.cell = (OriCellRef){snapshot->observations->len, 2};
  g_array_append_val (snapshot->observations, o);
}

static void
add_share (OriSnapshot *snapshot, const char *code, guint orgunit, int year, double x, double n,
           double percent, const char *printed)
{
  g_autofree char *total = g_strconcat (code, ":total", NULL);
  g_autofree char *part = g_strconcat (code, ":participated", NULL);
  g_autofree char *share = g_strconcat (code, ":percent", NULL);

  observe (snapshot, total, orgunit, year, n, NULL);
  observe (snapshot, part, orgunit, year, x, NULL);
  if (printed)
    observe (snapshot, share, orgunit, year, percent, printed);
}

/* Two shares of @n_units territories over three years: one that rises in the first territory and
 * has a wrong print, one of few pupils with disabilities. */
static OriSnapshot *
make_open_snapshot (guint n_units)
{
  OriProgramme *programme = ori_programme_load_shipped ("none", NULL);
  OriIndicator *diagnosed, *disabled;
  OriSnapshot *snapshot;
  OriBatch *batch = g_new0 (OriBatch, 1);

  g_assert_nonnull (programme);
  diagnosed = ori_indicator_new ("П1", "Доля прошедших диагностику & тесты", ORI_KIND_SHARE, "%");
  disabled = ori_indicator_new ("П2", "Доля обучающихся с ОВЗ в пробах", ORI_KIND_SHARE, "%");
  diagnosed->direction = disabled->direction = 1;
  g_assert_true (ori_programme_add_indicator (programme, diagnosed));
  g_assert_true (ori_programme_add_indicator (programme, disabled));
  snapshot = ori_snapshot_new (programme);
  batch->id = 1;
  batch->file = g_strdup ("данные.xlsx");
  batch->live = TRUE;
  g_ptr_array_add (snapshot->batches, batch);
  for (guint i = 0; i < n_units; i++) {
    static const char *const names[] = {"Альфа", "Бета", "Гамма", "Дельта"};
    g_autofree char *code = g_strdup_printf ("0000000%u", i + 1);
    g_ptr_array_add (snapshot->orgunits,
                     ori_orgunit_new (code, names[i], names[i], NULL, ORI_ORGUNIT_MUNICIPALITY));
    for (int year = 2020; year < 2023; year++)
      add_share (snapshot, "П1", i, year, 100 + 20 * i + (i == 0 ? 100 * (year - 2020) : 0), 400,
                 25, i == 0 && year == 2020 ? "31 %" : NULL);
    add_share (snapshot, "П2", i, 2022, 3 + 10 * i, 60, 0, NULL);
  }
  return snapshot;
}

static OriSnapshot *
make_snapshot (guint n_units)
{
  OriSnapshot *snapshot = make_open_snapshot (n_units);

  ori_snapshot_seal (snapshot);
  return snapshot;
}

static void
dump_table (GString *out, const OriItem *item)
{
  for (guint r = 0; r < item->rows->len; r++) {
    const GArray *row = g_ptr_array_index (item->rows, r);
    for (guint c = 0; c < row->len; c++) {
      g_autofree char *text = ori_report_cell_text (&g_array_index (row, OriReportCell, c));
      g_string_append_printf (out, "%s%s", c ? " | " : "  ", text);
    }
    g_string_append_c (out, '\n');
  }
}

static char *
dump (const OriDocument *document)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < document->items->len; i++) {
    const OriItem *item = g_ptr_array_index (document->items, i);
    switch (item->kind) {
    case ORI_ITEM_HEADING:
      g_string_append_printf (out, "\n%.*s %s\n", item->level, "###", item->text);
      break;
    case ORI_ITEM_TABLE:
      g_string_append_printf (out, "[таблица %u] %s\n", item->number, item->text);
      dump_table (out, item);
      break;
    case ORI_ITEM_CHART:
      g_string_append_printf (out, "[рисунок %u] %s\n", item->number, item->text);
      break;
    case ORI_ITEM_LIST:
      for (guint k = 0; k < item->items->len; k++)
        g_string_append_printf (out, "- %s\n", (char *)g_ptr_array_index (item->items, k));
      break;
    default:
      g_string_append_printf (out, "%s\n", item->text);
    }
  }
  return g_string_free (out, FALSE);
}

typedef struct {
  const char *name;
  guint n_units;
  gboolean public_version;
  OriOrgUnitLevel level;
} Case;

#define N_GOLDEN 4
static const Case cases[] = {
    {"single", 1, FALSE, ORI_ORGUNIT_MUNICIPALITY}, {"region", 4, FALSE, ORI_ORGUNIT_MUNICIPALITY},
    {"public", 4, TRUE, ORI_ORGUNIT_MUNICIPALITY},  {"schools", 4, FALSE, ORI_ORGUNIT_SCHOOL},
    {"school", 1, FALSE, ORI_ORGUNIT_SCHOOL},       {"others", 4, FALSE, ORI_ORGUNIT_OTHER}};

static char *
make_report (const Case *c)
{
  g_autoptr (OriSnapshot) snapshot = make_open_snapshot (c->n_units);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GError) error = NULL;
  OriReportInput input = {.snapshot = snapshot, .scheme = scheme};
  g_autoptr (OriDocument) document = NULL;

  for (guint i = 0; i < snapshot->orgunits->len; i++)
    ((OriOrgUnit *)g_ptr_array_index (snapshot->orgunits, i))->level = c->level;
  ori_snapshot_seal (snapshot);
  input.public_version = c->public_version;
  document = ori_analytic_report (&input, NULL, NULL, &error);
  g_assert_no_error (error);
  return dump (document);
}

static void
test_golden (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *name = g_strconcat (c->name, ".expected", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("ORIENTIR_TEST_DATA"), "report", name, NULL);
  g_autofree char *expected = NULL, *text = make_report (c);

  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
  /* No template was left unfilled, no sentence ends twice. */
  g_assert_null (strpbrk (text, "{}"));
  g_assert_null (strstr (text, ".."));
  g_assert_null (strstr (text, "nan"));
}

/* Schools are no territories, other organisations no municipalities; the words are taken back. */
static void
test_levels (void)
{
  g_autofree char *schools = make_report (&cases[3]), *school = make_report (&cases[4]);
  g_autofree char *others = make_report (&cases[5]), *region = make_report (&cases[1]);

  g_assert_null (strstr (schools, "муниципалитет"));
  g_assert_null (strstr (schools, "ерритори"));
  g_assert_nonnull (strstr (schools, "данные есть по 4 из 4\u00a0школ"));
  g_assert_nonnull (strstr (schools, "медиана похожих школ"));
  g_assert_null (strstr (school, "ерритори"));
  g_assert_nonnull (strstr (school, "одна школа"));
  g_assert_null (strstr (others, "муниципалитет"));
  g_assert_nonnull (strstr (others, "данные есть по 4 из 4\u00a0территорий"));
  g_assert_nonnull (strstr (region, "данные есть по 4 из 4\u00a0муниципалитетов"));
}

/* 3 of 60 pupils with disabilities: hidden, and the total from which it could be found. */
static void
test_public (void)
{
  g_autofree char *open = make_report (&cases[1]), *hidden = make_report (&cases[2]);

  g_assert_nonnull (strstr (open, "Альфа | 3 | 60"));
  g_assert_null (strstr (hidden, "Альфа | 3 | 60"));
  g_assert_nonnull (strstr (open, "72 из 240"));
  g_assert_null (strstr (hidden, "72 из 240"));
}

/* The report on Бета alone, whose three neighbours are named with their median of 38 %; one of them
 * hides its number. */
static char *
report_on_second (gboolean public_version, const OriRecommendation *accepted)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot (4);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  OriReportInput input = {.snapshot = snapshot, .scheme = scheme, .recommendations = list};
  g_autoptr (OriDocument) document = NULL;

  if (accepted)
    g_ptr_array_add (list, (gpointer)accepted);
  input.orgunit = "00000002";
  input.public_version = public_version;
  document = ori_analytic_report (&input, NULL, NULL, NULL);
  g_assert_nonnull (document);
  return dump (document);
}

/* A median of few could be the number that one of them hides. */
static void
test_public_medians (void)
{
  g_autofree char *open = report_on_second (FALSE, NULL), *hidden = report_on_second (TRUE, NULL);
  g_autoptr (OriRecommendation) accepted =
      ori_recommendation_new ("00000002", 2022, "school", "Пробы (медиана 38 %).");
  OriEvidence evidence = {(char *)"П2", (char *)"2022", ORI_DEFICIT_BELOW_SIMILAR,
                          21.7,         38.3,           (char *)"00000001\n00000003"};

  g_assert_nonnull (strstr (open, "медиана похожих территорий 38\u00a0%"));
  g_assert_null (strstr (hidden, "медиана похожих территорий 38\u00a0%"));
  g_assert_nonnull (strstr (open, "| 30\u00a0%"));
  g_assert_null (strstr (hidden, "| 30\u00a0%"));
  g_assert_nonnull (strstr (hidden, "22\u00a0%")); /* its own is not hidden */

  ori_recommendation_add_evidence (accepted, &evidence);
  g_autofree char *kept = report_on_second (FALSE, accepted);
  g_autofree char *dropped = report_on_second (TRUE, accepted);
  g_assert_nonnull (strstr (kept, "медиана 38 %"));
  g_assert_null (strstr (dropped, "медиана 38 %"));
}

/* The fourth territory did not report in 2022: the other three have 460 of 1 200 before and 560 of
 * 1 200 after. */
static void
test_parts_differ (void)
{
  g_autoptr (OriSnapshot) snapshot = make_open_snapshot (4);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  OriReportInput input = {.snapshot = snapshot, .scheme = scheme};
  g_autoptr (OriDocument) document = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < snapshot->observations->len; i++) {
    OriObservation *o = &g_array_index (snapshot->observations, OriObservation, i);
    if (o->orgunit == 3 && g_array_index (snapshot->periods, OriPeriod, o->period).year == 2022)
      o->status = ORI_STATUS_MISSING;
  }
  ori_snapshot_seal (snapshot);
  document = ori_analytic_report (&input, NULL, NULL, NULL);
  g_assert_nonnull (document);
  text = dump (document);
  g_assert_nonnull (strstr (text, "Состав отчитавшихся изменился (в 2021 году – 4, в 2022 году – "
                                  "3), поэтому разность рассчитана только по сопоставимым, их 3. "
                                  "По сравнению с предыдущим значением (в 2021 году) показатель "
                                  "вырос на 8,3"));
  g_assert_nonnull (strstr (text, "по сопоставимым: Итого – по 3 из 4."));
}

static void
test_empty (void)
{
  g_autoptr (OriSnapshot) snapshot =
      ori_snapshot_new (ori_programme_load_shipped ("kemerovo-2022", NULL));
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GError) error = NULL;
  OriReportInput input = {.snapshot = snapshot, .scheme = scheme};

  ori_snapshot_seal (snapshot);
  g_assert_null (ori_analytic_report (&input, NULL, NULL, &error));
  g_assert_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_EMPTY);
  g_assert_null (ori_summary_tables (&input, NULL, NULL, NULL));
}

/* The territories that it is compared with stand in the evidence. */
static void
assert_names_similar (const OriRecommendation *draft, const OriSnapshot *snapshot)
{
  for (guint i = 0; i < draft->evidence->len; i++) {
    const OriEvidence *evidence = &g_array_index (draft->evidence, OriEvidence, i);
    g_autofree char *text = ori_evidence_text (evidence, snapshot);
    gboolean similar = evidence->reason == ORI_DEFICIT_BELOW_SIMILAR;
    g_assert_true (similar == (evidence->others != NULL));
    g_assert_true (similar == (strstr (text, "Альфа, Гамма, Дельта") != NULL));
    if (similar)
      return;
  }
  g_assert_not_reached ();
}

static void
test_drafts (void)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot (4);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GPtrArray) drafts = ori_recommendations_draft (snapshot, scheme, 1, 2022, NULL);
  OriRecommendation *first;
  g_autofree char *why = NULL, *evidence = NULL;

  g_assert_cmpuint (drafts->len, >=, 3);
  first = g_ptr_array_index (drafts, 0);
  g_assert_null (strpbrk (first->text, "{}[]"));
  g_assert_nonnull (first->template_id);
  g_assert_cmpuint (first->evidence->len, >=, 1);
  g_assert_false (ori_recommendation_is_stale (first, snapshot, scheme, NULL));
  evidence = ori_evidence_text (&g_array_index (first->evidence, OriEvidence, 0), snapshot);
  g_assert_nonnull (strstr (evidence, "2022"));
  assert_names_similar (first, snapshot);
  g_array_index (first->evidence, OriEvidence, 0).value += 1;
  g_assert_true (ori_recommendation_is_stale (first, snapshot, scheme, &why));
  g_assert_nonnull (strstr (why, "было"));
}

/* Three deficits of one direction: two get entries of their own, the third joins the first of them;
 * no entry is said twice to an audience. */
static void
test_drafts_joined (void)
{
  g_autoptr (OriSnapshot) snapshot = make_open_snapshot (4);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const OriRecommendation *longest = NULL;

  for (guint i = 0; i < 2; i++) {
    g_autofree char *code = g_strdup_printf ("П%u", 5 + i);
    g_autofree char *name = g_strdup_printf ("Доля повторной диагностики, %u класс", 8 + i);
    OriIndicator *more = ori_indicator_new (code, name, ORI_KIND_SHARE, "%");
    more->direction = 1;
    g_assert_true (ori_programme_add_indicator ((OriProgramme *)snapshot->programme, more));
    for (guint unit = 0; unit < 4; unit++)
      add_share (snapshot, code, unit, 2022, 20 + 10 * unit, 400, 0, NULL);
  }
  ori_snapshot_seal (snapshot);
  drafts = ori_recommendations_draft (snapshot, scheme, 1, 2022, NULL);
  for (guint i = 0; i < drafts->len; i++) {
    const OriRecommendation *draft = g_ptr_array_index (drafts, i);
    g_assert_true (
        g_hash_table_add (seen, g_strdup_printf ("%s %s", draft->audience, draft->template_id)));
    if (longest == NULL || draft->evidence->len > longest->evidence->len)
      longest = draft;
  }
  g_assert_nonnull (strstr (longest->text, "; "));
  g_assert_true (g_str_has_suffix (longest->text, ")."));
  g_assert_cmpstr (
      g_array_index (longest->evidence, OriEvidence, 0).indicator, !=,
      g_array_index (longest->evidence, OriEvidence, longest->evidence->len - 1).indicator);
}

static void
test_groups_chart (void)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot (4);
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  g_autoptr (OriChartSpec) spec = ori_groups_chart (snapshot, scheme, NULL, 2022);
  const OriChartSeries *series = g_ptr_array_index (spec->series, 0);

  g_assert_cmpstr (spec->title, ==,
                   "Группы территорий, 2022: низкая\xc2\xa0"
                   "4, средняя\xc2\xa0"
                   "0, высокая\xc2\xa0"
                   "0");
  g_assert_cmpstr (spec->group_names[0], ==, "низкая");
  g_assert_cmpuint (spec->periods->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (spec->periods, 1), ==, "2021");
  g_assert_cmpuint (series->points->len, ==, 2);
}

static void
test_charts (void)
{
  g_autoptr (OriSnapshot) snapshot = make_snapshot (4);
  const OriIndicator *indicator = ori_programme_indicator (snapshot->programme, "П2");
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (OriChartSpec) spec = NULL;
  const OriChartSeries *series;
  const OriChartPoint *last;
  guint unit = 1;

  g_array_append_val (units, unit);
  spec = ori_dynamics_chart (snapshot, indicator, units, TRUE);
  g_assert_cmpuint (spec->periods->len, ==, 3);
  series = g_ptr_array_index (spec->series, 0);
  /* Nothing was reported in 2020 and 2021: the line is broken. */
  g_assert_true (isnan (g_array_index (series->points, OriChartPoint, 0).value));
  last = &g_array_index (series->points, OriChartPoint, 2);
  g_assert_cmpstr (last->detail, ==, "13 из 60");
  g_assert_cmpstr (last->label, ==, "22\xc2\xa0%");
  g_assert_cmpfloat (last->low, <, last->value);
  g_assert_cmpfloat (last->high, >, last->value);
}

int
main (int argc, char **argv)
{
  for (guint i = 0; argc == 3 && i < G_N_ELEMENTS (cases); i++)
    if (strcmp (argv[1], "--print") == 0 && strcmp (argv[2], cases[i].name) == 0) {
      g_autofree char *text = make_report (&cases[i]);
      fputs (text, stdout);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_GOLDEN; i++) {
    g_autofree char *path = g_strconcat ("/report/analytic/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_golden);
  }
  g_test_add_func ("/report/analytic/levels", test_levels);
  g_test_add_func ("/report/analytic/small-numbers", test_public);
  g_test_add_func ("/report/analytic/small-numbers-in-medians", test_public_medians);
  g_test_add_func ("/report/analytic/parts-differ", test_parts_differ);
  g_test_add_func ("/report/analytic/empty", test_empty);
  g_test_add_func ("/report/drafts", test_drafts);
  g_test_add_func ("/report/drafts-joined", test_drafts_joined);
  g_test_add_func ("/report/groups-chart", test_groups_chart);
  g_test_add_func ("/report/charts", test_charts);
  return g_test_run ();
}
