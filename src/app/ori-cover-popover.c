/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-cover-popover.h"

#include <glib/gi18n-lib.h>

#include "app/ori-cover-words.h"
#include "app/ori-value-text.h"

#define MAX_LACKING 12

gboolean
ori_cover_has_number (OriCover state)
{
  return state == ORI_COVER_PRESENT || state == ORI_COVER_PARTIAL || state == ORI_COVER_DOUBTFUL ||
         state == ORI_COVER_VERSIONS || state == ORI_COVER_SUPPRESSED;
}

static void
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 42);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
}

/* «Срок 15 мая: прошёл 24 дня назад» */
static char *
due_sentence (const OriCompleteness *found)
{
  g_autofree char *date = ori_due_date (found);

  switch (found->due) {
  case ORI_DUE_PASSED:
    return g_strdup_printf (ngettext ("The deadline, %s, passed %d day ago.",
                                      "The deadline, %s, passed %d days ago.", (gulong)found->days),
                            date, found->days);
  case ORI_DUE_AHEAD:
  case ORI_DUE_SOON:
    if (found->days == 0)
      return g_strdup_printf (_ ("The deadline is today, %s."), date);
    return g_strdup_printf (ngettext ("%2$d day is left until the deadline, %1$s.",
                                      "%2$d days are left until the deadline, %1$s.",
                                      (gulong)found->days),
                            date, found->days);
  case ORI_DUE_NONE:
    break;
  }
  return NULL;
}

/* «В 2022: 32,8 % (21 из 64)»: what may be expected here. */
static char *
describe_year_before (const OriSnapshot *snapshot, const OriCompleteness *found,
                      const OriCoverPlace *place)
{
  guint period = ori_value_period_of_cycle (snapshot, place->indicator, found->cycle - 1);
  g_autofree char *figure = NULL;
  g_autofree char *fraction = NULL;
  OriValue value;

  if (period == G_MAXUINT)
    return NULL;
  value = ori_value_compute (snapshot, place->indicator, place->orgunit, period);
  if (value.status != ORI_STATUS_VALUE)
    return NULL;
  figure = ori_value_text_unit (place->indicator, &value);
  fraction = ori_value_fraction (&value);
  if (fraction == NULL)
    return g_strdup_printf (_ ("In %d: %s."), found->cycle - 1, figure);
  return g_strdup_printf (_ ("In %d: %s, %s."), found->cycle - 1, figure, fraction);
}

/* Where it stands that there is no number: the cell of the file, or who marked it. */
static char *
find_place (const OriSnapshot *snapshot, const OriCoverPlace *place)
{
  for (guint i = 0; place->cell->period != G_MAXUINT16 && i < place->indicator->elements->len;
       i++) {
    const OriElement *element = g_ptr_array_index (place->indicator->elements, i);
    guint index = ori_snapshot_element_index (snapshot, element->code);
    const OriObservation *seen =
        index != G_MAXUINT
            ? ori_snapshot_lookup (snapshot, index, place->orgunit, place->cell->period)
            : NULL;
    if (seen != NULL && seen->status != ORI_STATUS_VALUE)
      return ori_observation_place (snapshot, seen);
  }
  return NULL;
}

static GtkWidget *
add_button (GtkWidget *box, const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_remedies (OriSession *session, GtkWidget *box, const OriCoverPlace *place)
{
  const char *unit = ori_snapshot_orgunit (ori_session_snapshot (session), place->orgunit)->code;
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *second = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gboolean markable = ori_session_period_for (session, place->indicator) != G_MAXUINT;

  gtk_widget_set_margin_top (first, 6);
  if (place->cell->state == ORI_COVER_MISSING)
    add_button (first, _ ("_Remind…"), "cover.remind", g_variant_new_string (unit));
  add_button (first, _ ("_Import…"), "win.import", NULL);
  if (markable) {
    add_button (first, _ ("_Enter…"), "cover.enter",
                g_variant_new ("(ss)", unit, place->indicator->code));
    if (place->cell->state == ORI_COVER_MISSING)
      add_button (second, _ ("Mark as _Not Applicable"), "cover.not-applicable",
                  g_variant_new ("(ss)", unit, place->indicator->code));
  }
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  gtk_widget_set_visible (second, gtk_widget_get_first_child (second) != NULL);
}

static void
add_cell (OriSession *session, GtkWidget *box, const OriCompleteness *found,
          const OriCoverPlace *place)
{
  const OriSnapshot *snapshot = ori_session_snapshot (session);
  g_autofree char *title =
      g_strdup_printf ("%s · %s %s", ori_snapshot_orgunit (snapshot, place->orgunit)->short_name,
                       place->indicator->code, ori_indicator_label (place->indicator));
  g_autofree char *state = ori_cover_words (found, place->cell);
  g_autofree char *due = NULL;
  g_autofree char *before = describe_year_before (snapshot, found, place);
  g_autofree char *where = find_place (snapshot, place);
  g_autofree char *sentence = NULL;

  add_label (box, title, "heading");
  if (place->cell->state == ORI_COVER_MISSING && !place->cell->said) {
    due = due_sentence (found);
    sentence = g_strdup_printf (due != NULL ? "%s. %s" : "%s.", _ ("No data"), due);
  } else {
    g_autofree char *words = ori_words_capital (state);
    sentence = g_strdup_printf ("%s.", words);
  }
  add_label (box, sentence, NULL);
  if (where != NULL)
    add_label (box, where, "dim-label");
  if (before != NULL)
    add_label (box, before, "dim-label");
  add_remedies (session, box, place);
}

/* The name of an org unit: what it lacks, in words. */
static void
add_unit (OriSession *session, GtkWidget *box, const OriCompleteness *found,
          const OriCoverPlace *place)
{
  const OriOrgUnit *unit = ori_snapshot_orgunit (ori_session_snapshot (session), place->orgunit);
  g_autofree char *rate = ori_cover_rate (&found->by_orgunit[place->row]);
  guint lacking = 0;

  add_label (box, unit->name, "heading");
  add_label (box, rate, "dim-label");
  for (guint col = 0; col < found->indicators->len; col++) {
    const OriIndicator *indicator = g_ptr_array_index (found->indicators, col);
    g_autofree char *line = NULL;

    if (ori_completeness_cell (found, place->row, col)->state != ORI_COVER_MISSING ||
        ++lacking > MAX_LACKING)
      continue;
    if (lacking == 1)
      add_label (box, _ ("Lacking:"), NULL);
    line = g_strdup_printf ("• %s %s", indicator->code, ori_indicator_label (indicator));
    add_label (box, line, NULL);
  }
  if (lacking > MAX_LACKING) {
    g_autofree char *more = g_strdup_printf (_ ("and %u more"), lacking - MAX_LACKING);
    add_label (box, more, "dim-label");
  }
  if (ori_completeness_is_incomplete (found, place->row))
    gtk_widget_set_halign (
        add_button (box, _ ("_Remind…"), "cover.remind", g_variant_new_string (unit->code)),
        GTK_ALIGN_START);
}

GtkWidget *
ori_cover_popover_new (OriSession *session, const OriCompleteness *found,
                       const OriCoverPlace *place)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  if (place->cell != NULL)
    add_cell (session, box, found, place);
  else
    add_unit (session, box, found, place);
  gtk_widget_add_css_class (popover, "cover-popover");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Why it is so"), -1);
  return popover;
}
