/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-stage.h"

G_BEGIN_DECLS

/* What changed from one version of a file to the next, figure by figure. Plain values: nothing here
 * knows a workspace, any thread may compare. */

typedef enum {
  ORI_DIFFERENCE_CHANGED,
  ORI_DIFFERENCE_ADDED,
  ORI_DIFFERENCE_VANISHED,
} OriDifferenceKind;

typedef struct {
  OriDifferenceKind kind;
  const OriRecord *before; /* NULL if added */
  const OriRecord *after;  /* NULL if vanished */
} OriDifference;

typedef struct {
  GArray *items; /* of OriDifference: in the order of the newer file, vanished ones behind */
  guint n_changed, n_added, n_vanished, n_same;
  GPtrArray *before, *after; /* private: the records pointed to */
  GHashTable *old, *fresh;   /* private, while comparing: the first record of each figure, a set */
  guint done;                /* private */
} OriDifferences;

/* Compares records that are ready (of OriRecord); references both arrays. Of several records of one
 * figure the first counts, as in a workspace. Same value, state and text is no difference, however
 * it is printed and in whatever cell. */
OriDifferences *ori_differences_new (GPtrArray *before, GPtrArray *after);
/* The same a piece at a time: begun, nothing is compared yet; each step takes @n records up, until
 * it returns FALSE. */
OriDifferences *ori_differences_begin (GPtrArray *before, GPtrArray *after);
gboolean ori_differences_step (OriDifferences *self, guint n);
void ori_differences_free (OriDifferences *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriDifferences, ori_differences_free)

/* "changed", "added", "vanished": the words of JSON. */
const char *ori_difference_kind_code (OriDifferenceKind kind);

G_END_DECLS
