/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-paper-view.h"
#include "app/ori-reports-page.h"
#include "pages-test.h"

static OriReportsPage *
get_page (PagesFixture *f)
{
  return ORI_REPORTS_PAGE (pages_show (f, "reports"));
}

static OriPaperView *
get_paper (OriReportsPage *page)
{
  return ORI_PAPER_VIEW (app_test_find (GTK_WIDGET (page), ORI_TYPE_PAPER_VIEW));
}

static void
test_empty (PagesFixture *f, gconstpointer data)
{
  OriReportsPage *page = get_page (f);

  app_test_settle ();
  g_assert_null (ori_reports_page_get_preview (page));
  g_assert_cmpuint (ori_paper_view_n_pages (get_paper (page)), ==, 0);
}

static void
test_preview (PagesFixture *f, gconstpointer data)
{
  OriReportsPage *page = get_page (f);
  OriPaperView *paper = get_paper (page);
  const OriPreview *preview;

  app_test_wait (ori_reports_page_get_preview (page) != NULL);
  preview = ori_reports_page_get_preview (page);
  g_assert_cmpuint (preview->n_pages, >, 5);
  g_assert_cmpuint (preview->n_tables, >, 0);
  g_assert_cmpuint (preview->headings->len, >, 3);
  g_assert_cmpuint (ori_paper_view_n_pages (paper), ==, preview->n_pages);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (paper));
  ori_paper_view_go_to (paper, 3);
  app_test_settle ();
  g_assert_cmpuint (ori_paper_view_get_page (paper), ==, 3);
}

static void
test_tables (PagesFixture *f, gconstpointer data)
{
  OriReportsPage *page = get_page (f);
  GObject *tables =
      gtk_widget_get_template_child (GTK_WIDGET (page), ORI_TYPE_REPORTS_PAGE, "tables");

  guint n_pages;
  g_autofree char *kind = NULL;

  app_test_wait (ori_reports_page_get_preview (page) != NULL);
  n_pages = ori_reports_page_get_preview (page)->n_pages;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tables), TRUE);
  app_test_wait (ori_reports_page_get_preview (page)->n_pages != n_pages);
  kind = ori_store_get_setting (ori_session_store (f->session), "reports.kind");
  g_assert_cmpstr (kind, ==, "tables");
}

/* What is made for a choice that was changed meanwhile is never shown. */
static void
test_dropped (PagesFixture *f, gconstpointer data)
{
  OriReportsPage *page = get_page (f);

  ori_session_set_cycle (f->session, 2022);
  ori_session_set_cycle (f->session, 2023);
  g_assert_null (ori_reports_page_get_preview (page));
  app_test_wait (ori_reports_page_get_preview (page) != NULL);
  app_test_settle ();
  g_assert_cmpuint (ori_paper_view_n_pages (get_paper (page)), ==,
                    ori_reports_page_get_preview (page)->n_pages);
}

static void
finished_cb (OriJob *job, gboolean *finished)
{
  *finished = TRUE;
}

static void
check_save (PagesFixture *f, const char *name, const char *magic)
{
  OriReportsPage *page = get_page (f);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autofree char *bytes = NULL;
  gboolean finished = FALSE;
  gsize length;
  OriJob *job;

  app_test_wait (ori_reports_page_get_preview (page) != NULL);
  job = ori_reports_page_save (page, path);
  g_assert_nonnull (job);
  g_signal_connect (job, "finished", G_CALLBACK (finished_cb), &finished);
  app_test_wait (finished);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 4000);
  g_assert_true (strncmp (bytes, magic, strlen (magic)) == 0);
  g_remove (path);
}

static void
test_save (PagesFixture *f, gconstpointer data)
{
  check_save (f, "отчёт.docx", "PK");
  check_save (f, "отчёт.pdf", "%PDF");
  check_save (f, "отчёт.xlsx", "PK");
}

/* Into a folder that is not there: told in a dialog, and saving is possible again. */
static void
test_save_fails (PagesFixture *f, gconstpointer data)
{
  OriReportsPage *page = get_page (f);
  guint n = g_list_model_get_n_items (gtk_window_get_toplevels ());

  app_test_wait (ori_reports_page_get_preview (page) != NULL);
  g_assert_nonnull (ori_reports_page_save (page, "/nowhere/at/all.docx"));
  app_test_wait (g_list_model_get_n_items (gtk_window_get_toplevels ()) > n);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);
    if (ADW_IS_MESSAGE_DIALOG (window))
      gtk_window_close (window);
  }
  app_test_settle ();
  check_save (f, "потом.docx", "PK");
}

static void
add_tests (void)
{
  gconstpointer sample = "sample";

#define ADD(name, with_data, func)                                                                 \
  g_test_add ("/app/reports/" name, PagesFixture, with_data, pages_set_up, func, pages_tear_down)
  ADD ("empty", NULL, test_empty);
  ADD ("preview", sample, test_preview);
  ADD ("tables", sample, test_tables);
  ADD ("dropped", sample, test_dropped);
  ADD ("save", sample, test_save);
  ADD ("save-fails", sample, test_save_fails);
#undef ADD
}

int
main (int argc, char **argv)
{
  return pages_main (argc, argv, add_tests);
}
