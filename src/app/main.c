/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "app/ori-application.h"
#include "core/ori-paths.h"

int
main (int argc, char **argv)
{
  g_autoptr (OriApplication) application = NULL;

  setlocale (LC_ALL, "");
  ori_init_translations ();
  g_set_prgname ("org.orientir.Orientir");
  application = ori_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
