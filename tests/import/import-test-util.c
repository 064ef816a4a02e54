/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-test-util.h"
#include "core/ori-number.h"

#include <string.h>

OriBook *
import_test_book (const char *csv)
{
  OriBookOptions options = {.encoding = "UTF-8", .separator = ';'};
  g_autoptr (GBytes) bytes = g_bytes_new (csv, strlen (csv));
  g_autoptr (GError) error = NULL;
  OriBook *book = ori_book_load_bytes (bytes, "table.csv", &options, NULL, NULL, &error);
  g_assert_no_error (error);
  return book;
}

static void
add_record (GString *out, const OriRecord *record)
{
  g_autofree char *cell = ori_cellref_name (record->cell.row, record->cell.col);
  g_autofree char *period = ori_period_code (&record->period);
  g_autofree char *value = ori_number_to_text (record->value);
  gboolean has_value = record->status == ORI_STATUS_VALUE || record->status == ORI_STATUS_DOUBTFUL;
  g_string_append_printf (out, "%s | %s [%s] | %s [%s] | %s | %s %s", cell,
                          record->orgunit_printed ? record->orgunit_printed : "-",
                          record->orgunit ? record->orgunit : "-",
                          record->indicator_printed ? record->indicator_printed : "-",
                          record->element ? record->element : "-", period[0] ? period : "-",
                          ori_status_code (record->status), has_value ? value : "-");
  if (record->unit)
    g_string_append_printf (out, " %s", record->unit);
  if (record->text)
    g_string_append_printf (out, " text «%s»", record->text);
  if (record->note)
    g_string_append_printf (out, " (%s)", record->note);
  g_string_append_c (out, '\n');
}

char *
import_test_dump (const OriStage *stage, gboolean only_records)
{
  GString *out = g_string_new (NULL);
  const char *sheet = NULL;
  for (guint i = 0; !only_records && i < stage->tables->len; i++) {
    const OriStageTable *table = g_ptr_array_index (stage->tables, i);
    g_autofree char *range = ori_range_name (&table->range);
    g_string_append_printf (out, "table %s %s «%s» %.2f\n", range, table->layout,
                            table->title ? table->title : "", table->confidence);
  }
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    if (!only_records && g_strcmp0 (sheet, record->sheet) != 0)
      g_string_append_printf (out, "sheet %s\n", record->sheet);
    sheet = record->sheet;
    add_record (out, record);
  }
  for (guint i = 0; !only_records && i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    g_string_append_printf (out, "finding %s %s %s\n", finding->rule,
                            ori_severity_code (finding->severity),
                            finding->cell ? finding->cell : "-");
  }
  for (guint i = 0; !only_records && i < stage->unused->len; i++) {
    const OriStageUnused *unused = g_ptr_array_index (stage->unused, i);
    g_autofree char *range = ori_range_name (&unused->range);
    g_string_append_printf (out, "unused %s %s «%s»\n", range, unused->reason,
                            unused->text ? unused->text : "");
  }
  for (guint i = 0; !only_records && i < stage->new_indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (stage->new_indicators, i);
    g_string_append_printf (out, "indicator %s %s «%s» %s\n", indicator->code,
                            ori_indicator_kind_code (indicator->kind), indicator->name,
                            indicator->unit ? indicator->unit : "-");
  }
  for (guint i = 0; !only_records && i < stage->new_orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (stage->new_orgunits, i);
    g_string_append_printf (out, "orgunit %s %s «%s»\n", unit->code,
                            ori_orgunit_level_code (unit->level), unit->name);
  }
  return g_string_free (out, FALSE);
}

char *
import_test_records (const char *csv, const OriMatchContext *context)
{
  g_autoptr (OriBook) book = import_test_book (csv);
  g_autoptr (OriRecognition) recognition =
      ori_recognition_new (book, "table.csv", context, NULL, NULL, NULL);
  return import_test_dump (ori_recognition_stage (recognition), TRUE);
}
