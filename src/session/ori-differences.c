/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/ori-differences.h"

#include <string.h>

/* A record stands for its figure: element, org unit, period. */
static guint
hash_key (gconstpointer key)
{
  const OriRecord *record = key;
  const OriPeriod *period = &record->period;

  return ((g_str_hash (record->element) * 31 + g_str_hash (record->orgunit)) * 31 +
          (guint)period->year) *
             31 +
         (guint)period->kind;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const OriRecord *x = a, *y = b;

  return strcmp (x->element, y->element) == 0 && strcmp (x->orgunit, y->orgunit) == 0 &&
         ori_period_compare (&x->period, &y->period) == 0;
}

static gboolean
has_value (const OriRecord *record)
{
  return record->status == ORI_STATUS_VALUE || record->status == ORI_STATUS_DOUBTFUL;
}

/* A doubt about the same number is no other number. */
static gboolean
is_same (const OriRecord *before, const OriRecord *after)
{
  if (has_value (before) != has_value (after))
    return FALSE;
  if (!has_value (before))
    return before->status == after->status;
  return before->value == after->value && g_strcmp0 (before->text, after->text) == 0;
}

static void
add (OriDifferences *self, const OriRecord *before, const OriRecord *after)
{
  OriDifference difference = {ORI_DIFFERENCE_CHANGED, before, after};

  if (before == NULL) {
    difference.kind = ORI_DIFFERENCE_ADDED;
    self->n_added++;
  } else if (after == NULL) {
    difference.kind = ORI_DIFFERENCE_VANISHED;
    self->n_vanished++;
  } else if (is_same (before, after)) {
    self->n_same++;
    return;
  } else {
    self->n_changed++;
  }
  g_array_append_val (self->items, difference);
}

OriDifferences *
ori_differences_begin (GPtrArray *before, GPtrArray *after)
{
  OriDifferences *self = g_new0 (OriDifferences, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (OriDifference));
  self->before = g_ptr_array_ref (before);
  self->after = g_ptr_array_ref (after);
  self->old = g_hash_table_new (hash_key, equal_keys);
  self->fresh = g_hash_table_new (hash_key, equal_keys);
  return self;
}

static void
learn (GHashTable *index, OriRecord *record)
{
  if (ori_record_is_ready (record) && !g_hash_table_contains (index, record))
    g_hash_table_add (index, record);
}

/* TRUE for the record that stands for its figure. */
static gboolean
is_first (GHashTable *index, const OriRecord *record)
{
  return ori_record_is_ready (record) && g_hash_table_lookup (index, record) == record;
}

/* Both sides are learnt, then the newer one is looked up in the older, then the other way round. */
static void
take (OriDifferences *self, guint position)
{
  const guint n_before = self->before->len, n_after = self->after->len;
  OriRecord *record;

  if (position < n_before) {
    learn (self->old, g_ptr_array_index (self->before, position));
  } else if (position < n_before + n_after) {
    learn (self->fresh, g_ptr_array_index (self->after, position - n_before));
  } else if (position < n_before + 2 * n_after) {
    record = g_ptr_array_index (self->after, position - n_before - n_after);
    if (is_first (self->fresh, record))
      add (self, g_hash_table_lookup (self->old, record), record);
  } else {
    record = g_ptr_array_index (self->before, position - n_before - 2 * n_after);
    if (is_first (self->old, record) && !g_hash_table_contains (self->fresh, record))
      add (self, record, NULL);
  }
}

gboolean
ori_differences_step (OriDifferences *self, guint n)
{
  const guint all = 2 * (self->before->len + self->after->len);

  for (; n > 0 && self->done < all; n--)
    take (self, self->done++);
  if (self->done < all)
    return TRUE;
  g_clear_pointer (&self->old, g_hash_table_unref);
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  return FALSE;
}

OriDifferences *
ori_differences_new (GPtrArray *before, GPtrArray *after)
{
  OriDifferences *self = ori_differences_begin (before, after);

  while (ori_differences_step (self, G_MAXUINT))
    ;
  return self;
}

void
ori_differences_free (OriDifferences *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
  g_clear_pointer (&self->old, g_hash_table_unref);
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_free (self);
}

const char *
ori_difference_kind_code (OriDifferenceKind kind)
{
  static const char *const codes[] = {"changed", "added", "vanished"};

  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (codes), "changed");
  return codes[kind];
}
