/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-specs.h"

#include <math.h>

void
test_set (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

guint
test_count_lines (const char *dump, const char *prefix)
{
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], prefix);
  return n;
}

static OriChartSpec *
create (OriChartKind kind, const char *title, int first, guint n)
{
  OriChartSpec *spec = ori_chart_spec_new (kind);

  test_set (&spec->title, title);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (spec->periods, g_strdup_printf ("%u", (guint)first + i));
  return spec;
}

static void
add_share (OriChartSeries *series, int x, int n)
{
  g_autofree char *detail = g_strdup_printf ("%d из %d", x, n);
  double p = 100.0 * x / n;

  ori_chart_series_add_point (series, p, p - 5, p + 5, detail);
}

OriChartSpec *
test_spec_single (void)
{
  OriChartSpec *spec = create (ORI_CHART_DYNAMICS, "Охват вырос вдвое", 2020, 3);
  OriChartSeries *series = ori_chart_spec_add_series (spec, "Билет, 10–11 классы");

  test_set (&spec->subtitle, "Доля обучающихся, %");
  test_set (&spec->note, "Источник: таблица 7.");
  test_set (&spec->unit, "%");
  test_set (&series->note, "+2 п.п., без заметных изменений");
  spec->share = spec->bands = spec->training = TRUE;
  spec->target = 45;
  add_share (series, 32, 200);
  add_share (series, 68, 170);
  add_share (series, 74, 185);
  return spec;
}

OriChartSpec *
test_spec_several (void)
{
  static const double values[4][5] = {
      {16, 38, 60, 61, 62}, {17, 27, NAN, 28, 28.5}, {10, 8, 6, 6.5, 7}, {51, 57, 58, 50, NAN}};
  static const char *const names[] = {"Тестирование", "Билет в будущее", "Чемпионат", "Вузы"};
  OriChartSpec *spec = create (ORI_CHART_DYNAMICS, "Четыре показателя", 2018, 5);

  test_set (&spec->unit, "%");
  spec->share = TRUE;
  for (guint i = 0; i < 4; i++) {
    OriChartSeries *series = ori_chart_spec_add_series (spec, names[i]);

    for (guint k = 0; k < 5; k++)
      ori_chart_series_add_point (series, values[i][k], NAN, NAN, NULL);
    series->muted = i == 3;
    g_array_index (series->points, OriChartPoint, 2).doubtful = i == 2;
  }
  return spec;
}

OriChartSpec *
test_spec_bars (void)
{
  static const int counts[3][3] = {{81, 303, 310}, {32, 68, 75}, {283, 0, 282}};
  static const char *const names[] = {"Тестирование", "Билет", "Поступили в ПОО"};
  OriChartSpec *spec = create (ORI_CHART_BARS, "Столбцы", 2020, 3);

  test_set (&spec->unit, "%");
  spec->share = spec->bands = TRUE;
  for (guint i = 0; i < 3; i++) {
    OriChartSeries *series = ori_chart_spec_add_series (spec, names[i]);

    test_set (&series->note, i == 2 ? "мало данных" : "выросло");
    for (guint k = 0; k < 3; k++) {
      if (counts[i][k] > 0)
        add_share (series, counts[i][k], 500);
      else
        ori_chart_series_add_point (series, NAN, NAN, NAN, NULL);
    }
  }
  return spec;
}

OriChartSpec *
test_spec_groups (OriChartKind kind)
{
  static const char *const names[] = {"Курский",   "Льговский", "Рыльский",   "Советский",
                                      "Тимский",   "Беловский", "Щигровский", "Медвенский",
                                      "Обоянский", "Фатежский", "Суджанский", "Поныровский"};
  OriChartSpec *spec = create (kind, "Группы", 2022, 2);

  spec->n_thresholds = 2;
  spec->thresholds[0] = 40;
  spec->thresholds[1] = 60;
  spec->accepted[0] = 42;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    OriChartSeries *series = ori_chart_spec_add_series (spec, names[i]);
    double value = 25 + 4.5 * ((i * 5) % 12);

    series->group = value < 40 ? 0 : value < 60 ? 1 : 2;
    series->ringed = value > 40 && value < 44;
    ori_chart_series_add_point (series, value, value - 3, value + 3, NULL);
    ori_chart_series_add_point (series, value - 2, NAN, NAN, NULL);
  }
  return spec;
}

OriChartSpec *
test_spec_funnel (void)
{
  static const struct {
    const char *name;
    double value, size;
    int place;
  } units[] = {{"Курский", 80, 10, 0},        {"Тимский", 24, 25, -2},
               {"Беловский", 80, 25, 1},      {"Льговский", 60, 25, 0},
               {"Советский", 62, 50, 0},      {"Щигровский", 44, 50, -1},
               {"Рыльский", 84, 50, 2},       {"Медвенский", 60, 60, 0},
               {"Обоянский", 58, 100, 0},     {"Суджанский", 68.985584, 100, 0},
               {"Фатежский", 61, 120, 0},     {"Поныровский", 59, 140, 0},
               {"Хомутовский", 60.5, 200, 0}, {"Железногорск", 61, 400, 0},
               {"Курск", 60, 500, 0},         {"Золотухинский", NAN, 0, 0}};
  static const OriChartLimit limits[] = {{7, {1, 17, 91, 99.5}},
                                         {10, {5.6911621, 22.9918168, 85.2981856, 98.3461828}},
                                         {25, {27.1113447, 38.2298895, 76.8772053, 86.8217578}},
                                         {50, {37.1251516, 45.1665291, 72.4055363, 79.6628766}},
                                         {100, {44.1425512, 49.7969339, 68.9855841, 74.3012128}},
                                         {500, {53.0758558, 55.5881661, 64.1749889, 66.6036546}},
                                         {700, {54.1, 56.2, 63.6, 65.7}}};
  OriChartSpec *spec = create (ORI_CHART_FUNNEL, "Воронка", 2022, 1);

  test_set (&spec->unit, "%");
  test_set (&spec->size_name, "Выпускники 9 классов");
  spec->share = TRUE;
  spec->center = 60;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++) {
    OriChartSeries *series = ori_chart_spec_add_series (spec, units[i].name);

    ori_chart_series_add_point (series, units[i].value, NAN, NAN, "подробность");
    series->place = units[i].place;
    g_array_index (series->points, OriChartPoint, 0).size = units[i].size;
    g_array_index (series->points, OriChartPoint, 0).doubtful = i == 14;
  }
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    ori_chart_spec_add_limit (spec, limits[i].size, limits[i].limit);
  return spec;
}

void
test_spec_add_sizes (OriChartSpec *spec, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double low, high;

  spec->center = 55;
  test_set (&spec->size_name, "Обучающиеся общеобразовательных организаций муниципальных районов");
  for (guint i = 0; i < spec->series->len; i++) {
    OriChartSeries *series = g_ptr_array_index (spec->series, i);

    series->place = g_rand_int_range (rand, -3, 4);
    if (series->points->len > 0)
      g_array_index (series->points, OriChartPoint, 0).size =
          floor (pow (10, g_rand_double_range (rand, 0, seed % 2 ? 7 : 1)));
  }
  if (seed % 3 == 0 || !ori_chart_spec_sizes (spec, &low, &high))
    return;
  for (double size = low; size <= high; size *= 1.5) {
    double half = 40 / sqrt (size);
    const double limits[] = {55 - 1.5 * half, 55 - half, 55 + half, 55 + 1.5 * half};

    ori_chart_spec_add_limit (spec, size, limits);
  }
}

OriChartSpec *
test_spec_random (OriChartKind kind, guint n, guint n_periods, guint32 seed)
{
  OriChartSpec *spec = create (kind, "Случайные числа", 2012, n_periods);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  spec->bands = TRUE;
  spec->n_thresholds = 2;
  spec->thresholds[0] = 40;
  spec->thresholds[1] = 58;
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strdup_printf ("Округ %u", i + 1);
    OriChartSeries *series = ori_chart_spec_add_series (spec, name);

    for (guint k = 0; k < n_periods; k++) {
      double value = g_rand_double_range (rand, 0, 100);

      if (k == 0)
        series->group = value < 40 ? 0 : value < 58 ? 1 : 2;
      ori_chart_series_add_point (series, value, value - 4, value + 4, NULL);
    }
  }
  return spec;
}

void
test_spec_spoil_names (OriChartSpec *spec)
{
  g_autofree char *letters = g_strnfill (200, 'W');
  const char *const names[] = {
      "Городской округ с очень длинным названием, которое едва ли куда-нибудь поместится целиком & "
      "<b>",
      letters,
      "<b>&amp;</b> \"столица\" & <span",
      "стр\x01ока\nс\tупр\x7f"
      "авлением",
      "\xff\xfe\xc3",
      "",
      NULL,
      "نص 中文 🙂 \xe2\x80\xae"
      "abc",
  };

  for (guint i = 0; i < spec->series->len; i++) {
    OriChartSeries *series = g_ptr_array_index (spec->series, i);

    test_set (&series->label, names[i % G_N_ELEMENTS (names)]);
    test_set (&series->note, names[(i + 3) % G_N_ELEMENTS (names)]);
  }
  test_set (&spec->title, names[0]);
  test_set (&spec->subtitle, letters);
  test_set (&spec->note, names[2]);
  test_set (&spec->unit, "человек на 1 000 & <i>");
  for (guint i = 0; i < spec->periods->len; i++) {
    g_free (spec->periods->pdata[i]);
    spec->periods->pdata[i] = g_strdup (names[i % G_N_ELEMENTS (names)]);
  }
}
