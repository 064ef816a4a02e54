/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-grid-private.h"
#include "import/ori-match-private.h"

#include <string.h>

/* A city's okrug («г. Курск», «Беловский городской округ») and a district («Курский», «Беловский
 * муниципальный округ») are different places; a name without any of the words may be either. */
typedef enum {
  PLACE_ANY,
  PLACE_CITY,
  PLACE_DISTRICT,
} PlaceKind;

/* A name taken apart: what is left without the words for kinds of municipalities, adjectives in
 * -ский and -цкий marked with "#" whatever their case. */
typedef struct {
  char *core;
  PlaceKind kind;
} PlaceName;

typedef struct {
  const OriOrgUnit *unit;
  char *key;
  PlaceName name;
  char *short_core; /* core between spaces, for finding it in a text */
} PlaceEntry;

struct OriPlaceIndex {
  gatomicrefcount refs;
  GArray *entries;    /* of PlaceEntry */
  GHashTable *by_key; /* key → GPtrArray of PlaceEntry indexes */
};

static gboolean
is_in (const char *word, const char *const *list)
{
  for (; *list; list++)
    if (strcmp (word, *list) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
starts_in (const char *word, const char *const *list)
{
  for (; *list; list++)
    if (g_str_has_prefix (word, *list))
      return TRUE;
  return FALSE;
}

/* "курский", "курского", "курская" → "курск#", "области" → "область"; other words stay. */
static char *
canonical_word (const char *word)
{
  static const char *const endings[] = {"ого", "ому", "ими", "ий", "им", "ом", "ая", "ии",
                                        "ой",  "ую",  "ое",  "ые", "ие", "их", NULL};
  if (g_str_has_prefix (word, "област") || strcmp (word, "обл") == 0)
    return g_strdup ("область");
  if (g_str_has_prefix (word, "республик"))
    return g_strdup ("республика");
  if (strcmp (word, "края") == 0 || strcmp (word, "краю") == 0 || strcmp (word, "крае") == 0)
    return g_strdup ("край");
  for (guint i = 0; endings[i]; i++) {
    if (!g_str_has_suffix (word, endings[i]))
      continue;
    gsize length = strlen (word) - strlen (endings[i]);
    g_autofree char *stem = g_strndup (word, length);
    if (length > 6 && (g_str_has_suffix (stem, "ск") || g_str_has_suffix (stem, "цк")))
      return g_strconcat (stem, "#", NULL);
  }
  return g_strdup (word);
}

static PlaceKind
kind_of_word (const char *word, const char *next, const char *before, gboolean *strip)
{
  static const char *const city[] = {"г", "гор", "город", "города", "городе", "городу", "го", NULL};
  static const char *const district[] = {"район", "района", "районе", "раион", "раиона",
                                         "рн",    "мр",     "мо",     NULL};
  static const char *const rest[] = {"образование", "образования", "курорт", "курорта",
                                     "пгт",         "зато",        NULL};
  *strip = TRUE;
  if (is_in (word, city) || g_str_has_prefix (word, "городск"))
    return PLACE_CITY;
  if (is_in (word, district))
    return PLACE_DISTRICT;
  if (g_str_has_prefix (word, "муницип"))
    return next && g_str_has_prefix (next, "образован") ? PLACE_ANY : PLACE_DISTRICT;
  if (g_str_has_prefix (word, "округ"))
    return before && g_str_has_prefix (before, "городск") ? PLACE_CITY : PLACE_ANY;
  if (strcmp (word, "м") == 0 && next &&
      (strcmp (next, "о") == 0 || strcmp (next, "р") == 0 || g_str_has_prefix (next, "район") ||
       g_str_has_prefix (next, "округ")))
    return PLACE_DISTRICT;
  if ((strcmp (word, "о") == 0 || strcmp (word, "р") == 0) && before && strcmp (before, "м") == 0)
    return PLACE_DISTRICT;
  /* «р-н», «р-он» */
  if (strcmp (word, "р") == 0 && next && (strcmp (next, "н") == 0 || strcmp (next, "он") == 0))
    return PLACE_DISTRICT;
  if ((strcmp (word, "н") == 0 || strcmp (word, "он") == 0) && before && strcmp (before, "р") == 0)
    return PLACE_DISTRICT;
  if (is_in (word, rest))
    return PLACE_ANY;
  *strip = FALSE;
  return PLACE_ANY;
}

/* Larger territories keep all their words: «Курская область», «Центральный федеральный округ». */
static gboolean
is_region_word (const char *word)
{
  static const char *const starts[] = {"обл",     "республик", "край", "края",
                                       "федерал", "автономн",  NULL};
  return starts_in (word, starts);
}

static PlaceName
take_apart (char **words)
{
  PlaceName name = {NULL, PLACE_ANY};
  GString *core = g_string_new (NULL);
  gboolean region = FALSE, city = FALSE, district = FALSE;

  for (guint i = 0; words[i]; i++)
    region |= is_region_word (words[i]);
  for (guint i = 0; words[i]; i++) {
    gboolean strip = FALSE;
    if (!region) {
      PlaceKind kind = kind_of_word (words[i], words[i + 1], i > 0 ? words[i - 1] : NULL, &strip);
      city |= kind == PLACE_CITY;
      district |= kind == PLACE_DISTRICT;
    }
    if (strip)
      continue;
    g_autofree char *word = canonical_word (words[i]);
    if (core->len > 0)
      g_string_append_c (core, ' ');
    g_string_append (core, word);
  }
  name.core = g_string_free (core, FALSE);
  name.kind = city ? PLACE_CITY : district ? PLACE_DISTRICT : PLACE_ANY;
  return name;
}

/* Footnote marks and «1.», «2)» before a name are not part of it. */
static char *
strip_name (const char *printed)
{
  g_autofree char *clean = ori_text_clean (printed);
  g_autofree char *base = ori_footnote_cut (clean, NULL, NULL);
  const char *start = base ? base : clean;
  gsize digits = strspn (start, "0123456789.");
  if (digits > 0 && (start[digits - 1] == '.' || start[digits] == ')')) {
    const char *rest = start + digits + (start[digits] == ')');
    while (*rest == ' ')
      rest++;
    if (*rest)
      start = rest;
  }
  return g_strdup (start);
}

static void
entry_clear (gpointer data)
{
  PlaceEntry *entry = data;
  g_free (entry->key);
  g_free (entry->name.core);
  g_free (entry->short_core);
}

static void
add_name (OriPlaceIndex *index, const OriOrgUnit *unit, const char *text)
{
  if (text == NULL || text[0] == '\0')
    return;
  PlaceEntry entry = {.unit = unit, .key = ori_text_key (text)};
  g_auto (GStrv) words = g_strsplit (entry.key, " ", -1);
  entry.name = take_apart (words);
  if (entry.name.kind == PLACE_ANY && unit->city)
    entry.name.kind = PLACE_CITY;
  entry.short_core = g_strconcat (" ", entry.name.core, " ", NULL);
  guint position = index->entries->len;
  g_array_append_val (index->entries, entry);

  GArray *same = g_hash_table_lookup (index->by_key, entry.key);
  if (same == NULL) {
    same = g_array_new (FALSE, FALSE, sizeof (guint));
    g_hash_table_insert (index->by_key, g_strdup (entry.key), same);
  }
  g_array_append_val (same, position);
}

/* Names of a unit that say no kind are of the kind that its official name says. */
static void
spread_kind (OriPlaceIndex *index, guint from)
{
  PlaceKind kind = PLACE_ANY;
  for (guint i = from; i < index->entries->len && kind == PLACE_ANY; i++)
    kind = g_array_index (index->entries, PlaceEntry, i).name.kind;
  for (guint i = from; i < index->entries->len; i++) {
    PlaceEntry *entry = &g_array_index (index->entries, PlaceEntry, i);
    if (entry->name.kind == PLACE_ANY)
      entry->name.kind = kind;
  }
}

OriPlaceIndex *
ori_place_index_new (const GPtrArray *orgunits)
{
  OriPlaceIndex *self = g_new0 (OriPlaceIndex, 1);
  g_atomic_ref_count_init (&self->refs);
  self->entries = g_array_new (FALSE, FALSE, sizeof (PlaceEntry));
  g_array_set_clear_func (self->entries, entry_clear);
  self->by_key =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
  for (guint i = 0; orgunits && i < orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (orgunits, i);
    guint from = self->entries->len;
    add_name (self, unit, unit->name);
    if (g_strcmp0 (unit->short_name, unit->name) != 0)
      add_name (self, unit, unit->short_name);
    for (char **alias = unit->aliases; alias && *alias; alias++)
      add_name (self, unit, *alias);
    spread_kind (self, from);
  }
  return self;
}

OriPlaceIndex *
ori_place_index_ref (OriPlaceIndex *index)
{
  g_atomic_ref_count_inc (&index->refs);
  return index;
}

void
ori_place_index_unref (OriPlaceIndex *index)
{
  if (index == NULL || !g_atomic_ref_count_dec (&index->refs))
    return;
  g_array_unref (index->entries);
  g_hash_table_unref (index->by_key);
  g_free (index);
}

typedef struct {
  const OriOrgUnit *unit;
  GPtrArray *units; /* all different candidates */
} Candidates;

static void
candidates_add (Candidates *found, const OriOrgUnit *unit)
{
  if (!g_ptr_array_find (found->units, unit, NULL))
    g_ptr_array_add (found->units, (gpointer)unit);
  found->unit = unit;
}

static char *
join_names (const GPtrArray *units)
{
  GString *names = g_string_new (NULL);
  for (guint i = 0; i < units->len && i < 5; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (units, i);
    g_string_append_printf (names, "%s«%s»", i ? ", " : "", unit->name);
  }
  return g_string_free (names, FALSE);
}

/* Edits between two words, at most @limit + 1. */
static guint
edit_distance (const char *a, const char *b, guint limit)
{
  glong la, lb;
  g_autofree gunichar *x = g_utf8_to_ucs4_fast (a, -1, &la);
  g_autofree gunichar *y = g_utf8_to_ucs4_fast (b, -1, &lb);
  if (ABS (la - lb) > (glong)limit || lb > 60)
    return limit + 1;
  guint rows[3][64];
  for (glong j = 0; j <= lb; j++)
    rows[0][j] = (guint)j;
  for (glong i = 1; i <= la; i++) {
    guint *row = rows[i % 3], *up = rows[(i + 2) % 3], *upper = rows[(i + 1) % 3];
    row[0] = (guint)i;
    for (glong j = 1; j <= lb; j++) {
      row[j] = MIN (MIN (up[j], row[j - 1]) + 1, up[j - 1] + (x[i - 1] != y[j - 1]));
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
        row[j] = MIN (row[j], upper[j - 2] + 1);
    }
  }
  return rows[la % 3][lb];
}

static gboolean
kinds_agree (PlaceKind a, PlaceKind b)
{
  return a == PLACE_ANY || b == PLACE_ANY || a == b;
}

static gboolean
same_digits (const char *a, const char *b)
{
  for (;;) {
    while (*a && !g_ascii_isdigit (*a))
      a++;
    while (*b && !g_ascii_isdigit (*b))
      b++;
    if (*a != *b)
      return FALSE;
    if (*a == '\0')
      return TRUE;
    a++, b++;
  }
}

/* An adjective stays an adjective: «Курск» and «Курский» differ by an ending, not by a slip. */
static void
find_near (const OriPlaceIndex *index, const PlaceName *name, Candidates *found)
{
  glong length = g_utf8_strlen (name->core, -1);
  guint limit = length >= 9 ? 2 : length >= 5 ? 1 : 0;
  guint best = limit + 1;
  gboolean adjective = strchr (name->core, '#') != NULL;

  for (guint i = 0; limit > 0 && i < index->entries->len; i++) {
    const PlaceEntry *entry = &g_array_index (index->entries, PlaceEntry, i);
    if (adjective != (strchr (entry->name.core, '#') != NULL) ||
        !kinds_agree (name->kind, entry->name.kind) || !same_digits (name->core, entry->name.core))
      continue;
    guint distance = edit_distance (name->core, entry->name.core, limit);
    if (distance > limit)
      continue;
    /* A margin of one edit: whatever is nearly as near makes the match ambiguous. */
    if (distance + 1 < best)
      g_ptr_array_set_size (found->units, 0);
    if (distance <= best + 1)
      candidates_add (found, entry->unit);
    best = MIN (best, distance);
  }
}

/* «Республика Крым3», «область без АО1,2»: raised numbers that lost their place stand right behind
 * a letter. NULL if there are none. */
static char *
cut_raised (const char *name)
{
  gsize length = strlen (name), end = length;
  while (end > 0 && (g_ascii_isdigit (name[end - 1]) || name[end - 1] == ','))
    end--;
  if (end == length || end == 0 || length - end > 3 || !g_ascii_isdigit (name[end]))
    return NULL;
  const char *last = g_utf8_find_prev_char (name, name + end);
  return last && g_unichar_isalpha (g_utf8_get_char (last)) ? g_strndup (name, end) : NULL;
}

static OriMatchKind
match_name (const OriPlaceIndex *index, const char *printed, const OriOrgUnit **unit, char **others)
{
  *unit = NULL;
  if (others)
    *others = NULL;
  if (printed == NULL || index->entries->len == 0)
    return ORI_MATCH_NONE;
  g_autofree char *bare = strip_name (printed);
  g_autofree char *key = ori_text_key (bare);
  if (key[0] == '\0')
    return ORI_MATCH_NONE;
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  PlaceName name = take_apart (words);
  g_autofree char *core = name.core;
  g_autoptr (GPtrArray) units = g_ptr_array_new ();
  Candidates found = {NULL, units};
  OriMatchKind kind = ORI_MATCH_EXACT;

  const GArray *same = g_hash_table_lookup (index->by_key, key);
  for (guint i = 0; same && i < same->len; i++)
    candidates_add (
        &found, g_array_index (index->entries, PlaceEntry, g_array_index (same, guint, i)).unit);
  if (units->len == 0 && core[0])
    for (guint i = 0; i < index->entries->len; i++) {
      const PlaceEntry *entry = &g_array_index (index->entries, PlaceEntry, i);
      if (strcmp (entry->name.core, core) == 0 && kinds_agree (name.kind, entry->name.kind))
        candidates_add (&found, entry->unit);
    }
  if (units->len == 0 && core[0]) {
    find_near (index, &name, &found);
    kind = ORI_MATCH_LIKE;
  }
  if (units->len == 0)
    return ORI_MATCH_NONE;
  if (units->len > 1) {
    if (others)
      *others = join_names (units);
    return ORI_MATCH_AMBIGUOUS;
  }
  *unit = found.unit;
  return kind;
}

/* «город Курчатов Курской области» without the region that it says besides; NULL if it is itself a
 * region or says none. */
static char *
cut_region (const char *name)
{
  g_autofree char *key = ori_text_key (name);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  guint n = g_strv_length (words);
  if (n < 3)
    return NULL;
  gboolean last = g_str_has_prefix (words[n - 1], "обл") || strcmp (words[n - 1], "края") == 0;
  gboolean first = n > 3 && g_str_has_prefix (words[n - 2], "республик");
  if (!last && !first)
    return NULL;
  g_clear_pointer (&words[n - 1], g_free);
  g_clear_pointer (&words[n - 2], g_free);
  return g_strjoinv (" ", words);
}

/* «Администрация Суджанского района»: who runs the place sends its figures. */
static gboolean
is_authority (const char *name)
{
  static const char *const starts[] = {
      "администрац",         "управлени", "отдел ", "комитет",
      "департамент",         "районо",    "мку ",   "муниципальное казенное",
      "муниципальный орган", NULL};
  g_autofree char *key = ori_text_key (name);
  return starts_in (key, starts);
}

OriMatchKind
ori_place_match (const OriPlaceIndex *index, const char *printed, const OriOrgUnit **unit,
                 char **others)
{
  OriMatchKind kind = match_name (index, printed, unit, others);
  if (kind != ORI_MATCH_NONE && kind != ORI_MATCH_LIKE)
    return kind;
  const char *name = printed ? printed : "";
  g_autofree char *raised = cut_raised (name);
  g_autofree char *region = cut_region (name);
  const char *shorter[] = {raised, region};
  const OriOrgUnit *other = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (shorter) && other == NULL; i++)
    if (shorter[i] != NULL && match_name (index, shorter[i], &other, NULL) != ORI_MATCH_EXACT)
      other = NULL;
  gboolean exact = other != NULL;
  if (other == NULL && kind == ORI_MATCH_NONE && is_authority (name))
    other = ori_place_find (index, name, FALSE);
  if (other == NULL)
    return kind;
  *unit = other;
  if (others)
    g_clear_pointer (others, g_free);
  return exact ? ORI_MATCH_EXACT : ORI_MATCH_LIKE;
}

/* The kind told by the words around a core found at @at in the canonical text. */
static PlaceKind
kind_around (const char *text, const char *at, gsize length)
{
  g_autofree char *before = g_strndup (text, (gsize)(at - text));
  g_auto (GStrv) left = g_strsplit (g_strstrip (before), " ", -1);
  g_auto (GStrv) right = g_strsplit (at + length, " ", 4);
  guint n = g_strv_length (left);
  gboolean city = FALSE, district = FALSE, strip;
  for (guint i = n > 2 ? n - 2 : 0; i < n; i++) {
    PlaceKind kind =
        kind_of_word (left[i], i + 1 < n ? left[i + 1] : NULL, i > 0 ? left[i - 1] : NULL, &strip);
    city |= kind == PLACE_CITY;
    district |= kind == PLACE_DISTRICT;
  }
  for (guint i = 0; right[i] && i < 2; i++) {
    PlaceKind kind = kind_of_word (right[i], right[i + 1], i > 0 ? right[i - 1] : NULL, &strip);
    city |= kind == PLACE_CITY;
    district |= kind == PLACE_DISTRICT;
  }
  return city ? PLACE_CITY : district ? PLACE_DISTRICT : PLACE_ANY;
}

const OriOrgUnit *
ori_place_find (const OriPlaceIndex *index, const char *text, gboolean loose)
{
  if (text == NULL || index->entries->len == 0)
    return NULL;
  g_autofree char *key = ori_text_key (text);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  g_autoptr (GString) canonical = g_string_new (" ");
  for (guint i = 0; words[i]; i++) {
    g_autofree char *word = canonical_word (words[i]);
    g_string_append_printf (canonical, "%s ", word);
  }
  const OriOrgUnit *found = NULL, *region = NULL;
  for (guint i = 0; i < index->entries->len; i++) {
    const PlaceEntry *entry = &g_array_index (index->entries, PlaceEntry, i);
    if (entry->name.core[0] == '\0' || g_utf8_strlen (entry->name.core, -1) < 3)
      continue;
    const char *at = strstr (canonical->str, entry->short_core);
    if (at == NULL)
      continue;
    if (entry->unit->level == ORI_ORGUNIT_REGION) {
      region = entry->unit;
      continue;
    }
    PlaceKind kind = kind_around (canonical->str, at + 1, strlen (entry->name.core));
    if ((kind == PLACE_ANY && !loose && entry->unit->level == ORI_ORGUNIT_MUNICIPALITY) ||
        !kinds_agree (kind, entry->name.kind))
      continue;
    if (found != NULL && found != entry->unit)
      return NULL;
    found = entry->unit;
  }
  return found ? found : region;
}

/* A word that only territories and organisations carry in their names. */
static gboolean
is_place_word (const char *word, const char *next, const char *before)
{
  static const char *const exact[] = {"область", "области", "обл",  "край",  "края",  "сош",
                                      "мбоу",    "мкоу",    "гбоу", "маоу",  "мбдоу", "оош",
                                      "го",      "мр",      "мо",   "лицей", NULL};
  static const char *const starts[] = {"республик",   "район",    "округ",   "федерац",  "автономн",
                                       "школ",        "гимнази",  "колледж", "техникум", "интернат",
                                       "университет", "институт", NULL};
  if (is_in (word, exact) || starts_in (word, starts))
    return TRUE;
  /* «г. Курск», but not «2011 г.». */
  return (strcmp (word, "г") == 0 || strcmp (word, "город") == 0) && next &&
         !g_ascii_isdigit (next[0]) && !(before && g_ascii_isdigit (before[0]));
}

gboolean
ori_place_is_like (const char *printed)
{
  g_autofree char *key = ori_text_key (printed);
  /* «Сведения о школах района» are about places, not the name of one. */
  static const char *const papers[] = {
      "сведени",   "отчет",   "информац", "данные", "мониторинг", "перечень",         "итоги",
      "результат", "таблица", "рейтинг",  "список", "сводн",      "социально эконом", NULL};
  if (g_utf8_strlen (key, -1) > 160 || key[0] == '\0' || starts_in (key, papers))
    return FALSE;
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  guint n = g_strv_length (words);
  for (guint i = 0; i < n && n <= 20; i++)
    if (is_place_word (words[i], words[i + 1], i > 0 ? words[i - 1] : NULL))
      return !ori_subject_is_like (printed);
  /* «городская местность», «сельское население», «мужской» say whom, not where. */
  static const char *const whom[] = {"городск", "сельск", "мужск", "женск", "детск", NULL};
  g_autofree char *first = canonical_word (words[0]);
  return n <= 2 && strchr (first, '#') != NULL && !starts_in (words[0], whom);
}

gboolean
ori_place_is_total (const char *printed)
{
  static const char *const starts[] = {"итого",
                                       "всего",
                                       "ито г",
                                       "в целом",
                                       "в среднем",
                                       "среднее по",
                                       "средний балл",
                                       "средний показатель",
                                       "средний по",
                                       "средняя по",
                                       "среднее значение",
                                       "среднее",
                                       "сумма",
                                       "total",
                                       "общий итог",
                                       NULL};
  g_autofree char *key = ori_text_key (printed);
  return starts_in (key, starts) && g_utf8_strlen (key, -1) < 60;
}

gboolean
ori_place_is_of_which (const char *printed)
{
  static const char *const starts[] = {
      "в том числе", "из них", "из нее", "из него", "в т ч", "из общей численности", NULL};
  g_autofree char *key = ori_text_key (printed);
  return starts_in (key, starts);
}

char *
ori_place_subset (const char *printed)
{
  static const char *const starts[] = {"в том числе", "из них", "в т ч", NULL};
  g_autofree char *key = ori_text_key (printed);
  for (guint i = 0; starts[i]; i++)
    if (g_str_has_prefix (key, starts[i]) && key[strlen (starts[i])] == ' ')
      return g_strdup (key + strlen (starts[i]) + 1);
  return NULL;
}
