/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "session/ori-import-private.h"

/* Recipes at work. A recipe is known by the shape of the file as recognised; but a csv read with
 * the wrong encoding or separator has no shape. So the file is recognised as guessed first, and
 * when no recipe fits it exactly, the beginning of the file is tried with the reading options of
 * the recipes that have some. */

#define SAMPLE_SIZE (256 * 1024) /* bytes of the beginning */
#define MAX_READINGS 8

void
ori_import_set_recipe (OriImport *import, const OriRecipe *recipe, OriRecipeFlags flags)
{
  OriRecipe *copy = recipe != NULL ? ori_recipe_copy (recipe) : NULL;

  g_clear_pointer (&import->wanted, ori_recipe_free);
  import->wanted = copy;
  import->flags = flags;
}

void
ori_import_set_recipes_used (OriImport *import, gboolean used)
{
  import->recipes_used = used;
}

const OriRecipe *
ori_import_recipe (const OriImport *import)
{
  return import->recipe;
}

OriShapeVerdict
ori_import_recipe_verdict (const OriImport *import)
{
  return import->verdict;
}

const char *
ori_import_recipe_words (const OriImport *import)
{
  return import->words;
}

const GPtrArray *
ori_import_unfit (const OriImport *import)
{
  return import->unfit;
}

void
ori_import_forget_recipe (OriImport *self)
{
  g_clear_pointer (&self->recipe, ori_recipe_free);
  g_clear_pointer (&self->unfit, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_free);
  self->verdict = ORI_SHAPE_OTHER;
  self->context.default_orgunit = self->default_orgunit;
  self->context.cycle = self->cycle;
}

static void add_unfit (OriImport *self, const char *rule, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
add_unfit (OriImport *self, const char *rule, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (self->unfit,
                   ori_finding_new (rule, ORI_SEVERITY_WARNING, NULL, NULL, "%s", text));
  ori_recognition_add_finding (
      self->recognition, ori_finding_new (rule, ORI_SEVERITY_WARNING, NULL, NULL, "%s", text));
}

static const OriOrgUnit *
find_orgunit (const OriImport *self, const char *code)
{
  for (guint i = 0; i < self->context.orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (self->context.orgunits, i);

    if (strcmp (unit->code, code) == 0)
      return unit;
  }
  return NULL;
}

/* The territory that the recipe means for this file, NULL if none. */
static const OriOrgUnit *
meant_orgunit (const OriImport *self, const OriRecipe *recipe)
{
  if (recipe->orgunit == NULL || self->orgunit_set ||
      (recipe->file != NULL && !ori_recipe_same_file (recipe->file, self->file)))
    return NULL;
  return find_orgunit (self, recipe->orgunit);
}

/* The year that the recipe means for this file, 0 if none; *@told: the file itself tells how. */
static int
meant_cycle (const OriImport *self, const OriRecipe *recipe, OriRecipeFlags flags, gboolean *told)
{
  int now = ori_shape_year (ori_recognition_shape (self->recognition));

  *told = recipe->cycle_year != 0 && now != 0;
  if (recipe->cycle == 0 || self->cycle != 0)
    return 0;
  if (*told)
    return CLAMP (recipe->cycle + now - recipe->cycle_year, 1900, 2100);
  return flags & ORI_RECIPE_SAME_ROUND ? recipe->cycle : 0;
}

typedef gboolean (*RecordFunc) (const OriRecord *record);

static gboolean
has_no_orgunit (const OriRecord *record)
{
  return record->orgunit == NULL && record->orgunit_printed == NULL;
}

static gboolean
has_no_period (const OriRecord *record)
{
  return record->period.kind == ORI_PERIOD_NONE;
}

static gboolean
any_record (const OriImport *self, RecordFunc is_so)
{
  const OriStage *stage = ori_recognition_stage (self->recognition);

  for (guint i = 0; i < stage->records->len; i++)
    if (is_so (g_ptr_array_index (stage->records, i)))
      return TRUE;
  return FALSE;
}

/* What the recipe decided for sheets that name nobody or no year, and does not hold here. */
static void
tell_defaults (OriImport *self, const OriRecipe *recipe, gboolean orgunit, int cycle, gboolean told)
{
  if (recipe->orgunit != NULL && !orgunit && any_record (self, has_no_orgunit))
    add_unfit (self, "recipe-unfit",
               _ ("recipe “%s”: the territory was set by hand for another "
                  "file; say which one this file is of"),
               recipe->name);
  if (recipe->cycle != 0 && cycle == 0 && any_record (self, has_no_period))
    add_unfit (self, "recipe-unfit",
               _ ("recipe “%s”: the year %d was set by hand; say which year this file is of"),
               recipe->name, recipe->cycle);
  if (cycle != 0 && !told)
    add_unfit (self, "recipe-period",
               _ ("recipe “%s”: the year %d comes from the recipe, the file names none"),
               recipe->name, cycle);
}

gboolean
ori_import_apply_recipe (OriImport *import, const OriRecipe *recipe, OriRecipeFlags flags)
{
  g_autoptr (OriRecipe) copy = ori_recipe_copy (recipe);
  const OriOrgUnit *unit;
  gboolean applied, told;
  int cycle;

  g_return_val_if_fail (import->recognition != NULL, FALSE);
  ori_import_forget_recipe (import);
  unit = meant_orgunit (import, copy);
  if (unit != NULL)
    import->context.default_orgunit = unit->code;
  cycle = meant_cycle (import, copy, flags, &told);
  if (cycle != 0)
    import->context.cycle = cycle;
  import->verdict = ori_recipe_fit (copy, import->recognition, NULL, &import->words);
  applied = ori_recognition_apply_recipe (import->recognition, copy, flags, &import->unfit);
  tell_defaults (import, copy, unit != NULL || import->orgunit_set, cycle, told);
  import->recipe = g_steal_pointer (&copy);
  return applied || unit != NULL || cycle != 0;
}

void
ori_import_drop_recipe (OriImport *import)
{
  ori_import_forget_recipe (import);
  if (import->recognition != NULL)
    ori_recognition_reset (import->recognition);
}

OriRecipe *
ori_import_make_recipe (const OriImport *import, const char *name)
{
  OriRecipe *recipe;
  int year;

  g_return_val_if_fail (import->recognition != NULL, NULL);
  recipe = ori_recipe_from_recognition (import->recognition, name);
  year = ori_shape_year (recipe->shape);
  if (strcmp (ori_book_format (ori_recognition_book (import->recognition)), "csv") == 0) {
    recipe->encoding = g_strdup (import->encoding);
    recipe->separator = import->separator;
    recipe->quote = import->quote;
  }
  if (import->orgunit_set || import->context.default_orgunit != import->default_orgunit) {
    recipe->orgunit = g_strdup (import->context.default_orgunit);
    recipe->file = g_strdup (import->file);
  }
  if (import->context.cycle != 0) {
    recipe->cycle = import->context.cycle;
    recipe->cycle_year = year;
  }
  return recipe;
}

/* ---- finding one ---- */

static gboolean
has_reading (const OriRecipe *recipe)
{
  return recipe->encoding != NULL || recipe->separator != '\0' || recipe->quote != '\0';
}

static gboolean
same_reading (const OriRecipe *a, const OriRecipe *b)
{
  return g_strcmp0 (a->encoding, b->encoding) == 0 && a->separator == b->separator &&
         a->quote == b->quote;
}

/* The kept recipes that are read as @like. */
static GPtrArray *
recipes_read_as (const GPtrArray *recipes, const OriRecipe *like)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < recipes->len; i++) {
    OriKeptRecipe *kept = g_ptr_array_index (recipes, i);

    if (same_reading (kept->recipe, like))
      g_ptr_array_add (found, kept);
  }
  return found;
}

/* One recipe for each way of reading, at most MAX_READINGS. */
static GPtrArray *
distinct_readings (const GPtrArray *recipes)
{
  GPtrArray *readings = g_ptr_array_new ();

  for (guint i = 0; i < recipes->len && readings->len < MAX_READINGS; i++) {
    const OriKeptRecipe *kept = g_ptr_array_index (recipes, i);
    gboolean known = !has_reading (kept->recipe);

    for (guint j = 0; j < readings->len && !known; j++)
      known = same_reading (g_ptr_array_index (readings, j), kept->recipe);
    if (!known)
      g_ptr_array_add (readings, kept->recipe);
  }
  return readings;
}

/* The recipe that fits the file best when it is read as recipes say; NULL if none does. */
static const OriRecipe *
find_by_reading (OriImport *self, OriShapeVerdict least, GCancellable *cancellable)
{
  gsize size = MIN (g_bytes_get_size (self->content), SAMPLE_SIZE);
  g_autoptr (GBytes) sample = g_bytes_new_from_bytes (self->content, 0, size);
  g_autoptr (GPtrArray) readings = distinct_readings (self->recipes);
  const OriRecipe *best = NULL;
  double best_likeness = 0;

  for (guint i = 0; i < readings->len; i++) {
    const OriRecipe *reading = g_ptr_array_index (readings, i);
    OriBookOptions options = ori_recipe_reading (reading);
    g_autoptr (GPtrArray) recipes = recipes_read_as (self->recipes, reading);
    g_autoptr (OriRecognition) recognition =
        ori_import_recognise (self, sample, &options, NULL, cancellable, NULL);
    OriShapeVerdict verdict = ORI_SHAPE_OTHER;
    double likeness = 0;
    const OriRecipe *found =
        recognition != NULL ? ori_recipes_find (recipes, recognition, &verdict, &likeness, NULL)
                            : NULL;

    if (found == NULL || verdict < least || (verdict == least && likeness <= best_likeness))
      continue;
    best = found;
    best_likeness = likeness;
    least = verdict;
  }
  return best;
}

static gboolean
read_again (OriImport *self, const OriRecipe *recipe, const OriProgress *progress,
            GCancellable *cancellable, GError **error)
{
  OriBookOptions options = ori_recipe_reading (recipe);
  OriRecognition *recognition =
      ori_import_recognise (self, self->content, &options, progress, cancellable, error);

  if (recognition == NULL)
    return FALSE;
  ori_recognition_free (self->recognition);
  self->recognition = recognition;
  g_free (self->encoding);
  self->encoding = g_strdup (recipe->encoding);
  self->separator = recipe->separator;
  self->quote = recipe->quote;
  return TRUE;
}

gboolean
ori_import_use_recipes (OriImport *self, gboolean options_given, const OriProgress *progress,
                        GCancellable *cancellable, GError **error)
{
  gboolean is_text =
      strcmp (ori_book_format (ori_recognition_book (self->recognition)), "csv") == 0;
  OriShapeVerdict verdict = ORI_SHAPE_OTHER;
  const OriRecipe *recipe = self->wanted, *other = NULL;

  if (recipe != NULL) {
    ori_import_apply_recipe (self, recipe, self->flags);
    return TRUE;
  }
  if (!self->recipes_used || self->recipes == NULL || self->recipes->len == 0)
    return TRUE;
  recipe = ori_recipes_find (self->recipes, self->recognition, &verdict, NULL, NULL);
  if (is_text && !options_given) {
    if (verdict != ORI_SHAPE_SAME)
      other = find_by_reading (self, verdict, cancellable);
    if (other == NULL && recipe != NULL && has_reading (recipe))
      other = recipe;
  }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (other != NULL && !read_again (self, other, progress, cancellable, error))
    return FALSE;
  if (other != NULL)
    recipe = other;
  if (recipe != NULL)
    ori_import_apply_recipe (self, recipe, ORI_RECIPE_REMEMBERED);
  return TRUE;
}
