/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/ori-progress.h"

G_BEGIN_DECLS

/* One long call in a thread, seen from the main thread: title, fraction and message are properties
 * that a window binds; reports from the worker are coalesced into one idle notification. Cancelling
 * ends it with G_IO_ERROR_CANCELLED.
 *
 * Properties: "title" (string), "fraction" (double), "message" (string), "running" (boolean).
 * Signal: "finished" in the main thread, once. */
#define ORI_TYPE_JOB (ori_job_get_type ())
G_DECLARE_FINAL_TYPE (OriJob, ori_job, ORI, JOB, GObject)

/* Runs in the worker. Returns the result, freed with the job's @free_result, or NULL with @error.
 */
typedef gpointer (*OriJobFunc) (gpointer data, const OriProgress *progress,
                                GCancellable *cancellable, GError **error);

/* @data belongs to the job and is freed in the main thread when the job is done. */
OriJob *ori_job_new (const char *title, OriJobFunc func, gpointer data, GDestroyNotify free_data,
                     GDestroyNotify free_result);
void ori_job_start (OriJob *self);
void ori_job_cancel (OriJob *self);
gboolean ori_job_is_running (OriJob *self);
const char *ori_job_title (OriJob *self);
double ori_job_fraction (OriJob *self);
/* A copy: the worker may be writing. */
char *ori_job_dup_message (OriJob *self);
/* After "finished": gives the result away, or NULL with the error. */
gpointer ori_job_take_result (OriJob *self, GError **error);

G_END_DECLS
