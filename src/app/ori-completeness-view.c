/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-completeness-view.h"

#include <glib/gi18n-lib.h>

#include "app/ori-correction.h"
#include "app/ori-cover-popover.h"
#include "app/ori-cover-words.h"
#include "app/ori-grid-box.h"
#include "app/ori-grid.h"
#include "app/ori-popover.h"
#include "app/ori-provenance.h"
#include "app/ori-reminder-window.h"
#include "app/ori-window.h"

#define PATIENCE 300 /* ms after which a spinner tells that something is on its way */

struct _OriCompletenessView {
  AdwBin parent_instance;

  OriGrid *grid;
  GtkStack *stack;
  GtkLabel *rate, *nobody;
  GtkEditable *search;
  GtkDropDown *level, *order;
  GtkToggleButton *show_all, *show_incomplete, *show_doubtful;
  GtkSpinner *spinner;
  GtkBox *legend;

  OriSession *session; /* not owned */
  OriCompletenessModel *model;
  guint level_bits; /* of ori_session_levels(): what the drop-down offers */
  GArray *levels;   /* of OriOrgUnitLevel: its items */
  OriJob *job;
  OriSnapshot *awaited; /* what the job looks at */
  guint patience;
  gboolean filling;
  guint64 seen_revision;
  int seen_cycle;
  OriOrgUnitLevel seen_level;
  GDate seen_day;
  GtkWidget *popover; /* a weak pointer */
};

G_DEFINE_FINAL_TYPE (OriCompletenessView, ori_completeness_view, ADW_TYPE_BIN)

static guint updated_signal;

/* What is shown */

static const char *
nobody_words (OriCompletenessView *self)
{
  const OriCompleteness *found = ori_completeness_model_found (self->model);

  if (found == NULL)
    return "";
  if (*gtk_editable_get_text (self->search) != '\0')
    return _ ("No territory of that name here");
  if (gtk_toggle_button_get_active (self->show_incomplete))
    return _ ("Everyone has sent everything");
  if (gtk_toggle_button_get_active (self->show_doubtful))
    return _ ("Nothing here is doubtful");
  return _ ("Nobody reports at this level");
}

static void
show_rows (OriCompletenessView *self)
{
  gboolean any = ori_completeness_model_n_shown (self->model) > 0;

  gtk_label_set_text (self->nobody, nobody_words (self));
  gtk_stack_set_visible_child_name (self->stack, any ? "matrix" : "nobody");
  if (!self->filling) {
    self->filling = TRUE;
    gtk_drop_down_set_selected (self->order,
                                ori_completeness_model_incomplete_first (self->model) ? 0 : 1);
    self->filling = FALSE;
  }
}

static void
set_count (GtkToggleButton *button, const char *word, guint n)
{
  g_autofree char *label = n > 0 ? g_strdup_printf ("%s · %u", word, n) : g_strdup (word);
  gtk_button_set_label (GTK_BUTTON (button), label);
}

static void
show_counts (OriCompletenessView *self)
{
  const OriCompleteness *found = ori_completeness_model_found (self->model);
  g_autofree char *rate = ori_cover_rate (&found->total);

  gtk_label_set_text (self->rate, rate);
  set_count (self->show_incomplete, _ ("Incomplete"), found->n_incomplete);
  set_count (self->show_doubtful, _ ("Doubtful"), found->n_doubtful);
}

/* The legend names the states that occur, so that it need not explain what nobody sees. */
static void
show_legend (OriCompletenessView *self)
{
  static const OriCover order[] = {
      ORI_COVER_PRESENT, ORI_COVER_PARTIAL,        ORI_COVER_VERSIONS,   ORI_COVER_DOUBTFUL,
      ORI_COVER_MISSING, ORI_COVER_NOT_APPLICABLE, ORI_COVER_SUPPRESSED, ORI_COVER_NOT_ASKED};
  const char *words[] = {
      [ORI_COVER_MISSING] = _ ("no data"),
      [ORI_COVER_PRESENT] = _ ("present"),
      [ORI_COVER_PARTIAL] = _ ("sum of less than all"),
      [ORI_COVER_DOUBTFUL] = _ ("doubtful"),
      [ORI_COVER_VERSIONS] = _ ("two versions"),
      [ORI_COVER_SUPPRESSED] = _ ("small number"),
      [ORI_COVER_NOT_APPLICABLE] = _ ("not applicable"),
      [ORI_COVER_NOT_ASKED] = _ ("not asked"),
  };
  const OriCompleteness *found = ori_completeness_model_found (self->model);
  gsize n = (gsize)found->orgunits->len * found->indicators->len;
  gboolean occurs[G_N_ELEMENTS (words)] = {0};
  GtkWidget *child;

  for (gsize i = 0; i < n; i++)
    occurs[found->cells[i].state] = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->legend))) != NULL)
    gtk_box_remove (self->legend, child);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    OriGridBox box;
    OriTone tone;
    const char *text;
    gboolean late = order[i] == ORI_COVER_MISSING && found->due == ORI_DUE_PASSED;

    ori_cover_box (order[i], found->due, &box, &tone, &text);
    if (occurs[order[i]])
      gtk_box_append (self->legend,
                      ori_grid_box_legend_new (box, tone, text,
                                               late ? _ ("no data, overdue") : words[order[i]]));
  }
}

/* Computing */

static void
drop_job (OriCompletenessView *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  ori_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_pointer (&self->awaited, ori_snapshot_unref);
}

static void
finished_cb (OriJob *job, OriCompletenessView *self)
{
  OriCompleteness *found = ori_job_take_result (job, NULL);
  g_autoptr (OriSnapshot) snapshot = g_steal_pointer (&self->awaited);
  gboolean first = ori_completeness_model_found (self->model) == NULL;

  /* Only a cancelled job has no result, and those are not listened to. */
  g_assert (found != NULL);
  drop_job (self);
  ori_completeness_model_take (self->model, snapshot, found);
  show_counts (self);
  show_legend (self);
  show_rows (self);
  /* Without rows the cursor had only the headings to stand on. */
  if (first)
    ori_grid_set_cursor (self->grid, 0, 0);
  g_signal_emit (self, updated_signal, 0);
}

static gboolean
patience_cb (gpointer data)
{
  OriCompletenessView *self = data;

  self->patience = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_set_spinning (self->spinner, TRUE);
  return G_SOURCE_REMOVE;
}

static void
compute (OriCompletenessView *self)
{
  drop_job (self);
  self->awaited = ori_snapshot_ref (ori_session_snapshot (self->session));
  self->job = ori_session_completeness_job_new (self->session, &self->seen_day);
  g_signal_connect (self->job, "finished", G_CALLBACK (finished_cb), self);
  self->patience = g_timeout_add (PATIENCE, patience_cb, self);
  ori_job_start (self->job);
}

/* A choice in the drop-down leads here: its list changes only when there is something new. */
static void
fill_levels (OriCompletenessView *self)
{
  const char *words[] = {
      [ORI_ORGUNIT_REGION] = _ ("Region"),
      [ORI_ORGUNIT_MUNICIPALITY] = _ ("Municipalities"),
      [ORI_ORGUNIT_SCHOOL] = _ ("Schools"),
      [ORI_ORGUNIT_OTHER] = _ ("Others"),
  };
  guint levels = ori_session_levels (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (levels == self->level_bits)
    return;
  self->level_bits = levels;
  g_array_set_size (self->levels, 0);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    OriOrgUnitLevel level = (OriOrgUnitLevel)i;
    if ((levels & 1u << i) == 0)
      continue;
    g_array_append_val (self->levels, level);
    gtk_string_list_append (names, words[i]);
  }
  gtk_drop_down_set_model (self->level, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->level), self->levels->len > 1);
}

static void
show_level (OriCompletenessView *self)
{
  self->filling = TRUE;
  fill_levels (self);
  for (guint i = 0; i < self->levels->len; i++)
    if (g_array_index (self->levels, OriOrgUnitLevel, i) == self->seen_level)
      gtk_drop_down_set_selected (self->level, i);
  self->filling = FALSE;
}

static void
close_popover (OriCompletenessView *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

void
ori_completeness_view_refresh (OriCompletenessView *self)
{
  guint64 revision = ori_store_revision (ori_session_store (self->session));
  int cycle = ori_session_cycle (self->session);
  OriOrgUnitLevel level = ori_session_level (self->session);
  gboolean first = self->job == NULL && ori_completeness_model_found (self->model) == NULL;
  GDate today;

  ori_session_today (&today);
  if (!first && revision == self->seen_revision && cycle == self->seen_cycle &&
      level == self->seen_level && g_date_compare (&today, &self->seen_day) == 0)
    return;
  close_popover (self);
  self->seen_revision = revision;
  self->seen_cycle = cycle;
  self->seen_level = level;
  self->seen_day = today;
  show_level (self);
  compute (self);
}

/* What a person does */

static void
level_changed_cb (OriCompletenessView *self)
{
  guint selected = gtk_drop_down_get_selected (self->level);

  if (self->filling || selected >= self->levels->len)
    return;
  ori_session_set_level (self->session,
                         (int)g_array_index (self->levels, OriOrgUnitLevel, selected), TRUE);
}

static void
order_changed_cb (OriCompletenessView *self)
{
  if (!self->filling)
    ori_grid_sort_by (self->grid, gtk_drop_down_get_selected (self->order) == 0 ? 1 : 0, FALSE);
}

static void
show_changed_cb (OriCompletenessView *self, GtkToggleButton *button)
{
  if (self->model == NULL || !gtk_toggle_button_get_active (button))
    return;
  ori_completeness_model_set_show (self->model,
                                   button == self->show_incomplete ? ORI_COVER_SHOW_INCOMPLETE
                                   : button == self->show_doubtful ? ORI_COVER_SHOW_DOUBTFUL
                                                                   : ORI_COVER_SHOW_ALL);
}

static void
search_changed_cb (OriCompletenessView *self)
{
  ori_completeness_model_set_search (self->model, gtk_editable_get_text (self->search));
}

/* Enter in the search leads to what was found. */
static void
search_done_cb (OriCompletenessView *self)
{
  int row, col;

  ori_grid_get_cursor (self->grid, &row, &col);
  ori_grid_set_cursor (self->grid, MAX (row, 0), MAX (col, 0));
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
search_stopped_cb (OriCompletenessView *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/* A number leads to where it is from, anything else to what can be done about it. */
static GtkWidget *
make_popover (OriCompletenessView *self, const OriCoverPlace *place)
{
  OriTableCell cell = {place->indicator, place->orgunit};

  if (place->cell == NULL || place->cell->period == G_MAXUINT16 ||
      !ori_cover_has_number ((OriCover)place->cell->state))
    return ori_cover_popover_new (self->session, ori_completeness_model_found (self->model), place);
  cell.period = place->cell->period;
  cell.value = ori_value_compute (ori_completeness_model_snapshot (self->model), cell.indicator,
                                  cell.orgunit, cell.period);
  return ori_provenance_popover_new (self->session, &cell);
}

static void
popover_closed_cb (GtkWidget *grid)
{
  gtk_widget_set_has_tooltip (grid, TRUE);
}

static void
activate_cell_cb (OriCompletenessView *self, guint row, guint col)
{
  OriCoverPlace place;
  GdkRectangle area;

  /* While newer data are on their way, the matrix speaks of what is no longer there. */
  if (ori_completeness_model_snapshot (self->model) != ori_session_snapshot (self->session) ||
      !ori_completeness_model_place_at (self->model, row, col, &place))
    return;
  close_popover (self);
  ori_session_set_orgunit (self->session, place.orgunit);
  ori_grid_cell_area (self->grid, (int)row, (int)col, &area);
  g_set_weak_pointer (&self->popover, make_popover (self, &place));
  /* The pointer rests on the cell: its tooltip would cover the popover. */
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->grid), FALSE);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (popover_closed_cb), self->grid,
                           G_CONNECT_SWAPPED);
  ori_popover_open (self->popover, GTK_WIDGET (self->grid), &area);
}

/* The cell that an action is about: codes of org unit and indicator, found in the data as they are
 * now. FALSE when it is gone. */
static gboolean
find_cell (OriCompletenessView *self, GVariant *parameter, guint *orgunit,
           const OriIndicator **indicator, guint *period)
{
  const OriSnapshot *snapshot = ori_session_snapshot (self->session);
  const char *unit, *code;

  g_variant_get (parameter, "(&s&s)", &unit, &code);
  *orgunit = ori_snapshot_orgunit_index (snapshot, unit);
  *indicator = ori_programme_indicator (snapshot->programme, code);
  *period = *indicator != NULL ? ori_session_period_for (self->session, *indicator) : G_MAXUINT;
  return *orgunit != G_MAXUINT && *period != G_MAXUINT;
}

static void
enter_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriCompletenessView *self = ORI_COMPLETENESS_VIEW (widget);
  const OriIndicator *indicator;
  guint orgunit, period;

  if (!find_cell (self, parameter, &orgunit, &indicator, &period))
    return;
  close_popover (self);
  ori_correction_ask (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, indicator, orgunit,
                      period);
}

static void
not_applicable_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriCompletenessView *self = ORI_COMPLETENESS_VIEW (widget);
  const OriIndicator *indicator;
  guint orgunit, period;
  g_autoptr (GError) error = NULL;

  if (!find_cell (self, parameter, &orgunit, &indicator, &period))
    return;
  close_popover (self);
  if (!ori_session_mark_not_applicable (self->session, indicator, orgunit, period, &error))
    ori_window_show_error (widget, _ ("The cell could not be marked"), error);
}

static void
remind_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_completeness_view_remind (ORI_COMPLETENESS_VIEW (widget),
                                g_variant_get_string (parameter, NULL));
}

/* The widget */

static void
ori_completeness_view_dispose (GObject *object)
{
  OriCompletenessView *self = ORI_COMPLETENESS_VIEW (object);

  g_clear_weak_pointer (&self->popover);
  if (self->spinner != NULL)
    drop_job (self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->levels, g_array_unref);
  G_OBJECT_CLASS (ori_completeness_view_parent_class)->dispose (object);
}

static void
ori_completeness_view_class_init (OriCompletenessViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_completeness_view_dispose;
  updated_signal = g_signal_new ("updated", ORI_TYPE_COMPLETENESS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (ORI_TYPE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-completeness-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, grid);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, stack);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, rate);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, nobody);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, search);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, level);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, order);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, show_all);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, show_incomplete);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, show_doubtful);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, spinner);
  gtk_widget_class_bind_template_child (widget_class, OriCompletenessView, legend);
  gtk_widget_class_bind_template_callback (widget_class, activate_cell_cb);
  gtk_widget_class_bind_template_callback (widget_class, level_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, order_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_install_action (widget_class, "cover.enter", "(ss)", enter_cb);
  gtk_widget_class_install_action (widget_class, "cover.not-applicable", "(ss)", not_applicable_cb);
  gtk_widget_class_install_action (widget_class, "cover.remind", "s", remind_cb);
}

static void
ori_completeness_view_init (OriCompletenessView *self)
{
  const char *orders[] = {_ ("Incomplete first"), _ ("By name"), NULL};
  g_autoptr (GtkStringList) list = gtk_string_list_new (orders);

  self->levels = g_array_new (FALSE, FALSE, sizeof (OriOrgUnitLevel));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (self->order, G_LIST_MODEL (list));
  self->filling = FALSE;
  self->model = ori_completeness_model_new ();
  ori_grid_set_model (self->grid, ORI_GRID_MODEL (self->model));
  ori_grid_sort_by (self->grid, 1, FALSE);
  g_signal_connect_swapped (self->model, "changed", G_CALLBACK (show_rows), self);
}

void
ori_completeness_view_set_session (OriCompletenessView *self, OriSession *session)
{
  self->session = session;
}

gboolean
ori_completeness_view_is_busy (OriCompletenessView *self)
{
  return self->job != NULL;
}

OriCompletenessModel *
ori_completeness_view_model (OriCompletenessView *self)
{
  return self->model;
}

gboolean
ori_completeness_view_focus_search (OriCompletenessView *self)
{
  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
ori_completeness_view_remind (OriCompletenessView *self, const char *orgunit)
{
  OriCompleteness *found = ori_completeness_model_found (self->model);
  OriSnapshot *snapshot = ori_completeness_model_snapshot (self->model);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  guint unit;

  if (found == NULL)
    return;
  close_popover (self);
  unit = orgunit != NULL ? ori_snapshot_orgunit_index (snapshot, orgunit) : G_MAXUINT;
  gtk_window_present (GTK_WINDOW (ori_reminder_window_new (window, snapshot, found, unit)));
}
