/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ORI_ORGUNIT_REGION,
  ORI_ORGUNIT_MUNICIPALITY,
  ORI_ORGUNIT_SCHOOL, /* or another organisation below a municipality */
  ORI_ORGUNIT_OTHER,  /* rows of a foreign sheet: a country, an industry, an age group */
} OriOrgUnitLevel;

/* A node of the tree region → municipality → organisation. Names change over the years; the code
 * does not. */
typedef struct {
  char *code; /* OKTMO (8 digits) of a municipality, "R" + region code, or made by us */
  char *name; /* official: «Кочубеевский муниципальный округ» */
  char *short_name; /* for tables and charts: «Кочубеевский МО», «г. Ставрополь» */
  char *parent; /* code, NULL at the top */
  OriOrgUnitLevel level;
  gboolean city;  /* a city («г. Курск») as opposed to a district («Курский») */
  int from, to;   /* years of existence; 0 and 9999 when not known */
  char **aliases; /* other names that were met and confirmed, NULL-terminated, never NULL */
} OriOrgUnit;

OriOrgUnit *ori_orgunit_new (const char *code, const char *name, const char *short_name,
                             const char *parent, OriOrgUnitLevel level);
OriOrgUnit *ori_orgunit_copy (const OriOrgUnit *unit);
void ori_orgunit_free (OriOrgUnit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriOrgUnit, ori_orgunit_free)
void ori_orgunit_add_alias (OriOrgUnit *unit, const char *alias);
/* "region", "municipality", "school", "other": words of JSON and of the store. */
const char *ori_orgunit_level_code (OriOrgUnitLevel level);
gboolean ori_orgunit_level_parse (const char *code, OriOrgUnitLevel *level);

G_END_DECLS
