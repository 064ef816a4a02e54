/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"
#include "report/ori-wording.h"

#include <string.h>

static void
test_templates (void)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"В {year} году[ – {value}][, цель {target}].", "В 2022 году – {не шаблон}."},
      {"{n|territory}", "3\xc2\xa0территории"},
      {"Разность {points}.", "Разность 2 п.п."},
      {"Нет {target}", "Нет —"},
  };

  g_hash_table_insert (values, (gpointer) "year", (gpointer) "2022");
  g_hash_table_insert (values, (gpointer) "value", (gpointer) "{не шаблон}");
  g_hash_table_insert (values, (gpointer) "n", (gpointer) "3");
  g_hash_table_insert (values, (gpointer) "points", (gpointer) "2 п.п.");
  g_assert_true (ori_wording_load (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = ori_template_expand (cases[i].text, values);
    g_assert_cmpstr (text, ==, cases[i].expected);
  }
}

static void
test_malformed (void)
{
  static const char *const bad[] = {"{", "}", "{}", "[a", "a]", "[[a]]", "{a|нет такого слова}"};

  g_assert_true (ori_wording_load (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (ori_template_check (bad[i], &error));
    g_assert_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WORDING);
  }
}

static void
test_plurals (void)
{
  static const struct {
    guint n;
    const char *expected;
  } cases[] = {{0, "0\xc2\xa0муниципалитетов"},    {1, "1\xc2\xa0муниципалитет"},
               {2, "2\xc2\xa0муниципалитета"},     {5, "5\xc2\xa0муниципалитетов"},
               {11, "11\xc2\xa0муниципалитетов"},  {12, "12\xc2\xa0муниципалитетов"},
               {21, "21\xc2\xa0муниципалитет"},    {33, "33\xc2\xa0муниципалитета"},
               {111, "111\xc2\xa0муниципалитетов"}};

  g_assert_true (ori_wording_load (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
    g_autofree char *number = g_strdup_printf ("%u", cases[i].n), *text = NULL;
    g_hash_table_insert (values, (gpointer) "n", number);
    text = ori_template_expand ("{n|municipality}", values);
    g_assert_cmpstr (text, ==, cases[i].expected);
  }
}

/* What the code looks up by the code of a verdict or of a reason is there. */
static void
test_keys (void)
{
  for (guint verdict = 0; verdict <= ORI_VERDICT_DIFFERS; verdict++) {
    const char *code = ori_verdict_code ((OriVerdict)verdict);
    g_autofree char *sentence = g_strconcat ("change.", code, NULL);
    g_autofree char *word = g_strconcat ("verdict.", code, NULL);
    g_assert_true (ori_wording_has (sentence));
    g_assert_true (ori_wording_has (word));
    /* Nothing is said of a trend that there is not; a share always has a test. */
    g_autofree char *trend = g_strconcat ("trend.", code, NULL);
    if (verdict != ORI_VERDICT_NONE && verdict != ORI_VERDICT_DIFFERS)
      g_assert_true (ori_wording_has (trend));
  }
  for (guint reason = 0; reason <= ORI_DEFICIT_MISSING; reason++) {
    const char *code = ori_deficit_reason_code ((OriDeficitReason)reason);
    g_autofree char *evidence = g_strconcat ("evidence.", code, NULL);
    g_autofree char *word = g_strconcat ("deficits.reason.", code, NULL);
    g_assert_true (ori_wording_has (evidence));
    g_assert_true (ori_wording_has (word));
  }
  for (guint n = 2; n <= ORI_MAX_GROUPS; n++)
    for (guint i = 0; i < n; i++) {
      g_autofree char *key = g_strdup_printf ("group.%u.%u", n, i);
      g_assert_true (ori_wording_has (key));
    }
}

/* Every direction and reason has an answer for those who always get one; every placeholder is one
 * that drafts fill; no two entries have the same identifier. */
static void
test_bank (void)
{
  static const char *const known[] = {
      "indicator", "orgunit",    "year",          "value",     "before", "median", "median-of",
      "similar",   "similar-of", "similar-names", "threshold", "target", NULL};
  g_autoptr (GError) error = NULL;
  const OriBank *bank = ori_bank_get (&error);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_no_error (error);
  g_assert_cmpuint (bank->entries->len, >=, 60);
  g_assert_cmpuint (bank->directions->len, ==, 11);
  for (guint d = 0; d < bank->directions->len; d++)
    for (guint a = 0; bank->defaults[a]; a++) {
      gboolean own = FALSE;
      for (guint reason = 0; reason <= ORI_DEFICIT_MISSING; reason++) {
        OriDeficitReason answered;
        const OriBankEntry *entry =
            ori_bank_find (bank, g_ptr_array_index (bank->directions, d), bank->defaults[a],
                           1u << reason, NULL, &answered);
        g_assert_nonnull (entry);
        g_assert_cmpuint (answered, ==, reason);
        own = own || entry->direction;
      }
      g_assert_true (own);
    }
  for (guint i = 0; i < bank->entries->len; i++) {
    const OriBankEntry *entry = g_ptr_array_index (bank->entries, i);
    g_auto (GStrv) names = ori_template_names (entry->text);
    g_assert_true (g_hash_table_add (ids, entry->id));
    g_assert_cmpstr (ori_audience_title (entry->audience), !=, entry->audience);
    for (guint k = 0; names[k]; k++)
      if (!g_strv_contains (known, names[k]))
        g_error ("%s: unknown placeholder “%s”", entry->id, names[k]);
  }
}

/* The audiences of every shipped programme are addressed by name and have an answer to every
 * reason. */
static void
test_programmes (void)
{
  g_auto (GStrv) ids = ori_programme_shipped_ids ();
  const OriBank *bank = ori_bank_get (NULL);

  for (guint i = 0; ids[i]; i++) {
    g_autoptr (OriProgramme) programme = ori_programme_load_shipped (ids[i], NULL);
    g_assert_nonnull (programme);
    for (guint a = 0; programme->audience_codes && programme->audience_codes[a]; a++) {
      const char *code = programme->audience_codes[a];
      OriDeficitReason answered;
      g_assert_cmpstr (ori_audience_title (code), !=, code);
      for (guint reason = 0; reason <= ORI_DEFICIT_MISSING; reason++)
        g_assert_nonnull (ori_bank_find (bank, NULL, ori_bank_audience (bank, code), 1u << reason,
                                         NULL, &answered));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/wording/templates", test_templates);
  g_test_add_func ("/report/wording/malformed", test_malformed);
  g_test_add_func ("/report/wording/plurals", test_plurals);
  g_test_add_func ("/report/wording/keys", test_keys);
  g_test_add_func ("/report/bank/complete", test_bank);
  g_test_add_func ("/report/bank/programmes", test_programmes);
  return g_test_run ();
}
