/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page «Группы», changing: thresholds that are dragged, typed or taken from a suggestion,
 * methods and weights. Letting go is one step that can be undone. */
#include <math.h>

#include "app/ori-groups-private.h"
#include "app/ori-thresholds.h"

void
ori_groups_page_keep_draft (OriGroupsPage *self)
{
  gboolean (*keep) (OriSession *, const char *, const OriScheme *, GError **) =
      self->makeshift && !self->regrouped ? ori_session_amend_scheme : ori_session_set_scheme;
  g_autoptr (GError) error = NULL;

  self->keeping = TRUE;
  if (!keep (self->session, self->key, self->scheme, &error))
    ori_threshold_panel_show_error (self->panel, error->message);
  self->makeshift = self->regrouped;
  self->keeping = FALSE;
  ori_page_subtitle_changed (ORI_PAGE (self));
}

static void
set_threshold (OriGroupsPage *self, guint index, double value, gboolean final)
{
  value = ori_thresholds_clamp (self->scheme, index, value);
  if (!final && value == self->scheme->thresholds[index])
    return;
  self->scheme->thresholds[index] = value;
  self->scheme->method = ORI_GROUPING_FIXED;
  if (final)
    ori_groups_page_start_certainty (self);
  ori_groups_page_show_draft (self, !final);
  if (final)
    ori_groups_page_keep_draft (self);
}

static void
threshold_moved_cb (OriBenchView *bench, int index, double value, double reach, gboolean final,
                    OriGroupsPage *self)
{
  if (reach > 0)
    value = ori_bench_data_snap (self->data, ori_groups_page_accepted (self), (guint)index, value,
                                 reach);
  set_threshold (self, (guint)index, value, final);
}

static void
snap_asked_cb (OriBenchView *bench, int index, int direction, OriGroupsPage *self)
{
  double value =
      ori_bench_data_next_snap (self->data, ori_groups_page_accepted (self), (guint)index,
                                self->scheme->thresholds[index], direction);

  set_threshold (self, (guint)index, value, FALSE);
}

static void
ghost_chosen_cb (OriBenchView *bench, int index, OriGroupsPage *self)
{
  const OriChartSpec *spec = ori_chart_view_get_spec (ori_bench_view_chart (bench));
  const OriChartGhost *ghost = g_ptr_array_index (spec->ghosts, index);

  for (guint i = 0; i + 1 < self->scheme->n_groups; i++)
    self->scheme->thresholds[i] = ghost->thresholds[i];
  self->scheme->method = ORI_GROUPING_FIXED;
  ori_groups_page_start_certainty (self);
  ori_groups_page_show_draft (self, FALSE);
  ori_groups_page_keep_draft (self);
}

static void
panel_changed_cb (OriThresholdPanel *panel, guint index, double value, OriGroupsPage *self)
{
  set_threshold (self, index, value, TRUE);
}

/* The number of groups is kept at once, whatever becomes of the scores that its thresholds wait
 * for; until then the thresholds are makeshift. */
static void
methods_changed_cb (OriMethodsPanel *panel, const OriScheme *scheme, gboolean final,
                    OriGroupsPage *self)
{
  gboolean regrouped;

  if (self->preparing)
    return;
  regrouped = self->regrouped || scheme->n_groups != self->scheme->n_groups;
  if (self->shown == NULL)
    self->shown = g_steal_pointer (&self->scheme);
  ori_scheme_free (self->scheme);
  self->scheme = ori_scheme_copy (scheme);
  self->regrouped = regrouped;
  if (regrouped)
    ori_bench_find_thresholds (self->scheme, self->accepted, NULL);
  ori_groups_page_score (self, !final);
  /* Found thresholds were kept as they were found. */
  if (final && self->regrouped == regrouped)
    ori_groups_page_keep_draft (self);
}

void
ori_groups_page_connect_draft (OriGroupsPage *self)
{
  g_signal_connect (self->bench, "threshold-moved", G_CALLBACK (threshold_moved_cb), self);
  g_signal_connect (self->bench, "snap-asked", G_CALLBACK (snap_asked_cb), self);
  g_signal_connect (self->bench, "ghost-chosen", G_CALLBACK (ghost_chosen_cb), self);
  g_signal_connect (self->panel, "changed", G_CALLBACK (panel_changed_cb), self);
  g_signal_connect (self->methods, "changed", G_CALLBACK (methods_changed_cb), self);
}
