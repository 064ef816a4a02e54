/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ori-chart-private.h"

G_BEGIN_DECLS

typedef struct {
  guint series;
  double value, x;
  guint level; /* of its stack; of crowds, its column */
} OriBenchDot;

/* A name that hangs from its dot. */
typedef struct {
  guint series;
  OriChartText text;
  double x;
  gboolean flipped; /* better left of its leader */
  gboolean allowed; /* crosses no threshold, or must be shown all the same */
} OriBenchName;

typedef struct {
  OriChartLayout *layout;
  double left;     /* width of the column of periods */
  double tag_top;  /* y: tags of thresholds */
  double tint_top; /* y: group areas with their heads */
  double base;     /* y: feet of the stacks */
  double axis_y;   /* y: the axis of scores */
  OriBenchName names[40];
  OriStair stairs[40];
  guint n_names;
  double row; /* height of a row of names */
} OriBench;

/* Divides @room between the strip of dots and rows of names below it; as many names as fit, the
 * most important first: moving ones, the chosen one, extremes, those near a threshold. Returns the
 * height of the strip. */
double ori_bench_choose_names (OriBench *self, GArray *dots, double room);
void ori_bench_add_leaders (OriBench *self);
void ori_bench_add_names (OriBench *self);
void ori_bench_clear_names (OriBench *self);

G_END_DECLS
