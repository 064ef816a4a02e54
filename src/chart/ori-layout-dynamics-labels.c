/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-layout-dynamics-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define LABEL_GAP 2.0
/* Names take at most this part of the picture. */
#define NAME_SHARE 0.30
/* Points carry values when no more lines than this are labelled. */
#define MOST_VALUED_LINES 4

/* ── line ends ── */

static void
clear_end (OriEndLabel *label)
{
  ori_chart_text_clear (&label->value);
  ori_chart_text_clear (&label->name);
  ori_chart_text_clear (&label->note);
}

void
ori_dynamics_clear_ends (OriEndLabels *ends)
{
  if (ends->labels != NULL) {
    for (guint i = 0; i < ends->labels->len; i++)
      clear_end (&g_array_index (ends->labels, OriEndLabel, i));
    g_clear_pointer (&ends->labels, g_array_unref);
  }
  ends->value_width = ends->name_width = 0;
}

/* A single line says what the title says; its label is the change. One value is too little for it.
 */
static char *
compose_name (const OriDynamics *self, const OriDynamicsLine *line)
{
  const OriChartSeries *series = ori_chart_spec_series (self->layout->spec, line->series);
  g_autofree char *title = ori_chart_text_clean (self->layout->spec->title);

  if (self->single && (series->label == NULL || g_strcmp0 (title, line->name) == 0))
    return NULL;
  return g_strdup (line->name);
}

static char *
compose_change (const OriDynamics *self, const OriDynamicsLine *line)
{
  g_autofree char *note =
      ori_chart_text_clean (ori_chart_spec_series (self->layout->spec, line->series)->note);

  if (*note == '\0' && self->single && line->first == line->last && self->n_periods > 1)
    return g_strdup (_ ("too little data"));
  return *note == '\0' ? NULL : g_steal_pointer (&note);
}

static OriEndLabel
measure_end (OriDynamics *self, guint index, guint level, double limit)
{
  OriChartLayout *layout = self->layout;
  const OriDynamicsLine *line = &self->lines[index];
  OriEndLabel label = {.line = (int)index};
  g_autofree char *name = compose_name (self, line);
  g_autofree char *change = level < 2 ? compose_change (self, line) : NULL;
  gboolean bold = line->color >= 0;

  if (name != NULL)
    label.name = ori_chart_text_new (layout, name, ORI_TYPE_LABEL, bold, limit, level == 0 ? 2 : 1);
  if (change != NULL)
    label.note = ori_chart_text_new (layout, change, ORI_TYPE_SMALL, FALSE, limit,
                                     level == 0 ? self->single ? 3 : 2 : 1);
  if (!self->single) {
    g_autofree char *value =
        (guint)line->last + 1 == self->n_periods
            ? ori_chart_spec_value_text (layout->spec, line->series, (guint)line->last, FALSE)
            : g_strdup ("—");

    label.value = ori_chart_text_new (layout, value, ORI_TYPE_LABEL, bold, 60, 1);
  }
  return label;
}

static OriEndLabel
measure_target (OriDynamics *self, double limit)
{
  const OriChartSpec *spec = self->layout->spec;
  g_autofree char *number =
      ori_chart_spec_number_text (spec, ori_chart_finite (spec->target), TRUE);
  /* Translators: the level to be reached, beside its dashed line in a chart. */
  g_autofree char *text = g_strdup_printf (_ ("target %s"), number);
  OriEndLabel label = {.line = -1};

  label.name = ori_chart_text_new (self->layout, text, ORI_TYPE_LABEL, TRUE, limit, 1);
  return label;
}

static void
append_end (OriEndLabels *ends, OriEndLabel label)
{
  label.height = MAX (label.name.height, label.value.height) + label.note.height + LABEL_GAP;
  if (label.name.pango == NULL && label.note.pango == NULL && label.value.pango == NULL)
    return;
  ends->value_width = MAX (ends->value_width, label.value.width);
  ends->name_width = MAX (ends->name_width, MAX (label.name.width, label.note.width));
  g_array_append_val (ends->labels, label);
}

/* Of labels that do not all fit, those of context go first, and then the last ones. */
static gboolean
is_dropped (const OriDynamics *self, guint index, guint n_dropped)
{
  guint rank = 0;
  const OriDynamicsLine *own = &self->lines[index];

  for (guint i = 0; i < self->n; i++) {
    const OriDynamicsLine *line = &self->lines[i];
    gboolean weaker = (line->color < 0) != (own->color < 0) ? line->color < 0
                      : line->strong != own->strong         ? own->strong
                                                            : i > index;

    rank += line->labelled && i != index && weaker;
  }
  return rank < n_dropped;
}

void
ori_dynamics_measure_ends (OriDynamics *self, OriEndLabels *ends, guint level)
{
  double limit = (self->layout->width - 2 * ORI_CHART_MARGIN) * NAME_SHARE;
  guint n_dropped = level > 2 ? level - 2 : 0;

  ends->labels = g_array_new (FALSE, TRUE, sizeof (OriEndLabel));
  for (guint i = 0; i < self->n; i++) {
    if (self->lines[i].labelled && !is_dropped (self, i, n_dropped))
      append_end (ends, measure_end (self, i, level, limit));
  }
  if (!isnan (ori_chart_finite (self->layout->spec->target)))
    append_end (ends, measure_target (self, limit));
}

/* y of the thing that a label names. */
static double
find_anchor (const OriDynamics *self, const OriEndLabel *label)
{
  double value = label->line < 0
                     ? ori_chart_finite (self->layout->spec->target)
                     : ori_chart_spec_value (self->layout->spec, self->lines[label->line].series,
                                             (guint)self->lines[label->line].last);

  return ori_layout_y (self->layout, &self->axis, value);
}

gboolean
ori_dynamics_spread_ends (OriDynamics *self, OriEndLabels *ends)
{
  const OriBox *plot = &self->layout->plot;
  guint n = ends->labels->len;
  g_autofree double *wanted = g_new (double, n + 1);
  g_autofree double *heights = g_new (double, n + 1);
  g_autofree double *placed = g_new (double, n + 1);

  for (guint i = 0; i < n; i++) {
    OriEndLabel *label = &g_array_index (ends->labels, OriEndLabel, i);
    double first = label->value.pango != NULL  ? label->value.line
                   : label->name.pango != NULL ? label->name.line
                                               : label->note.line;

    /* The first line of the label stands at the end of its line. */
    heights[i] = label->height;
    wanted[i] = find_anchor (self, label) - first / 2 + (label->height - LABEL_GAP) / 2;
  }
  if (!ori_label_spread (wanted, heights, n, plot->y - 5, plot->y + plot->h + 5, placed))
    return FALSE;
  for (guint i = 0; i < n; i++)
    g_array_index (ends->labels, OriEndLabel, i).placed = placed[i];
  return TRUE;
}

/* From the last point to its label, when that moved or the line ends early. */
static void
add_leader (OriDynamics *self, const OriEndLabel *label, double y, double to_x)
{
  const OriDynamicsLine *line = &self->lines[label->line];
  double anchor = find_anchor (self, label);
  double end = self->x[self->n_periods - 1];
  gboolean early = (guint)line->last + 1 < self->n_periods;
  OriPrim *prim;

  if (early) {
    prim = ori_layout_add_segment (self->layout, "absence", self->x[line->last] + line->radius + 2,
                                   anchor, end, anchor,
                                   ori_layout_color (self->layout, ORI_COLOR_RULE), 0.75);
    prim->dash[0] = 1.5;
    prim->dash[1] = 3;
    prim->series = (int)line->series;
  }
  if (fabs (anchor - y) <= 1 && !early)
    return;
  prim =
      ori_layout_add_segment (self->layout, "leader", end + (early ? 0 : line->radius + 2), anchor,
                              to_x - 2, y, ori_layout_color (self->layout, ORI_COLOR_RULE), 0.6);
  prim->series = (int)line->series;
}

static void
add_end (OriDynamics *self, OriEndLabels *ends, OriEndLabel *label)
{
  OriChartLayout *layout = self->layout;
  const OriDynamicsLine *line = label->line < 0 ? NULL : &self->lines[label->line];
  double top = label->placed - (label->height - LABEL_GAP) / 2;
  double column = self->column + (ends->value_width > 0 ? 18 + ends->value_width : 10);
  double x = ends->value_width > 0 ? column + 9 : column;
  guint32 rgb = line != NULL ? line->text_rgb : ori_layout_color (layout, ORI_COLOR_INK);
  int series = line != NULL ? (int)line->series : -1;
  double first = label->value.pango != NULL ? label->value.line : label->name.line;

  if (line != NULL && ends->value_width > 0)
    add_leader (self, label, top + first / 2, column - label->value.width);
  if (label->value.pango != NULL)
    ori_layout_add_text (layout, &label->value, "end-value", column, top, 1, rgb)->series = series;
  if (label->name.pango != NULL) {
    double height = label->name.height;

    ori_layout_add_text (layout, &label->name, line != NULL ? "label" : "target-label", x, top, 0,
                         rgb)
        ->series = series;
    top += height;
  }
  if (label->note.pango != NULL)
    ori_layout_add_text (layout, &label->note, "label-note", x, top, 0,
                         ori_layout_color (layout, ORI_COLOR_INK2))
        ->series = series;
}

void
ori_dynamics_add_ends (OriDynamics *self, OriEndLabels *ends)
{
  for (guint i = 0; i < ends->labels->len; i++)
    add_end (self, ends, &g_array_index (ends->labels, OriEndLabel, i));
}

/* ── values at the first points ── */

static gboolean
has_start (const OriDynamics *self, const OriDynamicsLine *line)
{
  return line->labelled && line->first == 0 && line->last > 0;
}

static OriChartText
create_start (OriDynamics *self, const OriDynamicsLine *line)
{
  g_autofree char *value = ori_chart_spec_value_text (self->layout->spec, line->series, 0, FALSE);

  return ori_chart_text_new (self->layout, value, ORI_TYPE_SMALL, line->color >= 0, 60, 1);
}

double
ori_dynamics_measure_starts (OriDynamics *self)
{
  double widest = 0;

  if (self->single || self->layout->width < 320)
    return 0;
  for (guint i = 0; i < self->n; i++) {
    OriChartText text;

    if (!has_start (self, &self->lines[i]))
      continue;
    text = create_start (self, &self->lines[i]);
    widest = MAX (widest, text.width);
    ori_chart_text_clear (&text);
  }
  return widest;
}

static void
add_start (OriDynamics *self, const OriDynamicsLine *line, OriChartText *text, double y)
{
  double x = self->x[0] - line->radius - 13;
  double anchor = ori_layout_y (self->layout, &self->axis,
                                ori_chart_spec_value (self->layout->spec, line->series, 0));
  double height = text->height;
  OriPrim *prim;

  if (fabs (anchor - y) > 1) {
    prim =
        ori_layout_add_segment (self->layout, "leader", x + 1.5, y, self->x[0] - line->radius - 1.5,
                                anchor, ori_layout_color (self->layout, ORI_COLOR_RULE), 0.6);
    prim->series = (int)line->series;
  }
  prim =
      ori_layout_add_text (self->layout, text, "start-value", x, y - height / 2, 1, line->text_rgb);
  prim->series = (int)line->series;
  prim->point = 0;
  prim->halo = TRUE;
}

void
ori_dynamics_add_starts (OriDynamics *self)
{
  const OriBox *plot = &self->layout->plot;
  g_autofree OriChartText *texts = g_new0 (OriChartText, self->n + 1);
  g_autofree guint *index = g_new (guint, self->n + 1);
  g_autofree double *wanted = g_new (double, self->n + 1);
  g_autofree double *heights = g_new (double, self->n + 1);
  g_autofree double *placed = g_new (double, self->n + 1);
  double widest = ori_dynamics_measure_starts (self);
  guint n = 0;

  if (widest <= 0 || self->x[0] - 16 - widest < plot->x)
    return;
  for (guint i = 0; i < self->n; i++) {
    if (!has_start (self, &self->lines[i]))
      continue;
    texts[n] = create_start (self, &self->lines[i]);
    heights[n] = texts[n].height;
    wanted[n] = ori_layout_y (self->layout, &self->axis,
                              ori_chart_spec_value (self->layout->spec, self->lines[i].series, 0));
    index[n++] = i;
  }
  /* All or none: a gap among them would read as a missing value. */
  if (ori_label_spread (wanted, heights, n, plot->y, plot->y + plot->h, placed)) {
    for (guint i = 0; i < n; i++)
      add_start (self, &self->lines[index[i]], &texts[i], placed[i]);
  }
  for (guint i = 0; i < n; i++)
    ori_chart_text_clear (&texts[i]);
}

/* ── values at points ── */

/* How much ink a text at @box would cover; the weights are CHARTS' for labels of points. */
static double
find_cost (const OriDynamics *self, OriBox box)
{
  const OriChartLayout *layout = self->layout;
  double cost = 0;

  for (guint i = 0; i < layout->prims->len; i++) {
    const OriPrim *prim = &g_array_index (layout->prims, OriPrim, i);
    const double *xy = &g_array_index (layout->vertices, double, prim->first);

    if (prim->kind == ORI_PRIM_MARK && prim->x + prim->size > box.x &&
        prim->x - prim->size < box.x + box.w && prim->y + prim->size > box.y &&
        prim->y - prim->size < box.y + box.h)
      cost += 50;
    if (prim->kind != ORI_PRIM_LINE || prim->stroke_width < 0.8)
      continue;
    for (guint k = 0; k + 1 < prim->n; k++) {
      if (ori_segment_meets_box (xy[2 * k], xy[2 * k + 1], xy[2 * k + 2], xy[2 * k + 3], box))
        cost += prim->dash[0] > 0 ? 8 : 22;
    }
  }
  return cost;
}

typedef struct {
  OriChartText value, detail;
  double width, height;
} ValueLabel;

/* The best free place around x, y: under or over, else askew. */
static gboolean
find_place (const OriDynamics *self, const ValueLabel *label, double x, double y, double radius,
            OriBox *best)
{
  static const double askew[] = {0, -0.35, 0.35, -0.62, 0.62};
  const OriBox *plot = &self->layout->plot;
  double least = 49;

  for (guint i = 0; i < G_N_ELEMENTS (askew); i++) {
    for (guint above = 0; above < 2; above++) {
      double gap = radius + 3;
      OriBox box = {x + (askew[i] - 0.5) * label->width, above ? y - gap - label->height : y + gap,
                    label->width, label->height};
      double cost = fabs (askew[i]) * 12 + (above ? 0 : 1);

      if (box.y < plot->y - 6 || box.y + box.h > plot->y + plot->h + 1 || box.x < plot->x + 1 ||
          ori_layout_text_collides (self->layout, box))
        continue;
      cost += find_cost (self, box);
      if (cost < least) {
        least = cost;
        *best = box;
      }
    }
  }
  return least < 49;
}

static ValueLabel
measure_value (OriDynamics *self, const OriDynamicsLine *line, guint period, gboolean with_detail)
{
  const OriChartPoint *point = ori_chart_spec_point (self->layout->spec, line->series, period);
  g_autofree char *value =
      ori_chart_spec_value_text (self->layout->spec, line->series, period, FALSE);
  g_autofree char *detail = ori_chart_text_clean (with_detail ? point->detail : NULL);
  ValueLabel label = {0};

  label.value = ori_chart_text_new (self->layout, value,
                                    self->single ? ORI_TYPE_VALUE : ORI_TYPE_SMALL, TRUE, 90, 1);
  label.width = label.value.width;
  label.height = label.value.height;
  if (*detail != '\0') {
    label.detail = ori_chart_text_new (self->layout, detail, ORI_TYPE_SMALL, FALSE, 90, 1);
    label.width = MAX (label.width, label.detail.width);
    label.height += label.detail.height;
  }
  return label;
}

static gboolean
add_value (OriDynamics *self, const OriDynamicsLine *line, guint period, gboolean with_detail)
{
  ValueLabel label;
  OriPrim *prim;
  OriBox box = {0};
  double x, y, height;
  gboolean found;

  if (!ori_dynamics_point (self, line, period, &x, &y))
    return TRUE;
  label = measure_value (self, line, period, with_detail);
  found = find_place (self, &label, x, y, line->radius, &box);
  if (found) {
    height = label.value.height;
    prim = ori_layout_add_text (self->layout, &label.value, "value", box.x + box.w / 2, box.y, 0.5,
                                line->text_rgb);
    prim->series = (int)line->series;
    prim->point = (int)period;
    prim->halo = TRUE;
    if (label.detail.pango != NULL) {
      prim = ori_layout_add_text (self->layout, &label.detail, "detail", box.x + box.w / 2,
                                  box.y + height, 0.5,
                                  ori_layout_color (self->layout, ORI_COLOR_INK2));
      prim->series = (int)line->series;
      prim->point = (int)period;
      prim->halo = TRUE;
    }
  }
  ori_chart_text_clear (&label.value);
  ori_chart_text_clear (&label.detail);
  return found;
}

/* Where the only line is broken, a word says that the number is missing, not forgotten. */
static void
add_absences (OriDynamics *self)
{
  OriChartLayout *layout = self->layout;

  for (guint i = 0; i < self->n_periods; i++) {
    OriChartText text;
    OriBox box;

    if (!isnan (ori_chart_spec_value (layout->spec, 0, i)))
      continue;
    /* Translators: under the axis of a chart, in place of a number that was not reported. */
    text = ori_chart_text_new (layout, C_ ("missing number", "none"), ORI_TYPE_SMALL, FALSE, 0, 1);
    box = (OriBox){self->x[i] - text.width / 2, layout->plot.y + layout->plot.h - text.height - 3,
                   text.width, text.height};
    if (!ori_layout_text_collides (layout, box))
      ori_layout_add_text (layout, &text, "absent", self->x[i], box.y, 0.5,
                           ori_layout_color (layout, ORI_COLOR_INK3))
          ->point = (int)i;
    ori_chart_text_clear (&text);
  }
}

/* Values that no label at the ends prints. The last one is the news and chooses its place first. */
void
ori_dynamics_add_values (OriDynamics *self)
{
  gboolean all = self->n_labelled <= MOST_VALUED_LINES;
  gboolean starts = !self->single && ori_dynamics_measure_starts (self) > 0;

  for (guint i = 0; i < self->n; i++) {
    const OriDynamicsLine *line = &self->lines[i];

    if (line->hidden || line->first < 0 || !line->labelled || !(all || line->strong))
      continue;
    for (int k = line->last; k >= line->first; k--) {
      if ((k == 0 && starts && has_start (self, line)) ||
          (!self->single && (guint)k + 1 == self->n_periods))
        continue;
      if (!add_value (self, line, (guint)k, self->single))
        add_value (self, line, (guint)k, FALSE);
    }
  }
  if (self->single)
    add_absences (self);
}
