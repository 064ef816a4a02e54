/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-coverage.h"

#include "analysis/ori-values.h"

GArray *
ori_coverage_orgunits (const OriSnapshot *snapshot, int cycle)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint));
  OriOrgUnitLevel level = ori_snapshot_main_level (snapshot);
  g_autofree gboolean *reported = g_new0 (gboolean, snapshot->orgunits->len + 1);

  for (guint i = 0; i < snapshot->observations->len; i++)
    reported[g_array_index (snapshot->observations, OriObservation, i).orgunit] = TRUE;
  for (guint i = 0; i < snapshot->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, i);
    gboolean exists = cycle == 0 || (unit->from <= cycle && cycle <= unit->to);
    if (unit->level == level && (exists || reported[i]))
      g_array_append_val (out, i);
  }
  return out;
}

GPtrArray *
ori_coverage_indicators (const OriSnapshot *snapshot, int cycle)
{
  GPtrArray *out = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < snapshot->elements->len; i++) {
    const OriElement *element = g_ptr_array_index (snapshot->elements, i);
    if (element->indicator != NULL)
      g_hash_table_add (seen, element->indicator);
  }
  for (guint i = 0; i < snapshot->programme->indicators->len; i++) {
    OriIndicator *indicator = g_ptr_array_index (snapshot->programme->indicators, i);
    if (g_hash_table_contains (seen, indicator->code) &&
        (cycle == 0 || ori_value_period_of_cycle (snapshot, indicator, cycle) != G_MAXUINT))
      g_ptr_array_add (out, indicator);
  }
  return out;
}
