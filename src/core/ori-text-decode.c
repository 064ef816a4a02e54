/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"

#include <string.h>

/* Bytes looked at when guessing: a sample is enough and keeps huge files quick. */
#define SAMPLE 65536

static char *
convert (const char *bytes, gsize length, const char *encoding)
{
  return g_convert_with_fallback (bytes, (gssize)length, "UTF-8", encoding, "\xef\xbf\xbd", NULL,
                                  NULL, NULL);
}

/* How Russian a text looks: frequent small letters count for it; capitals inside words, rare
 * letters and signs of other alphabets count against it. */
static double
score_russian (const char *text)
{
  static const char *frequent = "оеаинтсрвлкмдпу";
  gunichar before = 0;
  double score = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c >= 0x430 && c <= 0x44F)
      score += g_utf8_strchr (frequent, -1, c) != NULL ? 1.5 : 0.5;
    else if (c >= 0x410 && c <= 0x42F)
      score += before >= 0x430 && before <= 0x44F ? -3 : 0.3;
    else if (c >= 0x2500 && c <= 0x259F)
      score -= 2;
    else if (c >= 0x80 && c != 0xA0 && c != 0xAB && c != 0xBB && c != 0x2116 && c != 0x2013 &&
             c != 0x2014 && c != 0x401 && c != 0x451)
      score -= 1;
    before = c;
  }
  return score;
}

static const char *
guess_single_byte (const char *bytes, gsize length)
{
  static const char *const candidates[] = {"CP1251", "CP866", "KOI8-R"};
  const char *best = candidates[0];
  double best_score = -G_MAXDOUBLE;

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++) {
    g_autofree char *text = convert (bytes, MIN (length, SAMPLE), candidates[i]);
    double score = text != NULL ? score_russian (text) : -G_MAXDOUBLE;

    if (score > best_score) {
      best_score = score;
      best = candidates[i];
    }
  }
  return best;
}

/* UTF-16 without a mark: every second byte is small (0 for Latin, 4 for Cyrillic). */
static const char *
guess_utf16 (const char *bytes, gsize length)
{
  gsize n = MIN (length, SAMPLE) / 2, even = 0, odd = 0, zeros = 0;

  for (gsize i = 0; i < n; i++) {
    guchar a = (guchar)bytes[2 * i], b = (guchar)bytes[2 * i + 1];

    even += a == 0 || a == 4;
    odd += b == 0 || b == 4;
    zeros += a == 0 || b == 0;
  }
  if (n < 2 || zeros == 0)
    return NULL;
  if (odd * 10 >= n * 9)
    return "UTF-16LE";
  return even * 10 >= n * 9 ? "UTF-16BE" : NULL;
}

static gboolean
is_utf8 (const char *bytes, gsize length)
{
  return g_utf8_validate_len (bytes, length, NULL);
}

char *
ori_text_decode (const char *bytes, gsize length, const char *wanted, const char **encoding)
{
  const char *name = NULL, *ignored;
  gsize skip = 0;
  char *text;

  if (encoding == NULL)
    encoding = &ignored;
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0) {
    name = "UTF-8";
    skip = 3;
  } else if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0) {
    name = "UTF-16LE";
    skip = 2;
  } else if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0) {
    name = "UTF-16BE";
    skip = 2;
  }
  if (wanted != NULL && g_strcmp0 (name, wanted) != 0) {
    name = g_intern_string (wanted);
    skip = 0;
  }
  if (name == NULL)
    name = is_utf8 (bytes, length) ? "UTF-8" : guess_utf16 (bytes, length);
  if (name == NULL)
    name = guess_single_byte (bytes, length);
  *encoding = name;
  if (strcmp (name, "UTF-8") == 0)
    return g_utf8_make_valid (bytes + skip, (gssize)(length - skip));
  text = convert (bytes + skip, length - skip, name);
  if (text == NULL) /* an odd tail or an unknown encoding: keep what can be kept */
    text = convert (bytes + skip, (length - skip) & ~(gsize)1, name);
  return text != NULL ? text : g_utf8_make_valid (bytes + skip, (gssize)(length - skip));
}
