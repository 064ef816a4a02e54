/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/ori-cli-stage.h"

#include "core/ori-number.h"

/* Names that a stage refers to: those of the context and those it brings along. */
typedef struct {
  GHashTable *orgunits;
  GHashTable *indicators;
  const OriProgramme *programme;
} Names;

static void
collect_names (Names *names, const OriStage *stage, const OriMatchContext *context)
{
  names->orgunits = g_hash_table_new (g_str_hash, g_str_equal);
  names->indicators = g_hash_table_new (g_str_hash, g_str_equal);
  names->programme = context->programme;
  for (guint i = 0; context->orgunits != NULL && i < context->orgunits->len; i++) {
    OriOrgUnit *unit = g_ptr_array_index (context->orgunits, i);

    g_hash_table_insert (names->orgunits, unit->code, unit);
  }
  for (guint i = 0; i < stage->new_orgunits->len; i++) {
    OriOrgUnit *unit = g_ptr_array_index (stage->new_orgunits, i);

    g_hash_table_insert (names->orgunits, unit->code, unit);
  }
  for (guint i = 0; i < stage->new_indicators->len; i++) {
    OriIndicator *indicator = g_ptr_array_index (stage->new_indicators, i);

    g_hash_table_insert (names->indicators, indicator->code, indicator);
  }
}

static const OriIndicator *
find_indicator (const Names *names, const char *code)
{
  const OriIndicator *found = code != NULL ? g_hash_table_lookup (names->indicators, code) : NULL;

  if (found == NULL && code != NULL && names->programme != NULL)
    found = ori_programme_indicator (names->programme, code);
  return found;
}

static const OriElement *
find_element (const Names *names, const OriRecord *record)
{
  const OriIndicator *indicator = find_indicator (names, record->indicator);

  if (indicator != NULL && record->part != NULL)
    return ori_indicator_element (indicator, record->part);
  if (record->element != NULL && names->programme != NULL)
    return ori_programme_element (names->programme, record->element);
  return NULL;
}

static void
add_record (OriJsonWriter *writer, const Names *names, const OriRecord *record)
{
  g_autofree char *cell = ori_cellref_name (record->cell.row, record->cell.col);
  g_autofree char *period = ori_period_code (&record->period);
  gboolean has_value = record->status == ORI_STATUS_VALUE || record->status == ORI_STATUS_DOUBTFUL;

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "sheet", record->sheet);
  ori_json_add_string (writer, "cell", cell);
  ori_json_add_string (writer, "orgunit_printed", record->orgunit_printed);
  ori_cli_json_orgunit (
      writer, "orgunit",
      record->orgunit != NULL ? g_hash_table_lookup (names->orgunits, record->orgunit) : NULL);
  ori_json_add_string (writer, "indicator_printed", record->indicator_printed);
  ori_cli_json_indicator (writer, "indicator", find_indicator (names, record->indicator));
  ori_cli_json_element (writer, "element", find_element (names, record));
  ori_json_add_string (writer, "part", record->part);
  ori_json_add_string (writer, "period", *period != '\0' ? period : NULL);
  if (has_value && record->text == NULL)
    ori_json_add_number (writer, "value", record->value);
  else
    ori_json_add_null (writer, "value");
  ori_json_add_string (writer, "text", record->text);
  ori_json_add_string (writer, "printed", record->printed);
  ori_json_add_string (writer, "unit", record->unit);
  ori_json_add_string (writer, "status", ori_status_code (record->status));
  ori_json_add_string (writer, "note", record->note);
  ori_json_end_object (writer);
}

static void
add_table (OriJsonWriter *writer, const OriStageTable *table)
{
  g_autofree char *range = ori_range_name (&table->range);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "sheet", table->sheet);
  ori_json_add_string (writer, "range", range);
  ori_json_add_string (writer, "layout", table->layout);
  ori_json_add_string (writer, "title", table->title);
  ori_json_add_number (writer, "confidence", table->confidence);
  ori_json_add_string (writer, "reason", table->reason);
  ori_json_end_object (writer);
}

static void
add_unused (OriJsonWriter *writer, const OriStageUnused *unused)
{
  g_autofree char *range = ori_range_name (&unused->range);

  ori_json_begin_object (writer, NULL);
  ori_json_add_string (writer, "sheet", unused->sheet);
  ori_json_add_string (writer, "range", range);
  ori_json_add_string (writer, "text", unused->text);
  ori_json_add_string (writer, "reason", unused->reason);
  ori_json_end_object (writer);
}

void
ori_cli_json_stage (OriJsonWriter *writer, const OriStage *stage, const OriMatchContext *context)
{
  Names names;

  collect_names (&names, stage, context);
  ori_json_begin_array (writer, "records");
  for (guint i = 0; i < stage->records->len; i++)
    add_record (writer, &names, g_ptr_array_index (stage->records, i));
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "tables");
  for (guint i = 0; i < stage->tables->len; i++)
    add_table (writer, g_ptr_array_index (stage->tables, i));
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "unused");
  for (guint i = 0; i < stage->unused->len; i++)
    add_unused (writer, g_ptr_array_index (stage->unused, i));
  ori_json_end_array (writer);
  ori_json_begin_array (writer, "findings");
  for (guint i = 0; i < stage->findings->len; i++)
    ori_cli_json_finding (writer, g_ptr_array_index (stage->findings, i));
  ori_json_end_array (writer);
  g_hash_table_unref (names.orgunits);
  g_hash_table_unref (names.indicators);
}

void
ori_cli_print_stage (const OriStage *stage)
{
  for (guint i = 0; i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    g_autofree char *cell = ori_cellref_name (record->cell.row, record->cell.col);
    g_autofree char *period = ori_period_label (&record->period);

    g_print ("%s!%s\t%s\t%s\t%s\t%s\t%s\t%s\n", record->sheet != NULL ? record->sheet : "", cell,
             record->orgunit_printed != NULL ? record->orgunit_printed : "—",
             record->indicator_printed != NULL ? record->indicator_printed : "—",
             record->part != NULL ? record->part : "—", period,
             record->printed != NULL ? record->printed : "", ori_status_code (record->status));
  }
}

void
ori_cli_print_findings (const OriStage *stage, OriSeverity least)
{
  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    g_autofree char *text = ori_finding_text (finding);

    if (finding->severity >= least)
      g_printerr ("%s\n", text);
  }
}
