/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "session/ori-session.h"

G_BEGIN_DECLS

/* Records of a file: those that are ready, and what the others lack first. */
typedef struct {
  const OriStage *stage; /* of which this was counted; NULL: of none yet */
  guint ready, no_orgunit, no_element, no_period;
} OriReadingCounts;

void ori_reading_counts_read (OriReadingCounts *counts, const OriStage *stage);

/* One file on its way in: read and recognised, or the reason why not. */
typedef struct {
  char *path;
  OriImport *import;   /* NULL when it could not be read */
  GError *error;       /* then why */
  gboolean foreign;    /* no table by its name: it lay in a folder and was not tried */
  char *shape;         /* files of one form have the same; NULL when it is not known */
  gboolean own;        /* decided by itself, not with the others of its form */
  char *encoding;      /* how a csv is read; NULL: found out */
  char separator;      /* likewise, 0: found out */
  char quote;          /* likewise, as OriBookOptions */
  GHashTable *years;   /* index of a sheet → char*, the year typed for a sheet that names none */
  GHashTable *settled; /* keys of findings that were looked at and decided */
  OriReadingCounts counts;
} OriReading;

/* Of now: counted once, a large file has millions. All 0 for a file that could not be read. */
const OriReadingCounts *ori_reading_counts (OriReading *reading);

void ori_reading_free (OriReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriReading, ori_reading_free)

/* A job that reads and recognises files one after another; a file that cannot be read does not stop
 * the others. A folder among @paths stands for the files in it and below it (at most
 * ORI_READING_MAX_FILES, ORI_READING_MAX_DEPTH folders deep), by name; those that are no tables are
 * listed with that as their error, lock files and hidden ones are passed over.
 * A file that was read among @known (of OriReading, NULL: none), or that is named twice, is left
 * out, and its path goes to @repeated (of char*, NULL: not wanted). NULL when nothing is to be
 * read. Result: GPtrArray of OriReading in that order. */
#define ORI_READING_MAX_FILES 1000
#define ORI_READING_MAX_DEPTH 8
OriJob *ori_reading_job_new (OriSession *session, const char *const *paths, const GPtrArray *known,
                             GPtrArray *repeated);

/* A job that reads a file anew with other reading options, beside the reading that is there.
 * Result: OriReading. */
OriJob *ori_reading_again_job_new (OriSession *session, const char *path, const char *encoding,
                                   char separator, char quote);
/* Puts what was read anew, which is freed, in the place of what was there; corrections are lost. */
void ori_reading_take (OriReading *reading, OriReading *fresh);

G_END_DECLS
