/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-recipe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  OriRecognition *recognition;
  const OriRecipe *recipe;
  OriRecipeFlags flags;
  gboolean *dirty; /* per sheet */
  gboolean *taken; /* per sheet: a sheet of the recipe is this one */
  gboolean names;  /* a name changed: all sheets are dirty */
  guint n_applied;
} Application;

static void
add_note (Application *self, const char *rule, const char *sheet, const char *cell,
          const char *message)
{
  g_ptr_array_add (self->recognition->notes,
                   ori_finding_new (rule, ORI_SEVERITY_WARNING, sheet, cell, "%s", message));
}

static void unfit (Application *self, const char *sheet, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
unfit (Application *self, const char *sheet, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *what = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *message = self->recipe->name && self->recipe->name[0]
                                 ? g_strdup_printf (_ ("recipe “%s”: %s"), self->recipe->name, what)
                                 : g_strdup_printf (_ ("recipe: %s"), what);
  add_note (self, "recipe-unfit", sheet, NULL, message);
}

static guint
n_sheets (const Application *self)
{
  return self->recognition->results->len;
}

static const OriSheetResult *
result_of (const Application *self, guint sheet)
{
  return g_ptr_array_index (self->recognition->results, sheet);
}

static const char *
name_of (const Application *self, guint sheet)
{
  return ori_sheet_name (result_of (self, sheet)->grid->sheet);
}

/* The sheet of that name (years left out when @masked) that is still free, -1 if none. */
static int
find_by_name (const Application *self, const char *name, gboolean masked)
{
  g_autofree char *wanted = masked ? ori_recipe_mask (name) : ori_text_key (name);
  for (guint i = 0; i < n_sheets (self); i++) {
    g_autofree char *other =
        masked ? ori_recipe_mask (name_of (self, i)) : ori_text_key (name_of (self, i));
    if (!self->taken[i] && strcmp (wanted, other) == 0)
      return (int)i;
  }
  return -1;
}

/* The free sheet that looks most like the one the recipe was made from, -1 if none does. */
static int
find_by_shape (const Application *self, guint index)
{
  const OriShape *then = self->recipe->shape, *now = self->recognition->shape;
  double best = 0.6;
  int found = -1;
  if (then == NULL || index >= then->sheets->len)
    return -1;
  for (guint i = 0; i < now->sheets->len; i++) {
    double likeness = ori_shape_sheet_likeness (g_ptr_array_index (then->sheets, index),
                                                g_ptr_array_index (now->sheets, i), NULL);
    /* Of equals the one in the same place. */
    if (!self->taken[i] && (likeness > best || (likeness == best && found >= 0 && i == index))) {
      best = likeness;
      found = (int)i;
    }
  }
  return found;
}

static int
find_sheet (const Application *self, const OriRecipeSheet *wanted)
{
  int found = -1;
  gboolean named = strcmp (ori_book_format (self->recognition->book), "csv") != 0;
  if (wanted->name != NULL && named) {
    found = find_by_name (self, wanted->name, FALSE);
    if (found < 0)
      found = find_by_name (self, wanted->name, TRUE);
  }
  if (found < 0)
    found = find_by_shape (self, wanted->index);
  if (found < 0 && n_sheets (self) == 1 && !self->taken[0])
    found = 0;
  if (found < 0 && wanted->name == NULL && wanted->index < n_sheets (self) &&
      !self->taken[wanted->index])
    found = (int)wanted->index;
  return found;
}

/* Headers or labels of a sheet, to be found by their words. */
typedef struct {
  const GPtrArray *texts;
  GPtrArray *keys, *masks; /* of texts */
} Words;

static void
words_init (Words *self, const GPtrArray *texts)
{
  self->texts = texts;
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->masks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < texts->len; i++) {
    g_ptr_array_add (self->keys, ori_text_key (g_ptr_array_index (texts, i)));
    g_ptr_array_add (self->masks, ori_recipe_mask (g_ptr_array_index (texts, i)));
  }
}

static void
words_clear (Words *self)
{
  g_ptr_array_unref (self->keys);
  g_ptr_array_unref (self->masks);
}

/* The index of the @serial-th key that is @wanted; @place when there are fewer and it is one of
 * them; -1 if none. */
static int
find_key (const GPtrArray *keys, const char *wanted, guint serial, guint place)
{
  guint n = 0;
  gboolean at_place = FALSE;
  for (guint i = 0; i < keys->len; i++) {
    if (strcmp (wanted, g_ptr_array_index (keys, i)) != 0)
      continue;
    if (++n == serial)
      return (int)i;
    at_place |= i == place;
  }
  return at_place ? (int)place : -1;
}

/* The column or row that a decision is about. Words find it wherever it moved to; a place without
 * words is only itself. */
static int
find_anchor (const Words *words, const char *wanted, guint serial, guint place)
{
  if (wanted[0] == '\0') {
    const char *there = place < words->texts->len ? g_ptr_array_index (words->texts, place) : NULL;
    return there && there[0] == '\0' ? (int)place : -1;
  }
  g_autofree char *key = ori_text_key (wanted), *mask = ori_recipe_mask (wanted);
  int found = find_key (words->keys, key, serial, place);
  return found >= 0 ? found : find_key (words->masks, mask, serial, place);
}

static void
set_index (GHashTable **table, guint index, gpointer value)
{
  if (*table == NULL)
    *table = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (*table, GUINT_TO_POINTER (index), value);
}

static void
apply_columns (Application *self, const OriRecipeSheet *from, guint sheet)
{
  OriSheetEdits *edits = &self->recognition->edits[sheet];
  Words words;
  words_init (&words, self->recognition->headers[sheet]);
  for (guint i = 0; i < from->columns->len; i++) {
    const OriRecipeColumn *column = g_ptr_array_index (from->columns, i);
    int col = find_anchor (&words, column->header, column->serial, column->col);
    if (col < 0) {
      g_autofree char *place = ori_column_name (column->col);
      if (column->header[0] != '\0')
        unfit (self, name_of (self, sheet), _ ("there is no column “%s”"), column->header);
      else
        unfit (self, name_of (self, sheet), _ ("column %s is another one here"), place);
      continue;
    }
    if (column->role >= 0)
      set_index (&edits->roles.cols, (guint)col, GUINT_TO_POINTER ((guint)column->role));
    if (column->part != NULL)
      set_index (&edits->parts, (guint)col, (gpointer)column->part);
    self->dirty[sheet] = TRUE;
    self->n_applied++;
  }
  words_clear (&words);
}

static void
apply_rows (Application *self, const OriRecipeSheet *from, guint sheet)
{
  const OriGrid *grid = result_of (self, sheet)->grid;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  for (guint row = 0; from->rows->len > 0 && row < grid->n_rows; row++)
    g_ptr_array_add (labels, ori_recipe_row_label (grid, row));
  Words words;
  words_init (&words, labels);
  for (guint i = 0; i < from->rows->len; i++) {
    const OriRecipeRow *row = g_ptr_array_index (from->rows, i);
    int found = find_anchor (&words, row->label, row->serial, row->row);
    if (found < 0) {
      if (row->label[0] != '\0')
        unfit (self, name_of (self, sheet), _ ("there is no row “%s”"), row->label);
      else
        unfit (self, name_of (self, sheet), _ ("row %u is another one here"), row->row + 1);
      continue;
    }
    set_index (&self->recognition->edits[sheet].roles.rows, (guint)found,
               GUINT_TO_POINTER ((guint)row->role));
    self->dirty[sheet] = TRUE;
    self->n_applied++;
  }
  words_clear (&words);
}

/* A year set by hand follows the year that the file tells; without one it holds in the same round
 * only, and is to be looked at. */
static void
apply_period (Application *self, const OriRecipeSheet *from, guint sheet)
{
  OriPeriod period = from->period;
  int now = self->recognition->shape->year;
  if (period.kind == ORI_PERIOD_NONE)
    return;
  gboolean told = from->period_year != 0 && now != 0;
  if (told)
    period.year = (gint16)CLAMP (period.year + now - from->period_year, 1900, 2100);
  g_autofree char *label = ori_period_label (&period);
  if (!told && !(self->flags & ORI_RECIPE_SAME_ROUND)) {
    unfit (self, name_of (self, sheet),
           _ ("the period %s was set by hand; say which period this file is of"), label);
    return;
  }
  if (!told) {
    g_autofree char *message =
        g_strdup_printf (_ ("the period %s comes from the recipe, the file names none"), label);
    add_note (self, "recipe-period", name_of (self, sheet), NULL, message);
  }
  self->recognition->edits[sheet].period = period;
  self->dirty[sheet] = TRUE;
  self->n_applied++;
}

static void
apply_sheet (Application *self, const OriRecipeSheet *from)
{
  int sheet = find_sheet (self, from);
  if (sheet < 0) {
    unfit (self, NULL, _ ("there is no sheet like “%s”"), from->name ? from->name : "");
    return;
  }
  self->taken[sheet] = TRUE;
  if (from->used >= 0) {
    self->recognition->edits[sheet].used = from->used;
    self->dirty[sheet] = TRUE;
    self->n_applied++;
  }
  apply_columns (self, from, (guint)sheet);
  apply_rows (self, from, (guint)sheet);
  apply_period (self, from, (guint)sheet);
}

static void
set_name (Application *self, GHashTable *edits, const char *printed, const char *code)
{
  char *key = ori_text_key (printed);
  g_hash_table_insert (self->recognition->printed, g_strdup (key), g_strdup (printed));
  g_hash_table_insert (edits, key, g_strdup (code));
  self->names = TRUE;
  self->n_applied++;
}

static gboolean
knows_orgunit (const OriMatchContext *context, const char *code)
{
  if (code[0] == '\0' || context == NULL || context->orgunits == NULL)
    return TRUE;
  for (guint i = 0; i < context->orgunits->len; i++)
    if (strcmp (((const OriOrgUnit *)g_ptr_array_index (context->orgunits, i))->code, code) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
knows_indicator (const OriMatchContext *context, const char *code)
{
  return code[0] == '\0' || (context != NULL && context->programme != NULL &&
                             (ori_programme_indicator (context->programme, code) != NULL ||
                              ori_programme_element (context->programme, code) != NULL));
}

static void
apply_orgunits (Application *self)
{
  GHashTableIter iter;
  gpointer printed, code;
  g_hash_table_iter_init (&iter, self->recipe->orgunits);
  while (g_hash_table_iter_next (&iter, &printed, &code)) {
    if (knows_orgunit (self->recognition->reading.context, code))
      set_name (self, self->recognition->reading.place_edits, printed, code);
    else
      unfit (self, NULL, _ ("“%s” means the territory %s, which is not known here"),
             (char *)printed, (char *)code);
  }
}

/* The wordings of indicators in this file, each once. */
static GPtrArray *
list_wordings (const Application *self)
{
  GPtrArray *list = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint s = 0; s < n_sheets (self); s++) {
    const OriSheetResult *result = result_of (self, s);
    for (guint i = 0; i < result->subjects->len; i++) {
      const OriSubject *subject = &g_array_index (result->subjects, OriSubject, i);
      guint n_also = subject->also ? subject->also->len : 0;
      for (guint j = 0; j < n_also + 2; j++) {
        const char *text = j == 0   ? subject->printed
                           : j == 1 ? subject->name
                                    : g_ptr_array_index (subject->also, j - 2);
        if (text != NULL && g_hash_table_add (seen, (gpointer)text))
          g_ptr_array_add (list, (gpointer)text);
      }
    }
  }
  return list;
}

/* The last level of a wording and what stands above it, both masked. */
static void
split_wording (const char *text, char **leaf, char **above)
{
  const char *end = g_strrstr (text, " / ");
  g_autofree char *start = g_strndup (text, end ? (gsize)(end - text) : 0);
  *leaf = ori_recipe_mask (end ? end + strlen (" / ") : text);
  *above = ori_recipe_mask (start);
}

/* The index of the only wording of the same last level under a title like that of @printed: titles
 * name territories, which change from file to file. -1 if there is none or more than one. */
static int
find_by_leaf (const GPtrArray *wordings, const char *printed)
{
  g_autofree char *leaf = NULL, *above = NULL;
  int found = -1;
  split_wording (printed, &leaf, &above);
  for (guint i = 0; i < wordings->len; i++) {
    g_autofree char *other_leaf = NULL, *other_above = NULL;
    split_wording (g_ptr_array_index (wordings, i), &other_leaf, &other_above);
    if (leaf[0] == '\0' || above[0] == '\0' || strcmp (leaf, other_leaf) != 0 ||
        ori_text_similarity (above, other_above) < 0.5)
      continue;
    if (found >= 0)
      return -1;
    found = (int)i;
  }
  return found;
}

/* Sets every wording that is @printed but for its periods; FALSE if there is none. */
static gboolean
apply_wording (Application *self, const GPtrArray *wordings, const char *printed, const char *code)
{
  g_autofree char *mask = ori_recipe_mask (printed);
  gboolean found = FALSE;
  for (guint i = 0; i < wordings->len; i++) {
    g_autofree char *other = ori_recipe_mask (g_ptr_array_index (wordings, i));
    if (strcmp (mask, other) != 0)
      continue;
    set_name (self, self->recognition->reading.subject_edits, g_ptr_array_index (wordings, i),
              code);
    found = TRUE;
  }
  int like = found ? -1 : find_by_leaf (wordings, printed);
  if (like >= 0)
    set_name (self, self->recognition->reading.subject_edits,
              g_ptr_array_index (wordings, (guint)like), code);
  return found || like >= 0;
}

/* After the roles, which decide what is an indicator. */
static void
apply_indicators (Application *self)
{
  g_autoptr (GPtrArray) wordings = list_wordings (self);
  GHashTableIter iter;
  gpointer printed, code;
  g_hash_table_iter_init (&iter, self->recipe->indicators);
  while (g_hash_table_iter_next (&iter, &printed, &code)) {
    if (!knows_indicator (self->recognition->reading.context, code))
      unfit (self, NULL, _ ("“%s” means the indicator %s, which is not known here"),
             (char *)printed, (char *)code);
    else if (!apply_wording (self, wordings, printed, code))
      unfit (self, NULL, _ ("the indicator “%s” is not in this file"), (char *)printed);
  }
}

gboolean
ori_recognition_apply_recipe (OriRecognition *self, const OriRecipe *recipe, OriRecipeFlags flags,
                              GPtrArray **unfit_out)
{
  guint n = MAX (self->results->len, 1);
  g_autofree gboolean *dirty = g_new0 (gboolean, n), *taken = g_new0 (gboolean, n);
  Application application = {self, recipe, flags, dirty, taken, FALSE, 0};

  g_ptr_array_set_size (self->notes, 0);
  for (guint i = 0; i < recipe->sheets->len; i++)
    apply_sheet (&application, g_ptr_array_index (recipe->sheets, i));
  apply_orgunits (&application);
  /* They stand in the context, which the caller has changed already. */
  application.names |= recipe->orgunit != NULL || recipe->cycle != 0;
  for (guint i = 0; i < self->results->len; i++)
    if (application.names || dirty[i])
      ori_recognition_touch (self, (int)i);
  ori_recognition_settle (self);
  if (g_hash_table_size (recipe->indicators) > 0) {
    gboolean held = self->held;
    ori_recognition_release (self);
    self->held = held;
    apply_indicators (&application);
    ori_recognition_settle (self);
  }
  if (unfit_out) {
    *unfit_out = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_finding_free);
    for (guint i = 0; i < self->notes->len; i++)
      g_ptr_array_add (*unfit_out, ori_finding_copy (g_ptr_array_index (self->notes, i)));
  }
  return application.n_applied > 0;
}
