/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-dynamics-choice.h"

#include <math.h>

#define N_TELLING ORI_DYNAMICS_BANDS
#define N_SAMPLED 50   /* org units that tell how well an indicator is covered */
#define SEPARATOR "\n" /* no code holds a line break */

static char **
load_codes (OriStore *store, const char *key)
{
  g_autofree char *text = ori_store_get_setting (store, key);
  return text != NULL ? g_strsplit (text, SEPARATOR, -1) : NULL;
}

static void
save_codes (OriStore *store, const char *key, char **codes)
{
  g_autofree char *text = codes != NULL ? g_strjoinv (SEPARATOR, codes) : NULL;

  if (text != NULL && *text != '\0')
    ori_store_set_setting (store, key, text, NULL);
}

static gboolean
load_flag (OriStore *store, const char *key, gboolean unset)
{
  g_autofree char *text = ori_store_get_setting (store, key);
  return text != NULL ? g_str_equal (text, "1") : unset;
}

static void
save_flag (OriStore *store, const char *key, gboolean value)
{
  ori_store_set_setting (store, key, value ? "1" : "0", NULL);
}

/* Before there were funnels the setting was whether there are bars. */
static OriChartKind
load_kind (OriStore *store)
{
  g_autofree char *code = ori_store_get_setting (store, "dynamics.kind");
  OriChartKind kind;

  if (code != NULL && ori_chart_kind_parse (code, &kind) &&
      (kind == ORI_CHART_BARS || kind == ORI_CHART_FUNNEL))
    return kind;
  return code == NULL && load_flag (store, "dynamics.bars", FALSE) ? ORI_CHART_BARS
                                                                   : ORI_CHART_DYNAMICS;
}

OriDynamicsChoice *
ori_dynamics_choice_load (OriStore *store)
{
  OriDynamicsChoice *self = g_new0 (OriDynamicsChoice, 1);

  self->by_indicators = load_flag (store, "dynamics.by-indicators", FALSE);
  self->kind = load_kind (store);
  self->bands = load_flag (store, "dynamics.bands", TRUE);
  self->indicator = ori_store_get_setting (store, "dynamics.indicator");
  self->orgunits = load_codes (store, "dynamics.orgunits");
  self->indicators = load_codes (store, "dynamics.indicators");
  return self;
}

void
ori_dynamics_choice_save (const OriDynamicsChoice *self, OriStore *store)
{
  save_flag (store, "dynamics.by-indicators", self->by_indicators);
  ori_store_set_setting (store, "dynamics.kind", ori_chart_kind_code (self->kind), NULL);
  save_flag (store, "dynamics.bands", self->bands);
  if (self->indicator != NULL)
    ori_store_set_setting (store, "dynamics.indicator", self->indicator, NULL);
  save_codes (store, "dynamics.orgunits", self->orgunits);
  save_codes (store, "dynamics.indicators", self->indicators);
}

void
ori_dynamics_choice_free (OriDynamicsChoice *self)
{
  if (self == NULL)
    return;
  g_free (self->indicator);
  g_strfreev (self->orgunits);
  g_strfreev (self->indicators);
  g_free (self);
}

/* The periods (guint) of an indicator over the cycles, oldest first. */
static GArray *
collect_periods (const OriSnapshot *snapshot, const OriIndicator *indicator)
{
  g_autoptr (GArray) cycles = ori_snapshot_cycles (snapshot);
  GArray *periods = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < cycles->len; i++) {
    guint period = ori_value_period_of_cycle (snapshot, indicator, g_array_index (cycles, int, i));
    if (period != G_MAXUINT)
      g_array_append_val (periods, period);
  }
  return periods;
}

/* The periods of @periods in which a series has values, oldest first. */
static GArray *
collect_known (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
               const GArray *periods)
{
  GArray *known = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < periods->len; i++) {
    guint period = g_array_index (periods, guint, i);
    OriValue value = ori_value_compute (snapshot, indicator, orgunit, period);
    if (value.status == ORI_STATUS_VALUE)
      g_array_append_val (known, period);
  }
  return known;
}

static gboolean
find_change (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
             const GArray *periods, OriChange *change)
{
  g_autoptr (GArray) known = collect_known (snapshot, indicator, orgunit, periods);

  if (known->len < 2)
    return FALSE;
  *change = ori_change_compute (snapshot, indicator, orgunit,
                                g_array_index (known, guint, known->len - 2),
                                g_array_index (known, guint, known->len - 1));
  return TRUE;
}

gboolean
ori_dynamics_last_change (const OriSnapshot *snapshot, const OriIndicator *indicator, guint orgunit,
                          OriChange *change)
{
  g_autoptr (GArray) periods = collect_periods (snapshot, indicator);
  return find_change (snapshot, indicator, orgunit, periods, change);
}

typedef struct {
  const char *code;
  double weight;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *one = a, *two = b;
  return one->weight > two->weight ? -1 : one->weight < two->weight;
}

static char **
take_best (GArray *candidates)
{
  GPtrArray *codes = g_ptr_array_new ();

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len && i < N_TELLING; i++)
    g_ptr_array_add (codes, g_strdup (g_array_index (candidates, Candidate, i).code));
  g_ptr_array_add (codes, NULL);
  return (char **)g_ptr_array_free (codes, FALSE);
}

char **
ori_dynamics_telling_orgunits (const OriSnapshot *snapshot, const OriIndicator *indicator,
                               const GArray *orgunits, guint chosen)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) periods = collect_periods (snapshot, indicator);

  for (guint i = 0; i < orgunits->len; i++) {
    guint orgunit = g_array_index (orgunits, guint, i);
    Candidate candidate = {ori_snapshot_orgunit (snapshot, orgunit)->code, 0};
    OriChange change;

    /* Large changes of tiny groups are chance. */
    if (find_change (snapshot, indicator, orgunit, periods, &change) &&
        change.verdict != ORI_VERDICT_LITTLE_DATA && isfinite (change.difference))
      candidate.weight = fabs (change.difference);
    if (orgunit == chosen)
      candidate.weight = G_MAXDOUBLE;
    g_array_append_val (candidates, candidate);
  }
  return take_best (candidates);
}

static gboolean
is_share (const OriIndicator *indicator)
{
  return g_strcmp0 (indicator->unit, "%") == 0;
}

char **
ori_dynamics_telling_indicators (const OriSnapshot *snapshot, const GPtrArray *indicators,
                                 guint orgunit)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    g_autoptr (GArray) periods = collect_periods (snapshot, indicator);
    g_autoptr (GArray) known = collect_known (snapshot, indicator, orgunit, periods);
    /* Earlier ones of the document stand before later ones. */
    Candidate candidate = {indicator->code, known->len - i / (double)indicators->len};

    if (known->len == 0)
      continue;
    if (is_share (indicator))
      candidate.weight += snapshot->periods->len;
    g_array_append_val (candidates, candidate);
  }
  return take_best (candidates);
}

const OriIndicator *
ori_dynamics_telling_indicator (const OriSnapshot *snapshot, const GPtrArray *indicators,
                                const GArray *orgunits)
{
  const OriIndicator *best = NULL;
  guint most = 0;

  for (guint i = 0; i < indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (indicators, i);
    g_autoptr (GArray) periods = collect_periods (snapshot, indicator);
    guint n = 0;

    for (guint k = 0; k < MIN (orgunits->len, N_SAMPLED); k++) {
      g_autoptr (GArray) known =
          collect_known (snapshot, indicator, g_array_index (orgunits, guint, k), periods);
      n += known->len;
    }
    if (n > 0 && is_share (indicator))
      n += N_SAMPLED * snapshot->periods->len;
    if (n > most) {
      most = n;
      best = indicator;
    }
  }
  return best;
}
