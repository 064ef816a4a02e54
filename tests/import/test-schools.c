/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-test-util.h"

#include <string.h>

/* Schools of a known region: in which municipality a school is, as files say it. */

static GPtrArray *
make_units (void)
{
  static const struct {
    const char *code, *name, *short_name;
  } homes[] = {{"1", "Александровский муниципальный округ", "Александровский МО"},
               {"2", "Апанасенковский муниципальный округ", "Апанасенковский МО"},
               {"3", "городской округ город Ставрополь", "г. Ставрополь"}};
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  g_ptr_array_add (units,
                   ori_orgunit_new ("R26", "Ставропольский край", NULL, NULL, ORI_ORGUNIT_REGION));
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    g_ptr_array_add (units, ori_orgunit_new (homes[i].code, homes[i].name, homes[i].short_name,
                                             "R26", ORI_ORGUNIT_MUNICIPALITY));
  return units;
}

/* Cell and municipality of every record, "?" where the school has none. */
static char *
homes_of (const char *csv)
{
  g_autoptr (GPtrArray) units = make_units ();
  OriMatchContext context = {.orgunits = units,
                             .region = "R26",
                             .cycle = 2023,
                             .make_indicators = TRUE,
                             .make_schools = TRUE};
  g_autoptr (OriBook) book = import_test_book (csv);
  g_autoptr (OriRecognition) recognition =
      ori_recognition_new (book, "table.csv", &context, NULL, NULL, NULL);
  const OriStage *stage = ori_recognition_stage (recognition);
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    const char *home = record->orgunit;
    for (guint k = 0; k < stage->new_orgunits->len; k++) {
      const OriOrgUnit *unit = g_ptr_array_index (stage->new_orgunits, k);
      if (g_strcmp0 (unit->code, record->orgunit) == 0)
        home = unit->parent;
    }
    g_autofree char *cell = ori_cellref_name (record->cell.row, record->cell.col);
    g_string_append_printf (text, "%s%s %s", i ? ", " : "", cell, home ? home : "?");
  }
  return g_string_free (text, FALSE);
}

static void
test_column (void)
{
  g_autofree char *repeated = homes_of ("Муниципалитет;Школа;Участников, чел.\n"
                                        "Александровский;МБОУ СОШ № 1;120\n"
                                        "Александровский;МБОУ СОШ № 2;90\n"
                                        "Апанасенковский;МБОУ СОШ № 1;111\n");
  g_assert_cmpstr (repeated, ==, "C2 1, C3 1, C4 2");
  g_autofree char *blank = homes_of ("МО;Наименование ОО;2022;2023\n"
                                     "Александровский;МБОУ СОШ № 1;1;2\n"
                                     ";МБОУ СОШ № 2;3;4\n"
                                     "Апанасенковский;МБОУ СОШ № 1;5;6\n");
  g_assert_cmpstr (blank, ==, "C2 1, D2 1, C3 1, D3 1, C4 2, D4 2");
  g_autofree char *tall = homes_of ("Дата;Муниципалитет;Школа;Показатель;Значение\n"
                                    "01.09.2023;Александровский;МБОУ СОШ № 1;Число учеников;450\n"
                                    "01.09.2023;Александровский;МБОУ СОШ № 2;Число учеников;300\n"
                                    "01.09.2023;Апанасенковский;МБОУ СОШ № 1;Число учеников;410\n");
  g_assert_cmpstr (tall, ==, "E2 1, E3 1, E4 2");
}

static void
test_heading (void)
{
  g_autofree char *bare = homes_of ("Наименование;2022;2023\n"
                                    "Александровский;;\n"
                                    "МБОУ СОШ № 1;47;49\n"
                                    "Апанасенковский;;\n"
                                    "МБОУ СОШ № 1;42;43\n");
  g_assert_cmpstr (bare, ==, "B3 1, C3 1, B5 2, C5 2");
  g_autofree char *sums = homes_of ("МО / ОО;Выпускников, чел.\n"
                                    "Александровский муниципальный округ;75\n"
                                    "МБОУ СОШ № 1;75\n"
                                    "Апанасенковский муниципальный округ;64\n"
                                    "МБОУ СОШ № 1;64\n");
  g_assert_cmpstr (sums, ==, "B2 1, B3 1, B4 2, B5 2");
}

/* Municipalities that sent nothing stand below the last figure as they do above it. */
static void
test_silent (void)
{
  g_autofree char *found = homes_of ("Муниципалитет;2022;2023\n"
                                     "Александровский;0;3\n"
                                     "г. Ставрополь;5;0\n"
                                     "Апанасенковский;;\n"
                                     "Исполнитель Иванова;;\n");
  g_assert_cmpstr (found, ==, "B2 1, C2 1, B3 3, C3 3, B4 2, C4 2");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/schools/column", test_column);
  g_test_add_func ("/import/schools/heading", test_heading);
  g_test_add_func ("/import/schools/silent", test_silent);
  return g_test_run ();
}
