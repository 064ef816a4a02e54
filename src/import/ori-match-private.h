/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-orgunit.h"
#include "core/ori-programme.h"

G_BEGIN_DECLS

/* Matching of printed names. Nothing is guessed: two equally good answers are no answer. */

typedef enum {
  ORI_MATCH_NONE,
  ORI_MATCH_EXACT,     /* the name or an alias, in another spelling at most */
  ORI_MATCH_LIKE,      /* a typing error away, and nothing else is near */
  ORI_MATCH_AMBIGUOUS, /* several are equally good */
} OriMatchKind;

typedef struct OriPlaceIndex OriPlaceIndex;

/* @orgunits (of OriOrgUnit, may be NULL) are referenced, not copied. An index never changes:
 * threads may share it. */
OriPlaceIndex *ori_place_index_new (const GPtrArray *orgunits);
OriPlaceIndex *ori_place_index_ref (OriPlaceIndex *index);
void ori_place_index_unref (OriPlaceIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriPlaceIndex, ori_place_index_unref)

/* Whom a name printed in a cell means. *@others (may be NULL) receives the names of the candidates
 * of an ambiguous match, or of the near ones. */
OriMatchKind ori_place_match (const OriPlaceIndex *index, const char *printed,
                              const OriOrgUnit **unit, char **others);
/* The one org unit named inside a longer text, in any case of the noun («управление образования
 * Кемеровского муниципального округа»); NULL when there is none or more than one. A bare adjective
 * or city counts only when @loose (sheet and file names). */
const OriOrgUnit *ori_place_find (const OriPlaceIndex *index, const char *text, gboolean loose);
/* TRUE if the words say that this is a territory or an organisation, whether known or not. */
gboolean ori_place_is_like (const char *printed);
/* «Итого», «Всего по краю», «В среднем по области». */
gboolean ori_place_is_total (const char *printed);
/* «в том числе:», «из них:»: a heading without figures of its own. */
gboolean ori_place_is_of_which (const char *printed);
/* What a row of figures says behind «в том числе», «из них»: «сельские». NULL when it says nothing
 * of the kind, or nothing behind it. Free with g_free(). */
char *ori_place_subset (const char *printed);

typedef struct OriSubjectIndex OriSubjectIndex;

typedef struct {
  OriMatchKind kind;
  const OriIndicator *indicator; /* or */
  const OriElement *element;     /* contextual */
  char *others;                  /* the other candidates in words, NULL if none */
} OriSubjectMatch;

/* @programme may be NULL; it is referenced. */
OriSubjectIndex *ori_subject_index_new (const OriProgramme *programme);
OriSubjectIndex *ori_subject_index_ref (OriSubjectIndex *index);
void ori_subject_index_unref (OriSubjectIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriSubjectIndex, ori_subject_index_unref)

/* What an indicator worded as @texts (NULL-terminated, the nearest wording first) is. Class numbers
 * that differ («9 классов», «11 классов») forbid a match. Free others with g_free(). */
void ori_subject_match (const OriSubjectIndex *index, const char *const *texts,
                        OriSubjectMatch *match);
/* TRUE if the text begins as indicators do: «Численность», «Доля», «Количество». */
gboolean ori_subject_is_like (const char *text);

G_END_DECLS
