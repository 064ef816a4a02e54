/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-derive-private.h"

G_BEGIN_DECLS

/* Turns what the sheets say into a stage: names into codes, new indicators and org units where the
 * context allows, findings where a name has no or two meanings. @results: of OriSheetResult.
 * *@starts receives, for every sheet and one past the last, the index of its first record. */
OriStage *ori_assemble_stage (const OriReading *reading, const GPtrArray *results, guint **starts);

G_END_DECLS
