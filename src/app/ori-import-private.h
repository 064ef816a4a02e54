/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid.h"
#include "app/ori-import-view.h"
#include "app/ori-records-model.h"
#include "app/ori-sheet-model.h"

G_BEGIN_DECLS

struct _OriImportView {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkListBox *files;
  GtkStack *stack; /* "sheet" or "broken" */
  AdwStatusPage *broken;
  GtkLabel *file_name, *reading_note;
  GtkDropDown *sheets;
  GtkWidget *duplicate_bar;
  OriGrid *grid, *records_grid;
  GtkLabel *doubts_title, *records_title, *summary;
  GtkListBox *doubts;
  GtkWidget *orgunit_row, *year_row;
  GtkDropDown *orgunit;
  GtkEntry *year;
  GPtrArray *orgunit_codes; /* of char*, beside the names of the drop-down; NULL: not chosen */
  GtkCheckButton *use_sheet;
  gboolean filling; /* the names of territories are changing, not the choice */
  GtkWidget *import_button;

  OriSession *session;
  GPtrArray *readings; /* of OriReading */
  GArray *included;    /* of gboolean */
  guint current;
  OriSheetModel *sheet_model;
  OriRecordsModel *records_model;
  GPtrArray *findings; /* of const OriFinding of the current file, in the order shown */
  guint commit_source, commit_next;
  gboolean first_data; /* the workspace was empty before */
  guint n_committed_files, n_committed_records;
  GtkWidget *popover;
};

/* ori-import-view.c */
OriRecognition *ori_import_view_recognition (OriImportView *self); /* NULL: broken */
/* After a correction. */
void ori_import_view_rederived (OriImportView *self);
void ori_import_view_show_sheet (OriImportView *self, guint sheet);

/* ori-import-files.c */
void ori_import_view_fill_files (OriImportView *self);
GtkWidget *ori_import_view_make_file_row (OriImportView *self, guint index);
/* The sum of what is ticked, on the button and beside it. */
void ori_import_view_update_footer (OriImportView *self);
guint ori_reading_count_ready (OriReading *reading);
/* Base name for showing; free with g_free(). */
char *ori_reading_name (const OriReading *reading);

/* ori-import-missing.c */
void ori_import_view_init_missing (OriImportView *self);
/* Offers territory and year for a sheet that does not name them. */
void ori_import_view_update_missing (OriImportView *self);
gboolean ori_import_view_sheet_is_used (OriImportView *self);
/* How many records of the ticked files stay out, and why; NULL when none. Free with g_free(). */
char *ori_import_view_describe_left_out (OriImportView *self);

/* ori-import-doubts.c */
void ori_import_view_fill_doubts (OriImportView *self);
/* F8: 1, Shift+F8: -1. */
void ori_import_view_step_doubt (OriImportView *self, int step);
/* Puts the cursor on the place of a finding, on whatever sheet. */
void ori_import_view_go_to (OriImportView *self, const char *sheet, const char *cell);

/* ori-import-roles.c */
void ori_import_view_add_role_keys (OriImportView *self);
/* A menu of roles at a column heading (row -1) or a row number (column -1). */
void ori_import_view_ask_role (OriImportView *self, int row, int col);
/* What a printed territory or indicator means, asked at its cell; FALSE when the cell names none.
 */
gboolean ori_import_view_ask_name (OriImportView *self, guint row, guint col);
/* The same for a name that a finding tells of; FALSE when it tells of none. */
gboolean ori_import_view_ask_finding (OriImportView *self, const OriFinding *finding);
/* TRUE for findings about a name that can be chosen. */
gboolean ori_finding_names (const OriFinding *finding, OriCellRole *role);

G_END_DECLS
