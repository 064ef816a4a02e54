/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CPU seconds of @run in a process of its own, and its peak of memory. */
double bench_measure (void (*run) (const char *path), const char *path, double *megabytes);

G_END_DECLS
