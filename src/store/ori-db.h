/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A connection to one SQLite file and its statements, with GError. Private to the store. The thread
 * that opened a connection owns it. No function here ends the program: every failure of SQLite
 * becomes an error of ORI_STORE_ERROR whose message names the file. */

typedef struct OriDb OriDb;

/* Opens an existing file, alone: the exclusive lock is held until ori_db_close(), so that a second
 * opener is refused at once (ORI_STORE_ERROR_BUSY). Checks neither whose file it is nor its health.
 *
 * The file must never be opened by other means while it is open here, not even for reading: closing
 * any descriptor of a file drops all POSIX locks that the process holds on it. */
OriDb *ori_db_open (const char *path, GError **error);
void ori_db_close (OriDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriDb, ori_db_close)

const char *ori_db_path (const OriDb *self);
sqlite3 *ori_db_handle (OriDb *self);
/* The file name as it may be shown. Not owned. */
const char *ori_db_display_name (const OriDb *self);

/* Lifts the defence against statements that change what SQL should not (needed by changesets). */
void ori_db_set_defensive (OriDb *self, gboolean defensive);

/* Fills @error from the result code @rc of a call that just failed. Always returns FALSE. */
gboolean ori_db_fail (OriDb *self, int rc, GError **error);

/* Runs statements without results. */
gboolean ori_db_exec (OriDb *self, const char *sql, GError **error);
/* The one integer that @sql selects; @fallback when it selects no row or NULL. */
gboolean ori_db_get_int (OriDb *self, const char *sql, gint64 fallback, gint64 *value,
                         GError **error);
/* Copies the whole database into the new file @path; fails if that exists. */
gboolean ori_db_copy_to (OriDb *self, const char *path, GError **error);
/* A random id from 1 to 2⁶² − 1: ids of two workspaces do not meet, and a run of ids that begins
 * here does not overflow. */
gint64 ori_db_new_id (void);

/* A prepared statement. Parameters and columns count as in SQLite: from 1 and from 0. Binding does
 * not fail by itself; its error is that of the next step. */
typedef struct OriQuery OriQuery;

typedef enum {
  ORI_STEP_ERROR,
  ORI_STEP_ROW,
  ORI_STEP_DONE,
} OriStep;

OriQuery *ori_query_new (OriDb *db, const char *sql, GError **error);
void ori_query_free (OriQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriQuery, ori_query_free)

void ori_query_bind_null (OriQuery *self, int index);
void ori_query_bind_int (OriQuery *self, int index, gint64 value);
/* Not finite is bound as NULL: SQLite has no NaN. */
void ori_query_bind_real (OriQuery *self, int index, double value);
/* NULL text is bound as NULL. The text must stay until the query is reset. */
void ori_query_bind_text (OriQuery *self, int index, const char *text);
void ori_query_bind_blob (OriQuery *self, int index, const void *data, gsize size);

OriStep ori_query_step (OriQuery *self, GError **error);
/* Makes the query ready for new parameters. */
void ori_query_reset (OriQuery *self);
/* Steps a statement that gives no rows, and resets it. */
gboolean ori_query_run (OriQuery *self, GError **error);

gboolean ori_query_is_null (OriQuery *self, int column);
gint64 ori_query_int (OriQuery *self, int column);
/* NAN for NULL. */
double ori_query_real (OriQuery *self, int column);
/* Valid until the next step; NULL for NULL. */
const char *ori_query_text (OriQuery *self, int column);
char *ori_query_dup_text (OriQuery *self, int column);
const void *ori_query_blob (OriQuery *self, int column, gsize *size);

/* A transaction that undoes itself when it goes out of scope uncommitted. They nest: only the
 * outermost one writes, and an inner one that was given up dooms it. Nothing reaches the file
 * outside a transaction: SQLite's own commits of single statements are refused. */
typedef struct OriTransaction OriTransaction;

#define ori_transaction_begin(db, error) ori_transaction_begin_at ((db), G_STRLOC, (error))
OriTransaction *ori_transaction_begin_at (OriDb *db, const char *place, GError **error);
/* Ends @self in any case; FALSE means that nothing was written. */
gboolean ori_transaction_commit (OriTransaction *self, GError **error);
void ori_transaction_free (OriTransaction *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriTransaction, ori_transaction_free)

G_END_DECLS
