/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"

#include <string.h>

static gboolean
is_dash (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) ||
         c == 0x2039 || c == 0x203A || c == '`' || c == 0xB4;
}

static gboolean
is_invisible (gunichar c)
{
  return c == 0xAD || c == 0x200B || c == 0x200C || c == 0x200D || c == 0x2060 || c == 0xFEFF;
}

static gboolean
is_cyrillic (gunichar c)
{
  return c >= 0x400 && c <= 0x52F;
}

/* Whether the hyphen at @p only breaks a word: a letter before it, then a line break or a space,
 * then a small letter. Returns where the word goes on, else NULL. */
static const char *
skip_hyphenation (const char *p, gunichar before)
{
  const char *next = g_utf8_next_char (p);
  gboolean gap = FALSE;
  gunichar c;

  if (!g_unichar_isalpha (before))
    return NULL;
  for (; *next != '\0'; next = g_utf8_next_char (next)) {
    c = g_utf8_get_char (next);
    if (!g_unichar_isspace (c))
      break;
    gap = TRUE;
  }
  c = g_utf8_get_char (next);
  return gap && g_unichar_islower (c) ? next : NULL;
}

static char *
make_valid (const char *text)
{
  return g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
}

char *
ori_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *out = g_string_new (NULL);
  gunichar before = 0;

  if (text == NULL)
    return g_string_free (out, FALSE);
  valid = make_valid (text);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    const char *joined = is_dash (c) ? skip_hyphenation (p, before) : NULL;

    if (joined != NULL) {
      p = joined;
      c = g_utf8_get_char (p);
    }
    if (is_invisible (c))
      continue;
    if (g_unichar_isspace (c) || c < 0x20)
      c = ' ';
    if (c == ' ' && (out->len == 0 || before == ' '))
      continue;
    g_string_append_unichar (out, c);
    before = c;
  }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* The Cyrillic letter that a small Latin letter or a zero is mistaken for, 0 if none. */
static gunichar
look_alike (gunichar c)
{
  static const struct {
    char latin;
    gunichar cyrillic;
  } pairs[] = {
      {'a', 0x430}, {'b', 0x432}, {'c', 0x441}, {'e', 0x435}, {'h', 0x43D},
      {'k', 0x43A}, {'m', 0x43C}, {'o', 0x43E}, {'p', 0x440}, {'t', 0x442},
      {'x', 0x445}, {'y', 0x443}, {'0', 0x43E},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (c == (gunichar)pairs[i].latin)
      return pairs[i].cyrillic;
  return 0;
}

/* Turns a word Cyrillic when it holds Cyrillic letters and nothing but those and look-alikes; a
 * word of zeros alone ("00 ВО" for «ОО ВО») counts when a Cyrillic word stands behind it. Numbers
 * stay numbers: a zero beside another digit is a zero. */
static void
append_word (GString *out, const gunichar *word, gsize n, gboolean before_cyrillic)
{
  gboolean cyrillic = FALSE, foreign = FALSE, digit = FALSE, zeros = n == 2;

  for (gsize i = 0; i < n; i++) {
    cyrillic = cyrillic || is_cyrillic (word[i]);
    digit = digit || (word[i] >= '1' && word[i] <= '9');
    zeros = zeros && word[i] == '0';
    foreign = foreign || (!is_cyrillic (word[i]) && look_alike (word[i]) == 0);
  }
  for (gsize i = 0; i < n; i++) {
    gunichar alike = look_alike (word[i]);
    gboolean turn = alike != 0 && ((cyrillic && !foreign && !digit) || (zeros && before_cyrillic));

    g_string_append_unichar (out, turn ? alike : word[i]);
  }
}

/* Letters and digits of one word starting at @p; returns where it ends. */
static const char *
read_word (const char *p, GArray *word)
{
  gunichar before = 0;

  g_array_set_size (word, 0);
  while (*p != '\0') {
    gunichar c = g_utf8_get_char (p);
    const char *joined = is_dash (c) ? skip_hyphenation (p, before) : NULL;

    if (joined != NULL) {
      p = joined;
      c = g_utf8_get_char (p);
    }
    if (is_invisible (c) || is_quote (c) || g_unichar_ismark (c)) {
      p = g_utf8_next_char (p);
      continue;
    }
    if (!g_unichar_isalnum (c))
      break;
    before = c;
    c = g_unichar_tolower (c);
    if (c == 0x451)
      c = 0x435; /* ё as е */
    g_array_append_val (word, c);
    p = g_utf8_next_char (p);
  }
  return p;
}

static gboolean
cyrillic_follows (const char *p)
{
  while (*p != '\0' && !g_unichar_isalnum (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return is_cyrillic (g_utf8_get_char (p));
}

char *
ori_text_key (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *normal = NULL;
  g_autoptr (GArray) word = g_array_new (FALSE, FALSE, sizeof (gunichar));
  GString *out = g_string_new (NULL);
  gboolean space = FALSE;

  if (text == NULL)
    return g_string_free (out, FALSE);
  valid = make_valid (text);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  for (const char *p = normal; *p != '\0';) {
    const char *end = read_word (p, word);

    if (word->len > 0) {
      if (space && out->len > 0)
        g_string_append_c (out, ' ');
      append_word (out, (const gunichar *)(gpointer)word->data, word->len, cyrillic_follows (end));
      space = FALSE;
    }
    if (end > p) {
      p = end;
      continue;
    }
    if (*p == '%') {
      g_string_append (out, out->len > 0 ? " %" : "%");
      space = TRUE;
    } else {
      space = TRUE;
    }
    p = g_utf8_next_char (p);
  }
  return g_string_free (out, FALSE);
}

char **
ori_text_words (const char *text)
{
  g_autofree char *key = ori_text_key (text);

  if (*key == '\0')
    return g_new0 (char *, 1);
  return g_strsplit (key, " ", -1);
}

/* Length in bytes of the stem of a word of a key: Russian endings of nouns, adjectives and
 * participles cut as long as three letters stay. Enough to equate «выпускников» and «выпускники».
 */
static gsize
stem_length (const char *word)
{
  static const char *const endings[] = {
      /* longest first */
      "ившимися", "вшимися", "ющимися", "ящимися", "ающихся", "ающиеся", "ющихся", "ящихся",
      "ющиеся",   "ящиеся",  "вшихся",  "вшиеся",  "ениями",  "ностью",  "ниями",  "ающие",
      "ающих",    "ности",   "остью",   "ениях",   "ения",    "ение",    "ению",   "ений",
      "ами",      "ями",     "ого",     "его",     "ому",     "ему",     "ыми",    "ими",
      "иях",      "ием",     "ией",     "ии",      "ию",      "ия",      "ие",     "ий",
      "ых",       "их",      "ый",      "ой",      "ая",      "яя",      "ое",     "ее",
      "ые",       "ым",      "им",      "ую",      "юю",      "ов",      "ев",     "ей",
      "ам",       "ям",      "ах",      "ях",      "ом",      "ем",      "а",      "я",
      "ы",        "и",       "у",       "ю",       "е",       "о",       "ь",      "й",
  };
  gsize length = strlen (word);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    gsize n = strlen (endings[i]);

    if (length >= n + 6 && strcmp (word + length - n, endings[i]) == 0)
      return length - n;
  }
  return length;
}

static gboolean
same_stem (const char *a, const char *b)
{
  gsize n = stem_length (a);

  return n == stem_length (b) && memcmp (a, b, n) == 0;
}

/* Share of words in common, each used once (Dice). */
static double
word_similarity (char **a, char **b)
{
  guint n_a = g_strv_length (a), n_b = g_strv_length (b), common = 0;
  g_autofree gboolean *used = g_new0 (gboolean, n_b + 1);

  for (guint i = 0; i < n_a; i++)
    for (guint j = 0; j < n_b; j++)
      if (!used[j] && same_stem (a[i], b[j])) {
        used[j] = TRUE;
        common++;
        break;
      }
  return n_a + n_b > 0 ? 2.0 * common / (n_a + n_b) : 1.0;
}

static GHashTable *
count_trigrams (const char *key, guint *total)
{
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *padded = g_strdup_printf ("  %s ", key);

  *total = 0;
  for (const char *p = padded; *p != '\0'; p = g_utf8_next_char (p)) {
    const char *end = p;
    char *gram;

    for (int i = 0; i < 3 && end != NULL; i++)
      end = *end != '\0' ? g_utf8_next_char (end) : NULL;
    if (end == NULL)
      break;
    gram = g_strndup (p, (gsize)(end - p));
    g_hash_table_insert (
        counts, gram, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, gram)) + 1));
    (*total)++;
  }
  return counts;
}

static double
trigram_similarity (const char *a, const char *b)
{
  guint n_a, n_b, common = 0;
  g_autoptr (GHashTable) counts_a = count_trigrams (a, &n_a);
  g_autoptr (GHashTable) counts_b = count_trigrams (b, &n_b);
  GHashTableIter iter;
  gpointer gram, n;

  g_hash_table_iter_init (&iter, counts_a);
  while (g_hash_table_iter_next (&iter, &gram, &n))
    common += MIN (GPOINTER_TO_UINT (n), GPOINTER_TO_UINT (g_hash_table_lookup (counts_b, gram)));
  return n_a + n_b > 0 ? 2.0 * common / (n_a + n_b) : 1.0;
}

double
ori_text_similarity (const char *a, const char *b)
{
  g_autofree char *key_a = ori_text_key (a);
  g_autofree char *key_b = ori_text_key (b);
  g_auto (GStrv) words_a = NULL;
  g_auto (GStrv) words_b = NULL;

  if (strcmp (key_a, key_b) == 0)
    return 1.0;
  if (*key_a == '\0' || *key_b == '\0')
    return 0.0;
  words_a = g_strsplit (key_a, " ", -1);
  words_b = g_strsplit (key_b, " ", -1);
  return (trigram_similarity (key_a, key_b) + word_similarity (words_a, words_b)) / 2.0;
}

/* Two runs of digits by value: without leading zeros the longer is the larger. */
static int
compare_digits (const char **a, const char **b)
{
  gsize n_a, n_b;
  int order;

  while (**a == '0' && g_ascii_isdigit ((*a)[1]))
    (*a)++;
  while (**b == '0' && g_ascii_isdigit ((*b)[1]))
    (*b)++;
  n_a = strspn (*a, "0123456789");
  n_b = strspn (*b, "0123456789");
  order = n_a != n_b ? (n_a > n_b) - (n_a < n_b) : strncmp (*a, *b, n_a);
  *a += n_a;
  *b += n_b;
  return order;
}

int
ori_text_compare (const char *a, const char *b)
{
  g_autofree char *key_a = ori_text_key (a);
  g_autofree char *key_b = ori_text_key (b);
  const char *p = key_a, *q = key_b;

  while (*p != '\0' && *q != '\0') {
    gunichar c, d;

    if (g_ascii_isdigit (*p) && g_ascii_isdigit (*q)) {
      int order = compare_digits (&p, &q);

      if (order != 0)
        return order;
      continue;
    }
    c = g_utf8_get_char (p);
    d = g_utf8_get_char (q);
    if (c != d)
      return c < d ? -1 : 1;
    p = g_utf8_next_char (p);
    q = g_utf8_next_char (q);
  }
  if (*p != *q)
    return *p == '\0' ? -1 : 1;
  return g_strcmp0 (a, b);
}
