/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-assemble-private.h"
#include "import/ori-school-private.h"

G_BEGIN_DECLS

/* A stage on its way; shared by the files ori-assemble-*.c. */

/* What a subject became. */
typedef struct {
  const OriIndicator *indicator; /* of the programme or new */
  const OriElement *element;     /* contextual */
  char *key;                     /* of its name */
  gboolean refused;              /* not used, as decided by hand */
  gboolean conflict;             /* the name counts something else in another table of the file */
} OriMeaning;

typedef struct {
  const OriReading *reading;
  const GPtrArray *results;
  const OriWatch *watch; /* may be NULL */
  OriStage *stage;
  GPtrArray *meanings;  /* per sheet: GArray of OriMeaning, beside subjects */
  GPtrArray *codes;     /* per sheet: GPtrArray of org unit codes, beside places; may hold NULL */
  GHashTable *made;     /* identity of a new indicator → OriIndicator, owned by the stage */
  GHashTable *units;    /* key of a new org unit → OriOrgUnit, owned by the stage */
  GHashTable *reported; /* findings made once per name */
  OriSchools *schools;
  gboolean make_indicators;
  guint next_code;
  struct {
    const char *text;
    char *kept;
  } kept[256]; /* names come again from row to row: what ori_stage_keep() gave last */
} OriAssembly;

/* The stage's copy of @text, NULL for NULL. @text must stay where it is while the stage is
 * assembled. */
char *ori_assembly_keep (OriAssembly *self, const char *text);
/* @row is G_MAXUINT for a finding that has no cell. */
void ori_assembly_add_finding (OriAssembly *self, const OriSheetResult *result, guint row,
                               guint col, const char *rule, OriSeverity severity,
                               const char *message);
/* TRUE the first time something is said about a name. */
gboolean ori_assembly_report_once (OriAssembly *self, const char *rule, const char *name);
/* Of the subjects of a sheet, of OriMeaning. */
GArray *ori_assembly_meanings (const OriAssembly *self, guint sheet);

/* The code of the org unit that a place means, NULL if it means none or a person must decide. */
const char *ori_assembly_resolve_place (OriAssembly *self, const OriSheetResult *result,
                                        const OriPlace *place);
/* What a subject means by the programme; both pointers stay NULL where it knows none. */
void ori_assembly_match_subject (OriAssembly *self, const OriSheetResult *result,
                                 const OriSubject *subject, OriMeaning *meaning);
/* Makes indicators of the subjects that mean none yet. */
void ori_assembly_make_indicators (OriAssembly *self);
/* Turns the drafts of a sheet into records. */
void ori_assembly_add_records (OriAssembly *self, const OriSheetResult *result);
/* Two cells that claim to be the same figure and differ: neither is believed. */
void ori_assembly_find_contradictions (OriAssembly *self);

/* One number per period. */
gint64 ori_period_number (const OriPeriod *period);

G_END_DECLS
