/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-stage.h"
#include "sheet/ori-book.h"

G_BEGIN_DECLS

/* What names are matched against: the programme and org units of a workspace, or of the register.
 * Plain pointers, owned by the caller, who keeps them alive and unchanged. */
typedef struct {
  const OriProgramme *programme; /* NULL or without indicators: indicators come from headers */
  const GPtrArray *orgunits;     /* of OriOrgUnit; NULL: names stay as printed */
  const char *region;            /* code of the region's org unit («R26»), NULL if none */
  const char *default_orgunit;   /* code for sheets that name nobody: a single municipality */
  int cycle;                     /* default period when a sheet names none; 0: none */
  GHashTable *wordings;          /* text key of a wording confirmed before → code of an indicator
                                    or an element; NULL: none */
  gboolean make_indicators;      /* an unknown indicator becomes a new one */
  gboolean make_orgunits;        /* an unknown org unit becomes a new one */
  gboolean make_schools;         /* an unknown school becomes a new one of the municipality that its
                                    name, the titles or the file's name tell, else the default one */
} OriMatchContext;

/* Roles of rows and columns as a person sees and corrects them. */
typedef enum {
  ORI_ROLE_UNUSED,
  ORI_ROLE_ORGUNIT,
  ORI_ROLE_INDICATOR,
  ORI_ROLE_PERIOD,
  ORI_ROLE_PART,
  ORI_ROLE_UNIT,
  ORI_ROLE_VALUE,
  ORI_ROLE_TITLE,
  ORI_ROLE_NOTE,
  ORI_ROLE_NUMBERING, /* column numbers, row numbers */
  ORI_ROLE_TOTAL,
} OriCellRole;

const char *ori_cell_role_code (OriCellRole role);

/* The recognition of one book: an object that can be looked at and corrected; a correction derives
 * everything below it anew. */
typedef struct OriRecognition OriRecognition;

/* Recognises every visible sheet; hidden ones wait for ori_recognition_set_sheet_used(). Hidden
 * rows and columns are read, noted and doubted. A date in a column of periods stands for its year,
 * unless several dates of one year come for the same row. A NULL @context makes indicators only.
 * @file is the base name (it may name the territory or the year). The book is referenced; @context
 * must outlive the recognition. Never fails on content: a sheet in which nothing is recognised says
 * so in its findings. NULL only when cancelled. */
OriRecognition *ori_recognition_new (const OriBook *book, const char *file,
                                     const OriMatchContext *context, const OriProgress *progress,
                                     GCancellable *cancellable, GError **error);
void ori_recognition_free (OriRecognition *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriRecognition, ori_recognition_free)

const OriBook *ori_recognition_book (const OriRecognition *self);
/* The stage as recognised now; owned by the recognition, replaced by the next correction. File
 * name, format, records, tables, unused and findings are filled; path, sha256 and content are the
 * caller's business. */
const OriStage *ori_recognition_stage (const OriRecognition *self);

/* The role of a cell, for colouring. */
OriCellRole ori_recognition_role (const OriRecognition *self, guint sheet, guint row, guint col);
/* Indexes into the stage's records of those whose value comes from the cell, also where the cell is
 * one of many that were counted; *n receives their number. NULL if none. */
const guint *ori_recognition_records_at (const OriRecognition *self, guint sheet, guint row,
                                         guint col, guint *n);

/* Corrections. Each derives the sheet anew and returns TRUE if anything changed. */
gboolean ori_recognition_set_column_role (OriRecognition *self, guint sheet, guint col,
                                          OriCellRole role);
gboolean ori_recognition_set_row_role (OriRecognition *self, guint sheet, guint row,
                                       OriCellRole role);
/* Which part of an indicator a value column holds (ORI_PART_VALUE, _TOTAL, _PARTICIPATED, _PERCENT,
 * _TEXT); NULL takes the correction back. */
gboolean ori_recognition_set_column_part (OriRecognition *self, guint sheet, guint col,
                                          const char *part);
gboolean ori_recognition_set_sheet_used (OriRecognition *self, guint sheet, gboolean used);
/* What a printed name means, everywhere in the file: code of an org unit (NULL: do not use), of an
 * indicator element, or the period of a sheet that names none. */
void ori_recognition_set_orgunit (OriRecognition *self, const char *printed, const char *code);
void ori_recognition_set_indicator (OriRecognition *self, const char *printed, const char *code);
void ori_recognition_set_period (OriRecognition *self, guint sheet, const OriPeriod *period);

/* Between the two corrections only add up; then all sheets concerned are derived once. What the
 * recognition tells meanwhile is of before. */
void ori_recognition_hold (OriRecognition *self);
void ori_recognition_release (OriRecognition *self);

/* Long corrections. A copy with the same corrections shares what nobody has corrected since and can
 * be corrected in a thread while the first one is looked at; @context is as for
 * ori_recognition_new(). */
OriRecognition *ori_recognition_copy (const OriRecognition *self, const OriMatchContext *context);
/* From here on what is derived is reported to @progress and ends when @cancellable is cancelled
 * (either may be NULL; both NULL: no longer). Called off, the recognition tells what it told before
 * the correction, and is pending. */
void ori_recognition_watch (OriRecognition *self, const OriProgress *progress,
                            GCancellable *cancellable);
/* TRUE when corrections wait to be derived, as ori_recognition_release() does. */
gboolean ori_recognition_is_pending (const OriRecognition *self);
/* Gives up what was derived, for its memory. Such a recognition tells nothing: it can only be
 * copied, released or freed. */
void ori_recognition_give_up (OriRecognition *self);

/* One cell by hand. @text is the number it should hold («95», «4,2»), "" says that there is no
 * data, NULL takes the correction back; the record notes what was printed. FALSE when @text is no
 * number or the cell is empty. */
gboolean ori_recognition_set_cell_value (OriRecognition *self, guint sheet, guint row, guint col,
                                         const char *text);
/* A cell left out gives no record and no doubt, and is listed as unused. */
gboolean ori_recognition_set_cell_left_out (OriRecognition *self, guint sheet, guint row, guint col,
                                            gboolean left_out);
gboolean ori_recognition_cell_left_out (const OriRecognition *self, guint sheet, guint row,
                                        guint col);
/* Makes an org unit or an indicator known that ori_recognition_set_orgunit() or _set_indicator()
 * may name by its code; it is staged with the records that use it. Copied. */
void ori_recognition_define_orgunit (OriRecognition *self, const OriOrgUnit *unit);
void ori_recognition_define_indicator (OriRecognition *self, const OriIndicator *indicator);

/* All corrections at one moment, for taking them back. Free with ori_edits_free(). */
typedef struct OriEdits OriEdits;
OriEdits *ori_recognition_dup_edits (const OriRecognition *self);
/* Puts the corrections of that moment in the place of those of now; derives once. */
void ori_recognition_set_edits (OriRecognition *self, const OriEdits *edits);
/* Puts only the corrections of single cells back. */
void ori_recognition_set_cells (OriRecognition *self, const OriEdits *edits);
void ori_edits_free (OriEdits *edits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriEdits, ori_edits_free)

G_END_DECLS
