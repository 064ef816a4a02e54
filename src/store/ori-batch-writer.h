/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ori-store-private.h"

G_BEGIN_DECLS

/* Writes the rows of one batch, which is not live yet, inside a transaction of the caller. What the
 * batch defines is known to its own records and to nobody else before it lives. */
typedef struct {
  OriStore *store;
  gint64 batch;
  gboolean by_hand;        /* a correction: its record has no cell */
  gint64 next_observation; /* id */
  OriProgramme *programme; /* with what this batch brings along */
  GHashTable *units;       /* code → OriOrgUnit, those that count now and the new ones */
  GPtrArray *known_units;  /* owns the former */
  GHashTable *used_units;  /* codes: set */
  GHashTable *used_indicators;
  GHashTable *elements, *places, *periods; /* code, owned → id, owned */
  OriQuery *insert;
} OriBatchWriter;

/* @self is zeroed; clear it in any case. */
gboolean ori_batch_writer_init (OriBatchWriter *self, OriStore *store, GError **error);
void ori_batch_writer_clear (OriBatchWriter *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OriBatchWriter, ori_batch_writer_clear)

/* The row of the batch and its file; the stage must outlive the writer. */
gboolean ori_batch_writer_begin_import (OriBatchWriter *self, const OriStage *stage,
                                        const char *author, GError **error);
/* Findings, definitions and aliases, after the records. */
gboolean ori_batch_writer_end_import (OriBatchWriter *self, const OriStage *stage, GError **error);
/* A batch of one record, to be followed by its definitions. */
gboolean ori_batch_writer_begin_correction (OriBatchWriter *self, const char *author,
                                            const char *reason, GError **error);
/* Fails, naming the cell, on what nothing defines and on values that are none. */
gboolean ori_batch_writer_add_record (OriBatchWriter *self, const OriRecord *record, guint flags,
                                      GError **error);
gboolean ori_batch_writer_add_definitions (OriBatchWriter *self, GError **error);

G_END_DECLS
