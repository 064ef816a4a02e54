/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheet/ori-cell-format-private.h"

#include "core/ori-number.h"

#include <math.h>
#include <string.h>

#define GENERAL_WIDTH 11 /* characters that General takes in a wide column */

static void
strip_zeros (char *text)
{
  char *end = text + strlen (text);

  if (strchr (text, '.') == NULL)
    return;
  while (end[-1] == '0')
    *--end = '\0';
  if (end[-1] == '.')
    *--end = '\0';
}

/* |value| with @decimals digits, rounded in decimal, point, no groups. */
static char *
plain_digits (double value, int decimals)
{
  g_autofree char *text = ori_number_format (fabs (value), decimals);
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (plain, *p);
    else if (*p == ',')
      g_string_append_c (plain, '.');
  return g_string_free (plain, FALSE);
}

/* "1.2346E+12" with at least @exponent_digits in the exponent; the mantissa is a power of ten times
 * a number of @integers digits. */
static char *
scientific_digits (double value, int integers, int decimals, int exponent_digits, char sign)
{
  int exponent = 0, step = MAX (integers, 1);
  g_autofree char *mantissa = NULL;

  value = fabs (value);
  if (value > 0) {
    exponent = (int)floor (log10 (value));
    exponent = step > 1 ? (int)floor ((double)exponent / step) * step : exponent;
  }
  /* In two steps: 10^exponent alone may be out of range. */
  mantissa =
      plain_digits (value / pow (10, exponent / 2) / pow (10, exponent - exponent / 2), decimals);
  if (value > 0 && (int)strcspn (mantissa, ".") > step) {
    g_free (mantissa);
    exponent += step;
    mantissa =
        plain_digits (value / pow (10, exponent / 2) / pow (10, exponent - exponent / 2), decimals);
  }
  return g_strdup_printf ("%sE%s%0*d", mantissa,
                          exponent < 0  ? "-"
                          : sign == '+' ? "+"
                                        : "",
                          CLAMP (exponent_digits, 1, 9), ABS (exponent));
}

static char *
print_general (double value)
{
  double size = fabs (value);
  g_autofree char *text = NULL;
  char *comma;

  /* Most cells hold whole numbers, for which the long way below takes long. */
  if (size < 99999999999.5 && size == floor (size))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)value);
  if (size >= 1e-4 && size < 99999999999.5) {
    int exponent = (int)floor (log10 (size));

    text = plain_digits (value, exponent >= GENERAL_WIDTH - 1 ? 0
                                : exponent > 0                ? GENERAL_WIDTH - 2 - exponent
                                                              : GENERAL_WIDTH - 2);
    strip_zeros (text);
  } else if (size > 0) {
    char exact[G_ASCII_DTOSTR_BUF_SIZE];
    char *e;

    /* 0.00001 fits, 0.0000123456 does not. */
    text = plain_digits (value, GENERAL_WIDTH - 2);
    strip_zeros (text);
    if (size >= 1 || g_ascii_strtod (text, NULL) != size) {
      g_free (text);
      text = scientific_digits (value, 1, 5, 2, '+');
      e = strchr (text, 'E');
      g_strlcpy (exact, text, (gsize)(e - text) + 1);
      strip_zeros (exact);
      e = g_strconcat (exact, e, NULL);
      g_free (text);
      text = e;
    }
  } else {
    text = g_strdup ("0");
  }
  comma = strchr (text, '.');
  if (comma != NULL)
    *comma = ',';
  return g_strconcat (value < 0 && strcmp (text, "0") != 0 ? "-" : "", text, NULL);
}

/* ---- numbers by placeholders ---- */

/* Walks the tokens of a number and puts digits in the place of placeholders. */
typedef struct {
  const OriFormatSection *section;
  GString *out;
  const char *integer; /* digits before the point */
  int n_integer;
  const char *decimals;
  const char *exponent; /* "E+05" */
  int seen;             /* placeholders before the point so far */
  int seen_decimals;
} NumberPrinter;

static void
put_integer_digit (NumberPrinter *printer, int index)
{
  int left = printer->n_integer - index - 1;

  g_string_append_c (printer->out, printer->integer[index]);
  if (printer->section->grouped && left > 0 && left % 3 == 0)
    g_string_append (printer->out, ORI_NBSP);
}

/* The digits that fall to one placeholder: one, or all that are too many for the first. */
static void
put_integer (NumberPrinter *printer, char placeholder)
{
  int left = printer->section->integers - printer->seen - 1; /* placeholders to come */
  int index = printer->n_integer - left - 1;

  if (printer->seen == 0)
    for (int i = 0; i < index; i++)
      put_integer_digit (printer, i);
  if (index >= 0) {
    put_integer_digit (printer, index);
  } else if (placeholder == '0') {
    g_string_append_c (printer->out, '0');
    if (printer->section->grouped && left > 0 && left % 3 == 0)
      g_string_append (printer->out, ORI_NBSP);
  }
  printer->seen++;
}

static void
put_decimal (NumberPrinter *printer, char placeholder)
{
  int index = printer->seen_decimals++;
  const char *rest = printer->decimals + MIN ((gsize)index, strlen (printer->decimals));

  /* Trailing zeros are shown only by "0". */
  if (*rest == '\0' || (placeholder != '0' && rest[strspn (rest, "0")] == '\0'))
    return;
  g_string_append_c (printer->out, *rest);
}

static void
put_number_token (NumberPrinter *printer, const OriFormatToken *token, gboolean *behind_point,
                  gboolean *behind_exponent)
{
  switch (token->type) {
  case ORI_TOKEN_LITERAL:
    g_string_append (printer->out, token->text);
    break;
  case ORI_TOKEN_DIGIT:
    if (*behind_exponent)
      break;
    if (*behind_point)
      put_decimal (printer, (char)token->count);
    else
      put_integer (printer, (char)token->count);
    break;
  case ORI_TOKEN_POINT:
    if (printer->section->integers == 0)
      g_string_append (printer->out, printer->integer);
    *behind_point = TRUE;
    g_string_append_c (printer->out, ',');
    break;
  case ORI_TOKEN_PERCENT:
    g_string_append_c (printer->out, '%');
    break;
  case ORI_TOKEN_EXPONENT:
    *behind_exponent = TRUE;
    g_string_append (printer->out, printer->exponent);
    break;
  default:
    break;
  }
}

static void
print_number (const OriFormatSection *section, double value, GString *out)
{
  g_autofree char *digits = NULL;
  char *point, *e;
  NumberPrinter printer = {section, out, "", 0, "", "", 0, 0};
  gboolean behind_point = FALSE, behind_exponent = FALSE;

  for (guint i = 0; i < section->percents; i++)
    value *= 100;
  for (guint i = 0; i < section->thousandths; i++)
    value /= 1000;
  if (section->scientific) {
    char sign = '+';

    for (guint i = 0; i < section->tokens->len; i++)
      if (g_array_index (section->tokens, OriFormatToken, i).type == ORI_TOKEN_EXPONENT)
        sign = (char)g_array_index (section->tokens, OriFormatToken, i).count;
    digits = scientific_digits (value, section->integers, section->decimals,
                                section->exponent_digits, sign);
  } else {
    digits = plain_digits (value, section->decimals);
  }
  e = strchr (digits, 'E');
  if (e != NULL) {
    printer.exponent = g_strdup (e);
    *e = '\0';
  }
  point = strchr (digits, '.');
  if (point != NULL) {
    *point = '\0';
    printer.decimals = point + 1;
  }
  printer.integer = strcmp (digits, "0") == 0 ? "" : digits;
  printer.n_integer = (int)strlen (printer.integer);
  for (guint i = 0; i < section->tokens->len; i++)
    put_number_token (&printer, &g_array_index (section->tokens, OriFormatToken, i), &behind_point,
                      &behind_exponent);
  if (e != NULL)
    g_free ((char *)printer.exponent);
}

/* "# ?/?" and "# ?/8": whole, numerator, denominator. */
static void
print_fraction (const OriFormatSection *section, double value, GString *out)
{
  int places = 0, fixed = 0, best = 1;
  gboolean behind = FALSE;
  double whole, rest, error = 2;
  double numerator = 0;

  for (guint i = 0; i < section->tokens->len; i++) {
    const OriFormatToken *token = &g_array_index (section->tokens, OriFormatToken, i);

    if (token->type == ORI_TOKEN_SLASH)
      behind = TRUE;
    else if (behind && token->type == ORI_TOKEN_DIGIT)
      places++;
    else if (behind && token->type == ORI_TOKEN_LITERAL && g_ascii_isdigit (*token->text))
      fixed = fixed * 10 + (*token->text - '0');
    if (fixed > 9999)
      break;
  }
  value = fabs (value);
  whole = floor (value);
  rest = value - whole;
  for (int d = fixed > 0 ? fixed : 1; d <= (fixed > 0 ? fixed : pow (10, MIN (places, 3)) - 1);
       d++) {
    double off = fabs (rest - round (rest * d) / d);

    if (off < error - 1e-12) {
      error = off;
      best = d;
      numerator = round (rest * d);
    }
  }
  if (numerator >= best) {
    whole++;
    numerator = 0;
  }
  if (whole > 0 || numerator == 0)
    g_string_append_printf (out, "%.0f", whole);
  if (numerator > 0)
    g_string_append_printf (out, "%s%.0f/%d", whole > 0 ? " " : "", numerator, best);
}

static gboolean
section_takes (const OriFormatSection *section, double value)
{
  const char *condition = section->condition;

  if (strcmp (condition, "<") == 0)
    return value < section->limit;
  if (strcmp (condition, "<=") == 0)
    return value <= section->limit;
  if (strcmp (condition, ">") == 0)
    return value > section->limit;
  if (strcmp (condition, ">=") == 0)
    return value >= section->limit;
  if (strcmp (condition, "<>") == 0)
    return value != section->limit;
  return value == section->limit;
}

/* Which section prints @value, and whether it brings its own sign. */
static const OriFormatSection *
choose_section (const OriCellFormat *self, double value, gboolean *own_sign)
{
  OriFormatSection **sections = (OriFormatSection **)self->sections->pdata;
  guint n = self->sections->len;

  *own_sign = FALSE;
  if (n == 4 || (n > 1 && sections[n - 1]->kind == ORI_FORMAT_TEXT))
    n--;
  if (sections[0]->condition[0] != '\0' || (n > 1 && sections[1]->condition[0] != '\0')) {
    for (guint i = 0; i < n; i++) {
      const OriFormatSection *section = sections[i];

      if (section->condition[0] != '\0' ? section_takes (section, value) : i == n - 1) {
        *own_sign = section->condition[0] == '<' && section->limit <= 0;
        return section;
      }
    }
    return sections[n - 1];
  }
  if (n > 1 && value < 0) {
    *own_sign = TRUE;
    return sections[1];
  }
  return n > 2 && value == 0 ? sections[2] : sections[0];
}

/* TRUE when nothing but zeros was printed of a number: "-0" says nothing. */
static gboolean
shows_zero (const char *text)
{
  gboolean digit = FALSE;

  for (; *text != '\0'; text++) {
    if (*text >= '1' && *text <= '9')
      return FALSE;
    digit = digit || *text == '0';
  }
  return digit;
}

char *
ori_cell_format_print (const OriCellFormat *self, double value)
{
  gboolean own_sign;
  const OriFormatSection *section = choose_section (self, value, &own_sign);
  g_autoptr (GString) out = g_string_new (NULL);

  if (section->kind == ORI_FORMAT_DATE)
    return ori_format_print_date (section, value);
  if (section->fraction) {
    print_fraction (section, value, out);
  } else if (section->has_digits) {
    print_number (section, value, out);
  } else {
    for (guint i = 0; i < section->tokens->len; i++) {
      const OriFormatToken *token = &g_array_index (section->tokens, OriFormatToken, i);
      g_autofree char *general = NULL;

      if (token->type == ORI_TOKEN_LITERAL) {
        g_string_append (out, token->text);
      } else if (token->type == ORI_TOKEN_GENERAL || token->type == ORI_TOKEN_AT) {
        general = print_general (fabs (value));
        g_string_append (out, general);
      }
    }
    /* An empty code is General; an empty section of several hides the value. */
    if (section->tokens->len == 0 && self->sections->len == 1)
      return print_general (value);
    own_sign = own_sign || section->literal;
  }
  g_strstrip (out->str);
  if (value < 0 && !own_sign && out->str[0] != '\0' && !shows_zero (out->str))
    return g_strconcat ("-", out->str, NULL);
  return g_strdup (out->str);
}

char *
ori_cell_format_print_text (const OriCellFormat *self, const char *text)
{
  const OriFormatSection *section = self->sections->pdata[self->sections->len - 1];
  GString *out;

  if (section->kind != ORI_FORMAT_TEXT &&
      !(self->sections->len == 4 && section->literal && section->tokens->len > 0))
    return g_strdup (text);
  out = g_string_new (NULL);
  for (guint i = 0; i < section->tokens->len; i++) {
    const OriFormatToken *token = &g_array_index (section->tokens, OriFormatToken, i);

    if (token->type == ORI_TOKEN_LITERAL)
      g_string_append (out, token->text);
    else if (token->type == ORI_TOKEN_AT)
      g_string_append (out, text);
  }
  return g_string_free (out, FALSE);
}
