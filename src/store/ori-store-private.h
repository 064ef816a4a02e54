/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ori-db.h"
#include "store/ori-schema.h"
#include "store/ori-store.h"

G_BEGIN_DECLS

/* What the files of the store share. */

struct OriStore {
  OriDb *db;
  char *path;              /* as given by the caller */
  OriProgramme *programme; /* of the document, without indicators of our own */
  char *region;            /* code of an org unit, NULL if none */
  gboolean training;
  guint64 revision;
  gboolean moved_data; /* the last step back or forth changed what a snapshot shows */
  char *merge_subject; /* of the last step, NULL when nothing may be merged into it */
};

/* ori_store_open() with other migrations than ours: for tests. */
OriStore *ori_store_open_with (const char *path, const OriMigration *migrations, guint n,
                               GError **error);

gint64 ori_store_now (void);

/* ori-store-units.c: definitions that a batch may bring along. */

/* The programme with the indicators of our own that count now. */
OriProgramme *ori_store_programme (OriStore *self, GError **error);
/* The org units that count now, of OriOrgUnit, unsorted; NULL with an error. */
GPtrArray *ori_store_orgunits (OriStore *self, GError **error);
/* Rows of a batch (0: made by hand). */
gboolean ori_store_insert_orgunit (OriStore *self, const OriOrgUnit *unit, gint64 batch,
                                   GError **error);
gboolean ori_store_insert_alias (OriStore *self, const char *orgunit, const char *alias,
                                 gint64 batch, GError **error);
gboolean ori_store_insert_indicator (OriStore *self, const OriIndicator *indicator, gint64 batch,
                                     GError **error);
/* ori-store-pin.c: inside a verb; @period is a code. No pin is no error. */
gboolean ori_store_remove_pin (OriStore *self, const char *element, const char *orgunit,
                               const char *period, GError **error);
/* ori-store-recipe.c */
/* Inside a verb that records; its time is ignored. */
gboolean ori_store_write_recipe (OriStore *self, const OriStoredRecipe *recipe, GError **error);
gboolean ori_store_insert_wording (OriStore *self, const char *code, const char *wording,
                                   gint64 batch, GError **error);

/* ori-history.c: one verb of the user. It is a transaction; from ori_verb_record() on its changes
 * are recorded, and ori_verb_end() makes them a step of the history. Freed before the end, it
 * leaves everything as it was. */
typedef struct OriVerb OriVerb;

OriVerb *ori_verb_begin_at (OriStore *store, const char *place, GError **error);
#define ori_verb_begin(store, error) ori_verb_begin_at ((store), G_STRLOC, (error))
gboolean ori_verb_record (OriVerb *self, GError **error);
/* @label is a msgid whose %s, if any, @argument replaces. Consecutive verbs of the same
 * @merge_subject (not NULL) become one step. A verb that changed nothing leaves no step. */
gboolean ori_verb_end (OriVerb *self, const char *label, const char *argument,
                       const char *merge_subject, GError **error);
void ori_verb_free (OriVerb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriVerb, ori_verb_free)

G_END_DECLS
