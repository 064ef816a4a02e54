/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The card of the groups in the room that it has in a window of the reference size. */
#include "app-test.h"
#include "app/ori-threshold-panel.h"

#define WIDTH 330
#define HEIGHT 246

typedef struct {
  GtkWidget *window;
  OriThresholdPanel *panel;
  OriScheme *scheme;
  OriBenchData *data;
} Fixture;

static GArray *
make_scores (guint n)
{
  GArray *scores = g_array_new (FALSE, TRUE, sizeof (OriScore));

  for (guint i = 0; i < n; i++) {
    OriScore score = {.orgunit = i, .has_score = TRUE, .score = i % 1000 / 10.0};

    g_array_append_val (scores, score);
  }
  return scores;
}

static void
show (Fixture *f, guint n_units, guint n_groups)
{
  g_autoptr (GArray) cycles = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) scores = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  for (int year = 2021; year <= 2023; year++) {
    g_array_append_val (cycles, year);
    g_ptr_array_add (scores, make_scores (n_units));
  }
  f->scheme->n_groups = n_groups;
  for (guint i = 0; i + 1 < n_groups; i++)
    f->scheme->thresholds[i] = 100.0 * (i + 1) / n_groups;
  g_clear_pointer (&f->data, ori_bench_data_free);
  f->data = ori_bench_data_new (cycles, scores, 1, f->scheme);
  ori_threshold_panel_show (f->panel, f->data, f->scheme);
  app_test_settle ();
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->scheme = ori_scheme_new ();
  f->panel = g_object_new (ORI_TYPE_THRESHOLD_PANEL, "width-request", 300, "height-request", HEIGHT,
                           "valign", GTK_ALIGN_START, NULL);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->panel));
  gtk_window_set_default_size (GTK_WINDOW (f->window), WIDTH, HEIGHT);
  show (f, 33, 3);
  gtk_window_present (GTK_WINDOW (f->window));
  gtk_test_widget_wait_for_draw (f->window);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  ori_scheme_free (f->scheme);
  ori_bench_data_free (f->data);
}

/* The first inscription below @root whose text has @head. */
static GtkWidget *
find_text (GtkWidget *root, const char *head)
{
  GtkWidget *found = NULL;

  if (GTK_IS_INSCRIPTION (root)) {
    const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (root));

    return text != NULL && g_str_has_prefix (text, head) ? root : NULL;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text (child, head);
  return found;
}

static void
assert_whole (Fixture *f, const char *text)
{
  GtkWidget *cell = find_text (GTK_WIDGET (f->panel), text);
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  g_assert_nonnull (cell);
  layout = gtk_widget_create_pango_layout (cell, text);
  pango_layout_get_pixel_size (layout, &width, NULL);
  g_assert_cmpint (width, <=, gtk_widget_get_width (cell));
}

/* Forty thousand schools: a group holds so many that the figure has five digits. */
static void
test_counts (Fixture *f, gconstpointer data)
{
  assert_whole (f, "33");
  g_assert_nonnull (find_text (GTK_WIDGET (f->panel), "2021"));
  show (f, 40000, 3);
  assert_whole (f, "13320");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->panel)), <=, WIDTH);
}

static void
assert_fit_seen (Fixture *f)
{
  GtkWidget *fit = find_text (GTK_WIDGET (f->panel), "Goodness of fit");
  graphene_rect_t place;

  g_assert_nonnull (fit);
  g_assert_true (gtk_widget_compute_bounds (fit, GTK_WIDGET (f->panel), &place));
  g_assert_cmpfloat (place.size.height, >, 0);
  g_assert_cmpfloat (place.origin.y + place.size.height, <=, HEIGHT);
}

/* What is said above takes as many lines as it needs: the fit stays where it is. */
static void
test_fit (Fixture *f, gconstpointer data)
{
  g_autofree char *author = g_strdup ("Иванова");
  g_autofree char *reason = g_strdup ("Потому что");
  g_autofree char *to = ori_scheme_to_json (f->scheme);
  OriProtocolEntry entry = {.time = 1, .author = author, .reason = reason, .to = to};

  assert_fit_seen (f);
  ori_threshold_panel_set_entry (f->panel, &entry);
  ori_threshold_panel_set_note (f->panel,
                                "A note as long as one on the weights of many indicators that have "
                                "no figures in this year, which takes several lines of the card.");
  show (f, 33, 5);
  assert_fit_seen (f);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (f->panel)), ==, HEIGHT);
}

/* An error takes the place of the fit, and goes with the next draft. */
static void
test_error (Fixture *f, gconstpointer data)
{
  ori_threshold_panel_show_error (f->panel, "The disk is full");
  g_assert_null (find_text (GTK_WIDGET (f->panel), "Goodness of fit"));
  g_assert_nonnull (find_text (GTK_WIDGET (f->panel), "The disk is full"));
  show (f, 33, 3);
  assert_fit_seen (f);
}

int
main (int argc, char *argv[])
{
  app_test_init (&argc, &argv);
  g_test_add ("/app/threshold-panel/counts", Fixture, NULL, set_up, test_counts, tear_down);
  g_test_add ("/app/threshold-panel/fit", Fixture, NULL, set_up, test_fit, tear_down);
  g_test_add ("/app/threshold-panel/error", Fixture, NULL, set_up, test_error, tear_down);
  return g_test_run ();
}
