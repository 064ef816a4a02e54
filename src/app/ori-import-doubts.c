/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"

#define MAX_SHOWN 300

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  const OriFinding *x = *(const OriFinding *const *)a;
  const OriFinding *y = *(const OriFinding *const *)b;
  return (int)y->severity - (int)x->severity;
}

static GtkWidget *
make_row (const OriFinding *finding)
{
  static const char *const icons[] = {"dialog-information-symbolic", "ori-doubt-symbolic",
                                      "dialog-error-symbolic"};
  static const char *const classes[] = {"dim-label", "doubt-text", "error-text"};
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name (icons[finding->severity]);
  g_autofree char *text = g_strdup_printf ("%s%s%s", finding->cell != NULL ? finding->cell : "",
                                           finding->cell != NULL ? ": " : "", finding->message);
  GtkWidget *label = gtk_label_new (text);
  OriCellRole role;

  gtk_widget_add_css_class (icon, classes[finding->severity]);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  if (ori_finding_names (finding, &role)) {
    GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");
    gtk_widget_set_tooltip_text (row, _ ("Enter or a click: choose what is meant"));
    gtk_box_append (GTK_BOX (box), arrow);
  }
  gtk_widget_add_css_class (box, "finding-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

void
ori_import_view_fill_doubts (OriImportView *self)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const OriStage *stage = recognition != NULL ? ori_recognition_stage (recognition) : NULL;
  g_autofree char *title = NULL;
  GtkListBoxRow *row;
  guint doubts = 0;

  while ((row = gtk_list_box_get_row_at_index (self->doubts, 0)) != NULL)
    gtk_list_box_remove (self->doubts, GTK_WIDGET (row));
  g_ptr_array_set_size (self->findings, 0);
  for (guint i = 0; stage != NULL && i < stage->findings->len; i++) {
    OriFinding *finding = g_ptr_array_index (stage->findings, i);
    g_ptr_array_add (self->findings, finding);
    doubts += finding->severity != ORI_SEVERITY_INFO;
  }
  g_ptr_array_sort (self->findings, compare_severity);
  g_ptr_array_set_size (self->findings, MIN (self->findings->len, MAX_SHOWN));
  for (guint i = 0; i < self->findings->len; i++)
    gtk_list_box_append (self->doubts, make_row (g_ptr_array_index (self->findings, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->doubts), self->findings->len > 0);
  title = doubts > 0 ? g_strdup_printf (_ ("Doubts: %u"), doubts) : g_strdup (_ ("No doubts"));
  gtk_label_set_text (self->doubts_title, title);
}

void
ori_import_view_go_to (OriImportView *self, const char *sheet, const char *cell)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const OriBook *book;
  OriRange range;

  if (recognition == NULL || self->sheet_model == NULL)
    return;
  book = ori_recognition_book (recognition);
  for (guint i = 0; sheet != NULL && i < ori_book_n_sheets (book); i++)
    if (g_strcmp0 (ori_sheet_name (ori_book_sheet (book, i)), sheet) == 0)
      ori_import_view_show_sheet (self, i);
  if (cell != NULL && ori_range_parse (cell, &range)) {
    ori_grid_set_cursor (self->grid, range.row1, range.col1);
    ori_grid_center_cell (self->grid, range.row1, range.col1);
  }
}

void
ori_import_view_step_doubt (OriImportView *self, int step)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->doubts);
  int n = self->findings->len,
      index = selected != NULL ? gtk_list_box_row_get_index (selected) : -1;
  const OriFinding *finding;

  if (n == 0)
    return;
  index = selected == NULL ? (step > 0 ? 0 : n - 1) : (index + step + n) % n;
  gtk_list_box_select_row (self->doubts, gtk_list_box_get_row_at_index (self->doubts, index));
  finding = g_ptr_array_index (self->findings, index);
  ori_import_view_go_to (self, finding->sheet, finding->cell);
}
