/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-sheet-model.h"

#include <glib/gi18n-lib.h>

#include "core/ori-text.h"

struct _OriSheetModel {
  GObject parent_instance;
  OriBook *book;
  const OriSheet *sheet;
  guint index, n_frozen;
  const OriRecognition *recognition;
  GHashTable *doubts; /* row << 14 | column → finding */
};

static void ori_sheet_model_iface_init (OriGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriSheetModel, ori_sheet_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL,
                                                      ori_sheet_model_iface_init))

const char *
ori_role_label (OriCellRole role)
{
  switch (role) {
  case ORI_ROLE_ORGUNIT:
    return _ ("territory");
  case ORI_ROLE_INDICATOR:
    return _ ("indicator");
  case ORI_ROLE_PERIOD:
    return _ ("year");
  case ORI_ROLE_PART:
    return _ ("part");
  case ORI_ROLE_UNIT:
    return _ ("unit");
  case ORI_ROLE_VALUE:
    return _ ("values");
  case ORI_ROLE_TITLE:
    return _ ("title");
  case ORI_ROLE_NOTE:
    return _ ("note");
  case ORI_ROLE_NUMBERING:
    return _ ("numbering");
  case ORI_ROLE_TOTAL:
    return _ ("total");
  case ORI_ROLE_UNUSED:
    return _ ("not used");
  }
  g_return_val_if_reached ("");
}

OriTone
ori_role_tone (OriCellRole role)
{
  switch (role) {
  case ORI_ROLE_ORGUNIT:
    return ORI_TONE_ORGUNIT;
  case ORI_ROLE_INDICATOR:
    return ORI_TONE_INDICATOR;
  case ORI_ROLE_PERIOD:
    return ORI_TONE_PERIOD;
  case ORI_ROLE_PART:
  case ORI_ROLE_UNIT:
    return ORI_TONE_PART;
  case ORI_ROLE_VALUE:
    return ORI_TONE_VALUE;
  case ORI_ROLE_UNUSED:
  case ORI_ROLE_TITLE:
  case ORI_ROLE_NOTE:
  case ORI_ROLE_NUMBERING:
  case ORI_ROLE_TOTAL:
    return ORI_TONE_UNUSED;
  }
  g_return_val_if_reached (ORI_TONE_NONE);
}

static gpointer
make_key (guint row, guint col)
{
  return GSIZE_TO_POINTER (((gsize)row << 14 | col) + 1);
}

static void
collect_doubts (OriSheetModel *self)
{
  const OriStage *stage;

  g_hash_table_remove_all (self->doubts);
  if (self->recognition == NULL)
    return;
  stage = ori_recognition_stage (self->recognition);
  for (guint i = 0; i < stage->findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (stage->findings, i);
    OriRange range;

    if (finding->severity == ORI_SEVERITY_INFO || finding->cell == NULL ||
        !ori_range_parse (finding->cell, &range))
      continue;
    if (finding->sheet != NULL && g_strcmp0 (finding->sheet, ori_sheet_name (self->sheet)) != 0)
      continue;
    g_hash_table_insert (self->doubts, make_key (range.row1, range.col1), (gpointer)finding);
  }
}

static guint
get_n_rows (OriGridModel *model)
{
  return MAX (ori_sheet_n_rows (ORI_SHEET_MODEL (model)->sheet), 1);
}

static guint
get_n_cols (OriGridModel *model)
{
  return MAX (ori_sheet_n_cols (ORI_SHEET_MODEL (model)->sheet), 1);
}

static guint
get_n_frozen (OriGridModel *model)
{
  return ORI_SHEET_MODEL (model)->n_frozen;
}

static void
get_cell (OriGridModel *model, guint row, guint col, OriGridCell *out)
{
  OriSheetModel *self = ORI_SHEET_MODEL (model);
  const OriCell *cell = ori_sheet_cell (self->sheet, row, col);

  if (cell != NULL && cell->type != ORI_CELL_EMPTY) {
    g_autofree char *printed = ori_sheet_printed (self->sheet, cell);
    out->text = ori_text_clean (printed);
    out->align = cell->type == ORI_CELL_TEXT ? ORI_GRID_START : ORI_GRID_END;
    out->indent = MIN (cell->indent, 6);
  }
  if (self->recognition != NULL) {
    OriCellRole role = ori_recognition_role (self->recognition, self->index, row, col);
    out->tone = ori_role_tone (role);
    out->tinted = TRUE;
    out->hatched = out->tone == ORI_TONE_UNUSED;
    out->bold = role == ORI_ROLE_ORGUNIT || role == ORI_ROLE_PERIOD;
    out->outlined = g_hash_table_contains (self->doubts, make_key (row, col));
  }
}

static void
get_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  g_autofree char *letter = ori_column_name (col);

  if (ori_sheet_col_hidden (ORI_SHEET_MODEL (model)->sheet, col))
    header->text = g_strdup_printf (_ ("%s hidden"), letter);
  else
    header->text = g_steal_pointer (&letter);
  header->align = ORI_GRID_CENTER;
}

/* Files without widths: as wide as the texts that fit a column; long ones are titles and notes. */
static int
guess_width (OriSheetModel *self, guint col)
{
  guint longest = 5;

  for (guint row = 0; row < MIN (ori_sheet_n_rows (self->sheet), 80); row++) {
    const OriCell *cell = ori_sheet_cell (self->sheet, row, col);
    g_autofree char *text = cell != NULL ? ori_sheet_printed (self->sheet, cell) : NULL;
    glong length = text != NULL ? g_utf8_strlen (text, -1) : 0;
    if (length <= 30)
      longest = MAX (longest, (guint)length);
  }
  return longest * 8 + 20;
}

static void
get_column (OriGridModel *model, guint col, OriGridColumn *column)
{
  OriSheetModel *self = ORI_SHEET_MODEL (model);
  double width = ori_sheet_col_width (self->sheet, col);

  column->width = width > 0 ? width * 7.5 + 10 : guess_width (self, col);
  column->width = CLAMP (column->width, ori_sheet_col_hidden (self->sheet, col) ? 96 : 44,
                         col < self->n_frozen ? 150 : 300);
}

static gboolean
get_merge (OriGridModel *model, guint row, guint col, OriRange *range)
{
  const OriRange *merge = ori_sheet_merge_at (ORI_SHEET_MODEL (model)->sheet, row, col);

  if (merge != NULL)
    *range = *merge;
  return merge != NULL;
}

static char *
describe (OriGridModel *model, guint row, guint col)
{
  OriSheetModel *self = ORI_SHEET_MODEL (model);
  g_autofree char *name = ori_cellref_name (row, col);
  const OriFinding *finding = g_hash_table_lookup (self->doubts, make_key (row, col));
  g_auto (OriGridCell) cell = {0};
  GString *text = g_string_new (name);

  get_cell (model, row, col, &cell);
  if (cell.text != NULL)
    g_string_append_printf (text, ": %s", cell.text);
  if (self->recognition != NULL)
    g_string_append_printf (
        text, ", %s",
        ori_role_label (ori_recognition_role (self->recognition, self->index, row, col)));
  if (ori_sheet_row_hidden (self->sheet, row))
    g_string_append_printf (text, ", %s", _ ("the row is hidden in the file"));
  if (finding != NULL)
    g_string_append_printf (text, ". %s", finding->message);
  return g_string_free (text, FALSE);
}

static char *
get_tooltip (OriGridModel *model, guint row, guint col)
{
  OriSheetModel *self = ORI_SHEET_MODEL (model);
  const OriFinding *finding = g_hash_table_lookup (self->doubts, make_key (row, col));
  if (finding != NULL)
    return g_strdup (finding->message);
  return ori_sheet_row_hidden (self->sheet, row) ? g_strdup (_ ("the row is hidden in the file"))
                                                 : NULL;
}

static void
ori_sheet_model_iface_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->n_frozen_cols = get_n_frozen;
  iface->cell = get_cell;
  iface->header = get_header;
  iface->column = get_column;
  iface->merge = get_merge;
  iface->describe = describe;
  iface->tooltip = get_tooltip;
}

static void
ori_sheet_model_finalize (GObject *object)
{
  OriSheetModel *self = ORI_SHEET_MODEL (object);

  ori_book_unref (self->book);
  g_hash_table_unref (self->doubts);
  G_OBJECT_CLASS (ori_sheet_model_parent_class)->finalize (object);
}

static void
ori_sheet_model_class_init (OriSheetModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_sheet_model_finalize;
}

static void
ori_sheet_model_init (OriSheetModel *self)
{
  self->doubts = g_hash_table_new (NULL, NULL);
}

OriSheetModel *
ori_sheet_model_new (const OriBook *book, guint sheet, const OriRecognition *recognition)
{
  OriSheetModel *self = g_object_new (ORI_TYPE_SHEET_MODEL, NULL);

  self->book = ori_book_ref (book);
  self->index = sheet;
  self->sheet = ori_book_sheet (book, sheet);
  self->recognition = recognition;
  collect_doubts (self);
  return self;
}

void
ori_sheet_model_reread (OriSheetModel *self, const OriRecognition *recognition)
{
  self->recognition = recognition;
  collect_doubts (self);
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

void
ori_sheet_model_freeze (OriSheetModel *self, guint n_cols)
{
  self->n_frozen = n_cols;
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}

guint
ori_sheet_model_sheet (OriSheetModel *self)
{
  return self->index;
}
