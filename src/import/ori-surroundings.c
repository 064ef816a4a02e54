/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-derive-private.h"

#include <string.h>

void
ori_surroundings_clear (OriSurroundings *self)
{
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_free (self->unit);
  g_free (self->place_printed);
}

OriMatchKind
ori_reading_match_place (const OriReading *reading, const char *printed, const OriOrgUnit **unit,
                         char **others)
{
  *unit = NULL;
  if (others)
    *others = NULL;
  if (printed == NULL)
    return ORI_MATCH_NONE;
  g_autofree char *key = ori_text_key (printed);
  const char *code = g_hash_table_lookup (reading->place_edits, key);
  if (code != NULL) {
    const GPtrArray *units = reading->context ? reading->context->orgunits : NULL;
    for (guint i = 0; units && i < units->len; i++) {
      const OriOrgUnit *candidate = g_ptr_array_index (units, i);
      if (strcmp (candidate->code, code) == 0) {
        *unit = candidate;
        return ORI_MATCH_EXACT;
      }
    }
    return ORI_MATCH_NONE;
  }
  return ori_place_match (reading->places, printed, unit, others);
}

/* «Наименование организации:» and what stands behind it. */
static gboolean
names_place (const char *key)
{
  if (g_str_has_prefix (key, "наименование оо") || g_str_has_prefix (key, "название оо"))
    return TRUE;
  static const char *const words[] = {"организац", "муницип", "территор", "район",
                                      "школ",      "учрежд",  "округ",    "город",
                                      "регион",    "субъект", NULL};
  for (guint i = 0; words[i]; i++)
    if (strstr (key, words[i]))
      return TRUE;
  return FALSE;
}

/* A school says more than the municipality it lies in. */
static gboolean
is_organisation (const char *printed)
{
  static const char *const words[] = {"школ",    "сош",      "оош",         "гимнази", "лице",
                                      "колледж", "техникум", "мбоу",        "мкоу",    "маоу",
                                      "гбоу",    "мбдоу",    "детский сад", NULL};
  g_autofree char *key = ori_text_key (printed ? printed : "");
  for (guint i = 0; words[i]; i++)
    if (strstr (key, words[i]))
      return TRUE;
  return FALSE;
}

static void
set_place (OriSurroundings *self, const OriOrgUnit *unit, const char *printed, guint row, guint col)
{
  gboolean school = is_organisation (printed), had_school = is_organisation (self->place_printed);
  if (had_school && !school)
    return;
  /* A municipality says more than the region, and a known name more than an unknown one. */
  if (school && !had_school)
    self->unit_matched = NULL;
  else if (self->unit_matched != NULL &&
           (unit == NULL || self->unit_matched->level != ORI_ORGUNIT_REGION))
    return;
  if (unit == NULL && self->place_printed != NULL && had_school == school)
    return;
  self->unit_matched = unit;
  g_free (self->place_printed);
  self->place_printed = g_strdup (printed);
  self->place_row = row;
  self->place_col = col;
}

static gboolean
is_bracketed (const char *text)
{
  return text[0] == '(' && text[strlen (text) - 1] == ')';
}

/* «Приложение 2 к письму…», «Таблица 5», «Форма № 1»: about the paper, not about the numbers. */
static gboolean
is_about_paper (const char *text)
{
  static const char *const starts[] = {"приложение", "утвержд",   "форма", "исп ", "исполнитель",
                                       "продолжен",  "окончание", "лист ", NULL};
  g_autofree char *key = ori_text_key (text);
  for (guint i = 0; starts[i]; i++)
    if (g_str_has_prefix (key, starts[i]))
      return TRUE;
  return g_str_has_prefix (key, "таблица") && g_utf8_strlen (key, -1) < 12;
}

/* «Рабочая сила (в тыс. человек)»: the unit of all figures that have none of their own. «Число
 * аварий, ед.» is the unit of what the title counts, not of the wounded in the next column. */
static char *
bracket_unit (const char *title)
{
  return g_str_has_suffix (title, ")") ? ori_header_unit (title) : NULL;
}

/* Behind «Таблица 10.», when more follows. */
static const char *
skip_table_number (const char *text)
{
  if (!g_str_has_prefix (text, "Таблица ") && !g_str_has_prefix (text, "ТАБЛИЦА "))
    return text;
  const char *rest = text + strlen ("Таблица ");
  rest += strspn (rest, "№ ");
  gsize digits = strspn (rest, "0123456789.");
  rest += digits;
  rest += strspn (rest, " .:-");
  if (g_str_has_prefix (rest, "–") || g_str_has_prefix (rest, "—"))
    rest += strlen ("–");
  while (*rest == ' ')
    rest++;
  return digits > 0 && *rest ? rest : text;
}

/* «Приложение к приказу от 13.03.2023 № 45 …»: the day of a paper is not that of the figures. What
 * else the text says may be. */
static char *
cut_paper_dates (const char *text)
{
  static GRegex *pattern;
  static gsize ready;
  if (g_once_init_enter (&ready)) {
    pattern =
        g_regex_new ("(?:\\bот|\\bприказ\\w*|\\bутвержд\\w*|\\bпостановлени\\w*|\\bраспоряжени\\w*|"
                     "\\bпротокол\\w*|\\bписьм\\w*)\\s*[:,]?\\s*[«\"]?\\s*\\d\\d?\\s*[»\"]?"
                     "(?:\\.\\d\\d?\\.|\\s+[а-яё]{3,8}\\s+)(?:19|20)\\d\\d",
                     G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave (&ready, 1);
  }
  return g_regex_replace_literal (pattern, text, -1, 0, "", 0, NULL);
}

static void read_pair (OriSurroundings *self, const OriReading *reading, const char *label,
                       const char *text, guint row, guint col);

/* «Муниципалитет: Шпаковский муниципальный округ» in one cell. */
static gboolean
read_joined_pair (OriSurroundings *self, const OriReading *reading, const char *text, guint row,
                  guint col)
{
  const char *colon = strstr (text, ": ");
  if (colon == NULL || colon[2] == '\0' || g_utf8_strlen (text, colon - text) > 40)
    return FALSE;
  g_autofree char *label = g_strndup (text, (gsize)(colon - text));
  g_autofree char *key = ori_text_key (label);
  gboolean dated = g_str_has_prefix (key, "период") || g_str_has_prefix (key, "отчетный") ||
                   g_str_has_prefix (key, "учебный год") || strcmp (key, "год") == 0;
  if (!dated && !(names_place (key) && !ori_subject_is_like (label) &&
                  strchr (label, ' ') == strrchr (label, ' ')))
    return FALSE;
  read_pair (self, reading, label, colon + 2, row, col);
  return TRUE;
}

static void
read_title (OriSurroundings *self, const OriReading *reading, const char *text, guint row,
            guint col)
{
  OriPeriod period;
  g_autofree char *unit_text = ori_title_unit (text);

  if (read_joined_pair (self, reading, text, row, col))
    return;
  g_autofree char *dated = cut_paper_dates (text);
  if (self->period.kind == ORI_PERIOD_NONE && dated && ori_period_find (dated, &period)) {
    self->period = period;
    self->period_lent =
        period.kind == ORI_PERIOD_YEAR && ori_period_last_of_range (dated, &(OriPeriod){0});
  }
  if (unit_text != NULL) {
    if (self->unit == NULL)
      self->unit = g_steal_pointer (&unit_text);
    return;
  }
  if (is_bracketed (text) || is_about_paper (text) || ori_footnote_period (text, &period))
    return;
  const OriOrgUnit *unit = NULL;
  OriMatchKind kind = ori_reading_match_place (reading, text, &unit, NULL);
  if (kind == ORI_MATCH_EXACT || kind == ORI_MATCH_LIKE) {
    set_place (self, unit, text, row, col);
    return;
  }
  unit = ori_place_find (reading->places, text, FALSE);
  if (unit != NULL)
    set_place (self, unit, text, row, col);
  else if (ori_place_is_like (text) && g_utf8_strlen (text, -1) < 90) {
    set_place (self, NULL, text, row, col);
    return;
  }
  g_autofree char *base = ori_footnote_cut (text, NULL, NULL);
  if (self->unit == NULL)
    self->unit = bracket_unit (base ? base : text);
  g_ptr_array_add (self->subjects, g_strdup (skip_table_number (base ? base : text)));
}

static void
read_pair (OriSurroundings *self, const OriReading *reading, const char *label, const char *text,
           guint row, guint col)
{
  g_autofree char *key = ori_text_key (label);
  OriPeriod period;
  if (names_place (key)) {
    const OriOrgUnit *unit;
    ori_reading_match_place (reading, text, &unit, NULL);
    set_place (self, unit, text, row, col);
  } else if ((strstr (key, "период") || strstr (key, "год") || strstr (key, "дата")) &&
             (ori_footnote_period (text, &period) || ori_period_find (text, &period))) {
    self->period = period;
  } else if (strstr (key, "единиц") || strstr (key, "ед изм")) {
    if (self->unit == NULL)
      self->unit = g_strdup (text);
  } else {
    read_title (self, reading, text, row, col);
  }
}

static void
read_title_row (OriSurroundings *self, const OriReading *reading, const OriGrid *grid, guint row,
                guint c1, guint c2)
{
  guint from, to;
  ori_grid_row_span (grid, row, c1, c2, &from, &to);
  g_autofree char *label = NULL;
  guint n = 0, filled = 0;
  for (guint i = from; i < to; i++)
    filled += grid->info[i].cls != ORI_CLASS_EMPTY;
  gboolean pair = filled == 2;
  for (guint i = from; i < to; i++) {
    if (grid->info[i].cls == ORI_CLASS_EMPTY)
      continue;
    g_autofree char *text = ori_grid_text (grid, row, grid->cells[i].col);
    if (text == NULL || text[0] == '\0')
      continue;
    grid->info[i].role = ORI_ROLE_TITLE;
    grid->info[i].reason = ORI_UNUSED_TITLE;
    if (n++ == 0 && (g_str_has_suffix (text, ":") || (pair && g_utf8_strlen (text, -1) < 24)))
      label = g_strdup (text);
    else if (label != NULL)
      read_pair (self, reading, label, text, row, grid->cells[i].col);
    else if (grid->info[i].cls == ORI_CLASS_TEXT)
      read_title (self, reading, text, row, grid->cells[i].col);
  }
  if (label != NULL && n == 1)
    read_title (self, reading, label, row, grid->cells[from].col);
}

void
ori_surroundings_read (OriSurroundings *self, const OriReading *reading, const OriGrid *grid,
                       const OriTable *table, const OriSurroundings *sheet)
{
  *self = (OriSurroundings){.subjects = g_ptr_array_new_with_free_func (g_free)};
  /* A table whose labels run beside it alone has its titles above the first block. */
  for (guint row = table->head1; row-- > table->title1;)
    read_title_row (self, reading, grid, row, table->c1, table->c2);
  if (sheet == NULL)
    return;
  if (self->period.kind == ORI_PERIOD_NONE) {
    self->period = sheet->period;
    self->period_lent = sheet->period_lent;
  }
  if (self->unit_matched == NULL && self->place_printed == NULL) {
    self->unit_matched = sheet->unit_matched;
    self->place_printed = g_strdup (sheet->place_printed);
    self->place_row = sheet->place_row;
    self->place_col = sheet->place_col;
  }
}

static gboolean
is_default_sheet_name (const char *name)
{
  g_autofree char *key = ori_text_key (name);
  static const char *const starts[] = {"лист", "sheet", "таблица", "table", NULL};
  for (guint i = 0; starts[i]; i++)
    if (g_str_has_prefix (key, starts[i]) && g_utf8_strlen (key, -1) < 12)
      return TRUE;
  return key[0] == '\0';
}

static void
read_name (OriSurroundings *self, const OriReading *reading, const char *name, gboolean need_place)
{
  OriPeriod period;
  g_autofree char *text = g_strdup (name);
  g_strdelimit (text, "_", ' ');
  if (self->period.kind == ORI_PERIOD_NONE && ori_period_find (text, &period))
    self->period = period;
  if (!need_place || self->unit_matched != NULL)
    return;
  const OriOrgUnit *unit = NULL;
  OriMatchKind kind = ori_reading_match_place (reading, text, &unit, NULL);
  if (kind != ORI_MATCH_EXACT && kind != ORI_MATCH_LIKE)
    unit = ori_place_find (reading->places, text, TRUE);
  /* A sheet «Итого» is of no territory that can be guessed. */
  if (unit != NULL ||
      (self->place_printed == NULL && (ori_place_is_like (text) || ori_place_is_total (text))))
    set_place (self, unit, text, G_MAXUINT, G_MAXUINT);
}

void
ori_surroundings_add_names (OriSurroundings *self, const OriReading *reading, const OriSheet *sheet,
                            gboolean need_place)
{
  const char *name = ori_sheet_name (sheet);
  if (name != NULL && !is_default_sheet_name (name))
    read_name (self, reading, name, need_place);
  if (reading->file != NULL) {
    g_autofree char *stem = g_path_get_basename (reading->file);
    char *dot = strrchr (stem, '.');
    if (dot != NULL && dot != stem)
      *dot = '\0';
    read_name (self, reading, stem, need_place);
  }
}
