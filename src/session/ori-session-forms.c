/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "core/ori-error.h"
#include "report/ori-forms.h"
#include "session/ori-session-private.h"

typedef struct {
  const OriOrgUnit *unit; /* of the snapshot */
  const OriOrgUnit *parent;
  char *file;
} Form;

struct OriFormsRequest {
  OriSnapshot *snapshot;
  OriPeriod period;
  GArray *forms; /* of Form */
  guint n_inputs, n_elements;
};

static void
form_clear (gpointer data)
{
  g_free (((Form *)data)->file);
}

static const OriOrgUnit *
find_unit (const OriSnapshot *snapshot, const char *code)
{
  guint index = code ? ori_snapshot_orgunit_index (snapshot, code) : G_MAXUINT;
  return index != G_MAXUINT ? ori_snapshot_orgunit (snapshot, index) : NULL;
}

/* A school that is asked for by itself is one, whatever the level says. */
static gboolean
is_asked (const OriOrgUnit *unit, OriOrgUnitLevel level, const char *orgunit)
{
  if (orgunit == NULL)
    return unit->level == level;
  if (g_strcmp0 (unit->code, orgunit) == 0)
    return unit->level == ORI_ORGUNIT_SCHOOL ||
           (unit->level == level && level == ORI_ORGUNIT_MUNICIPALITY);
  return level == ORI_ORGUNIT_SCHOOL && unit->level == level &&
         g_strcmp0 (unit->parent, orgunit) == 0;
}

static gboolean
has_several_parents (const OriFormsRequest *self)
{
  for (guint i = 1; i < self->forms->len; i++)
    if (g_strcmp0 (g_array_index (self->forms, Form, i).unit->parent,
                   g_array_index (self->forms, Form, 0).unit->parent) != 0)
      return TRUE;
  return FALSE;
}

static OriFormSpec
spec_of (const OriFormsRequest *self, guint index)
{
  const Form *form = &g_array_index (self->forms, Form, index);
  return (OriFormSpec){self->snapshot->programme, form->unit, form->parent, self->period};
}

static void
gather (OriFormsRequest *self, OriOrgUnitLevel level, const char *orgunit)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean several;

  for (guint i = 0; i < self->snapshot->orgunits->len; i++) {
    Form form = {.unit = ori_snapshot_orgunit (self->snapshot, i)};
    if (!is_asked (form.unit, level, orgunit))
      continue;
    if (form.unit->level == ORI_ORGUNIT_SCHOOL)
      form.parent = find_unit (self->snapshot, form.unit->parent);
    g_array_append_val (self->forms, form);
  }
  several = has_several_parents (self);
  for (guint i = 0; i < self->forms->len; i++) {
    OriFormSpec spec = spec_of (self, i);
    if (!several)
      spec.parent = NULL;
    g_array_index (self->forms, Form, i).file = ori_form_file_name (&spec, taken);
  }
}

/* The chosen cycle; without data the year of the calendar. */
static OriPeriod
default_period (OriSession *session)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int year = session->cycle > 0 ? session->cycle : g_date_time_get_year (now);
  return ori_period_year (year);
}

OriFormsRequest *
ori_forms_request_new (OriSession *session, OriOrgUnitLevel level, const char *orgunit,
                       const OriPeriod *period, GError **error)
{
  g_autoptr (OriFormsRequest) self = g_new0 (OriFormsRequest, 1);
  g_autoptr (OriFormPlan) plan = NULL;

  self->snapshot = ori_snapshot_ref (session->snapshot);
  self->period = period != NULL ? *period : default_period (session);
  self->forms = g_array_new (FALSE, TRUE, sizeof (Form));
  g_array_set_clear_func (self->forms, form_clear);
  plan = ori_form_plan_new (self->snapshot->programme);
  self->n_inputs = plan->n_inputs;
  self->n_elements = plan->n_elements;
  if (plan->n_inputs == 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("The programme names no indicators: take them over from another one first"));
    return NULL;
  }
  if (self->period.kind != ORI_PERIOD_YEAR && self->period.kind != ORI_PERIOD_SCHOOL_YEAR &&
      self->period.kind != ORI_PERIOD_DATE) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 _ ("A form is for a year, a school year or a date"));
    return NULL;
  }
  gather (self, level, orgunit);
  if (self->forms->len == 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 level == ORI_ORGUNIT_SCHOOL ? _ ("There are no schools in the workspace to ask")
                                             : _ ("There is no municipality in the workspace to "
                                                  "ask"));
    return NULL;
  }
  return g_steal_pointer (&self);
}

guint
ori_forms_request_count (const OriFormsRequest *request)
{
  return request->forms->len;
}

const char *
ori_forms_request_file (const OriFormsRequest *request, guint index)
{
  return g_array_index (request->forms, Form, index).file;
}

const OriOrgUnit *
ori_forms_request_orgunit (const OriFormsRequest *request, guint index)
{
  return g_array_index (request->forms, Form, index).unit;
}

const OriPeriod *
ori_forms_request_period (const OriFormsRequest *request)
{
  return &request->period;
}

guint
ori_forms_request_inputs (const OriFormsRequest *request, guint *n_elements)
{
  if (n_elements != NULL)
    *n_elements = request->n_elements;
  return request->n_inputs;
}

char **
ori_forms_request_existing (const OriFormsRequest *request, const char *folder)
{
  GPtrArray *names = g_ptr_array_new ();

  for (guint i = 0; i < request->forms->len; i++) {
    const char *file = ori_forms_request_file (request, i);
    g_autofree char *path = g_build_filename (folder, file, NULL);
    if (g_file_test (path, G_FILE_TEST_EXISTS))
      g_ptr_array_add (names, g_strdup (file));
  }
  g_ptr_array_add (names, NULL);
  return (char **)g_ptr_array_free (names, FALSE);
}

gboolean
ori_forms_request_run (OriFormsRequest *request, const char *folder, const OriProgress *progress,
                       GCancellable *cancellable, GError **error)
{
  if (g_mkdir_with_parents (folder, 0777) < 0) {
    g_set_error (error, ORI_CORE_ERROR, ORI_CORE_ERROR_WRITE,
                 _ ("The folder “%s” could not be made: %s"), folder, g_strerror (errno));
    return FALSE;
  }
  for (guint i = 0; i < request->forms->len; i++) {
    const char *file = ori_forms_request_file (request, i);
    g_autofree char *path = g_build_filename (folder, file, NULL);
    OriFormSpec spec = spec_of (request, i);

    ori_progress_report (progress, (double)i / request->forms->len, file);
    if (!ori_form_write (&spec, path, cancellable, error))
      return FALSE;
  }
  ori_progress_report (progress, 1, NULL);
  return TRUE;
}

void
ori_forms_request_free (OriFormsRequest *request)
{
  if (request == NULL)
    return;
  g_clear_pointer (&request->forms, g_array_unref);
  g_clear_pointer (&request->snapshot, ori_snapshot_unref);
  g_free (request);
}

/* --- The job --- */

typedef struct {
  OriFormsRequest *request;
  char *folder;
} Writing;

static void
free_writing (gpointer data)
{
  Writing *self = data;

  ori_forms_request_free (self->request);
  g_free (self->folder);
  g_free (self);
}

static gpointer
write_forms (gpointer data, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  Writing *self = data;

  if (!ori_forms_request_run (self->request, self->folder, progress, cancellable, error))
    return NULL;
  return g_strdup (self->folder);
}

OriJob *
ori_forms_job_new (OriFormsRequest *request, const char *folder)
{
  Writing *self = g_new0 (Writing, 1);

  self->request = request;
  self->folder = g_strdup (folder);
  return ori_job_new (_ ("Writing collection forms"), write_forms, self, free_writing, g_free);
}
