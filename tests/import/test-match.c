/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-programme.h"
#include "import/ori-grid-private.h"
#include "import/ori-match-private.h"

#include <string.h>

static GPtrArray *
make_units (void)
{
  static const struct {
    const char *code, *name, *short_name;
    gboolean city;
  } rows[] = {
      {"01", "городской округ город Курск", "Курск", TRUE},
      {"02", "Курский муниципальный район", "Курский", FALSE},
      {"03", "городской округ город Железногорск", "Железногорск", TRUE},
      {"04", "Железногорский муниципальный район", "Железногорский", FALSE},
      {"05", "городской округ Беловский", "Беловский", TRUE},
      {"06", "Беловский муниципальный округ", "Беловский", FALSE},
      {"07", "городской округ город-курорт Ессентуки", "Ессентуки", TRUE},
      {"08", "Кочубеевский муниципальный округ", "Кочубеевский", FALSE},
      {"09", "Березовский городской округ", "Берёзовский ГО", TRUE},
      {"10", "Анжеро-Судженский городской округ", "Анжеро-Судженский", TRUE},
  };
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  g_ptr_array_add (units,
                   ori_orgunit_new ("R46", "Курская область", NULL, NULL, ORI_ORGUNIT_REGION));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    OriOrgUnit *unit = ori_orgunit_new (rows[i].code, rows[i].name, rows[i].short_name, "R46",
                                        ORI_ORGUNIT_MUNICIPALITY);
    unit->city = rows[i].city;
    if (i == 7)
      ori_orgunit_add_alias (unit, "Кочубеевка");
    g_ptr_array_add (units, unit);
  }
  return units;
}

static void
test_orgunits (void)
{
  static const struct {
    const char *printed, *code;
    OriMatchKind kind;
  } cases[] = {
      {"г. Курск", "01", ORI_MATCH_EXACT},
      {"г.Курск", "01", ORI_MATCH_EXACT},
      {"город Курск", "01", ORI_MATCH_EXACT},
      {"Курск", "01", ORI_MATCH_EXACT},
      {"Курский", "02", ORI_MATCH_EXACT},
      {"Курский район", "02", ORI_MATCH_EXACT},
      {"Курский м.р-н", "02", ORI_MATCH_EXACT},
      {"Район Курский", "02", ORI_MATCH_EXACT},
      {"Курская область", "R46", ORI_MATCH_EXACT},
      {"Железногорский", "04", ORI_MATCH_EXACT},
      {"г. Железногорск", "03", ORI_MATCH_EXACT},
      {"Железногорский район 2)", "04", ORI_MATCH_EXACT},
      /* The same adjective names a city's okrug and a district. */
      {"Беловский", NULL, ORI_MATCH_AMBIGUOUS},
      {"Беловский ГО", "05", ORI_MATCH_EXACT},
      {"Беловский городской  округ", "05", ORI_MATCH_EXACT},
      {"Беловский МО", "06", ORI_MATCH_EXACT},
      {"Беловский м.о.", "06", ORI_MATCH_EXACT},
      {"Беловский муниципальный\nокруг", "06", ORI_MATCH_EXACT},
      {"Ессентуки", "07", ORI_MATCH_EXACT},
      {"г. Ессентуки", "07", ORI_MATCH_EXACT},
      {"Кочубеевка", "08", ORI_MATCH_EXACT},
      {"3. Кочубеевский МО", "08", ORI_MATCH_EXACT},
      {"Кочубеевский муниципальный район", "08", ORI_MATCH_EXACT},
      {"Кoчубеевский", "08", ORI_MATCH_EXACT}, /* Latin o */
      {"Кочубевский округ", "08", ORI_MATCH_LIKE},
      {"Кочубеевскии раион", "08", ORI_MATCH_EXACT}, /* «и» for «й» */
      {"Курский р-он", "02", ORI_MATCH_EXACT},
      {"Курская обл.", "R46", ORI_MATCH_EXACT},
      {"город Курск Курской области", "01", ORI_MATCH_EXACT},
      {"Курский район Курской области", "02", ORI_MATCH_EXACT},
      {"Железногорский район3", "04", ORI_MATCH_EXACT}, /* a raised 3 */
      {"Администрация Курского района", "02", ORI_MATCH_LIKE},
      {"Управление образования Вологодского района", NULL, ORI_MATCH_NONE},
      {"Берёзовский городской округ", "09", ORI_MATCH_EXACT},
      {"АНЖЕРО–СУДЖЕНСКИЙ ГО", "10", ORI_MATCH_EXACT},
      /* A district is no city, a city no district. */
      {"Кочубеевский городской округ", NULL, ORI_MATCH_NONE},
      {"Ессентукский район", NULL, ORI_MATCH_NONE},
      {"Итого", NULL, ORI_MATCH_NONE},
      {"", NULL, ORI_MATCH_NONE},
      {"Российская Федерация", NULL, ORI_MATCH_NONE},
  };
  g_autoptr (GPtrArray) units = make_units ();
  g_autoptr (OriPlaceIndex) index = ori_place_index_new (units);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const OriOrgUnit *unit;
    g_autofree char *others = NULL;
    OriMatchKind kind = ori_place_match (index, cases[i].printed, &unit, &others);
    g_test_message ("%s", cases[i].printed);
    g_assert_cmpstr (unit ? unit->code : NULL, ==, cases[i].code);
    g_assert_cmpint (kind, ==, cases[i].kind);
  }
}

static void
test_orgunit_in_text (void)
{
  g_autoptr (GPtrArray) units = make_units ();
  g_autoptr (OriPlaceIndex) index = ori_place_index_new (units);
  const OriOrgUnit *unit =
      ori_place_find (index, "Управление образования Курского муниципального района", FALSE);
  g_assert_nonnull (unit);
  g_assert_cmpstr (unit->code, ==, "02");
  unit = ori_place_find (index, "Показатели города Железногорска и Курского района", FALSE);
  g_assert_true (unit == NULL || strcmp (unit->code, "02") == 0);
  g_assert_null (ori_place_find (index, "Курский район и г. Ессентуки", FALSE));
  unit = ori_place_find (index, "Районы и города Курской области", FALSE);
  g_assert_cmpstr (unit->code, ==, "R46");
  unit = ori_place_find (index, "сбор 2022 Кочубеевский", TRUE);
  g_assert_cmpstr (unit->code, ==, "08");
  g_assert_null (ori_place_find (index, "Кочубеевский", FALSE));
}

static void
test_words (void)
{
  g_assert_true (ori_place_is_total ("Итого"));
  g_assert_true (ori_place_is_total ("Всего по краю:"));
  g_assert_true (ori_place_is_total ("В среднем по области"));
  g_assert_false (ori_place_is_total ("Курский район"));
  g_assert_true (ori_place_is_like ("Белгородская область"));
  g_assert_true (ori_place_is_like ("г. Москва"));
  g_assert_true (ori_place_is_like ("Глушковский"));
  g_assert_true (ori_place_is_like ("МБОУ «СОШ № 5»"));
  g_assert_false (ori_place_is_like ("Число раненых (за январь - декабрь 2011 г.)"));
  g_assert_false (ori_place_is_like ("Сведения о школах района"));
  g_assert_false (ori_place_is_like ("обрабатывающие производства"));
  g_assert_false (ori_place_is_like ("Численность учителей школ"));
  g_assert_true (ori_subject_is_like ("1.2. Доля охваченных"));
}

static OriIndicator *
new_indicator (const char *code, const char *name, const char *keyword)
{
  OriIndicator *indicator = ori_indicator_new (code, name, ORI_KIND_SHARE, "%");
  g_strfreev (indicator->keywords);
  indicator->keywords = g_strsplit (keyword ? keyword : "", "|", -1);
  return indicator;
}

static void
test_indicators (void)
{
  static const struct {
    const char *text, *code;
  } cases[] = {
      {"доля выпускников 9 класса, поступивших в колледжи", "A9"},
      {"Процентная доля выпускников 9 классов, поступивших в колледжи", "A9"},
      {"Таблица 1. Доля выпускников 11 классов, поступивших в колледжи", "A11"},
      {"Доля выпускников, поступивших в колледжи", NULL}, /* 9 or 11? */
      {"Охват проектом «Билет в будущее», 5-9 классы", "B"},
      {"Доля выпускников 7 класса, поступивших в колледжи", NULL},
      {"Урожайность зерновых", NULL},
      {"Выпускники 8 классов", "G8"},
      {"8 класс", NULL}, /* of pupils, perhaps */
      /* Abbreviations in full and shortened. */
      {"Доля выпускников 11 классов, поступивших в ОО ВО", "V"},
      {"Доля выпускников 11 кл., поступивших в вузы", "V"},
      {"Доля выпускников 11 классов, поступивших в ПОО", "P"},
      {"доля поступивших в профессиональные образовательные организации выпускников 11 класса",
       "P"},
      /* Cut short, and cut so short that two begin so. */
      {"количество встреч с передовиками и новаторами производства", "M1"},
      {"количество общеобразовательных организаций, имеющих и реализующих", NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", &error);
  g_assert_no_error (error);
  ori_programme_add_indicator (
      programme, new_indicator ("A9", "доля выпускников 9 класса, поступивших в колледжи", NULL));
  ori_programme_add_indicator (
      programme, new_indicator ("A11", "доля выпускников 11 класса, поступивших в колледжи", NULL));
  ori_programme_add_indicator (
      programme, new_indicator ("B", "доля обучающихся, охваченных проектом ранней профориентации",
                                "Билет в будущее"));
  static const char *const others[][2] = {
      {"G8", "численность выпускников 8 классов"},
      {"V", "доля выпускников 11 класса, поступивших в образовательные организации высшего "
            "образования"},
      {"P", "доля выпускников 11 класса, поступивших в ПОО"},
      {"M1", "количество встреч с передовиками и новаторами производства с целью формирования "
             "мотивации к профессиональной деятельности и повышения престижа рабочих профессий"},
      {"M2", "количество общеобразовательных организаций, имеющих и реализующих тематику классных "
             "часов по профориентации"},
      {"M3", "количество общеобразовательных организаций, имеющих и реализующих годовой план "
             "работы"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    ori_programme_add_indicator (programme, new_indicator (others[i][0], others[i][1], NULL));
  g_autoptr (OriSubjectIndex) index = ori_subject_index_new (programme);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *texts[] = {cases[i].text, NULL};
    OriSubjectMatch match;
    ori_subject_match (index, texts, &match);
    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (match.indicator ? match.indicator->code : NULL, ==, cases[i].code);
    g_free (match.others);
  }
}

static void
test_footnotes (void)
{
  static const struct {
    const char *text, *base, *notes;
    gboolean glued;
  } cases[] = {
      {"17,83)", "17,8", "3", TRUE},
      {"1202)", "120", "2", TRUE},
      {"20212)", "2021", "2", TRUE},
      {"20232), 3)", "2023", "2, 3", TRUE},
      {"…4)", "…", "4", FALSE},
      {"область 1);2)", "область", "1, 2", FALSE},
      {"детьми1)", "детьми", "1", FALSE},
      {"17,8³", "17,8", "3", FALSE},
      {"120*", "120", "*", FALSE},
      {"105³⁾", "105", "3", FALSE},
      {"Школа (корпус 2)", NULL, NULL, 0},
      {"(1)", NULL, NULL, 0},
      {"5)", NULL, NULL, 0},
      {"***", NULL, NULL, 0},
      {"", NULL, NULL, 0},
      {"2016/20171)", "2016/2017", "1", TRUE},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *notes = NULL;
    gboolean glued = FALSE;
    g_autofree char *base = ori_footnote_cut (cases[i].text, &notes, &glued);
    g_test_message ("%s", cases[i].text);
    g_assert_cmpstr (base, ==, cases[i].base);
    g_assert_cmpstr (notes, ==, cases[i].notes);
    g_assert_cmpint (glued, ==, cases[i].glued);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/match/orgunits", test_orgunits);
  g_test_add_func ("/import/match/orgunit-in-text", test_orgunit_in_text);
  g_test_add_func ("/import/match/words", test_words);
  g_test_add_func ("/import/match/indicators", test_indicators);
  g_test_add_func ("/import/match/footnotes", test_footnotes);
  return g_test_run ();
}
