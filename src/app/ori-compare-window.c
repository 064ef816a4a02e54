/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-compare-window.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-compare.h"
#include "app/ori-compare-strip.h"
#include "app/ori-popover.h"
#include "app/ori-provenance.h"
#include "app/ori-value-text.h"
#include "core/ori-number.h"

/* Of the column: a wrapped label would take another width in every row. */
#define NAME_WIDTH 270

struct _OriCompareWindow {
  AdwWindow parent_instance;
  OriSession *session;
  char *code; /* of the org unit: survives new snapshots */
  OriJob *job;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkBox *similar;
  GtkListBox *list;
  GtkWidget *content; /* carries the popover: a stack would take it for a page */
  GtkWidget *popover; /* weak */
};

G_DEFINE_FINAL_TYPE (OriCompareWindow, ori_compare_window, ADW_TYPE_WINDOW)

/* ── the job ── */

typedef struct {
  OriSnapshot *snapshot;
  OriScheme *scheme;
  guint orgunit;
  int cycle;
} Request;

/* The comparison with the snapshot that it points into. */
typedef struct {
  OriSnapshot *snapshot;
  OriComparison *comparison;
  guint n_groups;
} Result;

static void
free_request (gpointer data)
{
  Request *self = data;

  ori_snapshot_unref (self->snapshot);
  ori_scheme_free (self->scheme);
  g_free (self);
}

static void
free_result (gpointer data)
{
  Result *self = data;

  ori_comparison_free (self->comparison);
  ori_snapshot_unref (self->snapshot);
  g_free (self);
}

static gpointer
compare (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  const Request *request = data;
  Result *result = g_new0 (Result, 1);

  result->snapshot = ori_snapshot_ref (request->snapshot);
  result->n_groups = request->scheme->n_groups;
  result->comparison =
      ori_compare (request->snapshot, request->scheme, request->orgunit, request->cycle, NULL);
  return result;
}

/* ── rows ── */

static GtkWidget *
make_label (const char *text, float xalign, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_name (const OriIndicator *indicator)
{
  GtkWidget *label = make_label (ori_indicator_label (indicator), 0, NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_size_request (label, NAME_WIDTH, -1);
  gtk_widget_set_tooltip_text (label, indicator->name);
  return label;
}

/* «51,9 %» over «12 из 33». */
static GtkWidget *
make_value (const OriCompared *compared)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *value = ori_value_text_unit (compared->indicator, &compared->value);
  g_autofree char *rank = NULL;
  GtkWidget *label = make_label (value, 1, "heading");

  gtk_label_set_width_chars (GTK_LABEL (label), 11);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  if (compared->value.status == ORI_STATUS_VALUE && compared->rank > 0) {
    /* Translators: a place among all: «12-е из 33» */
    rank = g_strdup_printf (_ ("place %u of %u"), compared->rank, compared->n);
    label = make_label (rank, 1, "caption");
    gtk_widget_add_css_class (label, "dim-label");
    gtk_widget_add_css_class (label, "numeric");
    gtk_box_append (GTK_BOX (box), label);
  }
  return box;
}

static void
add_words (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label;

  if (text == NULL)
    return;
  label = make_label (text, 0, css_class);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (box, label);
}

static GtkWidget *
make_words (const OriCompared *compared)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *deficit = ori_compared_deficit_text (compared);
  g_autofree char *practice = ori_compared_practice_text (compared);
  g_autofree char *minus = deficit != NULL ? g_strdup_printf ("▼ %s", deficit) : NULL;
  g_autofree char *plus = practice != NULL ? g_strdup_printf ("▲ %s", practice) : NULL;
  const char *place = ori_compare_place_words (compared->place_wide);

  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  add_words (GTK_BOX (box), plus, "improved");
  add_words (GTK_BOX (box), minus, "worsened");
  add_words (GTK_BOX (box), place, "dim-label");
  if (plus == NULL && minus == NULL && place == NULL)
    add_words (GTK_BOX (box), _ ("as the others"), "dim-label");
  return box;
}

/* Names and values stand in columns: @columns gives all rows the same widths. */
static GtkWidget *
make_row (const OriCompared *compared, guint n_groups, GtkSizeGroup *columns[2])
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  g_autofree char *value = ori_value_text_unit (compared->indicator, &compared->value);
  g_autofree char *deficit = ori_compared_deficit_text (compared);
  g_autofree char *practice = ori_compared_practice_text (compared);
  g_autofree char *words = g_strdup_printf (
      "%s: %s. %s%s%s", ori_indicator_label (compared->indicator), value,
      practice != NULL ? practice : "", practice != NULL && deficit != NULL ? ". " : "",
      deficit != NULL ? deficit : "");

  gtk_widget_add_css_class (box, "compare-row");
  gtk_box_append (GTK_BOX (box), make_name (compared->indicator));
  gtk_size_group_add_widget (columns[0], gtk_widget_get_last_child (box));
  gtk_box_append (GTK_BOX (box), make_value (compared));
  gtk_size_group_add_widget (columns[1], gtk_widget_get_last_child (box));
  gtk_box_append (GTK_BOX (box), ori_compare_strip_new (compared, n_groups));
  gtk_box_append (GTK_BOX (box), make_words (compared));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), compared->value.source != NULL ||
                                                                compared->value.sum_expected > 0);
  g_object_set_data_full (G_OBJECT (row), "indicator", g_strdup (compared->indicator->code),
                          g_free);
  g_object_set_data (G_OBJECT (row), "period", GUINT_TO_POINTER (compared->period));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

static void
add_similar (OriCompareWindow *self, const OriSnapshot *snapshot, const OriSimilar *similar,
             GtkSizeGroup *names)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *why = ori_similar_text (similar);
  GtkWidget *name =
      make_label (ori_snapshot_orgunit (snapshot, similar->orgunit)->short_name, 0, "heading");
  GtkWidget *label = make_label (why, 0, "dim-label");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (name, GTK_ALIGN_START);
  gtk_size_group_add_widget (names, name);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->similar, line);
}

/* ── showing ── */

static void
clear (OriCompareWindow *self)
{
  GtkWidget *child;

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->similar))) != NULL)
    gtk_box_remove (self->similar, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
}

static void
show_result (OriCompareWindow *self, const Result *result)
{
  const OriComparison *comparison = result->comparison;
  g_autoptr (GtkSizeGroup) names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) values = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  g_autoptr (GtkSizeGroup) similar = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  clear (self);
  for (guint i = 0; i < comparison->similar->len; i++)
    add_similar (self, result->snapshot, &g_array_index (comparison->similar, OriSimilar, i),
                 similar);
  if (comparison->similar->len == 0)
    add_words (self->similar,
               _ ("Nothing is known about the size of territories, so none can be called similar."),
               "dim-label");
  for (guint i = 0; i < comparison->compared->len; i++)
    gtk_list_box_append (self->list,
                         make_row (&g_array_index (comparison->compared, OriCompared, i),
                                   result->n_groups, (GtkSizeGroup *[]){names, values}));
  gtk_stack_set_visible_child_name (self->stack, comparison->compared->len > 0 ? "list" : "empty");
}

static void
drop_job (OriCompareWindow *self)
{
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  ori_job_cancel (self->job);
  g_clear_object (&self->job);
}

static void
finished_cb (OriJob *job, OriCompareWindow *self)
{
  Result *result = ori_job_take_result (job, NULL);

  drop_job (self);
  if (result == NULL)
    return;
  show_result (self, result);
  free_result (result);
}

static void
look (OriCompareWindow *self)
{
  OriSnapshot *snapshot = ori_session_snapshot (self->session);
  guint orgunit = ori_snapshot_orgunit_index (snapshot, self->code);
  g_autofree char *subtitle = NULL;
  Request *request;

  drop_job (self);
  if (orgunit == G_MAXUINT) {
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  /* Translators: territory, year */
  subtitle = g_strdup_printf (_ ("%s, %d"), ori_snapshot_orgunit (snapshot, orgunit)->short_name,
                              ori_session_cycle (self->session));
  adw_window_title_set_subtitle (self->title, subtitle);
  request = g_new0 (Request, 1);
  request->snapshot = ori_snapshot_ref (snapshot);
  request->scheme = ori_scheme_copy (ori_session_scheme (self->session, NULL));
  request->orgunit = orgunit;
  request->cycle = ori_session_cycle (self->session);
  self->job = ori_job_new (_ ("Comparing"), compare, request, free_request, free_result);
  g_signal_connect (self->job, "finished", G_CALLBACK (finished_cb), self);
  ori_job_start (self->job);
}

/* The session may hold a newer programme than the one compared. */
static void
row_cb (OriCompareWindow *self, GtkListBoxRow *row)
{
  OriSnapshot *snapshot = ori_session_snapshot (self->session);
  OriTableCell cell = {
      .indicator = ori_programme_indicator (snapshot->programme,
                                            g_object_get_data (G_OBJECT (row), "indicator")),
      .orgunit = ori_snapshot_orgunit_index (snapshot, self->code),
      .period = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "period")),
  };
  graphene_rect_t bounds;

  if (cell.indicator == NULL || cell.orgunit == G_MAXUINT ||
      !gtk_widget_compute_bounds (GTK_WIDGET (row), self->content, &bounds))
    return;
  cell.value = ori_value_compute (snapshot, cell.indicator, cell.orgunit, cell.period);
  g_set_weak_pointer (&self->popover, ori_provenance_popover_new (self->session, &cell));
  ori_popover_open (self->popover, self->content,
                    &(GdkRectangle){(int)bounds.origin.x, (int)bounds.origin.y,
                                    (int)bounds.size.width, (int)bounds.size.height});
}

/* ── making ── */

static GtkWidget *
make_content (OriCompareWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *legend = make_label (ori_compare_strip_legend (), 0, "caption");

  self->similar = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_add_css_class (GTK_WIDGET (self->similar), "frame-card");
  gtk_widget_add_css_class (GTK_WIDGET (self->similar), "card-padding");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Indicators"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_cb), self);
  gtk_widget_add_css_class (legend, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (legend), TRUE);
  gtk_widget_add_css_class (box, "panel-padding");
  gtk_box_append (GTK_BOX (box), make_label (_ ("Similar territories"), 0, "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->similar));
  gtk_box_append (GTK_BOX (box), make_label (_ ("Indicators"), 0, "heading"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), legend);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static GtkWidget *
make_empty (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "ori-tables-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Nothing to compare yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page), _ ("No territory has numbers of judged indicators in this year."));
  return page;
}

static GtkWidget *
make_waiting (void)
{
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  return spinner;
}

static void
ori_compare_window_dispose (GObject *object)
{
  OriCompareWindow *self = ORI_COMPARE_WINDOW (object);

  drop_job (self);
  g_clear_weak_pointer (&self->popover);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);
  G_OBJECT_CLASS (ori_compare_window_parent_class)->dispose (object);
}

static void
ori_compare_window_class_init (OriCompareWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ori_compare_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
ori_compare_window_init (OriCompareWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();

  self->content = box;
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Comparison"), NULL));
  self->stack = GTK_STACK (gtk_stack_new ());
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  gtk_stack_add_named (self->stack, make_waiting (), "waiting");
  gtk_stack_add_named (self->stack, make_content (self), "list");
  gtk_stack_add_named (self->stack, make_empty (), "empty");
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Comparison"));
  gtk_window_set_default_size (GTK_WINDOW (self), 980, 680);
}

OriCompareWindow *
ori_compare_window_present (GtkWindow *parent, OriSession *session, guint orgunit)
{
  OriCompareWindow *self = g_object_new (ORI_TYPE_COMPARE_WINDOW, "transient-for", parent,
                                         "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  self->code = g_strdup (ori_snapshot_orgunit (ori_session_snapshot (session), orgunit)->code);
  g_signal_connect_swapped (session, "changed", G_CALLBACK (look), self);
  look (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
