/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/ori-completeness.h"
#include "picture.h"

#define INDICATORS                                                                                           \
  "{\"code\": \"S\", \"name\": \"Доля\", \"criterion\": \"A\", \"kind\": \"share\"},"                    \
  "{\"code\": \"C\", \"name\": \"Число\", \"criterion\": \"A\", \"kind\": \"count\"},"                  \
  "{\"code\": \"D\", \"name\": \"Что просили\", \"criterion\": \"A\", \"kind\": \"count\"},"       \
  "{\"code\": \"T\", \"name\": \"Слова\", \"criterion\": \"B\", \"kind\": \"text\"},"                   \
  "{\"code\": \"D1\", \"name\": \"Что напечатали\", \"criterion\": \"A\", \"kind\": \"count\"," \
  " \"variant_of\": \"D\"}"

static OriCompleteness *
look (const OriSnapshot *snapshot, OriOrgUnitLevel level)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 20, G_DATE_MAY, 2021);
  return ori_completeness_compute (snapshot, 2021, level, &today);
}

static OriCover
cover_in (const OriCompleteness *found, const OriSnapshot *snapshot, const char *unit,
          const char *code)
{
  for (guint row = 0; row < found->orgunits->len; row++)
    for (guint col = 0; col < found->indicators->len; col++)
      if (g_array_index (found->orgunits, guint, row) == picture_unit (snapshot, unit) &&
          g_str_equal (((OriIndicator *)g_ptr_array_index (found->indicators, col))->code, code))
        return (OriCover)ori_completeness_cell (found, row, col)->state;
  g_assert_not_reached ();
}

static void
test_states (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (
      INDICATORS, "S:total a 2021 2\nS:participated a 2021 1\nC:value a 2021 hidden\n"
                  "D1:value a 2021 na\nT:text a 2021 \"да\nC:value b 2021 ?7\nC:value c 2021 -\n"
                  "S:total c 2021 1\nS:participated c 2021 2\n@ d\n");
  g_autoptr (OriCompleteness) found = look (snapshot, ORI_ORGUNIT_MUNICIPALITY);

  /* The variant stands for what was declared: four are asked, not five. */
  g_assert_cmpuint (found->indicators->len, ==, 4);
  g_assert_cmpuint (found->orgunits->len, ==, 4);
  g_assert_cmpint (cover_in (found, snapshot, "a", "S"), ==, ORI_COVER_PRESENT);
  g_assert_cmpint (cover_in (found, snapshot, "a", "C"), ==, ORI_COVER_SUPPRESSED);
  g_assert_cmpint (cover_in (found, snapshot, "a", "D1"), ==, ORI_COVER_NOT_APPLICABLE);
  g_assert_cmpint (cover_in (found, snapshot, "b", "C"), ==, ORI_COVER_DOUBTFUL);
  g_assert_cmpint (cover_in (found, snapshot, "b", "S"), ==, ORI_COVER_MISSING);
  /* Impossible counts came, and want a look. */
  g_assert_cmpint (cover_in (found, snapshot, "c", "S"), ==, ORI_COVER_DOUBTFUL);
  g_assert_cmpuint (found->total.expected, ==, 15);
  g_assert_cmpuint (found->total.present, ==, 5);
  g_assert_cmpuint (found->by_orgunit[0].expected, ==, 3);
  g_assert_cmpuint (found->by_orgunit[0].present, ==, 3);
  g_assert_cmpuint (found->n_incomplete, ==, 3);
  g_assert_cmpuint (found->n_doubtful, ==, 2);
  g_assert_cmpuint (found->n_silent, ==, 1);
  g_assert_true (ori_completeness_is_silent (found, 3));
  g_assert_cmpint (found->due, ==, ORI_DUE_NONE);
}

static void
test_sums (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "@ m - municipality\n@ a m school\n@ b m school\nC:value a 2021 1\n"
                               "S:total a 2021 4\nS:participated a 2021 1\nS:total b 2021 4\n"
                               "S:participated b 2021 1\nT:text a 2021 \"да\n");
  g_autoptr (OriCompleteness) found = look (snapshot, ORI_ORGUNIT_MUNICIPALITY);
  g_autoptr (OriCompleteness) schools = look (snapshot, ORI_ORGUNIT_SCHOOL);

  g_assert_cmpint (cover_in (found, snapshot, "m", "S"), ==, ORI_COVER_PRESENT);
  g_assert_cmpint (cover_in (found, snapshot, "m", "C"), ==, ORI_COVER_PARTIAL);
  g_assert_cmpint (cover_in (found, snapshot, "m", "T"), ==, ORI_COVER_NOT_ASKED);
  g_assert_cmpuint (found->n_incomplete, ==, 1);
  g_assert_cmpuint (schools->orgunits->len, ==, 2);
  g_assert_cmpint (cover_in (schools, snapshot, "b", "C"), ==, ORI_COVER_MISSING);
  g_assert_cmpuint (schools->total.present, ==, 4);
}

/* What each shipped programme asks, and until when, before anything came. */
static void
test_programmes (void)
{
  static const struct {
    const char *id;
    guint n_asked;
    OriDue due;
    int days;
  } cases[] = {
      {"kaluga-2020", 42, ORI_DUE_SOON, 10},      {"stavropol-2023", 0, ORI_DUE_PASSED, 5},
      {"stary-oskol-2021", 11, ORI_DUE_SOON, 12}, {"kemerovo-2022", 17, ORI_DUE_NONE, 0},
      {"belinsky-2021", 0, ORI_DUE_NONE, 0},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    OriProgramme *programme = ori_programme_load_shipped (cases[i].id, &error);
    g_autoptr (OriSnapshot) snapshot = NULL;
    g_autoptr (OriCompleteness) found = NULL;

    g_assert_no_error (error);
    snapshot = ori_snapshot_new (programme);
    g_ptr_array_add (snapshot->orgunits,
                     ori_orgunit_new ("m", "m", "m", NULL, ORI_ORGUNIT_MUNICIPALITY));
    ori_snapshot_seal (snapshot);
    found = look (snapshot, ORI_ORGUNIT_MUNICIPALITY);
    g_assert_cmpuint (found->indicators->len, ==, cases[i].n_asked);
    g_assert_cmpuint (found->total.expected, ==, cases[i].n_asked);
    g_assert_cmpuint (found->n_silent, ==, cases[i].n_asked > 0 ? 1 : 0);
    g_assert_cmpint (found->due, ==, cases[i].due);
    g_assert_cmpint (found->days, ==, cases[i].days);
  }
}

/* 40 000 schools × 42 indicators. */
static void
test_large (void)
{
  g_autoptr (GError) error = NULL;
  OriProgramme *programme = ori_programme_load_shipped ("kaluga-2020", &error);
  g_autoptr (OriSnapshot) snapshot = NULL;
  OriPeriod year = ori_period_year (2021);
  guint added = 0;
  gint64 start;

  g_assert_no_error (error);
  snapshot = ori_snapshot_new (programme);
  g_array_append_val (snapshot->periods, year);
  for (guint i = 0; i < 40000; i++) {
    g_autofree char *code = g_strdup_printf ("s%05u", i);
    g_ptr_array_add (snapshot->orgunits,
                     ori_orgunit_new (code, code, code, NULL, ORI_ORGUNIT_SCHOOL));
  }
  for (guint i = 0; i < programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    const OriElement *element = ori_indicator_element (indicator, ORI_PART_VALUE);
    for (guint unit = i % 6;
         element && indicator->kind == ORI_KIND_COUNT && !indicator->previous_year && unit < 40000;
         unit += 6, added++) {
      OriObservation observation = {.value = 1, .orgunit = unit};
      observation.element = ori_snapshot_add_element (snapshot, element->code);
      g_array_append_val (snapshot->observations, observation);
    }
  }
  ori_snapshot_seal (snapshot);
  start = g_get_monotonic_time ();
  g_autoptr (OriCompleteness) found = look (snapshot, ORI_ORGUNIT_SCHOOL);
  g_test_message ("%u observations among %u cells in %.0f ms", added, found->total.expected,
                  (double)(g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (found->total.present, ==, added);
  g_assert_cmpuint (found->total.expected, ==, 40000 * 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/completeness/states", test_states);
  g_test_add_func ("/analysis/completeness/sums", test_sums);
  g_test_add_func ("/analysis/completeness/programmes", test_programmes);
  g_test_add_func ("/analysis/completeness/large", test_large);
  return g_test_run ();
}
