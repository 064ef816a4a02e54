/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-walk-private.h"

#include <string.h>

static guint
label_count (const OriWalk *walk, const char *label)
{
  g_autofree char *key = ori_text_key (label);
  return GPOINTER_TO_UINT (g_hash_table_lookup (walk->label_counts, key));
}

/* Whether the row heads the ones below it: «в том числе» follows. */
static gboolean
is_head (const OriAxes *axes, guint row)
{
  if (ori_table_row_kind (axes->table, row + 1) != ORI_ROW_SINGLE || row >= axes->table->body2)
    return FALSE;
  guint col = axes->table->c1;
  g_autofree char *next = ori_axes_label (axes, row + 1, &col);
  g_autofree char *key = next ? ori_text_key (next) : NULL;
  return next && ori_place_is_of_which (next) && !g_str_has_prefix (key, "из общей");
}

/* The key of a row's label where the row has figures; NULL elsewhere. */
static char *
data_key (const OriAxes *axes, guint row)
{
  guint col;
  if (ori_table_row_kind (axes->table, row) != ORI_ROW_NUMERIC)
    return NULL;
  g_autofree char *label = ori_axes_label (axes, row, &col);
  return label ? ori_text_key (label) : NULL;
}

static gboolean
heads_group (const OriWalk *walk, guint row)
{
  if (walk->group_key == NULL || row >= walk->axes->table->body2)
    return FALSE;
  g_autofree char *next = data_key (walk->axes, row + 1);
  return g_strcmp0 (next, walk->group_key) == 0;
}

/* The label with what it belongs to, when it alone does not tell rows apart. */
char *
ori_walk_qualify (OriWalk *walk, guint row, const char *label)
{
  gboolean head = is_head (walk->axes, row);
  if (heads_group (walk, row)) {
    g_free (walk->group_head);
    walk->group_head = g_strdup (label);
  }
  const char *above = walk->head ? walk->head : walk->section;
  if (head && label_count (walk, label) < 2) {
    g_free (walk->super);
    walk->super = g_strdup (label);
  }
  if (label_count (walk, label) < 2 || walk->section_is_subject)
    return NULL;
  if (ori_place_is_of_which (label) && walk->main_label)
    above = walk->main_label;
  else if (above == NULL)
    above = walk->group_head;
  /* A section that names the org unit already tells the rows apart. */
  if (walk->head == NULL && (walk->section_unit != NULL || walk->section_place != NULL))
    return NULL;
  if (head && walk->super)
    above = walk->super;
  return above && strcmp (above, label) != 0 ? g_strconcat (above, " / ", label, NULL) : NULL;
}

/* «мужчины», «женщины» under «город» and under «село», with nothing but their order to tell them
 * apart: the first label that comes again begins every group, and what stands above it each time
 * heads the group if that is a name of its own. */
void
ori_walk_find_groups (OriWalk *walk)
{
  const OriAxes *axes = walk->axes;
  g_autoptr (GHashTable) heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *above = NULL, *first = NULL;
  if (axes->period_col[0] >= 0 || (axes->place_col >= 0 && axes->subject_col >= 0))
    return;
  for (guint row = axes->table->body1; row <= axes->table->body2; row++) {
    g_autofree char *key = data_key (axes, row);
    if (key != NULL) {
      if (first == NULL && GPOINTER_TO_UINT (g_hash_table_lookup (walk->label_counts, key)) > 1)
        first = g_strdup (key);
      if (first != NULL && strcmp (first, key) == 0 &&
          (above == NULL ||
           GPOINTER_TO_UINT (g_hash_table_lookup (walk->label_counts, above)) > 1 ||
           !g_hash_table_add (heads, g_strdup (above))))
        return;
    }
    g_free (above);
    above = g_steal_pointer (&key);
  }
  walk->group_key = g_steal_pointer (&first);
}
