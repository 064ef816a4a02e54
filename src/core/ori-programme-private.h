/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-fields-private.h"
#include "core/ori-programme.h"

G_BEGIN_DECLS

/* Members of programmes and indicators in JSON and in memory. */
extern const OriFields ori_indicator_fields;
extern const OriFields ori_programme_fields;

/* Members of what all programmes share: contextual.json. */
typedef struct {
  GPtrArray *populations; /* of OriPopulation */
  GPtrArray *elements;    /* of OriElement */
} OriContext;
extern const OriFields ori_context_fields;

/* A direction of the crosswalk, crosswalk.json. */
typedef struct {
  char *code;
  char *name;
} OriDirection;
typedef struct {
  GPtrArray *directions; /* of OriDirection */
} OriCrosswalk;
extern const OriFields ori_crosswalk_fields;

/* Sets the codes of the elements, makes the elements that the kind needs when there are none, and
 * checks what one indicator can be checked for by itself. Errors name @where. */
gboolean ori_indicator_complete (OriIndicator *indicator, const char *where, GError **error);
OriIndicator *ori_indicator_copy (const OriIndicator *indicator);

/* Fills by_code and elements_by_code anew. */
void ori_programme_index (OriProgramme *self);
/* Checks every reference between members; @directions are the known codes of the crosswalk. */
gboolean ori_programme_check (const OriProgramme *self, const GPtrArray *directions,
                              GError **error);

G_END_DECLS
