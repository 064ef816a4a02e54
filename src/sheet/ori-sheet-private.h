/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-book-private.h"

G_BEGIN_DECLS

/* What a book does with its sheets; readers do not need it. */

/* @n_cells counts the cells of the whole book. */
OriSheet *ori_sheet_new (OriBook *book, gsize *n_cells, const char *name, OriSheetState state);
void ori_sheet_free (OriSheet *self);
void ori_sheet_finish (OriSheet *self);

G_END_DECLS
