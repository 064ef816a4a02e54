/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "core/ori-error.h"
#include "core/ori-register.h"

static const OriRegister *
get_default (void)
{
  g_autoptr (GError) error = NULL;
  const OriRegister *shipped = ori_register_get_default (&error);
  g_assert_no_error (error);
  return shipped;
}

static const OriOrgUnit *
find (const GPtrArray *units, const char *short_name)
{
  for (guint i = 0; i < units->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (units, i);
    if (strcmp (unit->short_name, short_name) == 0)
      return unit;
  }
  return NULL;
}

static guint
count_cities (const GPtrArray *units)
{
  guint n = 0;
  for (guint i = 0; i < units->len; i++)
    n += ((const OriOrgUnit *)units->pdata[i])->city;
  return n;
}

static void
test_regions (void)
{
  guint n;
  const OriRegion *regions = ori_register_regions (get_default (), &n);
  g_assert_cmpuint (n, ==, 85);
  g_assert_cmpstr (regions[0].name, ==, "Алтайский край");
  g_assert_cmpstr (ori_register_find_region (get_default (), "26")->name, ==,
                   "Ставропольский край");
  g_assert_cmpstr (ori_register_find_region (get_default (), "R26")->code, ==, "26");
  g_assert_cmpstr (ori_register_find_region (get_default (), "ставропольский  КРАЙ")->code, ==,
                   "26");
  g_assert_cmpstr (ori_register_find_region (get_default (), "01")->name, ==, "Республика Адыгея");
  g_assert_null (ori_register_find_region (get_default (), "100"));
  g_assert_null (ori_register_find_region (get_default (), ""));
}

static void
test_sizes (void)
{
  static const struct {
    const char *region;
    int year;
    guint n, cities;
  } expected[] = {{"26", 2023, 33, 7}, {"26", 2020, 33, 7}, {"26", 2025, 33, 7}, {"26", 0, 33, 7},
                  {"40", 2022, 26, 2}, {"46", 2022, 33, 5}, {"R46", 2022, 33, 5}};
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autoptr (GPtrArray) units =
        ori_register_orgunits (get_default (), expected[i].region, expected[i].year);
    g_assert_cmpuint (units->len, ==, expected[i].n + 1);
    g_assert_cmpuint (count_cities (units), ==, expected[i].cities);
    const OriOrgUnit *region = units->pdata[0];
    g_assert_cmpint (region->level, ==, ORI_ORGUNIT_REGION);
    g_assert_null (region->parent);
    for (guint k = 1; k < units->len; k++) {
      const OriOrgUnit *unit = g_ptr_array_index (units, k);
      g_assert_cmpint (unit->level, ==, ORI_ORGUNIT_MUNICIPALITY);
      g_assert_cmpstr (unit->parent, ==, region->code);
      g_assert_cmpuint (strlen (unit->code), ==, 8);
    }
  }
  g_autoptr (GPtrArray) nothing = ori_register_orgunits (get_default (), "100", 2022);
  g_assert_cmpuint (nothing->len, ==, 0);
}

/* A district that became an okrug keeps its code and is known by its former name and OKTMO. */
static void
test_renamed (void)
{
  g_autoptr (GPtrArray) before = ori_register_orgunits (get_default (), "26", 2023);
  g_autoptr (GPtrArray) after = ori_register_orgunits (get_default (), "26", 2024);
  const OriOrgUnit *okrug = find (before, "Ипатовский ГО");
  const OriOrgUnit *today = find (after, "Ипатовский МО");
  g_assert_nonnull (okrug);
  g_assert_nonnull (today);
  g_assert_cmpstr (okrug->code, ==, "07522000");
  g_assert_cmpstr (today->code, ==, "07522000");
  g_assert_cmpstr (okrug->name, ==, "городской округ Ипатовский");
  g_assert_cmpstr (today->name, ==, "Ипатовский муниципальный округ");
  const char *const *aliases = (const char *const *)today->aliases;
  g_assert_true (g_strv_contains (aliases, "городской округ Ипатовский"));
  g_assert_true (g_strv_contains (aliases, "07714000"));
  g_assert_false (g_strv_contains (aliases, today->name));
  const OriOrgUnit *district = find (before, "Кочубеевский МО");
  g_assert_true (
      g_strv_contains ((const char *const *)district->aliases, "Кочубеевский муниципальный район"));
}

static void
test_cities (void)
{
  g_autoptr (GPtrArray) kursk = ori_register_orgunits (get_default (), "46", 2022);
  g_autoptr (GPtrArray) stavropol = ori_register_orgunits (get_default (), "26", 2023);
  g_assert_true (find (kursk, "г. Железногорск")->city);
  g_assert_false (find (kursk, "Железногорский МР")->city);
  g_assert_true (find (kursk, "г. Курск")->city);
  g_assert_false (find (kursk, "Курский МР")->city);
  g_assert_true (find (stavropol, "г. Ессентуки")->city);
  g_assert_cmpstr (find (stavropol, "г. Ставрополь")->code, ==, "07701000");
  g_assert_false (find (stavropol, "Курский МО")->city);
}

static void
test_unique (void)
{
  guint n;
  const OriRegion *regions = ori_register_regions (get_default (), &n);
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < n; i++)
    for (int year = 2018; year <= 2025; year += 7) {
      g_autoptr (GPtrArray) units = ori_register_orgunits (get_default (), regions[i].code, 0);
      g_autoptr (GPtrArray) then = ori_register_orgunits (get_default (), regions[i].code, year);
      g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint k = 0; year == 2018 && k < units->len; k++)
        g_assert_true (g_hash_table_add (codes, g_strdup (((OriOrgUnit *)units->pdata[k])->code)));
      for (guint k = 0; k < then->len; k++)
        g_assert_true (g_hash_table_add (names, ((OriOrgUnit *)then->pdata[k])->short_name));
      g_assert_cmpuint (then->len, >, 1);
    }
}

static void
test_broken (void)
{
  static const char *const lines[] = {"26\t07701000\t\tname", "26\t\t\tname\tn\t\t\t",
                                      "26\t07701000\t\tname\tn\t\tlast year\t",
                                      "26\t07701000\t\tname\tn\t\t\t\t\t"};
  g_autofree char *folder = g_dir_make_tmp ("orientir-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "register.tsv", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = g_strconcat ("region\tcode\n", lines[i], "\n", NULL);
    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    g_assert_null (ori_register_load (path, &error));
    g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA);
    g_assert_nonnull (strstr (error->message, "2"));
    g_assert_nonnull (strstr (error->message, path));
  }
  g_autoptr (GError) encoding = NULL;
  g_assert_true (g_file_set_contents (path, "\xcd\xe5", -1, NULL));
  g_assert_null (ori_register_load (path, &encoding));
  g_assert_error (encoding, ORI_CORE_ERROR, ORI_CORE_ERROR_SYNTAX);
  g_unlink (path);
  g_rmdir (folder);
  g_autoptr (GError) error = NULL;
  g_assert_null (ori_register_load (path, &error));
  g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_READ);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/register/regions", test_regions);
  g_test_add_func ("/core/register/sizes", test_sizes);
  g_test_add_func ("/core/register/renamed", test_renamed);
  g_test_add_func ("/core/register/cities", test_cities);
  g_test_add_func ("/core/register/unique", test_unique);
  g_test_add_func ("/core/register/broken", test_broken);
  return g_test_run ();
}
