/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ori-chart-private.h"

G_BEGIN_DECLS

/* A series as a line of the dynamics chart. */
typedef struct {
  guint series;
  int first, last; /* periods of its ends; -1 when it has no value */
  int color;       /* 0–3: a subject in a series colour; -1: context */
  gboolean strong; /* the highlighted one, or the only one */
  gboolean labelled;
  gboolean hidden; /* identical with an earlier line, whose label names it too */
  char *name;      /* of all lines that it stands for */
  guint32 rgb, text_rgb;
  double width;
  OriMarkShape shape;
  double radius;
} OriDynamicsLine;

typedef struct {
  OriChartLayout *layout;
  guint n, n_periods;
  OriDynamicsLine *lines; /* one per series, in the order of the spec */
  guint n_labelled;
  gboolean single; /* one series: values and details stand at its points */
  OriAxis axis;
  double *x;     /* of each period */
  double column; /* x where the labels of line ends begin */
} OriDynamics;

/* Labels of line ends, measured before the plot is, for they take its width. */
typedef struct {
  OriChartText value, name, note;
  int line; /* index of a line, -1 for the target */
  double height, placed;
} OriEndLabel;

typedef struct {
  GArray *labels; /* of OriEndLabel */
  double value_width, name_width;
} OriEndLabels;

/* @level: 0 wrapped names with notes, 1 one line each, 2 no notes, above: also that many labels
 * fewer, context first. */
void ori_dynamics_measure_ends (OriDynamics *self, OriEndLabels *ends, guint level);
void ori_dynamics_clear_ends (OriEndLabels *ends);
/* Needs layout->plot; FALSE when they do not fit above each other. */
gboolean ori_dynamics_spread_ends (OriDynamics *self, OriEndLabels *ends);
void ori_dynamics_add_ends (OriDynamics *self, OriEndLabels *ends);
/* Width that values left of the first points take, 0 when there are none. */
double ori_dynamics_measure_starts (OriDynamics *self);
void ori_dynamics_add_starts (OriDynamics *self);
void ori_dynamics_add_values (OriDynamics *self);

/* x, y of a point; FALSE when it has no value. */
gboolean ori_dynamics_point (const OriDynamics *self, const OriDynamicsLine *line, guint period,
                             double *x, double *y);

G_END_DECLS
