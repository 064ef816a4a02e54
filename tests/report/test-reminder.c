/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-reminder.h"

#include "../analysis/picture.h"

#include <string.h>

#define INDICATORS                                                                                 \
  "{\"code\": \"S\", \"name\": \"Доля\", \"criterion\": \"A\", \"kind\": \"share\"},"          \
  "{\"code\": \"C\", \"name\": \"Число\", \"criterion\": \"A\", \"kind\": \"count\"}"

static OriCompleteness *
look (const OriSnapshot *snapshot, OriDue due, int days)
{
  OriCompleteness *found;
  GDate today;

  g_date_set_dmy (&today, 20, G_DATE_MAY, 2021);
  found = ori_completeness_compute (snapshot, 2021, ORI_ORGUNIT_MUNICIPALITY, &today);
  /* The programme of the picture has no calendar. */
  found->due = due;
  found->days = days;
  found->what = "сбор";
  g_date_set_dmy (&found->deadline, 15, G_DATE_MAY, 2021);
  return found;
}

static void
assert_has (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in: %s", part, text);
}

static void
test_rows (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "@ silent\nC:value half 2021 1\nC:value whole 2021 1\n"
                               "S:total whole 2021 4\nS:participated whole 2021 1\n");
  g_autoptr (OriCompleteness) found = look (snapshot, ORI_DUE_NONE, 0);
  g_autoptr (GArray) silent = ori_reminder_silent (found);
  g_autoptr (GArray) partial = ori_reminder_partial (found);

  g_assert_cmpuint (silent->len, ==, 1);
  g_assert_cmpuint (g_array_index (found->orgunits, guint, g_array_index (silent, guint, 0)), ==,
                    picture_unit (snapshot, "silent"));
  g_assert_cmpuint (partial->len, ==, 1);
  g_assert_cmpuint (g_array_index (found->orgunits, guint, g_array_index (partial, guint, 0)), ==,
                    picture_unit (snapshot, "half"));
}

static void
test_letters (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, "@ a\nC:value b 2021 1\n");
  static const struct {
    OriDue due;
    int days;
    const char *sentence;
  } cases[] = {
      {ORI_DUE_PASSED, 5, "Срок (сбор) – 15 мая 2021 года – прошёл 5\xc2\xa0дней назад."},
      {ORI_DUE_SOON, 0, "Срок (сбор) – сегодня, 15 мая 2021 года."},
      {ORI_DUE_AHEAD, 21, "Срок (сбор) – 15 мая 2021 года, до него 21\xc2\xa0день."},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (OriCompleteness) found = look (snapshot, cases[i].due, cases[i].days);
    g_autofree char *nothing = ori_reminder_letter (snapshot, found, 0);
    g_autofree char *some = ori_reminder_letter (snapshot, found, 1);

    assert_has (nothing, cases[i].sentence);
    assert_has (nothing, "за 2021 год от вас ещё не поступили");
    assert_has (nothing, "– S Доля\n– C Число\n");
    assert_has (some, "1 из 2 показателей");
    assert_has (some, "Не хватает:\n– S Доля\n\n");
    g_assert_null (strstr (some, "{"));
  }
}

/* A municipality whose schools have not all answered is told how many have. */
static void
test_sums (void)
{
  g_autoptr (OriSnapshot) snapshot =
      picture_new (INDICATORS, "@ m - municipality\n@ a m school\n@ b m school\nC:value a 2021 1\n"
                               "S:total a 2021 4\nS:participated a 2021 1\nS:total b 2021 4\n"
                               "S:participated b 2021 1\n");
  g_autoptr (OriCompleteness) found = look (snapshot, ORI_DUE_NONE, 0);
  g_autofree char *letter = ori_reminder_letter (snapshot, found, 0);

  assert_has (letter, "– C Число: ответили не все, 1 из 2\n");
  g_assert_null (strstr (letter, "Срок"));
}

static void
test_all (void)
{
  g_autoptr (OriSnapshot) snapshot = picture_new (INDICATORS, "@ a\n@ b\nC:value c 2021 1\n");
  g_autoptr (OriCompleteness) found = look (snapshot, ORI_DUE_PASSED, 5);
  g_autoptr (GArray) rows = ori_reminder_silent (found);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *all = ori_reminder_letters (snapshot, found, rows, NULL, NULL, &error);
  g_auto (GStrv) letters = NULL;

  g_assert_no_error (error);
  letters = g_strsplit (all, "* * *", -1);
  g_assert_cmpuint (g_strv_length (letters), ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *one = ori_reminder_letter (snapshot, found, g_array_index (rows, guint, i));
    assert_has (letters[i], one);
  }
  g_cancellable_cancel (cancelled);
  g_assert_null (ori_reminder_letters (snapshot, found, rows, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/reminder/rows", test_rows);
  g_test_add_func ("/report/reminder/letters", test_letters);
  g_test_add_func ("/report/reminder/sums", test_sums);
  g_test_add_func ("/report/reminder/all", test_all);
  return g_test_run ();
}
