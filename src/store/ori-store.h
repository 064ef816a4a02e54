/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-progress.h"
#include "core/ori-recommendation.h"
#include "core/ori-scheme.h"
#include "core/ori-snapshot.h"
#include "core/ori-stage.h"

G_BEGIN_DECLS

/* The workspace: one SQLite file (DESIGN §3). One thread owns a store. Every verb below is one
 * transaction; those marked (undoable) are recorded with a label and can be undone and redone, also
 * after reopening (the last 500). A verb that changes nothing succeeds and leaves no step. Paths
 * are in the encoding of GLib file names, texts in UTF-8. */

typedef enum {
  ORI_STORE_ERROR_OPEN,     /* cannot be opened or made */
  ORI_STORE_ERROR_NOT_OURS, /* not a workspace */
  ORI_STORE_ERROR_NEWER,    /* written by a newer version */
  ORI_STORE_ERROR_DAMAGED,  /* failed its check on opening */
  ORI_STORE_ERROR_BUSY,     /* open elsewhere */
  ORI_STORE_ERROR_WRITE,
  ORI_STORE_ERROR_NOT_FOUND,
  ORI_STORE_ERROR_CONFLICT, /* undo does not fit the present state */
} OriStoreError;

#define ORI_STORE_ERROR (ori_store_error_quark ())
GQuark ori_store_error_quark (void);

typedef struct OriStore OriStore;

/* Makes a workspace; fails if @path exists. The document of a shipped programme is kept in it; a
 * programme that is neither shipped nor "none" is refused. @region_code: code of the region's org
 * unit, may be NULL. @orgunits (of OriOrgUnit) may be empty. @training marks made-up data («учебные
 * данные»), which every report then says. */
OriStore *ori_store_create (const char *path, const OriProgramme *programme,
                            const char *region_code, const GPtrArray *orgunits, gboolean training,
                            GError **error);
/* Opens, checks and if needed migrates (after a copy beside it: "x.orientir.v1.bak") a workspace.
 * It stays locked until it is closed: a second opener gets ORI_STORE_ERROR_BUSY at once. */
OriStore *ori_store_open (const char *path, GError **error);
void ori_store_close (OriStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriStore, ori_store_close)

const char *ori_store_path (const OriStore *self);
gboolean ori_store_is_training (const OriStore *self);
/* Grows with every change since opening; settings do not count. */
guint64 ori_store_revision (const OriStore *self);

/* Reads everything that views and analysis need. Of the live observations of one key the pinned one
 * wins (ORI_FLAG_PINNED), else a correction, else the newest batch, else the first record.
 * ORI_FLAG_CONFLICT on the winner: a live batch (for a pin or a correction, one that came after it;
 * else any) says otherwise. */
OriSnapshot *ori_store_snapshot (OriStore *self, GError **error);

/* Recipes: how files of one shape are read (import/ori-recipe.h); the store keeps their text. */
typedef struct {
  char *name;
  char *fingerprint; /* of the shape */
  char *json;
  gint64 time; /* of the last change, seconds since 1970 */
} OriStoredRecipe;

void ori_stored_recipe_free (OriStoredRecipe *recipe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriStoredRecipe, ori_stored_recipe_free)

/* Takes a stage (undoable): the records that are ready become observations of one new batch; new
 * org units, indicators and aliases are made, and count while the batch is live. *@batch (may be
 * NULL) receives its id. Fails, naming the cell, on a code that nothing defines, on a period
 * outside the years of ori_period_parse() and on a value that is not finite. Files over 64 MiB are
 * not kept. Failed or cancelled: nothing changed. */
gboolean ori_store_commit_stage (OriStore *self, const OriStage *stage, const char *author,
                                 gint64 *batch, const OriProgress *progress,
                                 GCancellable *cancellable, GError **error);
/* The same for several stages as one step (undoable), a piece at a time, so that a window can stay
 * alive and cancel. Until ori_intake_end() nothing of it counts; an intake that failed or is freed
 * before its end leaves everything as it was. No other verb may come in between. */
typedef struct OriIntake OriIntake;
OriIntake *ori_intake_begin (OriStore *store, const char *author, GError **error);
/* Begins with a stage, which must stay until it is written. The batch @replaced (0: none) will be
 * retracted by the same step. *@batch (may be NULL) receives the id of the new one. */
gboolean ori_intake_add (OriIntake *self, const OriStage *stage, gint64 replaced, gint64 *batch,
                         GError **error);
/* Writes @n more records of it; *@left are those still to come. To be called until it is 0. */
gboolean ori_intake_write (OriIntake *self, guint n, guint *left, GError **error);
/* A recipe that the same step keeps, as ori_store_put_recipe() does; taken over, its time does not
 * matter. Any time before the end. */
void ori_intake_keep_recipe (OriIntake *self, OriStoredRecipe *recipe);
gboolean ori_intake_end (OriIntake *self, GError **error);
void ori_intake_free (OriIntake *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriIntake, ori_intake_free)
/* Retracts or restores a batch (undoable). */
gboolean ori_store_set_batch_live (OriStore *self, gint64 batch, gboolean live, GError **error);
/* The id of the live batch of a file with this content, 0 if none. */
gint64 ori_store_find_batch (OriStore *self, const char *sha256);
/* The file that a batch came from, as it was; NULL (no error) when it was not kept. */
GBytes *ori_store_batch_content (OriStore *self, gint64 batch, GError **error);
/* The observations of a batch, live or not, as the records that they were, with the codes of
 * element, org unit and period; of OriRecord. */
GPtrArray *ori_store_batch_records (OriStore *self, gint64 batch, GError **error);
/* The same a piece at a time: appends up to @n of them to @records, from behind the place *@after,
 * which begins as 0 and is 0 again when there are no more. */
gboolean ori_store_read_batch_records (OriStore *self, gint64 batch, gint64 *after, guint n,
                                       GPtrArray *records, GError **error);
/* Findings of a batch, of OriFinding. */
GPtrArray *ori_store_batch_findings (OriStore *self, gint64 batch, GError **error);
/* A correction by hand (undoable): a batch of one observation, which takes back a pin of the key;
 * @reason is required, @text may be NULL. @value is not looked at for the states that have none. */
gboolean ori_store_correct (OriStore *self, const char *element, const char *orgunit,
                            const OriPeriod *period, OriStatus status, double value,
                            const char *text, const char *author, const char *reason,
                            GError **error);
/* Makes one of the live observations of a key the one that counts (undoable), until it is unpinned
 * or the key is corrected by hand; while its batch is retracted the pin rests. */
gboolean ori_store_pin (OriStore *self, const char *element, const char *orgunit,
                        const OriPeriod *period, gint64 observation, const char *author,
                        GError **error);
/* (undoable) ORI_STORE_ERROR_NOT_FOUND when nothing is pinned. */
gboolean ori_store_unpin (OriStore *self, const char *element, const char *orgunit,
                          const OriPeriod *period, GError **error);
/* Every observation of a key, newest first, retracted ones included: where a number is from and
 * what it was before. GArray of OriObservation whose strings live as long as @strings; batch is the
 * index in the batches of a snapshot read now, element, orgunit and period are 0. The pinned one
 * has ORI_FLAG_PINNED. */
GArray *ori_store_history (OriStore *self, const char *element, const char *orgunit,
                           const OriPeriod *period, GStringChunk *strings, GError **error);

/* Indicators of the analyst's own, or adopted from another programme (undoable). A code that is
 * taken is refused. Values of a removed indicator stay in the workspace, unseen. */
gboolean ori_store_add_indicator (OriStore *self, const OriIndicator *indicator, GError **error);
/* Several at once as one step (undoable). */
gboolean ori_store_add_indicators (OriStore *self, const GPtrArray *indicators, GError **error);
gboolean ori_store_remove_indicator (OriStore *self, const char *code, GError **error);
/* All indicators of our own, also those that only a retracted batch brings along and that may come
 * back with it; of OriIndicator, those that count first. */
GPtrArray *ori_store_own_indicators (OriStore *self, GError **error);
/* Org units (undoable). */
gboolean ori_store_put_orgunit (OriStore *self, const OriOrgUnit *unit, GError **error);

/* The scheme of a subject (a key of ori_subject_key()); the default scheme when none is kept. */
OriScheme *ori_store_scheme (OriStore *self, const char *subject, GError **error);
gboolean ori_store_has_scheme (OriStore *self, const char *subject);
/* The next edit does not join the step of the last one. */
void ori_store_end_step (OriStore *self);
/* Keeps a draft of the scheme (undoable); consecutive drafts of one subject are one step. */
gboolean ori_store_set_scheme (OriStore *self, const char *subject, const OriScheme *scheme,
                               GError **error);
/* The accepted scheme, NULL when none was accepted. */
OriScheme *ori_store_accepted_scheme (OriStore *self, const char *subject, GError **error);
/* Accepts (undoable): the scheme becomes the accepted one and enters the protocol. */
gboolean ori_store_accept_scheme (OriStore *self, const char *subject, int cycle,
                                  const OriScheme *scheme, const char *author, const char *reason,
                                  GError **error);
/* The protocol, oldest first, of OriProtocolEntry. */
GPtrArray *ori_store_protocol (OriStore *self, GError **error);

/* Recommendations of an org unit and cycle (both may be NULL / 0 for all), of OriRecommendation. */
GPtrArray *ori_store_recommendations (OriStore *self, const char *orgunit, int cycle,
                                      GError **error);
/* Inserts (id 0, the new id is set) or updates (undoable); consecutive edits of one text are one
 * step. */
gboolean ori_store_put_recommendation (OriStore *self, OriRecommendation *recommendation,
                                       GError **error);
gboolean ori_store_remove_recommendation (OriStore *self, gint64 id, GError **error);
/* Several at once as one step (undoable), with its label. */
gboolean ori_store_put_recommendations (OriStore *self, GPtrArray *recommendations, GError **error);

/* Recipes, all of them, unsorted, of OriStoredRecipe. */
GPtrArray *ori_store_recipes (OriStore *self, GError **error);
/* Keeps a recipe, in the place of one of the same name (undoable). */
gboolean ori_store_put_recipe (OriStore *self, const char *name, const char *fingerprint,
                               const char *json, GError **error);
/* (undoable) Refused when the new name is taken. */
gboolean ori_store_rename_recipe (OriStore *self, const char *name, const char *new_name,
                                  GError **error);
/* (undoable) */
gboolean ori_store_remove_recipe (OriStore *self, const char *name, GError **error);
/* How indicators are worded in files, as live imports confirmed: ori_text_key() of the wording →
 * code of an indicator or an element. The newest decision stands. */
GHashTable *ori_store_wordings (OriStore *self, GError **error);

/* Small things worth keeping (page, chosen org unit, chart settings): not undoable. NULL if unset.
 */
char *ori_store_get_setting (OriStore *self, const char *key);
gboolean ori_store_set_setting (OriStore *self, const char *key, const char *value, GError **error);

/* History. Labels are translated when shown; NULL: nothing to undo. */
char *ori_store_undo_label (OriStore *self);
char *ori_store_redo_label (OriStore *self);
gboolean ori_store_undo (OriStore *self, GError **error);
gboolean ori_store_redo (OriStore *self, GError **error);
/* FALSE when what was last undone or redone changed nothing but decisions (schemes and their
 * protocol, recommendations, recipes): a snapshot from before is still true. */
gboolean ori_store_moved_data (const OriStore *self);

G_END_DECLS
