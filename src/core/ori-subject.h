/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-programme.h"

G_BEGIN_DECLS

/* What is scored and grouped: everything together, one of the three blocks, a criterion or an
 * indicator. */
typedef enum {
  ORI_SUBJECT_OVERALL,
  ORI_SUBJECT_BLOCK,
  ORI_SUBJECT_CRITERION,
  ORI_SUBJECT_INDICATOR,
} OriSubjectKind;

/* A plain value; what it points to belongs to the programme or is static. Where a subject is asked
 * for, NULL means the overall score. */
typedef struct {
  OriSubjectKind kind;
  const char *code;              /* NULL overall */
  const OriIndicator *indicator; /* of ORI_SUBJECT_INDICATOR, else NULL */
} OriSubject;

#define ORI_SUBJECT_KEY_OVERALL "score"

/* The blocks in the order of the document: "conditions", "results", "management". */
#define ORI_N_BLOCKS 3
const char *ori_block_code (guint index);
/* How the programme names a block, else «Условия», «Результаты», «Управление». Not owned. */
const char *ori_block_label (const OriProgramme *programme, const char *code);
/* «Условия», «Результаты», «Управление», for narrow places; NULL: without a block. Not owned. */
const char *ori_block_short_label (const char *code);

/* The subject of one indicator; overall for NULL. */
OriSubject ori_subject_of (const OriIndicator *indicator);
/* Reads a key: NULL or "score", "block:conditions", "criterion:11.1", the code of an indicator.
 * FALSE for what the programme does not have. */
gboolean ori_subject_parse (const OriProgramme *programme, const char *key, OriSubject *subject);
/* The key, under which a workspace keeps the scheme of the subject; free with g_free(). */
char *ori_subject_key (const OriSubject *subject);
/* Whether @part is below @subject (NULL: overall) in the programme, so that a weight of the one
 * counts in a score of the other; FALSE for the subject itself. */
gboolean ori_subject_has_part (const OriProgramme *programme, const OriSubject *subject,
                               const OriSubject *part);
/* What a list calls it. Not owned. */
const char *ori_subject_label (const OriProgramme *programme, const OriSubject *subject);
/* What it is and what it is called, for a sentence: «показатель K11 «Тестирование»». */
char *ori_subject_text (const OriProgramme *programme, const OriSubject *subject);
gboolean ori_subject_equal (const OriSubject *a, const OriSubject *b);

G_END_DECLS
