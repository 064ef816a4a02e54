/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-period.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/ori-text.h"

#define FIRST_YEAR 1900
#define LAST_YEAR 2100
#define MAX_TOKENS 64

/* A text is read as numbers, months, words and signs; a period is a pattern of them. */
typedef enum {
  TOKEN_NUMBER,
  TOKEN_MONTH,
  TOKEN_DASH,  /* "-", "/", "–": joins two years */
  TOKEN_POINT, /* of a date */
  TOKEN_YEAR,  /* «г.», «год», «учебный» …: fillers that a period may carry */
  TOKEN_SCHOOL,
  TOKEN_QUARTER,
  TOKEN_HALF,
  TOKEN_OTHER,
} TokenKind;

typedef struct {
  TokenKind kind;
  int value;      /* of a number or a month */
  int digits;     /* of a number */
  gboolean glued; /* no white space before it */
} Token;

typedef struct {
  Token tokens[MAX_TOKENS];
  guint n;
} Tokens;

static int
find_month (const char *word)
{
  static const char *const stems[] = {"январ", "феврал", "март",   "апрел", "май",  "июн",
                                      "июл",   "август", "сентяб", "октяб", "нояб", "декаб"};

  if (g_str_equal (word, "мая") || g_str_equal (word, "мае"))
    return 5;
  for (int i = 0; i < 12; i++)
    if (g_str_has_prefix (word, stems[i]))
      return i + 1;
  return 0;
}

static int
find_roman (const char *word)
{
  static const char *const roman[] = {"i", "ii", "iii", "iv"};

  for (int i = 0; i < 4; i++)
    if (g_str_equal (word, roman[i]))
      return i + 1;
  return 0;
}

static Token
classify_word (const char *word)
{
  static const char *const fillers[] = {"г",    "гг",        "год",       "года",  "году",
                                        "годы", "на",        "за",        "в",     "по",
                                        "от",   "состояние", "состоянию", "конец", "начало"};
  Token token = {TOKEN_OTHER, 0, 0, FALSE};

  token.value = find_month (word);
  if (token.value > 0) {
    token.kind = TOKEN_MONTH;
    return token;
  }
  token.value = find_roman (word);
  if (token.value > 0) {
    token.kind = TOKEN_NUMBER;
    token.digits = 1;
    return token;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (fillers); i++)
    if (g_str_equal (word, fillers[i]))
      token.kind = TOKEN_YEAR;
  if (g_str_equal (word, "уч") || g_str_has_prefix (word, "учебн"))
    token.kind = TOKEN_SCHOOL;
  else if (g_str_equal (word, "кв") || g_str_has_prefix (word, "квартал"))
    token.kind = TOKEN_QUARTER;
  else if (g_str_has_prefix (word, "полугоди"))
    token.kind = TOKEN_HALF;
  return token;
}

static const char *
read_number (const char *p, Token *token)
{
  token->kind = TOKEN_NUMBER;
  for (; g_ascii_isdigit (*p); p++, token->digits++)
    token->value = token->digits < 8 ? token->value * 10 + (*p - '0') : token->value;
  return p;
}

static const char *
read_word (const char *p, Token *token)
{
  const char *end = p;
  g_autofree char *raw = NULL;
  g_autofree char *lower = NULL;

  while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  raw = g_strndup (p, (gsize)(end - p));
  lower = g_utf8_strdown (raw, -1);
  *token = classify_word (lower);
  return end;
}

static Token
read_sign (gunichar c)
{
  Token token = {TOKEN_OTHER, 0, 0, FALSE};

  if (c == '.' || c == ',')
    token.kind = TOKEN_POINT;
  else if (c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212)
    token.kind = TOKEN_DASH;
  return token;
}

static void
tokenize (const char *text, Tokens *tokens)
{
  gboolean space = TRUE;

  tokens->n = 0;
  for (const char *p = text; *p != '\0';) {
    gunichar c = g_utf8_get_char (p);
    Token token = {TOKEN_OTHER, 0, 0, FALSE};

    if (g_unichar_isspace (c)) {
      space = TRUE;
      p = g_utf8_next_char (p);
      continue;
    }
    if (g_ascii_isdigit (*p)) {
      p = read_number (p, &token);
    } else if (g_unichar_isalpha (c)) {
      p = read_word (p, &token);
    } else {
      token = read_sign (c);
      p = g_utf8_next_char (p);
    }
    token.glued = !space;
    space = FALSE;
    if (tokens->n == MAX_TOKENS) /* only the tail of a long title can name the period */
      memmove (tokens->tokens, tokens->tokens + 1, sizeof (Token) * --tokens->n);
    tokens->tokens[tokens->n++] = token;
  }
}

static gboolean
is_year (const Token *token)
{
  return token->kind == TOKEN_NUMBER && token->digits == 4 && token->value >= FIRST_YEAR &&
         token->value <= LAST_YEAR;
}

static gboolean
is_kind (const Tokens *tokens, guint i, TokenKind kind)
{
  return i < tokens->n && tokens->tokens[i].kind == kind;
}

static gboolean
is_number (const Tokens *tokens, guint i, int from, int to)
{
  return is_kind (tokens, i, TOKEN_NUMBER) && tokens->tokens[i].digits <= 2 &&
         tokens->tokens[i].value >= from && tokens->tokens[i].value <= to;
}

static gboolean
is_year_at (const Tokens *tokens, guint i)
{
  return i < tokens->n && is_year (&tokens->tokens[i]);
}

/* Years follow one another as "2020/2021" or "2020-21". */
static gboolean
is_next_year (const Token *first, const Token *second)
{
  return is_year (second) ? second->value == first->value + 1
                          : second->kind == TOKEN_NUMBER && second->digits == 2 &&
                                second->value == (first->value + 1) % 100;
}

static guint
match_year (const Tokens *tokens, guint i, OriPeriod *period)
{
  const Token *token = &tokens->tokens[i];

  *period = ori_period_year (token->value);
  if (is_kind (tokens, i + 1, TOKEN_DASH) && i + 2 < tokens->n &&
      is_kind (tokens, i + 2, TOKEN_NUMBER)) {
    if (is_next_year (token, &tokens->tokens[i + 2])) {
      period->kind = ORI_PERIOD_SCHOOL_YEAR;
      return i + 3;
    }
    if (is_number (tokens, i + 2, 1, 12) && is_kind (tokens, i + 3, TOKEN_DASH) &&
        is_number (tokens, i + 4, 1, 31)) {
      period->kind = ORI_PERIOD_DATE;
      period->part = (guint8)tokens->tokens[i + 2].value;
      period->day = (guint8)tokens->tokens[i + 4].value;
      return i + 5;
    }
    if (is_number (tokens, i + 2, 1, 12) && tokens->tokens[i + 2].digits == 2) {
      period->kind = ORI_PERIOD_MONTH;
      period->part = (guint8)tokens->tokens[i + 2].value;
      return i + 3;
    }
  }
  if (is_kind (tokens, i + 1, TOKEN_MONTH)) {
    period->kind = ORI_PERIOD_MONTH;
    period->part = (guint8)tokens->tokens[i + 1].value;
    return i + 2;
  }
  return i + 1;
}

/* "1 квартал 2015", «I полугодие 2022 г.», «январь 2022», "01.2022", "31.12.2022". */
static guint
match_part_first (const Tokens *tokens, guint i, OriPeriod *period)
{
  const Token *token = &tokens->tokens[i];
  guint next = i + 1;

  if (token->kind == TOKEN_MONTH && is_year_at (tokens, next)) {
    *period = ori_period_year (tokens->tokens[next].value);
    period->kind = ORI_PERIOD_MONTH;
    period->part = (guint8)token->value;
    return next + 1;
  }
  if (is_number (tokens, i, 1, 12) && is_kind (tokens, next, TOKEN_POINT) &&
      is_year_at (tokens, next + 1)) {
    *period = ori_period_year (tokens->tokens[next + 1].value);
    period->kind = ORI_PERIOD_MONTH;
    period->part = (guint8)token->value;
    return next + 2;
  }
  if (is_number (tokens, i, 1, 31) && is_kind (tokens, next, TOKEN_POINT) &&
      is_number (tokens, next + 1, 1, 12) && is_kind (tokens, next + 2, TOKEN_POINT) &&
      is_year_at (tokens, next + 3)) {
    *period = ori_period_year (tokens->tokens[next + 3].value);
    period->kind = ORI_PERIOD_DATE;
    period->part = (guint8)tokens->tokens[next + 1].value;
    period->day = (guint8)token->value;
    return next + 4;
  }
  if (is_number (tokens, i, 1, 31) && is_kind (tokens, next, TOKEN_MONTH) &&
      is_year_at (tokens, next + 1)) {
    *period = ori_period_year (tokens->tokens[next + 1].value);
    period->kind = ORI_PERIOD_DATE;
    period->part = (guint8)tokens->tokens[next].value;
    period->day = (guint8)token->value;
    return next + 2;
  }
  if (is_number (tokens, i, 1, 4)) {
    gboolean half = is_kind (tokens, next, TOKEN_HALF);
    guint year = next + 1;

    while (is_kind (tokens, year, TOKEN_POINT) || is_kind (tokens, year, TOKEN_YEAR))
      year++;
    if ((half || is_kind (tokens, next, TOKEN_QUARTER)) && is_year_at (tokens, year) &&
        !(half && token->value > 2)) {
      *period = ori_period_year (tokens->tokens[year].value);
      period->kind = half ? ORI_PERIOD_HALF : ORI_PERIOD_QUARTER;
      period->part = (guint8)token->value;
      return year + 1;
    }
  }
  return 0;
}

/* «январь–март 2023» is a quarter, «январь–июнь» a half, «январь–декабрь» the year; nine months
 * have no period of their own. */
static guint
match_months (const Tokens *tokens, guint i, OriPeriod *period)
{
  guint first, last, year = i + 3;

  if (!is_kind (tokens, i, TOKEN_MONTH) || !is_kind (tokens, i + 1, TOKEN_DASH) ||
      !is_kind (tokens, i + 2, TOKEN_MONTH) || !is_year_at (tokens, year))
    return 0;
  first = (guint)tokens->tokens[i].value;
  last = (guint)tokens->tokens[i + 2].value;
  *period = ori_period_year (tokens->tokens[year].value);
  if (first == 1 && last == 12)
    return year + 1;
  if (last % 6 == 0 && last == first + 5) {
    period->kind = ORI_PERIOD_HALF;
    period->part = (guint8)(last / 6);
  } else if (last % 3 == 0 && last == first + 2) {
    period->kind = ORI_PERIOD_QUARTER;
    period->part = (guint8)(last / 3);
  } else {
    return 0;
  }
  return year + 1;
}

static gboolean
is_real_date (const OriPeriod *period)
{
  return period->kind != ORI_PERIOD_DATE ||
         g_date_valid_dmy (period->day, (GDateMonth)period->part, (GDateYear)period->year);
}

/* A period that starts at token @i; the index behind it, or 0. */
static guint
match_at (const Tokens *tokens, guint i, OriPeriod *period)
{
  guint end = match_months (tokens, i, period);

  if (end == 0)
    end = match_part_first (tokens, i, period);
  if (end == 0 && is_year_at (tokens, i))
    end = match_year (tokens, i, period);
  return end > 0 && is_real_date (period) ? end : 0;
}

/* "2022-H1" and "2015-Q1": the codes that are not written by people. */
static gboolean
parse_code (const char *text, OriPeriod *period)
{
  char letter;

  if (strlen (text) != 7 || strspn (text, "0123456789") != 4 || text[4] != '-')
    return FALSE;
  letter = text[5];
  if ((letter != 'H' && letter != 'Q') || text[6] < '1' || text[6] > (letter == 'H' ? '2' : '4'))
    return FALSE;
  *period = ori_period_year ((int)g_ascii_strtoll (text, NULL, 10));
  period->kind = letter == 'H' ? ORI_PERIOD_HALF : ORI_PERIOD_QUARTER;
  period->part = (guint8)(text[6] - '0');
  return period->year >= FIRST_YEAR && period->year <= LAST_YEAR;
}

/* «01.09.22» on its own; among other words it may be any numbers. */
static guint
match_short_date (const Tokens *tokens, guint i, OriPeriod *period)
{
  for (guint k = 0; k < 5; k++)
    if (k % 2 ? !is_kind (tokens, i + k, TOKEN_POINT)
              : !is_number (tokens, i + k, 0, 99) || tokens->tokens[i + k].digits != 2)
      return 0;
  *period = ori_period_year (2000 + tokens->tokens[i + 4].value);
  period->kind = ORI_PERIOD_DATE;
  period->day = (guint8)tokens->tokens[i].value;
  period->part = (guint8)tokens->tokens[i + 2].value;
  return period->part >= 1 && period->part <= 12 && is_real_date (period) ? i + 5 : 0;
}

gboolean
ori_period_parse (const char *text, OriPeriod *period)
{
  g_autofree char *clean = ori_text_clean (text);
  Tokens tokens;
  OriPeriod found;
  guint i = 0, end;

  if (parse_code (clean, period))
    return TRUE;
  tokenize (clean, &tokens);
  while (is_kind (&tokens, i, TOKEN_YEAR))
    i++;
  end = i < tokens.n ? match_at (&tokens, i, &found) : 0;
  if (end == 0)
    end = match_short_date (&tokens, i, &found);
  if (end == 0)
    return FALSE;
  for (; end < tokens.n; end++) {
    TokenKind kind = tokens.tokens[end].kind;

    if (kind == TOKEN_SCHOOL && found.kind == ORI_PERIOD_YEAR)
      return FALSE; /* «2021 учебный год» names no school year */
    if (kind != TOKEN_YEAR && kind != TOKEN_SCHOOL && kind != TOKEN_POINT)
      return FALSE;
  }
  *period = found;
  return TRUE;
}

gboolean
ori_period_find (const char *text, OriPeriod *period)
{
  g_autofree char *clean = ori_text_clean (text);
  Tokens tokens;
  gboolean any = FALSE;

  tokenize (clean, &tokens);
  for (guint i = 0; i < tokens.n;) {
    OriPeriod found;
    guint end = match_at (&tokens, i, &found);

    if (end == 0) {
      i++;
      continue;
    }
    /* «за январь–сентябрь 2011 г.» is of the year: a month that ends a range says nothing. */
    if (found.kind == ORI_PERIOD_MONTH && i >= 2 && tokens.tokens[i].kind == TOKEN_MONTH &&
        tokens.tokens[i - 1].kind == TOKEN_DASH && tokens.tokens[i - 2].kind == TOKEN_MONTH)
      found = ori_period_year (found.year);
    *period = found;
    any = TRUE;
    i = end;
  }
  return any;
}

OriPeriod
ori_period_year (int year)
{
  OriPeriod period = {ORI_PERIOD_YEAR, (gint16)year, 0, 0};

  return period;
}

char *
ori_period_code (const OriPeriod *period)
{
  switch (period->kind) {
  case ORI_PERIOD_YEAR:
    return g_strdup_printf ("%d", period->year);
  case ORI_PERIOD_SCHOOL_YEAR:
    return g_strdup_printf ("%d/%d", period->year, period->year + 1);
  case ORI_PERIOD_HALF:
    return g_strdup_printf ("%d-H%d", period->year, period->part);
  case ORI_PERIOD_QUARTER:
    return g_strdup_printf ("%d-Q%d", period->year, period->part);
  case ORI_PERIOD_MONTH:
    return g_strdup_printf ("%d-%02d", period->year, period->part);
  case ORI_PERIOD_DATE:
    return g_strdup_printf ("%d-%02d-%02d", period->year, period->part, period->day);
  case ORI_PERIOD_NONE:
  default:
    return g_strdup ("");
  }
}

char *
ori_period_label (const OriPeriod *period)
{
  static const char *const months[] = {N_ ("January"), N_ ("February"), N_ ("March"),
                                       N_ ("April"),   N_ ("May"),      N_ ("June"),
                                       N_ ("July"),    N_ ("August"),   N_ ("September"),
                                       N_ ("October"), N_ ("November"), N_ ("December")};

  switch (period->kind) {
  case ORI_PERIOD_SCHOOL_YEAR:
    return g_strdup_printf ("%d/%02d", period->year, (period->year + 1) % 100);
  case ORI_PERIOD_HALF:
    /* Translators: first or second half of a year: 1, 2022 */
    return g_strdup_printf (_ ("half %d of %d"), period->part, period->year);
  case ORI_PERIOD_QUARTER:
    /* Translators: quarter of a year: 3, 2022 */
    return g_strdup_printf (_ ("quarter %d of %d"), period->part, period->year);
  case ORI_PERIOD_MONTH:
    return g_strdup_printf ("%s %d", _ (months[CLAMP (period->part, 1, 12) - 1]), period->year);
  case ORI_PERIOD_DATE:
    return g_strdup_printf ("%02d.%02d.%d", period->day, period->part, period->year);
  case ORI_PERIOD_YEAR:
  case ORI_PERIOD_NONE:
  default:
    return ori_period_code (period);
  }
}

int
ori_period_cycle (const OriPeriod *period)
{
  return period->kind == ORI_PERIOD_SCHOOL_YEAR ? period->year + 1 : period->year;
}

/* The last month of a period counted from year 0, for ordering; a school year ends in August. */
static int
end_month (const OriPeriod *period)
{
  int months = period->year * 12;

  switch (period->kind) {
  case ORI_PERIOD_SCHOOL_YEAR:
    return months + 20;
  case ORI_PERIOD_HALF:
    return months + period->part * 6;
  case ORI_PERIOD_QUARTER:
    return months + period->part * 3;
  case ORI_PERIOD_MONTH:
  case ORI_PERIOD_DATE:
    return months + period->part;
  case ORI_PERIOD_YEAR:
  case ORI_PERIOD_NONE:
  default:
    return months + 12;
  }
}

int
ori_period_compare (const OriPeriod *a, const OriPeriod *b)
{
  int order = end_month (a) - end_month (b);

  if (order == 0)
    order = (int)a->day - (int)b->day;
  return order != 0 ? order : (int)a->kind - (int)b->kind;
}
