/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-readers-private.h"

/* Kinds whose readers follow. */

static OriBook *
refuse (GError **error)
{
  g_set_error_literal (error, ORI_SHEET_ERROR, ORI_SHEET_ERROR_UNSUPPORTED,
                       "this kind of file is not read yet");
  return NULL;
}

OriBook *
ori_docx_read (const OriSource *source, OriPackage *package, const char *document, GError **error)
{
  return refuse (error);
}

OriBook *
ori_ods_read (const OriSource *source, OriPackage *package, GError **error)
{
  return refuse (error);
}

OriBook *
ori_fods_read (const OriSource *source, GError **error)
{
  return refuse (error);
}

OriBook *
ori_xls_read (const OriSource *source, GError **error)
{
  return refuse (error);
}
