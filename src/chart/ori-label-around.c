/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <math.h>

#define N_DIRECTIONS 12
#define N_PASSES 4
/* Costs: a name that costs as much as one covered dot is left out. */
#define COST_DOT 50.0
#define COST_CURVE 22.0
#define COST_CURVE_LEAST 0.5 /* for names that are wanted even so */
#define COST_LEADER_DOT 20.0
#define COST_RADIUS 3.0
#define COST_DIRECTION 0.05
#define MOST_COST 49.0
/* From here on a name needs a line to its mark. */
#define LEADER_RADIUS 9.0

static const double radii[] = {6, 8, 11, 15, 20, 26, 33, 40};

/* Right, left, above and below first: what reads best among equals. */
static const double turns[N_DIRECTIONS] = {0, 180, 30, 330, 150, 210, 60, 300, 120, 240, 270, 90};

typedef struct {
  OriBox box;
  gboolean leader;
  double line[4];
} Place;

static gboolean
boxes_meet (OriBox a, OriBox b)
{
  const double gap = ORI_CHART_TEXT_GAP + 0.5;

  return a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h && b.y < a.y + a.h;
}

static gboolean
is_within (OriBox box, OriBox bounds)
{
  return box.x >= bounds.x && box.y >= bounds.y && box.x + box.w <= bounds.x + bounds.w &&
         box.y + box.h <= bounds.y + bounds.h;
}

/* The text stands off in @degrees with the middle of an edge or nearly a corner of it at
 * @radius from the middle of the mark. */
static Place
make_place (const OriAround *item, double degrees, double radius)
{
  double c = cos (degrees * G_PI / 180), s = -sin (degrees * G_PI / 180);
  double x = item->x + radius * c, y = item->y + radius * s;
  double off_x = CLAMP (c * 1.7, -1, 1), off_y = CLAMP (s * 1.7, -1, 1);
  double start = item->radius + 1;
  Place place = {.leader = radius > LEADER_RADIUS + item->radius};

  place.box = (OriBox){x + (off_x - 1) * item->width / 2, y + (off_y - 1) * item->height / 2,
                       item->width, item->height};
  place.line[0] = item->x + start * c;
  place.line[1] = item->y + start * s;
  place.line[2] = x;
  place.line[3] = y;
  return place;
}

static gboolean
line_meets (const double line[4], OriBox box)
{
  return ori_segment_meets_box (line[0], line[1], line[2], line[3], box);
}

/* Do two names, with their leaders, get into each other's way? */
static gboolean
is_in_the_way (const Place *place, const OriAround *other)
{
  if (boxes_meet (place->box, other->box))
    return TRUE;
  if (other->leader && line_meets (other->line, place->box))
    return TRUE;
  return place->leader && line_meets (place->line, other->box);
}

static double
cost_dots (const OriAround *item, const Place *place, const OriAroundPlot *plot)
{
  double cost = 0;

  for (guint i = 0; i < plot->n_dots; i++) {
    const double *dot = plot->dots + 3 * (gsize)i;
    double dx = dot[0] - CLAMP (dot[0], place->box.x, place->box.x + place->box.w);
    double dy = dot[1] - CLAMP (dot[1], place->box.y, place->box.y + place->box.h);
    gboolean own = dot[0] == item->x && dot[1] == item->y;
    double r = dot[2];

    if (dx * dx + dy * dy < (r + 0.5) * (r + 0.5))
      cost += COST_DOT;
    else if (place->leader && !own &&
             line_meets (place->line, (OriBox){dot[0] - r, dot[1] - r, 2 * r, 2 * r}))
      cost += COST_LEADER_DOT;
  }
  return cost;
}

/* A curve that runs along or through a text makes it hard to read; one that touches an edge does
 * not. */
static double
cost_curves (const Place *place, const OriAroundPlot *plot, double each)
{
  double first = floor ((place->box.x - plot->left) / plot->step);
  double last = ceil ((place->box.x + place->box.w - plot->left) / plot->step);
  double top = place->box.y + 1.5, bottom = place->box.y + place->box.h + 0.5;
  double cost = 0;

  for (guint curve = 0; curve < plot->n_curves; curve++) {
    const double *y = plot->curves + (gsize)curve * plot->n_steps;

    for (double k = MAX (first, 0); k <= last && k + 1 < plot->n_steps; k++) {
      double a = y[(guint)k], b = y[(guint)k + 1];

      if (MIN (a, b) < bottom && MAX (a, b) > top)
        cost += each;
    }
  }
  return cost;
}

static void
place_item (OriAround *items, guint n, guint index, const OriAroundPlot *plot, double curve)
{
  OriAround *item = &items[index];
  double least = MOST_COST;

  item->placed = FALSE;
  for (guint r = 0; r < G_N_ELEMENTS (radii) && r * COST_RADIUS < least; r++) {
    for (guint d = 0; d < N_DIRECTIONS; d++) {
      Place place = make_place (item, turns[d], radii[r] + MAX (item->radius - 3, 0));
      double cost = r * COST_RADIUS + d * COST_DIRECTION;
      gboolean blocked = cost >= least || !is_within (place.box, plot->bounds);

      for (guint i = 0; !blocked && i < n; i++)
        blocked = i != index && items[i].placed && is_in_the_way (&place, &items[i]);
      if (blocked)
        continue;
      cost += cost_curves (&place, plot, curve);
      if (cost < least)
        cost += cost_dots (item, &place, plot);
      if (cost >= least)
        continue;
      least = cost;
      item->placed = TRUE;
      item->box = place.box;
      item->leader = place.leader;
      for (guint i = 0; i < 4; i++)
        item->line[i] = place.line[i];
    }
  }
}

void
ori_label_around (OriAround *items, guint n, const OriAroundPlot *plot)
{
  for (guint i = 0; i < n; i++)
    items[i].placed = items[i].crosses = FALSE;
  for (guint pass = 0; pass < N_PASSES; pass++)
    for (guint i = 0; i < n; i++)
      place_item (items, n, i, plot, COST_CURVE);
  for (guint i = 0; i < n; i++)
    if (items[i].insist && !items[i].placed) {
      place_item (items, n, i, plot, COST_CURVE_LEAST);
      items[i].crosses = items[i].placed;
    }
}
