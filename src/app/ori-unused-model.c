/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-unused-model.h"

#include <glib/gi18n-lib.h>

typedef struct {
  OriRange range;
  char *text;
  const char *reason;
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

  switch (col) {
  case CELL_COL:
    cell->text = ori_range_name (&item->range);
    cell->tone = ORI_TONE_DIM;
    break;
  case REASON_COL:
    cell->text = g_strdup (item->reason);
    break;
  default:
    cell->text = g_strdup (item->text);
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
  g_autofree char *place = ori_range_name (&item->range);

  return g_strdup_printf ("%s, %s: %s", place, item->reason, item->text != NULL ? item->text : "");
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
clear_item (gpointer data)
{
  g_free (((Item *)data)->text);
}

static void
ori_unused_model_init (OriUnusedModel *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
}

OriUnusedModel *
ori_unused_model_new (void)
{
  return g_object_new (ORI_TYPE_UNUSED_MODEL, NULL);
}

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
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_strcmp0 (code, reasons[i].code) == 0)
      return reasons[i].words;
  return _ ("not used");
}

static void
add_record (OriUnusedModel *self, const OriRecord *record)
{
  Item item = {{record->cell.row, record->cell.col, record->cell.row, record->cell.col},
               g_strdup (record->printed),
               NULL};

  if (record->orgunit == NULL)
    item.reason = _ ("no territory");
  else if (record->element == NULL)
    item.reason = _ ("no indicator");
  else
    item.reason = _ ("no year");
  g_array_append_val (self->items, item);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;

  if (x->range.row1 != y->range.row1)
    return x->range.row1 < y->range.row1 ? -1 : 1;
  return x->range.col1 < y->range.col1 ? -1 : x->range.col1 > y->range.col1;
}

void
ori_unused_model_set_stage (OriUnusedModel *self, const OriStage *stage, const char *sheet)
{
  g_array_set_size (self->items, 0);
  for (guint i = 0; stage != NULL && i < stage->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (stage->records, i);
    if (!ori_record_is_ready (record) &&
        (record->sheet == NULL || g_strcmp0 (record->sheet, sheet) == 0))
      add_record (self, record);
  }
  for (guint i = 0; stage != NULL && i < stage->unused->len; i++) {
    const OriStageUnused *unused = g_ptr_array_index (stage->unused, i);
    Item item = {unused->range, NULL, word_reason (unused->reason)};
    if (unused->sheet != NULL && g_strcmp0 (unused->sheet, sheet) != 0)
      continue;
    item.text = g_strdup (unused->text);
    g_array_append_val (self->items, item);
  }
  g_array_sort (self->items, compare_items);
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

gboolean
ori_unused_model_place (OriUnusedModel *self, guint row, OriRange *range)
{
  if (row >= self->items->len)
    return FALSE;
  *range = g_array_index (self->items, Item, row).range;
  return TRUE;
}
