/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ori-chart-private.h"

G_BEGIN_DECLS

typedef struct {
  guint series;
  double value, x;
  guint level; /* of its stack */
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
  GArray *dots[2]; /* of OriBenchDot by x, per period; of a crowd empty */
  double left;     /* width of the column of periods */
  double right;    /* width of the column of fits */
  double tag_top;  /* y: tags of thresholds */
  double tint_top; /* y: group areas with their heads */
  double base;     /* y: feet of the stacks */
  double axis_y;   /* y: the axis of scores */
  double rows;     /* height of the rows below its ticks, 0 if none */
  OriBenchName names[40];
  OriStair stairs[40];
  guint n_names;
  double row; /* height of a row of names */
} OriBench;

/* ori-layout-bench-strip.c: the scores of a period on @base, as dots of at most @largest, as
 * columns of density or as a histogram. */
void ori_bench_collect_dots (OriBench *self);
void ori_bench_add_strip (OriBench *self, guint point, double base, double height, double largest);
void ori_bench_add_histogram (OriBench *self, double base, double height);

/* ori-layout-bench-rows.c: suggestions and gaps below the axis, periods left of their strips. */
void ori_bench_measure_sides (OriBench *self);
/* Height that the rows need, 0 when there are none or no room for them. */
double ori_bench_measure_rows (OriBench *self, double height);
void ori_bench_add_rows (OriBench *self, double top);
void ori_bench_add_period (OriBench *self, guint period, double bottom);

/* Divides @room between the strip of dots and rows of names below it; as many names as fit, the
 * most important first: moving ones, the chosen one, extremes, those near a threshold. Returns the
 * height of the strip. */
double ori_bench_choose_names (OriBench *self, double room);
void ori_bench_add_leaders (OriBench *self);
void ori_bench_add_names (OriBench *self);
void ori_bench_clear_names (OriBench *self);

G_END_DECLS
