/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-draft-view.h"

#include <glib/gi18n-lib.h>

#define CARDS_AT_ONCE 6 /* made in one go: some 20 ms */

struct _OriDraftView {
  GtkWidget parent_instance;

  GtkWidget *box;
  OriSession *session;
  GPtrArray *recommendations; /* of OriRecommendation, in the order shown */
  GHashTable *cards;          /* id (gint64 *) → OriRecommendationCard */
  GHashTable *headings;       /* audience → heading */
  GHashTable *stale;          /* id (gint64 *) → why */
  gint64 wanted;              /* card to edit when it is there, 0 */
  guint more_source;
};

G_DEFINE_FINAL_TYPE (OriDraftView, ori_draft_view, GTK_TYPE_WIDGET)

static guint evidence_signal;

static void
evidence_cb (OriRecommendationCard *card, guint index, GtkWidget *chip, OriDraftView *self)
{
  g_signal_emit (self, evidence_signal, 0, card, index, chip);
}

/* --- Order --- */

static int
find_rank (const GPtrArray *audiences, const char *audience)
{
  for (guint i = 0; i < audiences->len; i++)
    if (g_strcmp0 (g_ptr_array_index (audiences, i), audience) == 0)
      return (int)i;
  return (int)audiences->len;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer audiences)
{
  const OriRecommendation *one = *(OriRecommendation *const *)a;
  const OriRecommendation *two = *(OriRecommendation *const *)b;
  int rank = find_rank (audiences, one->audience) - find_rank (audiences, two->audience);

  if (rank == 0)
    rank = g_strcmp0 (one->audience, two->audience);
  if (rank == 0)
    rank = one->position - two->position;
  return rank != 0 ? rank : (one->id > two->id) - (one->id < two->id);
}

/* --- Widgets --- */

static GtkWidget *
make_heading (const char *audience)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = gtk_label_new (ori_audience_title (audience));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (line, "audience");
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), count);
  return line;
}

static void
set_count (GtkWidget *heading, guint n)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u recommendation", "%u recommendations", n), n);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (heading)), text);
}

static GtkWidget *
ensure_heading (OriDraftView *self, const char *audience)
{
  GtkWidget *heading = g_hash_table_lookup (self->headings, audience);

  if (heading == NULL) {
    heading = make_heading (audience);
    gtk_box_append (GTK_BOX (self->box), heading);
    g_hash_table_insert (self->headings, g_strdup (audience), heading);
  }
  return heading;
}

static GtkWidget *
make_card (OriDraftView *self, gint64 id)
{
  GtkWidget *card = ori_recommendation_card_new (self->session);

  g_signal_connect (card, "evidence-activated", G_CALLBACK (evidence_cb), self);
  gtk_box_append (GTK_BOX (self->box), card);
  g_hash_table_insert (self->cards, g_memdup2 (&id, sizeof id), card);
  return card;
}

static void
remove_widget (gpointer widget, OriDraftView *self)
{
  gtk_box_remove (GTK_BOX (self->box), widget);
}

static gboolean
is_shown (OriDraftView *self, gint64 id)
{
  for (guint i = 0; i < self->recommendations->len; i++)
    if (((OriRecommendation *)g_ptr_array_index (self->recommendations, i))->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
has_audience (OriDraftView *self, const char *audience)
{
  for (guint i = 0; i < self->recommendations->len; i++)
    if (g_strcmp0 (((OriRecommendation *)g_ptr_array_index (self->recommendations, i))->audience,
                   audience) == 0)
      return TRUE;
  return FALSE;
}

static void
remove_gone (OriDraftView *self)
{
  GHashTableIter iter;
  gpointer key, widget;

  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    if (!is_shown (self, *(gint64 *)key)) {
      remove_widget (widget, self);
      g_hash_table_iter_remove (&iter);
    }
  g_hash_table_iter_init (&iter, self->headings);
  while (g_hash_table_iter_next (&iter, &key, &widget))
    if (!has_audience (self, key)) {
      remove_widget (widget, self);
      g_hash_table_iter_remove (&iter);
    }
}

static void
place (OriDraftView *self, GtkWidget *widget, GtkWidget **last)
{
  if (gtk_widget_get_prev_sibling (widget) != *last)
    gtk_box_reorder_child_after (GTK_BOX (self->box), widget, *last);
  *last = widget;
}

static void
edit_wanted (OriDraftView *self)
{
  OriRecommendationCard *card =
      self->wanted != 0 ? ori_draft_view_get_card (self, self->wanted) : NULL;

  if (card != NULL) {
    self->wanted = 0;
    ori_recommendation_card_edit (card);
  }
}

/* FALSE when cards are still to be made. */
static gboolean
arrange (OriDraftView *self)
{
  GtkWidget *last = NULL, *heading = NULL;
  const char *audience = NULL;
  guint n_made = 0, n_of_audience = 0;

  for (guint i = 0; i < self->recommendations->len; i++) {
    const OriRecommendation *recommendation = g_ptr_array_index (self->recommendations, i);
    GtkWidget *card = g_hash_table_lookup (self->cards, &recommendation->id);

    if (card == NULL && n_made++ >= CARDS_AT_ONCE)
      return FALSE;
    if (audience == NULL || g_strcmp0 (audience, recommendation->audience) != 0) {
      audience = recommendation->audience;
      heading = ensure_heading (self, audience);
      place (self, heading, &last);
      n_of_audience = 0;
    }
    if (card == NULL)
      card = make_card (self, recommendation->id);
    ori_recommendation_card_show (ORI_RECOMMENDATION_CARD (card), recommendation, i + 1);
    if (self->stale != NULL)
      ori_recommendation_card_set_stale (ORI_RECOMMENDATION_CARD (card),
                                         g_hash_table_lookup (self->stale, &recommendation->id));
    place (self, card, &last);
    set_count (heading, ++n_of_audience);
  }
  return TRUE;
}

static gboolean
more_cb (gpointer data)
{
  OriDraftView *self = data;

  if (!arrange (self))
    return G_SOURCE_CONTINUE;
  self->more_source = 0;
  edit_wanted (self);
  return G_SOURCE_REMOVE;
}

void
ori_draft_view_show (OriDraftView *self, OriSession *session, GPtrArray *recommendations,
                     const GPtrArray *audiences)
{
  g_return_if_fail (ORI_IS_DRAFT_VIEW (self));
  g_set_object (&self->session, session);
  g_clear_handle_id (&self->more_source, g_source_remove);
  g_clear_pointer (&self->recommendations, g_ptr_array_unref);
  self->recommendations = recommendations;
  g_ptr_array_sort_with_data (recommendations, compare, (gpointer)audiences);
  remove_gone (self);
  if (arrange (self))
    edit_wanted (self);
  else
    self->more_source = g_idle_add (more_cb, self);
}

void
ori_draft_view_show_standing (OriDraftView *self, const OriStanding *standing)
{
  GHashTableIter iter;
  gpointer id, card;

  if (standing == NULL)
    return;
  g_clear_pointer (&self->stale, g_hash_table_unref);
  self->stale = g_hash_table_ref (standing->stale);
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, &id, &card))
    ori_recommendation_card_set_stale (card, g_hash_table_lookup (self->stale, id));
}

void
ori_draft_view_flush (OriDraftView *self)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer card;

  /* Keeping one shows the draft anew. */
  g_hash_table_iter_init (&iter, self->cards);
  while (g_hash_table_iter_next (&iter, NULL, &card))
    g_ptr_array_add (cards, g_object_ref (card));
  for (guint i = 0; i < cards->len; i++)
    ori_recommendation_card_flush (g_ptr_array_index (cards, i));
}

void
ori_draft_view_edit (OriDraftView *self, gint64 id)
{
  self->wanted = id;
  edit_wanted (self);
}

OriRecommendationCard *
ori_draft_view_get_card (OriDraftView *self, gint64 id)
{
  return g_hash_table_lookup (self->cards, &id);
}

GtkWidget *
ori_draft_view_new (void)
{
  return g_object_new (ORI_TYPE_DRAFT_VIEW, NULL);
}

static void
ori_draft_view_dispose (GObject *object)
{
  OriDraftView *self = ORI_DRAFT_VIEW (object);

  g_clear_handle_id (&self->more_source, g_source_remove);
  g_clear_pointer (&self->cards, g_hash_table_unref);
  g_clear_pointer (&self->headings, g_hash_table_unref);
  g_clear_pointer (&self->stale, g_hash_table_unref);
  g_clear_pointer (&self->recommendations, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (ori_draft_view_parent_class)->dispose (object);
}

static void
ori_draft_view_class_init (OriDraftViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_draft_view_dispose;
  evidence_signal = g_signal_new ("evidence-activated", ORI_TYPE_DRAFT_VIEW, G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 3, ORI_TYPE_RECOMMENDATION_CARD,
                                  G_TYPE_UINT, GTK_TYPE_WIDGET);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
ori_draft_view_init (OriDraftView *self)
{
  self->cards = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
