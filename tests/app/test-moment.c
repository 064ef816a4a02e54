/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>

#include "app/ori-moment.h"

/* The interface is not translated here, and stays so whatever language the system has its dates
 * in. */
static void
test_language (void)
{
  g_autoptr (GDateTime) day = g_date_time_new_utc (2023, 5, 15, 0, 0, 0);
  g_autofree char *whole = NULL;
  g_autofree char *short_one = NULL;

  g_assert_nonnull (setlocale (LC_TIME, "ru_RU.UTF-8"));
  whole = ori_moment_date (day, TRUE);
  short_one = ori_moment_date (day, FALSE);
  g_assert_cmpstr (whole, ==, "15 May 2023");
  g_assert_cmpstr (short_one, ==, "15 May");
}

static void
test_words (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) before = g_date_time_add_days (now, -1);
  g_autofree char *today = ori_moment_day (g_date_time_to_unix (now));
  g_autofree char *yesterday = ori_moment_day (g_date_time_to_unix (before));
  g_autofree char *old = ori_moment_text (0);

  g_assert_cmpstr (today, ==, "today");
  g_assert_cmpstr (yesterday, ==, "yesterday");
  g_assert_true (g_str_has_suffix (old, "January 1970") || g_str_has_suffix (old, "December 1969"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/moment/language", test_language);
  g_test_add_func ("/app/moment/words", test_words);
  return g_test_run ();
}
