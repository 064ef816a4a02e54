/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session.h"

G_BEGIN_DECLS

/* One file on its way in: read and recognised, or the reason why not. */
typedef struct {
  char *path;
  OriImport *import; /* NULL when it could not be read */
  GError *error;     /* then why */
  GHashTable *years; /* index of a sheet → char*, the year typed for a sheet that names none */
} OriReading;

void ori_reading_free (OriReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriReading, ori_reading_free)

/* A job that reads and recognises files one after another; a file that cannot be read does not stop
 * the others. Result: GPtrArray of OriReading in the order of @paths. */
OriJob *ori_reading_job_new (OriSession *session, const char *const *paths);

/* The files to import among @paths: folders are replaced by the tables in them, sorted by name.
 * Free with g_strfreev(). */
char **ori_reading_expand (const char *const *paths);

G_END_DECLS
