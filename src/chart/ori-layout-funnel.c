/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include "core/ori-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define N_LIMITS 4
#define STEP 1.5         /* between samples of a curve */
#define MOST_NAMES 40    /* more outsiders than this are counted */
#define LARGEST 2        /* named though within the limits */
#define NAME_SHARE 0.30  /* of the plot */
#define LEAST_NAME 175.0 /* as wide as names of districts are */
#define MANY_DOTS 150    /* smaller dots */
#define LEADER_ROOM 12.0 /* between the curves and their names */
#define MOST_DECADES 3.5 /* of the axis of sizes, with 2 and 5 between the powers of ten */
#define MOST_PASSES 4

/* Series whose name is wanted; the weight is how many half widths of the funnel it lies off. */
typedef struct {
  guint series;
  int rank; /* 0 the highlighted, 1 outside both limits, 2 between them, 3 the largest */
  double weight;
} Wanted;

typedef struct {
  OriChartLayout *layout;
  guint n_shown;
  double low, high; /* ends of the axis of sizes */
  OriAxis axis;
  GArray *limits; /* of OriChartLimit: those of the spec that make sense */
  double center;  /* NAN */
  double radius;
  guint n_steps;
  double *curves; /* y of the limits and the centre at each step */
  guint n_curves;
  guint n_unnamed; /* outsiders without a name */
  guint n_doubtful;
} Funnel;

/* ── the data ── */

static gboolean
is_shown (const Funnel *self, guint series)
{
  return !isnan (ori_chart_spec_size (self->layout->spec, series));
}

static void
collect_limits (Funnel *self)
{
  const OriChartSpec *spec = self->layout->spec;
  double before = 0;

  for (guint i = 0; i < spec->limits->len; i++) {
    OriChartLimit limit = g_array_index (spec->limits, OriChartLimit, i);
    gboolean sane = isfinite (limit.size) && limit.size > before;

    for (guint k = 0; k < N_LIMITS; k++) {
      sane = sane && isfinite (limit.limit[k]);
      limit.limit[k] = spec->share ? CLAMP (limit.limit[k], 0, 100) : limit.limit[k];
    }
    if (!sane)
      continue;
    before = limit.size;
    g_array_append_val (self->limits, limit);
  }
  if (self->limits->len < 2)
    g_array_set_size (self->limits, 0);
}

/* Between the sizes of the limits, linear over the axis as it is drawn. */
static double
find_limit (const Funnel *self, double size, guint which)
{
  const OriChartLimit *limits = (const OriChartLimit *)(gpointer)self->limits->data;
  guint low = 0, high = self->limits->len - 1;
  double t;

  while (high - low > 1) {
    guint middle = (low + high) / 2;

    if (limits[middle].size <= size)
      low = middle;
    else
      high = middle;
  }
  t = CLAMP (log (size / limits[low].size) / log (limits[high].size / limits[low].size), 0, 1);
  return limits[low].limit[which] + t * (limits[high].limit[which] - limits[low].limit[which]);
}

static void
choose_axis (Funnel *self)
{
  const OriChartSpec *spec = self->layout->spec;
  double low = INFINITY, high = -INFINITY;

  for (guint i = 0; i < spec->series->len; i++) {
    if (!is_shown (self, i))
      continue;
    low = MIN (low, ori_chart_spec_value (spec, i, 0));
    high = MAX (high, ori_chart_spec_value (spec, i, 0));
  }
  for (guint i = 0; i < self->limits->len; i++) {
    const OriChartLimit *limit = &g_array_index (self->limits, OriChartLimit, i);

    low = MIN (low, limit->limit[0]);
    high = MAX (high, limit->limit[N_LIMITS - 1]);
  }
  if (!isnan (self->center)) {
    low = MIN (low, self->center);
    high = MAX (high, self->center);
  }
  ori_axis_init (&self->axis, low, high, spec->share && low >= 0 && high <= 100, FALSE,
                 ori_layout_ticks_for_height (self->layout->plot.h));
}

static double
find_x (const Funnel *self, double size)
{
  double t = CLAMP (log (size / self->low) / log (self->high / self->low), 0, 1);

  return self->layout->plot.x + t * self->layout->plot.w;
}

static double
find_y (const Funnel *self, double value)
{
  return ori_layout_y (self->layout, &self->axis, value);
}

/* ── the axis of sizes ── */

static void
add_size_tick (Funnel *self, double size)
{
  OriChartLayout *layout = self->layout;
  double x = find_x (self, size), base = layout->plot.y + layout->plot.h;
  g_autofree char *label = ori_number_format (size, 0);
  OriChartText text = ori_chart_text_new (layout, label, ORI_TYPE_AXIS, FALSE, 0, 1);
  OriBox box = {CLAMP (x - text.width / 2, 2, MAX (layout->width - 2 - text.width, 2)), base + 5,
                text.width, text.height};
  OriBox wide = {box.x - 4, box.y, box.w + 8, box.h};

  ori_layout_add_segment (layout, "size-tick", x, base, x, base + 3,
                          ori_layout_color (layout, ORI_COLOR_ZERO), 0.75);
  if (!ori_layout_text_collides (layout, wide))
    ori_layout_add_text (layout, &text, "size", box.x, box.y, 0,
                         ori_layout_color (layout, ORI_COLOR_INK2));
  ori_chart_text_clear (&text);
}

/* The ends, the powers of ten and, over few of them, the 2 and 5 between, where there is room. */
static void
add_sizes (Funnel *self)
{
  static const double mantissas[] = {1, 2, 5};
  OriChartLayout *layout = self->layout;
  double base = layout->plot.y + layout->plot.h;
  guint n_passes = log10 (self->high / self->low) <= MOST_DECADES ? 2 : 1;

  ori_layout_add_segment (layout, "base", layout->plot.x, base, layout->plot.x + layout->plot.w,
                          base, ori_layout_color (layout, ORI_COLOR_ZERO), 0.75);
  add_size_tick (self, self->low);
  add_size_tick (self, self->high);
  for (guint pass = 0; pass < n_passes; pass++)
    for (double power = pow (10, floor (log10 (self->low))); power < self->high; power *= 10)
      for (guint i = pass; i < (pass ? G_N_ELEMENTS (mantissas) : 1); i++) {
        double size = mantissas[i] * power;

        if (size > self->low && size < self->high)
          add_size_tick (self, size);
      }
}

static double
measure_sizes (Funnel *self)
{
  OriChartText text = ori_chart_text_new (self->layout, "0", ORI_TYPE_AXIS, FALSE, 0, 1);
  double height = 5 + text.height;

  ori_chart_text_clear (&text);
  if (self->layout->spec->size_name != NULL && *self->layout->spec->size_name != '\0')
    height += text.height + 3;
  return height;
}

static void
add_size_name (Funnel *self)
{
  OriChartLayout *layout = self->layout;
  g_autofree char *name = ori_chart_text_clean (layout->spec->size_name);
  OriBox plot = layout->plot;
  OriChartText text;

  if (*name == '\0')
    return;
  text = ori_chart_text_new (layout, name, ORI_TYPE_AXIS, FALSE, plot.w, 1);
  ori_layout_add_text (layout, &text, "size-name", plot.x + plot.w / 2,
                       plot.y + plot.h + measure_sizes (self) - text.height, 0.5,
                       ori_layout_color (layout, ORI_COLOR_INK2));
  ori_chart_text_clear (&text);
}

/* ── names of the curves ── */

/* Of the upper limits, the centre, the lower limits: from the top. */
static char *
compose_curve (const Funnel *self, guint index)
{
  const OriChartSpec *spec = self->layout->spec;

  if (index == 0 || index == 4)
    /* xgettext:no-c-format */
    return g_strdup (_ ("99.8 %"));
  if (index == 1 || index == 3)
    /* xgettext:no-c-format */
    return g_strdup (_ ("95 %"));
  if (spec->center_name != NULL)
    return ori_chart_text_clean (spec->center_name);
  {
    g_autofree char *number = ori_chart_spec_number_text (spec, self->center, TRUE);

    /* Translators: the share of all together, beside its line. */
    return g_strdup_printf (_ ("average %s"), number);
  }
}

static OriChartText
measure_curve (Funnel *self, guint index)
{
  g_autofree char *name = compose_curve (self, index);

  return ori_chart_text_new (self->layout, name, index == 2 ? ORI_TYPE_LABEL : ORI_TYPE_SMALL,
                             index == 2, self->layout->width * NAME_SHARE, 1);
}

static double
measure_curves (Funnel *self)
{
  double widest = 0;

  for (guint i = 0; i < 5; i++) {
    OriChartText text;

    if ((i == 2 && isnan (self->center)) || (i != 2 && self->limits->len == 0))
      continue;
    text = measure_curve (self, i);
    widest = MAX (widest, text.width);
    ori_chart_text_clear (&text);
  }
  return widest > 0 ? widest + LEADER_ROOM : 0;
}

static double
find_curve_end (const Funnel *self, guint index)
{
  static const guint which[] = {3, 2, 0, 1, 0};

  return find_y (self, index == 2 ? self->center : find_limit (self, self->high, which[index]));
}

/* Where the outer ones do not fit, the centre alone is named. */
static void
add_curve_names (Funnel *self)
{
  OriChartLayout *layout = self->layout;
  OriBox plot = layout->plot;
  double right = plot.x + plot.w;
  double wanted[5], heights[5], placed[5];
  guint index[5], n = 0;
  OriChartText texts[5];

  for (guint i = 0; i < 5; i++) {
    if ((i == 2 && isnan (self->center)) || (i != 2 && self->limits->len == 0))
      continue;
    texts[n] = measure_curve (self, i);
    /* A hair apart, so that lines that end together keep their order. */
    wanted[n] = find_curve_end (self, i) + i * 1e-6;
    heights[n] = texts[n].height;
    index[n++] = i;
  }
  if (ori_label_spread (wanted, heights, n, plot.y - 6, plot.y + plot.h + 6, placed))
    for (guint i = 0; i < n; i++) {
      gboolean center = index[i] == 2;

      if (fabs (placed[i] - wanted[i]) > 1)
        ori_layout_add_segment (layout, "leader", right + 1, wanted[i], right + LEADER_ROOM - 3,
                                placed[i], ori_layout_color (layout, ORI_COLOR_RULE), 0.6);
      ori_layout_add_text (layout, &texts[i], center ? "center-name" : "limit-name",
                           right + LEADER_ROOM, placed[i] - heights[i] / 2, 0,
                           ori_layout_color (layout, center ? ORI_COLOR_INK : ORI_COLOR_INK2));
    }
  for (guint i = 0; i < n; i++)
    ori_chart_text_clear (&texts[i]);
}

/* ── the funnel ── */

static void
sample_curves (Funnel *self)
{
  OriBox plot = self->layout->plot;
  gboolean limits = self->limits->len > 0, center = !isnan (self->center);

  self->n_steps = (guint)(plot.w / STEP) + 2;
  self->n_curves = (limits ? N_LIMITS : 0) + (center ? 1 : 0);
  g_free (self->curves);
  self->curves = g_new (double, (gsize)self->n_curves * self->n_steps + 1);
  for (guint k = 0; k < self->n_steps; k++) {
    double t = MIN (k * STEP / plot.w, 1);
    double size = self->low * pow (self->high / self->low, t);

    for (guint i = 0; limits && i < N_LIMITS; i++)
      self->curves[i * self->n_steps + k] = find_y (self, find_limit (self, size, i));
    if (center)
      self->curves[(self->n_curves - 1) * self->n_steps + k] = find_y (self, self->center);
  }
}

/* Every limit as given, with the ends of the axis. */
static double *
trace (const Funnel *self, guint which, guint *n)
{
  double *xy = g_new (double, 2 * ((gsize)self->limits->len + 2));

  *n = 0;
  for (guint i = 0; i <= self->limits->len + 1; i++) {
    double size = i == 0 ? self->low
                  : i == self->limits->len + 1
                      ? self->high
                      : g_array_index (self->limits, OriChartLimit, i - 1).size;

    if (i > 0 && i <= self->limits->len && (size <= self->low || size >= self->high))
      continue;
    xy[2 * *n] = find_x (self, size);
    xy[2 * *n + 1] = find_y (self, find_limit (self, size, which));
    (*n)++;
  }
  return xy;
}

static void
add_area (Funnel *self, guint lower, guint upper, double alpha)
{
  guint n_low, n_high;
  g_autofree double *low = trace (self, lower, &n_low);
  g_autofree double *high = trace (self, upper, &n_high);
  g_autofree double *xy = g_new (double, 2 * (gsize)(n_low + n_high));

  memcpy (xy, low, 2 * n_low * sizeof *xy);
  for (guint i = 0; i < n_high; i++)
    memcpy (xy + 2 * (n_low + i), high + 2 * (n_high - 1 - i), 2 * sizeof *xy);
  ori_layout_add_polygon (self->layout, "funnel", xy, n_low + n_high,
                          ori_layout_color (self->layout, ORI_COLOR_CONTEXT), alpha);
}

static void
add_limit (Funnel *self, guint which)
{
  guint n;
  g_autofree double *xy = trace (self, which, &n);
  OriPrim *prim = ori_layout_add_line (self->layout, "limit", xy, n,
                                       ori_layout_color (self->layout, ORI_COLOR_ZERO), 1);

  if (which == 0 || which == N_LIMITS - 1) {
    prim->dash[0] = 5;
    prim->dash[1] = 3;
  }
}

static void
add_funnel (Funnel *self)
{
  OriChartLayout *layout = self->layout;

  if (self->limits->len > 0) {
    add_area (self, 0, 3, 0.2);
    add_area (self, 1, 2, 0.25);
    for (guint i = 0; i < N_LIMITS; i++)
      add_limit (self, i);
  }
  if (!isnan (self->center)) {
    double y = find_y (self, self->center);

    ori_layout_add_segment (layout, "center", layout->plot.x, y, layout->plot.x + layout->plot.w, y,
                            ori_layout_color (layout, ORI_COLOR_INK), 1.4);
  }
}

/* ── the marks ── */

/* Colours of the group that a place away from the centre stands for: better or worse. */
static void
find_colors (const Funnel *self, int place, guint32 *mark, guint32 *text)
{
  gboolean high = (place > 0) != self->layout->spec->reversed;

  ori_palette_group (self->layout->palette, 3, high ? 2 : 0, mark, text, NULL);
}

static void
add_dot (Funnel *self, guint series)
{
  OriChartLayout *layout = self->layout;
  const OriChartSpec *spec = layout->spec;
  int place = ori_chart_spec_series (spec, series)->place;
  double x = find_x (self, ori_chart_spec_size (spec, series));
  double y = find_y (self, ori_chart_spec_value (spec, series, 0));
  guint32 background = ori_layout_color (layout, ORI_COLOR_BACKGROUND), mark;
  OriMarkShape shape = place >= 2 ? ORI_MARK_UP : place <= -2 ? ORI_MARK_DOWN : ORI_MARK_CIRCLE;
  OriPrim *prim = ori_layout_add_mark (layout, "point", shape, x, y,
                                       self->radius + (ABS (place) == 2 ? 0.6 : 0), background);

  prim->series = (int)series;
  prim->point = 0;
  prim->stroke = background;
  prim->stroke_width = 0.9;
  find_colors (self, place, &mark, NULL);
  if (place == 0) {
    prim->fill = ori_layout_color (layout, ORI_COLOR_MEDIUM);
  } else if (ABS (place) == 1) {
    prim->stroke = layout->palette == ORI_PALETTE_GREY ? 0x000000 : mark;
    prim->stroke_width = 1.7;
  } else {
    prim->fill = mark;
    if (layout->palette == ORI_PALETTE_GREY)
      prim->stroke = 0x000000;
  }
  ori_layout_set_point (layout, series, 0, x, y);
}

static void
add_ring (Funnel *self, guint series)
{
  double x, y;
  OriPrim *prim;

  if (!ori_layout_get_point (self->layout, series, 0, &x, &y))
    return;
  prim = ori_layout_add_mark (self->layout, "ring", ORI_MARK_CIRCLE, x, y, self->radius + 3.4, 0);
  prim->fill_alpha = 0;
  prim->series = (int)series;
  prim->stroke = ori_layout_color (self->layout, ORI_COLOR_INK);
  prim->stroke_width = 1.2;
}

/* Within the limits first, so that the others lie on top. */
static void
add_dots (Funnel *self)
{
  const OriChartSpec *spec = self->layout->spec;

  for (int layer = 0; layer <= 2; layer++)
    for (guint i = 0; i < spec->series->len; i++)
      if (is_shown (self, i) && MIN (ABS (ori_chart_spec_series (spec, i)->place), 2) == layer)
        add_dot (self, i);
  if (spec->highlighted >= 0 && (guint)spec->highlighted < spec->series->len)
    add_ring (self, (guint)spec->highlighted);
}

/* ── names of the marks ── */

static int
compare_wanted (gconstpointer a, gconstpointer b)
{
  const Wanted *x = a, *y = b;

  if (x->rank != y->rank)
    return x->rank - y->rank;
  if (x->weight != y->weight)
    return x->weight > y->weight ? -1 : 1;
  return x->series < y->series ? -1 : 1;
}

static double
find_weight (const Funnel *self, guint series)
{
  double size = ori_chart_spec_size (self->layout->spec, series);
  double off = fabs (ori_chart_spec_value (self->layout->spec, series, 0) - self->center);
  double half = self->limits->len > 0 ? find_limit (self, size, 2) - find_limit (self, size, 1) : 1;

  return isnan (off) ? 0 : off / MAX (half, 1e-9);
}

/* In the order of importance; of those within the limits only the largest. */
static GArray *
collect_wanted (const Funnel *self)
{
  const OriChartSpec *spec = self->layout->spec;
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));
  guint n_largest = 0;

  for (guint i = 0; i < spec->series->len; i++) {
    const OriChartSeries *series = ori_chart_spec_series (spec, i);
    Wanted want = {i, 3, ori_chart_spec_size (spec, i)};

    if (!is_shown (self, i))
      continue;
    if (ABS (series->place) > 0) {
      want.rank = ABS (series->place) > 1 ? 1 : 2;
      want.weight = find_weight (self, i);
    }
    if ((int)i == spec->highlighted)
      want.rank = 0;
    g_array_append_val (wanted, want);
  }
  g_array_sort (wanted, compare_wanted);
  while (n_largest < wanted->len && g_array_index (wanted, Wanted, n_largest).rank < 3)
    n_largest++;
  g_array_set_size (wanted, MIN (wanted->len, n_largest + LARGEST));
  return wanted;
}

/* «Щигры 46,8 %»; a long name gives way, the number does not. */
static OriChartText
create_name (Funnel *self, guint index)
{
  OriChartLayout *layout = self->layout;
  const OriChartSpec *spec = layout->spec;
  const OriChartSeries *series = ori_chart_spec_series (spec, index);
  g_autofree char *name = ori_chart_spec_label (spec, index);
  g_autofree char *value = ori_chart_spec_value_text (spec, index, 0, TRUE);
  const char *mark = ori_chart_spec_point (spec, index, 0)->doubtful ? "*" : "";
  gboolean bold = ABS (series->place) > 1 || (int)index == spec->highlighted;
  double limit = MIN (MAX (layout->plot.w * NAME_SHARE, LEAST_NAME), layout->plot.w * 0.6);
  glong length = g_utf8_strlen (name, -1);
  OriChartText text;

  for (glong keep = length;; keep = MIN (keep - 1, (glong)(keep * limit / text.width))) {
    g_autofree char *part = g_utf8_substring (name, 0, MAX (keep, 1));
    g_autofree char *full =
        g_strdup_printf ("%s%s%s %s", g_strchomp (part), keep < length ? "…" : "", mark, value);

    if (keep < length)
      ori_chart_text_clear (&text);
    text = ori_chart_text_new (layout, full, ORI_TYPE_LABEL, bold, 0, 1);
    if (text.width <= limit || keep <= 4)
      return text;
  }
}

static void
add_name (Funnel *self, guint index, const OriAround *item, OriChartText *text)
{
  OriChartLayout *layout = self->layout;
  int place = ori_chart_spec_series (layout->spec, index)->place;
  guint32 mark = ori_layout_color (layout, ORI_COLOR_INK2), rgb = mark;
  OriPrim *prim;

  if (place != 0)
    find_colors (self, place, &mark, &rgb);
  else if ((int)index == layout->spec->highlighted)
    rgb = ori_layout_color (layout, ORI_COLOR_INK);
  if (layout->palette == ORI_PALETTE_GREY)
    mark = ori_layout_color (layout, ORI_COLOR_INK2);
  if (item->leader)
    ori_layout_add_segment (layout, "leader", item->line[0], item->line[1], item->line[2],
                            item->line[3], mark, 0.6)
        ->series = (int)index;
  prim = ori_layout_add_text (layout, text, "label", item->box.x, item->box.y, 0, rgb);
  prim->series = (int)index;
  prim->halo = item->crosses;
}

static double *
collect_dots (const Funnel *self, guint *n)
{
  const OriChartSpec *spec = self->layout->spec;
  double *dots = g_new (double, 3 * (gsize)spec->series->len + 1);

  *n = 0;
  for (guint i = 0; i < spec->series->len; i++) {
    double *dot = dots + 3 * (gsize)*n;

    if (!ori_layout_get_point (self->layout, i, 0, &dot[0], &dot[1]))
      continue;
    dot[2] = self->radius + ((int)i == spec->highlighted ? 4 : 0.5);
    (*n)++;
  }
  return dots;
}

static void
add_names (Funnel *self)
{
  OriBox plot = self->layout->plot;
  g_autoptr (GArray) wanted = collect_wanted (self);
  guint n = MIN (wanted->len, MOST_NAMES), n_dots;
  g_autofree double *dots = collect_dots (self, &n_dots);
  g_autofree OriAround *items = g_new0 (OriAround, n + 1);
  g_autofree OriChartText *texts = g_new0 (OriChartText, n + 1);
  OriAroundPlot around = {.bounds = {plot.x + 2, plot.y + 1, plot.w - 4, plot.h - 2},
                          .dots = dots,
                          .n_dots = n_dots,
                          .curves = self->curves,
                          .n_curves = self->n_curves,
                          .n_steps = self->n_steps,
                          .left = plot.x,
                          .step = STEP};

  for (guint i = 0; i < n; i++) {
    guint series = g_array_index (wanted, Wanted, i).series;

    texts[i] = create_name (self, series);
    items[i].radius = self->radius + ((int)series == self->layout->spec->highlighted ? 4 : 0);
    items[i].width = texts[i].width;
    items[i].height = texts[i].height;
    items[i].insist = g_array_index (wanted, Wanted, i).rank < 3;
    ori_layout_get_point (self->layout, series, 0, &items[i].x, &items[i].y);
  }
  ori_label_around (items, n, &around);
  self->n_unnamed = 0;
  for (guint i = 0; i < wanted->len; i++) {
    const Wanted *want = &g_array_index (wanted, Wanted, i);

    if (i < n && items[i].placed)
      add_name (self, want->series, &items[i], &texts[i]);
    else
      self->n_unnamed += want->rank < 3;
  }
  for (guint i = 0; i < n; i++)
    ori_chart_text_clear (&texts[i]);
}

/* ── all together ── */

/* What the picture does not show. */
static char *
compose_extra (const Funnel *self)
{
  const OriChartSpec *spec = self->layout->spec;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < spec->series->len; i++) {
    g_autofree char *name = ori_chart_spec_label (spec, i);

    if (!is_shown (self, i) && n++ < 6)
      g_string_append_printf (names, "%s%s", n > 1 ? ", " : "", name);
  }
  if (self->n_unnamed > 0)
    /* Translators: territories outside the limits for whose names there is no room. */
    g_string_append_printf (out, ngettext ("Not named: %u.", "Not named: %u.", self->n_unnamed),
                            self->n_unnamed);
  if (self->n_doubtful > 0)
    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", _ ("* the value is in doubt."));
  if (n > 6)
    g_string_printf (names, "%u", n);
  if (n > 0) {
    /* Translators: names of lines without a single value follow. */
    g_autofree char *text = g_strdup_printf (_ ("No data: %s."), names->str);

    g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", text);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
fill_plot (Funnel *self)
{
  OriChartLayout *layout = self->layout;
  OriBox *plot = &layout->plot;
  double ticks, names;

  plot->y += 5;
  plot->h -= 5 + measure_sizes (self);
  choose_axis (self);
  ticks = ori_layout_measure_ticks (layout, &self->axis);
  names = measure_curves (self);
  if (names > plot->w * NAME_SHARE)
    names = 0;
  plot->x += ticks;
  plot->w -= ticks + (names > 0 ? names : 8);
  if (plot->w < 80 || plot->h < 40)
    return FALSE;
  sample_curves (self);
  ori_layout_add_value_axis (layout, &self->axis);
  add_sizes (self);
  add_size_name (self);
  add_funnel (self);
  if (names > 0)
    add_curve_names (self);
  add_dots (self);
  add_names (self);
  return TRUE;
}

static void
clear (Funnel *self)
{
  OriChartLayout *layout = self->layout;

  g_array_set_size (layout->prims, 0);
  g_array_set_size (layout->vertices, 0);
  for (guint i = 0; i < layout->spec->series->len; i++)
    ori_layout_set_point (layout, i, 0, NAN, NAN);
}

/* The note says how many names are left out, and takes their room: until both agree. */
static void
draw (Funnel *self)
{
  for (guint pass = 0; pass < MOST_PASSES; pass++) {
    guint said = self->n_unnamed;
    g_autofree char *extra = compose_extra (self);

    clear (self);
    if (!ori_layout_frame (self->layout, extra) || !fill_plot (self)) {
      ori_layout_sentence (self->layout, _ ("Too little room for the chart."));
      return;
    }
    if (self->n_unnamed == said)
      return;
  }
}

static void
count_shown (Funnel *self)
{
  const OriChartSpec *spec = self->layout->spec;

  for (guint i = 0; i < spec->series->len; i++) {
    self->n_shown += is_shown (self, i);
    self->n_doubtful += is_shown (self, i) && ori_chart_spec_point (spec, i, 0)->doubtful;
  }
  self->radius = self->n_shown > MANY_DOTS ? 2.4 : 3.4;
}

void
ori_layout_funnel (OriChartLayout *layout)
{
  Funnel self = {.layout = layout, .center = ori_chart_finite (layout->spec->center)};
  g_autofree char *sentence = NULL;

  count_shown (&self);
  if (self.n_shown < ORI_CHART_FUNNEL_LEAST) {
    sentence =
        self.n_shown == 0
            ? g_strdup (_ ("There is nothing to show yet: no data."))
            /* Translators: shares of territories: how many are needed, how many there are. */
            : g_strdup_printf (_ ("A funnel needs %d or more shares with the numbers behind "
                                  "them; there are %u."),
                               ORI_CHART_FUNNEL_LEAST, self.n_shown);
    ori_layout_frame (layout, NULL);
    ori_layout_sentence (layout, sentence);
    return;
  }
  self.limits = g_array_new (FALSE, FALSE, sizeof (OriChartLimit));
  collect_limits (&self);
  ori_chart_spec_sizes (layout->spec, &self.low, &self.high);
  draw (&self);
  g_array_unref (self.limits);
  g_free (self.curves);
}
