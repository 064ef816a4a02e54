/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import-test-util.h"
#include "import/ori-recipe.h"

/* Corrections of a copy, called off at any report and given up. */

static char *
make_csv (guint n_rows)
{
  GString *csv = g_string_new ("Школа;Дети, 2021;Кружки, 2021\n");

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (csv, "Школа %u;%u;%u\n", i + 1, i % 90 + 5, i % 7);
  return g_string_free (csv, FALSE);
}

typedef struct {
  GCancellable *cancellable;
  guint n, limit; /* 0: never */
  double last;
} Steps;

static void
step_cb (double fraction, const char *message, gpointer data)
{
  Steps *steps = data;

  g_assert_cmpfloat (fraction, >=, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  g_assert_cmpfloat (fraction, >=, steps->last);
  steps->last = fraction;
  if (++steps->n == steps->limit)
    g_cancellable_cancel (steps->cancellable);
}

static char *
dump (const OriRecognition *recognition)
{
  return import_test_dump (ori_recognition_stage (recognition), FALSE);
}

static void
correct (OriRecognition *recognition)
{
  ori_recognition_hold (recognition);
  ori_recognition_set_column_role (recognition, 0, 2, ORI_ROLE_UNUSED);
  ori_recognition_set_cell_value (recognition, 0, 5, 1, "77");
  ori_recognition_set_cell_left_out (recognition, 0, 6, 1, TRUE);
  ori_recognition_release (recognition);
}

static void
follow (OriRecognition *recognition, const OriRecipe *recipe)
{
  ori_recognition_hold (recognition);
  ori_recognition_reset (recognition);
  ori_recognition_apply_recipe (recognition, recipe, ORI_RECIPE_SAME_ROUND, NULL);
  ori_recognition_release (recognition);
}

/* Corrects a copy of @first and calls it off at report @limit; TRUE if there was such a report. */
static gboolean
call_off (const OriRecognition *first, const OriMatchContext *context, const OriRecipe *recipe,
          guint limit, const char *before, const char *after)
{
  g_autoptr (OriRecognition) copy = ori_recognition_copy (first, context);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Steps steps = {cancellable, 0, limit, 0};
  OriProgress progress = {step_cb, &steps, 0, 1};
  g_autofree char *untouched = NULL;
  g_autofree char *off = NULL;
  g_autofree char *done = NULL;

  ori_recognition_watch (copy, &progress, cancellable);
  if (recipe != NULL) {
    steps.last = -1;
    follow (copy, recipe);
  } else {
    correct (copy);
  }
  ori_recognition_watch (copy, NULL, NULL);
  untouched = dump (first);
  g_assert_cmpstr (untouched, ==, before);
  if (g_cancellable_is_cancelled (cancellable)) {
    off = dump (copy);
    g_assert_true (ori_recognition_is_pending (copy));
    if (recipe == NULL)
      g_assert_cmpstr (off, ==, before);
    ori_recognition_release (copy);
  }
  g_assert_false (ori_recognition_is_pending (copy));
  done = dump (copy);
  g_assert_cmpstr (done, ==, after);
  return steps.n >= limit;
}

static void
test_called_off (void)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  g_autofree char *csv = make_csv (280);
  g_autoptr (OriBook) book = import_test_book (csv);
  g_autoptr (OriRecognition) first =
      ori_recognition_new (book, "t.csv", &context, NULL, NULL, NULL);
  g_autoptr (OriRecognition) corrected = ori_recognition_copy (first, &context);
  g_autofree char *before = dump (first);
  g_autofree char *after = NULL;
  guint limit = 1;

  correct (corrected);
  after = dump (corrected);
  g_assert_cmpstr (before, !=, after);
  while (call_off (first, &context, NULL, limit, before, after))
    limit++;
  /* Cells, rows, the body twice, records, contradictions. */
  g_assert_cmpuint (limit, >, 8);
}

/* The same where a file follows another of its form, which derives in several steps. */
static void
test_recipe_called_off (void)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  g_autofree char *csv = make_csv (60);
  g_autoptr (OriBook) book = import_test_book (csv);
  g_autoptr (OriRecognition) first =
      ori_recognition_new (book, "t.csv", &context, NULL, NULL, NULL);
  g_autoptr (OriRecognition) leader = ori_recognition_copy (first, &context);
  g_autoptr (OriRecognition) follower = ori_recognition_copy (first, &context);
  g_autoptr (OriRecipe) recipe = NULL;
  g_autofree char *before = dump (first);
  g_autofree char *after = NULL;
  guint limit = 1;

  ori_recognition_set_column_role (leader, 0, 2, ORI_ROLE_UNUSED);
  recipe = ori_recipe_from_recognition (leader, "r");
  follow (follower, recipe);
  after = dump (follower);
  g_assert_cmpstr (before, !=, after);
  while (call_off (first, &context, recipe, limit, before, after))
    limit++;
  g_assert_cmpuint (limit, >, 5);
}

static void
test_new_called_off (void)
{
  g_autofree char *csv = make_csv (280);
  g_autoptr (OriBook) book = import_test_book (csv);
  guint limit = 1;

  for (;; limit++) {
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GError) error = NULL;
    Steps steps = {cancellable, 0, limit, 0};
    OriProgress progress = {step_cb, &steps, 0, 1};
    g_autoptr (OriRecognition) recognition =
        ori_recognition_new (book, "t.csv", NULL, &progress, cancellable, &error);

    /* The last report says that it is done. */
    if (recognition != NULL && steps.n < limit)
      break;
    if (recognition == NULL)
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    else
      g_assert_cmpfloat (steps.last, ==, 1);
  }
  g_assert_cmpuint (limit, >, 8);
}

/* What was given up for its memory is derived again as it was. */
static void
test_given_up (void)
{
  OriMatchContext context = {.make_indicators = TRUE, .make_orgunits = TRUE};
  g_autofree char *csv = make_csv (40);
  g_autoptr (OriBook) book = import_test_book (csv);
  g_autoptr (OriRecognition) first =
      ori_recognition_new (book, "t.csv", &context, NULL, NULL, NULL);
  g_autoptr (OriRecognition) copy = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  correct (first);
  before = dump (first);
  copy = ori_recognition_copy (first, &context);
  ori_recognition_give_up (copy);
  g_assert_true (ori_recognition_is_pending (copy));
  {
    g_autoptr (OriRecognition) again = ori_recognition_copy (copy, &context);
    ori_recognition_release (again);
    after = dump (again);
  }
  g_assert_cmpstr (after, ==, before);
  g_assert_false (ori_recognition_is_pending (first));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/copy/called-off", test_called_off);
  g_test_add_func ("/import/copy/recipe-called-off", test_recipe_called_off);
  g_test_add_func ("/import/copy/new-called-off", test_new_called_off);
  g_test_add_func ("/import/copy/given-up", test_given_up);
  return g_test_run ();
}
