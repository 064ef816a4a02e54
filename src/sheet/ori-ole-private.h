/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-book-private.h"

G_BEGIN_DECLS

/* An OLE2 compound file. libgsf reads it, but complains with CRITICALs about damaged ones; so the
 * header, the allocation table and the directory are checked against the size of the file first. */
typedef struct OriOle OriOle;

OriOle *ori_ole_open (GBytes *bytes, GError **error);
void ori_ole_free (OriOle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriOle, ori_ole_free)

/* Streams and storages of the root, without case. */
gboolean ori_ole_has (const OriOle *self, const char *name);
GBytes *ori_ole_read (OriOle *self, const char *name, GError **error);

G_END_DECLS
