/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-grid.h"
#include "app/ori-import-view.h"
#include "app/ori-records-model.h"
#include "app/ori-sheet-model.h"
#include "app/ori-unused-model.h"

G_BEGIN_DECLS

/* A correction. Which members matter depends on the kind. */
typedef enum {
  ORI_DECIDE_COLUMN_ROLE, /* col, role */
  ORI_DECIDE_ROW_ROLE,    /* row, role */
  ORI_DECIDE_COLUMN_PART, /* col, part; NULL: as the heading says */
  ORI_DECIDE_SHEET_USED,  /* flag */
  ORI_DECIDE_PLACE,       /* name as printed, code of the org unit; NULL: do not use */
  ORI_DECIDE_SUBJECT,     /* the same for an indicator */
  ORI_DECIDE_PERIOD,      /* name: the year as typed for the sheet, "" takes it back */
  ORI_DECIDE_CELL_VALUE,  /* row, col, name: the number */
  ORI_DECIDE_CELL_OUT,    /* row, col, flag */
  ORI_DECIDE_TERRITORY,   /* code of the org unit of the file, NULL: none */
  ORI_DECIDE_SETTLE,      /* name: ori_finding_key() of a doubt that was looked at, code: its
                             message when it is one of the form */
  ORI_DECIDE_DROP_RECIPE,
} OriDecisionKind;

typedef struct {
  OriDecisionKind kind;
  guint sheet, row, col;
  OriCellRole role;
  const char *part; /* static ORI_PART_… */
  char *name, *code;
  gboolean flag;
} OriDecision;

struct _OriImportView {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkWidget *panes; /* all but the bars */
  GtkListBox *files;
  GtkStack *stack; /* "sheet" or "broken" */
  AdwStatusPage *broken;
  GtkLabel *file_name;
  GtkMenuButton *reading_note;
  GtkLabel *reading_reason;
  GtkDropDown *sheets;
  OriGrid *grid, *records_grid;
  GtkLabel *doubts_title, *records_title, *summary;
  GtkListBox *doubts;
  GtkWidget *card; /* the doubt in hand */
  GtkLabel *card_count, *card_place, *card_text;
  GtkBox *card_box;
  GtkCheckButton *card_similar;
  GtkToggleButton *show_records, *show_unused;
  GtkWidget *orgunit_row, *year_row;
  GtkDropDown *orgunit;
  GtkEntry *year;
  GPtrArray *orgunit_codes; /* of char*, beside the names of the drop-down; NULL: not chosen */
  GtkCheckButton *use_sheet;
  GtkWidget *options; /* of reading a text file */
  GtkDropDown *encoding, *separator, *quote;
  gboolean filling;         /* names are changing, not the choice */
  GtkCheckButton *own_file; /* decided by itself */
  GtkWidget *version_bar;
  GtkLabel *version_label, *version_choice;
  GtkWidget *recipe_bar, *remember_row;
  GtkLabel *recipe_label;
  GtkCheckButton *remember;
  GtkEntry *recipe_name;
  GHashTable *recipe_names; /* shape → name */
  GtkWidget *import_button;
  GtkProgressBar *progress;

  OriSession *session;
  GPtrArray *readings; /* of OriReading */
  GArray *included;    /* of gboolean */
  GPtrArray *versions; /* private to ori-import-versions.c */
  guint version_source;
  guint current;
  OriSheetModel *sheet_model;
  OriRecordsModel *records_model;
  OriUnusedModel *unused_model;
  gboolean showing_unused;
  GPtrArray *findings; /* of const OriFinding of the current file, in the order shown */
  int doubt;           /* index of the one in hand, -1: none */
  char *doubt_key;
  gboolean follow;         /* the next doubt leads to its cell */
  GPtrArray *card_choices; /* private to ori-import-card.c */
  GPtrArray *card_entries; /* of GtkWidget, beside them; NULL: nothing to type */
  guint card_choice;
  GPtrArray *undo, *redo, *waiting;        /* private to ori-import-decide.c */
  gsize max_cells_at_once;                 /* corrections of larger files go into a job */
  OriJob *work;                            /* correcting or reading something large, NULL: none */
  gboolean adding;                         /* the work is reading more files */
  OriReading *again;                       /* the work is reading it anew; NULL if not */
  GPtrArray *made_units, *made_indicators; /* of OriOrgUnit and OriIndicator */
  OriCommit *commit;                       /* NULL: not committing */
  guint commit_source;
  gboolean first_data; /* the workspace was empty before */
  GtkWidget *popover;  /* a weak pointer */
};

/* ori-import-view.c */
OriRecognition *ori_import_view_recognition (OriImportView *self); /* NULL: broken */
/* After a correction. */
void ori_import_view_rederived (OriImportView *self);
void ori_import_view_show_sheet (OriImportView *self, guint sheet);
/* The current file from scratch, after it was read anew. */
void ori_import_view_show_current (OriImportView *self);
void ori_import_view_select_file (OriImportView *self, guint index);
/* Whether a file that was just read comes in unless it is unticked. */
gboolean ori_import_view_wants (OriImportView *self, const OriReading *reading);
/* How many files there are, under the title. */
void ori_import_view_update_title (OriImportView *self);
/* While more files are read: nothing can be clicked. */
void ori_import_view_set_busy (OriImportView *self, gboolean busy);
/* Shows and starts a job, which it takes; NULL: it is done. */
void ori_import_view_set_work (OriImportView *self, OriJob *job);
/* Cancels the work and forgets it: its end is not told. */
void ori_import_view_stop_work (OriImportView *self);

/* ori-import-decide.c */
OriDecision *ori_decision_new (OriDecisionKind kind, guint sheet, guint row, guint col);
void ori_decision_free (OriDecision *self);
/* Applies a correction, or several as one step; taken over. */
void ori_import_view_decide (OriImportView *self, OriDecision *decision);
void ori_import_view_decide_all (OriImportView *self, GPtrArray *decisions);
void ori_import_view_undo (OriImportView *self);
void ori_import_view_redo (OriImportView *self);
/* Gives up what is being worked out; it can be made again. FALSE when nothing is. */
gboolean ori_import_view_cancel_decisions (OriImportView *self);
void ori_import_view_init_history (OriImportView *self);
void ori_import_view_forget_history (OriImportView *self);
/* Whether there is something to take back, and nothing is worked on. */
void ori_import_view_update_history (OriImportView *self);

/* ori-import-commit.c */
/* Gives a commit up that is under way; nothing changed then. */
void ori_import_view_end_commit (OriImportView *self);

/* ori-import-files.c */
/* Puts files of one form together; before they are shown. */
void ori_import_view_sort_files (OriImportView *self);
void ori_import_view_fill_files (OriImportView *self);
void ori_import_view_refresh_row (OriImportView *self, guint index);
void ori_import_view_refresh_group (OriImportView *self);
GtkWidget *ori_import_view_make_file_row (OriImportView *self, guint index);
/* The sum of what is ticked, on the button and beside it. */
void ori_import_view_update_footer (OriImportView *self);
void ori_import_view_update_totals (OriImportView *self);
guint ori_reading_count_ready (OriReading *reading);
/* Base name for showing; free with g_free(). */
char *ori_reading_name (const OriReading *reading);

/* «Форма А», as its heading says. Free with g_free(). */
char *ori_import_view_name_form (OriImportView *self, guint index);
/* Files of the form of the current one that decisions go along to, of OriReading. */
GPtrArray *ori_import_view_siblings (OriImportView *self);

/* ori-import-add.c */
void ori_import_view_init_add (OriImportView *self);
void ori_import_view_choose_more (OriImportView *self);
/* Reads files and folders in a job and puts them beside those that are there. */
void ori_import_view_add (OriImportView *self, const char *const *paths);
/* FALSE when none is being added. */
gboolean ori_import_view_cancel_add (OriImportView *self);

/* ori-import-recipe.c */
void ori_import_view_init_recipe (OriImportView *self);
void ori_import_view_update_recipe (OriImportView *self);
/* What was decided about every form of which something comes in is kept by its commit, if wanted.
 */
void ori_import_view_remember (OriImportView *self);

/* ori-import-versions.c */
void ori_import_view_init_versions (OriImportView *self);
/* Goes on finding out of what the files are versions. */
void ori_import_view_find_versions (OriImportView *self);
/* Before anything of a recognition changes, and before the workspace does. What was decided stays
 * as long as it is about the same batch. */
void ori_import_view_forget_versions (OriImportView *self);
/* Says what the file in sight is a version of and how it comes in. */
void ori_import_view_update_version (OriImportView *self);
/* After files were added: @before are the readings as they were. */
void ori_import_view_move_versions (OriImportView *self, const GPtrArray *before);
gboolean ori_import_view_is_newer_version (OriImportView *self, guint index);
void ori_import_view_compare (OriImportView *self);
/* Tells the imports which batches they take the place of; before the commit. */
void ori_import_view_set_replaced (OriImportView *self);

/* ori-import-missing.c */
void ori_import_view_init_missing (OriImportView *self);
/* Offers territory and year for a sheet that does not name them. */
void ori_import_view_update_missing (OriImportView *self);
gboolean ori_import_view_sheet_is_used (OriImportView *self);
/* How many records of the ticked files stay out, and why; NULL when none. Free with g_free(). */
char *ori_import_view_describe_left_out (OriImportView *self);

/* ori-import-options.c */
void ori_import_view_init_options (OriImportView *self);
void ori_import_view_update_options (OriImportView *self);
/* FALSE when no file is being read anew. */
gboolean ori_import_view_cancel_again (OriImportView *self);

/* ori-import-doubts.c */
void ori_import_view_fill_doubts (OriImportView *self);
/* F8: 1, Shift+F8: -1. */
void ori_import_view_step_doubt (OriImportView *self, int step);
/* Takes a doubt in hand and goes to its place. */
void ori_import_view_show_doubt (OriImportView *self, int index);
const OriFinding *ori_import_view_doubt (OriImportView *self);
/* Puts the cursor on the place of a finding, on whatever sheet. */
void ori_import_view_go_to (OriImportView *self, const char *sheet, const char *cell);
/* Sheet and cell as shown, "" when the whole file is meant. Free with g_free(). */
char *ori_import_view_describe_place (OriImportView *self, const OriFinding *finding);
/* Rule and place: what stays of a finding when it is derived anew. Free with g_free(). */
char *ori_finding_key (const OriFinding *finding);
gboolean ori_reading_has_settled (const OriReading *reading, const OriFinding *finding);
guint ori_reading_count_open (const OriReading *reading);
gboolean ori_import_view_is_settled (OriImportView *self, const OriFinding *finding);
/* A doubt that waits for a decision. */
gboolean ori_import_view_is_open (OriImportView *self, const OriFinding *finding);

/* ori-import-card.c */
void ori_import_view_show_card (OriImportView *self);
/* Does what is chosen on the card and goes on to the next doubt. */
void ori_import_view_settle (OriImportView *self);

/* ori-import-roles.c */
void ori_import_view_add_role_keys (OriImportView *self);
/* A menu of roles at a column heading (row -1), a row number (column -1) or a cell. */
void ori_import_view_ask_role (OriImportView *self, int row, int col);
/* An empty popover at a place of the sheet, in the place of the one before; a box to fill. */
GtkWidget *ori_import_view_open_popover (OriImportView *self, int row, int col, const char *title);

/* ori-import-names.c */
/* What a printed territory or indicator means, asked at its cell; FALSE when the cell names none.
 */
gboolean ori_import_view_ask_name (OriImportView *self, guint row, guint col);
gboolean ori_import_view_names (OriImportView *self, guint row, guint col);
/* The same for a name that a finding tells of. */
void ori_import_view_ask_finding (OriImportView *self, const OriFinding *finding);
/* A form for a territory or an indicator that is not known yet. */
void ori_import_view_ask_new (OriImportView *self, const OriFinding *finding);
/* The name of a finding as the recognition knows it, NULL if there is none. Free with g_free(). */
char *ori_import_view_find_printed (OriImportView *self, const OriFinding *finding,
                                    OriCellRole role);
/* Tells a file what territories and indicators were made, before something is decided with them. */
void ori_import_view_define_made (OriImportView *self, OriImport *import);
/* TRUE for findings about a name that can be chosen. */
gboolean ori_finding_names (const OriFinding *finding, OriCellRole *role);

G_END_DECLS
