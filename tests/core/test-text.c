/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "core/ori-text.h"

static void
assert_key (const char *text, const char *expected)
{
  g_autofree char *key = ori_text_key (text);

  g_assert_cmpstr (key, ==, expected);
}

static void
test_key (void)
{
  assert_key (NULL, "");
  assert_key ("  Кочубеевский\n муниципальный  округ ", "кочубеевский муниципальный округ");
  assert_key ("Будённовский", "буденновский");
  assert_key ("«Билет в будущее»", "билет в будущее");
  assert_key ("город-курорт Ессентуки", "город курорт ессентуки");
  assert_key ("доля вы-\nпускников 9 кл.", "доля выпускников 9 кл");
  assert_key ("профори-ентацон- ном", "профори ентацонном");
  assert_key ("Поступили в ОО ВО(%)", "поступили в оо во %");
  assert_key ("П\xc2\xad"
              "ОО",
              "поо");
  assert_key ("11.2.4", "11 2 4");
  /* Latin look-alikes inside a Russian word, zeros for О. */
  assert_key ("Kурский", "курский");
  assert_key ("Стaврoпoль", "ставрополь");
  assert_key ("00 ВО", "оо во");
  assert_key ("п00", "поо");
  assert_key ("9 и 10 кл", "9 и 10 кл");
  assert_key ("WorldSkills", "worldskills");
  assert_key ("школа 100", "школа 100");
}

static void
test_clean (void)
{
  g_autofree char *clean = ori_text_clean (" Численность\r\n\tобучаю-\nщихся\xc2\xa0 (чел.) ");

  g_assert_cmpstr (clean, ==, "Численность обучающихся (чел.)");
}

static void
test_similarity (void)
{
  g_assert_cmpfloat (ori_text_similarity ("Доля выпускников", "доля  выпускников."), ==, 1.0);
  g_assert_cmpfloat (ori_text_similarity ("доля выпускников 9 класса, поступивших в ПОО",
                                          "Доля выпускников 9 классов, поступивших в ПОО"),
                     >, 0.85);
  g_assert_cmpfloat (ori_text_similarity ("доля выпускников 9 класса", "расход воды"), <, 0.3);
  g_assert_cmpfloat (ori_text_similarity ("", "расход воды"), ==, 0.0);
}

static void
test_compare (void)
{
  g_assert_cmpint (ori_text_compare ("11.2", "11.10"), <, 0);
  g_assert_cmpint (ori_text_compare ("Ёлкино", "Елец"), >, 0);
  g_assert_cmpint (ori_text_compare ("Ёлкино", "Жуков"), <, 0);
  g_assert_cmpint (ori_text_compare ("а", "а"), ==, 0);
  g_assert_cmpint (ori_text_compare ("школа 007", "школа 7"), !=, 0);
  g_assert_cmpint (ori_text_compare ("школа 2", "школа 12"), <, 0);
}

static void
assert_decoded (const char *encoding)
{
  const char *text = "Муниципальный округ;Всего выпускников\nКурский;420\nСтепновский;17\n";
  const char *found = NULL;
  gsize length;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, NULL);
  g_autofree char *decoded = ori_text_decode (bytes, length, NULL, &found);

  g_assert_cmpstr (found, ==, encoding);
  g_assert_cmpstr (decoded, ==, text);
}

static void
test_decode (void)
{
  const char *found;
  g_autofree char *marked = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *broken = NULL;

  assert_decoded ("UTF-8");
  assert_decoded ("CP1251");
  assert_decoded ("CP866");
  assert_decoded ("KOI8-R");
  assert_decoded ("UTF-16LE");
  assert_decoded ("UTF-16BE");
  marked = ori_text_decode ("\xef\xbb\xbf"
                            "да",
                            7, NULL, &found);
  g_assert_cmpstr (found, ==, "UTF-8");
  g_assert_cmpstr (marked, ==, "да");
  wanted = ori_text_decode ("\xe4\xe0", 2, "CP1251", &found);
  g_assert_cmpstr (wanted, ==, "да");
  broken = ori_text_decode ("\xff\xfe\x41", 3, NULL, &found);
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/key", test_key);
  g_test_add_func ("/core/text/clean", test_clean);
  g_test_add_func ("/core/text/similarity", test_similarity);
  g_test_add_func ("/core/text/compare", test_compare);
  g_test_add_func ("/core/text/decode", test_decode);
  return g_test_run ();
}
