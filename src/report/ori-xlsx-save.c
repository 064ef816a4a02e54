/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-xlsx-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>

/* A name beside @path that is not taken. */
static char *
temporary_path (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *name = g_strdup_printf (".%s.XXXXXX", base);
  char *temporary = g_build_filename (folder, name, NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR, 0666);

  if (fd < 0) {
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WRITE, _ ("Cannot write “%s”: %s"), path,
                 g_strerror (errno));
    g_free (temporary);
    return NULL;
  }
  close (fd);
  return temporary;
}

static gboolean
save (const char *path, OriXlsxFill fill, gpointer data, OriXlsxFinish finish,
      const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree char *temporary = temporary_path (path, error);
  lxw_workbook *book;
  gboolean done;

  if (temporary == NULL)
    return FALSE;
  book = workbook_new (temporary);
  done = fill (book, data, progress, cancellable, error);
  if (!done) {
    lxw_workbook_free (book);
  } else {
    lxw_error failure = workbook_close (book);
    if (failure != LXW_NO_ERROR) {
      g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WRITE, _ ("Cannot write “%s”: %s"),
                   path, lxw_strerror (failure));
      done = FALSE;
    } else if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
               (finish != NULL && !finish (temporary, error))) {
      done = FALSE;
    } else if (g_rename (temporary, path) < 0) {
      g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WRITE, _ ("Cannot write “%s”: %s"),
                   path, g_strerror (errno));
      done = FALSE;
    }
  }
  if (!done)
    g_unlink (temporary);
  else
    ori_progress_report (progress, 1, NULL);
  return done;
}

/* libxlsxwriter prints numbers by the locale: a decimal comma in XML is a file that nobody can
 * open. Only this thread is switched. */
gboolean
ori_xlsx_save (const char *path, OriXlsxFill fill, gpointer data, OriXlsxFinish finish,
               const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  locale_t base = duplocale (uselocale ((locale_t)0));
  locale_t plain = newlocale (LC_NUMERIC_MASK, "C", base);
  locale_t before = uselocale (plain);
  gboolean done = save (path, fill, data, finish, progress, cancellable, error);

  uselocale (before);
  freelocale (plain);
  return done;
}
