/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ori-chart.h"

/* Made-up charts that the tests of the module share. */

#define TEST_FONT "DejaVu Sans"

/* One share over three periods with its interval, details and a target. */
OriChartSpec *test_spec_single (void);
/* Four shares over five periods, one broken, one doubtful point, one muted. */
OriChartSpec *test_spec_several (void);
/* Three categories over three periods, one value missing. */
OriChartSpec *test_spec_bars (void);
/* Twelve places with scores in two periods, thresholds 40 and 60. */
OriChartSpec *test_spec_groups (OriChartKind kind);
/* Sixteen shares around 60 % of 10 to 500 people within the limits of the oracle; one of each
 * place, one in doubt, one without data. */
OriChartSpec *test_spec_funnel (void);
/* Sizes from 1 to some millions, places and limits for the series of a funnel. */
void test_spec_add_sizes (OriChartSpec *spec, guint32 seed);
/* @n series over @n_periods with pseudo-random values. */
OriChartSpec *test_spec_random (OriChartKind kind, guint n, guint n_periods, guint32 seed);
/* Hard names: long, without spaces, with markup, controls, broken UTF-8, empty. */
void test_spec_spoil_names (OriChartSpec *spec);
/* Lines of a dump that begin with @prefix. */
guint test_count_lines (const char *dump, const char *prefix);
/* Sets a text field. */
void test_set (char **field, const char *text);
