/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-derive-private.h"

G_BEGIN_DECLS

/* Schools of a region. There are many schools № 5: a school is known by its municipality and its
 * name, and one that is not known yet is made only where it is said in which municipality it is. */
typedef struct OriSchools OriSchools;

/* New schools are added to @stage. @context (may be NULL) and its org units are referenced. */
OriSchools *ori_schools_new (const OriMatchContext *context, OriStage *stage);
void ori_schools_free (OriSchools *self);
/* The code of the school that a place names, known or made, which a finding tells; NULL when it is
 * no school, when its municipality is not known, or when @matched, the org unit of the most similar
 * name, is a school there. */
const char *ori_schools_resolve (OriSchools *self, const OriReading *reading,
                                 const OriSheetResult *result, const OriPlace *place,
                                 const OriOrgUnit *matched);

/* TRUE if the words are the name of a school: they begin with a kind of organisation. @strict, for
 * names of files and sheets: and they have its number or its name in quotes. */
gboolean ori_school_is_like (const char *printed, gboolean strict);

G_END_DECLS
