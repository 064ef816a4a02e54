/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-cellref.h"
#include "core/ori-finding.h"
#include "core/ori-orgunit.h"
#include "core/ori-period.h"
#include "core/ori-programme.h"

G_BEGIN_DECLS

/* What an import found in one file, staged in memory: import makes it, store takes it, and neither
 * knows the other. Nothing of it is in the workspace until the store commits it. */

typedef enum {
  ORI_STATUS_VALUE,
  ORI_STATUS_MISSING, /* «…», «-», «нет данных», blank where a value was expected */
  ORI_STATUS_NOT_APPLICABLE, /* «не применимо», «x» in a form's crossed-out cell */
  ORI_STATUS_SUPPRESSED,     /* hidden as a small number */
  ORI_STATUS_DOUBTFUL,       /* a value that needs a look: footnote cut off, two readings */
} OriStatus;

/* "value", "missing", "not-applicable", "suppressed", "doubtful": JSON and store. */
const char *ori_status_code (OriStatus status);
gboolean ori_status_parse (const char *code, OriStatus *status);

typedef struct {
  char *sheet; /* NULL for files without sheets */
  OriCellRef cell;
  char *orgunit_printed;   /* as in the file, NULL if from the context of the import */
  char *orgunit;           /* code, NULL when nothing matched */
  char *indicator_printed; /* header levels joined with " / " */
  char *indicator;         /* code, NULL when nothing matched; a contextual element has none */
  char *element;           /* code, NULL when nothing matched */
  char *part;              /* ORI_PART_…, "by1"… */
  OriPeriod period;        /* kind NONE when not known */
  OriStatus status;
  gboolean shared; /* memory and strings are those of its stage */
  double value;    /* as the cell means it: 0,67 shown as 67 % is 67 with unit "%"; 0 if missing */
  char *text;      /* for presence, text and list elements, else NULL */
  char *printed;   /* the cell as its format shows it */
  char *unit;      /* NULL if not known */
  char *note;      /* doubt or footnote in words, NULL if none */
} OriRecord;

OriRecord *ori_record_new (void);
OriRecord *ori_record_copy (const OriRecord *record);
void ori_record_free (OriRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriRecord, ori_record_free)

typedef struct {
  char *sheet;
  OriRange range;
  char *layout; /* "orgunits-by-periods", "orgunits-by-indicators", "indicators-by-periods",
                   "respondents", "register"… */
  char *title;
  double confidence; /* 0 to 1 */
  char *reason;      /* in words, translated */
} OriStageTable;

typedef struct {
  char *sheet;
  OriRange range;
  char *text;
  char *reason; /* "title", "note", "column-numbers", "total"…: a stable code */
} OriStageUnused;

typedef struct {
  char *file;          /* base name as shown */
  char *path;          /* NULL for data that was never a file */
  char *format;        /* "xlsx", "csv"… */
  char *sha256;        /* of the whole file, hex */
  GBytes *content;     /* the file itself, kept so that any number leads to its cell; may be NULL */
  char *title;         /* title of the batch for lists */
  GPtrArray *records;  /* of OriRecord */
  GPtrArray *tables;   /* of OriStageTable */
  GPtrArray *unused;   /* of OriStageUnused */
  GPtrArray *findings; /* of OriFinding */
  GPtrArray *new_orgunits;   /* of OriOrgUnit, to be made when the stage is committed */
  GPtrArray *new_indicators; /* of OriIndicator, likewise */
  GStringChunk *strings;     /* of shared records, each text once; NULL until there are any */
  GPtrArray *blocks;         /* memory of shared records */
  GHashTable *new_aliases;   /* printed name → org unit code, confirmed in this import */
  GHashTable *new_wordings;  /* printed wording → indicator or element code, likewise */
} OriStage;

OriStage *ori_stage_new (const char *file);
/* One that shares the records, findings and definitions of @stage, so that what the caller says of
 * the file (path, sha256, content, title) and the org units to be made are his own to change. The
 * memory of the records stays that of @stage, which must outlive it. */
OriStage *ori_stage_share (const OriStage *stage);
void ori_stage_free (OriStage *stage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriStage, ori_stage_free)

/* A new record at the end of the stage, zeroed. A big sheet makes millions of them, which differ in
 * little: the memory is the stage's, and so are the strings, which must come from
 * ori_stage_keep() and are replaced, never freed. Copies are independent. */
OriRecord *ori_stage_add_record (OriStage *stage);
/* @text in the memory of the stage, the same pointer for the same text; NULL gives NULL. */
char *ori_stage_keep (OriStage *stage, const char *text);
/* The same without looking whether it is there already, for texts that rarely repeat. */
char *ori_stage_keep_once (OriStage *stage, const char *text);

/* Records that can be committed: matched org unit, element and period. */
guint ori_stage_n_ready (const OriStage *stage);
gboolean ori_record_is_ready (const OriRecord *record);

G_END_DECLS
