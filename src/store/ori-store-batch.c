/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-text.h"
#include "store/ori-batch-writer.h"

/* The verbs of batches. All rows of a batch are written unrecorded while it is not live; what the
 * history records is the one change that makes it live. Undoing an import therefore is retracting
 * it, however many rows it has. */

static gboolean
set_live (OriDb *db, gint64 batch, gboolean live, GError **error)
{
  g_autoptr (OriQuery) query =
      ori_query_new (db, "UPDATE batch SET live = ?2 WHERE id = ?1", error);

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, batch);
  ori_query_bind_int (query, 2, live != FALSE);
  return ori_query_run (query, error);
}

/* The name of a batch for labels; *@name is NULL for a correction. */
static gboolean
read_batch_name (OriDb *db, gint64 batch, char **name, GError **error)
{
  g_autoptr (OriQuery) query = ori_query_new (
      db,
      "SELECT CASE kind WHEN 'import' THEN coalesce (title, file, '') END FROM batch WHERE id = ?1",
      error);
  OriStep step;

  if (query == NULL)
    return FALSE;
  ori_query_bind_int (query, 1, batch);
  step = ori_query_step (query, error);
  if (step == ORI_STEP_ROW)
    *name = ori_query_dup_text (query, 0);
  else if (step == ORI_STEP_DONE)
    g_set_error_literal (error, ORI_STORE_ERROR, ORI_STORE_ERROR_NOT_FOUND,
                         _ ("There is no such import"));
  return step == ORI_STEP_ROW;
}

struct OriIntake {
  OriStore *store;
  OriVerb *verb;
  char *author;
  OriBatchWriter writer; /* of the stage added last */
  const OriStage *stage; /* NULL once it is written whole */
  guint next;            /* its record */
  char *title;           /* of the first stage */
  GArray *batches;       /* of gint64, to live */
  GArray *replaced;      /* of gint64, to be retracted */
  GPtrArray *recipes;    /* of OriStoredRecipe, to be kept */
};

OriIntake *
ori_intake_begin (OriStore *store, const char *author, GError **error)
{
  OriVerb *verb = ori_verb_begin (store, error);
  OriIntake *self;

  if (verb == NULL)
    return NULL;
  self = g_new0 (OriIntake, 1);
  self->store = store;
  self->verb = verb;
  self->author = g_strdup (author);
  self->batches = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->replaced = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->recipes = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_stored_recipe_free);
  return self;
}

void
ori_intake_free (OriIntake *self)
{
  if (self == NULL)
    return;
  ori_batch_writer_clear (&self->writer);
  ori_verb_free (self->verb);
  g_array_unref (self->batches);
  g_array_unref (self->replaced);
  g_ptr_array_unref (self->recipes);
  g_free (self->author);
  g_free (self->title);
  g_free (self);
}

gboolean
ori_intake_add (OriIntake *self, const OriStage *stage, gint64 replaced, gint64 *batch,
                GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (self->stage == NULL, FALSE);

  ori_batch_writer_clear (&self->writer);
  self->writer = (OriBatchWriter){0};
  if (replaced != 0 && !read_batch_name (self->store->db, replaced, &name, error))
    return FALSE;
  if (!ori_batch_writer_init (&self->writer, self->store, error) ||
      !ori_batch_writer_begin_import (&self->writer, stage, self->author, error))
    return FALSE;
  self->stage = stage;
  self->next = 0;
  if (self->title == NULL)
    self->title = g_strdup (stage->title != NULL ? stage->title : stage->file);
  g_array_append_val (self->batches, self->writer.batch);
  if (replaced != 0)
    g_array_append_val (self->replaced, replaced);
  if (batch != NULL)
    *batch = self->writer.batch;
  return TRUE;
}

gboolean
ori_intake_write (OriIntake *self, guint n, guint *left, GError **error)
{
  const GPtrArray *records = self->stage->records;
  guint end = self->next + MIN (n, records->len - self->next);

  for (; self->next < end; self->next++) {
    const OriRecord *record = g_ptr_array_index (records, self->next);
    if (ori_record_is_ready (record) &&
        !ori_batch_writer_add_record (&self->writer, record, 0, error))
      return FALSE;
  }
  *left = records->len - end;
  if (*left > 0)
    return TRUE;
  if (!ori_batch_writer_end_import (&self->writer, self->stage, error))
    return FALSE;
  self->stage = NULL;
  return TRUE;
}

static gboolean
set_all_live (OriIntake *self, const GArray *batches, gboolean live, GError **error)
{
  for (guint i = 0; i < batches->len; i++)
    if (!set_live (self->store->db, g_array_index (batches, gint64, i), live, error))
      return FALSE;
  return TRUE;
}

void
ori_intake_keep_recipe (OriIntake *self, OriStoredRecipe *recipe)
{
  g_ptr_array_add (self->recipes, recipe);
}

static gboolean
write_recipes (OriIntake *self, GError **error)
{
  for (guint i = 0; i < self->recipes->len; i++)
    if (!ori_store_write_recipe (self->store, g_ptr_array_index (self->recipes, i), error))
      return FALSE;
  return TRUE;
}

gboolean
ori_intake_end (OriIntake *self, GError **error)
{
  g_autofree char *count = g_strdup_printf ("%u", self->batches->len);
  gboolean one = self->batches->len == 1;
  const char *label;

  g_return_val_if_fail (self->stage == NULL, FALSE);

  if (!one)
    label = N_ ("Import of %s files");
  else if (self->replaced->len > 0)
    /* Translators: a file or its title, in the version imported before. */
    label = N_ ("Replace %s");
  else
    /* Translators: a file or its title. */
    label = N_ ("Import %s");
  return ori_verb_record (self->verb, error) && set_all_live (self, self->replaced, FALSE, error) &&
         set_all_live (self, self->batches, TRUE, error) && write_recipes (self, error) &&
         ori_verb_end (self->verb, label, one ? self->title : count, NULL, error);
}

gboolean
ori_store_commit_stage (OriStore *self, const OriStage *stage, const char *author, gint64 *batch,
                        const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (OriIntake) intake = ori_intake_begin (self, author, error);
  guint n = stage->records->len, left = n;
  gint64 id;

  if (intake == NULL || !ori_intake_add (intake, stage, 0, &id, error))
    return FALSE;
  do {
    ori_progress_report (progress, n > 0 ? 0.95 * (n - left) / n : 0, NULL);
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !ori_intake_write (intake, MAX (n / 200, 1), &left, error))
      return FALSE;
  } while (left > 0);
  ori_progress_report (progress, 1, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !ori_intake_end (intake, error))
    return FALSE;
  if (batch != NULL)
    *batch = id;
  return TRUE;
}

gboolean
ori_store_correct (OriStore *self, const char *element, const char *orgunit,
                   const OriPeriod *period, OriStatus status, double value, const char *text,
                   const char *author, const char *reason, GError **error)
{
  g_autoptr (OriVerb) verb = NULL;
  g_auto (OriBatchWriter) writer = {0};
  g_autofree char *code = NULL;
  g_autofree char *why = ori_text_clean (reason != NULL ? reason : "");
  OriRecord record = {
      .orgunit = (char *)orgunit,
      .element = (char *)element,
      .period = *period,
      .status = status,
      .value = value,
      .text = (char *)text,
  };

  if (*why == '\0') {
    g_set_error_literal (error, ORI_STORE_ERROR, ORI_STORE_ERROR_WRITE,
                         _ ("A correction needs a reason"));
    return FALSE;
  }
  verb = ori_verb_begin (self, error);
  if (verb == NULL || !ori_batch_writer_init (&writer, self, error) ||
      !ori_batch_writer_begin_correction (&writer, author, why, error) ||
      !ori_batch_writer_add_record (&writer, &record, ORI_FLAG_CORRECTED, error) ||
      !ori_batch_writer_add_definitions (&writer, error))
    return FALSE;
  code = ori_period_code (period);
  return ori_verb_record (verb, error) && set_live (self->db, writer.batch, TRUE, error) &&
         ori_store_remove_pin (self, element, orgunit, code, error) &&
         ori_verb_end (verb, N_ ("Correct a value"), NULL, NULL, error);
}

gboolean
ori_store_set_batch_live (OriStore *self, gint64 batch, gboolean live, GError **error)
{
  g_autoptr (OriVerb) verb = ori_verb_begin (self, error);
  g_autofree char *name = NULL;
  const char *label;

  if (verb == NULL || !read_batch_name (self->db, batch, &name, error))
    return FALSE;
  if (name != NULL) {
    /* Translators: an import that stops counting, or counts again. */
    label = live ? N_ ("Restore %s") : N_ ("Retract %s");
  } else {
    label = live ? N_ ("Restore a correction") : N_ ("Retract a correction");
  }
  return ori_verb_record (verb, error) && set_live (self->db, batch, live, error) &&
         ori_verb_end (verb, label, name, NULL, error);
}
