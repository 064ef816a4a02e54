/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-stage.h"

G_BEGIN_DECLS

/* An immutable picture of a workspace in memory: what views and analysis read. Reference counted,
 * safe to share between threads once built. Org units, periods and elements are addressed by index
 * into the arrays. */

typedef enum {
  ORI_FLAG_NONE = 0,
  ORI_FLAG_DOUBTFUL = 1 << 0,      /* an input was imported with a doubt */
  ORI_FLAG_CORRECTED = 1 << 1,     /* an input was corrected by hand */
  ORI_FLAG_PRINTED_ONLY = 1 << 2,  /* no counts: the printed figure had to do */
  ORI_FLAG_CONFLICT = 1 << 3,      /* live sources disagree on an input */
  ORI_FLAG_PRINT_DIFFERS = 1 << 4, /* the printed percent is not what the counts give */
  ORI_FLAG_PARTIAL = 1 << 5,       /* a sum over org units of which some did not report */
  ORI_FLAG_OUT_OF_RANGE = 1 << 6,  /* x > n, negative count: no value is computed */
  ORI_FLAG_SUM = 1 << 7,           /* not reported itself: the sum of the org units below */
  ORI_FLAG_SUM_DIFFERS = 1 << 8,   /* reported itself, and the org units below give another sum */
  ORI_FLAG_HIDDEN_PART = 1 << 9,   /* a sum without what some of its parts hide: a lower bound */
  ORI_FLAG_PINNED = 1 << 10,       /* the analyst chose this one of several versions of an input */
  ORI_FLAG_PARTS_DIFFER = 1 << 11, /* a comparison of sums to which others reported each year */
} OriFlags;

typedef struct {
  gint64 id;
  guint element, orgunit, period; /* indexes */
  OriStatus status;               /* DOUBTFUL counts as a value */
  guint flags;                    /* OriFlags of this observation */
  double value;
  const char *text;    /* interned in the snapshot, NULL if none */
  const char *printed; /* likewise */
  const char *note;
  guint batch;       /* index */
  const char *sheet; /* NULL if the file has none */
  OriCellRef cell;
} OriObservation;

typedef struct {
  gint64 id;
  char *title;
  char *file; /* base name; NULL for a hand correction */
  char *format;
  char *sha256;
  char *author;
  char *reason;  /* of a correction */
  gint64 time;   /* seconds since 1970, UTC */
  gboolean live; /* FALSE once retracted */
  guint n_observations;
  guint n_findings;
} OriBatch;

typedef struct OriSnapshotIndex OriSnapshotIndex;

typedef struct OriSnapshot {
  OriProgramme *programme; /* of the workspace, own indicators included */
  GPtrArray *orgunits;     /* of OriOrgUnit, by ori_text_compare() of short names */
  GArray *periods;         /* of OriPeriod, chronological */
  GPtrArray *elements;     /* of const OriElement owned by programme: those with observations */
  GPtrArray *batches;      /* of OriBatch, oldest first, retracted ones included */
  GArray *observations;    /* of OriObservation: live winners by (element, orgunit, period) */
  char *region;            /* code of the region org unit, NULL if none */
  guint64 revision;        /* of the workspace when it was read */
  OriSnapshotIndex *index; /* private */
  GStringChunk *strings;   /* private */
  gatomicrefcount refs;    /* private */
} OriSnapshot;

/* Builder: fill the public arrays in any order, then seal. Sealing sorts org units, periods and
 * observations (renumbering what refers to them; of several observations of one key the last added
 * stays) and builds the indexes; after it nothing may change, and only after it lookups work. */
OriSnapshot *ori_snapshot_new (OriProgramme *programme); /* takes the programme */
const char *ori_snapshot_intern (OriSnapshot *self, const char *text);
/* The index of the element of this code, added when needed; G_MAXUINT if the programme has none. */
guint ori_snapshot_add_element (OriSnapshot *self, const char *code);
void ori_snapshot_seal (OriSnapshot *self);
/* The level that a person chose to compare; before the snapshot is shared. Without it, or when
 * there are no org units of that level, ori_snapshot_main_level() chooses. */
void ori_snapshot_choose_level (OriSnapshot *self, OriOrgUnitLevel level);
/* What a higher module derives from a sealed snapshot and keeps with it: made at first use, freed
 * with the snapshot; any thread. @make may ask for what stands above in the list. */
typedef enum {
  ORI_DERIVED_SUMS,
  ORI_DERIVED_FAMILIES,
  ORI_N_DERIVED,
} OriDerived;
gpointer ori_snapshot_derived (const OriSnapshot *self, OriDerived which,
                               gpointer (*make) (const OriSnapshot *), GDestroyNotify destroy);

OriSnapshot *ori_snapshot_ref (const OriSnapshot *self);
void ori_snapshot_unref (OriSnapshot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriSnapshot, ori_snapshot_unref)

/* The observation of a key, or NULL: never reported. */
const OriObservation *ori_snapshot_lookup (const OriSnapshot *self, guint element, guint orgunit,
                                           guint period);
/* The observations of an element are [*@from, *@to) of all, by org unit, then by period. */
void ori_snapshot_element_range (const OriSnapshot *self, guint element, guint *from, guint *to);
/* TRUE if any org unit reported the element over the period. */
gboolean ori_snapshot_has_period (const OriSnapshot *self, guint element, guint period);
/* Indexes by code; G_MAXUINT when not there. */
guint ori_snapshot_element_index (const OriSnapshot *self, const char *code);
guint ori_snapshot_orgunit_index (const OriSnapshot *self, const char *code);
guint ori_snapshot_period_index (const OriSnapshot *self, const OriPeriod *period);
/* By code, official or short name or alias, compared by ori_text_key(), else the only org unit
 * whose name has all the words of @name; G_MAXUINT if not there. */
guint ori_snapshot_find_orgunit (const OriSnapshot *self, const char *name);

static inline const OriOrgUnit *
ori_snapshot_orgunit (const OriSnapshot *self, guint index)
{
  return (const OriOrgUnit *)g_ptr_array_index (self->orgunits, index);
}

static inline const OriPeriod *
ori_snapshot_period (const OriSnapshot *self, guint index)
{
  return &g_array_index (self->periods, OriPeriod, index);
}

/* «file › sheet › C4» of an observation, or that it is a correction. Free with g_free(). */
char *ori_observation_place (const OriSnapshot *snapshot, const OriObservation *observation);
/* What stands in a cell, as printed if that is known; a state that has no value in words. Free with
 * g_free(). */
char *ori_observed_text (OriStatus status, double value, const char *text, const char *printed);

/* The cycle in which an observation of @indicator over @period counts: that of the period, one
 * later for indicators about the previous year. */
int ori_snapshot_cycle (const OriIndicator *indicator, const OriPeriod *period);
/* All cycles that have observations, ascending; GArray of int. */
GArray *ori_snapshot_cycles (const OriSnapshot *self);
/* The level of org units that tables, groups and reports compare: the chosen one; else
 * municipalities when at least two have observations, of their own or of their schools; else the
 * one with most org units that have observations, municipalities when there are none. */
OriOrgUnitLevel ori_snapshot_main_level (const OriSnapshot *self);

G_END_DECLS
