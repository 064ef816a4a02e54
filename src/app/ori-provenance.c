/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-provenance.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "app/ori-correction.h"
#include "app/ori-grid.h"
#include "app/ori-moment.h"
#include "app/ori-sheet-model.h"
#include "app/ori-sheet-window.h"
#include "app/ori-value-text.h"
#include "app/ori-versions-list.h"
#include "app/ori-window.h"
#include "core/ori-number.h"

#define MAX_HISTORY 5
#define MAX_PARTS 200

typedef struct {
  GtkWidget *popover; /* not owned: owns this */
  OriSession *session;
  OriSnapshot *snapshot;
  OriTableCell cell;
  const OriObservation *source; /* NULL: never reported */
  OriBook *book;
  GtkWidget *sheet_area, *open_button;
  OriJob *job;
} Provenance;

static void
free_provenance (Provenance *self)
{
  if (self->job != NULL) {
    g_signal_handlers_disconnect_by_data (self->job, self);
    ori_job_cancel (self->job);
  }
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_clear_pointer (&self->book, ori_book_unref);
  g_free (self);
}

static const OriBatch *
get_batch (const Provenance *self, const OriObservation *observation)
{
  return g_ptr_array_index (self->snapshot->batches, observation->batch);
}

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 52);
  gtk_label_set_selectable (GTK_LABEL (label), FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

/* «51,9 % = 414 / 797» and a word on whether the printed percent agrees. */
static void
add_figure (Provenance *self, GtkWidget *box)
{
  const OriValue *value = &self->cell.value;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *figure = ori_value_text_unit (self->cell.indicator, value);
  g_autofree char *fraction = ori_value_fraction (value);

  gtk_label_set_wrap (GTK_LABEL (add_label (line, figure, "popover-number")), FALSE);
  if (fraction != NULL) {
    g_autofree char *text = g_strdup_printf ("= %s", fraction);
    gtk_widget_add_css_class (add_label (line, text, "dim-label"), "numeric");
  }
  if (value->printed_text != NULL && fraction != NULL) {
    gboolean differs = (value->flags & ORI_FLAG_PRINT_DIFFERS) != 0;
    g_autofree char *text = differs ? g_strdup_printf (_ ("printed %s"), value->printed_text)
                                    : g_strdup_printf (_ ("agrees with %s"), value->printed_text);
    GtkWidget *chip = add_label (line, text, "chip");
    gtk_widget_add_css_class (chip, differs ? "doubt" : "high");
    gtk_widget_set_hexpand (chip, TRUE);
    gtk_widget_set_halign (chip, GTK_ALIGN_END);
    gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  }
  gtk_box_append (GTK_BOX (box), line);
}

static char *
describe_place (const Provenance *self, const OriObservation *observation)
{
  const OriBatch *batch = get_batch (self, observation);
  g_autofree char *cell = NULL;

  if (batch->file == NULL)
    return g_strdup (_ ("Correction by hand"));
  cell = ori_cellref_name (observation->cell.row, observation->cell.col);
  if (observation->sheet == NULL)
    return g_strdup_printf ("%s › %s", batch->file, cell);
  return g_strdup_printf ("%s › %s › %s", batch->file, observation->sheet, cell);
}

static char *
describe_batch (const OriBatch *batch)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (batch->time);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *day = local != NULL ? ori_moment_date (local, TRUE) : g_strdup ("");
  g_autofree char *clock = local != NULL ? g_date_time_format (local, ", %H:%M") : g_strdup ("");
  GString *text = g_string_new (NULL);

  if (batch->file != NULL && batch->title != NULL)
    g_string_append_printf (text, _ ("Batch “%s”, "), batch->title);
  g_string_append (text, day);
  g_string_append (text, clock);
  if (batch->author != NULL && *batch->author != '\0')
    g_string_append_printf (text, ", %s", batch->author);
  if (batch->reason != NULL)
    g_string_append_printf (text, "\n%s", batch->reason);
  return g_string_free (text, FALSE);
}

/* What stood here before: retracted batches, and others that say the same. */
static void
add_history (Provenance *self, GtkWidget *box, gboolean retracted_only)
{
  const OriElement *element = g_ptr_array_index (self->snapshot->elements, self->source->element);
  g_autoptr (GStringChunk) strings = g_string_chunk_new (256);
  g_autoptr (GArray) history =
      ori_store_history (ori_session_store (self->session), element->code,
                         ori_snapshot_orgunit (self->snapshot, self->cell.orgunit)->code,
                         ori_snapshot_period (self->snapshot, self->cell.period), strings, NULL);

  for (guint i = 0, n = 0; history != NULL && i < history->len && n < MAX_HISTORY; i++) {
    const OriObservation *o = &g_array_index (history, OriObservation, i);
    g_autofree char *place = NULL;
    g_autofree char *value = NULL;
    g_autofree char *text = NULL;

    if (o->id == self->source->id || o->batch >= self->snapshot->batches->len ||
        (retracted_only && get_batch (self, o)->live))
      continue;
    place = describe_place (self, o);
    value = o->printed != NULL ? g_strdup (o->printed) : ori_number_format_short (o->value, 6);
    text = get_batch (self, o)->live ? g_strdup_printf (_ ("Also: %s, %s"), value, place)
                                     : g_strdup_printf (_ ("Retracted: %s, %s"), value, place);
    gtk_widget_add_css_class (add_label (box, text, "caption"), "dim-label");
    n++;
  }
}

static guint
find_sheet (const OriBook *book, const char *name)
{
  for (guint i = 0; name != NULL && i < ori_book_n_sheets (book); i++)
    if (g_strcmp0 (ori_sheet_name (ori_book_sheet (book, i)), name) == 0)
      return i;
  return 0;
}

static void
show_neighbourhood (Provenance *self)
{
  g_autoptr (OriSheetModel) model = NULL;
  GtkWidget *grid = g_object_new (ORI_TYPE_GRID, NULL);

  if (ori_book_n_sheets (self->book) == 0) {
    g_object_unref (g_object_ref_sink (grid));
    return;
  }
  model = ori_sheet_model_new (self->book, find_sheet (self->book, self->source->sheet), NULL);
  /* The names of the rows stay in sight. */
  ori_sheet_model_freeze (model, self->source->cell.col > 0 ? 1 : 0);
  ori_grid_set_row_numbers (ORI_GRID (grid), TRUE);
  ori_grid_set_row_height (ORI_GRID (grid), 24);
  ori_grid_set_model (ORI_GRID (grid), ORI_GRID_MODEL (model));
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Neighbourhood of the source cell"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->sheet_area), grid);
  ori_grid_set_cursor (ORI_GRID (grid), self->source->cell.row, self->source->cell.col);
  gtk_widget_set_visible (self->sheet_area, TRUE);
  gtk_widget_set_sensitive (self->open_button, TRUE);
  gtk_popover_present (GTK_POPOVER (self->popover));
  ori_grid_center_cell (ORI_GRID (grid), self->source->cell.row, self->source->cell.col);
}

static void
book_loaded_cb (OriJob *job, Provenance *self)
{
  self->book = ori_job_take_result (job, NULL);
  if (self->book != NULL)
    show_neighbourhood (self);
}

static void
load_sheet (Provenance *self)
{
  self->job = ori_session_source_job (self->session, get_batch (self, self->source)->id, NULL);
  if (self->job == NULL)
    return;
  g_signal_connect (self->job, "finished", G_CALLBACK (book_loaded_cb), self);
  ori_job_start (self->job);
}

static GtkWindow *
get_window (Provenance *self)
{
  return GTK_WINDOW (gtk_widget_get_root (self->popover));
}

static void
open_cb (Provenance *self)
{
  const OriBatch *batch = get_batch (self, self->source);
  GtkWindow *window = get_window (self);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  ori_sheet_window_present (window, self->book, batch->file, self->source->sheet,
                            &self->source->cell);
}

static void
correct_cb (Provenance *self)
{
  GtkWindow *window = get_window (self);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  ori_correction_ask (window, self->session, self->cell.indicator, self->cell.orgunit,
                      self->cell.period);
}

static void
add_buttons (Provenance *self, GtkWidget *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *correct = gtk_button_new_with_mnemonic (_ ("_Correct…"));

  self->open_button = gtk_button_new_with_mnemonic (_ ("Open the _Sheet"));
  gtk_widget_set_sensitive (self->open_button, FALSE);
  gtk_widget_set_visible (self->open_button, self->source != NULL);
  g_signal_connect_swapped (self->open_button, "clicked", G_CALLBACK (open_cb), self);
  g_signal_connect_swapped (correct, "clicked", G_CALLBACK (correct_cb), self);
  gtk_box_append (GTK_BOX (buttons), self->open_button);
  gtk_box_append (GTK_BOX (buttons), correct);
  gtk_widget_set_margin_top (buttons, 6);
  gtk_box_append (GTK_BOX (box), buttons);
}

static void
add_source (Provenance *self, GtkWidget *box)
{
  g_autofree char *place = describe_place (self, self->source);
  g_autofree char *batch = describe_batch (get_batch (self, self->source));

  self->sheet_area = gtk_scrolled_window_new ();
  gtk_widget_set_size_request (self->sheet_area, 400, 150);
  gtk_widget_set_visible (self->sheet_area, FALSE);
  gtk_widget_set_overflow (self->sheet_area, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->sheet_area, "frame-card");
  gtk_box_append (GTK_BOX (box), self->sheet_area);
  add_label (box, place, "heading");
  if (self->source->note != NULL)
    add_label (box, self->source->note, "doubt-text");
  gtk_widget_add_css_class (add_label (box, batch, "caption"), "dim-label");
}

/* A sum leads to the list of its parts; what has none yet comes first, because that is what the
 * sum lacks. */
static void
add_parts (Provenance *self, GtkWidget *box)
{
  g_autoptr (GArray) parts =
      ori_value_parts (self->snapshot, self->cell.orgunit, self->cell.period);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *area = gtk_scrolled_window_new ();
  g_autofree char *words = NULL;
  g_autofree char *heading = NULL;
  int row = 0;

  words = ori_value_sum_words (
      &self->cell.value,
      parts->len > 0 ? ori_snapshot_orgunit (self->snapshot, g_array_index (parts, guint, 0))->level
                     : ORI_ORGUNIT_OTHER);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 16);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < parts->len; i++) {
      guint unit = g_array_index (parts, guint, i);
      OriValue value =
          ori_value_compute (self->snapshot, self->cell.indicator, unit, self->cell.period);
      g_autofree char *text = ori_value_text_unit (self->cell.indicator, &value);
      g_autofree char *fraction = ori_value_fraction (&value);
      GtkWidget *name, *figure;

      if ((value.status == ORI_STATUS_VALUE) != (pass == 1) || row >= MAX_PARTS)
        continue;
      name = gtk_label_new (ori_snapshot_orgunit (self->snapshot, unit)->short_name);
      figure =
          gtk_label_new (fraction != NULL && value.status == ORI_STATUS_VALUE ? fraction : text);
      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_xalign (GTK_LABEL (figure), 1);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_widget_set_hexpand (name, TRUE);
      gtk_widget_add_css_class (figure, "numeric");
      if (value.status != ORI_STATUS_VALUE)
        gtk_widget_add_css_class (figure, "dim-label");
      gtk_grid_attach (GTK_GRID (grid), name, 0, row, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), figure, 1, row++, 1, 1);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (area), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (area), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (area), 220);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (area), grid);
  gtk_widget_set_size_request (area, 400, -1);
  heading = ori_words_capital (words);
  add_label (box, heading, "heading");
  gtk_box_append (GTK_BOX (box), area);
  if (parts->len > MAX_PARTS) {
    g_autofree char *more = g_strdup_printf (_ ("and %u more"), parts->len - MAX_PARTS);
    gtk_widget_add_css_class (add_label (box, more, "caption"), "dim-label");
  }
}

static gboolean
has_parts (const Provenance *self)
{
  const OriValue *value = &self->cell.value;
  return self->source == NULL && value->flags & ORI_FLAG_SUM && value->sum_present > 0;
}

/* «Тренд за 2021–2023: выросло», NULL when there is none. */
static char *
tell_trend (const Provenance *self)
{
  g_autoptr (GArray) cycles = ori_snapshot_cycles (self->snapshot);
  OriTrend trend =
      ori_trend_compute (self->snapshot, self->cell.indicator, self->cell.orgunit, cycles);
  g_autofree char *text = ori_trend_text (&trend);

  return text != NULL ? ori_words_capital (text) : NULL;
}

GtkWidget *
ori_provenance_popover_new (OriSession *session, const OriTableCell *cell)
{
  Provenance *self = g_new0 (Provenance, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *versions;
  g_autofree char *period = NULL;
  g_autofree char *key = NULL;
  g_autofree char *doubts = NULL;
  g_autofree char *trend = NULL;
  OriValue told = cell->value;

  self->session = g_object_ref (session);
  self->snapshot = ori_snapshot_ref (ori_session_snapshot (session));
  self->cell = *cell;
  self->source = cell->value.source;
  self->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (self->popover), "provenance", self,
                          (GDestroyNotify)free_provenance);
  period = ori_period_label (ori_snapshot_period (self->snapshot, cell->period));
  key = g_strdup_printf ("%s · %s · %s",
                         ori_snapshot_orgunit (self->snapshot, cell->orgunit)->short_name,
                         ori_indicator_label (cell->indicator), period);
  /* How much of a sum there is stands above its parts. */
  if (has_parts (self))
    told.flags &= ~(guint)(ORI_FLAG_SUM | ORI_FLAG_PARTIAL);
  doubts = ori_value_doubts (&told);
  add_figure (self, box);
  gtk_widget_add_css_class (add_label (box, key, "caption"), "dim-label");
  trend = tell_trend (self);
  if (trend != NULL)
    add_label (box, trend, "caption");
  if (doubts != NULL)
    add_label (box, doubts, "doubt-text");
  versions = ori_versions_list_new (session, cell->indicator, cell->orgunit, cell->period);
  if (self->source != NULL)
    add_source (self, box);
  if (versions != NULL)
    gtk_box_append (GTK_BOX (box), versions);
  if (self->source != NULL)
    add_history (self, box, versions != NULL);
  else if (has_parts (self))
    add_parts (self, box);
  else
    add_label (box, _ ("No file brought this number."), "dim-label");
  add_buttons (self, box);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where the number is from"), -1);
  if (self->source != NULL)
    load_sheet (self);
  return self->popover;
}
