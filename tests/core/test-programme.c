/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>
#include <math.h>
#include <string.h>

#include "core/ori-error.h"
#include "core/ori-programme.h"
#include "core/ori-subject.h"

static OriProgramme *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  OriProgramme *programme = ori_programme_load_shipped (id, &error);
  g_assert_no_error (error);
  return programme;
}

static guint
count_variants (const OriProgramme *programme)
{
  guint n = 0;
  for (guint i = 0; i < programme->indicators->len; i++)
    n += ((OriIndicator *)programme->indicators->pdata[i])->variant_of != NULL;
  return n;
}

static void
test_counts (void)
{
  static const struct {
    const char *id;
    guint criteria, declared, variants, blocks;
  } expected[] = {
      {"belinsky-2021", 6, 0, 0, 0},   {"kaluga-2020", 7, 42, 0, 0},
      {"kemerovo-2022", 1, 17, 6, 0},  {"stary-oskol-2021", 7, 11, 0, 0},
      {"stavropol-2023", 10, 0, 0, 3},
  };
  g_auto (GStrv) ids = ori_programme_shipped_ids ();
  g_assert_cmpuint (g_strv_length (ids), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_assert_cmpstr (ids[i], ==, expected[i].id);
    g_autoptr (OriProgramme) programme = load (ids[i]);
    guint variants = count_variants (programme);
    g_assert_cmpstr (programme->id, ==, ids[i]);
    g_assert_cmpuint (programme->criteria->len, ==, expected[i].criteria);
    g_assert_cmpuint (programme->indicators->len - variants, ==, expected[i].declared);
    g_assert_cmpuint (variants, ==, expected[i].variants);
    g_assert_cmpuint (g_strv_length (programme->blocks), ==, expected[i].blocks);
  }
}

/* Every shipped indicator stands in a block; what an authority decided or organised is management.
 */
static void
test_blocks (void)
{
  static const struct {
    const char *id;
    guint n[ORI_N_BLOCKS]; /* conditions, results, management */
  } expected[] = {
      {"kaluga-2020", {29, 7, 6}}, {"kemerovo-2022", {5, 18, 0}}, {"stary-oskol-2021", {2, 9, 0}}};
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autoptr (OriProgramme) programme = load (expected[i].id);
    for (guint b = 0; b < ORI_N_BLOCKS; b++) {
      guint n = 0;
      for (guint k = 0; k < programme->indicators->len; k++)
        n += g_strcmp0 (((OriIndicator *)programme->indicators->pdata[k])->block,
                        ori_block_code (b)) == 0;
      g_assert_cmpuint (n, ==, expected[i].n[b]);
    }
  }
}

static void
test_kinds (void)
{
  g_autoptr (OriProgramme) kaluga = load ("kaluga-2020");
  guint kinds[ORI_KIND_VALUE + 1] = {0};
  for (guint i = 0; i < kaluga->indicators->len; i++)
    kinds[((OriIndicator *)kaluga->indicators->pdata[i])->kind]++;
  g_assert_cmpuint (kinds[ORI_KIND_COUNT], ==, 24);
  g_assert_cmpuint (kinds[ORI_KIND_COUNT_SHARE], ==, 6);
  g_assert_cmpuint (kinds[ORI_KIND_COUNT_PARTS], ==, 4);
  g_assert_cmpuint (kinds[ORI_KIND_COUNT_BY], ==, 3);
  g_assert_cmpuint (kinds[ORI_KIND_PRESENCE], ==, 2);
  g_assert_cmpuint (kinds[ORI_KIND_LIST], ==, 2);
  g_assert_cmpuint (kinds[ORI_KIND_PAIR], ==, 1);

  const OriIndicator *press = ori_programme_indicator (kaluga, "11.1.14");
  g_assert_nonnull (ori_indicator_element (press, ORI_PART_VALUE));
  g_assert_cmpstr (ori_indicator_element (press, "by2")->name, ==, "региональных СМИ");
  g_assert_null (ori_indicator_element (press, "by3"));
  g_assert_true (ori_programme_indicator (kaluga, "11.6.4")->previous_year);
  g_assert_false (ori_programme_indicator (kaluga, "11.6.1")->previous_year);
  g_assert_true (ori_programme_indicator (kaluga, "11.1.1")->personal);
  g_assert_true (ori_programme_indicator (kaluga, "11.1.9")->denominator_inferred);
  g_assert_true (isnan (ori_programme_indicator (kaluga, "11.1.9")->target));
}

static void
check_indicator (const OriProgramme *programme, const OriIndicator *indicator)
{
  g_assert_nonnull (indicator->short_name);
  g_assert_cmpint (g_utf8_strlen (indicator->short_name, -1), <=, 40);
  g_assert_nonnull (indicator->keywords[0]);
  g_assert_nonnull (ori_programme_criterion (programme, indicator->criterion));
  gboolean share = indicator->kind == ORI_KIND_SHARE || indicator->kind == ORI_KIND_COUNT_SHARE;
  static const char *const share_parts[] = {ORI_PART_TOTAL, ORI_PART_PARTICIPATED,
                                            ORI_PART_PERCENT};
  for (guint i = 0; i < indicator->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (indicator->elements, i);
    g_autofree char *code = g_strdup_printf ("%s:%s", indicator->code, element->part);
    g_assert_cmpstr (element->code, ==, code);
    g_assert_true (ori_programme_element (programme, code) == element);
    if (share)
      g_assert_cmpstr (element->part, ==, share_parts[i]);
  }
  if (!share)
    return;
  g_assert_cmpstr (indicator->unit, ==, "%");
  const char *part = ori_indicator_element (indicator, ORI_PART_PARTICIPATED)->population;
  const char *whole = ori_indicator_element (indicator, ORI_PART_TOTAL)->population;
  g_assert_nonnull (part);
  /* Kemerovo counts parents per graduate: the one share that is no part of its whole. */
  if (strcmp (indicator->code, "K13") != 0)
    g_assert_true (ori_programme_is_subset (programme, part, whole));
}

static void
test_complete (void)
{
  g_auto (GStrv) ids = ori_programme_shipped_ids ();
  for (guint k = 0; ids[k]; k++) {
    g_autoptr (OriProgramme) programme = load (ids[k]);
    g_test_message ("%s", ids[k]);
    g_assert_nonnull (programme->document);
    g_assert_nonnull (programme->goal);
    g_assert_nonnull (programme->units);
    g_assert_nonnull (programme->methods[0]);
    g_assert_nonnull (programme->notes[0]);
    g_assert_cmpuint (programme->roles->len, >, 0);
    g_assert_cmpuint (programme->stages->len, >, 0);
    g_assert_nonnull (ori_programme_element (programme, "pupils"));
    g_assert_nonnull (ori_programme_element (programme, "rural"));
    for (guint i = 0; i < programme->indicators->len; i++)
      check_indicator (programme, g_ptr_array_index (programme->indicators, i));
  }
}

static void
test_calendar (void)
{
  g_autoptr (OriProgramme) stavropol = load ("stavropol-2023");
  g_autoptr (OriProgramme) kaluga = load ("kaluga-2020");
  g_autoptr (OriProgramme) oskol = load ("stary-oskol-2021");
  const OriDeadline *first = g_ptr_array_index (stavropol->deadlines, 0);
  const OriDeadline *heads = g_ptr_array_index (kaluga->deadlines, 2);
  const OriDeadline *published = g_ptr_array_index (kaluga->deadlines, 3);
  g_assert_cmpint (first->month, ==, 5);
  g_assert_cmpint (first->day, ==, 15);
  g_assert_cmpstr (first->date, ==, "до 15 мая");
  g_assert_cmpint (heads->month, ==, 8);
  g_assert_cmpint (heads->day, ==, 15);
  g_assert_cmpint (published->month, ==, 0);
  g_assert_cmpstr (((OriStageOfWork *)oskol->stages->pdata[1])->end, ==, "01.06");
  g_assert_cmpuint (g_strv_length (stavropol->groups), ==, 3);
  g_assert_cmpstr (stavropol->groups[0], ==, "низкая");
  g_assert_cmpuint (g_strv_length (kaluga->measures), ==, 10);
  g_assert_cmpuint (g_strv_length (kaluga->decisions), ==, 3);
  g_assert_cmpuint (g_strv_length (kaluga->components), ==, 10);
  g_assert_cmpstr (kaluga->as_of, ==, "30 апреля текущего учебного года");
}

static void
test_populations (void)
{
  g_autoptr (OriProgramme) kemerovo = load ("kemerovo-2022");
  g_assert_true (ori_programme_is_subset (kemerovo, "graduates9", "pupils"));
  g_assert_true (ori_programme_is_subset (kemerovo, "graduates9", "graduates9"));
  g_assert_true (ori_programme_is_subset (kemerovo, "entered-spo9-profile", "entered-spo9"));
  g_assert_true (ori_programme_is_subset (kemerovo, "ticket10-11", "grades6-11"));
  g_assert_true (ori_programme_is_subset (kemerovo, "disabled5-9", "pupils-disabled"));
  g_assert_false (ori_programme_is_subset (kemerovo, "pupils", "graduates9"));
  g_assert_false (ori_programme_is_subset (kemerovo, "graduates9", "graduates11"));
  g_assert_false (ori_programme_is_subset (kemerovo, "nobody", "nobody"));
}

static void
test_variants (void)
{
  g_autoptr (OriProgramme) kemerovo = load ("kemerovo-2022");
  static const char *const variants[][2] = {{"K01.1", "K01"}, {"K05.1", "K05"}, {"K07.1", "K07"},
                                            {"K09.1", "K09"}, {"K09.2", "K09"}, {"K11.1", "K11"}};
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++) {
    const OriIndicator *variant = ori_programme_indicator (kemerovo, variants[i][0]);
    g_assert_nonnull (variant);
    g_assert_cmpstr (variant->variant_of, ==, variants[i][1]);
  }
  g_assert_cmpint (ori_programme_indicator (kemerovo, "K02")->direction, ==, 0);
  g_assert_cmpint (ori_programme_indicator (kemerovo, "K03")->direction, ==, 1);
}

static void
test_offers (void)
{
  g_autoptr (OriProgramme) stavropol = load ("stavropol-2023");
  g_autoptr (OriProgramme) oskol = load ("stary-oskol-2021");
  g_autoptr (OriProgramme) kemerovo = load ("kemerovo-2022");
  static const struct {
    const char *criterion;
    const char *from_oskol, *from_kemerovo;
  } expected[] = {
      {"СТ01", "СО1.1", "K11"},
      {"СТ02", "СО2.1 СО2.2 СО2.3", "K09 K10 K13"},
      {"СТ03", "", "K04 K16"},
      {"СТ04", "СО3.1", "K00 K01 K02 K03"},
      {"СТ06", "СО5.1 СО5.2", "K07 K08"},
      {"СТ08", "", ""},
      {"СТ09", "СО6.1", ""},
      {"СТ10", "СО7.1", "K05 K06 K07 K08"},
      {"СТ99", "", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_auto (GStrv) a = ori_programme_offers (stavropol, expected[i].criterion, oskol);
    g_auto (GStrv) b = ori_programme_offers (stavropol, expected[i].criterion, kemerovo);
    g_autofree char *from_oskol = g_strjoinv (" ", a);
    g_autofree char *from_kemerovo = g_strjoinv (" ", b);
    g_assert_cmpstr (from_oskol, ==, expected[i].from_oskol);
    g_assert_cmpstr (from_kemerovo, ==, expected[i].from_kemerovo);
  }
}

static void
test_adopt (void)
{
  g_autoptr (OriProgramme) stavropol = load ("stavropol-2023");
  g_autoptr (OriProgramme) kemerovo = load ("kemerovo-2022");
  OriIndicator *adopted =
      ori_programme_adopt (kemerovo, ori_programme_indicator (kemerovo, "K09.1"), "СТ05");
  g_assert_true (adopted->own);
  g_assert_cmpstr (adopted->criterion, ==, "СТ05");
  g_assert_null (adopted->variant_of);
  g_assert_true (ori_programme_add_indicator (stavropol, adopted));
  g_assert_true (ori_programme_indicator (stavropol, "K09.1") == adopted);
  g_assert_nonnull (ori_programme_element (stavropol, "K09.1:total"));
  g_assert_false (ori_programme_add_indicator (
      stavropol, ori_indicator_new ("K09.1", "другой", ORI_KIND_COUNT, NULL)));

  g_autoptr (OriProgramme) copy = ori_programme_copy (stavropol);
  const OriIndicator *copied = ori_programme_indicator (copy, "K09.1");
  g_assert_true (copied != adopted);
  g_assert_cmpstr (copied->name, ==, adopted->name);
  g_assert_true (ori_programme_element (copy, "K09.1:total") !=
                 ori_programme_element (stavropol, "K09.1:total"));
}

static void
test_none (void)
{
  g_autoptr (OriProgramme) none = load ("none");
  g_autoptr (GError) error = NULL;
  g_assert_cmpuint (none->indicators->len, ==, 0);
  g_assert_nonnull (ori_programme_element (none, "schools"));
  g_assert_null (ori_programme_load_shipped ("../register/municipalities", &error));
  g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_READ);
}

static void
test_own_indicator (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OriIndicator) own =
      ori_indicator_new ("my:1", "Доля «своих» \\ \"обучающихся\"", ORI_KIND_SHARE, "%");
  own->target = 33.3;
  own->direction = -1;
  g_autofree char *json = ori_indicator_to_json (own);
  g_autoptr (OriIndicator) back = ori_indicator_from_json (json, &error);
  g_assert_no_error (error);
  g_autofree char *again = ori_indicator_to_json (back);
  g_assert_cmpstr (json, ==, again);
  g_assert_cmpstr (back->code, ==, "my-1");
  g_assert_cmpstr (back->name, ==, own->name);
  g_assert_cmpfloat (back->target, ==, 33.3);
  g_assert_cmpint (back->direction, ==, -1);
  g_assert_true (back->own);
  g_assert_cmpstr (ori_indicator_element (back, ORI_PART_TOTAL)->code, ==, "my-1:total");
  g_assert_cmpint (ori_indicator_element (back, ORI_PART_PERCENT)->kind, ==, ORI_ELEMENT_REPORTED);
  g_assert_cmpint (ori_indicator_element (back, ORI_PART_TOTAL)->kind, ==, ORI_ELEMENT_COUNTED);
  g_assert_cmpstr (ori_indicator_label (back), ==, own->name);
}

/* A heading of a file often has the unit in it already. */
static void
test_unit (void)
{
  static const char *cases[][3] = {
      {"Охват", "%", "Охват, %"},
      {"Охват, %", "%", "Охват, %"},
      {"Охват %", "%", "Охват %"},
      {"Затраты", NULL, "Затраты"},
      {"Затраты", "", "Затраты"},
      {"Затраты, тыс. руб.", "тыс. руб.", "Затраты, тыс. руб."},
      {"Цена метра", "ра", "Цена метра, ра"},
      {"%", "%", "%, %"},
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OriIndicator) indicator =
        ori_indicator_new ("A", cases[i][0], ORI_KIND_VALUE, cases[i][1]);
    g_autofree char *text = ori_indicator_with_unit (indicator, indicator->name);
    g_assert_cmpstr (text, ==, cases[i][2]);
  }
}

/* Every shipped indicator survives being kept by a workspace. */
static void
test_round_trip (void)
{
  g_auto (GStrv) ids = ori_programme_shipped_ids ();
  for (guint k = 0; ids[k]; k++) {
    g_autoptr (OriProgramme) programme = load (ids[k]);
    for (guint i = 0; i < programme->indicators->len; i++) {
      g_autoptr (GError) error = NULL;
      g_autofree char *json = ori_indicator_to_json (programme->indicators->pdata[i]);
      g_autoptr (OriIndicator) back = ori_indicator_from_json (json, &error);
      g_assert_no_error (error);
      g_autofree char *again = ori_indicator_to_json (back);
      g_assert_cmpstr (json, ==, again);
    }
  }
}

static void
test_errors (void)
{
  static const struct {
    const char *members; /* beside id and titles */
    const char *message; /* a part of it */
  } cases[] = {
      {"'criteria':[],'colour':'red'", "colour"},
      {"'goal':1,'criteria':[]", "goal"},
      {"'goal':'no criteria'", "criteria"},
      {"'criteria':[{'code':'A'}]", "criteria[0].name"},
      {"'criteria':[{'code':'A','name':'a'},{'code':'A','name':'b'}]", "criteria[1].code"},
      {"'criteria':[{'code':'A','name':'a','direction':'Н77'}]", "criteria[0] (A).direction"},
      {"'indicators':[{'code':'I','name':'i','kind':'ratio','criterion':'A'}],'criteria':[]",
       "indicators[0].kind"},
      {"'indicators':[{'name':'i','kind':'count'}],'criteria':[]", "indicators[0].code"},
      {"'indicators':[{'code':'','name':'i','kind':'count'}],'criteria':[]", "indicators[0].code"},
      {"'indicators':[{'code':'I','name':'i','kind':'count','criterion':'B'}],'criteria':[]",
       "indicators[0] (I).criterion"},
      {"'indicators':[{'code':'I','name':'i','kind':'count'}],'criteria':[]",
       "indicators[0] (I).criterion"},
      {"'criteria':[{'code':'A','name':'a'}],'indicators':["
       "{'code':'I','name':'i','kind':'count','criterion':'A'},"
       "{'code':'I','name':'j','kind':'count','criterion':'A'}]",
       "indicators[1].code"},
      {"'criteria':[{'code':'A','name':'a'}],'indicators':["
       "{'code':'I','name':'i','kind':'count','criterion':'A','variant_of':'J'}]",
       "indicators[0] (I).variant_of"},
      {"'criteria':[{'code':'A','name':'a'}],'indicators':["
       "{'code':'I','name':'i','kind':'count','criterion':'A','variant_of':'J'},"
       "{'code':'J','name':'j','kind':'count','criterion':'A'}]",
       "indicators[1] (J)"},
      {"'criteria':[{'code':'A','name':'a'}],'indicators':["
       "{'code':'I','name':'i','kind':'count','criterion':'A','normalise_by':'stars'}]",
       "indicators[0] (I).normalise_by"},
      {"'criteria':[{'code':'A','name':'a'}],'indicators':["
       "{'code':'I','name':'i','kind':'count','criterion':'A','block':'top'}]",
       "indicators[0] (I).block"},
      {"'criteria':[{'code':'A','name':'a'}],'indicators':["
       "{'code':'I','name':'i','kind':'count','criterion':'A','elements':"
       "[{'part':'value','name':'v','population':'martians'}]}]",
       "indicators[0] (I).elements[0].population"},
      {"'criteria':[{'code':'A','name':'a'}],'indicators':["
       "{'code':'I','name':'i','kind':'share','criterion':'A','elements':"
       "[{'part':'total','name':'v'}]}]",
       "indicators[0] (I).elements"},
      {"'criteria':[],'populations':[{'code':'p','name':'p','supersets':['q']}]",
       "populations[19] (p).supersets"},
      {"'criteria':[],'populations':[{'code':'p','name':'p','supersets':['q']},"
       "{'code':'q','name':'q','supersets':['p']}]",
       "circle"},
      {"'criteria':[],'populations':[{'code':'pupils','name':'p'}]", "populations[19].code"},
      {"'criteria':[],'contextual':[{'code':'pupils','name':'p'}]", "contextual[11].code"},
      {"'criteria':[],'deadlines':[{'what':'w','date':'d','month':2,'day':30}]", "deadlines[0]"},
      {"'criteria':[],'audiences':['a','b'],'audience_codes':['a']", "audience_codes"},
      {"'criteria':[],'blocks':['only one']", "blocks"},
      {"'criteria':{}", "criteria"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *json =
        g_strdup_printf ("{'id':'x','title':'x','short_title':'x',%s}", cases[i].members);
    g_strdelimit (json, "'", '"');
    g_assert_null (ori_programme_parse (json, &error));
    g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_SCHEMA);
    if (!strstr (error->message, cases[i].message))
      g_error ("“%s” does not name %s", error->message, cases[i].message);
  }
}

static void
test_broken_files (void)
{
  static const char *const texts[] = {"", "[]", "{", "null", "\"x\"", "{\"id\":1}", "\xff\xfe"};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_null (ori_programme_parse (texts[i], &error));
    g_assert_nonnull (error);
  }
  g_autoptr (GError) error = NULL;
  g_assert_null (ori_programme_load ("/nonexistent/x.json", &error));
  g_assert_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_READ);
  g_assert_nonnull (strstr (error->message, "/nonexistent/x.json"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/programme/counts", test_counts);
  g_test_add_func ("/core/programme/blocks", test_blocks);
  g_test_add_func ("/core/programme/kinds", test_kinds);
  g_test_add_func ("/core/programme/complete", test_complete);
  g_test_add_func ("/core/programme/calendar", test_calendar);
  g_test_add_func ("/core/programme/populations", test_populations);
  g_test_add_func ("/core/programme/variants", test_variants);
  g_test_add_func ("/core/programme/offers", test_offers);
  g_test_add_func ("/core/programme/adopt", test_adopt);
  g_test_add_func ("/core/programme/none", test_none);
  g_test_add_func ("/core/programme/own-indicator", test_own_indicator);
  g_test_add_func ("/core/programme/unit", test_unit);
  g_test_add_func ("/core/programme/round-trip", test_round_trip);
  g_test_add_func ("/core/programme/errors", test_errors);
  g_test_add_func ("/core/programme/broken-files", test_broken_files);
  return g_test_run ();
}
