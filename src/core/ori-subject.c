/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-subject.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BLOCK_PREFIX "block:"
#define CRITERION_PREFIX "criterion:"

static const struct {
  const char *code, *label;
} blocks[ORI_N_BLOCKS] = {
    {"conditions", N_ ("Conditions")},
    {"results", N_ ("Results")},
    {"management", N_ ("Management")},
};

const char *
ori_block_code (guint index)
{
  g_return_val_if_fail (index < ORI_N_BLOCKS, "");
  return blocks[index].code;
}

static guint
find_block (const char *code)
{
  for (guint i = 0; i < ORI_N_BLOCKS; i++)
    if (g_strcmp0 (code, blocks[i].code) == 0)
      return i;
  return ORI_N_BLOCKS;
}

const char *
ori_block_label (const OriProgramme *programme, const char *code)
{
  guint at = find_block (code);
  if (at < ORI_N_BLOCKS && programme && programme->blocks &&
      g_strv_length (programme->blocks) == ORI_N_BLOCKS)
    return programme->blocks[at];
  return ori_block_short_label (code);
}

const char *
ori_block_short_label (const char *code)
{
  guint at = find_block (code);
  return at == ORI_N_BLOCKS ? _ ("Without a block") : _ (blocks[at].label);
}

OriSubject
ori_subject_of (const OriIndicator *indicator)
{
  if (!indicator)
    return (OriSubject){.kind = ORI_SUBJECT_OVERALL};
  return (OriSubject){ORI_SUBJECT_INDICATOR, indicator->code, indicator};
}

gboolean
ori_subject_parse (const OriProgramme *programme, const char *key, OriSubject *subject)
{
  *subject = (OriSubject){.kind = ORI_SUBJECT_OVERALL};
  if (!key || strcmp (key, ORI_SUBJECT_KEY_OVERALL) == 0)
    return TRUE;
  if (g_str_has_prefix (key, BLOCK_PREFIX)) {
    guint at = find_block (key + strlen (BLOCK_PREFIX));
    if (at == ORI_N_BLOCKS)
      return FALSE;
    *subject = (OriSubject){.kind = ORI_SUBJECT_BLOCK, .code = blocks[at].code};
    return TRUE;
  }
  if (g_str_has_prefix (key, CRITERION_PREFIX)) {
    const OriCriterion *criterion =
        ori_programme_criterion (programme, key + strlen (CRITERION_PREFIX));
    if (criterion)
      *subject = (OriSubject){.kind = ORI_SUBJECT_CRITERION, .code = criterion->code};
    return criterion != NULL;
  }
  const OriIndicator *indicator = ori_programme_indicator (programme, key);
  if (indicator)
    *subject = ori_subject_of (indicator);
  return indicator != NULL;
}

char *
ori_subject_key (const OriSubject *subject)
{
  if (!subject)
    return g_strdup (ORI_SUBJECT_KEY_OVERALL);
  switch (subject->kind) {
  case ORI_SUBJECT_BLOCK:
    return g_strconcat (BLOCK_PREFIX, subject->code, NULL);
  case ORI_SUBJECT_CRITERION:
    return g_strconcat (CRITERION_PREFIX, subject->code, NULL);
  case ORI_SUBJECT_INDICATOR:
    return g_strdup (subject->code);
  case ORI_SUBJECT_OVERALL:
    break;
  }
  return g_strdup (ORI_SUBJECT_KEY_OVERALL);
}

static gboolean
is_part (const OriIndicator *indicator, const OriSubject *part)
{
  switch (part->kind) {
  case ORI_SUBJECT_CRITERION:
    return g_strcmp0 (indicator->criterion, part->code) == 0;
  case ORI_SUBJECT_INDICATOR:
    return indicator == part->indicator;
  case ORI_SUBJECT_BLOCK:
  case ORI_SUBJECT_OVERALL:
    break;
  }
  return FALSE;
}

gboolean
ori_subject_has_part (const OriProgramme *programme, const OriSubject *subject,
                      const OriSubject *part)
{
  if (!subject || subject->kind == ORI_SUBJECT_OVERALL)
    return part->kind != ORI_SUBJECT_OVERALL;
  if (subject->kind == ORI_SUBJECT_INDICATOR || subject->kind == part->kind)
    return FALSE;
  for (guint i = 0; i < programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    const char *own = subject->kind == ORI_SUBJECT_BLOCK ? indicator->block : indicator->criterion;
    if (g_strcmp0 (own, subject->code) == 0 && is_part (indicator, part))
      return TRUE;
  }
  return FALSE;
}

const char *
ori_subject_label (const OriProgramme *programme, const OriSubject *subject)
{
  const OriCriterion *criterion;
  if (!subject)
    return _ ("Overall score");
  switch (subject->kind) {
  case ORI_SUBJECT_BLOCK:
    return ori_block_label (programme, subject->code);
  case ORI_SUBJECT_CRITERION:
    criterion = ori_programme_criterion (programme, subject->code);
    return criterion ? criterion->name : subject->code;
  case ORI_SUBJECT_INDICATOR:
    return ori_indicator_label (subject->indicator);
  case ORI_SUBJECT_OVERALL:
    break;
  }
  return _ ("Overall score");
}

char *
ori_subject_text (const OriProgramme *programme, const OriSubject *subject)
{
  const char *label = ori_subject_label (programme, subject);

  switch (subject ? subject->kind : ORI_SUBJECT_OVERALL) {
  case ORI_SUBJECT_BLOCK:
    return g_strdup_printf (_ ("block “%s”"), ori_block_short_label (subject->code));
  case ORI_SUBJECT_CRITERION:
    return g_strdup_printf (_ ("criterion %s “%s”"), subject->code, label);
  case ORI_SUBJECT_INDICATOR:
    return g_strdup_printf (_ ("indicator %s “%s”"), subject->code, label);
  case ORI_SUBJECT_OVERALL:
    break;
  }
  return g_strdup (_ ("overall score"));
}

gboolean
ori_subject_equal (const OriSubject *a, const OriSubject *b)
{
  static const OriSubject overall = {.kind = ORI_SUBJECT_OVERALL};
  if (!a)
    a = &overall;
  if (!b)
    b = &overall;
  return a->kind == b->kind && g_strcmp0 (a->code, b->code) == 0;
}
