/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-cover-words.h"

#include <glib/gi18n-lib.h>

#include "app/ori-moment.h"
#include "core/ori-number.h"

#define FAR 300 /* days from which a date needs its year */

static char *
missing_words (const OriCompleteness *found, const OriCoverCell *cell)
{
  if (cell->said)
    return g_strdup (_ ("no data, as the source says"));
  switch (found->due) {
  case ORI_DUE_PASSED:
    return g_strdup (_ ("no data, the deadline has passed"));
  case ORI_DUE_AHEAD:
  case ORI_DUE_SOON:
    return g_strdup (_ ("no data yet, the deadline is ahead"));
  case ORI_DUE_NONE:
    break;
  }
  return g_strdup (_ ("no data"));
}

char *
ori_cover_words (const OriCompleteness *found, const OriCoverCell *cell)
{
  switch ((OriCover)cell->state) {
  case ORI_COVER_MISSING:
    return missing_words (found, cell);
  case ORI_COVER_PRESENT:
    return g_strdup (_ ("present"));
  case ORI_COVER_PARTIAL:
    return g_strdup (_ ("a sum of less than all"));
  case ORI_COVER_DOUBTFUL:
    return g_strdup (_ ("doubtful"));
  case ORI_COVER_VERSIONS:
    return g_strdup (_ ("two versions"));
  case ORI_COVER_SUPPRESSED:
    return g_strdup (_ ("hidden"));
  case ORI_COVER_NOT_APPLICABLE:
    return g_strdup (_ ("not applicable"));
  case ORI_COVER_NOT_ASKED:
    break;
  }
  return g_strdup (_ ("not asked: schools speak for it"));
}

char *
ori_due_date (const OriCompleteness *found)
{
  g_autoptr (GDateTime) day = NULL;

  if (found->due == ORI_DUE_NONE)
    return NULL;
  day = g_date_time_new_local (g_date_get_year (&found->deadline),
                               g_date_get_month (&found->deadline),
                               g_date_get_day (&found->deadline), 0, 0, 0);
  return ori_moment_date (day, found->days >= FAR);
}

char *
ori_due_words (const OriCompleteness *found)
{
  if (found->due == ORI_DUE_NONE)
    return NULL;
  if (found->due == ORI_DUE_PASSED)
    /* Translators: said of the deadline. */
    return g_strdup (_ ("has passed"));
  if (found->days == 0)
    return g_strdup (_ ("today"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong)found->days),
                          found->days);
}

char *
ori_cover_rate (const OriCoverCount *count)
{
  g_autofree char *percent = NULL;

  if (count->expected == 0)
    return g_strdup (_ ("nothing is asked"));
  percent = ori_number_format_percent (100.0 * count->present / count->expected, count->expected);
  return g_strdup_printf (_ ("%u of %u · %s"), count->present, count->expected, percent);
}
