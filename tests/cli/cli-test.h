/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "core/ori-json.h"

/* What the tests of the command line share: a folder with a workspace, and runs of the program. */

typedef struct {
  char *folder;
  char *workspace;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("orientir-cli-XXXXXX", NULL);
  fixture->workspace = g_build_filename (fixture->folder, "a.orientir", NULL);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);

  for (const char *name = g_dir_read_name (dir); name != NULL; name = g_dir_read_name (dir)) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->workspace);
}

static inline char *
write_file (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Runs a command of which "WS" stands for the workspace; *@out receives standard output. */
static inline int
run (Fixture *fixture, char **out, char **err, ...)
{
  g_autoptr (GPtrArray) args = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *ignored_out = NULL;
  g_autofree char *ignored_err = NULL;
  GError *error = NULL;
  va_list list;

  g_ptr_array_add (args, (gpointer)ORIENTIR_CLI);
  va_start (list, err);
  for (char *word = va_arg (list, char *); word != NULL; word = va_arg (list, char *))
    g_ptr_array_add (args, g_str_equal (word, "WS") ? fixture->workspace : word);
  va_end (list);
  g_ptr_array_add (args, NULL);
  process =
      g_subprocess_newv ((const char *const *)args->pdata,
                         G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, out != NULL ? out : &ignored_out,
                                 err != NULL ? err : &ignored_err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static inline json_t *
parse (const char *text)
{
  GError *error = NULL;
  json_t *root = ori_json_parse (text, -1, &error);

  g_assert_no_error (error);
  return root;
}

static inline const json_t *
get_item (const json_t *root, const char *member, gsize index)
{
  return json_array_get (json_object_get (root, member), index);
}

static inline json_t *
run_json (Fixture *fixture, const char *command, const char *option, const char *value)
{
  g_autofree char *out = NULL;

  g_assert_cmpint (run (fixture, &out, NULL, command, "WS", "--json", option, value, NULL), ==, 0);
  return parse (out);
}
