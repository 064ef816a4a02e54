/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-recommendation.h"

static const char *const reason_codes[] = {"below-threshold", "below-median", "below-similar",
                                           "falling",         "below-target", "missing"};

const char *
ori_deficit_reason_code (OriDeficitReason reason)
{
  g_return_val_if_fail ((guint)reason < G_N_ELEMENTS (reason_codes), "missing");
  return reason_codes[reason];
}

gboolean
ori_deficit_reason_parse (const char *code, OriDeficitReason *reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (reason_codes); i++)
    if (g_strcmp0 (code, reason_codes[i]) == 0) {
      *reason = (OriDeficitReason)i;
      return TRUE;
    }
  return FALSE;
}

static void
clear_evidence (gpointer item)
{
  OriEvidence *evidence = item;
  g_free (evidence->indicator);
  g_free (evidence->period);
  g_free (evidence->others);
}

OriRecommendation *
ori_recommendation_new (const char *orgunit, int cycle, const char *audience, const char *text)
{
  OriRecommendation *self = g_new0 (OriRecommendation, 1);
  self->orgunit = g_strdup (orgunit);
  self->cycle = cycle;
  self->audience = g_strdup (audience);
  self->text = g_strdup (text);
  self->evidence = g_array_new (FALSE, FALSE, sizeof (OriEvidence));
  g_array_set_clear_func (self->evidence, clear_evidence);
  return self;
}

void
ori_recommendation_add_evidence (OriRecommendation *self, const OriEvidence *evidence)
{
  OriEvidence copy = *evidence;
  copy.indicator = g_strdup (evidence->indicator);
  copy.period = g_strdup (evidence->period);
  copy.others = g_strdup (evidence->others);
  g_array_append_val (self->evidence, copy);
}

OriRecommendation *
ori_recommendation_copy (const OriRecommendation *self)
{
  OriRecommendation *copy =
      ori_recommendation_new (self->orgunit, self->cycle, self->audience, self->text);
  copy->id = self->id;
  copy->template_id = g_strdup (self->template_id);
  copy->edited = self->edited;
  copy->position = self->position;
  for (guint i = 0; i < self->evidence->len; i++)
    ori_recommendation_add_evidence (copy, &g_array_index (self->evidence, OriEvidence, i));
  return copy;
}

void
ori_recommendation_free (OriRecommendation *self)
{
  if (!self)
    return;
  g_free (self->orgunit);
  g_free (self->audience);
  g_free (self->text);
  g_free (self->template_id);
  g_array_unref (self->evidence);
  g_free (self);
}
