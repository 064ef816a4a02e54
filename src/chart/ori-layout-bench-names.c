/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-layout-bench-private.h"

#include <math.h>

#define LEADER_GAP 3.0
/* A name may take this part of the picture. */
#define NAME_SHARE 0.22
/* Crowds name only so many on each side of a threshold. */
#define NEAREST 12
/* After so many names in a row that found no place the others are not tried. */
#define PATIENCE 16
/* The strip takes no more than this part of the room while there are names to place. */
#define STRIP_SHARE 0.55

typedef struct {
  guint series;
  double x;
  double rank; /* small comes first */
} Candidate;

static double
find_threshold_distance (const OriBench *self, double x)
{
  const OriChartSpec *spec = self->layout->spec;
  double nearest = 1e6;

  for (guint i = 0; i + 1 < ori_score_n_groups (spec); i++) {
    double threshold = ori_chart_finite (spec->thresholds[i]);

    if (!isnan (threshold))
      nearest = MIN (nearest, fabs (x - ori_score_x (self->layout, threshold)));
  }
  return nearest;
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *p = a, *q = b;

  if (p->rank != q->rank)
    return p->rank < q->rank ? -1 : 1;
  return p->series < q->series ? -1 : p->series > q->series;
}

static void
append_candidate (const OriBench *self, GArray *candidates, guint index, gboolean of_crowd)
{
  const OriChartSpec *spec = self->layout->spec;
  const OriChartOrder *order = self->layout->order[0];
  guint series = order->items[index].series;
  double x = ori_score_x (self->layout, order->items[index].value);
  Candidate candidate = {series, x, find_threshold_distance (self, x)};

  if (ori_chart_spec_series (spec, series)->ringed && !of_crowd)
    candidate.rank = -3;
  else if ((int)series == spec->highlighted)
    candidate.rank = -2;
  else if (index == 0 || index + 1 == order->n)
    candidate.rank = -1;
  g_array_append_val (candidates, candidate);
}

/* The chosen one, the extremes, those around the thresholds. */
static void
append_of_crowd (const OriBench *self, GArray *candidates)
{
  const OriChartSpec *spec = self->layout->spec;
  const OriChartOrder *order = self->layout->order[0];

  if (spec->highlighted >= 0 && (guint)spec->highlighted < spec->series->len) {
    double value = ori_chart_spec_value (spec, (guint)spec->highlighted, 0);
    Candidate candidate = {(guint)spec->highlighted, 0, -2};

    if (!isnan (value)) {
      candidate.x = ori_score_x (self->layout, value);
      g_array_append_val (candidates, candidate);
    }
  }
  append_candidate (self, candidates, 0, TRUE);
  append_candidate (self, candidates, order->n - 1, TRUE);
  for (guint i = 0; i + 1 < ori_score_n_groups (spec); i++) {
    guint at = ori_chart_order_below (order, spec->thresholds[i]);

    for (guint k = at - MIN (at, NEAREST); k < MIN (at + NEAREST, order->n); k++)
      append_candidate (self, candidates, k, TRUE);
  }
}

static GArray *
rank_candidates (const OriBench *self)
{
  const OriChartOrder *order = self->layout->order[0];
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Candidate));

  if (self->layout->xy == NULL)
    append_of_crowd (self, out);
  for (guint i = 0; self->layout->xy != NULL && i < order->n; i++)
    append_candidate (self, out, i, FALSE);
  g_array_sort (out, compare_candidates);
  /* Between two thresholds a crowd may be met twice. */
  for (guint i = 1; i < out->len;) {
    if (g_array_index (out, Candidate, i).series == g_array_index (out, Candidate, i - 1).series)
      g_array_remove_index (out, i);
    else
      i++;
  }
  return out;
}

/* Would a name from @x over @reach (negative: to the left) cross the line of a threshold? */
static gboolean
crosses_threshold (const OriBench *self, double x, double reach)
{
  const OriChartSpec *spec = self->layout->spec;
  double left = MIN (x, x + reach), right = MAX (x, x + reach);

  for (guint i = 0; i + 1 < ori_score_n_groups (spec); i++) {
    double threshold = ori_chart_finite (spec->thresholds[i]);
    double line = isnan (threshold) ? left - 1 : ori_score_x (self->layout, threshold);

    /* A score equal to the threshold lies right of it. */
    if (line >= left && line <= right && !(line == x && reach > 0))
      return TRUE;
  }
  return FALSE;
}

/* A name beyond the edge of the plot would be turned to the other side of its leader. */
static gboolean
is_free (const OriBench *self, double x, double reach)
{
  const OriBox *plot = &self->layout->plot;

  return x + reach >= plot->x && x + reach <= plot->x + plot->w &&
         !crosses_threshold (self, x, reach);
}

/* A name hangs to the side where it crosses no threshold. When both do, only an important one does.
 */
static OriBenchName
create_name (OriBench *self, const Candidate *candidate)
{
  const OriChartSeries *series = ori_chart_spec_series (self->layout->spec, candidate->series);
  g_autofree char *label = ori_chart_spec_label (self->layout->spec, candidate->series);
  OriBenchName name = {.series = candidate->series, .x = candidate->x};
  gboolean bold = series->ringed || (int)candidate->series == self->layout->spec->highlighted;
  gboolean left, right;
  double reach;

  name.text = ori_chart_text_new (self->layout, label, ORI_TYPE_SMALL, bold,
                                  self->layout->width * NAME_SHARE, 1);
  reach = name.text.width + LEADER_GAP + 2;
  right = is_free (self, candidate->x, reach);
  left = is_free (self, candidate->x, -reach);
  name.flipped = !right && left;
  name.allowed = right || left || candidate->rank < 0;
  return name;
}

static gboolean
place_all (OriBench *self, guint n, guint max_rows)
{
  OriStair stairs[G_N_ELEMENTS (self->stairs)];
  double low = self->layout->plot.x;
  double high = self->layout->plot.x + self->layout->plot.w;

  for (guint i = 0; i < n; i++) {
    const OriBenchName *name = &self->names[i];

    stairs[i] = (OriStair){.x = name->x, .width = name->text.width, .flipped = name->flipped};
  }
  if (!ori_label_stairs (stairs, n, LEADER_GAP, low, high, max_rows))
    return FALSE;
  for (guint i = 0; i < n; i++)
    self->stairs[i] = stairs[i];
  return TRUE;
}

/* Tries the last name on its better side, then on the other one. */
static gboolean
place_last (OriBench *self, guint max_rows)
{
  OriBenchName *name = &self->names[self->n_names];
  double reach = name->text.width + LEADER_GAP + 2;

  if (!name->allowed)
    return FALSE;
  if (place_all (self, self->n_names + 1, max_rows))
    return TRUE;
  name->flipped = !name->flipped;
  return is_free (self, name->x, name->flipped ? -reach : reach) &&
         place_all (self, self->n_names + 1, max_rows);
}

static void
place_names (OriBench *self, guint max_rows)
{
  g_autoptr (GArray) candidates = rank_candidates (self);
  guint failures = 0;

  for (guint i = 0; i < candidates->len && failures < PATIENCE && max_rows > 0 &&
                    self->n_names < G_N_ELEMENTS (self->names);
       i++) {
    const Candidate *candidate = &g_array_index (candidates, Candidate, i);

    self->names[self->n_names] = create_name (self, candidate);
    if (place_last (self, max_rows)) {
      self->n_names++;
      failures = 0;
    } else {
      ori_chart_text_clear (&self->names[self->n_names].text);
      failures++;
    }
  }
}

/* Levels that dots of the largest size need: the strip of a few dots is low, of many high. */
static double
find_strip_height (const OriBench *self)
{
  const double distance = 2.35 * 4.6;
  GArray *dots = self->dots[0];
  guint most = 0;

  if (self->layout->xy == NULL || self->layout->spec->histogram)
    return 1e6;

  for (guint i = 0, first = 0; i < dots->len; i++) {
    while (g_array_index (dots, OriBenchDot, i).x - g_array_index (dots, OriBenchDot, first).x >=
           distance)
      first++;
    most = MAX (most, i - first + 1);
  }
  return (most + 0.6) * distance;
}

double
ori_bench_choose_names (OriBench *self, double room)
{
  OriChartText sample = ori_chart_text_new (self->layout, "0", ORI_TYPE_SMALL, TRUE, 0, 1);
  double strip = CLAMP (find_strip_height (self), 22, MAX (room * STRIP_SHARE, 22));
  guint rows = 0;
  double spare;

  self->row = sample.height + 0.5;
  ori_chart_text_clear (&sample);
  place_names (self, (guint)MAX ((room - strip - 4) / self->row, 0));
  for (guint i = 0; i < self->n_names; i++)
    rows = MAX (rows, self->stairs[i].row + 1);
  /* What is left over goes to both sides of the base line. */
  spare = MAX (room - strip - rows * self->row - 4, 0);
  return MIN (strip + spare * 0.6, MAX (room - rows * self->row - 4, 10));
}

void
ori_bench_add_leaders (OriBench *self)
{
  for (guint i = 0; i < self->n_names; i++) {
    const OriBenchName *name = &self->names[i];
    double y = self->base + 4 + (self->stairs[i].row + 0.75) * self->row;

    ori_layout_add_segment (self->layout, "leader", name->x, self->base - 3, name->x, y,
                            ori_layout_color (self->layout, ORI_COLOR_INK3), 0.6)
        ->series = (int)name->series;
  }
}

/* Does a vertical line, of a threshold or of an accepted one, run behind @box? */
static gboolean
crosses_line (const OriChartLayout *layout, OriBox box)
{
  const OriChartSpec *spec = layout->spec;

  for (guint i = 0; i + 1 < ori_score_n_groups (spec); i++) {
    const double values[] = {spec->thresholds[i], spec->accepted[i]};

    for (guint k = 0; k < G_N_ELEMENTS (values); k++) {
      double value = ori_chart_finite (values[k]);
      double x = isnan (value) ? -1 : ori_score_x (layout, value);

      if (x >= box.x - 1 && x <= box.x + box.w + 1)
        return TRUE;
    }
  }
  return FALSE;
}

void
ori_bench_add_names (OriBench *self)
{
  OriChartLayout *layout = self->layout;

  for (guint i = 0; i < self->n_names; i++) {
    OriBenchName *name = &self->names[i];
    const OriStair *stair = &self->stairs[i];
    int group = ori_score_group (layout->spec, name->series);
    guint32 text, tint;
    OriPrim *prim;

    ori_score_colors (layout, group, NULL, &text, &tint);
    if (group < 0)
      text = ori_layout_color (layout, ORI_COLOR_INK2);
    prim = ori_layout_add_text (
        layout, &name->text, "label", stair->x + (stair->flipped ? -LEADER_GAP : LEADER_GAP),
        self->base + 4 + stair->row * self->row, stair->flipped ? 1 : 0, text);
    prim->series = (int)name->series;
    prim->halo = crosses_line (layout, prim->box);
    prim->halo_rgb = tint;
  }
}

void
ori_bench_clear_names (OriBench *self)
{
  for (guint i = 0; i < self->n_names; i++)
    ori_chart_text_clear (&self->names[i].text);
  self->n_names = 0;
}
