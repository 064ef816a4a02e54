/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "import/ori-recognition.h"

G_BEGIN_DECLS

/* What the tests of recognition share: a book from a literal, and a recognition as text. */

/* A sheet as csv text with ";" between cells; fails the test when it cannot be read. */
OriBook *import_test_book (const char *csv);
/* Tables, records, findings and unused cells, one per line; @only_records leaves the rest out. */
char *import_test_dump (const OriStage *stage, gboolean only_records);
/* A recognition of @csv with @context, as records only. */
char *import_test_records (const char *csv, const OriMatchContext *context);

G_END_DECLS
