/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-import-private.h"

/* How a text file is read: encoding, separator and quotes are found out, and can be told. */

static const char *const encodings[] = {NULL,     "UTF-8",    "WINDOWS-1251", "CP866",
                                        "KOI8-R", "UTF-16LE", "UTF-16BE"};
static const char separators[] = {0, ';', ',', '\t', '|'};
static const char quotes[] = {0, '"', '\'', ORI_QUOTE_NONE};

static OriReading *
get_reading (OriImportView *self)
{
  return g_ptr_array_index (self->readings, self->current);
}

static void
read_cb (OriJob *job, OriImportView *self)
{
  g_autoptr (GError) error = NULL;
  OriReading *fresh = ori_job_take_result (job, &error), *reading = self->again;

  self->again = NULL;
  ori_import_view_set_work (self, NULL);
  if (fresh == NULL) {
    ori_import_view_update_options (self);
    return;
  }
  ori_import_view_forget_versions (self);
  ori_grid_set_model (self->grid, NULL);
  g_clear_object (&self->sheet_model);
  ori_import_view_forget_history (self);
  ori_reading_take (reading, fresh);
  ori_import_view_show_current (self);
}

/* The file goes on being shown as it was until the new reading is there. */
static void
read_anew (OriImportView *self, const char *encoding, char separator, char quote)
{
  OriReading *reading = get_reading (self);
  OriJob *job;

  ori_import_view_cancel_decisions (self);
  if (self->again != NULL)
    ori_import_view_stop_work (self);
  if (self->work != NULL)
    return;
  self->again = reading;
  job = ori_reading_again_job_new (self->session, reading->path, encoding, separator, quote);
  g_signal_connect_object (job, "finished", G_CALLBACK (read_cb), self, 0);
  ori_import_view_set_work (self, job);
}

gboolean
ori_import_view_cancel_again (OriImportView *self)
{
  if (self->again == NULL)
    return FALSE;
  self->again = NULL;
  ori_import_view_stop_work (self);
  ori_import_view_update_options (self);
  return TRUE;
}

static void
chosen_cb (OriImportView *self)
{
  OriReading *reading = get_reading (self);
  guint encoding = gtk_drop_down_get_selected (self->encoding);
  guint separator = gtk_drop_down_get_selected (self->separator);
  guint quote = gtk_drop_down_get_selected (self->quote);

  if (self->filling || encoding >= G_N_ELEMENTS (encodings) ||
      separator >= G_N_ELEMENTS (separators) || quote >= G_N_ELEMENTS (quotes))
    return;
  if (g_strcmp0 (reading->encoding, encodings[encoding]) == 0 &&
      reading->separator == separators[separator] && reading->quote == quotes[quote])
    ori_import_view_cancel_again (self);
  else
    read_anew (self, encodings[encoding], separators[separator], quotes[quote]);
}

void
ori_import_view_update_options (OriImportView *self)
{
  const OriReading *reading = get_reading (self);
  OriRecognition *recognition = ori_import_view_recognition (self);
  gboolean text = recognition != NULL &&
                  g_str_equal (ori_book_format (ori_recognition_book (recognition)), "csv");
  guint encoding = 0, separator = 0, quote = 0;

  gtk_widget_set_visible (self->options, text);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_strcmp0 (encodings[i], reading->encoding) == 0)
      encoding = i;
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i] == reading->separator)
      separator = i;
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    if (quotes[i] == reading->quote)
      quote = i;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->encoding, encoding);
  gtk_drop_down_set_selected (self->separator, separator);
  gtk_drop_down_set_selected (self->quote, quote);
  self->filling = FALSE;
}

void
ori_import_view_init_options (OriImportView *self)
{
  const char *encoding_names[] = {_ ("Found out"), "UTF-8",  "Windows-1251", "DOS (CP866)",
                                  "KOI8-R",        "UTF-16", "UTF-16 BE",    NULL};
  const char *separator_names[] = {_ ("Found out"), _ ("Semicolon ;"), _ ("Comma ,"),
                                   _ ("Tab"),       _ ("Bar |"),       NULL};
  const char *quote_names[] = {_ ("Found out"), _ ("Quotation mark \""), _ ("Apostrophe '"),
                               _ ("None: quotes belong to the text"), NULL};
  g_autoptr (GtkStringList) first = gtk_string_list_new (encoding_names);
  g_autoptr (GtkStringList) second = gtk_string_list_new (separator_names);
  g_autoptr (GtkStringList) third = gtk_string_list_new (quote_names);

  self->filling = TRUE;
  gtk_drop_down_set_model (self->encoding, G_LIST_MODEL (first));
  gtk_drop_down_set_model (self->separator, G_LIST_MODEL (second));
  gtk_drop_down_set_model (self->quote, G_LIST_MODEL (third));
  self->filling = FALSE;
  g_signal_connect_swapped (self->encoding, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->separator, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->quote, "notify::selected", G_CALLBACK (chosen_cb), self);
}
