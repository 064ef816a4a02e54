/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "chart/ori-chart.h"

G_BEGIN_DECLS

/* Inside the module: spec → ori-layout*.c fill a display list → ori-chart-draw.c paints it. Nothing
 * is measured while painting and nothing is painted while measuring.
 *
 * Layout units are points divided by the scale factor; only the public functions convert. */

typedef struct {
  double x, y, w, h;
} OriBox;

/* Smallest text that may reach the reader, in points of the picture. */
#define ORI_CHART_SMALLEST 7.0
#define ORI_CHART_MARGIN 14.0
/* Texts on one line stay this far apart. */
#define ORI_CHART_TEXT_GAP 2.0
/* More series than this are context behind the highlighted ones. */
#define ORI_CHART_MANY 12
/* More scores than this are counted in columns instead of being drawn as dots. */
#define ORI_BENCH_MOST_DOTS 600

/* Sizes of type. */
#define ORI_TYPE_TITLE 14.0
#define ORI_TYPE_SUBTITLE 9.5
#define ORI_TYPE_LABEL 9.0
#define ORI_TYPE_VALUE 10.5
#define ORI_TYPE_AXIS 8.5
#define ORI_TYPE_SMALL 8.0
#define ORI_TYPE_NOTE 7.5

typedef enum {
  ORI_MARK_CIRCLE,
  ORI_MARK_SQUARE,
  ORI_MARK_DIAMOND,
  ORI_MARK_UP,
  ORI_MARK_DOWN,
} OriMarkShape;

typedef enum {
  ORI_PRIM_TEXT,
  ORI_PRIM_LINE,    /* open polyline */
  ORI_PRIM_POLYGON, /* closed, filled and perhaps outlined */
  ORI_PRIM_MARK,
} OriPrimKind;

/* One thing to paint. Colours are 0xRRGGBB, already resolved. */
typedef struct {
  OriPrimKind kind;
  const char *role;  /* static; names the thing in dumps and tests */
  int series, point; /* what it shows, -1 none */
  guint32 fill;
  double fill_alpha; /* 0: no filling */
  guint32 stroke;
  double stroke_width; /* 0: no line */
  double dash[2];      /* 0: solid */
  guint first, n;      /* vertices of lines and polygons */
  OriMarkShape shape;
  double size;       /* radius of a mark */
  double x, y;       /* centre of a mark, origin of a text */
  PangoLayout *text; /* shared with equal texts */
  OriBox box;        /* logical box of a text */
  gboolean halo;     /* a text with a casing of @halo_rgb */
  guint32 halo_rgb;
} OriPrim;

/* A measured text that is not placed yet. */
typedef struct {
  PangoLayout *pango; /* shared */
  double width, height;
  double line; /* height of the first line */
  double rise; /* from the top of the box to the origin of the Pango layout */
} OriChartText;

typedef struct {
  double min, max; /* ends of the axis: whole multiples of the step */
  double step;
  gint64 first; /* min / step */
  guint n;      /* number of ticks */
  int decimals; /* of tick labels */
} OriAxis;

/* Values of one point of every series, ascending. */
typedef struct {
  double value;
  guint series;
} OriOrdered;

typedef struct OriChartOrder {
  guint n;
  guint n_points; /* of the series with most of them */
  OriOrdered *items;
} OriChartOrder;

/* ori-chart-order.c */
OriChartOrder *ori_chart_order_new (const OriChartSpec *spec, guint point);
void ori_chart_order_free (OriChartOrder *order);
/* How many are below @value: the index of the first that is not. */
guint ori_chart_order_below (const OriChartOrder *order, double value);

/* Scores too many to draw as dots, counted in columns of equal width (bench). */
typedef struct {
  double x0, width;
  double base; /* y of the feet */
  guint n;
  double *top; /* y of the heads */
} OriDensity;

struct OriChartLayout {
  const OriChartSpec *spec;
  OriPalette palette;
  double width, height; /* layout units */
  double scale;
  PangoContext *context;
  PangoFontDescription *font;
  double ascent, descent; /* of the font, at size 1 */
  GArray *prims;          /* of OriPrim, in painting order */
  GArray *vertices;       /* of double: x, y */

  OriBox plot;
  guint n_points; /* per series in @xy */
  double *xy;     /* x, y of each point of each series, NAN if not shown */

  OriAxis score;                /* bench: the axis of scores */
  gboolean has_score;           /* @score and @plot are valid for conversion */
  double handle_top;            /* bench: y of the value tags */
  double handle_bottom;         /* bench: down to here lines can be taken hold of */
  double line_top, line_bottom; /* bench: the threshold lines */
  guint n_ghosts;               /* bench: rows of suggestions that fit */
  double ghost_top, ghost_row;  /* bench: rows of suggestions; height 0: not shown */
  OriChartOrder *order[2];      /* bench: per period */
  gboolean owns_order;
  OriDensity density[2]; /* bench: per period; n 0 when dots are drawn */
};

/* ori-chart-draw.c */
/* Saves the state of @cr, turns to layout units and paints the background. */
void ori_chart_begin (const OriChartLayout *layout, cairo_t *cr);
void ori_chart_draw_prim (const OriChartLayout *layout, cairo_t *cr, const OriPrim *prim);

/* ori-chart-mask.c */
/* Paints a text in the colour of @cr, filled (@stroke 0) or outlined, from pixels kept since it was
 * last painted. FALSE where only outlines will do: no pixels, or more than one line. */
gboolean ori_chart_paint_mask (cairo_t *cr, const OriPrim *prim, double stroke);

/* ori-palette.c */
guint32 ori_palette_year (OriPalette palette, guint n_years, guint index);
guint32 ori_palette_series (OriPalette palette, guint index);
guint32 ori_palette_mix (guint32 a, guint32 b, double t);
/* Black or white, whichever contrasts more with @fill. */
guint32 ori_palette_over (guint32 fill);
/* WCAG contrast ratio of two colours, 1 to 21. */
double ori_palette_contrast (guint32 a, guint32 b);
OriMarkShape ori_group_shape (guint n_groups, guint index);
void ori_mark_path (cairo_t *cr, OriMarkShape shape, double x, double y, double size);
void ori_paint_set_rgb (cairo_t *cr, guint32 rgb, double alpha);

/* ori-axis.c */
/* Step: the smallest 1, 2 or 5 × 10^k not below the span / @n; the ends are whole multiples of it.
 * Equal values are widened by 10 % or 5 units, whichever is more. @share clips to 0–100; @zero
 * includes zero. */
void ori_axis_init (OriAxis *axis, double low, double high, gboolean share, gboolean zero, guint n);
/* Of ends and a step that an axis had. */
void ori_axis_init_held (OriAxis *axis, const double held[3]);
double ori_axis_tick (const OriAxis *axis, guint index);
char *ori_axis_tick_label (const OriAxis *axis, guint index);
/* 0 at the lower end, 1 at the upper. */
double ori_axis_fraction (const OriAxis *axis, double value);

/* ori-label.c */
/* Placement A. Centres of boxes of @heights wanted at @wanted within @low..@high, moved so that
 * none overlap and the sum of squared moves is the least possible. Boxes keep the order of @wanted,
 * equal ones the order given. FALSE when they do not fit; then @placed is not written. */
gboolean ori_label_spread (const double *wanted, const double *heights, guint n, double low,
                           double high, double *placed);

/* Placement B: names hanging from leaders in rows. */
typedef struct {
  double x;         /* of the leader */
  double width;     /* of the text */
  gboolean flipped; /* in: wanted, out: the text ends left of its leader */
  guint row;        /* result */
} OriStair;

/* Gives rows to @items so that no text touches a text or a leader. @gap: from a leader to its text;
 * texts stay within @low..@high. FALSE when that needs more than @max_rows rows. */
gboolean ori_label_stairs (OriStair *items, guint n, double gap, double low, double high,
                           guint max_rows);

/* Placement C: names around the marks of a scatter. */
typedef struct {
  double x, y, radius;  /* of the mark */
  double width, height; /* of the text */
  gboolean insist;      /* rather across a curve than left out */
  gboolean placed;      /* result; FALSE: left out */
  gboolean crosses;     /* a curve, for there was no better place */
  OriBox box;           /* of the text */
  gboolean leader;      /* the text is so far off that it needs a line to its mark: */
  double line[4];       /* x0, y0, x1, y1 */
} OriAround;

/* What the names keep off. */
typedef struct {
  OriBox bounds;      /* names do not leave it */
  const double *dots; /* x, y, radius of each */
  guint n_dots;
  const double *curves; /* y of each curve at @left, @left + @step…, one curve after the other */
  guint n_curves, n_steps;
  double left, step;
} OriAroundPlot;

/* Places @items in the order of their importance: twelve directions, the nearest first, where they
 * touch no other name or leader, no dot and hardly a curve; in four passes, for what was placed
 * later may leave a better place. */
void ori_label_around (OriAround *items, guint n, const OriAroundPlot *plot);

/* ori-chart-text.c */
/* Data made fit for one line of type: valid UTF-8, no control characters, trimmed, of sane length.
 * NULL gives "". */
char *ori_chart_text_clean (const char *text);
/* @max_width ≤ 0: one line however long; else wrapped (inside words too) into @max_lines, the last
 * ending with an ellipsis. The Pango layout may be one of an equal text before: read it, do not
 * change it. */
OriChartText ori_chart_text_new (OriChartLayout *layout, const char *text, double size,
                                 gboolean bold, double max_width, int max_lines);
void ori_chart_text_clear (OriChartText *text);
/* Places @text (and takes it) with its box at @x, @y; @anchor 0, .5, 1: x is the left edge, the
 * middle, the right edge. */
OriPrim *ori_layout_add_text (OriChartLayout *layout, OriChartText *text, const char *role,
                              double x, double y, double anchor, guint32 rgb);
/* Would @box touch a text that is already placed, or leave the picture? */
gboolean ori_layout_text_collides (const OriChartLayout *layout, OriBox box);

/* ori-layout.c */
guint32 ori_layout_color (const OriChartLayout *layout, OriColor role);
OriPrim *ori_layout_add_line (OriChartLayout *layout, const char *role, const double *xy, guint n,
                              guint32 rgb, double width);
OriPrim *ori_layout_add_segment (OriChartLayout *layout, const char *role, double x0, double y0,
                                 double x1, double y1, guint32 rgb, double width);
OriPrim *ori_layout_add_polygon (OriChartLayout *layout, const char *role, const double *xy,
                                 guint n, guint32 rgb, double alpha);
OriPrim *ori_layout_add_rect (OriChartLayout *layout, const char *role, OriBox box, guint32 rgb,
                              double alpha);
OriPrim *ori_layout_add_mark (OriChartLayout *layout, const char *role, OriMarkShape shape,
                              double x, double y, double size, guint32 rgb);
void ori_layout_set_point (OriChartLayout *layout, guint series, guint point, double x, double y);
/* In layout units; FALSE when the point is not shown. */
gboolean ori_layout_get_point (const OriChartLayout *layout, guint series, guint point, double *x,
                               double *y);
/* Title, subtitle and note. Leaves in layout->plot what remains for the plot with its axes. @extra:
 * a sentence that joins the note, NULL. FALSE when there is no room for any plot; a sentence then
 * stands instead. */
gboolean ori_layout_frame (OriChartLayout *layout, const char *extra);
/* A framed sentence in place of the plot. */
void ori_layout_sentence (OriChartLayout *layout, const char *sentence);

/* ori-layout-axes.c: the vertical axis of values and the names of periods under the plot. */
double ori_layout_y (const OriChartLayout *layout, const OriAxis *axis, double value);
/* Number of steps that suits a plot of this height. */
guint ori_layout_ticks_for_height (double height);
double ori_layout_measure_ticks (OriChartLayout *layout, const OriAxis *axis);
/* Height that period names need when each has @slot. */
double ori_layout_measure_periods (OriChartLayout *layout, double slot);
/* Grid, ticks and base line of layout->plot. */
void ori_layout_add_value_axis (OriChartLayout *layout, const OriAxis *axis);
/* @x: of each period; @slot: distance between two. The last is bold. */
void ori_layout_add_periods (OriChartLayout *layout, const double *x, guint n, double slot);
/* Does a segment pass through @box? */
gboolean ori_segment_meets_box (double x0, double y0, double x1, double y1, OriBox box);

/* ori-layout-score.c: what charts over a horizontal axis of scores share. They keep the axis in
 * layout->score. Group g lies between thresholds g - 1 and g. */
/* Over the values of all series and the thresholds; the width of layout->plot decides the ticks. */
void ori_score_init_axis (OriChartLayout *layout);
double ori_score_x (const OriChartLayout *layout, double value);
guint ori_score_n_groups (const OriChartSpec *spec);
/* Group of a series, -1 when it has none that exists. */
int ori_score_group (const OriChartSpec *spec, guint series);
/* Mark, text and tint of a group; @group -1 is of no group. */
void ori_score_colors (const OriChartLayout *layout, int group, guint32 *mark, guint32 *text,
                       guint32 *tint);
void ori_score_add_tints (OriChartLayout *layout, double top, double bottom);
/* «▼ низкая · 9» centred over each group, as far as there is room. */
void ori_score_add_heads (OriChartLayout *layout, double y);
double ori_score_measure_heads (OriChartLayout *layout);
void ori_score_add_ticks (OriChartLayout *layout, double y);
/* A dot of a series in the colour and shape of its group. */
OriPrim *ori_score_add_dot (OriChartLayout *layout, const char *role, guint series, guint point,
                            double x, double y, double size);
/* Sentence about series without a score, NULL if there are none. */
char *ori_score_compose_missing (const OriChartLayout *layout);

void ori_layout_dynamics (OriChartLayout *layout);
void ori_layout_bars (OriChartLayout *layout);
void ori_layout_ranked (OriChartLayout *layout);
void ori_layout_bench (OriChartLayout *layout);
void ori_layout_funnel (OriChartLayout *layout);

/* ori-chart-spec.c: the plain data, made safe. */
/* NULL when the series has no such point. */
const OriChartPoint *ori_chart_spec_point (const OriChartSpec *spec, guint series, guint point);
const OriChartSeries *ori_chart_spec_series (const OriChartSpec *spec, guint series);
/* NAN unless finite; absurd magnitudes are cut to ±1e100. */
double ori_chart_finite (double value);
double ori_chart_spec_value (const OriChartSpec *spec, guint series, guint point);
/* Persons behind point 0; NAN when not known, or when there is no value. */
double ori_chart_spec_size (const OriChartSpec *spec, guint series);
/* FALSE unless both ends are finite; ordered, clipped when the spec is of shares. */
gboolean ori_chart_spec_interval (const OriChartSpec *spec, guint series, guint point, double *low,
                                  double *high);
/* Number of periods that the spec names or its series have. */
guint ori_chart_spec_n_periods (const OriChartSpec *spec);
/* Clean texts to free. */
char *ori_chart_spec_period (const OriChartSpec *spec, guint period);
char *ori_chart_spec_label (const OriChartSpec *spec, guint series);
char *ori_chart_spec_value_text (const OriChartSpec *spec, guint series, guint point,
                                 gboolean with_unit);
char *ori_chart_spec_number_text (const OriChartSpec *spec, double value, gboolean with_unit);
/* Translated: «низкая», «средняя», «высокая»; of other numbers «группа 2». */
char *ori_chart_group_name (const OriChartSpec *spec, guint n_groups, guint index);

G_END_DECLS
