/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "core/ori-snapshot.h"

static OriProgramme *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  OriProgramme *programme = ori_programme_load_shipped (id, &error);
  g_assert_no_error (error);
  return programme;
}

static guint
add_period (OriSnapshot *snapshot, int year)
{
  OriPeriod period = ori_period_year (year);
  g_array_append_val (snapshot->periods, period);
  return snapshot->periods->len - 1;
}

static guint
add_orgunit (OriSnapshot *snapshot, const char *code, const char *name, const char *short_name)
{
  g_ptr_array_add (snapshot->orgunits,
                   ori_orgunit_new (code, name, short_name, NULL, ORI_ORGUNIT_MUNICIPALITY));
  return snapshot->orgunits->len - 1;
}

static void
add (OriSnapshot *snapshot, guint element, guint orgunit, guint period, double value)
{
  OriObservation observation = {.element = element,
                                .orgunit = orgunit,
                                .period = period,
                                .status = ORI_STATUS_VALUE,
                                .value = value};
  g_array_append_val (snapshot->observations, observation);
}

static const OriObservation *
look (const OriSnapshot *snapshot, const char *element, const char *orgunit, int year)
{
  OriPeriod period = ori_period_year (year);
  return ori_snapshot_lookup (snapshot, ori_snapshot_element_index (snapshot, element),
                              ori_snapshot_orgunit_index (snapshot, orgunit),
                              ori_snapshot_period_index (snapshot, &period));
}

static void
test_lookup (void)
{
  g_autoptr (OriSnapshot) snapshot = ori_snapshot_new (load ("kemerovo-2022"));
  guint second = add_orgunit (snapshot, "2", "Яшкинский муниципальный округ", "Яшкинский МО");
  guint first = add_orgunit (snapshot, "1", "Кемеровский муниципальный округ", "Кемеровский МО");
  ori_orgunit_add_alias (snapshot->orgunits->pdata[first], "Кемеровский район");
  guint y2022 = add_period (snapshot, 2022), y2020 = add_period (snapshot, 2020);
  guint total = ori_snapshot_add_element (snapshot, "K02:total");
  guint pupils = ori_snapshot_add_element (snapshot, "pupils");
  g_assert_cmpuint (ori_snapshot_add_element (snapshot, "K02:total"), ==, total);
  g_assert_cmpuint (ori_snapshot_add_element (snapshot, "K99:total"), ==, G_MAXUINT);
  add (snapshot, pupils, first, y2020, 3000);
  add (snapshot, total, second, y2020, 94);
  add (snapshot, total, first, y2022, 80);
  add (snapshot, total, first, y2020, 1);
  add (snapshot, total, first, y2020, 77);
  ori_snapshot_seal (snapshot);

  g_assert_cmpuint (snapshot->observations->len, ==, 4);
  g_assert_cmpstr (ori_snapshot_orgunit (snapshot, 0)->code, ==, "1");
  g_assert_cmpint (ori_snapshot_period (snapshot, 0)->year, ==, 2020);
  g_assert_cmpfloat (look (snapshot, "K02:total", "1", 2020)->value, ==, 77);
  g_assert_cmpfloat (look (snapshot, "K02:total", "1", 2022)->value, ==, 80);
  g_assert_cmpfloat (look (snapshot, "K02:total", "2", 2020)->value, ==, 94);
  g_assert_cmpfloat (look (snapshot, "pupils", "1", 2020)->value, ==, 3000);
  g_assert_null (look (snapshot, "K02:total", "2", 2022));
  g_assert_null (look (snapshot, "pupils", "2", 2020));
  g_assert_null (look (snapshot, "K03:total", "1", 2020));
  g_assert_null (look (snapshot, "pupils", "1", 1999));

  g_assert_cmpuint (ori_snapshot_find_orgunit (snapshot, "КЕМЕРОВСКИЙ  район"), ==, 0);
  g_assert_cmpuint (ori_snapshot_find_orgunit (snapshot, "Яшкинский мо"), ==, 1);
  g_assert_cmpuint (ori_snapshot_find_orgunit (snapshot, "2"), ==, 1);
  g_assert_cmpuint (ori_snapshot_find_orgunit (snapshot, "Юргинский МО"), ==, G_MAXUINT);
  g_assert_cmpuint (ori_snapshot_find_orgunit (snapshot, ""), ==, G_MAXUINT);
}

static void
test_cycles (void)
{
  g_autoptr (OriSnapshot) snapshot = ori_snapshot_new (load ("kaluga-2020"));
  guint unit = add_orgunit (snapshot, "1", "Калуга", NULL);
  guint y2022 = add_period (snapshot, 2022), y2020 = add_period (snapshot, 2020);
  add (snapshot, ori_snapshot_add_element (snapshot, "11.2.1:value"), unit, y2022, 1);
  /* About the year before: a number of 2020 belongs to the round of 2021. */
  add (snapshot, ori_snapshot_add_element (snapshot, "11.6.2:value"), unit, y2020, 1);
  ori_snapshot_seal (snapshot);
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  g_assert_cmpuint (cycles->len, ==, 2);
  g_assert_cmpint (g_array_index (cycles, int, 0), ==, 2021);
  g_assert_cmpint (g_array_index (cycles, int, 1), ==, 2022);
}

static void
test_empty (void)
{
  g_autoptr (OriSnapshot) snapshot = ori_snapshot_new (load ("none"));
  ori_snapshot_seal (snapshot);
  g_autoptr (OriSnapshot) other = ori_snapshot_ref (snapshot);
  g_autoptr (GArray) cycles = ori_snapshot_cycles (other);
  g_assert_cmpuint (cycles->len, ==, 0);
  g_assert_null (ori_snapshot_lookup (snapshot, 0, 0, 0));
  g_assert_cmpuint (ori_snapshot_find_orgunit (snapshot, "x"), ==, G_MAXUINT);
}

/* A naive twin tells what each lookup must find. */
static void
test_random (void)
{
  enum { UNITS = 17, YEARS = 6, TRIES = 2000 };
  static const char *const codes[] = {"K02:total", "K03:percent", "K12:value", "schools"};
  double twin[G_N_ELEMENTS (codes)][UNITS][YEARS] = {0};
  g_autoptr (OriSnapshot) snapshot = ori_snapshot_new (load ("kemerovo-2022"));
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  for (guint i = 0; i < UNITS; i++) {
    g_autofree char *code = g_strdup_printf ("%u", i * 7 % UNITS);
    add_orgunit (snapshot, code, code, NULL);
  }
  for (int i = 0; i < YEARS; i++)
    add_period (snapshot, 2020 + i * 5 % YEARS);
  for (guint i = 0; i < TRIES; i++) {
    guint element = (guint)g_rand_int_range (random, 0, G_N_ELEMENTS (codes));
    guint unit = (guint)g_rand_int_range (random, 0, UNITS);
    guint year = (guint)g_rand_int_range (random, 0, YEARS);
    if ((unit + year) % 3 == 0)
      continue;
    twin[element][unit * 7 % UNITS][year * 5 % YEARS] = i + 1;
    add (snapshot, ori_snapshot_add_element (snapshot, codes[element]), unit, year, i + 1);
  }
  ori_snapshot_seal (snapshot);
  for (guint e = 0; e < G_N_ELEMENTS (codes); e++)
    for (guint u = 0; u < UNITS; u++)
      for (int y = 0; y < YEARS; y++) {
        g_autofree char *code = g_strdup_printf ("%u", u);
        const OriObservation *found = look (snapshot, codes[e], code, 2020 + y);
        g_assert_cmpfloat (found ? found->value : 0, ==, twin[e][u][y]);
      }
}

static void
add_child (OriSnapshot *snapshot, const char *code, const char *parent, OriOrgUnitLevel level)
{
  g_ptr_array_add (snapshot->orgunits, ori_orgunit_new (code, code, code, parent, level));
}

/* @n_schools of two municipalities reported, and @n_own municipalities themselves. */
static OriSnapshot *
make_levels (guint n_schools, guint n_own)
{
  OriSnapshot *snapshot = ori_snapshot_new (load ("kemerovo-2022"));
  guint element = ori_snapshot_add_element (snapshot, "K12:value");

  add_period (snapshot, 2021);
  add_child (snapshot, "m0", NULL, ORI_ORGUNIT_MUNICIPALITY);
  add_child (snapshot, "m1", NULL, ORI_ORGUNIT_MUNICIPALITY);
  for (guint i = 0; i < 4; i++) {
    g_autofree char *code = g_strdup_printf ("s%u", i);
    add_child (snapshot, code, i % 2 ? "m1" : "m0", ORI_ORGUNIT_SCHOOL);
  }
  for (guint i = 0; i < n_schools; i++)
    add (snapshot, element, 2 + i, 0, 1);
  for (guint i = 0; i < n_own; i++)
    add (snapshot, element, i, 0, 1);
  return snapshot;
}

static void
assert_level (guint n_schools, guint n_own, OriOrgUnitLevel level)
{
  g_autoptr (OriSnapshot) snapshot = make_levels (n_schools, n_own);
  ori_snapshot_seal (snapshot);
  g_assert_cmpint (ori_snapshot_main_level (snapshot), ==, level);
}

static void
test_main_level (void)
{
  assert_level (0, 0, ORI_ORGUNIT_MUNICIPALITY);
  assert_level (0, 2, ORI_ORGUNIT_MUNICIPALITY);
  /* Schools of one municipality are compared with each other, those of two speak for them. */
  assert_level (1, 0, ORI_ORGUNIT_MUNICIPALITY);
  assert_level (4, 0, ORI_ORGUNIT_MUNICIPALITY);
  assert_level (4, 1, ORI_ORGUNIT_MUNICIPALITY);

  g_autoptr (OriSnapshot) one = make_levels (0, 0);
  guint element = ori_snapshot_add_element (one, "K12:value");
  add (one, element, 2, 0, 1);
  add (one, element, 4, 0, 1);
  ori_snapshot_seal (one);
  g_assert_cmpint (ori_snapshot_main_level (one), ==, ORI_ORGUNIT_SCHOOL);

  g_autoptr (OriSnapshot) chosen = make_levels (4, 0);
  ori_snapshot_seal (chosen);
  ori_snapshot_choose_level (chosen, ORI_ORGUNIT_SCHOOL);
  g_assert_cmpint (ori_snapshot_main_level (chosen), ==, ORI_ORGUNIT_SCHOOL);
  /* Nobody is of that level. */
  ori_snapshot_choose_level (chosen, ORI_ORGUNIT_OTHER);
  g_assert_cmpint (ori_snapshot_main_level (chosen), ==, ORI_ORGUNIT_MUNICIPALITY);
}

static void
test_large (void)
{
  enum { UNITS = 1000, YEARS = 10 };
  g_autoptr (OriSnapshot) snapshot = ori_snapshot_new (load ("kaluga-2020"));
  for (guint i = 0; i < UNITS; i++) {
    g_autofree char *code = g_strdup_printf ("Школа № %u", i);
    add_orgunit (snapshot, code, code, NULL);
  }
  for (int i = 0; i < YEARS; i++)
    add_period (snapshot, 2030 - i);
  for (guint i = 0; i < 30; i++) {
    g_autofree char *code =
        g_strconcat (((OriIndicator *)snapshot->programme->indicators->pdata[i])->code, ":",
                     ((OriElement *)((OriIndicator *)snapshot->programme->indicators->pdata[i])
                          ->elements->pdata[0])
                         ->part,
                     NULL);
    guint element = ori_snapshot_add_element (snapshot, code);
    for (guint u = 0; u < UNITS; u++)
      for (guint y = 0; y < YEARS; y++)
        add (snapshot, element, UNITS - 1 - u, y, u * 100 + y);
  }
  gint64 start = g_get_monotonic_time ();
  ori_snapshot_seal (snapshot);
  gint64 taken = g_get_monotonic_time () - start;
  g_test_message ("300 000 observations sealed in %.3f s", (double)taken / G_USEC_PER_SEC);
  g_assert_cmpuint (snapshot->observations->len, ==, 300000);
  g_assert_cmpfloat (look (snapshot, "11.1.2:value", "Школа № 7", 2028)->value, ==,
                     (UNITS - 1 - 7) * 100 + 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/snapshot/lookup", test_lookup);
  g_test_add_func ("/core/snapshot/cycles", test_cycles);
  g_test_add_func ("/core/snapshot/empty", test_empty);
  g_test_add_func ("/core/snapshot/random", test_random);
  g_test_add_func ("/core/snapshot/main-level", test_main_level);
  g_test_add_func ("/core/snapshot/large", test_large);
  return g_test_run ();
}
