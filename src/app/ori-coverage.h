/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-snapshot.h"

G_BEGIN_DECLS

/* The org units that a table of @snapshot shows: those of the main level that exist in @cycle or
 * reported; GArray of guint. */
GArray *ori_coverage_orgunits (const OriSnapshot *snapshot, int cycle);
/* The indicators with observations in @cycle (0: in any), of const OriIndicator, in the order of
 * the programme. */
GPtrArray *ori_coverage_indicators (const OriSnapshot *snapshot, int cycle);

G_END_DECLS
