/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every decision of the page «Группы» taken back and taken again: each time the page says and draws
 * what it said and drew before. */
#include "app/ori-grid.h"
#include "app/ori-groups-private.h"
#include "pages-test.h"

static OriGroupsPage *
show_page (PagesFixture *f)
{
  return ORI_GROUPS_PAGE (pages_show (f, "groups"));
}

/* ── what the page says ── */

static void
append_texts (GtkWidget *root, GString *texts)
{
  const char *text = NULL;

  if (GTK_IS_LABEL (root))
    text = gtk_label_get_text (GTK_LABEL (root));
  else if (GTK_IS_INSCRIPTION (root))
    text = gtk_inscription_get_text (GTK_INSCRIPTION (root));
  else if (GTK_IS_TEXT (root))
    text = gtk_editable_get_text (GTK_EDITABLE (root));
  if (text != NULL)
    g_string_append_printf (texts, "%s\n", text);
  if (GTK_IS_RANGE (root))
    g_string_append_printf (texts, "%g\n", gtk_range_get_value (GTK_RANGE (root)));
  if (GTK_IS_CHECK_BUTTON (root))
    g_string_append_printf (texts, "%d\n", gtk_check_button_get_active (GTK_CHECK_BUTTON (root)));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    append_texts (child, texts);
}

static void
append_movers (OriGroupsPage *page, GString *texts)
{
  OriGridModel *model = ori_grid_get_model (ori_movers_grid (page->movers));

  for (guint row = 0; row < ori_grid_model_n_rows (model); row++) {
    g_autofree char *line = ori_grid_model_describe (model, row, 0);

    g_string_append_printf (texts, "%s\n", line);
  }
}

static void
append_picture (OriGroupsPage *page, GString *texts)
{
  const OriChartSpec *spec = ori_chart_view_get_spec (ori_bench_view_chart (page->bench));

  for (guint i = 0; i < spec->n_thresholds; i++)
    g_string_append_printf (texts, "threshold %g\n", spec->thresholds[i]);
  for (guint i = 0; i < G_N_ELEMENTS (spec->accepted); i++)
    g_string_append_printf (texts, "accepted %g\n", spec->accepted[i]);
  for (guint i = 0; i <= spec->n_thresholds; i++)
    g_string_append_printf (texts, "group %s\n", spec->group_names[i]);
  for (guint i = 0; i < spec->ghosts->len; i++) {
    const OriChartGhost *ghost = g_ptr_array_index (spec->ghosts, i);

    g_string_append_printf (texts, "%s %g\n", ghost->label, ghost->thresholds[0]);
  }
  for (guint i = 0; i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);

    g_string_append_printf (texts, "%s %g%s\n", series->label,
                            g_array_index (series->points, OriChartPoint, 0).value,
                            series->ringed ? " ringed" : "");
  }
}

/* Once nothing is under way. */
static char *
read_page (OriGroupsPage *page)
{
  GString *texts = g_string_new (NULL);
  g_autofree char *subtitle = NULL;

  app_test_settle ();
  app_test_wait (!page->waiting && page->resting == 0 &&
                 !ori_certainty_runner_is_stale (page->certainty));
  subtitle = ori_page_dup_subtitle (ORI_PAGE (page));
  g_string_append_printf (texts, "%s\n", subtitle);
  append_texts (GTK_WIDGET (page->panel), texts);
  append_texts (GTK_WIDGET (page->methods), texts);
  append_texts (GTK_WIDGET (page->movers), texts);
  append_movers (page, texts);
  append_picture (page, texts);
  return g_string_free (texts, FALSE);
}

/* ── decisions ── */

typedef enum {
  DECIDE_WEIGHT,
  DECIDE_METHOD,
  DECIDE_MISSING,
  DECIDE_THRESHOLD,
  DECIDE_ACCEPT,
  DECIDE_ANOTHER_THRESHOLD,
  DECIDE_GROUPS,
  DECIDE_NAMES,
  DECIDE_ACCEPT_AGAIN,
  DECIDE_FEWER_GROUPS,
  N_DECISIONS,
} Decision;

/* The first of the parts that the panel weighs, of any kind. */
static void
weigh (OriGroupsPage *page, OriScheme *scheme)
{
  const OriWeight *part = &g_array_index (page->scores->weights, OriWeight, 0);

  ori_scheme_set_weight (part->subject.kind == ORI_SUBJECT_BLOCK       ? scheme->block_weights
                         : part->subject.kind == ORI_SUBJECT_CRITERION ? scheme->criterion_weights
                                                                       : scheme->weights,
                         part->subject.code, 7);
}

static void
change_methods (OriGroupsPage *page, Decision decision)
{
  static const char *const names[] = {"слабая", "так себе", "неплохая", "сильная", NULL};
  g_autoptr (OriScheme) scheme = ori_scheme_copy (page->scheme);

  if (decision == DECIDE_WEIGHT)
    weigh (page, scheme);
  else if (decision == DECIDE_METHOD)
    scheme->normalise = ORI_NORMALISE_MINMAX;
  else if (decision == DECIDE_MISSING)
    scheme->min_completeness = 0.5;
  else if (decision == DECIDE_GROUPS)
    scheme->n_groups = 4;
  else if (decision == DECIDE_FEWER_GROUPS)
    scheme->n_groups = 2;
  else
    g_assert_true (ori_scheme_set_group_names (scheme, names, NULL));
  g_signal_emit_by_name (page->methods, "changed", scheme, TRUE);
}

static void
decide (PagesFixture *f, OriGroupsPage *page, Decision decision)
{
  GError *error = NULL;

  if (decision == DECIDE_THRESHOLD || decision == DECIDE_ANOTHER_THRESHOLD)
    g_signal_emit_by_name (page->bench, "threshold-moved", 0,
                           decision == DECIDE_THRESHOLD ? 42.0 : 31.0, 0.0, TRUE);
  else if (decision == DECIDE_ACCEPT || decision == DECIDE_ACCEPT_AGAIN)
    g_assert_true (ori_session_accept_scheme (f->session, page->key, "у просвета", &error));
  else
    change_methods (page, decision);
  g_assert_no_error (error);
}

/* Fewer calculations than usual. */
static void
be_quick (PagesFixture *f, OriGroupsPage *page)
{
  g_autoptr (OriScheme) scheme = ori_scheme_copy (page->scheme);
  GError *error = NULL;

  scheme->plan.replicates = 100;
  ori_session_set_scheme (f->session, page->key, scheme, &error);
  g_assert_no_error (error);
}

static void
walk (PagesFixture *f, OriGroupsPage *page)
{
  char *seen[N_DECISIONS + 1] = {NULL};
  gboolean one = page->scores->weights->len == 1; /* whatever it weighs, it weighs all */

  be_quick (f, page);
  seen[0] = read_page (page);
  for (int i = 0; i < N_DECISIONS; i++) {
    decide (f, page, i);
    seen[i + 1] = read_page (page);
    if (i != DECIDE_WEIGHT || !one)
      g_assert_cmpstr (seen[i], !=, seen[i + 1]);
  }
  for (int i = N_DECISIONS - 1; i >= 0; i--) {
    g_autofree char *now = NULL;

    gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
    now = read_page (page);
    g_test_message ("decision %d undone", i);
    g_assert_cmpstr (now, ==, seen[i]);
  }
  for (int i = 0; i < N_DECISIONS; i++) {
    g_autofree char *now = NULL;

    gtk_widget_activate_action (GTK_WIDGET (f->window), "win.redo", NULL);
    now = read_page (page);
    g_test_message ("decision %d redone", i);
    g_assert_cmpstr (now, ==, seen[i + 1]);
  }
  for (int i = 0; i <= N_DECISIONS; i++)
    g_free (seen[i]);
}

static void
test_overall (PagesFixture *f, gconstpointer data)
{
  walk (f, show_page (f));
}

static void
choose_subject (OriGroupsPage *page, OriSubjectKind kind)
{
  g_autofree char *key = NULL;

  for (guint i = 0; i < page->subjects->len; i++)
    if (g_array_index (page->subjects, OriSubject, i).kind == kind) {
      key = ori_subject_key (&g_array_index (page->subjects, OriSubject, i));
      gtk_drop_down_set_selected (page->subject, i);
      break;
    }
  g_assert_nonnull (key);
  g_assert_cmpstr (page->key, ==, key);
  app_test_wait (!page->waiting);
}

static void
test_criterion (PagesFixture *f, gconstpointer data)
{
  OriGroupsPage *page = show_page (f);

  choose_subject (page, ORI_SUBJECT_CRITERION);
  walk (f, page);
}

static void
test_indicator (PagesFixture *f, gconstpointer data)
{
  OriGroupsPage *page = show_page (f);

  choose_subject (page, ORI_SUBJECT_INDICATOR);
  walk (f, page);
}

static void
add_tests (void)
{
  g_test_add ("/app/groups-undo/overall", PagesFixture, "data", pages_set_up, test_overall,
              pages_tear_down);
  g_test_add ("/app/groups-undo/criterion", PagesFixture, "data", pages_set_up, test_criterion,
              pages_tear_down);
  g_test_add ("/app/groups-undo/indicator", PagesFixture, "data", pages_set_up, test_indicator,
              pages_tear_down);
}

int
main (int argc, char **argv)
{
  return pages_main (argc, argv, add_tests);
}
