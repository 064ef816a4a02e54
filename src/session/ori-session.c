/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/ori-session.h"

#include <glib/gi18n-lib.h>

#include "core/ori-register.h"
#include "session/ori-session-private.h"

G_DEFINE_FINAL_TYPE (OriSession, ori_session, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  SIGNAL_MESSAGE,
  SIGNAL_SELECTION_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
free_scheme (gpointer scheme)
{
  if (scheme != NULL)
    ori_scheme_free (scheme);
}

/* Org units seen by their share in the data: what titles name and groups compare. */
OriOrgUnitLevel
ori_session_level (OriSession *self)
{
  return ori_snapshot_main_level (self->snapshot);
}

static void
see_level (const OriSnapshot *snapshot, guint orgunit, gboolean *seen, guint *levels)
{
  while (orgunit != G_MAXUINT && !seen[orgunit]) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, orgunit);

    seen[orgunit] = TRUE;
    *levels |= 1u << unit->level;
    orgunit = ori_snapshot_orgunit_index (snapshot, unit->parent);
  }
}

guint
ori_session_levels (OriSession *self)
{
  const OriSnapshot *snapshot = self->snapshot;
  g_autofree gboolean *seen = g_new0 (gboolean, snapshot->orgunits->len + 1);
  guint levels = 0;

  for (guint i = 0; i < snapshot->observations->len; i++)
    see_level (snapshot, g_array_index (snapshot->observations, OriObservation, i).orgunit, seen,
               &levels);
  return levels;
}

static const OriOrgUnit *
find_single (const OriSnapshot *snapshot, OriOrgUnitLevel level)
{
  const OriOrgUnit *found = NULL;

  for (guint i = 0; i < snapshot->orgunits->len; i++) {
    const OriOrgUnit *unit = ori_snapshot_orgunit (snapshot, i);

    if (unit->level != level)
      continue;
    if (found != NULL)
      return NULL;
    found = unit;
  }
  return found;
}

static char *
find_title (OriSession *self)
{
  const OriOrgUnit *unit = find_single (self->snapshot, ORI_ORGUNIT_REGION);
  const OriOrgUnit *only = find_single (self->snapshot, ORI_ORGUNIT_MUNICIPALITY);

  if (unit == NULL || (only != NULL && ori_session_level (self) == ORI_ORGUNIT_SCHOOL))
    unit = only;
  if (unit != NULL)
    return g_strdup (unit->name);
  return g_path_get_basename (ori_store_path (self->store));
}

static gboolean
has_cycle (const GArray *cycles, int cycle)
{
  for (guint i = 0; i < cycles->len; i++)
    if (g_array_index (cycles, int, i) == cycle)
      return TRUE;
  return FALSE;
}

/* The chosen cycle stays while it has data; else the last one is chosen. */
static void
settle_selection (OriSession *self)
{
  if (!has_cycle (self->cycles, self->cycle))
    self->cycle =
        self->cycles->len > 0 ? g_array_index (self->cycles, int, self->cycles->len - 1) : 0;
  if (self->orgunit != NULL &&
      ori_snapshot_orgunit_index (self->snapshot, self->orgunit) == G_MAXUINT)
    g_clear_pointer (&self->orgunit, g_free);
}

static gboolean
read_snapshot (OriSession *self, GError **error)
{
  OriSnapshot *snapshot = ori_store_snapshot (self->store, error);

  if (snapshot == NULL)
    return FALSE;
  if (self->level >= 0)
    ori_snapshot_choose_level (snapshot, (OriOrgUnitLevel)self->level);
  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  self->snapshot = snapshot;
  g_clear_pointer (&self->cycles, g_array_unref);
  self->cycles = ori_snapshot_cycles (snapshot);
  g_hash_table_remove_all (self->schemes);
  g_hash_table_remove_all (self->accepted);
  g_clear_pointer (&self->frozen, ori_scheme_free);
  g_clear_pointer (&self->recipes, g_ptr_array_unref);
  g_clear_pointer (&self->wordings, g_hash_table_unref);
  settle_selection (self);
  g_free (self->title);
  self->title = find_title (self);
  return TRUE;
}

void
ori_session_tell (OriSession *self, gboolean undoable, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_signal_emit (self, signals[SIGNAL_MESSAGE], 0, text, undoable);
}

void
ori_session_reload (OriSession *self)
{
  g_autoptr (GError) error = NULL;

  /* The old snapshot stays valid and true for what could be read before. */
  if (!read_snapshot (self, &error))
    ori_session_tell (self, FALSE, "%s", error->message);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
ori_session_changed (OriSession *self)
{
  ori_session_reload (self);
}

void
ori_session_decisions_changed (OriSession *self)
{
  g_hash_table_remove_all (self->schemes);
  g_hash_table_remove_all (self->accepted);
  g_clear_pointer (&self->recipes, g_ptr_array_unref);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static OriSession *
take_store (OriStore *store, GError **error)
{
  g_autoptr (OriSession) self = g_object_new (ORI_TYPE_SESSION, NULL);
  g_autofree char *cycle = ori_store_get_setting (store, "cycle");
  g_autofree char *level = ori_store_get_setting (store, "level");
  OriOrgUnitLevel chosen;

  self->level = ori_orgunit_level_parse (level, &chosen) ? (int)chosen : -1;
  self->store = store;
  self->orgunit = ori_store_get_setting (store, "orgunit");
  self->cycle = cycle != NULL ? (int)g_ascii_strtoll (cycle, NULL, 10) : 0;
  if (!read_snapshot (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* The municipality that a programme was written for, with its region above it. */
static GPtrArray *
find_territory (const OriProgramme *programme, const OriRegister *registry)
{
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_orgunit_free);

  if (programme->territory == NULL || programme->region == NULL)
    return found;
  all = ori_register_orgunits (registry, programme->region, 0);
  for (guint i = 0; i < all->len; i++) {
    OriOrgUnit *unit = ori_orgunit_copy (g_ptr_array_index (all, i));

    if (g_strcmp0 (unit->code, programme->territory) == 0) {
      g_clear_pointer (&unit->parent, g_free); /* the region itself is not looked at */
      g_ptr_array_add (found, unit);
    } else {
      ori_orgunit_free (unit);
    }
  }
  return found;
}

static GPtrArray *
find_orgunits (const OriProgramme *programme, const OriRegister *registry, const char *region_name,
               char **region_code, GError **error)
{
  g_autoptr (GDateTime) now = NULL;
  const OriRegion *region;

  if (region_name == NULL && programme->territory == NULL)
    region_name = programme->region; /* the region that the programme was written for */
  if (region_name == NULL)
    return find_territory (programme, registry);
  region = ori_register_find_region (registry, region_name);
  if (region == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("There is no region “%s” in the register"), region_name);
    return NULL;
  }
  now = g_date_time_new_now_local ();
  *region_code = g_strdup_printf ("R%s", region->code);
  return ori_register_orgunits (registry, region->code, g_date_time_get_year (now));
}

OriSession *
ori_session_create (const char *path, const char *programme_id, const char *region,
                    gboolean training, GError **error)
{
  g_autoptr (OriProgramme) programme = ori_programme_load_shipped (programme_id, error);
  const OriRegister *registry = NULL;
  g_autoptr (GPtrArray) orgunits = NULL;
  g_autofree char *region_code = NULL;
  OriStore *store;

  if (programme == NULL)
    return NULL;
  registry = ori_register_get_default (error);
  if (registry == NULL)
    return NULL;
  orgunits = find_orgunits (programme, registry, region, &region_code, error);
  if (orgunits == NULL)
    return NULL;
  store = ori_store_create (path, programme, region_code, orgunits, training, error);
  return store != NULL ? take_store (store, error) : NULL;
}

OriSession *
ori_session_open (const char *path, GError **error)
{
  OriStore *store = ori_store_open (path, error);

  return store != NULL ? take_store (store, error) : NULL;
}

const char *
ori_session_path (OriSession *self)
{
  return ori_store_path (self->store);
}

OriStore *
ori_session_store (OriSession *self)
{
  return self->store;
}

OriSnapshot *
ori_session_snapshot (OriSession *self)
{
  return self->snapshot;
}

gboolean
ori_session_is_training (OriSession *self)
{
  return ori_store_is_training (self->store);
}

const char *
ori_session_title (OriSession *self)
{
  return self->title;
}

const char *
ori_session_author (OriSession *self)
{
  return self->author;
}

const GArray *
ori_session_cycles (OriSession *self)
{
  return self->cycles;
}

int
ori_session_cycle (OriSession *self)
{
  return self->cycle;
}

/* A choice that cannot be kept is still a choice for today: the failure is told, not fatal. */
static void
keep_choice (OriSession *self, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  if (!ori_store_set_setting (self->store, key, value, &error))
    ori_session_tell (self, FALSE, "%s", error->message);
}

void
ori_session_set_cycle (OriSession *self, int cycle)
{
  g_autofree char *text = NULL;

  if (cycle == self->cycle || !has_cycle (self->cycles, cycle))
    return;
  self->cycle = cycle;
  text = g_strdup_printf ("%d", cycle);
  keep_choice (self, "cycle", text);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

guint
ori_session_orgunit (OriSession *self)
{
  return self->orgunit != NULL ? ori_snapshot_orgunit_index (self->snapshot, self->orgunit)
                               : G_MAXUINT;
}

void
ori_session_set_orgunit (OriSession *self, guint orgunit)
{
  const char *code = NULL;

  if (orgunit == ori_session_orgunit (self))
    return;
  if (orgunit < self->snapshot->orgunits->len)
    code = ori_snapshot_orgunit (self->snapshot, orgunit)->code;
  g_free (self->orgunit);
  self->orgunit = g_strdup (code);
  keep_choice (self, "orgunit", code);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

void
ori_session_set_level (OriSession *self, int level, gboolean keep)
{
  if (level == self->level)
    return;
  self->level = level;
  if (keep)
    keep_choice (self, "level",
                 level >= 0 ? ori_orgunit_level_code ((OriOrgUnitLevel)level) : NULL);
  ori_session_changed (self);
}

gboolean
ori_session_set_batch_live (OriSession *self, gint64 batch, gboolean live, GError **error)
{
  if (!ori_store_set_batch_live (self->store, batch, live, error))
    return FALSE;
  ori_session_changed (self);
  ori_session_tell (self, TRUE, "%s", live ? _ ("Batch restored") : _ ("Batch retracted"));
  return TRUE;
}

gboolean
ori_session_correct (OriSession *self, const char *element, guint orgunit, guint period,
                     OriStatus status, double value, const char *reason, GError **error)
{
  const OriPeriod *when = ori_snapshot_period (self->snapshot, period);
  const OriOrgUnit *unit = ori_snapshot_orgunit (self->snapshot, orgunit);

  if (!ori_store_correct (self->store, element, unit->code, when, status, value, NULL, self->author,
                          reason, error))
    return FALSE;
  ori_session_changed (self);
  ori_session_tell (self, TRUE, "%s", _ ("Value corrected"));
  return TRUE;
}

gboolean
ori_session_add_indicator (OriSession *self, const OriIndicator *indicator, GError **error)
{
  if (!ori_store_add_indicator (self->store, indicator, error))
    return FALSE;
  ori_session_changed (self);
  return TRUE;
}

gboolean
ori_session_remove_indicator (OriSession *self, const char *code, GError **error)
{
  if (!ori_store_remove_indicator (self->store, code, error))
    return FALSE;
  ori_session_changed (self);
  ori_session_tell (self, TRUE, _ ("Indicator %s removed"), code);
  return TRUE;
}

gboolean
ori_session_adopt (OriSession *self, const char *programme_id, guint *n, GError **error)
{
  g_autoptr (OriProgramme) from = ori_programme_load_shipped (programme_id, error);
  const OriProgramme *own = self->snapshot->programme;
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) adopted =
      g_ptr_array_new_with_free_func ((GDestroyNotify)ori_indicator_free);

  *n = 0;
  if (from == NULL)
    return FALSE;
  for (guint i = 0; i < own->criteria->len; i++) {
    const OriCriterion *criterion = g_ptr_array_index (own->criteria, i);
    g_auto (GStrv) codes = ori_programme_offers (own, criterion->code, from);

    for (guint j = 0; codes[j] != NULL; j++) {
      const OriIndicator *offered = ori_programme_indicator (from, codes[j]);

      /* An indicator serves the first criterion that it fits: its code can stand only once. */
      if (ori_programme_indicator (own, offered->code) == NULL &&
          g_hash_table_add (taken, offered->code))
        g_ptr_array_add (adopted, ori_programme_adopt (from, offered, criterion->code));
    }
  }
  if (adopted->len == 0)
    return TRUE;
  if (!ori_store_add_indicators (self->store, adopted, error))
    return FALSE;
  *n = adopted->len;
  ori_session_changed (self);
  return TRUE;
}

OriBook *
ori_session_source_book (OriSession *self, const OriObservation *observation, GError **error)
{
  const OriBatch *batch = g_ptr_array_index (self->snapshot->batches, observation->batch);
  g_autoptr (GBytes) content = NULL;

  content = ori_store_batch_content (self->store, batch->id, error);
  if (content == NULL) {
    if (error != NULL && *error == NULL)
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                   _ ("The source of this value is not a kept file"));
    return NULL;
  }
  return ori_book_load_bytes (content, batch->file, NULL, NULL, NULL, error);
}

typedef struct {
  GBytes *content;
  char *name;
} SourceRequest;

static void
free_source_request (gpointer data)
{
  SourceRequest *request = data;

  g_bytes_unref (request->content);
  g_free (request->name);
  g_free (request);
}

static gpointer
load_source (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  SourceRequest *request = data;

  return ori_book_load_bytes (request->content, request->name, NULL, progress, cancellable, error);
}

OriJob *
ori_session_source_job (OriSession *self, gint64 batch, GError **error)
{
  const OriBatch *found = ori_session_batch (self, batch);
  g_autoptr (GError) local = NULL;
  GBytes *content = ori_store_batch_content (self->store, batch, &local);
  SourceRequest *request;

  if (content == NULL || found == NULL || found->file == NULL) {
    g_clear_pointer (&content, g_bytes_unref);
    if (local == NULL)
      g_set_error_literal (&local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                           _ ("The file was not kept in the workspace"));
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  request = g_new0 (SourceRequest, 1);
  request->content = content;
  request->name = g_strdup (found->file);
  return ori_job_new (_ ("Reading the source"), load_source, request, free_source_request,
                      (GDestroyNotify)ori_book_unref);
}

static gboolean
step_history (OriSession *self, gboolean (*step) (OriStore *, GError **), GError **error)
{
  if (!step (self->store, error))
    return FALSE;
  if (ori_store_moved_data (self->store))
    ori_session_changed (self);
  else
    ori_session_decisions_changed (self);
  return TRUE;
}

gboolean
ori_session_undo (OriSession *self, GError **error)
{
  return step_history (self, ori_store_undo, error);
}

gboolean
ori_session_redo (OriSession *self, GError **error)
{
  return step_history (self, ori_store_redo, error);
}

char *
ori_session_undo_label (OriSession *self)
{
  return ori_store_undo_label (self->store);
}

char *
ori_session_redo_label (OriSession *self)
{
  return ori_store_redo_label (self->store);
}

static char *
find_author (void)
{
  const char *name = g_get_real_name ();

  if (name == NULL || *name == '\0' || g_strcmp0 (name, "Unknown") == 0)
    name = g_get_user_name ();
  return g_strdup (name != NULL ? name : "");
}

static void
ori_session_finalize (GObject *object)
{
  OriSession *self = ORI_SESSION (object);

  g_clear_pointer (&self->snapshot, ori_snapshot_unref);
  g_clear_pointer (&self->cycles, g_array_unref);
  g_clear_pointer (&self->schemes, g_hash_table_unref);
  g_clear_pointer (&self->accepted, g_hash_table_unref);
  g_clear_pointer (&self->frozen, ori_scheme_free);
  g_clear_pointer (&self->recipes, g_ptr_array_unref);
  g_clear_pointer (&self->wordings, g_hash_table_unref);
  g_clear_pointer (&self->store, ori_store_close);
  g_free (self->orgunit);
  g_free (self->title);
  g_free (self->author);
  G_OBJECT_CLASS (ori_session_parent_class)->finalize (object);
}

static void
ori_session_class_init (OriSessionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ori_session_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", ORI_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MESSAGE] =
      g_signal_new ("message", ORI_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNAL_SELECTION_CHANGED] =
      g_signal_new ("selection-changed", ORI_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
ori_session_init (OriSession *self)
{
  self->level = -1;
  self->author = find_author ();
  self->schemes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_scheme);
  self->accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_scheme);
}
