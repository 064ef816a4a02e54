/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-json.h"
#include "import/ori-recognition.h"

G_BEGIN_DECLS

/* Recipes («шаблоны импорта»): what a person decided about one file, kept for the next file of the
 * same shape. A decision holds on to words, not to addresses: a column is found by its header, a
 * row by its label, with years and other periods left out, so that next year's file fits; where
 * words come more than once, their order and place decide. */

/* The shape of a file: the sheets, their tables, the wording of headers and of indicators in rows.
 * Figures, years, names of territories, the number of rows and notes do not belong to it. Immutable
 * and counted. */
typedef struct OriShape OriShape;

OriShape *ori_shape_ref (const OriShape *shape);
void ori_shape_unref (OriShape *shape);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriShape, ori_shape_unref)

/* The fingerprint, 16 hexadecimal digits: equal for files of one form. Not owned. */
const char *ori_shape_id (const OriShape *shape);
/* The newest year that the names of file and sheets, titles or else headers tell, 0 if none. */
int ori_shape_year (const OriShape *shape);

typedef enum {
  ORI_SHAPE_OTHER, /* another form */
  ORI_SHAPE_NEAR,  /* most headers are the same: applied, and what does not fit is told */
  ORI_SHAPE_SAME,
} OriShapeVerdict;

/* How like the shape @other is to @shape. *@likeness receives 0 to 1, *@words the reason for people
 * («нет заголовка «Всего»; новый: «Итого»»); either may be NULL. Free *@words with g_free(). */
OriShapeVerdict ori_shape_compare (const OriShape *shape, const OriShape *other, double *likeness,
                                   char **words);
/* "same", "near", "other": the words of JSON. */
const char *ori_shape_verdict_code (OriShapeVerdict verdict);

/* As an object with the members "fingerprint", "year" and "sheets". */
void ori_shape_write (const OriShape *shape, OriJsonWriter *writer, const char *key);

/* The shape of the file as it was recognised before any correction; owned by the recognition. */
const OriShape *ori_recognition_shape (const OriRecognition *self);
/* Its fingerprint. Free with g_free(). */
char *ori_recognition_fingerprint (const OriRecognition *self);

/* A decision about a column. */
typedef struct {
  char *header;     /* levels joined with " / ", as printed then; "" for a column without words */
  guint col;        /* where it stood */
  guint serial;     /* 1… among the columns of its sheet with this header */
  int role;         /* OriCellRole, -1: not decided */
  const char *part; /* static ORI_PART_…, NULL: not decided */
} OriRecipeColumn;

/* A decision about a row. */
typedef struct {
  char *label; /* the first words of the row, as printed then; "" for a row of figures */
  guint row;
  guint serial; /* 1… among the rows of its sheet with this label */
  int role;     /* OriCellRole */
} OriRecipeRow;

typedef struct {
  char *name;         /* as in the file; NULL: the file has no sheets (csv) */
  guint index;        /* where it stood */
  int used;           /* 1 or 0; -1: not decided */
  OriPeriod period;   /* of a sheet that names none; kind NONE: not decided */
  int period_year;    /* the year that the file itself told then, 0: none */
  GPtrArray *columns; /* of OriRecipeColumn */
  GPtrArray *rows;    /* of OriRecipeRow */
} OriRecipeSheet;

typedef struct {
  char *name;
  OriShape *shape; /* NULL: made by hand, fits whatever it is applied to */
  /* How to read a csv, as OriBookOptions; NULL and 0 when nothing was decided. */
  char *encoding;
  char separator, quote;
  /* The territory of sheets that name nobody; it holds for files of this name only (years left
   * out), for any when @file is NULL. NULL: not decided. */
  char *orgunit;
  char *file;
  /* The year of sheets that name none (0: not decided), and the year that the file told then. */
  int cycle;
  int cycle_year;
  GPtrArray *sheets;      /* of OriRecipeSheet, only those with decisions */
  GHashTable *orgunits;   /* printed → code; "" for not used */
  GHashTable *indicators; /* printed → code of an indicator or an element; "" for none */
} OriRecipe;

OriRecipe *ori_recipe_new (const char *name);
OriRecipe *ori_recipe_copy (const OriRecipe *self);
void ori_recipe_free (OriRecipe *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriRecipe, ori_recipe_free)

/* The corrections made so far, with the shape. Reading options, territory and cycle are not known
 * here: see ori_import_make_recipe(). */
OriRecipe *ori_recipe_from_recognition (const OriRecognition *recognition, const char *name);
/* How it reads a csv; valid while the recipe is not changed. */
OriBookOptions ori_recipe_reading (const OriRecipe *self);
/* TRUE when there is nothing in it to apply. */
gboolean ori_recipe_is_empty (const OriRecipe *self);

/* TRUE when two names of files differ in their periods only. */
gboolean ori_recipe_same_file (const char *a, const char *b);

/* How the recipe fits a file: as ori_shape_compare(). */
OriShapeVerdict ori_recipe_fit (const OriRecipe *self, const OriRecognition *recognition,
                                double *likeness, char **words);

typedef enum {
  ORI_RECIPE_REMEMBERED = 0, /* from an earlier round */
  ORI_RECIPE_SAME_ROUND = 1, /* a year set by hand holds even when the file names none */
} OriRecipeFlags;

/* Applies every decision that fits, over the corrections made so far, and derives once. What did
 * not fit is among the findings of the stage (rules "recipe-unfit", "recipe-period") until the next
 * application. *@unfit (may be NULL) receives them, of OriFinding. A year set by hand moves with
 * the year that the file tells itself; when it tells none, it holds only in the same round (as a
 * doubt), else it is not applied. Returns TRUE if anything was applied. */
gboolean ori_recognition_apply_recipe (OriRecognition *self, const OriRecipe *recipe,
                                       OriRecipeFlags flags, GPtrArray **unfit);
/* Takes all corrections back, those of a recipe too. */
void ori_recognition_reset (OriRecognition *self);

/* A finding of the caller about the recipe, taken over; it stays as those above do. */
void ori_recognition_add_finding (OriRecognition *self, OriFinding *finding);

/* JSON for keeping, exchange and editing by hand; the manual page describes it. */
char *ori_recipe_to_json (const OriRecipe *self);
/* Strict: an unknown member, a wrong type, an unknown word is an error that names the member
 * ("sheets[0].columns[2].role"). At most 4 MB. */
OriRecipe *ori_recipe_from_json (const char *json, GError **error);
/* The same to and from a file; errors name it. */
gboolean ori_recipe_save (const OriRecipe *self, const char *path, GError **error);
OriRecipe *ori_recipe_load (const char *path, GError **error);

/* The decisions in words for people, one each, in the language of the interface; @context (may be
 * NULL) tells names of codes. Free with g_strfreev(). */
char **ori_recipe_words (const OriRecipe *self, const OriMatchContext *context);

G_END_DECLS
