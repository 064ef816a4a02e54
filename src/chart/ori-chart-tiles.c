/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <math.h>
#include <string.h>

/* Ink may leave the logical box of a text, and edges are smoothed. */
#define OVERHANG 3.0

/* ── extents ── */

static OriBox
find_extents (const OriChartLayout *layout, const OriPrim *prim)
{
  double reach = prim->stroke_width / 2 + 1;
  const double *xy;
  OriBox box;

  switch (prim->kind) {
  case ORI_PRIM_TEXT:
    return (OriBox){prim->box.x - OVERHANG, prim->box.y - OVERHANG, prim->box.w + 2 * OVERHANG,
                    prim->box.h + 2 * OVERHANG};
  case ORI_PRIM_MARK:
    reach += 1.3 * prim->size;
    return (OriBox){prim->x - reach, prim->y - reach, 2 * reach, 2 * reach};
  case ORI_PRIM_LINE:
  case ORI_PRIM_POLYGON:
  default:
    xy = &g_array_index (layout->vertices, double, prim->first);
    box = (OriBox){xy[0], xy[1], xy[0], xy[1]}; /* far corners for now */
    for (guint i = 1; i < prim->n; i++) {
      box.x = MIN (box.x, xy[2 * i]);
      box.y = MIN (box.y, xy[2 * i + 1]);
      box.w = MAX (box.w, xy[2 * i]);
      box.h = MAX (box.h, xy[2 * i + 1]);
    }
    return (OriBox){box.x - reach, box.y - reach, box.w - box.x + 2 * reach,
                    box.h - box.y + 2 * reach};
  }
}

static gboolean
boxes_meet (OriBox a, OriBox b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

void
ori_chart_draw_part (const OriChartLayout *layout, cairo_t *cr, double x, double y, double width,
                     double height)
{
  OriBox part = {x / layout->scale, y / layout->scale, width / layout->scale,
                 height / layout->scale};

  ori_chart_begin (layout, cr);
  for (guint i = 0; i < layout->prims->len; i++) {
    const OriPrim *prim = &g_array_index (layout->prims, OriPrim, i);

    if (boxes_meet (find_extents (layout, prim), part))
      ori_chart_draw_prim (layout, cr, prim);
  }
  cairo_restore (cr);
}

/* ── fingerprints ── */

/* FNV-1a. */
static guint64
mix (guint64 hash, gconstpointer data, gsize size)
{
  const guint8 *bytes = data;

  for (gsize i = 0; i < size; i++)
    hash = (hash ^ bytes[i]) * G_GUINT64_CONSTANT (1099511628211);
  return hash;
}

static guint64
hash_prim (const OriChartLayout *layout, const OriPrim *prim)
{
  const double numbers[] = {prim->fill_alpha, prim->stroke_width, prim->dash[0],
                            prim->dash[1],    prim->size,         prim->x,
                            prim->y};
  const guint32 words[] = {prim->kind,  prim->fill,          prim->stroke,
                           prim->shape, (guint32)prim->halo, prim->halo_rgb};
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037);

  hash = mix (hash, numbers, sizeof numbers);
  hash = mix (hash, words, sizeof words);
  if (prim->n > 0)
    hash = mix (hash, &g_array_index (layout->vertices, double, prim->first),
                2 * prim->n * sizeof (double));
  if (prim->text != NULL) {
    const char *text = pango_layout_get_text (prim->text);
    const guint32 shape[] = {
        pango_font_description_hash (pango_layout_get_font_description (prim->text)),
        (guint32)pango_layout_get_width (prim->text), (guint32)pango_layout_get_height (prim->text),
        pango_layout_get_alignment (prim->text)};

    hash = mix (hash, text, strlen (text));
    hash = mix (hash, shape, sizeof shape);
  }
  return hash;
}

/* A plain rectangle looks the same in a tile wherever it ends outside. */
static gboolean
is_rect (const OriChartLayout *layout, const OriPrim *prim, OriBox *box)
{
  const double *xy;

  if (prim->kind != ORI_PRIM_POLYGON || prim->n != 4 || prim->stroke_width > 0)
    return FALSE;
  xy = &g_array_index (layout->vertices, double, prim->first);
  if (xy[1] != xy[3] || xy[2] != xy[4] || xy[5] != xy[7] || xy[6] != xy[0])
    return FALSE;
  *box = (OriBox){xy[0], xy[1], xy[4] - xy[0], xy[5] - xy[1]};
  return TRUE;
}

static guint64
hash_rect (const OriPrim *prim, OriBox box, OriBox tile)
{
  const double seen[] = {MAX (box.x - tile.x, -1), MAX (box.y - tile.y, -1),
                         MIN (box.x + box.w - tile.x, tile.w + 1),
                         MIN (box.y + box.h - tile.y, tile.h + 1), prim->fill_alpha};

  return mix (prim->fill, seen, sizeof seen);
}

guint64 *
ori_chart_layout_fingerprints (const OriChartLayout *layout, double width, double height,
                               guint *columns, guint *rows)
{
  OriBox tile = {0, 0, width / layout->scale, height / layout->scale};
  guint n_columns = (guint)MAX (ceil (layout->width / tile.w - 1e-9), 1);
  guint n_rows = (guint)MAX (ceil (layout->height / tile.h - 1e-9), 1);
  guint64 *prints = g_new (guint64, (gsize)n_columns * n_rows);
  guint64 start = mix (layout->palette, &layout->scale, sizeof layout->scale);

  for (guint i = 0; i < n_columns * n_rows; i++)
    prints[i] = start;
  for (guint i = 0; i < layout->prims->len; i++) {
    const OriPrim *prim = &g_array_index (layout->prims, OriPrim, i);
    OriBox extents = find_extents (layout, prim), rect;
    gboolean plain = is_rect (layout, prim, &rect);
    guint64 hash = plain ? 0 : hash_prim (layout, prim);
    int left = (int)CLAMP (floor (extents.x / tile.w), 0, n_columns);
    int right = (int)CLAMP (ceil ((extents.x + extents.w) / tile.w), 0, n_columns);
    int top = (int)CLAMP (floor (extents.y / tile.h), 0, n_rows);
    int bottom = (int)CLAMP (ceil ((extents.y + extents.h) / tile.h), 0, n_rows);

    for (int y = top; y < bottom; y++)
      for (int x = left; x < right; x++) {
        guint64 *print = &prints[(gsize)y * n_columns + (gsize)x];

        if (plain)
          hash = hash_rect (prim, rect, (OriBox){x * tile.w, y * tile.h, tile.w, tile.h});
        *print = mix (*print, &hash, sizeof hash);
      }
  }
  *columns = n_columns;
  *rows = n_rows;
  return prints;
}
