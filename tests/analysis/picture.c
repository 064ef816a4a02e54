/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture.h"

#include <math.h>
#include <string.h>

static guint
add_unit (OriSnapshot *snapshot, const char *code)
{
  for (guint i = 0; i < snapshot->orgunits->len; i++)
    if (strcmp (ori_snapshot_orgunit (snapshot, i)->code, code) == 0)
      return i;
  g_ptr_array_add (snapshot->orgunits,
                   ori_orgunit_new (code, code, code, NULL, ORI_ORGUNIT_MUNICIPALITY));
  return snapshot->orgunits->len - 1;
}

static void
place_unit (OriSnapshot *snapshot, const char *code, const char *parent, const char *level)
{
  guint index = add_unit (snapshot, code);
  OriOrgUnit *unit = g_ptr_array_index (snapshot->orgunits, index);
  g_assert_true (ori_orgunit_level_parse (level, &unit->level));
  unit->parent = strcmp (parent, "-") != 0 ? g_strdup (parent) : NULL;
}

static OriPeriod
parse_period (const char *text)
{
  OriPeriod period;
  g_assert_true (ori_period_parse (text, &period));
  return period;
}

static guint
add_period (OriSnapshot *snapshot, const char *text)
{
  OriPeriod period = parse_period (text);
  for (guint i = 0; i < snapshot->periods->len; i++)
    if (ori_period_compare (ori_snapshot_period (snapshot, i), &period) == 0)
      return i;
  g_array_append_val (snapshot->periods, period);
  return snapshot->periods->len - 1;
}

static void
read_value (OriSnapshot *snapshot, const char *text, OriObservation *observation)
{
  observation->status = ORI_STATUS_VALUE;
  if (*text == '"') {
    observation->text = ori_snapshot_intern (snapshot, text + 1);
    return;
  }
  if (strcmp (text, "-") == 0)
    observation->status = ORI_STATUS_MISSING;
  else if (strcmp (text, "na") == 0)
    observation->status = ORI_STATUS_NOT_APPLICABLE;
  else if (strcmp (text, "hidden") == 0)
    observation->status = ORI_STATUS_SUPPRESSED;
  else if (strcmp (text, "nan") == 0)
    observation->value = NAN;
  else if (strcmp (text, "inf") == 0)
    observation->value = INFINITY;
  else {
    const char *printed = strchr (text, '=');
    if (*text == '?')
      observation->status = ORI_STATUS_DOUBTFUL;
    observation->value = g_ascii_strtod (text + (*text == '?'), NULL);
    observation->printed = ori_snapshot_intern (snapshot, printed ? printed + 1 : NULL);
  }
}

OriSnapshot *
picture_new (const char *indicators, const char *observations)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (
      "{\"id\": \"test\", \"title\": \"Test\", \"short_title\": \"Test\", \"criteria\": ["
      "{\"code\": \"A\", \"name\": \"A\"}, {\"code\": \"B\", \"name\": \"B\"}],"
      "\"indicators\": [%s]}",
      indicators);
  OriProgramme *programme = ori_programme_parse (json, &error);
  g_assert_no_error (error);
  OriSnapshot *snapshot = ori_snapshot_new (programme);

  g_auto (GStrv) lines = g_strsplit (observations, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", 4);
    if (g_strv_length (words) == 2)
      add_unit (snapshot, words[1]);
    if (g_strv_length (words) < 4)
      continue;
    if (strcmp (words[0], "@") == 0) {
      place_unit (snapshot, words[1], words[2], words[3]);
      continue;
    }
    OriObservation observation = {.id = i + 1};
    observation.element = ori_snapshot_add_element (snapshot, words[0]);
    g_assert_cmpuint (observation.element, !=, G_MAXUINT);
    observation.orgunit = add_unit (snapshot, words[1]);
    observation.period = add_period (snapshot, words[2]);
    read_value (snapshot, words[3], &observation);
    g_array_append_val (snapshot->observations, observation);
  }
  ori_snapshot_seal (snapshot);
  return snapshot;
}

const OriIndicator *
picture_indicator (const OriSnapshot *snapshot, const char *code)
{
  const OriIndicator *indicator = ori_programme_indicator (snapshot->programme, code);
  g_assert_nonnull (indicator);
  return indicator;
}

guint
picture_unit (const OriSnapshot *snapshot, const char *code)
{
  return ori_snapshot_orgunit_index (snapshot, code);
}

guint
picture_period (const OriSnapshot *snapshot, const char *text)
{
  OriPeriod period = parse_period (text);
  return ori_snapshot_period_index (snapshot, &period);
}
