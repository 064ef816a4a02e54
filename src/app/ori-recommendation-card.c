/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-recommendation-card.h"

#include <glib/gi18n-lib.h>

#include "app/ori-standing.h"
#include "app/ori-text-area.h"
#include "app/ori-window.h"
#include "app/ori-wrap-layout.h"

#define PAUSE_MS 900 /* a pause in typing that is worth keeping */

struct _OriRecommendationCard {
  GtkWidget parent_instance;

  GtkLabel *number, *stale;
  GtkTextView *view;
  GtkBox *chips;
  GtkWidget *stale_box, *remove_button, *edited_label;

  OriSession *session;
  OriRecommendation *recommendation;
  gboolean pending; /* typed and not kept yet */
  gboolean showing; /* the text is being set, not typed */
  guint pause_source;
};

G_DEFINE_FINAL_TYPE (OriRecommendationCard, ori_recommendation_card, GTK_TYPE_WIDGET)

static guint evidence_signal;

static char *
dup_text (OriRecommendationCard *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* --- Keeping --- */

void
ori_recommendation_card_flush (OriRecommendationCard *self)
{
  g_autoptr (OriRecommendationCard) alive = g_object_ref (self);
  g_autoptr (OriRecommendation) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->pause_source, g_source_remove);
  if (!self->pending)
    return;
  self->pending = FALSE;
  text = dup_text (self);
  if (g_strcmp0 (text, self->recommendation->text) == 0)
    return;
  kept = ori_recommendation_copy (self->recommendation);
  g_free (kept->text);
  kept->text = g_steal_pointer (&text);
  kept->edited = TRUE;
  if (!ori_session_put_recommendation (self->session, kept, &error)) {
    self->pending = TRUE; /* tried again when the focus leaves */
    ori_window_show_error (GTK_WIDGET (self), _ ("The text could not be kept"), error);
  }
}

static gboolean
pause_cb (gpointer data)
{
  OriRecommendationCard *self = data;

  self->pause_source = 0;
  ori_recommendation_card_flush (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (OriRecommendationCard *self)
{
  if (self->showing)
    return;
  self->pending = TRUE;
  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->pause_source = g_timeout_add (PAUSE_MS, pause_cb, self);
}

static void
leave_cb (OriRecommendationCard *self)
{
  ori_recommendation_card_flush (self);
}

static void
ori_recommendation_card_unmap (GtkWidget *widget)
{
  ori_recommendation_card_flush (ORI_RECOMMENDATION_CARD (widget));
  GTK_WIDGET_CLASS (ori_recommendation_card_parent_class)->unmap (widget);
}

/* --- Showing --- */

static void
set_text (OriRecommendationCard *self, const char *text)
{
  g_autofree char *shown = dup_text (self);

  if (g_strcmp0 (shown, text) == 0)
    return;
  self->showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->showing = FALSE;
}

static void
chip_cb (GtkButton *chip, OriRecommendationCard *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "index"));
  g_signal_emit (self, evidence_signal, 0, index, chip);
}

/* The reasons of one deficit share indicator, year and value: said once, in the first chip. */
static const char *
cut_repeated (const char *text, const char *first)
{
  const char *end = first != NULL ? g_strrstr (first, ", ") : NULL;
  gsize length = end != NULL ? (gsize)(end + 2 - first) : 0;

  return length > 0 && strncmp (text, first, length) == 0 ? text + length : text;
}

static GtkWidget *
make_chip (OriRecommendationCard *self, guint index, const char *text, const char *first)
{
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *label = gtk_label_new (cut_repeated (text, first));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (chip), label);
  gtk_widget_set_halign (chip, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (chip, text);
  gtk_widget_add_css_class (chip, "evidence");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data (G_OBJECT (chip), "index", GUINT_TO_POINTER (index));
  g_signal_connect (chip, "clicked", G_CALLBACK (chip_cb), self);
  return chip;
}

static gboolean
has_same_evidence (const OriRecommendation *a, const OriRecommendation *b)
{
  if (a == NULL || a->evidence->len != b->evidence->len)
    return FALSE;
  for (guint i = 0; i < a->evidence->len; i++) {
    const OriEvidence *one = &g_array_index (a->evidence, OriEvidence, i);
    const OriEvidence *two = &g_array_index (b->evidence, OriEvidence, i);
    if (g_strcmp0 (one->indicator, two->indicator) != 0 ||
        g_strcmp0 (one->period, two->period) != 0 || one->reason != two->reason ||
        memcmp (&one->value, &two->value, sizeof one->value) != 0 ||
        memcmp (&one->reference, &two->reference, sizeof one->reference) != 0 ||
        g_strcmp0 (one->others, two->others) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
show_evidence (OriRecommendationCard *self)
{
  const GArray *evidence = self->recommendation->evidence;
  g_autofree char *first = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < evidence->len; i++) {
    g_autofree char *text = ori_evidence_text (&g_array_index (evidence, OriEvidence, i),
                                               ori_session_snapshot (self->session));

    gtk_box_append (self->chips, make_chip (self, i, text, first));
    if (first == NULL)
      first = g_steal_pointer (&text);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->chips), evidence->len > 0);
}

static void
show_number (OriRecommendationCard *self, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u.", number);
  g_autofree char *name = g_strdup_printf (_ ("Recommendation %u"), number);
  g_autofree char *remove = g_strdup_printf (_ ("Remove recommendation %u"), number);

  gtk_label_set_text (self->number, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
}

void
ori_recommendation_card_show (OriRecommendationCard *self, const OriRecommendation *recommendation,
                              guint number)
{
  OriRecommendation *before = self->recommendation;

  g_return_if_fail (ORI_IS_RECOMMENDATION_CARD (self));
  self->recommendation = ori_recommendation_copy (recommendation);
  show_number (self, number);
  if (!self->pending)
    set_text (self, recommendation->text);
  if (!has_same_evidence (before, recommendation))
    show_evidence (self);
  gtk_widget_set_visible (self->edited_label,
                          recommendation->edited || recommendation->template_id == NULL);
  gtk_label_set_text (GTK_LABEL (self->edited_label),
                      recommendation->template_id == NULL ? _ ("your own") : _ ("edited"));
  ori_recommendation_free (before);
}

const OriRecommendation *
ori_recommendation_card_get (OriRecommendationCard *self)
{
  return self->recommendation;
}

void
ori_recommendation_card_set_stale (OriRecommendationCard *self, const char *why)
{
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->stale_box, why != NULL);
  if (why == NULL) {
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stale");
    return;
  }
  gtk_widget_add_css_class (GTK_WIDGET (self), "stale");
  text = g_strdup_printf (_ ("Out of date: %s"), why);
  gtk_label_set_text (self->stale, text);
}

void
ori_recommendation_card_edit (OriRecommendationCard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

GtkTextBuffer *
ori_recommendation_card_get_buffer (OriRecommendationCard *self)
{
  return gtk_text_view_get_buffer (self->view);
}

/* --- Verbs --- */

static void
remove_cb (OriRecommendationCard *self)
{
  g_autoptr (OriRecommendationCard) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  /* What undo brings back is the text as it was seen last. */
  ori_recommendation_card_flush (self);
  if (!ori_session_remove_recommendation (self->session, self->recommendation->id, &error))
    ori_window_show_error (GTK_WIDGET (self), _ ("The recommendation could not be removed"), error);
}

static void
put (OriRecommendationCard *self, OriRecommendation *recommendation, const char *done)
{
  g_autoptr (OriRecommendationCard) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;

  if (ori_session_put_recommendation (self->session, recommendation, &error))
    ori_window_toast (GTK_WIDGET (self), done, TRUE);
  else
    ori_window_show_error (GTK_WIDGET (self), _ ("The recommendation could not be kept"), error);
}

static void
update_cb (OriRecommendationCard *self)
{
  g_autoptr (OriRecommendation) fresh = NULL;
  g_autoptr (GError) error = NULL;
  gboolean kept_text;

  ori_recommendation_card_flush (self);
  fresh = ori_recommendation_copy (self->recommendation);
  if (!ori_recommendation_redraft (self->session, fresh, &kept_text, &error))
    ori_window_toast (GTK_WIDGET (self), error->message, FALSE);
  else
    put (self, fresh,
         kept_text ? _ ("Evidence updated; your text stays, check its numbers")
                   : _ ("Recommendation updated"));
}

static void
confirm_cb (OriRecommendationCard *self)
{
  g_autoptr (OriRecommendation) fresh = NULL;

  ori_recommendation_card_flush (self);
  fresh = ori_recommendation_copy (self->recommendation);
  ori_recommendation_confirm (self->session, fresh);
  put (self, fresh, _ ("Left as it was"));
}

/* --- Class --- */

static void
ori_recommendation_card_dispose (GObject *object)
{
  OriRecommendationCard *self = ORI_RECOMMENDATION_CARD (object);
  GtkWidget *child;

  g_clear_handle_id (&self->pause_source, g_source_remove);
  self->pending = FALSE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_pointer (&self->recommendation, ori_recommendation_free);
  G_OBJECT_CLASS (ori_recommendation_card_parent_class)->dispose (object);
}

static void
ori_recommendation_card_class_init (OriRecommendationCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_recommendation_card_dispose;
  widget_class->unmap = ori_recommendation_card_unmap;
  g_type_ensure (ORI_TYPE_TEXT_AREA);
  g_type_ensure (ORI_TYPE_WRAP_LAYOUT);
  evidence_signal =
      g_signal_new ("evidence-activated", ORI_TYPE_RECOMMENDATION_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, GTK_TYPE_WIDGET);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-recommendation-card.ui");
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationCard, number);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationCard, view);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationCard, chips);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationCard, stale);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationCard, stale_box);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationCard, edited_label);
  gtk_widget_class_bind_template_child (widget_class, OriRecommendationCard, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
ori_recommendation_card_init (OriRecommendationCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
ori_recommendation_card_new (OriSession *session)
{
  OriRecommendationCard *self = g_object_new (ORI_TYPE_RECOMMENDATION_CARD, NULL);

  self->session = g_object_ref (session);
  return GTK_WIDGET (self);
}
