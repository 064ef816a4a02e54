/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why an org unit lags in an indicator. */
typedef enum {
  ORI_DEFICIT_BELOW_THRESHOLD, /* score of the indicator below the low threshold */
  ORI_DEFICIT_BELOW_MEDIAN,
  ORI_DEFICIT_BELOW_SIMILAR, /* below the median of similar org units */
  ORI_DEFICIT_FALLING,
  ORI_DEFICIT_BELOW_TARGET,
  ORI_DEFICIT_MISSING, /* nothing was reported */
} OriDeficitReason;

const char *ori_deficit_reason_code (OriDeficitReason reason); /* "below-median"… */
gboolean ori_deficit_reason_parse (const char *code, OriDeficitReason *reason);

/* What a recommendation rests on: a number as it stood when the draft was written, so that a later
 * change of the data is seen. */
typedef struct {
  char *indicator; /* code */
  char *period;    /* code */
  OriDeficitReason reason;
  double value;     /* NAN when missing */
  double reference; /* threshold, median, earlier value or target compared with; NAN if none */
  char *others;     /* codes of the similar org units compared with, one per line; NULL if none */
} OriEvidence;

typedef struct {
  gint64 id;     /* 0 until stored */
  char *orgunit; /* code */
  int cycle;
  char *audience;    /* code of the bank: "authorities", "principals", "teachers", "parents"… */
  char *text;        /* plain text as edited */
  char *template_id; /* entry of the bank it grew from, NULL when written by hand */
  gboolean edited;   /* the text is no longer what the bank gave */
  GArray *evidence;  /* of OriEvidence; strings owned */
  int position;      /* order within org unit and cycle */
} OriRecommendation;

OriRecommendation *ori_recommendation_new (const char *orgunit, int cycle, const char *audience,
                                           const char *text);
void ori_recommendation_add_evidence (OriRecommendation *self, const OriEvidence *evidence);
OriRecommendation *ori_recommendation_copy (const OriRecommendation *self);
void ori_recommendation_free (OriRecommendation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriRecommendation, ori_recommendation_free)

G_END_DECLS
