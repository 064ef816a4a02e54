/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"
#include "core/ori-text.h"

/* The digit on the keyboard is the index. */
static const OriCellRole roles[] = {ORI_ROLE_UNUSED, ORI_ROLE_ORGUNIT, ORI_ROLE_INDICATOR,
                                    ORI_ROLE_PERIOD, ORI_ROLE_VALUE,   ORI_ROLE_PART};

static void
set_role (OriImportView *self, int row, int col, OriCellRole role)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  guint sheet;

  if (recognition == NULL || self->sheet_model == NULL)
    return;
  sheet = ori_sheet_model_sheet (self->sheet_model);
  if (col < 0 ? ori_recognition_set_row_role (recognition, sheet, row, role)
              : ori_recognition_set_column_role (recognition, sheet, col, role))
    ori_import_view_rederived (self);
}

static void
close_popover (OriImportView *self)
{
  GtkWidget *popover = g_steal_pointer (&self->popover);

  if (popover != NULL)
    gtk_widget_unparent (popover);
}

static GtkWidget *
open_popover (OriImportView *self, int row, int col, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (title);
  GdkRectangle area;

  close_popover (self);
  self->popover = gtk_popover_new ();
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self->grid));
  ori_grid_cell_area (self->grid, row, col, &area);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &area);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_bottom (label, 4);
  gtk_box_append (GTK_BOX (box), label);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  return box;
}

static void
role_clicked_cb (GtkButton *button, OriImportView *self)
{
  const int *place = g_object_get_data (G_OBJECT (button), "place");
  int row = place[0], col = place[1];
  OriCellRole role = place[2];

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  set_role (self, row, col, role);
}

static GtkWidget *
make_role_button (OriImportView *self, int row, int col, guint digit)
{
  static const char *const swatches[] = {"unused", "orgunit", "indicator",
                                         "period", "value",   "part"};
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *swatch = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (ori_role_label (roles[digit]));
  g_autofree char *key = g_strdup_printf ("%u", digit);
  GtkWidget *hint = gtk_label_new (key);
  int place[3] = {row, col, roles[digit]};

  gtk_widget_add_css_class (swatch, "swatch");
  gtk_widget_add_css_class (swatch, swatches[digit]);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ori_role_label (roles[digit]), -1);
  g_object_set_data_full (G_OBJECT (button), "place", g_memdup2 (place, sizeof place), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (role_clicked_cb), self);
  return button;
}

static void
part_clicked_cb (GtkButton *button, OriImportView *self)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const char *part = g_object_get_data (G_OBJECT (button), "part");
  guint col = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "column"));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (ori_recognition_set_column_part (recognition, ori_sheet_model_sheet (self->sheet_model), col,
                                       part))
    ori_import_view_rederived (self);
}

/* Which part the records of a column hold now; NULL when it has none. */
static const char *
find_part (OriImportView *self, guint col)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const OriStage *stage = ori_recognition_stage (recognition);
  guint sheet = ori_sheet_model_sheet (self->sheet_model);
  const char *name = ori_sheet_name (ori_book_sheet (ori_recognition_book (recognition), sheet));

  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    if (record->cell.col == col && g_strcmp0 (record->sheet, name) == 0)
      return record->part != NULL ? record->part : "";
  }
  return NULL;
}

static void
append_parts (OriImportView *self, GtkBox *box, guint col)
{
  const struct {
    const char *part, *label;
  } parts[] = {
      {NULL, _ ("by the heading")}, {ORI_PART_VALUE, _ ("a number of its own")},
      {ORI_PART_TOTAL, _ ("all")},  {ORI_PART_PARTICIPATED, _ ("part of all")},
      {ORI_PART_PERCENT, "%"},
  };
  const char *current = find_part (self, col);
  GtkWidget *title = gtk_label_new (_ ("What its figures are"));

  if (current == NULL)
    return;
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_margin_top (title, 8);
  gtk_box_append (box, title);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    GtkWidget *button = gtk_button_new ();
    GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
    GtkWidget *label = gtk_label_new (parts[i].label);
    gboolean is_current = parts[i].part != NULL && g_str_equal (parts[i].part, current);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_set_hexpand (label, TRUE);
    gtk_box_append (GTK_BOX (row), label);
    if (is_current)
      gtk_box_append (GTK_BOX (row), gtk_image_new_from_icon_name ("object-select-symbolic"));
    gtk_button_set_child (GTK_BUTTON (button), row);
    gtk_widget_add_css_class (button, "flat");
    g_object_set_data (G_OBJECT (button), "part", (gpointer)parts[i].part);
    g_object_set_data (G_OBJECT (button), "column", GUINT_TO_POINTER (col));
    g_signal_connect (button, "clicked", G_CALLBACK (part_clicked_cb), self);
    gtk_box_append (box, button);
  }
}

void
ori_import_view_ask_role (OriImportView *self, int row, int col)
{
  g_autofree char *letter = col >= 0 ? ori_column_name (col) : NULL;
  g_autofree char *title = col >= 0 ? g_strdup_printf (_ ("What is in column %s"), letter)
                                    : g_strdup_printf (_ ("What is in row %d"), row + 1);
  GtkWidget *box;

  if (self->sheet_model == NULL)
    return;
  box = open_popover (self, row, col, title);
  for (guint i = 1; i < G_N_ELEMENTS (roles); i++)
    gtk_box_append (GTK_BOX (box), make_role_button (self, row, col, i));
  gtk_box_append (GTK_BOX (box), make_role_button (self, row, col, 0));
  if (col >= 0)
    append_parts (self, GTK_BOX (box), col);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static gboolean
digit_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  OriImportView *self = ORI_IMPORT_VIEW (gtk_widget_get_root (widget));
  int row, col;

  ori_grid_get_cursor (self->grid, &row, &col);
  set_role (self, row, col, roles[g_variant_get_int32 (args)]);
  return TRUE;
}

void
ori_import_view_add_role_keys (OriImportView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    for (guint pad = 0; pad < 2; pad++) {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_keyval_trigger_new ((pad ? GDK_KEY_KP_0 : GDK_KEY_0) + i, 0),
                            gtk_callback_action_new (digit_cb, NULL, NULL));
      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (i));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->grid), controller);
}

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
name_chosen_cb (GtkListBox *list, GtkListBoxRow *row, OriImportView *self)
{
  NameChoice *choice = g_object_get_data (G_OBJECT (list), "choice");
  OriRecognition *recognition = ori_import_view_recognition (self);
  g_autofree char *printed = g_strdup (choice->printed);
  g_autofree char *code =
      g_strdup (g_ptr_array_index (choice->codes, gtk_list_box_row_get_index (row)));
  OriCellRole role = choice->role;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (role == ORI_ROLE_ORGUNIT)
    ori_recognition_set_orgunit (recognition, printed, code);
  else
    ori_recognition_set_indicator (recognition, printed, code);
  ori_import_view_rederived (self);
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
  gtk_widget_set_margin_start (text, 8);
  gtk_widget_set_margin_end (text, 8);
  gtk_widget_set_margin_top (text, 4);
  gtk_widget_set_margin_bottom (text, 4);
  gtk_widget_set_tooltip_text (row, label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), text);
  g_object_set_data_full (G_OBJECT (row), "key", ori_text_key (label), g_free);
  gtk_list_box_append (list, row);
  g_ptr_array_add (choice->codes, g_strdup (code));
}

static void
fill_names (GtkListBox *list, NameChoice *choice, const OriMatchContext *context)
{
  append_name (list, choice, _ ("Do not use"), NULL);
  if (choice->role == ORI_ROLE_ORGUNIT) {
    for (guint i = 0; context->orgunits != NULL && i < context->orgunits->len; i++) {
      const OriOrgUnit *unit = g_ptr_array_index (context->orgunits, i);
      append_name (list, choice, unit->short_name, unit->code);
    }
    return;
  }
  for (guint i = 0; context->programme != NULL && i < context->programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (context->programme->indicators, i);
    g_autofree char *label =
        g_strdup_printf ("%s %s", indicator->code, ori_indicator_label (indicator));
    append_name (list, choice, label, indicator->code);
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

static gboolean
ask_meaning (OriImportView *self, guint row, guint col, OriCellRole role)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  OriReading *reading = g_ptr_array_index (self->readings, self->current);
  g_autofree char *title = NULL;
  g_auto (OriGridCell) cell = {0};
  NameChoice *choice;
  GtkWidget *box, *search, *scrolled, *list;

  ori_grid_model_cell (ORI_GRID_MODEL (self->sheet_model), row, col, &cell);
  if (cell.text == NULL)
    return FALSE;
  choice = g_new0 (NameChoice, 1);
  choice->printed = find_printed (ori_recognition_stage (recognition), role, cell.text);
  choice->role = role;
  choice->codes = g_ptr_array_new_with_free_func (g_free);
  title = role == ORI_ROLE_ORGUNIT ? g_strdup (_ ("Which territory is meant"))
                                   : g_strdup (_ ("Which indicator is meant"));
  box = open_popover (self, row, col, title);
  search = gtk_search_entry_new ();
  list = gtk_list_box_new ();
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_size_request (scrolled, 360, 260);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), name_matches_cb, search, NULL);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter),
                            list);
  g_signal_connect_swapped (search, "activate", G_CALLBACK (search_activated_cb), list);
  g_object_set_data_full (G_OBJECT (list), "choice", choice, (GDestroyNotify)free_choice);
  fill_names (GTK_LIST_BOX (list), choice, ori_import_context (reading->import));
  g_signal_connect (list, "row-activated", G_CALLBACK (name_chosen_cb), self);
  gtk_box_append (GTK_BOX (box), search);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (search);
  return TRUE;
}

gboolean
ori_import_view_ask_name (OriImportView *self, guint row, guint col)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  OriCellRole role;

  if (recognition == NULL || self->sheet_model == NULL)
    return FALSE;
  role = ori_recognition_role (recognition, ori_sheet_model_sheet (self->sheet_model), row, col);
  return (role == ORI_ROLE_ORGUNIT || role == ORI_ROLE_INDICATOR) &&
         ask_meaning (self, row, col, role);
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

gboolean
ori_import_view_ask_finding (OriImportView *self, const OriFinding *finding)
{
  OriCellRole role;
  OriRange range;

  return self->sheet_model != NULL && ori_finding_names (finding, &role) &&
         ori_range_parse (finding->cell, &range) &&
         ask_meaning (self, range.row1, range.col1, role);
}
