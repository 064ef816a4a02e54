/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-accept-dialog.h"
#include "app/ori-bench-fill.h"
#include "app/ori-bench-view.h"
#include "app/ori-certainty-runner.h"
#include "app/ori-groups-page.h"
#include "app/ori-methods-panel.h"
#include "app/ori-movers.h"
#include "app/ori-page.h"
#include "app/ori-threshold-panel.h"

G_BEGIN_DECLS

struct _OriGroupsPage {
  AdwBin parent_instance;

  GtkDropDown *subject, *compare;
  GtkToggleButton *strip_button;
  GtkToggleButton *panel_button;
  GtkWidget *accept_button, *export_button;
  GtkStack *stack;
  OriBenchView *bench;
  OriThresholdPanel *panel;
  OriMovers *movers;
  OriMethodsPanel *methods;
  GtkWidget *wait_card, *wait_cancel;
  GtkLabel *wait_text;
  GtkProgressBar *wait_bar;

  OriSession *session;
  OriSnapshot *snapshot; /* that the data below are of */
  OriScheme *scheme;     /* the draft as shown, ahead of the workspace during a drag */
  OriScheme *shown;      /* that of the dimmed picture; NULL: the draft is what is shown */
  OriScheme *accepted; /* of whatever number of groups, that the page was last filled with, NULL */
  OriBenchData *data;  /* NULL: fewer than two scores */
  GArray *subjects;    /* of OriSubject: the items of the drop-down */
  OriBenchScores *scores; /* as shown; NULL while the first ones are waited for */
  OriJob *job;            /* scores under way, or goalposts before them */
  GtkWidget *focus;       /* weak: where it was before the wait */
  GPtrArray *entries;     /* of OriProtocolEntry */
  OriCertaintyRunner *certainty;
  char *key;           /* of the subject */
  int cycle;           /* chosen when the page was last filled */
  guint compare_cycle; /* chosen: how many cycles back, 0 for none */
  guint resting;       /* timeout */
  guint patience;      /* timeout: until one is told to wait */
  guint choosing;      /* idle: whether the side panel has room */
  gboolean panel_chosen;
  gboolean waiting;    /* the picture, if any, is not that of the draft */
  gboolean preparing;  /* there is no scheme yet: goalposts are under way */
  gboolean regrouped;  /* the number of groups is new: thresholds are still to be found */
  gboolean makeshift;  /* the step that was kept last has other thresholds until they are */
  gboolean refreshing; /* controls are being set, not used */
  gboolean keeping;    /* the change of the session is the page's own: it shows it already */
};

/* ── what is looked at: ori-groups-page.c ── */

/* NULL: the overall score. */
const OriSubject *ori_groups_page_subject (OriGroupsPage *self);
/* The scheme that movers are counted from: the accepted one of the same number of groups. */
const OriScheme *ori_groups_page_accepted (OriGroupsPage *self);
/* Chooses the year compared with, without showing it: @back cycles before, 0 for none. */
void ori_groups_page_choose_compared (OriGroupsPage *self, guint back);
/* The last entry of the protocol about the subject, NULL. */
const OriProtocolEntry *ori_groups_page_entry (OriGroupsPage *self);

/* ── showing it: ori-groups-show.c ── */

/* Everything, from data and picture of @fill, which it takes; NULL: they are what they were, only
 * the draft or what was accepted may not be. */
void ori_groups_page_show_data (OriGroupsPage *self, OriBenchFill *fill);
/* Drops the data and what shows them; this page of the stack is what one sees. */
void ori_groups_page_turn_to (OriGroupsPage *self, const char *page);
/* What everything that shows the draft has in common: table, picture and movers never differ.
 * @hasty: in the midst of a drag; what that leaves out is made up for when nothing moves. */
void ori_groups_page_show_draft (OriGroupsPage *self, gboolean hasty);
/* The picture once more, as another kind or with other thresholds. */
void ori_groups_page_show_chart (OriGroupsPage *self);
void ori_groups_page_show_methods (OriGroupsPage *self);
void ori_groups_page_start_certainty (OriGroupsPage *self);
/* Once, when the page is made: how sure the groups are is shown when it is known. */
void ori_groups_page_connect_certainty (OriGroupsPage *self);

/* ── scoring it: ori-groups-scores.c ── */

/* TRUE when the scheme of a subject can be asked for. Where that would take long, the page waits
 * and is refreshed later. */
gboolean ori_groups_page_prepare (OriGroupsPage *self);
/* Scores the draft and shows it, at once or later. @hasty: a slider moves. */
void ori_groups_page_score (OriGroupsPage *self, gboolean hasty);
void ori_groups_page_cancel_scores (OriGroupsPage *self);
/* Before the page goes. */
void ori_groups_page_drop_scores (OriGroupsPage *self);

/* ── changing it: ori-groups-draft.c ── */

/* Makes the draft a step that can be undone. */
void ori_groups_page_keep_draft (OriGroupsPage *self);
/* Once, when the page is made: the bench and the panels change the draft. */
void ori_groups_page_connect_draft (OriGroupsPage *self);

G_END_DECLS
