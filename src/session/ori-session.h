/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "analysis/ori-change.h"
#include "analysis/ori-completeness.h"
#include "analysis/ori-deficits.h"
#include "analysis/ori-groups.h"
#include "chart/ori-chart.h"
#include "import/ori-recipe.h"
#include "report/ori-analytic.h"
#include "session/ori-differences.h"
#include "session/ori-job.h"
#include "store/ori-store.h"

G_BEGIN_DECLS

/* The open workspace: what the window and the command line both work on. Verbs are synchronous and
 * quick (one short transaction); what may take longer is a job (ori-job.h). Lives in the main
 * thread; jobs get immutable inputs.
 *
 * Signals:
 *   "changed": the snapshot, schemes, protocol, recommendations or history changed; views read
 * anew. "message" (text, undoable): a verb done that a toast should tell («Добавлено 87 записей»).
 *   "selection-changed": the chosen org unit or cycle changed (both are global). */
#define ORI_TYPE_SESSION (ori_session_get_type ())
G_DECLARE_FINAL_TYPE (OriSession, ori_session, ORI, SESSION, GObject)

/* Makes a workspace at @path with a shipped programme ("none" too) and the municipalities of a
 * region from the register (@region: code or name). Without a region: those of the region or the
 * municipality that the programme was written for; "none" starts without org units. */
OriSession *ori_session_create (const char *path, const char *programme_id, const char *region,
                                gboolean training, GError **error);
OriSession *ori_session_open (const char *path, GError **error);

const char *ori_session_path (OriSession *self);
OriStore *ori_session_store (OriSession *self);
/* The current snapshot; valid until "changed". Take a reference to keep it. */
OriSnapshot *ori_session_snapshot (OriSession *self);
gboolean ori_session_is_training (OriSession *self);
/* Name of the territory for titles: the region or the only municipality. Not owned. */
const char *ori_session_title (OriSession *self);
/* Who works: the user's name, for batches and the protocol. Not owned. */
const char *ori_session_author (OriSession *self);

/* The level of org units that tables, groups and reports compare: the chosen one, else that of
 * ori_snapshot_main_level(). */
OriOrgUnitLevel ori_session_level (OriSession *self);
/* Chooses another (−1: none); emits "changed". Kept in the workspace when @keep. */
void ori_session_set_level (OriSession *self, int level, gboolean keep);
/* The levels that have values, of their own or as sums: bits 1 << OriOrgUnitLevel. */
guint ori_session_levels (OriSession *self);

/* What has come in the chosen cycle at the level of ori_session_level(), as a job: 40 000 schools
 * take some tenths of a second. Its result is an OriCompleteness of the snapshot that is current
 * now, which whoever reads it keeps a reference to. */
OriJob *ori_session_completeness_job_new (OriSession *self, const GDate *today);
/* The day of the local calendar. */
void ori_session_today (GDate *today);

/* The period in which a figure of @indicator for the chosen cycle would stand: that of the others'
 * figures, else the last one of the cycle that has data; G_MAXUINT when there is none. */
guint ori_session_period_for (OriSession *self, const OriIndicator *indicator);
/* A correction that says that the indicator does not apply to the org unit. */
gboolean ori_session_mark_not_applicable (OriSession *self, const OriIndicator *indicator,
                                          guint orgunit, guint period, GError **error);

/* Where the own figure of an org unit contradicts the sum of its parts, in @cycle (0: in all), as
 * findings of the rule "sum-differs" with both numbers; GPtrArray of OriFinding. */
GPtrArray *ori_session_sum_findings (OriSession *self, int cycle);

/* The global choice. Cycle 0 when there is no data; org unit G_MAXUINT when none is chosen. Kept
 * in the workspace. */
int ori_session_cycle (OriSession *self);
void ori_session_set_cycle (OriSession *self, int cycle);
guint ori_session_orgunit (OriSession *self);
void ori_session_set_orgunit (OriSession *self, guint orgunit);
/* Cycles with data, ascending; GArray of int, owned by the session until "changed". */
const GArray *ori_session_cycles (OriSession *self);

/* Import in steps: made in the main thread, run there or in a job's thread (reads and recognises),
 * looked at, corrected, committed. The import owns book, context and recognition, and keeps the
 * snapshot it was made with. */
typedef struct OriImport OriImport;
OriImport *ori_import_new (OriSession *session, const char *path);
/* Without a workspace: against a shipped programme and a region of the register, both may be NULL.
 */
OriImport *ori_import_new_for_file (const char *path, const char *programme_id, const char *region,
                                    GError **error);
/* For sheets that name nobody: the org unit meant, by code or any name; NULL: none. Before running;
 * a recognition that is there already takes it in with its next correction. */
gboolean ori_import_set_orgunit (OriImport *import, const char *name, GError **error);
/* For sheets that name no period: the cycle meant. Before running. */
void ori_import_set_cycle (OriImport *import, int cycle);
/* Reads and recognises; any thread. */
gboolean ori_import_run (OriImport *import, const OriBookOptions *options,
                         const OriProgress *progress, GCancellable *cancellable, GError **error);
/* A second import of the same file, decided so far as the first one, to be corrected in a thread
 * while that one is looked at; see ori_recognition_copy(). After running, in a workspace. */
OriImport *ori_import_copy (const OriImport *import);
/* NULL before it ran. */
OriRecognition *ori_import_recognition (OriImport *import);
/* The names that records are matched to, for showing. */
const OriMatchContext *ori_import_context (OriImport *import);
const char *ori_import_path (const OriImport *import);
/* The live batch of @session that holds the same content already, 0 if none. */
gint64 ori_import_duplicate_of (const OriImport *import, OriSession *session);
/* TRUE when both ran and their files hold the same. */
gboolean ori_import_is_same_file (const OriImport *import, const OriImport *other);
/* Recipes at work. ori_import_run() applies the recipe of the workspace that fits best, if one is
 * "same" or "near"; a csv is tried with the reading options of recipes too. What did not fit is
 * among the findings of the stage. */
/* The recipe to read with, whatever its shape, instead of those of the workspace; its reading
 * options count unless ori_import_run() is given others. Copied; NULL takes it back. Before
 * running. */
void ori_import_set_recipe (OriImport *import, const OriRecipe *recipe, OriRecipeFlags flags);
/* FALSE: recipes of the workspace are not looked for. Before running. */
void ori_import_set_recipes_used (OriImport *import, gboolean used);
/* The recipe that was applied, NULL if none; how it fits, also in words; what of it did not fit,
 * of OriFinding (NULL without a recipe). Owned by the import until the next recipe. */
const OriRecipe *ori_import_recipe (const OriImport *import);
OriShapeVerdict ori_import_recipe_verdict (const OriImport *import);
const char *ori_import_recipe_words (const OriImport *import);
const GPtrArray *ori_import_unfit (const OriImport *import);
/* Applies a recipe (of another file of this shape, say) over the corrections made so far; its
 * reading options need ori_import_set_recipe() and another run. TRUE if anything was applied. */
gboolean ori_import_apply_recipe (OriImport *import, const OriRecipe *recipe, OriRecipeFlags flags);
/* Takes the recipe and all corrections back: as recognised. */
void ori_import_drop_recipe (OriImport *import);
/* All decisions made so far: reading options, territory, year, corrections. Free with
 * ori_recipe_free(). After running. */
OriRecipe *ori_import_make_recipe (const OriImport *import, const char *name);
void ori_import_free (OriImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriImport, ori_import_free)
/* The batch that the import takes the place of: retracted by the step that commits it. 0: none. */
void ori_import_set_replaced (OriImport *import, gint64 batch);
gint64 ori_import_replaced (const OriImport *import);
/* What was decided about the file is kept as a recipe of this name by the step that commits it, if
 * anything was decided and comes in. NULL: it is not. */
void ori_import_set_remembered (OriImport *import, const char *name);
/* The batch that it became; 0 before it was committed. */
gint64 ori_import_batch (const OriImport *import);

/* Commits @imports (of OriImport that ran) in one step of the history, recipes included, all or
 * nothing; emits "changed" and "message" once. Those without ready records are passed over; when
 * none has any, it fails. Failed or cancelled, nothing changed and the imports can be corrected and
 * committed again.
 */
gboolean ori_session_commit_imports (OriSession *self, const GPtrArray *imports,
                                     const OriProgress *progress, GCancellable *cancellable,
                                     GError **error);
/* The same a piece of a few milliseconds at a time, for windows: step until *@fraction is 1. No
 * other verb may come in between. Freed before the end, nothing changed. The imports must stay. */
typedef struct OriCommit OriCommit;
OriCommit *ori_commit_new (OriSession *session, const GPtrArray *imports, GError **error);
gboolean ori_commit_step (OriCommit *self, double *fraction, GError **error);
void ori_commit_free (OriCommit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriCommit, ori_commit_free)
/* Commits one import. *@batch may be NULL. */
gboolean ori_session_commit_import (OriSession *self, OriImport *import, gint64 *batch,
                                    GError **error);

/* Recipes of the workspace. Their verbs are undoable. */
typedef struct {
  OriRecipe *recipe;
  gint64 time; /* of the last change, seconds since 1970 */
} OriKeptRecipe;

void ori_kept_recipe_free (OriKeptRecipe *kept);
/* By name, of OriKeptRecipe; owned by the session until "changed". */
const GPtrArray *ori_session_recipes (OriSession *self, GError **error);
/* The recipe of that name, likewise; NULL with an error. */
const OriRecipe *ori_session_recipe (OriSession *self, const char *name, GError **error);
/* The one of @recipes (of OriKeptRecipe) that fits best, the newest of equals; NULL when all are of
 * other shapes. The rest as ori_shape_compare(); may be NULL. */
const OriRecipe *ori_recipes_find (const GPtrArray *recipes, const OriRecognition *recognition,
                                   OriShapeVerdict *verdict, double *likeness, char **words);
/* Keeps a copy under @name, in the place of one of that name. */
gboolean ori_session_put_recipe (OriSession *self, const OriRecipe *recipe, const char *name,
                                 GError **error);
gboolean ori_session_rename_recipe (OriSession *self, const char *name, const char *new_name,
                                    GError **error);
gboolean ori_session_remove_recipe (OriSession *self, const char *name, GError **error);

/* The batch that the file of @import is a newer version of: the live one that gives most of the
 * figures which @import also has, if it is of the same name and half of its figures are there, or
 * four in five of the figures of both are the same ones. 0: none, also for the same content. */
gint64 ori_import_older_version (const OriImport *import, OriSession *session);
/* What would change if @import took the place of @batch, or what one batch changed after another.
 */
OriDifferences *ori_import_compare (const OriImport *import, OriSession *session, gint64 batch,
                                    GError **error);
/* Both a piece of a few milliseconds at a time, for windows: finds the version that @import is
 * another of (the batch of the same content, else the older version) and compares with it. Step
 * until *@fraction is 1; until then the import must stay as it is: free it before a correction. */
typedef struct OriVersionCheck OriVersionCheck;
OriVersionCheck *ori_version_check_new (OriImport *import, OriSession *session, GError **error);
gboolean ori_version_check_step (OriVersionCheck *self, double *fraction, GError **error);
/* At the end: the batch, 0 if there is none; then there are no differences either. */
gint64 ori_version_check_batch (const OriVersionCheck *self);
const OriDifferences *ori_version_check_differences (const OriVersionCheck *self);
void ori_version_check_free (OriVersionCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriVersionCheck, ori_version_check_free)
OriDifferences *ori_session_compare_batches (OriSession *self, gint64 before, gint64 after,
                                             GError **error);
/* NULL when there is no such batch. */
const OriBatch *ori_session_batch (OriSession *self, gint64 id);

/* Pins one version of a figure (an id of ori_store_history()), or takes the pin back. */
gboolean ori_session_pin (OriSession *self, const char *element, guint orgunit, guint period,
                          gint64 observation, GError **error);
gboolean ori_session_unpin (OriSession *self, const char *element, guint orgunit, guint period,
                            GError **error);

/* What is doubtful in the workspace: figures about which live sources disagree ("sources-disagree";
 * settled ones, of which one is pinned, as information), counts that cannot be ("impossible": a
 * part greater than its whole, less than nothing), then what the live imports found. */
typedef struct {
  OriFinding *finding;
  gint64 batch;                   /* whose cell it names */
  guint element, orgunit, period; /* indexes in the snapshot; G_MAXUINT: not about one figure */
  GArray *versions; /* of OriObservation, live, first the one that counts; NULL if not needed */
  GStringChunk *strings; /* private */
} OriCheck;

/* Of OriCheck. */
GPtrArray *ori_session_check (OriSession *self, GError **error);
/* The same of one batch, live or not: at most @n_max figures of it that other sources dispute, then
 * what its import found. */
GPtrArray *ori_session_check_batch (OriSession *self, gint64 batch, guint n_max, GError **error);
/* How many figures of each batch (by its index in the snapshot) count and are disputed by another
 * live source, the pinned ones not among them; GArray of guint. */
GArray *ori_session_count_disputed (OriSession *self);
void ori_check_free (OriCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriCheck, ori_check_free)

gboolean ori_session_set_batch_live (OriSession *self, gint64 batch, gboolean live, GError **error);
gboolean ori_session_correct (OriSession *self, const char *element, guint orgunit, guint period,
                              OriStatus status, double value, const char *reason, GError **error);
gboolean ori_session_add_indicator (OriSession *self, const OriIndicator *indicator,
                                    GError **error);
gboolean ori_session_remove_indicator (OriSession *self, const char *code, GError **error);
/* Takes over what another shipped programme offers through the crosswalk of directions, for
 * programmes whose document names no indicators; *@n receives how many. */
gboolean ori_session_adopt (OriSession *self, const char *programme_id, guint *n, GError **error);

/* The goalposts that schemes have are found once for a snapshot, when the first scheme is asked
 * for. Of tens of thousands of org units that takes half a second; before, they can be found in a
 * job, whose result is theirs of the snapshot that is current now, and given to the session. Free
 * with ori_scheme_free(). */
gboolean ori_session_has_goalposts (OriSession *self);
OriJob *ori_session_goalposts_job_new (OriSession *self);
OriScheme *ori_session_find_goalposts (const OriSnapshot *snapshot);
/* Takes @goalposts; those of another snapshot are of no use. */
void ori_session_take_goalposts (OriSession *self, const OriSnapshot *snapshot,
                                 OriScheme *goalposts);

/* The draft scheme of a subject (a key of ori_subject_key(); NULL: the overall score), cached;
 * owned by the session. A block or a criterion starts with the scheme of the whole. */
const OriScheme *ori_session_scheme (OriSession *self, const char *subject);
const OriScheme *ori_session_accepted_scheme (OriSession *self, const char *subject);
gboolean ori_session_set_scheme (OriSession *self, const char *subject, const OriScheme *scheme,
                                 GError **error);
/* The same as part of the last ori_session_set_scheme() of the subject, unless another step came
 * after it: what was decided there could only be worked out now. */
gboolean ori_session_amend_scheme (OriSession *self, const char *subject, const OriScheme *scheme,
                                   GError **error);
gboolean ori_session_accept_scheme (OriSession *self, const char *subject, const char *reason,
                                    GError **error);

/* Recommendations of an org unit in the chosen cycle; GPtrArray of OriRecommendation. */
GPtrArray *ori_session_recommendations (OriSession *self, const char *orgunit, GError **error);
gboolean ori_session_draft_recommendations (OriSession *self, guint orgunit, guint *n_new,
                                            GError **error);
gboolean ori_session_put_recommendation (OriSession *self, OriRecommendation *recommendation,
                                         GError **error);
gboolean ori_session_remove_recommendation (OriSession *self, gint64 id, GError **error);

/* A report in two steps: gathered in the main thread, made in any thread. */
typedef struct OriReportRequest OriReportRequest;
/* @kind "analytic", "tables" or "protocol"; @orgunit: code, NULL for all. */
OriReportRequest *ori_report_request_new (OriSession *session, const char *kind,
                                          const char *orgunit, gboolean public_version,
                                          GError **error);
OriDocument *ori_report_request_run (OriReportRequest *request, const OriProgress *progress,
                                     GCancellable *cancellable, GError **error);
void ori_report_request_free (OriReportRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriReportRequest, ori_report_request_free)

/* Blank collection forms (report/ori-forms.h) in two steps: gathered in the main thread, written in
 * any thread. The request keeps the snapshot it was made with. */
typedef struct OriFormsRequest OriFormsRequest;
/* One form per municipality or, at @level school, per school. @orgunit: code, NULL for all; of a
 * municipality at level school: its schools. @period: NULL for the chosen cycle, without data the
 * current year; a year, a school year or a date. Errors when there is nobody to ask or nothing to
 * ask for. */
OriFormsRequest *ori_forms_request_new (OriSession *session, OriOrgUnitLevel level,
                                        const char *orgunit, const OriPeriod *period,
                                        GError **error);
guint ori_forms_request_count (const OriFormsRequest *request);
/* The base name of a file and whom it is for; not owned. */
const char *ori_forms_request_file (const OriFormsRequest *request, guint index);
const OriOrgUnit *ori_forms_request_orgunit (const OriFormsRequest *request, guint index);
const OriPeriod *ori_forms_request_period (const OriFormsRequest *request);
/* How many cells each form asks for, and how many elements they answer (may be NULL). */
guint ori_forms_request_inputs (const OriFormsRequest *request, guint *n_elements);
/* Which of the files are in @folder already: base names, free with g_strfreev(). */
char **ori_forms_request_existing (const OriFormsRequest *request, const char *folder);
/* Writes the files into @folder, which is made when it is not there; replaces what is there. A
 * cancel leaves whole files only. */
gboolean ori_forms_request_run (OriFormsRequest *request, const char *folder,
                                const OriProgress *progress, GCancellable *cancellable,
                                GError **error);
void ori_forms_request_free (OriFormsRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriFormsRequest, ori_forms_request_free)
/* The same as a job; takes the request. Its result is the folder (char *). */
OriJob *ori_forms_job_new (OriFormsRequest *request, const char *folder);

/* The sheet that an observation came from, read from the kept file, for showing the source cell.
 * NULL with an error when it was not kept. */
OriBook *ori_session_source_book (OriSession *self, const OriObservation *observation,
                                  GError **error);

/* The same as a job, the file of a batch whole. Its result is an OriBook. */
OriJob *ori_session_source_job (OriSession *self, gint64 batch, GError **error);

gboolean ori_session_undo (OriSession *self, GError **error);
gboolean ori_session_redo (OriSession *self, GError **error);
/* Labels, NULL when there is nothing; free with g_free(). */
char *ori_session_undo_label (OriSession *self);
char *ori_session_redo_label (OriSession *self);

/* Reads the snapshot anew after a change made elsewhere. */
void ori_session_reload (OriSession *self);

G_END_DECLS
