/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/ori-snapshot.h"

/* A snapshot from a few lines, so that a test shows its whole input.
 *
 * @indicators are JSON objects of a programme with the criteria A and B; contextual elements
 * ("pupils") are those of every programme. Each line of @observations is "ELEMENT UNIT PERIOD
 * VALUE", where VALUE is a number, "-" (missing), "na", "hidden", "nan", "inf", "?12" (doubtful),
 * "12=12,0 %" (with its print) or a text in quotes up to the end of the line. Org units are
 * municipalities named by their code and come into being when first named; "ELEMENT" "unit" alone
 * is "@ UNIT" for one without observations, and "@ UNIT PARENT LEVEL" places one in the tree ("-"
 * without a parent; LEVEL as ori_orgunit_level_parse()). */
OriSnapshot *picture_new (const char *indicators, const char *observations);

const OriIndicator *picture_indicator (const OriSnapshot *snapshot, const char *code);
guint picture_unit (const OriSnapshot *snapshot, const char *code);
guint picture_period (const OriSnapshot *snapshot, const char *text);

/* |a − b| <= tolerance, with both in the message. */
#define assert_near(a, b, tolerance)                                                               \
  g_assert_cmpfloat_with_epsilon ((double)(a), (double)(b), (tolerance))
