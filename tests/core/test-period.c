/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-period.h"

static void
assert_parsed (const char *text, const char *code)
{
  OriPeriod period;
  g_autofree char *found = NULL;

  g_test_message ("'%s'", text);
  if (!ori_period_parse (text, &period)) {
    g_assert_null (code);
    return;
  }
  found = ori_period_code (&period);
  g_assert_cmpstr (found, ==, code);
}

static void
test_parse (void)
{
  assert_parsed ("2021", "2021");
  assert_parsed (" 2021 г.", "2021");
  assert_parsed ("2009 год", "2009");
  assert_parsed ("за 2021 год", "2021");
  assert_parsed ("2000/2001", "2000/2001");
  assert_parsed ("2019-2020", "2019/2020");
  assert_parsed ("2020–2021 уч. год", "2020/2021");
  assert_parsed ("2021/22 уч. год", "2021/2022");
  assert_parsed ("2021 / 2022", "2021/2022");
  assert_parsed ("1 квартал 2015", "2015-Q1");
  assert_parsed ("I полугодие 2022 г.", "2022-H1");
  assert_parsed ("январь 2022", "2022-01");
  assert_parsed ("2022 январь", "2022-01");
  assert_parsed ("01.2022", "2022-01");
  assert_parsed ("31.12.2022", "2022-12-31");
  assert_parsed ("01.09.22", "2022-09-01");
  assert_parsed ("на 30 апреля 2021 г.", "2021-04-30");
  assert_parsed ("2022-12-31", "2022-12-31");
  assert_parsed ("2022-01", "2022-01");
  assert_parsed ("2022-H2", "2022-H2");
  assert_parsed ("2015-Q4", "2015-Q4");
}

static void
test_parse_refuses (void)
{
  static const char *const texts[] = {
      "32.01.22",   "01.13.22", "1.1.22",       "",          "год",          "1812",
      "2101",       "20212",    "2017-2016",    "2015-2020", "2021 человек", "13.2022",
      "31.02.2022", "2022-H3",  "Таблица 2021", "2021,5",    "12",           "2021 учебный год"};

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_parsed (texts[i], NULL);
}

static void
assert_found (const char *text, const char *code)
{
  OriPeriod period;
  g_autofree char *found = NULL;

  g_assert_true (ori_period_find (text, &period));
  found = ori_period_code (&period);
  g_assert_cmpstr (found, ==, code);
}

static void
test_find (void)
{
  OriPeriod period;

  assert_found ("Сведения за январь–декабрь 2011 г. по субъектам", "2011");
  assert_found ("Отчёт за 2021-2022 учебный год", "2021/2022");
  assert_found ("Мониторинг 2023.xlsx", "2023");
  assert_found ("Сравнение 2021 и 2022 годов", "2022");
  g_assert_false (ori_period_find ("Сведения об обучающихся", &period));
}

static void
test_order (void)
{
  static const char *const ascending[] = {"2020", "2021-Q1", "2021-H1", "2021-06-30", "2020/2021",
                                          "2021", "2021-Q4", "2021-12", "2022"};

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (ascending); i++) {
    OriPeriod a, b;

    g_assert_true (ori_period_parse (ascending[i], &a));
    g_assert_true (ori_period_parse (ascending[i + 1], &b));
    g_test_message ("%s < %s", ascending[i], ascending[i + 1]);
    g_assert_cmpint (
        ori_period_compare (&a, &b) < 0 || (ori_period_compare (&a, &b) != 0 && i == 3), ==, TRUE);
    g_assert_cmpint (ori_period_compare (&a, &b), ==, -ori_period_compare (&b, &a));
  }
}

static void
test_cycle (void)
{
  OriPeriod period;

  g_assert_true (ori_period_parse ("2021/2022", &period));
  g_assert_cmpint (ori_period_cycle (&period), ==, 2022);
  period = ori_period_year (2022);
  g_assert_cmpint (ori_period_cycle (&period), ==, 2022);
}

static void
test_label (void)
{
  OriPeriod period;
  g_autofree char *label = NULL;

  g_assert_true (ori_period_parse ("2009/2010", &period));
  label = ori_period_label (&period);
  g_assert_cmpstr (label, ==, "2009/10");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/period/parse", test_parse);
  g_test_add_func ("/core/period/parse-refuses", test_parse_refuses);
  g_test_add_func ("/core/period/find", test_find);
  g_test_add_func ("/core/period/order", test_order);
  g_test_add_func ("/core/period/cycle", test_cycle);
  g_test_add_func ("/core/period/label", test_label);
  return g_test_run ();
}
