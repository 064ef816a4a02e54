/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-pages-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TOP ORI_MARGIN_TOP
#define BOTTOM (ORI_PAGE_HEIGHT - ORI_MARGIN_BOTTOM)
#define BODY_SIZE 14.0
#define LINE_SPACING 1.5
#define LEAST_SQUEEZE 0.78 /* of its height a figure may lose the rest to stay on the page */
#define LEAST_BELOW 8      /* a heading, before what it brings to the next page */
#define LAST_LINE (BODY_SIZE * 1.15 * (LINE_SPACING - 1)) /* Pango spaces lines, not paragraphs */

/* Breaks items into pages; y is where the next block goes. */
typedef struct {
  OriPages *pages;
  GPtrArray *target; /* of GPtrArray of OriBlock: the pages being filled */
  double y;
  double kept;     /* what must still fit behind a block on the page: headings stay with text */
  guint text_page; /* where the last text began */
} Breaker;

static void
free_block (gpointer data)
{
  OriBlock *block = data;
  g_clear_object (&block->layout);
  g_clear_pointer (&block->chart, ori_chart_layout_free);
  g_free (block->destination);
  g_free (block->link);
  g_free (block);
}

static void
clear_entry (gpointer data)
{
  OriOutlineEntry *entry = data;
  g_free (entry->text);
  g_free (entry->destination);
}

static GPtrArray *
current_page (Breaker *b)
{
  return g_ptr_array_index (b->target, b->target->len - 1);
}

static void
new_page (Breaker *b)
{
  g_ptr_array_add (b->target, g_ptr_array_new_with_free_func (free_block));
  b->y = TOP;
}

static gboolean
page_is_empty (Breaker *b)
{
  return current_page (b)->len == 0;
}

static OriBlock *
add_block (Breaker *b, OriBlockKind kind, double x, double width, double height)
{
  OriBlock *block = g_new0 (OriBlock, 1);
  block->kind = kind;
  block->x = x;
  block->y = b->y;
  block->width = width;
  block->height = height;
  g_ptr_array_add (current_page (b), block);
  b->y += height;
  return block;
}

static void
add_space (Breaker *b, double space)
{
  if (!page_is_empty (b))
    b->y += space;
}

/* Tops of the lines, one more than there are lines: the last is the height. */
static double *
line_tops (PangoLayout *layout, int *n)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double *tops;
  int i = 0, y0, y1 = 0;

  *n = pango_layout_get_line_count (layout);
  tops = g_new0 (double, *n + 1);
  do {
    pango_layout_iter_get_line_yrange (iter, &y0, &y1);
    tops[i++] = y0 / (double)PANGO_SCALE;
  } while (i < *n && pango_layout_iter_next_line (iter));
  tops[*n] = y1 / (double)PANGO_SCALE;
  pango_layout_iter_free (iter);
  return tops;
}

/* The number of lines from @first that fit into @room, with two lines at least on either side of a
 * break. */
static int
lines_that_fit (const double *tops, int n, int first, double room)
{
  int last = first;

  while (last < n && tops[last + 1] - tops[first] <= room + 0.01)
    last++;
  if (last < n && n - last < 2)
    last = n - 2;
  if (last < n && last - first < 2)
    last = first;
  return MAX (last, first) - first;
}

/* Places a text, broken over pages when needed; takes @layout. The first block is returned. */
static OriBlock *
add_text (Breaker *b, PangoLayout *layout, double x, const char *tag, gboolean keep_whole)
{
  int n, first = 0;
  g_autofree double *tops = line_tops (layout, &n);
  OriBlock *head = NULL;

  while (first < n) {
    double room = BOTTOM - b->y - (first == 0 && keep_whole ? b->kept : 0);
    int count = lines_that_fit (tops, n, first, room);
    OriBlock *block;
    if (keep_whole && count < n - first && !page_is_empty (b))
      count = 0;
    if (count == 0 && !page_is_empty (b)) {
      new_page (b);
      continue;
    }
    count = MAX (count, 1);
    block = add_block (b, ORI_BLOCK_TEXT, x, 0, tops[first + count] - tops[first]);
    block->layout = g_object_ref (layout);
    block->line1 = first;
    block->line2 = first + count;
    block->tag = tag;
    if (head == NULL) {
      head = block;
      b->text_page = b->target->len - 1;
    }
    first += count;
    if (first < n)
      new_page (b);
  }
  b->kept = 0;
  g_object_unref (layout);
  return head;
}

static PangoLayout *
paper_layout (Breaker *b, const char *text, double size, gboolean bold, double width)
{
  return ori_paper_layout_new (b->pages->context, text, size, bold, width);
}

static void
add_paragraph (Breaker *b, const char *text, double size, double spacing)
{
  PangoLayout *layout = paper_layout (b, text, size, FALSE, ORI_TEXT_WIDTH);

  pango_layout_set_line_spacing (layout, (float)spacing);
  pango_layout_set_indent (layout, (int)(ORI_INDENT * PANGO_SCALE));
  pango_layout_set_justify (layout, TRUE);
  add_text (b, layout, ORI_MARGIN_LEFT, "P", FALSE);
  b->y += LAST_LINE;
}

static void
add_note (Breaker *b, const char *text)
{
  PangoLayout *layout = paper_layout (b, text, 10, FALSE, ORI_TEXT_WIDTH);

  add_space (b, 2);
  pango_layout_set_justify (layout, TRUE);
  add_text (b, layout, ORI_MARGIN_LEFT, "P", FALSE);
  add_space (b, 4);
}

static void
add_list (Breaker *b, const OriItem *item)
{
  double gap = item->numbered ? 26 : 16;

  for (guint i = 0; i < item->items->len; i++) {
    g_autofree char *mark = item->numbered ? g_strdup_printf ("%u)", i + 1) : g_strdup ("–");
    PangoLayout *layout = paper_layout (b, g_ptr_array_index (item->items, i), BODY_SIZE, FALSE,
                                        ORI_TEXT_WIDTH - ORI_INDENT - gap);
    OriBlock *text, *label;

    pango_layout_set_line_spacing (layout, LINE_SPACING);
    pango_layout_set_justify (layout, TRUE);
    text = add_text (b, layout, ORI_MARGIN_LEFT + ORI_INDENT + gap, "P", FALSE);
    /* The mark stands on the page where its text begins. */
    label = g_new0 (OriBlock, 1);
    label->x = ORI_MARGIN_LEFT + ORI_INDENT;
    label->y = text->y;
    label->layout = paper_layout (b, mark, BODY_SIZE, FALSE, 0);
    pango_layout_set_line_spacing (label->layout, LINE_SPACING);
    label->line2 = 1;
    label->tag = "P";
    g_ptr_array_add (g_ptr_array_index (b->target, b->text_page), label);
    b->y += LAST_LINE;
  }
}

static int
heading_level (const OriItem *item)
{
  return CLAMP (item->level, 1, 3);
}

static PangoLayout *
heading_layout (Breaker *b, const OriItem *item)
{
  static const double sizes[] = {16, 14, 14};
  return paper_layout (b, item->text, sizes[heading_level (item) - 1], TRUE,
                       ORI_TEXT_WIDTH - ORI_INDENT);
}

static double
space_above (const OriItem *item)
{
  return heading_level (item) == 1 ? 20 : 12;
}

static double
space_below (const OriItem *item)
{
  return heading_level (item) == 1 ? 8 : 4;
}

/* Headings that follow each other stay together, and with the first two lines of their text. */
static double
kept_behind (Breaker *b, guint index)
{
  const GPtrArray *items = b->pages->document->items;
  double kept = 2 * BODY_SIZE * 1.15 * LINE_SPACING + 8;

  for (guint i = index + 1; i < items->len; i++) {
    const OriItem *next = g_ptr_array_index (items, i);
    g_autoptr (PangoLayout) layout = NULL;
    int height;
    if (next->kind != ORI_ITEM_HEADING)
      break;
    layout = heading_layout (b, next);
    pango_layout_get_size (layout, NULL, &height);
    kept += space_above (next) + (double)height / PANGO_SCALE + space_below (next);
  }
  return kept;
}

static void
add_heading (Breaker *b, guint index)
{
  static const char *const tags[] = {"H1", "H2", "H3"};
  const OriItem *item = g_ptr_array_index (b->pages->document->items, index);
  int level = heading_level (item);
  OriOutlineEntry entry = {g_strdup (item->text), level, 0, NULL};
  OriBlock *block;

  add_space (b, space_above (item));
  b->kept = kept_behind (b, index);
  block =
      add_text (b, heading_layout (b, item), ORI_MARGIN_LEFT + ORI_INDENT, tags[level - 1], TRUE);
  entry.page = b->target->len - 1;
  entry.destination = g_strdup_printf ("h%u", b->pages->outline->len + 1);
  if (block)
    block->destination = g_strdup (entry.destination);
  g_array_append_val (b->pages->outline, entry);
  b->y += space_below (item);
}

static void
add_caption (Breaker *b, const char *text, gboolean centred, double kept)
{
  PangoLayout *layout = paper_layout (b, text, 12.5, FALSE, ORI_TEXT_WIDTH);

  if (centred)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  b->kept = kept;
  add_text (b, layout, ORI_MARGIN_LEFT, "Caption", TRUE);
}

static double
rows_height (const OriTableShape *shape, guint from, guint to)
{
  double height = 0;
  for (guint i = from; i < to && i < shape->rows->len; i++)
    height += ((OriTableRow *)g_ptr_array_index (shape->rows, i))->height;
  return height;
}

static gboolean
is_heading (const OriBlock *block)
{
  return block->tag != NULL && block->tag[0] == 'H';
}

/* What went to a new page takes the headings with it that are left alone at the foot of @page. */
static void
bring_headings (Breaker *b, GPtrArray *page)
{
  GPtrArray *here = current_page (b);
  guint n = 0;
  double top, shift;

  if (here == page)
    return;
  while (n < page->len && is_heading (g_ptr_array_index (page, page->len - 1 - n)))
    n++;
  if (n == 0 || n == page->len)
    return;
  top = ((OriBlock *)g_ptr_array_index (page, page->len - n))->y - TOP;
  shift = BOTTOM;
  for (guint i = 0; i < n; i++) {
    OriBlock *block = g_ptr_array_steal_index (page, page->len - 1);
    guint entry = b->pages->outline->len - 1 - i;

    block->y -= top;
    shift = i == 0 ? block->y + block->height + LEAST_BELOW - TOP : shift;
    g_ptr_array_insert (here, 0, block);
    g_array_index (b->pages->outline, OriOutlineEntry, entry).page = b->target->len - 1;
  }
  for (guint i = n; i < here->len; i++)
    ((OriBlock *)g_ptr_array_index (here, i))->y += shift;
  b->y += shift;
}

static void
add_table (Breaker *b, const OriItem *item)
{
  OriTableShape *shape = ori_table_shape_new (b->pages->context, item, BOTTOM - TOP - 40);
  double head = ori_table_shape_head_height (shape);
  g_autofree char *caption = ori_item_caption (item);
  guint n = shape->rows->len, from = 0;
  GPtrArray *page = current_page (b);

  g_ptr_array_add (b->pages->shapes, shape);
  if (item->columns->len == 0)
    return;
  add_space (b, 10);
  add_caption (b, caption, FALSE, MIN (head + rows_height (shape, 0, 3) + 4, BOTTOM - TOP - 60));
  bring_headings (b, page);
  b->y += 3;
  do {
    OriBlock *block;
    guint to = from;
    while (to < n && b->y + head + rows_height (shape, from, to + 1) <= BOTTOM)
      to++;
    /* A single row is not worth a page of its own. */
    if (to < n && n - to == 1 && to - from > 2)
      to--;
    if (to == from && from < n)
      to = from + 1;
    block = add_block (b, ORI_BLOCK_TABLE, ORI_MARGIN_LEFT, ORI_TEXT_WIDTH,
                       head + rows_height (shape, from, to));
    block->table = shape;
    block->row1 = from;
    block->row2 = to;
    from = to;
    if (from < n) {
      g_autofree char *number = ori_number_format (item->number, 0);
      g_autofree char *more = ori_word_format ("caption.continued", "number", number, NULL);
      new_page (b);
      add_caption (b, more, FALSE, 0);
      b->y += 3;
    }
  } while (from < n);
  b->y += 10;
}

static void
add_chart (Breaker *b, const OriItem *item)
{
  g_autofree char *caption = ori_item_caption (item);
  PangoLayout *text = paper_layout (b, caption, 12.5, FALSE, ORI_TEXT_WIDTH);
  PangoRectangle logical;
  double width, height, below, room;
  OriBlock *block;

  pango_layout_get_extents (text, NULL, &logical);
  below = logical.height / (double)PANGO_SCALE + 8;
  g_object_unref (text);
  ori_item_chart_size (item, &width, &height);
  height = MIN (height, BOTTOM - TOP - below);
  add_space (b, 8);
  room = BOTTOM - b->y - below;
  if (height > room && room > height * LEAST_SQUEEZE)
    height = room;
  else if (height > room)
    new_page (b);
  block =
      add_block (b, ORI_BLOCK_CHART, ORI_MARGIN_LEFT + (ORI_TEXT_WIDTH - width) / 2, width, height);
  block->item = item;
  block->chart = ori_chart_layout_new (item->chart, ORI_PALETTE_LIGHT, NULL, width, height, 0.9);
  b->y += 4;
  add_caption (b, caption, TRUE, 0);
  b->y += 10;
}

static void
add_centred (Breaker *b, const char *text, double size, gboolean bold, const char *tag)
{
  PangoLayout *layout = paper_layout (b, text, size, bold, ORI_TEXT_WIDTH);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_line_spacing (layout, 1.15F);
  add_text (b, layout, ORI_MARGIN_LEFT, tag, FALSE);
}

/* The title: on a page of its own when a table of contents follows. */
static void
add_title (Breaker *b, const OriItem *item, gboolean whole_page)
{
  const OriDocument *document = b->pages->document;
  g_autofree char *date = ori_document_date_text (document);
  gboolean first = item == g_ptr_array_index (document->items, 0);

  if (whole_page)
    b->y = ORI_PAGE_HEIGHT * 0.3;
  add_centred (b, item->text, whole_page ? 20 : 16, TRUE, "H1");
  b->y += 14;
  if (!first)
    return;
  if (document->subtitle && *document->subtitle)
    add_centred (b, document->subtitle, 14, FALSE, "P");
  if (document->training) {
    b->y += 14;
    add_centred (b, ori_word ("training.title"), 14, TRUE, "P");
  }
  if (whole_page)
    b->y = MAX (b->y + 20, BOTTOM - 70);
  else
    b->y += 8;
  if (document->author && *document->author)
    add_centred (b, document->author, 12.5, FALSE, "P");
  if (date)
    add_centred (b, date, 12.5, FALSE, "P");
  b->y += 10;
}

static void
add_contents (Breaker *b, guint pages_before)
{
  new_page (b);
  add_centred (b, ori_word ("title.contents"), 16, TRUE, "P");
  b->y += 10;
  for (guint i = 0; i < b->pages->outline->len; i++) {
    OriOutlineEntry *entry = &g_array_index (b->pages->outline, OriOutlineEntry, i);
    double indent = (entry->level - 1) * 16;
    g_autofree char *number = g_strdup_printf ("%u", entry->page + pages_before + 1);
    PangoLayout *page = paper_layout (b, number, 12.5, FALSE, 40);
    PangoRectangle last;
    OriBlock *text, *leader;

    if (entry->level > 2) {
      g_object_unref (page);
      continue;
    }
    text = add_text (b, paper_layout (b, entry->text, 12.5, FALSE, ORI_TEXT_WIDTH - indent - 50),
                     ORI_MARGIN_LEFT + indent, "P", TRUE);
    text->link = g_strdup (entry->destination);
    pango_layout_line_get_extents (
        pango_layout_get_line_readonly (text->layout,
                                        pango_layout_get_line_count (text->layout) - 1),
        NULL, &last);
    b->y -= last.height / (double)PANGO_SCALE;
    leader =
        add_block (b, ORI_BLOCK_LEADER, text->x + (last.x + last.width) / (double)PANGO_SCALE + 4,
                   0, last.height / (double)PANGO_SCALE);
    leader->width = ORI_PAGE_WIDTH - ORI_MARGIN_RIGHT - 24 - leader->x;
    b->y -= leader->height;
    pango_layout_set_alignment (page, PANGO_ALIGN_RIGHT);
    add_text (b, page, ORI_PAGE_WIDTH - ORI_MARGIN_RIGHT - 40, "P", FALSE);
    b->y += 4;
  }
}

static void
add_item (Breaker *b, guint index)
{
  const OriItem *item = g_ptr_array_index (b->pages->document->items, index);

  switch (item->kind) {
  case ORI_ITEM_TITLE:
    add_title (b, item, FALSE);
    break;
  case ORI_ITEM_HEADING:
    add_heading (b, index);
    break;
  case ORI_ITEM_PARAGRAPH:
    add_paragraph (b, item->text, BODY_SIZE, LINE_SPACING);
    break;
  case ORI_ITEM_NOTE:
    add_note (b, item->text);
    break;
  case ORI_ITEM_LIST:
    add_list (b, item);
    break;
  case ORI_ITEM_TABLE:
    add_table (b, item);
    break;
  case ORI_ITEM_CHART:
    add_chart (b, item);
    break;
  case ORI_ITEM_PAGE_BREAK:
    if (!page_is_empty (b))
      new_page (b);
    break;
  }
}

static guint
count_headings (const OriDocument *document)
{
  guint n = 0;
  for (guint i = 0; i < document->items->len; i++)
    n += ((OriItem *)g_ptr_array_index (document->items, i))->kind == ORI_ITEM_HEADING;
  return n;
}

/* The title page and the contents are measured once to know their number of pages and laid out
 * again with the right page numbers. */
static void
lay_out_front (OriPages *pages)
{
  g_autoptr (GPtrArray) body = g_steal_pointer (&pages->pages);
  guint n_front = 0;

  for (int pass = 0; pass < 2; pass++) {
    Breaker front = {pages, g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref)};
    new_page (&front);
    add_title (&front, g_ptr_array_index (pages->document->items, 0), TRUE);
    add_contents (&front, n_front);
    n_front = front.target->len;
    g_clear_pointer (&pages->pages, g_ptr_array_unref);
    pages->pages = front.target;
  }
  for (guint i = 0; i < body->len; i++)
    g_ptr_array_add (pages->pages, g_ptr_array_ref (g_ptr_array_index (body, i)));
  for (guint i = 0; i < pages->outline->len; i++)
    g_array_index (pages->outline, OriOutlineEntry, i).page += n_front;
}

OriPages *
ori_pages_new_full (const OriDocument *document, const OriProgress *progress,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (OriPages) pages = g_new0 (OriPages, 1);
  gboolean front = count_headings (document) >= ORI_MIN_CONTENTS;
  Breaker b = {pages};

  pages->document = document;
  pages->context = ori_paper_context_new ();
  pages->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  pages->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify)ori_table_shape_free);
  pages->outline = g_array_new (FALSE, TRUE, sizeof (OriOutlineEntry));
  g_array_set_clear_func (pages->outline, clear_entry);
  b.target = pages->pages;
  new_page (&b);
  for (guint i = front ? 1 : 0; i < document->items->len; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    ori_progress_report (progress, i / (double)document->items->len, _ ("Laying out pages"));
    add_item (&b, i);
  }
  if (front)
    lay_out_front (pages);
  return g_steal_pointer (&pages);
}

OriPages *
ori_pages_new (const OriDocument *document)
{
  return ori_pages_new_full (document, NULL, NULL, NULL);
}

guint
ori_pages_count (const OriPages *pages)
{
  return pages->pages->len;
}

gboolean
ori_pages_heading (const OriPages *pages, guint index, const char **text, int *level, guint *page)
{
  const OriOutlineEntry *entry;

  if (index >= pages->outline->len)
    return FALSE;
  entry = &g_array_index (pages->outline, OriOutlineEntry, index);
  *text = entry->text;
  *level = entry->level;
  *page = entry->page;
  return TRUE;
}

void
ori_pages_free (OriPages *pages)
{
  if (pages == NULL)
    return;
  g_clear_pointer (&pages->pages, g_ptr_array_unref);
  g_clear_pointer (&pages->shapes, g_ptr_array_unref);
  g_clear_pointer (&pages->outline, g_array_unref);
  g_clear_object (&pages->context);
  g_free (pages);
}
