/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text comparison for Russian names typed by many hands. All functions take and return UTF-8. */

/* A key for equality and search: NFKC, case folded, ё as е, Latin look-alikes inside words with
 * Cyrillic letters turned Cyrillic (also 0 for О), quotes and soft hyphens dropped, other
 * punctuation, dashes and white space of any kind as one space, hyphenation over a line break
 * ("вы-\nпускников") joined, trimmed. Digits and "%" stay. NULL gives "". */
char *ori_text_key (const char *text);

/* @text trimmed, inner runs of white space (also no-break and line breaks) as one space,
 * hyphenation over a line break joined. For showing, not for comparing. */
char *ori_text_clean (const char *text);

/* The words of ori_text_key(), NULL-terminated. */
char **ori_text_words (const char *text);

/* Likeness of two texts from 0 to 1: Dice coefficient of letter trigrams of their keys averaged
 * with the share of common words, where words are compared by stem (Russian endings cut). */
double ori_text_similarity (const char *a, const char *b);

/* Order for people: by the keys ("ё" beside "е"), numbers inside by value, so
 * that "11.2" comes before "11.10". A qsort-like result. */
int ori_text_compare (const char *a, const char *b);

/* Bytes of any encoding to UTF-8. Tells UTF-8 (with or without BOM), UTF-16 with BOM, cp1251,
 * cp866 and koi8-r apart by the frequency of Russian letters. *@encoding receives a static name
 * such as "UTF-8" or "CP1251"; @wanted, if not NULL, is used instead of guessing. Bytes that do not
 * decode become U+FFFD. Never fails; @length in bytes. */
char *ori_text_decode (const char *bytes, gsize length, const char *wanted, const char **encoding);

G_END_DECLS
