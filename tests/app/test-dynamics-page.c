/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/ori-chart-view.h"
#include "app/ori-dynamics-page.h"
#include "app/ori-funnel-panel.h"
#include "app/ori-series-picker.h"
#include "app/ori-trend-card.h"
#include "pages-test.h"

static OriChartView *
get_chart (PagesFixture *f)
{
  return ORI_CHART_VIEW (app_test_find (pages_show (f, "dynamics"), ORI_TYPE_CHART_VIEW));
}

static OriSeriesPicker *
get_picker (PagesFixture *f)
{
  return ORI_SERIES_PICKER (app_test_find (pages_show (f, "dynamics"), ORI_TYPE_SERIES_PICKER));
}

static void
test_empty (PagesFixture *f, gconstpointer data)
{
  g_assert_null (ori_chart_view_get_spec (get_chart (f)));
}

/* The chosen territory comes first, the others have changed most. */
static void
test_default (PagesFixture *f, gconstpointer data)
{
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  guint chosen = ori_snapshot_find_orgunit (snapshot, "Кочубеевский МО");
  const OriChartSpec *spec;

  ori_session_set_orgunit (f->session, chosen);
  spec = ori_chart_view_get_spec (get_chart (f));
  g_assert_nonnull (spec);
  g_assert_cmpuint (spec->series->len, ==, 3);
  g_assert_cmpuint (spec->periods->len, ==, 2);
  g_assert_true (spec->bands);
  g_assert_true (spec->training);
  g_assert_cmpuint (GPOINTER_TO_UINT (ori_chart_view_series_key (get_chart (f), 0)), ==, chosen);
}

static void
test_limit (PagesFixture *f, gconstpointer data)
{
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  OriSeriesPicker *picker = get_picker (f);
  g_auto (GStrv) checked = NULL;
  guint refused = 0;

  for (guint i = 0; i < snapshot->orgunits->len; i++)
    refused += !ori_series_picker_check (picker, ori_snapshot_orgunit (snapshot, i)->code, TRUE);
  checked = ori_series_picker_dup_checked (picker);
  g_assert_cmpuint (g_strv_length (checked), ==, ORI_SERIES_MAX);
  g_assert_cmpuint (refused, >, 20);
  g_assert_cmpuint (ori_chart_view_get_spec (get_chart (f))->series->len, ==, ORI_SERIES_MAX);
}

static void
test_nothing_checked (PagesFixture *f, gconstpointer data)
{
  g_auto (GStrv) checked = ori_series_picker_dup_checked (get_picker (f));

  for (guint i = 0; checked[i] != NULL; i++)
    g_assert_true (ori_series_picker_check (get_picker (f), checked[i], FALSE));
  g_assert_null (ori_chart_view_get_spec (get_chart (f)));
}

static void
test_reopened (PagesFixture *f, gconstpointer data)
{
  OriSnapshot *snapshot = ori_session_snapshot (f->session);
  const char *code =
      ori_snapshot_orgunit (snapshot, ori_snapshot_find_orgunit (snapshot, "Курский МО"))->code;
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;
  g_autofree char *kept = g_strdup (code);

  g_assert_true (ori_series_picker_check (get_picker (f), code, TRUE));
  before = ori_series_picker_dup_checked (get_picker (f));
  pages_close (f);
  pages_open (f);
  after = ori_series_picker_dup_checked (get_picker (f));
  g_assert_true (g_strv_equal ((const char *const *)before, (const char *const *)after));
  g_assert_true (g_strv_contains ((const char *const *)after, kept));
}

static void
press (PagesFixture *f, const char *name)
{
  GtkWidget *page = pages_show (f, "dynamics");
  GObject *button = gtk_widget_get_template_child (page, ORI_TYPE_DYNAMICS_PAGE, name);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  app_test_settle ();
}

static void
test_kinds (PagesFixture *f, gconstpointer data)
{
  const char *name = ori_snapshot_orgunit (ori_session_snapshot (f->session), 0)->name;

  g_assert_cmpint (ori_chart_view_get_spec (get_chart (f))->kind, ==, ORI_CHART_DYNAMICS);
  press (f, "bars_button");
  g_assert_cmpint (ori_chart_view_get_spec (get_chart (f))->kind, ==, ORI_CHART_BARS);
  press (f, "lines_button");
  g_assert_cmpint (ori_chart_view_get_spec (get_chart (f))->kind, ==, ORI_CHART_DYNAMICS);
  /* The other way round: one territory, which the title names. */
  ori_session_set_orgunit (f->session, 0);
  press (f, "indicators_button");
  g_assert_true (g_str_has_prefix (ori_chart_view_get_spec (get_chart (f))->title, name));
  press (f, "orgunits_button");
  g_assert_false (g_str_has_prefix (ori_chart_view_get_spec (get_chart (f))->title, name));
}

static GtkWidget *
get_first_row (PagesFixture *f)
{
  GtkWidget *panel = app_test_find (pages_show (f, "dynamics"), ORI_TYPE_FUNNEL_PANEL);

  return app_test_find (panel, GTK_TYPE_LIST_BOX_ROW);
}

/* All territories in the year chosen above; it survives reopening; another year, another funnel. */
static void
test_funnel (PagesFixture *f, gconstpointer data)
{
  const OriChartSpec *spec;

  press (f, "indicators_button");
  press (f, "funnel_button");
  spec = ori_chart_view_get_spec (get_chart (f));
  g_assert_cmpint (spec->kind, ==, ORI_CHART_FUNNEL);
  g_assert_cmpuint (spec->series->len, ==, 33);
  g_assert_cmpuint (spec->limits->len, >, 50);
  g_assert_true (spec->training);
  g_assert_nonnull (strstr (spec->subtitle, "2023"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_picker (f))));
  pages_close (f);
  pages_open (f);
  spec = ori_chart_view_get_spec (get_chart (f));
  g_assert_cmpint (spec->kind, ==, ORI_CHART_FUNNEL);
  ori_session_set_cycle (f->session, 2022);
  app_test_settle ();
  spec = ori_chart_view_get_spec (get_chart (f));
  g_assert_nonnull (strstr (spec->subtitle, "2022"));
  /* The lines come back with what they showed. */
  press (f, "lines_button");
  spec = ori_chart_view_get_spec (get_chart (f));
  g_assert_cmpint (spec->kind, ==, ORI_CHART_DYNAMICS);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_picker (f))));
  g_assert_null (get_first_row (f));
}

/* The data change under it: it goes, nothing is left behind. */
static void
close_popover (PagesFixture *f)
{
  GtkWidget *popover = app_test_find (GTK_WIDGET (get_chart (f)), GTK_TYPE_POPOVER);

  g_assert_nonnull (popover);
  g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *)&popover);
  ori_session_reload (f->session);
  app_test_wait (popover == NULL);
}

/* A point says where its number is from, in every mark of the chart. */
static void
test_provenance (PagesFixture *f, gconstpointer data)
{
  OriChartView *chart = get_chart (f);

  g_assert_null (app_test_find (GTK_WIDGET (chart), GTK_TYPE_POPOVER));
  g_signal_emit_by_name (chart, "activated", 0, 1);
  app_test_settle ();
  close_popover (f);
}

/* A mark and a row of the list choose their territory on every page and say where the number is
 * from; the list begins with those outside the limits. */
static void
test_funnel_chooses (PagesFixture *f, gconstpointer data)
{
  OriChartView *chart = get_chart (f);
  const OriChartSpec *spec;
  const OriChartSeries *series;
  GtkWidget *row;
  guint orgunit;

  press (f, "funnel_button");
  orgunit = GPOINTER_TO_UINT (ori_chart_view_series_key (chart, 5));
  g_signal_emit_by_name (chart, "activated", 5, 0);
  app_test_settle ();
  g_assert_cmpuint (ori_session_orgunit (f->session), ==, orgunit);
  g_assert_cmpint (ori_chart_view_get_spec (chart)->highlighted, ==, 5);
  close_popover (f);

  row = get_first_row (f);
  g_assert_nonnull (row);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  app_test_settle ();
  spec = ori_chart_view_get_spec (chart);
  g_assert_cmpint (spec->highlighted, >=, 0);
  series = g_ptr_array_index (spec->series, (guint)spec->highlighted);
  g_assert_cmpuint (GPOINTER_TO_UINT (series->key), ==, ori_session_orgunit (f->session));
  for (guint i = 0; i < spec->series->len; i++)
    g_assert_cmpint (ABS (((OriChartSeries *)g_ptr_array_index (spec->series, i))->place), <=,
                     ABS (series->place));
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (get_first_row (f))));
  close_popover (f);
}

/* Of two years there is a change and no trend; of three the trend of every line is told, in the
 * words of reports, and beside a number. */
static void
test_trend (PagesFixture *f, gconstpointer data)
{
  OriTrendCard *card =
      ORI_TREND_CARD (app_test_find (pages_show (f, "dynamics"), ORI_TYPE_TREND_CARD));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  int natural;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
  pages_import (f->session, "stavropol-2021.xlsx");
  app_test_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  text = ori_trend_card_dup_text (card);
  g_test_message ("%s", text);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==,
                    ori_chart_view_get_spec (get_chart (f))->series->len + 1);
  g_assert_nonnull (strstr (lines[0], "2021–2023"));
  for (guint i = 1; lines[i] != NULL; i++) {
    const OriChartSeries *series =
        g_ptr_array_index (ori_chart_view_get_spec (get_chart (f))->series, i - 1);
    gboolean told = FALSE;

    g_assert_true (g_str_has_prefix (lines[i], series->label));
    for (guint verdict = 0; verdict <= ORI_VERDICT_DIFFERS; verdict++)
      told = told || g_str_has_suffix (lines[i], ori_verdict_label ((OriVerdict)verdict));
    g_assert_true (told);
  }
  /* Long names of indicators do not widen the side of the page. */
  press (f, "indicators_button");
  for (guint i = 0; i < 8; i++)
    ori_series_picker_check (
        get_picker (f),
        ((OriIndicator *)ori_session_snapshot (f->session)->programme->indicators->pdata[i])->code,
        TRUE);
  app_test_settle ();
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (card)));
  gtk_widget_measure (GTK_WIDGET (card), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                      NULL);
  g_assert_cmpint (natural, <=, 280);
  /* A funnel is of one year. */
  press (f, "funnel_button");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (card)));
}

/* What older programs kept of the choice is still read. */
static void
test_older_setting (PagesFixture *f, gconstpointer data)
{
  GError *error = NULL;

  ori_store_set_setting (ori_session_store (f->session), "dynamics.bars", "1", &error);
  g_assert_no_error (error);
  pages_close (f);
  pages_open (f);
  g_assert_cmpint (ori_chart_view_get_spec (get_chart (f))->kind, ==, ORI_CHART_BARS);
}

static void
add_tests (void)
{
  gconstpointer sample = "sample";

#define ADD(name, with_data, func)                                                                 \
  g_test_add ("/app/dynamics/" name, PagesFixture, with_data, pages_set_up, func, pages_tear_down)
  ADD ("empty", NULL, test_empty);
  ADD ("default", sample, test_default);
  ADD ("limit", sample, test_limit);
  ADD ("nothing-checked", sample, test_nothing_checked);
  ADD ("reopened", sample, test_reopened);
  ADD ("kinds", sample, test_kinds);
  ADD ("provenance", sample, test_provenance);
  ADD ("funnel", sample, test_funnel);
  ADD ("funnel-chooses", sample, test_funnel_chooses);
  ADD ("trend", sample, test_trend);
  ADD ("older-setting", sample, test_older_setting);
#undef ADD
}

int
main (int argc, char **argv)
{
  return pages_main (argc, argv, add_tests);
}
