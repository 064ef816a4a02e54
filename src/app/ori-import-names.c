/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/ori-chooser.h"
#include "app/ori-import-private.h"
#include "core/ori-text.h"

/* What a printed name means: a territory or an indicator that is known, a new one, or nothing. */

typedef struct {
  char *printed;
  OriCellRole role;
  GPtrArray *codes; /* of char*; the first is NULL: do not use */
} NameChoice;

static void
free_choice (NameChoice *choice)
{
  g_free (choice->printed);
  g_ptr_array_unref (choice->codes);
  g_free (choice);
}

static void
decide_name (OriImportView *self, OriCellRole role, const char *printed, const char *code)
{
  OriDecision *decision =
      ori_decision_new (role == ORI_ROLE_ORGUNIT ? ORI_DECIDE_PLACE : ORI_DECIDE_SUBJECT, 0, 0, 0);

  decision->name = g_strdup (printed);
  decision->code = g_strdup (code);
  ori_import_view_decide (self, decision);
}

static void
name_chosen_cb (GtkListBox *list, GtkListBoxRow *row, OriImportView *self)
{
  NameChoice *choice = g_object_get_data (G_OBJECT (list), "choice");
  g_autofree char *printed = g_strdup (choice->printed);
  g_autofree char *code =
      g_strdup (g_ptr_array_index (choice->codes, gtk_list_box_row_get_index (row)));
  OriCellRole role = choice->role;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  decide_name (self, role, printed, code);
}

/* Enter in the search takes the first name that is left. */
static void
search_activated_cb (GtkListBox *list)
{
  GtkListBoxRow *row;

  for (int i = 1; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row))) {
      g_signal_emit_by_name (list, "row-activated", row);
      return;
    }
}

static gboolean
name_matches_cb (GtkListBoxRow *row, gpointer data)
{
  g_autofree char *key = ori_text_key (gtk_editable_get_text (GTK_EDITABLE (data)));
  const char *text = g_object_get_data (G_OBJECT (row), "key");
  return *key == '\0' || strstr (text, key) != NULL;
}

static void
append_name (GtkListBox *list, NameChoice *choice, const char *label, const char *code)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *text = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 48);
  gtk_widget_add_css_class (row, "name-row");
  gtk_widget_set_tooltip_text (row, label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), text);
  g_object_set_data_full (G_OBJECT (row), "key", ori_text_key (label), g_free);
  gtk_list_box_append (list, row);
  g_ptr_array_add (choice->codes, g_strdup (code));
}

/* A word of four letters or more of the printed name begins a word of @label. */
static gboolean
is_near (const NameChoice *choice, const char *label)
{
  g_autofree char *printed = ori_text_key (choice->printed != NULL ? choice->printed : "");
  g_autofree char *key = ori_text_key (label);
  g_auto (GStrv) words = g_strsplit_set (printed, " -", -1);

  for (char **word = words; *word != NULL; word++) {
    g_autofree char *start = g_utf8_strlen (*word, -1) >= 4
                                 ? g_utf8_substring (*word, 0, MIN (6, g_utf8_strlen (*word, -1)))
                                 : NULL;
    if (start != NULL && strstr (key, start) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* The names that resemble the printed one come first. */
static void
fill_units (GtkListBox *list, NameChoice *choice, const GPtrArray *units, gboolean near)
{
  for (guint i = 0; units != NULL && i < units->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (units, i);
    if (is_near (choice, unit->name) == near)
      append_name (list, choice, unit->short_name, unit->code);
  }
}

static void
fill_indicators (GtkListBox *list, NameChoice *choice, const GPtrArray *indicators, gboolean near)
{
  for (guint i = 0; indicators != NULL && i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    g_autofree char *label =
        g_strdup_printf ("%s %s", indicator->code, ori_indicator_label (indicator));
    if (is_near (choice, label) == near)
      append_name (list, choice, label, indicator->code);
  }
}

static const OriMatchContext *
get_context (OriImportView *self)
{
  const OriReading *reading = g_ptr_array_index (self->readings, self->current);
  return ori_import_context (reading->import);
}

static void
fill_names (OriImportView *self, GtkListBox *list, NameChoice *choice)
{
  const OriMatchContext *context = get_context (self);

  append_name (list, choice, _ ("Do not use"), NULL);
  for (int near = TRUE; near >= FALSE; near--) {
    if (choice->role == ORI_ROLE_ORGUNIT) {
      fill_units (list, choice, self->made_units, near);
      fill_units (list, choice, context->orgunits, near);
    } else {
      fill_indicators (list, choice, self->made_indicators, near);
      fill_indicators (list, choice,
                       context->programme != NULL ? context->programme->indicators : NULL, near);
    }
  }
}

/* The name as the recognition knows it: a heading of several levels is joined, a territory may be
 * named inside a longer text. */
static char *
find_printed (const OriStage *stage, OriCellRole role, const char *text)
{
  g_autofree char *key = ori_text_key (text);
  const char *last = NULL;

  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    const char *printed =
        role == ORI_ROLE_ORGUNIT ? record->orgunit_printed : record->indicator_printed;
    g_autofree char *other = NULL;

    if (printed == NULL || g_strcmp0 (printed, last) == 0)
      continue;
    last = printed;
    other = ori_text_key (printed);
    if (*other != '\0' && (strstr (other, key) != NULL || strstr (key, other) != NULL))
      return g_strdup (printed);
  }
  return g_strdup (text);
}

/* The name at a cell: its text, or the name of the records that come from it. */
static char *
printed_at (OriImportView *self, guint sheet, guint row, guint col, OriCellRole role)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const OriStage *stage = ori_recognition_stage (recognition);
  const OriSheet *place = ori_book_sheet (ori_recognition_book (recognition), sheet);
  const OriCell *cell;
  const guint *indexes;
  g_autofree char *text = NULL;
  guint n;

  indexes = ori_recognition_records_at (recognition, sheet, row, col, &n);
  if (n > 0) {
    const OriRecord *record = g_ptr_array_index (stage->records, indexes[0]);
    return g_strdup (role == ORI_ROLE_ORGUNIT ? record->orgunit_printed
                                              : record->indicator_printed);
  }
  cell = ori_sheet_cell (place, row, col);
  text = cell != NULL ? ori_sheet_printed (place, cell) : NULL;
  return text != NULL && *text != '\0' ? find_printed (stage, role, text) : NULL;
}

static void
ask_meaning (OriImportView *self, guint row, guint col, OriCellRole role)
{
  NameChoice *choice = g_new0 (NameChoice, 1);
  GtkWidget *box, *search = gtk_search_entry_new (), *list = gtk_list_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  choice->printed = printed_at (self, ori_sheet_model_sheet (self->sheet_model), row, col, role);
  choice->role = role;
  choice->codes = g_ptr_array_new_with_free_func (g_free);
  box = ori_import_view_open_popover (self, row, col,
                                      role == ORI_ROLE_ORGUNIT ? _ ("Which territory is meant")
                                                               : _ ("Which indicator is meant"));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_size_request (scrolled, 360, 260);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), name_matches_cb, search, NULL);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter),
                            list);
  g_signal_connect_swapped (search, "activate", G_CALLBACK (search_activated_cb), list);
  g_object_set_data_full (G_OBJECT (list), "choice", choice, (GDestroyNotify)free_choice);
  fill_names (self, GTK_LIST_BOX (list), choice);
  g_signal_connect (list, "row-activated", G_CALLBACK (name_chosen_cb), self);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (search);
}

static gboolean
get_name_cell (OriImportView *self, guint row, guint col, OriCellRole *role)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  g_autofree char *printed = NULL;

  if (recognition == NULL || self->sheet_model == NULL)
    return FALSE;
  *role = ori_recognition_role (recognition, ori_sheet_model_sheet (self->sheet_model), row, col);
  if (*role != ORI_ROLE_ORGUNIT && *role != ORI_ROLE_INDICATOR)
    return FALSE;
  printed = printed_at (self, ori_sheet_model_sheet (self->sheet_model), row, col, *role);
  return printed != NULL;
}

gboolean
ori_import_view_names (OriImportView *self, guint row, guint col)
{
  OriCellRole role;
  return get_name_cell (self, row, col, &role);
}

gboolean
ori_import_view_ask_name (OriImportView *self, guint row, guint col)
{
  OriCellRole role;

  if (!get_name_cell (self, row, col, &role))
    return FALSE;
  ask_meaning (self, row, col, role);
  return TRUE;
}

gboolean
ori_finding_names (const OriFinding *finding, OriCellRole *role)
{
  if (finding->cell == NULL || finding->rule == NULL)
    return FALSE;
  *role = g_str_has_prefix (finding->rule, "orgunit-") ? ORI_ROLE_ORGUNIT : ORI_ROLE_INDICATOR;
  return g_str_has_prefix (finding->rule, "orgunit-") ||
         g_str_has_prefix (finding->rule, "indicator-");
}

char *
ori_import_view_find_printed (OriImportView *self, const OriFinding *finding, OriCellRole role)
{
  const OriBook *book = ori_recognition_book (ori_import_view_recognition (self));
  OriRange range;

  if (!ori_range_parse (finding->cell, &range))
    return NULL;
  for (guint i = 0; i < ori_book_n_sheets (book); i++)
    if (g_strcmp0 (ori_sheet_name (ori_book_sheet (book, i)), finding->sheet) == 0)
      return printed_at (self, i, range.row1, range.col1, role);
  return NULL;
}

void
ori_import_view_ask_finding (OriImportView *self, const OriFinding *finding)
{
  OriCellRole role;
  OriRange range;
  g_autofree char *printed = NULL;

  if (!ori_finding_names (finding, &role) || !ori_range_parse (finding->cell, &range))
    return;
  printed = ori_import_view_find_printed (self, finding, role);
  ori_import_view_go_to (self, finding->sheet, finding->cell);
  if (printed != NULL)
    ask_meaning (self, range.row1, range.col1, role);
}

/* The form of a new territory or indicator. */
typedef struct {
  OriImportView *self;
  OriCellRole role;
  char *printed;
  GtkEditable *name, *unit;
  GtkDropDown *kind, *parent;
  GPtrArray *parents; /* of char*, beside the names; NULL: none */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_free (form->printed);
  g_ptr_array_unref (form->parents);
  g_free (form);
}

static gboolean
knows_unit (const GPtrArray *units, const char *code)
{
  for (guint i = 0; units != NULL && i < units->len; i++)
    if (g_str_equal (((const OriOrgUnit *)g_ptr_array_index (units, i))->code, code))
      return TRUE;
  return FALSE;
}

static char *
make_unit_code (OriImportView *self, const char *name)
{
  g_autofree char *key = ori_text_key (name);
  g_autofree char *base = g_utf8_substring (key, 0, MIN (36, g_utf8_strlen (key, -1)));

  g_strdelimit (base, " :", '-');
  for (guint i = 1;; i++) {
    char *code = i == 1 ? g_strdup (base) : g_strdup_printf ("%s-%u", base, i);
    if (!knows_unit (self->made_units, code) && !knows_unit (get_context (self)->orgunits, code))
      return code;
    g_free (code);
  }
}

/* N01…: a code that neither the programme nor the files read beside have. */
static char *
make_indicator_code (OriImportView *self)
{
  const OriProgramme *programme = get_context (self)->programme;

  for (guint i = self->made_indicators->len + 1;; i++) {
    char *code = g_strdup_printf ("N%02u", i);
    if (programme == NULL || ori_programme_indicator (programme, code) == NULL)
      return code;
    g_free (code);
  }
}

static const char *
make_unit (Form *form, const char *name)
{
  static const OriOrgUnitLevel levels[] = {ORI_ORGUNIT_MUNICIPALITY, ORI_ORGUNIT_SCHOOL,
                                           ORI_ORGUNIT_OTHER};
  OriImportView *self = form->self;
  g_autofree char *code = make_unit_code (self, name);
  guint parent = gtk_drop_down_get_selected (form->parent);
  OriOrgUnit *unit = ori_orgunit_new (
      code, name, NULL,
      parent < form->parents->len ? g_ptr_array_index (form->parents, parent) : NULL,
      levels[MIN (gtk_drop_down_get_selected (form->kind), G_N_ELEMENTS (levels) - 1)]);

  g_ptr_array_add (self->made_units, unit);
  return unit->code;
}

static const char *
make_indicator (Form *form, const char *name)
{
  static const OriIndicatorKind kinds[] = {ORI_KIND_VALUE, ORI_KIND_SHARE, ORI_KIND_COUNT_SHARE,
                                           ORI_KIND_PRESENCE};
  OriImportView *self = form->self;
  g_autofree char *code = make_indicator_code (self);
  g_autofree char *unit = g_strstrip (g_strdup (gtk_editable_get_text (form->unit)));
  OriIndicatorKind kind =
      kinds[MIN (gtk_drop_down_get_selected (form->kind), G_N_ELEMENTS (kinds) - 1)];
  OriIndicator *indicator = ori_indicator_new (code, name, kind,
                                               kind == ORI_KIND_SHARE ? "%"
                                               : *unit != '\0'        ? unit
                                                                      : NULL);

  g_ptr_array_add (self->made_indicators, indicator);
  return indicator->code;
}

void
ori_import_view_define_made (OriImportView *self, OriImport *import)
{
  OriRecognition *recognition = ori_import_recognition (import);

  for (guint i = 0; i < self->made_units->len; i++)
    ori_recognition_define_orgunit (recognition, g_ptr_array_index (self->made_units, i));
  for (guint i = 0; i < self->made_indicators->len; i++)
    ori_recognition_define_indicator (recognition, g_ptr_array_index (self->made_indicators, i));
}

static void
make_cb (GtkWidget *widget, Form *form)
{
  OriImportView *self = form->self;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (form->name)));
  g_autofree char *printed = g_strdup (form->printed);
  OriCellRole role = form->role;
  const char *code;

  if (*name == '\0') {
    gtk_widget_add_css_class (GTK_WIDGET (form->name), "error");
    gtk_widget_grab_focus (GTK_WIDGET (form->name));
    return;
  }
  code = role == ORI_ROLE_ORGUNIT ? make_unit (form, name) : make_indicator (form, name);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  decide_name (self, role, printed, code);
}

static void
attach (GtkGrid *grid, int row, const char *label, GtkWidget *widget)
{
  GtkWidget *title = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (title), widget);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (grid, title, 0, row, 1, 1);
  gtk_grid_attach (grid, widget, 1, row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  title, NULL, -1);
}

static void
add_parents (Form *form, GtkGrid *grid)
{
  const OriMatchContext *context = get_context (form->self);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = 0;

  for (guint i = 0; context->orgunits != NULL && i < context->orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (context->orgunits, i);
    if (unit->level != ORI_ORGUNIT_REGION && unit->level != ORI_ORGUNIT_MUNICIPALITY)
      continue;
    if (g_strcmp0 (unit->code, context->region) == 0)
      selected = names->len;
    g_ptr_array_add (names, unit->short_name);
    g_ptr_array_add (form->parents, g_strdup (unit->code));
  }
  g_ptr_array_add (names, _ ("Nothing above"));
  g_ptr_array_add (form->parents, NULL);
  form->parent = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  ori_chooser_setup (form->parent, 24);
  ori_chooser_fill (form->parent, names, selected);
  attach (grid, 2, _ ("_Belongs to"), GTK_WIDGET (form->parent));
}

static void
add_unit (Form *form, GtkGrid *grid)
{
  form->unit = GTK_EDITABLE (gtk_entry_new ());
  g_signal_connect (form->unit, "activate", G_CALLBACK (make_cb), form);
  attach (grid, 2, _ ("_Unit"), GTK_WIDGET (form->unit));
}

void
ori_import_view_ask_new (OriImportView *self, const OriFinding *finding)
{
  const char *unit_kinds[] = {_ ("Municipality"), _ ("School or organisation"), _ ("Other"), NULL};
  const char *kinds[] = {_ ("A number"), _ ("A share: a part of all"), _ ("A number and its share"),
                         _ ("Yes or no"), NULL};
  Form *form;
  OriCellRole role;
  OriRange range;
  GtkWidget *box, *grid = gtk_grid_new (), *button = gtk_button_new_with_mnemonic (_ ("_Make"));

  if (!ori_finding_names (finding, &role) || !ori_range_parse (finding->cell, &range))
    return;
  ori_import_view_go_to (self, finding->sheet, finding->cell);
  form = g_new0 (Form, 1);
  form->self = self;
  form->role = role;
  form->printed = ori_import_view_find_printed (self, finding, role);
  form->parents = g_ptr_array_new_with_free_func (g_free);
  box = ori_import_view_open_popover (self, range.row1, range.col1,
                                      role == ORI_ROLE_ORGUNIT ? _ ("A new territory")
                                                               : _ ("A new indicator"));
  g_object_set_data_full (G_OBJECT (box), "form", form, form_free);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  form->name = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_text (form->name, form->printed != NULL ? form->printed : "");
  gtk_editable_set_width_chars (form->name, 32);
  form->kind = GTK_DROP_DOWN (
      gtk_drop_down_new_from_strings (role == ORI_ROLE_ORGUNIT ? unit_kinds : kinds));
  attach (GTK_GRID (grid), 0, _ ("_Name"), GTK_WIDGET (form->name));
  attach (GTK_GRID (grid), 1, _ ("_Kind"), GTK_WIDGET (form->kind));
  if (role == ORI_ROLE_ORGUNIT)
    add_parents (form, GTK_GRID (grid));
  else
    add_unit (form, GTK_GRID (grid));
  g_signal_connect (form->name, "activate", G_CALLBACK (make_cb), form);
  g_signal_connect (button, "clicked", G_CALLBACK (make_cb), form);
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_margin_top (button, 6);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), button);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (GTK_WIDGET (form->name));
}
