/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-tables-model.h"

G_BEGIN_DECLS

/* «Where is the number from»: value, fraction, what was printed, file, sheet, cell, batch, the
 * neighbourhood of the cell in its sheet, versions to choose from when sources disagree, earlier
 * values; the way to the whole sheet and to a correction by hand. The sheet is read in the
 * background. */
GtkWidget *ori_provenance_popover_new (OriSession *session, const OriTableCell *cell);

G_END_DECLS
