/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-unused-model.h"

#include <glib/gi18n-lib.h>

/* One of both, in the memory of the stage. */
typedef struct {
  const OriRecord *record;
  const OriStageUnused *unused;
} Item;

struct _OriUnusedModel {
  GObject parent_instance;
  GArray *items; /* of Item */
};

enum {
  CELL_COL,
  REASON_COL,
  TEXT_COL,
  N_COLS,
};

static void ori_unused_model_iface_init (OriGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriUnusedModel, ori_unused_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL,
                                                      ori_unused_model_iface_init))

/* The codes of OriStageUnused in words. */
static const char *
word_reason (const char *code)
{
  const struct {
    const char *code, *words;
  } reasons[] = {
      {"title", _ ("title")},
      {"note", _ ("note")},
      {"column-numbers", _ ("numbering")},
      {"total", _ ("total: summed anew")},
      {"section", _ ("heading of a section")},
      {"repeated-header", _ ("repeated heading")},
      {"identifier", _ ("identifier")},
      {"attribute", _ ("text beside the numbers")},
      {"empty-column", _ ("empty column")},
      {"no-header", _ ("column without a heading")},
      {"no-label", _ ("row without a name")},
      {"no-table", _ ("outside of tables")},
      {"by-hand", _ ("left out by hand")},
      {"sheet-not-used", _ ("the sheet is not used")},
      {"subset", _ ("a part of a territory")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (code, reasons[i].code) == 0)
      return reasons[i].words;
  return _ ("not used");
}

static const char *
get_reason (const Item *item)
{
  if (item->unused != NULL)
    return word_reason (item->unused->reason);
  if (item->record->orgunit == NULL)
    return _ ("no territory");
  return item->record->element == NULL ? _ ("no indicator") : _ ("no year");
}

static OriRange
get_range (const Item *item)
{
  OriCellRef cell;

  if (item->unused != NULL)
    return item->unused->range;
  cell = item->record->cell;
  return (OriRange){cell.row, cell.col, cell.row, cell.col};
}

static const char *
get_text (const Item *item)
{
  return item->unused != NULL ? item->unused->text : item->record->printed;
}

static guint
get_n_rows (OriGridModel *model)
{
  return ORI_UNUSED_MODEL (model)->items->len;
}

static guint
get_n_cols (OriGridModel *model)
{
  return N_COLS;
}

static void
get_cell (OriGridModel *model, guint row, guint col, OriGridCell *cell)
{
  const Item *item = &g_array_index (ORI_UNUSED_MODEL (model)->items, Item, row);
  const OriRange range = get_range (item);

  switch (col) {
  case CELL_COL:
    cell->text = ori_range_name (&range);
    cell->tone = ORI_TONE_DIM;
    break;
  case REASON_COL:
    cell->text = g_strdup (get_reason (item));
    break;
  default:
    cell->text = g_strdup (get_text (item));
    cell->tone = ORI_TONE_DIM;
  }
}

static void
get_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  const char *titles[N_COLS] = {_ ("Cells"), _ ("Why"), _ ("What is there")};
  header->text = g_strdup (titles[col]);
}

static void
get_column (OriGridModel *model, guint col, OriGridColumn *column)
{
  static const int widths[N_COLS] = {0, 0, 220};
  column->width = widths[col];
}

static char *
describe (OriGridModel *model, guint row, guint col)
{
  const Item *item = &g_array_index (ORI_UNUSED_MODEL (model)->items, Item, row);
  const OriRange range = get_range (item);
  g_autofree char *place = ori_range_name (&range);
  const char *text = get_text (item);

  return g_strdup_printf ("%s, %s: %s", place, get_reason (item), text != NULL ? text : "");
}

static char *
get_tooltip (OriGridModel *model, guint row, guint col)
{
  return describe (model, row, col);
}

static void
ori_unused_model_iface_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->cell = get_cell;
  iface->header = get_header;
  iface->column = get_column;
  iface->describe = describe;
  iface->tooltip = get_tooltip;
}

static void
ori_unused_model_finalize (GObject *object)
{
  g_array_unref (ORI_UNUSED_MODEL (object)->items);
  G_OBJECT_CLASS (ori_unused_model_parent_class)->finalize (object);
}

static void
ori_unused_model_class_init (OriUnusedModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_unused_model_finalize;
}

static void
ori_unused_model_init (OriUnusedModel *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
}

OriUnusedModel *
ori_unused_model_new (void)
{
  return g_object_new (ORI_TYPE_UNUSED_MODEL, NULL);
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const OriRange x = get_range (a), y = get_range (b);

  if (x.row1 != y.row1)
    return x.row1 < y.row1 ? -1 : 1;
  return x.col1 < y.col1 ? -1 : x.col1 > y.col1;
}

/* Cells of one reason after another; records are in order. */
static GArray *
list_unused (const OriStage *stage, const char *sheet)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Item));

  for (guint i = 0; i < stage->unused->len; i++) {
    const Item item = {NULL, g_ptr_array_index (stage->unused, i)};
    if (item.unused->sheet == NULL || g_strcmp0 (item.unused->sheet, sheet) == 0)
      g_array_append_val (list, item);
  }
  g_array_sort (list, compare_ranges);
  return list;
}

void
ori_unused_model_set_stage (OriUnusedModel *self, const OriStage *stage, const char *sheet)
{
  g_array_set_size (self->items, 0);
  if (stage != NULL) {
    g_autoptr (GArray) unused = list_unused (stage, sheet);
    const char *same = NULL; /* texts of records are kept once: one comparison will do */
    guint next = 0;

    for (guint i = 0; i < stage->records->len; i++) {
      const Item item = {g_ptr_array_index (stage->records, i), NULL};
      if (ori_record_is_ready (item.record))
        continue;
      if (item.record->sheet != NULL && item.record->sheet != same) {
        if (g_strcmp0 (item.record->sheet, sheet) != 0)
          continue;
        same = item.record->sheet;
      }
      for (; next < unused->len && compare_ranges (&g_array_index (unused, Item, next), &item) <= 0;
           next++)
        g_array_append_val (self->items, g_array_index (unused, Item, next));
      g_array_append_val (self->items, item);
    }
    g_array_append_vals (self->items, &g_array_index (unused, Item, next), unused->len - next);
  }
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

gboolean
ori_unused_model_place (OriUnusedModel *self, guint row, OriRange *range)
{
  if (row >= self->items->len)
    return FALSE;
  *range = get_range (&g_array_index (self->items, Item, row));
  return TRUE;
}
