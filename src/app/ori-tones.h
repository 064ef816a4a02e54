/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Colours with a meaning, for widgets that paint themselves; what CSS can say is in ui/style.css. A
 * tone never stands alone: shape or word goes with it. */
typedef enum {
  ORI_TONE_NONE,
  ORI_TONE_LOW, /* groups */
  ORI_TONE_MEDIUM,
  ORI_TONE_HIGH,
  ORI_TONE_BELOW_OF_4, /* groups between the ends and the middle, of four or five */
  ORI_TONE_ABOVE_OF_4,
  ORI_TONE_BELOW_OF_5,
  ORI_TONE_ABOVE_OF_5,
  ORI_TONE_IMPROVED, /* change */
  ORI_TONE_WORSENED,
  ORI_TONE_DOUBT,
  ORI_TONE_ERROR,
  ORI_TONE_ACCENT,
  ORI_TONE_DIM,
  ORI_TONE_TOTAL,
  ORI_TONE_ORGUNIT, /* roles of cells in the import sheet */
  ORI_TONE_INDICATOR,
  ORI_TONE_PERIOD,
  ORI_TONE_PART,
  ORI_TONE_VALUE,
  ORI_TONE_UNUSED,
  ORI_N_TONES,
} OriTone;

typedef struct {
  GdkRGBA mark; /* shapes and outlines */
  GdkRGBA text; /* at least 4.5:1 on tint and view */
  GdkRGBA tint; /* background */
} OriToneColors;

typedef struct {
  OriToneColors tones[ORI_N_TONES];
  GdkRGBA view, header, text, dim, grid, accent, selection, hover, hatch;
} OriTones;

const OriTones *ori_tones_get (gboolean dark);
/* That of the style which the application has now. */
const OriTones *ori_tones_current (void);

G_END_DECLS
