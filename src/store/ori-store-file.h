/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ori-store.h"

G_BEGIN_DECLS

/* Keeps the file that a batch came from, deflated when that helps. Over the limit it is not kept,
 * which is no error: the observations still name sheet and cell. */
#define ORI_STORE_MAX_FILE (64 * 1024 * 1024)
gboolean ori_store_keep_file (OriStore *self, gint64 batch, GBytes *content, GError **error);

G_END_DECLS
