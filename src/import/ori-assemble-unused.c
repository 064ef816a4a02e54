/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-assemble-private.h"

#include <string.h>

/* What gave no record, in runs of cells with one reason: nothing disappears in silence. */

static void
add_run (OriStage *stage, const OriSheetResult *result, guint row, guint col1, guint col2,
         OriUnusedReason reason, guint from)
{
  const char *code = ori_unused_code (reason);
  GPtrArray *unused = stage->unused;
  for (guint i = unused->len; i > from && i + 8 > unused->len; i--) {
    OriStageUnused *above = g_ptr_array_index (unused, i - 1);
    if (above->range.row2 + 1 == row && above->range.col1 == col1 && above->range.col2 == col2 &&
        strcmp (above->reason, code) == 0) {
      above->range.row2 = row;
      return;
    }
  }
  OriStageUnused *item = g_new0 (OriStageUnused, 1);
  item->sheet = g_strdup (ori_sheet_name (result->grid->sheet));
  item->range = (OriRange){row, col1, row, col2};
  item->text = ori_grid_text (result->grid, row, col1);
  item->reason = g_strdup (code);
  g_ptr_array_add (unused, item);
}

void
ori_assemble_unused (OriStage *stage, const OriSheetResult *result)
{
  const OriGrid *grid = result->grid;
  guint from = stage->unused->len;
  for (gsize i = 0; i < grid->n_cells;) {
    const OriGridCell *cell = &grid->info[i];
    if (cell->cls == ORI_CLASS_EMPTY || cell->reason == ORI_UNUSED_NONE) {
      i++;
      continue;
    }
    gsize end = i;
    while (end + 1 < grid->n_cells && grid->cells[end + 1].row == grid->cells[i].row &&
           grid->info[end + 1].reason == cell->reason &&
           grid->info[end + 1].cls != ORI_CLASS_EMPTY &&
           grid->cells[end + 1].col == grid->cells[end].col + 1)
      end++;
    add_run (stage, result, grid->cells[i].row, grid->cells[i].col, grid->cells[end].col,
             (OriUnusedReason)cell->reason, from);
    i = end + 1;
  }
}
