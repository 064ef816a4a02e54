/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ori-db.h"

G_BEGIN_DECLS

/* The tables of a workspace and how older files get them. */

#define ORI_SCHEMA_APPLICATION_ID 0x4f524e54 /* "ORNT" in the header of the file */

/* One step from version i to i + 1. Steps are only ever added at the end. */
typedef struct {
  const char *sql;                                /* NULL if none */
  gboolean (*change) (OriDb *db, GError **error); /* after the SQL; NULL if none */
} OriMigration;

/* The steps of this program; their number is its version. */
const OriMigration *ori_schema_migrations (guint *n);
/* The present version of the program. */
int ori_schema_version (void);

/* Makes the tables in an empty database and marks it as ours. */
gboolean ori_schema_create (OriDb *db, GError **error);
/* Checks that the file is ours, not newer than we are, and sound. */
gboolean ori_schema_check (OriDb *db, guint n_migrations, GError **error);
/* Brings an older file up to date, each step in a transaction of its own, after a copy beside it
 * ("file.orientir.v1.bak"). The history is cleared: its changes fit the old tables only. */
gboolean ori_schema_migrate (OriDb *db, const OriMigration *migrations, guint n, GError **error);

G_END_DECLS
