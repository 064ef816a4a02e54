/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-cell-format.h"

#define NBSP "\xc2\xa0"

typedef struct {
  const char *code;
  double value;
  const char *expected;
} Example;

static void
check_examples (const Example *examples, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autoptr (OriCellFormat) format = ori_cell_format_new (examples[i].code);
    g_autofree char *printed = ori_cell_format_print (format, examples[i].value);

    if (g_strcmp0 (printed, examples[i].expected) != 0)
      g_error ("%s of %.15g: “%s” instead of “%s”", examples[i].code, examples[i].value, printed,
               examples[i].expected);
  }
}

static void
test_general (void)
{
  static const Example examples[] = {
      {"General", 0, "0"},
      {"General", 27.4, "27,4"},
      {"General", -0.5, "-0,5"},
      {"General", 10.4651162790698, "10,46511628"},
      {"General", 0.1 + 0.2, "0,3"},
      {"General", 12345678901, "12345678901"},
      {"General", 123456789012, "1,23457E+11"},
      {"General", 0.00001, "0,00001"},
      {"General", 0.0000123456789, "1,23457E-05"},
      {"General", 1e-300, "1E-300"},
      {"General", 1.7e308, "1,7E+308"},
      {"General", 999999.9999999, "1000000"},
      {"Основной", 5, "Основной"},
      {"", 3.5, "3,5"},
      {"General\" чел.\"", 12.5, "12,5 чел."},
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_numbers (void)
{
  static const Example examples[] = {
      {"0", 2.5, "3"},
      {"0.00", 2.675, "2,68"},
      {"0.0", -1.75, "-1,8"},
      {"0.0", -0.01, "0,0"},
      {"#,##0", 2015, "2" NBSP "015"},
      {"#,##0.0", 35097467.4, "35" NBSP "097" NBSP "467,4"},
      {"#,##0", 12, "12"},
      {"0000", 42, "0042"},
      {"0,000", 42, "0" NBSP "042"},
      {"#.##", 0.5, ",5"},
      {"0.0#", 2.5, "2,5"},
      {"0.0#", 2.25, "2,25"},
      {"#,##0,", 1234567, "1" NBSP "235"},
      {"0.0,,\" млн\"", 1234567, "1,2 млн"},
      {"00-00", 1234, "12-34"},
      {"#,##0\\ _₽", 1234, "1" NBSP "234"},
      {"_-* #,##0.00\\ _₽_-;\\-* #,##0.00\\ _₽_-", -5, "-5,00"},
      {"0.00E+00", 12345, "1,23E+04"},
      {"0.00E+00", 0.00012345, "1,23E-04"},
      {"0.00E+00", 9.999, "1,00E+01"},
      {"##0.0E+0", 12345, "12,3E+3"},
      {"# ?/?", 2.5, "2 1/2"},
      {"# ?"
       "?/?"
       "?",
       0.3125, "5/16"},
      {"#\" \"?/8", 1.5, "1 4/8"},
      {"[$₽-419]0", 5, "₽5"},
      {"0\" %\"", 67, "67 %"},
      {"0;-0;;@", 0, ""},
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_percents (void)
{
  static const Example examples[] = {
      {"0%", 0.67, "67%"},     {"0%", 0.575, "58%"},          {"0.0%", 0.575, "57,5%"},
      {"0.00%", 1, "100,00%"}, {"0%;[Red]-0%", -0.2, "-20%"}, {"#,##0%", 12.5, "1" NBSP "250%"},
  };
  g_autoptr (OriCellFormat) format = ori_cell_format_new ("[=0]\"-\";0.0%");
  g_autoptr (OriCellFormat) literal = ori_cell_format_new ("0\"%\"");

  check_examples (examples, G_N_ELEMENTS (examples));
  g_assert_cmpint (ori_cell_format_kind (format), ==, ORI_FORMAT_PERCENT);
  g_assert_cmpint (ori_cell_format_decimals (format), ==, 1);
  g_assert_cmpint (ori_cell_format_kind (literal), ==, ORI_FORMAT_NUMBER);
}

static void
test_sections (void)
{
  static const Example examples[] = {
      {"0;(0)", -5, "(5)"},
      {"0.0;-0.0;\"нет\"", 0, "нет"},
      {"[Red]0;[Blue]-0", -3, "-3"},
      {"[>=100]0;0.0", 150, "150"},
      {"[>=100]0;0.0", 15, "15,0"},
      {"[>=100]0;0.0", -15, "-15,0"},
      {"[<0]\"минус \"0;0", -5, "минус 5"},
      {"[=1]\"да\";[=2]\"нет\";General", 2, "нет"},
      {"[=1]\"да\";[=2]\"нет\";General", 7, "7"},
      {"\"всегда\"", 7, "всегда"},
  };
  g_autoptr (OriCellFormat) format = ori_cell_format_new ("0;-0;0;\"г. \"@");
  g_autofree char *text = ori_cell_format_print_text (format, "Курск");

  check_examples (examples, G_N_ELEMENTS (examples));
  g_assert_cmpstr (text, ==, "г. Курск");
}

static void
test_dates (void)
{
  /* 44926 is 31 December 2022, a Saturday. */
  static const Example examples[] = {
      {"mm-dd-yy", 44926, "31-12-22"},
      {"dd/mm/yyyy", 44926, "31.12.2022"},
      {"m/d/yyyy", 44654, "3.4.2022"},
      {"[$-419]d\\ mmmm\\ yyyy\" г.\";@", 44926, "31 декабря 2022 г."},
      {"mmmm yyyy", 44926, "Декабрь 2022"},
      {"d\\-mmm", 44926, "31-дек"},
      {"yyyy", 44926, "2022"},
      {"dddd", 44926, "суббота"},
      {"ddd", 44926, "Сб"},
      {"yyyy-mm-dd hh:mm:ss", 44926.75, "2022-12-31 18:00:00"},
      {"h:mm AM/PM", 0.75, "6:00 PM"},
      {"mm:ss.0", 0.5 / 86400 * 125, "01:02,5"},
      {"[h]:mm", 1.5, "36:00"},
      {"dd.mm.yyyy", 60, "29.02.1900"},
      {"dd.mm.yyyy", 1, "01.01.1900"},
      {"dd.mm.yyyy", -5, "-5"},
      {"dd.mm.yyyy", 1e15, "1e+15"},
      {"hh:mm", 0.999999, "00:00"},
  };

  check_examples (examples, G_N_ELEMENTS (examples));
}

static void
test_builtin (void)
{
  static const struct {
    guint id;
    double value;
    const char *expected;
  } examples[] = {
      {0, 2.5, "2,5"},
      {3, 2015, "2" NBSP "015"},
      {9, 0.67, "67%"},
      {10, 0.675, "67,50%"},
      {14, 44926, "31.12.2022"},
      {22, 44926.5, "31.12.2022 12:00"},
      {37, -1200, "-1" NBSP "200"},
      {49, 5, "5"},
      {163, 5, "5"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
    g_autoptr (OriCellFormat) format =
        ori_cell_format_new (ori_cell_format_builtin (examples[i].id));
    g_autofree char *printed = ori_cell_format_print (format, examples[i].value);

    g_assert_cmpstr (printed, ==, examples[i].expected);
  }
}

/* Whatever the code is, something is printed and nothing breaks. */
static void
test_garbage (void)
{
  static const char *const codes[] = {"\"",
                                      "[",
                                      "[$",
                                      "\\",
                                      "_",
                                      "*",
                                      "E+",
                                      "0E",
                                      "..",
                                      ";;;;;;",
                                      "[>]0",
                                      "0/0",
                                      "/",
                                      "?/",
                                      "h:m:s.000000000",
                                      "[hhhhhhhhhhhhhh]",
                                      "\xff\xfe",
                                      "0.00000000000000000000000000",
                                      "[>=1e999]0;0",
                                      "AM/P",
                                      "%%%%%%%%0",
                                      "@@",
                                      "#,#,#,#,,,,,"};
  static const double values[] = {0, 1, -1, 0.5, 44926.123, -1e300, 1e300, 1e-300};

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++) {
      g_autoptr (OriCellFormat) format = ori_cell_format_new (codes[i]);
      g_autofree char *printed = ori_cell_format_print (format, values[j]);
      g_autofree char *text = ori_cell_format_print_text (format, "текст");

      g_assert_true (g_utf8_validate (printed, -1, NULL));
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheet/cell-format/general", test_general);
  g_test_add_func ("/sheet/cell-format/numbers", test_numbers);
  g_test_add_func ("/sheet/cell-format/percents", test_percents);
  g_test_add_func ("/sheet/cell-format/sections", test_sections);
  g_test_add_func ("/sheet/cell-format/dates", test_dates);
  g_test_add_func ("/sheet/cell-format/builtin", test_builtin);
  g_test_add_func ("/sheet/cell-format/garbage", test_garbage);
  return g_test_run ();
}
