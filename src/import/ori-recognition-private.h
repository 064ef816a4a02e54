/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-derive-private.h"
#include "import/ori-recipe.h"

G_BEGIN_DECLS

struct OriRecognition {
  OriBook *book;
  char *file;
  OriReading reading;
  OriSheetEdits *edits; /* one per sheet */
  GPtrArray *results;   /* of OriSheetResult, one per sheet */
  OriStage *stage;
  guint *starts;       /* first record of every sheet */
  guint *indexes;      /* 0, 1, 2…: records of a cell are a run of it */
  GHashTable *printed; /* text key of a name corrected by hand → as it was given */
  OriShape *shape;     /* before any correction */
  GPtrArray **headers; /* per sheet: header texts by column, likewise; see ori_recipe_headers() */
  GPtrArray *notes;    /* of OriFinding: what of a recipe did not fit */
  gboolean held;       /* corrections wait for ori_recognition_release() */
  gboolean *dirty;     /* per sheet: it waits */
  gboolean pending;    /* something was held */
};

/* Derives the sheets marked in @dirty (NULL: all) anew, then the stage. */
void ori_recognition_derive (OriRecognition *self, const gboolean *dirty);

G_END_DECLS
