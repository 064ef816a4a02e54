/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The wording of reports, forms and letters, from data/wording/analytic.json, forms.json and
 * reminder.json: Russian whatever the language of the interface, because they go to Russian
 * readers. Members of nested objects are addressed by keys with dots ("change.rose").
 *
 * A template has placeholders {name}; {name|noun} prints a whole number with the right form of a
 * noun of "plurals" («2 муниципалитета»). A part in square brackets is left out when one of its
 * placeholders has no value. Values are put in as they are and never read as templates. */

/* Reads the wording if that has not happened yet; FALSE when it cannot be read or a template is
 * malformed. Safe to call from any thread. */
gboolean ori_wording_load (GError **error);

/* The text of @key; the key itself when there is none. Not owned. */
const char *ori_word (const char *key);
/* The same as it is worded for org units of @level (ori_orgunit_level_code()), where the files say
 * so under "levels": «школ» instead of «территорий». */
const char *ori_word_of (const char *level, const char *key);
/* From now on the words, and the nouns, that this thread asks for are those of @level, a static
 * string; NULL takes it back. A report is made with the words of the org units it compares. */
void ori_wording_set_level (const char *level);
gboolean ori_wording_has (const char *key);

/* Fills the template of @key with pairs of name and value (char *, NULL: no value), ended by a NULL
 * name. */
char *ori_word_format (const char *key, ...) G_GNUC_NULL_TERMINATED;
/* Fills @text from a table of char * → char *. A placeholder without a value outside brackets is
 * printed as «—». */
char *ori_template_expand (const char *text, GHashTable *values);
/* FALSE, with the reason, when braces or brackets do not match or a noun is unknown. */
gboolean ori_template_check (const char *text, GError **error);
/* Names of the placeholders of @text, each once; NULL-terminated. */
char **ori_template_names (const char *text);

G_END_DECLS
