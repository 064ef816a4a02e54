/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-reports-page.h"

#include <glib/gi18n-lib.h>

#include "app/ori-chooser.h"
#include "app/ori-coverage.h"
#include "app/ori-page.h"
#include "app/ori-paper-view.h"
#include "app/ori-window.h"

#define ZOOM_STEP 1.2
#define MIN_ZOOM 0.5
#define MAX_ZOOM 3.0

struct _OriReportsPage {
  AdwBin parent_instance;

  GtkStack *stack, *preview_stack;
  GtkCheckButton *analytic, *tables;
  GtkDropDown *territory;
  GtkSwitch *public_switch;
  GtkLabel *size, *position, *failure, *public_chip;
  GtkListBox *contents;
  GtkWidget *contents_card, *save_button, *previous, *next, *progress_box;
  GtkProgressBar *progress;
  OriPaperView *paper;

  OriSession *session;
  GArray *orgunits; /* of guint: items of the drop-down behind the first, which is all */
  char *orgunit;    /* code chosen, NULL: all */
  OriPreview *preview;
  OriJob *job; /* the preview being made */
  OriJob *saving;
  gboolean filling;
};

static void ori_reports_page_iface_init (OriPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriReportsPage, ori_reports_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_PAGE, ori_reports_page_iface_init))

/* Of a group the one that is left is told before the other one is active. */
static gboolean
is_tables (OriReportsPage *self)
{
  return !gtk_check_button_get_active (self->analytic);
}

static const char *
get_kind (OriReportsPage *self)
{
  return is_tables (self) ? "tables" : "analytic";
}

static gboolean
is_public (OriReportsPage *self)
{
  return gtk_switch_get_active (self->public_switch);
}

/* --- Preview --- */

static void
show_position (OriReportsPage *self)
{
  guint n = ori_paper_view_n_pages (self->paper), page = ori_paper_view_get_page (self->paper);
  g_autofree char *text = NULL;

  if (n > 0 && self->preview != NULL && self->preview->n_pages > n)
    text = g_strdup_printf (_ ("Page %u of %u, the first %u are shown"), page + 1,
                            self->preview->n_pages, n);
  else if (n > 0)
    text = g_strdup_printf (_ ("Page %u of %u"), page + 1, n);
  gtk_label_set_text (self->position, text != NULL ? text : "");
  gtk_widget_set_sensitive (self->previous, n > 0 && page > 0);
  gtk_widget_set_sensitive (self->next, page + 1 < n);
}

static GtkWidget *
make_contents_row (const OriPreviewHeading *heading)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (heading->text);
  g_autofree char *number = g_strdup_printf ("%u", heading->page + 1);
  GtkWidget *page = gtk_label_new (number);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_margin_start (title, heading->level > 1 ? 12 : 0);
  if (heading->level == 1)
    gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (page, "caption");
  gtk_widget_add_css_class (page, "dim-label");
  gtk_widget_add_css_class (page, "numeric");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), page);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_widget_set_tooltip_text (row, heading->text);
  gtk_widget_add_css_class (row, "contents");
  g_object_set_data (G_OBJECT (row), "page", GUINT_TO_POINTER (heading->page));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heading->text, -1);
  return row;
}

static void
show_contents (OriReportsPage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->contents))) != NULL)
    gtk_list_box_remove (self->contents, row);
  for (guint i = 0; self->preview != NULL && i < self->preview->headings->len; i++) {
    const OriPreviewHeading *heading =
        &g_array_index (self->preview->headings, OriPreviewHeading, i);
    if (heading->level <= 2)
      gtk_list_box_append (self->contents, make_contents_row (heading));
  }
  gtk_widget_set_visible (self->contents_card,
                          gtk_widget_get_first_child (GTK_WIDGET (self->contents)) != NULL);
}

/* «31 страница, 10 таблиц, 9 рисунков» */
static char *
describe_size (const OriPreview *preview)
{
  g_autofree char *pages =
      g_strdup_printf (ngettext ("%u page", "%u pages", preview->n_pages), preview->n_pages);
  g_autofree char *tables =
      g_strdup_printf (ngettext ("%u table", "%u tables", preview->n_tables), preview->n_tables);
  g_autofree char *charts =
      g_strdup_printf (ngettext ("%u figure", "%u figures", preview->n_charts), preview->n_charts);

  return g_strdup_printf ("%s, %s, %s", pages, tables, charts);
}

static void
show_preview (OriReportsPage *self)
{
  g_autofree char *size = self->preview != NULL ? describe_size (self->preview) : NULL;

  ori_paper_view_set_pages (self->paper, self->preview != NULL ? self->preview->pages : NULL);
  gtk_label_set_text (self->size, size != NULL ? size : "");
  gtk_widget_set_visible (GTK_WIDGET (self->public_chip), is_public (self));
  gtk_widget_set_sensitive (self->save_button, self->preview != NULL);
  show_contents (self);
  show_position (self);
  ori_page_subtitle_changed (ORI_PAGE (self));
}

static void
drop_job (OriReportsPage *self)
{
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  ori_job_cancel (self->job);
  g_clear_object (&self->job);
  gtk_widget_set_visible (self->progress_box, FALSE);
}

/* What is told instead of pages: the reason, and what can be done. */
static void
show_failure (OriReportsPage *self, const GError *error)
{
  g_clear_pointer (&self->preview, ori_preview_free);
  gtk_label_set_text (self->failure,
                      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                          ? _ ("The preview was stopped. It is made again when anything is chosen.")
                          : error->message);
  gtk_stack_set_visible_child_name (self->preview_stack, "failure");
  show_preview (self);
  /* The report itself may still be wanted. */
  gtk_widget_set_sensitive (self->save_button,
                            g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

static void
made_cb (OriJob *job, OriReportsPage *self)
{
  g_autoptr (GError) error = NULL;
  OriPreview *preview = ori_job_take_result (job, &error);

  drop_job (self);
  if (preview == NULL) {
    show_failure (self, error);
    return;
  }
  g_clear_pointer (&self->preview, ori_preview_free);
  self->preview = preview;
  gtk_stack_set_visible_child_name (self->preview_stack, "pages");
  show_preview (self);
}

static void
progress_cb (OriReportsPage *self)
{
  if (self->job != NULL)
    gtk_progress_bar_set_fraction (self->progress, ori_job_fraction (self->job));
}

/* The pages of the last choice stay until the new ones are there. */
static void
make_preview (OriReportsPage *self)
{
  g_autoptr (GError) error = NULL;

  drop_job (self);
  self->job =
      ori_preview_job_new (self->session, get_kind (self), self->orgunit, is_public (self), &error);
  if (self->job == NULL) {
    show_failure (self, error);
    return;
  }
  g_signal_connect (self->job, "finished", G_CALLBACK (made_cb), self);
  g_signal_connect_swapped (self->job, "notify::fraction", G_CALLBACK (progress_cb), self);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (self->progress_box, TRUE);
  ori_job_start (self->job);
}

static void
cancel_cb (OriReportsPage *self)
{
  if (self->job != NULL)
    ori_job_cancel (self->job);
}

/* --- Choice --- */

static void
fill_territories (OriReportsPage *self)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = 0;

  g_clear_pointer (&self->orgunits, g_array_unref);
  self->orgunits = ori_coverage_orgunits (snapshot, ori_session_cycle (self->session));
  g_ptr_array_add (names, _ ("All territories"));
  for (guint i = 0; i < self->orgunits->len; i++) {
    const OriOrgUnit *unit =
        ori_snapshot_orgunit (snapshot, g_array_index (self->orgunits, guint, i));
    g_ptr_array_add (names, unit->short_name);
    if (g_strcmp0 (unit->code, self->orgunit) == 0)
      selected = i + 1;
  }
  if (selected == 0)
    g_clear_pointer (&self->orgunit, g_free);
  self->filling = TRUE;
  ori_chooser_fill (self->territory, names, selected);
  self->filling = FALSE;
}

static gboolean
is_ready (OriReportsPage *self)
{
  return !self->filling && self->session != NULL && self->orgunits != NULL &&
         self->orgunits->len > 0;
}

static void
keep_choice (OriReportsPage *self)
{
  OriStore *store = ori_session_store (self->session);

  ori_store_set_setting (store, "reports.kind", get_kind (self), NULL);
  ori_store_set_setting (store, "reports.orgunit", self->orgunit != NULL ? self->orgunit : "",
                         NULL);
  ori_store_set_setting (store, "reports.public", is_public (self) ? "1" : "0", NULL);
}

static void
choice_cb (OriReportsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->territory);

  if (!is_ready (self) || selected > self->orgunits->len)
    return;
  g_free (self->orgunit);
  self->orgunit =
      selected == 0
          ? NULL
          : g_strdup (ori_snapshot_orgunit (ori_session_snapshot (self->session),
                                            g_array_index (self->orgunits, guint, selected - 1))
                          ->code);
  keep_choice (self);
  make_preview (self);
}

static void
load_choice (OriReportsPage *self)
{
  OriStore *store = ori_session_store (self->session);
  g_autofree char *kind = ori_store_get_setting (store, "reports.kind");
  g_autofree char *public_version = ori_store_get_setting (store, "reports.public");

  g_free (self->orgunit);
  self->orgunit = ori_store_get_setting (store, "reports.orgunit");
  self->filling = TRUE;
  gtk_check_button_set_active (g_strcmp0 (kind, "tables") == 0 ? self->tables : self->analytic,
                               TRUE);
  gtk_switch_set_active (self->public_switch, g_strcmp0 (public_version, "1") == 0);
  self->filling = FALSE;
}

/* --- Looking --- */

static void
page_changed_cb (OriReportsPage *self)
{
  show_position (self);
}

static void
contents_cb (OriReportsPage *self, GtkListBoxRow *row)
{
  ori_paper_view_go_to (self->paper, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "page")));
}

static void
previous_cb (OriReportsPage *self)
{
  guint page = ori_paper_view_get_page (self->paper);
  if (page > 0)
    ori_paper_view_go_to (self->paper, page - 1);
}

static void
next_cb (OriReportsPage *self)
{
  ori_paper_view_go_to (self->paper, ori_paper_view_get_page (self->paper) + 1);
}

static void
zoom (OriReportsPage *self, double factor)
{
  double now = ori_paper_view_get_zoom (self->paper);
  ori_paper_view_set_zoom (self->paper, CLAMP (now * factor, MIN_ZOOM, MAX_ZOOM));
}

static void
zoom_in_cb (OriReportsPage *self)
{
  zoom (self, ZOOM_STEP);
}

static void
zoom_out_cb (OriReportsPage *self)
{
  zoom (self, 1 / ZOOM_STEP);
}

static void
zoom_fit_cb (OriReportsPage *self)
{
  ori_paper_view_set_zoom (self->paper, 0);
}

/* --- Saving --- */

static void
saved_cb (OriJob *job, OriReportsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = ori_job_take_result (job, &error);

  g_clear_object (&self->saving);
  gtk_widget_set_sensitive (self->save_button, self->preview != NULL);
  if (path != NULL)
    ori_window_toast_file (GTK_WIDGET (self), _ ("Report saved"), path);
  else
    ori_window_show_error (GTK_WIDGET (self), _ ("The report could not be saved"), error);
}

OriJob *
ori_reports_page_save (OriReportsPage *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_return_val_if_fail (self->saving == NULL, NULL);
  self->saving = ori_report_job_new (self->session, get_kind (self), self->orgunit,
                                     is_public (self), path, &error);
  if (self->saving == NULL) {
    ori_window_show_error (GTK_WIDGET (self), _ ("The report could not be saved"), error);
    return NULL;
  }
  g_signal_connect_object (self->saving, "finished", G_CALLBACK (saved_cb), self, 0);
  gtk_widget_set_sensitive (self->save_button, FALSE);
  if (ORI_IS_WINDOW (root))
    ori_window_run_job (ORI_WINDOW (root), self->saving);
  else
    ori_job_start (self->saving);
  return self->saving;
}

static const struct {
  const char *suffix;
  const char *name;
} formats[] = {
    {"docx", N_ ("Text document (docx)")},
    {"pdf", N_ ("Document for printing (pdf)")},
    {"xlsx", N_ ("Spreadsheet (xlsx)")},
};

/* The suffix that the user typed counts; without one that of the format chosen is added. */
static char *
add_suffix (GtkFileChooser *chooser, const char *path)
{
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autofree char *suffix = g_strconcat (".", formats[i].suffix, NULL);
    g_autofree char *lower = g_ascii_strdown (path, -1);
    if (g_str_has_suffix (lower, suffix))
      return g_strdup (path);
  }
  for (guint i = 0; filter != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (gtk_file_filter_get_name (filter), _ (formats[i].name)) == 0)
      return g_strconcat (path, ".", formats[i].suffix, NULL);
  return g_strconcat (path, ".", formats[0].suffix, NULL);
}

static void
response_cb (GtkNativeDialog *dialog, int response, OriReportsPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autofree char *chosen = g_file_get_path (file);
    g_autofree char *path = chosen != NULL ? add_suffix (GTK_FILE_CHOOSER (dialog), chosen) : NULL;
    if (path != NULL && self->saving == NULL)
      ori_reports_page_save (self, path);
  }
  g_object_unref (dialog);
}

static char *
suggest_name (OriReportsPage *self, const char *suffix)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  guint orgunit =
      self->orgunit != NULL ? ori_snapshot_orgunit_index (snapshot, self->orgunit) : G_MAXUINT;
  const char *kind = is_tables (self) ? _ ("Summary tables") : _ ("Analytic report");
  const char *who = orgunit != G_MAXUINT ? ori_snapshot_orgunit (snapshot, orgunit)->short_name
                                         : ori_session_title (self->session);
  g_autofree char *name =
      g_strdup_printf ("%s – %s – %d.%s", kind, who, ori_session_cycle (self->session), suffix);

  return g_strdelimit (g_steal_pointer (&name), "/\\:", '_');
}

static void
save_cb (OriReportsPage *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save the report"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  guint first = is_tables (self) ? 2 : 0;
  g_autofree char *name = suggest_name (self, formats[first].suffix);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
    gtk_file_filter_set_name (filter, _ (formats[i].name));
    gtk_file_filter_add_suffix (filter, formats[i].suffix);
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    if (i == first)
      gtk_file_chooser_set_filter (GTK_FILE_CHOOSER (dialog), filter);
  }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* --- Page --- */

static void
set_session (OriPage *page, OriSession *session)
{
  OriReportsPage *self = ORI_REPORTS_PAGE (page);

  g_set_object (&self->session, session);
  load_choice (self);
}

static void
refresh (OriPage *page)
{
  OriReportsPage *self = ORI_REPORTS_PAGE (page);
  gboolean any;

  fill_territories (self);
  any = self->orgunits->len > 0 && ori_session_cycle (self->session) != 0;
  gtk_stack_set_visible_child_name (self->stack, any ? "report" : "empty");
  if (any) {
    make_preview (self);
    return;
  }
  drop_job (self);
  g_clear_pointer (&self->preview, ori_preview_free);
  show_preview (self);
}

static char *
dup_subtitle (OriPage *page)
{
  OriReportsPage *self = ORI_REPORTS_PAGE (page);
  g_autofree char *size = NULL;

  if (self->preview == NULL)
    return NULL;
  size = describe_size (self->preview);
  return g_strdup_printf ("%s · %s",
                          is_tables (self) ? _ ("Summary tables") : _ ("Analytic report"), size);
}

static void
ori_reports_page_iface_init (OriPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->dup_subtitle = dup_subtitle;
}

const OriPreview *
ori_reports_page_get_preview (OriReportsPage *self)
{
  return self->preview;
}

static void
ori_reports_page_dispose (GObject *object)
{
  OriReportsPage *self = ORI_REPORTS_PAGE (object);

  drop_job (self);
  g_clear_object (&self->saving);
  g_clear_object (&self->session);
  g_clear_pointer (&self->preview, ori_preview_free);
  g_clear_pointer (&self->orgunits, g_array_unref);
  g_clear_pointer (&self->orgunit, g_free);
  G_OBJECT_CLASS (ori_reports_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, preview_stack);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, analytic);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, tables);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, territory);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, public_switch);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, size);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, position);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, failure);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, public_chip);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, contents);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, contents_card);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, previous);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, next);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, progress_box);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, OriReportsPage, paper);
}

static void
ori_reports_page_class_init (OriReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_reports_page_dispose;
  g_type_ensure (ORI_TYPE_PAPER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-reports-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, contents_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_fit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
ori_reports_page_init (OriReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ori_chooser_setup (self->territory, 18);
}
