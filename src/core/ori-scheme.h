/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-certainty-plan.h"

G_BEGIN_DECLS

/* How indicators become a score and scores become groups (METHOD §1, §2). Plain values, kept in the
 * workspace as JSON; each accepted change enters the protocol. */

typedef enum {
  ORI_NORMALISE_NONE, /* raw values: for one indicator only */
  ORI_NORMALISE_GOALPOSTS,
  ORI_NORMALISE_MINMAX,
  ORI_NORMALISE_BEST, /* best = 100 */
  ORI_NORMALISE_ZSCORE,
  ORI_NORMALISE_PERCENTILE,
  ORI_NORMALISE_TARGET,
} OriNormalise;

typedef enum {
  ORI_AGGREGATE_ARITHMETIC,
  ORI_AGGREGATE_GEOMETRIC,
  ORI_AGGREGATE_HARMONIC,
} OriAggregate;

typedef enum {
  ORI_GROUPING_FIXED,
  ORI_GROUPING_TERCILE,
  ORI_GROUPING_SD,
  ORI_GROUPING_NATURAL,
  ORI_GROUPING_HEADTAIL,
} OriGroupingMethod;

#define ORI_MAX_GROUPS 5

typedef struct {
  OriNormalise normalise;
  OriAggregate aggregate;
  double min_completeness; /* share of the weight that must be present for a group; 2/3 */
  guint n_groups;          /* 2 to 5 */
  double thresholds[ORI_MAX_GROUPS - 1]; /* n_groups − 1, strictly ascending */
  OriGroupingMethod method;              /* how the thresholds were found */
  double sd_k;                           /* of mean ± k · sd: 0.5, or 1 */
  /* Weights level by level, each relative to its neighbours: an indicator within its criterion, a
   * criterion within its block or the whole, a block in the whole. Absent: 1; 0 leaves it out. */
  GHashTable *weights;           /* indicator code → double* */
  GHashTable *criterion_weights; /* criterion code → double* */
  GHashTable *block_weights; /* block code → double*; blocks are a level of their own only when
                              * this is not empty */
  GHashTable *goalposts; /* indicator code → double[2]*, frozen; absent: 0–100 for shares, P5–P95
                          * of the first cycle for the rest */
  OriCertaintyPlan plan; /* how the certainty of the groups is found */
  char **group_names; /* what the analyst calls the groups, from the lowest, NULL-terminated; NULL:
                       * nothing of their own. They rest while n_groups is another number */
} OriScheme;

/* The weight of a code in one of the tables above, 1 when it has none. */
double ori_scheme_weight (GHashTable *weights, const char *code);
/* Sets it; a negative @weight or NAN takes it out. */
void ori_scheme_set_weight (GHashTable *weights, const char *code, double weight);

/* Goalposts, arithmetic mean, 2/3, three groups at 50 and 75, equal weights, the plan's default. */
OriScheme *ori_scheme_new (void);
OriScheme *ori_scheme_copy (const OriScheme *self);
void ori_scheme_free (OriScheme *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriScheme, ori_scheme_free)
gboolean ori_scheme_equal (const OriScheme *a, const OriScheme *b);
/* TRUE when both give the same scores: they differ in what is made of them, if at all. */
gboolean ori_scheme_equal_scoring (const OriScheme *a, const OriScheme *b);
char *ori_scheme_to_json (const OriScheme *self);
/* Refuses thresholds that are not finite or not ascending, weights that are negative. Members that
 * older versions did not write have their defaults. */
OriScheme *ori_scheme_from_json (const char *json, GError **error);

/* Words of the command line and of JSON: "goalposts", "arithmetic", "natural"… */
const char *ori_normalise_code (OriNormalise normalise);
gboolean ori_normalise_parse (const char *code, OriNormalise *normalise);
const char *ori_aggregate_code (OriAggregate aggregate);
gboolean ori_aggregate_parse (const char *code, OriAggregate *aggregate);
const char *ori_grouping_code (OriGroupingMethod method);
gboolean ori_grouping_parse (const char *code, OriGroupingMethod *method);

/* What a group is called where nobody says otherwise, translated: of three, «низкая», «средняя»,
 * «высокая». @index from the lowest. Not owned. */
const char *ori_group_name (guint n_groups, guint index);
/* What a group is called: as the analyst named it, else as above. Lives as long as the scheme and
 * its names. */
const char *ori_scheme_group_name (const OriScheme *self, guint index);
/* TRUE when the groups have names of their own. */
gboolean ori_scheme_has_group_names (const OriScheme *self);
/* Names the groups, from the lowest; surrounding blanks do not count. The names of
 * ori_group_name(), or NULL, take them back. Fails, and changes nothing, unless there are n_groups
 * names, none of them empty or longer than ORI_MAX_GROUP_NAME characters, no two alike but for
 * capitals. */
#define ORI_MAX_GROUP_NAME 40
gboolean ori_scheme_set_group_names (OriScheme *self, const char *const *names, GError **error);
/* "low", "medium", "high"; of other numbers "1", "2"…: JSON. */
const char *ori_group_code (guint n_groups, guint index);

/* One accepted change of the thresholds. */
typedef struct {
  gint64 time; /* seconds since 1970, UTC */
  char *author;
  char *reason;
  char *subject; /* "score", or the code of an indicator */
  int cycle;     /* the cycle that was looked at */
  char *from;    /* scheme JSON before, NULL for the first */
  char *to;      /* scheme JSON after */
} OriProtocolEntry;

void ori_protocol_entry_free (OriProtocolEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriProtocolEntry, ori_protocol_entry_free)

G_END_DECLS
