/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-docx-private.h"
#include "report/ori-pages-private.h"

#include "core/ori-number.h"
#include "report/ori-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define TWIPS(points) ((int)((points)*20 + 0.5))
#define EMU(points) ((gint64)((points)*12700))
#define PRINT_SCALE 0.9

typedef struct {
  const OriDocument *document;
  GString *xml;
  GPtrArray *parts; /* of OriDocxPart */
  PangoContext *context;
  OriPages *pages; /* the PDF's, for the page numbers of the contents */
  guint n_pictures;
  guint n_numbered;
  guint n_headings;
} Docx;

static void
free_part (gpointer data)
{
  OriDocxPart *part = data;
  g_free (part->name);
  g_bytes_unref (part->content);
  g_free (part);
}

static void
add_part (Docx *docx, const char *name, GBytes *content)
{
  OriDocxPart *part = g_new0 (OriDocxPart, 1);
  part->name = g_strdup (name);
  part->content = content;
  g_ptr_array_add (docx->parts, part);
}

static void
take_text_part (Docx *docx, const char *name, char *text)
{
  add_part (docx, name, g_bytes_new_take (text, strlen (text)));
}

/* A run of text; line breaks and tabs become elements. @properties: inside w:rPr. */
static void
append_run (GString *xml, const char *text, const char *properties)
{
  g_autofree char *clean = ori_report_clean_text (text);
  const char *p = clean;

  g_string_append (xml, "<w:r>");
  if (properties && *properties)
    g_string_append_printf (xml, "<w:rPr>%s</w:rPr>", properties);
  while (TRUE) {
    gsize length = strcspn (p, "\n\t");
    if (length > 0) {
      g_autofree char *piece = g_strndup (p, length);
      g_string_append (xml, "<w:t xml:space=\"preserve\">");
      ori_xml_append (xml, piece);
      g_string_append (xml, "</w:t>");
    }
    if (p[length] == '\0')
      break;
    g_string_append (xml, p[length] == '\n' ? "<w:br/>" : "<w:tab/>");
    p += length + 1;
  }
  g_string_append (xml, "</w:r>");
}

static void
append_paragraph (GString *xml, const char *style, const char *properties, const char *text,
                  const char *run)
{
  g_string_append_printf (xml, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", style,
                          properties ? properties : "");
  append_run (xml, text, run);
  g_string_append (xml, "</w:p>");
}

static void
append_page_break (GString *xml)
{
  g_string_append (xml, "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>");
}

static void
append_field (GString *xml, const char *instruction, const char *result, gboolean dirty)
{
  g_string_append_printf (xml,
                          "<w:r><w:fldChar w:fldCharType=\"begin\"%s/></w:r><w:r>"
                          "<w:instrText xml:space=\"preserve\"> %s </w:instrText></w:r>"
                          "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                          dirty ? " w:dirty=\"true\"" : "", instruction);
  if (result)
    g_string_append_printf (
        xml, "<w:r><w:t>%s</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", result);
}

/* The field is filled here, with the page numbers of the PDF as fields of their own, so that
 * programs which do not update fields on opening show a table of contents as well. */
static void
append_contents (Docx *docx)
{
  GString *xml = docx->xml;
  gboolean first = TRUE;
  guint heading = 0;

  append_paragraph (xml, "TOCHeading", NULL, ori_word ("title.contents"), NULL);
  for (guint i = 0; i < docx->document->items->len; i++) {
    const OriItem *item = g_ptr_array_index (docx->document->items, i);
    g_autofree char *page = NULL, *number = NULL;
    if (item->kind != ORI_ITEM_HEADING)
      continue;
    heading++;
    if (item->level > 2)
      continue;
    g_string_append_printf (xml, "<w:p><w:pPr><w:pStyle w:val=\"TOC%d\"/></w:pPr>", item->level);
    if (first)
      append_field (xml, "TOC \\o &quot;1-2&quot; \\h \\z \\u", NULL, FALSE);
    first = FALSE;
    g_string_append_printf (xml, "<w:hyperlink w:anchor=\"_Toc%u\" w:history=\"1\">", heading);
    append_run (xml, item->text, NULL);
    g_string_append (xml, "<w:r><w:tab/></w:r>");
    page = g_strdup_printf ("PAGEREF _Toc%u \\h", heading);
    number = g_strdup_printf (
        "%u", g_array_index (docx->pages->outline, OriOutlineEntry, heading - 1).page + 1);
    append_field (xml, page, number, TRUE);
    g_string_append (xml, "</w:hyperlink></w:p>");
  }
  if (!first)
    g_string_append (xml, "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>");
}

static gboolean
has_contents (const OriDocument *document)
{
  guint n = 0;
  for (guint i = 0; i < document->items->len; i++)
    n += ((OriItem *)g_ptr_array_index (document->items, i))->kind == ORI_ITEM_HEADING;
  return n >= ORI_MIN_CONTENTS;
}

static void
append_title (Docx *docx, const OriItem *item)
{
  const OriDocument *document = docx->document;
  gboolean first = item == g_ptr_array_index (document->items, 0);
  gboolean contents = first && has_contents (document);
  GString *xml = docx->xml;
  g_autofree char *date = first ? ori_document_date_text (document) : NULL;

  append_paragraph (xml, "Title",
                    contents ? "<w:spacing w:before=\"4400\" w:after=\"0\"/>"
                             : "<w:spacing w:before=\"0\" w:after=\"160\"/>",
                    item->text, contents ? "<w:sz w:val=\"40\"/>" : NULL);
  if (!first)
    return;
  if (document->subtitle && *document->subtitle)
    append_paragraph (xml, "Subtitle", NULL, document->subtitle, NULL);
  if (document->training)
    append_paragraph (xml, "Subtitle", NULL, ori_word ("training.title"), "<w:b/>");
  if (document->author && *document->author)
    append_paragraph (xml, "Subtitle",
                      contents ? "<w:spacing w:before=\"3600\" w:after=\"0\"/>" : NULL,
                      document->author, NULL);
  if (date)
    append_paragraph (xml, "Subtitle", "<w:spacing w:before=\"60\" w:after=\"160\"/>", date, NULL);
  if (contents) {
    append_page_break (xml);
    append_contents (docx);
    append_page_break (xml);
  }
}

static void
append_heading (Docx *docx, const OriItem *item)
{
  guint n = ++docx->n_headings;

  g_string_append_printf (docx->xml,
                          "<w:p><w:pPr><w:pStyle w:val=\"Heading%d\"/></w:pPr>"
                          "<w:bookmarkStart w:id=\"%u\" w:name=\"_Toc%u\"/>",
                          item->level, n, n);
  append_run (docx->xml, item->text, NULL);
  g_string_append_printf (docx->xml, "<w:bookmarkEnd w:id=\"%u\"/></w:p>", n);
}

static void
append_list (Docx *docx, const OriItem *item)
{
  guint id = item->numbered ? ++docx->n_numbered + 1 : 1;
  g_autofree char *properties =
      g_strdup_printf ("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"%u\"/></w:numPr>"
                       "<w:ind w:left=\"1129\" w:hanging=\"420\"/>",
                       id);

  for (guint i = 0; i < item->items->len; i++)
    append_paragraph (docx->xml, "ListParagraph", properties, g_ptr_array_index (item->items, i),
                      NULL);
}

/* --- Tables --- */

static void
append_cell_start (GString *xml, double width, guint span, const char *merge, const char *fill)
{
  g_string_append_printf (xml, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>", TWIPS (width));
  if (span > 1)
    g_string_append_printf (xml, "<w:gridSpan w:val=\"%u\"/>", span);
  if (merge)
    g_string_append_printf (xml, "<w:vMerge w:val=\"%s\"/>", merge);
  if (fill)
    g_string_append_printf (xml, "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"%s\"/>", fill);
  g_string_append (xml, "<w:vAlign w:val=\"center\"/></w:tcPr>");
}

static void
append_head_rows (GString *xml, const OriItem *item, const double *widths, const char *run)
{
  gboolean bands = ori_item_has_bands (item);

  for (int r = 0; r < (bands ? 2 : 1); r++) {
    g_string_append (xml, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (guint c = 0; c < item->columns->len; c++) {
      const OriReportColumn *column = &g_array_index (item->columns, OriReportColumn, c);
      guint last = bands && r == 0 ? ori_item_band_end (item, c) : c;
      double width = 0;
      for (guint i = c; i <= last; i++)
        width += widths[i];
      append_cell_start (xml, width, last - c + 1,
                         bands && !column->band ? (r == 0 ? "restart" : "continue") : NULL, NULL);
      append_paragraph (xml, "TableHead", NULL,
                        bands && r == 0 && column->band           ? column->band
                        : bands && r == 1 && column->band == NULL ? ""
                                                                  : column->header,
                        run);
      g_string_append (xml, "</w:tc>");
      c = last;
    }
    g_string_append (xml, "</w:tr>");
  }
}

static void
append_cell (GString *xml, const OriItem *item, guint row, guint column, double width, double size)
{
  const OriReportCell *cell = ori_item_cell (item, row, column);
  gboolean numeric = g_array_index (item->columns, OriReportColumn, column).numeric;
  gboolean bold = (cell && cell->bold) || ori_item_is_total (item, row);
  g_autofree char *value = cell ? ori_report_cell_text (cell) : g_strdup ("");
  g_autofree char *text = NULL, *fill = NULL;
  g_autofree char *run = g_strdup_printf ("%s<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/>",
                                          bold ? "<w:b/>" : "", (int)(size * 2), (int)(size * 2));

  if (cell && cell->group >= 0) {
    guint32 mark, ink, tint;
    ori_palette_group (ORI_PALETTE_LIGHT, (guint)MAX (cell->n_groups, 1), (guint)cell->group, &mark,
                       &ink, &tint);
    fill = g_strdup_printf ("%06X", tint & 0xffffff);
  }
  if (fill != NULL && !numeric)
    text = g_strdup_printf (
        "%s %s", ori_group_symbol ((guint)MAX (cell->n_groups, 1), (guint)cell->group), value);
  else
    text = g_strdup (value);
  append_cell_start (xml, width, 1, NULL, fill);
  append_paragraph (xml, "TableText", numeric ? "<w:jc w:val=\"right\"/>" : NULL, text, run);
  g_string_append (xml, "</w:tc>");
}

static void
append_table (Docx *docx, const OriItem *item)
{
  GString *xml = docx->xml;
  guint n = item->columns->len;
  double size = 11;
  g_autofree double *widths = ori_table_widths (docx->context, item, ORI_TEXT_WIDTH, &size);
  g_autofree char *caption = ori_item_caption (item);
  g_autofree char *head_run =
      g_strdup_printf ("<w:sz w:val=\"%d\"/>", (int)(MIN (size - 1, 10) * 2));

  append_paragraph (xml, "Caption", NULL, caption, NULL);
  if (n == 0)
    return;
  g_string_append_printf (
      xml,
      "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>"
      "<w:top w:val=\"single\" w:sz=\"6\" w:color=\"262626\"/>"
      "<w:left w:val=\"single\" w:sz=\"6\" w:color=\"262626\"/>"
      "<w:bottom w:val=\"single\" w:sz=\"6\" w:color=\"262626\"/>"
      "<w:right w:val=\"single\" w:sz=\"6\" w:color=\"262626\"/>"
      "<w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/>"
      "<w:insideV w:val=\"single\" w:sz=\"4\" w:color=\"808080\"/></w:tblBorders>"
      "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
      TWIPS (ORI_TEXT_WIDTH));
  for (guint i = 0; i < n; i++)
    g_string_append_printf (xml, "<w:gridCol w:w=\"%d\"/>", TWIPS (widths[i]));
  g_string_append (xml, "</w:tblGrid>");
  append_head_rows (xml, item, widths, head_run);
  for (guint r = 0; r < item->rows->len; r++) {
    g_string_append (xml, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for (guint c = 0; c < n; c++)
      append_cell (xml, item, r, c, widths[c], size);
    g_string_append (xml, "</w:tr>");
  }
  g_string_append (xml, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr></w:p>");
}

/* --- Pictures --- */

static gboolean
append_chart (Docx *docx, const OriItem *item, GError **error)
{
  double width, height;
  guint n = ++docx->n_pictures;
  g_autofree char *caption = ori_item_caption (item);
  g_autofree char *name = g_strdup_printf ("word/media/image%u.png", n);
  g_autofree char *description = ori_chart_describe (item->chart);
  GString *xml = docx->xml;
  GBytes *picture;

  ori_item_chart_size (item, &width, &height);
  picture = ori_chart_to_png (item->chart, ORI_PALETTE_LIGHT, width / PRINT_SCALE,
                              height / PRINT_SCALE, 2.5, error);
  if (picture == NULL)
    return FALSE;
  add_part (docx, name, picture);
  g_string_append_printf (xml,
                          "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr><w:r><w:drawing>"
                          "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
                          "<wp:extent cx=\"%" G_GINT64_FORMAT "\" cy=\"%" G_GINT64_FORMAT "\"/>"
                          "<wp:docPr id=\"%u\" name=\"Figure %u\" descr=\"",
                          EMU (width), EMU (height), n, n);
  ori_xml_append (xml, description);
  g_string_append_printf (
      xml,
      "\"/><a:graphic><a:graphicData "
      "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
      "<pic:cNvPr id=\"%u\" name=\"image%u.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
      "<a:blip r:embed=\"rIdPic%u\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
      "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" G_GINT64_FORMAT
      "\" cy=\"%" G_GINT64_FORMAT "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
      "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
      n, n, n, EMU (width), EMU (height));
  append_paragraph (xml, "FigureCaption", NULL, caption, NULL);
  return TRUE;
}

static gboolean
append_item (Docx *docx, const OriItem *item, GError **error)
{
  switch (item->kind) {
  case ORI_ITEM_TITLE:
    append_title (docx, item);
    break;
  case ORI_ITEM_HEADING:
    append_heading (docx, item);
    break;
  case ORI_ITEM_PARAGRAPH:
    append_paragraph (docx->xml, "BodyText", NULL, item->text, NULL);
    break;
  case ORI_ITEM_NOTE:
    append_paragraph (docx->xml, "Note", NULL, item->text, NULL);
    break;
  case ORI_ITEM_LIST:
    append_list (docx, item);
    break;
  case ORI_ITEM_TABLE:
    append_table (docx, item);
    break;
  case ORI_ITEM_CHART:
    return append_chart (docx, item, error);
  case ORI_ITEM_PAGE_BREAK:
    append_page_break (docx->xml);
    break;
  }
  return TRUE;
}

static void
append_section (Docx *docx)
{
  g_string_append (docx->xml, "<w:sectPr>");
  if (docx->document->training)
    g_string_append (docx->xml, "<w:headerReference w:type=\"default\" r:id=\"rId5\"/>");
  g_string_append_printf (docx->xml,
                          "<w:footerReference w:type=\"default\" r:id=\"rId4\"/>"
                          "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
                          "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" "
                          "w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>%s</w:sectPr>",
                          TWIPS (ORI_MARGIN_TOP), TWIPS (ORI_MARGIN_RIGHT),
                          TWIPS (ORI_MARGIN_BOTTOM), TWIPS (ORI_MARGIN_LEFT),
                          has_contents (docx->document) ? "<w:titlePg/>" : "");
}

static gboolean
build_body (Docx *docx, const OriProgress *progress, GCancellable *cancellable, GError **error)
{
  const GPtrArray *items = docx->document->items;

  g_string_append (
      docx->xml,
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
      "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
      "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
      "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
      "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
      "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\n");
  for (guint i = 0; i < items->len; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    ori_progress_report (progress, 0.9 * i / items->len, _ ("Writing the document"));
    if (!append_item (docx, g_ptr_array_index (items, i), error))
      return FALSE;
    g_string_append_c (docx->xml, '\n');
  }
  append_section (docx);
  g_string_append (docx->xml, "</w:body></w:document>");
  return TRUE;
}

static void
add_fixed_parts (Docx *docx)
{
  gboolean header = docx->document->training;

  take_text_part (docx, "_rels/.rels", ori_docx_root_rels ());
  take_text_part (docx, "docProps/core.xml", ori_docx_core (docx->document));
  take_text_part (docx, "word/styles.xml", ori_docx_styles ());
  take_text_part (docx, "word/settings.xml", g_strdup (ori_docx_settings ()));
  take_text_part (docx, "word/numbering.xml", ori_docx_numbering (docx->n_numbered));
  take_text_part (docx, "word/footer1.xml", ori_docx_footer ());
  if (header)
    take_text_part (docx, "word/header1.xml", ori_docx_header (ori_word ("training.header")));
  take_text_part (docx, "word/_rels/document.xml.rels",
                  ori_docx_document_rels (docx->n_pictures, header));
}

gboolean
ori_document_write_docx (const OriDocument *document, const char *path, const OriProgress *progress,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (free_part);
  g_autoptr (GBytes) package = NULL;
  OriProgress layout = ori_progress_part (progress, 0, 0.3);
  OriProgress rest = ori_progress_part (progress, 0.3, 1);
  g_autoptr (OriPages) pages = ori_pages_new_full (document, &layout, cancellable, error);
  Docx docx = {document, g_string_new (NULL), parts, NULL, pages};
  gboolean built;
  gsize length;
  const void *data;

  if (pages == NULL) {
    g_string_free (docx.xml, TRUE);
    return FALSE;
  }
  docx.context = pages->context;
  /* The first part of the package tells what it is. */
  take_text_part (&docx, "[Content_Types].xml", ori_docx_content_types (document->training));
  built = build_body (&docx, &rest, cancellable, error);
  if (!built) {
    g_string_free (docx.xml, TRUE);
    return FALSE;
  }
  take_text_part (&docx, "word/document.xml", g_string_free (docx.xml, FALSE));
  add_fixed_parts (&docx);
  package = ori_docx_pack (parts, error);
  if (package == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  data = g_bytes_get_data (package, &length);
  if (!ori_report_write_bytes (path, data, length, error))
    return FALSE;
  ori_progress_report (progress, 1, NULL);
  return TRUE;
}
