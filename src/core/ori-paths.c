/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-paths.h"

#include <libintl.h>

static const char *
get_folder (const char *variable, const char *installed)
{
  const char *folder = g_getenv (variable);

  return folder != NULL && *folder != '\0' ? folder : installed;
}

char *
ori_data_path (const char *relative)
{
  return g_build_filename (get_folder ("ORIENTIR_DATADIR", PKGDATADIR), relative, NULL);
}

void
ori_init_translations (void)
{
  bindtextdomain (GETTEXT_PACKAGE, get_folder ("ORIENTIR_LOCALEDIR", LOCALEDIR));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
