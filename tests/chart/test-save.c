/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart-specs.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static char *
create_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("orientir-chart-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_remove (path);
  }
  g_rmdir (folder);
}

/* Saves to @name and returns the bytes of the file. */
static GBytes *
save (const OriChartSpec *spec, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize length = 0;

  g_assert_true (ori_chart_save (spec, ORI_PALETTE_LIGHT, path, 480, 300, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static void
test_formats (void)
{
  static const struct {
    const char *path;
    int format; /* -1: none */
  } cases[] = {
      {"a.png", ORI_PICTURE_PNG},
      {"/x.y/a.SVG", ORI_PICTURE_SVG},
      {"a.b.Pdf", ORI_PICTURE_PDF},
      {"a.jpg", -1},
      {"png", -1},
      {"a.png.txt", -1},
      {"/folder.png/picture", -1},
      {"", -1},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    OriPictureFormat format = ORI_PICTURE_PNG;

    g_assert_cmpint (ori_picture_format_parse (cases[i].path, &format), ==, cases[i].format >= 0);
    if (cases[i].format >= 0)
      g_assert_cmpint (format, ==, cases[i].format);
  }
  g_assert_false (ori_picture_format_parse (NULL, NULL));
}

static void
test_same_bytes (void)
{
  static const char *const names[][2] = {
      {"a.png", "b.png"}, {"a.svg", "b.svg"}, {"a.pdf", "b.pdf"}};
  static const char *const magic[] = {"\x89PNG", "<?xml", "%PDF-"};
  g_autofree char *folder = create_folder ();

  for (guint kind = 0; kind < 4; kind++) {
    g_autoptr (OriChartSpec) spec = test_spec_random ((OriChartKind)kind, 5, 3, 20);

    for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
      g_autoptr (GBytes) first = save (spec, folder, names[i][0]);
      g_autoptr (GBytes) second = save (spec, folder, names[i][1]);

      g_assert_true (g_bytes_equal (first, second));
      g_assert_cmpuint (g_bytes_get_size (first), >, 1000);
      g_assert_cmpint (memcmp (g_bytes_get_data (first, NULL), magic[i], strlen (magic[i])), ==, 0);
    }
  }
  remove_folder (folder);
}

static void
test_png_size (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_single ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = ori_chart_to_png (spec, ORI_PALETTE_GREY, 300, 200, 1.5, &error);
  const guint8 *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (png, NULL);
  /* Width and height stand big-endian in the header. */
  g_assert_cmpuint (data[18] * 256u + data[19], ==, 450);
  g_assert_cmpuint (data[22] * 256u + data[23], ==, 300);
}

static void
test_absurd_size (void)
{
  static const double sizes[] = {NAN, INFINITY, 0, -1, 1e9};
  g_autoptr (OriChartSpec) spec = test_spec_single ();

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) png = ori_chart_to_png (spec, ORI_PALETTE_LIGHT, MIN (sizes[i], 1e4), 100,
                                               sizes[i] > 1e6 ? 0.1 : sizes[i], &error);

    g_assert_no_error (error);
    g_assert_nonnull (png);
  }
}

/* All streams of a PDF, inflated, one after another. */
static GByteArray *
inflate_streams (GBytes *pdf)
{
  gsize length;
  const char *data = g_bytes_get_data (pdf, &length), *end = data + length, *at = data;
  GByteArray *out = g_byte_array_new ();

  while ((at = memmem (at, (gsize)(end - at), "stream\n", 7)) != NULL) {
    g_autoptr (GZlibDecompressor) inflate = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
    static guint8 buffer[1 << 20];
    gsize read = 0, written = 0;

    at += strlen ("stream\n");
    if (g_converter_convert (G_CONVERTER (inflate), at, (gsize)(end - at), buffer, sizeof buffer,
                             G_CONVERTER_NO_FLAGS, &read, &written, NULL) != G_CONVERTER_ERROR)
      g_byte_array_append (out, buffer, (guint)written);
  }
  return out;
}

/* A PDF can be searched when its fonts map glyphs back to letters. */
static void
test_pdf_text (void)
{
  static const char *const letters[] = {"begincmap", "<0416>", "<0451>",
                                        "<0429>",    "<0026>", "<003c>"};
  g_autofree char *folder = create_folder ();
  g_autoptr (OriChartSpec) spec = test_spec_single ();
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GByteArray) text = NULL;

  test_set (&spec->title, "Жёлтый & <b>Щит</b>");
  pdf = save (spec, folder, "a.pdf");
  text = inflate_streams (pdf);
  /* Ж, ё, Щ, & and < in the tables from glyphs to letters. */
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    g_assert_nonnull (memmem (text->data, text->len, letters[i], strlen (letters[i])));
  remove_folder (folder);
}

static void
start_element_cb (GMarkupParseContext *context, const char *name, const char **keys,
                  const char **values, gpointer data, GError **error)
{
  if (g_str_equal (name, "title") || g_str_equal (name, "desc"))
    g_string_append_printf (data, "[%s]", name);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  g_string_append_len (data, text, (gssize)length);
}

/* An SVG is well-formed whatever the data, and says in words what it shows. */
static void
test_svg_words (void)
{
  static const GMarkupParser parser = {.start_element = start_element_cb, .text = text_cb};
  g_autofree char *folder = create_folder ();
  g_autoptr (OriChartSpec) spec = test_spec_several ();
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, words, NULL);
  gsize length;
  const char *data;

  test_spec_spoil_names (spec);
  test_set (&spec->title, "A & <B> ]]>");
  svg = save (spec, folder, "a.svg");
  data = g_bytes_get_data (svg, &length);
  g_markup_parse_context_parse (context, data, (gssize)length, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (words->str, "[title]A & <B> ]]>"));
  g_assert_nonnull (strstr (words->str, "[desc]"));
  remove_folder (folder);
}

static void
test_errors (void)
{
  g_autoptr (OriChartSpec) spec = test_spec_single ();
  g_autofree char *folder = create_folder ();
  g_autofree char *missing = g_build_filename (folder, "none", "a.png", NULL);
  g_autofree char *taken = g_build_filename (folder, "taken.svg", NULL);
  g_autofree char *other = g_build_filename (folder, "a.bmp", NULL);
  g_autoptr (GError) no_folder = NULL;
  g_autoptr (GError) is_folder = NULL;
  g_autoptr (GError) format = NULL;

  g_assert_false (ori_chart_save (spec, ORI_PALETTE_LIGHT, missing, 480, 300, &no_folder));
  g_assert_error (no_folder, ORI_CHART_ERROR, ORI_CHART_ERROR_WRITE);
  g_assert_nonnull (strstr (no_folder->message, missing));

  g_assert_cmpint (g_mkdir (taken, 0700), ==, 0);
  g_assert_false (ori_chart_save (spec, ORI_PALETTE_LIGHT, taken, 480, 300, &is_folder));
  g_assert_error (is_folder, ORI_CHART_ERROR, ORI_CHART_ERROR_WRITE);
  g_assert_nonnull (strstr (is_folder->message, taken));
  g_assert_cmpint (g_rmdir (taken), ==, 0);

  g_assert_false (ori_chart_save (spec, ORI_PALETTE_LIGHT, other, 480, 300, &format));
  g_assert_error (format, ORI_CHART_ERROR, ORI_CHART_ERROR_FORMAT);
  /* Nothing is left behind, temporary files included. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/save/formats", test_formats);
  g_test_add_func ("/chart/save/same-bytes", test_same_bytes);
  g_test_add_func ("/chart/save/png-size", test_png_size);
  g_test_add_func ("/chart/save/absurd-size", test_absurd_size);
  g_test_add_func ("/chart/save/pdf-text", test_pdf_text);
  g_test_add_func ("/chart/save/svg-words", test_svg_words);
  g_test_add_func ("/chart/save/errors", test_errors);
  return g_test_run ();
}
