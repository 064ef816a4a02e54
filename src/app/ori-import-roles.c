/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"
#include "app/ori-popover.h"

/* The role of a column, a row or a cell: by click in a popover, by digit on the keyboard. */

typedef struct {
  OriCellRole role;
  const char *part; /* of a value column; NULL: none */
  const char *swatch;
} Role;

/* The digit on the keyboard is the index. */
static const Role roles[] = {
    {ORI_ROLE_UNUSED, NULL, "unused"},
    {ORI_ROLE_VALUE, ORI_PART_VALUE, "value"},
    {ORI_ROLE_VALUE, ORI_PART_TOTAL, "part"},
    {ORI_ROLE_VALUE, ORI_PART_PARTICIPATED, "part"},
    {ORI_ROLE_VALUE, ORI_PART_PERCENT, "part"},
    {ORI_ROLE_ORGUNIT, NULL, "orgunit"},
    {ORI_ROLE_INDICATOR, NULL, "indicator"},
    {ORI_ROLE_PERIOD, NULL, "period"},
    {ORI_ROLE_PART, NULL, "part"},
};

static const char *
get_label (guint digit)
{
  const char *labels[] = {_ ("Do not use"),      _ ("Value"),         _ ("Part: all"),
                          _ ("Part: took part"), _ ("Part: percent"), _ ("Territory"),
                          _ ("Indicator"),       _ ("Year"),          _ ("Names of parts")};
  return labels[digit];
}

/* Parts are a matter of columns, names of parts of rows. */
static gboolean
is_offered (guint digit, gboolean column)
{
  return column ? digit != 8 : digit < 2 || digit > 4;
}

/* The order in the popover: what is chosen most often first. */
static const guint order[] = {1, 2, 3, 4, 5, 6, 7, 8, 0};

static void
set_role (OriImportView *self, int row, int col, guint digit)
{
  GPtrArray *decisions;
  OriDecision *decision;
  guint sheet;

  if (ori_import_view_recognition (self) == NULL || self->sheet_model == NULL ||
      (row < 0 && col < 0) || !is_offered (digit, col >= 0))
    return;
  sheet = ori_sheet_model_sheet (self->sheet_model);
  decisions = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_decision_free);
  decision = ori_decision_new (col < 0 ? ORI_DECIDE_ROW_ROLE : ORI_DECIDE_COLUMN_ROLE, sheet,
                               MAX (row, 0), MAX (col, 0));
  decision->role = roles[digit].role;
  g_ptr_array_add (decisions, decision);
  if (col >= 0) {
    decision = ori_decision_new (ORI_DECIDE_COLUMN_PART, sheet, 0, col);
    decision->part = roles[digit].part;
    g_ptr_array_add (decisions, decision);
  }
  ori_import_view_decide_all (self, decisions);
}

GtkWidget *
ori_import_view_open_popover (OriImportView *self, int row, int col, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (title);
  GdkRectangle area;

  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  ori_grid_cell_area (self->grid, row, col, &area);
  g_set_weak_pointer (&self->popover, gtk_popover_new ());
  ori_popover_attach (self->popover, GTK_WIDGET (self->grid), &area);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "popover-title");
  gtk_box_append (GTK_BOX (box), label);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  return box;
}

/* What a button of the popover does when it is clicked. */
typedef struct {
  int row, col;
  guint digit;
} RolePlace;

static void
role_clicked_cb (GtkButton *button, OriImportView *self)
{
  const RolePlace *found = g_object_get_data (G_OBJECT (button), "place");
  RolePlace place = *found;

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  set_role (self, place.row, place.col, place.digit);
}

static GtkWidget *
make_role_button (OriImportView *self, int row, int col, guint digit, gboolean current)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *swatch = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *label = gtk_label_new (get_label (digit));
  g_autofree char *key = g_strdup_printf ("%u", digit);
  GtkWidget *hint = gtk_label_new (key);
  RolePlace place = {row, col, digit};

  gtk_widget_add_css_class (swatch, "swatch");
  gtk_widget_add_css_class (swatch, roles[digit].swatch);
  gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), swatch);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), hint);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "role-row");
  if (current)
    gtk_widget_add_css_class (button, "current");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_label (digit), -1);
  g_object_set_data_full (G_OBJECT (button), "place", g_memdup2 (&place, sizeof place), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (role_clicked_cb), self);
  return button;
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
      return record->part != NULL ? record->part : ORI_PART_VALUE;
  }
  return NULL;
}

static gboolean
is_content (OriCellRole role)
{
  return role != ORI_ROLE_TITLE && role != ORI_ROLE_NOTE && role != ORI_ROLE_NUMBERING &&
         role != ORI_ROLE_UNUSED && role != ORI_ROLE_TOTAL;
}

/* The role that most cells of a column or row have, titles and notes not counted. */
static OriCellRole
find_role (OriImportView *self, int row, int col)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  guint sheet = ori_sheet_model_sheet (self->sheet_model);
  guint counts[ORI_ROLE_TOTAL + 1] = {0}, n, best = ORI_ROLE_UNUSED;

  n = col >= 0 ? ori_grid_model_n_rows (ORI_GRID_MODEL (self->sheet_model))
               : ori_grid_model_n_cols (ORI_GRID_MODEL (self->sheet_model));
  for (guint i = 0; i < MIN (n, 300); i++) {
    OriCellRole role = col >= 0 ? ori_recognition_role (recognition, sheet, i, col)
                                : ori_recognition_role (recognition, sheet, row, i);
    counts[role] += is_content (role);
  }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;
  return best;
}

/* The digit of the role that a column or row has now; G_MAXUINT: none of those offered. */
static guint
find_current (OriImportView *self, int row, int col)
{
  const char *part = col >= 0 ? find_part (self, col) : NULL;
  OriCellRole role = part != NULL ? ORI_ROLE_VALUE : find_role (self, row, col);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].role == role && is_offered (i, col >= 0) &&
        (part == NULL || g_str_equal (roles[i].part, part)))
      return i;
  return G_MAXUINT;
}

static void
ask_meaning_cb (GtkButton *button, OriImportView *self)
{
  const RolePlace *found = g_object_get_data (G_OBJECT (button), "place");
  RolePlace place = *found;

  ori_import_view_ask_name (self, place.row, place.col);
}

static void
leave_out_cb (GtkButton *button, OriImportView *self)
{
  const RolePlace *place = g_object_get_data (G_OBJECT (button), "place");
  OriDecision *decision = ori_decision_new (
      ORI_DECIDE_CELL_OUT, ori_sheet_model_sheet (self->sheet_model), place->row, place->col);

  decision->flag = place->digit;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  ori_import_view_decide (self, decision);
}

static void
append_action (OriImportView *self, GtkWidget *box, const char *text, const RolePlace *place,
               GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "role-row");
  g_object_set_data_full (G_OBJECT (button), "place", g_memdup2 (place, sizeof *place), g_free);
  g_signal_connect (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
}

/* What concerns the one cell that was clicked. */
static void
append_cell_actions (OriImportView *self, GtkWidget *box, guint row, guint col)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  guint sheet = ori_sheet_model_sheet (self->sheet_model), n;
  g_autofree char *cell = ori_cellref_name (row, col);
  RolePlace place = {row, col, TRUE};

  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  if (ori_import_view_names (self, row, col))
    append_action (self, box, _ ("What this name means…"), &place, G_CALLBACK (ask_meaning_cb));
  if (ori_recognition_cell_left_out (recognition, sheet, row, col)) {
    g_autofree char *text = g_strdup_printf (_ ("Use the cell %s again"), cell);
    place.digit = FALSE;
    append_action (self, box, text, &place, G_CALLBACK (leave_out_cb));
  } else if (ori_recognition_records_at (recognition, sheet, row, col, &n) != NULL) {
    g_autofree char *text = g_strdup_printf (_ ("Leave out the cell %s"), cell);
    append_action (self, box, text, &place, G_CALLBACK (leave_out_cb));
  }
}

static gboolean
popover_digit_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  OriImportView *self = data;
  const RolePlace *found = g_object_get_data (G_OBJECT (widget), "place");
  RolePlace place = *found;

  gtk_popover_popdown (GTK_POPOVER (widget));
  set_role (self, place.row, place.col, g_variant_get_int32 (args));
  return TRUE;
}

static void
add_digits (GtkWidget *widget, GtkShortcutFunc func, gpointer data)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    for (guint pad = 0; pad < 2; pad++) {
      GtkShortcut *shortcut =
          gtk_shortcut_new (gtk_keyval_trigger_new ((pad ? GDK_KEY_KP_0 : GDK_KEY_0) + i, 0),
                            gtk_callback_action_new (func, data, NULL));
      gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (i));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (widget, controller);
}

/* «Столбец D — сейчас „Часть: процент“». */
static char *
make_title (int row, int col, guint current)
{
  g_autofree char *letter = col >= 0 ? ori_column_name (col) : NULL;
  g_autofree char *place = col >= 0 ? g_strdup_printf (_ ("Column %s"), letter)
                                    : g_strdup_printf (_ ("Row %d"), row + 1);

  if (current >= G_N_ELEMENTS (roles))
    return g_steal_pointer (&place);
  return g_strdup_printf (_ ("%s — now “%s”"), place, get_label (current));
}

void
ori_import_view_ask_role (OriImportView *self, int row, int col)
{
  gboolean cell = row >= 0 && col >= 0;
  RolePlace place = {cell ? -1 : row, col, 0};
  g_autofree char *title = NULL;
  GtkWidget *box, *first = NULL;
  guint current;

  if (self->sheet_model == NULL || self->adding)
    return;
  current = find_current (self, place.row, col);
  title = make_title (place.row, col, current);
  box = ori_import_view_open_popover (self, row, col, title);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    GtkWidget *button;
    if (!is_offered (order[i], col >= 0))
      continue;
    button = make_role_button (self, place.row, col, order[i], order[i] == current);
    gtk_box_append (GTK_BOX (box), button);
    if (first == NULL || order[i] == current)
      first = button;
  }
  if (cell)
    append_cell_actions (self, box, row, col);
  g_object_set_data_full (G_OBJECT (self->popover), "place", g_memdup2 (&place, sizeof place),
                          g_free);
  add_digits (self->popover, popover_digit_cb, self);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (first);
}

static gboolean
digit_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  OriImportView *self = ORI_IMPORT_VIEW (gtk_widget_get_root (widget));
  int row, col;

  ori_grid_get_cursor (self->grid, &row, &col);
  set_role (self, row, col, g_variant_get_int32 (args));
  return TRUE;
}

void
ori_import_view_add_role_keys (OriImportView *self)
{
  add_digits (GTK_WIDGET (self->grid), digit_cb, NULL);
}
