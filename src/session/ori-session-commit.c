/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "core/ori-number.h"
#include "session/ori-import-private.h"

/* Imports become batches: all of a commit in one step of the history, or none. */

#define RECORDS_PER_STEP 1000

typedef struct {
  OriImport *import;
  OriStage *stage; /* shares the records with the recognition */
  gint64 batch;
} Item;

struct OriCommit {
  OriSession *session;
  OriIntake *intake;
  GArray *items; /* of Item: those with anything ready */
  guint next;    /* the item to begin with */
  guint left;    /* records of the one before it, not written yet */
  guint n_records, n_written;
  guint n_ready, n_replaced;
};

/* The recipe that the step keeps of an import; *@stored is NULL when nothing was decided. */
static gboolean
make_recipe (const OriImport *import, OriStoredRecipe **stored, GError **error)
{
  g_autoptr (OriRecipe) recipe = ori_import_make_recipe (import, import->remembered);

  *stored = NULL;
  if (ori_recipe_is_empty (recipe))
    return TRUE;
  *stored = ori_session_make_stored (recipe, import->remembered, error);
  return *stored != NULL;
}

static void
clear_item (gpointer data)
{
  ori_stage_free (((Item *)data)->stage);
}

/* New org units of a municipality's own workspace are its schools. */
static void
place_new_orgunits (OriStage *stage, const OriImport *import)
{
  if (import->default_orgunit == NULL)
    return;
  for (guint i = 0; i < stage->new_orgunits->len; i++) {
    OriOrgUnit *unit = g_ptr_array_index (stage->new_orgunits, i);

    if (unit->parent != NULL)
      continue;
    unit->parent = g_strdup (import->default_orgunit);
    unit->level = ORI_ORGUNIT_SCHOOL;
  }
}

static OriStage *
make_stage (const OriImport *import, OriCommitNames *names)
{
  OriStage *stage = ori_stage_share (ori_recognition_stage (import->recognition));

  place_new_orgunits (stage, import);
  ori_commit_names_settle (names, stage);
  stage->path = g_strdup (import->path);
  stage->sha256 = g_strdup (import->sha256);
  stage->content = g_bytes_ref (import->content);
  if (stage->title == NULL)
    stage->title = g_strdup (import->file);
  return stage;
}

static void
add_item (OriCommit *self, OriImport *import, OriCommitNames *names)
{
  guint n_ready = ori_stage_n_ready (ori_recognition_stage (import->recognition));
  Item item = {.import = import};

  if (n_ready == 0)
    return;
  item.stage = make_stage (import, names);
  self->n_ready += n_ready;
  self->n_records += item.stage->records->len;
  self->n_replaced += import->replaced != 0;
  g_array_append_val (self->items, item);
}

static gboolean
keep_recipes (OriCommit *self, GError **error)
{
  for (guint i = 0; i < self->items->len; i++) {
    const OriImport *import = g_array_index (self->items, Item, i).import;
    OriStoredRecipe *stored;

    if (import->remembered == NULL)
      continue;
    if (!make_recipe (import, &stored, error))
      return FALSE;
    if (stored != NULL)
      ori_intake_keep_recipe (self->intake, stored);
  }
  return TRUE;
}

OriCommit *
ori_commit_new (OriSession *session, const GPtrArray *imports, GError **error)
{
  g_autoptr (OriCommitNames) names = ori_commit_names_new (session, error);
  g_autoptr (OriCommit) self = NULL;

  if (names == NULL)
    return NULL;
  self = g_new0 (OriCommit, 1);
  self->session = g_object_ref (session);
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  for (guint i = 0; i < imports->len; i++)
    add_item (self, g_ptr_array_index (imports, i), names);
  if (self->items->len == 0) {
    const OriImport *first = imports->len == 1 ? g_ptr_array_index (imports, 0) : NULL;

    if (first != NULL)
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("%s: nothing to import was found"),
                   first->file);
    else
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("Nothing to import was found"));
    return NULL;
  }
  self->intake = ori_intake_begin (session->store, session->author, error);
  return self->intake != NULL && keep_recipes (self, error) ? g_steal_pointer (&self) : NULL;
}

void
ori_commit_free (OriCommit *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->intake, ori_intake_free);
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_object (&self->session);
  g_free (self);
}

static void
tell_commit (OriCommit *self)
{
  g_autofree char *number = ori_number_format (self->n_ready, 0);
  g_autofree char *files = NULL;

  if (self->items->len == 1) {
    ori_session_tell (self->session, TRUE,
                      self->n_replaced > 0
                          ? ngettext ("Replaced: %s record", "Replaced: %s records", self->n_ready)
                          : ngettext ("%s record added", "%s records added", self->n_ready),
                      number);
    return;
  }
  files = g_strdup_printf (ngettext ("from %u file", "from %u files", self->items->len),
                           self->items->len);
  /* Translators: a number, then “from 33 files”. */
  ori_session_tell (self->session, TRUE,
                    ngettext ("%s record added %s", "%s records added %s", self->n_ready), number,
                    files);
}

static gboolean
end (OriCommit *self, GError **error)
{
  if (!ori_intake_end (self->intake, error))
    return FALSE;
  g_clear_pointer (&self->intake, ori_intake_free);
  for (guint i = 0; i < self->items->len; i++) {
    const Item *item = &g_array_index (self->items, Item, i);
    item->import->batch = item->batch;
  }
  ori_session_changed (self->session);
  tell_commit (self);
  return TRUE;
}

/* What fails names the file: there may be many. */
static gboolean
take (OriCommit *self, GError **error)
{
  Item *item;
  guint n;

  if (self->left == 0) {
    item = &g_array_index (self->items, Item, self->next++);
    if (!ori_intake_add (self->intake, item->stage, item->import->replaced, &item->batch, error))
      return FALSE;
    self->left = item->stage->records->len;
  }
  n = self->left;
  if (!ori_intake_write (self->intake, RECORDS_PER_STEP, &self->left, error))
    return FALSE;
  self->n_written += n - self->left;
  return TRUE;
}

gboolean
ori_commit_step (OriCommit *self, double *fraction, GError **error)
{
  g_return_val_if_fail (self->intake != NULL, FALSE);

  *fraction = 0;
  if (self->left > 0 || self->next < self->items->len) {
    if (!take (self, error)) {
      const Item *item = &g_array_index (self->items, Item, self->next - 1);
      g_prefix_error (error, "%s: ", item->import->file);
      return FALSE;
    }
    *fraction = 0.99 * self->n_written / self->n_records;
    return TRUE;
  }
  if (!end (self, error))
    return FALSE;
  *fraction = 1;
  return TRUE;
}

gboolean
ori_session_commit_imports (OriSession *self, const GPtrArray *imports, const OriProgress *progress,
                            GCancellable *cancellable, GError **error)
{
  g_autoptr (OriCommit) commit = ori_commit_new (self, imports, error);
  double fraction = 0;

  if (commit == NULL)
    return FALSE;
  while (fraction < 1) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !ori_commit_step (commit, &fraction, error))
      return FALSE;
    ori_progress_report (progress, fraction, NULL);
  }
  return TRUE;
}

gboolean
ori_session_commit_import (OriSession *self, OriImport *import, gint64 *batch, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_return_val_if_fail (import->recognition != NULL, FALSE);

  g_ptr_array_add (one, import);
  if (!ori_session_commit_imports (self, one, NULL, NULL, error))
    return FALSE;
  if (batch != NULL)
    *batch = import->batch;
  return TRUE;
}
