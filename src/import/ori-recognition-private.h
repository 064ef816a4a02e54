/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-derive-private.h"
#include "import/ori-recipe.h"

G_BEGIN_DECLS

/* What sheets and corrections give together; shared by copies, so it never changes but for findings
 * that ori_recognition_add_finding() adds right after it was made. */
typedef struct {
  gatomicrefcount refs;
  OriStage *stage;
  guint *starts;  /* first record of every sheet */
  guint *indexes; /* 0, 1, 2…: records of a cell are a run of it */
} OriDerived;

struct OriRecognition {
  OriBook *book;
  char *file;
  OriReading reading;
  OriSheetEdits *edits; /* one per sheet */
  GPtrArray *results;   /* of OriSheetResult, one per sheet; NULL where given up */
  OriDerived *derived;  /* likewise */
  GHashTable *printed;  /* text key of a name corrected by hand → as it was given */
  OriShape *shape;      /* before any correction */
  GPtrArray **headers;  /* per sheet: header texts by column, likewise; see ori_recipe_headers() */
  GPtrArray *notes;     /* of OriFinding: what of a recipe did not fit */
  gboolean held;        /* corrections wait for ori_recognition_release() */
  gboolean *dirty;      /* per sheet: not derived since it was corrected */
  gboolean pending;     /* the stage neither */
  gboolean watched;
  OriWatch watch;
};

#define ORI_ALL_SHEETS (-1)
/* Marks a sheet to be derived anew; ori_recognition_settle() does it, now or when released. */
void ori_recognition_touch (OriRecognition *self, int sheet);
void ori_recognition_settle (OriRecognition *self);
OriDerived *ori_derived_ref (OriDerived *self);
void ori_sheet_edits_clear (OriSheetEdits *edits);

G_END_DECLS
