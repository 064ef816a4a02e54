/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-book-private.h"

G_BEGIN_DECLS

/* An OLE2 compound file, [MS-CFB]. Nothing in it is trusted: every number of a sector is checked
 * against the size of the file, every chain and tree against loops. (libgsf reads such files too,
 * but logs warnings and criticals about damaged ones; and a check that keeps it quiet has to read
 * all that is read here.) */
typedef struct OriOle OriOle;

OriOle *ori_ole_open (GBytes *bytes, GError **error);
void ori_ole_free (OriOle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriOle, ori_ole_free)

/* Streams and storages of the root, without case. */
gboolean ori_ole_has (const OriOle *self, const char *name);
GBytes *ori_ole_read (OriOle *self, const char *name, GError **error);

G_END_DECLS
