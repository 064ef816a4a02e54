/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-xml-private.h"

G_BEGIN_DECLS

/* A zip archive of XML parts (xlsx, docx, ods) in memory. Names of parts are compared without case,
 * a leading slash and the kind of slash, as Office does. What is inflated in total is limited, and
 * its ratio to the size of the archive too. */
typedef struct OriPackage OriPackage;

OriPackage *ori_package_open (GBytes *bytes, const OriProgress *progress, GCancellable *cancellable,
                              GError **error);
void ori_package_free (OriPackage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriPackage, ori_package_free)

gboolean ori_package_has (const OriPackage *self, const char *part);
/* Size of the part by its header, 0 if it does not exist; a hint for progress. */
guint64 ori_package_part_size (const OriPackage *self, const char *part);
/* The text of a small part (at most @limit bytes are kept), or NULL if there is none. */
char *ori_package_peek (OriPackage *self, const char *part, gsize limit);

/* Parses @part with @handlers; @xml is the beginning of the reader's state. The part must exist. */
gboolean ori_package_parse (OriPackage *self, const char *part, const OriXmlHandlers *handlers,
                            OriXml *xml, GError **error);

/* The work that progress counts: the sum of the sizes of all parts to be parsed. */
void ori_package_expect (OriPackage *self, guint64 total);

/* Relationships of an OOXML part: id and type (its last word: "worksheet") to the target part. */
typedef struct {
  char *id;
  char *type;
  char *target; /* full name of the part, NULL when outside of the archive */
} OriRelation;

/* Of OriRelation; empty when the part has none. @part "" for those of the whole package. */
GPtrArray *ori_package_relations (OriPackage *self, const char *part, GError **error);
/* Target of the relation with that id, or of the first of that type; NULL if there is none. */
const char *ori_relations_by_id (const GPtrArray *relations, const char *id);
const char *ori_relations_by_type (const GPtrArray *relations, const char *type);

G_END_DECLS
