/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-form.h"
#include "core/ori-progress.h"

G_BEGIN_DECLS

/* Blank collection forms as XLSX, one file per territory or school. Worded in Russian from
 * data/wording/forms.json; names of indicators are verbatim. The same input gives the same bytes.
 * Errors are of ORI_REPORT_ERROR (ori-document.h). */
typedef struct {
  const OriProgramme *programme;
  const OriOrgUnit *orgunit;
  const OriOrgUnit *parent; /* of a school, else NULL */
  OriPeriod period;         /* a year, a school year or a date */
} OriFormSpec;

/* Writes beside @path and renames, so that a failure or a cancel leaves no half of a file. */
gboolean ori_form_write (const OriFormSpec *spec, const char *path, GCancellable *cancellable,
                         GError **error);

/* The name of its file: from the short name, without what Windows or FAT forbid, not in @taken
 * (case-folded names, to which it is added). Free with g_free(). */
char *ori_form_file_name (const OriFormSpec *spec, GHashTable *taken);

G_END_DECLS
