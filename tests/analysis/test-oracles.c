/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers of R 4.2.2 (base, classInt 0.4.9, COINr 1.1.14), to the digits given. */
#include <gsl/gsl_cdf.h>
#include <math.h>

#include "analysis/ori-change.h"
#include "analysis/ori-normalise.h"
#include "picture.h"

/* Three years of a real report, table by table: shares x of n, Wilson's intervals, the trend. */
typedef struct {
  int x[3], n[3];
  double wilson[3][2];
  double chi2, p;
} Table;

/* One year against another: which table, which years, Newcombe's interval, z, p, Fisher's p,
 * changes of the logarithms of denominator and numerator. */
typedef struct {
  guint table, from, to;
  double difference, low, high, z, p, fisher, d_n, d_x;
} Pair;

static const Table tables[] = {
    {{283, 303, 282},
     {420, 426, 419},
     {{0.6275739857, 0.7168944399}, {0.6664970753, 0.7522619725}, {0.6267188173, 0.7161993071}},
     0.0005451414813,
     0.9813724722},
    {{39, 25, 31},
     {94, 77, 80},
     {{0.3205503459, 0.5159197947}, {0.2305937933, 0.435419161}, {0.2882456513, 0.4970634279}},
     0.1790669133,
     0.6721763497},
    {{48, 44, 46},
     {94, 77, 80},
     {{0.4111688615, 0.6092723709}, {0.4601053206, 0.6759634758}, {0.4656928985, 0.6774343821}},
     0.757039793,
     0.3842565024},
    {{50, 27, 33},
     {493, 417, 499},
     {{0.07777853622, 0.1312246719},
      {0.04487709454, 0.09256530237},
      {0.04747425688, 0.09141933989}},
     4.273923859,
     0.03870146301},
    {{4, 3, 4},
     {105, 26, 25},
     {{0.01491245933, 0.09388302126}, {0.04003244624, 0.2897590321}, {0.06403451457, 0.3465362161}},
     5.456822021,
     0.01949206682},
    {{390, 525, 575},
     {2194, 1946, 2035},
     {{0.1623276213, 0.1943138715}, {0.2505317806, 0.2899436791}, {0.2634171866, 0.3025127703}},
     64.50525867,
     9.627505527e-16},
    {{32, 68, 75},
     {195, 176, 185},
     {{0.1187055925, 0.2224780783}, {0.3175861274, 0.459995748}, {0.3372779883, 0.477381355}},
     25.99588358,
     3.421461093e-07},
    {{81, 303, 310},
     {493, 505, 499},
     {{0.1342101116, 0.1995813945}, {0.5566724002, 0.6418177155}, {0.5779082942, 0.6627242111}},
     207.454775,
     4.93375453e-47},
    {{81, 303, 310},
     {493, 505, 499},
     {{0.1342101116, 0.1995813945}, {0.5566724002, 0.6418177155}, {0.5779082942, 0.6627242111}},
     207.454775,
     4.93375453e-47},
};

static const Pair pairs[] = {
    {0, 0, 1, 0.03745808182, -0.02467653316, 0.09925017762, 1.180659533, 0.2377380032, 0.2636782532,
     -0.01418463499, 0.06828590787},
    {0, 1, 2, -0.03823657938, -0.1000860645, 0.02395587079, -1.204077919, 0.2285594636,
     0.2339149131, 0.01656842635, -0.07182573457},
    {0, 0, 2, -0.0007784975565, -0.06403298899, 0.06247674301, -0.02404198853, 0.9808191164, 1,
     0.002383791355, -0.003539826705},
    {1, 0, 1, -0.09021829235, -0.2282676427, 0.05526315008, -1.212886246, 0.2251733149,
     0.2670818857, 0.1994893604, -0.4446858213},
    {1, 1, 2, 0.06282467532, -0.08588854882, 0.2072389381, 0.8215154486, 0.4113527282, 0.5052765822,
     -0.03822121282, 0.2151113796},
    {1, 0, 2, -0.02739361702, -0.1690188772, 0.1171912976, -0.3672545919, 0.7134291215,
     0.7577118888, 0.1612681476, -0.2295744416},
    {2, 0, 1, 0.06079027356, -0.0879428651, 0.2050875881, 0.7932936592, 0.4276067503, 0.4449477071,
     0.1994893604, -0.08701137699},
    {2, 1, 2, 0.003571428571, -0.1476753521, 0.1548515291, 0.04522967789, 0.9639242389, 1,
     -0.03822121282, 0.04445176257},
    {2, 0, 2, 0.06436170213, -0.08286846737, 0.2071446542, 0.8489891601, 0.3958873241, 0.4465782615,
     0.1612681476, -0.04255961442},
    {3, 0, 1, -0.03667167686, -0.07249327106, -0.0001654560265, -1.980501105, 0.0476472493,
     0.05551623188, 0.1674229522, -0.6161861394},
    {3, 1, 2, 0.00138406309, -0.03211089703, 0.03354455235, 0.0843158877, 0.9328052808, 1,
     -0.179519874, 0.2006706955},
    {3, 0, 2, -0.03528761377, -0.07045076168, -0.0006704325478, -2.006923748, 0.04475778276,
     0.05108370014, -0.01209692171, -0.415515444},
    {4, 0, 1, 0.07728937729, -0.01646682862, 0.2531980992, 1.568833726, 0.1166866876, 0.1399191433,
     1.395863812, -0.2876820725},
    {4, 1, 2, 0.04461538462, -0.154421827, 0.2457961722, 0.4628614903, 0.6434636523, 0.7030017681,
     0.03922071315, 0.2876820725},
    {4, 0, 2, 0.1219047619, 0.01090182886, 0.3098760393, 2.27946061, 0.02263969894, 0.04399036731,
     1.435084525, 0},
    {5, 0, 1, 0.09202665215, 0.06663438252, 0.1174134103, 7.122428804, 1.060415345e-12,
     1.164324793e-12, 0.1199503781, 0.2972515235},
    {5, 1, 2, 0.01277110989, -0.01502587586, 0.04050116426, 0.9007626787, 0.3677145149,
     0.3755723762, -0.04471983513, 0.09097177821},
    {5, 0, 2, 0.104797762, 0.07949204182, 0.1300243969, 8.113955801, 4.899796846e-16,
     5.73982834e-16, 0.07523054296, 0.3882233017},
    {6, 0, 1, 0.2222610723, 0.132049951, 0.3087629387, 4.817695578, 1.452257157e-06,
     2.187491713e-06, 0.1025155635, 0.7537718024},
    {6, 1, 2, 0.01904176904, -0.08127290001, 0.1185951871, 0.3697488456, 0.7115696334, 0.7472656011,
     -0.04987183004, 0.09798040836},
    {6, 0, 2, 0.2413028413, 0.1515863678, 0.3263993885, 5.22738144, 1.71927574e-07, 2.093714027e-07,
     0.05264373349, 0.8517522107},
    {7, 0, 1, 0.4356997972, 0.3798245487, 0.4872180941, 14.14399126, 2.034125179e-45,
     3.100894147e-47, -0.02404925523, 1.319283651},
    {7, 1, 2, 0.02124248497, -0.03897855303, 0.08122593694, 0.6901595819, 0.4900938376,
     0.5176103461, 0.01195233352, 0.02283949197},
    {7, 0, 2, 0.4569422821, 0.4010619226, 0.5081882302, 14.72533895, 4.432417208e-49,
     4.227145352e-51, -0.01209692171, 1.342123143},
    {8, 0, 1, 0.4356997972, 0.3798245487, 0.4872180941, 14.14399126, 2.034125179e-45,
     3.100894147e-47, -0.02404925523, 1.319283651},
    {8, 1, 2, 0.02124248497, -0.03897855303, 0.08122593694, 0.6901595819, 0.4900938376,
     0.5176103461, 0.01195233352, 0.02283949197},
    {8, 0, 2, 0.4569422821, 0.4010619226, 0.5081882302, 14.72533895, 4.432417208e-49,
     4.227145352e-51, -0.01209692171, 1.342123143},
};

static const struct {
  double x, n, wilson_cc[2];
} singles[] = {
    {81, 263, {0.2535086823, 0.368176201}},
    {15, 148, {0.05977820843, 0.1644497794}},
    {0, 20, {0, 0.200453345}},
    {1, 29, {0.001802640213, 0.196281751}},
};

static const double five[] = {12, 55, 55, 80, 30};
static const double minmax100[] = {0, 63.23529412, 63.23529412, 100, 26.47058824};
static const double zscore[] = {-1.316954459, 0.3292386146, 0.3292386146, 1.286327611,
                                -0.6278503814};
static const double z50_10[] = {36.83045541, 53.29238615, 53.29238615, 62.86327611, 43.72149619};
static const double borda[] = {0, 2, 2, 4, 1};
static const double prank[] = {0, 0.5, 0.5, 1, 0.25};
static const double best100[] = {15, 68.75, 68.75, 100, 37.5};
static const double smokers[] = {83, 90, 129, 70}, patients[] = {86, 93, 136, 82};
static const double bh_p[] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                              0.0459, 0.324,  0.4262, 0.5719, 0.6528, 0.759,  1};
static const double bh_adjusted[] = {
    0.0015,        0.003,         0.0095,       0.035625,     0.0603,
    0.06385714286, 0.06385714286, 0.0645,       0.0765,       0.486,
    0.5811818182,  0.714875,      0.7532307692, 0.8132142857, 1};

/* Nine or ten digits are given. */
static void
assert_digits (double found, double expected)
{
  assert_near (found, expected, 6e-10 * fabs (expected) + 1e-14);
}

static void
test_tables (void)
{
  for (guint t = 0; t < G_N_ELEMENTS (tables); t++) {
    double x[3], n[3], chi2, p;
    for (guint year = 0; year < 3; year++) {
      double low, high;
      x[year] = tables[t].x[year];
      n[year] = tables[t].n[year];
      g_assert_true (ori_wilson (x[year], n[year], &low, &high));
      assert_digits (low, tables[t].wilson[year][0]);
      assert_digits (high, tables[t].wilson[year][1]);
    }
    g_assert_true (ori_trend_test (x, n, NULL, 3, &chi2, &p));
    assert_digits (chi2, tables[t].chi2);
    /* R takes the tail as 1 − P somewhere below 1e-13. */
    assert_near (p, tables[t].p, 6e-10 * p + 1e-13);
  }
}

static void
test_pairs (void)
{
  static const char *const indicator =
      "{\"code\": \"S\", \"name\": \"s\", \"criterion\": \"A\", \"kind\": \"share\"}";
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    const Pair *pair = &pairs[i];
    const Table *table = &tables[pair->table];
    int x1 = table->x[pair->from], n1 = table->n[pair->from];
    int x2 = table->x[pair->to], n2 = table->n[pair->to];
    assert_digits (ori_pooled_z_p (x1, n1, x2, n2), pair->p);
    assert_near (pair->p, 2 * gsl_cdf_ugaussian_Q (fabs (pair->z)), 1e-9);
    assert_digits (ori_fisher_p ((guint)x1, (guint)n1, (guint)x2, (guint)n2), pair->fisher);

    g_autofree char *lines = g_strdup_printf (
        "S:total a 2021 %d\nS:participated a 2021 %d\nS:total a 2022 %d\nS:participated a 2022 %d",
        n1, x1, n2, x2);
    g_autoptr (OriSnapshot) snapshot = picture_new (indicator, lines);
    OriChange change =
        ori_change_compute (snapshot, picture_indicator (snapshot, "S"), 0,
                            picture_period (snapshot, "2021"), picture_period (snapshot, "2022"));
    assert_near (change.difference, 100 * pair->difference, 1e-7);
    assert_near (change.low, 100 * pair->low, 1e-7);
    assert_near (change.high, 100 * pair->high, 1e-7);
    /* Both parts are the same multiple of the changes of the logarithms. */
    double scale = change.difference / (pair->d_x + pair->d_n);
    assert_near (change.part_numerator, scale * pair->d_x, 1e-5);
    assert_near (change.part_denominator, scale * pair->d_n, 1e-5);
  }
}

static void
test_singles (void)
{
  double low, high;
  for (guint i = 0; i < G_N_ELEMENTS (singles); i++) {
    g_assert_true (ori_wilson_corrected (singles[i].x, singles[i].n, &low, &high));
    assert_digits (low, singles[i].wilson_cc[0]);
    assert_digits (high, singles[i].wilson_cc[1]);
  }
  g_assert_true (ori_wilson_corrected (20, 20, &low, &high));
  g_assert_cmpfloat (high, ==, 1);
  g_assert_false (ori_wilson_corrected (3, 0, &low, &high));
  g_assert_cmpfloat (low, ==, 0);
  g_assert_cmpfloat (high, ==, 1);
}

static void
test_homogeneity (void)
{
  double chi2, p;
  g_assert_true (ori_homogeneity_test (smokers, patients, 4, &chi2, &p));
  assert_near (chi2, 12.6004113, 6e-7);
  assert_near (p, 0.005585476662, 6e-10);
  static const double none[] = {0, 0}, sizes[] = {10, 0};
  g_assert_false (ori_homogeneity_test (none, patients, 2, &chi2, &p));
  g_assert_false (ori_homogeneity_test (smokers, sizes, 2, &chi2, &p));
}

static void
test_adjusted (void)
{
  double adjusted[G_N_ELEMENTS (bh_p)];
  ori_adjust_bh (bh_p, G_N_ELEMENTS (bh_p), adjusted);
  for (guint i = 0; i < G_N_ELEMENTS (bh_p); i++)
    assert_digits (adjusted[i], bh_adjusted[i]);
}

static void
test_normalise (void)
{
  gsize n = G_N_ELEMENTS (five), m;
  g_autofree double *sorted = ori_sorted_copy (five, n, &m);
  OriScale minmax = ori_scale_new (ORI_NORMALISE_MINMAX, 1, five, n, 0, 0, NAN);
  OriScale best = ori_scale_new (ORI_NORMALISE_BEST, 1, five, n, 0, 0, NAN);
  OriScale z = ori_scale_new (ORI_NORMALISE_ZSCORE, 1, five, n, 0, 0, NAN);
  OriScale rank = ori_scale_new (ORI_NORMALISE_PERCENTILE, 1, five, n, 0, 0, NAN);
  for (gsize i = 0; i < n; i++) {
    assert_digits (ori_scale_score (&minmax, five[i], NULL, 0), minmax100[i]);
    assert_digits (ori_scale_score (&best, five[i], NULL, 0), best100[i]);
    assert_digits (ori_scale_score (&z, five[i], NULL, 0), z50_10[i]);
    assert_digits ((five[i] - z.lo) / z.hi, zscore[i]);
    double percentile = ori_scale_score (&rank, five[i], sorted, m);
    assert_digits (percentile / 100, prank[i]);
    assert_digits (percentile / 100 * (double)(n - 1), borda[i]);
  }
  const double v[] = {20, 50, 80}, w[] = {1, 2, 3};
  assert_digits (ori_aggregate (ORI_AGGREGATE_ARITHMETIC, v, w, 3, NULL), 60);
  assert_digits (ori_aggregate (ORI_AGGREGATE_GEOMETRIC, v, w, 3, NULL), 54.28835233);
  assert_digits (ori_aggregate (ORI_AGGREGATE_HARMONIC, v, w, 3, NULL), 47.05882353);
  const double missing[] = {20, NAN, 80};
  assert_digits (ori_aggregate (ORI_AGGREGATE_ARITHMETIC, missing, w, 3, NULL), 65);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/oracles/tables", test_tables);
  g_test_add_func ("/analysis/oracles/pairs", test_pairs);
  g_test_add_func ("/analysis/oracles/singles", test_singles);
  g_test_add_func ("/analysis/oracles/homogeneity", test_homogeneity);
  g_test_add_func ("/analysis/oracles/adjusted", test_adjusted);
  g_test_add_func ("/analysis/oracles/normalise", test_normalise);
  return g_test_run ();
}
