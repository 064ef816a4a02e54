/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <locale.h>
#include <string.h>

#include "core/ori-recommendation.h"
#include "core/ori-stage.h"

static OriRecord *
make_record (const char *orgunit, const char *element, int year)
{
  OriRecord *record = ori_record_new ();
  record->orgunit = g_strdup (orgunit);
  record->element = g_strdup (element);
  if (year)
    record->period = ori_period_year (year);
  return record;
}

static void
test_ready (void)
{
  g_autoptr (OriStage) stage = ori_stage_new ("kemerovo.xlsx");
  g_ptr_array_add (stage->records, make_record ("1", "K02:total", 2022));
  g_ptr_array_add (stage->records, make_record (NULL, "K02:total", 2022));
  g_ptr_array_add (stage->records, make_record ("1", NULL, 2022));
  g_ptr_array_add (stage->records, make_record ("1", "K02:total", 0));
  g_ptr_array_add (stage->records, make_record ("1", "K02:percent", 2021));
  g_ptr_array_add (stage->new_indicators, ori_indicator_new ("X", "x", ORI_KIND_VALUE, "балл"));
  g_hash_table_insert (stage->new_aliases, g_strdup ("Кем. р-н"), g_strdup ("1"));
  g_assert_cmpuint (ori_stage_n_ready (stage), ==, 2);
}

static void
test_record_copy (void)
{
  g_autoptr (OriRecord) record = make_record ("1", "K02:total", 2022);
  record->printed = g_strdup ("17,83)");
  record->status = ORI_STATUS_DOUBTFUL;
  record->value = 17.8;
  g_autoptr (OriRecord) copy = ori_record_copy (record);
  g_assert_true (copy->printed != record->printed);
  g_assert_cmpstr (copy->printed, ==, "17,83)");
  g_assert_cmpint (copy->status, ==, ORI_STATUS_DOUBTFUL);
  g_assert_cmpint (copy->period.year, ==, 2022);
  g_assert_null (copy->sheet);
}

static void
test_words (void)
{
  for (int i = 0; i <= ORI_STATUS_DOUBTFUL; i++) {
    OriStatus back;
    g_assert_true (ori_status_parse (ori_status_code ((OriStatus)i), &back));
    g_assert_cmpint (back, ==, i);
  }
  for (int i = 0; i <= ORI_ORGUNIT_OTHER; i++) {
    OriOrgUnitLevel back;
    g_assert_true (ori_orgunit_level_parse (ori_orgunit_level_code ((OriOrgUnitLevel)i), &back));
    g_assert_cmpint (back, ==, i);
  }
  for (int i = 0; i <= ORI_DEFICIT_MISSING; i++) {
    OriDeficitReason back;
    g_assert_true (ori_deficit_reason_parse (ori_deficit_reason_code ((OriDeficitReason)i), &back));
    g_assert_cmpint (back, ==, i);
  }
  OriStatus status;
  g_assert_cmpstr (ori_status_code (ORI_STATUS_NOT_APPLICABLE), ==, "not-applicable");
  g_assert_false (ori_status_parse ("zero", &status));
  g_assert_cmpstr (ori_severity_code (ORI_SEVERITY_WARNING), ==, "warning");
}

static void
test_finding (void)
{
  g_autoptr (OriFinding) finding = ori_finding_new ("percent-differs", ORI_SEVERITY_WARNING,
                                                    "Таблица 5", "C6", "%d%% of %s", 4, "95");
  g_autofree char *inside = ori_finding_text (finding);
  g_assert_cmpstr (inside, ==, "Таблица 5 › C6: 4% of 95");
  finding->file = g_strdup ("a.xlsx");
  g_autoptr (OriFinding) copy = ori_finding_copy (finding);
  g_autofree char *whole = ori_finding_text (copy);
  g_assert_cmpstr (whole, ==, "a.xlsx › Таблица 5 › C6: 4% of 95");
  g_autoptr (OriFinding) bare = ori_finding_new ("x", ORI_SEVERITY_INFO, NULL, NULL, "nothing");
  g_autofree char *text = ori_finding_text (bare);
  g_assert_cmpstr (text, ==, "nothing");
}

static void
test_orgunit (void)
{
  g_autoptr (OriOrgUnit) unit = ori_orgunit_new ("07701000", "городской округ город Ставрополь",
                                                 "г. Ставрополь", "R26", ORI_ORGUNIT_MUNICIPALITY);
  ori_orgunit_add_alias (unit, "Ставрополь");
  ori_orgunit_add_alias (unit, "Ставрополь");
  ori_orgunit_add_alias (unit, "г. Ставрополь");
  g_assert_cmpuint (g_strv_length (unit->aliases), ==, 1);
  g_autoptr (OriOrgUnit) copy = ori_orgunit_copy (unit);
  ori_orgunit_add_alias (copy, "Ставрополь г.");
  g_assert_cmpuint (g_strv_length (copy->aliases), ==, 2);
  g_assert_cmpuint (g_strv_length (unit->aliases), ==, 1);
  g_assert_cmpint (copy->to, ==, 9999);
  g_autoptr (OriOrgUnit) plain = ori_orgunit_new ("1", "Школа № 1", NULL, NULL, ORI_ORGUNIT_SCHOOL);
  g_assert_cmpstr (plain->short_name, ==, "Школа № 1");
}

static void
test_recommendation (void)
{
  g_autoptr (OriRecommendation) draft =
      ori_recommendation_new ("07701000", 2022, "principals", "Текст");
  OriEvidence evidence = {(char *)"СО1.1", (char *)"2022", ORI_DEFICIT_FALLING, 41.5, 57};
  ori_recommendation_add_evidence (draft, &evidence);
  draft->template_id = g_strdup ("fall-1");
  g_autoptr (OriRecommendation) copy = ori_recommendation_copy (draft);
  g_clear_pointer (&draft, ori_recommendation_free);
  const OriEvidence *kept = &g_array_index (copy->evidence, OriEvidence, 0);
  g_assert_cmpuint (copy->evidence->len, ==, 1);
  g_assert_cmpstr (kept->indicator, ==, "СО1.1");
  g_assert_cmpint (kept->reason, ==, ORI_DEFICIT_FALLING);
  g_assert_cmpfloat (kept->reference, ==, 57);
  g_assert_cmpstr (copy->template_id, ==, "fall-1");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/stage/ready", test_ready);
  g_test_add_func ("/core/stage/record-copy", test_record_copy);
  g_test_add_func ("/core/stage/words", test_words);
  g_test_add_func ("/core/stage/finding", test_finding);
  g_test_add_func ("/core/stage/orgunit", test_orgunit);
  g_test_add_func ("/core/stage/recommendation", test_recommendation);
  return g_test_run ();
}
