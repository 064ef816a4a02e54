/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/ori-job.h"

typedef struct {
  GMainLoop *loop;
  GThread *main_thread;
  guint n_messages;
  double last_fraction;
  gboolean freed;
} Fixture;

static void
finished_cb (OriJob *job, gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () == fixture->main_thread);
  g_assert_false (ori_job_is_running (job));
  g_main_loop_quit (fixture->loop);
}

static void
fraction_cb (OriJob *job, GParamSpec *pspec, gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () == fixture->main_thread);
  g_assert_cmpfloat (ori_job_fraction (job), >=, fixture->last_fraction);
  fixture->last_fraction = ori_job_fraction (job);
  fixture->n_messages++;
}

static void
mark_freed (gpointer data)
{
  Fixture *fixture = data;

  g_assert_true (g_thread_self () == fixture->main_thread);
  fixture->freed = TRUE;
}

static gpointer
count (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  for (int i = 1; i <= 1000; i++)
    ori_progress_report (progress, i / 1000.0, "counting");
  return g_strdup ("counted");
}

static gpointer
wait_for_cancel (gpointer data, const OriProgress *progress, GCancellable *cancellable,
                 GError **error)
{
  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_usleep (1000);
  return NULL;
}

static gpointer
refuse (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "no");
  return NULL;
}

static OriJob *
run (Fixture *fixture, OriJobFunc func, gboolean cancel)
{
  OriJob *job = ori_job_new ("test", func, fixture, mark_freed, g_free);

  fixture->loop = g_main_loop_new (NULL, FALSE);
  fixture->main_thread = g_thread_self ();
  g_signal_connect (job, "finished", G_CALLBACK (finished_cb), fixture);
  g_signal_connect (job, "notify::fraction", G_CALLBACK (fraction_cb), fixture);
  ori_job_start (job);
  g_assert_true (ori_job_is_running (job));
  if (cancel)
    ori_job_cancel (job);
  g_main_loop_run (fixture->loop);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_main_loop_unref (fixture->loop);
  g_assert_true (fixture->freed);
  return job;
}

static void
test_result (void)
{
  Fixture fixture = {0};
  g_autoptr (OriJob) job = run (&fixture, count, FALSE);
  g_autofree char *message = ori_job_dup_message (job);
  g_autofree char *result = ori_job_take_result (job, NULL);

  g_assert_cmpstr (result, ==, "counted");
  g_assert_cmpstr (message, ==, "counting");
  g_assert_cmpfloat (fixture.last_fraction, ==, 1.0);
  /* A thousand reports become few notifications. */
  g_assert_cmpuint (fixture.n_messages, >, 0);
  g_assert_cmpuint (fixture.n_messages, <=, 1000);
}

static void
test_cancel (void)
{
  Fixture fixture = {0};
  g_autoptr (OriJob) job = run (&fixture, wait_for_cancel, TRUE);
  g_autoptr (GError) error = NULL;

  g_assert_null (ori_job_take_result (job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_error (void)
{
  Fixture fixture = {0};
  g_autoptr (OriJob) job = run (&fixture, refuse, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (ori_job_take_result (job, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/job/result", test_result);
  g_test_add_func ("/session/job/cancel", test_cancel);
  g_test_add_func ("/session/job/error", test_error);
  return g_test_run ();
}
