/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "report/ori-wording.h"

#include <math.h>

/* When nothing has been accepted: more drafts than this would bury the rest of the report. */
#define MAX_DRAFTS 2      /* for an audience of each territory */
#define MAX_TERRITORIES 5 /* the lowest */

/* A median of a few named territories, or of all, may be the number that one of them hides. */
static gboolean
rests_on_hidden (const OriReport *report, const OriEvidence *evidence,
                 const OriIndicator *indicator, guint period)
{
  if (evidence->reason == ORI_DEFICIT_BELOW_SIMILAR)
    return ori_report_hides_any (report, indicator, period, evidence->others);
  return evidence->reason == ORI_DEFICIT_BELOW_MEDIAN &&
         ori_report_hides_any (report, indicator, period, NULL);
}

/* In a public report nothing that rests on a hidden number. */
static gboolean
is_hidden (const OriReport *report, const OriRecommendation *recommendation)
{
  guint orgunit = ori_snapshot_orgunit_index (report->snapshot, recommendation->orgunit);

  if (!report->input->public_version || orgunit == G_MAXUINT)
    return FALSE;
  for (guint i = 0; i < recommendation->evidence->len; i++) {
    const OriEvidence *evidence = &g_array_index (recommendation->evidence, OriEvidence, i);
    const OriIndicator *indicator =
        ori_programme_indicator (report->programme, evidence->indicator);
    OriPeriod period;
    guint index;
    if (indicator == NULL || !ori_period_parse (evidence->period, &period))
      continue;
    index = ori_snapshot_period_index (report->snapshot, &period);
    if (indicator->personal ||
        ori_report_value (report, indicator, orgunit, index).status == ORI_STATUS_SUPPRESSED ||
        rests_on_hidden (report, evidence, indicator, index))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_subject (const OriReport *report, const char *code)
{
  guint orgunit = ori_snapshot_orgunit_index (report->snapshot, code);
  for (guint i = 0; i < report->orgunits->len; i++)
    if (g_array_index (report->orgunits, guint, i) == orgunit)
      return TRUE;
  return FALSE;
}

/* What has been accepted for the cycle; not owned. */
static GPtrArray *
collect_accepted (const OriReport *report)
{
  GPtrArray *list = g_ptr_array_new ();
  const GPtrArray *all = report->input->recommendations;

  for (guint i = 0; all && i < all->len; i++) {
    OriRecommendation *recommendation = g_ptr_array_index (all, i);
    if (recommendation->cycle == report->cycle && is_subject (report, recommendation->orgunit) &&
        !is_hidden (report, recommendation))
      g_ptr_array_add (list, recommendation);
  }
  return list;
}

static int
compare_scores (gconstpointer a, gconstpointer b)
{
  const OriScore *x = a, *y = b;
  if (x->score != y->score)
    return x->score < y->score ? -1 : 1;
  return x->orgunit < y->orgunit ? -1 : x->orgunit > y->orgunit;
}

/* The only territory, or those of the lowest group, the lowest first; of guint. */
static GArray *
choose_territories (const OriReport *report)
{
  const OriScheme *scheme = report->input->scheme;
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) scores = NULL;

  if (report->single) {
    g_array_append_val (list, g_array_index (report->orgunits, guint, 0));
    return list;
  }
  scores = ori_scores_compute (report->snapshot, scheme, NULL, report->cycle, report->level);
  g_array_sort (scores, compare_scores);
  for (guint i = 0; i < scores->len && list->len < MAX_TERRITORIES; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);
    if (score->has_score && score->score < scheme->thresholds[0])
      g_array_append_val (list, score->orgunit);
  }
  return list;
}

/* Owned. */
static GPtrArray *
collect_drafts (const OriReport *report, GError **error)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_recommendation_free);
  g_autoptr (GArray) territories = choose_territories (report);

  for (guint i = 0; i < territories->len; i++) {
    g_autoptr (GPtrArray) drafts =
        ori_report_draft (report, g_array_index (territories, guint, i), error);
    const char *audience = NULL;
    guint n = 0;
    if (drafts == NULL) {
      g_ptr_array_unref (list);
      return NULL;
    }
    for (guint k = 0; k < drafts->len; k++) {
      const OriRecommendation *draft = g_ptr_array_index (drafts, k);
      if (is_hidden (report, draft))
        continue;
      n = g_strcmp0 (draft->audience, audience) == 0 ? n + 1 : 1;
      audience = draft->audience;
      if (report->single || n <= MAX_DRAFTS)
        g_ptr_array_add (list, ori_recommendation_copy (draft));
    }
  }
  return list;
}

static char *
recommendation_text (const OriReport *report, const OriRecommendation *recommendation)
{
  g_autofree char *why = NULL;
  guint orgunit = ori_snapshot_orgunit_index (report->snapshot, recommendation->orgunit);
  g_autofree char *text = NULL;

  text = report->single || orgunit == G_MAXUINT
             ? g_strdup (recommendation->text)
             : g_strconcat (ori_snapshot_orgunit (report->snapshot, orgunit)->short_name, ": ",
                            recommendation->text, NULL);
  if (!ori_recommendation_is_stale (recommendation, report->snapshot, report->input->scheme, &why))
    return g_steal_pointer (&text);
  return ori_word_format ("recommendations.stale", "text", text, "why", why, NULL);
}

static void
add_by_audience (OriReport *report, const OriBank *bank, const GPtrArray *list)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  /* The order of the bank, then whatever else was written by hand. */
  for (guint i = 0; i + 1 < bank->audiences->len; i += 2)
    g_ptr_array_add (order, g_ptr_array_index (bank->audiences, i));
  for (guint i = 0; i < list->len; i++) {
    const OriRecommendation *r = g_ptr_array_index (list, i);
    const char *code = ori_bank_audience (bank, r->audience);
    if (!g_ptr_array_find_with_equal_func (order, code, g_str_equal, NULL))
      g_ptr_array_add (order, (gpointer)code);
  }
  for (guint a = 0; a < order->len; a++) {
    const char *code = g_ptr_array_index (order, a);
    OriItem *items = NULL;
    for (guint i = 0; i < list->len; i++) {
      const OriRecommendation *r = g_ptr_array_index (list, i);
      g_autofree char *text = NULL;
      if (g_strcmp0 (ori_bank_audience (bank, r->audience), code) != 0)
        continue;
      if (items == NULL) {
        ori_document_heading (report->document, 2, ori_audience_title (code));
        items = ori_document_list (report->document, TRUE);
      }
      text = recommendation_text (report, r);
      ori_item_add_text (items, text);
    }
  }
}

gboolean
ori_report_add_recommendations (OriReport *report, GError **error)
{
  const OriBank *bank = ori_bank_get (error);
  g_autoptr (GPtrArray) accepted = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autofree char *intro = NULL;

  if (bank == NULL)
    return FALSE;
  ori_document_heading (report->document, 1, ori_word ("heading.recommendations"));
  accepted = collect_accepted (report);
  if (accepted->len > 0) {
    ori_document_paragraph (report->document, ori_word ("recommendations.intro"));
    add_by_audience (report, bank, accepted);
    return TRUE;
  }
  if (report->brief) {
    ori_document_paragraph (report->document, ori_word ("recommendations.no-programme"));
    return TRUE;
  }
  drafts = collect_drafts (report, error);
  if (drafts == NULL)
    return FALSE;
  intro = ori_word_format (drafts->len ? "recommendations.drafts" : "recommendations.none", "year",
                           report->year, NULL);
  ori_document_paragraph (report->document, intro);
  add_by_audience (report, bank, drafts);
  return TRUE;
}
