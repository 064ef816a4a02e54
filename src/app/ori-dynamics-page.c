/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-dynamics-page.h"

#include <glib/gi18n-lib.h>

#include "app/ori-chart-view.h"
#include "app/ori-chooser.h"
#include "app/ori-coverage.h"
#include "app/ori-dynamics-choice.h"
#include "app/ori-funnel-panel.h"
#include "app/ori-page.h"
#include "app/ori-popover.h"
#include "app/ori-provenance.h"
#include "app/ori-save-chart.h"
#include "app/ori-series-picker.h"
#include "app/ori-trend-card.h"
#include "app/ori-window.h"
#include "core/ori-number.h"

#define COPY_WIDTH 640 /* points */
#define COPY_HEIGHT 400

struct _OriDynamicsPage {
  AdwBin parent_instance;

  GtkStack *stack, *chart_stack;
  GtkToggleButton *lines_button, *bars_button, *funnel_button;
  GtkToggleButton *orgunits_button, *indicators_button;
  GtkSwitch *bands;
  GtkWidget *bands_box, *modes_box, *copy_button, *export_button, *warning_card;
  GtkLabel *one_title, *why_empty, *warning;
  GtkDropDown *one;
  OriSeriesPicker *many;
  OriFunnelPanel *places;
  OriTrendCard *trends;
  OriChartView *chart;

  OriSession *session;
  OriDynamicsChoice *choice;
  GPtrArray *indicators; /* of const OriIndicator: with data and numeric */
  GArray *orgunits;      /* of guint */
  GArray *cycles;        /* of int: of the points of the chart */
  GPtrArray *shown;      /* of const OriIndicator, one per series */
  gboolean filling;      /* controls are being set, not used */
  GtkWidget *popover;    /* a weak pointer */
};

static void ori_dynamics_page_iface_init (OriPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriDynamicsPage, ori_dynamics_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_PAGE, ori_dynamics_page_iface_init))

static const OriSnapshot *
get_snapshot (OriDynamicsPage *self)
{
  return ori_session_snapshot (self->session);
}

static const OriIndicator *
get_indicator (OriDynamicsPage *self)
{
  for (guint i = 0; i < self->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (self->indicators, i);
    if (g_strcmp0 (indicator->code, self->choice->indicator) == 0)
      return indicator;
  }
  return NULL;
}

static gboolean
is_funnel (OriDynamicsPage *self)
{
  return self->choice->kind == ORI_CHART_FUNNEL;
}

/* A funnel is of one indicator and all org units, whatever lines and bars show. */
static gboolean
is_by_indicators (OriDynamicsPage *self)
{
  return self->choice->by_indicators && !is_funnel (self);
}

/* The one whose indicators are shown: the globally chosen one when it takes part. */
static guint
get_orgunit (OriDynamicsPage *self)
{
  guint chosen = ori_session_orgunit (self->session);

  for (guint i = 0; i < self->orgunits->len; i++)
    if (g_array_index (self->orgunits, guint, i) == chosen)
      return chosen;
  return self->orgunits->len > 0 ? g_array_index (self->orgunits, guint, 0) : G_MAXUINT;
}

/* --- Picture --- */

static GArray *
collect_orgunits (OriDynamicsPage *self)
{
  g_auto (GStrv) codes = ori_series_picker_dup_checked (self->many);
  GArray *orgunits = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; codes[i] != NULL; i++) {
    guint orgunit = ori_snapshot_orgunit_index (get_snapshot (self), codes[i]);
    if (orgunit != G_MAXUINT)
      g_array_append_val (orgunits, orgunit);
  }
  return orgunits;
}

static GPtrArray *
collect_indicators (OriDynamicsPage *self)
{
  g_auto (GStrv) codes = ori_series_picker_dup_checked (self->many);
  GPtrArray *indicators = g_ptr_array_new ();

  for (guint i = 0; codes[i] != NULL; i++) {
    const OriIndicator *indicator =
        ori_programme_indicator (get_snapshot (self)->programme, codes[i]);
    if (indicator != NULL)
      g_ptr_array_add (indicators, (gpointer)indicator);
  }
  return indicators;
}

/* The series of @orgunits and @self->shown; NULL when nothing is checked. */
static OriChartSpec *
make_indicator_chart (OriDynamicsPage *self, gboolean bands)
{
  g_autoptr (GArray) orgunits = collect_orgunits (self);
  const OriIndicator *indicator = get_indicator (self);
  OriChartSpec *spec;

  if (indicator == NULL || orgunits->len == 0)
    return NULL;
  spec = ori_dynamics_chart (get_snapshot (self), indicator, orgunits, bands);
  for (guint i = 0; i < orgunits->len; i++) {
    g_ptr_array_add (self->shown, (gpointer)indicator);
    if (orgunits->len > 1 && g_array_index (orgunits, guint, i) == get_orgunit (self))
      spec->highlighted = (int)i;
  }
  return spec;
}

static OriChartSpec *
make_profile_chart (OriDynamicsPage *self, gboolean bands)
{
  g_autoptr (GPtrArray) indicators = collect_indicators (self);

  if (indicators->len == 0 || get_orgunit (self) == G_MAXUINT)
    return NULL;
  for (guint i = 0; i < indicators->len; i++)
    g_ptr_array_add (self->shown, g_ptr_array_index (indicators, i));
  return ori_profile_dynamics_chart (get_snapshot (self), indicators, get_orgunit (self), bands);
}

/* NULL for what is no share, and when there is nothing of the chosen year. */
static OriChartSpec *
make_funnel_chart (OriDynamicsPage *self)
{
  const OriIndicator *indicator = get_indicator (self);
  OriChartSpec *spec;

  if (indicator == NULL || !ori_funnel_chart_suits (indicator))
    return NULL;
  spec = ori_funnel_chart (get_snapshot (self), indicator, ori_session_cycle (self->session));
  for (guint i = 0; spec != NULL && i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);

    g_ptr_array_add (self->shown, (gpointer)indicator);
    if (GPOINTER_TO_UINT (series->key) == ori_session_orgunit (self->session))
      spec->highlighted = (int)i;
  }
  return spec;
}

static OriChartSpec *
make_chart (OriDynamicsPage *self)
{
  OriChartSpec *spec;

  g_ptr_array_set_size (self->shown, 0);
  spec = is_funnel (self)          ? make_funnel_chart (self)
         : is_by_indicators (self) ? make_profile_chart (self, self->choice->bands)
                                   : make_indicator_chart (self, self->choice->bands);
  if (spec == NULL)
    return NULL;
  spec->training = ori_session_is_training (self->session);
  spec->kind = self->choice->kind;
  return spec;
}

static gboolean
has_values (const OriChartSpec *spec)
{
  for (guint i = 0; i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);
    for (guint k = 0; k < series->points->len; k++)
      if (g_array_index (series->points, OriChartPoint, k).label != NULL)
        return TRUE;
  }
  return FALSE;
}

/* What is missing for a picture, and what to do about it. */
static const char *
find_why_empty (OriDynamicsPage *self, const OriChartSpec *spec)
{
  const OriIndicator *indicator = get_indicator (self);

  if (is_funnel (self))
    return indicator != NULL && !ori_funnel_chart_suits (indicator)
               ? _ ("A funnel compares shares. Choose an indicator that is a share on the right.")
               : _ ("Nothing was reported of this indicator in the chosen year. Choose another "
                    "year above, or another indicator.");
  if (spec != NULL)
    return is_by_indicators (self)
               ? _ ("This territory has no numbers for the checked indicators. Check others on the "
                    "right, or import its tables.")
               : _ ("The checked territories have no numbers for this indicator. Check others on "
                    "the right, or choose another indicator.");
  return is_by_indicators (self) ? _ ("Check the indicators to draw on the right.")
                                 : _ ("Check the territories to draw on the right.");
}

/* --- Growth without growth --- */

static char *
describe_growth (const char *name, const OriChange *change)
{
  g_autofree char *x0 = ori_number_format_short (change->common_before.numerator, 2);
  g_autofree char *n0 = ori_number_format_short (change->common_before.denominator, 2);
  g_autofree char *x1 = ori_number_format_short (change->common_after.numerator, 2);
  g_autofree char *n1 = ori_number_format_short (change->common_after.denominator, 2);

  /* Translators: name of a series; numerator before → after, denominator before → after */
  return g_strdup_printf (_ ("%s: %s → %s participants, but of %s → %s"), name, x0, x1, n0, n1);
}

/* A share that moved because its base did, not its participants. */
static void
show_warning (OriDynamicsPage *self, const OriChartSpec *spec)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; spec != NULL && i < spec->series->len; i++) {
    const OriChartSeries *series = g_ptr_array_index (spec->series, i);
    g_autofree char *line = NULL;
    OriChange change;

    if (!ori_dynamics_last_change (get_snapshot (self), g_ptr_array_index (self->shown, i),
                                   GPOINTER_TO_UINT (series->key), &change) ||
        !change.growth_without_growth)
      continue;
    line = describe_growth (series->label, &change);
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
  }
  gtk_label_set_text (self->warning, text->str);
  gtk_widget_set_visible (self->warning_card, text->len > 0);
}

static void
close_popover (OriDynamicsPage *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
closed_cb (OriDynamicsPage *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->chart), TRUE);
}

/* Bars and funnels have none, and several bands over each other say nothing. */
static gboolean
can_have_bands (OriDynamicsPage *self)
{
  return self->choice->kind == ORI_CHART_DYNAMICS && self->shown->len <= ORI_DYNAMICS_BANDS;
}

static void
show_chart (OriDynamicsPage *self)
{
  OriChartSpec *spec = make_chart (self);
  gboolean any = spec != NULL && has_values (spec);

  close_popover (self);
  g_clear_pointer (&self->cycles, g_array_unref);
  self->cycles = ori_snapshot_cycles (get_snapshot (self));
  gtk_stack_set_visible_child_name (self->chart_stack, any ? "chart" : "empty");
  gtk_widget_set_sensitive (self->copy_button, any);
  gtk_widget_set_sensitive (self->export_button, any);
  gtk_widget_set_sensitive (self->bands_box, any && can_have_bands (self));
  if (!any)
    gtk_label_set_text (self->why_empty, find_why_empty (self, spec));
  show_warning (self, any && !is_funnel (self) ? spec : NULL);
  ori_trend_card_show (self->trends, get_snapshot (self), any && !is_funnel (self) ? spec : NULL,
                       self->shown);
  ori_funnel_panel_show (self->places, any ? spec : NULL);
  ori_chart_view_set_spec (self->chart, spec);
  ori_page_subtitle_changed (ORI_PAGE (self));
}

/* --- Choice --- */

static void
fill_one (OriDynamicsPage *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint selected = 0;

  if (is_by_indicators (self)) {
    for (guint i = 0; i < self->orgunits->len; i++) {
      guint orgunit = g_array_index (self->orgunits, guint, i);
      g_ptr_array_add (names,
                       g_strdup (ori_snapshot_orgunit (get_snapshot (self), orgunit)->short_name));
      if (orgunit == get_orgunit (self))
        selected = i;
    }
  } else {
    for (guint i = 0; i < self->indicators->len; i++) {
      const OriIndicator *indicator = g_ptr_array_index (self->indicators, i);
      g_ptr_array_add (names,
                       g_strdup_printf ("%s %s", indicator->code, ori_indicator_label (indicator)));
      if (indicator == get_indicator (self))
        selected = i;
    }
  }
  gtk_label_set_text (self->one_title, is_by_indicators (self) ? _ ("Territory") : _ ("Indicator"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->one), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (self->one_title), -1);
  ori_chooser_fill (self->one, names, selected);
}

static void
fill_many (OriDynamicsPage *self)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  gboolean by_indicators = is_by_indicators (self);
  char **checked = by_indicators ? self->choice->indicators : self->choice->orgunits;

  for (guint i = 0; !by_indicators && i < self->orgunits->len; i++) {
    const OriOrgUnit *unit =
        ori_snapshot_orgunit (get_snapshot (self), g_array_index (self->orgunits, guint, i));
    g_ptr_array_add (codes, unit->code);
    g_ptr_array_add (names, unit->short_name);
  }
  for (guint i = 0; by_indicators && i < self->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (self->indicators, i);
    g_ptr_array_add (codes, indicator->code);
    g_ptr_array_add (names, (gpointer)ori_indicator_label (indicator));
  }
  g_ptr_array_add (codes, NULL);
  g_ptr_array_add (names, NULL);
  ori_series_picker_set_title (self->many, by_indicators ? _ ("Indicators") : _ ("Territories"));
  ori_series_picker_fill (self->many, (const char *const *)codes->pdata,
                          (const char *const *)names->pdata, (const char *const *)checked);
}

/* What nobody has chosen yet, or what is no longer there, is chosen anew. */
static void
settle_choice (OriDynamicsPage *self)
{
  OriDynamicsChoice *choice = self->choice;

  if (get_indicator (self) == NULL) {
    const OriIndicator *telling =
        ori_dynamics_telling_indicator (get_snapshot (self), self->indicators, self->orgunits);
    g_free (choice->indicator);
    choice->indicator = g_strdup (
        telling != NULL ? telling->code : ((OriIndicator *)self->indicators->pdata[0])->code);
    g_clear_pointer (&choice->orgunits, g_strfreev);
  }
  if (choice->orgunits == NULL)
    choice->orgunits =
        ori_dynamics_telling_orgunits (get_snapshot (self), get_indicator (self), self->orgunits,
                                       ori_session_orgunit (self->session));
  if (choice->indicators == NULL)
    choice->indicators =
        ori_dynamics_telling_indicators (get_snapshot (self), self->indicators, get_orgunit (self));
}

static void
show_choice (OriDynamicsPage *self)
{
  self->filling = TRUE;
  gtk_toggle_button_set_active (
      self->choice->by_indicators ? self->indicators_button : self->orgunits_button, TRUE);
  gtk_toggle_button_set_active (is_funnel (self)                       ? self->funnel_button
                                : self->choice->kind == ORI_CHART_BARS ? self->bars_button
                                                                       : self->lines_button,
                                TRUE);
  gtk_widget_set_visible (self->modes_box, !is_funnel (self));
  gtk_widget_set_visible (GTK_WIDGET (self->many), !is_funnel (self));
  gtk_widget_set_visible (GTK_WIDGET (self->places), is_funnel (self));
  gtk_switch_set_active (self->bands, self->choice->bands);
  settle_choice (self);
  fill_one (self);
  fill_many (self);
  self->filling = FALSE;
  show_chart (self);
}

static void
keep_choice (OriDynamicsPage *self)
{
  ori_dynamics_choice_save (self->choice, ori_session_store (self->session));
}

static gboolean
is_ready (OriDynamicsPage *self)
{
  return !self->filling && self->choice != NULL && self->indicators->len > 0;
}

static void
mode_cb (OriDynamicsPage *self)
{
  if (!is_ready (self))
    return;
  self->choice->by_indicators = !gtk_toggle_button_get_active (self->orgunits_button);
  show_choice (self);
  keep_choice (self);
}

/* Of a group the one that is left is told, too, before the other one is active. */
static void
kind_cb (OriDynamicsPage *self, GtkToggleButton *button)
{
  if (!is_ready (self) || !gtk_toggle_button_get_active (button))
    return;
  self->choice->kind = button == self->funnel_button ? ORI_CHART_FUNNEL
                       : button == self->bars_button ? ORI_CHART_BARS
                                                     : ORI_CHART_DYNAMICS;
  show_choice (self);
  keep_choice (self);
}

static void
bands_cb (OriDynamicsPage *self)
{
  if (!is_ready (self))
    return;
  self->choice->bands = gtk_switch_get_active (self->bands);
  show_chart (self);
  keep_choice (self);
}

static void
one_cb (OriDynamicsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->one);

  if (!is_ready (self) || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (is_by_indicators (self)) {
    if (selected < self->orgunits->len)
      ori_session_set_orgunit (self->session, g_array_index (self->orgunits, guint, selected));
  } else if (selected < self->indicators->len) {
    g_free (self->choice->indicator);
    self->choice->indicator =
        g_strdup (((OriIndicator *)g_ptr_array_index (self->indicators, selected))->code);
    show_chart (self);
    keep_choice (self);
  }
}

static void
many_cb (OriDynamicsPage *self)
{
  char ***codes = is_by_indicators (self) ? &self->choice->indicators : &self->choice->orgunits;

  g_strfreev (*codes);
  *codes = ori_series_picker_dup_checked (self->many);
  show_chart (self);
  keep_choice (self);
}

/* --- Verbs --- */

/* The year of a point: a funnel has one, the year chosen above. */
static int
get_cycle (OriDynamicsPage *self, int point)
{
  if (is_funnel (self))
    return ori_session_cycle (self->session);
  return point >= 0 && (guint)point < self->cycles->len ? g_array_index (self->cycles, int, point)
                                                        : 0;
}

/* Where a number is from; of a funnel, whose points are the org units, it is chosen besides. */
static void
activated_cb (OriDynamicsPage *self, int series, int point)
{
  OriTableCell cell = {.indicator = g_ptr_array_index (self->shown, series)};
  int cycle = get_cycle (self, point);
  GdkRectangle area;

  cell.orgunit = GPOINTER_TO_UINT (ori_chart_view_series_key (self->chart, series));
  if (is_funnel (self))
    ori_session_set_orgunit (self->session, cell.orgunit);
  if (cycle == 0 || !ori_chart_view_point_area (self->chart, series, point, &area))
    return;
  cell.period = ori_value_period_of_cycle (get_snapshot (self), cell.indicator, cycle);
  if (cell.period == G_MAXUINT)
    return;
  cell.value = ori_value_compute (get_snapshot (self), cell.indicator, cell.orgunit, cell.period);
  close_popover (self);
  g_set_weak_pointer (&self->popover, ori_provenance_popover_new (self->session, &cell));
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self->chart), FALSE); /* the popover says more */
  ori_popover_open (self->popover, GTK_WIDGET (self->chart), &area);
}

static void
place_cb (OriDynamicsPage *self, int series)
{
  activated_cb (self, series, 0);
}

static char *
dup_name (OriDynamicsPage *self)
{
  if (!is_by_indicators (self))
    return g_strdup (ori_indicator_label (get_indicator (self)));
  return g_strdup (ori_snapshot_orgunit (get_snapshot (self), get_orgunit (self))->name);
}

static void
export_cb (OriDynamicsPage *self)
{
  g_autofree char *name = dup_name (self);
  ori_save_chart (GTK_WIDGET (self), make_chart (self), name);
}

static void
copy_cb (OriDynamicsPage *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = ori_chart_to_png (ori_chart_view_get_spec (self->chart),
                                             ORI_PALETTE_LIGHT, COPY_WIDTH, COPY_HEIGHT, 2, &error);
  g_autoptr (GdkTexture) texture = png != NULL ? gdk_texture_new_from_bytes (png, &error) : NULL;

  if (texture == NULL) {
    ori_window_show_error (GTK_WIDGET (self), _ ("The picture could not be copied"), error);
    return;
  }
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (self)), texture);
  ori_window_toast (GTK_WIDGET (self), _ ("Picture copied"), FALSE);
}

/* --- Page --- */

static void
set_session (OriPage *page, OriSession *session)
{
  OriDynamicsPage *self = ORI_DYNAMICS_PAGE (page);

  g_set_object (&self->session, session);
  g_clear_pointer (&self->choice, ori_dynamics_choice_free);
  self->choice = ori_dynamics_choice_load (ori_session_store (session));
}

static void
collect (OriDynamicsPage *self)
{
  g_autoptr (GPtrArray) all = ori_coverage_indicators (get_snapshot (self), 0);

  g_ptr_array_set_size (self->indicators, 0);
  for (guint i = 0; i < all->len; i++)
    if (ori_value_is_numeric (g_ptr_array_index (all, i)))
      g_ptr_array_add (self->indicators, g_ptr_array_index (all, i));
  g_clear_pointer (&self->orgunits, g_array_unref);
  self->orgunits = ori_coverage_orgunits (get_snapshot (self), 0);
}

static void
refresh (OriPage *page)
{
  OriDynamicsPage *self = ORI_DYNAMICS_PAGE (page);
  gboolean any;

  collect (self);
  any = self->indicators->len > 0 && self->orgunits->len > 0;
  gtk_stack_set_visible_child_name (self->stack, any ? "dynamics" : "empty");
  if (!any) {
    close_popover (self);
    ori_chart_view_set_spec (self->chart, NULL);
    return;
  }
  /* One territory has nobody to be compared with. */
  if (self->orgunits->len == 1 && self->choice->orgunits == NULL)
    self->choice->by_indicators = TRUE;
  show_choice (self);
}

static char *
dup_subtitle (OriPage *page)
{
  OriDynamicsPage *self = ORI_DYNAMICS_PAGE (page);
  g_autofree char *name = NULL;
  int first, last;

  if (self->cycles == NULL || self->cycles->len == 0 || self->indicators->len == 0)
    return NULL;
  name = dup_name (self);
  first = is_funnel (self) ? get_cycle (self, 0) : g_array_index (self->cycles, int, 0);
  last = is_funnel (self) ? first : g_array_index (self->cycles, int, self->cycles->len - 1);
  if (first == last)
    return g_strdup_printf ("%s, %d", name, last);
  return g_strdup_printf ("%s, %d–%d", name, first, last);
}

static gboolean
find (OriPage *page)
{
  return ori_series_picker_find (ORI_DYNAMICS_PAGE (page)->many);
}

static void
ori_dynamics_page_iface_init (OriPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->dup_subtitle = dup_subtitle;
  iface->find = find;
}

static void
ori_dynamics_page_dispose (GObject *object)
{
  OriDynamicsPage *self = ORI_DYNAMICS_PAGE (object);

  g_clear_weak_pointer (&self->popover);
  g_clear_object (&self->session);
  g_clear_pointer (&self->choice, ori_dynamics_choice_free);
  g_clear_pointer (&self->indicators, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->orgunits, g_array_unref);
  g_clear_pointer (&self->cycles, g_array_unref);
  G_OBJECT_CLASS (ori_dynamics_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, chart_stack);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, lines_button);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, bars_button);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, funnel_button);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, modes_box);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, places);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, orgunits_button);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, indicators_button);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, bands);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, bands_box);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, trends);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, warning_card);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, one_title);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, why_empty);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, warning);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, one);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, many);
  gtk_widget_class_bind_template_child (widget_class, OriDynamicsPage, chart);
}

static void
ori_dynamics_page_class_init (OriDynamicsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_dynamics_page_dispose;
  g_type_ensure (ORI_TYPE_CHART_VIEW);
  g_type_ensure (ORI_TYPE_FUNNEL_PANEL);
  g_type_ensure (ORI_TYPE_SERIES_PICKER);
  g_type_ensure (ORI_TYPE_TREND_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-dynamics-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, bands_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
  gtk_widget_class_bind_template_callback (widget_class, one_cb);
  gtk_widget_class_bind_template_callback (widget_class, many_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
ori_dynamics_page_init (OriDynamicsPage *self)
{
  self->indicators = g_ptr_array_new ();
  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ori_chooser_setup (self->one, 18);
}
