/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"
#include "core/ori-number.h"

/* The files at the left, those of one form together, with what is left to decide about each. */

static OriReading *
get_reading (OriImportView *self, guint index)
{
  return g_ptr_array_index (self->readings, index);
}

guint
ori_reading_count_ready (OriReading *reading)
{
  return ori_reading_counts (reading)->ready;
}

char *
ori_reading_name (const OriReading *reading)
{
  g_autofree char *base = g_path_get_basename (reading->path);
  return g_filename_display_name (base);
}

static guint
count_included (OriImportView *self, guint *files)
{
  guint total = 0;

  *files = 0;
  for (guint i = 0; i < self->readings->len; i++) {
    guint n = g_array_index (self->included, gboolean, i)
                  ? ori_reading_count_ready (get_reading (self, i))
                  : 0;
    total += n;
    *files += n > 0;
  }
  return total;
}

void
ori_import_view_update_footer (OriImportView *self)
{
  guint files, total = count_included (self, &files);
  g_autofree char *number = ori_number_format (total, 0);
  g_autofree char *label =
      g_strdup_printf (ngettext ("_Import %s record", "_Import %s records", total), number);
  g_autofree char *summary = NULL;
  g_autofree char *left_out = NULL;
  g_autofree char *text = NULL;

  gtk_button_set_label (GTK_BUTTON (self->import_button), label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.commit",
                                 total > 0 && self->commit_source == 0 && self->work == NULL);
  if (total > 0)
    summary = g_strdup_printf (
        ngettext ("from %u file; can be undone", "from %u files; can be undone", files), files);
  else
    summary = g_strdup (_ ("Nothing to import: correct the roles of columns and rows"));
  left_out = ori_import_view_describe_left_out (self);
  if (left_out == NULL)
    text = g_strdup (summary);
  else
    text = total > 0 ? g_strdup_printf ("%s · %s", summary, left_out) : g_strdup (left_out);
  gtk_label_set_text (self->summary, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), left_out);
}

/* «87 записей с листа · 2 697 из 31 файла». */
void
ori_import_view_update_totals (OriImportView *self)
{
  guint files, total = count_included (self, &files);
  guint n = ori_grid_model_n_rows (ORI_GRID_MODEL (self->records_model));
  guint unused = ori_grid_model_n_rows (ORI_GRID_MODEL (self->unused_model));
  g_autofree char *number = ori_number_format (n, 0);
  g_autofree char *all = ori_number_format (total, 0);
  g_autofree char *here = g_strdup_printf (
      ngettext ("%s record from this sheet", "%s records from this sheet", n), number);
  g_autofree char *there =
      g_strdup_printf (ngettext ("%s from %u file", "%s from %u files", files), all, files);
  g_autofree char *text = g_strdup_printf ("%s · %s", here, there);
  g_autofree char *in = g_strdup_printf (_ ("Comes in: %s"), number);
  g_autofree char *out = g_strdup_printf (_ ("Stays out: %u"), unused);

  gtk_label_set_text (self->records_title, text);
  gtk_toggle_button_set_active (self->show_records, !self->showing_unused);
  gtk_button_set_label (GTK_BUTTON (self->show_records), in);
  gtk_button_set_label (GTK_BUTTON (self->show_unused), out);
}

static void
include_toggled_cb (GtkCheckButton *check, OriImportView *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "index"));

  g_array_index (self->included, gboolean, index) = gtk_check_button_get_active (check);
  ori_import_view_update_version (self);
  ori_import_view_update_footer (self);
  ori_import_view_update_totals (self);
}

static GtkWidget *
make_status (const OriReading *reading)
{
  guint n = ori_reading_count_open (reading);
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *label = n > 0 ? g_strdup_printf (ngettext ("%u doubt", "%u doubts", n), n)
                                 : g_strdup (_ ("No doubts"));
  GtkWidget *status;

  if (n > 0) {
    status = gtk_label_new (count);
    gtk_widget_add_css_class (status, "chip");
    gtk_widget_add_css_class (status, "doubt");
  } else {
    status = gtk_image_new_from_icon_name ("object-select-symbolic");
    gtk_widget_add_css_class (status, "success-text");
  }
  gtk_widget_set_tooltip_text (status, label);
  gtk_widget_set_valign (status, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (status), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return status;
}

static GtkWidget *
make_version_mark (void)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("view-refresh-symbolic");
  const char *label = _ ("A newer version of an imported file");

  gtk_widget_add_css_class (icon, "doubt-text");
  gtk_widget_set_tooltip_text (icon, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return icon;
}

static GtkWidget *
make_broken_icon (const OriReading *reading)
{
  gboolean locked = g_error_matches (reading->error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_PASSWORD);
  GtkWidget *icon = gtk_image_new_from_icon_name (locked             ? "changes-prevent-symbolic"
                                                  : reading->foreign ? "action-unavailable-symbolic"
                                                                     : "dialog-error-symbolic");

  gtk_widget_add_css_class (icon, reading->foreign ? "dim-label" : "error-text");
  gtk_widget_set_tooltip_text (icon, reading->error->message);
  gtk_widget_set_margin_start (icon, 4);
  gtk_widget_set_margin_end (icon, 4);
  return icon;
}

static GtkWidget *
make_include (OriImportView *self, guint index, const char *name)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_array_index (self->included, gboolean, index));
  g_object_set_data (G_OBJECT (check), "index", GUINT_TO_POINTER (index));
  gtk_widget_set_tooltip_text (check, _ ("Import this file"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (check, "toggled", G_CALLBACK (include_toggled_cb), self);
  return check;
}

GtkWidget *
ori_import_view_make_file_row (OriImportView *self, guint index)
{
  OriReading *reading = get_reading (self, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = ori_reading_name (reading);
  GtkWidget *label = gtk_label_new (name);

  gtk_box_append (GTK_BOX (box), reading->import != NULL ? make_include (self, index, name)
                                                         : make_broken_icon (reading));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, reading->path);
  gtk_box_append (GTK_BOX (box), label);
  if (reading->import != NULL && ori_import_view_is_newer_version (self, index))
    gtk_box_append (GTK_BOX (box), make_version_mark ());
  if (reading->import != NULL)
    gtk_box_append (GTK_BOX (box), make_status (reading));
  else
    gtk_widget_add_css_class (label, "dim-label");
  return box;
}

/* The rows of the current file and of the others of its form. */
void
ori_import_view_refresh_group (OriImportView *self)
{
  const OriReading *current = get_reading (self, self->current);

  for (guint i = 0; i < self->readings->len; i++)
    if (i == self->current ||
        (current->shape != NULL && g_strcmp0 (get_reading (self, i)->shape, current->shape) == 0))
      ori_import_view_refresh_row (self, i);
}

void
ori_import_view_refresh_row (OriImportView *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->files, index);

  if (row != NULL)
    gtk_list_box_row_set_child (row, ori_import_view_make_file_row (self, index));
}

/* Files of one form, those that could not be read, and those that are no tables. */
static gboolean
same_group (const OriReading *a, const OriReading *b)
{
  if (a->import == NULL || b->import == NULL)
    return a->import == NULL && b->import == NULL && a->foreign == b->foreign;
  return g_strcmp0 (a->shape, b->shape) == 0;
}

static void
describe_group (OriImportView *self, guint first, guint *n, guint *open, guint *ready,
                guint *letter)
{
  *n = *open = *ready = *letter = 0;
  for (guint i = first; i < self->readings->len; i++) {
    OriReading *reading = get_reading (self, i);
    if (!same_group (get_reading (self, first), reading))
      break;
    (*n)++;
    *open += ori_reading_count_open (reading);
    *ready += ori_reading_count_ready (reading);
  }
  for (guint i = 1; i <= first; i++)
    *letter += !same_group (get_reading (self, i - 1), get_reading (self, i));
}

/* «Форма А»: letters as they are in the alphabet of the language, then numbers. */
static char *
name_form (guint letter)
{
  /* Translators: letters that number the forms of files, in alphabetical order. */
  const char *letters = _ ("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  if (letter < (guint)g_utf8_strlen (letters, -1)) {
    g_autofree char *one = g_utf8_substring (letters, letter, letter + 1);
    return g_strdup_printf (_ ("Form %s"), one);
  }
  return g_strdup_printf (_ ("Form %u"), letter + 1);
}

char *
ori_import_view_name_form (OriImportView *self, guint index)
{
  guint n, open, ready, letter;

  while (index > 0 && same_group (get_reading (self, index - 1), get_reading (self, index)))
    index--;
  describe_group (self, index, &n, &open, &ready, &letter);
  return name_form (letter);
}

GPtrArray *
ori_import_view_siblings (OriImportView *self)
{
  const OriReading *current = get_reading (self, self->current);
  GPtrArray *siblings = g_ptr_array_new ();

  for (guint i = 0; i < self->readings->len; i++) {
    OriReading *reading = get_reading (self, i);
    if (i != self->current && reading->import != NULL && current->import != NULL && !reading->own &&
        !current->own && current->shape != NULL && g_strcmp0 (reading->shape, current->shape) == 0)
      g_ptr_array_add (siblings, reading);
  }
  return siblings;
}

static GtkWidget *
make_group_header (OriImportView *self, guint first)
{
  const OriReading *reading = get_reading (self, first);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label, *chip;
  g_autofree char *name = NULL;
  g_autofree char *files = NULL;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  guint n, open, ready, letter;

  describe_group (self, first, &n, &open, &ready, &letter);
  name = reading->import != NULL ? name_form (letter)
         : reading->foreign      ? g_strdup (_ ("No tables"))
                                 : g_strdup (_ ("Not opened"));
  files = g_strdup_printf (ngettext ("%u file", "%u files", n), n);
  text = g_strdup_printf ("%s · %s", name, files);
  markup = g_markup_printf_escaped ("<b>%s</b> · %s", name, files);
  label = gtk_label_new (NULL);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (box, "group-header");
  gtk_box_append (GTK_BOX (box), label);
  if (reading->import == NULL)
    return box;
  chip = gtk_label_new (open > 0    ? C_ ("form", "to decide")
                        : ready > 0 ? C_ ("form", "decided")
                                    : C_ ("form", "empty"));
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_add_css_class (chip, open > 0 ? "doubt" : ready > 0 ? "high" : "medium");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), chip);
  return box;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  OriImportView *self = data;
  guint index = gtk_list_box_row_get_index (row);
  gboolean starts =
      before == NULL || !same_group (get_reading (self, index - 1), get_reading (self, index));

  if (self->readings->len < 2 || !starts)
    gtk_list_box_row_set_header (row, NULL);
  else
    gtk_list_box_row_set_header (row, make_group_header (self, index));
}

/* Large forms first, in the order of their first files; what was not read last. */
static int
compare_groups (gconstpointer a, gconstpointer b, gpointer data)
{
  const OriReading *x = *(const OriReading *const *)a, *y = *(const OriReading *const *)b;
  GHashTable *sizes = data;
  guint m, n;

  if ((x->import == NULL) != (y->import == NULL))
    return x->import == NULL ? 1 : -1;
  if (x->import == NULL)
    return x->foreign - y->foreign;
  m = GPOINTER_TO_UINT (g_hash_table_lookup (sizes, x->shape != NULL ? x->shape : ""));
  n = GPOINTER_TO_UINT (g_hash_table_lookup (sizes, y->shape != NULL ? y->shape : ""));
  if (m != n)
    return m > n ? -1 : 1;
  return g_strcmp0 (x->shape, y->shape);
}

void
ori_import_view_sort_files (OriImportView *self)
{
  g_autoptr (GHashTable) sizes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->readings->len; i++) {
    const OriReading *reading = get_reading (self, i);
    char *shape = reading->shape != NULL ? reading->shape : (char *)"";
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (sizes, shape));
    if (reading->import != NULL)
      g_hash_table_insert (sizes, shape, GUINT_TO_POINTER (n + 1));
  }
  g_ptr_array_sort_with_data (self->readings, compare_groups, sizes);
}

void
ori_import_view_fill_files (OriImportView *self)
{
  GtkWidget *child;

  /* Rows go one by one, and each would ask for headers anew. */
  gtk_list_box_set_header_func (self->files, NULL, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->files))) != NULL)
    gtk_list_box_remove (self->files, child);
  for (guint i = 0; i < self->readings->len; i++) {
    GtkWidget *row = gtk_list_box_row_new ();
    g_autofree char *name = ori_reading_name (get_reading (self, i));
    gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), ori_import_view_make_file_row (self, i));
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    gtk_list_box_append (self->files, row);
  }
  gtk_list_box_set_header_func (self->files, header_cb, self, NULL);
}
