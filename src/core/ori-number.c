/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/ori-number.h"

#include <math.h>
#include <string.h>

#define MAX_DIGITS 15 /* what a double holds of any decimal */

/* The characters a typed number is made of, one per code point. */
typedef enum {
  GLYPH_DIGIT,
  GLYPH_SPACE,
  GLYPH_COMMA,
  GLYPH_POINT,
  GLYPH_MINUS,
  GLYPH_PLUS,
  GLYPH_PERCENT,
  GLYPH_EXPONENT,
  GLYPH_OTHER,
  GLYPH_NONE, /* no character at all: the decimal sign of a number without one */
} Glyph;

static Glyph
classify (gunichar c)
{
  if (c >= '0' && c <= '9')
    return GLYPH_DIGIT;
  switch (c) {
  case ' ':
  case '\t':
  case 0x00A0:
  case 0x2007:
  case 0x2009:
  case 0x202F:
    return GLYPH_SPACE;
  case ',':
    return GLYPH_COMMA;
  case '.':
    return GLYPH_POINT;
  case '-':
  case 0x2212:
  case 0x2013:
  case 0x2010:
  case 0x2011:
    return GLYPH_MINUS;
  case '+':
    return GLYPH_PLUS;
  case '%':
    return GLYPH_PERCENT;
  case 'e':
  case 'E':
    return GLYPH_EXPONENT;
  default:
    return g_unichar_isspace (c) ? GLYPH_SPACE : GLYPH_OTHER;
  }
}

/* Which sign is the decimal one: the last of two kinds; a kind that occurs once; none when the only
 * kind occurs several times, because then it groups. */
static Glyph
find_decimal_sign (const char *text)
{
  guint commas = 0, points = 0;
  Glyph last = GLYPH_NONE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    Glyph glyph = classify (g_utf8_get_char (p));

    if (glyph == GLYPH_COMMA)
      commas++;
    else if (glyph == GLYPH_POINT)
      points++;
    else
      continue;
    last = glyph;
  }
  if (commas > 0 && points > 0)
    return (last == GLYPH_COMMA ? commas : points) == 1 ? last : GLYPH_NONE;
  if (commas == 1 || points == 1)
    return last;
  return GLYPH_NONE;
}

typedef struct {
  GString *digits; /* plain text for g_ascii_strtod() */
  int decimals;    /* -1 before the decimal sign */
  int group;       /* digits since the last group separator, -1 before the first */
  guint n_digits;
} Scan;

/* Digits with group separators and a decimal sign; returns where it stopped, NULL when the groups
 * are not of three. */
static const char *
scan_digits (const char *p, Glyph decimal_sign, Scan *scan)
{
  for (; *p != '\0'; p = g_utf8_next_char (p)) {
    Glyph glyph = classify (g_utf8_get_char (p));

    if (glyph == GLYPH_DIGIT) {
      g_string_append_c (scan->digits, *p);
      scan->n_digits++;
      if (scan->decimals >= 0)
        scan->decimals++;
      else if (scan->group >= 0)
        scan->group++;
    } else if (glyph == decimal_sign && scan->decimals < 0) {
      if (scan->group >= 0 && scan->group != 3)
        return NULL;
      g_string_append_c (scan->digits, '.');
      scan->decimals = 0;
    } else if (glyph == GLYPH_SPACE || glyph == GLYPH_COMMA || glyph == GLYPH_POINT) {
      const char *next = g_utf8_next_char (p);

      /* Only a digit behind it makes it a group separator; else the number ends here. */
      if (scan->decimals >= 0 || scan->n_digits == 0 || !g_ascii_isdigit (*next))
        break;
      if (scan->group >= 0 ? scan->group != 3 : scan->n_digits > 3)
        return NULL;
      scan->group = 0;
    } else {
      break;
    }
  }
  if (scan->decimals < 0 && scan->group >= 0 && scan->group != 3)
    return NULL;
  return p;
}

static const char *
skip_spaces (const char *p)
{
  while (*p != '\0' && classify (g_utf8_get_char (p)) == GLYPH_SPACE)
    p = g_utf8_next_char (p);
  return p;
}

/* "E+05" behind the digits; at most three digits of exponent. */
static const char *
scan_exponent (const char *p, GString *digits)
{
  const char *q = p + 1;
  gsize start;

  if (*p != 'e' && *p != 'E')
    return p;
  if (*q == '+' || *q == '-')
    q++;
  if (!g_ascii_isdigit (*q))
    return p;
  start = digits->len;
  g_string_append_len (digits, p, q - p);
  for (guint n = 0; g_ascii_isdigit (*q); q++, n++) {
    if (n == 3) {
      g_string_truncate (digits, start);
      return p;
    }
    g_string_append_c (digits, *q);
  }
  return q;
}

gboolean
ori_number_parse (const char *text, double *value, int *decimals, gboolean *percent)
{
  g_autoptr (GString) digits = NULL;
  Scan scan = {NULL, -1, -1, 0};
  gboolean has_percent = FALSE;
  const char *p;
  double parsed;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  digits = scan.digits = g_string_new (NULL);
  p = skip_spaces (text);
  switch (classify (g_utf8_get_char (p))) {
  case GLYPH_MINUS:
    g_string_append_c (digits, '-');
    p = skip_spaces (g_utf8_next_char (p));
    break;
  case GLYPH_PLUS:
    p = g_utf8_next_char (p);
    break;
  default:
    break;
  }
  p = scan_digits (p, find_decimal_sign (p), &scan);
  if (p == NULL || scan.n_digits == 0 || scan.n_digits > 300)
    return FALSE;
  p = skip_spaces (scan_exponent (p, digits));
  if (*p == '%') {
    has_percent = TRUE;
    p = skip_spaces (p + 1);
  }
  if (*p != '\0')
    return FALSE;
  parsed = g_ascii_strtod (digits->str, NULL);
  if (!isfinite (parsed))
    return FALSE;
  if (value != NULL)
    *value = parsed;
  if (decimals != NULL)
    *decimals = MAX (scan.decimals, 0);
  if (percent != NULL)
    *percent = has_percent;
  return TRUE;
}

/* A finite value as its shortest decimal of at most 15 significant digits: sign, digits without
 * leading or trailing zeros, and the power of ten of the first digit. Zero has no digits. */
typedef struct {
  gboolean negative;
  char digits[MAX_DIGITS + 2];
  int n_digits;
  int exponent;
} Decimal;

static void
split_decimal (double value, Decimal *decimal)
{
  char buffer[64], format[8];
  const char *mantissa = buffer, *e;

  memset (decimal, 0, sizeof *decimal);
  g_snprintf (format, sizeof format, "%%.%de", MAX_DIGITS - 1);
  g_ascii_formatd (buffer, sizeof buffer, format, value);
  if (*mantissa == '-') {
    decimal->negative = TRUE;
    mantissa++;
  }
  e = strchr (mantissa, 'e');
  decimal->exponent = (int)g_ascii_strtoll (e + 1, NULL, 10);
  for (const char *p = mantissa; p < e; p++)
    if (g_ascii_isdigit (*p))
      decimal->digits[decimal->n_digits++] = *p;
  while (decimal->n_digits > 0 && decimal->digits[decimal->n_digits - 1] == '0')
    decimal->n_digits--;
  decimal->digits[decimal->n_digits] = '\0';
}

/* Rounds half away from zero so that no digit stays behind @decimals places. */
static void
round_decimal (Decimal *decimal, int decimals)
{
  int keep = decimal->exponent + 1 + decimals;
  gboolean up;

  if (keep >= decimal->n_digits)
    return;
  if (keep < 0) {
    decimal->n_digits = 0;
    return;
  }
  up = decimal->digits[keep] >= '5';
  decimal->n_digits = keep;
  if (!up)
    return;
  while (decimal->n_digits > 0 && decimal->digits[decimal->n_digits - 1] == '9')
    decimal->n_digits--;
  if (decimal->n_digits == 0) {
    decimal->digits[0] = '1';
    decimal->n_digits = 1;
    decimal->exponent++;
  } else {
    decimal->digits[decimal->n_digits - 1]++;
  }
}

/* The digit that stands at 10^power. */
static char
digit_at (const Decimal *decimal, int power)
{
  int index = decimal->exponent - power;

  return index >= 0 && index < decimal->n_digits ? decimal->digits[index] : '0';
}

static char *
print_decimal (const Decimal *decimal, int decimals, const char *minus, const char *sign,
               const char *group)
{
  GString *text = g_string_new (NULL);
  int top = decimal->n_digits > 0 ? MAX (decimal->exponent, 0) : 0;
  gboolean zero = TRUE;

  for (int i = 0; i < decimal->n_digits; i++)
    zero = zero && decimal->digits[i] == '0';
  if (decimal->negative && !zero)
    g_string_append (text, minus);
  for (int power = top; power >= 0; power--) {
    g_string_append_c (text, digit_at (decimal, power));
    if (power > 0 && power % 3 == 0 && top >= 4)
      g_string_append (text, group);
  }
  if (decimals > 0)
    g_string_append (text, sign);
  for (int power = -1; power >= -decimals; power--)
    g_string_append_c (text, digit_at (decimal, power));
  return g_string_free (text, FALSE);
}

char *
ori_number_format (double value, int decimals)
{
  Decimal decimal;

  if (!isfinite (value))
    return g_strdup ("—");
  decimals = CLAMP (decimals, 0, MAX_DIGITS);
  split_decimal (value, &decimal);
  round_decimal (&decimal, decimals);
  return print_decimal (&decimal, decimals, ORI_MINUS, ",", ORI_NNBSP);
}

char *
ori_number_format_short (double value, int max_decimals)
{
  Decimal decimal;
  int decimals;

  if (!isfinite (value))
    return g_strdup ("—");
  split_decimal (value, &decimal);
  round_decimal (&decimal, CLAMP (max_decimals, 0, MAX_DIGITS));
  while (decimal.n_digits > 0 && decimal.digits[decimal.n_digits - 1] == '0')
    decimal.n_digits--;
  decimals = decimal.n_digits - decimal.exponent - 1;
  return print_decimal (&decimal, decimal.n_digits > 0 ? MAX (decimals, 0) : 0, ORI_MINUS, ",",
                        ORI_NNBSP);
}

static gboolean
wants_integer (double denominator)
{
  return denominator > 0 && denominator < 100;
}

char *
ori_number_format_percent (double percent, double denominator)
{
  g_autofree char *text = NULL;

  if (denominator > 0)
    text = ori_number_format (percent, wants_integer (denominator) ? 0 : 1);
  else
    text = ori_number_format_short (percent, 1);
  return isfinite (percent) ? g_strconcat (text, ORI_NBSP "%", NULL) : g_steal_pointer (&text);
}

char *
ori_number_format_points (double points, double denominator)
{
  g_autofree char *text = ori_number_format (points, wants_integer (denominator) ? 0 : 1);
  gboolean positive = points > 0 && strspn (text, "0,") < strlen (text);

  if (!isfinite (points))
    return g_steal_pointer (&text);
  return g_strconcat (positive ? "+" : "", text, ORI_NBSP "п.п.", NULL);
}

char *
ori_number_to_text (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_val_if_fail (isfinite (value), g_strdup ("0"));
  if (value == 0.0)
    return g_strdup ("0");
  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

double
ori_number_round (double value, int decimals)
{
  g_autofree char *text = NULL;
  Decimal decimal;

  if (!isfinite (value))
    return value;
  split_decimal (value, &decimal);
  if (decimal.exponent > MAX_DIGITS)
    return value;
  decimals = CLAMP (decimals, 0, 9);
  round_decimal (&decimal, decimals);
  text = print_decimal (&decimal, decimals, "-", ".", "");
  return g_ascii_strtod (text, NULL);
}

static gboolean
is_count (double value)
{
  return value >= 0 && value <= 1e12 && value == floor (value);
}

/* 100 x / n at @decimals digits as an integer, once rounded half-up and once cut. */
OriShareCheck
ori_share_check (double x, double n, const char *printed)
{
  double value;
  int decimals;
  __int128 scale = 1, numerator, denominator, rounded, cut, shown;

  if (!is_count (x) || !is_count (n) || n == 0 ||
      !ori_number_parse (printed, &value, &decimals, NULL) || decimals > 9 || fabs (value) > 1e6)
    return ORI_SHARE_UNKNOWN;
  for (int i = 0; i < decimals; i++)
    scale *= 10;
  denominator = (__int128)n;
  numerator = (__int128)x * 100 * scale;
  rounded = (2 * numerator + denominator) / (2 * denominator);
  cut = numerator / denominator;
  /* Exact: a decimal of this size times its own power of ten is nearest to the integer meant. */
  shown = (__int128)llround (value * (double)scale);
  if (shown == rounded)
    return ORI_SHARE_OK;
  return shown == cut ? ORI_SHARE_TRUNCATED : ORI_SHARE_WRONG;
}
