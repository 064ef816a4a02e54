/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/ori-chart-private.h"

#include <string.h>

/* Longer texts cannot be read in a picture and only cost time to shape. */
#define LONGEST_TEXT 600

char *
ori_chart_text_clean (const char *text)
{
  GString *out = g_string_new (NULL);
  g_autofree char *valid = NULL;
  gboolean space = FALSE;
  guint length = 0;

  if (text == NULL)
    return g_string_free (out, FALSE);
  valid = g_utf8_make_valid (text, (gssize)strnlen (text, LONGEST_TEXT * 6));
  for (const char *p = valid; *p != '\0' && length < LONGEST_TEXT; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    /* Control characters, line and paragraph separators, marks that turn the direction of writing
     * and the replacement character itself. */
    if (g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
        (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == ' ') {
      space = out->len > 0;
      continue;
    }
    if (space)
      g_string_append_c (out, ' ');
    space = FALSE;
    g_string_append_unichar (out, c);
    length++;
  }
  if (length == LONGEST_TEXT)
    g_string_append (out, "…");
  return g_string_free (out, FALSE);
}

/* ── measured texts ── */

/* Shaping is the dear part of a layout, and the next layout under a drag has nearly the same texts:
 * they are kept for the thread, whose font map they belong to. Of too many the oldest go, one for
 * each that comes: all at once would take longer than a frame has. */
#define MOST_KEPT 2000

typedef struct {
  char *text, *family;
  double size, max_width;
  int max_lines;
  gboolean bold;
} TextKey;

static guint
hash_key (gconstpointer data)
{
  const TextKey *key = data;

  return g_str_hash (key->text) * 31 + g_double_hash (&key->size) + g_double_hash (&key->max_width);
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const TextKey *x = a, *y = b;

  return x->size == y->size && x->max_width == y->max_width && x->max_lines == y->max_lines &&
         x->bold == y->bold && strcmp (x->text, y->text) == 0 && strcmp (x->family, y->family) == 0;
}

static void
free_key (gpointer data)
{
  TextKey *key = data;

  g_free (key->text);
  g_free (key->family);
  g_free (key);
}

typedef struct {
  GHashTable *texts; /* TextKey → PangoLayout */
  GQueue keys;       /* of TextKey, the oldest first */
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_queue_clear (&kept->keys);
  g_hash_table_unref (kept->texts);
  g_free (kept);
}

static Kept *
get_kept (void)
{
  static GPrivate private = G_PRIVATE_INIT (free_kept);

  if (g_private_get (&private) == NULL) {
    Kept *kept = g_new0 (Kept, 1);

    kept->texts = g_hash_table_new_full (hash_key, equal_keys, free_key, g_object_unref);
    g_private_set (&private, kept);
  }
  return g_private_get (&private);
}

static PangoLayout *
shape (OriChartLayout *layout, const TextKey *key)
{
  PangoLayout *pango = pango_layout_new (layout->context);
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoFontDescription *font = pango_font_description_copy (layout->font);

  pango_font_description_set_size (font, (int)(key->size * PANGO_SCALE));
  pango_font_description_set_weight (font, key->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (pango, font);
  pango_font_description_free (font);
  /* Figures of one width; ligatures would cut the text of tagged PDF. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1,liga=0,clig=0"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (pango, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_auto_dir (pango, FALSE);
  pango_layout_set_single_paragraph_mode (pango, TRUE);
  if (key->max_width > 0) {
    pango_layout_set_width (pango, (int)(key->max_width * PANGO_SCALE));
    pango_layout_set_wrap (pango, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_ellipsize (pango, PANGO_ELLIPSIZE_END);
    pango_layout_set_height (pango, -key->max_lines);
  }
  pango_layout_set_text (pango, key->text, -1);
  return pango;
}

/* Takes the strings of @key. */
static PangoLayout *
find_shaped (OriChartLayout *layout, TextKey key)
{
  Kept *kept = get_kept ();
  PangoLayout *pango = g_hash_table_lookup (kept->texts, &key);
  TextKey *own;

  if (pango != NULL) {
    g_free (key.text);
    g_free (key.family);
    return g_object_ref (pango);
  }
  if (g_hash_table_size (kept->texts) >= MOST_KEPT)
    g_hash_table_remove (kept->texts, g_queue_pop_head (&kept->keys));
  pango = shape (layout, &key);
  own = g_memdup2 (&key, sizeof key);
  g_hash_table_insert (kept->texts, own, g_object_ref (pango));
  g_queue_push_tail (&kept->keys, own);
  return pango;
}

OriChartText
ori_chart_text_new (OriChartLayout *layout, const char *text, double size, gboolean bold,
                    double max_width, int max_lines)
{
  OriChartText out = {0};
  PangoRectangle logical;

  size = MAX (size, ORI_CHART_SMALLEST / layout->scale);
  out.pango = find_shaped (
      layout, (TextKey){.text = ori_chart_text_clean (text),
                        .family = g_strdup (pango_font_description_get_family (layout->font)),
                        .size = size,
                        .max_width = CLAMP (max_width, 0, 1e6),
                        .max_lines = MAX (max_lines, 1),
                        .bold = bold});
  pango_layout_get_extents (out.pango, NULL, &logical);
  out.width = (double)logical.width / PANGO_SCALE;
  out.height = (double)logical.height / PANGO_SCALE;
  out.line = size * (layout->ascent + layout->descent);
  /* One line is as high as its font, even when fonts of other scripts help out: rows stay even. */
  if (pango_layout_get_line_count (out.pango) <= 1) {
    out.height = out.line;
    out.rise = size * layout->ascent - (double)pango_layout_get_baseline (out.pango) / PANGO_SCALE;
  }
  return out;
}

void
ori_chart_text_clear (OriChartText *text)
{
  g_clear_object (&text->pango);
}

/* Lines among themselves; what is kept belongs to others, too. */
static void
align_lines (OriChartText *text, PangoAlignment align)
{
  PangoLayout *own;

  if (pango_layout_get_line_count (text->pango) <= 1 ||
      pango_layout_get_alignment (text->pango) == align)
    return;
  own = pango_layout_copy (text->pango);
  pango_layout_set_alignment (own, align);
  g_object_unref (text->pango);
  text->pango = own;
}

OriPrim *
ori_layout_add_text (OriChartLayout *layout, OriChartText *text, const char *role, double x,
                     double y, double anchor, guint32 rgb)
{
  PangoAlignment align = anchor < 0.25   ? PANGO_ALIGN_LEFT
                         : anchor < 0.75 ? PANGO_ALIGN_CENTER
                                         : PANGO_ALIGN_RIGHT;
  OriPrim prim = {.kind = ORI_PRIM_TEXT, .role = role, .series = -1, .point = -1};
  PangoRectangle logical;

  align_lines (text, align);
  pango_layout_get_extents (text->pango, NULL, &logical);
  prim.box = (OriBox){x - anchor * text->width, y, text->width, text->height};
  prim.x = prim.box.x - (double)logical.x / PANGO_SCALE;
  prim.y = prim.box.y + text->rise;
  prim.fill = rgb;
  prim.fill_alpha = 1;
  prim.halo_rgb = ori_layout_color (layout, ORI_COLOR_BACKGROUND);
  prim.text = g_steal_pointer (&text->pango);
  g_array_append_val (layout->prims, prim);
  return &g_array_index (layout->prims, OriPrim, layout->prims->len - 1);
}

static gboolean
boxes_touch (OriBox a, OriBox b)
{
  /* Lines of text may share the edge of their logical boxes, which is white space. */
  const double slack = 0.5;

  return a.w > 0 && b.w > 0 && a.x < b.x + b.w + ORI_CHART_TEXT_GAP &&
         b.x < a.x + a.w + ORI_CHART_TEXT_GAP && a.y + slack < b.y + b.h && b.y + slack < a.y + a.h;
}

static gboolean
box_leaves (const OriChartLayout *layout, OriBox box)
{
  return box.x < -0.5 || box.y < -0.5 || box.x + box.w > layout->width + 0.5 ||
         box.y + box.h > layout->height + 0.5;
}

gboolean
ori_layout_text_collides (const OriChartLayout *layout, OriBox box)
{
  if (box_leaves (layout, box))
    return TRUE;
  for (guint i = 0; i < layout->prims->len; i++) {
    const OriPrim *prim = &g_array_index (layout->prims, OriPrim, i);

    if (prim->kind == ORI_PRIM_TEXT && boxes_touch (prim->box, box))
      return TRUE;
  }
  return FALSE;
}

guint
ori_chart_layout_violations (const OriChartLayout *layout)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  guint count = 0;

  for (guint i = 0; i < layout->prims->len; i++) {
    OriPrim *prim = &g_array_index (layout->prims, OriPrim, i);

    if (prim->kind == ORI_PRIM_TEXT)
      g_ptr_array_add (texts, prim);
  }
  for (guint i = 0; i < texts->len; i++) {
    const OriPrim *a = g_ptr_array_index (texts, i);

    count += box_leaves (layout, a->box);
    for (guint k = 0; k < i; k++)
      count += boxes_touch (a->box, ((const OriPrim *)g_ptr_array_index (texts, k))->box);
  }
  return count;
}
