/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-grid-private.h"
#include "import/ori-match-private.h"

#include <string.h>

#define ACCEPT 0.62 /* least likeness of a match */
#define MARGIN 0.05 /* what the second best must stay behind */

typedef struct {
  GPtrArray *stems;   /* different ones, sorted */
  GPtrArray *numbers; /* the same of «9», «11», «5 9»: classes and the like */
  char *key;
} Wording;

typedef struct {
  const OriIndicator *indicator;
  const OriElement *element;
  Wording wording;
  gboolean keyword;
} Phrase;

struct OriSubjectIndex {
  gatomicrefcount refs;
  GArray *phrases; /* of Phrase */
};

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* Words that say nothing about what is counted. */
static gboolean
is_stop_word (const char *word)
{
  static const char *const words[] = {"в",  "на",  "по", "и",  "от",  "для",   "с",       "из",
                                      "к",  "о",   "у",  "не", "или", "а",     "до",      "во",
                                      "их", "при", "г",  "гг", "том", "числе", "таблица", NULL};
  for (guint i = 0; words[i]; i++)
    if (strcmp (word, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Words that people shorten, in full, and the short one whose endings differ in length; NULL if
 * @word is none of them. */
static const char *
expand_word (const char *word)
{
  static const struct {
    const char *abbreviation, *full;
  } words[] = {
      {"поо", "профессиональные образовательные организации"},
      {"спо", "среднее профессиональное образование"},
      {"оо", "образовательные организации"},
      {"доо", "дошкольные образовательные организации"},
      {"вуз", "образовательные организации высшего образования"},
      {"вузы", "образовательные организации высшего образования"},
      {"вузов", "образовательные организации высшего образования"},
      {"овз", "ограниченные возможности здоровья"},
      {"огр", "ограниченные"},
      {"кл", "класс"},
      {"класса", "класс"},
      {"классы", "класс"},
      {"классов", "класс"},
      {"классах", "класс"},
      {"классам", "класс"},
      {"классе", "класс"},
      {"кол", "количество"},
  };
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i].abbreviation) == 0)
      return words[i].full;
  return NULL;
}

/* Russian endings are of up to three letters; six letters tell most words apart. */
static char *
stem_of (const char *word)
{
  glong length = g_utf8_strlen (word, -1);
  if (length <= 4)
    return g_strdup (word);
  glong keep = MIN (MAX (length - 2, 4), 7);
  return g_utf8_substring (word, 0, keep);
}

/* The words of a key, abbreviations in full: «ОО ВО» is «образовательная организация высшего
 * образования», a lone «во» is a preposition. */
static char **
split_words (const char *key)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  g_autoptr (GString) full = g_string_new (NULL);
  for (guint i = 0; words[i]; i++) {
    gboolean higher = i > 0 && strcmp (words[i], "во") == 0 && strcmp (words[i - 1], "оо") == 0;
    const char *long_form = higher ? "высшего образования" : expand_word (words[i]);
    g_string_append_printf (full, "%s%s", i > 0 ? " " : "", long_form ? long_form : words[i]);
  }
  return g_strsplit (full->str, " ", -1);
}

static void
drop_repeats (GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_strings);
  for (guint i = 1; i < texts->len;)
    if (strcmp (g_ptr_array_index (texts, i - 1), g_ptr_array_index (texts, i)) == 0)
      g_ptr_array_remove_index (texts, i);
    else
      i++;
}

static void
wording_init (Wording *wording, const char *text)
{
  g_autofree char *clean = ori_text_clean (text);
  g_autofree char *base = ori_footnote_cut (clean, NULL, NULL);
  wording->key = ori_text_key (base ? base : clean);
  wording->stems = g_ptr_array_new_with_free_func (g_free);
  wording->numbers = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = split_words (wording->key);
  gboolean table = FALSE;
  for (guint i = 0; words[i]; i++) {
    if (words[i][0] == '\0')
      continue;
    if (strcmp (words[i], "таблица") == 0 && i == 0) {
      table = TRUE;
    } else if (g_ascii_isdigit (words[i][0])) {
      /* Years are periods, the number of a table is its number; classes are what counts. */
      char *end = NULL;
      guint64 number = g_ascii_strtoull (words[i], &end, 10);
      if (!table && number < 1900 && (*end == '\0' || !g_ascii_isalnum (*end)))
        g_ptr_array_add (wording->numbers, g_strdup_printf ("%u", (guint)number));
      table = FALSE;
    } else if (!is_stop_word (words[i])) {
      g_ptr_array_add (wording->stems, stem_of (words[i]));
      table = FALSE;
    }
  }
  drop_repeats (wording->stems);
  drop_repeats (wording->numbers);
}

static void
wording_clear (Wording *wording)
{
  g_free (wording->key);
  g_ptr_array_unref (wording->stems);
  g_ptr_array_unref (wording->numbers);
}

static void
phrase_clear (gpointer data)
{
  wording_clear (&((Phrase *)data)->wording);
}

static void
add_phrase (OriSubjectIndex *index, const OriIndicator *indicator, const OriElement *element,
            const char *text, gboolean keyword)
{
  if (text == NULL || text[0] == '\0')
    return;
  Phrase phrase = {indicator, element, {0}, keyword};
  wording_init (&phrase.wording, text);
  g_array_append_val (index->phrases, phrase);
}

OriSubjectIndex *
ori_subject_index_new (const OriProgramme *programme)
{
  OriSubjectIndex *self = g_new0 (OriSubjectIndex, 1);
  g_atomic_ref_count_init (&self->refs);
  self->phrases = g_array_new (FALSE, FALSE, sizeof (Phrase));
  g_array_set_clear_func (self->phrases, phrase_clear);
  for (guint i = 0; programme && i < programme->indicators->len; i++) {
    const OriIndicator *indicator = g_ptr_array_index (programme->indicators, i);
    add_phrase (self, indicator, NULL, indicator->name, FALSE);
    if (g_strcmp0 (indicator->short_name, indicator->name) != 0)
      add_phrase (self, indicator, NULL, indicator->short_name, FALSE);
    for (char **keyword = indicator->keywords; keyword && *keyword; keyword++)
      add_phrase (self, indicator, NULL, *keyword, TRUE);
  }
  for (guint i = 0; programme && i < programme->contextual->len; i++) {
    const OriElement *element = g_ptr_array_index (programme->contextual, i);
    add_phrase (self, NULL, element, element->name, FALSE);
    for (char **keyword = element->keywords; keyword && *keyword; keyword++)
      add_phrase (self, NULL, element, *keyword, TRUE);
  }
  return self;
}

OriSubjectIndex *
ori_subject_index_ref (OriSubjectIndex *index)
{
  g_atomic_ref_count_inc (&index->refs);
  return index;
}

void
ori_subject_index_unref (OriSubjectIndex *index)
{
  if (index == NULL || !g_atomic_ref_count_dec (&index->refs))
    return;
  g_array_unref (index->phrases);
  g_free (index);
}

static guint
count_common (const GPtrArray *a, const GPtrArray *b)
{
  guint i = 0, j = 0, n = 0;
  while (i < a->len && j < b->len) {
    int order = strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, j));
    n += order == 0;
    i += order <= 0;
    j += order >= 0;
  }
  return n;
}

/* -1: numbers contradict each other; 0: one of them has none; 1: the same. */
static int
compare_numbers (const GPtrArray *a, const GPtrArray *b)
{
  if (a->len == 0 || b->len == 0)
    return 0;
  guint common = 0;
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      if (strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, j)) == 0) {
        common++;
        break;
      }
  return common == a->len || common == b->len ? (a->len == b->len ? 1 : 0) : -1;
}

static double
likeness (const Wording *text, const Phrase *phrase)
{
  const Wording *wording = &phrase->wording;
  guint n = wording->stems->len, m = text->stems->len;

  if (strcmp (text->key, wording->key) == 0)
    return 1;
  if (n == 0 || m == 0)
    return 0;
  int numbers = compare_numbers (text->numbers, wording->numbers);
  if (numbers < 0)
    return 0;
  guint common = count_common (text->stems, wording->stems);
  /* «9 класс» is a column of pupils as well as one of school leavers. */
  if (m == 1 && n > 1 && g_str_has_prefix (g_ptr_array_index (text->stems, 0), "клас"))
    return 0;
  double score = 0.94 * 2.0 * common / (n + m);
  /* A key phrase that stands in the text as a whole names the indicator, however long the text. */
  if (phrase->keyword && common == n && n >= 2)
    score = MAX (score, 0.66 + 0.03 * MIN (n, 8));
  /* A wording cut short says nothing about how the phrase goes on: all that begin so are equal. */
  gboolean cut = !phrase->keyword && common == m && m >= 4 && n >= m + 2;
  if (cut)
    score = 0.6 + 0.02 * MIN (m, 8);
  if (numbers > 0)
    score += 0.05;
  else if (text->numbers->len > 0 || (wording->numbers->len > 0 && !cut))
    score -= 0.06;
  return CLAMP (score, 0, 0.99);
}

typedef struct {
  gconstpointer subject;
  const Phrase *phrase;
  double score;
} Scored;

static void
keep_best (Scored *best, const Phrase *phrase, double score)
{
  gconstpointer subject = phrase->indicator ? (gconstpointer)phrase->indicator : phrase->element;
  if (best[0].subject == subject) {
    best[0].score = MAX (best[0].score, score);
  } else if (score > best[0].score) {
    best[1] = best[0];
    best[0] = (Scored){subject, phrase, score};
  } else if (score > best[1].score) {
    best[1] = (Scored){subject, phrase, score};
  }
}

static const char *
subject_name (const Phrase *phrase)
{
  return phrase->indicator ? ori_indicator_label (phrase->indicator) : phrase->element->name;
}

void
ori_subject_match (const OriSubjectIndex *index, const char *const *texts, OriSubjectMatch *match)
{
  *match = (OriSubjectMatch){.kind = ORI_MATCH_NONE};
  Scored best[2] = {{0}, {0}};

  for (guint t = 0; texts[t] && t < 6; t++) {
    Wording wording;
    wording_init (&wording, texts[t]);
    for (guint i = 0; i < index->phrases->len; i++) {
      const Phrase *phrase = &g_array_index (index->phrases, Phrase, i);
      keep_best (best, phrase, likeness (&wording, phrase) - 0.01 * t);
    }
    wording_clear (&wording);
  }
  if (best[0].score < ACCEPT)
    return;
  gboolean exact = best[0].score >= 0.94;
  if (best[0].score - best[1].score < (exact ? 0.01 : MARGIN)) {
    match->kind = ORI_MATCH_AMBIGUOUS;
    match->others = g_strdup_printf ("«%s», «%s»", subject_name (best[0].phrase),
                                     subject_name (best[1].phrase));
    return;
  }
  match->kind = exact || best[0].score >= 0.75 ? ORI_MATCH_EXACT : ORI_MATCH_LIKE;
  match->indicator = best[0].phrase->indicator;
  match->element = best[0].phrase->element;
}

gboolean
ori_subject_is_like (const char *text)
{
  static const char *const starts[] = {"численность",  "количество",  "кол во", "доля",
                                       "удельный вес", "число",       "объем",  "охват",
                                       "процент",      "коэффициент", "средн",  "показатель",
                                       "наличие",      "сумма",       "индекс", "расход",
                                       "доход",        "выпуск",      "прием",  "обеспеченность",
                                       "уровень",      "отношение",   NULL};
  g_autofree char *key = ori_text_key (text);
  const char *start = key;
  while (g_ascii_isdigit (*start) || *start == ' ')
    start++;
  for (guint i = 0; starts[i]; i++)
    if (g_str_has_prefix (start, starts[i]))
      return TRUE;
  return FALSE;
}
