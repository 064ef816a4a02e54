/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session.h"

G_BEGIN_DECLS

struct _OriSession {
  GObject parent_instance;
  OriStore *store;
  OriSnapshot *snapshot;
  GArray *cycles; /* of int */
  int cycle;
  int level;     /* OriOrgUnitLevel that was chosen, −1 for the one that the data suggest */
  char *orgunit; /* code of the chosen org unit, NULL if none */
  char *title;
  char *author;
  GHashTable *schemes;  /* subject → OriScheme: drafts read so far */
  GHashTable *accepted; /* subject → OriScheme, or NULL when none was accepted */
  OriScheme *frozen;    /* goalposts of the snapshot, NULL until asked for */
  GPtrArray *recipes;   /* of OriKeptRecipe, NULL until asked for */
  GHashTable *wordings; /* likewise */
};

/* What imports need of the workspace in a thread of their own: references to what is never
 * changed. Recipes are of OriKeptRecipe; wordings as ori_store_wordings(). */
GPtrArray *ori_session_keep_recipes (OriSession *self);
GHashTable *ori_session_keep_wordings (OriSession *self);

/* The recipe under @name as the store keeps it; fails on what is no name. */
OriStoredRecipe *ori_session_make_stored (const OriRecipe *recipe, const char *name,
                                          GError **error);

/* ori-commit-names.c: codes of the indicators that the imports of one commit make. */
typedef struct OriCommitNames OriCommitNames;
OriCommitNames *ori_commit_names_new (OriSession *session, GError **error);
/* Gives the new indicators of a stage codes of their own, or those that they have already. */
void ori_commit_names_settle (OriCommitNames *self, OriStage *stage);
void ori_commit_names_free (OriCommitNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriCommitNames, ori_commit_names_free)

/* After a verb: reads the snapshot anew and tells the views. */
void ori_session_changed (OriSession *self);
/* After a verb that leaves data and programme as they are: the snapshot stays. Reading a large
 * workspace again takes seconds. */
void ori_session_decisions_changed (OriSession *self);
/* Tells a toast; @undoable offers to undo. */
void ori_session_tell (OriSession *self, gboolean undoable, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
