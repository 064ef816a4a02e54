/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-measure.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

double
bench_measure (void (*run) (const char *path), const char *path, double *megabytes)
{
  struct rusage usage;
  int status;
  pid_t child = fork ();

  if (child == 0) {
    run (path);
    _exit (0);
  }
  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  *megabytes = (double)usage.ru_maxrss / 1024;
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}
