/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-versions-list.h"

#include <glib/gi18n-lib.h>

#include "app/ori-moment.h"
#include "app/ori-value-text.h"
#include "app/ori-window.h"

/* Of one element of the indicator. */
typedef struct {
  OriSession *session;
  OriSnapshot *snapshot;
  char *element; /* code */
  guint orgunit, period;
  gint64 observation; /* 0: takes the pin back */
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_object_unref (choice->session);
  ori_snapshot_unref (choice->snapshot);
  g_free (choice->element);
  g_free (choice);
}

static void
chosen_cb (GtkWidget *button, Choice *choice)
{
  g_autoptr (OriSession) session = g_object_ref (choice->session);
  g_autofree char *element = g_strdup (choice->element);
  guint orgunit = choice->orgunit, period = choice->period;
  gint64 observation = choice->observation;
  gboolean current = choice->snapshot == ori_session_snapshot (session), done;
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (button));
  g_autoptr (GError) error = NULL;

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (!current) /* the workspace went on meanwhile: the indexes are of another snapshot */
    return;
  done = observation != 0 ? ori_session_pin (session, element, orgunit, period, observation, &error)
                          : ori_session_unpin (session, element, orgunit, period, &error);
  if (!done)
    ori_window_show_error (root, _ ("The version could not be chosen"), error);
}

static const OriBatch *
get_batch (const OriSnapshot *snapshot, const OriObservation *o)
{
  return o->batch < snapshot->batches->len ? g_ptr_array_index (snapshot->batches, o->batch) : NULL;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_set_tooltip_text (label, text);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
make_chip (const char *text, const char *css_class)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, css_class);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  return chip;
}

static GtkWidget *
make_button (OriSession *session, const OriElement *element, guint orgunit, guint period,
             const OriObservation *o, const char *words)
{
  gboolean pinned = (o->flags & ORI_FLAG_PINNED) != 0;
  const char *text = pinned ? _ ("_Unpin") : _ ("_Count as Right");
  GtkWidget *button = gtk_button_new_with_mnemonic (text);
  Choice *choice = g_new0 (Choice, 1);
  g_autofree char *label = pinned ? g_strdup_printf (_ ("Unpin: %s"), words)
                                  : g_strdup_printf (_ ("Count as right: %s"), words);

  choice->session = g_object_ref (session);
  choice->snapshot = ori_snapshot_ref (ori_session_snapshot (session));
  choice->element = g_strdup (element->code);
  choice->orgunit = orgunit;
  choice->period = period;
  choice->observation = pinned ? 0 : o->id;
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "small-button");
  gtk_widget_set_tooltip_text (button, pinned
                                           ? _ ("The newest version counts again")
                                           : _ ("This version counts, also when newer ones come"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (chosen_cb), choice, choice_free, 0);
  return button;
}

static GtkWidget *
make_row (OriSession *session, const OriElement *element, guint orgunit, guint period,
          const OriObservation *o, gboolean counts)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *value = ori_observed_text (o->status, o->value, o->text, o->printed);
  g_autofree char *place = ori_observation_place (snapshot, o);
  g_autofree char *day = ori_moment_day (get_batch (snapshot, o)->time);
  g_autofree char *source = g_strdup_printf ("%s · %s", place, day);
  g_autofree char *words = g_strdup_printf ("%s, %s", value, source);
  GtkWidget *label = make_label (value, "heading");

  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (head), label);
  if (o->flags & ORI_FLAG_PINNED)
    gtk_box_append (GTK_BOX (head), make_chip (_ ("pinned"), "high"));
  else if (counts)
    gtk_box_append (GTK_BOX (head), make_chip (_ ("counts now"), "medium"));
  label = make_label (source, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (texts), head);
  gtk_box_append (GTK_BOX (texts), label);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), make_button (session, element, orgunit, period, o, words));
  return row;
}

static gboolean
is_other (const OriObservation *a, const OriObservation *b)
{
  return a->status != b->status || a->value != b->value || g_strcmp0 (a->text, b->text) != 0;
}

/* Keeps the live versions; TRUE when there is something to choose from, or to take back. */
static gboolean
keep_live (const OriSnapshot *snapshot, GArray *versions)
{
  gboolean differ = FALSE, pinned = FALSE;
  guint n = 0;

  for (guint i = 0; i < versions->len; i++) {
    const OriObservation *o = &g_array_index (versions, OriObservation, i);
    const OriBatch *batch = get_batch (snapshot, o);
    if (batch == NULL || !batch->live)
      continue;
    g_array_index (versions, OriObservation, n++) = *o;
  }
  g_array_set_size (versions, n);
  for (guint i = 0; i < n; i++) {
    const OriObservation *o = &g_array_index (versions, OriObservation, i);
    differ |= is_other (o, &g_array_index (versions, OriObservation, 0));
    pinned |= (o->flags & ORI_FLAG_PINNED) != 0;
  }
  return differ || pinned;
}

static gboolean
add_element (GtkWidget *box, OriSession *session, const OriElement *element, guint orgunit,
             guint period)
{
  OriSnapshot *snapshot = ori_session_snapshot (session);
  guint index = ori_snapshot_element_index (snapshot, element->code);
  const OriObservation *winner =
      index != G_MAXUINT ? ori_snapshot_lookup (snapshot, index, orgunit, period) : NULL;
  g_autoptr (GStringChunk) strings = g_string_chunk_new (256);
  g_autoptr (GArray) versions = NULL;
  const char *part = ori_part_word (element->part);
  g_autofree char *title = NULL;
  GtkWidget *heading;

  if (winner == NULL)
    return FALSE;
  versions = ori_store_history (ori_session_store (session), element->code,
                                ori_snapshot_orgunit (snapshot, orgunit)->code,
                                ori_snapshot_period (snapshot, period), strings, NULL);
  if (versions == NULL || !keep_live (snapshot, versions))
    return FALSE;
  title = part != NULL ? g_strdup_printf (_ ("Versions (%s)"), part) : g_strdup (_ ("Versions"));
  heading = make_label (title, "heading");
  gtk_box_append (GTK_BOX (box), heading);
  for (guint i = 0; i < versions->len; i++) {
    const OriObservation *o = &g_array_index (versions, OriObservation, i);
    gtk_box_append (GTK_BOX (box),
                    make_row (session, element, orgunit, period, o, o->id == winner->id));
  }
  return TRUE;
}

GtkWidget *
ori_versions_list_new (OriSession *session, const OriIndicator *indicator, guint orgunit,
                       guint period)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gboolean any = FALSE;

  for (guint i = 0; i < indicator->elements->len; i++)
    any |= add_element (box, session, g_ptr_array_index (indicator->elements, i), orgunit, period);
  if (any)
    return box;
  g_object_ref_sink (box);
  g_object_unref (box);
  return NULL;
}
