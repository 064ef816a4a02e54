/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Funnel plot of shares x / n against n (Spiegelhalter 2005; METHOD §4): who differs from the
 * common share by more than chance allows at its size. Never a league table without it. Shares are
 * 0 to 1 here. */

#define ORI_FUNNEL_MIN_UNITS 10 /* fewer say nothing about over-dispersion */

/* Where a unit lies: judged by its exact binomial tail, 2.5 % and 0.1 % on each side. */
typedef enum {
  ORI_FUNNEL_NONE, /* counts that make no sense */
  ORI_FUNNEL_INSIDE,
  ORI_FUNNEL_BELOW,     /* outside 95 % */
  ORI_FUNNEL_FAR_BELOW, /* outside 99.8 % */
  ORI_FUNNEL_ABOVE,
  ORI_FUNNEL_FAR_ABOVE,
} OriFunnelPlace;

const char *ori_funnel_place_code (OriFunnelPlace place); /* "inside", "far-below"…: JSON */

typedef struct {
  guint n_units;   /* with counts that make sense */
  double theta;    /* Σx / Σn */
  double phi_raw;  /* mean z² */
  double phi;      /* the same of z winsorised at 10 and 90 % (quantiles of type 7) */
  double tau2;     /* variance between units beyond chance, not below 0 */
  gboolean enough; /* ORI_FUNNEL_MIN_UNITS or more: phi and tau2 may be used */
} OriFunnel;

/* FALSE, and zeros, when fewer than two units have counts that make sense (whole, 0 <= x <= n,
 * n > 0), or all shares are 0 or all 1. */
gboolean ori_funnel_fit (const double *x, const double *n, gsize n_units, OriFunnel *funnel);

/* The share at which the funnel of @theta has cumulative probability @q (.025, .975, .001, .999)
 * for size @n: the binomial quantile, interpolated so that the line is smooth; NAN when @n is 0 or
 * @theta not within 0 and 1. */
double ori_funnel_limit (double theta, guint n, double q);

OriFunnelPlace ori_funnel_place (const OriFunnel *funnel, double x, double n);

/* The same limit, wider by the variance between units beyond chance: θ ± z · √(θ (1 − θ) / n + τ²),
 * kept within 0 and 1; ori_funnel_limit() when there are too few units to know τ² or it is zero. */
double ori_funnel_limit_dispersed (const OriFunnel *funnel, guint n, double q);
/* Where a unit lies by those limits. */
OriFunnelPlace ori_funnel_place_dispersed (const OriFunnel *funnel, double x, double n);

/* (p − θ) / √(se² + τ²); with @overdispersed FALSE without τ². NAN for counts that make no sense.
 */
double ori_funnel_z (const OriFunnel *funnel, double x, double n, gboolean overdispersed);

G_END_DECLS
