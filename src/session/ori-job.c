/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "session/ori-job.h"

struct _OriJob {
  GObject parent_instance;
  char *title;
  OriJobFunc func;
  gpointer data;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
  GCancellable *cancellable;
  gpointer result;
  GError *error;
  gboolean running;

  GMutex lock; /* guards what the worker writes: */
  double fraction;
  char *message;
  guint notify_source; /* one pending idle notification at most */
};

G_DEFINE_FINAL_TYPE (OriJob, ori_job, G_TYPE_OBJECT)

enum {
  PROP_TITLE = 1,
  PROP_FRACTION,
  PROP_MESSAGE,
  PROP_RUNNING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint finished_signal;

static gboolean
notify_cb (gpointer user_data)
{
  OriJob *self = user_data;

  g_mutex_lock (&self->lock);
  self->notify_source = 0;
  g_mutex_unlock (&self->lock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  return G_SOURCE_REMOVE;
}

/* In the worker: copies the state and asks the main thread to look, once for many reports. */
static void
report_cb (double fraction, const char *message, gpointer data)
{
  OriJob *self = data;

  g_mutex_lock (&self->lock);
  self->fraction = fraction;
  if (message != NULL) {
    g_free (self->message);
    self->message = g_strdup (message);
  }
  if (self->notify_source == 0)
    self->notify_source =
        g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, notify_cb, g_object_ref (self), g_object_unref);
  g_mutex_unlock (&self->lock);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  OriJob *self = source;
  OriProgress progress = {report_cb, self, 0.0, 1.0};
  GError *error = NULL;
  gpointer result = self->func (self->data, &progress, cancellable, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, self->free_result);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  OriJob *self = ORI_JOB (source);

  self->result = g_task_propagate_pointer (G_TASK (result), &self->error);
  if (self->free_data != NULL)
    self->free_data (g_steal_pointer (&self->data));
  self->running = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_signal_emit (self, finished_signal, 0);
}

OriJob *
ori_job_new (const char *title, OriJobFunc func, gpointer data, GDestroyNotify free_data,
             GDestroyNotify free_result)
{
  OriJob *self = g_object_new (ORI_TYPE_JOB, NULL);

  self->title = g_strdup (title);
  self->func = func;
  self->data = data;
  self->free_data = free_data;
  self->free_result = free_result;
  return self;
}

void
ori_job_start (OriJob *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ORI_IS_JOB (self));
  g_return_if_fail (!self->running && self->func != NULL);
  self->running = TRUE;
  task = g_task_new (self, self->cancellable, done_cb, NULL);
  /* Cancelled work still returns by itself, so that its inputs may be freed safely. */
  g_task_set_check_cancellable (task, TRUE);
  g_task_run_in_thread (task, run_in_thread);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

void
ori_job_cancel (OriJob *self)
{
  g_return_if_fail (ORI_IS_JOB (self));
  g_cancellable_cancel (self->cancellable);
}

gboolean
ori_job_is_running (OriJob *self)
{
  return self->running;
}

const char *
ori_job_title (OriJob *self)
{
  return self->title;
}

double
ori_job_fraction (OriJob *self)
{
  double fraction;

  g_mutex_lock (&self->lock);
  fraction = self->fraction;
  g_mutex_unlock (&self->lock);
  return fraction;
}

char *
ori_job_dup_message (OriJob *self)
{
  char *message;

  g_mutex_lock (&self->lock);
  message = g_strdup (self->message);
  g_mutex_unlock (&self->lock);
  return message;
}

gpointer
ori_job_take_result (OriJob *self, GError **error)
{
  g_return_val_if_fail (!self->running, NULL);
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return g_steal_pointer (&self->result);
}

static void
ori_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OriJob *self = ORI_JOB (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, self->title);
    break;
  case PROP_FRACTION:
    g_value_set_double (value, ori_job_fraction (self));
    break;
  case PROP_MESSAGE:
    g_value_take_string (value, ori_job_dup_message (self));
    break;
  case PROP_RUNNING:
    g_value_set_boolean (value, self->running);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
ori_job_finalize (GObject *object)
{
  OriJob *self = ORI_JOB (object);

  if (self->data != NULL && self->free_data != NULL)
    self->free_data (self->data);
  if (self->result != NULL && self->free_result != NULL)
    self->free_result (self->result);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_free (self->title);
  g_free (self->message);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (ori_job_parent_class)->finalize (object);
}

static void
ori_job_class_init (OriJobClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = ori_job_get_property;
  object_class->finalize = ori_job_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, 0, 1, 0, flags);
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  finished_signal = g_signal_new ("finished", ORI_TYPE_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
ori_job_init (OriJob *self)
{
  g_mutex_init (&self->lock);
  self->cancellable = g_cancellable_new ();
}
