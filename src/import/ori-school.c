/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "import/ori-school-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/ori-text.h"

#define MAX_LINES 12 /* of titles above a school that are looked at */

struct OriSchools {
  GPtrArray *homes; /* of const OriOrgUnit: the municipalities */
  OriPlaceIndex *places;
  GHashTable *codes; /* municipality "|" key of the name → code */
  const OriMatchContext *context;
  OriStage *stage;
};

/* The word and what it may be without its ending: «ставрополя» is «ставрополь» so. */
static gboolean
same_noun (const char *a, const char *b)
{
  static const char *const endings[] = {"",   "а",  "я",   "ь",  "у",  "ю",  "е",  "и",  "ы", "о",
                                        "ов", "ый", "ого", "ые", "ых", "ий", "ая", "ой", NULL};
  for (guint i = 0; endings[i]; i++)
    for (guint k = 0; endings[k]; k++) {
      if (!g_str_has_suffix (a, endings[i]) || !g_str_has_suffix (b, endings[k]))
        continue;
      gsize x = strlen (a) - strlen (endings[i]), y = strlen (b) - strlen (endings[k]);
      if (x == y && x >= 6 && strncmp (a, b, x) == 0) /* three letters at least */
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_city_word (const char *word)
{
  static const char *const words[] = {"г", "гор", "город", "города", "городе", NULL};
  return g_strv_contains (words, word);
}

/* Words that only say where the school is: the name of its municipality and of its kind. */
static gboolean
is_home_word (const char *word, char **home)
{
  static const char *const kinds[] = {"муниципальн", "городск", "округ", "район", NULL};

  for (guint i = 0; kinds[i]; i++)
    if (g_str_has_prefix (word, kinds[i]))
      return TRUE;
  if (is_city_word (word) || strcmp (word, "мо") == 0 || strcmp (word, "го") == 0)
    return TRUE;
  for (guint i = 0; home[i]; i++)
    if (same_noun (word, home[i]))
      return TRUE;
  return FALSE;
}

/* «МБОУ СОШ № 5 г. Ставрополя» and «МБОУ СОШ № 5» of Stavropol are one school. */
static char *
make_key (const OriOrgUnit *home, const char *name)
{
  g_autofree char *key = ori_text_key (name);
  g_autofree char *home_key = ori_text_key (home->short_name);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  g_auto (GStrv) own = g_strsplit (home_key, " ", -1);
  GString *text = g_string_new (home->code);

  g_string_append_c (text, '|');
  for (guint i = 0; words[i]; i++)
    if (i == 0 || !is_home_word (words[i], own))
      g_string_append_printf (text, "%s ", words[i]);
  return g_string_free (text, FALSE);
}

static const OriOrgUnit *
find_by_code (const OriSchools *self, const char *code)
{
  for (guint i = 0; code && i < self->homes->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (self->homes, i);
    if (strcmp (unit->code, code) == 0)
      return unit;
  }
  return NULL;
}

static void
add_name (OriSchools *self, const OriOrgUnit *home, const char *name, const char *code)
{
  g_hash_table_insert (self->codes, make_key (home, name), g_strdup (code));
}

static void
add_school (OriSchools *self, const OriOrgUnit *unit)
{
  const OriOrgUnit *home = find_by_code (self, unit->parent);

  if (!home)
    return;
  add_name (self, home, unit->name, unit->code);
  add_name (self, home, unit->short_name, unit->code);
  for (char **alias = unit->aliases; alias && *alias; alias++)
    add_name (self, home, *alias, unit->code);
}

OriSchools *
ori_schools_new (const OriMatchContext *context, OriStage *stage)
{
  OriSchools *self = g_new0 (OriSchools, 1);
  self->context = context;
  self->stage = stage;
  self->homes = g_ptr_array_new ();
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; context && context->orgunits && i < context->orgunits->len; i++) {
    OriOrgUnit *unit = g_ptr_array_index (context->orgunits, i);
    if (unit->level == ORI_ORGUNIT_MUNICIPALITY)
      g_ptr_array_add (self->homes, unit);
  }
  for (guint i = 0; context && context->orgunits && i < context->orgunits->len; i++) {
    const OriOrgUnit *unit = g_ptr_array_index (context->orgunits, i);
    if (unit->level == ORI_ORGUNIT_SCHOOL)
      add_school (self, unit);
  }
  self->places = ori_place_index_new (self->homes);
  return self;
}

void
ori_schools_free (OriSchools *self)
{
  g_ptr_array_unref (self->homes);
  ori_place_index_unref (self->places);
  g_hash_table_unref (self->codes);
  g_free (self);
}

gboolean
ori_school_is_like (const char *printed, gboolean strict)
{
  static const char *const kinds[] = {
      "мбоу",     "мкоу",        "маоу",     "моу",      "моку",     "гбоу",      "гкоу",
      "гоу",      "гаоу",        "чоу",      "ноу",      "мбу",      "мку",       "гапоу",
      "гбпоу",    "мбвсоу",      "сош",      "оош",      "нош",      "школа",     "лицей",
      "гимназия", "прогимназия", "колледж",  "техникум", "интернат", "кадетская", "средняя",
      "основная", "начальная",   "вечерняя", NULL};
  g_autofree char *key = ori_text_key (printed);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  gboolean named = FALSE;

  if (words[0] == NULL || words[1] == NULL)
    return FALSE;
  gboolean kind = g_strv_contains (kinds, words[0]);
  /* «Средняя школа № 3», «Муниципальное бюджетное общеобразовательное учреждение …». */
  if (g_str_has_suffix (words[0], "няя") || g_str_has_suffix (words[0], "ная") ||
      strcmp (words[0], "кадетская") == 0)
    kind = strstr (key, "школа") != NULL && g_strv_contains (kinds, words[0]);
  if (g_str_has_prefix (words[0], "муниципальн") || g_str_has_prefix (words[0], "государственн"))
    kind = strstr (key, "учреждение") != NULL && strstr (key, "образова") != NULL;
  if (!kind || !strict)
    return kind;
  for (guint i = 1; words[i]; i++)
    named |= g_ascii_isdigit (words[i][0]) && strlen (words[i]) < 4;
  return named || strpbrk (printed, "\"") != NULL || strstr (printed, "«") != NULL;
}

/* Do the words after «г.» name the city of @unit? */
static gboolean
names_city (char **words, const OriOrgUnit *unit)
{
  g_autofree char *key = ori_text_key (unit->short_name);
  g_auto (GStrv) own = g_strsplit (key, " ", -1);
  guint from = own[0] && is_city_word (own[0]) ? 1 : 0, i = 0;

  if (from == 0 || !own[1])
    return FALSE;
  for (; own[from + i]; i++)
    if (!words[i] || !same_noun (own[from + i], words[i]))
      return FALSE;
  return TRUE;
}

static const OriOrgUnit *
find_city (const OriSchools *self, const char *text)
{
  g_autofree char *key = ori_text_key (text);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  const OriOrgUnit *found = NULL;

  for (guint i = 0; words[i]; i++)
    for (guint k = 0; is_city_word (words[i]) && k < self->homes->len; k++) {
      const OriOrgUnit *unit = g_ptr_array_index (self->homes, k);
      if (!names_city (words + i + 1, unit))
        continue;
      if (found && found != unit)
        return NULL;
      found = unit;
    }
  return found;
}

static const OriOrgUnit *
find_named (const OriSchools *self, const char *text, gboolean loose)
{
  const OriOrgUnit *found = text ? find_city (self, text) : NULL;
  return found || !text ? found : ori_place_find (self->places, text, loose);
}

/* In the nearest line of text above, which is no school itself. */
static const OriOrgUnit *
find_above (const OriSchools *self, const OriGrid *grid, guint row)
{
  guint lines = 0;

  while (row-- > 0 && lines < MAX_LINES) {
    g_autofree char *text = NULL;
    for (guint col = 0; !text && col < MIN (grid->n_cols, 4); col++)
      text = ori_grid_text (grid, row, col);
    if (!text || ori_school_is_like (text, FALSE))
      continue;
    lines++;
    const OriOrgUnit *home = NULL;
    if (ori_place_match (self->places, text, &home, NULL) != ORI_MATCH_EXACT)
      home = find_named (self, text, FALSE);
    if (home)
      return home;
  }
  return NULL;
}

/* What is said nearest to the school counts: its name, the lines above it, the sheet, the
 * file, the choice made for the import. */
static const OriOrgUnit *
find_home (const OriSchools *self, const OriReading *reading, const OriSheetResult *result,
           const OriPlace *place)
{
  const OriOrgUnit *home = NULL;

  if (place->home && ori_place_match (self->places, place->home, &home, NULL) != ORI_MATCH_NONE &&
      home)
    return home;
  home = find_named (self, place->printed, FALSE);
  if (!home && place->unit)
    home = find_by_code (self, place->unit->code);
  if (!home && place->row != G_MAXUINT)
    home = find_above (self, result->grid, place->row);
  if (!home)
    home = find_named (self, ori_sheet_name (result->grid->sheet), TRUE);
  if (!home && reading->file) {
    g_autofree char *stem = g_path_get_basename (reading->file);
    char *dot = strrchr (stem, '.');
    if (dot && dot != stem)
      *dot = '\0';
    g_strdelimit (stem, "_", ' ');
    home = find_named (self, stem, TRUE);
  }
  return home ? home : find_by_code (self, self->context->default_orgunit);
}

/* Names are long and alike at the start: the municipality and a digest of the name. */
static char *
make_code (const OriOrgUnit *home, const char *key)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  return g_strdup_printf ("%s-%.8s", home->code, digest);
}

static const char *
make_school (OriSchools *self, const OriSheetResult *result, const OriPlace *place,
             const OriOrgUnit *home, const char *name)
{
  char *key = make_key (home, name);
  char *code = make_code (home, key);
  g_autofree char *cell =
      place->row == G_MAXUINT ? NULL : ori_cellref_name (place->row, place->col);

  g_ptr_array_add (self->stage->new_orgunits,
                   ori_orgunit_new (code, name, NULL, home->code, ORI_ORGUNIT_SCHOOL));
  g_ptr_array_add (self->stage->findings,
                   ori_finding_new ("school-new", ORI_SEVERITY_INFO,
                                    ori_sheet_name (result->grid->sheet), cell,
                                    _ ("“%s” is a new school of %s"), name, home->short_name));
  g_hash_table_insert (self->codes, key, code);
  return code;
}

const char *
ori_schools_resolve (OriSchools *self, const OriReading *reading, const OriSheetResult *result,
                     const OriPlace *place, const OriOrgUnit *matched)
{
  if (!self->context || !self->context->make_schools ||
      (matched && matched->level != ORI_ORGUNIT_SCHOOL) ||
      !ori_school_is_like (place->printed, place->row == G_MAXUINT))
    return NULL;
  const OriOrgUnit *home = find_home (self, reading, result, place);
  g_autofree char *base = ori_footnote_cut (place->printed, NULL, NULL);
  g_autofree char *name = ori_text_clean (base ? base : place->printed);
  if (!home)
    return NULL;
  g_autofree char *key = make_key (home, name);
  const char *known = g_hash_table_lookup (self->codes, key);
  if (known)
    return known;
  if (matched && g_strcmp0 (matched->parent, home->code) == 0)
    return NULL;
  return make_school (self, result, place, home, name);
}
