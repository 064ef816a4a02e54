/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-recommendations-page.h"

#include <glib/gi18n-lib.h>

#include "app/ori-chooser.h"
#include "app/ori-compare-window.h"
#include "app/ori-coverage.h"
#include "app/ori-deficit-row.h"
#include "app/ori-group-chip.h"
#include "app/ori-page.h"
#include "app/ori-popover.h"
#include "app/ori-provenance.h"
#include "app/ori-window.h"
#include "core/ori-number.h"

struct _OriRecommendationsPage {
  AdwBin parent_instance;

  GtkStack *stack, *draft_stack, *deficits_stack;
  GtkDropDown *unit;
  GtkWidget *previous, *next, *draft_button;
  GtkMenuButton *add_button;
  GtkBox *audience_list;
  GtkLabel *name, *score, *n_deficits, *progress;
  GtkBox *chip_box;
  GtkListBox *deficits;
  OriDraftView *draft;
  GtkWidget *chip, *spinner;

  OriSession *session;
  GArray *orgunits;     /* of guint: items of the drop-down */
  GPtrArray *audiences; /* of char*: order of headings */
  OriStanding *standing;
  OriSnapshot *snapshot; /* whose goalposts the job finds */
  OriJob *job;           /* goalposts, then the standing */
  gboolean filling;
  GtkWidget *popover; /* a weak pointer */
};

static void ori_recommendations_page_iface_init (OriPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriRecommendationsPage, ori_recommendations_page, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_PAGE,
                                                      ori_recommendations_page_iface_init))

static const OriSnapshot *
get_snapshot (OriRecommendationsPage *self)
{
  return ori_session_snapshot (self->session);
}

/* Index into the drop-down of the org unit shown: the globally chosen one when it takes part. */
static guint
find_position (OriRecommendationsPage *self)
{
  guint chosen = ori_session_orgunit (self->session);

  for (guint i = 0; i < self->orgunits->len; i++)
    if (g_array_index (self->orgunits, guint, i) == chosen)
      return i;
  return 0;
}

static guint
get_orgunit (OriRecommendationsPage *self)
{
  return g_array_index (self->orgunits, guint, find_position (self));
}

static const char *
get_orgunit_code (OriRecommendationsPage *self)
{
  return ori_snapshot_orgunit (get_snapshot (self), get_orgunit (self))->code;
}

/* --- Where a number is from --- */

static void
close_popover (OriRecommendationsPage *self)
{
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* Rows and chips come and go: the popover belongs to the page and points at @widget. */
static void
open_popover (OriRecommendationsPage *self, GtkWidget *widget, const OriIndicator *indicator,
              guint period)
{
  OriTableCell cell = {indicator, get_orgunit (self), period};
  graphene_rect_t bounds;

  if (indicator == NULL || period == G_MAXUINT ||
      !gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return;
  close_popover (self);
  cell.value = ori_value_compute (get_snapshot (self), indicator, cell.orgunit, period);
  g_set_weak_pointer (&self->popover, ori_provenance_popover_new (self->session, &cell));
  ori_popover_open (self->popover, GTK_WIDGET (self),
                    &(GdkRectangle){(int)bounds.origin.x, (int)bounds.origin.y,
                                    (int)bounds.size.width, (int)bounds.size.height});
}

static void
compare_cb (OriRecommendationsPage *self)
{
  ori_compare_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->session,
                              get_orgunit (self));
}

static void
deficit_cb (OriRecommendationsPage *self, GtkListBoxRow *row)
{
  guint index = (guint)gtk_list_box_row_get_index (row);
  const OriDeficit *deficit;

  if (self->standing == NULL || index >= self->standing->deficits->len)
    return;
  deficit = &g_array_index (self->standing->deficits, OriDeficit, index);
  /* The session may hold a newer programme than the one looked at. */
  open_popover (self, GTK_WIDGET (row),
                ori_programme_indicator (get_snapshot (self)->programme, deficit->indicator->code),
                deficit->period);
}

static void
evidence_cb (OriRecommendationsPage *self, OriRecommendationCard *card, guint index,
             GtkWidget *chip)
{
  const OriRecommendation *recommendation = ori_recommendation_card_get (card);
  const OriEvidence *evidence = &g_array_index (recommendation->evidence, OriEvidence, index);
  OriPeriod period;

  if (ori_period_parse (evidence->period, &period))
    open_popover (self, chip,
                  ori_programme_indicator (get_snapshot (self)->programme, evidence->indicator),
                  ori_snapshot_period_index (get_snapshot (self), &period));
}

/* --- Standing --- */

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
show_score (OriRecommendationsPage *self)
{
  const OriStanding *standing = self->standing;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  ori_group_chip_set (self->chip, standing->n_groups, standing->group, standing->group_name);
  gtk_widget_set_visible (self->chip, standing->group >= 0);
  if (!standing->has_score) {
    gtk_label_set_text (self->score, _ ("no score: too little data"));
    return;
  }
  number = ori_number_format_short (standing->score, 1);
  /* Translators: a score of an org unit from 0 to 100 */
  text = g_strdup_printf (_ ("score %s"), number);
  gtk_label_set_text (self->score, text);
}

static void
show_deficits (OriRecommendationsPage *self)
{
  const GArray *deficits = self->standing->deficits;
  g_autofree char *count = g_strdup_printf ("%u", deficits->len);

  close_popover (self);
  clear_list (self->deficits);
  for (guint i = 0; i < deficits->len; i++)
    gtk_list_box_append (self->deficits,
                         ori_deficit_row_new (&g_array_index (deficits, OriDeficit, i)));
  gtk_label_set_text (self->n_deficits, deficits->len > 0 ? count : "");
  gtk_stack_set_visible_child_name (self->deficits_stack, deficits->len > 0 ? "list" : "none");
}

static void
drop_job (OriRecommendationsPage *self)
{
  if (self->job == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->job, self);
  ori_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
}

static void
looked_cb (OriJob *job, OriRecommendationsPage *self)
{
  OriStanding *standing = ori_job_take_result (job, NULL);

  drop_job (self);
  if (standing == NULL)
    return;
  g_clear_pointer (&self->standing, ori_standing_free);
  self->standing = standing;
  show_score (self);
  show_deficits (self);
  ori_draft_view_show_standing (self->draft, standing);
  ori_page_subtitle_changed (ORI_PAGE (self));
}

static void look_at (OriRecommendationsPage *self);

static void
goalposts_cb (OriJob *job, OriRecommendationsPage *self)
{
  OriScheme *goalposts = ori_job_take_result (job, NULL);
  gboolean current = self->snapshot == get_snapshot (self);

  if (goalposts != NULL)
    ori_session_take_goalposts (self->session, self->snapshot, goalposts);
  drop_job (self);
  /* Of other data the page is shown anew. */
  if (current && ori_session_has_goalposts (self->session))
    look_at (self);
}

/* The scheme of many org units has its goalposts only after some tenths of a second. */
static void
look_at (OriRecommendationsPage *self)
{
  gboolean ready = ori_session_has_goalposts (self->session);

  gtk_spinner_start (GTK_SPINNER (self->spinner));
  if (!ready)
    self->snapshot = ori_snapshot_ref (ori_session_snapshot (self->session));
  self->job = ready ? ori_standing_job_new (self->session, get_orgunit (self))
                    : ori_session_goalposts_job_new (self->session);
  g_signal_connect (self->job, "finished",
                    ready ? G_CALLBACK (looked_cb) : G_CALLBACK (goalposts_cb), self);
  ori_job_start (self->job);
}

/* What is known of another territory or cycle is wiped at once; of the same one it stays until the
 * new answer comes. */
static void
look (OriRecommendationsPage *self)
{
  guint orgunit = get_orgunit (self);
  const OriOrgUnit *unit = ori_snapshot_orgunit (get_snapshot (self), orgunit);

  drop_job (self);
  if (self->standing != NULL &&
      (self->standing->cycle != ori_session_cycle (self->session) ||
       g_strcmp0 (ori_snapshot_orgunit (self->standing->snapshot, self->standing->orgunit)->code,
                  unit->code) != 0)) {
    g_clear_pointer (&self->standing, ori_standing_free);
    clear_list (self->deficits);
    gtk_label_set_text (self->score, "");
    gtk_label_set_text (self->n_deficits, "");
    gtk_widget_set_visible (self->chip, FALSE);
  }
  gtk_label_set_text (self->name, unit->short_name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), unit->name);
  look_at (self);
}

/* --- Draft --- */

static void
add_audience (OriRecommendationsPage *self, const char *code)
{
  if (!g_ptr_array_find_with_equal_func (self->audiences, code, g_str_equal, NULL))
    g_ptr_array_add (self->audiences, g_strdup (code));
}

static void
add_cb (GtkButton *button, OriRecommendationsPage *self)
{
  const char *audience = g_object_get_data (G_OBJECT (button), "audience");
  g_autoptr (OriRecommendation) own = ori_recommendation_new (
      get_orgunit_code (self), ori_session_cycle (self->session), audience, "");
  g_autoptr (GPtrArray) all =
      ori_session_recommendations (self->session, get_orgunit_code (self), NULL);
  g_autoptr (GError) error = NULL;

  gtk_menu_button_popdown (self->add_button);
  ori_draft_view_flush (self->draft);
  own->edited = TRUE;
  own->position = all != NULL ? (int)all->len : 0;
  for (guint i = 0; all != NULL && i < all->len; i++)
    own->position =
        MAX (own->position, ((OriRecommendation *)g_ptr_array_index (all, i))->position + 1);
  if (ori_session_put_recommendation (self->session, own, &error))
    ori_draft_view_edit (self->draft, own->id);
  else
    ori_window_show_error (GTK_WIDGET (self), _ ("The recommendation could not be added"), error);
}

static void
fill_audience_list (OriRecommendationsPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->audience_list))) != NULL)
    gtk_box_remove (self->audience_list, child);
  for (guint i = 0; i < self->audiences->len; i++) {
    const char *code = g_ptr_array_index (self->audiences, i);
    GtkWidget *button = gtk_button_new_with_label (ori_audience_title (code));

    gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
    gtk_widget_add_css_class (button, "flat");
    g_object_set_data_full (G_OBJECT (button), "audience", g_strdup (code), g_free);
    g_signal_connect (button, "clicked", G_CALLBACK (add_cb), self);
    gtk_box_append (self->audience_list, button);
  }
}

/* Those of the programme, of what is written already, and the usual readers. */
static void
collect_audiences (OriRecommendationsPage *self, const GPtrArray *recommendations)
{
  static const char *const usual[] = {"authorities", "principals", "teachers", "parents"};
  char **codes = get_snapshot (self)->programme->audience_codes;

  g_ptr_array_set_size (self->audiences, 0);
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    add_audience (self, codes[i]);
  for (guint i = 0; self->audiences->len == 0 && i < G_N_ELEMENTS (usual); i++)
    add_audience (self, usual[i]);
  for (guint i = 0; i < recommendations->len; i++)
    add_audience (self, ((OriRecommendation *)g_ptr_array_index (recommendations, i))->audience);
  fill_audience_list (self);
}

static void
show_draft (OriRecommendationsPage *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *recommendations =
      ori_session_recommendations (self->session, get_orgunit_code (self), &error);

  if (recommendations == NULL) {
    ori_window_show_error (GTK_WIDGET (self), _ ("The recommendations could not be read"), error);
    recommendations = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_recommendation_free);
  }
  collect_audiences (self, recommendations);
  gtk_stack_set_visible_child_name (self->draft_stack,
                                    recommendations->len > 0 ? "draft" : "empty");
  ori_draft_view_show (self->draft, self->session, recommendations, self->audiences);
}

void
ori_recommendations_page_draft (OriRecommendationsPage *self)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (self->orgunits == NULL || self->orgunits->len == 0)
    return;
  ori_draft_view_flush (self->draft);
  if (!ori_session_draft_recommendations (self->session, get_orgunit (self), &n, &error))
    ori_window_show_error (GTK_WIDGET (self), _ ("No draft could be made"), error);
  else if (n == 0)
    ori_window_toast (GTK_WIDGET (self), _ ("Every deficit has its recommendations already"),
                      FALSE);
}

/* --- Territory --- */

/* How far the work is: territories that have a draft in this cycle. */
static void
show_progress (OriRecommendationsPage *self)
{
  g_autoptr (GPtrArray) all = ori_session_recommendations (self->session, NULL, NULL);
  g_autoptr (GHashTable) units = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    g_hash_table_add (units, ((OriRecommendation *)g_ptr_array_index (all, i))->orgunit);
  text =
      g_strdup_printf (_ ("%u of %u have a draft"), g_hash_table_size (units), self->orgunits->len);
  gtk_label_set_text (self->progress, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->orgunits->len > 1);
}

static void
fill_units (OriRecommendationsPage *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint position = find_position (self);

  for (guint i = 0; i < self->orgunits->len; i++)
    g_ptr_array_add (
        names, ori_snapshot_orgunit (get_snapshot (self), g_array_index (self->orgunits, guint, i))
                   ->short_name);
  self->filling = TRUE;
  ori_chooser_fill (self->unit, names, position);
  self->filling = FALSE;
  gtk_widget_set_sensitive (self->previous, position > 0);
  gtk_widget_set_sensitive (self->next, position + 1 < self->orgunits->len);
}

static void
unit_cb (OriRecommendationsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->unit);

  if (self->filling || self->orgunits == NULL || selected >= self->orgunits->len)
    return;
  ori_draft_view_flush (self->draft);
  ori_session_set_orgunit (self->session, g_array_index (self->orgunits, guint, selected));
}

static void
step (OriRecommendationsPage *self, int by)
{
  int position = (int)find_position (self) + by;

  if (position < 0 || position >= (int)self->orgunits->len)
    return;
  ori_draft_view_flush (self->draft);
  ori_session_set_orgunit (self->session, g_array_index (self->orgunits, guint, position));
}

static void
previous_cb (OriRecommendationsPage *self)
{
  step (self, -1);
}

static void
next_cb (OriRecommendationsPage *self)
{
  step (self, 1);
}

/* --- Page --- */

static void
set_session (OriPage *page, OriSession *session)
{
  g_set_object (&ORI_RECOMMENDATIONS_PAGE (page)->session, session);
}

static void
refresh (OriPage *page)
{
  OriRecommendationsPage *self = ORI_RECOMMENDATIONS_PAGE (page);
  gboolean any;

  /* What was typed belongs to the territory and cycle it was typed for. */
  ori_draft_view_flush (self->draft);
  g_clear_pointer (&self->orgunits, g_array_unref);
  self->orgunits = ori_coverage_orgunits (get_snapshot (self), ori_session_cycle (self->session));
  any = self->orgunits->len > 0 && ori_session_cycle (self->session) != 0;
  gtk_stack_set_visible_child_name (self->stack, any ? "work" : "empty");
  gtk_widget_set_sensitive (self->draft_button, any);
  if (!any) {
    drop_job (self);
    return;
  }
  fill_units (self);
  show_progress (self);
  show_draft (self);
  look (self);
  ori_page_subtitle_changed (page);
}

static char *
dup_subtitle (OriPage *page)
{
  OriRecommendationsPage *self = ORI_RECOMMENDATIONS_PAGE (page);

  if (self->orgunits == NULL || self->orgunits->len == 0)
    return NULL;
  return g_strdup_printf (
      "%s, %d", ori_snapshot_orgunit (get_snapshot (self), get_orgunit (self))->short_name,
      ori_session_cycle (self->session));
}

static gboolean
find (OriPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ORI_RECOMMENDATIONS_PAGE (page)->unit));
}

static void
ori_recommendations_page_iface_init (OriPageInterface *iface)
{
  iface->set_session = set_session;
  iface->refresh = refresh;
  iface->dup_subtitle = dup_subtitle;
  iface->find = find;
}

OriDraftView *
ori_recommendations_page_get_draft (OriRecommendationsPage *self)
{
  return self->draft;
}

const OriStanding *
ori_recommendations_page_get_standing (OriRecommendationsPage *self)
{
  return self->standing;
}

static void
ori_recommendations_page_dispose (GObject *object)
{
  OriRecommendationsPage *self = ORI_RECOMMENDATIONS_PAGE (object);

  g_clear_weak_pointer (&self->popover);
  drop_job (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->standing, ori_standing_free);
  g_clear_pointer (&self->orgunits, g_array_unref);
  g_clear_pointer (&self->audiences, g_ptr_array_unref);
  G_OBJECT_CLASS (ori_recommendations_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, draft_stack);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, deficits_stack);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, unit);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, previous);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, next);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, draft_button);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, audience_list);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, name);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, score);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, n_deficits);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, progress);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, chip_box);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, deficits);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, draft);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationsPage, spinner);
}

static void
ori_recommendations_page_class_init (OriRecommendationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_recommendations_page_dispose;
  g_type_ensure (ORI_TYPE_DRAFT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/orientir/Orientir/ori-recommendations-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback_full (widget_class, "draft_cb",
                                                G_CALLBACK (ori_recommendations_page_draft));
  gtk_widget_class_bind_template_callback (widget_class, unit_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, deficit_cb);
  gtk_widget_class_bind_template_callback (widget_class, evidence_cb);
}

static void
ori_recommendations_page_init (OriRecommendationsPage *self)
{
  self->audiences = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  ori_chooser_setup (self->unit, 20);
  self->chip = ori_group_chip_new ();
  gtk_box_prepend (self->chip_box, self->chip);
}
