/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Charts: a spec (plain data) → a measured layout → paint on any cairo_t. The window, PNG, SVG, PDF
 * and the pictures inside documents call the same painter; hit-testing and the accessible text read
 * the layout. Sizes are points. No text of a spec is ever read as markup, and no number of it need
 * be finite: what is not is missing.
 *
 * A layout belongs to the thread that made it (Pango's font maps are per thread); specs may be made
 * anywhere. */

typedef enum {
  /* Lines over cycles, one per series. Up to four subjects have colours, the others and the muted
   * are context. Beyond twelve series only the highlighted one (or the first three) is a subject
   * and named. Series with equal values share a line and a label. A single series carries its
   * values and details at the points; its label is left out when the title says the same. Series
   * without any value are named in the note. */
  ORI_CHART_DYNAMICS,
  /* Grouped bars from zero: categories = series in the order given, one bar per period. */
  ORI_CHART_BARS,
  /* One row per series, sorted by point 0 from the largest; the note is a column of its own. At
   * most 45 rows, fewer when there is no room: the note of the picture then says how many of how
   * many. */
  ORI_CHART_RANKED,
  /* Scores on one axis with thresholds: a strip of named dots, or a histogram with bins that end at
   * the thresholds, point 0 of each series; point 1, if there is one, in a faint strip below.
   * periods[0] and [1] name the strips. More than 600 series become columns of density. An interval
   * of point 0 is a whisker: the group is in doubt. Below the axis a row for each of the ghosts and
   * one of the gaps. */
  ORI_CHART_BENCH,
  /* Shares (point 0 of each series) against the number of persons behind them, on a logarithmic
   * axis, within the limits of chance around the common share (Spiegelhalter 2005). Who lies
   * between the limits is hollow, who lies outside both a triangle; these, the highlighted one and
   * the largest are named. Fewer than ORI_CHART_FUNNEL_LEAST shares say nothing: a sentence. */
  ORI_CHART_FUNNEL,
} OriChartKind;

#define ORI_CHART_FUNNEL_LEAST 10

/* "dynamics", "bars", "ranked", "bench", "funnel" */
const char *ori_chart_kind_code (OriChartKind kind);
gboolean ori_chart_kind_parse (const char *code, OriChartKind *kind);

typedef enum {
  ORI_PALETTE_LIGHT,
  ORI_PALETTE_DARK,
  ORI_PALETTE_GREY, /* print */
} OriPalette;

/* Colours by role, from one table for window, paper and projector. */
typedef enum {
  ORI_COLOR_BACKGROUND,
  ORI_COLOR_INK,
  ORI_COLOR_INK2,
  ORI_COLOR_INK3,
  ORI_COLOR_RULE,
  ORI_COLOR_GRID,
  ORI_COLOR_ZERO,
  ORI_COLOR_CONTEXT,
  ORI_COLOR_LOW,
  ORI_COLOR_MEDIUM,
  ORI_COLOR_HIGH,
  ORI_COLOR_LOW_TEXT,
  ORI_COLOR_MEDIUM_TEXT,
  ORI_COLOR_HIGH_TEXT,
  ORI_COLOR_LOW_TINT,
  ORI_COLOR_MEDIUM_TINT,
  ORI_COLOR_HIGH_TINT,
  ORI_COLOR_SERIES1,
  ORI_COLOR_SERIES2,
  ORI_COLOR_SERIES3,
  ORI_COLOR_SERIES4,
  ORI_COLOR_ACCENT,
} OriColor;

/* "#RRGGBB" as 0xRRGGBB. */
guint32 ori_palette_color (OriPalette palette, OriColor role);
void ori_palette_set_source (cairo_t *cr, OriPalette palette, OriColor role, double alpha);
/* Mark of group @index of @n_groups: colour role, its text and tint. Three groups use LOW, MEDIUM,
 * HIGH; other numbers spread over worst → best. */
void ori_palette_group (OriPalette palette, guint n_groups, guint index, guint32 *mark,
                        guint32 *text, guint32 *tint);
/* The shape of a group as a letter: ▼ the lowest, ▲ the highest, between them ●, ◆■ or ◆●■. */
const char *ori_group_symbol (guint n_groups, guint index);
/* Paints the shape of a group centred at x, y. */
void ori_paint_group_mark (cairo_t *cr, OriPalette palette, guint n_groups, guint index, double x,
                           double y, double size);

typedef struct {
  double value;     /* NAN: missing, the line breaks */
  double low, high; /* interval, NAN if none */
  char *detail;     /* «303 из 426», NULL */
  char *label; /* printed value «71 %», NULL: formatted by the layout; the unit of the spec at its
                * end is left out beside an axis that has it */
  gboolean doubtful;
  double size; /* persons behind the value: its place across a funnel; below 1: not known */
} OriChartPoint;

typedef struct {
  char *label;
  char *note; /* second line of the label: «+2 п.п., без заметных изменений», NULL */
  int group;       /* index of the group, 0 the lowest of n_thresholds + 1; -1 if none */
  gboolean muted;  /* context, not a subject */
  gboolean ringed; /* moves between groups */
  int place;       /* in a funnel: 0 within the limits, ±1 between them, ±2 outside both */
  gpointer key;    /* caller's: what a hit returns, e.g. GUINT_TO_POINTER (orgunit) */
  GArray *points;  /* of OriChartPoint, one per period */
} OriChartSeries;

/* Suggested thresholds below the axis of a bench. */
typedef struct {
  char *label;
  double thresholds[4]; /* as many as the spec has */
  double fit;           /* goodness of fit, NAN: not printed */
  gboolean firm;        /* accepted ones: solid rings, others dashed */
} OriChartGhost;

/* Limits of a funnel at one size. */
typedef struct {
  double size;
  double limit[4]; /* at .1, 2.5, 97.5 and 99.9 % */
} OriChartLimit;

typedef struct {
  OriChartKind kind;
  char *title;       /* the finding, or the name of the thing */
  char *subtitle;    /* measure, unit, base, years, territory */
  char *note;        /* marks, doubts, source last */
  char *unit;        /* "%" or another; printed on the top tick only */
  gboolean share;    /* axis clips to 0–100, bars and lines start at 0 */
  gboolean bands;    /* draw intervals */
  gboolean training; /* «учебные данные» joins the subtitle */
  /* For documents, whose language is not that of the interface; NULL: translated by the layout. */
  char *training_text;
  char *group_names[5];
  double target;      /* NAN if none */
  GPtrArray *periods; /* of char*: labels of the axis */
  GPtrArray *series;  /* of OriChartSeries */
  guint n_thresholds;
  double thresholds[4];
  double accepted[4]; /* dashed places of accepted thresholds; NAN if none (bench) */
  int highlighted;    /* index of a series, -1 */
  /* Of the bench. */
  GPtrArray *ghosts;  /* of OriChartGhost */
  GArray *gaps;       /* of double: low and high of each, in pairs */
  gboolean histogram; /* in place of dots */
  double axis[3];     /* ends and step of the axis as it is held while values move on it; NAN */
  double head; /* points left free on top for handles of the window; 0: tags tell the thresholds */
  struct OriChartOrder *order[2]; /* ori_chart_spec_sort() */
  /* Of the funnel. */
  double center;     /* the common share, NAN */
  char *center_name; /* beside its line, for documents; NULL: «среднее 62,1 %» */
  char *size_name;   /* under the axis: whom the sizes count */
  GArray *limits;    /* of OriChartLimit, ascending; empty: none are drawn */
  gboolean reversed; /* less is better: above the limits has the colour of the low group */
} OriChartSpec;

OriChartSpec *ori_chart_spec_new (OriChartKind kind);
void ori_chart_spec_free (OriChartSpec *spec);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriChartSpec, ori_chart_spec_free)
OriChartSeries *ori_chart_spec_add_series (OriChartSpec *spec, const char *label);
void ori_chart_series_add_point (OriChartSeries *series, double value, double low, double high,
                                 const char *detail);

/* Takes @label over; the rest is for the caller to fill. */
OriChartGhost *ori_chart_spec_add_ghost (OriChartSpec *spec, char *label);
void ori_chart_spec_add_gap (OriChartSpec *spec, double low, double high);
void ori_chart_spec_add_limit (OriChartSpec *spec, double size, const double limit[4]);
/* Ends of the axis of sizes of a funnel, whole numbers: limits are wanted from one to the other.
 * FALSE when no point has a size. */
gboolean ori_chart_spec_sizes (const OriChartSpec *spec, double *low, double *high);
/* Sorts the values of points 0 and 1 once for all layouts of this spec, which then take no longer
 * for many series than for few. Anew after points have changed. */
void ori_chart_spec_sort (OriChartSpec *spec);

typedef struct OriChartLayout OriChartLayout;

/* Measures. @font_family NULL: the interface's "Sans". @scale 1 for the screen, 0.9 for print at
 * 160 mm, 2 for presenting (CHARTS: everything is laid out at physical size / scale). The spec must
 * outlive the layout. */
OriChartLayout *ori_chart_layout_new (const OriChartSpec *spec, OriPalette palette,
                                      const char *font_family, double width, double height,
                                      double scale);
void ori_chart_layout_free (OriChartLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OriChartLayout, ori_chart_layout_free)
void ori_chart_draw (const OriChartLayout *layout, cairo_t *cr);
/* The picture cut into tiles of @width × @height points, row by row. A number for each of the
 * *@columns ×
 * *@rows: where it is the same as that of another layout of the same size, the tile looks the same,
 * so that only the others need to be painted anew. Free with g_free(). */
guint64 *ori_chart_layout_fingerprints (const OriChartLayout *layout, double width, double height,
                                        guint *columns, guint *rows);
/* Paints what reaches into a part of the picture; the target clips. */
void ori_chart_draw_part (const OriChartLayout *layout, cairo_t *cr, double x, double y,
                          double width, double height);

typedef struct {
  int series;    /* index, -1 */
  int point;     /* index, -1 */
  int threshold; /* index of a threshold handle under the pointer (bench), -1 */
  int ghost;     /* index of a row of suggestions (bench), -1 */
  double x, y;   /* of the mark */
} OriChartHit;

/* What lies at x, y; FALSE when nothing does. */
gboolean ori_chart_layout_hit (const OriChartLayout *layout, double x, double y, OriChartHit *hit);
/* Position of a point, for tooltips and for walking with the keyboard. */
gboolean ori_chart_layout_point (const OriChartLayout *layout, guint series, guint point, double *x,
                                 double *y);
/* Between points of the picture and values of the score axis (bench, ranked); NAN for pictures
 * without one. x outside the axis gives its end, so a dragged threshold cannot stretch the axis. */
double ori_chart_layout_x_to_value (const OriChartLayout *layout, double x);
double ori_chart_layout_value_to_x (const OriChartLayout *layout, double value);
/* Ends and step of the score axis; FALSE for pictures without one. */
gboolean ori_chart_layout_axis (const OriChartLayout *layout, double axis[3]);
/* Where the lines of thresholds run (bench): from the foot of the tags to the last row. */
void ori_chart_layout_lines (const OriChartLayout *layout, double *top, double *bottom);
/* Top and height of a row of suggestions (bench); FALSE when it is not shown. */
gboolean ori_chart_layout_ghost (const OriChartLayout *layout, guint index, double *top,
                                 double *height);

#define ORI_CHART_NOWHERE 3 /* the place of who is not drawn in a funnel */
/* OriChartSeries.place in words: «Выше пределов 95 %». Translated, not owned. */
const char *ori_chart_place_name (int place);
/* One paragraph that says what the picture says, for screen readers. Translated. */
char *ori_chart_describe (const OriChartSpec *spec);
/* The layout as text (boxes of texts, marks), one line each: what golden tests compare. */
char *ori_chart_layout_dump (const OriChartLayout *layout);
/* Number of texts that overlap another text or leave the picture: 0 in a good layout. */
guint ori_chart_layout_violations (const OriChartLayout *layout);

typedef enum {
  ORI_PICTURE_PNG,
  ORI_PICTURE_SVG,
  ORI_PICTURE_PDF,
} OriPictureFormat;

typedef enum {
  ORI_CHART_ERROR_WRITE,
  ORI_CHART_ERROR_FORMAT,
} OriChartError;

#define ORI_CHART_ERROR (ori_chart_error_quark ())
GQuark ori_chart_error_quark (void);

/* By the extension of @path; FALSE when it is none of the three. */
gboolean ori_picture_format_parse (const char *path, OriPictureFormat *format);
/* Paints to a file of @width × @height points (PNG at 2 pixels per point). The same spec gives the
 * same bytes. */
gboolean ori_chart_save (const OriChartSpec *spec, OriPalette palette, const char *path,
                         double width, double height, GError **error);
/* The same as PNG bytes, for documents. */
GBytes *ori_chart_to_png (const OriChartSpec *spec, OriPalette palette, double width, double height,
                          double pixels_per_point, GError **error);

G_END_DECLS
