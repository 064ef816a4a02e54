/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-recommendations-page.h"
#include "pages-test.h"

static OriRecommendationsPage *
get_page (PagesFixture *f)
{
  return ORI_RECOMMENDATIONS_PAGE (pages_show (f, "recommendations"));
}

static guint
choose (PagesFixture *f, const char *name)
{
  guint orgunit = ori_snapshot_find_orgunit (ori_session_snapshot (f->session), name);

  g_assert_cmpuint (orgunit, !=, G_MAXUINT);
  ori_session_set_orgunit (f->session, orgunit);
  return orgunit;
}

static GPtrArray *
read_all (PagesFixture *f, guint orgunit)
{
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  GPtrArray *all = ori_session_recommendations (
      f->session, ori_snapshot_orgunit (snapshot, orgunit)->code, NULL);

  g_assert_nonnull (all);
  return all;
}

/* Drafts for a territory that lags; its first recommendation. */
static OriRecommendationCard *
draft (PagesFixture *f, guint *orgunit)
{
  OriRecommendationsPage *page;
  g_autoptr (GPtrArray) all = NULL;
  OriRecommendationCard *card;

  *orgunit = choose (f, "Степновский МО");
  page = get_page (f);
  ori_recommendations_page_draft (page);
  app_test_settle ();
  all = read_all (f, *orgunit);
  g_assert_cmpuint (all->len, >, 0);
  card = ori_draft_view_get_card (ori_recommendations_page_get_draft (page),
                                  ((OriRecommendation *)g_ptr_array_index (all, 0))->id);
  g_assert_nonnull (card);
  return card;
}

static void
type (OriRecommendationCard *card, const char *text)
{
  GtkTextBuffer *buffer = ori_recommendation_card_get_buffer (card);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
}

static gboolean
is_kept (PagesFixture *f, guint orgunit, gint64 id, const char *ending)
{
  g_autoptr (GPtrArray) all = read_all (f, orgunit);

  for (guint i = 0; i < all->len; i++) {
    const OriRecommendation *recommendation = g_ptr_array_index (all, i);
    if (recommendation->id == id)
      return g_str_has_suffix (recommendation->text, ending) && recommendation->edited;
  }
  return FALSE;
}

static void
test_empty (PagesFixture *f, gconstpointer data)
{
  OriRecommendationsPage *page = get_page (f);

  ori_recommendations_page_draft (page);
  g_assert_null (ori_recommendations_page_get_standing (page));
}

static void
test_deficits (PagesFixture *f, gconstpointer data)
{
  guint orgunit = choose (f, "Степновский МО");
  OriRecommendationsPage *page = get_page (f);
  const OriStanding *standing;

  app_test_wait (ori_recommendations_page_get_standing (page) != NULL);
  standing = ori_recommendations_page_get_standing (page);
  g_assert_cmpuint (standing->orgunit, ==, orgunit);
  g_assert_cmpuint (standing->deficits->len, >, 0);
  g_assert_true (standing->has_score);
}

/* The goalposts of other data are not found while the window waits. */
static void
test_other_data (PagesFixture *f, gconstpointer data)
{
  OriRecommendationsPage *page;

  choose (f, "Степновский МО");
  page = get_page (f);
  app_test_wait (ori_recommendations_page_get_standing (page) != NULL);
  ori_session_reload (f->session);
  g_assert_false (ori_session_has_goalposts (f->session));
  app_test_wait (ori_recommendations_page_get_standing (page)->snapshot ==
                 ori_session_snapshot (f->session));
  g_assert_true (ori_session_has_goalposts (f->session));
}

static void
test_pause (PagesFixture *f, gconstpointer data)
{
  guint orgunit;
  OriRecommendationCard *card = draft (f, &orgunit);
  gint64 id = ori_recommendation_card_get (card)->id;
  GtkTextBuffer *buffer = ori_recommendation_card_get_buffer (card);
  GtkTextIter cursor;

  gtk_text_buffer_get_start_iter (buffer, &cursor);
  type (card, " До осени.");
  gtk_text_buffer_get_iter_at_offset (buffer, &cursor, 3);
  gtk_text_buffer_place_cursor (buffer, &cursor);
  app_test_wait (is_kept (f, orgunit, id, " До осени."));
  /* The page was shown anew meanwhile: same card, same place in it. */
  app_test_settle ();
  g_assert_true (card ==
                 ori_draft_view_get_card (ori_recommendations_page_get_draft (get_page (f)), id));
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&cursor), ==, 3);
}

static void
test_page_switch (PagesFixture *f, gconstpointer data)
{
  guint orgunit;
  OriRecommendationCard *card = draft (f, &orgunit);
  gint64 id = ori_recommendation_card_get (card)->id;

  type (card, " Перед уходом.");
  ori_window_show_page (f->window, "data");
  app_test_wait (is_kept (f, orgunit, id, " Перед уходом."));
}

static void
test_cycle_switch (PagesFixture *f, gconstpointer data)
{
  guint orgunit;
  OriRecommendationCard *card = draft (f, &orgunit);
  gint64 id = ori_recommendation_card_get (card)->id;

  type (card, " Год 2023.");
  ori_session_set_cycle (f->session, 2022);
  app_test_settle ();
  g_assert_null (ori_draft_view_get_card (ori_recommendations_page_get_draft (get_page (f)), id));
  ori_session_set_cycle (f->session, 2023);
  g_assert_true (is_kept (f, orgunit, id, " Год 2023."));
}

static void
test_closing (PagesFixture *f, gconstpointer data)
{
  guint orgunit;
  OriRecommendationCard *card = draft (f, &orgunit);
  gint64 id = ori_recommendation_card_get (card)->id;

  type (card, " Последнее.");
  pages_close (f);
  pages_open (f);
  g_assert_true (is_kept (f, orgunit, id, " Последнее."));
}

static void
test_undo (PagesFixture *f, gconstpointer data)
{
  guint orgunit;
  OriRecommendationCard *card = draft (f, &orgunit);
  gint64 id = ori_recommendation_card_get (card)->id;
  g_autofree char *text = g_strdup (ori_recommendation_card_get (card)->text);
  g_autofree char *shown = NULL;
  GtkTextIter start, end;

  type (card, " Лишнее.");
  ori_recommendation_card_flush (card);
  g_assert_true (is_kept (f, orgunit, id, " Лишнее."));
  ori_session_undo (f->session, NULL);
  g_object_get (ori_recommendation_card_get_buffer (card), "text", &shown, NULL);
  g_assert_cmpstr (shown, ==, text);
  gtk_text_buffer_get_bounds (ori_recommendation_card_get_buffer (card), &start, &end);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), ==, (int)g_utf8_strlen (text, -1));
}

static void
test_remove (PagesFixture *f, gconstpointer data)
{
  guint orgunit;
  OriRecommendationCard *card = draft (f, &orgunit);
  gint64 id = ori_recommendation_card_get (card)->id;
  OriDraftView *view = ori_recommendations_page_get_draft (get_page (f));

  g_assert_true (ori_session_remove_recommendation (f->session, id, NULL));
  g_assert_null (ori_draft_view_get_card (view, id));
  ori_session_undo (f->session, NULL);
  app_test_wait (ori_draft_view_get_card (view, id) != NULL);
}

/* The number behind a recommendation is corrected: it is stale until somebody says what to do. */
static void
test_stale (PagesFixture *f, gconstpointer data)
{
  guint orgunit;
  OriRecommendationCard *card = draft (f, &orgunit);
  g_autoptr (OriRecommendation) copy = ori_recommendation_copy (ori_recommendation_card_get (card));
  const OriEvidence *evidence = &g_array_index (copy->evidence, OriEvidence, 0);
  OriRecommendationsPage *page = get_page (f);
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  g_autofree char *element = g_strconcat (evidence->indicator, ":participated", NULL);
  OriPeriod period;
  guint at;
  GError *error = NULL;

  g_assert_true (ori_period_parse (evidence->period, &period));
  at = ori_snapshot_period_index (snapshot, &period);
  ori_session_correct (f->session, element, orgunit, at, ORI_STATUS_VALUE, 1, "пересчёт", &error);
  g_assert_no_error (error);
  app_test_wait (ori_standing_why_stale (ori_recommendations_page_get_standing (page), copy->id) !=
                 NULL);
  ori_recommendation_confirm (f->session, copy);
  ori_session_put_recommendation (f->session, copy, &error);
  g_assert_no_error (error);
  app_test_wait (ori_standing_why_stale (ori_recommendations_page_get_standing (page), copy->id) ==
                 NULL);
}

static void
test_redraft (PagesFixture *f, gconstpointer data)
{
  guint orgunit;
  OriRecommendationCard *card = draft (f, &orgunit);
  g_autoptr (OriRecommendation) copy = ori_recommendation_copy (ori_recommendation_card_get (card));
  g_autofree char *text = g_strdup (copy->text);
  gboolean kept;

  /* Nobody touched it: the text of the bank comes back. */
  g_free (copy->text);
  copy->text = g_strdup ("старый текст");
  g_assert_true (ori_recommendation_redraft (f->session, copy, &kept, NULL));
  g_assert_false (kept);
  g_assert_cmpstr (copy->text, ==, text);
  /* Somebody did: his words stay. */
  g_free (copy->text);
  copy->text = g_strdup ("свои слова");
  copy->edited = TRUE;
  g_assert_true (ori_recommendation_redraft (f->session, copy, &kept, NULL));
  g_assert_true (kept);
  g_assert_cmpstr (copy->text, ==, "свои слова");
}

static void
add_tests (void)
{
  gconstpointer sample = "sample";

#define ADD(name, with_data, func)                                                                 \
  g_test_add ("/app/recommendations/" name, PagesFixture, with_data, pages_set_up, func,           \
              pages_tear_down)
  ADD ("empty", NULL, test_empty);
  ADD ("deficits", sample, test_deficits);
  ADD ("other-data", sample, test_other_data);
  ADD ("pause", sample, test_pause);
  ADD ("page-switch", sample, test_page_switch);
  ADD ("cycle-switch", sample, test_cycle_switch);
  ADD ("closing", sample, test_closing);
  ADD ("undo", sample, test_undo);
  ADD ("remove", sample, test_remove);
  ADD ("stale", sample, test_stale);
  ADD ("redraft", sample, test_redraft);
#undef ADD
}

int
main (int argc, char **argv)
{
  return pages_main (argc, argv, add_tests);
}
