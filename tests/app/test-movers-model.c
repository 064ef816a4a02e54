/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lines of those who move, as a grid asks for them. */
#include <locale.h>

#include "app/ori-group-chip.h"
#include "app/ori-movers-model.h"
#include "chart/ori-chart.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

static OriMoverFacts
make_facts (guint orgunit, int from, int to)
{
  return (OriMoverFacts){.name = "Курский МО",
                         .orgunit = orgunit,
                         .score = 46.25,
                         .n_groups = 3,
                         .group_names = {"низкая", "средняя", "высокая"},
                         .from = from,
                         .to = to,
                         .trail = {from, from, to},
                         .n_years = 3};
}

/* What is the same says nothing: the window paints only what differs. */
static void
test_changes (void)
{
  g_autoptr (OriMoversModel) model = ori_movers_model_new ();
  OriMoverFacts facts[] = {make_facts (3, 0, 1), make_facts (7, 2, 1)};
  guint n = 0;

  g_signal_connect_swapped (model, "changed", G_CALLBACK (count_cb), &n);
  ori_movers_model_set (model, facts, 2, "2021–23");
  g_assert_cmpuint (n, ==, 1);
  ori_movers_model_set (model, facts, 2, "2021–23");
  g_assert_cmpuint (n, ==, 1);
  facts[1].has_shares = TRUE;
  ori_movers_model_set (model, facts, 2, "2021–23");
  g_assert_cmpuint (n, ==, 2);
  ori_movers_model_set (model, facts, 1, "2021–23");
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (ori_grid_model_n_rows (ORI_GRID_MODEL (model)), ==, 1);
  g_assert_cmpuint (ori_movers_model_facts (model, 0)->orgunit, ==, 3);
  g_assert_null (ori_movers_model_facts (model, 1));
  ori_movers_model_choose (model, 3);
  ori_movers_model_choose (model, 3);
  g_assert_cmpuint (n, ==, 4);
}

/* The column of groups has its width before anybody moves: the others do not jump aside then. */
static void
test_group_column (void)
{
  g_autoptr (OriMoversModel) model = ori_movers_model_new ();
  g_autoptr (OriScheme) scheme = ori_scheme_new ();
  OriGridColumn column;
  guint n = 0;

  g_signal_connect_swapped (model, "changed", G_CALLBACK (count_cb), &n);
  ori_movers_model_set_groups (model, scheme);
  ori_movers_model_set_groups (model, scheme);
  g_assert_cmpuint (n, ==, 1);
  ori_grid_model_column (ORI_GRID_MODEL (model), 4, &column);
  for (guint g = 0; g < scheme->n_groups; g++)
    g_assert_nonnull (strstr (column.sample, ori_scheme_group_name (scheme, g)));
}

static char *
get_text (OriMoversModel *model, guint col)
{
  OriGridCell cell;

  ori_grid_model_cell (ORI_GRID_MODEL (model), 0, col, &cell);
  return cell.text;
}

static void
test_words (void)
{
  g_autoptr (OriMoversModel) model = ori_movers_model_new ();
  OriMoverFacts facts = make_facts (3, 0, 1);
  g_autofree char *score = NULL;
  g_autofree char *share = NULL;
  g_autofree char *words = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *moves =
      g_strdup_printf ("%s → %s", ori_group_name (3, 0), ori_group_name (3, 1));

  ori_movers_model_set (model, &facts, 1, "2021–23");
  score = get_text (model, 1);
  g_assert_cmpstr (score, ==, "46,25");
  g_assert_null (get_text (model, 6));
  facts.has_shares = TRUE;
  facts.shares[1] = 0.87;
  ori_movers_model_set (model, &facts, 1, "2021–23");
  share = get_text (model, 6);
  g_assert_cmpstr (share, ==, "87");
  words = ori_grid_model_describe (ORI_GRID_MODEL (model), 0, 0);
  g_assert_nonnull (strstr (words, "Курский МО"));
  g_assert_nonnull (strstr (words, "низкая → средняя"));
  g_assert_nonnull (strstr (words, "87"));
  heading = ori_grid_model_header_text (ORI_GRID_MODEL (model), 2);
  g_assert_cmpstr (heading, ==, "2021–23");
}

/* Groups between the ends are told apart, and as everywhere, whatever their number. */
static void
test_groups (void)
{
  for (guint n = 2; n <= ORI_MAX_GROUPS; n++) {
    guint seen_marks = 0, seen_tones = 0;

    for (guint g = 0; g < n; g++) {
      g_auto (OriGridCell) cell = {0};

      ori_group_chip_fill (&cell, n, (int)g, "группа");
      g_assert_cmpuint (seen_marks & 1u << cell.mark, ==, 0);
      g_assert_cmpuint (seen_tones & 1u << cell.tone, ==, 0);
      seen_marks |= 1u << cell.mark;
      seen_tones |= 1u << cell.tone;
      for (guint other = 0; other < g; other++)
        g_assert_cmpstr (ori_group_symbol (n, g), !=, ori_group_symbol (n, other));
    }
    g_assert_cmpstr (ori_group_symbol (n, 0), ==, "▼");
    g_assert_cmpstr (ori_group_symbol (n, n - 1), ==, "▲");
  }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/movers-model/changes", test_changes);
  g_test_add_func ("/app/movers-model/group-column", test_group_column);
  g_test_add_func ("/app/movers-model/words", test_words);
  g_test_add_func ("/app/movers-model/groups", test_groups);
  return g_test_run ();
}
