/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-snapshot.h"

G_BEGIN_DECLS

/* Many comparisons (METHOD §5): what is significant among all that a workspace can tell, not among
 * what one table or sentence happens to show. So a change has one verb wherever it is told.
 *
 * The family of the changes are those of every share with counts from each of its years to the next
 * one, of all org units of the main level; the family of the trends are the trends of the same
 * shares over all years. Sums above that level tell nothing new and are no members. */
typedef enum {
  ORI_FAMILY_CHANGES,
  ORI_FAMILY_TRENDS,
  ORI_N_FAMILIES,
} OriFamily;

/* Benjamini–Hochberg: @p adjusted within the family; as one comparison more when it is no member (a
 * total, years that are no neighbours). NAN for NAN. The families are found at
 * first use. */
double ori_family_adjust (const OriSnapshot *snapshot, OriFamily family, double p);

G_END_DECLS
