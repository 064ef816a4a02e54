/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-recipe-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A form has a few dozen headers; what is past these numbers tells forms apart no better. */
#define MAX_WORDS 600
#define MAX_WORD 160 /* letters */
#define MAX_TITLE 300

static void
sheet_free (gpointer data)
{
  OriShapeSheet *sheet = data;
  g_free (sheet->name);
  g_free (sheet->title);
  g_ptr_array_unref (sheet->words);
  g_free (sheet);
}

OriShape *
ori_shape_new (void)
{
  OriShape *self = g_new0 (OriShape, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->sheets = g_ptr_array_new_with_free_func (sheet_free);
  return self;
}

OriShape *
ori_shape_ref (const OriShape *shape)
{
  OriShape *self = (OriShape *)shape;
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
ori_shape_unref (OriShape *shape)
{
  if (shape == NULL || !g_atomic_ref_count_dec (&shape->ref_count))
    return;
  g_ptr_array_unref (shape->sheets);
  g_free (shape->id);
  g_free (shape);
}

const char *
ori_shape_id (const OriShape *shape)
{
  return shape->id;
}

int
ori_shape_year (const OriShape *shape)
{
  return shape->year;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* A copy in order, each word once, not more than are looked at. */
static GPtrArray *
settle_words (GPtrArray *words)
{
  GPtrArray *settled = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_sort (words, compare_words);
  for (guint i = 0; i < words->len && settled->len < MAX_WORDS; i++) {
    const char *word = g_ptr_array_index (words, i);
    if (settled->len == 0 || strcmp (g_ptr_array_index (settled, settled->len - 1), word) != 0)
      g_ptr_array_add (settled, g_strdup (word));
  }
  return settled;
}

/* "Territory by year" is the shape of a thousand tables. */
#define FEW_WORDS 3

/* How many words say more than that there are periods or territories. */
static guint
count_telling (const GPtrArray *words)
{
  guint n = 0;
  for (guint i = 0; i < words->len; i++) {
    const char *word = g_ptr_array_index (words, i);
    n += strcmp (word, ORI_SHAPE_HEADER "#") != 0 && strcmp (word, ORI_SHAPE_HEADER "@") != 0;
  }
  return n;
}

void
ori_shape_add_sheet (OriShape *self, const char *name, const char *title, GPtrArray *words)
{
  OriShapeSheet *sheet = g_new0 (OriShapeSheet, 1);
  sheet->name = g_strdup (name);
  sheet->title = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), MAX_TITLE));
  /* Where headers say little, the title is what tells one form from another. */
  if (words->len > 0 && count_telling (words) < FEW_WORDS && sheet->title[0] != '\0')
    g_ptr_array_add (words, g_strconcat (ORI_SHAPE_TITLE, sheet->title, NULL));
  sheet->words = settle_words (words);
  g_ptr_array_unref (words);
  g_ptr_array_add (self->sheets, sheet);
}

/* Sheets with words, of one wording once: 33 sheets of one form are one form. */
static GPtrArray *
distinct_sheets (const OriShape *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *distinct = g_ptr_array_new ();
  for (guint i = 0; i < self->sheets->len && distinct->len < 64; i++) {
    const OriShapeSheet *sheet = g_ptr_array_index (self->sheets, i);
    GString *key = g_string_new (NULL);
    for (guint j = 0; j < sheet->words->len; j++)
      g_string_append_printf (key, "%s\n", (char *)g_ptr_array_index (sheet->words, j));
    char *text = g_string_free (key, FALSE);
    if (text[0] == '\0')
      g_free (text);
    else if (g_hash_table_add (seen, text))
      g_ptr_array_add (distinct, (gpointer)sheet);
  }
  return distinct;
}

void
ori_shape_finish (OriShape *self)
{
  g_autoptr (GPtrArray) sheets = distinct_sheets (self);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sheets->len; i++) {
    const OriShapeSheet *sheet = g_ptr_array_index (sheets, i);
    g_autoptr (GString) text = g_string_new (NULL);
    for (guint j = 0; j < sheet->words->len; j++)
      g_string_append_printf (text, "%s\n", (char *)g_ptr_array_index (sheet->words, j));
    g_ptr_array_add (all, g_strdup (text->str));
  }
  /* Sheets may stand in any order. */
  g_ptr_array_sort (all, compare_words);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  for (guint i = 0; i < all->len; i++) {
    g_checksum_update (sum, g_ptr_array_index (all, i), -1);
    g_checksum_update (sum, (const guchar *)"\f", 1);
  }
  g_free (self->id);
  self->id = g_strndup (g_checksum_get_string (sum), 16);
}

static guint
count_common (const GPtrArray *a, const GPtrArray *b)
{
  guint n = 0;
  for (guint i = 0, j = 0; i < a->len && j < b->len;) {
    int order = strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, j));
    n += order == 0;
    i += order <= 0;
    j += order >= 0;
  }
  return n;
}

double
ori_shape_sheet_likeness (const OriShapeSheet *a, const OriShapeSheet *b, double *words)
{
  guint n = a->words->len + b->words->len;
  double likeness = n > 0 ? 2.0 * count_common (a->words, b->words) / n : 0;
  if (words)
    *words = likeness;
  /* Titles name territories too, so they say less than headers do. */
  if (a->title[0] == '\0' || b->title[0] == '\0' || likeness == 0)
    return likeness;
  return 0.65 * likeness + 0.35 * ori_text_similarity (a->title, b->title);
}

typedef struct {
  double likeness, words; /* weighted sums */
  double weight;
} Score;

/* Adds how well every sheet of @a is met among @b. */
static void
add_best (Score *score, const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++) {
    const OriShapeSheet *sheet = g_ptr_array_index (a, i);
    double best = 0, best_words = 0;
    for (guint j = 0; j < b->len; j++) {
      double words;
      double likeness = ori_shape_sheet_likeness (sheet, g_ptr_array_index (b, j), &words);
      best = MAX (best, likeness);
      best_words = MAX (best_words, words);
    }
    score->likeness += best * sheet->words->len;
    score->words += best_words * sheet->words->len;
    score->weight += sheet->words->len;
  }
}

static GPtrArray *
all_words (const GPtrArray *sheets)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  for (guint i = 0; i < sheets->len; i++) {
    const OriShapeSheet *sheet = g_ptr_array_index (sheets, i);
    for (guint j = 0; j < sheet->words->len; j++)
      g_ptr_array_add (all, g_ptr_array_index (sheet->words, j));
  }
  return settle_words (all);
}

/* The first words of @a that @b lacks, as «A», «B», …; NULL if there are none. */
static char *
missing_words (const GPtrArray *a, const GPtrArray *b)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;
  for (guint i = 0; i < a->len; i++) {
    const char *word = g_ptr_array_index (a, i);
    if (g_ptr_array_find_with_equal_func ((GPtrArray *)b, word, g_str_equal, NULL))
      continue;
    if (n++ < 3)
      /* Translators: an item of a list of quoted headers. */
      g_string_append_printf (text, _ ("%s“%s”"), n > 1 ? ", " : "",
                              word + strlen (ORI_SHAPE_HEADER));
  }
  if (n == 0)
    return NULL;
  if (n > 3)
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", n - 3), n - 3);
  return g_strdup (text->str);
}

static char *
explain (const GPtrArray *sheets, const GPtrArray *others, gboolean title_differs)
{
  g_autoptr (GPtrArray) words = all_words (sheets);
  g_autoptr (GPtrArray) other_words = all_words (others);
  g_autofree char *gone = missing_words (words, other_words);
  g_autofree char *added = missing_words (other_words, words);
  if (words->len == 0 || other_words->len == 0)
    return g_strdup (_ ("there is no table to compare"));
  if (gone && added)
    return g_strdup_printf (_ ("headers that are gone: %s; new ones: %s"), gone, added);
  if (gone)
    return g_strdup_printf (_ ("headers that are gone: %s"), gone);
  if (added)
    return g_strdup_printf (_ ("new headers: %s"), added);
  return g_strdup (title_differs ? _ ("the headers are the same, the title is another")
                                 : _ ("the headers are the same"));
}

OriShapeVerdict
ori_shape_compare (const OriShape *shape, const OriShape *other, double *likeness, char **words)
{
  g_autoptr (GPtrArray) a = distinct_sheets (shape), b = distinct_sheets (other);
  Score score = {0};
  add_best (&score, a, b);
  add_best (&score, b, a);
  double total = score.weight > 0 ? score.likeness / score.weight : 0;
  double by_words = score.weight > 0 ? score.words / score.weight : 0;
  gboolean title_differs = by_words - total > 0.18; /* half of what a title can say */
  if (likeness)
    *likeness = total;
  if (words)
    *words = explain (a, b, title_differs);
  if (by_words >= 0.98 && !title_differs)
    return ORI_SHAPE_SAME;
  return total >= 0.7 ? ORI_SHAPE_NEAR : ORI_SHAPE_OTHER;
}

const char *
ori_shape_verdict_code (OriShapeVerdict verdict)
{
  return verdict == ORI_SHAPE_SAME ? "same" : verdict == ORI_SHAPE_NEAR ? "near" : "other";
}

/* ---- reading the shape of a file ---- */

/* The texts of a column's header, levels joined; "" if there are none. */
static char *
column_text (const OriGrid *grid, const OriTable *table, guint col)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *last = NULL;
  for (guint row = table->head1; row < table->body1; row++) {
    OriRowKind kind = ori_table_row_kind (table, row);
    if (kind == ORI_ROW_NUMBERING || kind == ORI_ROW_REPEATED)
      continue;
    const OriRange *merge = ori_sheet_merge_at (grid->sheet, row, col);
    char *level =
        merge ? ori_grid_text (grid, merge->row1, merge->col1) : ori_grid_text (grid, row, col);
    if (level == NULL || level[0] == '\0' || g_strcmp0 (level, last) == 0) {
      g_free (level);
      continue;
    }
    g_string_append_printf (text, "%s%s", text->len ? " / " : "", level);
    g_free (last);
    last = level;
  }
  return g_strdup (text->str);
}

#define ROWS_LOOKED_AT 30

/* Without a table, the first text of the column speaks for it. */
static void
fill_first_texts (const OriGrid *grid, GPtrArray *headers)
{
  guint from = 0, to = grid->row_start ? grid->row_start[MIN (grid->n_rows, ROWS_LOOKED_AT)] : 0;
  for (guint i = from; i < to; i++) {
    guint col = grid->cells[i].col;
    if (grid->info[i].cls != ORI_CLASS_TEXT || col >= headers->len ||
        g_ptr_array_index (headers, col) != NULL)
      continue;
    g_ptr_array_index (headers, col) = ori_grid_text (grid, grid->cells[i].row, col);
  }
}

GPtrArray *
ori_recipe_headers (const OriSheetResult *result)
{
  GPtrArray *headers = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_set_size (headers, (int)MIN (result->grid->n_cols, ORI_MAX_COLS));
  for (guint i = 0; i < result->tables->len; i++) {
    const OriTable *table = g_ptr_array_index (result->tables, i);
    for (guint col = table->c1; col <= table->c2 && col < headers->len; col++)
      if (g_ptr_array_index (headers, col) == NULL)
        g_ptr_array_index (headers, col) = column_text (result->grid, table, col);
  }
  fill_first_texts (result->grid, headers);
  for (guint col = 0; col < headers->len; col++)
    if (g_ptr_array_index (headers, col) == NULL)
      g_ptr_array_index (headers, col) = g_strdup ("");
  return headers;
}

static gboolean
is_place (const OriRecognition *recognition, const char *text)
{
  const OriOrgUnit *unit = NULL;
  if (ori_place_is_total (text))
    return FALSE;
  if (ori_place_is_like (text))
    return TRUE;
  OriMatchKind kind = ori_reading_match_place (&recognition->reading, text, &unit, NULL);
  return kind != ORI_MATCH_NONE;
}

/* The header as the shape keeps it: levels masked, names of territories "@". */
static char *
shape_word (const OriRecognition *recognition, const char *prefix, const char *text)
{
  g_auto (GStrv) levels = g_strsplit (text, " / ", -1);
  g_autoptr (GString) word = g_string_new (prefix);
  for (guint i = 0; levels[i]; i++) {
    g_autofree char *mask =
        is_place (recognition, levels[i]) ? g_strdup ("@") : ori_recipe_mask (levels[i]);
    if (mask[0] != '\0')
      g_string_append_printf (word, "%s%s", word->len > strlen (prefix) ? " / " : "", mask);
  }
  return g_utf8_substring (word->str, 0, MIN (g_utf8_strlen (word->str, -1), MAX_WORD));
}

/* Whether the indicators of the sheet stand in its rows; else rows are territories, which come and
 * go. */
static gboolean
rows_are_indicators (const OriSheetResult *result, guint table)
{
  const OriTable *range = g_ptr_array_index (result->tables, table);
  for (guint i = 0; i < result->described->len; i++) {
    const OriStageTable *described = g_ptr_array_index (result->described, i);
    if (described->range.row2 >= range->body1 && described->range.row1 <= range->body2 &&
        described->range.col1 <= range->c2 && described->range.col2 >= range->c1)
      return g_str_has_prefix (described->layout, "indicators-by-");
  }
  return FALSE;
}

static void
add_table_words (const OriRecognition *recognition, const OriSheetResult *result, guint index,
                 GPtrArray *words, GString *title)
{
  const OriTable *table = g_ptr_array_index (result->tables, index);
  for (guint col = table->c1; col <= table->c2 && col < table->c1 + MAX_WORDS; col++) {
    g_autofree char *text = column_text (result->grid, table, col);
    char *word = shape_word (recognition, ORI_SHAPE_HEADER, text);
    if (strlen (word) > strlen (ORI_SHAPE_HEADER))
      g_ptr_array_add (words, word);
    else
      g_free (word);
  }
  for (guint row = table->title1; row < table->head1 && title->len < 4 * MAX_TITLE; row++) {
    g_autofree char *line = ori_recipe_row_label (result->grid, row);
    g_autofree char *mask = ori_recipe_mask (line);
    if (mask[0] != '\0')
      g_string_append_printf (title, "%s%s", title->len ? " " : "", mask);
  }
}

static void
add_row_words (const OriRecognition *recognition, const OriSheetResult *result, GPtrArray *words)
{
  for (guint i = 0; i < result->subjects->len && words->len < 4 * MAX_WORDS; i++) {
    const OriSubject *subject = &g_array_index (result->subjects, OriSubject, i);
    if (subject->printed && subject->table < result->tables->len &&
        rows_are_indicators (result, subject->table))
      g_ptr_array_add (words, shape_word (recognition, ORI_SHAPE_ROW, subject->printed));
  }
}

static void
note_years (const OriRecognition *recognition, OriShape *shape)
{
  int year = ori_recipe_year (recognition->file), in_headers = 0;
  for (guint s = 0; s < recognition->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (recognition->results, s);
    year = MAX (year, ori_recipe_year (ori_sheet_name (result->grid->sheet)));
    for (guint i = 0; i < result->tables->len; i++) {
      const OriTable *table = g_ptr_array_index (result->tables, i);
      for (guint row = table->title1; row < table->head1; row++) {
        g_autofree char *line = ori_recipe_row_label (result->grid, row);
        year = MAX (year, ori_recipe_year (line));
      }
    }
    for (guint col = 0; col < recognition->headers[s]->len; col++)
      in_headers =
          MAX (in_headers, ori_recipe_year (g_ptr_array_index (recognition->headers[s], col)));
  }
  shape->year = year != 0 ? year : in_headers;
}

OriShape *
ori_shape_read (const OriRecognition *recognition)
{
  OriShape *shape = ori_shape_new ();
  gboolean named = strcmp (ori_book_format (recognition->book), "csv") != 0;
  for (guint s = 0; s < recognition->results->len; s++) {
    const OriSheetResult *result = g_ptr_array_index (recognition->results, s);
    GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
    g_autoptr (GString) title = g_string_new (NULL);
    for (guint i = 0; i < result->tables->len && words->len < 4 * MAX_WORDS; i++)
      add_table_words (recognition, result, i, words, title);
    add_row_words (recognition, result, words);
    g_autofree char *name = ori_recipe_mask (ori_sheet_name (result->grid->sheet));
    ori_shape_add_sheet (shape, named ? name : NULL, title->str, words);
  }
  note_years (recognition, shape);
  ori_shape_finish (shape);
  return shape;
}

const OriShape *
ori_recognition_shape (const OriRecognition *self)
{
  return self->shape;
}

char *
ori_recognition_fingerprint (const OriRecognition *self)
{
  return g_strdup (ori_shape_id (self->shape));
}
