/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"

/* The doubts of a file: those that are open first, then what is only worth knowing, then what was
 * decided. One of them is in hand as a card (ori-import-card.c). */

#define MAX_SHOWN 300

char *
ori_finding_key (const OriFinding *finding)
{
  return g_strdup_printf ("%s|%s|%s", finding->rule, finding->sheet != NULL ? finding->sheet : "",
                          finding->cell != NULL ? finding->cell : "");
}

gboolean
ori_reading_has_settled (const OriReading *reading, const OriFinding *finding)
{
  g_autofree char *key = ori_finding_key (finding);
  return g_hash_table_contains (reading->settled, key);
}

gboolean
ori_import_view_is_settled (OriImportView *self, const OriFinding *finding)
{
  return ori_reading_has_settled (g_ptr_array_index (self->readings, self->current), finding);
}

gboolean
ori_import_view_is_open (OriImportView *self, const OriFinding *finding)
{
  return finding->severity != ORI_SEVERITY_INFO && !ori_import_view_is_settled (self, finding);
}

const OriFinding *
ori_import_view_doubt (OriImportView *self)
{
  return self->doubt >= 0 && (guint)self->doubt < self->findings->len
             ? g_ptr_array_index (self->findings, self->doubt)
             : NULL;
}

/* «Таблица 5 · C6»: the sheet where there are several, the cell where there is one. */
char *
ori_import_view_describe_place (OriImportView *self, const OriFinding *finding)
{
  const OriBook *book = ori_recognition_book (ori_import_view_recognition (self));
  gboolean sheet = finding->sheet != NULL && ori_book_n_sheets (book) > 1;

  return g_strdup_printf ("%s%s%s", sheet ? finding->sheet : "",
                          sheet && finding->cell != NULL ? " · " : "",
                          finding->cell != NULL ? finding->cell : "");
}

static GtkWidget *
make_row (OriImportView *self, const OriFinding *finding)
{
  static const char *const icons[] = {"dialog-information-symbolic", "ori-doubt-symbolic",
                                      "dialog-error-symbolic"};
  static const char *const classes[] = {"dim-label", "doubt-text", "error-text"};
  gboolean settled = ori_import_view_is_settled (self, finding);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon =
      gtk_image_new_from_icon_name (settled ? "object-select-symbolic" : icons[finding->severity]);
  g_autofree char *place = ori_import_view_describe_place (self, finding);
  g_autofree char *text =
      g_strdup_printf ("%s%s%s", place, *place != '\0' ? ": " : "", finding->message);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (icon, settled ? "success-text" : classes[finding->severity]);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  if (settled)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "finding-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return row;
}

/* 0: open error, 1: open doubt, 2: worth knowing, 3: decided. */
static int
get_rank (OriImportView *self, const OriFinding *finding)
{
  if (ori_import_view_is_settled (self, finding))
    return 3;
  return ORI_SEVERITY_ERROR - finding->severity;
}

static void
collect_findings (OriImportView *self, const GPtrArray *findings)
{
  g_autofree guint8 *ranks = g_new (guint8, MAX (findings->len, 1));

  for (guint i = 0; i < findings->len; i++)
    ranks[i] = get_rank (self, g_ptr_array_index (findings, i));
  for (guint rank = 0; rank <= 3; rank++)
    for (guint i = 0; i < findings->len && self->findings->len < MAX_SHOWN; i++)
      if (ranks[i] == rank)
        g_ptr_array_add (self->findings, g_ptr_array_index (findings, i));
}

/* Keeps the doubt in hand while it is open; else the next one that is. */
static void
choose_doubt (OriImportView *self, const char *key, int before)
{
  int first = -1, next = -1;

  self->doubt = -1;
  for (guint i = 0; i < self->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (self->findings, i);
    g_autofree char *other = ori_finding_key (finding);

    if (!ori_import_view_is_open (self, finding))
      continue;
    if (g_strcmp0 (other, key) == 0) {
      self->doubt = i;
      return;
    }
    first = first < 0 ? (int)i : first;
    next = next < 0 && (int)i >= before ? (int)i : next;
  }
  self->doubt = next >= 0 ? next : first;
}

static void
show_rows (OriImportView *self)
{
  guint shown = 0;

  for (guint i = 0; i < self->findings->len; i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->doubts, i);
    gboolean visible = (int)i != self->doubt;
    gtk_widget_set_visible (GTK_WIDGET (row), visible);
    shown += visible;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->doubts), shown > 0);
}

guint
ori_reading_count_open (const OriReading *reading)
{
  const OriStage *stage;
  guint n = 0;

  if (reading->import == NULL)
    return 0;
  stage = ori_recognition_stage (ori_import_recognition (reading->import));
  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    n += finding->severity != ORI_SEVERITY_INFO && !ori_reading_has_settled (reading, finding);
  }
  return n;
}

void
ori_import_view_fill_doubts (OriImportView *self)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const OriStage *stage = recognition != NULL ? ori_recognition_stage (recognition) : NULL;
  guint open = ori_reading_count_open (g_ptr_array_index (self->readings, self->current));
  g_autofree char *title = NULL;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->doubts, 0)) != NULL)
    gtk_list_box_remove (self->doubts, GTK_WIDGET (row));
  g_ptr_array_set_size (self->findings, 0);
  if (stage != NULL)
    collect_findings (self, stage->findings);
  for (guint i = 0; i < self->findings->len; i++)
    gtk_list_box_append (self->doubts, make_row (self, g_ptr_array_index (self->findings, i)));
  choose_doubt (self, self->doubt_key, self->doubt);
  show_rows (self);
  ori_import_view_show_card (self);
  title = open > 0 ? g_strdup_printf (_ ("Doubts: %u"), open) : g_strdup (_ ("No doubts"));
  gtk_label_set_text (self->doubts_title, title);
}

void
ori_import_view_show_doubt (OriImportView *self, int index)
{
  const OriFinding *finding;

  self->doubt = index;
  finding = ori_import_view_doubt (self);
  g_clear_pointer (&self->doubt_key, g_free);
  if (finding != NULL) {
    self->doubt_key = ori_finding_key (finding);
    ori_import_view_go_to (self, finding->sheet, finding->cell);
  }
  show_rows (self);
  ori_import_view_show_card (self);
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

/* Over the open ones while there are any, else over all. */
void
ori_import_view_step_doubt (OriImportView *self, int step)
{
  int n = self->findings->len, index = self->doubt, open = 0;

  if (n == 0)
    return;
  for (int i = 0; i < n; i++)
    open += ori_import_view_is_open (self, g_ptr_array_index (self->findings, i));
  if (index < 0)
    index = step > 0 ? -1 : n;
  for (int tries = 0; tries < n; tries++) {
    index = (index + step + n) % n;
    if (open == 0 || ori_import_view_is_open (self, g_ptr_array_index (self->findings, index)))
      break;
  }
  ori_import_view_show_doubt (self, index);
}
