/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"
#include "core/ori-number.h"
#include "core/ori-text.h"

/* The doubt in hand, as a card: what is odd, what can be done about it, and on to the next. Only
 * what has an effect is offered. */

typedef struct {
  char *label;
  GPtrArray *decisions; /* of OriDecision; NULL: only settled */
  char *entry;          /* text to start with: the last decision takes what is typed */
  void (*ask) (OriImportView *self, const OriFinding *finding); /* opens a question instead */
} Choice;

static void
choice_free (gpointer data)
{
  Choice *choice = data;

  g_free (choice->label);
  g_free (choice->entry);
  g_clear_pointer (&choice->decisions, g_ptr_array_unref);
  g_free (choice);
}

static Choice *
add_choice (GPtrArray *choices, char *label, OriDecision *decision)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->label = label;
  if (decision != NULL) {
    choice->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_decision_free);
    g_ptr_array_add (choice->decisions, decision);
  }
  g_ptr_array_add (choices, choice);
  return choice;
}

/* What is known of the place of a finding. */
typedef struct {
  guint sheet;
  OriRange range;
  gboolean placed;
  const OriRecord *record; /* that comes from the cell, NULL if none */
  const OriStage *stage;
} Place;

static guint
find_sheet (const OriBook *book, const char *name)
{
  for (guint i = 0; i < ori_book_n_sheets (book); i++)
    if (g_strcmp0 (ori_sheet_name (ori_book_sheet (book, i)), name) == 0)
      return i;
  return 0;
}

static void
find_place (OriRecognition *recognition, const OriFinding *finding, Place *place)
{
  const guint *indexes;
  guint n = 0;

  place->stage = ori_recognition_stage (recognition);
  place->sheet = find_sheet (ori_recognition_book (recognition), finding->sheet);
  place->placed = finding->cell != NULL && ori_range_parse (finding->cell, &place->range);
  place->record = NULL;
  if (!place->placed)
    return;
  indexes = ori_recognition_records_at (recognition, place->sheet, place->range.row1,
                                        place->range.col1, &n);
  if (n > 0)
    place->record = g_ptr_array_index (place->stage->records, indexes[0]);
}

static OriDecision *
decide_cell (const Place *place, OriDecisionKind kind)
{
  OriDecision *decision =
      ori_decision_new (kind, place->sheet, place->range.row1, place->range.col1);
  decision->flag = TRUE;
  return decision;
}

static OriDecision *
decide_column (const Place *place, OriCellRole role)
{
  OriDecision *decision = decide_cell (place, ORI_DECIDE_COLUMN_ROLE);
  decision->role = role;
  return decision;
}

/* Another part of the same indicator, territory and period. */
static const OriRecord *
find_part (const Place *place, const char *part)
{
  const OriRecord *of = place->record;

  for (guint i = 0; of != NULL && i < place->stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (place->stage->records, i);
    if (record->cell.row == of->cell.row && g_strcmp0 (record->sheet, of->sheet) == 0 &&
        g_strcmp0 (record->indicator, of->indicator) == 0 &&
        g_strcmp0 (record->orgunit, of->orgunit) == 0 &&
        ori_period_compare (&record->period, &of->period) == 0 &&
        g_strcmp0 (record->part, part) == 0)
      return record;
  }
  return NULL;
}

/* The nearest whole denominator that gives the printed percent; 0: none. */
static double
find_total (double x, double n, const char *printed)
{
  double percent, first;

  if (x <= 0 || !ori_number_parse (printed, &percent, NULL, NULL) || percent <= 0)
    return 0;
  first = ori_number_round (100 * x / percent, 0);
  for (int off = 0; off <= 3; off++)
    for (int sign = -1; sign <= 1; sign += 2) {
      double total = first + sign * off;
      if (total >= x && total != n && ori_share_check (x, total, printed) == ORI_SHARE_OK)
        return total;
    }
  return 0;
}

/* Takes @label. */
static void
offer_correction (GPtrArray *choices, const Place *place, const OriRecord *record, double better,
                  char *label)
{
  OriDecision *decision =
      ori_decision_new (ORI_DECIDE_CELL_VALUE, place->sheet, record->cell.row, record->cell.col);
  Choice *choice = add_choice (choices, label, decision);

  choice->entry = better > 0 ? ori_number_format_short (better, 3) : g_strdup (record->printed);
}

static void
offer_shares (GPtrArray *choices, const Place *place)
{
  const OriRecord *total = find_part (place, ORI_PART_TOTAL);
  const OriRecord *part = find_part (place, ORI_PART_PARTICIPATED);
  double better;

  if (place->record == NULL || total == NULL || part == NULL)
    return;
  add_choice (
      choices,
      g_strdup_printf (_ ("Accept %s and %s, keep the mark"), part->printed, total->printed), NULL);
  offer_correction (choices, place, total,
                    find_total (part->value, total->value, place->record->printed),
                    g_strdup_printf (_ ("Correct the total %s to"), total->printed));
  better = ori_number_round (place->record->value * total->value / 100, 0);
  if (better != part->value &&
      ori_share_check (better, total->value, place->record->printed) == ORI_SHARE_OK)
    offer_correction (choices, place, part, better,
                      g_strdup_printf (_ ("Correct the part %s to"), part->printed));
}

static void
offer_footnote (GPtrArray *choices, const Place *place)
{
  g_autofree char *value = NULL;
  g_autoptr (GString) whole = g_string_new (NULL);
  OriDecision *decision;

  if (place->record == NULL)
    return;
  value = ori_number_format_short (place->record->value, 6);
  decision = decide_cell (place, ORI_DECIDE_CELL_VALUE);
  decision->name = g_strdup (value);
  add_choice (choices, g_strdup_printf (_ ("%s and a footnote"), value), decision);
  for (const char *p = place->record->printed; *p != '\0'; p++)
    if (g_ascii_isdigit (*p) || *p == ',')
      g_string_append_c (whole, *p);
  if (whole->len == 0 || g_str_equal (whole->str, value))
    return;
  decision = decide_cell (place, ORI_DECIDE_CELL_VALUE);
  decision->name = g_strdup (whole->str);
  add_choice (choices, g_strdup_printf (_ ("The number %s"), whole->str), decision);
}

static void
offer_text (GPtrArray *choices, const Place *place)
{
  Choice *choice;

  add_choice (choices, g_strdup (_ ("No data: keep the text as a note")), NULL);
  choice = add_choice (choices, g_strdup (_ ("The number is")),
                       decide_cell (place, ORI_DECIDE_CELL_VALUE));
  choice->entry = g_strdup ("");
}

static void
offer_parts (GPtrArray *choices, const Place *place)
{
  const struct {
    const char *part, *label;
  } parts[] = {{ORI_PART_TOTAL, _ ("All")},
               {ORI_PART_PARTICIPATED, _ ("Part of all")},
               {ORI_PART_PERCENT, _ ("Percent")},
               {ORI_PART_VALUE, _ ("A number of its own")}};

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    OriDecision *decision = decide_cell (place, ORI_DECIDE_COLUMN_PART);
    decision->part = parts[i].part;
    add_choice (choices, g_strdup (parts[i].label), decision);
  }
  add_choice (choices, g_strdup (_ ("Do not use the column")),
              decide_column (place, ORI_ROLE_UNUSED));
}

/* The other cell of two that claim the same figure. */
static const OriRecord *
find_twin (const Place *place)
{
  const OriRecord *of = place->record;

  for (guint i = 0; of != NULL && i < place->stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (place->stage->records, i);
    if (record != of && g_strcmp0 (record->element, of->element) == 0 &&
        g_strcmp0 (record->orgunit, of->orgunit) == 0 &&
        ori_period_compare (&record->period, &of->period) == 0)
      return record;
  }
  return NULL;
}

static void
offer_twins (OriImportView *self, GPtrArray *choices, const Place *place)
{
  const OriRecord *twin = find_twin (place);
  const OriBook *book = ori_recognition_book (ori_import_view_recognition (self));
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  OriDecision *decision;

  if (twin == NULL)
    return;
  here = ori_cellref_name (place->record->cell.row, place->record->cell.col);
  there = ori_cellref_name (twin->cell.row, twin->cell.col);
  decision = ori_decision_new (ORI_DECIDE_CELL_OUT, find_sheet (book, twin->sheet), twin->cell.row,
                               twin->cell.col);
  decision->flag = TRUE;
  add_choice (choices, g_strdup_printf (_ ("Take %s: %s"), here, place->record->printed), decision);
  add_choice (choices, g_strdup_printf (_ ("Take %s: %s"), there, twin->printed),
              decide_cell (place, ORI_DECIDE_CELL_OUT));
}

static void
offer_names (OriImportView *self, GPtrArray *choices, const OriFinding *finding, const Place *place,
             OriCellRole role)
{
  gboolean unit = role == ORI_ROLE_ORGUNIT;
  g_autofree char *printed = ori_import_view_find_printed (self, finding, role);
  OriDecision *decision;

  if (g_str_has_suffix (finding->rule, "-like"))
    add_choice (choices, g_strdup (_ ("Yes, that is meant")), NULL);
  add_choice (choices, g_strdup (unit ? _ ("Choose a territory…") : _ ("Choose an indicator…")),
              NULL)
      ->ask = ori_import_view_ask_finding;
  add_choice (choices, g_strdup (unit ? _ ("A new territory…") : _ ("A new indicator…")), NULL)
      ->ask = ori_import_view_ask_new;
  if (printed == NULL)
    return;
  decision = ori_decision_new (unit ? ORI_DECIDE_PLACE : ORI_DECIDE_SUBJECT, place->sheet, 0, 0);
  decision->name = g_steal_pointer (&printed);
  add_choice (choices, g_strdup (_ ("Do not use")), decision);
}

static void
ask_column (OriImportView *self, const OriFinding *finding)
{
  OriRange range;

  if (ori_range_parse (finding->cell, &range))
    ori_import_view_ask_role (self, -1, range.col1);
}

static void
ask_row (OriImportView *self, const OriFinding *finding)
{
  OriRange range;

  if (ori_range_parse (finding->cell, &range))
    ori_import_view_ask_role (self, range.row1, -1);
}

static void
offer_column (GPtrArray *choices, const Place *place, const char *keep)
{
  add_choice (choices, g_strdup (keep), NULL);
  add_choice (choices, g_strdup (_ ("Do not use the column")),
              decide_column (place, ORI_ROLE_UNUSED));
  add_choice (choices, g_strdup (_ ("Another role…")), NULL)->ask = ask_column;
}

static void
offer_rest (GPtrArray *choices, const OriFinding *finding, const Place *place)
{
  const char *rule = finding->rule;
  OriDecision *decision;

  if (g_str_equal (rule, "no-period") || g_str_equal (rule, "period-from-name")) {
    if (g_str_equal (rule, "period-from-name"))
      add_choice (choices, g_strdup (_ ("That is the year")), NULL);
    decision = ori_decision_new (ORI_DECIDE_PERIOD, place->sheet, 0, 0);
    add_choice (choices, g_strdup (_ ("The year is")), decision)->entry = g_strdup ("");
  } else if (g_str_equal (rule, "hidden-column")) {
    offer_column (choices, place, _ ("Use the hidden column"));
  } else if (g_str_equal (rule, "header-twice") || g_str_equal (rule, "column-without-header")) {
    offer_column (choices, place, _ ("Leave it as it is"));
  } else if (g_str_equal (rule, "row-without-label")) {
    add_choice (choices, g_strdup (_ ("Leave the row out")), NULL);
    add_choice (choices, g_strdup (_ ("Another role…")), NULL)->ask = ask_row;
  } else if (g_str_equal (rule, "sheet-not-used")) {
    add_choice (choices, g_strdup (_ ("Leave the sheet out")), NULL);
    decision = ori_decision_new (ORI_DECIDE_SHEET_USED, place->sheet, 0, 0);
    decision->flag = TRUE;
    add_choice (choices, g_strdup (_ ("Use the sheet")), decision);
  }
}

/* The first choice is the one that changes least. */
static GPtrArray *
make_choices (OriImportView *self, const OriFinding *finding)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  OriCellRole role;
  Place place;

  find_place (ori_import_view_recognition (self), finding, &place);
  if (g_str_has_prefix (finding->rule, "percent-"))
    offer_shares (choices, &place);
  else if (g_str_equal (finding->rule, "footnote-cut"))
    offer_footnote (choices, &place);
  else if (g_str_equal (finding->rule, "text-for-number"))
    offer_text (choices, &place);
  else if (g_str_equal (finding->rule, "part-unknown"))
    offer_parts (choices, &place);
  else if (g_str_equal (finding->rule, "same-key-twice"))
    offer_twins (self, choices, &place);
  else if (ori_finding_names (finding, &role))
    offer_names (self, choices, finding, &place, role);
  else
    offer_rest (choices, finding, &place);
  if (choices->len == 0 || g_str_equal (finding->rule, "same-key-twice"))
    add_choice (choices, g_strdup (_ ("Accept, keep the mark")), NULL);
  if (place.record != NULL && place.range.row1 == place.range.row2 &&
      place.range.col1 == place.range.col2 && !g_str_equal (finding->rule, "same-key-twice") &&
      !g_str_equal (finding->rule, "part-unknown") && !g_str_equal (finding->rule, "no-period"))
    add_choice (choices, g_strdup_printf (_ ("Leave out “%s”"), place.record->printed),
                decide_cell (&place, ORI_DECIDE_CELL_OUT));
  return choices;
}

/* Findings about headings and names are the same in all files of a form. */
static gboolean
is_of_form (const OriFinding *finding)
{
  static const char *const rules[] = {"hidden-column",  "header-twice", "column-without-header",
                                      "indicator-like", "recipe-unfit", "recipe-period"};

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (finding->rule, rules[i]))
      return TRUE;
  return FALSE;
}

/* Adds what a choice decides about a finding. */
static void
add_decisions (GPtrArray *out, OriImportView *self, const OriFinding *finding, const Choice *choice,
               const char *typed)
{
  OriDecision *settle = ori_decision_new (ORI_DECIDE_SETTLE, 0, 0, 0);

  for (guint i = 0; choice->decisions != NULL && i < choice->decisions->len; i++) {
    const OriDecision *from = g_ptr_array_index (choice->decisions, i);
    OriDecision *copy = g_memdup2 (from, sizeof *from);
    copy->name = g_strdup (typed != NULL ? typed : from->name);
    copy->code = g_strdup (from->code);
    g_ptr_array_add (out, copy);
  }
  settle->name = ori_finding_key (finding);
  settle->code = is_of_form (finding) ? g_strdup (finding->message) : NULL;
  g_ptr_array_add (out, settle);
}

static gboolean
is_valid (const Choice *choice, const char *typed)
{
  const OriDecision *decision = g_ptr_array_index (choice->decisions, choice->decisions->len - 1);
  OriPeriod period;

  if (decision->kind == ORI_DECIDE_PERIOD)
    return ori_period_parse (typed, &period);
  return ori_number_parse (typed, NULL, NULL, NULL);
}

/* The same choice for other doubts of the kind; what needs typing is answered one by one. */
static void
add_similar (GPtrArray *out, OriImportView *self, const OriFinding *finding, guint index)
{
  for (guint i = 0; i < self->findings->len; i++) {
    const OriFinding *other = g_ptr_array_index (self->findings, i);
    g_autoptr (GPtrArray) choices = NULL;
    const Choice *choice;

    if (other == finding || !g_str_equal (other->rule, finding->rule) ||
        ori_import_view_is_settled (self, other))
      continue;
    choices = make_choices (self, other);
    choice = index < choices->len ? g_ptr_array_index (choices, index) : NULL;
    if (choice != NULL && choice->ask == NULL && choice->entry == NULL)
      add_decisions (out, self, other, choice, NULL);
  }
}

static void
chosen_cb (GtkCheckButton *radio, OriImportView *self)
{
  if (!gtk_check_button_get_active (radio))
    return;
  self->card_choice = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (radio), "index"));
}

void
ori_import_view_settle (OriImportView *self)
{
  const OriFinding *finding = ori_import_view_doubt (self);
  const Choice *choice;
  GtkWidget *entry;
  const char *typed = NULL;
  GPtrArray *decisions;

  if (finding == NULL || self->card_choices == NULL ||
      self->card_choice >= self->card_choices->len) {
    ori_import_view_step_doubt (self, 1);
    return;
  }
  choice = g_ptr_array_index (self->card_choices, self->card_choice);
  if (choice->ask != NULL) {
    ori_import_view_go_to (self, finding->sheet, finding->cell);
    choice->ask (self, finding);
    return;
  }
  entry = g_ptr_array_index (self->card_entries, self->card_choice);
  if (choice->entry != NULL) {
    typed = gtk_editable_get_text (GTK_EDITABLE (entry));
    if (!is_valid (choice, typed)) {
      gtk_widget_add_css_class (entry, "error");
      gtk_widget_grab_focus (entry);
      return;
    }
  }
  decisions = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_decision_free);
  add_decisions (decisions, self, finding, choice, typed);
  if (gtk_widget_get_visible (GTK_WIDGET (self->card_similar)) &&
      gtk_check_button_get_active (self->card_similar) && choice->entry == NULL)
    add_similar (decisions, self, finding, self->card_choice);
  self->follow = TRUE;
  ori_import_view_decide_all (self, decisions);
}

static void
entry_focus_cb (GtkEventController *controller, GtkCheckButton *radio)
{
  gtk_check_button_set_active (radio, TRUE);
}

static GtkWidget *
add_entry (OriImportView *self, GtkWidget *row, GtkWidget *radio, const Choice *choice)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), choice->entry);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  choice->label, -1);
  g_signal_connect (focus, "enter", G_CALLBACK (entry_focus_cb), radio);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (ori_import_view_settle), self);
  gtk_box_append (GTK_BOX (row), entry);
  return entry;
}

static void
fill_choices (OriImportView *self)
{
  GtkWidget *child, *group = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->card_box))) != NULL)
    gtk_box_remove (self->card_box, child);
  g_ptr_array_set_size (self->card_entries, 0);
  for (guint i = 0; self->card_choices != NULL && i < self->card_choices->len; i++) {
    const Choice *choice = g_ptr_array_index (self->card_choices, i);
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
    GtkWidget *radio = gtk_check_button_new ();
    GtkWidget *label = gtk_label_new (choice->label);

    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), GTK_CHECK_BUTTON (group));
    group = group != NULL ? group : radio;
    gtk_check_button_set_child (GTK_CHECK_BUTTON (radio), label);
    gtk_widget_set_hexpand (radio, choice->entry == NULL);
    gtk_accessible_update_property (GTK_ACCESSIBLE (radio), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    choice->label, -1);
    g_object_set_data (G_OBJECT (radio), "index", GUINT_TO_POINTER (i));
    gtk_box_append (GTK_BOX (row), radio);
    g_ptr_array_add (self->card_entries,
                     choice->entry != NULL ? add_entry (self, row, radio, choice) : NULL);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), i == 0);
    g_signal_connect (radio, "toggled", G_CALLBACK (chosen_cb), self);
    gtk_box_append (self->card_box, row);
  }
  self->card_choice = 0;
}

/* «Таблица 5 · C6: 4,2». */
static char *
describe_place (OriImportView *self, const OriFinding *finding)
{
  const OriBook *book = ori_recognition_book (ori_import_view_recognition (self));
  const OriSheet *sheet = ori_book_sheet (book, find_sheet (book, finding->sheet));
  g_autofree char *place = ori_import_view_describe_place (self, finding);
  g_autoptr (GString) text = g_string_new (place);
  const OriCell *cell = NULL;
  OriCellRef ref;

  if (finding->cell != NULL && ori_cellref_parse (finding->cell, &ref, NULL))
    cell = ori_sheet_cell (sheet, ref.row, ref.col);
  if (cell != NULL) {
    g_autofree char *printed = ori_sheet_printed (sheet, cell);
    g_autofree char *clean = ori_text_clean (printed);
    g_string_append_printf (text, ": %s", clean);
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_ ("The whole file"));
}

void
ori_import_view_show_card (OriImportView *self)
{
  const OriFinding *finding = ori_import_view_doubt (self);
  g_autofree char *count = NULL;
  g_autofree char *place = NULL;
  guint similar = 0, at = 0;
  guint open = ori_reading_count_open (g_ptr_array_index (self->readings, self->current));

  g_clear_pointer (&self->card_choices, g_ptr_array_unref);
  gtk_widget_set_visible (self->card, finding != NULL);
  if (finding == NULL)
    return;
  for (guint i = 0; i < self->findings->len; i++) {
    const OriFinding *other = g_ptr_array_index (self->findings, i);
    gboolean is_open = ori_import_view_is_open (self, other);
    at += is_open && i <= (guint)self->doubt;
    similar += other != finding && g_str_equal (other->rule, finding->rule) &&
               !ori_import_view_is_settled (self, other);
  }
  count = ori_import_view_is_open (self, finding)
              ? g_strdup_printf (_ ("%u of %u"), at, open)
              : g_strdup (ori_import_view_is_settled (self, finding) ? _ ("decided") : _ ("note"));
  place = describe_place (self, finding);
  gtk_label_set_text (self->card_count, count);
  gtk_label_set_text (self->card_place, place);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->card_place), place);
  gtk_label_set_text (self->card_text, finding->message);
  self->card_choices = make_choices (self, finding);
  fill_choices (self);
  /* A single choice is no choice: the button does it. */
  gtk_widget_set_visible (GTK_WIDGET (self->card_box),
                          self->card_choices->len > 1 || g_ptr_array_index (self->card_entries, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->card_similar), similar > 0);
  gtk_check_button_set_active (self->card_similar, FALSE);
  if (similar > 0) {
    g_autofree char *text = g_strdup_printf (_ ("The same for similar ones: %u"), similar);
    gtk_check_button_set_label (self->card_similar, text);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->card), GTK_ACCESSIBLE_PROPERTY_LABEL, place,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, finding->message, -1);
}
