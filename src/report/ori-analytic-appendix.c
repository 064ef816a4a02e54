/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-report-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <string.h>

static guint
count_tables (const OriReport *report)
{
  guint n = 0;
  for (guint i = 0; i < report->document->items->len; i++)
    n += ((OriItem *)g_ptr_array_index (report->document->items, i))->kind == ORI_ITEM_TABLE;
  return n;
}

/* --- Components of the complex analysis --- */

static gboolean
has_string (const char *const *list, const char *wanted)
{
  for (guint i = 0; wanted && list[i]; i++)
    if (g_str_equal (list[i], wanted))
      return TRUE;
  return FALSE;
}

/* The indicators that fill a component: those of the directions that its words name. */
static char *
component_data (const OriReport *report, const GPtrArray *indicators, const char *component)
{
  g_autofree const char **directions = ori_text_directions (component);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    guint period = ori_value_period_of_cycle (report->snapshot, indicator, report->cycle);
    guint present, expected;
    OriValue value;
    g_autofree char *text = NULL, *when = NULL, *item = NULL;
    if (period == G_MAXUINT ||
        !has_string (directions, ori_indicator_direction (report->programme, indicator)))
      continue;
    value = report->single ? ori_report_value (report, indicator,
                                               g_array_index (report->orgunits, guint, 0), period)
                           : ori_report_total (report, indicator, period, &present, &expected);
    if (value.status != ORI_STATUS_VALUE)
      continue;
    text = ori_value_text (indicator, &value, ori_report_base (report, indicator));
    when = ori_when_text (report->snapshot, period, FALSE);
    item = ori_word_format ("components.item", "indicator", ori_indicator_label (indicator),
                            "value", text, "when", when, NULL);
    g_string_append_printf (list, "%s%s", list->len ? "; " : "", item);
  }
  if (list->len == 0)
    g_string_append (list, ori_word ("components.nothing"));
  return g_string_free (list, FALSE);
}

void
ori_report_add_components (OriReport *report)
{
  char **components = report->programme->components;
  g_autoptr (GPtrArray) indicators = NULL;
  OriItem *table;

  if (components == NULL || components[0] == NULL)
    return;
  indicators = ori_report_indicators (report);
  ori_document_heading (report->document, 1, ori_word ("heading.components"));
  ori_document_paragraph (report->document, ori_word ("components.intro"));
  table = ori_document_table (report->document, ori_word ("table.components"));
  ori_item_add_column (table, ori_word ("table.component"), 1.2, FALSE);
  ori_item_add_column (table, ori_word ("table.data"), 1, FALSE);
  for (guint i = 0; components[i]; i++) {
    GArray *row = ori_item_add_row (table);
    g_autofree char *data = component_data (report, indicators, components[i]);
    ori_row_add_text (row, components[i]);
    ori_row_add_text (row, data);
  }
}

/* --- Doubts --- */

static void
add_doubt (const OriReport *report, OriItem *table, const OriIndicator *indicator, guint orgunit,
           guint period, const OriValue *value)
{
  GArray *row = ori_item_add_row (table);
  g_autofree char *label = ori_period_label (ori_snapshot_period (report->snapshot, period));
  g_autofree char *place = ori_source_text (report->snapshot, value->source);
  g_autofree char *x = ori_count_text (value->numerator), *n = ori_count_text (value->denominator);
  g_autofree char *computed = ori_value_text (indicator, value, value->denominator);
  g_autofree char *counts = ori_word_format ("chart.detail", "x", x, "n", n, NULL);
  g_autofree char *text = g_strconcat (computed, " (", counts, ")", NULL);

  ori_row_add_text (row, ori_indicator_label (indicator));
  if (!report->single)
    ori_row_add_text (row, ori_snapshot_orgunit (report->snapshot, orgunit)->short_name);
  ori_row_add_text (row, label);
  ori_row_add_text (row, value->printed_text);
  ori_row_add_text (row, text);
  ori_row_add_text (row, place);
}

static void
collect_doubts (const OriReport *report, OriItem *table)
{
  g_autoptr (GPtrArray) indicators = ori_report_indicators (report);

  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    for (guint c = 0; c < report->cycles->len; c++) {
      guint period =
          ori_value_period_of_cycle (report->snapshot, indicator, ori_report_cycle_at (report, c));
      for (guint u = 0; period != G_MAXUINT && u < report->orgunits->len; u++) {
        guint orgunit = g_array_index (report->orgunits, guint, u);
        OriValue value = ori_report_value (report, indicator, orgunit, period);
        if (value.status == ORI_STATUS_VALUE && value.flags & ORI_FLAG_PRINT_DIFFERS &&
            value.printed_text)
          add_doubt (report, table, indicator, orgunit, period, &value);
      }
    }
  }
}

void
ori_report_add_doubts (OriReport *report)
{
  g_autofree char *number = g_strdup_printf ("%u", count_tables (report) + 1);
  g_autofree char *intro = ori_word_format ("doubts.intro", "table", number, NULL);
  OriItem *paragraph, *table;
  guint n = report->document->items->len;

  ori_document_heading (report->document, 1, ori_word ("heading.doubts"));
  paragraph = ori_document_paragraph (report->document, intro);
  table = ori_document_table (report->document, ori_word ("table.doubts"));
  ori_item_add_column (table, ori_word ("table.indicator-column"), 2, FALSE);
  if (!report->single)
    ori_item_add_column (table, ori_word ("table.territory"), 1.4, FALSE);
  ori_item_add_column (table, ori_word ("table.period"), 0.9, FALSE);
  ori_item_add_column (table, ori_word ("table.printed"), 1.1, TRUE);
  ori_item_add_column (table, ori_word ("table.computed"), 1.6, TRUE);
  ori_item_add_column (table, ori_word ("table.place"), 2.2, FALSE);
  collect_doubts (report, table);
  if (table->rows->len == 0) {
    g_ptr_array_set_size (report->document->items, (int)n + 2);
    g_free (paragraph->text);
    paragraph->text = g_strdup (ori_word ("doubts.none"));
  }
}
