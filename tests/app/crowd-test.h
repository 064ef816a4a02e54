/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session.h"

/* A workspace of many municipalities: indicators K01, K02… of figures from 0 to 100 in the years
 * that end with 2023, the same on every run. */

static inline GPtrArray *
crowd_make_units (guint n)
{
  GPtrArray *units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);

  g_ptr_array_add (units, ori_orgunit_new ("R1", "Край", "Край", NULL, ORI_ORGUNIT_REGION));
  for (guint i = 0; i < n; i++) {
    g_autofree char *code = g_strdup_printf ("U%06u", i);
    g_autofree char *name = g_strdup_printf ("Муниципальный округ № %u", i + 1);

    g_ptr_array_add (units, ori_orgunit_new (code, name, name, "R1", ORI_ORGUNIT_MUNICIPALITY));
  }
  return units;
}

static inline GPtrArray *
crowd_make_indicators (guint n)
{
  GPtrArray *indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_indicator_free);

  for (guint i = 0; i < n; i++) {
    g_autofree char *code = g_strdup_printf ("K%02u", i + 1);
    g_autofree char *name = g_strdup_printf ("Показатель %u", i + 1);

    g_ptr_array_add (indicators, ori_indicator_new (code, name, ORI_KIND_VALUE, "%"));
  }
  return indicators;
}

static inline OriStage *
crowd_make_stage (guint n_units, guint n_indicators, int year)
{
  g_autofree char *file = g_strdup_printf ("%d.xlsx", year);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)year);
  OriStage *stage = ori_stage_new (file);

  stage->format = g_strdup ("xlsx");
  stage->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file, -1);
  for (guint i = 0; i < n_indicators; i++) {
    g_autofree char *indicator = g_strdup_printf ("K%02u", i + 1);
    g_autofree char *element = g_strdup_printf ("K%02u:" ORI_PART_VALUE, i + 1);

    for (guint u = 0; u < n_units; u++) {
      g_autofree char *unit = g_strdup_printf ("U%06u", u);
      OriRecord *record = ori_stage_add_record (stage);

      record->sheet = ori_stage_keep (stage, "Лист");
      record->cell = (OriCellRef){u + 1, i + 1};
      record->orgunit = ori_stage_keep (stage, unit);
      record->indicator = ori_stage_keep (stage, indicator);
      record->element = ori_stage_keep (stage, element);
      record->part = ori_stage_keep (stage, ORI_PART_VALUE);
      record->period = ori_period_year (year);
      record->value = g_rand_int_range (rand, 0, 101);
    }
  }
  return stage;
}

static inline void
crowd_make (const char *path, guint n_units, guint n_indicators, int n_years)
{
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped ("none", NULL);
  g_autoptr (GPtrArray) units = crowd_make_units (n_units);
  g_autoptr (GPtrArray) indicators = crowd_make_indicators (n_indicators);
  GError *error = NULL;
  g_autoptr (OriStore) store = ori_store_create (path, programme, "R1", units, TRUE, &error);

  g_assert_no_error (error);
  ori_store_add_indicators (store, indicators, &error);
  g_assert_no_error (error);
  for (int year = 2024 - n_years; year <= 2023; year++) {
    g_autoptr (OriStage) stage = crowd_make_stage (n_units, n_indicators, year);

    ori_store_commit_stage (store, stage, "tests", NULL, NULL, NULL, &error);
    g_assert_no_error (error);
  }
}
