/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <math.h>
#include <string.h>

#define MAX_DRAFTS 5 /* for an audience: a longer list is not carried out */
#define MAX_JOINED 3 /* deficits in one draft: a longer list of numbers is not read */

/* A stored number is compared as people read it, not in the last bit. */
static gboolean
same_number (double a, double b)
{
  if (!isfinite (a) || !isfinite (b))
    return isfinite (a) == isfinite (b);
  return fabs (a - b) < 0.005;
}

static double
reference_of (const OriDeficit *deficit, OriDeficitReason reason)
{
  switch (reason) {
  case ORI_DEFICIT_BELOW_THRESHOLD:
    return deficit->threshold;
  case ORI_DEFICIT_BELOW_MEDIAN:
    return deficit->median;
  case ORI_DEFICIT_BELOW_SIMILAR:
    return deficit->similar;
  case ORI_DEFICIT_FALLING:
    return deficit->before;
  case ORI_DEFICIT_BELOW_TARGET:
    return deficit->indicator->target;
  case ORI_DEFICIT_MISSING:
    break;
  }
  return NAN;
}

/* The number that the reference stands against: of a change, what was compared with what was
 * before, which is not the value when others reported. */
static double
value_of (const OriDeficit *deficit, OriDeficitReason reason)
{
  const OriValue *value =
      reason == ORI_DEFICIT_FALLING ? &deficit->change.common_after : &deficit->value;
  return value->status == ORI_STATUS_VALUE ? value->value : NAN;
}

static void
take (GHashTable *values, const char *name, char *text)
{
  if (text)
    g_hash_table_insert (values, (gpointer)name, text);
}

/* Beside what was before stands what it is compared with: «48 %, по 9 из 12». */
static char *
write_value (const char *text, const OriDeficit *deficit, double base)
{
  g_autofree char *parts = ori_parts_text (&deficit->change);
  g_autofree char *common = NULL;

  if (parts == NULL || strstr (text, "{before}") == NULL)
    return ori_value_text (deficit->indicator, &deficit->value, base);
  common = ori_value_text (deficit->indicator, &deficit->change.common_after, base);
  return g_strdup_printf ("%s, %s", common, parts);
}

/* «Кировский МО, г. Лермонтов» */
static char *
list_names (const OriDeficit *deficit, const OriSnapshot *snapshot)
{
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < deficit->n_similar; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ori_snapshot_orgunit (snapshot, deficit->similar_units[i])->short_name);
  return g_string_free (names, FALSE);
}

static char *
list_codes (const OriDeficit *deficit, const OriSnapshot *snapshot)
{
  GString *codes = g_string_new (NULL);
  for (guint i = 0; i < deficit->n_similar; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? "\n" : "",
                            ori_snapshot_orgunit (snapshot, deficit->similar_units[i])->code);
  return g_string_free (codes, FALSE);
}

/* Comparisons are named only where they are the reason: a median below the value would read as an
 * error. */
static char *
write_text (const char *text, const OriDeficit *deficit, const OriSnapshot *snapshot, guint orgunit,
            int cycle)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const OriIndicator *indicator = deficit->indicator;
  double base = isfinite (deficit->value.denominator) ? deficit->value.denominator : 0;
  const char *level = ori_orgunit_level_code (ori_snapshot_orgunit (snapshot, orgunit)->level);

  take (values, "indicator", g_strdup (ori_indicator_label (indicator)));
  take (values, "orgunit", g_strdup (ori_snapshot_orgunit (snapshot, orgunit)->short_name));
  take (values, "year", g_strdup_printf ("%d", cycle));
  take (values, "value", write_value (text, deficit, base));
  take (values, "before", ori_figure_text (indicator, deficit->before, base));
  take (values, "median-of", g_strdup (ori_word_of (level, "comparison.median")));
  take (values, "similar-of", g_strdup (ori_word_of (level, "comparison.similar")));
  if (deficit->reasons & (1u << ORI_DEFICIT_BELOW_MEDIAN))
    take (values, "median", ori_figure_text (indicator, deficit->median, base));
  if (deficit->reasons & (1u << ORI_DEFICIT_BELOW_SIMILAR)) {
    take (values, "similar", ori_figure_text (indicator, deficit->similar, base));
    take (values, "similar-names", list_names (deficit, snapshot));
  }
  if (deficit->reasons & (1u << ORI_DEFICIT_BELOW_THRESHOLD))
    take (values, "threshold", ori_figure_text (indicator, deficit->threshold, 0));
  if (deficit->reasons & (1u << ORI_DEFICIT_BELOW_TARGET))
    take (values, "target", ori_figure_text (indicator, indicator->target, 0));
  return ori_template_expand (text, values);
}

/* Where the numbers of an entry stand: between the last opening parenthesis and the closing one
 * that ends the text. FALSE when it has no such place, then nothing can be joined to it. */
static gboolean
find_numbers (const char *text, gsize *from, gsize *to)
{
  const char *open = strrchr (text, '('), *close = strrchr (text, ')');

  if (open == NULL || close == NULL || close < open || strcmp (close, ").") != 0)
    return FALSE;
  *from = (gsize)(open + 1 - text);
  *to = (gsize)(close - text);
  return TRUE;
}

static void
add_evidence (OriRecommendation *draft, const OriDeficit *deficit, const OriSnapshot *snapshot,
              int cycle)
{
  OriPeriod year = ori_period_year (cycle);
  g_autofree char *period = ori_period_code (deficit->period < snapshot->periods->len
                                                 ? ori_snapshot_period (snapshot, deficit->period)
                                                 : &year);

  for (guint reason = 0; reason <= ORI_DEFICIT_MISSING; reason++) {
    OriEvidence evidence = {
        deficit->indicator->code, period, (OriDeficitReason)reason, NAN, NAN, NULL};
    g_autofree char *others = NULL;
    if (!(deficit->reasons & (1u << reason)))
      continue;
    if (reason == ORI_DEFICIT_BELOW_SIMILAR)
      evidence.others = others = list_codes (deficit, snapshot);
    evidence.value = value_of (deficit, evidence.reason);
    evidence.reference = reference_of (deficit, evidence.reason);
    ori_recommendation_add_evidence (draft, &evidence);
  }
}

/* Codes of the bank for the audiences of the programme, each once. */
static char **
list_audiences (const OriBank *bank, const OriProgramme *programme)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  char **codes = programme->audience_codes && programme->audience_codes[0]
                     ? programme->audience_codes
                     : bank->defaults;

  for (guint i = 0; codes[i]; i++) {
    const char *code = ori_bank_audience (bank, codes[i]);
    if (!g_ptr_array_find_with_equal_func (list, code, g_str_equal, NULL))
      g_ptr_array_add (list, g_strdup (code));
  }
  g_ptr_array_add (list, NULL);
  return (char **)g_ptr_array_steal (list, NULL);
}

typedef struct {
  const OriSnapshot *snapshot;
  guint orgunit;
  int cycle;
  const char *audience;
  GPtrArray *drafts;
  GHashTable *used; /* const OriBankEntry * → OriRecommendation * */
  guint n_drafts;   /* for the audience */
} Drafting;

static guint
count_indicators (const OriRecommendation *draft)
{
  const char *last = NULL;
  guint n = 0;

  for (guint i = 0; i < draft->evidence->len; i++) {
    const char *code = g_array_index (draft->evidence, OriEvidence, i).indicator;
    n += g_strcmp0 (code, last) != 0;
    last = code;
  }
  return n;
}

static void
join_draft (Drafting *self, OriRecommendation *draft, const OriBankEntry *entry,
            const OriDeficit *deficit)
{
  gsize from, to;
  g_autofree char *part = NULL, *numbers = NULL, *old = NULL;

  if (count_indicators (draft) >= MAX_JOINED || !find_numbers (entry->text, &from, &to))
    return;
  part = g_strndup (entry->text + from, to - from);
  numbers = write_text (part, deficit, self->snapshot, self->orgunit, self->cycle);
  old = draft->text;
  old[strlen (old) - strlen (").")] = '\0';
  draft->text = g_strconcat (old, "; ", numbers, ").", NULL);
  add_evidence (draft, deficit, self->snapshot, self->cycle);
}

static void
draft_deficit (Drafting *self, const OriBank *bank, const OriDeficit *deficit)
{
  OriDeficitReason reason;
  const OriBankEntry *entry =
      ori_bank_find (bank, ori_indicator_direction (self->snapshot->programme, deficit->indicator),
                     self->audience, deficit->reasons, self->used, &reason);
  OriRecommendation *draft = entry ? g_hash_table_lookup (self->used, entry) : NULL;
  g_autofree char *text = NULL;

  if (draft)
    join_draft (self, draft, entry, deficit);
  if (entry == NULL || draft || self->n_drafts == MAX_DRAFTS)
    return;
  text = write_text (entry->text, deficit, self->snapshot, self->orgunit, self->cycle);
  draft = ori_recommendation_new (ori_snapshot_orgunit (self->snapshot, self->orgunit)->code,
                                  self->cycle, self->audience, text);
  draft->template_id = g_strdup (entry->id);
  draft->position = (int)self->drafts->len;
  add_evidence (draft, deficit, self->snapshot, self->cycle);
  g_ptr_array_add (self->drafts, draft);
  g_hash_table_insert (self->used, (gpointer)entry, draft);
  self->n_drafts++;
}

/* Without the comparisons that the reader of @report may not see. */
static void
hide_comparisons (const OriReport *report, const OriSnapshot *snapshot, OriDeficit *deficit)
{
  g_autofree char *codes = list_codes (deficit, snapshot);

  if (ori_report_hides_any (report, deficit->indicator, deficit->period, NULL))
    deficit->reasons &= ~(1u << ORI_DEFICIT_BELOW_MEDIAN);
  if (ori_report_hides_any (report, deficit->indicator, deficit->period, codes))
    deficit->reasons &= ~(1u << ORI_DEFICIT_BELOW_SIMILAR);
}

/* @report NULL: for the analyst, who sees everything. */
static GPtrArray *
draft_all (const OriReport *report, const OriSnapshot *snapshot, const OriScheme *scheme,
           guint orgunit, int cycle, GError **error)
{
  const OriBank *bank = ori_bank_get (error);
  Drafting self = {.snapshot = snapshot, .orgunit = orgunit, .cycle = cycle};
  g_autoptr (GArray) deficits = NULL;
  g_auto (GStrv) audiences = NULL;

  g_return_val_if_fail (orgunit < snapshot->orgunits->len, NULL);
  if (bank == NULL)
    return NULL;
  self.drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_recommendation_free);
  deficits = ori_deficits_find (snapshot, scheme, orgunit, cycle);
  audiences = list_audiences (bank, snapshot->programme);
  for (guint a = 0; audiences[a]; a++) {
    self.audience = audiences[a];
    self.n_drafts = 0;
    self.used = g_hash_table_new (NULL, NULL);
    for (guint i = 0; i < deficits->len; i++) {
      OriDeficit *deficit = &g_array_index (deficits, OriDeficit, i);
      if (report)
        hide_comparisons (report, snapshot, deficit);
      if (deficit->reasons != 0)
        draft_deficit (&self, bank, deficit);
    }
    g_hash_table_unref (self.used);
  }
  return self.drafts;
}

GPtrArray *
ori_recommendations_draft (const OriSnapshot *snapshot, const OriScheme *scheme, guint orgunit,
                           int cycle, GError **error)
{
  return draft_all (NULL, snapshot, scheme, orgunit, cycle, error);
}

GPtrArray *
ori_report_draft (const OriReport *report, guint orgunit, GError **error)
{
  return draft_all (report, report->snapshot, report->input->scheme, orgunit, report->cycle, error);
}

/* --- Evidence --- */

static guint
find_period (const OriSnapshot *snapshot, const char *code)
{
  OriPeriod period;
  return code && ori_period_parse (code, &period) ? ori_snapshot_period_index (snapshot, &period)
                                                  : G_MAXUINT;
}

static char *
evidence_when (const OriEvidence *evidence, const OriSnapshot *snapshot)
{
  guint period = find_period (snapshot, evidence->period);
  return period == G_MAXUINT ? ori_word_format ("when.year", "label", evidence->period, NULL)
                             : ori_when_text (snapshot, period, FALSE);
}

/* Names of the similar territories, as far as they are still known; NULL if none. */
static char *
name_others (const OriEvidence *evidence, const OriSnapshot *snapshot)
{
  g_auto (GStrv) codes = g_strsplit (evidence->others ? evidence->others : "", "\n", -1);
  GString *names = g_string_new (NULL);

  for (guint i = 0; codes[i]; i++) {
    guint unit = ori_snapshot_orgunit_index (snapshot, codes[i]);
    if (unit != G_MAXUINT)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "",
                              ori_snapshot_orgunit (snapshot, unit)->short_name);
  }
  return g_string_free (names, names->len == 0);
}

char *
ori_evidence_text (const OriEvidence *evidence, const OriSnapshot *snapshot)
{
  const OriIndicator *indicator =
      ori_programme_indicator (snapshot->programme, evidence->indicator);
  g_autofree char *key =
      g_strconcat ("evidence.", ori_deficit_reason_code (evidence->reason), NULL);
  g_autofree char *when = evidence_when (evidence, snapshot);
  g_autofree char *value = indicator ? ori_figure_text (indicator, evidence->value, 0) : NULL;
  g_autofree char *others = name_others (evidence, snapshot);
  g_autofree char *reference =
      indicator ? ori_figure_text (indicator, evidence->reference, 0) : NULL;

  if (indicator == NULL)
    return g_strdup (evidence->indicator);
  return ori_word_format (key, "indicator", ori_indicator_label (indicator), "when", when, "value",
                          value ? value : ori_word ("status.missing"), "reference", reference,
                          "others", others, NULL);
}

static const OriDeficit *
find_deficit (const GArray *deficits, const OriIndicator *indicator)
{
  for (guint i = 0; i < deficits->len; i++) {
    const OriDeficit *deficit = &g_array_index (deficits, OriDeficit, i);
    if (deficit->indicator == indicator)
      return deficit;
  }
  return NULL;
}

static char *
describe_difference (const char *key, const OriIndicator *indicator, const char *when,
                     double before, double after)
{
  g_autofree char *old = ori_figure_text (indicator, before, 0);
  g_autofree char *now = ori_figure_text (indicator, after, 0);
  return ori_word_format (key, "indicator", ori_indicator_label (indicator), "when", when, "before",
                          old ? old : ori_word ("status.missing"), "after",
                          now ? now : ori_word ("status.missing"), NULL);
}

/* What has changed behind one evidence, NULL if nothing. A comparison is looked up while the
 * deficit still stands: one that is gone shows in the value, or is no longer a reason. */
static char *
check_evidence (const OriEvidence *evidence, const OriSnapshot *snapshot, guint orgunit,
                const GArray *deficits)
{
  const OriIndicator *indicator =
      ori_programme_indicator (snapshot->programme, evidence->indicator);
  guint period = find_period (snapshot, evidence->period);
  g_autofree char *when = evidence_when (evidence, snapshot);
  const OriDeficit *deficit;
  double now = NAN;

  if (indicator == NULL)
    return ori_word_format ("stale.gone", "indicator", evidence->indicator, NULL);
  deficit = find_deficit (deficits, indicator);
  if (deficit && deficit->period == period) {
    now = value_of (deficit, evidence->reason);
  } else if (period != G_MAXUINT) {
    OriValue value = ori_scored_value (snapshot, indicator, orgunit, period);
    if (value.status == ORI_STATUS_VALUE)
      now = value.value;
  }
  if (!same_number (evidence->value, now))
    return describe_difference ("stale.value", indicator, when, evidence->value, now);
  if (deficit && deficit->period == period && isfinite (evidence->reference) &&
      !same_number (evidence->reference, reference_of (deficit, evidence->reason)))
    return describe_difference ("stale.reference", indicator, when, evidence->reference,
                                reference_of (deficit, evidence->reason));
  return NULL;
}

gboolean
ori_recommendation_is_stale (const OriRecommendation *recommendation, const OriSnapshot *snapshot,
                             const OriScheme *scheme, char **why)
{
  guint orgunit = ori_snapshot_orgunit_index (snapshot, recommendation->orgunit);
  g_autoptr (GArray) deficits = NULL;

  if (why)
    *why = NULL;
  if (orgunit == G_MAXUINT || recommendation->evidence->len == 0)
    return FALSE;
  deficits = ori_deficits_find (snapshot, scheme, orgunit, recommendation->cycle);
  for (guint i = 0; i < recommendation->evidence->len; i++) {
    const OriEvidence *evidence = &g_array_index (recommendation->evidence, OriEvidence, i);
    char *reason = check_evidence (evidence, snapshot, orgunit, deficits);
    if (reason == NULL)
      continue;
    if (why)
      *why = reason;
    else
      g_free (reason);
    return TRUE;
  }
  return FALSE;
}
