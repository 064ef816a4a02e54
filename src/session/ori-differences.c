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

/* The first record of each figure: a set. */
static GHashTable *
index_records (const GPtrArray *records)
{
  GHashTable *index = g_hash_table_new (hash_key, equal_keys);

  for (guint i = 0; i < records->len; i++) {
    OriRecord *record = g_ptr_array_index (records, i);
    if (ori_record_is_ready (record) && !g_hash_table_contains (index, record))
      g_hash_table_add (index, record);
  }
  return index;
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
ori_differences_new (GPtrArray *before, GPtrArray *after)
{
  OriDifferences *self = g_new0 (OriDifferences, 1);
  g_autoptr (GHashTable) old = index_records (before);
  g_autoptr (GHashTable) fresh = index_records (after);

  self->items = g_array_new (FALSE, FALSE, sizeof (OriDifference));
  self->before = g_ptr_array_ref (before);
  self->after = g_ptr_array_ref (after);
  for (guint i = 0; i < after->len; i++) {
    const OriRecord *record = g_ptr_array_index (after, i);
    if (ori_record_is_ready (record) && g_hash_table_lookup (fresh, record) == record)
      add (self, g_hash_table_lookup (old, record), record);
  }
  for (guint i = 0; i < before->len; i++) {
    const OriRecord *record = g_ptr_array_index (before, i);
    if (ori_record_is_ready (record) && g_hash_table_lookup (old, record) == record &&
        !g_hash_table_contains (fresh, record))
      add (self, record, NULL);
  }
  return self;
}

void
ori_differences_free (OriDifferences *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
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
