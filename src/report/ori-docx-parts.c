/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/ori-docx-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <zip.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W_NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define OOXML "application/vnd.openxmlformats-officedocument.wordprocessingml"

void
ori_xml_append (GString *xml, const char *text)
{
  g_autofree char *clean = ori_report_clean_text (text);

  for (const char *p = clean; *p; p++) {
    switch (*p) {
    case '&':
      g_string_append (xml, "&amp;");
      break;
    case '<':
      g_string_append (xml, "&lt;");
      break;
    case '>':
      g_string_append (xml, "&gt;");
      break;
    case '"':
      g_string_append (xml, "&quot;");
      break;
    default:
      g_string_append_c (xml, *p);
    }
  }
}

#define SINGLE "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>"
#define CENTRED "<w:jc w:val=\"center\"/>"
#define KEEP "<w:keepNext/><w:keepLines/>"
#define SPACING(before, after) "<w:spacing w:before=\"" before "\" w:after=\"" after "\"/>"
#define CONTENTS_TAB "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9355\"/></w:tabs>"

/* Paragraph styles: identifier, name, the style it is based on, the style that follows, paragraph
 * and run properties. */
static const char *const styles[][6] = {
    {"BodyText", "Body Text", "Normal", "BodyText",
     "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"360\" w:lineRule=\"auto\"/>"
     "<w:ind w:firstLine=\"709\"/><w:jc w:val=\"both\"/>",
     ""},
    {"Title", "Title", "Normal", "BodyText", SINGLE CENTRED, "<w:b/><w:sz w:val=\"36\"/>"},
    {"Subtitle", "Subtitle", "Normal", "BodyText", SPACING ("240", "0") CENTRED, ""},
    {"Heading1", "heading 1", "Normal", "BodyText",
     KEEP SPACING ("400", "160") "<w:ind w:left=\"709\"/><w:outlineLvl w:val=\"0\"/>",
     "<w:b/><w:sz w:val=\"32\"/>"},
    {"Heading2", "heading 2", "Normal", "BodyText",
     KEEP SPACING ("240", "80") "<w:ind w:left=\"709\"/><w:outlineLvl w:val=\"1\"/>", "<w:b/>"},
    {"Heading3", "heading 3", "Normal", "BodyText",
     KEEP SPACING ("240", "80") "<w:ind w:left=\"709\"/><w:outlineLvl w:val=\"2\"/>",
     "<w:b/><w:i/>"},
    {"TOCHeading", "TOC Heading", "Normal", "BodyText", SPACING ("0", "200") CENTRED,
     "<w:b/><w:sz w:val=\"32\"/>"},
    {"TOC1", "toc 1", "Normal", "Normal", CONTENTS_TAB SPACING ("80", "0"), "<w:sz w:val=\"25\"/>"},
    {"TOC2", "toc 2", "Normal", "Normal",
     CONTENTS_TAB SPACING ("40", "0") "<w:ind w:left=\"320\"/>", "<w:sz w:val=\"25\"/>"},
    {"Caption", "caption", "Normal", "BodyText", "<w:keepNext/>" SPACING ("200", "60"),
     "<w:sz w:val=\"25\"/>"},
    {"FigureCaption", "Figure Caption", "Normal", "BodyText", SPACING ("80", "200") CENTRED,
     "<w:sz w:val=\"25\"/>"},
    {"Figure", "Figure", "Normal", "FigureCaption", "<w:keepNext/>" SPACING ("160", "0") CENTRED,
     ""},
    {"TableText", "Table Text", "Normal", "TableText", SINGLE, "<w:sz w:val=\"22\"/>"},
    {"TableHead", "Table Head", "TableText", "TableText", "<w:keepNext/>" CENTRED,
     "<w:sz w:val=\"20\"/>"},
    {"Note", "Note", "Normal", "BodyText", SPACING ("60", "80") "<w:jc w:val=\"both\"/>",
     "<w:sz w:val=\"20\"/>"},
    {"ListParagraph", "List Paragraph", "BodyText", "ListParagraph", "<w:ind w:firstLine=\"0\"/>",
     ""},
    {"Header", "header", "Normal", "Header", SINGLE "<w:jc w:val=\"right\"/>",
     "<w:sz w:val=\"20\"/>"},
    {"Footer", "footer", "Normal", "Footer", SINGLE CENTRED, "<w:sz w:val=\"24\"/>"},
};

char *
ori_docx_styles (void)
{
  GString *xml = g_string_new (
      XML "<w:styles " W_NS "><w:docDefaults><w:rPrDefault><w:rPr>"
          "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" "
          "w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>"
          "<w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"
          "<w:lang w:val=\"ru-RU\" w:eastAsia=\"ru-RU\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
          "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>\n"
          "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
          "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
          "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
          "<w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>"
          "<w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/>"
          "</w:tblCellMar></w:tblPr></w:style>\n");

  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    g_string_append_printf (xml,
                            "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
                            "<w:basedOn w:val=\"%s\"/><w:next w:val=\"%s\"/><w:qFormat/>"
                            "<w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>\n",
                            styles[i][0], styles[i][1], styles[i][2], styles[i][3], styles[i][4],
                            styles[i][5]);
  g_string_append (xml, "</w:styles>");
  return g_string_free (xml, FALSE);
}

const char *
ori_docx_settings (void)
{
  return XML "<w:settings " W_NS "><w:zoom w:percent=\"100\"/>"
             "<w:defaultTabStop w:val=\"709\"/>"
             "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
             "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
             "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
             "<w:themeFontLang w:val=\"ru-RU\"/><w:decimalSymbol w:val=\",\"/>"
             "<w:listSeparator w:val=\";\"/></w:settings>";
}

char *
ori_docx_content_types (gboolean header)
{
  return g_strconcat (
      XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
          "<Default Extension=\"rels\" "
          "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
          "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
          "<Default Extension=\"png\" ContentType=\"image/png\"/>"
          "<Override PartName=\"/word/document.xml\" ContentType=\"" OOXML ".document.main+xml\"/>"
          "<Override PartName=\"/word/styles.xml\" ContentType=\"" OOXML ".styles+xml\"/>"
          "<Override PartName=\"/word/settings.xml\" ContentType=\"" OOXML ".settings+xml\"/>"
          "<Override PartName=\"/word/numbering.xml\" ContentType=\"" OOXML ".numbering+xml\"/>"
          "<Override PartName=\"/word/footer1.xml\" ContentType=\"" OOXML ".footer+xml\"/>",
      header ? "<Override PartName=\"/word/header1.xml\" ContentType=\"" OOXML ".header+xml\"/>"
             : "",
      "<Override PartName=\"/docProps/core.xml\" "
      "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>",
      NULL);
}

char *
ori_docx_root_rels (void)
{
  return g_strdup (
      XML
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      "<Relationship Id=\"rId1\" Type=\"" REL "/officeDocument\" Target=\"word/document.xml\"/>"
      "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
      "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>");
}

char *
ori_docx_document_rels (guint n_pictures, gboolean header)
{
  GString *xml = g_string_new (
      XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
          "<Relationship Id=\"rId1\" Type=\"" REL "/styles\" Target=\"styles.xml\"/>"
          "<Relationship Id=\"rId2\" Type=\"" REL "/settings\" Target=\"settings.xml\"/>"
          "<Relationship Id=\"rId3\" Type=\"" REL "/numbering\" Target=\"numbering.xml\"/>"
          "<Relationship Id=\"rId4\" Type=\"" REL "/footer\" Target=\"footer1.xml\"/>");

  if (header)
    g_string_append (xml,
                     "<Relationship Id=\"rId5\" Type=\"" REL "/header\" Target=\"header1.xml\"/>");
  for (guint i = 1; i <= n_pictures; i++)
    g_string_append_printf (
        xml, "<Relationship Id=\"rIdPic%u\" Type=\"" REL "/image\" Target=\"media/image%u.png\"/>",
        i, i);
  g_string_append (xml, "</Relationships>");
  return g_string_free (xml, FALSE);
}

static void
append_level (GString *xml, const char *format, const char *text)
{
  g_string_append_printf (xml,
                          "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/>"
                          "<w:lvlText w:val=\"%s\"/><w:lvlJc w:val=\"left\"/><w:pPr>"
                          "<w:ind w:left=\"1129\" w:hanging=\"420\"/></w:pPr></w:lvl>",
                          format, text);
}

char *
ori_docx_numbering (guint n_numbered)
{
  GString *xml = g_string_new (XML "<w:numbering " W_NS ">");

  g_string_append (xml, "<w:abstractNum w:abstractNumId=\"0\">"
                        "<w:multiLevelType w:val=\"singleLevel\"/>");
  append_level (xml, "bullet", "–");
  g_string_append (xml, "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">"
                        "<w:multiLevelType w:val=\"singleLevel\"/>");
  append_level (xml, "decimal", "%1)");
  g_string_append (xml, "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>"
                        "</w:num>");
  for (guint i = 0; i < n_numbered; i++)
    g_string_append_printf (xml,
                            "<w:num w:numId=\"%u\"><w:abstractNumId w:val=\"1\"/>"
                            "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>"
                            "</w:lvlOverride></w:num>",
                            i + 2);
  g_string_append (xml, "</w:numbering>");
  return g_string_free (xml, FALSE);
}

char *
ori_docx_core (const OriDocument *document)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (document->date);
  g_autofree char *stamp = NULL;
  GString *xml = g_string_new (
      XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
          "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
          "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
          "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>");

  if (date == NULL)
    date = g_date_time_new_from_unix_utc (0);
  stamp = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");
  ori_xml_append (xml, document->title);
  g_string_append (xml, "</dc:title><dc:creator>");
  ori_xml_append (xml, document->author);
  g_string_append_printf (xml,
                          "</dc:creator><dc:language>ru-RU</dc:language>"
                          "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%s</dcterms:created>"
                          "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">%s</dcterms:modified>"
                          "</cp:coreProperties>",
                          stamp, stamp);
  return g_string_free (xml, FALSE);
}

char *
ori_docx_footer (void)
{
  return g_strdup (XML "<w:ftr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>"
                       "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
                       "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
                       "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
                       "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>");
}

char *
ori_docx_header (const char *text)
{
  GString *xml = g_string_new (XML "<w:hdr " W_NS "><w:p><w:pPr><w:pStyle w:val=\"Header\"/>"
                                   "</w:pPr><w:r><w:t>");
  ori_xml_append (xml, text);
  g_string_append (xml, "</w:t></w:r></w:p></w:hdr>");
  return g_string_free (xml, FALSE);
}

/* --- Package --- */

static gboolean
add_parts (zip_t *zip, GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++) {
    const OriDocxPart *part = g_ptr_array_index (parts, i);
    gsize length;
    const void *data = g_bytes_get_data (part->content, &length);
    zip_source_t *source = zip_source_buffer (zip, data, length, 0);
    zip_int64_t index;
    if (source == NULL)
      return FALSE;
    index = zip_file_add (zip, part->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free (source);
      return FALSE;
    }
    /* 1 January 1980: the time of writing must not show. */
    if (zip_file_set_dostime (zip, (zip_uint64_t)index, 0, 0x21, 0) < 0)
      return FALSE;
  }
  return TRUE;
}

static GBytes *
read_archive (zip_source_t *archive)
{
  zip_stat_t info;
  g_autofree guint8 *data = NULL;

  if (zip_source_stat (archive, &info) < 0 || !(info.valid & ZIP_STAT_SIZE) ||
      zip_source_open (archive) < 0)
    return NULL;
  data = g_malloc (info.size);
  if (zip_source_read (archive, data, info.size) != (zip_int64_t)info.size) {
    zip_source_close (archive);
    return NULL;
  }
  zip_source_close (archive);
  return g_bytes_new_take (g_steal_pointer (&data), info.size);
}

GBytes *
ori_docx_pack (GPtrArray *parts, GError **error)
{
  zip_error_t failure;
  zip_source_t *archive;
  zip_t *zip;
  GBytes *bytes = NULL;

  zip_error_init (&failure);
  archive = zip_source_buffer_create (NULL, 0, 0, &failure);
  zip = archive ? zip_open_from_source (archive, ZIP_TRUNCATE, &failure) : NULL;
  if (zip == NULL)
    goto out;
  zip_source_keep (archive);
  if (!add_parts (zip, parts)) {
    zip_error_set (&failure, zip_error_code_zip (zip_get_error (zip)), 0);
    zip_discard (zip);
  } else if (zip_close (zip) < 0) {
    zip_error_set (&failure, zip_error_code_zip (zip_get_error (zip)), 0);
    zip_discard (zip);
  } else {
    bytes = read_archive (archive);
  }
out:
  if (bytes == NULL)
    g_set_error (error, ORI_REPORT_ERROR, ORI_REPORT_ERROR_WRITE,
                 _ ("The document could not be packed: %s"), zip_error_strerror (&failure));
  if (archive)
    zip_source_free (archive);
  zip_error_fini (&failure);
  return bytes;
}
