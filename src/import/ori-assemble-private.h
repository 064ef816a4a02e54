/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-derive-private.h"

G_BEGIN_DECLS

/* Turns what the sheets say into a stage: names into codes, new indicators and org units where the
 * context allows, findings where a name has no or two meanings. @results: of OriSheetResult.
 * *@starts receives, for every sheet and one past the last, the index of its first record. When
 * @watch calls it off, the stage is only there to be freed. */
OriStage *ori_assemble_stage (const OriReading *reading, const GPtrArray *results,
                              const OriWatch *watch, guint **starts);

/* Lists the cells of a sheet that gave no record. */
void ori_assemble_unused (OriStage *stage, const OriSheetResult *result);

/* The code that one of the wordings of a subject has in @codes (by text key), NULL if none; *@text
 * receives the wording. */
const char *ori_wording_code (GHashTable *codes, const OriSubject *subject, const char **text);
/* A wording of a few common words («Доля, %») means something else in the next file: only what
 * tells more is remembered. */
gboolean ori_wording_is_telling (const char *wording);

G_END_DECLS
