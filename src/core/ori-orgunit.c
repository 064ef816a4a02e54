/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-orgunit.h"

#include <string.h>

OriOrgUnit *
ori_orgunit_new (const char *code, const char *name, const char *short_name, const char *parent,
                 OriOrgUnitLevel level)
{
  OriOrgUnit *unit = g_new0 (OriOrgUnit, 1);
  unit->code = g_strdup (code);
  unit->name = g_strdup (name);
  unit->short_name = g_strdup (short_name ? short_name : name);
  unit->parent = g_strdup (parent);
  unit->level = level;
  unit->to = 9999;
  unit->aliases = g_new0 (char *, 1);
  return unit;
}

OriOrgUnit *
ori_orgunit_copy (const OriOrgUnit *unit)
{
  OriOrgUnit *copy =
      ori_orgunit_new (unit->code, unit->name, unit->short_name, unit->parent, unit->level);
  copy->city = unit->city;
  copy->from = unit->from;
  copy->to = unit->to;
  g_strfreev (copy->aliases);
  copy->aliases = g_strdupv (unit->aliases);
  return copy;
}

void
ori_orgunit_free (OriOrgUnit *unit)
{
  if (!unit)
    return;
  g_free (unit->code);
  g_free (unit->name);
  g_free (unit->short_name);
  g_free (unit->parent);
  g_strfreev (unit->aliases);
  g_free (unit);
}

void
ori_orgunit_add_alias (OriOrgUnit *unit, const char *alias)
{
  if (strcmp (alias, unit->name) == 0 || strcmp (alias, unit->short_name) == 0 ||
      g_strv_contains ((const char *const *)unit->aliases, alias))
    return;
  guint n = g_strv_length (unit->aliases);
  unit->aliases = g_renew (char *, unit->aliases, n + 2);
  unit->aliases[n] = g_strdup (alias);
  unit->aliases[n + 1] = NULL;
}

static const char *const level_codes[] = {"region", "municipality", "school", "other"};

const char *
ori_orgunit_level_code (OriOrgUnitLevel level)
{
  g_return_val_if_fail ((guint)level < G_N_ELEMENTS (level_codes), "other");
  return level_codes[level];
}

gboolean
ori_orgunit_level_parse (const char *code, OriOrgUnitLevel *level)
{
  for (guint i = 0; i < G_N_ELEMENTS (level_codes); i++)
    if (g_strcmp0 (code, level_codes[i]) == 0) {
      *level = (OriOrgUnitLevel)i;
      return TRUE;
    }
  return FALSE;
}
