/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-chooser.h"
#include "app/ori-import-private.h"
#include "app/ori-window.h"
#include "app/ori-wrap-layout.h"
#include "core/ori-number.h"

G_DEFINE_FINAL_TYPE (OriImportView, ori_import_view, ADW_TYPE_WINDOW)

static OriReading *
get_reading (OriImportView *self, guint index)
{
  return g_ptr_array_index (self->readings, index);
}

OriRecognition *
ori_import_view_recognition (OriImportView *self)
{
  OriReading *reading = get_reading (self, self->current);
  return reading->import != NULL ? ori_import_recognition (reading->import) : NULL;
}

/* «уверенность 96 из 100»; behind it the reason in words, table by table. */
static void
describe_reading (OriImportView *self)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const OriStage *stage = ori_recognition_stage (recognition);
  const char *sheet = ori_sheet_name (ori_book_sheet (ori_recognition_book (recognition),
                                                      ori_sheet_model_sheet (self->sheet_model)));
  g_autoptr (GString) reasons = g_string_new (NULL);
  g_autofree char *text = NULL;
  double confidence = -1;

  for (guint i = 0; i < stage->tables->len; i++) {
    const OriStageTable *table = g_ptr_array_index (stage->tables, i);
    g_autofree char *place = ori_range_name (&table->range);
    if (table->sheet != NULL && g_strcmp0 (table->sheet, sheet) != 0)
      continue;
    confidence = confidence < 0 ? table->confidence : MIN (confidence, table->confidence);
    if (reasons->len < 2000)
      g_string_append_printf (reasons, "%s%s: %s", reasons->len > 0 ? "\n\n" : "", place,
                              table->reason != NULL ? table->reason : "");
  }
  if (confidence >= 0)
    text = g_strdup_printf (_ ("confidence %d of 100"), (int)(confidence * 100 + .5));
  else
    text = g_strdup (ori_import_view_sheet_is_used (self) ? _ ("no table found")
                                                          : _ ("the sheet is not used"));
  gtk_menu_button_set_label (self->reading_note, text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reading_note), reasons->len > 0);
  gtk_label_set_text (self->reading_reason, reasons->str);
}

static void
update_records (OriImportView *self)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const OriStage *stage = ori_recognition_stage (recognition);
  const char *sheet = ori_sheet_name (ori_book_sheet (ori_recognition_book (recognition),
                                                      ori_sheet_model_sheet (self->sheet_model)));

  ori_records_model_set_stage (self->records_model, stage, sheet);
  ori_unused_model_set_stage (self->unused_model, stage, sheet);
  ori_import_view_update_totals (self);
}

/* The list follows the cell on the sheet. */
static void
cursor_moved_cb (OriImportView *self)
{
  int row, col, found;

  ori_grid_get_cursor (self->grid, &row, &col);
  if (self->showing_unused || row < 0 || col < 0)
    return;
  found = ori_records_model_find (self->records_model, row, col);
  if (found < 0)
    return;
  ori_grid_set_cursor (self->records_grid, found, 0);
  ori_grid_center_cell (self->records_grid, found, 0);
}

static void
list_chosen_cb (OriImportView *self)
{
  gboolean unused = gtk_toggle_button_get_active (self->show_unused);

  if (unused == self->showing_unused)
    return;
  self->showing_unused = unused;
  ori_grid_set_model (self->records_grid, unused ? ORI_GRID_MODEL (self->unused_model)
                                                 : ORI_GRID_MODEL (self->records_model));
}

static void
use_toggled_cb (OriImportView *self)
{
  OriDecision *decision;

  if (ori_import_view_recognition (self) == NULL || self->sheet_model == NULL)
    return;
  decision =
      ori_decision_new (ORI_DECIDE_SHEET_USED, ori_sheet_model_sheet (self->sheet_model), 0, 0);
  decision->flag = gtk_check_button_get_active (self->use_sheet);
  ori_import_view_decide (self, decision);
}

static void
update_use (OriImportView *self)
{
  const OriBook *book = ori_recognition_book (ori_import_view_recognition (self));
  gboolean used = ori_import_view_sheet_is_used (self);

  gtk_widget_set_visible (GTK_WIDGET (self->use_sheet), ori_book_n_sheets (book) > 1 || !used);
  g_signal_handlers_block_by_func (self->use_sheet, use_toggled_cb, self);
  gtk_check_button_set_active (self->use_sheet, used);
  g_signal_handlers_unblock_by_func (self->use_sheet, use_toggled_cb, self);
}

void
ori_import_view_show_sheet (OriImportView *self, guint sheet)
{
  OriRecognition *recognition = ori_import_view_recognition (self);

  if (self->sheet_model != NULL && ori_sheet_model_sheet (self->sheet_model) == sheet)
    return;
  g_clear_object (&self->sheet_model);
  self->sheet_model = ori_sheet_model_new (ori_recognition_book (recognition), sheet, recognition);
  ori_grid_set_model (self->grid, ORI_GRID_MODEL (self->sheet_model));
  if (gtk_drop_down_get_selected (self->sheets) != sheet)
    gtk_drop_down_set_selected (self->sheets, sheet);
  describe_reading (self);
  update_records (self);
  update_use (self);
  ori_import_view_update_missing (self);
}

static void
sheet_selected_cb (OriImportView *self)
{
  guint selected = gtk_drop_down_get_selected (self->sheets);

  if (selected != GTK_INVALID_LIST_POSITION && ori_import_view_recognition (self) != NULL)
    ori_import_view_show_sheet (self, selected);
}

/* The sheet with most records is the one to look at first. */
static guint
find_main_sheet (OriRecognition *recognition)
{
  const OriBook *book = ori_recognition_book (recognition);
  const OriStage *stage = ori_recognition_stage (recognition);
  guint best = 0, best_n = 0, n_sheets = ori_book_n_sheets (book);
  g_autofree guint *counts = g_new0 (guint, n_sheets + 1);
  guint sheet = 0;

  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    for (guint k = 0; k < n_sheets; k++, sheet = (sheet + 1) % n_sheets)
      if (g_strcmp0 (ori_sheet_name (ori_book_sheet (book, sheet)), record->sheet) == 0)
        break;
    counts[sheet]++;
  }
  for (guint i = 0; i < n_sheets; i++)
    if (counts[i] > best_n) {
      best = i;
      best_n = counts[i];
    }
  return best;
}

static void
fill_sheets (OriImportView *self, const OriBook *book)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < ori_book_n_sheets (book); i++) {
    const OriSheet *sheet = ori_book_sheet (book, i);
    const char *name = ori_sheet_name (sheet);
    g_autofree char *hidden = ori_sheet_state (sheet) != ORI_SHEET_VISIBLE
                                  ? g_strdup_printf (_ ("%s (hidden)"), name)
                                  : NULL;
    gtk_string_list_append (names, hidden != NULL ? hidden : name != NULL ? name : _ ("Sheet"));
  }
  g_signal_handlers_block_by_func (self->sheets, sheet_selected_cb, self);
  gtk_drop_down_set_model (self->sheets, G_LIST_MODEL (names));
  g_signal_handlers_unblock_by_func (self->sheets, sheet_selected_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self->sheets), ori_book_n_sheets (book) > 1);
}

static void
show_broken (OriImportView *self, const char *title, const char *reason)
{
  g_autofree char *escaped = g_markup_escape_text (reason, -1);

  adw_status_page_set_title (self->broken, title);
  adw_status_page_set_description (self->broken, escaped);
  gtk_stack_set_visible_child_name (self->stack, "broken");
  gtk_menu_button_set_label (self->reading_note, "");
  gtk_widget_set_sensitive (GTK_WIDGET (self->reading_note), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sheets), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->use_sheet), FALSE);
  gtk_label_set_text (self->records_title, _ ("Nothing will come in from this file"));
}

static void
own_toggled_cb (OriImportView *self)
{
  get_reading (self, self->current)->own = gtk_check_button_get_active (self->own_file);
}

/* Where several files have one form, one of them can be decided by itself. */
static void
update_own (OriImportView *self)
{
  const OriReading *current = get_reading (self, self->current);
  guint n = 0;

  for (guint i = 0; i < self->readings->len; i++)
    n += current->shape != NULL && g_strcmp0 (get_reading (self, i)->shape, current->shape) == 0;
  gtk_widget_set_visible (GTK_WIDGET (self->own_file), n > 1);
  g_signal_handlers_block_by_func (self->own_file, own_toggled_cb, self);
  gtk_check_button_set_active (self->own_file, current->own);
  g_signal_handlers_unblock_by_func (self->own_file, own_toggled_cb, self);
}

static void
show_file (OriImportView *self, guint index)
{
  OriReading *reading = get_reading (self, index);
  OriRecognition *recognition;
  g_autofree char *name = ori_reading_name (reading);

  self->current = index;
  self->doubt = -1;
  g_clear_pointer (&self->doubt_key, g_free);
  recognition = ori_import_view_recognition (self);
  ori_grid_set_model (self->grid, NULL);
  ori_records_model_set_stage (self->records_model, NULL, NULL);
  ori_unused_model_set_stage (self->unused_model, NULL, NULL);
  g_clear_object (&self->sheet_model);
  gtk_label_set_text (self->file_name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->file_name), reading->path);
  ori_import_view_update_missing (self);
  ori_import_view_update_options (self);
  ori_import_view_update_recipe (self);
  update_own (self);
  ori_import_view_update_version (self);
  if (recognition == NULL) {
    ori_import_view_fill_doubts (self);
    show_broken (self, _ ("This file was left out"), reading->error->message);
    return;
  }
  if (ori_book_n_sheets (ori_recognition_book (recognition)) == 0) {
    ori_import_view_fill_doubts (self);
    show_broken (self, _ ("No tables found"), _ ("There are no sheets in the file."));
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, "sheet");
  fill_sheets (self, ori_recognition_book (recognition));
  ori_import_view_show_sheet (self, find_main_sheet (recognition));
  ori_import_view_fill_doubts (self);
}

void
ori_import_view_show_current (OriImportView *self)
{
  ori_import_view_refresh_row (self, self->current);
  ori_import_view_find_versions (self);
  show_file (self, self->current);
  ori_import_view_update_footer (self);
}

static void
file_selected_cb (OriImportView *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_file (self, gtk_list_box_row_get_index (row));
}

void
ori_import_view_select_file (OriImportView *self, guint index)
{
  gtk_list_box_select_row (self->files, gtk_list_box_get_row_at_index (self->files, index));
}

void
ori_import_view_set_busy (OriImportView *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->panes, !busy);
  if (busy)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.commit", FALSE);
}

/* A job that was given up still runs to its next report. */
static void
forget_work (OriImportView *self)
{
  g_signal_handlers_disconnect_matched (self->work, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  ori_job_cancel (self->work);
}

static void
fraction_cb (OriJob *job, GParamSpec *pspec, OriImportView *self)
{
  gtk_progress_bar_set_fraction (self->progress, ori_job_fraction (job));
}

void
ori_import_view_set_work (OriImportView *self, OriJob *job)
{
  g_set_object (&self->work, job);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_progress_bar_set_text (self->progress, job != NULL ? ori_job_title (job) : NULL);
  gtk_progress_bar_set_show_text (self->progress, job != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), job != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), job == NULL);
  ori_import_view_update_footer (self);
  ori_import_view_update_history (self);
  if (job == NULL)
    return;
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (fraction_cb), self, 0);
  ori_job_start (job);
  g_object_unref (job);
}

void
ori_import_view_stop_work (OriImportView *self)
{
  if (self->work == NULL)
    return;
  forget_work (self);
  ori_import_view_set_work (self, NULL);
}

void
ori_import_view_rederived (OriImportView *self)
{
  if (self->sheet_model != NULL) {
    ori_sheet_model_reread (self->sheet_model, ori_import_view_recognition (self));
    update_records (self);
    describe_reading (self);
    update_use (self);
    ori_import_view_update_missing (self);
  }
  ori_import_view_fill_doubts (self);
  if (self->follow && self->doubt >= 0)
    ori_import_view_show_doubt (self, self->doubt);
  self->follow = FALSE;
  ori_import_view_find_versions (self);
  ori_import_view_refresh_group (self);
  ori_import_view_update_recipe (self);
  gtk_list_box_invalidate_headers (self->files);
  ori_import_view_update_footer (self);
  ori_import_view_update_totals (self);
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_import_view_commit (ORI_IMPORT_VIEW (widget));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_str_equal (name, "import.undo"))
    ori_import_view_undo (ORI_IMPORT_VIEW (widget));
  else
    ori_import_view_redo (ORI_IMPORT_VIEW (widget));
}

static void
compare_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_import_view_compare (ORI_IMPORT_VIEW (widget));
}

static void
drop_recipe_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_import_view_decide (ORI_IMPORT_VIEW (widget),
                          ori_decision_new (ORI_DECIDE_DROP_RECIPE, 0, 0, 0));
}

static void
settle_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_import_view_settle (ORI_IMPORT_VIEW (widget));
}

static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_import_view_step_doubt (ORI_IMPORT_VIEW (widget),
                              g_str_equal (name, "import.next-doubt") ? 1 : -1);
}

static void
close_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  OriImportView *self = ORI_IMPORT_VIEW (widget);

  if (!ori_import_view_cancel_add (self) && !ori_import_view_cancel_decisions (self) &&
      !ori_import_view_cancel_again (self))
    gtk_window_close (GTK_WINDOW (widget));
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ori_import_view_choose_more (ORI_IMPORT_VIEW (widget));
}

static void
header_activated_cb (OriImportView *self, guint col)
{
  ori_import_view_ask_role (self, -1, col);
}

static void
gutter_activated_cb (OriImportView *self, guint row)
{
  ori_import_view_ask_role (self, row, -1);
}

static void
cell_activated_cb (OriImportView *self, guint row, guint col)
{
  ori_import_view_ask_role (self, row, col);
}

static void
doubt_activated_cb (OriImportView *self, GtkListBoxRow *row)
{
  ori_import_view_show_doubt (self, gtk_list_box_row_get_index (row));
}

static void
record_activated_cb (OriImportView *self, guint row, guint col)
{
  OriRange range;

  if (self->showing_unused) {
    if (!ori_unused_model_place (self->unused_model, row, &range))
      return;
  } else {
    const OriRecord *record = ori_records_model_record (self->records_model, row);
    if (record == NULL)
      return;
    range.row1 = record->cell.row;
    range.col1 = record->cell.col;
  }
  ori_grid_set_cursor (self->grid, range.row1, range.col1);
  ori_grid_center_cell (self->grid, range.row1, range.col1);
}

static void
ori_import_view_dispose (GObject *object)
{
  OriImportView *self = ORI_IMPORT_VIEW (object);

  ori_import_view_end_commit (self);
  ori_import_view_cancel_add (self);
  g_clear_handle_id (&self->version_source, g_source_remove);
  g_clear_pointer (&self->versions, g_ptr_array_unref); /* before what they look at */
  if (self->grid != NULL)
    ori_grid_set_model (self->grid, NULL);
  if (self->readings != NULL) /* rows go one by one, and each asks for headers anew */
    gtk_list_box_set_header_func (self->files, NULL, NULL, NULL);
  g_clear_weak_pointer (&self->popover);
  g_clear_pointer (&self->orgunit_codes, g_ptr_array_unref);
  g_clear_object (&self->sheet_model);
  g_clear_object (&self->records_model);
  g_clear_object (&self->unused_model);
  if (self->work != NULL)
    forget_work (self);
  g_clear_object (&self->work);
  g_clear_pointer (&self->card_choices, g_ptr_array_unref);
  g_clear_pointer (&self->card_entries, g_ptr_array_unref);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->made_units, g_ptr_array_unref);
  g_clear_pointer (&self->recipe_names, g_hash_table_unref);
  g_clear_pointer (&self->made_indicators, g_ptr_array_unref);
  g_clear_pointer (&self->doubt_key, g_free);
  g_clear_object (&self->session);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->readings, g_ptr_array_unref);
  G_OBJECT_CLASS (ori_import_view_parent_class)->dispose (object);
}

static void
ori_import_view_finalize (GObject *object)
{
  g_array_unref (ORI_IMPORT_VIEW (object)->included);
  G_OBJECT_CLASS (ori_import_view_parent_class)->finalize (object);
}

static void
ori_import_view_class_init (OriImportViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ori_import_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = ori_import_view_finalize;
  g_type_ensure (ORI_TYPE_GRID);
  g_type_ensure (ORI_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/orientir/Orientir/ori-import-view.ui");
  gtk_widget_class_bind_template_child (widget_class, OriImportView, title);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, toasts);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, files);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, stack);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, broken);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, file_name);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, reading_note);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, sheets);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, version_bar);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, version_label);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, version_choice);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, grid);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, records_grid);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, doubts_title);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, records_title);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, doubts);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, orgunit_row);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, orgunit);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, year_row);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, year);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, use_sheet);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, summary);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, own_file);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, recipe_bar);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, recipe_label);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, remember_row);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, remember);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, recipe_name);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, panes);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, reading_reason);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, card);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, card_count);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, card_place);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, card_text);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, card_box);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, card_similar);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, show_records);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, show_unused);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, options);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, encoding);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, separator);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, quote);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, progress);
  gtk_widget_class_bind_template_child (widget_class, OriImportView, import_button);
  gtk_widget_class_bind_template_callback (widget_class, file_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, header_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gutter_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, doubt_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, cursor_moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, own_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_chosen_cb);
  gtk_widget_class_install_action (widget_class, "import.commit", NULL, import_cb);
  gtk_widget_class_install_action (widget_class, "import.compare", NULL, compare_cb);
  gtk_widget_class_install_action (widget_class, "import.next-doubt", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "import.previous-doubt", NULL, step_cb);
  gtk_widget_class_install_action (widget_class, "import.settle", NULL, settle_cb);
  gtk_widget_class_install_action (widget_class, "import.drop-recipe", NULL, drop_recipe_cb);
  gtk_widget_class_install_action (widget_class, "import.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "import.redo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "import.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "import.close", NULL, close_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "import.commit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "import.commit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "import.add",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "import.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "import.redo", NULL);
}

static gboolean
step_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  ori_import_view_step_doubt (ORI_IMPORT_VIEW (widget), g_variant_get_int32 (args));
  return TRUE;
}

/* Before the paned sees F8, which would move the focus to its handle. */
static void
add_step_keys (OriImportView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  const struct {
    GdkModifierType state;
    int step;
  } keys[] = {{0, 1}, {GDK_SHIFT_MASK, -1}};

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F8, keys[i].state),
                                              gtk_callback_action_new (step_key_cb, NULL, NULL));
    gtk_shortcut_set_arguments (shortcut, g_variant_new_int32 (keys[i].step));
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  }
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ori_import_view_init (OriImportView *self)
{
  self->included = g_array_new (FALSE, TRUE, sizeof (gboolean));
  self->findings = g_ptr_array_new ();
  self->card_entries = g_ptr_array_new ();
  self->made_units = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);
  self->made_indicators = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_indicator_free);
  self->doubt = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  ori_chooser_setup (self->sheets, 14);
  add_step_keys (self);
  ori_import_view_add_role_keys (self);
  ori_import_view_init_missing (self);
  ori_import_view_init_options (self);
  ori_import_view_init_history (self);
  ori_import_view_init_recipe (self);
  ori_import_view_init_add (self);
}

gboolean
ori_import_view_wants (OriImportView *self, const OriReading *reading)
{
  return reading->import != NULL && ori_import_duplicate_of (reading->import, self->session) == 0;
}

void
ori_import_view_update_title (OriImportView *self)
{
  g_autofree char *subtitle =
      g_strdup_printf (ngettext ("%s · %u file", "%s · %u files", self->readings->len),
                       ori_session_title (self->session), self->readings->len);

  adw_window_title_set_subtitle (self->title, subtitle);
}

OriImportView *
ori_import_view_new (GtkWindow *parent, OriSession *session, GPtrArray *readings)
{
  OriImportView *self =
      g_object_new (ORI_TYPE_IMPORT_VIEW, "transient-for", parent, "modal", TRUE, NULL);

  self->session = g_object_ref (session);
  self->readings = readings;
  self->first_data = ori_session_cycles (session)->len == 0;
  self->records_model = ori_records_model_new (ori_session_snapshot (session)->orgunits,
                                               ori_session_snapshot (session)->programme);
  self->unused_model = ori_unused_model_new ();
  ori_grid_set_model (self->records_grid, ORI_GRID_MODEL (self->records_model));
  ori_import_view_sort_files (self);
  ori_import_view_update_title (self);
  for (guint i = 0; i < readings->len; i++) {
    gboolean include = ori_import_view_wants (self, get_reading (self, i));
    g_array_append_val (self->included, include);
  }
  ori_import_view_init_versions (self);
  ori_import_view_fill_files (self);
  ori_import_view_update_footer (self);
  ori_import_view_select_file (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  return self;
}
