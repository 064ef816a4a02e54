/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "analysis/ori-values.h"

G_BEGIN_DECLS

/* What has come of what a programme asks for in one cycle: org units × indicators. A pure function
 * of a snapshot and of the day on which it is looked at. */

typedef enum {
  ORI_COVER_MISSING,        /* asked and not there */
  ORI_COVER_PRESENT,        /* there */
  ORI_COVER_PARTIAL,        /* a sum over less than all parts */
  ORI_COVER_DOUBTFUL,       /* there, and to be looked at */
  ORI_COVER_VERSIONS,       /* two sources disagree */
  ORI_COVER_SUPPRESSED,     /* there, and hidden as a small number */
  ORI_COVER_NOT_APPLICABLE, /* «не применимо»: not expected */
  ORI_COVER_NOT_ASKED,      /* words cannot be added: not expected of whom schools speak for */
} OriCover;

typedef struct {
  guint8 state;   /* OriCover */
  guint8 said;    /* missing, because the source says that there is no number */
  guint16 period; /* index; G_MAXUINT16 where nobody reported */
} OriCoverCell;

typedef struct {
  guint expected;           /* cells that are asked and apply */
  guint present;            /* of them everything that came, hidden and doubtful numbers too */
  guint partial;            /* of present: sums that lack parts */
  guint doubtful, versions; /* of present */
  guint crossed;            /* besides: cells to which the indicator does not apply */
} OriCoverCount;

typedef enum {
  ORI_DUE_NONE,   /* the programme gives no date */
  ORI_DUE_AHEAD,  /* more than two weeks left */
  ORI_DUE_SOON,   /* at most two weeks left; 0 days: today */
  ORI_DUE_PASSED, /* days ago */
} OriDue;

/* Immutable once computed; shared by counting references. */
typedef struct {
  gatomicrefcount ref_count;
  int cycle;
  OriOrgUnitLevel level;
  GArray *orgunits;      /* of guint, rows by name: those that exist in the year or reported */
  GPtrArray *indicators; /* of const OriIndicator, columns in the order of the programme */
  OriCoverCell *cells;   /* rows of columns */
  OriCoverCount *by_orgunit, *by_indicator;
  OriCoverCount total;
  guint n_incomplete; /* org units that lack something */
  guint n_doubtful;   /* org units with something to look at */
  guint n_silent;     /* org units that sent nothing at all */
  OriDue due;
  GDate deadline;   /* valid unless ORI_DUE_NONE */
  int days;         /* left, or since; >= 0 */
  const char *what; /* that is due, in the words of the programme; owned by the snapshot */
} OriCompleteness;

/* Asked are the declared and adopted indicators of the programme; one that only variants were
 * reported of is replaced by them. Indicators made from headers are asked where anybody reported
 * them. @today tells the state of the deadline. */
OriCompleteness *ori_completeness_compute (const OriSnapshot *snapshot, int cycle,
                                           OriOrgUnitLevel level, const GDate *today);
OriCompleteness *ori_completeness_ref (OriCompleteness *self);
void ori_completeness_unref (OriCompleteness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriCompleteness, ori_completeness_unref)

static inline const OriCoverCell *
ori_completeness_cell (const OriCompleteness *self, guint row, guint col)
{
  return &self->cells[(gsize)row * self->indicators->len + col];
}

/* TRUE for an org unit that was asked and sent nothing, not even that something does not apply. */
gboolean ori_completeness_is_silent (const OriCompleteness *self, guint row);
/* Lacks something, parts of a sum too; has something to look at. */
gboolean ori_completeness_is_incomplete (const OriCompleteness *self, guint row);
gboolean ori_completeness_is_doubtful (const OriCompleteness *self, guint row);
/* "missing", "present", "partial", "doubtful", "versions", "suppressed", "not-applicable",
 * "not-asked"; "none", "ahead", "soon", "passed". */
const char *ori_cover_code (OriCover state);
const char *ori_due_code (OriDue due);

G_END_DECLS
