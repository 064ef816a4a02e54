/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page «Группы», showing: picture, prices, class table, movers and the panel of methods. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-bench-chart.h"
#include "app/ori-groups-private.h"

#define REST 200 /* ms without a motion after which what a drag left out is made up for */

static double
get_share (gpointer data, guint orgunit, guint group)
{
  OriGroupsPage *self = data;
  double shares[ORI_MAX_GROUPS];

  return ori_certainty_runner_get (self->certainty, orgunit, self->scheme, shares) ? shares[group]
                                                                                   : -1;
}

static void
show_prices (OriGroupsPage *self, gboolean announce)
{
  const OriScheme *accepted = ori_groups_page_accepted (self);

  for (guint i = 0; i + 1 < self->scheme->n_groups; i++) {
    double value = self->scheme->thresholds[i];
    OriBenchPrice price =
        ori_bench_data_price (self->data, self->scheme, accepted, i, get_share, self);
    g_autofree char *text = ori_bench_price_text (&price, self->data, value);
    g_autofree char *note = ori_bench_price_note (&price);
    /* Translators: the upper threshold of a group, by its name */
    g_autofree char *name =
        g_strdup_printf (_ ("Threshold of “%s”"), ori_scheme_group_name (self->scheme, i));
    g_autofree char *spoken = ori_bench_price_spoken (&price, value);

    ori_bench_view_set_price (self->bench, i, text, note);
    if (announce)
      ori_bench_view_announce (self->bench, i, name, spoken);
  }
}

static void
put_chart (OriGroupsPage *self, OriChartSpec *spec)
{
  spec->histogram = !gtk_toggle_button_get_active (self->strip_button);
  ori_bench_chart_set_doubt (spec, self->data, self->certainty);
  ori_bench_chart_choose (spec, self->data, ori_session_orgunit (self->session));
  ori_bench_view_set_spec (self->bench, spec);
}

void
ori_groups_page_show_chart (OriGroupsPage *self)
{
  const OriProtocolEntry *entry = ori_groups_page_entry (self);
  OriChartSpec *spec = ori_chart_view_take_spec (ori_bench_view_chart (self->bench));

  ori_bench_chart_follow (spec, self->data, self->scheme, ori_groups_page_accepted (self),
                          entry != NULL ? entry->cycle : 0);
  put_chart (self, spec);
}

static void
show_movers (OriGroupsPage *self, gboolean hasty)
{
  ori_movers_show (self->movers, self->snapshot, self->data, self->scheme,
                   ori_groups_page_accepted (self), self->certainty, hasty);
}

static gboolean
rest_cb (gpointer data)
{
  OriGroupsPage *self = data;

  self->resting = 0;
  ori_groups_page_show_draft (self, FALSE);
  return G_SOURCE_REMOVE;
}

void
ori_groups_page_show_draft (OriGroupsPage *self, gboolean hasty)
{
  OriChartSpec *spec = ori_chart_view_edit_spec (ori_bench_view_chart (self->bench));

  ori_bench_chart_update (spec, self->data, self->scheme, ori_groups_page_accepted (self), hasty);
  ori_bench_view_update (self->bench);
  ori_threshold_panel_show (self->panel, self->data, self->scheme);
  show_movers (self, hasty);
  show_prices (self, !hasty);
  g_clear_handle_id (&self->resting, g_source_remove);
  if (hasty)
    self->resting = g_timeout_add (REST, rest_cb, self);
}

void
ori_groups_page_start_certainty (OriGroupsPage *self)
{
  ori_certainty_runner_start (self->certainty, self->snapshot, self->scheme,
                              ori_groups_page_subject (self), ori_session_cycle (self->session),
                              ori_session_level (self->session));
}

/* What is known of the parts before their scores are: the weights themselves. */
static GArray *
guess_weights (OriGroupsPage *self)
{
  GArray *weights = self->scores != NULL ? g_array_copy (self->scores->weights)
                                         : g_array_new (FALSE, FALSE, sizeof (OriWeight));

  for (guint i = 0; i < weights->len; i++) {
    OriWeight *weight = &g_array_index (weights, OriWeight, i);

    weight->weight = ori_scheme_weight (
        weight->subject.kind == ORI_SUBJECT_BLOCK       ? self->scheme->block_weights
        : weight->subject.kind == ORI_SUBJECT_CRITERION ? self->scheme->criterion_weights
                                                        : self->scheme->weights,
        weight->subject.code);
    weight->effective = NAN;
  }
  return weights;
}

void
ori_groups_page_show_methods (OriGroupsPage *self)
{
  g_autoptr (GArray) weights =
      self->waiting ? guess_weights (self) : g_array_ref (self->scores->weights);

  ori_methods_panel_show (self->methods, self->snapshot->programme, self->scheme,
                          ori_groups_page_subject (self), weights);
  ori_methods_panel_set_certainty (self->methods,
                                   self->data != NULL || self->waiting ? self->certainty : NULL);
}

void
ori_groups_page_turn_to (OriGroupsPage *self, const char *page)
{
  g_clear_handle_id (&self->resting, g_source_remove);
  ori_movers_show (self->movers, NULL, NULL, NULL, NULL, NULL, FALSE);
  g_clear_pointer (&self->data, ori_bench_data_free);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_sensitive (self->accept_button, FALSE);
  gtk_widget_set_sensitive (self->export_button, FALSE);
}

static void
tell_idle_weights (OriGroupsPage *self)
{
  const OriProgramme *programme = self->snapshot->programme;
  g_autoptr (GPtrArray) idle = ori_weights_idle (
      programme, self->scheme, ori_groups_page_subject (self), self->scores->weights);
  g_autofree char *text = ori_weights_idle_text (programme, idle);

  ori_threshold_panel_set_note (self->panel, text);
}

static void
tell_missing (OriGroupsPage *self)
{
  const GArray *scores = g_ptr_array_index (self->scores->scores, self->scores->scores->len - 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < scores->len; i++) {
    const OriScore *score = &g_array_index (scores, OriScore, i);

    if (!score->has_score)
      g_ptr_array_add (names, ori_snapshot_orgunit (self->snapshot, score->orgunit)->short_name);
  }
  g_ptr_array_add (names, NULL);
  ori_threshold_panel_set_missing (self->panel, (const char *const *)names->pdata);
}

void
ori_groups_page_show_data (OriGroupsPage *self, OriBenchFill *fill)
{
  if (fill != NULL) {
    ori_groups_page_turn_to (self, fill->data != NULL                             ? "bench"
                                   : ori_weights_are_zero (fill->scores->weights) ? "weightless"
                                                                                  : "empty");
    self->data = g_steal_pointer (&fill->data);
  }
  g_clear_pointer (&self->shown, ori_scheme_free);
  gtk_widget_set_sensitive (self->accept_button, self->data != NULL);
  gtk_widget_set_sensitive (self->export_button, self->data != NULL);
  gtk_widget_set_visible (self->accept_button, self->data != NULL);
  if (self->data == NULL)
    return;
  tell_idle_weights (self);
  tell_missing (self);
  ori_movers_choose (self->movers, ori_groups_page_accepted (self) != NULL);
  if (fill != NULL)
    put_chart (self, g_steal_pointer (&fill->spec));
  else
    ori_groups_page_show_chart (self);
  ori_threshold_panel_show (self->panel, self->data, self->scheme);
  show_movers (self, FALSE);
  show_prices (self, TRUE);
  ori_movers_select (self->movers, ori_session_orgunit (self->session));
}

static void
certainty_done_cb (OriCertaintyRunner *runner, OriGroupsPage *self)
{
  OriChartView *chart = ori_bench_view_chart (self->bench);

  if (self->data == NULL)
    return;
  ori_bench_chart_set_doubt (ori_chart_view_edit_spec (chart), self->data, runner);
  ori_methods_panel_set_certainty (self->methods, runner);
  show_prices (self, TRUE);
  show_movers (self, FALSE);
}

void
ori_groups_page_connect_certainty (OriGroupsPage *self)
{
  g_signal_connect (self->certainty, "done", G_CALLBACK (certainty_done_cb), self);
}
