/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "app/ori-chooser.h"
#include "app/ori-import-private.h"
#include "core/ori-number.h"

/* What the sheets themselves do not say: the territory of a file, the year of a sheet. */

static const char *
get_sheet_name (OriImportView *self)
{
  const OriBook *book = ori_recognition_book (ori_import_view_recognition (self));
  return ori_sheet_name (ori_book_sheet (book, ori_sheet_model_sheet (self->sheet_model)));
}

static gboolean
has_finding (const OriStage *stage, const char *rule, const char *sheet)
{
  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    if (g_strcmp0 (finding->rule, rule) == 0 && g_strcmp0 (finding->sheet, sheet) == 0)
      return TRUE;
  }
  return FALSE;
}

gboolean
ori_import_view_sheet_is_used (OriImportView *self)
{
  const OriStage *stage = ori_recognition_stage (ori_import_view_recognition (self));
  return !has_finding (stage, "sheet-not-used", get_sheet_name (self));
}

/* Records of the sheet whose territory the sheet does not name. */
static gboolean
lacks_orgunit (const OriStage *stage, const char *sheet, const char *chosen)
{
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    if (record->orgunit_printed == NULL && g_strcmp0 (record->orgunit, chosen) == 0 &&
        g_strcmp0 (record->sheet, sheet) == 0)
      return TRUE;
  }
  return FALSE;
}

static const char *
get_typed_year (OriImportView *self)
{
  const OriReading *reading = g_ptr_array_index (self->readings, self->current);
  return g_hash_table_lookup (reading->years,
                              GUINT_TO_POINTER (ori_sheet_model_sheet (self->sheet_model)));
}

static void
fill_orgunits (OriImportView *self)
{
  const OriReading *reading = g_ptr_array_index (self->readings, self->current);
  const OriMatchContext *context = ori_import_context (reading->import);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint selected = 0;

  g_ptr_array_set_size (self->orgunit_codes, 0);
  g_ptr_array_add (self->orgunit_codes, NULL);
  g_ptr_array_add (names, _ ("Not chosen"));
  for (guint i = 0; context->orgunits != NULL && i < context->orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (context->orgunits, i);
    if (g_strcmp0 (unit->code, context->default_orgunit) == 0)
      selected = self->orgunit_codes->len;
    g_ptr_array_add (self->orgunit_codes, g_strdup (unit->code));
    g_ptr_array_add (names, unit->short_name);
  }
  self->filling = TRUE;
  ori_chooser_fill (self->orgunit, names, selected);
  self->filling = FALSE;
}

static void
orgunit_chosen_cb (OriImportView *self)
{
  OriReading *reading = g_ptr_array_index (self->readings, self->current);
  guint selected = gtk_drop_down_get_selected (self->orgunit);
  const char *code = selected < self->orgunit_codes->len
                         ? g_ptr_array_index (self->orgunit_codes, selected)
                         : NULL;
  OriDecision *decision;

  if (self->filling || self->sheet_model == NULL ||
      g_strcmp0 (code, ori_import_context (reading->import)->default_orgunit) == 0)
    return;
  decision = ori_decision_new (ORI_DECIDE_TERRITORY, 0, 0, 0);
  decision->code = g_strdup (code);
  ori_import_view_decide (self, decision);
}

static void
year_changed_cb (OriImportView *self)
{
  OriReading *reading = g_ptr_array_index (self->readings, self->current);
  OriDecision *decision;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->year));
  const char *old;
  OriPeriod period, before;
  gboolean valid = ori_period_parse (text, &period), had;
  guint sheet;

  if (self->sheet_model == NULL)
    return;
  old = get_typed_year (self);
  had = old != NULL && ori_period_parse (old, &before);
  sheet = ori_sheet_model_sheet (self->sheet_model);
  if (valid || *text == '\0')
    gtk_widget_remove_css_class (GTK_WIDGET (self->year), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->year), "error");
  if (g_strcmp0 (old != NULL ? old : "", text) == 0)
    return;
  if (valid == had && (!valid || ori_period_compare (&period, &before) == 0)) {
    g_hash_table_insert (reading->years, GUINT_TO_POINTER (sheet), g_strdup (text));
    return;
  }
  /* An unfinished year takes the one before back. */
  decision = ori_decision_new (ORI_DECIDE_PERIOD, sheet, 0, 0);
  decision->name = g_strdup (text);
  ori_import_view_decide (self, decision);
}

void
ori_import_view_update_missing (OriImportView *self)
{
  OriRecognition *recognition = ori_import_view_recognition (self);
  const OriReading *reading = g_ptr_array_index (self->readings, self->current);
  const OriStage *stage = recognition != NULL ? ori_recognition_stage (recognition) : NULL;
  gboolean orgunit = FALSE, year = FALSE;

  if (stage != NULL && self->sheet_model != NULL) {
    const OriMatchContext *context = ori_import_context (reading->import);
    const char *sheet = get_sheet_name (self), *typed = get_typed_year (self);

    orgunit = context->orgunits != NULL && context->orgunits->len > 0 &&
              lacks_orgunit (stage, sheet, context->default_orgunit);
    year = typed != NULL || has_finding (stage, "no-period", sheet) ||
           has_finding (stage, "period-from-name", sheet);
    if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->year)), typed != NULL ? typed : ""))
      gtk_editable_set_text (GTK_EDITABLE (self->year), typed != NULL ? typed : "");
    gtk_entry_set_placeholder_text (self->year, has_finding (stage, "no-period", sheet)
                                                    ? _ ("2021 or 2020/21")
                                                    : _ ("from the name of the file or sheet"));
  }
  if (orgunit)
    fill_orgunits (self);
  gtk_widget_set_visible (self->orgunit_row, orgunit);
  gtk_widget_set_visible (self->year_row, year);
}

void
ori_import_view_init_missing (OriImportView *self)
{
  ori_chooser_setup (self->orgunit, 18);
  self->orgunit_codes = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_swapped (self->orgunit, "notify::selected", G_CALLBACK (orgunit_chosen_cb),
                            self);
  g_signal_connect_swapped (self->year, "changed", G_CALLBACK (year_changed_cb), self);
}

static void
append_reason (GString *text, const char *reason, guint n)
{
  g_autofree char *number = ori_number_format (n, 0);

  if (n > 0)
    g_string_append_printf (text, "%s%s: %s", g_str_has_suffix (text->str, "(") ? "" : ", ", reason,
                            number);
}

/* «12 записей не войдут (без территории: 10, без года: 2)»; NULL when all come in. */
char *
ori_import_view_describe_left_out (OriImportView *self)
{
  guint n, orgunits = 0, elements = 0, periods = 0;
  GString *text;
  g_autofree char *number = NULL;

  for (guint i = 0; i < self->readings->len; i++) {
    const OriReadingCounts *counts;

    if (!g_array_index (self->included, gboolean, i))
      continue;
    counts = ori_reading_counts (g_ptr_array_index (self->readings, i));
    orgunits += counts->no_orgunit;
    elements += counts->no_element;
    periods += counts->no_period;
  }
  n = orgunits + elements + periods;
  if (n == 0)
    return NULL;
  number = ori_number_format (n, 0);
  text = g_string_new (NULL);
  g_string_printf (text, ngettext ("%s record stays out", "%s records stay out", n), number);
  g_string_append (text, " (");
  append_reason (text, _ ("without a territory"), orgunits);
  append_reason (text, _ ("without an indicator"), elements);
  append_reason (text, _ ("without a year"), periods);
  g_string_append_c (text, ')');
  return g_string_free (text, FALSE);
}
