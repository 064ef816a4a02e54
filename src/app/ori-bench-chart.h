/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ori-bench-data.h"
#include "app/ori-certainty-runner.h"

G_BEGIN_DECLS

/* The picture of the bench from its data; series i is unit i of the data. */

/* @accepted: NULL when nothing was accepted for this number of groups; @accepted_cycle: when it
 * was. @head: see OriChartSpec. */
OriChartSpec *ori_bench_chart_new (const OriSnapshot *snapshot, const OriBenchData *data,
                                   const OriScheme *scheme, const OriScheme *accepted,
                                   int accepted_cycle, double head);
/* For another scheme with as many groups, or another accepted one, in place. */
void ori_bench_chart_follow (OriChartSpec *spec, const OriBenchData *data, const OriScheme *scheme,
                             const OriScheme *accepted, int accepted_cycle);
/* Thresholds, groups and rings anew, in place. @hasty: groups of a crowd are left for later, for
 * nobody sees them. */
void ori_bench_chart_update (OriChartSpec *spec, const OriBenchData *data, const OriScheme *scheme,
                             const OriScheme *accepted, gboolean hasty);
/* Whiskers of those whose group is in doubt. */
void ori_bench_chart_set_doubt (OriChartSpec *spec, const OriBenchData *data,
                                OriCertaintyRunner *certainty);
/* Rings the globally chosen org unit. */
void ori_bench_chart_choose (OriChartSpec *spec, const OriBenchData *data, guint orgunit);

G_END_DECLS
