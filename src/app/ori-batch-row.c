/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-batch-row.h"

#include <glib/gi18n-lib.h>

#include "app/ori-moment.h"
#include "app/ori-sheet-window.h"

#define MAX_FINDINGS 50

static char *
describe (const OriBatch *batch)
{
  g_autofree char *when = ori_moment_text (batch->time);
  GString *text = g_string_new (NULL);

  if (!batch->live)
    g_string_append_printf (text, "%s · ", _ ("retracted"));
  g_string_append_printf (text, ngettext ("%u record", "%u records", batch->n_observations),
                          batch->n_observations);
  g_string_append_printf (text, " · %s", when);
  if (batch->author != NULL && *batch->author != '\0' && batch->file == NULL)
    g_string_append_printf (text, " · %s", batch->author);
  return g_string_free (text, FALSE);
}

/* Where the finding is, for the row that leads there. */
typedef struct {
  OriSession *session;
  gint64 batch;
  char *sheet;
  OriCellRef cell;
} Place;

static void
place_free (gpointer data, GClosure *closure)
{
  Place *place = data;

  g_object_unref (place->session);
  g_free (place->sheet);
  g_free (place);
}

static void
show_place_cb (GtkWidget *row, Place *place)
{
  ori_sheet_window_present_batch (GTK_WINDOW (gtk_widget_get_root (row)), place->session,
                                  place->batch, place->sheet, &place->cell);
}

/* A finding names a cell or a range: its first cell. */
static gboolean
find_cell (const OriFinding *finding, OriCellRef *cell)
{
  const char *end;

  return finding->cell != NULL && ori_cellref_parse (finding->cell, cell, &end);
}

static void
lead_to_cell (GtkWidget *row, OriSession *session, const OriCheck *check)
{
  const OriBatch *batch = ori_session_batch (session, check->batch);
  Place *place;
  OriCellRef cell;

  if (batch == NULL || batch->file == NULL || !find_cell (check->finding, &cell))
    return;
  place = g_new0 (Place, 1);
  place->session = g_object_ref (session);
  place->batch = check->batch;
  place->sheet = g_strdup (check->finding->sheet);
  place->cell = cell;
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _ ("Show the cell in its sheet"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_data (row, "activated", G_CALLBACK (show_place_cb), place, place_free, 0);
}

static GtkWidget *
make_finding_row (OriSession *session, const OriCheck *check)
{
  const OriFinding *finding = check->finding;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *message = g_markup_escape_text (finding->message, -1);
  g_autofree char *place = NULL;

  place = g_markup_printf_escaped ("%s%s%s", finding->sheet != NULL ? finding->sheet : "",
                                   finding->sheet != NULL && finding->cell != NULL ? " › " : "",
                                   finding->cell != NULL ? finding->cell : "");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 4);
  lead_to_cell (row, session, check);
  return row;
}

static void
expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, OriSession *session)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "batch");
  guint all = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "n-found"));
  g_autoptr (GPtrArray) checks = NULL;

  if (!adw_expander_row_get_expanded (row) || id == NULL)
    return;
  checks = ori_session_check_batch (session, *id, MAX_FINDINGS, NULL);
  for (guint i = 0; checks != NULL && i < MIN (checks->len, MAX_FINDINGS); i++)
    adw_expander_row_add_row (row, make_finding_row (session, g_ptr_array_index (checks, i)));
  if (all > MAX_FINDINGS) {
    GtkWidget *rest = adw_action_row_new ();
    g_autofree char *text = g_strdup_printf (_ ("and %u more"), all - MAX_FINDINGS);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rest), text);
    adw_expander_row_add_row (row, rest);
  }
  g_object_set_data (G_OBJECT (row), "batch", NULL);
}

static GtkWidget *
make_menu (const OriBatch *batch)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) show = g_menu_item_new (_ ("_Show the File"), NULL);
  g_autoptr (GMenuItem) live =
      g_menu_item_new (batch->live ? _ ("_Retract") : _ ("_Restore"), NULL);

  g_menu_item_set_action_and_target (show, "data.show-file", "x", batch->id);
  g_menu_item_set_action_and_target (live, "data.set-live", "(xb)", batch->id, !batch->live);
  if (batch->file != NULL)
    g_menu_append_item (menu, show);
  g_menu_append_item (menu, live);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Batch"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static GtkWidget *
make_restore_button (const OriBatch *batch)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Restore"));

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(xb)", batch->id, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "data.set-live");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
make_chip (guint n_findings, guint n_disputed)
{
  g_autofree char *count = g_strdup_printf ("%u", n_findings + n_disputed);
  g_autofree char *findings =
      g_strdup_printf (ngettext ("%u finding", "%u findings", n_findings), n_findings);
  g_autofree char *disputed =
      g_strdup_printf (ngettext ("%u value is disputed by another source",
                                 "%u values are disputed by other sources", n_disputed),
                       n_disputed);
  g_autofree char *both = g_strdup_printf ("%s\n%s", findings, disputed);
  const char *label = n_disputed == 0 ? findings : n_findings == 0 ? disputed : both;
  GtkWidget *chip = gtk_label_new (count);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, "doubt");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (chip, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return chip;
}

GtkWidget *
ori_batch_row_new (OriSession *session, const OriBatch *batch, guint n_disputed)
{
  gboolean expands = batch->n_findings + n_disputed > 0;
  GtkWidget *row = expands ? adw_expander_row_new () : adw_action_row_new ();
  const char *name = batch->title != NULL && *batch->title != '\0' ? batch->title : batch->file;
  g_autofree char *title =
      g_markup_escape_text (name != NULL ? name : _ ("Correction by hand"), -1);
  g_autofree char *plain = describe (batch);
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);
  const char *icon = batch->file != NULL ? "ori-sheet-symbolic" : "ori-pencil-symbolic";
  GtkWidget *action = batch->live ? make_menu (batch) : make_restore_button (batch);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_tooltip_text (row, batch->reason != NULL ? batch->reason : name);
  if (!batch->live)
    gtk_widget_add_css_class (row, "retracted");
  if (!expands) {
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
    adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), action);
    return row;
  }
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_set_icon_name (ADW_EXPANDER_ROW (row), icon);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), action);
  if (batch->live)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), make_chip (batch->n_findings, n_disputed));
  g_object_set_data (G_OBJECT (row), "n-found", GUINT_TO_POINTER (batch->n_findings + n_disputed));
  g_object_set_data_full (G_OBJECT (row), "batch", g_memdup2 (&batch->id, sizeof batch->id),
                          g_free);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (expanded_cb), session, 0);
  return row;
}
