/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sheet/ori-package-private.h"

G_BEGIN_DECLS

/* One function per kind of file; ori-load.c chooses. All return a finished book or NULL with an
 * error that does not name the file yet. */

typedef struct {
  GBytes *bytes;
  const char *name; /* of the file, without its folder */
  const OriBookOptions *options;
  const OriProgress *progress;
  GCancellable *cancellable;
} OriSource;

/* @format is "xlsx" or "xlsm", @workbook the name of the main part. */
OriBook *ori_xlsx_read (const OriSource *source, OriPackage *package, const char *format,
                        const char *workbook, GError **error);
OriBook *ori_docx_read (const OriSource *source, OriPackage *package, const char *document,
                        GError **error);
OriBook *ori_ods_read (const OriSource *source, OriPackage *package, GError **error);
OriBook *ori_fods_read (const OriSource *source, GError **error);
OriBook *ori_xls_read (const OriSource *source, GError **error);
OriBook *ori_csv_read (const OriSource *source, GError **error);

G_END_DECLS
