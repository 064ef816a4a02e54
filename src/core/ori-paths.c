/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-paths.h"

#include <libintl.h>
#include <locale.h>

#define MAX_LEVELS 4

/* The nearest folder above the program in which @probe exists as @folder/@probe: a program run from
 * its build folder finds the data of its source tree. NULL when there is none. */
static char *
find_above_program (const char *folder, const char *probe)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program == NULL)
    return NULL;
  for (int level = 0; level < MAX_LEVELS; level++) {
    g_autofree char *above = g_path_get_dirname (program);
    g_autofree char *path = g_build_filename (above, folder, probe, NULL);

    if (g_file_test (path, G_FILE_TEST_EXISTS))
      return g_build_filename (above, folder, NULL);
    g_free (program);
    program = g_steal_pointer (&above);
  }
  return NULL;
}

static char *
find_folder (const char *variable, const char *installed, const char *folder, const char *probe)
{
  const char *wanted = g_getenv (variable);
  g_autofree char *path = NULL;
  char *above = NULL;

  if (wanted != NULL && *wanted != '\0')
    return g_strdup (wanted);
  path = g_build_filename (installed, probe, NULL);
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    above = find_above_program (folder, probe);
  return above != NULL ? above : g_strdup (installed);
}

char *
ori_data_path (const char *relative)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    g_once_init_leave (&once, (gsize)find_folder ("ORIENTIR_DATADIR", PKGDATADIR, "data",
                                                  "programmes/contextual.json"));
  return g_build_filename ((const char *)once, relative, NULL);
}

/* A machine without a locale states no wish: the product speaks Russian first. gettext translates
 * in every locale but plain "C". */
static void
prefer_russian (void)
{
  const char *locale = setlocale (LC_MESSAGES, NULL);

  if (locale != NULL && !g_str_equal (locale, "C") && !g_str_equal (locale, "POSIX") &&
      !g_str_has_prefix (locale, "C."))
    return;
  setlocale (LC_ALL, "C.UTF-8");
  g_setenv ("LANGUAGE", "ru", FALSE);
}

void
ori_init_translations (void)
{
  g_autofree char *folder =
      find_folder ("ORIENTIR_LOCALEDIR", LOCALEDIR, "po", "ru/LC_MESSAGES/" GETTEXT_PACKAGE ".mo");

  prefer_russian ();
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
