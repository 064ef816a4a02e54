/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "analysis/ori-values.h"
#include "core/ori-number.h"
#include "session/ori-session-private.h"

/* What is doubtful in a workspace: disagreements of live sources, figures that cannot be, and what
 * imports found. */

void
ori_check_free (OriCheck *check)
{
  if (check == NULL)
    return;
  ori_finding_free (check->finding);
  g_clear_pointer (&check->versions, g_array_unref);
  g_clear_pointer (&check->strings, g_string_chunk_free);
  g_free (check);
}

static char *
get_text (const OriObservation *o)
{
  return ori_observed_text (o->status, o->value, o->text, o->printed);
}

static gboolean
is_other (const OriObservation *a, const OriObservation *b)
{
  return a->status != b->status || a->value != b->value || g_strcmp0 (a->text, b->text) != 0;
}

/* The live versions, the one that counts first. */
static GArray *
read_versions (OriSession *self, const OriObservation *winner, GStringChunk *strings,
               GError **error)
{
  const OriSnapshot *snapshot = self->snapshot;
  const OriElement *element = g_ptr_array_index (snapshot->elements, winner->element);
  g_autoptr (GArray) history = ori_store_history (
      self->store, element->code, ori_snapshot_orgunit (snapshot, winner->orgunit)->code,
      ori_snapshot_period (snapshot, winner->period), strings, error);
  GArray *versions;

  if (history == NULL)
    return NULL;
  versions = g_array_new (FALSE, FALSE, sizeof (OriObservation));
  g_array_append_val (versions, *winner);
  for (guint i = 0; i < history->len; i++) {
    const OriObservation *o = &g_array_index (history, OriObservation, i);
    if (o->batch < snapshot->batches->len && o->id != winner->id &&
        ((const OriBatch *)g_ptr_array_index (snapshot->batches, o->batch))->live)
      g_array_append_val (versions, *o);
  }
  return versions;
}

/* «312 (b.xlsx › Лист1 › C4), 313 (c.xlsx › B2)»: those that differ from the first; NULL if none.
 */
static char *
describe_others (OriSession *self, const GArray *versions)
{
  const OriObservation *winner = &g_array_index (versions, OriObservation, 0);
  GString *text = g_string_new (NULL);

  for (guint i = 1; i < versions->len; i++) {
    const OriObservation *o = &g_array_index (versions, OriObservation, i);
    g_autofree char *value = NULL;
    g_autofree char *place = NULL;

    if (!is_other (winner, o))
      continue;
    value = get_text (o);
    place = ori_observation_place (self->snapshot, o);
    g_string_append_printf (text, "%s%s (%s)", text->len > 0 ? ", " : "", value, place);
  }
  return g_string_free (text, text->len == 0);
}

static char *
name_figure (OriSession *self, const OriObservation *o)
{
  const OriSnapshot *snapshot = self->snapshot;
  const OriElement *element = g_ptr_array_index (snapshot->elements, o->element);
  const OriIndicator *indicator =
      element->indicator != NULL ? ori_programme_indicator (snapshot->programme, element->indicator)
                                 : NULL;
  g_autofree char *period = ori_period_label (ori_snapshot_period (snapshot, o->period));

  return g_strdup_printf ("%s, %s, %s", ori_snapshot_orgunit (snapshot, o->orgunit)->short_name,
                          indicator != NULL ? ori_indicator_label (indicator) : element->name,
                          period);
}

static OriCheck *
make_disagreement (OriSession *self, const OriObservation *winner, GArray *versions,
                   GStringChunk *strings)
{
  const OriBatch *batch = g_ptr_array_index (self->snapshot->batches, winner->batch);
  g_autofree char *cell =
      batch->file != NULL ? ori_cellref_name (winner->cell.row, winner->cell.col) : NULL;
  g_autofree char *figure = name_figure (self, winner);
  g_autofree char *value = get_text (winner);
  g_autofree char *others = describe_others (self, versions);
  gboolean open = (winner->flags & ORI_FLAG_CONFLICT) != 0;
  OriCheck *check;

  if (others == NULL)
    return NULL;
  check = g_new0 (OriCheck, 1);
  check->finding = ori_finding_new (
      "sources-disagree", open ? ORI_SEVERITY_WARNING : ORI_SEVERITY_INFO, winner->sheet, cell,
      /* Translators: a figure, its value, other values with their places. */
      open ? _ ("%s: sources disagree, %s here, elsewhere %s")
           : _ ("%s: of several versions %s is pinned, elsewhere %s"),
      figure, value, others);
  check->finding->file = g_strdup (batch->file != NULL ? batch->file : batch->title);
  check->batch = batch->id;
  check->element = winner->element;
  check->orgunit = winner->orgunit;
  check->period = winner->period;
  check->versions = g_array_ref (versions);
  check->strings = strings;
  return check;
}

/* Of all batches, or of the one with the index @batch, at most @n_max. */
static gboolean
add_disagreements (OriSession *self, guint batch, guint n_max, GPtrArray *checks, GError **error)
{
  const GArray *observations = self->snapshot->observations;

  for (guint i = 0; i < observations->len; i++) {
    const OriObservation *o = &g_array_index (observations, OriObservation, i);
    g_autoptr (GArray) versions = NULL;
    GStringChunk *strings;
    OriCheck *check;

    if (checks->len >= n_max)
      break;
    if ((o->flags & (ORI_FLAG_CONFLICT | ORI_FLAG_PINNED)) == 0 ||
        (batch != G_MAXUINT && o->batch != batch))
      continue;
    strings = g_string_chunk_new (256);
    versions = read_versions (self, o, strings, error);
    check = versions != NULL ? make_disagreement (self, o, versions, strings) : NULL;
    if (check != NULL)
      g_ptr_array_add (checks, check);
    else
      g_string_chunk_free (strings);
    if (versions == NULL)
      return FALSE;
  }
  return TRUE;
}

/* «1730 из 1000», «−3», «173 %». */
static char *
describe_value (const OriObservation *o, const OriValue *value)
{
  g_autofree char *numerator = NULL;
  g_autofree char *denominator = NULL;

  if (isnan (value->numerator))
    return value->printed_text != NULL ? g_strdup (value->printed_text) : get_text (o);
  numerator = ori_number_format_short (value->numerator, 3);
  if (isnan (value->denominator))
    return g_steal_pointer (&numerator);
  denominator = ori_number_format_short (value->denominator, 3);
  /* Translators: numerator, denominator */
  return g_strdup_printf (_ ("%s of %s"), numerator, denominator);
}

static OriCheck *
make_check (OriSession *self, const OriObservation *o, const char *rule, OriSeverity severity,
            const char *message)
{
  const OriBatch *batch = g_ptr_array_index (self->snapshot->batches, o->batch);
  g_autofree char *cell = batch->file != NULL ? ori_cellref_name (o->cell.row, o->cell.col) : NULL;
  OriCheck *check = g_new0 (OriCheck, 1);

  check->finding = ori_finding_new (rule, severity, o->sheet, cell, "%s", message);
  check->finding->file = g_strdup (batch->file != NULL ? batch->file : batch->title);
  check->batch = batch->id;
  check->element = o->element;
  check->orgunit = o->orgunit;
  check->period = o->period;
  return check;
}

static OriCheck *
make_impossible (OriSession *self, const OriObservation *o, const OriValue *value)
{
  g_autofree char *figure = name_figure (self, o);
  g_autofree char *text = describe_value (o, value);
  g_autofree char *message =
      /* Translators: a figure, its counts: "12 of 10" or "-3". */
      g_strdup_printf (_ ("%s: %s cannot be, so nothing is computed from it"), figure, text);

  return make_check (self, o, "impossible", ORI_SEVERITY_ERROR, message);
}

static const OriIndicator *
find_indicator (const OriSnapshot *snapshot, const OriObservation *o)
{
  const OriElement *element = g_ptr_array_index (snapshot->elements, o->element);

  return element->indicator != NULL
             ? ori_programme_indicator (snapshot->programme, element->indicator)
             : NULL;
}

/* Parts greater than their whole and negative counts, whichever files they come from; each once, at
 * the cell of the figure itself. */
static void
add_impossible (OriSession *self, GPtrArray *checks)
{
  const OriSnapshot *snapshot = self->snapshot;
  const GArray *observations = snapshot->observations;

  for (guint i = 0; i < observations->len; i++) {
    const OriObservation *o = &g_array_index (observations, OriObservation, i);
    const OriIndicator *indicator = find_indicator (snapshot, o);
    OriValue value;

    if (indicator == NULL)
      continue;
    value = ori_value_compute (snapshot, indicator, o->orgunit, o->period);
    if ((value.flags & ORI_FLAG_OUT_OF_RANGE) != 0 && value.source == o)
      g_ptr_array_add (checks, make_impossible (self, o, &value));
  }
}

/* A whole number without a percent sign, of an indicator whose wording does not tell what it is. */
static gboolean
may_be_count (const OriIndicator *indicator, const OriObservation *o)
{
  return indicator != NULL && indicator->kind == ORI_KIND_VALUE &&
         !ori_indicator_counts (indicator) && !ori_indicator_tells_change (indicator) &&
         g_strcmp0 (indicator->unit, "%") != 0 && o->text == NULL &&
         o->status == ORI_STATUS_VALUE && o->value == floor (o->value);
}

/* Where few of many are below zero the sign is a doubt; where most are, it is what is measured. */
static void
add_negative (OriSession *self, GPtrArray *checks)
{
  const OriSnapshot *snapshot = self->snapshot;
  const GArray *observations = snapshot->observations;
  g_autofree guint *below = g_new0 (guint, snapshot->elements->len + 1);
  g_autofree guint *all = g_new0 (guint, snapshot->elements->len + 1);

  for (guint i = 0; i < observations->len; i++) {
    const OriObservation *o = &g_array_index (observations, OriObservation, i);

    all[o->element]++;
    below[o->element] += o->status == ORI_STATUS_VALUE && o->text == NULL && o->value < 0;
  }
  for (guint i = 0; i < observations->len; i++) {
    const OriObservation *o = &g_array_index (observations, OriObservation, i);
    g_autofree char *figure = NULL, *value = NULL, *message = NULL;

    if (2 * below[o->element] >= all[o->element] || !(o->value < 0) ||
        !may_be_count (find_indicator (snapshot, o), o))
      continue;
    figure = name_figure (self, o);
    value = get_text (o);
    /* Translators: a figure, its value */
    message = g_strdup_printf (_ ("%s: %s is below zero; is it a count?"), figure, value);
    g_ptr_array_add (checks, make_check (self, o, "negative", ORI_SEVERITY_WARNING, message));
  }
}

static void
take_finding (GPtrArray *checks, const OriBatch *batch, const OriFinding *finding)
{
  OriCheck *check = g_new0 (OriCheck, 1);

  check->finding = ori_finding_copy (finding);
  check->batch = batch->id;
  check->element = check->orgunit = check->period = G_MAXUINT;
  g_ptr_array_add (checks, check);
}

/* What the import found, without the rule @passed_over (NULL: all of it). */
static gboolean
add_findings (OriSession *self, const OriBatch *batch, const char *passed_over, GPtrArray *checks,
              GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;

  if (batch->n_findings == 0)
    return TRUE;
  findings = ori_store_batch_findings (self->store, batch->id, error);
  for (guint i = 0; findings != NULL && i < findings->len; i++) {
    const OriFinding *finding = g_ptr_array_index (findings, i);
    if (passed_over == NULL || g_strcmp0 (finding->rule, passed_over) != 0)
      take_finding (checks, batch, finding);
  }
  return findings != NULL;
}

GPtrArray *
ori_session_check (OriSession *self, GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_check_free);

  if (!add_disagreements (self, G_MAXUINT, G_MAXUINT, checks, error))
    return NULL;
  add_impossible (self, checks);
  add_negative (self, checks);
  for (guint i = 0; i < self->snapshot->batches->len; i++) {
    const OriBatch *batch = g_ptr_array_index (self->snapshot->batches, i);
    /* Told above as it stands now, corrections included. */
    if (batch->live && !add_findings (self, batch, "impossible", checks, error))
      return NULL;
  }
  return g_steal_pointer (&checks);
}

GPtrArray *
ori_session_check_batch (OriSession *self, gint64 batch, guint n_max, GError **error)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_check_free);
  const GPtrArray *batches = self->snapshot->batches;

  for (guint i = 0; i < batches->len; i++) {
    const OriBatch *found = g_ptr_array_index (batches, i);
    if (found->id == batch && (!add_disagreements (self, i, n_max, checks, error) ||
                               !add_findings (self, found, NULL, checks, error)))
      return NULL;
  }
  return g_steal_pointer (&checks);
}

GArray *
ori_session_count_disputed (OriSession *self)
{
  const GArray *observations = self->snapshot->observations;
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (guint));

  g_array_set_size (counts, self->snapshot->batches->len);
  for (guint i = 0; i < observations->len; i++) {
    const OriObservation *o = &g_array_index (observations, OriObservation, i);
    if (o->flags & ORI_FLAG_CONFLICT)
      g_array_index (counts, guint, o->batch)++;
  }
  return counts;
}
