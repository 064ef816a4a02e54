/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ori-store-private.h"

G_BEGIN_DECLS

/* What the tests of the store share: a workspace "none" with three municipalities and the share
 * "K1" in a folder of its own. */

typedef struct {
  char *folder;
  char *path;
  OriStore *store;
} Fixture;

#define FIXTURE_UNITS 3 /* "U0", "U1", "U2" below "R1" */

void fixture_set_up (Fixture *self, gconstpointer data);
void fixture_tear_down (Fixture *self, gconstpointer data);
void fixture_reopen (Fixture *self);
/* Closes the workspace and makes it one of an older schema. */
void fixture_grow_old (Fixture *self, int version);
/* A path in the folder; free with g_free(). */
char *fixture_file (Fixture *self, const char *name);

/* A ready record at row @row of sheet «Лист». */
OriRecord *make_record (const char *element, const char *orgunit, int year, double value,
                        const char *printed, guint row);
/* An empty stage of @file with a checksum made of its name. */
OriStage *make_stage (const char *file);
/* A stage with @n records of K1:total over the units and the years from 2001 on; values begin with
 * @first and grow by 1. */
#define MAX_SERIES (FIXTURE_UNITS * 100)
OriStage *make_series (const char *file, guint n, double first);
/* Commits and frees; must work. */
gint64 commit (OriStore *store, OriStage *stage);

const OriObservation *find (const OriSnapshot *snapshot, const char *element, const char *orgunit,
                            int year);

/* All rows of all tables as text. */
char *dump_all (OriStore *store);
/* What a person has in the workspace: all rows except settings, history, and what belongs to
 * batches that are not live (dictionaries of codes with them). */
char *dump_visible (OriStore *store);

G_END_DECLS
