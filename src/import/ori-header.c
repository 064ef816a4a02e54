/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-text.h"
#include "import/ori-table-private.h"

#include <math.h>
#include <string.h>

void
ori_header_clear (OriHeader *header)
{
  g_free (header->printed);
  g_free (header->parent);
  g_free (header->leaf);
  g_free (header->unit);
  g_free (header->period_note);
}

void
ori_header_free_all (OriHeader *headers, guint n)
{
  for (guint i = 0; headers && i < n; i++)
    ori_header_clear (&headers[i]);
  g_free (headers);
}

static gboolean
is_in (const char *word, const char *const *words)
{
  for (; *words; words++)
    if (strcmp (word, *words) == 0)
      return TRUE;
  return FALSE;
}

/* The first word decides: «чел.», «тысяч человек», «на 1000 жителей», but not «частные»,
 * «литература», «местные». */
static gboolean
begins_as_unit (const char *folded)
{
  static const char *const words[] = {
      "чел",        "человек", "человека",    "ед",       "единиц",     "единица",    "единицы",
      "шт",         "штук",    "штука",       "балл",     "балла",      "баллов",     "баллы",
      "руб",        "рублей",  "рубль",       "рубли",    "тыс",        "тысяч",      "тысяча",
      "тысячи",     "млн",     "миллион",     "миллиона", "миллионов",  "млрд",       "миллиард",
      "миллиардов", "кв",      "м",           "м2",       "м3",         "га",         "гектар",
      "гектаров",   "ц",       "центнеров",   "кг",       "килограмм",  "тонн",       "тонна",
      "тонны",      "т",       "км",          "километр", "километров", "л",          "литр",
      "литров",     "час",     "часа",        "часов",    "ч",          "дн",         "дней",
      "день",       "мест",    "места",       "голов",    "промилле",   "лет",        "раз",
      "случ",       "случаев", "случай",      "семей",    "семья",      "пар",        "коек",
      "посещений",  "экз",     "экземпляров", "гкал",     "квт",        "приходится", NULL};
  gsize length = 0;
  if (g_str_has_prefix (folded, "‰"))
    return TRUE;
  if (g_str_has_prefix (folded, "на "))
    return g_ascii_isdigit (folded[strlen ("на ")]);
  for (const char *p = folded; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    if (!g_unichar_isalpha (c) && !(length > 0 && g_unichar_isdigit (c)))
      break;
    length = (gsize)(g_utf8_next_char (p) - folded);
  }
  g_autofree char *word = g_strndup (folded, length);
  return is_in (word, words);
}

/* "%" stands for every wording of percent. */
static char *
normalise_unit (const char *text)
{
  g_autofree char *clean = ori_text_clean (text);
  char *unit = clean;
  if (g_str_has_prefix (unit, "в ") || g_str_has_prefix (unit, "В "))
    unit += strlen ("в ");
  /* «ед./%»: the unit of the count in cells that hold both. */
  char *slash = strchr (unit, '/');
  if (slash != NULL && slash > unit && slash[strspn (slash, "/ ")] == '%')
    *slash = '\0';
  /* Levels of a header are joined so: what follows is no unit. */
  if (strstr (unit, " / "))
    return NULL;
  g_autofree char *folded = g_utf8_strdown (unit, -1);
  if (folded[0] == '\0' || g_utf8_strlen (folded, -1) > 48)
    return NULL;
  if (folded[0] == '%' || g_str_has_prefix (folded, "проц"))
    return g_strdup ("%");
  return begins_as_unit (folded) ? g_strdup (unit) : NULL;
}

char *
ori_header_unit (const char *text)
{
  if (text == NULL || text[0] == '\0')
    return NULL;
  gsize length = strlen (text);
  const char *open = strrchr (text, '(');
  if (text[length - 1] == ')' && open) {
    g_autofree char *inner = g_strndup (open + 1, (gsize)(text + length - 1 - open - 1));
    char *unit = normalise_unit (inner);
    if (unit)
      return unit;
  }
  for (const char *comma = text + length; comma > text; comma--) {
    if (comma[0] != ',' || comma[1] == '\0' || g_ascii_isdigit (comma[1]))
      continue;
    char *unit = normalise_unit (comma + 1);
    /* «в возрасте, лет» says how the columns are cut, not what is counted. */
    if (unit && g_str_has_prefix (unit, "лет") && strstr (text, "возраст"))
      g_clear_pointer (&unit, g_free);
    if (unit)
      return unit;
    break;
  }
  static const char *const money[] = {"тыс. руб.", "тыс.руб.",  "тыс. рублей",  "млн. руб.",
                                      "млн руб.",  "тыс. чел.", "тыс. человек", NULL};
  for (guint i = 0; money[i]; i++)
    if (g_str_has_suffix (text, money[i]))
      return g_strdup (money[i]);
  if (strchr (text, '%') && length < 48)
    return g_strdup ("%");
  return g_utf8_strlen (text, -1) <= 12 ? normalise_unit (text) : NULL;
}

char *
ori_title_unit (const char *text)
{
  static const char *const words[] = {"единица измерения", "единицы измерения", "ед. изм.",
                                      "ед.изм.", NULL};
  if (text == NULL)
    return NULL;
  g_autofree char *clean = ori_text_clean (text);
  gsize length = strlen (clean);
  g_autofree char *folded = g_utf8_strdown (clean, -1);
  for (guint i = 0; words[i]; i++)
    if (g_str_has_prefix (folded, words[i])) {
      const char *rest = clean + strlen (words[i]);
      while (*rest == ':' || *rest == ' ' || *rest == '-')
        rest++;
      char *unit = normalise_unit (rest);
      return unit ? unit : g_strdup (rest);
    }
  if (length > 2 && clean[0] == '(' && clean[length - 1] == ')') {
    clean[length - 1] = '\0';
    const char *last = strrchr (clean, ';');
    return normalise_unit (last ? last + 1 : clean + 1);
  }
  return g_utf8_strlen (clean, -1) <= 24 ? normalise_unit (clean) : NULL;
}

/* Behind these words a year is what the figures are compared with or lead to: «темп роста к 2021
 * году», «план до 2025 года». */
static gboolean
refers_elsewhere (const char *before)
{
  static const char *const words[] = {
      "к",   "ко",     "с",      "со",           "от", "до", "против", "относительно",
      "чем", "уровню", "уровня", "аналогичному", "по", NULL};
  g_autofree char *key = ori_text_key (before);
  const char *space = strrchr (key, ' ');
  const char *last = space ? space + 1 : key;
  for (guint i = 0; words[i]; i++)
    if (strcmp (last, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A level that says a period and something more: «2021 год (план)», «Всего в 2021 году», «Число
 * школ на 01.01.2022, ед.». The rest is the level's text; two years in it are a comparison, not a
 * period. */
static char *
split_period (const char *text, OriPeriod *period)
{
#define YEARS "(?:19|20)\\d\\d(?:\\s*[/–-]\\s*(?:(?:19|20)?\\d\\d))?"
#define DATE                                                                                       \
  "(?:по состоянию )?на (?:\\d\\d?\\.\\d\\d?\\.(?:19|20)\\d\\d|\\d\\d? [а-я]{3,8} " \
  "(?:19|20)\\d\\d)"
#define YEAR_WORD "\\s*(?:уч\\w*\\.?\\s*)?(?:года?|году|г\\.?)"
  static GRegex *patterns[5], *more;
  static gsize ready;
  if (g_once_init_enter (&ready)) {
    static const char *const sources[] = {
        "^()(?:за |в |на )?(" YEARS ")(?:" YEAR_WORD ")?\\s*[,(:–-]?\\s*(\\D.*?)\\)?$",
        "^(.*?(?:[^\\d.,/–-]|[а-я]\\.))[,\\s(]+(?:в |за |на )?(" YEARS ")(?:" YEAR_WORD ")?\\)?()$",
        "^(.*?[^\\d.,/–-])[,\\s(]+(?:в |за |на )?(" YEARS ")(,\\s*\\D{1,20}|\\s*\\(\\D{1,20}\\))$",
        /* In the midst of more words only with the word «год» behind it, or as a date. */
        "^(.*?[^\\d.,/–-])[,\\s(]+(?:в |за |на )?(" YEARS ")" YEAR_WORD "(?!\\w)\\)?(\\D+)$",
        "^(.*?[^\\d.,/–-])[,\\s(]+(" DATE ")(?:\\s*(?:года|г\\.?))?\\)?((?!\\w)\\D*)$"};
    for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
      patterns[i] = g_regex_new (sources[i], G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
    more = g_regex_new ("(?:19|20)\\d\\d", G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave (&ready, 1);
  }
#undef YEARS
#undef DATE
#undef YEAR_WORD
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autoptr (GMatchInfo) match = NULL;
    if (!g_regex_match (patterns[i], text, 0, &match))
      continue;
    g_autofree char *before = g_match_info_fetch (match, 1);
    g_autofree char *when = g_match_info_fetch (match, 2);
    g_autofree char *after = g_match_info_fetch (match, 3);
    g_autofree char *rest = g_strstrip (g_strconcat (before, after, NULL));
    if (rest[0] == '\0' || g_regex_match (more, rest, 0, NULL) || refers_elsewhere (before))
      continue;
    if (i == 4 ? ori_period_find (when, period) : ori_period_parse (when, period))
      return g_steal_pointer (&rest);
  }
  return NULL;
}

char *
ori_title_undated (const char *title)
{
  OriPeriod period;
  char *rest = split_period (title, &period);
  return rest ? rest : g_strdup (title);
}

/* Under «изменения» two years are what is compared, also where the second follows the first. */
static gboolean
says_change (const GPtrArray *texts)
{
  static const char *const words[] = {"изменени", "прирост", "отклонени",
                                      "динамик",  "разниц",  NULL};
  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *key = ori_text_key (g_ptr_array_index (texts, i));
    for (guint w = 0; words[w]; w++)
      if (strstr (key, words[w]))
        return TRUE;
  }
  return FALSE;
}

/* «2022 в % к 2021»: a figure of the first year; the words stay. */
static gboolean
find_compared (const char *text, OriPeriod *period)
{
  static GRegex *pattern;
  static gsize ready;
  if (g_once_init_enter (&ready)) {
    pattern = g_regex_new (
        "^\\D{0,40}((?:19|20)\\d\\d)\\s*(?:года?|г\\.?)?,?\\s*(?:в\\s*(?:%|процентах)\\s*)?"
        "к\\s+(?:уровню\\s+)?(?:19|20)\\d\\d\\D{0,40}$",
        G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
    g_once_init_leave (&ready, 1);
  }
  g_autoptr (GMatchInfo) match = NULL;
  if (!g_regex_match (pattern, text, 0, &match))
    return FALSE;
  g_autofree char *year = g_match_info_fetch (match, 1);
  return ori_period_parse (year, period);
}

/* «январь», «I квартал», «1 полугодие» below a year. */
static gboolean
combine_period (OriPeriod *year, const char *text)
{
  if (year->kind != ORI_PERIOD_YEAR || g_utf8_strlen (text, -1) > 20)
    return FALSE;
  g_autofree char *both = g_strdup_printf ("%s %d", text, year->year);
  OriPeriod period;
  if (!ori_period_parse (both, &period) || period.kind == ORI_PERIOD_YEAR)
    return FALSE;
  *year = period;
  return TRUE;
}

/* Which cell of header row @row stands above @col: the cell itself, the anchor of a merge, or,
 * where people left blanks instead of merging, the cell at the left. */
typedef struct {
  const OriGrid *grid;
  const OriTable *table;
  guint *rows;
  guint n_rows;
  gboolean *merged; /* rows that use merges, so that their blanks are meant */
  gint32 *anchor;   /* n_rows × columns: index of the cell, -1 if none */
} Levels;

static gboolean
has_lower (const Levels *levels, guint level, guint col)
{
  for (guint i = level + 1; i < levels->n_rows; i++)
    if (ori_grid_at (levels->grid, levels->rows[i], col))
      return TRUE;
  return FALSE;
}

static void
fill_level (Levels *levels, guint level)
{
  const OriGrid *grid = levels->grid;
  guint c1 = levels->table->c1, n_cols = levels->table->c2 - c1 + 1;
  guint row = levels->rows[level];
  gint32 *anchor = levels->anchor + (gsize)level * n_cols;

  for (guint c = 0; c < n_cols; c++) {
    const OriGridCell *cell = ori_grid_at (grid, row, c1 + c);
    anchor[c] = cell ? (gint32)(cell - grid->info) : -1;
    if (cell)
      continue;
    const OriRange *merge = ori_sheet_merge_at (grid->sheet, row, c1 + c);
    if (merge) {
      cell = ori_grid_at (grid, merge->row1, merge->col1);
      if (cell && merge->row1 >= levels->rows[0])
        anchor[c] = (gint32)(cell - grid->info);
    }
  }
  if (levels->merged[level])
    return;
  for (guint c = 1; c < n_cols; c++)
    if (anchor[c] < 0 && anchor[c - 1] >= 0 && level + 1 < levels->n_rows &&
        has_lower (levels, level, c1 + c) &&
        has_lower (levels, level, grid->cells[anchor[c - 1]].col))
      anchor[c] = anchor[c - 1];
}

static void
levels_init (Levels *levels, const OriGrid *grid, const OriTable *table)
{
  guint n_cols = table->c2 - table->c1 + 1;
  *levels = (Levels){grid, table};
  levels->rows = g_new0 (guint, table->body1 - table->head1 + 1);
  levels->merged = g_new0 (gboolean, table->body1 - table->head1 + 1);
  for (guint row = table->head1; row < table->body1; row++) {
    OriRowKind kind = ori_table_row_kind (table, row);
    if (kind == ORI_ROW_NUMBERING || kind == ORI_ROW_REPEATED)
      continue;
    guint from, to;
    ori_grid_row_span (grid, row, table->c1, table->c2, &from, &to);
    for (guint i = from; i < to; i++) {
      const OriRange *merge = ori_grid_merge_from (grid, row, grid->cells[i].col);
      if (merge && merge->col2 > merge->col1)
        levels->merged[levels->n_rows] = TRUE;
    }
    levels->rows[levels->n_rows++] = row;
  }
  levels->anchor = g_new (gint32, MAX ((gsize)levels->n_rows * n_cols, 1));
  for (guint i = 0; i < levels->n_rows; i++)
    fill_level (levels, i);
}

static void
levels_clear (Levels *levels)
{
  g_free (levels->rows);
  g_free (levels->merged);
  g_free (levels->anchor);
}

static void
add_level (GPtrArray *texts, const char *text)
{
  if (text[0] == '\0' ||
      (texts->len > 0 && strcmp (g_ptr_array_index (texts, texts->len - 1), text) == 0))
    return;
  /* A word broken over two header rows: «сту-» above «денты». */
  if (texts->len > 0) {
    char **last = (char **)&g_ptr_array_index (texts, texts->len - 1);
    g_autofree char *both = g_strconcat (*last, "\n", text, NULL);
    g_autofree char *joined = g_str_has_suffix (*last, "-") ? ori_text_clean (both) : NULL;
    if (joined != NULL && strlen (joined) < strlen (both) - 1) {
      g_free (*last);
      *last = g_steal_pointer (&joined);
      return;
    }
  }
  g_ptr_array_add (texts, g_strdup (text));
}

static void
read_level (OriHeader *header, GPtrArray *texts, const OriGrid *grid, gint32 index)
{
  guint row = grid->cells[index].row, col = grid->cells[index].col;
  g_autofree char *text = ori_grid_text (grid, row, col);
  g_autofree char *notes = NULL;
  OriPeriod period;

  header->any = TRUE;
  g_autofree char *base = ori_footnote_cut (text, &notes, NULL);
  if (ori_grid_period (grid, row, col, &period) &&
      !(period.kind == ORI_PERIOD_SCHOOL_YEAR && says_change (texts))) {
    header->period = period;
    if (grid->info[index].flags & ORI_CELL_NOTED_YEAR) {
      g_free (header->period_note);
      header->period_note = g_strdup_printf ("%d", (int)fmod (grid->info[index].number, 10));
    }
    if (notes && !ori_period_parse (text, &period)) {
      g_free (header->period_note);
      header->period_note = g_steal_pointer (&notes);
    }
    return;
  }
  const char *shown = base ? base : text;
  if (combine_period (&header->period, shown))
    return;
  g_autofree char *rest = split_period (shown, &period);
  if (rest) {
    header->period = period;
    add_level (texts, rest);
  } else {
    if (header->period.kind == ORI_PERIOD_NONE && find_compared (shown, &period))
      header->period = period;
    add_level (texts, shown);
  }
}

static void
finish_header (OriHeader *header, GPtrArray *texts)
{
  for (guint i = texts->len; i > 0 && header->unit == NULL; i--)
    header->unit = ori_header_unit (g_ptr_array_index (texts, i - 1));
  if (texts->len == 0)
    return;
  header->leaf = g_strdup (g_ptr_array_index (texts, texts->len - 1));
  g_ptr_array_add (texts, NULL);
  header->printed = g_strjoinv (" / ", (char **)texts->pdata);
  g_free (texts->pdata[texts->len - 2]);
  texts->pdata[texts->len - 2] = NULL;
  header->parent = g_strjoinv (" / ", (char **)texts->pdata);
}

/* The last header row holds nothing but units. */
static gboolean
is_unit_row (const OriHeader *headers, guint n)
{
  guint units = 0;
  for (guint c = 0; c < n; c++) {
    if (headers[c].leaf == NULL || headers[c].parent == NULL || headers[c].parent[0] == '\0')
      continue;
    g_autofree char *unit = normalise_unit (headers[c].leaf);
    if (unit == NULL)
      return FALSE;
    units++;
  }
  return units > 1;
}

/* «Всего | Приняли участие | Приняли участие» above «чел. | чел. | %»: the words that tell total
 * and participants are one row up, so the units leave the words to them. */
static void
lift_unit_row (OriHeader *headers, guint n)
{
  gboolean parts = FALSE;
  for (guint c = 0; c < n && !parts; c++) {
    const char *slash = headers[c].parent ? g_strrstr (headers[c].parent, " / ") : NULL;
    parts = headers[c].parent && ori_header_says_part (slash ? slash + 3 : headers[c].parent);
  }
  if (!parts || !is_unit_row (headers, n))
    return;
  for (guint c = 0; c < n; c++) {
    OriHeader *header = &headers[c];
    if (header->leaf == NULL || header->parent == NULL || header->parent[0] == '\0')
      continue;
    char *slash = g_strrstr (header->parent, " / ");
    g_free (header->printed);
    g_free (header->leaf);
    header->printed = g_strdup (header->parent);
    header->leaf = g_strdup (slash ? slash + 3 : header->parent);
    *(slash ? slash : header->parent) = '\0';
  }
}

OriHeader *
ori_header_read (const OriGrid *grid, const OriTable *table)
{
  guint n_cols = table->c2 - table->c1 + 1;
  OriHeader *headers = g_new0 (OriHeader, n_cols);
  Levels levels;

  levels_init (&levels, grid, table);
  for (guint c = 0; c < n_cols; c++) {
    g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
    gint32 previous = -1;
    headers[c].group = -1;
    for (guint i = 0; i < levels.n_rows; i++) {
      gint32 index = levels.anchor[(gsize)i * n_cols + c];
      if (index >= 0 && index != previous)
        read_level (&headers[c], texts, grid, index);
      previous = index >= 0 ? index : previous;
    }
    finish_header (&headers[c], texts);
  }
  levels_clear (&levels);
  lift_unit_row (headers, n_cols);
  return headers;
}
