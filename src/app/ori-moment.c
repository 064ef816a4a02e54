/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-moment.h"

#include <glib/gi18n-lib.h>

static GDateTime *
get_local (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/* How many midnights lie between. */
static int
count_days (GDateTime *from, GDateTime *to)
{
  GDate a, b;

  g_date_set_dmy (&a, g_date_time_get_day_of_month (from), g_date_time_get_month (from),
                  g_date_time_get_year (from));
  g_date_set_dmy (&b, g_date_time_get_day_of_month (to), g_date_time_get_month (to),
                  g_date_time_get_year (to));
  return g_date_days_between (&a, &b);
}

char *
ori_moment_date (GDateTime *day, gboolean year)
{
  static const char *const months[] = {
      NC_ ("in a date", "January"), NC_ ("in a date", "February"), NC_ ("in a date", "March"),
      NC_ ("in a date", "April"),   NC_ ("in a date", "May"),      NC_ ("in a date", "June"),
      NC_ ("in a date", "July"),    NC_ ("in a date", "August"),   NC_ ("in a date", "September"),
      NC_ ("in a date", "October"), NC_ ("in a date", "November"), NC_ ("in a date", "December"),
  };
  const char *month =
      g_dpgettext2 (GETTEXT_PACKAGE, "in a date", months[g_date_time_get_month (day) - 1]);

  if (!year)
    return g_strdup_printf ("%d %s", g_date_time_get_day_of_month (day), month);
  return g_strdup_printf ("%d %s %d", g_date_time_get_day_of_month (day), month,
                          g_date_time_get_year (day));
}

char *
ori_moment_text (gint64 time)
{
  g_autoptr (GDateTime) local = get_local (time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *clock = NULL;

  if (local == NULL)
    return g_strdup ("");
  clock = g_date_time_format (local, "%H:%M");
  switch (count_days (local, now)) {
  case 0:
    return g_strdup_printf (_ ("today, %s"), clock);
  case 1:
    return g_strdup_printf (_ ("yesterday, %s"), clock);
  default:
    return ori_moment_date (local, TRUE);
  }
}

char *
ori_moment_day (gint64 time)
{
  g_autoptr (GDateTime) local = get_local (time);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (local == NULL)
    return g_strdup ("");
  switch (count_days (local, now)) {
  case 0:
    return g_strdup (_ ("today"));
  case 1:
    return g_strdup (_ ("yesterday"));
  default:
    return ori_moment_date (local, g_date_time_get_year (local) != g_date_time_get_year (now));
  }
}
