/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ori-tones.h"

#include <adwaita.h>

#include "chart/ori-chart.h"

/* mark, text, tint of every tone; light, then dark. */
static const char *const tone_colors[2][ORI_N_TONES][3] = {
    {
        [ORI_TONE_NONE] = {"#1D2126", "#1D2126", "#FFFFFF"},
        [ORI_TONE_LOW] = {"#C2500F", "#A8430A", "#FBE8DC"},
        [ORI_TONE_MEDIUM] = {"#7A828B", "#555C65", "#EFF1F3"},
        [ORI_TONE_HIGH] = {"#1B68AA", "#185F9C", "#DFECF7"},
        [ORI_TONE_IMPROVED] = {"#1B8553", "#176B44", "#E0F2E9"},
        [ORI_TONE_WORSENED] = {"#C01C28", "#C01C28", "#FBE3E1"},
        [ORI_TONE_DOUBT] = {"#C77F0A", "#8F5902", "#FDF3D6"},
        [ORI_TONE_ERROR] = {"#C01C28", "#C01C28", "#FBE3E1"},
        [ORI_TONE_ACCENT] = {"#3584E4", "#1C71D8", "#E3EEFB"},
        [ORI_TONE_DIM] = {"#69717A", "#5F666F", "#FFFFFF"},
        [ORI_TONE_TOTAL] = {"#1D2126", "#1D2126", "#F4F4F5"},
        [ORI_TONE_ORGUNIT] = {"#4E9A63", "#1D2126", "#DDF0E1"},
        [ORI_TONE_INDICATOR] = {"#8A67B8", "#1D2126", "#EBE1F6"},
        [ORI_TONE_PERIOD] = {"#3A7BC8", "#1D2126", "#D6E6F9"},
        [ORI_TONE_PART] = {"#6B9BD1", "#1D2126", "#E9F1FB"},
        [ORI_TONE_VALUE] = {"#D9B84A", "#1D2126", "#FFF4CE"},
        [ORI_TONE_UNUSED] = {"#9AA0A6", "#5F666F", "#FFFFFF"},
    },
    {
        [ORI_TONE_NONE] = {"#F2F4F5", "#F2F4F5", "#1E1E1E"},
        [ORI_TONE_LOW] = {"#F08A4B", "#F08A4B", "#3B2A20"},
        [ORI_TONE_MEDIUM] = {"#A3ABB3", "#BCC3CA", "#2C3136"},
        [ORI_TONE_HIGH] = {"#6DB3EC", "#6DB3EC", "#1E3041"},
        [ORI_TONE_IMPROVED] = {"#57D69A", "#57D69A", "#1D3A2C"},
        [ORI_TONE_WORSENED] = {"#FF8A80", "#FF8A80", "#4A2A28"},
        [ORI_TONE_DOUBT] = {"#F8C33C", "#F8C33C", "#453A1C"},
        [ORI_TONE_ERROR] = {"#FF8A80", "#FF8A80", "#4A2A28"},
        [ORI_TONE_ACCENT] = {"#3584E4", "#78AEED", "#213750"},
        [ORI_TONE_DIM] = {"#A0A8B0", "#A8B0B8", "#1E1E1E"},
        [ORI_TONE_TOTAL] = {"#F2F4F5", "#F2F4F5", "#2A2A2A"},
        [ORI_TONE_ORGUNIT] = {"#6FBF86", "#F2F4F5", "#22402B"},
        [ORI_TONE_INDICATOR] = {"#B896E0", "#F2F4F5", "#382C4A"},
        [ORI_TONE_PERIOD] = {"#78AEED", "#F2F4F5", "#1E3A5C"},
        [ORI_TONE_PART] = {"#78AEED", "#F2F4F5", "#263444"},
        [ORI_TONE_VALUE] = {"#E0C050", "#F2F4F5", "#443C1C"},
        [ORI_TONE_UNUSED] = {"#787E85", "#A8B0B8", "#1E1E1E"},
    },
};

static void
set_rgb (GdkRGBA *color, guint32 rgb)
{
  *color = (GdkRGBA){(float)(rgb >> 16 & 255) / 255, (float)(rgb >> 8 & 255) / 255,
                     (float)(rgb & 255) / 255, 1};
}

/* Between the ends and the middle of the groups: as charts have it. */
static void
mix_group (OriTones *palette, gboolean dark, OriTone tone, guint n_groups, guint group)
{
  guint32 mark, text, tint;

  ori_palette_group (dark ? ORI_PALETTE_DARK : ORI_PALETTE_LIGHT, n_groups, group, &mark, &text,
                     &tint);
  set_rgb (&palette->tones[tone].mark, mark);
  set_rgb (&palette->tones[tone].text, text);
  set_rgb (&palette->tones[tone].tint, tint);
}

static void
fill_palette (OriTones *palette, gboolean dark)
{
  for (int i = 0; i < ORI_N_TONES; i++) {
    if (tone_colors[dark][i][0] == NULL)
      continue;
    gdk_rgba_parse (&palette->tones[i].mark, tone_colors[dark][i][0]);
    gdk_rgba_parse (&palette->tones[i].text, tone_colors[dark][i][1]);
    gdk_rgba_parse (&palette->tones[i].tint, tone_colors[dark][i][2]);
  }
  mix_group (palette, dark, ORI_TONE_BELOW_OF_4, 4, 1);
  mix_group (palette, dark, ORI_TONE_ABOVE_OF_4, 4, 2);
  mix_group (palette, dark, ORI_TONE_BELOW_OF_5, 5, 1);
  mix_group (palette, dark, ORI_TONE_ABOVE_OF_5, 5, 3);
  gdk_rgba_parse (&palette->view, dark ? "#1E1E1E" : "#FFFFFF");
  gdk_rgba_parse (&palette->header, dark ? "#2A2A2A" : "#F6F5F4");
  gdk_rgba_parse (&palette->text, dark ? "#F2F4F5" : "#1D2126");
  gdk_rgba_parse (&palette->dim, dark ? "#A8B0B8" : "#5F666F");
  gdk_rgba_parse (&palette->grid, dark ? "#34373A" : "#E3E5E8");
  gdk_rgba_parse (&palette->accent, "#3584E4");
  gdk_rgba_parse (&palette->selection, dark ? "rgba(53,132,228,0.30)" : "rgba(53,132,228,0.14)");
  gdk_rgba_parse (&palette->hover, dark ? "rgba(255,255,255,0.05)" : "rgba(0,0,0,0.035)");
  gdk_rgba_parse (&palette->hatch, dark ? "rgba(255,255,255,0.13)" : "rgba(0,0,0,0.11)");
}

const OriTones *
ori_tones_get (gboolean dark)
{
  static OriTones palettes[2];
  static gsize ready = 0;

  if (g_once_init_enter (&ready)) {
    fill_palette (&palettes[0], FALSE);
    fill_palette (&palettes[1], TRUE);
    g_once_init_leave (&ready, 1);
  }
  return &palettes[dark ? 1 : 0];
}

const OriTones *
ori_tones_current (void)
{
  return ori_tones_get (adw_style_manager_get_dark (adw_style_manager_get_default ()));
}
