/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "analysis/ori-scoring-private.h"

/* Indicators, criteria, blocks: which column belongs where and how much it weighs. */

static guint
find_node (const OriScoring *self, const char *code, gboolean block, guint parent)
{
  for (guint i = 0; i < self->nodes->len; i++) {
    const OriNode *node = ori_scoring_node (self, i);
    if (node->block == block && node->parent == parent && g_strcmp0 (node->code, code) == 0)
      return i;
  }
  return G_MAXUINT;
}

static guint
need_node (OriScoring *self, const char *code, gboolean block, guint parent)
{
  guint at = find_node (self, code, block, parent);
  if (at != G_MAXUINT)
    return at;
  const OriScheme *scheme = self->scheme;
  /* By itself a criterion or an indicator counts in full, whatever it weighs among others. */
  gboolean whole = self->subject.kind == ORI_SUBJECT_CRITERION || self->subject.indicator != NULL;
  GHashTable *weights = block ? scheme->block_weights : scheme->criterion_weights;
  OriNode node = {.code = code, .block = block, .parent = parent};
  node.weight = whole ? 1 : ori_scheme_weight (weights, code);
  g_array_append_val (self->nodes, node);
  return self->nodes->len - 1;
}

/* Criteria must stand before the blocks they go into; while the tree grows they stand anywhere. */
static void
put_blocks_behind (OriScoring *self)
{
  guint n = self->nodes->len, at = 0;
  g_autofree guint *moved = g_new (guint, MAX (n, 1));
  g_autoptr (GArray) sorted = g_array_sized_new (FALSE, TRUE, sizeof (OriNode), n);
  for (int block = 0; block <= 1; block++)
    for (guint i = 0; i < n; i++)
      if (ori_scoring_node (self, i)->block == block) {
        moved[i] = at++;
        g_array_append_val (sorted, *ori_scoring_node (self, i));
      }
  for (guint i = 0; i < n; i++) {
    OriNode *node = &g_array_index (sorted, OriNode, i);
    if (node->parent != G_MAXUINT)
      node->parent = moved[node->parent];
  }
  for (guint i = 0; i < self->columns->len; i++) {
    OriColumn *column = g_ptr_array_index (self->columns, i);
    column->node = moved[column->node];
  }
  g_array_unref (self->nodes);
  self->nodes = g_steal_pointer (&sorted);
}

static const char *
slot_of (const OriColumn *column)
{
  return column->indicator->variant_of ? column->indicator->variant_of : column->indicator->code;
}

/* The variants of one declared indicator share its weight. */
static double
find_weight (const OriScoring *self, const OriColumn *column)
{
  GHashTable *weights = self->scheme->weights;
  const char *slot = slot_of (column);
  guint same = 0;
  if (g_hash_table_contains (weights, column->indicator->code))
    return ori_scheme_weight (weights, column->indicator->code);
  for (guint i = 0; i < self->columns->len; i++) {
    const OriColumn *other = ori_scoring_column (self, i);
    same += other->node == column->node && strcmp (slot_of (other), slot) == 0;
  }
  return ori_scheme_weight (weights, slot) / same;
}

/* A node of which nothing weighs is nothing itself. */
static void
drop_empty_nodes (OriScoring *self, double *sums)
{
  for (guint i = 0; i < self->columns->len; i++)
    sums[ori_scoring_column (self, i)->node] += ori_scoring_column (self, i)->weight;
  for (guint i = 0; i < self->nodes->len; i++) {
    OriNode *node = ori_scoring_node (self, i);
    if (!(sums[i] > 0))
      node->weight = 0;
    sums[node->parent == G_MAXUINT ? self->nodes->len : node->parent] += node->weight;
  }
}

static void
set_shares (OriScoring *self)
{
  guint n = self->nodes->len;
  g_autofree double *sums = g_new0 (double, n + 1);
  drop_empty_nodes (self, sums);
  for (guint i = n; i-- > 0;) {
    OriNode *node = ori_scoring_node (self, i);
    gboolean top = node->parent == G_MAXUINT;
    double above = top ? 1 : ori_scoring_node (self, node->parent)->share;
    double sum = sums[top ? n : node->parent];
    node->share = sum > 0 ? above * node->weight / sum : 0;
  }
  for (guint i = 0; i < self->columns->len; i++) {
    OriColumn *column = g_ptr_array_index (self->columns, i);
    double sum = sums[column->node];
    column->share =
        sum > 0 ? ori_scoring_node (self, column->node)->share * column->weight / sum : 0;
  }
}

void
ori_scoring_set_levels (OriScoring *self)
{
  gboolean blocks = self->subject.kind == ORI_SUBJECT_OVERALL &&
                    g_hash_table_size (self->scheme->block_weights) > 0;
  for (guint i = 0; i < self->columns->len; i++) {
    OriColumn *column = g_ptr_array_index (self->columns, i);
    const OriIndicator *indicator = column->indicator;
    guint block = blocks ? need_node (self, indicator->block, TRUE, G_MAXUINT) : G_MAXUINT;
    column->node = need_node (self, indicator->criterion, FALSE, block);
  }
  put_blocks_behind (self);
  for (guint i = 0; i < self->columns->len; i++) {
    OriColumn *column = g_ptr_array_index (self->columns, i);
    column->weight = self->subject.indicator ? 1 : find_weight (self, column);
  }
  set_shares (self);
}

double *
ori_scoring_weights (const OriScoring *self)
{
  double *weights = g_new (double, self->columns->len + 1);
  for (guint i = 0; i < self->columns->len; i++)
    weights[i] = ori_scoring_column (self, i)->weight;
  return weights;
}

double *
ori_scoring_node_weights (const OriScoring *self)
{
  double *weights = g_new (double, self->nodes->len + 1);
  for (guint i = 0; i < self->nodes->len; i++)
    weights[i] = ori_scoring_node (self, i)->weight;
  return weights;
}

/* Means of transformed scores are transformed scores again (none lies below the floor), so only
 * leaves and the whole are ever transformed. */
double
ori_scoring_aggregate (const OriScoring *self, OriAggregate how, const double *scores,
                       const double *weights, const double *node_weights, gboolean *floored)
{
  guint m = self->columns->len, n = self->nodes->len;
  /* One indicator is its own score: a mean of one would only add a floor or a rounding. */
  if (m == 1)
    return weights[0] > 0 && node_weights[0] > 0 ? scores[0] : NAN;

  double *sum = g_newa (double, 2 * (n + 1)), *total = sum + n + 1;
  memset (sum, 0, 2 * (n + 1) * sizeof (double));
  for (guint i = 0; i < m; i++) {
    guint at = ori_scoring_column (self, i)->node;
    if (!isfinite (scores[i]) || !(weights[i] > 0) || !(node_weights[at] > 0))
      continue;
    sum[at] += weights[i] * ori_aggregate_transform (how, scores[i], floored);
    total[at] += weights[i];
  }
  for (guint i = 0; i < n; i++) {
    guint parent = ori_scoring_node (self, i)->parent;
    guint to = parent == G_MAXUINT ? n : parent;
    if (!(total[i] > 0))
      continue;
    sum[to] += node_weights[i] * sum[i] / total[i];
    total[to] += node_weights[i];
  }
  return total[n] > 0 ? ori_aggregate_restore (how, sum[n] / total[n]) : NAN;
}
