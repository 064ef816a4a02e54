/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-records-model.h"

#include <glib/gi18n-lib.h>

#include "app/ori-value-text.h"

struct _OriRecordsModel {
  GObject parent_instance;
  GPtrArray *records; /* of const OriRecord */
  GHashTable *names;  /* code of an org unit → short name */
  GHashTable *labels; /* code of an indicator → label */
};

enum {
  CELL_COL,
  ELEMENT_COL,
  PERIOD_COL,
  VALUE_COL,
  ORGUNIT_COL,
  N_COLS,
};

static void ori_records_model_iface_init (OriGridModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (OriRecordsModel, ori_records_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ORI_TYPE_GRID_MODEL,
                                                      ori_records_model_iface_init))

static guint
get_n_rows (OriGridModel *model)
{
  return ORI_RECORDS_MODEL (model)->records->len;
}

static guint
get_n_cols (OriGridModel *model)
{
  return N_COLS;
}

const OriRecord *
ori_records_model_record (OriRecordsModel *self, guint row)
{
  return row < self->records->len ? g_ptr_array_index (self->records, row) : NULL;
}

int
ori_records_model_find (OriRecordsModel *self, guint row, guint col)
{
  for (guint i = 0; i < self->records->len; i++) {
    const OriRecord *record = g_ptr_array_index (self->records, i);
    if (record->cell.row == row && record->cell.col == col)
      return i;
  }
  return -1;
}

static void
get_value (const OriRecord *record, OriGridCell *cell)
{
  cell->align = ORI_GRID_END;
  switch (record->status) {
  case ORI_STATUS_MISSING:
    cell->text = g_strdup (_ ("no data"));
    cell->tone = ORI_TONE_DIM;
    break;
  case ORI_STATUS_NOT_APPLICABLE:
    cell->text = g_strdup (_ ("n/a"));
    cell->tone = ORI_TONE_DIM;
    break;
  case ORI_STATUS_SUPPRESSED:
    cell->text = g_strdup (_ ("hidden"));
    cell->tone = ORI_TONE_DIM;
    break;
  case ORI_STATUS_DOUBTFUL:
    cell->tone = ORI_TONE_DOUBT;
    cell->text = g_strdup_printf ("%s ?", record->printed != NULL ? record->printed : "");
    break;
  case ORI_STATUS_VALUE:
    cell->text = g_strdup (record->printed != NULL ? record->printed : record->text);
    break;
  }
  cell->bold = TRUE;
}

/* «всего · Профессиональные пробы»: the part first, where it has a short word, because the end of
 * a long label is cut. */
static char *
describe_element (OriRecordsModel *self, const OriRecord *record)
{
  const char *label =
      record->indicator != NULL ? g_hash_table_lookup (self->labels, record->indicator) : NULL;
  const char *word = ori_part_word (record->part);

  if (record->indicator != NULL && word != NULL)
    return g_strdup_printf ("%s · %s", word, label != NULL ? label : record->indicator);
  if (record->indicator == NULL)
    return g_strdup (record->element);
  return g_strdup (label != NULL ? label : record->indicator);
}

static void
get_cell (OriGridModel *model, guint row, guint col, OriGridCell *cell)
{
  OriRecordsModel *self = ORI_RECORDS_MODEL (model);
  const OriRecord *record = g_ptr_array_index (self->records, row);
  const char *name;

  switch (col) {
  case CELL_COL:
    cell->text = ori_cellref_name (record->cell.row, record->cell.col);
    cell->tone = ORI_TONE_DIM;
    break;
  case ORGUNIT_COL:
    name = g_hash_table_lookup (self->names, record->orgunit != NULL ? record->orgunit : "");
    cell->text = g_strdup (name != NULL ? name : record->orgunit_printed);
    break;
  case ELEMENT_COL:
    cell->text = describe_element (self, record);
    break;
  case PERIOD_COL:
    cell->text = ori_period_label (&record->period);
    cell->tone = ORI_TONE_DIM;
    break;
  default:
    get_value (record, cell);
  }
}

static void
get_header (OriGridModel *model, guint row, guint col, OriGridHeader *header)
{
  const char *titles[N_COLS] = {_ ("Cell"), _ ("Indicator"), _ ("Year"), _ ("Value"),
                                _ ("Territory")};
  header->text = g_strdup (titles[col]);
  header->align = col == VALUE_COL ? ORI_GRID_END : ORI_GRID_START;
}

static void
get_column (OriGridModel *model, guint col, OriGridColumn *column)
{
  /* Years and values are measured: a school year is longer than a year. */
  static const int widths[N_COLS] = {0, 84, 0, 0, 92};
  column->width = widths[col];
}

static char *
get_tooltip (OriGridModel *model, guint row, guint col)
{
  OriRecordsModel *self = ORI_RECORDS_MODEL (model);
  const OriRecord *record = ori_records_model_record (self, row);
  g_autofree char *element = describe_element (self, record);
  g_autofree char *period = ori_period_label (&record->period);
  const char *unit = record->orgunit != NULL ? g_hash_table_lookup (self->names, record->orgunit)
                                             : record->orgunit_printed;
  GString *text = g_string_new (element);

  if (record->indicator != NULL)
    g_string_append_printf (text, " (%s)", record->indicator);
  g_string_append_printf (text, "\n%s, %s", unit != NULL ? unit : record->orgunit, period);
  if (record->indicator_printed != NULL)
    g_string_append_printf (text, "\n“%s”", record->indicator_printed);
  if (record->note != NULL)
    g_string_append_printf (text, "\n%s", record->note);
  return g_string_free (text, FALSE);
}

static char *
describe (OriGridModel *model, guint row, guint col)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_COLS; i++) {
    g_auto (OriGridCell) cell = {0};
    get_cell (model, row, i, &cell);
    if (cell.text != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", cell.text);
  }
  return g_string_free (text, FALSE);
}

static void
ori_records_model_iface_init (OriGridModelInterface *iface)
{
  iface->n_rows = get_n_rows;
  iface->n_cols = get_n_cols;
  iface->cell = get_cell;
  iface->header = get_header;
  iface->column = get_column;
  iface->tooltip = get_tooltip;
  iface->describe = describe;
}

static void
ori_records_model_finalize (GObject *object)
{
  OriRecordsModel *self = ORI_RECORDS_MODEL (object);

  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->labels);
  G_OBJECT_CLASS (ori_records_model_parent_class)->finalize (object);
}

static void
ori_records_model_class_init (OriRecordsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ori_records_model_finalize;
}

static void
ori_records_model_init (OriRecordsModel *self)
{
  self->records = g_ptr_array_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
add_labels (OriRecordsModel *self, const GPtrArray *indicators)
{
  for (guint i = 0; indicators != NULL && i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    g_hash_table_insert (self->labels, g_strdup (indicator->code),
                         g_strdup (ori_indicator_label (indicator)));
  }
}

OriRecordsModel *
ori_records_model_new (const GPtrArray *orgunits, const OriProgramme *programme)
{
  OriRecordsModel *self = g_object_new (ORI_TYPE_RECORDS_MODEL, NULL);

  for (guint i = 0; orgunits != NULL && i < orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (orgunits, i);
    g_hash_table_insert (self->names, g_strdup (unit->code), g_strdup (unit->short_name));
  }
  add_labels (self, programme != NULL ? programme->indicators : NULL);
  return self;
}

void
ori_records_model_set_stage (OriRecordsModel *self, const OriStage *stage, const char *sheet)
{
  const char *same = NULL; /* texts of records are kept once: one comparison will do */

  g_ptr_array_set_size (self->records, 0);
  add_labels (self, stage != NULL ? stage->new_indicators : NULL);
  for (guint i = 0; stage != NULL && i < stage->new_orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (stage->new_orgunits, i);
    g_hash_table_insert (self->names, g_strdup (unit->code), g_strdup (unit->short_name));
  }
  for (guint i = 0; stage != NULL && i < stage->records->len; i++) {
    OriRecord *record = g_ptr_array_index (stage->records, i);
    if (!ori_record_is_ready (record))
      continue;
    if (record->sheet != NULL && record->sheet != same) {
      if (g_strcmp0 (record->sheet, sheet) != 0)
        continue;
      same = record->sheet;
    }
    g_ptr_array_add (self->records, record);
  }
  ori_grid_model_changed (ORI_GRID_MODEL (self));
}
