/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session-private.h"

G_BEGIN_DECLS

struct OriImport {
  char *path;
  char *file; /* base name, valid UTF-8 */
  OriMatchContext context;
  OriSnapshot *snapshot;   /* of the session it was made for, NULL without a workspace */
  OriProgramme *programme; /* without a workspace */
  GPtrArray *orgunits;     /* likewise */
  char *region;
  char *default_orgunit; /* of the workspace or set */
  gboolean orgunit_set;
  int cycle; /* as set, 0 if not */
  GBytes *content;
  char *sha256;
  OriRecognition *recognition;
  gint64 replaced;  /* id of a batch, 0: none */
  gint64 batch;     /* that it became, 0: not committed */
  char *remembered; /* name of the recipe to be made of it, NULL: none */

  GPtrArray *recipes;    /* of OriKeptRecipe, those of the workspace; NULL without one */
  GHashTable *wordings;  /* likewise */
  gboolean recipes_used; /* whether to look for one that fits */
  OriRecipe *wanted;     /* to be read with whatever its shape; NULL if none */
  OriRecipeFlags flags;  /* for it */
  char *encoding;        /* what the file was read with by decision */
  char separator, quote;
  OriRecipe *recipe; /* that was applied, NULL if none */
  OriShapeVerdict verdict;
  char *words;      /* how it fits */
  GPtrArray *unfit; /* of OriFinding */
};

/* Reads the content with @options and recognises it, without any recipe. */
OriRecognition *ori_import_recognise (OriImport *self, GBytes *content,
                                      const OriBookOptions *options, const OriProgress *progress,
                                      GCancellable *cancellable, GError **error);
/* After recognition: finds a recipe of the workspace that fits, reading the file again when one
 * was made with other reading options, and applies it. */
gboolean ori_import_use_recipes (OriImport *self, gboolean options_given,
                                 const OriProgress *progress, GCancellable *cancellable,
                                 GError **error);
void ori_import_forget_recipe (OriImport *self);

G_END_DECLS
